import { describe, expect, it } from "vitest";
import type { CheckContext } from "../../../src/secrets/checks/check.ts";
import { checkBasicCredentials, checkJwt } from "../../../src/secrets/checks/decoded.ts";

const now = Date.UTC(2026, 0, 1);
const second = now / 1000;
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token, made here: the text of its payload may be given as it stands. */
function token(payload: object | string, header: object = { alg: "HS256", typ: "JWT" }, signature = "a".repeat(20)): string {
  const middle = typeof payload === "string" ? Buffer.from(payload).toString("base64url") : encoded(payload);
  return [encoded(header), middle, signature].join(".");
}

const check = (text: string) => checkJwt(text, { now, text, start: 0, end: text.length } as CheckContext);

describe("a token", () => {
  it.each([
    ["that is still valid", token({ exp: second }), {}],
    ["that expired a second ago", token({ exp: second - 1 }), { confidence: "medium", remark: "expired on 2025-12-31" }],
    ["whose end is no time", token({ exp: 9e9 }), {}],
    ["that is not signed", token({}, { alg: "None" }), { confidence: "low", remark: "not signed (algorithm none)" }],
    ["of a tutorial", token('{"sub":"1234567890"}'), { confidence: "low", remark: "a well-known sample" }],
    ["of a tutorial, with a space", token('{"sub": "1234567890"}'), { confidence: "low", remark: "a well-known sample" }],
    ["of somebody else", token('{"sub":"12345678901"}'), {}],
  ])("%s", (_, text, expected) => {
    expect(check(text)).toMatchObject(expected);
    if (Object.keys(expected).length === 0) expect(check(text)).toEqual({});
  });

  it.each([
    ["with a short signature", token({}, { alg: "HS256" }, "a".repeat(19))],
    ["without an algorithm", token({}, { typ: "JWT" })],
  ])("%s is none", (_, text) => {
    expect(check(text)).toBeUndefined();
  });
});

describe("a user and a password in base64", () => {
  const basic = (text: string): ReturnType<typeof checkBasicCredentials> => checkBasicCredentials(Buffer.from(text).toString("base64"));
  const key = ["k7Qm2Xv9", "Rt4Lp8Wz", "c5Hn"].join("");
  it.each([
    ["that somebody wrote", "svc-orders:Wn-48213!", {}],
    ["with a colon in the password", "svc:a:b-48213", {}],
    ["of letters beyond ASCII", "svc:Grüße-48213", {}],
    ["a key as the user", `${key}:`, {}],
    ["a key as the user, and an x", `${key}:X`, {}],
    ["a key as the user, and what says so", `${key}:api_token`, {}],
    ["a key as the user, and what says so in other letters", `${key}:APIToken`, {}],
    ["a word as the user, and what only looks like it", "orders:my_api_token", {}],
    ["a word as the user, and what only begins like it", "orders:api_token48-Wn", {}],
    ["a key as the password", `:${key}`, {}],
    ["that the standard signs in with", "Aladdin:open sesame", { confidence: "low", remark: "a well-known sample", firm: true }],
    ["that looks like a stand-in", "svc-orders:changeme", { confidence: "low", remark: "looks like a placeholder", firm: true }],
  ])("is one: %s", (_, text, expected) => {
    expect(basic(text)).toEqual(expected);
  });

  it.each([
    ["without a colon", "svc-orders"],
    ["of a documentation", "username:password"],
    ["that is to be filled in", "svc:<password>"],
    ["with an example for both", "example:changeme"],
    ["without a password", "svc-orders:"],
    ["with an x for a password", "svc-orders:x"],
    ["with a constant for a password", "svc-orders:api_token"],
    ["that is no text", "\u0001:\u0002abcdefg"],
    ["of which only run time knows a part", "svc:\ufffc"],
  ])("is none: %s", (_, text) => {
    expect(basic(text)).toBeUndefined();
  });

  it.each(["", "a b", "ab===", Buffer.from([0x61, 0x3a, 0xff, 0xfe, 0xff]).toString("base64")])(
    "is none that cannot be decoded: %j",
    (text) => {
      expect(checkBasicCredentials(text)).toBeUndefined();
    },
  );
});

describe("a text in three parts is no token", () => {
  it.each([
    ["whose header is no base64", `a!b.${encoded({})}.${"a".repeat(20)}`],
    ["whose header is no JSON", `${Buffer.from("abc").toString("base64url")}.${encoded({})}.${"a".repeat(20)}`],
    ["whose header is a list", `${encoded([1])}.${encoded({})}.${"a".repeat(20)}`],
    ["whose header is a text", `${Buffer.from('"alg"').toString("base64url")}.${encoded({})}.${"a".repeat(20)}`],
    ["whose header is empty", `.${encoded({})}.${"a".repeat(20)}`],
  ])("%s", (_, text) => {
    expect(check(text)).toBeUndefined();
  });

  it("but one that is encrypted is", () => {
    expect(check(token("not readable", { enc: "A256GCM" }))).toEqual({});
    expect(check(token({ exp: -1 }))).toEqual({});
  });
});
