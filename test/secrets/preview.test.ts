import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { preview } from "../../src/secrets/preview.ts";

describe("the preview of a secret", () => {
  it.each([
    ["", "(0)"],
    ["abc", "(3)"],
    ["abcdefghijk", "(11)"],
    ["abcdefghijkl", "abc…(12)"],
    [`sk-${"q".repeat(48)}`, "sk-…(51)"],
    ["ab😀efghijklmn", "ab…(14)"],
  ])("of %j is %s", (secret, expected) => {
    expect(preview(secret)).toBe(expected);
  });

  it("shows at most three characters, and none of a short secret", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (secret) => {
        const shown = preview(secret).replace(/…?\(\d+\)$/, "");
        expect(shown.length).toBeLessThanOrEqual(secret.length < 12 ? 0 : 3);
        expect(secret.startsWith(shown)).toBe(true);
        // Half of a surrogate pair at the end would be a cut character, unless the secret itself has it.
        expect(/[\ud800-\udbff]$/.test(shown)).toBe(false);
      }),
    );
  });
});
