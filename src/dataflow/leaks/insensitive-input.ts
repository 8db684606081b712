import { takesAllInputs } from "../../cloud-flow/desktop-call.ts";
import { type Operation, operationPlace } from "../../cloud-flow/model.ts";
import { hasSecureOutputs } from "../../cloud-flow/secure-settings.ts";
import type { DesktopFlow, DesktopPort } from "../../desktop-flow/model.ts";
import type { Place } from "../../source/place.ts";
import { type CallIndex, requestParts, requestPath } from "../calls/calls.ts";
import type { Leak } from "./leaks.ts";

/** An input of a called flow that does not protect what it takes. */
export interface InsensitiveInput {
  /** A flow that is called over HTTP, by the URL of its trigger, is an `http-flow`. */
  readonly kind: "child-flow" | "http-flow" | "desktop-flow";
  /** Display name of the called flow. */
  readonly called: string;
  /** The input's name. */
  readonly input: string;
  /** What does not protect it, the same for all calls: the trigger that lacks Secure Outputs, or the input that is not marked as sensitive. */
  readonly unprotected: Operation | DesktopPort;
  /** Where that is. */
  readonly place: Place;
  /** The input, where a desktop flow is called. */
  readonly desktop?: CalledPort;
}

/** Looks up an input of the desktop flow that an operation calls; undefined when the flow is not in the run or has no such input. */
export type DesktopPorts = (operation: Operation, input: string) => CalledPort | undefined;

/** An input of a desktop flow that is called. */
export interface CalledPort {
  readonly flow: DesktopFlow;
  readonly port: DesktopPort;
}

/**
 * Whether a secret is handed to an input of a called flow that does not hide it; undefined when it is hidden there, or the flow is not
 * known.
 */
export function insensitiveInput(leak: Leak, calls: CallIndex, desktopPorts: DesktopPorts): InsensitiveInput | undefined {
  const site = leak.fact.via?.edge.site;
  if (site === undefined) return undefined;
  if (leak.role.kind === "child-flow-input" || leak.role.kind === "request") {
    // The URL itself is not passed on.
    const at = requestPath(leak.operation).length;
    const called = requestParts.includes(site.path[at] ?? "") ? calls.calledFlow(leak.operation) : undefined;
    const trigger = called?.triggers.find((candidate) => !hasSecureOutputs(candidate));
    if (called === undefined || trigger === undefined) return undefined;
    return {
      kind: leak.operation.type === "workflow" ? "child-flow" : "http-flow",
      called: called.name,
      input: site.path[at + 1] ?? "",
      unprotected: trigger,
      place: operationPlace(trigger),
    };
  }
  if (leak.role.kind === "desktop-input") {
    const [, , parameter = "", member = leak.fact.path[3]] = site.path;
    // Of one expression for all inputs, the trace of the secret tells which one it ends in.
    const input = !takesAllInputs(leak.operation, parameter) ? parameter.replace(/^item\//i, "") : typeof member === "string" ? member : "";
    const { flow, port } = desktopPorts(leak.operation, input) ?? {};
    if (flow === undefined || port === undefined || port.sensitive) return undefined;
    return { kind: "desktop-flow", called: flow.name, input: port.name, unprotected: port, place: port.place, desktop: { flow, port } };
  }
  return undefined;
}
