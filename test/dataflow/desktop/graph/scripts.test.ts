import { describe, expect, it } from "vitest";
import { isScriptText } from "../../../../src/dataflow/desktop/graph/scripts.ts";
import { desktop } from "../../../../src/testing/desktop.ts";
import { analysedSolutions } from "../../analysed.ts";

/** Whether what a script prints may hold the secret that is put into its text. */
function prints(script: string, action = "Scripting.RunPowershellScript.RunScript Script", output = "ScriptOutput"): boolean {
  const rows = [`${action}: $'''${script}''' ${output}=> Out`, "Logging.LogMessage Message: Out"];
  const spec = desktop("Flow", { inputs: ["Secret", "Order"], sensitive: ["Secret"] }, ...rows);
  return analysedSolutions([{ desktopFlows: [spec] }]).values.desktopSecretsReaching("log").length > 0;
}

describe("what a script prints may hold what is put into it", () => {
  it.each([
    "%Secret%",
    'echo \\"%Secret%\\"',
    // A value that is given to a variable of the script may be printed further down.
    '$password = \\"%Secret%\\"\r\necho $password',
    "$env:PASSWORD = '%Secret%'".replaceAll("'", "\\'"),
    "$global:password=%Secret%",
    "  password = \\'%Secret%\\'",
    "\r\npw = %Secret%",
    "Connect-Erp; $pw = \\'%Secret%\\'",
    "Connect-Erp; $script:pw = \\'%Secret%\\'",
    "Connect-Erp; $pw=%Secret%",
    "if ($a) { password = \\'%Secret%\\' }",
    "set PASSWORD=%Secret%",
    "Connect-Erp;$pw=%Secret%",
    "Connect-Erp;  $pw  =  \\'%Secret%\\'",
    "Connect-Erp;pw=\\'%Secret%\\'",
    "Connect-Erp | pw = \\'%Secret%\\'",
    "Connect-Erp & $pw = %Secret%",
    "(password = \\'%Secret%\\')",
    "password=%Secret%",
    "\tpassword  =  %Secret%",
    "$pw=%Secret%",
    "set  PASSWORD  =  %Secret%",
    '[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(\\"user:%Secret%\\"))',
    'cd C:/\r\n[Convert]::ToBase64String ([Text.Encoding]::UTF8.GetBytes(\\"user:%Secret%\\"))',
    'print(b64encode(b\\"user:%Secret%\\"))',
    'console.log(btoa(\\"user:%Secret%\\"))',
    "let password = \\'%Secret%\\';",
    "const password = \\'%Secret%\\';",
    "var password = \\'%Secret%\\'",
    "Dim password = \\'%Secret%\\'",
  ])("as %s does", (script) => {
    expect(prints(script)).toBe(true);
  });

  it.each([
    "plink.exe erp -pw %Secret%",
    'Invoke-RestMethod $url -Headers \\"Authorization: Bearer %Secret%\\"',
    'sqlcmd -Q x \\"Server=a;PWD=%Secret%;\\"',
    "curl -u orders --password=%Secret% https://erp",
    '$basic = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(\\"user:%Secret%\\"))',
    'Invoke-RestMethod $url -Headers @{ a = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes(\\"user:%Secret%\\")) }',
    'basic = b64encode(b\\"user:%Secret%\\")',
  ])("but not what it signs in with: %s", (script) => {
    expect(prints(script)).toBe(false);
  });

  it("but not what it signs in with on a command line", () => {
    const command = "Scripting.RunDOSCommand.RunDOSCommand DOSCommandOrApplication";
    expect(prints("plink.exe erp -pw %Secret%", command, "StandardOutput")).toBe(false);
    expect(prints("echo %Secret%", command, "StandardOutput")).toBe(true);
  });

  it("though it signs in with another value", () => {
    expect(prints("plink.exe erp -pw %Order% -m %Secret%")).toBe(true);
    expect(prints("plink.exe erp -pw %Secret%\r\necho %Secret%")).toBe(true);
  });
});

it("the text of a script or of a command line is one, whatever the letters of the input's name", () => {
  const facts = (sink: "script" | "command-line" | "log") => ({ id: "Any.Action", sink: { Script: sink } });
  const known = analysedSolutions([{ desktopFlows: [desktop("Flow", {}, "Scripting.RunPowershellScript.RunScript Script: 'x'")] }]);
  const [row] = known.workspace.desktopFlows.flatMap(({ rows }) => rows);
  const [call] = row?.statement.kind === "action" ? [row.statement.call] : [];
  const base = call === undefined ? undefined : known.roles.desktop.actionFacts(call);
  if (base === undefined) throw new Error("The action is not known.");
  const isText = (sink: "script" | "command-line" | "log", input: string): boolean => isScriptText({ ...base, ...facts(sink) }, input);
  expect([isText("script", "SCRIPT"), isText("command-line", "Script"), isText("log", "Script")]).toEqual([true, true, false]);
  expect([isText("script", "Other"), isScriptText(undefined, "Script")]).toEqual([false, false]);
});
