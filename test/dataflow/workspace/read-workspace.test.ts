import { describe, expect, it } from "vitest";
import { isLogicApp } from "../../../src/cloud-flow/logic-app.ts";
import { analyse } from "../../../src/dataflow/analysis.ts";
import { defaultAnalysisOptions } from "../../../src/dataflow/analysis-options.ts";
import { containerKey, readWorkspace, unpackWorkspace } from "../../../src/dataflow/workspace/read-workspace.ts";
import type { RunContext } from "../../../src/dataflow/workspace/run-context.ts";
import { ArtifactError, defaultInputLimits } from "../../../src/input/artifact.ts";
import { compose, desktopFlow } from "../../../src/testing/actions.ts";
import { desktop } from "../../../src/testing/desktop.ts";
import { containerOf, fileContainer, flow, type SolutionSpec, solutionFiles, workflowFile } from "../../../src/testing/solutions.ts";
import { unknownPart } from "../../../src/unknown-part.ts";

const definition = { triggers: {}, actions: { A: { type: "Compose", inputs: "x", runAfter: {} } } };
const whole = JSON.stringify({ properties: { definition } });

/** What is read of some files: cloud flows, desktop flows, and what is wrong. */
function read(...containers: Parameters<typeof readWorkspace>[0]): {
  readonly flows: readonly string[];
  readonly scripts: readonly string[];
  readonly problems: readonly string[];
} {
  const { cloudFlows, desktopFlows, problems } = readWorkspace(containers);
  return {
    flows: cloudFlows.map(({ name }) => name),
    scripts: desktopFlows.map(({ name }) => name),
    problems: problems.map(({ message }) => message),
  };
}

describe("desktop flows without the manifest of their solution", () => {
  const script = desktop("Sign in", { inputs: ["Password"] }, "SET A TO Password");
  const files = solutionFiles({ desktopFlows: [script] });
  const customizations = files.get("customizations.xml") ?? "";
  const element = /<Workflow [\s\S]*?<\/Workflow>/.exec(customizations)?.[0] ?? "";
  const file = workflowFile("Sign in");
  const stub = files.get(file) ?? "";
  const found = { flows: [], scripts: ["Sign in"], problems: [] };

  it.each<[string, Readonly<Record<string, string>>]>([
    ["a file beside the flow's", { [file]: stub, [`${file}.data.xml`]: `<?xml version="1.0" encoding="utf-8"?>\r\n${element}` }],
    ["that file alone, in any folder", { "flows/a.json.data.xml": `\uFEFF${element}` }],
    ["the customizations", { "src/customizations.xml": customizations }],
  ])("are described by %s", (_, parts) => {
    expect(read(containerOf(new Map(Object.entries(parts))))).toEqual(found);
  });

  it("are described by a file that was given by itself", () => {
    const container = fileContainer("Sign in.json.data.xml", element);
    expect(read(container)).toEqual(found);
    // The script is in the file itself, not in one of a folder.
    expect(readWorkspace([container]).desktopFlows.map(({ source }) => source)).toMatchObject([
      { path: "Sign in.json.data.xml", file: expect.stringMatching(/^!\//) },
    ]);
  });

  it("are in the file of the flow, when the export is of an older version", async () => {
    const packed = solutionFiles({ desktopFlows: [{ ...script, schema: "package" }] });
    const workspace = readWorkspace([containerOf(new Map([[file, packed.get(file) ?? ""]]))]);
    const { desktopFlows } = await unpackWorkspace(workspace, defaultInputLimits);
    expect(desktopFlows.map(({ id, inputs }) => [id, inputs.map(({ name }) => name)])).toEqual([
      [/-([0-9a-f-]{36})\.json$/i.exec(file)?.[1]?.toLowerCase(), ["Password"]],
    ]);
  });

  it("are called by the flows beside them", () => {
    const called = containerOf(
      new Map([
        [
          "Workflows/Orders.json",
          solutionFiles({ flows: [flow("Orders", desktopFlow("Run", "Sign in", { Password: "x" }))] }).get(workflowFile("Orders")) ?? "",
        ],
        ["Workflows/a.json.data.xml", element],
      ]),
    );
    const workspace = readWorkspace([called]);
    const [operation] = workspace.cloudFlows.flatMap(({ operations }) => operations.filter(({ name }) => name === "Run"));
    expect(operation === undefined ? undefined : analyse(workspace, defaultAnalysisOptions).desktop.calls.calledFlow(operation)?.name).toBe(
      "Sign in",
    );
  });

  it.each([
    ["other elements of the kind", "<a><Category>6</Category></a>"],
    ["a workflow of another category", element.replace("<Category>6<", "<Category>0<")],
  ])("are not %s", (_, text) => {
    expect(read(containerOf(new Map([["a.xml", text]])))).toEqual({ flows: [], scripts: [], problems: [] });
  });
});

describe("a folder without a solution", () => {
  const inFolder = (name: string, text: string): ReturnType<typeof read> => read(containerOf(new Map([[name, text]])));
  const nothing = { flows: [], scripts: [], problems: [] };

  it.each([
    ["its file", "a/Send order.json", "Send order"],
    ["its folder, as all workflows of a Standard logic app have the same file", "app/Send order/workflow.json", "Send order"],
    ["its folder, as definitions that people keep", "flows/Send order/definition.json", "Send order"],
    ["its folder, as the templates of playbooks", "Playbooks/Send order/AzureDeploy.json", "Send order"],
    ["its file, where the folder is an id", `${"a".repeat(8)}-1111-2222-3333-${"b".repeat(12)}/definition.json`, "definition"],
    ["its file, without the id at the end", `Workflows/Sendorder-${"0".repeat(8)}-1111-2222-3333-${"4".repeat(12)}.json`, "Sendorder"],
    [
      "its folder, without the id at the end",
      `workflows/Sendorder-${"a".repeat(8)}-1111-2222-3333-${"B".repeat(12)}/workflow.json`,
      "Sendorder",
    ],
    ["its file, where that is in no folder", "workflow.json", "workflow"],
    ["its file, where that only ends like it", "app/my-workflow.json", "my-workflow"],
  ])("a flow is called like %s", (_, file, name) => {
    expect(inFolder(file, JSON.stringify({ definition })).flows).toEqual([name]);
  });

  it.each([
    ["its display name", { displayName: "Send order", definition }, "Send order"],
    ["its file, where its display name is empty", { displayName: "", definition }, "flow"],
  ])("a flow with properties is called like %s", (_, properties, name) => {
    expect(inFolder("a/flow.json", JSON.stringify({ properties })).flows).toEqual([name]);
  });

  it.each([
    ["a definition with its properties", "a/flow.json", whole],
    ["a definition by itself", "a/flow.json", JSON.stringify({ definition })],
    ["actions that run after one another", "flow.json", JSON.stringify(definition)],
    ["a definition in a text file", "flow.txt", whole],
    [
      "a copied action in a text file",
      "flow.TXT",
      `\r\n${JSON.stringify({ operationName: "A", operationDefinition: definition.actions.A })}`,
    ],
    ["a trigger alone", "flow.json", JSON.stringify({ definition: { triggers: { manual: { type: "Request" } } } })],
    ["one that a person laid out", "flow.json", '{ "definition" : { "actions" : { "A": { "type": "Compose", "inputs": "x" } } } }'],
    ["actions that a person laid out", "flow.json", '{ "actions" : { "A": { "type": "Compose", "inputs": "x", "runAfter" : {} } } }'],
    [
      "a definition that names its schema",
      "flow.JSON",
      JSON.stringify({ $schema: "https://schema.management.azure.com/workflowdefinition.json#", actions: {} }),
    ],
  ])("gives a flow for %s", (_, name, text) => {
    expect(inFolder(name, text)).toEqual({ flows: ["flow"], scripts: [], problems: [] });
  });

  it.each([
    ["JSON of another kind", "package.json", '{"name": "x"}'],
    ["JSON with actions of another kind", "menu.json", '{"actions": []}'],
    ["JSON with actions of another kind, by name", "menu.json", '{"actions": {"open": {"type": "menu"}}}'],
    ["JSON with a definition that acts on nothing", "menu.json", '{"definition": {"open": {"type": "menu"}}}'],
    ["a script in another file", "orders.md", "SET A TO 1"],
    ["a definition in a text file", "a.robin", whole],
    ["a definition of another kind", "a.json", '{"definition": {}}'],
    ["JSON that cannot be read", "a.json", '{"actions": {"definition":'],
    ["a definition that cannot be read and need be none", "a.json", whole.slice(0, -1)],
    ["a list", "a.json", '[{"actions": {}, "runAfter": {}}]'],
    ["a definition in another file", "flow.md", whole],
    ["a text", "notes.txt", "SET a password and tell nobody."],
    ["a text with a definition in it", "notes.txt", `Paste this: ${whole}`],
    [
      "a text with a definition that names its schema and is cut off",
      "notes.txt",
      '{"definition": {"$schema": "https://schema.management.azure.com/workflowdefinition.json#", "actions": {',
    ],
    ["a text with JSON of another kind", "notes.txt", '{"name": "x"}'],
  ])("gives nothing for %s", (_, name, text) => {
    expect(inFolder(name, text)).toEqual(nothing);
  });

  it("gives the flows of rows of Dataverse, which hold them as texts", () => {
    const row = (name: string, id: string): object => ({ workflowid: id, name, category: 5, clientdata: whole });
    const one = readWorkspace([containerOf(new Map([["flow.json", JSON.stringify(row("Send order", "A1"))]]))]).cloudFlows;
    expect(one.map(({ id, name }) => ({ id, name }))).toEqual([{ id: "a1", name: "Send order" }]);
    expect(one.map(isLogicApp)).toEqual([false]);
    const list = JSON.stringify({ value: [row("Send order", "a1"), row("Send order", "a2"), { name: "none", clientdata: null }] });
    const several = readWorkspace([containerOf(new Map([["flows.json", list]]))]).cloudFlows;
    expect(several.map(({ id, source }) => [id, source.file])).toEqual([
      ["a1", "flows.json!/Send order-a1.json"],
      ["a2", "flows.json!/Send order-a2.json"],
    ]);
    expect(inFolder("row.json", '{"clientdata": "{ not JSON"}')).toEqual({
      flows: [],
      scripts: [],
      problems: [expect.stringMatching(/^This is not valid JSON/)],
    });
    expect(inFolder("row.json", '{"clientdata": "text"}')).toEqual(nothing);
  });

  it("gives the desktop flows of rows of Dataverse, whose script is in a column of its own", () => {
    const script = "SET Total TO 1\nLogging.LogMessage Message: Total LogLevel: Logging.LogLevel.Info";
    const row = { workflowid: "D1", name: "Enter order", category: 6, definition: JSON.stringify(script), clientdata: "{}" };
    const others = [
      { ...row, category: 0, definition: "<xaml />" },
      { ...row, name: "Empty", definition: "" },
    ];
    for (const document of [row, { value: [row, ...others] }]) {
      const { desktopFlows, problems } = readWorkspace([containerOf(new Map([["rows.json", JSON.stringify(document)]]))]);
      expect(problems).toEqual([]);
      expect(desktopFlows.map(({ id, name, rows }) => ({ id, name, rows: rows.length }))).toEqual([
        { id: "d1", name: "Enter order", rows: 2 },
      ]);
    }
  });

  it.each([
    ["below value", (flows: readonly object[]): object => ({ value: flows })],
    ["by itself", (flows: readonly object[]): object => flows],
  ])("gives the flows of a list %s with their connections", (_, list) => {
    const connectionReferences = { shared_office365: { id: "/providers/Microsoft.PowerApps/apis/shared_office365" } };
    const flow = { name: "f1", properties: { displayName: "Send order", definition, connectionReferences } };
    const app = { type: "Microsoft.Logic/workflows", name: "orders", properties: { definition } };
    const text = JSON.stringify(list([flow, app]));
    const flows = readWorkspace([containerOf(new Map([["flows.json", text]]))]).cloudFlows;
    expect(flows.map(({ name, connections }) => [name, connections.map(({ key }) => key)])).toEqual([
      ["Send order", ["shared_office365"]],
      ["orders", []],
    ]);
    expect(flows.map(isLogicApp)).toEqual([false, true]);
  });

  it("gives a flow for a definition with much around it", () => {
    expect(inFolder("flow.json", `${" ".repeat(17 * 1024 * 1024)}${whole}`).flows).toEqual(["flow"]);
  });

  it("tells of a definition that is cut off", () => {
    const schema = "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#";
    const text = JSON.stringify({ definition: { $schema: schema, ...definition } });
    expect(inFolder("flow.json", text).problems).toEqual([]);
    expect(inFolder("flow.json", text.slice(0, -1)).problems).toEqual([expect.stringMatching(/^This is not valid JSON/)]);
  });

  it("tells of a script that is too large, and not of another text", () => {
    const large = (text: string): string => `${text}${" ".repeat(4 * 1024 * 1024)}`;
    const message = "The script is 4 MiB, more than the 4 MiB that a script may have.";
    expect(inFolder("orders.robin", large("SET A TO 1"))).toEqual({ ...nothing, problems: [message] });
    expect(read(fileContainer("orders.robin", large("SET A TO 1"))).problems).toEqual([message]);
    expect(inFolder("notes.txt", large("Some notes."))).toEqual(nothing);
  });

  it.each([
    ["a mark", '# [ControlRepository][PowerAutomateDesktop]\n\n{\n  "ControlRepositorySymbols": ['],
    ["no mark", '{\n  "ControlRepositorySymbols": ['],
  ])("does not count the screenshots behind copied rows, with %s", (_, start) => {
    const copied = (rows: string): string => `${rows}\n${start}"${"iVBORw0KGgo".repeat(400_000)}"]}`;
    expect(inFolder("orders.txt", copied("SET A TO 1\nSET B TO 2"))).toEqual({ ...nothing, scripts: ["orders"] });
    expect(inFolder("orders.txt", copied(`SET A TO 1${" ".repeat(4 * 1024 * 1024)}`)).problems).toEqual([
      "The script is 4 MiB, more than the 4 MiB that a script may have.",
    ]);
  });

  it("says nothing of a file of data that is too large to be a flow", () => {
    const folder = containerOf(
      new Map([
        ["data.json", "{}"],
        ["log.txt", ""],
      ]),
    );
    const artifacts = folder.artifacts.map(({ name }) => ({ name, size: 2 ** 30, read: () => expect.unreachable(name) }));
    expect(read({ ...folder, artifacts })).toEqual(nothing);
  });
});

describe("files of hundreds of megabytes in a folder without a solution", () => {
  const told = (name: string): readonly string[] => {
    const { artifacts, ...folder } = containerOf(new Map([[name, ""]]));
    const read = (): Buffer => {
      throw new ArtifactError({ kind: "limit", message: `${name} is too large.` });
    };
    return readWorkspace([{ ...folder, artifacts: artifacts.map((one) => ({ ...one, size: 300 * 2 ** 20, read })) }]).problems.map(
      ({ message }) => message,
    );
  };

  it.each([
    "Workflows/Orders.json",
    "src/workflows/Orders.json",
    "modernflows/a.json",
    "Microsoft.Flow/flows/1/definition.json",
    "a/Orders.robin",
  ])("are told of where they are flows: %s", (name) => expect(told(name)).toEqual([`${name} is too large.`]));
  it.each(["data/rows.json", "log.txt", "Workflows/log.txt", "Workflows/run/rows.json"])(
    "are told of by nobody where they hold data: %s",
    (name) => expect(told(name)).toEqual([]),
  );
});

describe("a file that a solution names and does not have", () => {
  const orders = flow("Orders", compose("A", "x"));
  const withoutWorkflows = (spec: SolutionSpec): readonly string[] =>
    read(containerOf(new Map([...solutionFiles(spec)].filter(([name]) => !name.startsWith("Workflows/"))))).problems;

  it("is told, where a cloud flow is in it", () => {
    expect(withoutWorkflows({ flows: [orders] })).toEqual([
      expect.stringMatching(/^The definition of this flow is missing: the solution has no file 'Workflows\/Orders-.*\.json'\.$/),
    ]);
  });

  it("is there, where only the accents of its name are composed in another way", () => {
    const renamed = (text: string, name: string): string => text.replaceAll("Orders", name);
    const files = [...solutionFiles({ flows: [orders] })].map(([name, text]): [string, string] => [
      renamed(name, "Re\u0301sume\u0301s"),
      renamed(text, "R\u00e9sum\u00e9s"),
    ]);
    expect(read(containerOf(new Map(files)))).toEqual({ flows: ["R\u00e9sum\u00e9s"], scripts: [], problems: [] });
  });

  it("is told, where the script of a desktop flow would be packed in it", () => {
    expect(withoutWorkflows({ desktopFlows: [{ name: "Post", script: "SET A TO 1", schema: "package" }] })).toHaveLength(1);
    expect(withoutWorkflows({ desktopFlows: [{ name: "Post", script: "SET A TO 1" }] })).toEqual([]);
  });
});

describe("a file of a custom connector", () => {
  const problemsOf = (name: string, text: string): readonly string[] =>
    read(containerOf(new Map([...solutionFiles({}), [name, text]]))).problems;
  it.each([
    ["is no JSON", "Connector/new_erp_openapidefinition.json", '{"swagger":', ["This is not valid JSON: a value is expected."]],
    [
      "is too deep",
      "Connector/new_erp_openapidefinition.json",
      "[".repeat(600) + "]".repeat(600),
      ["The JSON is nested more than 512 levels deep."],
    ],
    ["is a list", "Connector/new_erp_policytemplateinstances.json", "[]", []],
    ["is empty", "Connector/new_erp_connectionparameters.json", "", []],
    ["is code", "Connector/new_erp_script.csx", "{", []],
  ])("that %s", (_, name, text, expected) => expect(problemsOf(name, text)).toEqual(expected));
});

describe("a folder without a solution", () => {
  it.each([
    ["a script", "a/orders.robin", "SET A TO 1"],
    ["a script in a text file", "a/orders.txt", "SET A TO 1\r\nCALL Report"],
    ["a script in a text file with two dots", "a/orders.v2.TXT", "SET A TO 1\r\nCALL Report"],
  ])("gives a desktop flow for %s", (_, name, text) => {
    const { flows, scripts } = read(containerOf(new Map([[name, text]])));
    expect([flows, scripts]).toEqual([[], [name.replace(/^a\/|\.[^.]+$/g, "")]]);
  });
});

describe("a part of a run", () => {
  const broken = { kind: "unreadable" as const, message: "The archive is cut off." };
  const archive = (name: string) => {
    const one = solutionFiles({ uniqueName: `${name}One`, flows: [flow(`${name} one`, compose("A", "x"))] });
    const two = solutionFiles({ uniqueName: `${name}Two`, flows: [flow(`${name} two`, compose("A", "x"))] });
    const files = new Map([...one].map(([file, text]): [string, string] => [`one/${file}`, text]));
    for (const [file, text] of two) files.set(`two/${file}`, text);
    return { ...containerOf(files, name), problems: [broken] };
  };
  const first = archive("First");
  const second = archive("Second");
  it.each<[string, readonly [number, ...number[]] | readonly number[], readonly string[], number]>([
    ["the first solution, with what is wrong with its container", [0], ["First one"], 1],
    ["the second", [1], ["First two"], 0],
    ["both", [0, 1], ["First one", "First two"], 1],
  ])("has of a container %s", (_, numbers, flows, problems) => {
    const started: string[] = [];
    const chosen = new Map([[containerKey(first), new Set(numbers)]]);
    const workspace = readWorkspace([first, second], ({ path }) => started.push(path), {}, chosen);
    expect(workspace.cloudFlows.map(({ name }) => name)).toEqual(flows);
    expect(workspace.problems).toHaveLength(problems);
    expect(started).toEqual(["First"]);
  });

  it("is the whole run, where nothing is chosen", () => {
    const workspace = readWorkspace([first, second]);
    expect([workspace.cloudFlows.length, workspace.problems.length]).toEqual([4, 2]);
  });
});

describe("packed desktop flows", () => {
  const packed = { name: "Post", script: "SET A TO 1", schema: "package" } as const;
  it("are read once they are unpacked, as flows of their solution", async () => {
    const workspace = readWorkspace([containerOf(solutionFiles({ uniqueName: "Orders", desktopFlows: [packed] }))]);
    expect([workspace.desktopFlows.length, workspace.packedFlows.length]).toEqual([0, 1]);
    const { desktopFlows, packedFlows, problems, solutionOf } = await unpackWorkspace(workspace, defaultInputLimits);
    const [only] = desktopFlows;
    expect([only?.name, packedFlows, problems]).toEqual(["Post", [], []]);
    expect(only === undefined ? undefined : solutionOf(only).uniqueName).toBe("Orders");
    expect(await unpackWorkspace(readWorkspace([]), defaultInputLimits)).toMatchObject({ desktopFlows: [], packedFlows: [] });
  });

  it("are known by their content where nothing describes them", () => {
    const files = new Map(solutionFiles({ desktopFlows: [packed], flows: [flow("Orders", compose("A", "x"))] }));
    files.set("customizations.xml", "<ImportExportXml><Workflows></Workflows></ImportExportXml>");
    const { packedFlows, cloudFlows } = readWorkspace([containerOf(files)]);
    expect([packedFlows.length, cloudFlows.length]).toEqual([1, 1]);
  });
});

describe("a flow whose file was written by a program that stops at a few levels", () => {
  const shallow = "@{type=Http; inputs=; runAfter=}";
  const told = (actions: object | string): readonly string[] =>
    read(containerOf(new Map([["a.json", JSON.stringify({ properties: { definition: { ...definition, actions } } })]]))).problems;

  it.each<[string, object | string, string | undefined]>([
    ["all of its actions", shallow, "'actions' is a text or a list"],
    ["some of its actions", { A: shallow, B: "System.Object[]", C: { type: "Compose", inputs: "x" } }, "'A' and 'B' are texts or lists"],
    ["what is in a branch", { A: { type: "If", actions: {}, else: { actions: { B: shallow } } } }, "'B' is a text or a list"],
    ["what is in a case", { A: { type: "Switch", cases: { One: { actions: [{}] } } } }, "'actions' is a text or a list"],
    ["nothing", { A: { type: "If", actions: {}, else: { actions: [] } }, B: null }, undefined],
    ["nothing, as the deployment of a template fills it in", "[variables('actions')]", undefined],
  ])("is told to have lost %s", (_, actions, beginning) => {
    const expected = beginning === undefined ? [] : [expect.stringContaining(`${beginning} where the definition of a flow has an object.`)];
    expect(told(actions)).toEqual(expected);
  });

  it("is told in a solution as well", () => {
    const files = solutionFiles({ flows: [flow("Orders", compose("A", "x"))] });
    const cut = [...files].map(([name, text]): [string, string] => [
      name,
      text.replace(/"A":\s*\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/, `"A": "${shallow}"`),
    ]);
    expect(read(containerOf(new Map(cut))).problems).toHaveLength(1);
  });
});

describe("a file that is given by itself", () => {
  const noFlow = "This file is not part of a solution and contains no flow definition.";
  it.each([
    ["flow.json", whole, { flows: ["flow"], scripts: [], problems: [] }],
    ["flow", whole, { flows: ["flow"], scripts: [], problems: [] }],
    ["other.json", "{}", { flows: [], scripts: [], problems: [noFlow] }],
    ["row.json", '{"category": 6, "name": "Sign in"}', { flows: [], scripts: [], problems: [noFlow] }],
    ["row.json", '{"category": 5, "definition": "SET A TO 1"}', { flows: [], scripts: [], problems: [noFlow] }],
    ["orders.robin", "SET A TO 1", { flows: [], scripts: ["orders"], problems: [] }],
    ["orders.robin", "Contoso", { flows: [], scripts: ["orders"], problems: [] }],
    ["orders.txt", "Contoso", { flows: [], scripts: [], problems: [] }],
  ])("%s: %s", (name, text, expected) => {
    expect(read(fileContainer(name, text))).toEqual(expected);
  });

  it("is told when it is no JSON", () => {
    const { flows, problems } = read(fileContainer("flow.json", "{"));
    expect(flows).toEqual([]);
    expect(problems).toHaveLength(1);
  });
});

describe("an action that was copied out of a flow", () => {
  const http = { type: "Http", inputs: { uri: "@variables('url')" }, runAfter: { Before: ["Succeeded"] } };
  const classic = { operationName: "Call", isTrigger: false, operationDefinition: http };
  const connections = { shared_x: { connection: { id: "/providers/Microsoft.PowerApps/apis/shared_x/connections/1" } } };
  const newer = (member: string): object => ({ nodeId: "Try", [member]: { type: "Scope", actions: { Call: http } }, mslaNode: true });
  it.each<[string, object, readonly string[]]>([
    ["in the classic designer", classic, ["Call at operationDefinition"]],
    ["with its connections", { ...classic, connectionReferences: connections }, ["Call at operationDefinition"]],
    ["in the newer one", newer("serializedValue"), ["Try at serializedValue", "Call at serializedValue/actions/Call"]],
    ["in the newer one, by itself", { nodeId: "Call", serializedValue: http, mslaNode: true }, ["Call at serializedValue"]],
    [
      "in an earlier version of it",
      newer("serializedOperation"),
      ["Try at serializedOperation", "Call at serializedOperation/actions/Call"],
    ],
    ["or a trigger", { ...classic, isTrigger: true }, ["trigger Call at operationDefinition"]],
    ["unless its type is missing", { ...classic, operationDefinition: { inputs: {} } }, []],
    ["unless it has no name", { operationDefinition: http }, []],
  ])("is read: %s", (_, document, expected) => {
    const text = JSON.stringify(document);
    for (const container of [
      fileContainer("copied.json", text),
      fileContainer("copied", `\n ${text}`),
      fileContainer("copied.txt", text),
      containerOf(new Map([["snippets/copied.json", text]]), "repository"),
    ]) {
      const { cloudFlows } = readWorkspace([container]);
      expect(
        cloudFlows.flatMap(({ operations }) =>
          operations.map(({ name, isTrigger, pointer }) => `${isTrigger ? "trigger " : ""}${name} at ${pointer.join("/")}`),
        ),
      ).toEqual(expected);
      expect(cloudFlows.flatMap((found) => found.connections)).toEqual([]);
    }
  });
});

describe("a solution", () => {
  it("is told of a flow without a definition", () => {
    const files = new Map(solutionFiles({ flows: [flow("Orders", compose("A", "x"))] }));
    files.set(workflowFile("Orders"), "{}");
    expect(read(containerOf(files))).toEqual({
      flows: [],
      scripts: [],
      problems: ["This file contains no flow definition: 'properties.definition' with triggers or actions is missing."],
    });
  });

  it("is the one of its flows, and of no others", () => {
    const workspace = readWorkspace([containerOf(solutionFiles({ flows: [flow("Orders", compose("A", "x"))] }))]);
    const [only] = workspace.cloudFlows;
    if (only === undefined) throw new Error("The flow was not read.");
    expect(workspace.solutionOf(only).uniqueName).toBe("ContosoTest");
    const [other] = readWorkspace([containerOf(solutionFiles({ flows: [flow("Orders", compose("A", "x"))] }))]).cloudFlows;
    expect(() => workspace.solutionOf(other ?? only)).toThrow("is not part of this workspace");
  });

  it("comes with what is wrong with its container", () => {
    const container = containerOf(solutionFiles({}), "orders.zip");
    const problems = [
      { kind: "unreadable" as const, message: "A member is damaged.", file: "a.json" },
      { kind: "unreadable" as const, message: "The archive is cut off." },
    ];
    const found = readWorkspace([{ ...container, prefix: "inner.zip!/", problems }]).problems;
    expect(found.map(({ place: { source, owner } }) => [source.path, source.file, owner?.name])).toEqual([
      ["orders.zip", "inner.zip!/a.json", "a.json"],
      ["orders.zip", "inner.zip!/", "orders.zip"],
    ]);
  });
});

describe("deployment settings", () => {
  const settings = (value = "x"): string =>
    JSON.stringify({ EnvironmentVariables: [{ SchemaName: "new_A", Value: value }], ConnectionReferences: [] });
  const given = (name: string, text: string, environment?: string): RunContext => ({
    settings: [{ container: fileContainer(name, text), environment }],
  });

  it.each([
    ["what the user calls it", given("a.json", settings(), "Production"), "Production"],
    ["what its name says", given("deploymentSettings.test.json", settings()), "test"],
    ["nothing", given("a.json", settings()), undefined],
  ])("are of the environment by %s", (_, context, expected) => {
    const workspace = readWorkspace([], undefined, context);
    expect(workspace.problems).toEqual([]);
    expect(workspace.settings).toMatchObject([{ origin: "given", variables: [{ schemaName: "new_A", value: "x" }] }]);
    expect(workspace.settings[0]?.environment).toBe(expected);
  });

  it.each([
    ["{", 'This deployment settings file cannot be read as JSON: a closing "}" is missing.', 1],
    [
      '{"EnvironmentVariables": [{"Value": "x\n"}]}',
      "This deployment settings file cannot be read as JSON: the string is not closed by a double quote.",
      36,
    ],
    [
      `{"EnvironmentVariables": ${"[".repeat(100)}${"]".repeat(100)}}`,
      "This deployment settings file cannot be read as JSON: it is nested more than 64 levels deep.",
      88,
    ],
    ["{}", "This is not a deployment settings file: it has no list 'EnvironmentVariables' or 'ConnectionReferences'.", 0],
  ])("are told of, when they are none: %s", (text, message, start) => {
    const { problems } = readWorkspace([], undefined, given("a.json", text, "Test"));
    const at = { kind: "text", span: { start, end: start } };
    expect(problems).toMatchObject([{ kind: "unreadable", message, place: { at, owner: { kind: "settings", name: "Test" } } }]);
    expect(readWorkspace([], undefined, given("a.json", text)).problems[0]?.place.owner?.name).toBe("a.json");
  });

  it("are told of, when they cannot be read", () => {
    const container = fileContainer("a.json", "");
    const broken = {
      ...container,
      artifacts: container.artifacts.map((artifact) => ({
        ...artifact,
        read: () => {
          throw new Error("broken");
        },
      })),
    };
    const { problems } = readWorkspace([], undefined, { settings: [{ container: broken, environment: undefined }] });
    expect(problems.map(({ message, place }) => [message, place.source.text()])).toEqual([
      ["This deployment settings file cannot be read.", ""],
    ]);
  });

  it.each([
    ["beside the components", "settings.dev.json", true],
    ["in a folder of their own", "deployment/settings.dev.json", true],
    ["among the components", "Workflows/settings.dev.json", false],
    ["in a folder that is called like one of the components, elsewhere", "deployment/Workflows/settings.dev.json", true],
    ["in a folder whose name ends like one", "my-connectors/settings.dev.json", true],
    ["among the connectors", "Connector/settings.dev.json", false],
    ["beside what is other", "Other/settings.dev.json", false],
    ["in another kind of file", "settings.dev.txt", false],
    ["in a copy of a file", "settings.dev.json.bak", false],
  ])("are found %s: %s", (_, name, expected) => {
    const files = new Map([...solutionFiles({}), [name, settings()]]);
    expect(readWorkspace([containerOf(files)]).settings.map(({ origin, environment }) => [origin, environment])).toEqual(
      expected ? [["found", "dev"]] : [],
    );
  });

  it.each<[string, string, boolean]>([
    ["with variables alone", '{ "EnvironmentVariables" : [{ "SchemaName": "new_A", "Value": "x" }] }', true],
    ["with references alone", '{"ConnectionReferences": [{"LogicalName": "new_a", "ConnectionId": "x", "ConnectorId": "y"}]}', true],
    ["with other lists", '{"Variables": [{"SchemaName": "new_A", "Value": "x"}]}', false],
    ["with a list that is none", '{"EnvironmentVariables": "new_A"}', false],
    ["that is large", settings("x".repeat(1024 * 1024)), true],
  ])("are found in a file %s", (_, text, expected) => {
    const { settings: found, problems } = readWorkspace([containerOf(new Map([...solutionFiles({}), ["settings.json", text]]))]);
    expect([found.length, problems]).toEqual([expected ? 1 : 0, []]);
  });

  it.each([
    ["that is cut off", '{"EnvironmentVariables": [', 'a closing "]" is missing'],
    [
      "that is too deep",
      `{"EnvironmentVariables": [], "x": ${"[".repeat(100)}${"]".repeat(100)}}`,
      "it is nested more than 64 levels deep",
    ],
  ])("are told of in a file %s, where its name says that it is one", (_, text, mistake) => {
    const inFile = (name: string): readonly string[] => read(containerOf(new Map([...solutionFiles({}), [name, text]]))).problems;
    expect(inFile("deploy/settings.dev.json")).toEqual([`This deployment settings file cannot be read as JSON: ${mistake}.`]);
    expect(inFile("deploy/dev.json")).toEqual([]);
  });

  it.each<[string, string, number]>([
    ["its entries of variables", '{ "EnvironmentVariables" : [ { "SchemaName" : "new_A", } ] ', 1],
    ["its entries of references", '{ "connectionreferences": [{ "LogicalName": "new_a", }]', 1],
    ["no more than a list that other tools have, too", '{ "EnvironmentVariables": [{ "Name": "A", }]', 0],
    ["entries in another list", '{ "Variables": [{ "SchemaName": "new_A", }], "EnvironmentVariables": {}', 0],
  ])("are told of in a broken file of any name by %s", (_, text, problems) => {
    expect(read(containerOf(new Map([...solutionFiles({}), ["deploy/dev.json", text]]))).problems).toHaveLength(problems);
  });

  it("are not found in a file that cannot be read", () => {
    const container = containerOf(new Map([...solutionFiles({}), ["settings.json", settings()]]));
    const artifacts = container.artifacts.map((artifact) =>
      artifact.name === "settings.json"
        ? {
            ...artifact,
            read: () => {
              throw new Error("broken");
            },
          }
        : artifact,
    );
    expect(readWorkspace([{ ...container, artifacts }]).settings).toEqual([]);
  });

  it("that the user named by a folder without any file are none", () => {
    const empty = { ...fileContainer("a.json", ""), artifacts: [] };
    const { settings: found, problems } = readWorkspace([], undefined, { settings: [{ container: empty, environment: "Test" }] });
    expect([found, problems]).toEqual([[], []]);
  });

  it("are not found again where the user named them", () => {
    const folder = containerOf(new Map([...solutionFiles({}), ["settings.json", settings()]]), "orders");
    const named = given("orders/./Settings.json", settings());
    expect(readWorkspace([folder], undefined, named).settings.map(({ origin }) => origin)).toEqual(["given"]);
  });

  it("that are given by themselves among the inputs are all that is read of the file", () => {
    const workspace = readWorkspace([fileContainer("dev.json", settings())]);
    expect([workspace.settings.length, workspace.solutions.length, workspace.problems.length]).toEqual([1, 0, 0]);
  });
});

describe("a template that deploys logic apps", () => {
  const logicApp = (name: string, more: object = {}): object => ({
    type: "Microsoft.Logic/workflows",
    name,
    properties: { definition },
    ...more,
  });
  const storage = { type: "Microsoft.Storage/storageAccounts", name: "store", properties: { definition } };
  const inTemplate = (resources: object, inFile = true): ReturnType<typeof read> => {
    const text = JSON.stringify({ $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", resources });
    return read(inFile ? fileContainer("template.json", text) : containerOf(new Map([["infra/template.json", text]])));
  };

  it.each<[string, object, readonly string[]]>([
    ["one beside other resources", [storage, logicApp("orders")], ["orders"]],
    ["several", [logicApp("orders"), logicApp("invoices")], ["orders", "invoices"]],
    ["by symbolic names", { first: logicApp("orders"), store: storage }, ["orders"]],
    ["with a name that only the deployment gives", [logicApp("[parameters('name')]")], ["template"]],
    ["in another resource", [{ ...storage, resources: [logicApp("orders")] }], ["orders"]],
    [
      "in the template of a deployment",
      [{ type: "Microsoft.Resources/deployments", name: "d", properties: { template: { resources: [logicApp("orders")] } } }],
      ["orders"],
    ],
    ["in any case of letters", [logicApp("orders", { type: "microsoft.logic/Workflows" })], ["orders"]],
  ])("%s", (_, resources, flows) => {
    expect(inTemplate(resources)).toEqual({ flows, scripts: [], problems: [] });
    expect(inTemplate(resources, false)).toEqual({ flows, scripts: [], problems: [] });
  });

  it("without any is no flow", () => {
    expect(inTemplate([storage, null as never, "x" as never])).toMatchObject({
      flows: [],
      problems: ["This file is not part of a solution and contains no flow definition."],
    });
    expect(inTemplate([storage], false)).toEqual({ flows: [], scripts: [], problems: [] });
  });

  it("without any is one of ours where it deploys a connection, or the app of workflows", () => {
    const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
    const inFile = (resource: object, $schema = schema) => {
      const text = JSON.stringify({ $schema, resources: [resource] });
      return [fileContainer("template.json", text), containerOf(new Map([["infra/template.json", text]]))].map((container) => {
        const { solutions, problems } = readWorkspace([container]);
        return [solutions.length, problems.length];
      });
    };
    expect(inFile({ type: "Microsoft.Web/connections", name: "sql" })).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(inFile({ type: "Microsoft.Web/sites", kind: "functionapp,workflowapp" })).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(inFile(storage)).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(inFile({ type: "Microsoft.Web/connections", name: "sql" }, "https://example.com/other.json#")).toEqual([
      [0, 1],
      [0, 0],
    ]);
  });

  it("keeps the connections and the parameters of each beside its definition", () => {
    const connections = { keyvault: { connectionId: "[resourceId('Microsoft.Web/connections', 'kv')]", id: "/x/managedApis/keyvault" } };
    const withParameter = { ...definition, parameters: { url: { type: "string", defaultValue: "a" } } };
    const properties = { definition: withParameter, parameters: { $connections: { value: connections }, URL: { value: "b" } } };
    const text = JSON.stringify({ resources: [storage, logicApp("orders", { properties })] });
    const [found] = readWorkspace([fileContainer("template.json", text)]).cloudFlows;
    const at = ["resources", "1", "properties"];
    expect(found?.actions.map(({ pointer }) => pointer)).toEqual([[...at, "definition", "actions", "A"]]);
    expect(found?.parameters).toMatchObject([{ name: "url", defaultValue: "b", pointer: [...at, "parameters", "URL", "value"] }]);
    expect(found?.connections).toMatchObject([{ key: "keyvault", pointer: [...at, "parameters", "$connections", "value", "keyvault"] }]);
  });

  it("reads the definitions as they are deployed", () => {
    const actions = { A: { type: "Compose", inputs: "[concat('@variables(''', parameters('name'), ''')')]" } };
    const text = JSON.stringify({ resources: [logicApp("orders", { properties: { definition: { actions } } }), logicApp("invoices")] });
    const [orders] = readWorkspace([fileContainer("template.json", text)]).cloudFlows;
    expect(orders?.actions.map(({ inputs }) => inputs)).toEqual([`@variables('${unknownPart}')`]);
  });

  it.each<[string, unknown, string, readonly string[]]>([
    ["the default of the template's parameter", "[parameters('Url')]", "c", ["parameters", "url", "defaultValue"]],
    ["the value that stands beside the definition", "b", "b", ["resources", "0", "properties", "parameters", "url", "value"]],
    [
      "its own default, where the deployment gives the value",
      "[parameters('other')]",
      "a",
      ["resources", "0", "properties", "definition", "parameters", "url", "defaultValue"],
    ],
    [
      "its own default, where the value is made",
      "[concat(parameters('url'), '/x')]",
      "a",
      ["resources", "0", "properties", "definition", "parameters", "url", "defaultValue"],
    ],
  ])("gives a parameter %s", (_, value, text, pointer) => {
    const withParameter = { ...definition, parameters: { url: { type: "string", defaultValue: "a" } } };
    const properties = { definition: withParameter, parameters: { url: { value } } };
    const parameters = { url: { type: "string", defaultValue: "c" }, other: { type: "string" } };
    const document = JSON.stringify({ parameters, resources: [logicApp("orders", { properties })] });
    const [found] = readWorkspace([fileContainer("template.json", document)]).cloudFlows;
    expect(found?.parameters.map(({ defaultValue, pointer: at }) => [String(defaultValue), at])).toEqual([[text, pointer]]);
  });

  it.each([
    ["[subscriptionResourceId('Microsoft.Web/locations/managedApis', parameters('location'), 'keyvault')]", "shared_keyvault"],
    [
      "[concat('/subscriptions/', variables('id'), '/providers/Microsoft.Web/locations/', parameters('location'), '/managedApis/keyvault')]",
      "shared_keyvault",
    ],
    ["[concat(variables('prefix'), '/managedApis/', 'keyvault')]", "shared_keyvault"],
    ["[parameters('keyvaultApi')]", undefined],
  ])("names the connector of a connection by %s", (id, connector) => {
    const properties = { definition, parameters: { $connections: { value: { kv: { connectionId: "[variables('c')]", id } } } } };
    const text = JSON.stringify({ resources: [logicApp("orders", { properties })] });
    expect(readWorkspace([fileContainer("template.json", text)]).cloudFlows[0]?.connections[0]?.connector).toBe(connector);
  });
});
