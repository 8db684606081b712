import {
  appendToString,
  compose,
  connector,
  http,
  initializeVariable,
  keyVault,
  olderConnector,
  parseJson,
  select,
  tokenRequest,
  updateRow,
} from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const value = "@{body('Get_secret')?['value']}";
const secured = { secure: ["inputs", "outputs"] };

const placesOfParameters = [
  "inputs/parameters/body/properties/parameters/Password",
  "inputs/parameters/properties/parameters/Password",
  "inputs/body/properties/parameters/Password",
  "inputs/body/properties/parameters/Password",
  "inputs/body/password",
];

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a column of a row, secured in the run history",
      flow: flow("Save", secret, updateRow("Update_row", { "item/new_password": value }, secured)),
      findings: [
        {
          message: "stored",
          at: "Update_row/inputs/parameters/item/new_password",
          level: "error",
          confidence: "high",
          path: ["Get_secret", "Update_row"],
          says: "input 'item/new_password'",
        },
      ],
    },
    right: {
      name: "the name of the secret is stored",
      flow: flow("Save", secret, updateRow("Update_row", { "item/new_secretname": "@{body('Get_secret')?['name']}" })),
    },
  },
  valid: [
    {
      name: "the secret goes to the service that asks for it",
      flow: flow(
        "Save",
        secret,
        http("Call_ERP", { headers: { "x-api-key": value } }, secured),
        updateRow("Update_row", { "item/new_status": "@{outputs('Call_ERP')?['statusCode']}" }),
      ),
    },
    {
      name: "reading a row stores nothing",
      flow: flow(
        "Save",
        secret,
        connector("Get_row", "shared_commondataserviceforapps", "GetItem", { entityName: "accounts", recordId: value }, secured),
      ),
    },
    {
      name: "the job that a runbook ran as, without the secret",
      flow: flow("Run", secret, connector("Start", "shared_azureautomation", "CreateJob", { runbookName: value, wait: true }, secured)),
    },
  ],
  invalid: [
    {
      name: "a parameter of a script in a workbook",
      flow: flow(
        "Save",
        secret,
        connector("Run_script", "shared_excelonlinebusiness", "RunScriptProd", { "ScriptParameters/key": value }, secured),
      ),
      findings: [
        {
          message: "handed",
          at: "Run_script/inputs/parameters/ScriptParameters/key",
          level: "error",
          says: "hands the Key Vault secret returned by 'Get_secret' from the input 'ScriptParameters/key' to a script",
          advises: "Let the script do without",
        },
      ],
    },
    {
      name: "two tokens of one answer, in fields, in one text and by way of another action",
      flow: flow(
        "Save",
        tokenRequest("Get_token", "grant_type=authorization_code"),
        updateRow("Fields", {
          "item/access": "@body('Get_token')?['access_token']",
          "item/refresh": "@body('Get_token')?['refresh_token']",
        }),
        updateRow("Text", { "item/note": "@{body('Get_token')?['access_token']} @{body('Get_token')?['refresh_token']}" }),
        parseJson("Parse", "@body('Get_token')"),
        updateRow("Parsed", { "item/note": "@concat(body('Parse')?['refresh_token'], ' ', body('Parse')?['access_token'])" }),
      ),
      findings: [
        {
          message: "echoed",
          at: "Fields/inputs/parameters/item/access",
          says: "the access token (and refresh token) returned by 'Get_token'",
        },
        { message: "echoed", at: "Text/inputs/parameters/item/note", says: "the access token (and refresh token) returned by" },
        { message: "echoed", at: "Parsed/inputs/parameters/item/note", says: "the access token (and refresh token) returned by" },
      ],
    },
    {
      name: "the whole answer of a token endpoint, which need not have all tokens",
      flow: flow(
        "Save",
        tokenRequest("Get_token", "grant_type=client_credentials"),
        updateRow("Whole", { "item/note": "@{body('Get_token')}" }),
        updateRow("Twice", { "item/note": "@{body('Get_token')}", "item/access": "@body('Get_token')?['access_token']" }),
      ),
      findings: [
        { message: "echoed", at: "Whole/inputs/parameters/item/note", says: "the access token returned by" },
        { message: "echoed", at: "Twice/inputs/parameters/item/note", says: "the access token returned by" },
      ],
    },
    {
      name: "tokens, which no vault holds",
      flow: flow(
        "Save",
        tokenRequest("Get_token", "grant_type=client_credentials"),
        updateRow("Shown", { "item/note": "@{body('Get_token')?['access_token']}" }, { secure: ["inputs"] }),
        updateRow("Hidden", { "item/note": "@{body('Get_token')?['access_token']}" }, secured),
      ),
      findings: [
        {
          message: "echoed",
          at: "Shown/inputs/parameters/item/note",
          advises: "belongs in Key Vault. If it has to be stored, turn on Secure Outputs in the settings of 'Shown'",
        },
        { message: "stored", at: "Hidden/inputs/parameters/item/note", advises: "get a new one where it is used" },
      ],
    },
    {
      name: "a column of a row that comes back after it was written",
      flow: flow("Save", secret, updateRow("Update_row", { "item/new_password": value }, { secure: ["inputs"] })),
      findings: [
        {
          message: "echoed",
          at: "Update_row/inputs/parameters/item/new_password",
          level: "error",
          says: "the outputs in the run history",
          advises: "turn on Secure Outputs in the settings of 'Update_row'",
        },
      ],
    },
    {
      name: "a file, which does not come back",
      flow: flow("Save", secret, connector("Create_file", "shared_sharepointonline", "CreateFile", { name: "key.txt", body: value })),
      findings: [{ message: "stored", at: "Create_file/inputs/parameters/body", level: "error" }],
    },
    {
      name: "a whole answer, and a copy of it that is not whole any more",
      flow: flow(
        "Save",
        secret,
        updateRow("Whole", { "item/note": "@{body('Get_secret')}" }, secured),
        compose("Copy", "@body('Get_secret')"),
        updateRow("Field", { "item/note": "@{outputs('Copy')?['value']}" }, secured),
      ),
      findings: [
        { message: "stored", at: "Whole/inputs/parameters/item/note", advises: "Pass only the field that 'Whole' needs" },
        { message: "stored", at: "Field/inputs/parameters/item/note", advises: "Keep the secret only in Key Vault" },
      ],
    },
    {
      name: "the content of a file",
      flow: flow(
        "Save",
        secret,
        connector(
          "Create_file",
          "shared_sharepointonline",
          "CreateFile",
          { dataset: "https://contoso.sharepoint.com", folderPath: "/", name: "key.txt", body: value },
          secured,
        ),
      ),
      findings: [{ message: "stored", at: "Create_file/inputs/parameters/body", level: "error" }],
    },
    {
      name: "a text that was collected in a variable",
      flow: flow(
        "Save",
        secret,
        initializeVariable("Log", "log", ""),
        appendToString("Append", "log", `Key: ${value}`),
        updateRow("Update_row", { "item/new_log": "@variables('log')" }, secured),
      ),
      findings: [{ message: "stored", at: "Update_row/inputs/parameters/item/new_log", path: ["Get_secret", "Append", "Update_row"] }],
    },
    {
      name: "a member of rows that were parsed and mapped",
      flow: flow(
        "Save",
        secret,
        parseJson("Parse", value),
        select("Rows", "@body('Parse')?['users']", { password: "@item()?['password']" }),
        connector(
          "Add_rows",
          "shared_excelonlinebusiness",
          "AddRowV2",
          { source: "me", drive: "drive", file: "file", table: "Keys", item: "@first(body('Rows'))" },
          secured,
        ),
      ),
      findings: [{ message: "stored", at: "Add_rows/inputs/parameters/item", path: ["Get_secret", "Parse", "Rows", "Add_rows"] }],
    },
    ...[
      connector("Start", "shared_azureautomation", "CreateJob", { "body/properties/parameters/Password": value }, secured),
      connector("Start", "shared_azureautomation", "CreateJob", { "properties/parameters": { Password: value } }, secured),
      olderConnector("Start", "azureautomation", {
        method: "put",
        path: "/subscriptions/1/resourceGroups/erp/providers/Microsoft.Automation/automationAccounts/erp/jobs",
        body: { properties: { parameters: { Password: value } } },
      }),
      http("Start", {
        method: "PUT",
        uri: "https://management.azure.com/subscriptions/1/resourceGroups/erp/providers/Microsoft.Automation/automationAccounts/erp/jobs/@{guid()}?api-version=2023-11-01",
        body: { properties: { runbook: { name: "Reset" }, parameters: { Password: value } } },
      }),
      http("Start", { uri: "https://1.webhook.we.azure-automation.net/webhooks?token=@{parameters('Hook')}", body: { password: value } }),
    ].map((start, index) => ({
      name: `a parameter of a runbook, which its job keeps (${index + 1})`,
      flow: { ...flow("Run", secret, start), parameters: { Hook: { type: "String" } } },
      findings: [
        { message: "stored" as const, at: `Start/${placesOfParameters[index]}`, path: ["Get_secret", "Start"], level: "error" as const },
      ],
    })),
    {
      name: "a queue message",
      flow: flow(
        "Save",
        secret,
        compose("Key", { key: value }),
        connector(
          "Send",
          "shared_servicebus",
          "SendMessage",
          { entityName: "orders", "message/ContentData": "@{base64(outputs('Key'))}" },
          secured,
        ),
      ),
      findings: [{ message: "stored", at: "Send/inputs/parameters/message/ContentData", path: ["Get_secret", "Key", "Send"] }],
    },
    {
      name: "two secrets in one row are two findings",
      flow: flow(
        "Save",
        secret,
        keyVault.getSecret("Get_other", { secure: ["outputs"] }),
        updateRow("Update_row", { "item/new_key": value, "item/new_other": "@{body('Get_other')?['value']}" }, secured),
      ),
      findings: [
        { message: "stored", at: "Update_row/inputs/parameters/item/new_key", path: ["Get_secret", "Update_row"] },
        { message: "stored", at: "Update_row/inputs/parameters/item/new_other", path: ["Get_other", "Update_row"] },
      ],
    },
    {
      name: "an input that is titled like a credential",
      flow: {
        ...flow("Reset", updateRow("Update_row", { "item/new_text": "@triggerBody()?['text']" }, secured)),
        trigger: buttonTrigger({ text: "Password" }, ["inputs", "outputs"]),
      },
      findings: [
        {
          message: "stored",
          at: "Update_row/inputs/parameters/item/new_text",
          level: "warning",
          confidence: "medium",
          says: "trigger input 'Password'",
        },
      ],
    },
  ],
});
