import { raw } from "../../../src/testing/actions.ts";
import { filler } from "../../../src/testing/credentials.ts";
import { buttonTrigger } from "../../../src/testing/solutions.ts";
import {
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

/** What looks like a credential to those who only see words and letters, and is none. */
export const ordinary: readonly Row[] = [
  // ids in ordinary places
  ...Object.entries({
    ETag: `"${guid(1)},4"`,
    formId: `v4j5cvGGr0GRqy180BHbR${filler(60, 2)}u`,
    driveId: `b!${filler(64, 3)}`,
    siteId: `contoso.sharepoint.com,${guid(1)},${guid(2)}`,
    listId: guid(3),
    itemId: `01${filler(32, 4).toUpperCase()}`,
    messageId: `AAMkAGI2${filler(120, 5)}=`,
    conversationId: `AAQkAGI2${filler(60, 6)}=`,
    teamId: guid(7),
    channelId: `19:${hex(32, 8)}@thread.tacv2`,
    chatId: `19:${guid(1)}_${guid(2)}@unq.gbl.spaces`,
    sha256: hex(64, 9),
    md5: hex(32, 10),
    commit: hex(40, 11),
    runId: "08586472839104726354819273CU17",
    correlationId: guid(12),
    clientRequestId: guid(13),
    workflowId: hex(32, 14),
    tenantId: guid(15),
    appId: guid(16),
    objectId: guid(17),
    hash: bytes(32, 18),
    checksum: hex(8, 19),
    version: `1.0.0-beta.${hex(7, 20)}`,
    contentHash: bytes(16, 21),
    deltaToken: filler(120, 22),
    skipToken: filler(80, 23),
    continuationToken: base64(filler(60, 24)),
    nextPageToken: filler(40, 25),
    csrfToken: filler(40, 26),
    partitionKey: "Orders-2024",
    rowKey: guid(27),
    primaryKey: "accountid",
    sortKey: "a1b2c3d4e5f6a7b8",
    publicKey: filler(200, 28),
    cacheKey: `orders:${hex(16, 29)}`,
    foreignKey: `fk_${hex(12, 30)}`,
    idempotencyKey: guid(31),
    keyVaultName: "kv-contoso-prod",
    keyVaultUri: "https://kv-contoso-prod.vault.azure.net/",
    secretName: "orders-api-key-2024",
    secretUri: `https://kv.vault.azure.net/secrets/orders/${hex(32, 32)}`,
    secretVersion: hex(32, 33),
    tokenExpiry: "2024-12-31T00:00:00Z",
    tokenType: "Bearer",
    tokenEndpoint: "https://login.microsoftonline.com/x/oauth2/v2.0/token",
    apiKeyHeaderName: "x-api-key",
    apiKeyName: "OrdersKey2024",
    passwordResetUrl: "https://contoso.com/reset?u=1",
    passwordPolicy: "Min8Chars1Digit",
    passwordLength: "16",
    passwordHint: "Your first pet 1999",
    passwordLastSet: "2024-05-01",
    passwordNeverExpires: "true",
    authType: "OAuth2",
    authMode: "ClientSecretBasic1",
    authority: `https://login.microsoftonline.com/${guid(1)}`,
    credentialType: "UserNamePassword2",
    grant_type: "client_credentials",
    scope: "https://graph.microsoft.com/.default",
    client_id: guid(33),
    key: "OrderNumber01",
    Key1: "Title_x0020_Text",
    token: "next",
    sessionState: guid(34),
    cookieName: "ARRAffinity1",
    thumbprint: hex(40, 35).toUpperCase(),
    fingerprint: hex(40, 36),
    x5t: filler(27, 38),
    kid: filler(27, 39),
    nonce: filler(32, 40),
    signature: "-- \nContoso AG",
    signatureBlock: "Best regards, Orders Team",
    author: "Ken Adams",
    authorId: "U0123456789",
    authorized: "yes",
    keyboard: "QWERTZ-de-CH1",
    keywords: "order, invoice 2024",
    keyPhrase: "net payment 30 days",
    monkey: "Banana42!x",
    passport: "X1234567",
    passportNumber: "C01X00T47",
    compass: "N45E90!a",
    bypass: "Rule-42!a",
    secretary: "Anna-Maria1",
    pinCode: "800142",
    postcode: "SW1A 1AA",
    iban: "CH9300762011623852957",
    card: "4111111111111111",
    phone: "+41 44 668 18 00",
    license: "MIT-2.0-a",
    licensePlate: "ZH-123456!a",
  }).map(([name, value]) => row(`member ${name}`, compose({ [name]: value }, "Build_payload"))),
  // http
  row(
    "http header content etc",
    http({
      headers: {
        "Content-Type": "application/json",
        "If-Match": `W/"${hex(16, 41)}"`,
        "x-ms-client-request-id": guid(42),
        "x-ms-version": "2021-08-06",
        "x-ms-date": "@{utcNow()}",
        Prefer: 'outlook.timezone="UTC"',
        "Accept-Language": "de-CH,de;q=0.9",
        "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
        Cookie: "lang=de-CH",
        Origin: "https://contoso.com",
      },
    }),
  ),
  row(
    "header x-api-key by expression",
    http({ headers: { "x-api-key": "@body('Get_secret')?['value']", Authorization: "Bearer @{body('Token')?['access_token']}" } }),
  ),
  row(
    "header Authorization Bearer interpolated",
    http({ headers: { Authorization: "@concat('Bearer ', outputs('Get_token')?['body/access_token'])" } }),
  ),
  row(
    "basic from vars",
    http({ headers: { Authorization: "Basic @{base64(concat(parameters('User (new_User)'),':',body('Get_secret')?['value']))}" } }),
  ),
  row("auth by params", http({ authentication: oauth({ secret: "@parameters('Client secret (new_ClientSecret)')" }) })),
  row("auth managed identity", http({ authentication: { type: "ManagedServiceIdentity", audience: "https://vault.azure.net" } })),
  row("auth placeholders", http({ authentication: oauth({ secret: "<client-secret>" }) })),
  row("auth placeholder 2", http({ authentication: oauth({ secret: "YOUR_CLIENT_SECRET_HERE" }) })),
  row("auth placeholder de", http({ authentication: { type: "Basic", username: "Benutzer", password: "HIER PASSWORT EINGEBEN" } })),
  row("auth empty", http({ authentication: { type: "Basic", username: "", password: "" } })),
  row("uri token by expr", http({ uri: "https://api.contoso.com/x?token=@{body('T')?['t']}&sig=@{variables('sig')}" })),
  row(
    "uri ordinary ids",
    http({
      uri: `https://graph.microsoft.com/v1.0/sites/contoso.sharepoint.com,${guid(1)},${guid(2)}/lists/${guid(3)}/items?$expand=fields&$skiptoken=${filler(60, 43)}`,
    }),
  ),
  row("uri sharelink", http({ uri: `https://contoso.sharepoint.com/:x:/s/Orders/E${filler(40, 44)}?e=${filler(6, 45)}` })),
  row("uri forms link", http({ uri: `https://forms.office.com/Pages/ResponsePage.aspx?id=${filler(80, 46)}` })),
  row(
    "uri make link",
    http({
      uri: `https://make.powerautomate.com/environments/Default-${guid(1)}/flows/${guid(2)}/runs/0858${"1234567890123456789012345678".slice(0, 28)}CU01`,
    }),
  ),
  row("uri api with apikey placeholder", http({ uri: "https://api.contoso.com/v1?api_key=YOUR_API_KEY&q=1" })),
  row("uri api demo key nasa", http({ uri: "https://api.nasa.gov/planetary/apod?api_key=DEMO_KEY" })),
  row("uri page key", http({ uri: "https://api.contoso.com/items?key=orders&token=&code=200" })),
  row(
    "uri teams deep link",
    http({
      uri: `https://teams.microsoft.com/l/message/19%3A${hex(32, 49)}%40thread.tacv2/1700000000000?tenantId=${guid(1)}&groupId=${guid(2)}`,
    }),
  ),
  row(
    "uri powerapps play",
    http({
      uri: `https://apps.powerapps.com/play/e/default-${guid(1)}/a/${guid(2)}?tenantId=${guid(3)}&hint=${guid(4)}&sourcetime=1700000000000`,
    }),
  ),
  row("vault url", http({ uri: `https://kv-contoso.vault.azure.net/secrets/orders-key/${hex(32, 50)}?api-version=7.4` })),
  row(
    "body card",
    http({
      body: {
        type: "AdaptiveCard",
        body: [
          {
            type: "Input.Text",
            id: "password",
            placeholder: "Password: please enter",
            label: "Password",
            style: "password",
            isRequired: true,
            errorMessage: "Enter your Password1!",
          },
        ],
      },
    }),
  ),
  row(
    "body label texts",
    http({
      body: {
        labels: {
          password: "Passwort",
          userName: "Benutzername",
          forgotPassword: "Passwort vergessen?",
          apiKey: "API-Schlüssel",
          clientSecret: "Geheimer Clientschlüssel",
        },
      },
    }),
  ),
  row(
    "body format password schema",
    http({
      body: {
        schema: {
          type: "object",
          properties: {
            password: { type: "string", format: "password" },
            clientSecret: { type: "string", description: "Client secret 2024 of the app" },
          },
        },
      },
    }),
  ),
  row(
    "body odata annotations",
    http({
      body: {
        "@odata.etag": `W/"${hex(12, 51)}"`,
        "@odata.context": "https://x/$metadata#y",
        "accountid@odata.bind": `/accounts(${guid(5)})`,
        "@odata.nextLink": `https://graph.microsoft.com/v1.0/users?$skiptoken=${filler(90, 52)}`,
      },
    }),
  ),
  row(
    "body image",
    http({
      body: {
        image: `data:image/png;base64,iVBORw0KGgo${filler(400, 53)}`,
        file: `JVBERi0xLjQK${filler(400, 54)}`,
        docx: `UEsDBBQABgAI${filler(500, 55)}`,
      },
    }),
  ),
  row("body long base64 unknown", http({ body: { content: bytes(600, 56) } })),
  row(
    "body public pem",
    http({
      body: {
        cert: `-----BEGIN CERTIFICATE-----\n${filler(600, 57)}\n-----END CERTIFICATE-----`,
        pub: `-----BEGIN PUBLIC KEY-----\n${filler(300, 58)}\n-----END PUBLIC KEY-----`,
        ssh: `ssh-rsa AAAAB3Nza${filler(300, 59)} orders@contoso`,
      },
    }),
  ),
  row("body jwk public", http({ body: { keys: [{ kty: "RSA", use: "sig", kid: filler(27, 60), count: filler(342, 61), e: "AQAB" }] } })),
  row(
    "body html css",
    http({
      body: `<style>.password{color:#a1b2c3;width:120px} #token1:hover{top:1px}</style><div data-key="k1" class="auth-form-3"><label for="pwd1">Password:</label> <input type="password" id="pwd1" name="password" placeholder="Enter Pass1!"></div>`,
    }),
  ),
  row(
    "body text prose",
    http({
      body: {
        text: "Your password: please enter at least 8 characters (e.g. upper, lower). The API key: see the portal. Secret: none. Token: expired on 2024-01-01.",
      },
    }),
  ),
  row(
    "body table html",
    http({ body: `<tr><td>Password</td><td>@{items('x')?['pw']}</td></tr><tr><td>API Key</td><td>Not set (2024)</td></tr>` }),
  ),
  row(
    "body sql",
    http({
      body: { query: "SELECT UserId, PasswordHash FROM Users WHERE Token = @token AND ApiKey IS NOT NULL; UPDATE x SET Password = @p1" },
    }),
  ),
  row(
    "body fetchxml",
    http({
      body: {
        fetchXml: `<fetch top="50"><entity name="account"><attribute name="new_apikey"/><filter><condition attribute="new_token" operator="eq" value="${guid(6)}"/></filter></entity></fetch>`,
      },
    }),
  ),
  row(
    "body powershell safe",
    http({
      body: {
        script:
          "$pw = Read-Host -AsSecureString\n$cred = Get-Credential\n$s = ConvertTo-SecureString $env:PW -AsPlainText -Force\n$password = Get-Secret -Name orders2024\n$token = (Get-AzAccessToken).Token",
      },
    }),
  ),
  row("body regex", http({ body: { pattern: "^(?=.*[A-Z])(?=.*\\d)[A-Za-z\\d@$!%*?&]{8,}$", passwordRegex: "^[a-z]{8}$" } })),
  row(
    "body permissions",
    http({
      body: {
        permissions: "Read,Write",
        requiredResourceAccess: [{ resourceAppId: guid(7), resourceAccess: [{ id: guid(8), type: "Role" }] }],
        passwordCredentials: [{ displayName: "Rotated 2024", endDateTime: "2025-01-01T00:00:00Z", keyId: guid(9) }],
      },
    }),
  ),
  row("body graph password credential names", http({ body: { passwordCredential: { displayName: "orders-secret-2024" } } })),
  row(
    "body passwordProfile by expr",
    http({ body: { passwordProfile: { forceChangePasswordNextSignIn: true, password: "@{variables('newPw')}" } } }),
  ),
  row("body cron", http({ body: { schedule: "0 0/15 9-17 ? * MON-FRI *", timeZone: "W. Europe Standard Time" } })),
  row(
    "body xml ns",
    http({
      body: `<soap:Envelope xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"><wsse:Password Type="http://docs.oasis-open.org/wss/2004/01/x#PasswordText">@{variables('p')}</wsse:Password><Token/><Key>OrderNumber</Key></soap:Envelope>`,
    }),
  ),
  row("conn string trusted", initialize("conn", "Server=sql01;Database=Orders;Trusted_Connection=True;")),
  row("conn string pw by expr", initialize("conn", "Server=sql01;Database=Orders;User Id=svc;Password=@{body('S')?['value']};")),
  row("conn string placeholder", initialize("conn", "Server=sql01;Database=Orders;User Id=svc;Password={your_password};Encrypt=True")),
  row("conn azurite emulator", initialize("conn", "UseDevelopmentStorage=true")),
  // variables
  ...(
    [
      ["varToken", ""],
      ["varPassword", ""],
      ["Password", "@triggerBody()?['Password']"],
      ["SecretName", "orders-api-key"],
      ["KeyVaultSecretName", "OrdersApiKey2024"],
      ["TokenUrl", "https://login.contoso.com/t"],
      ["apiKeyHeader", "X-Api-Key"],
      ["PasswordLabel", "Password1"],
      ["UserKey", "id"],
      ["API Key", "<insert>"],
      ["API Key", "TBD"],
      ["Client Secret", "***"],
      ["Client Secret", "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"],
      ["Client Secret", "00000000-0000-0000-0000-000000000000"],
      ["password", "Passwort ändern"],
      ["ErrorMessage", "Password is wrong: Code 401-A!"],
      ["SecretExpiryDays", "30"],
      ["PasswordExpires", "Never2024!"],
      ["tokenCount", "12345678"],
      ["MaxTokens", "4096"],
      ["max_tokens", "16000"],
      ["CredentialName", "SAP-PROD-Login1"],
      ["IsAuthenticated", "false"],
      ["AuthorizationUrl", "https://a.b/c"],
      ["KeyColumn", "Order_x0020_No1"],
      ["PrimaryKeyField", "new_orderid"],
      ["TranslationKey", "lbl.password.reset1"],
      ["secretQuestion", "Name of 1st pet?"],
      ["BearerPrefix", "Bearer "],
      ["AuthScheme", "Bearer"],
      ["Token", "@{outputs('x')}"],
      ["EncryptedPassword", "@{outputs('x')}"],
      ["ResetPassword", "Yes"],
      ["ShowPassword", "true"],
      ["varPasswordMail", "Hello, your password has been reset 2024!"],
      ["Passphrase Hint", "blue-42-X"],
      ["KeyVault", "kv-orders-prod-01"],
      ["vault secret", "orders-prod-secret-01"],
      ["ConnectionString", "@parameters('Conn (new_Conn)')"],
      ["connection string name", "SqlOrders2024"],
      ["Access Key ID", "ORDERS-KEY-01"],
      ["key", "value1"],
      ["HashKey", "a1b2c3d4"],
      ["Auth", "None"],
      ["Signature", "<p>Best 123</p>"],
    ] as const
  ).map(([name, value]) => row(`variable ${name} = ${value}`, initialize(name, value))),
  row(
    "init object of names",
    flow([
      raw("I", {
        type: "InitializeVariable",
        inputs: {
          variables: [
            {
              name: "cfg",
              type: "object",
              value: {
                secretNames: { sap: "sap-password-prod", crm: "crm-client-secret-1" },
                keyVault: "kv1",
                passwordField: "txtPwd1",
                tokenField: "hidToken_2",
              },
            },
          ],
        },
      }),
    ]),
  ),
  row(
    "schema with samples",
    flow([
      raw("P", {
        type: "ParseJson",
        inputs: {
          content: "@body('x')",
          schema: {
            type: "object",
            properties: {
              password: { type: "string", default: "Samp!e123", example: "Hk8!mq2Zx" },
              access_token: { type: "string", examples: [filler(40, 62)] },
            },
          },
        },
      }),
    ]),
  ),
  row(
    "trigger schema sample",
    flow([], {
      trigger: {
        name: "manual",
        json: {
          type: "Request",
          kind: "Http",
          inputs: { schema: { type: "object", properties: { apiKey: { type: "string", default: "abcDEF123456", title: "API Key 1" } } } },
        },
      },
    }),
  ),
  row(
    "button trigger titles",
    flow([], {
      trigger: {
        name: "manual",
        json: {
          type: "Request",
          kind: "Button",
          inputs: {
            schema: {
              type: "object",
              properties: {
                text: { title: "Password", type: "string", description: "Please enter your Password1", "x-ms-content-hint": "TEXT" },
              },
              required: [],
            },
          },
        },
      },
    }),
  ),
  row(
    "runAfter names",
    flow([
      raw("HTTP_-_Get_Password_Token_1", { type: "Compose", inputs: "x" }),
      raw("Compose_2", { type: "Compose", inputs: "@outputs('HTTP_-_Get_Password_Token_1')" }),
    ]),
  ),
  row(
    "metadata",
    flow([
      raw("C", {
        type: "Compose",
        inputs: "x",
        metadata: { operationMetadataId: guid(11), secretKey: hex(32, 63), [`01${filler(20, 64)}`]: "/Shared Documents/password1.txt" },
      }),
    ]),
  ),
  row(
    "sp list item fields",
    call("shared_sharepointonline", "PatchItem", {
      dataset: "https://contoso.sharepoint.com/sites/a",
      table: guid(12),
      id: 1,
      "item/Title": "API Key request 2024-001",
      "item/PasswordResetRequired": "Yes1",
      "item/KeyContact/Claims": "i:0#.f|membership|a@contoso.com",
      "item/Token_x0020_No": "T-00012345",
    }),
  ),
  row(
    "excel row key",
    call("shared_excelonlinebusiness", "GetItem", {
      source: `sites/contoso.sharepoint.com,${guid(1)},${guid(2)}`,
      drive: `b!${filler(60, 65)}`,
      file: `01${filler(32, 66).toUpperCase()}`,
      table: `{${guid(3).toUpperCase()}}`,
      idColumn: "Key",
      id: "ORD-2024-A1",
    }),
  ),
  row(
    "planner",
    call("shared_planner", "CreateTask_V3", {
      "body/planId": filler(28, 67),
      "body/bucketId": filler(28, 68),
      "body/title": "Rotate secret orders-2024!",
    }),
  ),
  row("forms", call("shared_microsoftforms", "GetFormResponseById", { form_id: filler(90, 69), response_id: 1 })),
  row(
    "teams post",
    call("shared_teams", "PostMessageToConversation", {
      poster: "Flow bot",
      location: "Channel",
      "body/recipient/groupId": guid(4),
      "body/recipient/channelId": `19:${hex(32, 70)}@thread.tacv2`,
      "body/messageBody": "<p>Password: was changed by Anna-Maria1. API key: expires 2024-12-31.</p>",
    }),
  ),
  row("keyvault get secret", call("shared_keyvault", "GetSecret", { secretName: "orders-api-key-2024" })),
  row(
    "dataverse perform retrieve",
    call("shared_commondataserviceforapps", "PerformUnboundAction", {
      actionName: "RetrieveEnvironmentVariableSecretValue",
      "item/EnvironmentVariableName": "new_OrdersApiKey",
    }),
  ),
  row(
    "dataverse list filter",
    call("shared_commondataserviceforapps", "ListRecords", {
      entityName: "new_secrets",
      $filter: `new_tokentype eq 'Bearer' and _ownerid_value eq ${guid(5)}`,
      $select: "new_apikey,new_password",
      $skiptoken: '<cookie pagenumber="2">',
    }),
  ),
  row(
    "outlook mail",
    call("shared_office365", "SendEmailV2", {
      "emailMessage/To": "a@contoso.com",
      "emailMessage/Subject": "Password expires in 14 days",
      "emailMessage/Body":
        "<p>Your password: expires on @{formatDateTime(utcNow(),'dd.MM.yyyy')}. Reset link: <a href=\"https://passwordreset.microsoftonline.com/?token=@{variables('t')}\">here</a></p>",
    }),
  ),
  row(
    "approval",
    call("shared_approvals", "StartAndWaitForAnApproval", {
      approvalType: "Basic",
      "ApprovalCreationInput/title": "Secret rotation: kv-prod/orders-1",
    }),
  ),
  row(
    "uiflow ids",
    call("shared_uiflow", "RunUIFlow_V2", {
      uiFlowId: guid(6),
      runMode: "unattended",
      "item/UserName": "svc-orders",
      "item/PasswordVaultName": "kv-orders-01",
      "item/InvoiceKey": "INV-2024-001",
    }),
  ),
  row(
    "uiflow password by var",
    call("shared_uiflow", "RunUIFlow_V2", { uiFlowId: guid(6), runMode: "unattended", "item/Password": "@body('Get_secret')?['value']" }),
  ),
  row("expr names", compose("@if(equals(variables('password'),''),outputs('Compose_API_Key'),body('Get_Secret_1')?['value'])")),
  row("expr format strings", compose("@concat(formatDateTime(utcNow(),'yyyyMMddHHmmssfff'),'_token_',guid())")),
  row("expr xpath", compose("@xpath(xml(body('H')),'string(//*[local-name()=\"Password1\"])')")),
  row(
    "condition type",
    flow([
      raw("If", {
        type: "If",
        expression: {
          and: [
            { equals: ["@triggerBody()?['tokenType']", "Bearer2024x"] },
            { equals: ["@outputs('x')?['body/password_reset']", "Done-2024!"] },
            { not: { equals: ["@triggerBody()?['secretName']", "orders-key-01"] } },
            { equals: ["@triggerOutputs()?['headers']?['x-api-key']", "@parameters('Key (new_Key)')"] },
          ],
        },
        actions: {},
      }),
    ]),
  ),
  row(
    "switch",
    flow([raw("S", { type: "Switch", expression: "@triggerBody()?['keyType']", cases: { A: { case: "ApiKey-2024", actions: {} } } })]),
  ),
  row(
    "param $connections",
    parameter(
      "$connections",
      { shared_x: { connectionId: `/subscriptions/${guid(1)}`, connectionName: `shared-x-${guid(2)}`, id: "/providers/x" } },
      "Object",
    ),
  ),
  row("param names", parameter("KeyVaultSecretName", "orders-key-2024")),
  row("param object ordinary", parameter("cfg", { listId: guid(1), etag: hex(32, 71), passwordPolicy: "Strong12!a" }, "Object")),
  // env vars
  row("ev name", variable("new_SecretName", { defaultValue: "orders-api-key-2024" })),
  row("ev kv", variable("new_KeyVaultUrl", { defaultValue: "https://kv-x.vault.azure.net" })),
  row("ev tokenurl", variable("new_TokenUrl", { defaultValue: "https://login.contoso.com/oauth2/token" })),
  row("ev client id", variable("new_ClientId", { defaultValue: guid(1) })),
  row("ev guid list", variable("new_ListId", { defaultValue: guid(1) })),
  row(
    "ev json map",
    variable("new_Map", { defaultValue: JSON.stringify({ a: hex(32, 72), etag: guid(1), secretName: "orders-1" }) }, "json"),
  ),
  row("ev apikey name placeholder", variable("new_ApiKey2", { defaultValue: "enter value per environment" })),
  row("ev password label", variable("new_PasswordLabel", { defaultValue: "Kennwort2" })),
  row(
    "ev secret ref",
    variable(
      "new_S",
      { defaultValue: `/subscriptions/${guid(1)}/resourceGroups/rg-x/providers/Microsoft.KeyVault/vaults/kv-x/secrets/orders-key` },
      "secret",
    ),
  ),
  row("settings ref", variable("new_S", {}, "secret"), {
    settings: {
      prod: {
        EnvironmentVariables: [
          {
            SchemaName: "new_S",
            Value: `/subscriptions/${guid(1)}/resourceGroups/rg-x/providers/Microsoft.KeyVault/vaults/kv-x/secrets/orders-key`,
          },
          { SchemaName: "new_Url", Value: "https://a.b" },
          { SchemaName: "new_Token", Value: "#{TOKEN}#" },
          { SchemaName: "new_ApiKey9", Value: "" },
        ],
        ConnectionReferences: [
          { LogicalName: "x", ConnectionId: hex(32, 73), ConnectorId: "/providers/Microsoft.PowerApps/apis/shared_x" },
        ],
      },
    },
  }),
  // web resources
  row(
    "js labels",
    webResource(
      "a.js",
      `const labels = { password: "Password", passwordRequired: "Password is required!", apiKey: "API key", token: "Token 2", resetPassword: "Reset-Password1", secret: "Secret" };`,
    ),
  ),
  row(
    "js resx",
    webResource(
      "a.1033.resx",
      `<root><data name="Password_Label" xml:space="preserve"><value>Password1</value></data><data name="ApiKey"><value>API key (32 characters)</value></data><data name="Password"><value>Password</value></data></root>`,
    ),
  ),
  row(
    "js code",
    webResource(
      "a.js",
      `function getToken(key){ var token = localStorage.getItem("accessToken2"); if(token === "expired-1") { token = null; } const apiKey = getApiKey("orders-2024"); xhr.setRequestHeader("Authorization", "Bearer " + token); xhr.setRequestHeader("x-api-key", apiKey); return formContext.getAttribute("new_apikey").getValue(); }`,
    ),
  ),
  row(
    "js minified",
    webResource(
      "b.js",
      `!function(e,t){e.exports={passwordChar:"\\u2022",password:function(e){return e.password="",t.token=n.key},KEY_ENTER:13,secretKey:a.secretKey,tokenTypes:{password:"password"},"password-mask":"xx1!"}}({},{});${`var _0x1a2b=["\\x70"];`.repeat(10)}`,
    ),
  ),
  row(
    "js integrity",
    webResource(
      "c.html",
      `<script src="https://cdn.x/y.js" integrity="sha384-${bytes(48, 74)}" crossorigin="anonymous"></script><meta name="csrf-token" content="${filler(40, 75)}"><input type="password" name="password" value="">`,
    ),
  ),
  row(
    "js sourcemap",
    webResource(
      "c.js",
      `//# sourceMappingURL=data:application/json;base64,${base64(JSON.stringify({ version: 3, sources: ["a.ts"], names: [], mappings: filler(300, 76) }))}`,
    ),
  ),
  row(
    "js guid consts",
    webResource(
      "d.js",
      `const KEY_ID="${guid(1)}"; const CLIENT_ID='${guid(2)}'; const formKey="${hex(32, 77)}"; var sortKey = "a1b2c3d4e5f6a7b8c9d0"; const cacheToken = "v1_${hex(8, 1)}"`,
    ),
  ),
  row(
    "js enum",
    webResource(
      "e.js",
      `var AuthType = { Password: "Password1", ApiKey: "ApiKey2", BearerToken: "BearerToken3", ClientSecret: "ClientSecret_v2" };`,
    ),
  ),
  row(
    "js event key",
    webResource(
      "g.js",
      `if (e.key === "Enter1") {} switch(ev.key){case "ArrowUp2": break;} const key = "new_ordernumber1"; keys["token"] = "tokenList2";`,
    ),
  ),
  row(
    "canvas labels",
    file(
      "CanvasApps/src/Src/App.fx.yaml",
      `Label1 As label:\n    Text: ="Password: please enter"\n    Tooltip: ="Your API key from the portal 1"\nTextInput As text:\n    Mode: =TextMode.Password\n    HintText: ="Password1"\n    OnSelect: =Set(varToken, Flow.Run(txtPwd.Text).token)\n    Default: =If(showPassword, "Hide-1", "Show-1")`,
    ),
  ),
  row(
    "canvas controls ids",
    file(
      "CanvasApps/src/ControlEditorState.json",
      JSON.stringify({ ControlUniqueId: "42", PublishOrderIndex: 1, templateKey: hex(32, 79), key: guid(1) }),
    ),
  ),
  row(
    "bot topic",
    file(
      "botcomponents/a.topic.Password/data",
      `kind: AdaptiveDialog\nbeginDialog:\n  actions:\n    - kind: Question\n      id: question_${filler(6, 80)}\n      variable: init:Topic.Password\n      prompt: What is your Password1?\n    - kind: SendActivity\n      id: sendActivity_${filler(6, 81)}\n      activity: "Your token: {Topic.Token}"\n    - kind: HttpRequestAction\n      headers:\n        x-api-key: =Env.new_ApiKey\n        Authorization: ="Bearer " & Topic.AccessToken\n`,
    ),
  ),
  row(
    "bot triggers words",
    file("botcomponents/a.topic.Reset/data", `triggerQueries:\n  - password: reset\n  - I forgot my password 2\n  - api key: expired!1\n`),
  ),
  row(
    "xaml",
    file(
      "Workflows/Notify-1.xaml",
      `<Activity x:Class="XrmWorkflow${hex(32, 82)}" xmlns:mva="clr-namespace:Microsoft.VisualBasic.Activities;assembly=System.Activities, Version=4.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35"><mxswa:Workflow><InArgument x:TypeArguments="s:Object">[DirectCast(CreatedEntities("primaryEntity#Temp"), Object)]</InArgument><Variable x:TypeArguments="x:Object" Default="new_password" Name="stepLabelLabelId${guid(1)}" /></mxswa:Workflow></Activity>`,
    ),
  ),
  row(
    "plugin assembly",
    file(
      "PluginAssemblies/x/x.dll.data.xml",
      `<PluginAssembly FullName="Contoso.Plugins, Version=1.0.0.0, Culture=neutral, PublicKeyToken=${hex(16, 83)}" PluginAssemblyId="${guid(1)}"><IsolationMode>2</IsolationMode></PluginAssembly>`,
    ),
  ),
  row(
    "plugin step plain config",
    file(
      "SdkMessageProcessingSteps/{1}.xml",
      `<SdkMessageProcessingStep Name="N"><Configuration>{"entity":"account","keyField":"new_key1","secretName":"orders-key-01","passwordField":"new_password2"}</Configuration></SdkMessageProcessingStep>`,
    ),
  ),
  row(
    "site setting names",
    file(
      "powerpagecomponents/x/site-settings/a.sitesetting.yml",
      `adx_name: Authentication/Registration/ResetPasswordEnabled\nadx_value: true1\n`,
    ),
  ),
  row(
    "site setting token lifetime",
    file(
      "powerpagecomponents/x/site-settings/b.sitesetting.yml",
      `adx_name: Authentication/UserManager/PasswordValidator/RequiredLength\nadx_value: 12345678\n`,
    ),
  ),
  row(
    "web template liquid",
    file(
      "powerpagecomponents/x/web-templates/a.webtemplate.source.html",
      `<input type="password" name="Password" placeholder="{{ snippets['Password1'] }}"><input name="__RequestVerificationToken" type="hidden" value="{{ token }}">`,
    ),
  ),
  row(
    "email template",
    file(
      "Templates/x.xml",
      `<emailtemplate><subject>Password reset</subject><body>Your temporary password: {!User:Password;} API key: see portal-1</body></emailtemplate>`,
    ),
  ),
  // texts that others are searched for
  ...[
    "@contains(toLower(body('Mail')),'password=expired')",
    "@startsWith(body('Mail'),'client_secret=missing')",
    "@endsWith(body('Mail'),'pwd=required')",
    "@indexOf(body('Mail'),'api_key=invalid1')",
    "@replace(body('Mail'),'password=unknown','')",
    "@split(body('Mail'),'Authorization: Bearer ')",
    "@if(contains(body('Mail'),'token=revoked1'),'a','b')",
  ].map((expression) => row(`sought text ${expression}`, compose(expression))),
  row(
    "sought text of a condition",
    flow([raw("If", { type: "If", expression: { contains: ["@body('Mail')", "password=expired"] }, actions: {}, else: { actions: {} } })]),
  ),
  row(
    "sought text of a filter",
    flow([raw("Q", { type: "Query", inputs: { from: "@body('Lines')", where: "@contains(item()?['line'],'password=changed1')" } })]),
  ),
  // the mark of a provider's tokens, of which the rest was taken away
  ...["xoxp-", "sk-", "ghp_", "SG."].map((mark) => row(`mark alone ${mark}`, http({ headers: { Authorization: `Bearer ${mark}` } }))),
  row("a word with a slash before it", compose("Use the /password reset page or ask for a /token refresh")),

  // words about credentials in texts for people
  ...[
    "<p><b>Password:</b> will be sent separately</p>",
    "<table><tr><td>Password</td><td>Status</td></tr></table>",
    "<table><tr><td>Token</td><td>Expires 2024-10-11</td></tr></table>",
    "Password for the portal: reset it at https://aka.ms/sspr",
    "The password is SHA-256 hashed, the token is JWT-Encoded and signed.",
    "Password is required. The password is Case-Sensitive.",
    "Secret for tenant: contoso.onmicrosoft.com",
    "con_password eq 'Expired' and con_token eq 'Pending2'",
  ].map((text) => row(`text: ${text}`, compose(text))),

  // headers that are called keys and tell requests apart
  ...[
    "Idempotency-Key",
    "X-Partition-Key",
    "X-Cache-Key",
    "X-Correlation-Key",
    "Sec-WebSocket-Key",
    "X-Public-Key",
    "Surrogate-Key",
    "X-Request-Key",
  ].map((name) => row(`header ${name}`, http({ headers: { [name]: hex(32, 81) } }))),
  ...["orders-2024", "EMP-00017", "Contoso-0042", "ContosoOrders2024", "Orders/Contoso/2024", "{Your-Key-2024!}"].map((value) =>
    row(`header that names a key: ${value}`, http({ headers: { Key: value, "X-Contoso-Key": value } })),
  ),
  row("code of a sign-in", http({ uri: "https://app.contoso.com/callback?code=0a1b2c3d4e5f" })),

  // scripts that join what they are given
  ...[
    'const h = { Authorization: "Basic " + btoa(user + ":" + password) };',
    'const message = "Token " + "Expired2024";\nshow("Basic " + "settings are missing");',
    "const label = 'Enter a password';\nreturn { password: label, apiKey: key };",
    "subprocess.run(['tool', '-p', 'Release-2024.1'])",
    "$c = New-Object PSCredential($user, (ConvertTo-SecureString $password -AsPlainText -Force))",
    'login("home page", "Orders2024.html")',
  ].flatMap((text) => [row(`joined: ${text}`, compose(text)), row(`joined in a web resource: ${text}`, webResource("orders.js", text))]),

  // keys beside addresses that name something there, and keys without an address
  row(
    "key that names a thing at an address",
    compose([
      { url: "https://contoso.atlassian.net/browse/OPS-1", key: "OPS-1" },
      { url: "https://app.contoso.com", key: "OrderConfirmationTemplate2024" },
      { url: "https://app.contoso.com", key: guid(85) },
      { url: "https://app.contoso.com", key: "@{guid()}" },
    ]),
  ),
  ...[
    "Invoke-Sqlcmd -ServerInstance $server -Username sa -Password $password -ParseJson",
    "curl -uri:https://erp.contoso.example/orders",
    "curl --url http://erp.contoso.example -useragent:orders12",
    "curl -u$user:$password https://erp.contoso.example",
    "$map = @{ user = 'Name'; password = 'Password' }",
    "$login = @{ user = $user; password = $password; url = 'https://erp.contoso.example' }",
  ].map((text) => row(`command or table: ${text}`, compose(text))),
  row("what a password has to look like", compose({ password: "^(?=.*[A-Z])(?=.*\\d).{12,}$", pwd: "^[a-z]{8}[0-9-]{2}$" })),
  row("labels in scripts without capital letters", compose({ password: "パスワード", token: "トークン", secret: "密钥：", pwd: "密码" })),
  row("ids that repeat the name of their field", compose({ clave: "CLAVE-001", pass: "Pass-0042", token: "token-17" })),
  row(
    "names of users without a password",
    flow(
      [
        "integration.service.account01@contoso.com",
        "CONTOSO\\svc-flow-prod-0001",
        "svc-flow-integration-prod-01",
        guid(91),
        "@{variables('user')}",
      ].map((username, index) =>
        raw(`HTTP_${index}`, {
          type: "Http",
          inputs: { method: "GET", uri: "https://api.contoso.com", authentication: { type: "Basic", username, password: "" } },
        }),
      ),
    ),
  ),
  row(
    "key for the user beside a password that is read",
    http({ authentication: { type: "Basic", username: hex(32, 92), password: "@parameters('p')" } }),
  ),
  row("hashes of credentials", compose({ apiKeyHash: hex(64, 93), tokenSha256: hex(64, 94), passwordHash: `$2b$12$${filler(53, 95)}` })),
  row(
    "what answers a command",
    desktop(
      "Cmd.WaitForText Session: S Text: $'''password:''' Timeout: 30\nCmd.Write Session: S Command: Password SendEnter: True\nCmd.Write Session: S Command: $'''Get-Orders2024!''' SendEnter: True",
    ),
  ),
  row(
    "the user in a list that a password is added to",
    desktop(
      "Variables.CreateNewList List=> L\nVariables.AddItemToList Item: $'''RPA01''' List: L\nVariables.AddItemToList Item: Password List: L\nSAP.SapLogin.SapLogInOptionSingle Description: $'''P''' Client: $'''100''' Username: L[0] Password: L[1] SapInstance=> S",
    ),
  ),
  row("numbers of passes", compose({ passNumber: "PN-444714", pass: "SP-20241187" })),
  row("properties of a build beside a user", compose("docker run -u 1000 -p 8080:80 erp && msbuild erp.sln /p:Platform=x64-Build.2")),
  ...[
    "User: your e-mail address\nPassword: windows10",
    "User: none\nPassword: letmein99",
    "User name: <user>\nPassword: letmein99",
    "User: svc\nPassword: monkey77 and more",
    "User: svc. Password: letmein99",
    "Order: svc\nPassword: letmein99",
  ].map((text) => row(`nobody's password: ${text}`, compose(text))),
  row("a pass without a user", http({ uri: "https://tickets.contoso.com/check?pass=DayTicket&account_type=b&pages=2" })),
  row(
    "the same place of other calls than those of Odoo",
    http({ body: { jsonrpc: "2.0", params: { service: "orders", method: "read", args: ["orders", 2, "winter4821"] } } }),
  ),
  row("another input of the trigger than the one that is called a password", {
    flows: [
      {
        name: "Orders",
        trigger: buttonTrigger({ text: "Wort", text_1: "Passwort" }),
        actions: [raw("Check", { type: "If", expression: { equals: ["@triggerBody()?['text']", "Wn-4821-kq!"] }, actions: {} })],
      },
    ],
  }),
  row("key without an address", compose([{ key: hex(32, 86), value: 1 }])),
];
