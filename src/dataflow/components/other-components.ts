import { addAll } from "../../collections.ts";
import { lowestConfidence } from "../../findings/confidence.ts";
import type { Artifact, Container } from "../../input/artifact.ts";
import { problemOf } from "../../input/problem.ts";
import type { CredentialMatch } from "../../secrets/credential.ts";
import { tellsByItself } from "../../secrets/judge.ts";
import { credentialsInText } from "../../secrets/scripts/script-values.ts";
import type { Solution } from "../../solution/model.ts";
import { kindName } from "../../source/component-kind.ts";
import { componentOwner, type SourceFile } from "../../source/place.ts";
import { sourceOf } from "../../source/source-file.ts";
import { createSpanSet } from "../../source/span-set.ts";
import { decodeText, isText } from "../../source/text-encoding.ts";
import type { AnalysisOptions } from "../analysis-options.ts";
import { settingsKey } from "../workspace/read-settings.ts";
import type { Workspace, WorkspaceProblem } from "../workspace/workspace.ts";
import { appFile } from "./canvas-apps.ts";
import { type ComponentFile, componentFiles, customizations, isSearched } from "./component-files.ts";
import { type ComponentNames, componentNames } from "./component-names.ts";
import { type ComponentText, componentTexts, type TextPart } from "./component-texts.ts";
import { commentCredentials } from "./json-comments.ts";
import type { OtherComponents, OtherCredential } from "./other-credential.ts";

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
    const names = componentNames(solution);
    const inApps: InApp[] = [];
    for (const file of componentFiles(solution)) {
      if (settings.has(settingsKey(solution.container.path, solution.container.prefix + file.artifact.name)) || !isSearched(file)) continue;
      const text = readText(file, solution, names);
      if (text === undefined) continue;
      if (typeof text !== "string") problems.push(text);
      else {
        const found = credentialsIn(file, text, { solution, names, options });
        if (file.kind === "canvas-app") inApps.push({ file, text, found });
        else addAll(credentials, found);
      }
    }
    addAll(credentials, withoutCopies(inApps));
  }
  addAll(credentials, commentCredentials(workspace.commentedFiles, workspace.cloudFlows, options));
  return { credentials, problems };
}

/** What is found in one file of a canvas app. */
interface InApp {
  readonly file: ComponentFile;
  readonly text: string;
  readonly found: readonly OtherCredential[];
}

/** An app that is there packed and unpacked, or in two notations, holds each credential once: where its maker edits it. */
function withoutCopies(inApps: readonly InApp[]): readonly OtherCredential[] {
  const nearest = new Map<string, number>();
  const all = inApps.flatMap(({ file: { artifact, below }, text, found }) => {
    const part = appFile(below);
    // An app that was downloaded by itself is told from others by its folder.
    const app = part === undefined ? artifact.name : part.app || artifact.name.slice(0, -below.length);
    return found.map((credential) => {
      const { span } = credential.place.at.kind === "text" ? credential.place.at : { span: { start: 0, end: 0 } };
      const key = `${app.toLowerCase()}\n${text.slice(span.start, span.end)}`;
      const copy = part?.copy ?? 0;
      nearest.set(key, Math.min(copy, nearest.get(key) ?? copy));
      return { credential, key, copy };
    });
  });
  return all.flatMap(({ credential, key, copy }) => (nearest.get(key) === copy ? credential : []));
}

/** The text of a file, or why it cannot be read; undefined when it is no text. */
function readText(file: ComponentFile, { container, uniqueName }: Solution, names: ComponentNames): string | WorkspaceProblem | undefined {
  const { artifact, kind: component } = file;
  try {
    const bytes = artifact.read();
    return isText(bytes) ? decodeText(bytes) : undefined;
  } catch (error) {
    const { kind, message, exhausted } = problemOf(error);
    const source = sourceWith("", artifact, container);
    return {
      kind,
      message,
      exhausted,
      place: {
        source,
        at: { kind: "text", span: { start: 0, end: 0 } },
        owner: componentOwner(component, names.ofFile(file, ""), uniqueName),
      },
    };
  }
}

function sourceWith(text: string, artifact: Artifact, container: Container): SourceFile {
  const { path, file } = sourceOf(container, artifact);
  return { path, file, text: () => text };
}

/** What the files of one solution are searched with. */
interface SearchRun {
  readonly solution: Solution;
  readonly names: ComponentNames;
  readonly options: AnalysisOptions;
}

function credentialsIn(file: ComponentFile, text: string, { solution, names, options }: SearchRun): readonly OtherCredential[] {
  const source = sourceWith(text, file.artifact, solution.container);
  const isCode = code.test(file.below) || file.kind === "canvas-app" || file.kind === "web-resource";
  const found: OtherCredential[] = [];
  const seen = createSpanSet();
  const holderAt = holdersIn(file, text, names);
  for (const searched of componentTexts(file, text)) {
    for (const written of credentialsInText(searched.text, searched.context, options)) {
      const match = searched.isUnnamed === true ? byLooks(written) : searched.isKept === true ? asInCode(written) : written;
      const secret = searched.text.slice(match.span.start, match.span.end);
      const counted = isKnown(searched, match) ? match : counting(match, secret, isCode);
      const span = searched.toFile(match.span);
      // The text of an element is searched by itself first, and then as a part of the file.
      if (counted === undefined || !seen.add(span)) continue;
      options.onSecret(secret);
      const { kind, name, what } = holderAt(searched.part, span.start);
      found.push({
        match: counted,
        place: { source, at: { kind: "text", span }, owner: componentOwner(kind, name, solution.uniqueName) },
        kind,
        what,
        isSetting: searched.isSetting === true,
        name,
      });
    }
  }
  return found;
}

/** Tells which component holds what is at an offset of a file: what the file is, or the part of it that describes another component. */
function holdersIn(file: ComponentFile, text: string, names: ComponentNames): (part: TextPart | undefined, offset: number) => Holder {
  const describesOthers = customizations.test(file.below);
  let own: string | undefined;
  return (part, offset) => {
    const kind = part?.kind ?? file.kind;
    own ??= names.ofFile(file, text);
    const name = part?.name ?? (describesOthers ? names.ofPart(kind, text, offset) : undefined) ?? own;
    return { kind, name, what: part?.what ?? (kind === "desktop-flow" ? partOfDesktopFlow(file) : kindName(kind)) };
  };
}

/** What is kept beside the script of a desktop flow. */
function partOfDesktopFlow({ below }: ComponentFile): string {
  return /\/(?:control|image)repository[^/]*$/i.test(below) ? "UI elements of the desktop flow" : "files of the desktop flow";
}

type Holder = Pick<OtherCredential, "kind" | "what" | "name">;

/** Programs, pages and formulas, where a name may be that of a variable, a label or a type. */
const code = /\.(?:m?jsx?|tsx?|html?|css|cs|csx|vb|pq|pa\.yaml|fx\.yaml)$/i;

/** The name that such a text was judged by is not in the file. */
function byLooks(match: CredentialMatch): CredentialMatch {
  return { ...match, evidence: ["shape"], confidence: lowestConfidence(match.confidence, "medium") };
}

/** What is known to be a credential by where it stands. */
function isKnown({ isCompared, isKept, isSetting }: ComponentText, { confidence }: CredentialMatch): boolean {
  return isCompared === true || isKept === true || (isSetting === true && confidence !== "low");
}

/** Names say little in code. */
function asInCode(match: CredentialMatch): CredentialMatch {
  return { ...match, confidence: lowestConfidence(match.confidence, "medium") };
}

/** What is worth reporting where names say little, and how sure it is. */
function counting(match: CredentialMatch, secret: string, isCode: boolean): CredentialMatch | undefined {
  if (match.confidence === "low") return undefined;
  if (match.evidence.includes("shape") || match.evidence.includes("position")) return match;
  // What an address calls a password is no label, and no type.
  const isOfAddress = match.in === "url" && match.kind === "password" && /^(?=.*\p{L})(?=.*\d).{6,64}$/u.test(secret);
  return isOfAddress || tellsByItself(secret, match.kind) ? (isCode ? asInCode(match) : match) : undefined;
}
