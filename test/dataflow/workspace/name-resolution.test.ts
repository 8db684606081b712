import { describe, expect, it } from "vitest";
import { analyse } from "../../../src/dataflow/analysis.ts";
import { createNameResolver, type NameSite } from "../../../src/dataflow/workspace/name-resolution.ts";
import { readWorkspace } from "../../../src/dataflow/workspace/read-workspace.ts";
import type { Solution } from "../../../src/solution/model.ts";
import { childFlow, http, respond } from "../../../src/testing/actions.ts";
import { buttonTrigger, containerOf, type FlowSpec, flow, type SolutionSpec, solutionFiles } from "../../../src/testing/solutions.ts";
import { expectLinear } from "../../growth.ts";

interface Candidate extends NameSite {
  readonly name: string;
}

/** A file of an export of a solution, as the tests write it: `v1/Base.zip: Base`. */
const exports = new Map<string, Solution>();
function at(text: string): Candidate {
  const [path = "", uniqueName = ""] = text.split(": ");
  const solution = exports.get(text) ?? ({ uniqueName } as Solution);
  exports.set(text, solution);
  return { name: text, solution, source: { path, file: "Workflows/Flow.json" } };
}
function meant(from: string, ...candidates: readonly string[]): readonly string[] {
  const resolver = createNameResolver<Candidate>((candidate) => candidate);
  for (const candidate of candidates) resolver.add("id", at(candidate));
  return resolver.resolve("id", at(from)).map(({ name }) => name);
}

describe("what a name means", () => {
  it.each<[string, string, readonly string[], readonly string[]]>([
    ["what its own solution holds", "a.zip: App", ["b.zip: Base", "a.zip: App"], ["a.zip: App"]],
    ["what another solution holds", "a.zip: App", ["b.zip: Base"], ["b.zip: Base"]],
    ["nothing of another export of its own solution", "a2.zip: App", ["a1.zip: App"], []],
    ["nothing of one whose name is spelled in another case", "a2.zip: App", ["a1.zip: APP"], []],
    ["what other solutions hold rather than another export", "a2.zip: App", ["a1.zip: App", "b.zip: Base"], ["b.zip: Base"]],
    ["of two exports the nearer one", "v1/a.zip: App", ["v1/b.zip: Base", "v2/b.zip: Base"], ["v1/b.zip: Base"]],
    ["the nearer one in whichever order", "v2/a.zip: App", ["v1/b.zip: Base", "v2/b.zip: Base"], ["v2/b.zip: Base"]],
    ["each of two that are as near", "a.zip: App", ["b1.zip: Base", "b2.zip: Base"], ["b1.zip: Base", "b2.zip: Base"]],
    ["files that belong to no solution, from others of that kind", "x: ", ["y: "], ["y: "]],
  ])("%s", (_, from, candidates, expected) => {
    expect(meant(from, ...candidates)).toEqual(expected);
  });

  it("one of several files that its own solution holds, and the nearest one", () => {
    const solution = { uniqueName: "" } as Solution;
    const resolver = createNameResolver<NameSite>((candidate) => candidate);
    const files = ["dev/a.json", "test/a.json", "test/b.json"].map((file) => ({ solution, source: { path: "flows", file } }));
    for (const file of files) resolver.add("id", file);
    const from = (file: string): NameSite => ({ solution, source: { path: "flows", file } });
    expect(resolver.resolve("id", from("test/caller.json"))).toEqual([files[1]]);
    expect(resolver.resolve("id", from("dev/caller.json"))).toEqual([files[0]]);
    expect(resolver.resolve("id", from("caller.json"))).toEqual([files[0]]);
    expect(resolver.resolve("id", from("test/b.json"))).toEqual([files[2]]);
  });

  it("takes no longer where a name is repeated without end", () => {
    const repeated = (solutionOf: (index: number) => Solution) => (size: number) => {
      const resolver = createNameResolver<NameSite>((candidate) => candidate);
      const places = Array.from({ length: size }, (_, index) => ({
        solution: solutionOf(index),
        source: { path: "export.zip", file: `Workflows/${index}.json` },
      }));
      for (const place of places) resolver.add("id", place);
      const caller = { solution: { uniqueName: "App" } as Solution, source: { path: "app.zip", file: "Workflows/Flow.json" } };
      return places.map((place, index) => resolver.resolve("id", index % 2 === 0 ? place : caller).length);
    };
    const only = { uniqueName: "Base" } as Solution;
    expectLinear(
      repeated(() => only),
      2_000,
    );
    const many = Array.from({ length: 8_000 }, () => ({ uniqueName: "Base" }) as Solution);
    expectLinear(
      repeated((index) => many[index] ?? only),
      2_000,
    );
  });
});

describe("calls in a run with several exports", () => {
  const key: FlowSpec = { ...flow("Get key", respond("Answer", { key: "x" })), trigger: buttonTrigger({}) };
  const orders = flow("Get orders", childFlow("Run_Get_key", "Get key"), http("Call", {}));

  /** Which flow each call leads to, as `path of the caller > paths of the called flows`. */
  function callsIn(specs: Readonly<Record<string, SolutionSpec>>): readonly string[] {
    const containers = Object.entries(specs).map(([path, spec]) => containerOf(solutionFiles(spec), path));
    const { calls, workspace } = analyse(readWorkspace(containers));
    return workspace.cloudFlows.flatMap((caller) =>
      caller.actions.flatMap((action) => {
        const called = calls.calledFlows(action);
        return called.length === 0 ? [] : [`${caller.source.path} > ${called.map(({ source }) => source.path).join()}`];
      }),
    );
  }

  it("stay in their own", () => {
    const both = { uniqueName: "Orders", flows: [orders, key] };
    expect(callsIn({ sources: both, "package.zip": both })).toEqual(["sources > sources", "package.zip > package.zip"]);
  });

  it("lead to the solution beside", () => {
    const app = { uniqueName: "App", flows: [orders] };
    const base = { uniqueName: "Base", flows: [key] };
    const runs = { "v1/app.zip": app, "v1/base.zip": base, "v2/app.zip": app, "v2/base.zip": base };
    expect(callsIn(runs)).toEqual(["v1/app.zip > v1/base.zip", "v2/app.zip > v2/base.zip"]);
    expect(callsIn({ "app.zip": app, "base1.zip": base, "base2.zip": base })).toEqual(["app.zip > base1.zip,base2.zip"]);
  });
});
