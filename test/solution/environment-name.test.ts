import { describe, expect, it } from "vitest";
import { environmentOfFile, stageOf, stagesOf } from "../../src/solution/environment-name.ts";

describe("the stage that a name stands for", () => {
  it.each([
    ["Contoso UAT", "test"],
    ["deploymentSettings.Prod", "prod"],
    ["ContosoDev2", "dev"],
    ["PRODWestEurope", "prod"],
    ["Contoso Entwicklung", "dev"],
    ["Contoso", undefined],
    // No word of its own.
    ["Latest", undefined],
    ["", undefined],
  ])("%s: %s", (name, stage) => {
    expect(stageOf(name)).toBe(stage);
  });

  it("may be several", () => {
    expect(stagesOf("kv-test-data-prod")).toEqual(["test", "prod"]);
  });
});

describe("the environment that a settings file is for", () => {
  it.each([
    ["settings/prod.json", "prod"],
    ["deploymentSettings.UAT.json", "UAT"],
    ["UATSettings.json", "UAT"],
    ["settingsForTest.json", "Test"],
    ["config/Prod/deploymentSettings.json", "Prod"],
    ["config/Contoso QA/deploymentSettings.json", "Contoso QA"],
    // The name of the file says more than that of the folder.
    ["config/prod/deploymentSettings.dev.json", "dev"],
    ["deploymentSettings.json", undefined],
  ])("%s: %s", (file, environment) => {
    expect(environmentOfFile(file)).toBe(environment);
  });
});
