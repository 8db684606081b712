import { readFileSync } from "node:fs";
import { rules } from "../../rules/index.ts";
import { rulePage } from "../about.ts";
import { ruleNames } from "../config/rule-names.ts";
import { UserError } from "../errors.ts";
import { exitCodes } from "./exit-codes.ts";

/** The `explain` command: prints the page of a rule. @throws UserError for an unknown rule, with the nearest name. */
export async function explainCommand(wanted: string): Promise<number> {
  const names = ruleNames(rules);
  const name = names.find(wanted);
  if (name === undefined) {
    const text = names.unknown(wanted);
    throw new UserError(`${text.charAt(0).toUpperCase()}${text.slice(1)}.`);
  }
  process.stdout.write(pageOf(name));
  return exitCodes.ok;
}

/** The page is part of the package; compiled files lie one folder deeper than their sources. */
function pageOf(name: string): string {
  for (const base of ["../../../docs/rules/", "../../docs/rules/"]) {
    try {
      return readFileSync(new URL(`${base}${name}.md`, import.meta.url), "utf8");
    } catch {
      // Not there: try the next.
    }
  }
  return `${rulePage(name)}\n`;
}
