import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { resolveConfig } from "../../src/config/resolve.ts";
import { lint } from "../../src/linter/lint.ts";
import type { LintOptions } from "../../src/linter/lint-options.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { containerOf, type DesktopFlowSpec, solutionFiles, workflowFile } from "../../src/testing/solutions.ts";

const header = { inputs: ["Password"], sensitive: ["Password"] };
const log = "Logging.LogMessage Message: Password";

async function linted(flow: DesktopFlowSpec, more: Partial<LintOptions> = {}) {
  const only = rules.filter(({ name }) => name === "desktop-secret-in-log");
  const options = { rules: only, config: resolveConfig(undefined, {}, only, "/"), today: "2026-01-01", ...more };
  return (await lint([containerOf(solutionFiles({ desktopFlows: [flow] }))], options)).result;
}

/** Rows with a finding, those that are suppressed in brackets. */
async function rowsOf(...rows: readonly string[]): Promise<readonly string[]> {
  const { findings } = await linted(desktop("Flow", header, ...rows));
  return findings.map(({ location, suppressed }) => (suppressed === null ? `${location.operation}` : `(${location.operation})`));
}

describe("a comment in a script", () => {
  const next = "# solutionlint-disable-next-line desktop-secret-in-log -- a test system";

  it("suppresses what the next row reports, with its reason", async () => {
    expect(await rowsOf(next, log, log)).toEqual(["(Main:6)", "Main:7"]);
    const { findings } = await linted(desktop("Flow", header, next, log));
    expect(findings[0]?.suppressed).toEqual({ kind: "inSource", reason: "a test system" });
  });

  it("means the next statement, over other comments and empty lines", async () => {
    expect(await rowsOf(next, "# another comment", "", log)).toEqual(["(Main:8)"]);
  });

  it("speaks of a block's first line, not of what is in it", async () => {
    expect(await rowsOf(next, "IF IsEmpty(Password) THEN", log, "END")).toEqual(["Main:7"]);
  });

  it("speaks for the rest of its subflow without -next-line", async () => {
    const disable = "# solutionlint-disable desktop-secret-in-log -- a test system";
    expect(
      await rowsOf(log, "FUNCTION Report GLOBAL", log, disable, log, "END FUNCTION", "FUNCTION Other GLOBAL", log, "END FUNCTION"),
    ).toEqual(["Main:5", "Report:7", "(Report:9)", "Other:12"]);
  });
});

it("a finding counts as given by the flow's file and by the file that holds the script", async () => {
  for (const named of [workflowFile("Flow"), "customizations.xml"]) {
    const isGiven = (_: string, file: string): boolean => file.split("!/")[0] === named;
    expect((await linted(desktop("Flow", header, log), { isGiven })).findings).toHaveLength(1);
  }
  expect((await linted(desktop("Flow", header, log), { isGiven: (_, file) => file === "other.json" })).findings).toHaveLength(0);
});

it("the text of a default value is in no finding", async () => {
  const filler = "Zk7".repeat(5);
  const all = resolveConfig(undefined, {}, rules, "/");
  const flow = desktop(
    "Flow",
    { inputs: { Password: filler }, sensitive: ["Password"] },
    `SET Copy TO $'''${filler}'''`,
    "Logging.LogMessage Message: Copy",
  );
  const { findings } = await linted(flow, { rules, config: all });
  expect(findings.map(({ rule }) => rule)).toContain("desktop-sensitive-default");
  expect(JSON.stringify(findings)).not.toContain(filler);
});
