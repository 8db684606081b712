import { describe, expect, it } from "vitest";
import { createWidening } from "../../../src/dataflow/following/widening.ts";
import { createGraph } from "../../../src/dataflow/graph/graph.ts";

describe("a search widens", () => {
  const graph = createGraph(() => undefined);
  const [node, other] = [graph.node("variable", {}, "a"), graph.node("variable", {}, "b")];

  it("at a node of which it knows a hundred places, and at no other", () => {
    const widening = createWidening();
    expect(widening.applies(node)).toBe(false);
    for (let place = 0; place < 99; place++) widening.count(node);
    expect(widening.applies(node)).toBe(false);
    widening.count(node);
    expect(widening.applies(node)).toBe(true);
    expect(widening.applies(other)).toBe(false);
  });

  it("only when the spare places, which all nodes share, are used up", () => {
    const widening = createWidening(10);
    for (let place = 0; place < 109; place++) widening.count(node);
    expect(widening.applies(node)).toBe(false);
    widening.count(node);
    expect(widening.applies(node)).toBe(true);
    for (let place = 0; place < 100; place++) widening.count(other);
    expect(widening.applies(other)).toBe(true);
  });

  it("by its own count only", () => {
    const widening = createWidening();
    for (let place = 0; place < 100; place++) widening.count(node);
    expect(createWidening().applies(node)).toBe(false);
  });
});
