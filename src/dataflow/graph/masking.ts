import type { Operation } from "../../cloud-flow/model.ts";
import { hasSecureInputs, hasSecureOutputs, mirrorsInputs } from "../../cloud-flow/secure-settings.ts";

/**
 * What the run history shows of an operation. Secured data is hidden where the setting is, and one hop further: at operations that name the
 * secured one in their inputs; never through variables, loop items or results.
 * Source: https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#obfuscate
 */
export type Visibility =
  /** Secure Inputs or Outputs is on here. */
  | "hidden-by-setting"
  /** Only because the operation reads a secured one directly; the next reader shows the value. */
  | "hidden-by-one-hop"
  | "visible";

/** Operations whose outputs, inputs or trigger data an operation's inputs name directly. */
export type DirectReads = (operation: Operation) => readonly Operation[];

/** What the run history shows of an operation's inputs. */
export function inputsVisibility(operation: Operation, directReads: DirectReads): Visibility {
  if (hasSecureInputs(operation)) return "hidden-by-setting";
  const secured = directReads(operation).some((read) => hasSecureOutputs(read) || hasSecureInputs(read));
  return secured ? "hidden-by-one-hop" : "visible";
}

/** What the run history shows of an operation's outputs. */
export function outputsVisibility(operation: Operation, directReads: DirectReads): Visibility {
  if (hasSecureOutputs(operation)) return "hidden-by-setting";
  return mirrorsInputs(operation) ? inputsVisibility(operation, directReads) : "visible";
}
