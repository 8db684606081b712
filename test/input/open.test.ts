import { execFileSync } from "node:child_process";
import { platform } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { type Container, defaultInputLimits, type InputLimits } from "../../src/input/artifact.ts";
import { type OpenedInputs, type OpenOptions, openInputs } from "../../src/input/open.ts";
import { writeZip } from "../../src/testing/zip-writer.ts";
import { temporaryTree } from "./temporary-tree.ts";

type Options = Partial<Omit<OpenOptions, "limits">> & { readonly limits?: Partial<InputLimits> };

const open = (cwd: string, paths: readonly string[], options: Options = {}): Promise<OpenedInputs> =>
  openInputs(paths, { cwd, ...options, limits: { ...defaultInputLimits, ...options.limits } });

/** The message of the UserError that opening ends with. */
async function mistake(cwd: string, paths: readonly string[], options: Options = {}): Promise<string> {
  const error = await open(cwd, paths, options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UserError);
  return error instanceof UserError ? error.message : "";
}

/** What was opened, in short: where, and which names. */
const shape = (containers: readonly Container[]): unknown =>
  containers.map((one) => [one.kind, one.path, one.prefix, ...one.artifacts.map((artifact) => artifact.name)]);

const solutionZip = writeZip([
  { name: "solution.xml", content: "<s/>" },
  { name: "Workflows\\a.json", content: "{}" },
]);
const unpacked = { "Other/Solution.xml": "<s/>", "Workflows/a.json": "{}", "Workflows/b.json": "{}" };
const under = (folder: string, tree: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(tree).map(([name, content]) => [`${folder}/${name}`, content]));

describe("archives", () => {
  it("are recognised by their content", async () => {
    const cwd = temporaryTree({ "export.zip": solutionZip, "export.backup": solutionZip, "empty.package": writeZip([]) });
    const { containers, given } = await open(cwd, ["export.zip", "./export.backup", "empty.package"]);
    expect(shape(containers)).toEqual([
      ["archive", "export.zip", "", "Workflows/a.json", "solution.xml"],
      ["archive", "export.backup", "", "Workflows/a.json", "solution.xml"],
      ["archive", "empty.package", ""],
    ]);
    expect(given).toEqual([{ path: "export.zip" }, { path: "export.backup" }, { path: "empty.package" }]);
  });

  it("give the formulas and data sources of packed canvas apps, as files beside them", async () => {
    const templates = { name: "References\\Templates.json", content: "{}" };
    const dataSources = { name: "References\\DataSources.json", content: "{}" };
    const control = { name: "Controls\\1.json", content: "{}" };
    const newer = writeZip([templates, dataSources, control, { name: "Src\\App.pa.yaml", content: "App: x" }]);
    const cwd = temporaryTree({
      "export.zip": writeZip([
        { name: "CanvasApps/new_older.msapp", content: writeZip([templates, dataSources, control]) },
        { name: "CanvasApps/new_newer.msapp", content: newer },
        { name: "CanvasApps/new_pointer.msapp", content: "version https://git-lfs.github.com/spec/v1" },
        { name: "CanvasApps/new_broken.msapp", content: "no archive" },
        { name: "WebResources/other.msapp", content: newer },
      ]),
    });
    const [container, ...others] = (await open(cwd, ["export.zip"])).containers;
    expect(others).toEqual([]);
    expect(container?.artifacts.map(({ name }) => name)).toEqual([
      "CanvasApps/new_broken.msapp",
      "CanvasApps/new_newer.msapp",
      "CanvasApps/new_newer.msapp!/References/DataSources.json",
      "CanvasApps/new_newer.msapp!/Src/App.pa.yaml",
      "CanvasApps/new_older.msapp",
      "CanvasApps/new_older.msapp!/Controls/1.json",
      "CanvasApps/new_older.msapp!/References/DataSources.json",
      "CanvasApps/new_pointer.msapp",
      "WebResources/other.msapp",
    ]);
    expect(
      container?.artifacts
        .find(({ name }) => name.endsWith("App.pa.yaml"))
        ?.read()
        .toString(),
    ).toBe("App: x");
    expect(container?.problems).toEqual([
      { kind: "unreadable", message: "The canvas app is not an archive.", file: "CanvasApps/new_broken.msapp" },
    ]);
    const shallow = (await open(cwd, ["export.zip"], { limits: { depth: 0 } })).containers;
    expect(shallow.flatMap(({ problems }) => problems.map(({ kind }) => kind))).toEqual(["limit", "limit", "limit", "limit"]);
  });

  it("are opened with the archives in them, down to the limit", async () => {
    const level = (inner: Buffer, name: string): Buffer =>
      writeZip([
        { name, content: inner },
        { name: "x.txt", content: "x" },
      ]);
    const package4 = level(level(level(level(solutionZip, "s.zip"), "3.zip"), "2.zip"), "PkgAssets\\1.ZIP");
    const cwd = temporaryTree({ "package.pdpkg.zip": package4 });
    const { containers } = await open(cwd, ["package.pdpkg.zip"]);
    expect(shape(containers)).toEqual([
      ["archive", "package.pdpkg.zip", "", "PkgAssets/1.ZIP", "x.txt"],
      ["archive", "package.pdpkg.zip", "PkgAssets/1.ZIP!/", "2.zip", "x.txt"],
      ["archive", "package.pdpkg.zip", "PkgAssets/1.ZIP!/2.zip!/", "3.zip", "x.txt"],
      ["archive", "package.pdpkg.zip", "PkgAssets/1.ZIP!/2.zip!/3.zip!/", "s.zip", "x.txt"],
    ]);
    expect(containers.flatMap((one) => one.problems)).toEqual([
      {
        kind: "limit",
        message:
          "The archive is nested 4 levels deep; archives are opened at most 3 levels deep. The setting 'limits.depth' sets this limit.",
        file: "s.zip",
      },
    ]);
    expect((await open(cwd, ["package.pdpkg.zip"], { limits: { depth: 4 } })).containers).toHaveLength(5);
    expect((await open(cwd, ["package.pdpkg.zip"], { limits: { depth: 0 } })).containers).toHaveLength(1);
  });

  it("do not open apps and libraries in them", async () => {
    const cwd = temporaryTree({
      "p.zip": writeZip([
        { name: "CanvasApps/a.msapp", content: solutionZip },
        { name: "l.nupkg", content: solutionZip },
      ]),
    });
    expect((await open(cwd, ["p.zip"])).containers).toHaveLength(1);
  });

  it("share their limits with the archives in them", async () => {
    const inner = writeZip([{ name: "a", content: Buffer.alloc(600, "a"), stored: true }]);
    const cwd = temporaryTree({
      "p.zip": writeZip([
        { name: "1.zip", content: inner },
        { name: "2.zip", content: inner },
      ]),
    });
    const { containers } = await open(cwd, ["p.zip"], { limits: { totalSize: 2 * inner.length + 1000 } });
    expect(containers[1]?.artifacts[0]?.read()).toHaveLength(600);
    expect(() => containers[2]?.artifacts[0]?.read()).toThrow("Together, the files of the archive are larger than the");
    const few = await open(cwd, ["p.zip"], { limits: { entries: 3 } });
    expect(few.containers).toHaveLength(2);
    expect(few.containers[0]?.problems).toEqual([
      {
        kind: "limit",
        message: "The archive has 1 file, and only 0 more may be listed. The setting 'limits.entries' sets this limit.",
        file: "2.zip",
      },
    ]);
  });

  it("that are broken inside of others are a problem of the one around them", async () => {
    const cwd = temporaryTree({
      "p.zip": writeZip([
        { name: "bad.zip", content: "no zip" },
        { name: "lies.zip", content: solutionZip, claim: { crc: 1 } },
      ]),
    });
    expect((await open(cwd, ["p.zip"])).containers).toMatchObject([
      {
        problems: [
          { kind: "unreadable", message: "This is not a zip archive.", file: "bad.zip" },
          {
            kind: "unreadable",
            message: "The file is damaged: its checksum is wrong. Export or download the archive again.",
            file: "lies.zip",
          },
        ],
      },
    ]);
  });

  it("that cannot be opened are a mistake when there is nothing else", async () => {
    const cwd = temporaryTree({ "bad.zip": "<html>", "cut.zip": solutionZip.subarray(0, 50), "big.zip": solutionZip });
    expect(await mistake(cwd, ["bad.zip"])).toMatch(/^'bad\.zip': This is not a zip archive but a web page/);
    expect(await mistake(cwd, ["bad.zip", "cut.zip"])).toMatch(
      /^'bad\.zip': .*\n'cut\.zip': The archive is truncated: its end is missing\./,
    );
    expect(await mistake(cwd, ["big.zip"], { limits: { archiveSize: 100 } })).toMatch(
      /^'big\.zip': The file is \d+ bytes, more than the 100 bytes that are allowed\. The setting 'limits\.archiveSize'/,
    );
  });

  it("that cannot be opened are a problem when there is something else", async () => {
    const cwd = temporaryTree({ "bad.zip": "text", "export.zip": solutionZip });
    const { containers } = await open(cwd, ["bad.zip", "export.zip"]);
    expect(containers).toMatchObject([
      { path: "bad.zip", kind: "archive", artifacts: [], problems: [{ kind: "unreadable", message: "This is not a zip archive." }] },
      { path: "export.zip", problems: [] },
    ]);
  });
});

describe("standard input", () => {
  it("is an archive named '-', read once", async () => {
    let calls = 0;
    const stdin = async (): Promise<Buffer> => {
      calls += 1;
      return writeZip([{ name: "Core.zip", content: solutionZip }]);
    };
    const cwd = temporaryTree({ "a.json": "{}" });
    const { containers, given } = await open(cwd, ["-", ".", "-"], { stdin });
    expect(shape(containers)).toEqual([
      ["archive", "-", "", "Core.zip"],
      ["archive", "-", "Core.zip!/", "Workflows/a.json", "solution.xml"],
      ["folder", ".", "", "a.json"],
    ]);
    expect(given).toEqual([{ path: "-" }, { path: "." }, { path: "-" }]);
    expect(calls).toBe(1);
  });

  it("has to be an archive of an allowed size", async () => {
    const cwd = temporaryTree({});
    const given = (text: string) => mistake(cwd, ["-"], { stdin: async () => Buffer.from(text) });
    expect(await given("hello")).toBe("standard input: This is not a zip archive.");
    for (const json of ['{ "properties": {} }', "\ufeff\n[]"])
      expect(await given(json)).toBe(
        "standard input: This is not a zip archive but JSON. A flow definition is read from a file of its own, whose name ends in .json.",
      );
    expect(await mistake(cwd, ["-"], { stdin: async () => solutionZip, limits: { archiveSize: 10 } })).toMatch(
      /^standard input: The archive is \d+ bytes, more than the 10 bytes that are allowed\./,
    );
    expect(await mistake(cwd, ["-"])).toBe("Standard input is not available here: name a file instead of '-'.");
  });
});

describe("folders", () => {
  it("are one container, and one for each archive in them", async () => {
    const cwd = temporaryTree({ "exports/Core.zip": solutionZip, "exports/readme.md": "", "src/solution.xml": "<s/>", "z.zip": "no zip" });
    const { containers, given } = await open(cwd, ["."]);
    expect(shape(containers)).toEqual([
      ["folder", ".", "", "exports/Core.zip", "exports/readme.md", "src/solution.xml", "z.zip"],
      ["archive", ".", "exports/Core.zip!/", "Workflows/a.json", "solution.xml"],
    ]);
    expect(containers[0]?.problems).toEqual([{ kind: "unreadable", message: "This is not a zip archive.", file: "z.zip" }]);
    expect(given).toEqual([{ path: "." }]);
  });

  it("give each archive in them limits of its own", async () => {
    const cwd = temporaryTree({ "1.zip": solutionZip, "2.zip": solutionZip });
    expect((await open(cwd, ["."], { limits: { entries: 2 } })).containers).toHaveLength(3);
  });

  it("may be empty", async () => {
    expect((await open(temporaryTree({ "a/": "" }), ["a"])).containers).toMatchObject([{ kind: "folder", artifacts: [], problems: [] }]);
  });

  it("inside a solution's own folders open the solution", async () => {
    const cwd = temporaryTree({ ...under("src", unpacked), "src/docs/notes.md": "" });
    const { containers, given } = await open(cwd, ["src/Workflows"]);
    expect(shape(containers)).toEqual([
      ["folder", "src", "", "Other/Solution.xml", "Workflows/a.json", "Workflows/b.json", "docs/notes.md"],
    ]);
    expect(given).toEqual([{ path: "src", file: "Workflows" }]);
    expect(shape((await open(cwd, ["src/docs"])).containers)).toEqual([["folder", "src/docs", "", "notes.md"]]);
    expect((await open(cwd, ["src"])).given).toEqual([{ path: "src" }]);
  });
});

describe("single files", () => {
  it("that lie in no solution stand for themselves", async () => {
    const cwd = temporaryTree({ "flows/flow.json": "{}", "script.robin": "# x" });
    const { containers, given } = await open(cwd, ["flows/flow.json", "script.robin"]);
    expect(shape(containers)).toEqual([
      ["file", "flows/flow.json", "", "flow.json"],
      ["file", "script.robin", "", "script.robin"],
    ]);
    expect(given).toEqual([{ path: "flows/flow.json" }, { path: "script.robin" }]);
  });

  it.each<[string, Record<string, string>, string]>([
    ["unpacked by SolutionPackager", unpacked, "Workflows/a.json"],
    ["unpacked, with only Customizations.xml", { "Other/Customizations.xml": "", "Workflows/a.json": "{}" }, "Workflows/a.json"],
    ["unpacked, the manifest itself", unpacked, "Other/Solution.xml"],
    ["extracted", { "solution.xml": "<s/>", "Workflows/a.json": "{}" }, "Workflows/a.json"],
    ["extracted, with only customizations.xml", { "customizations.xml": "", "Workflows/a.json": "{}" }, "Workflows/a.json"],
    ["spelled differently", { "OTHER/SOLUTION.XML": "", "workflows/a.json": "{}" }, "workflows/a.json"],
    ["deep", { ...unpacked, "desktopflowbinaries/a/b/c/d/Untitled.txt": "x" }, "desktopflowbinaries/a/b/c/d/Untitled.txt"],
    ["a flow package", { "manifest.json": "{}", "Microsoft.Flow/flows/g/definition.json": "{}" }, "Microsoft.Flow/flows/g/definition.json"],
    ["YAML source control", { "solutions/Contoso/solution.yml": "", "modernflows/a.json": "{}" }, "modernflows/a.json"],
  ])("open the solution they lie in: %s", async (_, tree, file) => {
    const cwd = temporaryTree(under("src/Contoso", tree));
    const { containers, given } = await open(cwd, [`src/Contoso/${file}`]);
    expect(shape(containers)).toEqual([["folder", "src/Contoso", "", ...Object.keys(tree).sort()]]);
    expect(given).toEqual([{ path: "src/Contoso", file }]);
  });

  it.each(["solutions", "solutions/Contoso", "modernflows"])(
    "open the solution in source control that the folder %s is of",
    async (folder) => {
      const tree = { "solutions/Contoso/solution.yml": "", "modernflows/a.json": "{}" };
      const { containers } = await open(temporaryTree(under("src", tree)), [`src/${folder}`]);
      expect(shape(containers)).toEqual([["folder", "src", "", ...Object.keys(tree).sort()]]);
    },
  );

  it("open a folder of other solutions by itself, also below a solution", async () => {
    const cwd = temporaryTree({ "solution.xml": "<s/>", "solutions/Other/solution.xml": "<s/>" });
    expect((await open(cwd, ["solutions"])).containers).toMatchObject([{ path: "solutions" }]);
  });

  it.each<[string, Record<string, string>, string]>([
    ["too far above", { "solution.xml": "", "1/2/3/4/5/6/a.json": "{}" }, "1/2/3/4/5/6/a.json"],
    ["above the repository", { "solution.xml": "", "repo/.git/HEAD": "", "repo/a.json": "{}" }, "repo/a.json"],
    ["above a worktree or submodule", { "solution.xml": "", "sub/.git": "gitdir: x", "sub/a.json": "{}" }, "sub/a.json"],
    ["without the folder of flows", { "manifest.json": "{}", "a/a.json": "{}" }, "a/a.json"],
    ["beside them, not above", { "x/solution.xml": "", "y/a.json": "{}" }, "y/a.json"],
  ])("do not open a solution %s", async (_, tree, file) => {
    const { containers } = await open(temporaryTree(tree), [file]);
    expect(containers).toMatchObject([{ kind: "file", path: file }]);
  });

  it("open the solution at the root of their repository", async () => {
    const cwd = temporaryTree({ ".git/HEAD": "", ...unpacked });
    const { containers, given } = await open(cwd, ["Workflows/a.json"]);
    expect(shape(containers)).toEqual([["folder", ".", "", "Other/Solution.xml", "Workflows/a.json", "Workflows/b.json"]]);
    expect(given).toEqual([{ path: ".", file: "Workflows/a.json" }]);
  });

  it("open the solution above the working directory", async () => {
    const root = temporaryTree(unpacked);
    const { containers, given } = await open(join(root, "Workflows"), ["a.json"]);
    expect(containers).toMatchObject([{ kind: "folder", path: ".." }]);
    expect(given).toEqual([{ path: "..", file: "Workflows/a.json" }]);
  });

  it("open the nearest solution, once for all its files", async () => {
    const cwd = temporaryTree({ ...under("a", unpacked), ...under("b", unpacked) });
    const { containers, given } = await open(cwd, ["a/Workflows/b.json", "b/Workflows/a.json", "a/Workflows/a.json", "a/Workflows/b.json"]);
    expect(containers.map((one) => one.path)).toEqual(["a", "b"]);
    expect(given).toEqual([
      { path: "a", file: "Workflows/b.json" },
      { path: "b", file: "Workflows/a.json" },
      { path: "a", file: "Workflows/a.json" },
      { path: "a", file: "Workflows/b.json" },
    ]);
  });

  it("open the outer solution when files of both an inner and an outer one are given", async () => {
    const cwd = temporaryTree({ "solution.xml": "", "Workflows/a.json": "{}", ...under("inner", unpacked) });
    const { containers, given } = await open(cwd, ["inner/Workflows/a.json", "Workflows/a.json"]);
    expect(containers.map((one) => one.path)).toEqual(["."]);
    expect(given).toEqual([
      { path: ".", file: "inner/Workflows/a.json" },
      { path: ".", file: "Workflows/a.json" },
    ]);
  });
});

describe("paths that are the same or lie in one another", () => {
  it("are opened once", async () => {
    const cwd = temporaryTree({ ...under("src/A", unpacked), "src/loose.json": "{}", "src/p.zip": solutionZip, "q.zip": solutionZip });
    const paths = ["src/A/Workflows/a.json", "src/p.zip", "q.zip", "src/", "./src/A", join(cwd, "q.zip"), "src/loose.json", "src"];
    const { containers, given } = await open(cwd, paths);
    expect(containers.map((one) => `${one.path}|${one.prefix}`)).toEqual(["src|", "src|p.zip!/", "q.zip|"]);
    expect(given).toEqual([
      { path: "src", file: "A/Workflows/a.json" },
      { path: "src", file: "p.zip" },
      { path: "q.zip" },
      { path: "src" },
      { path: "src", file: "A" },
      { path: "q.zip" },
      { path: "src", file: "loose.json" },
      { path: "src" },
    ]);
  });

  it("but a path that the folder around it leaves out is opened for itself", async () => {
    const cwd = temporaryTree({ "node_modules/m/flow.json": "{}", "odd.package": solutionZip, "a.json": "{}" });
    const { containers } = await open(cwd, [".", "node_modules/m/flow.json", "odd.package"]);
    expect(containers.map((one) => [one.kind, one.path])).toEqual([
      ["folder", "."],
      ["file", "node_modules/m/flow.json"],
      ["archive", "odd.package"],
    ]);
  });

  it.skipIf(platform() === "win32")("are recognised through links", async () => {
    const cwd = temporaryTree({ "a.zip": solutionZip, "b.zip": { link: "a.zip" }, ...under("src", unpacked), alias: { link: "src" } });
    const { containers, given } = await open(cwd, ["b.zip", "a.zip", "src", "alias/Workflows/a.json"]);
    expect(containers.map((one) => one.path)).toEqual(["b.zip", "src"]);
    expect(given).toEqual([{ path: "b.zip" }, { path: "b.zip" }, { path: "src" }, { path: "src", file: "Workflows/a.json" }]);
  });

  it("opens nothing for nothing", async () => {
    expect(await open(temporaryTree({}), [])).toEqual({ containers: [], given: [] });
  });
});

describe("paths that do not exist", () => {
  const cwd = (): string => temporaryTree({ "export.zip": solutionZip, "exports/Core.zip": solutionZip });

  it.each([
    ["exprot.zip", "'exprot.zip' does not exist. Did you mean 'export.zip'?"],
    ["exports/core.zpi", "'exports/core.zpi' does not exist. Did you mean 'exports/Core.zip'?"],
    ["exprots/Core.zip", "'exprots/Core.zip' does not exist. Did you mean 'exports'?"],
    ["export.zip/solution.xml", "'export.zip/solution.xml' does not exist. Did you mean 'export.zip'?"],
    ["quite/another/thing.zip", "'quite/another/thing.zip' does not exist."],
    ["", "An empty path was given."],
  ])("%j", async (path, message) => {
    expect(await mistake(cwd(), ["export.zip", path])).toBe(message);
  });

  it.skipIf(platform() === "win32")("are found where they are written as on Windows", async () => {
    expect(await mistake(cwd(), ["exports\\Core.zip"])).toBe("'exports\\Core.zip' does not exist. Did you mean 'exports/Core.zip'?");
  });

  it("are all named", async () => {
    expect(await mistake(cwd(), ["x1", "export.zip", "y2"])).toBe("'x1' does not exist.\n'y2' does not exist.");
  });

  it("names with NUL and names that are too long do not exist either", async () => {
    expect(await mistake(cwd(), ["a\0b"])).toContain("cannot be read");
    expect(await mistake(cwd(), ["x".repeat(5000)])).toContain("its name is too long");
  });

  it.skipIf(platform() === "win32")("pipes are not waited for", async () => {
    const root = temporaryTree({});
    execFileSync("mkfifo", [join(root, "pipe")]);
    expect(await mistake(root, ["pipe"])).toBe("'pipe' is neither a file nor a folder. Use '-' to read a zip file from standard input.");
  });
});
