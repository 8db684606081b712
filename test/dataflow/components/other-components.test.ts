import { describe, expect, it } from "vitest";
import { analyse, defaultAnalysisOptions } from "../../../src/dataflow/analysis.ts";
import { otherCredentials } from "../../../src/dataflow/components/other-components.ts";
import { readWorkspace } from "../../../src/dataflow/read-workspace.ts";
import { apiKey, githubToken, password } from "../../../src/testing/credentials.ts";
import { containerOf } from "../../../src/testing/solutions.ts";
import { expectLinear } from "../../growth.ts";
import { analysedSolutions } from "../analysed.ts";

/** What is found in a file of a solution: `what name confidence`. */
function found(file: string, text: string): readonly string[] {
  return otherCredentials(analysedSolutions([{ files: { [file]: text } }])).map(
    ({ what, name, match }) => `${what} ${name} ${match.confidence}`,
  );
}

const token = githubToken();

describe("a token is found in", () => {
  it.each([
    ["WebResources/new_orders.js", "web resource new_orders.js"],
    ["webresources/sub/new_orders.html", "web resource new_orders.html"],
    ["CanvasApps/new_orders.msapp!/Src/App.fx.yaml", "canvas app new_orders"],
    ["CanvasApps/new_orders_DocumentUri.msapp!/Src/App.fx.yaml", "canvas app new_orders"],
    ["CanvasApps/new_orders.meta.xml", "canvas app new_orders.meta.xml"],
    ["bots/new_agent/configuration.json", "agent component new_agent"],
    ["botcomponents/new_topic/data", "agent component new_topic"],
    ["copilotsynonyms/a.xml", "agent component a.xml"],
    ["aiskillconfigs/a.xml", "agent component a.xml"],
    ["aiplugins/a.xml", "agent component a.xml"],
    ["SdkMessageProcessingSteps/a.xml", "plug-in step a.xml"],
    ["SdkMessageProcessingStep/a.xml", "plug-in step a.xml"],
    ["ServiceEndpoints/a.xml", "plug-in registration a.xml"],
    ["PluginAssemblies/a.xml", "plug-in registration a.xml"],
    ["Workflows/Orders.xaml", "classic workflow Orders.xaml"],
    ["powerpagecomponents/1/a.xml", "Power Pages component a.xml"],
    ["powerpages/a.yml", "Power Pages component a.yml"],
    ["web-pages/a.html", "Power Pages component a.html"],
    ["web-templates/a.html", "Power Pages component a.html"],
    ["web-files/a.js", "Power Pages component a.js"],
    ["site-settings/a.yml", "Power Pages component a.yml"],
    ["Formulas/a.yaml", "component a.yaml"],
    ["appactions/a.xml", "component a.xml"],
    ["customapis/a.xml", "component a.xml"],
    ["Dialogs/a.xml", "component a.xml"],
    ["EmailTemplates/a.xml", "template a.xml"],
    ["Templates/a.xml", "template a.xml"],
    ["dataflows/a.json", "dataflow a.json"],
    ["AIModels/a.xml", "AI model a.xml"],
    ["Reports/a.rdl", "report a.rdl"],
    ["Entities/Account/a.xml", "table a.xml"],
    ["Controls/new_c/bundle.js", "code component bundle.js"],
    ["content-snippets/a.yml", "Power Pages component a.yml"],
    ["Workflows/Orders.txt", "component Orders.txt"],
  ])("%s: %s", (file, expected) => {
    expect(found(file, `const token = "${token}";`)).toEqual([`${expected} high`]);
  });
});

/** What is found in files that belong to no solution. */
function foundLoose(files: Readonly<Record<string, string>>): readonly string[] {
  const workspace = readWorkspace([containerOf(new Map(Object.entries(files)), "downloads")]);
  return otherCredentials(analyse(workspace, defaultAnalysisOptions)).map(({ what, name, match }) => `${what} ${name} ${match.confidence}`);
}

describe("a token outside of solutions is found in what was downloaded by itself", () => {
  const code = `const token = "${token}";`;
  it.each([
    ["a site", "website.yml", "web-pages/home/Home.html", "Power Pages component Home.html"],
    ["a site of the newer model", ".powerpages-site/website.yml", ".powerpages-site/web-files/a.js", "Power Pages component a.js"],
    ["an agent", "orders/agent.mcs.yml", "orders/topics/Ask.mcs.yml", "agent component Ask.mcs.yml"],
    ["an app", "app/CanvasManifest.json", "app/Src/Home.fx.yaml", "canvas app Home.fx.yaml"],
    ["an app without a manifest", "app/Src/App.pa.yaml", "app/Src/Home.pa.yaml", "canvas app Home.pa.yaml"],
  ])("%s", (_name, marker, file, expected) => {
    expect(foundLoose({ [marker]: "x: 1", [file]: code })).toEqual([`${expected} high`]);
    expect(foundLoose({ [file]: code })).toEqual([]);
  });

  it("but in nothing that lies beside it", () => {
    expect(foundLoose({ "site/website.yml": "x: 1", "scripts/build.js": code, "sitemap/a.js": code })).toEqual([]);
  });

  it("once where one lies in another", () => {
    expect(foundLoose({ "website.yml": "x: 1", "apps/CanvasManifest.json": "{}", "apps/Src/App.fx.yaml": code })).toEqual([
      "Power Pages component App.fx.yaml high",
    ]);
  });

  it("with a setting, by the last part of its name", () => {
    const setting = `- adx_name: Authentication/OpenIdConnect/AzureAD/ClientSecret\n  adx_value: ${apiKey(3)}\n`;
    expect(foundLoose({ "site/website.yml": "x: 1", "site/sitesetting.yml": setting })).toEqual([
      "Power Pages component sitesetting.yml high",
    ]);
  });
});

describe("a token is not looked for in", () => {
  it.each([
    ["a file of another folder", "docs/WebResources/new_orders.js", ""],
    ["a flow that has rules of its own", "Workflows/Orders.json", ""],
    ["what describes one", "Workflows/Orders.json.data.xml", ""],
    ["an environment variable", "environmentvariabledefinitions/new_a/environmentvariabledefinition.xml", ""],
    ["deployment settings", "deploymentSettings_dev.json", ""],
    ["a picture", "WebResources/new_logo.png", ""],
    ["a picture whose name ends in an id", "WebResources/new_logo.png3f2504e0-4f89-11d3-9a0c-0305e82c3301", ""],
    ["a packed app", "CanvasApps/new_orders.msapp", ""],
    ["code that others wrote", "WebResources/new_/jquery-3.7.1.js", ""],
    ["code that was made small", "WebResources/lib/other.min.js", ""],
    ["styles that were made small", "WebResources/lib/other.min.css", ""],
    ["something that is no text", "WebResources/new_data", "\u0000"],
    ["a file of more than two million characters", "WebResources/new_large.js", " ".repeat(2 * 1024 * 1024)],
  ])("%s", (_, file, before) => {
    expect(found(file, `${before}const token = "${token}";`)).toEqual([]);
  });

  it("but in code whose name only begins like that of others", () => {
    expect(found("WebResources/new_ordersreact.js", `const token = "${token}";`)).toHaveLength(1);
    expect(found("WebResources/new_large.js", `${" ".repeat(2 * 1024 * 1024 - 100)}const token = "${token}";`)).toHaveLength(1);
  });
});

it("a file of nothing but escaped quotes is searched in a time that grows with its length", () => {
  expectLinear((size) => found("AIModels/a.xml", '"&quot;'.repeat(size)), 4000);
});

describe("in texts that are mostly code", () => {
  it.each<[string, string, readonly string[]]>([
    ["what is called a password and looks like one is found, less surely", `var password = "${password()}";`, ["web resource a.js medium"]],
    ["what is only called a password is not", 'var password = "Sommer2024";', []],
    ["what is called a key and looks like one is found, less surely", `var apiKey = "${apiKey()}";`, ["web resource a.js medium"]],
    ["the password of an address is found", `fetch("https://svc:${password().replace("!", "")}@contoso.com")`, ["web resource a.js high"]],
  ])("%s", (_, text, expected) => {
    expect(found("WebResources/a.js", text)).toEqual(expected);
  });
});

describe("what steps, endpoints and sites are set up with", () => {
  it.each<[string, string, string, readonly string[]]>([
    [
      "the secure configuration of a step",
      "SdkMessageProcessingSteps/a.xml",
      `<SecureConfiguration>password=${password()}</SecureConfiguration>`,
      ["plug-in step a.xml high"],
    ],
    ["the token of an endpoint", "ServiceEndpoints/a.xml", `<SASToken>${apiKey()}</SASToken>`, ["plug-in registration a.xml high"]],
    [
      "the value that an endpoint authenticates with",
      "ServiceEndpoints/a.xml",
      `<AuthValue>${apiKey()}</AuthValue>`,
      ["plug-in registration a.xml high"],
    ],
    ["the name of an endpoint's key", "ServiceEndpoints/a.xml", `<SASKeyName>${apiKey()}</SASKeyName>`, []],
    [
      "any part of the customizations",
      "customizations.xml",
      `<ImportExportXml><forms>password="${password()}"</forms></ImportExportXml>`,
      ["component customizations.xml high"],
    ],
    [
      "a site's secret",
      "powerpagecomponents/a.xml",
      `<a><content>{"value":"${apiKey()}"}</content><name>Authentication/ClientSecret</name></a>`,
      ["Power Pages component a.xml high"],
    ],
    [
      "a site's other setting",
      "powerpagecomponents/a.xml",
      `<a><content>{"value":"${apiKey()}"}</content><name>Search/Index</name></a>`,
      [],
    ],
    [
      "a setting that is no JSON",
      "powerpagecomponents/a.xml",
      `<a><content>${apiKey()}</content><name>Authentication/ClientSecret</name></a>`,
      [],
    ],
    ["a setting without a name", "powerpagecomponents/a.xml", `<a><content>{"value":"${apiKey()}"}</content></a>`, []],
  ])("%s", (_, file, text, expected) => {
    expect(found(file, text)).toEqual(expected);
  });
});
