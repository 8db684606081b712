import { createTextMemo, remember } from "../../../collections.ts";
import type { DesktopRow } from "../../../desktop-flow/model.ts";
import type { ActionCall, Argument } from "../../../desktop-flow/robin/ast.ts";
import { actionCallsOf, argumentNamed, constantText, isSameName, plainValue } from "../../../desktop-flow/robin/walk.ts";
import type { Confidence } from "../../../findings/confidence.ts";
import { mainTable } from "../../../knowledge/connector-table.ts";
import { type ConnectorTable, createFactLookup, inputMatches } from "../../../knowledge/connectors.ts";
import {
  createDesktopActionLookup,
  type DesktopActionFacts,
  type DesktopActionTable,
  type DesktopSinkKind,
  type DesktopSource,
  isPlainAction,
} from "../../../knowledge/desktop-actions.ts";
import type { OperationFacts } from "../../../knowledge/facts.ts";
import { guessOperation } from "../../../knowledge/guess.ts";
import { splitCamelCase } from "../../../matching/camel-case.ts";
import { credentialName } from "../../../secrets/names/credential-name.ts";
import type { Span } from "../../../source/place.ts";
import type { Path } from "../../graph/path.ts";
import { isTypedByDriver } from "../typing/browser-driver.ts";
import { readsClipboard } from "../typing/keys-and-clipboard.ts";
import { writingOf } from "../values/values.ts";
import { passwordFields } from "./card-fields.ts";
import { authenticates, connectionField, isConnectionString, isCredentialField } from "./credential-fields.ts";

/** What a row of a desktop flow does with a value that it takes in. */
export type DesktopRoleKind =
  | DesktopSinkKind
  /** Made for a credential: a password argument, the header or the field of a request that authenticates. */
  | "credential"
  /** The variable of a SET or a loop, the result of a text action, a list that it is added to. */
  | "variable"
  /** An input of another desktop flow. */
  | "desktop-input"
  /** Nothing that a value ends in, as far as is known. */
  | "none";

/** What an argument of a row does with a value. */
export interface DesktopRole {
  readonly kind: DesktopRoleKind;
  /** The place in a maker's words, to follow "the": `argument 'Message' of Log message`. */
  readonly member: string;
  /** What the row does, without its name: `writes it to the log`. */
  readonly deed: string;
  readonly confidence: Confidence;
  /** The place is the address that a request goes to. */
  readonly isAddress?: boolean;
  /** The place is the text of a script that runs in a page of the browser. */
  readonly isInPage?: boolean;
}

/** Answers what rows do with their arguments and return, from the table of actions and what the user adds to it. */
export interface DesktopRoles {
  /**
   * @param span where in the script the value is read, which tells a header's name from the text before it.
   * @param held where in the row's value it is: below the argument, the member or field of a body that was put together before.
   */
  of(row: DesktopRow, argument: string, span?: Span, held?: Path): DesktopRole;
  /** What is known about an action. */
  actionFacts(call: ActionCall): DesktopActionFacts | undefined;
  /** Whether no table has the action: a custom one, or one of a newer version. Only its name is known. */
  isForeign(call: ActionCall): boolean;
  /** What is known about the connector operation that an action calls. */
  connectorFacts(call: ActionCall): OperationFacts | undefined;
}

/** @param own, ownActions connectors and actions that the user describes in the configuration; they win over the built-in tables. */
export function createDesktopRoles(own?: ConnectorTable, ownActions?: DesktopActionTable): DesktopRoles {
  const factsOfAction = createDesktopActionLookup(ownActions);
  // Every rule asks for every action, and a run has few different ones.
  const known = new Map<string, DesktopActionFacts | null>();
  const actionFacts = ({ id, module, action, selector }: ActionCall): DesktopActionFacts | undefined =>
    remember(known, id, () => factsOfAction(module, action, selector) ?? null) ?? undefined;
  const factsOf = createFactLookup(own);
  const connectorFacts = (call: ActionCall): OperationFacts | undefined => {
    const text = (name: string): string | undefined => {
      const argument = argumentNamed(call.arguments, name);
      return argument === undefined ? undefined : constantText(argument.value);
    };
    const connector = /shared_[^/'"]+/i.exec(text("ConnectorId") ?? "")?.[0].toLowerCase();
    const operation = text("OperationId");
    if (connector === undefined || operation === undefined) return undefined;
    return factsOf({
      connector,
      operation,
      parameters: Object.fromEntries(
        call.arguments.filter(({ dynamic }) => dynamic).map(({ name, value }) => [name, constantText(value) ?? ""]),
      ),
    });
  };
  const isForeign = (call: ActionCall): boolean => actionFacts(call) === undefined && !isPlainAction(call.module, call.action);
  return {
    actionFacts,
    isForeign,
    connectorFacts,
    of(row, argument, span, held = []) {
      const { statement } = row;
      if (statement.kind === "set" || statement.kind === "loop-each") {
        const target = statement.kind === "set" ? statement.target : statement.variable;
        const name = writingOf(target)?.name ?? "";
        return role("variable", `variable '${name}'`, statement.kind === "set" ? `stores it in '${name}'` : `goes through it as '${name}'`);
      }
      if (statement.kind === "exit") return role("log", "error text of the run", "ends the run with it in the error text");
      if (statement.kind === "call") {
        const goesIn = argumentNamed(statement.arguments, argument) !== undefined;
        return role("variable", `subflow '${statement.name}'`, goesIn ? `hands it on as '${argument}'` : `gets it back as '${argument}'`);
      }
      for (const call of actionCallsOf(statement)) {
        if (readsClipboard(call)) return role("none", "clipboard", "reads it from the clipboard");
        const found = argumentNamed(call.arguments, argument);
        if (found === undefined && call.outputs.some(({ name }) => isSameName(name, argument))) return role("none", "row", "reads it back");
        if (found !== undefined) return actionRole(row, call, found, { span, held }, { actionFacts, isForeign, connectorFacts });
      }
      return role("none", "row", "receives it");
    },
  };
}

function role(kind: DesktopRoleKind, member: string, deed: string, confidence: Confidence = "high"): DesktopRole {
  return { kind, member, deed, confidence };
}

function actionRole(
  row: DesktopRow,
  call: ActionCall,
  { name, value, dynamic }: Argument,
  { span, held }: { readonly span: Span | undefined; readonly held: Path },
  { actionFacts, isForeign, connectorFacts }: Pick<DesktopRoles, "actionFacts" | "isForeign" | "connectorFacts">,
): DesktopRole {
  const facts = actionFacts(call);
  const member = `'${name}' of ${titleOf(call)}`;
  if (facts === undefined) return isForeign(call) ? foreignRole(call, name, member) : unknownRole(name, member);
  if (facts.calls === "desktop-flow" && dynamic)
    return role("desktop-input", `input '${name}'`, `passes it to the desktop flow as input '${name}'`);
  if (facts.calls === "connector" && dynamic) return connectorRole(name, connectorFacts(call));
  if (facts.given !== undefined && dynamic) {
    // A field for passwords shows dots.
    return passwordFields(call).filledBy.has(name.toLowerCase())
      ? role("none", member, "uses it")
      : sinkRole(facts.given, member, row, call, undefined);
  }
  if (facts.calls === "script" && dynamic) return role("variable", member, `passes it to the script as '${name}'`, "medium");
  if (hasName(facts.credential, name)) {
    const deed = `authenticates with it in ${member}`;
    if (!isConnectionString(name)) return role("credential", member, deed);
    const field = span === undefined ? undefined : connectionField(row, call, name, span);
    if (field === undefined) return role("credential", member, deed, "medium");
    return credentialName(field) === undefined ? role("none", member, "uses it") : role("credential", member, deed);
  }
  const part = entryOf(facts.http, name);
  const sent = part === "url" ? undefined : part;
  if (sent !== undefined) {
    const field = span === undefined ? "no" : authenticates(row, value, sent, span);
    if (field === "surely" || isCredentialField(held)) return role("credential", member, `authenticates with it in ${member}`);
    if (field === "perhaps") return role("none", member, "may authenticate with it");
  }
  if (part === "body" && isTypedByDriver(call, facts, held)) return role("typing", member, "types it");
  const sink = entryOf(facts.sink, name);
  if (sink !== undefined) return sinkRole(sink, member, row, call, part);
  if (makesOutput(facts, call, name)) return role("variable", member, `creates ${outputsOf(call)} from it`);
  const list = Object.entries(facts.mutates).find(([, inputs]) => hasName(inputs, name))?.[0];
  if (list !== undefined)
    return role("variable", member, isSameName(list, name) ? "may move it within the list" : "adds it to a list or table");
  return unknownRole(name, member);
}

/** An argument that no table knows, of a custom action or of a version to come: its name may say that it takes a credential. */
function unknownRole(name: string, member: string): DesktopRole {
  return credentialName(name)?.strength === "strong"
    ? role("credential", member, `authenticates with it in ${member}`, "medium")
    : role("none", member, "uses it");
}

/** The role of an input of an unknown action, by the verb in the action's name, as for operations of unknown connectors. */
function foreignRole(call: ActionCall, name: string, member: string): DesktopRole {
  const named = unknownRole(name, member);
  if (named.kind === "credential") return named;
  const operation = `${call.action} ${call.selector ?? ""}`;
  const { sink, confidence } = guessOperation({ operation }, undefined, mainTable());
  if (sink !== "none" && logWord.test(`${call.module} ${operation}`)) return role("log", member, deeds.log, confidence);
  if (sink === "message") return role("mail", member, "sends it in a message", confidence);
  if (sink === "store") return role("cloud", member, "stores it with a custom action", confidence);
  return call.outputs.length === 0 ? named : role("variable", member, `creates ${outputsOf(call)} from it`, confidence);
}

const logWord = /(?:^|[^A-Za-z]|[a-z])Log(?:s|ger|ging)?(?![a-z]|(?:In|On|Off|Out)\b)|\blog(?:s|ger|ging)?\b/;

const deeds: Readonly<Record<Exclude<DesktopSinkKind, "typing">, string>> = {
  log: "writes it to the log",
  "message-box": "shows it in a dialog",
  file: "writes it to a file",
  registry: "writes it to the registry",
  environment: "puts it into an environment variable",
  clipboard: "copies it to the clipboard",
  spreadsheet: "writes it to a worksheet",
  database: "puts it into a database statement",
  mail: "sends it by email",
  http: "sends it in a web request",
  ftp: "sends it to an FTP server",
  "command-line": "puts it on a command line",
  script: "puts it into the text of a script",
  "work-queue": "puts it into a work queue",
  cloud: "sends it to a cloud service",
};

function sinkRole(
  kind: DesktopSinkKind,
  member: string,
  row: DesktopRow,
  call: ActionCall,
  part: "url" | "headers" | "body" | undefined,
): DesktopRole {
  if (kind === "typing") return role(kind, member, "types it");
  if (kind === "file" && writesLogFile(row, call)) return role("log", member, "writes it to a log file");
  // A request body may be what a service needs; a URL is logged everywhere.
  const made = role(kind, member, deeds[kind], kind === "http" && part === "body" ? "medium" : "high");
  if (kind === "script" && /^webautomation$/i.test(call.module)) return { ...made, isInPage: true };
  return part === "url" ? { ...made, isAddress: true } : made;
}

/** A file whose name says that it is a log, or the variables that hold the name. */
function writesLogFile({ desktopFlow }: DesktopRow, call: ActionCall): boolean {
  const file = argumentNamed(call.arguments, "File") ?? argumentNamed(call.arguments, "CSVFile");
  if (file === undefined) return false;
  const { start, end } = file.value;
  return logName.test(desktopFlow.source.text().slice(start, end));
}

/** The word alone or before that for a file; not the end of a word such as catalog, dialog or blog. */
const logName = /(?<![ck]ata|dia|ana|(?:\b|_)b)log(?:s?(?![a-z])|file|path|datei)/i;

/** The inputs of an operation that say which secret of which vault is meant. */
export function namesOfVault({ vaultNameInputs, secretNameInputs, secretVersionInputs }: OperationFacts): readonly string[] {
  return [...vaultNameInputs, ...secretNameInputs, ...secretVersionInputs];
}

function connectorRole(name: string, facts: OperationFacts | undefined): DesktopRole {
  const member = `input '${name}'`;
  if (facts === undefined) return role("cloud", member, "sends it to a cloud service", "medium");
  if (facts.credentialInputs.some((pattern) => inputMatches(pattern, name)))
    return role("credential", member, `authenticates with it in the ${member}`, facts.confidence);
  // What names a vault or a secret is not the secret.
  if (namesOfVault(facts).some((pattern) => inputMatches(pattern, name))) return role("none", member, "names a secret with it");
  const own = Object.entries(facts.sinkByInput).find(([pattern]) => inputMatches(pattern, name))?.[1];
  const sink = own ?? facts.sink;
  switch (sink) {
    case "log":
      return role("log", member, "writes it to the log", facts.confidence);
    case "message":
      return role("mail", member, "sends it in a message", facts.confidence);
    case "store":
      return role("cloud", member, "stores it through a cloud connector", facts.confidence);
    default:
      return role("cloud", member, "sends it to a cloud service", "medium");
  }
}

/** Whether an input of an action has the value that facts depend on: an enumeration's (`Display.InputType.Password`), or a text. */
export function applies({ input, value: wanted }: NonNullable<DesktopSource["when"]>, call: ActionCall): boolean {
  const given = argumentNamed(call.arguments, input)?.value;
  if (given === undefined) return false;
  const value = plainValue(given);
  const last = value.kind === "reference" ? value.path.at(-1) : undefined;
  const text = last?.kind === "member" ? last.name : constantText(value);
  return text?.toLowerCase() === wanted.toLowerCase();
}

/** The action asks a person for a secret, as its inputs are set. */
export function asksForSecret({ source }: DesktopActionFacts, call: ActionCall): boolean {
  return source.some(({ when }) => when !== undefined && applies(when, call));
}

function makesOutput(facts: DesktopActionFacts, call: ActionCall, argument: string): boolean {
  return call.outputs.some((output) => hasName(entryOf(facts.carries, output.name) ?? [], argument));
}

/** Most variables that a sentence names. */
const mostNamed = 4;

/** The variables that an action writes: every argument of it is asked for them, so that not all are read where there are thousands. */
function outputsOf(call: ActionCall): string {
  const names: string[] = [];
  for (const { target } of call.outputs) {
    if (names.length === mostNamed) return `${names.join(", ")} and others`;
    if (target.kind === "reference") names.push(`'${target.name}'`);
  }
  return names.length === 0 ? "a result" : names.join(" and ");
}

/** `Log message` for `Logging.LogMessage`, `Run DOS command` for `Scripting.RunDOSCommand`: near to what the designer calls it. */
export function titleOf({ action }: ActionCall): string {
  return titleOfAction(action);
}

const titleOfAction = createTextMemo((action) => {
  const words = splitCamelCase(action).replace(/[A-Z][a-z]+|\b[A-Z]\b/g, (word) => word.toLowerCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
});

function hasName(names: readonly string[], name: string): boolean {
  return names.some((one) => isSameName(one, name));
}

function entryOf<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.entries(record).find(([key]) => isSameName(key, name))?.[1];
}
