import { namedGroup } from "../../matching/named-group.ts";
import { credentialName } from "../../secrets/names/credential-name.ts";
import type { Span } from "../../source/place.ts";

/**
 * An app that asks for a password itself has it in a formula, where everybody can read it who has the app:
 * `If(txtPassword.Text = "…", Navigate(Admin))`. What a box takes is told by what hides the text or by what the box is called; by digits in one for a
 * PIN; or by a user that is compared beside it.
 */

/** A quote, which is escaped where the formula is in JSON. */
const quote = String.raw`\\{0,2}"`;
const gap = String.raw`\s{0,4}`;
const compares = `${gap}(?:=|<>)${gap}`;
const box = String.raw`(?<name>[A-Za-z_]\w{0,40})`;
/** What stands in a box. */
const typed = String.raw`\.(?:Text|Value)`;
const textFrom = (fewest: number): string => String.raw`${quote}(?<text>(?:[^"\\\r\n]|""){${fewest},200})${quote}`;

/** `txtPassword.Text in ["…", "…"]` */
const amongTexts = new RegExp(String.raw`\b${box}${typed}\)?${gap}\b(?:exact)?in${gap}\[(?<texts>[^\][\r\n]{1,400})\]`, "dgi");
const besideText = [
  // "…" = txtPassword.Text
  String.raw`(?<=[(,&|!]${gap}|^|\s)${textFrom(3)}${compares}(?:\w{1,20}\()?${box}${typed}\b`,
  // txtPassword.Text = "…", Trim(txtPassword.Text) <> "…"
  String.raw`\b${box}${typed}\)?${compares}${textFrom(3)}`,
  // Exact(txtPassword.Text, "…")
  String.raw`\bExact\(${gap}${box}${typed}${gap},${gap}${textFrom(1)}`,
].map((pattern) => new RegExp(pattern, "dgi"));
/** `Switch(txtPassword.Text, "…", Navigate(…), "…", Navigate(…))` */
const switched = new RegExp(String.raw`\bSwitch\(\s{0,40}${box}${typed}${gap},`, "gi");
/** How far the cases of a `Switch` are read. */
const longestSwitch = 1_000;
const quoted = new RegExp(textFrom(1), "dy");

/** Controls whose texts an app writes itself, by how makers call them: `btnShowPassword`, `lblPassword`. */
const noBox =
  /^(?:btn|button|lbl|label|tgl|toggle|chk|checkbox|ico|icon|lnk|link|ddl?|drp|dropdown|cmb|combo|gal)|show|hide|reveal|toggle/i;

const pinWord = "(?:(?<![A-Za-z])pin|Pin|PIN)";
const pinBoxEnd = String.raw`${pinWord}(?:Input|Box|Entry|Field)?_?\d{0,2}`;
/** The box into which a PIN is typed, by what makers call it. */
const pinBox = new RegExp(`${pinBoxEnd}$`);
const pins = [
  // If(txtPIN.Text = "…", …), If(Value(txtPIN.Text) <> …, …)
  String.raw`\b[A-Za-z_]{0,40}?${pinBoxEnd}${typed}(?:${compares}${quote}(?<pin>\d{4,8})${quote}|(?<=\bValue\(${gap}\w{1,60}${typed})${gap}\)${compares}(?<number>\d{4,8})\b)`,
  // Set(varPIN, "…"), UpdateContext({locPin: "…"}), to be compared: of six digits, it may be a postal code.
  String.raw`(?:\bSet\(\s{0,40}[A-Za-z_]{0,40}?${pinWord}_?\d{0,2}${gap},|[{,]\s{0,40}[A-Za-z_]{0,40}?${pinWord}_?\d{0,2}${gap}:)\s{0,40}${quote}(?<pin>\d{4,5}|\d{7,8})${quote}`,
].map((pattern) => new RegExp(pattern, "dg"));

/** A user's name and what stands beside it, in a box that nobody gave a name: `If(TextInput1.Text = "admin" && TextInput2.Text = "…", …)`. */
const besideUser = new RegExp(
  String.raw`(?<![.\w])(?<user>[A-Za-z_]\w{0,40})${typed}\)?${gap}=${gap}${quote}(?<login>(?:[^"\\\r\n]|""){1,100})${quote}\s{0,40}(?:&&|And\b|,)\s{0,40}(?:\w{1,20}\()?Text_?Input\d{0,3}(?:_\d{1,3})?${typed}\)?${gap}=${gap}${quote}(?<text>(?:[^"\\\s]|""){3,200})${quote}`,
  "dgi",
);
const userBox = /user|login|e-?mail/i;
const userName = /^(?:admin(?:istrator)?|user|root|[^\s@]{1,60}@[^\s@]{1,60})$/i;

/**
 * The texts that an app compares passwords and PINs with.
 * @param hidden names of the boxes that hide what is typed
 */
export function comparedPasswords(file: string, hidden: ReadonlySet<string | undefined>): readonly Span[] {
  const matchesOf = (pattern: RegExp): readonly RegExpExecArray[] =>
    firstMatches(file, pattern).filter(
      ({ groups: { name = "" } = {} }) => hidden.has(name) || (!noBox.test(name) && credentialName(name)?.kind === "password"),
    );
  const pinSwitches = firstMatches(file, switched).filter(({ groups: { name = "" } = {} }) => !noBox.test(name) && pinBox.test(name));
  const logins = firstMatches(file, besideUser).filter(
    ({ groups: { user = "", login = "" } = {} }) => userBox.test(user) || userName.test(login),
  );
  return [
    ...pins
      .flatMap((pattern) => firstMatches(file, pattern))
      .flatMap((match) => namedGroup(match, "pin") ?? namedGroup(match, "number") ?? []),
    ...matchesOf(amongTexts)
      .flatMap((match) => namedGroup(match, "texts") ?? [])
      .flatMap((texts) => textArguments(file, texts)),
    ...[...besideText.flatMap(matchesOf), ...logins].flatMap((match) => namedGroup(match, "text") ?? []),
    ...matchesOf(switched).flatMap((match) => casesOf(file, match)),
    ...pinSwitches.flatMap((match) => casesOf(file, match)).filter(({ start, end }) => /^\d{4,8}$/.test(file.slice(start, end))),
  ];
}

/** The texts of which a `Switch` looks for one. The last argument alone is the result where no case applies. */
function casesOf(file: string, { index, 0: whole }: RegExpExecArray): readonly Span[] {
  const start = index + whole.length;
  return textArguments(file, { start, end: start + longestSwitch }).filter(({ position, isLast }) => position % 2 === 0 && !isLast);
}

/** An argument that is a text, with its position; the last one is that in front of the bracket that closes the call. */
interface TextArgument extends Span {
  readonly position: number;
  readonly isLast: boolean;
}

function textArguments(file: string, within: Span): readonly TextArgument[] {
  const found: TextArgument[] = [];
  const end = Math.min(file.length, within.end);
  let position = 0;
  let depth = 0;
  for (let at = within.start; at < end && depth >= 0; at++) {
    quoted.lastIndex = at;
    const match = quoted.exec(file);
    const text = namedGroup(match, "text");
    if (match !== null && text !== undefined) {
      at += match[0].length;
      const next = /^\s{0,40}(?<sign>[,)]|$)/.exec(file.slice(at, Math.min(end, at + 41)))?.groups?.sign;
      if (depth === 0 && next !== undefined) found.push({ start: text.start, end: text.end, position, isLast: next === ")" });
      at--;
    } else if (/[([{]/.test(file.charAt(at))) depth++;
    else if (/[)\]}]/.test(file.charAt(at))) depth--;
    else if (file[at] === "," && depth === 0) position++;
  }
  return found;
}

/** Most matches of a pattern that are looked at: apps have one or two boxes for passwords. */
const mostMatches = 200;

/** What a pattern matches in a file, as far as it is looked at. */
export function firstMatches(file: string, pattern: RegExp): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (const match of file.matchAll(pattern)) {
    found.push(match);
    if (found.length >= mostMatches) break;
  }
  return found;
}
