import { actionCallsOf } from "../../../desktop-flow/robin/walk.ts";
import type { GraphBuilder } from "../../graph/graph.ts";
import { copiesText, readsClipboard } from "../typing/keys-and-clipboard.ts";
import { outputPath } from "../values/values.ts";
import type { ClipboardReading } from "./clipboard.ts";
import type { StoredReading } from "./stored-texts.ts";

/** Joins a row that stores a text in a file, or in a variable of the environment, to one that reads it there. */
export function addStoredEdge({ from, stored, to, output: { name, target } }: StoredReading, graph: GraphBuilder): void {
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
export function addClipboardEdges({ from, to }: ClipboardReading, graph: GraphBuilder): void {
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
