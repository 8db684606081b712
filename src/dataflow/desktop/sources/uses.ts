import { addAll, distinctBy, once } from "../../../collections.ts";
import { type DesktopFlow, type DesktopPort, type DesktopRow, portNamed, rowPlace } from "../../../desktop-flow/model.ts";
import type { Argument, Expression } from "../../../desktop-flow/robin/ast.ts";
import { actionCallsOf, isSameName, plainValue } from "../../../desktop-flow/robin/walk.ts";
import { type Confidence, lowestConfidence } from "../../../findings/confidence.ts";
import type { CredentialMatch } from "../../../secrets/credential.ts";
import { judgeByPosition } from "../../../secrets/judge.ts";
import { credentialName } from "../../../secrets/names/credential-name.ts";
import { preview } from "../../../secrets/preview.ts";
import type { Place as SourcePlace, Span } from "../../../source/place.ts";
import { type CallContext, type CallContexts, createCallContexts } from "../../following/call-context.ts";
import { createWidening, type Widening } from "../../following/widening.ts";
import type { Edge, ValueGraph, ValueNode } from "../../graph/graph.ts";
import { anyStep, cut, type Path, pathKey, readThrough } from "../../graph/path.ts";
import { isDelimitedStep } from "../../strings/delimited-text.ts";
import { desktopFlowOf, desktopRowOf } from "../graph/nodes.ts";
import { type Constant, constantsAt } from "../literals/constants.ts";
import type { DesktopLiteralOptions } from "../literals/contexts.ts";
import { credentialsInHeaders } from "../literals/headers.ts";
import { type InsertedCredential, insertedInArgument, insertedInSet } from "../literals/inserted-credentials.ts";
import type { DesktopCredential } from "../literals/literals.ts";
import { connectionFieldBefore, headerBefore, isConnectionString } from "../roles/credential-fields.ts";
import { leavesOfValue, outputPath, rowValue } from "../values/values.ts";
import { variableReadBy } from "../variables/live-ranges.ts";
import { createHeldElsewhere } from "./held-elsewhere.ts";
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

/** A text of several fields, of which only some authenticate, is used as a whole. */
export type Fields = "connection string" | "headers";

/** The row that authenticates with an input. */
export interface InputUse {
  readonly row: DesktopRow;
  /** Medium for a text of several fields, which need not hold a password, and for an argument that is known only by its name. */
  readonly confidence: Confidence;
  readonly fields: Fields | undefined;
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
  /** The argument takes a connection string or headers, and the place holds all of it. */
  readonly fields: Fields | undefined;
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
  const heldElsewhere = createHeldElsewhere(graph);
  const seen = new Set<string>();
  const pending: Place[] = [];
  const push = (place: Place): void => {
    const { node, path, context, confidence, fields, exact, joinedIn } = place;
    const key = `${node.id}${pathKey(path)}\u0002${contexts.key(context)}\u0002${confidence}${fields}${exact}${joinedIn !== undefined}`;
    if (seen.has(key)) return;
    seen.add(key);
    widening.count(node);
    pending.push(place);
  };
  for (const flow of flows) for (const place of usesIn(flow, graph, options)) push(place);
  for (let index = 0; index < pending.length && index < maxSteps; index++) {
    const place = pending[index];
    if (place === undefined) break;
    note(place, found, options.sensitiveNames);
    for (const node of heldElsewhere(place.node)) push({ ...place, node });
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
  const places: Place[] = [];
  for (const row of flow.rows) {
    const { statement } = row;
    if (statement.disabled) continue;
    if (statement.kind === "set") {
      const value = { name: rowValue, value: statement.value };
      addAll(
        places,
        usesInValue(row, value, () => insertedInSet(statement, options), graph, options),
      );
      continue;
    }
    for (const call of actionCallsOf(statement))
      for (const argument of call.arguments)
        addAll(
          places,
          usesInValue(row, argument, () => insertedInArgument(row, call, argument, options), graph, options),
        );
  }
  return places;
}

/**
 * The variables in one value of a row that are used as credentials there: an argument of its action, or what a SET puts together.
 * @param readInserted finds what the text around makes a credential; asked only where the place itself is not made for one
 */
function usesInValue(
  row: DesktopRow,
  { name, value }: Pick<Argument, "name" | "value">,
  readInserted: () => readonly InsertedCredential[],
  graph: ValueGraph,
  options: DesktopLiteralOptions,
): readonly Place[] {
  const inserted = once(readInserted);
  return leavesOfValue(value).flatMap((leaf): readonly Place[] => {
    const role = options.roles.of(row, name, leaf.span, [name.toLowerCase(), ...leaf.write]);
    const confidence = role.kind === "credential" ? role.confidence : inserted().find(({ span }) => isWithin(leaf.span, span))?.confidence;
    if (confidence === undefined) return [];
    const node = variableReadBy(row, leaf, graph);
    const fields = takesHeaders(row, name, value, options)
      ? "headers"
      : isConnectionString(name) && confidence !== "high"
        ? "connection string"
        : undefined;
    const isAllCredential = leaf.mode === "derived" && !isConnectionString(name) && options.roles.of(row, name).kind === "credential";
    const joinedIn = isAllCredential ? joinName(row, name, []) : undefined;
    const sure = fields === undefined ? confidence : "medium";
    return [{ node, path: leaf.path, context: undefined, row, confidence: sure, fields, exact: true, joinedIn, written: undefined }];
  });
}

/** Whether an argument takes headers, and a variable holds all of them. */
function takesHeaders({ statement }: DesktopRow, argument: string, value: Expression, { roles }: DesktopLiteralOptions): boolean {
  if (plainValue(value).kind !== "reference") return false;
  return actionCallsOf(statement).some((call) =>
    Object.entries(roles.actionFacts(call)?.http ?? {}).some(([name, part]) => part === "headers" && isSameName(name, argument)),
  );
}

/** Where an edge brings the value of a place from; undefined when it brings another part of it, or comes from another call. */
function placeBefore(edge: Edge, place: Place, contexts: CallContexts, widening: Widening): Place | undefined {
  const { node, path, row } = place;
  if (edge.onlyMembers === true) return undefined;
  const rest = readThrough(path, edge.write);
  const context = rest === undefined ? "blocked" : contexts.beyond(edge, place.context, "return");
  if (rest === undefined || context === "blocked") return undefined;
  const use = place.fields !== undefined ? partOfFields(edge, place, place.fields) : isUserOfPair(edge) ? undefined : place;
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
    fields: use.fields,
    exact: isCopy,
    joinedIn: place.joinedIn ?? joinedBy(edge, place),
    written: isWritten ? { node, path, span: edge.desktop.span } : undefined,
  };
}

/** The place in a SET that makes a text of several values; a connection string and headers are lists of named ones instead. */
function joinedBy({ mode, desktop }: Edge, { fields, path }: Place): string | undefined {
  if (fields !== undefined || mode !== "derived" || desktop?.row.statement.kind !== "set") return undefined;
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

/** What a variable is to the connection string or headers that it becomes a part of: a password, something harmless (undefined), or what cannot be told. */
function partOfFields({ desktop, mode }: Edge, place: Place, fields: Fields): Pick<Place, "confidence" | "fields"> | undefined {
  if (desktop === undefined || desktop.argument === "" || mode !== "derived") return place;
  const { row, span } = desktop;
  const before = row.desktopFlow.source.text().slice(row.statement.start, span.start);
  const field = fields === "headers" ? headerBefore(before) : connectionFieldBefore(before);
  if (field === undefined) return place;
  const authenticates = fields === "headers" ? field === "credential" : credentialName(field) !== undefined;
  return authenticates ? { confidence: "high", fields: undefined } : undefined;
}

/** An input, or a text, of which more parts authenticate something is taken as a whole. */
const mostMembers = 16;

/** The places that are known, with others. */
function withPaths(known: readonly Path[] = [], others: readonly Path[], whole: Path): readonly Path[] {
  const paths = distinctBy([...known, ...others], pathKey);
  return paths.length <= mostMembers ? paths : [whole];
}

/** Records that the input, text or variable at a place is used as a credential. */
function note(place: Place, { inputs, literals, variables }: Found, sensitiveNames: readonly string[]): void {
  const { node, path, row, confidence, fields, exact, joinedIn, written: into } = place;
  const flow = desktopFlowOf(node);
  if (flow === undefined) return;
  if (node.kind === "desktop-input") {
    const port = portNamed(flow.inputs, node.name);
    const known = port === undefined ? undefined : inputs.get(port);
    const isSurer = known === undefined || (known.confidence !== "high" && confidence === "high");
    const paths = withPaths(known?.paths, [path], []);
    if (port !== undefined) inputs.set(port, { ...(isSurer ? { row, confidence, fields } : known), paths });
  }
  const written = desktopRowOf(node);
  if (written === undefined) return;
  if (fields === "headers") noteHeaders(flow, written, path, literals, sensitiveNames);
  // The fields say what the text holds.
  if (fields !== undefined) return;
  if (path[0] === outputPath("")[0] && into !== undefined && confidence === "high" && !into.path.some(isDelimitedStep)) {
    const key = `${into.node.id}${pathKey(into.path)}`;
    if (!variables.has(key)) variables.set(key, { flow, node: into.node, path: into.path, place: rowPlace(written, into.span) });
    return;
  }
  // What an action makes of its arguments is another text; a SET that is a part of one may be all that matters.
  if (!exact && written.statement.kind !== "set") return;
  for (const constant of constantsAt(written, path)) {
    const credential = credentialByUse(flow, written, constant, confidence);
    if (credential === undefined) continue;
    const key = `${written.desktopFlow.source.file}\u0001${written.desktopFlow.source.path}\u0001${constant.span.start}`;
    const known = literals.get(key);
    const isSurer = known === undefined || confidence === "high";
    // A text that is used as it is somewhere is a credential of its own.
    const isOwn = joinedIn === undefined || (known !== undefined && known.joinedIn === undefined);
    const paths = withPaths(known?.paths, constant.paths, path.slice(0, 1));
    literals.set(key, { ...(isSurer ? credential : known), paths, joinedIn: isOwn ? undefined : joinedIn });
  }
}

/** Records the credentials in the headers that are written at a place. */
function noteHeaders(flow: DesktopFlow, row: DesktopRow, path: Path, literals: Found["literals"], sensitiveNames: readonly string[]): void {
  // The headers may be the elements of a list that an action joins.
  const places: readonly Path[] = [[...path, anyStep], path];
  for (const at of places) {
    for (const { text, span, member, holder } of constantsAt(row, at)) {
      for (const match of credentialsInHeaders(text, sensitiveNames)) {
        const secret = text.slice(match.span.start, match.span.end);
        const key = `${row.desktopFlow.source.file}\u0001${row.desktopFlow.source.path}\u0001${span.start}\u0001${match.span.start}`;
        literals.set(key, { flow, row, member, holder, paths: [at], match, encrypted: false, place: rowPlace(row, span), secret });
      }
    }
  }
}

/** A text in a row that is a credential by its use; undefined for a placeholder. */
function credentialByUse(
  flow: DesktopFlow,
  row: DesktopRow,
  { text, span, member, holder, paths }: Constant,
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
  return { flow, row, member, holder, paths, match, encrypted: false, place: rowPlace(row, span), secret: text };
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
