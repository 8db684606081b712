import { addAll, append, createNumbering, remember } from "../../../collections.ts";
import { type DesktopFlow, type DesktopPort, type DesktopRow, portNamed, rowPlace } from "../../../desktop-flow/model.ts";
import { byConfidence, type Confidence, lowestConfidence } from "../../../findings/confidence.ts";
import type { Place } from "../../../source/place.ts";
import { carried, type Fact, type Origin, type Reach, traceTo } from "../../following/follow.ts";
import { type Edge, keepsText, type ValueNode } from "../../graph/graph.ts";
import { pathKey } from "../../graph/path.ts";
import { desktopFlowOf, desktopRowOf } from "../graph/nodes.ts";
import { isProtected } from "../graph/protection.ts";
import type { DesktopRole, DesktopRoleKind, DesktopRoles } from "../roles/roles.ts";
import { localSubflowOf } from "../variables/live-ranges.ts";
import { type ArrivalEvidence, createEvidence } from "./evidence.ts";

/** A place that a secret reaches, before it is decided what is reported. */
export interface Arrival {
  readonly fact: Fact;
  readonly flow: DesktopFlow;
  readonly place: Place;
  readonly evidence: ArrivalEvidence;
  readonly confidence: Confidence;
  /** Further arrivals of the same secret, which become related places. */
  readonly again: Arrival[];
  /** What the value reaches after this place, reported with it. */
  readonly behind: RowArrival[];
}

/** At an argument of a row. */
export interface RowArrival extends Arrival {
  readonly row: DesktopRow;
  readonly argument: string;
  readonly role: DesktopRole;
  /** The input that takes the value in another desktop flow, when that input is not marked as sensitive. */
  readonly exposedInput: EnteredInput | undefined;
}

/** At a variable where a value loses its mark. */
export interface LostArrival extends Arrival {
  readonly row: DesktopRow;
}

/** At an output that is not marked. */
export interface OutputArrival extends Arrival {
  readonly output: DesktopPort;
}

/** An input of another desktop flow that a row hands a value to. */
interface EnteredInput {
  readonly flow: DesktopFlow;
  readonly port: DesktopPort;
}

/** All places that count, each once. */
export interface Arrivals {
  readonly rows: ReadonlyMap<string, RowArrival>;
  readonly lost: readonly LostArrival[];
  /** Where the variable of a node loses the mark of a value. */
  lostIn(node: ValueNode): LostArrival | undefined;
  readonly outputs: ReadonlyMap<ValueNode, OutputArrival>;
  /** All places of each origin. */
  readonly factsOf: ReadonlyMap<Origin, readonly Fact[]>;
}

/**
 * Collects the rows, variables and outputs that secrets come to in desktop flows.
 * @param reaches all places of each origin that counts
 * @param origins all origins of the run
 * @param incoming what is written to a node
 */
export function collectArrivals(
  reaches: Iterable<Reach>,
  origins: readonly Origin[],
  roles: DesktopRoles,
  incoming: (node: ValueNode) => readonly Edge[],
): Arrivals {
  const evidenceOf = createEvidence(origins, roles);
  const { keyOfRow, keyOfVariable } = createKeys(roles);
  const isOneTooMany = createUseLimit();
  const rows = new Map<string, RowArrival>();
  const lost = new Map<string, LostArrival>();
  const outputs = new Map<ValueNode, OutputArrival>();
  const factsOf = new Map<Origin, readonly Fact[]>();
  for (const { origin, facts } of reaches) {
    factsOf.set(origin, facts);
    const entered = enteredInputs(facts, roles);
    const returned = new Set(facts.flatMap(({ node }) => (node.kind === "desktop-output" ? incoming(node).map(({ from }) => from) : [])));
    for (const fact of facts) {
      const { node } = fact;
      const flow = desktopFlowOf(node);
      if (flow === undefined) continue;
      const site = fact.via?.edge.desktop;
      const row = desktopRowOf(node);
      if (node.kind === "desktop-output") {
        const arrival = atOutput(fact, flow, evidenceOf);
        if (arrival !== undefined) keepSurest(outputs, node, arrival);
      } else if (site !== undefined && row !== undefined) {
        const arrival = atRow(fact, flow, row, site, { evidenceOf, roles, exposedInput: entered.get(fact), isOneTooMany });
        if (arrival !== undefined) keepSurest(rows, keyOfRow(arrival), arrival);
      } else if (site !== undefined && node.kind === "desktop-variable") {
        const arrival = returned.has(node) ? undefined : atVariable(fact, flow, site, evidenceOf(fact), roles);
        if (arrival !== undefined) keepSurest(lost, keyOfVariable(node), arrival);
      }
    }
  }
  addFurtherWrites([...lost.values()], factsOf, incoming);
  dropRetold(rows);
  joinColumns(rows);
  return { rows, lost: [...lost.values()], lostIn: (node) => lost.get(keyOfVariable(node)), outputs, factsOf };
}

/** Tells apart the places at which arrivals are one. */
interface Keys {
  keyOfRow(arrival: RowArrival): string;
  keyOfVariable(node: ValueNode): string;
}

function createKeys(roles: DesktopRoles): Keys {
  const id = createNumbering();
  // All that callers pass to one input is one secret to the flow; a secret that begins in the flow is identified by its name.
  const keyOfSecret = ({ fact: { origin }, evidence: { entered } }: RowArrival): string =>
    entered === undefined ? `${origin.what}\u0001${origin.name.toLowerCase()}` : `${id(entered.node)}${pathKey(entered.path)}`;
  return {
    keyOfRow: (arrival) =>
      `${keyOfSecret(arrival)}\u0001${id(arrival.row)}\u0001${arrival.argument.toLowerCase()}\u0001${arrival.role.kind}`,
    // A variable is marked as a whole, whichever live range is read.
    keyOfVariable(node) {
      const { kind, owner, name } = node;
      const flow = kind === "desktop-variable" ? desktopFlowOf(node) : undefined;
      const local = flow === undefined ? undefined : localSubflowOf(node, flow);
      return `${kind}\u0001${id(local ?? owner ?? roles)}\u0001${name.toLowerCase()}`;
    },
  };
}

/** Tells whether an arrival can be dropped: no rule reports it, and pictures show enough others of its row. */
function createUseLimit(): (row: DesktopRow, role: DesktopRole) => boolean {
  const properUses = new Map<DesktopRow, number>();
  return (row, { kind }) => {
    if (!isProperUse(kind)) return false;
    const before = properUses.get(row) ?? 0;
    properUses.set(row, before + 1);
    return before >= mostProperUses;
  };
}

/** Most values of one row that are put to a proper use there. */
const mostProperUses = 100;

/** Whether a role only uses a value as intended, or hands it on, so that no rule reports it. */
export function isProperUse(kind: DesktopRoleKind): boolean {
  return kind === "credential" || kind === "variable";
}

type Site = NonNullable<Edge["desktop"]>;

/** @param most how sure the arrival can be at best */
function arrive(fact: Fact, flow: DesktopFlow, place: Place, evidence: ArrivalEvidence, most: Confidence = "high"): Arrival {
  return { fact, flow, place, evidence, confidence: lowestConfidence(evidence.confidence, most), again: [], behind: [] };
}

function atOutput(fact: Fact, flow: DesktopFlow, evidenceOf: (fact: Fact) => ArrivalEvidence): OutputArrival | undefined {
  const output = flow.extent === "flow" ? portNamed(flow.outputs, fact.node.name) : undefined;
  return output === undefined || output.sensitive ? undefined : { ...arrive(fact, flow, output.place, evidenceOf(fact)), output };
}

/** What decides whether a secret at a row counts, and how much. */
interface RowJudging extends Pick<RowArrival, "exposedInput"> {
  readonly evidenceOf: (fact: Fact) => ArrivalEvidence;
  readonly roles: DesktopRoles;
  readonly isOneTooMany: (row: DesktopRow, role: DesktopRole) => boolean;
}

function atRow(
  fact: Fact,
  flow: DesktopFlow,
  row: DesktopRow,
  { argument, span }: Site,
  { evidenceOf, roles, exposedInput, isOneTooMany }: RowJudging,
): RowArrival | undefined {
  const role = roles.of(row, argument, span, fact.path);
  if (role.kind === "none" || isCalled(fact, role) || isOneTooMany(row, role)) return undefined;
  const evidence = evidenceOf(fact);
  if (evidence.onlyMarked && isAddress(role, argument)) return undefined;
  // The text of a subflow does not say which of its variables are marked, also those that take a marked output of another flow.
  if (evidence.onlyMarked && flow.extent === "subflow" && keepingOrSendingRoles.has(role.kind)) return undefined;
  const most = evidence.onlyMarked ? lowestConfidence(role.confidence, sureOfMarked(role.kind)) : role.confidence;
  return { ...arrive(fact, flow, rowPlace(row, span), evidence, most), row, argument, role, exposedInput };
}

function atVariable(
  fact: Fact,
  flow: DesktopFlow,
  { row, span }: Site,
  evidence: ArrivalEvidence,
  roles: DesktopRoles,
): LostArrival | undefined {
  if (!losesSensitivity(fact, flow, evidence, roles)) return undefined;
  const arrival = arrive(fact, flow, rowPlace(row, span), evidence);
  // That the mark is lost is not in doubt where only the mark tells that the value is a secret.
  return { ...arrival, confidence: arrival.confidence === "low" ? "medium" : arrival.confidence, row };
}

/** Gives each arrival at a variable those at its other writes, in the order of the script. */
function addFurtherWrites(
  arrivals: readonly LostArrival[],
  factsOf: ReadonlyMap<Origin, readonly Fact[]>,
  incoming: (node: ValueNode) => readonly Edge[],
): void {
  const factsByNode = new Map<Origin, ReadonlyMap<ValueNode, readonly Fact[]>>();
  for (const arrival of arrivals) {
    const { origin, node } = arrival.fact;
    const at = remember(factsByNode, origin, () => byNode(factsOf.get(origin) ?? []));
    addAll(arrival.again, furtherWrites(arrival, at, incoming(node)));
    arrival.again.sort((a, b) => startOf(a.place) - startOf(b.place));
  }
}

function byNode(facts: readonly Fact[]): ReadonlyMap<ValueNode, readonly Fact[]> {
  const found = new Map<ValueNode, Fact[]>();
  for (const fact of facts) append(found, fact.node, fact);
  return found;
}

/**
 * Further rows that put the same value into a variable: a value is followed to a place once, by the shortest trace. What a row only takes from the
 * variable and puts back, as one that sorts a list, is there already.
 */
function furtherWrites(arrival: LostArrival, facts: ReadonlyMap<ValueNode, readonly Fact[]>, writes: readonly Edge[]): readonly Arrival[] {
  return writes.flatMap((edge) => {
    const row = edge.desktop?.row;
    if (row === undefined || row === arrival.row) return [];
    const fact = facts.get(edge.from)?.find((one) => carried(one, edge) !== undefined);
    return fact === undefined || fact.via?.edge.from === arrival.fact.node
      ? []
      : [{ ...arrival, fact, place: rowPlace(row, edge.desktop?.span), again: [], behind: [] }];
  });
}

/**
 * Of two secrets at one argument, drops the one that begins somewhere on the trace of the other: both are one secret, and the longer trace is
 * better evidence, unless nothing but a mark tells of it.
 */
function dropRetold(rows: Map<string, RowArrival>): void {
  const sinkOf = createSinkKeys();
  const bySink = new Map<string, [string, RowArrival][]>();
  for (const entry of rows) append(bySink, sinkOf(entry[1]), entry);
  for (const all of bySink.values()) {
    if (all.length < 2) continue;
    const surer = new Set(all.flatMap(([, { fact, evidence }]) => (evidence.onlyMarked ? [] : [fact.origin.node])));
    const retells = ({ fact, evidence }: RowArrival): boolean => evidence.onlyMarked && traceTo(fact).some(({ node }) => surer.has(node));
    const sharing = all.filter(([, arrival]) => !retells(arrival));
    const passed = new Set(sharing.flatMap(([, { fact }]) => traceTo(fact).slice(1)).map(({ node }) => node));
    for (const [key, arrival] of all) if (retells(arrival) || passed.has(arrival.fact.origin.node)) rows.delete(key);
  }
}

/** Names the argument of a row, and the role, that a secret arrives at. */
export function createSinkKeys(): (arrival: RowArrival) => string {
  const id = createNumbering();
  return ({ row, argument, role }) => `${id(row)},${argument.toLowerCase()},${role.kind}`;
}

/** Joins several columns or members of one value that a row takes in as a whole. */
function joinColumns(rows: Map<string, RowArrival>): void {
  const id = createNumbering();
  const firsts = new Map<string, readonly [string, RowArrival]>();
  for (const [key, arrival] of [...rows]) {
    const { origin, via } = arrival.fact;
    if (via === undefined || origin.node.kind !== "desktop-variable") continue;
    const place = `${id(origin.node)},${id(via.edge)},${arrival.role.kind}`;
    const [firstKey, first] = firsts.get(place) ?? [];
    if (firstKey !== undefined && first !== undefined && byConfidence(first.confidence, arrival.confidence) <= 0) {
      rows.delete(key);
      continue;
    }
    if (firstKey !== undefined) rows.delete(firstKey);
    firsts.set(place, [key, arrival]);
  }
}

/** Keeps the surest of several arrivals at one place, or the first in the text if they are equally sure; the others become its related places. */
function keepSurest<K, T extends Arrival>(kept: Map<K, T>, key: K, arrival: T): void {
  const known = kept.get(key);
  if (known === undefined) {
    kept.set(key, arrival);
    return;
  }
  const difference = byConfidence(arrival.confidence, known.confidence);
  const isBetter = difference < 0 || (difference === 0 && startOf(arrival.place) < startOf(known.place));
  const [better, other] = isBetter ? [arrival, known] : [known, arrival];
  better.again.push(...other.again.splice(0), other);
  kept.set(key, better);
}

/** Offset of a place in its script. */
export function startOf({ at }: Place): number {
  return at.kind === "text" ? at.span.start : 0;
}

/**
 * How sure a leak of a value is that is only marked as sensitive. Logging or showing it contradicts the mark; storing or sending it may be its
 * purpose.
 */
function sureOfMarked(kind: DesktopRoleKind): Confidence {
  return keepingOrSendingRoles.has(kind) ? "low" : "medium";
}

/** Roles in which a value is kept or sent, as opposed to shown. */
export const keepingOrSendingRoles: ReadonlySet<DesktopRoleKind> = new Set([
  "file",
  "registry",
  "environment",
  "spreadsheet",
  "database",
  "work-queue",
  "mail",
  "http",
  "ftp",
  "cloud",
]);

/** The secret is the whole URL that a row calls, and not a part of it: the callback URL of a flow. Nothing is put into a URL. */
function isCalled({ mode }: Fact, { isAddress }: DesktopRole): boolean {
  return isAddress === true && keepsText(mode);
}

/** Whether the argument is the recipient of a message. Sending someone their own address is no leak. */
function isAddress(role: DesktopRole, argument: string): boolean {
  return role.kind === "mail" && /(?:^|\/)(?:to|cc|bcc|from|sender|replyto|recipients?)$/i.test(argument);
}

/**
 * Whether the value came from a place that protects it, and this variable is the first that does not. A value that the flow never protected (from
 * an ordinary input, or written in a row) cannot lose protection; outputs are judged by themselves.
 */
function losesSensitivity(fact: Fact, flow: DesktopFlow, evidence: ArrivalEvidence, roles: DesktopRoles): boolean {
  if (flow.extent !== "flow" || fact.origin.basis === "literal" || evidence.protection === "lost" || !evidence.isSure) return false;
  if (isProtected(fact.node, roles)) return false;
  // A secret of the cloud side has no mark of its own: the input that takes it has, or lacks, it.
  return evidence.protection === "marked" || fact.origin.basis === "desktop";
}

/** The inputs of other desktop flows that rows hand a secret to and that are not marked as sensitive, by the fact of the row. */
function enteredInputs(facts: readonly Fact[], roles: DesktopRoles): ReadonlyMap<Fact, EnteredInput> {
  const found = new Map<Fact, EnteredInput>();
  for (const { node, via } of facts) {
    if (via?.edge.call?.direction !== "enter" || isProtected(node, roles) || found.has(via.from)) continue;
    const flow = desktopFlowOf(node);
    const port = flow === undefined ? undefined : portNamed(flow.inputs, node.name);
    if (flow !== undefined && port !== undefined) found.set(via.from, { flow, port });
  }
  return found;
}
