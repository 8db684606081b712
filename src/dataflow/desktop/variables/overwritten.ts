import { append } from "../../../collections.ts";
import { isMarked } from "../../../desktop-flow/local-variables.ts";
import type { DesktopFlow } from "../../../desktop-flow/model.ts";
import type { Expression, FunctionDefinition } from "../../../desktop-flow/robin/ast.ts";
import { constantText, identifiersOf, targetsOf } from "../../../desktop-flow/robin/walk.ts";
import { harmlessForm, isWordLike } from "../../../secrets/harmless/not-secret.ts";
import { placeholder } from "../../../secrets/harmless/placeholders.ts";
import type { ValueGraph, ValueNode } from "../../graph/graph.ts";
import { variableGiven, variableNodes, variableWrittenBy } from "./live-ranges.ts";
import { emptiedBy, keyOf } from "./variable-scopes.ts";

/**
 * Tells of the ranges of a marked variable those of which its mark says nothing: no row has written anything yet, a row has overwritten it with nothing or a plain
 * word (`SET Password TO ''`), or emptied it. A variable that never holds anything else is marked for what is written.
 */
export function overwrittenIn(flow: DesktopFlow, graph: ValueGraph): (name: string, local?: FunctionDefinition) => ReadonlySet<ValueNode> {
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
  const given = new Set(flow.inputs.map(({ name }) => variableGiven(flow, name, graph)));
  return (name, local) => {
    const written = new Set(byKey.get(keyOf({ name }, local)));
    const nodes = variableNodes(flow, name, graph, local);
    // A list need not be set before something is added to it.
    const empty = nodes.filter((node) => !written.has(node) && !given.has(node) && graph.incoming(node).length === 0);
    // A variable that no row of this script sets holds what its mark tells of.
    if (empty.length === nodes.length) return new Set();
    const plain = [...written].filter((node) => !other.has(node));
    return new Set(empty.length + plain.length === nodes.length ? empty : [...empty, ...plain]);
  };
}

function isPlainValue(value: Expression): boolean {
  if (identifiersOf(value).length > 0) return false;
  const text = constantText(value);
  if (text === undefined) return value.kind === "boolean" || value.kind === "number";
  return harmlessForm(text) !== undefined || placeholder(text) !== undefined || text.trim().split(/\s+/).every(isWordLike);
}
