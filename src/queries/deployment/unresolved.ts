import { type CloudFlow, operationPlace } from "../../cloud-flow/model.ts";
import { remember } from "../../collections.ts";
import type { Analysis } from "../../dataflow/analysis.ts";
import type { FlowScan } from "../../dataflow/strings/flow-scan.ts";
import type { UnresolvedReference } from "../../dataflow/strings/missing-names.ts";
import { type DesktopFlow, rowName, rowPlace } from "../../desktop-flow/model.ts";
import { actionCallsOf } from "../../desktop-flow/robin/walk.ts";
import type { Solution } from "../../solution/model.ts";
import type { Place } from "../../source/place.ts";

/** References of a flow that lead nowhere, each name once for an operation. */
export function unresolvedReferences(
  { scanOf }: { readonly scanOf: (flow: CloudFlow) => FlowScan },
  flow: CloudFlow,
): readonly UnresolvedReference[] {
  return flow.isCopiedAction ? [] : scanOf(flow).unresolved;
}

/** A flow that is called, and that nothing in the run holds. */
export interface UnresolvedCall {
  /** In a maker's words. */
  readonly kind: "child flow" | "desktop flow";
  /** What calls it in one solution, in the order of the flows; there is at least one. */
  readonly callers: readonly [Caller, ...Caller[]];
}

/** An operation or row that calls a flow. */
export interface Caller {
  readonly name: string;
  readonly place: Place;
}

/**
 * Calls by id, of cloud and desktop flows, that lead out of the run: what a solution calls several times is missing once. Rows that are disabled do
 * not run.
 */
export function unresolvedCalls({
  workspace,
  calls,
  desktop,
}: Pick<Analysis, "workspace" | "calls" | "desktop">): readonly UnresolvedCall[] {
  const found = new Map<Solution, Map<string, { readonly kind: UnresolvedCall["kind"]; readonly callers: [Caller, ...Caller[]] }>>();
  const add = (flow: CloudFlow | DesktopFlow, id: string, kind: UnresolvedCall["kind"], caller: Caller): void => {
    const missing = remember(found, workspace.solutionOf(flow), () => new Map());
    const known = missing.get(`${kind} ${id.toLowerCase()}`);
    if (known === undefined) missing.set(`${kind} ${id.toLowerCase()}`, { kind, callers: [caller] });
    else known.callers.push(caller);
  };
  for (const operation of workspace.cloudFlows.flatMap((flow) => flow.actions)) {
    const { name, flow } = operation;
    const child = calls.calledId(operation);
    if (child !== undefined && calls.calledFlow(operation) === undefined)
      add(flow, child, "child flow", { name, place: operationPlace(operation, ["inputs", "host"]) });
    const script = desktop.calls.calledId(operation);
    if (script !== undefined && desktop.calls.calledFlow(operation) === undefined)
      add(flow, script, "desktop flow", { name, place: operationPlace(operation, ["inputs", "parameters", "uiFlowId"]) });
  }
  for (const flow of workspace.desktopFlows) {
    for (const row of flow.rows) {
      if (row.statement.disabled) continue;
      for (const call of actionCallsOf(row.statement)) {
        const id = desktop.calls.calledIdOf(call);
        if (id !== undefined && desktop.calls.calledFlowOf(row, call) === undefined)
          add(flow, id, "desktop flow", { name: rowName(row), place: rowPlace(row) });
      }
    }
  }
  return [...found.values()].flatMap((missing) => [...missing.values()]);
}
