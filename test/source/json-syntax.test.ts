import { describe, expect, it } from "vitest";
import { maxJsonDepth } from "../../src/json.ts";
import { jsonSyntaxProblem } from "../../src/source/json-syntax.ts";

describe("the problem of a text that is no JSON", () => {
  it.each([
    ["nothing", "", "the file is empty", 0],
    ["blanks", " \n", "the file is empty", 0],
    ["a document that was cut off", '{ "a": {', 'a closing "}" is missing', 8],
    ["a missing comma", '{\n  "a": 1\n  "b": 2 }', "a comma is missing", 13],
    ["a comma too many", '{ "a": 1, }', "a name in double quotes is expected", 10],
    ["a value that is missing", '{ "a": ] }', "a value is expected", 7],
    ["a blank that JSON does not know", '{\n\u00a0"a": 1 }', "an invisible character (U+00A0) is not allowed here", 2],
    ["a byte order mark that is repeated", '\ufeff{ "a": 1 }', "an invisible character (U+FEFF) is not allowed here", 0],
    ["what some transfers append", '{ "a": 1 }\u001a', "an invisible character (U+001A) is not allowed here", 10],
    ["a web page", "\n<html>", "it does not begin with a brace or a bracket", 1],
    ["a script", "var a = {}", "it does not begin with a brace or a bracket", 0],
    ["a name without quotes", "{ a: 1 }", "names and strings must be in double quotes", 2],
    ["a comment that is not closed", '{ "a": 1 } /* made by hand', "the comment is not closed", 11],
    ["what is wrong behind a comment", '// made by hand\n{ "a": 1,, }', "a name in double quotes is expected", 25],
    ["a string without an end", '{ "a": "b\n}', "the string is not closed by a double quote", 7],
    ["a second document", "{} {}", "there is something after the end of the document", 3],
    [
      "a merge that was not resolved",
      '{\n<<<<<<< HEAD\n  "a": 1\n=======\n  "a": 2\n>>>>>>> main\n}',
      "a merge conflict was not resolved",
      2,
    ],
  ])("is %s", (_name, text, message, offset) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(jsonSyntaxProblem(text)).toEqual({ message, offset });
  });

  it("is the depth of one that is nested too deep to be parsed", () => {
    const { message, offset } = jsonSyntaxProblem("[".repeat(100_000));
    expect(message).toBe(`it is nested more than ${maxJsonDepth} levels deep`);
    expect(offset).toBe(maxJsonDepth);
  });
});
