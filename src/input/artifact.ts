/**
 * The bytes that were given to the tool, before anything is known about what they mean.
 * A {@link Container} is one archive, one folder or one loose file; an {@link Artifact} is one file in it.
 */

/** Upper bounds for reading archives and files; reaching one becomes an SL0002 finding. Sizes are bytes. */
export interface InputLimits {
  /** Largest uncompressed size of one member or file; for an archive in an archive `totalSize` holds, for one in a folder `archiveSize`. */
  readonly entrySize: number;
  /** Largest sum of the uncompressed sizes of the files in one archive and the archives nested in it; what does not fit in is not read. */
  readonly totalSize: number;
  /** Largest compression ratio of a member, its first MiB not counted. */
  readonly ratio: number;
  /** Most members of one archive and the archives nested in it, or files and folders below one folder. */
  readonly entries: number;
  /** Deepest nesting of archives in archives: 1 opens an archive in an archive that was given, or that is in a folder. */
  readonly depth: number;
  /** Largest archive file that is read into memory. */
  readonly archiveSize: number;
}

/** The limits when a configuration sets none. */
export const defaultInputLimits: InputLimits = {
  entrySize: 64 * 1024 * 1024,
  totalSize: 512 * 1024 * 1024,
  ratio: 200,
  entries: 100_000,
  depth: 3,
  archiveSize: 1024 * 1024 * 1024,
};

/** Something in the input that could not be taken in: it becomes a finding, and the rest is analysed all the same. */
export interface InputProblem {
  /**
   * `unreadable`: the content is broken. `inaccessible`: the computer does not allow access, because of a permission, a link or a name.
   * `foreign`: the file was named itself, and is of no kind that the tool knows. These become SL0001; `limit` becomes SL0002.
   */
  readonly kind: "limit" | "unreadable" | "inaccessible" | "foreign";
  /** What is wrong, as a full sentence for a maker. */
  readonly message: string;
  /** The member or file concerned, relative to its container; absent when the container as a whole is meant. */
  readonly file?: string;
  /** The archive whose limit is used up; whatever else is read of it from then on has the same problem. */
  readonly exhausted?: string;
}

/** Thrown by {@link Artifact.read}; `problem` says what to report. */
export class ArtifactError extends Error {
  override readonly name = "ArtifactError";
  readonly problem: InputProblem;
  constructor(problem: InputProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** One file of an archive or a folder. */
export interface Artifact {
  /** Canonical name in its container: `/` between folders, no leading `./`, as spelled by the author otherwise. */
  readonly name: string;
  /** Size in bytes as declared, which content that is read has; for a file of a folder it is looked up at each use, and 0 when that fails. */
  readonly size: number;
  /**
   * Reads and, where needed, inflates the content; bounded by the limits, checked against its CRC. Not cached.
   * @throws ArtifactError when the content is over a limit, damaged, encrypted or packed by an unknown method.
   */
  read(): Buffer;
  /** Gives back its share of what may be read of an archive: nobody will read it. */
  release?(): void;
}

/** One archive, one folder, or one loose file, opened. */
export interface Container {
  /** The input as the user named it, relative to the working directory, with `/`; `-` for standard input. */
  readonly path: string;
  /** Where the container is below `path`: empty, or for example `exports/Core.zip!/` or `src/Contoso/`. Always empty or ending in `/`. */
  readonly prefix: string;
  readonly kind: "archive" | "folder" | "file";
  /** Sorted by name. */
  readonly artifacts: readonly Artifact[];
  readonly problems: readonly InputProblem[];
  /** Names in lower case of the files that are there and that the configuration leaves out; none without it. */
  readonly leftOut?: ReadonlySet<string>;
  /** The archive, as {@link InputProblem.exhausted} names it, when its files, and those of the archives in it, are more than may be read. */
  exhausted?(): string | undefined;
}
