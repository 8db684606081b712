import { type CloudFlow, flowPlace, type Operation, operationPlace } from "../cloud-flow/model.ts";
import { remember as keep } from "../collections.ts";
import type { CredentialMatch } from "../secrets/credential.ts";
import { contextOf, parameterLabel } from "../secrets/literal-context.ts";
import { credentialName } from "../secrets/names.ts";
import { placeholder } from "../secrets/placeholders.ts";
import { preview } from "../secrets/preview.ts";
import type { AnalysisOptions, CredentialHit } from "./analysis.ts";
import { type DesktopCallIndex, fillsSensitiveInput } from "./desktop/calls.ts";
import type { ReadLeaf } from "./graph/evaluate.ts";
import type { FlowScan, TemplateSite } from "./graph/flow-scan.ts";
import type { Origin } from "./graph/follow.ts";
import type { ValueGraph } from "./graph/graph.ts";
import { type LiteralOrigin, type MadeOrigin, originsOf, type ValueOrigin } from "./graph/origins.ts";
import { pathKey, pathOf } from "./graph/path.ts";
import type { ValueFlow } from "./graph/values.ts";
import type { Roles } from "./roles.ts";
import type { Workspace } from "./workspace.ts";

/** A value that ends in a place made for a credential. */
export interface CredentialUse {
  readonly operation: Operation;
  readonly path: readonly string[];
  /** `position`: only a credential can stand there; `name`: the member is named like one. */
  readonly strength: "position" | "name";
  readonly origin: ValueOrigin;
}

export interface CredentialUses {
  readonly uses: readonly CredentialUse[];
  /** Literals that are credentials by their use. */
  readonly literals: readonly CredentialHit[];
  /** Values that are secrets by their use, and that nothing else told of. */
  readonly origins: readonly Origin[];
}

/**
 * Reads backward from every place made for a credential: whatever ends there is a credential, whatever it looks like.
 * Values that are known as secrets already are left alone.
 */
export function credentialUses(
  workspace: Workspace,
  sites: readonly CredentialSite[],
  scanOf: (flow: CloudFlow) => FlowScan,
  known: ValueFlow,
  graph: ValueGraph,
  options: AnalysisOptions,
): CredentialUses {
  const uses: CredentialUse[] = [];
  const literals: CredentialHit[] = [];
  const origins = new Map<string, Origin>();
  const literalsSeen = new Set<string>();
  const arrived = arrivals(known);

  for (const { site, strength } of surestFirst(sites)) {
    const read = scanOf(site.operation.flow)
      .leaves(site)
      .filter((leaf) => leaf.kind === "read");
    const leaves = strength === "text" ? read.filter((leaf) => follows(site, leaf)) : passwordOf(site, strength, read);
    if (leaves.length === 0 || (strength === "header" && leaves.length > 1)) continue;
    const isPart = leaves.length < read.length;
    const how = strength === "text" || strength === "name" ? "name" : "position";
    for (const origin of originsOf(graph.node("inputs", site.operation), pathOf(...site.path), graph, scanOf)) {
      // Literals of the site itself are the detector's business; only what was read counts here.
      if (origin.way.length === 0 || (isPart && !throughLeaf(origin, leaves as readonly ReadLeaf[]))) continue;
      // Of what is put together before it reaches the header, a part may be anything.
      if (strength === "header" && !origin.way.slice(0, -1).every(({ mode }) => mode === "copy" || mode === "whole")) continue;
      // A sensitive input may take any private value: only one that is written down was meant as a credential.
      if (strength === "sensitive" && origin.kind !== "literal") continue;
      uses.push({ operation: site.operation, path: site.path, strength: how, origin });
      if (arrived(site, strength === "text" ? origin.way.at(-1)?.site?.span.start : undefined)) continue;
      // What a header makes of a value, `base64(concat('user:', …))`, is the sign-in that it is for.
      const isWritten = origin.mode !== "partial" && (origin.mode !== "derived" || strength === "header");
      if (origin.kind === "literal") {
        if (isWritten) addLiteral(origin, how);
        else if (strength === "position" && isMade(origin, scanOf)) addMadeOrigin(origin);
      } else if (origin.kind === "made") {
        if (strength === "position" && isMade(origin, scanOf)) addMadeOrigin(origin);
      } else if (!isWritten || !addDefault(origin, how)) addOrigin(origin, how);
    }
  }
  return { uses, literals, origins: [...origins.values()] };

  function addLiteral(origin: LiteralOrigin, how: "position" | "name"): void {
    const { operation, path, span, text } = origin;
    const key = `${operation.flow.source.path}\u0001${operation.flow.source.file}\u0001${operation.pointer.join("/")}\u0001${path.join("/")}\u0001${span?.start ?? ""}`;
    if (literalsSeen.has(key) || text.length < 4) return;
    literalsSeen.add(key);
    if (placeholder(text) === "certain") {
      addMadeOrigin(origin);
      return;
    }
    const match = matchByUse(text, how);
    if (match === undefined) return;
    options.onSecret(text, match.preview);
    literals.push({
      match,
      place: operationPlace(operation, path, span),
      flow: operation.flow,
      operation,
      path,
      assembled: false,
      parameter: undefined,
      staticResult: undefined,
    });
  }

  /** A default that is written in the flow itself, which no environment variable fills. @returns whether it is a credential. */
  function addDefault(origin: ValueOrigin, how: "position" | "name"): boolean {
    if (origin.kind !== "parameter") return false;
    const { flow, parameter } = origin;
    if (parameter.schemaName !== undefined || typeof parameter.defaultValue !== "string") return false;
    const match = matchByUse(parameter.defaultValue, how);
    if (match === undefined) return false;
    options.onSecret(parameter.defaultValue, match.preview);
    const place = flowPlace(flow, parameter.pointer, match.span);
    literals.push({ match, place, flow, operation: undefined, path: [], assembled: false, parameter, staticResult: undefined });
    return true;
  }

  /**
   * A password that the flow makes (`concat(guid(), 'Aa1')`), or a placeholder that a template's author left where the user is to write a secret:
   * the way from there is the way of the secret.
   */
  function addMadeOrigin({ operation, path }: LiteralOrigin | MadeOrigin): void {
    const node = graph.node("inputs", operation);
    remember({
      label: "credential-named",
      what: "value",
      name: operation.name,
      basis: "used-as-credential",
      confidence: "medium",
      node,
      parts: [{ path: pathOf(...path) }],
      place: operationPlace(operation, path),
    });
  }

  function addOrigin(origin: Exclude<ValueOrigin, LiteralOrigin | MadeOrigin>, how: "position" | "name"): void {
    const confidence = how === "position" ? "medium" : "low";
    if (origin.kind === "environment-variable" || origin.kind === "parameter") {
      const parameter = origin.kind === "parameter" ? origin.parameter : undefined;
      const variable =
        origin.kind === "environment-variable" ? workspace.variables.get(origin.schemaName.toLowerCase())?.variable : undefined;
      const node =
        origin.kind === "parameter"
          ? graph.node("parameter", origin.flow, origin.parameter.name)
          : graph.node("environment-variable", undefined, origin.schemaName);
      const place =
        origin.kind === "parameter" ? flowPlace(origin.flow, origin.parameter.pointer) : (variable?.place ?? placeOfUse(origin, workspace));
      if (place === undefined) return;
      remember({
        label: "credential-named",
        what: "value",
        name: parameter === undefined ? (origin.kind === "environment-variable" ? origin.schemaName : "") : parameterLabel(parameter),
        basis: "used-as-credential",
        confidence: how === "position" ? "high" : "medium",
        node,
        parts: [{ path: [] }],
        place,
      });
      return;
    }
    if (how !== "position") return;
    if (origin.kind === "other") {
      // What a desktop flow makes of it is not known: what it returns is where the value begins.
      const back = origin.way.findLast(({ from, to }) => from.kind === "desktop-output" && to.operation !== undefined);
      if (back?.to.operation === undefined) return;
      remember({
        label: "credential-named",
        what: "value",
        name: back.to.operation.name,
        basis: "used-as-credential",
        confidence,
        node: back.to,
        parts: [{ path: back.write }],
        place: operationPlace(back.to.operation),
      });
      return;
    }
    const node = graph.node("outputs", origin.operation);
    // What the tables know of an operation says which of its outputs are secrets; the others (`name`, `expires_in`) are none.
    if (known.origins.some((other) => other.basis === "operation" && other.node === node)) return;
    remember({
      label: "credential-named",
      what: "value",
      name: origin.operation.name,
      basis: "used-as-credential",
      confidence,
      node,
      parts: [{ path: origin.path }],
      place: operationPlace(origin.operation),
    });
  }

  function isKnown({ node, parts }: Origin): boolean {
    return parts.every((part) =>
      known.origins.some((other) => other.node === node && other.parts.some((held) => pathKey(held.path) === pathKey(part.path))),
    );
  }

  function remember(origin: Origin): void {
    const key = `${origin.node.id}\u0001${origin.parts.map((part) => pathKey(part.path)).join()}`;
    if (!origins.has(key) && !isKnown(origin)) origins.set(key, origin);
  }
}

/** Nothing that is read goes into the value of which the literal is a piece. */
function isMade({ operation, path }: LiteralOrigin | MadeOrigin, scanOf: (flow: CloudFlow) => FlowScan): boolean {
  const scan = scanOf(operation.flow);
  const key = path.join("\u0001");
  return scan.sites.some(
    (site) => site.operation === operation && site.path.join("\u0001") === key && scan.leaves(site).every((leaf) => leaf.kind !== "read"),
  );
}

/** A string whose value may be used as a credential. */
export interface CredentialSite {
  readonly site: TemplateSite;
  readonly strength: SiteStrength;
}

/** The strings of a flow whose values may be used as credentials. */
export function credentialSites(
  { sites }: FlowScan,
  roles: Roles,
  desktopCalls: DesktopCallIndex,
  sensitiveNames: readonly string[],
): readonly CredentialSite[] {
  const found: CredentialSite[] = [];
  for (const site of sites) {
    const strength = strengthOf(site, roles, desktopCalls, sensitiveNames);
    if (strength !== undefined) found.push({ site, strength });
  }
  return found;
}

function isSure({ strength }: CredentialSite): boolean {
  return strength === "position" || strength === "header";
}

/** What is used in several places is judged by the first. */
function surestFirst(sites: readonly CredentialSite[]): readonly CredentialSite[] {
  return [...sites.filter(isSure), ...sites.filter((site) => !isSure(site))];
}

/**
 * `header`: a header for credentials, of which one reference gives all that is no scheme; `text`: a form or JSON text in which only what stands behind a
 * credential's name counts; `sensitive`: a sensitive input of a desktop flow.
 */
type SiteStrength = "position" | "header" | "sensitive" | "name" | "text";

function strengthOf(
  site: TemplateSite,
  roles: Roles,
  desktopCalls: DesktopCallIndex,
  sensitiveNames: readonly string[],
): SiteStrength | undefined {
  const { operation, path, key } = site;
  if (key || path[0] !== "inputs" || operation.type.endsWith("variable") || operation.type === "compose") return undefined;
  const context = contextOf(operation, path, key, { isCredentialParameter: roles.takesCredential });
  if (context.position === "credential") return "position";
  if (isCredentialHeader(operation, path, sensitiveNames)) return "header";
  if (
    (context.position === "named" || context.position === "query" || context.position === "header") &&
    context.name !== undefined &&
    credentialName(context.name, sensitiveNames)?.strength === "strong" &&
    isSent(operation)
  )
    return "name";
  if (path[1] === "parameters" && fillsSensitiveInput(operation, path.slice(2).join("/"), desktopCalls)) return "sensitive";
  return isSent(operation) && path[1] === "body" && path.length === 2 ? "text" : undefined;
}

/** `x-api-key`, `Authorization` and their like, and the whole value of the `Raw` kind of sign-in. */
function isCredentialHeader({ type }: Operation, path: readonly string[], sensitiveNames: readonly string[]): boolean {
  if (path.length !== 3 || (type !== "http" && type !== "httpwebhook")) return false;
  const [, member, name = ""] = path;
  if (member === "authentication") return name.toLowerCase() === "value";
  return member === "headers" && (/authorization$/i.test(name) || credentialName(name, sensitiveNames)?.strength === "strong");
}

/** Only what leaves the flow uses a value. */
function isSent(operation: Operation): boolean {
  return operation.type === "http" || operation.type === "httpwebhook" || operation.call !== undefined;
}

const behindName =
  /(?:^|[&?;,{\s])["']?(?:client_secret|client_assertion|password|passwd|pwd|secret|api_?key|refresh_token)["']?\s*[:=]\s*["']?$/i;

/** The reference stands right behind `client_secret=`, `"password": "` or the like. */
function follows(site: TemplateSite, leaf: Spanned): boolean {
  return behindName.test(textBefore(site, leaf));
}

interface Spanned {
  readonly span: { readonly start: number };
}

/** Of a name and a password that a header puts together for basic authentication, the password. */
function passwordOf<L extends Spanned>(site: TemplateSite, strength: SiteStrength, leaves: readonly L[]): readonly L[] {
  if (strength !== "header" || leaves.length < 2 || !/\bbase64\(/i.test(site.text)) return leaves;
  return leaves.filter((leaf) => /:$/.test(textBefore(site, leaf)));
}

/** Between the quote that ends a text and what `concat` puts behind it. */
const toNextPiece = /'\s*,\s*(?:(?:encodeUriComponent|uriComponent|string|trim|coalesce)\(\s*)*$/i;

/** The end of the text that stands before a reference: before its `@{`, or in the piece before it in a `concat`. */
function textBefore({ text }: TemplateSite, { span }: Spanned): string {
  const before = text.slice(Math.max(0, span.start - 120), span.start);
  const joint = toNextPiece.exec(before);
  if (joint !== null) return before.slice(0, joint.index);
  const opening = text.lastIndexOf("@{", span.start);
  return text.slice(Math.max(0, opening - 60), Math.max(0, opening));
}

function throughLeaf(origin: ValueOrigin, leaves: readonly ReadLeaf[]): boolean {
  const last = origin.way.at(-1);
  return (
    last?.site !== undefined && leaves.some((leaf) => leaf.span.start === last.site?.span.start && leaf.span.end === last.site.span.end)
  );
}

/** Whether a secret that is known already stands in a string, or in its reference at an offset: what stands around it is no secret of its own. */
function arrivals(known: ValueFlow): (site: TemplateSite, offset: number | undefined) => boolean {
  const strings = new Map<Operation, Set<string>>();
  for (const origin of known.origins) {
    for (const { via, node } of known.reachOf(origin).facts) {
      const site = via?.edge.site;
      if (site === undefined || node.kind !== "inputs") continue;
      const keys = keep(strings, site.operation, () => new Set());
      const path = site.path.join("\u0001");
      keys.add(path).add(`${path}\u0002${site.span.start}`);
    }
  }
  return ({ operation, path }, offset) =>
    strings.get(operation)?.has(path.join("\u0001") + (offset === undefined ? "" : `\u0002${offset}`)) === true;
}

/** A whole text that is a credential because it ends in a place made for one. */
function matchByUse(text: string, how: "position" | "name"): CredentialMatch | undefined {
  const guess = placeholder(text);
  if (guess === "certain" || isHarmless(text)) return undefined;
  return {
    kind: "credential",
    label: "a credential",
    span: { start: 0, end: text.length },
    preview: preview(text),
    confidence: guess === "likely" ? "low" : how === "position" ? "high" : "medium",
    evidence: ["use"],
    in: "text",
  };
}

/** Scheme words and the like that only surround a credential. */
function isHarmless(text: string): boolean {
  return /^(?:\s*(?:bearer|basic|apikey|token|key|sharedaccesskey)\s*|true|false|null)$/i.test(text);
}

/** Where a flow reads the variable, when the run does not hold its definition. */
function placeOfUse(origin: { readonly schemaName: string }, workspace: Workspace): ReturnType<typeof flowPlace> | undefined {
  for (const flow of workspace.cloudFlows) {
    const parameter = flow.parameters.find((candidate) => candidate.schemaName?.toLowerCase() === origin.schemaName.toLowerCase());
    if (parameter !== undefined) return flowPlace(flow, parameter.pointer);
  }
  return undefined;
}
