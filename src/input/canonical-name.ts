/** The name of an archive's member as the rest of the program uses it, or why there is none. */
export type CanonicalName =
  | { readonly name: string }
  /** `rejected` completes the sentence "The name …". */
  | { readonly rejected: string };

/**
 * Brings the name of an archive's member to one form: `/` between folders (some vendors' tools write `\`), no `./`, no empty segments,
 * no slash at the end. Names that could point out of the archive or garble a report are rejected, not repaired.
 */
export function canonicalName(raw: string): CanonicalName {
  if (raw.includes("\0")) return { rejected: "contains a NUL character" };
  if (/\p{Cc}/u.test(raw)) return { rejected: "contains a control character" };
  const slashed = raw.replaceAll("\\", "/");
  if (slashed.startsWith("/")) return { rejected: "is an absolute path" };
  if (/^[a-z]:/i.test(slashed)) return { rejected: "starts with a drive letter" };
  if (!unsafeName.test(slashed)) return { name: slashed };
  const segments = slashed.split("/").filter((segment) => segment !== "" && segment !== ".");
  if (segments.includes("..")) return { rejected: "leads out of the archive with '..'" };
  if (segments.length === 0) return { rejected: "is empty" };
  return { name: segments.join("/") };
}

/** An empty name, or a segment that is empty, `.` or `..`. */
const unsafeName = /^$|(?:^|\/)\.{0,2}(?:\/|$)/;

/** The form in which two names are the same for Windows and for Dataverse: compare this, show the name. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

const code437 =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

/**
 * Decodes the bytes of a member's name: UTF-8 whether or not the flag for it is set (most exports do not set it), else code page 437,
 * which the format prescribes for names without the flag (APPNOTE.TXT, appendix D).
 */
export function decodeName(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  if (!text.includes("\ufffd")) return text;
  return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : (code437[byte - 0x80] ?? "\ufffd"))).join("");
}
