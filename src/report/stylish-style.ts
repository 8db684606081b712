import { Chalk, type ChalkInstance } from "chalk";
import type { Level } from "../findings/level.ts";
import { levelSigns } from "./display.ts";
import type { ReportContext } from "./reporter.ts";

/** Colours and measures of one report. */
export interface Style {
  readonly width: number;
  readonly chalk: ChalkInstance;
}

/** The signs of a report, one column each except for the two branches of a tree: a branch that others follow, and the last one. */
export const glyphs = {
  level: levelSigns,
  clean: "✔",
  crumb: "›",
  dot: "·",
  arrow: "→",
  branch: "├─",
  lastBranch: "└─",
  ellipsis: "…",
} as const;

/** Wider lines are hard to read, and narrower terminals cannot hold a table. */
const widest = 120;
const narrowest = 50;

/** The style that a context asks for. */
export function createStyle(context: Pick<ReportContext, "columns" | "colorLevel">): Style {
  return {
    width: Math.max(narrowest, Math.min(context.columns, widest)),
    chalk: new Chalk({ level: context.colorLevel }),
  };
}

/** The colour of a level. Plain blue can hardly be read on the black ground that most terminals have. */
export function levelColor(level: Level, { chalk }: Style): ChalkInstance {
  return level === "error" ? chalk.red : level === "warning" ? chalk.yellow : chalk.cyan;
}
