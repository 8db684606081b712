import { type CloudFlow, operationPlace } from "../../cloud-flow/model.ts";
import { rowName, rowPlace } from "../../desktop-flow/model.ts";
import { actionCallsOf } from "../../desktop-flow/robin/walk.ts";
import type { Place } from "../../source/place.ts";
import type { Analysis } from "../analysis.ts";
import type { FlowScan } from "../graph/flow-scan.ts";
import type { UnresolvedReference } from "../graph/missing-names.ts";

/** References of a flow that lead nowhere, each name once for an operation. */
export function unresolvedReferences(
  { scanOf }: { readonly scanOf: (flow: CloudFlow) => FlowScan },
  flow: CloudFlow,
): readonly UnresolvedReference[] {
  return scanOf(flow).unresolved;
}

/** A call of a flow that nothing in the run holds. */
export interface UnresolvedCall {
  /** Name of the operation or row that calls. */
  readonly caller: string;
  /** In a maker's words. */
  readonly kind: "child flow" | "desktop flow";
  readonly place: Place;
}

/** Calls by id, of cloud and desktop flows, that lead out of the run. Rows that are disabled do not run. */
export function unresolvedCalls({
  workspace,
  calls,
  desktop,
}: Pick<Analysis, "workspace" | "calls" | "desktop">): readonly UnresolvedCall[] {
  const found: UnresolvedCall[] = [];
  for (const operation of workspace.cloudFlows.flatMap((flow) => flow.actions)) {
    const caller = operation.name;
    if (calls.calledId(operation) !== undefined && calls.calledFlow(operation) === undefined)
      found.push({ caller, kind: "child flow", place: operationPlace(operation, ["inputs", "host"]) });
    if (desktop.calls.calledId(operation) !== undefined && desktop.calls.calledFlow(operation) === undefined)
      found.push({ caller, kind: "desktop flow", place: operationPlace(operation, ["inputs", "parameters", "uiFlowId"]) });
  }
  for (const row of workspace.desktopFlows.flatMap((flow) => flow.rows)) {
    if (row.statement.disabled) continue;
    for (const call of actionCallsOf(row.statement)) {
      if (desktop.calls.calledIdOf(call) !== undefined && desktop.calls.calledFlowOf(row, call) === undefined)
        found.push({ caller: rowName(row), kind: "desktop flow", place: rowPlace(row) });
    }
  }
  return found;
}
