import type { Template } from "../cloud-flow/expression/ast.ts";
import { type ConstantLookup, constantText, foldedText, foldTemplate } from "../cloud-flow/expression/fold.ts";
import { asReference, canonicalReference } from "../cloud-flow/expression/references.ts";
import type { CloudFlow, FlowParameter, Operation } from "../cloud-flow/model.ts";
import { operationsNamed, parameterNamed } from "../cloud-flow/parse.ts";
import { isObject, type Json, textAt } from "../json.ts";
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

/** Longest chain of variables, Composes and parameters that is looked through for the text of a URL. */
const maxDepth = 5;

/**
 * The URL that an HTTP action calls, as far as it is written in the run: in the action itself, in a parameter, an environment variable, or a variable or Compose that holds one text.
 * What is only known at run time is left open in it.
 */
export function calledUrl(operation: Operation, parse: (text: string) => Template, variables: Workspace["variables"]): string | undefined {
  if (operation.type !== "http" && operation.type !== "httpwebhook") return undefined;
  const uri = textAt(operation.inputs, "uri") ?? textAt(operation.inputs, "subscribe", "uri");
  if (uri === undefined) return undefined;
  const { flow } = operation;

  function lookUpAt(depth: number): ConstantLookup {
    return (expression) => {
      const reference = depth > maxDepth || expression.kind !== "call" ? undefined : asReference(expression);
      if (reference === undefined) return undefined;
      const { node, name, path } = canonicalReference(reference);
      if (name === undefined || path.length > 0) return undefined;
      switch (node) {
        case "parameter": {
          const parameter = parameterNamed(flow, name);
          return parameter === undefined ? undefined : textOf(parameter);
        }
        case "variable":
          return onlyText(flow.variables.get(name.toLowerCase()) ?? [], (write) => writtenText(write, name), depth);
        case "outputs":
          return onlyText(operationsNamed(flow, name), (read) => (read.type === "compose" ? read.inputs : undefined), depth);
        default:
          return undefined;
      }
    };
  }

  /** The text of the only one of the operations. */
  function onlyText(operations: readonly Operation[], read: (operation: Operation) => Json | undefined, depth: number): string | undefined {
    const [only, ...others] = operations;
    const text = only === undefined || others.length > 0 ? undefined : read(only);
    return typeof text === "string" ? constantText(foldTemplate(parse(text), lookUpAt(depth + 1))) : undefined;
  }

  function textOf({ schemaName, defaultValue }: FlowParameter): string | undefined {
    const declared = schemaName === undefined ? undefined : variables.get(schemaName.toLowerCase())?.variable;
    const text = declared?.values[0]?.text ?? declared?.defaultValue?.text;
    return text ?? (typeof defaultValue === "string" && defaultValue !== "" ? defaultValue : undefined);
  }

  return foldedText(foldTemplate(parse(uri), lookUpAt(0)));
}

function writtenText(write: Operation, name: string): Json | undefined {
  if (write.type === "setvariable") return isObject(write.inputs) ? write.inputs.value : undefined;
  if (write.type !== "initializevariable" || !isObject(write.inputs) || !Array.isArray(write.inputs.variables)) return undefined;
  const entry = write.inputs.variables.find((candidate: Json) => textAt(candidate, "name")?.toLowerCase() === name.toLowerCase());
  return isObject(entry) ? entry.value : undefined;
}
