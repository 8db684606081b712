import { describe, expect, test } from "vitest";
import { githubToken } from "../../src/testing/credentials.ts";
import { flow } from "../../src/testing/solutions.ts";
import { writeZip, type ZipMember } from "../../src/testing/zip-writer.ts";
import { type Bounds, codesOf, lintArchive, problemsOf, runHostile, solutionZip } from "./host.ts";

// What one archive or one member can have wrong is in test/input/archive.test.ts; here are whole runs of the command, with what they cost.

const mib = 2 ** 20;

/** Compresses about a hundredfold: below the limit of the ratio, so that only the sum can stop it. */
function packsWell(size: number): Buffer {
  const block = Buffer.alloc(30_000);
  for (let at = 0, state = 1; at < block.length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    block[at] = 0x30 + ((state >>> 16) % 10);
  }
  return Buffer.concat([Buffer.from('{"a":"'), Buffer.alloc(size, block), Buffer.from('"}')]);
}

describe("bombs", () => {
  test("of zeros", async () => {
    const run = await lintArchive(solutionZip({}, [{ name: "Workflows/bomb.json", content: Buffer.alloc(300 * mib) }]));
    expect(problemsOf(run)).toEqual([expect.stringMatching(/^SL0002 Workflows\/bomb\.json: .*300 MiB/)]);
  });

  test("that declare a harmless size", async () => {
    const run = await lintArchive(
      solutionZip({}, [{ name: "Workflows/bomb.json", content: Buffer.alloc(300 * mib), claim: { size: 100 } }]),
    );
    expect(problemsOf(run)).toEqual([expect.stringContaining("it is larger than declared")]);
  });

  test("of many members that lie over one another", async () => {
    const name = (index: number): string => `Workflows/F-${String(index).padStart(8, "0")}-2222-4333-8444-555555555555.json`;
    const members = Array.from({ length: 2000 }, (_, index) => ({ name: name(index), content: index === 0 ? packsWell(20 * mib) : "" }));
    const bytes = solutionZip({}, members);
    // Every record of the directory gets the numbers and the place of the first one.
    const record = (index: number): number => bytes.lastIndexOf(name(index)) - 46;
    const first = Buffer.from(bytes.subarray(record(0), record(0) + 46));
    for (let index = 1; index < 2000; index++) {
      first.copy(bytes, record(index) + 10, 10, 28);
      first.copy(bytes, record(index) + 42, 42, 46);
    }
    const run = await lintArchive(bytes, { time: 20_000, memory: 900 });
    const sums = problemsOf(run).filter((problem) => problem.includes("Together, the files"));
    expect(sums).toEqual([expect.stringMatching(/^SL0002 .* The same holds for 1,974 more files of the archive\.$/)]);
  });

  test("nested in one another", async () => {
    let bytes = writeZip([{ name: "solution.xml", content: packsWell(40 * mib) }]);
    for (let depth = 0; depth < 6; depth++)
      bytes = writeZip([
        { name: "a.zip", content: bytes },
        { name: "b.zip", content: bytes },
      ]);
    const run = await lintArchive(solutionZip({}, [{ name: "a.zip", content: bytes }]));
    expect(problemsOf(run).filter((problem) => problem.includes("archives are opened at most 3 levels deep"))).toHaveLength(8);
  });

  test("in the packages of desktop flows", async () => {
    const script = "SET A TO $'''".padEnd(1000, "a");
    const packed = solutionZip({ desktopFlows: [{ name: "Robot", script, schema: "package" }] });
    expect(problemsOf(await lintArchive(packed))).toEqual([]);
    const bomb = writeZip([{ name: "script.robin", content: Buffer.alloc(200 * mib) }]).toString("base64");
    const lie = writeZip([], { zip64: true, claim: { records: 0xfffffff0 } }).toString("base64");
    const document = (value: string): string =>
      JSON.stringify({ properties: { definition: { package: value } }, schemaversion: "ROBIN_20211012" });
    const run = await lintArchive(
      solutionZip({}, [
        { name: "Workflows/bomb-11111111-2222-4333-8444-555555555555.json", content: document(bomb) },
        { name: "Workflows/lie-11111111-2222-4333-8444-555555555556.json", content: document(lie) },
      ]),
    );
    expect(problemsOf(run)).toEqual([
      expect.stringMatching(/^SL0002 Workflows\/bomb.*200 MiB/),
      expect.stringMatching(/^SL0001 Workflows\/lie.*claims 4,294,967,280 files/),
    ]);
  });
});

describe("counts", () => {
  test("of records that are not there", async () => {
    const run = await lintArchive(writeZip([], { zip64: true, claim: { records: 0xfffffff0 } }), { time: 1000 });
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain("claims 4,294,967,280 files");
  });

  test("of members above the limit", async () => {
    const run = await lintArchive(
      writeZip(
        Array.from({ length: 100_001 }, (_, index) => ({ name: `Workflows/${index}.json` })),
        { zip64: true },
      ),
    );
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toContain("limits.entries");
  });

  test("of members below the limit", async () => {
    const members = Array.from({ length: 60_000 }, (_, index) => ({ name: `Other/${index}.json`, content: "{}", stored: true }));
    expect(problemsOf(await lintArchive(solutionZip({}, members), { time: 10_000, memory: 500 }))).toEqual([]);
  });

  test("of flows", async () => {
    const members = Array.from({ length: 5000 }, (_, index) => ({
      name: `Workflows/F-${String(index).padStart(8, "0")}-2222-4333-8444-555555555555.json`,
      content: '{"properties":{"definition":{"actions":{}}}}',
    }));
    expect(problemsOf(await lintArchive(solutionZip({}, members), { time: 10_000, memory: 500 }))).toEqual([]);
  });

  test("of archives in an archive", async () => {
    const inner = solutionZip();
    const members = Array.from({ length: 500 }, (_, index) => ({ name: `${index}.zip`, content: inner, stored: true }));
    const run = await lintArchive(writeZip(members), { time: 15_000, memory: 500 });
    expect(run.code).not.toBe(2);
  });
});

describe("truncation", () => {
  const bytes = solutionZip({ flows: [flow("Get orders")] }, [], { comment: "exported", zip64: true });

  /** Where the parts of the archive begin and end, and the fields of its records. */
  function boundaries(): readonly number[] {
    const found = new Set<number>([0, bytes.length - 1]);
    const fields: Readonly<Record<string, readonly number[]>> = {
      "PK\x03\x04": [0, 4, 14, 18, 26, 30],
      "PK\x01\x02": [0, 4, 20, 28, 42, 46],
      "PK\x06\x06": [0, 4, 24, 40, 56],
      "PK\x06\x07": [0, 8, 20],
      "PK\x05\x06": [0, 10, 16, 20, 22],
    };
    for (const [signature, offsets] of Object.entries(fields)) {
      for (let at = bytes.indexOf(signature); at >= 0; at = bytes.indexOf(signature, at + 1)) {
        for (const offset of offsets) if (at + offset < bytes.length) found.add(at + offset);
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  test("at every boundary of the format is told, whatever is left", async () => {
    const cuts = boundaries();
    expect(cuts.length).toBeGreaterThan(60);
    for (const cut of cuts) {
      const shorter = await lintArchive(bytes.subarray(0, cut), { time: 1500 });
      expect({ cut, code: shorter.code, says: shorter.stderr !== "" }).toEqual({ cut, code: 2, says: true });
    }
  });

  test("and what is overwritten from there on as well", async () => {
    for (const cut of boundaries()) {
      const blank = Buffer.from(bytes).fill(0, cut);
      const run = await lintArchive(blank, { time: 1500 });
      expect({ cut, silent: run.code === 0 && run.findings.length === 0 }).toEqual({ cut, silent: false });
    }
  });
});

describe("members that lie", () => {
  test("about their names lead nowhere, and are named harmlessly", async () => {
    const names = [
      "../../outside.json",
      "/etc/passwd",
      "C:\\Windows\\win.ini",
      "Workflows\\..\\..\\outside.json",
      "Workflows/a\u0000.json",
      "Workflows/\u001b]0;title\u0007.json",
      "Workflows/a\n::error::b.json",
      `Workflows/${"n".repeat(60_000)}.json`,
      "solution.XML",
      ".\\solution.xml",
      "Workflows//./x.json",
      "__proto__",
      "constructor/prototype.json",
    ];
    const run = await lintArchive(
      solutionZip(
        {},
        names.map((name) => ({ name, content: "{}" })),
      ),
    );
    expect(problemsOf(run)).toHaveLength(9);
    expect(run.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]|^::/m);
    expect(run.stdout.length).toBeLessThan(200_000);
  });

  test("about being files: a symbolic link is a file with an odd text", async () => {
    const run = await lintArchive(
      solutionZip({}, [{ name: "Workflows/link-11111111-2222-4333-8444-555555555555.json", content: "/etc/passwd", unixMode: 0o120777 }]),
    );
    expect(run.stdout).not.toContain("root:");
    expect(problemsOf(run)).toEqual([expect.stringContaining("SL0001 Workflows/link")]);
  });

  test("about how they are packed are each a finding, and the rest is analysed", async () => {
    const name = (index: number): string => `Workflows/F-11111111-2222-4333-8444-55555555555${index}.json`;
    const run = await lintArchive(
      solutionZip({}, [
        { name: name(1), content: "{}", encrypted: true },
        { name: name(2), content: "{}", claim: { method: 9 } },
        { name: name(3), content: "{}", claim: { method: 14 } },
        { name: name(4), content: "{}", claim: { method: 99 } },
        { name: name(5), content: "{} ", claim: { crc: 1 } },
        { name: name(6), content: "{}", claim: { offset: 0 } },
        { name: name(7), content: '{"properties":{}}' },
      ]),
    );
    expect(problemsOf(run)).toHaveLength(6);
    expect(run.code).toBe(1);
  });
});

describe("packed canvas apps", () => {
  const formulas = "Src/App.pa.yaml";
  const text = "Screens:\n  Main:\n    OnVisible: =Set(x, 1)\n";
  /** What is told of a solution with one app, and whether an app beside it is still read. */
  const lintApp = async (members: readonly ZipMember[], bounds?: Bounds): Promise<readonly string[]> => {
    const sound = writeZip([{ name: formulas, content: `x: ="${githubToken()}"` }]);
    const run = await lintArchive(
      solutionZip({}, [
        { name: "CanvasApps/hostile.msapp", content: writeZip(members), stored: true },
        { name: "CanvasApps/sound.msapp", content: sound },
      ]),
      bounds,
    );
    expect(codesOf(run)).toContain("SL1007");
    return problemsOf(run);
  };
  const at = (code: string, file: string, says: RegExp): unknown =>
    expect.stringMatching(new RegExp(`^${code} CanvasApps/hostile\\.msapp!/${file}: .*${says.source}`));

  test("that are sound", async () => {
    expect(await lintApp([{ name: formulas, content: text }])).toEqual([]);
  });

  test("with a bomb, told or not", async () => {
    expect(await lintApp([{ name: formulas, content: Buffer.alloc(200 * mib) }])).toEqual([at("SL0002", formulas, /The file is 200 MiB,/)]);
    expect(await lintApp([{ name: formulas, content: Buffer.alloc(200 * mib), claim: { size: 100 } }])).toEqual([
      at("SL0001", formulas, /larger than declared/),
    ]);
  });

  test("with bombs that only their sum gives away, are told once", async () => {
    const bomb = packsWell(6 * mib);
    const members = Array.from({ length: 40 }, (_, index) => ({ name: `Src/Screen${index}.pa.yaml`, content: index === 0 ? bomb : "" }));
    const app = writeZip(members);
    // Every record of the directory gets the numbers and the place of the first one.
    const record = (index: number): number => app.lastIndexOf(`Src/Screen${index}.pa.yaml`) - 46;
    const first = Buffer.from(app.subarray(record(0), record(0) + 46));
    for (let index = 1; index < members.length; index++) {
      first.copy(app, record(index) + 10, 10, 28);
      first.copy(app, record(index) + 42, 42, 46);
    }
    const run = await runHostile(
      {
        "export.zip": solutionZip({}, [{ name: "CanvasApps/hostile.msapp", content: app, stored: true }]),
        ".solutionlintrc.json": JSON.stringify({ limits: { totalSize: 51 * mib } }),
      },
      ["export.zip", "--preset", "strict", "--format", "json"],
      { time: 10_000 },
    );
    expect(problemsOf(run)).toEqual([at("SL0002", "Src/Screen\\d+\\.pa\\.yaml", /Together, the files.*The same holds for 31 more files/)]);
  });

  test("that lie about how they are packed", async () => {
    const lies = await lintApp([
      { name: "Src/A.pa.yaml", content: text, encrypted: true },
      { name: "Src/B.pa.yaml", content: text, claim: { method: 9 } },
      { name: "Src/C.pa.yaml", content: text, claim: { crc: 1 } },
      { name: "Src/D.pa.yaml", content: text, claim: { size: 3 } },
      { name: "Src/E.pa.yaml", content: text, claim: { offset: 1 } },
      { name: "Src/F.pa.yaml", content: text },
      { name: "src/f.pa.yaml", content: text },
      { name: "Assets/a.json", content: text, claim: { crc: 1 } },
    ]);
    expect(lies).toEqual([
      at("SL0001", "Src/A.pa.yaml", /encrypted/),
      at("SL0001", "Src/B.pa.yaml", /unsupported method 9/),
      at("SL0001", "Src/C.pa.yaml", /checksum/),
      at("SL0001", "Src/D.pa.yaml", /larger than declared/),
      at("SL0001", "Src/E.pa.yaml", /header is missing/),
      at("SL0001", "src/f.pa.yaml", /also has the file 'Src\/F\.pa\.yaml'/),
    ]);
  });

  test("that are cut off or no archive are told as a whole", async () => {
    const whole = writeZip([{ name: formulas, content: text }]);
    const run = await lintArchive(
      solutionZip({}, [
        { name: "CanvasApps/a.msapp", content: whole.subarray(0, 60) },
        { name: "CanvasApps/b.msapp", content: "something else" },
        { name: "CanvasApps/c.msapp", content: whole, claim: { crc: 1 } },
        {
          name: "CanvasApps/d.msapp",
          content: writeZip([{ name: formulas, content: text }], { zip64: true, claim: { records: 0xfffffff0 } }),
        },
      ]),
    );
    expect(problemsOf(run)).toEqual([
      expect.stringMatching(/^SL0001 CanvasApps\/a\.msapp: .*truncated/),
      expect.stringMatching(/^SL0001 CanvasApps\/b\.msapp: .*not an archive/),
      expect.stringMatching(/^SL0001 CanvasApps\/c\.msapp: .*checksum/),
      expect.stringMatching(/^SL0001 CanvasApps\/d\.msapp: .*claims 4,294,967,280 files/),
    ]);
  });

  test("with JSON that is damaged, or nested without end, are searched all the same", async () => {
    const token = githubToken();
    const controls = {
      "Controls/1.json": `{"InvariantScript": "\\"${token}\\""`,
      "Controls/2.json": `${'{"a":'.repeat(100_000)}"${token}"`,
      "Controls/3.json": `${"[".repeat(1_000_000)}"${token}"`,
      "References/DataSources.json": `{"DataSources": [{"key": "${token}"`,
    };
    const app = writeZip(Object.entries(controls).map(([name, content]) => ({ name, content, stored: true })));
    const run = await lintArchive(solutionZip({}, [{ name: "CanvasApps/hostile.msapp", content: app }]), { time: 10_000 });
    expect(problemsOf(run)).toEqual([]);
    expect(run.findings.filter(({ code }) => code === "SL1007").map(({ location: { file } }) => file)).toEqual(
      Object.keys(controls).map((name) => `CanvasApps/hostile.msapp!/${name}`),
    );
  });

  test("that hold one another are opened once", async () => {
    let app = writeZip([{ name: formulas, content: text }]);
    for (let depth = 0; depth < 10; depth++)
      app = writeZip([
        { name: "CanvasApps/a.msapp", content: app },
        { name: "CanvasApps/b.msapp", content: app },
        { name: formulas, content: text },
      ]);
    const run = await lintArchive(solutionZip({}, [{ name: "CanvasApps/hostile.msapp", content: app }]), { time: 2000 });
    expect(problemsOf(run)).toEqual([]);
  });
});

test("a text of another component that cannot be read is told, and one that is large is searched", async () => {
  const large = `${packsWell(5 * mib).toString("latin1")}\nconst token = "${githubToken()}";`;
  const run = await lintArchive(
    solutionZip({}, [
      { name: "WebResources/damaged.js", content: "x", claim: { crc: 1 } },
      { name: "WebResources/large.js", content: large },
    ]),
    { time: 8000, memory: 400 },
  );
  expect(problemsOf(run)).toEqual([expect.stringMatching(/^SL0001 WebResources\/damaged\.js: .*checksum/)]);
  expect(run.findings.filter(({ code }) => code === "SL1007").map(({ location: { file } }) => file)).toEqual(["WebResources/large.js"]);
});
