import { lastPart } from "../slash-path.ts";
import { componentOwner } from "../source/place.ts";
import type { SolutionFiles } from "./files.ts";
import type { WorkflowFile } from "./model.ts";

/** The name of a flow and its id in lower case, of a file that is called like both, as exports call it: `Order-0f5c…`. */
export function flowOfStem(stem: string): { readonly name: string; readonly id: string | undefined } {
  const id = /-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(stem)?.[1];
  return id === undefined ? { name: stem, id } : { name: stem.slice(0, -id.length - 1), id: id.toLowerCase() };
}

/** Flow files that no `<Workflow>` element names: hand-made archives have them, and they are imported all the same. */
export function undescribedFlows(files: SolutionFiles, known: readonly WorkflowFile[], solution: string): readonly WorkflowFile[] {
  const described = new Set(known.map((workflow) => workflow.source));
  return files.names.flatMap((name) => {
    if (!/^(?:workflows|modernflows)\/.*\.json$/i.test(name)) return [];
    const source = files.find(name);
    if (source === undefined || described.has(source)) return [];
    const flow = flowOfStem(lastPart(name).slice(0, -".json".length));
    const owner = componentOwner("cloud-flow", flow.name, solution);
    return [
      {
        ...flow,
        category: "unknown" as const,
        source,
        desktop: undefined,
        place: { source, at: { kind: "json" as const, pointer: [] }, owner },
      },
    ];
  });
}
