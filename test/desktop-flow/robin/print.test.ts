import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRobin } from "../../../src/desktop-flow/robin/parser.ts";
import { printRobin } from "../../../src/desktop-flow/robin/print.ts";
import { expression, script } from "./arbitrary.ts";
import { parsedValue, printExpression, scriptShape, shape } from "./tree.ts";

describe("printRobin", () => {
  it("gives a script that parses to the same tree", () => {
    fc.assert(
      fc.property(script, (tree) => {
        const parsed = parseRobin(printRobin(tree));
        expect(parsed.problems).toEqual([]);
        expect(scriptShape(parsed)).toEqual(scriptShape(tree));
      }),
      { numRuns: 400 },
    );
  });

  it("gives a value that parses to the same tree", () => {
    fc.assert(
      fc.property(expression, (tree) => {
        expect(shape(parsedValue(printExpression(tree)))).toEqual(shape(tree));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("the form of the output", () => {
  it("has an underscore where an action has neither arguments nor outputs", () => {
    expect(printRobin(parseRobin("Clipboard.Clear\nIF (A.B _) THEN\nEND"))).toBe("Clipboard.Clear _\nIF (A.B _) THEN\nEND\n");
  });

  it("is that of the designer, indented anew", () => {
    const source = [
      "@@Type: 'Local'",
      "@SENSITIVE: [Key]",
      "@INPUT Key : { 'Type': 'String', 'DefaultValue': {{ }} } ",
      "BLOCK ",
      "ON BLOCK ERROR all",
      "CALL Log",
      "END",
      "    if (File.IfFile.Exists File: X) then",
      "    ON ERROR",
      "",
      "    END",
      "DISABLE  SET A TO  (1+2)*-3",
      "END",
      "END",
      "FUNCTION Log GLOBAL",
      "SWITCH A # note",
      "CASE = 'x'",
      "WAIT (System.WaitForProcess.ProcessToStop ProcessName: $'''x''') FOR 5",
      "END",
      "END FUNCTION",
    ].join("\r\n");
    expect(printRobin(parseRobin(source))).toBe(
      [
        "@@Type: 'Local'",
        "@SENSITIVE: [Key]",
        "@INPUT Key : { 'Type': 'String', 'DefaultValue': {{ }} }",
        "BLOCK",
        "ON BLOCK ERROR all",
        "    CALL Log",
        "END",
        "    IF (File.IfFile.Exists File: X) THEN",
        "    ON ERROR",
        "    END",
        "        DISABLE SET A TO (1 + 2) * -3",
        "    END",
        "END",
        "FUNCTION Log GLOBAL",
        "    SWITCH A",
        "        # note",
        "        CASE = 'x'",
        "            WAIT (System.WaitForProcess.ProcessToStop ProcessName: $'''x''') FOR 5",
        "    END",
        "END FUNCTION",
        "",
      ].join("\n"),
    );
  });

  it("keeps the line ends of a text", () => {
    expect(printRobin(parseRobin("SET A TO $'''x\r\ny'''\r\nSET B TO 1"))).toBe("SET A TO $'''x\r\ny'''\nSET B TO 1\n");
  });

  it("keeps rows that cannot be read", () => {
    const source = "What is this?\nSET A TO %B%\nSET C TO $'''100% Joe's'''\n";
    expect(printRobin(parseRobin(source))).toBe(source);
  });

  it("lets all authored text be replaced", () => {
    const secret = ["Hunter", "2"].join("");
    const source = [
      `@@note: '${secret}'`,
      `@INPUT P : { 'DefaultValue': '${secret}' }`,
      `# ${secret}`,
      `A.B P: $'''x %'${secret}' + Q% ${secret}''' Pin: 1234 F: $fx'="${secret}"' G: $fx'${secret}'`,
      `oops ${secret}`,
      `SET X TO %${secret}%`,
      `/# ${secret} #/`,
    ].join("\n");
    const printed = printRobin(parseRobin(source), { text: (text) => text.replaceAll(secret, "***").replaceAll("1234", "0") });
    expect(printed).not.toContain(secret);
    expect(printed).toContain("A.B P: $'''x %'***' + Q% ***''' Pin: 0 F: $fx'=\"***\"' G: $fx'***'");
  });
});
