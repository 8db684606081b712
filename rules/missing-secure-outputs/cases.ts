import {
  childFlow,
  compose,
  connector,
  environmentSecret,
  http,
  keyVault,
  parseJson,
  raw,
  respond,
  tokenRequest,
} from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, connectorSolution, flow, httpTrigger } from "../../src/testing/solutions.ts";
import { deployedSecretAction, logicAppTemplate } from "../../src/testing/templates.ts";
import rule from "./rule.ts";

const secured = { secure: ["inputs", "outputs"] };
const useKey = http("Call_ERP", { headers: { "x-api-key": "@{body('Get_secret')?['value']}" } }, secured);

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a Key Vault secret without Secure Outputs, though what uses it is secured",
      flow: flow("Get orders", keyVault.getSecret("Get_secret"), useKey),
      findings: [
        {
          message: "source",
          at: "Get_secret",
          level: "error",
          confidence: "high",
          path: [],
          says: "returns the Key Vault secret without",
          repairs: ["turn on Secure Outputs of 'Get_secret'"],
        },
      ],
    },
    right: {
      name: "the action that reads the secret has Secure Outputs",
      flow: flow("Get orders", keyVault.getSecret("Get_secret", { secure: ["outputs"] }), useKey),
    },
  },
  valid: [
    {
      name: "a secret environment variable with Secure Outputs",
      flow: flow("Get orders", environmentSecret("Get_key", { secure: ["outputs"] })),
    },
    {
      name: "a key of a connection, which the platform hands to a flow of an older version",
      flow: flow(
        "Get orders",
        http("Call", {
          headers: { "x-trace": "@{json(decodeBase64(triggerOutputs()?['headers']?['X-MS-APIM-Tokens']))['$ConnectionKey']}" },
        }),
      ),
    },
    {
      name: "a token request with both settings",
      flow: flow("Get orders", tokenRequest("Get_Token", "grant_type=client_credentials", secured)),
    },
    {
      name: "an action without the setting, whose output is used as a credential",
      flow: flow(
        "Get orders",
        raw("Until_signed_in", { type: "Wait", inputs: { interval: { count: 1, unit: "Minute" } } }),
        http("Call_ERP", { headers: { Authorization: "Bearer @{outputs('Until_signed_in')}" } }, secured),
      ),
    },
    { name: "a call that returns no secret", flow: flow("Get orders", http("Get_orders")) },
    {
      name: "a Key Vault operation that returns names only",
      flow: flow(
        "Check vault",
        connector("List_secrets", "shared_keyvault", "ListSecrets"),
        connector("Get_info", "shared_keyvault", "GetSecretMetadata", { secretName: "@triggerBody()?['text']" }),
      ),
    },
    {
      name: "names that only look like secrets",
      flow: flow(
        "Get staff",
        connector("Get_Secretary", "shared_sharepointonline", "GetItem", { table: "@parameters('List (new_List)')", id: 1 }),
        http("Send", { body: "@body('Get_Secretary')?['SecretName']" }),
      ),
    },
    {
      name: "a trigger with Secure Outputs",
      flow: {
        ...flow("Reset", http("Call", { body: "@triggerBody()?['text']" })),
        trigger: buttonTrigger({ text: "Password" }, ["inputs", "outputs"]),
      },
    },
    {
      name: "a child flow that returns a secret to a call with Secure Outputs",
      solution: {
        flows: [
          flow("Get orders", childFlow("Run_Get_key", "Get key", {}, { secure: ["outputs"] })),
          {
            ...flow(
              "Get key",
              keyVault.getSecret("Get_secret", { secure: ["outputs"] }),
              respond("Answer", { key: "@{body('Get_secret')?['value']}" }, { secure: ["inputs"] }),
            ),
            trigger: buttonTrigger({}),
          },
        ],
      },
    },
    {
      name: "an input of a child flow whose secret comes from the caller: there the call is the finding",
      solution: {
        flows: [
          flow(
            "Reset all",
            keyVault.getSecret("Get_secret", { secure: ["outputs"] }),
            childFlow("Run_Reset", "Reset", { text: "@{body('Get_secret')?['value']}" }),
          ),
          { ...flow("Reset", http("Call", { body: "@triggerBody()?['text']" })), trigger: buttonTrigger({ text: "Password" }) },
        ],
      },
    },
  ],
  invalid: [
    {
      name: "a trigger that receives two credentials",
      flow: {
        ...flow("Reset", http("Call", { body: "@triggerBody()?['text']", headers: { "x-key": "@triggerBody()?['text_1']" } })),
        trigger: buttonTrigger({ text: "Password", text_1: "API key" }),
      },
      findings: [
        {
          message: "trigger",
          at: "manual/inputs/schema/properties/text",
          says: "credential, and 1 more without",
          repairs: ["turn on Secure Inputs and Secure Outputs of 'manual'"],
        },
      ],
    },
    {
      name: "a secret that nothing reads yet",
      flow: flow("Get orders", environmentSecret("Get_key")),
      findings: [{ message: "source", at: "Get_key", level: "error" }],
    },
    {
      name: "Secure Inputs alone: they hide the name of the secret",
      flow: flow("Get orders", keyVault.getSecret("Get_secret", { secure: ["inputs"] })),
      findings: [{ message: "source", at: "Get_secret", level: "error" }],
    },
    {
      name: "a token request that hides the client secret and shows the token",
      flow: flow("Get orders", tokenRequest("Get_Token", "grant_type=client_credentials", { secure: ["inputs"] })),
      findings: [{ message: "source", at: "Get_Token", level: "error", says: "access token" }],
    },
    ...[
      {
        made: "https://@{parameters('Vault (new_Vault)')}.vault.azure.net/secrets/@{triggerBody()?['text']}?api-version=7.4",
        confidence: "high",
      },
      { made: "@if(empty(triggerBody()?['text']), body('A'), body('B'))", confidence: "medium" },
    ].map(({ made, confidence }) => ({
      name: `a request to a vault whose address a Compose makes: ${made}`,
      flow: {
        ...flow(
          "Read secret",
          compose("Address", made),
          http("Read", {
            method: "GET",
            uri: "@outputs('Address')",
            authentication: { type: "ManagedServiceIdentity", audience: "https://vault.azure.net" },
          }),
        ),
        trigger: buttonTrigger({ text: "Name" }),
      },
      findings: [
        {
          message: "source" as const,
          at: "Read",
          confidence: confidence as "high" | "medium",
          says: "returns the Key Vault secret without",
        },
      ],
    })),
    ...[
      { variable: { schemaName: "new_VaultUrl", defaultValue: "https://kv-orders-dev.vault.azure.net" }, confidence: "high" },
      // The path and the version of the interface are those of Key Vault.
      { variable: { schemaName: "new_VaultUrl" }, confidence: "medium" },
    ].map(({ variable, confidence }) => ({
      name: `a request to a vault whose address a variable holds: ${variable.defaultValue}`,
      solution: {
        variables: [variable],
        flows: [
          flow("Read secret", http("Read", { method: "GET", uri: "@{parameters('Vault (new_VaultUrl)')}/secrets/erp?api-version=7.4" })),
        ],
      },
      findings: [{ message: "source" as const, at: "Read", confidence: confidence as "high" | "medium" }],
    })),
    {
      name: "a token request whose address and body stand in environment variables and a Compose",
      solution: {
        flows: [
          flow(
            "Get orders",
            compose("Form", "grant_type=client_credentials&scope=@{parameters('Scope (new_Scope)')}"),
            http("Get_Token", { method: "POST", uri: "@parameters('Authority (new_Authority)')", body: "@outputs('Form')" }),
          ),
        ],
        variables: [{ schemaName: "new_Authority" }, { schemaName: "new_Scope" }],
      },
      findings: [{ message: "source", at: "Get_Token", says: "access token" }],
    },
    {
      name: "data that is decrypted with a vault's key",
      flow: flow("Open letter", connector("Decrypt", "shared_keyvault", "DecryptData", { keyName: "@triggerBody()?['text']" })),
      findings: [{ message: "source", at: "Decrypt", level: "error" }],
    },
    {
      name: "a member that is named like a credential",
      flow: flow(
        "Get orders",
        connector("Get_row", "shared_sharepointonline", "GetItem", { table: "Systems", id: 1 }),
        http("Call", { body: "@body('Get_row')?['ErpPassword']" }),
      ),
      findings: [
        {
          message: "source",
          at: "Get_row",
          level: "warning",
          confidence: "medium",
          says: "'ErpPassword', which is named like a credential,",
        },
      ],
    },
    {
      name: "a trigger input that is titled like a credential",
      flow: { ...flow("Reset", http("Call", { body: "@triggerBody()?['text']" })), trigger: buttonTrigger({ text: "Password" }) },
      findings: [
        {
          message: "trigger",
          at: "manual/inputs/schema/properties/text",
          level: "warning",
          confidence: "medium",
          says: "receives 'Password', which",
        },
      ],
    },
    {
      name: "a trigger input that a sign-in takes as the password",
      flow: {
        ...flow("Sign in", http("Call", { body: { user: "svc", password: "@triggerBody()?['text']" } })),
        trigger: buttonTrigger({ text: "ERP" }),
      },
      findings: [
        {
          message: "trigger",
          at: "manual/inputs/schema/properties/text",
          level: "warning",
          confidence: "medium",
          says: "receives 'ERP', which is used as a credential,",
        },
      ],
    },
    {
      name: "the same beside a secret of Key Vault",
      flow: {
        ...flow(
          "Sign in",
          keyVault.getSecret("Get_secret", { secure: ["outputs"] }),
          http("Call", { headers: { "x-api-key": "@body('Get_secret')?['value']" }, body: { password: "@triggerBody()?['text']" } }),
        ),
        trigger: buttonTrigger({ text: "ERP" }),
      },
      findings: [{ message: "trigger", at: "manual/inputs/schema/properties/text", confidence: "medium" }],
    },
    {
      name: "a key in the headers of an HTTP request",
      flow: {
        ...flow("Take order", http("Call", { headers: { "x-api-key": "@triggerOutputs()?['headers']?['x-api-key']" } })),
        trigger: httpTrigger(),
      },
      findings: [{ message: "trigger", at: "manual", level: "warning", confidence: "low" }],
    },
    {
      name: "a child flow that returns a secret to a call without Secure Outputs",
      solution: {
        flows: [
          flow("Get orders", childFlow("Run_Get_key", "Get key")),
          {
            ...flow(
              "Get key",
              keyVault.getSecret("Get_secret", { secure: ["outputs"] }),
              respond("Answer", { key: "@{body('Get_secret')?['value']}" }, { secure: ["inputs"] }),
            ),
            trigger: buttonTrigger({}),
          },
        ],
      },
      findings: [
        {
          message: "called",
          at: "Run_Get_key",
          in: "Get orders",
          level: "error",
          path: ["Get_secret", "Answer", "Run_Get_key"],
          says: "returns the Key Vault secret returned by 'Get_secret' of the flow 'Get key' to 'Run_Get_key'",
          repairs: ["turn on Secure Outputs of 'Run_Get_key'"],
        },
      ],
    },
    {
      name: "a column of the first row that is named like a credential",
      flow: flow(
        "Get orders",
        connector("Get_settings", "shared_sharepointonline", "GetItems", { table: "Settings" }, { secure: ["inputs"] }),
        http("Call_ERP", { headers: { "x-api-key": "@{first(outputs('Get_settings')?['body/value'])?['ApiKey']}" } }, secured),
      ),
      findings: [{ message: "source", at: "Get_settings", level: "warning", confidence: "medium", says: "'ApiKey'" }],
    },
    {
      name: "an answer that is sent on in an Authorization header",
      flow: flow(
        "Get orders",
        http("Sign_in", { uri: "https://api.contoso.com/start", body: { user: "@triggerBody()?['text']" } }, { secure: ["inputs"] }),
        http("Call_ERP", { headers: { Authorization: "Bearer @{body('Sign_in')?['ticket']}" } }, secured),
      ),
      findings: [{ message: "source", at: "Sign_in", level: "warning", confidence: "medium" }],
    },
    {
      name: "a sign-in with a password",
      flow: flow(
        "Get orders",
        http(
          "Sign_in",
          { uri: "https://api.contoso.com/v1/login", body: { user: "svc", password: "@parameters('Password (new_Password)')" } },
          { secure: ["inputs"] },
        ),
        http("Call_ERP", { body: "@body('Sign_in')?['token']" }, secured),
      ),
      findings: [{ message: "source", at: "Sign_in", level: "warning", confidence: "medium", says: "access token" }],
    },
    {
      name: "a new client secret that HTTP with Microsoft Entra ID asks for",
      flow: flow(
        "Rotate",
        connector("Add_secret", "shared_webcontents", "InvokeHttp", {
          "request/method": "POST",
          "request/url": "https://graph.microsoft.com/v1.0/applications/@{triggerBody()?['text']}/addPassword",
        }),
      ),
      findings: [{ message: "source", at: "Add_secret", level: "error", says: "client secret" }],
    },
    {
      name: "a secret whose name a template for Azure Resource Manager puts into the expression",
      loose: logicAppTemplate({ Get_secret: deployedSecretAction }),
      findings: [{ message: "source", at: "Get_secret", level: "error", confidence: "high", says: "returns the Key Vault secret" }],
    },
    {
      name: "a member of a message that is decoded and parsed",
      flow: flow(
        "Add user",
        connector("Get_message", "shared_servicebus", "GetMessageFromQueue", { queueName: "users" }),
        parseJson("Parse", "@base64ToString(body('Get_message')?['ContentData'])"),
        http("Call", { body: { user: "@body('Parse')?['name']", key: "@body('Parse')?['Password']" } }),
      ),
      findings: [
        {
          message: "source",
          at: "Get_message",
          level: "warning",
          confidence: "medium",
          says: "'Password', which is named like a credential,",
        },
      ],
    },
    {
      name: "a custom connector that reads a vault",
      solution: {
        ...connectorSolution({
          openapidefinition: {
            swagger: "2.0",
            host: "contoso.com",
            paths: { "/secrets/{secret-name}": { get: { operationId: "ReadSecret" } } },
          },
          policytemplateinstances: [
            {
              templateId: "dynamichosturl",
              parameters: { "x-ms-apimTemplateParameter.urlTemplate": "https://@connectionParameters('keyVaultName').vault.azure.net" },
            },
          ],
        }),
        flows: [
          flow(
            "Get orders",
            connector("Get_secret", "shared_new-5fcontoso-20erp", "ReadSecret", { "secret-name": "@triggerBody()?['text']" }),
          ),
        ],
      },
      findings: [{ message: "source", at: "Get_secret", level: "error", confidence: "high", says: "returns the Key Vault secret" }],
    },
  ],
});
