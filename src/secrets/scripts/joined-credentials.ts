import { namedGroup } from "../../matching/named-group.ts";
import { type Span, shifted } from "../../source/place.ts";
import { unknownPart } from "../../unknown-part.ts";
import type { CredentialMatch, LiteralContext } from "../credential.ts";
import { type DetectOptions, detectCredentials } from "../detect.ts";
import { type JoinedText, writtenSpan } from "./joined-pieces.ts";
import { joinedTexts } from "./joined-texts.ts";

/** Calls that encode a user and a password for basic authentication: `btoa(user + ":" + "…")`, `b64encode(f"{user}:{pw}".encode())`. */
const encoders = /\b(?:btoa|b64encode|base64_encode|GetBytes|ToBinary|Buffer\.from)\s{0,2}\(/gi;
/** Of what is encoded, the part behind the user. An address and a format have other signs. */
const userAndPassword = /^[^\s:/{}]{1,100}:(?<password>[^\s{}/]{6,200})$/d;

/** What a request signs in with, behind the name of its scheme. */
const schemes =
  /[@$fFrbN]{0,2}(?<mark>\\{0,4}["'\x60])(?<scheme>(?:(?:Proxy-)?Authorization\s?:\s?)?(?:Bearer|Basic|Token|ApiKey|SSWS)\s{1,2})/g;

/** An address whose last parameter is given a value behind it: `"https://fn.contoso.com/api?code=" & key`. */
const addresses = /["'\x60]https?:\/\/[^\s"'\x60<>]{1,400}[?&][\w.-]{1,40}=["'\x60]/gi;

/** What a function joins begins there: `Concatenate("Bearer ", x)` of Power Fx, `concat(…)`, `String.Concat(…)`. */
const concatenationOpening = /\bconcat(?:enate)?\(\s{0,40}$/i;
const longestOpening = 60;

const endsLikeCredential = String.raw`(?:[A-Za-z][\w-]{0,40}?)?(?:pass|passwd|password|pwd|secret|token|key)`;
/** A variable, an element of it, or what it is joined to, and nothing that is called. */
const givenVariable = String.raw`(?<variable>\$?[A-Za-z_]\w{0,60})(?=["']?(?:\s{0,4}(?:[,;)\]}|\r\n]|$)|\s{1,4}-|\\[rn])|\[|\(\d|\.[A-Za-z_]\w{0,60}(?![\w(])|\s{0,4}[+&](?![+&=]))`;

/** What a variable is given to by a name. */
const namedVariables: readonly RegExp[] = [
  // "x-api-key": k, #"x-api-key"=k, -Password $p, password=p
  String.raw`(?<![\w$.-])(?:-{1,2}(?<option>${endsLikeCredential})\s{1,4}["']?|["'[]{0,2}(?<name>${endsLikeCredential}|Authorization)["'\]]{0,2}\s{0,4}(?:=>|[:=])\s{0,4})${givenVariable}`,
  // request.setRequestHeader("x-api-key", k), $headers.Add("x-api-key", $k), and VBScript's request.setRequestHeader "x-api-key", k
  String.raw`(?:header|append|add|set|setitem|put|parameter|validation)(?:\(\s{0,4}|[ \t]{1,4})\\{0,4}["'](?<name>${endsLikeCredential}|Authorization)\\{0,4}["']\s{0,4},\s{0,4}${givenVariable}`,
].map((pattern) => new RegExp(pattern, "dgi"));

/** Where a program is started with a list of what its command line holds. */
const starts =
  /\b(?:(?:subprocess\.\w{1,20}|Popen|check_output|check_call|spawn(?:Sync)?|execFile(?:Sync)?|execa)\s{0,2}\(\s{0,20}|Start-Process\s{1,4}(?:-FilePath\s{1,4})?["']?(?<program>[^\s"']{1,120})["']?\s{1,4}(?:-\w{1,20}\s{1,4}){0,4}@?)/g;

/** Lines that may give a variable to a program: `sqlcmd -U svc -P $p`, `net use Z: \\\\erp\\orders $p`. */
function commandLines(script: string): readonly Span[] {
  return [...script.matchAll(/[^\r\n;]+/g)].flatMap(({ index, 0: line }) =>
    variableMark.test(line) && optionMark.test(line) && !/^\s{0,80}\$?[\w.:]{1,80}\s{0,4}\+?=/.test(line)
      ? [{ start: index, end: index + line.length }]
      : [],
  );
}

const variableMark = /\$\{?[A-Za-z_]/;
const optionMark = /\s["']?[-/][A-Za-z]/;

/**
 * Literals of a script that are credentials by what it does with them, joined to other texts or through variables. One literal is only told where
 * what tells is beside it elsewhere: what its own text says, others find. Of several that make one credential, the longest is.
 */
export function joinedCredentials(script: string, options: DetectOptions): readonly CredentialMatch[] {
  const reader = joinedTexts(script);
  /** Searches the text in front of which something else may tell what it is. */
  const search = (joined: JoinedText | undefined, from: number, context: LiteralContext, lead = ""): readonly CredentialMatch[] => {
    if (joined === undefined || joined.pieces.every(({ start }) => start === undefined)) return [];
    return detectCredentials(lead + joined.text.slice(from), context, options).flatMap((match) => {
      const part = shifted(match.span, from - lead.length);
      const span = part.start < from || !isKnown(joined, part) ? undefined : writtenSpan(joined, part);
      return span === undefined || match.confidence === "low" ? [] : [{ ...match, span }];
    });
  };
  /** What is joined from a text on, by signs or by a function; undefined where nothing follows it. */
  const joinedAt = (at: number): JoinedText | undefined => {
    const isConcatenated = concatenationOpening.test(script.slice(Math.max(0, at - longestOpening), at));
    const joined = isConcatenated ? reader.concatenated(at) : reader.expression(at);
    return joined === undefined || joined.pieces.length < 2 ? undefined : joined;
  };
  return [
    ...[...script.matchAll(encoders)].flatMap(({ index, 0: callee }) => {
      const joined = reader.expression(index + callee.length);
      const password = namedGroup(userAndPassword.exec(joined?.text ?? ""), "password");
      return password === undefined ? [] : search(joined, password.start, { position: "named", name: "password" });
    }),
    ...[...script.matchAll(addresses)].flatMap(({ index }) => search(joinedAt(index), 0, { position: "url" })),
    ...[...script.matchAll(schemes)].flatMap(({ index, groups }) => {
      const joined = joinedAt(index);
      const scheme = groups?.scheme ?? "";
      if (joined === undefined) return [];
      if (!/basic/i.test(scheme)) return search(joined, scheme.length, { position: "named", name: "access token" });
      const encoded = search(joined, scheme.length, { position: "named", name: "access token" }, "Basic ");
      return encoded.filter(({ evidence }) => evidence.includes("shape"));
    }),
    ...namedVariables.flatMap((pattern) =>
      [...script.matchAll(pattern)].flatMap((match) => {
        const name = match.groups?.name ?? match.groups?.option ?? "";
        return search(reader.expression(namedGroup(match, "variable")?.start ?? 0), 0, { position: "header", name });
      }),
    ),
    ...[...script.matchAll(starts)].flatMap(({ index, 0: start, groups }) =>
      search(reader.words(index + start.length), 0, { position: "other" }, groups?.program === undefined ? "" : `${groups.program} `),
    ),
    ...commandLines(script).flatMap((line) => {
      const joined = reader.commandLine(line);
      return joined.pieces.length < 2 ? [] : search(joined, 0, { position: "other" });
    }),
  ];
}

function isKnown({ text }: JoinedText, { start, end }: Span): boolean {
  return end > start && !text.slice(start, end).includes(unknownPart);
}
