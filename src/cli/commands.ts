import yargs, { type Argv } from "yargs";
import { toolName, toolVersion } from "../about.ts";
import { UserError } from "../errors.ts";
import { exitCodes } from "./exit-codes.ts";
import type { ExplainArguments } from "./explain-command.ts";
import { type FixArguments, fixOptions } from "./fix-options.ts";
import { type GraphArguments, graphOptions } from "./graph-options.ts";
import { type InventoryArguments, inventoryOptions } from "./inventory-options.ts";
import { type LintArguments, lintOptions } from "./lint-options.ts";
import { type MergeArguments, mergeOptions } from "./merge-options.ts";
import { type RulesArguments, rulesOptions } from "./rules-options.ts";
import { color, plugin } from "./shared-options.ts";
import { terminalColumns } from "./terminal.ts";
import { rejectMisplacedCommand, rejectMistypedCommand, usageError } from "./usage-errors.ts";

/** How each command is written. */
const forms = {
  lint: "lint [paths..]",
  fix: "fix <paths..>",
  explain: "explain <rule>",
  rules: "rules",
  inventory: "inventory <paths..>",
  graph: "graph <path>",
  merge: "merge <reports..>",
  init: "init",
  completion: "completion",
} as const;

/** Parses the command line and runs the command that it names. @throws UserError for wrong usage */
export async function runCommand(given: readonly string[]): Promise<number> {
  const args = askingForHelp(given);
  let code: number = exitCodes.ok;
  const parser = createParser(args, (ended) => {
    code = ended;
  });
  const [command, ...rest] = args;
  await rejectMistypedCommand(command, Object.keys(forms));
  if (command === "completion") {
    // yargs prints the script even if there are other arguments.
    if (rest.length === 0) parser.showCompletionScript();
    else if (rest.every((arg) => arg === "--help" || arg === "-h")) process.stdout.write(completionHelp);
    else throw new UserError(`'${toolName} completion' takes no arguments: it prints the script for the shell that runs it, bash or zsh.`);
    return exitCodes.ok;
  }
  // A shell asks for completions: the command line may be incomplete.
  const completes = command === "--get-yargs-completions";
  try {
    await parser.parseAsync();
  } catch (error) {
    // yargs wraps what is thrown while options are read in an error of its own.
    if (!completes) throw error instanceof Error && error.name === "YError" ? usageError(error.message, args, forms, parser) : error;
  }
  return completes ? exitCodes.ok : code;
}

/** `help fix` as other tools have it: `fix --help`. */
function askingForHelp(args: readonly string[]): readonly string[] {
  const [first, command, ...rest] = args;
  return first === "help" && command !== undefined && rest.length === 0 && Object.hasOwn(forms, command) ? [command, "--help"] : args;
}

/**
 * The commands with their options and the help.
 * @param onEnd called with the exit code of the command that has run
 */
function createParser(args: readonly string[], onEnd: (code: number) => void): Argv {
  const parser: Argv = yargs(withoutSeparator(args).map((arg) => (arg === "-" ? dash : arg)));
  addCommands(parser, onEnd)
    .scriptName(toolName)
    .locale("en")
    .usage("$0 <paths..> [options]\n\nFinds hardcoded credentials and follows secrets through exported Power Platform solutions.")
    .completion("completion", "Print a completion script for bash or zsh", completionOf(args))
    .option("debug", { type: "boolean", describe: "Show stack traces of internal errors" })
    .example("$0 ./ContosoErp_1_0_0_7.zip", "analyse an export")
    .example("$0 src/ -f stylish -f sarif:out.sarif", "write two reports of one analysis")
    .example("$0 fix src/ --dry-run", "preview repairs as a diff, without secrets")
    .example("$0 explain secret-in-variable", "why a rule exists and how to fix its findings")
    .epilogue("Exit codes: 0 no findings at or above --fail-on, 1 findings, 2 wrong usage, unreadable input or an internal error.")
    .middleware([restoreDashes, expandGiven])
    .version(toolVersion())
    .alias("help", "h")
    .strict()
    .parserConfiguration({ "greedy-arrays": false })
    .wrap(Math.min(120, terminalColumns(process.stdout, 100)))
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? usageError(message, args, forms, parser);
    });
  return parser;
}

/** In the order in which the help lists them. What a command needs is loaded only when it runs. */
function addCommands(parser: Argv, onEnd: (code: number) => void): Argv {
  const runs =
    <Given>(run: (given: Given) => Promise<number>) =>
    async (given: Given): Promise<void> =>
      onEnd(await run(given));
  return parser
    .command(
      ["$0 [paths..]", forms.lint],
      "Analyse solutions (the default command)",
      lintOptions,
      runs<LintArguments>(async (given) => {
        rejectMisplacedCommand(given.paths ?? [], Object.keys(forms));
        return (await import("./lint-command.ts")).lintCommand(given);
      }),
    )
    .command(
      forms.fix,
      "Repair what can be repaired mechanically",
      fixOptions,
      runs<FixArguments>(async (given) => (await import("./fix-command.ts")).fixCommand(given)),
    )
    .command<ExplainArguments>(
      forms.explain,
      "Show the documentation of a rule",
      (command) =>
        command
          .positional("rule", { type: "string", demandOption: true, describe: "Name or code of the rule" })
          .option("plugin", plugin)
          .option("color", color),
      runs(async (given: ExplainArguments) => (await import("./explain-command.ts")).explainCommand(given)),
    )
    .command(
      forms.rules,
      "List all rules",
      rulesOptions,
      runs<RulesArguments>(async (given) => (await import("./rules-command.ts")).rulesCommand(given)),
    )
    .command(
      forms.inventory,
      "List what solutions contain, and what an import needs",
      inventoryOptions,
      runs<InventoryArguments>(async (given) => (await import("./inventory-command.ts")).inventoryCommand(given)),
    )
    .command(
      forms.graph,
      "Draw the paths that secrets take",
      graphOptions,
      runs<GraphArguments>(async (given) => (await import("./graph-command.ts")).graphCommand(given)),
    )
    .command(
      forms.merge,
      "Join the JSON or SARIF reports of sharded runs",
      mergeOptions,
      runs<MergeArguments>(async (given) => (await import("./merge-command.ts")).mergeCommand(given)),
    )
    .command<{ force: boolean }>(
      forms.init,
      "Write an initial configuration, and show how to add a hook and a pipeline",
      (command) => command.option("force", { type: "boolean", default: false, describe: "Replace an existing configuration" }),
      runs(async (given) => (await import("./init-command.ts")).initCommand(given)),
    );
}

type AsksForWords = (then: (error: Error | null, words: readonly string[] | undefined) => void) => void;

/** Completions: yargs knows the options of the command that is being typed, but not those of the default command. */
function completionOf(
  args: readonly string[],
): (current: string, given: unknown, usual: AsksForWords, done: (words: string[]) => void) => void {
  return (current, _given, usual, done) => {
    void import("./completion.ts").then(({ complete }) => usual((_error, words = []) => done(complete(current, args.slice(2, -1), words))));
  };
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

/** Arguments that name files and folders. */
const pathArguments = ["paths", "reports"];

/** Expands patterns, since not every shell does. @throws UserError when one matches nothing */
async function expandGiven(given: Record<string, unknown>): Promise<void> {
  for (const name of pathArguments) {
    const paths = given[name];
    // Most runs have no pattern, and need not load what resolves them.
    if (!Array.isArray(paths) || !paths.some((path) => /[*?{]/.test(String(path)))) continue;
    const { expandPatterns } = await import("../input/patterns.ts");
    given[name] = expandPatterns(paths.map(String), process.cwd());
  }
}

/** Everything after `--` is a path, even if it begins with a dash. */
function withoutSeparator(args: readonly string[]): readonly string[] {
  const end = args.indexOf("--");
  if (end < 0) return args;
  return [...args.slice(0, end), ...args.slice(end + 1).map((arg) => (/^-./.test(arg) ? `./${arg}` : arg))];
}
