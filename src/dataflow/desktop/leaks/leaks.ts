import { createNumbering } from "../../../collections.ts";
import { type DesktopFlow, type DesktopPort, type DesktopRow, rowName } from "../../../desktop-flow/model.ts";
import type { FunctionDefinition } from "../../../desktop-flow/robin/ast.ts";
import { byConfidence, type Confidence } from "../../../findings/confidence.ts";
import type { FlowStep, RelatedPlace } from "../../../findings/finding.ts";
import { type Place, placeKey } from "../../../source/place.ts";
import type { Fact, Origin, Reach } from "../../following/follow.ts";
import type { Edge, ValueNode } from "../../graph/graph.ts";
import { limitPerPlace } from "../../leaks/limit-per-place.ts";
import type { Roles } from "../../roles.ts";
import { nameOfSecret, stepsTo } from "../../traces/describe.ts";
import type { VisibilityOf } from "../../traces/step-traits.ts";
import { desktopRowOf } from "../graph/nodes.ts";
import type { DesktopRole, DesktopRoleKind } from "../roles/roles.ts";
import { localSubflowOf } from "../variables/live-ranges.ts";
import {
  type Arrival,
  type Arrivals,
  collectArrivals,
  createSinkKeys,
  isProperUse,
  keepingOrSendingRoles,
  type LostArrival,
  type OutputArrival,
  type RowArrival,
  startOf,
} from "./arrivals.ts";
import { readingsBefore } from "./readings.ts";

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
  /** Only a maker's mark tells that it is confidential. */
  readonly onlyMarked: boolean;
  /** The input that takes it in another desktop flow, when that input is not marked as sensitive. */
  readonly exposedInput: { readonly flow: DesktopFlow; readonly port: DesktopPort } | undefined;
}

/** A sensitive value that comes into a variable that is not sensitive. */
export interface LostSensitivity extends DesktopLeak {
  readonly row: DesktopRow;
  readonly variable: string;
  /** The local subflow whose variable it is. */
  readonly local: FunctionDefinition | undefined;
  /** What the row itself brings into the flow; undefined where it takes it from another place. */
  readonly brings: string | undefined;
}

/** A secret that an output which is not sensitive returns. */
export interface ExposedOutput extends DesktopLeak {
  readonly output: DesktopPort;
}

/** What the secrets of a run come to in its desktop flows. */
export interface DesktopLeaks {
  /** One for each secret, row, argument and role. */
  readonly rows: readonly DesktopRowLeak[];
  /** One for each variable, where it takes in a sensitive value first. */
  readonly lost: readonly LostSensitivity[];
  /** One for each output. */
  readonly outputs: readonly ExposedOutput[];
  /** Secrets that are not reported at some rows because many others are. */
  readonly leftOut: ReadonlySet<Origin>;
}

/**
 * What the secrets of a run come to in its desktop flows, one finding for one cause.
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
  const arrivals = collectArrivals(reaches, origins, roles.desktop, incoming);
  const { rows, lost, outputs } = standing(arrivals);
  const secretAt = ({ fact }: Arrival): string => nameOfSecret(fact, readingsBefore(fact, arrivals.factsOf, incoming));
  const finish = (arrival: Arrival): DesktopLeak =>
    withMembers(leakOf(arrival, roles, visibility), {
      get secret() {
        return secretAt(arrival);
      },
    });
  const told = withoutDoubtfulDoubles(rows);
  const leftOut = new Set(limitPerPlace(surestFirst(told), createSinkKeys()).leftOut);
  return {
    leftOut: new Set([...leftOut].filter(({ role }) => !isProperUse(role.kind)).map(({ fact }) => fact.origin)),
    rows: told
      .filter((arrival) => !leftOut.has(arrival))
      .map((arrival) =>
        withMembers(finish(arrival), {
          row: arrival.row,
          argument: arrival.argument,
          role: arrival.role,
          exposedInput: arrival.exposedInput,
          onlyMarked: arrival.evidence.onlyMarked,
          get deed() {
            return arrival.role.deed.replace(/\bit\b/, `the ${secretAt(arrival)}`);
          },
        }),
      ),
    lost: lost.map((arrival) =>
      withMembers(finish(arrival), {
        row: arrival.row,
        variable: arrival.fact.node.name,
        local: localSubflowOf(arrival.fact.node, arrival.flow),
        brings: broughtBy(arrival),
      }),
    ),
    outputs: outputs.map((arrival) => withMembers(finish(arrival), { output: arrival.output })),
  };
}

/** What the action of a row gives by itself: a token, what a person types. */
function broughtBy({ row, fact: { origin, via } }: LostArrival): string | undefined {
  const isOwn = via?.from.via === undefined && desktopRowOf(origin.node) === row && origin.label !== "hardcoded";
  return isOwn ? origin.what : undefined;
}

interface StandingArrivals {
  readonly rows: readonly RowArrival[];
  readonly lost: readonly LostArrival[];
  readonly outputs: readonly OutputArrival[];
}

/** The arrivals that are reported; each lists the rows that are its consequences. */
function standing(arrivals: Arrivals): StandingArrivals {
  const causeOf = createCauses(arrivals);
  const byThemselves = <T extends Arrival>(all: Iterable<T>): readonly T[] => [...all].filter((arrival) => causeOf(arrival) === undefined);
  const found: StandingArrivals = {
    rows: byThemselves(arrivals.rows.values()),
    lost: byThemselves(arrivals.lost),
    outputs: byThemselves(arrivals.outputs.values()),
  };
  const reported = new Set<Arrival>([...found.lost, ...found.outputs, ...found.rows]);
  for (const arrival of arrivals.rows.values()) {
    const cause = causeOf(arrival);
    if (cause !== undefined && reported.has(cause) && isSink(arrival.role.kind)) cause.behind.push(arrival);
  }
  return found;
}

/** Finds the arrival of which another one is a consequence; undefined for one that is reported by itself. */
function createCauses({ rows, lostIn, outputs }: Arrivals): (arrival: Arrival) => Arrival | undefined {
  const rowsByFact = new Map([...rows.values()].map((arrival) => [arrival.fact, arrival]));
  return ({ evidence, confidence, fact }) => {
    if (!evidence.onlyMarked && confidence !== "low") return undefined;
    for (const { node, via } of evidence.exposures) {
      const entering = node.kind === "desktop-input" && via !== undefined ? rowsByFact.get(via.from) : undefined;
      const cause = lostIn(node) ?? outputs.get(node) ?? entering;
      if (cause !== undefined && cause.fact !== fact) return cause;
    }
    return undefined;
  };
}

/** Whether a role is an end of the value's flow, as opposed to one that carries it on. */
function isSink(kind: DesktopRoleKind): boolean {
  return kind !== "desktop-input" && kind !== "none" && !isProperUse(kind);
}

/**
 * Of values that are known only by the mark of a variable, one stands for all that meet at an argument, and none where something surer arrives there too;
 * of one value that a flow stores or sends in several rows of a kind, the first row stands for all.
 */
function withoutDoubtfulDoubles(arrivals: readonly RowArrival[]): readonly RowArrival[] {
  const id = createNumbering();
  const sinkOf = createSinkKeys();
  const taken = new Set(arrivals.filter(({ confidence }) => confidence !== "low").map(sinkOf));
  const firsts = new Map<string, RowArrival>();
  return arrivals.filter((arrival) => {
    if (arrival.confidence !== "low") return true;
    const sink = sinkOf(arrival);
    if (taken.has(sink)) return false;
    taken.add(sink);
    if (!arrival.evidence.onlyMarked || !keepingOrSendingRoles.has(arrival.role.kind)) return true;
    const group = `${id(arrival.flow)},${id(arrival.fact.origin)},${arrival.role.kind}`;
    const first = firsts.get(group);
    if (first === undefined) firsts.set(group, arrival);
    else first.again.push(arrival);
    return first === undefined;
  });
}

function surestFirst(arrivals: readonly RowArrival[]): readonly RowArrival[] {
  return arrivals.toSorted((a, b) => byConfidence(a.confidence, b.confidence));
}

/** Most consequences that one finding lists. */
const maxConsequences = 8;

function leakOf(
  { fact, flow, place, confidence, again, behind }: Arrival,
  roles: Roles,
  visibility: VisibilityOf,
): Omit<DesktopLeak, "secret"> {
  return {
    origin: fact.origin,
    flow,
    place,
    get path() {
      return stepsTo(fact, roles, visibility);
    },
    confidence,
    get related() {
      return [...relatedOf(again, fact, place), ...consequencesOf(behind)];
    },
    fact,
  };
}

function relatedOf(again: readonly Arrival[], fact: Fact, at: Place): readonly RelatedPlace[] {
  const atKey = placeKey(at);
  const byPlace = new Map<string, RelatedPlace>();
  for (const arrival of again) {
    const { origin } = arrival.fact;
    const same = fact.node === arrival.fact.node && fact.via?.edge === arrival.fact.via?.edge;
    // Two traces to the same place differ in where they begin.
    const { place, message } = same
      ? { place: origin.place, message: `The ${nameOfSecret(arrival.fact)} also gets there.` }
      : { place: arrival.place, message: `The ${nameOfSecret(arrival.fact)} also gets here.` };
    // Of a list that is split, each element arrives.
    if (origin.node === fact.origin.node && (same || placeKey(arrival.place) === atKey)) continue;
    const key = `${place.owner?.solution ?? ""}\u0001${place.owner?.name ?? ""}\u0001${startOf(place)}\u0001${message}`;
    byPlace.set(key, { place, message });
  }
  return [...byPlace.values()].slice(0, maxConsequences);
}

/** Rows of one subflow that do the same are listed once, nearest first. */
function consequencesOf(behind: readonly RowArrival[]): readonly RelatedPlace[] {
  const told = new Map<string, RelatedPlace & { readonly distance: number }>();
  const id = createNumbering();
  for (const { row, role, place, evidence } of behind) {
    const key = `${id(row.desktopFlow)}\u0001${row.subflow}\u0001${role.kind}`;
    const distance = evidence.length;
    const known = told.get(key);
    if (known !== undefined && known.distance <= distance) continue;
    told.set(key, {
      place,
      distance,
      message: `From there it may reach '${rowName(row)}' of '${row.desktopFlow.name}', which ${role.deed}.`,
    });
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
