/** A text of a YAML file that is read on its own, whatever lines it takes up. */
export interface YamlText {
  readonly text: string;
  /** Where it ends in the file, quotes included. */
  readonly end: number;
}

/** The quoted text that begins at `offset`; undefined if it does not end. */
export function quotedText(file: string, offset: number, quote: "'" | '"'): YamlText | undefined {
  const end = endOfQuoted(file, offset + 1, quote);
  if (end === undefined) return undefined;
  const raw = file.slice(offset + 1, end);
  return { text: quote === "'" ? onOneLine(raw, false).replaceAll("''", "'") : unescaped(onOneLine(raw, true)), end: end + 1 };
}

/**
 * The lines of a quoted text put together (YAML 1.2.2, section 7.3): a line break is a blank, and each empty line behind it a line break of the text.
 * Blanks around line breaks do not count.
 *
 * @param hasEscapes A backslash at the end of a line takes the line break with it.
 */
function onOneLine(raw: string, hasEscapes: boolean): string {
  const lines = raw.split(/\r?\n/);
  const last = lines.length - 1;
  let text = "";
  let breaks = 0;
  let isEscaped = false;
  for (const [index, written] of lines.entries()) {
    const start = index === 0 ? written : written.replace(/^[ \t]+/, "");
    const line = index === last ? start : withoutBlanksAtEnd(start, hasEscapes);
    if (index > 0) breaks++;
    if (line === "" && index > 0 && index < last) continue;
    if (breaks > 0) text += "\n".repeat(breaks - 1) || (isEscaped ? "" : " ");
    breaks = 0;
    isEscaped = hasEscapes && index < last && endsInEscape(line, line.length);
    text += isEscaped ? line.slice(0, -1) : line;
  }
  return text;
}

function withoutBlanksAtEnd(line: string, hasEscapes: boolean): string {
  let end = line.length;
  while (end > 0 && isBlank(line.charAt(end - 1))) end--;
  // An escaped blank is one of the text.
  return line.slice(0, hasEscapes && end < line.length && endsInEscape(line, end) ? end + 1 : end);
}

function isBlank(char: string): boolean {
  return char === " " || char === "\t";
}

/** Whether the backslash before an offset begins an escape, rather than being escaped itself. */
function endsInEscape(text: string, end: number): boolean {
  let backslashes = 0;
  while (text.charAt(end - 1 - backslashes) === "\\") backslashes++;
  return backslashes % 2 === 1;
}

/**
 * The block text whose header begins at `offset`; undefined if the header is not understood. `|` keeps line breaks, `>` folds
 * them; `-` takes the last one away. Indentation indicators are not needed: the first line tells.
 *
 * @param indent Its lines are indented more than this.
 */
export function blockText(
  file: string,
  { offset, header, indent }: { readonly offset: number; readonly header: string; readonly indent: number },
): YamlText | undefined {
  const [, style, chomping = ""] = /^([|>])([+-]?\d?[+-]?)\s*(?:#.*)?$/.exec(header) ?? [];
  if (style === undefined) return undefined;
  const { lines, end } = blockLines(file, offset + header.length, indent);
  const text = style === "|" ? lines.join("\n") : folded(lines);
  return { text: chomping.includes("-") || text === "" ? text : `${text}\n`, end };
}

/** Lines with a blank for each single break between them; a break beside a line that is indented further stays (YAML 1.2.2, section 8.1.3). */
function folded(lines: readonly string[]): string {
  let text = "";
  let breaks = 0;
  let before: string | undefined;
  for (const line of lines) {
    if (line !== "") {
      const stays = before === undefined || isBlank(before.charAt(0)) || isBlank(line.charAt(0));
      text += (stays ? "\n".repeat(breaks) : "\n".repeat(breaks - 1) || " ") + line;
      before = line;
      breaks = 0;
    }
    breaks++;
  }
  return text;
}

/** The lines of a block text below its header, without their common indentation and without empty ones at the end. */
function blockLines(file: string, from: number, indent: number): { readonly lines: readonly string[]; readonly end: number } {
  const lines: string[] = [];
  let common: number | undefined;
  let start = file.indexOf("\n", from) + 1;
  let end = from;
  while (start > 0 && start < file.length) {
    const stop = file.indexOf("\n", start);
    const line = file.slice(start, stop < 0 ? file.length : stop).replace(/\r$/, "");
    const own = /^ */.exec(line)?.[0].length ?? 0;
    if (line.trim() !== "") {
      if (own <= indent) break;
      common ??= own;
      end = start + line.length;
    }
    lines.push(line.slice(common ?? own));
    if (stop < 0) break;
    start = stop + 1;
  }
  while (lines.at(-1) === "") lines.pop();
  return { lines, end };
}

/** Where the closing quote of the text is whose content begins at `from`. */
export function endOfQuoted(text: string, from: number, quote: "'" | '"'): number | undefined {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (quote === '"' && char === "\\") at++;
    else if (char === quote) {
      if (quote === "'" && text[at + 1] === "'") at++;
      else return at;
    }
  }
  return undefined;
}

/** https://yaml.org/spec/1.2.2/#57-escaped-characters */
const escapes: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\x07"],
  ["b", "\b"],
  ["t", "\t"],
  ["\t", "\t"],
  ["n", "\n"],
  ["v", "\v"],
  ["f", "\f"],
  ["r", "\r"],
  ["e", "\x1b"],
  [" ", " "],
  ['"', '"'],
  ["/", "/"],
  ["\\", "\\"],
  ["N", "\x85"],
  ["_", "\xa0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
]);

const escapeSequence = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U(00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})|(.))/gs;

/** A text between double quotes, or a key, without its escapes. */
export function unescaped(text: string): string {
  return text.replace(escapeSequence, (whole, x?: string, u?: string, point?: string, char = "") => {
    const code = x ?? u ?? point;
    return code === undefined ? (escapes.get(char) ?? whole) : String.fromCodePoint(Number.parseInt(code, 16));
  });
}
