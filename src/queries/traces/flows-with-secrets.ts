import type { CloudFlow } from "../../cloud-flow/model.ts";
import type { Analysis } from "../../dataflow/analysis.ts";
import type { Origin } from "../../dataflow/following/follow.ts";

/**
 * Flows in which a secret occurs, each with the first one. What is only named like a credential counts where nothing better is known;
 * a placeholder that somebody is to replace does not.
 */
export function flowsWithSecrets({ values }: Analysis): ReadonlyMap<CloudFlow, Origin> {
  const found = new Map<CloudFlow, Origin>();
  const origins = values.origins.filter((origin) => origin.confidence !== "low" && !isPlaceholder(origin));
  for (const origin of origins) {
    for (const { node } of values.reachOf(origin).facts) {
      const { flow } = node;
      if (flow === undefined) continue;
      const known = found.get(flow);
      if (known === undefined || rank(origin, flow) < rank(known, flow)) found.set(flow, origin);
    }
  }
  return found;
}

/** What is sure, and begins in the flow itself, says most about it. */
function rank({ confidence, node }: Origin, flow: CloudFlow): number {
  return (confidence === "high" ? 0 : 2) + (node.flow === flow ? 0 : 1);
}

/** A text in the flow that only marks where a credential is to be filled in. */
function isPlaceholder({ basis, node }: Origin): boolean {
  return basis === "used-as-credential" && node.kind === "inputs";
}
