import { describe, expect, it } from "vitest";
import { detectCredentials } from "../../src/secrets/detect.ts";
import { forms, shortened, writtenAs } from "./forms.ts";
import { seeded } from "./pattern-sample.ts";

const all = Object.entries(forms).flatMap(([id, list]) => list.map((form) => [id, form] as const));

/** The secrets of a kind in a text. */
function found(id: string, text: string): readonly string[] {
  return detectCredentials(text, { position: "other" }, { now: Date.UTC(2026, 0, 1) })
    .filter(({ kind }) => kind === id)
    .map(({ span }) => text.slice(span.start, span.end));
}

describe("a text of a credential's form is found", () => {
  it.each(all)("%s %s", (id, form) => {
    const { text, secret } = writtenAs(form, seeded(11));
    expect(found(id, text)).toEqual([secret]);
    expect(found(id, `(${text})`)).toEqual([secret]);
  });
});

describe("a text that is too short for a credential's form is none of its kind", () => {
  it.each(all)("%s %s", (id, form) => {
    for (const shorter of shortened(form)) {
      const { text } = writtenAs(shorter, seeded(12));
      expect(found(id, text), shorter).toEqual([]);
    }
  });
});
