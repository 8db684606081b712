import type { GroupMember } from "../linter/groups.ts";
import type { Part } from "../linter/part.ts";
import type { LintArguments } from "./lint-options.ts";
import type { ProcessFacts } from "./process-facts.ts";

/** What a thread is started with. */
export interface ThreadTask extends ThreadWork {
  readonly paths: readonly string[];
  readonly given: LintArguments;
  readonly facts: ProcessFacts;
}

/** Which part of a run a thread does. */
export interface ThreadWork {
  /** The groups to analyse, in this order. */
  readonly groups: readonly { readonly members: readonly GroupMember[] }[];
  /** Containers that other threads look at, by `containerKey`. */
  readonly others: readonly string[];
}

/** A message of a thread: the part of one of its groups, in order, or what went wrong. */
export type ThreadMessage =
  | { readonly part: Part }
  | { readonly failure: { readonly message: string; readonly stack: string | undefined; readonly byUser: boolean } };
