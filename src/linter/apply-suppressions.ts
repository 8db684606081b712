import { type LevelDecider, type LevelSubject, overrideUse } from "../config/level-for.ts";
import { ruleNames } from "../config/rule-names.ts";
import type { ResolvedConfig } from "../config/types.ts";
import type { Workspace } from "../dataflow/workspace.ts";
import type { Rule } from "../rule.ts";
import { applyBaseline, type Baseline, type BaselineEntry } from "./baseline.ts";
import type { Finding, ReportedFinding, Suppression } from "./finding.ts";
import { directivesOf } from "./note-directives.ts";
import { applyDirectives } from "./suppress.ts";
import {
  overridesWithoutReason,
  type ReadText,
  type SuppressionUse,
  unusedDirectives,
  unusedEntries,
  unusedOverrides,
} from "./suppression-use.ts";

/** A baseline and the file it was read from. */
export interface GivenBaseline extends Baseline {
  /** Relative to the working directory, as findings about its entries name it. */
  readonly file: string;
}

/** A finding with the level that the configuration gives it. */
export interface DecidedFinding {
  readonly finding: Finding;
  readonly suppression: Suppression | null;
}

/** Gives findings their levels, drops those that are off, and notes which overrides had a say. */
export function decideLevels(
  findings: readonly Finding[],
  decider: LevelDecider,
  subject: (finding: Finding) => LevelSubject,
  used: Set<string>,
): readonly DecidedFinding[] {
  return findings.flatMap((finding) => {
    const { level, suppression, overrides } = decider.decide(subject(finding));
    for (const index of overrides) used.add(overrideUse(index, finding.rule));
    return level === "off" ? [] : [{ finding: { ...finding, level }, suppression }];
  });
}

export interface SuppressionOptions {
  readonly rules: readonly Rule[];
  readonly config: ResolvedConfig;
  readonly workspace: Workspace;
  readonly decider: LevelDecider;
  /** What `decideLevels` collected. */
  readonly used: ReadonlySet<string>;
  /** Whether a rule ran: a suppression of one that did not cannot be called unused. */
  readonly ran: (rule: string) => boolean;
  readonly noSuppressions: boolean;
  readonly baseline: GivenBaseline | undefined;
  /** Whether this run looked at what a baseline entry is about. */
  readonly judged: (entry: BaselineEntry) => boolean;
  /** Whether the run sees a part of the input only, so that an override that hides nothing here may hide something elsewhere. */
  readonly isPart: boolean;
  readonly readText: ReadText;
}

export interface SuppressionResult {
  /** The same findings in the same order, marked. */
  readonly findings: readonly ReportedFinding[];
  readonly use: SuppressionUse;
  readonly unusedBaseline: readonly BaselineEntry[];
  /** Marks further findings, those about the suppressions themselves. */
  mark(findings: readonly ReportedFinding[]): readonly ReportedFinding[];
}

/** Marks the findings that notes, descriptions and the baseline suppress, and says which of these, and which overrides, have no effect. */
export function applySuppressions(findings: readonly ReportedFinding[], options: SuppressionOptions): SuppressionResult {
  const { rules, config, workspace, decider, used, noSuppressions, baseline, readText } = options;
  // Findings about suppressions do not exist yet, so nothing can be said about suppressions of them.
  const late = new Set(rules.filter((rule) => rule.checkSuppressions !== undefined).map((rule) => rule.name));
  const ran = (rule: string): boolean => !late.has(rule) && options.ran(rule);
  const names = ruleNames(rules);
  const directives = noSuppressions ? [] : directivesOf(workspace);
  const directed = applyDirectives(findings, directives, names, ran);
  const accepted =
    baseline === undefined ? undefined : applyBaseline(directed.findings, baseline, (entry) => ran(entry.rule) && options.judged(entry));
  const overrides = noSuppressions
    ? []
    : decider
        .unused(used, analysedComponents(workspace))
        .map((unused) => ({ ...unused, rules: unused.why === "expired" ? unused.rules : unused.rules.filter(ran) }))
        .filter((unused) => unused.why === "expired" || !options.isPart);
  return {
    findings: accepted?.findings ?? directed.findings,
    use: {
      unused: [
        ...unusedDirectives(directed.unused, directives),
        ...unusedOverrides(overrides, readText),
        ...(accepted === undefined || baseline === undefined
          ? []
          : unusedEntries(accepted.unused, baseline.entries, baseline.file, readText)),
      ],
      withoutReason: [
        ...directed.withoutReason.flatMap((index) => {
          const directive = directives[index];
          return directive === undefined || directive.rules.length === 0
            ? []
            : [{ carrier: "directive" as const, place: directive.place, rules: directive.rules }];
        }),
        ...(noSuppressions ? [] : overridesWithoutReason(config.overrides, readText)),
      ],
    },
    unusedBaseline: accepted?.unused ?? [],
    mark(more) {
      const marked = applyDirectives(more, directives, names, () => false).findings;
      return baseline === undefined ? marked : applyBaseline(marked, baseline, () => false).findings;
    },
  };
}

/** Everything that an override could be about. */
function analysedComponents(workspace: Workspace): readonly Omit<LevelSubject, "rule" | "level">[] {
  return workspace.solutions.flatMap((solution) => {
    const { container, uniqueName } = solution;
    const named = uniqueName === "" ? {} : { solution: uniqueName };
    const path = container.path;
    return [
      { path, file: `${container.prefix}${solution.root}`.replace(/!?\/$/, ""), owner: { kind: "solution", name: uniqueName, ...named } },
      ...solution.files.map(({ name }) => ({ path, file: container.prefix + name, owner: { kind: "other", name, ...named } })),
      ...solution.workflows.map(({ source, category, name, place }) => ({
        path,
        file: (source ?? place.source).file,
        owner: { kind: category === "desktop-flow" ? "desktop-flow" : "cloud-flow", name, ...named },
      })),
      ...(solution.kind === "solution" ? [] : workspace.cloudFlows)
        .filter((flow) => workspace.solutionOf(flow) === solution)
        .map((flow) => ({ path, file: flow.source.file, owner: { kind: "cloud-flow", name: flow.name } })),
    ];
  });
}
