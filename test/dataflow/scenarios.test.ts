import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { runRules } from "../../src/linter/run-rules.ts";
import {
  type ActionSpec,
  appendToString,
  childFlow,
  compose,
  condition,
  connector,
  environmentSecret,
  forEach,
  htmlTable,
  http,
  initializeVariable,
  keyVault,
  mail,
  parallel,
  parseJson,
  respond,
  response,
  select,
  setVariable,
  switchOn,
  tokenRequest,
  updateRow,
} from "../../src/testing/actions.ts";
import { pathNames } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, type FlowSpec, flow, httpTrigger } from "../../src/testing/solutions.ts";
import { analysed } from "./analysed.ts";

/** Rules about secrets and how they are protected: codes SL1xxx to SL3xxx. The others have tests of their own. */
const secretRules = rules.filter((rule) => /^SL[123]/.test(rule.code));

/** What has to be reported, all of it: `<rule> <level> at <action>`, then the way. What is allowed besides: `<rule> at <action>`. */
interface Expected {
  readonly must: readonly string[];
  readonly may?: readonly string[];
  /** Rules of the preset `strict` run too. */
  readonly strict?: boolean;
}

function show(finding: Finding): string {
  const { rule, level, place } = finding;
  const way = pathNames(finding);
  return `${rule} ${level} at ${place.owner?.operation ?? ""}${way.length > 0 ? `: ${way.join(" > ")}` : ""}`;
}

function check(flows: readonly FlowSpec[], { must, may = [], strict = false }: Expected): void {
  const preset = secretRules.filter((rule) => strict || rule.preset === "recommended");
  const { findings, failures } = runRules(preset, analysed(...flows), { enabled: () => true, options: () => ({}) });
  expect(failures).toEqual([]);
  const allowed = new Set(may);
  const rest = findings.filter(
    (finding) => must.includes(show(finding)) || !allowed.has(`${finding.rule} at ${finding.place.owner?.operation ?? ""}`),
  );
  expect(rest.map(show).sort()).toEqual([...must].sort());
}

const secure = (...properties: readonly string[]) => ({ secure: properties });
const both = secure("inputs", "outputs");
const vault = keyVault.getSecret("Get_secret");
const securedVault = keyVault.getSecret("Get_secret", secure("outputs"));
const securedVariable = environmentSecret("Get_variable", secure("outputs"));
const value = "@body('Get_secret')?['value']";
const text = "@{body('Get_secret')?['value']}";
const variableValue = "@outputs('Get_variable')?['body/EnvironmentVariableSecretValue']";
const password = (from: string, settings = {}) =>
  http("Call", { authentication: { type: "Basic", username: "erp", password: from } }, settings);
const tokenCall = (settings = {}) => tokenRequest("Get_Token", `grant_type=client_credentials&client_secret=${text}`, settings);
const bearer = http("Call", { headers: { Authorization: "Bearer @{body('Get_Token')?['access_token']}" } });
const declare = (name: string) => initializeVariable(`Declare_${name}`, name, "");

describe("sources", () => {
  it("a Key Vault secret without Secure Outputs, used by a secured action only", () =>
    check([flow("Flow", vault, password(value, both))], { must: ["missing-secure-outputs error at Get_secret"] }));

  it("a secured Key Vault secret in the authentication of an HTTP action without settings", () =>
    check([flow("Flow", securedVault, password(value))], { must: ["missing-secure-inputs warning at Call: Get_secret > Call"] }));

  it("a Key Vault secret with Secure Inputs only, which nothing reads", () =>
    check([flow("Flow", keyVault.getSecret("Get_secret", secure("inputs")))], { must: ["missing-secure-outputs error at Get_secret"] }));

  it("a secured secret environment variable as the password of a secured HTTP action", () =>
    check([flow("Flow", securedVariable, password(variableValue, both))], { must: [] }));

  it("a secret environment variable without settings, which nothing reads", () =>
    check([flow("Flow", environmentSecret("Get_variable"))], { must: ["missing-secure-outputs error at Get_variable"] }));

  it("a token request with Secure Inputs only, whose token goes into an Authorization header", () =>
    check([flow("Flow", securedVault, tokenCall(secure("inputs")), bearer)], {
      must: ["missing-secure-outputs error at Get_Token", "missing-secure-inputs note at Call: Get_Token > Call"],
      may: ["secret-echoed-in-outputs at Get_Token"],
    }));

  it("a token request with both settings, whose token goes into an Authorization header", () =>
    check([flow("Flow", securedVault, tokenCall(both), bearer)], { must: ["missing-secure-inputs note at Call: Get_Token > Call"] }));
});

describe("propagation through actions", () => {
  it("a Compose that nothing reads", () =>
    check([flow("Flow", securedVault, compose("Copy", value))], { must: ["secret-in-data-operation warning at Copy: Get_secret > Copy"] }));

  it("a Compose that a mail reads", () =>
    check([flow("Flow", securedVault, compose("Copy", value), mail("Send", "@{outputs('Copy')}"))], {
      must: ["secret-in-data-operation error at Copy: Get_secret > Copy", "secret-in-message error at Send: Get_secret > Copy > Send"],
    }));

  it("a variable that is initialised with the secret", () =>
    check([flow("Flow", securedVault, initializeVariable("Keep", "key", value))], {
      must: ["secret-in-variable error at Keep: Get_secret > Keep"],
    }));

  // The authentication of an HTTP action is hidden by itself, so it is never more than a warning there.
  it.each([
    ["secured", both, []],
    ["without settings", {}, ["missing-secure-inputs warning at Call: Get_variable > Set > Call"]],
  ] as const)("a variable that is set to the secret and ends in the authentication of an HTTP action that is %s", (_, settings, more) =>
    check(
      [
        flow(
          "Flow",
          securedVariable,
          declare("appSecret"),
          setVariable("Set", "appSecret", variableValue),
          http(
            "Call",
            { authentication: { type: "ActiveDirectoryOAuth", clientId: "@triggerBody()?['id']", secret: "@variables('appSecret')" } },
            settings,
          ),
        ),
      ],
      { must: ["secret-in-variable error at Set: Get_variable > Set", ...more] },
    ),
  );

  it("Parse JSON, Select, Create HTML table, mail", () =>
    check(
      [
        flow(
          "Flow",
          securedVault,
          parseJson("Parse", value),
          select("Rows", "@body('Parse')", { key: "@item()?['key']" }),
          htmlTable("Table", "@body('Rows')"),
          mail("Send", "@{body('Table')}"),
        ),
      ],
      {
        must: [
          "secret-in-data-operation error at Parse: Get_secret > Parse",
          "secret-in-data-operation error at Rows: Get_secret > Parse > Rows",
          "secret-in-data-operation error at Table: Get_secret > Parse > Rows > Table",
          "secret-in-message error at Send: Get_secret > Parse > Rows > Table > Send",
        ],
      },
    ));

  it("a variable that one case of a Switch sets, mailed behind the Switch", () =>
    check(
      [
        flow(
          "Flow",
          securedVault,
          declare("key"),
          switchOn("System", "@triggerBody()?['text']", { ERP: [setVariable("Set", "key", value)] }, []),
          mail("Send", "@{variables('key')}"),
        ),
      ],
      { must: ["secret-in-variable error at Set: Get_secret > Set", "secret-in-message error at Send: Get_secret > Set > Send"] },
    ));

  it("a variable that is appended to another one, which is stored in a row", () =>
    check(
      [
        flow(
          "Flow",
          securedVault,
          initializeVariable("Keep", "pw", value),
          declare("log"),
          appendToString("Append", "log", "Password: @{variables('pw')}"),
          updateRow("Update", { "item/new_log": "@variables('log')" }),
        ),
      ],
      {
        must: [
          "secret-in-variable error at Keep: Get_secret > Keep",
          "secret-in-variable error at Append: Get_secret > Keep > Append",
          "secret-persisted error at Update: Get_secret > Keep > Append > Update",
        ],
        // The row comes back as it was written.
        may: ["secret-echoed-in-outputs at Update"],
      },
    ));

  describe("a variable that is overwritten before it is mailed", () => {
    const set = setVariable("Set", "x", value);
    const clear = setVariable("Clear", "x", "");
    const stored = "secret-in-variable error at Set: Get_secret > Set";
    const sent = "secret-in-message error at Send: Get_secret > Set > Send";
    it.each<[where: string, steps: readonly ActionSpec[], must: readonly string[]]>([
      ["on the only way", [set, clear], [stored]],
      ["in a parallel branch", [set, parallel(clear)], [stored, sent]],
      ["in a loop", [set, forEach("Loop", "@triggerBody()?['rows']", clear)], [stored, sent]],
      ["in one branch of a condition", [set, condition("If", "@equals(1, 1)", [clear])], [stored, sent]],
    ])("%s", (_, steps, must) => check([flow("Flow", securedVault, declare("x"), ...steps, mail("Send", "@{variables('x')}"))], { must }));
  });

  it("the elements of a list that a loop mails", () =>
    check([flow("Flow", securedVault, forEach("Loop", "@createArray(body('Get_secret')?['value'])", mail("Send", "@{items('Loop')}")))], {
      must: ["secret-in-message error at Send: Get_secret > Loop > Send"],
    }));
});

describe("sinks", () => {
  it("the Authorization header of an HTTP action without settings", () =>
    check([flow("Flow", securedVault, http("Call", { headers: { Authorization: `Bearer ${text}` } }))], {
      must: ["missing-secure-inputs note at Call: Get_secret > Call"],
    }));

  it.each<[way: string, steps: readonly ActionSpec[], header: string, must: readonly string[]]>([
    ["directly", [], text, ["missing-secure-inputs warning at Call: Get_secret > Call"]],
    [
      "by way of a variable",
      [initializeVariable("Keep", "key", value)],
      "@{variables('key')}",
      ["secret-in-variable error at Keep: Get_secret > Keep", "missing-secure-inputs error at Call: Get_secret > Keep > Call"],
    ],
    [
      "by way of a Compose",
      [compose("Copy", value)],
      "@{outputs('Copy')}",
      ["secret-in-data-operation error at Copy: Get_secret > Copy", "missing-secure-inputs error at Call: Get_secret > Copy > Call"],
    ],
  ])("another header of an HTTP action without settings, %s", (_, steps, header, must) =>
    check([flow("Flow", securedVault, ...steps, http("Call", { headers: { "x-api-key": header } }))], { must }),
  );

  it("the query of a URL, secured in the run history", () =>
    check([flow("Flow", securedVault, http("Call", { uri: `https://api.contoso.com/orders?code=${text}` }, both))], {
      must: ["secret-in-url warning at Call: Get_secret > Call"],
    }));

  it("the body of a token request with Secure Inputs only", () =>
    check([flow("Flow", securedVault, tokenCall(secure("inputs")))], {
      must: ["missing-secure-outputs error at Get_Token"],
      may: ["secret-echoed-in-outputs at Get_Token"],
    }));

  it("a column of a row, with Secure Inputs", () =>
    check([flow("Flow", securedVault, updateRow("Update", { "item/new_password": value }, secure("inputs")))], {
      must: ["secret-persisted error at Update: Get_secret > Update"],
      may: ["secret-echoed-in-outputs at Update"],
    }));

  it.each([
    ["without settings", {}],
    ["with Secure Inputs", secure("inputs")],
  ])("the answer to an HTTP request, %s", (_, settings) =>
    check([{ ...flow("Flow", securedVault, response("Answer", value, settings)), trigger: httpTrigger() }], {
      must: ["secret-in-response error at Answer: Get_secret > Answer"],
    }),
  );
});

describe("what looks like a leak and is none", () => {
  it.each<[what: string, actions: readonly ActionSpec[]]>([
    ["the length of the secret", [compose("Copy", "@{length(body('Get_secret')?['value'])}")]],
    ["a condition on the secret", [condition("If", "@equals(body('Get_secret')?['value'], '')", [])]],
    ["a condition on the secret, as the designer writes it", [condition("If", { equals: [value, ""] }, [])]],
    ["a text that depends on the secret", [compose("Copy", "@{if(empty(body('Get_secret')?['value']), 'missing', 'ok')}")]],
    [
      "name, version and id of the secret",
      ["name", "version", "id"].map((member) => compose(`Copy_${member}`, `@body('Get_secret')?['${member}']`)),
    ],
    [
      "status and headers of the answer",
      [compose("Status", "@outputs('Get_secret')?['statusCode']"), compose("Date", "@outputs('Get_secret')?['headers']?['Date']")],
    ],
    ["the parameter with the secret's name", [compose("Copy", "@parameters('Secret name (new_SecretName)')")]],
    [
      "names that only sound like secrets",
      [
        initializeVariable("Count", "SecretCount", 1, "integer"),
        connector("Get_Secretary", "shared_sharepointonline", "GetItem", { table: "Staff", id: 1 }),
        compose("Copy", "@{body('Get_Secretary')?['Title']} @{variables('SecretCount')}"),
      ],
    ],
    [
      "the list of a vault's secrets, mailed",
      [connector("List", "shared_keyvault", "ListSecrets"), mail("Send", "@{body('List')?['value']}")],
    ],
  ])("%s", (_, actions) => check([flow("Flow", securedVault, ...actions)], { must: [] }));

  it("a parameter that is named after the name of a secret", () =>
    check(
      [
        {
          ...flow("Flow", compose("Copy", "@parameters('ClientSecretName')")),
          parameters: { ClientSecretName: { type: "String", defaultValue: "erp-api-key" } },
        },
      ],
      { must: [] },
    ));

  it("a condition on the secret is none in the strict preset either, a Switch is", () => {
    check([flow("Flow", securedVault, condition("If", "@equals(body('Get_secret')?['value'], '')", []))], { must: [], strict: true });
    check([flow("Flow", securedVault, switchOn("System", value, {}))], {
      must: ["secret-in-condition note at System: Get_secret > System"],
      strict: true,
    });
  });

  describe("but a whole body contains its secret", () => {
    const whole = "whole-secret-object note at Copy: Get_secret > Copy";
    it("copied from a secured action", () =>
      check([flow("Flow", securedVault, compose("Copy", "@body('Get_secret')"))], {
        must: ["secret-in-data-operation warning at Copy: Get_secret > Copy", whole],
      }));
    it("copied from an action without settings", () =>
      check([flow("Flow", vault, compose("Copy", "@body('Get_secret')"))], {
        must: ["missing-secure-outputs error at Get_secret", "secret-in-data-operation error at Copy: Get_secret > Copy", whole],
      }));
  });
});

describe("across flows", () => {
  it("a secret that a child flow takes in without protection", () =>
    check(
      [
        flow("Parent", securedVault, childFlow("Run_a_Child_Flow", "Child", { text })),
        { ...flow("Child", compose("Copy", "@triggerBody()['text']")), trigger: buttonTrigger({ text: "Text" }) },
      ],
      {
        must: [
          "secret-to-insensitive-input error at Run_a_Child_Flow: Get_secret > Run_a_Child_Flow",
          "secret-in-data-operation error at Copy: Get_secret > Run_a_Child_Flow > manual > Copy",
        ],
      },
    ));

  describe("a token that a child flow gives to its only caller, which mails it", () => {
    const child = {
      ...flow(
        "Child",
        securedVault,
        tokenCall(both),
        respond("Answer", { token: "@{body('Get_Token')?['access_token']}" }, secure("inputs")),
      ),
      trigger: buttonTrigger({}),
    };
    const parent = (settings = {}) =>
      flow("Parent", childFlow("Run_a_Child_Flow", "Child", {}, settings), mail("Send", "@{outputs('Run_a_Child_Flow')?['body/token']}"));
    const sent = "secret-in-message error at Send: Get_Token > Answer > Run_a_Child_Flow > Send";

    it("the call is secured", () => check([parent(secure("outputs")), child], { must: [sent] }));

    // The answer itself is no finding: the caller's missing setting is.
    it("the call is not secured", () =>
      check([parent(), child], {
        must: [sent, "missing-secure-outputs error at Run_a_Child_Flow: Get_Token > Answer > Run_a_Child_Flow"],
      }));
  });

  it("a child flow that protects what it takes in, and is given something harmless", () =>
    check(
      [
        flow("Parent", childFlow("Run_a_Child_Flow", "Child", { text: "Hello" })),
        { ...flow("Child", compose("Copy", "@triggerBody()['text']")), trigger: buttonTrigger({ text: "Text" }, ["inputs", "outputs"]) },
      ],
      { must: [] },
    ));

  it("an input of an app that is titled like a password, stored in a row", () => {
    const { name, json } = buttonTrigger({ text: "Password" });
    check(
      [
        {
          ...flow("Flow", updateRow("Create", { "item/new_value": "@triggerBody()['text']" }, both)),
          trigger: { name, json: { ...json, kind: "PowerAppV2" } },
        },
      ],
      {
        must: ["secret-persisted warning at Create: manual > Create", "missing-secure-outputs warning at manual"],
      },
    );
  });
});
