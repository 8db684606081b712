import type { CloudFlow } from "../../../cloud-flow/model.ts";
import { remember } from "../../../collections.ts";
import { type NamedVariable, ownerOf } from "../../../desktop-flow/local-variables.ts";
import { type DesktopFlow, type DesktopRow, portNamed } from "../../../desktop-flow/model.ts";
import type { ActionCall, Argument, CallStatement, Target } from "../../../desktop-flow/robin/ast.ts";
import { actionCallsOf, argumentNamed, isSameName, plainValue } from "../../../desktop-flow/robin/walk.ts";
import { credentialName } from "../../../secrets/names/credential-name.ts";
import type { Span } from "../../../source/place.ts";
import type { Edge, GraphBuilder, ValueNode } from "../../graph/graph.ts";
import { anyStep, type Path } from "../../graph/path.ts";
import type { DesktopCallIndex } from "../calls/calls.ts";
import type { DesktopRoles } from "../roles/roles.ts";
import { copiesText, readsClipboard } from "../typing/keys-and-clipboard.ts";
import { takenOut } from "../values/replacing.ts";
import { splitPlaces } from "../values/splitting.ts";
import { columnTaken, placesInTable, type TableHeaders, tableHeaders } from "../values/table-columns.ts";
import { leavesOfValue, outputPath, rowValue, writingOf } from "../values/values.ts";
import { variableGiven, variableOf, variableReadBy, variableReturned, variableWrittenBy } from "../variables/live-ranges.ts";
import type { DesktopScopes } from "../variables/scopes.ts";
import { calledName, localSubflows } from "../variables/variable-scopes.ts";
import { type ClipboardReading, clipboardReadings } from "./clipboard.ts";
import { isScriptText, signsInWith } from "./scripts.ts";
import { type StoredReading, storedReadings } from "./stored-texts.ts";

/** The desktop flow that a node belongs to. */
export function desktopFlowOf(node: ValueNode): DesktopFlow | undefined {
  const { owner } = node;
  if (owner === undefined) return undefined;
  switch (node.kind) {
    case "desktop-input":
    case "desktop-output":
    case "desktop-variable":
      return owner as DesktopFlow;
    case "desktop-statement":
      return (owner as DesktopRow).desktopFlow;
    default:
      return undefined;
  }
}

/** The row of a statement's node. */
export function desktopRowOf(node: ValueNode): DesktopRow | undefined {
  return node.kind === "desktop-statement" ? (node.owner as DesktopRow) : undefined;
}

/** Makes the edges of desktop flows when one of their nodes is first asked for. */
export interface DesktopGraph {
  prepare(node: ValueNode, graph: GraphBuilder): void;
  /** Cloud flows whose edges must be known before those of a desktop flow's input or output are complete. */
  cloudFlowsAround(node: ValueNode): readonly CloudFlow[];
}

/** Makes the edges of desktop flows, flow by flow, when one of their nodes is first asked for. */
export function createDesktopGraph(calls: DesktopCallIndex, roles: DesktopRoles, scopes: DesktopScopes): DesktopGraph {
  const built = new Set<DesktopFlow>();
  const build = (flow: DesktopFlow, graph: GraphBuilder): void => {
    if (built.has(flow)) return;
    built.add(flow);
    addDesktopEdges(flow, calls, roles, graph);
  };
  const isPort = (node: ValueNode): boolean => node.kind === "desktop-input" || node.kind === "desktop-output";
  return {
    prepare(node, graph) {
      const flow = desktopFlowOf(node);
      if (flow === undefined) return;
      for (const script of scopes.sharing(flow)) build(script, graph);
      if (isPort(node)) for (const caller of calls.desktopCallers(flow)) build(caller.desktopFlow, graph);
    },
    cloudFlowsAround(node) {
      const flow = isPort(node) ? desktopFlowOf(node) : undefined;
      return flow === undefined ? [] : calls.cloudCallers(flow).map((operation) => operation.flow);
    },
  };
}

/**
 * The edges of one desktop flow. Variables are global to the flow, and all writes that a row can read join. Rows that are switched off do not run.
 */
function addDesktopEdges(flow: DesktopFlow, calls: DesktopCallIndex, roles: DesktopRoles, graph: GraphBuilder): void {
  for (const { name } of flow.inputs)
    graph.edge({ from: graph.node("desktop-input", flow, name), read: [], to: variableGiven(flow, name, graph), write: [], mode: "copy" });
  for (const { name } of flow.outputs)
    graph.edge({
      from: variableReturned(flow, name, graph),
      read: [],
      to: graph.node("desktop-output", flow, name),
      write: [],
      mode: "copy",
    });
  const headers = tableHeaders(flow);
  for (const row of flow.rows) {
    const { statement } = row;
    if (statement.disabled) continue;
    const inner: RowBuilding = { row, graph, calls, roles, headers, node: graph.node("desktop-statement", row) };
    switch (statement.kind) {
      case "set":
        takeIn(inner, rowValue, statement.value);
        giveOut(inner, [rowValue], statement.target, "copy");
        break;
      case "loop-each":
        takeIn(inner, rowValue, statement.source);
        giveOut(inner, [rowValue, anyStep], statement.variable, "copy");
        break;
      case "exit":
        for (const { name, value } of statement.arguments) takeIn(inner, name, value);
        break;
      case "call":
        addSubflowEdges(inner, statement);
        break;
      default:
        for (const call of actionCallsOf(statement)) addActionEdges(inner, call);
    }
  }
  for (const reading of clipboardReadings(flow, roles)) addClipboardEdges(reading, graph);
  for (const reading of storedReadings(flow, roles, graph)) addStoredEdge(reading, graph);
}

/** Joins a row that stores a text in a file, or in a variable of the environment, to one that reads it there. */
function addStoredEdge({ from, stored, to, output: { name, target } }: StoredReading, graph: GraphBuilder): void {
  graph.edge({
    from: graph.node("desktop-statement", from),
    read: [stored.toLowerCase()],
    to: graph.node("desktop-statement", to),
    write: outputPath(name),
    mode: "copy",
    subflow: "shared",
    desktop: { row: to, argument: name, span: { start: target.start, end: target.end } },
  });
}

/** Joins a row that puts a text into the clipboard to one that reads it there. */
function addClipboardEdges({ from, to }: ClipboardReading, graph: GraphBuilder): void {
  const copied = actionCallsOf(from.statement).find(copiesText)?.arguments ?? [];
  const read = actionCallsOf(to.statement).find(readsClipboard)?.outputs ?? [];
  for (const { name } of copied) {
    for (const { name: output, target } of read) {
      graph.edge({
        from: graph.node("desktop-statement", from),
        read: [name.toLowerCase()],
        to: graph.node("desktop-statement", to),
        write: outputPath(output),
        mode: "copy",
        subflow: "shared",
        desktop: { row: to, argument: output, span: { start: target.start, end: target.end } },
      });
    }
  }
}

interface RowBuilding {
  readonly row: DesktopRow;
  readonly graph: GraphBuilder;
  readonly calls: DesktopCallIndex;
  readonly roles: DesktopRoles;
  readonly headers: TableHeaders;
  readonly node: ValueNode;
}

/** Steps of the access path below the text of a script, which keep what it may print apart from what it signs in with and does not print. */
const mayPrint = "may print";
const signIn = "signs in with";

/**
 * What variables bring into an argument of a row.
 * @param signIns for the text of a script: the places of the values that it signs in with
 */
function takeIn({ row, graph, node }: RowBuilding, argument: string, value: Argument["value"], signIns?: readonly Span[]): void {
  for (const leaf of leavesOfValue(value)) {
    const signsIn = signIns?.some(({ start, end }) => leaf.span.start >= start && leaf.span.end <= end) === true;
    const inside: Path = signIns === undefined ? leaf.write : signsIn ? [signIn] : [];
    graph.edge({
      from: variableReadBy(row, leaf, graph),
      read: leaf.path,
      to: node,
      write: [argument.toLowerCase(), ...inside],
      mode: leaf.mode,
      ...shared(row, leaf),
      desktop: { row, argument, span: leaf.span },
    });
  }
}

/** What a row writes to a variable. */
function giveOut(
  { row, graph, node }: RowBuilding,
  read: Path,
  target: Target,
  mode: "copy" | "derived",
  { redacts = [], within = [], ...limits }: GivingOut = {},
): void {
  const written = writingOf(target);
  if (written === undefined) return;
  const { start, end } = target;
  graph.edge({
    from: node,
    read,
    to: variableWrittenBy(row, written, graph),
    write: [...written.path, ...within],
    mode,
    ...(redacts.length === 0 ? {} : { redacts }),
    ...limits,
    ...shared(row, written),
    desktop: { row, argument: "", span: { start, end } },
  });
}

/** Restrictions of an edge: which part of the value it takes along, and where it puts it. */
interface GivingOut extends Pick<Edge, "redacts" | "except" | "onlyMembers"> {
  /** Where in what is written it is. */
  readonly within?: Path;
}

/** What a local subflow does to a variable of the flow, which all subflows share. */
function shared({ local }: DesktopRow, variable: NamedVariable): Pick<Edge, "subflow"> {
  return local !== undefined && ownerOf(variable, local) === undefined ? { subflow: "shared" } : {};
}

/** Most calls of one local subflow that are told apart. */
const mostCalls = 20;

const callsOfSubflows = new WeakMap<DesktopFlow, ReadonlyMap<string, number>>();

/** How many rows call each subflow, by its name in small letters. */
function callCounts(flow: DesktopFlow): ReadonlyMap<string, number> {
  return remember(callsOfSubflows, flow, () => {
    const counts = new Map<string, number>();
    for (const { statement } of flow.rows) {
      if (statement.kind !== "call" || statement.disabled) continue;
      const name = calledName(statement);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return counts;
  });
}

/** The inputs and outputs of a local subflow are variables of its own; of one that is not here, they are taken for variables of the flow. */
function addSubflowEdges(inner: RowBuilding, call: CallStatement): void {
  const { row, graph, node } = inner;
  const { arguments: inputs, outputs } = call;
  const local = localSubflows(row.desktopFlow.script.functions).get(calledName(call));
  const portOf = (name: string): ValueNode => variableOf(row.desktopFlow, name, graph, local);
  const isToldApart = local !== undefined && (callCounts(row.desktopFlow).get(calledName(call)) ?? 0) <= mostCalls;
  const crossing = (direction: "enter" | "return"): Pick<Edge, "subflow"> => {
    if (isToldApart) return { subflow: { at: row, direction } };
    return row.local === undefined ? {} : { subflow: "shared" };
  };
  for (const { name, nameEnd, start, value } of inputs) {
    takeIn(inner, name, value);
    const desktop = { row, argument: "", span: { start, end: nameEnd } };
    graph.edge({ from: node, read: [name.toLowerCase()], to: portOf(name), write: [], mode: "copy", ...crossing("enter"), desktop });
  }
  for (const { name, target } of outputs) {
    graph.edge({
      from: portOf(name),
      read: [],
      to: node,
      write: outputPath(name),
      mode: "copy",
      ...crossing("return"),
      desktop: { row, argument: name, span: { start: target.start, end: target.end } },
    });
    giveOut(inner, outputPath(name), target, "copy");
  }
}

/** Outputs that keep the structure of what they are made of. */
const keepsStructure = /^variables\.(?:convertcustomobjecttojson|convertjsontocustomobject|createnewdatatable)$|^text\.(?:split\w*|trim)$/i;
/** Outputs that are made of the elements of lists or the rows of tables, which then have other numbers. */
const keepsElements = /^variables\.(?:filterdatatable|filterlist|findcommonlistitems|joindatatable|mergelists|subtractlists)$/i;

/** Outputs that are made of one column of a table. */
const takesColumn = /^variables\.retrievedatatablecolumnintolist$/i;

/** The headers that a script gives to the table in an argument. */
function headersOf({ arguments: given }: ActionCall, input: string, headers: TableHeaders): readonly (readonly string[])[] {
  const table = argumentNamed(given, input)?.value;
  const plain = table === undefined ? undefined : plainValue(table);
  return plain?.kind === "reference" && plain.path.length === 0 ? (headers.get(plain.name.toLowerCase()) ?? []) : [];
}

function addActionEdges(inner: RowBuilding, call: ActionCall): void {
  const { row, graph, calls, roles, headers, node } = inner;
  const facts = roles.actionFacts(call);
  const signIns = call.arguments.some(({ name }) => isScriptText(facts, name)) ? signsInWith(row, roles) : [];
  for (const { name, value } of call.arguments) takeIn(inner, name, value, isScriptText(facts, name) ? signIns : undefined);
  const gone = takenOut(call, facts);
  const redacts = gone === "all" ? [] : gone.map((value) => ({ node: variableReadBy(row, value, graph), path: value.path }));
  const handsOn = call.arguments.filter(({ name, dynamic }) =>
    facts === undefined ? roles.isForeign(call) && credentialName(name) === undefined : facts.calls === "script" && dynamic,
  );
  for (const { name, target } of call.outputs) {
    // What a script does, and an action that no table has: what it was given may be in what it gives, but for a password that it signs in with.
    for (const input of handsOn) giveOut(inner, [input.name.toLowerCase()], target, "derived");
    // What an action gives by itself, a secret of a vault, is at its output.
    giveOut(inner, outputPath(name), target, "copy");
    const made = Object.entries(facts?.carries ?? {}).find(([output]) => isSameName(output, name))?.[1] ?? [];
    for (const input of made) {
      if (gone === "all" && isSameName(input, "Text")) continue;
      const action = `${call.module}.${call.action}`;
      const read = isScriptText(facts, input) ? [input.toLowerCase(), mayPrint] : [input.toLowerCase()];
      if (/^text\.split/i.test(action)) addPieces(inner, call, read, target);
      if (takesColumn.test(action))
        for (const cell of columnTaken(call, headersOf(call, input, headers)))
          giveOut(inner, [...read, anyStep, cell], target, "copy", { within: [anyStep] });
      else if (keepsElements.test(action)) giveOut(inner, [...read, anyStep], target, "copy", { within: [anyStep] });
      else giveOut(inner, read, target, keepsStructure.test(action) ? "copy" : "derived", { redacts });
    }
  }
  for (const [changed, taken] of Object.entries(facts?.mutates ?? {})) {
    const given = argumentNamed(call.arguments, changed)?.value;
    const list = given === undefined ? undefined : plainValue(given);
    // The designer writes the changed list as an output as well, or only so.
    const target = list?.kind === "reference" ? list : call.outputs.find(({ target: out }) => out.kind === "reference")?.target;
    const written = target === undefined ? undefined : writingOf(target);
    if (written === undefined || target === undefined) continue;
    for (const input of taken) {
      for (const { read, write } of placesInTable(call, input, headers.get(written.name.toLowerCase()) ?? [], row.desktopFlow)) {
        graph.edge({
          from: node,
          read: [input.toLowerCase(), ...read],
          to: variableWrittenBy(row, written, graph),
          write: [...written.path, ...write],
          mode: "copy",
          ...shared(row, written),
          desktop: { row, argument: "", span: { start: target.start, end: target.end } },
        });
      }
    }
  }
  for (const called of calls.calledFlowsOf(row, call)) addCallEdges(inner, call, called);
}

/**
 * The pieces of a text that is cut up: a value between the delimiters at which it is cut is in the piece of its number, one at a member of JSON or a field
 * of a form in any.
 */
function addPieces(inner: RowBuilding, call: ActionCall, read: Path, target: Target): void {
  const places = splitPlaces(call);
  for (const [index, place] of places.entries()) giveOut(inner, [...read, place], target, "copy", { within: [String(index)] });
  giveOut(inner, read, target, "derived", { within: [anyStep], onlyMembers: true, except: places });
}

/** Joins a row that runs another desktop flow to the inputs and outputs of that flow. */
function addCallEdges({ row, graph, node }: RowBuilding, call: ActionCall, called: DesktopFlow): void {
  for (const { name } of call.arguments.filter(({ dynamic }) => dynamic)) {
    const port = portNamed(called.inputs, name);
    if (port === undefined) continue;
    const to = graph.node("desktop-input", called, port.name);
    graph.edge({ from: node, read: [name.toLowerCase()], to, write: [], mode: "copy", call: { at: row, direction: "enter" } });
  }
  for (const { name, dynamic, target } of call.outputs) {
    const port = dynamic ? portNamed(called.outputs, name) : undefined;
    const written = writingOf(target);
    if (port === undefined || written === undefined) continue;
    graph.edge({
      from: graph.node("desktop-output", called, port.name),
      read: [],
      to: variableWrittenBy(row, written, graph),
      write: written.path,
      mode: "copy",
      ...shared(row, written),
      desktop: { row, argument: "", span: { start: target.start, end: target.end } },
      call: { at: row, direction: "return" },
    });
  }
}
