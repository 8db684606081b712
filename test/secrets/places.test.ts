import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { analyse } from "../../src/dataflow/analysis.ts";
import { defaultAnalysisOptions } from "../../src/dataflow/analysis-options.ts";
import { readWorkspace } from "../../src/dataflow/workspace/read-workspace.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { runRules } from "../../src/linter/run-rules.ts";
import { containerOf, fileContainer, type SolutionSpec, solutionFiles } from "../../src/testing/solutions.ts";
import { ordinary } from "./places/ordinary.ts";
import type { Row } from "./places/rows.ts";
import { written } from "./places/written.ts";

const aboutCredentials = rules.filter(({ code }) => /^SL(?:1\d{3}|4006|6004)$/.test(code));

/** What the rules about written credentials say about the solutions of a row, in one run. */
function findingsOf({ spec, settings = {} }: Row): readonly Finding[] {
  const specs: readonly SolutionSpec[] = "length" in spec ? spec : [spec];
  const containers = specs.map((one, index) => containerOf(solutionFiles(one), `solution${index + 1}.zip`));
  const given = Object.entries(settings).map(([environment, document]) => ({
    environment,
    container: fileContainer(`settings/${environment}.json`, JSON.stringify(document, null, 2)),
  }));
  const analysis = analyse(readWorkspace(containers, undefined, { settings: given, environments: [] }), defaultAnalysisOptions);
  const { findings, failures } = runRules(aboutCredentials, analysis, { enabled: () => true, options: () => ({}) });
  expect(failures).toEqual([]);
  return findings;
}

const inFlows = ["SL1001", "SL1002", "SL1003"];

describe("a credential that is written", () => {
  it.each(written)("$name", (row) => {
    const findings = findingsOf(row);
    const said = findings.map(({ code, level, message }) => `${code} ${level}: ${message}`);
    expect(said).toHaveLength(row.count ?? 1);
    const levels = row.least === "warning" ? ["error", "warning"] : ["error"];
    for (const { code, level } of findings) {
      expect(row.codes ?? inFlows).toContain(code);
      expect(levels, said.join("\n")).toContain(level);
    }
  });
});

describe("what is no credential", () => {
  it.each(ordinary)("$name", (row) => {
    expect(findingsOf(row).map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });
});
