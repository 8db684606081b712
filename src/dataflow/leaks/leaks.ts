import type { Operation } from "../../cloud-flow/model.ts";
import { append, createNumbering, keepFirst } from "../../collections.ts";
import { type Confidence, isMoreConfident, lowestConfidence } from "../../findings/confidence.ts";
import type { FlowStep } from "../../findings/finding.ts";
import type { Place } from "../../source/place.ts";
import { carried, type Fact, type Origin, type Reach } from "../following/follow.ts";
import { type Edge, keepsText, type ValueGraph } from "../graph/graph.ts";
import type { Visibility } from "../graph/masking.ts";
import type { Role, Roles } from "../roles.ts";
import { nameOfSecret, placeOfFact, stepsTo } from "../traces/describe.ts";
import type { VisibilityOf } from "../traces/step-traits.ts";
import { limitPerPlace } from "./limit-per-place.ts";

/** A secret that reaches the inputs of an operation in one role: the unit of what 2xxx and 3xxx rules report. */
export interface Leak {
  readonly origin: Origin;
  /** How a sentence names the secret: `Key Vault secret returned by 'Get_secret'`. */
  readonly secret: string;
  readonly operation: Operation;
  readonly role: Role;
  /** The reference that hands the secret over. */
  readonly place: Place;
  readonly path: readonly FlowStep[];
  /** Whether the run history shows the operation's inputs. */
  readonly visibility: Visibility;
  /** The less sure of: that it is a secret, that the place has this role. */
  readonly confidence: Confidence;
  /** A place of the operation where, straight from its origin, an object that merely contains the secret is passed on. */
  readonly wholeObject: WholeObject | undefined;
  /** Whether the reference at `place` is the one that reads the object around the secret. */
  readonly inWholeObject: boolean;
  /** Whether the operation makes the secret instead of receiving it. */
  readonly isMadeHere: boolean;
  readonly fact: Fact;
}

/** An object that contains a secret, passed on as a whole. */
export interface WholeObject {
  readonly place: Place;
  readonly path: readonly FlowStep[];
}

/** The best evidence that a secret reaches an operation in a role. */
interface Arrival {
  readonly operation: Operation;
  readonly role: Role;
  readonly fact: Fact;
  readonly confidence: Confidence;
}

/** Leaks, and the secrets that are not reported at some places because many others are. */
export interface CollectedLeaks {
  readonly leaks: readonly Leak[];
  readonly leftOut: ReadonlySet<Origin>;
}

/** Collects the leaks of all followed secrets in cloud flows: one for each origin, operation and role, up to a limit for each operation and role. */
export function collectLeaks(reaches: readonly Reach[], graph: ValueGraph, roles: Roles, visibility: VisibilityOf): CollectedLeaks {
  const arrivals = new Map<string, Arrival>();
  const wholes = new Map<string, Fact>();
  const readings = new Map<string, Fact[]>();
  const id = createNumbering();
  const placeOf = (operation: Operation, { kind, member }: Role): string =>
    // The inputs of a desktop flow are protected one by one.
    `${id(operation)},${kind}${kind === "desktop-input" ? member : ""}`;
  const keyOf = (origin: Origin, operation: Operation, role: Role): string => `${id(origin)},${placeOf(operation, role)}`;
  const arrive = (fact: Fact, operation: Operation, role: Role): void => {
    const { origin } = fact;
    const key = keyOf(origin, operation, role);
    const confidence = lowestConfidence(origin.confidence, role.confidence, fact.sure ? "high" : "medium");
    const known = arrivals.get(key);
    // Nearest first; a surer trace is better evidence than a shorter one.
    if (known === undefined || isMoreConfident(confidence, known.confidence)) arrivals.set(key, { operation, role, fact, confidence });
  };
  for (const { origin, facts } of reaches) {
    for (const fact of facts) {
      if (fact.node.kind !== "inputs") continue;
      const site = fact.via?.edge.site;
      if (site === undefined) {
        const made = madeAt(fact, roles);
        if (made !== undefined) arrive(fact, made.operation, made.role);
        continue;
      }
      const role = isWholeUrl(fact) ? wholeUrl : roles.of(site.operation, site.path);
      if (role.kind !== "none") arrive(fact, site.operation, role);
    }
    for (const fact of wholeObjects(facts, graph)) {
      const site = fact.via?.edge.site;
      if (site === undefined) continue;
      const key = keyOf(origin, site.operation, roles.of(site.operation, site.path));
      keepFirst(wholes, key, fact);
    }
    if (origin.parts.every(({ what }) => what === undefined)) continue;
    for (const fact of allReadings(facts, graph)) {
      const site = fact.via?.edge.site;
      if (site !== undefined) append(readings, keyOf(origin, site.operation, roles.of(site.operation, site.path)), fact);
    }
  }
  const { kept, leftOut } = limitPerPlace([...arrivals], ([, { operation, role }]) => placeOf(operation, role));
  return {
    leaks: kept.map(([key, arrival]) => leakOf(arrival, { whole: wholes.get(key), readings: readings.get(key) }, roles, visibility)),
    leftOut: new Set(leftOut.map(([, { fact }]) => fact.origin)),
  };
}

/** The action that makes a password up, where the run history shows what it made: in a variable, a Compose action, or the field that takes it. */
function madeAt({ origin, node, path, via }: Fact, roles: Roles): { readonly operation: Operation; readonly role: Role } | undefined {
  const { operation } = node;
  if (via !== undefined || origin.basis !== "made" || operation === undefined) return undefined;
  const role = roles.of(operation, path.map(String));
  return rolesThatShowResults.has(role.kind) ? { operation, role } : undefined;
}

const rolesThatShowResults: ReadonlySet<Role["kind"]> = new Set(["variable", "data-operation", "credential", "request"]);

/** What else is known of how a secret gets to an operation in a role. */
interface OtherWays {
  readonly whole: Fact | undefined;
  /** All that is read of a secret with several parts. */
  readonly readings: readonly Fact[] | undefined;
}

/** Names and paths are made on demand: no enabled rule asks about most leaks. */
function leakOf(
  { operation, role, fact, confidence }: Arrival,
  { whole, readings }: OtherWays,
  roles: Roles,
  visibility: VisibilityOf,
): Leak {
  const { origin } = fact;
  return {
    origin,
    get secret() {
      return nameOfSecret(fact, readings);
    },
    operation,
    role,
    place: placeOfFact(fact) ?? origin.place,
    get path() {
      return stepsTo(fact, roles, visibility);
    },
    visibility: visibility.inputsVisibility(operation),
    confidence,
    get wholeObject() {
      return whole === undefined ? undefined : { place: placeOfFact(whole) ?? origin.place, path: stepsTo(whole, roles, visibility) };
    },
    inWholeObject: fact.via !== undefined && readsAround(fact.via.edge, fact.via.from),
    isMadeHere: fact.via === undefined,
    fact,
  };
}

/**
 * The secret is the whole URL that an HTTP action calls: a callback URL that is kept in Key Vault, as it should be, and not a secret put
 * into a URL.
 */
function isWholeUrl({ mode, via }: Fact): boolean {
  const path = via?.edge.site?.path ?? [];
  const isUri =
    path.at(-1) === "uri" && path[0] === "inputs" && (path.length === 2 || path[1] === "subscribe" || path[1] === "unsubscribe");
  return isUri && keepsText(mode);
}

const wholeUrl: Role = { kind: "request", confidence: "high", member: "URL" };

/**
 * A reference to an object around the secret, which reads less deep than its origin. What carries the copy further is the same mistake.
 */
function readsAround(edge: Edge, from: Fact): boolean {
  return from.via === undefined && edge.site !== undefined && edge.read.length < from.path.length;
}

/** All references to objects around the secret. */
function wholeObjects(facts: readonly Fact[], graph: ValueGraph): readonly Fact[] {
  return allReadings(
    facts.filter((fact) => fact.via === undefined),
    graph,
    readsAround,
  );
}

/** All that is read of a secret where it is. It needs a search of its own, because a fact keeps only one of the traces to its place. */
function allReadings(facts: readonly Fact[], graph: ValueGraph, counts: (edge: Edge, from: Fact) => boolean = () => true): readonly Fact[] {
  return facts.flatMap((from) =>
    graph.outgoingAt(from.node, from.path).flatMap((edge): readonly Fact[] => {
      if (!counts(edge, from) || carried(from, edge) === undefined) return [];
      return [{ ...from, node: edge.to, path: edge.write, mode: edge.mode, via: { edge, from } }];
    }),
  );
}
