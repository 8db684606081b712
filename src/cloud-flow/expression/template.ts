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

/** How much a cache of templates keeps. */
export interface TemplateCacheOptions {
  /** Longer texts are parsed every time, in UTF-16 units. */
  readonly maxTextLength?: number;
  /** How much text the newer half of the cache may hold, in UTF-16 units; the trees of real flows take about 12 bytes for each. */
  readonly capacity?: number;
}

/**
 * A cache for the templates of a run, or what is made of them: each distinct string is read once, and equal strings give the same object.
 * It is bounded in memory: when the newer half is full, the older half is dropped, and what is asked for again moves to the newer half.
 * Real exports repeat most of their strings about ten times. Plain texts are not kept, since there is nothing to save.
 */
export function createTemplateCache<T>(
  read: (template: Template) => T,
  { maxTextLength = 2048, capacity = 1 << 19 }: TemplateCacheOptions = {},
): (text: string) => T {
  let newer = new Map<string, T>();
  let older = new Map<string, T>();
  let held = 0;
  return (text) => {
    if (text.length > maxTextLength) return read(parseTemplate(text));
    const known = newer.get(text);
    if (known !== undefined) return known;
    if (!mayHoldExpression(text)) return read(parseTemplate(text));
    const reading = older.get(text) ?? read(parseTemplate(text));
    if (held + text.length > capacity) {
      older = newer;
      newer = new Map();
      held = 0;
    }
    newer.set(text, reading);
    held += text.length;
    return reading;
  };
}
