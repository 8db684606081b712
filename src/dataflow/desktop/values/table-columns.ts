import { append, remember } from "../../../collections.ts";
import type { DesktopFlow } from "../../../desktop-flow/model.ts";
import type { ActionCall, Expression } from "../../../desktop-flow/robin/ast.ts";
import {
  argumentNamed,
  constantText,
  expressionsOf,
  identifiersOf,
  isSameName,
  stepKey,
  targetsOf,
} from "../../../desktop-flow/robin/walk.ts";
import { credentialName } from "../../../secrets/names/credential-name.ts";
import { anyStep, type Path, pathKey } from "../../graph/path.ts";
import { numberOfAddedItem } from "./added-items.ts";

/**
 * The headers that a script gives to a table, by the variable's name in lower case; a header is the names of the columns in lower case, any step for a name that
 * only the run knows.
 */
export type TableHeaders = ReadonlyMap<string, readonly Path[]>;

const headersOf = new WeakMap<DesktopFlow, TableHeaders>();

/** The tables with a header that rows write into variables. */
export function tableHeaders(flow: DesktopFlow): TableHeaders {
  return remember(headersOf, flow, () => findHeaders(flow));
}

function findHeaders({ rows }: DesktopFlow): TableHeaders {
  const headers = new Map<string, Path[]>();
  for (const { statement } of rows) {
    if (statement.disabled) continue;
    const names = expressionsOf(statement).flatMap((value) => headerOf(value) ?? []);
    if (names.length === 0) continue;
    for (const target of targetsOf(statement)) if (target.kind === "reference") append(headers, target.name.toLowerCase(), names);
  }
  return headers;
}

function headerOf(value: Expression): Path | undefined {
  const header = value.kind === "table" ? value.rows.find((row) => row.header)?.cells : undefined;
  return header?.kind === "list" ? header.elements.map((name) => constantText(name)?.toLowerCase() ?? anyStep) : undefined;
}

/** The columns of a row that an action adds to a table, where all headers that the script gives to that table say the same; empty names for those that are not known. */
export function columnsOfAddedRow(flow: DesktopFlow, call: ActionCall): readonly string[] {
  const table = argumentNamed(call.arguments, "DataTable")?.value;
  const [header = [], ...others] = table?.kind === "reference" ? (tableHeaders(flow).get(table.name.toLowerCase()) ?? []) : [];
  if (others.some((other) => pathKey(other) !== pathKey(header))) return [];
  return header.map((name) => (name === anyStep ? "" : name));
}

const columnsRead = new WeakMap<DesktopFlow, readonly string[]>();

/** The columns named like a credential that rows read, in lower case: of a table whose header is in no script, no more is known. */
function credentialColumns(flow: DesktopFlow): readonly string[] {
  return remember(columnsRead, flow, () => {
    const names = flow.rows.flatMap(({ statement }) =>
      expressionsOf(statement)
        .flatMap(identifiersOf)
        .flatMap(({ path }) => path.map(stepKey).filter((key) => typeof key === "string")),
    );
    return [...new Set(names.map((name) => name.toLowerCase()))].filter((name) => credentialName(name)?.strength === "strong");
  });
}

/**
 * Where what an action puts into a table, or a list, is in it: anywhere in some element; a row that is added is a list, whose elements are read by the
 * names of the columns as well; an item is at its number, if the rows before tell which one that is; a cell that is changed is in its column; the rows of
 * a table that is merged into another one keep their columns. Where no script tells the columns, any element of a row may be in one that is called like a
 * credential.
 * @param input the argument that holds it
 * @returns what is read of the argument, and where that is in the changed variable
 */
export function placesInTable(
  call: ActionCall,
  input: string,
  headers: readonly Path[],
  flow: DesktopFlow,
): readonly { readonly read: Path; readonly write: Path }[] {
  const column = argumentNamed(call.arguments, "ColumnNameOrIndex")?.value;
  if (column !== undefined && (isSameName(input, "Value") || isSameName(input, "TextToReplaceWith")))
    return cellsOf(column, headers).map((cell) => ({ read: [], write: [anyStep, cell] }));
  // Rows that another table gives, and the elements of a list that is sorted, or loses some: each may be anywhere then.
  if (isSameName(input, "SecondDataTable") || isSameName(input, "List")) return [{ read: [anyStep], write: [anyStep] }];
  const number = isSameName(input, "Item") ? numberOfAddedItem(flow, call) : undefined;
  if (number !== undefined) return [{ read: [], write: [String(number)] }];
  const places: { readonly read: Path; readonly write: Path }[] = [{ read: [], write: [anyStep] }];
  if (isSameName(input, "RowToAdd")) {
    for (const names of headers) for (const [at, name] of names.entries()) places.push({ read: [String(at)], write: [anyStep, name] });
    if (headers.length === 0) for (const name of credentialColumns(flow)) places.push({ read: [anyStep], write: [anyStep, name] });
  }
  return places;
}

/** The cells of a row that an action takes out of a table: those of the column that it names, and any where no script tells what the columns are. */
export function columnTaken(call: ActionCall, headers: readonly Path[]): Path {
  const column = argumentNamed(call.arguments, "ColumnNameOrIndex")?.value;
  return column === undefined || headers.length === 0 ? [anyStep] : cellsOf(column, headers);
}

/** The steps by which a column is read: its name and its number, where both are known. */
function cellsOf(column: Expression, headers: readonly Path[]): Path {
  const key = column.kind === "number" ? column.value : constantText(column)?.toLowerCase();
  if (key === undefined) return [anyStep];
  const others = headers.flatMap((names) => {
    const at = typeof key === "number" || /^\d+$/.test(key) ? Number(key) : names.indexOf(key);
    return at < 0 ? [] : [String(at), ...names.slice(at, at + 1)];
  });
  return [...new Set([String(key), ...others])];
}
