import { describe, expect, it } from "vitest";
import { flowsWithSecrets } from "../../../src/queries/traces/flows-with-secrets.ts";
import { childFlow, compose, http, keyVault, mail, respond } from "../../../src/testing/actions.ts";
import { buttonTrigger, type FlowSpec, flow } from "../../../src/testing/solutions.ts";
import { analysed } from "../../dataflow/analysed.ts";

const secret = keyVault.getSecret("Get_secret");
const value = "@body('Get_secret')?['value']";
/** A flow that others call with one input. */
const called = (name: string, title: string, ...actions: FlowSpec["actions"]): FlowSpec => ({
  ...flow(name, ...actions),
  trigger: buttonTrigger({ text: title }),
});

/** Flows with the secret that says most of each. */
function found(...flows: readonly FlowSpec[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...flowsWithSecrets(analysed(...flows))].map(([{ name }, origin]) => [name, `${origin.name} of ${origin.node.flow?.name}`]),
  );
}

describe("a flow has a secret", () => {
  it.each<[string, readonly FlowSpec[], Readonly<Record<string, string>>]>([
    ["that it reads", [flow("Flow", secret)], { Flow: "Get_secret of Flow" }],
    ["not where it has none", [flow("Flow", compose("Keep", "x"))], {}],
    [
      "that another flow hands to it",
      [
        called("Child", "Order", compose("Keep", "@triggerBody()?['text']")),
        flow("Parent", secret, childFlow("Run", "Child", { text: value })),
      ],
      { Child: "Get_secret of Parent", Parent: "Get_secret of Parent" },
    ],
    [
      "of its own rather than one of another flow",
      [
        flow("Parent", secret, childFlow("Run", "Child", { text: value })),
        called("Child", "Order", keyVault.getSecret("Own"), compose("Keep", "@triggerBody()?['text']")),
      ],
      { Child: "Own of Child", Parent: "Get_secret of Parent" },
    ],
    [
      "that is sure rather than one that only a name tells of",
      [
        called("Child", "API key", compose("Keep", "@triggerBody()?['text']")),
        flow("Parent", secret, childFlow("Run", "Child", { text: value })),
      ],
      { Child: "Get_secret of Parent", Parent: "Get_secret of Parent" },
    ],
    [
      "that only a name tells of, where nothing else does",
      [called("Child", "API key", compose("Keep", "x"))],
      { Child: "API key of Child" },
    ],
    [
      "not where a placeholder stands for one",
      [
        flow(
          "Flow",
          http("Call", {
            uri: "https://erp.contoso.com/x",
            authentication: { type: "Basic", username: "x", password: "@{outputs('Keep')}" },
          }),
          compose("Keep", "<password>"),
        ),
      ],
      {},
    ],
  ])("%s", (_, flows, expected) => {
    expect(found(...flows)).toEqual(expected);
  });
});

describe("an input that is titled like a credential is a secret by itself", () => {
  /** Names of the secrets that are mailed. */
  const mailed = (...flows: readonly FlowSpec[]): readonly string[] =>
    analysed(...flows)
      .values.secretsReaching("message")
      .map(({ origin }) => origin.name)
      .sort();
  const send = mail("Send", "@{triggerBody()?['text']}");
  const handsOn = (to: string) => childFlow("Run", to, { text: "@triggerBody()?['text']" });
  it.each<[string, readonly FlowSpec[], readonly string[]]>([
    ["where nobody in the run calls the flow", [called("Child", "API key", send)], ["API key"]],
    [
      "where a caller gives it something else",
      [called("Child", "API key", send), flow("Parent", childFlow("Run", "Child", { text: "x" }))],
      ["API key"],
    ],
    [
      "but not where a caller hands it a secret",
      [called("Child", "API key", send), flow("Parent", secret, childFlow("Run", "Child", { text: value }))],
      ["Get_secret"],
    ],
    [
      "but not where a caller hands on its own such input",
      [called("Child", "API key", send), called("Parent", "Password", handsOn("Child"))],
      ["Password"],
    ],
    [
      "where the flows only call one another in a circle",
      [called("First", "API key", send, handsOn("Second")), called("Second", "Password", handsOn("First"))],
      ["API key", "Password"],
    ],
    [
      "but not where something comes into the circle",
      [
        called("First", "API key", send, handsOn("Second")),
        called("Second", "Password", handsOn("First")),
        flow("Outside", secret, childFlow("Run", "Second", { text: value })),
      ],
      ["Get_secret"],
    ],
    [
      "where a caller puts a secret into another input",
      [
        { ...flow("Child", send), trigger: buttonTrigger({ text: "API key", text_1: "Order" }) },
        flow("Parent", secret, childFlow("Run", "Child", { text: "x", text_1: value })),
      ],
      ["API key"],
    ],
    ["where the flow calls itself", [called("Child", "API key", send, handsOn("Child"), respond("Answer", {}))], ["API key"]],
  ])("%s", (_, flows, expected) => {
    expect(mailed(...flows)).toEqual(expected);
  });
});
