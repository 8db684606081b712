import { callbackQuery, entraClientSecret, jsonWebToken } from "../../src/testing/credentials.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import rule from "./rule.ts";

const token = entraClientSecret();

export default defineCases(rule, {
  valid: [
    {
      name: "a script that asks a flow for what it needs",
      solution: { files: { "WebResources/new_orders.js": "async function load() { return await fetch('/api/orders'); }" } },
    },
    { name: "pictures are no text", solution: { files: { "WebResources/new_logo.png": `\u0000${token}` } } },
    { name: "code of others, as it was packed", solution: { files: { "WebResources/new_jquery-3.7.1.min.js": `var key="${token}"` } } },
    {
      name: "the address of a connector's public icon",
      solution: {
        files: {
          "customizations.xml": `<ImportExportXml><CanvasApps><CanvasApp><ConnectionReferences>{"iconUri":"https://icons.contoso.com/erp.png?${callbackQuery()}"}</ConnectionReferences></CanvasApp></CanvasApps></ImportExportXml>`,
        },
      },
    },
  ],
  invalid: [
    {
      name: "a token in a web resource",
      solution: { files: { "WebResources/new_orders.js": `const token = "${token}";` } },
      findings: [{ message: "credential", at: "other new_orders.js", level: "error", says: "web resource" }],
    },
    {
      name: "a callback URL in the configuration of a plug-in step",
      solution: {
        files: {
          "customizations.xml": `<ImportExportXml><SdkMessageProcessingSteps><SdkMessageProcessingStep Name="Notify"><Configuration>https://prod-01.westeurope.logic.azure.com/workflows/1/triggers/manual/paths/invoke?${callbackQuery().replaceAll("&", "&amp;")}</Configuration></SdkMessageProcessingStep></SdkMessageProcessingSteps></ImportExportXml>`,
        },
      },
      findings: [{ message: "credential", at: "other customizations.xml", says: "plug-in step" }],
    },
    {
      name: "a token in an agent's topic",
      solution: {
        files: {
          "botcomponents/new_agent.topic.Orders/data": `kind: HttpRequestAction\nheaders:\n  Authorization: Bearer ${jsonWebToken()}\n`,
        },
      },
      findings: [{ message: "credential", at: "other data", says: "agent component" }],
    },
  ],
});
