import type { Call, Dereference, Expression, Template, TextPart } from "../../../src/cloud-flow/expression/ast.ts";
import { scanToken } from "./scan-token.ts";

/**
 * The text of a template: parsed again it gives the same tree, but for positions. `undefined` for a template that holds an error node,
 * since its text is only in the source.
 *
 * Two things that no parse yields have no text of their own and are printed as something of equal value: plain text that ends in `@` in
 * front of a segment, or starts with `@` in front of anything but a segment, becomes a segment with a string (`@{'@'}`); an interpolation
 * without segments becomes plain text.
 */
export function printTemplate(template: Template): string | undefined {
  switch (template.kind) {
    case "literal":
      return printLiteral(template.text);
    case "expression": {
      const expression = printExpression(template.expression);
      return expression === undefined ? undefined : `@${expression}`;
    }
    case "interpolation":
      return printInterpolation(template.parts);
  }
}

function printLiteral(text: string): string {
  return text.startsWith("@") ? `@${text}` : escapeText(text);
}

function escapeText(text: string): string {
  return text.replaceAll("@{", "@@{");
}

function printInterpolation(parts: readonly (TextPart | Expression)[]): string | undefined {
  if (parts.every((part) => part.kind === "text")) return printLiteral(parts.map((part) => part.value).join(""));
  let printed = "";
  for (const [index, part] of parts.entries()) {
    if (part.kind === "text") {
      printed += printText(part.value, index === 0, index + 1 < parts.length);
    } else {
      const expression = printExpression(part);
      if (expression === undefined) return undefined;
      printed += `@{${expression}}`;
    }
  }
  return printed;
}

function printText(text: string, first: boolean, followed: boolean): string {
  if (first && text.startsWith("@")) return `@{'@'}${printText(text.slice(1), false, followed)}`;
  if (followed && text.endsWith("@")) return `${escapeText(text.slice(0, -1))}@{'@'}`;
  return escapeText(text);
}

/** The text of an expression, without `@` or braces; `undefined` when it holds an error node. Function names are taken as they are. */
export function printExpression(expression: Expression): string | undefined {
  switch (expression.kind) {
    case "string":
      return quote(expression.value);
    case "number":
      return printNumber(expression.value, expression.integer);
    case "boolean":
      return String(expression.value);
    case "null":
      return "null";
    case "call":
      return printCall(expression);
    case "error":
      return undefined;
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function printCall(call: Call): string | undefined {
  const args: string[] = [];
  for (const argument of call.arguments) {
    const printed = printExpression(argument);
    if (printed === undefined) return undefined;
    args.push(printed);
  }
  let printed = `${call.name}(${args.join(", ")})`;
  for (const dereference of call.dereferences) {
    const key = printDereference(dereference);
    if (key === undefined) return undefined;
    printed += key;
  }
  return printed;
}

function printDereference({ safe, notation, key }: Dereference): string | undefined {
  const mark = safe ? "?" : "";
  if (notation === "dot" && key.kind === "string" && isIdentifier(key.value)) return `${mark}.${key.value}`;
  const printed = printExpression(key);
  return printed === undefined ? undefined : `${mark}[${printed}]`;
}

function printNumber(value: number, integer: boolean): string {
  if (!Number.isFinite(value)) return `${value < 0 ? "-" : ""}1${integer ? "0".repeat(309) : "e309"}`;
  if (Object.is(value, -0)) return integer ? "-0" : "-0.0";
  // String() writes large numbers with an exponent, which would make a float of an integer.
  if (integer) return BigInt(Math.trunc(value)).toString();
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value);
}

/** Whether all of a text is one identifier: the key after a dot. */
function isIdentifier(text: string): boolean {
  const token = scanToken(text, 0, text.length);
  return token.kind === "identifier" && token.start === 0 && token.end === text.length;
}
