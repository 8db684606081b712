import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rules } from "../../rules/index.ts";
import { temporaryTree } from "../input/temporary-tree.ts";
import { root, runCli } from "./run-cli.ts";
import { runInHost } from "./run-in-host.ts";

describe("the command line", () => {
  test("shows the help of a command that 'help' names", async () => {
    const [named, asked, folder] = await Promise.all(
      [
        ["help", "fix"],
        ["fix", "--help"],
        ["help", "nowhere"],
      ].map((args) => runCli(args)),
    );
    expect(named?.stdout).toBe(asked?.stdout);
    expect(named?.stdout).toContain("--dry-run");
    expect(named?.code).toBe(0);
    expect(folder?.code).not.toBe(0);
  });

  test("tells its version, which is that of the package", async () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly version: string };
    expect(await runCli(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  test("explains itself", async () => {
    const { code, stdout, stderr } = await runCli(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    await expect(stdout).toMatchFileSnapshot("snapshots/help.txt");
  });

  test("lists all rules by their codes", async () => {
    const [text, json] = await Promise.all([runCli(["rules"]), runCli(["rules", "-f", "json"])]);
    const listed = (JSON.parse(json.stdout) as { readonly rules: readonly { readonly code: string }[] }).rules.map(({ code }) => code);
    expect(listed).toEqual(rules.map(({ code }) => code).sort());
    expect(text.stdout.match(/^SL\d{4}/gm)).toEqual(listed);
    for (const { code, name } of rules) expect(text.stdout).toMatch(new RegExp(`^${code}  ${name} `, "m"));
  });

  test("explains a rule by its name or its code", async () => {
    const [byName, byCode] = await Promise.all([runCli(["explain", "secret-in-variable"]), runCli(["explain", "SL3002"])]);
    const page = readFileSync(join(root, "docs/rules/secret-in-variable.md"), "utf8");
    expect(byName.stdout).toBe(page.slice(page.indexOf("# ")));
    expect(byCode).toEqual(byName);
  });

  test("explains a rule in colour where that is asked for", async () => {
    const [coloured, plain] = await Promise.all(["--color", "--no-color"].map((option) => runInHost(["explain", "SL3002", option])));
    expect(coloured?.stdout).toContain("\u001b[");
    expect(plain).toMatchObject({ code: 0, stderr: "" });
    expect(plain?.stdout).not.toContain("\u001b[");
  });

  test("explains a rule of a plug-in by what it says of itself, and says how to name the plug-in", async () => {
    const rule = `{ name: "contoso/few", summary: "Too much.", level: "note", messages: { a: "{n} actions." }, advice: { a: "Split it." }, check() {} }`;
    const cwd = temporaryTree({ "rules/mine.mjs": `export const rules = [${rule}];` });
    const { code, stdout, stderr } = await runInHost(["explain", "contoso/few", "--plugin", "./rules/mine.mjs"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(
      /^# contoso\/few\n\nToo much\.\n[\s\S]*\| note \| \.\/rules\/mine\.mjs \|[\s\S]*\n- \{n\} actions\. Split it\.\n$/,
    );
    const without = await runInHost(["explain", "contoso/few"], { cwd });
    expect(without).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("add --plugin PACKAGE") as string });
    const wrong = await runInHost(["explain", "contoso/fwe", "--plugin", "./rules/mine.mjs"], { cwd });
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean "contoso/few"?') as string });
  });

  test("knows no other rule, but the nearest one", async () => {
    const { code, stdout, stderr } = await runCli(["explain", "secret-in-variables"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("secret-in-variable");
  });

  test("prints the configuration with where each setting comes from", async () => {
    const cwd = temporaryTree({ ".solutionlintrc.json": '{ "rules": { "secret-in-url": "off" } } // known', "flow.json": "{}" });
    const { code, stdout } = await runCli(["flow.json", "--print-config", "--rule", "secret-in-log=note"], { cwd });
    expect(code).toBe(0);
    const { rules: printed } = JSON.parse(stdout) as { readonly rules: Readonly<Record<string, object>> };
    expect(printed["secret-in-url"]).toMatchObject({ level: "off", from: expect.stringContaining(".solutionlintrc.json") as string });
    expect(printed["secret-in-log"]).toMatchObject({ level: "note", from: expect.stringContaining("--rule") as string });
  });
});
