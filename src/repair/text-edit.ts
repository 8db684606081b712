import type { Span } from "../source/place.ts";

/** A stretch of a text and what is there instead. Offsets count UTF-16 units of the text before any edit. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** Edits in the order of the text, or undefined when two of them want the same stretch. Insertions at one place keep their order. */
export function orderEdits(edits: readonly TextEdit[]): readonly TextEdit[] | undefined {
  const ordered = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  for (let index = 1; index < ordered.length; index++) {
    if ((ordered[index]?.span.start ?? 0) < (ordered[index - 1]?.span.end ?? 0)) return undefined;
  }
  return ordered;
}

/** The text with edits that {@link orderEdits} has put in order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let from = 0;
  for (const { span, text: inserted } of edits) {
    result += text.slice(from, span.start) + inserted;
    from = span.end;
  }
  return result + text.slice(from);
}
