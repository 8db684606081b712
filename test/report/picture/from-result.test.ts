import { describe, expect, it } from "vitest";
import { rules } from "../../../rules/index.ts";
import { resolveConfig } from "../../../src/config/resolve.ts";
import { readWorkspace } from "../../../src/dataflow/workspace/read-workspace.ts";
import { lintWorkspace } from "../../../src/linter/lint.ts";
import { pictureOfResult } from "../../../src/report/picture/from-result.ts";
import type { Picture } from "../../../src/report/picture/model.ts";
import { childFlow, compose, keyVault, respond } from "../../../src/testing/actions.ts";
import { buttonTrigger, containerOf, flow, type SolutionSpec, solutionFiles } from "../../../src/testing/solutions.ts";

const copiesSecret = flow("Get orders", keyVault.getSecret("Get_secret"), compose("Copy", "@body('Get_secret')?['value']"));

/** The map of solutions that lie at the given paths. */
function mapOf(specs: Readonly<Record<string, SolutionSpec>>): Picture {
  const containers = Object.entries(specs).map(([path, spec]) => containerOf(solutionFiles(spec), path));
  const { result } = lintWorkspace(readWorkspace(containers), {
    rules,
    config: resolveConfig(undefined, {}, rules, "/"),
    today: "2026-01-01",
  });
  return pictureOfResult(result, result.findings);
}

const flowsOf = ({ nodes }: Picture): readonly string[] =>
  nodes.filter(({ kind }) => kind === "cloud-flow").map(({ title, subtitle }) => `${title}: ${subtitle}`);

describe("the map of a result", () => {
  it("names the solution of a component where there are several", () => {
    expect(flowsOf(mapOf({ "orders.zip": { uniqueName: "Orders", flows: [copiesSecret] } }))).toEqual(["Get orders: "]);
    expect(
      flowsOf(
        mapOf({ "orders.zip": { uniqueName: "Orders", flows: [copiesSecret] }, "base.zip": { uniqueName: "Base", flows: [copiesSecret] } }),
      ),
    ).toEqual(["Get orders: Base", "Get orders: Orders"]);
  });

  it("tells exports of one solution apart", () => {
    const orders = { uniqueName: "Orders", flows: [copiesSecret] };
    expect(flowsOf(mapOf({ "v1.zip": orders, "v2.zip": orders }))).toEqual(["Get orders: Orders (v1.zip)", "Get orders: Orders (v2.zip)"]);
  });

  it("joins components that a secret goes through", () => {
    const child = { ...flow("Get key", keyVault.getSecret("Get_secret"), respond("Answer", { key: "@body('Get_secret')?['value']" })) };
    const parent = flow("Get orders", childFlow("Run_Get_key", "Get key"), compose("Copy", "@body('Run_Get_key')?['key']"));
    const picture = mapOf({ "orders.zip": { flows: [parent, { ...child, trigger: buttonTrigger({}) }] } });
    const titles = new Map(picture.nodes.map(({ id, title }) => [id, title]));
    expect(picture.edges.map(({ from, to }) => `${titles.get(from)} > ${titles.get(to)}`)).toContain("Get key > Get orders");
  });
});
