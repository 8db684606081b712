import { describe, expect, it } from "vitest";
import type { CheckContext } from "../../src/secrets/checks.ts";
import { checkJwt } from "../../src/secrets/decoded.ts";

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
