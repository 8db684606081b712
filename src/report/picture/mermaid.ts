import { append } from "../../collections.ts";
import { visible } from "../sanitize.ts";
import { kindLabel, type Picture, type PictureNode, showsLabel } from "./model.ts";

/** Draws a picture as a Mermaid flowchart, for Markdown pages and pull requests. Ends in a line feed. */
export function mermaidOf(picture: Picture): string {
  const groups = new Map<string, PictureNode[]>();
  for (const node of picture.nodes) append(groups, node.subtitle, node);
  const lines = ["flowchart LR", `  accTitle: ${accessible(picture.title)}`, `  accDescr: ${accessible(picture.description)}`];
  let number = 0;
  for (const [name, nodes] of groups) {
    if (name === "") {
      for (const node of nodes) lines.push(`  ${box(node)}`);
      continue;
    }
    number++;
    lines.push(`  subgraph g${number}["${text(name)}"]`, ...nodes.map((node) => `    ${box(node)}`), "  end");
  }
  for (const { from, to, label } of picture.edges) {
    lines.push(label === "" ? `  ${from} --> ${to}` : `  ${from} -->|"${text(label)}"| ${to}`);
  }
  lines.push(
    "  classDef open stroke:#c0272d,stroke-width:2px,stroke-dasharray:6 3",
    "  classDef closed stroke:#2c7a57,stroke-width:2px",
    ...classLine("open", picture),
    ...classLine("closed", picture),
  );
  return `${lines.join("\n")}\n`;
}

function classLine(shows: "open" | "closed", picture: Picture): readonly string[] {
  const ids = picture.nodes.filter((node) => node.shows === shows).map((node) => node.id);
  return ids.length === 0 ? [] : [`  class ${ids.join(",")} ${shows}`];
}

function box({ id, kind, title, note, shows }: PictureNode): string {
  const state = showsLabel(shows);
  const lines = [title, state === "" ? kindLabel(kind) : `${kindLabel(kind)}, ${state}`, note].filter((line) => line !== "");
  return `${id}["${lines.map(text).join("<br/>")}"]`;
}

/** Longest text of a box or an arrow. */
const longest = 120;

/**
 * For a quoted label: all but letters, digits and a few harmless signs becomes an entity, so no name can end the quotes, open a directive
 * or a Markdown string, or leave the code block that the drawing is in. Source of the entities:
 * https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
function text(value: string): string {
  const shown = visible(value);
  const clipped = shown.length > longest ? `${[...shown].slice(0, longest - 1).join("")}…` : shown;
  return clipped.replace(/[^\p{L}\p{M}\p{N} '.,:()/_…-]/gu, (char) => `#${char.codePointAt(0) ?? 0};`);
}

/** `accTitle` and `accDescr` are read to the end of their line, without quotes and entities. */
function accessible(value: string): string {
  return visible(value).replace(/[^\p{L}\p{M}\p{N} '.,:()/_…-]/gu, " ");
}
