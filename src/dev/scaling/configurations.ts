import { many, numbered } from "./subject.ts";

/** Configurations, of a solution with so many flows. */
export const configurations: readonly (readonly [string, (size: number) => object])[] = [
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
