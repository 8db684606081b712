import type { Operation } from "../../cloud-flow/model.ts";
import { hasSecureOutputs } from "../../cloud-flow/secure-settings.ts";
import { type CallIndex, requestParts, requestPath } from "./calls.ts";
import type { Leak } from "./leaks.ts";

/** An input of a called flow that does not protect what it takes. */
export interface InsensitiveInput {
  /** A flow that is called over HTTP, by the URL of its trigger, is an `http-flow`. */
  readonly kind: "child-flow" | "http-flow" | "desktop-flow";
  /** Display name of the called flow. */
  readonly called: string;
  /** The input's name. */
  readonly input: string;
  /** The trigger that lacks Secure Outputs, for a cloud flow. */
  readonly trigger: Operation | undefined;
}

/** A port of a desktop flow, as far as it is known. */
export interface DesktopPort {
  readonly flow: string;
  readonly sensitive: boolean;
}

/** Looks up an input of the desktop flow that an operation calls; undefined when the flow is not in the run or has no such input. */
export type DesktopPorts = (operation: Operation, input: string) => DesktopPort | undefined;

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
      trigger,
    };
  }
  if (leak.role.kind === "desktop-input") {
    const input = (site.path[2] ?? "").replace(/^item\//i, "");
    const port = desktopPorts(leak.operation, input);
    return port === undefined || port.sensitive ? undefined : { kind: "desktop-flow", called: port.flow, input, trigger: undefined };
  }
  return undefined;
}
