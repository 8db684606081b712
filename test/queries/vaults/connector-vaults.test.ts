import { describe, expect, it } from "vitest";
import { connectorVaults } from "../../../src/queries/vaults/connector-vaults.ts";
import { connectorSolution, type SolutionSpec } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../dataflow/analysed.ts";

/** Vaults that a connector names, with where they stand. */
function vaults(files: Parameters<typeof connectorSolution>[0]): readonly string[] {
  const spec: SolutionSpec = connectorSolution(files);
  return connectorVaults(analysedSolutions([spec]).workspace).map(({ vault, place: { at, source } }) => {
    if (at.kind !== "json") return vault;
    const value = at.pointer.reduce<unknown>((node, step) => (node as Readonly<Record<string, unknown>>)[step], JSON.parse(source.text()));
    const marked = typeof value === "string" ? value.slice(at.span?.start, at.span?.end) : "nothing";
    return `${vault} at ${at.pointer.join("/")}${marked === vault ? "" : `: ${marked}`}`;
  });
}

describe("a custom connector names a vault", () => {
  it.each<[string, Parameters<typeof connectorSolution>[0], readonly string[]]>([
    ["as its host", { openapidefinition: { host: "kv-orders.vault.azure.net" } }, ["kv-orders at host"]],
    [
      "in an address",
      { openapidefinition: { paths: { "/a": { "x-url": "see https://kv-orders.vault.azure.net/secrets/erp" } } } },
      ["kv-orders at paths//a/x-url"],
    ],
    ["as a default", { connectionparameters: { keyVaultName: { default: "kv-orders" } } }, ["kv-orders at keyVaultName/default"]],
    [
      "as a default that is called so",
      { connectionparameters: { p: { name: "Vault name", default: "kv-orders" } } },
      ["kv-orders at p/default"],
    ],
    ["not as a default of another name", { connectionparameters: { tenant: { default: "kv-orders" } } }, []],
    ["not as a default that is no name", { connectionparameters: { keyVaultName: { default: "no vault!" } } }, []],
    ["not as a default that is too short", { connectionparameters: { keyVaultName: { default: "kv" } } }, []],
    ["not as a host of another kind", { openapidefinition: { host: "api.contoso.com" } }, []],
    [
      "in a policy, instead of its host",
      {
        openapidefinition: { host: "kv-orders.vault.azure.net" },
        policytemplateinstances: [{ parameters: { url: "https://@connectionParameters('name').vault.azure.net" } }],
        connectionparameters: { keyVaultName: { default: "kv-dev" } },
      },
      ["kv-dev at keyVaultName/default"],
    ],
    [
      "as its host, where a policy says nothing of vaults",
      {
        openapidefinition: { host: "kv-orders.vault.azure.net" },
        policytemplateinstances: [{ parameters: { url: "https://@connectionParameters('name').contoso.com" } }],
      },
      ["kv-orders at host"],
    ],
  ])("%s", (_, files, expected) => {
    expect(vaults(files)).toEqual(expected);
  });
});
