import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { fileNames } from "../../src/inventory/file-names.ts";

const named = (name: string, id?: string, folders: readonly string[] = ["Contoso"]) => ({ folders, name, id });

describe("names of files", () => {
  test.each([
    ["Post invoice", "Contoso/Post invoice.robin"],
    ["Rechnung prüfen (neu)", "Contoso/Rechnung prüfen (neu).robin"],
    ["../../etc/passwd", "Contoso/_.._etc_passwd.robin"],
    ["..", "Contoso/unnamed.robin"],
    ["a\\b:c*?", "Contoso/a_b_c_.robin"],
    ["CON", "Contoso/_CON.robin"],
    ["nul.txt", "Contoso/_nul.txt.robin"],
    ["ends in dots. . ", "Contoso/ends in dots.robin"],
    ["a\u202egnp\0", "Contoso/a_gnp_.robin"],
  ])("of %j", (name, expected) => {
    expect(fileNames([named(name)], ".robin")).toEqual([expected]);
  });

  it("stand without a folder where there is none", () => {
    expect(fileNames([named("Main", undefined, [])], ".robin")).toEqual(["Main.robin"]);
  });

  it("are told apart by the ids, whatever the order", () => {
    const one = named("Post", "1f2e3d4c-0000-0000-0000-000000000000");
    const other = named("POST", "aaaabbbb-0000-0000-0000-000000000000");
    expect(fileNames([one, other], ".robin")).toEqual(["Contoso/Post-1f2e3d4c.robin", "Contoso/POST-aaaabbbb.robin"]);
    expect(fileNames([other, one], ".robin")).toEqual(["Contoso/POST-aaaabbbb.robin", "Contoso/Post-1f2e3d4c.robin"]);
  });

  it("are numbered where nothing else tells them apart", () => {
    expect(fileNames([named("a"), named("A"), named("a-2")], "")).toEqual(["Contoso/a", "Contoso/A-2", "Contoso/a-2-2"]);
  });

  it("are never two of one name, reserved, or outside of the folder", () => {
    const thing = fc.record({
      folders: fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("..", "", "Contoso")), { maxLength: 3 }),
      name: fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("a", "A", "a-2", "con", "../x", ".", "C:\\x", "x".repeat(300))),
      id: fc.option(fc.constantFrom("11111111-a", "22222222-b", "../.."), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(thing, { maxLength: 12 }), (things) => {
        const names = fileNames(things, ".robin");
        expect(names).toHaveLength(things.length);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(things.length);
        for (const name of names) {
          expect(name).toMatch(/^(?:[^/\\:*?"<>|\p{Cc}]+\/)*[^/\\:*?"<>|\p{Cc}]+\.robin$/u);
          expect(name).not.toMatch(/(?:^|\/)(?:[. ]|(?:con|nul|aux|prn)(?:\.|$))/i);
          expect(Math.max(...name.split("/").map((part) => part.length))).toBeLessThan(200);
        }
      }),
    );
  });
});
