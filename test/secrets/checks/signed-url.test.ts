import { describe, expect, it } from "vitest";
import { checkPresignedUrl, checkSharedAccessSignature } from "../../../src/secrets/checks/signed-url.ts";
import { unknownPart } from "../../../src/unknown-part.ts";

const now = Date.UTC(2026, 0, 1);
const signature = "s".repeat(43);

function around(check: typeof checkPresignedUrl, text: string, secret = signature): ReturnType<typeof checkPresignedUrl> {
  const start = text.indexOf("SIG");
  const whole = text.replace("SIG", secret);
  return check(secret, { text: whole, start, end: start + secret.length, now });
}

describe("a shared access signature", () => {
  it.each([
    ["of nothing that is known", "?sig=SIG", { confidence: "medium" }],
    ["of storage", "?sv=2022-11-02&sig=SIG", {}],
    ["with its parameters behind it", "?sig=SIG&sv=2022-11-02&se=2099-01-01", {}],
    ["of messaging", "SharedAccessSignature sr=a&sig=SIG&skn=Root", {}],
    ["of a flow", "?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sig=SIG", {}],
    ["that has expired", "?se=2025-12-31T23%3A59%3A59Z&sig=SIG", { confidence: "low", remark: "expired on 2025-12-31", firm: true }],
    ["that expires now", "?se=2026-01-01T00%3A00%3A00Z&sig=SIG", {}],
    ["that has expired, in seconds", "?sig=SIG&se=1609459199", { confidence: "low", remark: "expired on 2020-12-31", firm: true }],
    ["whose end is no time", "?se=2025-99-99&sig=SIG", {}],
    ["whose end cannot be read", "?se=%E0%A4%A&sig=SIG", {}],
    ["whose end is a text", "?se=soon&sig=SIG", {}],
    ["that reads, whose end is no time", "?sp=r&se=2025-99-99&sig=SIG", { confidence: "medium", remark: "read-only", firm: true }],
    ["that reads", "?sp=r&sig=SIG", { confidence: "medium", remark: "read-only", firm: true }],
    ["that reads and lists", "?sp=rl&sig=SIG", { confidence: "medium", remark: "read-only", firm: true }],
    ["that lists", "?sp=l&se=2099-01-01&sig=SIG", { confidence: "medium", remark: "read-only, valid until 2099-01-01", firm: true }],
    ["that read", "?sp=r&se=2021-03-04&sig=SIG", { confidence: "low", remark: "read-only, expired on 2021-03-04", firm: true }],
    ["that writes", "?sp=rw&sig=SIG", {}],
    ["beside the parameters of another address", '?sv=2022-11-02 "?sig=SIG" ?sv=2022-11-02', { confidence: "medium" }],
    ["in a text that is escaped as XML", "?sp=r&amp;sig=SIG", { confidence: "medium", remark: "read-only", firm: true }],
  ])("%s", (_, text, expected) => {
    expect(around(checkSharedAccessSignature, text)).toEqual(expected);
  });

  it("of which a part is only known at run time is none", () => {
    expect(around(checkSharedAccessSignature, "?sv=1&sig=SIG", `${signature}${unknownPart}`)).toBeUndefined();
  });
});

describe("a presigned URL", () => {
  it.each([
    ["that is still valid", "?X-Amz-Date=20251231T233000Z&X-Amz-Expires=1800&X-Amz-Signature=SIG", {}],
    [
      "that has expired",
      "?X-Amz-Date=20251231T233000Z&X-Amz-Expires=1799&X-Amz-Signature=SIG",
      { confidence: "low", remark: "expired on 2025-12-31", firm: true },
    ],
    [
      "of Google Cloud",
      "?X-Goog-Signature=SIG&X-Goog-Date=20210304T050607Z&X-Goog-Expires=60",
      { confidence: "low", remark: "expired on 2021-03-04", firm: true },
    ],
    ["without a date", "?X-Amz-Expires=60&X-Amz-Signature=SIG", { confidence: "medium" }],
    ["without an end", "?X-Amz-Date=20210304T050607Z&X-Amz-Signature=SIG", { confidence: "medium" }],
    ["that is valid for no time", "?X-Amz-Date=20210304T050607Z&X-Amz-Expires=0&X-Amz-Signature=SIG", { confidence: "medium" }],
    [
      "that is valid for more than a life",
      "?X-Amz-Date=20210304T050607Z&X-Amz-Expires=1000000001&X-Amz-Signature=SIG",
      { confidence: "medium" },
    ],
    ["whose date is none", "?X-Amz-Date=yesterday&X-Amz-Expires=60&X-Amz-Signature=SIG", { confidence: "medium" }],
  ])("%s", (_, text, expected) => {
    expect(around(checkPresignedUrl, text)).toEqual(expected);
  });

  it("of which a part is only known at run time is none", () => {
    expect(around(checkPresignedUrl, "?X-Amz-Signature=SIG", unknownPart)).toBeUndefined();
  });
});
