import type { DesktopRow } from "../../desktop-flow/model.ts";
import type { Argument, Expression } from "../../desktop-flow/robin/ast.ts";
import { actionCallsOf, plainValue } from "../../desktop-flow/robin/walk.ts";
import type { DesktopSinkKind } from "../../knowledge/desktop-actions.ts";
import type { Confidence } from "../../linter/finding.ts";
import { detectCredentials } from "../../secrets/detect.ts";
import { credentialsGivenToDriver } from "../../secrets/driver-arguments.ts";
import { credentialsGivenInScript } from "../../secrets/script-values.ts";
import type { Span } from "../../source/place.ts";
import { unknownPart } from "../../unknown-part.ts";
import { argumentContext, type DesktopLiteralOptions, textsIn, type WrittenText } from "./contexts.ts";
import { fieldWithFocus, isSendKeys, typedIntoField } from "./focus.ts";
import { piecesOf } from "./pieces.ts";
import { rowValue } from "./values.ts";

/** A place in a text at which a value that is read would be taken for a credential if it were written there. */
export interface CredentialHole {
  /** Argument of the action, or the value of a SET. */
  readonly argument: string;
  /** The expression that is read. */
  readonly span: Span;
  readonly confidence: Confidence;
}

/** What tells people something: names are there beside anything. */
const tells: ReadonlySet<DesktopSinkKind> = new Set(["log", "message-box", "mail"]);

/**
 * The places of a row where a value is read that the texts around it make a credential: `-pw=%Value%`, `"password": "%Value%"`, what is typed into a field
 * for passwords. What is written there is told in the same way, so both are asked of the same detector.
 */
export function credentialHoles(row: DesktopRow, options: DesktopLiteralOptions): readonly CredentialHole[] {
  const { statement } = row;
  if (statement.kind === "set") return holesIn(textsIn(statement.value, { position: "other" }, []), rowValue, false, options);
  return actionCallsOf(statement).flatMap((call) => {
    const sinks = Object.entries(options.roles.actionFacts(call)?.sink ?? {});
    return call.arguments.flatMap((argument) => {
      const sink = sinks.find(([name]) => name.toLowerCase() === argument.name.toLowerCase())?.[1];
      if (sink !== undefined && tells.has(sink)) return [];
      const field = isSendKeys(call) ? fieldWithFocus(row, call, options.roles) : undefined;
      if (field !== undefined) return typedHoles(argument, field, options);
      const texts: readonly WrittenText[] = isRead(plainValue(argument.value))
        ? [{ value: argument.value, context: argumentContext(row, call, argument, options), paths: [] }]
        : textsIn(argument.value, argumentContext(row, call, argument, options), []);
      return holesIn(texts, argument.name, sink === "script" || sink === "command-line", options);
    });
  });
}

/** Nothing of the value is written in the row. */
function isRead({ kind }: Expression): boolean {
  return kind === "reference" || kind === "access" || kind === "function-call";
}

/** A made-up value of which everything but its place is beyond doubt. It stands for what is read. */
const standIn = ["kV9xQ2mZ7rT4", "wB8nL3pY6sH1"].join("");

/** The text that a value gives, with a made-up one in place of each that is read. */
function withStandIns(value: Expression): { readonly text: string; readonly holes: readonly { readonly at: Span; readonly span: Span }[] } {
  const holes: { readonly at: Span; readonly span: Span }[] = [];
  let text = "";
  for (const piece of piecesOf(value)) {
    const isHole = piece.text === unknownPart;
    const start = text.length;
    text += isHole ? standIn : piece.text;
    if (isHole) holes.push({ at: { start, end: text.length }, span: piece.span });
  }
  return { text, holes };
}

function holesIn(
  texts: readonly WrittenText[],
  argument: string,
  isScript: boolean,
  { sensitiveNames }: DesktopLiteralOptions,
): readonly CredentialHole[] {
  return texts.flatMap(({ value, context }) => {
    const { text, holes } = withStandIns(value);
    if (holes.length === 0) return [];
    const matches = [
      ...detectCredentials(text, context, { sensitiveNames }),
      ...credentialsGivenToDriver(text, { sensitiveNames }),
      ...(isScript ? credentialsGivenInScript(text, { sensitiveNames }) : []),
    ];
    return holes.flatMap(({ at, span }) => {
      const match = matches.find((one) => isSame(one.span, at));
      return match === undefined ? [] : [{ argument, span, confidence: match.confidence }];
    });
  });
}

/** What is typed into a field that has the focus, between keys. */
function typedHoles({ name, value }: Argument, field: string, { sensitiveNames }: DesktopLiteralOptions): readonly CredentialHole[] {
  const { text, holes } = withStandIns(value);
  const typed = typedIntoField(text);
  const [match] = detectCredentials(standIn, { position: "named", name: field }, { sensitiveNames });
  if (typed === undefined || match === undefined) return [];
  return holes.filter(({ at }) => isSame(at, typed)).map(({ span }) => ({ argument: name, span, confidence: match.confidence }));
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
