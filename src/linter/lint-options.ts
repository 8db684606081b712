import type { ResolvedConfig } from "../config/types.ts";
import type { RunContext } from "../dataflow/workspace/run-context.ts";
import type { Confidence } from "../findings/confidence.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import type { Rule } from "../rule.ts";
import type { GivenBaseline } from "./apply-suppressions.ts";
import type { Shard } from "./shard.ts";
import type { ReadText } from "./suppression-use.ts";

/** Settings of a run. */
export interface LintOptions {
  /** All rules of the run, those of plug-ins and of the configuration included. */
  readonly rules: readonly Rule[];
  readonly config: ResolvedConfig;
  /** `YYYY-MM-DD`: only for the expiry of overrides. */
  readonly today: string;
  /** Findings of less confidence are left out. */
  readonly minConfidence?: Confidence | undefined;
  /** Whether a place is among what the user named; with `--only-given-files` the others are left out. */
  readonly isGiven?: ((path: string, file: string) => boolean) | undefined;
  /** Do not heed suppressions in notes and the configuration. */
  readonly noSuppressions?: boolean | undefined;
  readonly baseline?: GivenBaseline | undefined;
  /** Findings that were there before the change under review: they are marked as known. */
  readonly known?: KnownFindings | undefined;
  /** Analyse only a part of the solutions. */
  readonly shard?: Shard | undefined;
  /** Text of the configuration and the baseline, for findings about what is in them. */
  readonly readText?: ReadText | undefined;
  /** What the run knows besides its inputs: settings files, target, previous package. */
  readonly context?: RunContext | undefined;
  /** Give each finding the code around its place. */
  readonly excerpts?: boolean | undefined;
  /** Called before each step of a run. */
  readonly onProgress?: ((step: ProgressStep) => void) | undefined;
}

/** What was found in another state of the sources. */
export interface KnownFindings {
  readonly fingerprints: ReadonlySet<string>;
  /** Shown with the findings: `in main already`. */
  readonly reason: string;
  /** Findings about what could not be read in that state, where nothing can be compared; reported with the findings of the run. */
  readonly unread: readonly ReportedFinding[];
}

/** What a run is about to do. */
export interface ProgressStep {
  readonly stage: "read" | "check";
  /** The container, or the rule. */
  readonly name: string;
  /** How many of `total` are done. */
  readonly done: number;
  readonly total: number;
}
