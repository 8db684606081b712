import type { DesktopRow } from "../../../desktop-flow/model.ts";
import { isSameName } from "../../../desktop-flow/robin/walk.ts";
import type { DesktopActionFacts } from "../../../knowledge/desktop-actions.ts";
import type { Span } from "../../../source/place.ts";
import { insertedCredentials } from "../literals/inserted-credentials.ts";
import type { DesktopRoles } from "../roles/roles.ts";

/** An input that takes the text of a script or a command line. */
export function isScriptText(facts: DesktopActionFacts | undefined, input: string): boolean {
  const sink = Object.entries(facts?.sink ?? {}).find(([name]) => isSameName(name, input))?.[1];
  return sink === "script" || sink === "command-line";
}

/**
 * The places of a row's script at which it signs in with what is put there: `-pw %Password%`, `"Authorization: Bearer %Token%"`, `PWD=%Password%;`. What it
 * prints does not hold that. A value that is set to a variable of the script may be printed further down.
 */
export function signInStretches(row: DesktopRow, roles: DesktopRoles): readonly Span[] {
  const text = row.desktopFlow.source.text();
  return insertedCredentials(row, { roles, sensitiveNames: [] }).flatMap(({ span, confidence }) => {
    const before = (length: number): string => text.slice(Math.max(row.statement.start, span.start - length), span.start);
    return confidence === "low" || setsVariable.test(before(longestName)) || encodedPrinting.test(before(longestEncoding)) ? [] : [span];
  });
}

/** A variable's name is directly before its value: more need not be looked at. */
const longestName = 100;

/** Longest beginning of a statement that encodes a text. */
const longestEncoding = 300;

/** A statement that gives what it encodes, and keeps it in no variable or header: `[Convert]::ToBase64String(…GetBytes("user:`, `print(b64encode(b"user:`. */
const encodedPrinting = /(?:^|[\r\n;|]|''')[^=\r\n;|{}@]{0,160}(?:ToBase64String|b64encode|btoa)\s{0,4}\([^=\r\n;]{0,120}$/i;

/** `$password = "`, `pw = '` at the beginning of a line or statement, `set PW=`. */
const setsVariable =
  /(?:(?:^|\n|''')[ \t]*(?:\$\w*:?)?\w+[ \t]*=[ \t]*\\?["']?|[;{(|&]\s*(?:\$\w*:?\w+\s*=\s*\\?["']?|\w+\s*=\s*\\?["'])|\b(?:var|let|const|set|dim)\s+\w+\s*=\s*\\?["']?)%?$/i;
