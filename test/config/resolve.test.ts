import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { configure } from "../../src/config/configure.ts";
import { printConfig } from "../../src/config/print.ts";
import { resolveConfig } from "../../src/config/resolve.ts";
import type { ResolvedConfig } from "../../src/config/types.ts";
import { UserError } from "../../src/errors.ts";
import { loadValidator, rules, temporaryFolder, writeFiles } from "./sample.ts";

const root = temporaryFolder();
const validate = await loadValidator(rules, root);
const cwd = join(root, "repo");

const levels = (config: ResolvedConfig) => Object.fromEntries([...config.rules.values()].map((rule) => [rule.code, rule.level]));
const without = (options: Parameters<typeof resolveConfig>[1]) => resolveConfig(undefined, options, rules, cwd);
const messageOf = (action: () => unknown) => {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return "no error";
};

describe("without a configuration file", () => {
  test("the preset recommended, and defaults", () => {
    const config = without({});
    expect(levels(config)).toEqual({ SL0001: "on", SL1001: "on", SL3002: "on", SL3005: "on", SL3009: "off", SL4009: "off" });
    expect(config.rules.get("long-secret-chain")?.options).toEqual({ maxActions: 3, exact: false });
    expect(config.preset).toEqual({ value: "recommended", origin: { text: "default" } });
    expect(config.folder).toBe(cwd);
    expect(config.limits.depth).toBe(3);
  });

  test("--preset strict switches all rules on", () => {
    expect(Object.values(levels(without({ preset: "strict" })))).toEqual(["on", "on", "on", "on", "on", "on"]);
  });

  test("--rule sets levels by name or code; without a level the rule is on", () => {
    expect(levels(without({ rules: ["SL1001=off", "secret-in-variable=note", "sl3009"] }))).toMatchObject({
      SL1001: "off",
      SL3002: "note",
      SL3009: "on",
    });
  });

  test("--only leaves the named rules, and those that say that something was not read", () => {
    expect(levels(without({ only: ["long-secret-chain", "SL3002"], rules: ["SL3002=warning"] }))).toEqual({
      SL0001: "on",
      SL1001: "off",
      SL3002: "warning",
      SL3005: "off",
      SL3009: "on",
      SL4009: "off",
    });
  });

  test("what a user sees", () => {
    expect([
      messageOf(() => without({ preset: "strct" })),
      messageOf(() => without({ preset: "all" })),
      messageOf(() => without({ rules: ["secret-in-varible=error"] })),
      messageOf(() => without({ rules: ["secret-in-variable=warn"] })),
      messageOf(() => without({ rules: ["secret-in-variable=loud"] })),
      messageOf(() => without({ only: ["hardcoded-credentials"] })),
      messageOf(() => without({ only: ["SL9999"] })),
    ]).toMatchInlineSnapshot(`
      [
        "--preset: there is no preset "strct"; did you mean "strict"? (recommended, strict)",
        "--preset: there is no preset "all" (recommended, strict)",
        "--rule: there is no rule "secret-in-varible"; did you mean "secret-in-variable"?",
        "--rule secret-in-variable: there is no level "warn"; did you mean "warning"? (off, on, note, warning, error)",
        "--rule secret-in-variable: there is no level "loud" (off, on, note, warning, error)",
        "--only: there is no rule "hardcoded-credentials"; did you mean "hardcoded-credential"?",
        "--only: there is no rule "SL9999"; 'solutionlint rules' lists them",
      ]
    `);
  });
});

describe("with configuration files", async () => {
  writeFiles(cwd, {
    ".git/": "",
    "config/base.json": {
      extends: "strict",
      rules: { "long-secret-chain": ["warning", { maxActions: 5 }], "secret-in-message": "off" },
      overrides: [{ rules: { SL1001: "off" }, reason: "base" }],
      ignore: ["base/**"],
      environments: { dev: { settings: "./dev.json", vaultPattern: "^kv-dev" } },
      sensitiveNames: ["kennwort", "Passwort"],
      connectors: { shared_one: { from: "base" }, shared_two: { from: "base" } },
      limits: { depth: 5, ratio: 10 },
    },
    ".solutionlintrc.json": {
      extends: "./config/base.json",
      rules: { "long-secret-chain": "error", SL3005: "warning", "vault-name-convention": ["on", { pattern: "^x" }] },
      overrides: [{ flows: ["A"], rules: { SL3005: "off" }, expires: "2027-01-31" }],
      ignore: ["main/**"],
      environments: { dev: { vaultPattern: "^kv-d" }, prod: { settings: "prod.json" } },
      sensitiveNames: ["passwort"],
      connectors: { shared_two: { from: "main" } },
      // biome-ignore lint/suspicious/noThenProperty: a key of the configuration.
      customRules: [{ name: "contoso/a", message: "No.", given: "$.x", then: { exists: false } }],
      limits: { depth: 4 },
    },
    "exports/a.zip": "",
  });
  const config = await configure({ cwd, home: undefined, rules, validate, input: "exports/a.zip", commandLine: {} });

  test("each file wins over those it extends; a level alone keeps the options", () => {
    expect(levels(config)).toMatchObject({ SL3009: "error", SL3005: "warning", SL4009: "on", "contoso/a": "on" });
    expect(config.rules.get("long-secret-chain")?.options).toEqual({ maxActions: 5, exact: false });
    expect(config.rules.get("long-secret-chain")?.optionsOrigin.text).toMatch(/^config\/base\.json:1:/);
    expect(config.overrides.map((override) => override.origin.file)).toEqual(["config/base.json", ".solutionlintrc.json"]);
    expect(config.ignore.map((pattern) => pattern.value)).toEqual(["base/**", "main/**"]);
    expect(config.sensitiveNames.map((word) => word.value)).toEqual(["kennwort", "Passwort"]);
    expect([...config.connectors].map(([id, entry]) => [id, entry.value.from])).toEqual([
      ["shared_one", "base"],
      ["shared_two", "main"],
    ]);
    expect(config.limits).toMatchObject({ depth: 4, ratio: 10, entries: 100_000 });
  });

  test("files are named relative to the file that names them; environments are put together", () => {
    expect(config.environments.map(({ name, settings, vaultPattern }) => ({ name, settings, vaultPattern }))).toEqual([
      { name: "dev", settings: join(cwd, "config", "dev.json"), vaultPattern: "^kv-d" },
      { name: "prod", settings: join(cwd, "prod.json"), vaultPattern: undefined },
    ]);
  });

  test("the command line wins over the files", async () => {
    const other = await configure({
      cwd,
      home: undefined,
      rules,
      validate,
      input: undefined,
      commandLine: { preset: "recommended", rules: ["SL3009=off"] },
    });
    expect(other.preset.value).toBe("recommended");
    expect(levels(other)).toMatchObject({ SL3009: "off", SL4009: "on" });
  });

  test("--no-config", async () => {
    const options = { cwd, home: undefined, rules, validate, input: undefined, commandLine: {} };
    expect((await configure({ ...options, config: false })).files).toEqual([]);
  });

  test("--print-config tells where everything comes from, without absolute paths", () => {
    const printed = printConfig(config);
    expect(printed).not.toContain(root);
    expect(JSON.parse(printed)).toMatchObject({
      files: ["config/base.json", ".solutionlintrc.json"],
      preset: { value: "strict", from: expect.stringMatching(/^config\/base\.json:1:\d+$/) },
      rules: {
        "unreadable-file": { code: "SL0001", level: "on", from: "preset strict" },
        "long-secret-chain": {
          level: "error",
          from: expect.stringMatching(/^\.solutionlintrc\.json:1:/),
          options: { maxActions: 5, exact: false },
          optionsFrom: expect.stringMatching(/^config\/base\.json:1:/),
        },
      },
      environments: { dev: { settings: "config/dev.json", vaultPattern: "^kv-d" } },
      ignore: config.ignore.map(({ value, origin }) => ({ value, from: origin.text })),
      sensitiveNames: config.sensitiveNames.map(({ value, origin }) => ({ value, from: origin.text })),
      limits: { depth: { value: 4, from: expect.stringMatching(/^\.solutionlintrc/) }, entries: { value: 100_000, from: "default" } },
    });
  });
});
