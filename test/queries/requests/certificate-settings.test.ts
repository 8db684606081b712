import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../src/json.ts";
import { uncheckedSettings } from "../../../src/queries/requests/certificate-settings.ts";
import { connector, http, raw } from "../../../src/testing/actions.ts";
import { flow } from "../../../src/testing/solutions.ts";
import { analysed } from "../../dataflow/analysed.ts";

function found(parameters: JsonObject): readonly string[] {
  const { workspace } = analysed(flow("Flow", connector("Call", "shared_contosoerp", "Send", parameters)));
  return uncheckedSettings(workspace).map(({ path, setting }) => `${path.join("/")} ${setting}`);
}

const isFound = (name: string, value: Json): boolean => found({ [name]: value }).length > 0;

describe("the check of a certificate or key is switched off", () => {
  it.each([
    "disableSSL",
    "disableSSLValidation",
    "ignoreCert",
    "ignoreCertErrors",
    "skipCertsCheck",
    "ignoreCertificateChainError",
    "bypassCertificateVerification",
    "skipCertVerify",
    "skipHostNameVerification",
    "disableServerCheck",
    "ignoreServerIdentity",
    "disableHostVerify",
    "trustCertificate",
    "allowTlsCerts",
    "trustAnyServerCert",
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
    expect([true, "true", " True ", false, "false", "no", "", 1].map((value) => isFound(name, value))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it.each([
    "validateCertificate",
    "validateCert",
    "verifyCerts",
    "checkTlsCertificate",
    "checkServerHostKey",
    "tlsVerification",
    "sslCheck",
    "certificateCheck",
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
    "insecureSkipVerifyOf",
    "verifySslx",
    "disableServerSidePaging",
    "ignoreHostHeader",
    "noServerName",
    "skipCertificateUpload",
    "validateServer",
    "sslCheckEnabledAt",
    "certificate",
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

  it("in a connection string among others, and in none where it only looks like one", () => {
    expect(found({ connection: "Encrypt=true;TRUSTSERVERCERTIFICATE=yes" })).toEqual([
      "inputs/parameters/connection TRUSTSERVERCERTIFICATE",
    ]);
    expect(found({ connection: "TrustServerCertificate=10" })).toEqual([]);
    expect(found({ connection: "TrustServerCertificate=@{true}" })).toEqual([]);
  });

  it("at any depth that a designer makes", () => {
    const nested = (depth: number): JsonObject => (depth === 0 ? { insecureSkipVerify: true } : { inner: nested(depth - 1) });
    expect(found(nested(20))).toHaveLength(1);
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
