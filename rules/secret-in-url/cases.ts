import { compose, connector, http, initializeVariable, keyVault, parseJson } from "../../src/testing/actions.ts";
import { password } from "../../src/testing/credentials.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const value = "@{body('Get_secret')?['value']}";
const secured = { secure: ["inputs", "outputs"] };

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a code in the query, secured in the run history",
      flow: flow("Get orders", secret, http("Call_ERP", { uri: `https://erp.contoso.com/orders?code=${value}` }, secured)),
      findings: [
        {
          message: "url",
          at: "Call_ERP/inputs/uri",
          level: "warning",
          confidence: "high",
          path: ["Get_secret", "Call_ERP"],
          says: "URL of 'Call_ERP'",
        },
      ],
    },
    right: {
      name: "the key is sent in a header",
      flow: flow("Get orders", secret, http("Call_ERP", { headers: { "x-api-key": value } }, secured)),
    },
  },
  valid: [
    {
      name: "the name of the secret stands in the URL",
      flow: flow("Get orders", secret, http("Call_ERP", { uri: "https://erp.contoso.com/keys/@{body('Get_secret')?['name']}" })),
    },
    {
      name: "the URL itself comes from elsewhere",
      flow: flow("Get orders", secret, http("Call_ERP", { uri: "@triggerBody()?['text']", headers: { "x-api-key": value } }, secured)),
    },
    {
      name: "the whole URL is the secret, as credential-in-url advises",
      flow: flow("Get orders", secret, http("Call_ERP", { uri: value }, secured)),
    },
    {
      name: "an address beside a credential in a text that is JSON",
      flow: flow(
        "Get orders",
        compose("Config", JSON.stringify({ site: "https://erp.contoso.com", auth: { user: "svc", password: password() } })),
        parseJson("Read_config", "@outputs('Config')"),
        http("Call_ERP", { uri: "@{body('Read_config')?['site']}/orders" }),
        http("Call_again", { uri: "@{json(outputs('Config'))?['site']}/orders" }),
      ),
    },
    {
      name: "an address beside a credential in the default of a parameter",
      flow: {
        ...flow("Get orders", http("Call_ERP", { uri: "@{parameters('Config')?['site']}/orders" })),
        parameters: { Config: { type: "Object", defaultValue: { site: "https://erp.contoso.com", password: password() } } },
      },
    },
    {
      name: "an address beside a key in the JSON of an environment variable, whose value is not in the export",
      solution: {
        flows: [
          flow(
            "Get orders",
            compose("Config", "@json(parameters('Config (new_Config)'))"),
            http("Call_ERP", { uri: "@{outputs('Config')?['url']}/orders", headers: { "x-api-key": "@outputs('Config')?['key']" } }),
          ),
        ],
        variables: [{ schemaName: "new_Config" }],
      },
    },
    {
      name: "the whole URL by way of a Compose",
      flow: flow("Get orders", secret, compose("Url", value), http("Call_ERP", { uri: "@outputs('Url')" }, secured)),
    },
  ],
  invalid: [
    {
      name: "a query parameter of its own",
      flow: flow("Get orders", secret, http("Call_ERP", { queries: { code: value } }, secured)),
      findings: [{ message: "url", at: "Call_ERP/inputs/queries/code", level: "warning", says: "query parameter 'code'" }],
    },
    {
      name: "a part of the path that was put together before",
      flow: flow(
        "Get orders",
        secret,
        compose("Url", `https://erp.contoso.com/${value}/orders`),
        http("Call_ERP", { uri: "@outputs('Url')" }),
      ),
      findings: [
        {
          message: "visible",
          at: "Call_ERP/inputs/uri",
          level: "error",
          path: ["Get_secret", "Url", "Call_ERP"],
          says: "without Secure Inputs",
        },
      ],
    },
    {
      name: "without Secure Inputs, but straight from an action whose outputs are hidden",
      flow: flow("Get orders", secret, http("Call_ERP", { uri: `https://erp.contoso.com/orders?code=${value}` })),
      findings: [{ message: "url", at: "Call_ERP/inputs/uri", level: "warning" }],
    },
    {
      name: "the URL of a request that a connector sends",
      flow: flow(
        "Get orders",
        secret,
        initializeVariable("Keep", "key", value),
        connector("Request", "shared_sharepointonline", "HttpRequest", {
          dataset: "https://contoso.sharepoint.com",
          "parameters/method": "GET",
          "parameters/uri": "_api/web?key=@{variables('key')}",
        }),
      ),
      findings: [
        { message: "visible", at: "Request/inputs/parameters/parameters/uri", level: "error", path: ["Get_secret", "Keep", "Request"] },
      ],
    },
    {
      name: "more is added to a URL that is a secret",
      flow: flow("Get orders", secret, http("Call_ERP", { uri: `${value}&order=1` }, secured)),
      findings: [{ message: "url", at: "Call_ERP/inputs/uri" }],
    },
    {
      name: "encoded for the URL, it is the same secret",
      flow: flow(
        "Get orders",
        secret,
        http("Call_ERP", { uri: "https://erp.contoso.com/orders?code=@{encodeUriComponent(body('Get_secret')?['value'])}" }, secured),
      ),
      findings: [{ message: "url", at: "Call_ERP/inputs/uri" }],
    },
  ],
});
