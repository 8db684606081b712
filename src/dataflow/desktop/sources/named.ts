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
import type { Span } from "../../../source/place.ts";
import type { Origin } from "../../following/follow.ts";
import type { ValueGraph, ValueNode } from "../../graph/graph.ts";
import { type Path, pathKey } from "../../graph/path.ts";
import { namesFor } from "../literals/contexts.ts";
import { type DesktopRoles, namesOfVault } from "../roles/roles.ts";
import { leavesOfValue, pathRead } from "../values/values.ts";
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
  const rows = flow.rows.filter(({ statement }) => !statement.disabled);
  const namesOfSecrets = new Set(rows.flatMap(({ statement }) => namesGivenToVaults(statement, roles)));
  const unset = new Map<string, boolean>();
  const script: NamingScript = {
    flow,
    graph,
    roles,
    isCredential: (name) => credentialName(name, sensitiveNames)?.strength === "strong",
    filled: filledNames(flow, rows),
    isUnset: (name) =>
      remember(unset, name.toLowerCase(), () => variableNodes(flow, name, graph).every((node) => graph.incoming(node).length === 0)),
  };
  const origins = new Map<string, Origin>();
  for (const row of rows) {
    for (const { what, name, node, path, span } of [...namedReads(row, script), ...namedTargets(row, script)]) {
      const key = `${node.id}${pathKey(path)}`;
      if (origins.has(key) || namesOfSecrets.has(name.toLowerCase()) || isReached(node)) continue;
      const place = rowPlace(row, span);
      origins.set(key, { label: "credential-named", what, name, basis: "desktop", confidence: "medium", node, parts: [{ path }], place });
    }
  }
  return [...origins.values()];
}

/** A script whose names are looked at. */
interface NamingScript {
  readonly flow: DesktopFlow;
  readonly graph: ValueGraph;
  readonly roles: DesktopRoles;
  readonly isCredential: (name: string) => boolean;
  /** Inputs, and variables that a row writes, in lower case. */
  readonly filled: ReadonlySet<string>;
  /** Whether nothing in the script writes a variable. */
  readonly isUnset: (name: string) => boolean;
}

/** What a row reads or fills under the name of a credential. */
interface NamedValue extends Pick<Origin, "what" | "name" | "node"> {
  /** Where in the node's value it is. */
  readonly path: Path;
  /** Offsets of the name in the script. */
  readonly span: Span;
}

function filledNames({ inputs }: DesktopFlow, rows: readonly DesktopRow[]): ReadonlySet<string> {
  const targets = rows.flatMap(({ statement }) => targetsOf(statement));
  return new Set([...inputs, ...targets.filter((target) => target.kind === "reference")].map(({ name }) => name.toLowerCase()));
}

/** Members that a row reads, and in the script of a single subflow variables that other subflows set. */
function namedReads(row: DesktopRow, { flow, graph, isCredential, filled, isUnset }: NamingScript): readonly NamedValue[] {
  const isPartial = flow.extent === "subflow";
  return expressionsOf(row.statement)
    .flatMap(identifiersOf)
    .flatMap((reference): readonly NamedValue[] => {
      const { name, path, start, end } = reference;
      const span = { start, end };
      const node = variableReadBy(row, reference, graph);
      if (path.length === 0)
        return isPartial && isCredential(name) && isUnset(name) ? [{ what: "variable", name, node, path: [], span }] : [];
      const member = memberOf(reference);
      const read = member !== undefined && (isPartial || filled.has(name.toLowerCase())) ? pathRead(path) : undefined;
      if (member === undefined || read === undefined || !isCredential(member)) return [];
      return [{ what: "value", name: titleOfReference(reference), node, path: read.path, span }];
    });
}

/** Variables that a row fills; inputs and outputs are reported as such. */
function namedTargets(row: DesktopRow, { flow, graph, roles, isCredential }: NamingScript): readonly NamedValue[] {
  return filledTargets(row, roles, isCredential).flatMap(({ target, called, subflow }): readonly NamedValue[] => {
    const { name, path, start, end } = target;
    if (path.length > 0 || (subflow === undefined ? isMarked(row, target) : flow.isSensitive(name, subflow))) return [];
    const node = subflow === undefined ? variableWrittenBy(row, target, graph) : variableOf(flow, name, graph, subflow);
    if (portNamed(flow.inputs, name) !== undefined && node === variableGiven(flow, name, graph)) return [];
    if (portNamed(flow.outputs, name) !== undefined && node === variableReturned(flow, name, graph)) return [];
    const found = { node, path: [], span: { start, end } };
    if (isCredential(name)) return [{ what: "variable", name, ...found }];
    return called === undefined ? [] : [{ what: "value", name: called, ...found }];
  });
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
