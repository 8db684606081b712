import { completeText, foldTemplate } from "../../cloud-flow/expression/fold.ts";
import type { PathStep } from "../../cloud-flow/expression/references.ts";
import { mayHoldExpression, parseTemplate } from "../../cloud-flow/expression/template.ts";

/**
 * Access paths: where inside a value something is. Keys are kept in lower case, because the platform reads members without regard to
 * case. A value at a path stands for everything below it, so cutting a long path loses precision, never a leak.
 */
export const anyStep: unique symbol = Symbol("any element or key");
/** The name of a member, an index as text, or any of them. */
export type Step = string | typeof anyStep;
/** Where in a value something is: the steps from the whole to the part. */
export type Path = readonly Step[];

/**
 * Longest path that is told apart: `inputs`, and the five steps below it that 99.7 % of real references stay within, and two for connector
 * members.
 */
export const maxPathLength = 8;

/** The path, cut to the longest that is kept. It then stands for everything below it. */
export function cut(path: Path): Path {
  return path.length > maxPathLength ? path.slice(0, maxPathLength) : path;
}

/**
 * The path of a place in a definition, in the form the graph compares. A key can be an expression, too, as in
 * `{"@{variables('At')}odata.type": …}`: its member may have any name, unless it is put together of literals only.
 */
export function pathOf(...keys: readonly string[]): Path {
  return keys.map((key) =>
    mayHoldExpression(key) ? (completeText(foldTemplate(parseTemplate(key)))?.toLowerCase() ?? anyStep) : key.toLowerCase(),
  );
}

/** The names of an object's members: reading one member does not give them, reading the object does. */
export const namesStep = "\u0002";

/** Text that is equal for equal paths. */
export function pathKey(path: Path): string {
  let key = "";
  for (const step of path) key += step === anyStep ? "\u0001\u0003" : `\u0001${step}`;
  return key;
}

const index = /^\d+$/;

/** A step that picks an element of an array: a number, or any. */
export function isElementStep(step: Step | undefined): boolean {
  return step !== undefined && (step === anyStep || index.test(step));
}

function stepsMeet(a: Step, b: Step): boolean {
  return a === b || a === anyStep || b === anyStep;
}

/**
 * What reading `read` gives of a value that holds something at `held`.
 * @returns the place of the held thing below what was read; empty when it is exactly that, or when only a part of the held thing was read;
 * undefined when the two do not meet.
 */
export function readThrough(held: Path, read: Path): Path | undefined {
  const common = Math.min(held.length, read.length);
  for (let i = 0; i < common; i++) {
    const a = held[i];
    const b = read[i];
    if (a === undefined || b === undefined || !stepsMeet(a, b)) return undefined;
  }
  return held.length > read.length ? held.slice(read.length) : [];
}

/** Whether a value at `held` and a value at `read` share anything. */
export function meets(held: Path, read: Path): boolean {
  return readThrough(held, read) !== undefined;
}

/** The path of a reference, in the form the graph compares. */
export function stepsOf(path: readonly PathStep[]): Path {
  return path.map((step) => (typeof step === "object" ? anyStep : typeof step === "string" ? step.toLowerCase() : String(step)));
}
