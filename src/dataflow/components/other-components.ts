import { addAll } from "../../collections.ts";
import type { Artifact, Container } from "../../input/artifact.ts";
import { problemOf } from "../../input/problem.ts";
import type { Solution } from "../../solution/model.ts";
import { kindName } from "../../source/component-kind.ts";
import { componentOwner, type SourceFile } from "../../source/place.ts";
import { sourceOf } from "../../source/source-file.ts";
import { decodeText, isText } from "../../source/text-encoding.ts";
import type { AnalysisOptions } from "../analysis-options.ts";
import { settingsKey } from "../workspace/read-settings.ts";
import type { Workspace, WorkspaceProblem } from "../workspace/workspace.ts";
import { appFile } from "./canvas-apps.ts";
import { type ComponentFile, componentFiles, customizations, isSearched } from "./component-files.ts";
import { type ComponentNames, componentNames } from "./component-names.ts";
import { componentTexts, type TextPart } from "./component-texts.ts";
import { commentCredentials } from "./json-comments.ts";
import type { OtherComponents, OtherCredential } from "./other-credential.ts";
import { searchTexts } from "./search-texts.ts";

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
  const holderAt = holdersIn(file, text, names);
  return searchTexts(componentTexts(file, text), isCode, options).map(({ match, span, searched }) => {
    const { kind, name, what, inDescription } = holderAt(searched.part, span.start);
    return {
      match,
      place: { source, at: { kind: "text", span }, owner: componentOwner(kind, name, solution.uniqueName) },
      kind,
      what,
      isSetting: searched.use === "setting",
      ...(inDescription === undefined ? {} : { inDescription }),
      name,
    };
  });
}

/** Tells which component holds what is at an offset of a file: what the file is, or the part of it that describes another component. */
function holdersIn(file: ComponentFile, text: string, names: ComponentNames): (part: TextPart | undefined, offset: number) => Holder {
  const describesOthers = customizations.test(file.below);
  let own: string | undefined;
  return (part, offset) => {
    const described = part?.isDescription === true ? names.ofDescription(text, offset) : undefined;
    if (described !== undefined) return { ...described, what: kindName(described.kind), inDescription: true };
    const kind = part?.kind ?? file.kind;
    own ??= names.ofFile(file, text);
    const name = part?.name ?? (describesOthers ? names.ofPart(kind, text, offset) : undefined) ?? own;
    return { kind, name, what: kind === "desktop-flow" ? partOfDesktopFlow(file) : kindName(kind) };
  };
}

/** What is kept beside the script of a desktop flow. */
function partOfDesktopFlow({ below }: ComponentFile): string {
  return /\/(?:control|image)repository[^/]*$/i.test(below) ? "UI elements of the desktop flow" : "files of the desktop flow";
}

type Holder = Pick<OtherCredential, "kind" | "what" | "name" | "inDescription">;

/** Programs, pages and formulas, where a name may be that of a variable, a label or a type. */
const code = /\.(?:m?jsx?|tsx?|html?|css|cs|csx|vb|pq|pa\.yaml|fx\.yaml)$/i;
