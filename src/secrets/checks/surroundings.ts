import { unknownPart } from "../../unknown-part.ts";
import { harmlessForm, isLiteralArgument, looksGenerated } from "../harmless/not-secret.ts";
import { placeholder } from "../harmless/placeholders.ts";
import { credentialName } from "../names/credential-name.ts";
import { type CheckContext, type CheckResult, good } from "./check.ts";

/** Names of other members of a connection string. */
const connectionKeys =
  /(?:^|[;\s])(?:server|data source|datasource|host|addr|address|driver|provider|uid|user ?id|username|user|initial catalog|database|dsn|endpoint|account|client ?id|auth(?:entication)?type)\s{0,2}=/i;
/** How far around a password the other parts of its connection string are looked for. */
const reach = 400;

/** Other members of a connection string are around the password, in the same line and quotes, with semicolons between. */
export function checkConnectionString(secret: string, { text, start, end }: CheckContext): CheckResult | undefined {
  if (!isLiteralArgument(secret) || /^[\w.]{1,100}\s?[([]|\|\|/.test(secret)) return undefined;
  // Braces quote a password with special characters; around a mere word they are a hole: `Password={pw};`.
  if (text[start - 1] === "{" && /^(?:[a-z_.]{1,60}|\d{1,2})$/i.test(secret)) return undefined;
  if (isBehindText(secret, text[start - 1], text[end])) return undefined;
  // A quote right at the password is its own.
  const around = text.slice(Math.max(0, start - reach), start).replace(/["'{]$/, "");
  const before = around.slice(lastEnd(around), around.lastIndexOf("="));
  const [behind = ""] = /^[^"'`\r\n]*/.exec(text.slice(end, end + reach).replace(/^["'}]/, "")) ?? [];
  return `${before}${behind}`.includes(";") && (connectionKeys.test(before) || connectionKeys.test(behind)) ? good : undefined;
}

/** What joins a variable to the text that ends before it: `"…;Password=" & DB_PWD`, `"…;Password=" + pw + ";…"`. */
function isBehindText(secret: string, before: string | undefined, behind: string | undefined): boolean {
  if (before === undefined || !/["']/.test(before) || !/^\s{0,4}[+&]/.test(secret)) return false;
  return behind !== before || /[+&([]\s{0,4}\\{0,4}$/.test(secret);
}

/** Behind the last quote or line break of a text. */
function lastEnd(text: string): number {
  // From the end: the next quote is mostly near.
  for (let at = text.length; at > 0; at--) if (/["'`\r\n]/.test(text.charAt(at - 1))) return at;
  return 0;
}

/** The end of the authority of a URL on one's own computer. */
const ownComputer = /^@(?:localhost|127\.0\.0\.1)(?![\w.-])/i;

/** A password in the user part of an address: written out, no port, and no sample of how to write one. */
export function checkUrlPassword(secret: string, { text, start, end }: CheckContext): CheckResult | undefined {
  // What looks like an option elsewhere is a password here.
  if (!isLiteralArgument(secret.replace(/^-/, "")) || /^\d{1,5}$/.test(secret)) return undefined;
  const user = text.slice(Math.max(0, start - 130), start - 1).replace(/^.*:\/\//s, "");
  // What a server comes with, where it is tried out: `amqp://guest:guest@localhost`.
  if (secret === user && ownComputer.test(text.slice(end, end + 12))) return undefined;
  if (/^(?:user(?:name)?|usr|login|name)$/i.test(user) && /^(?:pass(?:word)?|pwd|passwd|secret)$/i.test(secret)) return undefined;
  return good;
}

/** The value of a member of encoded JSON that is named like a credential. */
export function checkEncodedMember(secret: string, { text, start }: CheckContext): CheckResult | undefined {
  const name = /(%22|&quot;|&#34;)(?<name>(?:[\w. -]|%20){1,60})\1(?:%3A|:)(?:%20|[+ ]){0,2}\1$/i.exec(
    text.slice(Math.max(0, start - 100), start),
  )?.groups?.name;
  const says = name === undefined ? undefined : credentialName(name.replaceAll("%20", " "));
  if (says?.strength !== "strong" || secret.includes(unknownPart)) return undefined;
  if (placeholder(secret) !== undefined || harmlessForm(secret) !== undefined) return undefined;
  return isLiteralArgument(secret) && (says.kind === "password" || looksGenerated(secret, 12)) ? good : undefined;
}
