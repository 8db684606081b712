import { type Assignment, assignmentAt, columnAt } from "../assignments/assignment.ts";
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
  const add = (candidate: Candidate | undefined): void => {
    if (candidate === undefined) return;
    if (candidate.confidence !== "low") sure++;
    found.push(candidate);
  };
  const goesOn = (): boolean => sure < mostCandidates;
  const visitorOfNames = (): NameVisitor => {
    const visit = nameVisitor(searched, add);
    return (start, end) => {
      if (found.length - sure < mostUnsure) visit(start, end);
    };
  };
  const visitName = visitorOfNames();
  prefilter()(text, (target, start, end) => {
    if (target === "name") visitName(start, end);
    else if (target === "script") searched.onScriptHint?.(start);
    else add(candidateByShape(searched, target, start));
    return goesOn();
  });
  if (extraWords.length === 0) return found;
  const visitExtraName = visitorOfNames();
  extraFilter(extraWords)(text, (_target, start, end) => {
    visitExtraName(start, end);
    return goesOn();
  });
  return found;
}

/** Looks at a stretch of a text that may be a piece of a credential's name. */
type NameVisitor = (start: number, end: number) => void;

/** A visitor for one pass over the names in a text, from front to back: it remembers how far the text has been read. */
function nameVisitor(searched: SearchedText, add: (candidate: Candidate | undefined) => void): NameVisitor {
  const { text, extraWords } = searched;
  const readColumn = columnReader(text);
  // Hints overlap (`api_key_token`): an assignment is read once.
  let readUpTo = 0;
  return (start, end) => {
    if (end <= readUpTo) return;
    const assignment = assignmentAt(text, start, text[end - 1] === "=" ? end - 1 : end, extraWords);
    // "…" if prod else "…"
    const isCondition = assignment !== undefined && conditionBehind.test(text.slice(assignment.end, assignment.end + 16));
    if (assignment?.quoted !== true || assignment.cut || isCondition)
      for (const further of furtherValues(text, start, end, extraWords)) add(candidateByName(searched, further));
    if (assignment === undefined) {
      add(firstInColumn(searched, columnAt(text, start, end, extraWords, readColumn)));
      return;
    }
    // A bare value holds no other assignment; a quoted one may be a text of its own.
    if (!assignment.quoted) readUpTo = assignment.end;
    const candidate = assignment.cut ? undefined : candidateByName(searched, assignment);
    if (candidate !== undefined) readUpTo = candidate.end;
    add(candidate);
  };
}

/** One value tells what the column holds. */
function firstInColumn(searched: SearchedText, cells: readonly Assignment[]): Candidate | undefined {
  for (const cell of cells) {
    const candidate = candidateByName(searched, cell);
    if (candidate !== undefined) return candidate;
  }
  return undefined;
}
