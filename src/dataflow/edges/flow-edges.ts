import { settingsIn } from "../../cloud-flow/app-settings.ts";
import type { CanonicalReference } from "../../cloud-flow/expression/references.ts";
import { readsOfCode } from "../../cloud-flow/inline-code.ts";
import { operationsNamed, writtenVariables } from "../../cloud-flow/lookups.ts";
import type { Operation } from "../../cloud-flow/model.ts";
import { textAt } from "../../json.ts";
import { combineModes, type EdgeSide, type GraphBuilder, type ValueNode } from "../graph/graph.ts";
import { namesStep, pathOf } from "../graph/path.ts";
import { placeInDelimitedInput } from "../strings/delimited-inputs.ts";
import type { FlowScan } from "../strings/flow-scan.ts";
import type { TemplateSite } from "../strings/template-site.ts";
import { keepsFailuresOnly } from "./failure-filter.ts";
import { addOperationEdges } from "./operation-edges.ts";
import type { RunOrder } from "./order.ts";
import { type ReadingContext, readingsOf, readingsOfRecord } from "./readings.ts";

/** What a flow is joined to outside of itself. */
export interface FlowSurroundings {
  /** The environment variable that the flow means by a schema name. */
  variable(schemaName: string): ValueNode;
  /** Joins a call of another flow to that flow; see `calls.ts`. */
  linkCall(operation: Operation): void;
}

/** The edges of one flow, made as they are asked for. */
export interface FlowEdges {
  /** Makes the edges of all expressions that read a node (`outgoing`), or that are in it (`incoming`). */
  prepare(node: ValueNode, side: EdgeSide): void;
}

/**
 * Joins one flow to the graph. The edges inside operations are made at once; those of an expression when something first asks for what it reads,
 * or for the input that it is in. A secret touches only a few strings of a flow, and making the edges of all would cost more than reading them.
 */
export function createFlowEdges(scan: FlowScan, order: RunOrder, graph: GraphBuilder, { variable, linkCall }: FlowSurroundings): FlowEdges {
  const { flow } = scan;
  const context: ReadingContext = { flow, order, graph, done: new Set() };
  for (const operation of flow.operations) {
    addOperationEdges(operation, graph, keepsFailuresOnly(scan, operation));
    addCodeEdges(operation, context);
    linkCall(operation);
  }
  for (const parameter of flow.parameters) {
    for (const { name, path, mode } of settingsIn(parameter)) {
      const to = graph.node("parameter", flow, parameter.name);
      graph.edge({ from: graph.node("app-setting", flow, name), read: [], to, write: pathOf(...path), mode });
    }
    if (parameter.schemaName === undefined) continue;
    const from = variable(parameter.schemaName);
    graph.edge({ from, read: [], to: graph.node("parameter", flow, parameter.name), write: [], mode: "copy" });
  }
  const { sites, sitesOf } = scan;
  const made = new Set<TemplateSite>();
  const make = (sites: readonly TemplateSite[] | undefined): void => {
    for (const site of sites ?? []) {
      if (made.has(site)) continue;
      made.add(site);
      addSiteEdges(site, scan, context);
    }
  };
  let readers: ReadonlyMap<string, readonly TemplateSite[]> | undefined;
  return {
    prepare(node, side) {
      if (side === "incoming") {
        if (node.kind === "inputs" && node.operation !== undefined) make(sitesOf.get(node.operation));
        return;
      }
      readers ??= readersByMention(sites, scan);
      for (const mention of mentionsOf(node)) make(readers.get(mention));
      if (node.operation !== undefined) make(sitesOf.get(node.operation));
    },
  };
}

/** The strings of a flow by what their references name, see {@link mentionsOf}. */
function readersByMention(sites: readonly TemplateSite[], scan: FlowScan): ReadonlyMap<string, readonly TemplateSite[]> {
  const readers = new Map<string, TemplateSite[]>();
  for (const site of sites) {
    for (const { canonical } of scan.references(site)) {
      const mention = mentionIn(canonical);
      const known = readers.get(mention);
      if (known === undefined) readers.set(mention, [site]);
      else if (known.at(-1) !== site) known.push(site);
    }
  }
  return readers;
}

function mentionIn({ node, name = "" }: CanonicalReference): string {
  if (node === "variable" || node === "parameter" || node === "app-setting") return `${node} ${name.toLowerCase()}`;
  if (node === "item") return "item";
  if (node === "trigger-outputs" || node === "trigger-inputs" || node === "trigger-record") return "trigger";
  return `action ${name.toLowerCase()}`;
}

/** All mentions by which a string outside of the operation can read a node. Errs on the side of too many. */
function mentionsOf({ kind, operation, name }: ValueNode): readonly string[] {
  if (kind === "variable" || kind === "parameter" || kind === "app-setting") return [`${kind} ${name.toLowerCase()}`];
  if (kind === "app-parameter") return [`parameter ${name.toLowerCase()}`];
  if (operation === undefined) return [];
  const mentions = [`action ${operation.name.toLowerCase()}`];
  if (operation.isTrigger) mentions.push("trigger");
  if (kind === "item") mentions.push("item");
  // `result('Scope')` reads the operations in the scope.
  if (operation.parent !== undefined) mentions.push(`action ${operation.parent.name.toLowerCase()}`);
  if (kind === "inputs") for (const variable of writtenVariables(operation)) mentions.push(`variable ${variable.toLowerCase()}`);
  return mentions;
}

/** Adds the edges from everything that the expressions of a string read to the input that holds the string. */
function addSiteEdges(site: TemplateSite, scan: FlowScan, context: ReadingContext): void {
  const { graph } = context;
  const to = graph.node("inputs", site.operation);
  const place = site.key ? [...pathOf(...site.path.slice(0, -1)), namesStep] : pathOf(...site.path);
  for (const leaf of scan.leaves(site)) {
    if (leaf.kind !== "read") continue;
    const within = leaf.write.length === 0 && leaf.mode === "derived" ? placeInDelimitedInput(site, leaf.span) : leaf.write;
    const redacts = leaf.redacts.flatMap((call) => readingsOf(call, [], site, context).map(({ node, path }) => ({ node, path })));
    for (const reading of readingsOf(leaf.call, leaf.suffix, site, context)) {
      graph.edge({
        from: reading.node,
        read: reading.path,
        to,
        write: [...place, ...within, ...(leaf.mode === "copy" ? reading.write : [])],
        mode: combineModes(reading.mode, leaf.mode),
        ...(leaf.except.length > 0 ? { except: leaf.except } : {}),
        ...(redacts.length > 0 ? { redacts } : {}),
        site: { order: site.order, operation: site.operation, path: site.path, span: leaf.span, key: site.key },
      });
    }
  }
}

/**
 * Inline code can read the whole workflow, and its return value is the body of the action. Only in simple code is it known which reads make the
 * result; all others may be part of it.
 */
function addCodeEdges(operation: Operation, context: ReadingContext): void {
  const code = operation.type === "javascriptcode" ? textAt(operation.inputs, "code") : undefined;
  if (code === undefined) return;
  const { flow, graph } = context;
  for (const { action, path, isResult, span } of readsOfCode(code)) {
    const read = action === undefined ? flow.triggers : operationsNamed(flow, action);
    for (const { node, path: from, mode } of read.flatMap((one) => readingsOfRecord(one, pathOf(...path), operation, context))) {
      graph.edge({
        from: node,
        read: from,
        to: graph.node("outputs", operation),
        write: pathOf("body"),
        mode: isResult ? mode : "derived",
        site: { order: 0, operation, path: ["inputs", "code"], span, key: false },
      });
    }
  }
}
