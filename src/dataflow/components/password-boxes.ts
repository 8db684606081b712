import { namedGroup } from "../../matching/named-group.ts";
import { type Span, shifted } from "../../source/place.ts";
import { comparedPasswords, firstMatches } from "./compared-passwords.ts";

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

/** How far the other properties of a box are looked for. */
const reach = 8_000;

/** A text of a password box. */
export interface BoxText extends Span {
  /** The app compares it with what somebody types, so that it is the password, however weak. A box may hold a hint from the start. */
  readonly isCompared: boolean;
}

/**
 * The texts that an app's password boxes hold from the start, in its YAML and in its JSON form, and those that it compares passwords and PINs with.
 */
export function passwordBoxTexts(file: string): readonly BoxText[] {
  const yamlBoxes = firstMatches(file, yamlMode).map(({ index, groups }) => ({ index, indent: groups?.indent ?? "" }));
  const scriptBoxes = firstMatches(file, scriptMode);
  const hidden = new Set([
    ...yamlBoxes.map(({ index, indent }) => yamlName(file, index, indent)),
    ...scriptBoxes.map(({ index }) => scriptName(file, index)),
  ]);
  const held = [
    ...yamlBoxes.flatMap(({ index, indent }) => textIn(file, yamlProperties(file, index, indent), yamlText)),
    ...scriptBoxes.flatMap(({ index }) => textIn(file, rulesAround(file, index), scriptText)),
  ];
  const texts = [
    ...held.map(({ start, end }): BoxText => ({ start, end, isCompared: false })),
    ...comparedPasswords(file, hidden).map(({ start, end }): BoxText => ({ start, end, isCompared: true })),
  ];
  // Of a text that is found in several ways, the last counts: that it is compared says more.
  return [...new Map(texts.map((text) => [text.start, text])).values()];
}

function textIn(file: string, { start, end }: Span, pattern: RegExp): readonly Span[] {
  const found = namedGroup(pattern.exec(file.slice(start, end)), "text");
  return found === undefined ? [] : [shifted(found, start)];
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
