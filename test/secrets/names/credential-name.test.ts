import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { credentialName, keyOfUnknownService, mayNumberRows } from "../../../src/secrets/names/credential-name.ts";
import { headerName, knownName, queryName } from "../../../src/secrets/names/known-names.ts";
import { keyKinds, keyNegatives, pinKinds, tokenKinds, tokenNegatives } from "../../../src/secrets/names/name-words.ts";
import { wordsOf } from "../../../src/secrets/names/words.ts";

const strong: Readonly<Record<string, readonly string[]>> = {
  password: [
    "password",
    "Password",
    "PASSWORD",
    "passwd",
    "pwd",
    "PWD",
    "pass_phrase",
    "passphrase",
    "userPassword",
    "user_password",
    "db-password",
    "DBPassword",
    "sqlPwd",
    "sqlpwd",
    "dbpwd",
    "svc pwd",
    "adminpassword",
    "SmartcardPin",
    "card PIN",
    "user_pin",
    "SAP_PW",
    "dbPw",
    "LoginPIN (SAP)",
    "Password1",
    "password2",
    "newPassword",
    "Old Password",
    "password_prod",
    "Password (SAP)",
    "Password for SAP",
    "Passwort für SAP",
    "item/Password",
    "smtpPassword",
    "FTP password",
    "windows_password",
    "dbpass",
    "smtp_pass",
    "passwordValue",
    "PasswordText",
    "password_confirm",
    "rw_password",
    "cs_password",
    "documentum_password",
    "wsse:Password",
    "Set_Password",
    "Passwort",
    "Kennwort",
    "Benutzerkennwort",
    "SQL-Kennwort",
    "Datenbankpasswort",
    "mot de passe",
    "MotDePasse",
    "mot_de_passe",
    "mdp",
    "contraseña",
    "contrasena",
    "Contraseña del usuario",
    "wachtwoord",
    "Wachtwoord SAP",
    "senha",
    "Senha do usuário",
    "palavra-passe",
    "hasło",
    "haslo",
    "Hasło użytkownika",
    "heslo",
    "lösenord",
    "losenord",
    "salasana",
    "adgangskode",
    "kodeord",
    "passord",
    "parola",
    "parolă",
    "parola utente",
    "şifre",
    "jelszó",
    "lozinka",
    "geslo",
    "slaptažodis",
    "mật khẩu",
    "kata sandi",
    "пароль",
    "Пароль",
    "парольПользователя",
    "парола",
    "συνθηματικό",
    "סיסמה",
    "كلمة المرور",
    "كلمة_المرور",
    "şifreniz",
    "salasanasi",
    "WLAN-Schlüssel",
    "Wi-Fi key",
    "clave del wifi",
    "授权码",
    "パスワード",
    "ログインパスワード",
    "密码",
    "用户密码",
    "密碼",
    "口令",
    "비밀번호",
    "사용자 비밀번호",
    "รหัสผ่าน",
    "पासवर्ड",
  ],
  "client-secret": [
    "clientSecret",
    "client_secret",
    "ClientSecret",
    "CLIENT_SECRET",
    "client secret",
    "Client Secret (new_ClientSecret)",
    "appSecret",
    "AppSecret",
    "application secret",
    "consumerSecret",
    "oauthSecret",
    "token:clientsecret",
    "clientsecret",
    "AadClientSecret",
    "Application Client Secret",
  ],
  "api-key": [
    "geheimeSleutel",
    "toegangssleutel",
    "Geheimschlüssel",
    "Abonnementschlüssel",
    "llaveApi",
    "llave secreta",
    "clef_api",
    "cléAbonnement",
    "chaveAssinatura",
    "kluczDostepu",
    "tajnyKlic",
    "titkosKulcs",
    "gizliAnahtar",
    "fnKey",
    "APIキー",
    "アクセスキー",
    "SAPのAPIキー",
    "API 키",
    "apiKey",
    "api_key",
    "API key",
    "apikey",
    "API-KEY",
    "x-api-key",
    "X-API-Key",
    "xapikey",
    "x-apikey",
    "restapikey",
    "Ocp-Apim-Subscription-Key",
    "subscription-key",
    "subscriptionKey",
    "x-functions-key",
    "x-rapidapi-key",
    "accessKey",
    "access_key",
    "secretKey",
    "AWS secret access key",
    "storageKey",
    "storageAccountKey",
    "accountKey",
    "masterKey",
    "functionKey",
    "shared access key",
    "OpenAI Key",
    "openai_api_key",
    "sendgridApiKey",
    "trackitapikey",
    "aftership-api-key",
    "API-Schlüssel",
    "Zugriffsschlüssel",
    "clave de API",
    "chave de API",
    "clé API",
    "API sleutel",
    "x-mightora-key",
    "x-secret-key",
    "xi-api-key",
    "licenseKey",
  ],
  token: [
    "accessToken",
    "access_token",
    "authToken",
    "auth-token",
    "bearerToken",
    "refresh_token",
    "apiToken",
    "API token",
    "sasToken",
    "SAS token",
    "personal access token",
    "x-auth-token",
    "x-access-token",
    "private-token",
    "PRIVATE-TOKEN",
    "oauth_token",
    "Authorization",
    "authorization",
    "proxy-authorization",
    "bearer",
    "botToken",
    "userToken",
    "securityToken",
    "x-rftoken",
    "x-shopify-access-token",
    "sessionToken",
    "トークン",
    "访问令牌",
  ],
  key: ["privateKey", "private_key", "encryptionKey", "EncryptionKey", "signing key", "decryptionKey", "pfx"],
  secret: [
    "secret",
    "Secret",
    "SECRET",
    "my_secret",
    "webhookSecret",
    "graphSecret",
    "totp secret",
    "Secret value",
    "secretProd1",
    "シークレット",
    "密钥",
    "secreto",
    "sekret",
    "Clientgeheimnis",
    "klienthemlighet",
    "clientgeheim",
    "클라이언트비밀",
  ],
  "connection-string": [
    "connectionString",
    "connection_string",
    "Connection String",
    "sqlConnectionString",
    "connString",
    "conn_str",
    "DbConnectionString",
    "Verbindungszeichenfolge",
    "cadena de conexión",
    "chaîne de connexion",
    "cadenaConexion",
    "stringConexao",
    "接続文字列",
    "连接字符串",
    "connection-string",
  ],
};

const weak = [
  ...["token", "Token", "credentials", "creds", "auth", "jwt", "certificate", "myToken", "tokenXyz", "secretSauce"],
  // Where notifications go, as often as what a device signs in with.
  ...["deviceToken", "push_token"],
  // The name of a header, as often as what is in it.
  ...["apiKeyHeader", "client-secret-header"],
];

const none = [
  // A list of passwords is where they are kept, and `parola chiave` is a keyword.
  ...["PasswortListe", "Passwort-Liste (new_PwListe)", "listaContraseñas", "hasloLista", "parolaChiave", "parola chiave"],
  // Languages that say first what it is about: the name, length or address of a secret.
  ...["nomSecret", "nombreClaveApi", "nomeSegredo", "longitudContraseña", "lienMotDePasse", "tipoToken"],
  ...["KennwortLaeuftAb", "PasswortErhalten", "şifreUzunluğu", "비밀번호변경일", "トークン数", "password example"],
  "",
  " ",
  "name",
  "id",
  "value",
  "body",
  "key",
  "Key",
  "keys",
  "tokens",
  "secrets",
  "username",
  "user",
  "UserName",
  "emailaddress",
  "client_id",
  "clientId",
  "appId",
  "tenantId",
  "accountid",
  "uid",
  "endpoint-url",
  "SecretName",
  "secret_name",
  "secretName",
  "SECRET_NAME",
  "Secret Names",
  "KeyVaultName",
  "keyVaultName",
  "KeyVault",
  "key vault secret name",
  "name of the secret",
  "path to your private key",
  "Pfad zum privaten API Key",
  "Name des Client Secret",
  "chemin de la clé secrète",
  "ruta del secreto",
  "SSH key",
  "proxmox_ssh_key",
  "Enter the URL of the token",
  "vaultUri",
  "secretId",
  "SecretIdentifier",
  "SecretUri",
  "secretUrl",
  "secret version",
  "SecretVersion",
  "SecretCount",
  "secretType",
  "clientSecretExpiry",
  "ClientSecretExpirationDate",
  "client secret name",
  "PasswordPolicy",
  "passwordPolicies",
  "PasswordExpired",
  "PasswortNeuSetzen",
  "PasswortZuruecksetzen",
  "KennwortÄndern",
  "Kennwortlaenge",
  "PasswortErforderlich",
  "CambiarContraseña",
  "ContraseñaOlvidada",
  "MotDePasseOublié",
  "RegexPassword",
  "xpath_password",
  "lblPassword",
  "MustChangePassword",
  "UserMustChangePassword",
  "userCannotChangePassword",
  "forceChangePasswordNextSignIn",
  "forceChangePasswordNextSignInWithMfa",
  "ForceResetPassword",
  "appStoreRequirePassword",
  "workProfileRequirePassword",
  "enforceOneTimePassword",
  "customForgotMyPasswordText",
  "haspassword",
  "new_haspassword",
  "new_mustchangepassword",
  "cr123_forceresetpassword",
  "ispassword",
  "passwordBlockSimple",
  "passwordSignInFailureCountBeforeFactoryReset",
  "passwordRequireWhenResumeFromIdleState",
  "passwordMethods",
  "passcodeBlockModification",
  "mobile_passcode_timeout_in_seconds",
  "password_provided",
  "PasswordComplexity",
  "PasswordFailedAttempts",
  "registryKeyStates",
  "SecretClassification",
  "Top Secret",
  "TopSecret",
  "Kennwort geändert am",
  "kennwortKomplexitaet",
  "Kennwort-Stärke",
  "contraseñaComplejidad",
  "passwordScadenza",
  "passwordErrata",
  "password-submit",
  "btnPassword",
  "button password",
  "claveProducto",
  "ClaveProdServ",
  "clave del proveedor",
  "clave de la sucursal",
  "Passwort ungültig",
  "Passwort abgelaufen",
  "mot de passe modifié",
  "passwordExpiry",
  "passwordLastSet",
  "password_changed_date",
  "passwordLength",
  "PasswordDelimiter",
  "password_separator",
  "PasswordWindow",
  "PasswordRow",
  "PasswordCell",
  "PasswordSheet",
  "minPasswordLength",
  "PasswordHint",
  "passwordResetUrl",
  "resetPassword",
  "forgotPassword",
  "ForgotPasswordLink",
  "changePassword",
  "showPassword",
  "hasPassword",
  "isPasswordProtected",
  "usePassword",
  "passwordRequired",
  "passwordField",
  "passwordLabel",
  "PasswordProvider",
  "passwordFile",
  "password manager",
  "passwordPrompt",
  "Passwort-Richtlinie",
  "Passwortlänge",
  "密码长度",
  "パスワードの期限",
  "TokenUrl",
  "tokenUri",
  "token_endpoint",
  "TokenType",
  "token_type",
  "tokenExpiry",
  "token_expires_in",
  "accessTokenExpiresOn",
  "accessTokenUrl",
  "tokenLifetime",
  "tokenCount",
  "sessionTokenCount",
  "tokenUsage",
  "max_tokens",
  "maxTokens",
  "total_tokens",
  "prompt_tokens",
  "SkipToken",
  "skip_token",
  "$skiptoken",
  "skiptoken",
  "continuationToken",
  "continuation_token",
  "nextPageToken",
  "next_page_token",
  "pageToken",
  "syncToken",
  "deltaToken",
  "csrfToken",
  "x-csrf-token",
  "changeToken",
  "concurrencyToken",
  "Skip Token",
  "publicKeyToken",
  "primary key",
  "UserKey",
  "MapPin",
  "primaryKey",
  "foreign key",
  "foreignKey",
  "publicKey",
  "public_key",
  "partitionKey",
  "PartitionKey",
  "rowKey",
  "sortKey",
  "cacheKey",
  "keyword",
  "keywords",
  "keyboard",
  "lookup key",
  "objectKey",
  "idempotencyKey",
  "entityKey",
  "alternate key",
  "issueKey",
  "projectKey",
  "apiKeyName",
  "apiKeyId",
  "api key header name",
  "PasswordChars",
  "allowedPasswordCharacters",
  "key id",
  "keyId",
  "keyName",
  "gpg key",
  "hash key",
  "Secretary",
  "secretary",
  "secretariat",
  "passport",
  "passenger",
  "bypass",
  "compass",
  "passed",
  "tokenize",
  "tokenization",
  "author",
  "authority",
  "authentication",
  "authenticationType",
  "connection",
  "connectionName",
  "connectionStringName",
  "connectionReference",
  "signature",
  "X-MS-APIM-Tokens",
  "appid",
  "Passed",
  "password less",
];

describe("names of credentials", () => {
  for (const [kind, names] of Object.entries(strong)) {
    it.each(names)(`%s names a ${kind}`, (name) => {
      expect(credentialName(name)).toEqual({ kind, strength: "strong" });
    });
  }

  it("accessTokenHeader names what is in the header", () => {
    expect(credentialName("accessTokenHeader")).toEqual({ kind: "token", strength: "strong" });
  });

  it.each(weak)("%s may name a credential", (name) => {
    expect(credentialName(name)?.strength).toBe("weak");
  });

  it.each(none)("%s names none", (name) => {
    expect(credentialName(name)).toBeUndefined();
  });

  it("takes the words of the configuration, in any language and of several words", () => {
    const words = ["Losung", "geheime Zutat", "合言葉"];
    for (const name of ["Losung", "losung_sap", "SapLosung", "taeglichelosung", "Geheime Zutat", "geheimeZutatNeu", "今日の合言葉"]) {
      expect(credentialName(name, words), name).toEqual({ kind: "secret", strength: expect.any(String) });
    }
    expect(credentialName("Losung")).toBeUndefined();
    expect(credentialName("LosungName", words)).toBeUndefined();
    expect(credentialName("Zutat", words)).toBeUndefined();
    expect(credentialName("Kennwort", words)?.kind).toBe("password");
  });

  it.each([
    "Primary_x0020_Key",
    "Customer_x0020_Key",
    "Next_x0020_Page_x0020_Token",
    "Travel_x0020_Authorization",
    "API_x0020_Key",
    "Client_x0020_Secret",
    "Pass_x0020_Word",
    "Contrase_x00f1_a",
    "Mot_x0020_de_x0020_passe",
    "Passwort_x0020_ge_x00E4_ndert",
    "_x30d1__x30b9__x30ef__x30fc__x30c9_",
  ])("reads %s as its maker wrote it", (name) => {
    const written = name.replace(/_x(....)_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    expect(credentialName(name)).toEqual(credentialName(written));
    expect(mayNumberRows(name)).toBe(mayNumberRows(written));
  });

  it("knows a column by the name that SharePoint gives it", () => {
    expect(credentialName("Customer_x0020_Key")).toBeUndefined();
    expect(credentialName("API_x0020_Key")).toEqual({ kind: "api-key", strength: "strong" });
    expect(mayNumberRows("Account_x0020_Key")).toBe(true);
    expect(keyOfUnknownService("Customer_x0020_Key")).toBeUndefined();
  });

  it("takes the key of a spreadsheet for the id that it is", () => {
    expect(["SheetKey", "spreadsheet_key", "WorkbookKey"].map((name) => keyOfUnknownService(name))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("leaves texts that are no names alone", () => {
    expect(credentialName("password ".repeat(40))).toBeUndefined();
  });

  it("does not depend on case and separators", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          "client secret",
          "user password",
          "api key",
          "access token",
          "connection string",
          "secret name",
          "token type",
          "next page token",
        ),
        fc.constantFrom("_", "-", " ", ".", "camel", "upper"),
        (phrase, style) => {
          const words = phrase.split(" ");
          const name =
            style === "camel"
              ? words.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("")
              : style === "upper"
                ? words.join("_").toUpperCase()
                : words.join(style);
          expect(credentialName(name)).toEqual(credentialName(phrase));
        },
      ),
    );
  });

  it("answers for every text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (name) => {
        expect([undefined, "weak", "strong"]).toContain(credentialName(name, ["x", "a b", ""])?.strength);
      }),
    );
  });
});

describe("what a credential is for says nothing about what it is", () => {
  it.each([
    ["secret for SAP", "secret", "strong"],
    ["Geheimnis für SAP", "secret", "strong"],
    ["access token of the tenant", "token", "strong"],
    ["password for user name", "password", "strong"],
    ["Passwort zum Portal", "password", "strong"],
    ["secret SAP", "secret", "weak"],
    ["Travel Authorization", "token", "weak"],
    ["issuing_authorization", "token", "weak"],
    ["x-authorization", "token", "strong"],
    ["Salesforce password", "password", "strong"],
    ["SalesForcePassword", "password", "strong"],
    ["salesforcepassword", "password", "strong"],
    ["mustermannpassword", "password", "strong"],
    ["SalesForceResetPassword", undefined, undefined],
    ["password SAP", "password", "strong"],
    ["accountconnectionstring", "connection-string", "strong"],
    ["mysubscriptionkey", "api-key", "strong"],
    ["botaccesstoken", undefined, undefined],
    ["webhooktoken", "token", "strong"],
    ["nextpagetoken", undefined, undefined],
    ["skiptoken", undefined, undefined],
    ["dbpwd", "password", "strong"],
    ["orderssecret", "secret", "strong"],
    ["clientsecret", "client-secret", "strong"],
    ["consumersecret", "client-secret", "strong"],
    ["private key", "key", "strong"],
    ["signing key", "key", "strong"],
    ["api key", "api-key", "strong"],
    ["foreign key", undefined, undefined],
    ["sort key", undefined, undefined],
    ["banana key", undefined, undefined],
    ["banana token", "token", "weak"],
    ["my pass", "password", "weak"],
    ["pfx", "key", "strong"],
  ])("%s: %s, %s", (name, kind, strength) => {
    const found = credentialName(name);
    expect([found?.kind, found?.strength]).toEqual([kind, strength]);
  });
});

describe("names of query parameters", () => {
  it.each([
    ["code", "contoso.azurewebsites.net", "strong"],
    ["code", "prod-1.westeurope.logic.azure.com", "strong"],
    ["key", "maps.contoso.com", "weak"],
    ["token", undefined, "weak"],
    ["appid", undefined, "weak"],
  ] as const)("%s at %s is %s", (name, host, strength) => {
    expect(queryName(name, host)).toMatchObject({ strength });
  });

  it("knows that a code elsewhere is used up at once", () => {
    expect(queryName("code", "login.microsoftonline.com")).toBe("none");
    expect(queryName("code", undefined)).toBe("none");
    expect(queryName("code", "azurewebsites.net.evil.com")).toBe("none");
  });

  it("leaves other names to their words", () => {
    expect(queryName("api_key", "contoso.com")).toBeUndefined();
  });
});

describe("in a query, where every second parameter is called so, a name is a weak sign:", () => {
  it.each([
    ["api-key", ["key", "appkey", "app_key", "licenseKey", "user-key"]],
    ["token", ["appid", "token", "auth", "session", "sessionId", "hash", "sig"]],
    ["password", ["pass"]],
  ])("%s", (kind, names) => {
    for (const name of names) expect([name, queryName(name, "api.contoso.com")]).toEqual([name, { kind, strength: "weak" }]);
  });

  it.each(["constructor", "toString", "id", "page", "keys"])("not %s", (name) => expect(queryName(name, undefined)).toBeUndefined());

  it.each([
    "contoso.azurewebsites.net",
    "contoso.azurewebsites.us",
    "contoso.azurewebsites.cn",
    "contoso.azure-api.net",
    "contoso.azureapi.net",
    "prod-1.westeurope.logic.azure.com",
    "prod-1.logic.azure.us",
    "prod-1.logic.azure.cn",
    "contoso.azurestaticapps.net",
    "default.0d.environment.api.powerplatform.com",
    "CONTOSO.AZUREWEBSITES.NET",
  ])("`code` is a key at %s", (host) => expect(queryName("code", host)).toEqual({ kind: "api-key", strength: "strong" }));

  it.each([
    "azurewebsites.net.example",
    "xazurewebsites.net",
    "contoso.azurewebsites.org",
    "contoso.logic.azure.net",
    "powerplatform.com.example",
  ])("`code` is a code for once at %s", (host) => expect(queryName("code", host)).toBe("none"));
});

describe("pw", () => {
  it.each(["pw", "Hours_PW", "rent pw"])("%s may be a password, or mean a week", (name) =>
    expect(credentialName(name)).toEqual({ kind: "password", strength: "weak" }),
  );
});

describe("the key of a service that no list knows", () => {
  it.each(["ContosoPayKey", "frobnicate key", "FROBNICATE_KEY", "Key Frobnicate Key", "FrobnicateKey1", "Frobnicate Key (prod)"])(
    "%s may be one",
    (name) => expect(keyOfUnknownService(name)).toEqual({ kind: "api-key", strength: "weak" }),
  );
  it.each([
    "Key",
    "key1",
    "CustomerKey",
    "customer key",
    "PublicKey",
    "site key",
    "InstrumentationKey",
    "Primary Key",
    "IssueKey",
    "FrobnicateKeyId",
    "FrobnicateKeyName",
    "HasFrobnicateKey",
    "Monkey",
    "Keyboard",
    "x9Key",
    "a key",
    "Frobnicate",
    `${"a".repeat(250)} key`,
  ])("%s is none", (name) => expect(keyOfUnknownService(name)).toBeUndefined());
});

describe("a key may number rows", () => {
  it.each(["AccountKey", "device_key", "Service Key"])("%s", (name) => expect(mayNumberRows(name)).toBe(true));
  it.each(["ApiKey", "AccountApiKey", "AccountKeyName", "Account", "key", "StorageKey"])("but not %s", (name) =>
    expect(mayNumberRows(name)).toBe(false),
  );
});

describe("a header of a service's own name", () => {
  it.each(["Key", "X-Contoso-Key", "contoso_key", "KEY"])("%s may hold a key", (name) =>
    expect(headerName(name)).toEqual({ kind: "api-key", strength: "weak" }),
  );
  it.each(["Monkey", "Keys", "X-Key-Id", "X-Contoso"])("%s does not", (name) => expect(headerName(name)).toBeUndefined());
  it.each(
    "idempotency partition route routing cache correlation dedup message row sort public Sec-WebSocket trace object primary foreign lock tenant site index session trigger order event batch".split(
      " ",
    ),
  )("%s-Key does not", (word) => {
    expect(headerName(`X-${word}-Key`)).toBeUndefined();
    expect(headerName(`${word.toUpperCase()}_KEY`)).toBeUndefined();
  });
});

describe("a name as vendors write it is known as a whole:", () => {
  it.each([
    [
      "token",
      [
        "x-rftoken",
        "X-Figma-Token",
        "Circle-Token",
        "X-Vault-Token",
        "proxy-authorization",
        "x-personalaccesstoken",
        "X-Postmark-Server-Token",
        "wstoken",
      ],
    ],
    [
      "api-key",
      ["X-RapidAPI-Key", "x-functions-key", "dd-api-key", "hapikey", "aeg-sas-key", "x-key", "zkkey", "subscription-key", "xi-api-key"],
    ],
    ["password", ["userpass", "dbPass", "smtp_pass", "FTP pass", "PGPASSWORD", "mysql_pwd", "adminPass", "rootpass", "passhash"]],
    ["client-secret", ["token:clientSecret", "clientCredentials"]],
  ])("%s", (kind, names) => {
    for (const name of names) expect([name, knownName(name)]).toEqual([name, { kind, strength: "strong" }]);
  });
  it.each([
    "x-ms-apim-tokens",
    "AppId",
    "app_id",
    "client_id",
    "Public Key",
    "Site Key",
    "Instrumentation Key",
    "recaptcha site key",
    "Key Vault",
  ])("%s is harmless", (name) => expect(knownName(name)).toBe("none"));
});

describe("the words beside a credential word", () => {
  it.each(Object.entries({ keyKinds, keyNegatives, pinKinds, tokenKinds, tokenNegatives }))(
    "of %s are compared with single words, so each is one",
    (_, list) => expect(list.filter((entry) => wordsOf(entry).length !== 1)).toEqual([]),
  );
});
