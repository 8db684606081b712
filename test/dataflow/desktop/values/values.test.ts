import { describe, expect, it } from "vitest";
import { leavesOfValue, placeInText, writingOf } from "../../../../src/dataflow/desktop/values/values.ts";
import { anyStep, type Path } from "../../../../src/dataflow/graph/path.ts";
import type { Statement } from "../../../../src/desktop-flow/robin/ast.ts";
import { parseRobin } from "../../../../src/desktop-flow/robin/parser.ts";

function setRow(text: string): Extract<Statement, { kind: "set" }> {
  const [row] = parseRobin(text).main;
  if (row?.kind !== "set") throw new Error(`'${text}' sets nothing.`);
  return row;
}

const written = (path: Path): string => path.map((step) => `/${step === anyStep ? "*" : step}`).join("");

/** The variables of a value: what is read of each, how much of it is left, and where it goes. */
function leaves(value: string): readonly string[] {
  return leavesOfValue(setRow(`SET X TO ${value}`).value).map(({ name, path, mode, write }) =>
    [`${name}${written(path)} ${mode}`, ...(write.length === 0 ? [] : [`at ${written(write)}`])].join(" "),
  );
}

describe("a value of a desktop flow is made of", () => {
  it.each<[string, readonly string[]]>([
    ["A", ["A copy"]],
    ["A.Key", ["A/key copy"]],
    ["A['Key'][0]", ["A/key/0 copy"]],
    ["A[B]", ["A/* copy"]],
    ["A.ToUpper", ["A derived"]],
    ["A.Key.Trimmed", ["A/key derived"]],
    ["A['ToUpper']", ["A/toupper copy"]],
    ["A.ToUpper.Key", ["A/toupper/key copy"]],
    ["A.Length", []],
    ["A.Key.IsEmpty", []],
    ["A.Count.Key", ["A/count/key copy"]],
    ["A['Count']", ["A/count copy"]],
    ["$'''%A%'''", ["A copy"]],
    ["['x', A] + [B, {'Key': C}] + D", ["A derived at /*", "B derived at /*", "C derived at /*/key", "D derived"]],
    ["$fx'=A'", ["A copy"]],
    ["$fx'=A & B'", ["A derived", "B derived"]],
    ["$fx'=Lower(A)'", ["A derived"]],
    ["$fx'=Len(A)'", []],
    ["$fx'=Len(A) & Lower(B)'", ["B derived"]],
    ["$fx'=A.Key & B'", ["A/key derived", "B derived"]],
    ["$fx'={Key: A, Other: B}'", ["A copy at /key", "B copy at /other"]],
    ["$fx'={Key: A}.Key'", ["A derived at /key"]],
    ["$fx'=[A, {Key: B}]'", ["A copy at /0", "B copy at /1/key"]],
    ["$fx'=If(IsBlank(A), B, C = 1, D, E)'", ["B derived", "D derived", "E derived"]],
    ["$fx'=If(A, B)'", ["B derived"]],
    ["$fx'=Switch(A, 1, B, C, D, E)'", ["B derived", "D derived", "E derived"]],
    ["$fx'=Switch(A, 1, B, C)'", ["B derived", "C derived"]],
    ["$fx'=A = B Or Len(C) > 1'", []],
    ["$fx'=JSON({Key: A})'", ["A copy at /key"]],
    ["$fx'=ParseJSON(A).Key'", ["A derived"]],
    ["$fx'=Index(A, 2).Key'", ["A/1/key copy"]],
    ["$fx'=LookUp(A, B = 1).Key'", ["A/*/key copy"]],
    ["$fx'=ForAll(A, ThisRecord.Key)'", ["A derived"]],
    ["$fx'=A.Key ~ Len(B)'", ["A/key derived", "B derived"]],
    ["$fx'=A.Key ~'", ["A/key derived"]],
    [`$fx'=$"{A}"'`, ["A copy"]],
    ["$'''a%A%'''", ["A derived"]],
    ["$'''%A%%B%'''", ["A derived", "B derived"]],
    ["$'''a'''", []],
    ["'a'", []],
    ["1", []],
    ["A + B", ["A derived", "B derived"]],
    ["A + ';' + B", ["A derived at /;0", "B derived at /;1"]],
    ["A + (', ' + B) + ', ' + C", ["A derived at /,0", "B derived at /,1", "C derived at /,2"]],
    ["A + 1 + B", ["A derived", "B derived"]],
    [`'{"a": "' + A + '"}'`, ["A derived at /a"]],
    [`$fx'=A & ";" & B'`, ["A derived at /;0", "B derived at /;1"]],
    ["A - B", ["A derived", "B derived"]],
    ["A * 2", ["A derived"]],
    ["A / 2", ["A derived"]],
    ["A mod B", ["A derived", "B derived"]],
    ["A = B", []],
    ["A <> B", []],
    ["A > 1", []],
    ["A AND B", []],
    ["NOT A", []],
    ["- A", ["A derived"]],
    ["(A + B).ToUpper", ["A derived", "B derived"]],
    ["(A + B).Length", []],
    ["[A, 'b', B.Key]", ["A copy at /0", "B/key copy at /2"]],
    ["[[A]]", ["A copy at /0/0"]],
    ["[$'''a%A%''']", ["A derived at /0"]],
    ["{ 'Key': A, $'''%B%''': C }", ["A copy at /key", "C copy at /*"]],
    ["{ ^['a', B], [A, 1], C }", ["A copy at /*/a", "A copy at /*/0", "C copy at /*"]],
    ["{ ^['a', B], [1, A] }", ["A copy at /*/*"]],
    [`$'''{ "a": "%A%", "b": ["%B%"] }'''`, ["A derived at /a", "B derived at /b/0"]],
    ["$'''a=1&Key=%A%'''", ["A derived at /key"]],
    ["$'''a=1, Key=%A%'''", ["A derived at /,1"]],
    ["$'''%A%;%B%'''", ["A derived at /;0", "B derived at /;1"]],
    ["$'''%A%, %B%; %C%'''", ["A derived", "B derived", "C derived"]],
    ["$'''%A%\n%B%\n%C%'''", ["A derived at /\n0", "B derived at /\n1", "C derived at /\n2"]],
    ["$'''[%A%;%B%'''", ["A derived", "B derived"]],
    ["$'''%A%;;;;;;;;%B%'''", ["A derived", "B derived"]],
    ["A.Then", ["A/then derived"]],
  ])("%s", (value, expected) => {
    expect(leaves(value)).toEqual(expected);
  });

  const counting = ["Length", "Count", "IsEmpty", "RowsCount", "ColumnsCount", "ColumnHeadersRow"];
  const conditions = [
    ...["IsEmpty", "IsNotEmpty", "Contains", "NotContains", "StartsWith", "EndsWith", "IsNumeric", "IsBlank", "IsBlankOrError", "IsError"],
    ...["IsMatch", "Exact", "Find", "Count", "CountA", "CountIf", "CountRows", "Len", "Now", "Today"],
  ];
  it.each([...counting.map((property) => `A.${property}`), ...conditions.map((name) => `$fx'=${name}(A)'`)])("nothing: %s", (value) => {
    expect(leaves(value)).toEqual([]);
  });

  it.each(["ToUpper", "ToLower", "Trimmed"])("a text in the form %s", (form) => {
    expect(leaves(`A.${form}`)).toEqual(["A derived"]);
  });

  it.each(["JSON", "ParseJSON", "Text"])("a record in the form that %s gives it", (form) => {
    expect(leaves(`$fx'=${form}({Key: A})'`)).toEqual(["A copy at /key"]);
  });
});

it("a place in a text is among its members, or that of the whole text where it has none", () => {
  const placeOf = (text: string): string => written(placeInText(text, { start: text.indexOf("Word"), end: text.indexOf("Word") + 4 }));
  expect(placeOf('{"a": {"b": "Word"}}')).toBe("/a/b");
  expect(placeOf("Bearer Word")).toBe("");
});

describe("a row writes", () => {
  it.each([
    ["A", "A"],
    ["A.Key", "A/key"],
    ["A['Key']", "A/key"],
    ["A[0]", "A/0"],
    ["A[B]", "A/*"],
    ["1st", undefined],
  ])("%s", (target, expected) => {
    const found = writingOf(setRow(`SET ${target} TO 1`).target);
    expect(found === undefined ? undefined : `${found.name}${written(found.path)}`).toBe(expected);
  });
});
