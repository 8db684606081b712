import {
  appendToString,
  chained,
  compose,
  environmentSecret,
  forEach,
  http,
  initializeVariable,
  keyVault,
  raw,
} from "../../src/testing/actions.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import { deployedSecretAction, logicAppTemplate, standardWorkflow } from "../../src/testing/templates.ts";
import rule from "./rule.ts";

/** The action of a logic app that reads the secret whose name a parameter of it holds. */
const parameterSecretAction = {
  ...deployedSecretAction,
  inputs: { ...deployedSecretAction.inputs, path: "/secrets/@{parameters('SecretName')}/value" },
};

/** The same with a request. */
const requestFrom = (uri: string) =>
  http("Get_secret", { method: "GET", uri, authentication: { type: "ManagedServiceIdentity", audience: "https://vault.azure.net" } }).json;
const vaultRequest = requestFrom("https://@{appsetting('VAULT')}.vault.azure.net/secrets/@{parameters('SecretName')}?api-version=7.4");

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the name is hardcoded in the action",
      flow: flow("Get orders", keyVault.getSecret("Get_secret", { secretName: "erp-api-key" })),
      findings: [
        {
          message: "literal",
          at: "Get_secret/inputs/parameters/secretName",
          level: "warning",
          says: "erp-api-key",
          repairs: ["replace the name 'erp-api-key' with an environment variable"],
        },
      ],
    },
    right: { name: "the name comes from an environment variable", flow: flow("Get orders", keyVault.getSecret("Get_secret")) },
  },
  valid: [
    ...["<secret-name>", "__SECRET__", "@@SECRET@@", `\${SECRET}`].map((mark) => ({
      name: `a mark that is replaced before the deployment: ${mark}`,
      flow: flow("Get orders", keyVault.getSecret("Get_secret", { secretName: mark })),
    })),
    {
      name: "such a mark in an address, and one of signs that an expression begins with",
      flow: flow(
        "Get orders",
        http("Get_secret", { method: "GET", uri: "https://@@Vault@@.vault.azure.net/secrets/@@Name@@?api-version=7.4" }),
      ),
    },
    {
      name: "such a mark in an address",
      flow: flow(
        "Get orders",
        http("Get_secret", { method: "GET", uri: `https://kv-orders-dev.vault.azure.net/secrets/\${SECRET}?api-version=7.4` }),
      ),
    },
    {
      name: "the schema name of a secret environment variable is a stable name",
      flow: flow("Get orders", environmentSecret("Get_secret")),
    },
    {
      name: "the name comes from the caller",
      flow: flow("Get orders", keyVault.getSecret("Get_secret", { secretName: "@triggerBody()?['name']" })),
    },
    ...[
      "@concat('erp-', triggerBody()?['system'])",
      "erp-@{triggerBody()?['system']}-api-key",
      "@replace('erp-SYSTEM-key', 'SYSTEM', triggerBody()?['system'])",
      "@format('erp-{0}', triggerBody()?['system'])",
    ].map((secretName) => ({
      name: `a part of the name is known at run time only: ${secretName}`,
      flow: flow("Get orders", keyVault.getSecret("Get_secret", { secretName })),
    })),
    ...["@triggerBody()?['system']", "@concat('-', triggerBody()?['system'])"].map((value) => ({
      name: `what is known at run time only is added to the variable that holds the name: ${value}`,
      flow: flow(
        "Get orders",
        initializeVariable("Name", "secretName", "erp-"),
        raw("Add", { type: "AppendToStringVariable", inputs: { name: "secretName", value } }),
        keyVault.getSecret("Get_secret", { secretName: "@variables('secretName')" }),
      ),
    })),
    {
      name: "the same in an address that another action begins",
      flow: flow(
        "Get orders",
        compose("Address", "@concat('https://', triggerBody()?['vault'], '.vault.azure.net/secrets/erp-')"),
        http("Get_secret", { method: "GET", uri: "@{outputs('Address')}@{triggerBody()?['system']}?api-version=7.4" }),
      ),
    },
    {
      name: "names that a desktop flow is given, and secrets that it only mentions",
      desktop: desktop(
        "Read secret",
        { inputs: ["Vault", "Name"] },
        "Web.InvokeWebService.InvokeWebService Url: $'''https://%Vault%.vault.azure.net/secrets/%Name%?api-version=7.4''' Method: Web.Method.Get Response=> A",
        "Scripting.RunPowershellScript.RunScript Script: $'''Get-AzKeyVaultSecret -VaultName %Vault% -Name %Name%''' ScriptOutput=> B",
        "Logging.LogMessage Message: $'''read https://contoso.vault.azure.net/secrets/erp-api-key'''",
      ),
    },
    { name: "the name comes from the deployment of a template", loose: logicAppTemplate({ Get_secret: deployedSecretAction }) },
    {
      name: "a parameter of a template gives the name to the logic app",
      loose: logicAppTemplate(
        { Get_secret: parameterSecretAction },
        {
          template: { parameters: { SecretName: { type: "string", defaultValue: "erp-api-key" } } },
          definition: { parameters: { SecretName: { type: "String", defaultValue: "[parameters('SecretName')]" } } },
        },
      ),
    },
    {
      name: "a parameter of a template is the value of the logic app's parameter",
      loose: logicAppTemplate(
        { Get_secret: parameterSecretAction },
        {
          template: { parameters: { SecretName: { type: "string", defaultValue: "erp-api-key" } } },
          properties: { parameters: { SecretName: { value: "[parameters('SecretName')]" } } },
          definition: { parameters: { SecretName: { type: "String" } } },
        },
      ),
    },
    ...["@appsetting('SECRET_NAME')", "erp-api-key-dev"].map((value) => ({
      name: `the parameters of a Standard logic app give the name: ${value}`,
      loose: {
        ...standardWorkflow("Orders", { Get_secret: vaultRequest }, { SecretName: { type: "String", defaultValue: "erp-api-key" } }),
        "parameters.json": JSON.stringify({ SecretName: { type: "String", value } }),
      },
    })),
  ],
  invalid: [
    {
      name: "the default of a parameter of a logic app, which nothing else sets",
      loose: logicAppTemplate(
        { Get_secret: parameterSecretAction },
        {
          definition: { parameters: { SecretName: { type: "String", defaultValue: "erp-api-key" } } },
        },
      ),
      findings: [
        {
          message: "parameterOfLogicApp",
          at: "#/resources/0/properties/definition/parameters/SecretName/defaultValue",
          level: "warning",
          says: "the default of the parameter 'SecretName'",
          advises: "Let each deployment set the parameter 'SecretName'",
          repairs: ["replace the name 'erp-api-key' with an environment variable"],
        },
      ],
    },
    {
      name: "in an action of a logic app, which has no environment variables",
      loose: logicAppTemplate({
        Get_secret: requestFrom("https://@{triggerBody()?['vault']}.vault.azure.net/secrets/erp-api-key?api-version=7.4"),
      }),
      findings: [{ message: "logicApp", at: "Get_secret/inputs/uri", says: "hardcoded name 'erp-api-key'", advises: "Add a parameter" }],
    },
    {
      name: "a variable of a logic app that is put together in two steps",
      loose: logicAppTemplate(
        chained([
          initializeVariable("Name", "name", "erp-key"),
          appendToString("Add", "name", "-of-orders"),
          raw("Get_secret", requestFrom("https://@{triggerBody()?['vault']}.vault.azure.net/secrets/@{variables('name')}?api-version=7.4")),
        ]),
      ),
      findings: [
        {
          message: "partInLogicApp",
          at: "Add/inputs/value",
          says: "such as '-of-orders'",
          advises: "Add a parameter",
          repairs: [],
        },
      ],
    },
    {
      name: "the name comes from a variable that holds a literal",
      flow: flow(
        "Get orders",
        initializeVariable("Init", "secretName", "erp-api-key"),
        keyVault.getSecret("Get_secret", { secretName: "@variables('secretName')" }),
      ),
      findings: [{ message: "literal", at: "Init/inputs/variables/0/value", path: ["Init", "Get_secret"] }],
    },
    {
      name: "through a Compose",
      flow: flow("Get orders", compose("Name", "erp-api-key"), keyVault.getSecret("Get_secret", { secretName: "@outputs('Name')" })),
      findings: [{ message: "literal", at: "Name/inputs", path: ["Name", "Get_secret"] }],
    },
    {
      name: "the default of a parameter that no environment variable fills",
      flow: {
        ...flow("Get orders", keyVault.getSecret("Get_secret", { secretName: "@parameters('name')" }), http("Call", {})),
        parameters: { name: { type: "String", defaultValue: "erp-api-key" } },
      },
      findings: [
        {
          message: "parameter",
          at: "#/properties/definition/parameters/name/defaultValue",
          repairs: ["replace the name 'erp-api-key' with an environment variable"],
        },
      ],
    },
    {
      name: "a variable and a text that always give the same name, in a parameter and in an address",
      flow: flow(
        "Get orders",
        initializeVariable("Init", "System", "erp"),
        keyVault.getSecret("Get_secret", { secretName: "@{variables('System')}-api-key" }),
        http("Get_again", {
          method: "GET",
          uri: "https://@{triggerBody()?['vault']}.vault.azure.net/secrets/@{variables('System')}-api-key?api-version=7.4",
        }),
      ),
      findings: [
        { message: "literal", at: "Get_secret/inputs/parameters/secretName", level: "note", confidence: "medium", says: "'erp-api-key'" },
        { message: "literal", at: "Init/inputs/variables/0/value", level: "warning", says: "'erp-api-key'" },
      ],
    },
    {
      name: "a name that is cut out of a list",
      flow: flow(
        "Get orders",
        compose("Names", "erp-api-key;crm-api-key"),
        keyVault.getSecret("Get_secret", { secretName: "@split(outputs('Names'), ';')[1]" }),
      ),
      findings: [{ message: "literal", at: "Names/inputs", level: "note", says: "'crm-api-key'" }],
    },
    {
      name: "all names of a list, and one that is put together with each element of it",
      flow: flow(
        "Get orders",
        compose("Names", "erp-api-key;crm-api-key"),
        forEach("Each", "@split(outputs('Names'), ';')", keyVault.getSecret("Get_secret", { secretName: "@items('Each')" })),
        forEach(
          "Systems",
          "@createArray('erp', 'crm')",
          keyVault.getSecret("Get_key", { secretName: "@concat(items('Systems'), '-key')" }),
        ),
      ),
      findings: [
        { message: "part", at: "Names/inputs", level: "note", says: "such as 'erp-api-key;crm-api-key'", repairs: [] },
        { message: "part", at: "Get_key/inputs/parameters/secretName", level: "note", says: "such as '-key'", repairs: [] },
      ],
    },
    {
      name: "a text is added to the variable that holds the name, after its first use",
      flow: flow(
        "Get orders",
        initializeVariable("Name", "secretName", "erp-key"),
        keyVault.getSecret("Get_first", { secretName: "@variables('secretName')" }),
        raw("Add", { type: "AppendToStringVariable", inputs: { name: "secretName", value: "-of-orders" } }),
        keyVault.getSecret("Get_second", { secretName: "@variables('secretName')" }),
      ),
      findings: [
        { message: "literal", at: "Name/inputs/variables/0/value", says: "'erp-key'" },
        { message: "part", at: "Add/inputs/value", says: "such as '-of-orders'", repairs: [] },
      ],
    },
    {
      name: "a function cuts the name out of a text, as the last step in the address",
      flow: flow(
        "Get orders",
        forEach(
          "Systems",
          "@createArray('1-erp-key', '1-crm-key-2')",
          http("Get_secret", {
            method: "GET",
            uri: "https://@{triggerBody()?['vault']}.vault.azure.net/secrets/@{substring(items('Systems'), 2)}?api-version=7.4",
          }),
        ),
      ),
      findings: [{ message: "part", at: "Systems/foreach", says: "such as '1-crm-key-2'", repairs: [] }],
    },
    {
      name: "an older action has the name in its path",
      flow: flow(
        "Get orders",
        raw("Get_secret", {
          type: "ApiConnection",
          inputs: {
            host: { connection: { name: "@parameters('$connections')['shared_keyvault']['connectionId']" } },
            method: "get",
            path: "/secrets/@{encodeURIComponent('erp-api-key')}/value",
            authentication: "@parameters('$authentication')",
          },
        }),
      ),
      findings: [{ message: "literal", at: "Get_secret/inputs/path", level: "warning", confidence: "high", says: "erp-api-key" }],
    },
    {
      name: "a built-in action of a logic app",
      flow: flow(
        "Get orders",
        raw("Get_secret", {
          type: "ServiceProvider",
          inputs: {
            parameters: { secretName: "erp-api-key" },
            serviceProviderConfiguration: {
              connectionName: "keyVault",
              operationId: "getSecret",
              serviceProviderId: "/serviceProviders/keyVault",
            },
          },
        }),
      ),
      findings: [{ message: "literal", at: "Get_secret/inputs/parameters/secretName" }],
    },
    {
      name: "in the address of a request",
      flow: flow(
        "Get orders",
        http("Get_secret", {
          method: "GET",
          uri: "https://@{triggerBody()?['vault']}.vault.azure.net/secrets/erp-api-key?api-version=7.4",
        }),
      ),
      findings: [{ message: "literal", at: "Get_secret/inputs/uri", says: "erp-api-key" }],
    },
    {
      name: "in an address whose vault is known at run time only",
      flow: flow(
        "Get orders",
        compose("Address", "@concat('https://', triggerBody()?['vault'], '.vault.azure.net/secrets/erp-api-key?api-version=7.4')"),
        http("Get_secret", { method: "GET", uri: "@outputs('Address')" }),
      ),
      findings: [{ message: "literal", at: "Address/inputs", path: ["Address", "Get_secret"] }],
    },
    {
      name: "a connector action of a desktop flow",
      solution: {
        desktopFlows: [
          desktop(
            "Read secret",
            {},
            "External.InvokeCloudConnector Connection: $'''1''' ConnectorId: $'''/providers/Microsoft.PowerApps/apis/shared_keyvault''' OperationId: $'''GetSecret''' @secretName: $'''erp-api-key''' @GetSecretResponse=> Secret",
          ),
        ],
      },
      findings: [{ message: "row", at: "Main:4", in: "Read secret", says: "erp-api-key", repairs: [] }],
    },
    {
      name: "a script, a command and a web request of a desktop flow",
      desktop: desktop(
        "Read secret",
        { inputs: ["Vault"] },
        "Scripting.RunPowershellScript.RunScript Script: $'''$a = 1\r\nGet-AzKeyVaultSecret -VaultName $vault -Name erp-api-key -AsPlainText''' ScriptOutput=> A",
        "Scripting.RunDOSCommand.RunDOSCommand DOSCommandOrApplication: $'''az keyvault secret show --vault-name %Vault% --name erp-user''' StandardOutput=> B",
        "Web.InvokeWebService.InvokeWebService Url: $'''https://%Vault%.vault.azure.net/secrets/erp-mail?api-version=7.4''' Method: Web.Method.Get Response=> C",
        "SET Name TO 'erp-file'",
        "Web.InvokeWebService.InvokeWebService Url: $'''https://%Vault%.vault.azure.net/secrets/%Name%?api-version=7.4''' Method: Web.Method.Get Response=> D",
      ),
      findings: [
        { message: "row", at: "Main:5", says: "erp-api-key" },
        { message: "row", at: "Main:7", says: "erp-user" },
        { message: "row", at: "Main:8", says: "erp-mail" },
        { message: "row", at: "Main:9", says: "erp-file", path: ["Main:9", "Main:10"] },
      ],
    },
    {
      name: "two web requests of a desktop flow take one name",
      desktop: desktop(
        "Read secret",
        { inputs: ["Vault", "Other"] },
        "SET Name TO 'erp-file'",
        "Web.InvokeWebService.InvokeWebService Url: $'''https://%Vault%.vault.azure.net/secrets/%Name%?api-version=7.4''' Method: Web.Method.Get Response=> A",
        "Web.InvokeWebService.InvokeWebService Url: $'''https://%Other%.vault.azure.net/secrets/%Name%?api-version=7.4''' Method: Web.Method.Get Response=> B",
      ),
      findings: [{ message: "row", at: "Main:6", path: ["Main:6", "Main:7"], related: ["Main:8 of Read secret uses it too."] }],
    },
  ],
});
