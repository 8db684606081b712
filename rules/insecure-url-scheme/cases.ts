import { connector, http, initializeVariable } from "../../src/testing/actions.ts";
import { apiKey } from "../../src/testing/credentials.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { connectorSolution, flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const swagger = (scheme: string) => ({
  "customizations.xml":
    "<ImportExportXml><Connectors><Connector><connectorid>c1</connectorid><displayname>ERP</displayname><name>new_erp</name><openapidefinition>/Connector/erp_openapidefinition.json</openapidefinition></Connector></Connectors></ImportExportXml>",
  "Connector/erp_openapidefinition.json": JSON.stringify({
    swagger: "2.0",
    info: { title: "ERP" },
    host: "erp.contoso.com",
    schemes: [scheme],
    paths: {},
  }),
});

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a call over http",
      flow: flow("Get orders", http("Call_ERP", { method: "GET", uri: "http://erp.contoso.com/orders" })),
      findings: [{ message: "plain", at: "Call_ERP/inputs/uri", level: "warning", says: "http://erp.contoso.com" }],
    },
    right: { name: "an https address", flow: flow("Get orders", http("Call_ERP", { uri: "https://erp.contoso.com/orders" })) },
  },
  valid: [
    { name: "this machine", flow: flow("Get orders", http("Call_ERP", { uri: "http://localhost:8080/orders" })) },
    { name: "an address that only the run knows", flow: flow("Get orders", http("Call_ERP", { uri: "@triggerBody()?['url']" })) },
    {
      name: "a namespace and a link in a text are no calls",
      flow: flow(
        "Get orders",
        initializeVariable("Namespace", "namespace", "http://schemas.contoso.com/orders"),
        http("Call_ERP", { body: "<a href='http://contoso.com'>" }),
      ),
    },
    { name: "a custom connector over https", solution: { files: swagger("https") } },
  ],
  invalid: [
    {
      name: "a site of SharePoint",
      flow: flow(
        "Get orders",
        connector("Get_items", "shared_sharepointonline", "GetItems", { dataset: "http://sites.contoso.com/erp", table: "orders" }),
        connector("Get_rows", "shared_sql", "GetItems_V2", { server: "default", dataset: "default", table: "orders" }),
      ),
      findings: [{ message: "plain", at: "Get_items/inputs/parameters/dataset", level: "warning", says: "http://sites.contoso.com" }],
    },
    {
      name: "a call over http with a credential",
      flow: flow("Get orders", http("Call_ERP", { uri: "http://erp.contoso.com/orders", headers: { "x-api-key": apiKey() } })),
      findings: [{ message: "credential", at: "Call_ERP/inputs/uri", level: "error" }],
    },
    {
      name: "the address of two calls comes from a variable",
      flow: flow(
        "Get orders",
        initializeVariable("Url", "url", "http://erp.contoso.com"),
        http("Call_ERP", { uri: "@{variables('url')}/orders" }),
        http("Call_again", { uri: "@{variables('url')}/invoices" }),
      ),
      findings: [{ message: "plain", at: "Url/inputs/variables/0/value", path: ["Url", "Call_ERP"], related: 1 }],
    },
    {
      name: "of two calls of one address the second sends a credential",
      flow: flow(
        "Get orders",
        initializeVariable("Url", "url", "http://erp.contoso.com"),
        http("Call_ERP", { uri: "@{variables('url')}/orders" }),
        http("Call_again", { uri: "@{variables('url')}/invoices", headers: { "x-api-key": apiKey() } }),
      ),
      findings: [
        {
          message: "credential",
          at: "Url/inputs/variables/0/value",
          level: "error",
          path: ["Url", "Call_again"],
          says: "'Call_again' sends",
          related: ["'Call_ERP' calls it too."],
        },
      ],
    },
    {
      name: "the address is the value of an environment variable",
      solution: {
        variables: [{ schemaName: "new_ErpUrl", defaultValue: "http://erp.contoso.com" }],
        flows: [flow("Get orders", http("Call_ERP", { uri: "@{parameters('ERP url (new_ErpUrl)')}/orders" }))],
      },
      findings: [{ message: "variable", at: "environment-variable new_ErpUrl", says: "new_ErpUrl" }],
    },
    {
      name: "a connector that sends any request",
      flow: flow(
        "Get orders",
        connector("Call_ERP", "shared_webcontents", "InvokeHttp", { "request/method": "GET", "request/url": "http://erp.contoso.com" }),
      ),
      findings: [{ message: "plain", at: "Call_ERP/inputs/parameters/request/url" }],
    },
    {
      name: "a policy and a connection parameter of a custom connector",
      solution: connectorSolution({
        policytemplateinstances: [
          {
            templateId: "dynamichosturl",
            title: "Host",
            parameters: { "x-ms-apimTemplateParameter.urlTemplate": "http://erp.contoso.com" },
          },
        ],
        connectionparameters: { baseUrl: { type: "string", default: "http://erp.contoso.com" } },
      }),
      findings: [
        { message: "parameter", at: "#/baseUrl/default", says: "http://erp.contoso.com", level: "warning" },
        {
          message: "policy",
          at: "#/0/parameters/x-ms-apimTemplateParameter.urlTemplate",
          says: "http://erp.contoso.com",
          level: "warning",
        },
      ],
    },
    {
      name: "a custom connector over http",
      solution: { files: swagger("http") },
      findings: [{ message: "connector", at: "#/schemes", level: "warning" }],
    },
    {
      name: "a web request of a desktop flow, with and without a credential",
      desktop: desktop(
        "Get orders",
        { inputs: ["Token"], sensitive: ["Token"] },
        "Web.InvokeWebService.InvokeWebService Url: $'''http://erp.contoso.com/orders''' CustomHeaders: $'''Authorization: Bearer %Token%'''",
        "WebAutomation.GoToWebPage.GoToWebPage Url: $'''http://erp.contoso.com'''",
        "WebAutomation.GoToWebPage.GoToWebPage Url: $'''http://localhost:8080'''",
      ),
      findings: [
        { message: "credential", at: "Main:5", level: "error" },
        { message: "plain", at: "Main:6", level: "warning" },
      ],
    },
    {
      name: "an address that a variable of a desktop flow holds, or begins",
      desktop: desktop(
        "Get orders",
        { inputs: ["Token"], sensitive: ["Token"] },
        "SET Server TO $'''http://erp.contoso.com'''",
        "WebAutomation.GoToWebPage.GoToWebPage Url: Server",
        "Web.InvokeWebService.InvokeWebService Url: $'''%Server%/orders''' CustomHeaders: $'''Authorization: Bearer %Token%'''",
      ),
      findings: [
        {
          message: "credential",
          at: "Main:5",
          level: "error",
          says: "'Main:7' sends",
          related: ["'Main:6' calls it too."],
        },
      ],
    },
    {
      name: "the default of an input of a desktop flow",
      desktop: desktop(
        "Get orders",
        { inputs: { Server: "http://erp.contoso.com" } },
        "WebAutomation.GoToWebPage.GoToWebPage Url: $'''%Server%/orders'''",
      ),
      findings: [{ message: "plain", at: "Server", level: "warning" }],
    },
    ...[
      { what: "a placeholder for a password", body: { password: "changeme" } },
      { what: "a header that may be a key", body: { note: "@{triggerOutputs()?['headers']?['x-api-key']}" } },
      { what: "what is only called a key", body: { apiKey: "@body('Get_order')?['x']" } },
    ].map(({ what, body }) => ({
      name: `a call over http sends ${what}`,
      flow: flow("Get orders", http("Call_ERP", { uri: "http://erp.contoso.com/orders", body })),
      findings: [{ message: "plain" as const, at: "Call_ERP/inputs/uri", level: "warning" as const }],
    })),
  ],
});
