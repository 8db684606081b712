import { settingsIn } from "../../cloud-flow/app-settings.ts";
import type { CanonicalReference } from "../../cloud-flow/expression/references.ts";
import { operationsNamed } from "../../cloud-flow/lookups.ts";
import { type CloudFlow, flowPlace, type Operation, operationPlace, parameterPlace } from "../../cloud-flow/model.ts";
import { returnsForeignData } from "../../cloud-flow/request-types.ts";
import { addAll } from "../../collections.ts";
import { isMoreConfident } from "../../findings/confidence.ts";
import { isObject, objectAt, textAt } from "../../json.ts";
import type { SecretOutput } from "../../knowledge/facts.ts";
import { credentialName } from "../../secrets/names/credential-name.ts";
import type { Place } from "../../source/place.ts";
import type { Origin } from "../following/follow.ts";
import type { GraphBuilder } from "../graph/graph.ts";
import { anyStep, type Path, pathKey, pathOf, stepsOf } from "../graph/path.ts";
import type { Roles } from "../roles.ts";
import type { FlowScan } from "../strings/flow-scan.ts";
import { namedMembers, ofAnyElement } from "./named-members.ts";

/** Parameters that every flow declares for the platform's own use. */
const plumbing = new Set(["$connections", "$authentication"]);

/** What decides which values of a flow are secrets. */
export interface SourceReading {
  readonly roles: Roles;
  readonly graph: GraphBuilder;
  readonly sensitiveNames: readonly string[];
  /** Whether the outputs of an operation are followed into the flow that it calls, which then decides what is secret. */
  readonly isFollowed: (operation: Operation) => boolean;
}

/**
 * The secrets that operations, the trigger and parameters bring into a flow, by evidence. A name alone counts only if it names a value (an input,
 * a column), and then with medium confidence.
 */
export function flowSources(scan: FlowScan, reading: SourceReading): readonly Origin[] {
  const { roles, graph, sensitiveNames } = reading;
  const origins: Origin[] = [];
  const { flow } = scan;
  for (const operation of flow.operations) {
    const origin = operationOrigin(operation, roles, graph);
    if (origin !== undefined) origins.push(origin);
  }
  for (const trigger of flow.triggers) addAll(origins, triggerInputs(trigger, graph, sensitiveNames));
  addAll(origins, secureParameters(flow, graph));
  addAll(origins, namedOutputs(scan, reading, new Set(origins.map(originKey))));
  addAll(origins, callbackUrls(scan, graph));
  return origins;
}

function originKey(origin: Origin): string {
  return `${origin.node.id}${origin.parts.map((part) => pathKey(part.path)).join()}`;
}

/** The secret that an operation returns according to the knowledge tables: one origin, however many members of its answer are secret. */
function operationOrigin(operation: Operation, roles: Roles, graph: GraphBuilder): Origin | undefined {
  const outputs = roles.secretOutputs(operation);
  const [first] = outputs;
  if (first === undefined) return undefined;
  const surest = outputs.reduce((best, output) => (isMoreConfident(output.confidence, best.confidence) ? output : best), first);
  return {
    label: surest.label,
    what: surest.what,
    name: operation.name,
    basis: "operation",
    confidence: surest.confidence,
    node: graph.node("outputs", operation),
    parts: outputs.map((output) => ({ path: partPath(output), what: output.what })),
    place: operationPlace(operation),
  };
}

/** Where in an operation's outputs a secret of the tables is. */
export function partPath({ path }: SecretOutput): Path {
  return path.map((step) => (step === "*" ? anyStep : step.toLowerCase()));
}

/** Inputs of a Request trigger whose title or name says that they take a credential. */
function triggerInputs(trigger: Operation, graph: GraphBuilder, sensitiveNames: readonly string[]): Origin[] {
  const properties = objectAt(trigger.inputs, "schema", "properties");
  if (properties === undefined) return [];
  return Object.keys(properties).flatMap((key) => {
    const property = properties[key];
    if (!isObject(property)) return [];
    const title = textAt(property, "title") ?? "";
    const named = [title, key].find((name) => credentialName(name, sensitiveNames)?.strength === "strong");
    const isPassword = textAt(property, "format")?.toLowerCase() === "password";
    if (named === undefined && !isPassword) return [];
    return [
      {
        label: "credential-named" as const,
        what: "value",
        name: title !== "" ? title : key,
        basis: "trigger-input" as const,
        confidence: isPassword ? ("high" as const) : ("medium" as const),
        node: graph.node("outputs", trigger),
        parts: [{ path: pathOf("body", key) }],
        place: operationPlace(trigger, ["inputs", "schema", "properties", key]),
      },
    ];
  });
}

function secureParameters(flow: CloudFlow, graph: GraphBuilder): Origin[] {
  return flow.parameters
    .filter(
      (parameter) =>
        (parameter.type === "securestring" || parameter.type === "secureobject") && !plumbing.has(parameter.name.toLowerCase()),
    )
    .map((parameter) => ({
      label: "secret" as const,
      what: "secure parameter",
      name: parameter.name,
      basis: "secure-parameter" as const,
      confidence: "high" as const,
      node: graph.node("parameter", flow, parameter.name),
      parts: [{ path: [] }],
      place: parameter.source === undefined ? flowPlace(flow, parameter.pointer.slice(0, -1)) : parameterPlace(flow, parameter),
    }));
}

/**
 * Settings of the app whose names say that they hold a credential, each where the flow, or the app for all its flows, reads it first. What a
 * flow does with a setting says more than its name.
 */
export function namedSettings(scan: FlowScan, graph: GraphBuilder, sensitiveNames: readonly string[]): readonly Origin[] {
  const { flow } = scan;
  const places = new Map<string, Place>();
  const add = (name: string, place: Place): void => {
    if (!places.has(name) && credentialName(name, sensitiveNames)?.strength === "strong") places.set(name, place);
  };
  for (const parameter of flow.parameters)
    for (const { name, path } of settingsIn(parameter)) add(name, parameterPlace(flow, parameter, path));
  for (const site of scan.sites) {
    for (const { canonical } of scan.references(site))
      if (canonical.node === "app-setting" && canonical.name !== undefined)
        add(canonical.name, operationPlace(site.operation, site.path, undefined, site.key));
  }
  return [...places].map(([name, place]) => ({
    label: "credential-named" as const,
    what: "value",
    name,
    basis: "named-setting" as const,
    confidence: "medium" as const,
    node: graph.node("app-setting", flow, name),
    parts: [{ path: [] }],
    place,
  }));
}

/**
 * Members that are read of an operation's or trigger's outputs under the name of a credential: a column `cat_password`, a header
 * `x-api-key`.
 * @param known keys of the origins that are there already
 */
function namedOutputs(
  scan: FlowScan,
  { roles, graph, sensitiveNames, isFollowed }: SourceReading,
  known: ReadonlySet<string>,
): readonly Origin[] {
  const found = new Map<string, Origin>();
  for (const site of scan.sites) {
    for (const canonical of namedMembers(scan, site, sensitiveNames)) {
      const last = canonical.path.at(-1);
      if (typeof last !== "string") continue;
      for (const operation of operationsRead(canonical, scan.flow)) {
        if (!returnsForeignData(operation) || isFollowed(operation) || roles.secretOutputs(operation).length > 0) continue;
        const origin = namedOutput(operation, canonical, last, graph);
        const key = originKey(origin);
        if (!known.has(key) && !found.has(key)) found.set(key, origin);
      }
    }
  }
  return [...found.values()];
}

/** The operations whose outputs a reference reads. */
function operationsRead({ node, name }: CanonicalReference, flow: CloudFlow): readonly Operation[] {
  if (node === "trigger-outputs") return flow.triggers;
  return node === "outputs" && name !== undefined ? operationsNamed(flow, name) : [];
}

function namedOutput(operation: Operation, { node, path }: CanonicalReference, name: string, graph: GraphBuilder): Origin {
  // A header or a parameter of the query with which somebody calls the flow.
  const isOfRequest = node === "trigger-outputs" && path.length > 1 && path[0] !== "body";
  return {
    label: "credential-named",
    what: "value",
    name,
    basis: "named-output",
    confidence: isOfRequest ? "low" : "medium",
    node: graph.node("outputs", operation),
    parts: [{ path: ofAnyElement(stepsOf(path)) }],
    place: operationPlace(operation),
  };
}

/**
 * `listCallbackUrl()` makes a URL that anyone can call. A webhook hands its own to the service that is to call it: that is what it is for.
 */
function callbackUrls(scan: FlowScan, graph: GraphBuilder): Origin[] {
  const origins: Origin[] = [];
  const seen = new Set<Operation>();
  for (const site of scan.sites) {
    const found = scan.references(site).find(({ canonical }) => canonical.node === "callback-url");
    if (found === undefined || seen.has(site.operation) || /(?:webhook|notification)$/.test(site.operation.type)) continue;
    seen.add(site.operation);
    const { start, end } = found.reference.call;
    origins.push({
      label: "token",
      what: "callback URL",
      name: site.operation.name,
      basis: "callback-url",
      confidence: "high",
      node: graph.node("outputs", site.operation),
      parts: [{ path: pathOf("$callbackurl") }],
      place: operationPlace(site.operation, site.path, { start, end }, site.key),
    });
  }
  return origins;
}
