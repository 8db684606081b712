import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRedactor } from "../../src/linter/redact.ts";
import { preview } from "../../src/secrets/preview.ts";
import { expectLinear } from "../growth.ts";
import { finding, location } from "./sample.ts";

/** A made-up secret with characters that every encoding changes. */
const secret = ["p&ss", '<w"o', "r'd>", "/\u{e9}+%", "~x y"].join("");
const redactorOf = (...secrets: readonly string[]) => {
  const redactor = createRedactor();
  for (const text of secrets) redactor.add(text);
  return redactor;
};

describe("a secret is replaced by its preview", () => {
  const base64 = (text: string, encoding: BufferEncoding = "utf8") => Buffer.from(text, encoding).toString("base64");
  test.each<[string, (text: string) => string]>([
    ["as it is", (text) => text],
    ["as JSON", (text) => JSON.stringify(text).slice(1, -1)],
    ["as JSON with escaped slashes", (text) => JSON.stringify(text).slice(1, -1).replaceAll("/", "\\/")],
    ["as JSON in JSON", (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3)],
    [
      "as JSON of .NET",
      (text) =>
        text.replaceAll(/[^ -~]|[<>&'"+`]/g, (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`),
    ],
    ["as XML text", (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")],
    [
      "as an XML attribute",
      (text) =>
        text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&apos;"),
    ],
    ["in a URL", encodeURIComponent],
    ["in a URL in lower case", (text) => encodeURIComponent(text).replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())],
    ["in a form", (text) => new URLSearchParams({ a: text }).toString().slice(2)],
    ["in a JSON pointer", (text) => text.replaceAll("~", "~0").replaceAll("/", "~1")],
    ["in a script", (text) => text.replaceAll("'", "\\'").replaceAll('"', '\\"').replaceAll("%", "%%")],
  ])("%s", (_, encode) => {
    const { redactText } = redactorOf(secret);
    expect(redactText(`before ${encode(secret)} after`)).toBe(`before ${preview(secret)} after`);
  });

  test.each<[string, string]>([
    ["base64", base64(secret)],
    ["base64 for URLs", Buffer.from(secret).toString("base64url")],
    ["base64 of UTF-16", base64(secret, "utf16le")],
    ["base64 of user and password", base64(`user:${secret}`)],
    ["base64 of a longer user and password", base64(`users:${secret}`)],
    ["base64 of a still longer user and password", base64(`userss:${secret}`)],
  ])("inside of %s", (_, encoded) => {
    const redacted = redactorOf(secret).redactText(encoded);
    expect(redacted).toContain(preview(secret));
    // At most the digits at the borders are left, which depend on the neighbours too.
    expect(redacted.replace(preview(secret), "").length).toBeLessThan(16);
  });
});

describe("of several secrets", () => {
  const short = ["abcd", "efgh"].join("");
  const long = `${short}${"ijkl".repeat(3)}`;

  test("the longest counts", () => {
    expect(redactorOf(short, long).redactText(`x ${long} ${short} y`)).toBe(`x ${preview(long)} ${preview(short)} y`);
  });

  test("overlapping ones leave nothing over", () => {
    const other = `${long.slice(-6)}${"mnop".repeat(3)}`;
    expect(redactorOf(long, other).redactText(`x${long}${other.slice(6)}y`)).toBe(`x${preview(long)}y`);
  });

  test("adjacent ones stay two", () => {
    expect(redactorOf(short, "mnop").redactText(`x${short}mnop${short}`)).toBe(`x${preview(short)}(4)${preview(short)}`);
  });

  test("one inside another is shown as the outer one, also where the outer one begins earlier", () => {
    expect(redactorOf(long, long.slice(3, 9), long.slice(-5)).redactText(`x${long}y`)).toBe(`x${preview(long)}y`);
  });

  test("one that spans two others joins all three, shown as the first", () => {
    const [first, spanning, last] = ["abcdefgh", "ghijkl", "klmnopqr"] as const;
    expect(redactorOf(first, spanning, last).redactText("x abcdefghijklmnopqr y")).toBe(`x ${preview(first)} y`);
  });

  test("one of thousands of characters is taken out whole, also where it is cut off, and of those that begin alike the longest", () => {
    const letters = Array.from({ length: 700 }, (_, index) => `k${index}.`).join("");
    const redactor = redactorOf(letters, letters.slice(0, 2000));
    expect(redactor.redactText(`x${letters}y`)).toBe(`x${preview(letters)}y`);
    expect(redactor.redactText(`x${letters.slice(0, 1000)}`)).toBe(`x${preview(letters)}`);
    expect(redactor.redactText(`x${letters.slice(0, 300)}y`)).toBe(`x${letters.slice(0, 300)}y`);
  });

  test("a secret that is added later counts from then on", () => {
    const redactor = redactorOf(long);
    expect(redactor.redactText("other-secret")).toBe("other-secret");
    redactor.add("other-secret");
    expect(redactor.redactText("other-secret")).toBe(preview("other-secret"));
  });

  test("also in a location that was redacted before", () => {
    const redactor = redactorOf("first secret");
    const shared = finding({ location: location({ operation: "second secret" }) });
    expect(redactor.redactFinding(shared).location.operation).toBe("second secret");
    redactor.add("second secret");
    expect(redactor.redactFinding(shared).location.operation).toBe(preview("second secret"));
  });

  test("texts of less than four characters are no secrets", () => {
    expect(redactorOf("abc", "").redactText("abc")).toBe("abc");
  });
});

test("no registered secret is left in any text", () => {
  const part = fc.string({ unit: fc.constantFrom(..."ab(1)…"), minLength: 4, maxLength: 14 });
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 6 }),
      fc.array(fc.oneof(fc.nat({ max: 5 }), fc.constantFrom(..."ab(1)…")), { maxLength: 12 }),
      (secrets, pieces) => {
        const text = pieces.map((piece) => (typeof piece === "number" ? (secrets[piece % secrets.length] ?? "") : piece)).join("");
        const redacted = redactorOf(...secrets).redactText(text);
        for (const one of secrets) expect(redacted).not.toContain(one);
      },
    ),
    { numRuns: 2000 },
  );
});

test("nor of any characters", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 4 }), fc.string(), fc.string(), (one, before, after) => {
      const { redactText } = redactorOf(one);
      for (const form of [one, JSON.stringify(one), Buffer.from(one).toString("base64")])
        expect(redactText(before + form + after)).not.toContain(one);
    }),
  );
});

test("every text of a finding that comes from the solution is redacted; the user's own path stays", () => {
  const redactor = redactorOf(secret);
  const leaky = location({
    path: secret,
    file: secret,
    pointer: `/${secret}`,
    xpath: `//connectionreference[@connectionreferencelogicalname='${secret}']`,
    component: secret,
    operation: secret,
    host: location({ path: "", file: secret }),
    source: location({ path: "", file: secret, component: secret }),
  });
  const redacted = redactor.redactFinding(
    finding({
      message: secret,
      advice: secret,
      location: leaky,
      flow: [{ message: secret, location: leaky }],
      related: [{ message: secret, location: leaky }],
      suppressed: { kind: "inSource", reason: secret },
    }),
  );
  expect(redacted.location.path).toBe(secret);
  expect(JSON.stringify(redacted).replaceAll(`"path":${JSON.stringify(secret)}`, "")).not.toContain(JSON.stringify(secret).slice(1, -1));
  expect(redacted.flow[0]?.location.host?.file).toBe(preview(secret));
  expect(redacted.suppressed?.reason).toBe(preview(secret));
});

test("a finding without secrets stays as it is", () => {
  const clean = finding({ advice: "Do this.", suppressed: { kind: "baseline" }, flow: [{ message: "reads", location: location() }] });
  expect(redactorOf(secret).redactFinding(clean)).toEqual(clean);
  expect(createRedactor().redactFinding(clean)).toEqual(clean);
});

test("many secrets and many findings take no more than their number", () => {
  const text = `${"A sentence of a finding that names nothing. ".repeat(4)}sk-${"7".padStart(40, "x")}`;
  expectLinear((count) => {
    const redactor = createRedactor();
    for (let index = 0; index < count; index++) redactor.add(`sk-${String(index).padStart(40, "x")}`);
    for (let index = 0; index < count; index++) redactor.redactText(text);
  }, 500);
});

test("secrets of many lengths that begin alike take no more than the text is long", () => {
  const text = "Zx9!".repeat(1000);
  expectLinear((count) => {
    const redactor = createRedactor();
    for (let index = 0; index < 60; index++) redactor.add(`Zx9!${"Zx9!".repeat(index)}q7`);
    for (let index = 0; index < count; index++) redactor.redactText(text);
  }, 4);
  expectLinear((count) => {
    const redactor = redactorOf(`${"a".repeat(count)}b`);
    redactor.redactText("a".repeat(count * 4));
  }, 2000);
});

test("secrets that previews and their neighbours spell take no more than the text is long", () => {
  // The first is shown as (8); what is spelled with it is taken out, and so is what comes about each time.
  const redactor = redactorOf("Qq7!Qq7!", "c(8)d", "xyzw");
  const nested = (count: number): string => `${"xyz".repeat(count)}cQq7!Qq7!d${"w".repeat(count)}`;
  expect(redactor.redactText(`a${nested(50)}b`)).toBe("ab");
  expectLinear((count) => redactor.redactText(nested(count)), 500);
});
