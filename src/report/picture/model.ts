import type { StepKind } from "../../findings/finding.ts";
import type { Level } from "../../findings/level.ts";

/** What a box of a picture stands for. */
export type BoxKind = StepKind | "cloud-flow" | "connection-reference" | "custom-connector" | "component";

/** Whether the run history shows the value at a box: `open` shows it, `closed` hides it, `unknown` where that is not known. */
export type Shows = "open" | "closed" | "unknown";

/** What a box says about the run history. */
export function showsOf(shown: boolean | undefined): Shows {
  return shown === undefined ? "unknown" : shown ? "open" : "closed";
}

/** A box. */
export interface PictureNode {
  readonly id: string;
  readonly kind: BoxKind;
  /** Name of the operation, variable or component. */
  readonly title: string;
  /** The flow that it belongs to. */
  readonly subtitle: string;
  /** A short text inside the box: where a trace begins, what was found. */
  readonly note: string;
  readonly shows: Shows;
  /** The finding is here. */
  readonly marked: boolean;
  /** Worst level of the findings in a component; only in maps. */
  readonly level?: Level;
}

/** An arrow. */
export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  /** What is done with the value on arrival: `stores it in the variable 'apiKey'`. */
  readonly label: string;
}

/**
 * A drawing as data: boxes and arrows, in the order in which they were met. Texts are as in the solution: each renderer makes them
 * harmless.
 */
export interface Picture {
  readonly title: string;
  /** The same in words, for those who cannot see it. */
  readonly description: string;
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

const kindLabels: Readonly<Record<BoxKind, string>> = {
  vault: "vault",
  action: "action",
  trigger: "trigger",
  data: "copy",
  variable: "variable",
  "environment-variable": "environment variable",
  parameter: "parameter",
  request: "request",
  message: "message",
  store: "storage",
  log: "log",
  response: "response",
  "child-flow": "child flow",
  "desktop-flow": "desktop flow",
  "cloud-flow": "cloud flow",
  "connection-reference": "connection reference",
  "custom-connector": "custom connector",
  component: "component",
};

/** A kind in a maker's words. */
export function kindLabel(kind: BoxKind): string {
  return kindLabels[kind];
}

/** What the box's lock says in words. */
export function showsLabel(shows: Shows): string {
  return { open: "shows the value", closed: "hides the value", unknown: "" }[shows];
}
