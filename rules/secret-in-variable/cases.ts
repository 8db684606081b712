import {
  type ActionSpec,
  appendToArray,
  appendToString,
  compose,
  connector,
  environmentSecret,
  http,
  initializeVariable,
  keyVault,
  mail,
  setVariable,
  switchOn,
} from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const value = "@{body('Get_secret')?['value']}";
const secured = { secure: ["inputs", "outputs"] };
const declare = initializeVariable("Declare", "key", "");

const createUser = (password: string, name = "Create_user"): ActionSpec =>
  connector(name, "shared_azuread", "CreateUser", { "body/passwordProfile/password": password }, secured);

export default defineCases(rule, {
  example: {
    wrong: {
      name: "stored when the variable is initialised",
      flow: flow(
        "Get orders",
        secret,
        initializeVariable("Keep_key", "key", value),
        http("Call_ERP", { headers: { "x-api-key": "@{variables('key')}" } }, secured),
      ),
      findings: [
        {
          message: "hidden",
          at: "Keep_key/inputs/variables/0/value",
          level: "error",
          confidence: "high",
          path: ["Get_secret", "Keep_key"],
          says: "variable 'key'. The run history hides it here",
        },
      ],
    },
    right: {
      name: "the secret is used directly",
      flow: flow("Get orders", secret, http("Call_ERP", { headers: { "x-api-key": value } }, secured)),
    },
  },
  valid: [
    {
      name: "the variable holds its name only",
      flow: flow("Get orders", secret, declare, setVariable("Set_name", "key", "@body('Get_secret')?['name']")),
    },
    {
      name: "the variable holds whether it is there",
      flow: flow("Get orders", secret, initializeVariable("Known", "known", "@empty(body('Get_secret')?['value'])", "boolean")),
    },
    {
      name: "a name is no evidence",
      flow: flow(
        "Get orders",
        initializeVariable("Count", "SecretCount", 0, "integer"),
        initializeVariable("Name", "ClientSecretName", "@triggerBody()?['text']"),
      ),
    },
    {
      name: "a placeholder that stands where the password will be",
      flow: flow("Welcome", initializeVariable("Init", "newPassword", "<password>"), createUser("@variables('newPassword')")),
    },
    {
      name: "what is made is given to no one as a password",
      flow: flow("Order", initializeVariable("Init", "number", "@guid()"), http("Send", { body: { number: "@variables('number')" } })),
    },
  ],
  invalid: [
    ...["Bearer @{body('Sign_in')?['data']?['key']}", "@concat('Bearer ', body('Sign_in')?['data']?['key'])"].map((header) => ({
      name: `kept together with the scheme of the header that takes it: ${header}`,
      flow: flow(
        "Get orders",
        http("Sign_in", { uri: "https://erp.contoso.com/start" }),
        initializeVariable("Keep", "value", header),
        http("Call_ERP", { headers: { Authorization: "@variables('value')" } }, secured),
      ),
      findings: [
        { message: "stored" as const, at: "Keep/inputs/variables/0/value", confidence: "medium" as const, path: ["Sign_in", "Keep"] },
      ],
    })),
    {
      name: "a token that a service answers in a member",
      flow: flow(
        "Get orders",
        http(
          "Sign_in",
          { method: "POST", uri: "https://erp.contoso.com/login", body: { user: "orders", password: "@parameters('Entry')" } },
          secured,
        ),
        initializeVariable("Keep", "value", "@{body('Sign_in')?['data']?['token']}"),
      ),
      findings: [{ message: "hidden", at: "Keep/inputs/variables/0/value", level: "warning", confidence: "medium" }],
    },
    {
      name: "stored later, from a secret environment variable",
      flow: flow(
        "Get orders",
        environmentSecret("Get_key", { secure: ["outputs"] }),
        declare,
        setVariable("Set_key", "key", "@outputs('Get_key')?['body/EnvironmentVariableSecretValue']"),
      ),
      findings: [{ message: "hidden", at: "Set_key/inputs/value", level: "error", path: ["Get_key", "Set_key"] }],
    },
    {
      name: "in one case of a Switch",
      flow: flow(
        "Get orders",
        secret,
        declare,
        switchOn("System", "@triggerBody()?['text']", {
          ERP: [setVariable("Set_key", "key", value)],
          CRM: [setVariable("Set_none", "key", "")],
        }),
      ),
      findings: [{ message: "hidden", at: "Set_key/inputs/value", level: "error" }],
    },
    {
      name: "appended to a text or a list, also as a part of what is appended",
      flow: flow(
        "Get orders",
        secret,
        declare,
        initializeVariable("List", "list", [], "array"),
        appendToString("Append_text", "key", `Key: ${value}`),
        appendToArray("Append_row", "list", { system: "ERP", key: value }),
      ),
      findings: [
        { message: "hidden", at: "Append_text/inputs/value", level: "error" },
        { message: "hidden", at: "Append_row/inputs/value/key", level: "error", says: "variable 'list'" },
      ],
    },
    {
      name: "handed from one variable to the next",
      flow: flow(
        "Get orders",
        secret,
        initializeVariable("First", "first", value),
        initializeVariable("Second", "second", "@variables('first')"),
        mail("Send", "Done"),
      ),
      findings: [
        { message: "hidden", at: "First/inputs/variables/0/value" },
        { message: "stored", at: "Second/inputs/variables/0/value", path: ["Get_secret", "First", "Second"] },
      ],
    },
    {
      name: "of an action that is not secured, so that the run history shows it here as well",
      flow: flow("Get orders", keyVault.getSecret("Get_secret"), initializeVariable("Keep_key", "key", value)),
      findings: [{ message: "stored", at: "Keep_key/inputs/variables/0/value", level: "error", says: "so the run history shows it" }],
    },
    {
      name: "by way of a Compose",
      flow: flow("Get orders", secret, compose("Key", value), initializeVariable("Keep_key", "key", "@outputs('Key')")),
      findings: [{ message: "stored", at: "Keep_key/inputs/variables/0/value", path: ["Get_secret", "Key", "Keep_key"] }],
    },
    {
      name: "an input that is titled like a credential",
      flow: {
        ...flow("Reset", initializeVariable("Keep", "text", "@triggerBody()?['text']")),
        trigger: buttonTrigger({ text: "Password" }, ["inputs", "outputs"]),
      },
      findings: [{ message: "hidden", at: "Keep/inputs/variables/0/value", level: "warning", confidence: "medium" }],
    },
    {
      name: "a password that is made in a variable, in one piece or in several",
      flow: flow(
        "Welcome",
        initializeVariable("Init", "newPassword", "@{substring(guid(), 0, 8)}Aa!"),
        createUser("@variables('newPassword')"),
        setVariable("Again", "newPassword", "@guid()"),
        createUser("@variables('newPassword')", "Create_second_user"),
      ),
      findings: [
        {
          message: "made",
          at: "Init/inputs/variables/0/value",
          level: "warning",
          confidence: "medium",
          path: [],
          says: "variable 'newPassword'",
        },
        { message: "made", at: "Again/inputs/value", level: "warning" },
      ],
    },
  ],
});
