import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endpointFacts, tokenMembers } from "../../src/knowledge/endpoints.ts";
import { unknownPart as any } from "../../src/unknown-part.ts";
import { expectLinear } from "../growth.ts";

describe("endpointFacts", () => {
  it.each([
    ["https://login.microsoftonline.com/common/oauth2/token", "token", "high"],
    [`https://login.microsoftonline.com/${any}/oauth2/v2.0/token`, "token", "high"],
    ["https://login.microsoftonline.us/t/oauth2/v2.0/token?x=1", "token", "high"],
    ["https://login.partner.microsoftonline.cn/t/oauth2/token", "token", "high"],
    ["https://accounts.google.com/o/oauth2/token", "token", "high"],
    ["https://oauth2.googleapis.com/token", "token", "high"],
    ["https://github.com/login/oauth/access_token", "token", "high"],
    [`https://${any}/oauth/token`, "token", "high"],
    [`${any}/connect/token`, "token", "high"],
    [`${any}oauth2/v1/token`, "token", "high"],
    ["https://x.okta.com/oauth2/default/v1/token", "token", "high"],
    ["https://x.example/realms/r/protocol/openid-connect/token", "token", "high"],
    ["https://na1.salesforce.com/services/oauth2/token", "token", "high"],
    ["http://169.254.169.254/metadata/identity/oauth2/token?resource=x", "token", "high"],
    ["https://sts.amazonaws.com/", "token", "high"],
    ["https://directline.botframework.com/v3/directline/tokens/generate", "token", "high"],
    ["https://europe.directline.botframework.com/v3/directline/tokens/refresh", "token", "high"],
    ["https://x.12.environment.api.powerplatform.com/powervirtualagents/botsbyschema/x/directline/token?api-version=1", "token", "high"],
    [`https://api.powerbi.com/v1.0/myorg/groups/${any}/reports/${any}/GenerateToken`, "token", "high"],
    ["https://api.powerbi.com/v1.0/myorg/GenerateToken", "token", "high"],
    ["https://westeurope.api.cognitive.microsoft.com/sts/v1.0/issueToken", "token", "high"],
    ["https://vssps.dev.azure.com/contoso/_apis/tokens/pats?api-version=7.1-preview.1", "token", "high"],
    ["https://www.arcgis.com/sharing/rest/generateToken", "token", "medium"],
    ["https://login.microsoftonline.com/common/discovery/keys", "other", "low"],
    ["https://example.com/tokens-explained", "other", "low"],
  ])("%s is %s", (url, kind, confidence) => {
    expect(endpointFacts({ url, method: "POST" })).toMatchObject({ kind, confidence });
  });

  it.each([
    ["https://api.example.com/v1/auth", "grant_type=client_credentials&client_id=x", "token", "high"],
    ["https://api.example.com/v1/auth", `{"grant_type":"password","x":"${any}"}`, "token", "high"],
    [any, `grant_type=client_credentials&client_secret=${any}`, "token", "medium"],
    ["https://api.example.com/token/v3?grant_type=client_credentials", "", "token", "high"],
    ["https://api.example.com/items", '{"note":"x"}', "other", "low"],
  ])("%s with the body %s is %s", (url, body, kind, confidence) => {
    expect(endpointFacts({ url, method: "POST", body })).toMatchObject({ kind, confidence });
  });

  it.each([
    ["POST", "https://api.example.com/v1/auth/signin", `{"accessTokenName":"orders","accessTokenSecret":"${any}"}`, "token"],
    ["POST", "https://api.example.com/login", `{"benutzer":"orders","passwort":"${any}"}`, "token"],
    ["POST", "https://api.example.com/login", `{"usuario":"orders","senha":"${any}"}`, "token"],
    ["POST", "https://api.example.com/login", '{"note":"x"}', "other"],
    ["POST", "https://api.example.com/orders", `{"password":"${any}"}`, "other"],
    ["GET", `https://api.example.com/login?user=orders&password=${any}`, "", "token"],
    ["GET", `https://api.example.com/login-pages?apikey=${any}`, "", "other"],
  ])("%s %s with the body %s is %s: a sign-in or none", (method, url, body, kind) => {
    expect(endpointFacts({ url, method, body }).kind).toBe(kind);
  });

  it("knows what a token endpoint answers", () => {
    const found = endpointFacts({ url: "https://login.microsoftonline.com/x/oauth2/v2.0/token", method: "POST" }).secretOutputs;
    expect(found).toContainEqual({ path: ["body", "access_token"], what: "access token", label: "token", confidence: "high" });
    expect(found.map((output) => output.path[1])).not.toContain("expires_in");
  });

  it("knows the sign-in of Salesforce by SOAP from the calls that follow it at the same address", () => {
    const url = "https://login.salesforce.com/services/Soap/u/58.0";
    const signIn = endpointFacts({ url, method: "POST", body: "<env:Body><n1:login><n1:password>x</n1:password></n1:login>" });
    expect(signIn.kind).toBe("token");
    expect(signIn.secretOutputs.map(({ path }) => path.join("/"))).toContain("body/sessionId");
    expect(endpointFacts({ url, method: "POST", body: "<env:Body><n1:query>x</n1:query>" }).kind).not.toBe("token");
  });

  it("knows that services of no standard answer in a member", () => {
    const outputsOf = (url: string): readonly string[] =>
      endpointFacts({ url, method: "POST", body: '{"password":"x"}' }).secretOutputs.map(({ path }) => path.join("/"));
    expect(outputsOf("https://api.example.com/login")).toEqual(
      expect.arrayContaining(["body/token", "body/data/token", "body/result/sessionToken", "body/ticket", "body/session_id", "body/sid"]),
    );
    expect(outputsOf("https://login.microsoftonline.com/x/oauth2/v2.0/token")).not.toContain("body/data/access_token");
  });

  it.each([
    ["https://kv-x.vault.azure.net/secrets/a?api-version=7.4", ["body/value high"]],
    [`https://${any}.vault.azure.net/secrets/${any}`, ["body/value high"]],
    ["https://x.vault.azure.cn/secrets/a/v1", ["body/value high"]],
    ["https://x.vault.usgovcloudapi.net/secrets/a", ["body/value high"]],
    ["https://x.vault.microsoftazure.de/secrets/a", ["body/value high"]],
    ["https://#{Vault}#.vault.azure.net/secrets/#{Secret}#?api-version=7.4", ["body/value high"]],
    ["https://x.vault.azure.net/secrets", []],
    ["https://x.vault.azure.net/secrets/a/versions", []],
    ["https://x.vault.azure.net/keys/k/v/decrypt", ["body/value high"]],
    ["https://x.vault.azure.net/certificates/c", []],
    [`https://x.vault.azure.net${any}`, ["body/value medium"]],
    [`${any}/secrets/a?api-version=7.4`, ["body/value medium"]],
    [`${any}secrets/${any}/?api-version=7.3`, ["body/value medium"]],
    ["https://vault.example/secrets/a/v1?x=1&api-version=2016-10-01", ["body/value medium"]],
    [`${any}/secrets/a/versions?api-version=7.4`, []],
  ])("Key Vault: %s gives %j", (url, secrets) => {
    const facts = endpointFacts({ url, method: "GET" });
    expect(facts).toMatchObject({ kind: "vault", id: "azure-key-vault" });
    expect(facts.secretOutputs.map((output) => `${output.path.join("/")} ${output.confidence}`)).toEqual(secrets);
  });

  it("knows the fields of an item of 1Password Connect, not the list of items", () => {
    const item = endpointFacts({ url: `https://${any}/v1/vaults/${any}/items/${any}`, method: "GET" });
    expect(item.secretOutputs).toEqual([
      { path: ["body", "fields", "*", "value"], what: "1Password field", label: "secret", confidence: "medium" },
    ]);
    expect(endpointFacts({ url: `https://${any}/v1/vaults/${any}/items`, method: "GET" }).secretOutputs).toEqual([]);
  });

  it.each([
    ["https://w.ods.opinsights.azure.com/api/logs?api-version=1", "log"],
    ["https://x.ingest.monitor.azure.com/dataCollectionRules/d/streams/s", "log"],
    ["https://dc.services.visualstudio.com/v2/track", "log"],
    ["https://westeurope-1.in.applicationinsights.azure.com/v2.1/track", "log"],
    [`https://${any}:8088/services/collector/event`, "log"],
    ["https://http-intake.logs.datadoghq.com/api/v2/logs", "log"],
    ["https://logs-01.loggly.com/inputs/x", "log"],
    ["https://o1.ingest.sentry.io/api/1/envelope/", "log"],
    ["https://graph.microsoft.com/v1.0/me/sendMail", "message"],
    [`https://graph.microsoft.com/v1.0/teams/${any}/channels/${any}/messages`, "message"],
    ["https://contoso.webhook.office.com/webhookb2/x", "message"],
    ["https://hooks.slack.com/services/x", "message"],
    ["https://slack.com/api/chat.postMessage", "message"],
    ["https://api.twilio.com/2010-04-01/Accounts/x/Messages.json", "message"],
    ["https://api.notifications.service.gov.uk/v2/notifications/sms", "message"],
    ["https://prod-00.westeurope.logic.azure.com:443/workflows/x/triggers/manual/paths/invoke", "callback"],
    [
      "https://default0.1.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/x/triggers/manual/paths/invoke",
      "callback",
    ],
    ["https://x.blob.core.windows.net/c/b", "store"],
    ["https://org.crm4.dynamics.com/api/data/v9.2/accounts", "store"],
    [`${any}api/data/v9.0/solutions`, "store"],
    ["https://contoso.sharepoint.com/sites/x/_api/web/lists", "store"],
    ["https://api.example.com/things", "other"],
    ["https://evil.example/x.vault.azure.net/secrets/a", "other"],
    ["https://vault.example/secrets/a?api-version=1.0", "other"],
    ["https://vault.example/v1/secrets?api-version=7.4", "other"],
    ["https://vault.example/secrets/a", "other"],
    ["https://x.vault.azure.net.evil.example/secrets/a", "other"],
    ["https://user:x.vault.azure.net@evil.example/secrets/a", "other"],
    [any, "other"],
    ["", "other"],
  ])("POST %s is %s", (url, kind) => {
    expect(endpointFacts({ url, method: "post" }).kind).toBe(kind);
  });

  it("does not call a read a store", () => {
    expect(endpointFacts({ url: "https://org.crm4.dynamics.com/api/data/v9.2/accounts", method: "GET" }).kind).toBe("other");
    expect(endpointFacts({ url: "https://x.blob.core.windows.net/c/b", method: "GET" }).kind).toBe("other");
  });

  it.each([
    ["https://management.azure.com/x/listKeys?api-version=1", "body"],
    ["https://management.azure.com/x/storageAccounts/orders/listKeys?api-version=1", "body/keys/*/value"],
    ["https://management.azure.com/x/storageAccounts/\uFFFC/listKeys?api-version=1", "body/keys/*/value"],
    ["https://management.azure.com/x/namespaces/n/authorizationRules/send/listKeys?api-version=1", "body/primaryKey"],
    ["https://management.azure.com/x/namespaces/n/queues/q/authorizationRules/send/regenerateKeys", "body/secondaryConnectionString"],
    ["https://management.azure.com/x/assets/a/listContainerSas", "body/assetContainerSasUrls"],
    ["https://management.azure.com/x/triggers/manual/listCallbackUrl", "body/value"],
    ["https://graph.microsoft.com/v1.0/applications/x/addPassword", "body/secretText"],
    ["https://api.stripe.com/v1/webhook_endpoints", "body/secret"],
    ["https://graph.microsoft.com/v1.0/users/x/authentication/methods/m/resetPassword", "body/newPassword"],
    [`${any}/api/data/v9.2/RetrieveEnvironmentVariableSecretValue`, "body/EnvironmentVariableSecretValue"],
  ])("%s returns a secret", (url, path) => {
    expect(endpointFacts({ url, method: "POST" }).secretOutputs.map((output) => output.path.join("/"))).toContain(path);
  });

  it.each([
    ["storageAccounts/orders/listKeys", ["keyName", "permissions"]],
    ["namespaces/n/authorizationRules/send/listKeys", ["keyName"]],
  ])("%s returns the names of keys, too, which are no secrets", (path, names) => {
    const { secretOutputs } = endpointFacts({ url: `https://management.azure.com/x/${path}`, method: "POST" });
    const members = secretOutputs.map((output) => output.path.at(-1));
    expect(members.length).toBeGreaterThan(0);
    for (const name of ["body", ...names]) expect(members).not.toContain(name);
  });

  it("judges letter case, port, query and fragment away", () => {
    expect(endpointFacts({ url: "HTTPS://X.Vault.Azure.NET:443/Secrets/a?x=/y#z" })).toMatchObject({ kind: "vault" });
  });

  it("never throws, and is quick on long texts", () => {
    fc.assert(fc.property(fc.string(), fc.string(), fc.string(), (url, method, body) => void endpointFacts({ url, method, body })));
    expectLinear(
      (size) => endpointFacts({ url: `https://x/${"token/".repeat(size)}`, method: "POST", body: "grant".repeat(size * 10) }),
      10_000,
    );
    expectLinear((size) => endpointFacts({ url: `https://x${":".repeat(size)}\n` }), 5000);
  });
});

describe("the members of a token answer", () => {
  it("are secret or harmless, never both", () => {
    const { secret, harmless } = tokenMembers();
    expect(Object.keys(secret)).toEqual(expect.arrayContaining(["access_token", "refresh_token", "id_token", "client_secret"]));
    expect([...harmless]).toEqual(expect.arrayContaining(["token_type", "expires_in", "scope", "resource"]));
    expect(Object.keys(secret).filter((name) => harmless.has(name))).toEqual([]);
  });
});

describe("the table of endpoints", () => {
  it("asks every entry for something to be recognised by", () => {
    const file = new URL("../../src/knowledge/data/endpoints.json", import.meta.url);
    const { endpoints } = JSON.parse(readFileSync(file, "utf8")) as { endpoints: { id: string; hosts?: []; paths?: []; bodies?: [] }[] };
    expect(endpoints.filter((one) => !one.hosts && !one.paths && !one.bodies).map((one) => one.id)).toEqual([]);
  });
});
