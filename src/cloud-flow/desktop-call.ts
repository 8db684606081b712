import { type JsonObject, objectAt, textAt } from "../json.ts";
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

/** What of an operation tells whether it runs a desktop flow. */
type Caller = Pick<Operation, "call" | "type" | "inputs">;

/** The address by which a request runs a desktop flow in Dataverse, with the id of the flow. */
const runAddress = /\/workflows\(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)\/(?:Microsoft\.Dynamics\.CRM\.)?RunDesktopFlow\b/i;

/** The id of the desktop flow that a request runs by the same action, with the parameters as members of its body. */
function requestedDesktopFlow({ type, inputs }: Caller): string | undefined {
  return type === "http" ? runAddress.exec(textAt(inputs, "uri") ?? "")?.[1] : undefined;
}

/** Whether an operation runs a desktop flow, whichever it is. */
export function runsDesktopFlow(operation: Caller): boolean {
  return isDesktopCall(operation) || isDataverseDesktopCall(operation) || requestedDesktopFlow(operation) !== undefined;
}

/** What an operation gives as the id of the desktop flow that it runs: a literal or an expression; undefined for other operations. */
export function writtenDesktopFlowId(operation: Caller): string | undefined {
  if (isDesktopCall(operation)) return textAt(operation.call?.parameters, "uiFlowId");
  return isDataverseDesktopCall(operation) ? textAt(operation.call?.parameters, "recordId") : requestedDesktopFlow(operation);
}

/** The members of what an operation passes to the desktop flow that it runs, and how to run it, with the path to them; none for other operations. */
export function desktopCallMembers(operation: Caller): { readonly members: JsonObject; readonly path: readonly string[] } {
  const isRequest = requestedDesktopFlow(operation) !== undefined;
  const members = isRequest ? objectAt(operation.inputs, "body") : operation.call?.parameters;
  return { members: members ?? {}, path: ["inputs", isRequest ? "body" : "parameters"] };
}

/** Whether a parameter, or a member of the body of a request, takes all inputs of the desktop flow at once: as an object, or as a JSON text. */
export function takesAllInputs(operation: Caller, parameter: string): boolean {
  const lower = parameter.toLowerCase();
  if (isDesktopCall(operation)) return lower === "item";
  if (lower === "item/inputs") return isDataverseDesktopCall(operation);
  return lower === "inputs" && requestedDesktopFlow(operation) !== undefined;
}
