import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll } from "vitest";
import { compileValidator } from "../../src/config/compile-validator.ts";
import type { ConfigValidator } from "../../src/config/problems.ts";
import { configSchema, type TableSchemas } from "../../src/config/schema.ts";
import type { RuleInfo } from "../../src/config/types.ts";

/** A small set of rules: with and without options, of both presets. */
export const rules: readonly RuleInfo[] = [
  { code: "SL0001", name: "unreadable-file", summary: "A component cannot be read.", level: "error", preset: "recommended" },
  { code: "SL1001", name: "hardcoded-credential", summary: "A credential stands in a flow.", level: "error", preset: "recommended" },
  { code: "SL3002", name: "secret-in-variable", summary: "A secret is stored in a variable.", level: "error", preset: "recommended" },
  { code: "SL3005", name: "secret-in-message", summary: "A secret is sent in a message.", level: "error", preset: "recommended" },
  {
    code: "SL3009",
    name: "long-secret-chain",
    summary: "A secret passes through many actions.",
    level: "note",
    preset: "strict",
    options: {
      type: "object",
      additionalProperties: false,
      properties: { maxActions: { type: "integer", minimum: 1, default: 3 }, exact: { type: "boolean", default: false } },
    },
  },
  {
    code: "SL4009",
    name: "vault-name-convention",
    summary: "A vault is not named by the convention.",
    level: "warning",
    preset: "strict",
    options: { type: "object", additionalProperties: false, properties: { pattern: { type: "string", format: "regex", default: "^kv-" } } },
  },
];

/** A temporary folder that goes away after the tests of the file. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "solutionlint-config-")));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files by their path relative to a folder; objects as JSON. A path that ends in `/` is an empty folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, unknown>>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(name.endsWith("/") ? path : dirname(path), { recursive: true });
    if (!name.endsWith("/")) writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  }
}

/** Compiles the validator of rules as the generator does and loads the module. */
export async function loadValidator(forRules: readonly RuleInfo[], folder: string, tables: TableSchemas = {}): Promise<ConfigValidator> {
  const typescript = compileValidator(configSchema(forRules, tables));
  const javascript = typescript.replace(/^import type .*$/m, "").replace("validate: ConfigValidator", "validate");
  const path = join(folder, "validator.mjs");
  writeFileSync(path, javascript);
  return ((await import(/* @vite-ignore */ pathToFileURL(path).href)) as { readonly validate: ConfigValidator }).validate;
}
