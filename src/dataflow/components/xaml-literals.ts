import { append } from "../../collections.ts";
import { namedGroup } from "../../matching/named-group.ts";
import { withoutPrefix } from "../../solution/schema-name.ts";
import { type Span, shifted } from "../../source/place.ts";
import type { NamedSpan } from "./named-span.ts";

/** What a value is made of, an argument of an activity … */
const made = /x:Key="(?:Parameters|Value)">\[(?<parts>(?:(?!x:Key=)[^<]){1,8000})\]<\/InArgument>/dg;
/** … and the variable that the activity gives it to, some arguments behind it. */
const result = /x:Key="Result">\[(?<variable>\w{1,200})\]/;
const reach = 1000;
const text = /PropertyType\.String, (?:"|&quot;)(?<text>(?:(?!&quot;)[^"])*)(?:"|&quot;)/dg;
const variable = /(?<![."\w])(?<variable>\w+_\w+)(?![."\w])/g;

/** What takes a value: the column of a row, and an argument of a custom activity. */
const takers = [
  /<mxswa:SetEntityProperty Attribute="(?<name>\w{1,200})"[^>]{0,600}?\bValue="\[(?<value>\w{1,200})\]"/g,
  /<InArgument [^>]{0,200}x:Key="(?<name>\w{1,200})">\[(?:DirectCast\()?(?<value>\w{1,200})\b/g,
];

/** Most variables that one value is followed through: it is passed on once or twice. */
const mostNames = 64;

/**
 * The texts of a classic workflow or a business process flow, by the columns and the inputs of activities that it gives them to. Variables are
 * written once, so names are enough to follow them.
 */
export function xamlLiterals(file: string): readonly NamedSpan[] {
  const texts = new Map<string, Span[]>();
  const sources = new Map<string, string[]>();
  for (const match of file.matchAll(made)) {
    const parts = namedGroup(match, "parts");
    const behind = match.index + match[0].length;
    const given = result.exec(file.slice(behind, behind + reach))?.groups?.variable;
    if (parts === undefined || given === undefined) continue;
    for (const found of parts.text.matchAll(text)) {
      const literal = namedGroup(found, "text");
      if (literal !== undefined && literal.text !== "") append(texts, given, shifted(literal, parts.start));
    }
    for (const found of parts.text.matchAll(variable)) append(sources, given, found.groups?.variable ?? "");
  }
  if (texts.size === 0) return [];
  return takers.flatMap((taker) =>
    [...file.matchAll(taker)].flatMap(({ groups }) => {
      const { name = "", value = "" } = groups ?? {};
      return spansOf(value).map((span) => ({ name: withoutPrefix(name), ...span }));
    }),
  );

  function spansOf(name: string): readonly Span[] {
    const names = new Set([name]);
    for (const one of names) if (names.size < mostNames) for (const source of sources.get(one) ?? []) names.add(source);
    return [...names].flatMap((one) => texts.get(one) ?? []);
  }
}
