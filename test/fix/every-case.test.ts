import { describe, expect, test } from "vitest";
import { loadRuleFolder, ruleFolderNames } from "../../src/dev/rule-folders.ts";
import type { Container } from "../../src/input/artifact.ts";
import { specsOf } from "../../src/testing/rule-tester.ts";
import { containerOf, solutionFiles } from "../../src/testing/solutions.ts";
import { repaired } from "./repaired.ts";

const folders = await Promise.all(ruleFolderNames().map(loadRuleFolder));

const keysOf = (findings: readonly { readonly fingerprint: string }[]): ReadonlySet<string> =>
  new Set(findings.map(({ fingerprint }) => fingerprint.replace(/:\d+$/, "")));

/** Where a limit is the case, the flows are so large that their repairs take half a minute, and minutes on a machine that does other work, too. */
const longest = 300_000;

/** The cases of all rules are some hundred solutions with every kind of finding in them. */
describe.each(folders)("the cases of $name", ({ cases }) => {
  const all = [...cases.valid, ...cases.invalid];

  test("are repaired in one go, and nothing new comes up", { timeout: longest }, async () => {
    for (const one of all) {
      const containers: readonly Container[] = specsOf(one).map((spec, index) => containerOf(solutionFiles(spec), `${index}.zip`));
      const first = await repaired(containers, "unsafe");
      const known = keysOf(first.before.result.findings);
      const fresh = first.state.run.result.findings.filter(({ rule }) => rule !== "unused-suppression");
      expect(
        [...keysOf(fresh)].filter((key) => !known.has(key)),
        one.name,
      ).toEqual([]);
      expect(
        first.dropped.map(({ reason }) => reason).filter((reason) => /conflict|same text|could not be read/i.test(reason)),
        one.name,
      ).toEqual([]);
      if (first.results.length === 0) continue;
      // The second time starts from what was written.
      const second = await repaired(first.state.containers, "unsafe");
      expect(
        second.results.map(({ name }) => name),
        one.name,
      ).toEqual([]);
    }
  });
});
