import type { DesktopFlow } from "../../../desktop-flow/model.ts";
import type { Place } from "../../../source/place.ts";

/** A call that does not fit the desktop flow that it runs. */
export interface DesktopContractProblem {
  readonly kind: "unknown-input" | "missing-input" | "unknown-output";
  /** The action, or the row. */
  readonly caller: string;
  readonly called: DesktopFlow;
  /** Name of the input or output. */
  readonly port: string;
  /** What the flow has instead, for a message. */
  readonly known: readonly string[];
  readonly place: Place;
}
