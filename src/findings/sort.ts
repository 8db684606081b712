import { bySeverity, type Level } from "./level.ts";
import type { ReportedFinding } from "./reported-finding.ts";

/** Report order: path, file, offset, code, message. Texts compare by UTF-16 code units, so the order is the same on every machine. */
function compareFindings(a: ReportedFinding, b: ReportedFinding): number {
  return (
    compareTexts(a.location.path, b.location.path) ||
    compareTexts(a.location.file, b.location.file) ||
    a.location.offset - b.location.offset ||
    compareTexts(a.code, b.code) ||
    compareTexts(a.message, b.message)
  );
}

/** A new array in report order. */
export function sortFindings(findings: readonly ReportedFinding[]): ReportedFinding[] {
  return [...findings].sort(compareFindings);
}

/** Errors before warnings before notes; the given order within a level. */
export function worstFirst<T extends { readonly level?: Level | "none" | undefined }>(findings: readonly T[]): readonly T[] {
  // A SARIF result without a level is a warning.
  return findings.toSorted((left, right) => bySeverity(left.level ?? "warning", right.level ?? "warning"));
}

/** Compares by UTF-16 code units. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
