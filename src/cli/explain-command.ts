import { readFileSync } from "node:fs";
import { rules } from "../../rules/index.ts";
import { rulePage } from "../about.ts";
import { ruleNames } from "../config/rule-names.ts";
import { UserError } from "../errors.ts";
import { exitCodes } from "./exit-codes.ts";
import { drawMarkdown } from "./markdown.ts";
import { colorLevel, columnsOf } from "./terminal.ts";
import { asSentence } from "./usage-errors.ts";

/** Wider text is hard to read. */
const widest = 100;

/**
 * The `explain` command: shows the page of a rule, drawn for a terminal, and as Markdown where something else reads it.
 * @throws UserError for an unknown rule, with the nearest name
 */
export async function explainCommand(wanted: string): Promise<number> {
  const names = ruleNames(rules);
  const name = names.find(wanted);
  if (name === undefined) throw new UserError(asSentence(names.explainUnknown(wanted)));
  const { stdout } = process;
  const page = pageOf(name);
  const colors = colorLevel(undefined, stdout, process.env);
  const drawn = stdout.isTTY || colors > 0;
  stdout.write(drawn ? drawMarkdown(page, { width: Math.min(columnsOf(stdout, widest), widest), colorLevel: colors }) : page);
  return exitCodes.ok;
}

/** The page is part of the package; compiled files are one folder deeper than their sources. */
function pageOf(name: string): string {
  for (const base of ["../../../docs/rules/", "../../docs/rules/"]) {
    try {
      // The first lines tell those who edit the page where it comes from.
      return readFileSync(new URL(`${base}${name}.md`, import.meta.url), "utf8").replace(/^<!--[\s\S]*?-->\n*/, "");
    } catch {
      // Not there: try the next.
    }
  }
  return `${rulePage(name)}\n`;
}
