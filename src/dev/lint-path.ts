import { resolve } from "node:path";
import { rules } from "../../rules/index.ts";
import { configure } from "../config/configure.ts";
import type { ResolvedConfig } from "../config/types.ts";
import { openInputs } from "../input/open.ts";
import { type LintRun, lint } from "../linter/lint.ts";

/** Lints one path the way the command line does, with every rule on and no configuration file. */
export async function lintPath(path: string, config: ResolvedConfig): Promise<LintRun> {
  const { containers } = await openInputs([resolve(path)], { cwd: process.cwd(), limits: config.limits });
  // Overrides may expire; without any, the day does not matter.
  return lint(containers, { rules, config, today: "2026-01-01" });
}

/** The configuration in which every rule runs. */
export function everyRuleOn(): Promise<ResolvedConfig> {
  return configure({
    cwd: process.cwd(),
    home: undefined,
    rules,
    input: undefined,
    config: false,
    commandLine: { preset: "strict", rules: undefined, only: undefined },
  });
}
