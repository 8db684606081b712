import { isObject, type JsonObject, objectAt, textAt } from "../json.ts";
import type { CloudFlow, Operation } from "./model.ts";

/**
 * Outputs that a maker has written for an action, so that a test run gives them instead of calling the service. They are part of the
 * definition, whether they are in use or not.
 * Source: https://learn.microsoft.com/azure/logic-apps/test-logic-apps-mock-data-static-results
 */
export interface StaticResult {
  readonly name: string;
  /** The action whose result it is; undefined for one that is left over. */
  readonly operation: Operation | undefined;
  /** The action gives this result instead of running. */
  readonly enabled: boolean;
  readonly outputs: JsonObject;
  /** Pointer of `outputs` in the file. */
  readonly pointer: readonly string[];
}

/** All static results of a flow, in the order of the definition. */
export function staticResultsOf(flow: CloudFlow): readonly StaticResult[] {
  const results = objectAt(flow.definition, "staticResults");
  if (results === undefined) return [];
  const users = new Map<string, Operation>();
  for (const operation of flow.operations) {
    const name = textAt(operation.json, "runtimeConfiguration", "staticResult", "name");
    if (name !== undefined && !users.has(name)) users.set(name, operation);
  }
  return Object.keys(results).flatMap((name) => {
    const result = results[name];
    const outputs = isObject(result) ? result.outputs : undefined;
    if (!isObject(outputs)) return [];
    const operation = users.get(name);
    const options = textAt(operation?.json, "runtimeConfiguration", "staticResult", "staticResultOptions");
    return [
      {
        name,
        operation,
        enabled: options?.toLowerCase() === "enabled",
        outputs,
        pointer: [...flow.pointer, "staticResults", name, "outputs"],
      },
    ];
  });
}
