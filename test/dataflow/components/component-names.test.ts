import { describe, expect, it } from "vitest";
import { analyse } from "../../../src/dataflow/analysis.ts";
import { readWorkspace } from "../../../src/dataflow/workspace/read-workspace.ts";
import { githubToken } from "../../../src/testing/credentials.ts";
import { containerOf, solutionFiles } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../analysed.ts";

const token = githubToken();

/** What the components are called that hold a token. */
function namesIn(files: Readonly<Record<string, string>>): readonly string[] {
  return analysedSolutions([{ files }])
    .otherComponents()
    .credentials.map(({ what, name }) => `${what} ${name}`);
}

const customizations = (inner: string): Readonly<Record<string, string>> => ({
  "customizations.xml": `<ImportExportXml>${inner}</ImportExportXml>`,
});

describe("a component is called as its maker calls it", () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      "a web resource of an export, by its unique name",
      {
        ...customizations(
          "<WebResources><WebResource><Name>new_/a.js</Name><FileName>/WebResources/new_ajs1</FileName></WebResource><WebResource><Name>new_/b.js</Name><FileName>/WebResources/new_bjs2</FileName></WebResource></WebResources>",
        ),
        "WebResources/new_bjs2": token,
        "WebResources/new_ajs1": token,
      },
      ["web resource new_/b.js", "web resource new_/a.js"],
    ],
    ["a web resource of an unpacked solution, by its path", { "WebResources/new_/js/a.js": token }, ["web resource new_/js/a.js"]],
    [
      "a packed canvas app",
      {
        ...customizations(
          "<CanvasApps><CanvasApp><Name>new_orders</Name><DisplayName>Orders &amp; more</DisplayName><DocumentUri>/CanvasApps/new_orders_DocumentUri.msapp</DocumentUri></CanvasApp></CanvasApps>",
        ),
        "CanvasApps/new_orders_DocumentUri.msapp!/Src/App.pa.yaml": token,
      },
      ["canvas app Orders & more"],
    ],
    [
      "an unpacked canvas app, by the file beside it",
      {
        "CanvasApps/new_orders.meta.xml": "<CanvasApp><DisplayName>Orders</DisplayName></CanvasApp>",
        "CanvasApps/src/new_orders/Src/App.fx.yaml": token,
      },
      ["canvas app Orders"],
    ],
    ["a canvas app that nothing describes", { "CanvasApps/src/new_orders/Src/App.fx.yaml": token }, ["canvas app new_orders"]],
    [
      "an unpacked canvas app of the other layout",
      {
        "CanvasApps/new_orders.meta.xml": "<CanvasApp><DisplayName>Orders</DisplayName></CanvasApp>",
        "CanvasApps/new_orders_DocumentUri_msapp_src/Src/App.fx.yaml": token,
      },
      ["canvas app Orders"],
    ],
    [
      "a topic",
      {
        "botcomponents/new_a.topic.T/botcomponent.xml": "<botcomponent><name>Ticket</name></botcomponent>",
        "botcomponents/new_a.topic.T/data": token,
      },
      ["agent component Ticket"],
    ],
    ["a topic that nothing describes", { "botcomponents/new_a.topic.T/data": token }, ["agent component new_a.topic.T"]],
    [
      "a classic workflow",
      {
        ...customizations(
          '<Workflows><Workflow WorkflowId="1" Name="Say welcome"><XamlFileName>/Workflows/Saywelcome-3F2504E0-4F89-11D3-9A0C-0305E82C3301.xaml</XamlFileName></Workflow></Workflows>',
        ),
        "Workflows/Saywelcome-3F2504E0-4F89-11D3-9A0C-0305E82C3301.xaml": token,
      },
      ["classic workflow Say welcome"],
    ],
    [
      "steps and endpoints that one file describes",
      customizations(
        `<SdkMessageProcessingSteps><SdkMessageProcessingStep Name="First" Id="1"><Configuration>${token}</Configuration></SdkMessageProcessingStep><SdkMessageProcessingStep Name="Second"><Configuration>${githubToken(2)}</Configuration></SdkMessageProcessingStep></SdkMessageProcessingSteps><ServiceEndpoints><ServiceEndpoint><Name>Queue</Name><Path>${githubToken(3)}</Path></ServiceEndpoint></ServiceEndpoints>`,
      ),
      ["plug-in step First", "plug-in step Second", "service endpoint Queue"],
    ],
    [
      "a step of an unpacked solution",
      {
        "SdkMessageProcessingSteps/{1}.xml": `<SdkMessageProcessingStep Name="First"><Configuration>${token}</Configuration></SdkMessageProcessingStep>`,
      },
      ["plug-in step First"],
    ],
    [
      "a table",
      customizations(
        `<Entities><Entity><Name LocalizedName="Order" OriginalName="Order">new_order</Name><x>${token}</x></Entity></Entities>`,
      ),
      ["table Order"],
    ],
    [
      "a site's component in YAML",
      { "powerpagecomponents/1/powerpagecomponent.yml": `powerpagecomponent:\n  content: '{"source":"${token}"}'\n  name: Home page\n` },
      ["Power Pages component Home page"],
    ],
  ])("%s", (_name, files, expected) => {
    expect(namesIn(files)).toEqual(expected);
  });

  it("in a solution that is in a folder of its own", () => {
    const solution = solutionFiles({
      files: {
        ...customizations(
          "<WebResources><WebResource><Name>new_/b.js</Name><FileName>/WebResources/new_bjs2</FileName></WebResource></WebResources>",
        ),
        "WebResources/new_bjs2": token,
      },
    });
    const files = new Map([...solution].map(([name, text]) => [`src/Orders/${name}`, text]));
    const workspace = readWorkspace([containerOf(files)]);
    const { credentials } = analyse(workspace).otherComponents();
    expect(credentials.map(({ what, name }) => `${what} ${name}`)).toEqual(["web resource new_/b.js"]);
  });

  it("in an element that is far away no longer", () => {
    const files = customizations(
      `<SdkMessageProcessingSteps><SdkMessageProcessingStep Name="First" />${" ".repeat(200_000)}<x>${token}</x></SdkMessageProcessingSteps>`,
    );
    expect(namesIn(files)).toEqual(["plug-in step customizations.xml"]);
  });
});
