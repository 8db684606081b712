import { posix } from "node:path";
import { addAll } from "../../collections.ts";
import { type Artifact, ArtifactError, type InputProblem } from "../../input/artifact.ts";
import { unreadable } from "../../input/problem.ts";
import { type Json, maxJsonDepth } from "../../json.ts";
import { type DeploymentSettings, readDeploymentSettings } from "../../solution/deployment-settings.ts";
import { environmentOfFile } from "../../solution/environment-name.ts";
import type { LoadedSolution } from "../../solution/loaded-solution.ts";
import { parseJson } from "../../source/json-comments.ts";
import { firstDeeperThan, type JsonSyntaxProblem, jsonSyntaxProblem } from "../../source/json-syntax.ts";
import type { Place, PlaceOwner, SourceFile } from "../../source/place.ts";
import { sourceOf, textOf } from "../../source/source-file.ts";
import type { GivenSettings } from "./run-context.ts";
import type { WorkspaceProblem } from "./workspace.ts";

/** Reads the settings files that the user named. A file that is none is a problem: its environment would be checked against nothing. */
export function readGivenSettings(given: readonly GivenSettings[]): {
  readonly settings: readonly DeploymentSettings[];
  readonly problems: readonly WorkspaceProblem[];
} {
  const settings: DeploymentSettings[] = [];
  const problems: WorkspaceProblem[] = [];
  for (const { environment, container } of given) {
    const [artifact] = container.artifacts;
    if (artifact === undefined) continue;
    const source = sourceOf(container, artifact);
    const found = readSettingsFile(source, environment ?? environmentOfFile(container.path), "given");
    addAll(settings, found.settings);
    if (found.settings.length > 0) continue;
    const { problem, mistake } = found;
    const text = "This is not a deployment settings file: it has no list 'EnvironmentVariables' or 'ConnectionReferences'.";
    problems.push({
      kind: problem?.kind ?? "unreadable",
      message: problem?.message ?? (mistake === undefined ? text : noJson(mistake)),
      place: {
        source: problem === undefined ? source : { ...source, text: () => "" },
        at: atOffset(mistake?.offset ?? 0),
        owner: { kind: "settings", name: environment ?? container.path },
      },
      isUnparsed: mistake !== undefined,
    });
  }
  return { settings, problems };
}

function readSettingsFile(
  source: SourceFile,
  environment: string | undefined,
  origin: DeploymentSettings["origin"],
): { readonly settings: readonly DeploymentSettings[]; readonly problem?: InputProblem; readonly mistake?: JsonSyntaxProblem } {
  let text: string;
  try {
    text = source.text();
  } catch (error) {
    const problem = error instanceof ArtifactError ? error.problem : unreadable("This deployment settings file cannot be read.");
    return { settings: [], problem };
  }
  const { document, mistake } = parse(text);
  if (document === undefined) return { settings: [], mistake };
  return { settings: readDeploymentSettings(document, source, { environment, origin }) };
}

function noJson({ message }: JsonSyntaxProblem): string {
  return `This deployment settings file cannot be read as JSON: ${message}.`;
}

function atOffset(offset: number): Place["at"] {
  return { kind: "text", span: { start: offset, end: offset } };
}

/** Folders of a solution that hold its components; settings files are beside them. */
const componentFolder =
  /^(?:workflows|modernflows|environmentvariabledefinitions|connectors?|desktopflowbinaries|canvasapps|webresources|bots|botcomponents|entities|assets|controls|other|solutions|publishers)\//i;

/** A file that is called so should be one. */
const settingsName = /settings?[\w.-]*\.json$/i;

/** Whether a file is one by its text alone, which need not be valid JSON: other tools have lists of these names too, but not of these entries. */
function saysSettings(text: string): boolean {
  return /"(?:EnvironmentVariables|ConnectionReferences)"\s*:\s*\[/i.test(text) && /"(?:SchemaName|LogicalName)"\s*:/i.test(text);
}

/**
 * Settings files that are among the inputs, known by their content. Repositories keep them beside the sources. One that cannot be read, and is one by its
 * name or its text, is a problem of the files.
 * @param known keys ({@link settingsKey}) of the files that the user named: they are not found again.
 */
export function findSettings({ solution, files }: LoadedSolution, known: ReadonlySet<string>): readonly DeploymentSettings[] {
  const alone = solution.container.kind === "file";
  return solution.files.flatMap((artifact) => {
    if (!isCandidate(artifact, solution.root) && !alone) return [];
    const source = alone ? sourceOf(solution.container, artifact) : files.source(artifact);
    if (known.has(settingsKey(source.path, source.file))) return [];
    const environment = environmentOfFile(source.file === "" ? source.path : source.file);
    const owner: PlaceOwner = { kind: "settings", name: environment ?? artifact.name };
    const isNamed = settingsName.test(artifact.name) && !alone;
    const text = isNamed ? files.text(source, owner) : textOf(source);
    if (text === undefined || !/"(?:EnvironmentVariables|ConnectionReferences|UserSettings)"\s*:/i.test(text)) return [];
    const { document, mistake } = parse(text);
    if (document === undefined) {
      const place: Place = { source, at: atOffset(mistake.offset), owner };
      if (isNamed || saysSettings(text)) files.problems.push({ kind: "unreadable", message: noJson(mistake), place, isUnparsed: true });
      return [];
    }
    return readDeploymentSettings(document, source, { environment, origin: "found" });
  });
}

function isCandidate(artifact: Artifact, root: string): boolean {
  const name = artifact.name.slice(root.length);
  return /\.json$/i.test(name) && !componentFolder.test(name);
}

/** One key for one file, whether it was named itself or is in a folder that was. */
export function settingsKey(path: string, file: string): string {
  return posix.normalize(file === "" ? path : `${path}/${file}`).toLowerCase();
}

/** Most levels of a settings file, which has three. */
const mostLevels = Math.min(64, maxJsonDepth);

function parse(
  text: string,
): { readonly document: Json; readonly mistake?: undefined } | { readonly document?: undefined; readonly mistake: JsonSyntaxProblem } {
  let document: Json;
  try {
    document = parseJson(text).value;
  } catch {
    return { mistake: jsonSyntaxProblem(text) };
  }
  if (isShallow(document, 0)) return { document };
  return { mistake: { message: `it is nested more than ${mostLevels} levels deep`, offset: firstDeeperThan(text, mostLevels) ?? 0 } };
}

function isShallow(value: Json, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth < mostLevels && Object.values(value).every((inner) => isShallow(inner as Json, depth + 1));
}
