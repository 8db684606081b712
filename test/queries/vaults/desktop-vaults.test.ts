import { describe, expect, it } from "vitest";
import { type DesktopNameLiteral, desktopVaults, rowOfFlow } from "../../../src/queries/vaults/desktop-vaults.ts";
import { desktopFlow, guidOf } from "../../../src/testing/actions.ts";
import { type DesktopHeader, desktop } from "../../../src/testing/desktop.ts";
import { flow, type SolutionSpec } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../dataflow/analysed.ts";

const version = "0123456789abcdef".repeat(2);
const text = (value: string): string => `$'''${value}'''`;
const powershell = (script: string): string => `Scripting.RunPowershellScript.RunScript Script: ${text(script)} ScriptOutput=> Out`;
const request = (url: string): string => `Web.InvokeWebService.InvokeWebService Url: ${text(url)} Method: Web.Method.Get Response=> Out`;
const connector = (operation: string, inputs: string): string =>
  `External.InvokeCloudConnector Connection: 'x' ConnectorId: '/providers/Microsoft.PowerApps/apis/shared_keyvault' OperationId: '${operation}' ${inputs} @Response=> Out`;

/** What is marked of a script, where a name stands in one. */
function marked({ place: { source, at } }: DesktopNameLiteral): string {
  return at.kind === "text" ? source.text().slice(at.span.start, at.span.end) : "elsewhere";
}

function said(rows: readonly string[], header: DesktopHeader = {}, rest: SolutionSpec = {}) {
  const analysis = analysedSolutions([{ ...rest, desktopFlows: [desktop("Read", header, ...rows)] }]);
  const { vaults, secrets, versions, reads } = desktopVaults(analysis);
  const listed = (literals: readonly DesktopNameLiteral[]): readonly string[] => literals.map((one) => `${one.text} at ${marked(one)}`);
  return {
    vaults: listed(vaults),
    secrets: listed(secrets),
    versions: listed(versions),
    /** As `how vault/secret`. */
    reads: reads.map(({ through, vault, secret }) => `${through} ${vault.literals.join("+")}/${secret.literals.join("+")}`),
    traces: [...vaults, ...secrets].map(({ path }) =>
      path.map(({ message, place }) => `${message} ${place.owner?.operation ?? ""}`.trim()),
    ),
  };
}

describe("a row of a desktop flow reads a secret", () => {
  it.each<[string, string, string]>([
    ["by an address", request("https://kv-erp.vault.azure.net/secrets/sap?api-version=7.4"), "request kv-erp/sap"],
    ["of a cloud of its own", request("https://kv-erp.vault.usgovcloudapi.net/secrets/sap"), "request kv-erp/sap"],
    ["of China", request("https://kv-erp.vault.azure.cn/secrets/sap"), "request kv-erp/sap"],
    ["of Germany", request("https://kv-erp.vault.microsoftazure.de/secrets/sap"), "request kv-erp/sap"],
    ["of a managed HSM", request("https://kv-erp.managedhsm.azure.net/secrets/sap"), "request kv-erp/sap"],
    ["of a vault without a secret", request("https://kv-erp.vault.azure.net/"), "request kv-erp/"],
    ["by PowerShell", powershell("Get-AzKeyVaultSecret -VaultName kv-erp -Name sap -AsPlainText"), "script kv-erp/sap"],
    ["by PowerShell in other letters", powershell("get-azkeyvaultsecret -vaultname kv-erp -name sap"), "script kv-erp/sap"],
    ["by the older PowerShell", powershell("Get-AzureKeyVaultSecret -VaultName kv-erp -SecretName sap"), "script kv-erp/sap"],
    ["by PowerShell with colons", powershell('Get-AzKeyVaultSecret -VaultName:"kv-erp" -Name:"sap"'), "script kv-erp/sap"],
    [
      "by PowerShell in quotes",
      powershell("(Get-AzKeyVaultSecret -VaultName \\'kv-erp\\' -Name \\'sap\\').SecretValue"),
      "script kv-erp/sap",
    ],
    ["by PowerShell, in parentheses", powershell("$x = (Get-AzKeyVaultSecret -Name sap -VaultName kv-erp)"), "script kv-erp/sap"],
    ["by PowerShell, over several lines", powershell("Get-AzKeyVaultSecret `\r\n -VaultName kv-erp `\r\n -Name sap"), "script kv-erp/sap"],
    [
      "by the command line, over several lines",
      powershell("az keyvault secret show \\\\\n --name sap \\\\\n --vault-name kv-erp"),
      "script kv-erp/sap",
    ],
    ["by a request of a script", powershell("irm https://kv-erp.vault.azure.net/secrets/sap?api-version=7.4"), "script kv-erp/sap"],
    [
      "by the Azure command line",
      `Scripting.RunDOSCommand.RunDOSCommand DOSCommandOrApplication: ${text("az keyvault secret show --vault-name=kv-erp --name=sap")} StandardOutput=> Out`,
      "script kv-erp/sap",
    ],
    [
      "by the Azure command line with a short option",
      `System.RunApplication.RunApplication ApplicationPath: 'cmd' CommandLineArguments: ${text("/c az keyvault secret show -n sap --vault-name kv-erp")}`,
      "script kv-erp/sap",
    ],
    ["by the connector", connector("GetSecret", "@secretName: 'sap'"), "connector /sap"],
    ["by the connector with a vault", connector("GetSecret", "@vaultName: 'kv-erp' @secretName: 'sap'"), "connector kv-erp/sap"],
    ["by the connector with no name", connector("GetSecret", "@secretName: ''"), "connector /"],
  ])("%s", (_, row, expected) => {
    expect(said([row]).reads).toEqual([expected]);
  });

  it.each<[string, readonly string[]]>([
    ["is switched off", [`DISABLE ${request("https://kv-erp.vault.azure.net/secrets/sap")}`]],
    ["keeps the text", ["SET Address TO 'https://kv-erp.vault.azure.net/secrets/sap'"]],
    ["shows it", ["Logging.LogMessage Message: 'read https://kv-erp.vault.azure.net/secrets/sap'"]],
    ["is another connector's", [connector("GetSecret", "@secretName: 'vault'").replace("shared_keyvault", "shared_contosovault")]],
    ["calls the service that makes vaults", [request("https://management.azure.com/x/providers/Microsoft.KeyVault/vaults/kv-erp")]],
    ["asks for a token", [request("https://vault.azure.net/.default")]],
    ["names what is none", [request("https://-.vault.azure.net/secrets/sap")]],
    ["names a vault to another command", [powershell("Backup-Documents -VaultName kv-erp -Name sap")]],
  ])("and not one that %s", (_, rows) => {
    expect(said(rows).reads).toEqual([]);
  });

  it("each by itself, where several stand on one line", () => {
    const urls = ["sap", "crm"].map((name) => `irm https://kv-${name}.vault.azure.net/secrets/${name}/${version}`).join("; ");
    expect(said([powershell(urls)]).reads).toEqual(["script kv-sap/sap", "script kv-crm/crm"]);
    const commands = ["sap", "crm"].map((name) => `az keyvault secret show --name ${name} --vault-name kv-${name}`);
    for (const joined of [commands.join("; "), commands.join(" && "), commands.join("\r\n"), commands.join(" | ")])
      expect(said([powershell(joined)]).reads).toEqual(["script kv-sap/sap", "script kv-crm/crm"]);
  });
});

describe("the names that rows of a desktop flow hold", () => {
  it("are marked where they stand", () => {
    expect(said([request(`https://kv-erp.vault.azure.net/secrets/sap/${version}?api-version=7.4`)])).toMatchObject({
      vaults: ["kv-erp at kv-erp"],
      secrets: ["sap at sap"],
      versions: [`${version} at ${version}`],
      traces: [[], []],
    });
    expect(said([powershell(`Get-AzKeyVaultSecret -VaultName kv-erp -Name sap -Version ${version}`)])).toMatchObject({
      vaults: ["kv-erp at kv-erp"],
      secrets: ["sap at sap"],
      versions: [`${version} at ${version}`],
    });
    expect(said([connector("GetSecretVersion", `@secretName: 'sap' @secretVersion: '${version}'`)])).toMatchObject({
      vaults: [],
      secrets: ["sap at 'sap'"],
      versions: [`${version} at '${version}'`],
    });
  });

  it("are marked in the text that holds them, where escapes shift it", () => {
    const script = powershell('$x = \\"y\\"; Get-AzKeyVaultSecret -VaultName kv-erp -Name sap');
    const [vault = ""] = said([script]).vaults;
    expect(vault).toBe("kv-erp at kv-erp");
  });

  it("are marked behind a variable in the same text", () => {
    expect(said([request("%Scheme%://kv-erp.vault.azure.net/secrets/%Name%x")])).toMatchObject({
      vaults: ["kv-erp at kv-erp"],
      secrets: [],
    });
    expect(said([`Web.InvokeWebService.InvokeWebService Url: Scheme + '://kv-erp' + '.vault.azure.net' Response=> Out`]).vaults).toEqual([
      "kv-erp at kv-erp",
    ]);
  });

  it("are none of a version that is no version", () => {
    for (const other of ["latest", version.slice(1), `${version}0`])
      expect(said([request(`https://kv-erp.vault.azure.net/secrets/sap/${other}`)]).versions).toEqual([]);
  });

  it("are a vault's where a text only mentions it, and in a resource path", () => {
    expect(said(["SET Address TO 'https://kv-erp.vault.azure.net/secrets/sap'"])).toMatchObject({
      vaults: ["kv-erp at kv-erp"],
      secrets: [],
    });
    expect(said([request("https://management.azure.com/x/providers/Microsoft.KeyVault/vaults/kv-erp?x=1")]).vaults).toEqual([
      "kv-erp at kv-erp",
    ]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ["a variable", ["SET Kv TO 'kv-erp'", request("https://%Kv%.vault.azure.net/secrets/sap")], ["kv-erp at 'kv-erp'"]],
    [
      "a variable that holds the address",
      ["SET Kv TO 'https://kv-erp.vault.azure.net/'", powershell("Get-AzKeyVaultSecret -VaultName %Kv% -Name sap")],
      ["kv-erp at kv-erp", "kv-erp at 'https://kv-erp.vault.azure.net/'"],
    ],
    [
      "either branch",
      ["IF A = 1 THEN", "SET Kv TO 'kv-a'", "ELSE", "SET Kv TO 'kv-b'", "END", request("https://%Kv%.vault.azure.net/secrets/sap")],
      ["kv-a at 'kv-a'", "kv-b at 'kv-b'"],
    ],
    ["a variable of the script", [powershell("$kv = \\'kv-erp\\'\r\nGet-AzKeyVaultSecret -VaultName $kv -Name sap")], ["kv-erp at "]],
    ["the same in braces", [powershell("$kv = \\'kv-erp\\'; irm https://$" + "{kv}.vault.azure.net/secrets/sap")], ["kv-erp at "]],
    ["the same in parentheses", [powershell("$kv = \\'kv-erp\\'; irm https://$($kv).vault.azure.net/secrets/sap")], ["kv-erp at "]],
    [
      "a variable of Python",
      [
        `Scripting.RunPythonScript.RunPythonScript PythonCode: ${text("kv = \\'kv-erp\\'\r\nurl = f\\'https://{kv}.vault.azure.net\\'")} ScriptOutput=> Out`,
      ],
      ["kv-erp at "],
    ],
    ["nothing that is a name", ["SET Kv TO 'the vault of the ERP'", request("https://%Kv%.vault.azure.net/secrets/sap")], []],
    ["something unknown", [request("https://%Kv%.vault.azure.net/secrets/sap")], []],
    ["a part of a name", ["SET Kv TO 'erp'", request("https://kv-%Kv%.vault.azure.net/secrets/sap")], []],
    ["a member", ["SET Kv TO {'Name': 'kv-erp'}", request("https://%Kv['Name']%.vault.azure.net/secrets/sap")], []],
    ["a variable of the script that nothing sets", [powershell("Get-AzKeyVaultSecret -VaultName $kv -Name sap")], []],
  ])("come from %s", (_, rows, expected) => {
    const { vaults } = said(rows);
    expect(vaults.map((one, index) => (expected[index]?.endsWith(" at ") === true ? one.slice(0, expected[index].length) : one))).toEqual(
      expected,
    );
  });

  it("come with the trace to the row that uses them", () => {
    expect(said(["SET Kv TO 'kv-erp'", request("https://%Kv%.vault.azure.net/")]).traces).toEqual([
      ["holds the name Main:4", "uses it Main:5"],
    ]);
    expect(said(["SET Name TO 'sap'", connector("GetSecret", "@secretName: Name")])).toMatchObject({
      secrets: ["sap at 'sap'"],
      traces: [["holds the name Main:4", "uses it Main:5"]],
    });
    expect(said(["SET Name TO 'sap'", connector("GetSecret", "@secretName: $'''%Name%-prod'''")]).secrets).toEqual([]);
  });

  it("come from the default of an input, and from the cloud flow that fills it", () => {
    const rows = [request("https://%Kv%.vault.azure.net/secrets/sap")];
    expect(said(rows, { inputs: { Kv: "kv-erp" } }).vaults).toEqual(["kv-erp at 'kv-erp'"]);
    const flows = [flow("Call", desktopFlow("Run", "Read", { Kv: "kv-erp" }))];
    expect(said(rows, { inputs: ["Kv"] }, { flows })).toMatchObject({
      vaults: ["kv-erp at elsewhere"],
      traces: [["holds the name Run", "uses it Main:5"], []],
    });
    const inPart = [flow("Call", desktopFlow("Run", "Read", { Kv: "@concat('kv-orders-', triggerBody()?['stage'])" }))];
    expect(said(rows, { inputs: ["Kv"] }, { flows: inPart }).vaults).toEqual([]);
  });
});

it("a sentence names a row with its flow", () => {
  const [vault] = desktopVaults(
    analysedSolutions([{ desktopFlows: [desktop("Read", {}, request("https://kv-erp.vault.azure.net/"))] }]),
  ).vaults;
  expect(vault === undefined ? undefined : rowOfFlow(vault.row)).toBe("Main:4 of Read");
  expect(guidOf("Read")).not.toBe("");
});
