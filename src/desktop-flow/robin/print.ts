import type {
  AccessStep,
  ActionCall,
  Annotation,
  Argument,
  BlockStatement,
  CommentStatement,
  Condition,
  EncryptedLiteral,
  ErrorExpression,
  ErrorHandler,
  ErrorStatement,
  Expression,
  Formula,
  Interpolation,
  NumberLiteral,
  Output,
  Reference,
  Retry,
  Script,
  ScriptHeader,
  SensitiveName,
  Statement,
  TextLiteral,
  TextPart,
} from "./ast.ts";
import { precedence } from "./operators.ts";
import { isReserved, wordAt } from "./words.ts";

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

/** How a script is printed. */
export interface PrintOptions {
  /** Of one level of nesting; four spaces by default, as the designer has it. */
  readonly indent?: string;
  /** Ends a line; LF by default, for files that are compared. Texts over several lines keep their own line ends. */
  readonly newline?: "\n" | "\r\n";
  /**
   * Replaces authored text, for example to redact it. It gets the decoded text, the name of a variable, and for numbers, comments and error nodes
   * their source, and returns what to print instead, decoded likewise. The identity by default.
   */
  readonly text?: (text: string, node: AuthoredText) => string;
}

/**
 * Prints a script in the form of the designer, indented anew. Parsing the result gives the same tree, positions aside; the trailing repository of a
 * clipboard text is not printed, main flow and functions come one after the other.
 */
export function printRobin(script: Script, options: PrintOptions = {}): string {
  const printer = createPrinter(options);
  printHeader(printer, script.header);
  printBody(printer, script.main);
  for (const { name, global, inputs, outputs, sensitive, body } of script.functions) {
    const parameters = [...inputs.map(quotedName), ...outputs.map((output) => `OUTPUT ${quotedName(output)}`)].join(", ");
    line(printer, `FUNCTION ${quotedName(name)}${global ? " GLOBAL" : ""}${parameters === "" ? "" : ` ${parameters}`}`);
    if (sensitive !== undefined) line(printer, printer.indent + sensitiveLine(sensitive.names));
    printNested(printer, body);
    line(printer, "END FUNCTION");
  }
  return printer.lines.map((text) => text + printer.newline).join("");
}

/** Prints a value as it would be in a row. */
export function printExpression(expression: Expression, options: PrintOptions = {}): string {
  return print(createPrinter(options), expression);
}

interface Printer {
  readonly lines: string[];
  readonly indent: string;
  readonly newline: string;
  readonly text: (text: string, node: AuthoredText) => string;
  depth: number;
}

function createPrinter(options: PrintOptions): Printer {
  const { indent = "    ", newline = "\n", text = (value) => value } = options;
  return { lines: [], indent, newline, text, depth: 0 };
}

function line(printer: Printer, text: string): void {
  printer.lines.push(printer.indent.repeat(printer.depth) + text);
}

function printHeader(printer: Printer, header: ScriptHeader): void {
  const { metadata, imports, sensitive, declarations } = header;
  for (const annotation of metadata) line(printer, annotationText(printer, annotation));
  for (const { file, alias } of imports) line(printer, `IMPORT ${quoted(file)} AS ${alias}`);
  if (metadata.length + imports.length + sensitive.length + declarations.length > 0) {
    line(printer, sensitiveLine(sensitive));
  }
  for (const { direction, name, properties } of declarations) {
    line(printer, `@${direction.toUpperCase()} ${argumentName(name)} : ${print(printer, properties)}`);
  }
}

function sensitiveLine(names: readonly SensitiveName[]): string {
  return `@SENSITIVE: [${names.map(({ name }) => argumentName(name)).join(", ")}]`;
}

function printBody(printer: Printer, body: readonly Statement[]): void {
  for (const statement of body) printStatement(printer, statement);
}

function printNested(printer: Printer, body: readonly Statement[]): void {
  printer.depth++;
  printBody(printer, body);
  printer.depth--;
}

function printStatement(printer: Printer, statement: Statement): void {
  for (const annotation of statement.annotations) line(printer, annotationText(printer, annotation));
  const disable = statement.disabled ? "DISABLE " : "";
  const first = firstLine(printer, statement);
  if (first !== undefined) line(printer, disable + first);
  if (statement.kind === "block") printBlockHandlers(printer, statement);
  printHandlers(printer, statement.handlers);
  if (!printParts(printer, statement)) return;
  line(printer, `${disable}END`);
}

/** The row of a statement, or the row that opens its block. */
function firstLine(printer: Printer, statement: Statement): string | undefined {
  switch (statement.kind) {
    case "action":
      return callText(printer, statement.call);
    case "set":
      return `SET ${print(printer, statement.target)} TO ${print(printer, statement.value)}`;
    case "if":
      return ifText(printer, statement.branches[0]?.condition);
    case "switch":
      return `SWITCH ${print(printer, statement.value)}`;
    case "loop-range":
    case "loop-each":
    case "loop-while":
      return loopText(printer, statement);
    case "block":
      return statement.name === "" ? "BLOCK" : `BLOCK ${quotedName(statement.name)}`;
    case "exit":
      return `EXIT${argumentsText(printer, statement.arguments, [])}`;
    case "label":
    case "goto":
      return `${statement.kind.toUpperCase()} ${quotedName(statement.name)}`;
    case "wait":
      return `WAIT ${conditionText(printer, statement.condition)}${optional(printer, " FOR ", statement.timeout)}`;
    case "call":
      return `CALL ${quotedName(statement.name)}${argumentsText(printer, statement.arguments, statement.outputs)}`;
    case "last-error":
      return `ERROR => ${print(printer, statement.target)}${argumentsText(printer, statement.arguments, [])}`;
    case "comment": {
      const text = printer.text(statement.text, statement);
      return statement.block ? `/#${text}#/` : `# ${text}`.trimEnd();
    }
    case "region":
      return `**REGION ${statement.name}`.trimEnd();
    case "end-region":
      return `**ENDREGION ${statement.name}`.trimEnd();
    case "end":
      return "END";
    case "annotations":
      return undefined;
    case "error":
      return statement.text === "" ? undefined : printer.text(statement.text, statement);
    default:
      return statement.kind.replace("-", " ").toUpperCase();
  }
}

function ifText(printer: Printer, condition: Condition | undefined): string {
  return condition === undefined ? "IF" : `IF ${conditionText(printer, condition)} THEN`;
}

function loopText(printer: Printer, loop: Extract<Statement, { kind: "loop-range" | "loop-each" | "loop-while" }>): string {
  switch (loop.kind) {
    case "loop-each":
      return `LOOP FOREACH ${print(printer, loop.variable)} IN ${print(printer, loop.source)}`;
    case "loop-while":
      return `LOOP WHILE ${conditionText(printer, loop.condition)}`;
    default: {
      const range = ` FROM ${print(printer, loop.from)} TO ${print(printer, loop.to)}${optional(printer, " STEP ", loop.step)}`;
      return `LOOP${optional(printer, " ", loop.variable)}${range}`;
    }
  }
}

/** Prints what is inside of a block; `false` where the statement is none. */
function printParts(printer: Printer, statement: Statement): boolean {
  switch (statement.kind) {
    case "if":
      for (const [index, { condition, body }] of statement.branches.entries()) {
        if (index > 0) line(printer, condition === undefined ? "ELSE" : `ELSE ${ifText(printer, condition)}`);
        printNested(printer, body);
      }
      return true;
    case "switch":
      printer.depth++;
      printBody(printer, statement.before);
      for (const { test, body } of statement.cases) {
        const operator = test?.operator === undefined ? "" : `${test.operator} `;
        line(printer, test === undefined ? "DEFAULT" : `CASE ${operator}${print(printer, test.value)}`);
        printNested(printer, body);
      }
      printer.depth--;
      return true;
    case "loop-range":
    case "loop-each":
    case "loop-while":
    case "block":
      printNested(printer, statement.body);
      return true;
    default:
      return false;
  }
}

function printBlockHandlers(printer: Printer, { blockHandlers }: BlockStatement): void {
  for (const { all, error, arguments: inputs, retry, body } of blockHandlers) {
    const shown = all ? " all" : errorText(error);
    line(printer, `ON BLOCK ERROR${shown}${argumentsText(printer, inputs, [])}${retryText(printer, retry)}`);
    printNested(printer, body);
  }
  if (blockHandlers.length > 0) line(printer, "END");
}

function printHandlers(printer: Printer, handlers: readonly ErrorHandler[]): void {
  for (const { error, arguments: inputs, retry, body } of handlers) {
    line(printer, `ON ERROR${errorText(error)}${argumentsText(printer, inputs, [])}${retryText(printer, retry)}`);
    printNested(printer, body);
  }
  if (handlers.length > 0) line(printer, "END");
}

/** Only here REPEAT would be taken for the retry, and ALL for every error. */
function errorText(error: string | undefined): string {
  return error === undefined ? "" : ` ${/^(?:repeat|all)$/i.test(error) ? quoted(error) : quotedName(error)}`;
}

function retryText(printer: Printer, retry: Retry | undefined): string {
  return retry === undefined ? "" : ` REPEAT ${print(printer, retry.times)} TIMES${optional(printer, " WAIT ", retry.wait)}`;
}

function optional(printer: Printer, before: string, expression: Expression | undefined): string {
  return expression === undefined ? "" : before + print(printer, expression);
}

function annotationText(printer: Printer, { name, value }: Annotation): string {
  return `@@${argumentName(name)}: ${print(printer, value)}`;
}

function conditionText(printer: Printer, condition: Condition): string {
  return condition.kind === "action-call" ? `(${callText(printer, condition)})` : print(printer, condition);
}

function callText(printer: Printer, call: ActionCall): string {
  return call.id + (argumentsText(printer, call.arguments, call.outputs) || " _");
}

function argumentsText(printer: Printer, inputs: readonly Argument[], outputs: readonly Output[]): string {
  let text = "";
  for (const { name, dynamic, value } of inputs) text += ` ${dynamic ? `@${argumentName(name)}` : name}: ${print(printer, value)}`;
  for (const { name, dynamic, target } of outputs) text += ` ${dynamic ? `@${argumentName(name)}` : name}=> ${print(printer, target)}`;
  return text;
}

const identifier = /^[\p{L}_][\p{L}\p{M}\p{N}\p{Pc}]*$/u;

/** A name as it stands behind `@`, where no word is reserved. */
function argumentName(name: string): string {
  return identifier.test(name) ? name : quoted(name);
}

/** A name as it stands behind CALL, LABEL and the like. */
function quotedName(name: string): string {
  return identifier.test(name) && !isReserved(wordAt(name, 0, name.length)) ? name : quoted(name);
}

function quoted(text: string): string {
  return `'${escapeText(text)}'`;
}

function escapeText(text: string): string {
  return text.replace(/[\\'"]/g, "\\$&");
}

/** Prints a value; in parentheses where its operator binds more weakly than `weakest`. */
function print(printer: Printer, expression: Expression, weakest = 0): string {
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
      return `${expression.scheme}@${quoted(printer.text(expression.value, expression))}`;
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
      const text = `${print(printer, left, own)} ${operator.toUpperCase()} ${print(printer, right, own + 1)}`;
      return own < weakest ? `(${text})` : text;
    }
    case "function-call":
      return `${expression.name}(${expression.arguments.map((value) => print(printer, value)).join(", ")})`;
    case "list":
      return `[${expression.elements.map((value) => print(printer, value)).join(", ")}]`;
    case "object": {
      const members = expression.members.map(({ key, value }) => `${print(printer, key)}: ${print(printer, value)}`);
      return members.length === 0 ? "{{ }}" : `{ ${members.join(", ")} }`;
    }
    case "table": {
      const rows = expression.rows.map(({ header, cells }) => (header ? "^" : "") + print(printer, cells));
      return rows.length === 0 ? "{ }" : `{ ${rows.join(", ")} }`;
    }
    case "error":
      return printer.text(expression.text, expression);
  }
}

function unaryText(printer: Printer, { operator, operand }: Extract<Expression, { kind: "unary" }>, weakest: number): string {
  if (operator === "not") {
    const text = `NOT(${print(printer, operand)})`;
    // NOT takes a whole comparison, so it cannot be the side of one unprotected.
    return weakest > precedence("and") + 1 ? `(${text})` : text;
  }
  // `-5` would be a number of its own.
  const isPlain = operand.kind !== "number" || operand.text.startsWith("-");
  return `-${isPlain ? print(printer, operand, Number.POSITIVE_INFINITY) : `(${print(printer, operand)})`}`;
}

/** What steps follow: only literals and calls are without parentheses there. */
function objectText(printer: Printer, object: Expression): string {
  const text = print(printer, object);
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

function pathText(printer: Printer, path: readonly AccessStep[]): string {
  return path.map((step) => (step.kind === "member" ? `.${step.name}` : `[${print(printer, step.index)}]`)).join("");
}

function interpolationText(printer: Printer, { syntax, parts }: Interpolation): string {
  if (syntax === "power-fx") return `$fx'${parts.map((part) => powerFxPart(printer, part)).join("")}'`;
  const texts = parts.map((part) => {
    if (part.kind === "text-part") return escapeText(printer.text(part.value, part)).replaceAll("%", "%%");
    // A stray character of a broken text is printed as it was; a broken expression keeps its percent signs.
    return part.kind === "error" && part.end - part.start <= 1 && /^['%]?$/.test(part.text) ? part.text : `%${print(printer, part)}%`;
  });
  return `$'''${texts.join("")}'''`;
}

function powerFxPart(printer: Printer, part: TextPart | Expression): string {
  if (part.kind === "text-part") return escapeFormula(printer.text(part.value, part));
  return part.kind === "formula" ? `\${${escapeFormula(printer.text(part.text, part))}}` : print(printer, part);
}

function escapeFormula(text: string): string {
  return text.replace(/[\\']/g, "\\$&");
}
