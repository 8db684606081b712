import { harmlessForm, isLiteralArgument } from "../harmless/not-secret.ts";
import { placeholder } from "../harmless/placeholders.ts";
import { type Check, type CheckContext, type CheckResult, good } from "./check.ts";

/** How far before an argument its command is looked for. */
const reach = 400;

/** The argument of one of some commands, which precedes it in the same line. */
export function after(...commands: readonly string[]): Check {
  // A cmdlet that is called like one has options of its own: `Invoke-Sqlcmd -Password $pw`. `orders.zip` is a file.
  const command = new RegExp(`(?<![-.])\\b(?:${commands.join("|")})(?:\\.exe)?\\b`, "i");
  return (secret, { text, start }) => {
    if (!isLiteralArgument(secret)) return undefined;
    const before = text.slice(Math.max(0, start - reach), start).toLowerCase();
    if (!commands.some((name) => before.includes(name)) || !command.test(before)) return undefined;
    const line = before.slice(Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1);
    // A command that goes on after a line break says so at the end of the line.
    return command.test(line) || /[\\^`]\s*\r?\n/.test(before) ? good : undefined;
  };
}

/** Somebody's password on a command line: an argument that is no plain word. */
export function checkTypedPassword(secret: string): CheckResult | undefined {
  return isLiteralArgument(secret) && !/^(?:[A-Z]?[a-z-]+|[A-Z-]+)$/.test(secret) ? good : undefined;
}

/** A password that is told from a part of a name by its letters and digits. */
export function checkMixedPassword(secret: string): CheckResult | undefined {
  return /[A-Za-z]/.test(secret) && /\d/.test(secret) ? checkTypedPassword(secret) : undefined;
}

/** A password behind a user's name in a note: of all kinds of characters, or of three and no joined words, as those of products and paths are. */
export function checkNotedPassword(secret: string): CheckResult | undefined {
  if (placeholder(secret) !== undefined || /\p{L}[-_.]\p{L}/u.test(secret)) return undefined;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(secret)).length;
  return kinds >= 3 ? checkMixedPassword(secret) : undefined;
}

/** The option for the user's name, which programs of all kinds take beside that for the password: `-u orders -p …`. */
const userOption = /(?:^|[\s"'])[-/](?:u|usr|user|username|login)(?: {1,3}|[:=])(?:\\{0,4}["'])?(?!-)[\w.@\\-]{2,64}/i;

/** A password behind a user's name in the same line: no port, path or name, which `-p` gives to many programs. */
export function checkAfterUser(secret: string, { text, start }: CheckContext): CheckResult | undefined {
  const [line = ""] = /[^\r\n]*$/.exec(text.slice(Math.max(0, start - reach), start)) ?? [];
  // A property has a name of its own: `/p:Platform=x64`.
  if (!userOption.test(line) || /[/\\]|^[\d.:]+$|^[A-Za-z_][\w.]*=\w/.test(secret)) return undefined;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(secret)).length;
  return kinds >= 3 ? checkMixedPassword(secret) : undefined;
}

/** What `echo` writes to a program that reads a password from its input. */
const passwordOnInput =
  /^["']?\s{0,3}\|[^\r\n]{0,160}?(?:--?password-stdin|--with-password|sudo -S|--passphrase-fd 0|\bkinit\b|passwd --stdin)/i;

/** What a program reads as a password that `echo` gives it. */
export function checkPiped(secret: string, { text, end }: CheckContext): CheckResult | undefined {
  return isLiteralArgument(secret) && passwordOnInput.test(text.slice(end, end + 200)) ? good : undefined;
}

const afterArchiver = after("mysql", "mysqldump", "mysqladmin", "7z", "7za", "7zr", "rar", "unrar", "winrar");

/** A password right behind the option of a program that takes it without a space, as names may be: `-pSecret1`. */
export const checkAfterArchiver: Check = (secret, context) =>
  checkTypedPassword(secret) === undefined ? undefined : afterArchiver(secret, context);

const afterCertificateTool = after("certutil", "signtool");

/** The password of a certificate; a path behind the same option is that of its file. */
export const checkAfterCertificateTool: Check = (secret, context) =>
  /[/\\]/.test(secret) ? undefined : afterCertificateTool(secret, context);

/** An argument that is written out. Anonymous users give their address for a password. */
export function checkCommandArgument(secret: string): CheckResult | undefined {
  return isLiteralArgument(secret) && harmlessForm(secret) !== "email" ? good : undefined;
}
