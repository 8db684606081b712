import { expect, test } from "vitest";
import { componentFolders } from "../../src/solution/component-folders.ts";

test.each<[string, readonly string[], readonly string[]]>([
  ["a site with its settings", ["portal/website.yml", "portal/sitesetting.yml"], ["site portal/"]],
  ["a site with pages, at the top", ["Website.yml", "web-pages/home/Home.webpage.yml"], ["site "]],
  ["no site where a build is called like one", [".github/workflows/website.yml", "website.yml", "src/index.ts"], []],
  ["an agent", ["agents/orders/agent.mcs.yml", "agents/orders/settings.mcs.yml"], ["agent agents/orders/"]],
  ["two apps", ["a/CanvasManifest.json", "b/Src/App.pa.yaml", "b/Src/Home.pa.yaml"], ["app a/", "app b/"]],
  ["the outer one of two", ["a/CanvasManifest.json", "a/Src/App.fx.yaml", "a/b/agent.mcs.yml"], ["app a/"]],
  ["nothing else", ["app.pa.yaml", "src/app.ts", "agent.yml", "manifest.json"], []],
])("%s", (_name, names, folders) => {
  expect(componentFolders(names).map(({ kind, folder }) => `${kind} ${folder}`)).toEqual(folders);
});
