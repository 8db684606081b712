import { type Operation, operationPlace } from "../cloud-flow/model.ts";
import { append, once, remember } from "../collections.ts";
import { type NamedVariable, ownerOf } from "../desktop-flow/local-variables.ts";
import type { DesktopRow } from "../desktop-flow/model.ts";
import { type Confidence, highestConfidence } from "../findings/confidence.ts";
import type { FlowStep } from "../findings/finding.ts";
import type { Place, Span } from "../source/place.ts";
import { collectDesktopLeaks, type DesktopLeaks, type DesktopRowLeak } from "./desktop/leaks/leaks.ts";
import type { DesktopRoleKind } from "./desktop/roles/roles.ts";
import { variableNodes } from "./desktop/variables/live-ranges.ts";
import { fedInputs } from "./following/fed-inputs.ts";
import { type Fact, followAll, type Origin, type Reach } from "./following/follow.ts";
import { originsOf, type ScannedGraph, siteInputs, type ValueOrigin } from "./following/origins.ts";
import { inputsVisibility, outputsVisibility, type Visibility } from "./graph/masking.ts";
import { collectLeaks, type Leak } from "./leaks/leaks.ts";
import type { RoleKind, Roles } from "./roles.ts";
import { nameOfSecret, stepsTo } from "./traces/describe.ts";
import type { VisibilityOf } from "./traces/step-traits.ts";

/** A secret that is in the outputs of the operation that brings it into its flow. */
export interface SecretOutputs {
  readonly operation: Operation;
  readonly origins: readonly Origin[];
  /** How a sentence names the first of them. */
  readonly secret: string;
  readonly visibility: Visibility;
  readonly confidence: Confidence;
  /** The secret comes back from a called flow, on the trace that `path` shows. */
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
  /** Backward: everything that can be at a string of an operation, or in stretches of it. */
  originsOf(operation: Operation, path: readonly string[], spans?: readonly Span[]): readonly ValueOrigin[];
  /** The same for a variable of a desktop flow. */
  desktopOriginsOf(row: DesktopRow, variable: NamedVariable): readonly ValueOrigin[];
  inputsVisibility(operation: Operation): Visibility;
  outputsVisibility(operation: Operation): Visibility;
  /** Whether another operation, whose inputs the run history shows, reads the secret from the outputs of `operation`. */
  shownBehind(origin: Origin, operation: Operation): boolean;
  /** Whether the outputs of `operation` hold the secret: those of a Select that picks other members of its rows do not. */
  isInOutputs(origin: Origin, operation: Operation): boolean;
  /** Origins whose following was cut off by a limit. */
  readonly truncated: readonly Origin[];
  /** Origins that are not reported at some places because many others are. */
  leftOut(): ReadonlySet<Origin>;
  /** The first operation for which the search for where its values come from was cut off by a limit. */
  readonly searchCutOff: Operation | undefined;
  /** The row of a desktop flow that uses the first value whose search was cut off by a limit. */
  readonly desktopSearchCutOff: DesktopRow | undefined;
  readonly roles: Roles;
  reachOf(origin: Origin): Reach;
  /** Secrets that reach rows, variables and outputs of desktop flows. */
  desktopLeaks(): DesktopLeaks;
  /** Secrets that reach an argument of a row in one of these roles. */
  desktopSecretsReaching(...kinds: readonly DesktopRoleKind[]): readonly DesktopRowLeak[];
}

/** What secrets are followed in. */
export interface FollowedRun extends ScannedGraph {
  readonly roles: Roles;
  /** Most places that all secrets together are followed to; going beyond it is reported (SL0007). */
  readonly maxSteps: number;
}

/**
 * Follows all secrets of a run and keeps the answers.
 * @param earlier answers in which some of the secrets are followed already
 */
export function createValueFlow(origins: readonly Origin[], run: FollowedRun, earlier?: ValueFlow): ValueFlow {
  const { graph, roles, scanOf, maxSteps } = run;
  const reaches = followAll(origins, graph, maxSteps, new Map(earlier?.origins.map((origin) => [origin, earlier.reachOf(origin)])));
  const directReads = (operation: Operation): readonly Operation[] => scanOf(operation.flow).directReads(operation);
  const visibility: VisibilityOf = {
    inputsVisibility: (operation) => inputsVisibility(operation, directReads),
    outputsVisibility: (operation) => outputsVisibility(operation, directReads),
  };
  const fed = fedInputs(reaches.values());
  // What a caller in the run hands to an input is followed from where it begins.
  const followed = [...reaches.values()].filter(({ origin }) => !fed.has(origin));
  const { leaks, leftOut } = collectLeaks(followed, graph, roles, visibility);
  const desktopLeaks = once(() => collectDesktopLeaks(followed, origins, roles, visibility, (node) => graph.incoming(node)));
  const shown = new Map<Origin, ReadonlySet<Operation>>();
  const inOutputs = new Map<Origin, ReadonlySet<Operation>>();
  const byKind = new Map<RoleKind, Leak[]>();
  const byOperation = new Map<Operation, Leak[]>();
  for (const leak of leaks) {
    append(byKind, leak.role.kind, leak);
    append(byOperation, leak.operation, leak);
  }

  return {
    origins,
    roles,
    secretsReaching: (...kinds) => kinds.flatMap((kind) => byKind.get(kind) ?? []),
    leaksAt: (operation) => byOperation.get(operation) ?? [],
    secretOutputs: () => secretOutputs(followed, roles, visibility),
    originsOf(operation, path, spans) {
      const { node, path: place } = siteInputs(graph, operation, path);
      return originsOf(node, place, run, { spans });
    },
    desktopOriginsOf(row, variable) {
      const nodes = variableNodes(row.desktopFlow, variable.name, graph, ownerOf(variable, row.local));
      return nodes.flatMap((node) => originsOf(node, [], run, { row }));
    },
    ...visibility,
    shownBehind(origin, operation) {
      // Many operations hold the same secret: what reads it is looked at once for all of them.
      return remember(shown, origin, () => readWhereShown(reaches.get(origin)?.facts ?? [], roles, visibility)).has(operation);
    },
    isInOutputs(origin, operation) {
      return remember(inOutputs, origin, () => operationsThatHold(reaches.get(origin)?.facts ?? [])).has(operation);
    },
    get searchCutOff() {
      return graph.searches.cutOff;
    },
    get desktopSearchCutOff() {
      return graph.searches.cutOffRow;
    },
    truncated: [...reaches.values()].filter((reach) => reach.truncated).map((reach) => reach.origin),
    leftOut: () => new Set([...leftOut, ...desktopLeaks().leftOut]),
    desktopSecretsReaching: (...kinds) => desktopLeaks().rows.filter(({ role }) => kinds.includes(role.kind)),
    desktopLeaks,
    reachOf: (origin) => reaches.get(origin) ?? { origin, facts: [], truncated: false },
  };
}

function secretOutputs(reaches: readonly Reach[], roles: Roles, visibility: VisibilityOf): readonly SecretOutputs[] {
  const found = new Map<Operation, { readonly origins: Origin[]; readonly fact: Fact }>();
  for (const { origin, facts } of reaches) {
    for (const fact of facts) {
      const { operation } = fact.node;
      const returned = fact.via?.edge.call?.direction === "return";
      if (fact.node.kind !== "outputs" || operation === undefined || (fact.via !== undefined && !returned)) continue;
      // What is written in a static result is reported where it is written; a callback URL is made for one expression.
      if ((origin.basis === "callback-url" || origin.basis === "literal") && !returned) continue;
      const entry = remember(found, operation, () => ({ origins: [], fact }));
      if (!entry.origins.includes(origin)) entry.origins.push(origin);
    }
  }
  return [...found].map(([operation, { origins, fact }]) => ({
    operation,
    origins,
    get secret() {
      return nameOfSecret(fact);
    },
    visibility: visibility.outputsVisibility(operation),
    confidence: origins.reduce<Confidence>((best, { confidence }) => highestConfidence(best, confidence), "low"),
    path: fact.via === undefined ? [] : stepsTo(fact, roles, visibility),
    place: fact.via === undefined ? fact.origin.place : operationPlace(operation),
  }));
}

/**
 * Roles in which the run history shows nothing of a value: a truth value is recorded, a list is counted, credential fields of HTTP are left
 * out.
 */
const neverShown: ReadonlySet<RoleKind> = new Set(["condition", "loop", "authentication", "authorization-header", "none"]);

/** The operations whose outputs hold the secret. */
function operationsThatHold(facts: readonly Fact[]): ReadonlySet<Operation> {
  return new Set(facts.flatMap(({ node: { kind, operation } }) => (kind === "outputs" && operation !== undefined ? [operation] : [])));
}

/** The operations whose outputs are read by another one that the run history shows. */
function readWhereShown(facts: readonly Fact[], roles: Roles, visibility: VisibilityOf): ReadonlySet<Operation> {
  const found = new Set<Operation>();
  for (const fact of facts) {
    const site = fact.via?.edge.site;
    const operation = site === undefined ? undefined : readOperation(fact);
    if (site === undefined || operation === undefined || found.has(operation)) continue;
    if (!neverShown.has(roles.of(site.operation, site.path).kind) && visibility.inputsVisibility(site.operation) === "visible")
      found.add(operation);
  }
  return found;
}

/** The operation whose outputs a fact was read of, directly or as the element of a loop over them. */
function readOperation(fact: Fact): Operation | undefined {
  let from = fact.via?.from;
  while (from?.via !== undefined && (from.node.kind === "item" || from.node.operation?.type === "foreach")) from = from.via.from;
  return from?.node.kind === "outputs" ? from.node.operation : undefined;
}
