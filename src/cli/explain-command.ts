import { rules } from "../../rules/index.ts";
import { rulePage } from "../about.ts";
import { ruleNames } from "../config/rule-names.ts";
import { UserError } from "../errors.ts";
import { readRulePage } from "../session/rule-pages.ts";
import { exitCodes } from "./exit-codes.ts";
import { drawMarkdown } from "./markdown.ts";
import { colorLevel, columnsOf } from "./terminal.ts";
import { asSentence } from "./usage-errors.ts";

/** The options of `explain` as yargs gives them. */
export interface ExplainArguments {
  readonly rule: string;
  readonly color?: boolean;
}

/** Wider text is hard to read. */
const widest = 100;

/**
 * The `explain` command: shows the page of a rule, drawn for a terminal, and as Markdown where something else reads it.
 * @throws UserError for an unknown rule, with the nearest name
 */
export async function explainCommand({ rule: wanted, color }: ExplainArguments): Promise<number> {
  const names = ruleNames(rules);
  const name = names.find(wanted);
  if (name === undefined) throw new UserError(asSentence(names.explainUnknown(wanted)));
  const { stdout } = process;
  const page = readRulePage(name) ?? `${rulePage(name)}\n`;
  const colors = colorLevel(color, stdout, process.env);
  const drawn = stdout.isTTY || colors > 0;
  stdout.write(drawn ? drawMarkdown(page, { width: Math.min(columnsOf(stdout, widest), widest), colorLevel: colors }) : page);
  return exitCodes.ok;
}
