import { remember } from "../collections.ts";
import type { DesktopRow } from "./model.ts";
import type { FunctionDefinition, Reference } from "./robin/ast.ts";
import { nestedStatements, targetsOf } from "./robin/walk.ts";

/** A variable as a row calls it: in a local subflow one of its own, unless it is written behind `GLOBAL.`. */
export type NamedVariable = Pick<Reference, "name" | "global">;

/**
 * Whether a subflow has variables of its own. Exports give each that does a list of its sensitive ones; a text that somebody wrote without `GLOBAL`,
 * inputs, outputs and list is more likely to mean the flow's variables.
 */
export function isLocal({ global, inputs, outputs, sensitive }: FunctionDefinition): boolean {
  return !global && (sensitive !== undefined || inputs.length + outputs.length > 0);
}

/**
 * The local subflow whose variable it is; undefined for a variable of the flow. What a local subflow reads and neither is given nor sets can only be
 * the flow's, also where the word `GLOBAL.` is missing.
 * @param within the local subflow of the row that calls the variable so
 */
export function ownerOf({ name, global }: NamedVariable, within: FunctionDefinition | undefined): FunctionDefinition | undefined {
  return within !== undefined && global !== true && ownNames(within).has(name.toLowerCase()) ? within : undefined;
}

/** The variable that a row calls so is on a list of sensitive variables: the flow's, or that of the local subflow whose variable it is. */
export function isMarked({ desktopFlow, local }: DesktopRow, variable: NamedVariable): boolean {
  return desktopFlow.isSensitive(variable.name, ownerOf(variable, local));
}

const marks = new WeakMap<FunctionDefinition, ReadonlySet<string>>();

/** The variables on the list of a local subflow, in small letters. */
export function marksOf(local: FunctionDefinition): ReadonlySet<string> {
  return remember(marks, local, () => new Set((local.sensitive?.names ?? []).map(({ name }) => name.toLowerCase())));
}

const own = new WeakMap<FunctionDefinition, ReadonlySet<string>>();

/** The variables of a local subflow, in small letters. */
function ownNames(local: FunctionDefinition): ReadonlySet<string> {
  return remember(own, local, () => {
    const names = new Set([...local.inputs, ...local.outputs, ...(local.sensitive?.names ?? []).map(({ name }) => name)]);
    for (const row of nestedStatements(local.body))
      for (const target of targetsOf(row)) if (target.kind === "reference" && target.global !== true) names.add(target.name);
    return new Set([...names].map((name) => name.toLowerCase()));
  });
}
