/**
 * A mistake of the user's (wrong option, no such file, broken configuration): the message is all there is to say, and the process ends with code 2.
 * Everything else that is thrown is a defect of this tool.
 */
export class UserError extends Error {
  override readonly name = "UserError";
}

/** The readable text of anything thrown. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
