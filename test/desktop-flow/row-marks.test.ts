import { describe, expect, it } from "vitest";
import { readScriptFile } from "../../src/desktop-flow/read.ts";
import { withoutRowMarks } from "../../src/desktop-flow/row-marks.ts";
import type { SourceFile } from "../../src/source/place.ts";

const script = ["SET Entry TO $'''a'''", "", "IF Entry = 1 THEN", "    SET Entry TO 2", "END"];

describe("a script is read without the marks before its rows", () => {
  it.each<[string, (row: string, index: number) => string]>([
    ["of a quotation", (row) => `> ${row}`],
    ["of a quotation in a quotation", (row) => `>> ${row}`],
    ["numbers", (row, index) => `${index + 9} ${row}`],
    ["numbers with a colon", (row, index) => `${index + 9}: ${row}`],
    ["numbers in a column", (row, index) => `${String(index + 9).padStart(4)}|\t${row}`],
    ["numbers of the rows that hold something", (row, index) => (row === "" ? row : `${index}. ${row}`)],
  ])("%s", (_, mark) => {
    for (const newline of ["\n", "\r\n"]) {
      const text = script.map(mark).join(newline);
      const source: SourceFile = { path: "orders.txt", file: "", text: () => text };
      const flow = readScriptFile(source, text, "orders", false);
      expect(flow?.script.problems).toEqual([]);
      const [set, block] = flow?.rows ?? [];
      expect([set, block].map((row) => row?.statement.kind)).toEqual(["set", "if"]);
      expect(text.slice(set?.statement.start, set?.statement.end)).toBe(script[0]);
    }
  });

  it.each([
    ["only some rows have one", "SET A TO $'''first\n> second'''"],
    ["a row begins with another text", "1: SET A TO 1\nSET B TO 2"],
    ["a word begins with a digit", "1SET A TO 1"],
    ["there is nothing", "\n"],
  ])("but not where %s", (_, text) => {
    expect(withoutRowMarks(text)).toBe(text);
  });
});
