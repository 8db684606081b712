import { randomFillSync } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openArchive } from "../../src/input/archive.ts";
import {
  type Artifact,
  ArtifactError,
  type Container,
  defaultInputLimits,
  type InputLimits,
  type InputProblem,
} from "../../src/input/artifact.ts";
import { writeZip, type ZipMember, type ZipOptions } from "../../src/testing/zip-writer.ts";

const open = (bytes: Buffer, limits: Partial<InputLimits> = {}): Promise<Container> =>
  openArchive(bytes, { path: "export.zip", prefix: "", limits: { ...defaultInputLimits, ...limits } });

const names = (container: Container): readonly string[] => container.artifacts.map((artifact) => artifact.name);

function artifactOf(container: Container, name: string): Artifact {
  const artifact = container.artifacts.find((one) => one.name === name);
  if (artifact === undefined) throw new Error(`no '${name}' among ${names(container).join(", ")}`);
  return artifact;
}

const textOf = (container: Container, name: string): string => artifactOf(container, name).read().toString();

/** The problem that reading a member ends with. */
function readProblem(container: Container, name: string): InputProblem {
  try {
    artifactOf(container, name).read();
  } catch (error) {
    if (error instanceof ArtifactError) return error.problem;
    throw error;
  }
  throw new Error(`'${name}' could be read`);
}

const hello: ZipMember = { name: "solution.xml", content: "hello ".repeat(50) };
/** Bytes that do not compress. */
const noise = (length: number): Buffer => randomFillSync(Buffer.alloc(length));

describe("ordinary archives", () => {
  it("gives back every name and every byte that was written", async () => {
    const name = fc.stringMatching(/^[A-Za-z0-9äß ._-]{1,12}$/).filter((part) => !/^\.{1,2}$/.test(part));
    const member = fc.record({
      name: fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/")),
      content: fc.uint8Array({ maxLength: 3000 }).map((bytes) => Buffer.from(bytes)),
      stored: fc.boolean(),
      utf8Flag: fc.boolean(),
      dataDescriptor: fc.boolean(),
      zip64: fc.boolean(),
      comment: fc.string({ maxLength: 20 }),
      localExtra: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    });
    const options = fc.record({
      zip64: fc.boolean(),
      comment: fc.string({ maxLength: 300 }),
      before: fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(member, { selector: (one) => one.name.toLowerCase(), maxLength: 12 }),
        options,
        async (members, how) => {
          const container = await open(writeZip(members, how));
          expect(container.problems).toEqual([]);
          const sorted = members.toSorted((a, b) => (a.name < b.name ? -1 : 1));
          expect(names(container)).toEqual(sorted.map((one) => one.name));
          for (const [index, artifact] of container.artifacts.entries()) {
            expect(artifact.size).toBe(sorted[index]?.content.length);
            expect(artifact.read().equals(sorted[index]?.content ?? Buffer.alloc(0))).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("says where it lies", async () => {
    const container = await openArchive(writeZip([hello]), { path: "p.zip", prefix: "PkgAssets/Core.zip!/", limits: defaultInputLimits });
    expect(container).toMatchObject({ path: "p.zip", prefix: "PkgAssets/Core.zip!/", kind: "archive", problems: [] });
  });

  it("has no artifacts and no problems when it is empty", async () => {
    expect(await open(writeZip([]))).toMatchObject({ artifacts: [], problems: [] });
  });

  it("leaves out directory entries", async () => {
    expect(names(await open(writeZip([{ name: "Workflows/" }, { name: "Other\\" }, hello])))).toEqual(["solution.xml"]);
  });

  it("reads 66,000 members", async () => {
    const members = Array.from({ length: 66_000 }, (_, index) => ({ name: `f${index}`, content: "", stored: true }));
    const container = await open(writeZip(members, { zip64: true }));
    expect(container.artifacts).toHaveLength(66_000);
    expect(container.problems).toEqual([]);
  });

  it("reads exactly 65,535 members without zip64 records", async () => {
    const members = Array.from({ length: 65_535 }, (_, index) => ({ name: `f${index}`, stored: true }));
    expect((await open(writeZip(members))).artifacts).toHaveLength(65_535);
  });

  it("reads members larger than one chunk of the decompressor", async () => {
    const content = Buffer.concat([noise(300_000), Buffer.alloc(200_000, "a")]);
    const container = await open(
      writeZip([
        { name: "a", content },
        { name: "b", content: content.subarray(0, 65_536) },
      ]),
    );
    expect(artifactOf(container, "a").read().equals(content)).toBe(true);
    expect(artifactOf(container, "b").read().equals(content.subarray(0, 65_536))).toBe(true);
  });

  it("is not misled by the end record of a stored archive inside it", async () => {
    const inner = writeZip([{ name: "inner.xml", content: "x" }]);
    const container = await open(writeZip([{ name: "PkgAssets/Core.zip", content: inner, stored: true }, hello], { comment: "short" }));
    expect(names(container)).toEqual(["PkgAssets/Core.zip", "solution.xml"]);
    expect(artifactOf(container, "PkgAssets/Core.zip").read().equals(inner)).toBe(true);
  });

  it("is not misled by an end record in the comment", async () => {
    const container = await open(writeZip([hello], { comment: Buffer.concat([writeZip([]), Buffer.from("more comment")]) }));
    expect(names(container)).toEqual(["solution.xml"]);
  });

  it.each<[string, ZipOptions]>([
    ["the longest comment", { comment: "c".repeat(65_535) }],
    ["bytes before it", { before: Buffer.alloc(5000, "MZ") }],
    ["bytes before it and zip64 records", { before: Buffer.alloc(77, "MZ"), zip64: true }],
    ["bytes behind it", { after: Buffer.from("\r\n") }],
    ["a gap before the end record", { gap: Buffer.alloc(40, "g") }],
  ])("opens an archive with %s", async (_, options) => {
    const container = await open(writeZip([{ name: "a", content: "1" }, hello], options));
    expect(container.problems).toEqual([]);
    expect(textOf(container, "solution.xml")).toBe(hello.content);
  });

  it("lets go of bytes that can be loaded again, and loads them again", async () => {
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    const bytes = (): Buffer => writeZip([hello, { name: "noise", content: Buffer.alloc(2_000_000, "n") }]);
    let loads = 0;
    const reload = (): Buffer => {
      loads += 1;
      if (loads === 2) throw new ArtifactError({ kind: "unreadable", message: "The file does not exist.", file: "inner.zip" });
      return bytes();
    };
    const container = await openArchive(bytes(), { path: "export.zip", prefix: "", limits: defaultInputLimits, reload });
    const collected = async (): Promise<void> => {
      // What a WeakRef gave out lives until the end of the task.
      await new Promise((resolve) => setTimeout(resolve, 0));
      collect();
    };
    await collected();
    expect(textOf(container, "solution.xml")).toBe(hello.content);
    expect(textOf(container, "solution.xml")).toBe(hello.content);
    expect(loads).toBe(1);
    await collected();
    expect(readProblem(container, "solution.xml")).toEqual({ kind: "unreadable", message: "The file does not exist." });
  });
});

describe("archives that are none, or broken as a whole", () => {
  const cut = (bytes: Buffer, from: number, to: number): Buffer => bytes.subarray(from, to);
  const whole = writeZip([hello, { name: "b", content: "b" }]);
  const claimed = (claim: NonNullable<ZipOptions["claim"]>, zip64 = false): Buffer => writeZip([hello], { claim, zip64 });

  it.each<[string, Buffer, string]>([
    ["no bytes", Buffer.alloc(0), "The file is empty, so it is not a zip archive."],
    ["other content", Buffer.from("just text"), "This is not a zip archive."],
    ["a single byte", Buffer.from("P"), "This is not a zip archive."],
    ["a 7-Zip archive", Buffer.from("7z\u00bc\u00af'\u001c\0\u0004", "latin1"), "This is not a zip archive but a 7-Zip archive. Unpack it"],
    ["a RAR archive", Buffer.from("Rar!\u001a\u0007\u0001\0", "latin1"), "This is not a zip archive but a RAR archive. Unpack it"],
    ["a gzip archive", Buffer.from("\u001f\u008b\u0008\0", "latin1"), "This is not a zip archive but a gzip archive. Unpack it"],
    ["a cabinet", Buffer.from("MSCF\0\0\0\0"), "This is not a zip archive but a cabinet. Unpack it"],
    ["a web page", Buffer.from("\n<!DOCTYPE html><title>Sign in"), "a web page, probably a sign-in or error page"],
    [
      "a Git LFS pointer",
      Buffer.from("version https://git-lfs.github.com/spec/v1\noid sha256:0\n"),
      "Fetch the real file with 'git lfs pull'",
    ],
    ["a missing end", cut(whole, 0, whole.length - 30), "The archive is truncated: its end is missing. Export or download it again."],
    ["a missing start", cut(whole, 20, whole.length), "The archive is damaged: its list of files lies outside of the file."],
    [
      "only an end record",
      cut(whole, whole.length - 22, whole.length),
      "The archive is damaged: its list of files lies outside of the file.",
    ],
    ["a directory beyond its end", claimed({ directoryOffset: 0xfffffff0 }), "lies outside of the file"],
    ["a directory that is no directory", withoutRecordSignature(), "The archive is damaged: its list of files is broken."],
    ["a directory that is too large", claimed({ directorySize: 0x7fffffff }), "lies outside of the file"],
    ["more records than there are", claimed({ records: 2, directorySize: 92, directoryOffset: 0 }), "its list of files is broken"],
    ["another disk", claimed({ disk: 1 }), "one part of a multi-part archive"],
    ["records on other disks", claimed({ recordsOnDisk: 1, records: 2 }), "one part of a multi-part archive"],
    ["zip64 numbers beyond all measure", claimed({ directorySize: 2 ** 63, directoryOffset: 2 ** 62 }, true), "lies outside of the file"],
    ["a missing zip64 end record", withoutZip64End(), "The archive is damaged: its zip64 end record is missing."],
  ])("%s", async (_, bytes, message) => {
    const container = await open(bytes);
    expect(container.artifacts).toEqual([]);
    expect(container.problems).toEqual([{ kind: "unreadable", message: expect.stringContaining(message) }]);
  });

  function withoutRecordSignature(): Buffer {
    const bytes = writeZip([hello]);
    bytes.writeUInt32LE(0, bytes.indexOf("PK\x01\x02"));
    return bytes;
  }

  function withoutZip64End(): Buffer {
    const bytes = writeZip([hello], { zip64: true });
    bytes.writeUInt32LE(0, bytes.length - 98);
    return bytes;
  }

  it("rejects 98 bytes that claim 4,294,967,280 records at once", async () => {
    const bytes = writeZip([], { zip64: true, claim: { records: 0xfffffff0 } });
    expect(bytes).toHaveLength(98);
    const before = performance.now();
    const container = await open(bytes);
    expect(performance.now() - before).toBeLessThan(1000);
    expect(container.artifacts).toEqual([]);
    expect(container.problems).toEqual([
      {
        kind: "unreadable",
        message:
          "The archive is damaged: it claims 4,294,967,280 files, but its list of files has only 0 bytes. Export or download it again.",
      },
    ]);
  });

  it("rejects an archive whose files are all encrypted", async () => {
    const container = await open(
      writeZip([
        { ...hello, encrypted: true },
        { name: "b", encrypted: true, content: "b" },
      ]),
    );
    expect(container.artifacts).toEqual([]);
    expect(container.problems).toEqual([
      { kind: "unreadable", message: "The archive is encrypted. Unpack it and pack it again without a password." },
    ]);
  });

  it("rejects an archive whose files are all packed with a method that is not supported", async () => {
    const packed = (name: string) => ({ name, content: "x", claim: { method: 14 } });
    const container = await open(writeZip([packed("a"), packed("b")]));
    expect(container.artifacts).toEqual([]);
    expect(container.problems).toEqual([
      {
        kind: "unreadable",
        message: "The archive is packed with the unsupported method 14 (LZMA). Unpack it and pack it again as a plain zip file.",
      },
    ]);
    expect((await open(writeZip([packed("a"), hello]))).artifacts).toHaveLength(2);
  });

  it("survives any change of a few bytes", async () => {
    const valid = writeZip([hello, { name: "Workflows\\a.json", content: "{}", zip64: true }, { name: "c", stored: true, content: "cc" }], {
      zip64: true,
    });
    const change = fc.tuple(fc.nat(valid.length - 1), fc.constantFrom(0, 1, 0x50, 0x7f, 0x80, 0xff));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(40), async (changes, cutOff) => {
        const bytes = Buffer.from(valid.subarray(0, valid.length - (cutOff > 20 ? cutOff - 20 : 0)));
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        const container = await open(bytes);
        for (const problem of container.problems) expect(problem.message).toMatch(/^[A-Z].*\.$/);
        for (const artifact of container.artifacts) {
          expect(artifact.size).toBeGreaterThanOrEqual(0);
          try {
            artifact.read();
          } catch (error) {
            expect(error).toBeInstanceOf(ArtifactError);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe("members with something wrong", () => {
  it.each<[string, ZipMember, string]>([
    [
      "encrypted",
      { name: "m", content: "x", encrypted: true },
      "The file is encrypted. Unpack the archive and pack it again without a password.",
    ],
    ["Deflate64", { name: "m", content: "x", claim: { method: 9 } }, "The file is packed with the unsupported method 9 (Deflate64)."],
    ["LZMA", { name: "m", content: "x", claim: { method: 14 } }, "The file is packed with the unsupported method 14 (LZMA)."],
    ["an unknown method", { name: "m", content: "x", claim: { method: 77 } }, "The file is packed with the unsupported method 77. Pack"],
    ["a wrong checksum", { name: "m", content: "xyz", claim: { crc: 1 } }, "The file is damaged: its checksum is wrong."],
    [
      "a wrong checksum when stored",
      { name: "m", content: "xyz", stored: true, claim: { crc: 1 } },
      "The file is damaged: its checksum is wrong.",
    ],
    [
      "more content than declared",
      { name: "m", content: "x".repeat(9000), claim: { size: 10 } },
      "The file is damaged: it is larger than declared.",
    ],
    [
      "one byte more than declared",
      { name: "m", content: "x".repeat(11), claim: { size: 10 } },
      "The file is damaged: it is larger than declared.",
    ],
    [
      "content though declared empty",
      { name: "m", content: "xyz", claim: { size: 0 } },
      "The file is damaged: it is larger than declared.",
    ],
    [
      "less content than declared",
      { name: "m", content: "x", claim: { size: 10 } },
      "The file is damaged: its size is not the declared one.",
    ],
    ["another size when stored", { name: "m", content: "xyz", stored: true, claim: { size: 2 } }, "its size is not the declared one"],
    [
      "broken data",
      { name: "m", content: "xyz", packed: Buffer.from([0xff, 0xff, 0xff]) },
      "The file is damaged: its compressed data is broken.",
    ],
    [
      "data that ends early",
      { name: "m", content: "xyz", claim: { packedSize: 2 } },
      "The file is damaged: its compressed data is broken.",
    ],
    [
      "data beyond the archive",
      { name: "m", content: "x", claim: { packedSize: 5000 } },
      "The file is damaged: the archive ends before it does.",
    ],
    ["an offset to nowhere", { name: "m", content: "x", claim: { offset: 0x7fffffff } }, "The file is damaged: its header is missing."],
    ["an offset to something else", { name: "m", content: "x", claim: { offset: 2 } }, "The file is damaged: its header is missing."],
    [
      "sizes beyond all measure",
      { name: "m", content: "x", zip64: true, claim: { packedSize: 2 ** 60 } },
      "its entry in the list of files is incomplete",
    ],
    [
      "zip64 sizes that are missing",
      { name: "m", content: "x", claim: { size: 0xffffffff } },
      "its entry in the list of files is incomplete",
    ],
  ])("%s", async (_, member, message) => {
    const container = await open(writeZip([hello, member]));
    expect(container.problems).toEqual([]);
    expect(readProblem(container, "m")).toEqual({ kind: "unreadable", file: "m", message: expect.stringContaining(message) });
    expect(textOf(container, "solution.xml")).toBe(hello.content);
  });

  it.each([
    ["that leads out", "../evil.json", "leads out of the archive with '..'", "../evil.json"],
    ["that is absolute", "/evil.json", "is an absolute path", "/evil.json"],
    ["with a drive", "C:\\evil.json", "starts with a drive letter", "C:\\evil.json"],
    ["with NUL", "a\0b", "contains a NUL character", "a\\x00b"],
    ["with a terminal sequence", "a\u001b[2J", "contains a control character", "a\\x1b[2J"],
    ["that is empty", "", "is empty", ""],
    ["that is very long", "/x".repeat(5000), "is an absolute path", `${"/x".repeat(50)}…${"/x".repeat(50)}`],
  ])("leaves out a name %s", async (_, name, reason, file) => {
    const container = await open(writeZip([{ name, content: "x" }, hello]));
    expect(names(container)).toEqual(["solution.xml"]);
    const message = `The name of a file in the archive ${reason}; the file is not analysed.`;
    expect(container.problems).toEqual([{ kind: "unreadable", message, file }]);
  });

  it("keeps the first of two files of one name", async () => {
    const container = await open(
      writeZip([
        { name: "a/b.xml", content: "first" },
        { name: "a\\b.xml", content: "second" },
      ]),
    );
    expect(textOf(container, "a/b.xml")).toBe("first");
    expect(container.artifacts).toHaveLength(1);
    expect(container.problems).toEqual([
      { kind: "unreadable", message: "The archive has two files of this name; only the first is analysed.", file: "a/b.xml" },
    ]);
  });

  it("keeps the first of two names that differ only in case", async () => {
    const container = await open(
      writeZip([
        { name: "Solution.xml", content: "first" },
        { name: "solution.XML", content: "second" },
      ]),
    );
    expect(names(container)).toEqual(["Solution.xml"]);
    expect(container.problems).toEqual([
      {
        kind: "unreadable",
        message:
          "The archive also has the file 'Solution.xml', whose name differs only in upper and lower case; only that one is analysed.",
        file: "solution.XML",
      },
    ]);
  });

  it("sums up more than twenty bad names", async () => {
    const container = await open(writeZip(Array.from({ length: 500 }, () => ({ name: "same" }))));
    expect(container.problems).toHaveLength(21);
    expect(container.problems.at(-1)).toEqual({
      kind: "unreadable",
      message: "The names of 479 more files in the archive are duplicates or unusable; these files are not analysed.",
    });
  });

  it("decodes names that are not UTF-8", async () => {
    expect(names(await open(writeZip([{ name: Buffer.from([0x81, 0x62]), content: "x" }])))).toEqual(["üb"]);
  });
});

describe("limits", () => {
  it("of one member", async () => {
    const container = await open(
      writeZip([
        { name: "m", content: noise(1001) },
        { name: "n", content: noise(1000) },
      ]),
      { entrySize: 1000 },
    );
    expect(readProblem(container, "m")).toEqual({
      kind: "limit",
      message: "The file is 1001 bytes, more than the 1000 bytes that are allowed. The setting 'limits.entrySize' sets this limit.",
      file: "m",
    });
    expect(artifactOf(container, "n").read()).toHaveLength(1000);
  });

  it("shows a size just above the limit exactly", async () => {
    const container = await open(writeZip([{ name: "m", content: noise(65 * 1024 + 1) }]), { entrySize: 65 * 1024 });
    expect(readProblem(container, "m").message).toContain("The file is 66,561 bytes, more than the 66,560 bytes that are allowed.");
  });

  it("of one member that is an archive: that of the whole archive", async () => {
    const inner = { name: "inner.ZIP", content: noise(3000) };
    expect(artifactOf(await open(writeZip([inner]), { entrySize: 1000 }), "inner.ZIP").read()).toHaveLength(3000);
    expect(readProblem(await open(writeZip([inner]), { entrySize: 1000, totalSize: 2048 }), "inner.ZIP")).toMatchObject({
      kind: "limit",
      message: expect.stringContaining("The file is 2.9 KiB, more than the 2 KiB that are allowed. The setting 'limits.totalSize'"),
    });
  });

  it("of all members, whatever is read first", async () => {
    const members = ["a", "b", "c"].map((name) => ({ name, content: noise(1000) }));
    const container = await open(writeZip(members), { totalSize: 2500 });
    expect(container.exhausted?.()).toBe(`${container.path}\u0000`);
    expect(readProblem(container, "c").file).toBe("c");
    for (const name of ["b", "a", "b"]) expect(artifactOf(container, name).read()).toHaveLength(1000);
    expect(readProblem(container, "c")).toEqual({
      kind: "limit",
      message:
        "Together, the files of the archive are larger than the 2.4 KiB that are read from one archive. The setting 'limits.totalSize' sets this limit.",
      file: "c",
      exhausted: `${container.path}\u0000`,
    });
  });

  it("of all members, those of solutions first, and images and the like last", async () => {
    const members = ["a.png", "b", "z.json"].map((name) => ({ name, content: noise(1000) }));
    const container = await open(writeZip(members), { totalSize: 2500 });
    expect(readProblem(container, "a.png").kind).toBe("limit");
    for (const name of ["b", "z.json"]) expect(artifactOf(container, name).read()).toHaveLength(1000);
    expect(container.exhausted?.()).toBeUndefined();
  });

  it("of all members, without those that nobody will read", async () => {
    const members = ["a", "b", "c"].map((name) => ({ name, content: noise(1000) }));
    const container = await open(writeZip(members), { totalSize: 2500 });
    artifactOf(container, "a").release?.();
    for (const name of ["b", "c"]) expect(artifactOf(container, name).read()).toHaveLength(1000);
  });

  it("of all members, without those that are refused for another reason", async () => {
    const container = await open(
      writeZip([
        { name: "a", content: noise(1200) },
        { name: "b", content: noise(1000) },
      ]),
      { totalSize: 2000, entrySize: 1000 },
    );
    expect(artifactOf(container, "b").read()).toHaveLength(1000);
    expect(container.exhausted?.()).toBeUndefined();
  });

  it("of the ratio, beyond the first MiB", async () => {
    const zeros = (mib: number): Buffer => Buffer.alloc(mib * 2 ** 20);
    const container = await open(
      writeZip([
        { name: "bomb", content: zeros(20) },
        { name: "small", content: zeros(1) },
      ]),
    );
    expect(readProblem(container, "bomb")).toEqual({
      kind: "limit",
      message: expect.stringMatching(
        /^The file is compressed to less than 1\/200 of its size \(20 MiB in 19\.\d KiB\), as in a zip bomb\. The setting 'limits\.ratio'/,
      ),
      file: "bomb",
    });
    expect(artifactOf(container, "small").read()).toHaveLength(2 ** 20);
    expect(artifactOf(await open(writeZip([{ name: "bomb", content: zeros(20) }]), { ratio: 2000 }), "bomb").read()).toHaveLength(
      20 * 2 ** 20,
    );
  });

  it("of a bomb that declares a harmless size", async () => {
    const container = await open(writeZip([{ name: "bomb", content: Buffer.alloc(50 * 2 ** 20), claim: { size: 1000 } }]));
    expect(readProblem(container, "bomb").message).toContain("it is larger than declared");
  });

  it("of the number of members", async () => {
    const bytes = writeZip(["a", "b", "c"].map((name) => ({ name })));
    expect((await open(bytes, { entries: 3 })).artifacts).toHaveLength(3);
    expect(await open(bytes, { entries: 2 })).toMatchObject({
      artifacts: [],
      problems: [
        {
          kind: "limit",
          message: "The archive has 3 files, and only 2 more may be listed. The setting 'limits.entries' sets this limit.",
        },
      ],
    });
  });
});
