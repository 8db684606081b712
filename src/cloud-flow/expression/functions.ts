import { type FunctionEffect, functionTable, type NamedKind } from "./function-table.ts";

/** A function of the expression language. Real flows call them with too many or too few arguments now and then: that is never an error. */
export interface FunctionInfo {
  /** As documented; names compare without case. */
  readonly name: string;
  readonly effect: FunctionEffect;
  /** Indices of the arguments that the result reveals, in the way that `effect` says. */
  readonly carries: readonly number[] | "all";
  /** What of the flow the first argument names. */
  readonly names: NamedKind | undefined;
}

/** All known functions. */
export const functions: readonly FunctionInfo[] = functionTable.map(([name, effect, carries = [], names]) => ({
  name,
  effect,
  carries,
  names,
}));

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
