import type { Workspace } from "../dataflow/workspace/workspace.ts";
import { valueAt } from "../json.ts";
import type { Span } from "../source/place.ts";
import type { Draft } from "./draft.ts";
import { type NewVariables, parameterFor, variablesHolding } from "./new-variables.ts";
import type { NameVariableRepair, Safety } from "./repair.ts";
import { literalToExpression, stringLiteral } from "./string-literal.ts";

/**
 * Replaces a literal name by an environment variable: by the one that holds this name already, which changes nothing but who decides, or by
 * a new one with the name as default.
 * @returns whether it was a new one, or why it cannot be done
 */
export function draftNameVariable(
  { place, name, title }: NameVariableRepair,
  { cloudFlows, solutionOf }: Workspace,
  variables: NewVariables,
  draft: Draft,
): { readonly safety: Safety } | string {
  const flow = cloudFlows.find(({ source }) => source === place.source);
  if (flow === undefined) return "The name is not in a flow.";
  const solution = solutionOf(flow);
  if (place.at.kind !== "json" || place.at.key === true) return "The name is in a place that cannot contain an expression.";
  const { pointer, span } = place.at;
  const isInOperation = pointer.some((step) => step === "actions" || step === "triggers");
  const text = valueAt(flow.document, pointer);
  if (!isInOperation || typeof text !== "string") return "The name is the default of a parameter that the flow's expressions use.";
  const named = stretchOf(text, span, name);
  if (named === undefined) return "The name is assembled from pieces, or the text contains it more than once.";

  const holding = variablesHolding(name, flow, solution);
  if (holding.length > 1) return `Several environment variables hold this name: ${holding.map(({ schemaName }) => schemaName).join(", ")}.`;
  const [existing] = holding;
  const description = "Was hardcoded in flows; set it in each environment.";
  const variable = existing ?? variables.add(solution, { key: `name ${name}`, title, description, type: "string", defaultValue: name });
  if (typeof variable === "string") return variable;
  const parameter = parameterFor(flow, variable, name, draft);
  const splice = literalToExpression(text, named, `parameters(${stringLiteral(parameter)})`);
  if (splice === undefined) return "The name is in a text that cannot contain an expression.";
  draft.json(flow.source, { kind: "splice", pointer, ...splice });
  return { safety: existing === undefined ? "unsafe" : "safe" };
}

/** The name itself, in an address or between quotes. */
function stretchOf(text: string, span: Span | undefined, name: string): Span | undefined {
  const { start, end } = span ?? { start: 0, end: text.length };
  const at = text.indexOf(name, start);
  const isOnce = at >= 0 && at + name.length <= end && text.slice(at + name.length, end).indexOf(name) < 0;
  return isOnce ? { start: at, end: at + name.length } : undefined;
}
