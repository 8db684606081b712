import type { Level } from "../../findings/level.ts";
import { type BoxKind, kindLabel, type Picture, type PictureEdge, type PictureNode, type Shows, showsLabel } from "./model.ts";

/** What is known about a box at one of its visits. */
export interface BoxVisit {
  /** Visits with the same key are the same box. */
  readonly key: string;
  readonly kind: BoxKind;
  readonly title: string;
  readonly subtitle?: string;
  readonly note?: string;
  readonly shows?: Shows;
  readonly marked?: boolean;
  readonly level?: Level;
}

/** Collects the boxes and arrows of several paths into one picture. */
export interface PictureBuilder {
  /** Adds a box, or what is newly known about it; gives its id. */
  box(visit: BoxVisit): string;
  /** Adds an arrow between two boxes; one from a box to itself is left out. */
  arrow(from: string, to: string, label: string): void;
  picture(title: string): Picture;
}

/** Kinds that say more win over those that say less. */
const plainKinds: ReadonlySet<BoxKind> = new Set(["action", "component"]);

/** Collects boxes and arrows, each once. */
export function createPictureBuilder(): PictureBuilder {
  const nodes = new Map<string, PictureNode>();
  const edges = new Map<string, PictureEdge>();

  return {
    box({ key, kind, title, subtitle = "", note = "", shows = "unknown", marked = false, level }) {
      const known = nodes.get(key);
      if (known === undefined) {
        const id = `n${nodes.size + 1}`;
        nodes.set(key, { id, kind, title, subtitle, note, shows, marked, ...(level === undefined ? {} : { level }) });
        return id;
      }
      nodes.set(key, {
        ...known,
        kind: plainKinds.has(known.kind) ? kind : known.kind,
        note: known.note || note,
        shows: moreOpen(known.shows, shows),
        marked: known.marked || marked,
      });
      return known.id;
    },
    arrow(from, to, label) {
      if (from === to) return;
      edges.set(JSON.stringify([from, to, label]), { from, to, label });
    },
    picture: (title) => {
      const drawn = { title, nodes: [...nodes.values()], edges: [...edges.values()] };
      return { ...drawn, description: inWords(drawn) };
    },
  };
}

function moreOpen(a: Shows, b: Shows): Shows {
  if (a === "open" || b === "open") return "open";
  return a === "unknown" ? b : a;
}

/** Longer descriptions are of no use to a listener; the list of steps beside a picture is complete. */
const mostSentences = 40;

function inWords({ nodes, edges }: Omit<Picture, "description">): string {
  if (nodes.length === 0) return "No secret is passed on.";
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const starts = nodes.filter((node) => !edges.some((edge) => edge.to === node.id)).slice(0, mostSentences);
  const sentences = [
    ...starts.map((node) => `Begins at ${describe(node)}${node.note === "" ? "" : `: ${node.note}`}.`),
    ...edges.slice(0, mostSentences).map((edge) => {
      const from = byId.get(edge.from);
      const to = byId.get(edge.to);
      return from === undefined || to === undefined
        ? ""
        : `From ${from.title} to ${describe(to)}${edge.label === "" ? "" : `: ${edge.label}`}.`;
    }),
  ];
  if (edges.length > mostSentences) sentences.push(`${edges.length - mostSentences} more arrows.`);
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function describe({ kind, title, shows }: PictureNode): string {
  const state = showsLabel(shows);
  return `${kindLabel(kind)} ${title}${state === "" ? "" : `, which ${state}`}`;
}
