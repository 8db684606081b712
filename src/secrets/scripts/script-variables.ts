import { append, countLeading, once } from "../../collections.ts";

/** What a variable of a script stands for at a place; undefined where that is not known. */
export type VariableReader<T> = (name: string, at: number) => T | undefined;

/** A name that a script gives a value. */
export interface ScriptAssignment {
  readonly name: string;
  readonly at: number;
  /** Where the value begins. */
  readonly from: number;
  /** Which element of the value the name is given, `[user, password] = `; undefined where it is given all. */
  readonly element: number | undefined;
}

/** `name = `, `var name: string = `, `$name = `, `user, name = `, `[user, name] = `; no comparison, and no member of something else. */
const assignment =
  /(?<![\w.$])(?<others>(?:\$?[A-Za-z_]\w{0,60}[ \t]{0,4},[ \t]{0,4}){0,8})\$?(?<name>[A-Za-z_][\w$]{0,60})[ \t]{0,4}(?<closing>[\])][ \t]{0,4})?(?::[ \t]{0,2}\w{1,20}[ \t]{0,2})?=(?![=>])[ \t]{0,4}/g;
/** What may stand before the names of a list that is taken apart: elsewhere, commas separate arguments, or what is declared (`var a, b = `). */
const beforeNames = /(?:^|[\r\n;{])[ \t]{0,80}(?:(?:(?:const|let|var|my)[ \t]{1,4})?(?<opening>[[(][ \t]{0,4}))?$/;
const longestBefore = 100;

/** The assignments of a script, in their order. */
export function assignmentsIn(text: string): readonly ScriptAssignment[] {
  return [...text.matchAll(assignment)].flatMap(({ index, 0: whole, groups }): readonly ScriptAssignment[] => {
    const { others = "", name = "", closing } = groups ?? {};
    const from = index + whole.length;
    const last = { name, at: index + others.length, from, element: undefined };
    if (others === "" && closing === undefined) return [last];
    const before = beforeNames.exec(text.slice(Math.max(0, index - longestBefore), index))?.groups;
    if (before !== undefined && (before.opening === undefined) === (closing === undefined))
      return `${others}${name}`.split(",").map((one, element) => ({ name: one.trim(), at: index, from, element }));
    // Of a list of parameters, the last; in brackets, it is a place in something else: `list[name] = `.
    return closing === undefined ? [last] : [];
  });
}

/**
 * Follows the variables of a script by what is assigned last before a place, as scripts run from top to bottom as a rule. Case does not
 * matter, as in VBScript and PowerShell.
 * @param read gives what an assignment writes; undefined where that is anything else
 */
export function variablesOf<T>(text: string, read: (assigned: ScriptAssignment) => T | undefined): VariableReader<T> {
  // Most scripts give nothing to what is of interest, and nobody asks for their variables.
  const assignments = once(() => {
    const byName = new Map<string, { readonly at: number; readonly value: T | undefined }[]>();
    for (const assigned of assignmentsIn(text))
      append(byName, assigned.name.replace(/^\$/, "").toLowerCase(), { at: assigned.at, value: read(assigned) });
    return byName;
  });
  return (name, before) => {
    const assigned = assignments().get(name.replace(/^\$/, "").toLowerCase()) ?? [];
    return assigned[countLeading(assigned, ({ at }) => at < before) - 1]?.value;
  };
}
