import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { setEngineFlags, withOwnFlags } from "./engine-flags.ts";

/** Folder of what the build makes of the command and everything that it uses: few scripts, see `src/dev/bundle.ts`. */
const folder = new URL("../../bundle/", import.meta.url);

type Exports = Readonly<Record<string, unknown>>;
type ScriptFunction = (
  exports: Exports,
  require: (name: string) => unknown,
  module: { exports: Exports },
  file: string,
  importModule: (url: string) => Promise<unknown>,
) => void;

const loaded = new Map<string, { exports: Exports }>();

/** The scripts that were loaded, by their files: the build makes the code caches of them. */
export const loadedScripts: Map<string, Script> = new Map();

/**
 * Loads the program of the command line. Reading few scripts, compiled beforehand, takes a fraction of what loading hundreds of modules
 * does.
 */
export function loadProgram(): typeof import("./program.ts") {
  setEngineFlags();
  return load("program.cjs") as typeof import("./program.ts");
}

/** A script of the bundle, by its name; it can require the others and what comes with Node, and nothing else. */
function load(name: string): Exports {
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const file = fileURLToPath(new URL(name, folder));
  const script = compile(file, readCodeCache(file));
  const module = { exports: {} };
  loaded.set(name, module);
  loadedScripts.set(file, script);
  const run = script.runInThisContext() as ScriptFunction;
  const require = (other: string): unknown => (other.startsWith("./") ? load(other.slice(2)) : builtin(other));
  run(module.exports, require, module, file, (url) => import(url));
  return module.exports;
}

/**
 * Modules of Node that a run often ends without, and that Node has not loaded by itself: each is loaded when something of it is used for the first
 * time. Together they take a fifth of what `node -e 0` does.
 */
const onDemand = new Set(["node:child_process", "node:crypto", "node:os", "node:stream/consumers", "node:worker_threads", "node:zlib"]);

function builtin(name: string): unknown {
  if (!onDemand.has(name)) return process.getBuiltinModule(name);
  let kept: object | undefined;
  const module = (): object => {
    kept ??= withOwnFlags(() => process.getBuiltinModule(name) ?? {});
    return kept;
  };
  return new Proxy(
    {},
    {
      get: (_target, key) => Reflect.get(module(), key) as unknown,
      has: (_target, key) => Reflect.has(module(), key),
      ownKeys: () => Reflect.ownKeys(module()),
      getOwnPropertyDescriptor: (_target, key) => {
        const own = Reflect.getOwnPropertyDescriptor(module(), key);
        return own && { ...own, configurable: true };
      },
    },
  );
}

/**
 * Compiles a script of the bundle. V8 itself refuses a code cache that another version or other flags made, and compiles the text then.
 * @throws what passes for a `UserError` where the script is missing or cut off; its class is in one of the scripts
 */
function compile(file: string, cachedData: Buffer | undefined): Script {
  try {
    // All scripts are ASCII: this is several times as fast as reading UTF-8.
    const text = readFileSync(file, "latin1");
    return new Script(text, {
      filename: file,
      ...(cachedData === undefined ? {} : { cachedData }),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const damage = new Error(`The installation is damaged: ${file} cannot be loaded (${reason}). Install solutionlint again.`);
    damage.name = "UserError";
    throw damage;
  }
}

/** Where the code cache of a script is for the Node that runs: beside the script, written when the package is built and never later. */
export function codeCacheFile(file: string): string {
  return `${file}.${process.version}-${process.platform}-${process.arch}.cache`;
}

function readCodeCache(file: string): Buffer | undefined {
  try {
    return readFileSync(codeCacheFile(file));
  } catch {
    // The package was built by another Node.
    return undefined;
  }
}
