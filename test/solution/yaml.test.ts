import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parseYaml, type YamlNode } from "../../src/solution/yaml.ts";
import { expectLinear } from "../growth.ts";

type Plain = string | readonly Plain[] | { readonly [key: string]: Plain };

/** A node without its positions. */
function plain(node: YamlNode | undefined): Plain | undefined {
  switch (node?.kind) {
    case undefined:
      return undefined;
    case "scalar":
      return node.text;
    case "sequence":
      return node.items.map((item) => plain(item) ?? "");
    case "mapping":
      return Object.fromEntries([...node.members].map(([key, member]) => [key, plain(member) ?? ""]));
  }
}

const read = (...lines: readonly string[]): Plain | undefined => plain(parseYaml(lines.join("\n")).root);

describe("a document", () => {
  test.each<[string, readonly string[], Plain]>([
    ["nothing at all", [""], ""],
    ["only comments", ["# a", "", "  # b"], ""],
    [
      "a mapping with plain, quoted and empty values",
      ["a: b c", "'d e': 'it''s'", '"f": "g\\n\\u00e9"', "h:"],
      { a: "b c", "d e": "it's", f: "g\né", h: "" },
    ],
    ["mappings in mappings", ["a:", "  b:", "    c: d", "  e: f", "g: h"], { a: { b: { c: "d" }, e: "f" }, g: "h" }],
    ["a list that is as far left as its key", ["a:", "- b", "- c", "d: e"], { a: ["b", "c"], d: "e" }],
    ["a list of mappings", ["- a: 1", "  b: 2", "- a: 3", "-", "  a: 4"], [{ a: "1", b: "2" }, { a: "3" }, { a: "4" }]],
    ["a list in a list", ["- - a", "  - b", "- c"], [["a", "b"], "c"]],
    ["empty collections", ["a: {}", "b: [ ]  # none"], { a: {}, b: [] }],
    ["a comment behind a value, and a number sign that is none", ["a: b # c", "d: e#f", "g: '# h'"], { a: "b", d: "e#f", g: "# h" }],
    ["a colon inside of a key and of a value", ["a:b: c", "d: https://contoso.com:443/e"], { "a:b": "c", d: "https://contoso.com:443/e" }],
    ["a value over several lines", ["a: b", "  c", "d: e"], { a: "b c", d: "e" }],
    ["a literal block, and a folded one", ["a: |", "  b", "    c", "", "  d", "e: >-", "  f", "  g"], { a: "b\n  c\n\nd\n", e: "f g" }],
    ["a folded block whose middle is indented further", ["a: >", "  b", "  c", "    d", "  e", "", "  f"], { a: "b c\n  d\ne\nf\n" }],
    [
      "quoted texts over several lines",
      ["a: 'b  ", "  c", "", "  ''d'''", 'e: "f', "", "", "  g", '  "', "h: i"],
      { a: "b c\n'd'", e: "f\n\ng ", h: "i" },
    ],
    ["line breaks and blanks that are escaped", ['a: "b\\', "  c\\  ", "  \\ d\\\\", '  e"'], { a: "bc   d\\ e" }],
    [
      "every escape",
      ['a: "\\0\\a\\b\\t\\n\\v\\f\\r\\e\\ \\"\\/\\\\\\N\\_\\L\\P\\x41\\u00e9\\U0001f511\\q"'],
      { a: '\0\x07\b\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029Aé🔑\\q' },
    ],
    ["a block that holds what looks like a key", ["a: |-", "  b: c", "  - d", "e: f"], { a: "b: c\n- d", e: "f" }],
    ["a marker at the start", ["%YAML 1.2", "---", "a: b"], { a: "b" }],
  ])("that holds %s", (_, lines, value) => {
    expect(read(...lines)).toEqual(value);
    expect(read(...lines.map((line) => `${line}\r`))).toEqual(value);
  });

  test("keeps the first of two members with one key", () => expect(read("a: b", "a: c")).toEqual({ a: "b" }));

  test("says where each value stands, quotes included", () => {
    const text = "a: 'b'\nc:\n  - d e # f\n";
    const { root } = parseYaml(text);
    const spans: string[] = [];
    const visit = (node: YamlNode): void => {
      if (node.kind === "scalar") spans.push(text.slice(node.span.start, node.span.end));
      else for (const inner of node.kind === "mapping" ? node.members.values() : node.items) visit(inner);
    };
    if (root !== undefined) visit(root);
    expect(spans).toEqual(["'b'", "d e"]);
  });
});

describe("what is not understood is a problem, with its place", () => {
  test.each<[string, readonly string[], string]>([
    ["a flow collection", ["a: {b: c}"], "{b"],
    ["an anchor", ["a: &b c"], "&b"],
    ["an alias", ["a: *b"], "*b"],
    ["a tag", ["a: !b c"], "!b"],
    ["a quoted text without an end", ["a: 'b", "c: d"], "'b"],
    ["a head of a block that is none", ["a: |x", "  b"], "|x"],
    ["a line that is too far right", ["a: b", "  c: d"], "c: d"],
    ["a line that belongs to nothing", ["  a: b", "c: d"], "c: d"],
    ["an item among members", ["a: b", "- c"], "- c"],
    ["a second document", ["a: b", "---", "c: d"], "---"],
  ])("%s", (_, lines, place) => {
    const text = lines.join("\n");
    const { root, problem } = parseYaml(text);
    expect(root).toBeUndefined();
    expect(problem?.message).toMatch(/^[A-Z].*[^.]$/);
    expect(text.slice(problem?.offset, (problem?.offset ?? 0) + place.length)).toBe(place);
  });

  test("nesting without end", () => {
    const deep = Array.from({ length: 500 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n");
    expect(parseYaml(deep).problem?.message).toBe("It is nested too deeply");
  });
});

describe("whatever it is given", () => {
  it.each<[string, (size: number) => string]>([
    ["blanks in a plain value", (size) => `a${" ".repeat(size)}b`],
    ["blanks in a quoted value", (size) => `a: "${" ".repeat(size)}b"`],
    ["colons in a plain value", (size) => `a${":b".repeat(size)}`],
    ["lines of a quoted value", (size) => `a: '${"b\n  ".repeat(size)}'`],
    ["empty lines of a folded block", (size) => `a: >\n  b\n${"\n".repeat(size)}  c`],
  ])("takes time that grows with the text alone: %s", (label, textOf) => {
    expectLinear((size) => parseYaml(textOf(size)), 2000, label);
  });

  it.each(["", "'", '"'])("reads texts of megabytes that are written in quotes like %j", (quote) => {
    const text = "a".repeat(12_000_000);
    const { root } = parseYaml(`- ${quote}${text}${quote}`);
    expect(root?.kind === "sequence" && root.items.map((item) => item.kind === "scalar" && item.text === text)).toEqual([true]);
  });

  const word = fc.stringMatching(/^[a-z][a-z ]{0,6}[a-z]$/);
  const { value } = fc.letrec<{ value: Plain }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.string({ unit: "grapheme" }),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(word, tie("value"), { maxKeys: 3, noNullPrototype: true }),
    ),
  }));

  /** Writes a value as block YAML, texts in double quotes. */
  function written(one: Plain, indent: string): string {
    if (typeof one === "string") return ` ${JSON.stringify(one)}`;
    const entries = Array.isArray(one)
      ? one.map((item) => ["-", item] as const)
      : Object.entries(one).map(([key, item]) => [`${key}:`, item] as const);
    if (entries.length === 0) return Array.isArray(one) ? " []" : " {}";
    return entries.map(([head, item]) => `\n${indent}${head}${written(item, `${indent}  `)}`).join("");
  }

  it("reads back what was written", () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(plain(parseYaml(written(one, "").trimStart()).root)).toEqual(one);
      }),
    );
  });

  it("gives either a value or a problem inside of the text", () => {
    const texts = fc.array(fc.constantFrom("a", ": ", "- ", "\n", "  ", "'", '"', "|", ">", "#", "{}", "[", "---", "\r\n", "\\"), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(texts, (pieces) => {
        const text = pieces.join("");
        const { root, problem } = parseYaml(text);
        expect((root === undefined) !== (problem === undefined)).toBe(true);
        if (problem !== undefined) expect(problem.offset).toBeGreaterThanOrEqual(0);
        expect(problem?.offset ?? 0).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
