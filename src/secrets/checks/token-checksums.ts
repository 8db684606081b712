import { crc32 } from "node:zlib";
import { type CheckResult, good } from "./check.ts";
import { base32Bytes, base62, encodeChecksum, marvin32 } from "./checksums.ts";

/** Reported all the same: a copy with a typing error, or one made unusable on purpose, tells where a real one was. */
const wrongChecksum: CheckResult = { confidence: "medium", remark: "its checksum is wrong, so it is changed or made up" };

function checksum(matches: boolean): CheckResult {
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
export function checkAzureKey(secret: string): CheckResult | undefined {
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
export function checkAnnotatedKey(secret: string): CheckResult {
  const key = secret.slice(0, 84);
  const sum = marvin32(Buffer.from(key.slice(0, 80), "base64"), "Default0");
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(sum);
  const stored = key.slice(80);
  return checksum(bytes.toString("base64").startsWith(stored) || encodeChecksum(sum, base62).startsWith(stored));
}

const entraAlphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~";

/** The last three characters are the first of the Marvin32 checksum of those before, written with the alphabet of the secrets. */
export function checkEntraSecret(secret: string): CheckResult {
  const sum = marvin32(Buffer.from(secret.slice(0, -3), "latin1"), "AadPwd00");
  return checksum(encodeChecksum(sum, entraAlphabet).startsWith(secret.slice(-3)));
}

/**
 * Azure DevOps tokens of the older form: 32 bytes in base 32, of which the bytes 2, 7, 8 and 22 hold a CRC-32 of the others, combined
 * with a constant by XOR.
 * Without a mark of its own the form counts only with its checksum. Source: https://github.com/microsoft/security-utilities (AdoLegacyPat).
 */
export function checkAzureDevOpsLegacy(secret: string): CheckResult | undefined {
  const bytes = base32Bytes(secret);
  if (bytes === undefined || bytes.length !== 32) return undefined;
  const body = [...bytes.slice(0, 2), ...bytes.slice(3, 7), ...bytes.slice(9, 22), ...bytes.slice(23)];
  const [, , b2 = 0, , , , , b7 = 0, b8 = 0] = bytes;
  const stored = ((b2 << 24) | (b7 << 16) | (b8 << 8) | (bytes[22] ?? 0)) >>> 0;
  const sum = crc32(Uint8Array.from(body));
  return (sum ^ 0xe0b9692d) >>> 0 === stored || (sum ^ 0x1019f92e) >>> 0 === stored ? good : undefined;
}

/** GitHub, npm, Vercel: behind a prefix of four characters, the last six are the CRC-32 of those between in base 62. */
export function checkCrc32Base62(secret: string): CheckResult {
  return checksum(encodeChecksum(crc32(secret.slice(4, -6)), base62) === secret.slice(-6));
}

/** GitLab's routable tokens: the last seven characters are the CRC-32 of all before in base 36. */
export function checkGitlabRoutable(secret: string): CheckResult {
  return checksum(crc32(secret.slice(0, -7)).toString(36).padStart(7, "0") === secret.slice(-7));
}

/** Atlassian: the last eight characters are the CRC-32 of all before in hexadecimal. */
export function checkCrc32Hex(secret: string): CheckResult {
  return checksum(crc32(secret.slice(0, -8)).toString(16).padStart(8, "0") === secret.slice(-8).toLowerCase());
}

/** Grafana: as Atlassian's, behind an underscore, lowest byte first. */
export function checkGrafana(secret: string): CheckResult {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(secret.slice(0, -9)));
  return checksum(sum.toString("hex") === secret.slice(-8).toLowerCase());
}
