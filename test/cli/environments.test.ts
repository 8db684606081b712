import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fixtureMembers, packedFixtures } from "../../src/dev/pack-fixtures.ts";
import { writeZip } from "../../src/testing/zip-writer.ts";
import { temporaryTree } from "../input/temporary-tree.ts";
import { root } from "./run-cli.ts";
import { runInHost } from "./run-in-host.ts";

const core = "fixtures/ContosoCore_1_2_0_0_managed.zip";
const crm = "fixtures/ContosoCrm_2_1_0_0_managed.zip";
const settings = (kind: "good" | "bad"): readonly string[] =>
  ["dev", "test", "prod"].flatMap((name) => ["--settings", `${name}=fixtures/environments/${kind}/${name}.json`]);

interface JsonReport {
  readonly findings: readonly {
    readonly rule: string;
    readonly level: string;
    readonly message: string;
    readonly location: { readonly path: string; readonly component?: string; readonly pointer?: string };
  }[];
}

async function findings(...args: readonly string[]): Promise<JsonReport["findings"]> {
  const { stdout, stderr } = await runInHost([...args, "--preset", "strict", "--format", "json"]);
  expect(stderr).toBe("");
  return (JSON.parse(stdout) as JsonReport).findings;
}

const shown = (list: JsonReport["findings"]): readonly string[] =>
  list.map(({ rule, level, location }) => `${location.component} ${location.pointer} ${level} ${rule}`);

describe("three environments that are set up well", () => {
  test.each([
    ["by --settings", ["--no-config", ...settings("good")]],
    ["by the configuration", ["--config", "fixtures/environments/.solutionlintrc.json"]],
    [
      "by a deployment configuration of the ALM Accelerator",
      ["--no-config", "--settings", "fixtures/environments/alm-accelerator/good.json"],
    ],
  ])("give no finding, %s", async (_, args) => {
    expect(await findings(core, crm, ...args)).toEqual([]);
  });

  test("are known to each solution of the run, and to what a solution depends on", async () => {
    expect(await findings(crm, "--no-config", ...settings("good"))).toEqual([]);
    expect(
      (await findings(core, "--no-config", ...settings("good"))).filter(({ rule }) => rule === "incomplete-deployment-settings"),
    ).toMatchObject([
      { location: { component: "dev" }, message: expect.stringContaining("'contoso_ServiceBus' and 'contoso_CustomerQueue'") },
      { location: { component: "prod" } },
      { location: { component: "test" } },
    ]);
  });

  test("are replaced one by one on the command line", async () => {
    const list = await findings(
      core,
      crm,
      "--config",
      "fixtures/environments/.solutionlintrc.json",
      "--settings",
      "test=fixtures/environments/bad/test.json",
    );
    expect(new Set(list.map(({ location }) => location.path))).toEqual(new Set(["fixtures/environments/bad/test.json"]));
    expect(list.map(({ rule }) => rule)).toContain("shared-vault");
  });
});

describe("three environments with mistakes", () => {
  const mistakes = [
    "prod /EnvironmentVariables error incomplete-deployment-settings",
    "prod /EnvironmentVariables/0/Value warning same-value-across-environments",
    "prod /EnvironmentVariables/1/Value warning secret-in-deployment-settings",
    "prod /ConnectionReferences/0/ConnectionId warning same-value-across-environments",
    "prod /ConnectionReferences/0/ConnectorId error incomplete-deployment-settings",
    "test /EnvironmentVariables/1/Value error shared-vault",
    "test /EnvironmentVariables/1/Value warning secret-name-drift",
    "test /EnvironmentVariables/1/Value warning vault-name-convention",
    "test /EnvironmentVariables/3 error incomplete-deployment-settings",
    "test /ConnectionReferences/1/ConnectionId error incomplete-deployment-settings",
  ];

  test("are all found", async () => {
    expect(shown(await findings(core, crm, "--no-config", ...settings("bad")))).toEqual(mistakes);
  });

  test("are found in a deployment configuration too, except the connector, which it does not name", async () => {
    const list = await findings(core, crm, "--no-config", "--settings", "fixtures/environments/alm-accelerator/bad.json");
    const summary = (line: string): string => line.replace(/ \S+/, "");
    expect(shown(list).map(summary).sort()).toEqual(
      mistakes
        .filter((line) => !line.includes("ConnectorId"))
        .map(summary)
        .sort(),
    );
  });

  test("are told once where a file is named twice", async () => {
    const once = await findings(core, crm, "--no-config", ...settings("bad"));
    expect(await findings(core, crm, "--no-config", ...settings("bad"), ...settings("bad"))).toEqual(once);
  });

  test("never show what stands in the clear", async () => {
    const password = (
      JSON.parse(readFileSync(join(root, "fixtures/environments/bad/prod.json"), "utf8")) as {
        readonly EnvironmentVariables: readonly { readonly Value: string }[];
      }
    ).EnvironmentVariables[1]?.Value;
    const { stdout } = await runInHost([core, crm, "--no-config", ...settings("bad")]);
    expect(password).toHaveLength(18);
    expect(stdout).toContain("secret-in-deployment-settings");
    expect(stdout).not.toContain(password);
  });
});

describe("a package on its way", () => {
  /** The CRM solution with another manifest. */
  const crmWith = (edit: (manifest: string) => string): Buffer => {
    const fixture = packedFixtures.find(({ archive }) => archive === crm);
    if (fixture === undefined) throw new Error("The fixture is missing.");
    return writeZip(
      fixtureMembers(fixture).map(({ name, content }) => ({
        name,
        content: name === "solution.xml" ? Buffer.from(edit(content.toString("utf8"))) : content,
      })),
    );
  };
  const withVersion = (version: string): Buffer => crmWith((manifest) => manifest.replace(/<Version>[^<]*/, `<Version>${version}`));

  test.each([
    ["2.1.0.0", ["version-not-raised"]],
    ["2.2.0.0", ["version-not-raised"]],
    ["2.0.9.9", []],
  ])("is compared with the version before, %s", async (version, rules) => {
    const cwd = temporaryTree({ "old.zip": withVersion(version) });
    const { stdout } = await runInHost([join(root, crm), "--no-config", "--previous", "old.zip", "-f", "json"], { cwd });
    expect((JSON.parse(stdout) as JsonReport).findings.map(({ rule }) => rule)).toEqual(rules);
  });

  test("must be managed", async () => {
    const cwd = temporaryTree({ "new.zip": crmWith((manifest) => manifest.replace("<Managed>1", "<Managed>0")) });
    const rulesFor = async (...args: readonly string[]): Promise<readonly string[]> => {
      const { stdout } = await runInHost([...args, "--no-config", "-f", "json"], { cwd });
      return (JSON.parse(stdout) as JsonReport).findings.map(({ rule }) => rule);
    };
    expect(await rulesFor("new.zip", "--target", "prod")).toEqual(["unmanaged-solution"]);
    expect(await rulesFor("new.zip", "--target", "dev")).toEqual([]);
    expect(await rulesFor(join(root, crm), "--target", "prod")).toEqual([]);
  });

  test("must say what it needs from other solutions, unless they are in the run", async () => {
    const cwd = temporaryTree({ "new.zip": crmWith((manifest) => manifest.replace(/<MissingDependencies>.*<\/MissingDependencies>/, "")) });
    const alone = await runInHost(["new.zip", "--no-config", "-f", "json"], { cwd });
    expect((JSON.parse(alone.stdout) as JsonReport).findings.map(({ rule }) => rule).sort()).toEqual([
      "missing-connection-reference",
      "undeclared-environment-variable",
      "undeclared-environment-variable",
    ]);
    const together = await runInHost(["new.zip", join(root, core), "--no-config", "-f", "json"], { cwd });
    expect((JSON.parse(together.stdout) as JsonReport).findings).toEqual([]);
  });
});
