import type { Span } from "../../source/place.ts";

/** Where a file holds a text, without its quotes, and what the file calls it. */
export interface NamedSpan extends Span {
  readonly name: string;
}
