import { findRule, ruleNames } from "../config/rule-names.ts";
import { errorText, UserError } from "../errors.ts";
import { isMoreConfident } from "../findings/confidence.ts";
import { countInWords } from "../findings/list-in-words.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import type { FileResult } from "../fix/apply.ts";
import { uncommittedFiles } from "../fix/git-state.ts";
import { declinedFindings, type FindingChoice } from "../fix/groups.ts";
import { repairInputs } from "../fix/repair-inputs.ts";
import { archiveWith, readArchive, writeArchive } from "../fix/write-archive.ts";
import { writeFiles } from "../fix/write-folder.ts";
import type { Container } from "../input/artifact.ts";
import { givenFilter } from "../input/given.ts";
import { failedRule } from "../linter/run-rules.ts";
import { terminalText } from "../report/sanitize.ts";
import { prepare, type Session } from "../session/prepare.ts";
import { open } from "../session/session.ts";
import type { SessionOptions } from "../session/session-options.ts";
import { exitCodeOf } from "./exit-codes.ts";
import type { FixArguments } from "./fix-options.ts";
import { fixSummary, mostNames } from "./fix-summary.ts";
import { processFacts } from "./process-facts.ts";
import { readStandardInput } from "./standard-input.ts";

/**
 * The `fix` command: repairs in memory, checks the result, and writes it. What was done goes to standard output (with `--dry-run`: the
 * diff, and what it is about to standard error).
 * @throws UserError for wrong usage, and where writing would be dangerous
 */
export async function fixCommand(given: FixArguments): Promise<number> {
  const facts = processFacts();
  const { cwd } = facts;
  let archive: Buffer | undefined;
  const options: SessionOptions = {
    ...facts,
    environment: process.env,
    config: given.config,
    commandLine: { preset: given.preset, rules: given.rule },
    plugins: given.plugin ?? [],
    stdin: async (most) => (archive = await readStandardInput(most)),
    deployment: {},
  };
  const session = await prepare(given.paths, options);
  const { containers, given: named, lint } = await open(given.paths, session, options);
  rejectMisuse(given, containers);
  const start = { containers, run: await lint(containers) };
  const [failure] = start.run.failures;
  if (failure?.plugin !== undefined)
    throw new UserError(`${failedRule(failure)}, so that nothing can be checked: ${errorText(failure.error)}`);
  if (failure !== undefined) throw new Error(`the rule '${failure.rule}' failed, so that nothing can be checked`, { cause: failure.error });

  const isGiven = givenFilter(named);
  const isWanted = wantedBy(given, session);
  const choice: FindingChoice = {
    safety: given.unsafe === true ? "unsafe" : "safe",
    isWanted: (finding) => isWanted(finding) && isGiven(finding.location.path, finding.location.file),
  };
  const repaired = await repairInputs(start, choice, isGiven, lint);
  const { run } = repaired.state;
  const summary = start.run.redactText(run.redactText(fixSummary(repaired, declinedFindings(run, choice), given)));
  if (given.dryRun === true) {
    const { unifiedDiff } = await import("../fix/diff.ts");
    process.stdout.write(unifiedDiff(repaired.results, start.run, run));
    process.stderr.write(summary);
    return exitCodeOf(start.run.result.summary, given);
  }
  write(repaired.results, given, cwd, archive);
  process.stdout.write(summary);
  return exitCodeOf(run.result.summary, given);
}

/** @throws UserError when an archive is to be rewritten without a name for the result, or a name is given for what is written in place */
function rejectMisuse({ paths, output, dryRun }: FixArguments, containers: readonly Container[]): void {
  if (output === "-") throw new UserError("--output: a zip is not written to standard output; name a file.");
  const archive = containers.find(({ kind, prefix }) => kind === "archive" && prefix === "");
  if (output !== undefined && archive === undefined)
    throw new UserError("--output is for one zip file. Folders and files are rewritten in place.");
  if (output !== undefined && paths.length > 1) throw new UserError("--output is for one zip file: repair one after the other.");
  if (archive !== undefined && output === undefined && dryRun !== true)
    throw new UserError(`A zip file is never rewritten in place: name the new one with --output, or look at the changes with --dry-run.`);
}

/** All rules run, so that a repair of one finding cannot bring up another unseen; these options only choose what is repaired. */
function wantedBy({ only, minConfidence = "low" }: FixArguments, { rules }: Session): (finding: ReportedFinding) => boolean {
  const names = ruleNames(rules);
  const chosen = new Set((only ?? []).map((word) => findRule(word, names, "--only")));
  return ({ rule, confidence }) => (chosen.size === 0 || chosen.has(rule)) && !isMoreConfident(minConfidence, confidence);
}

function write(results: readonly FileResult[], { paths, output, force }: FixArguments, cwd: string, stdin: Buffer | undefined): void {
  const [path = ""] = paths;
  if (output !== undefined) {
    const bytes = stdin ?? readArchive(path, cwd);
    // An archive without anything to repair is copied as it is, so that the next step of a pipeline finds it.
    writeArchive(results.length === 0 ? bytes : archiveWith(bytes, results), output, stdin === undefined ? path : undefined, cwd);
    return;
  }
  if (results.length === 0) return;
  const changed = force === true ? [] : uncommittedFiles(results, cwd, process.env);
  if (changed.length > 0) {
    const shown = changed.slice(0, mostNames).map((name) => `  ${terminalText(name)}`);
    const more = changed.length - shown.length;
    throw new UserError(
      `Git has no copy of ${countInWords(changed.length, "file")} as ${changed.length === 1 ? "it is" : "they are"} now, so nothing was written. Commit first, or use --force:\n${[...shown, ...(more > 0 ? [`  and ${more} more`] : [])].join("\n")}`,
    );
  }
  writeFiles(results, cwd);
}
