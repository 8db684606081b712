import { remember } from "../../collections.ts";
import type { Json, JsonObject } from "../../json.ts";
import { anyStep, type Path, type Step } from "../graph/path.ts";

/** A value that JSON holds at an access path. */
export interface JsonValue {
  readonly value: Json;
  /** The names and indices that lead to it, as spelled. */
  readonly spelled: readonly string[];
  /** Where the value is a text and the path goes on: the steps inside of that text, which may be a template or JSON of its own. */
  readonly rest: Path;
}

/** All values at a path: several where it goes through every element of a list, none where nothing is written there. */
export function jsonValuesAt(json: Json, path: Path): readonly JsonValue[] {
  const found: JsonValue[] = [];
  const follow = (value: Json, spelled: readonly string[]): void => {
    const step = path[spelled.length];
    if (step === undefined || typeof value === "string") {
      found.push({ value, spelled, rest: path.slice(spelled.length) });
    } else if (typeof value === "object" && value !== null) {
      for (const [key, child] of membersAt(value, step)) follow(child, [...spelled, key]);
    }
  };
  follow(json, []);
  return found;
}

type Member = readonly [key: string, value: Json];

/** The elements or members that a step picks; of members whose names differ in case only, the first. */
function membersAt(value: JsonObject | readonly Json[], step: Step): readonly Member[] {
  if (step === anyStep) return Object.entries(value as Readonly<Record<string, Json>>);
  const member = remember(membersByName, value, () => byName(value)).get(step);
  return member === undefined ? [] : [member];
}

/** The members of objects that were asked for one: a call with thousands of headers or members of its body is asked for each of them. */
const membersByName = new WeakMap<JsonObject | readonly Json[], ReadonlyMap<string, Member>>();

function byName(value: JsonObject | readonly Json[]): ReadonlyMap<string, Member> {
  const members = new Map<string, Member>();
  for (const [key, child] of Object.entries(value as Readonly<Record<string, Json>>)) {
    const name = key.toLowerCase();
    if (!members.has(name)) members.set(name, [key, child]);
  }
  return members;
}
