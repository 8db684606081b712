import { describe, expect, it } from "vitest";
import { readFormula } from "../../../src/desktop-flow/robin/formula.ts";
import { identifiersOf } from "../../../src/desktop-flow/robin/walk.ts";
import { parsedValue } from "./tree.ts";

/** What a formula refers to, with its path. */
function namesIn(formula: string): readonly string[] {
  return readFormula(formula, 0, formula.length).references.map(({ name, path }) =>
    [name, ...path.map((step) => (step.kind === "member" ? step.name : "?"))].join("."),
  );
}

describe("readFormula", () => {
  it.each([
    ["Browser", ["Browser"]],
    ["Len(Name) <= 3 && !Done", ["Name", "Done"]],
    ["Config.Password & Row.'Full name'", ["Config.Password", "Row.Full name"]],
    ['Concatenate(A, " B ", "it""s C")', ["A"]],
    ["{ Key: Value, Other: 'My var' }", ["Value", "My var"]],
    ["If(A > 1.5, 2x, true)", ["A"]],
    ["A // B\n+ C /* D */ - E", ["A", "C", "E"]],
    ['$"Hello {Name}, {{not}} {Len("}" & Last)}!" & End', ["Name", "Last", "End"]],
    ["Filter(Rows, ThisRecord.Id = Id).Name", ["Rows", "Id"]],
    ["Int(上 + ((下 - 上) * 2))", ["上", "下", "上"]],
    ["Error.Kind(A)", ["A"]],
    ['"unterminated & A', []],
    ["A & 'unterminated", ["A"]],
    ["A & 'open ended name", ["A"]],
    ["A & '' & B", ["A", "B"]],
    ['$"a""{B}" & C', ["B", "C"]],
    ['$"a{{{B}" & C', ["B", "C"]],
    ["A & 'it''s B' & C", ["A", "it's B", "C"]],
    ["{ Key : Value, Inner: { Key: Other }, 'Last key': Last }", ["Value", "Other", "Last"]],
    ["[Key: Value]", ["Key", "Value"]],
    ["If(A, { B: C }, D)", ["A", "C", "D"]],
    ["A . B .C & D", ["A.B.C", "D"]],
    ["A.'B c'.D", ["A.B c.D"]],
    ['$"{ { K: V }.K }" & C', ["V", "C"]],
    ["A /* open B", ["A"]],
    ["A // open B", ["A"]],
    ["A /* B */ & C // D\n& E", ["A", "C", "E"]],
    ["A & 1B & 2.5", ["A"]],
    ["Not A And B Or C In D As E ExactIn F", ["A", "B", "C", "D", "E", "F"]],
    ["Self.X & Parent.Y & ThisItem.Z", []],
    ["Len (A)", ["A"]],
    ["Len (Text(A)) + Host.Size(B)", ["A", "B"]],
    ["", []],
  ])("finds the names in %s", (formula, expected) => {
    expect(namesIn(formula)).toEqual(expected);
  });

  it("says where the names stand, escapes in between or not", () => {
    const source = "SET X TO $fx'=\"it\\'s\" & \\'My var\\'.Name & Total'";
    const names = identifiersOf(parsedValue("$fx'=\"it\\'s\" & \\'My var\\'.Name & Total'"));
    expect(names.map(({ start, end }) => source.slice(start, end))).toEqual(["\\'My var\\'.Name", "Total"]);
  });

  it("says where the names stand behind escapes that stay as they are", () => {
    const value = "$fx'=\\'A\\' & \"a\\nb\" & Total & C'";
    const source = `SET X TO ${value}`;
    const names = identifiersOf(parsedValue(value));
    expect(names.map(({ name, start, end }) => [name, source.slice(start, end)])).toEqual([
      ["A", "\\'A\\'"],
      ["Total", "Total"],
      ["C", "C"],
    ]);
  });

  it("says where the names of a text stand", () => {
    const source = `SET X TO $fx'page \${Page - 1} of \${Pages}'`;
    const names = identifiersOf(parsedValue(`$fx'page \${Page - 1} of \${Pages}'`));
    expect(names.map(({ name, start, end }) => [name, source.slice(start, end)])).toEqual([
      ["Page", "Page"],
      ["Pages", "Pages"],
    ]);
  });
});
