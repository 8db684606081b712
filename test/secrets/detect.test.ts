import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LiteralContext } from "../../src/secrets/credential.ts";
import { countsByPosition, type DetectOptions, detectCredentials, isSilent } from "../../src/secrets/detect.ts";
import { contextualShapes } from "../../src/secrets/shapes/contextual.ts";
import { privateKeyLine } from "../../src/testing/credentials.ts";
import { filler, type Random, seeded, textMatching } from "./pattern-sample.ts";
import { base64Url, jwt } from "./samples.ts";

const now = Date.UTC(2026, 0, 1);
const random = seeded(77);
const hex = "0123456789abcdef";

const other: LiteralContext = { position: "other" };
const url: LiteralContext = { position: "url", name: "uri" };
const named = (name: string): LiteralContext => ({ position: "named", name });
const credential = (name?: string): LiteralContext => ({ position: "credential", ...(name === undefined ? {} : { name }) });

/** What is found, as one line each: kind, confidence, evidence, place, remark. */
function lines(text: string, context: LiteralContext, options: DetectOptions = {}): readonly string[] {
  return detectCredentials(text, context, { now, ...options }).map((match) =>
    [match.kind, match.confidence, match.evidence.join("+"), match.in, match.remark].filter((part) => part !== undefined).join(" "),
  );
}

function secrets(text: string, context: LiteralContext = other, options: DetectOptions = {}): readonly string[] {
  return detectCredentials(text, context, { now, ...options }).map((match) => text.slice(match.span.start, match.span.end));
}

const password = `Kx${filler(random, 6)}7!`;
const key = filler(random, 40);
const token = `${filler(random, 20)}T3Blbk${"FJ"}${filler(random, 20)}`;
const openai = `sk-${token}`;

it.each([
  ["svc_orders:", "credentials"],
  ["svc_orders;", "sapCredentials"],
  ["  orders@contoso.com | ", "credential"],
])("of a user's name and a password in one field, the password alone is the credential: %s", (user, field) => {
  expect(secrets(`${user}${password}  `, named(field))).toEqual([password]);
  expect(secrets(`a=b&${field}=${user.trim().replace(/ ?\| ?/, ":")}${password}`)).toEqual([password]);
});

describe("a place where only a credential can stand", () => {
  it.each([
    ["Sommer2024!", "high"],
    ["hunter", "high"],
    ["48213", "high"],
    ["ContosoSecret2021", "high"],
    [key, "high"],
    ["k7q", "low"],
    ["correct horse battery staple", "low"],
    ["ContosoClientSecret", "low"],
    ["3f2504e0-4f89-11d3-9a0c-0305e82c3301", "medium"],
  ])("makes %j a credential (%s)", (text, confidence) => {
    expect(detectCredentials(text, credential("password"))).toMatchObject([
      { kind: "password", label: "a password", confidence, evidence: ["position"], in: "text", span: { start: 0, end: text.length } },
    ]);
  });

  it.each([
    "",
    "  ",
    "<your password>",
    "***REPLACE THIS WITH YOUR SECRET***",
    "FILL ME OUT",
    "tbc",
    "secret",
    "client_secret",
    "DEV_ENVIRONMENT_SECRET",
    "kv-contoso-client-secret",
    "@parameters('secret')",
    "@{variables('x')}",
    "\uFFFC",
    "Bearer \uFFFC",
    "abc\uFFFC",
    "%Password%",
    "https://graph.microsoft.com",
    "user@contoso.com",
    "/subscriptions/a/resourceGroups/b/providers/c",
    "true",
    "Bearer",
    "Basic",
    '{"type":"object"}',
    "Server=tcp:contoso.database.windows.net;Database=x;Authentication=Active Directory Default",
  ])("makes nothing of %j", (text) => {
    expect(lines(text, credential("secret"))).toEqual([]);
  });

  it("has less confidence in what somebody may have left to be changed", () => {
    expect(lines("changeme", credential("password"))).toEqual(["password low position text looks like a placeholder"]);
    expect(lines("testpassword", credential())).toEqual(["credential low position text looks like a placeholder"]);
    expect(lines("P@ssw0rd", credential())).toEqual(["credential high position text"]);
  });

  it("names the kind by the form, and the field", () => {
    expect(lines(openai, credential("audience"))).toEqual(["openai-key high shape+position text"]);
    expect(detectCredentials(`${filler(random, 16)}~${filler(random, 17)}`, credential("secret"))).toMatchObject([
      { kind: "entra-client-secret", evidence: ["shape", "position"] },
    ]);
    expect(detectCredentials(`${filler(random, 42)}7=`, credential("secret"))).toMatchObject([{ kind: "entra-client-secret" }]);
    expect(detectCredentials(key, credential("apiKey"))).toMatchObject([{ kind: "api-key", label: "an API key" }]);
    expect(detectCredentials(key, credential())).toMatchObject([{ kind: "credential", label: "a credential" }]);
  });

  it("finds the secret part behind a scheme and between spaces", () => {
    expect(secrets(`Bearer ${key}`, credential("Authorization"))).toEqual([key]);
    expect(secrets(`GenieKey ${key}`, named("Authorization"))).toEqual([key]);
    expect(secrets(`  ${password}\n`, credential("password"))).toEqual([password]);
  });

  it("is surer of a changed token than its form alone", () => {
    const changed = `gh${"p_"}${filler(random, 36)}`;
    expect(lines(changed, other)).toEqual(["github-token medium shape text its checksum is wrong, so it is changed or made up"]);
    expect(lines(changed, credential("Authorization"))).toEqual([
      "github-token high shape+position text its checksum is wrong, so it is changed or made up",
    ]);
  });
});

describe("a field named like a credential", () => {
  it.each([
    ["password", password, "password high name text"],
    ["Kennwort", "Sommer2024!", "password high name text"],
    ["password", "Sommer", "password low name text"],
    ["password", "4711", "password low name text"],
    ["password", "ContosoSecret2021", "password high name text"],
    ["password", "changeme", "password low name text looks like a placeholder"],
    ["パスワード", password, "password high name text"],
    ["clientSecret", key, "client-secret high name text"],
    ["clientSecret", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "client-secret medium name text a GUID, which may be an id"],
    ["x-api-key", filler(random, 32, hex), "api-key high name text"],
    ["x-api-key", "k7f92hd0", "api-key medium name text"],
    ["Authorization", `Bearer ${key}`, "bearer-token high shape+name text"],
    ["Authorization", key, "token high name text"],
    ["Authorization", "Bearer abc7d9f2", "token high position text"],
    ["Authorization", "GenieKey 3f2504e0-4f89-11d3-9a0c-0305e82c3301", "token medium position text a GUID, which may be an id"],
    ["token", filler(random, 32), "token medium name text"],
    ["credentials", filler(random, 32), "secret medium name text"],
    ["FrobnicateKey", filler(random, 32), "api-key medium name text"],
    ["SmartcardPin", "47110815", "password medium name text"],
    ["pfx", `TUl${filler(random, 900)}`, "pkcs12 high name text"],
  ])("%s = %j", (name, text, expected) => {
    expect(lines(text, named(name))).toEqual([expected]);
  });

  it.each([
    ["secretName", key],
    ["tokenUrl", "https://login.contoso.com/token"],
    ["client secret", "tbc"],
    ["clientSecret", "Succeeded"],
    ["apiKey", "FILL ME OUT"],
    ["apiKey", "header"],
    ["secret", "kv-contoso-prod-secret"],
    ["DevEnvironmentSecretName", "DEV_ENVIRONMENT_SECRET"],
    ["secret", "DEV_ENVIRONMENT_SECRET"],
    ["secret", "https://contoso.vault.azure.net/secrets/x"],
    ["accessToken", "Delegated"],
    ["token", "next"],
    ["Token", "31bf3856ad364e35"],
    ["password", "Please enter your password"],
    ["password", "@triggerBody()['password']"],
    ["password", ""],
    ["connectionString", "Server=tcp:contoso.database.windows.net;Database=x;Authentication=Active Directory Default"],
    ["Authorization", "Bearer \uFFFC"],
    ["Authorization", "Bearer"],
    ["Skip Token", filler(random, 40)],
    ["CustomerKey", filler(random, 40)],
    ["FrobnicateKey", "orders-2024"],
    ["MapPin", "47110815"],
    ["body", key],
    ["credentials", "ManagedIdentity"],
  ])("%s = %j is nothing", (name, text) => {
    expect(lines(text, named(name))).toEqual([]);
  });

  it("takes the configuration's words", () => {
    expect(lines(key, named("Sesamspruch"))).toEqual([]);
    expect(lines(key, named("Sesamspruch"), { sensitiveNames: ["Sesamspruch"] })).toEqual(["secret high name text"]);
    expect(secrets(`{"sesamspruch": "${key}"}`, other, { sensitiveNames: ["Sesamspruch"] })).toEqual([key]);
  });

  // A token of Azure DevOps counts by its checksum alone, under whatever name.
  const shapesWithName = contextualShapes.filter(({ check }) => check !== "azure-devops-legacy");
  it.each(shapesWithName.map((shape) => [shape.id, shape] as const))("%s is recognised by its name and form", (_id, shape) => {
    const name =
      shape.name.source.includes("|") || shape.name.source.startsWith("^")
        ? nameFor(shape.name)
        : shape.name.source === "."
          ? "secret"
          : shape.name.source;
    const text = contextualText(shape, seeded(5));
    expect(shape.name.test(name.toLowerCase().replace(/[^a-z0-9]/g, "")), name).toBe(true);
    const [match] = detectCredentials(text, credential(name), { now });
    expect(match).toMatchObject({ confidence: "high", span: { start: 0, end: text.length } });
    expect(match?.evidence).toContain("shape");
    if (name !== "secret") expect(match?.kind).toBe(shape.id);
  });
});

/** A name that a contextual shape's pattern accepts: its first alternative. */
function nameFor(pattern: RegExp): string {
  const first = pattern.source.replace(/^\^\(\?:/, "").split(/[|)]/)[0] ?? "";
  return first.replace(/[\^$]/g, "").replaceAll(".*", "");
}

function contextualText(shape: (typeof contextualShapes)[number], from: Random): string {
  for (let attempt = 0; attempt < 500; attempt++) {
    const { text } = textMatching(shape.form, from);
    const mixed = shape.id === "rapidapi-key" ? `${text.slice(0, 10)}msh${text.slice(13, 35)}jsn${text.slice(38)}` : text;
    if (shape.form.test(mixed) && (/\d/.test(mixed) || !/0-9|\\d/.test(shape.form.source))) return mixed;
  }
  throw new Error(`no text for ${shape.id}`);
}

describe("URLs", () => {
  it.each([
    [`https://svc:${password.replace("!", "")}@contoso.com/a`, "url-password high shape url"],
    [`ftp://svc:${password.replace("!", "")}@ftp.contoso.com`, "url-password high shape url"],
    [`https://contoso.com/a?api_key=${key}`, "api-key high name url"],
    [`https://contoso.com/a?x=1&access_token=${key}&y=2`, "token high name url"],
    [`https://contoso.com/a?client_secret=${key}`, "client-secret high name url"],
    [`https://contoso.com/a?key=${key}`, "api-key medium name url"],
    [`https://contoso.com/a?secret=${["q7Zr2Kx9", "vTb4Lm8N"].join("")}`, "secret high name url"],
    [`https://contoso.com/a?crtfc_key=${key}&corp=1`, "api-key medium name url"],
    [`https://contoso.azurewebsites.net/api/f?code=${key}==`, "api-key high name url"],
    [`https://contoso.com/a?token=${openai}`, "openai-key high shape+name url"],
    [`https://api.telegram.org/bot739105284:${"AA"}${filler(random, 33)}/sendMessage`, "telegram-token high shape url"],
  ])("%s", (text, expected) => {
    expect(lines(text, url)).toEqual([expected]);
    expect(lines(`See ${text} for more`, other)).toEqual([expected]);
  });

  it.each([
    "https://contoso.com/a?code=",
    "https://login.contoso.com/callback?code=",
    "https://contoso.com/a?id=",
    "https://contoso.com/a?skiptoken=",
    "https://contoso.com/a?secretName=",
    "https://contoso.com/a?document_key=",
    "https://contoso.com/a?sortKey=",
    "https://contoso.com/?page=1#",
  ])("%s… is nothing", (start) => {
    expect(lines(`${start}${key}`, url)).toEqual([]);
  });

  it.each([
    "https://contoso.com/a?api_key=\uFFFC",
    "https://\uFFFC:\uFFFC@contoso.com",
    "https://contoso.com/a?api_key={key}",
    "https://contoso.com/a?sig=<signature>",
    "https://user:password@host",
    "https://contoso.com:8080/a@b",
    "https://contoso.sharepoint.com/sites/a/Shared%20Documents?web=1",
  ])("%s is nothing", (text) => {
    expect(lines(text, url)).toEqual([]);
  });

  it("judges shared access signatures by their other parameters", () => {
    const signature = `${filler(random, 43)}%3D`;
    const address = (parameters: string): string => `https://contoso.blob.core.windows.net/c/f?${parameters}&sig=${signature}`;
    expect(lines(address("sv=2022-11-02&sp=rwd&se=2099-01-01T00%3A00%3A00Z"), url)).toEqual(["shared-access-signature high shape url"]);
    expect(lines(address("sv=2022-11-02&sp=rwd&se=2021-03-04T00%3A00%3A00Z"), url)).toEqual([
      "shared-access-signature low shape url expired on 2021-03-04",
    ]);
    expect(lines(address("sv=2022-11-02&sp=r&se=2021-03-04"), url)).toEqual([
      "shared-access-signature low shape url read-only, expired on 2021-03-04",
    ]);
    expect(lines(address("sv=2022-11-02&amp;sp=r&amp;se=2099-01-01"), url)).toEqual([
      "shared-access-signature medium shape url read-only, valid until 2099-01-01",
    ]);
    expect(lines(`SharedAccessSignature sr=sb&sig=${signature}&se=1614816000&skn=Root`, named("Authorization"))).toEqual([
      "shared-access-signature low shape+name text expired on 2021-03-04",
    ]);
  });

  it.each([
    "https://prod-12.westeurope.logic.azure.com:443",
    "https://0123456789abcdef.05.environment.api.powerplatform.com:443/powerautomate/automations/direct",
  ])("knows the callback URL of a flow at %s", (host) => {
    const signature = filler(random, 43);
    const address = `${host}/workflows/${filler(random, 32, hex)}/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${signature}`;
    expect(lines(address, url)).toEqual(["flow-callback-url high shape url"]);
    expect(secrets(address.replaceAll("&", "&amp;"))).toEqual([signature]);
  });

  it("says when a presigned URL has expired", () => {
    const address = (date: string): string =>
      `https://contoso.s3.amazonaws.com/a?X-Amz-Date=${date}&X-Amz-Expires=3600&X-Amz-Signature=${filler(random, 64, hex)}`;
    expect(lines(address("20210304T000000Z"), url)).toEqual(["aws-presigned-url low shape url expired on 2021-03-04"]);
    expect(lines(address("20990304T000000Z"), url)).toEqual(["aws-presigned-url high shape url"]);
  });
});

describe("names inside a text", () => {
  it("give both values that a condition of Python chooses between", () => {
    const [one, other] = ["Kx7!abcdefgh", "Kx8!abcdefgh"];
    const text = `password = "${one}" if prod else "${other}"`;
    const found = detectCredentials(text, { position: "other" }).map(({ span }) => text.slice(span.start, span.end));
    expect(found).toEqual([one, other]);
  });

  it.each([
    `{"client_id":"abc","client_secret":"%"}`,
    `{ "user" : "svc" , "password" : "%" }`,
    `{\\"password\\": \\"%\\"}`,
    `{\\\\\\"password\\\\\\": \\\\\\"%\\\\\\"}`,
    `{'password': '%'}`,
    `{"x": @{variables('y')}, "password": "%", broken`,
    `{"name":"client_secret","value":"%"}`,
    `[{"Key": "apiKey", "Value": "%"}]`,
    `{"type":"Input.Text","id":"password","style":"Password","isRequired":true,"value":"%"}`,
    `<user><password>%</password></user>`,
    `<wsse:Password Type="http://docs.oasis-open.org/wss#PasswordText">%</wsse:Password>`,
    `<Password><![CDATA[%]]></Password>`,
    `<login user="svc" password="%" />`,
    `<add key="SqlPassword" value="%" />`,
    `grant_type=password&username=svc&password=%&scope=x`,
    `client_secret=%`,
    `Content-Type: text/plain\nX-Api-Key: %\nAccept: */*`,
    `user = svc\npassword = %\nhost = x`,
    `$password = "%"`,
    `$headers['x-api-key'] = '%'`,
    `az login --service-principal --username x --password %`,
    `tool.exe -user svc -password %`,
    `./tool.ps1 -ClientSecret '%' -Verbose`,
    `Set-Thing -Password "%" -Force`,
    `export API_TOKEN=%`,
    `const apiKey = '%';`,
    `string password = @"%";`,
    `Email.Send Password: $'''%''' Port: 25`,
    `password = """%"""`,
    `Set(gblApiKey, "%"); Navigate(Home)`,
    `UpdateContext({locPassword: "%"})`,
    `{ "SchemaName": "new_ApiSecret",\n      "Value": "%" }`,
    `private const string ApiKey = "%";`,
    `@{ Authorization = "Bearer %" }`,
    `Endpoint=https://contoso.communication.azure.com/;AccessKey=%`,
    `Server=db;Database=x;Uid=svc;Pwd=%;`,
    `Driver={SQL Server};Server=db;UID=svc;PWD=%`,
    `Provider=SQLOLEDB;Data Source=db;User ID=svc;Password='%';`,
    `var body = "<password>" + "%" + "</password>";`,
    `- kind: SetVariable\n  variable: Topic.ClientSecret\n  value: ="%"`,
    `- kind: SetVariable\n  id: set_a1\n  variable: init:Global.ApiKey\n  value: %`,
    `headers:\n  api-key: ="%"\n  Accept: text/plain`,
    `Ihr Kennwort: %`,
    `Utilisateur: svc, mot de passe: %`,
    `ログイン パスワード: %`,
  ])("%s", (template) => {
    const value = `Kx${filler(random, 8)}7!${filler(random, 12)}`;
    expect(secrets(template.replace("%", value))).toEqual([value]);
  });

  it.each([
    "Credentials: svc-erp / %",
    "SAP credentials: CONTOSO\\\\svc-erp / %",
    "Zugangsdaten: svc-erp@contoso.com | %",
    "user/pass: svc-erp / %",
    "User/Password = svc-erp/%",
    "Benutzername / Passwort: svc-erp, %",
  ])("are those of a user and a password together, which people note in this order: %s", (written) => {
    const text = written.replace("%", "Kx7!pqzhwmrt");
    const found = detectCredentials(text, { position: "other" });
    expect(found.map(({ span }) => text.slice(span.start, span.end))).toEqual(["Kx7!pqzhwmrt"]);
    expect(found[0]).toMatchObject({ kind: "labelled-password", confidence: "medium" });
  });

  it.each([
    "Credentials: Windows / SQL-Auth2",
    "Credentials: user / <password>",
    "Credentials: see KeePass / Entry4",
    "user/pass: form / basic",
    "user/password: https://contoso.com/Login1!",
    "Zugangsdaten: Key-Vault / kv-Orders-Prod1",
  ])("say of both where they come from: %s", (text) => {
    expect(detectCredentials(text, { position: "other" })).toEqual([]);
  });

  it.each([
    "Password: Lastname+Birthyear",
    "Passwort: Nachname+Geburtsjahr",
    "password = 'FirstName & Year & 123'",
    `{"password": "initials+employeenumber"}`,
  ])("say how a password is made: %s", (text) => {
    expect(detectCredentials(text, { position: "other" })).toEqual([]);
  });

  it.each(["Sonntag+2031", "Username+731"])("may be made of a word and digits: %s", (secret) => {
    const found = detectCredentials(`Password: ${secret}`, { position: "other" });
    expect(found.map(({ span: { start, end } }) => `Password: ${secret}`.slice(start, end))).toEqual([secret]);
  });

  it.each([
    `{"type":"object","properties":{"password":{"type":"string"}},"required":["password"]}`,
    `{"password":"string","token":"string"}`,
    `{"title":"Password","type":"string","format":"password"}`,
    `{"password":"@{variables('x')}"}`,
    `{"password":"\uFFFC"}`,
    `{"password":null,"token":true,"secret":12}`,
    `var body = @"<password>" + String.Concat(senderPassword) + @"</password>";`,
    `body = '<Password>' + encode(user.password) + '</Password>'`,
    `Set(gblBody, "<password>" & Substitute(txtPassword.Text, "a", "b") & "</password>")`,
    `$body = "<password>" . $login["password"] . "</password>";`,
    `body.Append("<password>").Append(user.Kx7abcdef).Append("</password>");`,
    `body.Append("<password>"); body.Append(user.Kx7abcdef); body.Append("</password>");`,
    `body = '{"password":"' + user.Kx7abcdef + '"}'`,
    `api-key: ="Kx7!abcdefgh-" & Topic.Suffix`,
    `password: =If(IsBlank(Topic.Answer), Topic.Default, Topic.Answer)`,
    `password: =If(Topic.Answer = "Kx7!abcdefgh", Topic.Default, Topic.Answer)`,
    `variable: init:Topic.ClientSecret\nvalue: =Env.new_ClientSecret`,
    `var connection = "Server=db;Uid=svc;Pwd='" + user.Kx7abcdef + "';";`,
    `cn.Open "Server=db;Uid=svc;Pwd=" & Kx7abcdef`,
    `cn.Open "Server=db;Uid=svc;Pwd=" & Kx7abcdef & ";Encrypt=yes"`,
    `cn = pyodbc.connect("Server=db;Uid=svc;Pwd=" + os.environ["Kx7abcdef"])`,
    `s = "Server=db;Uid=svc;Pwd=" + user.Kx7abcdef + ";Encrypt=yes"`,
    `text = "var body = \\"<password>\\" + user.Kx7abcdef + \\"</password>\\";"`,
    `{"passwordLabel":"Kx7!abcdefgh"}`,
    `<password></password><token/>`,
    `password=\uFFFC&x=1`,
    `if (password == "Kx7!abcdef") return`,
    `Please enter your password: `,
    `Your password: will be sent separately`,
    `Enter password:\nthen press OK`,
    `input("Password: ", mask)`,
    `password = getPassword(user)`,
    `Set(varPassword, txtPassword.Text)`,
    `Concat(apiKey, "Kx7!abcdefgh1234")`,
    `{ "SchemaName": "new_ApiSecretName",\n      "Value": "Kx7!abcdefgh1234" }`,
    `InstrumentationKey=3f2504e0-4f89-11d3-9a0c-0305e82c3301;IngestionEndpoint=https://x`,
    `$password = Get-Secret -Name x`,
    `$secret = ConvertTo-SecureString $plain -AsPlainText -Force`,
    `const token = response.data.token`,
    `token: config.token`,
    `arn:aws:secretsmanager:eu:123456789012:secret:contoso-abc123def456`,
    `GPG key: 9554F04D7259F04124DE6B476D5A82AC7E37093B`,
    `primary key: 7f3a9b2c4d5e6f7a8b9c0d1e2f3a4b5c`,
    `"nextPageToken":"${filler(random, 40)}"`,
    `"tokenType":"Bearer","expiresIn":3600`,
    `The secret of success: work1ng hard`,
    `-- password: see the vault, entry 7`,
    `<label for="password">Kennwort</label>`,
    `"Password":"EncryptableObject"`,
    `{"password":"Kennwort","apiKey":"API-Schlüssel"}`,
    `{"password":"Mot de passe"}`,
    `etag: W/"${filler(random, 16, hex)}"`,
  ])("%s is nothing", (text) => {
    expect(lines(text, other)).toEqual([]);
  });

  it("is less sure of a word that stands bare in prose", () => {
    expect(lines("Password: Welcome2024! for the portal", other)).toEqual(["password medium label text"]);
  });
});

describe("a name that may mean other things", () => {
  const weak = ["north", "22"].join("");

  it.each([
    `{"user":"svc","pass":"${weak}"}`,
    `{"pass":"${weak}","login":"svc"}`,
    `{\\"userName\\":\\"svc\\",\\"pass\\":\\"${weak}\\"}`,
    `$user = "svc"; $pass = "${weak}"`,
    `user = 'svc'\npass = '${weak}'`,
    `USER=svc PASSWD=${weak} CLIENT=100`,
    `host=sql01 user=svc password=${weak} dbname=orders`,
  ])("is a password's beside a user: %s", (text) => {
    expect(secrets(text)).toEqual([weak]);
  });

  it.each([
    `{"test":"svc","pass":"${weak}"}`,
    `{"user":"svc","pass":"yes"}`,
    `{"user":"svc","pass":"partly"}`,
    `{"user":"svc","passed":"${weak}"}`,
    `{"superuser":"svc","pass":"${weak}"}`,
    "connect(user=user22, password=entry22)",
    "Enter user=name password=secret to sign in",
  ])("is not in %s", (text) => {
    expect(secrets(text)).toEqual([]);
  });
});

describe("command lines and scripts", () => {
  it.each([
    [`ConvertTo-SecureString '${password}' -AsPlainText -Force`, "secure-string-literal"],
    [`ConvertTo-SecureString -String "${password}" -AsPlainText -Force`, "secure-string-literal"],
    [`ConvertTo-SecureString -AsPlainText -Force \\"${password}\\"`, "secure-string-literal"],
    [`curl -s -u svc:${password} https://contoso.com`, "command-line-password"],
    [`curl --user 'svc:${password}' https://contoso.com`, "command-line-password"],
    [`curl https://contoso.com \\\n  -u svc:${password}`, "command-line-password"],
    [`net use Z: \\\\srv\\share ${password} /user:contoso\\svc`, "command-line-password"],
    [`net use \\\\srv\\share /user:contoso\\svc ${password}`, "command-line-password"],
    [`sqlcmd -S srv -U sa -P ${password} -Q "select 1"`, "command-line-password"],
    [`cmdkey /add:srv /user:svc /pass:${password}`, "command-line-password"],
    [`schtasks /create /tn x /ru svc /rp ${password} /sc daily`, "command-line-password"],
    [`sshpass -p '${password}' ssh host`, "command-line-password"],
    [`psexec \\\\srv -u contoso\\svc -p ${password} cmd`, "command-line-password"],
    [`docker login -u svc -p ${password} registry.contoso.com`, "command-line-password"],
    [`7z x orders.7z -p${password}`, "command-line-password"],
    [`mysql -u root -p${password} orders`, "command-line-password"],
    [`net user svc ${password} /add`, "command-line-password"],
    [`sqlplus -S scott/${password}@ORCL @orders.sql`, "command-line-password"],
    [`rasdial "Contoso VPN" svc ${password}`, "command-line-password"],
    [`rasdial.exe vpn contoso\\svc ${password} /domain:contoso`, "command-line-password"],
    [`{"service": "common", "method": "login", "args": ["contoso", "svc", "${password}"]}`, "remote-call-password"],
    [`{\\"method\\":\\"execute_kw\\",\\"args\\":[\\"contoso\\",2,\\"${password}\\",\\"res.partner\\"]}`, "remote-call-password"],
  ])("%s", (text, kind) => {
    expect(detectCredentials(text, other)).toMatchObject([{ kind, confidence: "high" }]);
    expect(secrets(text)).toEqual([password]);
  });

  it.each([
    "tar -u a:b",
    "curl -u $USER:$PASS https://x",
    "ls -P -l",
    "sqlcmd -P $(pw)",
    "net use Z: \\\\srv\\share",
    "net use Z: /delete",
    "ConvertTo-SecureString $pw -AsPlainText",
    "cmdkey /pass:%PW%",
    "psexec -u svc -p %PW% cmd",
    "mkdir -p output/Orders2024!x",
    "7z x orders.7z -pPROMPT",
    "tool -path:C:\\Orders2024",
    "a .net user guide page",
    "net user svc /delete",
    "sqlplus /nolog @orders.sql",
    "Password:\\s*(\\S+)",
    'rasdial "Contoso VPN" /disconnect',
    'rasdial "Contoso VPN" svc %PW%',
    'rasdial "Contoso VPN" svc *',
    '{"method": "search", "args": ["contoso", "svc", "orders"]}',
    `{"method": "login", "args": ["contoso", "svc"]}`,
  ])("%s is nothing", (text) => {
    expect(lines(text, other)).toEqual([]);
  });
});

describe("keys, tokens and connection strings", () => {
  it("says what is known about a JSON web token", () => {
    const expired = Date.UTC(2021, 2, 4) / 1000;
    expect(lines(jwt(random), other)).toEqual(["jwt high shape text"]);
    expect(lines(jwt(random, { exp: expired }), credential("Authorization"))).toEqual([
      "jwt medium shape+position text expired on 2021-03-04",
    ]);
    expect(lines(jwt(random, { sub: "1234567890", name: "John Doe" }), other)).toEqual(["jwt low shape text a well-known sample"]);
    expect(lines(`${base64Url({ alg: "none" })}.${base64Url({ sub: "contoso" })}.`, other)).toEqual([
      "jwt low shape text not signed (algorithm none)",
    ]);
    expect(lines(`${base64Url({ a: "no header of a token" })}.${base64Url({ sub: "contoso" })}.${filler(random, 43)}`, other)).toEqual([]);
  });

  it("decodes basic credentials", () => {
    const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;
    expect(lines(basic(`svc:${password}`), named("Authorization"))).toEqual(["basic-credentials high shape+name text"]);
    expect(lines(basic(`:${key}`), other)).toEqual(["basic-credentials high shape text"]);
    expect(lines(basic(`${key}:`), other)).toEqual(["basic-credentials high shape text"]);
    expect(lines(basic("svc:changeme"), named("Authorization"))).toEqual([
      "basic-credentials low shape+name text looks like a placeholder",
    ]);
    for (const text of ["username:password", "<user>:<password>", "svc:", "user:"])
      expect(lines(basic(text), named("Authorization")), text).toEqual([]);
    expect(lines("Basic authentication is used", other)).toEqual([]);
  });

  it("finds the key in connection strings of Azure", () => {
    const storage = `${filler(random, 86)}==`;
    const bus = `${filler(random, 43)}=`;
    expect(
      secrets(
        `DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=${storage};EndpointSuffix=core.windows.net`,
        named("connectionString"),
      ),
    ).toEqual([storage]);
    expect(secrets(`Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${bus};EntityPath=q`)).toEqual([
      bus,
    ]);
    expect(secrets(`AccountEndpoint=https://contoso.documents.azure.com:443/;AccountKey=${storage};`)).toEqual([storage]);
    expect(secrets(`contoso.redis.cache.windows.net:6380,password=${bus},ssl=True,abortConnect=False`)).toEqual([bus]);
    expect(secrets(`amqps://Root:${filler(random, 30)}@contoso.servicebus.windows.net/`)).toHaveLength(1);
    expect(
      lines(
        `AccountName=devstoreaccount1;AccountKey=${["Eby8vdM02xNO", "cqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="].join("")}`,
        other,
      ),
    ).toEqual(["azure-storage-key low shape+name text a well-known sample"]);
  });

  it("finds private keys, whole ones only", () => {
    const body = `${filler(random, 64)}\n${filler(random, 64)}\n${filler(random, 20)}==\n`;
    expect(lines(`${privateKeyLine("BEGIN")}\n${body}${privateKeyLine("END")}`, other)).toEqual(["private-key high shape text"]);
    expect(
      lines(`{"private_key": "${privateKeyLine("BEGIN")}\\n${body.replaceAll("\n", "\\n")}${privateKeyLine("END")}\\n"}`, other),
    ).toEqual(["private-key high shape text"]);
    expect(lines(`${privateKeyLine("BEGIN ENCRYPTED")}\n${body}${privateKeyLine("END ENCRYPTED")}`, other)).toEqual([
      "private-key medium shape text protected by a passphrase",
    ]);
    expect(lines(`${privateKeyLine("BEGIN")}\n...\n${privateKeyLine("END")}`, other)).toEqual([]);
    expect(lines(`-----BEGIN CERTIFICATE-----\n${body}-----END CERTIFICATE-----`, other)).toEqual([]);
    expect(lines(`-----BEGIN PUBLIC KEY-----\n${body}-----END PUBLIC KEY-----`, other)).toEqual([]);
  });

  it("reports one match for each secret part", () => {
    const text = `Authorization: Bearer ${openai}\n{"password":"${password}"}`;
    expect(secrets(text)).toEqual([openai, password]);
    expect(lines(text, other)).toEqual(["openai-key high shape+name text", "password high name text"]);
  });

  it("stops at a bound when a text is a list of credentials", () => {
    const list = Array.from({ length: 2000 }, () => `sk-${filler(random, 20)}T3Blbk${"FJ"}${filler(random, 20)}`).join("\n");
    expect(detectCredentials(list, other).length).toBeLessThanOrEqual(300);
  });

  it("finds what is certain behind any number of what is unsure", () => {
    const unsure = "password=Orders\n";
    expect(new Set(detectCredentials(unsure.repeat(1000), other).map(({ confidence }) => confidence))).toEqual(new Set(["low"]));
    for (const count of [1000, 10_000]) expect(secrets(`${unsure.repeat(count)}${openai}`).at(-1)).toBe(openai);
  });
});

describe("properties", () => {
  const contexts = fc.record({
    position: fc.constantFrom("credential", "named", "url", "other"),
    name: fc.constantFrom("password", "token", "x-api-key", "uri", "Authorization", ""),
  }) as fc.Arbitrary<LiteralContext>;
  const pieces = fc
    .array(
      fc.oneof(
        fc.string({ unit: "binary", maxLength: 20 }),
        fc.constantFrom(
          "password",
          '"',
          "'",
          ":",
          "=",
          "&",
          "\\",
          "://",
          "@",
          "<password>",
          "</",
          "sig=",
          "Bearer ",
          "Basic ",
          "eyJ",
          privateKeyLine("BEGIN"),
          "sk-",
          "?",
          ";",
          "\n",
          "\uFFFC",
          "AccountKey",
          "-u ",
          "Kx7!abcdefgh",
          key,
        ),
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(""));

  it("never throws; spans lie inside the text, in order and apart; a preview never shows more than three characters", () => {
    fc.assert(
      fc.property(pieces, contexts, (text, context) => {
        let last = 0;
        for (const match of detectCredentials(text, context, { sensitiveNames: ["wort", "zwei worte"] })) {
          expect(match.span.start).toBeGreaterThanOrEqual(last);
          expect(match.span.end).toBeGreaterThan(match.span.start);
          expect(match.span.end).toBeLessThanOrEqual(text.length);
          last = match.span.end;
          const secret = text.slice(match.span.start, match.span.end);
          expect(secret).not.toContain("\uFFFC");
          expect(match.preview.replace(/…?\(\d+\)$/, "").length).toBeLessThanOrEqual(3);
          expect(match.evidence.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it("says the same twice", () => {
    fc.assert(
      fc.property(pieces, contexts, (text, context) => {
        expect(detectCredentials(text, context, { now })).toEqual(detectCredentials(text, context, { now }));
      }),
      { numRuns: 300 },
    );
  });

  it("finds nothing in a silent text that no position makes a credential", () => {
    const sensitiveNames = ["wort"];
    const tokens = fc.tuple(fc.stringMatching(/^[ '(]{0,3}$/), fc.stringMatching(/^[A-Za-z2-7]{51,53}$/)).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(pieces, tokens), contexts, (text, context) => {
        fc.pre(isSilent(text, { sensitiveNames }) && !countsByPosition(context, { sensitiveNames }));
        expect(detectCredentials(text, context, { sensitiveNames })).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it.each([0, 1, 30, 51, 60])("hears a token without a mark behind %i characters", (before) => {
    const text = `${"(".repeat(before)}${"a2b3c4d5".repeat(7).slice(0, 52)}'`;
    expect(isSilent(text, {})).toBe(false);
    expect(isSilent(text.replace("b3", "b "), {})).toBe(true);
  });

  it("finds nothing in random ids, hashes, base64 and sentences", () => {
    const from = seeded(99);
    const words = [
      "the",
      "flow",
      "sends",
      "an",
      "approval",
      "token",
      "password",
      "secret",
      "to",
      "every",
      "manager",
      "and",
      "waits",
      "for",
      "key",
      "users",
      "Das",
      "Kennwort",
      "wird",
      "nicht",
      "gespeichert",
    ];
    for (let i = 0; i < 1500; i++) {
      const part = (length: number): string => filler(from, length, hex);
      const texts = [
        `${part(8)}-${part(4)}-${part(4)}-${part(4)}-${part(12)}`,
        part(32),
        part(40),
        part(64),
        `W/"${part(16)}"`,
        Buffer.from(filler(from, 60)).toString("base64"),
        `b!${filler(from, 64)}`,
        `01${filler(from, 32, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")}`,
        filler(from, 20 + (i % 100)),
        `${filler(from, 43, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}=`,
        `${filler(from, 86, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}==`,
        Array.from({ length: 12 }, () => words[Math.floor(from() * words.length)]).join(" "),
        `/providers/Microsoft.PowerApps/apis/shared_${filler(from, 12, "abcdefghijklmnopqrstuvwxyz")}-5f${part(16)}`,
      ];
      for (const text of texts) expect(lines(text, other), text).toEqual([]);
    }
  });
});

describe("a header with cookies", () => {
  const cookies = (text: string): readonly string[] => secrets(text, { position: "header", name: "Cookie" });
  it.each(["JSESSIONID=%", "lang=en; ASP.NET_SessionId=%", "a=1; .ASPXAUTH=%; b=2", "auth_token=%"])("holds a session: %s", (text) => {
    expect(cookies(text.replace("%", key))).toEqual([key]);
  });

  it("holds those of a server and of its framework", () => {
    expect(cookies(`ASP.NET_SessionId=${key}; .AspNet.ApplicationCookie=${key}; .AspNetCore.Identity.Application=${key}`)).toEqual([
      key,
      key,
      key,
    ]);
  });

  it("holds no more of them than any other text", () => {
    expect(cookies(`session=${key}; `.repeat(400))).toHaveLength(300);
  });

  it.each(["lang=%", "csrftoken=%; lang=en", "session=orders-of-today-in-europe", "sessionid=short1"])("holds none: %s", (text) => {
    expect(cookies(text.replace("%", key))).toEqual([]);
  });
});

describe("the scheme of a header is no part of the credential", () => {
  it.each([
    "Bearer",
    "token",
    "Token token=",
    "ApiKey",
    "api-key",
    "Bot",
    "SSWS",
    "GenieKey",
    "genie-key",
    "Key",
    "Zoho-oauthtoken",
    "app",
    "AccessKey",
    "OAuth",
    "Digest",
    "PAT",
    "basic",
  ])("%s", (scheme) => {
    for (const name of ["Authorization", "x-api-key"]) {
      const between = scheme.endsWith("=") ? "  " : " ";
      expect([name, ...secrets(`${scheme}${between}${key}`, { position: "header", name })]).toEqual([name, key]);
      expect([name, ...secrets(`  ${scheme}   ${key}  `, { position: "header", name })]).toEqual([name, key]);
    }
  });

  it.each(["Contoso-Key", "X_Scheme1"])("%s, in the header for it alone", (scheme) => {
    expect(secrets(`${scheme} ${key}`, { position: "header", name: "Authorization" })).toEqual([key]);
    expect(secrets(`${scheme} ${key}`, { position: "header", name: "Proxy-Authorization" })).toEqual([key]);
    expect(secrets(`${scheme} ${key}`, { position: "header", name: "x-api-key" })).toEqual([]);
    expect(secrets(`${scheme} ${key} more`, { position: "header", name: "Authorization" })).toEqual([]);
  });

  it.each(["Bearer", "basic", "Token", "Digest", "ApiKey", "SharedAccessKey", "SharedKey"])("nor is it one alone: %s", (scheme) => {
    expect(secrets(scheme, credential("password"))).toEqual([]);
    expect(secrets(` ${scheme} `, credential("password"))).toEqual([]);
    expect(secrets(`my${scheme}48!`, credential("password"))).toHaveLength(1);
  });

  it("and credentials that were decoded and found to be a stand-in are none", () => {
    const encoded = Buffer.from("user:<password>").toString("base64");
    expect(secrets(`Basic ${encoded}`, { position: "header", name: "Authorization" })).toEqual([]);
  });
});

describe("a name that may be a password's is one where a user is named beside it", () => {
  const word = "Wn-48213!";
  it.each(["user", "usr", "login", "uid", "account", "benutzer", "usuario", "utilisateur", "utente", "User"])("%s", (user) => {
    for (const name of [user, `${user}name`, `${user}_id`, `${user}-mail`, `${user} name`]) {
      for (const text of [
        `{"${name}": "x", "pass": "${word}"}`,
        `{"pass": "${word}", "${name}": "x"}`,
        `{'${name}' : 'x', 'pass': '${word}'}`,
      ])
        expect([text, ...lines(text, other)]).toEqual([text, "password high name text"]);
    }
    expect(lines(`{"x${user}x": "x", "pass": "${word}"}`, other)).not.toEqual(["password high name text"]);
    expect(lines(`{"${user}": "x",${" ".repeat(121)}"pass": "${word}"}`, other)).not.toEqual(["password high name text"]);
  });

  it.each(["user=x password=wn48213kq", "login=x, password=wn48213kq", "password=wn48213kq user=x"])("as a pair: %s", (text) => {
    expect(secrets(` ${text}`)).toEqual(text.includes(",") ? [] : ["wn48213kq"]);
  });
});

it("a form that its name tells is known by both, in a text, too", () => {
  const digits = filler(random, 32, hex);
  expect(lines(`{"twilioToken": "${digits}"}`, other)).toEqual(["twilio-token high shape+name text"]);
  expect(lines(`{"customApiKey": "${digits}"}`, other)).toEqual(["api-key high name text"]);
});

describe("a header in a text takes all of its line:", () => {
  it.each(["", "\r\n", "\n", "\nAccept: x"])("up to %j", (end) => {
    expect(lines(`x-api-key: ${key}${end}`, other)).toEqual(["api-key high name text"]);
    expect(lines(`Accept: x\r\nx-api-key: ${key}${end}`, other)).toEqual(["api-key high name text"]);
  });
  it.each([`x-api-key: ${key} and more`, `see x-api-key: ${key}`, `apikey: ${key}`])("%s is none", (text) => {
    expect(lines(text, other)).not.toEqual(["api-key high name text"]);
  });
});

describe("a name that is a password's needs no user beside it", () => {
  it.each(['{"user": "x", "password": "Sommer"}', '{"order": "x", "password": "Sommer"}'])("%s", (text) => {
    expect(lines(text, other)).toEqual(["password low name text"]);
  });
  it("and one that only may be needs more than a word", () => {
    expect(lines('{"user": "x", "pass": "Sommer"}', other)).toEqual([]);
  });
});

describe("words of the configuration name credentials in texts", () => {
  const word = "Wn-48213!";
  it.each<[string, readonly string[], number]>([
    [`losung: '${word}'`, ["Losung"], 1],
    [`{"losung": "${word}"}`, ["Losung", "Parole"], 1],
    [`{"SapLosung": "${word}"}`, ["losung"], 1],
    [`geheime Zutat = '${word}'`, ["geheime Zutat"], 1],
    [`a losung: '${word}', b parole: '${word}'`, ["Losung", "Parole"], 2],
    [`zutat = '${word}'`, ["geheime Zutat"], 0],
    [`losung: '${word}'`, ["Parole"], 0],
    [`losung: '${word}'`, [], 0],
    [`q: '${word}'`, ["q"], 0],
    [`losung: '<your key>'`, ["Losung"], 0],
    [`password: '${word}', losung: '${key}'`, ["Losung"], 2],
  ])("%s with %j", (text, sensitiveNames, count) => {
    expect(secrets(text, other, { sensitiveNames })).toHaveLength(count);
  });

  it("are found at the head of a column above a table with a built-in name", () => {
    const text = "user,losung\norders,Wn-48213-Kx7q\n\nuser,password\nbilling,Kx7q-Wm2-91Tz\n";
    expect(secrets(text, other, { sensitiveNames: ["losung"] })).toEqual(["Wn-48213-Kx7q", "Kx7q-Wm2-91Tz"]);
  });

  it("and make a text worth reading", () => {
    expect(isSilent("losung: x", { sensitiveNames: ["Losung"] })).toBe(false);
    expect(isSilent("geheime zutat: x", { sensitiveNames: ["geheime Zutat"] })).toBe(false);
    expect(isSilent("losung: x", { sensitiveNames: ["Parole"] })).toBe(true);
    expect(isSilent("losung: x", {})).toBe(true);
    expect(isSilent("q: x", { sensitiveNames: ["q"] })).toBe(true);
  });
});

describe("a name in front of the value", () => {
  it.each([
    ["a colon in prose", `<p>Temporary password: ${password}</p>`, "label"],
    ["a wide colon", `Passwort：${password}`, "label"],
    ["words", `Your password is ${password}`, "label"],
    ["a header", `X-Auth-Password: ${password}`, "name"],
    ["a member", `{"password": "${password}"}`, "name"],
    ["an assignment", `password=${password}`, "name"],
  ])("is a label of the text or the name of a field: %s", (_, text, evidence) => {
    expect(detectCredentials(text, other, { now }).map((match) => match.evidence)).toEqual([[evidence]]);
  });

  it("says nothing more where the field itself is named like a credential", () => {
    const text = `AccessKey ${key}`;
    expect(detectCredentials(text, other, { now }).map((match) => match.evidence)).toEqual([["label"]]);
    expect(detectCredentials(text, { position: "header", name: "Authorization" }, { now }).map((match) => match.evidence)).toEqual([
      ["name"],
    ]);
  });
});
