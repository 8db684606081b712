import { describe, expect, it } from "vitest";
import { connectorId } from "../../src/cloud-flow/connections.ts";
import type { ConnectorCall } from "../../src/cloud-flow/model.ts";
import { readWorkspace } from "../../src/dataflow/workspace/read-workspace.ts";
import type { JsonObject } from "../../src/json.ts";
import { fileContainer } from "../../src/testing/solutions.ts";
import { expectLinear } from "../growth.ts";

/** The connector that an action calls through a connection of this key. */
function connectorBehind(key: string, document: JsonObject = {}): string | undefined {
  return callThrough(key, document)?.connector;
}

function callThrough(key: string, document: JsonObject): ConnectorCall | undefined {
  const action = {
    type: "ApiConnection",
    inputs: { host: { connection: { name: `@parameters('$connections')['${key}']['connectionId']` } } },
  };
  const text = JSON.stringify({ definition: { actions: { Call: action } }, ...document });
  const [flow] = readWorkspace([fileContainer("workflow.json", text)]).cloudFlows;
  return flow?.actions[0]?.call;
}

describe("the connector behind a connection", () => {
  it("is told by the values that Logic Apps keep beside the definition", () => {
    const entry = { connectionId: "/subscriptions/x/connections/a", id: "/subscriptions/x/managedApis/keyvault" };
    expect(connectorBehind("a", { parameters: { $connections: { value: { a: entry } } } })).toBe("shared_keyvault");
    expect(connectorBehind("a", { properties: { parameters: { $connections: { value: { a: entry } } } } })).toBe("shared_keyvault");
  });

  it("is found whatever the letter case of its key, of which that in the list counts", () => {
    const entry = { connectionId: "/subscriptions/x/connections/a", id: "/subscriptions/x/managedApis/keyvault" };
    const document = { parameters: { $connections: { value: { Vault: entry, vault: { ...entry, id: "/x/managedApis/teams" } } } } };
    expect(callThrough("VAULT", document)).toMatchObject({ connectionKey: "Vault", connector: "shared_keyvault" });
    expect(callThrough("vault", document)).toMatchObject({ connectionKey: "vault", connector: "shared_teams" });
  });

  it("is told by the key where nothing describes the connection", () => {
    expect(connectorBehind("shared_teams_1")).toBe("shared_teams");
    expect(connectorBehind("keyvault-2")).toBe("shared_keyvault");
    expect(connectorBehind("ours")).toBeUndefined();
  });
});

it("reads an expression of a template in time that grows with its length", () => {
  expectLinear((size) => connectorId(`[${"managedApis ".repeat(size)}`), 2000);
  expectLinear((size) => connectorId(`[managedApis${"/'a".repeat(size)}`), 2000);
});
