import { append } from "../collections.ts";
import type { Analysis } from "../dataflow/analysis.ts";
import { createDraft, createJsonIndexes, type Draft, type FileChange } from "./draft.ts";
import type { Repair } from "./repair.ts";
import { draftSecureSettings } from "./secure-settings.ts";
import { draftSensitiveVariables } from "./sensitive-variables.ts";

/** What becomes of the files, or why nothing does. */
export type RepairPlan = { readonly changes: readonly FileChange[] } | { readonly declined: string };

/** Turns repairs into changes of files. */
export interface RepairPlanner {
  /** All of the repairs together; when one of them cannot be made, none is. */
  plan(repairs: readonly Repair[]): RepairPlan;
}

/** A planner for the repairs of one analysis. */
export function createRepairPlanner(analysis: Analysis): RepairPlanner {
  const indexOf = createJsonIndexes();
  return {
    plan(repairs) {
      const draft = createDraft(indexOf);
      for (const group of byTarget(repairs)) {
        const declined = draftGroup(group, analysis, draft);
        if (declined !== undefined) return { declined };
      }
      const changes = draft.finish();
      return typeof changes === "string" ? { declined: changes } : { changes };
    },
  };
}

/** Repairs that change one thing, together. */
export function byTarget(repairs: readonly Repair[]): readonly (readonly Repair[])[] {
  const groups = new Map<object, Repair[]>();
  for (const repair of repairs) append(groups, targetOf(repair), repair);
  return [...groups.values()];
}

/** What a repair changes: repairs of one target are merged, and stand or fall together. */
export function targetOf(repair: Repair): object {
  return repair.kind === "secure-settings" ? repair.operation : repair.flow;
}

function draftGroup(group: readonly Repair[], { workspace }: Analysis, draft: Draft): string | undefined {
  const settings = group.filter((repair) => repair.kind === "secure-settings");
  const [operation] = settings.map((repair) => repair.operation);
  if (operation !== undefined) draftSecureSettings(operation, settings, draft);
  const variables = group.filter((repair) => repair.kind === "mark-sensitive" || repair.kind === "clear-default");
  const [flow] = variables.map((repair) => repair.flow);
  return flow === undefined ? undefined : draftSensitiveVariables(flow, variables, workspace.solutionOf(flow), draft);
}
