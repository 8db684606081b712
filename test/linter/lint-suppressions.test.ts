import { describe, expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { resolveConfig } from "../../src/config/resolve.ts";
import type { ResolvedConfig } from "../../src/config/types.ts";
import { updateBaseline, writeBaseline } from "../../src/linter/baseline.ts";
import { lint } from "../../src/linter/lint.ts";
import type { LintOptions } from "../../src/linter/lint-options.ts";
import { compose, keyVault } from "../../src/testing/actions.ts";
import { password } from "../../src/testing/credentials.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { containerOf, flow, solutionFiles } from "../../src/testing/solutions.ts";

const config = resolveConfig(undefined, {}, rules, "/work");
const solution = (note = "", extra: readonly ReturnType<typeof compose>[] = []) =>
  containerOf(solutionFiles({ flows: [flow("Get orders", keyVault.getSecret("Get_secret", { note }), ...extra)] }), "a.zip");
const run = (container: ReturnType<typeof solution>, options: Partial<LintOptions> = {}) =>
  lint([container], { rules, config, today: "2026-07-01", ...options });

const rulesOf = (findings: readonly { readonly rule: string; readonly suppressed: unknown }[]) =>
  findings.filter(({ suppressed }) => suppressed === null).map(({ rule }) => rule);

function withOverride(text: string, override: Partial<ResolvedConfig["overrides"][number]>): Partial<LintOptions> {
  const origin = { text: ".solutionlintrc.json:1:1", file: ".solutionlintrc.json", pointer: ["overrides", "0"] };
  const empty = { solutions: [], flows: [], operations: [], files: [], rules: new Map(), reason: "a test", expires: undefined, origin };
  return { config: { ...config, overrides: [{ ...empty, ...override }] }, readText: () => text };
}

describe("a suppression", () => {
  test("may begin with a capital letter, in a note and in a script", async () => {
    const script = desktop("Sign in", {}, "# Solutionlint-disable-next-line secret-in-variable", "SET A TO 1");
    const parts = { flows: [flow("Get orders", keyVault.getSecret("Get_secret", { note: "Solutionlint-disable SL2001 -- a test" }))] };
    const { result } = await run(containerOf(solutionFiles({ ...parts, desktopFlows: [script] }), "a.zip"));
    const told = result.findings.filter(({ rule }) => /missing-secure-outputs|unused-suppression/.test(rule));
    expect(told.map(({ rule, suppressed }) => [rule, suppressed?.reason])).toEqual([
      ["missing-secure-outputs", "a test"],
      ["unused-suppression", undefined],
    ]);
  });
});

describe("a suppression in the description that a maker writes on the flow's page, which customizations.xml holds", () => {
  const leaky = flow("Get orders", keyVault.getSecret("Get_secret"), compose("Copy", "@body('Get_secret')?['value']"));
  const other = flow("Get customers", keyVault.getSecret("Get_secret"));
  const log = "Logging.LogMessage Message: Password LogLevel: Logging.LogLevel.Info";
  const script = (name: string) => desktop(name, { inputs: ["Password"], sensitive: ["Password"] }, log);
  const told = async (files: Parameters<typeof solutionFiles>[0], options: Partial<LintOptions> = {}) => {
    const { result } = await run(containerOf(solutionFiles(files), "a.zip"), options);
    return result.findings
      .filter(({ rule }) => /missing-secure-outputs|desktop-secret-in-log|unused-suppression/.test(rule))
      .map(({ rule, location, suppressed }) => [rule, location.component, suppressed?.reason]);
  };

  test("is about all of the cloud flow, and about no other", async () => {
    const described = { ...leaky, describedAs: 'Reads "orders". solutionlint-disable secret-in-data-operation, SL2001 -- a test' };
    expect(await told({ flows: [described, other] })).toEqual([
      ["missing-secure-outputs", "Get customers", undefined],
      ["missing-secure-outputs", "Get orders", "a test"],
    ]);
  });

  test.each(["definition", "package"] as const)("is about all of the desktop flow, whose script is in its %s", async (schema) => {
    const described = { ...script("Sign in"), schema, describedAs: "solutionlint-disable desktop-secret-in-log -- a test" };
    expect(await told({ desktopFlows: [described, { ...script("Sign out"), schema }] })).toEqual([
      ["desktop-secret-in-log", "Sign in", "a test"],
      ["desktop-secret-in-log", "Sign out", undefined],
    ]);
  });

  test("is about one of several desktop flows whose scripts are in one file", async () => {
    const described = { ...script("Sign in"), describedAs: "solutionlint-disable desktop-secret-in-log -- a test" };
    const files = solutionFiles({ desktopFlows: [described, script("Sign out")] });
    const withoutFlowFiles = new Map([...files].filter(([name]) => !name.startsWith("Workflows/")));
    const { result } = await run(containerOf(withoutFlowFiles, "a.zip"));
    const logged = result.findings.filter(({ rule }) => rule === "desktop-secret-in-log");
    expect(logged.map(({ location, suppressed }) => [location.component, suppressed?.reason])).toEqual([
      ["Sign in", "a test"],
      ["Sign out", undefined],
    ]);
  });

  test("is about what that description itself says, and about no other description in the file", async () => {
    const says = `Signs in as svc-erp, password: ${password()}`;
    const described = { ...other, describedAs: `${says}. solutionlint-disable credential-in-other-component -- a test` };
    const { result } = await run(containerOf(solutionFiles({ flows: [{ ...leaky, describedAs: says }, described] }), "a.zip"));
    const about = result.findings.filter(({ rule }) => /credential-in-other-component|unused-suppression/.test(rule));
    expect(about.map(({ location, suppressed }) => [location.file, location.component, suppressed?.reason])).toEqual([
      ["customizations.xml", "Get orders", undefined],
      ["customizations.xml", "Get customers", "a test"],
    ]);
  });

  test("is told at that description if it is unused, unless the flow's own file was not named", async () => {
    const files = solutionFiles({ flows: [{ ...other, describedAs: "solutionlint-disable secret-in-variable -- a test" }] });
    const isCustomizations = (_: string, file: string) => file === "customizations.xml";
    const unused = ({ result }: Awaited<ReturnType<typeof run>>) => result.findings.filter(({ rule }) => rule === "unused-suppression");
    const [finding] = unused(await run(containerOf(files, "a.zip")));
    expect(finding?.location).toMatchObject({ file: "customizations.xml", component: "Get customers", componentKind: "cloud-flow" });
    expect(unused(await run(containerOf(files, "a.zip"), { isGiven: isCustomizations }))).toEqual([]);
    const wrong = solutionFiles({ flows: [{ ...other, describedAs: "solutionlint-disable no-such-rule -- a test" }] });
    expect(unused(await run(containerOf(wrong, "a.zip"), { isGiven: isCustomizations }))).toHaveLength(1);
  });
});

describe("an unused suppression", () => {
  test("is found at its words in the note, with the level of the configuration", async () => {
    const { result } = await run(solution("Reads it. solutionlint-disable secret-in-variable -- was needed once"));
    const unused = result.findings.find(({ rule }) => rule === "unused-suppression");
    expect(unused?.location).toMatchObject({
      path: "a.zip",
      operation: "Get_secret",
      pointer: "/properties/definition/actions/Get_secret/description",
    });
    expect(unused?.message).toContain("secret-in-variable");
    expect(unused?.level).toBe("warning");
  });

  test("is not read beyond two thousand in a file, which is said once, and no finding is lost by it", async () => {
    const many = "solutionlint-disable secret-in-variable -- x\n".repeat(2000);
    const within = await run(solution(many.slice(0, many.lastIndexOf("solutionlint"))));
    expect(within.result.findings.filter(({ rule }) => rule === "unused-suppression")).toHaveLength(1999);
    const { result } = await run(solution(`${many}solutionlint-disable missing-secure-outputs -- too late\n${many}`));
    expect(result.findings.filter(({ message }) => message.includes("all later ones"))).toHaveLength(1);
    expect(result.findings.filter(({ rule }) => rule === "unused-suppression")).toHaveLength(2001);
    expect(rulesOf(result.findings)).toContain("missing-secure-outputs");
  });

  test("is found in the configuration file, line and all", async () => {
    const text = '{\n  // why\n  "overrides": [\n    { "rules": { "secret-in-variable": "off" } }\n  ],\n}\n';
    const { result } = await run(solution(), withOverride(text, { rules: new Map([["secret-in-variable", "off"]]) }));
    expect(result.findings.find(({ rule }) => rule === "unused-suppression")?.location).toMatchObject({
      path: ".solutionlintrc.json",
      file: "",
      pointer: "/overrides/0/rules/secret-in-variable",
      line: 4,
    });
  });

  test("is found in the baseline file", async () => {
    const first = await run(solution());
    expect(first.newBaseline.entries.length).toBeGreaterThan(0);
    const gone = { fingerprint: "f".repeat(16), code: "SL3002", rule: "secret-in-variable", solution: "ContosoTest", component: "Gone" };
    const baseline = { entries: [...first.newBaseline.entries, gone], file: "ci/baseline.json" };
    const text = JSON.stringify({ version: 1, findings: baseline.entries }, undefined, 1);
    const { result, newBaseline } = await run(solution(), { baseline, readText: () => text });
    expect(rulesOf(result.findings)).toEqual(["unused-suppression"]);
    expect(result.findings.find(({ rule }) => rule === "unused-suppression")?.location).toMatchObject({
      path: "ci/baseline.json",
      pointer: `/findings/${first.newBaseline.entries.length}`,
    });
    expect(writeBaseline(newBaseline)).toBe(writeBaseline(first.newBaseline));
  });

  test("can be suppressed in its turn, which is never unused itself", async () => {
    const note = "solutionlint-disable secret-in-variable, unused-suppression -- kept for the next release";
    const { result } = await run(solution(note));
    expect(rulesOf(result.findings)).not.toContain("unused-suppression");
    expect(result.findings.filter(({ rule }) => rule === "unused-suppression").map(({ suppressed }) => suppressed?.kind)).toEqual([
      "inSource",
    ]);
  });

  test("is not looked for when suppressions are not heeded", async () => {
    const { result } = await run(solution("solutionlint-disable secret-in-variable"), { noSuppressions: true });
    expect(rulesOf(result.findings)).not.toContain("unused-suppression");
  });

  test("is not what hides a finding that is left out for its low confidence", async () => {
    const used = await run(solution("solutionlint-disable missing-secure-outputs -- a test"), { minConfidence: "high" });
    expect(rulesOf(used.result.findings)).not.toContain("unused-suppression");
  });

  test("of a part that was not named is not told with --only-given-files", async () => {
    const { result } = await run(solution("solutionlint-disable secret-in-variable"), { isGiven: (_, file) => file === "other.json" });
    expect(result.findings).toEqual([]);
  });
});

describe("the new baseline", () => {
  test("accepts everything, so that the next run is clean", async () => {
    const { newBaseline } = await run(solution());
    const { result } = await run(solution(), { baseline: { ...newBaseline, file: "b.json" } });
    expect(rulesOf(result.findings)).toEqual([]);
    expect(result.summary.baselined).toBe(newBaseline.entries.length);
  });

  test("keeps entries of solutions that were not analysed, and drops repaired ones", async () => {
    const other = { fingerprint: "a".repeat(16), code: "SL1001", rule: "hardcoded-credential", solution: "Fabrikam" };
    const repaired = { fingerprint: "b".repeat(16), code: "SL2001", rule: "missing-secure-outputs", solution: "ContosoTest" };
    const { newBaseline } = await run(solution(), { baseline: { entries: [other, repaired], file: "b.json" } });
    const prints = newBaseline.entries.map(({ fingerprint }) => fingerprint);
    expect(prints).toContain(other.fingerprint);
    expect(prints).not.toContain(repaired.fingerprint);
    expect(updateBaseline(newBaseline, [], () => false)).toEqual(newBaseline);
  });

  test("has no findings that a note suppresses", async () => {
    const { newBaseline } = await run(solution("solutionlint-disable missing-secure-outputs -- a test"));
    expect(newBaseline.entries.map(({ rule }) => rule)).not.toContain("missing-secure-outputs");
  });
});

describe("known findings", () => {
  test("are marked, and new ones count", async () => {
    const before = await run(solution());
    const fingerprints = new Set(before.result.findings.map(({ fingerprint }) => fingerprint));
    const known = { fingerprints, reason: "It was there before.", unread: [] };
    expect(rulesOf((await run(solution(), { known })).result.findings)).toEqual([]);
    const leak = compose("Keep", "@outputs('Get_secret')?['body/value']");
    const { result } = await run(solution("", [leak]), { known });
    expect(rulesOf(result.findings).length).toBeGreaterThan(0);
    expect(result.findings.filter(({ suppressed }) => suppressed === null).every(({ location }) => location.operation === "Keep")).toBe(
      true,
    );
    expect(result.findings.find(({ suppressed }) => suppressed !== null)?.suppressed).toEqual({
      kind: "baseline",
      reason: "It was there before.",
    });
  });
});
