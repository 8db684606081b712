import { describe, expect, it } from "vitest";
import { valueAt } from "../../../src/json.ts";
import { insecureAddresses, insecurePart } from "../../../src/queries/requests/insecure-addresses.ts";
import { type ActionSpec, compose, connector, initializeVariable, raw } from "../../../src/testing/actions.ts";
import { flow, type VariableSpec } from "../../../src/testing/solutions.ts";
import { analysed, analysedSolutions } from "../../dataflow/analysed.ts";

describe("the insecure part of an address", () => {
  it.each([
    ["http://erp.contoso.com/orders", "http://erp.contoso.com"],
    ["  http://erp.contoso.com?x=1", "http://erp.contoso.com"],
    ["HTTP://erp.contoso.com#a", "HTTP://erp.contoso.com"],
    ["https://erp.contoso.com", undefined],
    ["see http://erp.contoso.com", undefined],
    ["http://localhost:8080/x", undefined],
    ["http://169.254.169.254/metadata/identity/oauth2/token", undefined],
    ["http://169.254.169.254.contoso.com/x", "http://169.254.169.254.contoso.com"],
    ["http://LOCALHOST", undefined],
    ["http://orders@localhost/x", undefined],
    ["http://localhost:8080@erp.contoso.com/x", "http://localhost:8080@erp.contoso.com"],
    ["http://localhost?x", undefined],
    ["http://localhost#x", undefined],
    ["http://#{ErpHost}#:8080/x", "http://#{ErpHost}#:8080"],
    ["http://127.0.0.1/x", undefined],
    ["http://127.10.20.30:80", undefined],
    ["http://[::1]:8080/x", undefined],
    ["http://orders.dev.localhost/x", undefined],
    ["http://localhost.contoso.com/x", "http://localhost.contoso.com"],
    ["http://127.contoso.com", "http://127.contoso.com"],
    ["http://mylocalhost/x", "http://mylocalhost"],
    ["http://erp.contoso.com/localhost", "http://erp.contoso.com"],
    ["http://erp contoso", "http://erp"],
  ])("of %j is %j", (text, expected) => {
    expect(insecurePart(text)).toBe(expected);
  });
});

const http = "http://erp.contoso.com/hook";

describe("insecure addresses are found", () => {
  it("in each address of a webhook", () => {
    const hook = (member: string) => raw(`Wait_${member}`, { type: "HttpWebhook", inputs: { [member]: { method: "POST", uri: http } } });
    const found = insecureAddresses(analysed(flow("Flow", hook("subscribe"), hook("unsubscribe"), hook("other"))));
    expect(found.map(({ operation }) => operation.name)).toEqual(["Wait_subscribe", "Wait_unsubscribe"]);
  });

  /** What is found in the address of a request: `address, variable: what is marked`. */
  const inRequest = (uri: string, ...before: readonly ActionSpec[]): readonly string[] => {
    const analysis = analysed(flow("Flow", ...before, raw("Call", { type: "Http", inputs: { method: "GET", uri } })));
    return insecureAddresses(analysis).map(({ address, place: { at, owner } }) => {
      const { pointer, span } = at.kind === "json" ? at : { pointer: [], span: undefined };
      const text = valueAt(analysis.workspace.cloudFlows[0]?.document, pointer);
      const marked = span === undefined || typeof text !== "string" ? "all of it" : text.slice(span.start, span.end);
      return `${address}: ${marked} in ${owner?.operation}`;
    });
  };

  it.each<[string, string, readonly string[]]>([
    ["written", "http://erp.contoso.com/orders", ["http://erp.contoso.com: http://erp.contoso.com in Call"]],
    ["written in capitals", "HTTP://erp.contoso.com/orders", ["HTTP://erp.contoso.com: HTTP://erp.contoso.com in Call"]],
    ["of a host that is read", "http://@{triggerBody()?['host']}/x", ["http://\uFFFC: http:// in Call"]],
    ["put together", "@concat('http', '://erp.contoso.com')", ["http://erp.contoso.com: http in Call"]],
    ["put together in a part of it", "@{concat('http://', 'erp.')}contoso.com", ["http://erp.contoso.com: http:// in Call"]],
    ["with TLS", "https://erp.contoso.com?next=http://crm.contoso.com", []],
    ["of a host and a scheme that are read", "@{triggerBody()?['url']}", []],
    ["of this machine", "http://localhost:8080/x", []],
  ])("in an address %s", (_, uri, expected) => {
    expect(inRequest(uri)).toEqual(expected);
  });

  it("only where the beginning of an address comes from, not what comes behind it", () => {
    const link = compose("Link", "http://crm.contoso.com");
    expect(inRequest("https://erp.contoso.com?next=@{outputs('Link')}", link)).toEqual([]);
    expect(inRequest("@{triggerBody()?['url']}?next=@{outputs('Link')}", link)).toEqual([]);
    expect(inRequest("@{outputs('Link')}/x", link)).toEqual(["http://crm.contoso.com: all of it in Link"]);
    expect(inRequest("@{outputs('Link')}/x", compose("Link", "http://localhost"))).toEqual([]);
  });

  it("where an environment variable holds the address, current value or default", () => {
    const call = raw("Call", { type: "Http", inputs: { method: "GET", uri: "@{parameters('Url (new_Url)')}/orders" } });
    const inVariable = (variable: VariableSpec): readonly (string | undefined)[] =>
      insecureAddresses(analysedSolutions([{ variables: [variable], flows: [flow("Flow", call)] }])).flatMap(
        ({ address, variable: name }) => [address, name],
      );
    expect(inVariable({ schemaName: "new_Url", defaultValue: "http://erp.contoso.com/x" })).toEqual(["http://erp.contoso.com", "new_Url"]);
    expect(inVariable({ schemaName: "new_Url", value: "http://erp.contoso.com" })).toEqual(["http://erp.contoso.com", "new_Url"]);
    expect(inVariable({ schemaName: "new_Url", value: "https://erp.contoso.com", defaultValue: "http://dev.contoso.com" })).toEqual([
      "http://dev.contoso.com",
      "new_Url",
    ]);
    expect(inVariable({ schemaName: "new_Url", defaultValue: "https://erp.contoso.com" })).toEqual([]);
    expect(inVariable({ schemaName: "new_Url" })).toEqual([]);
  });

  it("in parameters that take an address, not in those that hold one as data", () => {
    const call = (parameter: string) => connector(`Call_${parameter}`, "shared_contoso", "Call", { [parameter]: http });
    const names = ["url", "request/url", "baseUrl", "item/uri", "Endpoint", "curl", "url_text", "endpoints"];
    const found = insecureAddresses(analysed(flow("Flow", ...names.map(call))));
    expect(found.map(({ operation }) => operation.name)).toEqual([
      "Call_url",
      "Call_request/url",
      "Call_baseUrl",
      "Call_item/uri",
      "Call_Endpoint",
    ]);
  });

  it("where the beginning of the address comes from", () => {
    const call = raw("Call", { type: "Http", inputs: { method: "GET", uri: "@{variables('base')}/orders" } });
    const found = insecureAddresses(analysed(flow("Flow", initializeVariable("Base", "base", "http://erp.contoso.com"), call)));
    expect(found.map(({ operation, address, place }) => [operation.name, address, place.owner?.operation])).toEqual([
      ["Call", "http://erp.contoso.com", "Base"],
    ]);
  });
});
