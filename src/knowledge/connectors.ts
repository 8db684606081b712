import { once, remember } from "../collections.ts";
import { lenientConnectorName, normalizeConnectorId } from "./connector-id.ts";
import {
  type AuthEntry,
  type ConnectorEntry,
  type ConnectorTable,
  type FactsEntry,
  mainTable,
  type OperationEntry,
  publicTable,
  type SecretOutputEntry,
} from "./connector-table.ts";
import type { OperationFacts, SecretOutput } from "./facts.ts";
import { guessOperation } from "./guess.ts";
import { inputMatches, literalParts, literalText, namesCredential, type Parameters } from "./inputs.ts";
import { describeLegacyPath, matchLegacyForm, parseLegacyPath } from "./legacy-path.ts";
import { findExact, findPattern, indexOperations, type OperationIndex } from "./operation-index.ts";

export type { AuthEntry, ConnectorTable } from "./connector-table.ts";
export { inputMatches } from "./inputs.ts";

/** A call of a connector: by operation id, or by method and path as older actions write it. */
export interface ConnectorCall {
  /** Id of the connector in any form; the key of a connection reference is none. */
  readonly connector: string;
  readonly operation?: string;
  readonly method?: string;
  readonly path?: string;
  /** Values by flattened name. For an older action: the queries, and the body's members as `body/…`. */
  readonly parameters?: Parameters;
}

/** An operation of an older action, with the parameters that are in its path (as texts of the file, expressions with their braces). */
export interface LegacyCall {
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What is known about a connector as a whole. */
export interface ConnectorInfo {
  /** In the form `shared_keyvault`. */
  readonly id: string;
  readonly title: string;
  /** Ways to sign in; absent where the table says nothing. */
  readonly auth?: AuthEntry;
}

interface Connector {
  readonly id: string;
  readonly entry: ConnectorEntry;
  readonly index: OperationIndex;
}

interface Lookup {
  readonly own: () => Connector | undefined;
  readonly all: readonly (() => Connector | undefined)[];
}

interface Finder {
  readonly byId: ReadonlyMap<string, string>;
  readonly byName: ReadonlyMap<string, string>;
  readonly compiled: Map<string, Connector>;
  readonly table: ConnectorTable;
}

const mainFinder = once(() => makeFinder(mainTable().connectors, false));
const publicFinder = once(() => makeFinder(publicTable(), true));
const extraFinders = new WeakMap<ConnectorTable, Finder>();

/**
 * What is known about an operation of a connector. The user's own entries (`extra`) win over the built-in ones. Literal parameters decide
 * between conditional facts. An operation that nothing knows is guessed from its verb and the connector's kind (`basis: "guessed"`). Never
 * throws.
 */
export function operationFacts(call: ConnectorCall, extra?: ConnectorTable): OperationFacts {
  const lookup = lookUp(call.connector, extra);
  const legacy = call.operation === undefined ? legacyCallOf(lookup, call.method, call.path) : undefined;
  const operation = call.operation ?? legacy?.operation;
  const found = operation === undefined ? undefined : findOperation(lookup, operation);
  if (found === undefined || operation === undefined) return guessedFacts(lookup, call, operation);
  const entry = applicableFacts(found.entry, { ...legacy?.parameters, ...call.parameters });
  return knownFacts(lookup, found.connector, call.connector, operation, entry);
}

/**
 * {@link operationFacts} for a whole run: each operation of a connector is looked up once, and so is each of the facts that depend on its
 * parameters.
 */
export function createFactLookup(extra?: ConnectorTable): (call: ConnectorCall) => OperationFacts {
  const known = new Map<string, Map<string, FactsByParameters>>();
  return (call) => {
    const { connector, operation, method } = call;
    // Older actions are told apart by their path, and what no table knows by its method.
    if (operation === undefined || method !== undefined) return operationFacts(call, extra);
    const byOperation = remember(known, connector, () => new Map<string, FactsByParameters>());
    return remember(byOperation, operation, () => factsByParameters(connector, operation, extra))(call.parameters);
  };
}

type FactsByParameters = (parameters: Parameters | undefined) => OperationFacts;

function factsByParameters(id: string, operation: string, extra: ConnectorTable | undefined): FactsByParameters {
  const lookup = lookUp(id, extra);
  const found = findOperation(lookup, operation);
  if (found === undefined) {
    const facts = guessedFacts(lookup, { connector: id, operation }, operation);
    return () => facts;
  }
  const completed = new Map<FactsEntry, OperationFacts>();
  return (parameters = {}) => {
    const entry = applicableFacts(found.entry, parameters);
    return remember(completed, entry, () => knownFacts(lookup, found.connector, id, operation, entry));
  };
}

function knownFacts(lookup: Lookup, { entry: connector }: Connector, id: string, operation: string, entry: FactsEntry): OperationFacts {
  return {
    ...completeFacts(entry),
    connector: normalizeConnectorId(id),
    operation,
    basis: "known",
    sink: entry.sink ?? connector.kind ?? firstOf(lookup, (one) => one.kind) ?? "use",
    confidence: entry.confidence ?? "high",
  };
}

function guessedFacts(lookup: Lookup, call: ConnectorCall, operation: string | undefined): OperationFacts {
  const kind = firstOf(lookup, (entry) => entry.kind);
  const guess = guessOperation({ ...(operation === undefined ? {} : { operation }), ...methodOf(call) }, kind, mainTable());
  const connector = normalizeConnectorId(call.connector);
  return { ...completeFacts({}), connector, operation: operation ?? describePath(call), basis: "guessed", ...guess };
}

/** The operation that a method and a path of an older action stand for, and the parameters in the path; `undefined` if no form fits. */
export function legacyCall(connector: string, method: string | undefined, path: string): LegacyCall | undefined {
  return legacyCallOf(lookUp(connector, undefined), method, path);
}

/** What makers call a connector: its title, or its id where no table has it. */
export function connectorTitle(id: string): string {
  return connectorInfo(id)?.title ?? id.replace(/^shared_/, "");
}

/** Title and ways to sign in of a connector; `undefined` for one that no table has. */
export function connectorInfo(id: string): ConnectorInfo | undefined {
  const found = lookUp(id, undefined);
  if (found.all.every((find) => find() === undefined)) return undefined;
  const auth = firstOf(found, (entry) => entry.auth);
  const connector = normalizeConnectorId(id);
  return {
    id: connector,
    title: firstOf(found, (entry) => entry.title) ?? connector,
    ...(auth === undefined ? {} : { auth }),
  };
}

/**
 * Whether a connection signs in by password, key or connection string although the connector offers something better (rule SL5006).
 * `parameterSet` is the name of the connection's parameter set, `parameters` the names of its parameters, as far as they are known.
 */
export function isAvoidablePasswordSignIn(
  info: ConnectorInfo,
  connection: { readonly parameterSet?: string; readonly parameters?: readonly string[] },
): boolean {
  const { auth } = info;
  if (auth === undefined || auth.offers.length === 0) return false;
  const has = (list: readonly string[] | undefined, name: string): boolean =>
    list?.some((one) => one.toLowerCase() === name.toLowerCase()) ?? false;
  if (connection.parameterSet !== undefined) return has(auth.passwordSets, connection.parameterSet);
  return connection.parameters?.some((name) => has(auth.passwordParameters, name)) ?? false;
}

/** The entries of a connector: the user's own, the main table's, the public table's. Each is looked for when it is first asked for. */
function lookUp(id: string, extra: ConnectorTable | undefined): Lookup {
  const own = once(() => (extra === undefined ? undefined : findConnector(extraFinder(extra), id)));
  return { own, all: [own, once(() => findConnector(mainFinder(), id)), once(() => findConnector(publicFinder(), id))] };
}

function firstOf<T>(lookup: Lookup, read: (entry: ConnectorEntry) => T | undefined): T | undefined {
  for (const find of lookup.all) {
    const connector = find();
    const value = connector && read(connector.entry);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The user's own entry counts first, then exact names, then patterns. */
function findOperation(lookup: Lookup, operation: string): { readonly connector: Connector; readonly entry: OperationEntry } | undefined {
  const search = (
    connector: Connector | undefined,
    find: typeof findExact,
  ): { readonly connector: Connector; readonly entry: OperationEntry } | undefined => {
    const found = connector && find(connector.index, operation);
    return found && { connector, entry: found.entry };
  };
  const own = search(lookup.own(), findExact) ?? search(lookup.own(), findPattern);
  if (own !== undefined) return own;
  for (const find of [findExact, findPattern]) {
    for (const connector of lookup.all) {
      const found = search(connector(), find);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function legacyCallOf(lookup: Lookup, method: string | undefined, path: string | undefined): LegacyCall | undefined {
  const parsed = path === undefined ? undefined : parseLegacyPath(path);
  if (parsed === undefined) return undefined;
  const wanted = method?.toLowerCase();
  for (const find of lookup.all) {
    for (const form of find()?.index.legacy ?? []) {
      if (wanted !== undefined && wanted !== form.method) continue;
      const parameters = matchLegacyForm(form, parsed);
      if (parameters !== undefined) return { operation: form.operation, parameters };
    }
  }
  return undefined;
}

function applicableFacts(entry: OperationEntry, parameters: Parameters): FactsEntry {
  if (entry.when === undefined) return entry;
  const names = Object.keys(parameters);
  const valuesOf = (pattern: string): unknown[] => names.filter((name) => inputMatches(pattern, name)).map((name) => parameters[name]);
  for (const condition of entry.when) {
    const equal = Object.entries(condition.parameters ?? {}).every(([pattern, allowed]) =>
      valuesOf(pattern).some((value) => {
        const text = literalText(value)?.toLowerCase();
        return text !== undefined && allowed.some((one) => one.toLowerCase() === text);
      }),
    );
    const named =
      condition.credentialNamed === undefined ||
      condition.credentialNamed.some((pattern) => valuesOf(pattern).some((value) => namesCredential(literalParts(value))));
    if (equal && named) return condition.facts;
  }
  return entry;
}

function completeFacts(facts: FactsEntry): Omit<OperationFacts, "connector" | "operation" | "basis" | "sink" | "confidence"> {
  return {
    secretOutputs: (facts.secretOutputs ?? []).map(secretOutput),
    credentialInputs: facts.credentialInputs ?? [],
    vaultNameInputs: facts.vaultNameInputs ?? [],
    secretNameInputs: facts.secretNameInputs ?? [],
    secretVersionInputs: facts.secretVersionInputs ?? [],
    sinkByInput: facts.sinkByInput ?? {},
    echoes: facts.echoes ?? false,
    broad: facts.broad ?? false,
    ...(facts.request === undefined ? {} : { request: facts.request }),
  };
}

function secretOutput(entry: SecretOutputEntry): SecretOutput {
  return { path: entry.path.split("/"), what: entry.what, label: entry.label ?? "secret", confidence: entry.confidence ?? "high" };
}

function methodOf(call: ConnectorCall): { readonly method?: string } {
  return call.method === undefined ? {} : { method: call.method };
}

function describePath(call: ConnectorCall): string {
  const parsed = call.path === undefined ? undefined : parseLegacyPath(call.path);
  return [call.method?.toLowerCase(), parsed === undefined ? undefined : describeLegacyPath(parsed)].filter(Boolean).join(" ") || "unknown";
}

function makeFinder(table: ConnectorTable, idsAreNames: boolean): Finder {
  const byId = new Map<string, string>();
  const byName = new Map<string, string>();
  for (const [id, entry] of Object.entries(table)) {
    byId.set(normalizeConnectorId(id), id);
    for (const name of entry.names ?? []) if (!byName.has(name)) byName.set(name, id);
    if (idsAreNames) byName.set(lenientConnectorName(id), id);
  }
  return { byId, byName, compiled: new Map(), table };
}

function extraFinder(table: ConnectorTable): Finder {
  return remember(extraFinders, table, () => makeFinder(table, false));
}

function findConnector(finder: Finder, given: string): Connector | undefined {
  const id = normalizeConnectorId(given);
  const name = lenientConnectorName(given);
  const key = finder.byId.get(id) ?? finder.byName.get(name) ?? finder.byName.get(name.replace(/ip$/, ""));
  if (key === undefined) return undefined;
  return remember(finder.compiled, key, () => {
    const entry = finder.table[key] ?? {};
    return { id, entry, index: indexOperations(entry) };
  });
}
