import type { Level, ReportedFinding } from "./finding.ts";

/** Report order: path, file, offset, code, message. Texts compare by UTF-16 code units, so the order is the same on every machine. */
export function compareFindings(a: ReportedFinding, b: ReportedFinding): number {
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

const severity: Readonly<Record<Level | "none", number>> = { error: 0, warning: 1, note: 2, none: 3 };

/** Errors before warnings before notes; the given order within a level. */
export function worstFirst<T extends { readonly level?: Level | "none" | undefined }>(findings: readonly T[]): readonly T[] {
  return findings.toSorted((left, right) => severity[left.level ?? "warning"] - severity[right.level ?? "warning"]);
}

/** Compares by UTF-16 code units. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
