import type { Leak } from "../../dataflow/leaks/leaks.ts";
import type { Confidence } from "../../findings/confidence.ts";
import type { FlowStep } from "../../findings/finding.ts";
import type { Place } from "../../source/place.ts";

/** What to do where an operation is given a whole object because of one of its fields, and a secret goes along. */
export const fieldInstead =
  "Pass only the field that '{operation}' needs, for example @body('…')?['name'] instead of @body('…'), so that no secret goes along.";

/** All of a report but its message. */
interface LeakReport {
  readonly at: Place;
  readonly confidence: Confidence;
  readonly data: Readonly<Record<"secret" | "member" | "operation", string>>;
  readonly advice: string | undefined;
  readonly path: readonly FlowStep[];
}

/**
 * What the rules about places where no secret belongs report of one that arrives there; who passes on a whole object is told to pass a field of it.
 */
export function leakReport({ place, confidence, secret, role, operation, inWholeObject, path }: Leak): LeakReport {
  return {
    at: place,
    confidence,
    data: { secret, member: role.member, operation: operation.name },
    advice: inWholeObject ? fieldInstead : undefined,
    path,
  };
}
