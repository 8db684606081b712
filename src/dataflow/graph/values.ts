import { type CloudFlow, type Operation, operationPlace } from "../../cloud-flow/model.ts";
import { append, createNumbering } from "../../collections.ts";
import type { DesktopFlow } from "../../desktop-flow/model.ts";
import { isSurer, leastSure, surest } from "../../linter/confidence.ts";
import type { Confidence, FlowStep } from "../../linter/finding.ts";
import type { Place, Span } from "../../source/place.ts";
import { collectDesktopLeaks, type DesktopLeaks, type DesktopRowLeak } from "../desktop/leaks.ts";
import type { DesktopRoleKind } from "../desktop/roles.ts";
import type { Role, RoleKind, Roles } from "../roles.ts";
import { nameOfSecret, placeOfFact, stepsTo } from "../ways/describe.ts";
import type { VisibilityOf } from "../ways/step-traits.ts";
import type { FlowScan } from "./flow-scan.ts";
import { carried, type Fact, followAll, type Origin, type Reach } from "./follow.ts";
import type { ValueGraph } from "./graph.ts";
import { inputsVisibility, outputsVisibility, type Visibility } from "./masking.ts";
import { originsOf, siteInputs, type ValueOrigin } from "./origins.ts";
import { readThrough } from "./path.ts";

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
  /** A place of the operation where, straight from its origin, an object that merely contains the secret is handed over. */
  readonly wholeObject: WholeObject | undefined;
  readonly fact: Fact;
}

export interface WholeObject {
  readonly place: Place;
  readonly path: readonly FlowStep[];
}

/** A secret that stands in the outputs of the operation that brings it into its flow. */
export interface SecretOutputs {
  readonly operation: Operation;
  readonly origins: readonly Origin[];
  /** How a sentence names the first of them. */
  readonly secret: string;
  readonly visibility: Visibility;
  readonly confidence: Confidence;
  /** The secret comes back from a called flow, on the way that `path` shows. */
  readonly path: readonly FlowStep[];
  readonly place: Place;
}

/** The questions that rules put to the value-flow graph. */
export interface ValueFlow {
  readonly origins: readonly Origin[];
  /** All secrets that reach a role, one leak for each origin, operation and role, and for each input of a desktop flow. */
  secretsReaching(...kinds: readonly RoleKind[]): readonly Leak[];
  /** Leaks at one operation. */
  leaksAt(operation: Operation): readonly Leak[];
  /** Operations whose outputs hold a secret because they are its source, or because a called flow returns it. */
  secretOutputs(): readonly SecretOutputs[];
  /** Backward: everything that can stand at a string of an operation, or in stretches of it. */
  originsOf(operation: Operation, path: readonly string[], spans?: readonly Span[]): readonly ValueOrigin[];
  /** The same for a variable of a desktop flow. */
  desktopOriginsOf(flow: DesktopFlow, variable: string): readonly ValueOrigin[];
  inputsVisibility(operation: Operation): Visibility;
  outputsVisibility(operation: Operation): Visibility;
  /** What stands of a secret in the outputs of `operation` is read again, by an operation whose inputs the run history shows. */
  shownBehind(origin: Origin, operation: Operation): boolean;
  /** Origins whose following was cut off by a limit. */
  readonly truncated: readonly Origin[];
  /** Flows in which a secret occurs. */
  readonly touchedFlows: ReadonlySet<CloudFlow>;
  readonly roles: Roles;
  reachOf(origin: Origin): Reach;
  /** Secrets that reach rows, variables and outputs of desktop flows. */
  desktopLeaks(): DesktopLeaks;
  /** Secrets that reach an argument of a row in one of these roles. */
  desktopSecretsReaching(...kinds: readonly DesktopRoleKind[]): readonly DesktopRowLeak[];
}

/**
 * Follows all secrets of a run and keeps the answers.
 * @param maxSteps most places that all secrets together are followed to; going beyond it is reported (SL0007)
 * @param earlier answers in which some of the secrets are followed already
 */
export function createValueFlow(
  origins: readonly Origin[],
  graph: ValueGraph,
  roles: Roles,
  scanOf: (flow: CloudFlow) => FlowScan,
  maxSteps: number,
  earlier?: ValueFlow,
): ValueFlow {
  const reaches = followAll(origins, graph, maxSteps, new Map(earlier?.origins.map((origin) => [origin, earlier.reachOf(origin)])));
  const directReads = (operation: Operation): readonly Operation[] => scanOf(operation.flow).directReads(operation);
  const visibility: VisibilityOf = {
    inputsVisibility: (operation) => inputsVisibility(operation, directReads),
    outputsVisibility: (operation) => outputsVisibility(operation, directReads),
  };
  const fed = fedInputs(reaches.values());
  const leaks = collectLeaks();
  let desktop: DesktopLeaks | undefined;
  const byKind = new Map<RoleKind, Leak[]>();
  const byOperation = new Map<Operation, Leak[]>();
  for (const leak of leaks) {
    append(byKind, leak.role.kind, leak);
    append(byOperation, leak.operation, leak);
  }

  function collectLeaks(): readonly Leak[] {
    const found = new Map<string, Arrival>();
    const wholes = new Map<string, Fact>();
    const id = createNumbering();
    const keyOf = (origin: Origin, operation: Operation, { kind, member }: Role): string =>
      // The inputs of a desktop flow are protected one by one.
      `${id(origin)},${id(operation)},${kind}${kind === "desktop-input" ? member : ""}`;
    for (const { origin, facts } of reaches.values()) {
      // What a caller in the run hands to this input is followed from where it begins.
      if (fed.has(origin)) continue;
      for (const fact of facts) {
        const site = fact.via?.edge.site;
        if (site === undefined || fact.node.kind !== "inputs") continue;
        const { operation } = site;
        const role = isWholeUrl(fact) ? wholeUrl : roles.of(operation, site.path);
        if (role.kind === "none") continue;
        const key = keyOf(origin, operation, role);
        const confidence = leastSure(origin.confidence, role.confidence, fact.sure ? "high" : "medium");
        const known = found.get(key);
        // Nearest first; a surer way is better evidence than a shorter one.
        if (known === undefined || isSurer(confidence, known.confidence)) found.set(key, { operation, role, fact, confidence });
      }
      for (const fact of wholeObjects(facts, graph)) {
        const site = fact.via?.edge.site;
        if (site === undefined) continue;
        const key = keyOf(origin, site.operation, roles.of(site.operation, site.path));
        if (!wholes.has(key)) wholes.set(key, fact);
      }
    }
    return [...found].map(([key, arrival]) => leakOf(arrival, wholes.get(key)));
  }

  function leakOf({ operation, role, fact, confidence }: Arrival, whole: Fact | undefined): Leak {
    const { origin } = fact;
    return {
      origin,
      get secret() {
        return nameOfSecret(fact);
      },
      operation,
      role,
      place: placeOfFact(fact) ?? origin.place,
      get path() {
        return stepsTo(fact, roles, visibility);
      },
      visibility: inputsVisibility(operation, directReads),
      confidence,
      get wholeObject() {
        return whole === undefined ? undefined : { place: placeOfFact(whole) ?? origin.place, path: stepsTo(whole, roles, visibility) };
      },
      fact,
    };
  }

  const values: ValueFlow = {
    origins,
    roles,
    secretsReaching: (...kinds) => kinds.flatMap((kind) => byKind.get(kind) ?? []),
    leaksAt: (operation) => byOperation.get(operation) ?? [],
    secretOutputs() {
      const found = new Map<Operation, { origins: Origin[]; fact: Fact }>();
      for (const { origin, facts } of reaches.values()) {
        // There the call is the place to repair.
        if (fed.has(origin)) continue;
        for (const fact of facts) {
          const { operation } = fact.node;
          const returned = fact.via?.edge.call?.direction === "return";
          if (fact.node.kind !== "outputs" || operation === undefined || (fact.via !== undefined && !returned)) continue;
          // What is written in a static result is told where it is written; a callback URL is made for one expression.
          if ((origin.basis === "callback-url" || origin.basis === "literal") && !returned) continue;
          const entry = found.get(operation);
          if (entry === undefined) found.set(operation, { origins: [origin], fact });
          else if (!entry.origins.includes(origin)) entry.origins.push(origin);
        }
      }
      return [...found].map(([operation, { origins: held, fact }]) => ({
        operation,
        origins: held,
        get secret() {
          return nameOfSecret(fact);
        },
        visibility: outputsVisibility(operation, directReads),
        confidence: surest(...held.map((origin) => origin.confidence)),
        path: fact.via === undefined ? [] : stepsTo(fact, roles, visibility),
        place: fact.via === undefined ? fact.origin.place : operationPlace(operation),
      }));
    },
    originsOf(operation, path, spans) {
      const { node, path: place } = siteInputs(graph, operation, path);
      return originsOf(node, place, graph, scanOf, spans);
    },
    desktopOriginsOf: (flow, variable) => originsOf(graph.node("desktop-variable", flow, variable), [], graph, scanOf),
    ...visibility,
    shownBehind(origin, operation) {
      return (reaches.get(origin)?.facts ?? []).some((fact) => {
        const site = fact.via?.edge.site;
        if (site === undefined || readOperation(fact) !== operation) return false;
        return !neverShown.has(roles.of(site.operation, site.path).kind) && inputsVisibility(site.operation, directReads) === "visible";
      });
    },
    truncated: [...reaches.values()].filter((reach) => reach.truncated).map((reach) => reach.origin),
    touchedFlows: new Set([...reaches.values()].flatMap((reach) => reach.facts.flatMap((fact) => fact.node.flow ?? []))),
    desktopSecretsReaching: (...kinds) => values.desktopLeaks().rows.filter(({ role }) => kinds.includes(role.kind)),
    desktopLeaks: () => {
      desktop ??= collectDesktopLeaks(
        [...reaches.values()].filter(({ origin }) => !fed.has(origin)),
        origins,
        roles,
        visibility,
        (node) => graph.incoming(node),
      );
      return desktop;
    },
    reachOf: (origin) => reaches.get(origin) ?? { origin, facts: [], truncated: false },
  };
  return values;
}

/**
 * The secret is the URL that an HTTP action calls, and not a part of it: a callback URL that is kept in Key Vault, as it should be. It is called, and nothing is put into a URL.
 */
function isWholeUrl({ mode, via }: Fact): boolean {
  const path = via?.edge.site?.path ?? [];
  const isUri =
    path.at(-1) === "uri" && path[0] === "inputs" && (path.length === 2 || path[1] === "subscribe" || path[1] === "unsubscribe");
  return isUri && (mode === "copy" || mode === "whole");
}

const wholeUrl: Role = { kind: "request", confidence: "high", member: "URL" };

/** The best evidence that a secret reaches an operation in a role. */
interface Arrival {
  readonly operation: Operation;
  readonly role: Role;
  readonly fact: Fact;
  readonly confidence: Confidence;
}

/**
 * Inputs of called flows that count as secrets, and into which a caller of the run puts a secret that is followed already. Flows that call one another in a
 * circle feed each other: of those an input is fed only if something from outside of the circle comes in.
 */
function fedInputs(reaches: Iterable<Reach>): ReadonlySet<Origin> {
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
      (fact) => fact.origin.node !== input.node && input.parts.some((part) => readThrough(fact.path, part.path) !== undefined),
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

/**
 * References that read less deep than the secret stands in its origin: an object around it goes along. What carries the copy further is the same mistake.
 * They are looked for by themselves, since a fact stands for all ways to its place.
 */
function wholeObjects(facts: readonly Fact[], graph: ValueGraph): readonly Fact[] {
  return facts
    .filter((fact) => fact.via === undefined)
    .flatMap((from) =>
      graph.outgoing(from.node).flatMap((edge): readonly Fact[] => {
        if (edge.site === undefined || edge.read.length >= from.path.length || carried(from, edge) === undefined) return [];
        return [{ ...from, node: edge.to, path: edge.write, mode: edge.mode, via: { edge, from } }];
      }),
    );
}

/** Roles in which the run history shows nothing of a value: a truth value is recorded, a list is counted, credential fields of HTTP are left out. */
const neverShown: ReadonlySet<RoleKind> = new Set(["condition", "loop", "authentication", "authorization-header", "none"]);

/** The operation whose outputs a fact was read of, directly or as the element of a loop over them. */
function readOperation(fact: Fact): Operation | undefined {
  let from = fact.via?.from;
  while (from?.via !== undefined && (from.node.kind === "item" || from.node.operation?.type === "foreach")) from = from.via.from;
  return from?.node.kind === "outputs" ? from.node.operation : undefined;
}
