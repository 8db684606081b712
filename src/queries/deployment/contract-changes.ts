import { type CloudFlow, flowPlace, operationPlace } from "../../cloud-flow/model.ts";
import { triggerInputsOf } from "../../cloud-flow/trigger-inputs.ts";
import { distinct } from "../../collections.ts";
import type { Workspace } from "../../dataflow/workspace/workspace.ts";
import type { DesktopFlow } from "../../desktop-flow/model.ts";
import { objectAt, textAt } from "../../json.ts";
import type { Solution } from "../../solution/model.ts";
import type { Place } from "../../source/place.ts";

/** What callers of a flow rely on, and how it changed since the previous package. */
export interface ContractChange {
  readonly kind: "cloud-flow" | "desktop-flow";
  readonly flow: string;
  readonly place: Place;
  /** In words, to follow the flow's name: `needs the new input 'a'`. */
  readonly changes: readonly string[];
}

/** What somebody who imports a solution has to do because of what it has gained or lost. */
export interface SolutionChange {
  readonly addedReferences: readonly string[];
  readonly removedReferences: readonly string[];
  readonly addedVariables: readonly string[];
  readonly removedVariables: readonly string[];
}

/** The solution of the previous package with the same unique name. */
export function previousOf(solution: Solution, previous: Workspace): Solution | undefined {
  return previous.solutions.find((one) => one.kind === "solution" && one.uniqueName.toLowerCase() === solution.uniqueName.toLowerCase());
}

/** Connection references and environment variables that came or went. */
export function solutionChange(before: Solution, now: Solution): SolutionChange {
  const references = ({ connectionReferences }: Solution): readonly string[] => connectionReferences.map(({ logicalName }) => logicalName);
  const variables = ({ environmentVariables }: Solution): readonly string[] => environmentVariables.map(({ schemaName }) => schemaName);
  return {
    addedReferences: without(references(now), references(before)),
    removedReferences: without(references(before), references(now)),
    addedVariables: without(variables(now), variables(before)),
    removedVariables: without(variables(before), variables(now)),
  };
}

/** Flows of a solution that others can call, and whose inputs or outputs are not what they were. */
export function contractChanges(solution: Solution, workspace: Workspace, previous: Workspace): readonly ContractChange[] {
  const found: ContractChange[] = [];
  for (const flow of workspace.cloudFlows) {
    if (workspace.solutionOf(flow) !== solution) continue;
    const before = flow.id === undefined ? undefined : previous.cloudFlows.find((one) => one.id === flow.id);
    const [trigger] = flow.triggers;
    if (before === undefined || trigger === undefined || trigger.type !== "request") continue;
    const changes = portChanges(triggerInputsOf(before), triggerInputsOf(flow), responsePorts(before) ?? [], responsePorts(flow));
    if (changes.length > 0) found.push({ kind: "cloud-flow", flow: flow.name, place: operationPlace(trigger), changes });
  }
  for (const flow of workspace.desktopFlows) {
    if (workspace.solutionOf(flow) !== solution) continue;
    const before = flow.id === undefined ? undefined : previous.desktopFlows.find((one) => one.id === flow.id);
    if (before === undefined) continue;
    const changes = portChanges(desktopInputs(before), desktopInputs(flow), names(before.outputs), names(flow.outputs));
    const place = flow.inputs[0]?.place ??
      flow.outputs[0]?.place ?? { source: flow.source, at: { kind: "text" as const, span: { start: 0, end: 0 } } };
    if (changes.length > 0) found.push({ kind: "desktop-flow", flow: flow.name, place, changes });
  }
  return found;
}

interface Port {
  /** What callers write. */
  readonly name: string;
  /** What makers see. */
  readonly title: string;
  readonly required: boolean;
}

/** @param outputsNow undefined when they are not written down */
function portChanges(
  inputsBefore: readonly Port[],
  inputsNow: readonly Port[],
  outputsBefore: readonly string[],
  outputsNow: readonly string[] | undefined,
): readonly string[] {
  const needed = inputsNow.filter(({ required }) => required);
  const optionalBefore = new Set(inputsBefore.filter(({ required }) => !required).map(({ name }) => name.toLowerCase()));
  return [
    ...newPorts(needed, inputsBefore).map(({ title }) => `needs the new input '${title}'`),
    ...needed.filter(({ name }) => optionalBefore.has(name.toLowerCase())).map(({ title }) => `now requires the input '${title}'`),
    ...newPorts(inputsBefore, inputsNow).map(({ title }) => `no longer takes the input '${title}'`),
    ...without(outputsBefore, outputsNow ?? outputsBefore).map((name) => `no longer returns '${name}'`),
  ];
}

function newPorts(ports: readonly Port[], others: readonly Port[]): readonly Port[] {
  const known = new Set(others.map(({ name }) => name.toLowerCase()));
  return ports.filter(({ name }) => !known.has(name.toLowerCase()));
}

/** Members of the answers; undefined when an expression makes one of them. */
function responsePorts(flow: CloudFlow): readonly string[] | undefined {
  const responses = flow.actions.filter(({ type }) => type === "response");
  if (responses.some(({ inputs }) => textAt(inputs, "body") !== undefined)) return undefined;
  return responses.flatMap(({ inputs }) => Object.keys(objectAt(inputs, "body") ?? {}));
}

function desktopInputs({ inputs }: DesktopFlow): readonly Port[] {
  return inputs.map(({ name, required }) => ({ name, title: name, required }));
}

function names(ports: DesktopFlow["outputs"]): readonly string[] {
  return ports.map(({ name }) => name);
}

function without(list: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others.map((name) => name.toLowerCase()));
  return distinct(list).filter((name) => !known.has(name.toLowerCase()));
}

/** The place of a solution as a whole: its version in the manifest, else the first of its cloud flows. */
export function solutionPlace(solution: Solution, workspace: Workspace): Place | undefined {
  if (solution.versionPlace !== undefined) return solution.versionPlace;
  const flow = workspace.cloudFlows.find((one) => workspace.solutionOf(one) === solution);
  return flow === undefined ? undefined : flowPlace(flow, []);
}
