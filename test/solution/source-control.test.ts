import { describe, expect, test } from "vitest";
import { lint } from "../../src/index.ts";
import { environmentSecret } from "../../src/testing/actions.ts";
import { apiKey } from "../../src/testing/credentials.ts";
import { flow, solutionFiles } from "../../src/testing/solutions.ts";
import { type Tree, temporaryTree } from "../input/temporary-tree.ts";

/** The definition of a flow and of a variable as an export holds them; they are the same here. */
const exported = solutionFiles({
  usualVariables: false,
  variables: [{ schemaName: "contoso_Url", defaultValue: "https://erp.contoso.example" }],
  flows: [flow("Get orders", environmentSecret("Read_key", { variable: "contoso_Key", secure: ["outputs"] }))],
});
const fileOf = (start: string): string => [...exported].find(([name]) => name.startsWith(start))?.[1] ?? "";
const guid = "0f1e2d3c-4b5a-4678-9abc-def012345678";

const manifest = (name: string, version = "1.0.0.0"): string =>
  `ImportExportXml:\n  SolutionManifest:\n    UniqueName: ${name}\n    Version: ${version}\n    Managed: 0\n`;
const tree: Tree = {
  "solutions/ContosoErp/solution.yml": manifest("ContosoErp"),
  "solutions/ContosoErp/solutioncomponents.yml": `- Path: modernflows/GetOrders-${guid}.json\n- Path: environmentvariabledefinitions/contoso_Url\n`,
  "solutions/ContosoErp/missingdependencies.yml":
    "MissingDependencies:\n  MissingDependency:\n    - Required:\n        '@type': '380'\n        '@schemaName': contoso_Key\n        '@solution': ContosoCore (1.0.0.0)\n",
  "solutions/ContosoOther/solution.yml": manifest("ContosoOther", "2.0.0.0"),
  "solutions/ContosoOther/solutioncomponents.yml": "- '@path': connectionreferences/contoso_dataverse\n",
  [`modernflows/GetOrders-${guid}.json`]: fileOf("Workflows/"),
  "environmentvariabledefinitions/contoso_Url/environmentvariabledefinition.xml": fileOf("environmentvariabledefinitions/"),
  "connectionreferences/contoso_dataverse.yml":
    "connectionreference:\n  '@connectionreferencelogicalname': contoso_dataverse\n  connectorid: /providers/Microsoft.PowerApps/apis/shared_commondataserviceforapps\n",
};

const rulesOf = async (files: Tree) =>
  (await lint(["."], { cwd: temporaryTree(files), config: false })).findings.map(({ rule, location }) => `${rule} ${location.file}`);

describe("the YAML layout of source control", () => {
  test("is read with all its solutions and their parts", async () => {
    const { solutions } = await lint(["."], { cwd: temporaryTree(tree), config: false });
    expect(solutions).toMatchObject([
      { uniqueName: "ContosoErp", version: "1.0.0.0", managed: false, cloudFlows: 1, environmentVariables: 1, connectionReferences: 0 },
      { uniqueName: "ContosoOther", version: "2.0.0.0", cloudFlows: 0, environmentVariables: 0, connectionReferences: 1 },
    ]);
  });

  test("knows what other solutions bring", async () => {
    expect(await rulesOf(tree)).not.toContainEqual(expect.stringContaining("undeclared-environment-variable"));
    const alone = Object.fromEntries(Object.entries(tree).filter(([name]) => !name.endsWith("missingdependencies.yml")));
    expect(await rulesOf(alone)).toContain(`undeclared-environment-variable modernflows/GetOrders-${guid}.json`);
  });

  test("has the flow's name from the file beside it", async () => {
    const { findings } = await lint(["."], {
      cwd: temporaryTree({
        ...Object.fromEntries(Object.entries(tree).filter(([name]) => !name.startsWith("modernflows/"))),
        [`modernflows/${guid}/workflow.yml`]: `Workflow:\n  '@WorkflowId': '{${guid}}'\n  '@Name': Get all orders\n  Category: 5\n  JsonFileName: /Workflows/GetOrders.json\n`,
        [`modernflows/${guid}/GetOrders.json`]: fileOf("Workflows/").replace("contoso_Key", "contoso_Missing"),
      }),
      config: false,
      only: ["undeclared-environment-variable"],
    });
    expect(findings).toMatchObject([{ location: { component: "Get all orders", file: `modernflows/${guid}/GetOrders.json` } }]);
  });

  test("has suppressions in the description beside the flow's name", async () => {
    const { findings } = await lint(["."], {
      cwd: temporaryTree({
        ...Object.fromEntries(Object.entries(tree).filter(([name]) => !name.startsWith("modernflows/"))),
        [`modernflows/${guid}/workflow.yml`]: `Workflow:\n  '@WorkflowId': '{${guid}}'\n  '@Name': Get all orders\n  '@Description': solutionlint-disable undeclared-environment-variable -- a test\n  Category: 5\n`,
        [`modernflows/${guid}/GetOrders.json`]: fileOf("Workflows/").replace("contoso_Key", "contoso_Missing"),
      }),
      config: false,
      only: ["undeclared-environment-variable"],
    });
    expect(findings).toMatchObject([{ location: { component: "Get all orders" }, suppressed: { reason: "a test" } }]);
  });

  test("finds a credential among the values", async () => {
    const values = JSON.stringify({
      environmentvariablevalues: { environmentvariablevalue: { schemaname: "contoso_Url", value: apiKey() } },
    });
    const files = { ...tree, "environmentvariabledefinitions/contoso_Url/environmentvariablevalues.json": values };
    expect(await rulesOf(files)).toContain(
      "shipped-variable-value environmentvariabledefinitions/contoso_Url/environmentvariablevalues.json",
    );
  });

  test("tells of the scripts of desktop flows that no file describes", async () => {
    const stub = '{"properties":{"definition":{"package":""}},"schemaversion":"ROBIN_202208_DVRS"}';
    const messagesOf = async (files: Tree) =>
      (await lint(["."], { cwd: temporaryTree(files), config: false })).findings.map(({ message }) => message);
    const one = { "solutions/A/solution.yml": manifest("A"), "modernflows/Post.json": stub };
    expect(await messagesOf(one)).toEqual(["The script of this desktop flow is missing: no YAML file describes the flow."]);
    expect(await messagesOf({ ...one, "modernflows/Read.json": stub })).toEqual([
      "The scripts of 2 desktop flows are missing: no YAML file describes the flows.",
    ]);
  });

  test("says which file it does not understand, and reads the rest", async () => {
    const files = { ...tree, "connectionreferences/contoso_dataverse.yml": "a: [1\n  b: {" };
    expect(await rulesOf(files)).toContain("unreadable-file connectionreferences/contoso_dataverse.yml");
  });
});
