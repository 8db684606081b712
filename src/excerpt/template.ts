import type { Call, Dereference, Expression } from "../cloud-flow/expression/ast.ts";
import type { NamedKind } from "../cloud-flow/expression/function-table.ts";
import { functionInfo } from "../cloud-flow/expression/functions.ts";
import { parseTemplate } from "../cloud-flow/expression/template.ts";
import type { CloudFlow } from "../cloud-flow/model.ts";
import { code, type ExcerptPart, masked } from "../findings/excerpt.ts";
import { type Span, spansMeet } from "../source/place.ts";
import { isShownName, namePart } from "./names.ts";

/** Expressions that are longer are cut. */
const mostParts = 60;

/**
 * A string of a definition: its expressions with the names of what they read, and none of its texts. What cannot be parsed is a text as a
 * whole.
 * @param span the part of the string that is to be marked; undefined for none
 */
export function templateParts(text: string, flow: CloudFlow | undefined, span: Span | undefined): readonly ExcerptPart[] {
  const template = parseTemplate(text);
  if (template.kind === "literal" || template.problems.length > 0) return [markedIn(masked, { start: 0, end: text.length }, span)];
  const parts: ExcerptPart[] = [];
  const write: Write = (part, at) => {
    if (parts.length < mostParts) parts.push(markedIn(part, at, span));
  };
  if (template.kind === "expression") {
    write(code("@"), { start: 0, end: 1 });
    writeExpression(template.expression, flow, write);
  } else {
    for (const part of template.parts) {
      if (part.kind === "text") write(masked, part);
      else {
        write(code("@{"), point(part.start));
        writeExpression(part, flow, write);
        write(code("}"), point(part.end));
      }
    }
  }
  return parts.length < mostParts ? parts : [...parts, code(" …")];
}

type Write = (part: ExcerptPart, at: Span) => void;

function markedIn(part: ExcerptPart, at: Span, span: Span | undefined): ExcerptPart {
  return span !== undefined && spansMeet(at, span) ? { ...part, marked: true } : part;
}

function writeExpression(expression: Expression, flow: CloudFlow | undefined, write: Write): void {
  switch (expression.kind) {
    case "string":
      writeText(expression, write);
      break;
    case "number":
      writeNumber(expression, write);
      break;
    case "boolean":
      write(code(String(expression.value)), expression);
      break;
    case "null":
      write(code("null"), expression);
      break;
    case "error":
      write(masked, expression);
      break;
    case "call":
      writeCall(expression, flow, write);
  }
}

function writeCall({ name, nameSpan, arguments: given, dereferences }: Call, flow: CloudFlow | undefined, write: Write): void {
  const info = functionInfo(name);
  write(info === undefined ? masked : code(info.name), nameSpan);
  write(code("("), point(nameSpan.end));
  for (const [index, argument] of given.entries()) {
    if (index > 0) write(code(", "), point(argument.start));
    const naming = index === 0 ? info?.names : undefined;
    if (argument.kind === "string" && naming !== undefined && isDeclared(argument.value, naming, flow))
      writeName(argument.value, argument, write);
    else writeExpression(argument, flow, write);
  }
  write(code(")"), point(given.at(-1)?.end ?? nameSpan.end));
  for (const step of dereferences) writeStep(step, flow, write);
}

function writeStep({ safe, notation, key, start, end }: Dereference, flow: CloudFlow | undefined, write: Write): void {
  if (notation === "dot" && key.kind === "string") {
    write(code(safe ? "?." : "."), point(start));
    for (const part of namePart(key.value)) write(part, key);
    return;
  }
  write(code(safe ? "?[" : "["), point(start));
  if (key.kind === "string") writeName(key.value, key, write);
  else writeExpression(key, flow, write);
  write(code("]"), { start: end - 1, end });
}

/** Brackets belong to no text: they are marked only where all around them is. */
function point(offset: number): Span {
  return { start: offset, end: offset };
}

function writeName(text: string, at: Span, write: Write): void {
  if (isShownName(text)) for (const part of namePart(text, "'")) write(part, at);
  else writeText(at, write);
}

function writeText(at: Span, write: Write): void {
  write(code("'"), at);
  write(masked, at);
  write(code("'"), at);
}

/** Two digits are no PIN. */
function writeNumber({ value, start, end }: Span & { readonly value: number }, write: Write): void {
  const text = String(value);
  write(text.length <= 2 ? code(text) : masked, { start, end });
}

/** Whether the flow has what an expression names: a text in that position that names nothing could be anything. */
function isDeclared(text: string, thing: NamedKind, flow: CloudFlow | undefined): boolean {
  const wanted = text.toLowerCase();
  switch (thing) {
    case "action":
    case "foreachLoop":
    case "untilLoop":
    case "scope":
      return flow?.byName.has(wanted) === true;
    case "variable":
      return flow?.variables.has(wanted) === true;
    case "parameter":
      return flow?.parameters.some(({ name }) => name.toLowerCase() === wanted) === true;
    case "appSetting":
    case "agentParameter":
      return false;
  }
}
