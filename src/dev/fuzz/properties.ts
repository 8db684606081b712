import { spawnSync } from "node:child_process";
import { rules } from "../../../rules/index.ts";
import { homepage, toolName, toolVersion } from "../../about.ts";
import type { ResolvedConfig } from "../../config/types.ts";
import { stackText, UserError } from "../../errors.ts";
import type { LintResult } from "../../findings/lint-result.ts";
import { defaultInputLimits } from "../../input/artifact.ts";
import { openInputs } from "../../input/open.ts";
import { type LintRun, lint } from "../../linter/lint.ts";
import { isReporterName, loadReporter, reporterNames } from "../../report/index.ts";
import { reportRules } from "../../report/rules.ts";
import { parseXml } from "../../source/xml.ts";

/** What every input is tried for. */
export interface Trial {
  readonly config: ResolvedConfig;
  readonly secrets: readonly string[];
  /** The built command, if it is to be run as well, in a process of its own. */
  readonly command?: string;
}

/** Milliseconds of processor time that a small input may take, with everything that is tried of it. */
const mostTime = 10_000;

/**
 * What is wrong with how the tool takes an archive, in a sentence; undefined when nothing is. Nothing may throw, no rule may fail, two runs
 * must give the same bytes, no report may show a planted secret or let a text of the archive act, and the command must say the same with
 * the right exit code.
 */
export async function violationOf(archive: Buffer, trial: Trial): Promise<string | undefined> {
  const started = process.cpuUsage();
  try {
    const first = await linted(archive, trial.config);
    if (first === undefined) return trial.command === undefined ? undefined : commandViolation(trial.command, archive, undefined);
    const [failure] = first.failures;
    if (failure !== undefined) return `the rule ${failure.rule} failed: ${stackText(failure.error)}`;
    const reports = await reportsOf(first.result);
    const second = await linted(archive, trial.config);
    const again = second === undefined ? undefined : await reportsOf(second.result);
    for (const [format, text] of reports) {
      if (again?.get(format) !== text) return `two runs differ in the format ${format}`;
      const problem = reportViolation(format, text, trial.secrets, first);
      if (problem !== undefined) return `the format ${format} ${problem}`;
    }
    if (trial.command !== undefined)
      // Where nothing could be analysed, the command says why instead of a report.
      return commandViolation(
        trial.command,
        archive,
        first.isEmpty ? undefined : { json: reports.get("json") ?? "", errors: first.result.summary.error },
      );
    const { user, system } = process.cpuUsage(started);
    const spent = (user + system) / 1000;
    return spent > mostTime ? `took ${Math.round(spent)} ms of processor time` : undefined;
  } catch (error) {
    return `an internal error: ${stackText(error)}`;
  }
}

/** Undefined when the input is refused as a whole, which is allowed. */
async function linted(archive: Buffer, config: ResolvedConfig): Promise<LintRun | undefined> {
  try {
    const stdin = (): Promise<Buffer> => Promise.resolve(archive);
    const { containers } = await openInputs(["-"], { cwd: process.cwd(), limits: defaultInputLimits, stdin });
    const run = await lint(containers, { rules, config, today: "2026-01-01" });
    return run;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

async function reportsOf(result: LintResult): Promise<ReadonlyMap<string, string>> {
  const context = {
    tool: { name: toolName, version: toolVersion(), informationUri: homepage },
    rules: reportRules(rules),
    colorLevel: 0,
    columns: 120,
    archives: new Set(["-"]),
  } as const;
  const reports = new Map<string, string>();
  for (const name of reporterNames) if (isReporterName(name)) reports.set(name, (await loadReporter(name)).report(result, context));
  return reports;
}

/** Commands that a format consists of; in every other place such a text is an injection. */
const ownCommands: Readonly<Record<string, RegExp>> = {
  github: /^::(?:error|warning|notice) file=[^\n]*$/gm,
  azure: /^##vso\[task\.logissue type=(?:error|warning);[^\n]*$/gm,
};
const foreignCommand = /^\s*::\w|##(?:vso)?\[/im;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for.
const unseen = /[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/;
/** What would be more than text; a link of Markdown is nothing but text in HTML. */
const markup: Readonly<Record<string, RegExp>> = {
  html: /<img src=x onerror|<script>fuzz|<fuzz\/>/,
  markdown: /<img src=x onerror|<script>fuzz|<fuzz\/>|(?<!\\)\]\(javascript:/,
};

/** What a report of a format holds that it must not; completes "the format … ". */
export function reportViolation(
  format: string,
  text: string,
  secrets: readonly string[],
  run: Pick<LintRun, "redactText">,
): string | undefined {
  for (const secret of secrets) {
    const shown = [secret, Buffer.from(secret).toString("base64").replace(/=*$/, "")].find((form) => text.includes(form));
    // What no rule and no analysis took for a credential is a name like any other.
    if (shown !== undefined && run.redactText(secret) !== secret) return `shows the planted secret '${secret.slice(0, 3)}…'`;
  }
  const pairsDropped = text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, "");
  const hidden = unseen.exec(pairsDropped);
  if (hidden !== null) return `holds the character U+${hidden[0].charCodeAt(0).toString(16)}`;
  const foreign = foreignCommand.exec(text.replace(ownCommands[format] ?? /(?!)/, ""));
  if (foreign !== null) return `holds the command '${foreign[0]}'`;
  const active = markup[format]?.exec(text);
  if (active) return `holds the markup '${active[0]}'`;
  try {
    if (["json", "sarif", "codequality"].includes(format)) JSON.parse(text);
  } catch {
    return "is no JSON";
  }
  if (["junit", "checkstyle"].includes(format) && parseXml(text).root === undefined) return "is no XML";
  return undefined;
}

function commandViolation(
  command: string,
  archive: Buffer,
  expected: { readonly json: string; readonly errors: number } | undefined,
): string | undefined {
  const args = [command, "-", "--no-config", "--preset", "strict", "--format", "json"];
  const { status, stdout, stderr, error } = spawnSync(process.execPath, args, {
    input: archive,
    encoding: "utf8",
    maxBuffer: 512 * 2 ** 20,
    timeout: 120_000,
  });
  // An archive that is refused early closes the pipe.
  if (error !== undefined && !("code" in error && error.code === "EPIPE")) return `the command: ${error.message}`;
  if (stderr.includes("internal error")) return `the command: ${stderr}`;
  const code = expected === undefined ? 2 : expected.errors > 0 ? 1 : 0;
  if (status !== code) return `the command ended with ${status} instead of ${code}`;
  if (expected !== undefined && stdout !== expected.json) return "the command and the library give different reports";
  return undefined;
}
