import type {
  AccessStep,
  CommentStatement,
  EncryptedLiteral,
  ErrorExpression,
  ErrorStatement,
  Expression,
  Formula,
  Interpolation,
  NumberLiteral,
  Reference,
  TextLiteral,
  TextPart,
} from "./ast.ts";
import { precedence } from "./operators.ts";

/** A node whose text is the author's own rather than syntax; it may hold a secret, a variable's name where a text lacks its quotes. */
export type AuthoredText =
  | TextLiteral
  | EncryptedLiteral
  | TextPart
  | NumberLiteral
  | Formula
  | CommentStatement
  | Reference
  | ErrorExpression
  | ErrorStatement;

/** What decides how values are printed. */
export interface ValuePrinter {
  /** What to print instead of authored text; see `PrintOptions`. */
  readonly text: (text: string, node: AuthoredText) => string;
}

/** Prints a value; in parentheses where its operator binds more weakly than `weakest`. */
export function printValue(printer: ValuePrinter, expression: Expression, weakest = 0): string {
  switch (expression.kind) {
    case "number":
      return printer.text(expression.text, expression);
    case "boolean":
      return expression.value ? "True" : "False";
    case "text": {
      const text = escapeText(printer.text(expression.value, expression));
      return expression.quotes === "triple" || /[\r\n]/.test(text) ? `'''${text}'''` : `'${text}'`;
    }
    case "encrypted":
      return `${expression.scheme}@${robinText(printer.text(expression.value, expression))}`;
    case "interpolation":
      return interpolationText(printer, expression);
    case "formula":
      return `$fx'=${escapeFormula(printer.text(expression.text, expression))}'`;
    case "reference":
      return (expression.global === true ? "GLOBAL." : "") + printer.text(expression.name, expression) + pathText(printer, expression.path);
    case "access":
      return objectText(printer, expression.object) + pathText(printer, expression.path);
    case "unary":
      return unaryText(printer, expression, weakest);
    case "binary": {
      const { operator, left, right } = expression;
      const own = precedence(operator);
      const text = `${printValue(printer, left, own)} ${operator.toUpperCase()} ${printValue(printer, right, own + 1)}`;
      return own < weakest ? `(${text})` : text;
    }
    case "function-call":
      return `${expression.name}(${expression.arguments.map((value) => printValue(printer, value)).join(", ")})`;
    case "list":
      return `[${expression.elements.map((value) => printValue(printer, value)).join(", ")}]`;
    case "object": {
      const members = expression.members.map(({ key, value }) => `${printValue(printer, key)}: ${printValue(printer, value)}`);
      return members.length === 0 ? "{{ }}" : `{ ${members.join(", ")} }`;
    }
    case "table": {
      const rows = expression.rows.map(({ header, cells }) => (header ? "^" : "") + printValue(printer, cells));
      return rows.length === 0 ? "{ }" : `{ ${rows.join(", ")} }`;
    }
    case "error":
      return printer.text(expression.text, expression);
  }
}

function unaryText(printer: ValuePrinter, { operator, operand }: Extract<Expression, { kind: "unary" }>, weakest: number): string {
  if (operator === "not") {
    const text = `NOT(${printValue(printer, operand)})`;
    // NOT takes a whole comparison, so it cannot be the side of one unprotected.
    return weakest > precedence("and") + 1 ? `(${text})` : text;
  }
  // `-5` would be a number of its own.
  const isPlain = operand.kind !== "number" || operand.text.startsWith("-");
  return `-${isPlain ? printValue(printer, operand, Number.POSITIVE_INFINITY) : `(${printValue(printer, operand)})`}`;
}

/** What steps follow: only literals and calls are without parentheses there. */
function objectText(printer: ValuePrinter, object: Expression): string {
  const text = printValue(printer, object);
  switch (object.kind) {
    case "text":
    case "list":
    case "object":
    case "table":
    case "function-call":
      return text;
    case "interpolation":
      return object.syntax === "robin" ? text : `(${text})`;
    default:
      return `(${text})`;
  }
}

function pathText(printer: ValuePrinter, path: readonly AccessStep[]): string {
  return path.map((step) => (step.kind === "member" ? `.${step.name}` : `[${printValue(printer, step.index)}]`)).join("");
}

function interpolationText(printer: ValuePrinter, { syntax, parts }: Interpolation): string {
  if (syntax === "power-fx") return `$fx'${parts.map((part) => powerFxPart(printer, part)).join("")}'`;
  const texts = parts.map((part) => {
    if (part.kind === "text-part") return escapeText(printer.text(part.value, part)).replaceAll("%", "%%");
    // A stray character of a broken text is printed as it was; a broken expression keeps its percent signs.
    return part.kind === "error" && part.end - part.start <= 1 && /^['%]?$/.test(part.text) ? part.text : `%${printValue(printer, part)}%`;
  });
  return `$'''${texts.join("")}'''`;
}

function powerFxPart(printer: ValuePrinter, part: TextPart | Expression): string {
  if (part.kind === "text-part") return escapeFormula(printer.text(part.value, part));
  return part.kind === "formula" ? `\${${escapeFormula(printer.text(part.text, part))}}` : printValue(printer, part);
}

function escapeFormula(text: string): string {
  return text.replace(/[\\']/g, "\\$&");
}

/** A text in quotes. */
export function robinText(text: string): string {
  return `'${escapeText(text)}'`;
}

function escapeText(text: string): string {
  return text.replace(/[\\'"]/g, "\\$&");
}
