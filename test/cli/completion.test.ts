import { describe, expect, test } from "vitest";
import { runCli } from "./run-cli.ts";

describe("completion", () => {
  test("has help of its own", async () => {
    const { code, stdout, stderr } = await runCli(["completion", "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^solutionlint completion\n\nPrint a completion script for bash or zsh\n/);
    expect(stdout).not.toContain("compgen");
  });

  test("prints a script", async () => {
    const { code, stdout, stderr } = await runCli(["completion"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("solutionlint --get-yargs-completions");
  });

  test.each([
    [["--fail"], "--fail-on"],
    [["explain", "secret-in-var"], "secret-in-variable"],
    [["lint", "-f", "sar"], "sarif"],
    [["inventory", "--format", "dep"], "deployment-settings"],
    [["graph", "-f", "merm"], "mermaid"],
    [["rules", "-f", ""], "text"],
    [["--fail-on", ""], "never"],
    [["src", "--target", "pr"], "prod"],
    [["comp"], "completion"],
  ])("offers what %j can become", async (words, wanted) => {
    const { code, stdout, stderr } = await runCli(["--get-yargs-completions", "solutionlint", ...words]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.split("\n")).toContain(wanted);
  });

  test.each([[["src", ""]], [["--quiet", ""]], [["--fail-on", "never", "f"]]])(
    "leaves it to the shell to offer files, and offers no command, after %j",
    async (words) => {
      const { code, stdout, stderr } = await runCli(["--get-yargs-completions", "solutionlint", ...words]);
      expect({ code, stdout: stdout.trim(), stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
    },
  );
});
