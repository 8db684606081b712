import type { Operation } from "../../cloud-flow/model.ts";
import { isObject } from "../../json.ts";
import type { EdgeMode, GraphBuilder, ValueNode } from "../graph/graph.ts";
import { anyStep, type Path, pathOf } from "../graph/path.ts";

/**
 * Adds the edges inside an operation: how its outputs are made of its inputs, by its type.
 * Output shapes: https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers
 * @param withoutOutputs the records that a Filter array keeps have no outputs worth following
 */
export function addOperationEdges(operation: Operation, graph: GraphBuilder, withoutOutputs: boolean): void {
  const inner = (read: Path, to: ValueNode, write: Path, mode: EdgeMode, except?: string): void => {
    graph.edge({ from: graph.node("inputs", operation), read, to, write, mode, ...(except === undefined ? {} : { except: [except] }) });
  };
  const outputs = (): ValueNode => graph.node("outputs", operation);
  const from: Path = [...pathOf("inputs", "from"), anyStep];
  switch (operation.type) {
    case "compose":
      inner(pathOf("inputs"), outputs(), [], "copy");
      break;
    case "parsejson":
      inner(pathOf("inputs", "content"), outputs(), pathOf("body"), "copy");
      break;
    // What a template or a map takes from its content is in a file of its own: it may be anything of it.
    case "liquid":
    case "xslt":
      inner(pathOf("inputs", "content"), outputs(), pathOf("body"), "derived");
      break;
    case "select":
      inner(pathOf("inputs", "select"), outputs(), [...pathOf("body"), anyStep], "copy");
      break;
    case "query":
      inner(from, outputs(), [...pathOf("body"), anyStep], "copy", withoutOutputs ? "outputs" : undefined);
      break;
    case "join":
      inner(from, outputs(), pathOf("body"), "derived");
      inner(pathOf("inputs", "joinWith"), outputs(), pathOf("body"), "derived");
      break;
    case "table":
      inner(pathOf("inputs", hasWrittenColumns(operation) ? "columns" : "from"), outputs(), pathOf("body"), "derived");
      break;
    case "foreach":
      inner([...pathOf("foreach"), anyStep], graph.node("item", operation), [], "copy");
      break;
    case "setvariable":
    case "appendtostringvariable":
    case "appendtoarrayvariable":
      inner(pathOf("inputs", "value"), outputs(), pathOf("body", "value"), "copy");
      break;
    case "initializevariable":
      inner([...pathOf("inputs", "variables"), anyStep, "value"], outputs(), pathOf("body", "value"), "copy");
      break;
    case "response":
      inner(pathOf("inputs", "body"), outputs(), pathOf("body"), "copy");
      inner(pathOf("inputs", "body"), graph.node("return", operation.flow), pathOf("body"), "copy");
      inner(pathOf("inputs", "headers"), graph.node("return", operation.flow), pathOf("headers"), "copy");
      break;
    default:
      break;
  }
}

/** Create table with columns of its own, which say what of each row it shows; otherwise it shows all of it. */
export function hasWrittenColumns({ type, inputs }: Operation): boolean {
  return type === "table" && isObject(inputs) && Array.isArray(inputs.columns) && inputs.columns.length > 0;
}
