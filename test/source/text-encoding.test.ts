import { describe, expect, it } from "vitest";
import { decodeText, encodeText, isText } from "../../src/source/text-encoding.ts";

const wide = (text: string): Buffer => Buffer.from(text, "utf16le");
const bigEndian = (text: string): Buffer => wide(text).swap16();

const text = '{ "ключ": "é 变量 Ā 😀" }\r\n';
const comments = `# ${"按照流程读取客户数据".repeat(6)}\r\n${"SET Total TO 1\r\n".repeat(4)}`;

describe("a text is decoded and written back", () => {
  it.each([
    ["in UTF-8", text, Buffer.from(text)],
    ["in UTF-8 with a byte order mark", text, Buffer.from(`\ufeff${text}`)],
    ["in UTF-16LE with a byte order mark", text, wide(`\ufeff${text}`)],
    ["in UTF-16BE with a byte order mark", text, bigEndian(`\ufeff${text}`)],
    ["in UTF-16LE without one", text, wide(text)],
    ["in UTF-16BE without one", text, bigEndian(text)],
    ["in UTF-16LE without one, and mostly in Chinese", comments, wide(comments)],
    ["in UTF-16BE without one, and mostly in Chinese", comments, bigEndian(comments)],
    ["of one character in UTF-16", "x", wide("x")],
    ["of no character", "", Buffer.alloc(0)],
    [
      "with a single zero character in UTF-8",
      '"a\u0000b": "long enough to be a text"',
      Buffer.from('"a\u0000b": "long enough to be a text"'),
    ],
  ])("%s", (_, decoded, bytes) => {
    expect(decodeText(bytes)).toBe(decoded);
    expect(encodeText(decoded, bytes)).toEqual(bytes);
    expect(isText(bytes)).toBe(true);
  });

  it("and a byte too many in UTF-16 is left out", () => {
    expect(decodeText(Buffer.concat([wide("abc"), Buffer.from([0x61])]))).toBe("abc");
    expect(decodeText(Buffer.concat([bigEndian("\ufeffabc"), Buffer.from([0x61])]))).toBe("abc");
  });
});

describe("no text is", () => {
  it.each([
    ["an image", Buffer.from("89504e470d0a1a0a0000000d494844520000001000000010080600000", "hex")],
    ["a program", Buffer.from("4d5a90000300000004000000ffff0000b800000000000000400000000000000000000000", "hex")],
    ["a list of small numbers", Buffer.from(Uint16Array.from({ length: 200 }, (_, index) => index * 7).buffer)],
    ["nothing but zeros and a byte of no text", Buffer.concat([Buffer.alloc(64), Buffer.from([0xff, 0x80])])],
  ])("%s", (_, bytes) => expect(isText(bytes)).toBe(false));
});
