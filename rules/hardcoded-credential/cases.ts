import type { JsonObject } from "../../src/json.ts";
import {
  childFlow,
  compose,
  connector,
  desktopFlow,
  http,
  initializeVariable,
  keyVault,
  mocked,
  parseJson,
  setVariable,
  tokenRequest,
} from "../../src/testing/actions.ts";
import { apiKey, entraClientSecret, filler, githubToken, jsonWebToken, password } from "../../src/testing/credentials.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow, httpTrigger } from "../../src/testing/solutions.ts";
import { logicAppTemplate } from "../../src/testing/templates.ts";
import rule from "./rule.ts";

/** A row of a desktop flow that signs in with a variable. */
const signInWith = (variable: string) =>
  `SAP.SapLogin.SapLogInOptionSingle Username: $'''orders''' Password: ${variable} SapInstance=> Sap`;

/** Where the workflow designer of Copilot Studio keeps its steps. */
const nodes = "#/properties/definition/triggers/manual/metadata/associatedData/graph/nodes";

/** A trigger of a workflow of Copilot Studio: its designer keeps the steps there. */
const withNodes = (...steps: readonly JsonObject[]) => httpTrigger({ metadata: { associatedData: { graph: { nodes: steps } } } });

const oauth = (secret: string) => ({
  type: "ActiveDirectoryOAuth",
  tenant: "contoso.example",
  audience: "https://graph.microsoft.com",
  clientId: "orders-app",
  secret,
});

/** What the file of a workflow holds, which Bicep puts into a template as it is. */
const workflowFile = { triggers: {}, actions: { Call: http("Call", { headers: { "x-api-key": apiKey(42) } }).json } };

export default defineCases(rule, {
  example: {
    wrong: {
      name: "an API key is hardcoded in a header",
      flow: flow("Get orders", http("Call_ERP", { headers: { "x-api-key": apiKey() } })),
      findings: [
        {
          message: "literal",
          at: "Call_ERP/inputs/headers/x-api-key",
          level: "error",
          confidence: "high",
          repairs: ["read the credential in 'Call_ERP' from a secret environment variable"],
        },
      ],
    },
    right: {
      name: "the key is read from Key Vault at run time",
      flow: flow(
        "Get orders",
        keyVault.getSecret("Get_secret", { secure: ["outputs"] }),
        http("Call_ERP", { headers: { "x-api-key": "@body('Get_secret')?['value']" } }, { secure: ["inputs", "outputs"] }),
      ),
    },
  },
  valid: [
    {
      name: "a header and a query parameter of the caller that are compared with words",
      flow: {
        ...flow("Get orders"),
        trigger: httpTrigger({
          conditions: [
            { expression: "@equals(triggerOutputs()?['headers']?['x-flow-key'], 'OrdersEurope')" },
            { expression: "@equals(triggerOutputs()?['queries']?['code'], 'ORD-2031')" },
            { expression: "@equals(triggerOutputs()?['queries']?['key'], 'order-status')" },
          ],
        }),
      },
    },
    {
      name: "steps of the workflow designer that hold none",
      flow: {
        ...flow("Get orders"),
        trigger: withNodes({
          name: "Get manifest",
          type: "connector",
          data: {
            config: {
              parameters: {
                path: "@body('builtinFunction-37400b10-a30b-4d22-92aa-29ec9b4c520a')?['manifestFilePath']",
                folderPath: `Id::AQMk${filler(90)}==`,
                "x-api-key": "@{body('Get_secret')?['value']}",
                note: "password: @{body('Get_secret')?['value']}",
              },
              parametersSchema: { properties: { password: { type: "string", default: "The password of the account" } } },
            },
          },
        }),
      },
    },
    {
      name: "a static result that is made up",
      flow: {
        ...flow("Get orders", mocked(keyVault.getSecret("Get_secret"), "GetSecret0")),
        staticResults: { GetSecret0: { statusCode: "OK", body: { name: "erp-api-key", value: "<a made-up value>" } } },
      },
    },
    {
      name: "what is routed, encoded or an application's id is no credential",
      flow: flow(
        "Get orders",
        initializeVariable("Init", "SERVICE_CLIENT_ID", apiKey(4)),
        http("Call", { headers: { "X-Api-Key": "@variables('SERVICE_CLIENT_ID')" }, body: { routing_key: "orders.created.v1" } }),
        compose("Times", "@base64(concat('12:30', ':', '45'))"),
        compose("Line", "@base64('Name:Value2 of a header')"),
        compose("Answer", `@base64ToString('${Buffer.from('{"status":"open","page":"page12"}').toString("base64")}')`),
      ),
    },
    {
      name: "the JSON around a value that comes from elsewhere is no credential",
      flow: flow(
        "Get orders",
        compose("Text", `{"user":"erp","key":"@{triggerBody()?['key']}"}`),
        http("Call_text", { headers: { "x-api-key": "@json(outputs('Text'))?['key']" } }),
        parseJson("Parse", `{"user":"erp","key":"@{triggerBody()?['key']}"}`),
        http("Call_parsed", { headers: { "x-api-key": "@body('Parse')?['key']" } }),
        compose("Joined", `@json(concat('{"user":"erp","key":"',triggerBody()?['key'],'"}'))`),
        http("Call_joined", { headers: { "x-api-key": "@outputs('Joined')?['key']" } }),
        compose("Member", `@json(concat('{"user":"erp","key":"',triggerBody()?['key'],'"}'))?['key']`),
        http("Call_member", { headers: { "x-api-key": "@outputs('Member')" } }),
      ),
    },
    {
      name: "a secret that a template gives to a secure parameter, and what a deployment writes that is none",
      loose: logicAppTemplate(
        {
          Get_orders: {
            type: "Http",
            description: "Uses [parameters('erpEntry')]",
            inputs: {
              uri: "[concat('https://', parameters('host'), '/', listCallbackUrl(resourceId('x', 'y'), '2016-06-01').queries['api-version'])]",
              authentication: { type: "Raw", value: "@parameters('entry')" },
              headers: {
                form: "@{concat('a', '[parameters(''erpEntry'')]')}",
                base: "[listCallbackUrl(resourceId('x', 'y'), '2016-06-01').basePath]",
                name: "[parameters('erpSecretName')]",
                quoted: "[concat('parameters(', 'listKeys(')]",
                text: "[[parameters('erpEntry')]",
              },
            },
          },
        },
        {
          template: {
            parameters: { erpEntry: { type: "securestring" }, host: { type: "string" }, erpSecretName: { type: "string" } },
          },
          definition: { parameters: { $connections: { type: "Object" }, entry: { type: "SecureString" } } },
          properties: {
            parameters: {
              entry: { value: "[parameters('erpEntry')]" },
              $connections: { value: { erp: { connectionId: "[parameters('erpEntry')]" } } },
            },
          },
        },
      ),
    },
    {
      name: "placeholders of a template are no credentials",
      flow: flow(
        "Get orders",
        initializeVariable("Secret", "Secret", "<ENTER SECRET>"),
        http("Call_ERP", { headers: { "x-api-key": "FILL ME OUT" }, authentication: oauth("***REPLACE THIS WITH YOUR SECRET***") }),
      ),
    },
    {
      name: "names and ids of secrets are no credentials",
      flow: flow(
        "Get orders",
        initializeVariable("Name", "DevEnvironmentSecretName", "DEV_ENVIRONMENT_SECRET"),
        initializeVariable("Skip", "Skip Token", ""),
        compose("ids", {
          templateId: "5f0a7c2e-1d3b-4a6f-9c8e-2b1d0f3a4c5e",
          secretId: "orders-key",
          tokenUrl: "https://login.contoso.example/token",
        }),
      ),
    },
    {
      name: "connection data that the platform writes",
      flow: flow("Get orders", {
        name: "Get_rows",
        json: {
          type: "OpenApiConnection",
          inputs: {
            host: {
              connectionName: "shared_commondataserviceforapps",
              operationId: "ListRecords",
              apiId: "/providers/Microsoft.PowerApps/apis/shared_commondataserviceforapps",
            },
            parameters: { entityName: "accounts" },
            authentication: { type: "Raw", value: "@json(decodeBase64(triggerOutputs().headers['X-MS-APIM-Tokens']))['$ConnectionKey']" },
          },
        },
      }),
    },
    {
      name: "a value for an input of which a desktop flow makes a text, or a part of what it signs in with",
      solution: {
        flows: [flow("Post invoice", desktopFlow("Run_desktop_flow", "Enter invoice", { First: password(5), Second: password(6) }))],
        desktopFlows: [
          desktop(
            "Enter invoice",
            { inputs: ["First", "Second"] },
            "Logging.LogMessage Message: First",
            "Variables.ConvertJsonToCustomObject Json: Second CustomObject=> Settings",
            signInWith("Settings['Word']"),
          ),
        ],
      },
    },
    {
      name: "who signs in, though the desktop flow marks it as sensitive",
      solution: {
        flows: [
          flow(
            "Post invoice",
            desktopFlow("Run_desktop_flow", "Enter invoice", {
              Email: "Orders4711",
              EMail: "Orders4711",
              Konto: "Orders4711",
              Cuenta: "Orders4711",
            }),
          ),
        ],
        desktopFlows: [
          desktop("Enter invoice", { inputs: ["Email", "EMail", "Konto", "Cuenta"], sensitive: ["Email", "EMail", "Konto", "Cuenta"] }),
        ],
      },
    },
    {
      name: "the value of an environment variable, which is a finding of its own",
      flow: {
        ...flow("Get orders", http("Call_ERP")),
        parameters: { "Key (new_Key)": { type: "String", defaultValue: githubToken(), metadata: { schemaName: "new_Key" } } },
      },
    },
  ],
  invalid: [
    {
      name: "a token in the description beside the definition",
      loose: { "flow.json": JSON.stringify({ properties: { description: `Calls with ${githubToken()}`, definition: workflowFile } }) },
      findings: [
        { message: "description", at: "#/properties/description" },
        { message: "literal", at: "Call/inputs/headers/x-api-key" },
      ],
    },
    {
      name: "a trigger that compares a header of its caller, and a query parameter, with a key",
      flow: {
        ...flow("Get orders"),
        trigger: httpTrigger({
          conditions: [
            { expression: `@equals(triggerOutputs()?['headers']?['x-flow-key'], '${apiKey()}')` },
            { expression: `@equals(triggerOutputs()?['queries']?['key'], '${apiKey(1)}')` },
          ],
        }),
      },
      findings: [
        { message: "literal", at: "manual/conditions/0/expression", confidence: "medium" },
        { message: "literal", at: "manual/conditions/1/expression", confidence: "medium" },
      ],
    },
    {
      name: "a member of a JSON text in which another is an expression",
      flow: flow(
        "Get orders",
        compose("Text", `{"user":"@{triggerBody()?['user']}","line":"${apiKey(6)}"}`),
        http("Call_text", { headers: { "x-api-key": "@json(outputs('Text'))?['line']" } }),
        compose("Joined", `@json(concat('{"line":"${apiKey(7)}","user":"',triggerBody()?['user'],'"}'))`),
        http("Call_joined", { headers: { "x-api-key": "@outputs('Joined')?['line']" } }),
      ),
      findings: [
        { message: "literal", at: "Text/inputs", level: "error", confidence: "high" },
        { message: "literal", at: "Joined/inputs", level: "error", confidence: "high" },
      ],
    },
    ...(
      [
        ["[variables('$fxv#0')]", { "$fxv#0": workflowFile }],
        ["[variables('$FXV#0').definition]", { "$fxv#0": { definition: workflowFile } }],
        ["[variables('file')['definition']]", { file: { definition: workflowFile } }],
        ["[variables('parsed')]", { "$fxv#0": JSON.stringify(workflowFile), parsed: "[json(variables('$fxv#0'))]" }],
        ["[json(variables('file')).definition]", { file: JSON.stringify({ definition: workflowFile }) }],
      ] as const
    ).map(([definition, variables]) => ({
      name: `a logic app whose definition a compiler put into a variable of the template: ${definition}`,
      loose: logicAppTemplate({}, { template: { variables }, properties: { definition } }),
      findings: [{ message: "literal" as const, at: "Call/inputs/headers/x-api-key", level: "error" as const }],
    })),
    {
      name: "in a logic app, which has no environment variables",
      loose: logicAppTemplate({ Call: http("Call", { headers: { "x-api-key": apiKey(41) } }).json }),
      findings: [{ message: "literal", at: "Call/inputs/headers/x-api-key", level: "error", advises: "managed identity of the logic app" }],
    },
    {
      name: "the value of a parameter of a logic app",
      loose: logicAppTemplate({}, { definition: { parameters: { ErpPassword: { type: "SecureString", defaultValue: password(41) } } } }),
      findings: [
        {
          message: "parameter",
          at: "#/resources/0/properties/definition/parameters/ErpPassword/defaultValue",
          level: "error",
          advises: "without a default",
          repairs: [],
        },
      ],
    },
    {
      name: "a list of passwords is written into a variable",
      flow: flow("Sign in", initializeVariable("Declare", "Passwords", [password()], "array")),
      findings: [{ message: "literal", at: "Declare/inputs/variables/0/value/0", level: "error", confidence: "high" }],
    },
    {
      name: "a client secret is written into the authentication of an HTTP action",
      flow: flow("Get users", http("Get_users", { authentication: oauth(entraClientSecret()) })),
      findings: [
        {
          message: "literal",
          at: "Get_users/inputs/authentication/secret",
          level: "error",
          confidence: "high",
          says: "Entra client secret",
        },
      ],
    },
    {
      name: "a secret in the wrong field is recognised by its format",
      flow: flow("Get users", http("Get_users", { authentication: { ...oauth("@parameters('x')"), audience: entraClientSecret(3) } })),
      findings: [{ message: "literal", at: "Get_users/inputs/authentication/audience" }],
    },
    {
      name: "a bearer token in a header",
      flow: flow("Send text", http("Send", { headers: { Authorization: `Bearer ${jsonWebToken()}` } })),
      findings: [{ message: "literal", at: "Send/inputs/headers/Authorization", says: "token" }],
    },
    {
      name: "put together by an expression",
      flow: flow(
        "Get orders",
        http("Call_ERP", {
          headers: { Authorization: `@concat('Bearer ', '${jsonWebToken(2).slice(0, 40)}', '${jsonWebToken(2).slice(40)}')` },
        }),
      ),
      findings: [{ message: "assembled", at: "Call_ERP/inputs/headers/Authorization", repairs: [] }],
    },
    {
      name: "a client secret in the body of a token request",
      flow: flow(
        "Get token",
        tokenRequest("Get_Token", `grant_type=client_credentials&client_id=orders&client_secret=${entraClientSecret(5)}`),
      ),
      findings: [{ message: "literal", at: "Get_Token/inputs/body" }],
    },
    {
      name: "a variable that ends in the authentication, whatever it is called",
      flow: flow(
        "Get orders",
        initializeVariable("Setup", "setup", password()),
        http("Call_ERP", { authentication: { type: "Basic", username: "orders", password: "@variables('setup')" } }),
      ),
      findings: [{ message: "literal", at: "Setup/inputs/variables/0/value", confidence: "high", says: "its use as a credential" }],
    },
    {
      name: "a variable whose name leaves it open, which ends in the authentication",
      flow: flow(
        "Get orders",
        initializeVariable("Setup", "pw", password()),
        compose("Accounts", { secret: password(2) }),
        http("Call_ERP", { authentication: { type: "Basic", username: "orders", password: "@variables('pw')" } }),
        http("Call_CRM", { authentication: { type: "Basic", username: "orders", password: "@outputs('Accounts')?['secret']" } }),
      ),
      findings: [
        {
          message: "literal",
          at: "Setup/inputs/variables/0/value",
          level: "error",
          says: "recognised by its name and its use as a credential",
        },
        { message: "literal", at: "Accounts/inputs/secret", level: "error", says: "its use as a credential" },
      ],
    },
    {
      name: "a parameter and a member of a text whose names leave it open, which end in the authentication",
      flow: {
        ...flow(
          "Get orders",
          compose("Accounts", `{"pw":"${password(2)}","host":"erp.contoso.com"}`),
          parseJson("Parse", "@outputs('Accounts')"),
          http("Call_ERP", { authentication: { type: "Basic", username: "orders", password: "@parameters('secret')" } }),
          http("Call_CRM", { authentication: { type: "Basic", username: "orders", password: "@body('Parse')?['pw']" } }),
        ),
        parameters: { secret: { type: "String", defaultValue: password() } },
      },
      findings: [
        {
          message: "parameter",
          at: "#/properties/definition/parameters/secret/defaultValue",
          level: "error",
          says: "its use as a credential",
        },
        { message: "literal", at: "Accounts/inputs", level: "error", says: "its use as a credential" },
      ],
    },
    {
      name: "what may be an id or a sentence is as doubtful in a variable as where it is used",
      flow: flow(
        "Get orders",
        initializeVariable("Setup", "setup", "6f9619ff-8b86-d011-b42d-00c04fc964ff"),
        initializeVariable("Text", "entry", "please ask the admin"),
        http("Call_ERP", { authentication: { type: "Basic", username: "orders", password: "@variables('setup')" } }),
        http("Call_CRM", { authentication: { type: "Basic", username: "orders", password: "@variables('entry')" } }),
      ),
      findings: [
        { message: "literal", at: "Setup/inputs/variables/0/value", level: "warning", says: "a GUID, which may be an id" },
        { message: "literal", at: "Text/inputs/variables/0/value", confidence: "low" },
      ],
    },
    {
      name: "members of one text, told by their use, each by itself",
      flow: flow(
        "Get orders",
        compose("Accounts", `{"host":"erp.contoso.com","erp":"${password()}","crm":{"entry":"${password(2)}"}}`),
        parseJson("Parse", "@outputs('Accounts')"),
        http("Call_ERP", { authentication: { type: "Basic", username: "orders", password: "@body('Parse')?['erp']" } }),
        http("Call_CRM", { authentication: { type: "Basic", username: "orders", password: "@body('Parse')?['crm']?['entry']" } }),
      ),
      findings: [
        { message: "literal", at: "Accounts/inputs", says: "its use as a credential" },
        { message: "literal", at: "Accounts/inputs", says: "its use as a credential" },
      ],
    },
    {
      name: "a member of a text, told by its use, beside one that its name tells",
      flow: flow(
        "Get orders",
        compose("Accounts", `{"password":"${password()}","crm":"${password(2)}"}`),
        parseJson("Parse", "@outputs('Accounts')"),
        http("Call_ERP", { authentication: { type: "Basic", username: "orders", password: "@body('Parse')?['password']" } }),
        http("Call_CRM", { authentication: { type: "Basic", username: "orders", password: "@body('Parse')?['crm']" } }),
      ),
      findings: [
        { message: "literal", at: "Accounts/inputs", says: "'Accounts'" },
        { message: "literal", at: "Accounts/inputs", says: "its use as a credential" },
      ],
    },
    {
      name: "a doubtful password that is used as one is certain, and told once",
      flow: flow(
        "Get orders",
        initializeVariable("Init", "password", "orders"),
        http("Call_ERP", { authentication: { type: "Basic", username: "orders", password: "@variables('password')" } }),
      ),
      findings: [
        {
          message: "literal",
          at: "Init/inputs/variables/0/value",
          level: "error",
          confidence: "high",
          says: "its use as a credential",
        },
      ],
    },
    {
      name: "a user and a password that only letters and digits tell, encoded for basic authentication",
      flow: flow("Get orders", compose("Encoded", "@base64('svc-erp:north22east')")),
      findings: [{ message: "literal", at: "Encoded/inputs" }],
    },
    {
      name: "what looks like a name stays doubtful, whatever it is used for",
      flow: flow(
        "Get orders",
        initializeVariable("Init", "password", "demo-key-1"),
        http("Call_ERP", { authentication: { type: "Basic", username: "orders", password: "@variables('password')" } }),
      ),
      findings: [{ message: "literal", at: "Init/inputs/variables/0/value", confidence: "low", says: "looks like a name" }],
    },
    {
      name: "one credential is one finding, however often it is used",
      flow: flow(
        "Get orders",
        initializeVariable("Key", "apiKey", apiKey(4)),
        http("Call_ERP", { headers: { "x-api-key": "@variables('apiKey')" } }),
        http("Call_CRM", { headers: { "x-api-key": "@variables('apiKey')" } }),
      ),
      findings: [{ message: "literal", at: "Key/inputs/variables/0/value" }],
    },
    {
      name: "a password for a desktop flow",
      flow: flow(
        "Post invoice",
        desktopFlow("Run_desktop_flow", "Post invoice (desktop)", { UserName: "svc-orders", Password: password(2) }),
      ),
      findings: [{ message: "literal", at: "Run_desktop_flow/inputs/parameters/item/Password" }],
    },
    {
      name: "a key for a child flow, and one kept in a variable",
      flow: flow(
        "Get orders",
        initializeVariable("Init", "clientSecret"),
        setVariable("Set_client_secret", "clientSecret", entraClientSecret(7)),
        childFlow("Run_child", "Child", { text: apiKey(9), apiKey: apiKey(9) }),
      ),
      findings: [
        { message: "literal", at: "Set_client_secret/inputs/value" },
        { message: "literal", at: "Run_child/inputs/body/apiKey" },
      ],
    },
    {
      name: "the default of a parameter",
      flow: {
        ...flow("Get orders", http("Call_ERP", { authentication: oauth("@parameters('AppSecret')") })),
        parameters: { AppSecret: { type: "String", defaultValue: entraClientSecret(11) } },
      },
      findings: [{ message: "parameter", at: "#/properties/definition/parameters/AppSecret/defaultValue", level: "error" }],
    },
    {
      name: "a member of a parameter that is an object",
      flow: {
        ...flow("Get orders", http("Call_ERP", { headers: { "x-api-key": "@parameters('Config')?['apiKey']" } })),
        parameters: { Config: { type: "Object", defaultValue: { url: "https://erp.contoso.com", apiKey: apiKey(12) } } },
      },
      findings: [{ message: "parameter", at: "#/properties/definition/parameters/Config/defaultValue/apiKey" }],
    },
    {
      name: "a parameter that ends in the authentication, whatever it is called",
      flow: {
        ...flow(
          "Get orders",
          http("Call_ERP", { authentication: { type: "Basic", username: "orders", password: "@parameters('Entry')" } }),
        ),
        parameters: { Entry: { type: "String", defaultValue: password(3) } },
      },
      findings: [
        {
          message: "parameter",
          at: "#/properties/definition/parameters/Entry/defaultValue",
          level: "error",
          says: "its use as a credential",
        },
      ],
    },
    {
      name: "put together from variables that are set once",
      flow: flow(
        "Get orders",
        initializeVariable("First", "first", apiKey(13).slice(0, 16)),
        initializeVariable("Second", "second", apiKey(13).slice(16)),
        http("Call_ERP", { headers: { "x-api-key": "@concat(variables('first'), variables('second'))" } }),
      ),
      findings: [{ message: "assembled", at: "Call_ERP/inputs/headers/x-api-key", level: "error" }],
    },
    ...[
      "Basic @{base64(concat(variables('user'), ':', variables('entry')))}",
      "@{concat('Basic ', base64(concat(variables('user'), ':', string(variables('entry')))))}",
      "@concat('Basic ', base64(concat(':', variables('entry'))))",
    ].map((header) => ({
      name: `a password that a header puts together with a name is told where it is written: ${header}`,
      flow: flow(
        "Get orders",
        initializeVariable("Init_user", "user", "orders@contoso.com"),
        initializeVariable("Init_entry", "entry", apiKey(21)),
        http("Call_ERP", { headers: { Authorization: header } }),
      ),
      findings: [{ message: "literal" as const, at: "Init_entry/inputs/variables/0/value", level: "error" as const }],
    })),
    {
      name: "one of two that an expression chooses from",
      flow: flow(
        "Get orders",
        http("Call_ERP", {
          authentication: { type: "Basic", username: "orders", password: `@if(equals(1, 2), '${password(4)}', body('Get_secret'))` },
        }),
      ),
      findings: [{ message: "literal", at: "Call_ERP/inputs/authentication/password" }],
    },
    {
      name: "what a caller's key is compared with",
      flow: flow("Get orders", {
        name: "Is_known",
        json: {
          type: "If",
          expression: { and: [{ equals: ["@triggerOutputs()?['headers']?['x-api-key']", apiKey(14)] }] },
          actions: {},
        },
      }),
      findings: [{ message: "literal", at: "Is_known/expression/and/0/equals/1" }],
    },
    {
      name: "headers as a list, and a query parameter",
      flow: flow("Get orders", http("Call_ERP", { headers: [{ name: "x-api-key", value: apiKey(15) }], queries: { key: apiKey(16) } })),
      findings: [
        { message: "literal", at: "Call_ERP/inputs/headers/0/value" },
        { message: "literal", at: "Call_ERP/inputs/queries/key", confidence: "medium" },
      ],
    },
    {
      name: "query parameters that are told by the URL they belong to",
      flow: flow(
        "Get orders",
        http("Call_flow", {
          uri: "https://prod-01.westeurope.logic.azure.com:443/workflows/0123456789abcdef0123456789abcdef/triggers/manual/paths/invoke",
          queries: { "api-version": "2016-06-01", sp: "/triggers/manual/run", sv: "1.0", sig: filler(43, 71) },
        }),
        http("Read_blob", {
          uri: "https://contoso.blob.core.windows.net/orders/today.csv",
          queries: { sv: "2022-11-02", se: "2021-03-04T00:00:00Z", sr: "b", sp: "rw", sig: `${filler(43, 72)}=` },
        }),
        http("Call_function", { uri: "https://orders.contoso.com/api/read", queries: { code: `${filler(54, 73)}==` } }),
        http("Redeem", {
          uri: "https://orders.contoso.com/api/token",
          queries: { code: filler(43, 74), grant_type: "authorization_code" },
        }),
      ),
      findings: [
        { message: "literal", at: "Call_flow/inputs/queries/sig", says: "signature of a flow's callback URL" },
        { message: "literal", at: "Read_blob/inputs/queries/sig", confidence: "low", says: "expired on 2021-03-04" },
        { message: "literal", at: "Call_function/inputs/queries/code", says: "Azure Functions key" },
      ],
    },
    {
      name: "passwords in objects that hold the value of a parameter or field, and in a note",
      flow: flow(
        "Get orders",
        http("Deploy", { body: { properties: { parameters: { adminPassword: { value: password(6) } } } } }),
        compose("Parameters", JSON.stringify({ parameters: { adminPassword: { type: "securestring", defaultValue: password(7) } } })),
        compose("Note", "x", { note: `Login svc-erp / pw: ${filler(10)}Aa1#` }),
      ),
      findings: [
        { message: "literal", at: "Deploy/inputs/body/properties/parameters/adminPassword/value" },
        { message: "literal", at: "Parameters/inputs" },
        { message: "literal", at: "Note/description", confidence: "medium" },
      ],
    },
    {
      name: "an address with a password in the flow's description, which nothing calls",
      flow: { ...flow("Get orders"), description: `Calls https://orders:${password(3)}@erp.contoso.com/api` },
      findings: [{ message: "description", at: "#/properties/definition/description" }],
    },
    {
      name: "a token in a note and in the flow's description",
      flow: { ...flow("Get orders", compose("Note", "x", { note: `with ${githubToken(2)}` })), description: `Calls with ${githubToken()}` },
      findings: [
        { message: "literal", at: "Note/description" },
        { message: "description", at: "#/properties/definition/description" },
      ],
    },
    {
      name: "a value for a sensitive input of a desktop flow, whatever it is called",
      solution: {
        flows: [flow("Post invoice", desktopFlow("Run_desktop_flow", "Enter invoice", { Entry: password(5), Number: "4711-A" }))],
        desktopFlows: [desktop("Enter invoice", { inputs: ["Entry", "Number"], sensitive: ["Entry"] })],
      },
      findings: [{ message: "literal", at: "Run_desktop_flow/inputs/parameters/item/Entry", level: "error" }],
    },
    {
      name: "a value for an input that a desktop flow signs in with, whatever it is called, also from a Compose action",
      solution: {
        flows: [
          flow("Post invoice", desktopFlow("Run_desktop_flow", "Enter invoice", { Second: password(5), First: "4711-A" })),
          flow(
            "Post order",
            compose("Start", password(6)),
            desktopFlow("Run_desktop_flow", "Enter invoice", { Second: "@outputs('Start')" }),
          ),
        ],
        desktopFlows: [
          desktop("Enter invoice", { inputs: ["First", "Second"] }, signInWith("Second"), "Logging.LogMessage Message: First"),
        ],
      },
      findings: [
        { message: "literal", at: "Run_desktop_flow/inputs/parameters/item/Second", level: "error" },
        { message: "literal", at: "Start/inputs", level: "error" },
      ],
    },
    {
      name: "a secret in the static result of an action that returns one, though it is switched off",
      flow: {
        ...flow("Get orders", mocked(keyVault.getSecret("Get_secret"), "GetSecret0", "Disabled")),
        staticResults: { GetSecret0: { statusCode: "OK", body: { name: "erp-api-key", value: apiKey(5) } } },
      },
      findings: [
        {
          message: "staticResult",
          at: "#/properties/definition/staticResults/GetSecret0/outputs/body/value",
          level: "error",
          confidence: "high",
          says: "static result 'GetSecret0' of 'Get_secret'",
          repairs: [],
        },
      ],
    },
    {
      name: "a static result that no action uses any more",
      flow: { ...flow("Get orders"), staticResults: { HTTP0: { statusCode: "OK", body: { client_secret: entraClientSecret(7) } } } },
      findings: [
        {
          message: "staticResult",
          at: "#/properties/definition/staticResults/HTTP0/outputs/body/client_secret",
          level: "error",
          says: "static result 'HTTP0': ",
        },
      ],
    },
    {
      name: "a step of the workflow designer, which keeps its own copy of all steps, once it is in no action any more",
      flow: {
        ...flow("Get orders", http("Call", { method: "GET", uri: "https://erp.contoso.com/orders" })),
        trigger: withNodes(
          { name: "Call ERP", type: "builtinFunction", data: { config: { parameters: { headers: { "x-api-key": apiKey(5) } } } } },
          { name: "Ask", type: "agent", data: { config: { instructions: `Sign in as svc with the password: ${password(6)}` } } },
          { name: "Sign in", type: "connector", data: { config: { parameters: { "item/Password": password(7) } } } },
          { name: "Post", type: "connector", data: { config: { parameters: { url: `https://orders:${password(8)}@erp.contoso.com/a` } } } },
        ),
      },
      findings: [
        {
          message: "step",
          at: `${nodes}/0/data/config/parameters/headers/x-api-key`,
          level: "error",
          says: "step 'Call ERP'",
          repairs: [],
        },
        { message: "step", at: `${nodes}/1/data/config/instructions` },
        {
          message: "step",
          at: `${nodes}/2/data/config/parameters/item/Password`,
        },
        { message: "step", at: `${nodes}/3/data/config/parameters/url`, says: "step 'Post'" },
      ],
    },
    {
      name: "an action, and the step of the workflow designer that it was made of",
      flow: {
        ...flow("Get orders", http("Call", { method: "GET", uri: "https://erp.contoso.com/orders", headers: { "x-api-key": apiKey(5) } })),
        trigger: withNodes({
          name: "Call",
          type: "builtinFunction",
          data: { config: { parameters: { headers: { "x-api-key": apiKey(5) } } } },
        }),
      },
      findings: [{ message: "literal", at: "Call/inputs/headers/x-api-key" }],
    },
    {
      name: "a password in a form that begins with an address",
      flow: flow(
        "Refresh reports",
        tokenRequest("Get_Token", `resource=https://analysis.contoso.example/api&grant_type=password&password=${password(2)}&scope=openid`),
      ),
      findings: [{ message: "literal", at: "Get_Token/inputs/body" }],
    },
    {
      name: "a routing key that looks like a key",
      flow: flow("Alert", http("Alert", { body: { routing_key: apiKey(3), event_action: "trigger" } })),
      findings: [{ message: "literal", at: "Alert/inputs/body/routing_key", confidence: "medium" }],
    },
    {
      name: "a user and a password that are encoded for basic authentication, whatever takes them",
      flow: flow(
        "Get orders",
        compose("Compose", `@{base64('svc-erp:${password(2)}')}`),
        compose("Compose_2", `@base64ToString('${Buffer.from(`svc-erp:${password(4)}`).toString("base64")}')`),
        compose("Compose_3", `@base64(concat('svc-erp', ':', '${password(5)}'))`),
      ),
      findings: [
        { message: "literal", at: "Compose/inputs", confidence: "medium" },
        { message: "literal", at: "Compose_2/inputs", confidence: "medium" },
        { message: "assembled", at: "Compose_3/inputs", confidence: "medium" },
      ],
    },
    {
      name: "a variable that a request of a connector signs in with",
      flow: flow(
        "Get orders",
        initializeVariable("Init", "Text", ""),
        setVariable("Set", "Text", password(6)),
        connector("Sign_in", "shared_webcontents", "InvokeHttp", {
          "request/url": "https://erp.contoso.example/login",
          "request/body": `{"user":"flow","password":"@{variables('Text')}"}`,
        }),
      ),
      findings: [{ message: "literal", at: "Set/inputs/value", confidence: "medium" }],
    },
    {
      name: "a playbook in the content of a solution for Microsoft Sentinel",
      loose: {
        "mainTemplate.json": JSON.stringify({
          resources: [
            {
              type: "Microsoft.OperationalInsights/workspaces/providers/contentTemplates",
              name: "[variables('content')]",
              properties: {
                mainTemplate: {
                  parameters: { PlaybookName: { type: "string", defaultValue: "Block-Address" }, Key: { type: "securestring" } },
                  resources: [
                    {
                      type: "Microsoft.Logic/workflows",
                      name: "[[parameters('PlaybookName')]",
                      properties: {
                        definition: {
                          triggers: {},
                          actions: {
                            Call: http("Call", { headers: { "x-api-key": apiKey(43) } }).json,
                            Ask: http("Ask", { headers: { "x-api-key": "[[parameters('Key')]" } }).json,
                          },
                        },
                      },
                    },
                  ],
                },
              },
            },
          ],
        }),
      },
      findings: [{ message: "literal", at: "Call/inputs/headers/x-api-key", in: "Block-Address", level: "error" }],
    },
    {
      name: "secrets that the deployment of a template writes into the definition",
      loose: logicAppTemplate(
        {
          Get_orders: {
            type: "Http",
            inputs: {
              method: "GET",
              uri: "[concat('https://', parameters('app'), '.contoso.com/orders?code=', listKeys(variables('host'), '2018-11-01').functionKeys.default)]",
              headers: { "x-api-key": "[parameters('ErpEntry')]", Authorization: "[concat('Bearer ', variables('entry'))]" },
            },
          },
          Notify: { type: "Http", inputs: { uri: "[ListCallbackUrl(resourceId('x', 'y'), '2016-06-01').value]" } },
          Named: compose("Named", "[parameters('mailPassword')]").json,
        },
        {
          template: {
            parameters: { erpEntry: { type: "secureString" }, app: { type: "string" }, mailPassword: { type: "string" } },
            variables: { entry: "[parameters('erpEntry')]", host: "[resourceId('Microsoft.Web/sites', parameters('app'))]" },
          },
        },
      ),
      findings: [
        { message: "deployed", at: "Get_orders/inputs/uri", level: "warning", says: "what listKeys() returns", repairs: [] },
        { message: "deployed", at: "Get_orders/inputs/headers/x-api-key", says: "parameter 'ErpEntry' into 'Get_orders'" },
        { message: "deployed", at: "Get_orders/inputs/headers/Authorization", says: "parameter 'erpEntry'" },
        { message: "deployed", at: "Notify/inputs/uri", says: "what ListCallbackUrl() returns" },
        { message: "deployed", at: "Named/inputs", says: "parameter 'mailPassword'" },
      ],
    },
    {
      name: "a secret that the deployment gives to a plain parameter of the workflow",
      loose: logicAppTemplate(
        {},
        {
          template: { parameters: { erpEntry: { type: "securestring" } } },
          definition: {
            parameters: { entry: { type: "String" }, second: { type: "Object", defaultValue: { entry: "[parameters('erpEntry')]" } } },
          },
          properties: { parameters: { Entry: { value: "[parameters('erpEntry')]" } } },
        },
      ),
      findings: [
        { message: "deployedParameter", at: "#/resources/0/properties/definition/parameters/second/defaultValue/entry", level: "warning" },
        {
          message: "deployedParameter",
          at: "#/resources/0/properties/parameters/Entry/value",
          says: "parameter 'erpEntry' to the parameter 'entry'",
          advises: "securestring",
        },
      ],
    },
    {
      name: "a secret of the template around, and of the nested one that deploys the logic app",
      loose: {
        "azuredeploy.json": JSON.stringify({
          parameters: { outer: { type: "securestring" }, both: { type: "securestring" } },
          resources: [
            {
              type: "Microsoft.Resources/deployments",
              properties: {
                template: {
                  parameters: { both: { type: "string" }, inner: { type: "securestring" } },
                  resources: {
                    app: {
                      type: "Microsoft.Logic/workflows",
                      properties: {
                        definition: {
                          triggers: {},
                          actions: {
                            Outer: compose("Outer", "[parameters('outer')]").json,
                            Both: compose("Both", "[parameters('both')]").json,
                            Inner: compose("Inner", "[base64(parameters('inner'))]").json,
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          ],
        }),
      },
      findings: [
        { message: "deployed", at: "Outer/inputs" },
        { message: "deployed", at: "Inner/inputs" },
      ],
    },
  ],
});
