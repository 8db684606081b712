import { describe, expect, it } from "vitest";
import { type ActionSpec, childFlow, desktopFlow, guidOf, http, keyVault, mail, raw } from "../../../src/testing/actions.ts";
import { callbackUrl } from "../../../src/testing/credentials.ts";
import { desktop } from "../../../src/testing/desktop.ts";
import { buttonTrigger, type FlowSpec, flow, httpTrigger } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../analysed.ts";

const value = "@body('Get_secret')?['value']";
const url = callbackUrl(guidOf("Called"));
const secured = { runtimeConfiguration: { secureData: { properties: ["outputs"] } } };

const child = (secure: boolean): FlowSpec => ({
  ...flow("Child"),
  trigger: buttonTrigger({ text: "Key" }, secure ? ["outputs"] : undefined),
});
const called = (secure: boolean): FlowSpec => ({ ...flow("Called"), trigger: httpTrigger(secure ? secured : {}) });
const robot = desktop("Robot", { inputs: ["Key", "Pin"], sensitive: ["Pin"] });

/** The inputs that take a secret without hiding it, as `kind called/input (trigger)`, for each place that the secret comes to. */
function insensitive(run: ActionSpec, secure = false): readonly string[] {
  const flows = [flow("Parent", keyVault.getSecret("Get_secret"), run), child(secure), called(secure)];
  const analysis = analysedSolutions([{ flows, desktopFlows: [robot] }]);
  return analysis.workspace.cloudFlows.flatMap(({ operations }) =>
    operations.flatMap((operation) =>
      analysis.values.leaksAt(operation).flatMap((leak) => {
        const found = analysis.insensitiveInput(leak);
        if (found === undefined) return [];
        return [`${found.kind} ${found.called}/${found.input} (${found.unprotected.name})`];
      }),
    ),
  );
}

describe("an input of a called flow shows what it takes", () => {
  it.each<[string, ActionSpec, readonly string[]]>([
    ["of a child flow", childFlow("Run", "Child", { text: value }), ["child-flow Child/text (manual)"]],
    ["of a flow that is called over HTTP", http("Run", { uri: url, body: { key: value } }), ["http-flow Called/key (manual)"]],
    ["in a header of such a call", http("Run", { uri: url, headers: { "x-key": value } }), ["http-flow Called/x-key (manual)"]],
    ["in all of the body", http("Run", { uri: url, body: value }), ["http-flow Called/ (manual)"]],
    [
      "of a webhook's subscription",
      raw("Run", { type: "HttpWebhook", inputs: { subscribe: { method: "POST", uri: url, body: { key: value } } } }),
      ["http-flow Called/key (manual)"],
    ],
    ["of a desktop flow", desktopFlow("Run", "Robot", { Key: value }), ["desktop-flow Robot/Key (Key)"]],
  ])("%s", (_, run, expected) => {
    expect(insensitive(run)).toEqual(expected);
  });

  it.each<[string, ActionSpec]>([
    ["a child flow with Secure Outputs", childFlow("Run", "Child", { text: value })],
    ["a flow called over HTTP with Secure Outputs", http("Run", { uri: url, body: { key: value } })],
  ])("but not that of %s", (_, run) => {
    expect(insensitive(run, true)).toEqual([]);
  });

  it.each<[string, ActionSpec]>([
    ["a sensitive one of a desktop flow", desktopFlow("Run", "Robot", { Pin: value })],
    ["one that the desktop flow lacks", desktopFlow("Run", "Robot", { Other: value })],
    ["one of a desktop flow that is not in the run", desktopFlow("Run", "Elsewhere", { Key: value })],
    ["one of a child flow that is not in the run", childFlow("Run", "Elsewhere", { text: value })],
    ["the sign-in of a call, which is not handed on", http("Run", { uri: url, authentication: { type: "Raw", value } })],
    ["the URL of another service", http("Run", { uri: `https://api.contoso.com/@{${value.slice(1)}}`, body: "x" })],
    ["that of a mail", mail("Run", value)],
  ])("but not %s", (_, run) => {
    expect(insensitive(run)).toEqual([]);
  });
});
