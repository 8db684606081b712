import type { Template } from "../../cloud-flow/expression/ast.ts";
import { parameterNamed } from "../../cloud-flow/lookups.ts";
import type { CloudFlow, FlowParameter, Operation } from "../../cloud-flow/model.ts";
import { remember } from "../../collections.ts";
import type { DesktopRow } from "../../desktop-flow/model.ts";
import type { Json } from "../../json.ts";
import type { Span } from "../../source/place.ts";
import { combineModes, type Edge, type EdgeMode, edgeModes, keepsPlaces, type ValueGraph, type ValueNode } from "../graph/graph.ts";
import { cut, type Path, pathKey, pathOf, readThrough } from "../graph/path.ts";
import type { LiteralLeaf } from "../strings/evaluate.ts";
import type { FlowScan } from "../strings/flow-scan.ts";
import { joinedPieces } from "../strings/joined-pieces.ts";
import { type JsonPieces, jsonPiecesOf, placedTextsIn, type TextMember, textsInJson } from "../strings/json-text.ts";
import { jsonValuesAt } from "../strings/json-values.ts";
import type { TemplateSite } from "../strings/template-site.ts";
import { type CallContext, type CallContexts, createCallContexts } from "./call-context.ts";
import { createWidening, type Widening } from "./widening.ts";

/** How a value comes from its origin. */
interface TracedOrigin {
  /** How much of the origin's value is left. */
  readonly mode: EdgeMode;
  /** Edges from the origin on; empty where the value is written in the very place that was asked about. */
  readonly trace: readonly Edge[];
}

/** What is in a string of an operation. */
interface WrittenOrigin extends TracedOrigin {
  readonly operation: Operation;
  /** Path of the string below the operation's object, as spelled. */
  readonly path: readonly string[];
  readonly span: Span | undefined;
}

/** A text that is written in the flow. */
export interface LiteralOrigin extends WrittenOrigin {
  readonly kind: "literal";
  readonly text: string;
  /** The same object for all that ask for what is at a place of the operation. */
  readonly written: object;
  /** The member that it is, where its string is JSON. */
  readonly member: TextMember | undefined;
}

/** An expression makes the value up: `guid()`. */
export interface MadeOrigin extends WrittenOrigin {
  readonly kind: "made";
}

/** The default of a flow's parameter. */
export interface ParameterOrigin extends TracedOrigin {
  readonly kind: "parameter";
  readonly flow: CloudFlow;
  readonly parameter: FlowParameter;
  /** Where in its value: a parameter can hold an object. */
  readonly path: Path;
}

/** The value of an environment variable. */
export interface VariableOrigin extends TracedOrigin {
  readonly kind: "environment-variable";
  readonly schemaName: string;
  readonly node: ValueNode;
  /** Where in its value: a variable can hold JSON. */
  readonly path: Path;
}

/** The value of a setting of the app that runs the workflow, or of a parameter that it gives to all its workflows. */
export interface SettingOrigin extends TracedOrigin {
  readonly kind: "setting";
  readonly node: ValueNode;
  /** Where in its value: a setting can hold JSON. */
  readonly path: Path;
}

/** The outputs of an operation that the graph does not look into. */
export interface OutputsOrigin extends TracedOrigin {
  readonly kind: "trigger" | "operation";
  readonly operation: Operation;
  readonly path: Path;
}

/** Anything else that nothing in the run writes to: the result of a desktop flow, an unknown input. */
export interface OtherOrigin extends TracedOrigin {
  readonly kind: "other";
  readonly node: ValueNode;
}

/** Where a value comes from in the end. */
export type ValueOrigin = LiteralOrigin | MadeOrigin | ParameterOrigin | VariableOrigin | SettingOrigin | OutputsOrigin | OtherOrigin;

/** The graph of a run, and the strings of its flows, in which the literals are. */
export interface ScannedGraph {
  readonly graph: ValueGraph;
  readonly scanOf: (flow: CloudFlow) => FlowScan;
}

/** How far a search goes. */
export interface SearchBounds {
  /** Only what the expressions in these stretches of the string give. */
  readonly spans?: readonly Span[] | undefined;
  /** Most places that are visited, where more would not be worth it. */
  readonly maxSteps?: number;
  /** The row of a desktop flow that uses the value. */
  readonly row?: DesktopRow;
}

/** Places that a search may visit however small the limits are: values that are written nearby are still found. */
const nearSteps = 50;

/**
 * Reads the graph backward: everything that can be at `path` of `node`, each with its trace (edges from the origin on). Nearest origins first, each
 * once, by the trace that leaves most of it. Ends early when it has visited `maxSteps` places, or as many as the run allows, which
 * {@link ValueGraph.searches} then says.
 */
export function originsOf(
  node: ValueNode,
  path: Path,
  { graph, scanOf }: ScannedGraph,
  { spans, maxSteps = Number.POSITIVE_INFINITY, row }: SearchBounds = {},
): readonly ValueOrigin[] {
  const search: Search = {
    graph,
    scanOf,
    spans,
    contexts: createCallContexts(),
    widening: createWidening(),
    seen: new Set(),
    answers: new Map(),
    queues: edgeModes.map(() => []),
  };
  const { searches } = graph;
  const allowed = Math.min(maxSteps, Math.max(Math.min(searches.left, searches.each), nearSteps));
  push(search, { node, path: cut(path), mode: "copy", next: undefined, from: undefined, context: undefined });
  let isCut = false;
  for (const queue of search.queues) {
    for (let index = 0; index < queue.length && !isCut; index++) {
      const entry = queue[index];
      if (search.seen.size >= allowed) isCut = true;
      else if (entry !== undefined) visit(search, entry);
    }
  }
  searches.left -= search.seen.size;
  if (isCut && allowed < maxSteps) {
    if (row === undefined) searches.cutOff ??= node.operation;
    else searches.cutOffRow ??= row;
  }
  return [...search.answers.values()].sort((a, b) => a.trace.length - b.trace.length);
}

/** A search for origins, and how far it is. */
interface Search extends ScannedGraph {
  readonly spans: readonly Span[] | undefined;
  readonly contexts: CallContexts;
  readonly widening: Widening;
  /** The places that were visited, each with the call that it was entered by. */
  readonly seen: Set<string>;
  readonly answers: Map<string, ValueOrigin>;
  /** One queue for each mode: a trace never gets more of a value back than an earlier step has left. */
  readonly queues: readonly Pending[][];
}

function push({ queues }: Search, entry: Pending): void {
  queues[edgeModes.indexOf(entry.mode)]?.push(entry);
}

function visit(search: Search, entry: Pending): void {
  const { node, path } = entry;
  const place = `${node.id}${pathKey(path)}`;
  const state = `${place}\u0002${search.contexts.key(entry.context)}`;
  if (search.seen.has(state)) return;
  search.seen.add(state);
  search.widening.count(node);
  const isWritten = goBack(search, entry);
  if (node.kind === "inputs" && node.operation !== undefined) answerWritten(search, entry, node.operation);
  else if (!isWritten && !search.answers.has(place)) search.answers.set(place, leafOf(node, path, entry.mode, traceOf(entry)));
}

/** Goes on to what is written there; returns whether anything is. */
function goBack(search: Search, entry: Pending): boolean {
  const { graph, spans, contexts, widening } = search;
  let isWritten = false;
  for (const edge of graph.incomingAt(entry.node, entry.path)) {
    const rest = readThrough(entry.path, edge.write);
    if (rest === undefined || edge.onlyMembers === true) continue;
    isWritten = true;
    if (entry.from === undefined && !isWithin(edge.site?.span, spans)) continue;
    const [member] = rest;
    if (member !== undefined && edge.except?.includes(member) === true) continue;
    const context = contexts.beyond(edge, entry.context, "return");
    if (context === "blocked") continue;
    const widened = widening.applies(edge.from);
    const read = keepsPlaces(edge.mode) && !widened ? cut([...edge.read, ...rest]) : edge.read;
    const mode = combineModes(edge.mode, entry.mode);
    push(search, { node: edge.from, path: read, mode, next: edge, from: entry, context: widened ? undefined : context });
  }
  return isWritten;
}

/** The texts that are written in the strings of an operation itself. */
function answerWritten({ scanOf, spans, answers }: Search, entry: Pending, operation: Operation): void {
  for (const written of writtenAt(operation, entry.path, scanOf)) {
    const key = `${entry.node.id}\u0001${written.key}`;
    if ((entry.from === undefined && !isWithin(written.span, spans)) || answers.has(key)) continue;
    answers.set(key, originOf(written, operation, entry));
  }
}

function isWithin(span: Span | undefined, outer: readonly Span[] | undefined): boolean {
  return outer === undefined || (span !== undefined && outer.some(({ start, end }) => span.start >= start && span.end <= end));
}

interface Pending {
  readonly node: ValueNode;
  readonly path: Path;
  readonly mode: EdgeMode;
  readonly next: Edge | undefined;
  readonly from: Pending | undefined;
  readonly context: CallContext | undefined;
}

function traceOf(entry: Pending): readonly Edge[] {
  const trace: Edge[] = [];
  for (let current: Pending | undefined = entry; current?.next !== undefined; current = current.from) trace.push(current.next);
  return trace;
}

function leafOf(node: ValueNode, path: Path, mode: EdgeMode, trace: readonly Edge[]): ValueOrigin {
  if (node.kind === "environment-variable") return { kind: "environment-variable", schemaName: node.name, node, path, mode, trace };
  if (node.kind === "app-setting" || node.kind === "app-parameter") return { kind: "setting", node, path, mode, trace };
  if (node.kind === "parameter" && node.flow !== undefined) {
    const parameter = parameterNamed(node.flow, node.name);
    if (parameter !== undefined) return { kind: "parameter", flow: node.flow, parameter, path, mode, trace };
  }
  if (node.kind === "outputs" && node.operation !== undefined) {
    return { kind: node.operation.isTrigger ? "trigger" : "operation", operation: node.operation, path, mode, trace };
  }
  return { kind: "other", node, mode, trace };
}

/** A text, or a value that is made up, in a string of an operation. */
interface WrittenValue {
  /** Tells it apart from all others of the operation. */
  readonly key: string;
  /** Undefined for a value that is made up. */
  readonly text: string | undefined;
  readonly path: readonly string[];
  readonly span: Span | undefined;
  /** The member that it is, where its string is JSON. */
  readonly member: TextMember | undefined;
  /** How much of it is left in what its string gives. */
  readonly mode: EdgeMode;
}

/**
 * What is written at or below a place of an operation, plain or inside a template. Read once: thousands of readers may ask for what one variable is
 * set to.
 */
function writtenAt(operation: Operation, path: Path, scanOf: (flow: CloudFlow) => FlowScan): readonly WrittenValue[] {
  const byPath = remember(writtenValues, operation, () => new Map<string, readonly WrittenValue[]>());
  return remember(byPath, pathKey(path), () => readWritten(operation, path, scanOf(operation.flow)));
}

const writtenValues = new WeakMap<Operation, Map<string, readonly WrittenValue[]>>();

function readWritten(operation: Operation, path: Path, scan: FlowScan): readonly WrittenValue[] {
  const found: WrittenValue[] = [];
  const sites = valueSites(scan.sitesOf.get(operation) ?? []);
  const add = (text: string | undefined, at: readonly string[], span: Span | undefined, mode: EdgeMode, member?: TextMember): void => {
    // A text that is parsed as JSON holds several.
    found.push({ key: [...at, span?.start ?? "", text ?? ""].join("\u0001"), text, path: at, span, member, mode });
  };
  const visit = (current: Json, at: readonly string[], rest: Path, depth: number): void => {
    if (typeof current === "string") {
      const site = sites.get(at.join("\u0001"));
      if (site === undefined) {
        for (const { text, member } of placedTextsIn(current, rest)) add(text, at, undefined, "copy", member);
        return;
      }
      for (const leaf of scan.leaves(site)) {
        if (leaf.kind === "read") continue;
        const inner = readThrough(rest, leaf.write);
        if (inner === undefined) continue;
        if (leaf.kind === "made") add(undefined, at, leaf.span, leaf.mode);
        else for (const text of textsOfLeaf(leaf, inner, site)) add(text, at, leaf.span, leaf.mode);
      }
    } else if (typeof current === "number" || typeof current === "boolean") {
      add(String(current), at, undefined, "copy");
    } else if (current !== null && depth < 64) {
      for (const [key, child] of Object.entries(current)) if (child !== undefined) visit(child as Json, [...at, key], rest, depth + 1);
    }
  };
  for (const { value, spelled, rest } of jsonValuesAt(operation.json, path)) visit(value, spelled, rest, 0);
  return found;
}

/** What a text holds at a path of the JSON that it is, or is a part of. */
function textsOfLeaf({ text, write, span }: LiteralLeaf, path: Path, { template }: TemplateSite): readonly string[] {
  if (path.length === 0 || write.length > 0) return textsInJson(text, path);
  const { partAt, piecesAt } = remember(joinedTexts, template, () => joinedText(template));
  const part = partAt.get(`${span.start}-${span.end}`);
  if (part === undefined || piecesAt === undefined) return textsInJson(text, path);
  return piecesAt(path).get(part) ?? [];
}

/** A string that joins pieces to a text. */
interface JoinedText {
  /** Which of the pieces is at a span, `start-end`. */
  readonly partAt: ReadonlyMap<string, number>;
  /** What the pieces say of the JSON that they make; undefined where they make none. */
  readonly piecesAt: ((path: Path) => JsonPieces) | undefined;
}

const joinedTexts = new WeakMap<Template, JoinedText>();

function joinedText(template: Template): JoinedText {
  const joined = joinedPieces(template);
  const read = jsonPiecesOf(joined.map(({ text }) => text));
  const known = new Map<string, JsonPieces>();
  return {
    partAt: new Map(joined.map(({ span: { start, end } }, part) => [`${start}-${end}`, part])),
    // Every piece of a text is asked for what it says at the same place.
    piecesAt: read && ((path) => remember(known, pathKey(path), () => read(path))),
  };
}

function originOf(written: WrittenValue, operation: Operation, entry: Pending): LiteralOrigin | MadeOrigin {
  const { text, path, span } = written;
  const place = { operation, path, span, mode: combineModes(entry.mode, written.mode), trace: traceOf(entry) };
  return text === undefined ? { kind: "made", ...place } : { kind: "literal", text, written, member: written.member, ...place };
}

/** The strings of an operation that are values, by their paths: one action can hold thousands. */
function valueSites(sites: readonly TemplateSite[]): ReadonlyMap<string, TemplateSite> {
  return remember(sitesByPath, sites, () => new Map(sites.filter(({ key }) => !key).map((site) => [site.path.join("\u0001"), site])));
}

/** The lists of strings live as long as the reading of their flow. */
const sitesByPath = new WeakMap<readonly TemplateSite[], ReadonlyMap<string, TemplateSite>>();

/** The node and path of a string of an operation. */
export function siteInputs(
  graph: ValueGraph,
  operation: Operation,
  path: readonly string[],
): { readonly node: ValueNode; readonly path: Path } {
  return { node: graph.node("inputs", operation), path: pathOf(...path) };
}
