import type { Level } from "../../findings/level.ts";
import { html, type Markup, trusted } from "./escape.ts";

const shapes: Readonly<Record<Level, string>> = {
  error: '<circle cx="8" cy="8" r="7"/><path class="cut" d="M5.5 5.5l5 5m0-5l-5 5"/>',
  warning: '<path d="M8 1.5 15.5 14.5H.5z"/><path class="cut" d="M8 6v4m0 1.6v.9"/>',
  note: '<circle cx="8" cy="8" r="7"/><path class="cut" d="M8 7.2v4.3m0-7v.9"/>',
};

/** The sign of a level: told by its shape and its name, not by its colour alone. */
export function levelMark(level: Level): Markup {
  return html`<svg class="mark ${level}" viewBox="0 0 16 16" width="16" height="16" role="img" aria-label="${level}">${trusted(shapes[level])}</svg>`;
}
