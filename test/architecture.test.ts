import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { append } from "../src/collections.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Parts of the source from the bottom up (docs/architecture.md). A part imports from its own layer and from those below; a name is a folder or a file of `src`. */
const layers: readonly (readonly string[])[] = [
  ["about", "collections", "errors", "guid", "json", "library.d", "matching", "percent-encoding", "slash-path", "unknown-part"],
  ["input"],
  ["source"],
  ["findings"],
  ["knowledge"],
  ["cloud-flow", "solution"],
  ["desktop-flow"],
  ["secrets"],
  ["dataflow"],
  // What rules ask of an analysis.
  ["queries"],
  // What a rule can propose to do about a finding.
  ["repair"],
  // The code around a place, without its texts.
  ["excerpt"],
  ["config"],
  // The face for rules, and what runs them.
  ["rule"],
  ["linter"],
  ["inventory"],
  ["report"],
  ["rules"],
  ["fix"],
  ["session", "index"],
  ["cli"],
  ["testing"],
  ["dev"],
];

/** What is known to few: packages, modules of Node, and the folders or files that may use them. */
const confined: Readonly<Record<string, readonly string[]>> = {
  yargs: ["src/cli/"],
  chalk: ["src/report/stylish-style.ts", "src/cli/markdown.ts"],
  unzipper: ["src/input/archive.ts"],
  "fast-xml-parser": ["src/source/xml.ts"],
  "jsonpath-plus": ["src/linter/json-path.ts"],
  ajv: ["src/config/"],
  "ajv/dist/standalone/index.js": ["src/config/compile-validator.ts"],
  rolldown: ["src/dev/bundle.ts"],
  "node:vm": ["src/cli/load-program.ts", "src/dev/"],
  "node:child_process": ["src/input/git.ts", "src/dev/"],
  "node:process": [],
  "node:http": [],
  "node:https": [],
  "node:http2": [],
  "node:net": [],
  "node:tls": [],
  "node:dns": [],
  "node:dgram": [],
};

interface Import {
  /** The file that imports, from the root of the repository. */
  readonly from: string;
  /** The imported file from the root of the repository, or the name of a package. */
  readonly to: string;
}

function sourceFiles(): readonly string[] {
  return ["src", "rules"].flatMap((folder) =>
    readdirSync(`${root}/${folder}`, { recursive: true, encoding: "utf8" })
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      .filter((name) => name.endsWith(".ts")),
  );
}

/** Static, dynamic and type imports and re-exports, as the formatter writes them. */
function importsOf(file: string): readonly Import[] {
  const text = readFileSync(`${root}/${file}`, "utf8");
  const matches = [...text.matchAll(/^(?:import|export)\b[^;"]*? from "([^"]+)";$|\bimport\("([^"]+)"\)|^import "([^"]+)";$/gm)];
  return matches.map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? "";
    return { from: file, to: name.startsWith(".") ? posix.join(posix.dirname(file), name) : name };
  });
}

const files = sourceFiles();
const imports = files.flatMap(importsOf);

/** The layer of a file, by the longest name that fits. */
function layerOf(file: string): number {
  const path = file.startsWith("rules/") ? "rules" : file.slice("src/".length).replace(/\.ts$/, "");
  const fits = (name: string): boolean => path === name || path.startsWith(`${name}/`);
  const names = layers.flat().filter(fits);
  const longest = names.sort((a, b) => b.length - a.length)[0];
  return layers.findIndex((layer) => longest !== undefined && layer.includes(longest));
}

/** A chain of imports that leads from a file back to it; none where there is no such file. */
function circle(edges: readonly Import[]): readonly string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of edges) append(targets, from, to);
  const done = new Set<string>();
  const chainFrom = (file: string, before: readonly string[]): readonly string[] => {
    if (before.includes(file)) return [...before.slice(before.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const to of targets.get(file) ?? []) {
      const chain = chainFrom(to, [...before, file]);
      if (chain.length > 0) return chain;
    }
    done.add(file);
    return [];
  };
  for (const file of targets.keys()) {
    const chain = chainFrom(file, []);
    if (chain.length > 0) return chain;
  }
  return [];
}

const isFile = (name: string): boolean => name.startsWith("src/") || name.startsWith("rules/");

describe("the source", () => {
  test("is read at all, with the imports of every kind", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(imports).toContainEqual({ from: "src/cli/main.ts", to: "src/cli/load-program.ts" });
    expect(imports).toContainEqual({ from: "src/linter/run-rules.ts", to: "src/rule.ts" });
    expect(imports).toContainEqual({ from: "src/input/archive.ts", to: "unzipper" });
    expect(imports).toContainEqual({ from: "src/linter/run-rules.ts", to: "src/findings/finding.ts" });
  });

  test("has a layer for every file", () => {
    expect(files.filter((file) => layerOf(file) < 0)).toEqual([]);
  });

  test("imports from its own layer and those below alone", () => {
    const upward = imports.filter(({ from, to }) => isFile(to) && layerOf(to) > layerOf(from));
    expect(upward.filter(({ from }) => !from.endsWith("/cases.ts"))).toEqual([]);
  });

  test("has no files that need one another, be it for their types alone", () => {
    const edge = (from: string, to: string): Import => ({ from, to });
    expect(circle([edge("a", "b"), edge("b", "c"), edge("c", "d"), edge("d", "b")])).toEqual(["b", "c", "d", "b"]);
    expect(circle(imports)).toEqual([]);
  });

  /** What imports what, file by file counted as parts; cases of rules may use what tests use. */
  const between = (partOf: (file: string) => string): readonly Import[] =>
    imports
      .filter(({ from, to }) => isFile(to) && !from.endsWith("/cases.ts"))
      .map(({ from, to }) => ({ from: partOf(from), to: partOf(to) }))
      .filter(({ from, to }) => from !== to);

  test("has no folders that need one another", () => {
    const folders = between((file) =>
      file
        .split("/")
        .slice(0, file.startsWith("src/") ? 2 : 1)
        .join("/"),
    );
    expect(folders).toContainEqual({ from: "src/linter", to: "src/findings" });
    expect(circle(folders)).toEqual([]);
  });

  test("has no such folders within these either", () => {
    const divided = new Set(files.map((file) => posix.dirname(posix.dirname(file))));
    // A file beside folders stands for itself.
    const folders = between((file) => (divided.has(posix.dirname(file)) ? file : posix.dirname(file)));
    expect(folders).toContainEqual({ from: "src/dataflow/desktop/leaks", to: "src/dataflow/roles.ts" });
    expect(circle(folders)).toEqual([]);
  });

  test("lets rules see nothing but their face", () => {
    const rules = imports.filter(({ from, to }) => /^rules\/[^/]+\/rule\.ts$/.test(from) && to !== "src/rule.ts");
    expect(rules).toEqual([]);
  });

  test.each(Object.entries(confined))("uses %s in its place alone", (name, places) => {
    const users = imports.filter(({ to }) => to === name).map(({ from }) => from);
    expect(users.filter((user) => !places.some((place) => user.startsWith(place)))).toEqual([]);
  });

  test("knows the process in the command line and the face of the library alone", () => {
    const users = files.filter(
      (file) =>
        !/^src\/(?:(?:cli|dev)\/|index\.ts$)/.test(file) && /\bprocess\.(?!platform)\w/.test(readFileSync(`${root}/${file}`, "utf8")),
    );
    expect(users).toEqual([]);
  });
});
