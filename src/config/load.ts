import { readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { distinct } from "../collections.ts";
import { UserError } from "../errors.ts";
import { isWithin } from "../input/paths.ts";
import { isObject, valueAt } from "../json.ts";
import type { Position } from "../source/line-index.ts";
import { checkMeaning } from "./check.ts";
import { type ConfigFile, displayPath, packageKey, type Surroundings, topFolder } from "./discover.ts";
import { type ConfigDocument, parseDocument, type SyntaxProblem } from "./document.ts";
import { didYouMean } from "./nearest.ts";
import { type ConfigProblem, type ConfigValidator, explainErrors, shownName } from "./problems.ts";
import { type RuleNames, ruleNames, withNamesForCodes } from "./rule-names.ts";
import { type PresetName, presetNames, type RuleInfo, type SettingOrigin, type SolutionlintConfig, type Sourced } from "./types.ts";

/** One configuration file, checked, with rule names in place of codes. */
export interface ConfigLayer {
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  /** Absolute path of the folder it is in. */
  readonly folder: string;
  readonly config: SolutionlintConfig;
  /** Where a value of `config` is. */
  origin(pointer: readonly string[]): SettingOrigin;
}

/** A configuration file with everything it extends. */
export interface LoadedConfig {
  /** Extended files first, the file itself last. */
  readonly layers: readonly ConfigLayer[];
  /** The preset that was named last, if any. */
  readonly preset: Sourced<PresetName> | undefined;
}

/** Where to look for a configuration. */
export interface LoadOptions extends Surroundings {
  readonly rules: readonly RuleInfo[];
  /** Instead of the generated validator. */
  readonly validate?: ConfigValidator;
}

/** Nobody writes a larger configuration. */
const maxConfigSize = 1024 * 1024;
/** More problems of one file than anybody reads; explaining one takes a search through the file. */
const mostErrors = 100;
/** More extended files than any project has; it bounds the work. */
const maxFiles = 50;

/**
 * The configuration file that `--config` names.
 * @throws UserError when there is no such file, or it is a folder
 */
export function configFileAt(path: string, cwd: string): ConfigFile {
  const absolute = resolve(cwd, path);
  const stats = statSync(absolute, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) throw new UserError(`${shownName(path)} is a folder, not a configuration file.`);
  if (stats?.isFile() !== true) throw new UserError(`There is no configuration file ${shownName(path)}.`);
  return { path: absolute, pointer: basename(absolute) === "package.json" ? [packageKey] : [] };
}

/** What has been found while a configuration file and those it extends are read. */
interface Loading {
  readonly options: LoadOptions;
  readonly validate: ConfigValidator;
  readonly names: RuleNames;
  /** Folder that extended files have to be in. */
  readonly top: string;
  readonly layers: ConfigLayer[];
  readonly problems: PlacedProblem[];
  /** Extended files, with links resolved. */
  readonly extended: Set<string>;
  preset: Sourced<PresetName> | undefined;
}

/**
 * Reads a configuration file and the files it extends, and checks all of them.
 * @throws UserError listing every problem of every file, with its place
 */
export async function loadConfig(file: ConfigFile, options: LoadOptions): Promise<LoadedConfig> {
  const loading: Loading = {
    options,
    validate: options.validate ?? (await import("./validator.generated.ts")).validate,
    names: ruleNames(options.rules),
    top: realpathSync(topFolder(dirname(file.path), options)),
    layers: [],
    problems: [],
    extended: new Set(),
    preset: undefined,
  };
  await loadFile(file, [], loading);
  const { layers, problems, preset } = loading;
  if (problems.length > 0) throw new UserError(problemList(problems));
  return { layers, preset };
}

/** @param chain paths of the files that led to this one by `extends` */
async function loadFile({ path, pointer: inside }: ConfigFile, chain: readonly string[], loading: Loading): Promise<void> {
  const { options, validate, names, layers, problems } = loading;
  const file = displayPath(path, options.cwd);
  const document = await readDocument(path, file);
  if (!("value" in document)) {
    problems.push({ file, ...document });
    return;
  }
  const { value, written } = withNamesForCodes(valueAt(document.value, inside), names);
  const placeOf = (pointer: readonly string[]): readonly string[] => [...inside, ...written(pointer)];
  const add = ({ pointer, key, message }: ConfigProblem): void => {
    problems.push({ file, message, position: document.position(placeOf(pointer), key) });
  };
  const origin = (pointer: readonly string[]): SettingOrigin => {
    const { line, column } = document.position(placeOf(pointer), false);
    return { text: `${file}:${line}:${column}`, file, pointer: placeOf(pointer) };
  };

  for (const { message, pointer } of document.problems)
    if (inside.every((step, index) => pointer[index] === step))
      problems.push({ file, message, position: document.position(pointer, true) });
  for (const problem of shapeProblems(value, validate)) add(problem);
  for (const { entry, pointer } of extendsEntries(value)) {
    const message = await extend({ entry, origin: origin(pointer), folder: dirname(path), chain: [...chain, path] }, loading);
    if (message !== undefined) add({ pointer, key: false, message });
  }
  for (const problem of checkMeaning(value, names, options.rules)) add(problem);
  if (isObject(value)) layers.push({ file, folder: dirname(path), config: value as SolutionlintConfig, origin });
}

/** An entry of `extends`. */
interface Extension {
  readonly entry: string;
  readonly origin: SettingOrigin;
  /** Of the file that has the entry. */
  readonly folder: string;
  /** The file that has the entry last. */
  readonly chain: readonly string[];
}

/** Takes one entry of `extends` in; returns what is wrong with it. */
async function extend({ entry, origin, folder, chain }: Extension, loading: Loading): Promise<string | undefined> {
  const { extended, top, options } = loading;
  const named = presetNames.find((presetName) => presetName === entry);
  if (named !== undefined) {
    loading.preset = { value: named, origin };
    return undefined;
  }
  const file = extendedFile(entry, folder, top, options.cwd);
  if (typeof file === "string") return file;
  const { path, real } = file;
  const begin = chain.findIndex((link) => realPath(link) === real);
  if (begin !== -1) {
    const circle = [...chain.slice(begin), path].map((link) => displayPath(link, options.cwd));
    return `these configurations extend each other in a circle: ${circle.join(" → ")}`;
  }
  // A file that two others extend counts where it is met first; a second time it would undo what was set in between.
  if (extended.has(real)) return undefined;
  if (extended.size >= maxFiles) return `more than ${maxFiles} files are extended`;
  extended.add(real);
  await loadFile({ path, pointer: [] }, chain, loading);
  return undefined;
}

/** What the schema says about a configuration, apart from unknown rules: `checkMeaning` knows those of the configuration itself too. */
function shapeProblems(value: unknown, validate: ConfigValidator): readonly ConfigProblem[] {
  if (validate(value)) return [];
  const errors = (validate.errors ?? []).filter((error) => !isUnknownRule(error));
  const explained = explainErrors(errors.slice(0, mostErrors));
  const more = errors.length - mostErrors;
  return more > 0 ? [...explained, { pointer: [], key: false, message: `${more} more problems` }] : explained;
}

/** A file that may be extended, as it was named and with links resolved. */
interface ExtendedFile {
  readonly path: string;
  readonly real: string;
}

/**
 * The file that an entry of `extends` names, or what is wrong with it.
 * @param top folder that extended files have to be in
 */
function extendedFile(entry: string, folder: string, top: string, cwd: string): ExtendedFile | string {
  if (!/^\.{1,2}\/|\.json$/.test(entry)) {
    return `${shownName(entry)} is neither a preset (${presetNames.join(", ")}) nor a relative path of a .json file${didYouMean(entry, presetNames)}`;
  }
  const path = resolve(folder, entry);
  const real = realPath(path);
  if (real === undefined) return `there is no file ${shownName(displayPath(path, cwd))}`;
  if (!isWithin(real, top))
    return `${shownName(entry)} lies outside of ${shownName(displayPath(top, cwd))}: a configuration can only extend files of its own repository`;
  return { path, real };
}

interface PlacedProblem {
  readonly file: string;
  readonly message: string;
  readonly position: Position;
}

async function readDocument(path: string, name: string): Promise<ConfigDocument | SyntaxProblem> {
  const start: Position = { line: 1, column: 1 };
  let content: string;
  try {
    if (statSync(path).size > maxConfigSize) return { message: "the file is too large for a configuration", position: start };
    content = readFileSync(path, "utf8");
  } catch (error) {
    const code = isObject(error) && typeof error.code === "string" ? ` (${error.code})` : "";
    throw new UserError(`The configuration ${name} cannot be read${code}.`);
  }
  return parseDocument(content);
}

function isUnknownRule(error: { readonly instancePath: string; readonly keyword: string }): boolean {
  return error.instancePath === "/rules" && error.keyword === "additionalProperties";
}

function extendsEntries(value: unknown): { readonly entry: string; readonly pointer: readonly string[] }[] {
  const entries = isObject(value) ? value.extends : undefined;
  if (typeof entries === "string") return [{ entry: entries, pointer: ["extends"] }];
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown, index) => (typeof entry === "string" ? [{ entry, pointer: ["extends", String(index)] }] : []));
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function problemList(problems: readonly PlacedProblem[]): string {
  const files = distinct(problems.map((problem) => problem.file));
  const sorted = [...problems].sort(
    (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.position.line - b.position.line || a.position.column - b.position.column,
  );
  const lines = new Set(sorted.map(({ file, position, message }) => `  ${file}:${position.line}:${position.column}  ${message}`));
  return [lines.size === 1 ? "The configuration has a problem:" : `The configuration has ${lines.size} problems:`, ...lines].join("\n");
}
