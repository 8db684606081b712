import { rules } from "../../rules/index.ts";
import { resolveConfig, resolveOverride } from "../config/resolve.ts";
import type { OverrideConfig } from "../config/types.ts";
import { analyse } from "../dataflow/analysis.ts";
import { defaultAnalysisOptions } from "../dataflow/analysis-options.ts";
import { readWorkspace } from "../dataflow/workspace/read-workspace.ts";
import type { RunContext } from "../dataflow/workspace/run-context.ts";
import type { Confidence } from "../findings/confidence.ts";
import type { Finding } from "../findings/finding.ts";
import type { Level } from "../findings/level.ts";
import type { Container, InputProblem } from "../input/artifact.ts";
import type { JsonObject } from "../json.ts";
import type { BaselineEntry } from "../linter/baseline.ts";
import { lintWorkspace } from "../linter/lint.ts";
import { type RuleFinding, runRules, runSuppressionRules } from "../linter/run-rules.ts";
import { describeRepair } from "../repair/repair.ts";
import type { Rule } from "../rule.ts";
import type { Stage } from "../solution/environment-name.ts";
import type { Place } from "../source/place.ts";
import { containerOf, type DesktopFlowSpec, type FlowSpec, fileContainer, type SolutionSpec, solutionFiles } from "./solutions.ts";

/** A solution, and what the rule says about it. Give `flow` for a single flow, or `solution` for more. */
export interface RuleCase {
  readonly name: string;
  readonly flow?: FlowSpec;
  /** A single desktop flow. */
  readonly desktop?: DesktopFlowSpec;
  readonly solution?: SolutionSpec;
  /** Several solutions in one run. */
  readonly solutions?: readonly SolutionSpec[];
  /** Files that belong to no solution, in place of one. */
  readonly loose?: Readonly<Record<string, string>>;
  readonly options?: JsonObject;
  /** Words of the configuration's `sensitiveNames`. */
  readonly sensitiveNames?: readonly string[];
  /** Most places that one secret is followed to. */
  readonly maxSteps?: number;
  /** What the input is; an archive by default. */
  readonly container?: Container["kind"];
  /** What opening the input found wrong, beside what reading its files finds. */
  readonly problems?: readonly InputProblem[];
  /** Deployment settings that the user names, by environment. */
  readonly settings?: Readonly<Record<string, JsonObject>>;
  /** Patterns of vault names that the configuration gives, by environment. */
  readonly vaultPatterns?: Readonly<Record<string, string>>;
  /** Where the package goes. */
  readonly target?: Stage;
  /** The package that was deployed before. */
  readonly previous?: SolutionSpec;
  /** For rules about suppressions: overrides of a configuration `.solutionlintrc.json`, and entries of a baseline `baseline.json`. */
  readonly overrides?: readonly OverrideConfig[];
  readonly baseline?: readonly BaselineEntry[];
}

export interface ExpectedFinding<MessageId extends string = string> {
  readonly message: MessageId;
  /** See {@link describePlace}. */
  readonly at: string;
  /** Display name of the flow or component, where several could be meant. */
  readonly in?: string;
  readonly level?: Level;
  readonly confidence?: Confidence;
  /** Names of the operations on the way, in order, each once. */
  readonly path?: readonly string[];
  /** Text that the message must hold. */
  readonly says?: string;
  /** Text that the advice must hold. */
  readonly advises?: string;
  /** Number of related places, or a text that the message of each holds, in their order. */
  readonly related?: number | readonly string[];
  /** What `fix` would do, as `describeRepair` says it; an empty list where the rule knows no repair. */
  readonly repairs?: readonly string[];
}

export interface InvalidCase<MessageId extends string = string> extends RuleCase {
  readonly findings: readonly ExpectedFinding<MessageId>[];
}

/** The table of a rule: its `cases.ts`. */
export interface RuleCases<MessageId extends string = string> {
  /** What the rule's page shows: the mistake that makers make most often, and the same done right. */
  readonly example: { readonly wrong: InvalidCase<MessageId>; readonly right: RuleCase };
  readonly valid: readonly RuleCase[];
  readonly invalid: readonly InvalidCase<MessageId>[];
}

/** Ties a table of cases to the rule whose messages it names. The lists of the result begin with the example. */
export function defineCases<MessageId extends string>(
  _rule: Rule<MessageId>,
  { example, valid, invalid }: RuleCases<MessageId>,
): RuleCases<MessageId> {
  return { example, valid: [example.right, ...valid], invalid: [example.wrong, ...invalid] };
}

export function specsOf(one: RuleCase): readonly SolutionSpec[] {
  return (
    one.solutions ?? [
      one.solution ?? {
        flows: one.flow === undefined ? [] : [one.flow],
        ...(one.desktop === undefined ? {} : { desktopFlows: [one.desktop] }),
      },
    ]
  );
}

function containersOf(one: RuleCase): readonly Container[] {
  if (one.loose !== undefined) return [containerOf(new Map(Object.entries(one.loose)), "test")];
  const specs = specsOf(one);
  return specs.map((spec, index) => {
    const archive = containerOf(solutionFiles(spec), specs.length === 1 ? "test.zip" : `test${index + 1}.zip`);
    const container = one.container === undefined ? archive : { ...archive, kind: one.container };
    return index === 0 && one.problems !== undefined ? { ...container, problems: one.problems } : container;
  });
}

function contextOf({ settings, vaultPatterns, target, previous }: RuleCase): RunContext {
  return {
    settings: Object.entries(settings ?? {}).map(([environment, document]) => ({
      environment,
      container: fileContainer(`settings/${environment}.json`, JSON.stringify(document, null, 2)),
    })),
    environments: Object.entries(vaultPatterns ?? {}).map(([name, vaultPattern]) => ({ name, vaultPattern })),
    ...(target === undefined ? {} : { target }),
    ...(previous === undefined ? {} : { previous: [containerOf(solutionFiles(previous), "previous.zip")] }),
  };
}

/** Runs one rule over a case, with everything but locating and reporting. */
export function findingsOf(rule: Rule, one: RuleCase): readonly RuleFinding[] {
  const containers = containersOf(one);
  if (rule.checkSuppressions !== undefined) return suppressionFindings(rule, one, containers);
  const analysis = analyse(readWorkspace(containers, undefined, contextOf(one)), {
    ...defaultAnalysisOptions,
    ...(one.maxSteps === undefined ? {} : { maxSteps: one.maxSteps }),
    sensitiveNames: one.sensitiveNames ?? [],
  });
  const { findings, failures } = runRules([rule], analysis, { enabled: () => true, options: () => one.options ?? {} });
  const [failure] = failures;
  if (failure !== undefined) throw failure.error;
  return findings;
}

/** Rules about suppressions look at what a whole run suppresses, so all rules run. */
function suppressionFindings(rule: Rule, one: RuleCase, containers: readonly Container[]): readonly RuleFinding[] {
  const config = resolveConfig(undefined, { preset: "strict" }, rules, "/");
  const file = ".solutionlintrc.json";
  const overrides = (one.overrides ?? []).map((override, index) =>
    resolveOverride(override, { text: file, file, pointer: ["overrides", String(index)] }),
  );
  const { suppressions } = lintWorkspace(readWorkspace(containers), {
    rules,
    config: { ...config, overrides },
    today: "2026-07-01",
    ...(one.baseline === undefined ? {} : { baseline: { entries: one.baseline, file: "baseline.json" } }),
  });
  const { findings, failures } = runSuppressionRules([rule], suppressions, { enabled: () => true, options: () => ({}) });
  const [failure] = failures;
  if (failure !== undefined) throw failure.error;
  return findings;
}

/**
 * A place in the short form that cases use: `Call_ERP/inputs/uri` for something of an operation, `#/properties/…` for another place in a
 * flow's file, `Main:4` for a row of a desktop flow, `environment-variable new_ApiKey` and the like for what else is not JSON.
 */
export function describePlace({ at, owner }: Place): string {
  if (at.kind === "text") return owner?.operation ?? `${owner?.kind ?? "other"} ${owner?.name ?? ""}`;
  const start = owner?.operation === undefined ? -1 : at.pointer.lastIndexOf(owner.operation);
  return start < 0 ? `#/${at.pointer.join("/")}` : at.pointer.slice(start).join("/");
}

/** The names of the operations on a finding's path, repeats in a row taken together. */
export function pathNames(finding: Pick<Finding, "flow">): readonly string[] {
  const names = finding.flow.map((step) => step.place.owner?.operation ?? step.place.owner?.name ?? "");
  return names.filter((name, index) => name !== names[index - 1]);
}

/** Compares findings with the expected ones, order aside; returns what differs, one line each. */
export function differences(actual: readonly RuleFinding[], expected: readonly ExpectedFinding[]): readonly string[] {
  const left = [...actual];
  const problems: string[] = [];
  for (const wanted of expected) {
    const index = left.findIndex((finding) => matches(finding, wanted));
    if (index < 0) problems.push(`missing: ${JSON.stringify(wanted)}`);
    else left.splice(index, 1);
  }
  for (const finding of left) problems.push(`unexpected: ${JSON.stringify(shown(finding))}`);
  return problems;
}

function shown(finding: RuleFinding): ExpectedFinding & { readonly text: string } {
  return {
    message: finding.messageId,
    at: describePlace(finding.place),
    in: finding.place.owner?.name ?? "",
    level: finding.level,
    confidence: finding.confidence,
    path: pathNames(finding),
    related: finding.related.map(({ message }) => message),
    repairs: finding.repairs.map(describeRepair),
    text: finding.message,
  };
}

function matches(finding: RuleFinding, wanted: ExpectedFinding): boolean {
  return (
    finding.messageId === wanted.message &&
    describePlace(finding.place) === wanted.at &&
    (wanted.in === undefined || finding.place.owner?.name === wanted.in) &&
    (wanted.level === undefined || finding.level === wanted.level) &&
    (wanted.confidence === undefined || finding.confidence === wanted.confidence) &&
    (wanted.path === undefined || pathNames(finding).join(" > ") === wanted.path.join(" > ")) &&
    (wanted.says === undefined || finding.message.includes(wanted.says)) &&
    (wanted.advises === undefined || finding.advice?.includes(wanted.advises) === true) &&
    (wanted.related === undefined || isRelated(finding, wanted.related)) &&
    (wanted.repairs === undefined || finding.repairs.map(describeRepair).join("; ") === wanted.repairs.join("; "))
  );
}

function isRelated({ related }: Finding, wanted: number | readonly string[]): boolean {
  if (typeof wanted === "number") return related.length === wanted;
  return related.length === wanted.length && related.every(({ message }, index) => message.includes(wanted[index] ?? ""));
}
