import {
  childFlow,
  compose,
  connector,
  forEach,
  http,
  initializeVariable,
  keyVault,
  mail,
  raw,
  respond,
  response,
  scope,
  tokenRequest,
} from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, flow } from "../../src/testing/solutions.ts";
import { standardWorkflow } from "../../src/testing/templates.ts";
import rule from "./rule.ts";

const secured = { secure: ["inputs", "outputs"] };
const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const value = "@{body('Get_secret')?['value']}";
const keyHeader = { headers: { "x-api-key": value } };
const keep = initializeVariable("Keep", "key", value);

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a key in a header, hidden only because it comes directly from a secured action",
      flow: flow("Get orders", secret, http("Call_ERP", keyHeader)),
      findings: [
        {
          message: "hop",
          at: "Call_ERP/inputs/headers/x-api-key",
          level: "warning",
          confidence: "high",
          path: ["Get_secret", "Call_ERP"],
          repairs: ["turn on Secure Inputs of 'Call_ERP'"],
        },
      ],
    },
    right: { name: "the action that uses the secret is secured", flow: flow("Get orders", secret, http("Call_ERP", keyHeader, secured)) },
  },
  valid: [
    {
      name: "Secure Inputs alone is enough for this rule",
      flow: flow("Get orders", secret, http("Call_ERP", keyHeader, { secure: ["inputs"] })),
    },
    {
      name: "only the length of the secret is sent",
      flow: flow("Get orders", secret, http("Call_ERP", { body: "@{length(body('Get_secret')?['value'])}" })),
    },
    {
      name: "passwords that a field makes up, protected or for nothing to keep",
      flow: flow(
        "Welcome",
        connector("Create_user", "shared_azuread", "CreateUser", { "body/passwordProfile/password": "@{concat(guid(), 'Aa!')}" }, secured),
        http("Send", { body: { id: "@{guid()}", number: "@rand(1, 9)" } }),
      ),
    },
    {
      name: "the name of the secret is sent",
      flow: flow("Get orders", secret, http("Call_ERP", { body: "@{body('Get_secret')?['name']}" })),
    },
    {
      name: "a condition records only true or false",
      flow: flow(
        "Get orders",
        secret,
        raw("If", { type: "If", expression: { equals: ["@body('Get_secret')?['value']", ""] }, actions: {} }),
      ),
    },
    {
      name: "a parameter that is bound to a secret variable gives the path of the secret, which is reported by another rule",
      flow: {
        ...flow(
          "Get orders",
          http("Call_ERP", { authentication: { type: "Basic", username: "erp", password: "@parameters('API key (new_ApiKey)')" } }),
        ),
        parameters: { "API key (new_ApiKey)": { type: "String", defaultValue: "", metadata: { schemaName: "new_ApiKey" } } },
      },
    },
    { name: "another rule reports the mail", flow: flow("Get orders", secret, mail("Send", value)) },
    {
      name: "another rule reports the URL, for the same secret",
      flow: flow("Get orders", secret, http("Call_ERP", { ...keyHeader, queries: { code: value } })),
    },
    {
      name: "another rule reports what a request keeps in a store, posts to a chat or writes to a log, for the same secret",
      flow: flow(
        "Get orders",
        secret,
        http("Keep", { ...keyHeader, method: "PUT", uri: "https://contoso.blob.core.windows.net/orders/note.txt", body: value }),
        http("Post", { ...keyHeader, uri: "https://hooks.slack.com/services/T0/B0/x", body: { text: value } }),
        http("Note", { ...keyHeader, uri: "https://contoso.ods.opinsights.azure.com/api/logs", body: value }),
      ),
    },
    {
      name: "another rule reports the answer to an HTTP request",
      flow: {
        ...flow("Get key", secret, response("Answer", value)),
        trigger: { name: "manual", json: { type: "Request", kind: "Http", inputs: {} } },
      },
    },
    {
      name: "another rule reports the child flow that does not protect its input",
      solution: {
        flows: [
          flow("Get orders", secret, childFlow("Run", "Call ERP", { text: value })),
          { ...flow("Call ERP", compose("Nothing", "")), trigger: buttonTrigger({ text: "Text" }) },
        ],
      },
    },
    { name: "variables have no such setting", flow: flow("Get orders", secret, keep) },
  ],
  invalid: [
    {
      name: "a key in a header that comes from a parameter of the app",
      loose: standardWorkflow("Send order", {
        Call: {
          type: "Http",
          inputs: { method: "POST", uri: "https://erp.contoso.com", headers: { "x-api-key": "@parameters('erpWord')" } },
        },
      }),
      findings: [
        {
          message: "visible",
          at: "Call/inputs/headers/x-api-key",
          in: "Send order",
          level: "error",
          confidence: "high",
          path: ["Call"],
          says: "the credential in the parameter 'erpWord' in the header 'x-api-key'",
          repairs: ["turn on Secure Inputs of 'Call'"],
        },
      ],
    },
    {
      name: "a secret in a header that is shown counts more than the same one in the header that is not",
      flow: flow(
        "Get orders",
        secret,
        compose("Key", value),
        http("Call_ERP", { headers: { Authorization: `Bearer ${value}`, "x-key": "@outputs('Key')" } }),
      ),
      findings: [{ message: "hop", at: "Call_ERP/inputs/headers/x-key", level: "warning" }],
    },
    {
      name: "three secrets of one action",
      flow: flow(
        "Get orders",
        ...["One", "Two", "Three"].map((name) => keyVault.getSecret(name, { secure: ["outputs"] })),
        http("Call_ERP", { body: ["One", "Two", "Three"].map((name) => `@{body('${name}')?['value']}`).join() }),
      ),
      findings: [{ message: "hop", at: "Call_ERP/inputs/body", says: "and 2 more secrets in" }],
    },
    {
      name: "a key in a header that comes from a setting of the app",
      loose: standardWorkflow("Send order", {
        Call: {
          type: "Http",
          inputs: {
            method: "POST",
            uri: "https://erp.contoso.com",
            headers: { "x-functions-key": "@appsetting('FUNCTION_KEY')" },
          },
        },
      }),
      findings: [
        {
          message: "visible",
          at: "Call/inputs/headers/x-functions-key",
          in: "Send order",
          level: "error",
          confidence: "high",
          path: ["Call"],
          says: "the credential in the app setting 'FUNCTION_KEY' in the header 'x-functions-key'",
        },
      ],
    },
    {
      name: "a secret that is the whole URL",
      flow: flow("Get orders", secret, http("Call_ERP", { uri: value })),
      findings: [
        { message: "hop", at: "Call_ERP/inputs/uri", level: "warning", says: "in the URL", advises: "Secure Inputs, and Secure Outputs" },
      ],
    },
    {
      name: "outputs that are secured already, and an answer, which has none",
      solution: {
        flows: [
          flow("Get orders", childFlow("Run", "Read key", {}, { secure: ["inputs", "outputs"] })),
          {
            ...flow("Read key", secret, http("Call_ERP", { ...keyHeader }, { secure: ["outputs"] }), response("Answer", { key: value })),
            trigger: buttonTrigger({}),
          },
        ],
      },
      findings: [
        { message: "hop", at: "Call_ERP/inputs/headers/x-api-key", advises: "turn on Secure Inputs." },
        { message: "hop", at: "Answer/inputs/body/key", advises: "turn on Secure Inputs." },
      ],
    },
    {
      name: "nothing hides what comes by way of a variable",
      flow: flow("Get orders", secret, keep, http("Call_ERP", { headers: { "x-api-key": "@variables('key')" } })),
      findings: [{ message: "visible", at: "Call_ERP/inputs/headers/x-api-key", level: "error", path: ["Get_secret", "Keep", "Call_ERP"] }],
    },
    {
      name: "nor what comes by way of a Compose, though every step looks protected",
      flow: flow("Get orders", secret, compose("Key", value), http("Call_ERP", { headers: { "x-api-key": "@{outputs('Key')}" } })),
      findings: [{ message: "visible", at: "Call_ERP/inputs/headers/x-api-key", level: "error", path: ["Get_secret", "Key", "Call_ERP"] }],
    },
    {
      name: "nor what comes by way of a loop",
      flow: flow(
        "Get orders",
        secret,
        forEach("Loop", "@createArray(body('Get_secret')?['value'])", http("Call_ERP", { body: "@items('Loop')" })),
      ),
      findings: [{ message: "visible", at: "Call_ERP/inputs/body", level: "error", path: ["Get_secret", "Loop", "Call_ERP"] }],
    },
    {
      name: "nothing hides what comes from an action that is not secured",
      flow: flow("Get orders", keyVault.getSecret("Get_secret"), http("Call_ERP", keyHeader)),
      findings: [{ message: "visible", at: "Call_ERP/inputs/headers/x-api-key", level: "error" }],
    },
    {
      name: "whether result() hides anything is not documented",
      flow: flow("Get orders", scope("Try", secret), http("Report", { body: "@result('Try')" })),
      findings: [{ message: "visible", at: "Report/inputs/body", level: "warning", confidence: "medium" }],
    },
    {
      name: "a password in the authentication is hidden by itself",
      flow: flow(
        "Get orders",
        secret,
        keep,
        http("Call_ERP", { authentication: { type: "Basic", username: "erp", password: "@variables('key')" } }),
      ),
      findings: [
        {
          message: "authentication",
          at: "Call_ERP/inputs/authentication/password",
          level: "warning",
          path: ["Get_secret", "Keep", "Call_ERP"],
          repairs: ["turn on Secure Inputs of 'Call_ERP'"],
        },
      ],
    },
    ...["client_secret=@{encodeUriComponent(outputs('Entry'))}", "refresh_token=@{outputs('Entry')}"].map((field) => ({
      name: `what a list of settings gives for a token: ${field}`,
      flow: flow(
        "Get orders",
        connector("Settings", "shared_sharepointonline", "GetItems", { dataset: "https://contoso.sharepoint.com", table: "Settings" }),
        compose("Entry", "@first(outputs('Settings')?['body/value'])?['Value']"),
        tokenRequest("Get_Token", `grant_type=client_credentials&client_id=orders&${field}&scope=x`),
      ),
      findings: [
        { message: "visible" as const, at: "Get_Token/inputs/body", says: "the credential in 'Settings'", confidence: "medium" as const },
      ],
    })),
    ...[{ password: "@{outputs('Entry')}" }, '{"user": "orders", "password": "@{outputs(\'Entry\')}"}'].map((body) => ({
      name: `what a list of settings gives for a password: ${typeof body}`,
      flow: flow(
        "Get orders",
        connector("Settings", "shared_sharepointonline", "GetItems", { dataset: "https://contoso.sharepoint.com", table: "Settings" }),
        compose("Entry", "@first(outputs('Settings')?['body/value'])?['Value']"),
        http("Call_ERP", { method: "POST", body }),
      ),
      findings: [
        {
          message: "visible" as const,
          at: `Call_ERP/inputs/body${typeof body === "string" ? "" : "/password"}`,
          says: "the credential in 'Settings'",
        },
      ],
    })),
    {
      name: "the Authorization header is never shown",
      flow: flow(
        "Get orders",
        tokenRequest("Get_Token", "grant_type=client_credentials", secured),
        http("Call_ERP", { headers: { Authorization: "Bearer @{body('Get_Token')?['access_token']}" } }),
      ),
      findings: [
        {
          message: "header",
          at: "Call_ERP/inputs/headers/Authorization",
          level: "note",
          says: "access token returned by 'Get_Token'",
          repairs: ["turn on Secure Inputs of 'Call_ERP'"],
        },
      ],
    },
    {
      name: "the worst place of an action counts, once for all secrets in it",
      flow: flow(
        "Get orders",
        secret,
        tokenRequest("Get_Token", "grant_type=client_credentials", secured),
        http("Call_ERP", { headers: { Authorization: "Bearer @{body('Get_Token')?['access_token']}", "x-api-key": value } }),
      ),
      findings: [{ message: "hop", at: "Call_ERP/inputs/headers/x-api-key", level: "warning", says: "and 1 more" }],
    },
    {
      name: "one secret in the URL, which another rule reports, and another one in a header",
      flow: flow(
        "Get orders",
        secret,
        keyVault.getSecret("Get_code", { secure: ["outputs"] }),
        http("Call_ERP", { ...keyHeader, queries: { code: "@{body('Get_code')?['value']}" } }),
      ),
      findings: [{ message: "hop", at: "Call_ERP/inputs/headers/x-api-key", level: "warning", path: ["Get_secret", "Call_ERP"] }],
    },
    {
      name: "a parameter of a connector that takes a password",
      flow: flow(
        "Get orders",
        secret,
        connector("Open_file", "shared_encodiandocumentmanager", "UnlockPDF", { "operation/password": value }),
      ),
      findings: [{ message: "hop", at: "Open_file/inputs/parameters/operation/password" }],
    },
    {
      name: "a password of an operation that nobody knows",
      flow: flow(
        "Get orders",
        secret,
        connector("Start", "shared_new-5ferp-20api", "CreateSession", { "body/user": "svc", "body/password": value }),
      ),
      findings: [{ message: "hop", at: "Start/inputs/parameters/body/password", level: "warning", confidence: "high" }],
    },
    {
      name: "a child flow whose trigger protects what it takes",
      solution: {
        flows: [
          flow("Get orders", secret, childFlow("Run", "Call ERP", { text: value })),
          { ...flow("Call ERP", compose("Nothing", "")), trigger: buttonTrigger({ text: "Text" }, ["inputs", "outputs"]) },
        ],
      },
      findings: [{ message: "hop", at: "Run/inputs/body/text", in: "Get orders", level: "warning" }],
    },
    {
      name: "the answer of a child flow to its caller",
      solution: {
        flows: [
          flow("Get orders", childFlow("Run", "Get key", {}, { secure: ["outputs"] })),
          { ...flow("Get key", secret, respond("Answer", { key: value })), trigger: buttonTrigger({}) },
        ],
      },
      findings: [{ message: "hop", at: "Answer/inputs/body/key", in: "Get key", level: "warning" }],
    },
    {
      name: "a password that the field for it makes up",
      flow: flow(
        "Welcome",
        connector("Create_user", "shared_azuread", "CreateUser", {
          "body/displayName": "@{guid()}",
          "body/passwordProfile/password": "@{concat(toUpper(substring(guid(), 0, 8)), '!', substring(guid(), 0, 8))}",
        }),
        http("Create_other", {
          method: "POST",
          uri: "https://graph.microsoft.com/v1.0/users",
          body: { passwordProfile: { password: "Welcome@{rand(1000, 9999)}!" } },
        }),
      ),
      findings: [
        {
          message: "made",
          at: "Create_user/inputs/parameters/body/passwordProfile/password",
          level: "warning",
          confidence: "medium",
          path: [],
          repairs: ["turn on Secure Inputs of 'Create_user'"],
        },
        { message: "made", at: "Create_other/inputs/body/passwordProfile/password", level: "warning" },
      ],
    },
  ],
});
