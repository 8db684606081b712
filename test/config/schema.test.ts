import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compileValidator } from "../../src/config/compile-validator.ts";
import { configFileName } from "../../src/config/discover.ts";
import { parseDocument } from "../../src/config/document.ts";
import { configSchema, type TableSchemas } from "../../src/config/schema.ts";
import { embedTable } from "../../src/config/table-schema.ts";
import { defaultAnalysisLimits, type RuleInfo } from "../../src/config/types.ts";
import { validate as generated } from "../../src/config/validator.generated.ts";
import { defaultInputLimits } from "../../src/input/artifact.ts";
import { type JsonObject, objectAt } from "../../src/json.ts";
import { loadValidator, rules, temporaryFolder } from "./sample.ts";

const root = new URL("../../", import.meta.url);
const connectors = JSON.parse(readFileSync(new URL("src/knowledge/data/connectors.schema.json", root), "utf8")) as JsonObject;
const tables: TableSchemas = { connectors: { schema: connectors, definition: "connectors" } };

describe("the schema", () => {
  const schema = configSchema(rules);

  test("lists the rules by code, each with what an editor shows", () => {
    const listed = objectAt(schema, "properties", "rules", "properties") ?? {};
    expect(Object.keys(listed)).toEqual(rules.map((rule) => rule.name));
    expect(objectAt(listed, "long-secret-chain")?.description).toBe("A secret passes through many actions. (SL3009, note, preset strict)");
  });

  test("is the same whatever the order of the rules", () => {
    expect(JSON.stringify(configSchema([...rules].reverse()))).toBe(JSON.stringify(schema));
  });

  test("can be compiled in ajv's strict mode, also with a rule that uses every helper", () => {
    const odd: RuleInfo = {
      code: "SL9998",
      name: "odd",
      summary: "Odd.",
      level: "note",
      preset: "strict",
      options: {
        type: "object",
        additionalProperties: false,
        properties: { words: { type: "array", uniqueItems: true, items: { type: "string", maxLength: 3 } }, any: { const: { a: 1 } } },
      },
    };
    const code = compileValidator(configSchema([...rules, odd]));
    expect(code).not.toMatch(/\brequire\(/);
    expect(code).toContain("export const validate: ConfigValidator = ");
  });

  test("that is wrong does not compile", () => {
    expect(() => compileValidator({ type: "object", propertys: {} })).toThrow("strict mode");
  });
});

describe("the example configuration", async () => {
  const text = readFileSync(new URL(".solutionlintrc.example.json", root), "utf8");
  const document = await parseDocument(text);
  const value = "value" in document ? (document.value as JsonObject) : {};

  test("shows every key", () => {
    expect(Object.keys(value).sort()).toEqual(Object.keys(objectAt(configSchema([]), "properties") ?? {}).sort());
  });

  test("shows the limits at their defaults, which the documentation lists too", () => {
    const defaults = { ...defaultInputLimits, ...defaultAnalysisLimits };
    expect(objectAt(value, "limits")).toEqual(defaults);
    const page = readFileSync(new URL("docs/configuration.md", root), "utf8");
    const rows = page.slice(page.indexOf("| member of `limits` |")).matchAll(/^\| `(\w+)` \|.*\| (\d+) \|$/gm);
    expect(Object.fromEntries([...rows].map(([, name, limit]) => [name, Number(limit)]))).toEqual(defaults);
  });

  test("is valid for rules of the names it uses", async () => {
    const names = Object.keys(objectAt(value, "rules") ?? {});
    const used = names.map(
      (name, index): RuleInfo => ({ code: `SL${1000 + index}`, name, summary: name, level: "error", preset: "recommended" }),
    );
    const validate = await loadValidator(used, temporaryFolder(), tables);
    expect(validate(value) ? [] : validate.errors).toEqual([]);
  });
});

test("every JSON example in the documentation is a valid configuration", async () => {
  const page = readFileSync(new URL("docs/configuration.md", root), "utf8");
  const examples = [...page.matchAll(/^```json\n(.*?)^```/gms)].map((match) => JSON.parse(match[1] ?? "") as unknown);
  expect(examples.length).toBeGreaterThan(4);
  const validate = await loadValidator(rules, temporaryFolder(), tables);
  for (const example of examples) expect(validate(example) ? [] : validate.errors).toEqual([]);
});

test("the generated validator accepts an empty configuration and refuses an unknown key", () => {
  expect(generated({})).toBe(true);
  expect(generated({ [`${configFileName} of another tool`]: true })).toBe(false);
});

describe("own entries for the knowledge tables", () => {
  const table = {
    definition: "entries",
    schema: {
      $defs: {
        entries: { type: "object", propertyNames: { pattern: "^[a-z]+$" }, additionalProperties: { $ref: "#/$defs/entry" } },
        entry: {
          allOf: [{ $ref: "#/$defs/facts" }],
          type: "object",
          unevaluatedProperties: false,
          properties: { own: { $ref: "#/$defs/entries" } },
        },
        facts: { type: "object", properties: { sink: { enum: ["store"] } } },
        unused: { type: "string" },
      },
    },
  } as const;

  test("are described by the table's own schema, in the older draft", () => {
    expect(embedTable(table, "t")).toEqual({
      root: { $ref: "#/definitions/t-entries" },
      definitions: {
        "t-entries": { type: "object", propertyNames: { pattern: "^[a-z]+$" }, additionalProperties: { $ref: "#/definitions/t-entry" } },
        "t-entry": {
          type: "object",
          properties: { sink: { enum: ["store"] }, own: { $ref: "#/definitions/t-entries" } },
          additionalProperties: false,
        },
      },
    });
  });

  test("a table without the definition is a defect", () => {
    expect(() => embedTable({ schema: {}, definition: "entries" }, "t")).toThrow('no definition "entries"');
  });

  test("the table of connectors can be embedded and compiled", () => {
    expect(compileValidator(configSchema(rules, tables))).toContain("validate");
  });
});
