import { append, createNumbering } from "../../collections.ts";
import { type DesktopFlow, type DesktopPort, type DesktopRow, portNamed, rowName, rowPlace } from "../../desktop-flow/model.ts";
import { bySureness, leastSure } from "../../linter/confidence.ts";
import type { Confidence, FlowStep, RelatedPlace } from "../../linter/finding.ts";
import type { Place } from "../../source/place.ts";
import { carried, type Fact, type Origin, type Reach, wayTo } from "../graph/follow.ts";
import type { Edge, ValueNode } from "../graph/graph.ts";
import type { Roles } from "../roles.ts";
import { nameOfSecret, stepsTo } from "../ways/describe.ts";
import type { VisibilityOf } from "../ways/step-traits.ts";
import { desktopFlowOf, desktopRowOf } from "./edges.ts";
import { createEvidence, type Evidence, isProtected } from "./evidence.ts";
import type { DesktopRole, DesktopRoleKind, DesktopRoles } from "./roles.ts";

/** A secret that reaches a row, a variable or an output of a desktop flow: the unit of what 7xxx rules report. */
export interface DesktopLeak {
  readonly origin: Origin;
  /** How a sentence names the secret: `sensitive input 'Password'`. */
  readonly secret: string;
  readonly flow: DesktopFlow;
  readonly place: Place;
  readonly path: readonly FlowStep[];
  /** The less sure of: that it is a secret, that it comes here, that the place has this role. */
  readonly confidence: Confidence;
  /** Places that the same cause explains: the same again, and where the value may get to from here. */
  readonly related: readonly RelatedPlace[];
  readonly fact: Fact;
}

/** A secret that reaches an argument of a row. */
export interface DesktopRowLeak extends DesktopLeak {
  readonly row: DesktopRow;
  /** Name of the argument. */
  readonly argument: string;
  readonly role: DesktopRole;
  /** What the row does with the secret: `writes the sensitive input 'Password' to the log`. */
  readonly deed: string;
  /** The input that takes it in another desktop flow, when that input is not marked as sensitive. */
  readonly exposedInput: { readonly flow: DesktopFlow; readonly port: DesktopPort } | undefined;
}

/** A sensitive value that comes into a variable that is not sensitive. */
export interface LostSensitivity extends DesktopLeak {
  readonly row: DesktopRow;
  readonly variable: string;
}

/** A secret that an output which is not sensitive returns. */
export interface ExposedOutput extends DesktopLeak {
  readonly output: DesktopPort;
}

export interface DesktopLeaks {
  /** One for each secret, row, argument and role. */
  readonly rows: readonly DesktopRowLeak[];
  /** One for each variable, where it takes in a sensitive value first. */
  readonly lost: readonly LostSensitivity[];
  /** One for each output. */
  readonly outputs: readonly ExposedOutput[];
}

/** A place that a secret has come to, before it is decided what is reported. */
interface Arrival {
  readonly fact: Fact;
  readonly flow: DesktopFlow;
  readonly place: Place;
  readonly evidence: Evidence;
  readonly confidence: Confidence;
  /** Further arrivals of the same, told as related places. */
  readonly again: Arrival[];
  /** What the value gets to behind this place, told here. */
  readonly behind: RowArrival[];
}

interface RowArrival extends Arrival {
  readonly row: DesktopRow;
  readonly argument: string;
  readonly role: DesktopRole;
  readonly exposedInput: DesktopRowLeak["exposedInput"];
}

interface LostArrival extends Arrival {
  readonly row: DesktopRow;
}

interface OutputArrival extends Arrival {
  readonly output: DesktopPort;
}

/**
 * Collects what the secrets of a run come to in its desktop flows, one finding for one cause.
 *
 * A value of which only a mark tells that it is a secret is reported where it loses its mark: at a variable, an output or the input of another flow.
 * What it gets to behind that place belongs to that finding, and so does whatever is too uncertain to stand by itself.
 * @param reaches all places of each origin that counts
 * @param origins all origins of the run
 * @param incoming what is written to a node
 */
export function collectDesktopLeaks(
  reaches: Iterable<Reach>,
  origins: readonly Origin[],
  roles: Roles,
  visibility: VisibilityOf,
  incoming: (node: ValueNode) => readonly Edge[],
): DesktopLeaks {
  const evidenceOf = createEvidence(origins, roles.desktop);
  const rows = new Map<string, RowArrival>();
  const lost = new Map<ValueNode, LostArrival>();
  const outputs = new Map<ValueNode, OutputArrival>();
  const id = createNumbering();

  const arrive = (fact: Fact, flow: DesktopFlow, place: Place, most: Confidence = "high"): Arrival => {
    const evidence = evidenceOf(fact);
    return { fact, flow, place, evidence, confidence: leastSure(evidence.confidence, most), again: [], behind: [] };
  };
  const factsOf = new Map<Origin, readonly Fact[]>();
  for (const { origin, facts } of reaches) {
    factsOf.set(origin, facts);
    const entered = enteredInputs(facts, roles.desktop);
    for (const fact of facts) {
      const flow = desktopFlowOf(fact.node);
      if (flow === undefined) continue;
      const site = fact.via?.edge.desktop;
      const row = desktopRowOf(fact.node);
      if (row !== undefined && site !== undefined) {
        const role = roles.desktop.of(row, site.argument, site.span);
        if (role.kind === "none" || isCalled(fact, role)) continue;
        const arrival = arrive(fact, flow, rowPlace(row, site.span), role.confidence);
        if (arrival.evidence.onlyMarked && isAddress(role, site.argument)) continue;
        // The text of a subflow does not say which of its variables are marked.
        if (arrival.evidence.onlyMarked && flow.extent === "subflow" && keepsOrSends.has(role.kind)) continue;
        const { what, name } = fact.origin;
        const key = `${what}\u0001${name.toLowerCase()}\u0001${id(row)}\u0001${site.argument.toLowerCase()}\u0001${role.kind}`;
        keepSurest(rows, key, {
          ...arrival,
          confidence: leastSure(arrival.confidence, arrival.evidence.onlyMarked ? sureOfMarked(role.kind) : "high"),
          row,
          argument: site.argument,
          role,
          exposedInput: entered.get(fact),
        });
      } else if (
        fact.node.kind === "desktop-variable" &&
        site !== undefined &&
        losesSensitivity(fact, flow, evidenceOf(fact), roles.desktop)
      ) {
        const arrival = arrive(fact, flow, rowPlace(site.row, site.span));
        // That the mark is lost is not in doubt where only the mark tells that the value is a secret.
        keepSurest(lost, fact.node, {
          ...arrival,
          confidence: arrival.confidence === "low" ? "medium" : arrival.confidence,
          row: site.row,
        });
      } else if (fact.node.kind === "desktop-output" && flow.extent === "flow") {
        const output = portNamed(flow.outputs, fact.node.name);
        if (output === undefined || output.sensitive) continue;
        keepSurest(outputs, fact.node, { ...arrive(fact, flow, output.place), output });
      }
    }
  }

  for (const [node, arrival] of lost) arrival.again.push(...furtherWrites(arrival, factsOf.get(arrival.fact.origin) ?? [], incoming(node)));
  dropRetold(rows);
  const rowsByFact = new Map([...rows.values()].map((arrival) => [arrival.fact, arrival]));
  /** The finding to which an arrival belongs as a consequence; undefined when it stands by itself. */
  const causeOf = ({ evidence, confidence, fact }: Arrival): Arrival | undefined => {
    if (!evidence.onlyMarked && confidence !== "low") return undefined;
    for (const { node, via } of evidence.exposures) {
      const entering = node.kind === "desktop-input" && via !== undefined ? rowsByFact.get(via.from) : undefined;
      const cause = lost.get(node) ?? outputs.get(node) ?? entering;
      if (cause !== undefined && cause.fact !== fact) return cause;
    }
    return undefined;
  };
  const standing = <T extends Arrival>(arrivals: Iterable<T>): readonly T[] =>
    [...arrivals].filter((arrival) => causeOf(arrival) === undefined);
  const isReported = new Set<Arrival>([...standing(lost.values()), ...standing(outputs.values()), ...standing(rows.values())]);
  for (const arrival of rows.values()) {
    const cause = causeOf(arrival);
    if (cause !== undefined && isReported.has(cause) && isSink(arrival.role.kind)) cause.behind.push(arrival);
  }

  const finish = (arrival: Arrival): DesktopLeak => leakOf(arrival, roles, visibility);
  return {
    rows: withoutDoubtfulDoubles([...rows.values()].filter((arrival) => isReported.has(arrival))).map((arrival) =>
      withMembers(finish(arrival), {
        row: arrival.row,
        argument: arrival.argument,
        role: arrival.role,
        exposedInput: arrival.exposedInput,
        get deed() {
          return arrival.role.deed.replace(/\bit\b/, `the ${nameOfSecret(arrival.fact)}`);
        },
      }),
    ),
    lost: [...lost.values()]
      .filter((arrival) => isReported.has(arrival))
      .map((arrival) => withMembers(finish(arrival), { row: arrival.row, variable: arrival.fact.node.name })),
    outputs: [...outputs.values()]
      .filter((arrival) => isReported.has(arrival))
      .map((arrival) => withMembers(finish(arrival), { output: arrival.output })),
  };
}

/** Further rows that put the same value into a variable: a value is followed to a place once, by the shortest way. */
function furtherWrites(arrival: LostArrival, facts: readonly Fact[], writes: readonly Edge[]): readonly Arrival[] {
  return writes.flatMap((edge) => {
    const row = edge.desktop?.row;
    if (row === undefined || row === arrival.row) return [];
    const fact = facts.find((one) => one.node === edge.from && carried(one, edge) !== undefined);
    return fact === undefined ? [] : [{ ...arrival, fact, place: rowPlace(row, edge.desktop?.span), again: [], behind: [] }];
  });
}

/** Two secrets at one argument of which one comes from where the other begins are one: the longer way tells more. */
function dropRetold(rows: Map<string, RowArrival>): void {
  const id = createNumbering();
  const bySink = new Map<string, [string, RowArrival][]>();
  for (const entry of rows) append(bySink, `${id(entry[1].row)},${entry[1].argument.toLowerCase()},${entry[1].role.kind}`, entry);
  for (const sharing of bySink.values()) {
    if (sharing.length < 2) continue;
    const passed = new Set(
      sharing.flatMap(([, { fact }]) =>
        wayTo(fact)
          .slice(1)
          .map(({ node }) => node),
      ),
    );
    for (const [key, { fact }] of sharing) if (passed.has(fact.origin.node)) rows.delete(key);
  }
}

/** The surest of several arrivals at one place stands for all, of equally sure ones that which the text has first; the others become related places. */
function keepSurest<K, T extends Arrival>(kept: Map<K, T>, key: K, arrival: T): void {
  const known = kept.get(key);
  if (known === undefined) {
    kept.set(key, arrival);
    return;
  }
  const difference = bySureness(arrival.confidence, known.confidence);
  const isBetter = difference < 0 || (difference === 0 && startOf(arrival.place) < startOf(known.place));
  const [better, other] = isBetter ? [arrival, known] : [known, arrival];
  better.again.push(...other.again.splice(0), other);
  kept.set(key, better);
}

function startOf({ at }: Place): number {
  return at.kind === "text" ? at.span.start : 0;
}

/** What is written to a log or shown contradicts the mark; what is stored or sent may be what the value is for. */
function sureOfMarked(kind: DesktopRoleKind): Confidence {
  return keepsOrSends.has(kind) ? "low" : "medium";
}

const keepsOrSends: ReadonlySet<DesktopRoleKind> = new Set([
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
  return isAddress === true && (mode === "copy" || mode === "whole");
}

/** To whom a message goes: nobody sends it there to tell them what they know. */
function isAddress(role: DesktopRole, argument: string): boolean {
  return role.kind === "mail" && /(?:^|\/)(?:to|cc|bcc|from|sender|replyto|recipients?)$/i.test(argument);
}

/** Something that a value ends in, as opposed to what carries it on. */
function isSink(kind: DesktopRoleKind): boolean {
  return kind !== "variable" && kind !== "desktop-input" && kind !== "credential" && kind !== "none";
}

/**
 * Of values that only a mark on a variable tells of, one stands for all that meet at an argument, and none where something surer arrives there too;
 * of one value that a flow stores or sends in several rows of a kind, the first row stands for all.
 */
function withoutDoubtfulDoubles(arrivals: readonly RowArrival[]): readonly RowArrival[] {
  const id = createNumbering();
  const keyOf = ({ row, argument, role }: RowArrival): string => `${id(row)},${argument.toLowerCase()},${role.kind}`;
  const taken = new Set(arrivals.filter(({ confidence }) => confidence !== "low").map(keyOf));
  const firsts = new Map<string, RowArrival>();
  return arrivals.filter((arrival) => {
    if (arrival.confidence !== "low") return true;
    const key = keyOf(arrival);
    if (taken.has(key)) return false;
    taken.add(key);
    if (!arrival.evidence.onlyMarked || !keepsOrSends.has(arrival.role.kind)) return true;
    const group = `${id(arrival.flow)},${id(arrival.fact.origin)},${arrival.role.kind}`;
    const first = firsts.get(group);
    if (first === undefined) firsts.set(group, arrival);
    else first.again.push(arrival);
    return first === undefined;
  });
}

/** Most consequences that are told of one finding. */
const maxConsequences = 8;

function leakOf({ fact, flow, place, confidence, again, behind }: Arrival, roles: Roles, visibility: VisibilityOf): DesktopLeak {
  return {
    origin: fact.origin,
    get secret() {
      return nameOfSecret(fact);
    },
    flow,
    place,
    get path() {
      return stepsTo(fact, roles, visibility);
    },
    confidence,
    get related() {
      return [...relatedOf(again, fact), ...consequencesOf(behind)];
    },
    fact,
  };
}

function relatedOf(again: readonly Arrival[], fact: Fact): readonly RelatedPlace[] {
  const byPlace = new Map<string, RelatedPlace>();
  for (const arrival of again) {
    const { origin } = arrival.fact;
    const same = fact.node === arrival.fact.node && fact.via?.edge === arrival.fact.via?.edge;
    // Another way to the very same place differs in where it begins.
    const { place, message } = same
      ? { place: origin.place, message: `The ${nameOfSecret(arrival.fact)} gets there as well.` }
      : { place: arrival.place, message: `The ${nameOfSecret(arrival.fact)}, here as well.` };
    if (same && origin.node === fact.origin.node) continue;
    const key = `${place.owner?.solution ?? ""}\u0001${place.owner?.name ?? ""}\u0001${startOf(place)}\u0001${message}`;
    if (!byPlace.has(key)) byPlace.set(key, { place, message });
  }
  return [...byPlace.values()].slice(0, maxConsequences);
}

/** Rows of one subflow that do the same are told once, nearest first. */
function consequencesOf(behind: readonly RowArrival[]): readonly RelatedPlace[] {
  const told = new Map<string, RelatedPlace & { readonly distance: number }>();
  const id = createNumbering();
  for (const { row, role, place, evidence } of behind) {
    const key = `${id(row.desktopFlow)}\u0001${row.subflow}\u0001${role.kind}`;
    const distance = evidence.length;
    const known = told.get(key);
    if (known !== undefined && known.distance <= distance) continue;
    told.set(key, { place, distance, message: `From there it may get here: '${rowName(row)}' of '${row.desktopFlow.name}' ${role.deed}.` });
  }
  return [...told.values()]
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, maxConsequences)
    .map(({ place, message }) => ({ place, message }));
}

/** Adds members without losing the getters. */
function withMembers<T extends object, U extends object>(leak: T, more: U): T & U {
  return Object.defineProperties(leak, Object.getOwnPropertyDescriptors(more)) as T & U;
}

/**
 * The value came from a place that protects it, and this variable is the first one that does not. What a flow never protected, an ordinary input or a
 * credential written in a row, is not lost here; an output of the flow is the business of what it returns.
 */
function losesSensitivity(fact: Fact, flow: DesktopFlow, evidence: Evidence, roles: DesktopRoles): boolean {
  if (flow.extent !== "flow" || fact.origin.basis === "literal" || evidence.protection === "lost") return false;
  if (isProtected(fact.node, roles) || portNamed(flow.outputs, fact.node.name) !== undefined) return false;
  // A secret of the cloud side has no mark of its own: the input that takes it has, or lacks, it.
  return evidence.protection === "marked" || (fact.origin.node.kind === "desktop-statement" && fact.origin.basis === "desktop");
}

/** The inputs of other desktop flows that rows hand a secret to and that are not marked as sensitive, by the fact of the row. */
function enteredInputs(
  facts: readonly Fact[],
  roles: DesktopRoles,
): ReadonlyMap<Fact, { readonly flow: DesktopFlow; readonly port: DesktopPort }> {
  const found = new Map<Fact, { readonly flow: DesktopFlow; readonly port: DesktopPort }>();
  for (const { node, via } of facts) {
    if (via?.edge.call?.direction !== "enter" || isProtected(node, roles) || found.has(via.from)) continue;
    const flow = desktopFlowOf(node);
    const port = flow === undefined ? undefined : portNamed(flow.inputs, node.name);
    if (flow !== undefined && port !== undefined) found.set(via.from, { flow, port });
  }
  return found;
}
