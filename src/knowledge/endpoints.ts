import { once } from "../collections.ts";
import type { Confidence } from "../findings/confidence.ts";
import { hashMarksAsUnknown, unknownPart } from "../unknown-part.ts";
import { readDataFile } from "./data-file.ts";
import type { SecretLabel, SecretOutput } from "./facts.ts";
import { type Wildcard, wildcard } from "./wildcard.ts";

/** What an HTTP endpoint is: `callback` starts another flow; `other` is everything that nothing is known about. */
export type EndpointKind = "token" | "vault" | "log" | "message" | "store" | "callback" | "other";

/** An HTTP call as far as it can be read, with {@link unknownPart} for what cannot. */
export interface EndpointCall {
  readonly url: string;
  readonly method?: string | undefined;
  readonly body?: string | undefined;
}

/** What is known about an HTTP endpoint. */
export interface EndpointFacts {
  readonly kind: EndpointKind;
  /** Stable id of the entry that fits (`azure-key-vault`); {@link unknownEndpoint} where none does. */
  readonly id: string;
  /** The endpoint in a maker's words: `Azure Key Vault`; empty for `other` without facts. */
  readonly what: string;
  /** Members of the answer that are secrets: paths below the action's `outputs`. */
  readonly secretOutputs: readonly SecretOutput[];
  readonly confidence: Confidence;
}

/** Members of a token endpoint's answer. */
export interface TokenMembers {
  /** Secret members with their names in a maker's words. */
  readonly secret: Readonly<Record<string, string>>;
  readonly harmless: ReadonlySet<string>;
}

interface EndpointEntry {
  readonly id: string;
  readonly what: string;
  readonly kind: EndpointKind;
  readonly hosts?: readonly string[];
  readonly paths?: readonly string[];
  readonly methods?: readonly string[];
  readonly bodies?: readonly string[];
  readonly secretOutputs?: readonly {
    readonly path: string;
    readonly what: string;
    readonly label?: SecretLabel;
    readonly confidence?: Confidence;
  }[];
  readonly confidence?: Confidence;
}

interface EndpointFile {
  readonly tokenMembers: {
    readonly secret: Readonly<Record<string, string>>;
    readonly headers: Readonly<Record<string, string>>;
    readonly harmless: readonly string[];
  };
  readonly endpoints: readonly EndpointEntry[];
}

interface Matcher {
  readonly hosts: readonly Wildcard[] | undefined;
  readonly paths: readonly Wildcard[] | undefined;
  readonly methods: readonly string[] | undefined;
  readonly bodies: readonly string[] | undefined;
  readonly facts: EndpointFacts;
}

const longestBody = 100_000;
/** The id of an endpoint that no entry fits. */
export const unknownEndpoint = "unknown";
const nothingKnown: EndpointFacts = { kind: "other", id: unknownEndpoint, what: "", secretOutputs: [], confidence: "low" };

const file = once(() => readDataFile<EndpointFile>("endpoints.json"));
const matchers = once(() => file().endpoints.map(compile));

/** Which members of a token endpoint's answer are secrets, and which are none (`expires_in`). */
export const tokenMembers: () => TokenMembers = once(() => ({
  secret: file().tokenMembers.secret,
  harmless: new Set(file().tokenMembers.harmless),
}));

/**
 * Judges an HTTP call by the literal parts of its URL, its method and its body. A part that is not known never excludes an entry
 * by itself, but only literal text can make it fit. Never throws.
 */
export function endpointFacts(call: EndpointCall): EndpointFacts {
  const { host, path, query } = splitUrl(call.url);
  const method = call.method?.toUpperCase();
  // Some services take in the query what others take in the body.
  const body = `${query}\n${call.body ?? ""}`.slice(0, longestBody).toLowerCase();
  const fits = (matcher: Matcher): boolean =>
    (matcher.hosts?.some((one) => one.test(host)) ?? true) &&
    (matcher.paths?.some((one) => one.test(path)) ?? true) &&
    (matcher.methods === undefined || method === undefined || method.includes(unknownPart) || matcher.methods.includes(method)) &&
    (matcher.bodies?.some((one) => body.includes(one)) ?? true);
  return matchers().find(fits)?.facts ?? nothingKnown;
}

/**
 * Host (lower case, without port and user), path and query of a URL that may hold unknown parts. An unknown part that ends at a
 * known text may end anywhere: `\uFFFCapi/data` reads as an unknown address and `/api/data`, `https://x.example\uFFFC` as `x.example` and
 * an unknown path.
 */
function splitUrl(url: string): { readonly host: string; readonly path: string; readonly query: string } {
  const text = hashMarksAsUnknown(url.trim());
  const rest = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text.slice(text.indexOf("://") + 3) : text;
  const [, address = "", query = ""] = /^([^?#]*)(?:\?([^#]*))?/.exec(rest) ?? [];
  const slash = address.indexOf("/");
  const authority = slash === -1 ? address : address.slice(0, slash);
  const path = slash === -1 ? "" : address.slice(slash);
  if (authority.startsWith(unknownPart) && /^[^.:@]/.test(authority.slice(1)))
    return { host: unknownPart, path: `/${authority.slice(1)}${path}`, query };
  const open = authority.length > 1 && authority.endsWith(unknownPart);
  const [host = ""] = (open ? authority.slice(0, -1) : authority).replace(/^.*@/, "").split(":", 1);
  return { host: host.toLowerCase(), path: `${open ? `/${unknownPart}` : ""}${path}` || "/", query };
}

function compile(entry: EndpointEntry): Matcher {
  const confidence = entry.confidence ?? "high";
  return {
    hosts: entry.hosts?.map((pattern) => wildcard(pattern, "/")),
    paths: entry.paths?.map((pattern) => wildcard(pattern, "/")),
    methods: entry.methods,
    bodies: entry.bodies,
    facts: { kind: entry.kind, id: entry.id, what: entry.what, secretOutputs: secretOutputs(entry, confidence), confidence },
  };
}

/** An answer by the standard is flat. Other services put what they answer into a member: `{"data": {"token": …}}`. */
const envelopes = ["data", "result", "response", "d"] as const;

/** What they put there: what signs the next requests in. */
function envelopedTokens(secret: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(secret).filter(([, what]) => what === "access token" || what === "session token"));
}

function secretOutputs(entry: EndpointEntry, confidence: Confidence): readonly SecretOutput[] {
  if (entry.secretOutputs === undefined && entry.kind === "token") {
    const { secret, headers } = file().tokenMembers;
    const inMember = confidence === "high" ? [] : envelopes.map((envelope) => [`body/${envelope}`, envelopedTokens(secret)] as const);
    return [["body", secret] as const, ...inMember, ["headers", headers] as const].flatMap(([part, members]) =>
      Object.entries(members).map(([name, what]): SecretOutput => ({ path: [...part.split("/"), name], what, label: "token", confidence })),
    );
  }
  return (entry.secretOutputs ?? []).map((output) => ({
    path: output.path.split("/"),
    what: output.what,
    label: output.label ?? "token",
    confidence: output.confidence ?? confidence,
  }));
}
