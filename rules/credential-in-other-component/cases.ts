import { apiKey, callbackQuery, entraClientSecret, jsonWebToken, password } from "../../src/testing/credentials.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import { logicAppTemplate } from "../../src/testing/templates.ts";
import rule from "./rule.ts";

const token = entraClientSecret();
const storageAccount = `DefaultEndpointsProtocol=https;AccountName=orders;AccountKey=${apiKey(6)}${apiKey(7)}${apiKey(8).slice(0, 22)}==`;

/** The files of a Standard logic app with one workflow. */
const logicApp = (files: Readonly<Record<string, object>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({
      "app/Orders/workflow.json": { definition: { triggers: { Recurrence: { type: "Recurrence" } }, actions: {} }, kind: "Stateful" },
      ...files,
    }).map(([name, content]) => [name, JSON.stringify(content)]),
  );

/** The element that describes a workflow. @param category 5: cloud flow, 6: desktop flow, 0: classic workflow */
const describedWorkflow = (name: string, category: number, description: string): string =>
  `<Workflow Name="${name}" Description="${description}"><Category>${category}</Category><Descriptions><Description languagecode="1033" description="${description}" /></Descriptions></Workflow>`;

/** A workflow whose request signs in with the given password. */
const signsInWith = (word: string): object => ({
  definition: {
    triggers: { Recurrence: { type: "Recurrence" } },
    actions: {
      Call: {
        type: "Http",
        inputs: { method: "GET", uri: "https://erp.contoso.com", authentication: { type: "Basic", username: "orders", password: word } },
      },
    },
  },
  kind: "Stateful",
});

/** A template that deploys a logic app, and a connection with these values. */
const template = (values: object): Readonly<Record<string, string>> => ({
  "azuredeploy.json": JSON.stringify({
    resources: [
      { type: "Microsoft.Logic/workflows", name: "Orders", properties: { definition: { triggers: {}, actions: {} } } },
      {
        type: "Microsoft.Web/connections",
        name: "[variables('name')]",
        properties: {
          displayName: "[variables('name')]",
          api: { id: "[concat('x/managedApis/azureloganalyticsdatacollector')]" },
          ...values,
        },
      },
    ],
  }),
});

const templateSchema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

/** A file of values for the parameters of a template. */
const deploymentParameters = (parameters: object): string =>
  JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
    contentVersion: "1.0.0.0",
    parameters,
  });

/** A template for a logic app, or the definition of a flow, with comments. */
const commented = (comments: string, what: "template" | "definition" = "template"): string => {
  const definition = `{"$schema": "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#", "triggers": {}, "actions": {}\n${comments}\n}`;
  if (what === "definition") return `{"properties": {"connectionReferences": {}, "definition": ${definition}}, "schemaVersion": "1.0.0.0"}`;
  return `{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": [{"type": "Microsoft.Logic/workflows", "name": "orders", "properties": {"definition": ${definition}}}]}`;
};

/** JSON with a comma too many, as a merge by hand leaves it: it cannot be parsed. */
const unparsable = (value: object): string => JSON.stringify(value, null, 2).replace(/\n\}$/, ",\n}");

/** The value of an environment variable, in a file whose folder says what the variable is called. */
const variableValue = (value: string): object => ({
  environmentvariablevalues: { environmentvariablevalue: { iscustomizable: "1", value } },
});

const ordersFile = "Workflows/Orders-0f4c2f0e-8a53-4b0c-9d0c-3f1d6f0d2a11.json";

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a token in a web resource",
      solution: { files: { "WebResources/new_orders.js": `const token = "${token}";` } },
      findings: [
        { message: "credential", at: "web-resource new_orders.js", level: "error", says: "web resource", advises: "runs in the browser" },
      ],
    },
    right: {
      name: "a script that asks a flow for what it needs",
      solution: { files: { "WebResources/new_orders.js": "async function load() { return await fetch('/api/orders'); }" } },
    },
  },
  valid: [
    {
      name: "what comments say about credentials, and placeholders that are commented out",
      loose: {
        "azuredeploy.json": commented(
          [
            '// "password": "<your password>",',
            "// the password comes from Key Vault, the api key: from the pipeline",
            `/* "sqlPassword": "[parameters('sqlPassword')]" */`,
            '// "secretName": "erp-api-key", "url": "https://erp.contoso.example//orders"',
          ].join("\n"),
        ),
      },
    },
    {
      name: "a template with a setting of a function app, and nothing of a logic app",
      loose: {
        "main.json": JSON.stringify({
          $schema: templateSchema,
          resources: [
            {
              type: "Microsoft.Web/sites",
              kind: "functionapp",
              name: "app",
              properties: { siteConfig: { appSettings: [{ name: "ERP_PASSWORD", value: password(65) }] } },
            },
          ],
        }),
      },
    },
    {
      name: "texts that a topic puts into variables",
      solution: {
        files: {
          "botcomponents/new_agent.topic.Orders/data":
            'actions:\n  - kind: SetVariable\n    variable: Topic.ApiKey\n    value: =Topic.Answer\n  - kind: SetVariable\n    variable: Global.Token\n    value: ="none"\n  - kind: SetVariable\n    variable: Topic.Password\n    value: Please enter it on the next page\n  - kind: SetVariable\n    variable: Topic.Secret\n    value: =Env.new_ApiKey\n',
        },
      },
    },
    {
      name: "labels, fields and types that are called like credentials",
      solution: {
        files: {
          "WebResources/new_labels.js":
            'const labels = { password: "Password1", apiKey: "API-Key2" }; const types = { ClientSecret: "ClientSecret_v2" }; setToken(getToken("orders-2024"));',
        },
      },
    },
    {
      name: "what other rules are about, and files beside the components",
      solution: {
        files: {
          "customizations.xml": `<ImportExportXml><EnvironmentVariables><Definition><SchemaName>new_Hook</SchemaName><DefaultValue>https://contoso.com/hook?${callbackQuery().replaceAll("&", "&amp;")}</DefaultValue></Definition></EnvironmentVariables></ImportExportXml>`,
          "node_modules/tool/readme.json": `{"token":"${token}"}`,
          "readme.md": `token ${token}`,
        },
      },
    },
    {
      name: "a classic workflow that writes a word into a column",
      solution: {
        files: {
          "Workflows/Welcome-3F2504E0-4F89-11D3-9A0C-0305E82C3301.xaml": [
            `<InArgument x:Key="Parameters">[New Object() { Microsoft.Xrm.Sdk.Workflow.WorkflowPropertyType.String, "${password()}", "String" }]</InArgument>`,
            `<OutArgument x:Key="Result">[UpdateStep1_2]</OutArgument>`,
            `<mxswa:SetEntityProperty Attribute="new_subject" Entity="[Temp]" Value="[UpdateStep1_2]" />`,
          ].join("\n"),
        },
      },
    },
    {
      name: "files that cannot be parsed, with names, expressions and placeholders where a credential may be",
      solution: {
        files: {
          [ordersFile]: unparsable({
            properties: {
              definition: {
                parameters: { $authentication: { defaultValue: {}, type: "SecureObject" }, password: { type: "SecureString" } },
                actions: {
                  Call: {
                    inputs: {
                      headers: { Authorization: "Bearer @{body('Get_token')?['access_token']}", "x-api-key": "@parameters('api key')" },
                      authentication: { type: "Basic", username: "orders", password: "@parameters('password')" },
                      body: { clientSecret: "<your-secret>", tokenType: "urn:ietf:params:oauth:token-type:jwt" },
                    },
                    runtimeConfiguration: { secureData: { properties: ["inputs", "outputs"] } },
                  },
                },
              },
            },
          }),
          "environmentvariabledefinitions/new_ErpPassword/environmentvariablevalues.json": unparsable(variableValue("Required")),
          "environmentvariabledefinitions/new_Site/environmentvariablevalues.json": unparsable(variableValue(apiKey(90))),
          "config/deployment-settings.json": unparsable({
            EnvironmentVariables: [
              { SchemaName: "new_ErpPassword", Value: "#{ErpPassword}#" },
              { SchemaName: "new_Secret", Value: "/subscriptions/1/resourceGroups/a/providers/Microsoft.KeyVault/vaults/kv/secrets/erp" },
            ],
          }),
        },
      },
    },
    {
      name: "values that are told where they are read: the files can be parsed",
      solution: {
        files: {
          [ordersFile]: JSON.stringify(signsInWith(password(91))),
          "environmentvariabledefinitions/new_ErpPassword/environmentvariablevalues.json": JSON.stringify(variableValue(password(92))),
          "settings.json": JSON.stringify({ EnvironmentVariables: [{ SchemaName: "new_ErpPassword", Value: password(93) }] }),
        },
      },
    },
    {
      name: "sentences about passwords",
      solution: { files: { "Templates/mail.xml": "<body>Your password is Required! It is case-sensitive.</body>" } },
    },
    { name: "pictures are no text", solution: { files: { "WebResources/new_logo.png": `\u0000${token}` } } },
    { name: "code of others, as it was packed", solution: { files: { "WebResources/new_jquery-3.7.1.min.js": `var key="${token}"` } } },
    {
      name: "the address of a connector's public icon",
      solution: {
        files: {
          "customizations.xml": `<ImportExportXml><CanvasApps><CanvasApp><ConnectionReferences>{"iconUri":"https://icons.contoso.com/erp.png?${callbackQuery()}"}</ConnectionReferences></CanvasApp></CanvasApps></ImportExportXml>`,
        },
      },
    },
    {
      name: "a logic app whose credentials come from app settings and from the deployment",
      loose: {
        ...logicApp({
          "app/connections.json": {
            serviceProviderConnections: {
              AzureBlob: { parameterValues: { connectionString: "@appsetting('AzureBlob_connectionString')" } },
            },
            managedApiConnections: {
              office365: { authentication: { type: "Raw", scheme: "Key", parameter: "@appsetting('office365-connectionKey')" } },
            },
          },
          "app/local.settings.json": {
            IsEncrypted: false,
            Values: {
              AzureWebJobsStorage: "UseDevelopmentStorage=true",
              AzureBlob_connectionString: "@Microsoft.KeyVault(SecretUri=https://kv-orders.vault.azure.net/secrets/blob/)",
              WORKFLOWS_SUBSCRIPTION_ID: "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
            },
          },
          "other/local.settings.json": { Values: { storage: storageAccount } },
        }),
        ...template({ parameterValues: { username: "3f2504e0-4f89-11d3-9a0c-0305e82c3301", password: "[parameters('workspaceKey')]" } }),
      },
    },
    {
      name: "a template whose parameters are filled by the deployment, and a file that refers to a vault for them",
      loose: {
        ...logicAppTemplate(
          {},
          {
            template: {
              parameters: {
                sqlPassword: { type: "securestring", metadata: { description: "The password of the server" } },
                place: { type: "securestring", defaultValue: "" },
                location: { type: "string", defaultValue: "[resourceGroup().location]" },
                secretName: { type: "string", defaultValue: "erp-password" },
              },
            },
          },
        ),
        "azuredeploy.parameters.json": deploymentParameters({
          sqlPassword: { reference: { keyVault: { id: "/subscriptions/x" }, secretName: "sql-password" } },
          place: { value: "GET-SECRET-FROM-VAULT" },
          secretName: { value: "erp-password" },
          connectionName: { value: "sql" },
        }),
      },
    },
    {
      name: "names, references and expressions in a template, and what queries look for",
      loose: {
        "main.json": JSON.stringify({
          $schema: templateSchema,
          variables: {
            secretName: "erp-password-01",
            storageKey: "[listKeys('orders', '2019-06-01').keys[0].value]",
            "$fxv#0": JSON.stringify({ definition: { actions: {}, triggers: {} }, note: { password: password(61) } }),
            workflow: { triggers: {}, actions: {}, parameters: { place: { type: "String", defaultValue: "x" } } },
          },
          resources: [
            { type: "Microsoft.Logic/workflows", name: "Orders", properties: { definition: { triggers: {}, actions: {} } } },
            { type: "Microsoft.KeyVault/vaults/secrets", name: "kv/erp", properties: { value: "[parameters('erpPassword')]" } },
            { type: "Microsoft.KeyVault/vaults/secrets", name: "kv/place", properties: { value: "placeholder" } },
            { type: "Microsoft.ApiManagement/service/namedValues", name: "a/b", properties: { secret: false, value: password(62) } },
            {
              type: "Microsoft.SecurityInsights/alertRules",
              name: "r",
              properties: { query: `Events | where password == "${password(63)}"` },
            },
            {
              type: "Microsoft.Web/sites",
              name: "app",
              properties: {
                siteConfig: {
                  appSettings: [
                    {
                      name: "Sql",
                      value: `[concat('Server=tcp:', parameters('server'), ';User ID=orders;${"Pass"}word=', parameters('sqlPassword'), ';Encrypt=True')]`,
                    },
                  ],
                },
              },
            },
            {
              type: "Microsoft.Resources/deployments",
              name: "inner",
              properties: {
                parameters: { erpPassword: { reference: { keyVault: { id: "/x" }, secretName: "erp-password-01" } } },
                template: { parameters: { erpPassword: { type: "securestring" } }, resources: [] },
              },
            },
          ],
        }),
      },
    },
    {
      name: "a file of parameters, and a template, where there is no logic app",
      loose: {
        "flow.json": JSON.stringify({ definition: { triggers: { Daily: { type: "Recurrence" } }, actions: {} } }),
        "vm/azuredeploy.parameters.json": deploymentParameters({ adminPassword: { value: password() } }),
        "vm/azuredeploy.json": JSON.stringify({
          $schema: templateSchema,
          parameters: { adminPassword: { type: "securestring", defaultValue: password() } },
          resources: [],
        }),
      },
    },
    {
      name: "files of a logic app that are called like what every object of JavaScript has",
      loose: logicApp({ "app/parameters.json": {}, "app/constructor": { key: storageAccount }, "app/__proto__": { key: storageAccount } }),
    },
    {
      name: "settings of a logic app that are encrypted",
      loose: logicApp({ "app/local.settings.json": { IsEncrypted: true, Values: { ErpPassword: apiKey(9) } } }),
    },
  ],
  invalid: [
    {
      name: "what is commented out in a template",
      loose: {
        "azuredeploy.json": commented(`// "password": "${password()}",\n/* old:\n "apiKey": "${apiKey()}" */`),
      },
      findings: [
        {
          message: "comment",
          at: "cloud-flow orders",
          says: "in a comment in the file of the cloud flow 'orders'",
          advises: "Delete the comment",
        },
        { message: "comment", at: "cloud-flow orders" },
      ],
    },
    {
      name: "what is written in files that cannot be parsed, each once",
      solution: {
        files: {
          [ordersFile]: `<<<<<<< HEAD\n${JSON.stringify(signsInWith(password(91)))}\n=======`,
          "environmentvariabledefinitions/new_ErpPassword/environmentvariablevalues.json": `{"environmentvariablevalues":{"environmentvariablevalue":{"value":"${password(92)}"}}`,
          "environmentvariabledefinitions/new_CrmPassword/environmentvariabledefinition.xml": `<environmentvariabledefinition schemaname="new_CrmPassword"><defaultvalue>${password(95)}</defaultvalue><type>`,
          "settings.json": unparsable({ EnvironmentVariables: [{ SchemaName: "new_ErpPassword", Value: password(93) }] }),
          "config/settings.json": `{"EnvironmentVariables": [], "note": "\n${token}"}`,
        },
      },
      findings: [
        {
          message: "credential",
          at: "cloud-flow Orders",
          level: "error",
          says: "cloud flow 'Orders'",
          advises: "let the flow read it there",
        },
        {
          message: "credential",
          at: "environment-variable new_ErpPassword",
          says: "environment variable 'new_ErpPassword'",
          advises: "variable of type Secret that refers to it",
        },
        { message: "credential", at: "environment-variable new_CrmPassword" },
        {
          message: "credential",
          at: "settings settings.json",
          says: "settings file 'settings.json'",
          advises: "let the pipeline fill in the value",
        },
        { message: "credential", at: "other settings.json" },
      ],
    },
    {
      name: "files of a logic app that cannot be parsed: its definition, and what its connections sign in with",
      loose: {
        ...logicApp({}),
        "app/Invoices/workflow.json": `{"$schema": "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#", ${JSON.stringify(signsInWith(password(94))).slice(1, -1)}`,
        "app/connections.json": unparsable({
          serviceProviderConnections: { sql: { parameterValues: { connectionString: storageAccount } } },
        }),
      },
      findings: [
        { message: "credential", at: "cloud-flow Invoices", says: "cloud flow 'Invoices'" },
        { message: "logicApp", at: "logic-app connections.json", says: "file 'connections.json' of a logic app" },
      ],
    },
    {
      name: "what is commented out in a flow of a solution",
      solution: {
        files: {
          "Workflows/Orders-0f4c2f0e-8a53-4b0c-9d0c-3f1d6f0d2a11.json": commented(`// "password": "${password()}",`, "definition"),
        },
      },
      findings: [{ message: "comment", at: "cloud-flow Orders", level: "error" }],
    },
    {
      name: "a token in a formula of a packed canvas app",
      solution: { files: { "CanvasApps/new_orders_DocumentUri.msapp!/Src/App.pa.yaml": `OnStart: =Set(varToken, "${token}")` } },
      findings: [{ message: "credential", at: "canvas-app new_orders", level: "error", says: "canvas app 'new_orders'" }],
    },
    {
      name: "a callback URL in the configuration of a plug-in step",
      solution: {
        files: {
          "customizations.xml": `<ImportExportXml><SdkMessageProcessingSteps><SdkMessageProcessingStep Name="Notify"><Configuration>https://prod-01.westeurope.logic.azure.com/workflows/1/triggers/manual/paths/invoke?${callbackQuery().replaceAll("&", "&amp;")}</Configuration></SdkMessageProcessingStep></SdkMessageProcessingSteps></ImportExportXml>`,
        },
      },
      findings: [{ message: "credential", at: "plug-in-step Notify", says: "plug-in step 'Notify'", advises: "managed identity" }],
    },
    {
      name: "a key in the configuration of a plug-in step, and a password between its user and the address that it is for",
      solution: {
        files: {
          "customizations.xml": `<ImportExportXml><SdkMessageProcessingSteps><SdkMessageProcessingStep Name="Notify"><Configuration>${apiKey(71)}</Configuration></SdkMessageProcessingStep></SdkMessageProcessingSteps></ImportExportXml>`,
          "SdkMessageProcessingSteps/{1}.xml": `<SdkMessageProcessingStep Name="Post"><Configuration>svc-erp;${password(72)};https://erp.contoso.com/api?v=2</Configuration></SdkMessageProcessingStep>`,
        },
      },
      findings: [
        { message: "credential", at: "plug-in-step Notify", level: "warning", confidence: "medium", says: "recognised by its format" },
        { message: "credential", at: "plug-in-step Post", level: "warning", confidence: "medium", says: "A password" },
      ],
    },
    {
      name: "a token in an agent's topic",
      solution: {
        files: {
          "botcomponents/new_agent.topic.Orders/data": `kind: HttpRequestAction\nheaders:\n  Authorization: Bearer ${jsonWebToken()}\n`,
        },
      },
      findings: [
        {
          message: "credential",
          at: "agent-component new_agent.topic.Orders",
          says: "agent component",
          advises: "let the agent call a cloud flow",
        },
      ],
    },
    {
      name: "a key that a topic puts into a variable",
      solution: {
        files: {
          "botcomponents/new_agent.topic.Orders/data": `actions:\n  - kind: SetVariable\n    id: set1\n    variable: init:Topic.ApiKey\n    value: ="${apiKey()}"\n`,
        },
      },
      findings: [{ message: "credential", at: "agent-component new_agent.topic.Orders", says: "API key" }],
    },
    {
      name: "a key that a script puts into a header",
      solution: { files: { "WebResources/new_orders.js": `request.setRequestHeader("x-api-key", "${apiKey()}");` } },
      findings: [{ message: "credential", at: "web-resource new_orders.js", level: "warning", confidence: "medium" }],
    },
    {
      name: "a password that a script encrypts with, and one that it signs with",
      solution: {
        files: {
          "WebResources/new_orders.js": `const text = CryptoJS.AES.encrypt(JSON.stringify(order), "${password(91)}").toString();\njwt.sign(claims, "${password(92)}");`,
        },
      },
      findings: [
        { message: "credential", at: "web-resource new_orders.js", level: "warning", says: "A password" },
        { message: "credential", at: "web-resource new_orders.js", level: "warning" },
      ],
    },
    {
      name: "a key in what a page says about itself, but no token against forged requests",
      solution: {
        files: {
          "WebResources/new_orders.html": `<head><meta name="x-api-key" content="${apiKey(93)}"><meta name="csrf-token" content="${apiKey(94)}"></head>`,
        },
      },
      findings: [{ message: "credential", at: "web-resource new_orders.html", level: "warning", confidence: "medium" }],
    },
    {
      name: "a key that a script falls back to, and one that a function returns",
      solution: {
        files: {
          "WebResources/new_orders.js": `const apiKey = settings.apiKey || "${apiKey(2)}";\nfunction getApiKey() { return "${apiKey(5)}"; }`,
        },
      },
      findings: [
        { message: "credential", at: "web-resource new_orders.js", level: "warning", confidence: "medium" },
        { message: "credential", at: "web-resource new_orders.js", level: "warning", confidence: "medium" },
      ],
    },
    {
      name: "passwords and a PIN that an app compares what is typed with",
      solution: {
        files: {
          "CanvasApps/new_app_src/Src/Login.pa.yaml": `Screens:\n  Login:\n    Properties:\n      OnVisible: |-\n        =If(txtPassword.Text in ["${password(2)}", varOld], Navigate(Home));\n        If(Value(txtPin.Text) = ${[47, 11].join("")}, Navigate(Admin))\n`,
        },
      },
      findings: [
        { message: "credential", at: "canvas-app new_app", says: "A password is hardcoded" },
        { message: "credential", at: "canvas-app new_app", says: "A PIN is hardcoded" },
      ],
    },
    {
      name: "a weak password that an app lets in, and one that is typed into a box without a name of its own",
      solution: {
        files: {
          "CanvasApps/new_app_src/Src/Login.pa.yaml": `Screens:\n  Login:\n    Children:\n      - TextInput2:\n          Properties:\n            Mode: =TextMode.Password\n      - Button1:\n          Properties:\n            OnSelect: |-\n              =If(Trim(txtPassword.Text) = "123", Navigate(Home));\n              If(TextInput2.Text = "${password(3)}", Navigate(Admin))\n`,
        },
      },
      findings: [
        { message: "credential", at: "canvas-app new_app", level: "warning", confidence: "low" },
        { message: "credential", at: "canvas-app new_app" },
      ],
    },
    {
      name: "passwords that an app keeps in a variable and beside their users",
      solution: {
        files: {
          "CanvasApps/new_app_src/Src/App.pa.yaml": `OnStart: |-\n  =Set(varPassword, "${["north", 22].join("")}");ClearCollect(colUsers, {User: "ann", Password: "${[47, 16].join("")}"});Set(varPasswordLabel, "Step22")\n`,
        },
      },
      findings: [
        { message: "credential", at: "canvas-app new_app", level: "warning", confidence: "medium" },
        { message: "credential", at: "canvas-app new_app", level: "warning", confidence: "low" },
      ],
    },
    {
      name: "a PIN that an app keeps, one that it decides by, and a key in a record",
      solution: {
        files: {
          "CanvasApps/new_app_src/Src/App.pa.yaml": `OnStart: |-\n  =Set(varPin, "${[47, 13].join("")}");ClearCollect(colErp, {Url: "https://erp.contoso.com", Key: "${apiKey(95)}"})\nOnSelect: =Switch(txtPin.Text, "${[47, 15].join("")}", Navigate(Admin))\n`,
        },
      },
      findings: [
        { message: "credential", at: "canvas-app new_app" },
        { message: "credential", at: "canvas-app new_app", confidence: "medium", says: "An API key" },
        { message: "credential", at: "canvas-app new_app" },
      ],
    },
    {
      name: "a word with digits that the configuration of a plug-in step calls a password",
      solution: {
        files: {
          "SdkMessageProcessingSteps/step1.xml": `<SdkMessageProcessingStep><Configuration>{"url": "https://erp.contoso.example", "password": "${["Zugvogel", "2024"].join("")}"}</Configuration></SdkMessageProcessingStep>`,
        },
      },
      findings: [{ message: "credential", at: "plug-in-step step1.xml" }],
    },
    {
      name: "a key in a topic that was copied from the editor, and in the template of an agent",
      loose: {
        "topics/Orders/topic.yaml": `kind: AdaptiveDialog\nbeginDialog:\n  kind: OnUnknownIntent\n  actions:\n    - kind: HttpRequestAction\n      headers:\n        x-api-key: ${apiKey()}\n    - kind: SetVariable\n      variable: Topic.Password\n      value: ${["Zugvogel", "2024"].join("")}\n`,
        "agent.yml": `kind: BotDefinition\ncomponents:\n  - kind: DialogComponent\n    dialog:\n      beginDialog:\n        actions:\n          - kind: HttpRequestAction\n            headers:\n              Authorization: ="Bearer " & "${apiKey(5)}"\n`,
        "deployment.yml": `kind: Deployment\nenv:\n  x-api-key: ${apiKey(6)}\n`,
      },
      findings: [
        { message: "credential", at: "agent-component topic.yaml", advises: "cloud flow" },
        { message: "credential", at: "agent-component topic.yaml" },
        { message: "credential", at: "agent-component agent.yml" },
      ],
    },
    {
      name: "a key that a formula joins to the name of a scheme",
      solution: {
        files: {
          "CanvasApps/src/new_orders/Src/App.pa.yaml": `OnSelect: =Orders.Run(Concatenate("ApiKey ", "${apiKey()}"), txtOrder.Text)`,
          "botcomponents/new_agent.topic.Orders/data": `headers:\n  authorization: =Concatenate("Bearer ", "${apiKey(5)}")\n  proxy-authorization: ="Bearer " & "${apiKey(6)}"\n  other: =Concatenate("Bearer ", Topic.Token)\n`,
        },
      },
      findings: [
        { message: "credential", at: "agent-component new_agent.topic.Orders" },
        { message: "credential", at: "agent-component new_agent.topic.Orders" },
        { message: "credential", at: "canvas-app new_orders" },
      ],
    },
    {
      name: "a password in the configuration of a plug-in step, escaped as XML",
      solution: {
        files: {
          "SdkMessageProcessingSteps/step1.xml": `<SdkMessageProcessingStep><Configuration>&lt;setting name="Password"&gt;&lt;value&gt;${password()}&lt;/value&gt;&lt;/setting&gt;</Configuration></SdkMessageProcessingStep>`,
        },
      },
      findings: [{ message: "credential", at: "plug-in-step step1.xml", says: "plug-in step" }],
    },
    {
      name: "the key of a service endpoint",
      solution: { files: { "ServiceEndpoints/bus.xml": `<ServiceEndpoint><SASKey>${apiKey(2)}</SASKey></ServiceEndpoint>` } },
      findings: [
        {
          message: "credential",
          at: "service-endpoint bus.xml",
          level: "error",
          says: "service endpoint",
          advises: "Plug-in Registration Tool",
        },
      ],
    },
    {
      name: "a client secret in a site setting, in both forms",
      solution: {
        files: {
          "powerpagecomponents/1/powerpagecomponent.xml": `<powerpagecomponent><content>{"source":0,"value":"${apiKey(3)}"}</content><name>Authentication/OpenAuth/Facebook/AppSecret</name></powerpagecomponent>`,
          "site-settings/secret.sitesetting.yml": `adx_name: Authentication/OpenAuth/Facebook/AppSecret\nadx_value: ${apiKey(4)}\n`,
        },
      },
      findings: [
        {
          message: "credential",
          at: "power-pages-component Authentication/OpenAuth/Facebook/AppSecret",
          level: "error",
          advises: "environment variable of type Secret",
        },
        { message: "credential", at: "power-pages-component Authentication/OpenAuth/Facebook/AppSecret", level: "error" },
      ],
    },
    {
      name: "a credential in a page of a site, which no environment variable can take the place of",
      solution: {
        files: {
          "powerpagecomponents/2/powerpagecomponent.xml": `<powerpagecomponent><content>{"copy":"&lt;script&gt;const apiKey = '${apiKey(3)}';&lt;/script&gt;"}</content><name>Orders</name></powerpagecomponent>`,
        },
      },
      findings: [{ message: "credential", at: "power-pages-component Orders", advises: "let a cloud flow read it there" }],
    },
    {
      name: "a site's settings in one file, with other members between a name and its value",
      solution: {
        files: {
          "sitesetting.yml": `- adx_name: Search/Enabled\n  adx_value: true\n- adx_name: Authentication/OpenAuth/LinkedIn/ClientSecret\n  adx_sitesettingid: 1\n  adx_value: ${apiKey(5).slice(0, 16)}\n`,
        },
      },
      findings: [
        {
          message: "credential",
          at: "power-pages-component Authentication/OpenAuth/LinkedIn/ClientSecret",
          level: "error",
          says: "Power Pages component",
        },
      ],
    },
    {
      name: "a password that a classic workflow writes into a column",
      solution: {
        files: {
          "Workflows/Welcome-3F2504E0-4F89-11D3-9A0C-0305E82C3301.xaml": [
            `<InArgument x:TypeArguments="s:Object[]" x:Key="Parameters">[New Object() { Microsoft.Xrm.Sdk.Workflow.WorkflowPropertyType.String, "${password()}", "String" }]</InArgument>`,
            `<OutArgument x:TypeArguments="x:Object" x:Key="Result">[UpdateStep1_3]</OutArgument>`,
            `<InArgument x:TypeArguments="s:Object[]" x:Key="Parameters">[New Object() { UpdateStep1_3 }]</InArgument>`,
            `<OutArgument x:TypeArguments="x:Object" x:Key="Result">[UpdateStep1_2]</OutArgument>`,
            `<mxswa:SetEntityProperty Attribute="new_password" Entity="[CreatedEntities(&quot;primaryEntity#Temp&quot;)]" EntityName="contact" Value="[UpdateStep1_2]" />`,
          ].join("\n"),
        },
      },
      findings: [
        {
          message: "credential",
          at: "classic-workflow Welcome",
          level: "error",
          says: "classic workflow",
          advises: "replace the workflow with a cloud flow",
        },
      ],
    },
    {
      name: "a key in the query of a dataflow, a connection string in a report, an address in a ribbon",
      solution: {
        files: {
          "msdyn_dataflows/1/msdyn_dataflow.json": JSON.stringify({
            msdyn_mashupdocument: `shared Orders = Json.Document(Web.Contents("https://api.contoso.com", [Headers=[#"x-api-key"="${apiKey(6)}"]]))`,
          }),
          "Reports/orders.rdl": `<ConnectString>Data Source=sql01;User ID=orders;Password=${password()};</ConnectString>`,
          "Entities/new_order/RibbonDiff.xml": `<Url Address="https://contoso.com/hook?${callbackQuery().replaceAll("&", "&amp;")}" />`,
        },
      },
      findings: [
        { message: "credential", at: "dataflow msdyn_dataflow.json", says: "dataflow", advises: "let a cloud flow read it" },
        { message: "credential", at: "report orders.rdl", says: "report" },
        { message: "credential", at: "table new_order", says: "table" },
      ],
    },
    {
      name: "descriptions of flows, variables and the solution, and the values that connection references share",
      solution: {
        files: {
          "customizations.xml": [
            "<ImportExportXml><Workflows>",
            describedWorkflow("Post order", 5, `Signs in as svc-erp, password: ${password()}`),
            describedWorkflow("Enter &amp; post", 6, `Signs in as svc-erp, password: ${password(5)}`),
            describedWorkflow("Assign order", 0, `Signs in as svc-erp, password: ${password(6)}`),
            "</Workflows><connectionreferences><connectionreference>",
            `<connectionparametersetconfig>{"name":"basic","values":{"password":{"value":"${password(2)}"}}}</connectionparametersetconfig>`,
            "</connectionreference></connectionreferences></ImportExportXml>",
          ].join(""),
          "Workflows/Unpacked.json.data.xml": describedWorkflow("Unpacked", 5, `Signs in as svc-erp, password: ${password(7)}`),
          "environmentvariabledefinitions/new_Url/environmentvariabledefinition.xml": `<environmentvariabledefinition schemaname="new_Url"><description default="x"><label description="Use API key ${apiKey(4)}" languagecode="1033" /></description></environmentvariabledefinition>`,
          "solution.xml": `<ImportExportXml><SolutionManifest><UniqueName>ContosoTest</UniqueName><Descriptions><Description description="Use API key ${apiKey(5)}" languagecode="1033" /></Descriptions><Version>1.0</Version><Managed>0</Managed></SolutionManifest></ImportExportXml>`,
        },
      },
      findings: [
        { message: "description", at: "cloud-flow Post order", says: "description of the cloud flow 'Post order'", advises: "Take it out" },
        { message: "description", at: "desktop-flow Enter & post", says: "description of the desktop flow" },
        { message: "description", at: "classic-workflow Assign order", says: "description of the classic workflow" },
        { message: "description", at: "cloud-flow Unpacked", says: "description of the cloud flow 'Unpacked'" },
        { message: "credential", at: "connection-reference customizations.xml", says: "connection reference" },
        { message: "description", at: "environment-variable new_Url", says: "description of the environment variable 'new_Url'" },
        { message: "description", at: "solution ContosoTest", says: "description of the solution 'ContosoTest'" },
      ],
    },
    {
      name: "the description of a flow that is nothing but its attribute, and one that is not the same in all languages",
      solution: {
        flows: [{ ...flow("Post order"), describedAs: `Signs in as svc-erp, password: ${password()}` }],
        desktopFlows: [
          { name: "Enter order", script: "EXIT Code: 0", schema: "package", describedAs: `Signs in as svc-erp, password: ${password(5)}` },
        ],
        files: {
          "Workflows/Unpacked.json.data.xml": [
            `<Workflow Name="Unpacked" Description="Signs in as svc-erp, password: ${password(6)}"><Category>5</Category><Descriptions>`,
            `<Description languagecode="1033" description="Signs in as svc-erp, password: ${password(6)}" />`,
            `<Description languagecode="1031" description="Meldet sich an als svc-erp, Passwort: ${password(7)}" /></Descriptions></Workflow>`,
          ].join(""),
        },
      },
      findings: [
        { message: "description", at: "cloud-flow Post order", says: "description of the cloud flow 'Post order'" },
        { message: "description", at: "desktop-flow Enter order", says: "description of the desktop flow 'Enter order'" },
        { message: "description", at: "cloud-flow Unpacked" },
        { message: "description", at: "cloud-flow Unpacked" },
      ],
    },
    {
      name: "a prompt and a description in customizations.xml, and a password that a sentence says",
      solution: {
        files: {
          "customizations.xml": [
            "<ImportExportXml><AIModels><AIModel><Configuration>{&quot;prompt&quot;:&quot;call it with ",
            `${token}&quot;}</Configuration></AIModel></AIModels>`,
            `<Templates><Template><body>Your password is ${password()}</body></Template></Templates></ImportExportXml>`,
          ].join(""),
        },
      },
      findings: [
        { message: "credential", at: "ai-model customizations.xml", says: "AI model" },
        { message: "credential", at: "template customizations.xml", says: "template" },
      ],
    },
    {
      name: "a key in a connection that a template deploys",
      loose: template({ parameterValues: { username: "3f2504e0-4f89-11d3-9a0c-0305e82c3301", password: apiKey(10) } }),
      findings: [
        {
          message: "logicApp",
          at: "#/resources/1/properties/parameterValues/password",
          level: "error",
          says: "connection 'azureloganalyticsdatacollector'",
          advises: "securestring",
        },
      ],
    },
    {
      name: "defaults of the parameters of a template, as its own loader reads them",
      loose: logicAppTemplate(
        {},
        {
          template: {
            parameters: {
              sqlWord: { type: "securestring", defaultValue: password(2) },
              erp: { type: "secureObject", defaultValue: { word: password(4) } },
              apiKey: { type: "string", defaultValue: apiKey(21) },
              place: { type: "string", defaultValue: "Lyngby" },
            },
          },
        },
      ),
      findings: [
        {
          message: "logicApp",
          at: "#/parameters/sqlWord/defaultValue",
          level: "error",
          says: "template 'azuredeploy.json'",
          advises: "without a default",
        },
        { message: "logicApp", at: "#/parameters/erp/defaultValue/word", level: "error" },
        { message: "logicApp", at: "#/parameters/apiKey/defaultValue", level: "error" },
      ],
    },
    {
      name: "values in files of parameters, by name and by what the template says about them",
      loose: {
        ...logicAppTemplate({}, { template: { parameters: { sqlWord: { type: "SecureString" } } } }),
        "env/prod.parameters.json": deploymentParameters({
          sqlWord: { value: password(3) },
          erpPassword: { value: password(5) },
          place: { value: "Lyngby" },
        }),
      },
      findings: [
        {
          message: "logicApp",
          at: "#/parameters/sqlWord/value",
          level: "error",
          says: "file 'prod.parameters.json'",
          advises: "refer to the vault",
        },
        { message: "logicApp", at: "#/parameters/erpPassword/value", level: "error" },
      ],
    },
    {
      name: "settings and connections that a template gives to a Standard logic app",
      loose: {
        ...logicApp({}),
        "infra/main.json": JSON.stringify({
          $schema: templateSchema,
          resources: [
            {
              type: "Microsoft.Web/sites",
              kind: "functionapp,workflowapp",
              properties: {
                siteConfig: {
                  appSettings: [
                    { name: "AzureWebJobsStorage", value: storageAccount },
                    { name: "ERP_PASSWORD", value: password(6) },
                    { name: "FUNCTIONS_EXTENSION_VERSION", value: "~4" },
                    { name: "SQL_PASSWORD", value: "[parameters('sqlPassword')]" },
                  ],
                  connectionStrings: [{ name: "Erp", connectionString: storageAccount, type: "Custom" }],
                },
              },
              resources: [{ type: "config", name: "appsettings", properties: { CRM_API_KEY: apiKey(22) } }],
            },
            {
              type: "Microsoft.Web/sites/config",
              name: "[format('{0}/{1}', 'app', 'appsettings')]",
              properties: { ERP_API_KEY: apiKey(23) },
            },
            { type: "Microsoft.Web/connections", name: "sql", properties: { parameterValues: { password: password(7) } } },
          ],
        }),
      },
      findings: [
        {
          message: "logicApp",
          at: "#/resources/0/properties/siteConfig/appSettings/0/value",
          level: "error",
          says: "template 'main.json'",
        },
        { message: "logicApp", at: "#/resources/0/properties/siteConfig/appSettings/1/value" },
        { message: "logicApp", at: "#/resources/0/properties/siteConfig/connectionStrings/0/connectionString" },
        { message: "logicApp", at: "#/resources/0/resources/0/properties/CRM_API_KEY" },
        { message: "logicApp", at: "#/resources/1/properties/ERP_API_KEY" },
        { message: "logicApp", at: "#/resources/2/properties/parameterValues/password" },
      ],
    },
    {
      name: "what a template that deploys a logic app says in variables, outputs and other resources",
      loose: {
        "main.json": JSON.stringify({
          $schema: templateSchema,
          variables: { erpPassword: password(51), erp: { apiKey: apiKey(52) } },
          resources: {
            orders: { type: "Microsoft.Logic/workflows", name: "Orders", properties: { definition: { triggers: {}, actions: {} } } },
            secret: { type: "Microsoft.KeyVault/vaults/secrets", name: "kv/erp", properties: { value: password(53) } },
            value: { type: "Microsoft.ApiManagement/service/namedValues", name: "a/b", properties: { secret: true, value: password(54) } },
            server: { type: "Microsoft.Sql/servers", name: "sql", properties: { administratorLoginPassword: password(55) } },
            inner: {
              type: "Microsoft.Resources/deployments",
              name: "inner",
              properties: {
                parameters: { word: { value: password(56) } },
                template: {
                  parameters: { word: { type: "securestring" }, other: { type: "SecureString", defaultValue: password(57) } },
                  variables: { apiKey: apiKey(58) },
                  resources: [],
                },
              },
            },
            app: {
              type: "Microsoft.Web/sites",
              name: "app",
              properties: {
                siteConfig: {
                  appSettings: [{ name: "Sql", value: `[concat('Server=', variables('s'), ';Uid=a;Password=', '${password(59)}')]` }],
                },
              },
            },
          },
          outputs: { apiKey: { type: "string", value: apiKey(60) } },
        }),
      },
      findings: [
        { message: "logicApp", at: "#/variables/erpPassword", level: "error", says: "template 'main.json'" },
        { message: "logicApp", at: "#/variables/erp/apiKey" },
        { message: "logicApp", at: "#/outputs/apiKey/value" },
        { message: "logicApp", at: "#/resources/secret/properties/value" },
        { message: "logicApp", at: "#/resources/value/properties/value" },
        { message: "logicApp", at: "#/resources/server/properties/administratorLoginPassword" },
        { message: "logicApp", at: "#/resources/inner/properties/parameters/word/value" },
        { message: "logicApp", at: "#/resources/inner/properties/template/parameters/other/defaultValue" },
        { message: "logicApp", at: "#/resources/inner/properties/template/variables/apiKey" },
        { message: "logicApp", at: "#/resources/app/properties/siteConfig/appSettings/0/value" },
      ],
    },
    {
      name: "a connection in a template that deploys nothing else, and the values for its parameters",
      loose: {
        "infra/connections.json": JSON.stringify({
          $schema: templateSchema,
          parameters: { sqlWord: { type: "string", defaultValue: password(61) }, mail: { type: "securestring" } },
          resources: [
            {
              type: "Microsoft.Web/connections",
              name: "sql",
              properties: {
                displayName: "ERP database",
                parameterValues: { password: "[parameters('sqlWord')]" },
                customParameterValues: { token: apiKey(62) },
              },
            },
          ],
        }),
        "infra/connections.parameters.json": deploymentParameters({ mail: { value: password(63) } }),
      },
      findings: [
        { message: "logicApp", at: "#/resources/0/properties/customParameterValues/token", says: "connection 'ERP database'" },
        { message: "logicApp", at: "#/parameters/mail/value", says: "file 'connections.parameters.json'" },
      ],
    },
    {
      name: "the settings of a Standard logic app in a template that holds no workflow",
      loose: {
        "main.json": JSON.stringify({
          $schema: templateSchema,
          resources: [
            {
              type: "Microsoft.Web/sites",
              kind: "functionapp,workflowapp",
              name: "app",
              properties: { siteConfig: { appSettings: [{ name: "ERP_PASSWORD", value: password(64) }] } },
            },
          ],
        }),
      },
      findings: [{ message: "logicApp", at: "#/resources/0/properties/siteConfig/appSettings/0/value", says: "template 'main.json'" }],
    },
    {
      name: "a template, and values, of something else than the logic app that they lie beside",
      loose: {
        ...logicApp({}),
        "vm/azuredeploy.json": JSON.stringify({
          $schema: templateSchema,
          parameters: { adminWord: { type: "securestring", defaultValue: password(96) } },
          resources: [{ type: "Microsoft.Compute/virtualMachines", name: "vm" }],
        }),
        "vm/azuredeploy.parameters.json": deploymentParameters({ adminWord: { value: password(97) } }),
        "app.json": JSON.stringify({
          $schema: templateSchema,
          parameters: { erpWord: { type: "securestring" } },
          resources: [{ type: "Microsoft.Web/connections", name: "sql", properties: {} }],
        }),
        "app.parameters.json": deploymentParameters({ ErpWord: { value: password(98) } }),
      },
      findings: [
        {
          message: "deployment",
          at: "#/parameters/adminWord/defaultValue",
          says: "in the template 'azuredeploy.json': ",
          advises: "without a default",
        },
        { message: "deployment", at: "#/parameters/adminWord/value", says: "in the file 'azuredeploy.parameters.json': " },
        { message: "logicApp", at: "#/parameters/ErpWord/value", says: "of a logic app" },
      ],
    },
    {
      name: "code that a workflow of a Standard logic app runs",
      loose: {
        ...logicApp({}),
        "app/Orders/execute_powershell_code.ps1": `$password = '${password(41)}'\nConnect-Erp -Password $password\n`,
        "app/Orders/execute_csharp_code.csx": `var apiKey = "${apiKey(42)}";`,
        "app/Orders/read.md": `password = '${password(43)}'`,
        "app/scripts/deploy.ps1": `$password = '${password(44)}'`,
      },
      findings: [
        { message: "logicApp", at: "logic-app execute_powershell_code.ps1", says: "file 'execute_powershell_code.ps1'" },
        { message: "logicApp", at: "logic-app execute_csharp_code.csx" },
      ],
    },
    {
      name: "connections and settings of a logic app that were copied without its workflows",
      loose: {
        "backup/connections.json": JSON.stringify({
          serviceProviderConnections: { AzureBlob: { parameterValues: { connectionString: storageAccount } } },
        }),
        "backup/local.settings.json": JSON.stringify({ Values: { APP_KIND: "workflowapp", Erp_password: password(35) } }),
      },
      findings: [
        { message: "logicApp", at: "#/serviceProviderConnections/AzureBlob/parameterValues/connectionString", level: "error" },
        { message: "logicApp", at: "#/Values/Erp_password" },
      ],
    },
    {
      name: "keys in the files of a Standard logic app",
      loose: logicApp({
        "app/connections.json": {
          functionConnections: { Convert: { authentication: { type: "QueryString", name: "Code", value: apiKey(11) } } },
          serviceProviderConnections: { AzureBlob: { parameterValues: { connectionString: storageAccount } } },
        },
        "app/local.settings.json": { IsEncrypted: false, Values: { AzureBlob_connectionString: storageAccount } },
        "app/parameters.json": {
          ErpPassword: { type: "String", value: apiKey(12).slice(0, 14) },
          Convert: { type: "Object", value: { type: "QueryString", name: "Code", value: apiKey(13) } },
          Mail: { type: "Object", value: { type: "Raw", scheme: "Key", parameter: apiKey(14) } },
          Other: { type: "Object", value: { type: "Note", value: apiKey(15) } },
          Sign: { type: "Object", value: { type: "Raw", scheme: "Key", parameter: "@appsetting('sign-key')" } },
        },
        "app/connections.azure.backup.json": { serviceProviderConnections: { Erp: { parameterValues: { password: password(31) } } } },
        "app/prod.parameters.json": { ErpPassword: { type: "String", value: password(32) } },
        "app/test.parameters.json": JSON.parse(deploymentParameters({ erpPassword: { value: password(33) } })),
        "app/Orders/connections.json": { password: password(34) },
      }),
      findings: [
        {
          message: "logicApp",
          at: "#/functionConnections/Convert/authentication/value",
          level: "error",
          says: "file 'connections.json'",
        },
        { message: "logicApp", at: "#/serviceProviderConnections/AzureBlob/parameterValues/connectionString", level: "error" },
        {
          message: "logicApp",
          at: "#/Values/AzureBlob_connectionString",
          level: "error",
          says: "file 'local.settings.json'",
        },
        { message: "logicApp", at: "#/ErpPassword/value", level: "error", says: "file 'parameters.json'" },
        { message: "logicApp", at: "#/Convert/value/value", level: "error" },
        { message: "logicApp", at: "#/Mail/value/parameter", level: "error" },
        { message: "logicApp", at: "#/serviceProviderConnections/Erp/parameterValues/password", in: "connections.azure.backup.json" },
        { message: "logicApp", at: "#/ErpPassword/value", in: "prod.parameters.json" },
        { message: "logicApp", at: "#/parameters/erpPassword/value", in: "test.parameters.json" },
      ],
    },
    {
      name: "settings of a Standard logic app: as a file of its own, as the portal lists them, and as a program has them",
      loose: logicApp({
        "app/cloud.settings.json": { IsEncrypted: false, Values: { ERP_PASSWORD: password(81), LEVEL: "Information" } },
        "app/appsettings.json": [
          { name: "ERP_API_KEY", value: apiKey(82), slotSetting: false },
          { name: "FUNCTIONS_EXTENSION_VERSION", value: "~4", slotSetting: false },
        ],
        "app/appsettings.Production.json": { Erp: { Password: password(83), Url: "https://erp.contoso.com" } },
        "app/appsettings.Test.json": { IsEncrypted: true, Values: { ERP_PASSWORD: password(84) } },
        "app/Orders/appsettings.json": { Password: password(85) },
      }),
      findings: [
        { message: "logicApp", at: "#/Values/ERP_PASSWORD", in: "cloud.settings.json", says: "file 'cloud.settings.json'" },
        { message: "logicApp", at: "#/0/value", in: "appsettings.json" },
        { message: "logicApp", at: "#/Erp/Password", in: "appsettings.Production.json", says: "'appsettings.Production.json'" },
      ],
    },
    {
      name: "a value of a Standard logic app that two of its workflows sign in with, whatever it is called",
      loose: logicApp({
        "app/Orders/workflow.json": signsInWith("@parameters('ErpWord')"),
        "app/Invoices/workflow.json": signsInWith("@parameters('erpword')"),
        "app/parameters.json": { ErpWord: { type: "String", value: password() }, Place: { type: "String", value: "Lyngby" } },
      }),
      findings: [
        {
          message: "logicApp",
          at: "#/ErpWord/value",
          in: "parameters.json",
          level: "error",
          confidence: "high",
          says: "file 'parameters.json'",
        },
      ],
    },
  ],
});
