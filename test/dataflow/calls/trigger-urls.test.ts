import { describe, expect, it } from "vitest";
import { calledByUrl, calledUrl, idsInUrls } from "../../../src/dataflow/calls/trigger-urls.ts";
import { compose, connector, guidOf, http, raw } from "../../../src/testing/actions.ts";
import { flow } from "../../../src/testing/solutions.ts";
import { analysed, operationNamed } from "../analysed.ts";

const id = guidOf("Orders");
const plain = id.replaceAll("-", "");

describe("the flow that a URL calls", () => {
  it.each([
    `https://prod-12.westeurope.logic.azure.com:443/workflows/${plain}/triggers/manual/paths/invoke?sig=x`,
    `https://default0.0d.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/${plain}/triggers/manual/paths/invoke`,
    `https://prod-12.logic.azure.com/workflows/${id}/triggers/manual`,
    `https://prod-12.logic.azure.com/WORKFLOWS/${id.toUpperCase()}/Triggers/manual`,
  ])("%s", (url) => expect(calledByUrl(url)).toBe(plain));

  it.each([
    `https://api.contoso.com/${plain}`,
    `https://prod-12.logic.azure.com/workflows/${plain}`,
    `https://prod-12.logic.azure.com/workflows/${plain}x/triggers/manual`,
    `https://prod-12.logic.azure.com/workflows/${plain.slice(1)}/triggers/manual`,
    `https://prod-12.logic.azure.com/workflows/${plain}0/triggers/manual`,
    `https://prod-12.logic.azure.com/myworkflows/../${plain}/triggers/manual`,
    "https://prod-12.logic.azure.com/workflows/\uFFFC/triggers/manual",
  ])("none by %s", (url) => expect(calledByUrl(url)).toBeUndefined());
});

it("a flow is named in URLs by its ids", () => {
  const [found] = analysed(flow("Orders", compose("Keep", "x"))).workspace.cloudFlows;
  if (found === undefined) throw new Error("The flow was not read.");
  const ids = (own: string | undefined, name: string | undefined): readonly string[] => {
    const document = name === undefined ? {} : { name };
    return idsInUrls({ ...found, id: own, document });
  };
  expect(ids(id, undefined)).toEqual([plain]);
  expect(ids(`{${id.toUpperCase()}}`, undefined)).toEqual([plain]);
  expect(ids(undefined, id)).toEqual([plain]);
  expect(ids(id, guidOf("Other"))).toEqual([plain, guidOf("Other").replaceAll("-", "")]);
  expect(ids(undefined, "Orders")).toEqual([]);
  expect(ids(`${id}0`, `x${id}`)).toEqual([]);
});

describe("an operation calls the URL", () => {
  it.each<[string, ReturnType<typeof http>, string | undefined]>([
    ["of a request", http("Call", { uri: "https://a.example" }), "read https://a.example"],
    ["of a webhook", raw("Call", { type: "HttpWebhook", inputs: { subscribe: { uri: "https://b.example" } } }), "read https://b.example"],
    ["of no request", compose("Call", { uri: "https://a.example" }), undefined],
    ["of no connector", connector("Call", "shared_webcontents", "InvokeHttp", { uri: "https://a.example" }), undefined],
    ["of nothing", raw("Call", { type: "Http", inputs: {} }), undefined],
  ])("%s", (_, spec, expected) => {
    const operation = operationNamed(analysed(flow("Flow", spec)), "Call");
    const texts = { always: (_flow: unknown, text: string) => `read ${text}`, example: () => "" };
    expect(calledUrl(operation, texts)).toBe(expected);
  });
});
