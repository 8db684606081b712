import { describe, expect, test } from "vitest";
import type { Member } from "../../src/dev/fuzz/bases.ts";
import { minimise } from "../../src/dev/fuzz/minimise.ts";
import { mutate } from "../../src/dev/fuzz/mutate.ts";
import { reportViolation, violationOf } from "../../src/dev/fuzz/properties.ts";
import { everyRuleOn } from "../../src/dev/lint-path.ts";
import { createRandom } from "../../src/dev/random.ts";
import { http } from "../../src/testing/actions.ts";
import { entraClientSecret } from "../../src/testing/credentials.ts";
import { flow, solutionFiles } from "../../src/testing/solutions.ts";
import { writeZip } from "../../src/testing/zip-writer.ts";
import { cli } from "../cli/run-cli.ts";

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
