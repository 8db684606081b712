import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Expression, Script } from "../../../src/desktop-flow/robin/ast.ts";
import { parseRobin } from "../../../src/desktop-flow/robin/parser.ts";
import { printRobin } from "../../../src/desktop-flow/robin/print.ts";
import { actionCallsOf, childrenOf, expressionsOf, identifiersOf, statementsOf, targetsOf } from "../../../src/desktop-flow/robin/walk.ts";
import { expectLinear } from "../../growth.ts";
import { script, trickyText } from "./arbitrary.ts";

/** Checks what holds for the tree of any text: places lie in the text, one problem a row, and everything that takes a tree takes this one. */
function check(source: string): Script {
  const tree = parseRobin(source);
  const isInside = ({ start, end }: { readonly start: number; readonly end: number }): boolean =>
    start >= 0 && start <= end && end <= source.length;
  const checkExpression = (expression: Expression): void => {
    expect(isInside(expression)).toBe(true);
    for (const child of childrenOf(expression)) checkExpression(child);
  };
  let errors = 0;
  for (const { statement } of statementsOf(tree)) {
    expect(isInside(statement)).toBe(true);
    if (statement.kind === "error") errors++;
    for (const call of actionCallsOf(statement)) expect(source.slice(call.start, call.idEnd)).toBe(call.id);
    for (const expression of [...expressionsOf(statement), ...targetsOf(statement)]) {
      checkExpression(expression);
      for (const { name, start } of identifiersOf(expression))
        expect(source.slice(start).replace(/^[\\']*/, "")).toContain(name.slice(0, 1));
    }
  }
  for (const problem of tree.problems) {
    expect(isInside(problem)).toBe(true);
    const lines = source.slice(0, problem.start).split(/\r\n|\r|\n/).length;
    expect(problem.line).toBe(lines);
  }
  if (errors > 0) expect(tree.problems.length).toBeGreaterThan(0);
  expect(parseRobin(printRobin(tree))).toBeDefined();
  return tree;
}

describe("parseRobin takes anything", () => {
  it("any text", () => {
    fc.assert(
      fc.property(trickyText, (text) => {
        check(text);
      }),
      { numRuns: 1500 },
    );
  });

  it("any script with a mistake in it", () => {
    fc.assert(
      fc.property(script, fc.nat(), fc.nat({ max: 30 }), trickyText, (tree, at, length, insertion) => {
        const text = printRobin(tree);
        const from = at % (text.length + 1);
        check(text.slice(0, from) + insertion + text.slice(from + length));
      }),
      { numRuns: 400 },
    );
  });

  it("has no more problems than rows", () => {
    fc.assert(
      fc.property(trickyText, (text) => {
        // Comments are rows of their own, and a row that opens a block can be wrong in itself and lack its END.
        const rows = text.split(/\r\n|\r|\n|#/).length;
        expect(parseRobin(text).problems.length).toBeLessThanOrEqual(2 * rows);
      }),
      { numRuns: 500 },
    );
  });
});

describe("size does not matter", () => {
  it.each([
    ["annotations of the header", `${"@@a: 'b'\n".repeat(200_000)}IMPORT 'a' AS b`],
    ["annotations of a row", `${"@@a: 'b'\n".repeat(200_000)}A.B`],
    ["keys of a target", `SET A${"[0]".repeat(200_000)} TO 1`],
    ["elements", `SET A TO [${"1, ".repeat(200_000)}]`],
    ["parts of a text", `SET A TO $'''${"%B% ".repeat(200_000)}'''`],
    ["arguments", `A.B${" C: 1".repeat(200_000)}`],
    ["rows", "A.B\n".repeat(200_000)],
  ])("for %s", (_, source) => {
    const tree = parseRobin(source);
    expect(tree.problems).toEqual([]);
    for (const { statement } of statementsOf(tree)) for (const value of expressionsOf(statement)) identifiersOf(value);
    expect(printRobin(tree).length).toBeGreaterThan(source.length / 2);
  });
});

describe("time is linear", () => {
  it.each([
    ["open blocks", "IF A THEN\n"],
    ["loops", "LOOP WHILE A\n"],
    ["ends", "END\n"],
    ["functions with an open block", "FUNCTION A\nIF A THEN\n"],
    ["handlers of one row", "# c\nON ERROR\nEND\n"],
    ["open handlers", "BLOCK\nON BLOCK ERROR\n"],
    ["annotations", "@@a: 'b'\n"],
    ["parentheses", "("],
    ["half actions", "IF (A.B "],
    ["open texts", "SET A TO $'''"],
    ["open texts in rows", "A.B C: $'''x\\'''\n"],
    ["open formulas", "SET A TO $fx'\n"],
    ["formulas", "SET A TO $fx'=1'\n"],
    ["open holes", "$fx'${"],
    ["open comments", "/# \n"],
    ["percent signs", "%'"],
    ["percent signs with escapes", "%a'b\\'c"],
    ["nested texts", "%$'''"],
    ["apostrophes", "'"],
    ["spaces", " \u00a0"],
    ["operators", " + A"],
    ["members", ".A"],
    ["arguments that fail", " C: %"],
  ])("for %s", (_, piece) => {
    expectLinear((size) => parseRobin(`SET X TO $'''${piece.repeat(size)}\nA.B ${piece.repeat(size)}\n${piece.repeat(size)}`), 2_000);
  });
});
