import { describe, expect, it } from "vitest";
import { remember } from "../../src/collections.ts";
import type { RoleKind } from "../../src/dataflow/roles.ts";
import {
  type ActionSpec,
  childFlow,
  compose,
  condition,
  forEach,
  http,
  initializeVariable,
  keyVault,
  mail,
  mocked,
  respond,
  tokenRequest,
} from "../../src/testing/actions.ts";
import { githubToken, password } from "../../src/testing/credentials.ts";
import { buttonTrigger, type FlowSpec, flow } from "../../src/testing/solutions.ts";
import { expectLinear } from "../growth.ts";
import { analysed, operationNamed } from "./analysed.ts";

const secret = keyVault.getSecret("Get_secret");
const value = "body('Get_secret')?['value']";

describe("an operation brings a secret into its flow", () => {
  /** As `operation: secret (visibility, confidence), number of secrets, steps of the trace`. */
  const outputs = (...flows: readonly FlowSpec[]): readonly string[] =>
    analysed(...flows)
      .values.secretOutputs()
      .map(
        ({ operation, secret: name, visibility, confidence, origins, path }) =>
          `${operation.name}: ${name} (${visibility}, ${confidence}), ${origins.length}, ${path.length}`,
      )
      .sort();
  const child: FlowSpec = {
    ...flow("Child", secret, respond("Answer", { key: `@${value}`, note: "x" })),
    trigger: buttonTrigger({}),
  };
  it.each<[string, readonly FlowSpec[], readonly string[]]>([
    ["that it returns", [flow("Flow", secret)], ["Get_secret: Key Vault secret returned by 'Get_secret' (visible, high), 1, 0"]],
    [
      "that its settings hide",
      [flow("Flow", keyVault.getSecret("Get_secret", { secure: ["outputs"] }))],
      ["Get_secret: Key Vault secret returned by 'Get_secret' (hidden-by-setting, high), 1, 0"],
    ],
    [
      "that the trigger receives",
      [{ ...flow("Flow", compose("Keep", "x")), trigger: buttonTrigger({ text: "API key" }) }],
      ["manual: trigger input 'API key' (visible, medium), 1, 0"],
    ],
    [
      "that a called flow returns, with its trace",
      [child, flow("Parent", childFlow("Run", "Child"))],
      [
        "Get_secret: Key Vault secret returned by 'Get_secret' (visible, high), 1, 0",
        "Run: Key Vault secret returned by 'Get_secret' of the flow 'Child' (visible, high), 1, 3",
      ],
    ],
    [
      "that is one of several",
      [
        {
          ...flow(
            "Child",
            compose("Keep", "@triggerBody()?['text_1']"),
            respond("Answer", { a: `@{${value}}`, b: "@triggerBody()?['text']" }),
            secret,
          ),
          trigger: buttonTrigger({ text: "API key", text_1: "Password" }),
        },
      ],
      [
        "Get_secret: Key Vault secret returned by 'Get_secret' (visible, high), 1, 0",
        "manual: trigger input 'API key' (visible, medium), 2, 0",
      ],
    ],
    ["not that it takes in", [flow("Flow", initializeVariable("Declare", "Password", password()))], []],
    ["not that it only hands on", [flow("Flow", compose("Keep", githubToken()), compose("Copy", "@outputs('Keep')"))], []],
    ["not the address that it makes for itself", [flow("Flow", http("Call", { body: { answer: "@listCallbackUrl()" } }))], []],
    [
      "not that is written in its static result",
      [
        {
          ...flow("Flow", mocked(http("Call"), "Call0")),
          staticResults: { Call0: { statusCode: "OK", body: { access_token: githubToken() } } },
        },
      ],
      [],
    ],
  ])("%s", (_, flows, expected) => {
    expect(outputs(...flows)).toEqual(expected);
  });
});

describe("what an operation returns is shown by what reads it", () => {
  it("asked of many operations in time that grows with their number", () => {
    const analyses = new Map<number, ReturnType<typeof analysed>>();
    expectLinear((size) => {
      const copies = Array.from({ length: size }, (_, index) => compose(`Copy_${index}`, `@${value}`));
      const { values, workspace } = remember(analyses, size, () => analysed(flow("Flow", secret, ...copies)));
      const [origin] = values.origins;
      const actions = workspace.cloudFlows.flatMap((one) => one.actions);
      return actions.filter((operation) => origin !== undefined && values.shownBehind(origin, operation)).length;
    }, 300);
  });

  const hidden = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
  /** Whether the secret of the first operation is shown behind the operation with this name. */
  function shown(name: string, ...actions: readonly ActionSpec[]): boolean {
    const { values, ...analysis } = analysed(flow("Flow", ...actions));
    const [origin] = values.origins;
    return origin !== undefined && values.shownBehind(origin, operationNamed({ values, ...analysis }, name));
  }
  it.each<[string, string, readonly ActionSpec[], boolean]>([
    ["in a mail", "Get_secret", [secret, mail("Send", `@{${value}}`)], true],
    [
      "in a mail behind a Compose, of the Compose",
      "Copy",
      [hidden, compose("Copy", `@${value}`), mail("Send", "@{outputs('Copy')}")],
      true,
    ],
    ["not behind what is secured", "Get_secret", [hidden, mail("Send", `@{${value}}`)], false],
    ["not in an action that is secured", "Get_secret", [secret, http("Send", { body: `@${value}` }, { secure: ["inputs"] })], false],
    ["not in a condition", "Get_secret", [secret, condition("Check", { equals: [`@${value}`, "x"] }, [])], false],
    ["not in a sign-in", "Get_secret", [secret, http("Send", { authentication: { type: "Raw", value: `@${value}` } })], false],
    ["not in the header Authorization", "Get_secret", [secret, http("Send", { headers: { Authorization: `@${value}` } })], false],
    ["not where another one is read", "Other", [secret, tokenRequest("Other", "x"), mail("Send", `@{${value}}`)], false],
    ["not where nothing reads it", "Get_secret", [secret, mail("Send", "x")], false],
    ["as an element of a loop over it", "Get_secret", [secret, forEach("Loop", `@createArray(${value})`, mail("Send", "@{item()}"))], true],
    [
      "as an element of a loop in a loop over it",
      "Get_secret",
      [secret, forEach("Loop", `@createArray(${value})`, forEach("Inner", "@createArray(item())", mail("Send", "@{item()}")))],
      true,
    ],
    ["not by the loop alone", "Get_secret", [secret, forEach("Loop", `@createArray(${value})`, mail("Send", "x"))], false],
  ])("%s", (_, name, actions, expected) => {
    expect(shown(name, ...actions)).toBe(expected);
  });
});

describe("a secret touches", () => {
  it("the flows that it is passed to, and no other", () => {
    const child = { ...flow("Child", compose("Copy", "@triggerBody()?['text']")), trigger: buttonTrigger({ text: "Text" }) };
    const analysis = analysed(
      flow("Parent", secret, childFlow("Run", "Child", { text: `@${value}` })),
      child,
      flow("Other", compose("Keep", "x")),
    );
    expect(analysis.values.leaksAt(operationNamed(analysis, "Copy", "Child"))).toHaveLength(1);
    expect(analysis.values.leaksAt(operationNamed(analysis, "Keep", "Other"))).toEqual([]);
  });

  it("only the roles that are asked for", () => {
    const { values } = analysed(flow("Flow", secret, mail("Send", `@{${value}}`), compose("Copy", `@${value}`)));
    const reaching = (...kinds: readonly RoleKind[]) => values.secretsReaching(...kinds).map(({ operation }) => operation.name);
    expect(reaching("message")).toEqual(["Send"]);
    expect(reaching("data-operation", "message")).toEqual(["Copy", "Send"]);
    expect(reaching("log")).toEqual([]);
  });
});
