import { type NamedVariable, ownerOf } from "../../../desktop-flow/local-variables.ts";
import type { DesktopRow } from "../../../desktop-flow/model.ts";
import type { Argument, Target } from "../../../desktop-flow/robin/ast.ts";
import type { Span } from "../../../source/place.ts";
import type { Edge, GraphBuilder, ValueNode } from "../../graph/graph.ts";
import type { Path } from "../../graph/path.ts";
import type { DesktopCallIndex } from "../calls/calls.ts";
import type { DesktopRoles } from "../roles/roles.ts";
import type { TableHeaders } from "../values/table-columns.ts";
import { leavesOfValue, writingOf } from "../values/values.ts";
import { variableReadBy, variableWrittenBy } from "../variables/live-ranges.ts";

/** A row whose edges are made, and what that takes. */
export interface RowBuilding {
  readonly row: DesktopRow;
  readonly graph: GraphBuilder;
  readonly calls: DesktopCallIndex;
  readonly roles: DesktopRoles;
  readonly headers: TableHeaders;
  readonly node: ValueNode;
}

/** Step of the access path below the text of a script, for what the script may print. */
export const mayPrint = "may print";
/** The same for what it signs in with, which it does not print. */
const signIn = "signs in with";

/**
 * What variables bring into an argument of a row.
 * @param signIns for the text of a script: the places of the values that it signs in with
 */
export function takeIn({ row, graph, node }: RowBuilding, argument: string, value: Argument["value"], signIns?: readonly Span[]): void {
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
export function giveOut(
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
export function shared({ local }: DesktopRow, variable: NamedVariable): Pick<Edge, "subflow"> {
  return local !== undefined && ownerOf(variable, local) === undefined ? { subflow: "shared" } : {};
}
