import { crc32 } from "node:zlib";
import type { Confidence } from "../../linter/finding.ts";
import { unknownPart } from "../../unknown-part.ts";
import { harmlessForm, isSpelledOut, looksGenerated, startsWithVariable } from "../harmless/not-secret.ts";
import { placeholder } from "../harmless/placeholders.ts";
import { credentialName } from "../names/credential-name.ts";
import { base32Bytes, base62, encodeNumber, marvin32 } from "./checksums.ts";
import { checkBasicCredentials, checkJwt } from "./decoded.ts";
import { checkPresignedUrl, checkSharedAccessSignature } from "./signed-url.ts";

/** Where a secret part is, and today: what a check may look at beside the secret itself. */
export interface CheckContext {
  readonly text: string;
  /** Span of the secret part, in UTF-16 units, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Milliseconds since 1970: what counts as expired. */
  readonly now: number;
}

/** What a check found out: a confidence below the form's own, and what is worth saying. */
export interface Verdict {
  readonly confidence?: Confidence;
  readonly remark?: string;
  /** No position makes it surer: it is a sample, has expired or is worth nothing. */
  readonly firm?: true;
}

/** Undefined when the text is no such credential at all. */
type Check = (secret: string, context: CheckContext) => Verdict | undefined;

const good: Verdict = {};
/** Reported all the same: a copy with a typing error, or one made unusable on purpose, tells where a real one was. */
const wrongChecksum: Verdict = { confidence: "medium", remark: "its checksum is wrong, so it is changed or made up" };
const sample: Verdict = { confidence: "low", remark: "a well-known sample", firm: true };

function checksum(matches: boolean): Verdict {
  return matches ? good : wrongChecksum;
}

/**
 * Checksum seeds of Microsoft's identifiable keys, by signature. A service has several kinds of keys (read, write, send …), each with its
 * seed.
 * Source: `IdentifiableMetadata` of https://github.com/microsoft/security-utilities (seeds are eight ASCII characters).
 */
const azureSeeds: Readonly<Record<string, readonly string[]>> = {
  "+ASt": ["Default0"],
  ACDb: ["MastRO00", "MastRW00", "SystRO00", "SystRW00", "SysAll00", "Resour00", "Encryp00"],
  "+ABa": ["AbAcct00"],
  "+AMC": ["Classic0"],
  APIM: ["Tenant00", "IoTHub00", "Gatewy00", "GitKey00"],
  "+ASb": ["Send0000", "Manage00", "Listen00", "System00", "Unknown0"],
  "+AEh": ["Send0000", "Manage00", "Listen00", "System00", "Unknown0"],
  "+ARm": ["Send0000", "Manage00", "Listen00", "System00", "Unknown0"],
  AIoT: ["IoTHub00", "DpsKey00", "Device00"],
  AzCa: ["Access00"],
  "+ACR": ["ACRDflt0"],
  AzSe: ["Query000", "PAdmin00"],
  AzFu: ["Master00", "System00", "Functi00"],
};

/**
 * The last four bytes are the Marvin32 checksum of those before, lowest byte first; the four characters before the last six are the
 * signature.
 */
function checkAzureKey(secret: string): Verdict | undefined {
  const key = secret.replace(/(?:=|%3D)+$/i, "");
  const seeds = azureSeeds[key.slice(-10, -6)];
  if (seeds === undefined) return good;
  const bytes = Buffer.from(key, "base64");
  const stored = bytes.readUInt32LE(bytes.length - 4);
  const body = bytes.subarray(0, -4);
  if (seeds.some((seed) => marvin32(body, seed) === stored)) return good;
  return key.includes("AzCa") && isEscapedRedisKey(secret, body) ? good : wrongChecksum;
}

/** Redis keys avoid `+` and `/`: both were replaced by letters after the checksum was computed, in the checksum itself too. */
function isEscapedRedisKey(secret: string, body: Uint8Array): boolean {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(marvin32(body, "Access00"));
  const expected = Buffer.concat([body, sum]).toString("base64").replaceAll("+", "P").replaceAll("/", "F");
  return expected === secret;
}

/**
 * Common annotated keys: 84 characters, the last four (three bytes) of which begin the Marvin32 checksum of the 60 bytes before; derived
 * keys write it in base 62.
 */
function checkAnnotatedKey(secret: string): Verdict {
  const key = secret.slice(0, 84);
  const sum = marvin32(Buffer.from(key.slice(0, 80), "base64"), "Default0");
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(sum);
  const stored = key.slice(80);
  return checksum(bytes.toString("base64").startsWith(stored) || encodeNumber(sum, base62, 6).startsWith(stored));
}

const entraAlphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~";

/** The last three characters are the first of the Marvin32 checksum of those before, written with the alphabet of the secrets. */
function checkEntraSecret(secret: string): Verdict {
  const sum = marvin32(Buffer.from(secret.slice(0, -3), "latin1"), "AadPwd00");
  return checksum(encodeNumber(sum, entraAlphabet, 6).startsWith(secret.slice(-3)));
}

/**
 * Azure DevOps tokens of the older form: 32 bytes in base 32, of which the bytes 2, 7, 8 and 22 hold a CRC-32 of the others, combined
 * with a constant by XOR.
 * Without a mark of its own the form counts only with its checksum. Source: https://github.com/microsoft/security-utilities (AdoLegacyPat).
 */
function checkAzureDevOpsLegacy(secret: string): Verdict | undefined {
  const bytes = base32Bytes(secret);
  if (bytes === undefined || bytes.length !== 32) return undefined;
  const body = [...bytes.slice(0, 2), ...bytes.slice(3, 7), ...bytes.slice(9, 22), ...bytes.slice(23)];
  const [, , b2 = 0, , , , , b7 = 0, b8 = 0] = bytes;
  const stored = ((b2 << 24) | (b7 << 16) | (b8 << 8) | (bytes[22] ?? 0)) >>> 0;
  const sum = crc32(Uint8Array.from(body));
  return (sum ^ 0xe0b9692d) >>> 0 === stored || (sum ^ 0x1019f92e) >>> 0 === stored ? good : undefined;
}

/** GitHub, npm, Vercel: behind a prefix of four characters, the last six are the CRC-32 of those between in base 62. */
function checkCrc32Base62(secret: string): Verdict {
  return checksum(encodeNumber(crc32(secret.slice(4, -6)), base62, 6) === secret.slice(-6));
}

/** GitLab's routable tokens: the last seven characters are the CRC-32 of all before in base 36. */
function checkGitlabRoutable(secret: string): Verdict {
  return checksum(crc32(secret.slice(0, -7)).toString(36).padStart(7, "0") === secret.slice(-7));
}

/** Atlassian: the last eight characters are the CRC-32 of all before in hexadecimal. */
function checkCrc32Hex(secret: string): Verdict {
  return checksum(crc32(secret.slice(0, -8)).toString(16).padStart(8, "0") === secret.slice(-8).toLowerCase());
}

/** Grafana: as Atlassian's, behind an underscore, lowest byte first. */
function checkGrafana(secret: string): Verdict {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(secret.slice(0, -9)));
  return checksum(sum.toString("hex") === secret.slice(-8).toLowerCase());
}

/** Beginnings of keys that vendors publish: the storage and Cosmos DB emulators, AWS's documentation, the Logic Apps documentation. */
const sampleStarts = ["hcqgkYc9ebgN", "Eby8vdM02xNO", "C2y6yDjf5/R+", "AKIAIOSFODNN", "AKIAI44QH8DH", "wJalrXUtnFEMI"];

function isSample(secret: string): boolean {
  return sampleStarts.some((start) => secret.startsWith(start));
}

/** Random enough for a form that has a mark of its own: no sentence, and not a few characters over and over. */
function checkRandom(secret: string): Verdict | undefined {
  if (isSample(secret)) return sample;
  return isSpelledOut(secret) || new Set(secret).size < Math.min(8, secret.length / 2) ? undefined : good;
}

/** Random enough for a form without much of a mark. */
function checkGenerated(secret: string): Verdict | undefined {
  if (isSample(secret)) return sample;
  return looksGenerated(secret, Math.min(16, secret.length)) ? good : undefined;
}

/** Tokens of letters alone have both cases. */
function checkMixedCase(secret: string): Verdict | undefined {
  const body = secret.slice(secret.lastIndexOf("_") + 1);
  return /[a-z]/.test(body) && /[A-Z]/.test(body) && new Set(body).size >= 8 ? good : undefined;
}

/** The body of a key is base64 over many lines; dots and angle brackets are a documentation's. */
function checkKeyBody(secret: string, { text, start }: CheckContext): Verdict | undefined {
  if (secret.includes(unknownPart)) return undefined;
  const letters = secret.replace(/[^A-Za-z0-9+/]/g, "").length;
  if (letters < 40 || /\.\.\.|…|<[a-z]/i.test(secret.slice(0, 400))) return undefined;
  const before = text.slice(Math.max(0, start - 60), start);
  // Another key may end right in front of this one.
  const head = before.slice(Math.max(0, before.lastIndexOf("-----BEGIN ")));
  const encrypted = /ENCRYPTED/.test(head + secret.slice(0, 120));
  return encrypted ? { confidence: "medium", remark: "protected by a passphrase", firm: true } : good;
}

const connectionKeys =
  /(?:^|[;\s])(?:server|data source|datasource|host|addr|address|driver|provider|uid|user ?id|username|user|initial catalog|database|dsn|endpoint|account|client ?id|auth(?:entication)?type)\s{0,2}=/i;
/** How far around a password the other parts of its connection string are looked for. */
const reach = 400;

/** Other members of a connection string are around the password, in the same line and quotes, with semicolons between. */
function checkConnectionString(secret: string, { text, start, end }: CheckContext): Verdict | undefined {
  if (!isLiteralArgument(secret) || /^[\w.]{1,100}\s?[([]|\|\|/.test(secret)) return undefined;
  // Braces quote a password with special characters; around a mere word they are a hole: `Password={pw};`.
  if (text[start - 1] === "{" && /^(?:[a-z_.]{1,60}|\d{1,2})$/i.test(secret)) return undefined;
  // A quote right at the password is its own.
  const around = text.slice(Math.max(0, start - reach), start).replace(/["'{]$/, "");
  const before = around.slice(lastEnd(around), around.lastIndexOf("="));
  const [behind = ""] = /^[^"'`\r\n]*/.exec(text.slice(end, end + reach).replace(/^["'}]/, "")) ?? [];
  return `${before}${behind}`.includes(";") && (connectionKeys.test(before) || connectionKeys.test(behind)) ? good : undefined;
}

/** Behind the last quote or line break of a text. */
function lastEnd(text: string): number {
  // From the end: the next quote is mostly near.
  for (let at = text.length; at > 0; at--) if (/["'`\r\n]/.test(text.charAt(at - 1))) return at;
  return 0;
}

/** A value that is written out: no variable, reference, substitution or option. */
export function isLiteralArgument(value: string): boolean {
  return (
    !/^[({<-]|^\$(?:[({]|\d{1,2}$)|^@[({]|^@\w{2,40}\(|^\*$|^prompt$/i.test(value) &&
    !startsWithVariable(value) &&
    !value.includes(unknownPart) &&
    !/^%[^%]+%$/.test(value) &&
    !value.includes("@{") &&
    !/^\{[^}]*\}$/.test(value)
  );
}

function checkUrlPassword(secret: string, { text, start }: CheckContext): Verdict | undefined {
  // What looks like an option elsewhere is a password here.
  if (!isLiteralArgument(secret.replace(/^-/, "")) || /^\d{1,5}$/.test(secret)) return undefined;
  const user = text.slice(Math.max(0, start - 130), start - 1).replace(/^.*:\/\//s, "");
  if (/^(?:user(?:name)?|usr|login|name)$/i.test(user) && /^(?:pass(?:word)?|pwd|passwd|secret)$/i.test(secret)) return undefined;
  return good;
}

/** The argument of one of some commands, which precedes it in the same line. */
function after(...commands: readonly string[]): Check {
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
function checkTypedPassword(secret: string): Verdict | undefined {
  return isLiteralArgument(secret) && !/^(?:[A-Z]?[a-z-]+|[A-Z-]+)$/.test(secret) ? good : undefined;
}

/** A password that is told from a part of a name by its letters and digits. */
function checkMixedPassword(secret: string): Verdict | undefined {
  return /[A-Za-z]/.test(secret) && /\d/.test(secret) ? checkTypedPassword(secret) : undefined;
}

/** The option for the user's name, which programs of all kinds take beside that for the password: `-u orders -p …`. */
const userOption = /(?:^|[\s"'])[-/](?:u|usr|user|username|login)(?: {1,3}|[:=])(?:\\{0,4}["'])?(?!-)[\w.@\\-]{2,64}/i;

/** A password behind a user's name in the same line: no port, path or name, which `-p` gives to many programs. */
function checkAfterUser(secret: string, { text, start }: CheckContext): Verdict | undefined {
  const [line = ""] = /[^\r\n]*$/.exec(text.slice(Math.max(0, start - reach), start)) ?? [];
  if (!userOption.test(line) || /[/\\]|^[\d.:]+$/.test(secret)) return undefined;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(secret)).length;
  return kinds >= 3 ? checkMixedPassword(secret) : undefined;
}

/** The value of a member of encoded JSON that is named like a credential. */
function checkEncodedMember(secret: string, { text, start }: CheckContext): Verdict | undefined {
  const name = /(%22|&quot;|&#34;)(?<name>(?:[\w. -]|%20){1,60})\1(?:%3A|:)(?:%20|[+ ]){0,2}\1$/i.exec(
    text.slice(Math.max(0, start - 100), start),
  )?.groups?.name;
  const says = name === undefined ? undefined : credentialName(name.replaceAll("%20", " "));
  if (says?.strength !== "strong" || secret.includes(unknownPart)) return undefined;
  if (placeholder(secret) !== undefined || harmlessForm(secret) !== undefined) return undefined;
  return isLiteralArgument(secret) && (says.kind === "password" || looksGenerated(secret, 12)) ? good : undefined;
}

/** What `echo` writes to a program that reads a password from its input. */
const readsPassword = /^["']?\s{0,3}\|[^\r\n]{0,160}?(?:--?password-stdin|--with-password|sudo -S|--passphrase-fd 0)/i;

function checkPiped(secret: string, { text, end }: CheckContext): Verdict | undefined {
  return isLiteralArgument(secret) && readsPassword.test(text.slice(end, end + 200)) ? good : undefined;
}

const afterArchiver = after("mysql", "mysqldump", "mysqladmin", "7z", "7za", "7zr", "rar", "unrar", "winrar");

const afterCertificateTool = after("certutil", "signtool");

const checks = {
  "entra-secret": checkEntraSecret,
  "azure-key": checkAzureKey,
  "azure-annotated-key": checkAnnotatedKey,
  "azure-devops-legacy": checkAzureDevOpsLegacy,
  "crc32-base62": checkCrc32Base62,
  "crc32-hex": checkCrc32Hex,
  "gitlab-routable": checkGitlabRoutable,
  grafana: checkGrafana,
  random: checkRandom,
  generated: checkGenerated,
  "mixed-case": checkMixedCase,
  "not-placeholder": (secret: string) => (secret.includes(unknownPart) ? undefined : good),
  sample: (secret: string) => (isSample(secret) ? sample : good),
  jwt: checkJwt,
  "basic-credentials": checkBasicCredentials,
  "shared-access-signature": checkSharedAccessSignature,
  "presigned-url": checkPresignedUrl,
  "key-body": checkKeyBody,
  "connection-string": checkConnectionString,
  "url-password": checkUrlPassword,
  // Anonymous users give their address for a password.
  "command-argument": (secret: string) => (isLiteralArgument(secret) && harmlessForm(secret) !== "email" ? good : undefined),
  "after-curl": after("curl"),
  "after-az": after("az login"),
  "after-login": after("psexec", "psexec64", "docker login", "oc login", "tabcmd login"),
  "after-user": checkAfterUser,
  "after-certificate-tool": (secret: string, context: CheckContext) =>
    /[/\\]/.test(secret) ? undefined : afterCertificateTool(secret, context),
  "encoded-member": checkEncodedMember,
  "after-archiver": (secret: string, context: CheckContext) =>
    checkTypedPassword(secret) === undefined ? undefined : afterArchiver(secret, context),
  "typed-password": checkTypedPassword,
  "mixed-password": checkMixedPassword,
  "after-samba": after("smbclient", "rpcclient", "smbget", "winexe", "net rpc", "net ads"),
  "after-ldap": after("ldapsearch", "ldapadd", "ldapmodify", "ldapdelete", "ldapwhoami", "ldifde"),
  "after-zip": after("zip", "unzip", "zipcloak"),
  "piped-password": checkPiped,
  "after-sqlcmd": after("sqlcmd", "bcp", "osql", "isql"),
} satisfies Record<string, Check>;

/** A test beyond the pattern, named in the tables of shapes. */
export type CheckName = keyof typeof checks;

/** Runs a check. Undefined: the text is no such credential. */
export function runCheck(name: CheckName, secret: string, context: CheckContext): Verdict | undefined {
  return (checks[name] as Check)(secret, context);
}
