import type { Template } from "../../cloud-flow/expression/ast.ts";
import { isWholeCall } from "../../cloud-flow/expression/written.ts";
import type { Span } from "../../source/place.ts";

/**
 * The pieces that a string of a flow joins to a text, as far as they are written in it: those of an interpolation, and the arguments of `concat`.
 * @returns for each of them its text, undefined for an expression, and where it is
 */
export function joinedPieces(template: Template): readonly { readonly text: string | undefined; readonly span: Span }[] {
  if (template.kind === "interpolation")
    return template.parts.map((part) => ({
      text: part.kind === "text" ? part.value : undefined,
      span: { start: part.start, end: part.end },
    }));
  let expression = template.kind === "expression" ? template.expression : undefined;
  while (isWholeCall(expression) && /^(?:json|string)$/i.test(expression.name)) expression = expression.arguments[0];
  if (!isWholeCall(expression) || expression.name.toLowerCase() !== "concat") return [];
  return expression.arguments.map((argument) => ({
    text: argument.kind === "string" ? argument.value : undefined,
    span: { start: argument.start, end: argument.end },
  }));
}
