import yargs, { type Argv } from "yargs";
import { toolName, toolVersion } from "../about.ts";
import { UserError } from "../errors.ts";
import { exitCodes } from "./exit-codes.ts";
import { type FixArguments, fixOptions } from "./fix-options.ts";
import { type GraphArguments, graphFormats } from "./graph-options.ts";
import { type InventoryArguments, inventoryFormats } from "./inventory-options.ts";
import { type LintArguments, lintOptions } from "./lint-options.ts";
import type { MergeArguments } from "./merge-command.ts";

/** Parses the command line and runs the command that it names. @throws UserError for wrong usage. */
export async function runCommand(args: readonly string[]): Promise<number> {
  let code: number = exitCodes.ok;
  const parser: Argv = yargs(withoutSeparator(args).map((arg) => (arg === "-" ? dash : arg)))
    .scriptName(toolName)
    .locale("en")
    .usage("$0 <paths..>\n\nFinds hardcoded credentials and follows secrets through exported Power Platform solutions.")
    .command<LintArguments>(["$0 [paths..]", "lint [paths..]"], "Analyse solutions (the default command)", lintOptions, async (given) => {
      const { lintCommand } = await import("./lint-command.ts");
      code = await lintCommand(given);
    })
    .command<FixArguments>("fix <paths..>", "Repair what is mechanical", fixOptions, async (given) => {
      const { fixCommand } = await import("./fix-command.ts");
      code = await fixCommand(given);
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
    .command<InventoryArguments>(
      "inventory <paths..>",
      "List what solutions hold, and what an import needs",
      (command) =>
        command
          .positional("paths", {
            type: "string",
            array: true,
            demandOption: true,
            describe: "Solution zips, packages, folders or flow definitions, or - for a zip on standard input",
          })
          .option("format", { alias: "f", choices: inventoryFormats, default: "stylish" as const, describe: "What to write" })
          .option("output", { alias: "o", type: "string", describe: "File to write instead of standard output" })
          .option("extract", { type: "string", describe: "Folder for the desktop-flow scripts, indented and without credentials" })
          .option("config", { alias: "c", type: "string", describe: "Configuration file; --no-config uses none" })
          .option("color", {
            type: "boolean",
            describe: "Colour even when the output is no terminal; --no-color for none",
          }) as unknown as Argv<InventoryArguments>,
      async (given) => {
        const { inventoryCommand } = await import("./inventory-command.ts");
        code = await inventoryCommand(given);
      },
    )
    .command<GraphArguments>(
      "graph <path>",
      "Draw the ways of secrets",
      (command) =>
        command
          .positional("path", { type: "string", demandOption: true, describe: "Solution zip, package, folder or flow definition" })
          .option("format", { alias: "f", choices: graphFormats, default: "mermaid" as const, describe: "Language of the drawing" })
          .option("flow", { type: "string", describe: "Only ways that pass through this flow" })
          .option("output", { alias: "o", type: "string", describe: "File to write instead of standard output" })
          .option("config", {
            alias: "c",
            type: "string",
            describe: "Configuration file; --no-config uses none",
          }) as unknown as Argv<GraphArguments>,
      async (given) => {
        const { graphCommand } = await import("./graph-command.ts");
        code = await graphCommand(given);
      },
    )
    .command<MergeArguments>(
      "merge <reports..>",
      "Join JSON or SARIF reports of sharded runs",
      (command) =>
        command
          .positional("reports", { type: "string", array: true, demandOption: true, describe: "Reports, all JSON or all SARIF" })
          .option("format", { alias: "f", type: "string", array: true, describe: "NAME or NAME:FILE (repeatable) [that of the reports]" })
          .option("fail-on", {
            choices: ["error", "warning", "note", "never"] as const,
            default: "error" as const,
            describe: "Lowest level that makes the exit code 1",
          })
          .option("max-warnings", { type: "number", describe: "Exit code 1 when there are more warnings" })
          .option("quiet", { type: "boolean", describe: "Show errors only" })
          .option("color", {
            type: "boolean",
            describe: "Colour even when the output is no terminal; --no-color for none",
          }) as unknown as Argv<MergeArguments>,
      async (given) => {
        const { mergeCommand } = await import("./merge-command.ts");
        code = await mergeCommand(given);
      },
    )
    .command<{ force: boolean }>(
      "init",
      "Write a first configuration, and show the hook and pipeline to add",
      (command) => command.option("force", { type: "boolean", default: false, describe: "Replace a configuration that is there" }),
      async (given) => {
        const { initCommand } = await import("./init-command.ts");
        code = await initCommand(given);
      },
    )
    .completion(
      "completion",
      "Print a completion script for bash or zsh",
      (
        current: string,
        _: unknown,
        usual: (then: (error: Error | null, words: readonly string[] | undefined) => void) => void,
        done: (words: string[]) => void,
      ) => {
        // yargs knows the options of the command that is being typed, but not those of the default command.
        void import("./completion.ts").then(({ complete }) =>
          usual((_error, words = []) => done(complete(current, args.slice(2, -1), words))),
        );
      },
    )
    .example("$0 ./ContosoErp_1_0_0_7.zip", "look at an export on your machine")
    .example("$0 src/ -f stylish -f sarif:solutionlint.sarif", "one analysis, two reports")
    .example("$0 fix src/ --dry-run", "what would be repaired, as a diff without secrets")
    .example("$0 explain secret-in-variable", "why a rule exists and how to fix what it finds")
    .epilogue("Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage, nothing to read or an internal error.")
    .middleware(restoreDashes)
    .version(toolVersion())
    .alias("help", "h")
    .strict()
    .parserConfiguration({ "greedy-arrays": false })
    .wrap(Math.min(120, process.stdout.columns ?? 100))
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new UserError(`${message}\nRun '${toolName} --help' for the options.`);
    });
  const [command, ...rest] = args;
  if (command === "completion" && rest.every((arg) => arg === "--help" || arg === "-h")) {
    // yargs prints the script whatever else is asked for.
    if (rest.length > 0) process.stdout.write(completionHelp);
    else parser.showCompletionScript();
    return exitCodes.ok;
  }
  // A shell asks for words: a command line that is not complete yet is no mistake.
  const completes = args[0] === "--get-yargs-completions";
  try {
    await parser.parseAsync();
  } catch (error) {
    if (!completes) throw error;
  }
  return completes ? exitCodes.ok : code;
}

const completionHelp = `${toolName} completion

Print a completion script for bash or zsh

  ${toolName} completion >> ~/.bashrc
  ${toolName} completion >> ~/.zshrc
`;

/** Stands for `-`, standard input: yargs takes a lone dash for an option and drops it from the paths. */
const dash = "\u0000-";

function restoreDashes(given: Record<string, unknown>): void {
  const restored = (value: unknown): unknown => (value === dash ? "-" : value);
  for (const [name, value] of Object.entries(given)) given[name] = Array.isArray(value) ? value.map(restored) : restored(value);
}

/** Behind `--` everything is a path, also what begins with a dash. */
function withoutSeparator(args: readonly string[]): readonly string[] {
  const end = args.indexOf("--");
  if (end < 0) return args;
  return [...args.slice(0, end), ...args.slice(end + 1).map((arg) => (/^-./.test(arg) ? `./${arg}` : arg))];
}
