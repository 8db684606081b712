import { describe, expect, it } from "vitest";
import { createJudge } from "../../../src/dataflow/sources/judge-by-use.ts";
import { filler } from "../../../src/testing/credentials.ts";

const judge = createJudge();
const word = "Sommer-Winter-4711";

describe("a text that ends in a place made for a credential", () => {
  it("is one, as surely as nothing else can be there", () => {
    expect(judge(word, "position")).toMatchObject({
      kind: "credential",
      confidence: "high",
      span: { start: 0, end: word.length },
      evidence: ["use"],
    });
    expect(judge(word, "name")).toMatchObject({ kind: "credential", confidence: "medium", evidence: ["use"] });
  });

  it("is named by nothing more than that", () => {
    expect(judge(word, "position")).toMatchObject({ label: "a credential" });
  });

  it("is one though it is as long as a certificate", () => {
    expect(judge(filler(3_000), "position")).toMatchObject({ kind: "credential", confidence: "high" });
  });

  it("is doubtful where it looks like a stand-in, which is said", () => {
    expect(judge("changeme", "position")).toMatchObject({ confidence: "low", remark: expect.stringContaining("placeholder") });
  });

  it("is judged once for each of the two", () => {
    expect(judge(word, "position")).toBe(judge(word, "position"));
    expect(judge(word, "name")).not.toBe(judge(word, "position"));
  });

  it.each([
    "<your client secret>",
    "{{password}}",
    "",
    "null",
    "True",
    "Bearer ",
    "Bearer ##T##",
    " basic",
    "ApiKey",
    "token",
    "key",
    "SharedAccessKey ",
  ])("is a placeholder: '%s'", (text) => {
    expect(judge(text, "position")).toBe("placeholder");
  });

  it.each(["https://erp.contoso.com/orders", "orders@contoso.com"])("is harmless: '%s'", (text) => {
    expect(judge(text, "position")).toBe("harmless");
  });

  it.each(["Bearer x4711y", "keyring-4711", "truely-4711"])("is one, though it begins like a harmless one: %s", (text) => {
    expect(judge(text, "position")).toMatchObject({ kind: "credential" });
  });
});
