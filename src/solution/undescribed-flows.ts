import { lastPart } from "../slash-path.ts";
import { componentOwner } from "../source/place.ts";
import type { SolutionFiles } from "./files.ts";
import type { WorkflowFile } from "./model.ts";

const guidAtEnd = /-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/** Flow files that no `<Workflow>` element names: hand-made archives have them, and they are imported all the same. */
export function undescribedFlows(files: SolutionFiles, known: readonly WorkflowFile[], solution: string): readonly WorkflowFile[] {
  const described = new Set(known.map((workflow) => workflow.source));
  return files.names.flatMap((name) => {
    if (!/^(?:workflows|modernflows)\/.*\.json$/i.test(name)) return [];
    const source = files.find(name);
    if (source === undefined || described.has(source)) return [];
    const stem = lastPart(name).slice(0, -".json".length);
    const id = guidAtEnd.exec(stem)?.[1]?.toLowerCase();
    const flowName = stem.replace(guidAtEnd, "");
    const owner = componentOwner("cloud-flow", flowName, solution);
    return [
      {
        id,
        name: flowName,
        category: "unknown" as const,
        source,
        desktop: undefined,
        place: { source, at: { kind: "json" as const, pointer: [] }, owner },
      },
    ];
  });
}
