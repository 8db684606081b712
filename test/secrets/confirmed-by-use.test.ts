import { describe, expect, it } from "vitest";
import { confirmedByUse } from "../../src/secrets/confirmed-by-use.ts";
import type { CredentialMatch } from "../../src/secrets/credential.ts";

const written: CredentialMatch = {
  kind: "password",
  label: "a password",
  span: { start: 0, end: 8 },
  preview: "Wi…(8)",
  confidence: "medium",
  evidence: ["name"],
  in: "text",
};
const used = { confidence: "high", remark: "looks like a placeholder" } as const;

describe("a credential that is used as one", () => {
  it.each<[string, Partial<CredentialMatch>, Parameters<typeof confirmedByUse>[1], Partial<CredentialMatch>]>([
    ["is as sure as its use", {}, { confidence: "high" }, { confidence: "high", evidence: ["name", "use"] }],
    ["is no less sure than it was", {}, { confidence: "low" }, { confidence: "medium", evidence: ["name", "use"] }],
    ["is not confirmed twice", { evidence: ["use"] }, { confidence: "high" }, { confidence: "high", evidence: ["use"] }],
    [
      "is doubted only as its use is, where a name told it",
      { remark: "short" },
      used,
      { confidence: "high", evidence: ["name", "use"], remark: "looks like a placeholder" },
    ],
    [
      "is doubted no more, where its use tells",
      { remark: "short" },
      { confidence: "high" },
      { confidence: "high", evidence: ["name", "use"] },
    ],
    [
      "is doubted as its form is, where a form told it",
      { evidence: ["shape"], remark: "expired" },
      used,
      { confidence: "high", evidence: ["shape", "use"], remark: "expired" },
    ],
    ["is not doubted, where its form is not", { evidence: ["shape"] }, used, { confidence: "high", evidence: ["shape", "use"] }],
    [
      "stays worthless, where its form shows that",
      { evidence: ["shape"], confidence: "low", remark: "a well-known sample" },
      used,
      { confidence: "low", evidence: ["shape", "use"], remark: "a well-known sample" },
    ],
  ])("%s", (_, match, use, expected) => {
    const { remark: _remark, ...rest } = written;
    const confirmed = confirmedByUse({ ...rest, ...match }, use);
    expect(confirmed).toStrictEqual({ ...rest, ...expected });
  });
});
