import type { Analysis } from "../dataflow/analysis.ts";
import { isMarked } from "../desktop-flow/local-variables.ts";
import type { DesktopFlow } from "../desktop-flow/model.ts";
import { printRobin } from "../desktop-flow/robin/print.ts";
import type { AuthoredText } from "../desktop-flow/robin/print-value.ts";
import { wordAt } from "../desktop-flow/robin/words.ts";
import { isPlainVariable, namesOf } from "../desktop-flow/script-names.ts";
import { detectCredentials } from "../secrets/detect.ts";
import { preview } from "../secrets/preview.ts";
import type { Span } from "../source/place.ts";
import { fileNames } from "./file-names.ts";

/** A desktop flow's script for people to review. */
export interface ReviewScript {
  /** Where to write it: `ContosoErp/Post invoice.robin`, with `/`; safe on every file system, and of no other script of the run. */
  readonly name: string;
  readonly text: string;
}

/**
 * The scripts of the run's desktop flows, decoded and indented anew, without their credentials. A text is left out where a rule would call
 * it a credential, where it is the default of a sensitive input or is assigned to a sensitive variable, and where the designer has
 * encrypted it; comments are searched for credentials as well. Words of rows that cannot be read, and names of variables, are shown only where
 * the script has them elsewhere.
 * @param redact takes secrets out of every text.
 */
export function reviewScripts(analysis: Analysis, redact: (text: string) => string): readonly ReviewScript[] {
  const flows = analysis.workspace.desktopFlows;
  const names = fileNames(
    flows.map((flow) => ({ folders: foldersOf(flow).map(redact), name: redact(flow.name), id: flow.id })),
    ".robin",
  );
  return flows.map((flow, index) => ({ name: names[index] ?? "", text: redact(scriptText(flow, analysis)) }));
}

/** The solution; for scripts outside of any, the folders that they are in. */
function foldersOf({ solution, source }: DesktopFlow): readonly string[] {
  return solution === "" ? source.file.split("/").slice(0, -1) : [solution];
}

function scriptText(flow: DesktopFlow, analysis: Analysis): string {
  const hidden = hiddenSpans(flow, analysis);
  const known = new Set(analysis.desktop.credentials.filter((found) => found.flow === flow).map(({ secret }) => secret));
  const names = namesOf(flow);
  const text = (value: string, node: AuthoredText): string => {
    if (value === "") return value;
    if (node.kind === "reference") return isKnownName(value, flow, names) || node.path.length > 0 ? value : preview(value);
    if (node.kind === "encrypted" || known.has(value)) return preview(value);
    if (node.kind === "error") return withoutTexts(value, names);
    const inside = hidden.filter(({ start, end }) => start < node.end && node.start < end);
    if (inside.length > 0) return inside.reduce((shown, { secret }) => hide(shown, secret), value);
    return node.kind === "comment" ? withoutCredentials(value, analysis.options.sensitiveNames) : value;
  };
  const title = `${flow.name}${flow.solution === "" ? "" : `, of the solution ${flow.solution}`}`.replace(/\s+/g, " ");
  const head = `# ${title}\n# For review: credentials are replaced by their length. Not for import.\n\n`;
  return head + printRobin(flow.script, { text });
}

interface HiddenSpan extends Span {
  /** The part of the text that is the secret; undefined for all of it. */
  readonly secret: string | undefined;
}

/** Stretches of the script whose texts are not shown. */
function hiddenSpans(flow: DesktopFlow, { desktop }: Analysis): readonly HiddenSpan[] {
  const spans: HiddenSpan[] = [];
  for (const { flow: holder, place, secret } of desktop.credentials) {
    if (holder === flow && place.at.kind === "text") spans.push({ ...place.at.span, secret: secret === "" ? undefined : secret });
  }
  for (const { sensitive, defaultValue } of flow.inputs) {
    if (sensitive && defaultValue?.place.at.kind === "text") spans.push({ ...defaultValue.place.at.span, secret: undefined });
  }
  for (const row of flow.rows) {
    const { statement } = row;
    if (statement.kind !== "set" || statement.target.kind === "error" || !isMarked(row, statement.target)) continue;
    const { start, end } = statement.value;
    spans.push({ start, end, secret: undefined });
  }
  return spans;
}

function hide(text: string, secret: string | undefined): string {
  return secret !== undefined && text.includes(secret) ? text.replaceAll(secret, () => preview(secret)) : preview(text);
}

function withoutCredentials(text: string, sensitiveNames: readonly string[]): string {
  return detectCredentials(text, { position: "other" }, { sensitiveNames })
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((shown, { span, preview: short }) => shown.slice(0, span.start) + short + shown.slice(span.end), text);
}

/** Nothing gives a value to other variables: the name could be a text that lacks its quotes. */
function isKnownName(name: string, { extent }: DesktopFlow, names: ReadonlySet<string>): boolean {
  return names.has(name.toLowerCase()) || (extent === "subflow" && isPlainVariable(name));
}

/** A row that cannot be read does not show what its texts are for, and any word in it could be a text that lacks its quotes. */
function withoutTexts(text: string, names: ReadonlySet<string>): string {
  const isKnown = (word: string): boolean =>
    word.split(".").every((part) => wordAt(part, 0, part.length) > 0 || names.has(part.toLowerCase()));
  return text.replace(/'+([^']+)(?:'+|$)|[^\s'"%(){},:=[\]<>]+/g, (word, quoted: string | undefined) => {
    if (quoted !== undefined) return `'${preview(quoted)}'`;
    return isKnown(word) || !/[\p{L}\p{N}]/u.test(word) ? word : preview(word);
  });
}
