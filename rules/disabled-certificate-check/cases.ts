import { connector, http } from "../../src/testing/actions.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const query = (parameters: Record<string, string | boolean>) =>
  flow("Get orders", connector("Query", "shared_sql", "ExecutePassThroughNativeQuery_V2", { server: "erp", ...parameters }));

const script = (body: string) => ({
  "customizations.xml":
    "<ImportExportXml><Connectors><Connector><connectorid>c1</connectorid><displayname>ERP</displayname><name>new_erp</name><customcodeblobcontent>/Connector/erp_script.csx</customcodeblobcontent></Connector></Connectors></ImportExportXml>",
  "Connector/erp_script.csx": body,
});

export default defineCases(rule, {
  example: {
    wrong: {
      name: "an action accepts any key of the server",
      flow: flow("Send file", connector("Upload", "shared_sftpwithssh", "CreateFile", { acceptAnySshHostKey: true, name: "orders.csv" })),
      findings: [{ message: "setting", at: "Upload/inputs/parameters/acceptAnySshHostKey", level: "warning" }],
    },
    right: { name: "certificates are checked", flow: query({ validateServerCertificate: true }) },
  },
  valid: [
    { name: "an ordinary setting", flow: query({ allowPartial: true, host: "erp" }) },
    {
      name: "words that only look like it",
      flow: flow("Get orders", http("Call_ERP", { body: { trustLevel: true, certificate: "orders", validateOrder: false } })),
    },
    {
      name: "connector code that looks at the certificate",
      solution: { files: script("handler.ServerCertificateCustomValidationCallback = (m, c, ch, e) => c.Thumbprint == known;") },
    },
    { name: "connector code that leaves the check alone", solution: { files: script("var client = new HttpClient();") } },
  ],
  invalid: [
    {
      name: "the check is switched off in a body",
      flow: flow("Get orders", http("Call", { body: { options: { verify_ssl: "false" } } })),
      findings: [{ message: "setting", at: "Call/inputs/body/options/verify_ssl" }],
    },
    {
      name: "a connection string trusts every certificate",
      flow: query({ connectionString: "Server=erp;Encrypt=True;TrustServerCertificate=True" }),
      findings: [{ message: "setting", at: "Query/inputs/parameters/connectionString", says: "TrustServerCertificate" }],
    },
    {
      name: "connector code accepts every certificate",
      solution: { files: script("handler.ServerCertificateCustomValidationCallback = (message, cert, chain, errors) => true;") },
      findings: [{ message: "connector", at: "custom-connector ERP" }],
    },
    {
      name: "a mail action of a desktop flow accepts every certificate",
      desktop: desktop(
        "Send mail",
        { inputs: ["Password"], sensitive: ["Password"] },
        "Email.SendEmail.AuthenticateAndSend Password: Password AcceptUntrustedCertificates: True",
        "DISABLE Email.SendEmail.AuthenticateAndSend Password: Password AcceptUntrustedCertificates: True",
        "Email.SendEmail.AuthenticateAndSend Password: Password AcceptUntrustedCertificates: False",
      ),
      findings: [
        { message: "setting", at: "Main:5", level: "warning", says: "AcceptUntrustedCertificates", advises: "In the action, turn off" },
      ],
    },
  ],
});
