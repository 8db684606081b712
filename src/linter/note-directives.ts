import { type CloudFlow, flowPlace, type Operation, operationPlace } from "../cloud-flow/model.ts";
import { addAll } from "../collections.ts";
import type { Workspace } from "../dataflow/workspace/workspace.ts";
import { type DesktopFlow, rowFinder, rowPlace } from "../desktop-flow/model.ts";
import type { Statement } from "../desktop-flow/robin/ast.ts";
import { bodiesOf } from "../desktop-flow/robin/walk.ts";
import { textAt } from "../json.ts";
import type { WorkflowFile } from "../solution/model.ts";
import { createLineIndex } from "../source/line-index.ts";
import type { Place } from "../source/place.ts";
import { type Directive, type DirectiveScope, mayDirect, noteDirectives, robinDirectives } from "./suppress.ts";

/** A directive and where it is. */
export interface PlacedDirective extends Directive {
  readonly place: Place;
}

/** Most names of rules that are read in one file: each may have to be compared with every finding of it. */
const mostNames = 2000;

/** Suppressions in the notes of operations, the descriptions of flows and the comments of scripts. */
export function directivesOf(workspace: Workspace): readonly PlacedDirective[] {
  return [
    ...workspace.cloudFlows.map(flowDirectives),
    ...workspace.desktopFlows.map(scriptDirectives),
    ...workspace.solutions.map(({ workflows }) => workflows.flatMap(descriptionDirectives)),
  ].flatMap(withinLimit);
}

/** What the solution itself says about a flow is not in the flow's file. */
function descriptionDirectives({ name, source, description, place }: WorkflowFile): readonly PlacedDirective[] {
  if (description === undefined || !mayDirect(description.text)) return [];
  const { path, file } = source ?? place.source;
  // Scripts of several desktop flows may be in the file that describes them.
  const scope =
    source === undefined
      ? { path, file, component: name }
      : { path, file, described: { file: description.place.source.file, component: name } };
  return noteDirectives(description.text, scope).map((directive) => ({ ...directive, place: description.place }));
}

/** The first directives of a file, and the one at which the limit is reached. */
function withinLimit(directives: readonly PlacedDirective[]): readonly PlacedDirective[] {
  let names = 0;
  for (const [index, directive] of directives.entries()) {
    names += Math.max(1, directive.rules.length);
    if (names > mostNames) return [...directives.slice(0, index), { ...directive, rules: [], isBeyondLimit: true }];
  }
  return directives;
}

function flowDirectives(flow: CloudFlow): readonly PlacedDirective[] {
  const directives: PlacedDirective[] = [];
  const read = (text: string | undefined, scope: () => DirectiveScope, place: (directive: Directive) => Place): void => {
    if (text === undefined || !mayDirect(text)) return;
    for (const directive of noteDirectives(text, scope())) directives.push({ ...directive, place: place(directive) });
  };
  const file = { path: flow.source.path, file: flow.source.file };
  const pointer = textAt(flow.definition, "description") === undefined ? ["properties", "description"] : [...flow.pointer, "description"];
  read(
    flow.description,
    () => file,
    ({ span }) => flowPlace(flow, pointer, span),
  );
  for (const operation of flow.operations) {
    if (operation.note === undefined) continue;
    read(
      operation.note,
      () => ({ ...file, operations: namesWithin(operation) }),
      ({ span }) => operationPlace(operation, ["description"], span),
    );
  }
  return directives;
}

function scriptDirectives(flow: DesktopFlow): readonly PlacedDirective[] {
  const { source, rows } = flow;
  if (!mayDirect(source.text())) return [];
  const lines = createLineIndex(source.text());
  const lineAt = (offset: number): number => lines.positionAt(offset).line;
  const statements = rowFinder(rows.filter(({ statement }) => statement.kind !== "comment" && statement.kind !== "region"));
  return rows.flatMap((row) => {
    const { statement, subflow } = row;
    if (statement.kind !== "comment" || !mayDirect(statement.text)) return [];
    const comment = { text: statement.text, line: lineAt(statement.end), subflow };
    return robinDirectives([comment], { path: source.path, file: source.file, component: flow.name }, () => {
      const next = statements.after(statement.end)?.statement;
      return next === undefined ? undefined : { from: next.line, to: Math.max(next.line, lineAt(headEnd(next))) };
    }).map((directive) => ({ ...directive, place: rowPlace(row) }));
  });
}

/** Where the row itself ends: a row that holds others ends with its condition, so that a directive above a block does not cover everything in it. */
function headEnd(statement: Statement): number {
  const [first] = bodiesOf(statement).flat();
  return first === undefined ? statement.end : Math.min(statement.end, first.start - 1);
}

/** The operation and all operations in it: a note on a container applies to what it holds. */
function namesWithin(operation: Operation): ReadonlySet<string> {
  const names = new Set<string>();
  const pending = [operation];
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    names.add(current.name);
    for (const branch of current.branches) addAll(pending, branch.operations);
  }
  return names;
}
