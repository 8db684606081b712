import { describe, expect, it } from "vitest";
import { lenientConnectorName, normalizeConnectorId, sameConnector } from "../../src/knowledge/connector-id.ts";
import { expectLinear } from "../growth.ts";

describe("the id of a connector", () => {
  it.each([
    ["shared_keyvault", "shared_keyvault"],
    ["KeyVault", "shared_keyvault"],
    ["/providers/Microsoft.PowerApps/apis/shared_keyvault//", "shared_keyvault"],
    ["/subscriptions/1/providers/Microsoft.Web/locations/westeurope/managedApis/keyvault", "shared_keyvault"],
    ["", ""],
    ["/", ""],
  ])("%s is %s", (id, normalized) => {
    expect(normalizeConnectorId(id)).toBe(normalized);
  });

  it.each([
    ["shared_my-20service-5f0123456789abcdef", "myservice"],
    ["shared_my-5fservice", "myservice"],
    ["shared_keyvault", "keyvault"],
  ])("%s is compared leniently as %s", (id, name) => {
    expect(lenientConnectorName(id)).toBe(name);
  });

  it("is that of the same custom connector in another environment", () => {
    expect(sameConnector("shared_my-20service-5f0123456789abcdef", "shared_my-20service-5ffedcba9876543210")).toBe(true);
    expect(sameConnector("shared_keyvault", "shared_teams")).toBe(false);
  });

  it.each(["/", "_", "-"])("is read in time that grows with it alone: %s", (piece) => {
    expectLinear((size) => lenientConnectorName(`a${piece.repeat(size)}x`), 3000);
  });
});
