import { constantLookup, type FlowConstant, type FlowConstants, isPutTogether, makerOf } from "../../cloud-flow/constants.ts";
import type { Call, Expression, StringLiteral, Template } from "../../cloud-flow/expression/ast.ts";
import { type FoldedPiece, foldedText, foldTemplate, takesIn } from "../../cloud-flow/expression/fold.ts";
import { addAll } from "../../collections.ts";
import { type Span, shifted, spansMeet } from "../../source/place.ts";
import { unknownPart } from "../../unknown-part.ts";
import { anywhere, type CredentialMatch, type LiteralContext } from "../credential.ts";
import { countsByPosition, type DetectOptions, detectCredentials } from "../detect.ts";
import { credentialsInText } from "../scripts/script-values.ts";
import { encodedCredentials } from "./encoded-credentials.ts";
import { contextOfRead, type InputTitles, inSoughtText } from "./literal-context.ts";

/** A credential in a string with expressions. */
export interface TemplateHit {
  readonly match: CredentialMatch;
  /** Where the secret is written in the string; when it is put together from pieces, the first of them. */
  readonly span: Span;
  /** The secret itself: only ever handed to the redactor. */
  readonly secret: string;
  /** Put together by an expression (`concat`, interpolation). */
  readonly assembled: boolean;
  /** Pieces of it that are written elsewhere. */
  readonly parts: readonly FlowConstant[];
  /** Where the secret is in the text of its only part, when all of it does. */
  readonly within?: Span;
}

/** A credential that stands in a text as it is. */
export function hitIn(text: string, match: CredentialMatch): TemplateHit {
  const { span } = match;
  return { match, span, secret: text.slice(span.start, span.end), assembled: false, parts: [] };
}

/**
 * Credentials in a text without expressions.
 * @param isSought it is only looked for in another text
 */
export function textCredentials(text: string, context: LiteralContext, isSought: boolean, options: DetectOptions): readonly TemplateHit[] {
  return credentialsInText(text, context, options).flatMap((detected) => {
    const match = isSought ? inSoughtText(detected, text) : detected;
    return match === undefined ? [] : hitIn(text, match);
  });
}

/** Shortest text that can hold a credential by its shape alone. */
const shortest = 8;

/**
 * Credentials in a string with expressions: in the text that it gives, in that text with what variables and Compose actions always hold,
 * and in string literals that are no direct part of the text.
 */
export function templateCredentials(
  template: Template,
  context: LiteralContext,
  constants: FlowConstants,
  options: DetectOptions,
  titles: InputTitles = new Map(),
): readonly TemplateHit[] {
  const hits = [...foldedCredentials(foldTemplate(template), context, options)];
  addAll(
    hits,
    assembledCredentials(template, context, constants, options).filter((hit) => !overlaps(hit, hits)),
  );
  for (const encoded of encodedCredentials(template)) if (!overlaps(encoded, hits)) hits.push({ ...encoded, parts: [] });
  const covered = [...hits];
  for (const { literal, context: about, isSought } of literalsOf(template, context, titles)) {
    if (about.position === "other" && literal.value.length < shortest) continue;
    if (overlaps({ span: literal }, covered)) continue;
    for (const hit of textCredentials(literal.value, about, isSought, options)) {
      hits.push({ ...hit, span: shifted(hit.span, literal.start + 1) });
    }
  }
  return hits;
}

/**
 * A table of PowerShell, whose first sign means an expression to a flow: `@{ user = 'orders'; password = '…' }`. Only `@@{` is one that a script
 * gets.
 */
const hashtable = /^\s{0,80}["']?[A-Za-z_][\w-]{0,60}["']?\s{0,20}=(?![=>])/;

/**
 * Credentials in tables of PowerShell that are written where a flow reads expressions: the platform can make nothing of them, but whoever opens the
 * flow can.
 */
export function hashtableCredentials(
  template: Template,
  text: string,
  context: LiteralContext,
  options: DetectOptions,
): readonly TemplateHit[] {
  if (template.kind !== "interpolation" || template.problems.length === 0) return [];
  const tables = template.parts.filter(({ kind, start, end }) => kind === "error" && hashtable.test(text.slice(start, end)));
  if (tables.length === 0) return [];
  return credentialsInText(text, context, options).flatMap((match): readonly TemplateHit[] => {
    const { span } = match;
    return tables.some(({ start, end }) => start <= span.start && span.end <= end) ? [hitIn(text, match)] : [];
  });
}

function overlaps({ span }: { readonly span: Span }, hits: readonly { readonly span: Span }[]): boolean {
  return hits.some((hit) => spansMeet(hit.span, span));
}

function foldedCredentials(pieces: readonly FoldedPiece[], context: LiteralContext, options: DetectOptions): readonly TemplateHit[] {
  if (!pieces.some((piece) => piece.known && piece.text.length > 0)) return [];
  const text = foldedText(pieces);
  return credentialsInText(text, context, options).flatMap((match): readonly TemplateHit[] => {
    const secret = text.slice(match.span.start, match.span.end);
    if (secret.includes(unknownPart)) return [];
    const touched = piecesIn(pieces, match.span);
    return [{ match, secret, ...sourceOf(touched, match.span), parts: [] }];
  });
}

/** Credentials of which a piece is written in a variable or a Compose action, or all: what is around it here tells what it is. */
export function assembledCredentials(
  template: Template,
  context: LiteralContext,
  constants: FlowConstants,
  options: DetectOptions,
): readonly TemplateHit[] {
  // Nearly every template of a run ends here: with none of the constants there is nothing to put together.
  if (!takesIn(template, (expression) => constants(expression) !== undefined)) return [];
  const used: { readonly span: Span; readonly constant: FlowConstant }[] = [];
  const pieces = foldTemplate(
    template,
    constantLookup(constants, (span, constant) => used.push({ span, constant })),
  );
  const isUsed = (piece: FoldedPiece): boolean => used.some(({ span }) => span.start === piece.start && span.end === piece.end);
  if (used.length === 0) return [];
  // What is read as a whole is written as a whole elsewhere, unless it is put together there: then only its use tells what it is.
  const isRead = pieces.length === 1 && pieces.every(isUsed);
  if (isRead && !(countsByPosition(context, options) && used.every(({ constant }) => isPutTogether(constant)))) return [];
  const text = foldedText(pieces);
  return detectCredentials(text, context, options).flatMap((match): readonly TemplateHit[] => {
    const secret = text.slice(match.span.start, match.span.end);
    const touched = piecesIn(pieces, match.span);
    const parts = used.filter(({ span }) => touched.some(({ piece }) => piece.start <= span.start && span.end <= piece.end));
    const [only] = touched;
    if (secret.includes(unknownPart) || parts.length === 0) return [];
    const { span } = sourceOf(touched, match.span);
    const hit = { match, secret, span, parts: withParts(parts.map(({ constant }) => makerOf(constant))) };
    if (touched.length > 1 || only === undefined || !isUsed(only.piece)) return [{ ...hit, assembled: true }];
    const within = shifted(match.span, -only.offset);
    return [{ ...hit, assembled: parts.some(({ constant }) => isPutTogether(constant)), within }];
  });
}

/** Constants, and all that they are made of. */
function withParts(constants: readonly FlowConstant[]): readonly FlowConstant[] {
  const all = new Set(constants);
  for (const { takesIn } of all) for (const one of takesIn) all.add(one);
  return [...all];
}

interface TouchedPiece {
  readonly piece: FoldedPiece;
  /** Where the piece begins in the folded text. */
  readonly offset: number;
}

function piecesIn(pieces: readonly FoldedPiece[], span: Span): readonly TouchedPiece[] {
  let offset = 0;
  const touched: TouchedPiece[] = [];
  for (const piece of pieces) {
    if (offset < span.end && offset + piece.text.length > span.start) touched.push({ piece, offset });
    offset += piece.text.length;
  }
  return touched;
}

/** Where a stretch of the folded text is written. */
function sourceOf(touched: readonly TouchedPiece[], span: Span): { readonly span: Span; readonly assembled: boolean } {
  const [first] = touched;
  if (first === undefined) return { span: { start: 0, end: 0 }, assembled: false };
  const assembled = touched.length > 1 || !first.piece.verbatim;
  if (!first.piece.verbatim) return { span: { start: first.piece.start, end: first.piece.end }, assembled };
  const start = first.piece.start + Math.max(0, span.start - first.offset);
  const end = first.piece.start + Math.min(first.piece.text.length, span.end - first.offset);
  return { span: { start, end }, assembled };
}

interface LiteralInTemplate {
  readonly literal: StringLiteral;
  /** What its place in the expression says about it. */
  readonly context: LiteralContext;
  /** Another text is searched for it. */
  readonly isSought: boolean;
}

/** All string literals of a template. One that can be all of the result is where the string is. */
function literalsOf(template: Template, context: LiteralContext, titles: InputTitles): readonly LiteralInTemplate[] {
  const found: LiteralInTemplate[] = [];
  const visit = (expression: Expression, about: LiteralContext, isSought = false): void => {
    if (expression.kind === "string") found.push({ literal: expression, context: about, isSought });
    else if (expression.kind === "call") {
      expression.arguments.forEach((argument, index) => {
        visit(argument, contextOfArgument(expression, index, about, titles), index === 1 && searches.has(expression.name.toLowerCase()));
      });
    } else if (expression.kind === "error") {
      for (const readable of expression.readable) visit(readable, anywhere);
    }
  };
  if (template.kind === "expression") visit(template.expression, context);
  else if (template.kind === "interpolation") {
    // Behind a scheme, an expression gives all of the credential.
    const isAll = template.parts.every((part) => part.kind !== "text" || /^\s*(?:[A-Za-z][A-Za-z-]{1,20}\s+)?$/.test(part.value));
    for (const part of template.parts) if (part.kind !== "text") visit(part, isAll ? context : anywhere);
  }
  return found;
}

/** Functions that look for their second argument in the first. */
const searches = new Set(["contains", "startswith", "endswith", "indexof", "lastindexof", "nthindexof", "replace", "split"]);

/** Functions of which an argument, from the given one on, can be all of the result. */
const choices: Readonly<Record<string, number>> = { if: 1, coalesce: 0, string: 0, trim: 0 };

function contextOfArgument(call: Call, index: number, context: LiteralContext, titles: InputTitles): LiteralContext {
  const name = call.name.toLowerCase();
  const from = choices[name];
  if (from !== undefined) return call.dereferences.length === 0 && index >= from ? context : anywhere;
  if (name === "equals") return contextOfRead(call.arguments[1 - index] ?? call, titles) ?? anywhere;
  // setProperty(object, 'password', '…')
  const [, key] = call.arguments;
  if ((name === "setproperty" || name === "addproperty") && index === 2 && key?.kind === "string")
    return { position: "named", name: key.value };
  return anywhere;
}
