import { shownName } from "../config/problems.ts";
import { ruleNames } from "../config/rule-names.ts";
import { UserError } from "../errors.ts";
import type { Rule } from "../rule.ts";
import { loadRules } from "../session/load-rules.ts";
import { readRulePage } from "../session/rule-pages.ts";
import { exitCodes } from "./exit-codes.ts";
import { drawMarkdown } from "./markdown.ts";
import { colorLevel, terminalColumns } from "./terminal.ts";
import { asSentence } from "./usage-errors.ts";

/** The options of `explain` as yargs gives them. */
export interface ExplainArguments {
  readonly rule: string;
  readonly plugin?: readonly string[];
  readonly color?: boolean;
}

/** Wider text is hard to read. */
const widest = 100;

/**
 * The `explain` command: shows the page of a rule, drawn for a terminal, and as Markdown where something else reads it.
 * @throws UserError for an unknown rule, with the nearest name, and when a plug-in cannot be loaded
 */
export async function explainCommand({ rule: wanted, plugin = [], color }: ExplainArguments): Promise<number> {
  const rules = await loadRules(plugin, process.cwd());
  const names = ruleNames(rules);
  const name = names.find(wanted);
  const rule = rules.find((one) => one.name === name);
  if (rule === undefined) {
    // A built-in rule has no slash in its name.
    if (wanted.includes("/") && plugin.length === 0)
      throw new UserError(
        `There is no built-in rule ${shownName(wanted)}. For one of a plug-in, add --plugin PACKAGE; one of the configuration has no page.`,
      );
    throw new UserError(asSentence(names.explainUnknown(wanted)));
  }
  const { stdout } = process;
  const page = readRulePage(rule.name) ?? pageOf(rule);
  const colors = colorLevel(color, stdout, process.env);
  const drawn = stdout.isTTY || colors > 0;
  stdout.write(drawn ? drawMarkdown(page, { width: Math.min(terminalColumns(stdout, widest), widest), colorLevel: colors }) : page);
  return exitCodes.ok;
}

/** What a rule says of itself: those of plug-ins have no page. */
function pageOf({ name, summary, level, plugin = "", messages, advice = {} }: Rule): string {
  const texts = Object.entries(messages).map(([id, message]) => ["-", message, advice[id] ?? ""].join(" ").trimEnd());
  return `# ${name}\n\n${summary}\n\n| level | plug-in |\n| --- | --- |\n| ${level} | ${plugin} |\n\n## What it says\n\n${texts.join("\n")}\n`;
}
