import { rules } from "../../rules/index.ts";
import { rulePage } from "../about.ts";
import type { Rule } from "../rule.ts";
import { exitCodes } from "./exit-codes.ts";

/** The `rules` command: all rules, in the order of their codes, which is by subject, with level, preset and whether they can be fixed. */
export async function rulesCommand(format: string): Promise<number> {
  const listed = rules.toSorted(byCode).map(({ code, name, summary, level, preset, fixable }) => ({
    code,
    name,
    level,
    preset,
    fixable: fixable ?? "no",
    summary,
    help: rulePage(name),
  }));
  if (format === "json") {
    process.stdout.write(`${JSON.stringify({ version: 1, rules: listed }, null, 2)}\n`);
    return exitCodes.ok;
  }
  const width = Math.max(...listed.map(({ name }) => name.length));
  for (const { code, name, level, preset, fixable, summary } of listed) {
    process.stdout.write(`${code}  ${name.padEnd(width)}  ${level.padEnd(7)}  ${preset.padEnd(11)}  ${fixable.padEnd(6)}  ${summary}\n`);
  }
  return exitCodes.ok;
}

function byCode(left: Pick<Rule, "code">, right: Pick<Rule, "code">): number {
  return left.code < right.code ? -1 : 1;
}
