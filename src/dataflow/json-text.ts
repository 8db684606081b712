import { isObject, type Json, memberIgnoringCase } from "../json.ts";
import type { Path } from "./path.ts";

/** Longest text that is read as JSON, in UTF-16 units. */
const maxLength = 100_000;

/**
 * What stands at a path of a text that a flow parses as JSON (`json('{"vault":"kv-dev"}')['vault']`, Parse JSON): the text itself where the path is empty or the text is no JSON;
 * undefined where the JSON has no value there.
 */
export function memberOfText(text: string, path: Path): string | undefined {
  if (path.length === 0 || text.length > maxLength || !/^\s*[[{]/.test(text)) return text;
  let value: Json | undefined;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return text;
  }
  for (const step of path) {
    // Which element it is cannot be told.
    if (typeof step !== "string") return text;
    value = isObject(value)
      ? memberIgnoringCase(value, step)?.value
      : Array.isArray(value)
        ? (value as readonly Json[])[Number(step)]
        : undefined;
  }
  if (value === undefined || value === null) return undefined;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
