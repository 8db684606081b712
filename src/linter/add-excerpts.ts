import { createTextMemo } from "../collections.ts";
import type { Excerpter } from "../excerpt/create.ts";
import type { Excerpt, ExcerptPart } from "../findings/excerpt.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import { sortFindings, worstFirst } from "../findings/sort.ts";
import type { Place } from "../source/place.ts";

/** No report shows the code around more findings: making it takes longer than all else about a finding. */
export const mostExcerpts = 5_000;

/**
 * Gives findings the code around their places: the worst of them where there are very many.
 * @param places those of the findings, in their order
 * @param redact takes secrets out of every text
 */
export function addExcerpts(
  findings: readonly ReportedFinding[],
  places: readonly Place[],
  excerptOf: Excerpter,
  redact: (text: string) => string,
): readonly ReportedFinding[] {
  const shown = new Set(worstFirst(sortFindings(findings)).slice(0, mostExcerpts));
  const redactText = createTextMemo(redact);
  return findings.map((finding, index) => {
    const place = places[index];
    const excerpt = place !== undefined && shown.has(finding) ? excerptOf(place) : undefined;
    return excerpt === undefined ? finding : { ...finding, excerpt: redacted(excerpt, redactText) };
  });
}

/** An excerpt shows names alone; one of them can still hold what was found to be a secret elsewhere. */
function redacted({ language, lines }: Excerpt, redact: (text: string) => string): Excerpt {
  const part = (one: ExcerptPart): ExcerptPart => {
    const text = redact(one.text);
    return text === one.text ? one : { ...one, text };
  };
  return { language, lines: lines.map((line) => ({ ...line, parts: line.parts.map(part) })) };
}
