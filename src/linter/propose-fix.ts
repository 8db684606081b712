import type { Fixable } from "../findings/finding.ts";
import type { ProposedFix, ReportedFinding } from "../findings/reported-finding.ts";
import type { RepairPlanner } from "../repair/plan.ts";
import { describeRepair, type Repair } from "../repair/repair.ts";
import type { Locator } from "../source/resolve.ts";
import type { RuleFinding } from "./run-rules.ts";

/** What `fix` can do about a finding, as reports show it. */
export interface Proposal {
  readonly fixable: Fixable;
  readonly fix?: ProposedFix;
}

/** What can be done about a finding of a run: by the repairs themselves, for `fix`. */
export interface RunRepair {
  readonly repairs: readonly Repair[];
  readonly fixable: Fixable;
  /** Why nothing can be written although a rule knows a repair. */
  readonly declined: string | undefined;
}

/** Identifies a finding within its run, whatever has been added to it since it was located. */
export function findingKey({ location, code, message }: Pick<ReportedFinding, "location" | "code" | "message">): string {
  return [location.path, location.file, location.offset, code, message].join("\u0001");
}

/**
 * Says what `fix` can do about each finding. A repair that cannot be written into the files does not count: reports promise only what `fix` would
 * do.
 */
export function createProposer(
  planner: RepairPlanner | undefined,
  locate: Locator,
  redactText: (text: string) => string,
): (finding: Pick<RuleFinding, "repairs">) => Proposal & { readonly repair: RunRepair | undefined } {
  return ({ repairs }) => {
    if (planner === undefined || repairs.length === 0) return { fixable: "no", repair: undefined };
    const plan = planner.plan(repairs);
    if ("declined" in plan) return { fixable: "no", repair: { repairs, fixable: "no", declined: plan.declined } };
    const fixable = plan.safety;
    const repair = { repairs, fixable, declined: undefined } as const;
    const edits = plan.changes.flatMap((change) =>
      change.kind === "edit" ? change.edits.map((edit) => ({ source: change.source, ...edit })) : [],
    );
    const isOpen = (text: string): boolean => redactText(text) === text;
    // A packed text is replaced as a whole, and its bytes tell a reader nothing. A file cannot be named without the secret in its name.
    const isText =
      plan.changes.every((change) => change.kind === "edit") &&
      edits.every(({ source, text }) => text.length <= longestReplacement && isOpen(text) && isOpen(source.file));
    if (!isText) return { fixable, repair };
    const replacements = edits.map(({ source, span, text }) => ({ location: locate({ source, at: { kind: "text", span } }), text }));
    return { fixable, repair, fix: { description: redactText(sentenceOf(repairs)), replacements } };
  };
}

const longestReplacement = 4096;

/** `Turn on Secure Outputs of 'Get_secret'.` */
export function sentenceOf(repairs: readonly Repair[]): string {
  const text = repairs.map(describeRepair).join(", and ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
