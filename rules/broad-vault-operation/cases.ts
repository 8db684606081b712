import { connector, http, keyVault } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const vault = "https://@{triggerBody()?['vault']}.vault.azure.net";

export default defineCases(rule, {
  example: {
    wrong: {
      name: "all secrets are listed",
      flow: flow("Get orders", connector("List_secrets", "shared_keyvault", "ListSecrets")),
      findings: [{ message: "broad", at: "List_secrets", level: "note", says: "lists the secrets" }],
    },
    right: { name: "one secret by its name", flow: flow("Get orders", keyVault.getSecret("Get_secret")) },
  },
  valid: [
    {
      name: "one secret by a request of a connector that sends it as it is",
      flow: flow(
        "Get orders",
        connector("Read", "shared_webcontents", "InvokeHttp", {
          "request/method": "GET",
          "request/url": `${vault}/secrets/erp-api-key?api-version=7.4`,
        }),
      ),
    },
    {
      name: "one secret by a name that a pipeline fills in, whose mark begins like a fragment",
      flow: flow("Get orders", http("Get_secret", { method: "GET", uri: `${vault}/secrets/#{SecretName}#?api-version=7.4` })),
    },
    {
      name: "one secret by a request",
      flow: flow("Get orders", http("Get_secret", { method: "GET", uri: `${vault}/secrets/erp-api-key?api-version=7.4` })),
    },
  ],
  invalid: [
    {
      name: "a key of the vault decrypts",
      flow: flow("Get orders", connector("Decrypt", "shared_keyvault", "DecryptData", { keyName: "orders", algorithm: "RSA-OAEP" })),
      findings: [{ message: "broad", at: "Decrypt", says: "decrypts" }],
    },
    {
      name: "a key of the vault encrypts, which needs it as much",
      flow: flow("Get orders", connector("Encrypt", "shared_keyvault", "EncryptData", { keyName: "orders", algorithm: "RSA-OAEP" })),
      findings: [{ message: "broad", at: "Encrypt", says: "encrypts" }],
    },
    {
      name: "keys are listed, and what is known about one",
      flow: flow(
        "Get orders",
        connector("List", "shared_keyvault", "ListKeys"),
        connector("List_versions", "shared_keyvault", "ListKeyVersions", { keyName: "orders" }),
        connector("About", "shared_keyvault", "GetKeyMetadata", { keyName: "orders" }),
      ),
      findings: [
        { message: "broad", at: "List", says: "lists the keys of the vault" },
        { message: "broad", at: "List_versions", says: "lists the versions of a key of the vault" },
        { message: "broad", at: "About", says: "reads about keys of the vault" },
      ],
    },
    {
      name: "a built-in connector of Logic Apps lists the versions",
      flow: flow("Get orders", {
        name: "Versions",
        json: {
          type: "ServiceProvider",
          inputs: {
            parameters: { secretName: "@triggerBody()?['name']" },
            serviceProviderConfiguration: {
              connectionName: "keyvault",
              operationId: "listSecretVersions",
              serviceProviderId: "/serviceProviders/keyVault",
            },
          },
        },
      }),
      findings: [{ message: "broad", at: "Versions", says: "versions" }],
    },
    {
      name: "a request lists the secrets",
      flow: flow("Get orders", http("List", { method: "GET", uri: `${vault}/secrets?api-version=7.4` })),
      findings: [{ message: "broad", at: "List/inputs/uri" }],
    },
    {
      name: "a request writes a secret",
      flow: flow(
        "Get orders",
        http("Rotate", { method: "PUT", uri: `${vault}/secrets/erp-api-key?api-version=7.4`, body: { value: "@guid()" } }),
      ),
      findings: [{ message: "broad", at: "Rotate/inputs/uri", says: "changes" }],
    },
    {
      name: "a request by a connector that sends it as it is",
      flow: flow(
        "Get orders",
        connector("Rotate", "shared_webcontents", "InvokeHttp", {
          "request/method": "PATCH",
          "request/url": `${vault}/secrets/erp-api-key?api-version=7.4`,
        }),
      ),
      findings: [{ message: "broad", at: "Rotate/inputs/parameters/request/url", says: "changes" }],
    },
    {
      name: "a request signs with a key",
      flow: flow("Get orders", http("Sign", { method: "POST", uri: `${vault}/keys/orders/1/sign?api-version=7.4`, body: {} })),
      findings: [{ message: "broad", at: "Sign/inputs/uri", says: "works with a key" }],
    },
  ],
});
