import { describe, expect, test } from "vitest";
import { type JsonObject, textAt } from "../../src/json.ts";
import { compose, connector, http, keyVault, after as runAfter, scope, setVariable } from "../../src/testing/actions.ts";
import { apiKey, password } from "../../src/testing/credentials.ts";
import { containerOf, flow, type SolutionSpec, solutionFiles, workflowFile } from "../../src/testing/solutions.ts";
import { repaired } from "./repaired.ts";

const publisher = "<Publisher><CustomizationPrefix>new</CustomizationPrefix></Publisher>";

/** The files of a solution whose publisher has a prefix, as real ones have. */
function filesOf(spec: SolutionSpec): ReadonlyMap<string, string> {
  const files = new Map(solutionFiles(spec));
  files.set("solution.xml", files.get("solution.xml")?.replace("<RootComponents />", `${publisher}<RootComponents />`) ?? "");
  return files;
}

const dataverse = { logicalName: "new_dataverse", connector: "shared_commondataserviceforapps" };

async function repair(spec: SolutionSpec, safety: "safe" | "unsafe" = "unsafe") {
  const outcome = await repaired([containerOf(filesOf({ uniqueName: "Contoso", ...spec }))], safety);
  const text = outcome.files[workflowFile("Get orders")] ?? "{}";
  const document = JSON.parse(text) as {
    properties: { connectionReferences: JsonObject; definition: { parameters: JsonObject; actions: Record<string, JsonObject> } };
  };
  const codes = (run: typeof outcome.before): readonly string[] => run.result.findings.map(({ code }) => code);
  return {
    ...outcome,
    text,
    ...document.properties,
    ...document.properties?.definition,
    codesBefore: codes(outcome.before),
    codesAfter: codes(outcome.state.run),
  };
}

const definition = (name: string): string => `environmentvariabledefinitions/${name}/environmentvariabledefinition.xml`;

describe("a hardcoded credential", () => {
  const key = apiKey();
  const call = http("Call_ERP", { method: "GET", uri: "https://erp.contoso.com", headers: { "x-api-key": key } });
  const solution: SolutionSpec = { flows: [flow("Get orders", call)], references: [dataverse] };

  test("is read at run time from a secret variable without a value", async () => {
    const { actions, files, connectionReferences, codesBefore, codesAfter, text } = await repair(solution);
    expect(codesBefore).toContain("SL1001");
    expect(codesAfter).not.toContain("SL1001");
    expect(text).not.toContain(key);
    expect(Object.keys(actions)).toEqual(["Call_ERP", "Get_CallERPXApiKey"]);
    expect(actions.Call_ERP).toMatchObject({
      inputs: { headers: { "x-api-key": "@outputs('Get_CallERPXApiKey')?['body/EnvironmentVariableSecretValue']" } },
      runAfter: { Get_CallERPXApiKey: ["Succeeded"] },
      runtimeConfiguration: { secureData: { properties: ["inputs"] } },
    });
    expect(actions.Get_CallERPXApiKey).toMatchObject({
      inputs: {
        parameters: { actionName: "RetrieveEnvironmentVariableSecretValue", "item/EnvironmentVariableName": "new_CallERPXApiKey" },
      },
      runAfter: {},
      runtimeConfiguration: { secureData: { properties: ["outputs"] } },
    });
    expect(connectionReferences).toEqual({
      shared_commondataserviceforapps: {
        runtimeSource: "embedded",
        connection: { connectionReferenceLogicalName: "new_dataverse" },
        api: { name: "shared_commondataserviceforapps" },
      },
    });
    const made = files[definition("new_CallERPXApiKey")] ?? "";
    expect(made).toContain("<type>100000005</type>");
    expect(made).not.toMatch(/defaultvalue/i);
    expect(files["solution.xml"]).toContain(
      '<RootComponents><RootComponent type="380" schemaName="new_CallERPXApiKey" behavior="0" /></RootComponents>',
    );
  });

  test("stays without --unsafe", async () => {
    expect((await repair(solution, "safe")).codesAfter).toContain("SL1001");
  });

  test("stays where the solution has no connection reference for Dataverse, or the flow is in no solution", async () => {
    const without = await repair({ ...solution, references: [] });
    expect(without.before.result.findings.find(({ code }) => code === "SL1001")?.fixable).toBe("no");
    expect(without.results).toEqual([]);
  });

  test("is read once for one action, and by one variable wherever it stands", async () => {
    const twice = http("Call_ERP", {
      method: "POST",
      uri: "https://erp.contoso.com",
      headers: { "x-api-key": key, "x-functions-key": password() },
    });
    const again = http("Call_CRM", { method: "GET", uri: "https://crm.contoso.com", headers: { "x-api-key": key } });
    const { actions, files } = await repair({ flows: [flow("Get orders", twice, again)], references: [dataverse] });
    expect(Object.keys(actions.Call_ERP?.runAfter ?? {})).toHaveLength(2);
    expect(actions.Call_CRM?.runAfter).toEqual({ Get_CallERPXApiKey_2: ["Succeeded"] });
    expect(actions.Get_CallERPXApiKey_2?.runAfter).toEqual({ Call_ERP: ["Succeeded"] });
    expect(Object.keys(files).filter((name) => name.startsWith("environmentvariabledefinitions/new_Call"))).toHaveLength(2);
  });

  test("is read inside of the scope of its action, when that action runs after a failure too", async () => {
    const inner = scope("Try", setVariable("Before", "x", "1"), runAfter(call, { Before: ["Succeeded", "Failed"] }));
    const { actions } = await repair({ flows: [flow("Get orders", inner)], references: [dataverse] });
    const within = actions.Try?.actions as Record<string, JsonObject>;
    expect(within.Get_CallERPXApiKey?.runAfter).toEqual({ Before: ["Succeeded", "Failed"] });
    expect(within.Call_ERP?.runAfter).toEqual({ Get_CallERPXApiKey: ["Succeeded"] });
  });

  test("is written into the text around it", async () => {
    const body = `client_id=1&client_secret=${key}&grant_type=client_credentials`;
    const { actions } = await repair({
      flows: [flow("Get orders", http("Call_ERP", { method: "POST", uri: "https://login.contoso.com", body }))],
      references: [dataverse],
    });
    expect(textAt(actions.Call_ERP, "inputs", "body")).toMatch(
      /^client_id=1&client_secret=@\{outputs\('Get_[A-Za-z]+'\)\?\['body\/EnvironmentVariableSecretValue'\]\}&grant_type=client_credentials$/,
    );
  });

  test("stays where reading it would leak it, and the reason is told", async () => {
    const { dropped, results } = await repair({
      flows: [
        flow(
          "Get orders",
          compose("Keep", { password: key }),
          http("Call", { uri: "https://a.contoso.com", headers: { "x-api-key": "@outputs('Keep')?['password']" } }),
        ),
      ],
      references: [dataverse],
    });
    expect(dropped.map(({ reason }) => reason).join()).toMatch(/another finding|would make another finding worse/);
    expect(results).not.toEqual([]);
    for (const { after: bytes } of results) expect(bytes?.toString()).not.toContain("RetrieveEnvironmentVariableSecretValue");
  });
});

describe("the name of a vault or a secret", () => {
  const read = (name: string) => keyVault.getSecret("Get_secret", { secretName: name, secure: ["inputs", "outputs"] });

  test("becomes the variable that holds it already: without --unsafe", async () => {
    const { actions, parameters, results } = await repair({ flows: [flow("Get orders", read("erp-api-key"))] }, "safe");
    expect(actions.Get_secret).toMatchObject({ inputs: { parameters: { secretName: "@parameters('new_SecretName (new_SecretName)')" } } });
    expect(parameters["new_SecretName (new_SecretName)"]).toEqual({
      defaultValue: "erp-api-key",
      type: "String",
      metadata: { schemaName: "new_SecretName", description: "" },
    });
    expect(results.map(({ name }) => name)).toEqual([workflowFile("Get orders")]);
  });

  test("is written into a definition as XML wants it", async () => {
    const { files } = await repair({ flows: [flow("Get orders", keyVault.getSecret("Get_secret", { secretName: 'a&b"c"' }))] });
    expect(Object.values(files).join("\n")).toContain("<defaultvalue>a&amp;b&quot;c&quot;</defaultvalue>");
  });

  test("becomes a new variable with the name as its default", async () => {
    const { actions, parameters, files, codesAfter } = await repair({ flows: [flow("Get orders", read("crm-key"))] });
    const name = "crm key secret name (new_CrmKeySecretName)";
    expect(actions.Get_secret).toMatchObject({ inputs: { parameters: { secretName: `@parameters('${name}')` } } });
    expect(parameters[name]).toMatchObject({ defaultValue: "crm-key", metadata: { schemaName: "new_CrmKeySecretName" } });
    expect(files[definition("new_CrmKeySecretName")]).toContain("<defaultvalue>crm-key</defaultvalue>");
    expect(codesAfter).not.toContain("SL4002");
  });

  test("is replaced inside of an address and inside of an expression", async () => {
    const uri = "https://kv-contoso-dev.vault.azure.net/secrets/crm-key?api-version=7.4";
    const both = [
      http(
        "Read",
        { method: "GET", uri, authentication: { type: "ManagedServiceIdentity", audience: "https://vault.azure.net" } },
        { secure: ["inputs", "outputs"] },
      ),
      http(
        "Read_again",
        {
          method: "GET",
          uri: "@concat('https://kv-contoso-dev.vault.azure.net', '/secrets/x')",
          authentication: { type: "ManagedServiceIdentity" },
        },
        { secure: ["inputs", "outputs"] },
      ),
    ];
    const { actions, codesAfter } = await repair({ flows: [flow("Get orders", ...both)] });
    expect(textAt(actions.Read, "inputs", "uri")).toMatch(
      /^https:\/\/@\{parameters\('Key Vault name \(new_KeyVaultName\)'\)\}\.vault\.azure\.net\/secrets\/@\{parameters\('[^']+'\)\}\?api-version=7\.4$/,
    );
    expect(textAt(actions.Read_again, "inputs", "uri")).toContain(
      "concat('https://', parameters('Key Vault name (new_KeyVaultName)'), '.vault.azure.net')",
    );
    expect(codesAfter).not.toContain("SL4001");
  });

  test("stays in a managed solution", async () => {
    const { results } = await repair({ managed: true, flows: [flow("Get orders", read("crm-key"))] });
    expect(results).toEqual([]);
  });
});

describe("a Compose", () => {
  const secret = keyVault.getSecret("Get_secret", { secure: ["inputs", "outputs"] });
  const use = (expression: string) =>
    http("Call_ERP", { method: "GET", uri: "https://erp.contoso.com", headers: { "x-api-key": expression } }, { secure: ["inputs"] });

  test("that only copies a secret is taken out, and what ran after it runs after what it ran after", async () => {
    const { actions, codesBefore, codesAfter } = await repair({
      flows: [flow("Get orders", secret, compose("Copy", "@body('Get_secret')"), use("Key @{outputs('Copy')?['value']}"))],
    });
    expect(codesBefore).toContain("SL3001");
    expect(codesAfter).not.toContain("SL3001");
    expect(Object.keys(actions)).toEqual(["Get_secret", "Call_ERP"]);
    expect(actions.Call_ERP).toMatchObject({
      inputs: { headers: { "x-api-key": "Key @{body('Get_secret')?['value']}" } },
      runAfter: { Get_secret: ["Succeeded"] },
    });
  });

  test("is taken out behind another one, in one go", async () => {
    const { actions } = await repair({
      flows: [
        flow(
          "Get orders",
          secret,
          compose("One", "@body('Get_secret')?['value']"),
          compose("Two", "@outputs('One')"),
          use("@outputs('Two')"),
        ),
      ],
    });
    expect(Object.keys(actions)).toEqual(["Get_secret", "Call_ERP"]);
    expect(actions.Call_ERP).toMatchObject({
      inputs: { headers: { "x-api-key": "@body('Get_secret')?['value']" } },
      runAfter: { Get_secret: ["Succeeded"] },
    });
  });

  test("is taken out beside others that the same action waits for, and what that waits for besides stays", async () => {
    const { actions, codesAfter } = await repair({
      flows: [
        flow(
          "Get orders",
          secret,
          compose("Other", "x"),
          runAfter(compose("One", "@body('Get_secret')?['value']"), { Get_secret: ["Succeeded"] }),
          runAfter(compose("Two", "@body('Get_secret')?['value']"), { other: ["Succeeded", "Failed"] }),
          runAfter(use("@{outputs('One')}@{outputs('Two')}"), { Two: ["Succeeded"], Other: ["Failed"], One: ["Succeeded"] }),
        ),
      ],
    });
    expect(codesAfter).not.toContain("SL3001");
    expect(Object.keys(actions)).toEqual(["Get_secret", "Other", "Call_ERP"]);
    expect(actions.Call_ERP).toMatchObject({ runAfter: { Other: ["Failed"], Get_secret: ["Succeeded"] } });
    expect(Object.keys((actions.Call_ERP as { runAfter: object }).runAfter)).toEqual(["Other", "Get_secret"]);
  });

  test.each<[string, Parameters<typeof flow>[1][]]>([
    ["does more than copy", [compose("Copy", "@toUpper(body('Get_secret')?['value'])"), use("@outputs('Copy')")]],
    ["is followed on failure", [compose("Copy", "@body('Get_secret')?['value']"), runAfter(use("@outputs('Copy')"), { Copy: ["Failed"] })]],
    ["is read as a whole action", [compose("Copy", "@body('Get_secret')?['value']"), use("@actions('Copy')?['outputs']")]],
  ])("that %s stays", async (_, rest) => {
    const { actions } = await repair({ flows: [flow("Get orders", secret, ...rest)] });
    expect(Object.keys(actions)).toContain("Copy");
  });

  test("stays in a template for Azure Resource Manager, which puts together the texts that read it", async () => {
    const { definition } = JSON.parse(
      solutionFiles({
        flows: [
          flow("Get orders", secret, compose("Copy", "@body('Get_secret')?['value']"), use("[concat('@outputs(''', 'Copy', ''')')]")),
        ],
      }).get(workflowFile("Get orders")) ?? "{}",
    ).properties as { definition: object };
    const template = JSON.stringify({ resources: [{ type: "Microsoft.Logic/workflows", name: "Orders", properties: { definition } }] });
    const { before, files } = await repaired([containerOf(new Map([["azuredeploy.json", template]]))], "unsafe");
    expect(before.result.findings.map(({ code }) => code)).toContain("SL3001");
    expect(files["azuredeploy.json"]).toContain('"Copy":');
    expect(files["azuredeploy.json"]).toContain("[concat('@outputs(''', 'Copy', ''')')]");
  });
});

describe("what ties a solution to one environment", () => {
  test("a shipped current value is taken out with its file", async () => {
    const { files, codesBefore, codesAfter } = await repair({
      variables: [{ schemaName: "new_Url", value: "https://erp.contoso.com", defaultValue: "" }],
    });
    expect(codesBefore).toContain("SL6001");
    expect(codesAfter).not.toContain("SL6001");
    expect(Object.keys(files).filter((name) => name.endsWith("environmentvariablevalues.json"))).toEqual([]);
  });

  test.each<[string, JsonObject]>([
    [
      "a connection of its author",
      {
        connectionName: "shared-office365-3f2504e0",
        source: "Embedded",
        id: "/providers/Microsoft.PowerApps/apis/shared_office365",
        tier: "NotSpecified",
      },
    ],
    ["nothing", { runtimeSource: "embedded", connection: {}, api: { name: "shared_office365" } }],
  ])("a flow that is bound to %s is bound to the reference that the solution has", async (_, entry) => {
    const mail = connector("Send", "shared_office365", "SendEmailV2", { "emailMessage/To": "a@contoso.com" });
    const spec: SolutionSpec = { flows: [{ ...flow("Get orders", mail), connections: { shared_office365: entry } }] };
    const reference = { logicalName: "new_mail", connector: "shared_office365" };
    const { connectionReferences, codesBefore, codesAfter } = await repair({ ...spec, references: [reference] });
    expect(codesBefore).toContain("SL5001");
    expect(codesAfter).not.toContain("SL5001");
    expect(connectionReferences.shared_office365).toEqual({
      runtimeSource: "embedded",
      connection: { connectionReferenceLogicalName: "new_mail" },
      api: { name: "shared_office365" },
    });
    for (const references of [[], [reference, { ...reference, logicalName: "new_mail2" }]])
      expect((await repair({ ...spec, references })).results).toEqual([]);
  });
});
