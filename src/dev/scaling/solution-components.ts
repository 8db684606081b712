import { escapeXml } from "../../source/xml-text.ts";
import { customizations, type FilesSubject, guid, variableFiles } from "./solution-parts.ts";
import { joined, many, numbered } from "./subject.ts";

/** Files of components that are added to a small solution with one flow. */
export const components: readonly FilesSubject[] = [
  ["environment variables", (n, { plainText }) => variableFiles(n, plainText)],
  [
    "environment variables that are secrets",
    (n) =>
      variableFiles(
        n,
        (i) => `/subscriptions/${guid(i)}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv${i}/secrets/s${i}`,
        "100000005",
      ),
  ],
  [
    "values of environment variables",
    (n, { plainText }) => ({
      ...variableFiles(n, () => ""),
      ...numbered(
        n,
        (i) =>
          JSON.stringify({
            environmentvariablevalues: { environmentvariablevalue: { "@environmentvariablevalueid": guid(i), value: plainText(i) } },
          }),
        (i) => `environmentvariabledefinitions/new_Key${i}/environmentvariablevalues.json`,
      ),
    }),
  ],
  [
    "connection references",
    (n) =>
      customizations(
        `<connectionreferences>${joined(n, (i) => `<connectionreference connectionreferencelogicalname="new_r${i}"><connectorid>/providers/Microsoft.PowerApps/apis/shared_keyvault</connectorid></connectionreference>`)}</connectionreferences>`,
      ),
  ],
  [
    "workflows in the customizations",
    (n) =>
      customizations(
        `<Workflows>${joined(n, (i) => `<Workflow WorkflowId="{${guid(i)}}" Name="Flow ${i}"><JsonFileName>/Workflows/F-${guid(i)}.json</JsonFileName><Category>5</Category></Workflow>`)}</Workflows>`,
      ),
  ],
  [
    "members of one element",
    (n, { plainText }) =>
      customizations(
        `<Workflows><Workflow Name="x">${joined(n, (i) => `<Password${i}>${plainText(i)}</Password${i}>`)}</Workflow></Workflows>`,
      ),
  ],
  [
    "attributes of one element",
    (n, { plainText }) => customizations(`<Workflows><Workflow ${joined(n, (i) => `password${i}="${plainText(i)}"`, " ")} /></Workflows>`),
  ],
  [
    "tables",
    (n, { plainText }) =>
      customizations(
        `<Entities>${joined(n, (i) => `<Entity><Name>new_t${i}</Name><attributes><attribute PhysicalName="new_password"><Description>${plainText(i)}</Description></attribute></attributes></Entity>`)}</Entities>`,
      ),
  ],
  [
    "plug-in steps",
    (n, { plainText }) =>
      customizations(
        `<SdkMessageProcessingSteps>${joined(n, (i) => `<SdkMessageProcessingStep Name="Step ${i}"><Configuration>password=${plainText(i)}</Configuration></SdkMessageProcessingStep>`)}</SdkMessageProcessingSteps>`,
      ),
  ],
  [
    "files of plug-in steps",
    (n, { plainText }) =>
      numbered(
        n,
        (i) => `<SdkMessageProcessingStep><Configuration>password=${plainText(i)}</Configuration></SdkMessageProcessingStep>`,
        (i) => `SdkMessageProcessingSteps/step${i}.xml`,
      ),
  ],
  [
    "web resources",
    (n, { plainText }) =>
      numbered(
        n,
        (i) => `const password = "${plainText(i)}";`,
        (i) => `WebResources/new_orders${i}.js`,
      ),
  ],
  [
    "settings of a site",
    (n, { plainText }) => ({
      "sitesetting.yml": joined(n, (i) => `- adx_name: Authentication/OpenAuth/P${i}/ClientSecret\n  adx_value: ${plainText(i)}`, "\n"),
    }),
  ],
  [
    "files of settings of a site",
    (n, { plainText }) =>
      numbered(
        n,
        (i) => `adx_name: Authentication/OpenAuth/P${i}/ClientSecret\nadx_value: ${plainText(i)}\n`,
        (i) => `site-settings/s${i}.sitesetting.yml`,
      ),
  ],
  [
    "agents",
    (n, { plainText }) => ({
      ...numbered(
        n,
        (i) => `kind: HttpRequestAction\nheaders:\n  Authorization: Bearer ${plainText(i)}\n`,
        (i) => `botcomponents/new_agent.topic.T${i}/data`,
      ),
      ...numbered(
        n,
        (i) => `<botcomponent schemaname="new_agent.topic.T${i}"><name>T ${i}</name></botcomponent>`,
        (i) => `botcomponents/new_agent.topic.T${i}/botcomponent.xml`,
      ),
    }),
  ],
  [
    "nodes of an agent's topic",
    (n, { plainText }) => ({
      "botcomponents/new_agent.topic.Orders/data": `kind: AdaptiveDialog\nbeginDialog:\n  actions:\n${joined(n, (i) => `    - kind: HttpRequestAction\n      id: a${i}\n      headers:\n        x-api-key: ${plainText(i)}`, "\n")}\n`,
    }),
  ],
  [
    "formulas of a canvas app",
    (n, { plainText }) => ({
      "CanvasApps/new_orders_DocumentUri.msapp!/Src/App.pa.yaml": `App:\n  Properties:\n${joined(n, (i) => `    OnStart${i}: =Set(varPassword${i}, "${plainText(i)}")`, "\n")}\n`,
    }),
  ],
  [
    "controls in controls of a canvas app",
    (n, { plainText }) => ({
      "CanvasApps/new_orders_DocumentUri.msapp!/Src/App.pa.yaml": joined(
        Math.min(n, 400),
        (i) => `${"  ".repeat(i)}C${i}:\n${"  ".repeat(i)}  Text: ="${plainText(i)}"`,
        "\n",
      ),
    }),
  ],
  [
    "screens of a canvas app",
    (n, { plainText }) =>
      numbered(
        n,
        (i) => `Screens:\n  S${i}:\n    Properties:\n      OnVisible: =Set(varPassword, "${plainText(i)}")\n`,
        (i) => `CanvasApps/new_orders_DocumentUri.msapp!/Src/S${i}.pa.yaml`,
      ),
  ],
  [
    "data sources of a canvas app",
    (n, { plainText }) => ({
      "CanvasApps/new_orders_DocumentUri.msapp!/References/DataSources.json": JSON.stringify({
        DataSources: many(n, (i) => ({ Name: `D${i}`, Type: "StaticDataSourceInfo", Data: JSON.stringify([{ Password: plainText(i) }]) })),
      }),
    }),
  ],
  [
    "rows of data",
    (n, { plainText }) => ({
      "data.xml": `<entities><entity name="new_setting"><records>${joined(n, (i) => `<record id="${guid(i)}"><field name="new_name" value="Password" /><field name="new_value" value="${plainText(i)}" /></record>`)}</records></entity></entities>`,
    }),
  ],
  [
    "activities of a classic workflow",
    (n, { plainText }) => ({
      "Workflows/Welcome-3F2504E0-4F89-11D3-9A0C-0305E82C3301.xaml": joined(
        n,
        (i) =>
          `<InArgument x:TypeArguments="s:Object[]" x:Key="Parameters">[New Object() { Microsoft.Xrm.Sdk.Workflow.WorkflowPropertyType.String, "${plainText(i)}", "String" }]</InArgument>\n<OutArgument x:TypeArguments="x:Object" x:Key="Result">[UpdateStep1_${i}]</OutArgument>\n<mxswa:SetEntityProperty Attribute="new_password" Entity="[Temp]" EntityName="contact" Value="[UpdateStep1_${i}]" />`,
        "\n",
      ),
    }),
  ],
  [
    "activities of a classic workflow that hand a value on",
    (n, { plainText }) => ({
      "Workflows/Welcome-3F2504E0-4F89-11D3-9A0C-0305E82C3301.xaml": joined(
        n,
        (i) =>
          `<InArgument x:TypeArguments="s:Object[]" x:Key="Parameters">[New Object() { ${i === 0 ? `Microsoft.Xrm.Sdk.Workflow.WorkflowPropertyType.String, "${plainText(i)}", "String"` : `UpdateStep1_${i - 1}`} }]</InArgument>\n<OutArgument x:TypeArguments="x:Object" x:Key="Result">[UpdateStep1_${i}]</OutArgument>\n<mxswa:SetEntityProperty Attribute="new_password" Entity="[Temp]" EntityName="contact" Value="[UpdateStep1_${i}]" />`,
        "\n",
      ),
    }),
  ],
  [
    "missing dependencies",
    (n) =>
      solutionXml(
        joined(
          n,
          (i) =>
            `<MissingDependency><Required key="0" type="380" schemaName="new_Key${i}" solution="Core (1.0.0.0)" /><Dependent key="1" type="29" displayName="x" /></MissingDependency>`,
        ),
        "MissingDependencies",
      ),
  ],
  [
    "root components",
    (n) =>
      solutionXml(
        joined(n, (i) => `<RootComponent type="29" id="{${guid(i)}}" behavior="0" />`),
        "RootComponents",
      ),
  ],
  [
    "files that nobody knows",
    (n, { plainText }) =>
      numbered(
        n,
        (i) => JSON.stringify({ password: plainText(i) }),
        (i) => `Other${i}/settings.json`,
      ),
  ],
  [
    "folders in folders",
    (n, { plainText }) => ({ [`${"a/".repeat(Math.min(n, 1500))}settings.json`]: JSON.stringify({ password: plainText(0) }) }),
  ],
  [
    "files with names that begin alike",
    (n) =>
      numbered(
        n,
        () => "{}",
        (i) => `Workflows/${"a".repeat(100)}${i}.json`,
      ),
  ],
  [
    "files that cannot be read",
    (n) =>
      numbered(
        n,
        () => "{",
        (i) => `Workflows/F-${guid(i)}.json`,
      ),
  ],
  [
    "desktop flows in the customizations",
    (n, { plainText }) =>
      customizations(
        `<Workflows>${joined(n, (i) => `<Workflow WorkflowId="{${guid(i)}}" Name="Robot ${i}"><Category>6</Category><UIFlowType>2</UIFlowType><Definition>${escapeXml(JSON.stringify(`SET Password TO $'''${plainText(i)}'''`))}</Definition></Workflow>`)}</Workflows>`,
      ),
  ],
];

function solutionXml(inner: string, element: string): Readonly<Record<string, string>> {
  return {
    "solution.xml": `<ImportExportXml><SolutionManifest><UniqueName>ContosoTest</UniqueName><Version>1.0.0.0</Version><Managed>0</Managed><${element}>${inner}</${element}></SolutionManifest></ImportExportXml>`,
  };
}
