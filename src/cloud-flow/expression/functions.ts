import { functionTable } from "./function-table.ts";

/** What a function is for, in the documentation's order. */
export type FunctionCategory =
  | "workflow"
  | "string"
  | "conversion"
  | "collection"
  | "logical"
  | "math"
  | "manipulation"
  | "dateTime"
  | "uriParsing";

/**
 * What a function's result reveals of its carried arguments.
 *
 * - `none`: no more than a number, a truth value or a time.
 * - `passthrough`: an argument, or parts of it, unchanged.
 * - `structure`: all of it, parsed or written as text, so that keys no longer tell the parts apart.
 * - `derive`: a form that can be turned back; the language has no hash, encryption or mask.
 * - `partial`: a fragment.
 * - `reference`: the value of another place of the flow, whatever the arguments.
 * - `source`: a secret that the function makes itself.
 */
export type FunctionEffect = "none" | "passthrough" | "structure" | "derive" | "partial" | "reference" | "source";

/** What a function's argument names. A scope is a Scope, Foreach or Until. */
export type NamedThing = "action" | "variable" | "parameter" | "foreachLoop" | "untilLoop" | "scope" | "appSetting" | "agentParameter";

/** An argument that names something of the flow. */
export interface NameArgument {
  readonly index: number;
  readonly kind: NamedThing;
}

/** A function of the expression language. Real flows break the arities now and then: too many or too few arguments are never an error. */
export interface FunctionInfo {
  /** As documented; names compare without case. */
  readonly name: string;
  readonly category: FunctionCategory;
  readonly minArguments: number;
  /** `Infinity` where any number is taken. */
  readonly maxArguments: number;
  readonly effect: FunctionEffect;
  /** Indices of the arguments that the result reveals, in the way that `effect` says. */
  readonly carries: readonly number[] | "all";
  readonly nameArgument: NameArgument | undefined;
}

/** All known functions, by category and name. */
export const functions: readonly FunctionInfo[] = Object.entries(functionTable).flatMap(([category, rows]) =>
  rows.map(([name, minArguments, maxArguments, effect, carries = [], names]) => ({
    name,
    category: category as FunctionCategory,
    minArguments,
    maxArguments,
    effect,
    carries,
    nameArgument: names === undefined ? undefined : { index: 0, kind: names },
  })),
);

const byName: ReadonlyMap<string, FunctionInfo> = new Map(
  functions.flatMap((info): [string, FunctionInfo][] => [
    [info.name, info],
    [info.name.toLowerCase(), info],
  ]),
);

/** What is known about the function of that name, in any letter case; `undefined` for a name that is none of the language's. */
export function functionInfo(name: string): FunctionInfo | undefined {
  return byName.get(name) ?? byName.get(name.toLowerCase());
}

/** Whether the function's result reveals something of its argument at `index`. */
export function carriesArgument(info: FunctionInfo, index: number): boolean {
  return info.carries === "all" || info.carries.includes(index);
}
