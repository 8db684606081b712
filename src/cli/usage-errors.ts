import { existsSync } from "node:fs";
import type { Argv } from "yargs";
import { toolName } from "../about.ts";
import { didYouMean, nearest } from "../config/nearest.ts";
import { UserError } from "../errors.ts";
import { needsValue } from "./option-kinds.ts";

/** Commands by name, each with how it is written: `explain <rule>`. */
export type CommandForms = Readonly<Record<string, string>>;

/**
 * Rewords an error of yargs, and adds the nearest name that exists.
 * @param message of yargs, or of the function that reads an option, which is kept as it is
 */
export function usageError(message: string, args: readonly string[], forms: CommandForms, parser: Argv): UserError {
  const command = args[0] !== undefined && Object.hasOwn(forms, args[0]) ? args[0] : undefined;
  const more = `Run '${[toolName, command, "--help"].filter((word) => word !== undefined).join(" ")}' for the options.`;
  const [, unknown] = /^Unknown arguments?: (.+)$/s.exec(message) ?? [];
  if (unknown !== undefined) return new UserError(`${unknownArguments(unknown.split(", "), args, parser)} ${more}`);
  const [, option] = /^Not enough arguments following: (.+)$/s.exec(message) ?? [];
  if (option !== undefined) return new UserError(`${needsValue(longName(option, parser))} ${more}`);
  if (/^Not enough non-option arguments/.test(message) && command !== undefined) {
    // yargs takes the word after an unknown option for the value of that option.
    const mistyped = unknownOption(args, parser);
    const what = mistyped === undefined ? `An argument is missing: ${toolName} ${forms[command]}.` : noSuchOption(mistyped, parser);
    return new UserError(`${what} ${more}`);
  }
  return new UserError(message);
}

/** What other tools call our commands. */
const commandsElsewhere: Readonly<Record<string, string>> = {
  analyse: "lint",
  analyze: "lint",
  audit: "lint",
  check: "lint",
  scan: "lint",
  validate: "lint",
  repair: "fix",
  version: "--version",
};

/** What to use instead of options that other linters, or our other commands, have. */
const optionsElsewhere: Readonly<Record<string, string>> = {
  "-o": "--format NAME:FILE",
  "--output": "--format NAME:FILE",
  "--output-file": "--format NAME:FILE",
  "--exit-zero": "--fail-on never",
  "--fix": "'solutionlint fix'",
  "--list-rules": "'solutionlint rules'",
  "--explain": "'solutionlint explain'",
  "--init": "'solutionlint init'",
  "--staged": "--only-given-files with the staged files",
  "--ignore-pattern": "'ignore' in the configuration",
};

/**
 * The first word can be a command or a path.
 * @throws UserError when it is neither, but nearly a command, or the name or code of a rule
 */
export async function rejectMistypedCommand(first: string | undefined, commands: readonly string[]): Promise<void> {
  if (first === undefined || commands.includes(first) || !/^[a-z][a-z0-9-]*$/i.test(first) || existsSync(first)) return;
  const meant = (await isRule(first)) ? `explain ${first}` : commandNear(first, commands);
  if (meant !== undefined)
    throw new UserError(`'${first}' is neither a command nor a file or folder; did you mean '${toolName} ${meant}'?`);
}

/** @throws UserError when a path that does not exist is the name of a command: it was written behind the path that it is for */
export function rejectMisplacedCommand(paths: readonly string[], commands: readonly string[]): void {
  const misplaced = paths.find((path) => commands.includes(path) && !existsSync(path));
  if (misplaced === undefined) return;
  const others = paths.filter((path) => path !== misplaced);
  throw new UserError(
    `There is no file or folder '${misplaced}', and a command comes first: ${[toolName, misplaced, ...others.slice(0, 1)].join(" ")}`,
  );
}

/** Whether a word is the name or code of a built-in rule. Loads all rules, which is why this comes last. */
async function isRule(word: string): Promise<boolean> {
  const [{ rules }, { ruleNames }] = await Promise.all([import("../../rules/index.ts"), import("../config/rule-names.ts")]);
  return ruleNames(rules).find(word) !== undefined;
}

function commandNear(word: string, commands: readonly string[]): string | undefined {
  if (!/^[a-z]+$/.test(word)) return undefined;
  return Object.hasOwn(commandsElsewhere, word) ? commandsElsewhere[word] : nearest(word, commands);
}

/** A message that stands alone: with a capital letter, and a full stop unless it asks something. */
export function asSentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith("?") ? "" : "."}`;
}

/**
 * The message about words that yargs does not know: options, which it names without their dashes and some of them twice, or one argument too many.
 */
function unknownArguments(words: readonly string[], args: readonly string[], parser: Argv): string {
  const written = optionsIn(args);
  const [option] = words.flatMap((word) => written.filter((one) => bareName(one) === word));
  return option === undefined ? `Unexpected argument '${words[0]}'.` : noSuchOption(option, parser);
}

/** The first option of more than one letter that the parser does not know, as it is written. */
function unknownOption(args: readonly string[], parser: Argv): string | undefined {
  const known = new Set(Object.keys(optionsOf(parser).key));
  return optionsIn(args).find((option) => option.startsWith("--") && !known.has(bareName(option)));
}

/** The options among arguments, without their values. */
function optionsIn(args: readonly string[]): readonly string[] {
  return args.filter((arg) => arg.startsWith("-")).map((arg) => arg.replace(/=.*$/s, ""));
}

/** `config` for `--config` and `--no-config` */
function bareName(option: string): string {
  return option.replace(/^-+(?:no-)?/, "");
}

function noSuchOption(option: string, parser: Argv): string {
  const elsewhere = Object.hasOwn(optionsElsewhere, option) ? optionsElsewhere[option] : undefined;
  if (elsewhere !== undefined) return `There is no option "${option}" here: use ${elsewhere}.`;
  const known = optionNames(parser);
  const forms = option.startsWith("--no-") ? known.map((name) => `--no-${name.slice(2)}`) : known;
  return asSentence(`there is no option "${option}"${didYouMean(option, forms)}`);
}

/** The options that a parser knows, of more than one letter, as they are written: `--format`. */
export function optionNames(parser: Argv): readonly string[] {
  return Object.keys(optionsOf(parser).key)
    .filter((name) => name.length > 1)
    .map((name) => `--${name}`);
}

/** The words that an option takes, of `--name` or `-n`; undefined where it takes any. */
export function optionChoices(parser: Argv, option: string): readonly string[] | undefined {
  const { choices } = optionsOf(parser);
  const name = longName(bareName(option), parser);
  return Object.hasOwn(choices, name) ? choices[name] : undefined;
}

/** `format` for `f` */
function longName(option: string, parser: Argv): string {
  const { alias } = optionsOf(parser);
  const [found = option] = Object.entries(alias).flatMap(([name, others]) => (others.includes(option) && name.length > 1 ? [name] : []));
  return found;
}

interface KnownOptions {
  readonly key: Readonly<Record<string, unknown>>;
  readonly alias: Readonly<Record<string, readonly string[]>>;
  readonly choices: Readonly<Record<string, readonly string[]>>;
}

/** The types of yargs leave out what its own completion uses. */
function optionsOf(parser: Argv): KnownOptions {
  return (parser as unknown as { getOptions(): KnownOptions }).getOptions();
}
