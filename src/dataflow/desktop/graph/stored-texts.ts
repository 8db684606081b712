import { append } from "../../../collections.ts";
import type { DesktopRow } from "../../../desktop-flow/model.ts";
import type { ActionCall, Output } from "../../../desktop-flow/robin/ast.ts";
import { actionCallsOf, argumentNamed, isSameName } from "../../../desktop-flow/robin/walk.ts";
import { unknownPart } from "../../../unknown-part.ts";
import type { GraphBuilder } from "../../graph/graph.ts";
import type { DesktopRoles } from "../roles/roles.ts";
import { type Piece, piecesOf } from "../values/pieces.ts";
import { variableReadBy } from "../variables/live-ranges.ts";

/** A row that reads back what another row of its flow stored in the same place. */
export interface StoredReading {
  readonly from: DesktopRow;
  /** The argument that was stored. */
  readonly stored: string;
  readonly to: DesktopRow;
  readonly output: Output;
}

/** Most rows that are considered for one place, of those that store and of those that read. */
const mostRows = 50;

/** What rows of a flow read from files and variables of the environment that others of them put there, in whatever order they run. */
export function storedReadings(rows: readonly DesktopRow[], roles: DesktopRoles, graph: GraphBuilder): readonly StoredReading[] {
  const written = new Map<string, Pick<StoredReading, "from" | "stored">[]>();
  const read = new Map<string, Pick<StoredReading, "to" | "output">[]>();
  for (const row of rows) {
    for (const call of actionCallsOf(row.statement)) {
      const { keeps, readsBack } = roles.actionFacts(call) ?? {};
      if (keeps !== undefined) {
        const place = placeOf(row, call, keeps.at, graph);
        if (place !== undefined) append(written, `${keeps.in} ${place}`, { from: row, stored: keeps.input });
      }
      if (readsBack === undefined) continue;
      const place = placeOf(row, call, readsBack.at, graph);
      if (place === undefined) continue;
      for (const output of call.outputs)
        if (readsBack.outputs.some((name) => isSameName(name, output.name)))
          append(read, `${readsBack.from} ${place}`, { to: row, output });
    }
  }
  return [...read].flatMap(([place, readers]) =>
    (written.get(place) ?? []).slice(0, mostRows).flatMap((kept) => readers.slice(0, mostRows).map((reader) => ({ ...kept, ...reader }))),
  );
}

/** Where a row stores or reads: a text that is written down, with variables in it or without, or a variable; each while it holds one value. */
function placeOf(row: DesktopRow, { arguments: given }: ActionCall, input: string, graph: GraphBuilder): string | undefined {
  const value = argumentNamed(given, input)?.value;
  if (value === undefined) return undefined;
  const names = piecesOf(value).map((piece) => nameOf(piece, row, graph));
  return names.includes(undefined) || names.join("") === "" ? undefined : names.join("");
}

function nameOf({ text, read }: Piece, row: DesktopRow, graph: GraphBuilder): string | undefined {
  if (read?.kind === "reference" && read.path.length === 0) return `\u0000${variableReadBy(row, read, graph).id}\u0000`;
  return text.includes(unknownPart) ? undefined : text.toLowerCase();
}
