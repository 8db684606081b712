import { describe, expect, it } from "vitest";
import { plaintextVariables } from "../../../src/queries/deployment/plaintext-variables.ts";
import { http, mail, tokenRequest } from "../../../src/testing/actions.ts";
import { entraClientSecret } from "../../../src/testing/credentials.ts";
import { type FlowSpec, flow, type SolutionSpec, type VariableSpec } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../dataflow/analysed.ts";

const secret = entraClientSecret();
const key = "parameters('Key (new_Key)')";

/** A flow that authenticates with the variable, surely by its place or likely by the name of a header. */
const signsIn = (name: string): FlowSpec =>
  flow(name, http("Call", { uri: "https://erp.contoso.com/x", authentication: { type: "Basic", username: "erp", password: `@${key}` } }));
const reads = (name: string): FlowSpec => flow(name, mail("Send", `@{${key}}`));

/** A flow's parameter that the variable fills, with its copy of the value. */
const bound = (defaultValue: string): NonNullable<FlowSpec["parameters"]> => ({
  "Key (new_Key)": { type: "String", defaultValue, metadata: { schemaName: "new_Key" } },
});

/** The variables that are credentials in the clear: where each is told, and what is told beside it. */
function found(...specs: readonly SolutionSpec[]) {
  const solutions = specs.map((spec, index) => ({ usualVariables: false, uniqueName: `Solution${index + 1}`, ...spec }));
  return plaintextVariables(analysedSolutions(solutions)).map(({ variable, solution, match, use, place, related }) => ({
    variable,
    solution: solution.uniqueName,
    match: match?.confidence,
    use: use?.operation.name,
    at: [place.owner?.name, place.at.kind === "json" ? place.at.pointer.at(-1) : "xml"].join(" "),
    related: related.map(({ message }) => message),
  }));
}
const one = (variable: VariableSpec, ...flows: readonly FlowSpec[]) => found({ variables: [variable], flows });

describe("an environment variable is a credential in the clear", () => {
  it("by its default", () => {
    expect(one({ schemaName: "new_Key", defaultValue: secret })).toEqual([
      { variable: "new_Key", solution: "Solution1", match: "high", use: undefined, at: "new_Key xml", related: [] },
    ]);
  });

  it("by its current value, with the default and the definition beside it", () => {
    expect(one({ schemaName: "new_Key", defaultValue: secret, value: entraClientSecret(5) })).toMatchObject([
      { at: "new_Key value", related: ["The default value."] },
    ]);
    expect(one({ schemaName: "new_Key", value: secret })).toMatchObject([
      { at: "new_Key value", related: ["The type of the variable is not Secret."] },
    ]);
  });

  it("with the copies that flows hold", () => {
    expect(one({ schemaName: "new_Key", defaultValue: secret }, reads("First"), reads("Second"))).toMatchObject([
      { at: "new_Key xml", related: ["'First' contains a copy of the value.", "'Second' contains a copy of the value."] },
    ]);
  });

  it("by its use alone, at its value, with each place that uses it", () => {
    expect(one({ schemaName: "new_Key", defaultValue: "orders 2024" }, signsIn("First"), reads("Second"))).toEqual([
      {
        variable: "new_Key",
        solution: "Solution1",
        match: undefined,
        use: "Call",
        at: "new_Key xml",
        related: ["'First' contains a copy of the value.", "'Second' contains a copy of the value.", "'Call' uses it as a credential."],
      },
    ]);
  });

  it("by its use alone, where it has no value at all", () => {
    expect(one({ schemaName: "new_Key" }, signsIn("First"))).toMatchObject([
      { at: "new_Key xml", related: ["'Call' uses it as a credential."] },
    ]);
  });

  it("by the use that says most", () => {
    const byName = flow("Named", http("Header", { uri: "https://erp.contoso.com/x", body: { password: `@${key}` } }));
    const body = `grant_type=client_credentials&client_secret=@{${key}}`;
    const [variable] = one(
      { schemaName: "new_Key", defaultValue: "orders 2024" },
      byName,
      flow("Token", tokenRequest("Get_token", body)),
      signsIn("Sure"),
    );
    expect(variable?.use).toBe("Call");
    expect(variable?.related.filter((message) => message.endsWith("as a credential."))).toHaveLength(3);
  });

  it("by the use that comes first, where each is as sure", () => {
    const named = (name: string): FlowSpec => flow(name, http(name, { uri: "https://erp.contoso.com/x", body: { password: `@${key}` } }));
    expect(one({ schemaName: "new_Key", defaultValue: "orders 2024" }, named("First"), named("Second"))).toMatchObject([{ use: "First" }]);
  });

  it("with a place that uses two of its members only once", () => {
    const password = `@concat(${key}?['prefix'], ${key}?['rest'])`;
    const twice = flow(
      "Twice",
      http("Call", { uri: "https://erp.contoso.com/x", authentication: { type: "Basic", username: "erp", password } }),
    );
    expect(one({ schemaName: "new_Key", type: "json", defaultValue: '{"prefix":"orders","rest":"2024"}' }, twice)).toMatchObject([
      { related: ["'Twice' contains a copy of the value.", "'Call' uses it as a credential."] },
    ]);
  });

  it("though it is declared in another solution", () => {
    const [variable, ...others] = found(
      { variables: [{ schemaName: "new_Key", defaultValue: secret }] },
      { flows: [{ ...signsIn("First"), parameters: bound("") }] },
    );
    expect(others).toEqual([]);
    expect(variable).toMatchObject({ solution: "Solution1", use: "Call", related: ["'Call' uses it as a credential."] });
  });

  it("where no solution of the run declares it, at the flow's copy of its value", () => {
    expect(found({ flows: [{ ...reads("First"), parameters: bound(secret) }] })).toMatchObject([
      { solution: "Solution1", at: "First defaultValue", related: [] },
    ]);
    expect(found({ flows: [{ ...signsIn("First"), parameters: bound("") }] })).toMatchObject([{ at: "First password", match: undefined }]);
  });

  it.each<VariableSpec["type"]>(["number", "boolean", "data-source", "secret"])("not of the type %s", (type = "string") => {
    expect(one({ schemaName: "new_Key", type, defaultValue: secret }, signsIn("First"))).toEqual([]);
  });

  it("as JSON", () => {
    expect(one({ schemaName: "new_Key", type: "json", defaultValue: JSON.stringify({ client_secret: secret }) })).toHaveLength(1);
  });

  it("not where nothing says so", () => {
    expect(one({ schemaName: "new_Key", defaultValue: "orders 2024" }, reads("First"))).toEqual([]);
  });
});
