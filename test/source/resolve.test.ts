import { describe, expect, test } from "vitest";
import type { Place, SourceFile } from "../../src/source/place.ts";
import { createLocator, formatPointer } from "../../src/source/resolve.ts";
import { embeddedSource } from "../../src/source/source-file.ts";

function sourceFile(text: string, file = "Workflows/x.json"): SourceFile & { readonly reads: () => number } {
  let reads = 0;
  return {
    path: "export.zip",
    file,
    text() {
      reads++;
      return text;
    },
    reads: () => reads,
  };
}

describe("locator", () => {
  test("gives line and column, the pointer and what the place belongs to", () => {
    const source = sourceFile('{\r\n  "a/b": { "~": "héllo" }\r\n}');
    const place: Place = {
      source,
      at: { kind: "json", pointer: ["a/b", "~"], span: { start: 1, end: 3 } },
      owner: { kind: "cloud-flow", name: "Get orders", operation: "Set_x", solution: "Contoso" },
    };
    expect(createLocator()(place)).toEqual({
      path: "export.zip",
      file: "Workflows/x.json",
      pointer: "/a~1b/~0",
      line: 2,
      column: 19,
      endLine: 2,
      endColumn: 21,
      component: "Get orders",
      componentKind: "cloud-flow",
      operation: "Set_x",
      offset: 21,
    });
  });

  test("gives the pointer of the closest existing parent", () => {
    const location = createLocator()({ source: sourceFile('{"a":{"b":1}}'), at: { kind: "json", pointer: ["a", "x", "y"] } });
    expect(location).toMatchObject({ pointer: "/a", line: 1, column: 2, endColumn: 5 });
  });

  test("gives an embedded text in its own lines, and its host", () => {
    const host = sourceFile('<a>\n<Definition>"x\\r\\ny"</Definition></a>', "customizations.xml");
    const script = embeddedSource(
      { source: host, at: { kind: "text", span: { start: 16, end: 24 } }, owner: { kind: "desktop-flow", name: "Post" } },
      "Post/script.robin",
      "x\r\ny",
    );
    const location = createLocator()({
      source: script,
      at: { kind: "text", span: { start: 3, end: 4 } },
      owner: { kind: "desktop-flow", name: "Post", operation: "Main:2" },
    });
    expect(location).toMatchObject({
      file: "customizations.xml!/Post/script.robin",
      line: 2,
      column: 1,
      endLine: 2,
      endColumn: 2,
      offset: 3,
    });
    expect(location.pointer).toBeUndefined();
    expect(location.host).toMatchObject({ file: "customizations.xml", line: 2, column: 13, endLine: 2, endColumn: 21 });
    expect(location.host?.host).toBeUndefined();
  });

  test("reads and indexes a file once, however many places it is asked for", () => {
    const source = sourceFile(
      JSON.stringify({ actions: Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`a${index}`, index])) }),
    );
    const locate = createLocator();
    for (let index = 0; index < 3000; index++) {
      expect(locate({ source, at: { kind: "json", pointer: ["actions", `a${index}`] } }).pointer).toBe(`/actions/a${index}`);
    }
    expect(source.reads()).toBe(1);
  });

  test("reads a JSON file again once it has let go of it, and its text with it", () => {
    const source = sourceFile('{"a":1,"b":2}');
    let forgotten = 0;
    const file: SourceFile = { ...source, forget: () => forgotten++ };
    const locate = createLocator();
    const a = locate({ source: file, at: { kind: "json", pointer: ["a"] } });
    locate.release();
    locate.release();
    expect([source.reads(), forgotten]).toEqual([1, 1]);
    const again = locate({ source: file, at: { kind: "json", pointer: ["a"] } });
    expect(again).toEqual(a);
    expect(locate({ source: file, at: { kind: "json", pointer: ["b"] } }).offset).toBe(11);
    expect([source.reads(), forgotten]).toEqual([2, 1]);
  });

  test("keeps the texts that others work with: of scripts and XML", () => {
    const source = sourceFile("first\nsecond");
    let forgotten = 0;
    const locate = createLocator();
    const file: SourceFile = { ...source, forget: () => forgotten++ };
    for (const start of [0, 6]) {
      locate({ source: file, at: { kind: "text", span: { start, end: start + 1 } } });
      locate.release();
    }
    expect([source.reads(), forgotten]).toEqual([1, 0]);
  });

  test("locates what cannot be read at the start of the file", () => {
    const source: SourceFile = {
      path: "export.zip",
      file: "Workflows/x.json",
      text() {
        throw new Error("damaged");
      },
    };
    const start = { line: 1, column: 1, endLine: 1, endColumn: 1, offset: 0 };
    expect(createLocator()({ source, at: { kind: "json", pointer: ["a"] } })).toMatchObject(start);
    expect(createLocator()({ source, at: { kind: "text", span: { start: 5, end: 2 } } })).toMatchObject(start);
  });
});

test.each<[string[], string]>([
  [[], ""],
  [["a", "b"], "/a/b"],
  [["a/b", "~1", ""], "/a~1b/~01/"],
])("the pointer of %j is %j", (steps, pointer) => {
  expect(formatPointer(steps)).toBe(pointer);
});
