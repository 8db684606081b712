import { readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { ResolvedConfig } from "../config/types.ts";
import { stackText, UserError } from "../errors.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import { openInputs } from "../input/open.ts";
import { checkRepairs } from "./check-repairs.ts";
import { everyRuleOn, lintPath } from "./lint-path.ts";
import { copyViolations, findingsIn, lossViolations, repeatedFindings, rewritingViolations } from "./metamorphic-check.ts";

const usage = `npm run corpus -- <path> [--metamorphic] [--rule NAME] [--show N] [--fix]

Lints every folder directly below the path, and every zip archive anywhere below it, with every rule on, each by itself and without writing anything.
Prints findings by rule, times, memory and failures; exits with 1 when anything failed.

  --metamorphic writes every cloud flow differently in all the ways that change nothing, adds a source to it, takes its protection away,
                and tells where findings come, go or repeat themselves
  --rule NAME   print findings of this rule …
  --show N      … this many of them [10]
  --fix         repair each input in memory instead, with --unsafe: a second repair must change nothing, trees must be equal except where
                repairs write, and a rewritten archive must hold what was analysed`;

/** What came of one input. */
interface InputResult {
  readonly path: string;
  /** Milliseconds. */
  readonly elapsed: number;
  readonly findings: readonly ReportedFinding[];
  readonly solutions: number;
  readonly actions: number;
  /** Internal errors, and rules that threw. */
  readonly failures: readonly string[];
  /** There was nothing that the tool could read: no failure of the tool. */
  readonly refused: string | undefined;
}

/** The folders and archives that are linted each by itself. */
function inputsOf(root: string): readonly string[] {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const archives = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.toLowerCase().endsWith(".zip"));
  return [...folders.map((entry) => join(root, entry.name)), ...archives.map((name) => join(root, name))].sort();
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      metamorphic: { type: "boolean" },
      rule: { type: "string" },
      show: { type: "string", default: "10" },
      fix: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  const [root] = positionals;
  if (root === undefined || values.help === true) {
    console.log(usage);
    process.exitCode = values.help === true ? 0 : 2;
    return;
  }
  const results: InputResult[] = [];
  let peak = 0;
  const config = await everyRuleOn();
  if (values.fix === true) {
    await repairAll(root, config);
    return;
  }
  for (const path of inputsOf(root)) {
    results.push(await examine(path));
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  printRules(results);
  printInputs(results, root, peak);
  if (values.rule !== undefined) printSamples(results, values.rule, Number(values.show));
  const violations = values.metamorphic === true ? await metamorphicViolations(inputsOf(root), config) : [];
  for (const violation of violations) console.log(violation);
  if (violations.length > 0) process.exitCode = 1;
  const failures = results.flatMap(({ path, failures: messages }) => messages.map((message) => `${relative(root, path)}: ${message}`));
  console.log(failures.length === 0 ? "\nNo failures." : `\n${failures.length} failures:\n${failures.join("\n")}`);
  if (failures.length > 0) process.exitCode = 1;

  async function examine(path: string): Promise<InputResult> {
    const started = performance.now();
    const nothing = { path, findings: [], solutions: 0, actions: 0, failures: [], refused: undefined };
    try {
      const { result, failures: thrown } = await lintPath(path, config);
      return {
        ...nothing,
        elapsed: performance.now() - started,
        findings: result.findings,
        solutions: result.solutions.length,
        actions: result.solutions.reduce((sum, { actions }) => sum + actions, 0),
        failures: thrown.map(({ rule, error }) => `rule '${rule}': ${stackText(error)}`),
      };
    } catch (error) {
      const elapsed = performance.now() - started;
      if (error instanceof UserError) return { ...nothing, elapsed, refused: error.message };
      return { ...nothing, elapsed, failures: [stackText(error)] };
    }
  }
}

/** What is not as it should be when flows are written differently, a text for each. */
async function metamorphicViolations(paths: readonly string[], { limits }: ResolvedConfig): Promise<readonly string[]> {
  const violations: string[] = [];
  for (const path of paths) {
    try {
      const { containers } = await openInputs([resolve(path)], { cwd: process.cwd(), limits });
      const found = findingsIn(containers);
      for (const { property, gone, added } of [
        ...rewritingViolations(containers, found),
        ...lossViolations(containers, found),
        ...copyViolations(containers, found),
      ])
        violations.push([`\n${path}: ${property}`, ...gone.map((text) => `  - ${text}`), ...added.map((text) => `  + ${text}`)].join("\n"));
      for (const text of repeatedFindings(found)) violations.push(`\n${path}: told twice\n  ${text}`);
    } catch (error) {
      if (!(error instanceof UserError)) violations.push(`\n${path}: ${stackText(error)}`);
    }
  }
  console.log(`\nWritten differently: ${violations.length === 0 ? "the same findings everywhere." : `${violations.length} differences.`}`);
  return violations;
}

/** `--fix` */
async function repairAll(root: string, config: Awaited<ReturnType<typeof everyRuleOn>>): Promise<void> {
  let fixed = 0;
  let files = 0;
  const reasons = new Map<string, number>();
  const failures: string[] = [];
  for (const path of inputsOf(root)) {
    try {
      const check = await checkRepairs(path, config);
      fixed += check.fixed;
      files += check.files;
      for (const { reason, findings, code } of check.dropped) {
        const key = `${code}: ${reason.replaceAll(/'[^']*'/g, "'…'")}`;
        reasons.set(key, (reasons.get(key) ?? 0) + findings);
      }
      failures.push(...check.failures.map((failure) => `${relative(root, path)}: ${failure}`));
    } catch (error) {
      if (!(error instanceof UserError)) failures.push(`${relative(root, path)}: ${stackText(error)}`);
    }
  }
  console.log(`${fixed} findings repaired in ${files} files.`);
  for (const [reason, count] of [...reasons].sort((a, b) => b[1] - a[1])) console.log(`${String(count).padStart(5)} taken back: ${reason}`);
  console.log(failures.length === 0 ? "\nNo failures." : `\n${failures.length} failures:\n${failures.join("\n")}`);
  if (failures.length > 0) process.exitCode = 1;
}

function printRules(results: readonly InputResult[]): void {
  const rows = new Map<string, { code: string; counts: Record<string, number> }>();
  for (const { rule, code, level, confidence } of results.flatMap(({ findings }) => findings)) {
    const row = rows.get(rule) ?? { code, counts: {} };
    for (const key of [level, `${confidence} confidence`]) row.counts[key] = (row.counts[key] ?? 0) + 1;
    rows.set(rule, row);
  }
  const columns = ["error", "warning", "note", "high confidence", "medium confidence", "low confidence"];
  console.log(["code  ", "rule".padEnd(32), ...columns.map((name) => name.replace(" confidence", "").padStart(8))].join(" "));
  for (const [rule, { code, counts }] of [...rows].sort(([, a], [, b]) => (a.code < b.code ? -1 : 1)))
    console.log([code, rule.padEnd(32), ...columns.map((name) => String(counts[name] ?? "").padStart(8))].join(" "));
}

function printInputs(results: readonly InputResult[], root: string, peak: number): void {
  const sum = (read: (result: InputResult) => number): number => results.reduce((total, result) => total + read(result), 0);
  console.log(
    `\n${results.length} inputs, ${sum(({ solutions }) => solutions)} solutions and packages, ${sum(({ actions }) => actions)} actions, ` +
      `${sum(({ findings }) => findings.length)} findings, ${(sum(({ elapsed }) => elapsed) / 1000).toFixed(1)} s, at most ${Math.round(peak / 1024 / 1024)} MB`,
  );
  console.log("Slowest:");
  for (const { path, elapsed, actions } of [...results].sort((a, b) => b.elapsed - a.elapsed).slice(0, 5))
    console.log(`${elapsed.toFixed(0).padStart(7)} ms  ${relative(root, path)} (${actions} actions)`);
  for (const { path, refused } of results) if (refused !== undefined) console.log(`Not read: ${relative(root, path)}: ${refused}`);
}

/** Findings of one rule spread over all inputs, to be read: is every line true and clear? */
function printSamples(results: readonly InputResult[], rule: string, count: number): void {
  const all = results.flatMap(({ findings }) => findings.filter((finding) => finding.rule === rule || finding.code === rule));
  const shown = all.filter((_, index) => Math.floor((index * count) / all.length) !== Math.floor(((index - 1) * count) / all.length));
  console.log(`\n${all.length} findings of ${rule}:`);
  for (const { location, level, confidence, message, flow } of shown) {
    console.log(`\n${level}, ${confidence} confidence  ${location.path} ${location.file}:${location.line}  ${location.component ?? ""}`);
    console.log(`  ${location.operation ?? ""} ${location.pointer ?? ""}\n  ${message}`);
    for (const step of flow) console.log(`    ${step.location.operation ?? step.location.component ?? ""}  ${step.message}`);
  }
}

await main();
