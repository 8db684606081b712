import type { Reference } from "../cloud-flow/expression/references.ts";
import { type CloudFlow, operationPlace } from "../cloud-flow/model.ts";
import { operationsNamed, parameterNamed } from "../cloud-flow/parse.ts";
import { rowName, rowPlace } from "../desktop-flow/model.ts";
import { actionCallsOf } from "../desktop-flow/robin/walk.ts";
import type { Place } from "../source/place.ts";
import type { Analysis } from "./analysis.ts";
import type { FlowScan, TemplateSite } from "./flow-scan.ts";

/** An expression that names something that the flow does not have. */
export interface UnresolvedReference {
  readonly site: TemplateSite;
  readonly reference: Reference;
  /** In a maker's words: `action`, `variable`, `parameter`, `loop`. */
  readonly kind: string;
  readonly name: string;
}

/** References of a flow that lead nowhere, each name once for an operation. */
export function unresolvedReferences(
  { scanOf }: { readonly scanOf: (flow: CloudFlow) => FlowScan },
  flow: CloudFlow,
): readonly UnresolvedReference[] {
  const found: UnresolvedReference[] = [];
  const seen = new Set<string>();
  const scan = scanOf(flow);
  for (const site of scan.sites) {
    for (const { reference, canonical } of scan.references(site)) {
      const { name } = canonical;
      if (name === undefined) continue;
      const kind = missingKind(flow, canonical.node, name);
      if (kind === undefined) continue;
      const key = `${site.operation.pointer.join("/")}\u0001${kind}\u0001${name.toLowerCase()}`;
      if (seen.has(key)) continue;
      seen.add(key);
      found.push({ site, reference, kind, name });
    }
  }
  return found;
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

function missingKind(flow: CloudFlow, node: string, name: string): string | undefined {
  switch (node) {
    case "outputs":
    case "inputs":
    case "record":
    case "result":
      return operationsNamed(flow, name).length > 0 ? undefined : "action";
    case "items":
      return operationsNamed(flow, name).some((operation) => operation.type === "foreach") ? undefined : "loop";
    case "variable":
      return flow.variables.has(name.toLowerCase()) ? undefined : "variable";
    case "parameter":
      return name === "$connections" || name === "$authentication" || parameterNamed(flow, name) !== undefined ? undefined : "parameter";
    default:
      return undefined;
  }
}
