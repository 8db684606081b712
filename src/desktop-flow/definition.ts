import { countLeading } from "../collections.ts";
import type { Statement } from "./robin/ast.ts";
import { parseRobin } from "./robin/parser.ts";
import { nestedStatements } from "./robin/walk.ts";

/** A script that is in another text. */
export interface EmbeddedScript {
  readonly script: string;
  /** Offset in the text around it, in UTF-16 units, of the character at an offset of the script. The end of the script is allowed. */
  hostOffset(offset: number): number;
  /** How text that is put into the script is written in the text around it. */
  encode(inserted: string): string;
}

/**
 * Decodes the text of a `<Definition>` element of a desktop flow (schema `ROBIN_202208_DVRS`): a JSON string literal, whose XML escapes the
 * XML parser has undone already. Takes a script without the literal around it too.
 *
 * Never throws. `undefined` means that the text is something else; other components have a `<Definition>` as well.
 */
export function decodeDefinition(text: string): EmbeddedScript | undefined {
  const quote = text.search(/\S/);
  if (quote < 0) return undefined;
  if (text.charAt(quote) !== '"')
    return looksLikeRobin(text) ? { script: text, hostOffset: (offset) => offset, encode: (inserted) => inserted } : undefined;
  const script = parseJsonString(text) ?? decodeLoosely(text, quote + 1);
  let jumps: Jumps | undefined;
  return {
    script,
    hostOffset(offset) {
      jumps ??= findJumps(text, quote + 1);
      return applyJumps(jumps, offset);
    },
    encode: (inserted) => JSON.stringify(inserted).slice(1, -1),
  };
}

function parseJsonString(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

const escapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** Length of the escape at `at`, whose character is a backslash: 2, 6 for a code unit, 1 where it is the last character. */
function escapeLength(text: string, at: number): number {
  if (text.charAt(at + 1) === "u" && /^[0-9a-f]{4}$/i.test(text.slice(at + 2, at + 6))) return 6;
  return at + 1 < text.length ? 2 : 1;
}

/** Reads a JSON string that is not quite one: with line breaks in it, with unknown escapes, without its closing quote. */
function decodeLoosely(text: string, from: number): string {
  let value = "";
  let at = from;
  while (at < text.length && text.charAt(at) !== '"') {
    if (text.charAt(at) !== "\\") {
      value += text.charAt(at);
      at++;
      continue;
    }
    const length = escapeLength(text, at);
    const character = text.charAt(at + 1);
    value += length === 6 ? String.fromCharCode(Number.parseInt(text.slice(at + 2, at + 6), 16)) : (escapes[character] ?? character);
    at += length;
  }
  return value;
}

/** Where script and literal drift apart: behind each escape, both offsets. */
interface Jumps {
  readonly script: readonly number[];
  readonly host: readonly number[];
}

function findJumps(text: string, from: number): Jumps {
  const script = [0];
  const host = [from];
  let shift = from;
  for (let at = text.indexOf("\\", from); at >= 0; ) {
    const length = escapeLength(text, at);
    shift += length - 1;
    script.push(at + length - shift);
    host.push(at + length);
    at = text.indexOf("\\", at + length);
  }
  return { script, host };
}

/** By the last jump at or before the offset. */
function applyJumps({ script, host }: Jumps, offset: number): number {
  const jump = Math.max(0, countLeading(script, (start) => start <= offset) - 1);
  return (host[jump] ?? 0) + offset - (script[jump] ?? 0);
}

/** Only the beginning of a text is looked at, so that a large file of another kind costs nothing. */
const sampleSize = 16 * 1024;

/**
 * Whether a text is a Robin script: most of its rows can be read, and one is more than a comment or a name with dots, of which a list of
 * files is made as well.
 */
export function looksLikeRobin(text: string): boolean {
  const script = parseRobin(text.length > sampleSize ? text.slice(0, sampleSize) : text);
  const { main, functions, header } = script;
  const declared = header.declarations.length + header.imports.length + functions.length;
  const rows = [main, ...functions.map(({ body }) => body)]
    .flatMap((body) => [...nestedStatements(body)])
    .filter(({ kind }) => kind !== "comment" && kind !== "error");
  return (declared > 0 || rows.some((row) => !isBareName(row))) && script.problems.length * 2 <= declared + rows.length;
}

function isBareName(row: Statement): boolean {
  return row.kind === "action" && row.call.arguments.length === 0 && row.call.outputs.length === 0;
}
