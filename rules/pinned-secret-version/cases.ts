import { compose, connector, http, initializeVariable, keyVault } from "../../src/testing/actions.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

/** A version is 32 hexadecimal digits. */
const version = "0123456789abcdef".repeat(2);
const getVersion = (value: string) =>
  connector("Get_secret", "shared_keyvault", "GetSecretVersion", {
    secretName: "@parameters('Secret name (new_SecretName)')",
    secretVersion: value,
  });

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the version is hardcoded in the action",
      flow: flow("Get orders", getVersion(version)),
      findings: [{ message: "pinned", at: "Get_secret/inputs/parameters/secretVersion", level: "warning", confidence: "high" }],
    },
    right: { name: "the current version", flow: flow("Get orders", keyVault.getSecret("Get_secret")) },
  },
  valid: [
    { name: "a version that comes from outside", flow: flow("Get orders", getVersion("@triggerBody()?['version']")) },
    { name: "whatever version is current, by its word", flow: flow("Get orders", getVersion("latest")) },
    {
      name: "a URL without a version",
      flow: flow(
        "Get orders",
        http("Get_secret", {
          method: "GET",
          uri: "https://@{triggerBody()?['vault']}.vault.azure.net/secrets/erp-api-key?api-version=7.4",
        }),
      ),
    },
  ],
  invalid: [
    {
      name: "the version is written into a URL",
      flow: flow(
        "Get orders",
        http("Get_secret", {
          method: "GET",
          uri: `https://@{triggerBody()?['vault']}.vault.azure.net/secrets/erp-api-key/${version}?api-version=7.4`,
        }),
      ),
      findings: [{ message: "pinned", at: "Get_secret/inputs/uri" }],
    },
    {
      name: "the version is at the end of an address that a Compose puts together",
      flow: flow(
        "Get orders",
        initializeVariable("Declare", "vault", "@triggerBody()?['vault']"),
        compose("Address", `@concat('https://', variables('vault'), '.vault.azure.net/secrets/erp-api-key/${version}')`),
        http("Get_secret", { method: "GET", uri: "@{outputs('Address')}?api-version=7.4" }),
      ),
      findings: [{ message: "pinned", at: "Address/inputs", path: ["Address", "Get_secret"] }],
    },
    {
      name: "the version is written into a request and a script of a desktop flow",
      desktop: desktop(
        "Read secret",
        { inputs: ["Vault"] },
        `Web.InvokeWebService.InvokeWebService Url: $'''https://%Vault%.vault.azure.net/secrets/erp/${version}?api-version=7.4''' Response=> A`,
        `Scripting.RunPowershellScript.RunScript Script: $'''Get-AzKeyVaultSecret -VaultName %Vault% -Name erp -Version ${version}''' ScriptOutput=> B`,
        "Web.InvokeWebService.InvokeWebService Url: $'''https://%Vault%.vault.azure.net/secrets/erp?api-version=7.4''' Response=> C",
      ),
      findings: [
        { message: "pinned", at: "Main:5" },
        { message: "pinned", at: "Main:6" },
      ],
    },
  ],
});
