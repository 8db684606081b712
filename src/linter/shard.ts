import { UserError } from "../errors.ts";
import type { SolutionGroup } from "./groups.ts";

/** One of several runs that share the solutions of one input. */
export interface Shard {
  /** 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/** Reads `I/N`. @throws UserError for anything else. */
export function parseShard(text: string): Shard {
  const [, index = 0, count = 0] = /^([1-9]\d{0,4})\/([1-9]\d{0,4})$/.exec(text)?.map(Number) ?? [];
  if (index === 0 || index > count) throw new UserError(`--shard ${text}: write it as I/N with I from 1 to N, for example 2/4.`);
  return { index, count };
}

/** The groups of solutions that a shard analyses: which these are depends only on the solutions, not on the machine. */
export function groupsIn(groups: readonly SolutionGroup[], { index, count }: Shard): readonly SolutionGroup[] {
  return distribute(groups, count)[index - 1] ?? [];
}

/**
 * Whether a run in shards found nothing to analyse. A shard may be empty if there are more shards than groups, and it does not see what
 * others cannot read; one that has all groups answers for the whole run.
 */
export function isEmptyRun(all: readonly SolutionGroup[], own: readonly SolutionGroup[], isEmpty: boolean): boolean {
  const chosen = new Set(own);
  const hasAll = all.every((group) => group.isEmpty || chosen.has(group));
  return (hasAll && isEmpty) || all.every((group) => group.isEmpty);
}

/** Deals groups out evenly: the largest first, each to the one with the least work so far. */
export function distribute(groups: readonly SolutionGroup[], count: number): readonly (readonly SolutionGroup[])[] {
  const shares = Array.from({ length: count }, () => ({ work: 0, groups: [] as SolutionGroup[] }));
  for (const group of groups) {
    const least = shares.reduce((best, share) => (share.work < best.work ? share : best));
    least.work += group.size;
    least.groups.push(group);
  }
  return shares.map((share) => share.groups);
}
