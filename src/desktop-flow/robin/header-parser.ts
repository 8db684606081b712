import { parseArgumentName, takeText } from "./action-parser.ts";
import type { Annotation, Declaration, ErrorStatement, ImportLine, SensitiveName } from "./ast.ts";
import { errorRow, type ScriptParser, takeAnnotations } from "./blocks.ts";
import { parseExpression } from "./expression-parser.ts";
import { accept, acceptWord, endBehind, fail, next, tokenText } from "./parser-state.ts";
import { parseText } from "./text-parser.ts";
import { TokenKind } from "./tokens.ts";

/** Names of `@@` lines that describe the flow rather than the row below them. */
const metadataNames = new Set(["connectionstring", "type", "desktoptype", "displayname"]);

/** `@@name: value` */
export function annotationRow(parser: ScriptParser): ErrorStatement | undefined {
  const annotation = parseAnnotation(parser);
  if (annotation === undefined) return errorRow(parser, "An @@ line has the form @@name: 'value'.");
  parser.annotations.push(annotation);
  if (parser.inHeader && metadataNames.has(annotation.name.toLowerCase())) endMetadata(parser);
  return undefined;
}

function parseAnnotation(parser: ScriptParser): Annotation | undefined {
  const { start, line } = parser;
  next(parser);
  const name = parseArgumentName(parser);
  if (name === undefined || !accept(parser, TokenKind.colon)) return undefined;
  const value = parseExpression(parser);
  return { name, line, value, start, end: endBehind(parser, value) };
}

/** `@SENSITIVE`, `@INPUT`, `@OUTPUT` */
export function declarationRow(parser: ScriptParser): ErrorStatement | undefined {
  const { start, line } = parser;
  next(parser);
  const keyword = parser.kind === TokenKind.word ? tokenText(parser).toLowerCase() : "";
  if (keyword !== "sensitive" && keyword !== "input" && keyword !== "output")
    return errorRow(parser, "INPUT, OUTPUT or SENSITIVE is expected after @.");
  endMetadata(parser);
  next(parser);
  if (keyword === "sensitive") {
    const names = parseSensitive(parser);
    const frame = parser.frames[0];
    const local = frame?.kind === "function" && !frame.node.global ? frame.node : undefined;
    if (local === undefined) for (const name of names) parser.sensitive.push(name);
    else local.sensitive = { names: [...(local.sensitive?.names ?? []), ...names], start, end: parser.previousEnd };
    return undefined;
  }
  const declaration = parseDeclaration(parser, keyword, start, line);
  if (declaration === undefined) return errorRow(parser, `The name of the ${keyword} is missing.`);
  parser.declarations.push(declaration);
  return undefined;
}

/** `: [A, B]` of `@SENSITIVE: [A, B]`. Names that cannot be read do not take the others with them. */
function parseSensitive(parser: ScriptParser): readonly SensitiveName[] {
  const names: SensitiveName[] = [];
  if (!accept(parser, TokenKind.colon) || !accept(parser, TokenKind.openBracket)) {
    fail(parser, "The list of sensitive variables is written @SENSITIVE: [A, B].");
    return names;
  }
  while (parser.kind === TokenKind.word || parser.kind === TokenKind.text) {
    const { start } = parser;
    const name = parser.kind === TokenKind.text ? parseText(parser).value : takeText(parser);
    names.push({ name, start, end: parser.previousEnd });
    if (!accept(parser, TokenKind.comma)) break;
  }
  if (!accept(parser, TokenKind.closeBracket)) fail(parser, "A closing bracket is missing in the list of sensitive variables.");
  return names;
}

/** `Name : { … }` */
function parseDeclaration(parser: ScriptParser, direction: Declaration["direction"], start: number, line: number): Declaration | undefined {
  if (parser.kind !== TokenKind.word && parser.kind !== TokenKind.text) return undefined;
  const nameStart = parser.start;
  const name = parser.kind === TokenKind.text ? parseText(parser).value : takeText(parser);
  const nameEnd = parser.previousEnd;
  const properties = accept(parser, TokenKind.colon)
    ? parseExpression(parser)
    : fail(parser, `A colon is missing after the name of the ${direction}.`);
  return { direction, line, name, nameStart, nameEnd, properties, start, end: endBehind(parser, properties) };
}

/** `IMPORT 'file' AS alias` */
export function importRow(parser: ScriptParser): ErrorStatement | undefined {
  endMetadata(parser);
  const line = parseImport(parser);
  if (line === undefined) return errorRow(parser, "An import is written IMPORT 'file' AS name.");
  parser.imports.push(line);
  return undefined;
}

function parseImport(parser: ScriptParser): ImportLine | undefined {
  const { start, line } = parser;
  next(parser);
  const file = parseText(parser).value;
  if (!acceptWord(parser, "as") || parser.kind !== TokenKind.word) return undefined;
  return { file, alias: takeText(parser), line, start, end: parser.previousEnd };
}

/** The `@@` lines so far describe the flow: those before another header line do, whatever their names. */
function endMetadata(parser: ScriptParser): void {
  for (const annotation of takeAnnotations(parser)) parser.metadata.push(annotation);
}
