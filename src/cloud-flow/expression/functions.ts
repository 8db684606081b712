import { type FunctionCategory, type FunctionEffect, functionTable, type NamedThing } from "./function-table.ts";

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
