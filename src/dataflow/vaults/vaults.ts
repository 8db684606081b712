import { type FlowConstant, flowConstants, textsOf } from "../../cloud-flow/constants.ts";
import { type FoldedPiece, foldedText, foldTemplate, unknownPart } from "../../cloud-flow/expression/fold.ts";
import { parseTemplate } from "../../cloud-flow/expression/template.ts";
import { type CloudFlow, type FlowParameter, flowPlace, type Operation, operationPlace } from "../../cloud-flow/model.ts";
import { type Json, valueAt } from "../../json.ts";
import { legacyCall } from "../../knowledge/connectors.ts";
import { vaultHost, vaultIn, vaultResource } from "../../solution/secret-reference.ts";
import type { Span } from "../../source/place.ts";
import type { Analysis } from "../analysis.ts";
import { type NameLiteral, type NameOrigins, namedBy, writtenPieces } from "../graph/named-by.ts";
import { asksForVaultToken } from "../roles.ts";

/** A literal that names a vault in a flow. */
export interface VaultLiteral extends NameLiteral {
  readonly vault: string;
}

/** An HTTP request, or a connector that sends one, to the address of a vault. */
export interface VaultRequest {
  readonly operation: Operation;
  /** Path of the address below the operation's object. */
  readonly path: readonly string[];
  /** The address as far as it can be read, with U+FFFC for what cannot. */
  readonly url: string;
  readonly pieces: readonly FoldedPiece[];
}

/** Where a name comes from: texts that somebody wrote down, and environment variables. Both are empty where neither gives it. */
export interface NameSource {
  readonly literals: readonly string[];
  /** Schema names, as spelled. */
  readonly variables: readonly string[];
}

/** An operation that reads a vault. */
export interface VaultRead {
  readonly operation: Operation;
  /** The Key Vault connector keeps the vault in its connection; a request has it in its address. */
  readonly through: "connector" | "request";
  readonly vault: NameSource;
  readonly secret: NameSource;
}

/** All that flows say about vaults. */
export interface VaultFacts {
  readonly vaults: readonly VaultLiteral[];
  readonly secrets: readonly NameLiteral[];
  readonly versions: readonly NameLiteral[];
  readonly requests: readonly VaultRequest[];
  readonly reads: readonly VaultRead[];
  /** Lower-case schema names of the environment variables that name a vault. */
  readonly vaultVariables: ReadonlySet<string>;
}

const known = new WeakMap<Analysis, VaultFacts>();

/** Finds where flows name vaults, secrets and versions, and what the names come from. Computed once for an analysis. */
export function vaultFacts(analysis: Analysis): VaultFacts {
  let facts = known.get(analysis);
  if (facts === undefined) {
    facts = collect(analysis);
    known.set(analysis, facts);
  }
  return facts;
}

/** Literals that name a vault in a flow: wherever an address or resource path is used or written, and in the vault parameter of a Key Vault action. */
export function vaultNames(analysis: Analysis): readonly VaultLiteral[] {
  return vaultFacts(analysis).vaults;
}

/** Literals that name the secret which an action reads. */
export function secretNames(analysis: Analysis): readonly NameLiteral[] {
  return vaultFacts(analysis).secrets;
}

/** Literals that fix the version of a secret. */
export function secretVersions(analysis: Analysis): readonly NameLiteral[] {
  return vaultFacts(analysis).versions;
}

/** Requests that go to a vault without its connector. */
export function vaultRequests(analysis: Analysis): readonly VaultRequest[] {
  return vaultFacts(analysis).requests;
}

/** Operations that read a vault, in the order of the flows. */
export function vaultReads(analysis: Analysis): readonly VaultRead[] {
  return vaultFacts(analysis).reads;
}

interface Collector {
  readonly analysis: Analysis;
  readonly vaults: VaultLiteral[];
  readonly secrets: NameLiteral[];
  readonly versions: NameLiteral[];
  readonly requests: VaultRequest[];
  readonly reads: VaultRead[];
  readonly vaultVariables: Set<string>;
}

function collect(analysis: Analysis): VaultFacts {
  const facts: Collector = { analysis, vaults: [], secrets: [], versions: [], requests: [], reads: [], vaultVariables: new Set() };
  for (const flow of analysis.workspace.cloudFlows) {
    // Uses come first: their findings show the way from the literal, those of the literal alone do not.
    for (const operation of flow.operations) {
      connectorNames(operation, facts);
      for (const path of addressPaths(operation)) addressNames(operation, path, facts);
    }
    // Addresses and resource paths of vaults in whatever string.
    for (const { operation, path, text } of analysis.scanOf(flow).vaultTexts) namesInText(operation, path, readText(text), facts);
    connectionNames(flow, facts);
    for (const parameter of flow.parameters) {
      const vault =
        parameter.schemaName === undefined && typeof parameter.defaultValue === "string" ? vaultIn(parameter.defaultValue) : undefined;
      const user = vault === undefined ? undefined : userOf(analysis, flow.actions, parameter);
      if (vault === undefined || user === undefined) continue;
      const place = flowPlace(flow, parameter.pointer);
      facts.vaults.push({ vault, text: vault, operation: user, place, path: [], confidence: "high", parameter });
    }
  }
  return {
    vaults: facts.vaults,
    secrets: distinct(facts.secrets),
    versions: distinct(facts.versions).filter(({ text }) => !followsRotation(text)),
    requests: facts.requests,
    reads: facts.reads,
    vaultVariables: facts.vaultVariables,
  };
}

/** The word by which services ask for whatever version is current. */
const followsRotation = (version: string): boolean => /^latest$/i.test(version.trim());

/** Parameters of a connection that name its vault, as flows of Logic Apps and hand-made files keep them beside the connection. */
function connectionNames(flow: CloudFlow, { vaults }: Collector): void {
  for (const { key, pointer } of flow.connections) {
    visitTexts(valueAt(flow.document, pointer), pointer, (text, at) => {
      if (text.startsWith("@")) return;
      const isNamed = (): boolean => at.slice(pointer.length).some((step) => /^(?:key)?vault(?:name|ur[il])?$/i.test(step));
      const vault = vaultIn(text) ?? (isPlainName(text) && isNamed() ? text : undefined);
      const user = vault === undefined ? undefined : [...flow.actions, ...flow.triggers].find(({ call }) => call?.connectionKey === key);
      if (vault === undefined || user === undefined) return;
      vaults.push({ vault, text, operation: user, place: flowPlace(flow, at), path: [], confidence: "high", parameter: undefined });
    });
  }
}

function visitTexts(value: Json | undefined, at: readonly string[], see: (text: string, at: readonly string[]) => void): void {
  if (typeof value === "string") see(value, at);
  else if (typeof value === "object" && value !== null)
    for (const [key, child] of Object.entries(value)) visitTexts(child as Json | undefined, [...at, key], see);
}

const keyVault = "shared_keyvault";

/** Names in the parameters that a Key Vault action has for them. */
function connectorNames(operation: Operation, { analysis, vaults, secrets, versions, reads, vaultVariables }: Collector): void {
  const facts = analysis.roles.facts(operation);
  if (facts === undefined) return;
  // Nearly every connector operation of a run ends here.
  if (facts.connector !== keyVault && facts.vaultNameInputs.length + facts.secretNameInputs.length + facts.secretVersionInputs.length === 0)
    return;
  const named = (names: readonly string[]): readonly NameOrigins[] =>
    names.flatMap((name) => {
      const place = parameterPlace(operation, name);
      return place === undefined ? [] : [namedBy(analysis, operation, place.path, place.spans)];
    });
  const vaultOrigins = named(facts.vaultNameInputs).map((origins) => ({
    ...origins,
    literals: origins.literals.map((literal) => ({ ...literal, vault: vaultIn(literal.text) ?? literal.text })),
  }));
  for (const { literals, variables } of vaultOrigins) {
    vaults.push(...literals);
    for (const variable of variables) vaultVariables.add(variable.toLowerCase());
  }
  const secretOrigins = named(facts.secretNameInputs);
  for (const { literals } of secretOrigins) secrets.push(...literals);
  for (const { literals } of named(facts.secretVersionInputs)) versions.push(...literals);
  if (facts.connector !== keyVault && facts.vaultNameInputs.length === 0) return;
  reads.push({
    operation,
    through: "connector",
    vault: {
      literals: vaultOrigins.flatMap(({ literals }) => literals.map(({ vault }) => vault)),
      variables: vaultOrigins.flatMap(({ variables }) => variables),
    },
    secret: nameSource(secretOrigins),
  });
}

function nameSource(origins: readonly NameOrigins[]): NameSource {
  return {
    literals: origins.flatMap(({ literals }) => literals.map(({ text }) => text)),
    variables: origins.flatMap(({ variables }) => variables),
  };
}

/** Where a parameter stands: among the named parameters of newer actions; the older ones have it in their path. */
function parameterPlace(
  operation: Operation,
  name: string,
): { readonly path: readonly string[]; readonly spans?: readonly Span[] } | undefined {
  const { call } = operation;
  const key = Object.keys(call?.parameters ?? {}).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  if (key !== undefined) return { path: ["inputs", "parameters", key] };
  if (call?.path === undefined || call.connector === undefined || call.operationId !== undefined) return undefined;
  const text = legacyCall(call.connector, call.method, call.path)?.parameters[name];
  const at = text === undefined || text === "" ? -1 : call.path.indexOf(text);
  if (text === undefined || at < 0) return undefined;
  // The expression of an interpolation stands between its braces.
  const isInterpolation = /^@\{[^{}]*\}$/.test(text);
  const span = isInterpolation ? { start: at + 2, end: at + text.length - 1 } : { start: at, end: at + text.length };
  return { path: ["inputs", "path"], spans: [span] };
}

const noPaths: readonly (readonly string[])[] = [];

/** Strings of an operation that are addresses it calls. */
function addressPaths(operation: Operation): readonly (readonly string[])[] {
  if (operation.type === "http" || operation.type === "httpwebhook") {
    const paths = [
      ["inputs", "uri"],
      ["inputs", "subscribe", "uri"],
      ["inputs", "unsubscribe", "uri"],
    ];
    return paths.filter((path) => typeof valueAt(operation.json, path) === "string");
  }
  // Connectors that send any request take its address as a parameter.
  const { call } = operation;
  if (call === undefined || call.connector === "shared_keyvault") return noPaths;
  return Object.keys(call.parameters)
    .filter((name) => /(?:^|[/_])(?:url|uri)$/i.test(name) && typeof call.parameters[name] === "string")
    .map((name) => ["inputs", "parameters", name]);
}

/** The vault, secret and version that an address names, and whether it is one of a vault at all. */
function addressNames(operation: Operation, path: readonly string[], facts: Collector): void {
  const value: Json | undefined = valueAt(operation.json, path);
  if (typeof value !== "string") return;
  const text = readText(value);
  const here = namesInText(operation, path, text, facts);
  const vault = { literals: [...(here?.literals ?? [])], variables: [...(here?.variables ?? [])] };
  const secret: NameSource[] = [];
  let isVault = here !== undefined;
  if (!isVault && text.folded.startsWith(unknownPart)) {
    // The address, or its beginning, is put together elsewhere.
    const first = text.pieces[0];
    const spans = first === undefined ? [] : [{ start: first.start, end: first.end }];
    const origins = namedBy(facts.analysis, operation, path, spans, isVaultAddress);
    for (const literal of origins.literals) {
      const name = vaultIn(literal.text);
      if (name === undefined) continue;
      isVault = true;
      facts.vaults.push({ ...withSpan(literal, name), vault: name });
      vault.literals.push(name);
      secret.push(addressParts(literal, facts));
    }
    for (const name of origins.variables) {
      const variable = facts.analysis.workspace.variableOf(name, operation.flow)?.variable;
      const values = [...(variable?.values ?? []), ...(variable?.defaultValue === undefined ? [] : [variable.defaultValue])];
      if (!values.some(({ text: one }) => vaultHost.test(one)) && !bakedValues(facts.analysis, name).some((one) => vaultHost.test(one)))
        continue;
      isVault = true;
      facts.vaultVariables.add(name.toLowerCase());
      vault.variables.push(name);
    }
    // Which vault it is may be known at run time only, and the rest of the address be written down all the same.
    const pieces = writtenPieces(facts.analysis, operation, path, spans, (piece) => hostSuffix.test(piece) || pathOfSecret.test(piece));
    if (pieces.some((piece) => hostSuffix.test(piece.text))) isVault = true;
    if (isVault || asksForVaultToken(operation)) for (const piece of pieces) secret.push(pathParts(piece, facts));
  }
  // The audience of the token says which service is called.
  if (!isVault && asksForVaultToken(operation)) isVault = true;
  if (!isVault) return;
  facts.requests.push({ operation, path, url: text.folded, pieces: text.pieces });
  secret.push(secretPart(operation, path, text, facts));
  facts.reads.push({
    operation,
    through: "request",
    vault,
    secret: { literals: secret.flatMap(({ literals }) => literals), variables: secret.flatMap(({ variables }) => variables) },
  });
}

function isVaultAddress(text: string): boolean {
  return vaultHost.test(text) || vaultResource.test(text);
}

/** Values of an environment variable that exports write into flows. */
function bakedValues(analysis: Analysis, schemaName: string): readonly string[] {
  const wanted = schemaName.toLowerCase();
  return analysis.workspace.cloudFlows.flatMap((flow) =>
    flow.parameters.flatMap(({ schemaName: own, defaultValue }) =>
      own?.toLowerCase() === wanted && typeof defaultValue === "string" ? [defaultValue] : [],
    ),
  );
}

interface ReadText {
  readonly text: string;
  readonly pieces: readonly FoldedPiece[];
  readonly folded: string;
}

function readText(text: string): ReadText {
  const template = parseTemplate(text);
  const pieces = foldTemplate(template);
  return { text, pieces, folded: foldedText(pieces) };
}

const hostSuffix =
  /\.(?:vault\.azure\.net|vault\.azure\.cn|vault\.usgovcloudapi\.net|vault\.microsoftazure\.de|managedhsm\.azure\.net|managedhsm\.azure\.cn|managedhsm\.usgovcloudapi\.net)/i;
const hostSuffixes = new RegExp(hostSuffix, "gi");
const resourcePaths = /\/providers\/Microsoft\.KeyVault\/vaults\/([^/\s'"?]+)/gi;

/** Where a text, as far as it can be read, names vaults: before a vault's domain and in resource paths. */
function namedVaults(folded: string): readonly (Span & { readonly name: string })[] {
  const found: (Span & { readonly name: string })[] = [];
  for (const { index: end } of folded.matchAll(hostSuffixes)) {
    let start = end;
    while (start > 0 && !/[/\s:@'"]/.test(folded[start - 1] ?? "")) start--;
    if (start < end) found.push({ start, end, name: folded.slice(start, end) });
  }
  for (const { index, 0: path, 1: name = "" } of folded.matchAll(resourcePaths)) {
    const end = index + path.length;
    found.push({ start: end - name.length, end, name });
  }
  return found;
}

/**
 * The vaults that a text names, as literals or by what its expressions give.
 * @returns what names them; undefined where the text is no address of a vault
 */
function namesInText(operation: Operation, path: readonly string[], text: ReadText, facts: Collector): NameSource | undefined {
  const sources = namedVaults(text.folded).map((vault, index) => vaultNamed(operation, path, text, vault, index, facts));
  if (sources.length === 0) return undefined;
  return { literals: sources.flatMap(({ literals }) => literals), variables: sources.flatMap(({ variables }) => variables) };
}

/** @param index of the vault among those that the text names */
function vaultNamed(
  operation: Operation,
  path: readonly string[],
  text: ReadText,
  { name, start, end }: Span & { readonly name: string },
  index: number,
  { analysis, vaults, vaultVariables }: Collector,
): NameSource {
  const where = [...path];
  if (!name.includes(unknownPart)) {
    const place = operationPlace(operation, where, writtenSpan(text, start, end));
    vaults.push({ vault: name, text: name, operation, place, path: [], confidence: "high", parameter: undefined });
    return { literals: [name], variables: [] };
  }
  const { literals, variables } = namedBy(analysis, operation, where, unknownSpans(text, start, end), isPlainName);
  const cutOut = literals.length === 0 && variables.length === 0 ? constantName(operation, where, text, index) : undefined;
  if (cutOut !== undefined) {
    vaults.push(cutOut);
    return { literals: [cutOut.vault], variables: [] };
  }
  // Of a name that is written down in part, the rest comes from the literal: `kv-` and `orders`.
  const isInParts = name.split(unknownPart).length === 2;
  const named = literals.map((literal) => ({
    ...literal,
    vault: isInParts ? name.replace(unknownPart, () => literal.text) : literal.text,
  }));
  // What one environment variable takes part in differs from environment to environment, whatever else is a literal in it.
  const isMixed = name !== unknownPart && variables.length > 0;
  if (!isMixed) vaults.push(...named);
  for (const variable of variables) vaultVariables.add(variable.toLowerCase());
  return { literals: isMixed ? [] : named.map(({ vault }) => vault), variables };
}

/** A name that functions cut out of a text which is written elsewhere: `split(variables('Vaults'), ';')[0]`. */
function constantName(operation: Operation, path: readonly string[], { text }: ReadText, index: number): VaultLiteral | undefined {
  const constants: FlowConstant[] = [];
  const lookUp = textsOf(flowConstants(operation.flow, parseTemplate), (_expression, constant) => constants.push(constant));
  const folded = foldedText(foldTemplate(parseTemplate(text), lookUp));
  const vault = namedVaults(folded)[index]?.name;
  const [first] = constants;
  if (first === undefined || vault === undefined || !isPlainName(vault)) return undefined;
  const holder = operationPlace(first.operation, first.path);
  const steps = [
    { message: "holds the name", place: holder },
    { message: `uses it in the ${path.at(-1) ?? "inputs"}`, place: operationPlace(operation, path) },
  ];
  return { vault, text: vault, operation, place: holder, path: steps, confidence: "medium", parameter: undefined };
}

function isPlainName(text: string): boolean {
  return /^[A-Za-z0-9-]{2,127}$/.test(text);
}

/** The secret and version in the address of a request. */
function secretPart(operation: Operation, path: readonly string[], text: ReadText, { analysis, secrets, versions }: Collector): NameSource {
  const found = { literals: [] as string[], variables: [] as string[] };
  const match = /[/\uFFFC]secrets\/([^/?#\s]+)(?:\/([^/?#\s]+))?/di.exec(text.folded);
  if (match === null) return found;
  for (const [index, into] of [
    [1, secrets],
    [2, versions],
  ] as const) {
    const name = match[index];
    const [start, end] = match.indices?.[index] ?? [];
    if (name === undefined || start === undefined || end === undefined || (index === 2 && /^versions$/i.test(name))) continue;
    if (name.includes(unknownPart)) {
      const { literals, variables } = namedBy(analysis, operation, path, unknownSpans(text, start, end), isPlainName);
      into.push(...literals);
      if (index === 1) {
        found.literals.push(...literals.map(({ text: one }) => one));
        found.variables.push(...variables);
      }
    } else {
      const place = operationPlace(operation, path, writtenSpan(text, start, end));
      into.push({ text: name, operation, place, path: [], confidence: "high", parameter: undefined });
      if (index === 1) found.literals.push(name);
    }
  }
  return found;
}

/** A whole name of a secret and its version in an address or a piece of one. A name at the end of a piece may go on in the next. */
const pathOfSecret = /(?:^|\/)secrets\/([A-Za-z0-9-]{1,127})(?:\/([0-9a-f]{32}))?[/?#]/i;

/** The secret and version in an address that is written elsewhere. */
function addressParts(literal: NameLiteral, facts: Collector): NameSource {
  return namedParts(literal, /\/secrets\/([^/?#\s]+)(?:\/([0-9a-f]{32}))?/i.exec(literal.text), facts);
}

/** The secret and version in a piece of an address; of whole addresses they are known. */
function pathParts(piece: NameLiteral, facts: Collector): NameSource {
  return namedParts(piece, isVaultAddress(piece.text) ? null : pathOfSecret.exec(piece.text), facts);
}

function namedParts(literal: NameLiteral, match: RegExpExecArray | null, { secrets, versions }: Collector): NameSource {
  if (match?.[1] === undefined) return { literals: [], variables: [] };
  secrets.push({ ...withSpan(literal, match[1]), text: match[1] });
  if (match[2] !== undefined) versions.push({ ...withSpan(literal, match[2]), text: match[2] });
  return { literals: [match[1]], variables: [] };
}

/** The same literal, with its place at a part of its text. */
function withSpan(literal: NameLiteral, part: string): NameLiteral {
  const { at } = literal.place;
  const offset = literal.text.indexOf(part);
  // Of a literal inside an expression only the whole is known: a doubled quote shifts what follows.
  if (at.kind !== "json" || at.span !== undefined || offset < 0) return literal;
  return { ...literal, place: { ...literal.place, at: { ...at, span: { start: offset, end: offset + part.length } } } };
}

/** Where a stretch of the folded text is written in the string: the first piece that holds a part of it. */
function writtenSpan({ pieces }: ReadText, start: number, end: number): Span | undefined {
  let offset = 0;
  for (const piece of pieces) {
    const last = offset + piece.text.length;
    if (last > start) {
      if (!piece.verbatim) return pieces.length === 1 ? undefined : { start: piece.start, end: piece.end };
      return { start: piece.start + start - offset, end: piece.start + Math.min(end, last) - offset };
    }
    offset = last;
  }
  return undefined;
}

/** The expressions that give the unknown parts of a stretch of the folded text. */
function unknownSpans({ pieces }: ReadText, start: number, end: number): readonly Span[] {
  const spans: Span[] = [];
  let offset = 0;
  for (const piece of pieces) {
    const last = offset + piece.text.length;
    if (!piece.known && last > start && offset < end) spans.push({ start: piece.start, end: piece.end });
    offset = last;
  }
  return spans;
}

/** The first operation that reads the parameter. */
function userOf(analysis: Analysis, operations: readonly Operation[], parameter: FlowParameter): Operation | undefined {
  return operations.find((operation) => {
    const scan = analysis.scanOf(operation.flow);
    return (scan.sitesOf.get(operation) ?? []).some((site) =>
      scan
        .references(site)
        .some(({ canonical }) => canonical.node === "parameter" && canonical.name?.toLowerCase() === parameter.name.toLowerCase()),
    );
  });
}

function distinct(literals: readonly NameLiteral[]): readonly NameLiteral[] {
  const seen = new Set<string>();
  return literals.filter(({ place, operation }) => {
    const key = JSON.stringify([operation.pointer, place.source.path, place.source.file, place.at]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
