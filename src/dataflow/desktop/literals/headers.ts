import type { CredentialMatch } from "../../../secrets/credential.ts";
import { detectCredentials } from "../../../secrets/detect.ts";

/** `Authorization: …` */
const headerLine = /^(?<lead>[ \t]{0,20}(?<name>[\w-]{1,60})[ \t]{0,4}:[ \t]{0,4})(?<given>\S[^\r\n]{0,4000})/gm;

/** Credentials in the headers of a web request, which are lines of one text, by what each header is for. */
export function credentialsInHeaders(text: string, sensitiveNames: readonly string[]): readonly CredentialMatch[] {
  return [...text.matchAll(headerLine)].flatMap(({ index, groups = {} }): readonly CredentialMatch[] => {
    const { lead = "", name = "", given = "" } = groups;
    const from = index + lead.length;
    return detectCredentials(given, { position: "header", name }, { sensitiveNames }).map((match) => ({
      ...match,
      span: { start: match.span.start + from, end: match.span.end + from },
    }));
  });
}
