import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { liveRangesOf } from "../../../../src/dataflow/desktop/variables/live-ranges.ts";
import type { DesktopFlow, DesktopRow } from "../../../../src/desktop-flow/model.ts";
import type { Statement } from "../../../../src/desktop-flow/robin/ast.ts";
import { expressionsOf, identifiersOf, targetsOf } from "../../../../src/desktop-flow/robin/walk.ts";
import { type DesktopHeader, desktop } from "../../../../src/testing/desktop.ts";
import { analysedSolutions } from "../../analysed.ts";

const log = "Logging.LogMessage Message: V LogLevel: Logging.LogLevel.Info";
const trim = "Text.Trim Text: V TrimOption: Text.TrimOption.Both TrimmedText=> V";
const read = "File.ReadTextFromFile.ReadText File: 'a.txt' Content=> V";
const set = "SET V TO 1";
const textOnScreen = "TextToFind: 'Total' TextLocationX=> V";

function flowOf(header: DesktopHeader, ...rows: readonly string[]): DesktopFlow {
  const [flow] = analysedSolutions([{ desktopFlows: [desktop("Flow", header, ...rows)] }]).workspace.desktopFlows;
  if (flow === undefined) throw new Error("The flow was not read.");
  return flow;
}

const reads = (row: Statement): boolean => expressionsOf(row).some((value) => identifiersOf(value).some(({ name }) => name === "V"));
const writes = (row: Statement): boolean => targetsOf(row).some((target) => target.kind === "reference" && target.name === "V");

/** The ranges of V in the order of the rows: `r0` for a row that reads the first one, `w1` for one that writes the second. */
function rangesIn(flow: DesktopFlow): string {
  const ranges = liveRangesOf(flow);
  return flow.rows
    .flatMap((row) => [
      ...(reads(row.statement) ? [`r${ranges.read(row, { name: "V" })}`] : []),
      ...(writes(row.statement) ? [`w${ranges.written(row, { name: "v" })}`] : []),
    ])
    .join(" ");
}

describe("what a variable holds one after the other", () => {
  it.each<[string, readonly string[], string]>([
    ["is told apart where it is set anew", [set, log, set, log], "w0 r0 w1 r1"],
    ["is told apart where an action sets it anew", [set, log, read, log], "w0 r0 w1 r1"],
    ["is told apart where an action empties it", [set, log, "Variables.ClearList List: V", log], "w0 r0 r1 r1"],
    [
      "is told apart where an action of a formula empties it",
      [set, log, "Variables.ClearDataTable DataTable: $fx'=V'", log],
      "w0 r0 r1 r1",
    ],
    ["begins with nothing", [log, set, log, set, log], "r2 w0 r0 w1 r1"],
    ["begins with nothing also where it is set once", [log, set, log], "r1 w0 r0"],
    ["is nothing where one alternative reads it and the other sets it", ["IF A = 1 THEN", log, "ELSE", set, "END"], "r1 w0"],
    ["may be set in the iteration before", ["LOOP I FROM 1 TO 3 STEP 1", log, set, "END"], "r0 w0"],
    ["may be set before rows jump back", ["LABEL L", log, set, "GOTO L"], "r0 w0"],
    ["may be set before an error handler reads it", ["BLOCK B", "ON BLOCK ERROR", log, "END", set, "END"], "r0 w0"],
    ["is nothing behind a row that ends the flow", [set, log, "EXIT Code: 0", log], "w0 r0 r1"],
    ["is nothing behind a row that throws", [set, log, "THROW ERROR", log], "w0 r0 r1"],
    ["is nothing where only a jump past it leads", [set, log, "GOTO L", log, "LABEL L", log], "w0 r0 r1 r0"],
    ["is nothing behind branches that all end", [set, "IF A = 1 THEN", "EXIT", "ELSE", "THROW ERROR", "END", log], "w0 r1"],
    [
      "is nothing that rows set which never run",
      ["GOTO L", set, "CALL S", "LABEL L", log, "FUNCTION S GLOBAL", log, "END FUNCTION"],
      "w0 r1 r2",
    ],
    ["is nothing in a loop that never runs", [set, "GOTO L", log, "LOOP I FROM 1 TO 3 STEP 1", "END", "LABEL L", log], "w0 r1 r0"],
    [
      "is not what rows set which never run, behind one that handles its errors",
      [set, "GOTO L", `${read}\nON ERROR\nSET A TO 1\nEND`, set, "LABEL L", log],
      "w0 w1 w2 r0",
    ],
    [
      "is not what rows set which never run, where an error comes up",
      ["BLOCK B", "ON BLOCK ERROR", log, "END", set, "GOTO L", set, "END", "LABEL L"],
      "r0 w0 w1",
    ],
    ["comes together behind a branch", [set, "IF A = 1 THEN", set, "END", log], "w0 w0 r0"],
    ["comes together behind all branches", [set, log, "IF A = 1 THEN", set, "ELSE", set, "END", log], "w0 r0 w1 w1 r1"],
    ["is what one case or another sets", [set, "SWITCH A", "CASE = 1", set, "DEFAULT", set, "END", log], "w0 w1 w1 r1"],
    ["may stay where no case fits", [set, "SWITCH A", "CASE = 1", set, "END", log], "w0 w0 r0"],
    ["does not come together where nobody reads it", [set, "IF A = 1 THEN", set, log, "END", set, log], "w0 w1 r1 w2 r2"],
    ["is new in every iteration that sets it first", ["LOOP I FROM 1 TO 3 STEP 1", set, log, set, log, "END"], "w0 r0 w1 r1"],
    ["comes back in the next iteration", ["LOOP I FROM 1 TO 3 STEP 1", log, set, log, "END", set], "r0 w0 r0 w1"],
    ["is what a loop is left with", [set, "LOOP WHILE (A) < (3)", set, "EXIT LOOP", "END", log], "w0 w0 r0"],
    ["is what the next iteration is begun with", [set, "LOOP WHILE (V) < (3)", set, "NEXT LOOP", set, "END"], "w0 r0 w0 w1"],
    [
      "is what a loop is left with in a block",
      [set, "LOOP WHILE (A) < (3)", "BLOCK B\nON BLOCK ERROR\nEND", set, "EXIT LOOP", "END", "END", log],
      "w0 w0 r0",
    ],
    [
      "is what the next iteration is begun with in a block",
      [set, "LOOP WHILE (V) < (3)", "BLOCK B\nON BLOCK ERROR\nEND", set, "NEXT LOOP", "END", set, "END"],
      "w0 r0 w0 w0",
    ],
    ["is the element of a loop", [set, log, "LOOP FOREACH V IN List", log, "END"], "w0 r0 w1 r1"],
    ["is the number of an iteration", [set, log, "LOOP V FROM 1 TO 3 STEP 1", log, "END"], "w0 r0 w1 r1"],
    [
      "is told apart where an action that the flow waits for gives it",
      [set, log, `WAIT (OCR.WaitForTextOnScreen.TextOnScreenToAppear ${textOnScreen})`, log],
      "w0 r0 w1 r1",
    ],
    [
      "may stay where a condition does not find it",
      [set, log, `IF (OCR.IfTextOnScreen.TextOnScreenExists ${textOnScreen}) THEN`, log, "END", log],
      "w0 r0 w0 r0 r0",
    ],
    ["is told apart where the last error is read into it", [set, log, "ERROR => V", log], "w0 r0 w1 r1"],
    ["grows where it is read to be written", [set, log, trim, log, set], "w0 r0 r0 w0 r0 w1"],
    ["keeps what a member does not replace", [set, log, "SET V['a'] TO 1", log, set], "w0 r0 w0 r0 w1"],
    ["may stay where the action fails", [set, `${read}\nON ERROR\nSET A TO 1\nEND`, log, set], "w0 w0 r0 w1"],
    ["may be anything behind a block that fails", [set, "BLOCK B\nON BLOCK ERROR\nEND", set, set, "END", log], "w0 w0 w0 r0"],
    ["is told apart in a block", ["BLOCK B\nON BLOCK ERROR\nEND", set, log, set, log, "END"], "w0 r0 w1 r1"],
    ["does not come from a branch that ends the flow", [set, "IF A = 1 THEN", set, log, "EXIT", "END", log], "w0 w1 r1 r0"],
    ["is one in rows that are switched off", [set, `DISABLE ${set}`, log, set], "w0 w0 r0 w1"],
    ["is told apart where rows jump", [set, log, set, log, "LABEL L", "GOTO L"], "w0 r0 w1 r1"],
    ["comes back where rows jump back", [set, "LABEL L", log, set, log, "IF A = 1 THEN", "GOTO l", "END"], "w0 r0 w0 r0"],
    ["comes past the rows that a jump leaves out", [set, "GOTO L", set, log, "LABEL L", log], "w0 w1 r1 r0"],
    ["comes with a jump when the action fails", [set, `${read}\nON ERROR\nGOTO L\nEND`, set, "LABEL L", log], "w0 w0 w0 r0"],
    [
      "comes with a jump out of a loop",
      [set, log, "LOOP WHILE (A) < (3)", set, "IF B = 1 THEN", "GOTO L", "END", set, "END", set, "LABEL L", log],
      "w0 r0 w1 w2 w1 r1",
    ],
    [
      "comes with a jump into a block that fails",
      ["BLOCK B", "ON BLOCK ERROR", log, "END", set, "LABEL L", "END", set, "GOTO L"],
      "r0 w0 w0",
    ],
    ["is told apart where a jump leads nowhere", [set, "GOTO L", log, "DISABLE LABEL L", set, log], "w0 r0 w1 r1"],
  ])("%s", (_, rows, ranges) => {
    expect(rangesIn(flowOf({}, ...rows))).toBe(ranges);
  });

  it.each<[string, DesktopHeader, readonly string[]]>([["what a subflow is called with that is not at hand", {}, ["CALL S V: 1"]]])(
    "is one range for %s",
    (_, header, rows) => {
      expect(rangesIn(flowOf(header, set, log, set, log, ...rows))).toMatch(/^w0 r0 w0 r0/);
    },
  );

  it("is told apart for marked variables as well", () => {
    const header = { sensitive: ["V"] };
    expect(rangesIn(flowOf(header, set, log, set, log))).toBe("w0 r0 w1 r1");
    const setting = (count: number): readonly string[] => Array.from({ length: count }, () => set);
    expect(rangesIn(flowOf(header, ...setting(49), set, log))).toMatch(/w49 r49$/);
    expect(rangesIn(flowOf(header, ...setting(50), set, log))).toMatch(/w0 r0$/);
    const local = (marks: string): readonly string[] => ["CALL S", "FUNCTION S", `@SENSITIVE: [${marks}]`, ...setting(50), set, log];
    expect(rangesIn(flowOf({}, ...local("V"), "END FUNCTION"))).toMatch(/w0 r0$/);
    expect(rangesIn(flowOf(header, ...local("W"), "END FUNCTION"))).toMatch(/w50 r50$/);
  });

  it.each<[string, readonly string[], string, number]>([
    ["what callers give", [log, set, log], "r0 w1 r1", 0],
    ["what callers give, unless it is set before it is read", [set, log], "w0 r0", 1],
    ["what callers give, where it may still be that", ["IF A = 1 THEN", set, "END", log], "w0 r0", 0],
    ["what callers give, also in a subflow that nothing calls", [set, log, "FUNCTION S GLOBAL", log, "END FUNCTION"], "w0 r0 r0", 0],
  ])("an input holds %s", (_, rows, ranges, given) => {
    const flow = flowOf({ inputs: ["V"] }, ...rows);
    const normalized = new Map<string, string>();
    const inOrder = rangesIn(flow).replace(/\d/g, (range) => {
      if (!normalized.has(range)) normalized.set(range, String(normalized.size));
      return normalized.get(range) ?? "";
    });
    expect(inOrder).toBe(ranges);
    expect(normalized.get(String(liveRangesOf(flow).given("v"))) ?? String(normalized.size)).toBe(String(given));
  });

  it.each<[string, readonly string[], readonly number[]]>([
    ["what is set last", [set, log, set], [1]],
    ["what each branch sets", [set, log, "IF A = 1 THEN", set, "END"], [0]],
    ["what is set before a row ends the flow", [set, "IF A = 1 THEN", "EXIT Code: 0", "END", set], [0]],
    ["what is set before a subflow ends the flow", [set, "CALL S", set, "FUNCTION S GLOBAL", "EXIT Code: 1", "END FUNCTION"], [0]],
    ["what a subflow leaves", [set, log, "CALL S", "FUNCTION S GLOBAL", set, "END FUNCTION"], [1]],
    ["not what an error handler replaces", [set, log, "BLOCK B", "ON BLOCK ERROR", "END", set, "END", set], [2]],
  ])("the flow returns %s", (_, rows, [returned]) => {
    expect(liveRangesOf(flowOf({ outputs: ["V"] }, ...rows)).returned("v")).toBe(returned);
  });

  it("is one range for inputs and outputs where a subflow is called like the rows that none holds", () => {
    for (const header of [{ inputs: ["V"] }, { outputs: ["V"] }])
      expect(rangesIn(flowOf(header, set, log, set, log, "FUNCTION Main GLOBAL", "END FUNCTION"))).toBe("w0 r0 w0 r0");
  });

  it("is one range in a script of more subflows than a person writes", () => {
    const subflows = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `FUNCTION S${at} GLOBAL\nEND FUNCTION`);
    expect(rangesIn(flowOf({}, set, log, set, log, ...subflows(500)))).toBe("w0 r0 w1 r1");
    expect(rangesIn(flowOf({}, set, log, set, log, ...subflows(501)))).toBe("w0 r0 w0 r0");
  });

  it("is one range in a script of many variables, first for those that are set once", () => {
    const others = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `SET Other${at} TO 1`);
    expect(rangesIn(flowOf({}, log, set, log, ...others(690)))).toBe("r1 w0 r0");
    expect(rangesIn(flowOf({}, log, set, log, ...others(710)))).toBe("r0 w0 r0");
    expect(rangesIn(flowOf({}, log, set, log, set, ...others(710)))).toBe("r2 w0 r0 w1");
  });

  const subflow = (name: string, ...rows: readonly string[]): readonly string[] => [`FUNCTION ${name} GLOBAL`, ...rows, "END FUNCTION"];

  it.each<[string, readonly string[], string]>([
    ["comes back when a subflow runs again", ["CALL S", "CALL S", ...subflow("S", log, set, log, set)], "r1 w0 r0 w1"],
    ["is nothing behind the end of a subflow", ["CALL S", log, ...subflow("S", set, "EXIT FUNCTION", log)], "r0 w0 r1"],
    ["is nothing in a subflow that is called before it is set", ["CALL S", set, log, ...subflow("S", log)], "w0 r0 r1"],
    ["is what it is in any call of a subflow", ["CALL S", set, "CALL S", ...subflow("S", log)], "w0 r0"],
    ["is what another subflow sets that is called before", ["CALL S", "CALL T", ...subflow("T", log), ...subflow("S", set)], "r0 w0"],
    ["is nothing where another subflow sets it afterwards", ["CALL T", "CALL S", ...subflow("T", log), ...subflow("S", set)], "r1 w0"],
    ["comes back when a subflow runs again that sets it once", ["CALL S", "CALL S", ...subflow("S", log, set)], "r0 w0"],
    ["is told apart in different subflows", ["CALL S", "CALL T", ...subflow("S", set, log), ...subflow("T", set, log)], "w0 r0 w1 r1"],
    [
      "is not what a local subflow is called with",
      [set, log, set, log, "CALL S V: 1", "FUNCTION S V", log, "END FUNCTION"],
      "w0 r0 w1 r1 r2",
    ],
    ["is what a subflow is called with", [set, log, set, "CALL s", log, ...subflow("S", log)], "w0 r0 w1 r1 r1"],
    ["is what a subflow leaves", [set, log, "CALL S", log, ...subflow("S", set, log, set)], "w0 r0 r2 w1 r1 w2"],
    [
      "is what a subflow leaves, wherever it ends",
      ["CALL S", log, ...subflow("S", set, "IF A = 1 THEN", "EXIT FUNCTION", "END", set)],
      "r0 w0 w0",
    ],
    ["is what a subflow leaves that another calls", [set, "CALL S", log, ...subflow("S", "CALL T"), ...subflow("T", set)], "w0 r1 w1"],
    ["may be what a subflow does not write", [set, "CALL S", log, ...subflow("S", "IF A = 1 THEN", set, "END")], "w0 r0 w0"],
    ["stays when a subflow does not write it", [set, "CALL S", log, set, ...subflow("S", "SET W TO 1")], "w0 r0 w1"],
    [
      "may be anything that a subflow writes before it fails",
      ["BLOCK B", "ON BLOCK ERROR", "END", "CALL S", "END", log, ...subflow("S", "CALL T"), ...subflow("T", set, set)],
      "r0 w0 w0",
    ],
    ["may be that also where its caller handles it", [set, "CALL S\nON ERROR\nEND", log, ...subflow("S", set, set)], "w0 r0 w0 w0"],
    ["is told apart in a subflow that calls itself", ["CALL S", ...subflow("S", set, log, set, log, "CALL S")], "w0 r0 w1 r1"],
    ["comes back in one", ["CALL S", ...subflow("S", log, set, log, set, "CALL T"), ...subflow("T", "CALL S")], "r1 w0 r0 w1"],
    ["comes back in the rows that no subflow holds", [log, set, log, set, "CALL S", ...subflow("S", "CALL Main")], "r1 w0 r0 w1"],
    ["is told apart beside a subflow that is called Main", [set, log, "CALL Main", ...subflow("Main", set, log)], "w0 r0 w1 r1"],
    ["may be anything in a subflow that nothing calls", [set, log, set, log, ...subflow("S", log)], "w0 r0 w0 r0 r0"],
    [
      "is what a local subflow returns",
      [set, log, "CALL S Out=> V", log, "FUNCTION S OUTPUT Out", "SET Out TO 1", "END FUNCTION"],
      "w0 r0 w1 r1",
    ],
    [
      "is what a local subflow returns, not what it sets before",
      [set, log, "CALL S Out=> V", log, "FUNCTION S OUTPUT Out", "SET GLOBAL.V TO 2", "SET Out TO 1", "END FUNCTION"],
      "w0 r0 w1 r1 w2",
    ],
    ["does not change by a call that is switched off", [set, log, "DISABLE CALL S", log, set, ...subflow("S", set)], "w0 r0 r0 w1 w2"],
    ["does not change by a call of what the flow does not have", [set, log, "CALL S", log, set], "w0 r0 r0 w1"],
    [
      "is told apart in a local subflow",
      [set, log, set, log, "CALL S", "FUNCTION S", "@SENSITIVE: []", set, log, set, "END FUNCTION"],
      "w0 r0 w1 r1 w2 r2 w3",
    ],
    ["is the flow's where a local subflow never sets it", [set, log, "CALL S", "FUNCTION S", log, "END FUNCTION"], "w0 r0 r0"],
    ["is one range where two subflows have one name", [set, log, "CALL S", ...subflow("S", set), ...subflow("s", set)], "w0 r0 w0 w0"],
  ])("%s", (_, rows, ranges) => {
    expect(rangesIn(flowOf({}, ...rows))).toBe(ranges);
  });
});

describe("what a variable of a part of a flow holds one after the other", () => {
  const part = (...rows: readonly string[]): DesktopFlow => ({ ...flowOf({}, ...rows), extent: "subflow" });

  it.each<[string, readonly string[], string]>([
    ["is told apart", [set, log, set, log], "w0 r0 w1 r1"],
    [
      "is told apart in its subflows",
      ["FUNCTION S GLOBAL", set, log, "END FUNCTION", "FUNCTION T GLOBAL", set, log, "END FUNCTION"],
      "w0 r0 w1 r1",
    ],
    ["may be anything where the part begins that sets it once", [log, set], "r0 w0"],
    ["may be anything where the part begins", [log, set, log, set], "r0 w0 r0 w0"],
    ["may be anything behind a call of what is not at hand", [set, log, set, "CALL S", log], "w0 r0 w0 r0"],
    ["is not anything behind such a call that never runs", [set, "GOTO L", "CALL S", "LABEL L", log, set], "w0 r0 w1"],
    [
      "may be anything when such a call fails in a block",
      ["BLOCK B", "ON BLOCK ERROR", log, "END", "CALL S", "END", set, log, set],
      "r0 w0 r0 w0",
    ],
  ])("%s", (_, rows, ranges) => {
    expect(rangesIn(part(...rows))).toBe(ranges);
  });

  it("is one range where other scripts set it too", () => {
    expect(liveRangesOf(part(set, log, set, log), { sharesVariables: () => true }).all("V", undefined)).toHaveLength(1);
    expect(liveRangesOf(part(set, log, set, log), { sharesVariables: () => false }).all("V", undefined)).toHaveLength(2);
  });
});

describe("any script", () => {
  const { body } = fc.letrec<{ row: string; body: string }>((tie) => ({
    row: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom(set, set, log, log, read, trim, "EXIT LOOP", "NEXT LOOP", "EXIT FUNCTION", "THROW ERROR", "EXIT"),
      fc.constantFrom("CALL S", "CALL T", "CALL U", "CALL S\nON ERROR\nEND"),
      fc.constantFrom("LABEL L", "LABEL M", "GOTO L", "GOTO M"),
      tie("body").map((inner) => `IF A = 1 THEN\n${inner}\nEND`),
      fc.tuple(tie("body"), tie("body")).map(([yes, no]) => `IF V = 1 THEN\n${yes}\nELSE\n${no}\nEND`),
      fc.tuple(tie("body"), tie("body")).map(([one, other]) => `SWITCH A\nCASE = 1\n${one}\nDEFAULT\n${other}\nEND`),
      tie("body").map((inner) => `LOOP WHILE (V) < (3)\n${inner}\nEND`),
      tie("body").map((inner) => `LOOP FOREACH V IN List\n${inner}\nEND`),
      tie("body").map((inner) => `LOOP I FROM 1 TO 3 STEP 1\n${inner}\nEND`),
      fc.tuple(tie("body"), tie("body")).map(([handler, inner]) => `BLOCK B\nON BLOCK ERROR\n${handler}\nEND\n${inner}\nEND`),
      tie("body").map((handler) => `${read}\nON ERROR\n${handler}\nEND`),
    ),
    body: fc.array(tie("row"), { maxLength: 4 }).map((rows) => rows.join("\n")),
  }));
  const again = (inner: string): string => `LOOP I FROM 1 TO 3 STEP 1\nBLOCK B\nON BLOCK ERROR\nEND\n${inner}\nCALL S\nEND\nEND`;
  const script = fc
    .tuple(fc.oneof(body, body.map(again)), body, body)
    .map(([main, s, t]) => [main, "FUNCTION S GLOBAL", s, "END FUNCTION", "FUNCTION T GLOBAL", t, "END FUNCTION"].join("\n"));

  it("reads no value of another range, whichever way it runs", () => {
    let met = 0;
    fc.assert(
      fc.property(
        script,
        fc.array(fc.nat(3), { minLength: 8, maxLength: 60 }),
        fc.constantFrom<[DesktopFlow["extent"], DesktopHeader]>(
          ["flow", {}],
          ["flow", { inputs: ["V"] }],
          ["flow", { outputs: ["V"] }],
          ["flow", { inputs: ["V"], outputs: ["V"] }],
          ["subflow", {}],
        ),
        (rows, choices, [extent, header]) => {
          const flow = { ...flowOf(header, rows), extent };
          const ranges = liveRangesOf(flow);
          const rowOf = (statement: Statement): DesktopRow => ({ desktopFlow: flow, subflow: "", statement });
          for (const [reader, writer] of meetings(flow, choices)) {
            met++;
            const read = reader === "returned" ? ranges.returned("V") : ranges.read(rowOf(reader), { name: "V" });
            expect(read).toBe(writer === "given" ? ranges.given("V") : ranges.written(rowOf(writer), { name: "V" }));
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(met).toBeGreaterThan(500);
  });
});

/** Runs a script by itself, with choices for its branches, iterations and errors: which row, or caller, read what which row, or caller, wrote. */
function meetings(
  { script, extent, inputs, outputs }: DesktopFlow,
  choices: readonly number[],
): readonly (readonly [reader: Statement | "returned", writer: Statement | "given"])[] {
  const met: [Statement | "returned", Statement | "given"][] = [];
  let holder: Statement | "given" | undefined = inputs.length > 0 ? "given" : undefined;
  let next = 0;
  let steps = 0;
  const choose = (most: number): number => (choices[next++ % choices.length] ?? 0) % most;
  const readIn = (row: Statement): void => {
    if (reads(row) && holder !== undefined) met.push([row, holder]);
  };
  const writeIn = (row: Statement): void => {
    if (writes(row)) holder = row;
  };
  type End = "end" | "error" | "exit-loop" | "next-loop" | "exit-function" | "exit" | { readonly label: string };
  const runAll = (body: readonly Statement[]): End => {
    for (let at = 0; at < body.length; at++) {
      const row = body[at];
      const end = row === undefined ? "end" : run(row);
      const label = typeof end === "object" ? body.findIndex((other) => other.kind === "label" && other.name === end.label) : -1;
      if (label >= 0) at = label;
      else if (end !== "end") return end;
    }
    return "end";
  };
  const run = (row: Statement): End => {
    if (steps++ > 300) return "error";
    switch (row.kind) {
      case "if":
        readIn(row);
        return runAll(
          row.branches[choose(row.branches.at(-1)?.condition === undefined ? row.branches.length : row.branches.length + 1)]?.body ?? [],
        );
      case "switch":
        return runAll(row.cases[choose(row.cases.length)]?.body ?? []);
      case "loop-while":
      case "loop-each":
      case "loop-range":
        for (let left = choose(4); ; left--) {
          if (row.kind === "loop-while") readIn(row);
          if (left <= 0) return "end";
          writeIn(row);
          const end = runAll(row.body);
          if (end === "exit-loop") return "end";
          if (end !== "end" && end !== "next-loop") return end;
        }
      case "block": {
        const end = runAll(row.body);
        return end === "error" ? runAll(row.blockHandlers[0]?.body ?? []) : end;
      }
      case "exit-loop":
      case "next-loop":
      case "exit-function":
        return row.kind;
      case "throw-error":
        return "error";
      case "exit":
        return "exit";
      case "goto":
        return { label: row.name };
      case "call": {
        // What is not at hand may run what is.
        const called = row.name === "U" && extent === "subflow" ? ["S", "T", "U"][choose(3)] : row.name;
        const end = runAll(script.functions.find(({ name }) => name === called)?.body ?? []);
        if (end === "exit") return end;
        return end === "end" || end === "exit-function" || row.handlers.length > 0 ? "end" : "error";
      }
      default:
        readIn(row);
        if (row.kind === "action" && choose(4) === 3) {
          const [handler] = row.handlers;
          return handler === undefined ? "error" : runAll(handler.body);
        }
        writeIn(row);
        return "end";
    }
  };
  const end = runAll(script.main);
  if (outputs.length > 0 && holder !== undefined && ["end", "exit-function", "exit"].includes(String(end))) met.push(["returned", holder]);
  return met;
}
