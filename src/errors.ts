/**
 * A mistake of the user's (wrong option, no such file, broken configuration): the message is all there is to say, and the process ends with
 * code 2. Everything else that is thrown is a defect of this tool.
 */
export class UserError extends Error {
  /** Distinguishes it from a defect, even if the class is another copy. */
  override readonly name = "UserError";
}

/** Whether something thrown is a {@link UserError}, of whichever copy of the class: each script of the bundle may have its own. */
export function isUserError(error: unknown): error is Error {
  return error instanceof Error && error.name === "UserError";
}

/** Why a file or folder cannot be read or written, in words for those who named it. */
export function fileProblem(error: unknown): string {
  return knownFileProblem(error) ?? errorText(error);
}

/** The same for what was to be written: files are made where they are missing, and so are their folders. */
export function writeProblem(error: unknown): string {
  return errorCode(error) === "ENOENT" ? "no folder can be made there" : fileProblem(error);
}

/** What {@link fileProblem} says, without Node's own text, which names the machine's folders; undefined for what has no words here. */
export function knownFileProblem(error: unknown): string | undefined {
  return fileProblems.get(errorCode(error) ?? "");
}

/** The code of an error of Node's, like `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

const fileProblems: ReadonlyMap<string, string> = new Map([
  ["EACCES", "you have no permission"],
  ["EBUSY", "another program is using it"],
  ["EDQUOT", "your quota is used up"],
  ["EEXIST", "a file is in the place of a folder"],
  ["EFBIG", "it is too large"],
  ["EISDIR", "it is a folder"],
  ["ELOOP", "its links lead in a circle"],
  ["EMFILE", "too many files are open"],
  ["ENAMETOOLONG", "its name is too long"],
  ["ENFILE", "too many files are open"],
  ["ENOENT", "it does not exist"],
  ["ENOSPC", "the disk is full"],
  ["ENOTDIR", "a file is in the place of a folder"],
  ["EPERM", "you have no permission"],
  ["EPIPE", "nothing reads it any more"],
  ["EROFS", "the disk is read-only"],
]);

/** The readable text of anything thrown. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The same with where it was thrown, for those who look for the defect. */
export function stackText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
