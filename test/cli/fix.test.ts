import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { http, keyVault } from "../../src/testing/actions.ts";
import { apiKey } from "../../src/testing/credentials.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { flow, solutionFiles } from "../../src/testing/solutions.ts";
import { writeZip } from "../../src/testing/zip-writer.ts";
import { temporaryTree } from "../input/temporary-tree.ts";
import { root, runCli } from "./run-cli.ts";
import { runInHost } from "./run-in-host.ts";

const sample = join(root, "fixtures/contoso-erp");
const zip = join(root, "fixtures/ContosoErp_1_0_0_7.zip");

/** A folder with the sample in `src`; under version control where it says so. */
function sampleFolder({ git = false }: { readonly git?: boolean } = {}): string {
  const folder = temporaryTree({});
  cpSync(sample, join(folder, "src"), { recursive: true });
  if (git) {
    for (const args of [
      ["init", "--quiet"],
      ["add", "--all"],
      ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false", "commit", "--quiet", "-m", "x"],
    ])
      execFileSync("git", ["-C", folder, ...args], { stdio: "pipe" });
  }
  return folder;
}

const filesIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), "latin1")]),
  );

describe("fix in a folder", () => {
  test("repairs in place, says what it did, and does nothing the second time", async () => {
    const cwd = sampleFolder();
    const first = await runCli(["fix", "src", "--fail-on", "never"], { cwd });
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toContain("Get ERP orders\n  SL2001  Turn on Secure Outputs of 'Get_secret'.\n");
    expect(first.stdout).toMatch(
      /11 findings fixed, and 1 that the repairs uncovered\. \d+ findings remain(?:, \d+ of them fixable with --unsafe)?\.\n$/,
    );
    const after = filesIn(join(cwd, "src"));
    expect(after).not.toEqual(filesIn(sample));
    expect(Object.keys(after)).toEqual(Object.keys(filesIn(sample)));
    const second = await runCli(["fix", "src"], { cwd });
    expect(second).toMatchObject({ code: 1, stderr: "" });
    expect(second.stdout).toMatch(/^Nothing was fixed\. \d+ findings remain/);
    expect(filesIn(join(cwd, "src"))).toEqual(after);
  });

  test("repairs only what is chosen", async () => {
    const cwd = sampleFolder();
    const { stdout } = await runInHost(["fix", "src", "--only", "SL2001"], { cwd });
    expect(stdout).toContain("SL2001");
    expect(stdout.match(/Turn on Secure Outputs/g)?.length).toBe(stdout.match(/^ {2}SL2001/gm)?.length);
    // What the choice left is not lost from sight.
    expect(stdout).toMatch(/ findings remain, [1-9]\d* of them fixable without --only and 2 with --unsafe\.\n$/);
    expect((await runInHost(["fix", "src", "--only", "no-such-rule"], { cwd })).code).toBe(2);
  });

  test("changes only the file that is named", async () => {
    const cwd = sampleFolder();
    const file = "src/Workflows/GetERPorders-1F2E3D4C-5B6A-4978-8695-A4B3C2D1E0F1.json";
    await runInHost(["fix", file], { cwd });
    const [now, before] = [filesIn(join(cwd, "src")), filesIn(sample)];
    expect(Object.keys(now).filter((name) => now[name] !== before[name])).toEqual([file.slice("src/".length)]);
  });

  test("writes nothing with --dry-run, and prints a diff", async () => {
    const cwd = sampleFolder();
    const { code, stdout, stderr } = await runInHost(["fix", "src", "--dry-run"], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^--- a\/src\/Workflows\/GetERPorders-[^\n]+\n\+\+\+ b\/src\/Workflows\/GetERPorders-[^\n]+\n@@ -\d+,\d+ \+\d+,\d+ @@\n/,
    );
    expect(stdout).toContain('\n+                "outputs"\n');
    expect(stderr).toMatch(/\d+ findings would be fixed/);
    expect(filesIn(join(cwd, "src"))).toEqual(filesIn(sample));
  });

  test("never prints a secret, not in lines around a change either", async () => {
    const secret = apiKey();
    const name = "Get orders";
    const files = solutionFiles({
      flows: [
        flow(
          name,
          keyVault.getSecret("Get_secret"),
          http("Call", {
            method: "POST",
            uri: "https://erp.contoso.com",
            body: "@body('Get_secret')?['value']",
            headers: { "x-api-key": secret },
          }),
        ),
      ],
      desktopFlows: [
        { ...desktop("Old", { inputs: { Password: secret }, sensitive: ["Password"] }, "SET Other TO Password"), schema: "package" },
        desktop("New", { inputs: { Password: secret }, sensitive: ["Password"] }, "SET Other TO Password"),
      ],
    });
    const pretty = (file: string, text: string): string => (file.endsWith(".json") ? JSON.stringify(JSON.parse(text), null, 2) : text);
    const cwd = temporaryTree(Object.fromEntries([...files].map(([file, text]) => [`src/${file}`, pretty(file, text)])));
    const { stdout, stderr } = await runInHost(["fix", "src", "--dry-run"], { cwd });
    expect(stdout).toContain("DefaultValue");
    expect(stdout).toContain("script.robin of 'Old'");
    expect(stdout).not.toMatch(/[A-Za-z0-9+/]{200}/);
    for (const text of [stdout, stderr]) expect(text).not.toContain(secret.slice(0, 8));
  });

  test("says what cannot be repaired, and why", async () => {
    const files = solutionFiles({
      flows: [flow("Get orders", http("Call", { method: "GET", uri: "https://erp.contoso.com", headers: { "x-api-key": apiKey() } }))],
    });
    const cwd = temporaryTree(Object.fromEntries([...files].map(([file, text]) => [`src/${file}`, text])));
    const { stdout } = await runInHost(["fix", "src", "--unsafe"], { cwd });
    expect(stdout).toContain("Not fixed: The solution has no connection reference for Dataverse");
    expect(stdout).toContain("\n  SL1001  Get orders, Call\n");
  });

  test("keeps a byte order mark and line ends", async () => {
    const cwd = sampleFolder();
    const file = join(cwd, "src/Workflows/GetERPorders-1F2E3D4C-5B6A-4978-8695-A4B3C2D1E0F1.json");
    const text = `\ufeff${readFileSync(file, "utf8").replaceAll("\r\n", "\n").replaceAll("\n", "\r\n")}`;
    writeFileSync(file, text);
    await runInHost(["fix", "src"], { cwd });
    const after = readFileSync(file, "utf8");
    expect(after.startsWith("\ufeff{\r\n")).toBe(true);
    expect(after.replaceAll("\r\n", "")).not.toContain("\n");
    expect(after.length).toBeGreaterThan(text.length);
  });
});

describe("fix and links", () => {
  test.skipIf(process.platform === "win32")("writes through a link inside of the folder, and never out of it", async () => {
    const cwd = sampleFolder();
    const name = "GetERPorders-1F2E3D4C-5B6A-4978-8695-A4B3C2D1E0F1.json";
    const place = join(cwd, "src/Workflows", name);
    mkdirSync(join(cwd, "src/kept"));
    renameSync(place, join(cwd, "src/kept/flow.data"));
    symlinkSync("../kept/flow.data", place);
    const other = join(cwd, "src/Workflows/LogintoERP-3C4D5E6F-7A8B-49C0-8D1E-2F3A4B5C6D7E.json");
    mkdirSync(join(cwd, "outside"));
    renameSync(other, join(cwd, "outside/flow.json"));
    symlinkSync("../../outside/flow.json", other);
    const outside = readFileSync(join(cwd, "outside/flow.json"), "utf8");
    const { stdout } = await runInHost(["fix", "src"], { cwd });
    expect(stdout).toContain("'Get_secret'");
    expect(readFileSync(join(cwd, "src/kept/flow.data"), "utf8")).toContain("secureData");
    expect(readFileSync(place, "utf8")).toContain("secureData");
    expect(readFileSync(join(cwd, "outside/flow.json"), "utf8")).toBe(outside);
  });
});

describe("fix under version control", () => {
  test("writes over what is committed, with line ends as the work tree has them", async () => {
    const cwd = sampleFolder({ git: true });
    const file = join(cwd, "src/solution.xml");
    writeFileSync(file, readFileSync(file, "latin1").replaceAll(/\r?\n/g, "\r\n"), "latin1");
    expect((await runInHost(["fix", "src", "--fail-on", "never"], { cwd })).code).toBe(0);
  });

  test.each<[string, (cwd: string) => void]>([
    [
      "a changed file",
      (cwd) => writeFileSync(join(cwd, "src/solution.xml"), `${readFileSync(join(cwd, "src/solution.xml"), "utf8")}\n<!-- x -->`),
    ],
    ["a deleted file", (cwd) => rmSync(join(cwd, "src/environmentvariabledefinitions"), { recursive: true })],
    [
      "a file to be changed that git does not know",
      (cwd) => {
        const file = join(cwd, "src/Workflows/GetERPorders-1F2E3D4C-5B6A-4978-8695-A4B3C2D1E0F1.json");
        execFileSync("git", ["-C", cwd, "rm", "--quiet", "--cached", file]);
        execFileSync("git", ["-C", cwd, "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "y"], {
          stdio: "pipe",
        });
      },
    ],
  ])("refuses because of %s, unless told otherwise", async (_, change) => {
    const cwd = sampleFolder({ git: true });
    change(cwd);
    const before = filesIn(join(cwd, "src"));
    const refused = await runInHost(["fix", "src"], { cwd });
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toMatch(/^solutionlint: Git has no copy of \d+ files? as (?:it is|they are) now, so nothing was written/);
    expect(filesIn(join(cwd, "src"))).toEqual(before);
    const forced = await runInHost(["fix", "src", "--force", "--fail-on", "never"], { cwd });
    expect(forced.code).toBe(0);
    expect(filesIn(join(cwd, "src"))).not.toEqual(before);
  });

  test("refuses in a repository without a commit", async () => {
    const cwd = sampleFolder();
    execFileSync("git", ["-C", cwd, "init", "--quiet"]);
    const { code, stderr } = await runInHost(["fix", "src"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("fix: this repository has no commit yet. Commit your work first; --force writes all the same.");
  });
});

describe("fix of a zip", () => {
  test("writes a new one, the same bytes every time, and leaves the old one alone", async () => {
    const cwd = temporaryTree({ "a.zip": readFileSync(zip) });
    const first = await runInHost(["fix", "a.zip", "--output", "b.zip", "--fail-on", "never"], { cwd });
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toContain("a.zip!/Workflows/");
    expect(readFileSync(join(cwd, "a.zip")).equals(readFileSync(zip))).toBe(true);
    await runInHost(["fix", "a.zip", "-o", "c.zip"], { cwd });
    expect(readFileSync(join(cwd, "c.zip")).equals(readFileSync(join(cwd, "b.zip")))).toBe(true);
    const again = await runInHost(["fix", "b.zip", "-o", "d.zip"], { cwd });
    expect(again.stdout).toMatch(/^Nothing was fixed\./);
    expect(readFileSync(join(cwd, "d.zip")).equals(readFileSync(join(cwd, "b.zip")))).toBe(true);
    const folder = await runInHost([join(root, "fixtures/contoso-erp"), "-f", "json"]);
    const repairedZip = await runInHost(["b.zip", "-f", "json"], { cwd });
    const count = (text: string): number => (JSON.parse(text) as { findings: unknown[] }).findings.length;
    expect(count(repairedZip.stdout)).toBeLessThan(count(folder.stdout));
  });

  test("takes one on standard input, and archives in archives", async () => {
    const cwd = temporaryTree({});
    const packed = writeZip([
      { name: "PkgAssets/Core.zip", content: readFileSync(zip), stored: true },
      { name: "input.xml", content: "<x/>" },
    ]);
    const { code, stdout } = await runCli(["fix", "-", "--output", "out.zip", "--fail-on", "never"], { cwd, input: packed });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}PkgAssets\/Core\.zip!\/Workflows\//m);
    const again = await runCli(["fix", "out.zip", "--output", "again.zip"], { cwd });
    expect(again.stdout).toMatch(/^Nothing was fixed\./);
  });

  test.each<[string, readonly string[], RegExp]>([
    ["without a name for the new one", ["a.zip"], /never rewritten in place/],
    ["with the name of the old one", ["a.zip", "--output", "./a.zip"], /never written over/],
    ["with a name for a folder", ["src", "--output", "b.zip"], /rewritten in place/],
    ["with a name for several", ["a.zip", "src", "--output", "b.zip"], /one zip file: repair one after the other/],
    ["with the name of a folder that is not there", ["a.zip", "--output", "repaired/"], /'repaired\/' cannot be written: it is a folder/],
    ["with a name below a file", ["a.zip", "--output", "a.zip/b.zip"], /'a\.zip\/b\.zip' cannot be written/],
  ])("is refused %s", async (_, args, message) => {
    const cwd = temporaryTree({ "a.zip": readFileSync(zip) });
    cpSync(sample, join(cwd, "src"), { recursive: true });
    const { code, stdout, stderr } = await runInHost(["fix", ...args], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(readFileSync(join(cwd, "a.zip")).equals(readFileSync(zip))).toBe(true);
    expect(existsSync(join(cwd, "b.zip"))).toBe(false);
  });

  test("leaves a zip inside of a folder alone, and promises nothing there", async () => {
    const cwd = temporaryTree({ "exports/a.zip": readFileSync(zip) });
    expect((await runInHost(["fix", "exports"], { cwd })).stdout).toMatch(/^Nothing was fixed\./m);
    const { findings } = JSON.parse((await runInHost(["exports", "-f", "json"], { cwd })).stdout) as { findings: { fixable: string }[] };
    expect([...new Set(findings.map(({ fixable }) => fixable))]).toEqual(["no"]);
    expect(readFileSync(join(cwd, "exports/a.zip")).equals(readFileSync(zip))).toBe(true);
  });
});
