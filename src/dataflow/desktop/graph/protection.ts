import { remember } from "../../../collections.ts";
import { type DesktopFlow, portNamed } from "../../../desktop-flow/model.ts";
import { actionCallsOf, isSameName } from "../../../desktop-flow/robin/walk.ts";
import type { ValueNode } from "../../graph/graph.ts";
import type { DesktopRoles } from "../roles/roles.ts";
import { localSubflowOf } from "../variables/live-ranges.ts";
import { keyOf, keyWritten } from "../variables/variable-scopes.ts";
import { desktopFlowOf } from "./nodes.ts";

/** The variable, input or output is marked as sensitive. */
export function isProtected(node: ValueNode, roles: DesktopRoles): boolean {
  const flow = desktopFlowOf(node);
  if (flow === undefined) return false;
  if (node.kind === "desktop-input") return portNamed(flow.inputs, node.name)?.sensitive === true;
  if (node.kind === "desktop-output") return portNamed(flow.outputs, node.name)?.sensitive === true;
  const local = localSubflowOf(node, flow);
  // The text of a local subflow need not say which of its variables are marked: then none is taken for the place where a mark is lost.
  if (local !== undefined && local.sensitive === undefined) return true;
  return flow.isSensitive(node.name, local) || marksOfDesigner(flow, roles).has(keyOf(node, local));
}

const designerMarks = new WeakMap<DesktopFlow, ReadonlySet<string>>();

/** Variables that the designer keeps sensitive by itself, whatever the flow's list says: what Get credential returns. */
function marksOfDesigner(flow: DesktopFlow, roles: DesktopRoles): ReadonlySet<string> {
  return remember(designerMarks, flow, () => {
    const marked = new Set<string>();
    for (const { statement, local } of flow.rows) {
      for (const call of actionCallsOf(statement)) {
        const sources = roles.actionFacts(call)?.source.filter(({ sensitive }) => sensitive) ?? [];
        for (const { name, target } of call.outputs) {
          const isMarked = sources.some(({ output }) => output === "*" || isSameName(output, name));
          if (isMarked) for (const key of keyWritten(target, local)) marked.add(key);
        }
      }
    }
    return marked;
  });
}
