import { addAll } from "../../collections.ts";
import { anywhere, type LiteralContext } from "../../secrets/credential.ts";
import { lastPart } from "../../slash-path.ts";
import type { ComponentKind } from "../../source/component-kind.ts";
import { type Span, shifted } from "../../source/place.ts";
import { decodeContent } from "../../source/xml-text.ts";
import { agentVariables } from "./agent-variables.ts";
import { type ComponentFile, customizations } from "./component-files.ts";
import { formulaKeys } from "./formula-keys.ts";
import { keptPasswords } from "./kept-passwords.ts";
import type { NamedSpan } from "./named-span.ts";
import { passwordBoxTexts } from "./password-boxes.ts";
import { rowValues } from "./row-values.ts";
import { siteSettings } from "./site-settings.ts";
import { unnamedParts } from "./unnamed-parts.ts";
import { xamlLiterals } from "./xaml-literals.ts";

/** A text to search: a whole file, or the decoded text of an element in it. */
export interface ComponentText {
  readonly text: string;
  readonly context: LiteralContext;
  /** What the component does with it, where that is known. */
  readonly use?: TextUse;
  /** What holds it, where that is not what holds the file. */
  readonly part?: TextPart;
  /** From offsets in the text to offsets in the file. */
  toFile(span: Span): Span;
}

/**
 * What a component does with a text.
 *
 * - `setting`: it is the value of a setting or a column, whose name says what it holds; names in code say little.
 * - `unnamed-setting`: the same without a name, so that what it looks like is all that tells.
 * - `compared`: it lets somebody in who types it, so that it is a credential, however weak.
 * - `kept`: a formula keeps it as a password, and it looks like one or stands beside a user.
 */
export type TextUse = "setting" | "unnamed-setting" | "compared" | "kept";

/** A part of a file that is a component of its own, or is called something else than the file. */
export interface TextPart {
  readonly kind?: ComponentKind;
  /** It is what a maker wrote about a component that another file holds. */
  readonly isDescription?: true;
  readonly name?: string;
}

/** The texts to search in a file, those of single elements first and then the file as a whole. */
export function componentTexts(file: ComponentFile, text: string): readonly ComponentText[] {
  if (customizations.test(file.below)) return customizationTexts(text);
  return file.isReadElsewhere ? descriptions(text, 0, text.length) : textsOf(text, file);
}

/** Children of the root of `customizations.xml` that other readers take, or that hold addresses of public pictures. */
const sectionsReadElsewhere = ["Workflows", "Connectors", "CanvasApps", "EnvironmentVariables", "environmentvariabledefinitions"];
const sections: readonly (readonly [string, ComponentKind])[] = [
  ["Entities", "table"],
  ["SdkMessageProcessingSteps", "plug-in-step"],
  ["ServiceEndpoints", "service-endpoint"],
  ["AIModels", "ai-model"],
  ["connectionreferences", "connection-reference"],
  ["Templates", "template"],
  ["AppModuleSiteMaps", "site-map"],
];

function textsOf(file: string, { kind, below }: ComponentFile): readonly ComponentText[] {
  switch (kind) {
    case "plug-in-step":
    case "plug-in-assembly":
    case "service-endpoint":
      return [...configurations(file, 0, file.length), whole(file)];
    case "power-pages-component":
      return [...settingsOfSite(file), ...snippet(file, below), whole(file)];
    case "agent-component":
      return [...settings(file, agentVariables(file), stretch), ...plainTexts(file)];
    case "configuration-data":
      return [...settings(file, rowValues(file), decodedStretch), whole(file)];
    case "classic-workflow":
      return [...settings(file, xamlLiterals(file), decodedStretch), whole(file)];
    case "canvas-app":
      return [...appTexts(file), ...plainTexts(file)];
    default:
      return plainTexts(file);
  }
}

/** The texts to search in a file of which nothing is known but its text. */
export function plainTexts(file: string): readonly ComponentText[] {
  return [...escapedTexts(file, 0, file.length), whole(file)];
}

function whole(file: string): ComponentText {
  return { text: file, context: anywhere, toFile: (span) => span };
}

/** Values of settings and columns. @param read how the format of the file writes them */
function settings(file: string, values: readonly NamedSpan[], read: typeof stretch): readonly ComponentText[] {
  return values.map((value) => ({ ...read(file, value, { position: "named", name: value.name }), use: "setting" }));
}

function settingsOfSite(file: string): readonly ComponentText[] {
  return siteSettings(file).map(({ name, value, toFile }) => ({
    text: value,
    // The last part of a setting's path says what it holds.
    context: { position: "named", name: lastPart(name) },
    use: "setting",
    part: { name },
    toFile,
  }));
}

/** What formulas of an app compare, keep and call a key. */
function appTexts(file: string): readonly ComponentText[] {
  return [
    ...passwordBoxTexts(file).map((text) => ({
      ...stretch(file, text, { position: "credential", name: isPin(file, text) ? "PIN" : "Password" }),
      ...(text.isCompared ? { use: "compared" as const } : {}),
    })),
    ...keptPasswords(file).map((span) => ({ ...stretch(file, span, { position: "named", name: "Password" }), use: "kept" as const })),
    ...formulaKeys(file).map((span) => stretch(file, span, { position: "named", name: "secret key" })),
  ];
}

/** Whether what is typed into a box is nothing but digits. */
function isPin(file: string, { start, end }: Span): boolean {
  return /^\d{4,8}$/.test(file.slice(start, end));
}

/** `content-snippets/…/ErpApiKey.en-US.contentsnippet.value.html`: a downloaded snippet is all of a file, whose name is that of the snippet. */
function snippet(file: string, below: string): readonly ComponentText[] {
  const name = /(?:^|\/)(?<name>[^/.]{1,200})\.(?:[\w-]{1,20}\.)?contentsnippet\.value\.html$/i.exec(below)?.groups?.name;
  const start = file.length - file.trimStart().length;
  if (name === undefined || !/^\S{8,400}$/.test(file.trim())) return [];
  return [stretch(file, { start, end: start + file.trim().length }, { position: "named", name })];
}

/** `customizations.xml` without what other readers take: its sections are components of their own kinds. */
function customizationTexts(file: string): readonly ComponentText[] {
  const taken = sectionsReadElsewhere.flatMap((name) => sectionOf(file, name) ?? []);
  const named = sections.flatMap(([name, kind]) => {
    const span = sectionOf(file, name);
    return span === undefined ? [] : [{ ...span, kind }];
  });
  const parts = [...taken.map((span) => ({ ...span, kind: undefined })), ...named].toSorted((a, b) => a.start - b.start);
  const texts: ComponentText[] = [];
  const add = (start: number, end: number, kind: ComponentKind): void => {
    if (end <= start) return;
    const part = { kind };
    for (const text of [...configurations(file, start, end), ...escapedTexts(file, start, end)]) texts.push({ ...text, part });
    texts.push({ ...stretch(file, { start, end }, anywhere), part });
  };
  let at = 0;
  for (const { start, end, kind } of parts) {
    if (start < at) continue;
    add(at, start, "other");
    if (kind !== undefined) add(start, end, kind);
    else addAll(texts, descriptions(file, start, end));
    at = end;
  }
  add(at, file.length, "other");
  return texts;
}

/**
 * What makers write about flows, variables and solutions: as an attribute of a flow, and in the language of each user. Exports repeat the one of a
 * flow in the language that it was written in.
 */
function descriptions(file: string, from: number, to: number): readonly ComponentText[] {
  let ofFlow: string | undefined;
  return [...file.slice(from, to).matchAll(/\s(?<name>[Dd])escription="(?<text>[^"<]{12,4000})"/g)].flatMap(
    ({ index, 0: attribute, groups }) => {
      const end = from + index + attribute.length - 1;
      const text = groups?.text ?? "";
      if (groups?.name === "D") ofFlow = text;
      else if (text === ofFlow) return [];
      return [{ ...decodedStretch(file, { start: end - text.length, end }, anywhere), part: { isDescription: true as const } }];
    },
  );
}

/** A child of the root, which has no attributes. */
function sectionOf(file: string, name: string): Span | undefined {
  const start = file.indexOf(`<${name}>`);
  const end = start < 0 ? -1 : file.indexOf(`</${name}>`, start);
  return end < 0 ? undefined : { start, end };
}

/** Shorter texts hold no member with a credential. */
const shortestText = 24;

/** Texts of elements and attributes in which signs are escaped: JSON, scripts, markup, and values with such a sign. */
function escapedTexts(file: string, from: number, to: number): readonly ComponentText[] {
  const texts: ComponentText[] = [];
  const escaped = /&(?:quot|apos|lt|gt|amp|#\d{1,5}|#x[\da-f]{1,5});/gi;
  let known = from;
  escaped.lastIndex = from;
  for (let at = escaped.exec(file)?.index ?? to; at < to; at = escaped.exec(file)?.index ?? to) {
    const before = file.slice(known, at);
    const start = known + Math.max(before.lastIndexOf(">"), before.lastIndexOf('"')) + 1;
    const ending = /[<"]/g;
    ending.lastIndex = at;
    known = Math.min(ending.exec(file)?.index ?? to, to);
    escaped.lastIndex = known;
    if (known - start >= shortestText) texts.push(decodedStretch(file, { start, end: known }, anywhere));
  }
  return texts;
}

/** What plug-in steps and service endpoints are configured with. */
function configurations(file: string, from: number, to: number): readonly ComponentText[] {
  return [...file.slice(from, to).matchAll(/<(Configuration|SecureConfiguration|SASKey|SASToken|AuthValue)>([^<]{8,})</gi)].flatMap(
    (match) => {
      const element = match[1] ?? "";
      const isCredential = /^(?:sas|auth)/i.test(element);
      const start = from + match.index + element.length + 2;
      const context: LiteralContext = isCredential ? { position: "credential", name: element } : anywhere;
      const value: ComponentText = { ...decodedStretch(file, { start, end: start + (match[2] ?? "").length }, context), use: "setting" };
      return isCredential ? [value] : [value, ...withoutNames(value)];
    },
  );
}

/** Plug-ins split their configuration, and know its parts by their order. */
function withoutNames({ text, toFile }: ComponentText): readonly ComponentText[] {
  return unnamedParts(text).map(({ start, end, name }) => ({
    text: text.slice(start, end),
    context: { position: "named", name },
    use: "unnamed-setting",
    toFile: (span) => toFile(shifted(span, start)),
  }));
}

/** A part of a file as it is written. */
export function stretch(file: string, { start, end }: Span, context: LiteralContext): ComponentText {
  return { text: file.slice(start, end), context, toFile: (span) => shifted(span, start) };
}

function decodedStretch(file: string, { start, end }: Span, context: LiteralContext): ComponentText {
  // Decoded by itself: a search for the end of a text must not run through the rest of the file.
  const { text, map } = decodeContent(file.slice(start, end), { start: 0, end: end - start }, []);
  return { text, context, toFile: (span) => shifted(map.toRaw(span), start) };
}
