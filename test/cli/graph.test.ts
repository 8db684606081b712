import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compose, http, keyVault, setVariable } from "../../src/testing/actions.ts";
import { flow, solutionFiles } from "../../src/testing/solutions.ts";
import { temporaryTree } from "../input/temporary-tree.ts";
import { type CliResult, root } from "./run-cli.ts";
import { runInHost } from "./run-in-host.ts";

/** Made up, and never whole in this file. */
const key = ["kq4", "Zt7Lw2Xr9Vb5", "Nm8Pc3Hd6Jf1", "Gs0Ya"].join("");

const read = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const keep = setVariable("Set_key", "apiKey", "@body('Get_secret')?['value']");

const files = Object.fromEntries(
  solutionFiles({
    uniqueName: "ContosoErp",
    flows: [
      flow("Get orders", read, keep),
      flow("Post order", http("Send", { headers: { "x-api-key": key } }), compose(`Copy_${key}`, "@actions('Send')?['inputs']")),
      flow("Plain", compose("Copy", "text")),
    ],
  }),
);

const asksForId = /^solutionlint: There are 2 flows 'SEND ORDERS'\. Name one by its id: '([0-9a-f-]{36})' and '[0-9a-f-]{36}'\.\n$/;

function graph(...args: readonly string[]): Promise<CliResult> {
  return runInHost(["graph", ".", ...args], { cwd: temporaryTree(files) });
}

describe("graph", () => {
  test("draws the ways of all secrets in Mermaid", async () => {
    const { code, stdout, stderr } = await graph();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^flowchart LR\n {2}accTitle: Secrets in ContosoErp\n/);
    expect(stdout).toContain("-->|\"stores it in the variable 'apiKey'\"|");
  });

  test("draws what its documentation shows", async () => {
    const { stdout } = await runInHost(["graph", "fixtures/ContosoErp_1_0_0_7.zip", "--flow", "Get ERP orders"], { cwd: root });
    const page = readFileSync(join(root, "docs/reports.md"), "utf8");
    expect(page.split("```mermaid\n")[1]?.split("```")[0]).toBe(stdout);
  });

  test("draws those of one flow, whatever its case", async () => {
    const { stdout } = await graph("--flow", "get ORDERS", "--format", "dot");
    expect(stdout).toMatch(/^digraph secrets \{\n/);
    expect(stdout).toContain('label="Secrets in Get orders"');
    expect(stdout).not.toContain("Post order");
  });

  test("writes a file", async () => {
    const cwd = temporaryTree(files);
    const { code, stdout, stderr } = await runInHost(["graph", ".", "--format", "svg", "--output", "picture.svg"], { cwd });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(join(cwd, "picture.svg"), "utf8")).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  });

  test("refuses an ending of a format that it cannot draw, unless another is asked for", async () => {
    const cwd = temporaryTree(files);
    const refused = await runInHost(["graph", ".", "-o", "paths.png"], { cwd });
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toContain("--output paths.png: 'graph' draws SVG, DOT and Mermaid.");
    expect(existsSync(join(cwd, "paths.png"))).toBe(false);
    expect((await runInHost(["graph", ".", "-o", "paths.html", "--format", "svg"], { cwd })).code).toBe(0);
  });

  test("draws in the format that the ending of the file names, unless another is asked for", async () => {
    const cwd = temporaryTree(files);
    const drawn = async (...args: readonly string[]): Promise<string> => {
      await runInHost(["graph", ".", ...args], { cwd });
      return readFileSync(join(cwd, args.at(-1) ?? ""), "utf8").slice(0, 5);
    };
    expect(await drawn("--output", "picture.svg")).toBe("<svg ");
    expect(await drawn("--output", "picture.GV")).toBe("digra");
    expect(await drawn("--output", "picture.dot")).toBe("digra");
    expect(await drawn("--output", "picture.mmd")).toBe("flowc");
    expect(await drawn("--output", "svg")).toBe("flowc");
    expect(await drawn("--format", "dot", "--output", "picture.svg")).toBe("digra");
  });

  test("gives the same bytes every time", async () => {
    const [first, second] = await Promise.all([graph("--format", "svg"), graph("--format", "svg")]);
    expect(first).toEqual(second);
  });

  test.each(["mermaid", "dot", "svg"])("never shows a secret in %s, not even in a name", async (format) => {
    const { stdout } = await graph("--format", format);
    expect(stdout).toContain("Post order");
    expect(stdout).not.toContain(key);
  });

  test("says that there is nothing to draw", async () => {
    const { code, stdout, stderr } = await graph("--flow", "Plain");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "solutionlint: There is nothing to draw: no secret is passed on in 'Plain'.\n" });
    expect(stdout).toMatch(/^flowchart LR\n/);
    expect(stdout).toContain("  accDescr: No secret is passed on.\n");
  });

  test("asks for the id where several flows have the name, and takes copies of one flow for one", async () => {
    const spec = { uniqueName: "Twins", flows: [flow("Send orders", read, keep), flow("Resend", read, keep)] };
    const twins = [...solutionFiles(spec)].map(([name, text]) => [name, text.replace('Name="Resend"', 'Name="send Orders"')] as const);
    const cwd = temporaryTree(Object.fromEntries(twins.flatMap(([name, text]) => ["a", "b"].map((folder) => [`${folder}/${name}`, text]))));
    const run = (name: string) => runInHost(["graph", ".", "--flow", name], { cwd });
    const { code, stderr } = await run("SEND ORDERS");
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(asksForId) as string });
    const [, id = ""] = asksForId.exec(stderr) ?? [];
    for (const name of [id, id.toUpperCase(), "Send orders"]) expect(await run(name)).toMatchObject({ code: 0, stderr: "" });
  });

  test.each([
    ["Get order", "There is no flow 'Get order'. Did you mean 'Get orders'?"],
    ["Something else", "There is no flow 'Something else'. The flows are: Get orders, Plain, Post order."],
  ])("knows no flow '%s'", async (name, message) => {
    expect(await graph("--flow", name)).toEqual({ code: 2, stdout: "", stderr: `solutionlint: ${message}\n` });
  });
});
