import type { Call, Expression } from "./ast.ts";
import { completeText, foldExpression } from "./fold.ts";
import { functionInfo } from "./functions.ts";

/** Calls that read from another place of the flow; everything else is a function of its arguments. */
export function isReference(call: Call): boolean {
  const effect = functionInfo(call.name)?.effect;
  return effect === "reference" || effect === "source";
}

/** Whether an expression is a call whose result is read as a whole. */
export function isWholeCall(expression: Expression | undefined): expression is Call {
  return expression?.kind === "call" && expression.dereferences.length === 0;
}

/**
 * The text that an expression makes of nothing but literals: `toLower('KV-Orders')`, `first(split('a;b', ';'))`, `concat('Get_', 'secret')`. Looks no
 * further than the first part that is not a literal, so that calls in calls are not read again and again.
 */
export function writtenText(expression: Expression): string | undefined {
  if (expression.kind === "string") return expression.value;
  return isWritten(expression) ? completeText(foldExpression(expression)) : undefined;
}

function isWritten(expression: Expression): boolean {
  if (expression.kind !== "call") return expression.kind !== "error" && expression.kind !== "null";
  return !isReference(expression) && expression.arguments.every(isWritten);
}
