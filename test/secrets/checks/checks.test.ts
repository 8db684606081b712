import { describe, expect, it } from "vitest";
import { type CheckName, runCheck } from "../../../src/secrets/checks/checks.ts";
import { marvin32 } from "../../../src/secrets/checks/checksums.ts";
import { shapes } from "../../../src/secrets/shapes/index.ts";
import { privateKeyLine } from "../../../src/testing/credentials.ts";
import { filler, seeded } from "../pattern-sample.ts";
import { azureKey, sampleOf } from "../samples.ts";

const wrong = { confidence: "medium", remark: "its checksum is wrong, so it is changed or made up" };

/** What a check says of a secret that stands between two texts. */
function check(name: CheckName, secret: string, before = "", behind = ""): ReturnType<typeof runCheck> {
  return runCheck(name, secret, {
    text: `${before}${secret}${behind}`,
    start: before.length,
    end: before.length + secret.length,
    now: Date.UTC(2026, 0, 1),
  });
}

/** Seeds of the checksums, by signature, as Microsoft's security-utilities name them. */
const seeds: Readonly<Record<string, string>> = {
  "+ASt": "Default0",
  ACDb: "MastRO00 MastRW00 SystRO00 SystRW00 SysAll00 Resour00 Encryp00",
  "+ABa": "AbAcct00",
  "+AMC": "Classic0",
  APIM: "Tenant00 IoTHub00 Gatewy00 GitKey00",
  "+ASb": "Send0000 Manage00 Listen00 System00 Unknown0",
  "+AEh": "Send0000 Manage00 Listen00 System00 Unknown0",
  "+ARm": "Send0000 Manage00 Listen00 System00 Unknown0",
  AIoT: "IoTHub00 DpsKey00 Device00",
  AzCa: "Access00",
  "+ACR": "ACRDflt0",
  AzSe: "Query000 PAdmin00",
  AzFu: "Master00 System00 Functi00",
};

describe("a key of Azure holds a checksum", () => {
  const rows = Object.entries(seeds).flatMap(([signature, list]) => list.split(" ").map((seed) => [signature, seed] as const));
  it.each(rows)("%s of %s", (signature, seed) => {
    const shape = shapes.find(
      ({ check: name, keywords }) => name === "azure-key" && keywords.some((keyword) => keyword.includes(signature)),
    );
    if (shape === undefined) throw new Error(`There is no shape with ${signature}.`);
    const { secret } = sampleOf(shape, 3);
    expect(check("azure-key", azureKey(secret, seed))).toEqual({});
    expect(check("azure-key", azureKey(secret, "Other000"))).toEqual(wrong);
  });

  it("and counts without one where its signature is not known", () => {
    expect(check("azure-key", `${filler(seeded(3), 76)}ZZZZ${filler(seeded(4), 5)}A==`)).toEqual({});
  });
});

describe("the password of a command", () => {
  it.each<[CheckName, string, boolean]>([
    ["after-curl", "curl -u x:", true],
    ["after-curl", "Curl.exe -u x:", true],
    ["after-curl", "tar -u x:", false],
    ["after-curl", "curly -u x:", false],
    ["after-curl", "curl https://a\ntar -u x:", false],
    ["after-curl", "curl https://a \\\n -u x:", true],
    ["after-curl", "curl https://a ^\r\n -u x:", true],
    ["after-az", "az login -u x -p ", true],
    ["after-az", "az logout -u x -p ", false],
    ["after-samba", "smbclient //a/b -U x%", true],
    ["after-samba", "ssh -U x%", false],
    ["after-ldap", "ldapsearch -x -w ", true],
    ["after-ldap", "grep -w ", false],
    ["after-zip", "unzip -P ", true],
    ["after-zip", "cp a.zip -P ", false],
    ["after-zip", "cp -P ", false],
    ["after-sqlcmd", "sqlcmd -U x -P ", true],
    ["after-sqlcmd", "Invoke-Sqlcmd -Username x -P", false],
    ["after-sqlcmd", "C:\\tools\\sqlcmd.exe -U x -P ", true],
    ["after-sqlcmd", "bcp a in b -U x -P ", true],
    ["after-sqlcmd", "osql -U x -P ", true],
    ["after-sqlcmd", "isql -U x -P ", true],
    ["after-sqlcmd", "ls -P ", false],
    ["after-sqlcmd", `sqlcmd ${" ".repeat(400)}-P `, false],
  ])("%s: %j", (name, before, expected) => {
    expect(check(name, "Wn-48213!", before) !== undefined).toBe(expected);
    expect(check(name, "$password", before)).toBeUndefined();
  });
});

describe("the password of an address", () => {
  it.each<[string, string, boolean]>([
    ["https://svc:", "Wn-48213!", true],
    ["https://user:", "password", false],
    ["https://username:", "secret", false],
    ["https://login:", "pwd", false],
    ["https://svc:", "password", true],
    ["https://user:", "Wn-48213!", true],
    ["https://svc:", "8080", false],
    ["https://svc:", "123456", true],
    ["https://svc:", "{password}", false],
    ["https://svc:", "%PW%", false],
  ])("%s%s", (before, secret, expected) => {
    expect(check("url-password", secret, before, "@contoso.com") !== undefined).toBe(expected);
  });

  it.each<[string, string, boolean]>([
    ["guest", "@localhost:5672", false],
    ["guest", "@127.0.0.1/orders", false],
    ["guest", "@LOCALHOST", false],
    ["guest", "@localhost.contoso.com", true],
    ["guest", "@127.0.0.12", true],
    ["guest", "@rabbit", true],
    ["guest1", "@localhost", true],
  ])("guest:%s%s", (secret, behind, expected) => {
    expect(check("url-password", secret, "amqp://guest:", behind) !== undefined).toBe(expected);
  });
});

describe("the password of a connection string", () => {
  it.each<[string, string, string, boolean]>([
    ["Server=a;Password=", "Wn-48213!", "", true],
    ["Password=", "Wn-48213!", ";Server=a", true],
    ["Password=", "Wn-48213!", ";x=y", false],
    ["Password=", "Wn-48213!", "", false],
    ["Server=a;Password='", "Wn-48213!", "';x=y", true],
    ["'Server=a';Password=", "Wn-48213!", ";x=y", false],
    ["Server=a;\nPassword=", "Wn-48213!", ";x=y", false],
    ["Data Source=a;Pwd=", "Wn-48213!", "", true],
    ["Server=a;Password=", "getPassword(", "", false],
    ['Server=a;Password="', " & Kw48213", "", false],
    ['Server=a;Password="', "+kw48213", ")", false],
    ['Server=a;Password="', " & kw & ", '";x=y', false],
    ['Server=a;Password=\\"', " + kw + \\", '";x=y', false],
    ['Server=a;Password="', " + os.environ[", '"KW"]', false],
    ['Server=a;Password="', " & ReadEntry(", '"erp") & ";x=y"', false],
    ['Server=a;Password="', "+Wn-48213!", '";x=y', true],
    ["Server=a;Password=", "+Wn-48213!", ";x=y", true],
    ["Server=a;Password=", "$password", "", false],
    [`Server=a;${"x".repeat(400)};Password=`, "Wn-48213!", "", false],
  ])("%s%s%s", (before, secret, behind, expected) => {
    expect(check("connection-string", secret, before, behind) !== undefined).toBe(expected);
  });
});

describe("the body of a private key", () => {
  const body = filler(seeded(9), 64);
  const plain = `${privateKeyLine("BEGIN")}\n`;
  it.each<[string, string, object | undefined]>([
    [plain, body, {}],
    [`${privateKeyLine("BEGIN ENCRYPTED")}\n`, body, { confidence: "medium", remark: "protected by a passphrase", firm: true }],
    [`${plain}Proc-Type: 4,ENCRYPTED\n`, body, { confidence: "medium", remark: "protected by a passphrase", firm: true }],
    // What is said of the key in front of it.
    [`${privateKeyLine("BEGIN ENCRYPTED")}\n${body}${privateKeyLine("END ENCRYPTED")}\n${plain}`, body, {}],
    [plain, body.slice(0, 39), undefined],
    [plain, body.slice(0, 40), {}],
    [plain, `${body}...`, undefined],
    [plain, `${body}…`, undefined],
    [plain, `<key>${body}`, undefined],
    [plain, `${body}\ufffc`, undefined],
  ])("%j %j", (before, secret, expected) => {
    expect(check("key-body", secret, before)).toEqual(expected);
  });
});

describe("a random part", () => {
  it.each<[CheckName, string, object | undefined]>([
    ["random", "k7Qm2Xv9Rt4Lp8Wz", {}],
    ["random", "this-is-an-example-of-a-key", undefined],
    ["random", "ababababababababab", undefined],
    ["random", "abcdefg1abcdefg1", {}],
    ["random", "abcdef1abcdef1ab", undefined],
    ["random", ["AKIA", "IOSFODNN7EXAMPLE"].join(""), { confidence: "low", remark: "a well-known sample", firm: true }],
    ["generated", "k7Qm2Xv9Rt4Lp8Wz", {}],
    ["generated", "k7Qm2Xv9", {}],
    ["generated", "contosoProduction", undefined],
    ["generated", ["wJalrXUtnFEMI", "k7Qm2Xv9"].join(""), { confidence: "low", remark: "a well-known sample", firm: true }],
    ["mixed-case", "hf_aBcDeFgH", {}],
    ["mixed-case", "hf_abcdefgh", undefined],
    ["mixed-case", "hf_ABCDEFGH", undefined],
    ["mixed-case", "HF_abcdefgh", undefined],
    ["mixed-case", "hf_aBcDeFg", undefined],
    ["not-placeholder", "a\ufffcb", undefined],
    ["not-placeholder", "ab", {}],
  ])("%s %s", (name, secret, expected) => {
    expect(check(name, secret)).toEqual(expected);
  });
});

describe("a connection string is told by what stands beside the password", () => {
  const keys =
    "server|data source|datasource|host|addr|address|driver|provider|uid|user id|userid|username|user|initial catalog|database|dsn|endpoint|account|client id|clientid|authtype|authenticationtype".split(
      "|",
    );
  it.each(keys)("%s", (key) => {
    for (const text of [`${key}=a`, `${key.toUpperCase()} = a`, `${key}  =a`]) {
      expect([text, check("connection-string", "Wn-48213!", `${text};Password=`)]).toEqual([text, {}]);
      expect([text, check("connection-string", "Wn-48213!", `x=y; ${text};Password=`)]).toEqual([text, {}]);
      expect([text, check("connection-string", "Wn-48213!", "Password=", `; ${text}`)]).toEqual([text, {}]);
    }
    expect(check("connection-string", "Wn-48213!", `my${key}=a;Password=`)).toBeUndefined();
    expect(check("connection-string", "Wn-48213!", `${key}:a;Password=`)).toBeUndefined();
    expect(check("connection-string", "Wn-48213!", "Password=", ` ${key}=a`)).toBeUndefined();
  });

  it.each(['"', "'", "`", "\r", "\n"])("in the same quotes and line: not behind %j", (end) => {
    expect(check("connection-string", "Wn-48213!", `Server=a;${end}Password=`, ";x=y")).toBeUndefined();
    expect(check("connection-string", "Wn-48213!", "Password=", `;x=y${end}Server=a`)).toBeUndefined();
  });

  it("but in quotes or braces of its own", () => {
    for (const [open, close] of ['""', "''", "{}"])
      expect(check("connection-string", "Wn-48213!", `Password=${open}`, `${close};Server=a`)).toEqual({});
  });

  it.each(["config.Get(", "config[", "a || b", "names ["])("and not by code: %s", (secret) => {
    expect(check("connection-string", secret, "Server=a;Password=")).toBeUndefined();
  });
});

describe("a typed password is no plain word", () => {
  it.each<[CheckName, string, boolean]>([
    ["typed-password", "Sommer", false],
    ["typed-password", "sommer-ferien", false],
    ["typed-password", "SOMMER-FERIEN", false],
    ["typed-password", "Sommer1", true],
    ["typed-password", "SoMmer", true],
    ["typed-password", "sommer!", true],
    ["typed-password", "$sommer1", false],
    ["after-archiver", "Sommer1", true],
    ["after-archiver", "Sommer", false],
  ])("%s: %s", (name, secret, expected) => {
    expect(check(name, secret, "7z x a -p") !== undefined).toBe(expected);
  });

  it.each(["mysql", "mysqldump", "mysqladmin", "7z", "7za", "7zr", "rar", "winrar", "WinRAR.exe"])("behind %s", (command) => {
    expect(check("after-archiver", "Wn-48213!", `${command} x -p`)).toEqual({});
    expect(check("after-archiver", "Wn-48213!", `x${command} x -p`)).toBeUndefined();
  });
  it.each(["psexec", "psexec64", "docker login", "oc login", "tabcmd login", "PsExec.exe"])("behind %s", (command) => {
    expect(check("after-login", "Wn-48213!", `${command} -u x -p `)).toEqual({});
    expect(check("after-login", "Wn-48213!", "ls -u x -p ")).toBeUndefined();
  });
});

describe("the address of a documentation", () => {
  it.each(["user", "username", "usr", "login", "name", "USER"])("%s", (user) => {
    for (const word of ["pass", "password", "pwd", "passwd", "secret", "Password"]) {
      expect(check("url-password", word, `https://${user}:`)).toBeUndefined();
      expect(check("url-password", word, `https://my${user}s:`)).toEqual({});
      expect(check("url-password", `${word}1`, `https://${user}:`)).toEqual({});
    }
  });
});

it("a key of Azure Cache for Redis may have letters for the signs of its checksum", () => {
  const keys = Array.from({ length: 60 }, (_, seed) => {
    const body = Buffer.from(`${filler(seeded(seed), 33)}AzCaA${filler(seeded(seed), 5)}=`, "base64").subarray(0, 28);
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(marvin32(body, "Access00"));
    return Buffer.concat([body, sum]).toString("base64");
  });
  const signed = keys.filter((key) => /[+/]/.test(key) && key.includes("AzCa"));
  expect(signed.some((key) => key.includes("+")) && signed.some((key) => key.includes("/"))).toBe(true);
  for (const key of signed) {
    expect(check("azure-key", key)).toEqual({});
    expect(check("azure-key", key.replaceAll("+", "P").replaceAll("/", "F"))).toEqual({});
    expect(check("azure-key", key.replaceAll("+", "Q").replaceAll("/", "G"))).toEqual(wrong);
  }
});
