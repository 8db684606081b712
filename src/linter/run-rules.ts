import { defaultOptions } from "../config/resolve.ts";
import type { Analysis } from "../dataflow/analysis.ts";
import type { Finding } from "../findings/finding.ts";
import { isMoreSevere, levelFor } from "../findings/level.ts";
import type { SuppressionUse } from "../findings/suppression-use.ts";
import type { JsonObject } from "../json.ts";
import { withColumnNames } from "../knowledge/column-names.ts";
import type { Repair } from "../repair/repair.ts";
import type { Report, Rule } from "../rule.ts";

/** Which rules run, with which options. */
export interface RuleSelection {
  /** Whether the rule can report anything at all in this run. */
  enabled(rule: Rule): boolean;
  options(rule: Rule): JsonObject;
  /** Called before each rule that runs. */
  starts?(rule: Rule): void;
}

/** A rule that threw, which is a defect of the rule. Reported after all other rules have run. */
export interface RuleFailure {
  readonly rule: string;
  /** The plug-in that the rule comes from. */
  readonly plugin?: string | undefined;
  readonly error: unknown;
}

/** A finding with what can be done about it. */
export interface RuleFinding extends Finding {
  readonly repairs: readonly Repair[];
}

/** What the rules reported, and those that failed. */
export interface RuleResults {
  readonly findings: readonly RuleFinding[];
  readonly failures: readonly RuleFailure[];
}

/** Whose defect a failure is, as the beginning of a sentence. */
export function failedRule({ rule, plugin }: RuleFailure): string {
  return plugin === undefined ? `internal error in the rule '${rule}'` : `--plugin ${plugin}: the rule '${rule}' failed`;
}

/** Runs the checks of all enabled rules over one analysis. */
export function runRules(rules: readonly Rule[], analysis: Analysis, selection: RuleSelection): RuleResults {
  const off = new Set(rules.filter((rule) => !selection.enabled(rule)).map(({ name }) => name));
  const runs = (name: string): boolean => !off.has(name);
  return collect(rules, selection, (rule, report) => {
    const options = { ...defaultOptions(rule), ...selection.options(rule) };
    return rule.check?.({ analysis, values: analysis.values, options, runs, report });
  });
}

/** Runs the rules about suppressions, once the effect of all suppressions is known. */
export function runSuppressionRules(rules: readonly Rule[], suppressions: SuppressionUse, selection: RuleSelection): RuleResults {
  return collect(rules, selection, (rule, report) => rule.checkSuppressions?.({ suppressions, report }));
}

function collect(
  rules: readonly Rule[],
  selection: RuleSelection,
  run: (rule: Rule, report: (report: Report) => void) => unknown,
): RuleResults {
  const findings = new Map<string, RuleFinding>();
  const failures: RuleFailure[] = [];
  for (const rule of [...rules].sort((a, b) => Number(a.isLast === true) - Number(b.isLast === true))) {
    if (!selection.enabled(rule)) continue;
    selection.starts?.(rule);
    try {
      const result = run(rule, (report) => {
        const finding = toFinding(rule, report);
        const key = identityOf(finding);
        const known = findings.get(key);
        findings.set(key, known === undefined ? finding : merged(known, finding));
      });
      if (result instanceof Promise) {
        result.catch(() => {});
        throw new Error("'check' returns a promise, and what it reports later would be lost. Make it a function that is not async.");
      }
    } catch (error) {
      failures.push({ rule: rule.name, error, ...(rule.plugin === undefined ? {} : { plugin: rule.plugin }) });
    }
  }
  return { findings: [...findings.values()], failures };
}

/** Two findings with this in common say the same about the same place, and a reader could not tell them apart. */
function identityOf({ code, message, place: { source, at } }: Finding): string {
  const where = at.kind === "json" ? [...at.pointer, at.key === true, at.span?.start] : [at.span.start];
  return [code, source.path, source.file, ...where, message].join("\u0001");
}

/** One finding for two causes of the same name: the more severe one, with the beginning of the other's trace. */
function merged(known: RuleFinding, again: RuleFinding): RuleFinding {
  const [first, second] = isMoreSevere(again.level, known.level) ? [again, known] : [known, again];
  const [start] = second.flow;
  const more =
    start === undefined
      ? second.related
      : [{ message: "The same applies to the path that begins here.", place: start.place }, ...second.related];
  return { ...first, related: [...first.related, ...more], repairs: [...first.repairs, ...second.repairs] };
}

function toFinding(rule: Rule, report: Report): RuleFinding {
  const confidence = report.confidence ?? "high";
  const level = report.level ?? rule.level;
  const advice = report.advice ?? rule.advice?.[report.message];
  const text = rule.messages[report.message];
  if (text === undefined) throw new Error(`Rule '${rule.name}' has no message '${report.message}'.`);
  return {
    code: rule.code,
    rule: rule.name,
    messageId: report.message,
    level: report.keepLevel === true ? level : levelFor(level, confidence),
    confidence,
    message: fill(text, report, rule),
    ...(advice === undefined ? {} : { advice: fill(advice, report, rule) }),
    place: report.at,
    flow: report.path?.map(forReader) ?? [],
    related: report.related?.map(forReader) ?? [],
    repairs: report.repairs ?? [],
  };
}

function forReader<T extends { readonly message: string }>(step: T): T {
  const message = withColumnNames(step.message);
  return message === step.message ? step : { ...step, message };
}

function fill(text: string, report: Report, rule: Rule): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = report.data?.[name];
    if (value === undefined) throw new Error(`Rule '${rule.name}' reports '${report.message}' without '${name}'.`);
    return withColumnNames(String(value));
  });
}
