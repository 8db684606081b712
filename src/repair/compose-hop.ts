import type { Expression } from "../cloud-flow/expression/ast.ts";
import { parseTemplate } from "../cloud-flow/expression/template.ts";
import { statusesIn } from "../cloud-flow/lookups.ts";
import type { CloudFlow, Operation } from "../cloud-flow/model.ts";
import { append, remember } from "../collections.ts";
import type { FlowScan } from "../dataflow/strings/flow-scan.ts";
import { type Json, type JsonObject, objectAt } from "../json.ts";
import type { Draft } from "./draft.ts";

/** What reads the same wherever in the flow it follows the action that it names. */
const steady: ReadonlySet<string> = new Set(["body", "outputs", "triggerbody", "triggeroutputs", "parameters"]);

/** A call in an expression that names an action. */
interface Reader {
  readonly operation: Operation;
  readonly path: readonly string[];
  /** The expression is in a key of an object. */
  readonly key: boolean;
  readonly function: string;
  /** Where the call begins, and where what it reads of the outputs begins. */
  readonly start: number;
  readonly end: number;
}

/** An action that runs after another one. */
interface Follower {
  readonly operation: Operation;
  /** The other one's name, as the run-after spells it. */
  readonly spelled: string;
}

/** Who waits for an action and who reads it, by the action's name in lower case. */
interface Dependents {
  readonly followers: ReadonlyMap<string, readonly Follower[]>;
  readonly readers: ReadonlyMap<string, readonly Reader[]>;
}

/** Most links of run-after that are rewritten for one action: beyond it the flow is no longer the work of a person. */
const mostLinks = 2_000;

const readingFunction = /^(?:outputs|body|actions|actionoutputs|actionbody)$/i;

/** Collects the dependents of a flow's actions, once for a flow: a secret may be copied by thousands of actions, and each of them asks. */
export function createDependents(scanOf: (flow: CloudFlow) => FlowScan): (flow: CloudFlow) => Dependents {
  const known = new Map<CloudFlow, Dependents>();
  return (flow) => remember(known, flow, () => dependentsIn(flow, scanOf(flow)));
}

function dependentsIn(flow: CloudFlow, scan: FlowScan): Dependents {
  const followers = new Map<string, Follower[]>();
  for (const operation of flow.actions) {
    for (const spelled of Object.keys(runAfterIn(operation))) append(followers, spelled.toLowerCase(), { operation, spelled });
  }
  const readers = new Map<string, Reader[]>();
  for (const site of scan.sites) {
    const { operation, path, key } = site;
    for (const { reference } of scan.references(site)) {
      if (reference.name === undefined || !readingFunction.test(reference.function)) continue;
      const { call } = reference;
      const end = call.dereferences[0]?.start ?? call.end;
      append(readers, reference.name.toLowerCase(), { operation, path, key, function: reference.function, start: call.start, end });
    }
  }
  return { followers, readers };
}

/**
 * Takes out a Compose that does nothing but copy one value: whoever reads it reads the value itself, and what ran after it runs after what
 * it ran after.
 * @returns why it cannot be done
 */
export function draftComposeHop(operation: Operation, dependentsOf: (flow: CloudFlow) => Dependents, draft: Draft): string | undefined {
  const { flow } = operation;
  // Its expressions are texts that the template puts together, in which nothing can be replaced.
  if (flow.pointer.includes("resources")) return "The flow is part of a template that deploys it.";
  const expression = copiedExpression(operation);
  if (operation.type !== "compose" || expression === undefined)
    return "A Compose can only be removed if it copies one value that does not change before it is read.";
  const name = operation.name.toLowerCase();
  const dependents = dependentsOf(flow);
  const followers = dependents.followers.get(name) ?? [];
  const before = Object.entries(runAfterIn(operation)).map(([other, value]) => [other, other.toLowerCase(), value] as const);
  if (followers.length * before.length > mostLinks) return "Too many actions run after it.";
  const otherwise = followers.find(({ operation: follower, spelled }) => !needsSuccess(runAfterIn(follower)[spelled]));
  if (otherwise !== undefined) return `'${otherwise.operation.name}' runs after it in other cases than success.`;
  for (const reader of dependents.readers.get(name) ?? []) {
    if (reader.operation === operation) continue;
    if (reader.function !== "outputs" || reader.key) return `'${reader.operation.name}' reads more of it than its outputs.`;
    // What is read of the outputs is read of the value instead.
    draft.json(flow.source, {
      kind: "splice",
      pointer: [...reader.operation.pointer, ...reader.path],
      span: { start: reader.start, end: reader.end },
      text: expression,
    });
  }
  draft.json(flow.source, { kind: "remove", pointer: operation.pointer });
  for (const { operation: follower, spelled } of followers) {
    const runAfter = [...follower.pointer, "runAfter"];
    const waitsFor = new Set(before.length === 0 ? [] : Object.keys(runAfterIn(follower)).map((other) => other.toLowerCase()));
    draft.json(flow.source, { kind: "remove", pointer: [...runAfter, spelled] });
    for (const [other, lower, value] of before) {
      if (value === undefined || waitsFor.has(lower)) continue;
      draft.json(flow.source, { kind: "set", pointer: [...runAfter, other], value });
    }
  }
  return undefined;
}

function runAfterIn({ json }: Operation): JsonObject {
  return objectAt(json, "runAfter") ?? {};
}

function needsSuccess(value: Json | undefined): boolean {
  const [first, ...others] = statusesIn(value);
  return first === "succeeded" && others.length === 0;
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
