import { misshapenOperations } from "../../cloud-flow/misshapen.ts";
import { type CloudFlow, flowPlace } from "../../cloud-flow/model.ts";
import { parseCloudFlow } from "../../cloud-flow/parse.ts";
import { addAll, append } from "../../collections.ts";
import type { DesktopFlow } from "../../desktop-flow/model.ts";
import { type PackedFlow, readDesktopFlow, unpackFlow } from "../../desktop-flow/read.ts";
import { listInWords } from "../../findings/list-in-words.ts";
import type { Container, InputLimits } from "../../input/artifact.ts";
import { printableName } from "../../input/problem.ts";
import { holdsComponents } from "../../solution/component-folders.ts";
import { checkConnectorFiles } from "../../solution/connector-files.ts";
import type { DeploymentSettings } from "../../solution/deployment-settings.ts";
import type { CommentedFile, SolutionFiles } from "../../solution/files.ts";
import { loadSolutions } from "../../solution/load.ts";
import type { LoadedSolution } from "../../solution/loaded-solution.ts";
import type { Solution, WorkflowFile } from "../../solution/model.ts";
import { componentOwner, type PlaceOwner } from "../../source/place.ts";
import { looseDesktopFlows, looseFlows, looseScripts } from "./loose-files.ts";
import { createNameResolver } from "./name-resolution.ts";
import { findSettings, readGivenSettings, settingsKey } from "./read-settings.ts";
import type { RunContext } from "./run-context.ts";
import type { DeclaredVariable, Workspace, WorkspaceProblem } from "./workspace.ts";

/** The solutions of a part of a run: for each container that the part uses, their numbers in the order of `loadSolutions`. */
export type Chosen = ReadonlyMap<string, ReadonlySet<number>>;

/** What tells the containers of a run apart. */
export function containerKey({ path, prefix }: Pick<Container, "path" | "prefix">): string {
  return `${path}\u0000${prefix}`;
}

/**
 * Reads the solutions of the containers, all or the chosen ones, and the flows in them. Never throws: what cannot be read becomes a problem of the
 * workspace. Desktop flows of the first schema stay packed, since opening an archive takes a promise: see {@link unpackWorkspace}.
 */
export function readWorkspace(
  containers: readonly Container[],
  starts?: (container: Container) => void,
  context: RunContext = {},
  chosen?: Chosen,
  load: typeof loadSolutions = loadSolutions,
): Workspace {
  const named = context.settings ?? [];
  const given = readGivenSettings(named);
  // Settings files that the user named are not found again.
  const known = new Set(named.map(({ container }) => settingsKey(container.path, "")));
  const read: Reading = {
    problems: [...given.problems],
    settings: [...given.settings],
    solutions: [],
    cloudFlows: [],
    desktopFlows: [],
    commentedFiles: [],
    deployments: new Set(),
    packedFlows: [],
    homes: new Map(),
    variables: new Map(),
  };
  for (const container of containers) {
    const numbers = chosen?.get(containerKey(container));
    if (chosen !== undefined && numbers === undefined) continue;
    starts?.(container);
    // What is wrong with the container itself goes with its first solution.
    if (numbers === undefined || numbers.has(0))
      for (const problem of container.problems) read.problems.push(containerProblem(container, problem));
    for (const [number, loaded] of load(container).entries()) if (numbers?.has(number) !== false) addSolution(loaded, known, read);
  }
  const { homes, ...parts } = read;
  const solutionOf = (flow: CloudFlow | DesktopFlow): Solution => {
    const solution = homes.get(flow);
    if (solution === undefined) throw new Error(`The flow '${flow.name}' is not part of this workspace.`);
    return solution;
  };
  const declared = createNameResolver<DeclaredVariable>(({ variable, solution }) => ({ solution, source: variable.place.source }));
  for (const [name, declarations] of parts.variables) for (const declaration of declarations) declared.add(name, declaration);
  return {
    ...parts,
    environments: context.environments ?? [],
    target: context.target,
    previous: context.previous === undefined ? undefined : readWorkspace(context.previous),
    solutionOf,
    variableOf: (schemaName, flow) => declared.resolve(schemaName.toLowerCase(), { solution: solutionOf(flow), source: flow.source })[0],
  };
}

/** A workspace while its solutions are read. */
interface Reading {
  readonly problems: WorkspaceProblem[];
  readonly settings: DeploymentSettings[];
  readonly solutions: Solution[];
  readonly cloudFlows: CloudFlow[];
  readonly desktopFlows: DesktopFlow[];
  readonly commentedFiles: CommentedFile[];
  readonly deployments: Set<Solution>;
  readonly packedFlows: { readonly flow: PackedFlow; readonly solution: Solution }[];
  /** The solution of each flow. */
  readonly homes: Map<CloudFlow | DesktopFlow, Solution>;
  /** By schema name in lower case. */
  readonly variables: Map<string, DeclaredVariable[]>;
}

/**
 * Adds a solution with its flows, or what files outside of any solution hold.
 * @param known keys of settings files that are not to be found
 */
function addSolution(loaded: LoadedSolution, known: ReadonlySet<string>, read: Reading): void {
  const { solution, files } = loaded;
  const isLoose = solution.kind === "loose";
  const found = findSettings(loaded, known);
  addAll(read.settings, found);
  // A settings file that was given by itself holds nothing else, also where it cannot be parsed.
  if (solution.container.kind === "file" && (found.length > 0 || files.problems.some(({ isUnparsed }) => isUnparsed))) {
    addAll(read.problems, files.problems);
    return;
  }
  const { flows: cloud, isDeployment } = isLoose ? looseFlows(loaded) : { flows: solutionFlows(loaded), isDeployment: false };
  const desktop = isLoose ? [...looseScripts(loaded), ...looseDesktopFlows(loaded)] : desktopFlowsOf(loaded);
  checkConnectorFiles(solution.customConnectors, files);
  addAll(read.problems, files.problems);
  for (const flow of cloud) addAll(read.problems, misshapenProblems(flow));
  addAll(read.commentedFiles, files.commented);
  if (isLoose && cloud.length + desktop.length === 0 && !holdsComponents(solution) && !isDeployment) return;
  read.solutions.push(solution);
  if (isDeployment) read.deployments.add(solution);
  for (const flow of cloud) {
    read.cloudFlows.push(flow);
    read.homes.set(flow, solution);
  }
  for (const flow of desktop) {
    if ("package" in flow) read.packedFlows.push({ flow, solution });
    else {
      read.desktopFlows.push(flow);
      read.homes.set(flow, solution);
    }
  }
  for (const variable of solution.environmentVariables) append(read.variables, variable.schemaName.toLowerCase(), { variable, solution });
}

/** The workspace with the scripts of its packed desktop flows. Never throws. */
export async function unpackWorkspace(workspace: Workspace, limits: InputLimits): Promise<Workspace> {
  if (workspace.packedFlows.length === 0) return workspace;
  const unpacked = new Map<DesktopFlow, Solution>();
  const problems = [...workspace.problems];
  for (const { flow: packed, solution } of workspace.packedFlows) {
    const { flow, problems: found } = await unpackFlow(packed, limits);
    addAll(problems, found);
    if (flow !== undefined) unpacked.set(flow, solution);
  }
  return {
    ...workspace,
    desktopFlows: [...workspace.desktopFlows, ...unpacked.keys()],
    problems,
    packedFlows: [],
    solutionOf: (flow) => unpacked.get(flow as DesktopFlow) ?? workspace.solutionOf(flow),
  };
}

function containerProblem(container: Container, problem: Container["problems"][number]): WorkspaceProblem {
  const file = container.prefix + (problem.file ?? "");
  const owner: PlaceOwner = { kind: "other", name: problem.file ?? container.path };
  return {
    kind: problem.kind,
    message: problem.message,
    exhausted: problem.exhausted,
    place: { source: { path: container.path, file, text: () => "" }, at: { kind: "text", span: { start: 0, end: 0 } }, owner },
  };
}

function solutionFlows({ solution, files }: LoadedSolution): readonly CloudFlow[] {
  return solution.workflows.flatMap((workflow) => {
    if (workflow.source === undefined || (workflow.category !== "cloud-flow" && workflow.category !== "unknown")) return [];
    return readFlow(workflow, files, solution) ?? [];
  });
}

/** The desktop flows of a solution; a file that nothing describes tells by its content what it is. */
function desktopFlowsOf({ solution, files }: LoadedSolution): readonly (DesktopFlow | PackedFlow)[] {
  return solution.workflows.flatMap((workflow) =>
    workflow.category === "desktop-flow" || (workflow.category === "unknown" && isPackedFlow(workflow, files))
      ? (readDesktopFlow(workflow, files, solution.uniqueName) ?? [])
      : [],
  );
}

function isPackedFlow({ source, place }: WorkflowFile, files: SolutionFiles): boolean {
  if (source === undefined) return false;
  return /"schemaversion"\s*:\s*"ROBIN_/i.test(files.text(source, place.owner ?? { kind: "other", name: source.file }) ?? "");
}

function misshapenProblems(flow: CloudFlow): readonly WorkspaceProblem[] {
  const misshapen = misshapenOperations(flow);
  const [first] = misshapen;
  if (first === undefined) return [];
  const names = listInWords(misshapen.map(({ name }) => printableName(name)));
  const what = misshapen.length === 1 ? `${names} is a text or a list` : `${names} are texts or lists`;
  return [
    {
      kind: "unreadable",
      message: `${what} where the definition of a flow has an object. What is or was in it cannot be analysed.`,
      place: flowPlace(flow, first.pointer),
    },
  ];
}

function readFlow(workflow: WorkflowFile, files: SolutionFiles, solution: Solution): CloudFlow | undefined {
  const { source } = workflow;
  if (source === undefined) return undefined;
  const owner = componentOwner("cloud-flow", workflow.name, solution.uniqueName);
  const document = files.json(source, owner);
  if (document === undefined) return undefined;
  const flow = parseCloudFlow(document, source, { id: workflow.id, name: workflow.name, solution: solution.uniqueName });
  if (flow === undefined && workflow.category === "cloud-flow") {
    files.problems.push({
      kind: "unreadable",
      message: "This file contains no flow definition: 'properties.definition' with triggers or actions is missing.",
      place: { source, at: { kind: "json", pointer: [] }, owner },
    });
  }
  return flow;
}
