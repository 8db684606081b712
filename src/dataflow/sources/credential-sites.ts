import type { Operation } from "../../cloud-flow/model.ts";
import { sendsRequest } from "../../cloud-flow/request-types.ts";
import type { LiteralContext } from "../../secrets/credential.ts";
import { contextOf } from "../../secrets/flows/literal-context.ts";
import { credentialName } from "../../secrets/names/credential-name.ts";
import { mayHaveCredentialInPath } from "../../secrets/names/credential-paths.ts";
import { headerName, queryName } from "../../secrets/names/known-names.ts";
import type { CredentialInput } from "../desktop/calls/calls.ts";
import type { Roles } from "../roles.ts";
import type { ReadLeaf } from "../strings/evaluate.ts";
import type { FlowScan } from "../strings/flow-scan.ts";
import type { TemplateSite } from "../strings/template-site.ts";
import { type NameInText, type NamingRules, nameInText, textBefore } from "./names-in-text.ts";
import { sentOperations } from "./sent-operations.ts";

/**
 * How a string takes a credential.
 * `position`: only a credential can be there; `header`: a header for credentials, in which one reference gives everything but the scheme;
 * `name`: a member that is named like a credential; `common`: a parameter of a query whose name is also used for other things (`key`);
 * `text`: a form or JSON text, in which only what follows a credential's name counts; `sensitive`: an input of a
 * desktop flow that is marked as sensitive, and that it is not known to sign in with.
 */
type SiteStrength = "position" | "header" | "name" | "common" | "text" | "sensitive";

export type FilledCredentialInput = (operation: Operation, parameter: string) => CredentialInput | undefined;

/** A string whose value may be used as a credential. */
export interface CredentialSite {
  readonly site: TemplateSite;
  readonly strength: SiteStrength;
  readonly naming: NamingRules;
}

/**
 * The strings of a flow whose values may be used as credentials.
 * @param filledCredentialInput tells which input that is made for a credential a parameter of a Run desktop flow action fills
 */
export function credentialSites(
  scan: FlowScan,
  roles: Roles,
  filledCredentialInput: FilledCredentialInput,
  sensitiveNames: readonly string[],
): readonly CredentialSite[] {
  const found: CredentialSite[] = [];
  const prepared: CredentialSite[] = [];
  for (const site of scan.sites) {
    const naming = { sensitiveNames, isAddress: isAddress(site, roles) };
    if (preparesRequest(site.operation)) {
      const strength = strengthInMade(site, sensitiveNames);
      if (strength !== undefined) prepared.push({ site, strength, naming });
    } else {
      const strength = strengthOf(site, roles, filledCredentialInput, naming);
      if (strength !== undefined) found.push({ site, strength, naming });
    }
  }
  if (prepared.length === 0) return found;
  const sent = sentOperations(scan, (operation) => sendsPreparedRequest(operation, roles));
  return [...found, ...prepared.filter(({ site }) => sent.has(site.operation))];
}

/** Compose and variables: what a request sends is often put together there. */
export function preparesRequest({ type }: Operation): boolean {
  return type === "compose" || type.endsWith("variable");
}

/** Whether an operation sends a request, whose body or headers can be put together before. */
export function sendsPreparedRequest(operation: Operation, roles: Roles): boolean {
  return sendsRequest(operation) || roles.facts(operation)?.request !== undefined;
}

/** How a string of a value that is put together before it is sent takes a credential: by the name of its member, or by names in its text. */
function strengthInMade({ operation, path, key, text }: TemplateSite, sensitiveNames: readonly string[]): SiteStrength | undefined {
  if (key || path[0] !== "inputs") return undefined;
  const { position, name } = contextOf(operation, path, key, { isCredentialParameter: () => false });
  if (name !== undefined && isMember(operation, path)) {
    if (position === "credential") return "position";
    if (position === "header" ? isHeaderForCredentials(name, sensitiveNames) : isAuthorization(name)) return "header";
    if (credentialName(name, sensitiveNames)?.strength === "strong") return "name";
  }
  if (basicSignIn.test(text)) return "header";
  return mayNameCredential.test(text) || mayHaveCredentialInPath(text) ? "text" : undefined;
}

/** A name and a password, put together and encoded as the header for basic authentication takes them. */
const basicSignIn = /\bbase64\(\s{0,9}concat\([^\n:]{1,200},\s{0,9}':'\s{0,9},/i;

/** A word for a credential, the start of a value in the query of a URL, an address in Azure Storage, or a function that makes an object. */
const mayNameCredential =
  /assertion|passw|pwd|secret|api_?key|refresh_token|[?&][\w.%~-]{1,60}=(?:@\{|'\s{0,9},)|\.core\.windows\.net\/|(?:set|add)property\(|json\(/i;

/** Whether a string is in a member of the value that a Compose action or a variable gets, rather than the value itself. */
function isMember({ type }: Operation, path: readonly string[]): boolean {
  return path.length > (type === "compose" ? 1 : type === "initializevariable" ? 4 : 2);
}

function isAuthorization(name: string): boolean {
  return /authorization$/i.test(name);
}

/** The address that an HTTP request, or the request of a connector operation, goes to. */
function isAddress({ operation, path }: TemplateSite, roles: Roles): boolean {
  return sendsRequest(operation) ? pathInRequest(path)[1] === "uri" : isPartOfRequest(operation, path, roles, "url");
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
  filledCredentialInput: FilledCredentialInput,
  { sensitiveNames, isAddress }: NamingRules,
): SiteStrength | undefined {
  const { operation, path, key } = site;
  if (key || path[0] !== "inputs") return undefined;
  const contextAt = (one: readonly string[]): LiteralContext =>
    contextOf(operation, one, key, { isCredentialParameter: roles.takesCredential });
  const context = contextAt(path);
  const inRequest = pathInRequest(path);
  const sent = inRequest === path ? context : contextAt(inRequest);
  if (sent.position === "credential") return "position";
  if (isCredentialHeader(operation, inRequest, sensitiveNames)) return "header";
  const input = path[1] === "parameters" ? filledCredentialInput(operation, path.slice(2).join("/")) : undefined;
  if (input === "sign-in") return "position";
  const member = isSent(operation) ? strengthOfMember(context, sensitiveNames) : undefined;
  if (member !== undefined) return member;
  if (input !== undefined) return input;
  const takesText =
    isAddress || isInBody(operation, inRequest) || isPartOfRequest(operation, path, roles, "body") || isAllHeaders(operation, inRequest);
  return isSent(operation) && takesText ? "text" : undefined;
}

function strengthOfMember({ position, name, host }: LiteralContext, sensitiveNames: readonly string[]): SiteStrength | undefined {
  if (name === undefined) return undefined;
  const known = (position === "query" ? queryName(name, host) : undefined) ?? credentialName(name, sensitiveNames);
  if (known === undefined || known === "none") return undefined;
  if (known.strength === "strong") return "name";
  return position === "query" ? "common" : undefined;
}

/** All headers of a request as one value, which an expression makes. */
function isAllHeaders(operation: Operation, path: readonly string[]): boolean {
  return path.length === 2 && path[1] === "headers" && sendsRequest(operation);
}

/** The body, or a text in a member or a list of the body of an HTTP request: JSON in JSON, a part of a multipart form. */
function isInBody(operation: Operation, path: readonly string[]): boolean {
  return path[1] === "body" && (path.length === 2 || sendsRequest(operation));
}

/** Whether a parameter takes this part of the request that a connector operation sends for the flow: `request/body` of "Invoke an HTTP request". */
function isPartOfRequest(operation: Operation, [, member, parameter]: readonly string[], roles: Roles, part: "url" | "body"): boolean {
  if (member !== "parameters" || parameter === undefined) return false;
  return roles.facts(operation)?.request?.[part].toLowerCase() === parameter.toLowerCase();
}

/** The path as it is in the request that an action sends: a webhook has one to subscribe by, and one to unsubscribe by. */
function pathInRequest(path: readonly string[]): readonly string[] {
  return path[1] === "subscribe" || path[1] === "unsubscribe" ? ["inputs", ...path.slice(2)] : path;
}

/** `x-api-key`, `Authorization` and their like, and the whole value of the `Raw` kind of sign-in. */
function isCredentialHeader(operation: Operation, path: readonly string[], sensitiveNames: readonly string[]): boolean {
  if (path.length !== 3 || !sendsRequest(operation)) return false;
  const [, member, name = ""] = path;
  if (member === "authentication") return name.toLowerCase() === "value";
  if (member !== "headers") return false;
  return isHeaderForCredentials(name, sensitiveNames);
}

function isHeaderForCredentials(name: string, sensitiveNames: readonly string[]): boolean {
  return isAuthorization(name) || [credentialName(name, sensitiveNames), headerName(name)].some((says) => says?.strength === "strong");
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
export function credentialReferences(found: CredentialSite, scan: FlowScan): CredentialReferences {
  const { site, strength } = found;
  const read = scan.leaves(site).filter((leaf) => leaf.kind === "read");
  const given =
    strength === "text"
      ? read.filter((leaf) => nameOfPart(found, leaf) !== undefined)
      : strength === "header"
        ? passwordOf(site, read)
        : read;
  const references = strength === "header" && given.length > 1 ? [] : given;
  return { references, isPart: references.length < read.length };
}

/** The name of a credential that a text, or an expression that makes an object, gives what a reference reads. */
export function nameOfPart({ site, naming }: CredentialSite, leaf: Pick<ReadLeaf, "span" | "write">): NameInText | undefined {
  const written = nameInText(site, leaf, naming);
  const member = leaf.write.at(-1);
  if (written !== undefined || typeof member !== "string") return written;
  const isCredential = isAuthorization(member) || credentialName(member, naming.sensitiveNames)?.strength === "strong";
  return isCredential ? { name: member } : undefined;
}

/** Of a name and a password that a header puts together for basic authentication, the password. */
function passwordOf(site: TemplateSite, references: readonly ReadLeaf[]): readonly ReadLeaf[] {
  if (references.length < 2 || !/\b(?:encode)?base64\(/i.test(site.text)) return references;
  return references.filter((leaf) => textBefore(site, leaf.span.start).endsWith(":"));
}
