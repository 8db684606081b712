import type { Artifact, Container } from "../../input/artifact.ts";
import { problemOf } from "../../input/problem.ts";
import { textAt } from "../../json.ts";
import type { CredentialMatch, LiteralContext } from "../../secrets/credential.ts";
import { detectCredentials } from "../../secrets/detect.ts";
import { tellsByItself } from "../../secrets/judge.ts";
import { componentAround } from "../../solution/component-folders.ts";
import type { Solution } from "../../solution/model.ts";
import type { Place, PlaceOwner, Span } from "../../source/place.ts";
import { decodeText, type SourceFile } from "../../source/source-file.ts";
import { decodeContent } from "../../source/xml-text.ts";
import type { AnalysisOptions } from "../analysis.ts";
import { settingsKey } from "../deployment/read-settings.ts";
import type { Workspace, WorkspaceProblem } from "../workspace.ts";
import { withoutPrefix } from "./component-credentials.ts";
import { passwordBoxTexts } from "./password-boxes.ts";
import { rowValues } from "./row-values.ts";
import { xamlLiterals } from "./xaml-literals.ts";

/** A credential in a text component that the analysis does not read otherwise. */
export interface OtherCredential {
  readonly match: CredentialMatch;
  readonly place: Place;
  /** What holds it, in a maker's words: `web resource`. */
  readonly what: string;
  /** Name of the file. */
  readonly name: string;
}

/** What the components hold that nothing else reads. */
export interface OtherComponents {
  readonly credentials: readonly OtherCredential[];
  /** Those of them that could not be read. */
  readonly problems: readonly WorkspaceProblem[];
}

/** Folders of a solution, and what a maker calls what is in them. */
const folders: readonly (readonly [RegExp, string])[] = [
  [/^webresources\//i, "web resource"],
  [/^canvasapps\//i, "canvas app"],
  [/^(?:bots|botcomponents|copilotsynonyms|aiskillconfigs|aiplugins)\//i, "agent component"],
  [/^sdkmessageprocessingsteps?\//i, "plug-in step"],
  [/^(?:serviceendpoints|pluginassemblies)\//i, "plug-in registration"],
  [/^workflows\/.*\.xaml/i, "classic workflow"],
  [
    /^(?:powerpagecomponents|powerpages|mspp_\w+|web-pages|web-templates|web-files|site-settings|content-snippets)\/|^sitesetting\.ya?ml$/i,
    "Power Pages component",
  ],
  [/^(?:msdyn_)?dataflows?\//i, "dataflow"],
  [/^(?:aimodels|msdyn_ai\w+)\//i, "AI model"],
  [/^(?:templates|emailtemplates)\//i, "template"],
  [/^reports\//i, "report"],
  [/^entities\//i, "table"],
  [/^controls\//i, "code component"],
];

/** What other readers take, or what holds nothing that a person writes. */
const readElsewhere =
  /^(?:other\/)?solution\.(?:xml|ya?ml)$|^\[content_types\]\.xml$|^(?:workflows|modernflows)\/.*\.(?:json|ya?ml|xml)$|^(?:environmentvariabledefinitions|environmentvariables|connectors?|connectionreferences|desktopflowbinaries)\/|^(?:other\/)?relationships?\b/i;

/** Of these, the ones in which makers describe what they have made. */
const described = /\.xml$/i;

/** Folders of a repository that are beside the components of an unpacked solution, and files beside its folders. */
const besideComponents =
  /^(?:\.|node_modules\/|src\/|tests?\/|docs?\/|scripts?\/|tools\/|pipelines?\/|bin\/|obj\/|dist\/|out\/|packages\/)|^[^/]*$/i;

/** Children of the root of `customizations.xml` that other readers take, or that hold addresses of public pictures. */
const sectionsReadElsewhere = ["Workflows", "Connectors", "CanvasApps", "EnvironmentVariables", "environmentvariabledefinitions"];
const sections: readonly (readonly [string, string])[] = [
  ["Entities", "table"],
  ["SdkMessageProcessingSteps", "plug-in step"],
  ["ServiceEndpoints", "plug-in registration"],
  ["AIModels", "AI model"],
  ["connectionreferences", "connection reference"],
  ["Templates", "template"],
  ["AppModuleSiteMaps", "site map"],
];

const notText =
  /\.(?:pbix|resources|msapp|zip|png|jpe?g|gif|ico|bmp|webp|svg|dll|exe|pdb|nupkg|woff2?|ttf|eot|pdf|docx?|xlsx?|pptx?|mp[34]|snk)(?:[0-9a-f-]{36})?$/i;
/** Code of others that is packed as it came. */
const library = /(?:^|\/)(?:jquery|bootstrap|angular|react|moment|knockout|lodash|d3)[\w.-]*\.js|\.min\.(?:js|css)/i;

/**
 * Credentials in the components that nothing else reads, web resources, apps, agents, plug-in steps, classic workflows and whatever there
 * is: by their form, by the few fields that hold nothing else, and by a name only where the value itself looks the part too, for these
 * texts are mostly code. The texts found are handed to the redactor. Never throws.
 */
export function otherComponents(workspace: Workspace, options: AnalysisOptions): OtherComponents {
  // What a settings file holds is reported there, whatever the file is called.
  const settings = new Set(workspace.settings.map(({ source }) => settingsKey(source.path, source.file)));
  const credentials: OtherCredential[] = [];
  const problems: WorkspaceProblem[] = [];
  for (const solution of workspace.solutions) {
    for (const file of componentFiles(solution)) {
      if (settings.has(settingsKey(solution.container.path, solution.container.prefix + file.artifact.name)) || !isSearched(file)) continue;
      const text = readText(file, solution);
      if (text === undefined) continue;
      if (typeof text === "string") credentials.push(...credentialsIn(file, text, solution, options));
      else problems.push(text);
    }
  }
  return { credentials, problems };
}

/** A file that may hold a component, and what is known of it by where it is. */
interface ComponentFile {
  readonly artifact: Artifact;
  /** Its name below the solution, or below the folder of the component that was downloaded by itself. */
  readonly below: string;
  readonly what: string;
}

/** Rows of tables, as the Configuration Migration tool exports them beside solutions. */
const configurationData = "configuration data";

const downloaded = { site: "Power Pages component", agent: "agent component", app: "canvas app" } as const;

function componentFiles({ kind, root, files, componentFolders }: Solution): readonly ComponentFile[] {
  const named = (artifact: Artifact): string => artifact.name.slice(root.length);
  if (kind === "solution") {
    return files.map((artifact) => {
      const below = named(artifact);
      return { artifact, below, what: folders.find(([pattern]) => pattern.test(below))?.[1] ?? "component" };
    });
  }
  if (componentFolders.length === 0) return [];
  const byFolder = new Map(
    componentFolders.filter(({ kind }) => kind !== "data").map((component) => [component.folder.toLowerCase(), component]),
  );
  const dataFiles = new Set(componentFolders.filter(({ kind }) => kind === "data").map(({ folder }) => `${folder}data.xml`.toLowerCase()));
  return files.flatMap((artifact) => {
    const below = named(artifact);
    if (dataFiles.has(below.toLowerCase())) return [{ artifact, below, what: configurationData }];
    const found = componentAround(below, byFolder);
    return found === undefined || found.kind === "data"
      ? []
      : [{ artifact, below: below.slice(found.folder.length), what: downloaded[found.kind] }];
  });
}

/** A text to search: a whole file, or the decoded text of an element in it. */
interface Stretch {
  readonly text: string;
  readonly context: LiteralContext;
  /** It is the value of a setting or a column, whose name says what it holds: names in code say little. */
  readonly isSetting?: boolean;
  /** What holds it, where that is not what holds the file. */
  readonly what?: string;
  /** From offsets in the text to offsets in the file. */
  toFile(span: Span): Span;
}

const anywhere: LiteralContext = { position: "other" };

const customizations = /^(?:other\/)?customizations\.xml$/i;

/** Whether a file can hold what nothing else reads, as far as its name tells. */
function isSearched({ below, what }: ComponentFile): boolean {
  if (notText.test(below) || library.test(below)) return false;
  if (readElsewhere.test(below)) return described.test(below);
  return what !== "component" || customizations.test(below) || !besideComponents.test(below);
}

/** The text of a file, or why it cannot be read; undefined when it is no text. */
function readText({ artifact, below }: ComponentFile, { container, uniqueName }: Solution): string | WorkspaceProblem | undefined {
  try {
    const bytes = artifact.read();
    return bytes.subarray(0, 1024).includes(0) && bytes[0] !== 0xff && bytes[0] !== 0xfe ? undefined : decodeText(bytes);
  } catch (error) {
    const { kind, message, exhausted } = problemOf(error);
    const source = sourceWith("", artifact, container);
    return {
      kind,
      message,
      exhausted,
      place: { source, at: { kind: "text", span: { start: 0, end: 0 } }, owner: ownerOf(nameOf(below, ""), uniqueName) },
    };
  }
}

function sourceWith(text: string, { name }: Artifact, { path, prefix }: Container): SourceFile {
  return { path, file: prefix + name, text: () => text };
}

function ownerOf(name: string, solution: string): PlaceOwner {
  return { kind: "other", name, ...(solution === "" ? {} : { solution }) };
}

function credentialsIn(
  { artifact, below, what }: ComponentFile,
  file: string,
  { container, uniqueName }: Solution,
  options: AnalysisOptions,
): readonly OtherCredential[] {
  const name = nameOf(below, file);
  const owner = ownerOf(name, uniqueName);
  const source = sourceWith(file, artifact, container);
  const isCode = code.test(below) || what === "canvas app" || what === "web resource";
  const found: OtherCredential[] = [];
  const seen: Span[] = [];
  const stretches = customizations.test(below)
    ? customizationStretches(file)
    : readElsewhere.test(below)
      ? descriptions(file, 0, file.length)
      : stretchesOf(file, what);
  for (const { text, context, isSetting = false, what: part = what, toFile } of stretches) {
    for (const match of detectCredentials(text, context, options)) {
      const secret = text.slice(match.span.start, match.span.end);
      const counted = isSetting && match.confidence !== "low" ? match : counting(match, secret, isCode);
      const span = toFile(match.span);
      // The text of an element is searched by itself first, and then as a part of the file.
      if (counted === undefined || seen.some((other) => other.start < span.end && span.start < other.end)) continue;
      seen.push(span);
      options.onSecret(secret, match.preview);
      found.push({ match: counted, place: { source, at: { kind: "text", span }, owner }, what: part, name });
    }
  }
  return found;
}

/** A packed app is called by its own name, its files are those that every app has; so is a component whose files are called alike. */
function nameOf(path: string, file: string): string {
  const packed = /([^/]+?)(?:_DocumentUri)?\.msapp!\//i.exec(path)?.[1];
  if (packed !== undefined) return packed;
  const [last = path, folder = ""] = path.split("/").toReversed();
  if (/^powerpagecomponent\.xml$/i.test(last)) return /<name>([^<]{1,200})<\/name>/i.exec(file)?.[1] ?? folder;
  return /^(?:data|configuration\.json|botcomponent\.xml|bot\.xml|customapi\.xml|ribbondiff\.xml|entity\.xml)$/i.test(last) && folder !== ""
    ? folder
    : last;
}

/** Programs, pages and formulas, where a name may be that of a variable, a label or a type. */
const code = /\.(?:m?jsx?|tsx?|html?|css|cs|csx|vb|pq|pa\.yaml|fx\.yaml)$/i;

/** What is worth reporting where names say little, and how sure it is. */
function counting(match: CredentialMatch, secret: string, isCode: boolean): CredentialMatch | undefined {
  if (match.confidence === "low") return undefined;
  if (match.evidence.includes("shape") || match.evidence.includes("position")) return match;
  return tellsByItself(secret, match.kind) ? (isCode ? { ...match, confidence: "medium" } : match) : undefined;
}

function stretchesOf(file: string, what: string): readonly Stretch[] {
  const whole: Stretch = { text: file, context: anywhere, toFile: (span) => span };
  switch (what) {
    case "plug-in step":
    case "plug-in registration":
      return [...configurations(file, 0, file.length), whole];
    case "Power Pages component":
      return [...siteSettings(file), whole];
    case configurationData:
      return [
        ...rowValues(file).map(({ name, span }) => ({ ...decodedStretch(file, span, { position: "named", name }), isSetting: true })),
        whole,
      ];
    case "classic workflow":
      return [
        ...xamlLiterals(file).map(({ name, span }) => ({
          ...decodedStretch(file, span, { position: "named", name: withoutPrefix(name) }),
          isSetting: true,
        })),
        whole,
      ];
    case "canvas app":
      return [
        ...passwordBoxTexts(file).map(({ start, end }) => ({
          text: file.slice(start, end),
          context: { position: "credential", name: "Password" } as const,
          toFile: (span: Span) => ({ start: span.start + start, end: span.end + start }),
        })),
        ...escapedTexts(file, 0, file.length),
        whole,
      ];
    default:
      return [...escapedTexts(file, 0, file.length), whole];
  }
}

/** `customizations.xml` without what other readers take: its sections are components of their own kinds. */
function customizationStretches(file: string): readonly Stretch[] {
  const taken = sectionsReadElsewhere.flatMap((name) => sectionOf(file, name) ?? []);
  const named = sections.flatMap(([name, what]) => {
    const span = sectionOf(file, name);
    return span === undefined ? [] : [{ ...span, what }];
  });
  const parts = [...taken.map((span) => ({ ...span, what: undefined })), ...named].toSorted((a, b) => a.start - b.start);
  const stretches: Stretch[] = [];
  const add = (start: number, end: number, what: string): void => {
    if (end <= start) return;
    const toFile = (span: Span): Span => ({ start: span.start + start, end: span.end + start });
    for (const stretch of [...configurations(file, start, end), ...escapedTexts(file, start, end)]) stretches.push({ ...stretch, what });
    stretches.push({ text: file.slice(start, end), context: anywhere, what, toFile });
  };
  let at = 0;
  for (const { start, end, what } of parts) {
    if (start < at) continue;
    add(at, start, "component");
    if (what !== undefined) add(start, end, what);
    else stretches.push(...descriptions(file, start, end));
    at = end;
  }
  add(at, file.length, "component");
  return stretches;
}

/** What makers write about flows, variables and solutions, in the language of each user. */
function descriptions(file: string, from: number, to: number): readonly Stretch[] {
  return [...file.slice(from, to).matchAll(/\sdescription="(?<text>[^"<]{12,4000})"/g)].map(({ index, 0: attribute, groups }) => {
    const end = from + index + attribute.length - 1;
    const start = end - (groups?.text ?? "").length;
    return { ...decodedStretch(file, { start, end }, anywhere), what: "description" };
  });
}

/** A child of the root, which has no attributes. */
function sectionOf(file: string, name: string): Span | undefined {
  const start = file.indexOf(`<${name}>`);
  const end = start < 0 ? -1 : file.indexOf(`</${name}>`, start);
  return end < 0 ? undefined : { start, end };
}

/** Shorter texts hold no member with a credential. */
const shortestText = 24;

/** Texts of elements and attributes that hold JSON or a script, whose quotes are escaped. */
function escapedTexts(file: string, from: number, to: number): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let known = from;
  for (let at = file.indexOf("&quot;", from); at >= 0 && at < to; at = file.indexOf("&quot;", known)) {
    const before = file.slice(known, at);
    const start = known + Math.max(before.lastIndexOf(">"), before.lastIndexOf('"')) + 1;
    const ending = /[<"]/g;
    ending.lastIndex = at;
    known = Math.min(ending.exec(file)?.index ?? to, to);
    if (known - start >= shortestText) stretches.push(decodedStretch(file, { start, end: known }, anywhere));
  }
  return stretches;
}

/** What plug-in steps and service endpoints are configured with. */
function configurations(file: string, from: number, to: number): readonly Stretch[] {
  return [...file.slice(from, to).matchAll(/<(Configuration|SecureConfiguration|SASKey|SASToken|AuthValue)>([^<]{8,})</gi)].map((match) => {
    const element = match[1] ?? "";
    const isCredential = /^(?:sas|auth)/i.test(element);
    const start = from + match.index + element.length + 2;
    return decodedStretch(
      file,
      { start, end: start + (match[2] ?? "").length },
      isCredential ? { position: "credential", name: element } : anywhere,
    );
  });
}

/** What a site is set up with: in a solution `<content>{"value":"…"}</content> … <name>Authentication/…/ClientSecret</name>`, in a downloaded site YAML. */
function siteSettings(file: string): readonly Stretch[] {
  const content = /<content>([^<]+)<\/content>/i.exec(file);
  const name = /<name>([^<]+)<\/name>/i.exec(file)?.[1];
  if (content?.[1] === undefined || name === undefined) return yamlSettings(file);
  const start = content.index + "<content>".length;
  const { text, map } = decodeContent(file, { start, end: start + content[1].length }, []);
  const value = settingValue(text);
  const offset = value === undefined ? -1 : text.indexOf(value);
  if (value === undefined || offset < 0) return [];
  const toFile = (span: Span): Span => map.toRaw({ start: offset + span.start, end: offset + span.end });
  return [{ text: value, context: settingContext(name), isSetting: true, toFile }];
}

const yamlName = /^[- \t]{0,20}(?:adx_|mspp_)?name:[ \t]*(?<name>[^\r\n]{1,200})/gim;
const yamlValue = /^[- \t]{0,20}(?:adx_|mspp_)?value:[ \t]*["']?(?<value>[^\r\n"']{1,4000})/dim;

function yamlSettings(file: string): readonly Stretch[] {
  return yamlItems(file).flatMap(({ start, end }) => {
    const item = file.slice(start, end);
    const [name, otherName] = [...item.matchAll(yamlName)].map(({ groups }) => groups?.name);
    const found = yamlValue.exec(item);
    const from = found?.indices?.groups?.value?.[0];
    if (name === undefined || otherName !== undefined || from === undefined) return [];
    const toFile = (span: Span): Span => ({ start: span.start + start + from, end: span.end + start + from });
    return [{ text: found?.groups?.value ?? "", context: settingContext(name), isSetting: true, toFile }];
  });
}

/** The items of the lists in a YAML file: one setting each, its members in any order. */
function yamlItems(file: string): readonly Span[] {
  const starts = [0, ...[...file.matchAll(/^[ \t]{0,20}- /gm)].map(({ index }) => index), file.length];
  return starts.slice(1).map((end, index) => ({ start: starts[index] ?? 0, end }));
}

/** The last part of a setting's path says what it holds. */
function settingContext(path: string): LiteralContext {
  return { position: "named", name: path.trim().split("/").at(-1) ?? "" };
}

function settingValue(content: string): string | undefined {
  try {
    return textAt(JSON.parse(content), "value");
  } catch {
    return undefined;
  }
}

function decodedStretch(file: string, { start, end }: Span, context: LiteralContext): Stretch {
  // Decoded by itself: a search for the end of a text must not run through the rest of the file.
  const { text, map } = decodeContent(file.slice(start, end), { start: 0, end: end - start }, []);
  return {
    text,
    context,
    toFile(inner) {
      const raw = map.toRaw(inner);
      return { start: raw.start + start, end: raw.end + start };
    },
  };
}
