import { describe, expect, it } from "vitest";
import { analyse } from "../../src/dataflow/analysis.ts";
import { readWorkspace } from "../../src/dataflow/workspace/read-workspace.ts";
import type { Json } from "../../src/json.ts";
import { compose } from "../../src/testing/actions.ts";
import { containerOf } from "../../src/testing/solutions.ts";
import { standardWorkflow } from "../../src/testing/templates.ts";

/** The analysis of a Standard logic app whose only workflow copies a value. */
function analysisOf(read: string, file: string | object, parameters?: object): ReturnType<typeof analyse> {
  const workflow = Object.entries(standardWorkflow("Orders", { Copy: compose("Copy", read).json }, parameters));
  const files = [...workflow, ["parameters.json", typeof file === "string" ? file : JSON.stringify(file)] as const];
  return analyse(readWorkspace([containerOf(new Map(files.map(([name, text]) => [`app/${name}`, text])))]));
}

/** What the workflow's copy may hold, by basis, name and confidence. */
function copied(read: string, file: string | object, parameters?: object): readonly string[] {
  const { values, workspace } = analysisOf(read, file, parameters);
  const leaks = workspace.cloudFlows.flatMap(({ operations }) => operations.flatMap((operation) => values.leaksAt(operation)));
  return leaks.map(({ fact: { origin } }) => `${origin.basis} ${origin.name} ${origin.confidence}`);
}

const one = (value: Json, type = "String"): object => ({ Word: { type, value } });

describe("a parameter of a Standard logic app", () => {
  it.each<[string, object, readonly string[]]>([
    ["is secret by its type", one("@appsetting('Word')", "SecureString"), ["secure-parameter Word high"]],
    ["is secret by the setting that it reads", one("@appsetting('erp-password')"), ["named-setting erp-password medium"]],
    ["is secret by the setting that it reads in a text", one("Key @{ appsetting('erp-password') }"), ["named-setting erp-password medium"]],
    ["is not secret by any other setting", one("@appsetting('erp-url')"), []],
    ["is not secret by a text that only mentions a setting", one("appsetting('erp-password')"), []],
    ["is not secret by a value that says nothing", one("https://erp.contoso.com"), []],
    ["is not secret without a value", { Word: { type: "SecureString" } }, []],
  ])("%s", (_, file, expected) => {
    expect(copied("@parameters('word')", file)).toEqual(expected);
  });

  it("holds its members apart", () => {
    const file = one({ clerk: "@appsetting('erp-user')", pin: "@appsetting('erp-password')" }, "Object");
    expect(copied("@parameters('Word')?['pin']", file)).toEqual(["named-setting erp-password medium"]);
    expect(copied("@parameters('Word')?['clerk']", file)).toEqual([]);
  });

  it("takes its type from either declaration", () => {
    const declared = { Word: { type: "SecureString" } };
    expect(copied("@parameters('Word')", one("x"), declared)).toEqual(["secure-parameter Word high"]);
    expect(copied("@parameters('Word')", one("x", "SecureString"), { Word: { type: "String" } })).toEqual(["secure-parameter Word high"]);
  });

  it("is known to the workflow that does not declare it", () => {
    const unresolved = (read: string): number => {
      const { workspace, scanOf } = analysisOf(read, one("x"));
      return workspace.cloudFlows.flatMap((flow) => scanOf(flow).unresolved).length;
    };
    expect([unresolved("@parameters('Word')"), unresolved("@parameters('Wort')")]).toEqual([0, 1]);
  });

  it.each([
    ["is broken", "{"],
    ["is a list", "[]"],
    ["is nested too deep", `{"Word":${'{"a":'.repeat(2000)}1${"}".repeat(2000)}}`],
  ])("does not keep the workflow from being read where the file %s", (_, file) => {
    const { workspace, problems } = analysisOf("@parameters('Word')", file);
    expect(workspace.cloudFlows).toHaveLength(1);
    expect(problems()).toHaveLength(1);
  });
});

it("a setting of the app is secret by its name", () => {
  expect(copied("@appsetting('sql-password')", {})).toEqual(["named-setting sql-password medium"]);
  expect(copied("@appsetting('sql-server')", {})).toEqual([]);
});
