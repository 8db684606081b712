import { describe, expect, it } from "vitest";
import type { Expression } from "../../../src/desktop-flow/robin/ast.ts";
import { parseFormula } from "../../../src/desktop-flow/robin/formula-parser.ts";
import { expectLinear } from "../../growth.ts";
import { printExpression } from "./tree.ts";

function parsed(formula: string): Expression | undefined {
  return parseFormula(formula, (index) => index);
}

/** What a formula computes, as the language writes it; texts and what is read in them by turns. */
function shown(formula: string): string | undefined {
  const show = (value: Expression): string => {
    if (value.kind === "binary") return `(${show(value.left)} ${value.operator} ${show(value.right)})`;
    if (value.kind === "unary") return `(${value.operator} ${show(value.operand)})`;
    if (value.kind !== "interpolation") return printExpression(value);
    return `[${value.parts.map((part) => (part.kind === "text-part" ? JSON.stringify(part.value) : show(part))).join(" ")}]`;
  };
  const value = parsed(formula);
  return value === undefined ? undefined : show(value);
}

describe("parseFormula", () => {
  it.each([
    ["Browser", "Browser"],
    ["'My variable'.'Its member'", "My variable.Its member"],
    ["true", "True"],
    ["1.5e3", "1.5e3"],
    ["5%", "5"],
    ['"text ""in quotes"""', '["text \\"in quotes\\""]'],
    ['"  spaces  "', '["  spaces  "]'],
    ['""', "[]"],
    ['$"Hello {Name}, {{not}} ""you"" {Len(Last)}!"', '["Hello " Name ", {not} \\"you\\" " Len(Last) "!"]'],
    ['"a" & B & $"c{D}"', '["a" B "c" D]'],
    ['Concatenate("a", B)', '["a" B]'],
    ['"a" & 1 + 2 & "b"', '["a" (1 + 2) "b"]'],
    ["1 + 2 * 3 ^ 2 - 4 / 5", "((1 + (2 * (3 * 2))) - (4 / 5))"],
    ["(1 + 2) * -A", "((1 + 2) * (- A))"],
    ["A = 1 && B <> 2 || !C", "(((A = 1) and (B <> 2)) or (not C))"],
    ["A >= 1 And Not B Or Not(C)", "(((A >= 1) and (not B)) or (not C))"],
    ['"a" in B And C exactin D', '((["a"] = B) and (C = D))'],
    ["order & android", "[order android]"],
    ["If(IsBlank(A), B, C)", "If(IsBlank(A), B, C)"],
    ["Now()", "Now()"],
    ["Error.Kind(A)", "Kind(A)"],
    ["{ Key: Value, 'Other key': { Inner: 1 } }", "{ 'Key': Value, 'Other key': { 'Inner': 1 } }"],
    ["{}", "{{ }}"],
    ["[1, [A]]", "[1, [A]]"],
    ["Index(A, 1).Key", "A[0].Key"],
    ["First(A.Rows).Key", "A.Rows[0].Key"],
    ["Last(A).Key", "A[Last()].Key"],
    ["Index(A, B)", "A[Index()]"],
    ["First([1])", "First([1])"],
    ["ParseJSON(A).Key.Other", "ParseJSON(A).Key.Other"],
    ["ThisRecord.Key", "ThisRecord().Key"],
    ["A /* one */ // two\n& B", "[A B]"],
    ["Int(上 + 下)", "Int(上 + 下)"],
  ])("reads %s", (formula, expected) => {
    expect(shown(formula)).toBe(expected);
  });

  it.each([
    '"open',
    '$"open {A}',
    '$"open {A',
    "A &",
    "& A",
    "(A",
    "[A",
    "{ A }",
    "{ A: 1",
    "{ A: 1 B: 2 }",
    "F(A",
    "F(A B)",
    "A.",
    "A.1",
    "A B",
    "2x",
    "A;B",
    "Sum(T, A As B)",
    "",
    "~",
  ])("does not guess what %s means", (formula) => {
    expect(parsed(formula)).toBeUndefined();
  });

  it("says where texts and names stand", () => {
    const formula = '"ab" & $"c{Name.Key}" & First(Rows)';
    const value = parsed(formula);
    const parts = value?.kind === "interpolation" ? value.parts : [];
    expect(parts.map(({ start, end }) => formula.slice(start, end))).toEqual(["ab", "c", "Name.Key", "First(Rows)"]);
  });

  it.each([
    ["nested too deeply", `${"(".repeat(10_000)}A${")".repeat(10_000)}`],
    ["negated too often", `${"!".repeat(10_000)}A`],
    ["of too many operations", Array.from({ length: 10_000 }, () => "A").join(" + ")],
    ["of too many holes", `$"${"{A}".repeat(10_000)}"`],
  ])("gives up a formula %s", (_, formula) => {
    expect(parsed(formula)).toBeUndefined();
  });

  it("reads a long text at once", () => {
    const value = parsed(`"${"ab".repeat(500_000)}"`);
    expect(value?.kind === "interpolation" && value.parts).toHaveLength(1);
  });

  it.each(['$"', '"'])("reads millions of pairs of quotes behind %s", (start) => {
    expect(parsed(`${start}${'x""'.repeat(3_000_000)}"`)?.kind).toBe("interpolation");
  });

  it.each([
    ["members", "A", ".a", ""],
    ["per cent", "5", "%", ""],
    ["blanks", "A", " \n", "& B"],
    ["comments", "A", "/**/", ""],
    ["texts that are joined", "A", "&B", ""],
    ["holes of a text", '$"', "{A}", '"'],
    ["arguments", "F(", "A,", "A)"],
    ["members of a record", "{", "a:1,", "a:1}"],
    ["parts of a text", "Concatenate(", "A,", "A)"],
    ["quotes of a name", "'", "''", "'"],
  ])("takes time that grows with the number of %s", (_name, start, piece, end) => {
    expectLinear((size) => parseFormula(start + piece.repeat(size) + end, (index) => index), 4_000);
  });
});
