import { runsDesktopFlow } from "../../cloud-flow/desktop-call.ts";
import { type CloudFlow, flowPlace, type Operation, operationPlace } from "../../cloud-flow/model.ts";
import { addAll } from "../../collections.ts";
import { isObject, type JsonObject, valueAt, visitTexts } from "../../json.ts";
import { inputMatches, legacyCall } from "../../knowledge/connectors.ts";
import { lastPart } from "../../slash-path.ts";
import { vaultIn } from "../../solution/secret-reference.ts";
import type { Span } from "../../source/place.ts";
import type { NameLiteral, NameOrigins } from "../named-by.ts";
import { isPlainName } from "./address-text.ts";
import type { Collector, NameSource, VaultLiteral } from "./model.ts";
import { wholeNames } from "./whole-names.ts";

/** Members that hold the name or the address of a vault. */
const vaultMember = /^(?:azure)?_?(?:key)?_?vault_?(?:name|ur[il])?$/i;

/** Parameters of a connection that name its vault, as flows of Logic Apps and hand-made files keep them beside the connection. */
export function connectionNames(flow: CloudFlow, { vaults }: Collector): void {
  for (const { key, pointer } of flow.connections) {
    visitTexts(valueAt(flow.document, pointer), pointer, (text, at) => {
      if (text.startsWith("@")) return;
      const isNamed = (): boolean => at.slice(pointer.length).some((step) => vaultMember.test(step));
      const vault = vaultIn(text) ?? (isPlainName(text) && isNamed() ? text : undefined);
      const user = vault === undefined ? undefined : [...flow.actions, ...flow.triggers].find(({ call }) => call?.connectionKey === key);
      if (vault === undefined || user === undefined) return;
      vaults.push({ vault, text, operation: user, place: flowPlace(flow, at), path: [], confidence: "high", parameter: undefined });
    });
  }
}

/** Deepest member of a request's body that is looked at. */
const deepestMember = 6;

/** Members called `vaultName` or the like, of what is handed to a runbook, a function or a flow outside the run: whoever is called reads that vault. */
export function memberNames(operation: Operation, { analysis, vaults, vaultVariables }: Collector): void {
  const { call, type, inputs } = operation;
  // What a desktop flow of the run does with its inputs is known.
  if (call?.connector === keyVault || runsDesktopFlow(operation) || !isObject(inputs) || analysis.calls.calledFlow(operation) !== undefined)
    return;
  const part = call === undefined ? (type === "http" || type === "workflow" ? "body" : undefined) : "parameters";
  const given = part === undefined ? undefined : inputs[part];
  // A row may tell of a vault without anybody reading it.
  if (part === undefined || !isObject(given) || analysis.roles.facts(operation)?.sink === "store") return;
  visitMembers(given, ["inputs", part], (path) => {
    const { literals, variables } = wholeNames(analysis, operation, path, {
      keep: (text) => isPlainName(text) || vaultIn(text) !== undefined,
    });
    for (const variable of variables) vaultVariables.add(variable.toLowerCase());
    // Only its name says what the member is.
    for (const literal of literals) vaults.push({ ...asVault(literal), confidence: "medium" });
  });
}

/** The vault that a text names, by itself or in an address. */
function asVault(literal: NameLiteral): VaultLiteral {
  const vault = vaultIn(literal.text);
  return vault === undefined ? { ...literal, vault: literal.text } : { ...literal, vault, isPart: false };
}

function visitMembers(value: JsonObject, at: readonly string[], see: (path: readonly string[]) => void): void {
  for (const [key, child] of Object.entries(value)) {
    if (isObject(child) && at.length < deepestMember) visitMembers(child, [...at, key], see);
    else if (typeof child === "string" && vaultMember.test(lastPart(key))) see([...at, key]);
  }
}

const keyVault = "shared_keyvault";

/** Names in the parameters that a Key Vault action has for them. */
export function connectorNames(operation: Operation, { analysis, vaults, secrets, versions, reads, vaultVariables }: Collector): void {
  const facts = analysis.roles.facts(operation);
  if (facts === undefined) return;
  // Nearly every connector operation of a run ends here.
  if (facts.connector !== keyVault && facts.vaultNameInputs.length + facts.secretNameInputs.length + facts.secretVersionInputs.length === 0)
    return;
  const named = (names: readonly string[]): readonly NameOrigins[] =>
    names.flatMap((name) => {
      const place = parameterPlace(operation, name);
      if (place === undefined) return [];
      const { path, inPath } = place;
      if (inPath === undefined) return [wholeNames(analysis, operation, path)];
      return [inPath.isWritten ? writtenName(operation, path, inPath) : wholeNames(analysis, operation, path, { spans: [inPath.span] })];
    });
  const vaultOrigins = named(facts.vaultNameInputs).map((origins) => ({
    ...origins,
    literals: origins.literals.map(asVault),
  }));
  for (const { literals, variables } of vaultOrigins) {
    addAll(vaults, literals);
    for (const variable of variables) vaultVariables.add(variable.toLowerCase());
  }
  const secretOrigins = named(facts.secretNameInputs);
  for (const { literals } of secretOrigins) addAll(secrets, literals);
  for (const { literals } of named(facts.secretVersionInputs)) addAll(versions, literals);
  if (facts.connector !== keyVault && facts.vaultNameInputs.length === 0) return;
  reads.push({
    operation,
    through: "connector",
    vault: {
      literals: vaultOrigins.flatMap(({ literals }) => literals.flatMap(({ vault, isPart }) => (isPart === true ? [] : vault))),
      variables: vaultOrigins.flatMap(({ variables }) => variables),
    },
    secret: nameSource(secretOrigins),
  });
}

function nameSource(origins: readonly NameOrigins[]): NameSource {
  return {
    literals: origins.flatMap(({ literals }) => literals.flatMap(({ text, isPart }) => (isPart === true ? [] : text))),
    variables: origins.flatMap(({ variables }) => variables),
  };
}

/** A parameter in the path of an older action. */
interface PathParameter {
  readonly text: string;
  /** Where in the path it is; of an interpolation the expression between its braces. */
  readonly span: Span;
  /** It is a plain text. */
  readonly isWritten: boolean;
}

/** Where a parameter is, by its name or pattern in the tables: among the named parameters of newer actions; the older ones have it in their path. */
function parameterPlace(
  operation: Operation,
  name: string,
): { readonly path: readonly string[]; readonly inPath?: PathParameter } | undefined {
  const { call } = operation;
  const key = Object.keys(call?.parameters ?? {}).find((candidate) => inputMatches(name, candidate));
  if (key !== undefined) return { path: ["inputs", "parameters", key] };
  if (call?.path === undefined || call.connector === undefined || call.operationId !== undefined) return undefined;
  const text = legacyCall(call.connector, call.method, call.path)?.parameters[name];
  if (text === undefined || text === "") return undefined;
  // A name may be that of a part of the path before it: `/secrets/secrets/value`.
  const segment = `${call.path}/`.lastIndexOf(`/${text}/`);
  const at = segment < 0 ? call.path.indexOf(text) : segment + 1;
  if (at < 0) return undefined;
  const isInterpolation = /^@\{[^{}]*\}$/.test(text);
  const span = isInterpolation ? { start: at + 2, end: at + text.length - 1 } : { start: at, end: at + text.length };
  return { path: ["inputs", "path"], inPath: { text, span, isWritten: isPlainName(text) } };
}

function writtenName(operation: Operation, path: readonly string[], { text, span }: PathParameter): NameOrigins {
  const place = operationPlace(operation, path, span);
  return { literals: [{ text, operation, place, path: [], confidence: "high", parameter: undefined }], variables: [], isWritten: true };
}
