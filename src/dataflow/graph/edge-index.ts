import { addAll, remember } from "../../collections.ts";
import { anyStep, type Path, type Step } from "./path.ts";

/** Edges whose paths begin alike. */
interface Branch {
  /** Edges whose path ends here, by their position in the list. */
  readonly here: number[];
  readonly children: Map<Step, Branch>;
}

/** Up to this many edges, an index is not worth making. */
const few = 16;

/**
 * Indexes edges by the place in a node that they read or write. An action or an object can have as many edges as members, and be asked about
 * each, so the cost of an answer must not depend on the edges that it leaves out.
 * @returns the edges whose path meets a given one, in the order of the list; all edges of a short list
 */
export function createEdgeIndex<Edge>(edges: readonly Edge[], pathOf: (edge: Edge) => Path): (path: Path) => readonly Edge[] {
  if (edges.length <= few) return () => edges;
  const root = newBranch();
  for (const [position, edge] of edges.entries()) {
    let branch = root;
    for (const step of pathOf(edge)) branch = remember(branch.children, step, newBranch);
    branch.here.push(position);
  }
  return (path) => {
    const found: number[] = [];
    collect(root, path, 0, found);
    if (found.length === edges.length) return edges;
    return found.sort((a, b) => a - b).flatMap((position) => edges[position] ?? []);
  };
}

function newBranch(): Branch {
  return { here: [], children: new Map() };
}

function collect({ here, children }: Branch, path: Path, depth: number, found: number[]): void {
  addAll(found, here);
  const step = path[depth];
  if (step === undefined || step === anyStep) {
    for (const child of children.values()) collect(child, path, depth + 1, found);
    return;
  }
  for (const child of [children.get(step), children.get(anyStep)]) if (child !== undefined) collect(child, path, depth + 1, found);
}
