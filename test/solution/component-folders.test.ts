import { expect, test } from "vitest";
import { componentFolders, partsOfAgents, partsOfLogicApps } from "../../src/solution/component-folders.ts";
import { expectLinear } from "../growth.ts";

test.each<[string, readonly string[], readonly string[]]>([
  ["a site with its settings", ["portal/website.yml", "portal/sitesetting.yml"], ["site portal/"]],
  ["a site with pages, at the top", ["Website.yml", "web-pages/home/Home.webpage.yml"], ["site "]],
  ["no site where a build is called like one", [".github/workflows/website.yml", "website.yml", "src/index.ts"], []],
  ["an agent", ["agents/orders/agent.mcs.yml", "agents/orders/settings.mcs.yml"], ["agent agents/orders/"]],
  ["parts of an agent without it", ["a/Ask.mcs.yml", "a/Say.mcs.yaml", "b/Go.topic.mcs.yml"], ["agent-parts a/", "agent-parts b/"]],
  [
    "an agent with parts beside it",
    ["a/Ask.mcs.yml", "a/agent.mcs.yml", "a/topics/Say.mcs.yml", "c.mcs.yml"],
    ["agent-parts ", "agent a/"],
  ],
  ["two apps", ["a/CanvasManifest.json", "b/Src/App.pa.yaml", "b/Src/Home.pa.yaml"], ["app a/", "app b/"]],
  ["the outer one of two", ["a/CanvasManifest.json", "a/Src/App.fx.yaml", "a/b/agent.mcs.yml"], ["app a/"]],
  ["the top before all below", ["a/CanvasManifest.json", "CanvasManifest.json"], ["app "]],
  ["one folder in two spellings", ["A/CanvasManifest.json", "a/agent.mcs.yml"], ["app A/"]],
  ["the site in which the pages lie", ["a/website.yml", "a/b/website.yml", "a/b/web-pages/home.yml"], ["site a/b/"]],
  ["data, and what lies below it", ["data_schema.xml", "data.xml", "a/CanvasManifest.json"], ["data ", "app a/"]],
  ["a logic app that only has settings", ["a/appsettings.json", "a/Orders/workflow.json"], ["logic-app a/"]],
  ["a logic app with the settings of Azure", ["a/cloud.settings.json", "a/Orders/workflow.json"], ["logic-app a/"]],
  ["no logic app where a program has settings", ["a/appsettings.json", "a/src/Program.cs"], []],
  ["nothing else", ["app.pa.yaml", "src/app.ts", "agent.yml", "manifest.json"], []],
])("%s", (_name, names, folders) => {
  expect(
    componentFolders(
      names,
      partsOfAgents(names, () => undefined),
    ).map(({ kind, folder }) => `${kind} ${folder}`),
  ).toEqual(folders);
});

test.each<[string, (index: number) => readonly string[]]>([
  ["apps", (index) => [`${index}/CanvasManifest.json`]],
  ["folders with a file that is called like that of a site", (index) => [`${index}/website.yml`]],
  ["sites", (index) => [`${index}/website.yml`, `${index}/sitesetting.yml`]],
  ["parts of agents", (index) => [`${index}/Ask.mcs.yml`]],
  ["apps in apps", (index) => [`a/${index}/CanvasManifest.json`]],
])("takes no longer for each of many %s", (_label, namesOf) => {
  expectLinear((size) => {
    const names = Array.from({ length: size }, (_, index) => namesOf(index)).flat();
    componentFolders(
      names,
      partsOfAgents(names, () => undefined),
    );
  }, 2_000);
});

test.each<[string, string, string, boolean]>([
  ["a topic that was copied from the editor", "topic.yaml", "kind: AdaptiveDialog\nbeginDialog:\n", true],
  ["a topic behind comments", "a/Ask.yml", "\uFEFF# Name: Ask\n\n# of an agent\nkind: AdaptiveDialog\n", true],
  ["a topic behind the start of a document", "a/Ask.yml", "---\r\nkind: 'TaskDialog'\r\n", true],
  ["a template of an agent", "bot.yaml", "kind: BotDefinition\nentity:\n", true],
  ["a part by its name", "Ask.mcs.yml", "", true],
  ["a deployment", "deployment.yaml", "kind: Deployment\n", false],
  ["a topic further down", "list.yaml", "topics:\n  - kind: AdaptiveDialog\n", false],
  ["notes", "topic.md", "kind: AdaptiveDialog\n", false],
  ["a pipeline", ".github/workflows/topic.yml", "kind: AdaptiveDialog\n", false],
])("tells whether a file is a part of an agent: %s", (_name, name, text, expected) => {
  expect(partsOfAgents([name], () => text).has(name)).toBe(expected);
});

test.each<[string, string, string, boolean]>([
  ["connections", "a/connections.json", '{ "managedApiConnections": {} }', true],
  ["connections of the runtime itself", "connections.json", '{"serviceProviderConnections" : {}}', true],
  ["connections of something else", "connections.json", '{"connections": []}', false],
  ["settings", "local.settings.json", '{"Values": {"APP_KIND": "workflowapp"}}', true],
  ["settings that name a variable of the runtime", "a/cloud.settings.json", '{"WORKFLOWS_TENANT_ID": "x"}', true],
  ["settings of a function app", "local.settings.json", '{"Values": {"FUNCTIONS_WORKER_RUNTIME": "node"}}', false],
  ["a file of another name", "a/other.json", '{"managedApiConnections": {}}', false],
])("%s say whether a logic app lies there", (_name, file, text, isOne) => {
  const found = componentFolders(
    [file],
    new Set(),
    partsOfLogicApps([file], () => text),
  );
  expect(found.map(({ kind }) => kind)).toEqual(isOne ? ["logic-app"] : []);
});
