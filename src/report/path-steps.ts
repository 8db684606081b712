import { countInWords } from "../findings/list-in-words.ts";
import type { LocatedStep } from "../findings/reported-finding.ts";

/** How many steps a path has, including those that are left out of its middle. */
export function countSteps(flow: readonly LocatedStep[]): number {
  return flow.reduce((sum, { leftOut = 0 }) => sum + 1 + leftOut, 0);
}

/** A path without steps in its middle. */
export interface FoldedPath {
  readonly head: readonly LocatedStep[];
  /** Number of steps between the two. */
  readonly folded: number;
  readonly tail: readonly LocatedStep[];
}

/** Leaves out the middle of a path of more than `most` steps. Its ends matter most: where the value begins, and where it arrives. */
export function foldPath(flow: readonly LocatedStep[], most: number): FoldedPath {
  const gap = flow.findIndex(({ leftOut }) => leftOut !== undefined);
  const [headLength, tailLength] =
    flow.length > most ? [Math.ceil(most / 2), Math.floor(most / 2)] : gap < 0 ? [flow.length, 0] : [gap + 1, flow.length - gap - 1];
  const head = flow.slice(0, headLength);
  const tail = flow.slice(flow.length - tailLength);
  return { head, folded: countSteps(flow) - head.length - tail.length, tail };
}

/** The steps of a path in one line each, with a line that counts those left out of its middle. */
export function stepTexts(flow: readonly LocatedStep[], most: number, text: (step: LocatedStep) => string): readonly string[] {
  const { head, folded, tail } = foldPath(flow, most);
  return [...head.map(text), ...(folded > 0 ? [countInWords(folded, "more step")] : []), ...tail.map(text)];
}
