import { credentialName } from "../../secrets/names/credential-name.ts";
import type { Span } from "../../source/place.ts";

/** A text box that hides what is typed: `Mode: =TextMode.Password`, or the `Type` of a modern one. */
const yamlMode = /^(?<indent>[ \t]*)(?:Mode|Type):[ \t]*=[^\r\n]{0,120}?\.Password\b/gm;
/** What the box holds before anything is typed. */
const yamlText = /^(?<indent>[ \t]*)(?:Default|Value):[ \t]*="(?<text>(?:[^"\r\n]|""){1,400})"[ \t]*\r?$/dm;
const scriptMode = /"InvariantScript":\s?"[^"\\]{0,120}?\bTextMode\.Password\b/g;
const scriptText =
  /"Property":\s?"(?:Default|Value)",(?:\s?"\w{1,40}":\s?"[^"\\]{0,80}",){0,4}\s?"InvariantScript":\s?"\\"(?<text>(?:[^"\\]|\\[^"]){1,400})\\""/d;

/** Where the lines of a control begin: `- TextInput2:`, `TextInput2 As text:`. */
const yamlControl = /^[ \t]*(?:-[ \t]+)?["']?(?<name>[A-Za-z_]\w{0,40})(?: As [\w.]{1,40})?["']?:[ \t]*\r?\n?$/;
const scriptControl = /"Name":\s?"(?<name>[A-Za-z_]\w{0,40})",\s{0,40}"Template":/g;

/** A user's name and what stands beside it, in a box that nobody gave a name: `If(TextInput1.Text = "admin" && TextInput2.Text = "…", …)`. */
const besideUser =
  /(?<![.\w])(?<user>[A-Za-z_]\w{0,40})\.(?:Text|Value)\)?\s{0,4}=\s{0,4}\\{0,2}"(?<login>(?:[^"\\\r\n]|""){1,100})\\{0,2}"\s{0,40}(?:&&|And\b|,)\s{0,40}(?:\w{1,20}\()?Text_?Input\d{0,3}(?:_\d{1,3})?\.(?:Text|Value)\)?\s{0,4}=\s{0,4}\\{0,2}"(?<text>(?:[^"\\\s]|""){3,200})\\{0,2}"/dgi;
const userBox = /user|login|e-?mail/i;
const userName = /^(?:admin(?:istrator)?|user|root|[^\s@]{1,60}@[^\s@]{1,60})$/i;

/** What an app compares a PIN with that somebody types into a box: `If(txtPIN.Text = "…", …)`, `If(Value(txtPIN.Text) <> …, …)`, in YAML or escaped in JSON. */
const comparedPin =
  /\b[A-Za-z_]{0,40}?(?:(?<![A-Za-z])pin|Pin|PIN)(?:Input|Box|Entry|Field)?_?\d{0,2}\.(?:Text|Value)(?:\s{0,4}(?:=|<>)\s{0,4}\\{0,2}"(?<pin>\d{4,8})\\{0,2}"|(?<=\bValue\(\s{0,4}\w{1,60}\.(?:Text|Value))\s{0,4}\)\s{0,4}(?:=|<>)\s{0,4}(?<number>\d{4,8})\b)/dg;

/** A PIN that an app keeps to compare it: `Set(varPIN, "…")`, `UpdateContext({locPin: "…"})`. Of six digits, it may be a postal code. */
const keptPin =
  /(?:\bSet\(\s{0,40}[A-Za-z_]{0,40}?(?:(?<![A-Za-z])pin|Pin|PIN)_?\d{0,2}\s{0,4},|[{,]\s{0,40}[A-Za-z_]{0,40}?(?:(?<![A-Za-z])pin|Pin|PIN)_?\d{0,2}\s{0,4}:)\s{0,40}\\{0,2}"(?<pin>\d{4,5}|\d{7,8})\\{0,2}"/dg;
/** The box into which a PIN is typed, by what makers call it. */
const pinBox = /(?:(?<![A-Za-z])pin|Pin|PIN)(?:Input|Box|Entry|Field)?_?\d{0,2}$/;

/** What an app looks for among several texts: `txtPassword.Text in ["…", "…"]`. */
const amongTexts = /\b(?<name>[A-Za-z_]\w{0,40})\.(?:Text|Value)\)?\s{0,4}\b(?:exact)?in\s{0,4}\[(?<texts>[^\][\r\n]{1,400})\]/dgi;
/** `"…" = txtPassword.Text`, `Exact(txtPassword.Text, "…")`. */
const beforeBox =
  /(?<=[(,&|!]\s{0,4}|^|\s)\\{0,2}"(?<text>(?:[^"\\\r\n]|""){3,200})\\{0,2}"\s{0,4}(?:=|<>)\s{0,4}(?:\w{1,20}\()?(?<name>[A-Za-z_]\w{0,40})\.(?:Text|Value)\b/dgi;
/** `txtPassword.Text = "…"`, `Trim(txtPassword.Text) <> "…"`. */
const behindBox =
  /\b(?<name>[A-Za-z_]\w{0,40})\.(?:Text|Value)\)?\s{0,4}(?:=|<>)\s{0,4}\\{0,2}"(?<text>(?:[^"\\\r\n]|""){3,200})\\{0,2}"/dgi;
const exactly =
  /\bExact\(\s{0,4}(?<name>[A-Za-z_]\w{0,40})\.(?:Text|Value)\s{0,4},\s{0,4}\\{0,2}"(?<text>(?:[^"\\\r\n]|""){1,200})\\{0,2}"/dgi;
/** What an app decides by: `Switch(txtPassword.Text, "…", Navigate(…), "…", Navigate(…))`. */
const switched = /\bSwitch\(\s{0,40}(?<name>[A-Za-z_]\w{0,40})\.(?:Text|Value)\s{0,4},/gi;
const quoted = /\\{0,2}"(?<text>(?:[^"\\\r\n]|""){1,200})\\{0,2}"/dy;
/** How far the cases of a `Switch` are read. */
const longestSwitch = 1_000;

/** Controls whose texts an app writes itself, by how makers call them: `btnShowPassword`, `lblPassword`. */
const noBox =
  /^(?:btn|button|lbl|label|tgl|toggle|chk|checkbox|ico|icon|lnk|link|ddl?|drp|dropdown|cmb|combo|gal)|show|hide|reveal|toggle/i;

/** How far the other properties of a box are looked for. */
const reach = 8_000;
/** Most boxes of a file that are looked at: apps have one or two. */
const mostBoxes = 200;

/** A text of a password box. */
export interface BoxText extends Span {
  /** The app compares it with what somebody types, so that it is the password, however weak. A box may hold a hint from the start. */
  readonly isCompared: boolean;
}

/** The texts that an app's password boxes hold from the start, in its YAML and in its JSON form, and those that it compares passwords and PINs with. */
export function passwordBoxTexts(file: string): readonly BoxText[] {
  const yamlBoxes = boxes(file, yamlMode);
  const scriptBoxes = boxes(file, scriptMode);
  const inYaml = yamlBoxes.flatMap(({ index, groups }) => textIn(file, yamlProperties(file, index, groups?.indent ?? ""), yamlText));
  const inScripts = scriptBoxes.flatMap(({ index }) => textIn(file, rulesAround(file, index), scriptText));
  const hidden = new Set([
    ...yamlBoxes.map(({ index, groups }) => yamlName(file, index, groups?.indent ?? "")),
    ...scriptBoxes.map(({ index }) => scriptName(file, index)),
  ]);
  const pins = [comparedPin, keptPin].flatMap((pattern) =>
    boxes(file, pattern).flatMap(({ indices }): readonly Span[] => {
      const pin = indices?.groups?.pin ?? indices?.groups?.number;
      return pin === undefined ? [] : [{ start: pin[0], end: pin[1] }];
    }),
  );
  const passwords = (pattern: RegExp): readonly RegExpExecArray[] =>
    boxes(file, pattern).filter(
      ({ groups: { name = "" } = {} }) => hidden.has(name) || (!noBox.test(name) && credentialName(name)?.kind === "password"),
    );
  const among = passwords(amongTexts).flatMap(({ indices }) => {
    const [start = 0, end = 0] = indices?.groups?.texts ?? [];
    return textArguments(file, start, end).map(({ span }) => span);
  });
  const asked = [beforeBox, behindBox, exactly].flatMap((pattern) =>
    passwords(pattern).flatMap(({ indices }): readonly Span[] => {
      const text = indices?.groups?.text;
      return text === undefined ? [] : [{ start: text[0], end: text[1] }];
    }),
  );
  const logins = boxes(file, besideUser).flatMap(({ indices, groups: { user = "", login = "" } = {} }): readonly Span[] => {
    const text = indices?.groups?.text;
    return text === undefined || !(userBox.test(user) || userName.test(login)) ? [] : [{ start: text[0], end: text[1] }];
  });
  // The last argument alone is the result where no case applies.
  const casesAt = ({ index, 0: whole }: RegExpExecArray): readonly Span[] => {
    const from = index + whole.length;
    return textArguments(file, from, from + longestSwitch).flatMap(({ span, position, isLast }) =>
      position % 2 === 0 && !isLast ? [span] : [],
    );
  };
  const cases = [
    ...passwords(switched).flatMap(casesAt),
    ...boxes(file, switched)
      .filter(({ groups: { name = "" } = {} }) => !noBox.test(name) && pinBox.test(name))
      .flatMap(casesAt)
      .filter(({ start, end }) => /^\d{4,8}$/.test(file.slice(start, end))),
  ];
  const compared = [...pins, ...among, ...asked, ...logins, ...cases].map((span): BoxText => ({ ...span, isCompared: true }));
  const held = [...inYaml, ...inScripts].map((span): BoxText => ({ ...span, isCompared: false }));
  // A PIN is compared as a password is.
  return [...new Map([...held, ...compared].map((text) => [text.start, text])).values()];
}

/** An argument that is a text, with its position; the last one is that in front of the bracket that closes the call. */
interface TextArgument {
  readonly span: Span;
  readonly position: number;
  readonly isLast: boolean;
}

function textArguments(file: string, from: number, to: number): readonly TextArgument[] {
  const found: TextArgument[] = [];
  const end = Math.min(file.length, to);
  let position = 0;
  let depth = 0;
  for (let at = from; at < end && depth >= 0; at++) {
    quoted.lastIndex = at;
    const text = quoted.exec(file);
    const [start, stop] = text?.indices?.groups?.text ?? [];
    if (text !== null && start !== undefined && stop !== undefined) {
      at += text[0].length;
      const next = /^\s{0,40}(?<sign>[,)]|$)/.exec(file.slice(at, Math.min(end, at + 41)))?.groups?.sign;
      if (depth === 0 && next !== undefined) found.push({ span: { start, end: stop }, position, isLast: next === ")" });
      at--;
    } else if (/[([{]/.test(file.charAt(at))) depth++;
    else if (/[)\]}]/.test(file.charAt(at))) depth--;
    else if (file[at] === "," && depth === 0) position++;
  }
  return found;
}

function boxes(file: string, mode: RegExp): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (const box of file.matchAll(mode)) {
    found.push(box);
    if (found.length >= mostBoxes) break;
  }
  return found;
}

function textIn(file: string, { start, end }: Span, pattern: RegExp): readonly Span[] {
  const found = pattern.exec(file.slice(start, end))?.indices?.groups?.text;
  return found === undefined ? [] : [{ start: start + found[0], end: start + found[1] }];
}

/** The control that has a property, from the lines above that are indented less. */
function yamlName(file: string, at: number, indent: string): string | undefined {
  let less = indent.length;
  let end = at;
  while (end > 0 && at - end < reach && less > 0) {
    const start = file.lastIndexOf("\n", end - 2) + 1;
    const line = file.slice(start, end);
    const width = line.search(/\S/);
    if (width !== -1 && width < less) {
      if (!/^\s*Properties:/.test(line)) return yamlControl.exec(line)?.groups?.name;
      less = width;
    }
    end = start;
  }
  return undefined;
}

function scriptName(file: string, at: number): string | undefined {
  const before = file.slice(Math.max(0, at - reach), at);
  return [...before.matchAll(scriptControl)].at(-1)?.groups?.name;
}

/** The properties of the same control: the lines around that are indented as far, or further. */
function yamlProperties(file: string, at: number, indent: string): Span {
  const isOutside = (line: string): boolean => line.trim() !== "" && !line.startsWith(indent);
  let start = at;
  while (start > 0 && at - start < reach) {
    const before = file.lastIndexOf("\n", start - 2) + 1;
    if (isOutside(file.slice(before, start))) break;
    start = before;
  }
  let end = at;
  while (end < file.length && end - at < reach) {
    const next = file.indexOf("\n", end) + 1 || file.length;
    if (isOutside(file.slice(end, next))) break;
    end = next;
  }
  return { start, end };
}

/** The list of a control's properties, in which a property holds no list. */
function rulesAround(file: string, at: number): Span {
  const from = Math.max(0, at - reach);
  const around = file.slice(from, at + reach);
  const behind = around.indexOf('"ControlPropertyState"', at - from);
  return { start: from + Math.max(0, around.lastIndexOf('"Rules"', at - from)), end: from + (behind < 0 ? around.length : behind) };
}
