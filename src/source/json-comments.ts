import { createScanner } from "jsonc-parser";
import { isDeeperThan, isObject, type Json, type JsonObject, maxJsonDepth } from "../json.ts";
import type { Span } from "./place.ts";

/** A JSON document and the text that it was parsed from. */
export interface ParsedJson {
  readonly value: Json;
  /** The text of the file with blanks in the place of comments, so that all offsets are those of the file. */
  readonly text: string;
}

/**
 * Parses JSON that may hold comments: templates for Azure Resource Manager have them, and what imports flows lets them pass.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax#comments-and-metadata
 * @throws SyntaxError when the text is no JSON without its comments, either
 */
export function parseJson(text: string): ParsedJson {
  try {
    return { value: JSON.parse(text) as Json, text };
  } catch (error) {
    if (!/\/[/*]/.test(text)) throw error;
    const bare = withoutComments(text);
    return { value: JSON.parse(bare) as Json, text: bare };
  }
}

/** The object that a document is, which may hold comments; undefined where it is none, or nested too deeply to be analysed. */
export function parsedDocument(text: string): JsonObject | undefined {
  try {
    const { value } = parseJson(text);
    return isObject(value) && !isDeeperThan(value, maxJsonDepth) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The text with blanks in the place of comments; one that is not closed stays, so that the text is no JSON. */
export function withoutComments(text: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const comment of commentSpans(text)) {
    parts.push(text.slice(end, comment.start), blanked(text.slice(comment.start, comment.end)));
    end = comment.end;
  }
  parts.push(text.slice(end));
  return parts.join("");
}

/**
 * The comments of a text, without the signs that make them some, with blanks in the place of all else: offsets are those of the text. Undefined where
 * it has none.
 */
export function commentsOf(text: string): string | undefined {
  const parts: string[] = [];
  let end = 0;
  for (const comment of commentSpans(text)) {
    const isBlock = text.startsWith("/*", comment.start);
    const content = text.slice(comment.start + 2, isBlock ? comment.end - 2 : comment.end);
    parts.push(blanked(text.slice(end, comment.start)), "  ", content, isBlock ? "  " : "");
    end = comment.end;
  }
  return end === 0 ? undefined : parts.join("");
}

function blanked(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}

/** The comments of a text that are closed. */
function* commentSpans(text: string): Generator<Span> {
  const scanner = createScanner(text, false);
  for (let token = scanner.scan() as number; token !== endOfFile; token = scanner.scan()) {
    if ((token !== lineComment && token !== blockComment) || (scanner.getTokenError() as number) !== noError) continue;
    const start = scanner.getTokenOffset();
    yield { start, end: start + scanner.getTokenLength() };
  }
}

/** Of jsonc-parser's scanner: its enums are const enums, which single-file compilation cannot read. */
const lineComment = 12;
const blockComment = 13;
const endOfFile = 17;
const noError = 0;
