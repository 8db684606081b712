import fc from "fast-check";
import type { Call, Dereference, Expression, Template, TextPart } from "../../../src/cloud-flow/expression/ast.ts";
import { functions } from "../../../src/cloud-flow/expression/functions.ts";

/** Positions of generated trees mean nothing. */
const nowhere = { start: 0, end: 0 };

/** Strings that are rich in what means something to the language. */
export const richText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "@",
        "@{",
        "}",
        "'",
        "''",
        "(",
        ")",
        "[",
        "]",
        "?",
        ".",
        ",",
        '"',
        "-",
        "1",
        " ",
        "\n",
        "/",
        "item",
        "e5",
        "null",
        "\u00a0",
        "\ud800",
        "\0",
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    {
      maxLength: 24,
    },
  )
  .map((pieces) => pieces.join(""));

const identifier: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...functions.map(({ name }) => name)),
  fc.stringMatching(/^[a-zA-Z_$#:/*<>=!é][\w$#:/*+-]{0,8}$/).filter((name) => !/^(null|true|false)$/i.test(name)),
);

const number: fc.Arbitrary<Expression> = fc.oneof(
  fc.double({ noNaN: true }).map((value): Expression => ({ ...nowhere, kind: "number", value, integer: false })),
  fc.maxSafeInteger().map((value): Expression => ({ ...nowhere, kind: "number", value, integer: true })),
  fc
    .constantFrom(-0, 1e21, -1e300, Number.POSITIVE_INFINITY)
    .map((value): Expression => ({ ...nowhere, kind: "number", value, integer: true })),
);

const stringLiteral = richText.map((value): Expression => ({ ...nowhere, kind: "string", value }));

const { expression } = fc.letrec<{ expression: Expression; call: Call; dereference: Dereference }>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    stringLiteral,
    number,
    fc.boolean().map((value): Expression => ({ ...nowhere, kind: "boolean", value })),
    fc.constant<Expression>({ ...nowhere, kind: "null" }),
    tie("call"),
  ),
  call: fc
    .record({
      name: identifier,
      arguments: fc.array(tie("expression"), { maxLength: 3 }),
      dereferences: fc.array(tie("dereference"), { maxLength: 3 }),
    })
    .map((parts): Call => ({ ...nowhere, kind: "call", nameSpan: nowhere, ...parts })),
  dereference: fc.oneof(
    fc.record({ safe: fc.boolean(), key: tie("expression") }).map((parts): Dereference => ({ ...nowhere, notation: "bracket", ...parts })),
    fc
      .record({ safe: fc.boolean(), key: identifier })
      .map(({ safe, key }): Dereference => ({ ...nowhere, notation: "dot", safe, key: { ...nowhere, kind: "string", value: key } })),
  ),
}));

export const anyExpression = expression;

const textPart = richText.filter((text) => text !== "").map((value): TextPart => ({ ...nowhere, kind: "text", value }));

/** Templates that a parse can yield: texts do not touch each other, none ends in `@` in front of a segment, none starts with `@` in front of everything. */
export const anyTemplate: fc.Arbitrary<Template> = fc.oneof(
  richText.map((text): Template => ({ kind: "literal", text, problems: [] })),
  expression.map((value): Template => ({ kind: "expression", expression: value, problems: [] })),
  fc
    .array(fc.oneof(textPart, expression), { minLength: 1, maxLength: 5 })
    .filter((parts) => parts.some(({ kind }) => kind !== "text") && parts.every((part, index) => canStand(part, index, parts)))
    .map((parts): Template => ({ kind: "interpolation", parts, problems: [] })),
);

function canStand(part: TextPart | Expression, index: number, parts: readonly (TextPart | Expression)[]): boolean {
  if (part.kind !== "text") return true;
  const next = parts[index + 1];
  return next?.kind !== "text" && !(next !== undefined && part.value.endsWith("@")) && !(index === 0 && part.value.startsWith("@"));
}
