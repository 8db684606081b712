import type { Container } from "../../input/artifact.ts";
import type { Stage } from "../../solution/environment-name.ts";

/** What a run knows besides its inputs: the target of the package, and what it is compared with. */
export interface RunContext {
  /** Deployment settings files to check, from `--settings` and the configuration. */
  readonly settings?: readonly GivenSettings[];
  /** The environments that the configuration describes. */
  readonly environments?: readonly Environment[];
  /** Where the package goes (`--target`). */
  readonly target?: Stage;
  /** The package that was deployed before (`--previous`): it is compared with, not analysed. */
  readonly previous?: readonly Container[];
}

/** A deployment settings file that the user named. */
export interface GivenSettings {
  /** Name of the environment, where the user gave one. */
  readonly environment: string | undefined;
  /** The file, opened. */
  readonly container: Container;
}

/** What is known about an environment from the configuration. */
export interface Environment {
  readonly name: string;
  /** Regular expression that the names of its vaults match. */
  readonly vaultPattern: string | undefined;
}
