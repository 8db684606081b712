import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { visit } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { lenientConnectorName, normalizeConnectorId } from "../../src/knowledge/connector-id.ts";
import { type ConnectorEntry, type FactsEntry, mainTable, type OperationGroup, publicTable } from "../../src/knowledge/connector-table.ts";
import { compileLegacyForm } from "../../src/knowledge/legacy-path.ts";
import { findExact, findPattern, indexOperations, operationKey } from "../../src/knowledge/operation-index.ts";

const folder = new URL("../../src/knowledge/data/", import.meta.url);
const text = (name: string): string => readFileSync(new URL(name, folder), "utf8");
const json = (name: string): unknown => JSON.parse(text(name));

const files = [
  ["connectors.json", "connectors.schema.json"],
  ["connectors-public.json", "connectors.schema.json"],
  ["endpoints.json", "endpoints.schema.json"],
  ["desktop-actions.json", "desktop-actions.schema.json"],
] as const;

describe.each(files)("%s", (file, schema) => {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(json(schema) as object);

  it("meets its schema, compiled in strict mode", () => {
    validate(json(file));
    expect(validate.errors ?? []).toEqual([]);
  });

  it("names its schema", () => {
    expect(json(file)).toMatchObject({ $schema: `./${schema}` });
  });

  it("has no key twice in an object", () => {
    const seen: Set<string>[] = [];
    const twice: string[] = [];
    visit(text(file), {
      onObjectBegin: () => void seen.push(new Set()),
      onObjectEnd: () => void seen.pop(),
      onObjectProperty: (key) => {
        const keys = seen.at(-1);
        if (keys?.has(key)) twice.push(key);
        keys?.add(key);
      },
    });
    expect(twice).toEqual([]);
  });
});

describe("the schema of connectors", () => {
  const validate = new Ajv2020({ strict: true }).compile(json("connectors.schema.json") as object);
  const withOperation = (entry: unknown): unknown => ({ connectors: { shared_acme: { operations: { DoIt: entry } } } });

  it.each([
    ["an unknown sink", withOperation({ sink: "drain" })],
    ["a misspelt member", withOperation({ secretOutput: [] })],
    ["a misspelt member under a condition", withOperation({ when: [{ facts: { snik: "none" } }] })],
    ["an output outside the answer", withOperation({ secretOutputs: [{ path: "value", what: "x" }] })],
    ["a source that is no https address", { connectors: { shared_acme: { source: "http://example.com" } } }],
    ["a legacy form without a method", { connectors: { shared_acme: { legacy: { "/x": "DoIt" } } } }],
  ])("rejects %s", (_, value) => {
    expect(validate(value)).toBe(false);
  });
});

const groups = (entry: ConnectorEntry): OperationGroup[] => [
  entry,
  ...(entry.families ?? []).map((name) => mainTable().families[name] ?? {}),
];
const namesOf = (group: OperationGroup): string[] =>
  [...Object.keys(group.operations ?? {}), group.reads ?? ""].flatMap((names) => names.split("|")).filter((name) => name !== "");

describe.each([
  ["the main table", mainTable().connectors],
  ["the public table", publicTable()],
])("%s", (_, table) => {
  const entries = Object.entries(table);

  it("gives every connector a title, a kind and a source", () => {
    expect(entries.filter(([, entry]) => !entry.title || !entry.kind || !entry.source?.startsWith("https://")).map(([id]) => id)).toEqual(
      [],
    );
  });

  it("writes every id in its normal form", () => {
    expect(entries.filter(([id]) => normalizeConnectorId(id) !== id).map(([id]) => id)).toEqual([]);
  });

  it("names no connector twice", () => {
    const names = entries.flatMap(([id, entry]) => [lenientConnectorName(id), ...(entry.names ?? [])]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it("names no operation of a connector twice, however it is spelled", () => {
    const twice = entries.flatMap(([id, entry]) => {
      const keys = namesOf(entry).map((name) => (name.includes("*") ? name.toLowerCase() : operationKey(name)));
      return keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `${id} ${key}`);
    });
    expect(twice).toEqual([]);
  });

  it("refers to families that exist", () => {
    expect(entries.flatMap(([, entry]) => entry.families ?? []).filter((name) => mainTable().families[name] === undefined)).toEqual([]);
  });

  it("maps every legacy form to an operation that the connector knows", () => {
    const unknown = entries.flatMap(([id, entry]) => {
      const index = indexOperations(entry);
      const targets = groups(entry).flatMap((group) => Object.values(group.legacy ?? {}));
      return targets
        .filter((target) => (findExact(index, target) ?? findPattern(index, target)) === undefined)
        .map((target) => `${id} ${target}`);
    });
    expect(unknown).toEqual([]);
  });

  it("has no two legacy forms of a connector that are the same path", () => {
    const twice = entries.flatMap(([id, entry]) => {
      const shapes = Object.keys(entry.legacy ?? {}).map((key) => {
        const form = compileLegacyForm(key, "");
        return `${id} ${form.method} ${form.expression.source.toLowerCase()}`;
      });
      return shapes.filter((shape, index) => shapes.indexOf(shape) !== index);
    });
    expect(twice).toEqual([]);
  });

  it("does not call one parameter a credential and a name", () => {
    const facts = (entry: FactsEntry): string[] =>
      (entry.credentialInputs ?? []).filter((name) => entry.secretNameInputs?.includes(name) || entry.vaultNameInputs?.includes(name));
    expect(entries.flatMap(([, entry]) => Object.values(entry.operations ?? {}).flatMap(facts))).toEqual([]);
  });
});

describe("the verbs", () => {
  it("have one meaning each", () => {
    const words = Object.values(mainTable().verbs).flat();
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });
});
