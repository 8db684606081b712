import { execFileSync } from "node:child_process";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ArtifactError, type Container, defaultInputLimits, type InputLimits, type InputProblem } from "../../src/input/artifact.ts";
import { isSkipped, openFile, openFolder } from "../../src/input/folder.ts";
import { temporaryTree } from "./temporary-tree.ts";

const open = (root: string, limits: Partial<InputLimits> = {}): Container =>
  openFolder(root, { path: "src", limits: { ...defaultInputLimits, ...limits } });

const names = (container: Container): readonly string[] => container.artifacts.map((artifact) => artifact.name);

function readProblem(container: Container, index = 0): InputProblem {
  try {
    container.artifacts[index]?.read();
  } catch (error) {
    if (error instanceof ArtifactError) return error.problem;
    throw error;
  }
  throw new Error("it could be read");
}

describe("openFolder", () => {
  it("lists files sorted by name, with their sizes and contents", () => {
    const root = temporaryTree({
      "Workflows/b.json": "{}",
      "Workflows/a.json": "[1]",
      "Workflows.md": "#",
      "Other/Solution.xml": "<x/>",
      "deep/er/and/deeper/f": "f",
      "empty/": "",
      "Größe.txt": "ü",
    });
    const container = open(root);
    expect(container).toMatchObject({ path: "src", prefix: "", kind: "folder", problems: [] });
    expect(names(container)).toEqual([
      "Größe.txt",
      "Other/Solution.xml",
      "Workflows.md",
      "Workflows/a.json",
      "Workflows/b.json",
      "deep/er/and/deeper/f",
    ]);
    expect(container.artifacts.map((artifact) => artifact.size)).toEqual([2, 4, 1, 3, 2, 1]);
    expect(container.artifacts.map((artifact) => artifact.read().toString())).toEqual(["ü", "<x/>", "#", "[1]", "{}", "f"]);
  });

  it("skips .git and node_modules wherever they are", () => {
    const root = temporaryTree({ ".git/config": "", "a/node_modules/m/solution.xml": "", "a/.github/x.yml": "", "a/node_modules.md": "" });
    expect(names(open(root))).toEqual(["a/.github/x.yml", "a/node_modules.md"]);
    expect(isSkipped("a/node_modules/m")).toBe(true);
    expect(isSkipped("a/node_modules.md")).toBe(false);
  });

  it("reports a folder that does not exist", () => {
    const container = open(join(temporaryTree({}), "gone"));
    expect(container.artifacts).toEqual([]);
    expect(container.problems).toEqual([{ kind: "inaccessible", message: "The folder does not exist." }]);
  });

  it("reports a file over the limit when it is read", () => {
    const container = open(temporaryTree({ "big.json": "12345678", "big.zip": "12345678" }), { entrySize: 4, archiveSize: 8 });
    expect(readProblem(container, 0)).toEqual({
      kind: "limit",
      message: "The file is 8 bytes, more than the 4 bytes that are allowed. The setting 'limits.entrySize' sets this limit.",
      file: "big.json",
    });
    expect(container.artifacts[1]?.read()).toHaveLength(8);
  });

  it("reports a file that vanished when it is read; its size is 0 then", () => {
    const root = temporaryTree({ "a.json": "{}" });
    const container = open(root);
    rmSync(join(root, "a.json"));
    expect(readProblem(container)).toEqual({ kind: "inaccessible", message: "The file does not exist.", file: "a.json" });
    expect(container.artifacts[0]?.size).toBe(0);
  });

  it.skipIf(process.getuid?.() === 0 || platform() === "win32")("reports a folder without permission", () => {
    const root = temporaryTree({ "a/b.json": "{}", "c.json": "{}" });
    chmodSync(join(root, "a"), 0);
    const container = open(root);
    chmodSync(join(root, "a"), 0o755);
    expect(names(container)).toEqual(["c.json"]);
    expect(container.problems).toEqual([
      { kind: "inaccessible", message: "The folder cannot be read: you have no permission.", file: "a" },
    ]);
  });

  it("lists no more files than the limit, and says so", () => {
    const root = temporaryTree({ "a/1": "", "a/2": "", "b/3": "", "b/4": "" });
    expect(open(root, { entries: 6 }).problems).toEqual([]);
    const container = open(root, { entries: 5 });
    expect(names(container)).toEqual(["a/1", "a/2", "b/3"]);
    expect(container.problems).toEqual([
      {
        kind: "limit",
        message:
          "The folder has more than the 5 files and folders that are allowed; the rest is not analysed. Name the folder of the solution instead. The setting 'limits.entries' sets this limit.",
      },
    ]);
  });
});

describe.skipIf(platform() === "win32")("special entries of a folder", () => {
  it("follows links that stay inside", () => {
    const root = temporaryTree({
      "shared/Customizations.xml": "<c/>",
      "a/Other/Customizations.xml": { link: "../../shared/Customizations.xml" },
      "b/Other": { link: "../shared" },
    });
    const container = open(root);
    expect(container.problems).toEqual([]);
    expect(names(container)).toEqual(["a/Other/Customizations.xml", "b/Other/Customizations.xml", "shared/Customizations.xml"]);
    expect(container.artifacts.map((artifact) => artifact.read().toString())).toEqual(["<c/>", "<c/>", "<c/>"]);
  });

  it.each([
    [
      "to a file outside",
      { "outside/s.xml": "", "in/solution.xml": { link: "../outside/s.xml" } },
      "The symbolic link leads out of the folder and is not followed.",
      "solution.xml",
    ],
    [
      "to a folder outside",
      { "outside/s.xml": "", "in/Other": { link: "../outside" } },
      "The symbolic link leads out of the folder and is not followed.",
      "Other",
    ],
    [
      "to a sibling with a longer name",
      { "inn/s.xml": "", "in/Other": { link: "../inn" } },
      "The symbolic link leads out of the folder and is not followed.",
      "Other",
    ],
    ["to its own folder", { "in/a/loop": { link: "." } }, "The symbolic link leads in a circle and is not followed.", "a/loop"],
    ["to a folder above it", { "in/a/b/loop": { link: "../.." } }, "The symbolic link leads in a circle and is not followed.", "a/b/loop"],
    [
      "to itself",
      { "in/a.json": { link: "a.json" } },
      "The target of the symbolic link cannot be read: its links lead in a circle.",
      "a.json",
    ],
    ["to nothing", { "in/a.json": { link: "gone" } }, "The target of the symbolic link does not exist.", "a.json"],
  ])("reports a link %s", (_, tree, message, file) => {
    const container = open(join(temporaryTree({ "in/ok.json": "{}", ...tree }), "in"));
    expect(names(container)).toEqual(["ok.json"]);
    expect(container.problems).toEqual([{ kind: "inaccessible", message, file }]);
  });

  it("reports two folders that link to each other once a way", () => {
    const root = temporaryTree({ "a/f": "", "a/b": { link: "../b" }, "b/a": { link: "../a" } });
    const container = open(root);
    expect(names(container)).toEqual(["a/f", "b/a/f"]);
    expect(container.problems.map((problem) => problem.file)).toEqual(["a/b/a", "b/a/b"]);
  });

  it("ends with links that multiply folders", () => {
    const tree: Record<string, string | { link: string }> = { "d30/f": "" };
    for (let level = 0; level < 30; level++) {
      tree[`d${level}/x`] = { link: `../d${level + 1}` };
      tree[`d${level}/y`] = { link: `../d${level + 1}` };
    }
    const container = open(temporaryTree(tree), { entries: 500 });
    expect(container.problems).toMatchObject([{ kind: "limit" }]);
  });

  it("says nothing of links that cannot be part of a solution", () => {
    const container = open(
      join(temporaryTree({ "out/python": "", "in/bin/python": { link: "../../out/python" }, "in/bin/gone": { link: "x" } }), "in"),
    );
    expect(container).toMatchObject({ artifacts: [], problems: [] });
  });

  it.each(["flow.csx", "Workflows/a.xaml", "app.msapp", "WebResources/new_orders", "botcomponents/new_topic/data"])(
    "reports a link that may be one of a solution: %s",
    (file) => {
      const container = open(join(temporaryTree({ "out/x": "", [`in/${file}`]: { link: "/dev/null" } }), "in"));
      expect(container.problems).toEqual([
        { kind: "inaccessible", message: "The symbolic link does not lead to a regular file and is not followed.", file },
      ]);
    },
  );

  it("leaves out pipes, which could never end", () => {
    const root = temporaryTree({ "a.json": "{}" });
    execFileSync("mkfifo", [join(root, "pipe.json")]);
    const container = open(root);
    expect(names(container)).toEqual(["a.json"]);
    expect(container.problems).toMatchObject([{ message: "This is not a regular file, so it is not read.", file: "pipe.json" }]);
  });

  it("leaves out names that would garble a report", () => {
    const container = open(temporaryTree({ "a\n::error::b.json": "{}" }));
    expect(container.artifacts).toEqual([]);
    expect(container.problems).toEqual([
      { kind: "inaccessible", message: "The name contains a control character; it is not analysed.", file: "a\\x0a::error::b.json" },
    ]);
  });

  it("reports a name that is not UTF-8", ({ skip }) => {
    const root = temporaryTree({ "a.json": "{}" });
    const name = Buffer.concat([Buffer.from(`${root}/b`), Buffer.from([0xff]), Buffer.from(".json")]);
    try {
      writeFileSync(name, "{}");
    } catch {
      // Some file systems take no such name.
      skip();
    }
    const container = open(root);
    expect(names(container)).toEqual(["a.json"]);
    expect(container.problems).toEqual([
      { kind: "inaccessible", message: "The name is not valid UTF-8; it is not analysed.", file: "b\ufffd.json" },
    ]);
  });

  it("reports a link to a device that is named like a file of a solution", () => {
    const container = open(temporaryTree({ "a.json": { link: "/dev/null" }, other: { link: "/dev/null" } }));
    expect(container.problems).toEqual([
      { kind: "inaccessible", message: "The symbolic link does not lead to a regular file and is not followed.", file: "a.json" },
    ]);
  });

  it("takes a backslash in a name for what it is here", () => {
    expect(names(open(temporaryTree({ "a\\b.json": "{}" })))).toEqual(["a\\b.json"]);
  });
});

describe("openFile", () => {
  it("is a container of one file", () => {
    const container = openFile(join(temporaryTree({ "flows/flow.json": "{}" }), "flows/flow.json"), {
      path: "flows/flow.json",
      limits: defaultInputLimits,
    });
    expect(container).toMatchObject({ path: "flows/flow.json", prefix: "", kind: "file", problems: [] });
    expect(names(container)).toEqual(["flow.json"]);
    expect(container.artifacts[0]?.read().toString()).toBe("{}");
  });

  it("reports what is wrong with the file without a name: the container is the file", () => {
    const container = openFile(join(temporaryTree({ "f.json": "123" }), "f.json"), {
      path: "f.json",
      limits: { ...defaultInputLimits, entrySize: 2 },
    });
    expect(readProblem(container)).toEqual({
      kind: "limit",
      message: "The file is 3 bytes, more than the 2 bytes that are allowed. The setting 'limits.entrySize' sets this limit.",
    });
  });
});
