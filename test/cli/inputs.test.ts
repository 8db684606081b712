import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../src/json.ts";
import { password } from "../../src/testing/credentials.ts";
import { writeZip } from "../../src/testing/zip-writer.ts";
import { temporaryTree } from "../input/temporary-tree.ts";
import { root, runCli } from "./run-cli.ts";

const definitionFile = "fixtures/contoso-erp/Workflows/GetERPorders-1F2E3D4C-5B6A-4978-8695-A4B3C2D1E0F1.json";

interface Report {
  readonly solutions: readonly { readonly kind: string; readonly root: string; readonly uniqueName: string }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly location: { readonly file: string; readonly component: string; readonly pointer?: string; readonly line: number };
  }[];
}

async function lint(tree: Parameters<typeof temporaryTree>[0], ...args: readonly string[]): Promise<Report> {
  const { code, stdout, stderr } = await runCli([...args, "-f", "json"], { cwd: temporaryTree(tree) });
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  return JSON.parse(stdout) as Report;
}

function keyFinding({ findings }: Report): Report["findings"][number]["location"] | undefined {
  return findings.find(({ rule }) => rule === "hardcoded-credential")?.location;
}

describe("solutions are found in", () => {
  test("a Package Deployer package, with the archive in the names of files", async () => {
    const solution = readFileSync(join(root, "fixtures/ContosoErp_1_0_0_7.zip"));
    const deployer = writeZip([
      { name: "[Content_Types].xml", content: "<Types />" },
      {
        name: "PkgAssets/ImportConfig.xml",
        content: '<configdatastorage><solutions><configsolutionfile solutionpackagefilename="Core.zip" /></solutions></configdatastorage>',
      },
      { name: "PkgAssets/Core.zip", content: solution, stored: true },
      { name: "ContosoPackage.dll", content: "MZ" },
    ]);
    const report = await lint({ "Contoso.pdpkg.zip": deployer }, "Contoso.pdpkg.zip");
    expect(report.solutions).toMatchObject([{ kind: "solution", uniqueName: "ContosoErp", root: "PkgAssets/Core.zip" }]);
    expect(keyFinding(report)?.file).toBe("PkgAssets/Core.zip!/Workflows/GetERPorders-1F2E3D4C-5B6A-4978-8695-A4B3C2D1E0F1.json");
    const { stdout } = await runCli(["Contoso.pdpkg.zip", "-f", "compact"], { cwd: temporaryTree({ "Contoso.pdpkg.zip": deployer }) });
    expect(stdout).toMatch(/^Contoso\.pdpkg\.zip!\/PkgAssets\/Core\.zip!\/Workflows\/GetERPorders-/m);
  });

  test("a legacy flow package", async () => {
    const { properties } = JSON.parse(readFileSync(join(root, definitionFile), "utf8")) as { readonly properties: JsonObject };
    const flow = "Microsoft.Flow/flows/11111111-2222-4333-8444-555555555555";
    const reference = {
      connectionName: "shared-keyvault-1",
      source: "Embedded",
      id: "/providers/Microsoft.PowerApps/apis/shared_keyvault",
    };
    const definition = {
      name: "11111111-2222-4333-8444-555555555555",
      id: "/providers/Microsoft.Flow/flows/11111111-2222-4333-8444-555555555555",
      type: "Microsoft.Flow/flows",
      properties: { ...properties, displayName: "Get ERP orders", connectionReferences: { shared_keyvault: reference } },
    };
    const legacy = writeZip([
      { name: "manifest.json", content: JSON.stringify({ schema: "1.0", details: { displayName: "Get ERP orders" }, resources: {} }) },
      { name: "Microsoft.Flow/flows/manifest.json", content: JSON.stringify({ packageSchemaVersion: "1.0" }) },
      { name: `${flow}/apisMap.json`, content: "{}" },
      { name: `${flow}/connectionsMap.json`, content: "{}" },
      { name: `${flow}/definition.json`, content: JSON.stringify(definition) },
    ]);
    const report = await lint({ "GetERPorders.zip": legacy }, "GetERPorders.zip");
    expect(report.solutions).toMatchObject([{ kind: "flow-package" }]);
    expect(keyFinding(report)).toMatchObject({ file: `${flow}/definition.json`, component: "Get ERP orders" });
  });

  test("a single flow definition", async () => {
    const report = await lint({ "orders.json": readFileSync(join(root, definitionFile)) }, "orders.json");
    expect(keyFinding(report)?.component).toBe("orders");
  });

  test("a template for Azure with comments", async () => {
    const template = readFileSync(join(root, definitionFile), "utf8")
      .replace(/^\{/, '{ // made by hand: "of" {the} portal\n')
      .replace(/,\n/, ", /* and\n more */\n");
    const plain = await lint({ "orders.json": readFileSync(join(root, definitionFile)) }, "orders.json");
    const commented = await lint({ "orders.json": template }, "orders.json");
    const placesOf = ({ findings }: Report): readonly unknown[] => findings.map(({ rule, location }) => [rule, location.pointer]);
    expect(placesOf(commented)).toEqual(placesOf(plain));
    expect(commented.findings.map(({ location }) => location.line)).toEqual(plain.findings.map(({ location }) => location.line + 2));
  });

  test("a script of a desktop flow that stands alone, which counts as a flow", async () => {
    const tree = { "login.txt": `SET Password TO $'''${password()}'''\n` };
    const report = await lint(tree, "login.txt");
    expect(report.solutions).toMatchObject([{ kind: "loose", cloudFlows: 0, desktopFlows: 1, actions: 0 }]);
    const { stdout } = await runCli(["login.txt"], { cwd: temporaryTree(tree) });
    expect(stdout).toMatch(/^login\.txt {2}no solution · 1 desktop flow$/m);
    expect(stdout).toMatch(/^✖ 1 error {3}in 1 flow$/m);
  });

  test("a folder of archives", async () => {
    const archive = (name: string): Buffer => readFileSync(join(root, "fixtures", name));
    const tree = {
      "exports/a/good.zip": archive("ContosoGood_1_0_0_0.zip"),
      "exports/b/erp.zip": archive("ContosoErp_1_0_0_7.zip"),
      "exports/notes.txt": "both of May",
    };
    const report = await lint(tree, "exports");
    expect(report.solutions.map(({ uniqueName }) => uniqueName).sort()).toEqual(["ContosoErp", "ContosoGood"]);
    expect(keyFinding(report)?.file).toBe("b/erp.zip!/Workflows/GetERPorders-1F2E3D4C-5B6A-4978-8695-A4B3C2D1E0F1.json");
  });

  test("what patterns match, which the shells of Windows leave to the command", async () => {
    const archive = (name: string): Buffer => readFileSync(join(root, "fixtures", name));
    const tree = {
      "exports/erp.zip": archive("ContosoErp_1_0_0_7.zip"),
      "exports/notes.txt": "of May",
      "exports/old/good.zip": archive("ContosoGood_1_0_0_0.zip"),
    };
    const names = async (...args: readonly string[]): Promise<readonly string[]> =>
      (await lint(tree, ...args)).solutions.map(({ uniqueName }) => uniqueName);
    expect(await names("exports/*.zip")).toEqual(["ContosoErp"]);
    expect(await names("exports/**/*.zip")).toEqual(["ContosoErp", "ContosoGood"]);
    expect(await runCli(["exports/*.zpi", "*.zip"], { cwd: temporaryTree(tree) })).toEqual({
      code: 2,
      stdout: "",
      stderr: "solutionlint: Nothing matches 'exports/*.zpi'.\nNothing matches '*.zip'.\n",
    });
  });

  test("what patterns of other commands match", async () => {
    const cwd = temporaryTree({ "a.zip": readFileSync(join(root, "fixtures/ContosoErp_1_0_0_7.zip")) });
    const { stdout } = await runCli(["inventory", "*.zip"], { cwd });
    expect(stdout).toContain("ContosoErp 1.0.0.7");
    expect((await runCli(["*.zip", "-f", "json:part-1.json"], { cwd })).code).toBe(1);
    expect((await runCli(["merge", "part-*.json"], { cwd })).stdout).toContain('"uniqueName": "ContosoErp"');
  });
});
