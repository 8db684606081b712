import type { Finding } from "../findings/finding.ts";
import type { Level } from "../findings/level.ts";
import type { Suppression } from "../findings/reported-finding.ts";
import { compileGlobs } from "../matching/glob.ts";
import { createFileMatcher, type FileName, type PathBase } from "./files.ts";
import type { ResolvedConfig, ResolvedOverride, RuleLevel } from "./types.ts";

/** What the level of a finding depends on. */
export interface LevelSubject extends FileName {
  /** Name of the rule. */
  readonly rule: string;
  /** The level that the rule gave. */
  readonly level: Level;
  readonly owner?: LevelOwner;
}

/** The part of a place's owner that overrides can select. */
export interface LevelOwner {
  readonly kind: string;
  readonly name: string;
  readonly operation?: string;
  readonly solution?: string;
}

/** What becomes of a finding. */
export interface LevelDecision {
  /** `off`: the rule is off here altogether, forget the finding. */
  readonly level: Level | "off";
  /** Set when an override turned a rule off that is on otherwise: the finding is reported as suppressed. */
  readonly suppression: Suppression | null;
  /** Indices of the overrides that have a say about this rule here, whether or not a later one won. */
  readonly overrides: readonly number[];
}

/** An override, or one of its rules, that had no effect: data for SL0005. */
export interface UnusedOverride {
  /** Index in `ResolvedConfig.overrides`. */
  readonly index: number;
  readonly override: ResolvedOverride;
  /** `expired`: its last day has passed. `nothing`: it suppresses nothing although what it names was looked at. */
  readonly why: "expired" | "nothing";
  /** The rules that it turned off without effect; all of its rules when it has expired. */
  readonly rules: readonly string[];
}

/** Decides at which level findings are reported. */
export interface LevelDecider {
  decide(subject: LevelSubject): LevelDecision;
  /**
   * Overrides without effect.
   * @param used what `decide` returned for the findings of the run, as `<index> <rule>` made by {@link overrideUse}
   * @param analysed every component of the run that was looked at: an override about other components is not judged
   */
  unused(used: ReadonlySet<string>, analysed: readonly Omit<LevelSubject, "rule" | "level">[]): UnusedOverride[];
}

/** The subject of a finding. */
export function levelSubject(finding: Finding): LevelSubject {
  const { source, owner } = finding.place;
  return { rule: finding.rule, level: finding.level, path: source.path, file: source.file, ...(owner === undefined ? {} : { owner }) };
}

/** An entry of the set that {@link LevelDecider.unused} takes. */
export function overrideUse(index: number, rule: string): string {
  return `${index} ${rule}`;
}

/** Whether a rule can report anything: it is on, or an override that has not expired turns it on somewhere. */
export function ruleRuns(config: ResolvedConfig, rule: string, today: string): boolean {
  const { level = "off", isLeftOut = false } = config.rules.get(rule) ?? {};
  if (isLeftOut) return false;
  return (
    level !== "off" || config.overrides.some((override) => !hasExpired(override, today) && (override.rules.get(rule) ?? "off") !== "off")
  );
}

/** A test for what `ignore` leaves out. */
export function createIgnore(config: ResolvedConfig): (name: FileName) => boolean {
  return createFileMatcher(
    config.ignore.map((pattern) => pattern.value),
    config,
  );
}

/**
 * Compiles the overrides of a configuration.
 * @param today `YYYY-MM-DD`; overrides that expired before it do not apply
 */
export function createLevelDecider(config: ResolvedConfig, today: string): LevelDecider {
  const overrides = config.overrides.map((override, index) => ({
    index,
    override,
    expired: hasExpired(override, today),
    selects: compileSelectors(override, config),
  }));

  function decide(subject: LevelSubject): LevelDecision {
    const rule = config.rules.get(subject.rule);
    let level: Level | "off" = effective(rule?.level ?? "off", subject.level);
    let suppression: Suppression | null = null;
    const matched: number[] = [];
    for (const { index, override, expired, selects } of overrides) {
      const setting = override.rules.get(subject.rule);
      if (setting === undefined || expired || rule?.isLeftOut === true || !selects(subject, true)) continue;
      matched.push(index);
      if (setting !== "off") {
        level = effective(setting, subject.level);
        suppression = null;
      } else if (level !== "off") {
        suppression = { kind: "configuration", ...(override.reason === undefined ? {} : { reason: override.reason }) };
      }
    }
    return { level, suppression, overrides: matched };
  }

  function unused(used: ReadonlySet<string>, analysed: readonly Omit<LevelSubject, "rule" | "level">[]): UnusedOverride[] {
    return overrides.flatMap(({ index, override, expired, selects }): UnusedOverride[] => {
      if (expired) return [{ index, override, why: "expired", rules: [...override.rules.keys()] }];
      // Raising a level where nothing is found is fine, and a rule that did not run proves nothing.
      const rules = [...override.rules]
        .filter(([rule, level]) => level === "off" && ruleRuns(config, rule, today) && !used.has(overrideUse(index, rule)))
        .map(([rule]) => rule);
      if (rules.length === 0 || !analysed.some((component) => selects(component, false))) return [];
      return [{ index, override, why: "nothing", rules }];
    });
  }

  return { decide, unused };
}

function effective(setting: RuleLevel, given: Level): Level | "off" {
  return setting === "on" ? given : setting;
}

function hasExpired(override: ResolvedOverride, today: string): boolean {
  // Dates of this form sort as texts.
  return override.expires !== undefined && override.expires < today;
}

/** A test for the places an override selects; without `withOperation` for the components in which it may select something. */
function compileSelectors(
  override: ResolvedOverride,
  base: PathBase,
): (subject: Omit<LevelSubject, "rule" | "level">, withOperation: boolean) => boolean {
  const solution = compileNames(override.solutions);
  const flow = compileNames(override.flows);
  // The designer shows blanks where the key has underscores.
  const operation = compileNames(override.operations.map(underscored));
  const file = override.files.length === 0 ? undefined : createFileMatcher(override.files, base);
  return (subject, withOperation) => {
    const { owner } = subject;
    if (solution !== undefined && !solution(owner?.solution)) return false;
    if (flow !== undefined && !flow(owner?.kind === "cloud-flow" || owner?.kind === "desktop-flow" ? owner.name : undefined)) return false;
    if (withOperation && operation !== undefined && !operation(owner?.operation === undefined ? undefined : underscored(owner.operation)))
      return false;
    return file === undefined || file(subject);
  };
}

function compileNames(patterns: readonly string[]): ((name: string | undefined) => boolean) | undefined {
  if (patterns.length === 0) return undefined;
  const matches = compileGlobs(patterns, "name");
  return (name) => name !== undefined && matches(name);
}

function underscored(name: string): string {
  return name.replaceAll(" ", "_");
}
