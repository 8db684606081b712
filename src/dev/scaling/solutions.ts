import { writeBaseline } from "../../linter/baseline.ts";
import { compose, connector, environmentSecret, http, keyVault } from "../../testing/actions.ts";
import { password } from "../../testing/credentials.ts";
import { desktop } from "../../testing/desktop.ts";
import { connectorSolution, flow, solutionFiles } from "../../testing/solutions.ts";
import { logicAppTemplate } from "../../testing/templates.ts";
import { writeZip } from "../../testing/zip-writer.ts";
import { joined, many, type Subject, type Tint } from "./subject.ts";

type FilesOf = (size: number, tint: Tint) => Readonly<Record<string, string>>;

const escapeXml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const numbered = <T>(count: number, make: (index: number) => T, name: (index: number) => string): Readonly<Record<string, T>> =>
  Object.fromEntries(many(count, (index) => [name(index), make(index)]));
const guid = (index: number): string => `${String(index).padStart(8, "0")}-2222-4333-8444-555555555555`;
const customizations = (inner: string): Readonly<Record<string, string>> => ({
  "customizations.xml": `<ImportExportXml>${inner}</ImportExportXml>`,
});
const variableXml = (name: string, value: string, type = "100000000"): string =>
  `<environmentvariabledefinition schemaname="${name}"><defaultvalue>${escapeXml(value)}</defaultvalue><displayname default="${name}" /><type>${type}</type></environmentvariabledefinition>`;
const variableFiles = (count: number, make: (index: number) => string, type?: string): Readonly<Record<string, string>> =>
  numbered(
    count,
    (i) => variableXml(`new_Key${i}`, make(i), type),
    (i) => `environmentvariabledefinitions/new_Key${i}/environmentvariabledefinition.xml`,
  );
const signIn = (value: string, name = "Call") => http(name, { authentication: { type: "Basic", username: "orders", password: value } });

/** An action of a template for a logic app that sends a key. */
const templateCall = (key: string) => ({
  type: "Http",
  inputs: { method: "GET", uri: "https://api.contoso.com", headers: { "x-api-key": key } },
});

/** Files that are added to a small solution with one flow. */
const components: readonly (readonly [string, FilesOf])[] = [
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
  [
    "resources of a template",
    (n, { plainText }) => ({
      "azuredeploy.json": JSON.stringify({
        resources: many(n, (i) => ({
          type: "Microsoft.Logic/workflows",
          name: `Orders${i}`,
          properties: {
            definition: {
              triggers: {},
              actions: {
                Call: { type: "Http", inputs: { method: "GET", uri: "https://api.contoso.com", headers: { "x-api-key": plainText(i) } } },
              },
            },
          },
        })),
      }),
    }),
  ],
  [
    "parameters of a template",
    (n, { plainText }) =>
      logicAppTemplate(
        numbered(
          n,
          (i) => templateCall(`[parameters('key${i}')]`),
          (i) => `Call${i}`,
        ),
        {
          template: {
            parameters: numbered(
              n,
              (i) => ({ type: "string", defaultValue: plainText(i) }),
              (i) => `key${i}`,
            ),
          },
        },
      ),
  ],
  [
    "variables of a template that hand a value on",
    (n, { plainText }) =>
      logicAppTemplate(
        { Call: templateCall(`[variables('v${n - 1}')]`) },
        {
          template: {
            variables: numbered(
              n,
              (i) => (i === 0 ? plainText(0) : `[concat(variables('v${i - 1}'), 'x')]`),
              (i) => `v${i}`,
            ),
          },
        },
      ),
  ],
  [
    "workflows of a logic app",
    (n, { plainText }) => ({
      "app/host.json": "{}",
      ...numbered(
        n,
        (i) =>
          JSON.stringify({
            definition: {
              $schema: "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
              triggers: {},
              actions: {
                Call: { type: "Http", inputs: { method: "GET", uri: "https://api.contoso.com", headers: { "x-api-key": plainText(i) } } },
              },
            },
            kind: "Stateful",
          }),
        (i) => `app/W${i}/workflow.json`,
      ),
    }),
  ],
  [
    "settings and connections of a logic app",
    (n, { plainText }) => ({
      "app/Orders/workflow.json": JSON.stringify({
        definition: {
          $schema: "https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#",
          triggers: {},
          actions: numbered(
            n,
            (i) => ({
              type: "Http",
              inputs: { method: "GET", uri: "https://api.contoso.com", headers: { "x-api-key": `@appsetting('KEY${i}')` } },
            }),
            (i) => `Call${i}`,
          ),
        },
        kind: "Stateful",
      }),
      "app/local.settings.json": JSON.stringify({ Values: numbered(n, plainText, (i) => `KEY${i}`) }),
      "app/connections.json": JSON.stringify({
        serviceProviderConnections: numbered(
          n,
          (i) => ({ parameterValues: { connectionString: plainText(i) } }),
          (i) => `c${i}`,
        ),
      }),
    }),
  ],
];

function solutionXml(inner: string, element: string): Readonly<Record<string, string>> {
  return {
    "solution.xml": `<ImportExportXml><SolutionManifest><UniqueName>ContosoTest</UniqueName><Version>1.0.0.0</Version><Managed>0</Managed><${element}>${inner}</${element}></SolutionManifest></ImportExportXml>`,
  };
}

const connectorFiles: readonly (readonly [string, (size: number, tint: Tint) => Parameters<typeof connectorSolution>[0]])[] = [
  [
    "operations",
    (n, { plainText }) => ({
      openapidefinition: {
        swagger: "2.0",
        host: "erp.contoso.com",
        paths: numbered(
          n,
          (i) => ({
            get: {
              operationId: `Get${i}`,
              parameters: [{ name: "x-api-key", in: "header", type: "string", default: plainText(i) }],
              responses: { "200": { schema: { $ref: `#/definitions/D${i}` } } },
            },
          }),
          (i) => `/orders${i}`,
        ),
        definitions: numbered(
          n,
          (i) => ({ properties: { password: { type: "string" }, next: { $ref: `#/definitions/D${(i + 1) % n}` } } }),
          (i) => `D${i}`,
        ),
      },
    }),
  ],
  [
    "parameters of one operation",
    (n, { plainText }) => ({
      openapidefinition: {
        swagger: "2.0",
        paths: {
          "/orders": {
            get: {
              operationId: "Get",
              parameters: many(n, (i) => ({ name: `x-api-key-${i}`, in: "header", type: "string", default: plainText(i) })),
            },
          },
        },
      },
    }),
  ],
  [
    "operations that share definitions of definitions",
    (n) => ({
      openapidefinition: {
        swagger: "2.0",
        paths: numbered(
          n,
          (i) => ({
            post: {
              operationId: `Post${i}`,
              parameters: [{ name: "body", in: "body", schema: { $ref: "#/definitions/D0" } }],
              responses: { "200": { schema: { $ref: "#/definitions/D0" } } },
            },
          }),
          (i) => `/o${i}`,
        ),
        definitions: numbered(
          n,
          (i) => ({
            properties: {
              a: { $ref: `#/definitions/D${i + 1}` },
              b: { $ref: `#/definitions/D${i + 1}` },
              password: { type: "string", format: "password" },
            },
          }),
          (i) => `D${i}`,
        ),
      },
    }),
  ],
  [
    "connection parameters",
    (n, { plainText }) => ({
      connectionparameters: numbered(
        n,
        (i) => ({ type: "oauthSetting", oAuthSettings: { identityProvider: "aad", clientId: "x", clientSecret: plainText(i) } }),
        (i) => `token${i}`,
      ),
    }),
  ],
  [
    "policies",
    (n, { plainText }) => ({
      policytemplateinstances: many(n, (i) => ({
        templateId: "setheader",
        title: `Key ${i}`,
        parameters: { "x-ms-apimTemplateParameter.name": "x-api-key", "x-ms-apimTemplateParameter.value": plainText(i) },
      })),
    }),
  ],
  ["lines of code", (n, { plainText }) => ({ script: joined(n, (i) => `request.Headers.Add("x-api-key", "${plainText(i)}");`, "\n") })],
];

const base = (tint: Tint): ReadonlyMap<string, string> =>
  solutionFiles({
    flows: [flow("Orders", ...tint.prelude, compose("Step", `@${tint.expression}`), signIn("@parameters('Key (new_Key1)')", "Key"))],
  });

/** Beside a solution with so many flows: what a configuration, a baseline or deployment settings do with each. */
const flowsOf = (count: number, tint: Tint): ReadonlyMap<string, string> =>
  solutionFiles({
    flows: many(count, (i) => flow(`Flow ${i}`, ...tint.prelude, compose("Step", `@${tint.expression}`))),
    desktopFlows: [
      desktop(
        "Robot",
        { inputs: ["Password"], sensitive: ["Password"] },
        "Logging.LogMessage Message: Password LogLevel: Logging.LogLevel.Info",
      ),
    ],
  });

const configurations: readonly (readonly [string, (size: number) => object])[] = [
  [
    "overrides of flows",
    (n) => ({ overrides: many(n, (i) => ({ flows: [`Flow ${i}`], rules: { "hardcoded-credential": "off" }, reason: "known" })) }),
  ],
  [
    "overrides of flows by globs",
    (n) => ({
      overrides: many(n, (i) => ({
        flows: [`*${i}*`],
        operations: ["St*"],
        rules: { "secret-in-data-operation": "off" },
        reason: "known",
      })),
    }),
  ],
  [
    "flows of one override",
    (n) => ({ overrides: [{ flows: many(n, (i) => `Flow ${i}`), rules: { "secret-in-data-operation": "off" }, reason: "known" }] }),
  ],
  [
    "overrides of files",
    (n) => ({
      overrides: many(n, (i) => ({ files: [`Workflows/Flow${i}-*.json`], rules: { "secret-in-data-operation": "off" }, reason: "known" })),
    }),
  ],
  ["globs of ignored files", (n) => ({ ignore: many(n, (i) => `**/Flow${i}x*.json`) })],
  [
    "globs of ignored files that share their text",
    (n) => ({ ignore: many(n, (i) => `Workflows/*${"?".repeat(i % 7)}Flow*${i % 10}x${"*".repeat(i % 3)}`) }),
  ],
  ["sensitive names", (n) => ({ sensitiveNames: many(n, (i) => `losung${i}`) })],
  [
    "own connectors",
    (n) => ({
      connectors: numbered(
        n,
        () => ({ kind: "store", operations: { "Get*": { sink: "none", secretOutputs: [{ path: "body/key", what: "key" }] } } }),
        (i) => `shared_erp${i}`,
      ),
    }),
  ],
  [
    "operations of an own connector",
    (n) => ({
      connectors: {
        shared_keyvault: {
          kind: "store",
          operations: numbered(
            n,
            () => ({ sink: "none" }),
            (i) => `Get*${i}`,
          ),
        },
      },
    }),
  ],
  [
    "own desktop actions",
    (n) => ({
      desktopActions: numbered(
        n,
        () => ({ credential: ["Password"], sink: { Trace: "log" } }),
        (i) => `Contoso.Login${i}`,
      ),
    }),
  ],
  [
    "own rules",
    (n) => ({
      customRules: many(n, (i) => ({
        name: `contoso/r-${i}`,
        message: "x",
        given: `$.properties.definition.actions.*.inputs.m${i}`,
        // biome-ignore lint/suspicious/noThenProperty: it is data that no promise meets.
        then: { exists: false },
      })),
    }),
  ],
  [
    "environments",
    (n) => ({
      environments: numbered(
        n,
        (i) => ({ vaultPattern: `^kv-${i}$` }),
        (i) => `env${i}`,
      ),
    }),
  ],
];

const settingsOf = (count: number, tint: Tint): string =>
  JSON.stringify({
    EnvironmentVariables: many(count, (i) => ({ SchemaName: `new_Key${i}`, Value: tint.plainText(i) })),
    ConnectionReferences: many(count, (i) => ({
      LogicalName: `new_r${i}`,
      ConnectionId: `c${i}`,
      ConnectorId: "/providers/Microsoft.PowerApps/apis/shared_keyvault",
    })),
  });

const baselineOf = (count: number): string =>
  writeBaseline({
    entries: many(count, (i) => ({
      fingerprint: i.toString(16).padStart(16, "0"),
      code: "SL1001",
      rule: "hardcoded-credential",
      solution: "ContosoTest",
      component: `Flow ${i}`,
    })),
  });

/** So many archives in one. */
const archives = (count: number, tint: Tint, nameOf: (index: number) => string): Buffer =>
  writeZip(
    many(count, (i) => ({
      name: `s${i}.zip`,
      content: writeZip(
        [
          ...solutionFiles({ uniqueName: nameOf(i), flows: [flow(`Flow ${i}`, ...tint.prelude, compose("Step", `@${tint.expression}`))] }),
        ].map(([name, content]) => ({ name, content })),
      ),
      stored: true,
    })),
  );

const alone = (name: string, bytesOf: (size: number, tint: Tint) => Buffer): Subject => ({
  name,
  files: () => new Map(),
  beside: (size, tint) => new Map([["all.zip", bytesOf(size, tint)]]),
  input: "all.zip",
});

const sourceControl = (count: number, tint: Tint): ReadonlyMap<string, string> => {
  const files = solutionFiles({
    usualVariables: false,
    flows: [flow("Get orders", environmentSecret("Read_key"), signIn("@body('Read_key')?['x']"), compose("Step", tint.text(0)))],
  });
  const definition = [...files].find(([name]) => name.startsWith("Workflows/"))?.[1] ?? "";
  return new Map([
    [
      "solutions/Contoso/solution.yml",
      "ImportExportXml:\n  SolutionManifest:\n    UniqueName: Contoso\n    Version: 1.0.0.0\n    Managed: 0\n",
    ],
    [
      "solutions/Contoso/solutioncomponents.yml",
      joined(count, (i) => `- Path: modernflows/F${i}-${guid(i)}.json\n- Path: environmentvariabledefinitions/new_Key${i}\n`),
    ],
    [
      "solutions/Contoso/missingdependencies.yml",
      `MissingDependencies:\n  MissingDependency:\n${joined(count, (i) => `    - Required:\n        '@type': '380'\n        '@schemaName': core_Key${i}\n        '@solution': Core (1.0.0.0)\n`)}`,
    ],
    ...many(count, (i): [string, string] => [`modernflows/F${i}-${guid(i)}.json`, definition]),
    ...many(count, (i): [string, string] => [
      `environmentvariabledefinitions/new_Key${i}/environmentvariabledefinition.xml`,
      variableXml(`new_Key${i}`, tint.plainText(i)),
    ]),
    ...many(count, (i): [string, string] => [
      `connectionreferences/new_r${i}.yml`,
      `connectionreference:\n  '@connectionreferencelogicalname': new_r${i}\n  connectorid: /providers/Microsoft.PowerApps/apis/shared_keyvault\n`,
    ]),
  ]);
};

/** Whole solutions: their components, custom connectors, the files that are given beside them, and several of them. */
export const solutions: readonly Subject[] = [
  ...components.map(
    ([name, filesOf]): Subject => ({
      name: `solution: ${name}`,
      files: (size, tint) => new Map([...base(tint), ...Object.entries(filesOf(size, tint))]),
    }),
  ),
  ...connectorFiles.map(
    ([name, filesOf]): Subject => ({
      name: `connector: ${name}`,
      files: (size, tint) =>
        new Map([
          ...solutionFiles({
            ...connectorSolution(filesOf(size, tint)),
            flows: [
              flow(
                "Orders",
                ...tint.prelude,
                ...many(Math.min(size, 50), (i) =>
                  connector(`Run_${i}`, "shared_new-5fcontoso-20erp", `Post${i}`, { "body/password": `@${tint.expression}` }),
                ),
              ),
            ],
          }),
        ]),
    }),
  ),
  ...configurations.map(
    ([name, configOf]): Subject => ({
      name: `configuration: ${name}`,
      files: (size, tint) => flowsOf(Math.min(size, 500), tint),
      beside: (size) => new Map([["given.json", JSON.stringify(configOf(size))]]),
      args: ["--config", "given.json"],
    }),
  ),
  {
    name: "given: variables of deployment settings",
    files: (size, tint) => new Map([...base(tint), ...Object.entries(variableFiles(size, () => ""))]),
    beside: (size, tint) =>
      new Map([
        ["dev.json", settingsOf(size, tint)],
        ["prod.json", settingsOf(size, tint)],
      ]),
    args: ["--no-config", "--settings", "dev=dev.json", "--settings", "prod=prod.json"],
  },
  {
    name: "given: entries of a baseline",
    files: (size, tint) => flowsOf(Math.min(size, 500), tint),
    beside: (size) => new Map([["accepted.json", baselineOf(size)]]),
    args: ["--no-config", "--baseline", "accepted.json"],
  },
  {
    name: "given: flows of the previous package",
    files: (size, tint) => flowsOf(size, tint),
    beside: (size, tint) => new Map([["previous.zip", writeZip([...flowsOf(size, tint)].map(([name, content]) => ({ name, content })))]]),
    args: ["--no-config", "--previous", "previous.zip"],
    most: 4000,
  },
  alone("several: solutions of one name", (size, tint) => archives(size, tint, () => "Contoso")),
  alone("several: solutions", (size, tint) => archives(size, tint, (i) => `Contoso${i}`)),
  alone("several: solutions that share a variable", (size, tint) =>
    writeZip(
      many(size, (i) => ({
        name: `s${i}.zip`,
        stored: true,
        content: writeZip(
          [
            ...solutionFiles({
              uniqueName: `C${i}`,
              flows: [flow(`Flow ${i}`, ...tint.prelude, keyVault.getSecret("Read"), signIn(`@parameters('Key (new_Shared)')`))],
              variables: [{ schemaName: "new_Shared", value: password(i) }],
            }),
          ].map(([name, content]) => ({ name, content })),
        ),
      })),
    ),
  ),
  { name: "several: flows of source control", files: sourceControl, isFolder: true },
  {
    name: "several: files in a folder",
    files: (size, tint) => new Map([...base(tint), ...many(size, (i): [string, string] => [`Notes/n${i}.txt`, tint.plainText(i)])]),
    isFolder: true,
  },
  {
    name: "several: unpacked solutions in a folder",
    files: (size, tint) =>
      new Map(
        many(size, (i) =>
          [...base(tint)].map(([name, text]): [string, string] => [`s${i}/${name.replace("ContosoTest", `C${i}`)}`, text]),
        ).flat(),
      ),
    isFolder: true,
    most: 1500,
  },
  {
    name: "several: flow definitions in a folder",
    files: (size, tint) =>
      new Map(
        many(size, (i): [string, string] => [`f${i}.json`, [...base(tint)].find(([name]) => name.startsWith("Workflows/"))?.[1] ?? ""]),
      ),
    isFolder: true,
  },
];
