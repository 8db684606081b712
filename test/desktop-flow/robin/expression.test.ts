import { describe, expect, it } from "vitest";
import { parsedValue, printExpression, problemsOf, shape } from "./tree.ts";

/** Every operation in brackets, so that a test shows what belongs together. */
function grouped(source: string): string {
  const show = (value: ReturnType<typeof parsedValue>): string => {
    if (value.kind === "binary") return `(${show(value.left)} ${value.operator} ${show(value.right)})`;
    if (value.kind === "unary") return `(${value.operator} ${show(value.operand)})`;
    return printExpression(value);
  };
  return show(parsedValue(source));
}

describe("operators", () => {
  it.each([
    ["1 + 2 * 3", "(1 + (2 * 3))"],
    ["(1 + 2) * 3", "((1 + 2) * 3)"],
    ["1 - 2 - 3", "((1 - 2) - 3)"],
    ["10 / 5 mod 2", "((10 / 5) mod 2)"],
    ["A + 1 = B", "((A + 1) = B)"],
    ["A = 1 AND B <> 2 OR C", "(((A = 1) and (B <> 2)) or C)"],
    ["A OR B AND C", "(A or (B and C))"],
    ["NOT(A) AND B", "((not A) and B)"],
    ["NOT A = B", "(not (A = B))"],
    ["(N) < (10)", "(N < 10)"],
    ["- A * 2", "((- A) * 2)"],
    ["-5 - -3", "(-5 - -3)"],
    ["L.Count - 1", "(L.Count - 1)"],
    ["L.Count -1", "(L.Count - 1)"],
    ["a MOD 2 >= b", "((a mod 2) >= b)"],
    ["Contains(A, 'b', True) and not(IsEmpty(C))", "(Contains(A, 'b', True) and (not IsEmpty(C)))"],
  ])("%s is %s", (source, expected) => {
    expect(problemsOf(`SET X TO ${source}`)).toEqual([]);
    expect(grouped(source)).toBe(expected);
  });
});

describe("values", () => {
  it.each([
    ["5", { kind: "number", value: 5, text: "5" }],
    ["-2.5", { kind: "number", value: -2.5, text: "-2.5" }],
    ["1E3", { kind: "number", value: 1000, text: "1E3" }],
    ["true", { kind: "boolean", value: true }],
    ["'it\\'s'", { kind: "text", value: "it's", quotes: "single" }],
    ["''", { kind: "text", value: "", quotes: "single" }],
    ["P@'AQ=='", { kind: "encrypted", scheme: "P", value: "AQ==" }],
    ["[]", { kind: "list", elements: [] }],
    ["{{ }}", { kind: "object", members: [] }],
    ["{ }", { kind: "table", rows: [] }],
    ["Obj", { kind: "reference", name: "Obj", path: [] }],
    ["(Obj)", { kind: "reference", name: "Obj", path: [] }],
    ["$''''''", { kind: "interpolation", syntax: "robin", parts: [] }],
    ["$fx''", { kind: "interpolation", syntax: "power-fx", parts: [] }],
  ])("%s", (source, expected) => {
    expect(shape(parsedValue(source))).toEqual(expected);
  });

  it("reads access paths of members and indexes", () => {
    expect(shape(parsedValue("Rows[Count - 1]['Name'].Length"))).toEqual({
      kind: "reference",
      name: "Rows",
      path: [
        {
          kind: "index",
          index: {
            kind: "binary",
            operator: "-",
            left: { kind: "reference", name: "Count", path: [] },
            right: { kind: "number", value: 1, text: "1" },
          },
        },
        { kind: "index", index: { kind: "text", value: "Name", quotes: "single" } },
        { kind: "member", name: "Length" },
      ],
    });
  });

  it("reads tables with and without a header", () => {
    expect(shape(parsedValue("{ ^['A', 'B'], [1, X] }"))).toMatchObject({ kind: "table", rows: [{ header: true }, { header: false }] });
    expect(shape(parsedValue("{[1], Row}"))).toMatchObject({
      kind: "table",
      rows: [{ cells: { kind: "list" } }, { cells: { name: "Row" } }],
    });
  });

  it("reads objects in objects, over several lines too", () => {
    expect(shape(parsedValue("{ 'a': {\n  'b': [1,\n 2],\n} }"))).toMatchObject({
      members: [{ key: { value: "a" }, value: { members: [{ key: { value: "b" }, value: { elements: [{ value: 1 }, { value: 2 }] } }] } }],
    });
  });

  it("spans the parentheses of an operation, but not those around a name", () => {
    const value = parsedValue("(A + B) * (C)");
    expect([value.start, value.end]).toEqual([9, 22]);
    if (value.kind !== "binary") throw new Error(value.kind);
    expect([value.right.start, value.right.end]).toEqual([20, 21]);
  });
});

describe("interpolated texts", () => {
  /** The parts, expressions in angle brackets. */
  function partsOf(text: string): readonly string[] {
    const value = parsedValue(text);
    if (value.kind !== "interpolation") throw new Error(value.kind);
    return value.parts.map((part) =>
      part.kind === "text-part" ? part.value : part.kind === "error" ? `!${part.text}` : `<${printExpression(part)}>`,
    );
  }

  it.each([
    ["$'''plain'''", ["plain"]],
    ["$'''a%B%c'''", ["a", "<B>", "c"]],
    ["$'''%A%%B%'''", ["<A>", "<B>"]],
    ["$'''100%% of %N%%%'''", ["100% of ", "<N>", "%"]],
    ["$'''%''%'''", ["<''>"]],
    ["$'''100%'%'% done'''", ["100", "<'%'>", " done"]],
    ["$'''%Row['A']% and %L[0].Name%'''", ["<Row['A']>", " and ", "<L[0].Name>"]],
    ["$'''%N + 1%'''", ["<N + 1>"]],
    ["$'''C:\\\\Temp\\\\'''", ["C:\\Temp\\"]],
    ["$'''%Dir%\\\\%File%'''", ["<Dir>", "\\", "<File>"]],
    ["$'''%Dir%\\orders'''", ["<Dir>", "\\orders"]],
    ["$'''it\\'s \\\"quoted\\\"'''", ['it\'s "quoted"']],
    ["$'''\\d+\\s\\t'''", ["\\d+\\s\\t"]],
    ["$'''a\\%b c'''", ["ab c"]],
    ["$'''one\ntwo'''", ["one\ntwo"]],
    ["$'''line\\\nnext'''", ["line\\\nnext"]],
    [`$fx'plain \${A & "}"} text'`, ["plain ", "<$fx'=A & \"}\"'>", " text"]],
    [`$fx'plain \${With({B: C}, B)} text'`, ["plain ", "<$fx'=With({B: C}, B)'>", " text"]],
    ["$fx'it\\'s {\"a\":1} $5'", ['it\'s {"a":1} $5']],
  ])("%s", (source, expected) => {
    expect(partsOf(source)).toEqual(expected);
    expect(problemsOf(`SET X TO ${source}`)).toEqual([]);
  });

  it.each([
    ["$'''100% sure'''", ["100", "!%", " sure"]],
    ["$'''Joe's'''", ["Joe", "!'", "s"]],
    ["$'''say 'hi''''", ["say ", "!'", "hi", "!'"]],
    ["$'''C:\\%A%'''", ["C:A", "!%"]],
    ["$'''%1 +%'''", ["<1 + >"]],
    ["$'''%A B%'''", ["!A B"]],
    ["$'''a%B%c", ["a", "<B>", "c", "!"]],
    ["$'''a%B", ["a", "!%", "B", "!"]],
  ])("keeps what can be read of %s", (source, expected) => {
    expect(partsOf(source)).toEqual(expected);
    expect(problemsOf(`SET X TO ${source}`)).toHaveLength(1);
  });
});
