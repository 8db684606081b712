import { isUtf8 } from "node:buffer";

/** How the bytes of a text file are to be read. */
interface TextEncoding {
  readonly name: "utf-8" | "utf-16le" | "utf-16be";
  /** Length of the byte order mark; 0 without one. */
  readonly mark: number;
}

/** Decodes UTF-8, or UTF-16 where a byte order mark or the bytes themselves say so. Invalid bytes become U+FFFD. */
export function decodeText(bytes: Buffer): string {
  const { name, mark } = encodingOf(bytes);
  if (name === "utf-8") return bytes.toString("utf8", mark);
  if (name === "utf-16le") return bytes.toString("utf16le", mark);
  const even = bytes.subarray(mark, bytes.length - (bytes.length % 2));
  return Buffer.from(even).swap16().toString("utf16le");
}

/** Encodes a text as the bytes that it replaces are encoded, with the same byte order mark. */
export function encodeText(text: string, replaced: Buffer): Buffer {
  const { name, mark } = encodingOf(replaced);
  const marked = mark > 0 ? `\ufeff${text}` : text;
  if (name === "utf-8") return Buffer.from(marked, "utf8");
  const wide = Buffer.from(marked, "utf16le");
  return name === "utf-16le" ? wide : wide.swap16();
}

/** Whether bytes are a text, judging by their beginning: other files hold zero bytes, and are neither UTF-16 nor UTF-8. */
export function isText(bytes: Buffer): boolean {
  return !bytes.subarray(0, headLength).includes(0) || encodingOf(bytes).name !== "utf-8" || isUtf8(bytes);
}

/** Bytes that are looked at to tell what a file without a byte order mark is. */
const headLength = 1024;

function encodingOf(bytes: Buffer): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { name: "utf-16le", mark: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { name: "utf-16be", mark: 2 };
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { name: "utf-8", mark: 3 };
  return { name: unmarked(bytes.subarray(0, headLength)), mark: 0 };
}

/** In UTF-16 one byte of each ASCII character is zero, always the same one; in UTF-8 none is. Numbers in a binary file are mostly small instead. */
function unmarked(head: Buffer): TextEncoding["name"] {
  if (!head.includes(0)) return "utf-8";
  // The characters of each order that ASCII has, and those of them that no text has.
  const little = { printable: 0, control: 0 };
  const big = { printable: 0, control: 0 };
  const pairs = head.length >> 1;
  for (let index = 0; index < 2 * pairs; index += 2) {
    const first = head[index] ?? 0;
    const second = head[index + 1] ?? 0;
    if (second === 0) little[isInTexts(first) ? "printable" : "control"]++;
    else if (first === 0) big[isInTexts(second) ? "printable" : "control"]++;
  }
  const [order, other, name] =
    little.printable >= big.printable ? ([little, big, "utf-16le"] as const) : ([big, little, "utf-16be"] as const);
  const isMostly = order.printable > 20 * order.control && order.printable > 4 * (other.printable + other.control);
  const isWide = isMostly && order.printable * 8 >= pairs;
  return isWide ? name : "utf-8";
}

function isInTexts(byte: number): boolean {
  return byte >= 0x20 ? byte !== 0x7f : byte >= 0x09 && byte <= 0x0d;
}
