import { append } from "../../collections.ts";
import type { DesktopFlow, DesktopRow } from "../../desktop-flow/model.ts";
import type { ActionCall, Output } from "../../desktop-flow/robin/ast.ts";
import { actionCallsOf, argumentNamed, constantText, plainValue } from "../../desktop-flow/robin/walk.ts";
import type { GraphBuilder } from "../graph/graph.ts";
import { variableReadBy } from "./live-ranges.ts";

/** A row that reads back what another row of its flow stored in the same place. */
export interface StoredReading {
  readonly from: DesktopRow;
  /** The argument that was stored. */
  readonly stored: string;
  readonly to: DesktopRow;
  readonly output: Output;
}

/** An action that stores a text, with the action that reads it back, by the arguments that say where. */
interface Storing {
  readonly writes: RegExp;
  readonly stored: string;
  readonly reads: RegExp;
  readonly output: RegExp;
  /** Arguments that say where it is. */
  readonly places: readonly string[];
}

const storings: readonly Storing[] = [
  {
    writes: /^file\.writetext\b/i,
    stored: "TextToWrite",
    reads: /^file\.readtext/i,
    output: /^contents?$/i,
    places: ["File"],
  },
  {
    writes: /^file\.writetocsvfile\b/i,
    stored: "VariableToWrite",
    reads: /^file\.readfromcsvfile\b/i,
    output: /^csvtable$/i,
    places: ["CSVFile"],
  },
  {
    writes: /^system\.setenvironmentvariable\b/i,
    stored: "Value",
    reads: /^system\.getenvironmentvariable\b/i,
    output: /^value$/i,
    places: ["Name"],
  },
];

/** More rows that store in one place, or read there, tell nothing new. */
const mostRows = 50;

/** What the rows of a flow read from files and variables of the environment that others of its rows put there, in whatever order they run. */
export function storedReadings({ rows }: DesktopFlow, graph: GraphBuilder): readonly StoredReading[] {
  return storings.flatMap((storing) => {
    const written = new Map<string, DesktopRow[]>();
    const read = new Map<string, { readonly row: DesktopRow; readonly output: Output }[]>();
    for (const row of rows) {
      if (row.statement.disabled) continue;
      for (const call of actionCallsOf(row.statement)) {
        const isWriting = storing.writes.test(call.id);
        if (!isWriting && !storing.reads.test(call.id)) continue;
        const place = placeOf(row, call, storing, graph);
        if (place === undefined) continue;
        if (isWriting) append(written, place, row);
        else for (const output of call.outputs) if (storing.output.test(output.name)) append(read, place, { row, output });
      }
    }
    return [...read].flatMap(([place, readers]) =>
      (written.get(place) ?? [])
        .slice(0, mostRows)
        .flatMap((from) => readers.slice(0, mostRows).map(({ row, output }) => ({ from, stored: storing.stored, to: row, output }))),
    );
  });
}

/** Where a row stores or reads: a text that is written down, or a variable while it holds one value. */
function placeOf(row: DesktopRow, { arguments: given }: ActionCall, { places }: Storing, graph: GraphBuilder): string | undefined {
  const value = places.map((name) => argumentNamed(given, name)?.value).find((one) => one !== undefined);
  if (value === undefined) return undefined;
  const text = constantText(value);
  if (text !== undefined) return text === "" ? undefined : `text ${text.toLowerCase()}`;
  const plain = plainValue(value);
  return plain.kind === "reference" && plain.path.length === 0 ? `variable ${variableReadBy(row, plain.name, graph).id}` : undefined;
}
