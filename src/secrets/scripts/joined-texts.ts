import type { Span } from "../../source/place.ts";
import { filled, type JoinedPiece, type JoinedText, mostPieces, splitPieces, unknown } from "./joined-pieces.ts";
import { type AssignedValue, scriptElements } from "./script-elements.ts";
import { type VariableReader, variablesOf } from "./script-variables.ts";
import { partNumber, splitArgument, splitBehind, splitOpening } from "./split-texts.ts";

/** Reads what a script puts together from a place on. */
export interface JoinedTextReader {
  /**
   * The text that an expression gives; undefined where none begins.
   * @param element which one, of a text that it splits or of a list; what is split is otherwise not known
   */
  expression(from: number, element?: number): JoinedText | undefined;
  /** The arguments of a function that joins them, `Concatenate("a", b)`, from the first one on. */
  concatenated(from: number): JoinedText;
  /** The elements of a list, with blanks between them as on a command line: `["tool", "-p", x]`, `"tool", ["-p", x]`, `"-p", $x`. */
  words(from: number): JoinedText;
  /** A command line of PowerShell, with what its variables hold: `sqlcmd -P $p`. */
  commandLine(line: Span): JoinedText;
}

/** Bounds that keep a pass over many expressions linear. */
const longestExpression = 600;
const deepest = 6;

/**
 * Prepares reading the expressions of a script that join texts, in the languages that makers write scripts in: `"a" + b`, `"a" & b`, `f"{a}:{b}"`,
 * `` `${a}:${b}` ``, `"$($a):$b"`, `"{0}:{1}" -f $a, $b`, `"{}:{}".format(a, b)`, `"%s:%s" % (a, b)`. A variable is what was assigned to it last.
 */
export function joinedTexts(script: string): JoinedTextReader {
  const assigned = variablesOf(script, ({ from, at, element }) => ({ from, at, element }));
  const known: Known = { script, assigned, elements: scriptElements(script, assigned), isPowerShell: variableAssignment.test(script) };
  const whole = (joined: Joined): JoinedText => ({ ...joined, text: joined.pieces.map(({ text }) => text).join("") });
  return {
    expression(from, element) {
      const reading = new Reading(known);
      const found = element === undefined ? reading.expression(from, 0) : reading.elementAt({ from, element }, 0);
      return found === undefined ? undefined : whole(found);
    },
    concatenated(from) {
      const { items, end } = new Reading(known).list(from, 0);
      return whole({ pieces: items.flat(), end });
    },
    words(from) {
      const { items, end } = new Reading(known).list(from, 0);
      return whole({ pieces: items.flatMap((item, index) => (index === 0 ? item : [blank, ...item])), end });
    },
    commandLine({ start, end }) {
      const shown = Math.min(end, start + longestExpression);
      return whole({ pieces: new Reading(known).interpolated(script.slice(start, shown), start, holesOf.dollar, 0), end: shown });
    },
  };
}

const blank: JoinedPiece = { text: " ", start: undefined };

interface Joined extends Pick<JoinedText, "pieces" | "end"> {
  /** Of a text that is split, what its elements are put together from. */
  readonly parts?: readonly (readonly JoinedPiece[])[];
}

/** What opens a text: letters that say what is in it, and a quote, which is escaped where the script is in another text. */
const opening = /(?<letters>[@$bBrRuUfFN]{0,2})(?<mark>\\{0,4}["'\x60])/y;
const blanks = /(?:\s|\\[rn]){0,40}/y;
const identifier = /\$?(?:\{(?<braced>\w{1,60})\}|(?<name>[A-Za-z_]\w{0,60}))/y;
/** Functions and methods that give the same text in another form. */
const sameText =
  /(?:[\w.:[\]]{0,60}?(?:encodeURIComponent|unescape|atob|b64decode|GetBytes|ToBinary|utf8ToBytes|encode|bytes|bytearray|str|String|CStr)\b)\s{0,2}\(/iy;
const sameTextMethod = /\s{0,2}\.(?:encode|toString|trim|strip|valueOf|decode)\(\s{0,2}(?:["'][\w-]{0,12}["'])?\s{0,2}\)/iy;
const format = /\.format\(/y;
/** `$name = ` */
const variableAssignment = /(?:^|[\s;{(])\$[A-Za-z_]\w{0,60}[ \t]{0,4}=(?![=>])/;
const joining = /(?:\+(?![+=])|&(?![&=]))/y;
const formatting = /(?:-f\s|%(?=\s?[\w($"']))/y;
/** What may follow the value that is assigned to a variable. */
const endOfValue = /[ \t]{0,4}(?:$|[;,#}\r\n)]|\/\/|\\[rn]|\s(?:in|as)\s)/y;
/** What may follow an element of a list, or the value of a member. */
const endOfItem = /\s{0,40}[,;)\]}]|[ \t]{0,4}(?:[\r\n]|\\[rn])/y;

/** What is known of a script. */
interface Known {
  readonly script: string;
  readonly assigned: VariableReader<AssignedValue>;
  readonly elements: ReturnType<typeof scriptElements>;
  /** There, `&` at the beginning of a line calls a command; elsewhere, it may join the line to the one before. */
  readonly isPowerShell: boolean;
}

/** One reading of an expression; counts the pieces, so that variables that hold variables cannot multiply them. */
class Reading {
  private count = 0;
  /** Where what is read runs: the value of a variable knows what was assigned before it. */
  private before = Number.POSITIVE_INFINITY;
  private readonly known: Known;
  private readonly script: string;

  constructor(known: Known) {
    this.known = known;
    this.script = known.script;
  }

  /** @param depth how many parentheses and variables lead here */
  expression(from: number, depth: number): Joined | undefined {
    let joined = this.term(from, depth);
    while (joined !== undefined) {
      const at = this.after(blanks, joined.end) ?? joined.end;
      if (this.known.isPowerShell && this.script[at] === "&" && /[\r\n]/.test(this.script.slice(joined.end, at))) return joined;
      const operand = this.after(joining, at);
      if (operand !== undefined) {
        const right = this.term(operand, depth);
        if (right === undefined) return { pieces: [...joined.pieces, unknown], end: operand };
        joined = { pieces: [...joined.pieces, ...right.pieces], end: right.end };
        continue;
      }
      const list = this.after(formatting, at);
      if (list === undefined) return joined;
      const given = this.list(list, depth);
      joined = { pieces: filled(joined.pieces, given.items), end: given.end };
    }
    return joined;
  }

  private term(from: number, depth: number): Joined | undefined {
    const at = this.after(blanks, from) ?? from;
    if (depth > deepest || this.count++ > mostPieces || at >= this.script.length) return undefined;
    let joined: Joined =
      this.literal(at, depth) ??
      this.inParentheses(at, depth) ??
      this.splitCall(at, depth) ??
      this.element(at, depth) ??
      this.variable(at, depth) ??
      this.anything(at);
    for (;;) {
      const method = this.after(sameTextMethod, joined.end);
      const part = joined.parts && partNumber(this.script, joined.end);
      const split = splitBehind(this.script, joined.end);
      if (part !== undefined) joined = { pieces: joined.parts?.at(part.number) ?? [unknown], end: part.end };
      else if (split !== undefined) joined = { pieces: [unknown], parts: splitPieces(joined.pieces, split.separator), end: split.end };
      else if (method !== undefined) joined = { ...joined, end: method };
      else {
        const call = this.after(format, joined.end);
        if (call === undefined) break;
        const given = this.list(call, depth);
        joined = { pieces: filled(joined.pieces, given.items), end: this.closing(given.end) };
      }
    }
    // A member or an element of it is something else.
    return /[.[]/.test(this.script.charAt(joined.end)) ? this.anything(joined.end) : joined;
  }

  private literal(from: number, depth: number): Joined | undefined {
    opening.lastIndex = from;
    const { letters = "", mark = "" } = opening.exec(this.script)?.groups ?? {};
    if (mark === "") return undefined;
    const start = from + letters.length + mark.length;
    const rest = this.script.slice(start, start + longestExpression);
    const length = rest.indexOf(mark);
    if (length < 0) return undefined;
    const end = start + length;
    const text = rest.slice(0, length);
    const holes = mark.endsWith("`")
      ? holesOf.template
      : /[f$]/i.test(letters)
        ? holesOf.braces
        : mark.endsWith('"')
          ? holesOf.dollar
          : undefined;
    return { pieces: holes === undefined ? [{ text, start }] : this.interpolated(text, start, holes, depth), end: end + mark.length };
  }

  /** A text into which variables are put. */
  interpolated(text: string, start: number, holes: RegExp, depth: number): readonly JoinedPiece[] {
    const pieces: JoinedPiece[] = [];
    let known = 0;
    for (const { index, 0: whole, groups } of text.matchAll(holes)) {
      const { code, braced, plain } = groups ?? {};
      const held =
        code === undefined
          ? this.held(braced ?? plain ?? "", start, depth)
          : this.code(code, start + index + whole.lastIndexOf(code), depth);
      // A sign of currency in a text of another language.
      if (held === undefined && plain !== undefined) continue;
      if (index > known) pieces.push({ text: text.slice(known, index), start: start + known });
      for (const piece of held?.pieces ?? [unknown]) pieces.push(piece);
      known = index + whole.length;
    }
    if (known < text.length || pieces.length === 0) pieces.push({ text: text.slice(known), start: start + known });
    return pieces;
  }

  /** What an expression that is put into a text gives. */
  private code(code: string, from: number, depth: number): Joined | undefined {
    const joined = this.expression(from, depth + 1);
    return joined !== undefined && joined.end <= from + code.length && this.script.slice(joined.end, from + code.length).trim() === ""
      ? joined
      : undefined;
  }

  private inParentheses(from: number, depth: number): Joined | undefined {
    const inside = this.script[from] === "(" ? from + 1 : this.after(sameText, from);
    // A method that is given nothing is one of what stands before it.
    if (inside === undefined || this.script[this.after(blanks, inside) ?? inside] === ")") return undefined;
    const joined = this.expression(inside, depth + 1);
    const end = joined === undefined ? undefined : (this.after(blanks, joined.end) ?? joined.end);
    if (joined === undefined || end === undefined) return undefined;
    // Further arguments say how it is encoded.
    if (this.script[end] === ")") return { ...joined, end: end + 1 };
    return this.script[end] === "," && this.script[from] !== "(" ? { pieces: joined.pieces, end: this.closing(end) } : undefined;
  }

  /** `Split("a;b", ";")` */
  private splitCall(from: number, depth: number): Joined | undefined {
    const inside = this.after(splitOpening, from);
    const joined = inside === undefined ? undefined : this.expression(inside, depth + 1);
    const split = joined && splitArgument(this.script, joined.end);
    return split && { pieces: [unknown], parts: splitPieces(joined.pieces, split.separator), end: split.end };
  }

  private variable(from: number, depth: number): Joined | undefined {
    identifier.lastIndex = from;
    const found = identifier.exec(this.script);
    const end = identifier.lastIndex;
    if (found === null || /[\w:]/.test(this.script.charAt(end))) return undefined;
    const { name, braced = "" } = found.groups ?? {};
    const isCalled = this.script[end] === "(";
    if (isCalled && partNumber(this.script, end) === undefined) return undefined;
    const held = this.held(name ?? braced, from, depth);
    return held === undefined || (isCalled && held.parts === undefined) ? undefined : { ...held, end };
  }

  private element(from: number, depth: number): Joined | undefined {
    const read = this.known.elements(from, Math.min(from, this.before));
    const written = read && this.written(read, endOfItem, depth);
    return written && { ...written, end: read.end };
  }

  /** What a variable holds at a place, where that is known. */
  private held(name: string, at: number, depth: number): Joined | undefined {
    const value = this.known.assigned(name, Math.min(at, this.before));
    const { element } = value ?? {};
    if (value === undefined || element === undefined) return value && this.written(value, endOfValue, depth);
    return this.elementAt({ ...value, element }, depth);
  }

  /** An element of what is split at a place, or of the list there. */
  elementAt(
    { from, at = from, element }: Partial<AssignedValue> & { readonly from: number; readonly element: number },
    depth: number,
  ): Joined {
    const written = this.written({ from, at }, endOfValue, depth);
    if (written?.parts !== undefined) return { pieces: written.parts[element] ?? [unknown], end: written.end };
    const { items, end } = this.asBefore(at, () => this.list(from, depth + 1));
    return { pieces: (items.length > 1 ? items[element] : undefined) ?? [unknown], end };
  }

  /** The value that is written at a place, if that is all of it. */
  private written({ from, at }: AssignedValue, end: RegExp, depth: number): Joined | undefined {
    const joined = this.asBefore(at, () => this.expression(from, depth + 1));
    return joined === undefined || this.after(end, joined.end) === undefined ? undefined : joined;
  }

  /** Reads what a script writes at a place that knows what was assigned before another. */
  private asBefore<T>(at: number, read: () => T): T {
    const outer = this.before;
    this.before = at;
    const found = read();
    this.before = outer;
    return found;
  }

  /** The elements of a list, in parentheses or not. Those of a list in it are its own. */
  list(from: number, depth: number): { readonly items: readonly (readonly JoinedPiece[])[]; readonly end: number } {
    const items: (readonly JoinedPiece[])[] = [];
    const first = this.after(blanks, from) ?? from;
    const isClosed = this.script[first] === "(" && depth < deepest;
    let at = isClosed ? first + 1 : first;
    while (items.length < mostPieces) {
      while (this.script[at] === "[" && depth < deepest) at = this.after(blanks, at + 1) ?? at + 1;
      const item = this.expression(at, depth + 1);
      if (item === undefined) break;
      items.push(item.pieces);
      const next = this.after(blanks, item.end) ?? item.end;
      at = item.end;
      if (this.script[next] !== ",") break;
      at = this.after(blanks, next + 1) ?? next + 1;
    }
    return { items, end: isClosed ? this.closing(at) : at };
  }

  /** Whatever is there, up to what joins or ends it. */
  private anything(from: number): Joined {
    const limit = Math.min(this.script.length, from + longestExpression);
    let depth = 0;
    let at = from;
    for (; at < limit; at++) {
      const char = this.script.charAt(at);
      if (char === "(" || char === "[" || char === "{") depth++;
      else if (/[)\]}]/.test(char)) {
        if (depth === 0) break;
        depth--;
      } else if (depth === 0 && /[,;+&\r\n"'\x60]/.test(char)) break;
    }
    return { pieces: [unknown], end: at };
  }

  /** Behind the parenthesis that closes what is open. */
  private closing(from: number): number {
    const limit = Math.min(this.script.length, from + longestExpression);
    let depth = 0;
    for (let at = from; at < limit; at++) {
      const char = this.script[at];
      if (char === "(") depth++;
      else if (char === ")" && depth-- === 0) return at + 1;
    }
    return limit;
  }

  private after(pattern: RegExp, at: number): number | undefined {
    pattern.lastIndex = at;
    return pattern.test(this.script) ? pattern.lastIndex : undefined;
  }
}

/** Where values are put into a text: `${…}`; `{…}`; `$name`, `${name}`, `$(…)`. */
const holesOf = {
  template: /\$\{(?<code>[^{}\x60]{0,200})\}/g,
  braces: /\{(?<code>[^{}]{0,200})\}/g,
  dollar: /\$(?:\((?<code>[^()\r\n]{0,200})\)|\{(?<braced>\w{1,60})\}|(?<plain>[A-Za-z_]\w{0,60})(?![\w:]))/g,
};
