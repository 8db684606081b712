import type { ConnectorTable } from "../knowledge/connectors.ts";
import type { DesktopActionTable } from "../knowledge/desktop-actions.ts";
import { defaultMaxSteps } from "./following/follow.ts";

/** Settings of the analysis. */
export interface AnalysisOptions {
  readonly sensitiveNames: readonly string[];
  /** Connectors that the user describes. */
  readonly connectors?: ConnectorTable;
  /** Desktop actions that the user describes. */
  readonly desktopActions?: DesktopActionTable;
  /** Most places that all secrets together are followed to. */
  readonly maxSteps: number;
  /** Called with every secret text that is found, so that no report can hold it; the text may be empty or short. */
  readonly onSecret: (secret: string) => void;
}

/** Options without anything that a user adds. */
export const defaultAnalysisOptions: AnalysisOptions = { sensitiveNames: [], maxSteps: defaultMaxSteps, onSecret: () => {} };
