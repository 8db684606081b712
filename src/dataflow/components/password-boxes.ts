import type { Span } from "../../source/place.ts";

/** A text box that hides what is typed: `Mode: =TextMode.Password`, or the `Type` of a modern one. */
const yamlMode = /^(?<indent>[ \t]*)(?:Mode|Type):[ \t]*=[^\r\n]{0,80}\bPassword[ \t]*\r?$/gm;
/** What the box holds before anything is typed. */
const yamlText = /^(?<indent>[ \t]*)(?:Default|Value):[ \t]*="(?<text>(?:[^"\r\n]|""){1,400})"[ \t]*\r?$/dm;
const scriptMode = /"InvariantScript":\s?"(?:'?[\w.]{1,60}'?\.)?TextMode\.Password"/g;
const scriptText =
  /"Property":\s?"(?:Default|Value)",(?:\s?"\w{1,40}":\s?"[^"\\]{0,80}",){0,4}\s?"InvariantScript":\s?"\\"(?<text>(?:[^"\\]|\\[^"]){1,400})\\""/d;

/** What an app compares a PIN with that somebody types into a box: `If(txtPIN.Text = "…", …)`, in YAML or escaped in JSON. */
const comparedPin =
  /\b[A-Za-z_]{0,40}?(?:(?<![A-Za-z])pin|Pin|PIN)(?:Input|Box|Entry|Field)?_?\d{0,2}\.(?:Text|Value)\s{0,4}=\s{0,4}\\{0,2}"(?<pin>\d{4,8})\\{0,2}"/dg;

/** How far the other properties of a box are looked for. */
const reach = 8_000;
/** Most boxes of a file that are looked at: apps have one or two. */
const mostBoxes = 200;

/** The texts that an app's password boxes hold from the start, in its YAML and in its JSON form, and those that it compares PINs with. */
export function passwordBoxTexts(file: string): readonly Span[] {
  const inYaml = boxes(file, yamlMode).flatMap(({ index, groups }) =>
    textIn(file, yamlProperties(file, index, groups?.indent ?? ""), yamlText),
  );
  const inScripts = boxes(file, scriptMode).flatMap(({ index }) => textIn(file, rulesAround(file, index), scriptText));
  const pins = boxes(file, comparedPin).flatMap(({ indices }): readonly Span[] => {
    const pin = indices?.groups?.pin;
    return pin === undefined ? [] : [{ start: pin[0], end: pin[1] }];
  });
  return [...inYaml, ...inScripts, ...pins];
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
