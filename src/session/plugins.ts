import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { foreignRuleName } from "../config/schema.ts";
import { errorText, UserError } from "../errors.ts";
import { levels } from "../findings/level.ts";
import { isObject, valueAt } from "../json.ts";
import type { Rule } from "../rule.ts";

/**
 * Loads rules written as code. Called only for what the command line, or the caller of the library, names: a configuration cannot load
 * code.
 * @param names packages, looked up in the `node_modules` folders from `cwd` upward, or paths of modules (`./rules.js`)
 * @throws UserError when one cannot be loaded, or exports something else than rules
 */
export async function loadPlugins(names: readonly string[], cwd: string): Promise<readonly Rule[]> {
  const rules: Rule[] = [];
  for (const name of names) rules.push(...(await loadPlugin(name, cwd)));
  const twice = rules.find(({ name }, index) => rules.findIndex((rule) => rule.name === name) !== index);
  if (twice !== undefined) throw new UserError(`--plugin: two plug-ins have a rule '${twice.name}'.`);
  return rules;
}

async function loadPlugin(name: string, cwd: string): Promise<readonly Rule[]> {
  const file = /^\.{1,2}[\\/]/.test(name) || isAbsolute(name) ? resolve(cwd, name) : packageModule(name, cwd);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw new UserError(`--plugin ${name}: there is no such module.`);
  let exported: unknown;
  try {
    exported = await import(pathToFileURL(realpathSync(file)).href);
  } catch (error) {
    throw new UserError(`--plugin ${name}: the module cannot be loaded: ${errorText(error)}`);
  }
  // What the module put off, a timer or a promise, may fail: it has its turn before the run that it would spoil.
  await new Promise((done) => setTimeout(done, 1));
  const rules = valueAt(exported, ["rules"]) ?? valueAt(exported, ["default", "rules"]) ?? valueAt(exported, ["default"]);
  const list: unknown = rules;
  if (!Array.isArray(list)) throw new UserError(`--plugin ${name}: the module must export 'rules', a list of rules.`);
  return list.map((rule: unknown, index) => ({
    ...checkedRule(rule, `--plugin ${name}: rule ${index + 1}`),
    plugin: name,
  }));
}

function checkedRule(rule: unknown, where: string): Rule {
  const text = (key: string): string => {
    const value: unknown = isObject(rule) ? rule[key] : undefined;
    if (typeof value !== "string" || value === "") throw new UserError(`${where} has no '${key}'.`);
    return value;
  };
  const name = text("name");
  if (!new RegExp(foreignRuleName).test(name))
    throw new UserError(`${where}: the name '${name}' must be two kebab-case words with a slash between, like 'contoso/no-http-action'.`);
  text("summary");
  if (!levels.some((level) => level === text("level"))) throw new UserError(`${where}: 'level' must be error, warning or note.`);
  const { check, messages } = rule as { readonly check?: unknown; readonly messages?: unknown };
  if (typeof check !== "function" || !isObject(messages)) throw new UserError(`${where} needs 'messages' and a function 'check'.`);
  // Codes of the form SLnnnn belong to the built-in rules.
  return { preset: "recommended", source: "", since: "", ...(rule as Partial<Rule>), code: name } as Rule;
}

/** `; did you mean './rules/mine.js'?` where that is a file: without the dot, it is the name of a package. */
function hintAtPath(name: string, cwd: string): string {
  return existsSync(resolve(cwd, name)) ? `; did you mean './${name}'?` : "";
}

/**
 * The module that a package exports to `import`. Resolved here because Node resolves names only from the place of the importing module,
 * which is this package.
 */
function packageModule(name: string, cwd: string): string {
  if (!/^(?:@[\w.-]+\/)?[\w.-]+$/.test(name))
    throw new UserError(`--plugin ${name}: this is neither the name of a package nor a path${hintAtPath(name, cwd)}`);
  for (let folder = cwd; ; folder = dirname(folder)) {
    const home = join(folder, "node_modules", name);
    const manifest = join(home, "package.json");
    if (existsSync(manifest)) return join(home, entryOf(manifestIn(manifest, name)));
    if (folder === dirname(folder))
      throw new UserError(`--plugin ${name}: there is no such package in the node_modules folders here${hintAtPath(name, cwd)}`);
  }
}

function manifestIn(file: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new UserError(`--plugin ${name}: the package.json of the package is not valid JSON.`);
  }
}

function entryOf(manifest: unknown): string {
  const exported = valueAt(manifest, ["exports"]);
  const entry = conditional(isObject(exported) && exported["."] !== undefined ? exported["."] : exported) ?? valueAt(manifest, ["main"]);
  return typeof entry === "string" ? entry : "index.js";
}

/** The value of the first condition that holds for an `import` in Node. */
function conditional(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (!isObject(value)) return undefined;
  for (const [condition, target] of Object.entries(value)) {
    if (condition !== "node" && condition !== "import" && condition !== "default") continue;
    const found = conditional(target);
    if (found !== undefined) return found;
  }
  return undefined;
}
