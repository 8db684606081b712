import { countLeading } from "../collections.ts";
import { componentOwner, type Place, type PlaceOwner, type SourceFile, type Span } from "../source/place.ts";
import type { FunctionDefinition, Script, Statement } from "./robin/ast.ts";

/** A desktop flow: its script with what the solution says about its inputs and outputs. Names compare without case. */
export interface DesktopFlow {
  /** Workflow id in lower case, by which callers name it; undefined for a loose script. */
  readonly id: string | undefined;
  /** Display name. */
  readonly name: string;
  /** Unique name of the solution, empty for loose scripts. */
  readonly solution: string;
  /** The decoded script; its host is the place that holds it, where it is embedded. */
  readonly source: SourceFile;
  readonly script: Script;
  /** `flow`: everything is there; `subflow`: the text of one subflow, whose header and variables are elsewhere. */
  readonly extent: "flow" | "subflow";
  readonly inputs: readonly DesktopPort[];
  readonly outputs: readonly DesktopPort[];
  /** The list of sensitive variables has the name: that of the flow, or that of a local subflow for one of its own. */
  isSensitive(name: string, local?: FunctionDefinition): boolean;
  /** Every row at every depth, in the order of the text, comments and regions included. */
  readonly rows: readonly DesktopRow[];
}

/** A row of the designer: a statement and the subflow that it is in. */
export interface DesktopRow {
  readonly desktopFlow: DesktopFlow;
  /** `Main` for everything outside of functions. */
  readonly subflow: string;
  /** The subflow, where it is a local one and so has variables of its own. */
  readonly local?: FunctionDefinition;
  readonly statement: Statement;
}

/** An input or output of a desktop flow. */
export interface DesktopPort {
  readonly direction: "input" | "output";
  /** Name of the variable. */
  readonly name: string;
  /** Names by which callers may know it: the variable's, and the one that the designer shows. */
  readonly names: readonly string[];
  /** `String`, `Numeric`, `CustomObject` … as spelled; undefined when nothing says. */
  readonly type: string | undefined;
  readonly description: string | undefined;
  /** A caller must give it. */
  readonly required: boolean;
  readonly sensitive: boolean;
  /** The default value that is stored with the flow; undefined when there is none, or an empty one. */
  readonly defaultValue: { readonly text: string; readonly place: Place } | undefined;
  /** Its declaration. */
  readonly place: Place;
}

/** The owner of places in a desktop flow, for breadcrumbs and fingerprints. */
export function desktopOwner(flow: Pick<DesktopFlow, "name" | "solution">, row?: DesktopRow): PlaceOwner {
  return {
    ...componentOwner("desktop-flow", flow.name, flow.solution),
    ...(row === undefined ? {} : { operation: rowName(row) }),
  };
}

/** What findings call a row: `Main:41`. */
export function rowName({ subflow, statement }: DesktopRow): string {
  return `${subflow}:${statement.line}`;
}

/** The place of a row, or of a stretch of the script in it. */
export function rowPlace(row: DesktopRow, span: Span = headOf(row)): Place {
  return { source: row.desktopFlow.source, at: { kind: "text", span }, owner: desktopOwner(row.desktopFlow, row) };
}

/** A place of the script outside of its rows. */
export function desktopPlace(flow: DesktopFlow, span: Span): Place {
  return { source: flow.source, at: { kind: "text", span }, owner: desktopOwner(flow) };
}

/** What stands for a row that holds others: its first word. */
function headOf({ statement }: DesktopRow): Span {
  const { start, end, kind } = statement;
  return kind === "if" || kind === "switch" || kind === "block" || kind.startsWith("loop-") ? { start, end: start } : { start, end };
}

/** The port of that name, as the flow's variable or as its callers know it. */
export function portNamed(ports: readonly DesktopPort[], name: string): DesktopPort | undefined {
  const wanted = name.toLowerCase();
  return (
    ports.find((port) => port.name.toLowerCase() === wanted) ?? ports.find((port) => port.names.some((one) => one.toLowerCase() === wanted))
  );
}

/** Finds rows by offsets of the script. */
export interface RowFinder {
  /** The row that begins last at or before the offset, so the innermost one around it. */
  at(offset: number): DesktopRow | undefined;
  /** The first row that begins behind the offset. */
  after(offset: number): DesktopRow | undefined;
}

/** Finds rows by their offsets. */
export function rowFinder(rows: readonly DesktopRow[]): RowFinder {
  const sorted = rows.toSorted((a, b) => a.statement.start - b.statement.start);
  const behind = (offset: number): number => countLeading(sorted, ({ statement }) => statement.start <= offset);
  return { at: (offset) => sorted[behind(offset) - 1], after: (offset) => sorted[behind(offset)] };
}
