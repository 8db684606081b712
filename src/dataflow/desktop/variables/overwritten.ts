import { append } from "../../../collections.ts";
import { isMarked } from "../../../desktop-flow/local-variables.ts";
import type { DesktopFlow } from "../../../desktop-flow/model.ts";
import type { Expression, FunctionDefinition } from "../../../desktop-flow/robin/ast.ts";
import { constantText, identifiersOf, targetsOf } from "../../../desktop-flow/robin/walk.ts";
import { harmlessForm, isWordLike } from "../../../secrets/harmless/not-secret.ts";
import { placeholder } from "../../../secrets/harmless/placeholders.ts";
import type { GraphBuilder, ValueNode } from "../../graph/graph.ts";
import { variableNodes, variableWrittenBy } from "./live-ranges.ts";
import { emptiedBy, keyOf } from "./variable-scopes.ts";

/**
 * Tells of the ranges of a marked variable those that a row has overwritten with nothing or a plain word (`SET Password TO ''`), or emptied, so that its mark says nothing of
 * what is there. A variable that never holds anything else is marked for what is written.
 */
export function overwrittenIn(
  flow: DesktopFlow,
  graph: GraphBuilder,
): (name: string, local?: FunctionDefinition) => ReadonlySet<ValueNode> {
  const other = new Set<ValueNode>();
  const byKey = new Map<string, ValueNode[]>();
  for (const row of flow.rows) {
    const { statement } = row;
    if (statement.disabled) continue;
    const emptied = emptiedBy(statement);
    for (const target of [...targetsOf(statement), ...emptied]) {
      if (target.kind !== "reference" || !isMarked(row, target)) continue;
      const node = variableWrittenBy(row, target, graph);
      const isPlain = emptied.includes(target) || (statement.kind === "set" && target.path.length === 0 && isPlainValue(statement.value));
      if (!isPlain) other.add(node);
      append(byKey, keyOf(target, row.local), node);
    }
  }
  return (name, local) => {
    const overwritten = new Set((byKey.get(keyOf({ name }, local)) ?? []).filter((node) => !other.has(node)));
    return overwritten.size === variableNodes(flow, name, graph, local).length ? new Set() : overwritten;
  };
}

function isPlainValue(value: Expression): boolean {
  if (identifiersOf(value).length > 0) return false;
  const text = constantText(value);
  if (text === undefined) return value.kind === "boolean" || value.kind === "number";
  return harmlessForm(text) !== undefined || placeholder(text) !== undefined || text.trim().split(/\s+/).every(isWordLike);
}
