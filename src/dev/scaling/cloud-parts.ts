import type { JsonObject } from "../../json.ts";
import { type ActionSpec, http } from "../../testing/actions.ts";
import { many, type Tint } from "./subject.ts";

/** The actions of a flow with so many of something, and its name; the largest number where more cannot be made. */
export type ActionSubject = readonly [name: string, actionsOf: (size: number, tint: Tint) => readonly ActionSpec[], most?: number];

/** Inputs of a call that signs in with a value. */
export const basic = (value: string): JsonObject => ({ authentication: { type: "Basic", username: "orders", password: value } });
/** A call that signs in with a value, so that where it comes from is looked for. */
export const use = (value: string, name = "Use"): ActionSpec => http(name, basic(value));
/** An action in so many others. */
export const nest = (depth: number, inner: ActionSpec, wrap: (name: string, inner: ActionSpec) => ActionSpec): ActionSpec =>
  many(depth, (index) => index).reduce((action, index) => wrap(`Level_${index}`, action), inner);
/** A text with so many others before and behind it. */
export const wrapped = (count: number, before: string, inner: string, behind: string): string =>
  before.repeat(count) + inner + behind.repeat(count);

/** The depth at which JSON is refused is some hundreds, and each level of actions has two or three. */
export const mostLevels = 120;
/** Calls in calls are read to some hundreds. */
export const mostCalls = 400;
