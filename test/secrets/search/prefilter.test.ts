import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPrefilter, type Keyword } from "../../../src/secrets/search/prefilter.ts";

function hits(keywords: readonly Keyword<string>[], text: string): readonly string[] {
  const found: string[] = [];
  createPrefilter(keywords)(text, (target, start, end) => {
    found.push(`${target}@${start}-${end}`);
    return true;
  });
  return found.sort();
}

/** The same, one keyword after the other. */
function slowly(keywords: readonly Keyword<string>[], text: string): readonly string[] {
  const found: string[] = [];
  for (const { text: keyword, anyCase, target } of keywords) {
    const wanted = anyCase ? keyword.toLowerCase() : keyword;
    for (let start = 0; start + keyword.length <= text.length; start++) {
      const piece = text.slice(start, start + keyword.length);
      if ((anyCase ? piece.toLowerCase() : piece) === wanted) found.push(`${target}@${start}-${start + keyword.length}`);
    }
  }
  return found.sort();
}

describe("the pre-filter", () => {
  it("finds keywords at both ends, overlapping, in any case where asked", () => {
    const keywords = [
      { text: "aba", anyCase: false, target: "exact" },
      { text: "ABA", anyCase: true, target: "any" },
      { text: "sig=", anyCase: true, target: "sig" },
      { text: "密码", anyCase: true, target: "cjk" },
    ];
    expect(hits(keywords, "ababa")).toEqual(["any@0-3", "any@2-5", "exact@0-3", "exact@2-5"]);
    expect(hits(keywords, "x?SIG=1")).toEqual(["sig@2-6"]);
    expect(hits(keywords, "用户密码=1")).toEqual(["cjk@2-4"]);
    expect(hits(keywords, "")).toEqual([]);
  });

  it("stops when told to", () => {
    let calls = 0;
    createPrefilter([{ text: "abc", anyCase: false, target: 1 }])("abc abc abc", () => ++calls < 2);
    expect(calls).toBe(2);
  });

  it("finds what a search for one after the other finds", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "A", "B", "-", "é", "É"), minLength: 3, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ text: letters, anyCase: fc.boolean() }), {
          minLength: 1,
          maxLength: 8,
          selector: (one) => one.text.toLowerCase(),
        }),
        fc.string({ unit: fc.constantFrom("a", "b", "A", "B", "-", "é", "É", "c"), maxLength: 60 }),
        (words, text) => {
          const keywords = words.map((word, i) => ({ ...word, target: String(i) }));
          expect(hits(keywords, text)).toEqual(slowly(keywords, text));
        },
      ),
    );
  });
});
