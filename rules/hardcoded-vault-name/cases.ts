import {
  appendToString,
  chained,
  compose,
  connector,
  desktopFlow,
  forEach,
  http,
  initializeVariable,
  keyVault,
  raw,
} from "../../src/testing/actions.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { connectorSolution, flow } from "../../src/testing/solutions.ts";
import { logicAppTemplate } from "../../src/testing/templates.ts";
import rule from "./rule.ts";

const read = (uri: string) =>
  http("Get_secret", { method: "GET", uri, authentication: { type: "ManagedServiceIdentity", audience: "https://vault.azure.net" } });
const hostPolicy = (template: string) => ({
  templateId: "dynamichosturl",
  title: "Vault",
  parameters: { "x-ms-apimTemplateParameter.urlTemplate": template },
});
const vaultVariable = { schemaName: "new_VaultName", defaultValue: "kv-orders-dev" };

const environment = { schemaName: "new_Env", defaultValue: "dev" };
const stage = "parameters('Environment (new_Env)')";
/** A desktop flow that hands a command to PowerShell. */
const powershell = (command: string, ...before: readonly string[]) =>
  desktop(
    "Read secret",
    { inputs: ["VaultName"] },
    ...before,
    `Scripting.RunPowershellScript.RunScript Script: $'''${command}''' ScriptOutput=> Secret`,
  );

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the vault's name is hardcoded in a URL",
      flow: flow("Get orders", read("https://kv-orders-dev.vault.azure.net/secrets/erp-api-key?api-version=7.4")),
      findings: [
        {
          message: "literal",
          at: "Get_secret/inputs/uri",
          level: "error",
          says: "kv-orders-dev",
          repairs: ["replace the name 'kv-orders-dev' with an environment variable"],
        },
      ],
    },
    right: {
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
  },
  valid: [
    ...[`\${VAULT}`, "__VAULT__", "@@Vault@@", "<your-vault>", "{{vault}}", "#{Vault}#"].map((mark) => ({
      name: `a mark that is replaced before the deployment: ${mark}`,
      flow: flow("Get orders", read(`https://${mark}.vault.azure.net/secrets/erp-api-key?api-version=7.4`)),
    })),
    {
      name: "a part of the name is known at run time only",
      flow: flow(
        "Get orders",
        compose("Name", "kv-@{triggerBody()?['system']}"),
        read("https://@{outputs('Name')}.vault.azure.net/secrets/@{triggerBody()?['name']}?api-version=7.4"),
      ),
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
      name: "a literal and an environment variable together make the name",
      solution: {
        variables: [environment],
        flows: [flow("Get orders", read(`@concat('https://kv-orders-', ${stage}, '.vault.azure.net/secrets/erp-', ${stage})`))],
      },
    },
    {
      name: "made of both some steps before",
      solution: {
        variables: [environment],
        flows: [
          flow(
            "Get orders",
            compose("Vault", `@concat('kv-orders-', ${stage})`),
            read(`https://@{outputs('Vault')}.vault.azure.net/secrets/@{${stage}}`),
          ),
        ],
      },
    },
    {
      name: "an environment variable takes the place of a word in a pattern",
      solution: {
        variables: [environment],
        flows: [flow("Get orders", read(`@replace('https://VAULT.vault.azure.net', 'VAULT', ${stage})`))],
      },
    },
    {
      name: "the note of an action mentions a vault",
      flow: flow("Get orders", raw("Note", { type: "Compose", inputs: "x", description: "as in https://kv-orders-dev.vault.azure.net" })),
    },
    {
      name: "a desktop flow gets the name from an environment variable",
      solution: {
        variables: [vaultVariable],
        flows: [flow("Call", desktopFlow("Run", "Read secret", { VaultName: "@parameters('Vault name (new_VaultName)')" }))],
        desktopFlows: [powershell("Get-AzKeyVaultSecret -VaultName %VaultName% -Name erp")],
      },
    },
    {
      name: "a switched-off row of a desktop flow",
      solution: {
        desktopFlows: [
          desktop(
            "Read secret",
            {},
            "DISABLE Scripting.RunPowershellScript.RunScript Script: $'''Get-AzKeyVaultSecret -VaultName kv-orders-dev -Name erp''' ScriptOutput=> Secret",
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
    {
      name: "variables of a script that are set to themselves, and to one another",
      solution: {
        desktopFlows: [
          powershell(
            '$kv = \\"$kv\\"\r\n$a = \\"$b\\"\r\n$b = \\"$a\\"\r\nGet-AzKeyVaultSecret -VaultName $kv -Name erp\r\nGet-AzKeyVaultSecret -VaultName $a -Name erp',
          ),
        ],
      },
    },
  ],
  invalid: [
    {
      name: "names that are put together with each element of a list, or cut out of each",
      flow: flow(
        "Get orders",
        forEach(
          "Systems",
          "@createArray('erp', 'crm')",
          read("https://@{concat(items('Systems'), '-vault')}.vault.azure.net/secrets/@{triggerBody()?['name']}?api-version=7.4"),
        ),
        forEach(
          "Vaults",
          "@createArray('2-erp', '1-crm-vault')",
          compose("Cut", "@substring(items('Vaults'), 2)"),
          http("Read", { uri: "https://@{outputs('Cut')}.vault.azure.net/secrets/@{triggerBody()?['name']}?api-version=7.4" }),
        ),
      ),
      findings: [
        { message: "literal", at: "Systems/foreach", level: "error", says: "'erp-vault'" },
        { message: "literal", at: "Systems/foreach", level: "error", says: "'crm-vault'" },
        { message: "part", at: "Vaults/foreach", level: "warning", confidence: "medium", says: "such as '1-crm-vault'", repairs: [] },
      ],
    },
    {
      name: "in a logic app, which has no environment variables",
      loose: logicAppTemplate({ Get_secret: read("https://kv-orders-dev.vault.azure.net/secrets/erp").json }),
      findings: [
        {
          message: "logicApp",
          at: "Get_secret/inputs/uri",
          level: "error",
          advises: "parameter of the template",
          repairs: ["replace the name 'kv-orders-dev' with an environment variable"],
        },
      ],
    },
    {
      name: "in the default of a parameter of a logic app, which is there already",
      loose: logicAppTemplate(
        { Get_secret: read("https://@{parameters('Vault')}.vault.azure.net/secrets/erp").json },
        { definition: { parameters: { Vault: { type: "String", defaultValue: "kv-orders-dev" } } } },
      ),
      findings: [
        {
          message: "parameterOfLogicApp",
          at: "#/resources/0/properties/definition/parameters/Vault/defaultValue",
          level: "error",
          says: "the default of the parameter 'Vault'",
          advises: "Let each deployment set the parameter 'Vault'",
        },
      ],
    },
    {
      name: "a variable of a logic app that is put together in two steps",
      loose: logicAppTemplate(
        chained([
          initializeVariable("Vault", "vault", "kv-orders"),
          appendToString("Append", "vault", "-dev"),
          read("https://@{variables('vault')}.vault.azure.net/secrets/erp-api-key"),
        ]),
      ),
      findings: [
        {
          message: "partInLogicApp",
          at: "Vault/inputs/variables/0/value",
          says: "such as 'kv-orders'",
          advises: "Add a parameter",
          repairs: [],
        },
      ],
    },
    {
      name: "two vaults in one text",
      flow: flow("Get orders", compose("Vaults", "https://kv-orders-dev.vault.azure.net;https://kv-orders-test.vault.azure.net")),
      findings: [
        { message: "literal", at: "Vaults/inputs", says: "kv-orders-dev" },
        { message: "literal", at: "Vaults/inputs", says: "kv-orders-test" },
      ],
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
      name: "in a Compose, for an address that another one puts together for a request",
      flow: flow(
        "Get orders",
        compose("Vault", "kv-orders-dev"),
        compose(
          "Address",
          "https://@{outputs('Vault')}.vault.azure.net/secrets/@{parameters('Secret name (new_SecretName)')}?api-version=7.4",
        ),
        http("Get_secret", { method: "GET", uri: "@outputs('Address')" }, { secure: ["outputs"] }),
      ),
      findings: [{ message: "literal", at: "Vault/inputs", path: ["Vault", "Address", "Get_secret"], says: "used by 'Get_secret'" }],
    },
    {
      name: "in an address that nothing requests",
      flow: flow(
        "Get orders",
        compose("Vault", "kv-orders-dev"),
        compose("Address", "https://@{outputs('Vault')}.vault.azure.net/secrets/a"),
      ),
      findings: [{ message: "literal", at: "Vault/inputs", path: ["Vault", "Address"], says: "used by 'Address'" }],
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
      findings: [
        {
          message: "parameter",
          at: "#/properties/definition/parameters/vaultUrl/defaultValue",
          repairs: ["replace the name 'kv-orders-dev' with an environment variable"],
        },
      ],
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
      name: "one vault for each branch of an expression",
      solution: {
        variables: [environment],
        flows: [
          flow(
            "Get orders",
            read(`@concat('https://', if(equals(${stage}, 'prod'), 'kv-orders-prod', 'kv-orders-dev'), '.vault.azure.net')`),
          ),
        ],
      },
      findings: [
        { message: "literal", at: "Get_secret/inputs/uri", says: "kv-orders-prod" },
        { message: "literal", at: "Get_secret/inputs/uri", says: "kv-orders-dev" },
      ],
    },
    {
      name: "a variable that is put together in two steps",
      flow: flow(
        "Get orders",
        initializeVariable("Vault", "vault", "kv-orders"),
        raw("Append", { type: "AppendToStringVariable", inputs: { name: "vault", value: "-dev" } }),
        read("https://@{variables('vault')}.vault.azure.net/secrets/erp-api-key"),
      ),
      findings: [
        { message: "part", at: "Vault/inputs/variables/0/value", path: ["Vault", "Get_secret"], says: "such as 'kv-orders'", repairs: [] },
      ],
    },
    {
      name: "a member of a JSON text",
      flow: flow(
        "Get orders",
        raw("Settings", { type: "ParseJson", inputs: { content: '{"vault":"kv-orders-dev","user":"orders app"}', schema: {} } }),
        read("https://@{body('Settings')?['vault']}.vault.azure.net/secrets/erp-api-key"),
      ),
      findings: [{ message: "literal", at: "Settings/inputs/content", says: "'kv-orders-dev'" }],
    },
    {
      name: "the default that stands behind an environment variable",
      solution: {
        variables: [vaultVariable],
        flows: [
          flow(
            "Get orders",
            read("https://@{coalesce(parameters('Vault name (new_VaultName)'), 'kv-orders-dev')}.vault.azure.net/secrets/a"),
          ),
        ],
      },
      findings: [{ message: "literal", at: "Get_secret/inputs/uri" }],
    },
    {
      name: "put together with format",
      flow: flow("Get orders", read("@format('https://{0}.vault.azure.net/secrets/{1}', 'kv-orders-dev', 'erp-api-key')")),
      findings: [{ message: "literal", at: "Get_secret/inputs/uri", says: "kv-orders-dev" }],
    },
    {
      name: "a parameter of the connection",
      flow: {
        ...flow("Get orders", keyVault.getSecret("Get_secret")),
        connections: {
          shared_keyvault: {
            runtimeSource: "embedded",
            connection: { connectionReferenceLogicalName: "new_keyvault" },
            api: { name: "shared_keyvault" },
            parameterValueSet: { name: "oauthMI", values: { vaultName: { value: "kv-orders-dev" } } },
          },
        },
      },
      findings: [{ message: "literal", at: "#/properties/connectionReferences/shared_keyvault/parameterValueSet/values/vaultName/value" }],
    },
    {
      name: "a PowerShell script of a desktop flow",
      solution: { desktopFlows: [powershell("Get-AzKeyVaultSecret -VaultName kv-orders-dev -Name erp")] },
      findings: [{ message: "script", at: "Main:5", in: "Read secret", says: "kv-orders-dev", repairs: [] }],
    },
    {
      name: "a variable of the script, filled from one of the desktop flow",
      solution: {
        desktopFlows: [
          powershell('$kv = \\"%Vault%\\"\r\nGet-AzKeyVaultSecret -VaultName $kv -Name erp', "SET Vault TO $'''kv-orders-dev'''"),
        ],
      },
      findings: [{ message: "script", at: "Main:5", in: "Read secret", path: ["Main:5", "Main:6"] }],
    },
    {
      name: "a variable of the script, set to another one",
      solution: {
        desktopFlows: [powershell('$name = \\"kv-orders-dev\\"\r\n$kv = \\"$name\\"\r\nGet-AzKeyVaultSecret -VaultName $kv -Name erp')],
      },
      findings: [{ message: "script", at: "Main:5", in: "Read secret", says: "kv-orders-dev" }],
    },
    {
      name: "the Azure command line",
      solution: {
        desktopFlows: [
          desktop(
            "Read secret",
            {},
            "Scripting.RunDOSCommand.RunDOSCommand DOSCommandOrApplication: $'''az keyvault secret show --name erp --vault-name kv-orders-dev''' StandardOutput=> Secret",
          ),
        ],
      },
      findings: [{ message: "script", at: "Main:4" }],
    },
    {
      name: "a cloud flow hands the name to a desktop flow",
      solution: {
        flows: [flow("Call", desktopFlow("Run", "Read secret", { VaultName: "kv-orders-dev" }))],
        desktopFlows: [powershell("Get-AzKeyVaultSecret -VaultName %VaultName% -Name erp")],
      },
      findings: [{ message: "literal", at: "Run/inputs/parameters/item/VaultName", says: "of Read secret", repairs: [] }],
    },
    {
      name: "a custom connector whose policy sends every call to one vault",
      solution: connectorSolution({ policytemplateinstances: [hostPolicy("https://kv-orders-dev.vault.azure.net")] }),
      findings: [
        {
          message: "connector",
          at: "#/0/parameters/x-ms-apimTemplateParameter.urlTemplate",
          in: "Contoso ERP",
          says: "kv-orders-dev",
          repairs: [],
        },
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
    ...[
      "@toLower('KV-Orders-Prod')",
      "@concat('kv-', 'orders', '-prod')",
      "@first(split('kv-orders-prod;kv-crm-prod', ';'))",
      "@split('kv-orders-prod|erp', '|')[0]",
      "@substring('kv-orders-prod.contoso.com', 0, 14)",
      "@replace('kv-orders-{stage}', '{stage}', 'prod')",
    ].map((expression) => ({
      name: `made by functions of nothing but literals: ${expression}`,
      flow: flow("Get orders", compose("Vault", expression), read("https://@{outputs('Vault')}.vault.azure.net/secrets/erp")),
      findings: [
        { message: "literal" as const, at: "Vault/inputs", level: "error" as const, path: ["Vault", "Get_secret"], says: "kv-orders-prod" },
      ],
    })),
    {
      name: "cut out of a list of names in a variable",
      flow: flow(
        "Get orders",
        initializeVariable("Vaults", "vaults", "kv-orders-prod;kv-crm-prod"),
        read("https://@{split(variables('vaults'), ';')[0]}.vault.azure.net/secrets/erp"),
      ),
      findings: [{ message: "literal", at: "Vaults/inputs/variables/0/value", confidence: "medium", says: "kv-orders-prod" }],
    },
  ],
});
