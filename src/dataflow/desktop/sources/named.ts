import { remember } from "../../../collections.ts";
import { isMarked } from "../../../desktop-flow/local-variables.ts";
import { type DesktopFlow, type DesktopRow, portNamed, rowPlace } from "../../../desktop-flow/model.ts";
import type { Expression, FunctionDefinition, Reference, Statement } from "../../../desktop-flow/robin/ast.ts";
import {
  actionCallsOf,
  argumentNamed,
  expressionsOf,
  identifiersOf,
  isSameName,
  stepKey,
  targetsOf,
} from "../../../desktop-flow/robin/walk.ts";
import { credentialName } from "../../../secrets/names/credential-name.ts";
import type { Origin } from "../../following/follow.ts";
import type { ValueGraph, ValueNode } from "../../graph/graph.ts";
import { type Path, pathKey } from "../../graph/path.ts";
import { namesFor } from "../literals/contexts.ts";
import { type DesktopRoles, namesOfVault } from "../roles/roles.ts";
import { leavesOfValue, readingOf } from "../values/values.ts";
import { variableGiven, variableNodes, variableOf, variableReadBy, variableReturned, variableWrittenBy } from "../variables/live-ranges.ts";
import { calledName, localSubflows } from "../variables/variable-scopes.ts";

/**
 * What a script reads from somewhere, a worksheet, a file, a web service, and treats as a credential by name: `Row['Password']`,
 * `Text.Trim … TrimmedText=> SqlPassword`. Nothing but the name tells, so these are likely at most.
 * @param isReached whether a secret is known to be in a variable: then it is followed from where it begins
 */
export function namedValues(
  flow: DesktopFlow,
  isReached: (variable: ValueNode) => boolean,
  graph: ValueGraph,
  roles: DesktopRoles,
  sensitiveNames: readonly string[],
): readonly Origin[] {
  const isCredential = (name: string): boolean => credentialName(name, sensitiveNames)?.strength === "strong";
  const origins = new Map<string, Origin>();
  const add = (row: DesktopRow, what: string, title: string, node: ValueNode, { start, end }: Reference, path: Path): void => {
    const key = `${node.id}${pathKey(path)}`;
    if (origins.has(key) || namesOfSecrets.has(title.toLowerCase()) || isReached(node)) return;
    origins.set(key, {
      label: "credential-named",
      what,
      name: title,
      basis: "desktop",
      confidence: "medium",
      node,
      parts: [{ path }],
      place: rowPlace(row, { start, end }),
    });
  };
  const rows = flow.rows.filter(({ statement }) => !statement.disabled);
  const written = new Set([
    ...flow.inputs.map(({ name }) => name.toLowerCase()),
    ...rows.flatMap(({ statement }) =>
      targetsOf(statement).flatMap((target) => (target.kind === "reference" ? target.name.toLowerCase() : [])),
    ),
  ]);

  const namesOfSecrets = new Set(rows.flatMap(({ statement }) => namesGivenToVaults(statement, roles)));

  const unset = new Map<string, boolean>();
  const isUnset = (name: string): boolean =>
    remember(unset, name.toLowerCase(), () => variableNodes(flow, name, graph).every((node) => graph.incoming(node).length === 0));

  for (const row of rows) {
    for (const reference of expressionsOf(row.statement).flatMap(identifiersOf)) {
      const member = memberOf(reference);
      const node = variableReadBy(row, reference, graph);
      // The script of a single subflow reads variables that other subflows set.
      if (flow.extent === "subflow" && reference.path.length === 0 && isCredential(reference.name) && isUnset(reference.name))
        add(row, "variable", reference.name, node, reference, []);
      const isFilled = flow.extent === "subflow" || written.has(reference.name.toLowerCase());
      const read = member === undefined || !isFilled ? undefined : readingOf(reference.path);
      if (member !== undefined && read !== undefined && isCredential(member))
        add(row, "value", titleOfReference(reference), node, reference, read.path);
    }
    for (const { target, called, subflow } of filledTargets(row, roles, isCredential)) {
      if (target.path.length > 0 || (subflow === undefined ? isMarked(row, target) : flow.isSensitive(target.name, subflow))) continue;
      const node = subflow === undefined ? variableWrittenBy(row, target, graph) : variableOf(flow, target.name, graph, subflow);
      // Inputs and outputs are reported as such.
      if (portNamed(flow.inputs, target.name) !== undefined && node === variableGiven(flow, target.name, graph)) continue;
      if (portNamed(flow.outputs, target.name) !== undefined && node === variableReturned(flow, target.name, graph)) continue;
      if (isCredential(target.name)) add(row, "variable", target.name, node, target, []);
      else if (called !== undefined) add(row, "value", called, node, target, []);
    }
  }
  return [...origins.values()];
}

/** What a statement reads to tell a vault which secret it wants: `obj_Config['Sec_AppSecret']` is the name of a secret. */
function namesGivenToVaults(statement: Statement, roles: DesktopRoles): readonly string[] {
  return actionCallsOf(statement).flatMap((call) => {
    const facts = roles.connectorFacts(call);
    const inputs = facts === undefined ? [] : namesOfVault(facts);
    return inputs.flatMap((input) => {
      const value = argumentNamed(call.arguments, input)?.value;
      return value === undefined ? [] : identifiersOf(value).map((read) => titleOfReference(read).toLowerCase());
    });
  });
}

function titleOfReference(reference: Reference): string {
  const member = memberOf(reference);
  return member === undefined ? reference.name : `${reference.name}.${member}`;
}

/** The member that a reference reads last, if it has a name. */
function memberOf({ path }: Reference): string | undefined {
  const last = path.at(-1);
  const key = last === undefined ? undefined : stepKey(last);
  return typeof key === "string" ? key : undefined;
}

/** A variable that a row fills. */
interface FilledTarget {
  readonly target: Reference;
  /** The credential's name that its action has for what it puts there: a variable of the environment, an XPath, the question of a dialog. */
  readonly called?: string | undefined;
  /** The local subflow whose variable it is, where a row calls it. */
  readonly subflow?: FunctionDefinition | undefined;
}

/** Variables into which a row puts a text that is not written in the script, and that are not named like a credential already. */
function filledTargets(
  { statement, desktopFlow }: DesktopRow,
  roles: DesktopRoles,
  isCredential: (name: string) => boolean,
): readonly FilledTarget[] {
  if (statement.kind === "set") {
    const { target, value } = statement;
    return target.kind === "reference" && holdsUnknown(value, isCredential) ? [{ target }] : [];
  }
  if (statement.kind === "call") {
    const subflow = localSubflows(desktopFlow.script.functions).get(calledName(statement));
    return statement.arguments.flatMap(({ name, value, start, nameEnd }): readonly FilledTarget[] =>
      holdsUnknown(value, isCredential) ? [{ target: { kind: "reference", name, path: [], start, end: nameEnd }, subflow }] : [],
    );
  }
  return actionCallsOf(statement).flatMap((call) => {
    const facts = roles.actionFacts(call);
    return call.outputs.flatMap(({ name, target }) => {
      const reveals = facts?.ends.some((end) => isSameName(end, name)) !== true;
      if (!reveals || target.kind !== "reference") return [];
      const names = facts === undefined ? (roles.isForeign(call) ? [name] : []) : namesFor(call, name, facts);
      return [{ target, called: names.find(isCredential) }];
    });
  });
}

function holdsUnknown(value: Expression, isCredential: (name: string) => boolean): boolean {
  const references = identifiersOf(value);
  return leavesOfValue(value).some(({ span }) => {
    const reference = references.find(({ start }) => start === span.start);
    return reference === undefined || !isCredential(memberOf(reference) ?? reference.name);
  });
}
