import { describe, expect, it } from "vitest";
import { http, keyVault, mail, mocked } from "../../src/testing/actions.ts";
import { apiKey, jsonWebToken } from "../../src/testing/credentials.ts";
import { type FlowSpec, flow } from "../../src/testing/solutions.ts";
import { analysed, waysOf } from "./analysed.ts";

const mockedCall = (read: string, options?: "Enabled" | "Disabled"): FlowSpec => ({
  ...flow("Flow", mocked(http("Call", { uri: "https://api.contoso.com/session" }), "HTTP0", options), mail("Send", `@{${read}}`)),
  staticResults: { HTTP0: { statusCode: "OK", body: { clerk: "erp", session: jsonWebToken() } } },
});

describe("a credential in a static result", () => {
  it("comes out of the action that gives it", () => {
    expect(waysOf(analysed(mockedCall("body('Call')?['session']")))).toEqual(["Call > Send"]);
  });

  it.each([
    ["is not in the other members", "body('Call')?['clerk']", "Enabled"],
    ["comes out of nothing while it is switched off", "body('Call')?['session']", "Disabled"],
  ] as const)("%s", (_, read, options) => {
    expect(waysOf(analysed(mockedCall(read, options)))).toEqual([]);
  });

  it("does not take the place of what the action is a source of", () => {
    const spec = {
      ...flow("Flow", mocked(keyVault.getSecret("Get_secret"), "GetSecret0"), mail("Send", "@{body('Get_secret')?['value']}")),
      staticResults: { GetSecret0: { body: { value: apiKey() } } },
    };
    const { values } = analysed(spec);
    expect(values.secretsReaching("message").map(({ origin }) => origin.basis)).toEqual(["operation", "literal"]);
    expect(values.secretOutputs().map(({ origins }) => origins.map(({ basis }) => basis))).toEqual([["operation"]]);
  });
});
