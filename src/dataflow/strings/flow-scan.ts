import { mayComputeKeys, withConstantKeys } from "../../cloud-flow/constant-keys.ts";
import { type FlowConstants, flowConstants } from "../../cloud-flow/constants.ts";
import type { SyntaxProblem, Template } from "../../cloud-flow/expression/ast.ts";
import { canonicalReference, referencesOf } from "../../cloud-flow/expression/references.ts";
import { mayHoldExpression, parseTemplate, type TemplateCache } from "../../cloud-flow/expression/template.ts";
import { operationsNamed } from "../../cloud-flow/lookups.ts";
import type { CloudFlow, Operation } from "../../cloud-flow/model.ts";
import { visitStrings } from "../../cloud-flow/strings.ts";
import { remember } from "../../collections.ts";
import { type Leaf, leavesOf } from "./evaluate.ts";
import { missingNames, type UnresolvedReference } from "./missing-names.ts";
import type { ScannedReference, TemplateReading, TemplateSite } from "./template-site.ts";

/** A string with the word "vault" in it. */
export interface VaultText {
  readonly operation: Operation;
  readonly path: readonly string[];
  readonly text: string;
}

/** What one reading of a flow's strings gives: the basis of all questions about its values. */
export interface FlowScan {
  readonly flow: CloudFlow;
  /** In the order of the file. Read again when much else was read in the meantime: ask once where the identity of a site counts. */
  readonly sites: readonly TemplateSite[];
  /** The same by operation, read again with them. */
  readonly sitesOf: ReadonlyMap<Operation, readonly TemplateSite[]>;
  /** Strings, with expressions or without, that may name a vault. */
  readonly vaultTexts: readonly VaultText[];
  /** Operations that the inputs of an operation name directly; see `masking.ts`. */
  directReads(operation: Operation): readonly Operation[];
  references(site: TemplateSite): readonly ScannedReference[];
  leaves(site: TemplateSite): readonly Leaf[];
  problems(): readonly SiteProblem[];
  /** References that lead nowhere. */
  readonly unresolved: readonly UnresolvedReference[];
}

/** An expression that cannot be read, and the string that holds it. */
export interface SiteProblem {
  readonly site: TemplateSite;
  readonly problem: SyntaxProblem;
}

/** Reads off a template what is kept of it. */
export function readingOf(template: Template): TemplateReading {
  return { template, references: undefined, leaves: undefined, namedMembers: undefined };
}

function referencesAt({ reading, template }: TemplateSite): readonly ScannedReference[] {
  reading.references ??= referencesOf(template).map((reference) => ({ reference, canonical: canonicalReference(reference) }));
  return reading.references;
}

function leavesAt({ reading, template }: TemplateSite): readonly Leaf[] {
  reading.leaves ??= leavesOf(template);
  return reading.leaves;
}

/** Most strings with expressions that are kept of flows that were asked for again: their trees take more memory than the files. */
const mostKeptSites = 4_000;

/**
 * Reads flows, each when it is first asked for. The trees of most flows are needed once and then never again: they are let go when the next
 * flow is read. Those of flows that are asked for again are kept, the latest of them; what has to be told of every flow always is.
 */
export function createScanner(templates: TemplateCache<TemplateReading>): (flow: CloudFlow) => FlowScan {
  const scans = new Map<CloudFlow, FlowScan>();
  const kept = new Map<CloudFlow, FlowReading>();
  let keptSites = 0;
  let latest: { readonly flow: CloudFlow; readonly reading: FlowReading } | undefined;

  function stringsOf(flow: CloudFlow): FlowReading {
    if (latest?.flow === flow) return latest.reading;
    const known = kept.get(flow);
    if (known !== undefined) return known;
    templates.nextFlow();
    const reading = readFlow(flow, templates.read);
    if (scans.has(flow)) keep(flow, reading);
    else latest = { flow, reading };
    return reading;
  }

  function keep(flow: CloudFlow, reading: FlowReading): void {
    for (const [oldest, { sites }] of kept) {
      if (keptSites + reading.sites.length <= mostKeptSites) break;
      kept.delete(oldest);
      keptSites -= sites.length;
    }
    kept.set(flow, reading);
    keptSites += reading.sites.length;
  }

  return (flow) => remember(scans, flow, () => scanOf(flow, () => stringsOf(flow)));
}

interface FlowReading {
  readonly sites: readonly TemplateSite[];
  readonly sitesOf: ReadonlyMap<Operation, readonly TemplateSite[]>;
  readonly vaultTexts: readonly VaultText[];
}

/**
 * Reads all strings of a flow once and parses those that hold expressions; equal strings of neighbouring flows share what is worked out of
 * them.
 */
function readFlow(flow: CloudFlow, read: (text: string) => TemplateReading): FlowReading {
  const sites: TemplateSite[] = [];
  const vaultTexts: VaultText[] = [];
  const sitesOf = new Map<Operation, readonly TemplateSite[]>();
  let constants: FlowConstants | undefined;
  // What keys a string computes differs from flow to flow.
  const readHere = (text: string): TemplateReading => {
    const shared = read(text);
    if (!mayComputeKeys(text)) return shared;
    constants ??= flowConstants(flow, parseTemplate);
    const template = withConstantKeys(shared.template, constants);
    return template === shared.template ? shared : readingOf(template);
  };
  for (const operation of flow.operations) {
    const first = sites.length;
    visitStrings(operation, (text, path, key) => {
      if (!key && text.length >= "vault".length && /vault/i.test(text)) vaultTexts.push({ operation, path, text });
      if (!mayHoldExpression(text)) return;
      const reading = readHere(text);
      const { template } = reading;
      if (template.kind === "literal") return;
      sites.push({ order: sites.length, operation, path, key, text, template, reading });
    });
    if (sites.length > first) sitesOf.set(operation, sites.slice(first));
  }
  return { sites, sitesOf, vaultTexts };
}

function scanOf(flow: CloudFlow, read: () => FlowReading): FlowScan {
  const { sites, vaultTexts } = read();
  const problems = sites.filter(({ template }) => template.problems.length > 0).flatMap(problemsAt);
  const unresolved = missingNames(flow, sites, referencesAt);
  const direct = new Map<Operation, readonly Operation[]>();
  return {
    flow,
    get sites() {
      return read().sites;
    },
    get sitesOf() {
      return read().sitesOf;
    },
    vaultTexts,
    directReads: (operation) => remember(direct, operation, () => directReadsOf(operation, read().sitesOf.get(operation) ?? [])),
    references: referencesAt,
    leaves: leavesAt,
    problems: () => problems,
    unresolved,
  };
}

function directReadsOf({ flow }: Operation, sites: readonly TemplateSite[]): readonly Operation[] {
  const found = new Set<Operation>();
  for (const site of sites) {
    if (site.path[0] !== "inputs") continue;
    for (const { canonical } of referencesAt(site)) {
      if (canonical.node.startsWith("trigger-")) for (const trigger of flow.triggers) found.add(trigger);
      else if (
        canonical.name !== undefined &&
        (canonical.node === "outputs" || canonical.node === "inputs" || canonical.node === "record")
      ) {
        for (const read of operationsNamed(flow, canonical.name)) found.add(read);
      }
    }
  }
  return [...found];
}

function problemsAt(site: TemplateSite): readonly SiteProblem[] {
  return site.template.problems.map((problem) => ({ site, problem }));
}
