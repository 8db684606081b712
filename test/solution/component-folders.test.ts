import { expect, test } from "vitest";
import { componentFolders } from "../../src/solution/component-folders.ts";
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
  ["nothing else", ["app.pa.yaml", "src/app.ts", "agent.yml", "manifest.json"], []],
])("%s", (_name, names, folders) => {
  expect(componentFolders(names).map(({ kind, folder }) => `${kind} ${folder}`)).toEqual(folders);
});

test.each<[string, (index: number) => readonly string[]]>([
  ["apps", (index) => [`${index}/CanvasManifest.json`]],
  ["folders with a file that is called like that of a site", (index) => [`${index}/website.yml`]],
  ["sites", (index) => [`${index}/website.yml`, `${index}/sitesetting.yml`]],
  ["parts of agents", (index) => [`${index}/Ask.mcs.yml`]],
  ["apps in apps", (index) => [`a/${index}/CanvasManifest.json`]],
])("takes no longer for each of many %s", (_label, namesOf) => {
  expectLinear((size) => componentFolders(Array.from({ length: size }, (_, index) => namesOf(index)).flat()), 2_000);
});
