import type { CloudFlow } from "../cloud-flow/model.ts";
import { append } from "../collections.ts";
import type { Workspace } from "../dataflow/workspace.ts";
import { UserError } from "../errors.ts";
import type { Solution } from "../solution/model.ts";
import type { Place } from "../source/place.ts";
import { compareTexts } from "./sort.ts";

/** One of several runs that share the solutions of one input. */
export interface Shard {
  /** 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/** Reads `I/N`. @throws UserError for anything else. */
export function parseShard(text: string): Shard {
  const [, index = 0, count = 0] = /^([1-9]\d{0,4})\/([1-9]\d{0,4})$/.exec(text)?.map(Number) ?? [];
  if (index === 0 || index > count) throw new UserError(`--shard ${text}: write it as I/N with I from 1 to N, for example 2/4.`);
  return { index, count };
}

/**
 * The part of a workspace that a shard analyses. Solutions that have to do with one another (flows that call each other, shared variables and connection references, the same
 * unique name) stay together, so that every shard finds what one run over everything would find there. Which shard gets a group depends only on the solutions, not
 * on the machine: the largest group goes to the shard with the least work so far. Deployment settings and a previous package speak about all solutions: with them
 * everything is one group.
 */
export function shardOf(workspace: Workspace, shard: Shard): Workspace {
  const work = Array.from({ length: shard.count }, () => 0);
  const chosen = new Set<Solution>();
  for (const group of groups(workspace)) {
    const least = work.indexOf(Math.min(...work));
    work[least] = (work[least] ?? 0) + group.size;
    if (least === shard.index - 1) for (const solution of group.solutions) chosen.add(solution);
  }
  return {
    ...workspace,
    solutions: workspace.solutions.filter((solution) => chosen.has(solution)),
    cloudFlows: workspace.cloudFlows.filter((flow) => chosen.has(workspace.solutionOf(flow))),
    packedFlows: workspace.packedFlows.filter(({ solution }) => chosen.has(solution)),
    desktopFlows: workspace.desktopFlows.filter((flow) => chosen.has(workspace.solutionOf(flow))),
    variables: new Map([...workspace.variables].filter(([, { solution }]) => chosen.has(solution))),
    problems: workspace.problems.filter(({ place }) => {
      const home = homeOf(place, workspace.solutions);
      return home === undefined ? shard.index === 1 : chosen.has(home);
    }),
  };
}

interface Group {
  readonly solutions: readonly Solution[];
  /** How much work it is, roughly. */
  readonly size: number;
}

/** Solutions that must be analysed together, the largest group first. */
function groups(workspace: Workspace): readonly Group[] {
  const parents = new Map<Solution, Solution>(workspace.solutions.map((solution) => [solution, solution]));
  const find = (solution: Solution): Solution => {
    let root = solution;
    for (let parent = parents.get(root); parent !== undefined && parent !== root; parent = parents.get(root)) root = parent;
    parents.set(solution, root);
    return root;
  };
  const flows = new Map<Solution, CloudFlow[]>();
  for (const flow of workspace.cloudFlows) append(flows, workspace.solutionOf(flow), flow);
  const references = new Set(
    workspace.solutions.flatMap((solution) => solution.connectionReferences.map(({ logicalName }) => logicalName.toLowerCase())),
  );
  const owners = new Map<string, Solution>();
  for (const solution of workspace.solutions) {
    for (const name of sharedNames(solution, flows.get(solution) ?? [], { references, variables: workspace.variables })) {
      const owner = owners.get(name);
      if (owner === undefined) owners.set(name, solution);
      else parents.set(find(solution), find(owner));
    }
  }
  if (workspace.settings.length > 0 || workspace.previous !== undefined) {
    const [first] = workspace.solutions;
    if (first !== undefined) for (const solution of workspace.solutions) parents.set(find(solution), find(first));
  }
  const members = new Map<Solution, Solution[]>();
  for (const solution of workspace.solutions) {
    append(members, find(solution), solution);
  }
  const actions = (solution: Solution): number => (flows.get(solution) ?? []).reduce((sum, flow) => sum + flow.actions.length, 0);
  return [...members.values()]
    .map((solutions) => ({
      solutions,
      size: solutions.reduce((sum, solution) => sum + actions(solution) + solution.files.length, 1),
      name: solutions.map(nameOf).sort(compareTexts)[0] ?? "",
    }))
    .sort((a, b) => b.size - a.size || compareTexts(a.name, b.name));
}

function nameOf({ container, root }: Solution): string {
  return `${container.path}\u0000${container.prefix}${root}`;
}

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** Every name by which solutions can have to do with one another: what it declares and what it uses. */
function sharedNames(
  solution: Solution,
  flows: readonly CloudFlow[],
  { references, variables }: { readonly references: ReadonlySet<string>; readonly variables: Workspace["variables"] },
): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (kind: string, name: string | undefined): void => {
    if (name !== undefined && name !== "") names.add(`${kind} ${name.toLowerCase()}`);
  };
  add("solution", solution.uniqueName);
  for (const { schemaName } of solution.environmentVariables) add("variable", schemaName);
  for (const { logicalName } of solution.connectionReferences) add("reference", logicalName);
  for (const { id, name } of solution.workflows) {
    add("flow", id);
    // Fingerprints of flows outside of solutions are told apart by their names alone.
    if (solution.uniqueName === "") add("name", name);
  }
  for (const flow of flows) {
    if (solution.uniqueName === "") add("name", flow.name);
    for (const { schemaName } of flow.parameters) add("variable", schemaName);
    // A reference that nobody declares ties nothing together: each flow is judged by itself.
    for (const { referenceName } of flow.connections)
      if (references.has(referenceName?.toLowerCase() ?? "")) add("reference", referenceName);
    for (const action of flow.actions) {
      // Calls of other flows, and secrets that are asked for by the name of their variable.
      if (action.inputs === undefined || (action.type !== "workflow" && action.call === undefined)) continue;
      const text = JSON.stringify(action.type === "workflow" ? action.inputs : action.call?.parameters);
      for (const [id] of text.matchAll(guid)) add("flow", id);
      for (const [, word] of text.matchAll(/"(\w+)"/g)) if (word !== undefined && variables.has(word.toLowerCase())) add("variable", word);
    }
  }
  return names;
}

function homeOf({ source }: Place, solutions: readonly Solution[]): Solution | undefined {
  let home: Solution | undefined;
  let longest = -1;
  for (const solution of solutions) {
    const root = solution.container.prefix + solution.root;
    if (solution.container.path === source.path && source.file.startsWith(root) && root.length > longest) {
      home = solution;
      longest = root.length;
    }
  }
  return home;
}
