import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { inventoryFormats } from "../../src/cli/inventory-options.ts";
import { http } from "../../src/testing/actions.ts";
import { apiKey, password } from "../../src/testing/credentials.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { flow, solutionFiles } from "../../src/testing/solutions.ts";
import { writeZip } from "../../src/testing/zip-writer.ts";
import { temporaryTree } from "../input/temporary-tree.ts";
import { runInHost } from "./run-in-host.ts";

const erp = "fixtures/ContosoErp_1_0_0_7.zip";
const good = "fixtures/ContosoGood_1_0_0_0.zip";

const key = apiKey();
const typed = password(3);
const leaky = writeZip(
  [
    ...solutionFiles({
      flows: [flow(`Get ${key}`, http("Call", { headers: { "x-api-key": key } }))],
      desktopFlows: [
        desktop("Log in?", {}, `SET Password TO $'''${typed}'''`),
        desktop("Log in!", {}, "SET A TO 1"),
        desktop("../../evil", {}, "SET A TO 1"),
      ],
    }),
  ].map(([name, content]) => ({ name, content })),
);

describe("inventory", () => {
  test.each(inventoryFormats)("writes the sample solution as %s", async (format) => {
    const { code, stdout, stderr } = await runInHost(["inventory", erp, "--format", format]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    await expect(stdout).toMatchFileSnapshot(`snapshots/inventory-${format}.txt`);
  });

  test("takes several solutions, and writes a file", async () => {
    const cwd = temporaryTree({});
    const path = (name: string): string => join(process.cwd(), name);
    const { code, stdout } = await runInHost(["inventory", path(erp), path(good), "-f", "json", "-o", "list.json"], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    const { version, solutions } = JSON.parse(readFileSync(join(cwd, "list.json"), "utf8")) as {
      readonly version: number;
      readonly solutions: readonly { readonly uniqueName: string }[];
    };
    expect(version).toBe(1);
    expect(solutions.map(({ uniqueName }) => uniqueName)).toEqual(["ContosoErp", "ContosoGood"]);
  });

  test.each(inventoryFormats)("never shows a secret as %s, not even in a name", async (format) => {
    const { code, stdout } = await runInHost(["inventory", "a.zip", "-f", format], { cwd: temporaryTree({ "a.zip": leaky }) });
    expect(code).toBe(0);
    expect(stdout).not.toBe("");
    expect(stdout).not.toContain(key);
    expect(stdout).not.toContain(typed);
  });

  test("writes the scripts of desktop flows, without credentials and inside the folder", async () => {
    const cwd = temporaryTree({ "a.zip": leaky });
    const { code, stderr } = await runInHost(["inventory", "a.zip", "--extract", "review"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "solutionlint: 3 scripts written to review.\n" });
    const names = readdirSync(join(cwd, "review", "ContosoTest")).sort();
    expect(names).toEqual([
      expect.stringMatching(/^Log in_-[0-9a-f]{8}\.robin$/),
      expect.stringMatching(/^Log in_-[0-9a-f]{8}\.robin$/),
      "_.._evil.robin",
    ]);
    const texts = names.map((name) => readFileSync(join(cwd, "review", "ContosoTest", name), "utf8"));
    expect(texts.join("")).not.toContain(typed);
    expect(texts.join("")).toContain("SET Password TO $'''");
    expect(readdirSync(cwd).sort()).toEqual(["a.zip", "review"]);
  });

  test("writes the same bytes a second time", async () => {
    const cwd = temporaryTree({ "a.zip": leaky });
    const read = (): readonly string[] =>
      readdirSync(join(cwd, "review", "ContosoTest"))
        .sort()
        .map((name) => name + readFileSync(join(cwd, "review", "ContosoTest", name), "utf8"));
    await runInHost(["inventory", "a.zip", "--extract", "review"], { cwd });
    const first = read();
    await runInHost(["inventory", "a.zip", "--extract", "review"], { cwd });
    expect(read()).toEqual(first);
  });

  test("follows no link that leads out of the folder", async () => {
    const cwd = temporaryTree({ "a.zip": leaky, "elsewhere/": "" });
    mkdirSync(join(cwd, "review"));
    symlinkSync(join(cwd, "elsewhere"), join(cwd, "review", "ContosoTest"));
    const { code, stderr } = await runInHost(["inventory", "a.zip", "--extract", "review"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("a link there leads out of 'review'");
    expect(readdirSync(join(cwd, "elsewhere"))).toEqual([]);
  });

  test("says what it cannot read, and lists the rest", async () => {
    const files = new Map(solutionFiles({ flows: [flow("Good", http("Call")), flow("Bad", http("Call"))] }));
    for (const name of files.keys()) if (/Bad-/.test(name)) files.set(name, "{");
    const cwd = temporaryTree(Object.fromEntries(files));
    const { code, stdout, stderr } = await runInHost(["inventory", "."], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("Good");
    expect(stderr).toMatch(/^solutionlint: \.: Workflows\/Bad-[^:]+\.json: /);
  });

  test("is refused a format that it does not know, and needs something to read", async () => {
    expect((await runInHost(["inventory", erp, "--format", "xml"])).code).toBe(2);
    expect((await runInHost(["inventory"])).code).toBe(2);
    expect((await runInHost(["inventory", "missing.zip"])).code).toBe(2);
  });
});
