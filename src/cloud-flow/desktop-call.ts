import { textAt } from "../json.ts";
import type { Operation } from "./model.ts";

/** The action "Run a flow built with Power Automate for desktop": a parameter for each input, and the outputs in its body. */
export function isDesktopCall({ call }: Pick<Operation, "call">): boolean {
  return call?.connector === "shared_uiflow";
}

/**
 * Dataverse's bound action RunDesktopFlow, which takes all inputs in one JSON text and returns the id of the run only.
 * https://learn.microsoft.com/power-automate/developer/desktop-flow-public-apis#trigger-a-desktop-flow-run
 */
function isDataverseDesktopCall({ call }: Pick<Operation, "call">): boolean {
  return (
    call?.connector === "shared_commondataserviceforapps" &&
    /(?:^|\.)RunDesktopFlow$/i.test(textAt(call.parameters, "actionName")?.trim() ?? "")
  );
}

/** Whether an operation runs a desktop flow, whichever it is. */
export function runsDesktopFlow(operation: Pick<Operation, "call">): boolean {
  return isDesktopCall(operation) || isDataverseDesktopCall(operation);
}

/** What an operation gives as the id of the desktop flow that it runs: a literal or an expression; undefined for other operations. */
export function writtenDesktopFlowId(operation: Pick<Operation, "call">): string | undefined {
  if (isDesktopCall(operation)) return textAt(operation.call?.parameters, "uiFlowId");
  return isDataverseDesktopCall(operation) ? textAt(operation.call?.parameters, "recordId") : undefined;
}

/** Whether a parameter takes all inputs of the desktop flow at once: as an object, or as a JSON text. */
export function takesAllInputs(operation: Pick<Operation, "call">, parameter: string): boolean {
  const lower = parameter.toLowerCase();
  return isDesktopCall(operation) ? lower === "item" : lower === "item/inputs" && isDataverseDesktopCall(operation);
}
