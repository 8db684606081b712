import type { DesktopFlow } from "./model.ts";
import { actionCallsOf, targetsOf } from "./robin/walk.ts";

/**
 * A subflow by itself reads variables of its flow, which makers call by words; a name with digits among its letters could be a text that lacks its
 * quotes.
 */
export function isPlainVariable(name: string): boolean {
  return /^[\p{L}_]+\d*$/u.test(name);
}

/** Names that a script gives or calls: variables that are written somewhere, subflows, labels, modules and actions; in lower case. */
export function namesOf({ script, rows, inputs, outputs }: DesktopFlow): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (one: string | undefined): void => {
    if (one !== undefined) names.add(one.toLowerCase());
  };
  for (const port of [...inputs, ...outputs]) add(port.name);
  for (const sensitive of script.header.sensitive) add(sensitive.name);
  for (const subflow of script.functions) {
    add(subflow.name);
    for (const name of [...subflow.inputs, ...subflow.outputs]) add(name);
    for (const { name } of subflow.sensitive?.names ?? []) add(name);
  }
  for (const { alias } of script.header.imports) add(alias);
  for (const { statement } of rows) {
    for (const target of targetsOf(statement)) if (target.kind === "reference") add(target.name);
    for (const { id } of actionCallsOf(statement)) for (const part of id.split(".")) add(part);
    if (statement.kind === "call" || statement.kind === "label" || statement.kind === "goto" || statement.kind === "block")
      add(statement.name);
    for (const { error } of statement.handlers) add(error);
  }
  return names;
}
