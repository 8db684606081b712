import { crc32, deflateRawSync } from "node:zlib";

/** One member to write. Everything that is optional beyond `content` exists to write archives that are unusual or lie. */
export interface ZipMember {
  /** Written as it is: a slash at the end makes a directory entry, bytes make names that are not UTF-8. */
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  /** Deflate by default. */
  readonly stored?: boolean;
  /** Sets the flag that says that the name is UTF-8. */
  readonly utf8Flag?: boolean;
  /** Sets the flag for encryption; the content is not encrypted. */
  readonly encrypted?: boolean;
  /** Leaves sizes and CRC in the local header empty and writes them behind the content. */
  readonly dataDescriptor?: boolean;
  /**
   * Moves sizes and offset of the central record to a zip64 extra field, which the local header lacks: readers go by the central record.
   */
  readonly zip64?: boolean;
  /** Extra field of the local header only, so that it is longer than the central one. */
  readonly localExtra?: Buffer;
  readonly comment?: string;
  /** Type and permissions as Unix has them: `0o120777` makes the content the target of a symbolic link. */
  readonly unixMode?: number;
  /** What the headers claim instead of the truth. */
  readonly claim?: {
    readonly method?: number;
    readonly crc?: number;
    readonly size?: number;
    readonly packedSize?: number;
    readonly offset?: number;
  };
  /** Replaces the compressed bytes; headers are computed from `content` all the same. */
  readonly packed?: Buffer;
}

export interface ZipOptions {
  readonly comment?: string | Buffer;
  /** Writes a zip64 end record, as archives of more than 65,534 members have. */
  readonly zip64?: boolean;
  /** Bytes before the archive, which the offsets do not count: a self-extractor. */
  readonly before?: Buffer;
  /** Bytes behind the archive. */
  readonly after?: Buffer;
  /** Bytes between the central directory and the end record. */
  readonly gap?: Buffer;
  /** What the end record claims instead of the truth. */
  readonly claim?: {
    readonly records?: number;
    readonly recordsOnDisk?: number;
    readonly disk?: number;
    readonly directorySize?: number;
    readonly directoryOffset?: number;
  };
}

/** 1980-01-01 00:00, the earliest time the format can express: two runs write the same bytes. */
const dosTime = 0;
const dosDate = 0x0021;

/** Writes a zip archive for a test: deterministic, in the given order, and with whatever lies the test needs. */
export function writeZip(members: readonly ZipMember[], options: ZipOptions = {}): Buffer {
  const parts: Buffer[] = [];
  const records: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const { local, central } = writeMember(member, offset);
    parts.push(local);
    records.push(central);
    offset += local.length;
  }
  const directory = Buffer.concat(records);
  const end = writeEnd(members.length, directory.length, offset, offset + directory.length + (options.gap?.length ?? 0), options);
  return Buffer.concat([options.before ?? empty, ...parts, directory, options.gap ?? empty, end, options.after ?? empty]);
}

const empty = Buffer.alloc(0);

function writeMember(member: ZipMember, offset: number): { local: Buffer; central: Buffer } {
  const name = Buffer.from(member.name);
  const content = Buffer.from(member.content ?? "");
  const stored = member.stored ?? content.length === 0;
  const packed = member.packed ?? (stored ? content : deflateRawSync(content));
  const claim = member.claim ?? {};
  const size = claim.size ?? content.length;
  const packedSize = claim.packedSize ?? packed.length;
  const place = claim.offset ?? offset;
  const crc = claim.crc ?? crc32(content);
  const comment = Buffer.from(member.comment ?? "");
  const flags = (member.encrypted ? 0x0001 : 0) | (member.dataDescriptor ? 0x0008 : 0) | (member.utf8Flag ? 0x0800 : 0);
  const method = claim.method ?? (stored ? 0 : 8);
  const late = member.dataDescriptor === true;
  const localExtra = member.localExtra ?? empty;
  const zip64Extra = member.zip64
    ? Buffer.concat([uint(0x0001, 2), uint(24, 2), uint(size, 8), uint(packedSize, 8), uint(place, 8)])
    : empty;
  const narrow = (value: number): Buffer => uint(member.zip64 ? 0xffffffff : value, 4);

  const local = Buffer.concat([
    uint(0x04034b50, 4),
    uint(20, 2),
    uint(flags, 2),
    uint(method, 2),
    uint(dosTime, 2),
    uint(dosDate, 2),
    uint(late ? 0 : crc, 4),
    late ? uint(0, 4) : narrow(packedSize),
    late ? uint(0, 4) : narrow(size),
    uint(name.length, 2),
    uint(localExtra.length, 2),
    name,
    localExtra,
    packed,
    ...(late ? [uint(0x08074b50, 4), uint(crc, 4), narrow(packedSize), narrow(size)] : []),
  ]);
  const central = Buffer.concat([
    uint(0x02014b50, 4),
    // Made by Unix, where there is a mode.
    uint(member.unixMode === undefined ? 20 : 0x0314, 2),
    uint(20, 2),
    uint(flags, 2),
    uint(method, 2),
    uint(dosTime, 2),
    uint(dosDate, 2),
    uint(crc, 4),
    narrow(packedSize),
    narrow(size),
    uint(name.length, 2),
    uint(zip64Extra.length, 2),
    uint(comment.length, 2),
    uint(0, 2),
    uint(0, 2),
    uint((member.unixMode ?? 0) * 0x10000, 4),
    narrow(place),
    name,
    zip64Extra,
    comment,
  ]);
  return { local, central };
}

function writeEnd(count: number, size: number, offset: number, position: number, options: ZipOptions): Buffer {
  const claim = options.claim ?? {};
  const comment = Buffer.from(options.comment ?? "");
  const records = claim.records ?? count;
  const recordsOnDisk = claim.recordsOnDisk ?? records;
  const disk = claim.disk ?? 0;
  const directorySize = claim.directorySize ?? size;
  const directoryOffset = claim.directoryOffset ?? offset;
  const zip64 = options.zip64 === true;
  const wide = [
    uint(0x06064b50, 4),
    uint(44, 8),
    uint(45, 2),
    uint(45, 2),
    uint(disk, 4),
    uint(0, 4),
    uint(recordsOnDisk, 8),
    uint(records, 8),
    uint(directorySize, 8),
    uint(directoryOffset, 8),
    uint(0x07064b50, 4),
    uint(0, 4),
    uint(position, 8),
    uint(1, 4),
  ];
  return Buffer.concat([
    ...(zip64 ? wide : []),
    uint(0x06054b50, 4),
    uint(zip64 ? 0xffff : disk, 2),
    uint(zip64 ? 0xffff : 0, 2),
    uint(zip64 ? 0xffff : recordsOnDisk, 2),
    uint(zip64 ? 0xffff : records, 2),
    uint(zip64 ? 0xffffffff : directorySize, 4),
    uint(zip64 ? 0xffffffff : directoryOffset, 4),
    uint(comment.length, 2),
    comment,
  ]);
}

/** A little-endian unsigned integer of 2, 4 or 8 bytes. */
function uint(value: number, size: 2 | 4 | 8): Buffer {
  const bytes = Buffer.alloc(size);
  if (size === 2) bytes.writeUInt16LE(value);
  else if (size === 4) bytes.writeUInt32LE(value);
  else bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
