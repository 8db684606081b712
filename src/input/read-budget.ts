import type { Container, InputLimits, InputProblem } from "./artifact.ts";
import { isBinaryName, mayBeOfSolution } from "./file-kinds.ts";
import { overLimit, sizeText } from "./problem.ts";

/**
 * What is left of the limits of one archive that was given, or that is in a folder. The archives nested in it draw on the same budget, so
 * that nesting multiplies nothing. Which files fit in depends on the archive alone, not on the order in which somebody reads them: threads
 * that analyse different parts of it come to the same result.
 */
export interface ReadBudget {
  /** Members that may still be listed. */
  members: number;
  /** Takes a member's size off at once: an archive in the archive, which is opened before any file is read. */
  take(name: string, size: number): InputProblem | undefined;
  /** Asks for a file's share, in the order of the archives and of their members; it is granted or refused when all of them have been opened. */
  request(name: string, size: number): ReadShare;
  /** The archive, as {@link InputProblem.exhausted} names it, when its files are more than may be read. */
  exhausted(): string | undefined;
}

/** What one file takes of a budget. */
export interface ReadShare {
  /** The problem of a file that does not fit in. */
  refusal(): InputProblem | undefined;
  /** The file will not be read. */
  release(): void;
}

/** A full budget for one archive that was given, or that is in a folder. */
export function newBudget({ path, prefix }: Pick<Container, "path" | "prefix">, limits: InputLimits): ReadBudget {
  const archive = `${path}\u0000${prefix}`;
  const { totalSize } = limits;
  let left = totalSize;
  let isExhausted = false;
  const pending = new Set<Pending>();

  const refused = (name: string): InputProblem => ({
    ...overLimit(
      `Together, the files of the archive are larger than the ${sizeText(totalSize)} that are read from one archive.`,
      "totalSize",
      name,
    ),
    exhausted: archive,
  });
  const fits = (size: number): boolean => {
    if (size > left) return false;
    left -= size;
    return true;
  };
  const settle = (): void => {
    for (const rank of ranks) {
      for (const request of pending) {
        if (request.rank !== rank) continue;
        request.isGranted = fits(request.size);
        // Nobody reads the others.
        if (!request.isGranted && rank !== "binary") isExhausted = true;
      }
    }
    pending.clear();
  };

  return {
    members: limits.entries,
    take(name, size) {
      if (fits(size)) return undefined;
      isExhausted = true;
      return refused(name);
    },
    request(name, size) {
      const request: Pending = { rank: rankOf(name), size, isGranted: undefined };
      pending.add(request);
      return {
        refusal() {
          if (request.isGranted === undefined) settle();
          return request.isGranted === true ? undefined : refused(name);
        },
        release() {
          pending.delete(request);
        },
      };
    },
    exhausted() {
      settle();
      return isExhausted ? archive : undefined;
    },
  };
}

/** Files that are most likely read come first, so that images and data beside them cannot use up what they need. */
const ranks = ["solution", "other", "binary"] as const;

type Rank = (typeof ranks)[number];

function rankOf(name: string): Rank {
  if (isBinaryName(name)) return "binary";
  return mayBeOfSolution(name) ? "solution" : "other";
}

interface Pending {
  readonly rank: Rank;
  readonly size: number;
  /** Undefined until all of the archive has been opened. */
  isGranted: boolean | undefined;
}
