import { describe, expect, it } from "vitest";
import { limitPerPlace } from "../../../src/dataflow/leaks/limit-per-place.ts";

describe("arrivals at a place", () => {
  const arrivals = (place: string, count: number): readonly string[] => Array.from({ length: count }, (_, index) => `${place}${index}`);
  const placeOf = (arrival: string): string => arrival.slice(0, 1);

  it("are kept in their order, thirty at each place", () => {
    const given = [...arrivals("a", 31), ...arrivals("b", 30)];
    const { kept, leftOut } = limitPerPlace(given, placeOf);
    expect(kept).toEqual(given.filter((arrival) => arrival !== "a30"));
    expect(leftOut).toEqual(["a30"]);
  });

  it("are all kept where there are few", () => {
    expect(limitPerPlace(arrivals("a", 3), placeOf)).toEqual({ kept: ["a0", "a1", "a2"], leftOut: [] });
  });
});
