import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type OutputChunk, type Plugin, rolldown } from "rolldown";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = join(root, "dist/bundle");
/** Folder of the script that is started. */
const commandFolder = join(root, "dist/bin");

/**
 * Makes scripts for `src/cli/load-program.ts` of the compiled command and of the packages that it uses: `start.cjs` is what every command
 * needs, `lint.cjs` what a lint loads besides; what is imported only under some condition has scripts of its own.
 */
export async function bundle(): Promise<void> {
  // A code cache must never outlive its script: V8 compares no more than their lengths.
  rmSync(folder, { recursive: true, force: true });
  const build = await rolldown({
    input: join(root, "dist/src/cli/program.js"),
    platform: "node",
    // The CommonJS form of jsonc-parser, to which `main` leads, cannot be bundled.
    resolve: { mainFields: ["module", "main"] },
    // unzipper asks for it when an archive is in Amazon S3.
    external: ["@aws-sdk/client-s3"],
    // yargs resolves what a configuration extends; it reads none here.
    transform: { define: { "import.meta.resolve": "undefined" } },
    plugins: [
      ownPlaces,
      plugInImport,
      plainWidths,
      noPackageSearch,
      noModuleLoader,
      assertLater,
      noColorGuess,
      ownPromises,
      fileListOnly,
      findLintModules,
    ],
    // A dynamic import of what the same script imports anyway is right where the modules are not bundled.
    checks: { ineffectiveDynamicImport: false },
    onLog: (_level, { message }) => {
      throw new Error(message);
    },
  });
  const { output } = await build.write({
    dir: folder,
    format: "cjs",
    comments: false,
    entryFileNames: "[name].cjs",
    chunkFileNames: ({ facadeModuleId }) => ownName(facadeModuleId) ?? "[name].cjs",
    codeSplitting: {
      groups: [
        { name: "start", tags: ["$initial"], priority: 1 },
        { name: "lint", test: (id) => lintModules.has(id), priority: 0 },
      ],
    },
  });
  const chunks = output.filter((file) => file.type === "chunk");
  for (const { fileName, code } of chunks) writeFileSync(join(folder, fileName), scriptOf(code));
  writeFileSync(join(folder, "NOTICES.txt"), noticesOf(chunks));
}

/**
 * Makes the script that is started: `solutionlint.cjs`, and what it loads the others with. Node starts one that is no module without all
 * that it reads modules with, which is a tenth of what a small lint takes.
 */
export async function bundleCommand(): Promise<void> {
  rmSync(commandFolder, { recursive: true, force: true });
  const build = await rolldown({
    input: { solutionlint: join(root, "dist/src/cli/main.js") },
    platform: "node",
    plugins: [ownPlaces],
    onLog: (_level, { message }) => {
      throw new Error(message);
    },
  });
  await build.write({
    dir: commandFolder,
    format: "cjs",
    comments: false,
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name].cjs",
  });
}

/** What stands for unzipper in the bundle, see `fileListOnly`. */
const unzipper = "\0unzipper";

/** What one of our modules is called where it has a script of its own: `report-sarif.cjs`. */
function ownName(module: string | null | undefined): string | undefined {
  if (module === unzipper) return "unzip.cjs";
  const path = relative(join(root, "dist/src"), module ?? "");
  return module === null || module === undefined || path.startsWith("..")
    ? undefined
    : path.replace(/[\\/]/g, "-").replace(/\.js$/, ".cjs");
}

/** What a lint loads: the module of the command, and all that it imports statically. */
const lintModules = new Set<string>();

const findLintModules: Plugin = {
  name: "lint-modules",
  buildEnd() {
    lintModules.add(join(root, "dist/src/cli/lint-command.js"));
    for (const id of lintModules) for (const imported of this.getModuleInfo(id)?.importedIds ?? []) lintModules.add(imported);
  },
};

/** Each of our modules goes on to say that it is where the compiler put it, because it may find other files from there. */
const ownPlaces: Plugin = {
  name: "own-places",
  transform(code, id) {
    if (!code.includes("import.meta.url") || id.includes("node_modules")) return null;
    const place = JSON.stringify(relative(folder, id).replaceAll("\\", "/"));
    return code.replaceAll("import.meta.url", `new URL(${place}, import.meta.url).href`);
  },
};

/**
 * A script that is no module cannot import one without a warning of Node, so the loader hands in how: only plug-ins are imported by their
 * address.
 */
const plugInImport: Plugin = {
  name: "plug-in-import",
  transform: (code, id) => (id === join(root, "dist/src/session/plugins.js") ? code.replace("await import(", "await importModule(") : null),
};

/** Puts a module of ours in the place of one that a package asks for. */
function standIn(asked: string, code: string): Plugin {
  const id = `\0${asked}`;
  return {
    name: `stand-in-for-${asked}`,
    resolveId: (name) => (name === asked ? id : null),
    load: (loaded) => (loaded === id ? code : null),
  };
}

/**
 * yargs measures its columns with `string-width`, of which it brings three, and each makes an `Intl.Segmenter` when it is loaded: a quarter
 * of what `node -e 0` takes. All texts that it lays out are ours and ASCII, which a test sees.
 */
const plainWidths = standIn("string-width", "export default (text) => text.length;");

/**
 * yargs looks for a package.json above the script to guess a version from, though it is told which; it takes the path of a file for an
 * answer.
 */
const noPackageSearch = standIn("escalade/sync", `export default () => require("node:path").join(__filename, "../../../package.json");`);

/** yargs makes a `require` for configuration files and locales, which it is not told to read here; for that it loads Node's own loader. */
const noModuleLoader = standIn("node:module", "export const createRequire = () => require;");

/** yargs compares a value or two with functions of `assert`, which is loaded here when it has to throw. */
const assertLater = standIn(
  "assert",
  `const assert = (name, holds) => (...values) => {
     if (!holds(values[0], values[1])) require("node:assert")[name](...values);
   };
   export const strictEqual = assert("strictEqual", Object.is);
   export const notStrictEqual = assert("notStrictEqual", (one, other) => !Object.is(one, other));`,
);

/** chalk asks terminals what they can show, though it is told here; for that it loads much of Node. */
const noColorGuess = standIn("#supports-color", "export default { stdout: false, stderr: false };");

/**
 * unzipper waits with two functions of Bluebird, a library of promises from before Node had them, which makes functions of texts: Node can be
 * told to forbid that, and loading it takes longer than reading a list.
 */
const ownPromises = standIn(
  "bluebird",
  `exports.props = async (object) => {
     const entries = Object.entries(object).map(async ([key, value]) => [key, await value]);
     return Object.fromEntries(await Promise.all(entries));
   };
   exports.mapSeries = async (items, take) => {
     const taken = [];
     for (const item of items) taken.push(await take(item));
     return taken;
   };`,
);

/**
 * Of unzipper only the reader of an archive's list of files runs (`src/input/archive.ts`). What it extracts, decrypts and opens files with is
 * left out: loading it took longer than reading a list.
 */
const fileListOnly: Plugin = {
  name: "file-list-only",
  resolveId(name, importer) {
    if (name === "unzipper") return unzipper;
    const isLeftOut = /^(?:fs-extra|graceful-fs|\.\.\/Decrypt)$/.test(name) && importer?.includes("unzipper") === true;
    return isLeftOut ? "\0left-out" : null;
  },
  load(id) {
    if (id === unzipper) return `exports.Open = require(${JSON.stringify(join(root, "node_modules/unzipper/lib/Open/index.js"))});`;
    return id === "\0left-out" ? "module.exports = {};" : null;
  },
};

/**
 * How rolldown exports something from a chunk: with a function that says what its value is at the moment, and that each use in another chunk calls.
 * Nothing of ours is given another value after its chunk has run.
 */
const exportedByFunction =
  /Object\.defineProperty\(exports, "([^"]+)", \{\s+enumerable: true,\s+get: function\(\) \{\s+return (\S+);\s+\}\s+\}\);/g;

/** A chunk as an ASCII script whose value is the function that the loader calls. */
function scriptOf(code: string): string {
  if (/\bimport\(/.test(code)) throw new Error("A script of the bundle imports a module by itself.");
  const ascii = code
    .replace(exportedByFunction, "exports.$1 = $2;")
    .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `(function (exports, require, module, __filename, importModule) {${ascii}\n})`;
}

/** The licences of the packages that are bundled, which have to be passed on; some packages have theirs in the readme file. */
function noticesOf(chunks: readonly OutputChunk[]): string {
  const packages = new Set(
    chunks.flatMap(({ moduleIds }) => moduleIds.flatMap((id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0] ?? [])),
  );
  const notices = [...packages].sort().map((home) => {
    const { name, version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as {
      readonly name: string;
      readonly version: string;
    };
    const licence = readdirSync(home)
      .sort()
      .find((file) => /^(?:licen[cs]e|readme)/i.test(file));
    if (licence === undefined) throw new Error(`${name} says nothing of its licence.`);
    return `${name} ${version}\n\n${readFileSync(join(home, licence), "utf8").trim()}\n`;
  });
  return `The scripts beside this file hold code of these packages.\n\n${notices.join(`\n${"-".repeat(80)}\n\n`)}`;
}
