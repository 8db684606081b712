import { type DesktopFlow, type DesktopPort, type DesktopRow, portNamed, rowPlace } from "../../../desktop-flow/model.ts";
import type { Expression, Statement } from "../../../desktop-flow/robin/ast.ts";
import { actionCallsOf } from "../../../desktop-flow/robin/walk.ts";
import { type Confidence, lowestConfidence } from "../../../findings/confidence.ts";
import type { CredentialMatch } from "../../../secrets/credential.ts";
import { judgeByPosition } from "../../../secrets/judge.ts";
import { credentialName } from "../../../secrets/names/credential-name.ts";
import { preview } from "../../../secrets/preview.ts";
import type { Place as SourcePlace, Span } from "../../../source/place.ts";
import { type CallContext, type CallContexts, createCallContexts } from "../../following/call-context.ts";
import { createWidening, type Widening } from "../../following/widening.ts";
import type { Edge, ValueGraph, ValueNode } from "../../graph/graph.ts";
import { cut, type Path, pathKey, readThrough } from "../../graph/path.ts";
import { isDelimitedStep } from "../../strings/delimited-text.ts";
import { desktopFlowOf, desktopRowOf } from "../graph/nodes.ts";
import { type Constant, constantsAt } from "../literals/constants.ts";
import type { DesktopLiteralOptions } from "../literals/contexts.ts";
import { insertedCredentials } from "../literals/inserted-credentials.ts";
import type { DesktopCredential } from "../literals/literals.ts";
import { connectionFieldBefore, isConnectionString } from "../roles/credential-fields.ts";
import { leavesOfValue, outputPath, rowValue } from "../values/values.ts";
import { variableReadBy } from "../variables/live-ranges.ts";
import { createPickedElements } from "./picked-elements.ts";

/** What is a credential because it ends in a place that is made for one. */
export interface DesktopUses {
  /** Inputs whose values authenticate something, with the place that says it most surely. */
  readonly inputs: ReadonlyMap<DesktopPort, InputUse>;
  /** Texts written in rows. */
  readonly literals: readonly DesktopCredential[];
  /** Variables into which an action puts, from a file, a table, a program, what is used as a credential. */
  readonly variables: readonly UsedVariable[];
  /** How what comes from inputs and variables that are known only by their use goes on, where that is not how every value does. */
  readonly narrowed: ReadonlyMap<Edge, readonly Path[]>;
}

/** A variable that holds a credential from somewhere: only its use tells. */
export interface UsedVariable {
  readonly flow: DesktopFlow;
  readonly node: ValueNode;
  /** Where in the variable it is. */
  readonly path: Path;
  readonly place: SourcePlace;
}

/** The row that authenticates with an input. */
export interface InputUse {
  readonly row: DesktopRow;
  /** Medium for a connection string, which need not hold a password, and for an argument that is known only by its name. */
  readonly confidence: Confidence;
  /** As a connection string. */
  readonly connects: boolean;
  /** What of the input authenticates something: members of a configuration, or all of it. */
  readonly paths: readonly Path[];
}

/** Share of the steps that may be spent on places beyond the usual limit of a node: members of one text are that many, while circles have more. */
const sparePart = 1 / 4;

/** A place on the traces back from an argument that is made for a credential. */
interface Place {
  readonly node: ValueNode;
  readonly path: Path;
  readonly context: CallContext | undefined;
  /** The row that authenticates. */
  readonly row: DesktopRow;
  readonly confidence: Confidence;
  /** The argument takes a connection string, and the place holds all of it. */
  readonly connects: boolean;
  /** The value arrives unchanged from this place. */
  readonly exact: boolean;
  /** Names the last place on the way that joins the value with others: an argument, or the value of a SET. */
  readonly joinedIn: string | undefined;
  /** The variable that the row writes, and where in it; set where the place is one of a row. */
  readonly written: { readonly node: ValueNode; readonly path: Path; readonly span: Span } | undefined;
}

/** The uses that have been found so far. */
interface Found {
  readonly inputs: Map<DesktopPort, InputUse>;
  readonly literals: Map<string, DesktopCredential>;
  readonly variables: Map<string, UsedVariable>;
}

/**
 * Reads backward from all arguments made for a credential at once, so that the work grows with the graph alone.
 * @param maxSteps most places that are looked at: where there are more, {@link ValueGraph.searches} says so
 */
export function desktopUses(
  flows: readonly DesktopFlow[],
  graph: ValueGraph,
  options: DesktopLiteralOptions,
  maxSteps: number,
): DesktopUses {
  const found: Found = { inputs: new Map(), literals: new Map(), variables: new Map() };
  const contexts = createCallContexts();
  const widening = createWidening(maxSteps * sparePart);
  const picked = createPickedElements();
  const seen = new Set<string>();
  const pending: Place[] = [];
  const push = (place: Place): void => {
    const { node, path, context, confidence, connects, exact, joinedIn } = place;
    const key = `${node.id}${pathKey(path)}\u0002${contexts.key(context)}\u0002${confidence}${connects}${exact}${joinedIn !== undefined}`;
    if (seen.has(key)) return;
    seen.add(key);
    widening.count(node);
    pending.push(place);
  };
  for (const flow of flows) for (const place of usesIn(flow, graph, options)) push(place);
  for (let index = 0; index < pending.length && index < maxSteps; index++) {
    const place = pending[index];
    if (place === undefined) break;
    note(place, found);
    for (const edge of graph.incomingAt(place.node, place.path)) {
      const before = placeBefore(edge, place, contexts, widening);
      if (before === undefined) continue;
      if (widening.applies(edge.from)) graph.searches.cutOffRow ??= place.row;
      picked.pass(edge, place.path);
      push(before);
    }
  }
  graph.searches.cutOffRow ??= pending[Math.ceil(maxSteps)]?.row;
  const { inputs, literals, variables } = found;
  return { inputs, literals: [...literals.values()], variables: [...variables.values()], narrowed: picked.narrowed(flows, graph) };
}

/** The variables in arguments that are made for a credential. */
function usesIn(flow: DesktopFlow, graph: ValueGraph, options: DesktopLiteralOptions): readonly Place[] {
  return flow.rows.flatMap((row) => {
    if (row.statement.disabled) return [];
    const insertions = insertedCredentials(row, options);
    return valuesOf(row.statement).flatMap(({ name, value }) =>
      leavesOfValue(value).flatMap((leaf): readonly Place[] => {
        const role = options.roles.of(row, name, leaf.span, [name.toLowerCase(), ...leaf.write]);
        const confidence =
          role.kind === "credential"
            ? role.confidence
            : insertions.find(({ argument, span }) => argument === name && isWithin(leaf.span, span))?.confidence;
        if (confidence === undefined) return [];
        const node = variableReadBy(row, leaf, graph);
        const connects = isConnectionString(name) && confidence !== "high";
        const isAllCredential = leaf.mode === "derived" && !isConnectionString(name) && options.roles.of(row, name).kind === "credential";
        const joinedIn = isAllCredential ? joinName(row, name, []) : undefined;
        return [{ node, path: leaf.path, context: undefined, row, confidence, connects, exact: true, joinedIn, written: undefined }];
      }),
    );
  });
}

/** Where an edge brings the value of a place from; undefined when it brings another part of it, or comes from another call. */
function placeBefore(edge: Edge, place: Place, contexts: CallContexts, widening: Widening): Place | undefined {
  const { node, path, row } = place;
  if (edge.onlyMembers === true) return undefined;
  const rest = readThrough(path, edge.write);
  const context = rest === undefined ? "blocked" : contexts.beyond(edge, place.context, "return");
  if (rest === undefined || context === "blocked") return undefined;
  const use = place.connects ? partOfConnection(edge, place) : isUserOfPair(edge) ? undefined : place;
  if (use === undefined) return undefined;
  const isCopy = edge.mode === "copy";
  const widened = widening.applies(edge.from);
  const isWritten = node.kind === "desktop-variable" && edge.desktop !== undefined && edge.from.kind === "desktop-statement";
  return {
    node: edge.from,
    path: isCopy && !widened ? cut([...edge.read, ...rest]) : edge.read,
    context: widened ? undefined : context,
    row,
    confidence: use.confidence,
    connects: use.connects,
    exact: isCopy,
    joinedIn: place.joinedIn ?? joinedBy(edge, place),
    written: isWritten ? { node, path, span: edge.desktop.span } : undefined,
  };
}

/** The place in a SET that makes a text of several values; a connection string is a list of named ones instead. */
function joinedBy({ mode, desktop }: Edge, { connects, path }: Place): string | undefined {
  if (connects || mode !== "derived" || desktop?.row.statement.kind !== "set") return undefined;
  return joinName(desktop.row, rowValue, path);
}

function joinName({ desktopFlow: { source }, statement }: DesktopRow, argument: string, path: Path): string {
  return [source.path, source.file, statement.start, argument, pathKey(path)].join("\u0001");
}

/** The value is the first of two that a colon joins, the user's name in front of the password: `%User%:%Password%`, `User + ':' + Password`. */
function isUserOfPair({ desktop, mode }: Edge): boolean {
  if (desktop === undefined || mode !== "derived") return false;
  const { row, span } = desktop;
  return /^(?:%:%|\}:\$\{|\s*\+\s*(?:\$''':'''|':')\s*\+)/.test(row.desktopFlow.source.text().slice(span.end, span.end + longestJoint));
}

/** Longest colon between two values that a row joins, with what joins them. */
const longestJoint = 40;

/** What a variable is to the connection string that it becomes a part of: its password, something harmless (undefined), or what cannot be told. */
function partOfConnection({ desktop, mode }: Edge, place: Place): Pick<Place, "confidence" | "connects"> | undefined {
  if (desktop === undefined || desktop.argument === "" || mode !== "derived") return place;
  const { row, span } = desktop;
  const field = connectionFieldBefore(row.desktopFlow.source.text().slice(row.statement.start, span.start));
  if (field === undefined) return place;
  return credentialName(field) === undefined ? undefined : { confidence: "high", connects: false };
}

/** An input of which more members authenticate something is taken as a whole. */
const mostMembers = 16;

/** Records that the input, text or variable at a place is used as a credential. */
function note(place: Place, { inputs, literals, variables }: Found): void {
  const { node, path, row, confidence, connects, exact, joinedIn, written: into } = place;
  const flow = desktopFlowOf(node);
  if (flow === undefined) return;
  if (node.kind === "desktop-input") {
    const port = portNamed(flow.inputs, node.name);
    const known = port === undefined ? undefined : inputs.get(port);
    const isSurer = known === undefined || (known.confidence !== "high" && confidence === "high");
    const others = (known?.paths ?? []).filter((other) => pathKey(other) !== pathKey(path));
    const paths = others.length < mostMembers ? [...others, path] : [[]];
    if (port !== undefined) inputs.set(port, { ...(isSurer ? { row, confidence, connects } : known), paths });
  }
  const written = desktopRowOf(node);
  // The fields of a connection string say what it holds.
  if (written === undefined || connects) return;
  if (path[0] === outputPath("")[0] && into !== undefined && confidence === "high" && !into.path.some(isDelimitedStep)) {
    const key = `${into.node.id}${pathKey(into.path)}`;
    if (!variables.has(key)) variables.set(key, { flow, node: into.node, path: into.path, place: rowPlace(written, into.span) });
    return;
  }
  // What an action makes of its arguments is another text; a SET that is a part of one may be all that matters.
  if (!exact && written.statement.kind !== "set") return;
  for (const constant of constantsAt(written, path)) {
    const credential = credentialByUse(flow, written, path, constant, confidence);
    if (credential === undefined) continue;
    const key = `${written.desktopFlow.source.file}\u0001${written.desktopFlow.source.path}\u0001${constant.span.start}`;
    const known = literals.get(key);
    const isSurer = known === undefined || (known.match.confidence === "medium" && confidence === "high");
    // A text that is used as it is somewhere is a credential of its own.
    const isOwn = joinedIn === undefined || (known !== undefined && known.joinedIn === undefined);
    if (isSurer || isOwn) literals.set(key, { ...(isSurer ? credential : known), joinedIn: isOwn ? undefined : joinedIn });
  }
}

/** A text in a row that is a credential by its use; undefined for a placeholder. */
function credentialByUse(
  flow: DesktopFlow,
  row: DesktopRow,
  path: Path,
  { text, span, member, holder }: Constant,
  confidence: Confidence,
): DesktopCredential | undefined {
  // The same as if it were written where it ends.
  const judged = judgeByPosition(text, undefined, undefined);
  if (judged === undefined || text.trim().length < 4 || /^(?:bearer|basic)$/i.test(text.trim())) return undefined;
  const match: CredentialMatch = {
    kind: "credential",
    label: "a credential",
    span: { start: 0, end: text.length },
    preview: preview(text),
    confidence: lowestConfidence(judged.confidence, confidence),
    evidence: ["use"],
    ...(judged.remark === undefined ? {} : { remark: judged.remark }),
    in: "text",
  };
  return { flow, row, member, holder, paths: [path], match, encrypted: false, place: rowPlace(row, span), secret: text };
}

/** The values of a row that may be used as credentials: the arguments of its actions, and what a SET puts together. */
function valuesOf(statement: Statement): readonly { readonly name: string; readonly value: Expression }[] {
  if (statement.kind === "set") return [{ name: rowValue, value: statement.value }];
  return actionCallsOf(statement).flatMap((call) => call.arguments);
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
