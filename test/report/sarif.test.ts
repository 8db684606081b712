import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Log, Result, Run } from "sarif";
import { describe, expect, test } from "vitest";
import type { LintResult } from "../../src/findings/lint-result.ts";
import type { ReportContext } from "../../src/report/reporter.ts";
import { jsonText } from "../../src/report/sanitize.ts";
import { sarif } from "../../src/report/sarif.ts";
import { clean, context, finding, hostile, location, manyFindings, rules, sample, step } from "./sample.ts";

const schema: unknown = JSON.parse(readFileSync(new URL("../vendor/sarif-2.1.0.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema as object);

function runOf(result: LintResult, more: Partial<ReportContext> = {}): Run {
  const log = JSON.parse(sarif.report(result, { ...context, ...more })) as Log;
  validate(log);
  expect(validate.errors).toBeNull();
  expect(log.runs).toHaveLength(1);
  return log.runs[0] as Run;
}

function resultsOf(result: LintResult, more: Partial<ReportContext> = {}): readonly Result[] {
  return runOf(result, more).results ?? [];
}

function only(...findings: readonly LintResult["findings"][number][]): LintResult {
  return { ...clean, findings };
}

describe("the SARIF report", () => {
  test("is valid against the schema of the standard, with and without findings", () => {
    expect(resultsOf(sample)).toHaveLength(9);
    expect(resultsOf(sample, { sarif: { includeSuppressed: true, category: "solutionlint" } })).toHaveLength(10);
    expect(resultsOf(clean)).toEqual([]);
  });

  test("lists all rules, whether or not they found something", () => {
    const listed = runOf(clean).tool.driver.rules ?? [];
    expect(listed.map((rule) => rule.id)).toEqual(rules.map((rule) => rule.code));
    expect(listed.find((rule) => rule.id === "SL3002")).toMatchObject({
      name: "SecretInVariable",
      shortDescription: { text: "A secret is stored in a variable, which no setting can hide." },
      helpUri: "https://example.org/docs/rules/secret-in-variable.md",
      defaultConfiguration: { level: "error" },
      properties: {
        tags: ["security", "external/cwe/cwe-312", "external/cwe/cwe-532"],
        precision: "high",
        "problem.severity": "error",
        "security-severity": "7.5",
      },
    });
    expect(listed.find((rule) => rule.id === "SL1001")?.help?.markdown).toContain("# hardcoded-credential");
    expect(listed.find((rule) => rule.id === "SL5001")?.properties).not.toHaveProperty("security-severity");
  });

  test("has the change that would repair a finding, where a tool could write it", () => {
    const at = location("src", "Workflows/a b.json", 3, 7);
    const fix = {
      description: "Turn on Secure Inputs.",
      replacements: [
        { location: at, text: "x" },
        { location: location("src", "Workflows/a b.json", 9, 1), text: "" },
      ],
    };
    const [folder] = resultsOf(only(finding("SL3002", at, "X.", { fixable: "safe", fix })));
    expect(folder?.fixes).toEqual([
      {
        description: { text: "Turn on Secure Inputs." },
        artifactChanges: [
          {
            artifactLocation: { uri: "src/Workflows/a%20b.json", uriBaseId: "%SRCROOT%" },
            replacements: [
              {
                deletedRegion: { startLine: 3, startColumn: 7, endLine: at.endLine, endColumn: at.endColumn },
                insertedContent: { text: "x" },
              },
              { deletedRegion: expect.objectContaining({ startLine: 9, startColumn: 1 }) },
            ],
          },
        ],
      },
    ]);
    const inZip = location("export.zip", "Workflows/a.json", 3, 7);
    const [archive] = resultsOf(
      only(finding("SL3002", inZip, "X.", { fixable: "safe", fix: { ...fix, replacements: [{ location: inZip, text: "x" }] } })),
    );
    expect(archive).not.toHaveProperty("fixes");
  });

  test("bounds what it says about a rule as GitHub does", () => {
    const [first] = rules;
    if (first === undefined) throw new Error("no rule");
    const wordy = {
      ...first,
      cwe: Array.from({ length: 30 }, (_, index) => 22 + index),
      securitySeverity: 5,
      summary: "x".repeat(2000),
    };
    const [descriptor] = runOf(clean, { rules: [wordy] }).tool.driver.rules ?? [];
    expect(descriptor?.shortDescription?.text.length).toBeLessThanOrEqual(1025);
    expect(descriptor?.properties?.tags).toHaveLength(20);
    expect(descriptor?.properties?.tags?.slice(0, 2)).toEqual(["security", "external/cwe/cwe-022"]);
  });

  test("points at files below the root of the repository, percent-encoded", () => {
    const uris = resultsOf(sample, { repositoryPrefix: "power platform/" }).map(
      (result) => result.locations?.[0]?.physicalLocation?.artifactLocation?.uri,
    );
    expect(uris[0]).toBe(
      "power%20platform/exports/ContosoErp_1_0_0_7.zip!/Workflows/GetERPorders-1F2E3D4C-0000-4000-8000-AABBCCDDEEFF.json",
    );
    expect(uris.at(-2)).toBe("power%20platform/packages/Rollout.pdpkg.zip!/PkgAssets/Core.zip!/Workflows/a%20b%25c.json");
    expect(uris.at(-1)).toBe("power%20platform/loose/broken.json");
    const colon = resultsOf(only(finding("SL1001", location("C:\\exports\\a:b\ud800.json", "", 1, 1), "X.")));
    expect(colon[0]?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({ uri: "a%3Ab%EF%BF%BD.json", uriBaseId: "%SRCROOT%" });
  });

  test("names no machine and no time", () => {
    const { originalUriBaseIds, invocations, automationDetails } = runOf(sample);
    expect(Object.keys(originalUriBaseIds?.["%SRCROOT%"] ?? {})).toEqual(["description"]);
    expect(invocations).toEqual([{ executionSuccessful: true }]);
    expect(automationDetails).toBeUndefined();
    expect(runOf(sample, { sarif: { category: "erp" } }).automationDetails).toEqual({ id: "erp/" });
  });

  test("says what, where and what to do in the text, the first sentence being the title", () => {
    const [credential, variable, setting] = resultsOf(sample);
    expect(credential?.message.text).toBe(
      "A literal API key stands in the header 'x-api-key': sk-…(51). Everyone who can open or export this flow can read it. In the cloud flow 'Get ERP orders', at 'Get_orders'. Store it in Key Vault, read it with a secret environment variable, and rotate this key now.",
    );
    expect(setting?.message.text).toBe("Secure Inputs has no effect on this action. In the cloud flow 'Get ERP orders', at 'If_urgent'.");
    for (const result of resultsOf(sample)) expect(`${result.message.arguments?.[0]}.`).toBe(result.message.text);
    expect(variable).toMatchObject({ ruleId: "SL3002", ruleIndex: 4, level: "error" });
  });

  test("places a finding in the solution's own words too", () => {
    const [result] = resultsOf(sample);
    expect(result?.locations?.[0]?.logicalLocations).toEqual([
      { name: "Get_orders", fullyQualifiedName: "ContosoErp/cloud flow 'Get ERP orders'/Get_orders", kind: "member" },
    ]);
    expect(result?.locations?.[0]?.physicalLocation?.region).toEqual({ startLine: 1, startColumn: 1410, endLine: 1, endColumn: 1422 });
    expect(result?.properties).toMatchObject({
      confidence: "high",
      jsonPointer: "/properties/definition/actions/Scope/actions/Get_orders/inputs/headers/x-api-key",
      component: "Get ERP orders",
      operation: "Get_orders",
    });
  });

  test("points into the file that holds a script, which is the one that GitHub knows", () => {
    const script = resultsOf(sample).find((result) => result.ruleId === "SL7003");
    expect(script?.locations?.[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: "exports/ContosoErp_1_0_0_7.zip!/customizations.xml" },
      region: { startLine: 96, startColumn: 19 },
    });
    expect(script?.properties).toMatchObject({ script: "customizations.xml!/Post invoice/script.robin", scriptLine: 41, scriptColumn: 1 });
    expect(script?.message.text).toContain("In the desktop flow 'Post invoice', at 'Main:41'.");
  });

  test("gives fingerprints that do not hang on lines", () => {
    const [plain, numbered] = resultsOf(
      only(
        finding("SL1001", location("a", "b", 1, 1), "X.", { fingerprint: "00000000000000aa" }),
        finding("SL1001", location("a", "b", 1, 1), "X.", { fingerprint: "00000000000000aa:2" }),
      ),
    );
    expect(plain?.partialFingerprints).toEqual({ primaryLocationLineHash: "00000000000000aa:1", "solutionlint/v1": "00000000000000aa" });
    expect(numbered?.partialFingerprints).toEqual({
      primaryLocationLineHash: "00000000000000aa:2",
      "solutionlint/v1": "00000000000000aa:2",
    });
  });

  test("draws the way of the secret", () => {
    const flow = resultsOf(sample)[1]?.codeFlows?.[0]?.threadFlows[0]?.locations.map((entry) => [
      entry.location?.message?.text,
      entry.location?.logicalLocations?.[0]?.name,
    ]);
    expect(flow).toEqual([
      ["reads Key Vault secret", "Get_secret"],
      ["stores it in 'apiKey'", "Set_apiKey"],
      ["x-api-key header, visible", "Call_ERP"],
      ["passes it on", "Run_desktop_flow"],
      ["writes it to the log", "Main:41"],
    ]);
  });

  test("links the first related places from the text", () => {
    const result = resultsOf(sample).find((candidate) => candidate.ruleId === "SL1003");
    expect(result?.message.text).toContain("See also [Get ERP orders › Call_1](1), [Get ERP orders › Call_2](2),");
    expect(result?.message.text).toMatch(/ and 2 more\.$/);
    expect(result?.relatedLocations?.map((related) => related.id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test("makes no link of a stranger's text", () => {
    const result = resultsOf(sample).find((candidate) => candidate.message.text?.includes("Evil"));
    expect(hostile).toContain("](https:");
    expect(result?.message.text).not.toContain("](https:");
    expect(result?.message.text?.match(/\]\(/g)).toHaveLength(1);
  });

  test("keeps what the baseline knows, marked, and drops what is suppressed in the source", () => {
    const results = resultsOf(sample);
    expect(results.filter((result) => result.baselineState === "unchanged").map((result) => result.suppressions)).toEqual([
      [{ kind: "external", justification: "The finding was already known." }],
    ]);
    expect(results.filter((result) => result.baselineState === "new")).toHaveLength(8);
    const suppressed = resultsOf(sample, { sarif: { includeSuppressed: true } }).filter(
      (result) => result.suppressions?.[0]?.kind === "inSource",
    );
    expect(suppressed.map((result) => result.suppressions)).toEqual([[{ kind: "inSource", justification: "test data only" }]]);
    expect(resultsOf(manyFindings(1))[0]).not.toHaveProperty("baselineState");
  });
});

describe("GitHub's limits", () => {
  test("25,000 results: the least bad go, the order stays, and a notification says so", { timeout: 60_000 }, () => {
    const findings = [
      ...manyFindings(6, "note").findings,
      ...manyFindings(24_996, "error").findings,
      ...manyFindings(6, "warning").findings,
    ];
    const log = JSON.parse(sarif.report({ ...clean, findings }, context)) as Log;
    const levels = log.runs[0]?.results?.map((result) => result.level) ?? [];
    expect(levels).toHaveLength(25_000);
    expect(levels.slice(0, 2)).toEqual(["error", "error"]);
    expect(levels.slice(-4)).toEqual(["warning", "warning", "warning", "warning"]);
    expect(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toMatch(/^8 results left out/);
  });

  test("10 MB after compression", () => {
    const findings = [1, 2, 3].map((seed) =>
      finding("SL1001", location("a.zip", "x.json", seed, 1), noise(3_000_000, seed), { level: seed === 1 ? "note" : "error" }),
    );
    const kept = resultsOf(only(...findings));
    expect(kept.map((result) => result.locations?.[0]?.physicalLocation?.region?.startLine)).toEqual([2, 3]);
  });

  test.each([
    ["none", []],
    ["few", [10]],
    ["more characters than are kept as one text", [6_000_000, 6_000_000, 10]],
  ])("%s: laid out alike, as often as it is written", (_name, lengths) => {
    const findings = lengths.map((length) => finding("SL1001", location("a.zip", "x.json", 1, 1), "x".repeat(length)));
    const pieces = sarif.pieces?.({ ...clean, findings }, context) ?? [];
    const text = [...pieces].join("");
    expect(jsonText(JSON.parse(text)) === text).toBe(true);
    expect([...pieces].join("") === text).toBe(true);
    expect(((JSON.parse(text) as Log).runs[0]?.results ?? []).length).toBe(lengths.length);
  });

  test("a thousand steps and related places", () => {
    const steps = Array.from({ length: 1500 }, (_, index) => step(`step ${index}`, location("a.zip", "x.json", index + 1, 1)));
    const [result] = resultsOf(only(finding("SL3002", location("a.zip", "x.json", 1, 1), "X.", { flow: steps, related: steps })));
    const locations = result?.codeFlows?.[0]?.threadFlows[0]?.locations ?? [];
    expect([locations.length, locations[0]?.location?.message?.text, locations.at(-1)?.location?.message?.text]).toEqual([
      1000,
      "step 0",
      "step 1499",
    ]);
    expect(result?.relatedLocations).toHaveLength(1000);
  });
});

/** Text that hardly compresses, the same every time. */
function noise(length: number, seed: number): string {
  let state = seed;
  let text = "";
  while (text.length < length) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += state.toString(36);
  }
  return text.slice(0, length);
}
