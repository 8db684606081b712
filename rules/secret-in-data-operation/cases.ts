import {
  type ActionSpec,
  compose,
  condition,
  connector,
  filterArray,
  forEach,
  htmlTable,
  http,
  initializeVariable,
  join,
  keyVault,
  mail,
  parseJson,
  raw,
  select,
} from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, flow } from "../../src/testing/solutions.ts";
import { logicAppTemplate } from "../../src/testing/templates.ts";
import rule from "./rule.ts";

const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const value = "@{body('Get_secret')?['value']}";
const list = "@createArray(body('Get_secret')?['value'])";
const secured = { secure: ["inputs", "outputs"] };

const createUser = (password: string): ActionSpec =>
  connector("Create_user", "shared_azuread", "CreateUser", { "body/passwordProfile/password": password }, secured);

const rowsWithSecret = "@createArray(setProperty(json('{\"name\":\"orders\"}'), 'key', body('Get_secret')?['value']))";

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a Compose that the next action reads",
      flow: flow("Get orders", secret, compose("Key", value), http("Call_ERP", { headers: { "x-api-key": "@{outputs('Key')}" } })),
      findings: [
        {
          message: "behind",
          at: "Key/inputs",
          level: "error",
          confidence: "high",
          path: ["Get_secret", "Key"],
          repairs: ["take out 'Key', which only copies a value"],
        },
      ],
    },
    right: {
      name: "the secret is used directly where it is needed",
      flow: flow("Get orders", secret, http("Call_ERP", { headers: { "x-api-key": value } }, secured)),
    },
  },
  valid: [
    {
      name: "rows with secured inputs, of which others than the secret are picked",
      flow: flow(
        "Get orders",
        secret,
        select("Rows", rowsWithSecret, { name: "@item()?['name']" }, { secure: ["inputs"] }),
        raw("Table", {
          type: "Table",
          inputs: { from: rowsWithSecret, format: "CSV", columns: [{ header: "Name", value: "@item()?['name']" }] },
          runtimeConfiguration: { secureData: { properties: ["inputs"] } },
        }),
      ),
    },
    {
      name: "another member of the answer of a sign-in, which a query of XML selects",
      flow: flow(
        "Get orders",
        http("Login", {
          method: "POST",
          uri: "https://erp.contoso.com/login",
          body: "<login><password>@{triggerBody()}</password></login>",
        }),
        compose("Version", `@xpath(xml(body('Login')), 'string(//*[local-name()="version"])')`),
      ),
    },
    { name: "only its length is copied", flow: flow("Get orders", secret, compose("Length", "@length(body('Get_secret')?['value'])")) },
    {
      name: "only whether it is there is copied",
      flow: flow("Get orders", secret, compose("State", "@if(empty(body('Get_secret')?['value']), 'missing', 'ok')")),
    },
    {
      name: "its name and version are copied",
      flow: flow(
        "Get orders",
        secret,
        compose("Info", { name: "@body('Get_secret')?['name']", version: "@body('Get_secret')?['version']" }),
      ),
    },
    {
      name: "the status of the call is copied",
      flow: flow("Get orders", secret, compose("Status", "@outputs('Get_secret')?['statusCode']")),
    },
    {
      name: "the rows are compared with it, not made of it",
      flow: flow(
        "Get orders",
        secret,
        filterArray("Filter", "@triggerBody()?['rows']", "@equals(item()?['key'], body('Get_secret')?['value'])"),
      ),
    },
    {
      name: "rows that are made of something else",
      flow: flow("Get orders", secret, select("Rows", "@triggerBody()?['rows']", { name: "@body('Get_secret')?['name']" })),
    },
    {
      name: "a password that a Compose with Secure Inputs makes",
      flow: flow("Welcome", compose("Made", "@concat(guid(), 'Aa!')", { secure: ["inputs"] }), createUser("@outputs('Made')")),
    },
    {
      name: "a placeholder that stands where the password will be",
      flow: flow("Welcome", compose("Made", "<password>"), createUser("@outputs('Made')")),
    },
  ],
  invalid: [
    {
      name: "an action whose name is put together",
      flow: flow("Get orders", secret, compose("Key", "@body(concat('Get_', 'secret'))?['value']")),
      findings: [{ message: "hidden", at: "Key/inputs", path: ["Get_secret", "Key"] }],
    },
    ...["Liquid", "Xslt"].map((type) => ({
      name: `what ${type} makes of it`,
      flow: flow(
        "Get orders",
        secret,
        raw("Transform", { type, kind: "JsonToText", inputs: { content: "@body('Get_secret')?['value']", map: { name: "orders" } } }),
        compose("Text", "@body('Transform')"),
      ),
      findings: [{ message: "visible" as const, at: "Text/inputs", path: ["Get_secret", "Transform", "Text"] }],
    })),
    {
      name: "a plain parameter of a logic app to which the deployment gives a secret",
      loose: logicAppTemplate(
        { Key: compose("Key", "@parameters('entry')").json, Site: compose("Site", "@parameters('site')").json },
        {
          template: { parameters: { erpEntry: { type: "secureString" }, erpSite: { type: "string" } } },
          definition: { parameters: { entry: { type: "string" }, site: { type: "string" } } },
          properties: { parameters: { entry: { value: "[parameters('ErpEntry')]" }, site: { value: "[parameters('erpSite')]" } } },
        },
      ),
      findings: [{ message: "visible", at: "Key/inputs", says: "secure parameter 'entry'", confidence: "high" }],
    },
    {
      name: "a column whose internal name holds a code, which the message does not show",
      flow: flow(
        "Get orders",
        connector("Settings", "shared_sharepointonline", "GetItem", {
          dataset: "https://contoso.sharepoint.com",
          table: "Settings",
          id: 1,
        }),
        compose("Key", "@outputs('Settings')?['body/API_x0020_Key']"),
      ),
      findings: [{ message: "visible", at: "Key/inputs", says: "'API Key' from 'Settings'", confidence: "medium" }],
    },
    {
      name: "a session that a query of XML selects",
      flow: flow(
        "Get orders",
        http("Start", { method: "POST", uri: "https://erp.contoso.com/start", body: "<start/>" }),
        compose("Session", "@xpath(xml(body('Start')), 'string(//sessionToken)')"),
      ),
      findings: [{ message: "visible", at: "Session/inputs", says: "'sessionToken' from 'Start'", confidence: "medium" }],
    },
    {
      name: "a Compose that nothing reads",
      flow: flow("Get orders", secret, compose("Key", value)),
      findings: [{ message: "hidden", at: "Key/inputs", level: "warning", repairs: ["take out 'Key', which only copies a value"] }],
    },
    {
      name: "a Compose that only secured actions read",
      flow: flow(
        "Get orders",
        secret,
        compose("Key", value),
        http("Call_ERP", { headers: { "x-api-key": "@{outputs('Key')}" } }, { secure: ["inputs"] }),
      ),
      findings: [{ message: "hidden", at: "Key/inputs", level: "warning" }],
    },
    {
      name: "what reads it shows nothing: an Authorization header, a password field, a condition",
      flow: flow(
        "Get orders",
        secret,
        compose("Key", value),
        http("Call_ERP", {
          headers: { Authorization: "@{outputs('Key')}" },
          authentication: { type: "Basic", username: "erp", password: "@{outputs('Key')}" },
        }),
        condition("If", { equals: ["@outputs('Key')", ""] }, []),
      ),
      findings: [{ message: "hidden", at: "Key/inputs", level: "warning" }],
    },
    {
      name: "a copy of the copy",
      flow: flow("Get orders", secret, compose("Key", value), compose("Again", "@outputs('Key')")),
      findings: [
        { message: "behind", at: "Key/inputs", level: "error" },
        { message: "visible", at: "Again/inputs", level: "error", path: ["Get_secret", "Key", "Again"] },
      ],
    },
    {
      name: "a copy whose elements a loop hands out",
      flow: flow("Get orders", secret, compose("Keys", [value]), forEach("Loop", "@outputs('Keys')", mail("Send", "@items('Loop')"))),
      findings: [{ message: "behind", at: "Keys/inputs/0", level: "error" }],
    },
    {
      name: "a Compose of a secret that nothing hides",
      flow: flow("Get orders", keyVault.getSecret("Get_secret"), compose("Key", value)),
      findings: [{ message: "visible", at: "Key/inputs", level: "error", repairs: ["take out 'Key', which only copies a value"] }],
    },
    {
      name: "a Compose with Secure Inputs still hands the secret on",
      flow: flow("Get orders", secret, compose("Key", value, { secure: ["inputs"] })),
      findings: [{ message: "hidden", at: "Key/inputs", level: "warning" }],
    },
    {
      name: "a Parse JSON that a mail reads",
      flow: flow("Get orders", secret, parseJson("Parse", value), mail("Send", "@{body('Parse')?['code']}")),
      findings: [
        {
          message: "behind",
          at: "Parse/inputs/content",
          level: "error",
          says: "(Parse JSON)",
          advises: "directly from the step before it",
          repairs: [],
        },
      ],
    },
    {
      name: "a Select shows its rows at once",
      flow: flow("Get orders", secret, select("Rows", "@range(0, 1)", { key: value })),
      findings: [
        {
          message: "outputs",
          at: "Rows/inputs/select/key",
          level: "error",
          says: "(Select)",
          advises: "turn on Secure Inputs and Secure Outputs in its settings",
          repairs: [],
        },
      ],
    },
    {
      name: "unless its outputs are secured",
      flow: flow("Get orders", secret, select("Rows", "@range(0, 1)", { key: value }, secured)),
      findings: [{ message: "hidden", at: "Rows/inputs/select/key", level: "warning", repairs: [] }],
    },
    {
      name: "Filter array, Join and Create table show their result too",
      flow: flow(
        "Get orders",
        secret,
        filterArray("Filter", list, "@not(empty(item()))"),
        join("Text", list, ", "),
        htmlTable("Table", list),
      ),
      findings: [
        { message: "outputs", at: "Filter/inputs/from", level: "error", says: "(Filter array)" },
        { message: "outputs", at: "Text/inputs/from", level: "error", says: "(Join)" },
        { message: "outputs", at: "Table/inputs/from", level: "error", says: "(Create table)" },
      ],
    },
    {
      name: "rows of which others than the secret are picked, without Secure Inputs",
      flow: flow(
        "Get orders",
        secret,
        select("Rows", rowsWithSecret, { name: "@item()?['name']" }),
        raw("Table", {
          type: "Table",
          inputs: { from: rowsWithSecret, format: "CSV", columns: [{ header: "Name", value: "@item()?['name']" }] },
        }),
      ),
      findings: [
        { message: "received", at: "Rows/inputs/from", level: "warning", says: "comes directly from a secured action", repairs: [] },
        { message: "received", at: "Table/inputs/from", level: "warning" },
      ],
    },
    {
      name: "by way of a variable nothing is hidden",
      flow: flow("Get orders", secret, initializeVariable("Keep", "key", value), compose("Key", "@variables('key')")),
      findings: [{ message: "visible", at: "Key/inputs", level: "error", path: ["Get_secret", "Keep", "Key"] }],
    },
    {
      name: "a form that can be turned back",
      flow: flow("Get orders", secret, compose("Basic", "@base64(concat('erp:', body('Get_secret')?['value']))")),
      findings: [{ message: "hidden", at: "Basic/inputs", level: "warning" }],
    },
    {
      name: "a value that is only titled like a secret",
      flow: { ...flow("Reset", compose("Copy", "@triggerBody()?['text']")), trigger: buttonTrigger({ text: "Password" }) },
      findings: [{ message: "visible", at: "Copy/inputs", level: "warning", confidence: "medium" }],
    },
    {
      name: "a row in a custom column of a table",
      flow: flow(
        "Get orders",
        secret,
        raw("Table", {
          type: "Table",
          inputs: { from: "@createArray(body('Get_secret'))", format: "CSV", columns: [{ header: "Key", value: "@item()?['value']" }] },
        }),
      ),
      findings: [{ message: "outputs", at: "Table/inputs/from", level: "error" }],
    },
    {
      name: "the cookie of a session that a sign-in with a password opens",
      flow: flow(
        "Get items",
        http(
          "Sign_in",
          {
            method: "POST",
            uri: "https://erp.contoso.com/login",
            body: { password: "@parameters('p')" },
          },
          { secure: ["inputs", "outputs"] },
        ),
        compose("Cookie", "@outputs('Sign_in')?['headers']?['Set-Cookie']"),
        http("Get", { headers: { Cookie: "@outputs('Cookie')" } }),
      ),
      findings: [{ message: "behind", at: "Cookie/inputs", level: "warning", says: "session cookie" }],
    },
    {
      name: "a password that a Compose makes",
      flow: flow("Welcome", compose("Made", "@concat(substring(guid(), 0, 8), 'Aa!')"), createUser("@outputs('Made')")),
      findings: [
        {
          message: "made",
          at: "Made/inputs",
          level: "warning",
          confidence: "medium",
          path: [],
          advises: "turn on Secure Inputs, and",
          repairs: [],
        },
      ],
    },
    {
      name: "a password of what the trigger gives, beside a text that another Compose makes",
      flow: flow(
        "Welcome",
        compose("Stamp", "@concat(guid(), 'Aa!')"),
        compose("Text", "@concat(triggerBody()?['row'], guid())"),
        createUser("@outputs('Text')"),
      ),
      findings: [{ message: "visible", at: "Text/inputs", confidence: "medium", path: ["manual", "Text"] }],
    },
    {
      name: "a password that a Select makes, whose inputs alone are hidden",
      flow: flow(
        "Welcome",
        select("Made", "@range(0, 1)", { password: "@concat(guid(), 'Aa!')" }, { secure: ["inputs"] }),
        createUser("@first(body('Made'))?['password']"),
      ),
      findings: [
        { message: "made", at: "Made/inputs/select/password", level: "warning", advises: "turn on Secure Inputs and Secure Outputs" },
      ],
    },
    {
      name: "a list that is secured, and whose elements a loop shows",
      flow: flow(
        "Get orders",
        secret,
        select("Keys", "@createArray('a')", { key: value }, { secure: ["inputs", "outputs"] }),
        forEach("Each", "@body('Keys')", http("Call_ERP", { body: "@items('Each')?['key']" })),
      ),
      findings: [{ message: "behind", at: "Keys/inputs/select/key", level: "error" }],
    },
  ],
});
