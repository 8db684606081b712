import type { Operation } from "../../cloud-flow/model.ts";
import { isObject } from "../../json.ts";
import type { EdgeMode, GraphBuilder, ValueNode } from "../graph/graph.ts";
import { anyStep, type Path, pathOf } from "../graph/path.ts";

/** An edge from the inputs of an operation. */
interface InnerEdge {
  readonly read: Path;
  /** `outputs` if left out; `return`: what the flow returns to its caller. */
  readonly to?: "outputs" | "item" | "return";
  readonly write: Path;
  readonly mode: EdgeMode;
}

const body = pathOf("body");
const elementsOfFrom: Path = [...pathOf("inputs", "from"), anyStep];
const variableEdges: readonly InnerEdge[] = [{ read: pathOf("inputs", "value"), write: pathOf("body", "value"), mode: "copy" }];
// What a template or a map takes from its content is in a file of its own: it may be anything of it.
const transforms: readonly InnerEdge[] = [{ read: pathOf("inputs", "content"), write: body, mode: "derived" }];

/**
 * How the outputs of an operation are made of its inputs, by its type.
 * Output shapes: https://learn.microsoft.com/azure/logic-apps/logic-apps-workflow-actions-triggers
 */
const innerEdges: ReadonlyMap<string, readonly InnerEdge[]> = new Map(
  Object.entries({
    compose: [{ read: pathOf("inputs"), write: [], mode: "copy" }],
    parsejson: [{ read: pathOf("inputs", "content"), write: body, mode: "copy" }],
    liquid: transforms,
    xslt: transforms,
    select: [{ read: pathOf("inputs", "select"), write: [...body, anyStep], mode: "copy" }],
    query: [{ read: elementsOfFrom, write: [...body, anyStep], mode: "copy" }],
    join: [
      { read: elementsOfFrom, write: body, mode: "derived" },
      { read: pathOf("inputs", "joinWith"), write: body, mode: "derived" },
    ],
    table: [{ read: pathOf("inputs", "from"), write: body, mode: "derived" }],
    foreach: [{ read: [...pathOf("foreach"), anyStep], to: "item", write: [], mode: "copy" }],
    setvariable: variableEdges,
    appendtostringvariable: variableEdges,
    appendtoarrayvariable: variableEdges,
    initializevariable: [{ read: [...pathOf("inputs", "variables"), anyStep, "value"], write: pathOf("body", "value"), mode: "copy" }],
    response: [
      { read: pathOf("inputs", "body"), write: body, mode: "copy" },
      { read: pathOf("inputs", "body"), to: "return", write: body, mode: "copy" },
      { read: pathOf("inputs", "headers"), to: "return", write: pathOf("headers"), mode: "copy" },
    ],
  } satisfies Record<string, readonly InnerEdge[]>),
);

const ofWrittenColumns: readonly InnerEdge[] = [{ read: pathOf("inputs", "columns"), write: body, mode: "derived" }];

/**
 * Adds the edges inside an operation.
 * @param withoutOutputs the records that a Filter array keeps have no outputs worth following
 */
export function addOperationEdges(operation: Operation, graph: GraphBuilder, withoutOutputs: boolean): void {
  const except = withoutOutputs && operation.type === "query" ? { except: ["outputs"] } : {};
  const edges = hasWrittenColumns(operation) ? ofWrittenColumns : (innerEdges.get(operation.type) ?? []);
  for (const { read, to = "outputs", write, mode } of edges) {
    const target: ValueNode = graph.node(to, to === "return" ? operation.flow : operation);
    graph.edge({ from: graph.node("inputs", operation), read, to: target, write, mode, ...except });
  }
}

/** Create table with columns of its own, which say what of each row it shows; otherwise it shows all of it. */
export function hasWrittenColumns({ type, inputs }: Operation): boolean {
  return type === "table" && isObject(inputs) && Array.isArray(inputs.columns) && inputs.columns.length > 0;
}
