import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { reporterNames } from "../../src/report/index.ts";
import { compose, http, initializeVariable, keyVault, setVariable } from "../../src/testing/actions.ts";
import { password } from "../../src/testing/credentials.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { flow, type SolutionSpec } from "../../src/testing/solutions.ts";
import { forbidden } from "../report/sample.ts";
import { runHostile, solutionZip } from "./host.ts";

/** What strangers can write as a name: for a terminal, pipelines, HTML, Markdown, XML, spreadsheets, and the languages of the drawings. */
const payloads: Readonly<Record<string, string>> = {
  terminal: "a\u001b]0;owned\u0007\u001b[2J\u009b31m\u0008b",
  lines: "a\r\n::error file=x::stopped\n##vso[task.setvariable variable=x]y\n##[group]z\u2028::warning::w\u0085::notice::n",
  bidi: "a\u202egnp.exe\u2066b\u200bc\u{e0041}",
  html: "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg/onload=alert(1)>",
  markdown: "[a](javascript:alert(1)) ![b](https://evil.example/x.png) | `c` <details> @octocat #1 \\",
  xml: "]]><a/>&amp;&lol;<!--'\"-->",
  sheet: '=HYPERLINK("https://evil.example","x")',
  mermaid: 'a"]; click b href "javascript:alert(1)" %%{init:{"securityLevel":"loose"}}%%\n```',
  dot: 'a", URL="javascript:alert(1)", label="\\G',
};

/** A solution in which everything that has a name has this one, with findings at every kind of component. */
function solutionNamed(name: string): SolutionSpec {
  return {
    uniqueName: `Contoso ${name}`,
    version: "1.0.0.0",
    variables: [{ schemaName: `new_${name}`, defaultValue: `kv-${name}`, value: "x" }],
    references: [
      { logicalName: `new_a_${name}`, connector: "shared_keyvault", connectionId: name },
      { logicalName: `new_b_${name}`, connector: name },
    ],
    flows: [
      {
        ...flow(
          `Flow ${name}`,
          initializeVariable(`Init ${name}`, name),
          keyVault.getSecret(`Get ${name}`),
          setVariable(`Set ${name}`, name, `@body('Get ${name}')?['value']`),
          compose(`Compose ${name}`, { [name]: `@variables('${name}')` }),
          compose(`Bad ${name}`, `@concat('${name}',`),
          http(`Call ${name}`, {
            uri: `http://api.contoso.com/${name}`,
            headers: { [name]: `@{variables('${name}')}` },
            authentication: { type: "Basic", username: name, password: password() },
          }),
        ),
        description: `solutionlint-disable ${name} -- ${name}`,
      },
    ],
    desktopFlows: [
      desktop(
        `Robot ${name}`,
        { inputs: ["Password"], sensitive: ["Password"] },
        `SET '${name.replaceAll("'", "")}' TO Password`,
        "Logging.LogMessage Message: Password LogLevel: Logging.LogLevel.Info",
        `${name}`,
      ),
    ],
    files: { [`Other/${name.replaceAll(/[\u0000-\u001f\\/]/g, "")}.json`]: "{", "Other/broken.json": "{" },
  };
}

/** Nothing that acts, in a report of any format. */
function expectHarmless(format: string, text: string): void {
  for (const pattern of forbidden) expect(text, format).not.toMatch(pattern);
  expect(text, format).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u200b\u202a-\u202e\u2066-\u2069]|\udb40/u);
  if (format !== "github") expect(text, format).not.toMatch(/^\s*::(?:error|warning|notice)/m);
  expect(text, format).not.toContain(password());
  if (["html", "markdown", "svg"].includes(format)) {
    expect(text, format).not.toMatch(/<(?:script>alert|img src=x|svg\/onload|details>)/);
    if (format === "markdown") expect(text, format).not.toMatch(/(?<!\\)\[[ab](?<!\\)\]\(/);
    expect(text, format).not.toMatch(/href="javascript:/i);
  }
}

describe.each(Object.entries(payloads))("a name made for %s", (_kind, payload) => {
  test("does nothing in any report", async () => {
    const formats = reporterNames.filter((name) => name !== "json").flatMap((name) => ["--format", `${name}:${name}.out`]);
    const run = await runHostile({ "export.zip": solutionZip(solutionNamed(payload)) }, [
      "export.zip",
      "--no-config",
      "--preset",
      "strict",
      "--format",
      "json",
      ...formats,
    ]);
    expect(run.findings.length).toBeGreaterThan(8);
    expectHarmless("json", run.stdout);
    for (const name of reporterNames) if (name !== "json") expectHarmless(name, readFileSync(join(run.root, `${name}.out`), "utf8"));
    // The reports are whole: a name has ended nothing early.
    for (const name of ["sarif", "codequality"]) JSON.parse(readFileSync(join(run.root, `${name}.out`), "utf8"));
  });

  test.each(["mermaid", "dot", "svg"])("does nothing in a drawing for %s", async (format) => {
    const { code, stdout } = await runHostile({ "export.zip": solutionZip(solutionNamed(payload)) }, [
      "graph",
      "export.zip",
      "--no-config",
      "--format",
      format,
    ]);
    expect(code).toBe(0);
    expectHarmless(format, stdout);
    if (format === "mermaid") expect(stdout).not.toMatch(/```|^\s*(?:%%|click )/m);
    if (format === "dot") expect(stdout).not.toMatch(/(?<!\\)", *(?:URL|label)="(?:javascript|\\G)/);
  });

  test.skipIf(process.platform === "win32")("does nothing as the name of a file, or of one that is not there", async () => {
    const name = payload.replaceAll(/[\u0000/]/g, "").slice(0, 80);
    const formats = reporterNames.filter((one) => one !== "json").flatMap((one) => ["--format", `${one}:${one}.out`]);
    const run = await runHostile({ [`${name}.zip`]: solutionZip(solutionNamed("plain")) }, [
      `${name}.zip`,
      "--no-config",
      "--format",
      "json",
      ...formats,
    ]);
    expect(run.code).toBe(1);
    expectHarmless("json", run.stdout);
    for (const one of reporterNames) if (one !== "json") expectHarmless(one, readFileSync(join(run.root, `${one}.out`), "utf8"));
    for (const args of [
      [`${name}.missing`],
      ["--config", `${name}.json`, "."],
      ["--baseline", name, "."],
      ["--only", name, "."],
      ["explain", name],
      ["--format", name, "."],
      [`--${name}`],
      ["--settings", `${name}=${name}`, "."],
    ]) {
      const { code, stderr } = await runHostile({ "flow.json": "{}" }, args);
      expect(code).toBe(2);
      expectHarmless("stderr", stderr);
    }
  });
});
