import { rules } from "../../rules/index.ts";
import { rulePage } from "../about.ts";
import { exitCodes } from "./exit-codes.ts";

/** The `rules` command: all rules with level, preset and whether they can be fixed. */
export async function rulesCommand(format: string): Promise<number> {
  const listed = rules.map(({ code, name, summary, level, preset, fixable }) => ({
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
