import type { DesktopFlow, DesktopRow } from "../../../desktop-flow/model.ts";
import type { ValueNode } from "../../graph/graph.ts";

/** The desktop flow that a node belongs to. */
export function desktopFlowOf(node: ValueNode): DesktopFlow | undefined {
  const { owner } = node;
  if (owner === undefined) return undefined;
  switch (node.kind) {
    case "desktop-input":
    case "desktop-output":
    case "desktop-variable":
      return owner as DesktopFlow;
    case "desktop-statement":
      return (owner as DesktopRow).desktopFlow;
    default:
      return undefined;
  }
}

/** The row of a statement's node. */
export function desktopRowOf(node: ValueNode): DesktopRow | undefined {
  return node.kind === "desktop-statement" ? (node.owner as DesktopRow) : undefined;
}
