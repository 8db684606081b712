import { describe, expect, it } from "vitest";
import { problemsOf } from "./tree.ts";

/**
 * What the designer takes and what it rejects: scripts of our own for each kind of probe in JoeG592/pad-robin-action-kb (`rules/probe-corpus.json`,
 * CC BY 4.0; Power Automate for desktop 2.72). A rejected script has one problem in the given line.
 */
const action = "Clipboard.SetText Text: ";

describe("scripts that the designer takes have no problem", () => {
  it.each([
    ["texts that look like rows", `${action}$'''END\n# no comment\nIF x THEN\n\nKey: value Other=> x'''`],
    ["quotes of other kinds", `${action}$'''{"a":[1]} \`b\` \${c} <d e="f">'''`],
    ["an apostrophe with a backslash", `${action}$'''SELECT * FROM T WHERE N = \\'x\\''''`],
    ["a doubled backslash at the end", `${action}$'''D:\\\\Data\\\\'''`],
    ["a percent sign that is doubled or quoted", `${action}$'''5%% or 5%'%'%'''`],
    ["a percent sign behind an expression", `${action}$'''%N%%% done'''`],
    ["text between percent signs that is an expression by chance", `${action}$'''from 50%off% today'''`],
    ["an escaped percent sign", `${action}$'''100\\% sure'''`],
    ["reserved words as keys and labels of arguments", "Mail.Send To: Recipient['From'] From: O['To']"],
    ["reserved words in quotes", "LABEL 'End'\nGOTO 'End'\nCALL 'Call'\nBLOCK 'On'\nEND"],
    ["contextual words as names", "SET Region TO 1\nSET Count TO Region + Repeat\nSET Import TO All.Times"],
    ["a variable named like an argument or a module", "SET Services TO Row\nServices.Start Services: Services Row: Row"],
    ["conditions with functions", "IF IsEmpty(A) AND NotContains(B, $'''x''', False) OR NOT(C = 1) THEN\nEND"],
    ["members and indexes of literals and calls", "SET X TO [1, 2][0] + $'''abc'''.Length"],
    ["a comparison as a value", "SET Is TO N > 3"],
    ["annotations on a region", "@@copilotGeneratedAction: 'True'\n**REGION A\n**ENDREGION"],
    ["annotations and empty lines", "@@a: 'b'\n\nSET X TO 1"],
    ["a duplicate argument, an enumeration without its module", "A.B C: 1 C: 2 D: Normal"],
    ["CASE with a bare name", "SWITCH X\nCASE IsEmpty\nEND"],
    ["retries of a block", "BLOCK B\nON BLOCK ERROR REPEAT 2 TIMES WAIT 2\nEND\nEND"],
    ["spaces and tabs", "\t \tSET  A\tTO   1 \t\n\n\n   \nSET B TO 2"],
    ["an unusual space and a byte order mark", "\ufeffSET\u00a0A TO 1"],
    ["no final line break", "SET A TO 1\rSET B TO 2"],
    ["functions, which only files have", "FUNCTION F\nSET X TO 1\nEND FUNCTION"],
    ["Power Fx", "LOOP I FROM $fx'=1' TO $fx'=Value(N)' STEP $fx'=1'\n    IF $fx'=A = \"No\n\"' THEN\n    END\nEND\nEXIT Code: $fx'=0'"],
    ["an empty script", ""],
  ])("%s", (_, source) => {
    expect(problemsOf(source)).toEqual([]);
  });
});

describe("scripts that the designer rejects have one problem", () => {
  it.each([
    ["an expression in percent signs outside of a text", 1, "SET X TO %N + 1%"],
    ["the same in a condition", 1, "IF %N% = 1 THEN\nEND"],
    ["the same in a loop", 1, "LOOP I FROM 0 TO %N% STEP 1\nEND"],
    ["the same in an argument", 1, `${action}%N% Other: 1`],
    ["a single percent sign in a text", 1, `${action}$'''100% sure'''`],
    ["the second percent sign eaten by a backslash", 1, `${action}$'''%A%\\%B%'''`],
    ["an apostrophe in a text", 1, `${action}$'''Joe's'''`],
    ["a doubled apostrophe", 1, `${action}$'''It''s'''`],
    ["an apostrophe before the closing quotes", 1, `${action}$'''say 'hi''''`],
    ["an apostrophe in a later line of a text", 2, `${action}$'''one\nJoe's'''`],
    ["a backslash before the closing quotes", 1, `${action}$'''C:\\Temp\\'''`],
    ["a reserved word as a variable", 1, "SET Next TO 1"],
    ["a reserved word that is read", 1, "SET X TO Wait + 1"],
    ["a reserved word behind a dot", 1, "SET X TO Mail.From"],
    ["the same in a text", 1, `${action}$'''%Mail.From%'''`],
    ["a reserved word as a label", 1, "LABEL Exit"],
    ["a name that begins with a digit", 1, "SET 1st TO 2"],
    ["two statements in a row", 1, "SET A TO 1 SET B TO 2"],
    ["two values without an operator", 1, "SET A TO B C"],
    ["CASE with a function name and a value", 2, "SWITCH X\n    CASE Contains 'b'\nEND"],
    ["an action as the condition of ELSE IF", 2, "IF A THEN\nELSE IF (File.IfFile.Exists File: X) THEN\nEND"],
    ["ON ERROR and its row in one", 2, "A.B\nON ERROR GOTO Retry\nEND"],
    ["an annotation before a comment", 1, "@@copilotGeneratedAction: 'False'\n# note\nSET A TO 1"],
    ["an annotation before nothing", 2, "SET A TO 1\n@@copilotGeneratedAction: 'False'"],
    ["a missing value", 1, "SET A TO"],
    ["a missing operand", 1, "SET A TO 1 +"],
    ["a missing THEN", 1, "IF A = 1\nEND"],
    ["a missing END", 2, "SET A TO 1\nIF A THEN\n    SET B TO 2"],
    ["an END too many", 2, "SET A TO 1\nEND"],
    ["an END of another language", 3, "IF A THEN\n    SET B TO 2\nEND IF"],
    ["an ELSE without IF", 1, "ELSE"],
    ["a CASE without SWITCH", 1, "CASE = 1"],
    ["an END FUNCTION without FUNCTION", 1, "END FUNCTION"],
    ["an ON ERROR without an action", 1, "ON ERROR\nEND"],
    ["an ON BLOCK ERROR in the wrong place", 3, "BLOCK B\nSET A TO 1\nON BLOCK ERROR\nEND\nEND"],
    ["an unclosed parenthesis", 1, "SET A TO (1 + 2"],
    ["an unclosed list", 1, "SET A TO [1, 2"],
    ["an unclosed index", 1, "SET A TO B[1"],
    ["an object with bare keys", 1, "SET A TO { b: 1 }"],
    ["a text without its end", 1, "SET A TO 'b"],
    ["a comment without its end", 1, "/# note\nSET A TO 1"],
    ["a word that is no statement", 1, "hello"],
    ["a sentence", 1, "Please read this first."],
    ["an IF by halves", 1, "DISABLE"],
    ["a reserved word that begins no statement", 1, "THEN"],
    ["a function without its end", 1, "FUNCTION F\nSET A TO 1"],
    ["an annotation without a value", 1, "@@name\nSET A TO 1"],
    ["a header line that is none", 1, "@OTHER A : { }"],
    ["an incomplete header line", 1, "@SENSITIVE: [A"],
    ["an incomplete declaration", 1, "@INPUT A"],
    ["a broken declaration", 1, "@INPUT A : { 'Type': }"],
    ["an incomplete import", 1, "IMPORT 'a' TO b"],
    ["a wrong NEXT, THROW, ERROR, ON", 1, "NEXT"],
    ["THROW alone", 1, "THROW"],
    ["ERROR alone", 1, "ERROR"],
    ["ON alone", 1, "ON"],
    ["LOOP alone", 1, "LOOP\nEND"],
    ["an argument without a value", 1, "A.B C: D: 1"],
    ["an @ without a name", 1, "A.B @: 1"],
    ["an argument name without a colon", 1, "A.B @C 1"],
    ["an id that ends with a dot", 1, "A.B."],
    ["a condition that is half an action", 1, "IF (A.B C: 1 THEN\nEND"],
  ])("%s", (_, line, source) => {
    expect(problemsOf(source)).toEqual([expect.stringMatching(new RegExp(`^${line}: `))]);
  });

  it("a region of another language has one for each of its ends", () => {
    expect(problemsOf("REGION A\nSET A TO 1\nEND REGION")).toEqual([
      "1: A region is written **REGION name and **ENDREGION.",
      "3: A region is written **REGION name and **ENDREGION.",
    ]);
  });
});
