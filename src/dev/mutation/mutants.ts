import { type Expression, parseSync, type Span, Visitor, type VisitorObject } from "oxc-parser";
import { patternMutants } from "./pattern-mutants.ts";

/** One small change of a source file that the tests should notice. The names of the operators are those of Stryker. */
export interface Mutant {
  /** From the root of the repository. */
  readonly file: string;
  readonly line: number;
  readonly operator: string;
  /** What is from `start` up to `end` is replaced. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

const comparisons: Readonly<Record<string, readonly string[]>> = {
  "===": ["!=="],
  "!==": ["==="],
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
};
const arithmetic: Readonly<Record<string, string>> = {
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "<<": ">>",
  ">>": "<<",
  ">>>": "<<",
  "&": "|",
  "|": "&",
  "^": "&",
};
const logical: Readonly<Record<string, string>> = { "&&": "||", "||": "&&", "??": "&&" };
const assignments: Readonly<Record<string, string>> = {
  "+=": "-=",
  "-=": "+=",
  "*=": "/=",
  "/=": "*=",
  "%=": "*=",
  "<<=": ">>=",
  ">>=": "<<=",
  ">>>=": "<<=",
  "&=": "|=",
  "|=": "&=",
  "^=": "&=",
  "&&=": "||=",
  "||=": "&&=",
  "??=": "&&=",
};
const methods: ReadonlyMap<string, string> = new Map([
  ["startsWith", "endsWith"],
  ["endsWith", "startsWith"],
  ["some", "every"],
  ["every", "some"],
  ["toLowerCase", "toUpperCase"],
  ["toUpperCase", "toLowerCase"],
  ["min", "max"],
  ["max", "min"],
]);
/** Methods whose result is of the kind of what they are called on: the call is left out. */
const passing = new Set(["filter", "trim", "trimStart", "trimEnd", "slice", "substring", "sort", "toSorted", "reverse", "toReversed"]);

/** Takes the mutants that are found. */
interface Collector {
  readonly text: string;
  add(operator: string, span: Span, replacement: string): void;
  /** An operator is between two operands, with nothing but space and parentheses around it. */
  addOperator(name: string, left: Span, operator: string, right: Span, replacement: string): void;
  addCondition(test: Span | null): void;
}

/** Every mutant of a module. */
export function mutantsOf(file: string, text: string): readonly Mutant[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const found = new Map<string, Mutant>();
  const collector: Collector = {
    text,
    add(operator, { start, end }, replacement) {
      if (text.slice(start, end) === replacement) return;
      const line = lineStarts.findLastIndex((lineStart) => lineStart <= start) + 1;
      found.set(`${start} ${end} ${replacement}`, { file, line, operator, start, end, replacement });
    },
    addOperator(name, left, operator, right, replacement) {
      const start = text.indexOf(operator, left.end);
      if (start < right.start) collector.add(name, { start, end: start + operator.length }, replacement);
    },
    addCondition(test) {
      if (test === null) return;
      collector.add("ConditionalExpression", test, "true");
      collector.add("ConditionalExpression", test, "false");
    },
  };
  new Visitor({ ...blocksAndConditions(collector), ...operators(collector), ...calls(collector), ...values(collector) }).visit(program);
  return [...found.values()].sort((a, b) => a.start - b.start || a.end - b.end || (a.replacement < b.replacement ? -1 : 1));
}

function blocksAndConditions({ add, addCondition }: Collector): VisitorObject {
  return {
    IfStatement: ({ test }) => addCondition(test),
    ConditionalExpression: ({ test }) => addCondition(test),
    WhileStatement: ({ test }) => add("ConditionalExpression", test, "false"),
    DoWhileStatement: ({ test }) => add("ConditionalExpression", test, "false"),
    ForStatement: ({ test }) => test !== null && add("ConditionalExpression", test, "false"),
    SwitchCase({ consequent }) {
      const first = consequent[0];
      const last = consequent.at(-1);
      if (first !== undefined && last !== undefined) add("ConditionalExpression", { start: first.start, end: last.end }, "");
    },
    BlockStatement(block) {
      if (block.body.length > 0) add("BlockStatement", block, "{}");
    },
    ArrowFunctionExpression({ body, expression }) {
      if (expression) add("ArrowFunction", body, "undefined");
    },
  };
}

function operators({ text, add, addOperator, addCondition }: Collector): VisitorObject {
  return {
    BinaryExpression(node) {
      const { left, operator, right } = node;
      const compared = comparisons[operator];
      if (compared !== undefined) {
        for (const replacement of compared) addOperator("EqualityOperator", left, operator, right, replacement);
        addCondition(node);
      }
      const replacement = arithmetic[operator];
      if (replacement === undefined || (operator === "+" && (isText(left) || isText(right)))) return;
      addOperator("ArithmeticOperator", left, operator, right, replacement);
    },
    LogicalExpression(node) {
      const { left, operator, right } = node;
      addOperator("LogicalOperator", left, operator, right, logical[operator] ?? operator);
      if (operator !== "??") addCondition(node);
    },
    AssignmentExpression({ left, operator, right }) {
      const replacement = assignments[operator];
      if (replacement === undefined || (operator === "+=" && isText(right))) return;
      addOperator("AssignmentOperator", left, operator, right, replacement);
    },
    UpdateExpression({ start, end, operator, prefix }) {
      add("UpdateOperator", prefix ? { start, end: start + 2 } : { start: end - 2, end }, operator === "++" ? "--" : "++");
    },
    UnaryExpression({ start, end, operator, argument }) {
      if (operator === "!") add("BooleanLiteral", { start, end }, text.slice(argument.start, argument.end));
      if (operator === "-") add("UnaryOperator", { start, end: start + 1 }, "+");
      if (operator === "~") add("UnaryOperator", { start, end: start + 1 }, "");
    },
  };
}

function calls({ text, add }: Collector): VisitorObject {
  return {
    MemberExpression({ object, property, optional, computed }) {
      if (!optional) return;
      const dot = text.indexOf("?.", object.end);
      if (dot < property.start) add("OptionalChaining", { start: dot, end: dot + 2 }, computed ? "" : ".");
    },
    CallExpression(call) {
      const { callee, optional } = call;
      if (optional) {
        const dot = text.indexOf("?.", callee.end);
        add("OptionalChaining", { start: dot, end: dot + 2 }, "");
      }
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier" || callee.computed) return;
      const { name } = callee.property;
      const other = methods.get(name);
      if (other !== undefined) add("MethodExpression", callee.property, other);
      if (passing.has(name)) add("MethodExpression", call, text.slice(callee.object.start, callee.object.end));
    },
  };
}

function values({ text, add }: Collector): VisitorObject {
  /** Where strings begin that are no values: names of modules, keys, types. */
  const noValues = new Set<number>();
  return {
    ImportDeclaration: ({ source }) => noValues.add(source.start),
    ExportNamedDeclaration: ({ source }) => source !== null && noValues.add(source.start),
    ExportAllDeclaration: ({ source }) => noValues.add(source.start),
    ImportExpression: ({ source }) => noValues.add(source.start),
    TSLiteralType: ({ literal }) => noValues.add(literal.start),
    Property: ({ key, computed }) => !computed && noValues.add(key.start),
    TSPropertySignature: ({ key }) => noValues.add(key.start),

    ArrayExpression(array) {
      add("ArrayDeclaration", array, array.elements.length > 0 ? "[]" : '["a mutant was here"]');
    },
    ObjectExpression(object) {
      if (object.properties.length > 0) add("ObjectLiteral", object, "{}");
    },
    Literal(literal) {
      if (noValues.has(literal.start)) return;
      if (typeof literal.value === "boolean") add("BooleanLiteral", literal, String(!literal.value));
      if (typeof literal.value === "string") add("StringLiteral", literal, literal.value === "" ? '"a mutant was here"' : '""');
      if (!("regex" in literal)) return;
      for (const { start, end, replacement } of patternMutants(literal.regex.pattern)) {
        const offset = literal.start + 1;
        add("Regex", { start: offset + start, end: offset + end }, replacement);
      }
    },
    TaggedTemplateExpression({ tag, quasi }) {
      // Patterns that are put together from pieces.
      if (text.slice(tag.start, tag.end) !== "String.raw") return;
      for (const piece of quasi.quasis) {
        // The span of a piece holds the signs around it.
        const offset = text.indexOf(piece.value.raw, piece.start);
        for (const { start, end, replacement } of patternMutants(piece.value.raw)) {
          add("Regex", { start: offset + start, end: offset + end }, replacement);
        }
      }
    },
    TemplateLiteral(template) {
      if (template.end - template.start > 2) add("StringLiteral", template, "``");
    },
  };
}

/** The text of a module with the change made. */
export function mutated(text: string, { start, end, replacement }: Mutant): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Whether a sum is one of texts: texts have no difference. */
function isText(operand: Expression | { readonly type: "PrivateIdentifier" }): boolean {
  if (operand.type === "TemplateLiteral") return true;
  if (operand.type === "Literal") return typeof operand.value === "string";
  if (operand.type === "ParenthesizedExpression") return isText(operand.expression);
  return operand.type === "BinaryExpression" && operand.operator === "+" && (isText(operand.left) || isText(operand.right));
}
