import { isObject, type Json, type JsonObject, objectAt } from "../json.ts";

/** The JSON Schema (2020-12) of a knowledge table, of which one definition is the form of users' own entries. */
export interface TableSchema {
  readonly schema: JsonObject;
  /** Name in `$defs`. */
  readonly definition: string;
}

/** A part of another schema, made ready for a draft-07 schema. */
export interface EmbeddedSchema {
  readonly root: JsonObject;
  /** To be added to the definitions, under names that begin with the prefix. */
  readonly definitions: JsonObject;
}

/**
 * Takes a definition, and those it refers to, over into a draft-07 schema. Of what only later drafts have, the tables use one thing, which
 * is translated: `unevaluatedProperties: false` beside an `allOf` of references, that is, an object with the members of several definitions
 * and no others.
 * @param prefix set before the names of the definitions
 * @throws Error when a definition is missing
 */
export function embedTable({ schema, definition }: TableSchema, prefix: string): EmbeddedSchema {
  const definitions: Record<string, JsonObject> = {};

  function find(name: string): JsonObject {
    const found = objectAt(schema, "$defs", name);
    if (found === undefined) throw new Error(`the table's schema has no definition "${name}"`);
    return found;
  }

  function reference(name: string): JsonObject {
    const key = `${prefix}-${name}`;
    if (definitions[key] === undefined) {
      definitions[key] = {};
      definitions[key] = convert(find(name));
    }
    return { $ref: `#/definitions/${key}` };
  }

  function convert(node: JsonObject): JsonObject {
    const merged = node.unevaluatedProperties === false ? mergeParts(node) : node;
    const result: Record<string, Json> = {};
    for (const [keyword, value] of Object.entries(merged)) {
      if (value === undefined) continue;
      const name = keyword === "$ref" ? definitionName(value) : undefined;
      if (name !== undefined) Object.assign(result, reference(name));
      else result[keyword] = convertValue(value);
    }
    return result;
  }

  function convertValue(value: Json): Json {
    if (Array.isArray(value)) return value.map((item: Json) => convertValue(item));
    return isObject(value) ? convert(value) : value;
  }

  function mergeParts({ allOf, unevaluatedProperties: _, ...node }: JsonObject): JsonObject {
    const parts = (Array.isArray(allOf) ? allOf : []).flatMap((part: Json) => {
      const name = isObject(part) ? definitionName(part.$ref) : undefined;
      return name === undefined ? [] : [objectAt(find(name), "properties") ?? {}];
    });
    const properties: JsonObject = Object.assign({}, ...parts, objectAt(node, "properties"));
    return { ...node, properties, additionalProperties: false };
  }

  return { root: reference(definition), definitions };
}

function definitionName(reference: unknown): string | undefined {
  return typeof reference === "string" ? /^#\/\$defs\/([^/]+)$/.exec(reference)?.[1] : undefined;
}
