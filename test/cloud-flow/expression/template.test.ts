import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Expression, Template, TextPart } from "../../../src/cloud-flow/expression/ast.ts";
import { createTemplateCache, mayHoldExpression, parseTemplate } from "../../../src/cloud-flow/expression/template.ts";
import { anyTemplate, richText } from "./arbitrary.ts";
import { printTemplate } from "./print.ts";
import { malformedRows, validRows } from "./rows.ts";
import { sketchTemplate } from "./sketch.ts";

describe.each(Object.entries(validRows))("%s", (_, rows) => {
  for (const [text, tree] of rows) {
    test(JSON.stringify(text), () => {
      const template = parseTemplate(text);
      expect(sketchTemplate(template)).toBe(tree);
      expect(template.problems).toEqual([]);
    });
  }
});

describe.each(Object.entries(malformedRows))("malformed: %s", (_, rows) => {
  test.each(rows)("%j", (text, tree, message, pointsAt) => {
    const { problems } = parseTemplate(text);
    expect(sketchTemplate(parseTemplate(text))).toBe(tree);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.message).toMatch(/^[A-Z'@].*\.$/);
    expect(text.slice(problems[0]?.start, problems[0]?.end)).toBe(pointsAt);
  });
});

test("every malformed segment has its problem, and the others stay whole", () => {
  const template = parseTemplate("@{item(} @{item()} @{'a' 'b'} @{");
  expect(sketchTemplate(template)).toBe('<error{item()} + " " + item() + " " + error{\'a\'} + " " + error{}>');
  expect(template.problems.map(({ start }) => start)).toEqual([7, 25, 30]);
});

test("problems never quote the text, which can be a password", () => {
  const password = `P${"w".repeat(9)}!`;
  for (const text of [
    `@${password}`,
    `@concat(${password})`,
    `@'a' '${password}'`,
    `@'${password}`,
    `@{'${password}`,
    `@item().x ${password}`,
  ]) {
    expect(JSON.stringify(parseTemplate(text).problems.map(({ message }) => message))).not.toContain(password);
    expect(parseTemplate(text).problems).toHaveLength(1);
  }
});

describe("nesting", () => {
  const nested = (levels: number) => `@${"not(".repeat(levels)}item()${")".repeat(levels)}`;

  test("500 calls inside one another are read", () => {
    expect(parseTemplate(nested(499)).problems).toEqual([]);
  });

  test("more are a problem, and what was read of them stays", () => {
    const template = parseTemplate(nested(500));
    expect(template.problems[0]?.message).toContain("nested too deeply");
    expect(sketchTemplate(template)).toBe(`error{${"not(".repeat(500)}${")".repeat(500)}}`);
  });

  test("calls one after another do not count", () => {
    expect(parseTemplate(`@concat(${Array(2000).fill("not(true)").join()})`).problems).toEqual([]);
    expect(parseTemplate(`@item()${"[item()]".repeat(2000)}`).problems).toEqual([]);
  });
});

describe("positions", () => {
  test("are those of the string, in UTF-16 units", () => {
    const text = "é😀 @{ concat( 'a''b' , body('X') ?.c?[ 1 ]) } z";
    const template = parseTemplate(text);
    const slices: string[] = [];
    visit(template, (node) => slices.push(text.slice(node.start, node.end)));
    expect(slices).toEqual([
      "é😀 ",
      "concat( 'a''b' , body('X') ?.c?[ 1 ])",
      "concat",
      "'a''b'",
      "body('X') ?.c?[ 1 ]",
      "body",
      "'X'",
      "?.c",
      "c",
      "?[ 1 ]",
      "1",
      " z",
    ]);
  });

  test("of an error node are the whole expression", () => {
    const template = parseTemplate("a @{ item() item() } b");
    expect(template.kind === "interpolation" && template.parts[1]).toMatchObject({ kind: "error", start: 4, end: 19 });
  });

  test("nest, follow each other, and their slices are what the nodes say, for any text", () => {
    fc.assert(fc.property(richText, checkPositions), { numRuns: 2000 });
    fc.assert(
      fc.property(anyTemplate, (template) => checkPositions(printTemplate(template) ?? "")),
      { numRuns: 300 },
    );
  });
});

type Spanned = { readonly start: number; readonly end: number };

function visit(template: Template, enter: (node: Spanned, parent: Spanned | undefined, value?: Expression | TextPart) => void): void {
  if (template.kind === "expression") visitNode(template.expression, undefined, enter);
  if (template.kind === "interpolation") for (const part of template.parts) visitNode(part, undefined, enter);
}

function visitNode(
  node: Expression | TextPart,
  parent: Spanned | undefined,
  enter: (node: Spanned, parent: Spanned | undefined, value?: Expression | TextPart) => void,
) {
  enter(node, parent, node);
  if (node.kind === "error") for (const readable of node.readable) visitNode(readable, node, enter);
  if (node.kind !== "call") return;
  enter(node.nameSpan, node);
  for (const argument of node.arguments) visitNode(argument, node, enter);
  for (const dereference of node.dereferences) {
    enter(dereference, node);
    visitNode(dereference.key, dereference, enter);
  }
}

function checkPositions(text: string): void {
  const template = parseTemplate(text);
  for (const { start, end } of template.problems) expect(0 <= start && start <= end && end <= text.length).toBe(true);
  visit(template, (node, parent, value) => {
    const within = parent ?? { start: 0, end: text.length };
    expect(within.start <= node.start && node.start <= node.end && node.end <= within.end).toBe(true);
    const slice = text.slice(node.start, node.end);
    switch (value?.kind) {
      case "text":
        expect(slice.replaceAll("@@{", "@{")).toBe(value.value);
        break;
      case "string":
        expect(["'", value.value[0]]).toContain(slice[0]);
        break;
      case "number":
        expect(Number.parseFloat(slice)).toBe(value.value);
        break;
      case "boolean":
      case "null":
        expect(slice.toLowerCase()).toBe(value.kind === "null" ? "null" : String(value.value));
        break;
      case "call":
        expect(slice.startsWith(value.name)).toBe(true);
        expect(text.slice(value.nameSpan.start, value.nameSpan.end)).toBe(value.name);
        checkOrder([value.nameSpan, ...value.arguments, ...value.dereferences]);
        break;
      default:
    }
  });
  if (template.kind === "interpolation") checkOrder(template.parts);
}

function checkOrder(nodes: readonly Spanned[]): void {
  for (const [index, node] of nodes.entries()) expect(node.start).toBeGreaterThanOrEqual(nodes[index - 1]?.end ?? 0);
}

describe("any string", () => {
  test("is parsed without an exception, and a problem goes with an error node", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          richText,
          richText.map((text) => `@${text}`),
          fc.string({ unit: "binary", maxLength: 40 }),
        ),
        (text) => {
          const template = parseTemplate(text);
          let errors = 0;
          visit(template, (_node, _parent, value) => {
            if (value?.kind === "error") errors++;
          });
          expect(errors).toBe(template.problems.length);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test("that cannot hold an expression means itself", () => {
    fc.assert(
      fc.property(richText, (text) => {
        fc.pre(!mayHoldExpression(text));
        expect(parseTemplate(text)).toEqual({ kind: "literal", text, problems: [] });
      }),
    );
  });

  test("that is not plain text may hold an expression", () => {
    fc.assert(
      fc.property(richText, (text) => {
        const template = parseTemplate(text);
        if (template.kind !== "literal" || template.text !== text) expect(mayHoldExpression(text)).toBe(true);
      }),
    );
  });
});

const expressionRows = Object.values(validRows)
  .flat()
  .map(([text, tree]) => [text, tree] as const)
  .filter(([text]) => parseTemplate(text).kind === "expression");

test.each(expressionRows)("%s holds the same expression inside of a text", (text, tree) => {
  expect(sketchTemplate(parseTemplate(`@{${text.slice(1)}}`))).toBe(`<${tree}>`);
});

describe("the cache", () => {
  const itself = (template: Template): Template => template;

  test("parses equal texts once", () => {
    const { read: parse } = createTemplateCache(itself);
    expect(parse("@item()")).toEqual(parseTemplate("@item()"));
    expect(parse("@item()")).toBe(parse("@ite".concat("m()")));
  });

  test("does not keep long texts", () => {
    const { read: parse } = createTemplateCache(itself, { maxTextLength: 7 });
    expect(parse("@item()")).toBe(parse("@item()"));
    expect(parse("@item() ")).not.toBe(parse("@item() "));
  });

  test("forgets the texts that were not asked for lately", () => {
    const { read: parse } = createTemplateCache(itself, { onceCapacity: 16 });
    const [hot, cold] = [parse("@'hot'"), parse("@'cold'")];
    for (let index = 10; index < 40; index++) {
      parse(`@'${index}'`);
      expect(parse("@'hot'")).toBe(hot);
    }
    expect(parse("@'cold'")).not.toBe(cold);
    expect(parse("@'cold'")).toEqual(cold);
  });

  test("forgets even what was asked for often, when more of it is asked for than there is room", () => {
    const { read: parse } = createTemplateCache(itself, { onceCapacity: 8, oftenCapacity: 16 });
    // Each is dropped to the older half by the next, and then asked for again.
    const askTwice = (name: string): unknown => {
      const first = parse(`@'${name}'`);
      parse(`@'${name} and more'`);
      expect(parse(`@'${name}'`)).toBe(first);
      return first;
    };
    const first = askTwice("first");
    askTwice("second");
    expect(parse("@'first'")).toBe(first);
    for (const name of ["third", "fourth", "fifth", "sixth"]) askTwice(name);
    expect(parse("@'first'")).not.toBe(first);
  });

  test("keeps on holding texts after it was full", () => {
    const { read: parse } = createTemplateCache(itself, { onceCapacity: 60 });
    for (let index = 100; index < 200; index++) parse(`@${index}`);
    const templates = ["@1", "@2", "@3", "@4"].map((text) => parse(text));
    expect(["@1", "@2", "@3", "@4"].map((text) => parse(text)).every((template, index) => template === templates[index])).toBe(true);
  });

  test("lets go of what one flow alone holds with the next but one, and keeps what the next holds as well", () => {
    const { read, nextFlow } = createTemplateCache(itself);
    const [shared, alone] = [read("@'shared'"), read("@'alone'")];
    nextFlow();
    expect(read("@'shared'")).toBe(shared);
    nextFlow();
    nextFlow();
    expect(read("@'shared'")).toBe(shared);
    expect(read("@'alone'")).not.toBe(alone);
  });
});

test.each([
  ["plain", false],
  ["", false],
  ["@", false],
  ["@{", true],
  ["@x", true],
  ["a@b", false],
  ["a@{b", true],
  ["@@x", true],
])("%j may hold an expression: %s", (text, expected) => {
  expect(mayHoldExpression(text)).toBe(expected);
});
