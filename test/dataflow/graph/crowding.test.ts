import { describe, expect, it } from "vitest";
import { createCrowding, withoutCrowds } from "../../../src/dataflow/graph/crowding.ts";
import { createGraph } from "../../../src/dataflow/graph/graph.ts";

describe("a node", () => {
  const graph = createGraph(() => undefined);
  const [node, other] = [graph.node("variable", {}, "a"), graph.node("variable", {}, "b")];

  it("is crowded from a hundred places on, and the others are not for that", () => {
    const crowding = createCrowding();
    expect(crowding.isCrowded(node)).toBe(false);
    for (let place = 0; place < 99; place++) crowding.add(node);
    expect(crowding.isCrowded(node)).toBe(false);
    crowding.add(node);
    expect(crowding.isCrowded(node)).toBe(true);
    expect(crowding.isCrowded(other)).toBe(false);
  });

  it("is not crowded while there are spare places, which all nodes share", () => {
    const crowding = createCrowding(10);
    for (let place = 0; place < 109; place++) crowding.add(node);
    expect(crowding.isCrowded(node)).toBe(false);
    crowding.add(node);
    expect(crowding.isCrowded(node)).toBe(true);
    for (let place = 0; place < 100; place++) crowding.add(other);
    expect(crowding.isCrowded(other)).toBe(true);
  });

  it("is crowded in one search only", () => {
    const crowding = createCrowding();
    for (let place = 0; place < 100; place++) crowding.add(node);
    expect(createCrowding().isCrowded(node)).toBe(false);
  });
});

describe("arrivals at a place", () => {
  const arrivals = (place: string, count: number): readonly string[] => Array.from({ length: count }, (_, index) => `${place}${index}`);
  const placeOf = (arrival: string): string => arrival.slice(0, 1);

  it("are told of in their order, thirty at each place", () => {
    const given = [...arrivals("a", 31), ...arrivals("b", 30)];
    const { kept, leftOut } = withoutCrowds(given, placeOf);
    expect(kept).toEqual(given.filter((arrival) => arrival !== "a30"));
    expect(leftOut).toEqual(["a30"]);
  });

  it("are all told of where they are few", () => {
    expect(withoutCrowds(arrivals("a", 3), placeOf)).toEqual({ kept: ["a0", "a1", "a2"], leftOut: [] });
  });
});
