import { UserError } from "../errors.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import { compareTexts } from "../findings/sort.ts";
import { isObject } from "../json.ts";
import { fingerprintScheme } from "./fingerprint.ts";

/** One accepted finding. Only the fingerprint counts; the rest says what was accepted, for people, in names alone. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly code: string;
  readonly rule: string;
  readonly solution?: string | undefined;
  readonly component?: string | undefined;
  readonly operation?: string | undefined;
}

/** The findings that a project has accepted for now. */
export interface Baseline {
  readonly entries: readonly BaselineEntry[];
}

/** Version of the file's form. */
const baselineVersion = 1;

/** An entry for a finding that is redacted and has its fingerprint. */
export function baselineEntry({ fingerprint, code, rule, location }: ReportedFinding, solution: string | undefined): BaselineEntry {
  return makeEntry({
    fingerprint,
    code,
    rule,
    solution: solution === "" ? undefined : solution,
    component: location.component,
    operation: location.operation,
  });
}

/**
 * The text of a baseline file: JSON with one finding a line, in an order made of names, so that two branches that add findings merge.
 * The same entries give the same bytes.
 */
export function writeBaseline(baseline: Baseline): string {
  const lines = withoutRepetition(baseline.entries)
    .sort(compareEntries)
    .map((entry) => `    ${JSON.stringify(makeEntry(entry))}`);
  const findings = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  return `{\n  "version": ${baselineVersion},\n  "fingerprints": ${JSON.stringify(fingerprintScheme)},\n  "findings": ${findings}\n}\n`;
}

/**
 * Reads a baseline file. Order and repeated entries, as merges leave them, do not matter.
 * @param file its name, for messages
 * @throws UserError when the text is not a baseline, or one that this version cannot compare with
 */
export function parseBaseline(text: string, file: string): Baseline {
  const value = parse(text.replace(/^\u{feff}/u, ""), file);
  if (!isObject(value) || typeof value.version !== "number" || !Array.isArray(value.findings)) {
    throw new UserError(
      `${file} is not a baseline: it needs "version" and "findings". Write one with --baseline ${file} --update-baseline.`,
    );
  }
  // A JSON report looks like a baseline otherwise.
  if (value.version === baselineVersion && value.fingerprints === undefined)
    throw new UserError(`${file} is not a baseline: it has no "fingerprints". Name another file, and write it with --update-baseline.`);
  if (value.version !== baselineVersion || value.fingerprints !== fingerprintScheme) {
    throw new UserError(
      `${file} was written by another version of solutionlint, with other fingerprints. Write it again with --update-baseline.`,
    );
  }
  return { entries: value.findings.map((entry: unknown, index) => readEntry(entry, index, file)) };
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The engine's message repeats a part of the text.
    const conflict = text.split("\n").findIndex((line) => /^(?:<{7}|={7}|>{7})(?: |\r?$)/.test(line));
    throw new UserError(
      `The baseline ${file} is not valid JSON${conflict === -1 ? "." : `: line ${conflict + 1} is the mark of a merge conflict.`}`,
    );
  }
}

function readEntry(entry: unknown, index: number, file: string): BaselineEntry {
  const text = (name: string) => (isObject(entry) && typeof entry[name] === "string" ? entry[name] : undefined);
  const fingerprint = text("fingerprint");
  if (fingerprint === undefined || !/^[0-9a-f]{16}(?::[1-9][0-9]*)?$/.test(fingerprint)) {
    throw new UserError(`${file}: entry ${index + 1} of "findings" has no valid "fingerprint".`);
  }
  return makeEntry({
    fingerprint,
    code: text("code") ?? "",
    rule: text("rule") ?? "",
    solution: text("solution"),
    component: text("component"),
    operation: text("operation"),
  });
}

/** What a baseline makes of the findings of a run. */
export interface BaselineResult {
  /** The same findings in the same order; those of the baseline are marked, unless they are suppressed already. */
  readonly findings: readonly ReportedFinding[];
  /** Entries that match no finding although the run looked there: data for SL0005. */
  readonly unused: readonly BaselineEntry[];
}

/**
 * Marks the findings of a baseline.
 * @param judged whether this run looked at what an entry is about (its solution was given, its rule ran): others cannot be called unused
 */
export function applyBaseline(
  findings: readonly ReportedFinding[],
  baseline: Baseline,
  judged: (entry: BaselineEntry) => boolean,
): BaselineResult {
  const known = new Set(baseline.entries.map((entry) => entry.fingerprint));
  const found = new Set(findings.map((finding) => finding.fingerprint));
  return {
    findings: findings.map((finding) =>
      finding.suppressed === null && known.has(finding.fingerprint) ? { ...finding, suppressed: { kind: "baseline" as const } } : finding,
    ),
    unused: withoutRepetition(baseline.entries).filter((entry) => !found.has(entry.fingerprint) && judged(entry)),
  };
}

/**
 * The baseline that accepts all findings of a run: their entries, and those of the previous baseline that the run did not judge.
 * @param current entries of the findings that count or are in the baseline already, not of those suppressed otherwise
 */
export function updateBaseline(previous: Baseline, current: readonly BaselineEntry[], judged: (entry: BaselineEntry) => boolean): Baseline {
  return { entries: [...previous.entries.filter((entry) => !judged(entry)), ...current] };
}

function withoutRepetition(entries: readonly BaselineEntry[]): BaselineEntry[] {
  return [...new Map(entries.map((entry) => [entry.fingerprint, entry])).values()];
}

function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  return (
    compareTexts(a.solution ?? "", b.solution ?? "") ||
    compareTexts(a.component ?? "", b.component ?? "") ||
    compareTexts(a.operation ?? "", b.operation ?? "") ||
    compareTexts(a.code, b.code) ||
    compareTexts(a.fingerprint, b.fingerprint)
  );
}

/** An entry with its members in the order of the file, and no others. */
function makeEntry({ fingerprint, code, rule, solution, component, operation }: BaselineEntry): BaselineEntry {
  // Absent members are left out by JSON.stringify.
  return { fingerprint, code, rule, solution, component, operation };
}
