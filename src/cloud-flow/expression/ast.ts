/**
 * Syntax tree of the workflow definition language's expressions. Offsets are UTF-16 units of the decoded JSON string that holds the
 * template, end exclusive.
 * Grammar: https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-definition-language, and the designer's own scanner and parser.
 */
export interface ExpressionNode {
  readonly start: number;
  readonly end: number;
}

/** `'text'` */
export interface StringLiteral extends ExpressionNode {
  readonly kind: "string";
  /** The text with doubled quotes undone. */
  readonly value: string;
}

/** `12`, `1.5` */
export interface NumberLiteral extends ExpressionNode {
  readonly kind: "number";
  readonly value: number;
  readonly integer: boolean;
}

/** `true`, `false` */
export interface BooleanLiteral extends ExpressionNode {
  readonly kind: "boolean";
  readonly value: boolean;
}

/** `null` */
export interface NullLiteral extends ExpressionNode {
  readonly kind: "null";
}

/** `name(arguments)` and what is read from its result: the only compound form of the language. */
export interface Call extends ExpressionNode {
  readonly kind: "call";
  /** As spelled; names compare without case. */
  readonly name: string;
  readonly nameSpan: ExpressionNode;
  readonly arguments: readonly Expression[];
  readonly dereferences: readonly Dereference[];
}

/** One step of `?['key']`, `['key']`, `.key`, `[0]`, `[expression]`. */
export interface Dereference extends ExpressionNode {
  readonly safe: boolean;
  readonly notation: "dot" | "bracket";
  /** For the dot notation a string literal. */
  readonly key: Expression;
  /** The expression that stands in the brackets, where `key` is what it always gives; see `constant-keys.ts`. */
  readonly written?: Expression;
}

/** What could not be parsed; `readable` is the longest prefix that could, so that references in it are still followed. */
export interface ErrorNode extends ExpressionNode {
  readonly kind: "error";
  readonly readable: readonly Expression[];
}

/** Anything that has a value. */
export type Expression = StringLiteral | NumberLiteral | BooleanLiteral | NullLiteral | Call | ErrorNode;

/** What is wrong with an expression, and where. */
export interface SyntaxProblem extends ExpressionNode {
  /** A full sentence that says what was expected. */
  readonly message: string;
}

/** A stretch of plain text between the segments of an interpolation. */
export interface TextPart extends ExpressionNode {
  readonly kind: "text";
  /** With `@@{` undone. */
  readonly value: string;
}

/** What a JSON string of a definition means. */
export type Template =
  | { readonly kind: "literal"; readonly text: string; readonly problems: readonly SyntaxProblem[] }
  | { readonly kind: "expression"; readonly expression: Expression; readonly problems: readonly SyntaxProblem[] }
  | { readonly kind: "interpolation"; readonly parts: readonly (TextPart | Expression)[]; readonly problems: readonly SyntaxProblem[] };
