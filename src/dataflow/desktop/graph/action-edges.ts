import { type DesktopFlow, portNamed } from "../../../desktop-flow/model.ts";
import type { ActionCall, Target } from "../../../desktop-flow/robin/ast.ts";
import { argumentNamed, isSameName, plainValue } from "../../../desktop-flow/robin/walk.ts";
import type { DesktopActionFacts } from "../../../knowledge/desktop-actions.ts";
import { credentialName } from "../../../secrets/names/credential-name.ts";
import { anyStep, type Path } from "../../graph/path.ts";
import { takenOut } from "../values/replacing.ts";
import { splitPlaces } from "../values/splitting.ts";
import { columnTaken, placesInTable, type TableHeaders } from "../values/table-columns.ts";
import { outputPath, writingOf } from "../values/values.ts";
import { variableReadBy, variableWrittenBy } from "../variables/live-ranges.ts";
import { giveOut, mayPrint, type RowBuilding, shared, takeIn } from "./row-edges.ts";
import { isScriptText, signInStretches } from "./scripts.ts";

/** Outputs that keep the structure of what they are made of. */
const structurePreservingActions =
  /^variables\.(?:convertcustomobjecttojson|convertjsontocustomobject|createnewdatatable)$|^text\.(?:split\w*|trim)$/i;
/** Outputs that are made of the elements of lists or the rows of tables, which then have other numbers. */
const elementPreservingActions = /^variables\.(?:filterdatatable|filterlist|findcommonlistitems|joindatatable|mergelists|subtractlists)$/i;

/** Outputs that are made of one column of a table. */
const columnTakingAction = "Variables.RetrieveDataTableColumnIntoList";

/** The headers that a script gives to the table in an argument. */
function headersOf({ arguments: given }: ActionCall, input: string, headers: TableHeaders): readonly Path[] {
  const table = argumentNamed(given, input)?.value;
  const plain = table === undefined ? undefined : plainValue(table);
  return plain?.kind === "reference" && plain.path.length === 0 ? (headers.get(plain.name.toLowerCase()) ?? []) : [];
}

/** What an action takes in, what it gives out and changes, and what it hands to the desktop flow that it runs. */
export function addActionEdges(inner: RowBuilding, call: ActionCall): void {
  const { row, calls, roles } = inner;
  const facts = roles.actionFacts(call);
  const signIns = call.arguments.some(({ name }) => isScriptText(facts, name)) ? signInStretches(row, roles) : [];
  for (const { name, value } of call.arguments) takeIn(inner, name, value, isScriptText(facts, name) ? signIns : undefined);
  addOutputs(inner, call, facts);
  addChanges(inner, call, facts);
  for (const called of calls.calledFlowsOf(row, call)) addCallEdges(inner, call, called);
}

/** What the outputs of an action are made of. */
function addOutputs(inner: RowBuilding, call: ActionCall, facts: DesktopActionFacts | undefined): void {
  const { row, graph, roles, headers } = inner;
  const gone = takenOut(call, facts);
  const redacts = gone === "all" ? [] : gone.map((value) => ({ node: variableReadBy(row, value, graph), path: value.path }));
  const handsOn = call.arguments.filter(({ name, dynamic }) =>
    facts === undefined ? roles.isForeign(call) && credentialName(name) === undefined : facts.calls === "script" && dynamic,
  );
  const action = `${call.module}.${call.action}`;
  for (const { name, target } of call.outputs) {
    // What a script does, and an action that no table has: what it was given may be in what it gives, but for a password that it signs in with.
    for (const input of handsOn) giveOut(inner, [input.name.toLowerCase()], target, "derived");
    // What an action gives by itself, a secret of a vault, is at its output.
    giveOut(inner, outputPath(name), target, "copy");
    const made = Object.entries(facts?.carries ?? {}).find(([output]) => isSameName(output, name))?.[1] ?? [];
    for (const input of made) {
      if (gone === "all" && isSameName(input, "Text")) continue;
      const read = isScriptText(facts, input) ? [input.toLowerCase(), mayPrint] : [input.toLowerCase()];
      if (/^text\.split/i.test(action)) addPieces(inner, call, read, target);
      if (isSameName(action, columnTakingAction))
        for (const cell of columnTaken(call, headersOf(call, input, headers)))
          giveOut(inner, [...read, anyStep, cell], target, "copy", { within: [anyStep] });
      else if (elementPreservingActions.test(action)) giveOut(inner, [...read, anyStep], target, "copy", { within: [anyStep] });
      else giveOut(inner, read, target, structurePreservingActions.test(action) ? "copy" : "derived", { redacts });
    }
  }
}

/** What an action puts into a list or table that it changes. */
function addChanges({ row, graph, headers, node }: RowBuilding, call: ActionCall, facts: DesktopActionFacts | undefined): void {
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
