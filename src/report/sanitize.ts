import { once } from "../collections.ts";

/**
 * Names and texts of a scanned solution are written by strangers. These functions make them harmless for one target each; every reporter
 * sends every text through one of them. All of them give a single line.
 */

/**
 * Control characters, line separators, lone surrogates, and invisible formatting characters such as bidi overrides, zero-width spaces and
 * tags. The two joiners stay: scripts and emoji need them.
 */
const invisible = once(() => /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]|(?![\u200c\u200d])\p{Cf}/gu);

/** What `invisible` can be among. Most texts have none of it, and these patterns are compiled and tested in a fraction of the time. */
const notPrintable = /[^ -~]/;
const notPrintableInLines = /[^\n -~]/;

/** `##vso[` and `##[` are commands to Azure Pipelines (and to GitHub's runner) anywhere in a line. */
const bracketCommand = /##(?=(?:vso)?\[)/gi;

/** `::` is a command to GitHub's runner at the start of a line, and a wrapped line may start with any word. */
const colonCommand = /(^|\s)::/g;

/** Makes what cannot be seen visible: `␛` for an escape, `\u202e` for a bidi override. */
export function visible(text: string): string {
  if (!notPrintable.test(text)) return text;
  return text.replace(invisible(), (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? "\u2421" : escapeSequence(char);
  });
}

/** For a terminal or a log, coloured or not. */
export function terminalText(text: string): string {
  return visible(text).replace(bracketCommand, "## ").replace(colonCommand, "$1: :");
}

/** ASCII without what {@link xmlText} changes: most texts of a page, of which there are hundreds of thousands. */
const plainXml = /^[ !$%'-;=?-~]*$/;

/** For the text of an XML element or an attribute in double quotes. */
export function xmlText(text: string): string {
  if (plainXml.test(text)) return text;
  return visible(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(bracketCommand, "#&#35;");
}

/** What Markdown, or GitHub on top of it, would read as something else: at the start of a line, and anywhere. */
const markdownSpecial = /^\d*[-+=.)#]|[\\`*_[\]{}|~&<>$]|@(?=\w)|#(?=\d)|:(?=\/\/)|(?<=\bwww)\.|(?<=\bgh)-/gi;

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", $: "&#36;" };

/**
 * For a paragraph or a table cell of GitHub-flavoured Markdown: no formatting, no HTML, no link, no formula, no mention and no issue
 * reference. The empty comment is the only thing that keeps GitHub from turning `@body` into a mention: it looks for them after the
 * entities are decoded.
 */
export function markdownText(text: string): string {
  return terminalText(text).replace(markdownSpecial, (special) => {
    if (/^[@#:.-]$/.test(special)) return `${special}<!-- -->`;
    return entities[special] ?? `${special.slice(0, -1)}\\${special.slice(-1)}`;
  });
}

/** For the message of a GitHub workflow command. Source of the escapes: `command.js` of @actions/core. */
export function githubData(text: string): string {
  return visible(text).replace(bracketCommand, "## ").replaceAll("%", "%25");
}

/** For a property of a GitHub workflow command. */
export function githubProperty(text: string): string {
  return githubData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** For the message of an Azure Pipelines logging command. Source of the escapes: `taskcommand.ts` of azure-pipelines-task-lib. */
export function azureData(text: string): string {
  return visible(text).replace(bracketCommand, "## ").replaceAll("%", "%AZP25");
}

/** For a property of an Azure Pipelines logging command. */
export function azureProperty(text: string): string {
  return azureData(text).replaceAll("]", "%5D").replaceAll(";", "%3B");
}

/** What spreadsheets read as the beginning of a formula. */
const formulaStart = /^[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/** A cell of a CSV file, in quotes; no formula, whatever it begins with. */
export function csvText(text: string): string {
  return `"${terminalText(text).replaceAll('"', '""').replace(formulaStart, "'$&")}"`;
}

/** For a message in SARIF: viewers make a link of `[text](target)`. */
export function sarifText(text: string): string {
  return visible(text).replaceAll("](", "] (");
}

/**
 * A JSON document, indented, in which invisible characters and commands are escaped without changing what a parser reads. Ends in a line
 * feed.
 */
export function jsonText(value: unknown): string {
  return `${jsonInside(value, 0)}\n`;
}

/**
 * The text that {@link jsonText} gives, in pieces: a text of all findings of a hostile input would be longer than a text may be, and need
 * several times its length in memory.
 * @param document its members in their order; one that is iterable becomes an array, made item by item
 */
export function* jsonPieces(document: Readonly<Record<string, unknown>>): Iterable<string> {
  let before = "{";
  for (const [name, member] of Object.entries(document)) {
    if (member === undefined) continue;
    yield `${before}\n  ${JSON.stringify(name)}: `;
    before = ",";
    if (isList(member)) yield* listPieces(member);
    else yield jsonInside(member, 2);
  }
  yield before === "{" ? "{}\n" : "\n}\n";
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

function* listPieces(list: Iterable<unknown>): Iterable<string> {
  let before = "[";
  for (const item of list) {
    yield `${before}\n    ${jsonInside(item, 4)}`;
    before = ",";
  }
  yield before === "[" ? "[]" : "\n  ]";
}

/** A part of a document that {@link jsonText} gives. @param indent that of the line on which it begins */
export function jsonInside(value: unknown, indent: number): string {
  const text = JSON.stringify(value, undefined, 2);
  const shown = notPrintableInLines.test(text) ? text.replace(invisible(), (char) => (char === "\n" ? char : escapeSequence(char))) : text;
  const escaped = shown.replace(bracketCommand, "#\\u0023");
  return indent === 0 ? escaped : escaped.replaceAll("\n", `\n${" ".repeat(indent)}`);
}

function escapeSequence(char: string): string {
  return Array.from({ length: char.length }, (_, index) => `\\u${char.charCodeAt(index).toString(16).padStart(4, "0")}`).join("");
}
