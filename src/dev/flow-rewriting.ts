import type { Call, Template } from "../cloud-flow/expression/ast.ts";
import { callsOf } from "../cloud-flow/expression/references.ts";
import { parseTemplate } from "../cloud-flow/expression/template.ts";
import type { CloudFlow, Operation } from "../cloud-flow/model.ts";
import { visitStrings } from "../cloud-flow/strings.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import type { Span } from "../source/place.ts";

// Tools that write the document of a flow anew with some of its texts or its definition changed.

/** The document of a flow with another definition in it. */
export function rewriteDefinition(flow: CloudFlow, change: (definition: JsonObject) => JsonObject): JsonObject {
  return definitionChanged(flow.document, flow.pointer, change);
}

/** The same where only the place of the definition is known. */
export function definitionChanged(
  document: JsonObject,
  pointer: readonly string[],
  change: (definition: JsonObject) => JsonObject,
): JsonObject {
  const [key, ...rest] = pointer;
  return key === undefined ? change(document) : { ...document, [key]: definitionChanged(document[key] as JsonObject, rest, change) };
}

/** Something else in the place of a stretch of text. */
export interface Change extends Span {
  readonly text: string;
}

/** Changes the calls of a flow's expressions. */
export function rewriteCalls(flow: CloudFlow, change: (call: Call, text: string) => readonly Change[]): JsonObject {
  return rewriteStrings(flow, (text, template) => {
    const changes = callsOf(template).flatMap((call) => change(call, text));
    return changes.length === 0 ? text : applied(text, changes);
  });
}

/** The text with changes that do not touch each other. */
export function applied(text: string, changes: readonly Change[]): string {
  let result = text;
  for (const { start, end, text: inserted } of [...changes].sort((a, b) => b.start - a.start))
    result = result.slice(0, start) + inserted + result.slice(end);
  return result;
}

/** As it is written between quotes in an expression. */
export function quoted(text: string): string {
  return text.replaceAll("'", "''");
}

/** Where a string is. */
export interface StringPlace {
  readonly operation: Operation;
  readonly path: readonly string[];
  readonly key: boolean;
}

/** Changes the strings and member names of a flow's operations that hold expressions. */
export function rewriteStrings(flow: CloudFlow, change: (text: string, template: Template, place: StringPlace) => string): JsonObject {
  const values = new Map<string, string>();
  const keys = new Map<string, string>();
  for (const operation of flow.operations) {
    visitStrings(operation, (text, path, key) => {
      const template = parseTemplate(text);
      if (template.kind === "literal") return;
      const changed = change(text, template, { operation, path, key });
      if (changed !== text) (key ? keys : values).set(placeKey([...operation.pointer, ...path]), changed);
    });
  }
  return values.size + keys.size === 0 ? flow.document : (replaced(flow.document, [], values, keys) as JsonObject);
}

function replaced(
  value: Json | undefined,
  at: readonly string[],
  values: ReadonlyMap<string, string>,
  keys: ReadonlyMap<string, string>,
): Json | undefined {
  if (typeof value === "string") return values.get(placeKey(at)) ?? value;
  if (Array.isArray(value)) return value.map((item: Json, index) => replaced(item, [...at, String(index)], values, keys) as Json);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const below = [...at, key];
      return [keys.get(placeKey(below)) ?? key, replaced(member, below, values, keys)];
    }),
  );
}

function placeKey(pointer: readonly string[]): string {
  return pointer.join("\u0001");
}
