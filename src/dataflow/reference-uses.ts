import type { Analysis } from "./analysis.ts";

/** Lower-case logical names of connection references with the number of flows, cloud and desktop, that are bound by them. */
export function referenceUses({ workspace }: Analysis): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (names: Iterable<string>): void => {
    for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  for (const flow of workspace.cloudFlows) count(flow.connections.flatMap(({ referenceName }) => referenceName?.toLowerCase() ?? []));
  for (const { workflows } of workspace.solutions) {
    for (const { desktop } of workflows) {
      const text = desktop?.connectionReferences?.text ?? "";
      count([...text.matchAll(/"connectionReferenceLogicalName"\s*:\s*"([^"]+)"/gi)].map(([, name = ""]) => name.toLowerCase()));
    }
  }
  return counts;
}
