import type { CloudFlow } from "../cloud-flow/model.ts";
import { parseCloudFlow } from "../cloud-flow/parse.ts";
import { addAll, append } from "../collections.ts";
import type { DesktopFlow } from "../desktop-flow/model.ts";
import { type PackedFlow, readDesktopFlow, unpackFlow } from "../desktop-flow/read.ts";
import type { Container, InputLimits } from "../input/artifact.ts";
import { holdsComponents } from "../solution/component-folders.ts";
import { checkConnectorFiles } from "../solution/connector-files.ts";
import type { SolutionFiles } from "../solution/files.ts";
import { type LoadedSolution, loadSolutions } from "../solution/load.ts";
import type { Solution, WorkflowFile } from "../solution/model.ts";
import { componentOwner, type PlaceOwner } from "../source/place.ts";
import { findSettings, readGivenSettings, settingsKey } from "./deployment/read-settings.ts";
import { looseFlows, looseScripts } from "./loose-files.ts";
import { createMeanings } from "./meant.ts";
import type { RunContext } from "./run-context.ts";
import type { DeclaredVariable, Workspace, WorkspaceProblem } from "./workspace.ts";

/** The solutions of a part of a run: for each container that the part uses, their numbers in the order of `loadSolutions`. */
export type Chosen = ReadonlyMap<string, ReadonlySet<number>>;

/** What tells the containers of a run apart. */
export function containerKey({ path, prefix }: Pick<Container, "path" | "prefix">): string {
  return `${path}\u0000${prefix}`;
}

/**
 * Reads the solutions of the containers, all or the chosen ones, and the flows in them. Never throws: what cannot be read becomes a problem of the workspace.
 * Desktop flows of the first schema stay packed, since opening an archive takes a promise: see {@link unpackWorkspace}.
 */
export function readWorkspace(
  containers: readonly Container[],
  starts?: (container: Container) => void,
  context: RunContext = {},
  chosen?: Chosen,
  load: typeof loadSolutions = loadSolutions,
): Workspace {
  const given = readGivenSettings(context.settings ?? []);
  const problems: WorkspaceProblem[] = [...given.problems];
  const settings = [...given.settings];
  const named = new Set((context.settings ?? []).map(({ container }) => settingsKey(container.path, "")));
  const solutions: Solution[] = [];
  const cloudFlows: CloudFlow[] = [];
  const desktopFlows: DesktopFlow[] = [];
  const packedFlows: { flow: PackedFlow; solution: Solution }[] = [];
  const homes = new Map<CloudFlow | DesktopFlow, Solution>();
  const variables = new Map<string, DeclaredVariable[]>();
  const declared = createMeanings<DeclaredVariable>(({ variable, solution }) => ({ solution, source: variable.place.source }));
  for (const container of containers) {
    const numbers = chosen?.get(containerKey(container));
    if (chosen !== undefined && numbers === undefined) continue;
    starts?.(container);
    // What is wrong with the container itself goes with its first solution.
    if (numbers === undefined || numbers.has(0))
      for (const problem of container.problems) problems.push(containerProblem(container, problem));
    for (const [number, loaded] of load(container).entries()) {
      if (numbers?.has(number) === false) continue;
      const found = findSettings(loaded, named);
      addAll(settings, found);
      // A settings file that was given by itself holds nothing else.
      if (container.kind === "file" && found.length > 0) continue;
      const flows = loaded.solution.kind === "loose" ? looseFlows(loaded) : solutionFlows(loaded);
      const desktop = loaded.solution.kind === "loose" ? looseScripts(loaded) : desktopFlowsOf(loaded);
      checkConnectorFiles(loaded.solution.customConnectors, loaded.files);
      addAll(problems, loaded.files.problems);
      if (loaded.solution.kind === "loose" && flows.length + desktop.length === 0 && !holdsComponents(loaded.solution)) continue;
      for (const flow of desktop) {
        if ("package" in flow) packedFlows.push({ flow, solution: loaded.solution });
        else {
          desktopFlows.push(flow);
          homes.set(flow, loaded.solution);
        }
      }
      solutions.push(loaded.solution);
      for (const flow of flows) {
        cloudFlows.push(flow);
        homes.set(flow, loaded.solution);
      }
      for (const variable of loaded.solution.environmentVariables) {
        const name = variable.schemaName.toLowerCase();
        const declaration: DeclaredVariable = { variable, solution: loaded.solution };
        append(variables, name, declaration);
        declared.add(name, declaration);
      }
    }
  }
  const solutionOf = (flow: CloudFlow | DesktopFlow): Solution => {
    const solution = homes.get(flow);
    if (solution === undefined) throw new Error(`The flow '${flow.name}' is not part of this workspace.`);
    return solution;
  };
  return {
    solutions,
    cloudFlows,
    desktopFlows,
    variables,
    settings,
    environments: context.environments ?? [],
    target: context.target,
    previous: context.previous === undefined ? undefined : readWorkspace(context.previous),
    problems,
    packedFlows,
    solutionOf,
    variableOf: (schemaName, flow) => declared.of(schemaName.toLowerCase(), { solution: solutionOf(flow), source: flow.source })[0],
  };
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
