import { configure } from "../config/configure.ts";
import type { ResolvedConfig } from "../config/types.ts";
import type { Rule } from "../rule.ts";
import { loadRules } from "./load-rules.ts";
import type { SessionOptions } from "./session-options.ts";

/** A configuration and the rules that it is about. */
export interface Session {
  readonly config: ResolvedConfig;
  /** Built-in rules, then those of plug-ins, then those of the configuration. */
  readonly rules: readonly Rule[];
}

/** Loads the rules, and finds and reads the configuration. @throws UserError for everything that a user can get wrong */
export async function prepare(paths: readonly string[], options: SessionOptions): Promise<Session> {
  const coded = await loadRules(options.plugins, options.cwd);
  const config = await configure({
    cwd: options.cwd,
    home: options.home,
    rules: coded,
    input: paths[0] === "-" ? undefined : paths[0],
    config: options.config,
    commandLine: options.commandLine,
  });
  if (config.customRules.length === 0) return { config, rules: coded };
  const { customRules } = await import("../linter/custom-rules.ts");
  return { config, rules: [...coded, ...customRules(config.customRules)] };
}
