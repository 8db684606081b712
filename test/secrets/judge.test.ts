import { describe, expect, it } from "vitest";
import { judgeByName, judgeByPosition, mayHoldAnonymous, tellsByItself, type Writing } from "../../src/secrets/judge.ts";
import { credentialName } from "../../src/secrets/names/credential-name.ts";
import type { CredentialName } from "../../src/secrets/names/credential-name-kind.ts";
import { filler } from "../../src/testing/credentials.ts";

const key = filler(32);
const hash = "8a1f3c5d7e9b2046".repeat(4);
const guid = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";

function byName(name: string, value: string, writing?: Writing): string {
  const says = credentialName(name);
  if (says === undefined) throw new Error(`'${name}' names no credential.`);
  const found = judgeByName(value, name, says, writing);
  return found === undefined ? "none" : [found.kind, found.confidence, found.remark].filter((part) => part !== undefined).join(" ");
}

describe("a value whose name may be that of a password", () => {
  it.each<[string, string, string]>([
    ["accessCode", "K7QX-9Z2M", "password medium"],
    ["accessCode", "Read,Write", "none"],
    ["accessCode", "Read|Write|Delete", "none"],
    ["claveUsuario", "Prd-00123-Az", "password medium"],
    ["claveOracle", "Prd-00123-Az", "password medium"],
    ["pass", "PRD-00123-AZ", "none"],
    ["pass", "SOMMER-2024", "password medium"],
    ["clave", "P-4711-DE", "none"],
    ["κωδικός", "P-4711-DE", "none"],
    ["κωδικός", "Prd-00123-Az", "password medium"],
    ["clave", "Prd-00123-Az", "password medium"],
    ["clave", "PRD00123-AZ", "password medium"],
  ])("%s: %s is %s", (name, value, expected) => {
    expect(byName(name, value)).toBe(expected);
  });
});

describe("a value that is called a password", () => {
  it.each<[string, string]>([
    ["Wn-482", "password high"],
    ["wn-48", "password medium"],
    ["gxqzvk", "password medium"],
    ["48213", "password low"],
    ["482136", "password medium"],
    [guid, "password medium a GUID, which may be an id"],
    ["Sommer", "password low"],
    ["Wn 48213!", "password low"],
    ["Wn4", "none"],
    [`Wn4-${"x7Q!".repeat(31)}`, "password high"],
    [`Wn4-${"x7Q!".repeat(31)}a`, "none"],
    ["UserAccount", "none"],
    ["ZugvogelWinter", "password low"],
    ["cr1_password", "none"],
    ["cr1_api_key", "none"],
    ["2024-05-31", "none"],
    ["1.2.3", "none"],
    ["Please enter what you were given", "none"],
    ["client_secret_prod", "none"],
    ["winter7-secret", "password low looks like a name"],
    ["Kennwort", "none"],
    ["changed", "none"],
    ["Geändert", "none"],
    ["not valid", "none"],
    ["non impostata", "none"],
    ["wurde geändert", "none"],
    ["geändert7", "password high"],
    ["パスワード", "none"],
    ["^(?=.*[A-Z]).{12,}$", "none"],
    ["^(?=.*[A-Z]).{12,}", "password high"],
    ["Password:", "none"],
    ["changeme", "password low looks like a placeholder"],
    ["<password>", "none"],
    ["true", "none"],
    ["", "none"],
  ])("%j is one as far as %s", (value, expected) => {
    expect(byName("password", value)).toBe(expected);
  });

  it.each<[string, string]>([
    ["Wn-482", "password high"],
    ["winter7-secret", "none"],
    ["ZugvogelWinter", "password low"],
    ["LoginForm", "none"],
    ["TextInput", "none"],
    ["$password", "none"],
    ["$env:PW", "none"],
    ["%s", "none"],
    ["a%d b", "none"],
    ["{0}", "none"],
    ["), x", "none"],
    ["a\nb", "none"],
    ["\\x41bc", "none"],
    ["changeme", "password low looks like a placeholder"],
  ])("in quotes, %j as far as %s", (value, expected) => {
    expect(byName("password", value, "quoted")).toBe(expected);
  });

  it.each<[string, string]>([
    ["Wn-482", "password medium"],
    ["Wn48", "none"],
    ["wn4821", "none"],
    ["Wn4821", "password medium"],
    ["zeppelin2024", "password low"],
    ["zeppelin48", "none"],
    ["wort4821", "none"],
    ["sha256", "none"],
    ["Orders-2024/Wn", "none"],
    ["getPassword(x)", "none"],
    ["config.password1", "none"],
    ["Get-Secret1", "none"],
    ["0x1F", "none"],
    ["changeme", "none"],
  ])("bare in a text, %j as far as %s", (value, expected) => {
    expect(byName("password", value, "bare")).toBe(expected);
  });

  it.each<[string, Writing, string]>([
    ["Wn-48213", "field", "password medium"],
    ["Wn-48213", "bare", "password medium"],
    ["Wn48213x", "bare", "none"],
    ["Orders-2024/Wn", "bare", "none"],
    ["Wn-4821", "field", "none"],
    ["Wn 48213", "field", "none"],
    ["wn48213x", "field", "none"],
    ["changeme", "field", "none"],
  ])("less surely (`pass`), %j as a %s as far as %s", (value, writing, expected) => {
    expect(byName("pass", value, writing)).toBe(expected);
  });
});

describe("a value that is called a key, a token or a secret", () => {
  it.each<[string, string, Writing, string]>([
    ["apiKey", key, "field", "api-key high"],
    ["apiKey", key, "bare", "api-key medium"],
    ["apiKey", "k7f92hd0", "field", "api-key medium"],
    ["apiKey", "k7f92hd", "field", "none"],
    ["apiKey", "kfxqwzvt", "field", "none"],
    ["apiKey", "12345678901", "field", "none"],
    ["apiKey", "md5_hash", "field", "none"],
    ["apiKey", `${key} x`, "field", "none"],
    ["apiKey", guid, "field", "api-key medium a GUID, which may be an id"],
    ["apiKeyHash", key, "field", "api-key high"],
    ["apiKeyHash", hash, "field", "none"],
    ["clientSecretSha256", hash, "quoted", "none"],
    ["passwordHash", hash, "field", "password medium a hash, which some services take for the password"],
    ["passwordHash", `$2b$12$${filler(53)}`, "field", "none"],
    ["apiKey", guid, "bare", "none"],
    ["token", guid, "field", "none"],
    ["token", key, "field", "token medium"],
    ["token", filler(19), "field", "none"],
    ["connectionString", key, "field", "none"],
    ["pfx", `MIIK${filler(9000)}`, "field", "pkcs12 medium"],
    ["apiKey", `MIIK${filler(9000)}`, "field", "none"],
  ])("`%s` %j as a %s as far as %s", (name, value, writing, expected) => {
    expect(byName(name, value, writing)).toBe(expected);
  });
});

describe("what stands where only a credential can stand", () => {
  const says: CredentialName = { kind: "password", strength: "strong" };
  it.each<[string, string, string]>([
    ["Wn-48213!", "password", "password high"],
    ["pfx", "cert.pfx", "pkcs12 low"],
    [filler(9000), "cert.pfx", "pkcs12 high"],
    [filler(9000), "#p12", "pkcs12 high"],
    [filler(9000), "password", "none"],
    ["k7q", "password", "password low"],
    ["abcx", "password", "password high"],
    ["Please enter what you were given", "password", "password low"],
    ["ContosoClientSecret", "password", "password low looks like a name"],
    ["contoso-client-secret", "password", "password low looks like a name"],
    ["user=a&x=b", "password", "none"],
    ["Server=a; Database=b", "password", "none"],
    [guid, "password", "password medium a GUID, which may be an id"],
  ])("%j in the field `%s`: %s", (value, name, expected) => {
    const found = judgeByPosition(value, name, says);
    const text = found === undefined ? "none" : [found.kind, found.confidence, found.remark].filter((part) => part !== undefined).join(" ");
    expect(text).toBe(expected);
  });
});

describe("in a program, where names say little,", () => {
  it.each([
    ["Wn-48213!", "password", true],
    ["wn-48213", "password", false],
    ["kfxqw-48213", "password", true],
    ["Sommer2024", "password", false],
    ["Sommer-2024!", "password", true],
    ["Wn-4!", "password", false],
    ["Wn-482", "password", true],
    ["Wn 48213!", "password", false],
    ["Password-2024!", "password", false],
    ["Kfxqw-Password-2024!", "password", false],
    [`Wn-4${"x".repeat(60)}`, "password", true],
    [`Wn-4${"x".repeat(61)}`, "password", false],
    ["abcdefgh", "password", false],
    [key, "api-key", true],
    [filler(19), "api-key", false],
    ["kv-contoso-client-secret", "api-key", false],
  ])("%j tells by itself that it is a %s: %s", (text, kind, expected) => {
    expect(tellsByItself(text, kind)).toBe(expected);
  });
});

describe("a token without a mark may stand in a text", () => {
  const token = "a1".repeat(26);
  it.each([
    ["alone", token, true],
    ["at the end", `x = ${token}`, true],
    ["at the beginning", `${token}, x`, true],
    ["in the middle of a long text", `${"x ".repeat(500)}"${token}"${" y".repeat(500)}`, true],
    ["in a longer run", `${token}abc`, true],
    ["in upper case", token.toUpperCase(), true],
    ["shorter", token.slice(1), false],
    ["with a sign in it", `${token.slice(1)}-${token.slice(1)}`, false],
    ["in words", "abc ".repeat(100), false],
    ["behind a run that is too short", `${"a".repeat(51)} ${token}`, true],
    ["nothing", "", false],
    ["only signs", "-".repeat(200), false],
  ])("%s", (_, text, expected) => {
    expect(mayHoldAnonymous(text)).toBe(expected);
  });

  it("wherever it begins", () => {
    for (let before = 0; before < 120; before++) expect(mayHoldAnonymous(`${"-".repeat(before)}${token}-`), String(before)).toBe(true);
  });
});

describe("behind a name, without quotes, is code and no password:", () => {
  it.each([
    "readIt4(x)",
    "Words4[0]",
    "my.Word4",
    "My::Word4",
    "word->Next4",
    "a.b.Cd4",
    "Get-Secret",
    "Get-Credential",
    "0x1F",
    "0XAB12",
    "form.Word?[4",
    "_Word.Of4",
  ])("%s", (value) => {
    expect(byName("password", value, "bare")).toBe("none");
    expect(byName("password", value, "option")).toBe("none");
  });
  it.each(["Wn4821.7q", "Wn.word-4821", "48Wn.word", "Wn4821->7", "Wn-4821", "get-Wn4821", "Get-4821", "0x1F-Wn4", "x0x1F4"])(
    "but not %s",
    (value) => {
      expect(byName("password", value, "option")).toBe("password medium");
    },
  );
});

describe("in quotes, too, is code and no password:", () => {
  it.each([
    "$password",
    "$env:Word",
    "$Word.Value",
    "$word@contoso.com",
    "$word@$other",
    "$w",
    "%s",
    "%d",
    "%i-%f",
    "Wn-4821%s",
    "{}",
    "{0}",
    "Wn-{1}",
    ")+wn4821+",
    ", Wn-4821",
    "; Wn-4821",
    "]+Wn4821(",
    "},wn4821:{",
    "||wn4821 ? ",
    "+wn4821.Word4+",
    "+ Wn-4821",
    ");",
    "Wn-48\r21",
    "Wn-48\n21",
    "Wn-\\x4f21",
  ])("%j", (value) => expect(byName("password", value, "quoted")).toBe("none"));
  it.each([
    "+Wn-4821",
    ")Wn-4821",
    ";Wn-4821",
    "|Wn-4821=",
    "$Wn48213",
    "$wn!4821",
    "$wn@4821",
    "$W@rd4821",
    "Wn$4821",
    "$4n4821kq7x",
    "Wn%482",
    "Wn%sx48",
    "Wn{12}x",
    "Wn-4821)",
    "Wn-\\x4g21",
    "Wn,4821",
  ])("but not %j", (value) => {
    expect(byName("password", value, "quoted")).toBe("password high");
  });
});

describe("what a form shows beside a field is no password:", () => {
  it.each(["Kennwort", "Password:", "Mot de passe", "Passwort für SAP:", "Contraseña", "API-Key"])("%s", (value) => {
    expect(byName("password", value, "quoted")).toBe("none");
  });
  it.each(["kennwortx4!", "Password:x4!", "Kennwort4!"])("but %s is one", (value) => {
    expect(byName("password", value, "quoted")).toMatch(/^password (?:high|low)/);
  });
});

describe("a key is no name that programs give:", () => {
  it.each(["md5_hash", "my-tls1-key2", "sha256-sum", "a1-b2-c3", "Utf8_mark"])("%s", (value) =>
    expect(byName("apiKey", value)).toBe("none"),
  );
  it.each(["k7f92hd0", "7md5-hash", "md5-hash-", "md5--hash7", "abcd12345-efg"])("but %s may be one", (value) =>
    expect(byName("apiKey", value)).toMatch(/^api-key/),
  );
});

describe("a field for certificates", () => {
  const body = `MIIK${filler(9000)}`;
  it.each(["pfx", "PFX", "cert.pfx", "client_p12", "PKCS12", "pkcs#12", "pkcs 12", "my-PKCS #12"])("is %s", (name) => {
    expect(judgeByPosition(body, name, undefined)).toMatchObject({ kind: "pkcs12", confidence: "high" });
  });
  it.each(["pfxname", "xpfx", "p12x", "pkcs", "certificate"])("is not %s", (name) => {
    expect(judgeByPosition(body, name, undefined)).toBeUndefined();
  });
  it("is none without a name", () => expect(judgeByPosition(body, undefined, undefined)).toBeUndefined());
});

describe("a user and a password under a name for both", () => {
  it.each(["Service credentials", "SvcCred", "login_creds"])("%s", (name) => {
    for (const sign of [":", ";", " : ", "|"]) expect(byName(name, `orders${sign}Wn#48213`)).toBe("password medium");
    for (const value of ["orders:open", "orders:2024", "https://erp:Wn#48213", "see:KeePass"]) expect(byName(name, value)).toBe("none");
  });
});

describe("pairs are no credential as a whole:", () => {
  it.each(["a=b;c=d", "a=b&c=d", " User Id=x; Pwd=y", "a=;b=", "grant_type=x&scope=y"])("%s", (value) => {
    expect(judgeByPosition(value, "password", undefined)).toBeUndefined();
  });
  it.each(["Wn=b;c48", "a=b", "4a=b;c=d", "=b;c=d", "a=b|c=d", "Wn;a=b"])("but %s", (value) => {
    expect(judgeByPosition(value, "password", undefined)).toMatchObject({ kind: "credential" });
  });
});

describe("a PIN is told by its name and its digits", () => {
  const judged = (name: string, value: string): string | undefined => {
    const says = credentialName(name);
    const judgement = says && judgeByName(value, name, says);
    return judgement && `${judgement.label} ${judgement.confidence}${judgement.remark === undefined ? "" : `, ${judgement.remark}`}`;
  };
  it.each<[string, string, string | undefined]>([
    ["PIN", "4719", "a PIN medium"],
    ["Pin", "47193", "a PIN medium"],
    ["pin number", "47193826", "a PIN medium"],
    ["PIN-Nummer", "4719", "a PIN medium"],
    ["cardPin", "471938", "a PIN medium"],
    ["Card PIN", "4719", "a PIN medium"],
    ["PIN", "471938", "a PIN low, may be a postal code"],
    ["Pin code", "4719", "a PIN low, may be a postal code"],
    ["pincode", "471938", undefined],
    ["PIN", "471", undefined],
    ["PIN", "471938265", undefined],
    ["PIN", "1234", undefined],
    ["PIN", "left", undefined],
    ["PIN", "Wn-48!q7", "a password medium"],
    ["MapPin", "4719", undefined],
  ])("%s = %s", (name, value, expected) => {
    expect(judged(name, value)).toBe(expected);
  });
  it("but not where it may be a number of something else", () => {
    const says = credentialName("PIN");
    for (const writing of ["bare", "said", "option"] as const)
      expect(says === undefined ? "no credential's name" : judgeByName("4719", "PIN", says, writing)).toBeUndefined();
  });
});
