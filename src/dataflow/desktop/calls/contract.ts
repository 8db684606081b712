import { operationPlace } from "../../../cloud-flow/model.ts";
import { addAll } from "../../../collections.ts";
import { type DesktopFlow, type DesktopRow, portNamed, rowName, rowPlace } from "../../../desktop-flow/model.ts";
import { actionCallsOf } from "../../../desktop-flow/robin/walk.ts";
import type { Place } from "../../../source/place.ts";
import type { Analysis } from "../../analysis.ts";
import type { FlowScan } from "../../graph/flow-scan.ts";
import { type DesktopCallIndex, passedInputs } from "./calls.ts";

/** A call that does not fit the desktop flow that it runs. */
export interface DesktopContractProblem {
  readonly kind: "unknown-input" | "missing-input" | "unknown-output";
  /** The action, or the row. */
  readonly caller: string;
  readonly called: DesktopFlow;
  /** Name of the input or output. */
  readonly port: string;
  /** What the flow has instead, for a message. */
  readonly known: readonly string[];
  readonly place: Place;
}

/** Compares every call of a desktop flow that is in the run, from cloud flows and from desktop flows, with what that flow declares. */
export function desktopContractProblems({ workspace, desktop }: Analysis): readonly DesktopContractProblem[] {
  const problems: DesktopContractProblem[] = [...desktop.unknownOutputs];
  for (const flow of desktop.calls.callingFlows) {
    for (const operation of flow.actions) {
      const called = desktop.calls.calledFlow(operation);
      if (called === undefined) continue;
      const { named, computed } = passedInputs(operation);
      const add = (kind: DesktopContractProblem["kind"], port: string, place: Place): void => {
        problems.push({ kind, caller: operation.name, called, port, known: namesOf(called, kind), place });
      };
      for (const { name, path } of named) {
        if (portNamed(called.inputs, name) === undefined) add("unknown-input", name, operationPlace(operation, path));
      }
      if (computed !== undefined) continue;
      const given = named.map(({ name }) => name);
      for (const name of missingInputs(called, given)) add("missing-input", name, operationPlace(operation, ["inputs", "parameters"]));
    }
  }
  for (const flow of workspace.desktopFlows) {
    for (const row of flow.rows) if (!row.statement.disabled) addAll(problems, rowProblems(row, desktop.calls.calledFlowOf));
  }
  return problems;
}

/** The outputs that a cloud flow reads of desktop flows which have no such output. */
export function unknownOutputs(scan: FlowScan, calls: DesktopCallIndex): readonly DesktopContractProblem[] {
  const { flow } = scan;
  if (!calls.callingFlows.has(flow)) return [];
  const problems: DesktopContractProblem[] = [];
  const seen = new Set<string>();
  for (const site of scan.sites) {
    for (const { reference, canonical } of scan.references(site)) {
      const [member, name] = canonical.path;
      if (canonical.node !== "outputs" || canonical.name === undefined || member !== "body" || typeof name !== "string") continue;
      if (answersOfFailure.has(name.toLowerCase())) continue;
      const operation = flow.byName.get(canonical.name.toLowerCase())?.[0];
      const called = operation === undefined ? undefined : calls.calledFlow(operation);
      if (operation === undefined || called === undefined || portNamed(called.outputs, name) !== undefined) continue;
      const key = `${site.operation.pointer.join("/")}\u0001${operation.name}\u0001${name.toLowerCase()}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const { start, end } = reference.call;
      problems.push({
        kind: "unknown-output",
        caller: site.operation.name,
        called,
        port: name,
        known: namesOf(called, "unknown-output"),
        place: operationPlace(site.operation, site.path, { start, end }, site.key),
      });
    }
  }
  return problems;
}

/** What the body holds in place of outputs when the desktop flow fails: makers mail `body('Run')?['error']?['message']`. */
const answersOfFailure: ReadonlySet<string> = new Set(["error", "message", "statuscode"]);

function rowProblems(row: DesktopRow, calledFlowOf: Analysis["desktop"]["calls"]["calledFlowOf"]): readonly DesktopContractProblem[] {
  const problems: DesktopContractProblem[] = [];
  for (const call of actionCallsOf(row.statement)) {
    const called = calledFlowOf(row, call);
    if (called === undefined) continue;
    const add = (kind: DesktopContractProblem["kind"], port: string, place: Place): void => {
      problems.push({ kind, caller: rowName(row), called, port, known: namesOf(called, kind), place });
    };
    const inputs = call.arguments.filter(({ dynamic }) => dynamic);
    for (const { name, start, end } of inputs)
      if (portNamed(called.inputs, name) === undefined) add("unknown-input", name, rowPlace(row, { start, end }));
    for (const { name, start, end } of call.outputs.filter(({ dynamic }) => dynamic))
      if (portNamed(called.outputs, name) === undefined) add("unknown-output", name, rowPlace(row, { start, end }));
    const given = inputs.map(({ name }) => name);
    for (const name of missingInputs(called, given)) add("missing-input", name, rowPlace(row, { start: call.start, end: call.idEnd }));
  }
  return problems;
}

function namesOf(called: DesktopFlow, kind: DesktopContractProblem["kind"]): readonly string[] {
  return (kind === "unknown-output" ? called.outputs : called.inputs).map((port) => port.name);
}

function missingInputs(called: DesktopFlow, given: readonly string[]): readonly string[] {
  const found = new Set(given.flatMap((name) => portNamed(called.inputs, name) ?? []));
  return called.inputs.filter((port) => port.required && !found.has(port)).map((port) => port.name);
}
