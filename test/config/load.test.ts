import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configFileAt, type LoadedConfig, loadConfig } from "../../src/config/load.ts";
import { UserError } from "../../src/errors.ts";
import { loadValidator, rules, temporaryFolder, writeFiles } from "./sample.ts";

const root = temporaryFolder();
const validate = await loadValidator(rules, root);
writeFiles(root, { "repo/.git/": "" });
const repo = join(root, "repo");

let count = 0;
/** Writes a configuration, and files beside it, in a folder of their own. */
async function load(config: unknown, files: Readonly<Record<string, unknown>> = {}, name = ".solutionlintrc.json"): Promise<LoadedConfig> {
  const folder = join(repo, `case-${++count}`);
  writeFiles(folder, { [name]: config, ...files });
  return loadConfig(configFileAt(name, folder), { cwd: folder, home: undefined, rules, validate });
}

async function problems(config: unknown, files?: Readonly<Record<string, unknown>>, name?: string): Promise<string> {
  try {
    await load(config, files, name);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return "no problem";
}

describe("what a configuration may look like", () => {
  test("comments, trailing commas, a byte order mark and $schema", async () => {
    const { layers } = await load(
      '\u{feff}{\n  // why\n  "$schema": "./schema.json", /* and */ "rules": { "secret-in-variable": "off", },\n}',
    );
    expect(layers[0]?.config.rules).toEqual({ "secret-in-variable": "off" });
    expect(layers[0]?.origin(["rules", "secret-in-variable"]).text).toBe(".solutionlintrc.json:3:74");
  });

  test("codes mean rules, in any letter case, also in overrides; the origin stays where it was written", async () => {
    const { layers } = await load('{\n  "rules": { "sl3002": ["note"] },\n  "overrides": [{ "rules": { "SL3005": "off" } }]\n}');
    expect(layers[0]?.config.rules).toEqual({ "secret-in-variable": ["note"] });
    expect(layers[0]?.config.overrides?.[0]?.rules).toEqual({ "secret-in-message": "off" });
    expect(layers[0]?.origin(["rules", "secret-in-variable"])).toEqual({
      text: ".solutionlintrc.json:2:24",
      file: ".solutionlintrc.json",
      pointer: ["rules", "sl3002"],
    });
  });

  test("a member of package.json, whose other members are nobody's business", async () => {
    const { layers } = await load('{ "name": "x", "name": "x",\n  "solutionlint": { "ignore": ["a"] } }', {}, "package.json");
    expect(layers[0]?.config).toEqual({ ignore: ["a"] });
    expect(layers[0]?.origin(["ignore", "0"])).toEqual({
      text: "package.json:2:32",
      file: "package.json",
      pointer: ["solutionlint", "ignore", "0"],
    });
  });

  test("a key named __proto__ is a key", async () => {
    expect(await problems('{ "__proto__": { "rules": {} } }')).toContain('unknown key "__proto__"');
    expect(await problems('{ "rules": { "__proto__": "off" } }')).toContain('there is no rule "__proto__"');
    expect(await problems('{ "overrides": [{ "rules": { "constructor": "off" } }] }')).toContain('there is no rule "constructor"');
  });
});

describe("extends", () => {
  test("files come before what extends them; the preset named last counts", async () => {
    const { layers, preset } = await load(
      { extends: ["recommended", "./base.json", "./more/other.json"], ignore: ["main"] },
      { "base.json": { extends: "strict", ignore: ["base"] }, "more/other.json": { extends: "../base.json", ignore: ["other"] } },
    );
    expect(layers.map((layer) => layer.file)).toEqual(["base.json", "more/other.json", ".solutionlintrc.json"]);
    expect(preset).toEqual({ value: "strict", origin: { text: "base.json:1:12", file: "base.json", pointer: ["extends"] } });
  });

  test("rules of an extended file's own are known", async () => {
    // biome-ignore lint/suspicious/noThenProperty: a key of the configuration.
    const base = { customRules: [{ name: "contoso/no-http", message: "No.", given: "$.x", then: { exists: false } }] };
    expect(await problems({ extends: "./base.json", rules: { "contoso/no-http": "off" } }, { "base.json": base })).toBe("no problem");
  });

  test("what cannot be extended", async () => {
    writeFiles(root, { "outside.json": {} });
    expect(
      await problems(
        { extends: ["stric", "@contoso/config", "./none.json", "../../outside.json", "./link.json", "./a.json"] },
        { "a.json": { extends: ["./b.json"] }, "b.json": { extends: "./a.json" } },
      ),
    ).toMatchInlineSnapshot(`
      "The configuration has 6 problems:
        .solutionlintrc.json:1:13  "stric" is neither a preset (recommended, strict) nor a relative path of a .json file; did you mean "strict"?
        .solutionlintrc.json:1:21  "@contoso/config" is neither a preset (recommended, strict) nor a relative path of a .json file
        .solutionlintrc.json:1:39  there is no file "none.json"
        .solutionlintrc.json:1:53  "../../outside.json" lies outside of "..": a configuration can only extend files of its own repository
        .solutionlintrc.json:1:74  there is no file "link.json"
        b.json:1:12  these configurations extend each other in a circle: a.json → b.json → a.json"
    `);
  });

  test("a link does not lead out of the repository", async () => {
    writeFiles(root, { "outside.json": {} });
    const folder = join(repo, "linked");
    writeFiles(folder, { ".solutionlintrc.json": { extends: "./link.json" } });
    symlinkSync(join(root, "outside.json"), join(folder, "link.json"));
    await expect(
      loadConfig(configFileAt(".solutionlintrc.json", folder), { cwd: folder, home: undefined, rules, validate }),
    ).rejects.toThrow('"./link.json" lies outside of ".."');
  });
});

describe("what a user sees", () => {
  test("unknown keys, rules and levels, with the nearest word", async () => {
    expect(
      await problems(`{
  "rule": {},
  "sensitivenames": [],
  "rules": {
    "secret-in-varible": "error",
    "hardcoded-credential": "warn",
    "secret-in-message": "wraning",
    "unreadable-file": 2,
    "SL9999": "off",
    "contoso/none": "off"
  },
  "limits": { "entrysize": 1, "nothing": 2 },
  "overrides": [
    { "flow": ["x"], "rules": { "secret-in-mesage": "off", "secret-in-variable": ["off"] } }
  ]
}`),
    ).toMatchInlineSnapshot(`
      "The configuration has 13 problems:
        .solutionlintrc.json:2:3  unknown key "rule"; did you mean "rules"?
        .solutionlintrc.json:3:3  unknown key "sensitivenames"; did you mean "sensitiveNames"?
        .solutionlintrc.json:5:5  there is no rule "secret-in-varible"; did you mean "secret-in-variable"?
        .solutionlintrc.json:6:29  "rules.hardcoded-credential" must be one of off, on, note, warning, error; did you mean "warning"?
        .solutionlintrc.json:7:26  "rules.secret-in-message" must be one of off, on, note, warning, error; did you mean "warning"?
        .solutionlintrc.json:8:24  "rules.unreadable-file" must be one of off, on, note, warning, error; did you mean "error"?
        .solutionlintrc.json:9:5  there is no rule "SL9999"; 'solutionlint rules' lists them
        .solutionlintrc.json:10:5  there is no rule "contoso/none"; 'solutionlint rules' lists them
        .solutionlintrc.json:12:15  unknown key "entrysize"; did you mean "entrySize"?
        .solutionlintrc.json:12:31  unknown key "nothing"; possible: entrySize, totalSize, ratio, entries, depth, archiveSize, analysisSteps
        .solutionlintrc.json:14:7  unknown key "flow"; did you mean "flows"?
        .solutionlintrc.json:14:33  there is no rule "secret-in-mesage"; did you mean "secret-in-message"?
        .solutionlintrc.json:14:82  "overrides[0].rules.secret-in-variable" must be one of off, on, note, warning, error"
    `);
  });

  test("wrong options", async () => {
    expect(
      await problems(`{
  "rules": {
    "long-secret-chain": ["note", { "maxAction": 3 }],
    "SL4009": ["warning", { "pattern": "kv-(dev" }],
    "secret-in-variable": ["error", { "max": 1 }],
    "secret-in-message": [],
    "hardcoded-credential": { "level": "off" }
  }
}`),
    ).toMatchInlineSnapshot(`
      "The configuration has 5 problems:
        .solutionlintrc.json:3:37  unknown key "maxAction"; did you mean "maxActions"?
        .solutionlintrc.json:4:40  "rules.vault-name-convention[1].pattern" is not a regular expression: Unterminated group
        .solutionlintrc.json:5:27  "rules.secret-in-variable" has no options: give the level alone
        .solutionlintrc.json:6:26  "rules.secret-in-message" must not be empty
        .solutionlintrc.json:7:29  "rules.hardcoded-credential" must be one of off, on, note, warning, error"
    `);
  });

  test("wrong values", async () => {
    expect(
      await problems(`{
  "extends": 3,
  "ignore": ["!keep", ""],
  "overrides": [
    { "rules": {} },
    { "reason": "x" },
    { "rules": { "SL3002": "off", "secret-in-variable": "note" }, "expires": "tomorrow" },
    { "rules": { "SL3002": "off" }, "expires": "2027-02-30" }
  ],
  "environments": { "dev": { "vaultPattern": "[a-" }, "test": "settings.json" },
  "sensitiveNames": ["x", 7],
  "limits": { "depth": 0, "ratio": 1.5 }
}`),
    ).toMatchInlineSnapshot(`
      "The configuration has 14 problems:
        .solutionlintrc.json:2:14  "extends" must be a string or a list
        .solutionlintrc.json:3:14  "ignore[0]" cannot begin with "!": list what is meant, a match cannot be taken back
        .solutionlintrc.json:3:23  "ignore[1]" must not be empty
        .solutionlintrc.json:5:16  "overrides[0].rules" must not be empty
        .solutionlintrc.json:6:5  "overrides[1]" needs "rules"
        .solutionlintrc.json:7:35  "SL3002" and "secret-in-variable" are the same rule: set it once
        .solutionlintrc.json:7:78  "overrides[2].expires" must be a date like 2027-01-31
        .solutionlintrc.json:8:48  there is no such day in the calendar
        .solutionlintrc.json:10:46  "environments.dev.vaultPattern" is not a regular expression: Unterminated character class
        .solutionlintrc.json:10:63  "environments.test" must be an object
        .solutionlintrc.json:11:22  "sensitiveNames[0]" must have at least 2 characters
        .solutionlintrc.json:11:27  "sensitiveNames[1]" must be a string
        .solutionlintrc.json:12:24  "limits.depth" must be at least 1
        .solutionlintrc.json:12:36  "limits.ratio" must be a whole number"
    `);
  });

  test("custom rules", async () => {
    expect(
      await problems(`{
  "customRules": [
    { "name": "no-http", "message": "No.", "given": "$.x", "then": { "exists": false } },
    { "name": "contoso/a", "message": "", "given": "actions", "then": { "field": "type" }, "level": "on" },
    { "name": "contoso/a", "message": "No.", "given": ["$..[?(@.type=='Http')]"], "then": { "matches": "(" } },
    { "name": "contoso/b", "given": "$.x", "then": { "equal": "x" }, "components": ["flows"] },
    { "name": "contoso/c", "message": "No.", "given": "$.x", "then": {} }
  ]
}`),
    ).toMatchInlineSnapshot(`
      "The configuration has 12 problems:
        .solutionlintrc.json:3:15  "customRules[0].name" must be two kebab-case words with a slash between, like "contoso/no-http-action"
        .solutionlintrc.json:4:39  "customRules[1].message" must not be empty
        .solutionlintrc.json:4:52  a JSONPath begins with "$"
        .solutionlintrc.json:4:71  "customRules[1].then" compares nothing
        .solutionlintrc.json:4:101  "customRules[1].level" must be one of note, warning, error
        .solutionlintrc.json:5:15  the rule "contoso/a" exists already
        .solutionlintrc.json:5:56  filters and scripts are not supported: compare in "then"
        .solutionlintrc.json:5:104  "customRules[2].then.matches" is not a regular expression: Unterminated group
        .solutionlintrc.json:6:5  "customRules[3]" needs "message"
        .solutionlintrc.json:6:54  unknown key "equal"; did you mean "equals"?
        .solutionlintrc.json:6:85  "customRules[3].components[0]" must be one of cloud-flow, custom-connector, settings, other
        .solutionlintrc.json:7:70  "customRules[4].then" must not be empty"
    `);
  });

  test.each([
    ["{", '1:2  a closing "}" is missing'],
    ['{ "rules": { "a": "off" "b": "off" } }', "1:25  a comma is missing"],
    ["{ rules: {} }", "1:3  names and strings must be in double quotes"],
    ['{ "ignore": ["src\\Contoso"] }', "1:14  unknown escape: write \\\\ for a backslash, and / in paths"],
    ['{ "ignore": ["a] }', "1:14  the string is not closed by a double quote"],
    ["", "1:1  the file is empty"],
    ["// nothing", "1:11  a value is expected"],
    ["{} {}", "1:4  there is something after the end of the document"],
    ["/* {}", "1:1  the comment is not closed"],
    ["[]", "1:1  the configuration must be an object"],
    ['{\r\n  "ignore": [],\r\n  "ignore": []\r\n}', '3:3  "ignore" occurs twice in the same object'],
    [`{ "x": ${"[".repeat(120)}`, "1:107  nested more than 100 levels deep"],
  ])("text that is no configuration: %j", async (text, expected) => {
    expect(await problems(text)).toBe(`The configuration has a problem:\n  .solutionlintrc.json:${expected}`);
  });

  test("the problems of all files are told at once, in the order of the files", async () => {
    const message = await problems({ extends: ["./a.json", "./b.json"], rulse: {} }, { "a.json": "{", "b.json": { ignor: [] } });
    expect(message).toMatchInlineSnapshot(`
      "The configuration has 3 problems:
        .solutionlintrc.json:1:36  unknown key "rulse"; did you mean "rules"?
        a.json:1:2  a closing "}" is missing
        b.json:1:2  unknown key "ignor"; did you mean "ignore"?"
    `);
  });

  test("a file that is not there", async () => {
    expect(() => configFileAt("none.json", repo)).toThrow(new UserError('There is no configuration file "none.json".'));
  });

  test("values are never repeated: the file could be something else", async () => {
    const value = ["s3", "cret", "value"].join("-");
    const config = {
      rules: { "secret-in-variable": value, "long-secret-chain": ["on", { maxActions: value }] },
      ignore: value,
      extends: [],
      limits: { depth: value },
    };
    expect(await problems(config)).not.toContain(value);
  });

  test("names cannot write to the terminal", async () => {
    expect(await problems('{ "a\\u001b[2Jb": 1 }')).toContain('unknown key "a\u{fffd}[2Jb"');
  });
});
