import { expect, it } from "vitest";
import { ArtifactError } from "../../src/input/artifact.ts";
import { filesText, printableName, problemAt, problemOf, sizeText, unreadable } from "../../src/input/problem.ts";

it.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [1023, "1023 bytes"],
  [1024, "1 KiB"],
  [64 * 2 ** 20, "64 MiB"],
  [1.5 * 2 ** 30, "1.5 GiB"],
])("sizeText(%d) is %j", (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});

it("filesText counts in words", () => {
  expect([filesText(1), filesText(0), filesText(1234567)]).toEqual(["1 file", "0 files", "1,234,567 files"]);
});

it("printableName keeps names readable and harmless", () => {
  expect(printableName("Größe 'x'.json")).toBe("Größe 'x'.json");
  expect(printableName("a\u001b]0;b\u0007\u0085")).toBe("a\\x1b]0;b\\x07\\x85");
  expect(printableName("y".repeat(201))).toHaveLength(201);
  expect(printableName("y".repeat(60_000))).toBe(`${"y".repeat(100)}…${"y".repeat(100)}`);
});

it("problemAt moves a problem", () => {
  expect(problemAt(unreadable("Broken.", "a"), "b")).toEqual({ kind: "unreadable", message: "Broken.", file: "b" });
  expect(problemAt(unreadable("Broken.", "a"), undefined)).toEqual({ kind: "unreadable", message: "Broken." });
});

it("problemOf lets defects through", () => {
  expect(problemOf(new ArtifactError(unreadable("Broken.")))).toEqual({ kind: "unreadable", message: "Broken." });
  expect(() => problemOf(new TypeError("defect"))).toThrow(TypeError);
});
