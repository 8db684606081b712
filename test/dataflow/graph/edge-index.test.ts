import { describe, expect, it } from "vitest";
import { createEdgeIndex } from "../../../src/dataflow/graph/edge-index.ts";
import type { Edge, ValueNode } from "../../../src/dataflow/graph/graph.ts";
import { anyStep, meets, type Path, pathOf, type Step } from "../../../src/dataflow/graph/path.ts";
import { createRandom } from "../../../src/dev/random.ts";
import { expectLinear } from "../../growth.ts";

const node: ValueNode = { id: 0, kind: "inputs", operation: undefined, flow: undefined, name: "", range: 0, owner: undefined };
const edgeAt = (read: Path): Edge => ({ from: node, read, to: node, write: [], mode: "copy" });
const indexOf = (edges: readonly Edge[]) => createEdgeIndex(edges, ({ read }) => read);
/** Enough others that the edges are looked up, each at a place of its own. */
const others = Array.from({ length: 30 }, (_, index) => edgeAt(pathOf("other", `m${index}`)));

describe("the edges of a node by their place", () => {
  it.each<[string, Path, Path, boolean]>([
    ["the same place", ["body", "key"], ["body", "key"], true],
    ["a place inside", ["body"], ["body", "key"], true],
    ["a place around", ["body", "key"], ["body"], true],
    ["the whole", [], ["body"], true],
    ["any element", ["body", anyStep], ["body", "key"], true],
    ["an element of any", ["body", "0", "key"], ["body", anyStep, "key"], true],
    ["another member", ["body", "key"], ["body", "name"], false],
    ["another member of any element", ["body", "0", "key"], ["body", anyStep, "name"], false],
  ])("%s", (_, read, path, isFound) => {
    const edge = edgeAt(read);
    expect(indexOf([...others, edge])(path).includes(edge)).toBe(isFound);
  });

  it("are those of the list that meet a place, in its order", () => {
    const random = createRandom(7);
    const path = (): Path => Array.from({ length: random.between(0, 3) }, () => random.pick<Step>([anyStep, "a", "b", "c", "0"]));
    for (let round = 0; round < 200; round++) {
      const edges = Array.from({ length: random.between(17, 40) }, () => edgeAt(path()));
      const asked = path();
      expect(indexOf(edges)(asked)).toEqual(edges.filter(({ read }) => meets(read, asked)));
    }
  });

  it("are found in time that grows with their number, each asked about once", () => {
    expectLinear((size) => {
      const paths = Array.from({ length: size }, (_, index) => pathOf("body", `m${index}`));
      const find = indexOf(paths.map(edgeAt));
      for (const path of paths) expect(find(path)).toHaveLength(1);
    }, 500);
  });
});
