import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ConnectorTable,
  connectorInfo,
  connectorTitle,
  isAvoidablePasswordSignIn,
  legacyCall,
  operationFacts,
} from "../../src/knowledge/connectors.ts";
import { expectLinear } from "../growth.ts";

const outputs = (connector: string, operation: string, parameters: Record<string, unknown> = {}): string[] =>
  operationFacts({ connector, operation, parameters }).secretOutputs.map(
    (output) => `${output.path.join("/")} ${output.label} ${output.confidence}`,
  );

describe("operationFacts", () => {
  it("says everything about reading a Key Vault secret", () => {
    expect(operationFacts({ connector: "shared_keyvault", operation: "GetSecret", parameters: { secretName: "x" } })).toEqual({
      connector: "shared_keyvault",
      operation: "GetSecret",
      basis: "known",
      secretOutputs: [{ path: ["body", "value"], what: "Key Vault secret", label: "secret", confidence: "high" }],
      credentialInputs: [],
      vaultNameInputs: ["vaultName"],
      secretNameInputs: ["secretName"],
      secretVersionInputs: [],
      sink: "none",
      sinkByInput: {},
      echoes: false,
      broad: false,
      confidence: "high",
    });
  });

  it.each([
    ["shared_keyvault"],
    ["keyvault"],
    ["SHARED_KeyVault"],
    ["/providers/Microsoft.PowerApps/apis/shared_keyvault"],
    ["/providers/microsoft.powerapps/APIS/shared_keyvault/"],
    ["/subscriptions/0/providers/Microsoft.Web/locations/westeurope/managedApis/keyvault"],
  ])("knows the connector as %s", (connector) => {
    expect(operationFacts({ connector, operation: "GetSecret" })).toMatchObject({ connector: "shared_keyvault", basis: "known" });
  });

  it("does not take the key of a connection reference for an id", () => {
    expect(operationFacts({ connector: "shared_keyvault_1", operation: "GetSecret" }).basis).toBe("guessed");
  });

  it.each([
    ["GetSecretVersion", ["body/value secret high"], ["secretVersion"], false],
    ["GetSecretMetadata", [], [], false],
    ["ListSecrets", [], [], true],
    ["EncryptData", [], [], true],
    ["DecryptData", ["body/rawData secret high"], [], true],
    ["DecryptDataWithVersion", ["body/rawData secret high"], [], true],
  ])("knows Key Vault's %s", (operation, secrets, versions, broad) => {
    expect(outputs("shared_keyvault", operation)).toEqual(secrets);
    expect(operationFacts({ connector: "shared_keyvault", operation })).toMatchObject({
      secretVersionInputs: versions,
      broad,
      basis: "known",
    });
  });

  it.each([
    ["shared_flowmanagement", "ListCallbackUrl", ["body/response/value token high"]],
    ["shared_azureblob", "CreateShareLinkByPath_V2", ["body/WebUrl token high"]],
    ["shared_wdatp", "GetInvestigationPackageUri", ["body/value token medium"]],
    ["shared_wdatp", "GetAlerts", []],
    ["shared_azurecommunicationservicesidentity", "IssueIdentityAccessToken", ["body/token token medium"]],
    ["shared_office365users", "UserProfile_V2", []],
  ])("%s %s returns %j", (connector, operation, secrets) => {
    expect(outputs(connector, operation)).toEqual(secrets);
  });

  it.each([
    ["shared_azuread", "CreateUser", "*/passwordProfile/password", "high"],
    ["shared_actsoft", "UserController_Create", "*/Password", "high"],
    ["shared_cdkdrivecustomers", "createCustomer", "client_secret", "medium"],
    // By the title of the public connector instead of its folder, as ids of custom connectors write it.
    ["shared_cdk-20drive-20customer-5f0123456789abcdef", "createCustomer", "client_secret", "medium"],
    ["shared_telegrambotip", "SendMessage", "token", "medium"],
  ])("%s %s takes a credential in %s", (connector, operation, input, confidence) => {
    expect(operationFacts({ connector, operation })).toMatchObject({ basis: "known", credentialInputs: [input], confidence });
  });

  it.each([
    ["shared_office365", "SendEmailV2", "message"],
    ["shared_office365", "SendEmail_V2", "message"],
    ["shared_office365", "V4CalendarPostItem", "store"],
    ["shared_office365", "MarkAsRead_V3", "none"],
    ["shared_outlook", "SendEmail", "message"],
    ["shared_teams", "PostMessageToConversation", "message"],
    ["shared_teams", "SubscribeUserFlowContinuation", "message"],
    ["shared_teams", "GetTeam", "none"],
    ["shared_teams", "HttpRequest", "use"],
    ["shared_commondataserviceforapps", "CreateRecord", "store"],
    ["shared_commondataserviceforapps", "UpdateRecordWithOrganization", "store"],
    ["shared_commondataserviceforapps", "DeleteRecord", "none"],
    ["shared_commondataserviceforapps", "PerformBoundAction", "use"],
    ["shared_commondataservice", "PostItem_V2", "store"],
    ["shared_sharepointonline", "PatchFileItem", "store"],
    ["shared_sharepointonline", "GetOnUpdatedFileClassifiedTimes", "none"],
    ["shared_sql", "ExecuteProcedure_V2", "store"],
    ["shared_excelonlinebusiness", "AddRowV2", "store"],
    ["shared_azureblob", "CreateFile_V2", "store"],
    ["shared_azurequeues", "PutMessage_V2", "store"],
    ["shared_servicebus", "SendMessage", "store"],
    ["shared_azureloganalyticsdatacollector", "SendData", "log"],
    ["shared_azuremonitorlogs", "QueryDataV2", "none"],
    ["shared_approvals", "StartAndWaitForAnApproval", "message"],
    ["shared_flowpush", "SendEmailNotification", "message"],
    ["shared_uiflow", "RunUIFlow_V2", "use"],
    ["shared_powerappsforadmins", "Get-AdminApps", "none"],
    ["shared_powerplatformforadmins", "NewAdminEnvironment", "use"],
    ["shared_webcontents", "InvokeHttp", "use"],
    ["shared_github", "CreateUpdateRepositorySecret", "use"],
    ["shared_github", "CreateIssue", "store"],
    ["shared_twilio", "SendMessage", "message"],
    ["shared_rss", "ListFeedItems", "none"],
    ["shared_twitter", "Tweet", "message"],
  ])("%s %s ends in %s", (connector, operation, sink) => {
    expect(operationFacts({ connector, operation })).toMatchObject({ basis: "known", sink });
  });

  it("tells what a URL parameter is", () => {
    expect(operationFacts({ connector: "shared_webcontents", operation: "InvokeHttp" }).sinkByInput).toEqual({ "request/url": "url" });
  });

  it("says that a created row comes back", () => {
    expect(operationFacts({ connector: "shared_commondataserviceforapps", operation: "CreateRecord" }).echoes).toBe(true);
    expect(operationFacts({ connector: "shared_sql", operation: "PostItem_V2" }).echoes).toBe(true);
    expect(operationFacts({ connector: "shared_sql", operation: "GetItems_V2" }).echoes).toBe(false);
  });
});

describe("facts that depend on a parameter", () => {
  const secret = ["body/EnvironmentVariableSecretValue secret high"];

  it.each([
    ["the action that retrieves a secret", { actionName: "RetrieveEnvironmentVariableSecretValue" }, secret],
    ["the same in other letter case", { actionName: "retrieveenvironmentvariablesecretvalue" }, secret],
    ["the same inside a redundant expression", { actionName: "@{'RetrieveEnvironmentVariableSecretValue'}" }, secret],
    ["another action", { actionName: "WhoAmI" }, []],
    ["an action that is only known at run time", { actionName: "@parameters('Action')" }, []],
    ["no action", {}, []],
    ["an action that is no text", { actionName: 7 }, []],
  ])("PerformUnboundAction: %s", (_, parameters, secrets) => {
    expect(outputs("shared_commondataserviceforapps", "PerformUnboundAction", parameters)).toEqual(secrets);
    expect(outputs("shared_commondataserviceforapps", "PerformUnboundActionWithOrganization", parameters)).toEqual(secrets);
  });

  it.each([
    ["a variable named like a credential", { entityName: "environmentvariablevalues", $filter: "schemaname eq 'new_ApiPassword'" }, true],
    ["the same in another table", { entityName: "accounts", $filter: "name eq 'ApiPassword'" }, false],
    [
      "a variable named like a secret's name",
      { entityName: "environmentvariablevalues", $filter: "schemaname eq 'new_SecretName'" },
      false,
    ],
    ["a name that is computed", { entityName: "environmentvariabledefinitions", $filter: "@variables('ClientSecret')" }, false],
    [
      "a name inside a computed filter",
      { entityName: "environmentvariabledefinitions", $filter: "@concat('schemaname eq ''x_ClientSecret''')" },
      true,
    ],
    ["the name in FetchXML", { entityName: "environmentvariablevalues", fetchXml: "<condition value='new_ApiKey'/>" }, true],
    ["no filter", { entityName: "environmentvariablevalues" }, false],
  ])("ListRecords: %s", (_, parameters, isSource) => {
    const found = operationFacts({ connector: "shared_commondataserviceforapps", operation: "ListRecords", parameters }).secretOutputs;
    expect(found.length > 0).toBe(isSource);
    expect(found.every((output) => output.label === "credential-named" && output.confidence === "medium")).toBe(true);
  });

  it("SharePoint's HTTP request only stores where it is no GET", () => {
    const sink = (method: string): string =>
      operationFacts({ connector: "shared_sharepointonline", operation: "HttpRequest", parameters: { "parameters/method": method } }).sink;
    expect([sink("GET"), sink("POST"), sink("@{variables('m')}")]).toEqual(["none", "store", "store"]);
  });
});

describe("older actions with method and path", () => {
  const quoted = (value: string): string => `@{encodeURIComponent(encodeURIComponent('${value}'))}`;

  it.each([
    ["keyvault", "get", `/secrets/${quoted("x")}/value`, "GetSecret"],
    ["shared_keyvault", "GET", "/secrets/@{encodeURIComponent(variables('a}b'))}/versions/@{variables('v')}/value", "GetSecretVersion"],
    ["shared_commondataservice", "post", `/v2/datasets/${quoted("d")}/tables/${quoted("t")}/items`, "PostItem"],
    ["shared_sql", "patch", `/datasets/default/tables/${quoted("[dbo].[T]")}/items/@{variables('id')}`, "PatchItem"],
    ["shared_office365", "post", "/v2/Mail", "SendEmail"],
    ["shared_office365", "post", "/Mail?x=1", "SendEmail"],
    ["shared_teams", "post", "/flowbot/actions/adaptivecard/recipienttypes/user", "PostCardToConversation"],
    [
      "shared_excelonlinebusiness",
      "post",
      `/codeless/v1.2/drives/${quoted("d")}/items/${quoted("f")}/workbook/tables/${quoted("t")}/rows`,
      "AddRow",
    ],
    ["shared_azuread", "get", `/v1.0/groups/${quoted("g")}/members`, "GetGroupMembers"],
    // A webhook action has no method.
    ["shared_approvals", undefined, `/types/${quoted("Basic")}/subscriptions`, "StartAndWaitForAnApproval"],
  ])("%s %s %s is %s", (connector, method, path, operation) => {
    expect(operationFacts({ connector, path, ...(method === undefined ? {} : { method }) })).toMatchObject({ operation, basis: "known" });
  });

  it("hands out the parameters that stand in the path", () => {
    expect(legacyCall("shared_keyvault", "get", "/secrets/@{encodeURIComponent(parameters('Name (x)'))}/value")).toEqual({
      operation: "GetSecret",
      parameters: { secretName: "@{encodeURIComponent(parameters('Name (x)'))}" },
    });
  });

  it("keeps equal texts in a path apart", () => {
    expect(legacyCall("shared_keyvault", "get", "/secrets/@{variables('a')}/versions/@{variables('b')}/value")?.parameters).toEqual({
      secretName: "@{variables('a')}",
      secretVersion: "@{variables('b')}",
    });
  });

  it("judges the table in the path", () => {
    const path = `/v2/datasets/${quoted("default.cds")}/tables/${quoted("environmentvariabledefinitions")}/items`;
    const facts = operationFacts({
      connector: "shared_commondataservice",
      method: "get",
      path,
      parameters: { $filter: "schemaname eq 'a_ClientSecret'" },
    });
    expect(facts.secretOutputs.map((output) => output.path.join("/"))).toEqual(["body/value/*/value", "body/value/*/defaultvalue"]);
  });

  it("guesses by the method where no form fits, and shows nothing but words of the path", () => {
    const token = "x".repeat(30);
    expect(operationFacts({ connector: "shared_sql", method: "post", path: `/bot${token}9/sendIt/@{variables('a')}` })).toMatchObject({
      basis: "guessed",
      operation: "post /{}/sendIt/{}",
      sink: "store",
    });
    expect(operationFacts({ connector: "shared_sql", method: "get", path: "@variables('path')" })).toMatchObject({
      operation: "get",
      sink: "none",
    });
  });
});

describe("operations that no table knows", () => {
  it.each([
    ["shared_mysql", "UpsertRow", "store", "medium"],
    ["shared_mysql", "ListViews", "none", "medium"],
    ["shared_slack", "SendPoll", "message", "low"],
    ["shared_slack", "Frobnicate", "use", "low"],
    ["shared_acme", "GetItem", "none", "low"],
    ["shared_acme", "CreateThing", "use", "low"],
    ["shared_acme", "CreateRecord", "store", "low"],
    ["shared_acme", "Add_Row_V2", "store", "low"],
    ["shared_acme", "PostChatMessage", "message", "low"],
    ["shared_acme", "SendSms", "message", "low"],
    ["shared_acme", "Remove-Thing", "none", "low"],
  ])("%s %s: %s, confidence %s", (connector, operation, sink, confidence) => {
    expect(operationFacts({ connector, operation })).toMatchObject({
      basis: "guessed",
      sink,
      confidence,
      secretOutputs: [],
      credentialInputs: [],
    });
  });

  it("can be called with nothing known", () => {
    expect(operationFacts({ connector: "" })).toMatchObject({ basis: "guessed", operation: "unknown", sink: "use" });
  });

  it("never throws", () => {
    const confidences = ["high", "medium", "low"];
    fc.assert(
      fc.property(
        fc.string(),
        fc.option(fc.string(), { nil: undefined }),
        fc.string(),
        fc.dictionary(fc.string(), fc.anything()),
        (connector, operation, path, parameters) => {
          const guessed = operationFacts({ connector, path, parameters, ...(operation === undefined ? {} : { operation }) });
          expect(confidences).toContain(guessed.confidence);
          const listed = operationFacts({ connector: "shared_commondataserviceforapps", operation: "ListRecords", parameters });
          expect(listed).toMatchObject({ operation: "ListRecords", sink: "none" });
          expect(Object.values(legacyCall("shared_keyvault", "get", path)?.parameters ?? {}).join("").length).toBeLessThanOrEqual(
            path.length,
          );
        },
      ),
    );
  });

  it("takes no more than linear time for a hostile path", () => {
    expectLinear((size) => {
      const path = `/secrets/${"@{".repeat(size)}${"a/".repeat(size)}`;
      return operationFacts({ connector: "shared_sharepointonline", method: "get", path });
    }, 500);
  });
});

describe("a user's own entries", () => {
  const extra: ConnectorTable = {
    shared_acme: {
      title: "Acme",
      kind: "store",
      operations: {
        GetToken: { sink: "none", secretOutputs: [{ path: "body/key", what: "Acme key" }] },
        "Save*": { credentialInputs: ["body/key"] },
      },
      legacy: { "get /token": "GetToken" },
    },
    keyvault: { operations: { "Get*": { sink: "log" } } },
  };

  it("know a connector that the tables do not", () => {
    expect(operationFacts({ connector: "shared_acme", operation: "GetToken" }, extra)).toMatchObject({
      basis: "known",
      secretOutputs: [{ path: ["body", "key"], what: "Acme key", label: "secret", confidence: "high" }],
    });
    expect(operationFacts({ connector: "/apis/shared_acme", operation: "SaveIt" }, extra)).toMatchObject({
      sink: "store",
      credentialInputs: ["body/key"],
    });
    expect(operationFacts({ connector: "shared_acme", method: "get", path: "/token" }, extra).operation).toBe("GetToken");
    expect(operationFacts({ connector: "shared_acme", operation: "CreateThing" }, extra)).toMatchObject({
      basis: "guessed",
      sink: "store",
    });
  });

  it("win over the built-in ones, even by a pattern against a name", () => {
    expect(operationFacts({ connector: "shared_keyvault", operation: "GetSecret" }, extra)).toMatchObject({
      sink: "log",
      secretOutputs: [],
    });
  });

  it("leave the other operations of a connector as they are", () => {
    expect(operationFacts({ connector: "shared_keyvault", operation: "DecryptData" }, extra).secretOutputs).toHaveLength(1);
  });

  it("do not stay when they are not given again", () => {
    expect(operationFacts({ connector: "shared_keyvault", operation: "GetSecret" }).secretOutputs).toHaveLength(1);
  });
});

describe("connectorInfo", () => {
  it("knows title and ways to sign in", () => {
    expect(connectorInfo("/providers/Microsoft.PowerApps/apis/shared_sql")).toMatchObject({
      id: "shared_sql",
      title: "SQL Server",
      auth: { offers: ["entra", "managed-identity", "service-principal"] },
    });
  });

  it("knows nothing about a connector of somebody's own", () => {
    expect(connectorInfo("shared_acme")).toBeUndefined();
  });

  it.each([
    ["shared_sql", { parameterSet: "sqlAuthentication" }, true],
    ["shared_sql", { parameterSet: "SQLAuthentication" }, true],
    ["shared_sql", { parameterSet: "oauthMI", parameters: ["username"] }, false],
    ["shared_sql", { parameters: ["server", "username", "password"] }, true],
    ["shared_sql", { parameters: ["server"] }, false],
    ["shared_sql", {}, false],
    ["shared_azureblob", { parameterSet: "keyBasedAuth" }, true],
    // Nothing better is offered.
    ["shared_ftp", { parameters: ["userName", "password"] }, false],
    // Nothing is known.
    ["shared_teams", { parameters: ["password"] }, false],
  ])("%s with %j signs in by an avoidable password: %s", (id, connection, expected) => {
    const info = connectorInfo(id);
    expect(info && isAvoidablePasswordSignIn(info, connection)).toBe(expected);
  });
});

it.each([
  ["shared_sql", "SQL Server"],
  ["shared_contosounknown", "contosounknown"],
  ["contosounknown", "contosounknown"],
])("the connector %s is called %s", (id, title) => {
  expect(connectorTitle(id)).toBe(title);
});
