import { describe, expect, it } from "vitest";
import { desktopReferences, referenceUses } from "../../../src/queries/deployment/reference-uses.ts";
import { compose, connector, mail } from "../../../src/testing/actions.ts";
import { desktop } from "../../../src/testing/desktop.ts";
import { type FlowSpec, flow, type SolutionSpec } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../dataflow/analysed.ts";

/** Each reference that is used, as `reference of solution = flows`. */
function usesIn(...specs: readonly SolutionSpec[]): readonly string[] {
  const analysis = analysedSolutions(specs);
  const homeOf = (reference: unknown): string | undefined =>
    analysis.workspace.solutions.find(({ connectionReferences }) => connectionReferences.some((one) => one === reference))?.uniqueName;
  return [...referenceUses(analysis)].map(([reference, flows]) => `${reference.logicalName} of ${homeOf(reference)} = ${flows.join(", ")}`);
}

const office = { logicalName: "new_shared_office365", connector: "shared_office365" };
const bound = (name: string, ...references: readonly string[]): FlowSpec => ({
  ...flow(name, mail("Send", "x")),
  connections: Object.fromEntries(
    references.map((logicalName, index) => [
      `connection_${index}`,
      { runtimeSource: "embedded", connection: { connectionReferenceLogicalName: logicalName }, api: { name: "shared_office365" } },
    ]),
  ),
});

describe("a connection reference is used", () => {
  it("by the flows that are bound by it, whatever the letters", () => {
    const flows = [bound("One", "new_shared_office365"), bound("Two", "NEW_Shared_Office365"), flow("Three", compose("Keep", "x"))];
    expect(usesIn({ flows, references: [office] })).toEqual(["new_shared_office365 of ContosoTest = One, Two"]);
  });

  it("once by a flow that names it in several connections", () => {
    expect(usesIn({ flows: [bound("One", "new_shared_office365", "new_Shared_Office365")], references: [office] })).toEqual([
      "new_shared_office365 of ContosoTest = One",
    ]);
  });

  it("not where no flow names it", () => {
    expect(usesIn({ flows: [flow("One", connector("Post", "shared_teams", "PostMessage"))], references: [office] })).toEqual([]);
  });

  it("from another solution, where the flow's own does not declare it", () => {
    const base: SolutionSpec = { uniqueName: "Base", references: [office] };
    expect(usesIn({ uniqueName: "App", flows: [bound("One", office.logicalName)], references: [] }, base)).toEqual([
      "new_shared_office365 of Base = One",
    ]);
    expect(usesIn({ uniqueName: "App", flows: [bound("One", office.logicalName)], references: [office] }, base)).toEqual([
      "new_shared_office365 of App = One",
    ]);
  });

  it("by a desktop flow whose connector actions name it", () => {
    const spec: SolutionSpec = { desktopFlows: [desktop("Robot", {}, "SET A TO 1")], references: [office] };
    const analysis = analysedSolutions([spec]);
    const text = JSON.stringify([{ ConnectionReferenceLogicalName: "NEW_shared_office365" }, { connectionReferenceLogicalName: "new_x" }]);
    const solutions = analysis.workspace.solutions.map((solution) => ({
      ...solution,
      workflows: solution.workflows.map((workflow) =>
        workflow.desktop === undefined
          ? workflow
          : { ...workflow, desktop: { ...workflow.desktop, connectionReferences: { text, place: workflow.place } } },
      ),
    }));
    const uses = referenceUses({ workspace: { ...analysis.workspace, solutions } });
    expect([...uses].map(([{ logicalName }, flows]) => [logicalName, ...flows])).toEqual([["new_shared_office365", "Robot"]]);
    const [workflow] = solutions.flatMap(({ workflows }) => workflows);
    expect(workflow === undefined ? [] : desktopReferences(workflow)).toEqual(["NEW_shared_office365", "new_x"]);
  });
});

it("a desktop flow without connector actions has no references", () => {
  expect(desktopReferences({ desktop: undefined })).toEqual([]);
});
