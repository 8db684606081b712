/** How sure we are. */
export type Confidence = "high" | "medium" | "low";

/** From the highest to the lowest. */
export const confidences = ["high", "medium", "low"] as const satisfies readonly Confidence[];

const ranks: Readonly<Record<Confidence, number>> = { high: 0, medium: 1, low: 2 };

/** For sorting: the highest first. */
export function byConfidence(left: Confidence, right: Confidence): number {
  return ranks[left] - ranks[right];
}

/** Whether one confidence is higher than another. */
export function isMoreConfident(confidence: Confidence, than: Confidence): boolean {
  return ranks[confidence] < ranks[than];
}

/** The highest of several; `low` of none. */
export function highestConfidence(...confidences: readonly Confidence[]): Confidence {
  return confidences.reduce((best, current) => (isMoreConfident(current, best) ? current : best), "low");
}

/** The lowest of several, which is what a chain of them is worth; `high` of none. */
export function lowestConfidence(...confidences: readonly Confidence[]): Confidence {
  return confidences.reduce((lowest, current) => (isMoreConfident(lowest, current) ? current : lowest), "high");
}

/** What is left of a confidence after some steps down; never less than `low`. */
export function lowerConfidence(confidence: Confidence, steps: number): Confidence {
  return confidences[ranks[confidence] + steps] ?? "low";
}
