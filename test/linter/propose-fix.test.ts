import { expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { resolveConfig } from "../../src/config/resolve.ts";
import { lint } from "../../src/linter/lint.ts";
import { http, keyVault } from "../../src/testing/actions.ts";
import { apiKey } from "../../src/testing/credentials.ts";
import { containerOf, flow, solutionFiles } from "../../src/testing/solutions.ts";

const config = resolveConfig(undefined, {}, rules, "/work");

/** The finding that Secure Outputs are missing, in a flow that also sends an API key. */
async function missingOutputs(name: string) {
  const leaky = flow(name, keyVault.getSecret("Get_secret"), http("Get_orders", { headers: { "x-api-key": apiKey() } }));
  const { result } = await lint([containerOf(solutionFiles({ flows: [leaky] }), "a.zip")], { rules, config, today: "2026-07-01" });
  return result.findings.filter(({ rule }) => rule === "missing-secure-outputs");
}

test("a finding has the texts that its repair replaces", async () => {
  const [finding] = await missingOutputs("Get orders");
  expect(finding?.fixable).toBe("safe");
  expect(finding?.fix?.replacements.map(({ location }) => location.file)).toEqual([finding?.location.file]);
});

test("a repair of a file whose name holds a credential is possible, and names no file", async () => {
  const [finding] = await missingOutputs(`Orders ${apiKey()}`);
  expect(finding?.fixable).toBe("safe");
  expect(finding).not.toHaveProperty("fix");
  expect(JSON.stringify(finding)).not.toContain(apiKey());
});
