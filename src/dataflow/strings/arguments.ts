import type { Call, Expression } from "../../cloud-flow/expression/ast.ts";
import { isWholeCall, writtenText } from "../../cloud-flow/expression/written.ts";
import type { Step } from "../graph/path.ts";

/** Functions that give a text, whatever they are given. */
const textFunctions: ReadonlySet<string> = new Set([
  "concat",
  "format",
  "guid",
  "replace",
  "string",
  "tolower",
  "toupper",
  "trim",
  "utcnow",
]);

/** Whether an expression cannot give null, so that `coalesce` goes no further. */
export function isNeverNull(expression: Expression): boolean {
  const { kind } = expression;
  return (
    kind === "string" ||
    kind === "number" ||
    kind === "boolean" ||
    (isWholeCall(expression) && textFunctions.has(expression.name.toLowerCase()))
  );
}

/** The piece of a text that is split, where the text begins with it and the separator behind it: `user` of `split(concat('user;', x), ';')[0]`. */
export function writtenPiece(text: Expression, separator: string, position: Step | undefined): string | undefined {
  if (separator === "" || typeof position !== "string" || !isWholeCall(text) || text.name.toLowerCase() !== "concat") return undefined;
  const texts = textsOf(text.arguments);
  const unknown = texts.indexOf(undefined);
  const pieces = texts
    .slice(0, unknown < 0 ? undefined : unknown)
    .join("")
    .split(separator);
  // The last piece may go on in what is not known.
  return pieces.slice(0, -1)[Number(position)];
}

/** The texts among values that are joined; undefined for what only a run knows. */
export function textsOf(args: readonly Expression[]): readonly (string | undefined)[] {
  return args.map((argument) => (argument.kind === "string" ? argument.value : undefined));
}

/** Functions that give a list, whatever they are given. */
const listFunctions: ReadonlySet<string> = new Set(["createarray", "array", "take", "skip", "reverse", "sort", "split", "range"]);

/** Whether an expression gives a list for certain: other values may be lists or objects. */
export function isList(expression: Expression): boolean {
  return isWholeCall(expression) && listFunctions.has(expression.name.toLowerCase());
}

/** The name of a member as paths spell it; undefined where it is computed. */
export function literalKey(expression: Expression | undefined): string | undefined {
  return expression === undefined ? undefined : writtenText(expression)?.toLowerCase();
}

/**
 * The elements of a list of which each is written, `createArray(…)`, or those that `take` and `skip` leave of it; undefined for any other list. What
 * is read of the call's result does not matter.
 */
export function elementsOf({ name, arguments: args }: Call): readonly Expression[] | undefined {
  const by = name.toLowerCase();
  if (by === "createarray") return args;
  const [list, count] = args;
  if ((by !== "take" && by !== "skip") || !isWholeCall(list) || count?.kind !== "number") return undefined;
  const elements = elementsOf(list);
  return by === "take" ? elements?.slice(0, Math.max(0, count.value)) : elements?.slice(Math.max(0, count.value));
}
