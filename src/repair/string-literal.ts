import type { Expression, StringLiteral, Template } from "../cloud-flow/expression/ast.ts";
import { parseTemplate } from "../cloud-flow/expression/template.ts";
import type { Span } from "../source/place.ts";

/** A stretch of a string of a flow and what is to be there, both in the decoded text. */
export interface Splice {
  readonly span: Span;
  readonly text: string;
}

/**
 * How a literal in a string of a flow becomes an expression: `@{…}` in plain text, `@…` for a whole string, the expression itself in place
 * of a string literal in an expression, and `concat(…)` where it is a part of one.
 * @param text The whole string, decoded.
 * @param span The literal in it, or the string literal of the language that holds nothing else; undefined for all of it.
 * @returns undefined where it is not clear what the result would mean
 */
export function literalToExpression(text: string, span: Span | undefined, expression: string): Splice | undefined {
  const { start, end } = span ?? { start: 0, end: text.length };
  // Behind a leading `@@` nothing is an expression.
  if (text.startsWith("@@") || start >= end) return undefined;
  const template = parseTemplate(text);
  const literal = literalAround(template, start, end);
  if (literal === undefined) {
    if (!isPlainText(template, text, start, end)) return undefined;
    if (start === 0 && end === text.length) return { span: { start, end }, text: `@${expression}` };
    // A lone `@` before the braces would escape them.
    return text.charAt(start - 1) === "@" ? undefined : { span: { start, end }, text: `@{${expression}}` };
  }
  const whole = { start: literal.start, end: literal.end };
  const before = text.slice(literal.start + 1, start);
  const after = text.slice(end, literal.end - 1);
  if (start <= literal.start || (before === "" && after === "")) return { span: whole, text: expression };
  const parts = [...(before === "" ? [] : [`'${before}'`]), expression, ...(after === "" ? [] : [`'${after}'`])];
  // Half of a doubled quote on either side would change where the pieces end.
  return oddQuotes(before) || oddQuotes(after) ? undefined : { span: whole, text: `concat(${parts.join(", ")})` };
}

function oddQuotes(text: string): boolean {
  return (text.match(/'/g)?.length ?? 0) % 2 === 1;
}

/** The name of a parameter, an action or a member as the language writes it. */
export function stringLiteral(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

/** Whether a stretch is in the text between expressions. */
function isPlainText(template: Template, text: string, start: number, end: number): boolean {
  if (template.kind === "expression") return false;
  if (template.kind === "literal") return !text.slice(0, end).includes("@{");
  return template.parts.some((part) => part.kind === "text" && part.start <= start && end <= part.end);
}

/** The string literal of an expression that holds a stretch. */
function literalAround(template: Template, start: number, end: number): StringLiteral | undefined {
  if (template.kind === "literal") return undefined;
  const roots = template.kind === "expression" ? [template.expression] : template.parts.filter((part) => part.kind !== "text");
  for (const root of roots) {
    const found = within(root, start, end);
    if (found !== undefined) return found;
  }
  return undefined;
}

function within(node: Expression, start: number, end: number): StringLiteral | undefined {
  if (node.start > start || node.end < end) return undefined;
  if (node.kind === "string") return node;
  if (node.kind !== "call") return undefined;
  for (const child of [...node.arguments, ...node.dereferences.map(({ key }) => key)]) {
    const found = within(child, start, end);
    if (found !== undefined) return found;
  }
  return undefined;
}
