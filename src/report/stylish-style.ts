import { Chalk, type ChalkInstance } from "chalk";
import type { Level } from "../linter/finding.ts";
import type { ReportContext } from "./reporter.ts";

/** Characters, colours and measures of one report. */
export interface Style {
  readonly width: number;
  readonly chalk: ChalkInstance;
  readonly glyphs: Glyphs;
}

interface Glyphs {
  readonly level: Readonly<Record<Level, string>>;
  readonly clean: string;
  readonly crumb: string;
  readonly dot: string;
  readonly arrow: string;
  readonly branch: string;
  readonly ellipsis: string;
}

const unicodeGlyphs: Glyphs = {
  level: { error: "✖", warning: "▲", note: "ℹ" },
  clean: "✔",
  crumb: "›",
  dot: "·",
  arrow: "→",
  branch: "└─",
  ellipsis: "…",
};

const asciiGlyphs: Glyphs = {
  level: { error: "x", warning: "!", note: "i" },
  clean: "ok",
  crumb: ">",
  dot: "-",
  arrow: "->",
  branch: "`-",
  ellipsis: "...",
};

/** Wider lines are hard to read, and narrower terminals cannot hold a table. */
const widest = 120;
const narrowest = 50;

/** The style that a context asks for. */
export function createStyle(context: Pick<ReportContext, "columns" | "colorLevel" | "ascii">): Style {
  return {
    width: Math.max(narrowest, Math.min(context.columns, widest)),
    chalk: new Chalk({ level: context.colorLevel }),
    glyphs: context.ascii === true ? asciiGlyphs : unicodeGlyphs,
  };
}

/** The colour of a level. */
export function levelColor(level: Level, { chalk }: Style): ChalkInstance {
  return level === "error" ? chalk.red : level === "warning" ? chalk.yellow : chalk.blue;
}
