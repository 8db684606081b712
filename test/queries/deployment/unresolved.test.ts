import { expect, it } from "vitest";
import { unresolvedCalls } from "../../../src/queries/deployment/unresolved.ts";
import { childFlow, desktopFlow, guidOf } from "../../../src/testing/actions.ts";
import { desktop } from "../../../src/testing/desktop.ts";
import { flow } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../dataflow/analysed.ts";

it("tells calls of flows that nothing in the run holds", () => {
  const analysis = analysedSolutions([
    {
      flows: [flow("Caller", childFlow("Known", "Caller"), childFlow("Unknown", "Elsewhere"), desktopFlow("Robot", "Nowhere"))],
      desktopFlows: [
        desktop(
          "Rows",
          { inputs: ["Id"] },
          `External.RunFlow FlowId: '${guidOf("Rows")}'`,
          `External.RunFlow FlowId: '${guidOf("Missing")}'`,
          "External.RunFlow FlowId: Id",
          `DISABLE External.RunFlow FlowId: '${guidOf("Missing")}'`,
          "Logging.LogMessage Message: Id LogLevel: Logging.LogLevel.Info",
        ),
      ],
    },
  ]);
  expect(unresolvedCalls(analysis).map(({ callers, kind }) => `${callers.map(({ name }) => name).join()}: ${kind}`)).toEqual([
    "Unknown: child flow",
    "Robot: desktop flow",
    "Main:6: desktop flow",
  ]);
});
