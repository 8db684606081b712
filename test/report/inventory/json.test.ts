import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import type { ConnectionBinding } from "../../../src/cloud-flow/model.ts";
import type { StepKind } from "../../../src/findings/finding.ts";
import { collectInventory } from "../../../src/inventory/collect.ts";
import type { Requirement, VaultSecret } from "../../../src/inventory/model.ts";
import { jsonInventory } from "../../../src/report/inventory/json.ts";
import type { VariableType } from "../../../src/solution/model.ts";
import { desktopFlow, http, keyVault } from "../../../src/testing/actions.ts";
import { desktop } from "../../../src/testing/desktop.ts";
import { flow, type SolutionSpec } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../dataflow/analysed.ts";

interface Schema {
  readonly $defs: Readonly<Record<string, { readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] }>> }>>;
}

const schema = JSON.parse(readFileSync(new URL("../../../inventory.schema.json", import.meta.url), "utf8")) as Schema;
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);

function read(...specs: readonly SolutionSpec[]): { readonly solutions: readonly Record<string, unknown>[] } {
  const text = jsonInventory(
    collectInventory(analysedSolutions(specs), (one) => one),
    { name: "solutionlint", version: "0.1.0" },
  );
  return JSON.parse(text) as { readonly solutions: readonly Record<string, unknown>[] };
}

const everything: SolutionSpec = {
  flows: [
    flow(
      "Post",
      keyVault.getSecret("Get_secret", { secure: ["outputs"] }),
      http("Call", { headers: { "x-api-key": "@body('Get_secret')?['value']" } }),
      desktopFlow("Run", "Log in", { Password: "@body('Get_secret')?['value']" }),
    ),
  ],
  desktopFlows: [desktop("Log in", { inputs: ["Password"], sensitive: ["Password"] }, "Logging.LogMessage Message: Password")],
};

/** Every word of a type, and no other: a word that is added to the type does not compile here. */
const words = <Word extends string>(all: Readonly<Record<Word, true>>): readonly string[] => Object.keys(all).sort();

describe("the JSON inventory", () => {
  test.each<[string, readonly SolutionSpec[]]>([
    ["flows, a desktop flow and their secrets", [everything]],
    ["an empty solution", [{}]],
    ["nothing", []],
  ])("of %s is valid against its schema", (_name, specs) => {
    validate(read(...specs));
    expect(validate.errors).toBeNull();
  });

  test("cannot grow a member that the schema does not know", () => {
    const inventory = structuredClone(read(everything));
    const [solution] = inventory.solutions;
    if (solution === undefined) throw new Error("There is no solution.");
    solution.owner = "somebody";
    expect(validate(inventory)).toBe(false);
  });

  test.each<[string, string, readonly string[]]>([
    [
      "environmentVariable",
      "type",
      words<VariableType>({ string: true, number: true, boolean: true, json: true, "data-source": true, secret: true, unknown: true }),
    ],
    ["flowConnection", "binding", words<ConnectionBinding>({ reference: true, none: true, connection: true, invoker: true })],
    [
      "secretUse",
      "kind",
      words<StepKind>({
        vault: true,
        action: true,
        trigger: true,
        data: true,
        variable: true,
        "environment-variable": true,
        parameter: true,
        request: true,
        message: true,
        store: true,
        log: true,
        response: true,
        "child-flow": true,
        "desktop-flow": true,
      }),
    ],
    ["vaultSecret", "through", words<VaultSecret["through"]>({ "secret-variable": true, connector: true, request: true, script: true })],
    ["vaultSecret", "access", words<VaultSecret["access"]>({ secret: true, list: true, key: true })],
    [
      "requirement",
      "kind",
      words<Requirement["kind"]>({
        "environment-variable": true,
        "connection-reference": true,
        workflow: true,
        connector: true,
        other: true,
      }),
    ],
  ])("knows the words of %s.%s", (definition, member, known) => {
    expect(schema.$defs[definition]?.properties[member]?.enum?.toSorted()).toEqual(known);
  });
});
