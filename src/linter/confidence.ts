import type { Confidence } from "./finding.ts";

/** From the surest to the least sure. */
export const confidences = ["high", "medium", "low"] as const satisfies readonly Confidence[];

const steps: Readonly<Record<Confidence, number>> = { high: 0, medium: 1, low: 2 };

/** For sorting: the surest first. */
export function bySureness(left: Confidence, right: Confidence): number {
  return steps[left] - steps[right];
}

/** Whether one confidence is higher than another. */
export function isSurer(confidence: Confidence, than: Confidence): boolean {
  return steps[confidence] < steps[than];
}

/** The surest of several; `low` of none. */
export function surest(...those: readonly Confidence[]): Confidence {
  return those.reduce((best, current) => (isSurer(current, best) ? current : best), "low");
}

/** The least sure of several, which is what a chain of them is worth; `high` of none. */
export function leastSure(...those: readonly Confidence[]): Confidence {
  return those.reduce((least, current) => (isSurer(least, current) ? current : least), "high");
}

/** What is left of a confidence after some steps down; never less than `low`. */
export function lessSure(confidence: Confidence, down: number): Confidence {
  return confidences[steps[confidence] + down] ?? "low";
}
