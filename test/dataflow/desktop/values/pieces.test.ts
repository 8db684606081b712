import { describe, expect, it } from "vitest";
import { piecesOf, spanIn } from "../../../../src/dataflow/desktop/values/pieces.ts";
import { parseRobin } from "../../../../src/desktop-flow/robin/parser.ts";
import { unknownPart } from "../../../../src/unknown-part.ts";

function pieces(value: string): ReturnType<typeof piecesOf> {
  const [row] = parseRobin(`SET X TO ${value}`).main;
  if (row?.kind !== "set") throw new Error(`'${value}' is no value.`);
  return piecesOf(row.value);
}

/** The pieces of a value, `?` for what is read. */
const shown = (value: string): readonly string[] => pieces(value).map(({ text }) => (text === unknownPart ? "?" : text));

describe("the pieces of", () => {
  it.each<[string, string, readonly string[]]>([
    ["a text", "'ab'", ["ab"]],
    ["a text over several lines", "'''a\nb'''", ["a\nb"]],
    ["a text with a variable in it", "$'''a%B%c'''", ["a", "?", "c"]],
    ["a sum of texts", "'a' + B + 'c'", ["a", "?", "c"]],
    ["a sum of texts in an expression", "$'''a%'b' + 'c'%'''", ["a", "b", "c"]],
    ["another operation", "'a' * 'b'", ["?"]],
    ["a number", "4711", ["4711"]],
    ["a list", "['a']", ["?"]],
    ["a text in double quotes", '"ab"', ["ab"]],
    ["a sum that begins with one", '"ab" + C', ["?"]],
    ["what cannot be read", "<ab>", ["?"]],
    ["a formula that joins texts", `$fx'="a" & "b"'`, ["a", "b"]],
    ["a formula that puts something between", `$fx'="a" & B & "c"'`, ["a", "?", "c"]],
    ["a formula with text in quotes", `$fx'="a""b"'`, [`a"b`]],
    ["a formula that concatenates", `$fx'=Concatenate("a", "b", C)'`, ["a", "b", "?"]],
    ["a formula with a text that has holes", `$fx'=$"a{B}c"'`, ["a", "?", "c"]],
    ["a formula that concatenates inside of another function", `$fx'=Lower(Concatenate("a", "b"))'`, ["?"]],
    ["a formula that is not understood", `$fx'=Concatenate("a"; "b") ~ "c"'`, ["?", "a", "?", "b", "?", "c"]],
    ["one that joins, and is not understood", `$fx'="a" & "b" & &'`, ["a", "b", "?"]],
    ["a formula without a text", "$fx'=A'", ["?"]],
  ])("%s", (_, value, expected) => {
    expect(shown(value)).toEqual(expected);
  });
});

describe("where a stretch of the pieces stands in the script", () => {
  const script = "SET X TO $'''ab%C%de\\'f'''";
  const at = (start: number, end: number): string => {
    const span = spanIn(script, pieces(script.slice("SET X TO ".length)), { start, end });
    return script.slice(span.start, span.end);
  };
  const hole = unknownPart.length;

  it("is the stretch itself", () => {
    expect(at(0, 2)).toBe("ab");
    expect(at(1, 2)).toBe("b");
  });

  it("is at most the rest of its piece", () => {
    expect(at(1, 2 + hole + 2)).toBe("b");
  });

  it("is the whole expression", () => {
    expect(at(2, 2 + hole)).toBe("C");
  });

  it("is what is written there, though escapes shift it", () => {
    expect(at(2 + hole, 2 + hole + 1)).toBe("d");
    expect(at(2 + hole + 2, 2 + hole + 3)).toBe("\\'");
    expect(at(2 + hole + 3, 2 + hole + 4)).toBe("f");
    expect(at(2 + hole + 1, 2 + hole + 4)).toBe("e\\'f");
  });

  it.each([
    ["4711", "71", "71"],
    ["'ab' + 'cd'", "d", "d"],
    ['"ab"', "b", "b"],
    [`$'''a\\"b%%c\\"'''`, "%", "%%"],
    [`$'''a\\"b%%c\\"'''`, "c", "c"],
    ["'''it\\'s it'''", " it", " it"],
    ["$fx'a\\'b \\'d'", "'d", "\\'d"],
    [`$fx'ab\${C}de\${F}g'`, "de", "de"],
    [`$fx'ab\${C}de\${F}g\\'h'`, "h", "h"],
    [`$fx'="a" & "b"'`, "b", "b"],
    [`$fx'="a\\'b" & "c\\'d"'`, "'d", "\\'d"],
    [`$fx'="a" & ~ "b"'`, "b", `$fx'="a" & ~ "b"'`],
  ])("%s: '%s' is %s", (value, wanted, expected) => {
    const text = pieces(value)
      .map((piece) => piece.text)
      .join("");
    const source = `SET X TO ${value}`;
    const start = text.lastIndexOf(wanted);
    const span = spanIn(source, pieces(value), { start, end: start + wanted.length });
    expect(source.slice(span.start, span.end)).toBe(expected);
  });

  it("is nothing behind the end", () => {
    expect(spanIn("", [], { start: 0, end: 1 })).toEqual({ start: 0, end: 0 });
    expect(at(99, 100)).toBe("");
  });
});
