import { existsSync } from "node:fs";
import type { Argv } from "yargs";
import { toolName } from "../about.ts";
import { didYouMean, nearest } from "../config/nearest.ts";
import { UserError } from "../errors.ts";
import { needsValue } from "./option-kinds.ts";

/** Commands by name, each with how it is written: `explain <rule>`. */
export type CommandForms = Readonly<Record<string, string>>;

/**
 * What is wrong with a command line, in our words and with the nearest name that exists, for what yargs says about it.
 * @param message of yargs, or of the function that reads an option, which is told as it is
 */
export function usageError(message: string, args: readonly string[], forms: CommandForms, parser: Argv): UserError {
  const command = args[0] !== undefined && Object.hasOwn(forms, args[0]) ? args[0] : undefined;
  const more = `Run '${[toolName, command, "--help"].filter((word) => word !== undefined).join(" ")}' for the options.`;
  const [, unknown] = /^Unknown arguments?: (.+)$/s.exec(message) ?? [];
  if (unknown !== undefined) return new UserError(`${unknownArguments(unknown.split(", "), args, optionNames(parser))} ${more}`);
  const [, option] = /^Not enough arguments following: (.+)$/s.exec(message) ?? [];
  if (option !== undefined) return new UserError(`${needsValue(longName(option, parser))} ${more}`);
  if (/^Not enough non-option arguments/.test(message) && command !== undefined)
    return new UserError(`An argument is missing: ${toolName} ${forms[command]}. ${more}`);
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
};

/** What options of other linters, and of other commands of ours, are called where they do not exist. */
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
 * @throws UserError when it is neither, but nearly a command
 */
export function rejectMistypedCommand(first: string | undefined, commands: readonly string[]): void {
  if (first === undefined || !/^[a-z]+$/.test(first) || commands.includes(first) || existsSync(first)) return;
  const meant = Object.hasOwn(commandsElsewhere, first) ? commandsElsewhere[first] : nearest(first, commands);
  if (meant !== undefined)
    throw new UserError(`'${first}' is neither a command nor a file or folder; did you mean '${toolName} ${meant}'?`);
}

/** A message that stands alone: with a capital letter, and a full stop unless it asks something. */
export function asSentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith("?") ? "" : "."}`;
}

/** The words that yargs does not know: it names options without their dashes, some of them twice, and what is one argument too many. */
function unknownArguments(words: readonly string[], args: readonly string[], known: readonly string[]): string {
  const written = args.map((arg) => arg.replace(/=.*$/s, "")).filter((arg) => arg.startsWith("-"));
  const options = words.flatMap((word) => written.filter((arg) => arg.replace(/^-+(?:no-)?/, "") === word));
  const [option] = options;
  if (option === undefined) return `Unexpected argument '${words[0]}'.`;
  const elsewhere = Object.hasOwn(optionsElsewhere, option) ? optionsElsewhere[option] : undefined;
  if (elsewhere !== undefined) return `There is no option "${option}" here: use ${elsewhere}.`;
  const forms = option.startsWith("--no-") ? known.map((name) => `--no-${name.slice(2)}`) : known;
  return asSentence(`there is no option "${option}"${didYouMean(option, forms)}`);
}

/** The options that a parser knows, of more than one letter, as they are written: `--format`. */
export function optionNames(parser: Argv): readonly string[] {
  return Object.keys(optionsOf(parser).key)
    .filter((name) => name.length > 1)
    .map((name) => `--${name}`);
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
}

/** The types of yargs leave out what its own completion uses. */
function optionsOf(parser: Argv): KnownOptions {
  return (parser as unknown as { getOptions(): KnownOptions }).getOptions();
}
