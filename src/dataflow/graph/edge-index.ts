import { addAll, remember } from "../../collections.ts";
import type { Edge } from "./graph.ts";
import { anyStep, type Path, type Step } from "./path.ts";

/** Edges whose paths begin alike. */
interface Branch {
  /** Edges whose path ends here, by their position in the list. */
  readonly here: number[];
  readonly children: Map<Step, Branch>;
}

/** So few edges are looked at one by one. */
const few = 16;

/**
 * Finds edges by where in a node they read or write. A row, an action or an object can have as many of them as members, and be asked about each: what an answer
 * costs does not depend on those that it does not hold.
 * @returns the edges whose path meets a given one, in the order of the list; of a short list, all
 */
export function createEdgeIndex(edges: readonly Edge[], pathOf: (edge: Edge) => Path): (path: Path) => readonly Edge[] {
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
