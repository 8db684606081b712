import { settingsIn } from "../../cloud-flow/app-settings.ts";
import type { Call, Expression } from "../../cloud-flow/expression/ast.ts";
import { asReference, type CanonicalReference, canonicalReference } from "../../cloud-flow/expression/references.ts";
import { readsOfCode } from "../../cloud-flow/inline-code.ts";
import { operationsNamed, parameterNamed, writtenVariables } from "../../cloud-flow/lookups.ts";
import type { CloudFlow, Operation } from "../../cloud-flow/model.ts";
import { isObject, type Json, textAt } from "../../json.ts";
import type { FlowScan, TemplateSite } from "./flow-scan.ts";
import { combineModes, type EdgeMode, type EdgeSide, type GraphBuilder, type ValueNode, type ValuePoint } from "./graph.ts";
import type { RunOrder } from "./order.ts";
import { anyStep, isElementStep, type Path, pathOf, stepsOf } from "./path.ts";

/** What a flow is joined to outside of itself. */
export interface FlowSurroundings {
  /** The environment variable that the flow means by a schema name. */
  variable(schemaName: string): ValueNode;
  /** Joins a call of another flow to that flow; see `calls.ts`. */
  linkCall(operation: Operation): void;
}

/** Something that a reference can read. `write` extends where the reading site puts it. */
interface Reading extends ValuePoint {
  readonly mode: EdgeMode;
  readonly write: Path;
}

/** The edges of one flow, made as they are asked for. */
export interface FlowEdges {
  /** Makes the edges of all expressions that read a node (`outgoing`), or that are in it (`incoming`). */
  prepare(node: ValueNode, side: EdgeSide): void;
}

/**
 * Joins one flow to the graph: what operations make of their inputs at once, as far as their type says so, and the edge of an expression when something first
 * asks for what it reads or for the input it is in. A secret touches a few strings of a flow; making the edges of all would cost more than reading them.
 * Output shapes: https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers
 */
export function createFlowEdges(scan: FlowScan, order: RunOrder, graph: GraphBuilder, { variable, linkCall }: FlowSurroundings): FlowEdges {
  const { flow } = scan;
  const building: Building = { flow, order, graph, done: new Set() };
  for (const operation of flow.operations) {
    addInnerEdges(operation, graph, keepsFailuresOnly(scan, operation));
    addCodeEdges(operation, building);
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
      addSiteEdges(site, scan, building);
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

/** All mentions by which a string can read a node, besides those in the operation itself: rather too many than too few. */
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

/** From what every expression of a string reads to the input it is in. */
function addSiteEdges(site: TemplateSite, scan: FlowScan, building: Building): void {
  const { graph } = building;
  const to = graph.node("inputs", site.operation);
  const place = pathOf(...(site.key ? site.path.slice(0, -1) : site.path));
  for (const leaf of scan.leaves(site)) {
    if (leaf.kind !== "read") continue;
    const redacts = leaf.redacts.flatMap((call) => readingsOf(call, [], site, building).map(({ node, path }) => ({ node, path })));
    for (const reading of readingsOf(leaf.call, leaf.suffix, site, building)) {
      graph.edge({
        from: reading.node,
        read: reading.path,
        to,
        write: [...place, ...leaf.write, ...(leaf.mode === "copy" ? reading.write : [])],
        mode: combineModes(reading.mode, leaf.mode),
        ...(leaf.except.length > 0 ? { except: leaf.except } : {}),
        ...(redacts.length > 0 ? { redacts } : {}),
        site: { order: site.order, operation: site.operation, path: site.path, span: leaf.span, key: site.key },
      });
    }
  }
}

interface Building {
  readonly flow: CloudFlow;
  readonly order: RunOrder;
  readonly graph: GraphBuilder;
  /** Nodes whose edges are made when something first reads them. */
  readonly done: Set<ValueNode>;
}

/** Everything that a call reads, with `suffix` read of it. */
function readingsOf(call: Call, suffix: Path, site: TemplateSite, building: Building): readonly Reading[] {
  const reference = asReference(call);
  if (reference === undefined) return [];
  const { node, name, path: keys } = canonicalReference(reference);
  const path: Path = [...stepsOf(keys), ...suffix];
  const { flow, graph } = building;
  const reader = site.operation;
  switch (node) {
    case "outputs":
      return name === undefined
        ? []
        : operationsNamed(flow, name).flatMap((operation) => outputReadings(operation, path, reader, building));
    case "inputs":
      return name === undefined
        ? []
        : operationsNamed(flow, name).map((operation) => copy(graph.node("inputs", operation), [...pathOf("inputs"), ...path]));
    case "record":
      return name === undefined
        ? []
        : operationsNamed(flow, name).flatMap((operation) => readingsOfRecord(operation, path, reader, building));
    case "own-outputs":
      return outputReadings(reader, path, reader, building);
    case "own-inputs":
      return [copy(graph.node("inputs", reader), [...pathOf("inputs"), ...path])];
    case "own-record":
      return readingsOfRecord(reader, path, reader, building);
    case "trigger-outputs":
      return flow.triggers.map((trigger) => copy(graph.node("outputs", trigger), path));
    case "trigger-inputs":
      return flow.triggers.map((trigger) => copy(graph.node("inputs", trigger), [...pathOf("inputs"), ...path]));
    case "trigger-record":
      return flow.triggers.flatMap((trigger) => readingsOfRecord(trigger, path, reader, building));
    case "variable":
      return name === undefined ? [] : variableReadings(name, path, reader, building);
    case "parameter": {
      if (name === undefined) return [];
      const parameter = parameterNamed(flow, name);
      if (parameter !== undefined) return [copy(graph.node("parameter", flow, parameter.name), path)];
      // The platform gives what starts with `$`: `$connections`, `$authentication`.
      return name.startsWith("$") ? [] : [copy(graph.node("app-parameter", flow, name), path)];
    }
    case "app-setting":
      return name === undefined ? [] : [copy(graph.node("app-setting", flow, name), path)];
    case "item":
      return itemReadings(site, path, graph);
    case "items":
      return name === undefined ? [] : operationsNamed(flow, name).map((loop) => copy(graph.node("item", loop), path));
    case "result":
      return name === undefined
        ? []
        : operationsNamed(flow, name).map((scope) => {
            const node = graph.node("result", scope);
            if (!building.done.has(node)) addResultEdges(scope, node, building);
            return copy(node, path);
          });
    case "callback-url":
      return [copy(graph.node("outputs", reader), pathOf("$callbackurl"))];
    default:
      return [];
  }
}

function copy(node: ValueNode, path: Path): Reading {
  return { node, path, mode: "copy", write: [] };
}

function recordReadings(operation: Operation, write: Path, graph: GraphBuilder): readonly [inputs: Reading, outputs: Reading] {
  return [
    { node: graph.node("inputs", operation), path: pathOf("inputs"), mode: "copy", write: [...write, "inputs"] },
    { node: graph.node("outputs", operation), path: [], mode: "copy", write: [...write, "outputs"] },
  ];
}

/**
 * What is read of the record of a run that `actions('X')` gives. Its `inputs` and `outputs` are named there only behind another function, as in
 * `json(string(actions('X')))?['outputs']`, or by a key that is computed; the status and the times next to them reveal nothing.
 */
function readingsOfRecord(operation: Operation, path: Path, reader: Operation, building: Building): readonly Reading[] {
  const { graph, order } = building;
  const [part, ...rest] = path;
  if (part === undefined) {
    const [inputs, outputs] = recordReadings(operation, [], graph);
    return order.followsFailure(operation, reader) ? [inputs] : [inputs, outputs];
  }
  return [
    ...(part === "inputs" || part === anyStep ? [copy(graph.node("inputs", operation), [...pathOf("inputs"), ...rest])] : []),
    ...(part === "outputs" || part === anyStep ? outputReadings(operation, rest, reader, building) : []),
  ];
}

function outputReadings(operation: Operation, path: Path, reader: Operation, { graph, order }: Building): readonly Reading[] {
  // A failed request for a token returns an error, and so does a vault that does not answer.
  if (order.followsFailure(operation, reader)) return [];
  const node = graph.node("outputs", operation);
  const [first, ...rest] = path;
  // Seen from outside its loop, an action's outputs are the list of those of all iterations.
  const isList = insideLoop(operation, reader);
  const readings = [copy(node, path)];
  // `body('Compose')` is taken for `outputs('Compose')`; an object that really has a member `body` keeps its own reading.
  if (operation.type === "compose" && first === "body") readings.push(copy(node, rest));
  if (isList && rest.length === 0 && (first === undefined || first === "body"))
    return readings.map((reading) => ({ ...reading, write: [anyStep] }));
  if (isList && isElementStep(first)) readings.push(copy(node, rest));
  return readings;
}

/** `operation` is in a Foreach that does not hold `reader`. */
function insideLoop(operation: Operation, reader: Operation): boolean {
  for (let loop = operation.parent; loop !== undefined; loop = loop.parent) {
    if (loop.type === "foreach" && !holds(loop, reader)) return true;
  }
  return false;
}

function holds(container: Operation, operation: Operation): boolean {
  for (let current: Operation | undefined = operation; current !== undefined; current = current.parent) {
    if (current === container) return true;
  }
  return false;
}

/** Inside Select, Filter array and Create table `item()` is the row; elsewhere the element of the innermost Foreach around the operation. */
function itemReadings(site: TemplateSite, path: Path, graph: GraphBuilder): readonly Reading[] {
  const { operation } = site;
  if ((operation.type === "select" || operation.type === "query" || operation.type === "table") && site.path[1] !== "from") {
    return [copy(graph.node("inputs", operation), [...pathOf("inputs", "from"), anyStep, ...path])];
  }
  for (let loop = operation.parent; loop !== undefined; loop = loop.parent) {
    if (loop.type === "foreach") return [copy(graph.node("item", loop), path)];
  }
  return [];
}

/** Number of writes of one variable up to which readers are joined to each write; beyond it they share one node. */
const maxDirectWrites = 64;

function variableReadings(name: string, path: Path, reader: Operation, { flow, order, graph, done }: Building): readonly Reading[] {
  const writes = order.reachingWrites(name, reader);
  if (writes.length <= maxDirectWrites) return writes.flatMap((write) => writtenValue(write, name, path, graph));
  const shared = graph.node("variable", flow, name);
  if (!done.has(shared)) {
    done.add(shared);
    for (const write of writes) {
      for (const value of writtenValue(write, name, [], graph)) {
        graph.edge({ from: value.node, read: value.path, to: shared, write: value.write, mode: value.mode });
      }
    }
  }
  return [copy(shared, path)];
}

/** What a reader of the variable sees of one write, with `path` read of it. */
function writtenValue(write: Operation, name: string, path: Path, graph: GraphBuilder): readonly Reading[] {
  const node = graph.node("inputs", write);
  const value = pathOf("inputs", "value");
  switch (write.type) {
    case "initializevariable": {
      const list = isObject(write.inputs) ? write.inputs.variables : undefined;
      if (!Array.isArray(list)) return [];
      return list.flatMap((entry: Json, index) =>
        textAt(entry, "name")?.toLowerCase() === name.toLowerCase()
          ? [copy(node, [...pathOf("inputs", "variables", String(index), "value"), ...path])]
          : [],
      );
    }
    case "appendtoarrayvariable": {
      const [element, ...rest] = path;
      if (element === undefined) return [{ node, path: value, mode: "copy", write: [anyStep] }];
      return isElementStep(element) ? [copy(node, [...value, ...rest])] : [];
    }
    case "appendtostringvariable":
      return [{ node, path: value, mode: "derived", write: [] }];
    default:
      return [copy(node, [...value, ...path])];
  }
}

function addResultEdges(scope: Operation, to: ValueNode, { graph, done }: Building): void {
  done.add(to);
  for (const child of scope.branches.flatMap((branch) => branch.operations)) {
    for (const reading of recordReadings(child, [anyStep], graph)) {
      graph.edge({ from: reading.node, read: reading.path, to, write: reading.write, mode: "copy" });
      // For a loop each record holds the list of its iterations.
      if (scope.type === "foreach")
        graph.edge({ from: reading.node, read: reading.path, to, write: [...reading.write, anyStep], mode: "copy" });
    }
  }
}

/**
 * A Filter array over `result('Scope')` that keeps the records of failed actions: what those should have returned, a token or a secret, is not in them.
 * The usual first step of a Catch scope.
 */
function keepsFailuresOnly(scan: FlowScan, operation: Operation): boolean {
  if (operation.type !== "query") return false;
  const sites = scan.sitesOf.get(operation) ?? [];
  const from = sites.find((site) => site.path[1] === "from");
  const where = sites.find((site) => site.path[1] === "where");
  if (from === undefined || where === undefined || where.template.kind !== "expression") return false;
  return scan.references(from).some(({ canonical }) => canonical.node === "result") && failuresOnly(where.template.expression);
}

const failures: ReadonlySet<string> = new Set(["failed", "timedout", "skipped", "cancelled", "aborted"]);

/** The condition holds for no record whose status is `Succeeded`. */
function failuresOnly(expression: Expression): boolean {
  if (expression.kind !== "call") return false;
  const args = expression.arguments;
  switch (expression.name.toLowerCase()) {
    case "equals":
      return args.some(readsStatus) && args.some((argument) => argument.kind === "string" && failures.has(argument.value.toLowerCase()));
    case "not": {
      const [inner] = args;
      if (inner?.kind !== "call" || inner.name.toLowerCase() !== "equals") return false;
      return (
        inner.arguments.some(readsStatus) &&
        inner.arguments.some((argument) => argument.kind === "string" && argument.value.toLowerCase() === "succeeded")
      );
    }
    case "contains": {
      const [list, sought] = args;
      if (list?.kind !== "call" || list.name.toLowerCase() !== "createarray" || sought === undefined || !readsStatus(sought)) return false;
      return list.arguments.every((argument) => argument.kind === "string" && failures.has(argument.value.toLowerCase()));
    }
    case "or":
      return args.length > 0 && args.every(failuresOnly);
    case "and":
      return args.some(failuresOnly);
    default:
      return false;
  }
}

function readsStatus(expression: Expression): boolean {
  const reference = expression.kind === "call" ? asReference(expression) : undefined;
  if (reference === undefined) return false;
  const { node, path } = canonicalReference(reference);
  const [key, ...rest] = path;
  return node === "item" && rest.length === 0 && typeof key === "string" && key.toLowerCase() === "status";
}

/** Code has its workflow at hand, and what it returns is what the action gives. Which of its expressions make the result is seen of the simplest only. */
function addCodeEdges(operation: Operation, building: Building): void {
  const code = operation.type === "javascriptcode" ? textAt(operation.inputs, "code") : undefined;
  if (code === undefined) return;
  const { flow, graph } = building;
  for (const { action, path, isResult, span } of readsOfCode(code)) {
    const read = action === undefined ? flow.triggers : operationsNamed(flow, action);
    for (const { node, path: from, mode } of read.flatMap((one) => readingsOfRecord(one, pathOf(...path), operation, building))) {
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

/** How the outputs of an operation are made of its inputs, by type. */
function addInnerEdges(operation: Operation, graph: GraphBuilder, withoutOutputs: boolean): void {
  const inner = (read: Path, to: ValueNode, write: Path, mode: EdgeMode, except?: string): void => {
    graph.edge({ from: graph.node("inputs", operation), read, to, write, mode, ...(except === undefined ? {} : { except: [except] }) });
  };
  const outputs = (): ValueNode => graph.node("outputs", operation);
  const from: Path = [...pathOf("inputs", "from"), anyStep];
  switch (operation.type) {
    case "compose":
      inner(pathOf("inputs"), outputs(), [], "copy");
      break;
    case "parsejson":
      inner(pathOf("inputs", "content"), outputs(), pathOf("body"), "copy");
      break;
    // What a template or a map takes from its content is in a file of its own: it may be anything of it.
    case "liquid":
    case "xslt":
      inner(pathOf("inputs", "content"), outputs(), pathOf("body"), "derived");
      break;
    case "select":
      inner(pathOf("inputs", "select"), outputs(), [...pathOf("body"), anyStep], "copy");
      break;
    case "query":
      inner(from, outputs(), [...pathOf("body"), anyStep], "copy", withoutOutputs ? "outputs" : undefined);
      break;
    case "join":
      inner(from, outputs(), pathOf("body"), "derived");
      inner(pathOf("inputs", "joinWith"), outputs(), pathOf("body"), "derived");
      break;
    case "table": {
      const columns = isObject(operation.inputs) ? operation.inputs.columns : undefined;
      const made = Array.isArray(columns) && columns.length > 0 ? pathOf("inputs", "columns") : pathOf("inputs", "from");
      inner(made, outputs(), pathOf("body"), "derived");
      break;
    }
    case "foreach":
      inner([...pathOf("foreach"), anyStep], graph.node("item", operation), [], "copy");
      break;
    case "setvariable":
    case "appendtostringvariable":
    case "appendtoarrayvariable":
      inner(pathOf("inputs", "value"), outputs(), pathOf("body", "value"), "copy");
      break;
    case "initializevariable":
      inner([...pathOf("inputs", "variables"), anyStep, "value"], outputs(), pathOf("body", "value"), "copy");
      break;
    case "response":
      inner(pathOf("inputs", "body"), outputs(), pathOf("body"), "copy");
      inner(pathOf("inputs", "body"), graph.node("return", operation.flow), pathOf("body"), "copy");
      inner(pathOf("inputs", "headers"), graph.node("return", operation.flow), pathOf("headers"), "copy");
      break;
    default:
      break;
  }
}
