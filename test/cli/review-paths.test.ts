import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "sarif";
import { describe, expect, test } from "vitest";
import { keyVault, setVariable } from "../../src/testing/actions.ts";
import { password } from "../../src/testing/credentials.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { flow, type SolutionSpec, solutionFiles, workflowFile } from "../../src/testing/solutions.ts";
import { writeZip } from "../../src/testing/zip-writer.ts";
import { type Tree, temporaryTree } from "../input/temporary-tree.ts";
import { runInHost } from "./run-in-host.ts";
import { leak, oneFlow, unsafe, zipOf } from "./small-solutions.ts";

test("code scanning gets paths from the root of the repository, wherever the command is started", async () => {
  const cwd = temporaryTree({ ".git/": "", "ci/a.zip": zipOf(oneFlow("Contoso", unsafe)) });
  const { stdout } = await runInHost(["a.zip", "-f", "sarif"], { cwd: join(cwd, "ci") });
  expect(stdout).toMatch(/"uri": "ci\/a\.zip!\/Workflows\//);
  expect(stdout).not.toContain(cwd);
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
  const formats = ["github", "azure", "stylish", "compact", "markdown", "json", "junit", "checkstyle", "codequality", "csv", "sarif"];
  const outputs = formats.flatMap((format) => ["-f", `${format}:${format}.out`]);
  expect(await runInHost(["a.zip", "--preset", "strict", ...outputs], { cwd })).toEqual({ code: 1, stdout: "", stderr: "" });
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
    return (await runInHost(["exports/Contoso.zip", "--only", "secret-in-variable", "-f", format], { cwd })).stdout;
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
      const { stdout } = await runInHost(["exports/Contoso.zip", "--preset", "strict", "--only", rule, "-f", "sarif"], { cwd });
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
