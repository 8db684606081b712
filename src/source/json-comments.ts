import { createScanner } from "jsonc-parser";
import type { Json } from "../json.ts";

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

/** The text with blanks in the place of comments; one that is not closed stays, so that the text is no JSON. */
export function withoutComments(text: string): string {
  const scanner = createScanner(text, false);
  const parts: string[] = [];
  let end = 0;
  for (let token = scanner.scan() as number; token !== endOfFile; token = scanner.scan()) {
    if ((token !== lineComment && token !== blockComment) || (scanner.getTokenError() as number) !== noError) continue;
    const start = scanner.getTokenOffset();
    const behind = start + scanner.getTokenLength();
    parts.push(text.slice(end, start), text.slice(start, behind).replace(/[^\r\n]/g, " "));
    end = behind;
  }
  parts.push(text.slice(end));
  return parts.join("");
}

/** Of jsonc-parser's scanner: its enums are const enums, which single-file compilation cannot read. */
const lineComment = 12;
const blockComment = 13;
const endOfFile = 17;
const noError = 0;
