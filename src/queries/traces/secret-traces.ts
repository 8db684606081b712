import type { CloudFlow } from "../../cloud-flow/model.ts";
import { append } from "../../collections.ts";
import type { Analysis } from "../../dataflow/analysis.ts";
import type { Fact, Origin } from "../../dataflow/following/follow.ts";
import type { RoleKind } from "../../dataflow/roles.ts";
import { actionOf, flowOf } from "../../dataflow/traces/describe.ts";
import { traitsOf, traitsOfWritten } from "../../dataflow/traces/step-traits.ts";
import type { ValueFlow } from "../../dataflow/value-flow.ts";
import { type DesktopFlow, rowName } from "../../desktop-flow/model.ts";
import type { StepKind } from "../../findings/finding.ts";

/** A secret that comes into a flow or passes through it, with all that the flow does with it. */
export interface SecretTrace {
  readonly origin: Origin;
  /** The flow in which it begins; undefined for the value of an environment variable. */
  readonly begins: CloudFlow | DesktopFlow | undefined;
  /** In the order of the flow. */
  readonly uses: readonly SecretUse[];
}

/** What one operation, row or output of a flow does with a secret. */
export interface SecretUse {
  /** Name of the operation, the row (`Main:41`) or the output. */
  readonly at: string;
  /** Without the name: `stores it in the variable 'apiKey'`. */
  readonly deed: string;
  readonly kind: StepKind;
  /** Whether it can be seen there: in the run history, a log or a dialog; undefined where that is not known. */
  readonly shown: boolean | undefined;
}

/**
 * The secrets of every flow of a run. What an operation or a row reads counts by itself; an input, a variable or a text that is written in
 * a flow counts where something is done with it, be it in the very field: an input that a caller of the run fills is followed from there.
 */
export function secretTraces(analysis: Analysis): ReadonlyMap<CloudFlow | DesktopFlow, readonly SecretTrace[]> {
  const { workspace, values } = analysis;
  const found = new Map<CloudFlow | DesktopFlow, Map<Origin, SecretUse[]>>();
  const usesOf = (flow: CloudFlow | DesktopFlow, origin: Origin): SecretUse[] => {
    const own = found.get(flow) ?? new Map<Origin, SecretUse[]>();
    found.set(flow, own);
    const uses = own.get(origin) ?? [];
    own.set(origin, uses);
    return uses;
  };
  const useAt = (fact: Fact, at: string, deed: string): SecretUse => {
    const { kind = "action", shown } = traitsOf(fact, values.roles, values);
    return { at, deed, kind, shown };
  };

  const starting = new Map<CloudFlow | DesktopFlow, Origin[]>();
  for (const origin of values.origins) {
    const flow = flowOf(origin.node);
    if (flow !== undefined) append(starting, flow, origin);
  }
  for (const flow of workspace.cloudFlows) {
    for (const origin of starting.get(flow) ?? []) {
      const own = useWhereWritten(origin, values);
      if (own !== undefined) usesOf(flow, origin).push(own);
      else if (isRead(origin)) usesOf(flow, origin);
    }
    for (const operation of flow.operations) {
      for (const { origin, role, fact } of values.leaksAt(operation))
        usesOf(flow, origin).push(useAt(fact, operation.name, actionOf(role, operation)));
    }
  }
  for (const flow of workspace.desktopFlows) for (const origin of starting.get(flow) ?? []) if (isRead(origin)) usesOf(flow, origin);
  const { rows, outputs } = values.desktopLeaks();
  for (const { flow, origin, row, role, fact } of rows) usesOf(flow, origin).push(useAt(fact, rowName(row), role.deed));
  for (const { flow, origin, output, fact } of outputs)
    usesOf(flow, origin).push(useAt(fact, output.name, "returns it in an output that is not sensitive"));

  return new Map(
    [...found].map(
      ([flow, traces]) => [flow, [...traces].map(([origin, uses]) => ({ origin, begins: flowOf(origin.node), uses }))] as const,
    ),
  );
}

/** What these do with a value that is written in them is only to hold it for others. */
const holding: ReadonlySet<RoleKind> = new Set(["variable", "data-operation", "condition", "switch", "loop", "none"]);

/** What an operation does with a secret that is written in one of its own fields. */
function useWhereWritten({ basis, node, parts }: Origin, values: ValueFlow): SecretUse | undefined {
  const { operation, kind } = node;
  if (basis !== "literal" || kind !== "inputs" || operation === undefined) return undefined;
  const steps = (parts[0]?.path ?? []).filter((step) => typeof step === "string");
  const role = values.roles.of(operation, steps);
  if (holding.has(role.kind)) return undefined;
  const { kind: stepKind = "action", shown } = traitsOfWritten(operation, role, values);
  return { at: operation.name, deed: actionOf(role, operation), kind: stepKind, shown };
}

/** An operation or a row reads it from somewhere. */
function isRead({ basis, confidence, node }: Origin): boolean {
  if (confidence === "low") return false;
  return basis === "operation" || basis === "named-output" || basis === "secure-parameter" || node.kind === "desktop-statement";
}
