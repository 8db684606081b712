import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Log } from "sarif";
import { describe, expect, test } from "vitest";
import { compose, keyVault, setVariable } from "../../src/testing/actions.ts";
import { password } from "../../src/testing/credentials.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { flow, type SolutionSpec, solutionFiles, workflowFile } from "../../src/testing/solutions.ts";
import { writeZip } from "../../src/testing/zip-writer.ts";
import { type Tree, temporaryTree } from "../input/temporary-tree.ts";
import { runCli } from "./run-cli.ts";

const safe = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const unsafe = keyVault.getSecret("Get_secret");
const leak = compose("Keep", "@outputs('Get_secret')?['body/value']");

const spec = (name: string, ...actions: Parameters<typeof flow>[1][]): SolutionSpec => ({
  uniqueName: name,
  flows: [flow(`${name} flow`, ...actions)],
});
const zip = (one: SolutionSpec) => writeZip([...solutionFiles(one)].map(([name, content]) => ({ name, content })));
const folder = (prefix: string, one: SolutionSpec): Tree =>
  Object.fromEntries([...solutionFiles(one)].map(([name, text]) => [`${prefix}/${name}`, text]));

interface JsonReport {
  readonly findings: readonly {
    readonly rule: string;
    readonly location: { readonly path: string; readonly operation?: string };
    readonly suppressed: { readonly kind: string } | null;
  }[];
}
const active = (stdout: string) => (JSON.parse(stdout) as JsonReport).findings.filter(({ suppressed }) => suppressed === null);

describe("a baseline", () => {
  test("is written, accepts what was there, reports what is new, and is pruned", async () => {
    const cwd = temporaryTree({ "a.zip": zip(spec("Contoso", unsafe)) });
    const first = await runCli(["a.zip", "--baseline", "baseline.json", "--update-baseline"], { cwd });
    expect(first).toMatchObject({ code: 0, stdout: "" });
    expect(first.stderr).toMatch(/^solutionlint: \d+ findings are in the baseline baseline\.json now\.\n$/);
    expect(await runCli(["a.zip", "--baseline", "baseline.json"], { cwd })).toMatchObject({ code: 0 });

    writeFileSync(join(cwd, "a.zip"), zip(spec("Contoso", unsafe, leak)));
    const more = await runCli(["a.zip", "--baseline", "baseline.json", "-f", "json"], { cwd });
    expect(more.code).toBe(1);
    expect(active(more.stdout).every(({ location }) => location.operation === "Keep")).toBe(true);

    writeFileSync(join(cwd, "a.zip"), zip(spec("Contoso", safe)));
    const repaired = await runCli(["a.zip", "--baseline", "baseline.json", "-f", "json"], { cwd });
    expect(active(repaired.stdout)).toMatchObject([{ rule: "unused-suppression", location: { path: "baseline.json" } }]);
    await runCli(["a.zip", "--baseline", "baseline.json", "--update-baseline"], { cwd });
    expect(JSON.parse(readFileSync(join(cwd, "baseline.json"), "utf8"))).toMatchObject({ findings: [] });
  });

  test.each([
    [["--update-baseline"], "--update-baseline needs --baseline FILE."],
    [["--update-baseline", "--baseline", "b.json", "--shard", "1/2"], "without --shard"],
    [["--update-baseline", "--baseline", "b.json", "--since", "HEAD"], "contradict each other"],
    [["--update-baseline", "--baseline", "b.json", "--min-confidence", "high"], "leave out --min-confidence"],
    [["--baseline", "missing.json"], "The baseline 'missing.json' cannot be read."],
  ])("is refused with %j", async (args, message) => {
    const cwd = temporaryTree({ "a.zip": zip(spec("Contoso", unsafe)) });
    const { code, stdout, stderr } = await runCli(["a.zip", ...args], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(existsSync(join(cwd, "b.json"))).toBe(false);
  });
});

test("--since counts only what a change introduces", async () => {
  const cwd = temporaryTree(folder("src/Contoso", spec("Contoso", unsafe)));
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", cwd, "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", ...args], {
      stdio: "pipe",
    });
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message=before");
  expect(await runCli(["src", "--since", "HEAD"], { cwd })).toMatchObject({ code: 0 });
  expect(await runCli(["src"], { cwd })).toMatchObject({ code: 1 });
  for (const [name, text] of solutionFiles(spec("Contoso", unsafe, leak))) {
    mkdirSync(dirname(join(cwd, "src/Contoso", name)), { recursive: true });
    writeFileSync(join(cwd, "src/Contoso", name), text);
  }
  const { code, stdout } = await runCli(["src", "--since", "HEAD", "-f", "json"], { cwd });
  expect(code).toBe(1);
  expect(active(stdout).length).toBeGreaterThan(0);
  expect(active(stdout).every(({ location }) => location.operation === "Keep")).toBe(true);
  expect(await runCli(["src", "--since", "nothing"], { cwd })).toMatchObject({ code: 2, stdout: "" });
});

test("shards merge into the report of one run", async () => {
  const cwd = temporaryTree({ "x/a.zip": zip(spec("Alpha", unsafe)), "x/b.zip": zip(spec("Beta", unsafe, leak)) });
  for (const format of ["json", "sarif"]) {
    const whole = await runCli(["x", "-f", format], { cwd });
    const shards = [1, 2].map((index) => ["x", "--shard", `${index}/2`, "-f", `${format}:${index}.${format}`]);
    for (const args of shards) expect([0, 1]).toContain((await runCli(args, { cwd })).code);
    expect(await runCli(["merge", `2.${format}`, `1.${format}`], { cwd })).toEqual({ ...whole, code: 1, stderr: "" });
  }
  const markdown = await runCli(["merge", "1.json", "2.json", "-f", "markdown", "--fail-on", "never"], { cwd });
  expect(markdown).toMatchObject({ code: 0, stderr: "" });
  expect(markdown.stdout).toContain("Alpha flow");
  expect(await runCli(["merge", "1.json", "2.sarif"], { cwd })).toMatchObject({ code: 2, stdout: "" });
  expect((await runCli(["merge", "1.sarif", "2.sarif", "-f", "stylish"], { cwd })).stderr).toContain("merge JSON reports");
});

describe("rules of one's own", () => {
  const custom =
    '{ "customRules": [{ "name": "contoso/no-notes", "message": "Notes are {not} for us.", "given": "$..description", "then": { "exists": false } }] }';

  test("come from the configuration as data", async () => {
    const cwd = temporaryTree({
      ".solutionlintrc.json": custom,
      "a.zip": zip(spec("Contoso", keyVault.getSecret("Get_secret", { secure: ["outputs"], note: "Hello" }))),
    });
    const { code, stdout } = await runCli(["a.zip", "-f", "json", "--fail-on", "warning"], { cwd });
    expect(code).toBe(1);
    expect(active(stdout)).toMatchObject([
      { rule: "contoso/no-notes", message: "Notes are {not} for us.", location: { operation: "Get_secret" } },
    ]);
    expect((await runCli(["a.zip", "-f", "sarif"], { cwd })).stdout).toContain('"id": "contoso/no-notes"');
  });

  test("come as code from packages that the command line names, and from nowhere else", async () => {
    const module = `export const rules = [{ name: "fabrikam/no-flows", summary: "No flows.", level: "error", messages: { flow: "There is the flow '{name}'." },
      check({ analysis, report }) {
        for (const flow of analysis.workspace.cloudFlows) report({ at: { source: flow.source, at: { kind: "json", pointer: [] } }, message: "flow", data: { name: flow.name } });
      } }];`;
    const cwd = temporaryTree({
      "node_modules/fabrikam-rules/package.json":
        '{ "name": "fabrikam-rules", "type": "module", "exports": { ".": { "import": "./main.js" } } }',
      "node_modules/fabrikam-rules/main.js": module,
      "a.zip": zip(spec("Contoso", safe)),
    });
    const { code, stdout, stderr } = await runCli(["a.zip", "--plugin", "fabrikam-rules", "-f", "json"], { cwd });
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(active(stdout)).toMatchObject([{ rule: "fabrikam/no-flows", message: "There is the flow 'Contoso flow'." }]);
    const off = await runCli(["a.zip", "--plugin", "fabrikam-rules", "--rule", "fabrikam/no-flows=off"], { cwd });
    expect(off.code).toBe(0);
    expect(await runCli(["a.zip", "--plugin", "missing"], { cwd })).toMatchObject({ code: 2, stdout: "" });

    writeFileSync(join(cwd, ".solutionlintrc.json"), '{ "plugins": ["fabrikam-rules"] }');
    expect(await runCli(["a.zip"], { cwd })).toMatchObject({ code: 2, stdout: "" });
  });
});

test("code scanning gets paths from the root of the repository, wherever the command is started", async () => {
  const cwd = temporaryTree({ ".git/": "", "ci/a.zip": zip(spec("Contoso", unsafe)) });
  const { stdout } = await runCli(["a.zip", "-f", "sarif"], { cwd: join(cwd, "ci") });
  expect(stdout).toMatch(/"uri": "ci\/a\.zip!\/Workflows\//);
  expect(stdout).not.toContain(cwd);
});

test("what begins with a dash is a path behind two dashes", async () => {
  const cwd = temporaryTree({ "--quiet.zip": zip(spec("Contoso", unsafe)) });
  const { stdout } = await runCli(["-f", "json", "--", "--quiet.zip"], { cwd });
  expect(active(stdout)[0]?.location.path).toBe("--quiet.zip");
});

describe("init", () => {
  test("writes a configuration that works, and never over another one", async () => {
    const cwd = temporaryTree({ ...folder("exports/Contoso", spec("Contoso", unsafe)), ".github/workflows/": "" });
    const first = await runCli(["init"], { cwd });
    expect(first).toMatchObject({ code: 0, stderr: "Written: .solutionlintrc.json\n" });
    expect(first.stdout).toContain("paths: exports/");
    expect(first.stdout).not.toContain("Azure Pipelines");
    expect(await runCli(["exports"], { cwd })).toMatchObject({ code: 1, stderr: "" });

    writeFileSync(join(cwd, ".solutionlintrc.json"), "{}");
    const again = await runCli(["init"], { cwd });
    expect(again).toEqual({ code: 2, stdout: "", stderr: "solutionlint: .solutionlintrc.json is there already; --force replaces it.\n" });
    expect(readFileSync(join(cwd, ".solutionlintrc.json"), "utf8")).toBe("{}");
    expect((await runCli(["init", "--force"], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, ".solutionlintrc.json"), "utf8")).toContain("overrides");
  });
});

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
    [["comp"], "completion"],
  ])("offers what %j can become", async (words, wanted) => {
    const { code, stdout, stderr } = await runCli(["--get-yargs-completions", "solutionlint", ...words]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.split("\n")).toContain(wanted);
  });
});

test("names and texts of a scanned solution start no command of a CI system, in no report", async () => {
  const hostile = [
    "::error::injected",
    "x\n::add-mask::y",
    "##vso[task.setvariable variable=a]b",
    "##[command]z",
    "x\r\n##vso[task.complete result=Failed;]",
    "a%0A::warning::b",
  ];
  const documents = hostile.flatMap((text, index) => {
    const one = flow(`${text}${index}`, keyVault.getSecret(`Get ${text}`, { note: `solutionlint-disable ${text}` }), {
      name: text,
      json: { ...leak.json, inputs: `@outputs('Get ${text}')?['body/value']` },
    });
    return [...solutionFiles({ flows: [one] })]
      .filter(([name]) => name.startsWith("Workflows/"))
      .map(([, content]) => ({ name: `Workflows/F${index}.json`, content }));
  });
  const members = [...solutionFiles({ uniqueName: "Hostile", flows: [] })].map(([name, content]) => ({ name, content }));
  const cwd = temporaryTree({ "a.zip": writeZip([...members, ...documents]) });
  const formats = ["github", "azure", "stylish", "compact", "markdown", "json", "junit", "checkstyle", "codequality", "sarif"];
  const outputs = formats.flatMap((format) => ["-f", `${format}:${format}.out`]);
  expect(await runCli(["a.zip", "--preset", "strict", ...outputs], { cwd })).toEqual({ code: 1, stdout: "", stderr: "" });
  const own = {
    github: /^::(?:error|warning|notice) file=a\.zip!\/[\w./-]+,line=\d+,/,
    azure: /^##vso\[task\.logissue type=(?:error|warning);sourcepath=a\.zip!\/[\w./-]+;/,
  };
  for (const format of formats) {
    const text = readFileSync(join(cwd, `${format}.out`), "utf8");
    expect(text, format).toContain("injected");
    for (const line of text.split(/\r\n|[\r\n]/)) {
      const rest = line.replace(format === "github" ? own.github : format === "azure" ? own.azure : /^$/, "");
      expect(rest, format).not.toMatch(/^\s*::|##(?:vso)?\[/i);
    }
  }
});

describe("a solution that lies in the repository as an archive and unpacked", () => {
  const spec: SolutionSpec = {
    uniqueName: "Contoso",
    flows: [flow("Read", keyVault.getSecret("Get", { secretName: "literal" }), setVariable("Keep", "x", "@outputs('Get')?['body/value']"))],
  };
  const exported = [...solutionFiles(spec)];
  const [definition = ""] = exported.flatMap(([name]) => (name.startsWith("Workflows/") ? [name] : []));
  const archive = writeZip(
    exported.map(([name, content]) => ({ name, content: name === definition ? JSON.stringify(JSON.parse(content)) : content })),
  );
  const unpacked = {
    "src/Contoso/Other/Solution.xml":
      "<ImportExportXml><SolutionManifest><UniqueName>Contoso</UniqueName></SolutionManifest></ImportExportXml>",
    [`src/Contoso/${definition}`]: `${JSON.stringify(JSON.parse(solutionFiles(spec).get(definition) ?? ""), null, 4)}\n`,
  };

  const places = async (tree: Tree, format: string): Promise<string> => {
    const cwd = temporaryTree({ ".git/": "", "exports/Contoso.zip": archive, ...tree });
    return (await runCli(["exports/Contoso.zip", "--only", "secret-in-variable", "-f", format], { cwd })).stdout;
  };

  test("is shown where a pull request can show it, for what is the same there", async () => {
    const [result] = (JSON.parse(await places(unpacked, "sarif")) as Log).runs[0]?.results ?? [];
    const physical = result?.locations?.[0]?.physicalLocation;
    expect(physical?.artifactLocation?.uri).toBe(`src/Contoso/${definition}`);
    const line = unpacked[`src/Contoso/${definition}`]?.split("\n")[(physical?.region?.startLine ?? 0) - 1];
    expect(line).toContain(`"value": "@outputs('Get')?['body/value']"`);
    expect(result?.properties).toMatchObject({ file: definition, foundIn: `exports/Contoso.zip!/${definition}` });
    expect(await places(unpacked, "github")).toContain(`file=src/Contoso/${definition},line=`);
    expect(await places(unpacked, "codequality")).toContain(`"path": "src/Contoso/${definition}"`);
    // A person sees what was analysed.
    expect(await places(unpacked, "json")).toContain('"path": "exports/Contoso.zip"');
  });

  test.each<readonly [string, Tree]>([
    ["another content", { [`src/Contoso/${definition}`]: JSON.stringify({ properties: { definition: { actions: {} } } }) }],
    ["another name", { "src/Contoso/Other/Solution.xml": "<UniqueName>Other</UniqueName>" }],
    ["a twin", { "copy/Other/Solution.xml": "<UniqueName>contoso</UniqueName>" }],
    ["a link that leads out of it", { [`src/Contoso/${definition}`]: { link: "../../../elsewhere.json" }, "elsewhere.json": "{}" }],
  ])("stays in the archive when the unpacked one has %s", async (_, change) => {
    expect(await places({ ...unpacked, ...change }, "github")).toContain(`file=exports/Contoso.zip!/${definition},line=1,`);
  });

  describe("in XML", () => {
    const secret = password(61);
    const files = solutionFiles({
      uniqueName: "Contoso",
      desktopFlows: [
        desktop("Post", {}, "SET Count TO 1", `Access.LaunchAccess.LaunchAccess Password: '${secret}' AccessInstance=> Access`),
      ],
      variables: [{ schemaName: "new_ApiPassword", defaultValue: secret }],
      references: [{ logicalName: "new_unused", connector: "shared_office365" }],
    });
    const variable = "environmentvariabledefinitions/new_ApiPassword/environmentvariabledefinition.xml";
    const customizations = files.get("customizations.xml") ?? "";
    const element = (name: string): string => new RegExp(`<${name}[ >].*?</${name}>`, "s").exec(customizations)?.[0] ?? "";
    const onLines = (text: string): string => text.replaceAll("><", ">\n<");
    const workflow = workflowFile("Post");
    const sources: Record<string, string> = {
      "src/Other/Solution.xml":
        "<ImportExportXml>\n<SolutionManifest>\n<UniqueName>Contoso</UniqueName></SolutionManifest></ImportExportXml>",
      "src/Other/Customizations.xml": `<ImportExportXml>\n<Workflows />\n${onLines(element("connectionreferences"))}</ImportExportXml>`,
      [`src/${workflow}`]: files.get(workflow) ?? "",
      [`src/${workflow}.data.xml`]: `\uFEFF<?xml version="1.0" encoding="utf-8"?>\r\n${onLines(element("Workflow")).replaceAll("\n", "\r\n")}`,
      [`src/${variable}`]: onLines(files.get(variable) ?? ""),
    };

    async function placeOf(rule: string, tree: Tree): Promise<{ readonly file: string; readonly text: string }> {
      const zip = writeZip([...files].map(([name, content]) => ({ name, content })));
      const cwd = temporaryTree({ ".git/": "", "exports/Contoso.zip": zip, ...tree });
      const { stdout } = await runCli(["exports/Contoso.zip", "--preset", "strict", "--only", rule, "-f", "sarif"], { cwd });
      const physical = (JSON.parse(stdout) as Log).runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation;
      const file = physical?.artifactLocation?.uri ?? "";
      const { startLine = 0, startColumn = 0, endColumn } = physical?.region ?? {};
      const line = (typeof tree[file] === "string" ? tree[file] : "").replace(/^\uFEFF/, "").split(/\r?\n/)[startLine - 1] ?? "";
      return { file, text: line.slice(startColumn - 1, endColumn === undefined ? undefined : endColumn - 1) };
    }

    test("is the row of a desktop flow, in the file that holds its script", async () => {
      const { file, text } = await placeOf("desktop-hardcoded-credential", sources);
      expect(file).toBe(`src/${workflow}.data.xml`);
      expect(text).toContain(secret);
      expect(text.length).toBeLessThan(secret.length + 12);
    });

    test("is the value of a variable, in its definition", async () => {
      expect(await placeOf("plaintext-secret-variable", sources)).toEqual({ file: `src/${variable}`, text: secret });
    });

    test("is a connection reference, where the others are", async () => {
      const { file, text } = await placeOf("unused-connection-reference", sources);
      expect(file).toBe("src/Other/Customizations.xml");
      expect(text).toContain("new_unused");
    });

    test.each([
      ["desktop-hardcoded-credential", `src/${workflow}.data.xml`, "<Category>6", "<Category>5", "customizations.xml"],
      ["plaintext-secret-variable", `src/${variable}`, "<type>100000000", "<type>100000005", variable],
      ["unused-connection-reference", "src/Other/Customizations.xml", "shared_office365", "shared_sendmail", "customizations.xml"],
    ])("stays in the archive where the element is another one: %s", async (rule, name, text, change, archived) => {
      const changed = sources[name]?.replace(text, change) ?? "";
      expect(changed).not.toBe(sources[name]);
      expect((await placeOf(rule, { ...sources, [name]: changed })).file).toBe(`exports/Contoso.zip!/${archived}`);
    });

    test("stays in the archive where the unpacked file is no XML, or is not there", async () => {
      const { [`src/${workflow}.data.xml`]: _, ...rest } = sources;
      expect((await placeOf("desktop-hardcoded-credential", rest)).file).toBe("exports/Contoso.zip!/customizations.xml");
      expect((await placeOf("plaintext-secret-variable", { ...sources, [`src/${variable}`]: "<a>" })).file).toBe(
        `exports/Contoso.zip!/${variable}`,
      );
    });
  });
});
