import { describe, expect, it } from "vitest";
import { insecureConnectorAddresses } from "../../../src/queries/requests/connector-addresses.ts";
import { connectorSolution } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../dataflow/analysed.ts";

type Files = Parameters<typeof connectorSolution>[0];

function addresses(files: Files): readonly string[] {
  const { workspace } = analysedSolutions([connectorSolution(files)]);
  return insecureConnectorAddresses(workspace).map(
    ({ part, name, address, place: { at } }) => `${part} ${name}: ${address} at ${at.kind === "json" ? at.pointer.join("/") : ""}`,
  );
}

const hostPolicy = (template: unknown, templateId = "dynamichosturl"): object => ({
  templateId,
  title: "Host",
  parameters: { "x-ms-apimTemplateParameter.urlTemplate": template, "x-ms-apimTemplateParameter.name": "http://x.contoso.com" },
});
const signIn = (value: string): object => ({
  type: "oauthSetting",
  oAuthSettings: { customParameters: { tokenUrl: { value }, resourceUri: { value } } },
});

describe("a custom connector calls an address without encryption", () => {
  it.each<[string, Files, readonly string[]]>([
    [
      "by a policy",
      { policytemplateinstances: [hostPolicy("http://erp.contoso.com/api")] },
      ["policy Host: http://erp.contoso.com at 0/parameters/x-ms-apimTemplateParameter.urlTemplate"],
    ],
    [
      "by a policy that takes the host from the connection",
      { apiproperties: { properties: { policyTemplateInstances: [hostPolicy("http://@connectionParameters('host')/api")] } } },
      [
        "policy Host: http://@connectionParameters('host') at properties/policyTemplateInstances/0/parameters/x-ms-apimTemplateParameter.urlTemplate",
      ],
    ],
    [
      "by the default of a connection parameter",
      { connectionparameters: { baseUrl: { type: "string", default: "http://erp.contoso.com" } } },
      ["parameter baseUrl: http://erp.contoso.com at baseUrl/default"],
    ],
    [
      "by one in the definition",
      { openapidefinition: { "x-ms-connection-parameters": { host: { type: "string", defaultValue: "http://erp.contoso.com" } } } },
      ["parameter host: http://erp.contoso.com at x-ms-connection-parameters/host/defaultValue"],
    ],
    [
      "where it signs in",
      { apiproperties: { properties: { connectionParameters: { token: signIn("http://login.contoso.com/token") } } } },
      ["parameter token: http://login.contoso.com at properties/connectionParameters/token/oAuthSettings/customParameters/tokenUrl/value"],
    ],
    [
      "not over https",
      {
        policytemplateinstances: [hostPolicy("https://erp.contoso.com")],
        connectionparameters: { token: signIn("https://a.contoso.com") },
      },
      [],
    ],
    ["not on the machine itself", { policytemplateinstances: [hostPolicy("http://localhost:8080")] }, []],
    ["not by another policy", { policytemplateinstances: [hostPolicy("http://erp.contoso.com", "setheader")] }, []],
    ["not by what names no address", { connectionparameters: { schema: { type: "string", default: "http://schemas.contoso.com" } } }, []],
    [
      "not by what describes a parameter",
      { connectionparameters: { host: { type: "string", description: "http://erp.contoso.com" } } },
      [],
    ],
    [
      "not where nothing is as it should be",
      {
        policytemplateinstances: [hostPolicy(5), { templateId: "dynamichosturl" }],
        connectionparameters: { host: "http://a.contoso.com" },
      },
      [],
    ],
  ])("%s", (_, files, expected) => {
    expect(addresses(files)).toEqual(expected);
  });
});
