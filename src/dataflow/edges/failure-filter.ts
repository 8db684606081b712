import type { Expression } from "../../cloud-flow/expression/ast.ts";
import { asReference, canonicalReference } from "../../cloud-flow/expression/references.ts";
import type { Operation } from "../../cloud-flow/model.ts";
import type { FlowScan } from "../strings/flow-scan.ts";

/**
 * Whether an operation is a Filter array over `result('Scope')` that keeps only the records of failed actions, as is usual at the start of a
 * Catch scope. A failed action has not returned its token or secret, so the outputs in these records hold none.
 */
export function keepsFailuresOnly(scan: FlowScan, operation: Operation): boolean {
  if (operation.type !== "query") return false;
  const sites = scan.sitesOf.get(operation) ?? [];
  const from = sites.find((site) => site.path[1] === "from");
  const where = sites.find((site) => site.path[1] === "where");
  if (from === undefined || where === undefined || where.template.kind !== "expression") return false;
  return scan.references(from).some(({ canonical }) => canonical.node === "result") && failuresOnly(where.template.expression);
}

const failures: ReadonlySet<string> = new Set(["failed", "timedout", "skipped", "cancelled", "aborted"]);

/** Whether a condition holds for no record with the status `Succeeded`. */
function failuresOnly(expression: Expression): boolean {
  if (expression.kind !== "call") return false;
  const args = expression.arguments;
  switch (expression.name.toLowerCase()) {
    case "equals":
      return args.some(readsStatus) && args.some((argument) => argument.kind === "string" && failures.has(argument.value.toLowerCase()));
    case "not": {
      const [inner] = args;
      if (inner?.kind !== "call" || inner.name.toLowerCase() !== "equals") return false;
      return (
        inner.arguments.some(readsStatus) &&
        inner.arguments.some((argument) => argument.kind === "string" && argument.value.toLowerCase() === "succeeded")
      );
    }
    case "contains": {
      const [list, sought] = args;
      if (list?.kind !== "call" || list.name.toLowerCase() !== "createarray" || sought === undefined || !readsStatus(sought)) return false;
      return list.arguments.every((argument) => argument.kind === "string" && failures.has(argument.value.toLowerCase()));
    }
    case "or":
      return args.length > 0 && args.every(failuresOnly);
    case "and":
      return args.some(failuresOnly);
    default:
      return false;
  }
}

function readsStatus(expression: Expression): boolean {
  const reference = expression.kind === "call" ? asReference(expression) : undefined;
  if (reference === undefined) return false;
  const { node, path } = canonicalReference(reference);
  const [key, ...rest] = path;
  return node === "item" && rest.length === 0 && typeof key === "string" && key.toLowerCase() === "status";
}
