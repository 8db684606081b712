import { append } from "../../collections.ts";
import type { Analysis } from "../../dataflow/analysis.ts";
import { createNameResolver, type NameSite } from "../../dataflow/workspace/name-resolution.ts";
import type { ConnectionReference, Solution, WorkflowFile } from "../../solution/model.ts";

interface DeclaredReference {
  readonly reference: ConnectionReference;
  readonly solution: Solution;
}

/** Connection references with the names of the flows, cloud and desktop, that are bound by them; those that none is bound by are left out. */
export function referenceUses({ workspace }: Pick<Analysis, "workspace">): ReadonlyMap<ConnectionReference, readonly string[]> {
  const declared = createNameResolver<DeclaredReference>(({ reference, solution }) => ({ solution, source: reference.place.source }));
  for (const solution of workspace.solutions) {
    for (const reference of solution.connectionReferences) declared.add(reference.logicalName.toLowerCase(), { reference, solution });
  }
  const uses = new Map<ConnectionReference, string[]>();
  const add = (flow: string, names: readonly string[], from: NameSite): void => {
    for (const name of new Set(names.map((one) => one.toLowerCase()))) {
      for (const { reference } of declared.resolve(name, from)) append(uses, reference, flow);
    }
  };
  for (const flow of workspace.cloudFlows) {
    const names = flow.connections.flatMap(({ referenceName }) => referenceName ?? []);
    add(flow.name, names, { solution: workspace.solutionOf(flow), source: flow.source });
  }
  for (const solution of workspace.solutions) {
    for (const workflow of solution.workflows) add(workflow.name, desktopReferences(workflow), { solution, source: workflow.place.source });
  }
  return uses;
}

/** Logical names of the connection references of a desktop flow's connector actions, as spelled. */
export function desktopReferences({ desktop }: Pick<WorkflowFile, "desktop">): readonly string[] {
  const text = desktop?.connectionReferences?.text ?? "";
  return [...text.matchAll(/"connectionReferenceLogicalName"\s*:\s*"([^"]+)"/gi)].map(([, name = ""]) => name);
}

/** The solution describes the reference. Of one that the environment brings, such as `msdyn_Dataverse`, exports hold the name alone. */
export function isDescribed({ connector }: ConnectionReference): boolean {
  return connector !== undefined;
}
