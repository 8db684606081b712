import type {
  ActionCall,
  Annotation,
  Argument,
  BlockStatement,
  Condition,
  ErrorHandler,
  Expression,
  Output,
  Retry,
  Script,
  ScriptHeader,
  SensitiveName,
  Statement,
} from "./ast.ts";
import { type AuthoredText, printValue, robinText, type ValuePrinter } from "./print-value.ts";
import { isReserved, wordAt } from "./words.ts";

/** How a script is printed. */
export interface PrintOptions {
  /**
   * Replaces authored text, for example to redact it. It gets the decoded text, the name of a variable, and for numbers, comments and error nodes
   * their source, and returns what to print instead, decoded likewise. The identity by default.
   */
  readonly text?: (text: string, node: AuthoredText) => string;
}

/**
 * Prints a script in the form of the designer, indented anew. Lines end with LF, so that printed files can be compared; texts over several lines keep
 * their own line ends. Parsing the result gives the same tree, positions aside; the trailing repository of a
 * clipboard text is not printed, main flow and functions come one after the other.
 */
export function printRobin(script: Script, { text = (value) => value }: PrintOptions = {}): string {
  const printer: Printer = { lines: [], text, depth: 0 };
  printHeader(printer, script.header);
  printBody(printer, script.main);
  for (const { name, global, inputs, outputs, sensitive, body } of script.functions) {
    const parameters = [...inputs.map(quotedName), ...outputs.map((output) => `OUTPUT ${quotedName(output)}`)].join(", ");
    line(printer, `FUNCTION ${quotedName(name)}${global ? " GLOBAL" : ""}${parameters === "" ? "" : ` ${parameters}`}`);
    if (sensitive !== undefined) line(printer, indent + sensitiveLine(sensitive.names));
    printNested(printer, body);
    line(printer, "END FUNCTION");
  }
  return printer.lines.map((text) => `${text}\n`).join("");
}

/** One level of nesting, as the designer has it. */
const indent = "    ";

interface Printer extends ValuePrinter {
  readonly lines: string[];
  depth: number;
}

function line(printer: Printer, text: string): void {
  printer.lines.push(indent.repeat(printer.depth) + text);
}

function printHeader(printer: Printer, header: ScriptHeader): void {
  const { metadata, imports, sensitive, declarations } = header;
  for (const annotation of metadata) line(printer, annotationText(printer, annotation));
  for (const { file, alias } of imports) line(printer, `IMPORT ${robinText(file)} AS ${alias}`);
  if (metadata.length + imports.length + sensitive.length + declarations.length > 0) {
    line(printer, sensitiveLine(sensitive));
  }
  for (const { direction, name, properties } of declarations) {
    line(printer, `@${direction.toUpperCase()} ${argumentName(name)} : ${printValue(printer, properties)}`);
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
      return `SET ${printValue(printer, statement.target)} TO ${printValue(printer, statement.value)}`;
    case "if":
      return ifText(printer, statement.branches[0]?.condition);
    case "switch":
      return `SWITCH ${printValue(printer, statement.value)}`;
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
      return `ERROR => ${printValue(printer, statement.target)}${argumentsText(printer, statement.arguments, [])}`;
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
      return `LOOP FOREACH ${printValue(printer, loop.variable)} IN ${printValue(printer, loop.source)}`;
    case "loop-while":
      return `LOOP WHILE ${conditionText(printer, loop.condition)}`;
    default: {
      const range = ` FROM ${printValue(printer, loop.from)} TO ${printValue(printer, loop.to)}${optional(printer, " STEP ", loop.step)}`;
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
        line(printer, test === undefined ? "DEFAULT" : `CASE ${operator}${printValue(printer, test.value)}`);
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
  return error === undefined ? "" : ` ${/^(?:repeat|all)$/i.test(error) ? robinText(error) : quotedName(error)}`;
}

function retryText(printer: Printer, retry: Retry | undefined): string {
  return retry === undefined ? "" : ` REPEAT ${printValue(printer, retry.times)} TIMES${optional(printer, " WAIT ", retry.wait)}`;
}

function optional(printer: Printer, before: string, expression: Expression | undefined): string {
  return expression === undefined ? "" : before + printValue(printer, expression);
}

function annotationText(printer: Printer, { name, value }: Annotation): string {
  return `@@${argumentName(name)}: ${printValue(printer, value)}`;
}

function conditionText(printer: Printer, condition: Condition): string {
  return condition.kind === "action-call" ? `(${callText(printer, condition)})` : printValue(printer, condition);
}

function callText(printer: Printer, call: ActionCall): string {
  return call.id + (argumentsText(printer, call.arguments, call.outputs) || " _");
}

function argumentsText(printer: Printer, inputs: readonly Argument[], outputs: readonly Output[]): string {
  let text = "";
  for (const { name, dynamic, value } of inputs) text += ` ${dynamic ? `@${argumentName(name)}` : name}: ${printValue(printer, value)}`;
  for (const { name, dynamic, target } of outputs) text += ` ${dynamic ? `@${argumentName(name)}` : name}=> ${printValue(printer, target)}`;
  return text;
}

const identifier = /^[\p{L}_][\p{L}\p{M}\p{N}\p{Pc}]*$/u;

/** A name as it stands behind `@`, where no word is reserved. */
function argumentName(name: string): string {
  return identifier.test(name) ? name : robinText(name);
}

/** A name as it stands behind CALL, LABEL and the like. */
function quotedName(name: string): string {
  return identifier.test(name) && !isReserved(wordAt(name, 0, name.length)) ? name : robinText(name);
}
