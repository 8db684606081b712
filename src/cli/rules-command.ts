import { rulePage } from "../about.ts";
import { wrapText } from "../report/text-layout.ts";
import { loadRules } from "../session/load-rules.ts";
import { exitCodes } from "./exit-codes.ts";
import type { RulesArguments } from "./rules-options.ts";
import { terminalColumns } from "./terminal.ts";

/** What the command says of a rule. */
interface ListedRule {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly preset: string;
  readonly fixable: string;
  readonly summary: string;
}

/**
 * The `rules` command: the built-in rules in the order of their codes, which is by subject, then those of plug-ins by name.
 * @throws UserError when a plug-in cannot be loaded
 */
export async function rulesCommand({ format, plugin = [] }: RulesArguments): Promise<number> {
  const listed = (await loadRules(plugin, process.cwd()))
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
      : rulesTable(listed, terminalColumns(process.stdout, Number.POSITIVE_INFINITY), process.stdout.isTTY === true);
  process.stdout.write(text);
  return exitCodes.ok;
}

/** The names of the columns. */
const heads: ListedRule = { code: "code", name: "name", level: "level", preset: "preset", fixable: "fix", summary: "summary" };

/**
 * One line per rule; if that is too wide, the summary is below. Rules of plug-ins have no code.
 * @param hasHeads begin with the names of the columns, for people; without them, every line is a rule
 */
export function rulesTable(listed: readonly ListedRule[], width: number, hasHeads = false): string {
  const nameWidth = Math.max(...listed.map(({ name }) => name.length));
  const codeWidth = Math.max(...listed.map(({ code, name }) => (code === name ? 0 : code.length)));
  const rows = [...(hasHeads ? [heads] : []), ...listed].map(({ code, name, level, preset, fixable, summary }) => {
    const shown = (code === name ? "" : code).padEnd(codeWidth);
    const start = `${shown}  ${name.padEnd(nameWidth)}  ${level.padEnd(7)}  ${preset.padEnd(11)}  ${fixable.padEnd(6)}`;
    return { start, summary };
  });
  const isWide = rows.every(({ start, summary }) => start.length + 2 + summary.length <= width);
  const indent = " ".repeat(codeWidth + 2);
  return rows
    .map(({ start, summary }, index) => {
      if (isWide) return `${start}  ${summary}\n`;
      const below = hasHeads && index === 0 ? [] : wrapText(summary, width - indent.length).map((line) => indent + line);
      return [start.trimEnd(), ...below].map((line) => `${line}\n`).join("");
    })
    .join("");
}
