import { namedGroup } from "../../matching/named-group.ts";
import { shifted } from "../../source/place.ts";
import type { NamedSpan } from "./named-span.ts";

/** The two lines of a node that sets a variable: `variable: Topic.ApiKey`, and below it `value: ="…"` or a text as it is. */
const setting =
  /^[- \t]{0,80}variable:[ \t]{0,8}["']?(?:init:)?(?:\w{1,40}\.)?(?<name>\w{1,100})["']?[ \t]{0,8}\r?\n[ \t]{1,80}value:[ \t]{1,8}(?<value>[^\r\n]{1,4000})/dgm;
/** A formula that is a text and nothing else, in quotes of YAML or without; else a text as it is. */
const text = /^(?:(?:=|'=)"(?<quoted>[^"]+)"'?|(?<plain>[^="'|>\s](?:.*\S)?))\s*$/d;

/**
 * The texts that topics of agents (`kind: SetVariable`) put into variables, each under the variable's name without its scope. Formulas that work out
 * a value are left out.
 */
export function agentVariables(file: string): readonly NamedSpan[] {
  return [...file.matchAll(setting)].flatMap((match) => {
    const value = namedGroup(match, "value");
    const found = text.exec(value?.text ?? "");
    const given = namedGroup(found, "quoted") ?? namedGroup(found, "plain");
    return value === undefined || given === undefined ? [] : [{ name: match.groups?.name ?? "", ...shifted(given, value.start) }];
  });
}
