import type { Confidence } from "../../findings/confidence.ts";
import type { SecretLabel } from "../../knowledge/facts.ts";
import type { Place } from "../../source/place.ts";
import { isCalledByAddressAlone } from "../calls/called-address.ts";
import {
  combineModes,
  type Edge,
  type EdgeMode,
  keepsPlaces,
  keepsText,
  type ValueGraph,
  type ValueNode,
  type ValuePoint,
} from "../graph/graph.ts";
import { cut, isElementStep, meets, type Path, pathKey, readThrough, type Step } from "../graph/path.ts";
import { type CallContext, createCallContexts } from "./call-context.ts";
import { createWidening } from "./widening.ts";

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
  /** Where in the node's value it is; several for the answer of a token endpoint. The first is what the origin is named after. */
  readonly parts: readonly OriginPart[];
  readonly place: Place;
  /** Where edges write it, where that is not where they write every value; nowhere where they leave it out. */
  readonly narrowed?: ReadonlyMap<Edge, readonly Path[]>;
  /** Whether a member that is read of it belongs to the secret, going by its name; every member does if this is left out. */
  readonly isSecretMember?: (name: string) => boolean;
}

/** A part of an origin's value that is the secret. */
export interface OriginPart {
  readonly path: Path;
  /** In a maker's words, where it differs from that of the whole: `refresh token`. */
  readonly what?: string;
}

/** What tells that a value is a secret. */
export type OriginBasis =
  /** The knowledge table or the endpoint says that an operation returns it. */
  | "operation"
  /** A trigger input that is named like a credential. */
  | "trigger-input"
  /** A member of an operation's outputs that is named like a credential. */
  | "named-output"
  /** A setting of the app, by its name. */
  | "named-setting"
  /** A parameter of type SecureString or SecureObject. */
  | "secure-parameter"
  /** A credential that is written in the solution. */
  | "literal"
  /** Something that is used as a credential, whatever it is. */
  | "used-as-credential"
  /** A password that an operation of the flow makes up, and that is used as one. */
  | "made"
  /** `listCallbackUrl()` */
  | "callback-url"
  /**
   * An input, variable or action of a desktop flow that is known to hold a credential: by its name, by its use, by what the action reads.
   */
  | "desktop"
  /** A variable of a desktop flow that is marked as sensitive, when nothing but the mark tells that it is a secret. */
  | "desktop-mark";

/** "The secret is here": one step of its trace, linked back to where it came from. */
export interface Fact {
  readonly origin: Origin;
  readonly node: ValueNode;
  readonly path: Path;
  /** How much is left of the secret. */
  readonly mode: EdgeMode;
  readonly via: { readonly edge: Edge; readonly from: Fact } | undefined;
  readonly context: CallContext | undefined;
  /** Nothing on the trace is in doubt: the documentation does not say what `result()` shows of secured actions. */
  readonly sure: boolean;
}

/** All places that one secret reaches. */
export interface Reach {
  readonly origin: Origin;
  /** In the order of their distance from the origin: the first fact at a place has the shortest trace. */
  readonly facts: readonly Fact[];
  /** The limit was reached: something further on may be missing. */
  readonly truncated: boolean;
}

/**
 * Most places that all secrets of a run together are followed to, unless the configuration says otherwise. Public exports, and generated
 * solutions of 5000 flows, need less than a tenth of it; a hostile flow that uses all of it takes some seconds.
 */
export const defaultMaxSteps = 200_000;

/** Follows a secret forward through the graph, nearest places first. Linear in the edges that it meets. */
function follow(origin: Origin, graph: ValueGraph, maxSteps: number): Reach {
  const contexts = createCallContexts();
  const widening = createWidening();
  const seen = new Set<string>();
  const facts: Fact[] = [];

  let truncated = false;

  function arrive(node: ValueNode, path: Path, mode: EdgeMode, via: Fact["via"], context: CallContext | undefined): void {
    const sure = node.kind !== "result" && via?.from.sure !== false;
    // Values that a row puts together in one text are as sure as what each of them is read of.
    const reading = node.kind === "desktop-statement" ? (via?.edge.desktop?.span.start ?? "") : "";
    const place = `${node.id}\u0002${pathKey(path)}\u0002${contexts.key(context)}\u0002${reading}`;
    if (seen.has(place) || (!sure && seen.has(`?${place}`))) return;
    if (facts.length >= maxSteps) {
      truncated = true;
      return;
    }
    seen.add(sure ? place : `?${place}`);
    widening.count(node);
    facts.push({ origin, node, path, mode, via, context, sure });
  }

  for (const part of origin.parts) arrive(origin.node, cut(part.path), "copy", undefined, undefined);
  for (let index = 0; index < facts.length && !truncated; index++) {
    const fact = facts[index];
    if (fact === undefined) break;
    for (const edge of graph.outgoingAt(fact.node, fact.path)) {
      const rest = carried(fact, edge);
      if (rest === undefined) continue;
      const context = contexts.beyond(edge, fact.context, "enter");
      if (context === "blocked") continue;
      const widened = widening.applies(edge.to);
      for (const write of origin.narrowed?.get(edge) ?? [edge.write]) {
        const path = keepsPlaces(edge.mode) && !widened ? cut([...write, ...rest]) : cut(write);
        arrive(edge.to, path, combineModes(fact.mode, edge.mode), { edge, from: fact }, widened ? undefined : context);
      }
    }
  }
  return { origin, facts, truncated };
}

/**
 * Follows several secrets with one limit on the steps of all of them together. Each may use its share of what is left; what the others
 * leave over goes to those that need more, so that one secret that is everywhere does not keep the rest from being followed.
 * @param known secrets that are followed already: their steps count
 */
export function followAll(
  origins: readonly Origin[],
  graph: ValueGraph,
  maxSteps: number,
  known: ReadonlyMap<Origin, Reach>,
): ReadonlyMap<Origin, Reach> {
  const reaches = new Map<Origin, Reach>();
  let left = maxSteps;
  for (const origin of origins) {
    const reach = known.get(origin);
    if (reach === undefined) continue;
    reaches.set(origin, reach);
    left -= reach.facts.length;
  }
  let pending = origins.filter((origin) => !reaches.has(origin));
  for (let round = 0; round < 2; round++) {
    const cutOff: Origin[] = [];
    for (const [index, origin] of pending.entries()) {
      const earlier = reaches.get(origin)?.facts.length ?? 0;
      const share = Math.max(1, Math.floor(left / (pending.length - index))) + earlier;
      const reach = follow(origin, graph, share);
      reaches.set(origin, reach);
      left -= reach.facts.length - earlier;
      if (reach.truncated) cutOff.push(origin);
    }
    pending = cutOff;
    if (pending.length === 0 || left < pending.length) break;
  }
  // In the given order, however they were followed.
  return new Map(
    origins.flatMap((origin) => {
      const reach = reaches.get(origin);
      return reach === undefined ? [] : [[origin, reach] as const];
    }),
  );
}

/** What an edge takes along of a fact: its place below what is read; undefined when nothing of it. */
export function carried(fact: Fact, edge: Edge): Path | undefined {
  const rest = readThrough(fact.path, edge.read);
  if (rest === undefined || tellsWhose(fact.path, edge) || readsOtherMember(fact, edge.read)) return undefined;
  const [member] = rest;
  if (member !== undefined && edge.except?.includes(member) === true) return undefined;
  if (edge.onlyMembers === true && (member === undefined || isElementStep(member))) return undefined;
  return edge.redacts !== undefined && takesOut(edge.redacts, fact) ? undefined : rest;
}

/** Members of a secret that say whose it is, or where it belongs. */
const harmlessMembers: ReadonlySet<Step> = new Set([
  ...["username", "user_name", "userprincipalname", "loginname", "user", "email"],
  ...["clientid", "client_id", "appid", "app_id", "applicationid", "application_id"],
  ...["tenant", "tenantid", "tenant_id"],
  ...["host", "hostname", "server", "servername", "port", "database"],
  ...[
    "url",
    "uri",
    "baseurl",
    "base_url",
    "endpoint",
    "tokenurl",
    "token_url",
    "tokenendpoint",
    "token_endpoint",
    "instanceurl",
    "instance_url",
  ],
  ...["resource", "audience", "scope", "granttype", "grant_type"],
]);

/** What is read of an object that is a secret as a whole is `tenantId`, or the user name of a credential. */
function tellsWhose(held: Path, edge: Edge): boolean {
  const { read } = edge;
  if (read.length <= held.length) return false;
  const member = read.at(-1);
  if (member === undefined || !harmlessMembers.has(member)) return false;
  return !((member === "url" || member === "uri") && isCalledByAddressAlone(edge));
}

/** What is read of a secret that may be a whole document is a member with another name than a credential's. */
function readsOtherMember({ origin, path }: Fact, read: Path): boolean {
  const { isSecretMember } = origin;
  if (isSecretMember === undefined) return false;
  const names = read.slice(path.length).filter((step): step is string => typeof step === "string" && !isElementStep(step));
  return names.length > 0 && !names.some(isSecretMember);
}

/** One of the values that are replaced in a text is the secret itself, as it is in its origin or in a place that it came through unchanged. */
function takesOut(redacts: readonly ValuePoint[], fact: Fact): boolean {
  return traceTo(fact).some(
    ({ node, path, mode }) => keepsText(mode) && redacts.some((point) => point.node === node && meets(path, point.path)),
  );
}

/** The facts on the trace to a fact, from the origin on. */
export function traceTo(fact: Fact): readonly Fact[] {
  const trace: Fact[] = [];
  for (let current: Fact | undefined = fact; current !== undefined; current = current.via?.from) trace.push(current);
  return trace.reverse();
}
