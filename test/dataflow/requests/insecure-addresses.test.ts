import { describe, expect, it } from "vitest";
import { insecureAddresses, insecurePart } from "../../../src/dataflow/requests/insecure-addresses.ts";
import { connector, initializeVariable, raw } from "../../../src/testing/actions.ts";
import { flow } from "../../../src/testing/solutions.ts";
import { analysed } from "../analysed.ts";

describe("the insecure part of an address", () => {
  it.each([
    ["http://erp.contoso.com/orders", "http://erp.contoso.com"],
    ["  http://erp.contoso.com?x=1", "http://erp.contoso.com"],
    ["HTTP://erp.contoso.com#a", "HTTP://erp.contoso.com"],
    ["https://erp.contoso.com", undefined],
    ["see http://erp.contoso.com", undefined],
    ["http://localhost:8080/x", undefined],
    ["http://127.0.0.1/x", undefined],
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

  it("in parameters that take an address, not in those that hold one as data", () => {
    const call = (parameter: string) => connector(`Call_${parameter}`, "shared_contoso", "Call", { [parameter]: http });
    const names = ["url", "request/url", "baseUrl", "curl", "url_text"];
    const found = insecureAddresses(analysed(flow("Flow", ...names.map(call))));
    expect(found.map(({ operation }) => operation.name)).toEqual(["Call_url", "Call_request/url", "Call_baseUrl"]);
  });

  it("where the beginning of the address comes from", () => {
    const call = raw("Call", { type: "Http", inputs: { method: "GET", uri: "@{variables('base')}/orders" } });
    const found = insecureAddresses(analysed(flow("Flow", initializeVariable("Base", "base", "http://erp.contoso.com"), call)));
    expect(found.map(({ operation, address, place }) => [operation.name, address, place.owner?.operation])).toEqual([
      ["Call", "http://erp.contoso.com", "Base"],
    ]);
  });
});
