import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../../src/cloud-flow/expression/template.ts";
import { writtenTexts } from "../../../src/dataflow/strings/written-texts.ts";
import { type ActionSpec, appendToString, compose, http, initializeVariable, setVariable, switchOn } from "../../../src/testing/actions.ts";
import { type FlowSpec, flow, type VariableSpec } from "../../../src/testing/solutions.ts";
import { analysed, analysedSolutions, flowNamed, operationNamed } from "../analysed.ts";

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

describe("what a string always gives, as far as it is written", () => {
  const unknown = "\uFFFC";
  const parameters: NonNullable<FlowSpec["parameters"]> = {
    Host: { type: "String", defaultValue: "erp.contoso.com" },
    Empty: { type: "String", defaultValue: "" },
    Settings: { type: "Object", defaultValue: { host: "erp.contoso.com" } },
    Long: { type: "String", defaultValue: "x".repeat(8193) },
    LongEnough: { type: "String", defaultValue: "x".repeat(8192) },
    "Bound (new_Host)": { type: "String", defaultValue: "baked.contoso.com", metadata: { schemaName: "new_Host" } },
  };
  /** What a string of a flow gives, with a variable of the environment that has these values. */
  function gives(text: string, variable: Omit<VariableSpec, "schemaName"> | undefined, ...actions: readonly ActionSpec[]): string {
    const analysis = analysedSolutions([
      {
        usualVariables: false,
        variables: variable === undefined ? [] : [{ schemaName: "new_Host", ...variable }],
        flows: [{ ...flow("Flow", ...actions, compose("Last", "x")), parameters }],
      },
    ]);
    return writtenTexts(parseTemplate, analysis.workspace).always(flowNamed(analysis, "Flow"), text);
  }

  it.each<[string, string, string]>([
    ["a text", "https://erp.contoso.com", "https://erp.contoso.com"],
    ["a default of the flow", "https://@{parameters('host')}/x", "https://erp.contoso.com/x"],
    ["nothing of a default that is empty", "https://@{parameters('Empty')}/x", `https://${unknown}/x`],
    ["nothing of a default that is no text", "https://@{parameters('Settings')}/x", `https://${unknown}/x`],
    ["nothing of a member of a default", "https://@{parameters('Host')?['a']}/x", `https://${unknown}/x`],
    ["nothing of a parameter that is not there", "https://@{parameters('Other')}/x", `https://${unknown}/x`],
    ["nothing of a default that is very long", "@{parameters('Long')}", unknown],
    ["a default that is long", "@{parameters('LongEnough')}", "x".repeat(8192)],
    ["nothing of what the run brings", "https://@{triggerBody()?['host']}/x", `https://${unknown}/x`],
    ["nothing of a choice", "@{if(equals(triggerBody(), 1), 'a', 'b')}", unknown],
  ])("is %s", (_, text, expected) => {
    expect(gives(text, undefined)).toBe(expected);
  });

  it.each<[string, Omit<VariableSpec, "schemaName"> | undefined, string]>([
    ["its current value first", { value: "now.contoso.com", defaultValue: "default.contoso.com" }, "now.contoso.com"],
    ["its default otherwise", { defaultValue: "default.contoso.com" }, "default.contoso.com"],
    ["what the export wrote into the flow, where it has neither", {}, "baked.contoso.com"],
    ["what the export wrote into the flow, where the run lacks it", undefined, "baked.contoso.com"],
  ])("is of an environment variable %s", (_, variable, expected) => {
    expect(gives("@{parameters('Bound (new_Host)')}", variable)).toBe(expected);
  });

  it("is what a variable and a Compose hold", () => {
    const steps = [initializeVariable("Declare", "host", "erp.contoso.com"), compose("Url", "https://@{variables('Host')}")];
    expect(gives("@{outputs('Url')}/x", undefined, ...steps)).toBe("https://erp.contoso.com/x");
  });
});

describe("what a string may give where the flow chooses", () => {
  function examples(text: string, ...actions: readonly ActionSpec[]): readonly [first: string, last: string] {
    const analysis = analysed(flow("Flow", ...actions, compose("Last", "x")));
    const texts = writtenTexts(parseTemplate, analysis.workspace);
    const given = flowNamed(analysis, "Flow");
    return [texts.example(given, text, "first"), texts.example(given, text, "last")];
  }
  const set = [initializeVariable("Init", "v", ""), setVariable("A", "v", "a"), setVariable("B", "v", "b")];
  it.each<[string, readonly [string, string], readonly [string, string]]>([
    ["its first and its last branch", examples("@{if(triggerBody(), 'a', 'b')}"), ["a", "b"]],
    ["the first and the last of several", examples("@{coalesce('a', triggerBody(), 'b', triggerBody())}"), ["a", "b"]],
    ["never what it is chosen by", examples("@{if(variables('v'), triggerBody(), triggerBody())}", ...set), ["\uFFFC", "\uFFFC"]],
    ["what a variable is set to, but for what is empty", examples("@{variables('V')}", ...set), ["a", "b"]],
    ["a choice between what is chosen", examples("@{if(triggerBody(), variables('v'), 'c')}", ...set), ["a", "c"]],
    ["a branch that is put together", examples("@{if(triggerBody(), concat('a', triggerBody()), 'b')}"), ["a\uFFFC", "b"]],
    [
      "nothing of a variable that is appended to",
      examples("@{variables('v')}", initializeVariable("Init", "v"), appendToString("A", "v", "a")),
      ["\uFFFC", "\uFFFC"],
    ],
  ])("is %s", (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});
