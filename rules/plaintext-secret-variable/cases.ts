import {
  compose,
  connector,
  desktopFlow,
  http,
  initializeVariable,
  keyVault,
  mail,
  scope,
  setVariable,
  tokenRequest,
} from "../../src/testing/actions.ts";
import { apiKey, callbackQuery, entraClientSecret, password } from "../../src/testing/credentials.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const signIn = (name: string, secret: string) =>
  http(name, {
    authentication: {
      type: "ActiveDirectoryOAuth",
      tenant: "contoso.example",
      audience: "https://erp.contoso.com",
      clientId: "orders-app",
      secret,
    },
  });
const entry = "@{parameters('ERP entry (new_Entry)')}";
const secretParameter = "@parameters('ERP secret (new_ErpSecret)')";

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a client secret as the default value",
      solution: { variables: [{ schemaName: "new_ErpSecret", defaultValue: entraClientSecret() }] },
      findings: [{ message: "value", at: "environment-variable new_ErpSecret", level: "error", confidence: "high", says: "new_ErpSecret" }],
    },
    right: {
      name: "a variable of type Secret",
      solution: {
        variables: [
          {
            schemaName: "new_ErpSecret",
            type: "secret",
            defaultValue: "/subscriptions/0/resourceGroups/orders/providers/Microsoft.KeyVault/vaults/kv-orders-dev/secrets/erp-api-key",
          },
        ],
      },
    },
  },
  valid: [
    {
      name: "a reference to the vault, in the form of an app setting",
      solution: {
        variables: [
          { schemaName: "new_ErpPassword", defaultValue: "@Microsoft.KeyVault(VaultName=kv-orders-dev;SecretName=erp-password)" },
        ],
      },
    },
    {
      name: "an input that a desktop flow marks as sensitive, and does not sign in with",
      solution: {
        variables: [{ schemaName: "new_Entry" }],
        flows: [flow("Post orders", desktopFlow("Run_robot", "Robot", { Word: entry }, { secure: ["inputs"] }))],
        desktopFlows: [desktop("Robot", { inputs: ["Word"], sensitive: ["Word"] }, "SET Order TO Word")],
      },
    },
    {
      name: "parameters of a URL that hold other things: pages, tokens of unknown kinds, one-time codes",
      solution: {
        variables: [{ schemaName: "new_Entry" }],
        flows: [
          flow(
            "Get orders",
            http("Get_orders", {
              uri: `https://erp.contoso.com/orders?pageToken=${entry}&$skiptoken=${entry}&token=${entry}&code=${entry}`,
            }),
          ),
        ],
      },
    },
    {
      name: "what has the name of a credential, but is never sent",
      solution: {
        variables: [{ schemaName: "new_Entry" }],
        flows: [flow("Get orders", compose("Form", { password: entry }), compose("Text", `password=${entry}`), http("Get_orders"))],
      },
    },
    {
      name: "plain settings: a vault's and a secret's name, a user, an address",
      solution: {
        variables: [
          { schemaName: "new_VaultName", defaultValue: "kv-orders-dev" },
          { schemaName: "new_ApiKeySecretName", defaultValue: "erp-api-key" },
          { schemaName: "new_UserName", defaultValue: "svc-orders" },
          { schemaName: "new_ErpUrl", defaultValue: "https://erp.contoso.com" },
          { schemaName: "new_ClientId", defaultValue: "0f1e2d3c-4b5a-4678-9abc-def012345678" },
        ],
      },
    },
    {
      name: "a stand-in for a password",
      solution: { variables: [{ schemaName: "new_ErpPassword", defaultValue: "<enter the password>" }] },
    },
    {
      name: "the name of a secret, which is in the report of a run that a header with the name of a key takes",
      solution: {
        variables: [{ schemaName: "new_SecretName", defaultValue: "erp-api-key" }],
        flows: [
          flow(
            "Get orders",
            scope(
              "Try",
              keyVault.getSecret("Get_secret", { secretName: "@parameters('Secret (new_SecretName)')", secure: ["inputs", "outputs"] }),
            ),
            http("Report", { headers: { "x-api-key": "@{string(result('Try'))}" } }),
          ),
        ],
      },
    },
    { name: "a number", solution: { variables: [{ schemaName: "new_PasswordLength", type: "number", defaultValue: "12" }] } },
  ],
  invalid: [
    {
      name: "a password that only its name gives away is not as sure",
      solution: { variables: [{ schemaName: "new_ErpPassword", defaultValue: password() }] },
      findings: [{ message: "value", at: "environment-variable new_ErpPassword", level: "warning", confidence: "medium" }],
    },
    {
      name: "the packed current value comes before the default",
      solution: { variables: [{ schemaName: "new_ErpSecret", defaultValue: entraClientSecret(3), value: entraClientSecret(5) }] },
      findings: [{ message: "value", at: "#/environmentvariablevalues/environmentvariablevalue/value", in: "new_ErpSecret", related: 1 }],
    },
    {
      name: "a callback URL with its signature",
      solution: {
        variables: [
          {
            schemaName: "new_NotifyUrl",
            defaultValue: `https://prod-01.westeurope.logic.azure.com/workflows/1/triggers/manual?${callbackQuery()}`,
          },
        ],
      },
      findings: [{ message: "value", at: "environment-variable new_NotifyUrl", level: "error" }],
    },
    {
      name: "used as a client secret by two flows: one finding",
      solution: {
        variables: [{ schemaName: "new_ErpSecret", defaultValue: apiKey() }],
        flows: [flow("Get orders", signIn("Call_ERP", secretParameter)), flow("Post invoice", signIn("Post", secretParameter))],
      },
      findings: [
        { message: "value", at: "environment-variable new_ErpSecret", level: "error", confidence: "high", says: "its use as a credential" },
      ],
    },
    {
      name: "neither form nor name says so, but a flow signs in with it: at the value file",
      solution: {
        variables: [{ schemaName: "new_Erp", value: "orders 2024" }],
        flows: [flow("Get orders", signIn("Call_ERP", "@parameters('ERP (new_Erp)')"))],
      },
      findings: [
        {
          message: "used",
          at: "#/environmentvariablevalues/environmentvariablevalue/value",
          level: "error",
          confidence: "high",
          says: "Call_ERP",
          related: 3,
        },
      ],
    },
    {
      name: "put into a body by a Compose action: the request that sends it is named",
      solution: {
        variables: [{ schemaName: "new_Entry" }],
        flows: [
          flow(
            "Get orders",
            compose("Body", { clerk: "orders", password: "@parameters('ERP entry (new_Entry)')" }),
            compose("Log", "@outputs('Body')?['clerk']"),
            mail("Tell", "@{outputs('Body')?['password']}"),
            http("Call_ERP", { body: "@outputs('Log')" }),
            http("Sign_in", { body: "@outputs('Body')" }),
          ),
        ],
      },
      findings: [
        {
          message: "used",
          at: "environment-variable new_Entry",
          says: "but 'Sign_in' uses it",
          related: ["'Body' puts it into what is sent as a credential."],
        },
      ],
    },
    {
      name: "used as a client secret, with no value in the export",
      solution: {
        variables: [{ schemaName: "new_ErpSecret" }],
        flows: [flow("Get orders", signIn("Call_ERP", secretParameter))],
      },
      findings: [
        { message: "used", at: "environment-variable new_ErpSecret", level: "error", confidence: "high", says: "Call_ERP", related: 1 },
      ],
    },
    {
      name: "the definition lies in another solution: the flow's copy of the value",
      solution: {
        flows: [
          {
            ...flow(
              "Get token",
              tokenRequest("Get_token", "grant_type=client_credentials&client_secret=@{parameters('ERP secret (base_ErpSecret)')}"),
            ),
            parameters: {
              "ERP secret (base_ErpSecret)": {
                type: "String",
                defaultValue: entraClientSecret(7),
                metadata: { schemaName: "base_ErpSecret" },
              },
            },
          },
        ],
      },
      findings: [{ message: "value", at: "#/properties/definition/parameters/ERP secret (base_ErpSecret)/defaultValue", in: "Get token" }],
    },
    ...[
      "@concat('client_id=', parameters('App (new_App)'), '&client_secret=', parameters('ERP entry (new_Entry)'), '&grant_type=client_credentials')",
      "@{concat('client_id=orders&client_secret=', encodeUriComponent(parameters('ERP entry (new_Entry)')))}",
    ].map((body) => ({
      name: `a form that an expression puts together: ${body}`,
      solution: {
        variables: [
          { schemaName: "new_App", defaultValue: "0f1e2d3c-4b5a-4678-9abc-def012345678" },
          { schemaName: "new_Entry", defaultValue: "" },
        ],
        flows: [flow("Get orders", tokenRequest("Get_token", body))],
      },
      findings: [{ message: "used" as const, at: "environment-variable new_Entry", says: "new_Entry" }],
    })),
    {
      name: "a form that asks for a token takes nothing else",
      solution: {
        variables: [{ schemaName: "new_Entry" }],
        flows: [
          flow(
            "Get orders",
            tokenRequest("Get_token", "grant_type=client_credentials&client_secret=@{uriComponent(parameters('ERP entry (new_Entry)'))}"),
          ),
        ],
      },
      findings: [{ message: "used", at: "environment-variable new_Entry", level: "error", confidence: "high" }],
    },
    {
      name: "any other form, by the name of its field",
      solution: {
        variables: [{ schemaName: "new_Entry" }],
        flows: [flow("Get orders", http("Sign_in", { body: "user=orders&password=@{parameters('ERP entry (new_Entry)')}" }))],
      },
      findings: [{ message: "used", at: "environment-variable new_Entry", level: "warning", confidence: "medium" }],
    },
    ...[
      { uri: `https://erp.contoso.com/orders?format=json&apikey=${entry}` },
      { uri: "@concat('https://erp.contoso.com/orders?access_token=', parameters('ERP entry (new_Entry)'))" },
      { uri: `@{variables('base')}/orders?api_key=${entry}` },
      { uri: `https://orders.azurewebsites.net/api/orders?code=${entry}` },
      { uri: "https://orders.azurewebsites.net/api/orders", queries: { code: entry } },
    ].map((inputs) => ({
      name: `a parameter of a URL, by its name: ${JSON.stringify(inputs)}`,
      solution: { variables: [{ schemaName: "new_Entry" }], flows: [flow("Get orders", http("Get_orders", inputs))] },
      findings: [
        { message: "used" as const, at: "environment-variable new_Entry", level: "warning" as const, confidence: "medium" as const },
      ],
    })),
    {
      name: "the signature of an address in Azure Storage",
      solution: {
        variables: [{ schemaName: "new_Entry" }],
        flows: [flow("Get orders", http("Get_orders", { uri: `https://contoso.blob.core.windows.net/orders/latest.csv?${entry}` }))],
      },
      findings: [{ message: "used", at: "environment-variable new_Entry", confidence: "medium" }],
    },
    {
      name: "a field of a form in several parts, written out",
      solution: {
        variables: [{ schemaName: "new_Entry" }],
        flows: [
          flow(
            "Get orders",
            http("Sign_in", { body: `--part\r\nContent-Disposition: form-data; name="password"\r\n\r\n${entry}\r\n--part--` }),
          ),
        ],
      },
      findings: [{ message: "used", at: "environment-variable new_Entry", confidence: "medium" }],
    },
    ...[
      "@concat('Basic ', base64(concat(parameters('User (new_User)'), ':', parameters('ERP entry (new_Entry)'))))",
      "Basic @{base64(concat(parameters('User (new_User)'), ':', parameters('ERP entry (new_Entry)')))}",
    ].map((header) => ({
      name: `the header of basic authentication, kept in a variable: ${header}`,
      solution: {
        variables: [{ schemaName: "new_Entry" }, { schemaName: "new_User" }],
        flows: [
          flow(
            "Get orders",
            initializeVariable("Keep", "header", header),
            http("Get", { headers: { Authorization: "@variables('header')" } }),
          ),
        ],
      },
      findings: [{ message: "used" as const, at: "environment-variable new_Entry", confidence: "high" as const }],
    })),
    {
      name: "the address of an operation that sends a request",
      solution: {
        variables: [{ schemaName: "new_Entry" }],
        flows: [
          flow(
            "Get orders",
            connector("Get_orders", "shared_webcontents", "InvokeHttp", {
              "request/method": "GET",
              "request/url": `https://erp.contoso.com/orders?apikey=${entry}`,
            }),
          ),
        ],
      },
      findings: [{ message: "used", at: "environment-variable new_Entry", confidence: "medium" }],
    },
    {
      name: "a token request whose fields are in the address",
      solution: {
        variables: [{ schemaName: "new_Entry" }],
        flows: [
          flow(
            "Get orders",
            http("Get_token", { method: "POST", uri: `https://erp.contoso.com/token?grant_type=refresh_token&refresh_token=${entry}` }),
          ),
        ],
      },
      findings: [{ message: "used", at: "environment-variable new_Entry", level: "error", confidence: "high" }],
    },
    ...[
      [compose("Form", `grant_type=client_credentials&client_secret=${entry}`), http("Get_token", { body: "@outputs('Form')" })],
      [compose("Headers", { Authorization: `Bearer ${entry}` }), http("Get_orders", { headers: "@outputs('Headers')" })],
    ].map((actions) => ({
      name: `a ${actions[0]?.name ?? ""} of which a field is for credentials, put together before it is sent`,
      solution: { variables: [{ schemaName: "new_Entry" }], flows: [flow("Get orders", ...actions)] },
      findings: [{ message: "used" as const, at: "environment-variable new_Entry", confidence: "high" as const }],
    })),
    ...[
      [compose("Headers", { "x-api-key": entry }), http("Get_orders", { headers: "@outputs('Headers')" })],
      [initializeVariable("Body", "body", { user: "orders", password: entry }, "object"), http("Sign_in", { body: "@variables('body')" })],
      [
        initializeVariable("Start", "body", "", "string"),
        setVariable("Body", "body", `{"user": "orders", "password": "${entry}"}`),
        compose("Copy", "@variables('body')"),
        http("Sign_in", { body: "@outputs('Copy')" }),
      ],
      [compose("Document", `<sign-in><Password>${entry}</Password></sign-in>`), http("Sign_in", { body: "@{outputs('Document')}" })],
      [
        compose("Headers", "@setProperty(json('{}'), 'x-api-key', parameters('ERP entry (new_Entry)'))"),
        http("Get_orders", { headers: "@outputs('Headers')" }),
      ],
      [compose("Address", `https://erp.contoso.com/orders?apikey=${entry}`), http("Get_orders", { uri: "@outputs('Address')" })],
    ].map((actions) => ({
      name: `what a request sends, put together before: ${JSON.stringify(actions.map(({ json }) => json))}`,
      solution: { variables: [{ schemaName: "new_Entry" }], flows: [flow("Get orders", ...actions)] },
      findings: [
        { message: "used" as const, at: "environment-variable new_Entry", level: "warning" as const, confidence: "medium" as const },
      ],
    })),
    {
      name: "an input that a desktop flow signs in with, whatever both are called",
      solution: {
        variables: [{ schemaName: "new_Entry" }],
        flows: [flow("Post orders", desktopFlow("Run_robot", "Robot", { Word: entry }, { secure: ["inputs"] }))],
        desktopFlows: [
          desktop(
            "Robot",
            { inputs: ["Word"], sensitive: ["Word"] },
            "SAP.SapLogin.SapLogInOptionSingle Instance: Sap Username: 'orders' Password: Word",
          ),
        ],
      },
      findings: [{ message: "used", at: "environment-variable new_Entry", level: "error", confidence: "high", says: "Run_robot" }],
    },
    {
      name: "a word in a variable for a password",
      solution: { variables: [{ schemaName: "new_Password", defaultValue: "sommer" }] },
      findings: [{ message: "value", at: "environment-variable new_Password", confidence: "low" }],
    },
  ],
});
