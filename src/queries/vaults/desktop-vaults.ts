import { addAll, remember } from "../../collections.ts";
import type { Analysis } from "../../dataflow/analysis.ts";
import { joined, type Piece, piecesOf, spanIn } from "../../dataflow/desktop/values/pieces.ts";
import { leavesOfValue } from "../../dataflow/desktop/values/values.ts";
import type { NamedVariable } from "../../desktop-flow/local-variables.ts";
import { type DesktopRow, rowName, rowPlace } from "../../desktop-flow/model.ts";
import type { ActionCall, Expression } from "../../desktop-flow/robin/ast.ts";
import { actionCallsOf, constantText, expressionsOf, isSameName } from "../../desktop-flow/robin/walk.ts";
import type { FlowStep } from "../../findings/finding.ts";
import { inputMatches } from "../../knowledge/connectors.ts";
import { vaultIn } from "../../solution/secret-reference.ts";
import type { Place, Span } from "../../source/place.ts";
import { unknownPart } from "../../unknown-part.ts";
import { textsOfVariable } from "../desktop-variable-texts.ts";
import { hostSuffix } from "./address-text.ts";
import type { NameSource } from "./model.ts";

/** A text that names a vault, a secret or its version, and the row of a desktop flow that uses it. */
export interface DesktopNameLiteral {
  readonly text: string;
  readonly row: DesktopRow;
  /** Where the text is: in the row, in another one, or in the cloud flow that passes it. */
  readonly place: Place;
  /** The trace from there to the row; empty when it is there itself. */
  readonly path: readonly FlowStep[];
}

/** A row that reads a vault. */
export interface DesktopVaultRead {
  readonly row: DesktopRow;
  /** By the Key Vault connector, a web request, or a script or command. */
  readonly through: "connector" | "request" | "script";
  readonly vault: NameSource;
  readonly secret: NameSource;
}

/** All that desktop flows say about vaults. Rows that are switched off read nothing. */
export interface DesktopVaultFacts {
  readonly vaults: readonly DesktopNameLiteral[];
  readonly secrets: readonly DesktopNameLiteral[];
  readonly versions: readonly DesktopNameLiteral[];
  readonly reads: readonly DesktopVaultRead[];
}

const known = new WeakMap<Analysis, DesktopVaultFacts>();

/**
 * Finds where desktop flows name vaults: in addresses and resource paths, in `-VaultName` of scripts, in inputs of the Key Vault connector.
 * Computed once for an analysis.
 */
export function desktopVaults(analysis: Analysis): DesktopVaultFacts {
  return remember(known, analysis, () => collect(analysis));
}

interface Collector {
  readonly analysis: Analysis;
  readonly vaults: DesktopNameLiteral[];
  readonly secrets: DesktopNameLiteral[];
  readonly versions: DesktopNameLiteral[];
  readonly reads: DesktopVaultRead[];
}

function collect(analysis: Analysis): DesktopVaultFacts {
  const facts: Collector = { analysis, vaults: [], secrets: [], versions: [], reads: [] };
  for (const flow of analysis.workspace.desktopFlows) {
    if (!vaultWord.test(flow.source.text())) continue;
    for (const row of flow.rows) {
      if (row.statement.disabled) continue;
      for (const call of actionCallsOf(row.statement)) connectorNames(row, call, facts);
      for (const expression of expressionsOf(row.statement)) namesInText(readText(row, expression), facts);
    }
  }
  return facts;
}

/** Names in the inputs that a Key Vault operation has for them. */
function connectorNames(row: DesktopRow, call: ActionCall, facts: Collector): void {
  const operation = facts.analysis.roles.desktop.connectorFacts(call);
  if (operation?.connector !== "shared_keyvault") return;
  const take = (inputs: readonly string[], into: DesktopNameLiteral[]): NameSource => {
    const given = call.arguments.filter(({ name }) => inputs.some((pattern) => inputMatches(pattern, name)));
    const found = given.flatMap(({ value }) => namesOf(row, value, facts.analysis));
    addAll(into, found);
    return { literals: found.map(({ text }) => text), variables: [] };
  };
  const vault = take(operation.vaultNameInputs, facts.vaults);
  const secret = take(operation.secretNameInputs, facts.secrets);
  take(operation.secretVersionInputs, facts.versions);
  facts.reads.push({ row, through: "connector", vault, secret });
}

/** Where the text of an argument comes from. */
function namesOf(row: DesktopRow, value: Expression, analysis: Analysis): readonly DesktopNameLiteral[] {
  const text = constantText(value);
  if (text !== undefined) return text === "" ? [] : [{ text, row, place: rowPlace(row, value), path: [] }];
  const [variable] = leavesOfValue(value);
  return variable === undefined || variable.mode !== "copy" ? [] : namesInVariable(row, variable, analysis);
}

/** A text of the script with {@link unknownPart} for what is read in it. */
interface DesktopText {
  readonly row: DesktopRow;
  readonly text: string;
  readonly pieces: readonly Piece[];
}

function readText(row: DesktopRow, expression: Expression): DesktopText {
  const pieces = piecesOf(expression);
  return { row, text: joined(pieces), pieces };
}

/** Words that the name of a service or the command that reads a vault holds. */
const vaultWord = /vault|managedhsm/i;
const vaultHosts = new RegExp(`([^/\\s:@'"\`]+)${hostSuffix.source}`, "gi");
const vaultPaths = /\/providers\/Microsoft\.KeyVault\/vaults\/([^/?#\s'"`]+)/gi;
/** Parameters of Azure PowerShell and of the Azure command line. */
const vaultParameters = /(?:^|\s)(?:-VaultName[:\s]|--vault-name[=\s])\s*["']?([^\s"'|;)]+)/gi;
const secretParameters = /(?:^|\s)(?:-(?:Secret)?Name[:\s]|--name[=\s]|-n\s)\s*["']?(?<name>[^\s"'|;)]+)/i;
const secretPaths = /\/secrets\/(?<name>[^/?#\s"'`]+)/i;
/** A version is 32 hexadecimal digits. */
const versionParameters = /(?:^|\s)(?:-Version[:\s]|--version[=\s])\s*["']?(?<name>[0-9a-f]{32})(?![0-9a-f])/i;
const versionPaths = /\/secrets\/[^/?#\s"'`]+\/(?<name>[0-9a-f]{32})(?![0-9a-f])/i;

function namesInText(text: DesktopText, facts: Collector): void {
  const { row } = text;
  if (!vaultWord.test(text.text)) return;
  const patterns = /AzKeyVault|AzureKeyVault|\bkeyvault\s/i.test(text.text)
    ? [vaultHosts, vaultPaths, vaultParameters]
    : [vaultHosts, vaultPaths];
  for (const pattern of patterns) {
    for (const match of text.text.matchAll(pattern)) {
      const name = match[1] ?? "";
      const at = match.index + match[0].lastIndexOf(name);
      const vault = namesAt(text, { name, at }, facts.analysis);
      if (vault === undefined) continue;
      addAll(facts.vaults, vault);
      const isCommand = pattern === vaultParameters;
      const through = throughOf(row);
      if (pattern === vaultPaths || through === undefined) continue;
      const around = isCommand ? commandAround(text.text, at) : { start: at, end: endOfLine(text.text, at) };
      const named = nameWithin(text.text, around, isCommand ? secretParameters : secretPaths);
      const secret = named === undefined ? [] : (namesAt(text, named, facts.analysis) ?? []);
      addAll(facts.secrets, secret);
      const version = nameWithin(text.text, around, isCommand ? versionParameters : versionPaths);
      if (version !== undefined) facts.versions.push({ text: version.name, row, place: placeAt(text, version), path: [] });
      facts.reads.push({
        row,
        through,
        vault: { literals: vault.map((one) => one.text), variables: [] },
        secret: { literals: secret.map((one) => one.text), variables: [] },
      });
    }
  }
}

/** How a row reads a vault that it names; undefined for rows that only keep or show the text. */
function throughOf({ statement }: DesktopRow): "script" | "request" | undefined {
  for (const { module, action } of actionCallsOf(statement)) {
    if (/^(?:scripting|cmd)$/i.test(module) || /^runapplication$/i.test(action)) return "script";
    if (isSameName(module, "Web")) return "request";
  }
  return undefined;
}

/** A name, or what stands for one, and where it begins in its text. */
interface WrittenName {
  readonly name: string;
  readonly at: number;
}

/** What else a command or an address names. */
function nameWithin(text: string, { start, end }: Span, what: RegExp): WrittenName | undefined {
  const match = what.exec(text.slice(start, end));
  const name = match?.groups?.name;
  if (match === null || name === undefined) return undefined;
  return { name, at: start + match.index + match[0].lastIndexOf(name) };
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** A command is not longer than this on either side of the vault's name. */
const longestCommand = 2_000;
/** What is between commands: not the end of a line that goes on in the next, as `` ` `` in PowerShell, `^` in a batch file and `\` in a shell say. */
const betweenCommands = /[;|&]|(?<![`^\\]\r?)\n/;

/** The command that an offset is in. */
function commandAround(text: string, at: number): Span {
  const from = Math.max(0, at - longestCommand);
  const before = text.slice(from, at).split(betweenCommands).at(-1) ?? "";
  const [behind = ""] = text.slice(at, at + longestCommand).split(betweenCommands, 1);
  return { start: at - before.length, end: at + behind.length };
}

function isName(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9-]{1,126}$/.test(text);
}

/**
 * The texts that stand for a name: it is written there, in a variable of the script that the text holds, or in a variable of the flow.
 * @param passed variables of the script that were looked up on the trace: a script may set one to itself.
 * @returns undefined where it is no name at all
 */
function namesAt(
  text: DesktopText,
  written: WrittenName,
  analysis: Analysis,
  passed: readonly string[] = [],
): readonly DesktopNameLiteral[] | undefined {
  const { row } = text;
  const { name, at } = written;
  if (isName(name)) return [{ text: name, row, place: placeAt(text, written), path: [] }];
  if (name === unknownPart) {
    const read = pieceAt(text, at)?.read;
    return read?.kind === "reference" && read.path.length === 0 ? namesInVariable(row, read, analysis) : [];
  }
  // `$vault`, `$($vault)`, `${vault}` of PowerShell; `{vault}` of Python.
  const inner = /^\$?[({]*\$?([A-Za-z_]\w*)[)}]*$/.exec(name)?.[1];
  if (inner === undefined || !/[${]/.test(name)) return name.includes(unknownPart) ? [] : undefined;
  if (passed.includes(inner)) return [];
  const set = new RegExp(`(?:^|[\\s;])\\$?${inner}\\s*=\\s*["']([^"'\\r\\n]+)["']`, "i").exec(text.text);
  const value = set?.[1];
  if (set === null || value === undefined) return [];
  return namesAt(text, { name: value, at: set.index + set[0].lastIndexOf(value) }, analysis, [...passed, inner]);
}

function pieceAt({ pieces }: DesktopText, at: number): Piece | undefined {
  let end = 0;
  return pieces.find(({ text }) => {
    end += text.length;
    return at < end;
  });
}

/** Where a name is in the script. */
function placeAt({ row, pieces }: DesktopText, { name, at }: WrittenName): Place {
  return rowPlace(row, spanIn(row.desktopFlow.source.text(), pieces, { start: at, end: at + name.length }));
}

/** The names of vaults or secrets that a variable of a desktop flow can hold, as far as somebody wrote them down. */
function namesInVariable(row: DesktopRow, variable: NamedVariable, analysis: Analysis): readonly DesktopNameLiteral[] {
  return textsOfVariable(row, variable, analysis).flatMap(({ text, place, isWhole }) => {
    const name = vaultIn(text) ?? text;
    // A piece of a name is none: `kv-` of what a cloud flow puts together.
    return isName(name) && (isWhole || name !== text) ? [{ text: name, row, place, path: stepsFrom(place, row) }] : [];
  });
}

function stepsFrom(place: Place, row: DesktopRow): readonly FlowStep[] {
  return [
    { message: "holds the name", place },
    { message: "uses it", place: rowPlace(row) },
  ];
}

/** How a sentence names a row: `Main:12` of the flow. */
export function rowOfFlow(row: DesktopRow): string {
  return `${rowName(row)} of ${row.desktopFlow.name}`;
}
