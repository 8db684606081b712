import { crc32, deflateRawSync } from "node:zlib";
import { ArtifactError, type InputProblem } from "./artifact.ts";
import { canonicalName, decodeName, nameKey } from "./canonical-name.ts";
import { unreadable } from "./problem.ts";
import { readMember } from "./zip-member.ts";
import { preflight, type ZipDirectory } from "./zip-preflight.ts";

/**
 * What becomes of a member: its new content, `"removed"`, or undefined for one that stays as it is.
 * @param read The content so far.
 */
export type MemberChange = (name: string, read: () => Buffer) => Buffer | "removed" | undefined;

/** A file that is added after the others. */
export interface NewMember {
  /** With `/` between folders. */
  readonly name: string;
  readonly content: Buffer;
}

/** A record of the central directory, and what is decided about its member. */
interface Entry {
  readonly record: Buffer;
  /** Where its local header is in the file. */
  readonly offset: number;
  /** Where the next record begins: after the header, the data, and whatever a writer puts after them. */
  end: number;
  content: Buffer | "removed" | undefined;
}

/**
 * Writes a zip archive with other contents for some members. Every other member keeps its bytes: header, compressed data, name, flags,
 * extra fields and times are copied, in their order. A changed member keeps its name, its times and its method. The same input gives the
 * same output. Layout of the records: APPNOTE.TXT 6.3.10, section 4.3.
 * @throws ArtifactError when the archive is of a form that cannot be written again
 */
export function rewriteArchive(bytes: Buffer, change: MemberChange, added: readonly NewMember[] = []): Buffer {
  const checked = preflight(bytes, mostMembers);
  if ("problem" in checked) throw new ArtifactError(checked.problem);
  const { directory } = checked;
  const entries = readEntries(bytes, directory);
  decide(bytes, entries, change);
  if (entries.length + added.length > mostMembers) throw new ArtifactError(unwritable("it would have too many files"));

  const first = Math.min(directory.start, ...entries.map(({ offset }) => offset));
  const parts: Buffer[] = [bytes.subarray(0, first)];
  let at = first;
  const append = (part: Buffer): void => {
    parts.push(part);
    at += part.length;
  };
  const records = new Map<Entry, Buffer>();
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    const { content, record, offset, end } = entry;
    if (content === "removed") continue;
    const position = at - directory.shift;
    if (content === undefined) {
      append(bytes.subarray(offset, end));
      records.set(entry, moved(record, position));
    } else {
      const packed = pack(content, record.readUInt16LE(10));
      append(localHeader(bytes, offset, content, packed));
      append(packed);
      records.set(entry, changedRecord(moved(record, position), content, packed));
    }
  }
  const isBackslashed = usesBackslashes(entries);
  const template = entries.find(({ content }) => content !== "removed")?.record;
  const newRecords = added.map(({ name, content }) => {
    const packed = pack(content, deflated);
    const position = at - directory.shift;
    const { header, record } = newMember(isBackslashed ? name.replaceAll("/", "\\") : name, content, packed, template, position);
    append(header);
    append(packed);
    return record;
  });
  const list = [...entries.flatMap((entry) => records.get(entry) ?? []), ...newRecords];
  const start = at - directory.shift;
  for (const record of list) append(record);
  append(endRecord(list.length, at - directory.shift - start, start, directory.comment));
  if (at > 0xffffffff) throw new ArtifactError(unwritable("it would be larger than 4 GiB"));
  return Buffer.concat(parts);
}

const mostMembers = 0xfffe;
const stored = 0;
const deflated = 8;

function readEntries(bytes: Buffer, { bytes: list, records, shift, start }: ZipDirectory): readonly Entry[] {
  const entries: Entry[] = [];
  for (let index = 0, at = 0; index < records; index++) {
    const size = 46 + list.readUInt16LE(at + 28) + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);
    const record = plainRecord(list.subarray(at, at + size));
    const offset = record.readUInt32LE(42) + shift;
    if (offset + 30 > start || bytes.readUInt32LE(offset) !== 0x04034b50)
      throw new ArtifactError(unwritable("the header of a file is missing"));
    entries.push({ record, offset, end: start, content: undefined });
    at += size;
  }
  const ordered = entries.toSorted((a, b) => a.offset - b.offset);
  for (const [index, entry] of ordered.entries()) {
    const next = ordered[index + 1];
    if (next !== undefined) entry.end = next.offset;
    if (entry.end - entry.offset < 30 + entry.record.readUInt32LE(20)) throw new ArtifactError(unwritable("its files overlap"));
  }
  return entries;
}

/** Stands in a plain field whose value is in the extra field of zip64. */
const inZip64 = 0xffffffff;

/**
 * A record without zip64: what is written stays below 4 GiB, where the plain fields have room for sizes and offsets. Readers go by the
 * records, so local headers may stay as they are.
 */
function plainRecord(record: Buffer): Buffer {
  // The order in which the values are in the extra field: size, packed size, offset.
  const wide = [24, 20, 42].filter((at) => record.readUInt32LE(at) === inZip64);
  if (wide.length === 0) return record;
  const extraStart = 46 + record.readUInt16LE(28);
  const extraEnd = extraStart + record.readUInt16LE(30);
  const extra = record.subarray(extraStart, extraEnd);
  const values = extraFields(extra).find(({ id }) => id === zip64Id)?.content;
  const plain = Buffer.from(record);
  for (const [index, at] of wide.entries()) {
    const value = values !== undefined && values.length >= 8 * (index + 1) ? Number(values.readBigUInt64LE(8 * index)) : inZip64;
    if (value >= inZip64) throw new ArtifactError(unwritable("a file in it is larger than 4 GiB, or its zip64 fields are broken"));
    plain.writeUInt32LE(value, at);
  }
  const kept = withoutZip64(extra);
  plain.writeUInt16LE(kept.length, 30);
  return Buffer.concat([plain.subarray(0, extraStart), kept, record.subarray(extraEnd)]);
}

/** Asks for every file what becomes of it; of files with one name, the first is the one that is read. */
function decide(bytes: Buffer, entries: readonly Entry[], change: MemberChange): void {
  const seen = new Set<string>();
  for (const entry of entries) {
    const { record } = entry;
    const canonical = canonicalName(rawName(record));
    if ("rejected" in canonical || /[/\\]$/.test(rawName(record)) || seen.has(nameKey(canonical.name))) continue;
    seen.add(nameKey(canonical.name));
    const method = record.readUInt16LE(10);
    entry.content = change(canonical.name, () => {
      if (method !== stored && method !== deflated) throw new ArtifactError(unwritable("a file in it is packed by an unknown method"));
      return readMember(bytes, {
        name: canonical.name,
        method,
        encrypted: false,
        crc: record.readUInt32LE(16),
        packedSize: record.readUInt32LE(20),
        size: record.readUInt32LE(24),
        offset: entry.offset,
      });
    });
  }
}

function rawName(record: Buffer): string {
  return decodeName(record.subarray(46, 46 + record.readUInt16LE(28)));
}

function pack(content: Buffer, method: number): Buffer {
  return method === stored ? content : deflateRawSync(content, { level: 9 });
}

/** The local header of a member whose sizes are known beforehand: no data descriptor follows. */
function localHeader(bytes: Buffer, offset: number, content: Buffer, packed: Buffer): Buffer {
  const nameSize = bytes.readUInt16LE(offset + 26);
  const extraSize = bytes.readUInt16LE(offset + 28);
  const name = bytes.subarray(offset + 30, offset + 30 + nameSize);
  const extra = withoutZip64(bytes.subarray(offset + 30 + nameSize, offset + 30 + nameSize + extraSize));
  const header = Buffer.from(bytes.subarray(offset, offset + 30));
  header.writeUInt16LE(header.readUInt16LE(6) & ~descriptorFlag, 6);
  header.writeUInt32LE(crc32(content), 14);
  header.writeUInt32LE(packed.length, 18);
  header.writeUInt32LE(content.length, 22);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

/** Sizes and checksum follow the data instead of standing in the header. */
const descriptorFlag = 0x0008;

const zip64Id = 1;

/** Extra fields without the one of zip64, which would contradict the plain sizes. */
function withoutZip64(extra: Buffer): Buffer {
  return Buffer.concat(extraFields(extra).flatMap(({ id, field }) => (id === zip64Id ? [] : [field])));
}

interface ExtraField {
  /** Undefined for bytes at the end that are too few for a field. */
  readonly id: number | undefined;
  /** With its id and size. */
  readonly field: Buffer;
  readonly content: Buffer;
}

function extraFields(extra: Buffer): readonly ExtraField[] {
  const fields: ExtraField[] = [];
  for (let at = 0; at < extra.length; ) {
    const isWhole = at + 4 <= extra.length;
    const field = extra.subarray(at, isWhole ? at + 4 + extra.readUInt16LE(at + 2) : extra.length);
    fields.push({ id: isWhole ? field.readUInt16LE(0) : undefined, field, content: field.subarray(4) });
    at += isWhole ? 4 + extra.readUInt16LE(at + 2) : extra.length;
  }
  return fields;
}

function moved(record: Buffer, position: number): Buffer {
  const copy = Buffer.from(record);
  copy.writeUInt32LE(position, 42);
  return copy;
}

function changedRecord(record: Buffer, content: Buffer, packed: Buffer): Buffer {
  record.writeUInt16LE(record.readUInt16LE(8) & ~descriptorFlag, 8);
  record.writeUInt32LE(crc32(content), 16);
  record.writeUInt32LE(packed.length, 20);
  record.writeUInt32LE(content.length, 24);
  return record;
}

/** A member like its neighbours: made by the same system, with the time of the first of them. */
function newMember(
  name: string,
  content: Buffer,
  packed: Buffer,
  template: Buffer | undefined,
  position: number,
): { readonly header: Buffer; readonly record: Buffer } {
  const nameBytes = Buffer.from(name, "utf8");
  const record = Buffer.alloc(46 + nameBytes.length);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(template?.readUInt16LE(4) ?? 20, 4);
  record.writeUInt16LE(20, 6);
  record.writeUInt16LE(nameBytes.length === name.length ? 0 : utf8Flag, 8);
  record.writeUInt16LE(deflated, 10);
  record.writeUInt16LE(template?.readUInt16LE(12) ?? 0, 12);
  record.writeUInt16LE(template?.readUInt16LE(14) ?? firstDate, 14);
  record.writeUInt16LE(nameBytes.length, 28);
  record.writeUInt32LE(template?.readUInt32LE(38) ?? 0, 38);
  record.writeUInt32LE(position, 42);
  changedRecord(record, content, packed);
  nameBytes.copy(record, 46);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  // Version, flags, method, time, date, checksum, sizes and the length of the name: the same fields in the same order.
  record.copy(header, 4, 6, 30);
  return { header: Buffer.concat([header, nameBytes]), record };
}

const utf8Flag = 0x0800;
/** 1 January 1980. */
const firstDate = 0x0021;

/** Some vendors' tools write `\` between folders, and then everywhere. */
function usesBackslashes(entries: readonly Entry[]): boolean {
  const names = entries.map(({ record }) => rawName(record));
  return names.some((name) => name.includes("\\")) && !names.some((name) => name.includes("/"));
}

function endRecord(count: number, size: number, start: number, comment: Buffer): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(start, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, comment]);
}

function unwritable(reason: string): InputProblem {
  return unreadable(`The archive cannot be written again: ${reason}. Unpack it, repair the folder and pack it.`);
}
