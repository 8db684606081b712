import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Expression, Template } from "../../../src/cloud-flow/expression/ast.ts";
import { parseTemplate } from "../../../src/cloud-flow/expression/template.ts";
import { anyExpression, anyTemplate, richText } from "./arbitrary.ts";
import { printExpression, printTemplate } from "./print.ts";
import { malformedRows, validRows } from "./rows.ts";
import { sketch, sketchTemplate } from "./sketch.ts";

const nowhere = { start: 0, end: 0 };
const item: Expression = { ...nowhere, kind: "call", name: "item", nameSpan: nowhere, arguments: [], dereferences: [] };

describe.each(Object.entries(validRows))("%s", (_, rows) => {
  for (const [text, tree] of rows) {
    test(JSON.stringify(text), () => {
      const printed = printTemplate(parseTemplate(text)) ?? "";
      expect(sketchTemplate(parseTemplate(printed))).toBe(tree);
    });
  }
});

test.each<[string, string]>([
  ["@concat( 'a''b',1 , -2.50,TRUE,null )", "@concat('a''b', 1, -2.5, true, null)"],
  ["@body( 'X' ) ? [ 'a/b' ] .c [ 0 ] ?.d", "@body('X')?['a/b'].c[0]?.d"],
  ["a @{ item( ) } b@@{c", "a @{item()} b@@{c"],
  ["@1e3", "@1000.0"],
  ["@1e20", "@100000000000000000000.0"],
  ["@1e21", "@1e+21"],
  ["@@x @{y}", "@@x @{y}"],
])("%j is printed as %j", (text, printed) => {
  expect(printTemplate(parseTemplate(text))).toBe(printed);
});

describe("round trips", () => {
  test("a generated template is printed and parsed to the same tree", () => {
    fc.assert(
      fc.property(anyTemplate, (template) => {
        const parsed = parseTemplate(printTemplate(template) ?? "");
        expect(sketchTemplate(parsed)).toBe(sketchTemplate(template));
        expect(parsed.problems).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test("a generated expression likewise", () => {
    fc.assert(
      fc.property(anyExpression, (expression) => {
        const parsed = parseTemplate(`@${printExpression(expression)}`);
        expect(parsed.kind === "expression" && sketch(parsed.expression)).toBe(sketch(expression));
      }),
      { numRuns: 1000 },
    );
  });

  test("plain text stays exactly as it is", () => {
    fc.assert(
      fc.property(richText, (text) => {
        const printed = printTemplate({ kind: "literal", text, problems: [] }) ?? "";
        expect(parseTemplate(printed)).toEqual({ kind: "literal", text, problems: [] });
      }),
      { numRuns: 1000 },
    );
  });

  test("whatever was parsed without a problem is printed and parsed to the same tree", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          richText,
          richText.map((text) => `a@{item()}${text}`),
        ),
        (text) => {
          const template = parseTemplate(text);
          fc.pre(template.problems.length === 0);
          expect(sketchTemplate(parseTemplate(printTemplate(template) ?? ""))).toBe(sketchTemplate(template));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("what no parse yields", () => {
  test.each<[string, string[], string]>([
    ["a text that ends in @ before a segment", ["a@"], "a@{'@'}@{item()}"],
    ["a text that starts with @ before everything", ["@a"], "@{'@'}a@{item()}"],
    ["a lone @ before a segment", ["@"], "@{'@'}@{item()}"],
    ["two @ before a segment", ["@@"], "@{'@'}@{'@'}@{item()}"],
    ["an empty text", [""], "@{item()}"],
  ])("%s is printed as something of equal value", (_, texts, expected) => {
    const parts = [...texts.map((value) => ({ ...nowhere, kind: "text" as const, value })), item];
    const printed = printTemplate({ kind: "interpolation", parts, problems: [] });
    expect(printed).toBe(expected);
    expect(parseTemplate(expected).problems).toEqual([]);
  });

  test("an interpolation without segments becomes plain text", () => {
    const template: Template = { kind: "interpolation", parts: [{ ...nowhere, kind: "text", value: "@a@{" }], problems: [] };
    expect(printTemplate(template)).toBe("@@a@{");
  });

  test("a key after a dot that is no name goes into brackets", () => {
    const key: Expression = { ...nowhere, kind: "string", value: "a.b" };
    expect(printExpression({ ...item, dereferences: [{ ...nowhere, safe: true, notation: "dot", key }] })).toBe("item()?['a.b']");
  });
});

test("a template with an error node has no text of its own", () => {
  for (const rows of Object.values(malformedRows))
    for (const [text] of rows) expect(printTemplate(parseTemplate(text)), text).toBeUndefined();
});
