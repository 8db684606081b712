import { isObject } from "../json.ts";

/**
 * Whether a parsed text has the shape that this tool's reports have, as far as joining them relies on it: reports to be merged are files
 * like any other.
 */
export function isJsonReport(value: unknown): boolean {
  return (
    isObject(value) &&
    value.version === 1 &&
    isObject(value.tool) &&
    isListOf(value.solutions, (one) => hasTexts(one, "path", "root")) &&
    isListOf(value.findings, isFinding)
  );
}

/** The same for a SARIF log; what is in a result besides its place is taken over as it is. */
export function isSarifLog(value: unknown): boolean {
  return (
    isObject(value) &&
    value.version === "2.1.0" &&
    isListOf(value.runs, (run) => isObject(run.tool) && isListOf(run.results ?? [], isResult))
  );
}

type Members = Readonly<Record<string, unknown>>;

function isListOf(value: unknown, isItem: (item: Members) => boolean): boolean {
  return Array.isArray(value) && value.every((item: unknown) => isObject(item) && isItem(item));
}

function hasTexts(value: Members, ...names: readonly string[]): boolean {
  return names.every((name) => typeof value[name] === "string");
}

function isFinding(value: Members): boolean {
  const { level, suppressed } = value;
  return (
    hasTexts(value, "code", "rule", "confidence", "message", "fixable", "fingerprint", "help") &&
    (level === "error" || level === "warning" || level === "note") &&
    isLocation(value.location) &&
    isListOf(value.flow, isStep) &&
    isListOf(value.related, isStep) &&
    (suppressed === null || (isObject(suppressed) && hasTexts(suppressed, "kind")))
  );
}

function isStep(value: Members): boolean {
  return hasTexts(value, "message") && isLocation(value.location) && (value.leftOut === undefined || typeof value.leftOut === "number");
}

function isLocation(value: unknown): boolean {
  return (
    isObject(value) &&
    hasTexts(value, "path", "file") &&
    ["line", "column", "endLine", "endColumn"].every((name) => typeof value[name] === "number") &&
    ["pointer", "component", "componentKind", "operation"].every((name) => value[name] === undefined || typeof value[name] === "string") &&
    (value.host === undefined || isLocation(value.host))
  );
}

function isResult(value: Members): boolean {
  const { locations, suppressions } = value;
  return (
    isObject(value.message) &&
    (locations === undefined ||
      isListOf(locations, ({ physicalLocation }) => physicalLocation === undefined || isObject(physicalLocation))) &&
    (suppressions === undefined || Array.isArray(suppressions)) &&
    (value.level === undefined || ["error", "warning", "note", "none"].some((level) => level === value.level))
  );
}
