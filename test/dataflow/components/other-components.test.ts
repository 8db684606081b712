import { describe, expect, it } from "vitest";
import { analyse } from "../../../src/dataflow/analysis.ts";
import { defaultAnalysisOptions } from "../../../src/dataflow/analysis-options.ts";
import { readWorkspace } from "../../../src/dataflow/workspace/read-workspace.ts";
import { ArtifactError, type Container, type InputProblem } from "../../../src/input/artifact.ts";
import { guidOf } from "../../../src/testing/actions.ts";
import { apiKey, githubToken, password } from "../../../src/testing/credentials.ts";
import { containerOf, fileContainer, solutionFiles } from "../../../src/testing/solutions.ts";
import { expectLinear } from "../../growth.ts";
import { analysedSolutions } from "../analysed.ts";

/** What is found in a file of a solution: `what name confidence`. */
function found(file: string, text: string): readonly string[] {
  return analysedSolutions([{ files: { [file]: text } }])
    .otherComponents()
    .credentials.map(({ what, name, match }) => `${what} ${name} ${match.confidence}`);
}

describe("a password in the query of an address", () => {
  it.each<[string, readonly string[]]>([
    ["north22", ["web resource new_orders.js medium"]],
    ["northeast", []],
    ["n22", []],
    [`north${"2".repeat(80)}`, []],
  ])("counts in code where it is no word, and neither short nor long: %s", (value, expected) => {
    expect(found("WebResources/new_orders.js", `open("https://erp.contoso.com/login?user=orders&password=${value}");`)).toEqual(expected);
  });
});

const token = githubToken();

describe("a token is found in", () => {
  it.each([
    ["WebResources/new_orders.js", "web resource new_orders.js"],
    ["webresources/sub/new_orders.html", "web resource sub/new_orders.html"],
    ["CanvasApps/new_orders.msapp!/Src/App.fx.yaml", "canvas app new_orders"],
    ["CanvasApps/new_orders_DocumentUri.msapp!/Src/App.fx.yaml", "canvas app new_orders"],
    ["CanvasApps/new_orders.meta.xml", "canvas app new_orders"],
    ["bots/new_agent/configuration.json", "agent component new_agent"],
    ["botcomponents/new_topic/data", "agent component new_topic"],
    ["copilotsynonyms/a.xml", "agent component a.xml"],
    ["aiskillconfigs/a.xml", "agent component a.xml"],
    ["aiplugins/a.xml", "agent component a.xml"],
    ["SdkMessageProcessingSteps/a.xml", "plug-in step a.xml"],
    ["SdkMessageProcessingStep/a.xml", "plug-in step a.xml"],
    ["ServiceEndpoints/a.xml", "service endpoint a.xml"],
    ["PluginAssemblies/a.xml", "plug-in assembly a.xml"],
    ["Workflows/Orders.xaml", "classic workflow Orders.xaml"],
    ["powerpagecomponents/1/a.xml", "Power Pages component a.xml"],
    ["powerpages/a.yml", "Power Pages component a.yml"],
    ["web-pages/a.html", "Power Pages component a.html"],
    ["web-templates/a.html", "Power Pages component a.html"],
    ["web-files/a.js", "Power Pages component a.js"],
    ["site-settings/a.yml", "Power Pages component a.yml"],
    ["Formulas/a.yaml", "file a.yaml"],
    ["appactions/a.xml", "file a.xml"],
    ["customapis/a.xml", "file a.xml"],
    ["Dialogs/a.xml", "file a.xml"],
    ["EmailTemplates/a.xml", "template a.xml"],
    ["Templates/a.xml", "template a.xml"],
    ["dataflows/a.json", "dataflow a.json"],
    ["AIModels/a.xml", "AI model a.xml"],
    ["Reports/a.rdl", "report a.rdl"],
    ["Entities/Account/a.xml", "table a.xml"],
    ["Controls/new_c/bundle.js", "code component bundle.js"],
    ["content-snippets/a.yml", "Power Pages component a.yml"],
    ["Workflows/Orders.txt", "file Orders.txt"],
    ["somethingnew/a.txt", "file a.txt"],
    ["connectorsnotes/a.txt", "file a.txt"],
    ["outputs/a.txt", "file a.txt"],
    ["CanvasApps/src/a.yaml", "canvas app a.yaml"],
    ["Connector/a.json", "custom connector a.json"],
    ["Connectors/new_a/notes.txt", "custom connector notes.txt"],
    ["desktopflowbinaries/1/data/ControlRepository_1.json", "UI elements of the desktop flow ControlRepository_1.json"],
    ["desktopflowbinaries/1/data/Untitled.txt", "files of the desktop flow Untitled.txt"],
    ["msdyn_dataflows/a.json", "dataflow a.json"],
    ["msdyn_aimodels/a.xml", "AI model a.xml"],
    ["mspp_webpages/a.html", "Power Pages component a.html"],
    ["sitesetting.yml", "Power Pages component sitesetting.yml"],
    ["WebResources/data", "web resource data"],
    ["CanvasApps/new_orders.msapp!/configuration.json", "canvas app new_orders"],
  ])("%s: %s", (file, expected) => {
    expect(found(file, `const token = "${token}";`)).toEqual([`${expected} high`]);
  });
});

/** What is found in files that belong to no solution. */
function foundLoose(files: Readonly<Record<string, string>>): readonly string[] {
  const workspace = readWorkspace([containerOf(new Map(Object.entries(files)), "downloads")]);
  return analyse(workspace, defaultAnalysisOptions)
    .otherComponents()
    .credentials.map(({ what, name, match }) => `${what} ${name} ${match.confidence}`);
}

describe("a token outside of solutions is found in what was downloaded by itself", () => {
  const code = `const token = "${token}";`;
  it.each([
    ["a site", "website.yml", "web-pages/home/Home.html", "Power Pages component Home.html"],
    ["a site of the newer model", ".powerpages-site/website.yml", ".powerpages-site/web-files/a.js", "Power Pages component a.js"],
    ["an agent", "orders/agent.mcs.yml", "orders/prompts/ask.json", "agent component ask.json"],
    ["what describes a flow of an agent", "settings.mcs.yml", "workflows/Ask-1/metadata.yml", "agent component metadata.yml"],
    ["an app", "app/CanvasManifest.json", "app/Src/Home.fx.yaml", "canvas app Home.fx.yaml"],
    ["an app without a manifest", "app/Src/App.pa.yaml", "app/Src/Home.pa.yaml", "canvas app Home.pa.yaml"],
  ])("%s", (_name, marker, file, expected) => {
    expect(foundLoose({ [marker]: "x: 1", [file]: code })).toEqual([`${expected} high`]);
    expect(foundLoose({ [file]: code })).toEqual([]);
  });

  it("and in parts of an agent by themselves, but in nothing beside them", () => {
    expect(foundLoose({ "topics/Ask.mcs.yml": code, "topics/ask.yml": code, "ask.ts": code })).toEqual([
      "agent component Ask.mcs.yml high",
    ]);
    expect(foundLoose({ "Ask.topic.mcs.yaml": code })).toEqual(["agent component Ask.topic.mcs.yaml high"]);
  });

  it("and in one that was named by itself, which is the place", () => {
    const analysis = analyse(readWorkspace([fileContainer("topics/Ask.mcs.yml", code)]), defaultAnalysisOptions);
    expect(analysis.otherComponents().credentials.map(({ place: { source } }) => [source.path, source.file])).toEqual([
      ["topics/Ask.mcs.yml", ""],
    ]);
  });

  it("and a key that is all of a snippet of a site, by the name of its file", () => {
    const foundIn = (name: string, text: string): readonly string[] =>
      foundLoose({ "website.yml": "x: 1", "web-pages/a.html": "", [`content-snippets/erp/${name}.contentsnippet.value.html`]: text });
    expect(foundIn("ErpApiKey.en-US", `${apiKey()}\n`)).toEqual(["Power Pages component ErpApiKey.en-US.contentsnippet.value.html medium"]);
    expect(foundIn("ErpApiKey", apiKey())).toHaveLength(1);
    expect(foundIn("Greeting.en-US", apiKey())).toEqual([]);
    expect(foundIn("ErpApiKey.en-US", "Enter your key below")).toEqual([]);
  });

  it("but in nothing that lies beside it", () => {
    expect(foundLoose({ "site/website.yml": "x: 1", "site/sitesetting.yml": "", "scripts/build.js": code, "sitemap/a.js": code })).toEqual(
      [],
    );
  });

  it("once where one lies in another", () => {
    expect(
      foundLoose({ "website.yml": "x: 1", "sitesetting.yml": "", "apps/CanvasManifest.json": "{}", "apps/Src/App.fx.yaml": code }),
    ).toEqual(["Power Pages component App.fx.yaml high"]);
  });

  it("with a setting, by the last part of its name", () => {
    const setting = `- adx_name: Authentication/OpenIdConnect/AzureAD/ClientSecret\n  adx_value: ${apiKey(3)}\n`;
    expect(foundLoose({ "site/website.yml": "x: 1", "site/sitesetting.yml": setting })).toEqual([
      "Power Pages component Authentication/OpenIdConnect/AzureAD/ClientSecret high",
    ]);
  });
});

describe("rows that the Configuration Migration tool exports", () => {
  const row = (...fields: readonly (readonly [string, string])[]): string =>
    `<entities><entity name="new_setting"><records><record id="1">${fields.map(([name, value]) => `<field name="${name}" value="${value}" />`).join("")}</record></records></entity></entities>`;
  const inFolder = (folder: string, text: string): readonly string[] =>
    foundLoose({ [`${folder}data_schema.xml`]: "<entities />", [`${folder}data.xml`]: text });

  it.each<[string, readonly (readonly [string, string])[], number]>([
    ["a column for a credential", [["new_clientsecret", apiKey(3)]], 1],
    [
      "a value that is named beside it",
      [
        ["new_name", "ERP API key"],
        ["new_value", apiKey(3)],
      ],
      1,
    ],
    [
      "a value that is named in front of another one",
      [
        ["new_value", password(2)],
        ["new_url", "https://erp.contoso.example"],
        ["new_title", "Password"],
      ],
      1,
    ],
    [
      "the name of a secret",
      [
        ["new_name", "Secret name"],
        ["new_value", "erp-api-key"],
      ],
      0,
    ],
    [
      "an address and an id",
      [
        ["new_name", "Token endpoint"],
        ["new_value", "https://erp.contoso.example/token"],
        ["new_apikeyid", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"],
      ],
      0,
    ],
  ])("%s", (_, fields, count) => {
    expect(inFolder("", row(...fields))).toHaveLength(count);
    expect(inFolder("data/", row(...fields))).toHaveLength(count);
  });

  it("names of values belong to their own rows", () => {
    expect(inFolder("", `${row(["new_name", "Password"])}${row(["new_value", password(2)])}`)).toEqual([]);
  });

  it("say nothing about the files beside them, and hide no component", () => {
    const code = `const token = "${token}";`;
    expect(foundLoose({ "data_schema.xml": "<entities />", "build.js": code })).toEqual([]);
    expect(foundLoose({ "data_schema.xml": "<entities />", "app/CanvasManifest.json": "{}", "app/Src/Home.fx.yaml": code })).toEqual([
      "canvas app Home.fx.yaml high",
    ]);
  });

  it("are read in time that grows with their length", () => {
    expectLinear((size) => inFolder("", row(...Array.from({ length: size }, (_, at): [string, string] => [`new_value${at}`, "x"]))), 500);
  });
});

describe("a token is not looked for in", () => {
  const script = `const token = "${token}";`;
  it.each([
    ["a file of another folder", "docs/WebResources/new_orders.js", script],
    ["a flow that has rules of its own", "Workflows/Orders.json", `{"properties":{"definition":{"actions":{},"note":"${token}"}}}`],
    ["what describes one", "Workflows/Orders.json.data.xml", `<Workflow Name="Orders"><Note>${token}</Note></Workflow>`],
    [
      "an environment variable",
      "environmentvariabledefinitions/new_a/environmentvariabledefinition.xml",
      `<environmentvariabledefinition schemaname="new_a"><defaultvalue>${token}</defaultvalue></environmentvariabledefinition>`,
    ],
    ["deployment settings", "deploymentSettings_dev.json", script],
    ["a picture", "WebResources/new_logo.png", script],
    ["a picture whose name ends in an id", "WebResources/new_logo.png3f2504e0-4f89-11d3-9a0c-0305e82c3301", script],
    ["a packed app", "CanvasApps/new_orders.msapp", script],
    ["code that others wrote", "WebResources/new_/jquery-3.7.1.js", script],
    ["code that was made small", "WebResources/lib/other.min.js", script],
    ["styles that were made small", "WebResources/lib/other.min.css", script],
  ])("%s", (_, file, text) => {
    expect(found(file, text)).toEqual([]);
  });

  it("something that is no text", () => {
    const script = (start: string): Container => {
      const sound = containerOf(new Map([...solutionFiles({}), ["WebResources/new_data", ""]]));
      const bytes = Buffer.concat([Buffer.from(start, "latin1"), Buffer.from(`const token = "${token}";`)]);
      return { ...sound, artifacts: sound.artifacts.map((one) => (one.name.startsWith("Web") ? { ...one, read: () => bytes } : one)) };
    };
    const count = (start: string): number =>
      analyse(readWorkspace([script(start)]), defaultAnalysisOptions).otherComponents().credentials.length;
    expect(count("\u0000\u00ff\u00fe")).toBe(0);
    // A program with a zero character runs as any other.
    expect(count("\u0000")).toBe(1);
  });

  it("deployment settings of whatever name", () => {
    const settings = { EnvironmentVariables: [{ SchemaName: "new_Key", Value: token }], ConnectionReferences: [] };
    expect(found("environments/test.json", JSON.stringify(settings))).toEqual([]);
    expect(found("environments/test.json", JSON.stringify({ ...settings, EnvironmentVariables: token }))).toHaveLength(1);
  });

  it("but in code whose name only begins like that of others", () => {
    expect(found("WebResources/new_ordersreact.js", `const token = "${token}";`)).toHaveLength(1);
    expect(found("WebResources/new_large.js", `${" ".repeat(5 * 1024 * 1024)}const token = "${token}";`)).toHaveLength(1);
  });
});

describe("what stands in XML with escaped quotes is read as it is meant", () => {
  const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  /** What is written at the places where credentials were found. */
  const secretsIn = (text: string): readonly string[] =>
    analysedSolutions([{ files: { "AIModels/a.xml": text } }])
      .otherComponents()
      .credentials.map(({ place: { at } }) => (at.kind === "text" ? text.slice(at.span.start, at.span.end) : ""));
  it.each<[string, string, string]>([
    ["a member of JSON", `{"user":"orders","password":"${password()}"}`, password()],
    ["one that ends in an escaped sign", `{"user":"orders","password":"${password()}<x"}`, `${password()}&lt;x`],
    ["a name beside its value", `{"connections":[{"name":"password","value":"${password()}"}]}`, password()],
    ["a variable of a script", `var word = 1, password = "${password()}"; login(user, password);`, password()],
    ["an argument of a call", `net.credentials = NetworkCredential("svc", "${password()}")`, password()],
    ["a part of a connection string", `Server=tcp:x.database.windows.net;User ID=sa;Password="${password()}";Database=x`, password()],
    ["an attribute of XML", `<config password="${password()}" />`, password()],
    ["an element of XML", `<config><user>orders</user><password>${password()}</password></config>`, password()],
    ["what a mail tells", `<p>Your login: <b>orders</b>, password: ${password()}</p>`, password()],
    [
      "a sign in a connection string",
      `Server=tcp:x.database.windows.net;User ID=sa;Password=${password()}&x;Database=x`,
      `${password()}&amp;x`,
    ],
  ])("%s", (_, text, secret) => {
    expect(secretsIn(`<AIModel><Settings>${escaped(text)}</Settings><Name>Orders</Name></AIModel>`)).toEqual([secret]);
    expect(secretsIn(`<AIModel>${escaped(text).replaceAll("&quot;", "&#34;")}</AIModel>`)).toEqual([secret]);
    expect(secretsIn(`<AIModel>${escaped(text).replaceAll("&quot;", "&#x22;")}</AIModel>`)).toEqual([secret]);
    expect(secretsIn(`<AIModel><A>${escaped('{"a": "b"}')}</A><B x="${escaped(text)}" y="1">Orders</B></AIModel>`)).toEqual([secret]);
  });
});

it("a file of nothing but escaped quotes is searched in a time that grows with its length", () => {
  expectLinear((size) => found("AIModels/a.xml", '"&quot;'.repeat(size)), 4000);
  expectLinear((size) => found("AIModels/a.xml", "&amp; ".repeat(size)), 4000);
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
    ["the token of an endpoint", "ServiceEndpoints/a.xml", `<SASToken>${apiKey()}</SASToken>`, ["service endpoint a.xml high"]],
    [
      "the value that an endpoint authenticates with",
      "ServiceEndpoints/a.xml",
      `<AuthValue>${apiKey()}</AuthValue>`,
      ["service endpoint a.xml high"],
    ],
    ["the name of an endpoint's key", "ServiceEndpoints/a.xml", `<SASKeyName>${apiKey()}</SASKeyName>`, []],
    [
      "any part of the customizations",
      "customizations.xml",
      `<ImportExportXml><forms>password="${password()}"</forms></ImportExportXml>`,
      ["file customizations.xml high"],
    ],
    [
      "a site's secret",
      "powerpagecomponents/a.xml",
      `<a><content>{"value":"${apiKey()}"}</content><name>Authentication/ClientSecret</name></a>`,
      ["Power Pages component Authentication/ClientSecret high"],
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

describe("nothing is looked for in files that are no text", () => {
  const endings =
    "pbix resources msapp zip png jpg jpeg gif ico bmp webp svg dll exe pdb nupkg woff woff2 ttf eot pdf doc docx xls xlsx ppt pptx mp3 mp4 snk PNG";
  it.each(endings.split(" "))("%s", (ending) => {
    expect(found(`WebResources/new_a.${ending}`, `"${token}"`)).toEqual([]);
    expect(found(`WebResources/new_a.${ending}.txt`, `"${token}"`)).toHaveLength(1);
  });
});

describe("nothing is looked for in code that others wrote", () => {
  it.each("jquery bootstrap angular react moment knockout lodash d3 jQuery".split(" "))("%s", (name) => {
    for (const file of [`${name}.js`, `${name}-3.7.1.slim.js`, `lib/${name}.js`])
      expect([file, ...found(`WebResources/${file}`, `"${token}"`)]).toEqual([file]);
    for (const file of [`my${name}.js`, `${name}.html`])
      expect([file, found(`WebResources/${file}`, `"${token}"`).length]).toEqual([file, 1]);
  });
});

describe("what other readers take, and what lies beside the components, is left to them", () => {
  it.each([
    "solution.yaml",
    "Other/Solution.xml",
    "modernflows/a.yaml",
    "Workflows/a.xml",
    "environmentvariables/a.json",
    "ConnectionReferences/a.xml",
    "Other/Relationships.xml",
    "Other/Relationship/a.xml",
    ".github/a.yml",
    "node_modules/a/index.js",
    "src/a.js",
    "test/a.js",
    "tests/a.js",
    "doc/a.md",
    "script/a.ps1",
    "scripts/a.ps1",
    "tools/a.js",
    "pipeline/a.yml",
    "bin/a.txt",
    "obj/a.txt",
    "dist/a.js",
    "out/a.js",
    "packages/a.js",
    "readme.md",
  ])("%s", (file) => expect(found(file, `"${token}"`)).toEqual([]));

  it.each([
    "Other/a.xml",
    "solutions/a.xml",
    "workflowlogs/a.json",
    "WebResources/settings.js",
    "WebResources/deploymentsettings.json",
    "sources/a.js",
    "tester/a.js",
    "mytools/a.js",
    "output/a.js",
    "MyEntities/a.xml",
  ])("but not %s", (file) => expect(found(file, `"${token}"`)).toHaveLength(1));
});

describe("a text that cannot be read", () => {
  const unreadable: InputProblem = { kind: "unreadable", message: "The file is damaged." };
  const container = (...files: readonly (readonly [string, InputProblem | undefined])[]): Container => {
    const sound = containerOf(new Map([...solutionFiles({}), ...files.map(([name]) => [name, ""] as const)]));
    const problems = new Map(files);
    const artifacts = sound.artifacts.map((artifact) => ({
      ...artifact,
      read: () => {
        const problem = problems.get(artifact.name);
        if (problem !== undefined) throw new ArtifactError({ ...problem, file: artifact.name });
        return artifact.read();
      },
    }));
    return { ...sound, artifacts };
  };
  const told = (one: Container): readonly string[] =>
    analyse(readWorkspace([one]), defaultAnalysisOptions)
      .problems()
      .map(({ kind, message, place: { source, owner } }) => `${kind} ${source.file} ${owner?.name}: ${message}`)
      .sort();

  it("is told with its place, whether or not its credentials are asked for", () => {
    const files = ["WebResources/a.js", "CanvasApps/b.msapp!/Src/App.pa.yaml", "Workflows/c.xaml"] as const;
    expect(told(container(...files.map((name) => [name, unreadable] as const)))).toEqual([
      "unreadable CanvasApps/b.msapp!/Src/App.pa.yaml b: The file is damaged.",
      "unreadable WebResources/a.js a.js: The file is damaged.",
      "unreadable Workflows/c.xaml c.xaml: The file is damaged.",
    ]);
  });

  it("is not told, where nobody would look into it", () => {
    expect(told(container(["WebResources/a.png", unreadable], ["scripts/a.ps1", unreadable]))).toEqual([]);
  });

  it("is told once for all of an archive whose limit is used up", () => {
    const exhausted: InputProblem = { kind: "limit", message: "Together, they are too large.", exhausted: "a" };
    const other: InputProblem = { ...exhausted, exhausted: "b" };
    const names = ["WebResources/a.js", "WebResources/b.js", "WebResources/c.js", "Workflows/d-11111111-2222-4333-8444-555555555555.json"];
    expect(told(container(["Reports/one.rdl", other], ...names.map((name) => [name, exhausted] as const)))).toEqual([
      "limit Reports/one.rdl one.rdl: Together, they are too large.",
      `limit ${names[3]} d: Together, they are too large. The same holds for 3 more files of the archive.`,
    ]);
  });
});

describe("names say less in programs than in data:", () => {
  it.each("a.js a.mjs a.jsx a.ts a.tsx a.htm a.html a.css a.cs a.csx a.vb a.pq a.pa.yaml a.fx.yaml".split(" "))(
    "%s is a program",
    (name) => {
      expect(found(`Formulas/${name}`, `password = "${password()}"`)).toEqual([`file ${name} medium`]);
    },
  );
  it.each(["a.yaml", "a.xml", "a.json", "a.txt", "a.csv"])("%s is none", (name) => {
    expect(found(`Formulas/${name}`, `password = "${password()}"`)).toEqual([`file ${name} high`]);
  });
  it.each([
    ["canvas app", "CanvasApps/a.xml"],
    ["web resource", "WebResources/a.xml"],
  ])("a %s is one", (what, file) => expect(found(file, `password = "${password()}"`)).toEqual([`${what} a.xml medium`]));
});

describe("what a desktop flow keeps beside its script", () => {
  const id = guidOf("Sign in");
  const foundWith = (workflowid: string): readonly string[] =>
    analysedSolutions([
      {
        desktopFlows: [{ name: "Sign in", script: "SET A TO 1" }],
        files: {
          "desktopflowbinaries/1/desktopflowbinary.xml": `<desktopflowbinary><process><workflowid>${workflowid}</workflowid></process></desktopflowbinary>`,
          "desktopflowbinaries/1/data/ControlRepository_2.json": JSON.stringify({ Screens: [{ Name: `page.aspx?token=${token}` }] }),
        },
      },
    ])
      .otherComponents()
      .credentials.map(({ what, name }) => `${what} ${name}`);

  it("is called by the flow", () => expect(foundWith(id.toUpperCase())).toEqual(["UI elements of the desktop flow Sign in"]));
  it("is called by the file where the flow is not there", () => {
    expect(foundWith(guidOf("Another"))).toEqual(["UI elements of the desktop flow ControlRepository_2.json"]);
  });
});

describe("a component is called by the folder that holds it, where its files are called alike:", () => {
  it.each("data configuration.json botcomponent.xml bot.xml customapi.xml ribbondiff.xml entity.xml Entity.xml".split(" "))(
    "%s",
    (file) => {
      expect(found(`Formulas/new_orders/${file}`, `"${token}"`)).toEqual(["file new_orders high"]);
      expect(found(`Formulas/new_orders/my${file}`, `"${token}"`)).toEqual([`file my${file} high`]);
    },
  );
  it("or by its own name", () => {
    const file = "powerpagecomponents/1f/powerpagecomponent.xml";
    expect(found(file, `<a><name>Orders</name>"${token}"</a>`)).toEqual(["Power Pages component Orders high"]);
    expect(found(file, `<a>"${token}"</a>`)).toEqual(["Power Pages component 1f high"]);
  });
});

describe("a canvas app's password box", () => {
  const yaml = (...lines: readonly string[]): string =>
    [
      "Screens:",
      "  Login:",
      "    Children:",
      "      - txtPassword:",
      "          Control: Classic/TextInput@2.3.2",
      "          Properties:",
      ...lines.map((line) => `            ${line}`),
      "",
    ].join("\n");
  const rules = (...properties: readonly (readonly [string, string])[]): string =>
    JSON.stringify({
      Name: "txtPassword",
      Rules: properties.map(([Property, InvariantScript]) => ({ Property, Category: "Data", InvariantScript, RuleProviderType: "User" })),
      ControlPropertyState: ["Default"],
      Children: [{ Name: "txtUser", Rules: [{ Property: "Default", InvariantScript: `"${password(9)}"` }] }],
    });
  const mode = "Mode: =TextMode.Password";
  it.each<[string, string, string, readonly string[]]>([
    ["holds its password before it", "Home.pa.yaml", yaml(`Default: ="${password(3)}"`, "Width: =100", mode), ["canvas app app high"]],
    ["holds its password behind it", "Home.fx.yaml", yaml(mode, "X: =1", `Default: ="${password(3)}"`), ["canvas app app high"]],
    [
      "of the modern kind",
      "Home.pa.yaml",
      yaml("Type: ='TextInputCanvas.Type'.Password", `Value: ="${password(3)}"`),
      ["canvas app app high"],
    ],
    ["in the JSON form", "1.json", rules(["Default", `"${password(3)}"`], ["Mode", "TextMode.Password"]), ["canvas app app high"]],
    ["lets in who types a weak one", "Home.pa.yaml", 'OnSelect: =If(txtPassword.Text = "123", Navigate(Home))', ["canvas app app low"]],
    ["is filled by a variable", "App.pa.yaml", 'OnStart: =Set(varPassword, "north22east")', ["canvas app app medium"]],
    ["is compared with a list", "App.pa.yaml", 'OnStart: =Set(colUsers, {User: "ann", Password: "1234"})', ["canvas app app low"]],
    ["holds a weak text from the start", "Home.pa.yaml", yaml('Default: ="123"', mode), []],
    ["is empty", "Home.pa.yaml", yaml('Default: =""', mode), []],
    ["is filled by a formula", "Home.pa.yaml", yaml("Default: =varPassword", mode), []],
    ["is empty, beside one that is no password box", "1.json", rules(["Default", '""'], ["Mode", "TextMode.Password"]), []],
    ["is another box", "Home.pa.yaml", yaml(`Default: ="${password(3)}"`, "Mode: =TextMode.SingleLine"), []],
    [
      "is another box of the screen",
      "Home.pa.yaml",
      `${yaml(mode)}      - txtUser:\n          Properties:\n            Default: ="${password(3)}"\n`,
      [],
    ],
  ])("%s", (_, name, text, expected) => {
    expect(found(`CanvasApps/app_src/${name}`, text)).toEqual(expected);
  });
});

describe("a credential of a canvas app that is there more than once", () => {
  const other = githubToken(2);
  /** The files in which the credentials of these files are found. */
  const foundIn = (files: Readonly<Record<string, string>>): readonly string[] =>
    analysedSolutions([{ files }])
      .otherComponents()
      .credentials.map(({ place }) => place.source.file);
  const packed = "CanvasApps/new_a_DocumentUri.msapp!/Src/App.pa.yaml";
  const source = "CanvasApps/new_a_DocumentUri_msapp_src/Src/App.fx.yaml";
  const generated = "CanvasApps/new_a_DocumentUri_msapp_src/Other/Src/App.pa.yaml";

  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ["is found where its maker edits it", { [packed]: token, [generated]: token, [source]: token }, [source]],
    ["is found in the packed app where that is all", { [packed]: token }, [packed]],
    ["is found in both copies when they differ", { [packed]: other, [source]: token }, [packed, source]],
    [
      "is found in each screen",
      { "CanvasApps/src/new_a/Src/A.fx.yaml": token, "CanvasApps/src/new_a/Src/B.fx.yaml": token },
      ["CanvasApps/src/new_a/Src/A.fx.yaml", "CanvasApps/src/new_a/Src/B.fx.yaml"],
    ],
    [
      "is found in each app",
      { "CanvasApps/new_b.msapp!/Src/App.pa.yaml": token, [source]: token },
      ["CanvasApps/new_b.msapp!/Src/App.pa.yaml", source],
    ],
  ])("%s", (_, files, expected) => {
    expect(foundIn(files)).toEqual(expected);
  });
});

describe("the sections of the customizations are components of their own kinds", () => {
  it.each<[string, string | undefined]>([
    ["Entities", "table"],
    ["SdkMessageProcessingSteps", "plug-in step"],
    ["ServiceEndpoints", "service endpoint"],
    ["AIModels", "AI model"],
    ["connectionreferences", "connection reference"],
    ["Templates", "template"],
    ["AppModuleSiteMaps", "site map"],
    ["Others", "file"],
    ["Workflows", undefined],
    ["Connectors", undefined],
    ["CanvasApps", undefined],
    ["EnvironmentVariables", undefined],
    ["environmentvariabledefinitions", undefined],
  ])("%s: %s", (section, what) => {
    const text = (inner: string): string => `<ImportExportXml><a>${inner}</a><${section}>"${token}"</${section}></ImportExportXml>`;
    const expected = what === undefined ? [] : [`${what} customizations.xml high`];
    expect(found("customizations.xml", text(""))).toEqual(expected);
    expect(found("Other/Customizations.xml", text(""))).toEqual(expected.map((one) => one.replace("customizations", "Customizations")));
    expect(found("customizations.xml", text(githubToken(2)))).toHaveLength(expected.length + 1);
  });
});

it("customizations of another folder are a component like any", () => {
  expect(found("Formulas/customizations.xml", `<ImportExportXml><Workflows>"${token}"</Workflows></ImportExportXml>`)).toEqual([
    "file customizations.xml high",
  ]);
});

describe("a setting of a site in YAML", () => {
  const key = apiKey();
  it.each<[string, string, number]>([
    ["by its name", `adx_name: Authentication/OpenAuth/ClientSecret\nadx_value: ${key}\n`, 1],
    ["by its name, in quotes", `adx_name: Site/ApiKey\nadx_value: "${key}"\n`, 1],
    ["of newer names", `mspp_name: Site/ApiKey\nmspp_value: ${key}\n`, 1],
    ["in a list", `- name: Site/ApiKey\n  value: ${key}\n`, 1],
    ["with blanks behind its name", `adx_name: Site/ApiKey  \nadx_value: ${key}\n`, 1],
    ["with lines between", `adx_name: Site/ApiKey\nadx_source: 0\nadx_id: 1\nadx_value: ${key}\n`, 1],
    ["with another name between", `adx_name: Site/ApiKey\nadx_name: Site/Index\nadx_value: ${key}\n`, 0],
    ["with its value first", `adx_value: ${key}\nadx_name: Site/ApiKey\n`, 1],
    ["in a list", `- adx_value: ${key}\n  adx_name: Site/ApiKey\n- adx_value: 5\n  adx_name: Site/Index\n`, 1],
    ["in a list, beside the name of another", `- adx_value: ${key}\n  adx_name: Site/Index\n- adx_value: 5\n  adx_name: Site/ApiKey\n`, 0],
    ["by another name", `adx_name: Site/Index\nadx_value: ${key}\n`, 0],
    ["without a value", "adx_name: Site/ApiKey\nadx_value:\n", 0],
  ])("%s", (_, text, count) => {
    for (const ends of [text, text.replaceAll("\n", "\r\n")]) {
      const matches = analysedSolutions([{ files: { "site-settings/a.yml": ends } }]).otherComponents().credentials;
      expect(matches.map(({ place: { at } }) => (at.kind === "text" ? ends.slice(at.span.start, at.span.end) : ""))).toEqual(
        Array.from({ length: count }, () => key),
      );
    }
  });
});
