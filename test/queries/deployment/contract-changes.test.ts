import { describe, expect, it } from "vitest";
import type { Workspace } from "../../../src/dataflow/workspace/workspace.ts";
import type { Json, JsonObject } from "../../../src/json.ts";
import { contractChanges, previousOf, solutionChange, solutionPlace } from "../../../src/queries/deployment/contract-changes.ts";
import type { Solution } from "../../../src/solution/model.ts";
import { compose, raw, respond } from "../../../src/testing/actions.ts";
import { desktop } from "../../../src/testing/desktop.ts";
import { type FlowSpec, flow, httpTrigger, type SolutionSpec } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../dataflow/analysed.ts";

function workspaceOf(spec: SolutionSpec): { readonly workspace: Workspace; readonly solution: Solution } {
  const { workspace } = analysedSolutions([spec]);
  const [solution] = workspace.solutions;
  if (solution === undefined) throw new Error("There is no solution.");
  return { workspace, solution };
}

/** What callers of the flows notice: the flow, and its changes. */
function changes(before: SolutionSpec, now: SolutionSpec): readonly string[] {
  const { workspace, solution } = workspaceOf(now);
  return contractChanges(solution, workspace, workspaceOf(before).workspace).map(
    ({ kind, flow: name, changes: list }) => `${kind} ${name}: ${list.join(", ")}`,
  );
}

/** A flow that others call, with the keys and titles of its inputs; those that end with `!` are required. */
function called(inputs: Readonly<Record<string, string | undefined>>, answer: Json = {}, type = "Request"): SolutionSpec {
  const keys = Object.keys(inputs);
  const plain = (key: string): string => key.replace(/!$/, "");
  const properties = Object.fromEntries(
    keys.map((key) => [plain(key), { type: "string", ...(inputs[key] === undefined ? {} : { title: inputs[key] }) }]),
  );
  const schema = { type: "object", properties, required: keys.filter((key) => key.endsWith("!")).map(plain) };
  const trigger = { name: "manual", json: { type, kind: "Button", inputs: { schema } } as JsonObject };
  return { flows: [{ ...flow("Orders", compose("Keep", "x"), respond("Answer", answer)), trigger }] };
}

describe("callers of a flow notice", () => {
  it.each<[string, SolutionSpec, SolutionSpec, readonly string[]]>([
    ["nothing where all is the same", called({ a: "A", "b!": "B" }), called({ a: "A", "b!": "B" }), []],
    ["a new input that is required", called({}), called({ "a!": "Order" }), ["cloud-flow Orders: needs the new input 'Order'"]],
    ["a new input without a title", called({}), called({ "a!": undefined }), ["cloud-flow Orders: needs the new input 'a'"]],
    ["no new input that is not required", called({}), called({ a: "Order" }), []],
    [
      "an input that has become required",
      called({ a: "Order" }),
      called({ "A!": "Order" }),
      ["cloud-flow Orders: now requires the input 'Order'"],
    ],
    ["no input that is required no longer", called({ "a!": "Order" }), called({ a: "Order" }), []],
    ["an input that is gone", called({ a: "Order" }), called({}), ["cloud-flow Orders: no longer takes the input 'Order'"]],
    ["no new title", called({ a: "Order" }), called({ a: "Number" }), []],
    ["no other letters", called({ a: "Order" }), called({ A: "Order" }), []],
    ["an output that is gone", called({}, { x: "1", y: "2" }), called({}, { Y: "2" }), ["cloud-flow Orders: no longer returns 'x'"]],
    ["no new output", called({}, { x: "1" }), called({}, { x: "1", y: "2" }), []],
    ["no output of an answer that an expression makes now", called({}, { x: "1" }), called({}, "@body('x')"), []],
    ["no output of an answer that an expression made", called({}, "@body('x')"), called({}, { x: "1" }), []],
    [
      "all of it",
      called({ b: "B" }, { x: "1" }),
      called({ "a!": "A" }),
      ["cloud-flow Orders: needs the new input 'A', no longer takes the input 'B', no longer returns 'x'"],
    ],
    ["nothing of a flow that nobody calls", called({}, {}, "Recurrence"), called({ "a!": "A" }, {}, "Recurrence"), []],
    ["nothing of a new flow", { flows: [] }, called({ "a!": "A" }), []],
    ["nothing of a flow that is gone", called({ "a!": "A" }), { flows: [] }, []],
  ])("%s", (_, before, now, expected) => {
    expect(changes(before, now)).toEqual(expected);
  });

  it("what any of its answers returned", () => {
    const answers = (...bodies: readonly JsonObject[]): SolutionSpec => ({
      flows: [{ ...flow("Orders", ...bodies.map((body, index) => respond(`Answer_${index}`, body))), trigger: httpTrigger() }],
    });
    expect(changes(answers({ a: "1" }, { b: "2" }), answers({ a: "1" }))).toEqual(["cloud-flow Orders: no longer returns 'b'"]);
    expect(changes(answers({ a: "1" }, { a: "2" }), answers({ b: "1" }))).toEqual(["cloud-flow Orders: no longer returns 'a'"]);
    const without = { flows: [{ ...flow("Orders", raw("Answer", { type: "Response", inputs: {} })), trigger: httpTrigger() }] };
    expect(changes(answers({ a: "1" }), without)).toEqual(["cloud-flow Orders: no longer returns 'a'"]);
  });

  it("ports of desktop flows", () => {
    const robot = (inputs: readonly string[], outputs: readonly string[]): SolutionSpec => ({
      desktopFlows: [desktop("Robot", { inputs, outputs })],
    });
    expect(changes(robot(["A"], ["X"]), robot(["A"], ["X"]))).toEqual([]);
    expect(changes(robot(["A"], ["X"]), robot(["a"], ["x"]))).toEqual([]);
    expect(changes(robot(["A"], ["X"]), robot(["B"], ["Y"]))).toEqual([
      "desktop-flow Robot: needs the new input 'B', no longer takes the input 'A', no longer returns 'X'",
    ]);
    expect(changes(robot(["A"], []), robot([], []))).toEqual(["desktop-flow Robot: no longer takes the input 'A'"]);
    expect(changes({}, robot(["A"], []))).toEqual([]);
  });

  it("only what the solution itself holds", () => {
    const { workspace } = workspaceOf(called({ "a!": "A" }));
    const { solution: other } = workspaceOf({ uniqueName: "Other" });
    expect(contractChanges(other, workspace, workspaceOf(called({})).workspace)).toEqual([]);
  });
});

it("who imports a solution notices references and variables that came or went", () => {
  const spec = (names: readonly string[]): SolutionSpec => ({
    usualVariables: false,
    variables: names.map((name) => ({ schemaName: `new_${name}` })),
    references: names.map((name) => ({ logicalName: `new_ref_${name}`, connector: "shared_office365" })),
  });
  expect(solutionChange(workspaceOf(spec(["a", "b"])).solution, workspaceOf(spec(["B", "c"])).solution)).toEqual({
    addedReferences: ["new_ref_c"],
    removedReferences: ["new_ref_a"],
    addedVariables: ["new_c"],
    removedVariables: ["new_a"],
  });
});

it("a solution is found in the previous package by its unique name", () => {
  const { workspace } = analysedSolutions([{ uniqueName: "First" }, { uniqueName: "Second" }]);
  expect(previousOf(workspaceOf({ uniqueName: "SECOND" }).solution, workspace)?.uniqueName).toBe("Second");
  expect(previousOf(workspaceOf({ uniqueName: "Third" }).solution, workspace)).toBeUndefined();
});

describe("a solution as a whole stands", () => {
  const spec: { readonly flows: readonly FlowSpec[] } = { flows: [flow("Orders", compose("Keep", "x"))] };
  it("at its version", () => {
    const { workspace, solution } = workspaceOf(spec);
    expect(solutionPlace(solution, workspace)).toBe(solution.versionPlace);
    expect(solution.versionPlace?.source.file).toBe("solution.xml");
  });
  it("at its first flow where it has no version", () => {
    const { workspace, solution } = workspaceOf(spec);
    const { versionPlace: _, ...unversioned } = solution;
    const bare = { ...unversioned, versionPlace: undefined } as Solution;
    const own: Workspace = { ...workspace, solutionOf: () => bare };
    expect(solutionPlace(bare, own)?.source.file).toMatch(/^Workflows\/Orders/);
    expect(solutionPlace(bare, { ...own, cloudFlows: [] })).toBeUndefined();
  });
});
