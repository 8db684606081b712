import { append } from "../../collections.ts";
import { terminalText } from "../sanitize.ts";
import { kindLabel, type Picture, type PictureNode, showsLabel } from "./model.ts";

/** Draws a picture in the language of Graphviz. Ends in a line feed. */
export function dotOf(picture: Picture): string {
  const groups = new Map<string, PictureNode[]>();
  for (const node of picture.nodes) append(groups, node.subtitle, node);
  const lines = [
    "digraph secrets {",
    `  graph [rankdir=LR, fontname="Helvetica", label=${quoted(picture.title)}, labelloc=t]`,
    '  node [shape=box, style="rounded", fontname="Helvetica", fontsize=11]',
    '  edge [fontname="Helvetica", fontsize=9, color="#8a94a3"]',
  ];
  let number = 0;
  for (const [name, nodes] of groups) {
    if (name === "") {
      for (const node of nodes) lines.push(`  ${box(node)}`);
      continue;
    }
    number++;
    lines.push(`  subgraph cluster_${number} {`, `    label=${quoted(name)}`, '    color="#c5ccd6"');
    for (const node of nodes) lines.push(`    ${box(node)}`);
    lines.push("  }");
  }
  for (const { from, to, label } of picture.edges) lines.push(`  ${from} -> ${to}${label === "" ? "" : ` [label=${quoted(label)}]`}`);
  lines.push("}");
  return `${lines.join("\n")}\n`;
}

const looks = {
  open: ', color="#c0272d", style="rounded,dashed", penwidth=2',
  closed: ', color="#2c7a57", penwidth=2',
  unknown: "",
} as const;

function box({ id, kind, title, note, shows }: PictureNode): string {
  const state = showsLabel(shows);
  const texts = [title, state === "" ? kindLabel(kind) : `${kindLabel(kind)}, ${state}`, note].filter((line) => line !== "");
  return `${id} [label=${quoted(...texts)}${looks[shows]}]`;
}

/** Longest text of a box or an arrow. */
const longest = 120;

/** A quoted string of one or more lines. A backslash would begin an escape such as `\G`, and `&` an entity. */
function quoted(...lines: readonly string[]): string {
  const escaped = lines.map((line) => {
    const shown = terminalText(line);
    const clipped = shown.length > longest ? `${[...shown].slice(0, longest - 1).join("")}…` : shown;
    return clipped.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("&", "&amp;");
  });
  return `"${escaped.join("\\n")}"`;
}
