import { apiKey, entraClientSecret, filler, githubToken, password } from "../../src/testing/credentials.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { connectorSolution } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const oauth = (more: object) => ({
  token: {
    type: "oauthSetting",
    oAuthSettings: { identityProvider: "aad", clientId: "0f1e2d3c-4b5a-4678-9abc-def012345678", scopes: [], ...more },
  },
});

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a client secret in the connection parameters",
      solution: connectorSolution({ connectionparameters: oauth({ clientSecret: entraClientSecret() }) }),
      findings: [
        { message: "credential", at: "#/token/oAuthSettings/clientSecret", in: "Contoso ERP", level: "error", confidence: "high" },
      ],
    },
    right: {
      name: "the client secret comes from an environment variable",
      solution: connectorSolution({ connectionparameters: oauth({ clientSecret: '@environmentVariables("new_ErpSecret")' }) }),
    },
  },
  valid: [
    {
      name: "plain parameters of connections that are no secrets",
      solution: connectorSolution({
        connectionparameters: {
          environment: { type: "string", uiDefinition: { displayName: "Environment" } },
          keyVaultName: { type: "string", uiDefinition: { displayName: "Name of the key vault" } },
          passwordPolicy: { type: "string", uiDefinition: { displayName: "Password policy" } },
          username: { type: "string", uiDefinition: { displayName: "User name" } },
          authType: { type: "string", uiDefinition: { displayName: "Token or password" } },
          token: { type: "oauthSetting" },
        },
      }),
    },
    { name: "the usual export leaves the client secret out", solution: connectorSolution({ connectionparameters: oauth({}) }) },
    {
      name: "parameters that each connection fills",
      solution: connectorSolution({
        connectionparameters: {
          api_key: {
            type: "securestring",
            uiDefinition: { displayName: "API key", description: "The key of your ERP account, e.g. abcdefgh12345678" },
          },
        },
        openapidefinition: {
          swagger: "2.0",
          host: "erp.contoso.com",
          securityDefinitions: { api_key: { type: "apiKey", in: "header", name: "x-api-key" } },
        },
      }),
    },
    {
      name: "descriptions that say what a credential is for, or what it looks like",
      solution: connectorSolution({
        openapidefinition: {
          swagger: "2.0",
          info: { description: "Sign in with an API key: ask your administrator. Header: Authorization: Bearer {token}" },
          paths: {
            "/login": {
              post: {
                summary: "Password: set or reset",
                description: "Password: at least 8 characters, e.g. ********. Token: valid for 60 minutes.",
                parameters: [{ name: "key", in: "header", type: "string", description: `The password: ${password(7)}` }],
              },
            },
          },
        },
        policytemplateinstances: [
          {
            templateId: "setqueryparameter",
            title: "Version",
            parameters: { "x-ms-apimTemplateParameter.name": "code", "x-ms-apimTemplateParameter.value": "2024-02-01" },
          },
        ],
      }),
    },
  ],
  invalid: [
    {
      name: "a default in the constraints of a connection parameter",
      solution: connectorSolution({
        connectionparameters: {
          sapPassword: { type: "securestring", uiDefinition: { constraints: { default: ["Wn#4821", "3-x"].join("") } } },
        },
      }),
      findings: [{ message: "credential", at: "#/sapPassword/uiDefinition/constraints/default" }],
    },
    {
      name: "a parameter for a secret that is declared as a plain text",
      solution: connectorSolution({
        connectionparameters: {
          key_id: { type: "string", uiDefinition: { displayName: "Key ID" } },
          key_secret: { type: "string", uiDefinition: { displayName: "Key secret", constraints: { required: "true" } } },
          api_key: { type: "securestring", uiDefinition: { displayName: "API key" } },
        },
      }),
      findings: [{ message: "clear", at: "#/key_secret/type", says: "'Key secret'", level: "note", confidence: "medium" }],
    },
    {
      name: "the same in one of several ways to sign in, and beside the other properties",
      solution: connectorSolution({
        apiproperties: {
          properties: {
            connectionParameters: { password: { type: "string" } },
            connectionParameterSets: { values: [{ name: "key", parameters: { api_key: { type: "String" }, site: { type: "string" } } }] },
          },
        },
      }),
      findings: [
        { message: "clear", at: "#/properties/connectionParameters/password/type" },
        { message: "clear", at: "#/properties/connectionParameterSets/values/0/parameters/api_key/type" },
      ],
    },
    {
      name: "a function key in a policy that sets a parameter of the query, whatever the host is called",
      solution: connectorSolution({
        openapidefinition: { swagger: "2.0", host: "erp.contoso.com" },
        policytemplateinstances: [
          {
            templateId: "setqueryparameter",
            title: "Key",
            parameters: {
              "x-ms-apimTemplateParameter.name": "code",
              "x-ms-apimTemplateParameter.value": `${filler(54, 5)}==`,
            },
          },
        ],
      }),
      findings: [{ message: "credential", at: "#/0/parameters/x-ms-apimTemplateParameter.value", level: "error" }],
    },
    {
      name: "what a maker writes down in the description of the definition or of an operation",
      solution: connectorSolution({
        openapidefinition: {
          swagger: "2.0",
          info: { description: `Test user erp, password: ${password(5)}` },
          paths: {
            "/orders": { get: { description: `Key for tests: ${githubToken()}`, responses: { 200: { description: password(6) } } } },
          },
        },
      }),
      findings: [
        { message: "credential", at: "#/info/description", says: "password", advises: "Take it out of the text" },
        { message: "credential", at: "#/paths//orders/get/description", level: "error" },
      ],
    },
    {
      name: "a key in a policy that sets a header",
      solution: connectorSolution({
        policytemplateinstances: [
          {
            templateId: "setheader",
            title: "Key",
            parameters: { "x-ms-apimTemplateParameter.name": "x-api-key", "x-ms-apimTemplateParameter.value": apiKey() },
          },
        ],
      }),
      findings: [{ message: "credential", at: "#/0/parameters/x-ms-apimTemplateParameter.value", says: "policies" }],
    },
    {
      name: "the default of a header in the definition",
      solution: connectorSolution({
        openapidefinition: {
          swagger: "2.0",
          paths: { "/orders": { get: { parameters: [{ name: "x-api-key", in: "header", type: "string", default: apiKey(4) }] } } },
        },
      }),
      findings: [{ message: "credential", at: "#/paths//orders/get/parameters/0/default", says: "definition" }],
    },
    {
      name: "the default of a member of the body, which the connector sends",
      solution: connectorSolution({
        openapidefinition: {
          swagger: "2.0",
          paths: {
            "/token": {
              post: {
                parameters: [
                  { name: "body", in: "body", schema: { properties: { client_secret: { type: "string", default: filler(40, 6) } } } },
                ],
                responses: { "200": { schema: { properties: { access_token: { type: "string", default: filler(40, 7) } } } } },
              },
            },
          },
        },
      }),
      findings: [
        {
          message: "credential",
          at: "#/paths//token/post/parameters/0/schema/properties/client_secret/default",
          says: "client secret",
        },
      ],
    },
    {
      name: "a connector as command-line tools download it",
      solution: {
        files: {
          "tools/Contoso ERP/apiDefinition.swagger.json": JSON.stringify({ swagger: "2.0", paths: {} }),
          "tools/Contoso ERP/apiProperties.json": JSON.stringify({
            properties: {
              policyTemplateInstances: [
                {
                  templateId: "setheader",
                  parameters: { "x-ms-apimTemplateParameter.name": "x-api-key", "x-ms-apimTemplateParameter.value": apiKey(8) },
                },
              ],
            },
          }),
          "tools/other/script.csx": `const string Token = "${["gh", "p_"].join("")}${filler(36)}";`,
        },
      },
      findings: [
        {
          message: "credential",
          at: "#/properties/policyTemplateInstances/0/parameters/x-ms-apimTemplateParameter.value",
          in: "Contoso ERP",
          says: "properties",
        },
      ],
    },
    {
      name: "a name and a password that the connector's code encodes",
      solution: connectorSolution({
        script: `var basic = Convert.ToBase64String(Encoding.ASCII.GetBytes($"svc-erp:${password()}"));`,
      }),
      findings: [{ message: "credential", at: "custom-connector Contoso ERP", says: "A password", confidence: "medium" }],
    },
    {
      name: "a token in the connector's code",
      solution: connectorSolution({
        script: `public class Script : ScriptBase { const string Key = "${["gh", "p_"].join("")}${filler(36)}"; }`,
      }),
      findings: [{ message: "credential", at: "custom-connector Contoso ERP", says: "code" }],
    },
    {
      name: "a header that the connector's code adds",
      solution: connectorSolution({
        script: `public class Script : ScriptBase { void Sign() { Context.Request.Headers.Add("x-api-key", "${apiKey(5)}"); } }`,
      }),
      findings: [{ message: "credential", at: "custom-connector Contoso ERP", says: "code" }],
    },
    {
      name: "the key of a function in a query parameter",
      solution: connectorSolution({
        openapidefinition: {
          swagger: "2.0",
          host: "orders.azurewebsites.net",
          paths: { "/orders": { get: { parameters: [{ name: "code", in: "query", type: "string", default: apiKey(6) }] } } },
        },
      }),
      findings: [{ message: "credential", at: "#/paths//orders/get/parameters/0/default", says: "definition" }],
    },
    {
      name: "files that the connector's element does not name, and a connector without an element",
      solution: {
        files: {
          "customizations.xml":
            "<ImportExportXml><Connectors><Connector><displayname>Contoso ERP</displayname><name>new_erp</name></Connector></Connectors></ImportExportXml>",
          "Connector/new_erp_script.csx": `const string ApiKey = "${apiKey(3)}";`,
          "Connector/new_crm_connectionparameters.json": JSON.stringify(oauth({ clientSecret: entraClientSecret(2) })),
        },
      },
      findings: [
        { message: "credential", at: "custom-connector Contoso ERP", in: "Contoso ERP", says: "code" },
        { message: "credential", at: "#/token/oAuthSettings/clientSecret", in: "new_crm" },
      ],
    },
  ],
});
