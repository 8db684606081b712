import { type CloudFlow, type Operation, operationPlace, parameterPlace } from "../cloud-flow/model.ts";
import { type TriggerInput, triggerInputsOf } from "../cloud-flow/trigger-inputs.ts";
import { remember } from "../collections.ts";
import type { CredentialMatch } from "../secrets/credential.ts";
import { tellsByItself } from "../secrets/judge.ts";
import { contextOf, parameterLabel } from "../secrets/literal-context.ts";
import { credentialName } from "../secrets/names.ts";
import { placeholder } from "../secrets/placeholders.ts";
import { preview } from "../secrets/preview.ts";
import { type Place, placeKey, valueKey } from "../source/place.ts";
import type { AnalysisOptions } from "./analysis.ts";
import { type CredentialSite, credentialReferences, isTokenRequest, surestFirst } from "./credential-sites.ts";
import type { ReadLeaf } from "./graph/evaluate.ts";
import type { FlowScan, TemplateSite } from "./graph/flow-scan.ts";
import type { Origin, OriginPart } from "./graph/follow.ts";
import { keepsText, type ValueGraph, type ValueNode } from "./graph/graph.ts";
import {
  type LiteralOrigin,
  type MadeOrigin,
  type OtherOrigin,
  type OutputsOrigin,
  originsOf,
  type ParameterOrigin,
  type ScannedGraph,
  type SettingOrigin,
  type ValueOrigin,
  type VariableOrigin,
} from "./graph/origins.ts";
import { type Path, pathKey, pathOf } from "./graph/path.ts";
import type { ValueFlow } from "./graph/values.ts";
import type { Workspace } from "./workspace.ts";
import type { CredentialHit } from "./written-credentials.ts";

/** A value that ends in a place made for a credential. */
export interface CredentialUse {
  readonly operation: Operation;
  readonly path: readonly string[];
  /** `position`: only a credential can be there; `name`: the member is named like one. */
  readonly strength: "position" | "name";
  readonly origin: ValueOrigin;
}

/** What the uses of values tell about a run. */
export interface CredentialUses {
  /** Of texts that are written in flows, one for each place: all places of a run can take all of its texts. `literals` has them all. */
  readonly uses: readonly CredentialUse[];
  /** Literals that are credentials by their use. */
  readonly literals: readonly CredentialHit[];
  /** Values that are secrets by their use alone. */
  readonly origins: readonly Origin[];
}

/** The run whose values are asked for. */
export interface UsesRun extends ScannedGraph {
  readonly workspace: Workspace;
  readonly options: Pick<AnalysisOptions, "onSecret">;
}

/** What is read to judge a use. */
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
export function credentialUses(sites: readonly CredentialSite[], known: ValueFlow, run: UsesRun): CredentialUses {
  const context: Context = { ...run, known, judge: createJudge(), told: new Set() };
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
      const isBesideSecret = isTakenAt(found.strength === "text" ? use.origin.way.at(-1)?.site?.span.start : undefined);
      if (isBesideSecret && !isOtherCredential(use, isWritten)) continue;
      const discovery = discover(use, found.strength, context);
      if (discovery?.kind === "literal") {
        run.options.onSecret(discovery.secret, discovery.hit.match.preview);
        keepFirst(literals, placeKey(discovery.hit.place), discovery.hit);
      } else if (discovery !== undefined && !isFollowed(discovery.origin)) {
        keepFirst(origins, originKey(discovery.origin), discovery.origin);
      }
    }
  }
  return { uses, literals: [...literals.values()], origins: [...origins.values()] };
}

function keepFirst<V>(found: Map<string, V>, key: string, value: V): void {
  if (!found.has(key)) found.set(key, value);
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
  const { references, isPart } = credentialReferences(found, run.scanOf(operation.flow));
  if (references.length === 0) return [];
  return originsOf(run.graph.node("inputs", operation), pathOf(...path), run)
    .filter((origin) => {
      // Literals of the site itself are the detector's business; only what was read counts here.
      if (origin.way.length === 0 || (isPart && !throughReference(origin, references))) return false;
      // Of what is put together before it reaches the header, a part may be anything.
      if (strength === "header") return isUnchanged(origin);
      // A sensitive input may take any private value: only one that is written down was meant as a credential.
      return strength !== "sensitive" || origin.kind === "literal";
    })
    .map((origin) => ({ operation, path, strength: strengthOf(found, origin), origin }));
}

/** What a form gives a token endpoint is as certain for a value that comes in from outside of the flow as what is in a field for credentials. */
function strengthOf(site: CredentialSite, { kind }: ValueOrigin): CredentialUse["strength"] {
  if (isTokenRequest(site) && (kind === "environment-variable" || kind === "parameter" || kind === "setting")) return "position";
  return site.strength === "text" || site.strength === "name" ? "name" : "position";
}

function discover(use: CredentialUse, site: CredentialSite["strength"], context: Context): Discovery | undefined {
  const { origin, strength } = use;
  // What a header makes of a value, `base64(concat('user:', …))`, is the sign-in that it is for.
  const isWhole = site === "text" ? isUnchanged(origin) : origin.mode !== "partial" && (keepsText(origin.mode) || site === "header");
  if (origin.kind === "literal" && site === "header" && isIdByName(origin)) return undefined;
  if (origin.kind === "literal" && isWhole) return writtenLiteral(origin, strength, context);
  if (origin.kind === "literal" || origin.kind === "made")
    return strength === "position" && isMade(origin, context.scanOf) ? asOrigin(beginningAt(origin, "made", context.graph)) : undefined;
  if (origin.kind === "parameter")
    return (isWhole ? writtenDefault(origin, strength, context) : undefined) ?? asOrigin(parameterOrigin(origin, strength, context.graph));
  if (origin.kind === "environment-variable") return asOrigin(variableOrigin(origin, strength, context));
  if (origin.kind === "setting") return asOrigin(settingOrigin(origin, strength));
  if (strength !== "position" && !isMeantByName(use)) return undefined;
  return asOrigin(origin.kind === "other" ? desktopResult(origin) : outputsOrigin(origin, context));
}

/**
 * Whether the name of a member is enough: what is given for a password is one, whatever gives it; for another credential only what a caller
 * gives, for other data can be anything by that name. A member called `token` takes the id of a device, a page or a stream as often.
 * Headers hold what the platform passes on, too.
 */
function isMeantByName({ operation, path, origin }: CredentialUse): boolean {
  const { name = "" } = contextOf(operation, path, false, { isCredentialParameter: () => false });
  const kind = credentialName(name)?.kind;
  if (origin.kind === "operation") return kind === "password" && keepsText(origin.mode);
  return origin.kind === "trigger" && kind !== "token" && (origin.path[0] === "body" || origin.path[0] === "queries");
}

/** What is put into a text is what it was before. */
function isUnchanged({ way }: ValueOrigin): boolean {
  return way.slice(0, -1).every(({ mode }) => keepsText(mode));
}

function asOrigin(origin: Origin | undefined): Discovery | undefined {
  return origin === undefined ? undefined : { kind: "origin", origin };
}

function writtenLiteral(
  origin: LiteralOrigin,
  strength: CredentialUse["strength"],
  { graph, judge, told }: Context,
): Discovery | undefined {
  const { operation, path, span, text, written } = origin;
  if (text.length < 4 || told.has(written)) return undefined;
  const match = judge(text, strength);
  if (match === "placeholder") return asOrigin(beginningAt(origin, "used-as-credential", graph));
  if (match === "harmless") return undefined;
  told.add(written);
  const hit = { match, place: operationPlace(operation, path, span), flow: operation.flow, operation, path, assembled: false };
  return { kind: "literal", secret: text, hit: { ...hit, parameter: undefined, staticResult: undefined } };
}

/** A variable or Compose action called `CLIENT_ID`: some services take the id of an application in a header for keys. */
function isIdByName({ operation, path }: LiteralOrigin): boolean {
  const { name = "" } = contextOf(operation, path, false, { isCredentialParameter: () => false });
  return /(?:^|[^A-Za-z])(?:client|app|application|consumer|tenant)[\s_-]?id$|(?:Client|App|Application|Consumer|Tenant)Id$/i.test(name);
}

/** A default that is written in the flow itself, which no environment variable fills. */
function writtenDefault(
  { flow, parameter }: ParameterOrigin,
  strength: CredentialUse["strength"],
  { judge }: Context,
): Discovery | undefined {
  const { schemaName, defaultValue } = parameter;
  if (schemaName !== undefined || typeof defaultValue !== "string") return undefined;
  const match = judge(defaultValue, strength);
  if (match === "placeholder" || match === "harmless") return undefined;
  const hit = { match, place: parameterPlace(flow, parameter, [], match.span), flow, operation: undefined, path: [], assembled: false };
  return { kind: "literal", secret: defaultValue, hit: { ...hit, parameter, staticResult: undefined } };
}

/** An origin that is a secret by its use alone. */
function usedAsCredential(origin: Omit<Origin, "label" | "what" | "basis"> & Partial<Pick<Origin, "basis">>): Origin {
  return { label: "credential-named", what: "value", basis: "used-as-credential", ...origin };
}

/**
 * A password that the flow makes (`concat(guid(), 'Aa1')`), or a placeholder that a template's author left where the user is to write a secret:
 * the secret's way begins there.
 */
function beginningAt({ operation, path }: LiteralOrigin | MadeOrigin, basis: "made" | "used-as-credential", graph: ValueGraph): Origin {
  return usedAsCredential({
    basis,
    name: operation.name,
    confidence: "medium",
    node: graph.node("inputs", operation),
    parts: [{ path: pathOf(...path) }],
    place: operationPlace(operation, path),
  });
}

function parameterOrigin({ flow, parameter, path }: ParameterOrigin, strength: CredentialUse["strength"], graph: ValueGraph): Origin {
  return usedAsCredential({
    name: parameterLabel(parameter),
    confidence: strength === "position" ? "high" : "medium",
    node: graph.node("parameter", flow, parameter.name),
    parts: [{ path }],
    place: parameterPlace(flow, parameter),
  });
}

function variableOrigin(
  { schemaName, node, path }: VariableOrigin,
  strength: CredentialUse["strength"],
  { workspace }: Context,
): Origin | undefined {
  const declared = workspace.variables.get(schemaName.toLowerCase())?.find(({ solution }) => solution === node.owner);
  // What a parameter gives of a secret variable is the path of the secret in its vault.
  if (declared?.variable.type === "secret") return undefined;
  const place = declared?.variable.place ?? placeOfBinding(schemaName, node, workspace);
  if (place === undefined) return undefined;
  return usedAsCredential({
    name: schemaName,
    confidence: strength === "position" ? "high" : "medium",
    node,
    parts: [{ path }],
    place,
  });
}

/** A setting has no place in a definition: it begins where the flow first reads it on this way. */
function settingOrigin({ node, path, way }: SettingOrigin, strength: CredentialUse["strength"]): Origin | undefined {
  const site = way.find((edge) => edge.site !== undefined)?.site;
  if (site === undefined) return undefined;
  return usedAsCredential({
    name: node.name,
    confidence: strength === "position" ? "high" : "medium",
    node,
    parts: [{ path }],
    place: operationPlace(site.operation, site.path, site.span, site.key),
  });
}

/** What a desktop flow makes of a value is not known: the secret begins in what the flow returns. */
function desktopResult({ way }: OtherOrigin): Origin | undefined {
  const returned = way.findLast(({ from, to }) => from.kind === "desktop-output" && to.operation !== undefined);
  if (returned?.to.operation === undefined) return undefined;
  const { to, write } = returned;
  return usedAsCredential({
    name: returned.to.operation.name,
    confidence: "medium",
    node: to,
    parts: [{ path: write }],
    place: operationPlace(returned.to.operation),
  });
}

function outputsOrigin({ operation, path }: OutputsOrigin, { graph, known }: Context): Origin | undefined {
  const node = graph.node("outputs", operation);
  // What the tables know of an operation says which of its outputs are secrets; the others (`name`, `expires_in`) are none.
  if (known.origins.some((other) => other.basis === "operation" && other.node === node)) return undefined;
  const input = inputAt(operation, path);
  const place = input === undefined ? operationPlace(operation) : operationPlace(operation, ["inputs", "schema", "properties", input.name]);
  return usedAsCredential({ name: input?.title ?? operation.name, confidence: "medium", node, parts: [{ path }], place });
}

/** The input of a trigger whose value is at a path of its outputs. */
function inputAt({ isTrigger, flow }: Operation, [member, name]: Path): TriggerInput | undefined {
  if (!isTrigger || member !== "body") return undefined;
  return triggerInputsOf(flow).find((input) => input.name.toLowerCase() === name);
}

/** Nothing that is read goes into the value of which the literal is a piece. */
function isMade({ operation, path }: LiteralOrigin | MadeOrigin, scanOf: (flow: CloudFlow) => FlowScan): boolean {
  const scan = scanOf(operation.flow);
  const key = path.join("\u0001");
  return scan.sites.some(
    (site) => site.operation === operation && site.path.join("\u0001") === key && scan.leaves(site).every((leaf) => leaf.kind !== "read"),
  );
}

function throughReference({ way }: ValueOrigin, references: readonly ReadLeaf[]): boolean {
  const span = way.at(-1)?.site?.span;
  return span !== undefined && references.some((leaf) => leaf.span.start === span.start && leaf.span.end === span.end);
}

/** Whether a secret that is known already is in a string, or in its reference at an offset: what is around it is no secret of its own. */
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

/** A text that another branch puts where a secret is otherwise: of those that are no words, and were not found where they are. */
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

/** Tells whether a whole text is a credential because it ends in a place made for one. */
type Judge = (text: string, strength: CredentialUse["strength"]) => CredentialMatch | "placeholder" | "harmless";

/** A text is judged once, however many places it ends in. */
function createJudge(): Judge {
  const known: Readonly<Record<CredentialUse["strength"], Map<string, ReturnType<Judge>>>> = { name: new Map(), position: new Map() };
  return (text, strength) => remember(known[strength], text, () => matchByUse(text, strength));
}

function matchByUse(text: string, strength: CredentialUse["strength"]): ReturnType<Judge> {
  const guess = placeholder(text);
  if (guess === "certain") return "placeholder";
  if (isHarmless(text)) return "harmless";
  return {
    kind: "credential",
    label: "a credential",
    span: { start: 0, end: text.length },
    preview: preview(text),
    confidence: guess === "likely" ? "low" : strength === "position" ? "high" : "medium",
    evidence: ["use"],
    in: "text",
  };
}

/** Scheme words and the like that only surround a credential. */
function isHarmless(text: string): boolean {
  return /^(?:\s*(?:bearer|basic|apikey|token|key|sharedaccesskey)\s*|true|false|null)$/i.test(text);
}

/** Where a flow is bound to the variable, when the run does not hold its definition. */
function placeOfBinding(schemaName: string, { owner }: ValueNode, { cloudFlows, solutionOf }: Workspace): Place | undefined {
  for (const flow of cloudFlows.filter((one) => solutionOf(one) === owner)) {
    const parameter = flow.parameters.find((candidate) => candidate.schemaName?.toLowerCase() === schemaName.toLowerCase());
    if (parameter !== undefined) return parameterPlace(flow, parameter);
  }
  return undefined;
}
