import { append } from "../../collections.ts";
import { kindName } from "../../source/component-kind.ts";
import type { ComponentGroup } from "../solutions.ts";

/** What a component is called, in the list beside the findings and above them. */
export function componentHeading(group: ComponentGroup): string {
  return group.component ?? (group.file || group.path);
}

/** What it is, and where. */
export function groupKind({ component, componentKind, file, solution, place = "" }: ComponentGroup): string {
  const parts = [
    ...(component === undefined ? [] : [kindName(componentKind)]),
    ...(solution === undefined || solution.uniqueName === "" || componentKind === "solution" ? [] : [solution.uniqueName]),
    place,
    ...(component === undefined ? [] : [file]),
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/**
 * What tells apart components of the same name, such as the flow of an export and that of its sources: the first of kind, solution, place, file and
 * input that differs in all of them, or else all that differ.
 */
export function distinctions(groups: readonly ComponentGroup[]): ReadonlyMap<ComponentGroup, string> {
  const byName = new Map<string, ComponentGroup[]>();
  for (const group of groups) append(byName, componentHeading(group), group);
  const told = new Map<ComponentGroup, string>();
  for (const same of byName.values()) {
    if (same.length === 1) continue;
    const details = same.map(({ componentKind, solution, place = "", file, path }) => [
      componentKind === undefined ? "" : kindName(componentKind),
      solution?.uniqueName ?? "",
      place,
      file,
      path,
    ]);
    const different = (details[0] ?? []).map((_, index) => new Set(details.map((one) => one[index])).size);
    const telling = different.indexOf(same.length);
    for (const [index, group] of same.entries()) {
      const parts = (details[index] ?? []).filter((part, at) => part !== "" && (telling < 0 ? (different[at] ?? 0) > 1 : at === telling));
      if (parts.length > 0) told.set(group, parts.join(" · "));
    }
  }
  return told;
}
