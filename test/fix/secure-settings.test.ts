import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/json.ts";
import { compose, http, keyVault, setVariable } from "../../src/testing/actions.ts";
import { containerOf, flow, type SolutionSpec, solutionFiles, workflowFile } from "../../src/testing/solutions.ts";
import { changedFiles, repaired } from "./repaired.ts";

const solution = (...actions: Parameters<typeof flow>[1][]): SolutionSpec => ({ flows: [flow("Get orders", ...actions)] });
const settingsIn = (text: string): readonly string[] =>
  [...text.matchAll(/"runtimeConfiguration":\{"secureData":\{"properties":(\[[^\]]*\])\}\}/g)].map((match) => match[1] ?? "");

/** The flow's file after the repair. */
async function repairedFlow(...actions: Parameters<typeof flow>[1][]): Promise<string> {
  const { files } = await repaired([containerOf(solutionFiles(solution(...actions)))]);
  return files[workflowFile("Get orders")] ?? "";
}

const secret = keyVault.getSecret("Get_secret");
const call = (extra: JsonObject = {}) => ({
  method: "GET",
  uri: "https://erp.contoso.com",
  headers: { "x-api-key": "@body('Get_secret')?['value']" },
  ...extra,
});

describe("the repair of secure settings", () => {
  test("turns on what is missing, at the end of the action and nowhere else", async () => {
    const container = containerOf(solutionFiles(solution(secret, http("Call_ERP", call()))));
    const { before, after } = changedFiles(await repaired([container]))[workflowFile("Get orders")] ?? { before: "", after: "" };
    expect(settingsIn(after)).toEqual(['["outputs"]', '["inputs"]']);
    expect(after.replaceAll(/,"runtimeConfiguration":\{"secureData":\{"properties":\[[^\]]*\]\}\}/g, "")).toBe(before);
    expect(after.endsWith("\r\n")).toBe(true);
  });

  test("keeps what is set, and takes several repairs of one action together", async () => {
    const [first] = settingsIn(await repairedFlow(keyVault.getSecret("Get_secret", { secure: ["inputs"] })));
    expect(first).toBe('["inputs","outputs"]');
  });

  test("takes out a setting without effect, with what held it", async () => {
    const text = await repairedFlow({
      name: "Set_x",
      json: { ...setVariable("Set_x", "x", "1").json, runtimeConfiguration: { secureData: { properties: ["inputs", "outputs"] } } },
    });
    expect(text).toContain('"Set_x":');
    expect(text).not.toContain("runtimeConfiguration");
  });

  test("leaves other runtime settings", async () => {
    const json = {
      ...setVariable("Set_x", "x", "1").json,
      runtimeConfiguration: { concurrency: { repetitions: 1 }, secureData: { properties: ["inputs"] } },
    };
    expect(await repairedFlow({ name: "Set_x", json })).toContain('"runtimeConfiguration":{"concurrency":{"repetitions":1}}');
  });

  test("turns Secure Outputs of a Compose into the setting that hides its outputs", async () => {
    expect(settingsIn(await repairedFlow(compose("Note", "x", { secure: ["outputs"] })))).toEqual(['["inputs"]']);
  });

  test("takes out tracked properties, which the platform ignores there", async () => {
    const action = http("Call_ERP", { method: "GET", uri: "https://erp.contoso.com" }, { secure: ["inputs"] });
    const text = await repairedFlow({ ...action, json: { ...action.json, trackedProperties: { id: "1" } } });
    expect(text).not.toContain("trackedProperties");
    expect(settingsIn(text)).toEqual(['["inputs"]']);
  });
});

describe("tracked properties", () => {
  test("stay where a setting is taken out", async () => {
    const json = {
      ...setVariable("Set_x", "x", "1").json,
      runtimeConfiguration: { secureData: { properties: ["inputs"] } },
      trackedProperties: { id: "1" },
    };
    const text = await repairedFlow({ name: "Set_x", json });
    expect(settingsIn(text)).toEqual([]);
    expect(text).toContain('"trackedProperties":{"id":"1"}');
  });
});

describe("a finding", () => {
  test("counts as fixable exactly when something would be written", async () => {
    const { before } = await repaired([
      containerOf(solutionFiles(solution(secret, setVariable("Keep", "key", "@body('Get_secret')?['value']")))),
    ]);
    const fixable = before.result.findings.map(({ code, fixable: said, fix }) => `${code} ${said} ${fix?.description ?? ""}`);
    expect(fixable).toContain("SL2001 safe Turn on Secure Outputs of 'Get_secret'.");
    expect(fixable).toContain("SL3002 no ");
  });
});
