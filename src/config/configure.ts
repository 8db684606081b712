import { type ConfigFile, discoverConfig } from "./discover.ts";
import { configFileAt, type LoadOptions, loadConfig } from "./load.ts";
import { type ConfigOptions, resolveConfig } from "./resolve.ts";
import type { ResolvedConfig } from "./types.ts";

/** Everything that decides about the configuration of a run. */
export interface ConfigureOptions extends LoadOptions {
  /** The first input as the user named it; undefined for standard input. */
  readonly input: string | undefined;
  /** A configuration file; `false` for none, undefined to look for one. */
  readonly config?: string | false | undefined;
  readonly commandLine: ConfigOptions;
}

/**
 * The configuration of a run: found, read, checked and resolved. Loads a parser and a validator only when there is a file to read.
 * @throws UserError for everything that a user can get wrong
 */
export async function configure(options: ConfigureOptions): Promise<ResolvedConfig> {
  const file = chooseFile(options);
  const loaded = file === undefined ? undefined : await loadConfig(file, options);
  return resolveConfig(loaded, options.commandLine, options.rules, options.cwd);
}

function chooseFile({ config, input, ...surroundings }: ConfigureOptions): ConfigFile | undefined {
  if (config === false) return undefined;
  return config === undefined ? discoverConfig(input, surroundings) : configFileAt(config, surroundings.cwd);
}
