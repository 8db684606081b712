import { describe, expect, it } from "vitest";
import type { Statement } from "../../../src/desktop-flow/robin/ast.ts";
import { parseRobin } from "../../../src/desktop-flow/robin/parser.ts";
import { printRobin } from "../../../src/desktop-flow/robin/print.ts";
import { problemsOf, rowOf, shape } from "./tree.ts";

function row<K extends Statement["kind"]>(kind: K, source: string): Extract<Statement, { kind: K }> {
  const found = rowOf(source);
  if (found.kind !== kind) throw new Error(`a ${found.kind} row instead of ${kind}`);
  return found as Extract<Statement, { kind: K }>;
}

describe("actions", () => {
  it("come apart into id, arguments and outputs", () => {
    const source = "Excel.ReadFromExcel.ReadCell Instance: Book StartRow: Row + 1 ReadAsText: False CellValue=> Cell Extra => Other['k']";
    const { call } = row("action", source);
    expect(call).toMatchObject({
      id: "Excel.ReadFromExcel.ReadCell",
      module: "Excel",
      action: "ReadFromExcel",
      selector: "ReadCell",
      start: 0,
      idEnd: 28,
    });
    expect(call.arguments.map(({ name, start, end }) => [name, source.slice(start, end)])).toEqual([
      ["Instance", "Instance: Book"],
      ["StartRow", "StartRow: Row + 1"],
      ["ReadAsText", "ReadAsText: False"],
    ]);
    expect(call.outputs.map(({ name, target }) => [name, target.kind === "reference" ? target.name : ""])).toEqual([
      ["CellValue", "Cell"],
      ["Extra", "Other"],
    ]);
  });

  it("may lack the selector, arguments and outputs", () => {
    expect(row("action", "Scripting.RunPowershellScript").call).toMatchObject({
      module: "Scripting",
      action: "RunPowershellScript",
      selector: undefined,
    });
  });

  it("have an underscore in exports where they have neither arguments nor outputs", () => {
    expect(problemsOf("Clipboard.Clear _\nWorkstation.TakeScreenshot.TakeScreenshot _ # whole screen")).toEqual([]);
    expect(shape(row("action", "Clipboard.Clear _"))).toEqual(shape(row("action", "Clipboard.Clear")));
    expect(row("if", "IF (Some.Check _) THEN\nEND").branches).toMatchObject([{ condition: { kind: "action-call", id: "Some.Check" } }]);
    expect(row("action", "A.B _: 1 C=> _").call).toMatchObject({ arguments: [{ name: "_" }], outputs: [{ target: { name: "_" } }] });
    expect(problemsOf("Clipboard.Clear _ A: 1")).toEqual(["1: The row continues after the end of its statement; a row holds only one."]);
  });

  it("take spaces around colons and arrows, and any case", () => {
    expect(shape(row("action", "a.b C :1 D =>E f:'x'"))).toEqual(shape(row("action", "a.b C: 1 D=> E f: 'x'")));
    expect(problemsOf("set x to 1\nif X = 1 then\nend\nloop while (x) < (2)\nend")).toEqual([]);
  });

  it("tell inputs and outputs of a called flow apart from their own", () => {
    const { call } = row("action", "External.RunFlow FlowId: 'f' @Input_User: User @'item/Title': $'''x''' @Out=> Result");
    expect(call.arguments.map(({ name, dynamic }) => [name, dynamic])).toEqual([
      ["FlowId", false],
      ["Input_User", true],
      ["item/Title", true],
    ]);
    expect(call.outputs).toMatchObject([{ name: "Out", dynamic: true, target: { name: "Result" } }]);
  });

  it("tell an input of a called flow apart from an encrypted value", () => {
    expect(row("action", "A.B C: P @'D': 1").call.arguments).toMatchObject([{ value: { kind: "reference" } }, { name: "D" }]);
    expect(row("action", "A.B C: P@'x' @D: 1").call.arguments).toMatchObject([{ value: { kind: "encrypted" } }, { name: "D" }]);
  });

  it("take the annotations above them, whatever the indentation", () => {
    const { annotations, line } = row("action", "    @@flowname: 'Child'\n@@'item/Title': 'x'\nExternal.RunFlow FlowId: 'f'");
    expect(annotations).toMatchObject([
      { name: "flowname", value: { value: "Child" }, line: 1 },
      { name: "item/Title", value: { value: "x" }, line: 2 },
    ]);
    expect(line).toBe(3);
  });

  it("can be disabled", () => {
    expect(row("action", "DISABLE File.Delete Files: X").disabled).toBe(true);
  });

  it("are read as a value where only a path stands", () => {
    expect(row("set", "SET X TO Clipboard.GetText").value).toMatchObject({ kind: "reference", name: "Clipboard" });
  });
});

describe("error handlers", () => {
  it("belong to the row above, several with one END", () => {
    const { handlers } = row("action", "A.B\nON ERROR REPEAT 3 TIMES WAIT 2\nON ERROR TimeoutError\n    GOTO 'Exit'\nON ERROR\n\nEND");
    expect(handlers).toMatchObject([
      { retry: { times: { value: 3 }, wait: { value: 2 } }, error: undefined, body: [] },
      { error: "TimeoutError", body: [{ kind: "goto", name: "Exit" }] },
      { error: undefined, retry: undefined, body: [] },
    ]);
  });

  it("belong to the condition of a block as its first row", () => {
    const block = row("if", "IF (File.IfFile.Exists File: X) THEN\nON ERROR\n    SET A TO 1\nEND\n    SET B TO 2\nEND");
    expect(block.handlers).toMatchObject([{ body: [{ kind: "set" }] }]);
    expect(block.branches).toMatchObject([{ condition: { kind: "action-call" }, body: [{ kind: "set", target: { name: "B" } }] }]);
  });

  it("belong to the row above, comments between them or not", () => {
    const { main } = parseRobin("A.B\n# note\nON ERROR\nEND");
    expect(main).toMatchObject([{ kind: "action", handlers: [{ body: [] }] }, { kind: "comment" }]);
  });

  it("belong to a WAIT", () => {
    expect(row("wait", "WAIT (A.B C: 1) FOR 10 \nON ERROR TimeoutError\n\nEND")).toMatchObject({
      condition: { kind: "action-call" },
      timeout: { value: 10 },
      handlers: [{ error: "TimeoutError" }],
    });
  });
});

describe("blocks", () => {
  it("IF has branches", () => {
    const { branches } = row("if", "IF A THEN\n  SET X TO 1\nELSE IF B THEN\nELSE\n  SET X TO 2\n  SET X TO 3\nEND");
    expect(branches.map(({ condition, body, line }) => [condition?.kind, body.length, line])).toEqual([
      ["reference", 1, 1],
      ["reference", 0, 3],
      [undefined, 2, 4],
    ]);
  });

  it("parentheses alone make no action of a condition", () => {
    expect(row("if", "IF (A.Count) > (0) THEN\nEND").branches[0]?.condition).toMatchObject({ kind: "binary", operator: ">" });
    expect(row("if", "IF (A = 1 AND B) OR C THEN\nEND").branches[0]?.condition).toMatchObject({ kind: "binary", operator: "or" });
  });

  it("SWITCH has cases", () => {
    const { cases, before } = row("switch", "SWITCH X\n# note\nCASE = 'a'\n  EXIT LOOP\nCASE B.C\nDEFAULT\n  NEXT LOOP\nEND");
    expect(before).toMatchObject([{ kind: "comment" }]);
    expect(cases).toMatchObject([
      { test: { operator: "=" }, body: [{ kind: "exit-loop" }] },
      { test: { operator: undefined }, body: [] },
      { test: undefined, body: [{ kind: "next-loop" }] },
    ]);
  });

  it("LOOP has three forms", () => {
    expect(row("loop-range", "LOOP I FROM 0 TO L.Count - 1 STEP -1\nEND")).toMatchObject({ variable: { name: "I" }, step: { value: -1 } });
    expect(row("loop-range", "LOOP FROM 1 TO 2\nEND")).toMatchObject({ variable: undefined, step: undefined });
    expect(row("loop-each", "LOOP FOREACH Item IN Response['value']\nEND")).toMatchObject({
      variable: { name: "Item" },
      source: { name: "Response" },
    });
    expect(row("loop-while", "LOOP WHILE (Q.Next Queue: X Item=> Y)\nEND")).toMatchObject({ condition: { kind: "action-call" } });
  });

  it("BLOCK has a handler with its own END", () => {
    const block = row(
      "block",
      "BLOCK 'Fetch it'\nON BLOCK ERROR all REPEAT 2 TIMES WAIT 1\n    CALL Log\n    REPEAT BLOCK\nEND\n    A.B\nEND",
    );
    expect(block).toMatchObject({
      name: "Fetch it",
      blockHandlers: [{ all: true, retry: { times: { value: 2 } }, body: [{ kind: "call" }, { kind: "repeat-block" }] }],
      body: [{ kind: "action" }],
    });
    expect(row("block", "BLOCK \nEND")).toMatchObject({ name: "", blockHandlers: [], body: [] });
  });

  it("BLOCK has a handler for each error that it tells apart, which share one END", () => {
    const handlers = [
      "ON BLOCK ERROR 'Business exception' IsUserDefinedErrorCode: True",
      "    CALL Log",
      "ON BLOCK ERROR all",
      "    CALL Stop",
    ];
    expect(row("block", ["BLOCK Try", ...handlers, "END", "    A.B", "END"].join("\n"))).toMatchObject({
      blockHandlers: [
        { all: false, error: "Business exception", arguments: [{ name: "IsUserDefinedErrorCode" }], body: [{ kind: "call", name: "Log" }] },
        { all: true, error: undefined, arguments: [], body: [{ kind: "call", name: "Stop" }] },
      ],
      body: [{ kind: "action" }],
    });
    expect(problemsOf(["BLOCK Try", "ON BLOCK ERROR IsUserDefinedErrorCode: True", "END", "END"].join("\n"))).toEqual([]);
  });

  it("FUNCTION may have inputs and outputs, and call the variables of the flow", () => {
    const { functions } = parseRobin(
      "FUNCTION 'Sign in' User, INPUT Entry, OUTPUT Done, OUTPUT Output\n    SET GLOBAL.Url TO GLOBAL.Config['Url']\nEND FUNCTION\nFUNCTION Other GLOBAL Input\nEND FUNCTION",
    );
    expect(functions).toMatchObject([
      {
        name: "Sign in",
        global: false,
        inputs: ["User", "Entry"],
        outputs: ["Done", "Output"],
        body: [{ target: { name: "Url", global: true, path: [] }, value: { name: "Config", global: true, path: [{ kind: "index" }] } }],
      },
      { global: true, inputs: ["Input"], outputs: [] },
    ]);
    expect(problemsOf("FUNCTION A X,\nEND FUNCTION")).toEqual(["1: The name of the parameter is missing."]);
    expect(problemsOf("SET A TO GLOBAL.\nSET B TO GLOBAL")).toEqual([
      "1: A name is missing after the dot.",
      "2: GLOBAL is a reserved word: it can neither be a variable nor follow a dot (in brackets and quotes it can).",
    ]);
  });

  it("can be disabled together with their END", () => {
    const { main } = parseRobin("DISABLE LOOP FOREACH I IN L\nIF A THEN\nEND\nDISABLE END\nSET X TO 1");
    expect(main).toMatchObject([{ kind: "loop-each", disabled: true, body: [{ kind: "if" }] }, { kind: "set" }]);
  });

  it("are not closed by a leftover disabled END", () => {
    const source = "IF A THEN\nDISABLE END\n    SET X TO 1\nEND";
    expect(row("if", source).branches[0]?.body).toMatchObject([{ kind: "end" }, { kind: "set" }]);
    expect(printRobin(parseRobin(source))).toBe("IF A THEN\n    DISABLE END\n    SET X TO 1\nEND\n");
  });

  it("keep annotations that stand before END", () => {
    const source = "IF A THEN\n    SET X TO 1\n@@copilot: 'True'\nELSE\n@@copilot: 'True'\nEND";
    expect(problemsOf(source)).toEqual([]);
    expect(row("if", source).branches).toMatchObject([
      { body: [{ kind: "set" }, { kind: "annotations", annotations: [{ name: "copilot" }] }] },
      { body: [{ kind: "annotations" }] },
    ]);
  });
});

describe("other rows", () => {
  it.each([
    ["CALL 'SAP Login'", { kind: "call", name: "SAP Login" }],
    ["CALL Sub1 X: 1", { kind: "call", name: "Sub1", arguments: [{ name: "X" }] }],
    ["LABEL 'Exit'", { kind: "label", name: "Exit" }],
    ["GOTO Retry", { kind: "goto", name: "Retry" }],
    ["EXIT Code: 1 ErrorMessage: $'''x'''", { kind: "exit", arguments: [{ name: "Code" }, { name: "ErrorMessage" }] }],
    ["EXIT FUNCTION", { kind: "exit-function" }],
    ["THROW ERROR", { kind: "throw-error" }],
    ["WAIT 2.5", { kind: "wait", condition: { value: 2.5 }, timeout: undefined }],
    ["ERROR => LastError Reset: True", { kind: "last-error", target: { name: "LastError" }, arguments: [{ name: "Reset" }] }],
    ["**REGION Read the mail", { kind: "region", name: "Read the mail" }],
    ["**ENDREGION", { kind: "end-region" }],
    ["#  it's 100% done ", { kind: "comment", text: "it's 100% done", block: false }],
    ["/# two\nlines #/", { kind: "comment", text: " two\nlines ", block: true }],
    [
      "SET Obj['A'][Key].Name TO 1",
      { kind: "set", target: { name: "Obj", path: [{ kind: "index" }, { kind: "index" }, { kind: "member" }] } },
    ],
    ["Repeat.Something", { kind: "action" }],
  ])("%s", (source, expected) => {
    expect(problemsOf(source)).toEqual([]);
    expect(rowOf(source)).toMatchObject(expected);
  });

  it("a comment before a row is a row", () => {
    expect(parseRobin("/# note #/ SET A TO 1").main).toMatchObject([{ kind: "comment" }, { kind: "set" }]);
  });

  it("a comment behind a row is a row", () => {
    expect(parseRobin("SET A TO 1 # note\n").main).toMatchObject([{ kind: "set" }, { kind: "comment", text: "note", line: 1 }]);
  });
});

describe("a script", () => {
  const source = [
    "@@ConnectionString: ''",
    "@@Type: 'Local'",
    "IMPORT 'controlRepo.appmask' AS appmask",
    "@SENSITIVE: [ApiKey, Result]",
    "@INPUT ApiKey : { 'Description': '''two",
    "lines''', 'Type': 'String', 'DefaultValue': '' } ",
    "@OUTPUT Result : { 'Type': 'String' }",
    "SET A TO 1",
    "FUNCTION Sub1 GLOBAL",
    "    SET B TO 2",
    "END FUNCTION",
    "SET C TO 3",
    "FUNCTION 'Sub 2'",
    "END FUNCTION",
  ].join("\r\n");

  it("has a header, a main flow around its functions, and lines", () => {
    const script = parseRobin(source);
    expect(script.problems).toEqual([]);
    expect(script.header).toMatchObject({
      metadata: [{ name: "ConnectionString" }, { name: "Type" }],
      imports: [{ file: "controlRepo.appmask", alias: "appmask" }],
      sensitive: [{ name: "ApiKey" }, { name: "Result" }],
      declarations: [
        { direction: "input", name: "ApiKey", line: 5 },
        { direction: "output", name: "Result", line: 7 },
      ],
    });
    expect(script.main.map(({ line }) => line)).toEqual([8, 12]);
    expect(script.functions).toMatchObject([
      { name: "Sub1", global: true, line: 9, body: [{ kind: "set" }] },
      { name: "Sub 2", global: false, body: [] },
    ]);
  });

  it("is the same whatever ends its lines", () => {
    const lf = parseRobin(source.replaceAll("\r\n", "\n"));
    const cr = parseRobin(source.replaceAll("\r\n", "\r"));
    expect(cr.main.map(({ line }) => line)).toEqual([8, 12]);
    expect(shape(cr.main)).toEqual(shape(lf.main));
  });

  it("ends where the repository of copied rows begins", () => {
    const copied = 'SET A TO 1\n\n# [ControlRepository][PowerAutomateDesktop]\n\n{\n  "ControlRepositorySymbols": []\n}\n';
    const script = parseRobin(copied);
    expect(script.problems).toEqual([]);
    expect(script.main).toHaveLength(1);
    expect(copied.slice(script.repository?.start)).toMatch(/^# \[ControlRepository\]/);
    expect(parseRobin('SET A TO 1\n{ "ControlRepositorySymbols": [] }').repository).toEqual({ start: 11, end: 45 });
  });

  it("takes a line that begins with a brace for text where it is in a text", () => {
    const script = parseRobin("SET A TO $'''\n{ \"a\": 1 }\n'''\nSET B TO 1");
    expect(script.repository).toBeUndefined();
    expect(script.main).toHaveLength(2);
  });
});
