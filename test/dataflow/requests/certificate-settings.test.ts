import { describe, expect, it } from "vitest";
import { uncheckedSettings } from "../../../src/dataflow/requests/certificate-settings.ts";
import type { Json, JsonObject } from "../../../src/json.ts";
import { connector, http, raw } from "../../../src/testing/actions.ts";
import { flow } from "../../../src/testing/solutions.ts";
import { analysed } from "../analysed.ts";

function found(parameters: JsonObject): readonly string[] {
  const { workspace } = analysed(flow("Flow", connector("Call", "shared_contosoerp", "Send", parameters)));
  return uncheckedSettings(workspace).map(({ path, setting }) => `${path.join("/")} ${setting}`);
}

const isFound = (name: string, value: Json): boolean => found({ [name]: value }).length > 0;

describe("the check of a certificate or key is switched off", () => {
  it.each([
    "disableSSLValidation",
    "disableCertificateValidation",
    "skipCertificateCheck",
    "skipServerCertificateValidation",
    "ignoreSslErrors",
    "ignore_certificate_errors",
    "bypassTlsVerification",
    "noHostKeyCheck",
    "acceptAnySshHostKey",
    "acceptAnything",
    "acceptAllCertificates",
    "acceptUntrustedCertificates",
    "allowSelfSignedCertificates",
    "allowInvalidCert",
    "trust-all-certs",
    "trustServerCertificate",
    "insecureSkipVerify",
    "item/insecureSkipVerify",
  ])("by %s, when it is true", (name) => {
    expect([isFound(name, true), isFound(name, "true"), isFound(name, " Yes "), isFound(name, false), isFound(name, "no")]).toEqual([
      true,
      true,
      isFound(name, "yes"),
      false,
      false,
    ]);
  });

  it.each([
    "validateCertificate",
    "validateServerCertificate",
    "verifySslCertificates",
    "checkHostKey",
    "sslVerification",
    "tlsCheckEnabled",
    "certificateValidationEnabled",
    "verify_ssl",
    "sslVerify",
    "strictSSL",
    "rejectUnauthorized",
  ])("by %s, when it is false", (name) => {
    expect([isFound(name, false), isFound(name, "False"), isFound(name, true), isFound(name, "true")]).toEqual([true, true, false, false]);
  });

  it.each([
    "validateOrder",
    "disableNotifications",
    "acceptTerms",
    "trustLevel",
    "sslVersion",
    "skipRows",
    "noReply",
    "allowPartial",
    "xinsecureSkipVerify",
    "verifySslx",
  ])("not by %s", (name) => {
    expect([isFound(name, true), isFound(name, false)]).toEqual([false, false]);
  });

  it("in a connection string", () => {
    const { workspace } = analysed(flow("Flow", http("Call", { body: { connection: "Server=a;trustServerCertificate = Yes;User=b" } })));
    expect(uncheckedSettings(workspace)).toMatchObject([
      { path: ["inputs", "body", "connection"], setting: "trustServerCertificate", span: { start: 9, end: 37 } },
    ]);
    expect(found({ connection: "TrustServerCertificate=1" })).toEqual(["inputs/parameters/connection TrustServerCertificate"]);
    expect(found({ connection: "TrustServerCertificate=0" })).toEqual([]);
    expect(found({ connection: "TrustServerCertificate=false; Server=a" })).toEqual([]);
    expect(found({ connection: "DontTrustServerCertificate=true" })).toEqual([]);
  });

  it("wherever it stands in the inputs, and not in what describes them", () => {
    expect(found({ list: [{ options: { insecureSkipVerify: true } }] })).toEqual([
      "inputs/parameters/list/0/options/insecureSkipVerify insecureSkipVerify",
    ]);
    expect(found({ schema: { insecureSkipVerify: true } })).toEqual([]);
    const { workspace } = analysed(
      flow("Flow", raw("Until", { type: "Until", expression: "@true", actions: {} }), raw("Set", { type: "Compose", inputs: "x" })),
    );
    expect(uncheckedSettings(workspace)).toEqual([]);
  });
});
