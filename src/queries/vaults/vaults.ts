import { isSetPerEnvironment } from "../../cloud-flow/logic-app.ts";
import { type CloudFlow, type FlowParameter, type Operation, parameterPlace } from "../../cloud-flow/model.ts";
import { createNumbering, distinctBy, remember } from "../../collections.ts";
import type { Analysis } from "../../dataflow/analysis.ts";
import { vaultIn } from "../../solution/secret-reference.ts";
import { placeKey } from "../../source/place.ts";
import type { NameLiteral } from "../named-by.ts";
import { addressNames, addressPaths, namesInText } from "./address-names.ts";
import { isReplacedOnDeployment, readAddress } from "./address-text.ts";
import { connectionNames, connectorNames, memberNames } from "./connector-names.ts";
import type { Collector, VaultFacts, VaultLiteral, VaultRead, VaultRequest } from "./model.ts";

const known = new WeakMap<Analysis, VaultFacts>();

/** Finds where flows name vaults, secrets and versions, and what the names come from. Computed once for an analysis. */
export function vaultFacts(analysis: Analysis): VaultFacts {
  return remember(known, analysis, () => collect(analysis));
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

function collect(analysis: Analysis): VaultFacts {
  const facts: Collector = {
    analysis,
    vaults: [],
    secrets: [],
    versions: [],
    requests: [],
    reads: [],
    vaultVariables: new Set(),
    addressUses: new Map(),
  };
  for (const flow of analysis.workspace.cloudFlows) {
    // Uses come first: their findings show the trace from the literal, those of the literal alone do not.
    for (const operation of flow.operations) {
      connectorNames(operation, facts);
      for (const path of addressPaths(operation)) addressNames(operation, path, facts);
      memberNames(operation, facts);
    }
    // Addresses and resource paths of vaults in whatever string.
    for (const { operation, path, text } of analysis.scanOf(flow).vaultTexts)
      namesInText({ operation, path, text: readAddress(text) }, facts);
    connectionNames(flow, facts);
    parameterNames(flow, facts);
  }
  return {
    vaults: facts.vaults.filter(({ vault }) => !isReplacedOnDeployment(vault)).map((literal) => upToRequest(literal, facts)),
    secrets: distinctUses(facts.secrets).filter(({ text }) => !isReplacedOnDeployment(text)),
    versions: distinctUses(facts.versions).filter(({ text }) => !followsRotation(text) && !isReplacedOnDeployment(text)),
    requests: facts.requests,
    reads: facts.reads,
    vaultVariables: facts.vaultVariables,
  };
}

/** The same literal with its trace up to the request, where a Compose or a variable puts the address together. */
function upToRequest(literal: VaultLiteral, { addressUses }: Collector): VaultLiteral {
  const use = literal.address === undefined ? undefined : addressUses.get(literal.address);
  if (use === undefined) return literal;
  const { place, path } = literal;
  const own = path.length > 0 ? path : [{ message: "holds the name", place }];
  return { ...literal, operation: use.operation, path: [...own, ...use.steps] };
}

/** Vaults in the defaults of parameters that no environment variable fills. */
function parameterNames(flow: CloudFlow, { analysis, vaults }: Collector): void {
  for (const parameter of flow.parameters) {
    const { schemaName, defaultValue } = parameter;
    const isOwn = schemaName === undefined && !isSetPerEnvironment(flow, parameter);
    const vault = isOwn && typeof defaultValue === "string" ? vaultIn(defaultValue) : undefined;
    const user = vault === undefined ? undefined : userOf(analysis, flow.actions, parameter);
    if (vault === undefined || user === undefined) continue;
    vaults.push({ vault, text: vault, operation: user, place: parameterPlace(flow, parameter), path: [], confidence: "high", parameter });
  }
}

/** The word by which services ask for whatever version is current. */
const followsRotation = (version: string): boolean => /^latest$/i.test(version.trim());

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

/** Each literal once for an operation that uses it. */
function distinctUses(literals: readonly NameLiteral[]): readonly NameLiteral[] {
  const numberOf = createNumbering();
  return distinctBy(literals, ({ place, operation }) => `${numberOf(operation)} ${placeKey(place)}`);
}
