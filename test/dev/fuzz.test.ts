import { describe, expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { configure } from "../../src/config/configure.ts";
import type { ResolvedConfig } from "../../src/config/types.ts";
import type { Member } from "../../src/dev/fuzz/bases.ts";
import { fileWritings } from "../../src/dev/fuzz/file-writings.ts";
import { minimise } from "../../src/dev/fuzz/minimise.ts";
import { mutate } from "../../src/dev/fuzz/mutate.ts";
import { plantedSolution } from "../../src/dev/fuzz/planted.ts";
import { plantedMembers, plantedViolation } from "../../src/dev/fuzz/planted-property.ts";
import { reportViolation, violationOf } from "../../src/dev/fuzz/properties.ts";
import { waysViolation, waysViolationIn } from "../../src/dev/fuzz/ways-to-run.ts";
import { everyRuleOn } from "../../src/dev/lint-path.ts";
import { createRandom } from "../../src/dev/random.ts";
import { scriptWritings } from "../../src/dev/script-writings.ts";
import { defineRule, type Rule } from "../../src/rule.ts";
import { http } from "../../src/testing/actions.ts";
import { entraClientSecret } from "../../src/testing/credentials.ts";
import { flow, solutionFiles } from "../../src/testing/solutions.ts";
import { writeZip } from "../../src/testing/zip-writer.ts";
import { cli } from "../cli/run-cli.ts";
import { temporaryTree } from "../input/temporary-tree.ts";

const secret = entraClientSecret(5);
const members: readonly Member[] = [
  ...solutionFiles({ flows: [flow("Get orders", http("Call", { uri: "https://api.contoso.com" }))] }),
].map(([name, text]) => ({ name, content: Buffer.from(text) }));

describe("the fuzzer", () => {
  test("makes the same input of the same seed, and others of others", () => {
    const input = (seed: number): string =>
      JSON.stringify(mutate(members, { secrets: [secret], stranger: members[0] }, createRandom(seed)));
    expect(input(7)).toBe(input(7));
    expect(new Set(Array.from({ length: 20 }, (_, seed) => input(seed))).size).toBeGreaterThan(15);
  });

  test("makes a failure small, whatever the file", async () => {
    const large: readonly Member[] = [
      { name: "a.json", content: Buffer.from(JSON.stringify({ x: [1, 2, { deep: { cause: "bad", other: 1 } }], y: "long" })) },
      { name: "b.xml", content: Buffer.from("<a>\n<b/>\n<cause/>\n<c/>\n</a>\n") },
      { name: "c.txt", content: Buffer.from("nothing") },
    ];
    const fails = (parts: readonly Member[]): Promise<boolean> => {
      const text = parts.map(({ content }) => content.toString()).join("\n");
      return Promise.resolve(text.includes('"cause":"') && text.includes("<cause/>"));
    };
    const small = await minimise(large, fails);
    expect(small.map(({ name, content }) => [name, content.toString().trim()])).toEqual([
      ["a.json", expect.stringMatching(/^\{"x":\[\{"deep":\{"cause":".?"\}\}\]\}$/)],
      ["b.xml", "<cause/>"],
    ]);
  });

  test("ends making a failure small when the time is over, however long a try takes", async () => {
    const large: readonly Member[] = [{ name: "a.json", content: Buffer.from(JSON.stringify(Array.from({ length: 1000 }, String))) }];
    let tries = 0;
    const fails = async (): Promise<boolean> => {
      tries++;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return false;
    };
    expect(await minimise(large, fails, 100)).toEqual(large);
    expect(tries).toBeLessThanOrEqual(5);
  });

  const run = { redactText: (text: string) => text.replaceAll(secret, "(51)") };
  test.each([
    ["json", `{"a":"${secret}"}`, "shows the planted secret"],
    ["json", '{"a":', "is no JSON"],
    ["junit", "<a><b></a>", "is no XML"],
    ["compact", "x\u001b[31m", "holds the character U+1b"],
    ["stylish", "x\n  ::error::y", "holds the command"],
    ["github", "::set-env name=x::y", "holds the command"],
    ["azure", "##vso[task.setvariable variable=x]y", "holds the command"],
    ["html", "<p><img src=x onerror=fuzz()></p>", "holds the markup"],
    ["markdown", "[fuzz](javascript:fuzz())", "holds the markup"],
  ])("sees what a report of the format %s must not hold: %j", (format, text, problem) => {
    expect(reportViolation(format, text, [secret], run)).toContain(problem);
  });

  test.each([
    ["html", "<h1>[fuzz](javascript:fuzz())</h1>"],
    ["markdown", "# \\[fuzz\\](javascript:fuzz())"],
  ])("takes no text for markup in a report of the format %s: %j", (format, text) => {
    expect(reportViolation(format, text, [secret], run)).toBeUndefined();
  });

  test("finds nothing wrong with a sound input", async () => {
    const trial = { config: await everyRuleOn(), secrets: [secret] };
    expect(await violationOf(writeZip(members), trial)).toBeUndefined();
  });

  test("expects of the command that it refuses what cannot be opened at all", async () => {
    const trial = { config: await everyRuleOn(), secrets: [secret], command: cli };
    expect(await violationOf(writeZip(members).subarray(0, -30), trial)).toBeUndefined();
  });
});

function configured(all: readonly Rule[], changed: readonly string[] = []): Promise<ResolvedConfig> {
  const commandLine = { preset: "strict", rules: changed, only: undefined } as const;
  return configure({ cwd: process.cwd(), home: undefined, rules: all, input: undefined, config: false, commandLine });
}

describe("planted leaks", () => {
  test("are found in every writing", async () => {
    const config = await everyRuleOn();
    for (let seed = 1; seed <= 4; seed++) expect(await plantedViolation(seed, config, createRandom(seed))).toBeUndefined();
  });

  test("that nothing is said of are told", async () => {
    const config = await configured(rules, ["secret-in-message=off"]);
    expect(await plantedViolation(1, config, createRandom(1))).toBe(
      "nothing is said of a planted leak: secret-in-message at Planted flow Planted_mail",
    );
  });

  test.each(fileWritings.map((writing) => [writing.name, writing] as const))("%s: makes other files", (_name, { write }) => {
    const before = plantedMembers(createRandom(1), 1);
    expect(write(before, createRandom(1))).not.toEqual(before);
  });

  test.each(scriptWritings.map((writing) => [writing.name, writing] as const))("%s: makes other scripts", (_name, { write }) => {
    const scripts = [1, 2, 3, 4, 5].map((seed) => plantedSolution(createRandom(seed), seed).spec.desktopFlows?.[0]?.script ?? "");
    expect(scripts.map(write)).not.toEqual(scripts);
  });
});

describe("ways to run", () => {
  test("differ in nothing", async () => {
    const config = await everyRuleOn();
    const other = (seed: number): readonly Member[] => plantedMembers(createRandom(seed), seed);
    expect(await waysViolation(writeZip(members), [other(1), other(2), other(3)], config, createRandom(1))).toBeUndefined();
  });

  test("differ for a rule that looks at all solutions of a run", async () => {
    const counting = defineRule({
      code: "x/count",
      name: "x/count",
      summary: "Counts.",
      level: "note",
      preset: "recommended",
      source: "here",
      since: "1",
      messages: { count: "{count}" },
      check({ analysis, report }) {
        const { solutions } = analysis.workspace;
        for (const { manifest, uniqueName } of solutions) {
          if (manifest === undefined) continue;
          const place = {
            source: manifest,
            at: { kind: "text", span: { start: 0, end: 0 } },
            owner: { kind: "solution", name: uniqueName },
          } as const;
          report({ at: place, message: "count", data: { count: String(solutions.length) } });
        }
      },
    });
    const archive = (name: string): Buffer => {
      const spec = { uniqueName: name, usualVariables: false, flows: [flow(`${name} flow`, http(`Call_${name}`))] };
      return writeZip([...solutionFiles(spec)].map(([file, content]) => ({ name: file, content })));
    };
    const cwd = temporaryTree({ "exports/a.zip": archive("Alpha"), "exports/b.zip": archive("Beta") });
    expect(await waysViolationIn(cwd, { config: await configured([counting]), rules: [counting] })).toMatch(
      /^solutions one after the other and one run of everything differ: …/,
    );
  });
});
