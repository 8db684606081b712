import type { Artifact } from "../../input/artifact.ts";
import { isBinaryName } from "../../input/file-kinds.ts";
import { patternOfNames } from "../../matching/name-pattern.ts";
import { isWholeFolder } from "../../solution/component-folders.ts";
import { neededSolutions } from "../../solution/dependencies.ts";
import type { Solution } from "../../solution/model.ts";
import { decodeText, isText } from "../../source/text-encoding.ts";
import { isSameSolution } from "../workspace/name-resolution.ts";
import { settingsKey } from "../workspace/read-settings.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** Texts in which a name says nothing about its use. */
const declarations =
  /(?:^|\/)(?:solution\.xml|solution\.yml|rootcomponents\.yml|solutioncomponents\.yml|missingdependencies\.yml|\[content_types\]\.xml|environment_variable_values\.json)$/i;

/** Elements of `customizations.xml` that declare references and variables, and do not use them. */
const declaringElements = ["connectionreferences", "EnvironmentVariables"];

/** Which names the texts of a run mention. */
export interface Mentions {
  /**
   * Whether a solution, or one that can be in an environment with it, mentions a name, which is in lower case. A solution with a text that cannot be
   * read may mention any of its own, and of those that it needs.
   */
  includes(name: string, solution: Solution): boolean;
}

/**
 * Finds the given names in the texts of the run's solutions, besides where they are declared: connection references in canvas apps and
 * agents, variables in connectors, plug-in steps, web resources.
 * @param names in lower case
 */
export function mentionsOf(workspace: Workspace, names: ReadonlySet<string>): Mentions {
  const mentioned = new Map(workspace.solutions.map((solution) => [solution, mentionedIn(solution, workspace, names)]));
  return {
    includes: (name, solution) =>
      [...mentioned].some(([other, own]) =>
        typeof own === "symbol"
          ? other === solution || neededSolutions(other).has(solution.uniqueName.toLowerCase())
          : own.has(name) && (other === solution || !isSameSolution(other, solution)),
      ),
  };
}

function mentionedIn(solution: Solution, workspace: Workspace, names: ReadonlySet<string>): ReadonlySet<string> | typeof unreadable {
  const found = new Set<string>();
  if (names.size === 0) return found;
  const pattern = new RegExp(patternOfNames(names), "gi");
  const settings = new Set(workspace.settings.map(({ source }) => settingsKey(source.path, source.file)));
  for (const artifact of filesOfComponents(solution, workspace)) {
    if (found.size === names.size) return found;
    if (declarations.test(artifact.name)) continue;
    if (settings.has(settingsKey(solution.container.path, solution.container.prefix + artifact.name))) continue;
    const text = readText(artifact);
    if (text === unreadable) return unreadable;
    if (text === undefined) continue;
    const own = declaredName(artifact, solution);
    for (const [word] of searched(text, artifact).matchAll(pattern)) {
      if (!word.includes("_")) continue;
      const name = word.replace(/^[\d_]+/, "").toLowerCase();
      if (names.has(name) && name !== own) found.add(name);
    }
  }
  return found;
}

/**
 * Files that can use what they name: those in the folders of a solution, and outside of solutions those of components. Whatever else lies
 * there, such as notes, pipelines and earlier reports of this tool, only tells of it.
 */
function filesOfComponents(
  { kind, root, container, files, componentFolders, agentParts, customConnectors }: Solution,
  workspace: Workspace,
): readonly Artifact[] {
  if (kind !== "loose") return files.filter(({ name }) => /\/|^customizations\.xml$/i.test(name.slice(root.length)));
  if (container.kind === "file") return files;
  const folders = componentFolders.filter(isWholeFolder).map(({ folder }) => folder.toLowerCase());
  const sources = new Set(
    [...workspace.cloudFlows, ...workspace.desktopFlows, ...customConnectors.flatMap((connector) => connector.files)]
      .filter(({ source }) => source.path === container.path)
      .map(({ source }) => source.file),
  );
  return files.filter(
    ({ name }) =>
      sources.has(container.prefix + name) ||
      agentParts.has(name.slice(root.length)) ||
      folders.some((folder) => name.toLowerCase().startsWith(folder)),
  );
}

/** The name that a file declares: `environmentvariabledefinitions/<name>/…`, `connectionreferences/<name>/…`. */
function declaredName(artifact: Artifact, solution: Solution): string | undefined {
  const below = artifact.name.slice(solution.root.length).toLowerCase();
  return /^(?:environmentvariabledefinitions|connectionreferences)\/([^/]+?)(?:\/|\.(?:xml|yml)$)/.exec(below)?.[1];
}

function searched(text: string, artifact: Artifact): string {
  return /(?:^|\/)customizations\.xml$/i.test(artifact.name) ? declaringElements.reduce(withoutElement, text) : text;
}

/** A text without the elements of a name, each taken out up to the next closing tag. */
function withoutElement(text: string, name: string): string {
  const opening = new RegExp(`<${name}>`, "gi");
  const closing = new RegExp(`</${name}>`, "gi");
  let kept = "";
  let from = 0;
  for (let open = opening.exec(text); open !== null; open = opening.exec(text)) {
    closing.lastIndex = opening.lastIndex;
    // Without one, none of the openings that follow is closed either.
    if (closing.exec(text) === null) break;
    kept += text.slice(from, open.index);
    from = closing.lastIndex;
    opening.lastIndex = from;
  }
  return kept + text.slice(from);
}

/** The text of a file; undefined when it is none, or cannot be read. */
export function artifactText(artifact: Artifact): string | undefined {
  const text = readText(artifact);
  return text === unreadable ? undefined : text;
}

const unreadable = Symbol("unreadable");

function readText(artifact: Artifact): string | typeof unreadable | undefined {
  if (isBinaryName(artifact.name)) return undefined;
  try {
    const bytes = artifact.read();
    return isText(bytes) ? decodeText(bytes) : undefined;
  } catch {
    // What cannot be read is a finding of its own where it matters.
    return unreadable;
  }
}
