/**
 * A mistake of the user's (wrong option, no such file, broken configuration): the message is all there is to say, and the process ends with
 * code 2. Everything else that is thrown is a defect of this tool.
 */
export class UserError extends Error {
  /** Tells it from a defect, also where the class is another copy. */
  override readonly name = "UserError";
}

/** Why a file or folder cannot be read or written, in words for those who named it. */
export function fileProblem(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return fileProblems[code] ?? errorText(error);
}

const fileProblems: Readonly<Record<string, string>> = {
  EACCES: "you have no permission",
  EBUSY: "another program uses it",
  EDQUOT: "your quota is used up",
  EEXIST: "a file is in the place of a folder",
  EFBIG: "it is too large",
  EISDIR: "it is a folder",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "its name is too long",
  ENOENT: "it does not exist",
  ENOSPC: "the disk is full",
  ENOTDIR: "a file is in the place of a folder",
  EPERM: "you have no permission",
  EPIPE: "nobody reads it any more",
  EROFS: "the disk can only be read",
};

/** The readable text of anything thrown. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
