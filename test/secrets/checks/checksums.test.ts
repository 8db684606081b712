import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { runCheck } from "../../../src/secrets/checks/checks.ts";
import { base32Bytes, base62, encodeChecksum, marvin32, marvin32Halves } from "../../../src/secrets/checks/checksums.ts";

const context = { text: "", start: 0, end: 0, now: 0 };

describe("Marvin32", () => {
  // The vectors of SymCrypt's own tests.
  it.each([
    ["abc", "d53cd9cecd0893b7", 0x22c74339, 0x492769bf],
    ["abcdefghijklmnopqrstuvwxyz", "0ddddeeeeffff000", 0xa128eb7e, 0x7260aca2],
  ])("of %s", (text, seed, high, low) => {
    expect(marvin32Halves(Buffer.from(text), Buffer.from(seed, "hex"))).toEqual({ high, low });
  });

  it("folds its halves into an unsigned number", () => {
    expect(marvin32(Buffer.from("abc"), "Default0")).toBeGreaterThanOrEqual(0);
  });
});

describe("number and byte encodings", () => {
  it("writes numbers with an alphabet", () => {
    // From the tests of microsoft/security-utilities.
    expect(encodeChecksum(2883656711, base62)).toBe("399Wq7");
    expect(encodeChecksum(0xffffffff, base62)).toBe("4gfFC3");
    expect(encodeChecksum(0, base62)).toBe("000000");
  });

  it("reads base 32", () => {
    expect(Buffer.from(base32Bytes("mzxw6ytboi") ?? []).toString()).toBe("foobar");
    expect(base32Bytes("abc1")).toBeUndefined();
  });
});

describe("checksums of published sample tokens", () => {
  // The owners published these to explain the format; they never worked or are revoked. Put together from pieces so that no scanner sees a token.
  it.each([
    ["crc32-base62", ["gh", "p_", "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ", "0mLq17"]],
    ["entra-secret", ["zzz8", "Q~", "z".repeat(31), "blP"]],
    ["crc32-hex", ["AT", "BB", "Ab3dE5fG7hJ9kL2mN4pQ6rS8", "AD6D34F4"]],
    ["gitlab-routable", ["gl", "pat-", "vSY1cyL948aAB440qB6L4zlu9OzsUmEV", ".01.0w", "0sfevch"]],
    ["grafana", ["gl", "sa_", "yscW25imSKJIuav8zF37RZmnbiDvB05G", "_fcaaf58a"]],
  ] as const)("%s", (check, pieces) => {
    const token = pieces.join("");
    expect(runCheck(check, token, context)).toEqual({});
    const other = token.slice(0, 8) + (token[8] === "Q" ? "R" : "Q") + token.slice(9);
    expect(runCheck(check, other, context)).toMatchObject({ confidence: "medium" });
  });
});

describe("Azure DevOps tokens of the older form", () => {
  /** The bytes 2, 7, 8 and 22 hold the checksum of the others. */
  function token(constant: number, fill: number): string {
    const bytes = Buffer.alloc(32, fill);
    for (let i = 0; i < 32; i++) bytes[i] = (fill * 31 + i * 37) & 0xff;
    const body = [...bytes.subarray(0, 2), ...bytes.subarray(3, 7), ...bytes.subarray(9, 22), ...bytes.subarray(23)];
    const sum = (crc32(Uint8Array.from(body)) ^ constant) >>> 0;
    [2, 7, 8, 22].forEach((at, i) => {
      bytes[at] = (sum >>> (24 - 8 * i)) & 0xff;
    });
    let bits = "";
    for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
    bits = bits.padEnd(260, "0");
    return Array.from({ length: 52 }, (_, i) => "abcdefghijklmnopqrstuvwxyz234567"[Number.parseInt(bits.slice(i * 5, i * 5 + 5), 2)]).join(
      "",
    );
  }

  it.each([0xe0b9692d, 0x1019f92e])("count with the checksum of constant %d", (constant) => {
    const text = token(constant, 7);
    expect(runCheck("azure-devops-legacy", text, context)).toEqual({});
    expect(runCheck("azure-devops-legacy", `b${text.slice(1)}`, context)).toBeUndefined();
  });

  it("are nothing with any other", () => {
    expect(runCheck("azure-devops-legacy", token(0x12345678, 9), context)).toBeUndefined();
  });
});
