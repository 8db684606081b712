import { append } from "../../collections.ts";
import type { WorkflowFile } from "../../solution/model.ts";
import type { Analysis } from "../analysis.ts";

/** Lower-case logical names of connection references with the names of the flows, cloud and desktop, that are bound by them. */
export function referenceUses({ workspace }: Pick<Analysis, "workspace">): ReadonlyMap<string, readonly string[]> {
  const uses = new Map<string, string[]>();
  const add = (flow: string, references: readonly string[]): void => {
    for (const name of new Set(references.map((reference) => reference.toLowerCase()))) append(uses, name, flow);
  };
  for (const flow of workspace.cloudFlows)
    add(
      flow.name,
      flow.connections.flatMap(({ referenceName }) => referenceName ?? []),
    );
  for (const { workflows } of workspace.solutions) for (const workflow of workflows) add(workflow.name, desktopReferences(workflow));
  return uses;
}

/** Logical names of the connection references of a desktop flow's connector actions, as spelled. */
export function desktopReferences({ desktop }: Pick<WorkflowFile, "desktop">): readonly string[] {
  const text = desktop?.connectionReferences?.text ?? "";
  return [...text.matchAll(/"connectionReferenceLogicalName"\s*:\s*"([^"]+)"/gi)].map(([, name = ""]) => name);
}
