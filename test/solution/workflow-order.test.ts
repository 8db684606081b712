import { expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { resolveConfig } from "../../src/config/resolve.ts";
import { lint } from "../../src/linter/lint.ts";
import { compose } from "../../src/testing/actions.ts";
import { containerOf, flow, solutionFiles } from "../../src/testing/solutions.ts";

const config = resolveConfig(undefined, {}, rules, "/project");
const flows = ["Post invoice", "archive", "Get orders"].map((name) => ({
  ...flow(name, compose("Address", "@parameters('ERP (new_ErpUrl)')")),
  parameters: { "ERP (new_ErpUrl)": { type: "String", defaultValue: "https://erp.contoso.com", metadata: { schemaName: "new_ErpUrl" } } },
}));

test("a finding that several flows share is in the same flow, however the solution lists them", async () => {
  const found = [flows, flows.toReversed()].map(async (listed) => {
    const files = solutionFiles({ flows: listed, variables: [{ schemaName: "new_ErpUrl" }], usualVariables: false });
    const { result } = await lint([containerOf(files)], { rules, config, today: "2026-07-01" });
    return result.findings.map(({ rule, location, related, fingerprint }) => ({
      rule,
      in: location.component,
      related: related.map((one) => one.location.component),
      fingerprint,
    }));
  });
  const [first, second] = await Promise.all(found);
  expect(first).toMatchObject([{ rule: "shipped-variable-value", in: "archive", related: ["Get orders", "Post invoice"] }]);
  expect(second).toEqual(first);
});
