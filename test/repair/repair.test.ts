import { expect, it } from "vitest";
import { describeRepair } from "../../src/repair/repair.ts";
import { compose } from "../../src/testing/actions.ts";
import { containerOf, flow, solutionFiles } from "../../src/testing/solutions.ts";
import { lintAll } from "../fix/repaired.ts";

it("says in a sentence what is done about the settings of an operation, which is named once", async () => {
  const { analysis } = await lintAll([containerOf(solutionFiles({ flows: [flow("Flow", compose("Copy", "@utcNow()"))] }))]);
  const operation = analysis.workspace.cloudFlows[0]?.actions[0];
  if (operation === undefined) throw new Error("The flow has no action.");
  const kind = "secure-settings";
  expect([
    describeRepair({ kind, operation, add: ["inputs", "outputs"] }),
    describeRepair({ kind, operation, remove: ["outputs"] }),
    describeRepair({ kind, operation, remove: ["inputs", "other"] }),
    describeRepair({ kind, operation, untrack: true }),
    describeRepair({ kind, operation, add: ["inputs"], remove: ["outputs"], untrack: true }),
  ]).toEqual([
    "turn on Secure Inputs and Secure Outputs of 'Copy'",
    "remove the secure setting without effect of 'Copy'",
    "remove the secure settings without effect of 'Copy'",
    "remove the tracked properties of 'Copy'",
    "turn on Secure Inputs of 'Copy' and remove its secure setting without effect and remove its tracked properties",
  ]);
});
