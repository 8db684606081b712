import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { rules as builtInRules } from "../rules/index.ts";
import { configure } from "./config/configure.ts";
import { displayPath } from "./config/discover.ts";
import type { ConfigOptions } from "./config/resolve.ts";
import type { ResolvedConfig } from "./config/types.ts";
import type { RunContext } from "./dataflow/run-context.ts";
import { UserError } from "./errors.ts";
import type { Environment } from "./input/git.ts";
import { givenFilter } from "./input/given.ts";
import { openInputs } from "./input/open.ts";
import type { GivenBaseline } from "./linter/apply-suppressions.ts";
import { parseBaseline } from "./linter/baseline.ts";
import type { Confidence } from "./linter/finding.ts";
import { type KnownFindings, type LintRun, lint } from "./linter/lint.ts";
import type { Shard } from "./linter/shard.ts";
import type { Rule } from "./rule.ts";

/** What decides about a run besides its inputs. Everything that a process knows is handed in. */
export interface SessionOptions {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  /** Absolute path of the user's home directory. */
  readonly home: string | undefined;
  readonly environment: Environment;
  /** A configuration file; `false` for none, undefined to look for one. */
  readonly config: string | false | undefined;
  readonly commandLine: ConfigOptions;
  /** Packages with rules as code. */
  readonly plugins: readonly string[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly stdin?: () => Promise<Buffer>;
  readonly minConfidence?: Confidence | undefined;
  readonly onlyGivenFiles?: boolean | undefined;
  readonly noSuppressions?: boolean | undefined;
  readonly baseline?: string | undefined;
  /** The baseline is about to be written: it need not exist. */
  readonly updateBaseline?: boolean | undefined;
  /** A revision in git; findings that were there already are marked as known. */
  readonly since?: string | undefined;
  readonly shard?: Shard | undefined;
  /** Settings files, target and previous package; made when the configuration is known. */
  readonly context?: ((config: ResolvedConfig) => Promise<RunContext>) | undefined;
  readonly onProgress?: Parameters<typeof lint>[1]["onProgress"] | undefined;
}

/** A configuration and the rules that it is about. */
export interface Session {
  readonly config: ResolvedConfig;
  /** Built-in rules, then those of plug-ins, then those of the configuration. */
  readonly rules: readonly Rule[];
}

/** Finds and reads the configuration. @throws UserError for everything that a user can get wrong */
export async function prepare(paths: readonly string[], options: SessionOptions): Promise<Session> {
  const coded =
    options.plugins.length === 0
      ? builtInRules
      : [...builtInRules, ...(await (await import("./plugins.ts")).loadPlugins(options.plugins, options.cwd))];
  const config = await configure({
    cwd: options.cwd,
    home: options.home,
    rules: coded,
    input: paths[0] === "-" ? undefined : paths[0],
    config: options.config === false ? undefined : options.config,
    noConfig: options.config === false,
    commandLine: options.commandLine,
  });
  const { customRules } = config.customRules.length === 0 ? { customRules: () => [] } : await import("./linter/custom-rules.ts");
  return { config, rules: [...coded, ...customRules(config.customRules)] };
}

/** Opens the inputs and analyses them. @throws UserError when nothing can be read or compared */
export async function run(paths: readonly string[], { config, rules }: Session, options: SessionOptions): Promise<LintRun> {
  const { cwd } = options;
  const { limits } = config;
  const opened = await openInputs(paths, { cwd, limits, ...(options.stdin === undefined ? {} : { stdin: options.stdin }) });
  const baseline = readBaseline(options);
  const context = await options.context?.(config);
  const common = {
    rules,
    config,
    today: options.today,
    ...(context === undefined ? {} : { context }),
    readText: (file: string) => readFileSync(resolve(cwd, file), "utf8"),
    ...(options.onlyGivenFiles === true ? { isGiven: givenFilter(opened.given) } : {}),
    ...(options.noSuppressions === true ? { noSuppressions: true } : {}),
    ...(baseline === undefined ? {} : { baseline }),
    ...(options.shard === undefined ? {} : { shard: options.shard }),
  };
  let known: KnownFindings | undefined;
  if (options.since !== undefined) {
    const { openInputsAt } = await import("./input/revision.ts");
    const before = await openInputsAt(paths, { cwd, limits, revision: options.since, environment: options.environment });
    const { findings } = (await lint(before, common)).result;
    const active = findings.filter(({ suppressed }) => suppressed === null);
    known = {
      fingerprints: new Set(active.map(({ fingerprint }) => fingerprint)),
      reason: `The finding was there before, in ${options.since}.`,
    };
  }
  const result = await lint(opened.containers, {
    ...common,
    ...(known === undefined ? {} : { known }),
    ...(options.minConfidence === undefined ? {} : { minConfidence: options.minConfidence }),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
  if (result.isEmpty && result.result.findings.length === 0) {
    throw new UserError(
      `Nothing to analyse in ${paths.map((path) => `'${path}'`).join(", ")}: no solution, flow package or flow definition was found there.`,
    );
  }
  return result;
}

function readBaseline({ baseline: file, updateBaseline, cwd }: SessionOptions): GivenBaseline | undefined {
  if (file === undefined) return undefined;
  const shown = displayPath(resolve(cwd, file), cwd);
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), "utf8");
  } catch (error) {
    if (updateBaseline === true && error instanceof Error && "code" in error && error.code === "ENOENT")
      return { entries: [], file: shown };
    throw new UserError(`The baseline '${file}' cannot be read. Write one with --baseline ${file} --update-baseline.`);
  }
  return { ...parseBaseline(text, file), file: shown };
}
