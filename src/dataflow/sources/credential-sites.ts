import type { Operation } from "../../cloud-flow/model.ts";
import { sendsRequest } from "../../cloud-flow/request-types.ts";
import type { LiteralContext } from "../../secrets/credential.ts";
import { contextOf } from "../../secrets/literal-context.ts";
import { credentialName } from "../../secrets/names.ts";
import { type DesktopCallIndex, fillsSensitiveInput } from "../desktop/calls/calls.ts";
import type { ReadLeaf } from "../graph/evaluate.ts";
import type { FlowScan, TemplateSite } from "../graph/flow-scan.ts";
import type { Roles } from "../roles.ts";

/**
 * How a string takes a credential.
 * `position`: only a credential can be there; `header`: a header for credentials, in which one reference gives everything but the scheme;
 * `name`: a member that is named like a credential; `text`: a form or JSON text, in which only what follows a credential's name counts;
 * `sensitive`: a sensitive input of a desktop flow.
 */
type SiteStrength = "position" | "header" | "name" | "text" | "sensitive";

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

/** Surest first: a value that is used in several places is judged by the first of them. */
export function surestFirst(sites: readonly CredentialSite[]): readonly CredentialSite[] {
  const rest = sites.filter((site) => !isSure(site));
  return [...sites.filter(isSure), ...rest.filter(isTokenRequest), ...rest.filter((site) => !isTokenRequest(site))];
}

/** A form that asks a token endpoint for a token: what is in its fields for credentials is nothing else. */
export function isTokenRequest({ site, strength }: CredentialSite): boolean {
  return strength === "text" && /(?:^|[&?"'\s])grant_type["']?\s{0,9}[=:]/i.test(site.text);
}

function strengthOf(
  site: TemplateSite,
  roles: Roles,
  desktopCalls: DesktopCallIndex,
  sensitiveNames: readonly string[],
): SiteStrength | undefined {
  const { operation, path, key } = site;
  if (key || path[0] !== "inputs" || operation.type.endsWith("variable") || operation.type === "compose") return undefined;
  const contextAt = (one: readonly string[]): LiteralContext =>
    contextOf(operation, one, key, { isCredentialParameter: roles.takesCredential });
  const context = contextAt(path);
  const inRequest = pathInRequest(operation, path);
  const sent = inRequest === path ? context : contextAt(inRequest);
  if (sent.position === "credential") return "position";
  if (isCredentialHeader(operation, inRequest, sensitiveNames)) return "header";
  if (
    (context.position === "named" || context.position === "query" || context.position === "header") &&
    context.name !== undefined &&
    credentialName(context.name, sensitiveNames)?.strength === "strong" &&
    isSent(operation)
  )
    return "name";
  if (path[1] === "parameters" && fillsSensitiveInput(operation, path.slice(2).join("/"), desktopCalls)) return "sensitive";
  return isSent(operation) && (isInBody(operation, inRequest) || isBodyOfRequest(operation, path, roles)) ? "text" : undefined;
}

/** The body, or a text in a member or a list of the body of an HTTP request: JSON in JSON, a part of a multipart form. */
function isInBody(operation: Operation, path: readonly string[]): boolean {
  return path[1] === "body" && (path.length === 2 || sendsRequest(operation));
}

/** The body of the request that a connector operation sends for the flow: `request/body` of "Invoke an HTTP request". */
function isBodyOfRequest(operation: Operation, path: readonly string[], roles: Roles): boolean {
  const [, member, parameter = ""] = path;
  if (member !== "parameters" || path.length !== 3 || !/\bbody$/i.test(parameter)) return false;
  return roles.facts(operation)?.request?.body?.toLowerCase() === parameter.toLowerCase();
}

/** The path as it is in the request that an action sends: a webhook has one to subscribe by, and one to unsubscribe by. */
function pathInRequest({ type }: Operation, path: readonly string[]): readonly string[] {
  return type === "httpwebhook" && (path[1] === "subscribe" || path[1] === "unsubscribe") ? ["inputs", ...path.slice(2)] : path;
}

/** `x-api-key`, `Authorization` and their like, and the whole value of the `Raw` kind of sign-in. */
function isCredentialHeader(operation: Operation, path: readonly string[], sensitiveNames: readonly string[]): boolean {
  if (path.length !== 3 || !sendsRequest(operation)) return false;
  const [, member, name = ""] = path;
  if (member === "authentication") return name.toLowerCase() === "value";
  return member === "headers" && (/authorization$/i.test(name) || credentialName(name, sensitiveNames)?.strength === "strong");
}

/** Only what leaves the flow uses a value. */
function isSent(operation: Operation): boolean {
  return sendsRequest(operation) || operation.call !== undefined;
}

/** The references in a string that give the credential, and whether there are others beside them. */
export interface CredentialReferences {
  readonly references: readonly ReadLeaf[];
  readonly isPart: boolean;
}

/** Which references of a string give the credential; none where that cannot be told. */
export function credentialReferences({ site, strength }: CredentialSite, scan: FlowScan): CredentialReferences {
  const read = scan.leaves(site).filter((leaf) => leaf.kind === "read");
  const references =
    strength === "text" ? read.filter((leaf) => follows(site, leaf)) : strength === "header" ? passwordOf(site, read) : read;
  if (strength === "header" && references.length > 1) return { references: [], isPart: false };
  return { references, isPart: references.length < read.length };
}

const names = "(?<name>client_?secret|client_assertion|password|passwd|pwd|secret|api_?key|refresh_token)";
/** A signed assertion takes the place of a client secret in a form; elsewhere the word means anything. */
const quote = "\\\\{0,4}[\"']?";
const behindName = new RegExp(`(?:^|[&?;,{(\\s])${quote}${names}${quote}\\s*[:=]\\s*${quote}$|(?:^|&)assertion=$`, "i");
const inElement = new RegExp(`<(?:[\\w.-]{1,40}:)?${names}(?:\\s[^<>]{0,200})?>\\s{0,40}(?:<!\\[CDATA\\[)?$`, "i");

/** The reference directly follows `client_secret=`, `"password": "`, `<Password>` or the like. */
function follows(site: TemplateSite, leaf: ReadLeaf): boolean {
  const before = textBefore(site, leaf);
  return behindName.test(before) || inElement.test(before);
}

/** The name that a text gives what a reference at an offset reads: `password` for `{"password": "@{…}"}`. */
export function nameInText(site: TemplateSite, span: ReadLeaf["span"]): string | undefined {
  const before = textBefore(site, { span });
  return (behindName.exec(before) ?? inElement.exec(before))?.groups?.name;
}

/** Of a name and a password that a header puts together for basic authentication, the password. */
function passwordOf(site: TemplateSite, references: readonly ReadLeaf[]): readonly ReadLeaf[] {
  if (references.length < 2 || !/\b(?:encode)?base64\(/i.test(site.text)) return references;
  return references.filter((leaf) => textBefore(site, leaf).endsWith(":"));
}

/** Between the quote that ends a text and what `concat` puts behind it. */
const toNextPiece = /'\s*,\s*(?:(?:encodeUriComponent|uriComponent|string|trim|coalesce)\(\s*)*$/i;

/** How much of the text before a reference is read: the longest start tag that SOAP's security header has for a password. */
const reach = 240;

/** The end of the text that is before a reference: before its `@{`, or in the piece before it in a `concat`. */
function textBefore({ text }: TemplateSite, { span }: Pick<ReadLeaf, "span">): string {
  const before = text.slice(Math.max(0, span.start - reach - 60), span.start);
  const joint = toNextPiece.exec(before);
  if (joint !== null) return before.slice(0, joint.index);
  const opening = text.lastIndexOf("@{", span.start);
  return text.slice(Math.max(0, opening - reach), Math.max(0, opening));
}
