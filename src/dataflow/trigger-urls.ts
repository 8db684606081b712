import { flowConstants, textsOf } from "../cloud-flow/constants.ts";
import type { Expression, Template } from "../cloud-flow/expression/ast.ts";
import { foldedText, foldTemplate } from "../cloud-flow/expression/fold.ts";
import { asReference, canonicalReference } from "../cloud-flow/expression/references.ts";
import type { CloudFlow, Operation } from "../cloud-flow/model.ts";
import { parameterNamed } from "../cloud-flow/parse.ts";
import { textAt } from "../json.ts";
import type { Workspace } from "./workspace.ts";

/**
 * The id of the flow whose trigger a URL calls, without hyphens in lower case: callback URLs of both forms hold it,
 * `https://….logic.azure.com/workflows/<id>/triggers/manual/paths/invoke` and `https://….api.powerplatform.com/powerautomate/automations/direct/workflows/<id>/triggers/…`.
 */
export function calledByUrl(url: string): string | undefined {
  const id = /\/workflows\/([0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12})\/triggers\//i.exec(url)?.[1];
  return id === undefined ? undefined : plainId(id);
}

/** The ids by which callback URLs name a flow. */
export function idsInUrls(flow: CloudFlow): readonly string[] {
  const name = textAt(flow.document, "name");
  return [flow.id, name].flatMap((id) => (id !== undefined && isGuid.test(id) ? [plainId(id)] : []));
}

const isGuid = /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i;

function plainId(id: string): string {
  return id.replace(/[-{}]/g, "").toLowerCase();
}

/** Most variables, Composes and parameters that are looked up for one URL. */
const maxLookups = 50;
/** Longest text of a parameter that can be a URL or a part of one. */
const longestUrl = 8_192;

/**
 * Makes a function that tells the URL that an HTTP action of a flow calls, as far as it is written in the run: in the action itself, in a parameter, an environment variable, or
 * a variable or Compose that always holds one text. What is only known at run time is left open in it.
 */
export function calledUrls(
  flow: CloudFlow,
  parse: (text: string) => Template,
  variables: Workspace["variables"],
): (operation: Operation) => string | undefined {
  const constants = flowConstants(flow, parse, parameterText);

  function parameterText(expression: Expression): string | undefined {
    const reference = expression.kind === "call" ? asReference(expression) : undefined;
    if (reference === undefined) return undefined;
    const { node, name, path } = canonicalReference(reference);
    const parameter = node === "parameter" && name !== undefined && path.length === 0 ? parameterNamed(flow, name) : undefined;
    if (parameter === undefined) return undefined;
    const { schemaName, defaultValue } = parameter;
    const declared = schemaName === undefined ? undefined : variables.get(schemaName.toLowerCase())?.variable;
    const text = declared?.values[0]?.text ?? declared?.defaultValue?.text;
    const found = text ?? (typeof defaultValue === "string" && defaultValue !== "" ? defaultValue : undefined);
    return found !== undefined && found.length <= longestUrl ? found : undefined;
  }

  return (operation) => {
    if (operation.type !== "http" && operation.type !== "httpwebhook") return undefined;
    const uri = textAt(operation.inputs, "uri") ?? textAt(operation.inputs, "subscribe", "uri");
    if (uri === undefined) return undefined;
    const texts = textsOf(constants);
    let lookups = 0;
    const lookUp = (expression: Expression): string | undefined =>
      ++lookups > maxLookups ? undefined : (texts(expression) ?? parameterText(expression));
    return foldedText(foldTemplate(parse(uri), lookUp));
  };
}
