import { type Artifact, ArtifactError } from "../input/artifact.ts";
import { textAt } from "../json.ts";
import type { CredentialMatch, LiteralContext } from "../secrets/credential.ts";
import { detectCredentials } from "../secrets/detect.ts";
import { tellsByItself } from "../secrets/judge.ts";
import type { Solution } from "../solution/model.ts";
import type { Place, PlaceOwner, Span } from "../source/place.ts";
import { decodeText } from "../source/source-file.ts";
import { type DecodedText, decodeContent } from "../source/xml-text.ts";
import type { Analysis } from "./analysis.ts";

/** A credential in a text component that the analysis does not read otherwise. */
export interface OtherCredential {
  readonly match: CredentialMatch;
  readonly place: Place;
  /** What holds it, in a maker's words: `web resource`. */
  readonly what: string;
  /** Name of the file. */
  readonly name: string;
}

/** Folders of a solution with text components, and what a maker calls what is in them. */
const folders: readonly (readonly [RegExp, string])[] = [
  [/^webresources\//i, "web resource"],
  [/^canvasapps\//i, "canvas app"],
  [/^(?:bots|botcomponents|copilotsynonyms|aiskillconfigs|aiplugins)\//i, "agent component"],
  [/^sdkmessageprocessingsteps?\//i, "plug-in step"],
  [/^(?:serviceendpoints|pluginassemblies)\//i, "plug-in registration"],
  [/^workflows\/.*\.xaml/i, "classic workflow"],
  [/^(?:powerpagecomponents|powerpages|web-pages|web-templates|web-files|site-settings)\//i, "Power Pages component"],
  [/^(?:formulas|appactions|customapis|dialogs|emailtemplates|templates)\//i, "component"],
];

const notText =
  /\.(?:msapp|zip|png|jpe?g|gif|ico|bmp|webp|svg|dll|exe|pdb|nupkg|woff2?|ttf|eot|pdf|docx?|xlsx?|pptx?|mp[34]|snk)(?:[0-9a-f-]{36})?$/i;
/** Code of others that is packed as it came. */
const library = /(?:^|\/)(?:jquery|bootstrap|angular|react|moment|knockout|lodash|d3)[\w.-]*\.js|\.min\.(?:js|css)/i;

/** Largest file that is searched, in bytes. */
const maxSize = 2 * 1024 * 1024;

/**
 * Credentials in web resources, apps, agents, plug-in steps and classic workflows: by their form, by the few fields that hold nothing
 * else, and by a name only where the value itself looks the part too, for these texts are mostly code.
 * The texts found are handed to the redactor.
 */
export function otherCredentials({ workspace, options }: Analysis): readonly OtherCredential[] {
  return workspace.solutions.flatMap((solution) =>
    solution.kind !== "solution" ? [] : solution.files.flatMap((artifact) => credentialsIn(artifact, solution, options)),
  );
}

/** A text to search: a whole file, or the decoded text of an element in it. */
interface Stretch {
  readonly text: string;
  readonly context: LiteralContext;
  /** From offsets in the text to offsets in the file. */
  toFile(span: Span): Span;
}

const anywhere: LiteralContext = { position: "other" };

function credentialsIn(artifact: Artifact, solution: Solution, options: Analysis["options"]): readonly OtherCredential[] {
  const below = artifact.name.slice(solution.root.length);
  const what = /^(?:other\/)?customizations\.xml$/i.test(below) ? "plug-in step" : folders.find(([pattern]) => pattern.test(below))?.[1];
  if (what === undefined || notText.test(below) || library.test(below)) return [];
  const isCustomizations = /customizations\.xml$/i.test(below);
  if (!isCustomizations && artifact.size > maxSize) return [];
  const file = textOf(artifact);
  if (file === undefined) return [];
  // A packed app is called by its own name, its files are those that every app has.
  const name = /([^/]+?)(?:_DocumentUri)?\.msapp!\//i.exec(below)?.[1] ?? below.split("/").at(-1) ?? below;
  const owner: PlaceOwner = { kind: "other", name, ...(solution.uniqueName === "" ? {} : { solution: solution.uniqueName }) };
  const source = { path: solution.container.path, file: solution.container.prefix + artifact.name, text: () => file };
  const found: OtherCredential[] = [];
  const seen: Span[] = [];
  for (const { text, context, toFile } of stretchesOf(file, what, isCustomizations)) {
    for (const match of detectCredentials(text, context, options)) {
      const secret = text.slice(match.span.start, match.span.end);
      const counted = counting(match, secret);
      const span = toFile(match.span);
      // The text of an element is searched by itself first, and then as a part of the file.
      if (counted === undefined || seen.some((other) => other.start < span.end && span.start < other.end)) continue;
      seen.push(span);
      options.onSecret(secret, match.preview);
      found.push({ match: counted, place: { source, at: { kind: "text", span }, owner }, what, name });
    }
  }
  return found;
}

/** What is worth reporting among texts that are mostly code, and how sure it is. */
function counting(match: CredentialMatch, secret: string): CredentialMatch | undefined {
  if (match.confidence === "low") return undefined;
  if (match.evidence.includes("shape") || match.evidence.includes("position")) return match;
  return tellsByItself(secret, match.kind) ? { ...match, confidence: "medium" } : undefined;
}

function stretchesOf(file: string, what: string, isCustomizations: boolean): readonly Stretch[] {
  const whole: Stretch = { text: file, context: anywhere, toFile: (span) => span };
  // The rest of that file is forms, views and what other readers take.
  if (isCustomizations) return configurations(file);
  if (what === "plug-in step" || what === "plug-in registration") return [...configurations(file), whole];
  return what === "Power Pages component" ? [...siteSettings(file), whole] : [whole];
}

/** What plug-in steps and service endpoints are configured with. */
function configurations(file: string): readonly Stretch[] {
  return [...file.matchAll(/<(Configuration|SecureConfiguration|SASKey|SASToken|AuthValue)>([^<]{8,})</gi)].map((match) => {
    const element = match[1] ?? "";
    const isCredential = /^(?:sas|auth)/i.test(element);
    return decodedStretch(
      file,
      match.index + element.length + 2,
      match[2] ?? "",
      isCredential ? { position: "credential", name: element } : anywhere,
    );
  });
}

/** `<content>{"value":"…"}</content> … <name>Authentication/…/ClientSecret</name>`: what a site is set up with. */
function siteSettings(file: string): readonly Stretch[] {
  const content = /<content>([^<]+)<\/content>/i.exec(file);
  const name = /<name>([^<]+)<\/name>/i.exec(file)?.[1]?.split("/").at(-1);
  if (content?.[1] === undefined || name === undefined) return [];
  const { text, map } = decoded(file, content.index + "<content>".length, content[1]);
  const value = settingValue(text);
  const start = value === undefined ? -1 : text.indexOf(value);
  if (value === undefined || start < 0) return [];
  return [
    {
      text: value,
      context: { position: "named", name },
      toFile: (span) => map.toRaw({ start: start + span.start, end: start + span.end }),
    },
  ];
}

function settingValue(content: string): string | undefined {
  try {
    return textAt(JSON.parse(content), "value");
  } catch {
    return undefined;
  }
}

function decodedStretch(file: string, start: number, raw: string, context: LiteralContext): Stretch {
  const { text, map } = decoded(file, start, raw);
  return { text, context, toFile: (span) => map.toRaw(span) };
}

function decoded(file: string, start: number, raw: string): DecodedText {
  return decodeContent(file, { start, end: start + raw.length }, []);
}

function textOf(artifact: Artifact): string | undefined {
  try {
    const bytes = artifact.read();
    return bytes.subarray(0, 1024).includes(0) && bytes[0] !== 0xff && bytes[0] !== 0xfe ? undefined : decodeText(bytes);
  } catch (error) {
    if (error instanceof ArtifactError) return undefined;
    throw error;
  }
}
