import { createNumbering, remember } from "../collections.ts";
import type { SecretLabel } from "../knowledge/facts.ts";
import type { Confidence } from "../linter/finding.ts";
import type { Place } from "../source/place.ts";
import { combineModes, type Edge, type EdgeMode, type ValueGraph, type ValueNode } from "./graph.ts";
import { cut, meets, type Path, pathKey, readThrough } from "./path.ts";

/** Where a secret comes into the run. */
export interface Origin {
  readonly label: SecretLabel;
  /** In a maker's words: `Key Vault secret`, `access token`. */
  readonly what: string;
  /** What gives it: the name of the operation, trigger input, parameter or variable. */
  readonly name: string;
  readonly basis: OriginBasis;
  readonly confidence: Confidence;
  readonly node: ValueNode;
  /** Where in the node's value it stands; several for the answer of a token endpoint. The first is what the origin is named after. */
  readonly parts: readonly OriginPart[];
  readonly place: Place;
}

export interface OriginPart {
  readonly path: Path;
  /** In a maker's words, where it differs from that of the whole: `refresh token`. */
  readonly what?: string;
}

export type OriginBasis =
  /** The knowledge table or the endpoint says that an operation returns it. */
  | "operation"
  /** A trigger input that is named like a credential. */
  | "trigger-input"
  /** A member of an operation's outputs that is named like a credential. */
  | "named-output"
  /** A parameter of type SecureString or SecureObject. */
  | "secure-parameter"
  /** A credential that is written in the solution. */
  | "literal"
  /** Something that is used as a credential, whatever it is. */
  | "used-as-credential"
  /** `listCallbackUrl()` */
  | "callback-url"
  /** A sensitive variable, credential or vault action of a desktop flow. */
  | "desktop";

/** "The secret stands here": one step of its way, linked back to where it came from. */
export interface Fact {
  readonly origin: Origin;
  readonly node: ValueNode;
  readonly path: Path;
  /** How much is left of the secret. */
  readonly mode: EdgeMode;
  readonly via: { readonly edge: Edge; readonly from: Fact } | undefined;
  readonly context: CallContext | undefined;
}

/** The calls that the value is inside of, so that it returns only to where it came from. `undefined`: it began where it is. */
export interface CallContext {
  readonly at: object;
  readonly outer: CallContext | undefined;
  readonly depth: number;
}

/** Deepest nesting of calls whose returns are told apart; beyond it a value returns to every caller. */
const maxCallDepth = 8;

/** All places that one secret reaches. */
export interface Reach {
  readonly origin: Origin;
  /** In the order of their distance from the origin: the first fact at a place has the shortest way. */
  readonly facts: readonly Fact[];
  /** The limit was reached: something further on may be missing. */
  readonly truncated: boolean;
}

/** Follows a secret forward through the graph, nearest places first. Linear in the edges that it meets. */
export function follow(origin: Origin, graph: ValueGraph, maxFacts: number): Reach {
  const contexts = new Map<string, CallContext>();
  const idOf = createNumbering();
  const seen = new Set<string>();
  const facts: Fact[] = [];

  function contextKey(context: CallContext | undefined): string {
    let key = "";
    for (let current = context; current !== undefined; current = current.outer) key += `${idOf(current.at)},`;
    return key;
  }
  function enter(at: object, outer: CallContext | undefined): CallContext | undefined {
    // A recursive call, or one that is nested too deep, forgets where it came from.
    for (let current = outer; current !== undefined; current = current.outer) if (current.at === at) return undefined;
    const depth = (outer?.depth ?? 0) + 1;
    if (depth > maxCallDepth) return undefined;
    const key = `${idOf(at)}<${contextKey(outer)}`;
    return remember(contexts, key, () => ({ at, outer, depth }));
  }

  function arrive(node: ValueNode, path: Path, mode: EdgeMode, via: Fact["via"], context: CallContext | undefined): void {
    const key = `${node.id}\u0002${pathKey(path)}\u0002${contextKey(context)}`;
    if (seen.has(key)) return;
    seen.add(key);
    facts.push({ origin, node, path, mode, via, context });
  }

  for (const part of origin.parts) arrive(origin.node, cut(part.path), "copy", undefined, undefined);
  let truncated = false;
  for (let index = 0; index < facts.length; index++) {
    if (facts.length > maxFacts) {
      truncated = true;
      break;
    }
    const fact = facts[index];
    if (fact === undefined) break;
    for (const edge of graph.outgoing(fact.node)) {
      const rest = readThrough(fact.path, edge.read);
      if (rest === undefined) continue;
      if (edge.except !== undefined && rest[0] === edge.except) continue;
      if (edge.redacts?.some((point) => point.node === origin.node && origin.parts.some((part) => meets(part.path, point.path)))) continue;
      let context = fact.context;
      if (edge.call?.direction === "enter") context = enter(edge.call.at, context);
      else if (edge.call?.direction === "return") {
        if (context !== undefined && context.at !== edge.call.at) continue;
        context = context?.outer;
      }
      const path = edge.mode === "copy" ? cut([...edge.write, ...rest]) : cut(edge.write);
      arrive(edge.to, path, combineModes(fact.mode, edge.mode), { edge, from: fact }, context);
    }
  }
  return { origin, facts, truncated };
}

/** The facts on the way to a fact, from the origin on. */
export function wayTo(fact: Fact): readonly Fact[] {
  const way: Fact[] = [];
  for (let current: Fact | undefined = fact; current !== undefined; current = current.via?.from) way.push(current);
  return way.reverse();
}
