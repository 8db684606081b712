import { childFlow, connector, http, tokenRequest } from "../../src/testing/actions.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { flow } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const basic = { type: "Basic", username: "svc-orders", password: "@body('Get_secret')?['value']" };
const byPassword = "grant_type=password&username=svc-orders&password=@{body('Get_secret')?['value']}";
const sql = (set: string) => ({
  ...flow("Get orders", connector("Get_rows", "shared_sql", "GetItems_V2")),
  connections: {
    shared_sql: {
      runtimeSource: "embedded",
      connection: { connectionReferenceLogicalName: "new_shared_sql" },
      api: { name: "shared_sql" },
      parameterValueSet: { name: set, values: {} },
    },
  },
});

export default defineCases(rule, {
  example: {
    wrong: {
      name: "a token for a user's password",
      flow: flow("Get token", tokenRequest("Get_token", byPassword)),
      findings: [{ message: "grant", at: "Get_token/inputs/body", level: "warning" }],
    },
    right: {
      name: "a token for the application itself",
      flow: flow(
        "Get token",
        tokenRequest("Get_token", "grant_type=client_credentials&client_id=orders-app&client_secret=@{body('Get_secret')?['value']}"),
      ),
    },
  },
  valid: [
    { name: "a service of which nothing better is known", flow: flow("Get orders", http("Call_ERP", { authentication: basic })) },
    ...["https://contoso-orders.azurewebsites.net/api/orders", "https://erp.westeurope.cloudapp.azure.com/api/orders"].map((uri) => ({
      name: `a service of one's own that Azure hosts: ${uri}`,
      flow: flow("Get orders", http("Call_ERP", { method: "GET", uri, authentication: basic })),
    })),
    { name: "a grant that only begins like it", flow: flow("Get token", tokenRequest("Get_token", "grant_type=passwordless")) },
    { name: "a connection that signs in with Microsoft Entra ID", flow: sql("oauth") },
    {
      name: "what a child flow is given goes to no service",
      flow: flow("Get orders", childFlow("Run", "Other", { grant_type: "password" })),
    },
  ],
  invalid: [
    {
      name: "the same as an object",
      flow: flow(
        "Get token",
        http("Get_token", { uri: "https://login.contoso.com/oauth2/token", body: { grant_type: "password", username: "svc-orders" } }),
      ),
      findings: [{ message: "grant", at: "Get_token/inputs/body" }],
    },
    {
      name: "user name and password for Dataverse",
      flow: flow(
        "Get rows",
        http("List_rows", { method: "GET", uri: "https://contoso.crm4.dynamics.com/api/data/v9.2/accounts", authentication: basic }),
      ),
      findings: [{ message: "basic", at: "List_rows/inputs/authentication", says: "contoso.crm4.dynamics.com" }],
    },
    {
      name: "user name and password for the deployment of a web app",
      flow: flow(
        "Deploy",
        http("Upload", {
          method: "POST",
          uri: "https://contoso-orders.scm.azurewebsites.net/api/zipdeploy",
          authentication: basic,
        }),
      ),
      findings: [{ message: "basic", at: "Upload/inputs/authentication", says: "contoso-orders.scm.azurewebsites.net" }],
    },
    {
      name: "a SQL connection by password",
      flow: sql("sqlAuthentication"),
      findings: [{ message: "connection", at: "#/properties/connectionReferences/shared_sql", says: "sqlAuthentication" }],
    },
  ],
});
