import type { DesktopRow } from "../../../desktop-flow/model.ts";
import type { ActionCall, Argument, Expression, SetStatement } from "../../../desktop-flow/robin/ast.ts";
import { actionCallsOf, isSameName, plainValue } from "../../../desktop-flow/robin/walk.ts";
import { type Confidence, lowestConfidence } from "../../../findings/confidence.ts";
import type { DesktopSinkKind } from "../../../knowledge/desktop-actions.ts";
import { detectCredentials } from "../../../secrets/detect.ts";
import { endsBeforeCredentialInPath } from "../../../secrets/names/credential-paths.ts";
import { credentialsGivenToDriver } from "../../../secrets/scripts/driver-arguments.ts";
import { credentialsGivenInScript } from "../../../secrets/scripts/script-values.ts";
import type { Span } from "../../../source/place.ts";
import { unknownPart } from "../../../unknown-part.ts";
import { isSendKeys } from "../typing/keys-and-clipboard.ts";
import { typedToSignIn } from "../typing/sign-in-typing.ts";
import { knownText, piecesOf } from "../values/pieces.ts";
import { rowValue } from "../values/values.ts";
import { argumentContext, type DesktopLiteralOptions } from "./contexts.ts";
import { fieldWithFocus, typedIntoField } from "./focus.ts";
import { standIn } from "./replaced-part.ts";
import { textsIn, type WrittenText } from "./written-texts.ts";

/** An inserted value that would be taken for a credential if it were written where it is inserted. */
export interface InsertedCredential {
  /** Argument of the action, or the value of a SET. */
  readonly argument: string;
  /** The expression that is inserted. */
  readonly span: Span;
  readonly confidence: Confidence;
}

/** Sinks whose texts people read: in prose, a name beside a value says little about it. */
const readByPeople: ReadonlySet<DesktopSinkKind> = new Set(["log", "message-box", "mail"]);

/**
 * The values that a row inserts where the text around them makes them credentials: `-pw=%Value%`, `"password": "%Value%"`, what is typed into a
 * password field. A literal at the same place would be judged in the same way, so the detector of literals decides: it gets the text with a
 * made-up credential in place of each inserted value.
 */
export function insertedCredentials(row: DesktopRow, options: DesktopLiteralOptions): readonly InsertedCredential[] {
  const { statement } = row;
  if (statement.kind === "set") return insertedInSet(statement, options);
  return actionCallsOf(statement).flatMap((call) => call.arguments.flatMap((argument) => insertedInArgument(row, call, argument, options)));
}

/** The same, for what a SET puts together. */
export function insertedInSet({ value }: SetStatement, options: DesktopLiteralOptions): readonly InsertedCredential[] {
  return insertionsIn(textsIn(value, { position: "other" }, []), rowValue, false, options);
}

/** The same, for one argument of an action. */
export function insertedInArgument(
  row: DesktopRow,
  call: ActionCall,
  argument: Argument,
  options: DesktopLiteralOptions,
): readonly InsertedCredential[] {
  const sink = Object.entries(options.roles.actionFacts(call)?.sink ?? {}).find(([name]) => isSameName(name, argument.name))?.[1];
  if (sink !== undefined && readByPeople.has(sink)) return [];
  const typed = isSendKeys(call) && isSameName(argument.name, "TextToSend") ? typedInsertions(row, call, argument, options) : undefined;
  if (typed !== undefined) return typed;
  const texts: readonly WrittenText[] = isRead(plainValue(argument.value))
    ? [{ value: argument.value, context: argumentContext(row, call, argument, options), paths: [] }]
    : textsIn(argument.value, argumentContext(row, call, argument, options), []);
  return insertionsIn(texts, argument.name, sink === "script" || sink === "command-line", options);
}

/** Whether the row reads the whole value from elsewhere. */
function isRead({ kind }: Expression): boolean {
  return kind === "reference" || kind === "access" || kind === "function-call";
}

/** The text of a value with the stand-in for everything that is inserted, and where that is. */
function withStandIns(value: Expression): {
  readonly text: string;
  readonly insertions: readonly { readonly at: Span; readonly span: Span }[];
} {
  const insertions: { readonly at: Span; readonly span: Span }[] = [];
  let text = "";
  for (const piece of piecesOf(value)) {
    const isInsertion = piece.text === unknownPart;
    const start = text.length;
    text += isInsertion ? standIn : piece.text;
    if (isInsertion) insertions.push({ at: { start, end: text.length }, span: piece.span });
  }
  return { text, insertions };
}

function insertionsIn(
  texts: readonly WrittenText[],
  argument: string,
  isScript: boolean,
  { sensitiveNames }: DesktopLiteralOptions,
): readonly InsertedCredential[] {
  return texts.flatMap(({ value, context }) => {
    const { text, insertions } = withStandIns(value);
    if (insertions.length === 0) return [];
    const matches = [
      ...detectCredentials(text, context, { sensitiveNames }),
      ...credentialsGivenToDriver(text, { sensitiveNames }),
      ...(isScript ? credentialsGivenInScript(text, { sensitiveNames }) : []),
    ];
    return insertions.flatMap(({ at, span }) => {
      const match = matches.find((one) => isSame(one.span, at));
      if (match !== undefined) return [{ argument, span, confidence: match.confidence }];
      return endsBeforeCredentialInPath(text.slice(0, at.start)) ? [{ argument, span, confidence: "medium" }] : [];
    });
  });
}

/**
 * What is typed into the field that has the focus, and second where people sign in, as far as it is the whole text between special keys. Several values may be
 * the parts of one password.
 * @returns undefined where nothing tells where the text goes
 */
function typedInsertions(
  row: DesktopRow,
  call: ActionCall,
  { name, value }: Argument,
  { roles, sensitiveNames }: DesktopLiteralOptions,
): readonly InsertedCredential[] | undefined {
  const text = knownText(value);
  const field = fieldWithFocus(row, call, roles);
  const second = field === undefined ? passwordBeforeReturn(text, typedToSignIn(row, call)) : undefined;
  if (field === undefined && second === undefined) return undefined;
  const typed = second ?? typedIntoField(text);
  const [match] = detectCredentials(standIn, { position: "named", name: field ?? "password" }, { sensitiveNames });
  if (typed === undefined || match === undefined || !consistsOfInsertions.test(text.slice(typed.start, typed.end))) return [];
  const confidence = field === undefined ? lowestConfidence(match.confidence, "medium") : match.confidence;
  let start = 0;
  return piecesOf(value).flatMap(({ text: { length }, span }) => {
    const isTyped = start >= typed.start && start + length <= typed.end;
    start += length;
    return isTyped ? [{ argument: name, span, confidence }] : [];
  });
}

const consistsOfInsertions = new RegExp(`^${unknownPart}+$`);

/** What is typed second where people sign in may be a user behind the name of a system: Return is behind the password. */
function passwordBeforeReturn(text: string, second: Span | undefined): Span | undefined {
  return second !== undefined && /^\{(?:Return|Enter)\}/i.test(text.slice(second.end)) ? second : undefined;
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
