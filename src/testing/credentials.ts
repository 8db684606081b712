/** Made-up credentials for tests, put together at run time so that no source file holds a text that looks like a real one. */

import { crc32 } from "node:zlib";
import { base62, encodeChecksum } from "../secrets/checks/checksums.ts";

const alphabet = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** Characters without meaning, always the same for a seed. */
export function filler(length: number, seed = 1): string {
  let state = seed;
  let text = "";
  while (text.length < length) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    text += alphabet.charAt((state >>> 16) % alphabet.length);
  }
  return text;
}

/** The form of an Entra client secret: three characters, a fixed mark, 31 characters. */
export const entraClientSecret = (seed = 1): string => `${filler(3, seed)}${["7", "Q", "~"].join("")}${filler(31, seed + 1)}`;

/** A password that only its place gives away. */
export const password = (seed = 1): string => `Wn-${filler(11, seed)}!`;

/** A key that only its place gives away. */
export const apiKey = (seed = 1): string => filler(32, seed);

/** The query of a callback URL of a flow. */
export const callbackQuery = (seed = 1): string =>
  `api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&${["s", "i", "g"].join("")}=${filler(43, seed)}`;

/** The callback URL of the flow with this id: of the form with `logic.azure.com`, or of the newer one with `api.powerplatform.com`. */
export function callbackUrl(id: string, form: "older" | "newer" = "older"): string {
  const start =
    form === "older"
      ? "https://prod-01.westeurope.logic.azure.com:443"
      : "https://0123456789abcdef.0f.environment.api.powerplatform.com:443/powerautomate/automations/direct";
  return `${start}/workflows/${id.replaceAll("-", "")}/triggers/manual/paths/invoke?${callbackQuery()}`;
}

/** A JSON web token that no issuer signed, valid for a long time. */
export function jsonWebToken(seed = 1): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value), "utf8").toString("base64url");
  return [part({ alg: "HS256", typ: "JWT" }), part({ sub: "orders", name: "Contoso orders", exp: 4_102_444_800 }), filler(43, seed)].join(
    ".",
  );
}

/** The first or last line of a private key in PEM form: `BEGIN`, or `END RSA`. */
export const privateKeyLine = (words: string): string => `-----${words} PRIVATE ${["K", "EY"].join("")}-----`;

/** The form of a GitHub personal access token, with its checksum. */
export function githubToken(seed = 1): string {
  const body = filler(30, seed);
  return `${["gh", "p_"].join("")}${body}${encodeChecksum(crc32(body), base62)}`;
}
