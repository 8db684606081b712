/** A node of the syntax tree. Offsets are UTF-16 units of the script, end exclusive. */
export interface RobinNode {
  readonly start: number;
  readonly end: number;
}

/** A number as written: `5`, `-3.14`, `1E3`. */
export interface NumberLiteral extends RobinNode {
  readonly kind: "number";
  readonly value: number;
  /** With its sign, as spelled. */
  readonly text: string;
}

/** `True`, `False` */
export interface BooleanLiteral extends RobinNode {
  readonly kind: "boolean";
  readonly value: boolean;
}

/** `'text'`, or `'''text'''` over several lines as header lines have it. */
export interface TextLiteral extends RobinNode {
  readonly kind: "text";
  /** Escapes undone; line ends as in the script (the runtime turns each into CRLF). */
  readonly value: string;
  readonly quotes: "single" | "triple";
}

/**
 * `P@'…'`: a text that the designer has encrypted for the machine of its author. The designer offers such values for passwords, but no stored one has
 * been seen: the form is unconfirmed.
 */
export interface EncryptedLiteral extends RobinNode {
  readonly kind: "encrypted";
  /** The word before `@`. */
  readonly scheme: string;
  /** Not readable without the key. */
  readonly value: string;
}

/** A stretch of plain text in an {@link Interpolation}. */
export interface TextPart extends RobinNode {
  readonly kind: "text-part";
  /** Escapes and doubled percent signs undone; line ends as in the script. */
  readonly value: string;
}

/** `$'''text %expression% text'''`, or the Power Fx text `$fx'text ${formula} text'`. Parts are in order; an empty text has none. */
export interface Interpolation extends RobinNode {
  readonly kind: "interpolation";
  readonly syntax: "robin" | "power-fx";
  readonly parts: readonly (TextPart | Expression)[];
}

/** A Power Fx formula: `$fx'=Len(Name) > 3'`, or what is in `${…}` of a Power Fx text. */
export interface Formula extends RobinNode {
  readonly kind: "formula";
  /** Without `$fx'=` and with quotes undone. */
  readonly text: string;
  /** Variables that the formula reads; their paths have members only (`.Name`, `."quoted"` as a member too). */
  readonly references: readonly Reference[];
  /** What it computes; absent where not all of it is understood, and then only its names are known. */
  readonly value: Expression | undefined;
}

/** One step behind a value: `.Name`, or `['Key']`, `[0]`, `[Index + 1]`. */
export type AccessStep = MemberStep | IndexStep;

/** `.Name` */
export interface MemberStep extends RobinNode {
  readonly kind: "member";
  readonly name: string;
}

/** `[0]`, `['Name']` */
export interface IndexStep extends RobinNode {
  readonly kind: "index";
  readonly index: Expression;
}

/**
 * A name and what is read from it. A variable (`Total`, `Row['A'].Name`), an enumeration value (`Text.CaseOption.UpperCase`) and a repository item
 * (`appmask['Window']['Button']`) look alike; which it is, is for a resolver to say. Names compare without case.
 */
export interface Reference extends RobinNode {
  readonly kind: "reference";
  /** Written behind `GLOBAL.`, as local subflows call the variables of the flow. */
  readonly global?: true;
  readonly name: string;
  readonly path: readonly AccessStep[];
}

/** A step behind anything that is not a name: `$'''a'''.Length`, `(A + B)[0]`. */
export interface Access extends RobinNode {
  readonly kind: "access";
  readonly object: Expression;
  /** At least one. */
  readonly path: readonly AccessStep[];
}

/** `NOT x`, `-x` */
export interface Unary extends RobinNode {
  readonly kind: "unary";
  readonly operator: "-" | "not";
  readonly operand: Expression;
}

/** Operators between two operands, as they are written. */
export type BinaryOperator = "or" | "and" | "=" | "<>" | "<" | ">" | "<=" | ">=" | "+" | "-" | "*" | "/" | "mod";

/** Left-associative; parentheses are not kept. */
export interface Binary extends RobinNode {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** A condition function such as `IsEmpty(x)` or `Contains(x, y, True)`, or a function of Power Fx; any name is taken. */
export interface FunctionCall extends RobinNode {
  readonly kind: "function-call";
  readonly name: string;
  readonly arguments: readonly Expression[];
}

/** `[1, 2]` */
export interface ListLiteral extends RobinNode {
  readonly kind: "list";
  readonly elements: readonly Expression[];
}

/** `{ 'Key': value }`, empty `{{ }}`. */
export interface ObjectLiteral extends RobinNode {
  readonly kind: "object";
  readonly members: readonly ObjectMember[];
}

/** `'Name': value` */
export interface ObjectMember extends RobinNode {
  readonly key: TextLiteral | Interpolation;
  readonly value: Expression;
}

/** `{ ^['A', 'B'], [1, 2] }`, empty `{ }`. */
export interface TableLiteral extends RobinNode {
  readonly kind: "table";
  readonly rows: readonly TableRow[];
}

/** A row of a table literal. */
export interface TableRow extends RobinNode {
  /** Marked with `^`: the column names. */
  readonly header: boolean;
  /** A list, unless something else was written. */
  readonly cells: Expression;
}

/** What could not be read as an expression. */
export interface ErrorExpression extends RobinNode {
  readonly kind: "error";
  readonly message: string;
  /** The source of the node. */
  readonly text: string;
  /** What of it could be read, so that its variables are still followed. */
  readonly readable: readonly Expression[];
}

/** Anything that has a value. */
export type Expression =
  | NumberLiteral
  | BooleanLiteral
  | TextLiteral
  | EncryptedLiteral
  | Interpolation
  | Formula
  | Reference
  | Access
  | Unary
  | Binary
  | FunctionCall
  | ListLiteral
  | ObjectLiteral
  | TableLiteral
  | ErrorExpression;

/** What is written to: a variable, or a part of one (`Obj['Key']`). */
export type Target = Reference | ErrorExpression;
