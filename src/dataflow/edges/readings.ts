import type { Call } from "../../cloud-flow/expression/ast.ts";
import { asReference, canonicalReference, type LocationKind } from "../../cloud-flow/expression/references.ts";
import { operationsNamed, parameterNamed } from "../../cloud-flow/lookups.ts";
import type { CloudFlow, Operation } from "../../cloud-flow/model.ts";
import { isObject, type Json, textAt } from "../../json.ts";
import type { EdgeMode, GraphBuilder, ValueNode, ValuePoint } from "../graph/graph.ts";
import { anyStep, isElementStep, type Path, pathOf, stepsOf } from "../graph/path.ts";
import type { TemplateSite } from "../strings/template-site.ts";
import type { RunOrder } from "./order.ts";

/** What a reference reads: a point of the graph, and how its value arrives at the reader. */
export interface Reading extends ValuePoint {
  readonly mode: EdgeMode;
  /** Where the value goes below the place that reads it. */
  readonly write: Path;
}

/** The flow whose references are read, and the graph that its nodes are in. */
export interface ReadingContext {
  readonly flow: CloudFlow;
  readonly order: RunOrder;
  readonly graph: GraphBuilder;
  /** Nodes whose edges are made when something first reads them. */
  readonly done: Set<ValueNode>;
}

/**
 * All that a call reads.
 * @param suffix what is read of the result of the call
 * @param site the string that holds the call
 */
export function readingsOf(call: Call, suffix: Path, site: TemplateSite, context: ReadingContext): readonly Reading[] {
  const reference = asReference(call);
  if (reference === undefined) return [];
  const { node, name, path: keys } = canonicalReference(reference);
  const path: Path = [...stepsOf(keys), ...suffix];
  const { flow, graph } = context;
  const reader = site.operation;
  switch (node) {
    case "own-outputs":
      return outputReadings(reader, path, reader, context);
    case "own-inputs":
      return [copy(graph.node("inputs", reader), [...pathOf("inputs"), ...path])];
    case "own-record":
      return readingsOfRecord(reader, path, reader, context);
    case "trigger-outputs":
      return flow.triggers.map((trigger) => copy(graph.node("outputs", trigger), path));
    case "trigger-inputs":
      return flow.triggers.map((trigger) => copy(graph.node("inputs", trigger), [...pathOf("inputs"), ...path]));
    case "trigger-record":
      return flow.triggers.flatMap((trigger) => readingsOfRecord(trigger, path, reader, context));
    case "item":
      return itemReadings(site, path, graph);
    case "callback-url":
      return [copy(graph.node("outputs", reader), pathOf("$callbackurl"))];
    default:
      return name === undefined ? [] : readingsOfNamed({ node, name, path }, reader, context);
  }
}

/** What is read of a thing that the reference names. */
function readingsOfNamed(
  { node, name, path }: { readonly node: LocationKind; readonly name: string; readonly path: Path },
  reader: Operation,
  context: ReadingContext,
): readonly Reading[] {
  const { flow, graph } = context;
  switch (node) {
    case "outputs":
      return operationsNamed(flow, name).flatMap((operation) => outputReadings(operation, path, reader, context));
    case "inputs":
      return operationsNamed(flow, name).map((operation) => copy(graph.node("inputs", operation), [...pathOf("inputs"), ...path]));
    case "record":
      return operationsNamed(flow, name).flatMap((operation) => readingsOfRecord(operation, path, reader, context));
    case "items":
      return operationsNamed(flow, name).map((loop) => copy(graph.node("item", loop), path));
    case "result":
      return operationsNamed(flow, name).map((scope) => {
        const results = graph.node("result", scope);
        if (!context.done.has(results)) addResultEdges(scope, results, context);
        return copy(results, path);
      });
    case "variable":
      return variableReadings(name, path, reader, context);
    case "parameter": {
      const parameter = parameterNamed(flow, name);
      if (parameter !== undefined) return [copy(graph.node("parameter", flow, parameter.name), path)];
      // The platform gives what starts with `$`: `$connections`, `$authentication`.
      return name.startsWith("$") ? [] : [copy(graph.node("app-parameter", flow, name), path)];
    }
    case "app-setting":
      return [copy(graph.node("app-setting", flow, name), path)];
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
export function readingsOfRecord(operation: Operation, path: Path, reader: Operation, context: ReadingContext): readonly Reading[] {
  const { graph, order } = context;
  const [part, ...rest] = path;
  if (part === undefined) {
    const [inputs, outputs] = recordReadings(operation, [], graph);
    return order.followsFailure(operation, reader) ? [inputs] : [inputs, outputs];
  }
  return [
    ...(part === "inputs" || part === anyStep ? [copy(graph.node("inputs", operation), [...pathOf("inputs"), ...rest])] : []),
    ...(part === "outputs" || part === anyStep ? outputReadings(operation, rest, reader, context) : []),
  ];
}

function outputReadings(operation: Operation, path: Path, reader: Operation, { graph, order }: ReadingContext): readonly Reading[] {
  // A failed request for a token returns an error, and so does a vault that does not answer.
  if (order.followsFailure(operation, reader)) return [];
  const node = graph.node("outputs", operation);
  // Seen from outside its loop, an action's outputs are the list of those of all iterations.
  const isList = insideLoop(operation, reader);
  const read = isList ? ofOneIteration(path) : path;
  const [first, ...rest] = read;
  const readings = [copy(node, read)];
  // `body('Compose')` is taken for `outputs('Compose')`; an object that really has a member `body` keeps its own reading.
  if (operation.type === "compose" && first === "body") readings.push(copy(node, rest));
  const isWhole = path.length === 0 || (path.length === 1 && first === "body");
  return isList && isWhole ? readings.map((reading) => ({ ...reading, write: [anyStep] })) : readings;
}

/** What is read of each of the outputs in a list of them: `outputs('X')[0]` and `body('X')[0]` are those of one iteration. */
function ofOneIteration(path: Path): Path {
  const [first, second, ...rest] = path;
  if (isElementStep(first)) return path.slice(1);
  return first === "body" && isElementStep(second) ? [first, ...rest] : path;
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

function variableReadings(name: string, path: Path, reader: Operation, { flow, order, graph, done }: ReadingContext): readonly Reading[] {
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

function addResultEdges(scope: Operation, to: ValueNode, { graph, done }: ReadingContext): void {
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
