import { compose, http, initializeVariable, keyVault, mocked } from "../../src/testing/actions.ts";
import { apiKey, callbackQuery, filler, password } from "../../src/testing/credentials.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import { logicAppTemplate } from "../../src/testing/templates.ts";
import rule from "./rule.ts";

const callback = (seed: number): string =>
  `https://prod-01.westeurope.logic.azure.com/workflows/${filler(32, seed).toLowerCase()}/triggers/manual/paths/invoke?${callbackQuery(seed)}`;

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the callback URL of another flow",
      flow: flow("Notify", http("Call_flow", { uri: callback(1) })),
      findings: [{ message: "url", at: "Call_flow/inputs/uri", level: "error", confidence: "high" }],
    },
    right: {
      name: "the URL is read from Key Vault at run time",
      flow: flow(
        "Notify",
        keyVault.getSecret("Get_url", { secure: ["outputs"] }),
        http("Notify", { uri: "@body('Get_url')?['value']" }, { secure: ["inputs", "outputs"] }),
      ),
    },
  },
  valid: [
    {
      name: "an address with a password in the flow's description, which nothing calls",
      flow: { ...flow("Get orders"), description: `Calls https://orders:${password(3)}@erp.contoso.com/api` },
    },
    ...["#", "?mail="].map((char) => ({
      name: `a port before ${char}, and an address of a person`,
      flow: flow("Notify", http("Get_orders", { uri: `https://erp.contoso.com:8443${char}orders@contoso.com` })),
    })),
    {
      name: "the key in the query comes from an expression, which is secret-in-url",
      flow: flow(
        "Notify",
        keyVault.getSecret("Get_key"),
        http("Notify", { uri: "https://api.contoso.com/orders?api_key=@{body('Get_key')?['value']}" }),
      ),
    },
    { name: "a placeholder", flow: flow("Notify", http("Notify", { uri: "https://api.contoso.com/orders?api_key=<your key>" })) },
    { name: "an ordinary URL", flow: flow("Notify", http("Notify", { uri: "https://api.contoso.com/orders?$top=10&code=200&page=2" })) },
    {
      name: "the value of an environment variable, and a static result, which are told elsewhere",
      flow: {
        ...flow("Notify", mocked(http("Call", {}), "Call0")),
        parameters: { "Url (new_Url)": { type: "String", defaultValue: callback(4), metadata: { schemaName: "new_Url" } } },
        staticResults: { Call0: { status: "Succeeded", outputs: { body: { next: callback(5) } } } },
      },
    },
  ],
  invalid: [
    {
      name: "the value of a parameter of a logic app",
      loose: logicAppTemplate({}, { definition: { parameters: { Notify: { type: "String", defaultValue: callback(41) } } } }),
      findings: [
        {
          message: "parameter",
          at: "#/resources/0/properties/definition/parameters/Notify/defaultValue",
          level: "error",
          advises: "without a default",
        },
      ],
    },
    {
      name: "an API key in the query",
      flow: flow("Notify", http("Get_orders", { uri: `https://api.contoso.com/orders?api_key=${apiKey(3)}` })),
      findings: [{ message: "url", at: "Get_orders/inputs/uri" }],
    },
    ...["#", "?"].map((char) => ({
      name: `a password with ${char}, which should have been encoded`,
      flow: flow("Notify", http("Get_orders", { uri: `ftp://orders:${password(4)}${char}@erp.contoso.com/orders` })),
      findings: [{ message: "url" as const, at: "Get_orders/inputs/uri" }],
    })),
    {
      name: "user and password before the host",
      flow: flow("Notify", http("Get_orders", { uri: `https://orders:${password(4)}@erp.contoso.com/orders` })),
      findings: [{ message: "url", at: "Get_orders/inputs/uri" }],
    },
    {
      name: "a callback URL kept in a variable and in a Compose",
      flow: flow("Notify", initializeVariable("Init_url", "url", callback(2)), compose("Url", callback(3))),
      findings: [
        { message: "url", at: "Init_url/inputs/variables/0/value" },
        { message: "url", at: "Url/inputs" },
      ],
    },
    {
      name: "put together from pieces",
      flow: flow(
        "Notify",
        http("Call_flow", {
          uri: `@concat('https://prod-01.westeurope.logic.azure.com/workflows/abc/triggers/manual/paths/invoke?', '${callbackQuery(6)}')`,
        }),
      ),
      findings: [{ message: "url", at: "Call_flow/inputs/uri" }],
    },
    {
      name: "the default of a parameter",
      flow: {
        ...flow("Notify", http("Call_flow", { uri: "@parameters('CallbackUrl')" })),
        parameters: { CallbackUrl: { type: "String", defaultValue: callback(7) } },
      },
      findings: [{ message: "parameter", at: "#/properties/definition/parameters/CallbackUrl/defaultValue" }],
    },
  ],
});
