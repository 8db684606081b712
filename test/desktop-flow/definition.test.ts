import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeDefinition, looksLikeRobin } from "../../src/desktop-flow/definition.ts";

describe("decodeDefinition", () => {
  it("reads a JSON string literal and knows where its characters stand", () => {
    const script = "SET Path TO $'''C:\\\\Temp\\\\\"x\"'''\r\nSET B TO $'''é'''";
    const text = `\n  ${JSON.stringify(script).replace("é", "\\u00e9")}  `;
    const decoded = decodeDefinition(text);
    expect(decoded?.script).toBe(script);
    const offset = script.indexOf("SET B");
    expect(text.slice(decoded?.hostOffset(offset)).startsWith("SET B")).toBe(true);
    expect(text.slice(decoded?.hostOffset(script.indexOf("é"))).startsWith("\\u00e9'''")).toBe(true);
    expect(text.slice(decoded?.hostOffset(script.length))).toBe('"  ');
  });

  it("finds every character of any script", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "\\", '"', "\n", "\r", "é", "😀", "\u0001", "/") }), (script) => {
        const text = JSON.stringify(script);
        const decoded = decodeDefinition(text);
        expect(decoded?.script).toBe(script);
        for (let index = 0; index <= script.length; index++) {
          expect(decoded?.hostOffset(index)).toBe(JSON.stringify(script.slice(0, index)).length - 1 + (isHalf(script, index) ? -5 : 0));
        }
      }),
    );
  });

  /** Between the halves of a pair, where JSON.stringify escapes the lone first half. */
  function isHalf(script: string, index: number): boolean {
    return /[\ud800-\udbff]$/.test(script.slice(0, index));
  }

  it.each([
    ["line breaks in the literal", '"SET A TO 1\nSET B TO 2"', "SET A TO 1\nSET B TO 2"],
    ["unknown escapes", "\"SET A TO '\\q'\"", "SET A TO 'q'"],
    ["a missing end", '"SET A TO 1', "SET A TO 1"],
    ["text behind the end", '"SET A TO 1" x', "SET A TO 1"],
    ["a last backslash", '"A\\', "A"],
    ["an escape that breaks off", '"A\\u12', "Au12"],
  ])("makes the best of %s", (_, text, expected) => {
    const decoded = decodeDefinition(text);
    expect(decoded?.script).toBe(expected);
    expect(decoded?.hostOffset(1)).toBe(2);
  });

  it("takes a script as it is", () => {
    const decoded = decodeDefinition("SET A TO 1");
    expect(decoded).toMatchObject({ script: "SET A TO 1" });
    expect(decoded?.hostOffset(4)).toBe(4);
  });

  it.each([[""], ["  "], ["{}"], ["<a/>"], ["null"], ["[1]"], ["some words"]])("leaves %j alone", (text) => {
    expect(decodeDefinition(text)).toBeUndefined();
  });
});

describe("looksLikeRobin", () => {
  it.each([
    ["SET A TO 1"],
    ["# note\nFile.Delete Files: X"],
    ["@SENSITIVE: []\n@INPUT A : { 'Type': 'String' }"],
    ["FUNCTION A GLOBAL\nEND FUNCTION"],
    ["System.LockWorkstation\nFile.Delete Files: X"],
    ["WAIT 1\nWAIT 2\nWAIT 3\nthis is wrong"],
  ])("takes %j", (text) => {
    expect(looksLikeRobin(text)).toBe(true);
  });

  it.each([
    [""],
    ["# a heading\n# another"],
    ["Please read this first.\nThen set the variable."],
    ['{ "a": 1 }'],
    ["using System;\nclass A { void B() { C.D(); } }"],
    ["key: value\nother:\n  - 1"],
    ["name,id\na,1"],
    ["Contoso.Sdk.dll\nContoso.Sdk.Workflow.dll\nContoso.Client.dll"],
  ])("does not take %j", (text) => {
    expect(looksLikeRobin(text)).toBe(false);
  });
});
