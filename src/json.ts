/** A JSON value as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** An object as `JSON.parse` gives it. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** The value of a text that is JSON; undefined of any other. */
export function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Whether a value is an object and not a list or null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object at a member, or undefined when there is none or it is something else. Only own members count. */
export function objectAt(value: unknown, ...keys: readonly string[]): JsonObject | undefined {
  const found = valueAt(value, keys);
  return isObject(found) ? found : undefined;
}

/** The text at a member, or undefined. */
export function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = valueAt(value, keys);
  return typeof found === "string" ? found : undefined;
}

/** The value at a path of object keys and array indices, or undefined. Only own members count, so a key named `__proto__` is just a key. */
export function valueAt(value: unknown, keys: readonly string[]): Json | undefined {
  let current: unknown = value;
  for (const key of keys) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current as Json | undefined;
}

/** The own member whose name equals `name` without regard to case: the platform compares names that way. */
export function memberIgnoringCase(value: JsonObject, name: string): { readonly key: string; readonly value: Json } | undefined {
  const exact = value[name];
  if (exact !== undefined && Object.hasOwn(value, name)) return { key: name, value: exact };
  const wanted = name.toLowerCase();
  for (const key of Object.keys(value)) {
    const found = value[key];
    if (found !== undefined && key.toLowerCase() === wanted) return { key, value: found };
  }
  return undefined;
}

/**
 * Calls `see` for every text in a value, in the order of the document.
 * @param at where the value is; each text is passed with the keys and indices that lead to it from there.
 */
export function visitTexts(value: Json | undefined, at: readonly string[], see: (text: string, at: readonly string[]) => void): void {
  if (typeof value === "string") see(value, at);
  else if (typeof value === "object" && value !== null && at.length < maxJsonDepth)
    for (const [key, child] of Object.entries(value)) visitTexts(child as Json | undefined, [...at, key], see);
}

/** The steps of a JSON pointer (RFC 6901), unescaped. */
export function pointerSteps(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Deepest nesting of arrays and objects that is analysed. */
export const maxJsonDepth = 512;

/** Whether arrays and objects are nested deeper than `limit`. It recurses no deeper than that itself. */
export function isDeeperThan(value: object, limit: number): boolean {
  return countMembers(value, limit) === undefined;
}

/** How many members all objects of a document have together; undefined when it is nested deeper than `limit`. */
export function countMembers(value: object, limit: number): number | undefined {
  if (limit === 0) return undefined;
  const isList = Array.isArray(value);
  let count = 0;
  // `for in` makes no lists; what JSON.parse gives has no inherited members.
  for (const key in value) {
    if (!isList) count++;
    const child = (value as Record<string, unknown>)[key];
    if (typeof child !== "object" || child === null) continue;
    const inside = countMembers(child, limit - 1);
    if (inside === undefined) return undefined;
    count += inside;
  }
  return count;
}
