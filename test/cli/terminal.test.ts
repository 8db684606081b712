import { expect, test } from "vitest";
import { terminalColumns } from "../../src/cli/terminal.ts";

test.each([
  ["a terminal that tells", { isTTY: true, columns: 90 }, 90],
  ["a terminal that does not", { isTTY: true }, 120],
  ["a terminal of a CI system that tells nothing useful", { isTTY: true, columns: 0 }, 120],
  ["a pipe", { columns: 90 }, 120],
])("the columns of %s", (_name, stream, columns) => {
  expect(terminalColumns(stream, 120)).toBe(columns);
});
