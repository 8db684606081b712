import { describe, expect, it } from "vitest";
import { type DesktopFlow, type DesktopPort, desktopOwner, portNamed, rowFinder, rowName, rowPlace } from "../../src/desktop-flow/model.ts";
import { readScriptFile } from "../../src/desktop-flow/read.ts";
import type { SourceFile } from "../../src/source/place.ts";

function flowOf(...lines: readonly string[]): DesktopFlow {
  const text = lines.join("\n");
  const source: SourceFile = { path: "orders.txt", file: "", text: () => text };
  const flow = readScriptFile(source, text, "orders", true);
  if (flow === undefined) throw new Error("no script");
  return flow;
}

describe("the port of a name", () => {
  const [declared] = flowOf("@INPUT A : { 'Type': 'String' }", "SET B TO 1").inputs;
  const port = (name: string, ...others: readonly string[]): DesktopPort[] =>
    declared === undefined ? [] : [{ ...declared, name, names: [name, ...others] }];
  const ports = [...port("First", "Second"), ...port("Second", "Third"), ...port("Fourth", "Fifth")];

  it.each([
    ["FIRST", "First"],
    // The name of a variable comes before one that the designer shows of another.
    ["second", "Second"],
    ["third", "Second"],
    ["fifth", "Fourth"],
    ["sixth", undefined],
  ])("%s", (name, found) => {
    expect(portNamed(ports, name)?.name).toBe(found);
  });
});

describe("rows by offset", () => {
  const flow = flowOf(
    "SET A TO 1",
    "IF A = 1 THEN",
    "    SET B TO 2",
    "END",
    "FUNCTION Sub GLOBAL",
    "    SET C TO 3",
    "END FUNCTION",
    "SET D TO 4",
  );
  const text = flow.source.text();
  const finder = rowFinder(flow.rows);
  const named = (row: ReturnType<typeof finder.at>) => (row === undefined ? undefined : rowName(row));

  it.each([
    ["SET A", "Main:1", "Main:2"],
    ["A = 1", "Main:2", "Main:3"],
    ["TO 2", "Main:3", "Sub:6"],
    ["SET C", "Sub:6", "Main:8"],
    ["4", "Main:8", undefined],
  ])("%s", (piece, at, after) => {
    const offset = text.indexOf(piece);
    expect([named(finder.at(offset)), named(finder.after(offset))]).toEqual([at, after]);
  });

  it("there is none before the first", () => {
    expect(named(rowFinder(flowOf("", "SET A TO 1").rows).at(0))).toBeUndefined();
    expect(named(rowFinder([]).after(0))).toBeUndefined();
  });
});

it.each(["IF A = 1 THEN\nEND", "SWITCH A\nCASE = 1\nEND", "BLOCK Try\nEND", "LOOP 3\nEND", "LOOP FOREACH A IN B\nEND"])(
  "a row that holds others stands for itself where it begins: %s",
  (text) => {
    const [row] = flowOf("SET X TO 1", text).rows.slice(1);
    expect(row === undefined ? undefined : rowPlace(row).at).toEqual({ kind: "text", span: { start: 11, end: 11 } });
  },
);

it("a row has a place, and an owner that says where it stands", () => {
  const flow = flowOf("CALL Log", "SET Y TO 2");
  const row = flow.rows[1];
  if (row === undefined) throw new Error("no row");
  expect(rowPlace(row)).toMatchObject({
    at: { span: { start: 9, end: 19 } },
    owner: { kind: "desktop-flow", name: "orders", operation: "Main:2" },
  });
  expect(rowPlace(row, { start: 13, end: 14 }).at).toEqual({ kind: "text", span: { start: 13, end: 14 } });
  expect(desktopOwner({ name: "A", solution: "" })).toEqual({ kind: "desktop-flow", name: "A" });
  expect(desktopOwner({ name: "A", solution: "Sales" })).toEqual({ kind: "desktop-flow", name: "A", solution: "Sales" });
});
