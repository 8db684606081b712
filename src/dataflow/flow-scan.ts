import type { SyntaxProblem, Template } from "../cloud-flow/expression/ast.ts";
import { type CanonicalReference, canonicalReference, type Reference, referencesOf } from "../cloud-flow/expression/references.ts";
import { mayHoldExpression } from "../cloud-flow/expression/template.ts";
import type { CloudFlow, Operation } from "../cloud-flow/model.ts";
import { operationsNamed } from "../cloud-flow/parse.ts";
import { visitStrings } from "../cloud-flow/sites.ts";
import { remember } from "../collections.ts";
import { type Leaf, leavesOf } from "./evaluate.ts";

/** A string of an operation that holds expressions. */
export interface TemplateSite {
  /** Position among the strings of the flow. */
  readonly order: number;
  readonly operation: Operation;
  /** Path of the string below the operation's object, as spelled; for a key it ends in that key. */
  readonly path: readonly string[];
  readonly key: boolean;
  readonly text: string;
  readonly template: Template;
  readonly reading: TemplateReading;
}

/** What the expressions of a template read; equal strings of a run share it. */
export interface TemplateReading {
  readonly references: readonly ScannedReference[];
  readonly leaves: readonly Leaf[];
}

/** What one reading of a flow's strings gives: the basis of all questions about its values. */
export interface FlowScan {
  readonly flow: CloudFlow;
  readonly sites: readonly TemplateSite[];
  readonly sitesOf: ReadonlyMap<Operation, readonly TemplateSite[]>;
  /** Operations that the inputs of an operation name directly; see `masking.ts`. */
  directReads(operation: Operation): readonly Operation[];
  references(site: TemplateSite): readonly ScannedReference[];
  leaves(site: TemplateSite): readonly Leaf[];
  problems(): readonly { readonly site: TemplateSite; readonly problem: SyntaxProblem }[];
}

export interface ScannedReference {
  readonly reference: Reference;
  readonly canonical: CanonicalReference;
}

/** Reads flows, each when it is first asked for. What a template says is worked out once, however many strings of the run are equal to it. */
export function createScanner(parse: (text: string) => Template): (flow: CloudFlow) => FlowScan {
  const scans = new Map<CloudFlow, FlowScan>();
  const readings = new Map<Template, TemplateReading>();
  const readingOf = (template: Template): TemplateReading => remember(readings, template, () => readingOnDemand(template));
  return (flow) => remember(scans, flow, () => scanFlow(flow, parse, readingOf));
}

function readingOnDemand(template: Template): TemplateReading {
  let references: readonly ScannedReference[] | undefined;
  let leaves: readonly Leaf[] | undefined;
  return {
    get references() {
      references ??= referencesOf(template).map((reference) => ({ reference, canonical: canonicalReference(reference) }));
      return references;
    },
    get leaves() {
      leaves ??= leavesOf(template);
      return leaves;
    },
  };
}

/** Reads all strings of a flow once and parses those that hold expressions. */
function scanFlow(flow: CloudFlow, parse: (text: string) => Template, readingOf: (template: Template) => TemplateReading): FlowScan {
  const sites: TemplateSite[] = [];
  const sitesOf = new Map<Operation, TemplateSite[]>();
  for (const operation of [...flow.triggers, ...flow.actions]) {
    const own: TemplateSite[] = [];
    visitStrings(operation, (text, path, key) => {
      if (!mayHoldExpression(text)) return;
      const template = parse(text);
      if (template.kind === "literal") return;
      own.push({ order: sites.length + own.length, operation, path, key, text, template, reading: readingOf(template) });
    });
    if (own.length === 0) continue;
    sitesOf.set(operation, own);
    for (const site of own) sites.push(site);
  }
  const direct = new Map<Operation, readonly Operation[]>();

  const scan: FlowScan = {
    flow,
    sites,
    sitesOf,
    references: (site) => site.reading.references,
    leaves: (site) => site.reading.leaves,
    directReads(operation) {
      return remember(direct, operation, () => {
        const found = new Set<Operation>();
        for (const site of sitesOf.get(operation) ?? []) {
          if (site.path[0] !== "inputs") continue;
          for (const { canonical } of scan.references(site)) {
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
      });
    },
    problems() {
      return sites.flatMap((site) => site.template.problems.map((problem) => ({ site, problem })));
    },
  };
  return scan;
}
