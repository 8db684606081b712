import { describe, expect, it } from "vitest";
import { readWorkspace, unpackWorkspace } from "../../src/dataflow/workspace/read-workspace.ts";
import type { Workspace } from "../../src/dataflow/workspace/workspace.ts";
import { type DesktopFlow, desktopPlace, portNamed, rowName, rowPlace } from "../../src/desktop-flow/model.ts";
import { type Container, defaultInputLimits } from "../../src/input/artifact.ts";
import { createLocator } from "../../src/source/resolve.ts";
import { guidOf } from "../../src/testing/actions.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { containerOf, type SolutionSpec, solutionFiles, workflowFile } from "../../src/testing/solutions.ts";

const spec = desktop(
  "Post order",
  { inputs: { Order: "1", Password: "" }, outputs: ["Status"], sensitive: ["password"] },
  "SET Status TO $'''a \"quoted\" & <marked> text'''",
  "FUNCTION 'Sign in' GLOBAL",
  "    SET Entry TO Password",
  "END FUNCTION",
);

async function read(files: Readonly<Record<string, string>> | SolutionSpec, kind: Container["kind"] = "archive"): Promise<Workspace> {
  const map = "desktopFlows" in files ? solutionFiles(files as SolutionSpec) : new Map(Object.entries(files as Record<string, string>));
  const prefix = kind === "file" ? ([...map.keys()][0] ?? "") : "";
  return unpackWorkspace(readWorkspace([{ ...containerOf(map, kind === "file" ? prefix : "test.zip"), kind }]), defaultInputLimits);
}

async function only(...given: Parameters<typeof read>): Promise<DesktopFlow> {
  const { desktopFlows, problems } = await read(...given);
  expect(problems).toEqual([]);
  expect(desktopFlows).toHaveLength(1);
  return desktopFlows[0] as DesktopFlow;
}

const dataXml = `<?xml version="1.0" encoding="utf-8"?><Workflow WorkflowId="{${guidOf("Post order")}}" Name="Post order"><JsonFileName>/${workflowFile("Post order")}</JsonFileName><Category>6</Category><UIFlowType>2</UIFlowType><Definition>${JSON.stringify(spec.script).replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</Definition></Workflow>`;
const stub = '{"properties":{"definition":{"package":""}},"schemaversion":"ROBIN_202208_DVRS"}';

describe("a desktop flow is read from", () => {
  it.each<[string, Parameters<typeof read>[0]]>([
    ["an element of customizations.xml", { desktopFlows: [spec] }],
    ["an archive in the flow's file", { desktopFlows: [{ ...spec, schema: "package" }] }],
    [
      "a file beside the flow's file",
      {
        "Other/Solution.xml":
          "<ImportExportXml><SolutionManifest><UniqueName>ContosoTest</UniqueName><Version>1.0</Version></SolutionManifest></ImportExportXml>",
        "Other/Customizations.xml": "<ImportExportXml></ImportExportXml>",
        [workflowFile("Post order")]: stub,
        [`${workflowFile("Post order")}.data.xml`]: dataXml,
      },
    ],
  ])("%s", async (_, files) => {
    const flow = await only(files);
    expect(flow).toMatchObject({ id: guidOf("Post order"), name: "Post order", solution: "ContosoTest", extent: "flow" });
    expect(flow.source.file).toBe(`${workflowFile("Post order")}!/script.robin`);
    expect(flow.source.text()).toBe(spec.script);
    expect(flow.rows.map(rowName)).toEqual(["Main:7", "Sign in:9"]);
  });

  it("its element where an older version left a package as well", async () => {
    const old = solutionFiles({ desktopFlows: [{ ...desktop("Post order", {}, "SET Old TO 1"), schema: "package" }] });
    const files = new Map(solutionFiles({ desktopFlows: [spec] }));
    files.set(workflowFile("Post order"), old.get(workflowFile("Post order")) ?? "");
    const flow = await only(Object.fromEntries(files));
    expect(flow.source.text()).toBe(spec.script);
  });

  it("its package where the element cannot be read, which is a problem", async () => {
    const files = new Map(solutionFiles({ desktopFlows: [{ ...spec, schema: "package" }] }));
    const xml = files.get("customizations.xml") ?? "";
    files.set("customizations.xml", xml.replace("<UIFlowType>2</UIFlowType>", "<Definition>12 34</Definition>"));
    const { desktopFlows, problems } = await read(Object.fromEntries(files));
    expect(desktopFlows.map(({ name }) => name)).toEqual(["Post order"]);
    expect(problems.map(({ kind, message }) => [kind, message])).toEqual([
      ["unreadable", "The definition of the desktop flow contains no script that can be read."],
    ]);
  });

  it("a file that no element describes", async () => {
    const files = new Map(solutionFiles({ desktopFlows: [{ ...spec, schema: "package" }] }));
    files.set("customizations.xml", "<ImportExportXml></ImportExportXml>");
    expect((await only(Object.fromEntries(files))).id).toBe(guidOf("Post order"));
  });

  it("text files of any folder, and leaves other texts alone", async () => {
    const { desktopFlows } = await read({
      "flows/sign-in.txt": "SET Entry TO Password\nCALL Next_step",
      "flows/whole.robin": spec.script,
      "flows/shortened.txt": "@SENSITIVE: [Password]\nSET Entry TO Password",
      "flows/copied.txt": 'SET Entry TO 1\n\n# [ControlRepository][PowerAutomateDesktop]\n\n{"ControlRepositorySymbols":[]}',
      "notes.txt": "If you SET a password, tell nobody.\nSee Contoso.Orders for more.",
      "list.txt": "one\ntwo\n",
    });
    expect(desktopFlows.map(({ name, extent, rows }) => [name, extent, rows.length])).toEqual([
      ["sign-in", "subflow", 2],
      ["whole", "flow", 2],
      ["shortened", "flow", 1],
      ["copied", "subflow", 1],
    ]);
  });

  it.each([
    "SET A TO 1",
    "\tSET A TO 1",
    "CALL Sign_in",
    "LOOP WHILE (A) = (1)\nEND",
    "IF A = 1 THEN\nEND",
    "@@Type: 'Local'\n@INPUT A : { 'Type': 'String' }",
    "@INPUT A : { 'Type': 'String' }",
    "IMPORT 'controlRepo.appmask' AS appmask\nSET A TO 1",
    "FUNCTION Sign_in GLOBAL\n    SET A TO 1\nEND FUNCTION",
    "**REGION Sign in\nSET A TO 1\n**ENDREGION",
    "DISABLE SET A TO 1",
    "WAIT 1\nWebAutomation.Click.Click BrowserInstance: Browser Control: appmask['Login']",
    "Excel.CloseExcel.Close Instance: Book",
  ])("a text file that holds no more than %j", async (text) => {
    const { desktopFlows } = await read({ "flows/a.txt": text });
    expect(desktopFlows.map(({ name }) => name)).toEqual(["a"]);
  });

  it("a script that is given alone", async () => {
    expect((await only({ "orders.robin": "SET Entry TO Password" }, "file")).source.file).toBe("");
  });
});

describe("what cannot be read", () => {
  it.each([
    ["no base64", "%%%"],
    ["no archive", Buffer.from("this is no archive at all").toString("base64")],
  ])("a package that is %s", async (_, content) => {
    const files = new Map(solutionFiles({ desktopFlows: [{ ...spec, schema: "package" }] }));
    files.set(
      workflowFile("Post order"),
      JSON.stringify({ properties: { definition: { package: content } }, schemaversion: "ROBIN_20211012" }),
    );
    const { desktopFlows, problems } = await read(Object.fromEntries(files));
    expect(desktopFlows).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      kind: "unreadable",
      place: { at: { pointer: ["properties", "definition", "package"] }, owner: { kind: "desktop-flow", name: "Post order" } },
    });
  });

  it("a flow whose script is nowhere", async () => {
    const files = new Map(solutionFiles({ desktopFlows: [spec] }));
    files.set("customizations.xml", "<ImportExportXml></ImportExportXml>");
    const { desktopFlows, problems } = await read(Object.fromEntries(files));
    expect(desktopFlows).toEqual([]);
    expect(problems.map(({ place }) => place.source.file)).toEqual([workflowFile("Post order")]);
    expect(problems[0]?.message).toContain("The script of this desktop flow is missing");
  });

  it("a flow without a script is none", async () => {
    const files = new Map(solutionFiles({ desktopFlows: [{ ...spec, schema: "package" }] }));
    files.set(workflowFile("Post order"), stub);
    expect(await read(Object.fromEntries(files))).toMatchObject({ desktopFlows: [], problems: [] });
  });
});

describe("inputs and outputs", () => {
  it("come with sensitivity, defaults and whether they are required", async () => {
    const flow = await only({ desktopFlows: [spec] });
    expect(flow.inputs.map(({ name, sensitive, required, defaultValue }) => [name, sensitive, required, defaultValue?.text])).toEqual([
      ["Order", false, false, "1"],
      ["Password", true, true, undefined],
    ]);
    expect(flow.outputs.map(({ name, sensitive, required }) => [name, sensitive, required])).toEqual([["Status", false, false]]);
    expect(flow.isSensitive("PASSWORD")).toBe(true);
    expect(flow.isSensitive("Order")).toBe(false);
    expect(portNamed(flow.inputs, "order")?.name).toBe("Order");
  });

  it("are completed by the description beside the script", async () => {
    const files = new Map(solutionFiles({ desktopFlows: [desktop("Post order", { inputs: ["Key"] })] }));
    const schema = {
      schema: { properties: { Key: { format: "password", value: null }, Extra: { value: "Europe", type: "string" } } },
    };
    const xml = files.get("customizations.xml") ?? "";
    const returned = { schema: { properties: { Token: { format: "password", type: "string" } } } };
    const described = `<Inputs>${JSON.stringify(schema)}</Inputs><Outputs>${JSON.stringify(returned)}</Outputs>`;
    files.set("customizations.xml", xml.replace("<Definition>", `${described}<Definition>`));
    const { inputs, outputs, isSensitive } = await only(Object.fromEntries(files));
    expect(inputs.map(({ name, sensitive, defaultValue }) => [name, sensitive, defaultValue?.text])).toEqual([
      ["Key", true, undefined],
      ["Extra", false, "Europe"],
    ]);
    expect(outputs.map(({ name, sensitive, required }) => [name, sensitive, required])).toEqual([["Token", true, false]]);
    expect([isSensitive("kEY"), isSensitive("Extra"), isSensitive("Token")]).toEqual([true, false, true]);
  });
});

describe("inputs that are described beside the script as well", () => {
  /** The inputs of a flow that declares some, and whose element describes some. */
  async function inputsOf(declared: readonly string[], described: object | string): Promise<DesktopFlow["inputs"]> {
    const { script } = desktop("Post order", {}, ...declared, "SET A TO 1");
    const files = new Map(solutionFiles({ desktopFlows: [{ name: "Post order", script }] }));
    const text = typeof described === "string" ? described : JSON.stringify({ schema: { properties: described } });
    files.set(
      "customizations.xml",
      (files.get("customizations.xml") ?? "").replace("<Definition>", `<Inputs>${text}</Inputs><Definition>`),
    );
    return (await only(Object.fromEntries(files))).inputs;
  }

  it.each<[string, object, string | undefined]>([
    ["what it is set to", { value: "Europe", default: "Asia" }, "Europe"],
    ["its default, where it is set to nothing", { value: " ", default: "Asia" }, "Asia"],
    ["nothing of an empty list", { value: "[]" }, undefined],
    ["nothing of an empty object", { value: " { } " }, undefined],
    ["what only looks like an empty list", { value: "[ ] x" }, "[ ] x"],
    ["nothing", {}, undefined],
  ])("take %s as their default", async (_, described, expected) => {
    const [input] = await inputsOf([], { Region: { type: "string", description: "Where", ...described } });
    expect(input).toMatchObject({ name: "Region", names: ["Region"], type: "string", description: "Where", sensitive: false });
    expect(input?.defaultValue?.text).toBe(expected);
    expect(input?.required).toBe(expected === undefined);
  });

  it("may be left out where the description says so", async () => {
    const [input] = await inputsOf([], { Region: { isOptional: true } });
    expect(input?.required).toBe(false);
  });

  it("are the same under their name, under the one that makers see, and in any case", async () => {
    const row = "@INPUT Key : { 'FriendlyName': 'API key', 'Type': 'String', 'IsOptional': False, 'DefaultValue': '' }";
    for (const name of ["key", "Api Key"]) {
      const inputs = await inputsOf([row], { [name]: { format: "Password", value: "x" } });
      expect(inputs).toMatchObject([
        { name: "Key", names: ["Key", "API key"], sensitive: true, required: false, defaultValue: { text: "x" } },
      ]);
    }
    const [bare] = await inputsOf(["@INPUT Key : { 'FriendlyName': 'Key' }", "@INPUT Other : { }"], {});
    expect(bare?.names).toEqual(["Key"]);
  });

  it("keep the default that the script gives them", async () => {
    const inputs = await inputsOf(["@INPUT Region : { 'Type': 'String', 'DefaultValue': 'Asia' }"], { Region: { value: "Europe" } });
    expect(inputs.map(({ defaultValue }) => defaultValue?.text)).toEqual(["Asia"]);
  });

  it("say where their default is written: where it stands, or where the input is declared", async () => {
    const textAt = (place: DesktopFlow["inputs"][0]["place"] | undefined): string | undefined =>
      place?.at.kind === "text" ? place.source.text().slice(place.at.span.start, place.at.span.end) : undefined;
    const row = (value: string): string => `@INPUT Region : { 'Type': 'String', 'DefaultValue': ${value} }`;
    const [written] = await inputsOf([row("'Asia'")], {});
    const [described] = await inputsOf([row("''")], { Region: { value: "Europe" } });
    const [only] = await inputsOf([], { Region: { value: "Europe" } });
    expect([written, described, only].map((port) => textAt(port?.defaultValue?.place))).toEqual(["'Asia'", "Region", ""]);
    expect([written, described, only].map((port) => textAt(port?.place))).toEqual(["Region", "Region", ""]);
  });

  it.each([
    ["[]", undefined],
    ["{{ }}", undefined],
    ["{ }", undefined],
    ["['a']", "['a']"],
    ["{ 'a': 1 }", "{ 'a': 1 }"],
    ["{ ^['a'], [1] }", "{ ^['a'], [1] }"],
    ["''", undefined],
    ["'a'", "a"],
  ])("of any type have a default where one is written: %s", async (written, expected) => {
    const [input] = await inputsOf([`@INPUT A : { 'DefaultValue': ${written} }`], {});
    expect(input?.defaultValue?.text).toBe(expected);
  });

  it("are those of the script alone where the description cannot be read", async () => {
    const inputs = await inputsOf(["@INPUT Region : { 'DefaultValue': 'Asia' }"], "{ this is no JSON");
    expect(inputs.map(({ name }) => name)).toEqual(["Region"]);
  });
});

describe("places", () => {
  const wanted = "<marked>";

  it.each(["definition", "package"] as const)("are lines and columns of the script (%s)", async (schema) => {
    const flow = await only({ desktopFlows: [{ ...spec, schema }] });
    const [row] = flow.rows;
    if (row === undefined) throw new Error("There is no row.");
    const start = spec.script.indexOf(wanted);
    const location = createLocator()(rowPlace(row, { start, end: start + wanted.length }));
    expect(location).toMatchObject({
      file: `${workflowFile("Post order")}!/script.robin`,
      line: 7,
      column: "SET Status TO $'''a \"quoted\" & ".length + 1,
      operation: "Main:7",
      component: "Post order",
      componentKind: "desktop-flow",
    });
    expect(location.host?.file).toBe(schema === "definition" ? "customizations.xml" : workflowFile("Post order"));
  });

  it("point at the same text in the file that holds the script", async () => {
    const files = solutionFiles({ desktopFlows: [spec] });
    const flow = await only({ desktopFlows: [spec] });
    const start = spec.script.indexOf(wanted);
    const { host } = createLocator()(desktopPlace(flow, { start, end: start + wanted.length }));
    const line = (files.get("customizations.xml") ?? "").split("\n")[(host?.line ?? 0) - 1] ?? "";
    expect(line.slice((host?.column ?? 0) - 1, (host?.endColumn ?? 0) - 1)).toBe("&lt;marked&gt;");
  });
});
