import { mayHoldExpression } from "../../cloud-flow/expression/template.ts";
import { operationsNamed, writtenVariables } from "../../cloud-flow/lookups.ts";
import type { CloudFlow, Operation } from "../../cloud-flow/model.ts";
import { objectAt, textAt } from "../../json.ts";
import type { DetectOptions } from "../detect.ts";
import { type TemplateHit, textCredentials } from "./template-literals.ts";

/** A credential in a text that an action appends to a variable. */
export interface AppendedLiteral extends TemplateHit {
  readonly operation: Operation;
  readonly path: readonly string[];
}

const valuePath = ["inputs", "value"];
/** How much of the text before is read: the name of the value stands at its end. */
const reach = 200;

/**
 * Credentials that an action appends to a variable right behind their names, which the action before has written there: forms are put together
 * like this, `&client_secret=` and then the secret.
 */
export function appendedLiterals(flow: CloudFlow, options: DetectOptions): readonly AppendedLiteral[] {
  const appending = flow.operations.filter(({ type }) => type === "appendtostringvariable");
  if (appending.length === 0) return [];
  return appending.flatMap((operation) => {
    const text = literalOf(operation);
    const before = text === undefined ? undefined : textBefore(operation);
    if (text === undefined || before === undefined) return [];
    return textCredentials(before + text, { position: "other" }, false, options).flatMap((hit): readonly AppendedLiteral[] => {
      const { start, end } = hit.span;
      if (start < before.length) return [];
      const span = { start: start - before.length, end: end - before.length };
      return [{ ...hit, span, match: { ...hit.match, span }, operation, path: valuePath }];
    });
  });
}

/** What the only action before an action leaves at the end of the same variable. */
function textBefore(operation: Operation): string | undefined {
  const [previous, ...more] = Object.keys(objectAt(operation.json, "runAfter") ?? {});
  const [writer, ...others] = previous === undefined ? [] : operationsNamed(operation.flow, previous);
  const [name = ""] = writtenVariables(operation);
  if (writer === undefined || more.length > 0 || others.length > 0) return undefined;
  const isSame = writtenVariables(writer).some((written) => written.toLowerCase() === name.toLowerCase());
  const text = isSame ? literalOf(writer) : undefined;
  return text !== undefined && /[=:]\s{0,2}["']?$/.test(text) ? text.slice(-reach) : undefined;
}

/** The text that an action gives to its variable, without an expression. */
function literalOf({ inputs, type }: Operation): string | undefined {
  const text = type === "initializevariable" ? textAt(inputs, "variables", "0", "value") : textAt(inputs, "value");
  return text === undefined || text === "" || mayHoldExpression(text) ? undefined : text;
}
