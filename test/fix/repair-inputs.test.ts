import { describe, expect, test } from "vitest";
import { repairInputs } from "../../src/fix/repair-inputs.ts";
import type { Container } from "../../src/input/artifact.ts";
import { compose, http, keyVault } from "../../src/testing/actions.ts";
import { apiKey } from "../../src/testing/credentials.ts";
import { containerOf, type FlowSpec, flow, solutionFiles } from "../../src/testing/solutions.ts";
import { lintAll } from "./repaired.ts";

/** Repairs one solution with every repair there is, and counts how often the inputs are analysed for it. */
async function repair(flows: readonly FlowSpec[], mayChange = true) {
  const files = new Map(solutionFiles({ uniqueName: "Contoso", flows, references: [dataverse] }));
  const publisher = "<Publisher><CustomizationPrefix>new</CustomizationPrefix></Publisher>";
  files.set("solution.xml", files.get("solution.xml")?.replace("<RootComponents />", `${publisher}<RootComponents />`) ?? "");
  const containers: readonly Container[] = [containerOf(files)];
  const run = await lintAll(containers);
  let analyses = 0;
  const lint = (state: readonly Container[]) => {
    analyses++;
    return lintAll(state);
  };
  const choice = { safety: "unsafe", isWanted: () => true } as const;
  const done = await repairInputs({ containers, run }, choice, () => mayChange, lint);
  return { ...done, analyses };
}

const dataverse = { logicalName: "new_dataverse", connector: "shared_commondataserviceforapps" };

/** Reads a secret without protecting it: can be repaired. */
const harmless = (number: number): FlowSpec =>
  flow(`Read ${number}`, keyVault.getSecret("Get_secret", { secretName: "@triggerBody()?['name']" }));

/** Keeps a credential where the variable that would replace it leaks: cannot be repaired. */
const hopeless = (number: number): FlowSpec =>
  flow(
    `Keep ${number}`,
    compose("Keep", { password: apiKey() }),
    http("Call", { uri: "https://a.contoso.com", headers: { "x-api-key": "@outputs('Keep')?['password']" } }),
  );

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

describe("the inputs are analysed", () => {
  test("once when every repair helps, however many there are", async () => {
    const { analyses, fixed, dropped } = await repair(numbers(20).map(harmless));
    expect(fixed).toHaveLength(20);
    expect(dropped).toEqual([]);
    expect(analyses).toBe(1);
  });

  test.each([
    [1, 30],
    [5, 30],
    [12, 12],
  ])("a few times when %i of the repairs do not help beside %i that do", async (bad, good) => {
    const { analyses, fixed, dropped, state } = await repair([...numbers(good).map(harmless), ...numbers(bad).map(hopeless)]);
    expect(fixed.length).toBeGreaterThanOrEqual(good);
    expect(new Set(dropped.map(({ group }) => group.parts[0]?.finding.location.component))).toEqual(
      new Set(numbers(bad).map((number) => `Keep ${number}`)),
    );
    expect(dropped.every(({ reason }) => reason.startsWith("It would"))).toBe(true);
    expect(state.run.result.findings.filter(({ code }) => code === "SL2001")).toHaveLength(0);
    expect(analyses).toBeLessThanOrEqual(6);
  });

  test("never for repairs that cannot be written", async () => {
    const { analyses, fixed, dropped, results } = await repair(numbers(5).map(harmless), false);
    expect({ analyses, fixed, results }).toEqual({ analyses: 0, fixed: [], results: [] });
    expect(dropped).toHaveLength(5);
    expect(dropped[0]?.reason).toMatch(/^It would change '.*', which you did not name\.$/);
  });
});

test("what is left out of one run is left out of the next one", async () => {
  const first = await repair([harmless(1), hopeless(1)]);
  const again = await repairInputs(first.state, { safety: "unsafe", isWanted: () => true }, () => true, lintAll);
  expect(again.results).toEqual([]);
  expect(again.fixed).toEqual([]);
});
