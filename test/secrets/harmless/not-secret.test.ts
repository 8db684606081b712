import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { harmlessForm, isNameOf, isSpelledOut, isWordLike, looksGenerated } from "../../../src/secrets/harmless/not-secret.ts";
import { filler, seeded } from "../pattern-sample.ts";

describe("what a text is when it is no credential", () => {
  it.each([
    ["", "empty"],
    ["@parameters('Client secret (new_secret)')", "expression"],
    ["@{variables('token')}", "expression"],
    ["@Microsoft.KeyVault(SecretUri=https://kv-orders.vault.azure.net/secrets/erp-api-key)", "expression"],
    ["@Microsoft.KeyVault(VaultName=kv-orders;SecretName=erp-api-key)", "expression"],
    ["Bearer @{body('Get_token')?['access_token']}", "expression"],
    ["abc\uFFFCdef", "expression"],
    ["%Password%", "expression"],
    ["${SECRET}", "expression"],
    [`ENC[AES256_GCM,data:${filler(seeded(8), 12)},iv:${filler(seeded(9), 20)}=,type:str]`, "expression"],
    ["vault:secret/data/erp#password_2", "expression"],
    ["secretref:erp-password-2", "expression"],
    ["!Ref ErpPassword2", "expression"],
    ["!Sub '${Erp}-Password2'", "expression"],
    ["cubic-bezier(0.1,0.9,0.2,1)", "expression"],
    ["rgba(12, 34, 56, .5)", "expression"],
    ["=concat('a')", "expression"],
    ["3f2504e0-4f89-11d3-9a0c-0305e82c3301", "guid"],
    ["{3F2504E0-4F89-11D3-9A0C-0305E82C3301}", "guid"],
    ["#password", "selector"],
    ["input#txt-password", "selector"],
    [".login-form > .password", "selector"],
    ["12345", "number"],
    ["-1.5", "number"],
    ["true", "boolean"],
    ["2024-05-31", "date"],
    ["2024-05-31T10:00:00.123Z", "date"],
    ["31.12.2024", "date"],
    ["PT5M", "date"],
    ["1.2.3", "version"],
    ["v2.10.0-beta.1", "version"],
    ["user@contoso.com", "email"],
    ["https://graph.microsoft.com/.default", "url"],
    ["https://contoso.vault.azure.net/secrets/api", "url"],
    ["contoso.vault.azure.net", "url"],
    ["api://3f2504e0", "url"],
    ["urn:ietf:params:oauth", "url"],
    ["application/json; charset=utf-8", "media-type"],
    [`$2b$12$${filler(seeded(31), 53)}`, "hash"],
    [`$6$${filler(seeded(32), 8)}$${filler(seeded(33), 86)}`, "hash"],
    [`$argon2id$v=19$m=65536,t=3,p=4$${filler(seeded(34), 22)}$${filler(seeded(35), 43)}`, "hash"],
    [`pbkdf2_sha256$600000$${filler(seeded(36), 22)}$${filler(seeded(37), 43)}=`, "hash"],
    [`scrypt:32768:8:1$${filler(seeded(38), 16)}$${filler(seeded(39), 64)}`, "hash"],
    [`{SSHA}${filler(seeded(40), 32)}`, "hash"],
    ["C:\\Temp\\key.txt", "path"],
    ["\\\\server\\share\\file", "path"],
    ["/subscriptions/abc/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv/secrets/name", "path"],
    ["projects/contoso/secrets/api-key/versions", "path"],
    ["secrets.json", "path"],
    ["^[A-Za-z0-9]+$", "pattern"],
    ['{"a": 1}', "markup"],
    ["<p>text</p>", "markup"],
    ["Please ask the administrator for the password", "sentence"],
    ["Passwörter dürfen nicht leer sein", "sentence"],
    ["Delegated", "word"],
    ["Ausgangsrechnung", "word"],
    ["DEV_ENVIRONMENT_SECRET", "name"],
    ["kv-contoso-prod-client-secret", "name"],
    ["client secret name", "sentence"],
    [`iVBORw0KGgo${filler(seeded(1), 60)}`, "content"],
    [`data:image/png;base64,${filler(seeded(2), 60)}`, "content"],
    [`${"JVBER"}i0xLjQ${filler(seeded(3), 60)}`, "content"],
    [filler(seeded(4), 9000), "content"],
    ["-----BEGIN CERTIFICATE-----\nMIIC", "content"],
    ["-----BEGIN PUBLIC KEY-----\nMIIB", "content"],
    ["ssh-rsa AAAAB3Nz user@host", "content"],
  ] as const)("%j is %s", (text, form) => {
    expect(harmlessForm(text)).toBe(form);
  });

  it.each([
    "Sommer2024!",
    "sommer(2024)",
    "#Password1",
    "#Sommer",
    "kX9#mQ2$",
    "hunter22",
    filler(seeded(5), 40),
    filler(seeded(6), 32, "0123456789abcdef"),
    `${filler(seeded(7), 43)}=`,
  ])("nothing speaks against %j", (text) => {
    expect(harmlessForm(text)).toBeUndefined();
  });

  it("answers for every text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 150 }), (text) => {
        expect(["undefined", "string"]).toContain(typeof harmlessForm(text));
      }),
    );
  });
});

it.each(["ENC[Wn-48213!]", "wn-48213(abc)", "Wn(4,8)2!"])(
  "%s may be a password: neither encrypted nor a function of a style sheet",
  (text) => {
    expect(harmlessForm(text)).toBeUndefined();
  },
);

describe("words, names and generated texts", () => {
  it.each([
    ...["word", '(("word"),', "¿¡word?!", "Passwort", "contraseña", "пароль", "Straße", "so", "I", "OK", "An", "well-known"],
    ...["SharePoint", "paroleDomande", "aeion", "пр"],
  ])("%s could be a word", (word) => expect(isWordLike(word)).toBe(true));
  it.each([
    ...["xkcdqzvw", "aB3d", "bcdfghjk", "AbCdEfGh", "KEYVaultService", "", "-word", "word_a", "aeiouen", "bcdfghae", "sOme", "aBc"],
    ...["bcdfgh", "word.word", `${"wo".repeat(12)}rd`],
  ])("%j could not", (word) => expect(isWordLike(word)).toBe(false));
  it.each(["DEV_SECRET", "kv-prod-api-key", "client secret name", "ContosoApiKey", "my_app_token"])("%s is a name", (text) =>
    expect(isNameOf(text)).toBe(true),
  );
  it.each(
    "secret secrets key keys token tokens password pwd kv vault keyvault credential credentials cred creds name id connection api client auth sas env var".split(
      " ",
    ),
  )("what has the word %s among others is a name", (word) => {
    expect(isNameOf(`show-${word}-orders`)).toBe(true);
    expect(isNameOf(`show-x${word}x-orders`)).toBe(false);
  });
  it.each(["ContosoSecret2021", "Sommer2024!", "secret", "a8f3-91bc", filler(seeded(8), 30)])("%s is none", (text) =>
    expect(isNameOf(text)).toBe(false),
  );
  it.each(["this-is-an-example", "my_key_for_docs"])("%s is spelled out", (text) => expect(isSpelledOut(text)).toBe(true));

  it("knows generated texts", () => {
    const random = seeded(12);
    let known = 0;
    for (let i = 0; i < 1000; i++) if (looksGenerated(filler(random, 32))) known++;
    expect(known).toBeGreaterThan(985);
  });

  it.each([
    "short1A",
    "the quick brown fox jumps",
    "kv-contoso-production-secret",
    "ApplicationConfigurationManager",
    "aaaaaaaaaaaaaaaaaaaa1",
    "12345678901234567890",
    "b2b-k8s-orders-2024",
  ])("%s is not generated", (text) => expect(looksGenerated(text)).toBe(false));

  it("knows nearly all generated texts of one case with digits, though their letters make words by chance", () => {
    const random = seeded(13);
    const digitsAndSmall = "abcdefghijklmnopqrstuvwxyz0123456789";
    let known = 0;
    for (let i = 0; i < 1000; i++) if (looksGenerated(filler(random, 32, digitsAndSmall))) known++;
    expect(known).toBeGreaterThan(970);
  });
});

describe("each form has these writings", () => {
  it.each<[form: string, writings: readonly string[]]>([
    [
      "expression",
      [
        "@if(x)",
        "@triggerBody()",
        "a @{b} c",
        "@{b}",
        "=If(x)",
        "= If(x)",
        "%A%",
        "%Login_Password%",
        "$(A)",
        "${A}",
        "$env:A",
        "process.env.A",
      ],
    ],
    [
      "expression",
      ["body('a')", 'outputs("a")', "variables('a')", "parameters('a')", "triggerBody()", "triggerOutputs()", "items('a')", "concat('a')"],
    ],
    [
      "guid",
      [
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "3F2504E0-4F89-11D3-9A0C-0305E82C3301",
        "{3f2504e0-4f89-11d3-9a0c-0305e82c3301}",
        "(3f2504e0-4f89-11d3-9a0c-0305e82c3301)",
      ],
    ],
    ["number", ["7", "12345", "+7", "-7", "1.5", "1,25", "-12345.67890", "0".repeat(40)]],
    ["boolean", ["true", "False", "YES", "no", "null", "None"]],
    [
      "date",
      [
        "2024-05-31",
        "2024-5-1",
        "2024/05/31",
        "2024.05.31",
        "2024-05-31T10:00",
        "2024-05-31 9:00",
        "2024-05-31T10:00:00",
        "2024-05-31T10:00:00Z",
        "2024-05-31T10:00:00.1Z",
        "2024-05-31T10:00:00.1234567+02:00",
        "2024-05-31T10:00:00-0200",
        "31.12.2024",
        "1/2/24",
        "1-2-2024",
        "31.12.2024 10:00",
        "31.12.2024 9:05:07",
        "20240531T100000Z",
        "PT5M",
        "PT30S",
        "P1D",
        "P1Y2M3DT4H5M6S",
      ],
    ],
    ["version", ["1.2.3", "10.20.30.40", "v2.0", "V2.0", "1.2.3-rc.1", "1.2+build7"]],
    [
      "email",
      [
        "user@contoso.com",
        "first.last+orders@mail.contoso.co.uk",
        "a@b.cd",
        "ADMIN@CONTOSO.COM",
        "svc@10.0.0.7",
        "svc_orders@contoso-it.onmicrosoft.com",
      ],
    ],
    [
      "url",
      [
        "https://contoso.com",
        "HTTPS://contoso.com/a?b=c",
        "ms-appx://a",
        "//contoso.com/a",
        "www.contoso.com",
        "kv.vault.azure.net",
        "contoso.blob.core.windows.net/a",
        "contoso.queue.core.windows.net",
        "contoso.table.core.windows.net",
        "contoso.file.core.windows.net",
        "contoso.database.windows.net",
        "contoso-1.servicebus.windows.net",
        "contoso.azurewebsites.net",
        "contoso.sharepoint.com",
        "contoso.crm.dynamics.com",
        "contoso.crm4.dynamics.com",
        "contoso.crm11.dynamics.com",
        "contoso.dynamics.com",
        "urn:a",
        "api://a",
        "mailto:a",
      ],
    ],
    [
      "media-type",
      [
        "application/json",
        "text/html",
        "text/html;charset=utf-8",
        "image/svg+xml",
        "audio/mpeg",
        "video/mp4",
        "multipart/form-data; boundary=----a",
        "font/woff2",
        "message/rfc822",
        "application/vnd.ms-excel",
      ],
    ],
    [
      "path",
      [
        "C:\\a",
        "c:/a",
        "D:\\",
        "\\\\server",
        "./a",
        "../a",
        "~/a",
        "/a/b",
        "/a/b/",
        "/a.b/c_d/e~f/g%20h/i-j",
        "projects/contoso/secrets",
        ..."json xml txt csv xls xlsx doc docx pdf pem pfx cer crt key config ini ps1 zip png jpg jpeg htm html"
          .split(" ")
          .map((end) => `a-1.${end}`),
      ],
    ],
    ["pattern", ["[a-z]", "[^0-9]", "x[A-Z0-9]", "(?:a)", "(?P<a>b)", "(?<a>b)", "(?=a)", "(?!a)", "\\d+", "a\\w*", "\\s{2}"]],
    ["markup", ["[a]", "{a}", "<a>", '{"a": {"b": 1}}', "[]", "<p>\n</p>"]],
    ["sentence", ["the quick fox", "Please ask 4711 first", "a b c d"]],
    ["name", ["DEV_SECRET", "A_B2_LONGER", "kv-contoso-prod-client-secret", "my_app_token", "sap.password", "crm:user:name"]],
    ["word", ["Delegated", "Rechnung", "contraseña", "пароль"]],
  ])("%s", (form, writings) => {
    expect(writings.map((text) => [text, harmlessForm(text)])).toEqual(writings.map((text) => [text, form]));
    // Spaces around a text are no part of it.
    expect(writings.map((text) => [text, harmlessForm(` ${text}\n`)])).toEqual(writings.map((text) => [text, form]));
  });

  it.each([
    "Wn@ab(48x",
    "Wn=If(48x",
    "Wn$(48x)",
    "Wn$env:48x",
    "48Wnprocess.env.x",
    "Wnbody('48x",
    "Wn%48x%",
    "%48x%Wn",
    "@a(48x",
    "$48Wnx",
    "3f2504e-4f89-11d3-9a0c-0305e82c3301",
    "3f2504e0-4f89-11d3-0305e82c3301",
    "3f2504e0-4f89-11d3-9a0c-0305e82c330",
    "3f2504e0-4f89-11d3-9a0c-0305e82c33012",
    "12345x",
    "Wn12345",
    "12.34.",
    "true1",
    "1untrue",
    "124-05-31x",
    "2024-05-31T",
    "2024-05-31T10",
    "2024-05-31T10:00:0",
    "31.12.24 1:0",
    "31.12.24x",
    "20240531T10000Z",
    "PT5",
    "T5M1",
    "1.2.3.4.5x",
    "v12x",
    "user@contoso",
    "us er@contoso.com",
    "user@contoso.com/48Wn",
    "https//48Wn",
    "wwwx48Wn",
    "48.vault",
    "contoso.example.48Wn",
    "xurn:48Wn",
    "applications/48Wn",
    "Wntext/48x",
    "C:48Wnx",
    "C:/48Wn\n7x",
    "\\48Wnx",
    ".../48Wnx",
    "/48Wnx§",
    "/48Wn/x§",
    "48Wn/x",
    "48Wn.exe",
    "48Wn.jsonx",
    "Wn[48]x",
    "Wn(48)x?",
    "\\48Wn+",
    "{48Wnx",
    "48Wnx}",
    "Xq7 kzt 48x",
  ])("%j has none of them", (text) => {
    expect(harmlessForm(text)).toBeUndefined();
  });
});

describe("a form is that of all of a text", () => {
  it.each([
    ["guid", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"],
    ["number", "12345"],
    ["number", "-1,5"],
    ["boolean", "true"],
    ["date", "2024-05-31"],
    ["date", "2024-05-31T10:00:00Z"],
    ["date", "31.12.24"],
    ["date", "20240531T100000Z"],
    ["date", "PT5M"],
    ["version", "1.2.3"],
    ["media-type", "application/json"],
    ["path", "/a/b/c"],
    ["path", "secrets.json"],
    ["path", "C:\\a"],
    ["url", "https://contoso.com"],
    ["url", "www.contoso.com"],
    ["url", "kv.vault.azure.net"],
    ["url", "urn:a"],
    ["url", "mailto:a"],
    ["markup", "[a]"],
  ])("%s: %s", (form, text) => {
    expect(harmlessForm(text)).toBe(form);
    expect(harmlessForm(`K#7§${text}`)).not.toBe(form);
  });

  it.each([
    ["guid", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"],
    ["number", "12345"],
    ["boolean", "true"],
    ["date", "2024-05-31"],
    ["date", "31.12.24"],
    ["date", "PT5M"],
    ["version", "1.2.3"],
    ["email", "user@contoso.com"],
    ["path", "secrets.json"],
    ["markup", "[a]"],
  ])("%s: %s, up to its end", (form, text) => {
    expect(harmlessForm(`${text}§7#K`)).not.toBe(form);
  });
});

describe("the content of a file is told by its beginning:", () => {
  const rest = filler(seeded(21), 60);
  it.each([
    "data:image/",
    "iVBORw0KGgo",
    "/9j/",
    "R0lGOD",
    "JVBERi0",
    "UEsDB",
    "0M8R4K",
    "PD94bW",
    "PHN2Zy",
    "PCFET0",
    "PGh0bW",
    "H4sIA",
    "Qk0aZ/+9x",
    "Qk3aZ/+9x",
    "ssh-rsa AAAA",
    "ssh-ed25519 AAAA",
    "ssh-dss AAAA",
    "ecdsa-sha2-nistp256 AAAA",
    "MIIDazCCAlOgAwIB",
    "MIID+TCCAlOgAwIB",
    "MIIBIjANBgkqhkiG9w0BAQEFAAO",
    "MIGfMA0GCSqGSIb3DQEBAQUAA",
    "MFkwEwYHKoZIzj0CAQ",
  ])("%s", (start) => {
    expect(harmlessForm(`${start}${rest}`)).toBe("content");
    expect(harmlessForm(`Kx7${start}${rest}`)).not.toBe("content");
    expect(harmlessForm(start.slice(0, -1) + rest.replace(/^./, "-"))).not.toBe("content");
  });

  it.each(["PUBLIC KEY", "CERTIFICATE", "CERTIFICATE REQUEST", "RSA PUBLIC KEY", "SSH2 PUBLIC KEY", "TRUSTED X509 CERTIFICATE"])(
    "-----BEGIN %s-----",
    (words) => {
      expect(harmlessForm(`-----BEGIN ${words}-----${rest}`)).toBe("content");
      expect(harmlessForm(`Bag Attributes -----BEGIN ${words}----- ${rest}`)).toBe("content");
    },
  );

  it("and by its length", () => {
    expect(harmlessForm(filler(seeded(22), 8192))).not.toBe("content");
    expect(harmlessForm(filler(seeded(22), 8193))).toBe("content");
  });
});

describe("a text looks generated", () => {
  it.each<[string, number, boolean]>([
    ["k7Qm2Xv9Rt4Lp8Wz", 16, true],
    ["k7Qm2Xv9Rt4Lp8W", 16, false],
    ["k7Qm2Xv9 Rt4Lp8Wz", 16, false],
    ["a1b2c3d4e5f60718", 16, true],
    ["A1B2C3D4E5F60718", 16, true],
    ["abcdefabcdefabcd", 16, false],
    ["aaaa1111aaaa1111", 16, false],
    ["a1a2a3a4a5a1a2a3", 16, true],
    ["1234567890123456", 16, false],
    ["a234567890123456", 16, false],
    ["ab34567890123456", 16, true],
    ["g234567890123456", 16, false],
    ["QzXvKjWqZkVbNmPr", 16, true],
    ["qZxVkJwQzKvBnMpRtYhG", 16, true],
    ["qzxvkjwqzkvbnmprtyhg", 16, true],
    ["qzxvkjwqzkvbnmprtyh", 16, false],
    ["g1g1g1g1g1g1g1g1", 16, false],
    ["gkmpq12gkmpq12gk", 16, true],
    ["gkmpq1gkmpq1gkmp", 16, false],
    ["gkmp12gkmp12", 12, true],
    ["gkmp1gkmp1gkm", 12, false],
    ["gk1gk1gk1gk1gk1g", 16, false],
    ["contosoProductionDatabase1", 16, false],
  ])("%s, of at least %d: %s", (text, shortest, expected) => {
    expect(looksGenerated(text, shortest)).toBe(expected);
  });
});
