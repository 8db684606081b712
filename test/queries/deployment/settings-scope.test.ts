import { describe, expect, it } from "vitest";
import { readWorkspace } from "../../../src/dataflow/workspace/read-workspace.ts";
import type { Workspace } from "../../../src/dataflow/workspace/workspace.ts";
import type { JsonObject } from "../../../src/json.ts";
import { settingsGaps } from "../../../src/queries/deployment/settings-gaps.ts";
import { comparableSettings, isSkeleton, settingsScopes } from "../../../src/queries/deployment/settings-scope.ts";
import { containerOf, fileContainer, type SolutionSpec, solutionFiles } from "../../../src/testing/solutions.ts";

const connector = (id: string): string => `/providers/Microsoft.PowerApps/apis/${id}`;

/** A settings file that fills in variables and references; an array gives a reference its connector as well. */
function settings(
  variables: Readonly<Record<string, string>>,
  references: Readonly<Record<string, string | readonly [string, string]>> = {},
): JsonObject {
  return {
    EnvironmentVariables: Object.entries(variables).map(([SchemaName, Value]) => ({ SchemaName, Value })),
    ConnectionReferences: Object.entries(references).map(([LogicalName, given]) => {
      const [ConnectionId, id] = typeof given === "string" ? [given, "shared_office365"] : given;
      return { LogicalName, ConnectionId, ConnectorId: connector(id) };
    }),
  };
}

interface Run {
  /** Solutions by the path of their archive. */
  readonly solutions: Readonly<Record<string, SolutionSpec>>;
  /** Settings files that lie among the inputs, by path. */
  readonly found?: Readonly<Record<string, JsonObject>>;
  /** Settings that the user named, by environment. */
  readonly given?: Readonly<Record<string, JsonObject>>;
}

function workspaceOf({ solutions, found = {}, given = {} }: Run): Workspace {
  const containers = [
    ...Object.entries(solutions).map(([path, spec]) => containerOf(solutionFiles({ usualVariables: false, ...spec }), path)),
    ...Object.entries(found).map(([path, document]) => fileContainer(path, JSON.stringify(document))),
  ];
  const named = Object.entries(given).map(([environment, document]) => ({
    environment,
    container: fileContainer(`settings/${environment}.json`, JSON.stringify(document)),
  }));
  return readWorkspace(containers, undefined, { settings: named, environments: [] });
}

const orders: SolutionSpec = {
  uniqueName: "Orders",
  variables: [{ schemaName: "new_Url" }],
  references: [{ logicalName: "new_mail", connector: "shared_office365" }],
};
const billing: SolutionSpec = { uniqueName: "Billing", variables: [{ schemaName: "new_Bank" }], references: [] };

describe("a settings file is for", () => {
  const scopes = (run: Run): readonly string[] =>
    settingsScopes(workspaceOf(run)).map(({ settings: one, solutions, confidence }) =>
      [one.environment ?? one.source.path, ...solutions.map(({ uniqueName }) => uniqueName), confidence].join(" "),
    );
  const both = { "a/orders.zip": orders, "b/billing.zip": billing };

  it.each<[string, Run, readonly string[]]>([
    ["the solutions whose variables it names", { solutions: both, given: { test: settings({ NEW_bank: "x" }) } }, ["test Billing high"]],
    [
      "the solutions whose references it names",
      { solutions: both, given: { test: settings({}, { NEW_Mail: "x" }) } },
      ["test Orders high"],
    ],
    ["several of them", { solutions: both, given: { test: settings({ new_Url: "x", new_Bank: "y" }) } }, ["test Orders Billing high"]],
    [
      "all of them where the user named it, and it names nothing of any",
      { solutions: both, given: { test: settings({ new_Other: "x" }) } },
      ["test Orders Billing high"],
    ],
    ["none where there is none", { solutions: {}, given: { test: settings({ new_Url: "x" }) } }, []],
    [
      "the one that it names, where it only lay there",
      { solutions: both, found: { "x/settings.json": settings({ new_Url: "x" }) } },
      ["x/settings.json Orders medium"],
    ],
    [
      "none, where it only lay there and names nothing",
      { solutions: both, found: { "x/settings.json": settings({ new_Other: "x" }) } },
      [],
    ],
    [
      "the nearest of those that it names",
      { solutions: both, found: { "b/settings.json": settings({ new_Url: "x", new_Bank: "y" }) } },
      ["b/settings.json Billing medium"],
    ],
    ["none where two are as near", { solutions: both, found: { "c/settings.json": settings({ new_Url: "x", new_Bank: "y" }) } }, []],
    [
      "all copies of the one that it names",
      { solutions: { "a/orders.zip": orders, "b/orders_managed.zip": orders }, found: { "c/settings.json": settings({ new_Url: "x" }) } },
      ["c/settings.json Orders Orders medium"],
    ],
  ])("%s", (_, run, expected) => {
    expect(scopes(run)).toEqual(expected);
  });
});

describe("settings can be compared", () => {
  const groups = (run: Run): readonly string[] =>
    comparableSettings(workspaceOf(run)).map((group) =>
      group.map(({ environment, confidence }) => `${environment} ${confidence}`).join(", "),
    );
  const solutions = { "orders.zip": orders };
  const one = settings({ new_Url: "x" });
  it.each<[string, Run, readonly string[]]>([
    ["where the user named them for two environments", { solutions, given: { test: one, prod: one } }, ["test high, prod high"]],
    ["not where there is one", { solutions, given: { test: one } }, []],
    [
      "where they lay there, and are for one solution",
      { solutions, found: { "settings.test.json": one, "settings.prod.json": one } },
      ["test medium, prod medium"],
    ],
    [
      "not where they are for several",
      {
        solutions: { ...solutions, "billing.zip": billing },
        found: { "settings.test.json": one, "settings.prod.json": settings({ new_Bank: "x" }) },
      },
      [],
    ],
    [
      "not where one lay there, and the user named the other",
      { solutions, given: { test: one }, found: { "settings.prod.json": one } },
      [],
    ],
    ["not where nothing tells the environment", { solutions, found: { "a/settings.json": one, "b/settings.json": one } }, []],
  ])("%s", (_, run, expected) => {
    expect(groups(run)).toEqual(expected);
  });
});

it.each<[string, JsonObject, boolean]>([
  ["nothing is filled in", settings({ new_Url: "" }, { new_mail: "" }), true],
  ["a variable is filled in", settings({ new_Url: "x", new_B: "" }, { new_mail: "" }), false],
  ["a connection is filled in", settings({ new_Url: "" }, { new_mail: "x", new_b: "" }), false],
])("a file is a skeleton: %s", (_, document, expected) => {
  const [found] = workspaceOf({ solutions: { "orders.zip": orders }, given: { test: document } }).settings;
  expect(found === undefined ? undefined : isSkeleton(found)).toBe(expected);
});

describe("a settings file leaves out, or gets wrong,", () => {
  const gaps = (
    document: JsonObject,
    spec: SolutionSpec = orders,
    origin: "given" | "found" = "given",
  ): Readonly<Record<string, unknown>> => {
    const run: Run =
      origin === "given"
        ? { solutions: { "orders.zip": spec }, given: { test: document } }
        : { solutions: { "orders.zip": spec }, found: { "x/settings.json": document } };
    const [found] = settingsGaps(workspaceOf(run));
    if (found === undefined) return {};
    const named = (list: readonly { readonly name: string }[]): readonly string[] => list.map(({ name }) => name);
    const all = {
      template: found.isTemplate,
      missing: [
        ...found.missingReferences.map(({ logicalName }) => logicalName),
        ...found.missingVariables.map(({ schemaName }) => schemaName),
      ],
      defaulted: found.defaultedVariables.map(({ schemaName }) => schemaName),
      empty: [...named(found.emptyConnections), ...named(found.emptyValues)],
      needed: found.emptyValueIsNeeded,
      unknown: named(found.unknownEntries),
      mismatched: found.connectorMismatches.map(({ name, given, declared }) => `${name}: ${given} for ${declared}`),
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value === true)));
  };
  const withValue: SolutionSpec = { ...orders, variables: [{ schemaName: "new_Url", value: "https://contoso.com" }] };
  const withDefault: SolutionSpec = { ...orders, variables: [{ schemaName: "new_Url", defaultValue: "https://contoso.com" }] };
  const full = settings({ new_Url: "x" }, { new_mail: "x" });

  it.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>]>([
    ["nothing", gaps(full), {}],
    ["nothing, in other letters", gaps(settings({ NEW_URL: "x" }, { NEW_MAIL: "x" })), {}],
    ["a reference and a variable", gaps(settings({ new_Other: "x" })), { missing: ["new_mail", "new_Url"], unknown: ["new_Other"] }],
    ["a variable that has a value", gaps(settings({}, { new_mail: "x" }), withValue), { defaulted: ["new_Url"] }],
    ["a variable that has a default", gaps(settings({}, { new_mail: "x" }), withDefault), { defaulted: ["new_Url"] }],
    [
      "a connection and a value that are empty",
      gaps(settings({ new_Url: "" }, { new_mail: "" })),
      { empty: ["new_mail", "new_Url"], needed: true },
    ],
    ["a value that is empty, but not needed", gaps(settings({ new_Url: "" }, { new_mail: "x" }), withDefault), { empty: ["new_Url"] }],
    [
      "only that a variable is not there, whatever its value",
      gaps(settings({ new_Url: "x", new_Other: "" }, { new_mail: "x" })),
      { unknown: ["new_Other"] },
    ],
    ["an unknown reference", gaps(settings({ new_Url: "x" }, { new_mail: "x", new_other: "y" })), { unknown: ["new_other"] }],
    [
      "nothing of what another solution declares",
      gaps(settings({ new_Url: "x", new_Other: "y" }, { new_mail: "x" }), {
        ...orders,
        dependencies: [{ type: "380", schemaName: "new_other" }],
      }),
      {},
    ],
    [
      "a connector",
      gaps(settings({ new_Url: "x" }, { new_mail: ["x", "shared_sql"] })),
      { mismatched: ["new_mail: shared_sql for shared_office365"] },
    ],
    [
      "nothing in a template that lay there",
      gaps(settings({ new_Url: "" }, { new_mail: "" }), orders, "found"),
      { template: true, needed: true },
    ],
    [
      "what is empty in a file that lay there and is filled in",
      gaps(settings({ new_Url: "" }, { new_mail: "x" }), orders, "found"),
      { empty: ["new_Url"], needed: true },
    ],
  ])("%s", (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});
