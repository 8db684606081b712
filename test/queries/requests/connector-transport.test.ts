import { describe, expect, it } from "vitest";
import { insecureConnectors, uncheckedScripts } from "../../../src/queries/requests/connector-transport.ts";
import { connectorSolution } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../dataflow/analysed.ts";

describe("a custom connector calls its service without encryption", () => {
  const insecure = (document: unknown): boolean => {
    const { workspace } = analysedSolutions([connectorSolution({ openapidefinition: document })]);
    return insecureConnectors(workspace).length > 0;
  };
  it.each<[string, unknown, boolean]>([
    ["where it allows nothing else", { host: "api.contoso.com", schemes: ["http"] }, true],
    ["where it allows nothing else, in other letters", { host: "api.contoso.com", schemes: ["HTTP", "http"] }, true],
    ["where it names no host", { schemes: ["http"] }, true],
    ["not where it allows https as well", { host: "api.contoso.com", schemes: ["http", "https"] }, false],
    ["not where it allows https", { host: "api.contoso.com", schemes: ["https"] }, false],
    ["not where it says nothing", { host: "api.contoso.com" }, false],
    ["not where it lists nothing", { host: "api.contoso.com", schemes: [] }, false],
    ["not where its list is none", { host: "api.contoso.com", schemes: "http" }, false],
    ["not where its list holds no text", { host: "api.contoso.com", schemes: [5] }, false],
    ["not on the machine itself", { host: "localhost:8080", schemes: ["http"] }, false],
    ["not on the machine itself, by its number", { host: "127.0.0.1", schemes: ["http"] }, false],
    ["not on the machine itself, by its number in IPv6", { host: "[::1]:8080", schemes: ["http"] }, false],
    ["where its host only begins like that", { host: "localhost.contoso.com", schemes: ["http"] }, true],
    ["where its host only begins with its number", { host: "127.contoso.com", schemes: ["http"] }, true],
    ["where its host only ends like that", { host: "my.localhost.contoso.com", schemes: ["http"] }, true],
    ["not where its definition is a list", [{ schemes: ["http"] }], false],
    ["not where its definition is nothing", null, false],
  ])("%s", (_, document, expected) => {
    expect(insecure(document)).toBe(expected);
  });

  it("and only its definition says so", () => {
    const { workspace } = analysedSolutions([connectorSolution({ apiproperties: { schemes: ["http"] } })]);
    expect(insecureConnectors(workspace)).toEqual([]);
  });

  it("at the list of schemes", () => {
    const { workspace } = analysedSolutions([connectorSolution({ openapidefinition: { schemes: ["http"] } })]);
    const [found] = insecureConnectors(workspace);
    expect(found?.place.at).toEqual({ kind: "json", pointer: ["schemes"] });
    expect(found?.place.owner).toEqual({ kind: "custom-connector", name: "Contoso ERP", solution: "ContosoTest" });
  });
});

describe("code of a custom connector accepts every certificate", () => {
  /** What is marked in the code. */
  const marked = (script: string): readonly string[] => {
    const { workspace } = analysedSolutions([connectorSolution({ script })]);
    return uncheckedScripts(workspace).map(({ place: { at } }) => (at.kind === "text" ? script.slice(at.span.start, at.span.end) : ""));
  };
  it.each([
    "ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator",
    "HttpClientHandler.DangerousAcceptAnyServerCertificateValidator",
    "ServicePointManager.ServerCertificateValidationCallback += (a, b, c, d) => true",
    "ServicePointManager.ServerCertificateValidationCallback = (a, b, c, d) => { return true; }",
    "handler.ServerCertificateCustomValidationCallback=(m,c,h,e)=>{return true;}",
    "handler.ServerCertificateCustomValidationCallback = () => true",
    "ServerCertificateValidationCallback = delegate { return true; }",
    "ServerCertificateValidationCallback = delegate (object s, X c, Y h, Z e) { return true; }",
  ])("%s", (script) => {
    expect(marked(`class A { ${script}; }`)).toHaveLength(1);
    expect(marked(`class A { ${script}; }`)[0]).toMatch(/^(?:ServerCertificate|Dangerous).*(?:true|Validator)$/);
  });
  it.each([
    "ServerCertificateCustomValidationCallback = Check",
    "ServerCertificateValidationCallback = (a, b) => a.IsValid",
    "ServerCertificateValidationCallback = (a, b) => { if (a.IsValid) return true; }",
    "ServerCertificateValidationCallback = delegate { return Check(); }",
    "ServerCertificateValidationCallback = (a, b) => trueForTests",
    "ServerCertificateValidationCallback == null",
    "return true;",
    "",
  ])("but not with %j", (script) => expect(marked(script)).toEqual([]));
});
