import { foldedText, foldTemplate } from "../../cloud-flow/expression/fold.ts";
import { parseTemplate } from "../../cloud-flow/expression/template.ts";
import type { CloudFlow, FlowConnection, Operation } from "../../cloud-flow/model.ts";
import { objectAt, textAt, valueAt } from "../../json.ts";
import { connectorInfo, isAvoidablePasswordSignIn } from "../../knowledge/connectors.ts";

/**
 * How a connection signs in, when that is by password or key although the connector offers better. Solutions do not hold connections, so
 * only flows of Logic Apps and hand-made files say it: `parameterValueSet` or `connectionProperties` of the entry.
 * @returns the parameter set, in words: `the parameter set 'sqlAuthentication'`
 */
export function passwordSignIn(flow: CloudFlow, connection: FlowConnection): string | undefined {
  if (connection.connector === undefined) return undefined;
  const entry = valueAt(flow.document, connection.pointer);
  const set = textAt(entry, "parameterValueSet", "name") ?? textAt(entry, "connection", "parameterValueSet", "name");
  const values = objectAt(entry, "parameterValues") ?? objectAt(entry, "connection", "parameterValues");
  if (set === undefined && values === undefined) return undefined;
  const info = connectorInfo(connection.connector);
  if (info === undefined) return undefined;
  if (set !== undefined) return isAvoidablePasswordSignIn(info, { parameterSet: set }) ? `the parameter set '${set}'` : undefined;
  if (values === undefined) return undefined;
  return isAvoidablePasswordSignIn(info, { parameters: Object.keys(values) }) ? "user name and password" : undefined;
}

/**
 * The readable text at a place of an operation, with U+FFFC for what is only known at run time; objects as JSON.
 * @param word what has to be written there, in lower case: other texts are not read.
 */
export function foldedAt(operation: Operation, path: readonly string[], word = ""): string | undefined {
  const value = valueAt(operation.json, path);
  if (value === undefined || value === null) return undefined;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (!text.toLowerCase().includes(word)) return undefined;
  return foldedText(foldTemplate(parseTemplate(text)));
}
