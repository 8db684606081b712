import { apiKey, callbackQuery, entraClientSecret, jsonWebToken, password } from "../../src/testing/credentials.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import rule from "./rule.ts";

const token = entraClientSecret();

export default defineCases(rule, {
  valid: [
    {
      name: "a script that asks a flow for what it needs",
      solution: { files: { "WebResources/new_orders.js": "async function load() { return await fetch('/api/orders'); }" } },
    },
    {
      name: "labels, fields and types that are called like credentials",
      solution: {
        files: {
          "WebResources/new_labels.js":
            'const labels = { password: "Password1", apiKey: "API-Key2" }; const types = { ClientSecret: "ClientSecret_v2" }; setToken(getToken("orders-2024"));',
        },
      },
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
      name: "a token in a formula of a packed canvas app",
      solution: { files: { "CanvasApps/new_orders_DocumentUri.msapp!/Src/App.pa.yaml": `OnStart: =Set(varToken, "${token}")` } },
      findings: [{ message: "credential", at: "other new_orders", level: "error", says: "canvas app 'new_orders'" }],
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
    {
      name: "a key that a script puts into a header",
      solution: { files: { "WebResources/new_orders.js": `request.setRequestHeader("x-api-key", "${apiKey()}");` } },
      findings: [{ message: "credential", at: "other new_orders.js", level: "warning", confidence: "medium" }],
    },
    {
      name: "a password in the configuration of a plug-in step, escaped as XML",
      solution: {
        files: {
          "SdkMessageProcessingSteps/step1.xml": `<SdkMessageProcessingStep><Configuration>&lt;setting name="Password"&gt;&lt;value&gt;${password()}&lt;/value&gt;&lt;/setting&gt;</Configuration></SdkMessageProcessingStep>`,
        },
      },
      findings: [{ message: "credential", at: "other step1.xml", says: "plug-in step" }],
    },
    {
      name: "the key of a service endpoint",
      solution: { files: { "ServiceEndpoints/bus.xml": `<ServiceEndpoint><SASKey>${apiKey(2)}</SASKey></ServiceEndpoint>` } },
      findings: [{ message: "credential", at: "other bus.xml", level: "error", says: "plug-in registration" }],
    },
    {
      name: "a client secret in a site setting, in both forms",
      solution: {
        files: {
          "powerpagecomponents/1/powerpagecomponent.xml": `<powerpagecomponent><content>{"source":0,"value":"${apiKey(3)}"}</content><name>Authentication/OpenAuth/Facebook/AppSecret</name></powerpagecomponent>`,
          "site-settings/secret.sitesetting.yml": `adx_name: Authentication/OpenAuth/Facebook/AppSecret\nadx_value: ${apiKey(4)}\n`,
        },
      },
      findings: [
        { message: "credential", at: "other powerpagecomponent.xml", level: "warning" },
        { message: "credential", at: "other secret.sitesetting.yml", level: "warning" },
      ],
    },
  ],
});
