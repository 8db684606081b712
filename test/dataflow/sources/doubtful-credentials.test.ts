import { describe, expect, it } from "vitest";
import { type ActionSpec, compose, http, initializeVariable, mail, mocked } from "../../../src/testing/actions.ts";
import { apiKey, jsonWebToken } from "../../../src/testing/credentials.ts";
import { type FlowSpec, flow } from "../../../src/testing/solutions.ts";
import { analysed } from "../analysed.ts";

const signIn = (password: string): ActionSpec => http("Call", { authentication: { type: "Basic", username: "erp", password } });

/** The credentials of a flow: what holds each, how sure it is, and by which evidence. */
function told(spec: FlowSpec): readonly string[] {
  return analysed(spec).credentials.map(({ operation, match: { confidence, evidence } }) =>
    [operation?.name ?? "parameter", confidence, ...evidence].join(", "),
  );
}

describe("a credential that is doubtful where it is written", () => {
  const token = initializeVariable("Declare", "Token", apiKey());
  const read = "@variables('Token')";
  it.each<[string, readonly ActionSpec[], readonly string[]]>([
    ["stays so while nothing uses it", [token, mail("Send", "x")], ["Declare, medium, name"]],
    ["stays so where something else takes it", [token, mail("Send", read)], ["Declare, medium, name"]],
    ["is confirmed where only a credential can stand", [token, signIn(read)], ["Declare, high, name, use"]],
    ["is no surer by a name than it was", [token, http("Call", { body: { apiKey: read } })], ["Declare, medium, name"]],
    [
      "is confirmed by the surest of its uses",
      [token, http("Named", { body: { apiKey: read } }), signIn(read)],
      ["Declare, high, name, use"],
    ],
    [
      "is not confirmed by a use of a piece of it",
      [compose("Keep", { token: apiKey() }), signIn("@substring(outputs('Keep')?['token'], length(triggerBody()))")],
      ["Keep, medium, name"],
    ],
    [
      "is confirmed alone, not what stands beside it",
      [compose("Keep", { token: apiKey(), otherToken: apiKey(5) }), signIn("@outputs('Keep')?['token']")],
      ["Keep, high, name, use", "Keep, medium, name"],
    ],
    [
      "is no surer where it looks like an id",
      [compose("Keep", { password: "0f8fad5b-d9cb-469f-a165-70867728950e" }), signIn("@outputs('Keep')?['password']")],
      ["Keep, medium, name"],
    ],
    [
      "stays doubtful as long as its form is that of a stand-in",
      [compose("Keep", { password: "changeme" }), signIn("@outputs('Keep')?['password']")],
      ["Keep, low, name"],
    ],
  ])("%s", (_, actions, expected) => {
    expect(told(flow("Flow", ...actions))).toEqual(expected);
  });

  it("is confirmed as the default of a parameter", () => {
    const parameters = { Token: { type: "String", defaultValue: apiKey() } };
    expect(told({ ...flow("Flow", mail("Send", "x")), parameters })).toEqual(["parameter, medium, name"]);
    expect(told({ ...flow("Flow", signIn("@parameters('Token')")), parameters })).toEqual(["parameter, high, name, use"]);
  });

  it("in a static result is not what the action itself returns", () => {
    const spec = {
      ...flow("Flow", mocked(http("Load"), "HTTP0"), signIn("@body('Load')?['token']")),
      staticResults: { HTTP0: { body: { token: apiKey(), session: jsonWebToken() } } },
    };
    expect(told(spec).filter((one) => one.includes("use"))).toEqual([]);
  });
});
