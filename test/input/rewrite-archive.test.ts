import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openArchive } from "../../src/input/archive.ts";
import { ArtifactError, defaultInputLimits } from "../../src/input/artifact.ts";
import { rewriteArchive } from "../../src/input/rewrite-archive.ts";
import { writeZip, type ZipMember } from "../../src/testing/zip-writer.ts";
import { temporaryTree } from "./temporary-tree.ts";

const contents = async (bytes: Buffer): Promise<Readonly<Record<string, string>>> => {
  const { artifacts, problems } = await openArchive(bytes, { path: "a.zip", prefix: "", limits: defaultInputLimits });
  expect(problems).toEqual([]);
  return Object.fromEntries(artifacts.map((artifact) => [artifact.name, artifact.read().toString()]));
};

/** As far as the tools are installed. */
function expectToolsToRead(archive: Buffer): void {
  const file = join(temporaryTree({}), "rewritten.zip");
  writeFileSync(file, archive);
  for (const [tool, args] of [
    ["unzip", ["-t", file]],
    ["python3", ["-c", "import sys, zipfile; sys.exit(0 if zipfile.ZipFile(sys.argv[1]).testzip() is None else 1)", file]],
  ] as const) {
    const { status, error, stderr } = spawnSync(tool, args, { encoding: "utf8" });
    if (error === undefined) expect([tool, status, stderr]).toEqual([tool, 0, ""]);
  }
}

/** Another program that reads archives is there. */
const hasTools = ["unzip", "python3"].some((tool) => spawnSync(tool, ["-h"]).error === undefined);

const replace =
  (changes: Readonly<Record<string, string | undefined>>) =>
  (name: string): Buffer | "removed" | undefined =>
    Object.hasOwn(changes, name) ? (changes[name] === undefined ? "removed" : Buffer.from(changes[name])) : undefined;

const members: readonly ZipMember[] = [
  { name: "[Content_Types].xml", content: "<Types/>", stored: true },
  { name: "Workflows/", content: "", stored: true },
  { name: "Workflows/a.json", content: "a".repeat(300), dataDescriptor: true, comment: "of a" },
  { name: "Workflows/é.json", content: "e".repeat(200), utf8Flag: true, localExtra: Buffer.from([0x55, 0x54, 1, 0, 0]) },
  { name: "solution.xml", content: "<ImportExportXml/>" },
];

describe("an archive that is written again", () => {
  test("is the same when nothing changes", () => {
    const bytes = writeZip(members, { comment: "by hand" });
    expect(rewriteArchive(bytes, () => undefined).equals(bytes)).toBe(true);
  });

  test("keeps bytes, order, names, flags, extra fields and comments of what is not changed", async () => {
    const bytes = writeZip(members, { comment: "by hand", before: Buffer.from("self-extractor") });
    const rewritten = rewriteArchive(bytes, replace({ "Workflows/a.json": "b".repeat(100) }), [
      { name: "environmentvariabledefinitions/ä/definition.xml", content: Buffer.from("<x/>") },
    ]);
    expect(await contents(rewritten)).toEqual({
      "[Content_Types].xml": "<Types/>",
      "Workflows/a.json": "b".repeat(100),
      "Workflows/é.json": "e".repeat(200),
      "solution.xml": "<ImportExportXml/>",
      "environmentvariabledefinitions/ä/definition.xml": "<x/>",
    });
    const raw = (archive: Buffer, from: string, to: string): string =>
      archive.subarray(archive.indexOf(from) - 30, archive.indexOf(to) - 30).toString("latin1");
    expect(raw(rewritten, "Workflows/é.json", "solution.xml")).toBe(raw(bytes, "Workflows/é.json", "solution.xml"));
    expect(
      rewritten.subarray(0, bytes.indexOf("Workflows/a.json") - 30).equals(bytes.subarray(0, bytes.indexOf("Workflows/a.json") - 30)),
    ).toBe(true);
    expect(rewritten.subarray(-7).toString()).toBe("by hand");
    expect(rewritten.includes("of a")).toBe(true);
  });

  test("can lose a file", async () => {
    expect(Object.keys(await contents(rewriteArchive(writeZip(members), replace({ "Workflows/a.json": undefined }))))).toEqual([
      "Workflows/é.json",
      "[Content_Types].xml",
      "solution.xml",
    ]);
  });

  test("has plain sizes and offsets where they were zip64 ones", async () => {
    const localExtra = Buffer.alloc(20);
    localExtra.writeUInt16LE(1, 0);
    localExtra.writeUInt16LE(16, 2);
    localExtra.writeBigUInt64LE(4n, 4);
    localExtra.writeBigUInt64LE(4n, 12);
    const stored = { stored: true, content: "same", zip64: true, localExtra };
    const bytes = writeZip(
      [
        { ...stored, name: "kept" },
        { ...stored, name: "changed" },
        { name: "plain", content: "3" },
      ],
      { zip64: true },
    );
    const rewritten = rewriteArchive(bytes, replace({ changed: "other" }), [{ name: "new", content: Buffer.from("4") }]);
    expect(await contents(rewritten)).toEqual({ kept: "same", changed: "other", plain: "3", new: "4" });
    const list = rewritten.subarray(rewritten.indexOf(Buffer.from([0x50, 0x4b, 1, 2])));
    expect(list.includes(Buffer.alloc(4, 0xff))).toBe(false);
    expectToolsToRead(rewritten);
  });

  test("has the separators of its maker in new names", async () => {
    const bytes = writeZip([{ name: "Workflows\\a.json", content: "1" }]);
    const rewritten = rewriteArchive(bytes, () => undefined, [{ name: "x/y.xml", content: Buffer.from("2") }]);
    expect(rewritten.includes("x\\y.xml")).toBe(true);
    expect(await contents(rewritten)).toEqual({ "Workflows/a.json": "1", "x/y.xml": "2" });
  });

  test("hands out the content so far, of the first of two files with one name alone", () => {
    const bytes = writeZip([
      { name: "a.txt", content: "one" },
      { name: "A.txt", content: "two" },
    ]);
    const rewritten = rewriteArchive(bytes, (_, read) => Buffer.from(`${read().toString()}!`));
    const seen: string[] = [];
    rewriteArchive(rewritten, (name, read) => {
      seen.push(`${name} ${read().toString()}`);
      return undefined;
    });
    expect(seen).toEqual(["a.txt one!"]);
  });

  test.each<[string, Buffer]>([
    ["has zip64 fields that are too large", writeZip([{ name: "a", content: "1", zip64: true, claim: { packedSize: 2 ** 40 } }])],
    ["has no zip64 fields where it needs them", writeZip([{ name: "a", content: "1", claim: { size: 0xffffffff } }])],
    ["claims a header that is not there", writeZip([{ name: "a", content: "1", claim: { offset: 3 } }])],
    [
      "has files in one another",
      writeZip([
        { name: "a", content: "1" },
        { name: "b", content: "2", claim: { offset: 0 } },
      ]),
    ],
    ["is none", Buffer.from("PK nothing")],
  ])("is refused when it %s", (_, bytes) => {
    expect(() => rewriteArchive(bytes, () => undefined)).toThrow(ArtifactError);
  });

  test("holds what it is told to hold, whatever was in it", async () => {
    const name = fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom("a", "B", "é", "_", "0") });
    const member = fc.record({ name, content: fc.string(), stored: fc.boolean(), dataDescriptor: fc.boolean(), zip64: fc.boolean() });
    const list = fc.uniqueArray(member, { minLength: 1, maxLength: 6, selector: (one) => one.name.toLowerCase() });
    await fc.assert(
      fc.asyncProperty(list, fc.array(fc.option(fc.string()), { minLength: 6, maxLength: 6 }), async (given, changes) => {
        const changed = new Map(given.map((one, index) => [one.name, changes[index] ?? undefined]));
        const rewritten = rewriteArchive(writeZip(given), (one) => {
          const text = changed.get(one);
          return text === undefined ? undefined : Buffer.from(text);
        });
        expect(await contents(rewritten)).toEqual(
          Object.fromEntries(given.map((one) => [one.name, Buffer.from(changed.get(one.name) ?? one.content).toString()])),
        );
      }),
    );
  });

  test.skipIf(!hasTools)("is one to other tools too, where they are there", () => {
    // What unzip says of names beyond ASCII depends on the locale.
    const plain = members.filter(({ name }) => name !== "Workflows/é.json");
    expectToolsToRead(
      rewriteArchive(writeZip(plain), replace({ "Workflows/a.json": "new" }), [{ name: "n.txt", content: Buffer.from("n") }]),
    );
  });
});
