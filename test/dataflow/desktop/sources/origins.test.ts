import { describe, expect, it } from "vitest";
import { type DesktopHeader, desktop } from "../../../../src/testing/desktop.ts";
import { analysedSolutions } from "../../analysed.ts";

const text = (value: string): string => `$'''${value}'''`;

/** The secrets that come into a desktop flow by itself: `what 'name' (confidence)`, with `marked` where only a mark tells. */
function origins(header: DesktopHeader, ...rows: readonly string[]): readonly string[] {
  const { values } = analysedSolutions([{ desktopFlows: [desktop("Flow", header, ...rows)] }]);
  return values.origins
    .filter(({ basis }) => basis !== "literal")
    .map(({ what, name, confidence, basis }) => `${what} '${name}' (${confidence}${basis === "desktop-mark" ? ", marked" : ""})`)
    .sort();
}

/** What of a variable is secret: those of the given values that bring a secret to a log. */
function secretOf(row: string, ...values: readonly string[]): readonly string[] {
  return values.filter((value) => {
    const spec = desktop("Flow", {}, row, `Logging.LogMessage Message: ${value} LogLevel: Logging.LogLevel.Info`);
    return analysedSolutions([{ desktopFlows: [spec] }]).values.desktopSecretsReaching("log").length > 0;
  });
}

describe("an input of a desktop flow is a secret", () => {
  it.each<[string, DesktopHeader, readonly string[]]>([
    ["by its mark", { inputs: ["Order"], sensitive: ["Order"] }, ["sensitive input 'Order' (medium, marked)"]],
    ["by its name", { inputs: ["Password"] }, ["input 'Password' (medium)"]],
    ["by both", { inputs: ["Password"], sensitive: ["Password"] }, ["sensitive input 'Password' (high)"]],
    ["by a mark and a name that may mean one", { inputs: ["MailPass"], sensitive: ["MailPass"] }, ["sensitive input 'MailPass' (high)"]],
    ["not by a name that may mean one", { inputs: ["MailPass"] }, []],
    ["not by another name", { inputs: ["Order"] }, []],
  ])("%s", (_, header, expected) => {
    expect(origins(header)).toEqual(expected);
  });
});

describe("an output or a variable is a secret that nothing explains", () => {
  const read = (name: string): string => `File.ReadTextFromFile.ReadText File: 'x' Content=> ${name}`;
  it.each<[string, DesktopHeader, readonly string[], readonly string[]]>([
    ["by its mark", { outputs: ["Order"], sensitive: ["Order"] }, [read("Order")], ["sensitive output 'Order' (low, marked)"]],
    ["by its mark and its name", { outputs: ["MailPass"], sensitive: ["MailPass"] }, [], ["sensitive output 'MailPass' (medium)"]],
    ["by a name that means a session: a token", { outputs: ["AccessToken"] }, [], ["output 'AccessToken' (medium)"]],
    ["by a name that means a session: cookies", { outputs: ["Cookies"] }, [], ["output 'Cookies' (medium)"]],
    ["by a name that means a session: a cookie", { outputs: ["login_cookie"] }, [], ["output 'login_cookie' (medium)"]],
    ["by a name that means a session, in one word", { outputs: ["SessionCookie"] }, [], ["output 'SessionCookie' (medium)"]],
    ["by a name that means a session: several in one word", { outputs: ["SessionCookies"] }, [], ["output 'SessionCookies' (medium)"]],
    ["not by a name that only begins so", { outputs: ["CookieCount"] }, [], []],
    ["by its mark, as a variable", { sensitive: ["Order"] }, [read("Order")], ["sensitive variable 'Order' (low, marked)"]],
    ["by its mark and its name, as a variable", { sensitive: ["MailPass"] }, [], ["sensitive variable 'MailPass' (medium)"]],
    [
      "by its mark, as a variable beside an output",
      { outputs: ["Result"], sensitive: ["Order"] },
      [read("Order")],
      ["sensitive variable 'Order' (low, marked)"],
    ],
    [
      "but for what an input brings",
      { inputs: ["Password"], outputs: ["Copy"], sensitive: ["Password", "Copy"] },
      ["SET Copy TO Password"],
      ["sensitive input 'Password' (high)"],
    ],
    [
      "once, as an input",
      { inputs: ["Order"], outputs: ["Order"], sensitive: ["Order"] },
      [],
      ["sensitive input 'Order' (medium, marked)"],
    ],
    [
      "by its mark, as an input that is set anew",
      { inputs: ["Order"], sensitive: ["Order"] },
      [read("Order"), "SET A TO Order"],
      ["sensitive input 'Order' (medium, marked)", "sensitive variable 'Order' (low, marked)"],
    ],
    [
      "not where it is overwritten with a word",
      { inputs: ["Order"], sensitive: ["Order"] },
      ["SET Order TO 'Done'", "SET A TO Order"],
      ["sensitive input 'Order' (medium, marked)"],
    ],
    [
      "not where it is overwritten with a word, and with something else only in a row that is switched off",
      { inputs: ["Order"], sensitive: ["Order"] },
      ["SET Order TO 'Done'", "SET A TO Order", "DISABLE SET Order TO Customer"],
      ["sensitive input 'Order' (medium, marked)"],
    ],
    [
      "not where a row reads it before one has set it",
      { sensitive: ["Order"] },
      ["SET A TO Order", "SET Order TO 'Done'", "SET B TO Order"],
      ["sensitive variable 'Order' (low, marked)"],
    ],
    [
      "by its mark, where something is added to a list that no row has set yet",
      { sensitive: ["Order"] },
      ["Variables.AddItemToList Item: Customer List: Order", "SET A TO Order", "SET Order TO Customer", "SET B TO Order"],
      ["sensitive variable 'Order' (low, marked)", "sensitive variable 'Order' (low, marked)"],
    ],
    [
      "not where it is returned with nothing",
      { outputs: ["Order"], sensitive: ["Order"] },
      [read("Order"), "SET A TO Order", "SET Order TO ''"],
      ["sensitive variable 'Order' (low, marked)"],
    ],
    [
      "by its mark, where nothing but words is written",
      { sensitive: ["Order"] },
      ["SET Order TO 'Done'", "SET A TO Order", "SET Order TO 'Ready'"],
      ["sensitive variable 'Order' (low, marked)", "sensitive variable 'Order' (low, marked)"],
    ],
    [
      "by its mark, where what is written may be a password",
      { inputs: ["Order"], sensitive: ["Order"] },
      ["SET Order TO 'hunter-2'", "SET A TO Order"],
      ["sensitive input 'Order' (medium, marked)", "sensitive variable 'Order' (low, marked)"],
    ],
    [
      "by its mark, where a part of what is written may be a password",
      { inputs: ["Order"], sensitive: ["Order"] },
      ["SET Order TO 'Done hunter-2'", "SET A TO Order"],
      ["sensitive input 'Order' (medium, marked)", "sensitive variable 'Order' (low, marked)"],
    ],
    ["once, as an output", { outputs: ["Order"], sensitive: ["Order", "order"] }, [], ["sensitive output 'Order' (low, marked)"]],
  ])("%s", (_, header, rows, expected) => {
    expect(origins(header, ...rows)).toEqual(expected);
  });
});

describe("an action gives a secret", () => {
  const powershell = (script: string, outputs = "ScriptOutput=> Out ScriptError=> Error"): string =>
    `Scripting.RunPowershellScript.RunScript Script: ${text(script)} ${outputs}`;
  const web = (url: string, body = ""): string =>
    `Web.InvokeWebService.InvokeWebService Url: ${url} Method: Web.Method.Post RequestBody: ${text(body)} Response=> Out StatusCode=> Code`;
  const connector = (id: string, operation: string): string =>
    `External.InvokeCloudConnector Connection: 'x' ConnectorId: '/providers/Microsoft.PowerApps/apis/${id}' OperationId: '${operation}' @secretName: 'erp' @Response=> Out StatusCode=> Code`;

  it.each<[string, string, readonly string[]]>([
    [
      "Get-AzKeyVaultSecret",
      powershell("(Get-AzKeyVaultSecret -VaultName kv -Name sap).SecretValue"),
      ["secret that a script reads 'Out' (medium)"],
    ],
    ["az keyvault", powershell("az  keyvault secret  show --name sap"), ["secret that a script reads 'Out' (medium)"]],
    ["the Credential Manager", powershell("Get-StoredCredential -Target erp"), ["secret that a script reads 'Out' (medium)"]],
    ["PnP", powershell("Get-PnPStoredCredential -Name erp"), ["secret that a script reads 'Out' (medium)"]],
    ["a network credential", powershell("$c.GetNetworkCredential().Password"), ["secret that a script reads 'Out' (medium)"]],
    ["SecretManagement", powershell("Get-Secret -Name erp"), ["secret that a script reads 'Out' (medium)"]],
    ["another command", powershell("Get-SecretInfo -Name erp"), []],
    ["the list of secrets", powershell("az keyvault secret list"), []],
    ["the user's name of a credential", powershell("$c.GetNetworkCredential().UserName"), []],
    [
      "keyring",
      `Scripting.RunPythonScript.RunPythonScript PythonCode: ${text("print(keyring.get_password(1, 2))")} ScriptOutput=> Out ScriptError=> Error`,
      ["secret that a script reads 'Out' (medium)"],
    ],
    [
      "the client of Python",
      `Scripting.RunPythonScript.RunPythonScript PythonCode: ${text("c = SecretClient(url, cred)\r\nprint(c.get_secret(name).value)")} ScriptOutput=> Out`,
      ["secret that a script reads 'Out' (medium)"],
    ],
    [
      "a command",
      `Scripting.RunDOSCommand.RunDOSCommand DOSCommandOrApplication: ${text("az keyvault secret show -n sap")} StandardOutput=> Out StandardError=> Error`,
      ["secret that a script reads 'Out' (medium)"],
    ],
    ["a script that is read", "Scripting.RunPowershellScript.RunScript Script: Script ScriptOutput=> Out", []],
    ["a text that only mentions it", `Text.Trim Text: ${text("Get-Secret -Name erp")} TrimmedText=> Out`, []],
    [
      "a token endpoint",
      web(text("https://login.microsoftonline.com/common/oauth2/v2.0/token"), "grant_type=client_credentials"),
      ["access token 'Out' (high)"],
    ],
    [
      "a token endpoint that is put together",
      web("'https://login.microsoftonline.com/common' + '/oauth2/v2.0/token'", "grant_type=password"),
      ["access token 'Out' (high)"],
    ],
    [
      "a token endpoint that only its body tells",
      web(text("https://erp.contoso.com/gateway"), "grant_type=client_credentials&scope=orders"),
      ["access token 'Out' (medium)"],
    ],
    ["a vault", web(text("https://kv-erp.vault.azure.net/secrets/sap?api-version=7.4")), ["Key Vault secret 'Out' (high)"]],
    [
      "a vault whose name is read",
      web(text("https://%Vault%.vault.azure.net/secrets/%Name%?api-version=7.4")),
      ["Key Vault secret 'Out' (high)"],
    ],
    ["another service", web(text("https://api.contoso.com/orders")), []],
    ["an address that is read", web("Url"), []],
    ["the connector of the vault", connector("shared_keyvault", "GetSecret"), ["Key Vault secret 'Out' (high)"]],
    ["another operation of it", connector("shared_keyvault", "ListSecrets"), []],
    ["another connector", connector("shared_sharepointonline", "GetItem"), []],
    [
      "a dialog",
      "Display.InputDialog InputType: Display.InputType.Password UserInput=> Out ButtonPressed=> Button",
      ["typed password 'Out' (high)"],
    ],
    ["a row that is switched off", `DISABLE ${powershell("Get-Secret -Name erp")}`, []],
  ])("by %s", (_, row, expected) => {
    expect(origins({}, row)).toEqual(expected);
  });

  it("in a credential's members that hold it", () => {
    const credential = "PowerAutomateSecretVariables.GetCredential.GetCredential CredentialName: 'erp' Credential=> A";
    expect(secretOf(credential, "A", "A.Password", "A['Secret']", "A.Value", "A.Key", "A.Token", "A.Username", "A.Target")).toEqual([
      "A",
      "A.Password",
      "A['Secret']",
      "A.Value",
      "A.Key",
      "A.Token",
    ]);
  });

  it("in the members of an answer that hold it", () => {
    expect(secretOf(connector("shared_keyvault", "GetSecret"), "Out", "Out.value", "Out['VALUE']", "Out.name", "Code")).toEqual([
      "Out",
      "Out.value",
      "Out['VALUE']",
    ]);
  });
});
