import { describe, expect, it } from "vitest";
import { parseRobin } from "../../../src/desktop-flow/robin/parser.ts";
import { maxDepth, maxOperators } from "../../../src/desktop-flow/robin/parser-state.ts";
import { nestedStatements, statementsOf } from "../../../src/desktop-flow/robin/walk.ts";

/** The rows of the main flow in short: their kinds, blocks with what is in them. */
function outline(source: string): readonly string[] {
  return [...nestedStatements(parseRobin(source).main)].map((row) => `${row.line} ${row.kind}`);
}

describe("one bad row costs itself only", () => {
  it("among others", () => {
    expect(outline("SET A TO 1\nSET B TO %C%\nWhat is this?\nSET D TO 2")).toEqual(["1 set", "2 set", "3 error", "4 set"]);
  });

  it("its readable statement stays, the rest is an error", () => {
    const script = parseRobin("SET A TO 1 SET B TO 2\nSET C TO 3");
    expect(script.main).toMatchObject([
      { kind: "set", target: { name: "A" } },
      { kind: "error", text: "SET B TO 2", start: 11, end: 21 },
      { kind: "set", target: { name: "C" } },
    ]);
  });

  it("a broken argument takes none of the others with it", () => {
    const [row] = parseRobin("Email.Send From: %Me% To: You Text: $'''Joe's''' Password: Secret Result=> R").main;
    if (row?.kind !== "action") throw new Error(row?.kind);
    expect(row.call.arguments.map(({ name, value }) => [name, value.kind])).toEqual([
      ["From", "error"],
      ["To", "reference"],
      ["Text", "interpolation"],
      ["Password", "reference"],
    ]);
    expect(row.call.outputs).toMatchObject([{ name: "Result" }]);
  });

  it("a variable between percent signs is read all the same", () => {
    const [set, message] = parseRobin("SET A TO %Row['A']% + B\nDisplay.ShowMessage Message: %Secret% Title: 'T'").main;
    expect(set).toMatchObject({
      value: {
        kind: "binary",
        left: { kind: "error", text: "%Row['A']%", readable: [{ kind: "reference", name: "Row" }] },
        right: { name: "B" },
      },
    });
    expect(message).toMatchObject({ call: { arguments: [{ value: { readable: [{ name: "Secret" }] } }, { value: { value: "T" } }] } });
    expect(parseRobin("SET C TO %D + %\nSET E TO %F\nSET G TO %%\nSET H TO 1").main.map(({ kind }) => kind)).toEqual([
      "set",
      "set",
      "set",
      "set",
    ]);
  });

  it("what was read of a value is kept with the error", () => {
    const [row] = parseRobin("SET A TO Mail.From").main;
    expect(row).toMatchObject({ value: { kind: "error", text: "Mail.From", readable: [{ kind: "reference", name: "Mail" }] } });
  });
});

describe("blocks find their END", () => {
  it("although their condition is broken", () => {
    expect(outline("IF %A% = 1 THEN\n    SET B TO 1\nELSE\n    SET B TO 2\nEND\nSET C TO 1")).toEqual(["1 if", "2 set", "4 set", "6 set"]);
    expect(outline("LOOP FOREACH 1st IN L\n    SET B TO 1\nEND\nSET C TO 1")).toEqual(["1 loop-each", "2 set", "4 set"]);
    expect(outline("LOOP\n    SET B TO 1\nEND\nSET C TO 1")).toEqual(["1 loop-while", "2 set", "4 set"]);
  });

  it("although an inner block has none", () => {
    const { main, problems } = parseRobin("IF A THEN\n    LOOP WHILE B\n        SET C TO 1\nELSE\n    SET C TO 2\nEND\nSET D TO 1");
    expect(problems).toMatchObject([{ line: 2, message: "This LOOP has no END." }]);
    expect(main).toMatchObject([
      {
        kind: "if",
        branches: [{ body: [{ kind: "loop-while", body: [{ kind: "set" }] }, { kind: "error" }] }, { body: [{ kind: "set" }] }],
      },
      { kind: "set" },
    ]);
  });

  it("at the latest at the end of their function", () => {
    const { functions, problems } = parseRobin("FUNCTION A\n    IF B THEN\n        SET C TO 1\nEND FUNCTION\nFUNCTION D\nEND FUNCTION");
    expect(problems).toMatchObject([{ line: 2, message: "This IF has no END." }]);
    expect(functions).toMatchObject([
      { name: "A", body: [{ kind: "if", branches: [{ body: [{ kind: "set" }] }] }, { kind: "error" }] },
      { name: "D" },
    ]);
  });

  it("the rows of a handler that belongs to nothing stay", () => {
    expect(outline("ON ERROR\n    SET A TO 1\nEND\nSET B TO 1")).toEqual(["1 error", "2 set", "4 set"]);
  });
});

describe("texts without an end", () => {
  it("end with their line, when the next text shows that they do", () => {
    const source = ["SET A TO $'''C:\\Temp\\'''", "SET B TO $'''fine'''", "SET C TO [$'''also''', 'fine']"].join("\n");
    const script = parseRobin(source);
    expect(script.problems).toMatchObject([{ line: 1 }]);
    expect(script.main).toMatchObject([{ kind: "error", text: "SET A TO $'''C:\\Temp\\'''" }, { kind: "set" }, { kind: "set" }]);
  });

  it("end with their line, when there is no other text", () => {
    expect(outline("SET A TO $'''open\nSET B TO 1")).toEqual(["1 set", "1 error", "2 set"].filter((row) => row !== "1 error"));
    expect(parseRobin("SET A TO $'''open\nSET B TO 1").problems).toHaveLength(1);
    expect(outline("SET A TO $fx'open\nSET B TO 1")).toEqual(["1 set", "2 set"]);
    expect(outline("SET A TO 'open\nSET B TO 1")).toEqual(["1 set", "1 error", "2 set"]);
  });

  it("in the condition of a block leave the block", () => {
    const script = parseRobin("IF A = $'''C:\\''' THEN\n    SET B TO $'''x'''\nEND\nSET C TO $'''y'''");
    expect(script.problems).toHaveLength(1);
    expect(script.main).toMatchObject([{ kind: "if" }, { kind: "set" }]);
  });

  it("Power Fx likewise", () => {
    const script = parseRobin("SET A TO $fx'open\nSET B TO $fx'=Len(C)'\nSET D TO 1");
    expect(script.problems).toHaveLength(1);
    expect(script.main).toMatchObject([{ kind: "error" }, { kind: "set" }, { kind: "set" }]);
  });
});

describe("depth", () => {
  it("of blocks is bounded, and their rows stay", () => {
    const depth = maxDepth + 50;
    const source = `${"IF A THEN\n".repeat(depth)}SET X TO 1\n${"ELSE\nEND\n".repeat(depth)}SET Y TO 1`;
    const script = parseRobin(source);
    expect(script.problems).toHaveLength(50);
    const rows = [...statementsOf(script)].map(({ statement }) => statement.kind);
    expect(rows.filter((kind) => kind === "set")).toHaveLength(2);
    expect(script.main).toMatchObject([{ kind: "if" }, { kind: "set" }]);
  });

  it.each([
    ["parentheses", "(", ")"],
    ["lists", "[", "]"],
    ["objects", "{ 'a': ", " }"],
    ["indexes", "A[", "]"],
    ["NOT", "NOT ", ""],
    ["minus", "- ", ""],
  ])("of %s is bounded", (_, open, close) => {
    const nested = (depth: number): string => `SET X TO ${open.repeat(depth)}1${close.repeat(depth)}\nSET Y TO 1`;
    expect(parseRobin(nested(100)).problems).toEqual([]);
    const deep = parseRobin(nested(maxDepth * 2));
    expect(deep.problems).toMatchObject([{ line: 1, message: "The value is nested too deeply to be read." }]);
    expect(deep.main.at(-1)).toMatchObject({ kind: "set", target: { name: "Y" } });
  });

  it("of chains is bounded", () => {
    const sum = (terms: number): string => `SET X TO 1${" + 1".repeat(terms)}\nSET Y TO 1`;
    expect(parseRobin(sum(maxOperators)).problems).toEqual([]);
    expect(parseRobin(sum(100_000)).problems).toHaveLength(1);
  });
});

describe("what is wrong with a row is said in the language of the designer:", () => {
  it.each([
    ["SET A TO 1st", "A name cannot begin with a digit."],
    ["SET 1st TO A", "A name cannot begin with a digit."],
    ["SET = 1", "A variable is missing here."],
    ["SET A TO", "A value is missing here."],
    ["SET A", "TO is missing after the variable."],
    ["Retry BLOCK", "This is neither a statement nor an action."],
    ["REPEAT it", "This is neither a statement nor an action."],
    ["SET A TO %B%", "A percent sign stands outside of a text; expressions are written without it here."],
    ["SET A TO ;", "This character cannot stand here."],
    ["IF THEN\nEND", "A value is missing before THEN."],
    ["SET A TO B and OR C", "A value is missing before OR."],
    ["SET A TO B mod", "A value is missing here."],
    ["SET A TO B. = 1", "A name is missing after the dot."],
    ["SET A TO B[1", "A closing bracket is missing."],
    ["SET A TO (B", "A closing parenthesis is missing."],
    ["SET A TO length(B", "A closing parenthesis is missing after length."],
    ["SET A TO [1 2]", "A comma or a closing bracket is missing."],
    ["SET A TO { 'a': 1 'b': 2 }", "A comma or a closing brace is missing."],
    ["SET A TO {{ 'a': 1 }}", "An empty object is written {{ }}."],
    ["SET A TO { [1], 'a': 2 }", "A table has only rows in brackets."],
    ["SET A TO { 'a': 1, [2] }", "A key in quotes is missing here."],
    ["SET A TO { 'a' 1 }", "A colon is missing after the key."],
    ["SET A TO B.Then", "Then is a reserved word: it can neither be a variable nor follow a dot (in brackets and quotes it can)."],
    ["SET A TO [1].Then", "Then is a reserved word: it cannot follow a dot (in brackets and quotes it can)."],
    ["SET A TO $'''%B C%'''", "The expression between the percent signs continues unexpectedly."],
    ["CALL", "The name of the subflow is missing."],
    ["CALL 1", "The name of the subflow is missing."],
    ["BLOCK 1\nEND", "The name of the block is missing."],
    ["SET A TO $fx'=B", "The closing quote of the formula is missing."],
    ["SET A TO 'a", "The closing quote of the text is missing."],
    ["SET A TO $'''a", "The closing quotes of the text are missing; a backslash directly before them has to be doubled."],
    ["SET A TO $'''it's'''", "An apostrophe stands in the text; there it is written \\'."],
    ["SET A TO $'''100% sure'''", "A single percent sign stands in the text; as a character it is written %%."],
    ["SET A TO 1 SET B TO 2", "The row continues after the end of its statement; a row holds only one."],
    ["/# a", "The end of the comment is missing: #/."],
    ["foo", "This is neither a statement nor an action."],
    ["THEN", "No statement begins with THEN."],
    ["DISABLE", "This is neither a statement nor an action."],
    ["ELSE", "This ELSE has no matching IF."],
    ["CASE = 1", "This CASE has no matching SWITCH."],
    ["DEFAULT", "This DEFAULT has no matching SWITCH."],
    ["END", "This END has no matching block."],
    ["END FUNCTION", "This END FUNCTION has no matching FUNCTION."],
    ["FUNCTION A", "This FUNCTION has no END FUNCTION."],
    ["FUNCTION\nEND FUNCTION", "The name of the function is missing."],
    ["SWITCH A", "This SWITCH has no END."],
    ["BLOCK", "This BLOCK has no END."],
    ["LOOP FOO\nEND", "FROM is missing after LOOP or its variable."],
    ["LOOP A FROM 1\nEND", "TO is missing after the first number."],
    ["LOOP A FROM 1 TO 2 STEP\nEND", "A value is missing here."],
    ["LOOP FOREACH A\nEND", "IN is missing after the variable."],
    ["IF A = 1\nEND", "THEN is missing after the condition."],
    ["IF A THEN\nELSE IF (File.IfFile.Exists File: X) THEN\nEND", "An action cannot be the condition of ELSE IF."],
    ["THROW", "ERROR is missing after THROW."],
    ["NEXT", "LOOP is missing after NEXT."],
    ["GOTO", "The name of the label is missing."],
    ["ERROR", "The last error is read with ERROR => Variable."],
    ["ERROR => A", ""],
    ["ON FOO\nEND", "ERROR or BLOCK ERROR is missing after ON."],
    ["ON ERROR\nEND", "ON ERROR belongs to the action above it, and there is none."],
    ["ON BLOCK ERROR\nEND", "ON BLOCK ERROR has to follow its BLOCK."],
    ["BLOCK A\nSET B TO 1\nON BLOCK ERROR\nEND\nEND", "ON BLOCK ERROR has to follow its BLOCK."],
    ["BLOCK A\n# note\nON BLOCK ERROR\nEND\nEND", ""],
    ["REGION", "A region is written **REGION name and **ENDREGION."],
    ["REGION a.b", "A region is written **REGION name and **ENDREGION."],
    ["**REGION a\nSET A TO 1", ""],
    ["IMPORT 'a'", "An import is written IMPORT 'file' AS name."],
    ["@FOO a", "INPUT, OUTPUT or SENSITIVE is expected after @."],
    ["@SENSITIVE A", "The list of sensitive variables is written @SENSITIVE: [A, B]."],
    ["@INPUT", "The name of the input is missing."],
    ["@INPUT A", "A colon is missing after the name of the input."],
    ["@@a", "An @@ line has the form @@name: 'value'."],
    ["@@a: 'b'", "An @@ line has to stand directly before an action."],
    ["@@a: 'b'\nSET A TO 1", ""],
    ["Wait.X A 1", "A value is missing here."],
    ["Wait.X A=> 1", "A value is missing here."],
    ["CALL Then", "Then is a reserved word; as the name of a subflow it needs quotes."],
    ["CALL 'Then'", ""],
    ["SET A TO { 'a': 1, }", ""],
    ["SET A TO [\n1,\n2\n]", ""],
    ["SET A TO { ^['a', 'b'], [1, 2], B }", ""],
    ["SET A TO { $'''a%B%''': 1 }", ""],
    ["SET A TO {{ }}", ""],
    ["SET A TO { }", ""],
    ["SET A TO B['Then']", ""],
  ])("%j", (source, expected) => {
    const [first] = parseRobin(source).problems;
    expect(first?.message ?? "").toBe(expected);
  });
});
