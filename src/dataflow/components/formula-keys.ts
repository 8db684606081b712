import { namedGroup } from "../../matching/named-group.ts";
import { looksGeneratedKey } from "../../secrets/judge.ts";
import type { Span } from "../../source/place.ts";

/** A member of a record in Power Fx, whose name stands without quotes: `{Name: "ERP", Key: "…"}`. In JSON, where it has some, keys are mostly ids. */
const member = /[{,]\s{0,40}'?key'?\s{0,4}:\s{0,40}\\{0,2}"(?<text>[^"\\\r\n]{24,200})\\{0,2}"/dgi;

/** What a formula calls no more than a key, and looks generated. */
export function formulaKeys(file: string): readonly Span[] {
  const keys = [...file.matchAll(member)].flatMap((match) => namedGroup(match, "text") ?? []);
  return keys.filter(({ text }) => looksGeneratedKey(text));
}
