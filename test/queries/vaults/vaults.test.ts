import { describe, expect, it } from "vitest";
import { type Json, valueAt } from "../../../src/json.ts";
import type { NameLiteral } from "../../../src/queries/named-by.ts";
import { secretNames, secretVersions, vaultFacts, vaultNames, vaultReads, vaultRequests } from "../../../src/queries/vaults/vaults.ts";
import {
  type ActionSpec,
  compose,
  condition,
  connector,
  http,
  initializeVariable,
  keyVault,
  olderConnector,
  raw,
  setVariable,
} from "../../../src/testing/actions.ts";
import { flow, type SolutionSpec } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../dataflow/analysed.ts";

type Analysis = ReturnType<typeof analysedSolutions>;

/** A literal as `name, where it stands: what is marked there, for the action that uses it`. */
function shown(analysis: Analysis, text: string, { place, operation, path, confidence }: NameLiteral): string {
  const { at } = place;
  if (at.kind !== "json") return text;
  const [document] = analysis.workspace.cloudFlows.map((one) => one.document);
  const value: Json | undefined = valueAt(document, at.pointer);
  const marked = at.span === undefined || typeof value !== "string" ? "all of it" : value.slice(at.span.start, at.span.end);
  const where = at.pointer.slice(at.pointer.indexOf("definition") + 1).filter((step) => step !== "actions" && step !== "inputs");
  const steps = path.map(({ message }) => message).join(", ");
  return `${text} in ${where.join("/")}: ${marked} (${operation.name}${confidence === "high" ? "" : `, ${confidence}`}${steps === "" ? "" : `; ${steps}`})`;
}

const specOf = (given: SolutionSpec | readonly ActionSpec[]): SolutionSpec =>
  Array.isArray(given) ? { flows: [flow("Flow", ...(given as readonly ActionSpec[]))] } : (given as SolutionSpec);

function vaults(given: SolutionSpec | readonly ActionSpec[]): readonly string[] {
  const analysis = analysedSolutions([specOf(given)]);
  return [...new Set(vaultNames(analysis).map((literal) => shown(analysis, literal.vault, literal)))];
}

function secretsOf(given: SolutionSpec | readonly ActionSpec[]): readonly string[] {
  const analysis = analysedSolutions([specOf(given)]);
  return [...secretNames(analysis), ...secretVersions(analysis)].map((literal) => shown(analysis, literal.text, literal));
}

const read = (uri: string): ActionSpec => http("Get", { method: "GET", uri });
const withParameter = (value: string, uri: string): SolutionSpec => ({
  flows: [{ ...flow("Flow", read(uri)), parameters: { Vault: { type: "String", defaultValue: value } } }],
});
const withVariable = (value: string, uri: string): SolutionSpec => ({
  variables: [{ schemaName: "new_V", defaultValue: value }],
  flows: [flow("Flow", read(uri))],
});
const version = "0123456789abcdef".repeat(2);
/** Signs in to Key Vault, whatever the address is. */
const identity = { type: "ManagedServiceIdentity", audience: "https://vault.azure.net" };
const way = "holds the name, puts it into the URL";

describe("a vault is named", () => {
  const variable = (value: string): ActionSpec => initializeVariable("Declare", "kv", value);
  it.each<[string, SolutionSpec | readonly ActionSpec[], readonly string[]]>([
    ["in an address", [read("https://kv-orders.vault.azure.net/secrets/erp")], ["kv-orders in Get/uri: all of it (Get)"]],
    [
      "in what a runbook is given",
      [connector("Start", "shared_azureautomation", "CreateJob", { "properties/parameters": { VaultName: "kv-orders", Retries: 3 } })],
      ["kv-orders in Start/parameters/properties/parameters/VaultName: all of it (Start, medium)"],
    ],
    [
      "in the body of a request",
      [
        compose("Keep", "kv-orders"),
        http("Call", { uri: "https://api.contoso.com", body: { options: { keyVaultName: "@outputs('Keep')" } } }),
      ],
      ["kv-orders in Keep: all of it (Call, medium; holds the name, uses it in the body)"],
    ],
    [
      "in an address of another cloud",
      [read("https://kv-orders.vault.usgovcloudapi.net/secrets/erp")],
      ["kv-orders in Get/uri: all of it (Get)"],
    ],
    [
      "beside another one in a text",
      [compose("Note", "dev: https://kv-orders-dev.vault.azure.net, test: https://kv-orders-test.vault.azure.net/")],
      ["kv-orders-dev in Note: all of it (Note)", "kv-orders-test in Note: all of it (Note)"],
    ],
    [
      "beside one that a variable names, in an expression for each",
      [
        initializeVariable("Declare", "kv", "kv-crm-dev"),
        read(
          "@{if(equals(1, 2), concat('https://kv-', 'orders-dev.vault.azure.net'), '')}@{concat('https://', variables('kv'), '.vault.azure.net')}",
        ),
      ],
      ["kv-crm-dev in Declare/variables/0/value: all of it (Get; holds the name, puts it into the URL)"],
    ],
    [
      "in the address of a managed HSM",
      [read("https://kv-orders.managedhsm.azure.net/keys/erp")],
      ["kv-orders in Get/uri: all of it (Get)"],
    ],
    [
      "in a resource path",
      [read("https://management.azure.com/subscriptions/x/resourceGroups/y/providers/Microsoft.KeyVault/vaults/kv-orders/secrets/erp")],
      ["kv-orders in Get/uri: all of it (Get)"],
    ],
    [
      "in an address that is put together",
      [read("@concat('https://kv-orders', '.vault.azure.net/secrets/', 'erp')")],
      ["kv-orders in Get/uri: kv-orders (Get)"],
    ],
    [
      "in a part of an address",
      [read("@{concat('https://', 'kv-orders', '.vault.azure.net')}/secrets/erp")],
      ["kv-orders in Get/uri: kv-orders (Get)"],
    ],
    [
      "in a pattern's argument",
      [read("@format('https://{0}.vault.azure.net/secrets/{1}', 'kv-orders', 'erp')")],
      ["kv-orders in Get/uri: kv-orders (Get)"],
    ],
    [
      "in a variable",
      [variable("kv-orders"), read("https://@{variables('kv')}.vault.azure.net/secrets/erp")],
      [`kv-orders in Declare/variables/0/value: all of it (Get; ${way})`],
    ],
    [
      "in parts",
      [variable("orders"), read("https://kv-@{variables('kv')}.vault.azure.net/secrets/erp")],
      [`kv-orders in Declare/variables/0/value: all of it (Get; ${way})`],
    ],
    [
      "in two parts, of which neither says where the other goes",
      [
        variable("kv"),
        initializeVariable("More", "more", "orders"),
        read("https://@{variables('kv')}-@{variables('more')}.vault.azure.net/secrets/erp"),
      ],
      [`kv in Declare/variables/0/value: all of it (Get; ${way})`, `orders in More/variables/0/value: all of it (Get; ${way})`],
    ],
    [
      "in either branch",
      [
        initializeVariable("Declare", "kv"),
        condition("If", "@true", [setVariable("A", "kv", "kv-a")], [setVariable("B", "kv", "kv-b")]),
        read("https://@{variables('kv')}.vault.azure.net/secrets/erp"),
      ],
      [`kv-a in If/A/value: all of it (Get; ${way})`, `kv-b in If/else/B/value: all of it (Get; ${way})`],
    ],
    [
      "in a list",
      [variable("kv-a;kv-b"), read("https://@{split(variables('kv'), ';')[1]}.vault.azure.net/secrets/erp")],
      ["kv-b in Declare/variables/0/value: all of it (Get, medium; holds the name, uses it in the uri)"],
    ],
    [
      "in the beginning of an address",
      [compose("Url", "https://kv-orders.vault.azure.net"), read("@{outputs('Url')}/secrets/erp")],
      [`kv-orders in Url: kv-orders (Get; ${way})`, `kv-orders in Url: all of it (Get; ${way})`],
    ],
    [
      "in a default",
      withParameter("kv-orders", "https://@{parameters('Vault')}.vault.azure.net/secrets/erp"),
      [`kv-orders in parameters/Vault/defaultValue: all of it (Get; ${way})`],
    ],
    [
      "in a default that is an address",
      withParameter("https://kv-orders.vault.azure.net", "@{parameters('Vault')}/secrets/erp"),
      [
        `kv-orders in parameters/Vault/defaultValue: kv-orders (Get; ${way})`,
        "kv-orders in parameters/Vault/defaultValue: all of it (Get)",
      ],
    ],
    [
      "in a parameter of the connector",
      [connector("Get", "shared_keyvault", "GetSecret", { vaultName: "kv-orders", secretName: "erp" })],
      ["kv-orders in Get/parameters/vaultName: all of it (Get)"],
    ],
    [
      "in a webhook",
      [
        raw("Hook", {
          type: "HttpWebhook",
          inputs: { subscribe: { method: "POST", uri: "https://kv-orders.vault.azure.net/secrets/erp" } },
        }),
      ],
      ["kv-orders in Hook/subscribe/uri: all of it (Hook)"],
    ],
    [
      "in a request of a connector",
      [
        connector("Get", "shared_webcontents", "InvokeHttp", {
          "request/method": "GET",
          "request/url": "https://kv-orders.vault.azure.net/secrets/erp",
        }),
      ],
      ["kv-orders in Get/parameters/request/url: all of it (Get)"],
    ],
    ["in any text", [compose("Note", "see https://kv-orders.vault.azure.net for more")], ["kv-orders in Note: all of it (Note)"]],
  ])("%s", (_, spec, expected) => {
    expect(vaults(spec)).toEqual(expected);
  });

  it.each<[string, SolutionSpec | readonly ActionSpec[]]>([
    ["in an environment variable", withVariable("kv-dev", "https://@{parameters('V (new_V)')}.vault.azure.net/secrets/erp")],
    ["in an environment variable in part", withVariable("dev", "https://kv-@{parameters('V (new_V)')}.vault.azure.net/secrets/erp")],
    [
      "in an environment variable that is an address",
      withVariable("https://kv-dev.vault.azure.net", "@{parameters('V (new_V)')}/secrets/erp"),
    ],
    [
      "in an environment variable and a literal",
      {
        variables: [{ schemaName: "new_V", defaultValue: "dev" }],
        flows: [
          flow("Flow", variable("orders"), read("https://@{variables('kv')}-@{parameters('V (new_V)')}.vault.azure.net/secrets/erp")),
        ],
      },
    ],
    ["in text that is no name", [variable("no vault!"), read("https://@{variables('kv')}.vault.azure.net/secrets/erp")]],
    ["in nothing", [read("https://.vault.azure.net/x")]],
    ["in a column of a row", [connector("Save", "shared_sharepointonline", "PostItem", { "item/VaultName": "kv-orders" })]],
    ["in a member that is no name", [http("Call", { uri: "https://api.contoso.com", body: { vault: "the vault", isVault: "yes" } })]],
    ["in what the trigger brings", [read("https://@{triggerBody()?['x']}.vault.azure.net/secrets/erp")]],
    [
      "in the audience of a token",
      [
        http("Get", {
          uri: "https://api.contoso.com",
          authentication: { type: "ManagedServiceIdentity", audience: "https://vault.azure.net" },
        }),
      ],
    ],
  ])("by nobody %s", (_, spec) => {
    expect(vaults(spec)).toEqual([]);
  });
});

describe("a secret and its version are named", () => {
  it.each<[string, SolutionSpec | readonly ActionSpec[], readonly string[]]>([
    [
      "in an address",
      [read(`https://kv-orders.vault.azure.net/secrets/erp/${version}?api-version=7.4`)],
      ["erp in Get/uri: all of it (Get)", `${version} in Get/uri: all of it (Get)`],
    ],
    [
      "behind a vault that is not written",
      [read(`https://@{triggerBody()?['x']}.vault.azure.net/secrets/erp/${version}`)],
      ["erp in Get/uri: erp (Get)", `${version} in Get/uri: ${version} (Get)`],
    ],
    [
      "not where all versions are asked for",
      [read("https://kv-orders.vault.azure.net/secrets/erp/versions")],
      ["erp in Get/uri: all of it (Get)"],
    ],
    ["not where the latest one is", [read("https://kv-orders.vault.azure.net/secrets/erp/latest")], ["erp in Get/uri: all of it (Get)"]],
    [
      "in an address that is written elsewhere",
      [compose("Url", `https://kv-orders.vault.azure.net/secrets/erp/${version}`), read("@outputs('Url')")],
      [`erp in Url: erp (Get; ${way})`, `${version} in Url: ${version} (Get; ${way})`],
    ],
    [
      "in a variable",
      [initializeVariable("Declare", "name", "erp"), read("https://kv-orders.vault.azure.net/secrets/@{variables('name')}")],
      [`erp in Declare/variables/0/value: all of it (Get; ${way})`],
    ],
    ["in a parameter", [keyVault.getSecret("Get", { secretName: "erp" })], ["erp in Get/parameters/secretName: all of it (Get)"]],
    [
      "in a parameter, put together",
      [keyVault.getSecret("Get", { secretName: "@{concat('e', 'rp')}" })],
      ["erp in Get/parameters/secretName: concat('e', 'rp') (Get)"],
    ],
    [
      "in two parameters",
      [connector("Get", "shared_keyvault", "GetSecretVersion", { secretName: "erp", secretVersion: version })],
      ["erp in Get/parameters/secretName: all of it (Get)", `${version} in Get/parameters/secretVersion: all of it (Get)`],
    ],
    [
      "in the path of an older action",
      [olderConnector("Get", "keyvault", { path: "/secrets/@{encodeURIComponent('erp')}/value" })],
      ["erp in Get/path: encodeURIComponent('erp') (Get)"],
    ],
    ["not by an environment variable", [keyVault.getSecret("Get")], []],
    [
      "behind an address that is given at run time, with its slash",
      [http("Get", { method: "GET", uri: "@{triggerBody()?['vault']}secrets/erp?api-version=7.4", authentication: identity })],
      ["erp in Get/uri: erp (Get)"],
    ],
    [
      "in the rest of an address whose vault is given at run time",
      [compose("Url", "@concat('https://', triggerBody()?['x'], '.vault.azure.net/secrets/erp?api-version=7.4')"), read("@outputs('Url')")],
      [`erp in Url: '.vault.azure.net/secrets/erp?api-version=7.4' (Get; ${way})`],
    ],
    [
      "in each branch of such an address",
      [
        compose(
          "Url",
          `@if(equals(1, 2), concat(triggerBody()?['x'], '/secrets/erp?v=1'), concat(triggerBody()?['x'], '/secrets/crm/${version}?v=1'))`,
        ),
        http("Get", { method: "GET", uri: "@outputs('Url')", authentication: identity }),
      ],
      [
        `erp in Url: '/secrets/erp?v=1' (Get; ${way})`,
        `crm in Url: '/secrets/crm/${version}?v=1' (Get; ${way})`,
        `${version} in Url: '/secrets/crm/${version}?v=1' (Get; ${way})`,
      ],
    ],
    [
      "not in a piece that the rest of the name may follow",
      [
        compose("Url", "@concat('https://', triggerBody()?['x'], '.vault.azure.net/secrets/erp-', triggerBody()?['y'])"),
        read("@outputs('Url')"),
      ],
      [],
    ],
    [
      "not in an address of another service",
      [compose("Url", "@concat(triggerBody()?['x'], '/secrets/erp?v=1')"), read("@outputs('Url')")],
      [],
    ],
    [
      "in one expression of two",
      [read("https://kv-orders.vault.azure.net/@{toLower('Secrets')}/@{toLower(if(true, 'erp', 'crm'))}")],
      ["erp in Get/uri: 'erp' (Get)", "crm in Get/uri: 'crm' (Get)"],
    ],
    [
      "in pieces of a text that another action sets, too, by the longest of them",
      [
        initializeVariable("Declare", "name", "erp-orders"),
        setVariable("Set", "name", "erp-2"),
        keyVault.getSecret("Get", { secretName: "@{concat('x', substring(variables('name'), 4))}" }),
      ],
      ["erp-2 in Set/value: all of it (Get, medium; holds the name, uses it in the input 'secretName')"],
    ],
    [
      "in pieces that always give one name, by that name, at the longest of them",
      [
        initializeVariable("Declare", "name", "erp-orders"),
        keyVault.getSecret("Get", { secretName: "@{concat('x', substring(variables('name'), 4))}" }),
      ],
      ["xorders in Declare/variables/0/value: all of it (Get, medium; holds the name, uses it in the input 'secretName')"],
    ],
    [
      "not where the latest one is, in other letters",
      [connector("Get", "shared_keyvault", "GetSecretVersion", { secretName: "erp", secretVersion: "Latest " })],
      ["erp in Get/parameters/secretName: all of it (Get)"],
    ],
  ])("%s", (_, spec, expected) => {
    expect(secretsOf(spec)).toEqual(expected);
  });
});

describe("an address that is called is one", () => {
  const address = "https://kv-orders.vault.azure.net/secrets/erp";
  const called = (...actions: readonly ActionSpec[]): readonly string[] =>
    vaultRequests(analysedSolutions([specOf(actions)])).map(({ operation, path }) => `${operation.name}/${path.slice(1).join("/")}`);
  it.each<[string, ActionSpec, readonly string[]]>([
    ["in an HTTP action", http("Call", { uri: address }), ["Call/uri"]],
    [
      "in both requests of a webhook",
      raw("Hook", { type: "HttpWebhook", inputs: { subscribe: { uri: address }, unsubscribe: { uri: address } } }),
      ["Hook/subscribe/uri", "Hook/unsubscribe/uri"],
    ],
    ...["url", "Uri", "request/url", "site_url"].map((name): [string, ActionSpec, readonly string[]] => [
      `in a connector's parameter ${name}`,
      connector("Call", "shared_contoso", "Send", { [name]: address }),
      [`Call/parameters/${name}`],
    ]),
    ...["curl", "urls", "baseUrl", "text"].map((name): [string, ActionSpec, readonly string[]] => [
      `not in a connector's parameter ${name}`,
      connector("Call", "shared_contoso", "Send", { [name]: address }),
      [],
    ]),
    ["not in a parameter that is no text", connector("Call", "shared_contoso", "Send", { url: { a: address } }), []],
    ["not in a parameter of the vault's own connector", connector("Call", "shared_keyvault", "GetSecret", { url: address }), []],
    ["not in a body", http("Call", { body: { url: address } }), []],
    ["not in an action that calls nothing", compose("Keep", { uri: address }), []],
  ])("%s", (_, action, expected) => {
    expect(called(action)).toEqual(expected);
  });
});

describe("the name of a secret in an address ends", () => {
  it.each([
    ["before a query", "secrets/erp?api-version=7.4"],
    ["before a fragment", "secrets/erp#x"],
    ["before a blank", "secrets/erp x"],
    ["before the list of its versions", "secrets/erp/versions?x"],
    ["before that list in other letters", "SECRETS/erp/Versions"],
    ["with the address", "secrets/erp"],
    ["with a slash", "secrets/erp/"],
  ])("%s", (_, path) => {
    expect(secretsOf([read(`https://kv-orders.vault.azure.net/${path}`)])).toEqual(["erp in Get/uri: all of it (Get)"]);
  });

  it.each(["keys/erp", "mysecrets/erp", "secrets", "secrets/"])("and is none in %s", (path) => {
    expect(secretsOf([read(`https://kv-orders.vault.azure.net/${path}`)])).toEqual([]);
  });
});

describe("a read of a vault says where its names come from", () => {
  const reads = (given: SolutionSpec | readonly ActionSpec[]): readonly string[] =>
    vaultReads(analysedSolutions([specOf(given)])).map(({ operation, through, vault, secret }) =>
      [
        operation.name,
        through,
        ...vault.literals,
        ...vault.variables.map((name) => `{${name}}`),
        "/",
        ...secret.literals,
        ...secret.variables.map((name) => `{${name}}`),
      ].join(" "),
    );
  it.each<[string, SolutionSpec | readonly ActionSpec[], readonly string[]]>([
    ["the connector", [keyVault.getSecret("Get", { secretName: "erp" })], ["Get connector / erp"]],
    ["the connector, by an environment variable", [keyVault.getSecret("Get")], ["Get connector / {new_SecretName}"]],
    [
      "the connector with a vault",
      [connector("Get", "shared_keyvault", "GetSecret", { vaultName: "kv-orders", secretName: "erp" })],
      ["Get connector kv-orders / erp"],
    ],
    ["a request", [read("https://kv-orders.vault.azure.net/secrets/erp")], ["Get request kv-orders / erp"]],
    [
      "a request by an environment variable",
      withVariable("kv-dev", "https://@{parameters('V (new_V)')}.vault.azure.net/secrets/@{parameters('V (new_V)')}"),
      ["Get request {new_V} / {new_V}"],
    ],
    [
      "a request to an environment variable",
      withVariable("https://kv-dev.vault.azure.net", "@{parameters('V (new_V)')}/secrets/erp"),
      ["Get request {new_V} / erp"],
    ],
    [
      "a request to an address that is written elsewhere",
      [compose("Url", "https://kv-orders.vault.azure.net"), read("@{outputs('Url')}/secrets/erp")],
      ["Get request kv-orders / erp"],
    ],
    [
      "a request to an address of which a part is written elsewhere",
      [compose("Url", "@concat('https://', triggerBody()?['x'], '.vault.azure.net')"), read("@{outputs('Url')}/secrets/erp")],
      ["Get request / erp"],
    ],
    [
      "a request to an environment variable that is no vault",
      withVariable("https://api.contoso.com", "@{parameters('V (new_V)')}/secrets/erp"),
      [],
    ],
    [
      "a request to an environment variable whose value the export wrote into the flow",
      {
        variables: [{ schemaName: "new_V" }],
        flows: [
          {
            ...flow("Flow", read("@{parameters('V (new_V)')}/secrets/erp")),
            parameters: {
              "V (new_V)": { type: "String", defaultValue: "https://kv-dev.vault.azure.net", metadata: { schemaName: "new_V" } },
            },
          },
        ],
      },
      ["Get request {new_V} / erp"],
    ],
    ...(
      [
        ["https://vault.azure.net", ["Get request /"]],
        ["https://vault.azure.net/", ["Get request /"]],
        ["https://vault.usgovcloudapi.net", ["Get request /"]],
        // The id of the application Azure Key Vault, the same in every tenant.
        ["cfa8b339-82a2-471a-a3c9-0fc0be7a4093", ["Get request /"]],
        ["CFA8B339-82A2-471A-A3C9-0FC0BE7A4093", ["Get request /"]],
        ["cfa8b339-82a2-471a-a3c9-0fc0be7a4094", []],
        ["https://management.azure.com/cfa8b339-82a2-471a-a3c9-0fc0be7a4093", []],
        ["https://vault.azure.net.contoso.com", []],
      ] as const
    ).map(([audience, expected]): [string, readonly ActionSpec[], readonly string[]] => [
      `a request with a token for ${audience}`,
      [http("Get", { uri: "@triggerBody()?['u']", authentication: { type: "ManagedServiceIdentity", audience } })],
      expected,
    ]),
    ["a request elsewhere", [read("https://api.contoso.com/secrets/erp")], []],
  ])("%s", (_, spec, expected) => {
    expect(reads(spec)).toEqual(expected);
  });

  it("and which environment variables name a vault", () => {
    const named = (value: string, uri: string): readonly string[] => [
      ...vaultFacts(analysedSolutions([withVariable(value, uri)])).vaultVariables,
    ];
    expect(named("kv-dev", "https://@{parameters('V (new_V)')}.vault.azure.net/secrets/erp")).toEqual(["new_v"]);
    expect(named("https://kv-dev.vault.azure.net", "@{parameters('V (new_V)')}/secrets/erp")).toEqual(["new_v"]);
    expect(named("erp", "https://kv-orders.vault.azure.net/secrets/@{parameters('V (new_V)')}")).toEqual([]);
  });

  it("and what of its address is known", () => {
    const [request] = vaultRequests(analysedSolutions([specOf([read("https://@{triggerBody()?['x']}.vault.azure.net/secrets/erp")])]));
    expect(request).toMatchObject({ path: ["inputs", "uri"], url: "https://\uFFFC.vault.azure.net/secrets/erp" });
  });
});
