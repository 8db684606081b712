import yargs, { type Argv } from "yargs";
import { toolName, toolVersion } from "../about.ts";
import { UserError } from "../errors.ts";
import { exitCodes } from "./exit-codes.ts";
import { type LintArguments, lintOptions } from "./lint-options.ts";

/** Parses the command line and runs the command that it names. @throws UserError for wrong usage. */
export async function runCommand(args: readonly string[]): Promise<number> {
  let code: number = exitCodes.ok;
  const parser: Argv = yargs([...args])
    .scriptName(toolName)
    .locale("en")
    .usage("$0 <paths..>\n\nFinds hardcoded credentials and follows secrets through exported Power Platform solutions.")
    .command<LintArguments>(["$0 [paths..]", "lint [paths..]"], "Analyse solutions (the default command)", lintOptions, async (given) => {
      const { lintCommand } = await import("./lint-command.ts");
      code = await lintCommand(given);
    })
    .command<{ rule: string }>(
      "explain <rule>",
      "Show a rule's page",
      (command) => command.positional("rule", { type: "string", demandOption: true, describe: "Name or code of the rule" }),
      async (given) => {
        const { explainCommand } = await import("./explain-command.ts");
        code = await explainCommand(given.rule);
      },
    )
    .command<{ format: string }>(
      "rules",
      "List all rules",
      (command) => command.option("format", { choices: ["text", "json"], default: "text", describe: "How to list them" }),
      async (given) => {
        const { rulesCommand } = await import("./rules-command.ts");
        code = await rulesCommand(given.format);
      },
    )
    .example("$0 ./ContosoErp_1_0_0_7.zip", "look at an export on your machine")
    .example("$0 src/ -f stylish -f sarif:solutionlint.sarif", "one analysis, two reports")
    .example("$0 explain secret-in-variable", "why a rule exists and how to fix what it finds")
    .epilogue("Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage, nothing to read or an internal error.")
    .version(toolVersion())
    .alias("help", "h")
    .strict()
    .parserConfiguration({ "greedy-arrays": false })
    .wrap(Math.min(120, process.stdout.columns ?? 100))
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new UserError(`${message}\nRun '${toolName} --help' for the options.`);
    });
  await parser.parseAsync();
  return code;
}
