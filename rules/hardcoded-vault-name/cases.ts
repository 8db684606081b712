import { compose, connector, http, initializeVariable } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { connectorSolution, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const read = (uri: string) =>
  http("Get_secret", { method: "GET", uri, authentication: { type: "ManagedServiceIdentity", audience: "https://vault.azure.net" } });
const hostPolicy = (template: string) => ({
  templateId: "dynamichosturl",
  title: "Vault",
  parameters: { "x-ms-apimTemplateParameter.urlTemplate": template },
});
const vaultVariable = { schemaName: "new_VaultName", defaultValue: "kv-orders-dev" };

export default defineCases(rule, {
  valid: [
    {
      name: "the vault's name comes from an environment variable",
      solution: {
        variables: [vaultVariable],
        flows: [
          flow(
            "Get orders",
            read("https://@{parameters('Vault name (new_VaultName)')}.vault.azure.net/secrets/erp-api-key?api-version=7.4"),
          ),
        ],
      },
    },
    {
      name: "put together with the environment variable by concat and a variable",
      solution: {
        variables: [vaultVariable],
        flows: [
          flow(
            "Get orders",
            initializeVariable("Url", "url", "@concat('https://', parameters('Vault name (new_VaultName)'), '.vault.azure.net')"),
            read("@{variables('url')}/secrets/erp-api-key?api-version=7.4"),
          ),
        ],
      },
    },
    {
      name: "the vault of a custom connector comes from its connection",
      solution: connectorSolution({
        policytemplateinstances: [hostPolicy("https://@connectionParameters('keyVaultName').vault.azure.net")],
      }),
    },
    {
      name: "the audience of the vault service names no vault",
      flow: flow("Get orders", read("https://@{triggerBody()?['vault']}.vault.azure.net/secrets/erp-api-key")),
    },
  ],
  invalid: [
    {
      name: "the vault's name is written into a URL",
      flow: flow("Get orders", read("https://kv-orders-dev.vault.azure.net/secrets/erp-api-key?api-version=7.4")),
      findings: [{ message: "literal", at: "Get_secret/inputs/uri", level: "error", says: "kv-orders-dev" }],
    },
    {
      name: "put together with concat",
      flow: flow("Get orders", read("@concat('https://kv-orders-dev', '.vault.azure.net/secrets/erp-api-key')")),
      findings: [{ message: "literal", at: "Get_secret/inputs/uri" }],
    },
    {
      name: "kept in a variable and used in a URL",
      flow: flow(
        "Get orders",
        initializeVariable("Vault", "vault", "kv-orders-dev"),
        read("https://@{variables('vault')}.vault.azure.net/secrets/erp-api-key"),
      ),
      findings: [{ message: "literal", at: "Vault/inputs/variables/0/value", path: ["Vault", "Get_secret"] }],
    },
    {
      name: "a whole vault URL in a Compose",
      flow: flow(
        "Get orders",
        compose("Vault_url", "https://kv-orders-dev.vault.azure.net"),
        read("@{outputs('Vault_url')}/secrets/erp-api-key"),
      ),
      findings: [{ message: "literal", at: "Vault_url/inputs" }],
    },
    {
      name: "the default of a parameter that no environment variable fills",
      flow: {
        ...flow("Get orders", read("@{parameters('vaultUrl')}/secrets/erp-api-key")),
        parameters: { vaultUrl: { type: "String", defaultValue: "https://kv-orders-dev.vault.azure.net" } },
      },
      findings: [{ message: "parameter", at: "#/properties/definition/parameters/vaultUrl/defaultValue" }],
    },
    {
      name: "one name that two actions use is one finding",
      flow: flow(
        "Get orders",
        initializeVariable("Vault", "vault", "kv-orders-dev"),
        read("https://@{variables('vault')}.vault.azure.net/secrets/erp-api-key"),
        { ...read("https://@{variables('vault')}.vault.azure.net/secrets/mail-password"), name: "Get_password" },
      ),
      findings: [{ message: "literal", at: "Vault/inputs/variables/0/value", related: 1 }],
    },
    {
      name: "a connector that sends any request",
      flow: flow(
        "Get orders",
        connector("Get_secret", "shared_webcontents", "InvokeHttp", {
          "request/method": "GET",
          "request/url": "https://kv-orders-dev.vault.azure.net/secrets/erp-api-key",
        }),
      ),
      findings: [{ message: "literal", at: "Get_secret/inputs/parameters/request/url" }],
    },
    {
      name: "a custom connector whose policy sends every call to one vault",
      solution: connectorSolution({ policytemplateinstances: [hostPolicy("https://kv-orders-dev.vault.azure.net")] }),
      findings: [
        { message: "connector", at: "#/0/parameters/x-ms-apimTemplateParameter.urlTemplate", in: "Contoso ERP", says: "kv-orders-dev" },
      ],
    },
    {
      name: "a custom connector with the host of one vault",
      solution: {
        files: {
          "customizations.xml":
            "<ImportExportXml><Connectors><Connector><connectorid>c1</connectorid><displayname>Vault</displayname><name>new_vault</name><openapidefinition>/Connector/vault_openapidefinition.json</openapidefinition></Connector></Connectors></ImportExportXml>",
          "Connector/vault_openapidefinition.json": JSON.stringify({
            swagger: "2.0",
            info: { title: "Vault" },
            host: "kv-orders-dev.vault.azure.net",
            schemes: ["https"],
            paths: {},
          }),
        },
      },
      findings: [{ message: "connector", at: "#/host", says: "kv-orders-dev" }],
    },
  ],
});
