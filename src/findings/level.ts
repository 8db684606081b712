import type { Confidence } from "./confidence.ts";

/** How bad it is. */
export type Level = "error" | "warning" | "note";

/** All levels, the most severe first. */
export const levels: readonly Level[] = ["error", "warning", "note"];

/** `none` is what SARIF has below a note. */
const ranks: Readonly<Record<Level | "none", number>> = { error: 0, warning: 1, note: 2, none: 3 };

/** For sorting: the most severe first. */
export function bySeverity(left: Level | "none", right: Level | "none"): number {
  return ranks[left] - ranks[right];
}

/** Whether one level is more severe than another. */
export function isMoreSevere(level: Level, than: Level): boolean {
  return ranks[level] < ranks[than];
}

const lowered: Readonly<Record<Level, Level>> = { error: "warning", warning: "note", note: "note" };

/** The level of a finding: one lower for less than high confidence. */
export function levelFor(level: Level, confidence: Confidence): Level {
  return confidence === "high" ? level : lowered[level];
}
