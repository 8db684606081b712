import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/json.ts";
import { foldedAt, passwordSignIn } from "../../../src/queries/requests/connection-sign-in.ts";
import { compose, connector, http } from "../../../src/testing/actions.ts";
import { flow } from "../../../src/testing/solutions.ts";
import { analysed, operationNamed } from "../../dataflow/analysed.ts";

/** How a connection signs in, where that is worth saying. */
function signIn(entry: JsonObject, id = "shared_sql"): string | undefined {
  const spec = { ...flow("Flow", connector("Get", id, "GetItems_V2")), connections: { [id]: { api: { name: id }, ...entry } } };
  const [found] = analysed(spec).workspace.cloudFlows;
  const [connection] = found?.connections ?? [];
  if (found === undefined || connection === undefined) throw new Error("There is no connection.");
  return passwordSignIn(found, connection);
}

describe("a connection signs in by password", () => {
  it.each<[string, JsonObject, string | undefined]>([
    ["by its parameter set", { parameterValueSet: { name: "sqlAuthentication", values: {} } }, "the parameter set 'sqlAuthentication'"],
    [
      "by its parameter set, deeper",
      { connection: { parameterValueSet: { name: "sqlAuthentication" } } },
      "the parameter set 'sqlAuthentication'",
    ],
    [
      "by its parameter set, in other letters",
      { parameterValueSet: { name: "SQLauthentication" } },
      "the parameter set 'SQLauthentication'",
    ],
    ["not by another parameter set", { parameterValueSet: { name: "oauth" } }, undefined],
    [
      "not by another parameter set, whatever else is there",
      { parameterValueSet: { name: "oauth" }, parameterValues: { password: "x" } },
      undefined,
    ],
    ["by its parameters", { parameterValues: { server: "x", username: "y", password: "z" } }, "user name and password"],
    ["by its parameters, deeper", { connection: { parameterValues: { password: "z" } } }, "user name and password"],
    ["not by other parameters", { parameterValues: { server: "x" } }, undefined],
    ["not where nothing says so", {}, undefined],
  ])("%s", (_, entry, expected) => {
    expect(signIn(entry)).toBe(expected);
  });

  it("but not where nothing is known of the connector", () => {
    expect(signIn({ parameterValues: { password: "x" } }, "shared_contosounknown")).toBeUndefined();
  });
});

describe("the text at a place of an operation", () => {
  const analysis = analysed(
    flow("Flow", http("Call", { body: { grant_type: "Password" }, uri: "https://@{body('x')}/a", headers: null }), compose("Keep", "x")),
  );
  const at = (path: string, word?: string): string | undefined => foldedAt(operationNamed(analysis, "Call"), path.split("."), word);
  it.each<[string, string | undefined, string | undefined]>([
    ["inputs.uri", undefined, "https://\uFFFC/a"],
    ["inputs.body", undefined, '{"grant_type":"Password"}'],
    ["inputs.body", "password", '{"grant_type":"Password"}'],
    ["inputs.body", "secret", undefined],
    ["inputs.headers", undefined, undefined],
    ["inputs.other", undefined, undefined],
  ])("%s, with %s", (path, word, expected) => {
    expect(at(path, word)).toBe(expected);
  });
});
