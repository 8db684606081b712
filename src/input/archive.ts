import type { CentralDirectory, File as ZipRecord } from "unzipper";
import { type Artifact, ArtifactError, type Container, type InputLimits, type InputProblem } from "./artifact.ts";
import { canonicalName, decodeName, nameKey } from "./canonical-name.ts";
import { isArchiveName, isCanvasAppName } from "./file-kinds.ts";
import { printableName, problemAt, problemOf, unreadable } from "./problem.ts";
import { newBudget, type ReadBudget, type ReadShare } from "./read-budget.ts";
import { isSupported, readMember, refusal, unsupportedMethod, type ZipMember } from "./zip-member.ts";
import { preflight, type ZipDirectory } from "./zip-preflight.ts";

/** How an archive is named, and how much of it may be read. */
export interface ArchiveOptions {
  /** See {@link Container.path}. */
  readonly path: string;
  /** See {@link Container.prefix}. */
  readonly prefix: string;
  readonly limits: InputLimits;
  /** The budget of the archive around this one; a new one by default. */
  readonly budget?: ReadBudget;
  /**
   * Loads the same bytes again. When given, the container releases the bytes under memory pressure, so that a folder of a thousand
   * archives does not have to fit into memory. May throw an {@link ArtifactError}.
   */
  readonly reload?: () => Buffer;
  /** Chooses by their names the members that are wanted; all without it. */
  readonly choose?: (names: readonly string[]) => (name: string) => boolean;
}

/**
 * Opens a zip archive in memory. Never throws: what is wrong with the archive as a whole is a problem without a file (and there are no
 * artifacts then), what is wrong with one member is a problem with its name or an {@link ArtifactError} when it is read.
 * Directory entries are left out; of members with one name the first is kept.
 */
export async function openArchive(bytes: Buffer, options: ArchiveOptions): Promise<Container> {
  const { path, prefix, limits, budget = newBudget(options, limits), choose } = options;
  const container = (artifacts: readonly Artifact[], problems: readonly InputProblem[]): Container => ({
    path,
    prefix,
    kind: "archive",
    artifacts,
    problems,
    exhausted: budget.exhausted,
  });

  const checked = preflight(bytes, budget.members);
  if ("problem" in checked) return container([], [checked.problem]);
  const records = await readRecords(checked.directory);
  if (records === undefined)
    return container([], [unreadable("The archive is damaged: its list of files cannot be read. Export or download it again.")]);
  budget.members -= records.length;

  const { members, problems } = nameMembers(records, checked.directory.shift);
  const [first] = members;
  if (first !== undefined && members.every((member) => member.encrypted)) {
    return container([], [unreadable("The archive is encrypted. Unpack it and pack it again without a password.")]);
  }
  if (first !== undefined && !members.some(isSupported)) {
    return container(
      [],
      [unreadable(`The archive is packed with ${unsupportedMethod(first)}. Unpack it and pack it again as a plain zip file.`)],
    );
  }
  const load = holder(bytes, options.reload);
  // Sorted as in a folder: which of several places is reported first must not depend on how the archive was packed.
  const isWanted = choose?.(members.map(({ name }) => name));
  const sorted = members.filter(({ name }) => isWanted?.(name) ?? true).sort((a, b) => (a.name < b.name ? -1 : 1));
  const artifacts = sorted.map((member) => memberArtifact(member, limits, budget, load));
  return container(artifacts, problems);
}

/** A member as a file of the container. */
function memberArtifact(member: ZipMember, limits: InputLimits, budget: ReadBudget, load: () => Buffer): Artifact {
  const { name, size } = member;
  const refused = refusal(member, limits);
  const share = refused === undefined ? shareOf(member, budget) : undefined;
  return {
    name,
    size: Number.isNaN(size) ? 0 : size,
    read() {
      const problem = refused ?? share?.refusal();
      if (problem !== undefined) throw new ArtifactError(problem);
      return readMember(load(), member);
    },
    release: () => share?.release(),
  };
}

/** Archives are opened, and take what they need, before it is decided which files fit in. */
function shareOf({ name, size }: ZipMember, budget: ReadBudget): ReadShare {
  if (!isArchiveName(name) && !isCanvasAppName(name)) return budget.request(name, size);
  let isTaken = false;
  return {
    refusal() {
      const problem = isTaken ? undefined : budget.take(name, size);
      isTaken ||= problem === undefined;
      return problem;
    },
    release() {},
  };
}

/**
 * Holds the bytes; with a way to load them again, only as long as nobody else needs the memory. A function of its own, because what a
 * closure uses of the scope around it stays alive as long as any closure from there.
 */
function holder(bytes: Buffer, reload: (() => Buffer) | undefined): () => Buffer {
  return reload === undefined ? () => bytes : heldWeakly(new WeakRef(bytes), reload);
}

function heldWeakly(first: WeakRef<Buffer>, reload: () => Buffer): () => Buffer {
  let held = first;
  return () => {
    const kept = held.deref();
    if (kept !== undefined) return kept;
    try {
      const again = reload();
      held = new WeakRef(again);
      return again;
    } catch (error) {
      // What cannot be read is the archive, not a file in it.
      throw new ArtifactError(problemAt(problemOf(error), undefined));
    }
  };
}

/**
 * Has unzipper read the checked records. It gets them with an end record written here instead of the file itself: its search for the end
 * record stops at the first bytes that look like one, for example those of a stored archive near the end of a package.
 */
async function readRecords(directory: ZipDirectory): Promise<readonly ZipRecord[] | undefined> {
  if (directory.records === 0) return [];
  const { Open } = await import("unzipper");
  // The types lack the second parameter (README, "Open.buffer").
  const openBuffer: (data: Buffer, options: { tailSize: number }) => Promise<CentralDirectory> = Open.buffer;
  try {
    return (await openBuffer(Buffer.concat([directory.bytes, endRecord(directory)]), { tailSize: 22 })).files;
  } catch {
    return undefined;
  }
}

/** Zip64 end record, its locator and an end record that refers to them: one form for any number of members. */
function endRecord(directory: ZipDirectory): Buffer {
  const end = Buffer.alloc(56 + 20 + 22);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeBigUInt64LE(BigInt(directory.records), 24);
  end.writeBigUInt64LE(BigInt(directory.records), 32);
  end.writeBigUInt64LE(BigInt(directory.bytes.length), 40);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(directory.bytes.length), 64);
  end.writeUInt32LE(1, 72);
  end.writeUInt32LE(0x06054b50, 76);
  end.writeUInt16LE(0xffff, 84);
  end.writeUInt16LE(0xffff, 86);
  end.writeUInt32LE(0xffffffff, 88);
  end.writeUInt32LE(0xffffffff, 92);
  return end;
}

/** More problems with names than this are summed up in one: a hostile archive must not make 100,000 findings. */
const mostNameProblems = 20;

/** The files among the records, under canonical names. */
function nameMembers(records: readonly ZipRecord[], shift: number): { members: ZipMember[]; problems: InputProblem[] } {
  const members: ZipMember[] = [];
  const problems: InputProblem[] = [];
  const seen = new Map<string, string>();
  for (const record of records) {
    const raw = decodeName(record.pathBuffer);
    if (/[/\\]$/.test(raw)) continue;
    const canonical = canonicalName(raw);
    if ("rejected" in canonical) {
      problems.push(unreadable(`The name of a file in the archive ${canonical.rejected}; the file is not analysed.`, printableName(raw)));
      continue;
    }
    const { name } = canonical;
    const key = nameKey(name);
    const first = seen.get(key);
    if (first !== undefined) {
      const message =
        first === name
          ? "The archive has two files of this name; only the first is analysed."
          : `The archive also has the file '${printableName(first)}', whose name differs only in upper and lower case; only that one is analysed.`;
      problems.push(unreadable(message, printableName(name)));
      continue;
    }
    seen.set(key, name);
    members.push({
      name,
      method: record.compressionMethod,
      encrypted: (record.flags & encryptedFlags) !== 0,
      crc: record.crc32,
      packedSize: exact(record.compressedSize),
      size: exact(record.uncompressedSize),
      offset: exact(record.offsetToLocalFileHeader) + shift,
    });
  }
  if (problems.length > mostNameProblems) {
    const more = problems.splice(mostNameProblems).length;
    problems.push(unreadable(`The names of ${more} more files in the archive are duplicates or unusable; these files are not analysed.`));
  }
  return { members, problems };
}

/** unzipper yields null or undefined, against its types, where a zip64 field is missing, and rounds what a number cannot hold. */
function exact(value: number | null | undefined): number {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : Number.NaN;
}

/** Encrypted, strongly encrypted, directory encrypted (APPNOTE.TXT, section 4.4.4). */
const encryptedFlags = 0x0001 | 0x0040 | 0x2000;
