import { code, type ExcerptPart, masked, name } from "../findings/excerpt.ts";
import { detectCredentials } from "../secrets/detect.ts";

/** Makers give no longer names. */
const longestName = 100;

/** Letters, digits and what the designer allows between them; nothing in quotes, and nothing that spans lines. */
function isPlain(text: string): boolean {
  return /^[\p{L}_$@*][\p{L}\p{M}\p{N} _\-.,:;/$@#&+()*!?|[\]]*$/u.test(text);
}

/** Whether a name can be shown: reports are full of names, but one that looks like a credential, or like no name, is treated as a text. */
export function isShownName(text: string): boolean {
  return text.length <= longestName && isPlain(text) && detectCredentials(text, { position: "other" }).length === 0;
}

/** A name, in quotes where it is written so. */
export function namePart(text: string, quote = ""): readonly ExcerptPart[] {
  if (isShownName(text)) return [name(`${quote}${text}${quote}`)];
  return quote === "" ? [masked] : [code(quote), masked, code(quote)];
}
