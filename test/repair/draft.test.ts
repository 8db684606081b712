import { describe, expect, it } from "vitest";
import { conflict, createDraft, type Draft } from "../../src/repair/draft.ts";
import { createJsonIndexes } from "../../src/source/json-indexes.ts";
import type { SourceFile } from "../../src/source/place.ts";

const file = (name: string, content = '{"a":1}'): SourceFile => ({ path: "x.zip", file: name, text: () => content });

function finished(write: (draft: Draft) => void): ReturnType<Draft["finish"]> {
  const draft = createDraft(createJsonIndexes());
  write(draft);
  return draft.finish();
}

describe("a draft", () => {
  it("gives the changes of files in the order of their names", () => {
    const [b, a] = [file("b.json"), file("a.json")];
    const changes = finished((draft) => {
      draft.json(b, { kind: "set", pointer: ["a"], value: 2 });
      draft.remove(a);
    });
    expect(changes).toEqual([
      { kind: "remove", source: a },
      { kind: "edit", source: b, edits: [{ span: { start: 5, end: 6 }, text: "2" }] },
    ]);
  });

  it.each<[string, (draft: Draft, source: SourceFile) => void]>([
    [
      "a file that is removed is edited",
      (draft, source) => {
        draft.json(source, { kind: "set", pointer: ["a"], value: 2 });
        draft.remove(source);
      },
    ],
    [
      "two edits want the same text",
      (draft, source) => {
        draft.text(source, { span: { start: 0, end: 3 }, text: "x" });
        draft.text(source, { span: { start: 2, end: 4 }, text: "y" });
      },
    ],
  ])("is a conflict when %s", (_name, write) => {
    expect(finished((draft) => write(draft, file("a.json")))).toBe(conflict);
  });

  it("says when a change has no place in the document", () => {
    expect(finished((draft) => draft.json(file("a.json"), { kind: "set", pointer: ["a", "b"], value: 2 }))).toMatch(/does not contain/);
  });

  it("gives a name once in its scope, whatever its case", () => {
    const draft = createDraft(createJsonIndexes());
    const [scope, other] = [{}, {}];
    const isTaken = (name: string): boolean => name === "Get_2";
    expect([
      draft.freeName(scope, "Get", isTaken),
      draft.freeName(scope, "get", isTaken),
      draft.freeName(scope, "Get", isTaken),
      draft.freeName(other, "Get", isTaken),
    ]).toEqual(["Get", "get_2", "Get_3", "Get"]);
  });
});
