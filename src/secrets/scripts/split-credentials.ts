import type { CredentialMatch } from "../credential.ts";
import { type DetectOptions, detectCredentials } from "../detect.ts";
import { writtenSpan } from "./joined-pieces.ts";
import { joinedTexts } from "./joined-texts.ts";
import { assignmentsIn } from "./script-variables.ts";

/** What begins with splitting a text: `Split("svc;…", ";")`, `('svc;…' -split ';')`, `"svc;…".split(";")`. */
const splitsText =
  /split\(|\(?[ \t]{0,2}\\{0,4}["'\x60][^"'\x60\r\n\\]{1,200}\\{0,4}["'\x60](?:[ \t]{1,4}-[ic]?split\b|[ \t]{0,2}\.split\()/iy;

/**
 * What a script takes out of a text that it splits, or out of a list, for a variable that is named like a credential: `pw = "svc;…".split(";")[1]`,
 * `const [user, password] = "svc;…".split(";")`, `user, password = "svc", "…"`. Read by its name alone, the variable would seem to hold all of the
 * text.
 */
export function splitCredentials(script: string, options: DetectOptions): readonly CredentialMatch[] {
  const reader = joinedTexts(script);
  return assignmentsIn(script).flatMap(({ name, from, element }) => {
    splitsText.lastIndex = from;
    const joined = element !== undefined || splitsText.test(script) ? reader.expression(from, element) : undefined;
    if (joined === undefined || joined.pieces.some(({ start }) => start === undefined)) return [];
    return detectCredentials(joined.text, { position: "named", name }, options).flatMap((match) => {
      const span = match.confidence === "low" ? undefined : writtenSpan(joined, match.span);
      return span === undefined ? [] : [{ ...match, span }];
    });
  });
}
