import { describe, expect, it } from "vitest";
import { isHashOfCredential, saltedHash } from "../../../src/secrets/harmless/hashes.ts";
import { hex } from "../places/rows.ts";

describe("the hash of a credential", () => {
  it.each(["apiKeyHash", "client_secret_hash", "tokenSha256", "token_sha-1", "secretMD5", "TokenDigest", "keyChecksum", "hashedToken"])(
    "is told by the name %s and its digits",
    (name) => {
      expect([32, 40, 56, 64, 96, 128].map((length) => isHashOfCredential(hex(length), name))).toEqual(Array(6).fill(true));
      expect([31, 33, 48, 65].map((length) => isHashOfCredential(hex(length), name))).toEqual(Array(4).fill(false));
      expect(isHashOfCredential(`${hex(31)}g`, name)).toBe(false);
    },
  );

  it.each(["apiKey", "hashKey", "hmacSha256Key", "md5_key", "rehashedToken"])("is none with the name %s", (name) => {
    expect(isHashOfCredential(hex(64), name)).toBe(false);
  });
});

it.each([
  "$5$Winter2024!",
  "$2b$12$short",
  "$7$abcdefghijklmnopqrstuvwxyz",
  "pbkdf2",
  "{SHA}Winter2024",
  "{SSHA}Winter 2024 and some more",
])("a password is no hash, though it begins like one: %s", (text) => {
  expect(saltedHash.test(text)).toBe(false);
});
