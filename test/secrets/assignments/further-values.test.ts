import { describe, expect, it } from "vitest";
import { furtherValues } from "../../../src/secrets/assignments/further-values.ts";
import { expectLinear } from "../../growth.ts";

const madeUp = ["Tr0ub", "4dor", "!x9"].join("");

/** What is found at every place where a name may be that of a key or a password. */
function found(script: string): readonly string[] {
  const all = [...script.matchAll(/key|password|secret|cred/gi)].flatMap(({ index, 0: hint }) =>
    furtherValues(script, index, index + hint.length, []),
  );
  return [...new Set(all.map(({ name, start, end }) => `${name} = ${script.slice(start, end)}`))];
}

describe("the values that an expression chooses among", () => {
  it.each<[string, string, readonly string[]]>([
    ["behind a condition", 'const apiKey = isProd ? "ab" : "cd";', ["apiKey = ab", "apiKey = cd"]],
    ["behind two conditions", 'apiKey = a ? "ab" : b ? "cd" : "ef";', ["apiKey = ab", "apiKey = cd", "apiKey = ef"]],
    ["of a typed variable", 'let apiKey: string = isProd ? "ab" : "cd"', ["apiKey = ab", "apiKey = cd"]],
    ["in the lines below", 'var apiKey = isProd ?\n  "ab"\n  : "cd";', ["apiKey = ab", "apiKey = cd"]],
    ["in the lines below, with the signs in front", 'var apiKey =\n  isProd\n  ? "ab"\n  : "cd";', ["apiKey = ab", "apiKey = cd"]],
    ["instead of a missing value", 'const apiKey = process.env["API_KEY"] || "ab";', ["apiKey = ab"]],
    ["instead of its own missing value", 'this.apiKey = this.apiKey || "ab";', ["apiKey = ab"]],
    ["instead of none", "apiKey = settings.apiKey ?? 'ab'", ["apiKey = ab"]],
    ["in a member", '{ url: "x", apiKey: env.URL || "ab", id: x || "cd" }', ["apiKey = ab"]],
    ["in a member in quotes", '{ "api-key": prod ? "ab" : "cd" }', ["api-key = ab", "api-key = cd"]],
    ["in Python", 'api_key = env_key if prod else "cd"', ["api_key = cd"]],
    ["in Python, instead of a missing value", 'api_key = os.getenv("X") or "ab"', ["api_key = ab"]],
    ["in PowerShell", "$apiKey = if ($prod -eq 'x') { 'ab' } else { 'cd' }", ["apiKey = ab", "apiKey = cd"]],
    ["in Power Fx", 'Set(varApiKey, If(isProd, "ab", "cd"))', ["varApiKey = ab", "varApiKey = cd"]],
    ["in a member in Power Fx", 'UpdateContext({apiKey: Coalesce(x, "ab")})', ["apiKey = ab"]],
    ["in an agent's topic", 'key: =If(IsBlank(Topic.Answer), "ab", Topic.Answer)', []],
    ["in an agent's topic, by a name that says more", 'password: =If(IsBlank(Topic.Answer), "ab", Topic.Answer)', ["password = ab"]],
    ["in VBScript", 'apiKey = IIf(prod, "ab", "cd")', ["apiKey = ab", "apiKey = cd"]],
    ["in Power Query", 'ApiKey = if prod then "ab" else "cd"', ["ApiKey = ab", "ApiKey = cd"]],
    ["escaped", String.raw`apiKey = prod ? \"ab\" : \"cd\";`, ["apiKey = ab", "apiKey = cd"]],
    ["in a member that is called like a function that sets it", 'WithApiKey = x || "ab"', ["WithApiKey = ab"]],
    ["and not what is compared", 'apiKey = env === "prod" ? x : y', []],
    ["and not what is asked for", 'apiKey = config.get("x") || ask("x?")', []],
    ["and not what is joined to something", 'apiKey = x || "ab" + y', []],
    ["and not for other names", 'title = x || "ab"', []],
    ["and not for a name that is no credential's", 'keyboard = x || "ab"', []],
    ["and not the next statement", 'apiKey = x || y; title = "ab"', []],
    ["and not the next member", '{ apiKey: x ? y : z, title: "ab" }', []],
    ["and not an empty text", 'apiKey = x || ""', []],
    ["and not the arguments of a call", 'apiKey = read("ab", "cd") || none', []],
    ["and not the second argument of a call", 'add(apiKey, x || "ab")', []],
  ])("%s", (_, script, expected) => {
    expect(found(script)).toEqual(expected);
  });
});

describe("the texts of a list or a map", () => {
  it.each<[string, readonly string[]]>([
    ['const API_KEYS = ["ab", "cd"];', ["API_KEYS = ab", "API_KEYS = cd"]],
    ['passwords: { prod: "ab", "test": "cd" }', ["passwords = ab", "passwords = cd"]],
    ['apiKeys = {\n  prod: "ab",\n  test: read("cd"),\n}', ["apiKeys = ab"]],
    ["$passwords = @{ Erp = 'ab'; Sap = 'cd' }", ["passwords = ab", "passwords = cd"]],
    ["$passwords = @{\n  Erp = 'ab'\n  Sap = 'cd'\n}", ["passwords = ab", "passwords = cd"]],
    ['PASSWORDS = ("ab", "cd")', ["PASSWORDS = ab", "PASSWORDS = cd"]],
    ['passwords = Array("ab", "cd")', ["passwords = ab", "passwords = cd"]],
    [`CREDENTIALS = ("svc_erp", "${madeUp}")`, [`CREDENTIALS = ${madeUp}`]],
    [`$secrets = @{ Erp = "${madeUp}" }`, [`secrets = ${madeUp}`]],
    ['credentials: { user: "Svc_Erp01", tenant: "Contoso-Prod1" }', []],
    ['passwords = ("ab" + x)', []],
    ['apiKeys = [read("ab")]', []],
    ['"js-passkeys": { "version": "1.0.0", "integrity": "ab" }', []],
    ['names = ["ab"]', []],
  ])("%s", (script, expected) => {
    expect(found(script)).toEqual(expected);
  });
});

describe("the text that a function or property returns", () => {
  it.each<[string, readonly string[]]>([
    ['const getApiKey = () => "ab";', ["getApiKey = ab"]],
    ['const getApiKey = async () => { return "ab"; }', ["getApiKey = ab"]],
    ['function getApiKey() {\n  return "ab";\n}', ["getApiKey = ab"]],
    ['getApiKey: function () { return "ab" }', ["getApiKey = ab"]],
    ["function Get-ApiKey { return 'ab' }", ["Get-ApiKey = ab"]],
    ["function Get-ApiKey {\n  'ab'\n}", ["Get-ApiKey = ab"]],
    ['def api_key(self) -> str:\n    return "ab"', ["api_key = ab"]],
    ['private string ApiKey() => "ab";', ["ApiKey = ab"]],
    ['get apiKey(): string { return "ab"; }', ["apiKey = ab"]],
    ['public string Password { get; set; } = "ab";', ["Password = ab"]],
    ['const apiKey = new TextEncoder().encode("ab");', ["apiKey = ab"]],
    ['apiKey = Encoding.UTF8.GetBytes("ab");', ["apiKey = ab"]],
    ['apiKey: Buffer.from("ab", "base64")', ["apiKey = ab"]],
    ['apiKey = atob("ab")', ["apiKey = ab"]],
    ['apiKey = read("ab")', []],
    ['apiKey = encode("ab" + x)', []],
    ['function getApiKey() { return read("ab"); }', []],
    ['function getApiKey() { return "ab" + x; }', []],
    ['if (isApiKey(x)) { "ab" }', []],
    ["public string Password { get; set; } = Read();", []],
  ])("%s", (script, expected) => {
    expect(found(script)).toEqual(expected);
  });
});

describe("the text that a function is given, or that something is compared with", () => {
  it.each<[string, readonly string[]]>([
    ['builder.WithKeyboard("ab")', []],
    ['builder.WithApiKey("ab")', ["WithApiKey = ab"]],
    ["client.setPassword('ab');", ["setPassword = ab"]],
    ['set_password("ab")', ["set_password = ab"]],
    ['getApiKey("ab")', []],
    ['checkPassword("ab")', []],
    ['setPassword("ab", "cd")', []],
    ['if (password === "ab") open();', ["password = ab"]],
    ['if (user.password != "ab") return;', ["password = ab"]],
    ["if ($password -eq 'ab') { }", ["password = ab"]],
    ['if (password.Equals("ab"))', ["password = ab"]],
    ["if (password === stored)", []],
    ['if (password >= "ab")', []],
  ])("%s", (script, expected) => {
    expect(found(script)).toEqual(expected);
  });
});

describe("in a time that grows with the length of the text", () => {
  it.each([
    "apiKey = a.b.c.",
    "apiKey = new A().encode(",
    "apiKey = x ? ",
    "apiKey:",
    'apiKey = a || "b" ',
    "apiKey() => ",
    "apiKey(",
    "set(apiKey,",
    "apiKey: string = ? ",
    "apiKey-",
    "{ apiKey: if {",
    'apiKey = ["a",',
    'apiKey = {"a": "b", ',
    "function apiKey { ",
    "apiKey == ",
    "apiKey { get; ",
  ])("%s", (piece) => {
    expectLinear((size) => found(piece.repeat(size)), 500, piece);
  });
});
