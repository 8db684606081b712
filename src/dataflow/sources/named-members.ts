import { type CanonicalReference, computedStep } from "../../cloud-flow/expression/references.ts";
import { operationsNamed } from "../../cloud-flow/lookups.ts";
import { type CloudFlow, type Operation, operationPlace } from "../../cloud-flow/model.ts";
import { returnsForeignData } from "../../cloud-flow/request-types.ts";
import { countUp, keepFirst, remember } from "../../collections.ts";
import { credentialName, mayNumberRows } from "../../secrets/names/credential-name.ts";
import type { Origin } from "../following/follow.ts";
import { type OutputsOrigin, originsOf, type ScannedGraph } from "../following/origins.ts";
import type { ValueGraph } from "../graph/graph.ts";
import { anyStep, isElementStep, type Path, pathKey, pathOf } from "../graph/path.ts";
import type { FlowScan } from "../strings/flow-scan.ts";
import type { TemplateSite } from "../strings/template-site.ts";

/** The members named like credentials that a string reads: almost always none. */
export function namedMembers(scan: FlowScan, site: TemplateSite, sensitiveNames: readonly string[]): readonly CanonicalReference[] {
  site.reading.namedMembers ??= membersRead(scan, site).filter(({ path }) => {
    const last = path.at(-1);
    if (typeof last !== "string" || credentialName(last, sensitiveNames)?.strength !== "strong") return false;
    return !mayNumberRows(last) && !path.some(isPlatformToken);
  });
  return site.reading.namedMembers;
}

/** The header in which the platform hands a flow of an older version the keys of its connections. */
function isPlatformToken(step: CanonicalReference["path"][number]): boolean {
  return typeof step === "string" && step.toLowerCase() === "x-ms-apim-tokens";
}

/** A member that is read of what a function gives, `first(body('List')?['value'])?['ApiKey']`, `json(…).apiKey`, or that a query of XML selects. */
const readOfResult = /[)\]]\s*\)\s*\??\s*[.[]|\bxpath\s*\(/i;

/** What a string reads, down to the members that it takes of a list's element or of a parsed text. */
function membersRead(scan: FlowScan, site: TemplateSite): readonly CanonicalReference[] {
  const references = scan.references(site);
  const direct = references.map(({ canonical }) => canonical);
  if (!readOfResult.test(site.text)) return direct;
  const canonicals = new Map(references.map(({ reference, canonical }) => [reference.call, canonical]));
  const spellings = spellingsIn(site.text);
  const behind = scan.leaves(site).flatMap((leaf) => {
    if (leaf.kind !== "read" || leaf.suffix.length === 0) return [];
    const canonical = canonicals.get(leaf.call);
    if (canonical === undefined) return [];
    const suffix = leaf.suffix.map((step) => (step === anyStep ? computedStep : (spellings.get(step) ?? step)));
    return [{ ...canonical, path: [...canonical.path, ...suffix] }];
  });
  return [...direct, ...behind];
}

/**
 * The members that a text can read, as its expressions spell them, by their names in lower case: words of a name are told apart by its letter case.
 */
function spellingsIn(text: string): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>();
  // In quotes first, `?['API key']`; then words, `?.apiKey` and those of a query of XML.
  for (const pattern of [/'([^']{1,200})'/g, /([\p{L}\p{N}_-]+)/gu]) {
    for (const [, member = ""] of text.matchAll(pattern)) keepFirst(spellings, member.toLowerCase(), member);
  }
  return spellings;
}

/** A string that reads members named like credentials of what the flow itself holds: of a loop's element, of a parsed text, of a variable. */
export interface NamedRead {
  readonly operation: Operation;
  /** Path of the string below the operation's object. */
  readonly path: readonly string[];
  /** The members as spelled, by their names in lower case. */
  readonly members: ReadonlyMap<string, string>;
}

/** The strings of a flow whose members have to be traced back to the operation that returned them, see {@link tracedMembers}. */
export function namedReads(scan: FlowScan, sensitiveNames: readonly string[]): readonly NamedRead[] {
  const times = new Map<string, number>();
  return scan.sites.flatMap((site) => {
    if (site.key) return [];
    const members = namedMembers(scan, site, sensitiveNames).flatMap((canonical) => {
      const last = canonical.path.at(-1);
      if (typeof last !== "string" || !isHeld(canonical, scan.flow)) return [];
      const { node, name, path } = canonical;
      const key = JSON.stringify([node, name, path, node === "item" ? site.operation.pointer : ""]);
      return countUp(times, key) > mostReads ? [] : [[last.toLowerCase(), last] as const];
    });
    return members.length === 0 ? [] : [{ operation: site.operation, path: site.path, members: new Map(members) }];
  });
}

/** Most reads of the same member that are traced. Nearly all come from the same operation; the variable that is read may be written in between. */
const mostReads = 5;
/** Most places that one member is traced back through: makers read members near the action that returned them. */
const maxSteps = 2_000;

/** Whether the flow itself holds the value, having read it before, or gets it back from a flow that it calls. */
function isHeld({ node, name }: CanonicalReference, flow: CloudFlow): boolean {
  if (node === "item" || node === "items" || node === "variable") return true;
  return (
    node === "outputs" &&
    name !== undefined &&
    operationsNamed(flow, name).some((operation) => operation.type === "workflow" || !returnsForeignData(operation))
  );
}

/**
 * The secrets that begin in an operation because the flow reads them under the name of a credential later: a column `Password` of the list that a
 * loop goes through, a member `api_key` of an answer that Parse JSON reads.
 * @param isKnown whether it is known otherwise what an operation returns.
 */
export function tracedMembers(
  reads: readonly NamedRead[],
  run: ScannedGraph,
  isKnown: (operation: Operation) => boolean,
): readonly Origin[] {
  const { graph } = run;
  const found = new Map<string, Origin>();
  for (const { operation, path, members } of reads) {
    for (const origin of originsOf(graph.node("inputs", operation), pathOf(...path), run, { maxSteps })) {
      if (origin.kind !== "operation" && origin.kind !== "trigger") continue;
      const last = origin.path.at(-1);
      const name = typeof last === "string" ? members.get(last) : undefined;
      if (name === undefined || !returnsForeignData(origin.operation) || isKnown(origin.operation)) continue;
      const key = `${graph.node("outputs", origin.operation).id}${pathKey(ofAnyElement(origin.path))}`;
      remember(found, key, () => memberOrigin(origin, name, graph));
    }
  }
  return [...found.values()];
}

function memberOrigin({ operation, path }: OutputsOrigin, name: string, graph: ValueGraph): Origin {
  return {
    label: "credential-named",
    what: "value",
    name,
    basis: "named-output",
    confidence: "medium",
    node: graph.node("outputs", operation),
    parts: [{ path: ofAnyElement(path) }],
    place: operationPlace(operation),
  };
}

/** The same member of whichever element of the lists on the path: what is a credential in the first row is one in all. */
export function ofAnyElement(path: Path): Path {
  return path.map((step) => (isElementStep(step) ? anyStep : step));
}
