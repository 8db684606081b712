import { createLevelDecider, type LevelDecider, ruleRuns } from "../config/level-for.ts";
import type { Rule } from "../rule.ts";
import type { LintOptions } from "./lint-options.ts";
import type { RuleSelection } from "./run-rules.ts";

/** The rules of a run. */
export interface RunSelection extends RuleSelection {
  /** Whether a rule ran and is not about suppressions itself: only then something can be said about suppressions of its findings. */
  canJudge(rule: string): boolean;
  /** Whether a rule ran. */
  ran(rule: string): boolean;
}

/** Decides which rules run, and on what. */
export function createSelection({ rules, config, today, onProgress }: LintOptions): RunSelection {
  const enabled = (rule: Rule): boolean => ruleRuns(config, rule.name, today);
  const running = rules.filter(enabled);
  const total = running.length;
  const names = new Set(running.map(({ name }) => name));
  // Findings about suppressions do not exist yet when suppressions are judged.
  const judged = new Set(running.filter((rule) => rule.checkSuppressions === undefined).map(({ name }) => name));
  let done = 0;
  return {
    enabled,
    options: (rule) => config.rules.get(rule.name)?.options ?? {},
    starts: (rule) => onProgress?.({ stage: "check", name: rule.name, done: Math.min(done++, total), total }),
    ran: (rule) => names.has(rule),
    canJudge: (rule) => judged.has(rule),
  };
}

/** Decides at which level findings are reported: by the configuration, without its overrides where suppressions do not count. */
export function createRunDecider({ config, today, noSuppressions }: LintOptions): LevelDecider {
  return createLevelDecider(noSuppressions === true ? { ...config, overrides: [] } : config, today);
}
