import { password } from "../../src/testing/credentials.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import rule from "./rule.ts";

const header = { inputs: ["Token"], sensitive: ["Token"] };
const request = "Web.InvokeWebService.InvokeWebService Url: $'''https://api.contoso.com/orders''' Method: Web.Method.Post";

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the token is part of a mail",
      desktop: desktop(
        "Post order",
        header,
        "Outlook.SendEmailThroughOutlook.SendEmail Account: $'''orders''' Body: $'''It was %Token%'''",
      ),
      findings: [{ message: "sent", at: "Main:5", says: "by email" }],
    },
    right: {
      name: "the token authenticates a web request",
      desktop: desktop("Post order", header, `${request} CustomHeaders: $'''Authorization: Bearer %Token%''' RequestBody: $'''{}'''`),
    },
  },
  valid: [
    {
      name: "a field of a form that takes a password",
      desktop: desktop(
        "Post order",
        header,
        "Web.DownloadFromWeb.DownloadUsePost Url: 'https://erp.contoso.com' Parameters: { ^['Name', 'Value'], ['user', 'svc'], ['password', Token] } FileContent=> Orders",
        "Web.DownloadFromWeb.DownloadUsePost Url: 'https://erp.contoso.com' Parameters: { ['client_secret', $'''%Token%'''] } FileContent=> Orders",
      ),
    },
    {
      name: "a password that the driver of a browser types into a page",
      desktop: desktop(
        "Post order",
        header,
        'SET Body TO $\'\'\'{"script": "%Js%", "args": [["#password"], "fill", "%Token%"]}\'\'\'',
        "Web.InvokeWebService.InvokeWebService Url: ExecuteUrl Method: Web.Method.Post RequestBody: Body",
        "Web.InvokeWebService.InvokeWebService Url: $'''http://127.0.0.1:9515/session/%Id%/execute/sync''' Method: Web.Method.Post RequestBody: Body",
        `Web.InvokeWebService.InvokeWebService Url: $'''%Session%/element/%Field%/value''' RequestBody: $'''{\\"text\\": \\"%Token%\\"}'''`,
        "Web.InvokeWebService.InvokeWebService Url: $'''%Driver%/session/%Id%/execute/sync''' RequestBody: $'''{\"script\": \"%Js%\", \"args\": [\"%Token%\"]}'''",
      ),
    },
    {
      name: "headers and bodies of a web request that Power Fx formulas put together",
      desktop: desktop(
        "Post order",
        header,
        `${request} CustomHeaders: $fx'="Authorization: Bearer " & Token'`,
        `${request} CustomHeaders: $fx'=$"X-Api-Key: {Token}"'`,
        `${request} RequestBody: $fx'="grant_type=password&client_secret=" & EncodeUrl(Token)'`,
        `${request} RequestBody: $fx'="{""client_secret"": """ & Token & """}"'`,
        `${request} RequestBody: $fx'=JSON({client_id: "orders", client_secret: Token})'`,
      ),
    },
    {
      name: "what is called a secret names one to a vault",
      desktop: desktop(
        "Post order",
        { inputs: ["Config"] },
        "Variables.ConvertJsonToCustomObject Json: Config CustomObject=> Settings",
        "External.InvokeCloudConnector Connection: '6f0b8a0e-3c0f-4c55-8a38-0a4d2f6b1e57' ConnectorId: '/providers/Microsoft.PowerApps/apis/shared_keyvault' OperationId: 'GetSecret' @secretName: Settings['AppSecret'] @GetSecretResponse=> Answer",
        "Web.InvokeWebService.InvokeWebService Url: $'''https://api.contoso.com/started?for=%Settings['AppSecret']%''' Method: Web.Method.Get Response=> Started",
      ),
    },
    {
      name: "the token stands behind a scheme that is read, too",
      desktop: desktop(
        "Post order",
        { inputs: ["Token", "Scheme"], sensitive: ["Token"] },
        `${request} CustomHeaders: $'''Accept: */*\nAuthorization: %Scheme% %Token%''' RequestBody: $'''{}'''`,
      ),
    },
    {
      name: "a field of a form that is made for it",
      desktop: desktop(
        "Post order",
        header,
        `${request} CustomHeaders: $'''Accept: */*''' RequestBody: $'''grant_type=client_credentials&client_secret=%Token%'''`,
      ),
    },
    {
      name: "a member of a JSON body that is made for it, with quotes as the designer writes them",
      desktop: desktop(
        "Post order",
        header,
        `${request} CustomHeaders: $'''Accept: */*''' RequestBody: $'''{\\n  \\"user\\": \\"orders\\",\\n  \\"password\\": \\"%Token%\\"\\n}'''`,
      ),
    },
    {
      name: "an element of an XML body that is made for it",
      desktop: desktop(
        "Post order",
        { inputs: ["Entry"], sensitive: ["Entry"] },
        `Web.InvokeSoapService.InvokeSoapService Endpoint: $'''https://erp.contoso.com''' RequestBody: $'''<Login><wsse:Password Type=\\"t\\">%Entry%</wsse:Password></Login>'''`,
        "SET Body TO $'''<Login><User>svc</User><Password>%Entry%</Password></Login>'''",
        "Web.InvokeSoapService.InvokeSoapService Endpoint: $'''https://erp.contoso.com''' RequestBody: Body",
      ),
    },
    {
      name: "such a field or member of a body that is put together before",
      desktop: desktop(
        "Post order",
        header,
        "SET Form TO $'''grant_type=client_credentials&client_secret=%Token%'''",
        `${request} RequestBody: Form`,
        `SET Body TO $'''{\\"user\\":\\"orders\\",\\"password\\":\\"%Token%\\"}'''`,
        `${request} RequestBody: Body`,
        "SET Login TO { 'user': 'orders', 'password': Token }",
        "Variables.ConvertCustomObjectToJson CustomObject: Login Json=> LoginJson",
        `${request} RequestBody: LoginJson`,
        `SET Written TO $'''{\\"user\\":\\"orders\\",\\"password\\":\\"${password(5)}\\"}'''`,
        `${request} RequestBody: Written`,
      ),
    },
    {
      name: "the secret is the URL that is called",
      desktop: desktop(
        "Post order",
        { inputs: ["CallbackUrl"], sensitive: ["CallbackUrl"] },
        "Web.InvokeWebService.InvokeWebService Url: CallbackUrl Method: Web.Method.Post RequestBody: $'''{}'''",
      ),
    },
  ],
  invalid: [
    {
      name: "a field of a form that takes a comment",
      desktop: desktop(
        "Post order",
        header,
        "Web.DownloadFromWeb.DownloadUsePost Url: 'https://erp.contoso.com' Parameters: { ['password', 'x'], ['comment', Token] } FileContent=> Orders",
      ),
      findings: [{ message: "sent", at: "Main:5", level: "warning" }],
    },
    {
      name: "an argument of a command that another machine is sent, and what a driver is sent beside its arguments",
      desktop: desktop(
        "Post order",
        header,
        `${request} RequestBody: $'''{"command": "run", "args": ["%Token%"]}'''`,
        "Web.InvokeWebService.InvokeWebService Url: ExecuteUrl Method: Web.Method.Post RequestBody: $'''{\"script\": \"return '%Token%'\"}'''",
        "Web.InvokeWebService.InvokeWebService Url: $'''https://api.contoso.com/orders/4711/value''' RequestBody: $'''{\"text\": \"%Token%\"}'''",
      ),
      findings: [
        { message: "sent", at: "Main:5", level: "warning" },
        { message: "sent", at: "Main:6", level: "warning" },
        { message: "sent", at: "Main:7", level: "warning" },
      ],
    },
    {
      name: "a piece of the URL that a variable holds",
      desktop: desktop(
        "Post order",
        header,
        "SET Url TO $'''https://api.contoso.com/orders?session=%Token%'''\nWeb.InvokeWebService.InvokeWebService Url: Url Method: Web.Method.Get",
      ),
      findings: [{ message: "address", at: "Main:6" }],
    },
    {
      name: "the URL of a request",
      desktop: desktop(
        "Post order",
        header,
        "Web.InvokeWebService.InvokeWebService Url: $'''https://api.contoso.com/orders?session=%Token%''' Method: Web.Method.Get",
      ),
      findings: [{ message: "address", at: "Main:5" }],
    },
    {
      name: "a row written through a cloud connector",
      desktop: desktop(
        "Post order",
        header,
        "External.InvokeCloudConnector Connection: '0a1b' ConnectorId: '/providers/Microsoft.PowerApps/apis/shared_sharepointonline' OperationId: 'PostItem' @'item/Title': Token",
      ),
      findings: [{ message: "sent", at: "Main:5", says: "connector" }],
    },
    {
      name: "a value that is merely marked as sensitive",
      desktop: desktop(
        "Post order",
        { inputs: ["OrderText"], sensitive: ["OrderText"] },
        "Outlook.SendEmailThroughOutlook.SendEmail Instance: Outlook Subject: $'''Order''' Body: OrderText",
      ),
      findings: [{ message: "marked", at: "Main:5", level: "note", confidence: "low" }],
    },
    {
      name: "in a message of a JSON body that is put together before",
      desktop: desktop(
        "Post order",
        header,
        `SET Note TO $'''{\\"text\\":\\"signed in with %Token%\\"}'''`,
        `${request} RequestBody: Note`,
      ),
      findings: [{ message: "sent", at: "Main:6", level: "warning" }],
    },
    {
      name: "a custom action that posts to a chat",
      desktop: desktop("Post order", header, "ContosoTools.PostToTeams Channel: $'''ops''' Text: Token Sent=> Sent"),
      findings: [{ message: "sent", at: "Main:5", level: "note", confidence: "low" }],
    },
  ],
});
