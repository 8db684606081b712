import { constantLookup, type FlowConstant, flowConstants } from "../../cloud-flow/constants.ts";
import { foldedText, foldTemplate } from "../../cloud-flow/expression/fold.ts";
import { parseTemplate } from "../../cloud-flow/expression/template.ts";
import { type Operation, operationPlace } from "../../cloud-flow/model.ts";
import { requestAddresses } from "../../cloud-flow/request-types.ts";
import { addAll, remember } from "../../collections.ts";
import type { Analysis } from "../../dataflow/analysis.ts";
import { asksForVaultToken } from "../../dataflow/calls/request-endpoints.ts";
import { variableHome } from "../../dataflow/graph/variable-node.ts";
import { type Json, valueAt } from "../../json.ts";
import { vaultHost, vaultIn } from "../../solution/secret-reference.ts";
import { type Span, valueKey } from "../../source/place.ts";
import { hashMarksAsUnknown, unknownPart } from "../../unknown-part.ts";
import { type NameLiteral, type NameOrigins, namedBy, writtenPieces } from "../named-by.ts";
import {
  type AddressText,
  hostSuffix,
  isPlainName,
  isVaultAddress,
  namedVaults,
  readAddress,
  spanInString,
  unknownSpans,
} from "./address-text.ts";
import type { Collector, NameSource, VaultLiteral } from "./model.ts";
import { wholeNames } from "./whole-names.ts";

const noPaths: readonly (readonly string[])[] = [];

/** Strings of an operation that are addresses it calls. */
export function addressPaths(operation: Operation): readonly (readonly string[])[] {
  const addresses = requestAddresses(operation);
  if (addresses.length > 0) return addresses.filter((path) => typeof valueAt(operation.json, path) === "string");
  // Connectors that send any request take its address as a parameter.
  const { call } = operation;
  if (call === undefined || call.connector === "shared_keyvault") return noPaths;
  return Object.keys(call.parameters)
    .filter((name) => /(?:^|[/_])(?:url|uri)$/i.test(name) && typeof call.parameters[name] === "string")
    .map((name) => ["inputs", "parameters", name]);
}

/** A string of an operation that is read for names. */
export interface NamingString {
  readonly operation: Operation;
  /** Path of the string below the operation's object. */
  readonly path: readonly string[];
  readonly text: AddressText;
}

/** The vault, secret and version that an address names, and whether it is one of a vault at all. */
export function addressNames(operation: Operation, path: readonly string[], facts: Collector): void {
  const value: Json | undefined = valueAt(operation.json, path);
  if (typeof value !== "string") return;
  const text = readAddress(value);
  const address: NamingString = { operation, path, text };
  const here = namesInText(address, facts);
  const elsewhere = here === undefined && text.folded.startsWith(unknownPart) ? namesElsewhere(address, facts) : undefined;
  // The audience of the token says which service is called.
  const isVault = here !== undefined || elsewhere?.isVault === true || asksForVaultToken(operation);
  if (!isVault) return;
  facts.requests.push({ operation, path, url: hashMarksAsUnknown(text.folded), pieces: text.pieces });
  facts.reads.push({
    operation,
    through: "request",
    vault: here ?? elsewhere?.vault ?? noNames,
    secret: joinNames([...(elsewhere?.secrets ?? []), secretPart(address, facts)]),
  });
}

const noNames: NameSource = { literals: [], variables: [] };

function joinNames(sources: readonly NameSource[]): NameSource {
  return { literals: sources.flatMap(({ literals }) => literals), variables: sources.flatMap(({ variables }) => variables) };
}

/** What is known of an address that is put together elsewhere, or begins with what is. */
interface AddressElsewhere {
  readonly isVault: boolean;
  readonly vault: NameSource;
  readonly secrets: readonly NameSource[];
}

function namesElsewhere({ operation, path, text }: NamingString, facts: Collector): AddressElsewhere {
  const { analysis } = facts;
  const [first] = text.pieces;
  const spans = first === undefined ? [] : [{ start: first.start, end: first.end }];
  const vault = { literals: [] as string[], variables: [] as string[] };
  const secrets: NameSource[] = [];
  const origins = namedBy(analysis, operation, path, { spans, keep: isVaultAddress });
  for (const literal of origins.literals) {
    const name = vaultIn(literal.text);
    if (name === undefined) continue;
    facts.vaults.push({ ...withSpan(literal, name), vault: name, isPart: false });
    vault.literals.push(name);
    secrets.push(addressParts(literal, facts));
  }
  for (const name of origins.variables) {
    if (!holdsVaultHost(analysis, name, operation)) continue;
    facts.vaultVariables.add(name.toLowerCase());
    vault.variables.push(name);
  }
  // Which vault it is may be known at run time only, and the rest of the address be written down all the same.
  const pieces = writtenPieces(analysis, operation, path, spans, (piece) => hostSuffix.test(piece) || pathOfSecret.test(piece));
  const hosts = pieces.filter((piece) => hostSuffix.test(piece.text));
  for (const { place, path: steps } of hosts) remember(facts.addressUses, valueKey(place), () => ({ operation, steps: steps.slice(1) }));
  const isVault = vault.literals.length > 0 || vault.variables.length > 0 || hosts.length > 0;
  if (isVault || asksForVaultToken(operation)) for (const piece of pieces) secrets.push(pathParts(piece, facts));
  return { isVault, vault, secrets };
}

/** Whether an environment variable that an operation reads holds the address of a vault. */
function holdsVaultHost(analysis: Analysis, schemaName: string, operation: Operation): boolean {
  const variable = analysis.workspace.variableOf(schemaName, operation.flow)?.variable;
  const values = [...(variable?.values ?? []), ...(variable?.defaultValue === undefined ? [] : [variable.defaultValue])];
  return (
    values.some(({ text }) => vaultHost.test(text)) || bakedValues(analysis, schemaName, operation).some((text) => vaultHost.test(text))
  );
}

/** Values of the environment variable that an operation's flow means, as exports write them into flows. */
function bakedValues({ workspace }: Analysis, schemaName: string, { flow: user }: Operation): readonly string[] {
  const wanted = schemaName.toLowerCase();
  const home = variableHome(schemaName, user, workspace);
  return workspace.cloudFlows.flatMap((flow) =>
    flow.parameters.flatMap(({ schemaName: own, defaultValue }) =>
      own?.toLowerCase() === wanted && typeof defaultValue === "string" && variableHome(own, flow, workspace) === home
        ? [defaultValue]
        : [],
    ),
  );
}

/**
 * The vaults that a text names, as literals or by what its expressions give.
 * @returns what names them; undefined where the text is no address of a vault
 */
export function namesInText(string: NamingString, facts: Collector): NameSource | undefined {
  const address = valueKey(operationPlace(string.operation, string.path));
  const named = namedVaults(string.text.folded).map((vault, index) => vaultNamed(string, { ...vault, index }, facts));
  const vaults = named.flatMap((one) => one.vaults);
  addAll(
    facts.vaults,
    vaults.map((literal) => ({ ...literal, address })),
  );
  if (named.length === 0) return undefined;
  return { literals: vaults.map(({ vault }) => vault), variables: named.flatMap(({ variables }) => variables) };
}

/** What names one vault: texts that somebody wrote down, and environment variables. */
interface NamedVault {
  readonly vaults: readonly VaultLiteral[];
  readonly variables: readonly string[];
}

/** Where a text names a vault. */
interface VaultMention extends Span {
  readonly name: string;
  /** Which of the vaults that the text names. */
  readonly index: number;
}

function vaultNamed(string: NamingString, { name, start, end, index }: VaultMention, { analysis, vaultVariables }: Collector): NamedVault {
  const { operation, path, text } = string;
  if (!name.includes(unknownPart)) {
    const place = operationPlace(operation, path, spanInString(text, start, end));
    const literal = { vault: name, text: name, operation, place, path: [], confidence: "high" as const, parameter: undefined };
    return { vaults: [literal], variables: [] };
  }
  const { literals, variables } = namesWith(
    name,
    wholeNames(analysis, operation, path, { spans: unknownSpans(text, start, end), keep: isPlainName }),
  );
  const cutOut = literals.length === 0 && variables.length === 0 ? constantName(string, index) : undefined;
  if (cutOut !== undefined) return { vaults: [cutOut], variables: [] };
  for (const variable of variables) vaultVariables.add(variable.toLowerCase());
  return { vaults: literals.map((literal) => ({ ...literal, vault: literal.text })), variables };
}

/** What gives a name of which a part is written in the address, as `kv-` is, by what gives the rest of it. */
function namesWith(name: string, { literals, variables, isWritten }: NameOrigins): Pick<NameOrigins, "literals" | "variables"> {
  if (name === unknownPart) return { literals, variables };
  // What one environment variable takes part in differs from environment to environment, whatever else is a literal in it.
  if (variables.length > 0) return { literals: [], variables };
  if (name.split(unknownPart).length === 2)
    return { literals: literals.map((literal) => ({ ...literal, text: name.replace(unknownPart, () => literal.text) })), variables };
  return { literals: isWritten ? literals.map((literal) => ({ ...literal, isPart: true })) : [], variables };
}

/** A name that functions cut out of a text which is written elsewhere: `split(variables('Vaults'), ';')[0]`. */
function constantName({ operation, path, text: { text } }: NamingString, index: number): VaultLiteral | undefined {
  const constants: FlowConstant[] = [];
  const lookUp = constantLookup(flowConstants(operation.flow, parseTemplate), (_expression, constant) => constants.push(constant));
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

/** The secret and version in the address of a request. */
function secretPart({ operation, path, text }: NamingString, { analysis, secrets, versions }: Collector): NameSource {
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
      const { literals, variables } = namesWith(
        name,
        wholeNames(analysis, operation, path, { spans: unknownSpans(text, start, end), keep: isPlainName }),
      );
      addAll(into, literals);
      if (index === 1) {
        addAll(
          found.literals,
          literals.flatMap(({ text: one, isPart }) => (isPart === true ? [] : one)),
        );
        addAll(found.variables, variables);
      }
    } else {
      const place = operationPlace(operation, path, spanInString(text, start, end));
      into.push({ text: name, operation, place, path: [], confidence: "high", parameter: undefined });
      if (index === 1) found.literals.push(name);
    }
  }
  return found;
}

/**
 * A whole name of a secret and its version in an address or a piece of one. A name at the end of a piece may go on in the next; a version
 * has one length, so it is whole there too.
 */
const pathOfSecret = /(?:^|\/)secrets\/([A-Za-z0-9-]{1,127})(?:\/([0-9a-f]{32})(?:[/?#]|$)|[/?#])/i;

/** The secret and version in an address that is written elsewhere. */
function addressParts(literal: NameLiteral, facts: Collector): NameSource {
  // A name at the end of a piece may go on in the next.
  const match =
    literal.isPart === true ? pathOfSecret.exec(literal.text) : /\/secrets\/([^/?#\s]+)(?:\/([0-9a-f]{32}))?/i.exec(literal.text);
  return namedParts(literal, match, facts);
}

/** The secret and version in a piece of an address; of whole addresses they are known. */
function pathParts(piece: NameLiteral, facts: Collector): NameSource {
  return namedParts(piece, isVaultAddress(piece.text) ? null : pathOfSecret.exec(piece.text), facts);
}

function namedParts(literal: NameLiteral, match: RegExpExecArray | null, { secrets, versions }: Collector): NameSource {
  if (match?.[1] === undefined) return { literals: [], variables: [] };
  secrets.push({ ...withSpan(literal, match[1]), text: match[1], isPart: false });
  if (match[2] !== undefined) versions.push({ ...withSpan(literal, match[2]), text: match[2], isPart: false });
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
