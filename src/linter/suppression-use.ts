import type { UnusedOverride } from "../config/level-for.ts";
import type { ResolvedOverride } from "../config/types.ts";
import type { SuppressionPlace, UnusedSuppression } from "../findings/suppression-use.ts";
import type { JsonAt, Place, SourceFile } from "../source/place.ts";
import type { BaselineEntry } from "./baseline.ts";
import type { PlacedDirective } from "./note-directives.ts";
import type { UnusedDirective } from "./suppress.ts";

/** Texts of files outside of the input that findings can point into, by their names relative to the working directory. */
export type ReadText = (file: string) => string;

/** Directives that suppress nothing, with the reason for it. */
export function unusedDirectives(unused: readonly UnusedDirective[], directives: readonly PlacedDirective[]): UnusedSuppression[] {
  return unused.flatMap(({ index, rule, why, hint }) => {
    const place = directives[index]?.place;
    if (place === undefined) return [];
    return [{ carrier: "directive" as const, place, rules: rule === "" ? [] : [rule], why, ...(hint === undefined ? {} : { hint }) }];
  });
}

/** Overrides that suppress nothing or have expired, at their place in the configuration. */
export function unusedOverrides(unused: readonly UnusedOverride[], readText: ReadText): UnusedSuppression[] {
  return unused.flatMap(({ override, why, rules }): UnusedSuppression[] => {
    const at = { carrier: "override" as const, why };
    if (why === "expired") {
      const place = overridePlace(override, ["expires"], readText);
      return place === undefined ? [] : [{ ...at, place, rules, ...(override.expires === undefined ? {} : { expires: override.expires }) }];
    }
    return rules.flatMap((rule) => {
      const place = overridePlace(override, ["rules", rule], readText);
      return place === undefined ? [] : [{ ...at, place, rules: [rule] }];
    });
  });
}

/** Overrides that do not say why they are there. */
export function overridesWithoutReason(overrides: readonly ResolvedOverride[], readText: ReadText): SuppressionPlace[] {
  return overrides.flatMap((override) => {
    const off = [...override.rules].filter(([, level]) => level === "off").map(([rule]) => rule);
    if (override.reason !== undefined || off.length === 0) return [];
    const place = overridePlace(override, [], readText);
    return place === undefined ? [] : [{ carrier: "override" as const, place, rules: off }];
  });
}

/** @param file the baseline file, relative to the working directory */
export function unusedEntries(
  unused: readonly BaselineEntry[],
  entries: readonly BaselineEntry[],
  file: string,
  readText: ReadText,
): UnusedSuppression[] {
  if (unused.length === 0) return [];
  const source = outsideSource(file, readText);
  const indices = new Map(entries.map((entry, index) => [entry, index]));
  return unused.map((entry) => {
    const subject = [entry.component, entry.operation].filter((name) => name !== undefined).join(" > ");
    return {
      carrier: "baseline",
      place: { source, at: jsonAt(["findings", String(indices.get(entry) ?? 0)]) },
      rules: [entry.rule],
      why: "nothing",
      subject: subject === "" ? (entry.solution ?? entry.fingerprint) : subject,
      file,
    };
  });
}

function overridePlace({ origin }: ResolvedOverride, below: readonly string[], readText: ReadText): Place | undefined {
  if (origin.file === undefined || origin.pointer === undefined) return undefined;
  return { source: outsideSource(origin.file, readText), at: jsonAt([...origin.pointer, ...below]) };
}

function jsonAt(pointer: readonly string[]): JsonAt {
  return { kind: "json", pointer };
}

function outsideSource(file: string, readText: ReadText): SourceFile {
  return { path: file, file: "", text: () => readText(file).replace(/^\u{feff}/u, "") };
}
