import { type CloudFlow, type Operation, operationPlace } from "../cloud-flow/model.ts";
import { append, createNumbering } from "../collections.ts";
import type { Confidence, FlowStep } from "../linter/finding.ts";
import type { Place } from "../source/place.ts";
import { nameOfSecret, placeOfFact, stepsTo } from "./describe.ts";
import type { FlowScan } from "./flow-scan.ts";
import { type Fact, follow, type Origin, type Reach } from "./follow.ts";
import type { ValueGraph } from "./graph.ts";
import { inputsVisibility, outputsVisibility, type Visibility } from "./masking.ts";
import { originsOf, siteInputs, type ValueOrigin } from "./origins.ts";
import { readThrough } from "./path.ts";
import type { Role, RoleKind, Roles } from "./roles.ts";

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
  /** An object or a text that merely contains the secret is handed over, where the secret itself could be. */
  readonly containsMore: boolean;
  readonly fact: Fact;
}

/** A secret that stands in the outputs of the operation that brings it into its flow. */
export interface SecretOutputs {
  readonly operation: Operation;
  readonly origins: readonly Origin[];
  readonly visibility: Visibility;
  readonly confidence: Confidence;
  /** The secret comes back from a called flow, on the way that `path` shows. */
  readonly path: readonly FlowStep[];
  readonly place: Place;
}

/** The questions that rules put to the value-flow graph. */
export interface ValueFlow {
  readonly origins: readonly Origin[];
  /** All secrets that reach a role, one leak for each origin, operation and role. */
  secretsReaching(...kinds: readonly RoleKind[]): readonly Leak[];
  /** Leaks at one operation. */
  leaksAt(operation: Operation): readonly Leak[];
  /** Operations whose outputs hold a secret because they are its source, or because a called flow returns it. */
  secretOutputs(): readonly SecretOutputs[];
  /** Backward: everything that can stand at a string of an operation. */
  originsOf(operation: Operation, path: readonly string[]): readonly ValueOrigin[];
  inputsVisibility(operation: Operation): Visibility;
  outputsVisibility(operation: Operation): Visibility;
  /** A fact that stands in the outputs of `operation` is read again, by an operation that shows it. */
  shownBehind(origin: Origin, operation: Operation): boolean;
  /** Origins whose following was cut off by a limit. */
  readonly truncated: readonly Origin[];
  /** Flows in which a secret occurs. */
  readonly touchedFlows: ReadonlySet<CloudFlow>;
  readonly roles: Roles;
  reachOf(origin: Origin): Reach;
}

/** Most places that one secret is followed to; reaching it is reported (SL0007). */
export const maxFactsPerOrigin = 20_000;

const order: Readonly<Record<Confidence, number>> = { high: 0, medium: 1, low: 2 };

export function leastSure(...confidences: readonly Confidence[]): Confidence {
  return confidences.reduce((least, current) => (order[current] > order[least] ? current : least), "high");
}

/** Follows all secrets of a run and keeps the answers. */
export function createValueFlow(
  origins: readonly Origin[],
  graph: ValueGraph,
  roles: Roles,
  scanOf: (flow: CloudFlow) => FlowScan,
  maxFacts = maxFactsPerOrigin,
): ValueFlow {
  const reaches = new Map<Origin, Reach>();
  for (const origin of origins) reaches.set(origin, follow(origin, graph, maxFacts));
  const directReads = (operation: Operation): readonly Operation[] => scanOf(operation.flow).directReads(operation);
  const leaks = collectLeaks();
  const byKind = new Map<RoleKind, Leak[]>();
  const byOperation = new Map<Operation, Leak[]>();
  for (const leak of leaks) {
    append(byKind, leak.role.kind, leak);
    append(byOperation, leak.operation, leak);
  }

  function collectLeaks(): readonly Leak[] {
    const found = new Map<string, Leak>();
    const id = createNumbering();
    const fed = fedInputs(reaches.values());
    for (const { origin, facts } of reaches.values()) {
      // What a caller in the run hands to this input is followed from where it begins.
      if (fed.has(origin)) continue;
      for (const fact of facts) {
        const site = fact.via?.edge.site;
        if (site === undefined || fact.node.kind !== "inputs") continue;
        const { operation } = site;
        const role = roles.of(operation, site.path);
        if (role.kind === "none") continue;
        const key = `${id(origin)},${id(operation)},${role.kind}`;
        if (found.has(key)) continue;
        found.set(key, {
          origin,
          get secret() {
            return nameOfSecret(fact);
          },
          operation,
          role,
          place: placeOfFact(fact) ?? origin.place,
          get path() {
            return stepsTo(fact, roles);
          },
          visibility: inputsVisibility(operation, directReads),
          confidence: leastSure(origin.confidence, role.confidence, wayConfidence(fact)),
          containsMore: handsOnMore(fact),
          fact,
        });
      }
    }
    return [...found.values()];
  }

  const values: ValueFlow = {
    origins,
    roles,
    secretsReaching: (...kinds) => kinds.flatMap((kind) => byKind.get(kind) ?? []),
    leaksAt: (operation) => byOperation.get(operation) ?? [],
    secretOutputs() {
      const found = new Map<Operation, { origins: Origin[]; fact: Fact }>();
      for (const { origin, facts } of reaches.values()) {
        for (const fact of facts) {
          const { operation } = fact.node;
          const returned = fact.via?.edge.call?.direction === "return";
          if (fact.node.kind !== "outputs" || operation === undefined || (fact.via !== undefined && !returned)) continue;
          if (origin.basis === "callback-url" && !returned) continue;
          const entry = found.get(operation);
          if (entry === undefined) found.set(operation, { origins: [origin], fact });
          else if (!entry.origins.includes(origin)) entry.origins.push(origin);
        }
      }
      return [...found].map(([operation, { origins: held, fact }]) => ({
        operation,
        origins: held,
        visibility: outputsVisibility(operation, directReads),
        confidence: held
          .map((origin) => origin.confidence)
          .reduce((best, current) => (order[current] < order[best] ? current : best), "low"),
        path: fact.via === undefined ? [] : stepsTo(fact, roles),
        place: fact.via === undefined ? fact.origin.place : operationPlace(operation),
      }));
    },
    originsOf(operation, path) {
      const { node, path: place } = siteInputs(graph, operation, path);
      return originsOf(node, place, graph, scanOf);
    },
    inputsVisibility: (operation) => inputsVisibility(operation, directReads),
    outputsVisibility: (operation) => outputsVisibility(operation, directReads),
    shownBehind(origin, operation) {
      return (reaches.get(origin)?.facts ?? []).some((fact) => {
        const reader = fact.via?.edge.site?.operation;
        if (reader === undefined || fact.via?.from.node.kind !== "outputs" || fact.via.from.node.operation !== operation) return false;
        return inputsVisibility(reader, directReads) === "visible";
      });
    },
    truncated: [...reaches.values()].filter((reach) => reach.truncated).map((reach) => reach.origin),
    touchedFlows: new Set([...reaches.values()].flatMap((reach) => reach.facts.flatMap((fact) => fact.node.flow ?? []))),
    reachOf: (origin) => reaches.get(origin) ?? { origin, facts: [], truncated: false },
  };
  return values;
}

/** Credential-named trigger inputs into which a caller of the run puts a secret that is followed already. */
function fedInputs(reaches: Iterable<Reach>): ReadonlySet<Origin> {
  const inputs: Origin[] = [];
  const entered = new Map<number, Fact[]>();
  for (const { origin, facts } of reaches) {
    if (origin.basis === "trigger-input") inputs.push(origin);
    for (const fact of facts) if (fact.via?.edge.call?.direction === "enter") append(entered, fact.node.id, fact);
  }
  return new Set(
    inputs.filter((input) =>
      (entered.get(input.node.id) ?? []).some((fact) => input.parts.some((part) => readThrough(fact.path, part.path) !== undefined)),
    ),
  );
}

/** The documentation does not say what `result()` shows of secured actions. */
function wayConfidence(fact: Fact): Confidence {
  for (let current: Fact | undefined = fact; current !== undefined; current = current.via?.from)
    if (current.node.kind === "result") return "medium";
  return "high";
}

/** The reference reads less deep than the secret stands: an object around it goes along. */
function handsOnMore(fact: Fact): boolean {
  const via = fact.via;
  return via !== undefined && via.edge.read.length < via.from.path.length;
}
