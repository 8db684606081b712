import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalName, decodeName, nameKey } from "../../src/input/canonical-name.ts";

describe("canonicalName", () => {
  it.each([
    ["Workflows/Get orders.json", "Workflows/Get orders.json"],
    [
      "environmentvariabledefinitions\\new_Key\\environmentvariabledefinition.xml",
      "environmentvariabledefinitions/new_Key/environmentvariabledefinition.xml",
    ],
    ["./solution.xml", "solution.xml"],
    [".\\a\\.\\b", "a/b"],
    ["a//b", "a/b"],
    ["a/./b/.", "a/b"],
    ["a/b/", "a/b"],
    ["[Content_Types].xml", "[Content_Types].xml"],
    ["..data/..b/c..", "..data/..b/c.."],
    [".gitignore", ".gitignore"],
    ["Übung/ÄÖ.json", "Übung/ÄÖ.json"],
  ])("brings %j to one form", (raw, expected) => {
    expect(canonicalName(raw)).toEqual({ name: expected });
  });

  it.each([
    ["../evil.json", "leads out of the archive with '..'"],
    ["a/../../evil", "leads out of the archive with '..'"],
    ["a/..", "leads out of the archive with '..'"],
    ["..\\evil", "leads out of the archive with '..'"],
    ["/etc/passwd", "is an absolute path"],
    ["\\\\server\\share\\x", "is an absolute path"],
    ["C:\\x.json", "starts with a drive letter"],
    ["c:x.json", "starts with a drive letter"],
    ["a:b.json", "starts with a drive letter"],
    ["a\0.json", "contains a NUL character"],
    ["a\u001b[31m.json", "contains a control character"],
    ["a\nb", "contains a control character"],
    ["", "is empty"],
    [".", "is empty"],
    ["./.", "is empty"],
  ])("rejects %j", (raw, reason) => {
    expect(canonicalName(raw)).toEqual({ rejected: reason });
  });

  it("is done after one step, and what it accepts stays inside", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "B", ".", "..", "/", "\\", ":", "\0", "ä", " ")).map((parts) => parts.join("")),
        (raw) => {
          const result = canonicalName(raw);
          if ("rejected" in result) return;
          expect(canonicalName(result.name)).toEqual(result);
          expect(result.name.split("/")).not.toContain("..");
          expect(result.name).toMatch(/^[^/]/);
          expect(result.name).not.toContain("\\");
        },
      ),
    );
  });
});

describe("decodeName", () => {
  it("reads UTF-8 whether or not the flag says so, else code page 437", () => {
    expect(decodeName(Buffer.from("Größe.json"))).toBe("Größe.json");
    expect(decodeName(Buffer.from([0x47, 0x72, 0x94, 0xe1, 0x65]))).toBe("Größe");
    expect(decodeName(Buffer.from([0xff]))).toBe("\u00a0");
  });
});

it("nameKey makes names equal that Windows cannot tell apart", () => {
  expect(nameKey("Other/Solution.XML")).toBe(nameKey("other/solution.xml"));
});
