import { describe, expect, it } from "vitest";
import { parseRobin } from "../../../src/desktop-flow/robin/parser.ts";
import {
  actionCallsOf,
  argumentNamed,
  constantText,
  expressionsOf,
  identifiersOf,
  isSameName,
  statementsOf,
  stepKey,
  targetsOf,
} from "../../../src/desktop-flow/robin/walk.ts";
import { parsedValue, rowOf } from "./tree.ts";

describe("statementsOf", () => {
  it("goes through everything in order", () => {
    const source = [
      "BLOCK B",
      "ON BLOCK ERROR",
      "CALL Two",
      "END",
      "IF A THEN",
      "CALL Four",
      "ELSE",
      "CALL Five",
      "END",
      "END",
      "SWITCH A",
      "CASE = 1",
      "CALL Seven",
      "END",
      "X.Y",
      "ON ERROR",
      "CALL Nine",
      "END",
      "FUNCTION F",
      "LOOP FROM 1 TO 2",
      "CALL Eleven",
      "END",
      "END FUNCTION",
    ].join("\n");
    const rows = [...statementsOf(parseRobin(source))].map(({ statement, within }) => [
      statement.kind === "call" ? statement.name : statement.kind,
      within?.name,
    ]);
    expect(rows).toEqual([
      ["block", undefined],
      ["Two", undefined],
      ["if", undefined],
      ["Four", undefined],
      ["Five", undefined],
      ["switch", undefined],
      ["Seven", undefined],
      ["action", undefined],
      ["Nine", undefined],
      ["loop-range", "F"],
      ["Eleven", "F"],
    ]);
  });
});

describe("identifiersOf", () => {
  it.each([
    ["A + B.Name", ["A", "B.Name"]],
    ["$'''x %Row['Key']% %L[I].Name%'''", ["Row['Key']", "L[I].Name", "I"]],
    ["$'''%A + '%B%'%'''", ["A"]],
    ["{ 'a': [B, { ^[C] }] }", ["B", "C"]],
    ["Contains(A, NOT(B), -C)", ["A", "B", "C"]],
    ["(A)[B].C", ["A", "B"]],
    ["$fx'=Len(A) + B.C'", ["A", "B.C"]],
    [`$fx'\${A} and \${B}'`, ["A", "B"]],
    ["Mail.From + A", ["Mail.From", "A"]],
    ["'A'", []],
  ])("%s", (source, expected) => {
    const script = `SET X TO ${source}`;
    expect(identifiersOf(parsedValue(source)).map(({ start, end }) => script.slice(start, end))).toEqual(expected);
  });
});

describe("what a row reads and writes", () => {
  it.each([
    ["SET Obj[Key] TO A", ["Key", "A"], ["Obj"]],
    ["X.Y A: B C=> D", ["B"], ["D"]],
    ["IF (X.Y A: B C=> D) THEN\nELSE IF E THEN\nEND", ["B", "E"], ["D"]],
    ["LOOP I FROM A TO B STEP C\nEND", ["A", "B", "C"], ["I"]],
    ["LOOP FOREACH I IN A\nEND", ["A"], ["I"]],
    ["LOOP WHILE (X.Y A: B C=> D)\nEND", ["B"], ["D"]],
    ["WAIT (X.Y A: B C=> D) FOR E", ["B", "E"], ["D"]],
    ["SWITCH A\nCASE = B\nDEFAULT\nEND", ["A", "B"], []],
    ["EXIT Code: A ErrorMessage: B", ["A", "B"], []],
    ["ERROR => A Reset: B", ["B"], ["A"]],
    ["CALL F A: B C=> D", ["B"], ["D"]],
    ["# A", [], []],
  ])("%s", (source, reads, writes) => {
    const row = rowOf(source);
    const names = (values: readonly ReturnType<typeof parsedValue>[]): readonly string[] =>
      values.flatMap(identifiersOf).map(({ name }) => name);
    expect(names(expressionsOf(row))).toEqual(reads);
    expect(targetsOf(row).map((target) => (target.kind === "reference" ? target.name : ""))).toEqual(writes);
  });

  it("finds the actions of a row", () => {
    expect(actionCallsOf(rowOf("WAIT (X.Y A: B)")).map(({ id }) => id)).toEqual(["X.Y"]);
    expect(actionCallsOf(rowOf("X.Y")).map(({ id }) => id)).toEqual(["X.Y"]);
    expect(actionCallsOf(rowOf("SET A TO X.Y"))).toEqual([]);
  });
});

describe("constantText", () => {
  it.each([
    ["'a'", "a"],
    ["$'''a%% b'''", "a% b"],
    ["$'''%''%'''", ""],
    ["$'''a%'b' + 'c'%d%1%'''", "abcd1"],
    ["'a' + $'''b'''", "ab"],
    ["$fx'a'", "a"],
    ["$'''a%B%'''", undefined],
    ["$fx'=A'", undefined],
    ["A", undefined],
    ["1", undefined],
    ["'a' + B", undefined],
  ])("of %s", (source, expected) => {
    expect(constantText(parsedValue(source))).toBe(expected);
  });
});

describe("stepKey", () => {
  it("is the key that is written down", () => {
    const value = parsedValue("A.Name['Key'][0][$'''x'''][B]");
    if (value.kind !== "reference") throw new Error(value.kind);
    expect(value.path.map(stepKey)).toEqual(["Name", "Key", 0, "x", undefined]);
  });
});

describe("names", () => {
  it("compare without case", () => {
    expect(isSameName("FILE", "file")).toBe(true);
    expect(isSameName("FILE", "files")).toBe(false);
    const row = rowOf("X.Y IsRegEx: 1 isregex: 2");
    if (row.kind !== "action") throw new Error(row.kind);
    expect(argumentNamed(row.call.arguments, "ISREGEX")).toMatchObject({ value: { value: 1 } });
  });
});
