import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/json.ts";
import { vaultFacts } from "../../../src/queries/vaults/vaults.ts";
import {
  type ActionSpec,
  childFlow,
  connector,
  desktopFlow,
  http,
  keyVault,
  olderConnector,
  raw,
  updateRow,
} from "../../../src/testing/actions.ts";
import { desktop } from "../../../src/testing/desktop.ts";
import { type FlowSpec, flow, type SolutionSpec } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../dataflow/analysed.ts";

const version = "0123456789abcdef".repeat(2);

/** The vaults that a flow names, as `vault in place (operation, confidence)`, and the environment variables that name one. */
function vaults(spec: FlowSpec, rest: SolutionSpec = {}): readonly string[] {
  const facts = vaultFacts(analysedSolutions([{ ...rest, flows: [spec, ...(rest.flows ?? [])] }]));
  const named = facts.vaults.map(({ vault, operation, confidence, place: { at } }) => {
    const where = at.kind === "json" ? at.pointer.slice(2).join("/") : at.kind;
    return `${vault} in ${where} (${operation.name}, ${confidence})`;
  });
  return [...named, ...[...facts.vaultVariables].map((name) => `{${name}}`)];
}

it("a user's own connector names vault and secret in the inputs that match its patterns", () => {
  const connectors = { shared_acme: { operations: { Read: { vaultNameInputs: ["*/place"], secretNameInputs: ["*/secret"] } } } };
  const spec = flow("Flow", connector("Get", "shared_acme", "Read", { "item/Place": "kv-orders", "item/secret": "erp", "item/note": "x" }));
  const { vaults: inVaults, secrets } = vaultFacts(analysedSolutions([{ flows: [spec] }], { connectors }));
  expect([...inVaults, ...secrets].map(({ text }) => text)).toEqual(["kv-orders", "erp"]);
});

describe("a connection names the vault", () => {
  const withConnection = (parameters: JsonObject, ...actions: readonly ActionSpec[]): FlowSpec => ({
    ...flow("Flow", ...(actions.length === 0 ? [keyVault.getSecret("Get")] : actions)),
    connections: {
      shared_keyvault: {
        runtimeSource: "embedded",
        connection: { connectionReferenceLogicalName: "new_keyvault" },
        api: { name: "shared_keyvault" },
        ...parameters,
      },
    },
  });
  const where = "shared_keyvault/parameterValues";
  it.each<[string, JsonObject, readonly string[]]>([
    ["by its name", { vaultName: "kv-orders" }, [`kv-orders in ${where}/vaultName (Get, high)`]],
    ["by its name, a member deeper", { vaultName: { value: "kv-orders" } }, [`kv-orders in ${where}/vaultName/value (Get, high)`]],
    [
      "by its address, whatever the parameter is called",
      { url: "https://kv-orders.vault.azure.net" },
      [`kv-orders in ${where}/url (Get, high)`],
    ],
    ["not by a parameter that is called otherwise", { tenant: "kv-orders" }, []],
    ["not by a text that is no name", { vaultName: "the vault of orders" }, []],
    [
      "not by what is known at run time only",
      { vaultName: "@parameters('Vault')", keyVaultUrl: "@concat('kv', '-orders.vault.azure.net')" },
      [],
    ],
    ["not where it holds no text", { vaultName: 5, other: null }, []],
  ])("%s", (_, parameterValues, expected) => {
    expect(vaults(withConnection({ parameterValues }))).toEqual([...expected, ...[]]);
  });

  it("but not where nothing uses the connection", () => {
    expect(vaults(withConnection({ parameterValues: { vaultName: "kv-orders" } }, http("Call")))).toEqual([]);
  });
});

describe("a member names the vault for whoever is called", () => {
  const start = (parameters: JsonObject): ActionSpec =>
    connector("Start", "shared_azureautomation", "CreateJob", { "properties/parameters": parameters });
  const inJob = "actions/Start/inputs/parameters/properties/parameters";
  it.each(["vault", "vaultName", "VaultUrl", "vault_uri", "KeyVault", "azureKeyVaultName", "AZURE_KEY_VAULT_NAME", "key_vault"])(
    "called %s",
    (name) => {
      expect(vaults(flow("Flow", start({ [name]: "kv-orders" })))).toEqual([`kv-orders in ${inJob}/${name} (Start, medium)`]);
    },
  );
  it.each(["vaultNames", "myVaultName", "vaultTenant", "default"])("but not called %s", (name) => {
    expect(vaults(flow("Flow", start({ [name]: "kv-orders" })))).toEqual([]);
  });

  it.each<[string, ActionSpec, readonly string[]]>([
    [
      "as an address, which tells by itself as well",
      start({ vaultUrl: "https://kv-orders.vault.azure.net/" }),
      [`kv-orders in ${inJob}/vaultUrl (Start, medium)`, `kv-orders in ${inJob}/vaultUrl (Start, high)`],
    ],
    [
      "by the last part of a parameter",
      connector("Start", "shared_contoso", "Call", { "body/vaultName": "kv-orders" }),
      ["kv-orders in actions/Start/inputs/parameters/body/vaultName (Start, medium)"],
    ],
    [
      "in the body of a request",
      http("Call", { body: { vaultName: "kv-orders" } }),
      ["kv-orders in actions/Call/inputs/body/vaultName (Call, medium)"],
    ],
    [
      "in the input of a child flow that is not in the run",
      childFlow("Run", "Elsewhere", { vaultName: "kv-orders" }),
      ["kv-orders in actions/Run/inputs/body/vaultName (Run, medium)"],
    ],
    [
      "in a member that is deep",
      http("Call", { body: { a: { b: { c: { d: { vaultName: "kv-orders" } } } } } }),
      ["kv-orders in actions/Call/inputs/body/a/b/c/d/vaultName (Call, medium)"],
    ],
    ["by an environment variable", start({ vaultName: "@parameters('V (new_V)')" }), ["{new_v}"]],
    ["not in a member that is deeper", http("Call", { body: { a: { b: { c: { d: { e: { vaultName: "kv-orders" } } } } } } }), []],
    ["not by a text that is no name", start({ vaultName: "the vault of orders" }), []],
    ["not in a number", start({ vaultName: 5 }), []],
    ["not in a header", http("Call", { headers: { vaultName: "kv-orders" } }), []],
    ["not in a body that is a text", http("Call", { body: "vaultName=kv-orders" }), []],
    ["not in a row, which may only tell of it", updateRow("Save", { vaultName: "kv-orders" }), []],
    ["not in code of the flow", raw("Code", { type: "JavaScriptCode", inputs: { body: { vaultName: "kv-orders" } } }), []],
  ])("%s", (_, action, expected) => {
    expect(vaults(flow("Flow", action), { variables: [{ schemaName: "new_V" }] })).toEqual(expected);
  });

  it("but not for a flow of the run, of which is known what it does with it", () => {
    const child = flow("Child");
    const called = flow("Flow", childFlow("Run", "Child", { vaultName: "kv-orders" }));
    expect(vaults(called, { flows: [child] })).toEqual([]);
    const run = flow("Flow", desktopFlow("Run", "Robot", { VaultName: "kv-orders" }));
    expect(vaults(run, { desktopFlows: [desktop("Robot", { inputs: ["VaultName"] }, "SET A TO VaultName")] })).toEqual([]);
  });
});

describe("the parameters of an action that reads a vault", () => {
  const older = (path: string, extra: JsonObject = {}): ActionSpec => olderConnector("Get", "keyvault", { path, ...extra });
  const reads = (action: ActionSpec): readonly string[] =>
    vaultFacts(analysedSolutions([{ flows: [flow("Flow", action)], variables: [{ schemaName: "new_V" }] }])).reads.map(
      ({ through, vault, secret }) =>
        [through, ...vault.literals, ...vault.variables, "/", ...secret.literals, ...secret.variables].join(" "),
    );
  it.each<[string, ActionSpec, readonly string[]]>([
    ["name it whatever their letters", connector("Get", "shared_keyvault", "GetSecret", { SecretName: "erp" }), ["connector / erp"]],
    [
      "name it by an address",
      connector("Get", "shared_keyvault", "GetSecret", { vaultName: "https://kv-orders.vault.azure.net", secretName: "erp" }),
      ["connector kv-orders / erp"],
    ],
    [
      "name it by an environment variable",
      connector("Get", "shared_keyvault", "GetSecret", { vaultName: "@parameters('V (new_V)')", secretName: "erp" }),
      ["connector new_V / erp"],
    ],
    ["name nothing where they are not there", connector("Get", "shared_keyvault", "GetSecret"), ["connector /"]],
    ["are in the path of an older action", older("/secrets/erp/value"), ["connector / erp"]],
    ["are in the path of an older action that reads a version", older(`/secrets/erp/versions/${version}/value`), ["connector / erp"]],
    ["are in the path of an older action, as an expression", older("/secrets/@{encodeURIComponent('erp')}/value"), ["connector / erp"]],
    ["name nothing in a path that is another one", older("/keys"), ["connector /"]],
  ])("%s", (_, action, expected) => {
    expect(reads(action)).toEqual(expected);
  });

  it.each(["erp", "secrets", "secret"])("are marked where they are in the path: %s", (name) => {
    const path = `/secrets/${name}/versions/${version}/value`;
    const { secrets, versions } = vaultFacts(analysedSolutions([{ flows: [flow("Flow", older(path))] }]));
    const marked = [...secrets, ...versions].map(({ text, place: { at } }) => [text, at.kind === "json" ? at.span : undefined]);
    const start = "/secrets/".length;
    expect(marked).toEqual([
      [name, { start, end: start + name.length }],
      [version, { start: path.indexOf(version), end: path.indexOf(version) + version.length }],
    ]);
  });

  it("are those of the operations that read one", () => {
    expect(reads(connector("Send", "shared_contoso", "GetSecret", { secretName: "erp" }))).toEqual([]);
  });
});
