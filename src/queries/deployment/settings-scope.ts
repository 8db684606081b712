import { append, largest } from "../../collections.ts";
import type { Workspace } from "../../dataflow/workspace/workspace.ts";
import type { Confidence } from "../../findings/confidence.ts";
import type { DeploymentSettings } from "../../solution/deployment-settings.ts";
import type { Solution } from "../../solution/model.ts";

/** A settings file and the solutions of the run that it is for. */
export interface SettingsScope {
  readonly settings: DeploymentSettings;
  readonly solutions: readonly Solution[];
  /** How sure it is that the file belongs to these solutions, and that it is meant to be complete. */
  readonly confidence: Confidence;
}

/**
 * The settings files with the solutions they are for: those whose references and variables they name. A file that the user named is for all
 * solutions when it names nothing of any; one that merely lay among the inputs is for a single solution, where it names things of several
 * for the one in the nearest folder. A file for which that is not clear is left out.
 */
export function settingsScopes(workspace: Workspace): readonly SettingsScope[] {
  const solutions = workspace.solutions.filter((solution) => solution.kind === "solution");
  if (solutions.length === 0) return [];
  return workspace.settings.flatMap((settings): readonly SettingsScope[] => {
    const known = solutions.filter((solution) => knowsEntries(solution, settings));
    if (settings.origin === "given") return [{ settings, solutions: known.length === 0 ? solutions : known, confidence: "high" }];
    const own = nearestGroup(settings, known);
    return own.length === 0 ? [] : [{ settings, solutions: own, confidence: "medium" }];
  });
}

/** The solution has a reference or variable that the file sets. */
function knowsEntries({ connectionReferences, environmentVariables }: Solution, { references, variables }: DeploymentSettings): boolean {
  const names = new Set([
    ...references.map(({ logicalName }) => logicalName.toLowerCase()),
    ...variables.map(({ schemaName }) => schemaName.toLowerCase()),
  ]);
  return (
    connectionReferences.some(({ logicalName }) => names.has(logicalName.toLowerCase())) ||
    environmentVariables.some(({ schemaName }) => names.has(schemaName.toLowerCase()))
  );
}

/** The solution that a file found among the inputs is for, of those whose names it holds; several when they are copies of one solution. */
function nearestGroup(settings: DeploymentSettings, solutions: readonly Solution[]): readonly Solution[] {
  const byName = new Map<string, Solution[]>();
  for (const solution of solutions) append(byName, solution.uniqueName.toLowerCase(), solution);
  const groups = [...byName.values()];
  if (groups.length < 2) return groups[0] ?? [];
  const file = folderOf(`${settings.source.path}/${settings.source.file}`);
  const nearness = groups.map((group) => largest(group, (solution) => sharedSteps(file, rootOf(solution))));
  const nearest = largest(nearness, (near) => near);
  const found = groups.filter((_, index) => nearness[index] === nearest);
  return found.length === 1 ? (found[0] ?? []) : [];
}

function rootOf({ container, root }: Solution): readonly string[] {
  return `${container.path}/${container.prefix}${root}`.split("/").filter((step) => step !== "");
}

function folderOf(path: string): readonly string[] {
  return path
    .split("/")
    .filter((step) => step !== "")
    .slice(0, -1);
}

function sharedSteps(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < a.length && a[count] === b[count]) count++;
  return count;
}

/** The settings of one environment, to be compared with those of others. */
export interface EnvironmentSettings {
  readonly environment: string;
  readonly settings: DeploymentSettings;
  readonly confidence: Confidence;
}

/**
 * Settings of different environments that belong together: those that the user named, and those that lay among the inputs and are for one
 * solution. Files whose environment is not known cannot be compared.
 */
export function comparableSettings(workspace: Workspace): readonly (readonly EnvironmentSettings[])[] {
  const groups = new Map<string, EnvironmentSettings[]>();
  for (const settings of workspace.settings) {
    if (settings.origin !== "given" || settings.environment === undefined) continue;
    append(groups, "given", { environment: settings.environment, settings, confidence: "high" as const });
  }
  for (const { settings, solutions } of settingsScopes(workspace)) {
    if (settings.origin !== "found" || settings.environment === undefined) continue;
    append(groups, `found ${solutions[0]?.uniqueName.toLowerCase() ?? ""}`, {
      environment: settings.environment,
      settings,
      confidence: "medium" as const,
    });
  }
  return [...groups.values()].filter((group) => new Set(group.map(({ environment }) => environment.toLowerCase())).size > 1);
}

/** Nothing is filled in: the file as `pac solution create-settings` writes it. */
export function isSkeleton({ references, variables }: DeploymentSettings): boolean {
  return references.every(({ connectionId }) => connectionId === "") && variables.every(({ value }) => value === "");
}
