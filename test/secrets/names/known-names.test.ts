import { describe, expect, it } from "vitest";
import { headerName, knownName, queryName } from "../../../src/secrets/names/known-names.ts";

const said = (name: ReturnType<typeof knownName>): string | undefined =>
  typeof name === "object" ? `${name.strength} ${name.kind}` : name;

describe("a name as a whole is known", () => {
  it.each<[string, string]>([
    ["X-Vault-Token", "strong token"],
    ["x_vault_token", "strong token"],
    ["Ocp-Subscription-Key", ""],
    ["dd-api-key", "strong api-key"],
    ["ws_key", "strong api-key"],
    ["SqlPass", "strong password"],
    ["bindPw", "strong password"],
    ["sql pass", "strong password"],
    ["token:clientSecret", "strong client-secret"],
    ["routing_key", "weak api-key"],
    ["PIN", "weak password"],
    ["AccessCode", "weak password"],
    ["Zugangscode", "weak password"],
    ["código de acceso", "weak password"],
    ["code d'accès", "weak password"],
    ["Keyboard", "none"],
    ["Instrumentation Key", "none"],
    ["order", ""],
  ])("%s: %s", (name, expected) => {
    expect(said(knownName(name)) ?? "").toBe(expected);
  });
});

describe("a parameter of a query is", () => {
  it.each<[string, string]>([
    ["key", "weak api-key"],
    ["appKey", "weak api-key"],
    ["license_key", "weak api-key"],
    ["userkey", "weak api-key"],
    ["appid", "weak token"],
    ["token", "weak token"],
    ["auth", "weak token"],
    ["session", "weak token"],
    ["SessionId", "weak token"],
    ["hash", "weak token"],
    ["secret", ""],
    ["pass", "weak password"],
    ["sig", "weak token"],
    ["order", ""],
    ["constructor", ""],
  ])("%s: %s", (name, expected) => {
    expect(said(queryName(name, undefined)) ?? "").toBe(expected);
  });

  it.each([
    ...["erp.azurewebsites.net", "erp.azurewebsites.us", "ERP.AZUREWEBSITES.CN", "erp.azure-api.net", "erp.azureapi.net"],
    ...["prod-1.westeurope.logic.azure.com", "a.logic.azure.us", "a.logic.azure.cn", "a.azurestaticapps.net", "a.api.powerplatform.com"],
  ])("a function's key, if it is called code and sent to %s", (host) => {
    expect(said(queryName("code", host))).toBe("strong api-key");
    expect(said(queryName("Code", host))).toBe("strong api-key");
  });
  it.each([
    undefined,
    "login.contoso.com",
    "azurewebsites.net.contoso.com",
    "xazurewebsites.net",
    "erp.azurewebsites.de",
    "logic.azure.com.x",
  ])("a code for once, if it is sent to %s", (host) => {
    expect(queryName("code", host)).toBe("none");
  });
});

describe("a header is", () => {
  it.each<[string, string]>([
    ["Token", "strong token"],
    ["x-token", "strong token"],
    ["Auth", "strong token"],
    ["X-Auth", "strong token"],
    ["X-Tableau-Auth", "strong token"],
    ["no-auth", ""],
    ["x-two-factor-auth", ""],
    ["Cookie", "weak token"],
    ["X-Access-Code", "weak token"],
    ["accesscode", "weak token"],
    ["X-Access-Codes", ""],
    ["Key", "weak api-key"],
    ["X-Contoso-Key", "weak api-key"],
    ["contoso_key", "weak api-key"],
    ["x-veeam-session", "weak token"],
    ["vmware-api-session-id", "weak token"],
    ["X-RestSvcSessionId", "weak token"],
    ["X-Session-Count", ""],
    ["Tokens", ""],
    ["page-token", ""],
    ["Set-Cookie", ""],
    ["monkey", ""],
    ["x-key-id", ""],
    ...[
      ...["Idempotency-Key", "x-ms-documentdb-partition-key", "Route-Key", "Routing-Key", "Cache-Key", "Correlation-Key", "Dedup-Key"],
      ...["Message-Key", "Row-Key", "Sort-Key", "Public-Key", "Sec-WebSocket-Key", "Trace-Key", "Object-Key", "Primary-Key", "Foreign-Key"],
      ...["Lock-Key", "Tenant-Key", "Site-Key", "Index-Key", "Session-Key", "Trigger-Key", "Order-Key", "Event-Key", "Batch-Key"],
      ...["Request-Key", "Surrogate-Key", "Issue-Key"],
    ].map((name): [string, string] => [name, ""]),
  ])("%s: %s", (name, expected) => {
    expect(said(headerName(name)) ?? "").toBe(expected);
  });
});
