import { type CloudFlow, type Operation, operationPlace, parameterPlace } from "../../cloud-flow/model.ts";
import { keepFirst, remember } from "../../collections.ts";
import { textAt } from "../../json.ts";
import { contextOf } from "../../secrets/flows/literal-context.ts";
import { tellsByItself } from "../../secrets/judge.ts";
import { credentialName } from "../../secrets/names/credential-name.ts";
import { type Place, placeKey, valueKey } from "../../source/place.ts";
import type { AnalysisOptions } from "../analysis-options.ts";
import type { Origin, OriginPart } from "../following/follow.ts";
import {
  type LiteralOrigin,
  type MadeOrigin,
  originsOf,
  type ParameterOrigin,
  type ScannedGraph,
  type ValueOrigin,
} from "../following/origins.ts";
import { type Edge, keepsText, type ValueNode } from "../graph/graph.ts";
import { pathKey, pathOf } from "../graph/path.ts";
import type { ReadLeaf } from "../strings/evaluate.ts";
import type { FlowScan } from "../strings/flow-scan.ts";
import type { TemplateSite } from "../strings/template-site.ts";
import type { ValueFlow } from "../value-flow.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { isAtCommonName, isNamedLikeCredential } from "./common-names.ts";
import { type CredentialSite, credentialReferences, isTokenRequest, nameOfPart, surestFirst } from "./credential-sites.ts";
import { doubtfulCredentials } from "./doubtful-credentials.ts";
import { createJudge, type Judge, type UseStrength } from "./judge-by-use.ts";
import { beginningAt, desktopResult, outputsOrigin, parameterOrigin, settingOrigin, variableOrigin } from "./used-origins.ts";
import type { CredentialHit, WrittenCredential } from "./written-credentials.ts";

/** A value that ends in a place made for a credential. */
export interface CredentialUse {
  readonly operation: Operation;
  readonly path: readonly string[];
  readonly strength: UseStrength;
  readonly origin: ValueOrigin;
}

/** What the uses of values tell about a run. */
export interface CredentialUses {
  /**
   * All uses, except that a place which takes several written texts has only one of them: every place can take every text of a run. `literals`
   * lists all texts.
   */
  readonly uses: readonly CredentialUse[];
  /** Literals that are credentials by their use. */
  readonly literals: readonly CredentialHit[];
  /** Credentials that were doubtful where they are written, with what their use makes of them. */
  readonly confirmed: ReadonlyMap<CredentialHit, CredentialHit>;
  /** Values that are secrets by their use alone. */
  readonly origins: readonly Origin[];
}

/** The run whose values are asked for. */
export interface UsesRun extends ScannedGraph {
  readonly workspace: Workspace;
  readonly options: Pick<AnalysisOptions, "onSecret" | "sensitiveNames">;
}

/** What the judgement of a use depends on. */
interface Context extends UsesRun {
  /** The secrets that are followed already. */
  readonly known: ValueFlow;
  readonly judge: Judge;
  /** Literals that are known to be credentials, by {@link LiteralOrigin.written}: they can end in thousands of places. */
  readonly told: Set<object>;
}

/** What a use tells about the value: a credential is written there, or a secret begins there. */
type Discovery =
  | { readonly kind: "literal"; readonly hit: CredentialHit; readonly secret: string }
  | { readonly kind: "origin"; readonly origin: Origin };

/**
 * Reads backward from every place made for a credential: whatever ends there is a credential, whatever it looks like.
 * Values that are known as secrets already are left alone.
 */
export function credentialUses(
  sites: readonly CredentialSite[],
  written: readonly WrittenCredential[],
  known: ValueFlow,
  run: UsesRun,
): CredentialUses {
  const judge = createJudge();
  const context: Context = { ...run, known, judge, told: new Set() };
  const doubtful = doubtfulCredentials(written, judge);
  const isTaken = arrivals(known);
  const isFollowed = followedParts(known);
  const isWritten = writtenPlaces(known);
  const uses: CredentialUse[] = [];
  const literals = new Map<string, CredentialHit>();
  const origins = new Map<string, Origin>();
  for (const found of surestFirst(sites)) {
    const isTakenAt = isTaken(found.site);
    let hasWritten = false;
    for (const use of usesAt(found, context)) {
      const isInFlow = use.origin.kind === "literal" || use.origin.kind === "made";
      if (!isInFlow || !hasWritten) uses.push(use);
      hasWritten ||= isInFlow;
      if (isWhole(use.origin, found)) doubtful.noteUse(use.origin, use.strength);
      const isBesideSecret = isTakenAt(found.strength === "text" ? use.origin.trace.at(-1)?.site?.span.start : undefined);
      if (isBesideSecret && !isOtherCredential(use, isWritten)) continue;
      const discovery = discover(use, found, context);
      if (discovery?.kind === "literal") {
        run.options.onSecret(discovery.secret);
        keepFirst(literals, placeKey(discovery.hit.place), discovery.hit);
      } else if (discovery !== undefined && !isFollowed(discovery.origin)) {
        keepFirst(origins, originKey(discovery.origin), discovery.origin);
      }
    }
  }
  return { uses, literals: [...literals.values()], confirmed: doubtful.confirmed, origins: [...origins.values()] };
}

function originKey({ node, parts }: Origin): string {
  return `${node.id}\u0001${parts.map(({ path }) => pathKey(path)).join()}`;
}

/** Whether every part of an origin is followed as a secret already. */
function followedParts(known: ValueFlow): (origin: Origin) => boolean {
  const keyOf = (node: ValueNode, { path }: OriginPart): string => `${node.id}\u0001${pathKey(path)}`;
  const followed = new Set(known.origins.flatMap(({ node, parts }) => parts.map((part) => keyOf(node, part))));
  return ({ node, parts }) => parts.every((part) => followed.has(keyOf(node, part)));
}

/** All values that end in the references of a string which give the credential. */
function usesAt(found: CredentialSite, run: UsesRun): readonly CredentialUse[] {
  const { site, strength } = found;
  const { operation, path } = site;
  const scan = run.scanOf(operation.flow);
  const { references, isPart } = credentialReferences(found, scan);
  if (references.length === 0 && !makesCredential(found, scan)) return [];
  const origins = originsOf(run.graph.node("inputs", operation), pathOf(...path), run);
  if (references.length === 0) {
    const made = origins.find((origin): origin is MadeOrigin => origin.kind === "made" && origin.trace.length === 0);
    return made === undefined ? [] : [{ operation, path, strength: "position", origin: made }];
  }
  return origins
    .filter((origin) => {
      // Literals in the string itself are judged by the detector; only what was read counts here.
      if (origin.trace.length === 0 || isInReport(origin) || (isPart && !throughReference(origin, references))) return false;
      if (isAtCommonName(found, origin) && !isNamedLikeCredential(origin, run.options.sensitiveNames)) return false;
      // Of what is put together before it reaches the header, a part may be anything, unless the rest is the scheme.
      if (strength === "header") return origin.trace.slice(0, -1).every((edge) => keepsText(edge.mode) || addsScheme(edge));
      // A sensitive input may take any private value: only one that is written down was meant as a credential.
      return strength !== "sensitive" || origin.kind === "literal";
    })
    .map((origin) => ({ operation, path, strength: strengthOf(found, origin), origin }));
}

/** What reads one value and makes nothing of it: `body('Sign_in')?['data']?['token']`, `triggerBody()['token']`. */
const reading = String.raw`[a-z]{4,20}\((?:'[^'\n]{1,200}')?\)(?:\??(?:\['[^'\n]{1,200}'\]|\[\d{1,4}\]|\.\w{1,60})){0,8}`;
const schemeBefore = new RegExp(
  String.raw`^\s*[a-z][\w-]{1,30}\s{1,4}@\{\s{0,9}${reading}\s{0,9}\}\s*$|^@\{?\s{0,9}concat\(\s{0,9}'[a-z][\w-]{1,30} '\s{0,9},\s{0,9}${reading}\s{0,9}\)\s{0,9}\}?$`,
  "i",
);

/** Whether a step puts no more than the scheme of a header before a value: `Bearer @{…}`, `concat('Bearer ', …)`. */
function addsScheme({ site }: Edge): boolean {
  return site !== undefined && schemeBefore.test(textAt(site.operation.json, ...site.path) ?? "");
}

/** Whether the expression in a password field, which reads nothing, makes the password up: `@{concat('Aa1!', guid())}`. */
function makesCredential({ site, strength }: CredentialSite, scan: FlowScan): boolean {
  return strength === "position" && scan.leaves(site).some(({ kind }) => kind === "made");
}

/**
 * Whether the value is merely listed by `result('Scope')` with all other inputs and outputs of the scope: such a report of a run is no
 * credential.
 */
function isInReport({ trace }: ValueOrigin): boolean {
  const list = trace.findIndex(({ from }) => from.kind === "result");
  return list >= 0 && !trace.slice(list).some(({ read }) => read.includes("inputs") || read.includes("outputs"));
}

/**
 * How sure a use is. In a form for a token endpoint, a value from outside of the flow is as sure as one in a field for credentials. Outputs of
 * operations and triggers are that sure only if they arrive unchanged, because anything may have been added to them on the trace.
 */
function strengthOf(site: CredentialSite, origin: ValueOrigin): CredentialUse["strength"] {
  const { kind } = origin;
  const comesIn = kind === "environment-variable" || kind === "parameter" || kind === "setting";
  const isAsItCame = (kind === "operation" || kind === "trigger") && isUnchanged(origin);
  if (isTokenRequest(site) && (comesIn || isAsItCame)) return "position";
  return site.strength === "text" || site.strength === "name" || site.strength === "common" ? "name" : "position";
}

function discover(use: CredentialUse, found: CredentialSite, context: Context): Discovery | undefined {
  const { origin, strength } = use;
  if (origin.kind === "literal" && found.strength === "header" && isIdByName(origin)) return undefined;
  if (origin.kind === "literal" && isWhole(origin, found)) return writtenLiteral(origin, strength, context);
  if (origin.kind === "literal" || origin.kind === "made")
    return strength === "position" && isMade(origin, context.scanOf) ? asOrigin(beginningAt(origin, "made", context.graph)) : undefined;
  if (origin.kind === "parameter")
    return (
      (isWhole(origin, found) ? writtenDefault(origin, strength, context) : undefined) ??
      asOrigin(parameterOrigin(origin, strength, context.graph))
    );
  if (origin.kind === "environment-variable") return asOrigin(variableOrigin(origin, strength, context.workspace));
  if (origin.kind === "setting") return asOrigin(settingOrigin(origin, strength));
  if (strength !== "position" && !isMeantByName(use, found)) return undefined;
  return asOrigin(origin.kind === "other" ? desktopResult(origin) : outputsOrigin(origin, context.graph, context.known));
}

/** Whether all of the value is the credential. What a header makes of one, `base64(concat('user:', …))`, is the sign-in that it is for. */
function isWhole(origin: ValueOrigin, { strength }: CredentialSite): boolean {
  if (strength === "text") return isUnchanged(origin);
  return origin.mode !== "partial" && (keepsText(origin.mode) || strength === "header");
}

/**
 * Whether the name of a member is enough evidence. Any value given for a password is one. For other credentials only a value from a caller is,
 * because other data can have such a name: a `token` is as often the id of a device, a page or a stream. Headers also contain what the platform
 * passes on.
 */
function isMeantByName({ operation, path, origin }: CredentialUse, found: CredentialSite): boolean {
  const last = found.strength === "text" ? origin.trace.at(-1) : undefined;
  const written = last?.site === undefined ? undefined : nameOfPart(found, { span: last.site.span, write: last.write })?.name;
  const kind = credentialName(written ?? contextOf(operation, path, false, { isCredentialParameter: () => false }).name ?? "")?.kind;
  if (origin.kind === "operation") return kind === "password" && (written === undefined ? keepsText(origin.mode) : isUnchanged(origin));
  const isCredential = written !== undefined || kind !== "token";
  return origin.kind === "trigger" && isCredential && (origin.path[0] === "body" || origin.path[0] === "queries");
}

/** Whether the value arrives unchanged at the last step, which puts it into a text. */
function isUnchanged({ trace }: ValueOrigin): boolean {
  return trace.slice(0, -1).every(({ mode }) => keepsText(mode));
}

function asOrigin(origin: Origin | undefined): Discovery | undefined {
  return origin === undefined ? undefined : { kind: "origin", origin };
}

function writtenLiteral(origin: LiteralOrigin, strength: UseStrength, { graph, judge, told }: Context): Discovery | undefined {
  const { operation, path, span, member, text, written } = origin;
  if (text.length < 4 || told.has(written)) return undefined;
  const match = judge(text, strength);
  if (match === "placeholder") return asOrigin(beginningAt(origin, "used-as-credential", graph));
  if (match === "harmless") return undefined;
  told.add(written);
  const hit = {
    match,
    place: operationPlace(operation, path, span ?? member?.span),
    flow: operation.flow,
    operation,
    path,
    assembled: false,
  };
  return { kind: "literal", secret: text, hit: { ...hit, parameter: undefined, staticResult: undefined, member: member?.path } };
}

/** A variable or Compose action called `CLIENT_ID`: some services take the id of an application in a header for keys. */
function isIdByName({ operation, path }: LiteralOrigin): boolean {
  const { name = "" } = contextOf(operation, path, false, { isCredentialParameter: () => false });
  return /(?:^|[^A-Za-z])(?:client|app|application|consumer|tenant)[\s_-]?id$|(?:Client|App|Application|Consumer|Tenant)Id$/i.test(name);
}

/** A default that is written in the flow itself, which no environment variable fills. */
function writtenDefault({ flow, parameter }: ParameterOrigin, strength: UseStrength, { judge }: Context): Discovery | undefined {
  const { schemaName, defaultValue } = parameter;
  if (schemaName !== undefined || typeof defaultValue !== "string") return undefined;
  const match = judge(defaultValue, strength);
  if (match === "placeholder" || match === "harmless") return undefined;
  const hit = { match, place: parameterPlace(flow, parameter, [], match.span), flow, operation: undefined, path: [], assembled: false };
  return { kind: "literal", secret: defaultValue, hit: { ...hit, parameter, staticResult: undefined } };
}

/** Whether the value that the literal is a piece of consists of literals only. */
function isMade({ operation, path }: LiteralOrigin | MadeOrigin, scanOf: (flow: CloudFlow) => FlowScan): boolean {
  const scan = scanOf(operation.flow);
  const key = path.join("\u0001");
  return scan.sites.some(
    (site) => site.operation === operation && site.path.join("\u0001") === key && scan.leaves(site).every((leaf) => leaf.kind !== "read"),
  );
}

function throughReference({ trace }: ValueOrigin, references: readonly ReadLeaf[]): boolean {
  const span = trace.at(-1)?.site?.span;
  return span !== undefined && references.some((leaf) => leaf.span.start === span.start && leaf.span.end === span.end);
}

/** Tells whether a known secret is in a string, or in its reference at an offset. What stands around it is no secret of its own. */
function arrivals(known: ValueFlow): (site: TemplateSite) => (offset: number | undefined) => boolean {
  const strings = new Map<Operation, Set<string>>();
  for (const origin of known.origins) {
    for (const { via, node } of known.reachOf(origin).facts) {
      const site = via?.edge.site;
      if (site === undefined || node.kind !== "inputs") continue;
      const keys = remember(strings, site.operation, () => new Set());
      const path = site.path.join("\u0001");
      keys.add(path).add(`${path}\u0002${site.span.start}`);
    }
  }
  return ({ operation, path }) => {
    const keys = strings.get(operation);
    const key = path.join("\u0001");
    if (keys?.has(key) !== true) return () => false;
    return (offset) => offset === undefined || keys.has(`${key}\u0002${offset}`);
  };
}

/**
 * A literal that one branch uses where another one uses a secret. It counts if it is no word, and was not found as a credential where it is
 * written.
 */
function isOtherCredential({ origin, strength }: CredentialUse, isWritten: (place: Place) => boolean): boolean {
  if (origin.kind !== "literal" || strength !== "position" || !keepsText(origin.mode)) return false;
  if (!tellsByItself(origin.text, "credential") && !tellsByItself(origin.text, "password")) return false;
  return !isWritten(operationPlace(origin.operation, origin.path));
}

/** Whether a credential was found in the string at a place. */
function writtenPlaces(known: ValueFlow): (place: Place) => boolean {
  const written = new Set(known.origins.flatMap(({ basis, place }) => (basis === "literal" ? valueKey(place) : [])));
  return (place) => written.has(valueKey(place));
}
