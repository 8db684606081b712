import { addAll } from "../../collections.ts";
import { unknownPart } from "../../unknown-part.ts";
import type { Call, Expression, Template } from "./ast.ts";
import { parseTemplate } from "./template.ts";

/** A stretch of the folded text and where it is written in the string. */
export interface FoldedPiece {
  readonly text: string;
  /** Whether `text` is known; otherwise it is {@link unknownPart}. */
  readonly known: boolean;
  /** The literal or expression in the string, in UTF-16 units of the decoded string. */
  readonly start: number;
  readonly end: number;
  /** The characters of `text` are those of the string from `start` on, one by one. */
  readonly verbatim: boolean;
}

/** Looks up the constant text of a variable or parameter, where there is just one. */
export type ConstantLookup = (expression: Expression) => string | undefined;

/**
 * The text that a template gives as far as it is written down: literals, and what `concat`, `base64`, `replace` and their like make of
 * literals.
 * @param lookUp resolves references to constants (a variable that is set once); without it every reference is unknown.
 */
export function foldTemplate(template: Template, lookUp?: ConstantLookup): readonly FoldedPiece[] {
  // An escaped text is shorter than what is written, so its offsets say nothing.
  if (template.kind === "literal") return [{ text: template.text, known: true, start: 0, end: template.text.length, verbatim: false }];
  if (template.kind === "expression") return foldExpression(template.expression, lookUp);
  return template.parts.flatMap((part) =>
    part.kind === "text"
      ? [{ text: part.value, known: true, start: part.start, end: part.end, verbatim: part.value.length === part.end - part.start }]
      : foldExpression(part, lookUp),
  );
}

/**
 * Whether folding puts nothing together: what is known of the text is in the string as it is, and nothing but unknown parts comes
 * between.
 */
export function foldsToItself(template: Template): boolean {
  if (template.kind === "expression") return isUnknown(template.expression);
  return template.kind === "interpolation" && template.parts.every((part) => part.kind === "text" || isUnknown(part));
}

function isUnknown(expression: Expression): boolean {
  if (expression.kind !== "call") return expression.kind === "error";
  const name = expression.name.toLowerCase();
  if (handsOn(expression, name)) return expression.arguments.every(isUnknown);
  return name !== "format" && !transforms.has(name) && !givesListMember(expression, name);
}

/** Calls whose text is that of their arguments, joined: `concat('a', 'b')`, `json('{"a": 1}')`. */
function handsOn({ dereferences }: Call, name: string): boolean {
  return (name === "concat" || name === "json") && dereferences.length === 0;
}

/** Functions whose result is one member of the list that they are given, or all of them as one text. */
const listMembers = new Set(["first", "last", "join"]);

/** `first(split('a;b', ';'))`, `split('a;b', ';')[0]`: the text is a piece of one that is split. */
function givesListMember({ dereferences }: Call, name: string): boolean {
  return dereferences.length === 0 ? listMembers.has(name) : name === "split" && dereferences.length === 1;
}

/**
 * Whether folding would take in a constant. Asks about the same references in the same order as {@link foldTemplate} does, but builds
 * nothing: nearly every template takes in none, and where it does not, there is nothing to fold it for.
 */
export function takesIn(template: Template, isConstant: (expression: Expression) => boolean): boolean {
  if (template.kind === "literal") return false;
  if (template.kind === "expression") return asksFor(template.expression, isConstant);
  return template.parts.some((part) => part.kind !== "text" && asksFor(part, isConstant));
}

function asksFor(expression: Expression, isConstant: (expression: Expression) => boolean): boolean {
  if (expression.kind !== "call") return false;
  if (isConstant(expression)) return true;
  const name = expression.name.toLowerCase();
  const [first] = expression.arguments;
  if (givesListMember(expression, name)) return expression.arguments.some((argument) => asksForList(argument, isConstant));
  const looksInside = handsOn(expression, name) || (name === "format" && first?.kind === "string") || transforms.has(name);
  return looksInside && expression.dereferences.length === 0 && expression.arguments.some((argument) => asksFor(argument, isConstant));
}

function asksForList(expression: Expression, isConstant: (expression: Expression) => boolean): boolean {
  return makesList(expression) ? expression.arguments.some((argument) => asksFor(argument, isConstant)) : asksFor(expression, isConstant);
}

/** `split('a;b', ';')` and `createArray('a', 'b')`. */
function makesList(expression: Expression): expression is Call {
  return expression.kind === "call" && /^(?:split|createarray)$/i.test(expression.name) && expression.dereferences.length === 0;
}

/** The pieces that an expression puts together, as far as they are known without running it. */
export function foldExpression(expression: Expression, lookUp?: ConstantLookup): readonly FoldedPiece[] {
  const { start, end } = expression;
  const known = (text: string): readonly FoldedPiece[] => [{ text, known: true, start, end, verbatim: false }];
  switch (expression.kind) {
    case "string":
      // The text begins after the opening quote; a doubled quote shifts what follows.
      return [
        { text: expression.value, known: true, start: start + 1, end: end - 1, verbatim: expression.value.length === end - start - 2 },
      ];
    case "number":
    case "boolean":
      return known(String(expression.value));
    case "null":
      return [];
    case "error":
      return [unknown(expression)];
    case "call": {
      const name = expression.name.toLowerCase();
      if (handsOn(expression, name)) return expression.arguments.flatMap((argument) => foldExpression(argument, lookUp));
      const format = name === "format" && expression.dereferences.length === 0 ? foldFormat(expression.arguments, lookUp) : undefined;
      if (format !== undefined) return format;
      const constant = lookUp?.(expression);
      if (constant !== undefined) return known(constant);
      const member = givesListMember(expression, name) ? listMember(expression, name, lookUp) : undefined;
      if (member !== undefined) return known(member);
      const transform = transforms.get(name);
      if (transform === undefined || expression.dereferences.length > 0) return [unknown(expression)];
      const args = expression.arguments.map((argument) => completeText(foldExpression(argument, lookUp)));
      if (args.some((argument) => argument === undefined)) return [unknown(expression)];
      const texts = args as readonly string[];
      if (texts.some((text) => text.length > maxFolded)) return [unknown(expression)];
      const result = transform(texts);
      return result === undefined || result.length > maxFolded ? [unknown(expression)] : known(result);
    }
  }
}

/** The text that a call of {@link givesListMember} gives; undefined where it is not known. */
function listMember({ arguments: args, dereferences }: Call, name: string, lookUp: ConstantLookup | undefined): string | undefined {
  const [first, second] = args;
  if (name === "split") {
    const [index] = dereferences;
    return index?.key.kind === "number" ? split(args, lookUp)?.[index.key.value] : undefined;
  }
  const list = first !== undefined && makesList(first) ? listOf(first, lookUp) : undefined;
  if (name !== "join") return name === "first" ? list?.[0] : list?.at(-1);
  const separator = second === undefined ? undefined : completeText(foldExpression(second, lookUp));
  return list === undefined || separator === undefined || list.length * separator.length > maxFolded ? undefined : list.join(separator);
}

function listOf({ name, arguments: args }: Call, lookUp: ConstantLookup | undefined): readonly string[] | undefined {
  if (name.toLowerCase() === "split") return split(args, lookUp);
  const texts = args.map((argument) => completeText(foldExpression(argument, lookUp)));
  return texts.every((text) => text !== undefined) && texts.reduce((sum, text) => sum + text.length, 0) <= maxFolded ? texts : undefined;
}

function split([text, separator]: readonly Expression[], lookUp: ConstantLookup | undefined): readonly string[] | undefined {
  if (text === undefined || separator === undefined) return undefined;
  const whole = completeText(foldExpression(text, lookUp));
  const between = completeText(foldExpression(separator, lookUp));
  return whole === undefined || whole.length > maxFolded || between === undefined || between === "" ? undefined : whole.split(between);
}

/** Most pieces of a text that `format` may give: patterns can repeat their arguments, and so can theirs. */
const maxPieces = 1000;

/** `format('https://{0}.contoso.com', …)`: the arguments are where their numbers are; undefined where the pattern itself is not known. */
function foldFormat([pattern, ...values]: readonly Expression[], lookUp?: ConstantLookup): readonly FoldedPiece[] | undefined {
  if (pattern?.kind !== "string") return undefined;
  const { start, end } = pattern;
  const folded = values.map((value) => foldExpression(value, lookUp));
  const pieces: FoldedPiece[] = [];
  // What is written may be long; what is repeated may not become so.
  let room = maxFolded + lengthOf(folded.flat());
  for (const part of pattern.value.split(/(\{\d+(?:[,:][^{}]*)?\}|\{\{|\}\})/)) {
    const place = /^\{(\d+)/.exec(part)?.[1];
    if (place !== undefined) {
      const value = folded[Number(place)] ?? [];
      room -= lengthOf(value);
      addAll(pieces, value);
    } else if (part !== "")
      pieces.push({ text: /^(?:\{\{|\}\})$/.test(part) ? part.charAt(0) : part, known: true, start, end, verbatim: false });
    if (pieces.length > maxPieces || room < 0) return undefined;
  }
  return pieces;
}

function lengthOf(pieces: readonly FoldedPiece[]): number {
  return pieces.reduce((sum, { text }) => sum + text.length, 0);
}

function unknown(node: { readonly start: number; readonly end: number }): FoldedPiece {
  return { text: unknownPart, known: false, start: node.start, end: node.end, verbatim: false };
}

/** The whole text, or undefined when a part of it is unknown. */
export function completeText(pieces: readonly FoldedPiece[]): string | undefined {
  return pieces.every(({ known, text }) => known && !text.includes(unknownPart)) ? foldedText(pieces) : undefined;
}

/** The text of pieces, with a mark in place of those that are not known. */
export function foldedText(pieces: readonly FoldedPiece[]): string {
  return pieces.map((piece) => piece.text).join("");
}

/** The readable text of a string of a definition, with {@link unknownPart} for what is only known at run time. */
export function readableText(text: string): string {
  return foldedText(foldTemplate(parseTemplate(text)));
}

/** Longest text that a folded function may give: folding must not become a way to use up memory. */
const maxFolded = 100_000;

const transforms: ReadonlyMap<string, (args: readonly string[]) => string | undefined> = new Map([
  ["base64", encodeBase64],
  ["encodebase64", encodeBase64],
  ["base64tostring", decodeBase64],
  ["decodebase64", decodeBase64],
  ["datauritostring", decodeDataUri],
  ["decodedatauri", decodeDataUri],
  ["string", ([text]) => text],
  ["tolower", ([text]) => text?.toLowerCase()],
  ["toupper", ([text]) => text?.toUpperCase()],
  ["trim", ([text]) => text?.trim()],
  ["uricomponent", ([text]) => uriComponent(text)],
  ["encodeuricomponent", ([text]) => uriComponent(text)],
  ["uricomponenttostring", ([text]) => decodedUriComponent(text)],
  ["decodeuricomponent", ([text]) => decodedUriComponent(text)],
  ["replace", replace],
  ["substring", substring],
  ["slice", slice],
  ["trimbyteordermark", ([text]) => text?.replace(/^\ufeff/, "")],
] as const satisfies readonly (readonly [string, (args: readonly string[]) => string | undefined])[]);

function encodeBase64([text]: readonly string[]): string | undefined {
  return text === undefined ? undefined : Buffer.from(text, "utf8").toString("base64");
}

function decodeBase64([text]: readonly string[]): string | undefined {
  return text === undefined ? undefined : Buffer.from(text, "base64").toString("utf8");
}

/** `data:text/plain;base64,…`, or with percent signs. */
function decodeDataUri([uri]: readonly string[]): string | undefined {
  const [, base64, data] = /^data:[^,]{0,200}?(;base64)?,(.*)$/is.exec(uri ?? "") ?? [];
  if (data === undefined) return undefined;
  return base64 === undefined ? decodedUriComponent(data) : decodeBase64([data]);
}

function replace([text, found, replacement]: readonly string[]): string | undefined {
  if (text === undefined || found === undefined || replacement === undefined || found === "") return undefined;
  const parts = text.split(found);
  return text.length + (parts.length - 1) * replacement.length > maxFolded ? undefined : parts.join(replacement);
}

function substring([text, from, length]: readonly string[]): string | undefined {
  const start = position(from);
  if (text === undefined || start === undefined) return undefined;
  const count = position(length);
  return count === undefined ? text.slice(start) : text.slice(start, start + count);
}

/** Offsets below 0 count from the end of the text. */
function slice([text, from, end]: readonly string[]): string | undefined {
  const [start, stop] = [from, end].map((offset) => (offset !== undefined && /^-?\d{1,6}$/.test(offset) ? Number(offset) : undefined));
  if (text === undefined || start === undefined || (end !== undefined && stop === undefined)) return undefined;
  return text.slice(start, stop);
}

function position(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}

function decodedUriComponent(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    // A percent sign that begins no code.
    return undefined;
  }
}

function uriComponent(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : encodeURIComponent(text);
  } catch {
    // Half of a surrogate pair has no encoding.
    return undefined;
  }
}
