import { isObject, type JsonObject, textAt, valueAt } from "../json.ts";
import type { CloudFlow, Operation } from "./model.ts";

/**
 * A step as the workflow designer of Copilot Studio keeps it: a second time, in the metadata of the trigger. An export holds these steps as well as the
 * actions, so what is in one of them can be read, also where no action has it.
 */
export interface DesignerNode {
  /** The title of the step. */
  readonly name: string;
  /** The trigger that holds it. */
  readonly trigger: Operation;
  readonly config: JsonObject;
  /** Pointer of `config` in the file. */
  readonly pointer: readonly string[];
}

const nodesPath = ["metadata", "associatedData", "graph", "nodes"];

/** The steps that the workflow designer keeps, in their order; none for a flow of another designer. */
export function designerNodesOf(flow: CloudFlow): readonly DesignerNode[] {
  return flow.operations.flatMap((trigger) => {
    const nodes = trigger.isTrigger ? valueAt(trigger.json, nodesPath) : undefined;
    if (!Array.isArray(nodes)) return [];
    return nodes.flatMap((node, index) => {
      const config = valueAt(node, ["data", "config"]);
      if (!isObject(node) || !isObject(config)) return [];
      const pointer = [...trigger.pointer, ...nodesPath, String(index), "data", "config"];
      return [{ name: textAt(node, "name") ?? "", trigger, config, pointer }];
    });
  });
}
