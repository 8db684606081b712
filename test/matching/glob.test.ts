import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileGlob, compileGlobs, type GlobMode } from "../../src/matching/glob.ts";
import { expectLinear } from "../growth.ts";

describe("globs on paths", () => {
  test.each([
    ["Workflows/x.json", "Workflows/x.json", true],
    ["Workflows/x.json", "workflows/x.json", false],
    ["Workflows/*.json", "Workflows/x.json", true],
    ["Workflows/*.json", "Workflows/sub/x.json", false],
    ["*", "", true],
    ["?", "/", false],
    ["?", "é", true],
    ["?", "😀", true],
    ["**", "", true],
    ["**", "a/b/c", true],
    ["**/x.json", "x.json", true],
    ["**/x.json", "a/b/x.json", true],
    ["**/x.json", "a/bx.json", false],
    ["a/**/b", "a/b", true],
    ["a/**/b", "a/x/y/b", true],
    ["a/**/b", "ab", false],
    ["a/**", "a/x/y", true],
    ["a/**", "b/x", false],
    ["a**b", "axxb", true],
    ["a**b", "ax/xb", false],
    ["{src,exports}/*.zip", "exports/a.zip", true],
    ["{src,exports}/*.zip", "other/a.zip", false],
    ["{a/**,b}", "a/x/y", true],
    ["{**/,}x", "x", true],
    ["{**/,}x", "a/x", true],
    ["a{,-test}.zip", "a.zip", true],
    ["a{,-test}.zip", "a-test.zip", true],
    ["{a,{b,c}d}e", "cde", true],
    ["{a,{b,c}d}e", "ce", false],
    ["{a}", "{a}", true],
    ["{a,b", "{a,b", true],
    ["a,b}", "a,b}", true],
    ["\\*", "*", true],
    ["\\*", "x", false],
    ["\\{a,b}", "{a,b}", true],
    ["a\\", "a\\", true],
    ["[ab]", "[ab]", true],
    ["[ab]", "a", false],
    ["a.zip", "axzip", false],
  ])("%s against %s: %s", (pattern, text, expected) => {
    expect(compileGlob(pattern, "path")(text)).toBe(expected);
  });
});

describe("globs on names", () => {
  test.each([
    ["Get orders", "get ORDERS", true],
    ["Send_*", "send_mail", true],
    ["Orders / *", "Orders / Get / all", true],
    ["*", "a/b", true],
    ["a**c", "a/b/c", true],
    ["?b", "/b", true],
    ["[PROD] *", "[prod] Sync", true],
    ["{Get,Set} orders", "set orders", true],
    ["Straße", "STRASSE", false],
  ])("%s against %s: %s", (pattern, text, expected) => {
    expect(compileGlob(pattern, "name")(text)).toBe(expected);
  });
});

test("braces nested beyond the limit are characters, and nothing overflows", () => {
  const deep = `${"{".repeat(5000)}a${",b}".repeat(5000)}`;
  const matches = compileGlob(deep, "path");
  expect(matches("b")).toBe(true);
  expect(matches("a")).toBe(false);
});

test("a hostile pattern costs pattern length times text length, not more", () => {
  const matches = compileGlob(`${"*a".repeat(200)}b`, "path");
  expectLinear((size) => expect(matches("a".repeat(size))).toBe(false), 500);
});

describe("several globs", () => {
  const piece = fc.constantFrom("a", "b", "ab", "A", "/", "*", "**/", "?", "{a,b}", "{,/b}", "\\*", "{");
  const pattern = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(""));
  const text = fc.array(fc.constantFrom("a", "b", "B", "/", "*", "{"), { maxLength: 8 }).map((characters) => characters.join(""));

  test("match what one of them matches", () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 6 }), text, fc.constantFrom<GlobMode>("path", "name"), (globs, subject, mode) => {
        expect(compileGlobs(globs, mode)(subject)).toBe(globs.some((glob) => compileGlob(glob, mode)(subject)));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    [["*.css", "a.css"], "ba.css", true],
    [["xa.css", "a.css", "s/*s"], "a.css", true],
    [["bcd", "**cd", "d"], "bcd", true],
    [["abc", "bc*"], "abc", true],
    [["abcd", "bc*"], "abcd", true],
    [["xbcd", "*c*"], "abcx", true],
    [[], "a", false],
  ])("%j against %s: %s", (globs, subject, expected) => {
    expect(compileGlobs(globs, "path")(subject)).toBe(expected);
  });

  test("take time that grows with their number, not with that times the number of texts", () => {
    expectLinear((size) => {
      const matches = compileGlobs(
        Array.from({ length: size }, (_, index) => `**/area${index}/*_${index}.css`),
        "path",
      );
      return Array.from({ length: size }, (_, index) => matches(`WebResources/new_area${index % 100}/file_${index}.css`)).filter(Boolean)
        .length;
    }, 500);
  });
});

describe("the automaton agrees with a backtracking reference", () => {
  const piece = fc.constantFrom("a", "b", "/", "*", "**", "**/", "?", "{a,b}", "{,/b}", "{a*,{b,/}a}", "\\*", "\\?");
  const pattern = fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join(""));
  const text = fc.array(fc.constantFrom("a", "b", "/", "*", "?"), { maxLength: 8 }).map((characters) => characters.join(""));

  test.each<GlobMode>(["path", "name"])("mode %s", (mode) => {
    fc.assert(
      fc.property(pattern, text, (glob, subject) => {
        expect(compileGlob(glob, mode)(subject)).toBe(referenceMatches(glob, subject, mode));
      }),
      { numRuns: 3000 },
    );
  });

  test("a text matches itself when its special characters are escaped", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(compileGlob(name.replaceAll(/[*?{},\\]/g, "\\$&"), "path")(name)).toBe(true);
      }),
    );
  });
});

/** A small definition of the language: expand the braces, then try every way. Exponential, so only for short texts. */
function referenceMatches(pattern: string, text: string, mode: GlobMode): boolean {
  return expand(pattern, mode).some((flat) => tries(flat, text));

  function tries(tokens: readonly string[], rest: string): boolean {
    const [first, ...others] = tokens;
    if (first === undefined) return rest === "";
    const splits = Array.from({ length: rest.length + 1 }, (_, length) => length);
    switch (first) {
      case "<one>":
        return rest !== "" && (mode === "name" || rest[0] !== "/") && tries(others, rest.slice(1));
      case "<star>":
        return splits.some((length) => (mode === "name" || !rest.slice(0, length).includes("/")) && tries(others, rest.slice(length)));
      case "<everything>":
        return splits.some((length) => tries(others, rest.slice(length)));
      case "<folders>":
        return splits.some((length) => (length === 0 || rest[length - 1] === "/") && tries(others, rest.slice(length)));
      default:
        return rest.startsWith(first) && tries(others, rest.slice(first.length));
    }
  }
}

/** Token lists without braces. `**` is judged by its neighbours in the unexpanded pattern, as documented. */
function expand(pattern: string, mode: GlobMode): string[][] {
  const open = /^((?:\\.|[^\\{])*)\{/su.exec(pattern);
  if (open !== null) {
    const start = (open[1] ?? "").length;
    const commas = [start];
    let depth = 0;
    for (let index = start; index < pattern.length; index++) {
      if (pattern[index] === "\\") index++;
      else if (pattern[index] === "{") depth++;
      else if (pattern[index] === "," && depth === 1) commas.push(index);
      else if (pattern[index] === "}" && --depth === 0) {
        const cuts = [...commas, index];
        // "\u0001" marks where a brace or comma stood, so that the neighbours of `**` stay known.
        return cuts
          .slice(0, -1)
          .flatMap((cut, branch) =>
            expand(`${pattern.slice(0, start)}\u0001${pattern.slice(cut + 1, cuts[branch + 1])}\u0001${pattern.slice(index + 1)}`, mode),
          );
      }
    }
  }
  const tokens: string[] = [];
  const border = (character: string | undefined) => character === undefined || character === "/" || character === "\u0001";
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] ?? "";
    if (character === "\u0001") continue;
    if (character === "\\") tokens.push(pattern[++index] ?? "\\");
    else if (character === "?") tokens.push("<one>");
    else if (character === "*") {
      const first = index;
      while (pattern[index + 1] === "*") index++;
      if (mode === "name" || index === first || !border(pattern[first - 1]) || !border(pattern[index + 1])) tokens.push("<star>");
      else if (pattern[index + 1] === "/") {
        tokens.push("<folders>");
        index++;
      } else tokens.push("<everything>");
    } else tokens.push(character);
  }
  return [tokens];
}
