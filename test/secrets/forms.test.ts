import { describe, expect, it } from "vitest";
import { detectCredentials } from "../../src/secrets/detect.ts";
import { contextualShapes } from "../../src/secrets/shapes/contextual.ts";
import { forms, namedForms, shortened, writtenAs } from "./forms.ts";
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
  const tooShort = all.flatMap(([id, form]) => shortened(form).map((shorter) => [id, shorter] as const));

  it.each(tooShort)("%s %s", (id, form) => {
    const { text } = writtenAs(form, seeded(12));
    expect(found(id, text)).toEqual([]);
  });
});

describe("a form without a mark of its own is told by the name of its field", () => {
  const kindsOf = (name: string, text: string): readonly string[] =>
    detectCredentials(text, { position: "named", name }, { now: Date.UTC(2026, 0, 1) }).map(({ kind, span }) =>
      span.end - span.start === text.length ? kind : "a part",
    );
  const rows = namedForms.flatMap(([id, names, form]) => names.map((name) => [id, name, form] as const));

  it.each(rows)("%s in %s: %s", (id, name, form) => {
    expect(kindsOf(name, writtenAs(form, seeded(21)).text)).toEqual([id]);
  });

  it.each(rows)("%s in %s is nothing that is shorter or longer than %s", (id, name, form) => {
    for (const shorter of shortened(form)) expect(kindsOf(name, writtenAs(shorter, seeded(22)).text), shorter).not.toEqual([id]);
    expect(kindsOf(name, `${writtenAs(form, seeded(23)).text}§`)).not.toEqual([id]);
    expect(kindsOf(name, `§${writtenAs(form, seeded(23)).text}`)).not.toEqual([id]);
  });

  it("and each has a row, and a page that states it", () => {
    const known = new Set(namedForms.map(([id]) => id));
    // The token of Azure DevOps counts by its checksum.
    expect([...new Set(contextualShapes.map(({ id }) => id))].filter((id) => !known.has(id))).toEqual(["azure-devops-token"]);
    for (const { source, label } of contextualShapes) {
      expect(source).toMatch(/^https:\/\//);
      expect(label).toMatch(/^(?:a|an|the) /);
    }
  });
});
