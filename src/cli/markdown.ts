import { Chalk, type ChalkInstance } from "chalk";
import { padText, textWidth, wrapText } from "../report/text-layout.ts";

/** How a page looks in a terminal. */
export interface PageStyle {
  /** Columns that a line may take. */
  readonly width: number;
  readonly colorLevel: 0 | 1 | 2 | 3;
}

/** A stretch of text without a space in it, and how it is drawn. */
interface Word {
  readonly text: string;
  readonly draw: (text: string) => string;
}

/**
 * Draws a page of the documentation for a terminal. It knows the Markdown that the project's own pages are written in (headings,
 * paragraphs, lists, quotes, tables, fenced code, links, emphasis), and leaves anything else as it stands.
 */
export function drawMarkdown(page: string, { width, colorLevel }: PageStyle): string {
  const chalk = new Chalk({ level: colorLevel });
  const drawn = drawLines(page.replace(/<!--[\s\S]*?-->\n*/g, "").split("\n"), width, chalk);
  // Indentation on the first line is code.
  return `${drawn
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/^\n+|\s+$/g, "")}\n`;
}

function drawLines(lines: readonly string[], width: number, chalk: ChalkInstance): readonly string[] {
  const drawn: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const block = blockAt(lines, at);
    drawn.push(...drawBlock(block, width, chalk));
    at += block.lines.length;
  }
  return drawn;
}

interface Block {
  readonly kind: "heading" | "code" | "table" | "quote" | "item" | "blank" | "paragraph";
  readonly lines: readonly string[];
}

const starts: readonly (readonly [Block["kind"], RegExp])[] = [
  ["heading", /^#{1,6} /],
  ["code", /^ *```/],
  ["table", /^\|/],
  ["quote", /^>/],
  ["item", /^ *(?:[-*]|\d+\.) /],
  ["blank", /^\s*$/],
];

const kindOf = (line: string): Block["kind"] => starts.find(([, start]) => start.test(line))?.[0] ?? "paragraph";

function blockAt(lines: readonly string[], from: number): Block {
  const kind = kindOf(lines[from] ?? "");
  let end = from + 1;
  const goesOn = (line: string): boolean => {
    if (kind === "heading" || kind === "blank") return false;
    // A line that begins no block of its own is the rest of the item or paragraph before it.
    return kindOf(line) === (kind === "item" ? "paragraph" : kind);
  };
  if (kind === "code") {
    while (end < lines.length && !/^ *```\s*$/.test(lines[end] ?? "")) end++;
    end++;
  } else while (end < lines.length && goesOn(lines[end] ?? "")) end++;
  return { kind, lines: lines.slice(from, end) };
}

function drawBlock({ kind, lines }: Block, width: number, chalk: ChalkInstance): readonly string[] {
  const [first = ""] = lines;
  switch (kind) {
    case "blank":
      return [""];
    case "heading": {
      const text = plain(first.replace(/^#+ /, ""));
      return [first.startsWith("# ") ? chalk.bold.underline(text) : chalk.bold(text)];
    }
    case "code":
      return lines.slice(1, -1).map((line) => `    ${chalk.cyan(line)}`.trimEnd());
    case "table":
      return drawTable(lines, width, chalk);
    case "quote":
      return drawLines(
        lines.map((line) => line.replace(/^> ?/, "")),
        width - 2,
        chalk,
      ).map((line) => `${chalk.dim("│")} ${line}`.trimEnd());
    case "item": {
      const mark = /^ *(?:[-*]|\d+\.) /.exec(first)?.[0] ?? "";
      const rest = [first.slice(mark.length), ...lines.slice(1)];
      return wrapWords(wordsOf(joined(rest, /^ +/), chalk), width - mark.length).map(
        (line, index) => `${index === 0 ? mark.replace(/[-*] $/, "• ") : " ".repeat(mark.length)}${line}`,
      );
    }
    case "paragraph":
      return wrapWords(wordsOf(joined(lines, /^ +/), chalk), width);
  }
}

const joined = (lines: readonly string[], prefix: RegExp): string => lines.map((line) => line.replace(prefix, "")).join(" ");

/** A table with one row is a list of facts; one that does not fit is a list of rows. */
function drawTable(lines: readonly string[], width: number, chalk: ChalkInstance): readonly string[] {
  const cellsOf = (line: string): readonly string[] =>
    line
      .replace(/^\||\|\s*$/g, "")
      .split(/(?<!\\)\|/)
      .map((cell) => plain(cell.trim().replaceAll("\\|", "|")));
  const [head = [], , ...rows] = lines.map(cellsOf);
  const widest = (column: number): number => Math.max(...[head, ...rows].map((row) => textWidth(row[column] ?? "")));
  if (rows.length === 1) {
    const names = Math.max(...head.map(textWidth));
    return head.flatMap((name, column) => {
      const text = wrapText(rows[0]?.[column] ?? "", width - names - 2);
      return text.map((line, index) => `${chalk.dim(padText(index === 0 ? name : "", names))}  ${line}`);
    });
  }
  const columns = head.map((_, column) => widest(column));
  if (columns.reduce((sum, column) => sum + column + 2, 0) <= width) {
    const row = (cells: readonly string[]): string => cells.map((cell, column) => padText(cell, columns[column] ?? 0)).join("  ");
    return [chalk.dim(row(head).trimEnd()), ...rows.map((cells) => row(cells).trimEnd())];
  }
  return rows.flatMap((cells) =>
    wrapText(cells.filter((cell) => cell !== "").join(" · "), width - 2).map((line, index) => `${index === 0 ? "• " : "  "}${line}`),
  );
}

/** Emphasis, code and links, in the order in which they are looked for. */
const inline = /`([^`]+)`|\*\*([^*]+)\*\*|(?<![\w*])[*_]([^*_\s](?:[^*_]*[^*_\s])?)[*_](?![\w*])|\[([^\]]+)\]\(([^)\s]+)\)/g;

/** A text without its marks. */
function plain(text: string): string {
  return text.replace(inline, (_all, code: string, strong: string, emphasis: string, link: string, address: string) =>
    link === undefined ? (code ?? strong ?? emphasis) : withAddress(link, address),
  );
}

/** Links between pages of the documentation lead nowhere in a terminal. */
const withAddress = (link: string, address: string): string => (/^https?:/.test(address) ? `${plain(link)} (${address})` : plain(link));

function wordsOf(text: string, chalk: ChalkInstance): readonly Word[] {
  const words: Word[] = [];
  // What follows a mark without a space belongs to the word before it.
  const add = (piece: string, draw: Word["draw"]): void => {
    piece.split(" ").forEach((part, index) => {
      const last = index === 0 ? words.pop() : undefined;
      if (last === undefined) words.push({ text: part, draw: () => draw(part) });
      else words.push({ text: last.text + part, draw: () => last.draw(last.text) + draw(part) });
    });
  };
  const asIs = (piece: string): string => piece;
  let at = 0;
  for (const found of text.matchAll(inline)) {
    add(text.slice(at, found.index), asIs);
    const [all, code, strong, emphasis, link, address = ""] = found;
    if (code !== undefined) add(code, chalk.cyan);
    else if (strong !== undefined) add(plain(strong), chalk.bold);
    else if (emphasis !== undefined) add(plain(emphasis), chalk.italic);
    else add(withAddress(link ?? "", address), chalk.underline);
    at = found.index + all.length;
  }
  add(text.slice(at), asIs);
  return words;
}

function wrapWords(words: readonly Word[], width: number): readonly string[] {
  const lines: string[] = [];
  let line: string[] = [];
  let used = 0;
  for (const { text, draw } of words) {
    const wide = textWidth(text);
    if (used > 0 && used + 1 + wide > width) {
      lines.push(line.join(" "));
      [line, used] = [[], 0];
    }
    line.push(draw(text));
    used += wide + (used > 0 ? 1 : 0);
  }
  return [...lines, line.join(" ")];
}
