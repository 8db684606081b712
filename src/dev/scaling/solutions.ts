import { writeBaseline } from "../../linter/baseline.ts";
import { compose, connector, environmentSecret, keyVault } from "../../testing/actions.ts";
import { password } from "../../testing/credentials.ts";
import { desktop } from "../../testing/desktop.ts";
import { connectorSolution, flow, solutionFiles } from "../../testing/solutions.ts";
import { writeZip } from "../../testing/zip-writer.ts";
import { configurations } from "./configurations.ts";
import { components } from "./solution-components.ts";
import { connectorFiles } from "./solution-connectors.ts";
import { guid, signIn, variableFiles, variableXml } from "./solution-parts.ts";
import { templates } from "./solution-templates.ts";
import { joined, many, type Subject, type Tint } from "./subject.ts";

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
  ...[...components, ...templates].map(
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
