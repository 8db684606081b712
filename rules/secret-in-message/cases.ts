import {
  compose,
  connector,
  forEach,
  htmlTable,
  http,
  initializeVariable,
  keyVault,
  mail,
  parallel,
  parseJson,
  select,
  setVariable,
  switchOn,
  tokenRequest,
} from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const value = "@{body('Get_secret')?['value']}";
const declare = initializeVariable("Declare", "key", "");

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the secret is in the body of a mail, by way of a Compose",
      flow: flow("Notify", secret, compose("Key", value), mail("Send", "The key is @{outputs('Key')}.")),
      findings: [
        {
          message: "sent",
          at: "Send/inputs/parameters/emailMessage/Body",
          level: "error",
          confidence: "high",
          path: ["Get_secret", "Key", "Send"],
        },
      ],
    },
    right: {
      name: "the mail names the secret",
      flow: flow("Notify", secret, mail("Send", "The secret @{body('Get_secret')?['name']} was read.")),
    },
  },
  valid: [
    {
      name: "the mail says whether it is there",
      flow: flow("Notify", secret, mail("Send", "@{if(empty(body('Get_secret')?['value']), 'missing', 'ok')}")),
    },
    {
      name: "the list of a vault's secrets holds names only",
      flow: flow("Notify", connector("List_secrets", "shared_keyvault", "ListSecrets"), mail("Send", "@{body('List_secrets')}")),
    },
    {
      name: "the variable has been overwritten on the only way",
      flow: flow(
        "Notify",
        secret,
        declare,
        setVariable("Set", "key", value),
        setVariable("Clear", "key", ""),
        mail("Send", "@variables('key')"),
      ),
    },
    {
      name: "the secret is taken out of the text",
      flow: flow("Notify", secret, mail("Send", "@{replace(string(triggerBody()), body('Get_secret')?['value'], '***')}")),
    },
    {
      name: "what the flow makes is given to no one as a password",
      flow: flow("Welcome", compose("Made", "@concat(substring(guid(), 0, 8), 'Aa!')"), mail("Send", "Ticket @{outputs('Made')}.")),
    },
  ],
  invalid: [
    {
      name: "a token, which no vault holds",
      flow: flow(
        "Notify",
        tokenRequest("Get_token", "grant_type=client_credentials"),
        mail("Send", "@{body('Get_token')?['access_token']}"),
      ),
      findings: [{ message: "sent", at: "Send/inputs/parameters/emailMessage/Body", advises: "sign in with accounts of their own" }],
    },
    {
      name: "the secret is in a whole answer",
      flow: flow("Notify", secret, mail("Send", "@{body('Get_secret')}")),
      findings: [{ message: "sent", at: "Send/inputs/parameters/emailMessage/Body", advises: "Pass only the field that 'Send' needs" }],
    },
    {
      name: "a password that the flow makes and Graph gives to a new user",
      flow: flow(
        "Welcome",
        compose("Made", "@guid()"),
        http("Create_user", {
          method: "POST",
          uri: "https://graph.microsoft.com/v1.0/users",
          body: { passwordProfile: { password: "@outputs('Made')" } },
        }),
        mail("Send", "Sign in with @{outputs('Made')}."),
      ),
      findings: [{ message: "sent", at: "Send/inputs/parameters/emailMessage/Body", level: "warning", says: "'Made'" }],
    },
    {
      name: "a webhook whose address stands in a variable, a part of it in an environment variable",
      solution: {
        flows: [
          flow(
            "Notify",
            secret,
            initializeVariable("Declare", "hook", "https://hooks.slack.com/services/@{parameters('Channel (new_Channel)')}"),
            http("Post", { method: "POST", uri: "@variables('hook')", body: { text: `The key is ${value}` } }),
          ),
        ],
        variables: [{ schemaName: "new_Channel" }],
      },
      findings: [{ message: "sent", at: "Post/inputs/body/text", level: "error" }],
    },
    {
      name: "a post in Teams, secured in the run history",
      flow: flow(
        "Notify",
        secret,
        connector(
          "Post",
          "shared_teams",
          "PostMessageToConversation",
          { poster: "Flow bot", location: "Channel", "body/messageBody": value },
          { secure: ["inputs", "outputs"] },
        ),
      ),
      findings: [{ message: "sent", at: "Post/inputs/parameters/body/messageBody", level: "error", path: ["Get_secret", "Post"] }],
    },
    {
      name: "an approval",
      flow: flow(
        "Notify",
        secret,
        connector("Ask", "shared_approvals", "CreateAnApproval", { approvalType: "Basic", "ApprovalCreationInput/details": value }),
      ),
      findings: [{ message: "sent", at: "Ask/inputs/parameters/ApprovalCreationInput/details", level: "error" }],
    },
    {
      name: "rows of a table",
      flow: flow(
        "Notify",
        secret,
        parseJson("Parse", value),
        select("Rows", "@body('Parse')", { code: "@item()?['code']" }),
        htmlTable("Table", "@body('Rows')"),
        mail("Send", "@{body('Table')}"),
      ),
      findings: [
        { message: "sent", at: "Send/inputs/parameters/emailMessage/Body", path: ["Get_secret", "Parse", "Rows", "Table", "Send"] },
      ],
    },
    {
      name: "a variable that one case of a Switch fills",
      flow: flow(
        "Notify",
        secret,
        declare,
        switchOn("System", "@triggerBody()?['text']", { ERP: [setVariable("Set", "key", value)] }),
        mail("Send", "@variables('key')"),
      ),
      findings: [{ message: "sent", at: "Send/inputs/parameters/emailMessage/Body", path: ["Get_secret", "Set", "Send"] }],
    },
    {
      name: "a variable that is overwritten beside it",
      flow: flow(
        "Notify",
        secret,
        declare,
        setVariable("Set", "key", value),
        parallel(setVariable("Clear", "key", "")),
        mail("Send", "@variables('key')"),
      ),
      findings: [{ message: "sent", at: "Send/inputs/parameters/emailMessage/Body", path: ["Get_secret", "Set", "Send"] }],
    },
    {
      name: "the element of a loop",
      flow: flow("Notify", secret, forEach("Loop", "@createArray(body('Get_secret')?['value'])", mail("Send", "@{items('Loop')}"))),
      findings: [{ message: "sent", at: "Send/inputs/parameters/emailMessage/Body", path: ["Get_secret", "Loop", "Send"] }],
    },
    {
      name: "a token, by its own name",
      flow: flow(
        "Notify",
        tokenRequest("Get_Token", "grant_type=client_credentials", { secure: ["inputs", "outputs"] }),
        mail("Send", "@{body('Get_Token')?['refresh_token']}"),
      ),
      findings: [{ message: "sent", at: "Send/inputs/parameters/emailMessage/Body", says: "The refresh token returned by 'Get_Token'" }],
    },
    {
      name: "an input that is titled like a credential",
      flow: { ...flow("Reset", mail("Send", "@{triggerBody()?['text']}")), trigger: buttonTrigger({ text: "Password" }) },
      findings: [{ message: "sent", at: "Send/inputs/parameters/emailMessage/Body", level: "warning", confidence: "medium" }],
    },
    {
      name: "a mail that goes out as a request to Microsoft Graph",
      flow: flow(
        "Notify",
        secret,
        connector("Send", "shared_office365", "HttpRequest", {
          Uri: "https://graph.microsoft.com/v1.0/me/sendMail",
          Method: "POST",
          Body: `{"message":{"body":{"content":"@{body('Get_secret')?['value']}"}}}`,
        }),
      ),
      findings: [{ message: "sent", at: "Send/inputs/parameters/Body", path: ["Get_secret", "Send"] }],
    },
    ...["@concat(substring(guid(), 0, 8), 'Aa!')", "@{guid()}Aa1!", "@guid()", "@concat('Orders', rand(1000, 9999))"].map((made) => ({
      name: `a password that the flow makes and gives to a new user: ${made}`,
      flow: flow(
        "Welcome",
        compose("Made", made),
        connector("Create_user", "shared_azuread", "CreateUser", { "body/passwordProfile/password": "@outputs('Made')" }),
        mail("Send", "Sign in with @{outputs('Made')}."),
      ),
      findings: [{ message: "sent" as const, at: "Send/inputs/parameters/emailMessage/Body", level: "warning" as const, says: "'Made'" }],
    })),
  ],
});
