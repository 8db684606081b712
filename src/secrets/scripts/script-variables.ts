import { append, countLeading, once } from "../../collections.ts";

/** What a variable of a script stands for at a place; undefined where that is not known. */
export type VariableReader<T> = (name: string, at: number) => T | undefined;

/** `name = `, `var name: string = `, `$name = `; no comparison, and no member of something else. */
const assignment = /(?<![\w.$])\$?(?<name>[A-Za-z_][\w$]{0,60})[ \t]{0,4}(?::[ \t]{0,2}\w{1,20}[ \t]{0,2})?=(?![=>])[ \t]{0,4}/g;

/**
 * Follows the variables of a script by what is assigned last before a place, as scripts run from top to bottom as a rule. Case does not
 * matter, as in VBScript and PowerShell.
 * @param read gives what an assignment writes, from the place of its value, and that of the assignment; undefined where that is anything else
 */
export function variablesOf<T>(text: string, read: (from: number, at: number) => T | undefined): VariableReader<T> {
  // Most scripts give nothing to what is of interest, and nobody asks for their variables.
  const assignments = once(() => {
    const byName = new Map<string, { readonly at: number; readonly value: T | undefined }[]>();
    for (const { index, 0: whole, groups } of text.matchAll(assignment)) {
      append(byName, (groups?.name ?? "").toLowerCase(), { at: index, value: read(index + whole.length, index) });
    }
    return byName;
  });
  return (name, before) => {
    const assigned = assignments().get(name.replace(/^\$/, "").toLowerCase()) ?? [];
    return assigned[countLeading(assigned, ({ at }) => at < before) - 1]?.value;
  };
}
