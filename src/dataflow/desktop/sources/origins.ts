import { addAll } from "../../../collections.ts";
import { isLocal } from "../../../desktop-flow/local-variables.ts";
import { type DesktopFlow, type DesktopPort, type DesktopRow, desktopPlace, rowPlace } from "../../../desktop-flow/model.ts";
import type { ActionCall, Output } from "../../../desktop-flow/robin/ast.ts";
import { actionCallsOf, argumentNamed, constantText, isSameName } from "../../../desktop-flow/robin/walk.ts";
import type { DesktopActionFacts, DesktopSource } from "../../../knowledge/desktop-actions.ts";
import { type EndpointFacts, endpointFacts } from "../../../knowledge/endpoints.ts";
import type { SecretOutput } from "../../../knowledge/facts.ts";
import { credentialName } from "../../../secrets/names/credential-name.ts";
import type { Origin } from "../../following/follow.ts";
import type { GraphBuilder, ValueGraph, ValueNode } from "../../graph/graph.ts";
import { anyStep, type Path, pathOf } from "../../graph/path.ts";
import { isScriptText } from "../graph/scripts.ts";
import { passwordFields } from "../roles/card-fields.ts";
import { applies, type DesktopRoles } from "../roles/roles.ts";
import { knownText } from "../values/pieces.ts";
import { outputPath, writingOf } from "../values/values.ts";
import { variableGiven, variableNodes, variableReturned } from "../variables/live-ranges.ts";
import { overwrittenIn } from "../variables/overwritten.ts";
import { printsSecretItReads } from "./printed-secrets.ts";
import type { InputUse } from "./uses.ts";

/** What the actions of a desktop flow are read with. */
interface Reading {
  readonly roles: DesktopRoles;
  readonly graph: GraphBuilder;
  readonly sensitiveNames: readonly string[];
  /** Schema names and display names of the run's environment variables of type Secret, in lower case. */
  readonly secretVariables: ReadonlySet<string>;
}

/** The secrets that come into a desktop flow by its inputs and by what its actions read. */
export function desktopSources(flow: DesktopFlow, reading: Reading): readonly Origin[] {
  const { graph, sensitiveNames } = reading;
  const origins: Origin[] = [];
  for (const port of flow.inputs) {
    const origin = inputOrigin(flow, port, graph, sensitiveNames);
    if (origin !== undefined) origins.push(origin);
  }
  for (const row of flow.rows) {
    if (row.statement.disabled) continue;
    for (const call of actionCallsOf(row.statement)) addAll(origins, actionOrigins(row, call, reading));
  }
  return origins;
}

/** Whether a name says that what it names is a credential. */
export function isNamedAsCredential(port: DesktopPort, sensitiveNames: readonly string[]): boolean {
  return port.names.some((name) => isCredentialName(name, sensitiveNames));
}

function mayNameCredential(port: DesktopPort, sensitiveNames: readonly string[]): boolean {
  return port.names.some((name) => credentialName(name, sensitiveNames) !== undefined);
}

function isCredentialName(name: string, sensitiveNames: readonly string[]): boolean {
  return credentialName(name, sensitiveNames)?.strength === "strong";
}

/** A sensitive input is a secret because the maker marked it. Whether it is a credential depends on its name or its use. */
function inputOrigin(flow: DesktopFlow, port: DesktopPort, graph: GraphBuilder, sensitiveNames: readonly string[]): Origin | undefined {
  // A name that may mean a credential does so where the maker marked what it names.
  const named = port.sensitive ? mayNameCredential(port, sensitiveNames) : isNamedAsCredential(port, sensitiveNames);
  if (!port.sensitive && !named) return undefined;
  return {
    label: "credential-named",
    what: port.sensitive ? "sensitive input" : "input",
    name: port.name,
    basis: named ? "desktop" : "desktop-mark",
    confidence: port.sensitive && named ? "high" : "medium",
    node: graph.node("desktop-input", flow, port.name),
    parts: [{ path: [] }],
    place: port.place,
  };
}

/** What of an input ends in a place made for a credential is one, as surely as that place takes nothing else. */
export function usedInput(
  flow: DesktopFlow,
  port: DesktopPort,
  { confidence, paths }: Pick<InputUse, "confidence" | "paths">,
  graph: GraphBuilder,
  narrowed: NonNullable<Origin["narrowed"]>,
): Origin {
  return {
    label: "credential-named",
    what: port.sensitive ? "sensitive input" : "input",
    name: port.name,
    basis: "desktop",
    confidence,
    node: graph.node("desktop-input", flow, port.name),
    parts: paths.map((path) => ({ path })),
    place: port.place,
    narrowed,
  };
}

function actionOrigins(row: DesktopRow, call: ActionCall, reading: Reading): readonly Origin[] {
  const { roles, graph, sensitiveNames } = reading;
  const facts = roles.actionFacts(call);
  if (facts === undefined) return [];
  const secret = facts.calls === "connector" ? (roles.connectorFacts(call)?.secretOutputs ?? []) : [];
  return call.outputs.flatMap((output) => {
    const source = facts.source.find((candidate) => isFrom(candidate, output, call, reading));
    if (source !== undefined) {
      const whole = outputPath(output.name);
      const inside = facts.id.toLowerCase().startsWith("powerautomatesecretvariables");
      const paths = inside ? secretMembers.map((member) => [...whole, member]) : [whole];
      const origin = originAt(row, output, { what: source.what, confidence: source.confidence, paths }, graph);
      const isSecretMember = (name: string): boolean => credentialName(name, sensitiveNames) !== undefined;
      return [source.document === true ? { ...origin, isSecretMember } : origin];
    }
    if (isSameName(output.name, "CustomFormData")) {
      const paths = passwordFields(call).ids.map((id) => [...outputPath(output.name), id.toLowerCase()]);
      return paths.length === 0 ? [] : [originAt(row, output, { what: "typed password", confidence: "high", paths }, graph)];
    }
    const answered = isSameName(output.name, "Response") ? (endpointOf(call, roles)?.secretOutputs ?? []) : [];
    const [answer] = answered;
    if (answer !== undefined) return [originAt(row, output, heldInParts(output, answer, answered), graph)];
    if (isPrinted(facts, output) && printsSecret(call, facts))
      return [originAt(row, output, { what: "secret that a script reads", confidence: "medium", paths: [outputPath(output.name)] }, graph)];
    const [first] = secret;
    if (first === undefined || !output.dynamic) return [];
    return [originAt(row, output, heldInParts(output, first, secret), graph)];
  });
}

/** What a script or a command prints. */
function isPrinted(facts: DesktopActionFacts, { name }: Output): boolean {
  const made = Object.entries(facts.carries).find(([output]) => isSameName(output, name))?.[1] ?? [];
  return !/error$/i.test(name) && made.some((input) => isScriptText(facts, input));
}

function printsSecret(call: ActionCall, facts: DesktopActionFacts): boolean {
  return call.arguments.some(({ name, value }) => isScriptText(facts, name) && printsSecretItReads(knownText(value)));
}

/** Members of a credential that hold its secret; the user name beside them is none. */
const secretMembers = ["password", "secret", "value", "key", "token"];

/** A secret that is named after the first of the parts of an answer in which it is. */
function heldInParts(output: Output, { what, confidence }: SecretOutput, parts: readonly SecretOutput[]): HeldSecret {
  return { what, confidence, paths: parts.map((part) => connectorPath(output, part)) };
}

/** `@GetSecretResponse=> X` holds the body of the answer. */
function connectorPath(output: Output, { path }: SecretOutput): Path {
  const [first, ...rest] = path;
  const inner = first?.toLowerCase() === "body" ? rest : path;
  return [...outputPath(output.name), ...inner.map((step) => (step === "*" ? anyStep : step.toLowerCase()))];
}

/** The endpoint that a web request calls, as far as its URL and body are written down. */
function endpointOf(call: ActionCall, roles: DesktopRoles): EndpointFacts | undefined {
  const parts = Object.entries(roles.actionFacts(call)?.http ?? {});
  const written = (kind: "url" | "body"): string | undefined => {
    const argument = parts.find(([, part]) => part === kind)?.[0];
    const value = argument === undefined ? undefined : argumentNamed(call.arguments, argument)?.value;
    return value === undefined ? undefined : knownText(value);
  };
  const url = written("url");
  const body = written("body");
  return url === undefined ? undefined : endpointFacts({ url, ...(body === undefined ? {} : { body }) });
}

function isFrom({ output, when, variable }: DesktopSource, given: Output, call: ActionCall, { secretVariables }: Reading): boolean {
  if (output !== "*" && output.toLowerCase() !== given.name.toLowerCase()) return false;
  if (variable === true && !textsGivenTo(call).some((text) => secretVariables.has(text))) return false;
  return when === undefined || applies(when, call);
}

function textsGivenTo(call: ActionCall): readonly string[] {
  return call.arguments.flatMap(({ value }) => constantText(value)?.trim().toLowerCase() ?? []);
}

/** What an output holds of a secret. */
interface HeldSecret extends Pick<Origin, "what" | "confidence"> {
  readonly paths: readonly Path[];
}

function originAt(row: DesktopRow, output: Output, { what, confidence, paths }: HeldSecret, graph: GraphBuilder): Origin {
  const { start, end } = output.target;
  return {
    label: "secret",
    what,
    name: writingOf(output.target)?.name ?? output.name,
    basis: "desktop",
    confidence,
    node: graph.node("desktop-statement", row),
    parts: paths.map((path) => ({ path })),
    place: rowPlace(row, { start, end }),
  };
}

/**
 * Variables that the maker marked as sensitive, and outputs that are named like credentials, into which nothing that is known as a secret goes:
 * where their values come from cannot be seen, so the variable itself is where they begin.
 * @param isReached whether a secret is known to be in a variable.
 */
export function unexplainedVariables(
  flow: DesktopFlow,
  isReached: (variable: ValueNode) => boolean,
  graph: ValueGraph,
  sensitiveNames: readonly string[],
): readonly Origin[] {
  const origins: Origin[] = [];
  // What callers pass is reported at the input.
  const seen = new Set(flow.inputs.map(({ name }) => variableGiven(flow, name, graph)));
  const add = (name: string, what: string, named: boolean, place: Origin["place"], node: ValueNode): void => {
    if (seen.has(node) || isReached(node)) return;
    seen.add(node);
    origins.push({
      label: "credential-named",
      what,
      name,
      basis: named ? "desktop" : "desktop-mark",
      confidence: named ? "medium" : "low",
      node,
      parts: [{ path: pathOf() }],
      place,
    });
  };
  const overwritten = overwrittenIn(flow, graph);
  for (const port of flow.outputs) {
    const node = variableReturned(flow, port.name, graph);
    if (port.sensitive && !overwritten(port.name).has(node))
      add(port.name, "sensitive output", mayNameCredential(port, sensitiveNames), port.place, node);
    else if (!port.sensitive && namesSession(port, sensitiveNames)) add(port.name, "output", true, port.place, node);
  }
  const { header, functions } = flow.script;
  const lists = [
    { names: header.sensitive, local: undefined },
    ...functions.map((local) => ({ names: isLocal(local) ? (local.sensitive?.names ?? []) : [], local })),
  ];
  for (const { names, local } of lists) {
    for (const { name, start, end } of names) {
      const isNamed = credentialName(name, sensitiveNames) !== undefined;
      const harmless = overwritten(name, local);
      for (const node of variableNodes(flow, name, graph, local))
        if (!harmless.has(node)) add(name, "sensitive variable", isNamed, desktopPlace(flow, { start, end }), node);
    }
  }
  return origins;
}

/** An output that is called a token or a cookie, too: what a script cuts out of a page under such a name is a session. */
function namesSession(port: DesktopPort, sensitiveNames: readonly string[]): boolean {
  return port.names.some((name) => credentialName(name, sensitiveNames) !== undefined || /cookies?$/i.test(name));
}
