import { constantLookup, type FlowConstants } from "./constants.ts";
import type { Dereference, Expression, Template } from "./expression/ast.ts";
import { type ConstantLookup, completeText, foldExpression } from "./expression/fold.ts";

/** A key in brackets that is computed: allows to pass over most strings without a look at their trees. */
const computedKey = /[)\]]\??\s{0,9}\[\s{0,9}[a-z]/i;

/** Whether a string may read a member by a name that is computed. */
export function mayComputeKeys(text: string): boolean {
  return computedKey.test(text);
}

/**
 * A template whose computed keys are what the flow's constants say: `body('Get')?[variables('Key')]` reads the member that the variable names, if it is set
 * once. A key of which a part is known at run time only stays as it is, and so does a template without any other.
 */
export function withConstantKeys(template: Template, constants: FlowConstants): Template {
  const lookUp = constantLookup(constants);
  if (template.kind === "literal") return template;
  if (template.kind === "expression") {
    const expression = resolved(template.expression, lookUp);
    return expression === template.expression ? template : { ...template, expression };
  }
  const parts = mapped(template.parts, (part) => (part.kind === "text" ? part : resolved(part, lookUp)));
  return parts === template.parts ? template : { ...template, parts };
}

function resolved(expression: Expression, lookUp: ConstantLookup): Expression {
  if (expression.kind === "error") {
    const readable = mapped(expression.readable, (part) => resolved(part, lookUp));
    return readable === expression.readable ? expression : { ...expression, readable };
  }
  if (expression.kind !== "call") return expression;
  const given = mapped(expression.arguments, (argument) => resolved(argument, lookUp));
  const dereferences = mapped(expression.dereferences, (step) => resolvedStep(step, lookUp));
  if (given === expression.arguments && dereferences === expression.dereferences) return expression;
  return { ...expression, arguments: given, dereferences };
}

function resolvedStep(step: Dereference, lookUp: ConstantLookup): Dereference {
  const { key } = step;
  if (key.kind !== "call") return step;
  const text = completeText(foldExpression(key, lookUp));
  // A name with a slash is one member here, and the path of several everywhere else.
  if (text === undefined || text === "" || text.includes("/")) return step;
  return { ...step, key: { kind: "string", start: key.start, end: key.end, value: text }, written: key };
}

/** The same list where nothing changes. */
function mapped<T>(list: readonly T[], change: (one: T) => T): readonly T[] {
  const changed = list.map(change);
  return changed.every((one, index) => one === list[index]) ? list : changed;
}
