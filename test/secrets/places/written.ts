import { childFlow, connector, desktopFlow, raw } from "../../../src/testing/actions.ts";
import {
  callbackQuery,
  entraClientSecret,
  filler,
  githubToken,
  jsonWebToken,
  password,
  privateKeyLine,
} from "../../../src/testing/credentials.ts";
import { buttonTrigger, connectorSolution } from "../../../src/testing/solutions.ts";
import {
  assign,
  base64,
  bytes,
  call,
  compose,
  desktop,
  file,
  flow,
  guid,
  hex,
  http,
  initialize,
  oauth,
  parameter,
  type Row,
  row,
  variable,
  webResource,
} from "./rows.ts";

const header = "@@ConnectionString: ''\n@@Type: 'Local'\n";

/** The definition of a custom connector of which a query parameter and a member of the body are of the format `password`. */
const erp = {
  swagger: "2.0",
  paths: {
    "/orders": {
      post: {
        operationId: "CreateOrder",
        parameters: [
          { name: "sign", in: "query", type: "string", format: "password" },
          { name: "body", in: "body", schema: { $ref: "#/definitions/Order" } },
        ],
      },
    },
  },
  definitions: { Order: { type: "object", properties: { who: { type: "string" }, phrase: { type: "string", format: "password" } } } },
};

/** Credentials where makers really write them. Made up, and put together at run time where their form alone would tell. */
export const written: readonly Row[] = [
  // --- names of actions
  row("name of an action", compose("x", `Call with ${githubToken()}`)),
  // --- HTTP
  row("entra secret", http({ authentication: oauth({ secret: entraClientSecret(1) }) })),
  row("entra secret old 44 base64", http({ authentication: oauth({ secret: bytes(32, 3) }) })),
  row("entra secret 34 chars old", http({ authentication: oauth({ secret: `${filler(12, 4)}-${filler(8, 5)}.${filler(12, 6)}` }) })),
  row(
    "secret in wrong field password of oauth",
    http({ authentication: oauth({ secret: "@parameters('s')", pfx: "", password: password(2) }) }),
  ),
  row("basic password human", http({ authentication: { type: "Basic", username: "svc_orders", password: "Winter2023!" } })),
  row("basic password word only", http({ authentication: { type: "Basic", username: "svc_orders", password: "kartoffelsalat" } }), {
    least: "warning",
  }),
  row(
    "client cert pfx",
    http({
      authentication: {
        type: "ClientCertificate",
        pfx: base64(String.fromCharCode(0x30, 0x82, 9, 0x10)) + filler(600, 3),
        password: password(4),
      },
    }),
    { count: 2 },
  ),
  row("raw auth value", http({ authentication: { type: "Raw", value: `Bearer ${filler(40, 9)}` } })),
  row("raw auth value apikey", http({ authentication: { type: "Raw", value: `ApiKey ${guid(5)}` } }), { least: "warning" }),
  row("auth secret in tenant", http({ authentication: oauth({ tenant: entraClientSecret(7), secret: "@variables('x')" }) })),
  row("secret pasted in username", http({ authentication: { type: "Basic", username: entraClientSecret(8), password: "@{null}" } })),
  ...["", "X", "api_token"].map((standIn) =>
    row(
      `key for the user, and '${standIn}' for the password`,
      http({ authentication: { type: "Basic", username: hex(32, 301), password: standIn } }),
      {
        least: "warning",
      },
    ),
  ),
  row("key for the user, and no password", http({ authentication: { type: "Basic", username: `${filler(12, 302)}-${filler(27, 303)}` } }), {
    least: "warning",
  }),
  row(
    "key for the user of a desktop flow",
    desktop(
      `Web.InvokeWebService.InvokeWebServiceUseAuth Url: $'''https://api.contoso.com''' Method: Web.Method.Get Username: $'''${filler(20, 304)}''' Password: $'''X''' Response=> R`,
    ),
    { codes: ["SL1005"], least: "warning" },
  ),
  row(
    "password among what a Compose action splits",
    flow([
      raw("Split", { type: "Compose", inputs: `@split('svc|${password(305)}|100', '|')` }),
      raw("HTTP", {
        type: "Http",
        runAfter: { Split: ["Succeeded"] },
        inputs: {
          method: "GET",
          uri: "https://api.contoso.com",
          authentication: { type: "Basic", username: "@outputs('Split')[0]", password: "@outputs('Split')[1]" },
        },
      }),
    ]),
  ),
  row(
    "token that is put into a template",
    flow([
      raw("Template", { type: "Compose", inputs: "Bearer ##T##" }),
      raw("HTTP", {
        type: "Http",
        runAfter: { Template: ["Succeeded"] },
        inputs: {
          method: "GET",
          uri: "https://api.contoso.com",
          headers: { Authorization: `@replace(outputs('Template'), '##T##', '${filler(30, 306)}')` },
        },
      }),
    ]),
  ),
  row(
    "password that answers a command",
    desktop(
      `Cmd.WaitForText Session: S Text: $'''password:''' IsRegEx: False IgnoreCase: True Timeout: 30\nCmd.Write Session: S Command: $'''${password(307)}''' SendEnter: True`,
    ),
    { codes: ["SL1005"] },
  ),
  row("password with the sign of fragments in a form", http({ body: "username=svc&password=Test#2024!x&grant_type=password" })),
  row(
    "password in a list of a desktop flow",
    desktop(
      `Variables.CreateNewList List=> L\nVariables.AddItemToList Item: $'''RPA01''' List: L\nVariables.AddItemToList Item: $'''winter4821''' List: L\nSAP.SapLogin.SapLogInOptionSingle Description: $'''P''' Client: $'''100''' Username: L[0] Password: L[1] SapInstance=> S`,
    ),
    { codes: ["SL1005"] },
  ),
  ...["Şifre", "ŞİFRE", "HASŁO", "Mật khẩu", "MẬT KHẨU", "Пароль", "ΚΩΔΙΚΌΣ ΠΡΌΣΒΑΣΗΣ"].map((label) =>
    row(`password behind ${label}`, compose(`<p>svc-portal<br>${label}: ${password(311)}</p>`), { least: "warning" }),
  ),
  ...[
    "<p>User: svc<br>Password: letmein99</p>",
    "<p><b>User name</b>: @{triggerBody()?['upn']}</p><p><b>Password</b>: monkey77</p>",
    "Login: contoso\\svc\r\nPassword: football7\r\nServer: erp",
    "Benutzer: svc-erp\nKennwort: sommer24",
    "Login: svc-erp / Password: letmein99",
  ].map((text) => row(`password below its user: ${text}`, compose(text), { least: "warning" })),
  row("header token, short", http({ headers: { token: filler(12, 203) } }), { least: "warning" }),
  row("header X-Token, typed", http({ headers: { "X-Token": "Hk8!mq2Zx4" } }), { least: "warning" }),
  row("password with a brief word of a language", http({ authentication: { type: "Basic", username: "svc", password: "7N6suAIi6!4" } })),
  row("password between signs that mark holes", http({ authentication: { type: "Basic", username: "svc", password: "#Zeppelin42#" } })),
  row("password with the sign of addresses", http({ authentication: { type: "Basic", username: "svc", password: "nv8n@1.3pQx" } })),
  row("body password that begins like a variable", http({ body: JSON.stringify({ user: "svc", password: "$Zeppelin2024" }) })),
  row("body password that begins like a variable, and goes on", http({ body: JSON.stringify({ user: "svc", password: "$eppelin!42" }) })),
  row("body key that begins with what joins texts", http({ body: JSON.stringify({ apiKey: `+${filler(42, 204)}=` }) })),
  row("body key that begins like a path", http({ body: JSON.stringify({ apiKey: `//${filler(41, 205)}=` }) })),
  row("secret typed without digits", http({ body: JSON.stringify({ clientSecret: "vWk!Eqv+jx$n" }) }), { least: "warning" }),
  row("password of a word and a year in a mail", compose("<p>User: svc<br>Password: zeppelin2024</p>"), { least: "warning" }),
  row("password with a sign of addresses behind that of variables", compose("Server=sql01;User Id=svc;Password=$P@zeppelin42;")),
  row("header x-api-key guid", http({ headers: { "x-api-key": guid(9) } }), { least: "warning" }),
  row("header x-api-key hex", http({ headers: { "X-API-KEY": hex(40, 3) } })),
  row("header Ocp-Apim", http({ headers: { "Ocp-Apim-Subscription-Key": hex(32, 4) } })),
  row("header Authorization basic", http({ headers: { Authorization: `Basic ${base64(`svc-orders:${password(5)}`)}` } })),
  row("header authorization lower, bearer opaque", http({ headers: { authorization: `bearer ${filler(64, 10)}` } })),
  row("header Authorization Bearer hex", http({ headers: { Authorization: `Bearer ${hex(40, 7)}` } })),
  row("header Authorization Token token=", http({ headers: { Authorization: `Token token=${hex(32, 8)}` } })),
  row("header Authorization Apikey user:key", http({ headers: { Authorization: `ApiKey orders:${hex(40, 12)}` } })),
  row("header made-up name", http({ headers: { "X-Contoso-Auth": hex(48, 13) } }), { least: "warning" }),
  row("header X-Contoso-Passcode", http({ headers: { "X-Contoso-Passcode": "Zeppelin42" } })),
  row(
    "header api_key snake in OpenAI",
    http({
      uri: "https://contoso.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=2024-02-01",
      headers: { "api-key": hex(32, 15) },
    }),
  ),
  row("header Zoho", http({ headers: { Authorization: `Zoho-oauthtoken 1000.${hex(32, 16)}.${hex(32, 17)}` } })),
  row("header GenieKey", http({ headers: { Authorization: `GenieKey ${guid(11)}` } }), { least: "warning" }),
  row("header DeepL", http({ headers: { Authorization: `DeepL-Auth-Key ${guid(12)}:fx` } })),
  row("header NTLM? Digest", http({ headers: { "X-Auth-Token": filler(24, 18) } })),
  row("headers as array name/value", http({ headers: [{ name: "x-api-key", value: hex(40, 19) }] })),
  row("query api_key", http({ uri: `https://api.contoso.com/v1?api_key=${hex(32, 20)}&q=1` }), { codes: ["SL1002"] }),
  row("query access_token", http({ uri: `https://api.contoso.com/v1?access_token=${filler(60, 21)}` }), { codes: ["SL1002"] }),
  row(
    "queries object appid weather",
    http({ method: "GET", uri: "https://api.openweathermap.org/data/2.5/weather", queries: { q: "Bern", appid: hex(32, 22) } }),
  ),
  row("queries key maps", http({ queries: { key: `AIza${filler(35, 23)}` } })),
  row("query code functions", http({ uri: `https://fn-contoso.azurewebsites.net/api/Run?code=${filler(54, 24)}==` }), {
    codes: ["SL1002"],
  }),
  row(
    "query sig logic app old",
    http({
      uri: `https://prod-12.westeurope.logic.azure.com:443/workflows/${hex(32, 25)}/triggers/manual/paths/invoke?${callbackQuery(2)}`,
    }),
    { codes: ["SL1002"] },
  ),
  row(
    "query sig new powerplatform",
    http({
      uri: `https://${hex(30, 26)}.0d.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/${hex(32, 27)}/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${filler(43, 28)}`,
    }),
    { codes: ["SL1002"] },
  ),
  row(
    "new powerplatform, cu path",
    http({
      uri: `https://default${hex(28, 26)}.5c.environment.api.powerplatform.com:443/powerautomate/automations/direct/cu/10/workflows/${hex(32, 27)}/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${filler(43, 28)}`,
    }),
    { codes: ["SL1002"] },
  ),
  row(
    "teams webhook old",
    http({ uri: `https://contoso.webhook.office.com/webhookb2/${guid(13)}@${guid(14)}/IncomingWebhook/${hex(32, 29)}/${guid(15)}` }),
    { codes: ["SL1002"] },
  ),
  row(
    "teams webhook oldest outlook.office",
    http({ uri: `https://outlook.office.com/webhook/${guid(13)}@${guid(14)}/IncomingWebhook/${hex(32, 29)}/${guid(15)}` }),
    { codes: ["SL1002"] },
  ),
  row(
    "slack webhook",
    http({ uri: `https://hooks.slack.com/services/T0${filler(8, 3).toUpperCase()}/B0${filler(8, 4).toUpperCase()}/${filler(24, 30)}` }),
    { codes: ["SL1002"] },
  ),
  row(
    "blob SAS",
    http({
      uri: `https://contoso.blob.core.windows.net/files/a.csv?sv=2022-11-02&ss=b&srt=sco&sp=rwdl&se=2030-01-01T00:00:00Z&st=2023-01-01T00:00:00Z&spr=https&sig=${encodeURIComponent(bytes(32, 5))}`,
    }),
    { codes: ["SL1002"] },
  ),
  row("userinfo", http({ uri: `https://svc:${password(6).replace("!", "")}@api.contoso.com/x` }), { codes: ["SL1002"] }),
  row("ftp userinfo in body", http({ body: { target: `ftp://upload:${filler(10, 31)}@ftp.contoso.com/in` } })),
  row("assembled uri concat", http({ uri: `@concat('https://api.contoso.com/v1?api_key=','${hex(32, 32)}')` }), { codes: ["SL1002"] }),
  row(
    "assembled uri interpolation variable param",
    http({ uri: `https://api.contoso.com/@{variables('path')}?apikey=${hex(32, 33)}&x=@{utcNow()}` }),
    { codes: ["SL1002"] },
  ),
  row(
    "form body token",
    http({
      uri: "https://login.microsoftonline.com/contoso/oauth2/v2.0/token",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: `grant_type=client_credentials&client_id=${guid(3)}&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&client_secret=${encodeURIComponent(entraClientSecret(9))}`,
    }),
  ),
  row(
    "form body newline pieces",
    http({ body: `client_id=${guid(3)}\n&client_secret=${entraClientSecret(10)}\n&grant_type=client_credentials` }),
  ),
  row(
    "form body password grant",
    http({ body: `grant_type=password&username=svc@contoso.com&password=${encodeURIComponent("Sommer#2024")}&client_id=x` }),
  ),
  row(
    "form concat expression",
    http({
      body: `@concat('grant_type=client_credentials&client_id=',variables('id'),'&client_secret=','${entraClientSecret(11)}','&resource=https://graph.microsoft.com')`,
    }),
  ),
  row("form with uriComponent literal", http({ body: `@{concat('client_secret=', uriComponent('${entraClientSecret(12)}'))}` })),
  row("form base64 header", http({ headers: { Authorization: `@concat('Basic ', base64('svc-orders:${password(7)}'))` } })),
  row(
    "form base64 header interpolated",
    http({ headers: { Authorization: `Basic @{base64(concat('svc-orders',':','${password(8)}'))}` } }),
  ),
  row(
    "base64 of both vars with literal",
    flow([
      raw("I1", { type: "InitializeVariable", inputs: { variables: [{ name: "pw", type: "string", value: "Qx7-Lm2pRt" }] } }),
      raw("HTTP", {
        type: "Http",
        inputs: {
          method: "GET",
          uri: "https://a.contoso.com",
          headers: { Authorization: "Basic @{base64(concat('svc',':',variables('pw')))}" },
        },
      }),
    ]),
  ),
  row("json body client_secret", http({ body: { grant_type: "client_credentials", client_id: guid(3), client_secret: filler(40, 40) } })),
  row("json body login", http({ body: { username: "orders", password: "Hk8!mq2Zx" } })),
  row("json body nested credentials", http({ body: { auth: { user: "orders", pass: "Hk8!mq2Zx" } } }), { least: "warning" }),
  row("json string body", http({ body: `{"username":"orders","password":"Hk8!mq2Zx"}` })),
  row("json string body escaped expr", http({ body: `{"username":"@{variables('u')}","password":"Hk8!mq2Zx"}` })),
  row(
    "soap password",
    http({
      headers: { "Content-Type": "text/xml" },
      body: `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header><wsse:Security><wsse:UsernameToken><wsse:Username>orders</wsse:Username><wsse:Password Type="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText">Hk8!mq2Zx</wsse:Password></wsse:UsernameToken></wsse:Security></soapenv:Header><soapenv:Body/></soapenv:Envelope>`,
    }),
  ),
  row("soap Passwort element", http({ body: `<Login><Benutzer>orders</Benutzer><Passwort>Hk8!mq2Zx</Passwort></Login>` })),
  row("xml attribute", http({ body: `<request user="orders" password="Hk8!mq2Zx"/>` })),
  row("graphql body", http({ body: { query: `mutation { login(user: "orders", password: "Hk8!mq2Zx") { token } }` } })),
  row(
    "multipart form",
    http({
      body: {
        $content_type: "multipart/form-data",
        $multipart: [{ headers: { "Content-Disposition": 'form-data; name="api_key"' }, body: hex(40, 41) }],
      },
    }),
  ),
  // --- compose / variables
  row("compose config json", compose({ tenantId: guid(1), clientId: guid(2), clientSecret: entraClientSecret(13) }, "Config")),
  row("compose config json string", compose(`{\n  "clientId": "${guid(2)}",\n  "clientSecret": "${entraClientSecret(14)}"\n}`, "Config")),
  row("compose named API Key", compose(hex(32, 42), "Compose_-_API_Key")),
  row("compose named password", compose("Hk8!mq2Zx", "SAP_Password")),
  row("compose plain token by shape", compose(githubToken(43), "Compose_2")),
  row("compose json() call", compose(`@json('{"apiKey":"${hex(32, 44)}"}')`)),
  row("compose jwt", compose(jsonWebToken(4))),
  row(
    "compose pem",
    compose(
      `${privateKeyLine("BEGIN RSA")}\n${Array.from({ length: 6 }, (_, i) => filler(64, 50 + i)).join("\n")}\n${privateKeyLine("END RSA")}`,
    ),
  ),
  row(
    "compose pem escaped newlines in json str",
    compose(
      JSON.stringify({
        private_key: `${privateKeyLine("BEGIN")}\n${filler(600, 60)}\n${privateKeyLine("END")}\n`,
        client_email: "a@b.iam.gserviceaccount.com",
      }),
    ),
  ),
  row("compose pem with if()", compose(`@if(equals(1,1),'${githubToken(61)}','')`)),
  row("initvar varClientSecret", initialize("varClientSecret", entraClientSecret(15))),
  row("initvar varClientSecret unspecific", initialize("varClientSecret", filler(40, 70))),
  row("initvar strPwd", initialize("strPwd", "Hk8!mq2Zx")),
  row("initvar apikey guid", initialize("APIKey", guid(20)), { least: "warning" }),
  row(
    "initvar PAT",
    initialize(
      "ADO PAT",
      filler(52, 71)
        .toLowerCase()
        .replace(/[01 89]/g, "a"),
    ),
    { least: "warning" },
  ),
  row("initvar DevOps PAT new", initialize("x", `${filler(52, 72)}JQQJ99AKACAAAAA${filler(9, 72)}AZDO${filler(4, 73)}`), {
    least: "warning",
  }),
  row(
    "initvar object",
    flow([
      raw("I", {
        type: "InitializeVariable",
        inputs: { variables: [{ name: "settings", type: "object", value: { url: "https://a", apiKey: hex(32, 45) } }] },
      }),
    ]),
  ),
  row(
    "initvar array",
    flow([
      raw("I", {
        type: "InitializeVariable",
        inputs: {
          variables: [
            {
              name: "users",
              type: "array",
              value: [
                { user: "a", password: "Hk8!mq2Zx" },
                { user: "b", password: "Jt5?wv9Qa" },
              ],
            },
          ],
        },
      }),
    ]),
    { count: 2 },
  ),
  row("setvar token", assign("AccessToken", filler(64, 74))),
  row("setvar passwort", assign("Passwort", "Sommer2024")),
  row("setvar mot de passe", assign("mot de passe", "Soleil2024")),
  row("setvar Hasło", assign("Hasło", "Wiosna2024")),
  row("setvar パスワード", assign("パスワード", "Haru2024")),
  row(
    "append string secret",
    flow([
      raw("I", { type: "InitializeVariable", inputs: { variables: [{ name: "conf", type: "string" }] } }),
      raw("A", { type: "AppendToStringVariable", inputs: { name: "conf", value: `client_secret=${entraClientSecret(16)}` } }),
    ]),
  ),
  row(
    "conn string sql, password of all characters",
    initialize("conn", "Server=tcp:contoso.database.windows.net,1433;Initial Catalog=Orders;User ID=svc;Password=$Hk8&mq2Zx;Encrypt=True;"),
  ),
  row(
    "conn string sql",
    initialize("conn", `Server=tcp:contoso.database.windows.net,1433;Initial Catalog=Orders;User ID=svc;Password=Hk8!mq2Zx;Encrypt=True;`),
  ),
  row(
    "conn string storage",
    initialize("conn", `DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=${bytes(64, 7)};EndpointSuffix=core.windows.net`),
  ),
  row(
    "conn string SB",
    initialize(
      "conn",
      `Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=${bytes(32, 8)}`,
    ),
  ),
  row("conn string mongo", initialize("conn", `mongodb+srv://svc:${filler(14, 80)}@cluster0.abcde.mongodb.net/orders`), {
    codes: ["SL1001", "SL1002"],
  }),
  row(
    "conn string redis",
    initialize("cache", `contoso.redis.cache.windows.net:6380,password=${bytes(32, 9)},ssl=True,abortConnect=False`),
  ),
  row("conn string odbc pwd", initialize("q", `Driver={SQL Server};Server=sql01;Database=Orders;Uid=svc;Pwd=Hk8!mq2Zx;`)),
  row(
    "conn string oracle",
    initialize(
      "q",
      `Data Source=(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=ora01)(PORT=1521))(CONNECT_DATA=(SID=ORCL)));User Id=svc;Password=tiger42;`,
    ),
  ),
  row(
    "conn string CRM ClientSecret",
    initialize("crm", `AuthType=ClientSecret;Url=https://contoso.crm4.dynamics.com;ClientId=${guid(2)};ClientSecret=${filler(40, 81)}`),
  ),
  row(
    "conn string appinsights is not secret, iothub is",
    initialize("iot", `HostName=contoso.azure-devices.net;DeviceId=d1;SharedAccessKey=${bytes(32, 10)}`),
  ),
  row(
    "powershell script in var",
    initialize("script", `$p = ConvertTo-SecureString "Hk8!mq2Zx" -AsPlainText -Force\n$c = New-Object PSCredential("svc",$p)`),
  ),
  row("powershell AsPlainText reorder", initialize("script", `$sec = ConvertTo-SecureString -String 'Hk8!mq2Zx' -AsPlainText -Force`)),
  row(
    "powershell connect -ClientSecret",
    initialize("script", `Connect-PnPOnline -Url https://contoso.sharepoint.com -ClientId ${guid(3)} -ClientSecret "${filler(43, 82)}="`),
  ),
  row("curl -H", initialize("cmd", `curl -H "Authorization: Bearer ${filler(40, 83)}" https://api.contoso.com`), { least: "warning" }),
  row("curl -u", initialize("cmd", `curl -u svc:Hk8mq2Zx https://api.contoso.com`)),
  row("curl -u without a blank", initialize("cmd", `curl -usvc:Hk8mq2Zx https://api.contoso.com`)),
  row("curl --user", initialize("cmd", `curl --user "svc:hollyhock" https://api.contoso.com`)),
  row("powershell hashtable", initialize("cmd", `$login = @{ user = 'svc'; password = 'Hk8mq2Zx' }`)),
  row("powershell hashtable in lines", initialize("cmd", `$login = @{\n  User = 'svc'\n  Password = 'Hk8mq2Zx'\n}\nConnect-Erp @login`)),
  row(
    "python script",
    initialize("script", `import requests\nAPI_KEY = "${hex(32, 46)}"\nrequests.get(u, headers={"x-api-key": API_KEY})`),
  ),
  // --- backward use
  row(
    "compose -> auth.secret",
    flow([
      raw("C1", { type: "Compose", inputs: "orders-app-9917" }),
      raw("HTTP", {
        type: "Http",
        inputs: { method: "GET", uri: "https://a.contoso.com", authentication: oauth({ secret: "@outputs('C1')" }) },
      }),
    ]),
  ),
  row(
    "object compose -> auth.secret",
    flow([
      raw("C1", { type: "Compose", inputs: { a: "x", b: "blauer-97-fuchs" } }),
      raw("HTTP", {
        type: "Http",
        inputs: { method: "GET", uri: "https://a.contoso.com", authentication: oauth({ secret: "@outputs('C1')?['b']" }) },
      }),
    ]),
  ),
  row(
    "json(string) compose -> auth.secret",
    flow([
      raw("C1", { type: "Compose", inputs: '{"a":"x","b":"blauer-97-fuchs"}' }),
      raw("P", {
        type: "ParseJson",
        inputs: { content: "@outputs('C1')", schema: { type: "object", properties: { a: { type: "string" }, b: { type: "string" } } } },
      }),
      raw("HTTP", {
        type: "Http",
        inputs: { method: "GET", uri: "https://a.contoso.com", authentication: oauth({ secret: "@body('P')?['b']" }) },
      }),
    ]),
  ),
  row(
    "param default -> auth.password",
    flow(
      [
        raw("HTTP", {
          type: "Http",
          inputs: {
            method: "GET",
            uri: "https://a.contoso.com",
            authentication: { type: "Basic", username: "u", password: "@parameters('p1')" },
          },
        }),
      ],
      { parameters: { p1: { type: "String", defaultValue: "blauer-97-fuchs" } } },
    ),
  ),
  row("secure param default", parameter("p1", "blauer-97-fuchs", "SecureString")),
  row("secure object default", parameter("cfg", { user: "a", password: "blauer-97-fuchs" }, "SecureObject")),
  row("object param default", parameter("cfg", { clientId: guid(1), clientSecret: entraClientSecret(19) }, "Object")),
  row("array param default", parameter("cfg", [{ name: "a", apiKey: hex(32, 47) }], "Array")),
  row("param default string name", parameter("ClientSecret", filler(40, 84))),
  row(
    "var of two pieces",
    flow([
      raw("I", { type: "InitializeVariable", inputs: { variables: [{ name: "a", type: "string", value: "blauer-97" }] } }),
      raw("HTTP", {
        type: "Http",
        inputs: {
          method: "GET",
          uri: "https://a.contoso.com",
          authentication: { type: "Basic", username: "u", password: "@concat(variables('a'),'-fuchs-Zx')" },
        },
      }),
    ]),
  ),
  row(
    "split shape through variables set once",
    flow([
      raw("I", { type: "InitializeVariable", inputs: { variables: [{ name: "a", type: "string", value: githubToken(85).slice(0, 20) }] } }),
      raw("I2", { type: "InitializeVariable", inputs: { variables: [{ name: "b", type: "string", value: githubToken(85).slice(20) }] } }),
      raw("HTTP", {
        type: "Http",
        inputs: { method: "GET", uri: "https://a.contoso.com", body: { x: "@{variables('a')}@{variables('b')}" } },
      }),
    ]),
  ),
  row(
    "split shape through composes into header",
    flow([
      raw("C1", { type: "Compose", inputs: filler(15, 85) }),
      raw("C2", { type: "Compose", inputs: filler(21, 86) }),
      raw("HTTP", {
        type: "Http",
        inputs: { method: "GET", uri: "https://a.contoso.com", headers: { "x-api-key": "@concat(outputs('C1'),outputs('C2'))" } },
      }),
    ]),
  ),
  row("replace folding", http({ headers: { "x-api-key": `@replace('${hex(16, 48)}-${hex(16, 49)}','-','')` } })),
  row("reverse? base64ToString folding", http({ headers: { "x-api-key": `@base64ToString('${base64(hex(32, 51))}')` } })),
  row(
    "decodeBase64 in auth",
    http({ authentication: { type: "Basic", username: "a", password: `@decodeBase64('${base64("Hk8!mq2Zx")}')` } }),
  ),
  row("decodeUriComponent", http({ authentication: { type: "Basic", username: "a", password: `@decodeUriComponent('Hk8%21mq2Zx')` } })),
  row(
    "string literal in auth via if",
    http({ authentication: { type: "Basic", username: "a", password: `@if(equals(parameters('env'),'prod'),'Hk8!mq2Zx','Jt5?wv9Qa')` } }),
    { count: 2 },
  ),
  row("coalesce", http({ authentication: { type: "Basic", username: "a", password: `@coalesce(triggerBody()?['pw'],'Hk8!mq2Zx')` } })),
  // --- connectors
  row(
    "desktop flow item/Password",
    call("shared_uiflow", "RunUIFlow_V2", { uiFlowId: guid(1), runMode: "attended", "item/SAPPassword": "Hk8!mq2Zx" }),
  ),
  row(
    "desktop flow item generic",
    call("shared_uiflow", "RunUIFlow_V2", { uiFlowId: guid(1), runMode: "attended", "item/Text": githubToken(87) }),
  ),
  row("encodian pdf password", call("shared_encodiandocumentmanager", "PDFSecurity", { "operation/openPassword": "Hk8!mq2Zx" })),
  row(
    "sharepoint http headers",
    call("shared_sharepointonline", "HttpRequest", {
      dataset: "https://contoso.sharepoint.com",
      "parameters/method": "POST",
      "parameters/headers": { Authorization: `Bearer ${filler(60, 88)}` },
    }),
  ),
  row("custom connector call param x-api-key", call("shared_new-5fcontoso-5f1234", "GetOrders", { "x-api-key": hex(32, 52) })),
  row(
    "create row with password field",
    call("shared_commondataserviceforapps", "CreateRecord", { entityName: "contacts", "item/new_password": "Hk8!mq2Zx" }),
  ),
  row(
    "sharepoint send with token inside body html",
    call("shared_office365", "SendEmailV2", {
      "emailMessage/To": "a@contoso.com",
      "emailMessage/Body": `<p>Your login is orders, password: Hk8!mq2Zx</p>`,
    }),
    { least: "warning" },
  ),
  // triggers
  row(
    "trigger schema? http webhook subscribe",
    flow([], {
      trigger: {
        name: "WH",
        json: {
          type: "HttpWebhook",
          inputs: {
            subscribe: {
              method: "POST",
              uri: "https://api.contoso.com/hooks",
              headers: { "x-api-key": hex(32, 53) },
              body: { secret: filler(32, 89) },
            },
          },
        },
      },
    }),
    { count: 2 },
  ),
  row(
    "terminate msg",
    flow([raw("T", { type: "Terminate", inputs: { runStatus: "Failed", runError: { message: `token ${githubToken(90)} failed` } } })]),
  ),
  row(
    "condition literal compare",
    flow([
      raw("If", {
        type: "If",
        expression: { and: [{ equals: ["@triggerOutputs()?['headers']?['x-api-key']", hex(32, 54)] }] },
        actions: {},
      }),
    ]),
  ),
  row("tracked props", flow([raw("C", { type: "Compose", inputs: "x", trackedProperties: { t: githubToken(92) } })])),
  row("select map", flow([raw("S", { type: "Select", inputs: { from: "@range(0,1)", select: { apiKey: hex(32, 55) } } })])),
  row(
    "response leaks",
    flow([raw("R", { type: "Response", kind: "Http", inputs: { statusCode: 200, body: { access_token: filler(64, 93) } } })]),
  ),
  // variables
  row("envvar default string named", variable("new_ClientSecret", { defaultValue: filler(40, 95) }), {
    codes: ["SL1003"],
    least: "warning",
  }),
  row("envvar value shape", variable("new_Foo", { value: entraClientSecret(20) }), { codes: ["SL1003"] }),
  row("envvar json", variable("new_Config", { defaultValue: JSON.stringify({ user: "a", password: "Hk8!mq2Zx" }) }, "json"), {
    codes: ["SL1003"],
    least: "warning",
  }),
  row("envvar conn string", variable("new_Sql", { defaultValue: "Server=sql01;Database=a;User Id=b;Password=Hk8!mq2Zx;" }), {
    codes: ["SL1003"],
  }),
  row(
    "envvar callback url",
    variable("new_FlowUrl", {
      value: `https://prod-12.westeurope.logic.azure.com:443/workflows/${hex(32, 25)}/triggers/manual/paths/invoke?${callbackQuery(3)}`,
    }),
    { codes: ["SL1003"] },
  ),
  row("secret var with credential", variable("new_Sec", { defaultValue: entraClientSecret(21) }, "secret"), { codes: ["SL4006"] }),
  row("secret var with password like", variable("new_Sec", { defaultValue: "Hk8!mq2Zx" }, "secret"), {
    codes: ["SL4006"],
    least: "warning",
  }),
  // settings
  row("settings credential", variable("new_Foo", {}), {
    codes: ["SL6004"],
    settings: { prod: { EnvironmentVariables: [{ SchemaName: "new_ApiKey2", Value: hex(32, 56) }], ConnectionReferences: [] } },
    least: "warning",
  }),
  row("settings credential shape", variable("new_Foo", {}), {
    codes: ["SL6004"],
    settings: { prod: { EnvironmentVariables: [{ SchemaName: "new_Foo", Value: entraClientSecret(22) }], ConnectionReferences: [] } },
  }),
  // other components
  row(
    "web js token",
    webResource(
      "orders.js",
      `const flowUrl = "https://prod-12.westeurope.logic.azure.com:443/workflows/${hex(32, 25)}/triggers/manual/paths/invoke?${callbackQuery(4)}";\nfetch(flowUrl);`,
    ),
    { codes: ["SL1007"] },
  ),
  row("web js apiKey const", webResource("orders.js", `var apiKey = "${hex(32, 57)}";\nxhr.setRequestHeader("x-api-key", apiKey);`), {
    codes: ["SL1007"],
    least: "warning",
  }),
  row(
    "web js setRequestHeader basic",
    webResource("orders.js", `xhr.setRequestHeader("Authorization", "Basic ${base64("svc:Hk8!mq2Zx")}");`),
    { codes: ["SL1007"] },
  ),
  row(
    "web js joins basic credentials",
    webResource("orders.js", `const h = { Authorization: "Basic " + btoa("svc:" + "${password(60)}") };`),
    {
      codes: ["SL1007"],
      least: "warning",
    },
  ),
  row(
    "dataflow query with a key in a variable",
    file(
      "dataflows/orders/mashup.pq",
      `let\n  k = "${hex(32, 61)}",\n  s = Json.Document(Web.Contents("https://api.contoso.com", [Headers=[#"x-api-key"=k]]))\nin s`,
    ),
    { codes: ["SL1007"], least: "warning" },
  ),
  row(
    "script that a request starts",
    http({
      body: {
        commandId: "RunPowerShellScript",
        script: [`$p = '${password(64)}'`, `$c = [Net.NetworkCredential]::new('svc', '${password(64)}')`],
      },
    }),
  ),
  row(
    "code of a logic app that joins basic credentials",
    flow([
      raw("Code", {
        type: "JavaScriptCode",
        inputs: { code: `const q = "${password(65)}";\nreturn "Basic " + Buffer.from("svc:" + q).toString("base64");` },
      }),
    ]),
  ),
  row("web js setRequestHeader key", webResource("orders.js", `req.setRequestHeader("Ocp-Apim-Subscription-Key", "${hex(32, 58)}");`), {
    codes: ["SL1007"],
    least: "warning",
  }),
  row(
    "web js object clientSecret",
    webResource("orders.js", `const cfg = { clientId: '${guid(1)}', clientSecret: '${filler(40, 96)}' };`),
    { codes: ["SL1007"], least: "warning" },
  ),
  row(
    "web html google key",
    webResource("map.html", `<script src="https://maps.googleapis.com/maps/api/js?key=AIza${filler(35, 97)}"></script>`),
    { codes: ["SL1007"], least: "warning" },
  ),
  row(
    "canvas fx key",
    file(
      "CanvasApps/src/Src/App.fx.yaml",
      `App As appinfo:\n    OnStart: |-\n        =Set(gblApiKey, "${hex(32, 59)}");\n        Set(gblToken,"${githubToken(98)}")`,
    ),
    { least: "warning", codes: ["SL1007"], count: 2 },
  ),
  row(
    "bot topic http header",
    file(
      "botcomponents/cr1_agent.topic.Orders/data",
      `kind: AdaptiveDialog\nbeginDialog:\n  actions:\n    - kind: HttpRequestAction\n      url: https://api.contoso.com\n      headers:\n        x-api-key: ${hex(32, 60)}\n`,
    ),
    { codes: ["SL1007"], least: "warning" },
  ),
  row(
    "bot topic bearer",
    file(
      "botcomponents/cr1_agent.topic.Orders/data",
      `kind: AdaptiveDialog\n      headers:\n        Authorization: Bearer ${jsonWebToken(9)}\n`,
    ),
    { codes: ["SL1007"] },
  ),
  row(
    "xaml process",
    file(
      "Workflows/Notify-1.xaml",
      `<Activity><mxswa:ActivityReference><InArgument x:TypeArguments="x:String">https://svc:${filler(12, 99)}@api.contoso.com</InArgument></mxswa:ActivityReference></Activity>`,
    ),
    { codes: ["SL1007"] },
  ),
  row(
    "plugin step config json",
    file(
      "SdkMessageProcessingSteps/{1}.xml",
      `<SdkMessageProcessingStep Name="N"><Configuration>{"apiKey":"${hex(32, 61)}","url":"https://api.contoso.com"}</Configuration></SdkMessageProcessingStep>`,
    ),
    { codes: ["SL1007"], least: "warning" },
  ),
  row(
    "plugin step config xml",
    file(
      "SdkMessageProcessingSteps/{1}.xml",
      `<SdkMessageProcessingStep Name="N"><Configuration>&lt;settings&gt;&lt;setting name="Password"&gt;&lt;value&gt;Hk8!mq2Zx&lt;/value&gt;&lt;/setting&gt;&lt;/settings&gt;</Configuration></SdkMessageProcessingStep>`,
    ),
    { codes: ["SL1007"], least: "warning" },
  ),
  row(
    "service endpoint SASKey",
    file(
      "ServiceEndpoints/x.xml",
      `<ServiceEndpoint><SASKeyName>RootManage</SASKeyName><SASKey>${bytes(32, 11)}</SASKey></ServiceEndpoint>`,
    ),
    { codes: ["SL1007"] },
  ),
  row(
    "service endpoint AuthValue",
    file(
      "ServiceEndpoints/x.xml",
      `<ServiceEndpoint><AuthType>5</AuthType><AuthValue>&lt;settings&gt;&lt;setting name="x-api-key" value="${hex(32, 62)}" /&gt;&lt;/settings&gt;</AuthValue></ServiceEndpoint>`,
    ),
    { codes: ["SL1007"], least: "warning" },
  ),
  row(
    "power pages site setting",
    file(
      "powerpagecomponents/x/site-settings/a.sitesetting.yml",
      `adx_name: Authentication/OpenIdConnect/AAD/ClientSecret\nadx_value: ${entraClientSecret(23)}\n`,
    ),
    { codes: ["SL1007"] },
  ),
  row(
    "power pages site setting unspecific",
    file(
      "powerpagecomponents/x/site-settings/a.sitesetting.yml",
      `adx_name: Authentication/OAuth2/Facebook/AppSecret\nadx_value: ${hex(32, 63)}\n`,
    ),
    { codes: ["SL1007"], least: "warning" },
  ),
  // desktop
  row(
    "pad odbc",
    desktop(
      `${header}Database.Connect.Connect ConnectionString: $'''Driver={ODBC Driver 17 for SQL Server};Server=sql01;Uid=svc;Pwd=Hk8!mq2Zx;''' Connection=> C`,
    ),
    { codes: ["SL1005"] },
  ),
  row(
    "pad powershell",
    desktop(
      `${header}Scripting.RunPowershellScript.RunPowershellScript Script: $'''$p = ConvertTo-SecureString \\"Hk8!mq2Zx\\" -AsPlainText -Force''' ScriptOutput=> O`,
    ),
    { codes: ["SL1005"] },
  ),
  row("child flow really", {
    flows: [
      { name: "Parent", actions: [childFlow("Run", "Child", { text: "blauer-97-fuchs" })] },
      {
        name: "Child",
        trigger: buttonTrigger({ text: "Value" }),
        actions: [
          raw("HTTP", {
            type: "Http",
            inputs: {
              method: "GET",
              uri: "https://a.contoso.com",
              authentication: { type: "Basic", username: "u", password: "@triggerBody()?['text']" },
            },
          }),
        ],
      },
    ],
  }),
  row("desktop sensitive input by use", {
    flows: [{ name: "P", actions: [desktopFlow("Run", "D1", { Value1: "blauer-97-fuchs" })] }],
    desktopFlows: [
      {
        name: "D1",
        script:
          "@@ConnectionString: ''\n@@Type: 'Local'\n@SENSITIVE: [Value1]\n@INPUT Value1 : { 'Description': '', 'FriendlyName': 'Value1', 'Type': 'String', 'IsOptional': False, 'DefaultValue': '' }\nSAP.SapLogin.SapLogInOptionSingle Client: $'''100''' Username: $'''orders''' Password: Value1 SapInstance=> Sap",
      },
    ],
  }),
  row(
    "custom connector password param",
    [
      connectorSolution({ openapidefinition: erp }),
      flow([
        connector("Call", "shared_new-5fcontoso-20erp-5f0123456789abcdef", "CreateOrder", {
          sign: "blauer-97-fuchs",
          "body/who": "me",
          "body/phrase": "roter-98-dachs",
        }),
      ]),
    ],
    { count: 2 },
  ),
  row(
    "custom connector script Headers.Add",
    connectorSolution({
      script: `public class Script : ScriptBase { public override async Task<HttpResponseMessage> ExecuteAsync(){ this.Context.Request.Headers.Add("x-api-key", "${hex(32, 64)}"); this.Context.Request.Headers.TryAddWithoutValidation("Authorization", "Basic ${base64("svc:Hk8!mq2Zx")}"); }}`,
    }),
    { codes: ["SL1004"], count: 2 },
  ),
  row(
    "custom connector policy query",
    connectorSolution({
      policytemplateinstances: [
        {
          templateId: "setqueryparameter",
          title: "k",
          parameters: {
            "x-ms-apimTemplateParameter.name": "subscription-key",
            "x-ms-apimTemplateParameter.value": hex(32, 65),
            "x-ms-apimTemplateParameter.existsAction": "override",
          },
        },
      ],
    }),
    { codes: ["SL1004"] },
  ),
  row(
    "custom connector policy setvalue body",
    connectorSolution({
      policytemplateinstances: [
        {
          templateId: "updateobjectpropertyvalue",
          title: "pw",
          parameters: {
            "x-ms-apimTemplateParameter.newPropertyParentPath": "body",
            "x-ms-apimTemplateParameter.newPropertySubPath": "password",
            "x-ms-apimTemplateParameter.newPropertyValue": "Hk8!mq2Zx",
          },
        },
      ],
    }),
    { codes: ["SL1004"] },
  ),
  row(
    "custom connector apiProperties basic",
    connectorSolution({
      connectionparameters: { username: { type: "string" }, password: { type: "securestring", defaultValue: "Hk8!mq2Zx" } },
    }),
    { codes: ["SL1004"] },
  ),
  row(
    "custom connector host url userinfo",
    connectorSolution({
      openapidefinition: {
        swagger: "2.0",
        host: "fn.azurewebsites.net",
        basePath: "/",
        paths: {
          "/x": {
            get: {
              operationId: "a",
              parameters: [{ name: "code", in: "query", default: `${filler(54, 66)}==`, type: "string", "x-ms-visibility": "internal" }],
            },
          },
        },
      },
    }),
    { codes: ["SL1004"] },
  ),
  row(
    "custom connector default subscription",
    connectorSolution({
      openapidefinition: {
        swagger: "2.0",
        paths: {
          "/x": {
            get: {
              parameters: [
                {
                  name: "Ocp-Apim-Subscription-Key",
                  in: "header",
                  type: "string",
                  default: hex(32, 67),
                  "x-ms-visibility": "internal",
                  required: true,
                },
              ],
            },
          },
        },
      },
    }),
    { codes: ["SL1004"] },
  ),
  row("note description pw 2", flow([raw("C", { type: "Compose", inputs: "x", description: `key for ERP: apiKey=${hex(32, 68)}` })]), {
    least: "warning",
  }),
  row("flow in Bearer if", http({ headers: { Authorization: `Bearer @{if(equals(1,2),'${filler(40, 70)}','${filler(40, 71)}')}` } }), {
    count: 2,
  }),
  row("setProperty", compose(`@setProperty(body('x'),'password','Hk8!mq2Zx')`)),
  row(
    "item() select expression literal",
    flow([raw("S", { type: "Select", inputs: { from: "@range(0,1)", select: `@setProperty(item(),'apiKey','${hex(32, 69)}')` } })]),
  ),
  row(
    "http with entra invoke",
    call("shared_webcontents", "InvokeHttp", {
      "request/method": "GET",
      "request/url": `https://api.contoso.com?apikey=${hex(32, 72)}`,
      "request/headers": { "x-functions-key": `${filler(54, 73)}==` },
    }),
    { codes: ["SL1001", "SL1002"], count: 2 },
  ),
  row(
    "azure blob conn in params",
    call("shared_azureblob", "x", {
      inputs: `BlobEndpoint=https://a.blob.core.windows.net/;SharedAccessSignature=sv=2022-11-02&ss=b&srt=sco&sp=rwdl&se=2031-01-01T00:00:00Z&sig=${encodeURIComponent(bytes(32, 12))}`,
    }),
    { codes: ["SL1001", "SL1002"] },
  ),
  row("telegram url", http({ uri: `https://api.telegram.org/bot${"123456789"}:AA${filler(33, 74)}/sendMessage` }), {
    codes: ["SL1002", "SL1001"],
  }),
  row("discord", http({ uri: `https://discord.com/api/webhooks/123456789012345678/${filler(68, 75)}` }), { codes: ["SL1002"] }),
  row("mixed: JDBC url", initialize("jdbc", "jdbc:sqlserver://sql01:1433;databaseName=a;user=svc;password=Hk8!mq2Zx;")),
  row("jdbc mysql query", initialize("jdbc", "jdbc:mysql://db01/orders?user=svc&password=Hk8mq2Zx"), { codes: ["SL1001", "SL1002"] }),
  row(
    "azcopy sas",
    initialize(
      "cmd",
      `azcopy copy a "https://a.blob.core.windows.net/c?sv=2022-11-02&sr=c&sp=rcwl&se=2031-01-01T00:00:00Z&sig=${encodeURIComponent(bytes(32, 13))}"`,
    ),
    { codes: ["SL1001", "SL1002"] },
  ),
  row("html form pw value", compose('<input type="password" name="password" value="Hk8!mq2Zx">')),
  row("yaml in string", initialize("y", `api:\n  url: https://a\n  apiKey: ${hex(32, 77)}\n`), { least: "warning" }),
  row("ini in string", initialize("ini", "[db]\nuser=svc\npassword=Hk8!mq2Zx\n"), { least: "warning" }),
  row("env file", initialize("env", `API_URL=https://a\nCLIENT_SECRET=${filler(40, 78)}\n`), { least: "warning" }),
  row("sentence password is", initialize("m", "User: svc / Password: Hk8!mq2Zx"), { least: "warning" }),
  row("german sentence", initialize("m", "Benutzer: svc, Kennwort: Hk8!mq2Zx"), { least: "warning" }),
  row("sought password", compose("@replace(body('Log'),'password=Hk8!mq2Zx','')"), { least: "warning" }),
  row("sought token by form", compose(`@contains(body('Log'),'token=ghp_${filler(36, 79)}')`), { least: "warning" }),
  row(
    "connection string with an address",
    compose(`Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${bytes(32, 14)}`),
    { codes: ["SL1001"] },
  ),
  row("header line", compose(`x-api-key: ${filler(40, 80)}\nAccept: */*`)),
  row("header of a request to Outlook", call("shared_office365", "HttpRequest", { CustomHeader1: `X-Api-Key: ${filler(40, 81)}` })),
  row(
    "option with a slash",
    desktop(
      "System.RunApplication.RunApplication ApplicationPath: $'''erp.exe''' CommandLineArguments: $'''/user svc /password Hk8!mq2Zx'''",
    ),
    { codes: ["SL1005"], least: "warning" },
  ),
  row(
    "plink",
    desktop("Scripting.RunDOSCommand.RunDOSCommand DOSCommandOrApplication: $'''plink svc@host -pw Hk8!mq2Zx ls''' StandardOutput=> Out"),
    { codes: ["SL1005"] },
  ),

  // --- what people read: mails, notes, tables
  ...[
    "<p><b>Password:</b> %</p>",
    "<p><b>Password</b>: %</p>",
    "<p>Password:&nbsp;%<br></p>",
    "<p>Passwort: <strong>%</strong></p>",
    '<table><tr><td style="width: 20%25">User</td><td>svc</td></tr><tr><th>Password</th>\n<td><b>%</b></td></tr></table>',
    "**Password**: %",
    "パスワード：%",
    "Your temporary password is %",
    "Password for svc-erp: %",
    "Password (temporary): %",
  ].map((text) =>
    row(`in a text for people: ${text}`, compose(text.replace("%25", "%").replace(/%(?!")/, "Kfz7-Qmwx!2")), { least: "warning" }),
  ),
  row(
    "a key in the filter of a list",
    call("shared_commondataserviceforapps", "ListRecords", { $filter: `con_apikey eq '${filler(40, 71)}'` }),
    {
      least: "warning",
    },
  ),
  row(
    "tracked properties",
    flow([
      raw("HTTP", {
        type: "Http",
        inputs: { method: "GET", uri: "https://api.contoso.com" },
        trackedProperties: { apiKey: filler(40, 72) },
      }),
    ]),
  ),
  row("the password of a user that Graph creates", http({ body: { passwordProfile: { password: "kartoffelsalat" } } })),

  // --- headers and addresses of services with names of their own
  row("header Key", http({ headers: { Key: hex(80, 73) } }), { least: "warning" }),
  row("header of a service's own name", http({ headers: { "X-Contoso-Key": hex(32, 74) } }), { least: "warning" }),
  row("short key in such a header", http({ headers: { "X-Contoso-Key": ["q7Zr2", "Kx9vTb4Lm"].join("") } }), { least: "warning" }),
  row("key that somebody made up in such a header", http({ headers: { "x-flow-key": ["Contoso", "-2024!"].join("") } }), {
    least: "warning",
  }),
  row(
    "key that somebody made up, with which the header of the caller is compared",
    compose(`@equals(triggerOutputs()?['headers']?['x-flow-key'], '${["Contoso", "-2024!"].join("")}')`),
    { least: "warning" },
  ),
  row(
    "function key of the older form behind another host",
    http({ uri: `https://fn.contoso.com/api/x?code=${encodeURIComponent(bytes(40, 75))}` }),
  ),
  row("ExchangeRate-API key in the path", http({ uri: `https://v6.exchangerate-api.com/v6/${hex(24, 76)}/latest/EUR` })),
  row(
    "secure value of a container's variable",
    http({ body: { environmentVariables: [{ name: "DB_PASSWORD", secureValue: password(77) }] } }),
  ),
  row(
    "data URI that an expression decodes",
    http({ headers: { "x-api-key": `@decodeDataUri('data:text/plain;base64,${base64(filler(40, 78))}')` } }),
  ),
  row(
    "case of a switch over a key",
    flow([
      raw("Switch", {
        type: "Switch",
        expression: "@triggerBody()?['apiKey']",
        cases: { A: { case: filler(40, 79), actions: {} } },
        default: { actions: {} },
      }),
    ]),
  ),

  // --- what is beside it says what it is
  row("pass beside the user in a URL", http({ uri: "https://sms.contoso.com/send?user=orders&pass=winter4821&to=1" })),
  row(
    "pass beside the user in a URL, encoded",
    http({ uri: "https://sms.contoso.com/send?user=orders&pass=@{encodeUriComponent('wn&48!x')}" }),
  ),
  row("pw beside the user in the queries", http({ queries: { username: "orders", pw: "winter4821" } })),
  row(
    "password of a call of Odoo",
    http({
      body: {
        jsonrpc: "2.0",
        params: { service: "object", method: "execute_kw", args: ["orders", 2, "winter4821", "res.partner", "read"] },
      },
    }),
  ),
  row("state of a subscription at Microsoft Graph", http({ body: { resource: "users", clientState: filler(24, 85) } }), {
    least: "warning",
  }),
  row(
    "condition, what an input of the trigger is called",
    flow([raw("Check", { type: "If", expression: { equals: ["@triggerBody()?['text_1']", "Wn-4821-kq!"] }, actions: {} })], {
      trigger: buttonTrigger({ text_1: "Passwort" }),
    }),
  ),
  row(
    "expression, what an input of the trigger is called",
    flow([raw("Compose", { type: "Compose", inputs: "@if(equals(triggerBody()?['text_1'], 'Wn-4821-kq!'), 'yes', 'no')" })], {
      trigger: buttonTrigger({ text_1: "Passwort" }),
    }),
  ),
  // --- a key beside the address of what it opens
  row("key beside an endpoint", compose({ endpoint: "https://contoso.openai.azure.com", deployment: "gpt", key: hex(32, 83) }), {
    least: "warning",
  }),
  row("key beside an address in a list", initialize("services", [{ url: "https://api.contoso.com", Key: filler(40, 84) }], "array"), {
    least: "warning",
  }),
];
