import type { Expression, SyntaxProblem, Template, TextPart } from "./ast.ts";
import { parseExpression } from "./parser.ts";

const noProblems: readonly SyntaxProblem[] = [];

/**
 * Whether a string can mean anything but itself: `false` says that it is plain text, unescaped and without expressions. Allocates nothing.
 *
 * Source: `isTemplateExpression` of the designer (Azure/LogicAppsUX,
 * `libs/logic-apps-shared/src/parsers/lib/common/helpers/expression.ts`).
 */
export function mayHoldExpression(text: string): boolean {
  return text.length >= 2 && (text.charCodeAt(0) === 0x40 || text.indexOf("@{") > 0);
}

/**
 * Parses a string of a definition (a value or a key, after JSON decoding): plain text, one expression after `@`, or text with `@{…}`
 * segments. Never throws; linear time.
 *
 * A leading `@@` makes all of the string plain text, later `@{` included, as in the designer; what the platform does with such a mixed
 * string is not documented.
 */
export function parseTemplate(text: string): Template {
  if (!mayHoldExpression(text)) return { kind: "literal", text, problems: noProblems };
  if (text.charCodeAt(0) === 0x40) {
    const second = text.charCodeAt(1);
    if (second === 0x40) return { kind: "literal", text: text.slice(1), problems: noProblems };
    if (second !== 0x7b) {
      const { expression, problem } = parseExpression(text, 1);
      return { kind: "expression", expression, problems: problem === undefined ? noProblems : [problem] };
    }
  }
  return parseInterpolation(text);
}

function parseInterpolation(text: string): Template {
  const parts: (TextPart | Expression)[] = [];
  const problems: SyntaxProblem[] = [];
  let live = false;
  let runStart = 0;
  let from = 0;
  for (;;) {
    const at = text.indexOf("@{", from);
    if (at < 0) break;
    if (text.charCodeAt(at - 1) === 0x40) {
      from = at + 2;
      continue;
    }
    live = true;
    if (at > runStart) parts.push(textPart(text, runStart, at));
    const start = at + 2;
    const close = closingBrace(text, start);
    if (close < 0) {
      parts.push(unterminatedSegment(text, start));
      problems.push({ start: at, end: start, message: "This '@{' has no closing '}': the brace or a single quote (') is missing." });
      return { kind: "interpolation", parts, problems };
    }
    const { expression, problem } = parseExpression(text, start, close);
    parts.push(expression);
    if (problem !== undefined) problems.push(problem);
    runStart = close + 1;
    from = runStart;
  }
  if (!live) return { kind: "literal", text: unescapeText(text), problems: noProblems };
  if (runStart < text.length) parts.push(textPart(text, runStart, text.length));
  return { kind: "interpolation", parts, problems: problems.length === 0 ? noProblems : problems };
}

function textPart(text: string, start: number, end: number): TextPart {
  return { kind: "text", start, end, value: unescapeText(text.slice(start, end)) };
}

function unescapeText(run: string): string {
  return run.replaceAll("@@{", "@{");
}

/** The first `}` outside single quotes. Toggling at every quote agrees with doubled quotes inside a literal. */
function closingBrace(text: string, from: number): number {
  let quoted = false;
  for (let index = from; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x27) quoted = !quoted;
    else if (code === 0x7d && !quoted) return index;
  }
  return -1;
}

function unterminatedSegment(text: string, start: number): Expression {
  const { expression } = parseExpression(text, start);
  return { kind: "error", start, end: text.length, readable: expression.kind === "error" ? expression.readable : [expression] };
}

/** How much a cache of templates keeps, in UTF-16 units; the trees of real flows take about 12 bytes for each. */
export interface TemplateCacheOptions {
  /** Longer texts are parsed every time. */
  readonly maxTextLength?: number;
  /** How much text of one flow is kept that was asked for nowhere else. */
  readonly onceCapacity?: number;
  /** How much text is kept that is asked for again and again. */
  readonly oftenCapacity?: number;
}

/** What is made of the templates of a run. */
export interface TemplateCache<T> {
  /** What is made of a text, nearly always one object for equal texts. */
  read(text: string): T;
  /** Tells that another flow is begun: what only one flow holds is let go with the next but one. */
  nextFlow(): void;
}

/**
 * A cache for the templates of a run, or what is made of them: each distinct string is read once, and equal strings give the same object.
 * Real exports repeat most of their strings about ten times, and the others never: those that one flow alone holds are let go as soon as it
 * is read, before the collector of garbage has taken them for what stays. Plain texts are not kept, since there is nothing to save.
 */
export function createTemplateCache<T>(
  read: (template: Template) => T,
  { maxTextLength = 2048, onceCapacity = 1 << 16, oftenCapacity = 1 << 16 }: TemplateCacheOptions = {},
): TemplateCache<T> {
  const once = createHalves<T>(onceCapacity);
  const often = createHalves<T>(oftenCapacity);
  return {
    read(text) {
      if (text.length > maxTextLength || !mayHoldExpression(text)) return read(parseTemplate(text));
      const known = once.newer(text) ?? often.newer(text);
      if (known !== undefined) return known;
      const again = once.older(text) ?? often.older(text);
      const reading = again ?? read(parseTemplate(text));
      (again === undefined ? once : often).add(text, reading);
      return reading;
    },
    nextFlow: once.turn,
  };
}

/** What is known of texts, bounded: when the newer half is full, the older half is dropped and the newer one becomes the older. */
interface Halves<T> {
  newer(text: string): T | undefined;
  older(text: string): T | undefined;
  add(text: string, value: T): void;
  /** Drops the older half, as when the newer one is full. */
  turn(): void;
}

function createHalves<T>(capacity: number): Halves<T> {
  let newer = new Map<string, T>();
  let older = new Map<string, T>();
  let held = 0;
  function turn(): void {
    older = newer;
    newer = new Map();
    held = 0;
  }
  return {
    newer: (text) => newer.get(text),
    older: (text) => older.get(text),
    add(text, value) {
      if (held + text.length > capacity) turn();
      newer.set(text, value);
      held += text.length;
    },
    turn,
  };
}
