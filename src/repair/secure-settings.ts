import type { Operation } from "../cloud-flow/model.ts";
import { type Json, objectAt } from "../json.ts";
import type { Draft } from "./draft.ts";
import type { SecureSettingsRepair } from "./repair.ts";

/** Edits the settings of one operation: what its repairs add and remove taken together. */
export function draftSecureSettings(operation: Operation, repairs: readonly SecureSettingsRepair[], draft: Draft): void {
  const { source } = operation.flow;
  const at = (...path: readonly string[]): readonly string[] => [...operation.pointer, ...path];
  if (repairs.some(({ untrack }) => untrack === true)) draft.json(source, { kind: "remove", pointer: at("trackedProperties") });

  const listed = objectAt(operation.json, "runtimeConfiguration", "secureData")?.properties;
  const present: readonly Json[] = Array.isArray(listed) ? listed : [];
  const removed = new Set(repairs.flatMap(({ remove = [] }) => remove));
  const kept = present.filter((entry) => !removed.has(typeof entry === "string" ? entry : JSON.stringify(entry)));
  const has = (side: string): boolean => kept.some((entry) => typeof entry === "string" && entry.toLowerCase() === side);
  const wanted = new Set(repairs.flatMap(({ add = [] }) => add));
  const added = (["inputs", "outputs"] as const).filter((side) => wanted.has(side) && !has(side));
  if (added.length === 0 && kept.length === present.length) return;

  if (kept.length + added.length > 0) {
    draft.json(source, { kind: "set", pointer: at("runtimeConfiguration", "secureData", "properties"), value: [...kept, ...added] });
    return;
  }
  const configuration = objectAt(operation.json, "runtimeConfiguration") ?? {};
  const isAlone = Object.keys(configuration).length === 1;
  draft.json(source, { kind: "remove", pointer: isAlone ? at("runtimeConfiguration") : at("runtimeConfiguration", "secureData") });
}
