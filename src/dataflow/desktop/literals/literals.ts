import { type DesktopFlow, type DesktopPort, type DesktopRow, rowPlace } from "../../../desktop-flow/model.ts";
import type { ActionCall, Argument } from "../../../desktop-flow/robin/ast.ts";
import { actionCallsOf, argumentNamed, constantText, expressionsOf, isSameName } from "../../../desktop-flow/robin/walk.ts";
import { highestConfidence } from "../../../findings/confidence.ts";
import type { CredentialMatch, LiteralContext } from "../../../secrets/credential.ts";
import { detectCredentials } from "../../../secrets/detect.ts";
import { preview } from "../../../secrets/preview.ts";
import { credentialsGivenToDriver } from "../../../secrets/scripts/driver-arguments.ts";
import { credentialsInScript } from "../../../secrets/scripts/script-values.ts";
import { type Place, type Span, spansMeet } from "../../../source/place.ts";
import { unknownPart } from "../../../unknown-part.ts";
import type { Path } from "../../graph/path.ts";
import { keysForElement } from "../typing/browser-driver.ts";
import { isSendKeys } from "../typing/keys-and-clipboard.ts";
import { typedToSignIn } from "../typing/sign-in-typing.ts";
import { joined, knownText, type Piece, piecesOf, spanIn } from "../values/pieces.ts";
import { columnsOfAddedRow } from "../values/table-columns.ts";
import { placeInText, rowValue } from "../values/values.ts";
import { comparedWithAsked } from "./asked-passwords.ts";
import { argumentContext, type DesktopLiteralOptions } from "./contexts.ts";
import { fieldWithFocus } from "./focus.ts";
import { credentialsInHeaders } from "./headers.ts";
import { inLooseText, type LooseText } from "./loose-text.ts";
import {
  ftpPasswords,
  givenByPosition,
  givenToMacro,
  type TextHit,
  typedIntoUnnamedField,
  typedPasswords,
  writtenAsPair,
} from "./unnamed-passwords.ts";
import { mayHoldText, nameOfTarget, plainTexts, textsIn, type WrittenText } from "./written-texts.ts";

/** A credential that is written in a desktop flow. */
export interface DesktopCredential {
  readonly flow: DesktopFlow;
  /** The row that holds it; undefined for the default of an input. */
  readonly row: DesktopRow | undefined;
  /** Name of the argument, the variable or the input that it is in. */
  readonly member: string;
  /** What holds it: an argument of an action, a variable, a script or command that an action runs, the default of an input, a comment, a row of which a part cannot be read. */
  readonly holder: "argument" | "variable" | "script" | "default" | "comment" | "row";
  /** Where it is in the row's node; a cell of a table is read by the name of its column and by its number. Empty for a default. */
  readonly paths: readonly Path[];
  readonly match: CredentialMatch;
  /** The designer encrypted it: bound to a machine or a user, and stored all the same. */
  readonly encrypted: boolean;
  readonly place: Place;
  /** The secret itself: only ever handed to the redactor. */
  readonly secret: string;
  /** Names the place that joins it with other texts to the credential that is used, the same for all of them; unset where it is used as it is. */
  readonly joinedIn?: string | undefined;
}

/** Finds the credentials that are written in the rows of a flow, those of switched-off rows too: they are stored all the same. */
export function desktopLiterals(flow: DesktopFlow, options: DesktopLiteralOptions): readonly DesktopCredential[] {
  const unread = unreadTexts(flow);
  return [
    ...flow.rows.flatMap((row) => {
      const read = [...inActions(flow, row, options), ...inStatement(flow, row, options)];
      const text = unread.get(row);
      return text === undefined ? read : [...read, ...inUnread({ flow, row, member: "row", holder: "row" }, text, read, options)];
    }),
    ...flow.inputs.flatMap((port) => inDefault(flow, port, options)),
  ];
}

/** The texts in rows that the parser could not read completely. They are stored in the flow all the same. */
function unreadTexts({ rows, script, source }: DesktopFlow): ReadonlyMap<DesktopRow, LooseText> {
  const found = new Map<DesktopRow, LooseText>();
  let at = 0;
  for (const { start: problem } of script.problems) {
    while (at + 1 < rows.length && (rows[at + 1]?.statement.start ?? 0) <= problem) at++;
    const row = rows[at];
    if (row === undefined || row.statement.kind === "error" || problem < row.statement.start) continue;
    const { start, end: last } = row.statement;
    const end = Math.min(last, rows[at + 1]?.statement.start ?? last);
    found.set(row, { text: source.text().slice(start, end), start });
  }
  return found;
}

/** Credentials in a row besides those that were found in what could be read of it. */
function inUnread(
  part: RowPart,
  text: LooseText,
  read: readonly DesktopCredential[],
  { sensitiveNames }: DesktopLiteralOptions,
): readonly DesktopCredential[] {
  return inLooseText(sourceText(part.row), text, sensitiveNames).flatMap((hit) =>
    read.some((known) => isAt(known, hit.span)) ? [] : [credentialAt(part, hit, [])],
  );
}

/** The part of a row that holds texts. */
interface RowPart extends Pick<DesktopCredential, "flow" | "member" | "holder"> {
  readonly row: DesktopRow;
}

/** Credentials in the arguments of the actions that a row calls. */
function inActions(flow: DesktopFlow, row: DesktopRow, options: DesktopLiteralOptions): readonly DesktopCredential[] {
  return actionCallsOf(row.statement).flatMap((call) =>
    call.arguments.flatMap((argument) => inArgument(flow, row, call, argument, options)),
  );
}

function inArgument(
  flow: DesktopFlow,
  row: DesktopRow,
  call: ActionCall,
  argument: Argument,
  options: DesktopLiteralOptions,
): readonly DesktopCredential[] {
  const { name, value } = argument;
  if (!mayHoldText(value)) return [];
  const path = [name.toLowerCase()];
  const whole = constantText(value) ?? "";
  if (isEncrypted(whole)) return [encryptedText({ flow, row, member: name, holder: "argument" }, value, [path], whole)];
  const sink = Object.entries(options.roles.actionFacts(call)?.sink ?? {}).find(([one]) => isSameName(one, name))?.[1];
  const holder = sink === "script" || sink === "command-line" || sink === "database" ? "script" : "argument";
  const part: RowPart = { flow, row, member: name, holder };
  const columns = isSameName(name, "RowToAdd") ? columnsOfAddedRow(flow, call) : undefined;
  const called = inTexts(part, textsIn(value, argumentContext(row, call, argument, options), path, columns), options);
  const byProgram = sink === "command-line" ? behindProgram(row, call, argument, options) : [];
  const isHeaders = Object.entries(options.roles.actionFacts(call)?.http ?? {}).some(
    ([one, kind]) => kind === "headers" && isSameName(one, name),
  );
  const hits = [
    ...keysForElement(row, call, argument, options.roles.actionFacts(call)),
    ...(isHeaders ? inHeaders(row, argument, options).filter(({ span }) => !called.some((known) => isAt(known, span))) : []),
    ...(sink === "typing" && !isSendKeys(call) && called.length === 0 ? typedIntoUnnamedField(row, call, argument, options) : []),
    ...(isSendKeys(call)
      ? typedPasswords(row, argument, { field: fieldWithFocus(row, call, options.roles), second: typedToSignIn(row, call) }, options)
      : []),
    ...byProgram,
    ...(/^system\.runapplication\b/i.test(call.id) && called.length === 0 && byProgram.length === 0 ? givenByPosition(row, argument) : []),
    ...(sink === "file" ? ftpPasswords(row, argument) : []),
    ...(/^excel\.runmacro$/i.test(call.id) ? givenToMacro(row, argument) : []),
  ];
  return [...called.filter((known) => !hits.some(({ span }) => isAt(known, span))), ...hits.map((hit) => credentialAt(part, hit, [path]))];
}

/** Credentials in what a row holds besides the arguments of its actions. */
function inStatement(flow: DesktopFlow, row: DesktopRow, options: DesktopLiteralOptions): readonly DesktopCredential[] {
  const { statement } = row;
  switch (statement.kind) {
    case "comment":
    case "error": {
      const part: RowPart =
        statement.kind === "comment" ? { flow, row, member: "comment", holder: "comment" } : { flow, row, member: "row", holder: "row" };
      return inLooseText(sourceText(row), statement, options.sensitiveNames).map((hit) => credentialAt(part, hit, []));
    }
    case "call":
      return statement.arguments.flatMap(({ name, value }) =>
        inTexts(
          { flow, row, member: name, holder: "argument" },
          textsIn(value, { position: "named", name }, [name.toLowerCase()]),
          options,
        ),
      );
    default: {
      const target = statement.kind === "set" ? statement.target : statement.kind === "loop-each" ? statement.variable : undefined;
      const member = target !== undefined ? nameOfTarget(target) : statement.kind === "exit" ? "ErrorMessage" : "condition";
      const inArguments = new Set(actionCallsOf(statement).flatMap((call) => call.arguments.map(({ value }) => value)));
      const values = expressionsOf(statement).filter((value) => !inArguments.has(value));
      if (values.length === 0) return [];
      const typed = comparedWithAsked(row, options.roles);
      const texts = plainTexts(statement, values, target === undefined ? member.toLowerCase() : rowValue).map(
        (text): WrittenText => (typed.has(text.value) ? { ...text, context: { position: "named", name: "Password" } } : text),
      );
      const part: RowPart = { flow, row, member, holder: target === undefined ? "argument" : "variable" };
      const called = inTexts(part, texts, options);
      if (called.length > 0 || statement.kind !== "set") return called;
      return writtenAsPair(row, member, statement.value).map(({ hit, path }) => credentialAt(part, hit, [[rowValue, ...path]]));
    }
  }
}

/** Credentials in the default of an input; that of a sensitive one is a rule of its own, whatever it looks like. */
function inDefault(flow: DesktopFlow, port: DesktopPort, options: DesktopLiteralOptions): readonly DesktopCredential[] {
  if (port.sensitive || port.defaultValue === undefined) return [];
  const { text, place } = port.defaultValue;
  const part = { flow, row: undefined, member: port.name, holder: "default", paths: [], place } as const;
  if (isEncrypted(text)) return [{ ...part, match: encryptedMatch(text), encrypted: true, secret: text }];
  return detectCredentials(text, { position: "named", name: port.name }, options).map((match) => {
    const secret = text.slice(match.span.start, match.span.end);
    return { ...part, match, encrypted: false, secret };
  });
}

function inTexts(part: RowPart, texts: readonly WrittenText[], options: DesktopLiteralOptions): readonly DesktopCredential[] {
  return texts.flatMap(({ value, context, paths }) => {
    if (value.kind === "encrypted") return [encryptedText(part, value, paths, value.value)];
    const whole = constantText(value) ?? "";
    if (isEncrypted(whole)) return [encryptedText(part, value, paths, whole)];
    return inText(sourceText(part.row), piecesOf(value), context, part.holder, options).map((hit) => {
      const inside = placeInText(knownText(value), hit.match.span);
      const within = paths.map((path) => [...path, ...inside]);
      return isEncrypted(hit.secret) ? encryptedText(part, hit.span, within, hit.secret) : credentialAt(part, hit, within);
    });
  });
}

/** Whether a credential is in a stretch of the script. */
function isAt({ place: { at } }: DesktopCredential, span: Span): boolean {
  return at.kind === "text" && spansMeet(at.span, span);
}

function credentialAt(part: RowPart, { match, secret, span }: TextHit, paths: readonly Path[]): DesktopCredential {
  return { ...part, paths, match, encrypted: false, place: rowPlace(part.row, span), secret };
}

function encryptedText(part: RowPart, { start, end }: Span, paths: readonly Path[], secret: string): DesktopCredential {
  return { ...part, paths, match: encryptedMatch(secret), encrypted: true, place: rowPlace(part.row, { start, end }), secret };
}

/** Credentials in the headers that a row writes for a web request. */
function inHeaders(row: DesktopRow, { value }: Argument, { sensitiveNames }: DesktopLiteralOptions): readonly TextHit[] {
  const pieces = piecesOf(value);
  const text = joined(pieces);
  return credentialsInHeaders(text, sensitiveNames).flatMap((match): readonly TextHit[] => {
    const secret = text.slice(match.span.start, match.span.end);
    return secret.includes(unknownPart) ? [] : [{ match, secret, span: spanIn(sourceText(row), pieces, match.span) }];
  });
}

/** Credentials in the text that pieces give, each with its place in the script. */
function inText(
  script: string,
  pieces: readonly Piece[],
  context: LiteralContext,
  holder: DesktopCredential["holder"],
  { sensitiveNames }: Pick<DesktopLiteralOptions, "sensitiveNames">,
): readonly TextHit[] {
  const text = joined(pieces);
  const matches =
    holder === "script"
      ? credentialsInScript(text, { sensitiveNames }, context)
      : [...detectCredentials(text, context, { sensitiveNames }), ...credentialsGivenToDriver(text, { sensitiveNames })];
  return matches.flatMap((match) => {
    const secret = text.slice(match.span.start, match.span.end);
    return secret.includes(unknownPart) ? [] : [{ match, secret, span: spanIn(script, pieces, match.span) }];
  });
}

/** What a path of a program, which may be in quotes, ends in. */
function programOf(path: string): string | undefined {
  const trimmed = path.trimEnd();
  const whole = trimmed.endsWith('"') ? trimmed.slice(0, -1) : trimmed;
  const from = Math.max(...["\\", "/", '"'].map((separator) => whole.lastIndexOf(separator))) + 1;
  return from === whole.length ? undefined : whole.slice(from);
}

/** What a command line gives away together with the program that it is for, and not by itself: `-pw` of PuTTY, `-p` of PsExec. */
function behindProgram(row: DesktopRow, call: ActionCall, { value }: Argument, options: DesktopLiteralOptions): readonly TextHit[] {
  const path = argumentNamed(call.arguments, "ApplicationPath")?.value;
  const program = path === undefined ? undefined : programOf(constantText(path) ?? "");
  if (program === undefined) return [];
  const pieces = piecesOf(value);
  const before: Piece = { text: `${program} `, span: { start: value.start, end: value.start }, writing: "opaque" };
  const script = sourceText(row);
  const known = inText(script, pieces, { position: "other" }, "script", options);
  return inText(script, [before, ...pieces], { position: "other" }, "script", options).filter(
    ({ span, match: { confidence } }) =>
      span.end > span.start &&
      !known.some(
        (other) => spansMeet(other.span, span) && highestConfidence(other.match.confidence, confidence) === other.match.confidence,
      ),
  );
}

function sourceText({ desktopFlow }: DesktopRow): string {
  return desktopFlow.source.text();
}

/** Begins as what Windows makes of a text that it protects for a user or a machine (DPAPI), in base64 or hexadecimal. */
function isEncrypted(text: string): boolean {
  return /^(?:AQAAANCMnd8BFdERjHoAwE|01000000d08c9ddf0115d1118c7a00c04f)/i.test(text.trim());
}

/** A match for an encrypted text, whatever holds it: its form is evidence enough. */
function encryptedMatch(text: string): CredentialMatch {
  return {
    kind: "encrypted",
    label: "an encrypted credential",
    span: { start: 0, end: text.length },
    preview: preview(text),
    confidence: "high",
    evidence: ["position"],
    in: "text",
  };
}
