import type { InputProblem } from "./artifact.ts";
import { countText, filesText, overLimit, unreadable } from "./problem.ts";

/** A central directory that was found and walked: {@link records} records follow one another in {@link bytes}. */
export interface ZipDirectory {
  readonly records: number;
  /** A view of exactly the records. */
  readonly bytes: Buffer;
  /** To be added to the offsets of the members: above 0 when other bytes are before the archive (a self-extractor). */
  readonly shift: number;
  /** Where the records begin in the file. */
  readonly start: number;
  /** The comment of the archive as a whole. */
  readonly comment: Buffer;
}

/** The list of files of an archive, or what is wrong with it. */
export type Preflight = { readonly directory: ZipDirectory } | { readonly problem: InputProblem };

const signature = { member: 0x04034b50, record: 0x02014b50, end: 0x06054b50, zip64End: 0x06064b50, zip64Locator: 0x07064b50 };
const endSize = 22;
const locatorSize = 20;
const zip64EndSize = 56;
const recordSize = 46;
/** The end record and the longest comment that may follow it: the end record must begin in these last bytes. */
const longestTail = endSize + 0xffff;

/** What an end record, of either width, says. */
interface EndRecord {
  readonly disk: number;
  readonly directoryDisk: number;
  readonly recordsOnDisk: number;
  readonly records: number;
  readonly directorySize: number;
  readonly directoryOffset: number;
  /** Where the end record itself begins: the directory must end before it. */
  readonly position: number;
}

/**
 * Finds the central directory and checks everything that the zip library trusts blindly: it loops over whatever number of records the
 * end record claims (98 bytes that claim 2^32 records block the event loop for good), takes the first thing that looks like an end
 * record (in a package with a stored solution that is the inner one), and reads on past the end of the file. Never throws.
 * Layout of the records: APPNOTE.TXT 6.3.10, section 4.3.
 * @param maxRecords Most members the archive may have.
 */
export function preflight(bytes: Buffer, maxRecords: number): Preflight {
  const position = findEnd(bytes);
  if (position === undefined) return { problem: notAnArchive(bytes) };
  const end = resolveZip64(bytes, readEnd(bytes, position));
  if (typeof end === "string") return damaged(end);
  if (end.disk !== 0 || end.directoryDisk !== 0 || end.recordsOnDisk !== end.records) {
    return {
      problem: unreadable("The archive is one part of a multi-part archive, which is not supported. Join the parts to one zip file."),
    };
  }
  const { records, directorySize } = end;
  const shift = findShift(bytes, end);
  if (shift === undefined) return damaged("its list of files lies outside of the file");
  if (records * recordSize > directorySize) {
    return damaged(`it claims ${filesText(records)}, but its list of files has only ${countText(directorySize)} bytes`);
  }
  if (records > maxRecords) {
    return {
      problem: overLimit(`The archive has ${filesText(records)}, and only ${countText(maxRecords)} more may be listed.`, "entries"),
    };
  }
  const start = end.directoryOffset + shift;
  const directory = bytes.subarray(start, start + directorySize);
  const size = walk(directory, records);
  if (size === undefined) return damaged("its list of files is broken");
  const comment = bytes.subarray(position + endSize, position + endSize + bytes.readUInt16LE(position + 20));
  return { directory: { records, bytes: directory.subarray(0, size), shift, start, comment } };
}

/**
 * The position of the end record: the last one whose comment ends with the file, else the last one whose comment fits, because some
 * tools leave bytes after the archive.
 */
function findEnd(bytes: Buffer): number | undefined {
  let fitting: number | undefined;
  const first = Math.max(0, bytes.length - longestTail);
  for (let at = bytes.length - endSize; at >= first; at--) {
    if (bytes[at] !== 0x50 || bytes.readUInt32LE(at) !== signature.end) continue;
    const rest = bytes.length - (at + endSize + bytes.readUInt16LE(at + 20));
    if (rest === 0) return at;
    if (rest > 0) fitting ??= at;
  }
  return fitting;
}

function readEnd(bytes: Buffer, at: number): EndRecord {
  return {
    disk: bytes.readUInt16LE(at + 4),
    directoryDisk: bytes.readUInt16LE(at + 6),
    recordsOnDisk: bytes.readUInt16LE(at + 8),
    records: bytes.readUInt16LE(at + 10),
    directorySize: bytes.readUInt32LE(at + 12),
    directoryOffset: bytes.readUInt32LE(at + 16),
    position: at,
  };
}

/** The zip64 end record where the plain one has a field that is too small for its value; a text says what is wrong with it. */
function resolveZip64(bytes: Buffer, end: EndRecord): EndRecord | string {
  const locator = end.position - locatorSize;
  const saturated = end.records === 0xffff || end.directorySize === 0xffffffff || end.directoryOffset === 0xffffffff || end.disk === 0xffff;
  // An archive of exactly 65,535 members needs no zip64 records.
  if (!saturated || locator < 0 || bytes.readUInt32LE(locator) !== signature.zip64Locator) return end;
  const declared = Number(bytes.readBigUInt64LE(locator + 8));
  // Bytes before the archive move the record; it then is right before its locator.
  const at = [declared, locator - zip64EndSize].find((place) => isAt(bytes, place, signature.zip64End, zip64EndSize) && place < locator);
  if (at === undefined) return "its zip64 end record is missing";
  const wide = (offset: number): number => Number(bytes.readBigUInt64LE(at + offset));
  return {
    disk: bytes.readUInt32LE(at + 16),
    directoryDisk: bytes.readUInt32LE(at + 20),
    recordsOnDisk: wide(24),
    records: wide(32),
    directorySize: wide(40),
    directoryOffset: wide(48),
    position: at,
  };
}

/** How far the archive is moved by bytes before it; `undefined` when the directory does not precede the end record. */
function findShift(bytes: Buffer, end: EndRecord): number | undefined {
  const shift = end.position - end.directorySize - end.directoryOffset;
  if (shift < 0) return undefined;
  // Bytes before the archive and bytes between directory and end record look alike: the first record decides.
  const asDeclared = end.records === 0 || isAt(bytes, end.directoryOffset, signature.record, recordSize);
  return asDeclared ? 0 : shift;
}

/** The size of so many records in a row; `undefined` when they are not there. */
function walk(directory: Buffer, records: number): number | undefined {
  let at = 0;
  for (let index = 0; index < records; index++) {
    if (!isAt(directory, at, signature.record, recordSize)) return undefined;
    at += recordSize + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return at <= directory.length ? at : undefined;
}

function isAt(bytes: Buffer, at: number, wanted: number, size: number): boolean {
  return Number.isSafeInteger(at) && at >= 0 && at + size <= bytes.length && bytes.readUInt32LE(at) === wanted;
}

function damaged(reason: string): Preflight {
  return { problem: unreadable(`The archive is damaged: ${reason}. Export or download it again.`) };
}

/** Says what bytes without an end record are instead, as far as that helps the user on. */
function notAnArchive(bytes: Buffer): InputProblem {
  if (bytes.length === 0) return unreadable("The file is empty, so it is not a zip archive.");
  if (bytes.length >= 4 && bytes.readUInt32LE(0) === signature.member) {
    return unreadable("The archive is truncated: its end is missing. Export or download it again.");
  }
  const start = bytes.toString("latin1", 0, 256).trimStart();
  if (start.startsWith("version https://git-lfs.github.com/spec/")) {
    return unreadable(
      "This is not a zip archive but a Git LFS pointer to one. Fetch the real file with 'git lfs pull' (in a pipeline: check out with LFS).",
    );
  }
  if (/^(?:<!doctype html|<html)/i.test(start)) {
    return unreadable(
      "This is not a zip archive but a web page, probably a sign-in or error page that was saved in its place. Download it again.",
    );
  }
  // With a byte order mark or without, as it looks in Latin-1.
  if (/^(?:\u00ef\u00bb\u00bf)?\s*[{[]/.test(start))
    return unreadable("This is not a zip archive but JSON. A flow definition is read from a file of its own, whose name ends in .json.");
  const other = otherArchives.find(([mark]) => start.startsWith(mark))?.[1];
  if (other !== undefined)
    return unreadable(`This is not a zip archive but ${other}. Unpack it, and name the folder or the zip file in it.`);
  return unreadable("This is not a zip archive.");
}

/** What archives of other formats begin with, as it looks in Latin-1. */
const otherArchives: readonly (readonly [mark: string, what: string])[] = [
  ["7z\u00bc\u00af'\u001c", "a 7-Zip archive"],
  ["Rar!\u001a\u0007", "a RAR archive"],
  ["\u001f\u008b", "a gzip archive"],
  ["MSCF\0\0\0\0", "a cabinet"],
];

/** Whether a file that begins with these bytes (at least 4) is a zip archive: one with members, or an empty one. */
export function startsLikeZip(head: Buffer): boolean {
  if (head.length < 4) return false;
  const first = head.readUInt32LE(0);
  return first === signature.member || first === signature.end;
}
