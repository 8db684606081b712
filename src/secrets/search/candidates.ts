import { assignmentAt, columnAt } from "../assignments/assignment.ts";
import { furtherValues } from "../assignments/further-values.ts";
import { columnReader } from "../assignments/table-text.ts";
import { candidateByName } from "./by-name.ts";
import { candidateByShape } from "./by-shape.ts";
import type { Candidate, SearchedText } from "./candidate.ts";
import { extraFilter, mayHoldCandidates, prefilter } from "./keywords.ts";

/** Most candidates of one text: a text with more is a list of credentials, and need not be reported completely. */
export const mostCandidates = 300;

/**
 * Unsure candidates do not count towards that limit, or they could keep a sure one from being found. After this many of them, names are no longer
 * examined.
 */
const mostUnsure = 5_000;

const noCandidates: readonly Candidate[] = [];

/** A quoted text that is the value in one case only, as Python writes it. */
const conditionBehind = /^\\{0,4}["']\s{1,4}if\b/;

/** All that looks like a credential in a text, by form and by the names inside it; may overlap. */
export function candidates(searched: SearchedText): readonly Candidate[] {
  const { text, extraWords } = searched;
  if (!mayHoldCandidates(text, extraWords)) return noCandidates;
  const found: Candidate[] = [];
  let sure = 0;
  const add = (candidate: Candidate): void => {
    if (candidate.confidence !== "low") sure++;
    found.push(candidate);
  };
  // One value tells what the column holds.
  const readColumn = columnReader(text);
  const visitColumn = (start: number, end: number): void => {
    for (const assignment of columnAt(text, start, end, extraWords, readColumn)) {
      const candidate = candidateByName(searched, assignment);
      if (candidate === undefined) continue;
      add(candidate);
      return;
    }
  };
  const visitFurther = (start: number, end: number): void => {
    for (const assignment of furtherValues(text, start, end, extraWords)) {
      const candidate = candidateByName(searched, assignment);
      if (candidate !== undefined) add(candidate);
    }
  };
  // Hints overlap (`api_key_token`): an assignment is read once.
  let readUpTo = 0;
  const visitName = (start: number, end: number): void => {
    if (end <= readUpTo || found.length - sure >= mostUnsure) return;
    const assignment = assignmentAt(text, start, text[end - 1] === "=" ? end - 1 : end, extraWords);
    // "…" if prod else "…"
    const isCondition = assignment !== undefined && conditionBehind.test(text.slice(assignment.end, assignment.end + 16));
    if (assignment?.quoted !== true || assignment.cut || isCondition) visitFurther(start, end);
    if (assignment === undefined) {
      visitColumn(start, end);
      return;
    }
    // A bare value holds no other assignment; a quoted one may be a text of its own.
    if (!assignment.quoted) readUpTo = assignment.end;
    const candidate = assignment.cut ? undefined : candidateByName(searched, assignment);
    if (candidate === undefined) return;
    readUpTo = candidate.end;
    add(candidate);
  };
  prefilter()(text, (target, start, end) => {
    if (target === "name") visitName(start, end);
    else if (target === "script") searched.onScriptHint?.(start);
    else {
      const candidate = candidateByShape(searched, target, start);
      if (candidate !== undefined) add(candidate);
    }
    return sure < mostCandidates;
  });
  if (extraWords.length > 0) {
    readUpTo = 0;
    extraFilter(extraWords)(text, (_target, start, end) => {
      visitName(start, end);
      return sure < mostCandidates;
    });
  }
  return found;
}
