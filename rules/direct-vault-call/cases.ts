import { connector, http, initializeVariable, keyVault } from "../../src/testing/actions.ts";
import { apiKey, entraClientSecret } from "../../src/testing/credentials.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import { standardWorkflow } from "../../src/testing/templates.ts";
import rule from "./rule.ts";

const uri = "https://@{parameters('Vault name (new_VaultName)')}.vault.azure.net/secrets/erp-api-key?api-version=7.4";
const vaultOfApp = "https://@{appsetting('VAULT')}.vault.azure.net/secrets/erp-api-key?api-version=7.4";
const variables = [{ schemaName: "new_VaultName", defaultValue: "kv-orders-dev" }];
const oauth = (secret: string) => ({
  type: "ActiveDirectoryOAuth",
  tenant: "contoso.example",
  audience: "https://vault.azure.net",
  clientId: "orders-app",
  secret,
});
const author = {
  connectionName: "shared-keyvault-0f1e2d3c",
  source: "Embedded",
  id: "/providers/Microsoft.PowerApps/apis/shared_keyvault",
};

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a plain request with a token",
      solution: {
        variables,
        flows: [
          flow(
            "Get orders",
            http("Get_secret", { method: "GET", uri, headers: { Authorization: "Bearer @{body('Get_token')?['access_token']}" } }),
          ),
        ],
      },
      findings: [{ message: "request", at: "Get_secret/inputs/uri", level: "warning" }],
    },
    right: { name: "the connector, bound by a connection reference", flow: flow("Get orders", keyVault.getSecret("Get_secret")) },
  },
  valid: [
    {
      name: "a logic app with its managed identity",
      loose: standardWorkflow("Orders", {
        Get_secret: http("Get_secret", { method: "GET", uri: vaultOfApp, authentication: { type: "ManagedServiceIdentity" } }).json,
      }),
    },
    {
      name: "a request that stores a secret, for which there is nothing else",
      solution: {
        variables,
        flows: [
          flow(
            "Get orders",
            http("Store_token", {
              method: "PUT",
              uri,
              headers: { Authorization: "Bearer @{body('Get_token')?['access_token']}" },
              body: { value: "@body('Get_token')?['refresh_token']" },
            }),
          ),
        ],
      },
    },
    { name: "a request to another service", flow: flow("Get orders", http("Call_ERP")) },
    {
      name: "a managed identity writes a secret, which the connector cannot do",
      flow: flow(
        "Rotate",
        http("Put_secret", {
          method: "PUT",
          uri: "https://@{triggerBody()?['vault']}.vault.azure.net/secrets/erp?api-version=7.4",
          authentication: { type: "ManagedServiceIdentity", audience: "https://vault.azure.net" },
          body: { value: "@triggerBody()?['value']" },
        }),
      ),
    },
    {
      name: "a flow outside of any solution, which knows no connection references",
      loose: {
        "flow.json": JSON.stringify({
          properties: {
            connectionReferences: { shared_keyvault: author },
            definition: { triggers: {}, actions: { Get_secret: keyVault.getSecret("Get_secret").json } },
          },
        }),
      },
    },
  ],
  invalid: [
    {
      name: "a logic app with a client secret from a setting",
      loose: standardWorkflow("Orders", {
        Get_secret: http("Get_secret", { method: "GET", uri: vaultOfApp, authentication: oauth("@appsetting('VaultSecret')") }).json,
      }),
      findings: [{ message: "logicApp", at: "Get_secret/inputs/uri", level: "warning", advises: "managed identity of the logic app" }],
    },
    {
      name: "a token that is read, with another credential that is hardcoded in its headers, and one in the next action",
      solution: {
        variables,
        flows: [
          flow(
            "Get orders",
            http("Get_secret", {
              method: "GET",
              uri,
              headers: { Authorization: "Bearer @{body('Get_token')?['access_token']}", "x-api-key": apiKey() },
            }),
            http("Call_ERP", { authentication: { ...oauth(entraClientSecret()), audience: "https://erp.contoso.example" } }),
          ),
        ],
      },
      findings: [{ message: "request", at: "Get_secret/inputs/uri", level: "warning" }],
    },
    {
      name: "a plain request with a client secret that is written into the flow",
      solution: {
        variables,
        flows: [flow("Get orders", http("Get_secret", { method: "GET", uri, authentication: oauth(entraClientSecret()) }))],
      },
      findings: [{ message: "secret", at: "Get_secret/inputs/uri", level: "error" }],
    },
    {
      name: "the client secret comes from a variable of the flow",
      solution: {
        variables,
        flows: [
          flow(
            "Get orders",
            initializeVariable("Init", "app", entraClientSecret(5)),
            http("Get_secret", { method: "GET", uri, authentication: oauth("@variables('app')") }),
          ),
        ],
      },
      findings: [{ message: "secret", at: "Get_secret/inputs/uri", level: "error" }],
    },
    {
      name: "a plain request with a managed identity, which needs no credential",
      solution: {
        variables,
        flows: [
          flow(
            "Get orders",
            http("Get_secret", {
              method: "GET",
              uri,
              authentication: { type: "ManagedServiceIdentity", audience: "https://vault.azure.net" },
            }),
          ),
        ],
      },
      findings: [{ message: "identity", at: "Get_secret/inputs/uri", level: "note" }],
    },
    {
      name: "a connector that sends any request",
      flow: flow(
        "Get orders",
        connector("Get_secret", "shared_webcontents", "InvokeHttp", {
          "request/method": "GET",
          "request/url": "https://kv-orders-dev.vault.azure.net/secrets/erp-api-key?api-version=7.4",
        }),
      ),
      findings: [{ message: "request", at: "Get_secret/inputs/parameters/request/url", level: "warning" }],
    },
    {
      name: "the address of the vault is the value of an environment variable",
      solution: {
        variables: [{ schemaName: "new_VaultUrl", defaultValue: "https://kv-orders-dev.vault.azure.net" }],
        flows: [
          flow(
            "Get orders",
            http("Get_secret", { method: "GET", uri: "@{parameters('Vault (new_VaultUrl)')}/secrets/erp-api-key?api-version=7.4" }),
          ),
        ],
      },
      findings: [{ message: "request", at: "Get_secret/inputs/uri" }],
    },
    {
      name: "a web request of a desktop flow",
      solution: {
        desktopFlows: [
          desktop(
            "Read secret",
            { inputs: ["Vault"] },
            "Web.InvokeWebService.InvokeWebService Url: $'''https://%Vault%.vault.azure.net/secrets/erp?api-version=7.4''' Method: Web.Method.Get Response=> Secret",
          ),
        ],
      },
      findings: [{ message: "desktop", at: "Main:5", in: "Read secret", level: "warning" }],
    },
    {
      name: "the connector, bound to a connection of the author",
      flow: {
        ...flow("Get orders", keyVault.getSecret("Get_secret"), keyVault.getSecret("Get_other")),
        connections: { shared_keyvault: author },
      },
      findings: [{ message: "connection", at: "Get_secret", level: "warning", related: 2 }],
    },
    {
      name: "a placeholder in place of the client secret",
      flow: flow("Get orders", http("Get_secret", { method: "GET", uri, authentication: oauth("changeme") })),
      findings: [{ message: "request", at: "Get_secret/inputs/uri", level: "warning" }],
    },
  ],
});
