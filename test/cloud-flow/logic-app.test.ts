import { describe, expect, it } from "vitest";
import { isLogicApp } from "../../src/cloud-flow/logic-app.ts";
import { readWorkspace } from "../../src/dataflow/workspace/read-workspace.ts";
import { fileContainer } from "../../src/testing/solutions.ts";

function isOfLogicApp(document: object): boolean | undefined {
  const [flow] = readWorkspace([fileContainer("workflow.json", JSON.stringify(document))]).cloudFlows;
  return flow === undefined ? undefined : isLogicApp(flow);
}

const through = (key: string) => ({
  type: "ApiConnection",
  inputs: {
    host: { connection: { name: `@parameters('$connections')['${key}']['connectionId']` } },
    method: "get",
    path: "/secrets/x/value",
  },
});
const calls = (action: object) => ({ triggers: {}, actions: { Get_secret: action } });
const nothing = calls({ type: "Compose", inputs: "1" });
const ofAzure = "/subscriptions/1/resourceGroups/erp/providers/Microsoft.Web/connections/office365";
const ofPlatform = "/providers/Microsoft.PowerApps/apis/shared_office365";

describe("a definition is that of a logic app", () => {
  it("where its connections are resources of Azure", () => {
    const $connections = {
      value: { a: { connectionId: ofAzure, id: "/subscriptions/1/providers/Microsoft.Web/locations/x/managedApis/a" } },
    };
    expect(isOfLogicApp({ definition: nothing, parameters: { $connections } })).toBe(true);
    expect(isOfLogicApp({ definition: nothing, connectionReferences: { a: { connectionId: ofAzure, connectionName: "a" } } })).toBe(true);
    expect(isOfLogicApp({ properties: { definition: nothing, connectionReferences: { a: { connection: { id: ofAzure } } } } })).toBe(true);
  });

  it("where the file is the resource of one", () => {
    expect(isOfLogicApp({ type: "Microsoft.Logic/workflows", properties: { definition: nothing } })).toBe(true);
    expect(isOfLogicApp({ type: "Microsoft.Logic/workflows/versions", properties: { definition: nothing } })).toBe(true);
    const files = { "workflow.json": { definition: nothing } };
    expect(isOfLogicApp({ type: "Microsoft.Web/sites/workflows", properties: { files } })).toBe(true);
  });

  it("where a template deploys it", () => {
    expect(isOfLogicApp({ resources: [{ type: "Microsoft.Logic/workflows", properties: { definition: nothing } }] })).toBe(true);
  });

  it("where it is kept in a variable of a template, by which a resource is deployed", () => {
    const resource = { type: "Microsoft.Logic/workflows", properties: { definition: "[variables('orders')]" } };
    expect(isOfLogicApp({ resources: [resource], variables: { orders: nothing } })).toBe(true);
  });

  it.each(["Stateful", "stateless"])("where it says that it is %s, as those of a Standard logic app do", (kind) => {
    expect(isOfLogicApp({ definition: nothing, kind })).toBe(true);
  });

  it("where it calls connectors as only a logic app does", () => {
    expect(isOfLogicApp({ definition: calls(through("keyvault")) })).toBe(true);
    expect(isOfLogicApp(calls(through("keyvault-1")))).toBe(true);
    const provider = { connectionName: "keyVault", operationId: "getSecret", serviceProviderId: "/serviceProviders/keyVault" };
    expect(isOfLogicApp({ definition: calls({ type: "ServiceProvider", inputs: { serviceProviderConfiguration: provider } }) })).toBe(true);
  });
});

describe("a definition is that of a flow", () => {
  it("where nothing tells otherwise", () => {
    expect(isOfLogicApp({ definition: nothing })).toBe(false);
    expect(isOfLogicApp({ properties: { definition: nothing } })).toBe(false);
  });

  it.each(["Microsoft.ProcessSimple/environments/flows", "Microsoft.Logic/workflows/triggers", "Contoso.Microsoft.Logic/workflows"])(
    "where the file is a resource of the type %s",
    (type) => {
      expect(isOfLogicApp({ type, properties: { definition: nothing } })).toBe(false);
    },
  );

  it.each(["Stateful copy", "Not stateless", "Http"])("where its kind is %s", (kind) => {
    expect(isOfLogicApp({ definition: nothing, kind })).toBe(false);
  });

  it("where its connections are of the Power Platform", () => {
    expect(isOfLogicApp({ definition: calls(through("shared_keyvault")) })).toBe(false);
    expect(isOfLogicApp({ definition: calls({ type: "ApiConnection", inputs: { host: { connection: { name: "@x" } } } }) })).toBe(false);
    const connectionReferences = { shared_office365: { connectionName: "shared-office365-1", id: ofPlatform } };
    expect(isOfLogicApp({ definition: nothing, connectionReferences })).toBe(false);
  });

  it("where Power Automate wrapped it, whatever its connections are called", () => {
    expect(isOfLogicApp({ properties: { definition: calls(through("keyvault")) } })).toBe(false);
  });
});
