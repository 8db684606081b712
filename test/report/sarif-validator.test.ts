import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Log, Result } from "sarif";
import { beforeEach, describe, expect, test } from "vitest";
import { root, runCli } from "../cli/run-cli.ts";
import { temporaryTree } from "../input/temporary-tree.ts";

/** Microsoft's own validator; `test/sarif-validator/package.json` says why it is installed by itself. */
function findValidator(): string | undefined {
  try {
    const path: unknown = createRequire(join(root, "test/sarif-validator/package.json"))("@microsoft/sarif-multitool");
    const program = typeof path !== "string" ? "" : process.platform === "win32" ? `${path}.exe` : path;
    return existsSync(program) ? program : undefined;
  } catch {
    return undefined;
  }
}

const validator = findValidator();
const missing = "skipped: npm ci --ignore-scripts --prefix test/sarif-validator brings it";

/**
 * What GitHub's rules need beyond the defaults. GH1004 still has limits that GitHub has raised since; SARIF2006 asks the network.
 * GH1001 and the like are off by default.
 */
const settings: Readonly<Record<string, "Error" | "Warning" | "Disabled">> = {
  "GH1001.ProvideRequiredLocationProperties": "Error",
  "GH1002.InlineThreadFlowLocations": "Error",
  "GH1003.ProvideRequiredRegionProperties": "Error",
  "GH1005.LocationsMustBeRelativeUrisOrFilePaths": "Error",
  "GH1006.ProvideCheckoutPath": "Error",
  "SARIF2012.ProvideRuleProperties": "Warning",
  "SARIF2006.UrisShouldBeReachable": "Disabled",
};

const configuration = `<?xml version="1.0" encoding="utf-8"?>\n<Properties>${Object.entries(settings)
  .map(([rule, level]) => `<Properties Key='${rule}.Options'><Property Key='RuleEnabled' Value='${level}' /></Properties>`)
  .join("")}</Properties>\n`;

const erp = "ContosoErp_1_0_0_7.zip";

describe.skipIf(validator === undefined)(
  `Microsoft's SARIF validator${validator === undefined ? ` (${missing})` : ""} has no complaint about`,
  () => {
    const program = validator ?? "";
    let folder = "";

    beforeEach(() => {
      // Without its install script it is not executable.
      chmodSync(program, 0o755);
      folder = temporaryTree({ "github.config.xml": configuration });
      for (const name of [erp, "ContosoGood_1_0_0_0.zip"]) copyFileSync(join(root, "fixtures", name), join(folder, name));
    });

    /** What the validator writes about a log: its exit code is 0 even when there are errors, so its own log is read. */
    function complaints(log: string): readonly Result[] {
      const report = `${log}.validated`;
      const { status, stdout, error } = spawnSync(
        program,
        // biome-ignore format: pairs of options and values
        ["validate", log, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--config", "github.config.xml", "--output", report, "--log", "ForceOverwrite"],
        { cwd: folder, encoding: "utf8", timeout: 60_000 },
      );
      if (status !== 0) throw new Error(`The validator did not run: ${error?.message ?? stdout}`);
      const { runs } = JSON.parse(readFileSync(join(folder, report), "utf8").replace(/^\u{feff}/u, "")) as Log;
      return runs.flatMap(({ results }) => results ?? []);
    }

    async function reportOf(args: readonly string[], cwd = folder): Promise<readonly Result[]> {
      const { code, stderr } = await runCli([...args, "--format", `sarif:${join(folder, "report.sarif")}`], { cwd });
      expect(stderr).toBe("");
      expect(code).toBeLessThan(2);
      const { runs } = JSON.parse(readFileSync(join(folder, "report.sarif"), "utf8")) as Log;
      return runs[0]?.results ?? [];
    }

    test("an archive with cloud flows and a script in its XML", async () => {
      const results = await reportOf([erp]);
      expect(results.map(({ ruleId }) => ruleId)).toContain("SL1001");
      expect(results.some(({ properties }) => properties?.componentKind === "desktop-flow")).toBe(true);
      expect(complaints("report.sarif")).toEqual([]);
    });

    test("an unpacked folder", async () => {
      expect((await reportOf(["fixtures/contoso-erp"], root)).length).toBeGreaterThan(10);
      expect(complaints("report.sarif")).toEqual([]);
    });

    test("names with spaces and signs that a URI has to escape", async () => {
      copyFileSync(join(root, "fixtures", erp), join(folder, "Contoso ERP #1 (50%).zip"));
      expect((await reportOf(["Contoso ERP #1 (50%).zip"])).length).toBeGreaterThan(10);
      expect(complaints("report.sarif")).toEqual([]);
    });

    test("results of a baseline, and suppressed ones that were asked for", async () => {
      writeFileSync(
        join(folder, ".solutionlintrc.json"),
        JSON.stringify({ overrides: [{ flows: ["Get ERP orders"], rules: { "hardcoded-secret-name": "off" }, reason: "a test" }] }),
      );
      await runCli([erp, "--baseline", "baseline.json", "--update-baseline"], { cwd: folder });
      const results = await reportOf([
        erp,
        "--baseline",
        "baseline.json",
        "--sarif-include-suppressed",
        "--sarif-category",
        "power-platform",
      ]);
      expect(new Set(results.map(({ baselineState }) => baselineState))).toContain("unchanged");
      expect(results.flatMap(({ suppressions }) => suppressions ?? []).map(({ justification }) => justification)).toContain("a test");
      expect(complaints("report.sarif")).toEqual([]);
    });

    test("a report without results", async () => {
      expect(await reportOf(["ContosoGood_1_0_0_0.zip"])).toEqual([]);
      expect(complaints("report.sarif")).toEqual([]);
    });

    test("and complains where there is reason to", () => {
      const log = {
        $schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [
          {
            tool: { driver: { name: "x" } },
            results: [{ message: { text: "x" }, locations: [{ physicalLocation: { artifactLocation: { uri: "a b\\c" } } }] }],
          },
        ],
      };
      writeFileSync(join(folder, "bad.sarif"), JSON.stringify(log));
      expect(complaints("bad.sarif").map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(["SARIF1002", "GH1003"]));
    });
  },
);
