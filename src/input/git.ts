import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { errorText, UserError } from "../errors.ts";
import { isWithin, realPath } from "./paths.ts";

/**
 * Reads what a repository held at a commit, by the user's own `git`: the only child process this tool ever starts, and only for `--since`
 * and before `fix` writes.
 *
 * The repository may be hostile. So `git` is looked up outside of it, gets only commands that read objects (`rev-parse`, `merge-base`,
 * `ls-tree`, `cat-file`: none of them runs hooks, filters, textconv or a pager), may not use any transport (a partial clone would fetch),
 * and every other argument is an object id, or a path of the command line after `--`.
 */
export interface Revision {
  /** Files below a folder of the repository, by their names from its root; a file's own name gives that file. */
  files(path: string): readonly RevisionFile[];
  /** Contents by object id, all with one process; without those that are missing, and none at all where one of them is damaged. */
  read(ids: readonly string[]): ReadonlyMap<string, Buffer>;
}

/** A file as it was in a revision. */
export interface RevisionFile {
  /** From the root of the repository. */
  readonly name: string;
  readonly id: string;
  /** 0 for a file that the repository has lost. */
  readonly size: number;
}

/** Environment variables of the process, as opposed to environments of the platform and variables of a solution. */
export type ProcessEnvironment = Readonly<Record<string, string | undefined>>;

/** The folder with `.git` that holds a path. Absolute and without links, as the path must be. */
export function repositoryRoot(path: string): string | undefined {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

/**
 * Opens the state that a change is compared with: where the history of the work tree and of `revision` part, as in a pull request; in a
 * shallow clone, which may not know that, `revision` itself.
 * @param purpose What the user asked for that needs it, for messages.
 * @throws UserError when git is missing, or knows no such revision
 */
export function openRevision(root: string, revision: string, environment: ProcessEnvironment, purpose = "--since"): Revision {
  const git = findGit(root, environment, purpose);
  const run = (args: readonly string[], input?: string, maxBuffer = 256 * 1024 * 1024): Buffer =>
    execFileSync(git, ["--no-pager", "--no-replace-objects", "-c", "core.fsmonitor=false", "-C", root, ...args], {
      env: gitEnvironment(environment),
      stdio: ["pipe", "pipe", "pipe"],
      maxBuffer,
      timeout: 120_000,
      windowsHide: true,
      ...(input === undefined ? {} : { input }),
    });
  const commit = commitOf(revision, run, purpose);
  const base = mergeBase(commit, run) ?? commit;
  return {
    files(path) {
      try {
        return listing(run(["ls-tree", "-r", "-z", "-l", "--full-tree", base, ...(path === "" ? [] : ["--", path])]));
      } catch (error) {
        throw isFatal(error) ? new UserError(damaged(purpose)) : error;
      }
    },
    read(ids) {
      try {
        return ids.length === 0 ? new Map() : contents(run(["cat-file", "--batch"], `${ids.join("\n")}\n`, 2 ** 31 - 1));
      } catch (error) {
        // Git gives up at the first object that is damaged.
        if (isFatal(error)) return new Map();
        throw error;
      }
    },
  };
}

type Run = (args: readonly string[], input?: string) => Buffer;

function resolveCommit(revision: string, run: Run): string {
  return resolveName(`${revision}^{commit}`, run);
}

function resolveName(name: string, run: Run): string {
  // `--end-of-options`: a revision never becomes an option, whatever it begins with.
  return run(["rev-parse", "--verify", "--quiet", "--end-of-options", name]).toString("latin1").trim();
}

function commitOf(revision: string, run: Run, purpose: string): string {
  try {
    const commit = resolveCommit(revision, run);
    if (/^[0-9a-f]{40,64}$/.test(commit)) return commit;
  } catch (error) {
    const why = stderrOf(error);
    if (/dubious ownership/.test(why)) {
      throw new UserError(
        `${purpose}: git refuses to read this repository, because it belongs to another user (see 'safe.directory' in git's manual).`,
      );
    }
    if (/ENOENT|EACCES/.test(errorText(error))) throw new UserError(`${purpose}: git cannot be started.`);
  }
  if (isBroken(run)) throw new UserError(damaged(purpose));
  if (revision === "HEAD") throw new UserError(`${purpose}: this repository has no commit yet.`);
  throw new UserError(
    `${purpose}: git knows no revision '${shownRevision(revision)}' here. A shallow clone has only the newest commits: fetch the one to compare with first.`,
  );
}

function damaged(purpose: string): string {
  return `${purpose}: git cannot read this repository: its '.git' is damaged, or names a folder that is not there.`;
}

/** Longer ones are shown by their beginning. */
const longestShown = 100;

/** A revision as messages show it. */
export function shownRevision(revision: string): string {
  const shown = revision.length > longestShown ? `${revision.slice(0, longestShown)}…` : revision;
  return shown.replace(/\p{Cc}/gu, "?");
}

/** Git has an exit code of its own for what it cannot work with; a commit that is merely not there has another. */
const fatal = 128;

function isFatal(error: unknown): boolean {
  return error instanceof Error && "status" in error && error.status === fatal;
}

/** Whether git fails at the repository itself, whatever revision it is asked for. */
function isBroken(run: Run): boolean {
  try {
    resolveCommit("HEAD", run);
    return false;
  } catch (error) {
    return isFatal(error) || namesCommit(run);
  }
}

/** Whether a branch is at a commit, which need not be there itself. */
function namesCommit(run: Run): boolean {
  try {
    return resolveName("HEAD", run) !== "";
  } catch {
    return false;
  }
}

function mergeBase(commit: string, run: Run): string | undefined {
  try {
    const base = run(["merge-base", "--end-of-options", commit, "HEAD"]).toString("latin1").trim();
    return /^[0-9a-f]{40,64}$/.test(base) ? base : undefined;
  } catch {
    return undefined;
  }
}

function stderrOf(error: unknown): string {
  return error instanceof Error && "stderr" in error && Buffer.isBuffer(error.stderr) ? error.stderr.toString("utf8") : "";
}

/** `<mode> <type> <id> <size>\t<name>\0`: links and submodules are left out. A file that is missing or damaged has the size `BAD`. */
function listing(output: Buffer): readonly RevisionFile[] {
  return output
    .toString("utf8")
    .split("\0")
    .flatMap((line) => {
      const [, id, size, name] = /^100\d{3} blob ([0-9a-f]+) +(\d+|BAD)\t(.+)$/s.exec(line) ?? [];
      return id === undefined || name === undefined ? [] : [{ name, id, size: size === "BAD" ? 0 : Number(size) }];
    });
}

/** `<id> blob <size>\n<content>\n`, one after the other; a line without a size for what is missing. */
function contents(output: Buffer): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    if (end === -1) break;
    const [id = "", type, size] = output.toString("latin1", at, end).split(" ");
    at = end + 1;
    if (type !== "blob") continue;
    found.set(id, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}

/**
 * `git` of the search path. Windows would look into the working directory first, and a search path may name the repository: both would run
 * what was scanned.
 */
function findGit(root: string, environment: ProcessEnvironment, purpose: string): string {
  const names = process.platform === "win32" ? ["git.exe"] : ["git"];
  const path = environment.PATH ?? environment.Path ?? "";
  for (const folder of path.split(delimiter)) {
    if (!isAbsolute(folder) || isWithin(realPath(folder), root)) continue;
    for (const name of names) {
      const file = join(folder, name);
      if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) return file;
    }
  }
  throw new UserError(`${purpose} needs git, and there is none in the search path.`);
}

const keptVariables =
  /^(?:HOME|USERPROFILE|XDG_CONFIG_HOME|SystemRoot|TEMP|TMP|GIT_CONFIG_.*|GIT_OBJECT_DIRECTORY|GIT_ALTERNATE_OBJECT_DIRECTORIES)$/i;

/** Only what git needs to find objects and the user's `safe.directory`; in a hook, `GIT_DIR` and the like speak of another place. */
function gitEnvironment(environment: ProcessEnvironment): Record<string, string> {
  const kept = Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && keptVariables.test(name) ? [[name, value] as const] : [],
  );
  return {
    ...Object.fromEntries(kept),
    LC_ALL: "C",
    GIT_ALLOW_PROTOCOL: "none",
    GIT_NO_LAZY_FETCH: "1",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
  };
}
