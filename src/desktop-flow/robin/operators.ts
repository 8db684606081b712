import type { BinaryOperator } from "./ast.ts";
import type { Parser } from "./parser-state.ts";
import { TokenKind } from "./tokens.ts";
import { wordIds } from "./words.ts";

/** How strongly operators bind; the designer's own output leaves only this reading. `not` is between `and` and the comparisons. */
export const precedenceOf = { or: 1, and: 2, comparison: 4, sum: 5, product: 6 } as const;

const precedences: Readonly<Record<BinaryOperator, number>> = {
  or: precedenceOf.or,
  and: precedenceOf.and,
  "=": precedenceOf.comparison,
  "<>": precedenceOf.comparison,
  "<": precedenceOf.comparison,
  ">": precedenceOf.comparison,
  "<=": precedenceOf.comparison,
  ">=": precedenceOf.comparison,
  "+": precedenceOf.sum,
  "-": precedenceOf.sum,
  "*": precedenceOf.product,
  "/": precedenceOf.product,
  mod: precedenceOf.product,
};

/** How strongly an operator binds its operands: the printer puts parentheses by it. */
export function precedence(operator: BinaryOperator): number {
  return precedences[operator];
}

/** The operator between two operands that the token is. */
export function operatorAt(parser: Parser): BinaryOperator | undefined {
  switch (parser.kind) {
    case TokenKind.plus:
      return "+";
    case TokenKind.minus:
      return "-";
    case TokenKind.times:
      return "*";
    case TokenKind.divide:
      return "/";
    case TokenKind.word:
      if (parser.word === wordIds.and) return "and";
      if (parser.word === wordIds.or) return "or";
      return parser.word === wordIds.mod ? "mod" : undefined;
    default:
      return comparisonAt(parser);
  }
}

/** The comparison that the token is. */
export function comparisonAt(parser: Parser): "=" | "<>" | "<" | ">" | "<=" | ">=" | undefined {
  switch (parser.kind) {
    case TokenKind.equal:
      return "=";
    case TokenKind.notEqual:
      return "<>";
    case TokenKind.less:
      return "<";
    case TokenKind.greater:
      return ">";
    case TokenKind.lessEqual:
      return "<=";
    case TokenKind.greaterEqual:
      return ">=";
    default:
      return undefined;
  }
}
