import { isDesktopCall, takesAllInputs } from "../cloud-flow/desktop-call.ts";
import type { Operation, ConnectorCall as OperationCall } from "../cloud-flow/model.ts";
import { sendsRequest } from "../cloud-flow/request-types.ts";
import { hasSecureInputs, hasSecureOutputs } from "../cloud-flow/secure-settings.ts";
import type { Confidence } from "../findings/confidence.ts";
import { type JsonObject, objectAt, textAt } from "../json.ts";
import { type ConnectorCall, type ConnectorTable, createFactLookup, inputMatches } from "../knowledge/connectors.ts";
import type { DesktopActionTable } from "../knowledge/desktop-actions.ts";
import type { EndpointFacts } from "../knowledge/endpoints.ts";
import type { OperationFacts, SecretOutput } from "../knowledge/facts.ts";
import { credentialName } from "../secrets/names/credential-name.ts";
import { lastPart } from "../slash-path.ts";
import { requestParts } from "./calls/calls.ts";
import { endpointOf } from "./calls/request-endpoints.ts";
import { createDesktopRoles, type DesktopRoles } from "./desktop/roles/roles.ts";
import { hasWrittenColumns } from "./edges/operation-edges.ts";
import type { WrittenTexts } from "./strings/written-texts.ts";

/** What a place inside an operation does with a value that reaches it. */
export type RoleKind =
  /** The `authentication` object of HTTP: made for a credential, and hidden in the run history. */
  | "authentication"
  /** Made for a credential: a password parameter, the client secret of a token request. */
  | "credential"
  /** The `Authorization` header, which the run history never shows. */
  | "authorization-header"
  /** Sent to a service that does something with it. */
  | "request"
  | "url"
  | "data-operation"
  | "variable"
  | "log"
  | "store"
  | "message"
  | "response"
  | "child-flow-input"
  | "desktop-input"
  | "condition"
  | "switch"
  | "loop"
  /** Structure: connection data and the like; nothing that a value ends in. */
  | "none";

/** What an operation does with a value at a place of its inputs. */
export interface Role {
  readonly kind: RoleKind;
  /** How sure it is that the place has this role. */
  readonly confidence: Confidence;
  /** The place in a maker's words, to follow "the": `header 'x-api-key'`, `body`, `variable 'apiKey'`. */
  readonly member: string;
}

/** What is known about operations, with a user's own additions; facts are looked up once for each operation. */
export interface Roles {
  of(operation: Operation, path: readonly string[]): Role;
  /** Whether a parameter of a connector operation is made for a credential. */
  takesCredential(operation: Operation, parameter: string): boolean;
  facts(operation: Operation): OperationFacts | undefined;
  /** Outputs of an operation that are secrets by what it calls. */
  secretOutputs(operation: Operation): readonly SecretOutput[];
  endpoint(operation: Operation): EndpointFacts | undefined;
  /** The same questions about rows of desktop flows. */
  readonly desktop: DesktopRoles;
}

/** What the designer shows for an input of the child flow that an operation calls. */
type InputTitles = (operation: Operation, input: string) => string | undefined;

const dataOperations = new Set(["compose", "parsejson", "select", "query", "join", "table"]);

/**
 * @param own, ownActions connectors and desktop actions that the user describes in the configuration; they win over the built-in tables.
 * @param texts reads addresses and bodies that are written elsewhere in the run
 */
export function createRoles(own?: ConnectorTable, ownActions?: DesktopActionTable, texts?: WrittenTexts, titleOf?: InputTitles): Roles {
  const factsOf = createFactLookup(own);
  const facts = new Map<Operation, OperationFacts>();
  const endpoints = new Map<Operation, EndpointFacts | undefined>();

  const roles: Roles = {
    desktop: createDesktopRoles(own, ownActions),
    facts(operation) {
      // Asked many times for every operation of a run, most of which call no connector.
      const { call } = operation;
      const connector = call?.connector;
      if (call === undefined || connector === undefined) return undefined;
      let known = facts.get(operation);
      if (known === undefined) {
        known = lookUp(operation, call, connector, factsOf);
        facts.set(operation, known);
      }
      return known;
    },
    endpoint(operation) {
      if (!endpoints.has(operation)) endpoints.set(operation, endpointOf(operation, roles.facts(operation), texts));
      return endpoints.get(operation);
    },
    secretOutputs(operation) {
      if (sendsRequest(operation) && !operation.isTrigger) return roles.endpoint(operation)?.secretOutputs ?? [];
      const facts = roles.facts(operation);
      return facts?.request === undefined ? (facts?.secretOutputs ?? []) : (roles.endpoint(operation)?.secretOutputs ?? []);
    },
    takesCredential(operation, parameter) {
      // Asked for every parameter of a run, and true for next to none.
      if ((roles.facts(operation)?.credentialInputs.length ?? 0) === 0) return false;
      return roles.of(operation, ["inputs", "parameters", parameter]).kind === "credential";
    },
    of(operation, path) {
      const [top, ...rest] = path;
      if (top === "trackedProperties") {
        // The platform does not track a secured action, which is a finding of its own (SL2004).
        const isTracked = !hasSecureInputs(operation) && !hasSecureOutputs(operation);
        return role(isTracked ? "log" : "none", "tracked properties");
      }
      if (top === "foreach") return role("loop", "list");
      if (top === "expression")
        return operation.type === "switch" ? role("switch", "value that is switched on") : role("condition", "condition");
      if (top !== "inputs") return role("none", "settings");
      return inputRole(operation, rest, roles, titleOf);
    },
  };
  return roles;
}

/** What an operation does with a place below its `inputs`. */
function inputRole(operation: Operation, path: readonly string[], roles: Roles, titleOf: InputTitles | undefined): Role {
  const { type } = operation;
  if (type.endsWith("variable")) {
    const [list, index = "0"] = path;
    const name = list === "variables" ? textAt(operation.inputs, "variables", index, "name") : textAt(operation.inputs, "name");
    // What is no text, or an empty one, names nothing.
    return role("variable", name === undefined || name.trim() === "" ? "unnamed variable" : `variable '${name}'`);
  }
  if (dataOperations.has(type)) return role("data-operation", givesRowsOnly(operation, path) ? rowsMember : "inputs");
  if (type === "terminate") return role("log", "message of the failed run");
  if (type === "response") return role("response", "response");
  if (type === "workflow") {
    const [part, input = "", ...within] = path;
    if (part === undefined || !requestParts.includes(part)) return role("none", "settings");
    return role("child-flow-input", `input '${[titleOf?.(operation, input) ?? input, ...within].join("/")}'`);
  }
  if (sendsRequest(operation)) return httpRole(operation, path, roles.endpoint(operation)?.kind ?? "other");
  if (operation.call !== undefined) {
    const facts = roles.facts(operation);
    return connectorRole(operation, path, facts, facts?.request === undefined ? undefined : roles.endpoint(operation)?.kind);
  }
  return role(operation.isTrigger ? "none" : "request", "inputs");
}

/** The member of the role of a list of which another input says what of each row goes into the result. */
export const rowsMember = "rows";

/** The list of a Select, or of a Create table whose columns are written down. */
function givesRowsOnly(operation: Operation, [input]: readonly string[]): boolean {
  return input === "from" && (operation.type === "select" || hasWrittenColumns(operation));
}

function role(kind: RoleKind, member: string, confidence: Confidence = "high"): Role {
  return { kind, member, confidence };
}

/** What becomes of the body of a request. */
function bodyRole(endpoint: EndpointFacts["kind"], member: string): Role {
  if (endpoint === "token") return role("credential", `${member} of the token request`);
  if (endpoint === "log" || endpoint === "message" || endpoint === "store") return role(endpoint, member);
  return role("request", member);
}

function httpRole(operation: Operation, path: readonly string[], endpoint: EndpointFacts["kind"]): Role {
  const [first, second, third] = path;
  // A webhook holds two requests.
  if ((first === "subscribe" || first === "unsubscribe") && operation.type === "httpwebhook")
    return httpRole(operation, path.slice(1), endpoint);
  switch (first) {
    case "authentication":
      return role("authentication", second === undefined ? "authentication settings" : `authentication field '${second}'`);
    case "headers":
      return second?.toLowerCase() === "authorization"
        ? role("authorization-header", "Authorization header")
        : role("request", second === undefined ? "headers" : `header '${second}'`);
    case "cookie":
      return role("request", "cookie");
    case "uri":
    case "path":
      return role("url", "URL");
    case "queries":
      return role("url", second === undefined ? "query" : `query parameter '${second}'`);
    case "body":
      if (second !== undefined && takesAllInputs(operation, second)) return allInputsRole(third);
      // Some messaging services take the credential of the sender in the body.
      if (endpoint === "message" && second !== undefined && path.length === 2 && namesSender(second))
        return role("credential", `field '${second}' of the body`);
      return bodyRole(endpoint, "body");
    default:
      return role("none", "settings");
  }
}

/** @param input the one of all inputs of a desktop flow that a place is in; undefined where that is not written */
function allInputsRole(input: string | undefined): Role {
  return role("desktop-input", input === undefined ? "inputs" : `input '${input}'`);
}

/** `routing_key` of PagerDuty, `token` of Slack and Pushover. */
function namesSender(member: string): boolean {
  return credentialName(member) !== undefined || /^(?:routing|service|integration)_?key$/i.test(member);
}

/** @param endpoint what the request goes to, where the operation sends one. */
function connectorRole(
  operation: Operation,
  path: readonly string[],
  facts: OperationFacts | undefined,
  endpoint: EndpointFacts["kind"] | undefined,
): Role {
  const [first, second, third] = path;
  if (first === "host" || first === "authentication" || first === "retryPolicy" || first === "method") return role("none", "settings");
  // Older actions have no named parameters: their inputs are a path, queries, headers and a body.
  const parameter =
    (first === "parameters" || first === "queries" || first === "headers"
      ? second
      : first === "body" && second !== undefined
        ? `body/${second}`
        : first) ?? "";
  const lower = parameter.toLowerCase();
  if (takesAllInputs(operation, parameter)) return allInputsRole(third);
  if (isDesktopCall(operation) && lower.startsWith("item/")) return role("desktop-input", `input '${parameter.slice("item/".length)}'`);
  const shown = first === "parameters" && third !== undefined && !/^\d+$/.test(third) ? `${parameter}/${third}` : parameter;
  const member = parameter === "" ? "inputs" : first === "path" ? "path" : `input '${shown}'`;
  if (facts === undefined) return role("request", member, "medium");
  const names = [parameter, `${parameter}/${third ?? ""}`];
  if (facts.credentialInputs.some((pattern) => names.some((name) => inputMatches(pattern, name))))
    return role("credential", member, facts.confidence);
  if (lower === "authorization" || lower === "headers/authorization") return role("authorization-header", "Authorization header");
  if (endpoint !== undefined && facts.request !== undefined && names.some((name) => inputMatches(facts.request?.body ?? "", name)))
    return bodyRole(endpoint, member);
  // In a request to an unknown service, a value under the name of a credential is most likely one that the service checks.
  if (facts.basis === "guessed" && facts.confidence === "low" && credentialName(lastPart(shown))?.strength === "strong")
    return role("request", member);
  const own = Object.entries(facts.sinkByInput).find(([pattern]) => names.some((name) => inputMatches(pattern, name)))?.[1];
  const sink = own ?? facts.sink;
  return role(sink === "use" || sink === "none" ? "request" : sink, member, facts.confidence);
}

function lookUp(
  operation: Operation,
  call: OperationCall,
  connector: string,
  factsOf: (call: ConnectorCall) => OperationFacts,
): OperationFacts {
  return factsOf({
    connector,
    ...(call.operationId === undefined ? {} : { operation: call.operationId }),
    ...(call.method === undefined ? {} : { method: call.method }),
    ...(call.path === undefined ? {} : { path: call.path }),
    parameters: call.operationId === undefined ? olderParameters(operation) : call.parameters,
  });
}

/** Queries and members of the body of an action in the older form. */
function olderParameters(operation: Operation): JsonObject {
  const body = objectAt(operation.inputs, "body") ?? {};
  return {
    ...objectAt(operation.inputs, "queries"),
    ...Object.fromEntries(Object.entries(body).map(([name, value]) => [`body/${name}`, value])),
  };
}
