import { expect, test } from "vitest";
import { unifiedDiff } from "../../src/fix/diff.ts";
import { keyVault } from "../../src/testing/actions.ts";
import { containerOf, flow, solutionFiles, workflowFile } from "../../src/testing/solutions.ts";
import { repaired } from "./repaired.ts";

test.each([
  ["Contoso.zip", "Contoso.zip"],
  ["/exports/Contoso.zip", "exports/Contoso.zip"],
])("the head of a patch for %s names the file below one step", async (path, shown) => {
  const { before, state, results } = await repaired([
    containerOf(solutionFiles({ flows: [flow("Get orders", keyVault.getSecret("Get_secret"))] }), path),
  ]);
  const file = `${shown}!/${workflowFile("Get orders")}`;
  expect(unifiedDiff(results, before, state.run).split("\n").slice(0, 2)).toEqual([`--- a/${file}`, `+++ b/${file}`]);
});
