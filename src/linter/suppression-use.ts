import type { UnusedOverride } from "../config/level-for.ts";
import type { ResolvedOverride } from "../config/types.ts";
import type { JsonAt, Place, SourceFile } from "../source/place.ts";
import type { BaselineEntry } from "./baseline.ts";
import type { PlacedDirective } from "./note-directives.ts";
import type { UnusedDirective } from "./suppress.ts";

/** The effect of the suppressions of a run, for the rules about suppressions. */
export interface SuppressionUse {
  /** Suppressions without effect, or single rules of them. */
  readonly unused: readonly UnusedSuppression[];
  /** Suppressions that do not say why. */
  readonly withoutReason: readonly SuppressionPlace[];
}

/** A suppression, at the note, the configuration file or the baseline that it is in. */
export interface SuppressionPlace {
  readonly carrier: "directive" | "override" | "baseline";
  readonly place: Place;
  /** The rules that it is about, as written; empty when it names none. */
  readonly rules: readonly string[];
}

/** A suppression that hides nothing. */
export interface UnusedSuppression extends SuppressionPlace {
  /**
   * `nothing`: it matches no finding. `unknown-rule`: there is no such rule. `no-rule`: it does not say which rule. `too-many`: it and all
   * later ones in the file are not read. `expired`: its last day has passed.
   */
  readonly why: "nothing" | "unknown-rule" | "no-rule" | "too-many" | "expired";
  /** For an unknown rule: `there is no rule "x"; did you mean "y"?` */
  readonly hint?: string;
  /** For an expired override: its last day, `YYYY-MM-DD`. */
  readonly expires?: string;
  /** For a baseline entry: the component and the operation it was about. */
  readonly subject?: string;
  /** For a baseline entry: the file. */
  readonly file?: string;
}

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
