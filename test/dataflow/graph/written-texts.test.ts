import { describe, expect, it } from "vitest";
import { type ActionSpec, compose, http, initializeVariable, setVariable, switchOn } from "../../../src/testing/actions.ts";
import { flow } from "../../../src/testing/solutions.ts";
import { analysed, operationNamed } from "../analysed.ts";

const secret = "/secrets/erp?api-version=7.4";

/** What kind of service the request `Call` of a flow goes to. */
function endpointOf(...actions: readonly ActionSpec[]): string | undefined {
  const analysis = analysed(flow("Flow", ...actions));
  return analysis.roles.endpoint(operationNamed(analysis, "Call"))?.id;
}

describe("the service behind an address that the flow chooses", () => {
  const call = (uri: string): ActionSpec => http("Call", { uri });
  const vaults = "if(equals(workflow()?['name'],'x'),'https://kv-dev.vault.azure.net','https://kv-prod.vault.azure.net')";
  it.each<[string, readonly ActionSpec[], string]>([
    ["by if()", [call(`@{${vaults}}${secret}`)], "azure-key-vault"],
    ["by if() in a Compose", [compose("Url", `@${vaults}`), call(`@{outputs('Url')}${secret}`)], "azure-key-vault"],
    [
      "by if() that puts its texts together",
      [call("@if(true,concat('https://',parameters('v'),'.vault.azure.net/secrets/a'),'')")],
      "azure-key-vault",
    ],
    ["in its last branch", [call("@if(true,triggerBody()?['a'],'https://kv.vault.azure.net/secrets/a')")], "azure-key-vault"],
    ["by if() in if()", [call("@if(true,'',if(true,'https://kv.vault.azure.net/secrets/a',''))")], "azure-key-vault"],
    ["by coalesce()", [call("@coalesce(triggerBody()?['url'],'https://x.ods.opinsights.azure.com/api/logs')")], "azure-monitor"],
    [
      "by a variable that is set in cases",
      [
        initializeVariable("Init", "vault"),
        switchOn("Switch", "@workflow()?['name']", {
          Dev: [setVariable("Dev", "vault", "https://kv-dev.vault.azure.net")],
          Prod: [setVariable("Prod", "vault", "https://kv-prod.vault.azure.net")],
        }),
        call(`@{variables('vault')}${secret}`),
      ],
      "azure-key-vault",
    ],
    ["between nothing that is written", [call("@if(true,triggerBody()?['a'],triggerBody()?['b'])")], "unknown"],
    ["as a member of what if() gives", [call("@if(true,'https://kv.vault.azure.net/secrets/a','')?['url']")], "unknown"],
  ])("%s", (_, actions, expected) => {
    expect(endpointOf(...actions)).toBe(expected);
  });

  it("ends with variables that are set to each other", () => {
    const round = [
      initializeVariable("Init", "a", "@variables('b')"),
      initializeVariable("Init_2", "b", "@{variables('a')}@{variables('a')}"),
      setVariable("Set", "a", "@{variables('b')}@{variables('b')}"),
      setVariable("Set_2", "b", "https://kv.vault.azure.net@{variables('a')}"),
    ];
    expect(endpointOf(...round, http("Call", { uri: "@{variables('b')}" }))).toBeDefined();
  });

  it("takes no more time for variables that double each other", () => {
    const doubled = Array.from({ length: 60 }, (_, index) => [
      initializeVariable(`Init_${index}`, `v${index}`),
      setVariable(`Set_${index}`, `v${index}`, index === 0 ? "https://" : `@{variables('v${index - 1}')}@{variables('v${index - 1}')}`),
    ]).flat();
    const started = performance.now();
    expect(endpointOf(...doubled, http("Call", { uri: "@{variables('v59')}" }))).toBe("unknown");
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
