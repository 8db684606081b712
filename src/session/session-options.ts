import type { ConfigOptions } from "../config/resolve.ts";
import type { ProcessEnvironment } from "../input/git.ts";
import type { OpenOptions } from "../input/open.ts";
import type { LintOptions } from "../linter/lint-options.ts";
import type { DeploymentOptions } from "./deployment-context.ts";

/** Settings of a run. Everything that depends on the process is passed in. */
export interface SessionOptions
  extends Pick<LintOptions, "today" | "minConfidence" | "noSuppressions" | "shard" | "excerpts" | "onProgress"> {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  /** Absolute path of the user's home directory. */
  readonly home: string | undefined;
  readonly environment: ProcessEnvironment;
  /** A configuration file; `false` for none, undefined to look for one. */
  readonly config: string | false | undefined;
  readonly commandLine: ConfigOptions;
  /** Packages with rules as code. */
  readonly plugins: readonly string[];
  readonly stdin?: OpenOptions["stdin"];
  readonly onlyGivenFiles?: boolean | undefined;
  readonly baseline?: string | undefined;
  /** The baseline is about to be written: it need not exist. */
  readonly updateBaseline?: boolean | undefined;
  /** A git revision; findings that already existed there are marked as known. */
  readonly since?: string | undefined;
  /** Settings files, target and previous package; undefined where the environments of the configuration do not matter either. */
  readonly deployment?: DeploymentOptions | undefined;
  /** Absolute path of a repository: findings in an archive are then located in the unpacked sources of the same solution, if it has them. */
  readonly repository?: string | undefined;
}
