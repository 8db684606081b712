import { describe, expect, it } from "vitest";
import desktopInsensitiveInput from "../../rules/desktop-insensitive-input/rule.ts";
import { rules } from "../../rules/index.ts";
import secretToInsensitiveInput from "../../rules/secret-to-insensitive-input/rule.ts";
import { runRules } from "../../src/linter/run-rules.ts";
import { defineRule, type FlowStep, type Level, operationPlace } from "../../src/rule.ts";
import { compose, desktopFlow, http, keyVault } from "../../src/testing/actions.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { flow, type SolutionSpec } from "../../src/testing/solutions.ts";
import { analysed, analysedSolutions, operationNamed } from "../dataflow/analysed.ts";

const analysis = analysed(flow("Flow", compose("A", "1"), compose("B", "2")));
const step = (name: string): FlowStep => ({ message: "begins", place: operationPlace(operationNamed(analysis, name)), kind: "action" });

function told(...reports: readonly (readonly [at: string, secret: string, level: Level, from: string])[]) {
  const rule = defineRule({
    code: "SL9999",
    name: "sample",
    summary: "A sample.",
    level: "error",
    preset: "recommended",
    source: "https://example.com",
    since: "0.1.0",
    messages: { said: "The {secret} is here." },
    check({ report }) {
      for (const [at, secret, level, from] of reports)
        report({
          at: operationPlace(operationNamed(analysis, at)),
          message: "said",
          level,
          data: { secret },
          path: [step(from), step(at)],
        });
    },
  });
  const { findings } = runRules([rule], analysis, { enabled: () => true, options: () => ({}) });
  return findings.map(({ message, place, level, related }) => [
    message,
    place.owner?.operation,
    level,
    related.map((one) => one.place.owner?.operation).join(),
  ]);
}

describe("findings that nobody could tell apart", () => {
  it("are one, the more severe of them, that leads to the beginning of the other", () => {
    expect(told(["B", "secret", "warning", "A"], ["B", "secret", "error", "B"])).toEqual([["The secret is here.", "B", "error", "A"]]);
    expect(told(["B", "secret", "error", "A"], ["B", "secret", "error", "B"])).toEqual([["The secret is here.", "B", "error", "B"]]);
  });

  it("are several when the place or the text differs", () => {
    expect(told(["A", "secret", "error", "A"], ["B", "secret", "error", "A"], ["B", "token", "error", "A"])).toEqual([
      ["The secret is here.", "A", "error", ""],
      ["The secret is here.", "B", "error", ""],
      ["The token is here.", "B", "error", ""],
    ]);
  });
});

describe("a rule that leaves something to another one", () => {
  const secretIntoInput = analysedSolutions([
    {
      flows: [
        flow(
          "Orders",
          keyVault.getSecret("Get_secret", { secure: ["outputs"] }),
          desktopFlow("Run", "Sign in", { Code: "@outputs('Get_secret')?['body/value']" }),
        ),
      ],
      desktopFlows: [
        desktop("Sign in", { inputs: ["Code"] }, "SAP.SapLogin.SapLogInOptionSingle Username: 'orders' Password: Code SapInstance=> Sap"),
      ],
    },
  ]);

  it.each([
    [() => true, ["SL3008"]],
    [({ code }: { readonly code: string }) => code !== "SL3008", ["SL7001"]],
  ])("tells it where that one is switched off", (enabled, codes) => {
    const { findings } = runRules([desktopInsensitiveInput, secretToInsensitiveInput], secretIntoInput, { enabled, options: () => ({}) });
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });
});

describe("the rule about the limits of the analysis", () => {
  const copies = Array.from({ length: 60 }, (_, index) => index + 1);
  const vaultFarAway: SolutionSpec = {
    flows: [
      flow(
        "Get orders",
        compose("Copy_0", "kv-contoso-dev"),
        ...copies.map((index) => compose(`Copy_${index}`, `@outputs('Copy_${index - 1}')`)),
        http("Read", { uri: "https://@{outputs('Copy_60')}.vault.azure.net/secrets/erp?api-version=7.4" }),
      ),
    ],
    desktopFlows: [
      desktop(
        "Post invoice",
        {},
        "SET V0 TO $'''kv-contoso-dev'''",
        ...copies.map((index) => `SET V${index} TO V${index - 1}`),
        "Web.InvokeWebService.InvokeWebService Url: $'''https://%V60%.vault.azure.net/secrets/erp''' Method: Web.Method.Get Response=> Answer",
      ),
    ],
  };

  it.each([
    [1, "analysis-truncated", ["Read", "Main:65"]],
    [undefined, "hardcoded-vault-name", ["Copy_0", "Main:4"]],
  ])("tells what the others could not find, with a limit of %s", (maxSteps, rule, at) => {
    const limits = maxSteps === undefined ? {} : { maxSteps };
    const { findings } = runRules(rules, analysedSolutions([vaultFarAway], limits), { enabled: () => true, options: () => ({}) });
    const told = findings.filter((finding) => finding.rule === rule && finding.messageId !== "facts");
    expect(told.map(({ place }) => place.owner?.operation)).toEqual(at);
    expect(findings.some((finding) => finding.rule === "hardcoded-vault-name")).toBe(maxSteps === undefined);
  });
});
