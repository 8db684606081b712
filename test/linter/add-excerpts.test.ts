import { describe, expect, it } from "vitest";
import { code, name } from "../../src/findings/excerpt.ts";
import { addExcerpts, mostExcerpts } from "../../src/linter/add-excerpts.ts";
import { createRedactor } from "../../src/linter/redact.ts";
import type { Place } from "../../src/source/place.ts";
import { password } from "../../src/testing/credentials.ts";
import { finding, location } from "./sample.ts";

const place: Place = { source: { path: "a.zip", file: "a.json", text: () => "" }, at: { kind: "text", span: { start: 0, end: 1 } } };

describe("the code around findings", () => {
  it("holds no secret, not even in a name", () => {
    const { add, redactText } = createRedactor();
    add(password());
    const excerptOf = () => ({ language: "json" as const, lines: [{ number: 1, parts: [name(password()), code(": 1")] }] });
    const [found] = addExcerpts([finding()], [place], excerptOf, redactText);
    expect(found?.excerpt?.lines).toEqual([{ number: 1, parts: [name(redactText(password())), code(": 1")] }]);
  });

  it("is made for the worst of them where there are very many", () => {
    const notes = Array.from({ length: mostExcerpts }, (_, offset) => finding({ level: "note", location: location({ offset }) }));
    const all = [...notes.toReversed(), finding({ level: "error", location: location({ offset: mostExcerpts }) })];
    const made = addExcerpts(
      all,
      all.map(() => place),
      () => ({ language: "json", lines: [] }),
      String,
    );
    expect(made.flatMap((one) => (one.excerpt === undefined ? [one.location.offset] : []))).toEqual([mostExcerpts - 1]);
  });

  it("is left out where there is none", () => {
    expect(addExcerpts([finding()], [place], () => undefined, String)).toEqual([finding()]);
  });
});
