import { homedir } from "node:os";
import { buffer } from "node:stream/consumers";
import { append } from "../collections.ts";
import { ruleNames } from "../config/rule-names.ts";
import { UserError } from "../errors.ts";
import type { FileResult } from "../fix/apply.ts";
import { nameOf } from "../fix/diff.ts";
import { uncommittedFiles } from "../fix/git-state.ts";
import { type Choice, declinedFindings } from "../fix/groups.ts";
import { type Repaired, repairInputs } from "../fix/repair-inputs.ts";
import { archiveWith, readArchive, writeArchive } from "../fix/write-archive.ts";
import { writeFiles } from "../fix/write-folder.ts";
import type { Container } from "../input/artifact.ts";
import { givenFilter } from "../input/given.ts";
import { isSurer } from "../linter/confidence.ts";
import type { ReportedFinding } from "../linter/finding.ts";
import { sentenceOf } from "../linter/propose-fix.ts";
import { count } from "../report/display.ts";
import { terminalText } from "../report/sanitize.ts";
import { open, prepare, type Session, type SessionOptions } from "../session.ts";
import { exitCodeOf } from "./exit-codes.ts";
import type { FixArguments } from "./fix-options.ts";
import { runContext } from "./run-context.ts";

/**
 * The `fix` command: repairs in memory, checks the result, and writes it. What was done goes to standard output (with `--dry-run`: the diff, and what it is about to
 * standard error). @throws UserError for wrong usage, and where writing would be dangerous
 */
export async function fixCommand(given: FixArguments): Promise<number> {
  const cwd = process.cwd();
  let archive: Buffer | undefined;
  const options: SessionOptions = {
    cwd,
    home: homedir() || undefined,
    environment: process.env,
    config: given.config,
    commandLine: { preset: given.preset, rules: given.rule },
    plugins: given.plugin ?? [],
    today: new Date().toISOString().slice(0, 10),
    stdin: async () => (archive = await buffer(process.stdin)),
    context: (config) => runContext({}, config, cwd),
  };
  const session = await prepare(given.paths, options);
  const { containers, given: named, lint } = await open(given.paths, session, options);
  rejectMisuse(given, containers);
  const start = { containers, run: await lint(containers) };
  const [failure] = start.run.failures;
  if (failure !== undefined) throw new Error(`the rule '${failure.rule}' failed, so that nothing can be checked`, { cause: failure.error });

  const isGiven = givenFilter(named);
  const isWanted = wantedBy(given, session);
  const choice: Choice = {
    safety: given.unsafe === true ? "unsafe" : "safe",
    isWanted: (finding) => isWanted(finding) && isGiven(finding.location.path, finding.location.file),
  };
  const repaired = await repairInputs(start, choice, isGiven, lint);
  const { run } = repaired.state;
  const summary = start.run.redactText(run.redactText(summaryOf(repaired, declinedFindings(run, choice), given)));
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
  const archive = containers.find(({ kind, prefix }) => kind === "archive" && prefix === "");
  if (output !== undefined && (paths.length > 1 || archive === undefined))
    throw new UserError("--output is for one zip file. Folders and files are rewritten in place.");
  if (archive !== undefined && output === undefined && dryRun !== true)
    throw new UserError(`A zip file is never rewritten in place: name the new one with --output, or look at the changes with --dry-run.`);
}

/** All rules run, so that a repair of one finding cannot bring up another unseen; these options only choose what is repaired. */
function wantedBy({ only, minConfidence = "low" }: FixArguments, { rules }: Session): (finding: ReportedFinding) => boolean {
  const names = ruleNames(rules);
  const chosen = new Set(
    (only ?? []).map((word) => {
      const name = names.find(word);
      if (name === undefined) throw new UserError(`--only: ${names.unknown(word)}.`);
      return name;
    }),
  );
  return ({ rule, confidence }) => (chosen.size === 0 || chosen.has(rule)) && !isSurer(minConfidence, confidence);
}

function write(results: readonly FileResult[], { paths, output, force }: FixArguments, cwd: string, stdin: Buffer | undefined): void {
  const [path = ""] = paths;
  if (output !== undefined) {
    const bytes = stdin ?? readArchive(path, cwd);
    // An archive in which nothing is to be done is handed on as it is: what comes next in a pipeline finds it.
    writeArchive(results.length === 0 ? bytes : archiveWith(bytes, results), output, stdin === undefined ? path : undefined, cwd);
    return;
  }
  if (results.length === 0) return;
  const changed = force === true ? [] : uncommittedFiles(results, cwd, process.env);
  if (changed.length > 0) {
    const shown = changed.slice(0, mostNames).map((name) => `  ${terminalText(name)}`);
    const more = changed.length - shown.length;
    throw new UserError(
      `Git has no copy of ${count(changed.length, "file")} as ${changed.length === 1 ? "it is" : "they are"} now, so nothing was written. Commit first, or use --force:\n${[...shown, ...(more > 0 ? [`  and ${more} more`] : [])].join("\n")}`,
    );
  }
  writeFiles(results, cwd);
}

/** Names of files that an error message lists. */
const mostNames = 10;

/** What was done and what was not, by file. */
function summaryOf(
  { fixed, followed, dropped, results, state }: Repaired,
  declined: ReturnType<typeof declinedFindings>,
  given: FixArguments,
): string {
  const verb = given.dryRun === true ? "would be fixed" : "fixed";
  const findings = fixed.flatMap(({ parts }) => parts);
  const lines: string[] = [];
  const deeds = new Map<string, string[]>();
  for (const { finding, repairs } of [...fixed, ...followed].flatMap(({ parts }) => parts))
    for (const repair of repairs) append(deeds, componentOf(finding), `  ${finding.code}  ${terminalText(sentenceOf([repair]))}`);
  for (const [component, own] of deeds) lines.push(...(lines.length > 0 ? [""] : []), component, ...new Set(own));
  const left = new Map<string, ReportedFinding[]>();
  for (const { group, reason } of dropped) for (const { finding } of group.parts) append(left, reason, finding);
  for (const { finding, reason } of declined) append(left, reason, finding);
  for (const [reason, findings] of left) {
    const places = findings.slice(0, mostNames).map((finding) => `  ${finding.code}  ${placeOf(finding)}`);
    const more = findings.length - places.length;
    lines.push(
      ...(lines.length > 0 ? [""] : []),
      `Not ${verb}: ${terminalText(reason)}`,
      ...new Set(places),
      ...(more > 0 ? [`  and ${more} more`] : []),
    );
  }
  const files = results.map((result) => `  ${terminalText(nameOf(result))}`);
  if (files.length > 0) lines.push("", `${count(files.length, "file")}:`, ...files);
  const total =
    findings.length === 0
      ? `Nothing ${given.dryRun === true ? "would be fixed" : "was fixed"}.`
      : `${count(findings.length, "finding")} ${verb}${given.output === undefined || given.dryRun === true ? "" : `, in '${terminalText(given.output)}'`}.`;
  const { summary } = state.run.result;
  const remaining = summary.error + summary.warning + summary.note;
  const unsafe =
    given.unsafe === true ? 0 : state.run.result.findings.filter((one) => one.fixable === "unsafe" && one.suppressed === null).length;
  const rest =
    remaining === 0
      ? "None is left."
      : `${count(remaining, "finding")} ${remaining === 1 ? "is" : "are"} left${unsafe > 0 ? `, ${unsafe} of them fixable with --unsafe` : ""}.`;
  return `${[...lines, ...(lines.length > 0 ? [""] : []), `${total} ${rest}`].join("\n")}\n`;
}

/** `Get orders, Call_ERP` */
function placeOf(finding: ReportedFinding): string {
  const { operation } = finding.location;
  return [componentOf(finding), ...(operation === undefined ? [] : [terminalText(operation)])].join(", ");
}

function componentOf({ location }: ReportedFinding): string {
  return terminalText(location.component ?? location.file);
}
