import { type Confidence, highestConfidence, isMoreConfident, lowerConfidence } from "../../../findings/confidence.ts";
import { credentialName } from "../../../secrets/names/credential-name.ts";
import type { Fact, Origin } from "../../following/follow.ts";
import type { Edge, ValueNode } from "../../graph/graph.ts";
import { meets } from "../../graph/path.ts";
import { isProtected } from "../graph/protection.ts";
import type { DesktopRoles } from "../roles/roles.ts";

/** What is known of a value that has come to a place of a desktop flow. */
export interface ArrivalEvidence {
  /** How sure it is that the value is a secret and reaches this place. */
  readonly confidence: Confidence;
  /** Only a maker's mark tells that it is one. */
  readonly onlyMarked: boolean;
  /** Places on the trace, before this one, where nothing protects the value; nearest to its beginning first. */
  readonly exposures: readonly Fact[];
  /** What the variables, inputs and outputs before this place were: all of them marked, one of them not, or there were none. */
  readonly protection: "marked" | "lost" | "none";
  /** Whether every step on the trace certainly passes the value on; a script, for example, only may. */
  readonly isSure: boolean;
  /** The input of this flow by which it came in, and what of the input it is; undefined for what begins in the flow. */
  readonly entered: Fact | undefined;
  /** Number of facts on the trace. */
  readonly length: number;
}

/**
 * Weighs the trace of a value through desktop flows.
 *
 * - A value is as sure a secret as the surest evidence on its trace: where it begins, a called flow's input that is known to hold a credential,
 *   a variable or member that is named like one.
 * - What a script was given comes out of it likely at most.
 * - A value that has become part of a text is carried on in messages, which share their variables with other messages. Each call that such a text
 *   crosses makes it less sure; what is known to be a credential stays likely, and may cross one call without loss.
 */
export type EvidenceOf = (fact: Fact) => ArrivalEvidence;

/** @param origins all origins of the run: also those that are not followed by themselves, because a caller's secret goes into them */
export function createEvidence(origins: readonly Origin[], roles: DesktopRoles): EvidenceOf {
  const byNode = new Map<ValueNode, Origin>();
  for (const origin of origins) {
    // A mark says no more of a value than that it is one, which what comes there says by itself.
    if (!holds(origin.node) || origin.basis === "desktop-mark") continue;
    const other = byNode.get(origin.node);
    if (other === undefined || isMoreConfident(origin.confidence, other.confidence)) byNode.set(origin.node, origin);
  }

  // Traces share their beginnings, so what is known at a fact is made of what is known at the one before: linear in the facts of a run.
  const known = new Map<Fact, Known>();
  const knownAt = (fact: Fact): Known => {
    const trace: Fact[] = [];
    let current: Fact | undefined = fact;
    let before: Known | undefined;
    for (; current !== undefined; current = current.via?.from) {
      before = known.get(current);
      if (before !== undefined) break;
      trace.push(current);
    }
    let last = before ?? beginning(fact.origin);
    for (const next of trace.reverse()) {
      last = afterStep(last, next, byNode, roles);
      known.set(next, last);
    }
    return last;
  };
  return (fact) => {
    const { confidence, onlyMarked, crossings, isSure, entered, length } = knownAt(fact);
    const before = fact.via === undefined ? undefined : knownAt(fact.via.from);
    const arrived = afterCrossings(confidence, crossings);
    return {
      confidence: arrived === "high" && !isSure ? "medium" : arrived,
      onlyMarked,
      exposures: before?.exposures ?? [],
      protection: before?.protection ?? "none",
      isSure,
      entered,
      length,
    };
  };
}

/** What is known of a value at one fact of its trace. */
interface Known {
  readonly confidence: Confidence;
  readonly onlyMarked: boolean;
  readonly isText: boolean;
  /** Calls that the value crossed as part of a text. */
  readonly crossings: number;
  readonly isSure: boolean;
  readonly entered: Fact | undefined;
  readonly exposures: readonly Fact[];
  readonly protection: ArrivalEvidence["protection"];
  readonly length: number;
}

function beginning({ confidence, basis }: Origin): Known {
  const onlyMarked = basis === "desktop-mark";
  return {
    confidence,
    onlyMarked,
    isText: false,
    crossings: 0,
    isSure: true,
    entered: undefined,
    exposures: [],
    protection: "none",
    length: 0,
  };
}

/** Most exposures that are kept: the finding is at one of the first. */
const maxExposures = 16;

function afterStep(before: Known, fact: Fact, byNode: ReadonlyMap<ValueNode, Origin>, roles: DesktopRoles): Known {
  const { node, via } = fact;
  let { confidence, onlyMarked } = before;
  const known = before.isText ? undefined : byNode.get(node);
  // What a maker marked as a whole is no surer for one member that is a credential, except in that member.
  const isMeant = ({ path }: Origin["parts"][number]): boolean =>
    meets(path, fact.path) && (!onlyMarked || path.length <= fact.path.length);
  if (known?.parts.some(isMeant) === true) {
    onlyMarked = false;
    confidence = highestConfidence(known.confidence, confidence);
  }
  if (via !== undefined && onlyMarked && !before.isText && isNamed(node, via.edge)) {
    onlyMarked = false;
    if (confidence === "low") confidence = "medium";
  }
  const isText = before.isText || (via !== undefined && makesText(node, via.edge));
  const isHolder = holds(node);
  const isOpen = isHolder && !isProtected(node, roles);
  return {
    confidence,
    onlyMarked,
    isText,
    crossings: before.crossings + (isText && via?.edge.call !== undefined ? 1 : 0),
    isSure: before.isSure && !(via !== undefined && mayHandOn(via.from, via.edge, roles)),
    entered: node.kind === "desktop-input" ? fact : via?.edge.call?.direction === "return" ? undefined : before.entered,
    exposures: isOpen && via !== undefined && before.exposures.length < maxExposures ? [...before.exposures, fact] : before.exposures,
    protection: isOpen || before.protection === "lost" ? "lost" : isHolder ? "marked" : before.protection,
    length: before.length + 1,
  };
}

/** What a script, a program or a foreign action was given may be in what it gives back, and need not. */
function mayHandOn(from: Fact, { from: node, to }: Edge, roles: DesktopRoles): boolean {
  const site = from.via?.edge.desktop;
  if (site === undefined || node.kind !== "desktop-statement" || to.kind !== "desktop-variable") return false;
  const { kind, confidence } = roles.of(site.row, site.argument, site.span);
  return kind === "script" || kind === "command-line" || confidence !== "high";
}

function afterCrossings(confidence: Confidence, crossings: number): Confidence {
  if (confidence === "high") return crossings > 1 ? "medium" : "high";
  return lowerConfidence(confidence, crossings);
}

/** Whether a row puts the value into a text. */
function makesText(node: ValueNode, edge: Edge): boolean {
  return node.kind === "desktop-statement" && edge.desktop !== undefined && edge.mode === "derived";
}

/** The value is kept under a credential's name, or read as a member of that name. */
function isNamed(node: ValueNode, { desktop }: Edge): boolean {
  if (node.kind === "desktop-variable" && isCredential(node.name)) return true;
  if (desktop === undefined) return false;
  const { row, span } = desktop;
  const members = row.desktopFlow.source
    .text()
    .slice(span.start, span.end)
    .matchAll(/\[\s*\$?'+([^'\]]+)'+\s*\]|\.(\w+)/g);
  return [...members].some(([, key, member]) => isCredential(key ?? member ?? ""));
}

function isCredential(name: string): boolean {
  return credentialName(name)?.strength === "strong";
}

/** Whether a node is a variable, input or output, which can be marked as sensitive. */
function holds(node: ValueNode): boolean {
  return node.kind === "desktop-variable" || node.kind === "desktop-input" || node.kind === "desktop-output";
}
