import { rules } from "../../rules/index.ts";
import { rulePage } from "../about.ts";
import { wrapText } from "../report/text-layout.ts";
import { exitCodes } from "./exit-codes.ts";
import { columnsOf } from "./terminal.ts";

/** What the command says of a rule. */
interface ListedRule {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly preset: string;
  readonly fixable: string;
  readonly summary: string;
}

/** The `rules` command: all rules in the order of their codes, which is by subject. */
export async function rulesCommand(format: string): Promise<number> {
  const listed = rules
    .map(({ code, name, summary, level, preset, fixable = "no" }) => ({
      code,
      name,
      level,
      preset,
      fixable,
      summary,
      help: rulePage(name),
    }))
    .sort((left, right) => (left.code < right.code ? -1 : 1));
  const text =
    format === "json"
      ? `${JSON.stringify({ version: 1, rules: listed }, null, 2)}\n`
      : rulesTable(listed, columnsOf(process.stdout, Number.POSITIVE_INFINITY));
  process.stdout.write(text);
  return exitCodes.ok;
}

/** One line a rule; where that is too wide, the summary is below. */
export function rulesTable(listed: readonly ListedRule[], width: number): string {
  const nameWidth = Math.max(...listed.map(({ name }) => name.length));
  const rows = listed.map(({ code, name, level, preset, fixable, summary }) => {
    const start = `${code}  ${name.padEnd(nameWidth)}  ${level.padEnd(7)}  ${preset.padEnd(11)}  ${fixable.padEnd(6)}`;
    return { start, summary, code };
  });
  if (rows.every(({ start, summary }) => start.length + 2 + summary.length <= width))
    return rows.map(({ start, summary }) => `${start}  ${summary}\n`).join("");
  return rows
    .map(({ start, summary, code }) => {
      const indent = " ".repeat(code.length + 2);
      return [start.trimEnd(), ...wrapText(summary, width - indent.length).map((line) => indent + line)]
        .map((line) => `${line}\n`)
        .join("");
    })
    .join("");
}
