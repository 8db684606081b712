import { type FlowConstants, flowConstants, textsOf } from "../../cloud-flow/constants.ts";
import type { Expression, Template } from "../../cloud-flow/expression/ast.ts";
import { foldedText, foldTemplate } from "../../cloud-flow/expression/fold.ts";
import { asReference, canonicalReference } from "../../cloud-flow/expression/references.ts";
import type { CloudFlow } from "../../cloud-flow/model.ts";
import { parameterNamed } from "../../cloud-flow/parse.ts";
import { remember } from "../../collections.ts";
import type { Workspace } from "../workspace.ts";

/** What a string of a flow gives, as far as it is written somewhere in the run, with U+FFFC for what is only known at run time. */
export type WrittenText = (flow: CloudFlow, text: string) => string;

/** Most variables, Composes and parameters that are looked up for one string. */
const maxLookups = 50;
/** Longest text of a parameter that is taken in. */
const longestParameter = 8_192;

/**
 * Makes a function that reads strings such as the URL of a request: what they take from parameters, environment variables, and variables or Composes that always hold one text
 * is put in.
 */
export function writtenTexts(parse: (text: string) => Template, workspace: Pick<Workspace, "variableOf">): WrittenText {
  const readers = new Map<CloudFlow, { readonly constants: FlowConstants; parameterText(expression: Expression): string | undefined }>();

  function readerOf(flow: CloudFlow): { readonly constants: FlowConstants; parameterText(expression: Expression): string | undefined } {
    const parameterText = (expression: Expression): string | undefined => textOfParameter(flow, expression, workspace);
    return { constants: flowConstants(flow, parse, { outside: parameterText, inPart: true }), parameterText };
  }

  return (flow, text) => {
    const { constants, parameterText } = remember(readers, flow, () => readerOf(flow));
    const texts = textsOf(constants);
    let lookups = 0;
    const lookUp = (expression: Expression): string | undefined =>
      ++lookups > maxLookups ? undefined : (texts(expression) ?? parameterText(expression));
    return foldedText(foldTemplate(parse(text), lookUp));
  };
}

function textOfParameter(flow: CloudFlow, expression: Expression, { variableOf }: Pick<Workspace, "variableOf">): string | undefined {
  const reference = expression.kind === "call" ? asReference(expression) : undefined;
  if (reference === undefined) return undefined;
  const { node, name, path } = canonicalReference(reference);
  const parameter = node === "parameter" && name !== undefined && path.length === 0 ? parameterNamed(flow, name) : undefined;
  if (parameter === undefined) return undefined;
  const { schemaName, defaultValue } = parameter;
  const declared = schemaName === undefined ? undefined : variableOf(schemaName, flow)?.variable;
  const text = declared?.values[0]?.text ?? declared?.defaultValue?.text;
  const found = text ?? (typeof defaultValue === "string" && defaultValue !== "" ? defaultValue : undefined);
  return found !== undefined && found.length <= longestParameter ? found : undefined;
}
