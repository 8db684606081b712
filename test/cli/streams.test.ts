import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { raw } from "../../src/testing/actions.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { flow } from "../../src/testing/solutions.ts";
import { root, runCli, startCli } from "./run-cli.ts";
import { safe, zipOf } from "./small-solutions.ts";

const erp = "fixtures/ContosoErp_1_0_0_7.zip";
const colorCode = "\u001b[";

describe("standard input", () => {
  test("can be an archive, whose name is then -", async () => {
    const [piped, named] = await Promise.all([
      runCli(["-", "-f", "json"], { input: readFileSync(join(root, erp)) }),
      runCli([erp, "-f", "json"]),
    ]);
    expect(piped.code).toBe(1);
    expect(piped.stdout).toBe(named.stdout.replaceAll(`"path": "${erp}"`, '"path": "-"'));
  });

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["something else", Buffer.from("hello")],
  ])("that is %s is refused", async (_name, input) => {
    const { code, stdout, stderr } = await runCli(["-"], { input });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("standard input");
  });
});

describe("colour", () => {
  test.each([
    ["is left out by default, since this is no terminal", [], {}, false],
    ["comes with --color", ["--color"], {}, true],
    ["comes with --color whatever NO_COLOR says", ["--color"], { NO_COLOR: "1" }, true],
    ["comes with FORCE_COLOR", [], { FORCE_COLOR: "1" }, true],
    ["is left out with NO_COLOR whatever FORCE_COLOR says", [], { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
    ["is left out with --no-color whatever FORCE_COLOR says", ["--no-color"], { FORCE_COLOR: "1" }, false],
  ])("%s", async (_name, args, env, colored) => {
    const { stdout } = await runCli([erp, "--only", "hardcoded-credential", ...args], { env });
    expect(stdout.includes(colorCode)).toBe(colored);
  });
});

describe("figures about the run", () => {
  test("go to standard error, with the operations that no table has", async () => {
    const operation = { host: { connectionName: "shared_contoso-5ferp", operationId: "PostNotice" }, parameters: { text: "Done" } };
    const tell = raw("Tell", { type: "OpenApiConnection", inputs: operation });
    const spec = { flows: [flow("Get orders", safe, tell)], desktopFlows: [desktop("Post", {}, "SET A TO 1")] };
    const { code, stdout, stderr } = await runCli(["-", "--no-config", "--stats", "-f", "compact"], { input: zipOf(spec) });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    const [counts, cost, ...rest] = stderr.trimEnd().split("\n");
    expect(counts).toBe("1 solution, 1 cloud flow, 1 desktop flow, 2 actions, 1 source of secrets");
    expect(cost).toMatch(/^\d+\.\d\d s, \d+ MB$/);
    expect(rest).toEqual([
      "Operations that are not in the connector table, judged by their names:",
      "      1  shared_contoso-5ferp/PostNotice",
    ]);
  });
});

describe("a reader that goes away", () => {
  test("is no error", async () => {
    const child = startCli([erp, "-f", "json"]);
    let stderr = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.stdin?.end();
    child.stdout?.destroy();
    const [code] = (await once(child, "close")) as [number | null];
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  });
});
