import { crc32, inflateRawSync } from "node:zlib";
import { errorCode } from "../errors.ts";
import { ArtifactError, type InputLimits, type InputProblem } from "./artifact.ts";
import { isArchiveName } from "./file-kinds.ts";
import { overLimit, sizeText, tooLarge, unreadable } from "./problem.ts";

/** What is needed of a member's record in the central directory; a number that is missing there is NaN. */
export interface ZipMember {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Position of its local header in the file. */
  readonly offset: number;
}

/** Why a member is not read at all, judging by its record. */
export function refusal(member: ZipMember, limits: InputLimits): InputProblem | undefined {
  const { name, size, packedSize, method, offset } = member;
  if (member.encrypted) return unreadable("The file is encrypted. Unpack the archive and pack it again without a password.", name);
  if (!isSupported(member))
    return unreadable(`The file is packed with ${unsupportedMethod(member)}. Pack the archive again as a plain zip file.`, name);
  if (Number.isNaN(size + packedSize + offset)) return damaged(member, "its entry in the list of files is incomplete");
  const setting = isArchiveName(name) ? "totalSize" : "entrySize";
  if (size > limits[setting]) return tooLarge("file", size, limits, setting, name);
  if (method === deflated && size - freeOfRatio > limits.ratio * packedSize) {
    return overLimit(
      `The file is compressed to less than 1/${limits.ratio} of its size (${sizeText(size)} in ${sizeText(packedSize)}), as in a zip bomb.`,
      "ratio",
      name,
    );
  }
  return undefined;
}

/** Whether this program can unpack what a member is packed with. */
export function isSupported({ method }: ZipMember): boolean {
  return method === stored || method === deflated;
}

/** What a member is packed with, if that is not supported. */
export function unsupportedMethod({ method }: ZipMember): string {
  return `the unsupported method ${method}${methodName(method)}`;
}

const stored = 0;
const deflated = 8;
/** The ratio counts only beyond the first MiB of a member: small repetitive files are harmless. */
const freeOfRatio = 2 ** 20;

/** The content of a member that has passed {@link refusal}; its declared size is binding, so it bounds the work and the memory. */
export function readMember(archive: Buffer, member: ZipMember): Buffer {
  const { offset, packedSize, size, method } = member;
  const fixed = offset + localHeaderSize;
  if (offset < 0 || fixed > archive.length || archive.readUInt32LE(offset) !== 0x04034b50) {
    throw new ArtifactError(damaged(member, "its header is missing"));
  }
  const start = fixed + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
  if (start + packedSize > archive.length) throw new ArtifactError(damaged(member, "the archive ends before it does"));
  const packed = archive.subarray(start, start + packedSize);
  const content = method === stored ? packed : inflate(packed, member);
  if (content.length !== size) throw new ArtifactError(damaged(member, "its size is not the declared one"));
  if (crc32(content) !== member.crc) throw new ArtifactError(damaged(member, "its checksum is wrong"));
  return content;
}

const localHeaderSize = 30;

function inflate(packed: Buffer, member: ZipMember): Buffer {
  try {
    return inflateRawSync(packed, {
      maxOutputLength: Math.max(1, member.size),
      // One chunk for most files: half the time of zlib's default, which joins chunks of 16 KiB.
      chunkSize: Math.max(64, Math.min(member.size + 1, 64 * 1024)),
    });
  } catch (error) {
    const longer = errorCode(error) === "ERR_BUFFER_TOO_LARGE";
    throw new ArtifactError(damaged(member, longer ? "it is larger than declared" : "its compressed data is broken"));
  }
}

function damaged(member: ZipMember, reason: string): InputProblem {
  return unreadable(`The file is damaged: ${reason}. Export or download the archive again.`, member.name);
}

/** Names of the methods that occur in practice (APPNOTE.TXT, section 4.4.5). */
function methodName(method: number): string {
  const names: Readonly<Record<number, string>> = { 9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd" };
  const name = names[method];
  return name === undefined ? "" : ` (${name})`;
}
