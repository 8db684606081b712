import { append } from "../../collections.ts";
import { keepsText } from "../graph/graph.ts";
import { readThrough } from "../graph/path.ts";
import type { Fact, Origin, Reach } from "./follow.ts";

/**
 * Inputs of called flows that are origins themselves, although a caller of the run passes a secret to them that is followed already. Flows that
 * call one another in a circle pass each other their own inputs; of these, an input counts only if a secret from outside of the circle arrives.
 */
export function fedInputs(reaches: Iterable<Reach>): ReadonlySet<Origin> {
  const inputs: Origin[] = [];
  const entered = new Map<number, Fact[]>();
  for (const { origin, facts } of reaches) {
    if (origin.basis === "trigger-input" || origin.node.kind === "desktop-input") inputs.push(origin);
    for (const fact of facts) if (fact.via?.edge.call?.direction === "enter") append(entered, fact.node.id, fact);
  }
  const feeds = new Map<Origin, Origin[]>();
  const roots = new Set<Origin>();
  const candidates = new Set<Origin>();
  for (const input of inputs) {
    const feeders = (entered.get(input.node.id) ?? []).filter(
      (fact) =>
        fact.origin.node !== input.node &&
        saysAsMuch(fact, input) &&
        input.parts.some((part) => readThrough(fact.path, part.path) !== undefined),
    );
    if (feeders.length > 0) candidates.add(input);
    for (const { origin } of feeders) {
      append(feeds, origin, input);
      roots.add(origin);
    }
  }
  const fed = new Set<Origin>();
  const pending = [...roots].filter((origin) => !candidates.has(origin));
  for (let feeder = pending.pop(); feeder !== undefined; feeder = pending.pop()) {
    for (const input of feeds.get(feeder) ?? []) {
      if (fed.has(input)) continue;
      fed.add(input);
      pending.push(input);
    }
  }
  return fed;
}

/** A value of which only its mark tells that it is a secret says less than an input that takes a credential, once it is a part of a text. */
function saysAsMuch({ origin, mode }: Fact, input: Origin): boolean {
  return origin.basis !== "desktop-mark" || input.basis === "desktop-mark" || keepsText(mode);
}
