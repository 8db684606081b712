import type { CloudFlow, Operation } from "../cloud-flow/model.ts";
import { type JsonObject, objectAt, valueAt } from "../json.ts";
import type { Solution } from "../solution/model.ts";
import type { Draft } from "./draft.ts";
import type { NewVariables } from "./new-variables.ts";
import type { SecretVariableRepair } from "./repair.ts";
import { literalToExpression, stringLiteral } from "./string-literal.ts";

const dataverse = "shared_commondataserviceforapps";

/**
 * Replaces a credential by a secret environment variable: its definition without any value, an action that reads it at run time with Secure
 * Outputs right before the action that needs it, and the expression at the place of the literal. All credentials of one action are taken
 * together.
 * @returns why it cannot be done
 */
export function draftSecretVariables(
  operation: Operation,
  repairs: readonly SecretVariableRepair[],
  solution: Solution,
  variables: NewVariables,
  draft: Draft,
): string | undefined {
  const { flow } = operation;
  if (operation.isTrigger) return "The credential is in a trigger, and no action can run before a trigger.";
  const connection = connectionFor(flow, solution, draft);
  if ("declined" in connection) return connection.declined;
  const container = operation.pointer.slice(0, -1);
  const reads = new Map<string, string>();
  for (const { path, span, title } of repairs) {
    const text = valueAt(operation.json, path);
    if (typeof text !== "string") return "The credential is not a text.";
    const secret = span === undefined ? text : text.slice(span.start, span.end);
    const variable = variables.add(solution, {
      key: `secret ${secret}`,
      title,
      description: "Was hardcoded in a flow; point it at the secret in Azure Key Vault in each environment.",
      type: "secret",
    });
    if (typeof variable === "string") return variable;
    const action =
      reads.get(variable.schemaName) ??
      draft.freeName(flow, `Get_${variable.schemaName.replace(/^[^_]*_/, "")}`, (name) => flow.byName.has(name.toLowerCase()));
    reads.set(variable.schemaName, action);
    const splice = literalToExpression(text, span, `outputs(${stringLiteral(action)})?['body/EnvironmentVariableSecretValue']`);
    if (splice === undefined) return "The credential is in a text that cannot contain an expression.";
    draft.json(flow.source, { kind: "splice", pointer: [...operation.pointer, ...path], ...splice });
  }
  const runAfter = objectAt(operation.json, "runAfter") ?? {};
  for (const [schemaName, action] of reads)
    draft.json(flow.source, { kind: "set", pointer: [...container, action], value: retrieval(schemaName, connection.key, runAfter) });
  const succeeded = Object.fromEntries([...reads.values()].map((action) => [action, ["Succeeded"]]));
  draft.json(flow.source, { kind: "set", pointer: [...operation.pointer, "runAfter"], value: succeeded });
  return undefined;
}

/** Dataverse, Perform an unbound action: what the designer makes of reading a secret environment variable. */
function retrieval(schemaName: string, connectionName: string, runAfter: JsonObject): JsonObject {
  return {
    type: "OpenApiConnection",
    inputs: {
      host: { connectionName, operationId: "PerformUnboundAction", apiId: `/providers/Microsoft.PowerApps/apis/${dataverse}` },
      parameters: { actionName: "RetrieveEnvironmentVariableSecretValue", "item/EnvironmentVariableName": schemaName },
      authentication: "@parameters('$authentication')",
    },
    runAfter,
    runtimeConfiguration: { secureData: { properties: ["outputs"] } },
  };
}

/** The flow's key of a connection reference for Dataverse: one that it uses, or a new one to a reference that the solution has. */
function connectionFor(flow: CloudFlow, solution: Solution, draft: Draft): { readonly key: string } | { readonly declined: string } {
  const used = flow.connections.find(({ connector, binding }) => connector === dataverse && binding === "reference");
  if (used !== undefined) return { key: used.key };
  const [reference] = solution.connectionReferences
    .filter(({ connector }) => connector === dataverse)
    .map(({ logicalName }) => logicalName)
    .sort();
  if (reference === undefined)
    return { declined: "The solution has no connection reference for Dataverse, which is needed to read the secret: add one first." };
  const taken = new Set(flow.connections.map(({ key }) => key));
  let key = dataverse;
  for (let number = 1; taken.has(key); number++) key = `${dataverse}_${number}`;
  const holder = flow.pointer[0] === "properties" ? ["properties"] : [];
  draft.json(flow.source, {
    kind: "set",
    pointer: [...holder, "connectionReferences", key],
    value: { runtimeSource: "embedded", connection: { connectionReferenceLogicalName: reference }, api: { name: dataverse } },
  });
  return { key };
}
