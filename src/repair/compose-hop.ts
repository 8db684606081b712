import type { Expression } from "../cloud-flow/expression/ast.ts";
import { parseTemplate } from "../cloud-flow/expression/template.ts";
import type { Operation } from "../cloud-flow/model.ts";
import { runAfterOf } from "../cloud-flow/parse.ts";
import type { FlowScan } from "../dataflow/flow-scan.ts";
import { type Json, type JsonObject, objectAt } from "../json.ts";
import type { Draft } from "./draft.ts";

/** What reads the same wherever in the flow it stands behind the action that it names. */
const steady: ReadonlySet<string> = new Set(["body", "outputs", "triggerbody", "triggeroutputs", "parameters"]);

/**
 * Takes out a Compose that does nothing but copy one value: whoever reads it reads the value itself, and what ran after it runs after what it ran after.
 * @returns why it cannot be done
 */
export function draftComposeHop(operation: Operation, scan: FlowScan, draft: Draft): string | undefined {
  const { flow } = operation;
  const expression = copiedExpression(operation);
  if (operation.type !== "compose" || expression === undefined) return "The action does more than copy one value that stays the same.";
  const siblings =
    operation.parent === undefined
      ? flow.actions.filter((one) => one.parent === undefined)
      : operation.parent.branches.flatMap((branch) => branch.operations);
  const named = (name: string): boolean => name.toLowerCase() === operation.name.toLowerCase();
  const followers = siblings.filter((one) => [...runAfterOf(one).keys()].some(named));
  const before: JsonObject = objectAt(operation.json, "runAfter") ?? {};
  for (const follower of followers) {
    const statuses = [...runAfterOf(follower)].find(([name]) => named(name))?.[1] ?? [];
    if (statuses.length !== 1 || statuses[0] !== "succeeded") return `'${follower.name}' runs after it in other cases than success.`;
  }
  for (const site of scan.sites) {
    if (site.operation === operation) continue;
    for (const { reference } of scan.references(site)) {
      if (
        reference.name === undefined ||
        !named(reference.name) ||
        !/^(?:outputs|body|actions|actionoutputs|actionbody)$/i.test(reference.function)
      )
        continue;
      if (reference.function !== "outputs" || site.key) return `'${site.operation.name}' reads more of it than its outputs.`;
      const { call } = reference;
      // What is read of the outputs is read of the value instead.
      const end = call.dereferences[0]?.start ?? call.end;
      draft.json(flow.source, {
        kind: "splice",
        pointer: [...site.operation.pointer, ...site.path],
        span: { start: call.start, end },
        text: expression,
      });
    }
  }
  draft.json(flow.source, { kind: "remove", pointer: operation.pointer });
  for (const follower of followers) {
    const own = objectAt(follower.json, "runAfter") ?? {};
    const kept = Object.entries(own).filter((entry): entry is [string, Json] => entry[1] !== undefined && !named(entry[0]));
    const value = Object.fromEntries([
      ...Object.entries(before).filter((entry): entry is [string, Json] => entry[1] !== undefined),
      ...kept,
    ]);
    draft.json(flow.source, { kind: "set", pointer: [...follower.pointer, "runAfter"], value });
  }
  return undefined;
}

/** `body('Get_secret')?['value']` of `@body('Get_secret')?['value']` and of `@{…}` with nothing around it. */
function copiedExpression(operation: Operation): string | undefined {
  const { inputs } = operation;
  if (typeof inputs !== "string") return undefined;
  const template = parseTemplate(inputs);
  const only = template.kind === "expression" ? template.expression : undefined;
  return only !== undefined && template.problems.length === 0 && isSteady(only) ? inputs.slice(only.start, only.end) : undefined;
}

function isSteady(expression: Expression): boolean {
  return (
    expression.kind === "call" &&
    steady.has(expression.name.toLowerCase()) &&
    expression.arguments.every(({ kind }) => kind === "string") &&
    expression.dereferences.every(({ key }) => key.kind === "string" || key.kind === "number")
  );
}
