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
  const raw = file.slice(offset + 1, end).replace(/[ \t]*\r?\n[ \t]*/g, " ");
  return { text: quote === "'" ? raw.replaceAll("''", "'") : unescaped(raw), end: end + 1 };
}

/**
 * The block text whose header begins at `offset`; undefined if the header is not understood. `|` keeps line breaks, `>` makes blanks of single
 * ones; `-` takes the last one away. Indentation indicators are not needed: the first line tells.
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
  const raw = lines.join("\n");
  const text = style === "|" ? raw : raw.replace(/\n+(?! )/g, (breaks) => "\n".repeat(breaks.length - 1) || " ");
  return { text: chomping.includes("-") || text === "" ? text : `${text}\n`, end };
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

function endOfQuoted(text: string, from: number, quote: string): number | undefined {
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

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "0": "\0", '"': '"', "\\": "\\", "/": "/", " ": " " };

/** A text between double quotes, or a key, without its escapes. */
export function unescaped(text: string): string {
  return text.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/g, (whole, x?: string, u?: string, char?: string) => {
    const code = x ?? u;
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return escapes[char ?? ""] ?? whole;
  });
}
