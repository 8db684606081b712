import { type LevelDecider, type LevelSubject, levelSubject, overrideUse } from "../config/level-for.ts";
import { ruleNames } from "../config/rule-names.ts";
import type { Workspace } from "../dataflow/workspace/workspace.ts";
import type { ReportedFinding, Suppression } from "../findings/reported-finding.ts";
import type { SuppressionUse } from "../findings/suppression-use.ts";
import type { Rule } from "../rule.ts";
import type { Baseline } from "./baseline.ts";
import { directivesOf } from "./note-directives.ts";
import type { RuleFinding } from "./run-rules.ts";
import { applyDirectives } from "./suppress.ts";
import { unusedDirectives } from "./suppression-use.ts";

/** A baseline and the file it was read from. */
export interface GivenBaseline extends Baseline {
  /** Relative to the working directory, as findings about its entries name it. */
  readonly file: string;
}

/** A finding with the level that the configuration gives it. */
export interface DecidedFinding {
  readonly finding: RuleFinding;
  readonly suppression: Suppression | null;
}

/** Gives findings their levels, and drops those that are off. @param used takes the overrides that applied */
export function decideLevels(
  findings: readonly RuleFinding[],
  decider: LevelDecider,
  used: Set<string> = new Set(),
): readonly DecidedFinding[] {
  return findings.flatMap((finding) => {
    const { level, suppression, overrides } = decider.decide(levelSubject(finding));
    for (const index of overrides) used.add(overrideUse(index, finding.rule));
    return level === "off" ? [] : [{ finding: { ...finding, level }, suppression }];
  });
}

/** What the suppressions in notes, descriptions and scripts do. */
export interface DirectiveUse {
  /** The same findings in the same order, marked. */
  readonly findings: readonly ReportedFinding[];
  readonly use: SuppressionUse;
  /** Marks further findings, those about the suppressions themselves. */
  mark(findings: readonly ReportedFinding[]): readonly ReportedFinding[];
}

/**
 * Marks the findings that notes, descriptions and comments suppress, and says which of these have no effect.
 * @param ran whether a rule ran: a suppression of one that did not cannot be called unused
 * @param isGiven whether findings of a file are reported: what suppresses findings of others cannot be called unused
 */
export function applyNotes(
  findings: readonly ReportedFinding[],
  workspace: Workspace,
  rules: readonly Rule[],
  ran: (rule: string) => boolean,
  isGiven: (path: string, file: string) => boolean = () => true,
): DirectiveUse {
  const names = ruleNames(rules);
  const directives = directivesOf(workspace);
  const applied = applyDirectives(findings, directives, names, ran);
  const unused = applied.unused.filter(({ index, why }) => {
    const scope = directives[index]?.scope;
    return why !== "nothing" || scope === undefined || isGiven(scope.path, scope.file);
  });
  return {
    findings: applied.findings,
    use: {
      unused: unusedDirectives(unused, directives),
      withoutReason: applied.withoutReason.flatMap((index) => {
        const directive = directives[index];
        return directive === undefined || directive.rules.length === 0
          ? []
          : [{ carrier: "directive" as const, place: directive.place, rules: directive.rules }];
      }),
    },
    mark: (more) => applyDirectives(more, directives, names, () => false).findings,
  };
}

/** A component that an override could be about. */
export type AnalysedComponent = Omit<LevelSubject, "rule" | "level">;

/** Everything that an override could be about. */
export function analysedComponents(workspace: Workspace): readonly AnalysedComponent[] {
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
