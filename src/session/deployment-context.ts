import { resolve } from "node:path";
import { distinctBy } from "../collections.ts";
import type { ResolvedConfig } from "../config/types.ts";
import type { GivenSettings, RunContext } from "../dataflow/workspace/run-context.ts";
import { UserError } from "../errors.ts";
import type { Container } from "../input/artifact.ts";
import { openFile } from "../input/folder.ts";
import { openInputs } from "../input/open.ts";
import { shownPath } from "../input/paths.ts";
import { problemOf } from "../input/problem.ts";
import type { Stage } from "../solution/environment-name.ts";
import { findRoots } from "../solution/roots.ts";

/** What a package is for, and what it is compared with. */
export interface DeploymentOptions {
  /** Deployment settings files, each `[ENV=]FILE`. */
  readonly settings?: readonly string[] | undefined;
  /** The environment that the package will be imported into. */
  readonly target?: Stage | undefined;
  /** The previously deployed package. */
  readonly previous?: string | undefined;
}

/**
 * Opens the given settings files and those of the configuration's environments, and the previous package. A file that is given for an
 * environment replaces the one of the configuration.
 * @throws UserError when a file does not exist or cannot be opened
 */
export async function deploymentContext(given: DeploymentOptions, config: ResolvedConfig, cwd: string): Promise<RunContext> {
  const named = distinctBy(
    (given.settings ?? []).map((text) => openSettings(text, config, cwd)),
    ({ environment, container }) => JSON.stringify([environment?.toLowerCase(), container.path]),
  );
  const isFor = (name: string) => (settings: GivenSettings) => settings.environment?.toLowerCase() === name.toLowerCase();
  // In the order of the configuration, so that findings are at the same file whether or not one is replaced.
  const configured = config.environments.flatMap(({ name, settings }) => {
    const replaced = named.filter(isFor(name));
    return replaced.length > 0 || settings === undefined ? replaced : [settingsAt(name, settings, settings, config, cwd)];
  });
  const others = named.filter((one) => !config.environments.some(({ name }) => isFor(name)(one)));
  return {
    settings: [...configured, ...others],
    environments: config.environments.map(({ name, vaultPattern }) => ({ name, vaultPattern })),
    ...(given.target === undefined ? {} : { target: given.target }),
    ...(given.previous === undefined ? {} : { previous: await openPrevious(given.previous, config, cwd) }),
  };
}

/** @throws UserError also when there is no solution: a comparison with nothing would pass for one without differences. */
async function openPrevious(path: string, { limits }: ResolvedConfig, cwd: string): Promise<readonly Container[]> {
  const { containers } = await openInputs([path], { cwd, limits });
  if (containers.flatMap(findRoots).every(({ layout }) => layout === "loose"))
    throw new UserError(`--previous ${path}: there is no solution to compare with.`);
  return containers;
}

/** `prod=settings/prod.json`; a file whose own name has an equals sign is written as `./a=b.json`. */
function openSettings(text: string, config: ResolvedConfig, cwd: string): GivenSettings {
  const [, environment, file = text] = /^([^=/\\]+)=(.*)$/s.exec(text) ?? [];
  if (file === "") throw new UserError(`--settings ${text}: needs the name of a file.`);
  return settingsAt(environment, file, resolve(cwd, file), config, cwd);
}

function settingsAt(environment: string | undefined, file: string, path: string, config: ResolvedConfig, cwd: string): GivenSettings {
  const shown = shownPath(path, file, cwd);
  const container = openFile(path, { path: shown, limits: config.limits });
  try {
    container.artifacts[0]?.read();
  } catch (error) {
    throw new UserError(`The deployment settings file '${shown}' cannot be read. ${problemOf(error).message}`);
  }
  return { environment, container };
}
