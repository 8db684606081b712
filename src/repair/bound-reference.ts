import { objectAt } from "../json.ts";
import type { Solution } from "../solution/model.ts";
import type { Draft } from "./draft.ts";
import type { BindReferenceRepair } from "./repair.ts";

/**
 * Binds connections of a flow to the connection references that the solution has for their connectors.
 * @returns why it cannot be done
 */
export function draftBoundReferences({ flow, connections }: BindReferenceRepair, solution: Solution, draft: Draft): string | undefined {
  for (const { key, pointer, connector, binding } of connections) {
    const fitting = solution.connectionReferences.filter((reference) => connector !== undefined && reference.connector === connector);
    const [reference] = fitting;
    if (connector === undefined || reference === undefined) return `The solution has no connection reference for '${key}': add one first.`;
    if (fitting.length > 1) return `The solution has several connection references for '${key}': choose one in the designer.`;
    const bound = { connectionReferenceLogicalName: reference.logicalName };
    // The entry of an unbound connection is right but for what is missing; that of a bound one has another form altogether.
    if (binding === "none" && objectAt(flow.document, ...pointer, "connection") !== undefined)
      draft.json(flow.source, { kind: "set", pointer: [...pointer, "connection"], value: bound });
    else
      draft.json(flow.source, { kind: "set", pointer, value: { runtimeSource: "embedded", connection: bound, api: { name: connector } } });
  }
  return undefined;
}
