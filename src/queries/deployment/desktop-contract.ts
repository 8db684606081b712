import { desktopCallMembers } from "../../cloud-flow/desktop-call.ts";
import { operationPlace } from "../../cloud-flow/model.ts";
import { addAll } from "../../collections.ts";
import type { Analysis } from "../../dataflow/analysis.ts";
import { passedInputs } from "../../dataflow/desktop/calls/calls.ts";
import type { DesktopContractProblem } from "../../dataflow/desktop/calls/contract-problem.ts";
import { type DesktopFlow, type DesktopRow, portNamed, rowName, rowPlace } from "../../desktop-flow/model.ts";
import { actionCallsOf } from "../../desktop-flow/robin/walk.ts";
import type { Place } from "../../source/place.ts";

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
      for (const name of missingInputs(called, given))
        add("missing-input", name, operationPlace(operation, desktopCallMembers(operation).path));
    }
  }
  for (const flow of workspace.desktopFlows) {
    for (const row of flow.rows) if (!row.statement.disabled) addAll(problems, rowProblems(row, desktop.calls.calledFlowOf));
  }
  return problems;
}

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
