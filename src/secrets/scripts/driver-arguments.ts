import { namedGroup } from "../../matching/named-group.ts";
import { shifted, spansMeet } from "../../source/place.ts";
import type { CredentialMatch } from "../credential.ts";
import { type DetectOptions, detectCredentials } from "../detect.ts";
import { credentialName } from "../names/credential-name.ts";
import { credentialsGivenInScript, fieldNameIn } from "./script-values.ts";

/** `"…"` in JSON, whose quotes are escaped where it is in another text. */
const quote = String.raw`\\{0,4}"`;
const gap = String.raw`\s{0,8}`;
const text = String.raw`${quote}[^"\\\r\n]{0,300}${quote}`;

/** `"args": [["#password", "aria/Password"], "fill", "…"]`: selectors of a field, what is done with it, and the text that is put there. */
const filled = new RegExp(
  String.raw`${quote}args${quote}${gap}:${gap}\[${gap}(?<field>\[[^[\]\r\n]{1,600}\]|${text})${gap},${gap}(?:${quote}(?:fill|type|input|enter|set\w{0,8}|send\w{0,8}|write|value)${quote}${gap},${gap}${quote}(?<value>[^"\\\r\n]{1,200})${quote}|${quote}(?<only>[^"\\\r\n]{1,200})${quote}${gap}\])`,
  "dgi",
);
/** What else is done with a field, where nothing is put there. */
const otherDeed = /^(?:click|tap|focus|blur|clear|submit|check|exists|hover|scroll|wait|select|text|get)\w{0,12}$/i;
const selectors = /"([^"\\]{1,300})\\{0,4}"/g;

/**
 * Credentials that a request to the driver of a browser hands to its script, which puts them into the field for passwords of a page.
 * @param body the text that is sent
 */
export function credentialsGivenToDriver(body: string, options: DetectOptions = {}): readonly CredentialMatch[] {
  if (!body.includes("args")) return [];
  const inFields = [...body.matchAll(filled)].flatMap((match) => {
    const names = [...(match.groups?.field ?? "").matchAll(selectors)].map(([, selector = ""]) => fieldOf(selector));
    const name = names.find((one) => credentialName(one, options.sensitiveNames)?.strength === "strong");
    const only = namedGroup(match, "only");
    const value = namedGroup(match, "value") ?? only;
    if (name === undefined || value === undefined || (only !== undefined && otherDeed.test(only.text))) return [];
    return detectCredentials(value.text, { position: "named", name }, options).map((one) => ({
      ...one,
      span: shifted(one.span, value.start),
    }));
  });
  return [...inFields, ...givenByNumber(body, options)].filter(
    ({ span }, index, all) => all.findIndex((other) => spansMeet(other.span, span)) === index,
  );
}

/** `arguments[1]`, which a script puts into a field. */
const numbered = /\barguments\[(?<number>\d)\]/g;
/** The list of what the numbers stand for, of which an element is an object. */
const argumentList = new RegExp(String.raw`${quote}args${quote}${gap}:${gap}\[(?<list>[^[\]\r\n]{1,2000})\]`, "di");
const listed = new RegExp(String.raw`\{[^{}]{0,300}\}|${quote}(?<value>[^"\\\r\n]{0,300})${quote}|[^,\s"{}]{1,40}`, "dg");
/** More arguments than a script has. */
const mostArguments = 10;

/**
 * Credentials that a script reads by their numbers, `document.querySelector("#password").value = arguments[0]`: it is read as if they were written
 * there. What is written in the script itself counts as well.
 */
function givenByNumber(body: string, options: DetectOptions): readonly CredentialMatch[] {
  if (!scriptMember.test(body)) return [];
  const list = namedGroup(argumentList.exec(body), "list");
  const given = [...(list?.text ?? "").matchAll(listed)].slice(0, mostArguments).map((match) => namedGroup(match, "value"));
  const written = credentialsGivenInScript(body, options);
  const byNumber = given.flatMap((value, number) => {
    if (list === undefined || value === undefined || value.text === "") return [];
    const script = body.replace(numbered, (whole, at: string) => (Number(at) === number ? `"${value.text}"` : whole));
    return script === body ? [] : placed(credentialsGivenInScript(script, options), script, value.text, list.start + value.start);
  });
  return [...written, ...byNumber];
}

const scriptMember = new RegExp(`${quote}script${quote}${gap}:`, "i");

/** What was found in the place of an argument is where that argument is. */
function placed(found: readonly CredentialMatch[], script: string, value: string, start: number): readonly CredentialMatch[] {
  return found.flatMap((match) => {
    const at = value.indexOf(script.slice(match.span.start, match.span.end));
    const length = match.span.end - match.span.start;
    return at < 0 ? [] : [{ ...match, span: { start: start + at, end: start + at + length } }];
  });
}

/** The field's name in a selector, which may say in front what it looks for: `id/password`, `aria/Password`. */
function fieldOf(selector: string): string {
  return fieldNameIn(selector.replace(/^(?:id|aria|text|css|name|pierce|label|placeholder)[/=]/i, ""));
}
