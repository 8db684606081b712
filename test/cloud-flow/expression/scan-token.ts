import { scanInto, type Token, type TokenSlot } from "../../../src/cloud-flow/expression/lexer.ts";

/** The token at or after `from`, in front of `limit`. */
export function scanToken(text: string, from: number, limit: number): Token {
  const slot: TokenSlot = { kind: "end", start: from, end: from };
  scanInto(slot, text, from, limit);
  return slot;
}
