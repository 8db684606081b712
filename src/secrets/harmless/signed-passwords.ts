import { credentialName } from "../names/credential-name.ts";
import { wordsOf } from "../names/words.ts";
import { startsWithVariable } from "./not-secret.ts";

/** A sign and a name in both cases with a digit: `$Welcome1`. */
const signed = /^\$(?=\w*[a-z])(?=\w*[A-Z])(?=\w*\d)[A-Za-z]\w{5,40}$/;

/** Words that scripts call variables by. */
const namesOfVariables: ReadonlySet<string> = new Set(
  "param parameter arg args argument value val input output text string str field item row line result data config setting env var variable match group user login account server host db database name id my obj object list key".split(
    " ",
  ),
);

/** Another variable in the text: `$user`, `${user}`, `$(user)`. */
const variable = /\$(?:[A-Za-z_]|[{(]\s?\$?[A-Za-z_])/;
/** How far from a value other variables are looked for. */
const reach = 2_000;

/**
 * Whether a value that could be a variable of a script is a password that begins with a sign: no word of it is one that variables are called by, and
 * the text around it has no other variable, as connection strings and settings have none, or single quotes keep its language from reading one there.
 */
export function isSignedPassword(text: string, start: number, end: number): boolean {
  const value = text.slice(start, end);
  if (!signed.test(value) || !startsWithVariable(value)) return false;
  const name = value.slice(1);
  if (credentialName(name) !== undefined || wordsOf(name).some((word) => namesOfVariables.has(word))) return false;
  const before = text.slice(Math.max(0, start - reach), start);
  const hasVariables = variable.test(before) || variable.test(text.slice(end, end + reach));
  return !hasVariables || isInSingleQuotes(before, text.charAt(end));
}

/** In single quotes that are in no double ones, where PowerShell, shells, Perl and PHP read no variables. */
function isInSingleQuotes(before: string, next: string): boolean {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  return next === "'" && line.endsWith("'") && line.split('"').length % 2 === 1;
}
