import { describe, expect, it } from "vitest";
import { chosenValues, returnedValues } from "../../src/secrets/script-choices.ts";
import { expectLinear } from "../growth.ts";

function chosen(script: string): readonly string[] {
  return chosenValues(script, (name) => /key/i.test(name)).map(({ name, start, end }) => `${name} = ${script.slice(start, end)}`);
}

function returned(script: string): readonly string[] {
  return returnedValues(script).map(({ name, start, end }) => `${name} = ${script.slice(start, end)}`);
}

describe("the values that an expression chooses among", () => {
  it.each<[string, string, readonly string[]]>([
    ["behind a condition", 'const apiKey = isProd ? "ab" : "cd";', ["apiKey = ab", "apiKey = cd"]],
    ["behind two conditions", 'apiKey = a ? "ab" : b ? "cd" : "ef";', ["apiKey = ab", "apiKey = cd", "apiKey = ef"]],
    ["of a typed variable", 'let apiKey: string = isProd ? "ab" : "cd"', ["apiKey = ab", "apiKey = cd"]],
    ["in the lines below", 'var apiKey = isProd ?\n  "ab"\n  : "cd";', []],
    ["in the lines below, with the signs in front", 'var apiKey = isProd || x\n  ? "ab"\n  : "cd";', ["apiKey = ab", "apiKey = cd"]],
    ["instead of a missing value", 'const apiKey = process.env["API_KEY"] || "ab";', ["apiKey = ab"]],
    ["instead of none", "apiKey = settings.apiKey ?? 'ab'", ["apiKey = ab"]],
    ["in a member", '{ url: "x", apiKey: env.KEY || "ab", id: x || "cd" }', ["apiKey = ab"]],
    ["in a member in quotes", '{ "api-key": prod ? "ab" : "cd" }', ["api-key = ab", "api-key = cd"]],
    ["in Python", 'api_key = "ab" if prod else "cd"', ["api_key = ab", "api_key = cd"]],
    ["in Python, instead of a missing value", 'api_key = os.getenv("API_KEY") or "ab"', ["api_key = ab"]],
    ["in PowerShell", "$apiKey = if ($prod -eq 'x') { 'ab' } else { 'cd' }", ["apiKey = ab", "apiKey = cd"]],
    ["in Power Fx", 'Set(varApiKey, If(isProd, "ab", "cd"))', ["varApiKey = ab", "varApiKey = cd"]],
    ["in a member in Power Fx", 'UpdateContext({apiKey: Coalesce(x, "ab")})', ["apiKey = ab"]],
    ["in VBScript", 'apiKey = IIf(prod, "ab", "cd")', ["apiKey = ab", "apiKey = cd"]],
    ["in Power Query", 'ApiKey = if prod then "ab" else "cd"', ["ApiKey = ab", "ApiKey = cd"]],
    ["escaped", String.raw`apiKey = prod ? \"ab\" : \"cd\";`, ["apiKey = ab", "apiKey = cd"]],
    ["and not what is compared", 'apiKey = env === "prod" ? x : y', []],
    ["and not what is asked for", 'apiKey = config.get("key") || ask("key?")', []],
    ["and not what is joined to something", 'apiKey = x || "ab" + y', []],
    ["and not for other names", 'title = x || "ab"', []],
    ["and not a comparison", 'if (apiKey == x || y == "ab") z()', []],
    ["and not the next statement", 'apiKey = x || y; title = "ab"', []],
    ["and not the next member", '{ apiKey: x ? y : z, title: "ab" }', []],
    ["and not an empty text", 'apiKey = x || ""', []],
    ["and not the arguments of a call", 'apiKey = read("ab", "cd") || none', []],
  ])("%s", (_, script, expected) => {
    expect(chosen(script)).toEqual(expected);
  });
});

describe("the text that a function returns", () => {
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
    ['function getApiKey() { return read("ab"); }', []],
    ['function getApiKey() { return "ab" + x; }', []],
    ['if (isApiKey(x)) { "ab" }', []],
    ['getApiKey("ab")', []],
  ])("%s", (script, expected) => {
    expect(returned(script)).toEqual(expected);
  });
});

describe("in a time that grows with the length of the text", () => {
  it.each(["apiKey = x ? ", "apiKey:", 'apiKey = a || "b" ', "f() => ", "key(", "set(key,", "Key: string = ? ", "a-b", "{ key: if {"])(
    "%s",
    (piece) => {
      expectLinear((size) => [chosenValues(piece.repeat(size), () => true), returnedValues(piece.repeat(size))], 500, piece);
    },
  );
});
