import { append } from "../collections.ts";
import type { Analysis } from "../dataflow/analysis.ts";
import { ArtifactError } from "../input/artifact.ts";
import { createJsonIndexes, type JsonIndexes } from "../source/json-indexes.ts";
import { draftBoundReferences } from "./bound-reference.ts";
import { createDependents, draftComposeHop } from "./compose-hop.ts";
import { createDraft, type Draft, type FileChange } from "./draft.ts";
import { draftNameVariable } from "./name-variable.ts";
import { createNewVariables, type NewVariables } from "./new-variables.ts";
import { type Repair, type Safety, usualSafety } from "./repair.ts";
import { draftSecretVariables } from "./secret-variable.ts";
import { draftSecureSettings } from "./secure-settings.ts";
import { draftSensitiveVariables } from "./sensitive-variables.ts";
import { draftShippedValue } from "./shipped-value.ts";

/** What becomes of the files, or why nothing does. */
export type RepairPlan = { readonly changes: readonly FileChange[]; readonly safety: Safety } | { readonly declined: string };

/** Turns repairs into changes of files. */
export interface RepairPlanner {
  /** The indexes of the files that were asked for so far. */
  readonly indexes: JsonIndexes;
  /** All of the repairs together; when one of them cannot be made, none is. */
  plan(repairs: readonly Repair[]): RepairPlan;
}

/** A planner for the repairs of one analysis. */
export function createRepairPlanner(analysis: Analysis): RepairPlanner {
  const indexes = createJsonIndexes();
  const dependentsOf = createDependents(analysis.scanOf);
  function planned(repairs: readonly Repair[]): RepairPlan {
    const draft = createDraft(indexes);
    const variables = createNewVariables(draft);
    let safety: Safety = "safe";
    for (const group of byTarget(repairs)) {
      const drafted = draftGroup(group, { analysis, variables, draft, dependentsOf });
      if ("declined" in drafted) return drafted;
      if (drafted.safety === "unsafe") safety = "unsafe";
    }
    variables.finish();
    const changes = draft.finish();
    return typeof changes === "string" ? { declined: changes } : { changes, safety };
  }
  return {
    indexes,
    plan(repairs) {
      try {
        return planned(repairs);
      } catch (error) {
        if (!(error instanceof ArtifactError)) throw error;
        return { declined: `A file that would have to change cannot be read. ${error.message}` };
      }
    },
  };
}

/** Repairs that change one thing, together. */
function byTarget(repairs: readonly Repair[]): readonly (readonly Repair[])[] {
  const groups = new Map<object, Repair[]>();
  for (const repair of repairs) append(groups, targetOf(repair), repair);
  return [...groups.values()];
}

/** What a repair changes: repairs of one target are merged, and stand or fall together. */
export function targetOf(repair: Repair): object {
  switch (repair.kind) {
    case "secure-settings":
    case "secret-variable":
    case "compose-hop":
      return repair.operation;
    case "mark-sensitive":
    case "clear-default":
      return repair.flow;
    case "name-variable":
    case "shipped-value":
    case "bind-reference":
      return repair;
  }
}

interface Planning {
  readonly analysis: Analysis;
  readonly variables: NewVariables;
  readonly draft: Draft;
  readonly dependentsOf: ReturnType<typeof createDependents>;
}

function draftGroup(group: readonly Repair[], planning: Planning): { readonly safety: Safety } | { readonly declined: string } {
  let safety: Safety = group.some((repair) => repair.kind !== "name-variable" && usualSafety(repair) === "unsafe") ? "unsafe" : "safe";
  for (const drafted of draftsOf(group, planning)) {
    if (typeof drafted === "string") return { declined: drafted };
    if (drafted?.safety === "unsafe") safety = "unsafe";
  }
  return { safety };
}

/** Drafts the repairs of a group, those of one kind together; each gives why it cannot be done, or how safe it turned out to be. */
function* draftsOf(
  group: readonly Repair[],
  { analysis, variables, draft, dependentsOf }: Planning,
): Iterable<string | { readonly safety: Safety } | undefined> {
  const { workspace } = analysis;
  const settings = group.filter((repair) => repair.kind === "secure-settings");
  if (settings[0] !== undefined) draftSecureSettings(settings[0].operation, settings, draft);
  const secrets = group.filter((repair) => repair.kind === "secret-variable");
  if (secrets[0] !== undefined) {
    const { operation } = secrets[0];
    yield draftSecretVariables(operation, secrets, workspace.solutionOf(operation.flow), variables, draft);
  }
  const marks = group.filter((repair) => repair.kind === "mark-sensitive" || repair.kind === "clear-default");
  if (marks[0] !== undefined) yield draftSensitiveVariables(marks[0].flow, marks, workspace.solutionOf(marks[0].flow), draft);
  const [hop] = group.filter((repair) => repair.kind === "compose-hop");
  if (hop !== undefined) yield draftComposeHop(hop.operation, dependentsOf, draft);
  for (const repair of group) {
    if (repair.kind === "name-variable") yield draftNameVariable(repair, workspace, variables, draft);
    if (repair.kind === "shipped-value") yield draftShippedValue(repair, draft);
    if (repair.kind === "bind-reference") yield draftBoundReferences(repair, workspace.solutionOf(repair.flow), draft);
  }
}
