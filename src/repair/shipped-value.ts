import type { Draft } from "./draft.ts";
import type { ShippedValueRepair } from "./repair.ts";

/**
 * Takes a current value out of the solution: its file, where it has one to itself, else its entry.
 * @returns why it cannot be done
 */
export function draftShippedValue({ value }: ShippedValueRepair, draft: Draft): string | undefined {
  const { source, at } = value.place;
  if (at.kind !== "json") return "The value is in a kind of file that cannot be edited.";
  const entry = at.pointer.slice(0, -1);
  if (/(?:^|\/)environmentvariablevalues\.json$/i.test(source.file) && !/^\d+$/.test(entry.at(-1) ?? "")) draft.remove(source);
  else draft.json(source, { kind: "remove", pointer: entry });
  return undefined;
}
