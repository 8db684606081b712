import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom, type Random } from "../../src/dev/random.ts";
import { type Json, type JsonObject, objectAt, textAt } from "../../src/json.ts";
import {
  type ActionSpec,
  compose,
  environmentSecret,
  forEach,
  guidOf,
  keyVault,
  mail,
  select,
  setVariable,
} from "../../src/testing/actions.ts";
import { type FlowSpec, flow, solutionFiles, workflowFile } from "../../src/testing/solutions.ts";
import { analysed } from "./analysed.ts";
import { type RunnableFlow, run } from "./runs/run.ts";
import { typedFlows } from "./runs/typed-flows.ts";

/** What stands for the secret that an action returns. */
const markOf = (flow: string, action: string): string => `MARK.${flow}.${action}.`;
const marks = /MARK\.(\w+)\.(\w+)\./g;

/** The secrets that actions were given in the runs of the flows, each as `flow / action that returned it > flow / action`. */
function givenSecrets(flows: readonly FlowSpec[], random: Random, runs: number): ReadonlySet<string> {
  const files = solutionFiles({ flows });
  const runnable = new Map(flows.map(({ name }) => [guidOf(name), { name, definition: definitionIn(files.get(workflowFile(name))) }]));
  const seen = new Set<string>();
  const host = {
    flow: (id: string): RunnableFlow | undefined => runnable.get(id),
    choose: (count: number): number => random.between(0, count - 1),
    see: (name: string, action: string, inputs: Json): void => {
      for (const [, flow, source] of JSON.stringify(inputs).matchAll(marks)) seen.add(`${flow} / ${source} > ${name} / ${action}`);
    },
    answer,
  };
  for (let left = runs; left > 0; left--) for (const one of runnable.values()) run(one, { text: "harmless" }, host);
  return seen;
}

function definitionIn(text: string | undefined): JsonObject {
  return objectAt(JSON.parse(text ?? "{}"), "properties", "definition") ?? {};
}

/** What operations return: the secrets of the two actions that have one, nothing that was sent. */
function answer(flow: string, name: string, action: JsonObject): Json {
  switch (textAt(action, "inputs", "host", "operationId")) {
    case "GetSecret":
      return { value: markOf(flow, name), name: "erp", id: "https://kv-erp-dev.vault.azure.net/secrets/erp" };
    case "PerformUnboundAction":
      return { EnvironmentVariableSecretValue: markOf(flow, name) };
    default:
      return { ok: "yes" };
  }
}

/** The same, as the analysis says. */
function reached(flows: readonly FlowSpec[]): ReadonlySet<string> {
  const { workspace, values } = analysed(...flows);
  return new Set(
    workspace.cloudFlows.flatMap((one) =>
      one.operations.flatMap((operation) =>
        values.leaksAt(operation).map(({ origin }) => `${origin.place.owner?.name} / ${origin.name} > ${one.name} / ${operation.name}`),
      ),
    ),
  );
}

describe("what flows do with a secret when they run", () => {
  it.each<[string, readonly ActionSpec[], readonly string[]]>([
    ["a mail with the secret", [mail("Send", "@{body('Get')?['value']}")], ["Get > Send"]],
    ["a mail with its name", [mail("Send", "@{body('Get')?['name']}")], []],
    [
      "a mail with a variable that was set",
      [setVariable("Set", "kept", "@body('Get')?['value']"), mail("Send", "@{variables('KEPT')}")],
      ["Get > Set", "Get > Send"],
    ],
    [
      "a mail with a member",
      [compose("Keep", { key: "@body('Get')?['value']", clerk: "erp" }), mail("Send", "@{outputs('Keep')?['clerk']}")],
      ["Get > Keep"],
    ],
    [
      "another secret in a text",
      [environmentSecret("Read"), compose("Keep", "Key: @{outputs('Read')?['body/EnvironmentVariableSecretValue']}")],
      ["Read > Keep"],
    ],
    [
      "an empty row, in a loop over the secret",
      [forEach("Loop", "@createArray(body('Get')?['value'])", select("Pick", "@createArray(null)", "@item()"))],
      [],
    ],
  ])("is seen: %s", (_, actions, expected) => {
    const seen = givenSecrets([flow("Flow", keyVault.getSecret("Get"), ...actions)], createRandom(1), 20);
    expect([...seen].sort()).toEqual(expected.map((way) => `Flow / ${way.replace(" > ", " > Flow / ")}`).sort());
  });

  it("is all found by the analysis", () => {
    // FAST_CHECK_RUNS tries more flows, or fewer.
    const numRuns = Number(process.env.FAST_CHECK_RUNS ?? 60);
    let seen = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1 }), (seed) => {
        const random = createRandom(seed);
        const flows = typedFlows(random);
        const given = givenSecrets(flows, random, 15);
        seen += given.size;
        const found = reached(flows);
        expect([...given].filter((action) => !found.has(action))).toEqual([]);
      }),
      { numRuns, endOnFailure: true },
    );
    expect(seen).toBeGreaterThan(numRuns);
  });
});
