import { describe, expect, test } from "vitest";
import { openArchive } from "../../src/input/archive.ts";
import { defaultInputLimits } from "../../src/input/artifact.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { containerOf, type DesktopFlowSpec, solutionFiles, workflowFile } from "../../src/testing/solutions.ts";
import { changedFiles, repaired } from "./repaired.ts";

const run = (spec: DesktopFlowSpec, files: Readonly<Record<string, string>> = {}) => {
  const made = new Map([...solutionFiles({ desktopFlows: [spec] }), ...Object.entries(files)]);
  return repaired([containerOf(made)]);
};

const scriptOf = ({ state }: Awaited<ReturnType<typeof run>>): string => state.run.analysis.workspace.desktopFlows[0]?.source.text() ?? "";

const login = "SAP.SapLogin.SapLogInOptionSingle Username: $'''svc''' Password: Secret";
const sensitive = (script: string): string | undefined => /@SENSITIVE: .*/.exec(script)?.[0];

describe("the repair of a desktop flow", () => {
  test("puts an input on the empty list of sensitive names", async () => {
    const spec = desktop("Post invoice", { inputs: ["Secret"] }, login);
    const result = await run(spec);
    expect(scriptOf(result)).toBe(spec.script.replace("@SENSITIVE: []", "@SENSITIVE: [Secret]"));
  });

  test("makes the list longer, and begins one where there is none", async () => {
    expect(sensitive(scriptOf(await run(desktop("A", { inputs: ["Secret", "Other"], sensitive: ["Other"] }, login))))).toBe(
      "@SENSITIVE: [Other, Secret]",
    );
    const { name, script } = desktop("A", { inputs: ["Secret"] }, login);
    const without = await run({ name, script: script.replace("@SENSITIVE: []\r\n", "") });
    expect(scriptOf(without)).toBe(script.replace("@SENSITIVE: []", "@SENSITIVE: [Secret]"));
  });

  test("lengthens the list of the local subflow whose variable it is", async () => {
    const rows = (list: string): readonly string[] => [
      "CALL 'Sign in' Entry: Secret",
      login,
      "FUNCTION 'Sign in' Entry",
      `    @SENSITIVE: [${list}]`,
      "    SET Copy TO Entry",
      "END FUNCTION",
    ];
    const header = { inputs: ["Secret"], sensitive: ["Secret"] };
    expect(scriptOf(await run(desktop("A", header, ...rows(""))))).toBe(desktop("A", header, ...rows("Entry, Copy")).script);
    expect(scriptOf(await run(desktop("A", header, ...rows("Entry"))))).toBe(desktop("A", header, ...rows("Entry, Copy")).script);
  });

  test("marks the description beside the script too, in its own escapes", async () => {
    const spec = desktop("Post invoice", { inputs: ["Secret"] }, login);
    const files = solutionFiles({ desktopFlows: [spec] });
    const inputs = '{"schema":{"properties":{"Secret":{"format":null,"title":"Secret","value":""}}}}'.replaceAll('"', "&quot;");
    const customizations = files.get("customizations.xml")?.replace("<Definition>", `<Inputs>${inputs}</Inputs><Definition>`) ?? "";
    const result = await run(spec, { "customizations.xml": customizations });
    const { after = "" } = changedFiles(result)["customizations.xml"] ?? {};
    expect(after).toContain("&quot;format&quot;:&quot;password&quot;,&quot;title&quot;:&quot;Secret&quot;,&quot;value&quot;:null}");
    expect(after).toBe(
      customizations
        .replace("&quot;format&quot;:null", "&quot;format&quot;:&quot;password&quot;")
        .replace("&quot;value&quot;:&quot;&quot;", "&quot;value&quot;:null")
        .replace("@SENSITIVE: []", "@SENSITIVE: [Secret]"),
    );
  });

  test("packs the script of the older form again, in UTF-16 and with everything beside it", async () => {
    const spec = { ...desktop("Post invoice", { inputs: ["Secret"] }, login), schema: "package" as const };
    const result = await run(spec);
    expect(scriptOf(result)).toBe(spec.script.replace("@SENSITIVE: []", "@SENSITIVE: [Secret]"));
    const { after = "" } = changedFiles(result)[workflowFile("Post invoice")] ?? {};
    const { properties } = JSON.parse(after) as { properties: { definition: { package: string } } };
    const { artifacts } = await openArchive(Buffer.from(properties.definition.package, "base64"), {
      path: "p",
      prefix: "",
      limits: defaultInputLimits,
    });
    expect(artifacts.map(({ name }) => name)).toEqual(["flow.manifest", "script.robin"]);
    expect(artifacts[1]?.read().toString("utf16le")).toBe(scriptOf(result));
  });

  test("empties the default in the description beside the script too", async () => {
    const value = ["Te", "a-cup%1"].join("");
    const spec = desktop("Post invoice", { inputs: { Secret: value }, sensitive: ["Secret"] }, login);
    const inputs = JSON.stringify({ schema: { properties: { Secret: { format: "password", title: "Secret", value, default: value } } } });
    const described = `<Inputs>${inputs.replaceAll('"', "&quot;")}</Inputs><Definition>`;
    const customizations =
      solutionFiles({ desktopFlows: [spec] })
        .get("customizations.xml")
        ?.replace("<Definition>", described) ?? "";
    const result = await run(spec, { "customizations.xml": customizations });
    const { after = "" } = changedFiles(result)["customizations.xml"] ?? {};
    expect(after).toContain("&quot;title&quot;:&quot;Secret&quot;,&quot;value&quot;:null,&quot;default&quot;:&quot;&quot;}");
    expect(after).not.toContain(value);
  });

  test("empties the default of a sensitive input", async () => {
    const spec = desktop("Post invoice", { inputs: { Secret: ["Te", "a-cup%1"].join("") }, sensitive: ["Secret"] }, login);
    const result = await run(spec);
    expect(scriptOf(result)).toBe(spec.script.replace(/'DefaultValue': '[^']+'/, "'DefaultValue': ''"));
    expect(result.before.result.findings.filter(({ code }) => code === "SL1006").map(({ fixable }) => fixable)).toEqual(["safe"]);
  });

  test("marks variables that take a sensitive value, one after the other", async () => {
    const rows = ["SET First TO Secret", "SET Second TO First", login.replace("Password: Secret", "Password: Second")];
    const result = await run(desktop("Post invoice", { inputs: ["Secret"], sensitive: ["Secret"] }, ...rows));
    expect(sensitive(scriptOf(result))).toBe("@SENSITIVE: [Secret, First, Second]");
  });
});
