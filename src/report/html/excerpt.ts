import type { ExcerptLine, ExcerptPart } from "../../findings/excerpt.ts";
import type { ReportedFinding } from "../../findings/reported-finding.ts";
import { html, type Markup } from "./escape.ts";

/** The code around a finding; its legend says what stands for the texts that are left out. */
export function excerptOf({ excerpt, location }: ReportedFinding): Markup {
  if (excerpt === undefined) return html``;
  const { lines } = excerpt;
  const numbers = new Set(lines.flatMap(({ number }) => number ?? []));
  // Most exports write a flow on one line: its number says nothing.
  const withNumbers = numbers.size > 1;
  const hasTexts = lines.some(({ parts }) => parts.some(({ kind }) => kind === "masked"));
  const language = { json: "JSON", xml: "XML", robin: "script" }[excerpt.language];
  return html`<h4>In the ${language}</h4><pre class="excerpt" tabindex="0" role="group" aria-label="${language} around line ${location.line}, with texts left out"><code>${lines.map((line) => lineOf(line, withNumbers))}</code></pre>${
    hasTexts &&
    html`<p class="legend"><span class="masked">•••</span> stands for a text that is not shown, because it could be a secret.</p>`
  }`;
}

function lineOf({ number, parts }: ExcerptLine, withNumbers: boolean): Markup {
  return html`${withNumbers && html`<span class="ln">${number ?? ""}</span>`}${runsOf(parts).map(runOf)}
`;
}

interface Run {
  readonly marked: boolean;
  readonly parts: ExcerptPart[];
}

/** Neighbours that belong to the place are one mark, so that a screen reader announces it once. */
function runsOf(parts: readonly ExcerptPart[]): readonly Run[] {
  const runs: Run[] = [];
  for (const part of parts) {
    const marked = part.marked === true;
    const last = runs.at(-1);
    if (last?.marked === marked) last.parts.push(part);
    else runs.push({ marked, parts: [part] });
  }
  return runs;
}

function runOf({ marked, parts }: Run): Markup {
  const inside = parts.map(({ kind, text }) => (kind === "code" ? html`${text}` : html`<span class="${kind}">${text}</span>`));
  return marked ? html`<mark>${inside}</mark>` : html`${inside}`;
}
