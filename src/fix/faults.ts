import { runAfterOf } from "../cloud-flow/lookups.ts";
import type { CloudFlow, Operation } from "../cloud-flow/model.ts";
import { isMoreSevere } from "../findings/level.ts";
import type { ReportedFinding } from "../findings/reported-finding.ts";
import type { LintRun } from "../linter/lint.ts";
import { unresolvedReferences } from "../queries/deployment/unresolved.ts";
import type { Repair } from "../repair/repair.ts";
import type { Location } from "../source/location.ts";
import type { SourceFile } from "../source/place.ts";
import { fileKey } from "../source/source-file.ts";
import { baseOf, countFingerprints, type RepairGroup } from "./groups.ts";

/** Something that repairs have not achieved, or have brought up. */
export interface Fault {
  /** As a full sentence. */
  readonly reason: string;
  /** The repairs that may be at fault; never empty when there are any. Those that are not among them are unlikely to have to do with it. */
  readonly suspects: readonly RepairGroup[];
}

/** A finding of this rule comes up when a suppressed finding is repaired along with others: no harm. */
const harmless: ReadonlySet<string> = new Set(["unused-suppression"]);

/**
 * Compares the state after repairs with that before: the findings have to be gone, no other one may have come up or be worse, every
 * expression has to be readable and every reference has to lead somewhere as before.
 * @param groups The repairs that were asked for, without those of what they brought up.
 */
export function faultsOf(before: LintRun, after: LintRun, groups: readonly RepairGroup[]): readonly Fault[] {
  const [failure] = after.failures;
  if (failure !== undefined && before.failures.length === 0)
    return [{ reason: `The rule '${failure.rule}' fails on the result.`, suspects: groups }];
  return [
    ...grown(unreadParts(before), unreadParts(after)).map((file) => ({
      reason: "It would make an expression, a script or a file unreadable.",
      suspects: changing(groups, new Set([file])),
    })),
    ...grown(unresolvedNames(before), unresolvedNames(after)).map((file) => ({
      reason: "An expression or a run-after would refer to something that does not exist.",
      suspects: changing(groups, new Set([file])),
    })),
    ...faultyFindings(before.result.findings, after.result.findings, groups),
  ];
}

function faultyFindings(
  before: readonly ReportedFinding[],
  after: readonly ReportedFinding[],
  groups: readonly RepairGroup[],
): readonly Fault[] {
  const present = countFingerprints(before);
  const repaired = countFingerprints(groups.flatMap(({ parts }) => parts).map(({ finding }) => finding));
  const isWorse = ({ level }: ReportedFinding, known: readonly ReportedFinding[]): boolean =>
    known.every((one) => isMoreSevere(level, one.level));
  return [...countFingerprints(after)].flatMap(([base, findings]): readonly Fault[] => {
    const [example] = findings;
    if (example === undefined || harmless.has(example.rule)) return [];
    const known = present.get(base) ?? [];
    const target = repaired.get(base) ?? [];
    const described = `${example.message} (${example.code})`;
    const isMore = findings.length > known.length - target.length;
    if (isMore && target.length > 0) {
      const suspects = groups.filter(({ parts }) => parts.some(({ finding }) => baseOf(finding) === base));
      return [{ reason: "The finding would remain.", suspects }];
    }
    if (isMore) return [{ reason: `It would cause another finding: ${described}`, suspects: mentionedIn(groups, example) }];
    if (findings.some((finding) => isWorse(finding, known)))
      return [{ reason: `It would make another finding worse: ${described}`, suspects: mentionedIn(groups, example) }];
    return [];
  });
}

/** The repairs that change what a finding is about or leads through. */
function mentionedIn(groups: readonly RepairGroup[], { location, flow, related }: ReportedFinding): readonly RepairGroup[] {
  const places = [location, ...flow.map((step) => step.location), ...related.map((step) => step.location)];
  const files = new Set(places.map(fileKey));
  const operations = new Set(places.map((place) => operationKey(place, place.operation)));
  const components = new Set(places.map(({ component }) => component?.toLowerCase()));
  const mentioned = groups.filter((group) =>
    repairsOf(group).some((repair) => {
      if (repair.kind === "shipped-value") return components.has(repair.variable.toLowerCase());
      const { source, operation } = changedBy(repair);
      return operation === undefined ? files.has(fileKey(source)) : operations.has(operationKey(source, operation));
    }),
  );
  return mentioned.length > 0 ? mentioned : changing(groups, files, new Set(places.flatMap(withHosts).map(fileKey)));
}

/** The repairs that change one of the files, or else what holds one of them; without any, all. */
function changing(groups: readonly RepairGroup[], files: ReadonlySet<string>, hosts = files): readonly RepairGroup[] {
  const sourcesOf = (group: RepairGroup): readonly SourceFile[] => repairsOf(group).map((repair) => changedBy(repair).source);
  const exact = groups.filter((group) => sourcesOf(group).some((source) => files.has(fileKey(source))));
  if (exact.length > 0) return exact;
  const around = groups.filter((group) => sourcesOf(group).some((source) => isWithin(source, hosts)));
  return around.length > 0 ? around : groups;
}

function repairsOf({ parts }: RepairGroup): readonly Repair[] {
  return parts.flatMap(({ repairs }) => repairs);
}

/** What a repair changes first of all: an operation, or else something in a file. */
function changedBy(repair: Repair): { readonly source: SourceFile; readonly operation?: string | undefined } {
  switch (repair.kind) {
    case "secure-settings":
    case "secret-variable":
    case "compose-hop":
      return { source: repair.operation.flow.source, operation: repair.operation.name };
    case "name-variable":
      return { source: repair.place.source, operation: repair.place.owner?.operation };
    case "mark-sensitive":
    case "clear-default":
    case "bind-reference":
      return { source: repair.flow.source };
    case "shipped-value":
      return { source: repair.value.place.source };
  }
}

function operationKey(file: Pick<SourceFile, "path" | "file">, operation = ""): string {
  return `${fileKey(file)}\u0001${operation}`;
}

/** A script stands in the file that hosts it. */
function isWithin(source: SourceFile, files: ReadonlySet<string>): boolean {
  return files.has(fileKey(source)) || (source.host !== undefined && isWithin(source.host.source, files));
}

function withHosts(location: Location): readonly Location[] {
  return location.host === undefined ? [location] : [location, ...withHosts(location.host)];
}

/** Counts by file. */
type Counts = ReadonlyMap<string, number>;

/** The files of which there are more than before. */
function grown(before: Counts, after: Counts): readonly string[] {
  return [...after].filter(([file, count]) => count > (before.get(file) ?? 0)).map(([file]) => file);
}

function countsBy(entries: Iterable<readonly [SourceFile, number]>): Counts {
  const counts = new Map<string, number>();
  for (const [source, count] of entries) counts.set(fileKey(source), (counts.get(fileKey(source)) ?? 0) + count);
  return counts;
}

function unreadParts({ analysis }: LintRun): Counts {
  const { workspace, scanOf } = analysis;
  return countsBy([
    ...workspace.problems.map(({ place }) => [place.source, 1] as const),
    ...workspace.cloudFlows.map((flow) => [flow.source, scanOf(flow).problems().length] as const),
    ...workspace.desktopFlows.map(({ source, script }) => [source, script.problems.length] as const),
  ]);
}

function unresolvedNames({ analysis }: LintRun): Counts {
  return countsBy(
    analysis.workspace.cloudFlows.map(
      (flow) => [flow.source, unresolvedReferences(analysis, flow).length + missingPredecessors(flow)] as const,
    ),
  );
}

/** Names in run-afters that no action beside has. */
function missingPredecessors(flow: CloudFlow): number {
  const branchOf = ({ parent, branch }: Operation): string => `${parent?.pointer.join("/") ?? ""} ${branch}`;
  const present = new Set(flow.actions.map((action) => `${branchOf(action)} ${action.name.toLowerCase()}`));
  const named = flow.actions.flatMap((action) => [...runAfterOf(action).keys()].map((name) => `${branchOf(action)} ${name.toLowerCase()}`));
  return named.filter((name) => !present.has(name)).length;
}
