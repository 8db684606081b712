import { namedGroup } from "../../matching/named-group.ts";
import type { Span } from "../../source/place.ts";
import { tellsByItself } from "../judge.ts";
import { credentialName } from "../names/credential-name.ts";
import type { CredentialName } from "../names/credential-name-kind.ts";
import { type Assignment, nameAround } from "./assignment.ts";

/** A text in quotes, which are escaped where the program is inside of another text. */
const quoted = String.raw`[@rbuN$]?(?<mark>\\{0,4}["'\x60])(?<value>[^"'\x60\r\n\\]{0,200})\k<mark>`;
const text = new RegExp(quoted, "dy");

/** What assigns behind a name: `= `, `: string = `, `: `, `"] = `, `??= `, and the comma of `Set(name, …)`. */
const assigns =
  /\\{0,4}["']?\]?[ \t]{0,4}(?:(?::[ \t]{0,2}[\w<>[\].?]{1,30}[ \t]{0,2})?(?::=|(?:\?\?|\|\|)?=(?![=>~]))\s{0,40}|:(?![:=/])[ \t]{0,4}|(?<sets>,)[ \t]{0,4})/y;
const setOpening = /\bset\([ \t]{0,2}$/i;

/**
 * A function that gives back nothing but a text: `getApiKey = () => "…"`, `function getPassword() { return "…" }`, `def get_password(): return "…"`;
 * and a property that begins with one: `Password { get; set; } = "…"`.
 */
const returns = new RegExp(
  String.raw`[ \t]{0,4}(?:(?:[:=][ \t]{0,4}(?:async[ \t]{1,4})?(?:function[ \t]{0,4})?)?\([^()\r\n]{0,80}\)\s{0,4}(?:(?::|->)[ \t]{0,4}[\w<>[\]]{1,20}\s{0,4})?(?:=>\s{0,4}[({]?|\{|:(?=\s))|(?<=\bfunction[ \t]{1,4}[\w-]{1,64}[ \t]{0,4})\{|\{\s{0,4}get;[^{}\r\n]{0,40}\}\s{0,4}=)\s{0,40}(?:return[ \t]{1,4})?${quoted}[ \t]{0,4}(?=[;,)}\r\n]|\\[rn]|$)`,
  "dy",
);

/** A function that is given nothing but a text: `.WithClientSecret("…")`, `setPassword('…')`. */
const given = new RegExp(String.raw`[ \t]{0,2}\(\s{0,4}${quoted}\s{0,4}\)`, "dy");
const setter = /^(?:set|with|use)_?(?=[A-Z]|[a-z]*_)/i;

/** What is asked for, in a program that keeps it itself: `password === "…"`, `$password -ne '…'`, `password.Equals("…")`. */
const compared = new RegExp(String.raw`\)?[ \t]{0,4}(?:[!=]={1,2}[ \t]{0,4}|-c?(?:eq|ne)[ \t]{1,4}|\.equals\([ \t]{0,2})${quoted}`, "diy");

/**
 * What makes bytes of a text, or a text of another: `secret = new TextEncoder().encode("…")`, `token = atob("…")`,
 * `Key = Encoding.UTF8.GetBytes("…")`.
 */
const encodes = new RegExp(
  String.raw`(?:new[ \t]{1,4})?(?:[A-Za-z]\w{0,30}(?:\(\))?\.){0,4}(?:encode|GetBytes|from|FromBase64String|b64decode|atob|parse|String|str)\(\s{0,4}${quoted}\s{0,4}[,)]`,
  "dy",
);

/** How far an expression is read, and how many elements of a list. */
const longestExpression = 400;
const mostElements = 20;

/**
 * The texts that a program gives to a name otherwise than right behind it: under a condition or instead of a missing value, in a list or a map, as
 * what a function returns or is given, or as what it compares with. The name is the one that holds the given stretch.
 */
export function furtherValues(searched: string, hintStart: number, hintEnd: number, extraWords: readonly string[]): readonly Assignment[] {
  const word = nameAround(searched, hintStart, hintEnd);
  const name = searched.slice(word.start, word.end).replace(/^[-_]+/, "");
  const found = valuesOf(searched, word, name);
  if (found.length === 0) return [];
  // `API_KEYS` are several of what one is called.
  const says = credentialName(name, extraWords) ?? credentialName(name.replace(/(?<=[a-z])s$|(?<=[A-Z])S$/, ""), extraWords);
  if (says === undefined) return [];
  return found.flatMap(({ start, end, lead, isElement }) => {
    const value = { name, start, end, lead, quoted: true, query: false, cut: false };
    if (isElement !== true) return [{ ...value, says }];
    const kind = says.kind === "secret" && looksMadeUp(searched.slice(start, end)) ? password : says;
    // Tokens of a language and keys of a table are lists, too.
    return kind.strength === "strong" ? [{ ...value, says: kind }] : [];
  });
}

const password: CredentialName = { kind: "password", strength: "strong" };

/** What stands among secrets or credentials may be a password, a user or the name of a secret: signs that join no words are in passwords alone. */
function looksMadeUp(value: string): boolean {
  return /[!#$%&*?^~+=]/.test(value) && tellsByItself(value, "password");
}

/** `words`: only the form of the value tells. */
type Found = Span & { readonly lead: "sign" | "words"; readonly isElement?: true };

/** Signs behind a name, or behind the quote and the bracket that close it, one of which every form here has. */
const signs = "=:,({?|!-.";

/** Most names are followed by nothing of the kind: this is asked at every word that may be one. */
function hasSign(searched: string, end: number): boolean {
  const limit = Math.min(searched.length, end + 12);
  let at = end;
  while (at < limit && "\\\"'])\t ".includes(searched.charAt(at))) at++;
  return at < limit && signs.includes(searched.charAt(at));
}

function valuesOf(searched: string, { start, end }: Span, name: string): readonly Found[] {
  if (!hasSign(searched, end)) return [];
  const stickyAt = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(searched);
  };
  const sticky = (pattern: RegExp): RegExpExecArray | null => stickyAt(pattern, end);
  const one = (match: RegExpExecArray | null, lead: Found["lead"]): readonly Found[] => {
    const value = namedGroup(match, "value");
    return value === undefined || value.text === "" ? [] : [{ start: value.start, end: value.end, lead }];
  };
  const returned = one(sticky(returns), "sign");
  if (returned.length > 0) return returned;
  const comparison = one(sticky(compared), "words");
  if (comparison.length > 0) return comparison;
  const handed = setter.test(name) ? one(sticky(given), "sign") : [];
  if (handed.length > 0) return handed;
  const assigned = sticky(assigns);
  if (assigned === null || (assigned.groups?.sets !== undefined && !setOpening.test(searched.slice(Math.max(0, start - 8), start))))
    return [];
  const from = assigns.lastIndex;
  const encoded = one(stickyAt(encodes, from), "words");
  if (encoded.length > 0) return encoded;
  const opening = listOpening.exec(searched.slice(from, from + 8));
  if (opening !== null) return elementsIn(searched, from + opening[0].length).map((span) => ({ ...span, lead: "words", isElement: true }));
  return choiceMark.test(searched.slice(from, from + longestExpression))
    ? choicesIn(searched, from).map((span) => ({ ...span, lead: "sign" }))
    : [];
}

const listOpening = /^(?:@?[[({]|Array\()/i;
/** The texts of a list, or of a map: `["…", "…"]`, `("…", "…")`, `{ prod: "…", test: "…" }`, `@{ Prod = "…"; Test = "…" }`. */
const element = new RegExp(
  String.raw`\s{0,40}(?:\\{0,4}["']?[\w.-]{1,40}\\{0,4}["']?\s{0,4}[:=]\s{0,4})?${quoted}(?:\s{0,40}(?<end>[,;)\]}])|[ \t]{0,4}(?=[\r\n]))`,
  "dy",
);

function elementsIn(searched: string, from: number): readonly Span[] {
  const found: Span[] = [];
  element.lastIndex = from;
  while (found.length < mostElements) {
    const match = element.exec(searched);
    const value = namedGroup(match, "value");
    if (value === undefined) break;
    found.push(value);
    if (/[)\]}]/.test(match?.groups?.end ?? "")) break;
  }
  return found;
}

const choiceMark = /\?|\|\||\b(?:or|else|iif|if|coalesce)\b/i;
/** What makes the text behind it one of several values of an expression. */
const choiceOpening = /(?:\?\??|\|\||\b(?:or|else|then))\s{0,4}$/i;
/** An operand is whole where this follows. */
const operandEnd = /\s{0,40}(?:[:;,)}\]]|\\[rn]|\|\||\?\?|\bor\b|\belse\b|\bif\b)|[ \t]{0,4}(?:[\r\n]|$)/iy;
/** Calls of which each argument behind the condition can be the value. */
const choosing = /^(?:if|iif|coalesce|iferror|isnull|nvl)$/i;

/**
 * The texts that an expression chooses among: `isProd ? "…" : "…"`, `env.API_KEY || "…"`, `x if prod else "…"`, `if ($prod) { '…' } else { '…' }`,
 * `If(isProd, "…", "…")`. Reads to the end of the statement, or of the member or argument that the expression is.
 */
function choicesIn(searched: string, from: number): readonly Span[] {
  const found: Span[] = [];
  const limit = Math.min(searched.length, from + longestExpression);
  const isStatement = /^if\b/i.test(searched.slice(from, from + 3));
  /** For each bracket that is open, whether its texts can be the value. */
  const open: boolean[] = [];
  let hasCondition = false;
  for (let at = from; at < limit; ) {
    text.lastIndex = at;
    const literal = text.exec(searched);
    const value = namedGroup(literal, "value");
    if (literal !== null && value !== undefined) {
      at += literal[0].length;
      operandEnd.lastIndex = at;
      const before = searched.slice(Math.max(from, literal.index - 12), literal.index);
      const isChosen =
        choiceOpening.test(before) || (hasCondition && /:\s{0,4}$/.test(before)) || (open.at(-1) === true && /[,({]\s{0,4}$/.test(before));
      if (isChosen && value.text !== "" && operandEnd.test(searched)) found.push(value);
      continue;
    }
    const char = searched.charAt(at);
    if (char === "?") hasCondition = true;
    if (char === "(" || char === "[" || char === "{") {
      const callee = /(?<name>[A-Za-z]\w{0,20})[ \t]{0,2}$/.exec(searched.slice(Math.max(from, at - 24), at))?.groups?.name ?? "";
      open.push(char === "{" ? isStatement : char === "(" && choosing.test(callee));
    } else if (char === ")" || char === "]" || char === "}") {
      if (open.pop() === undefined) break;
    } else if (open.length === 0 && (char === ";" || char === "," || char === "\n") && !goesOn(searched, at)) break;
    at++;
  }
  return found;
}

/** Whether an expression goes on in the next line. */
function goesOn(searched: string, at: number): boolean {
  if (searched[at] !== "\n") return false;
  return (
    /[?:|&][ \t]{0,4}\r?$/.test(searched.slice(Math.max(0, at - 8), at)) ||
    /^\s{0,40}(?:\?|:|\|\||else\b)/i.test(searched.slice(at + 1, at + 50))
  );
}
