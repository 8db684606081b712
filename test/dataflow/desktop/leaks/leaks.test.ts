import { describe, expect, it } from "vitest";
import { analyse } from "../../../../src/dataflow/analysis.ts";
import { defaultAnalysisOptions } from "../../../../src/dataflow/analysis-options.ts";
import type { DesktopLeak, DesktopLeaks } from "../../../../src/dataflow/desktop/leaks/leaks.ts";
import { readWorkspace } from "../../../../src/dataflow/workspace/read-workspace.ts";
import { compose, desktopFlow, guidOf, keyVault } from "../../../../src/testing/actions.ts";
import { type DesktopHeader, desktop } from "../../../../src/testing/desktop.ts";
import { containerOf, type DesktopFlowSpec, flow, type SolutionSpec, solutionFiles } from "../../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../analysed.ts";

const text = (value: string): string => `$'''${value}'''`;
const log = (value: string): string => `Logging.LogMessage Message: ${value} LogLevel: Logging.LogLevel.Info`;
const write = (value: string): string => `File.WriteText File: 'x.txt' TextToWrite: ${value}`;
const run = (name: string, ...ports: readonly string[]): string => `External.RunFlow FlowId: '${guidOf(name)}' ${ports.join(" ")}`;
const marked: DesktopHeader = { inputs: ["Address"], sensitive: ["Address"] };
const cyberArk = "Cyberark.GetPassword.GetPassword Safe: 'x' PlainTextPassword=> A";

function leaksOf(...solutions: readonly SolutionSpec[]): DesktopLeaks {
  return analysedSolutions(solutions).values.desktopLeaks();
}
const inFlow = (header: DesktopHeader, ...rows: readonly string[]): DesktopLeaks =>
  leaksOf({ desktopFlows: [desktop("Flow", header, ...rows)] });

const at = ({ place: { owner } }: Pick<DesktopLeak, "place">): string => `${owner?.name}/${owner?.operation ?? ""}`;
/** As `flow/row kind confidence`, of rows in which a value ends. */
const rowsOf = ({ rows }: DesktopLeaks): readonly string[] =>
  rows
    .filter(({ role }) => !["variable", "credential", "none"].includes(role.kind))
    .map((leak) => `${at(leak)} ${leak.role.kind} ${leak.confidence}`);
const lostOf = ({ lost }: DesktopLeaks): readonly string[] => lost.map((leak) => `${at(leak)} ${leak.variable} ${leak.confidence}`);

describe("a value loses its mark", () => {
  it.each<[string, DesktopHeader, readonly string[], readonly string[]]>([
    ["in the first variable without one", marked, ["SET A TO Address", "SET B TO A"], ["Flow/Main:5 A medium"]],
    ["in none that is marked", { ...marked, sensitive: ["Address", "A"] }, ["SET A TO Address"], []],
    [
      "once, though it comes through a marked variable again",
      { ...marked, sensitive: ["Address", "B"] },
      ["SET A TO Address", "SET B TO A", "SET C TO B"],
      ["Flow/Main:5 A medium"],
    ],
    ["behind a marked variable", { ...marked, sensitive: ["Address", "A"] }, ["SET A TO Address", "SET B TO A"], ["Flow/Main:6 B medium"]],
    [
      "surely, where it is known to be a credential",
      { inputs: ["Password"], sensitive: ["Password"] },
      ["SET A TO Password"],
      ["Flow/Main:5 A high"],
    ],
    ["not, where it never had one", { inputs: ["Password"] }, ["SET A TO Password"], []],
    ["where an action gives it", {}, [cyberArk, "SET B TO A"], ["Flow/Main:4 A high"]],
    ["not in an output, which is told of as one", { ...marked, outputs: ["Result"] }, ["SET Result TO Address"], []],
    ["not in a variable of a local subflow", marked, ["CALL Keep A: Address", "FUNCTION Keep A", "SET B TO A", "END FUNCTION"], []],
    [
      "in a variable of a subflow that shares them",
      marked,
      ["CALL Keep", "FUNCTION Keep GLOBAL", "SET B TO Address", "END FUNCTION"],
      ["Flow/Keep:7 B medium"],
    ],
    ["in the element of a loop", marked, ["LOOP FOREACH A IN Address", log("1"), "END"], ["Flow/Main:5 A medium"]],
    ["not in its length", marked, ["SET A TO Address.Length"], []],
  ])("%s", (_, header, rows, expected) => {
    expect(lostOf(inFlow(header, ...rows))).toEqual(expected);
  });

  it("not of a secret of the cloud side, which an input takes without one", () => {
    const solution = (sensitive: readonly string[]): SolutionSpec => ({
      flows: [flow("Send", keyVault.getSecret("Get"), desktopFlow("Run", "Post", { Key: "@outputs('Get')?['body/value']" }))],
      desktopFlows: [desktop("Post", { inputs: ["Key"], sensitive }, "SET A TO Key")],
    });
    expect(lostOf(leaksOf(solution([])))).toEqual([]);
    expect(lostOf(leaksOf(solution(["Key"])))).toEqual(["Post/Main:5 A high"]);
  });

  it("in one variable that several rows write, with the others beside it", () => {
    const [leak] = inFlow(marked, "SET A TO Address", "SET B TO Address", "SET A TO Address.Trimmed").lost;
    expect(leak?.related.map((related) => `${at(related)}: ${related.message}`)).toEqual([
      "Flow/Main:7: The sensitive input 'Address' also gets here.",
    ]);
  });

  it("in a list, without the row that sorts it", () => {
    const [leak] = inFlow(marked, "SET A TO ['x', Address]", "Variables.SortList.SortList List: A").lost;
    expect(leak?.related).toEqual([]);
  });

  it("in a list that a text is split into, once for all its elements", () => {
    const split = "Text.SplitText.SplitWithDelimiter Text: Passwords CustomDelimiter: '|' IsRegEx: False Result=> List";
    const rows = [split, "LOOP FOREACH One IN List", "FTP.OpenConnection Host: 'h' UserName: 'u' Password: One Connection=> C", "END"];
    const lost = inFlow({ inputs: ["Passwords"], sensitive: ["Passwords"] }, ...rows).lost;
    expect(lost.map(({ related }) => related.length)).toEqual([0]);
  });

  it.each<[string, readonly string[]]>([
    ["in either branch of a condition", ["IF Order = 1 THEN", "SET A TO Address", "ELSE", "SET A TO Address", "END"]],
    ["from one variable and another", ["IF Order = 1 THEN", "SET A TO Address", "ELSE", "SET A TO Address.Trimmed", "END"]],
  ])("in one variable that rows write %s, with the other beside it", (_, rows) => {
    const [leak, ...others] = inFlow({ inputs: ["Address", "Order"], sensitive: ["Address"] }, ...rows, log("A")).lost;
    expect(others).toEqual([]);
    expect(leak === undefined ? "" : at(leak)).toBe("Flow/Main:7");
    expect(leak?.related.map((related) => `${at(related)}: ${related.message}`)).toEqual([
      "Flow/Main:9: The sensitive input 'Address' also gets here.",
      "Flow/Main:11: From there it may reach 'Main:11' of 'Flow', which writes it to the log.",
    ]);
  });

  it("with what is too uncertain to stand by itself behind it", () => {
    const read = `Scripting.RunPowershellScript.RunScript Script: ${text("Get-Secret -Name erp")} ScriptOutput=> A`;
    const write = desktop("Write", { inputs: ["Line"] }, log("Line"));
    const leaks = leaksOf({ desktopFlows: [desktop("Flow", {}, read, run("Write", `@Line: ${text("key %A%")}`)), write] });
    expect(rowsOf(leaks)).toEqual(["Flow/Main:5 desktop-input medium"]);
    expect(leaks.lost.flatMap(({ related }) => related.map(({ message }) => message))).toEqual([
      "From there it may reach 'Main:5' of 'Write', which writes it to the log.",
    ]);
  });
});

describe("an output returns a secret", () => {
  const outputsOf = ({ outputs }: DesktopLeaks): readonly string[] => outputs.map((leak) => `${leak.output.name} ${leak.confidence}`);
  it.each<[string, DesktopHeader, readonly string[], readonly string[]]>([
    ["without a mark", { ...marked, outputs: ["Result"] }, ["SET Result TO Address"], ["Result medium"]],
    [
      "that is a credential",
      { inputs: ["Password"], sensitive: ["Password"], outputs: ["Result"] },
      ["SET Result TO Password"],
      ["Result high"],
    ],
    ["not under its mark", { inputs: ["Address"], sensitive: ["Address", "Result"], outputs: ["Result"] }, ["SET Result TO Address"], []],
    ["not where the mark was lost before", { ...marked, outputs: ["Result"] }, ["SET A TO Address", "SET Result TO A"], []],
    [
      "where a credential's mark was lost before",
      { inputs: ["Password"], sensitive: ["Password"], outputs: ["Result"] },
      ["SET A TO Password", "SET Result TO A"],
      ["Result high"],
    ],
  ])("%s", (_, header, rows, expected) => {
    expect(outputsOf(inFlow(header, ...rows))).toEqual(expected);
  });
});

describe("what a row does with a value that is merely marked", () => {
  const connector = (inputs: string): string =>
    `External.InvokeCloudConnector Connection: 'x' ConnectorId: '/providers/Microsoft.PowerApps/apis/shared_office365' OperationId: 'SendEmailV2' ${inputs}`;
  it.each<[string, string, readonly string[]]>([
    ["logs are likely", log("Address"), ["Flow/Main:5 log medium"]],
    ["dialogs are likely", "Display.ShowMessageDialog.ShowMessage Message: Address", ["Flow/Main:5 message-box medium"]],
    ["files are doubtful", write("Address"), ["Flow/Main:5 file low"]],
    ...(
      [
        ["environment", "System.SetEnvironmentVariable.SetEnvironmentVariable Name: 'x' Value: Address"],
        ["spreadsheet", "Excel.WriteToExcel.Write Instance: E Value: Address"],
        ["database", "Database.ExecuteSqlStatement.Execute Connection: C Statement: Address"],
        ["work-queue", "WorkQueues.EnqueueWorkQueueItem.Enqueue Value: Address"],
        ["ftp", "FTP.InvokeCommand Command: Address"],
        ["cloud", "LLM.InvokeLLM UserPrompt: Address"],
      ] as const
    ).map(([kind, row]): [string, string, readonly string[]] => [
      `what is kept or sent is doubtful: ${kind}`,
      row,
      [`Flow/Main:5 ${kind} low`],
    ]),
    ["the clipboard is likely", "Clipboard.SetText Text: Address", ["Flow/Main:5 clipboard medium"]],
    ["the text of a mail is doubtful", connector("@'emailMessage/Body': Address"), ["Flow/Main:5 mail low"]],
    ...["To", "Cc", "Bcc", "From", "from", "Sender", "ReplyTo", "Recipient", "Recipients"].map(
      (who): [string, string, readonly string[]] => [
        `whom a mail is for is none: ${who}`,
        connector(`@'emailMessage/${who}': Address`),
        [],
      ],
    ),
    ...["Token", "ToDo", "Factor"].map((what): [string, string, readonly string[]] => [
      `what only begins or ends so is no address: ${what}`,
      connector(`@'emailMessage/${what}': Address`),
      ["Flow/Main:5 mail low"],
    ]),
    [
      "a command line is likely",
      "System.RunApplication.RunApplication ApplicationPath: 'a' CommandLineArguments: Address",
      ["Flow/Main:5 command-line medium"],
    ],
  ])("%s", (_, row, expected) => {
    expect(rowsOf(inFlow(marked, row))).toEqual(expected);
  });

  const request = (url: string): string => `Web.InvokeWebService.InvokeWebService Url: ${url} Method: Web.Method.Get`;
  it.each<[string, string, readonly string[]]>([
    ["all of it", request("Address"), []],
    ["all of it, in a text", request(text("%Address%")), []],
    ["its path", request(text("https://erp.contoso.com/%Address%")), ["Flow/Main:5 http low"]],
    ["a sum", request("Base + Address"), ["Flow/Main:5 http low"]],
    ["the body", `${request(text("https://erp.contoso.com"))} RequestBody: Address`, ["Flow/Main:5 http low"]],
  ])("sends it in a URL, unless it is the URL: %s", (_, row, expected) => {
    expect(rowsOf(inFlow(marked, row))).toEqual(expected);
  });

  it("is told of a credential, whomever the mail is for", () => {
    expect(rowsOf(inFlow({ inputs: ["Password"] }, connector("@'emailMessage/To': Password")))).toEqual(["Flow/Main:5 mail medium"]);
  });

  it("stands once for all rows of a kind, with the others beside it", () => {
    const leaks = inFlow(marked, write("Address"), write(text("%Address%!")), log("Address"), log("Address"));
    expect(rowsOf(leaks)).toEqual(["Flow/Main:5 file low", "Flow/Main:7 log medium", "Flow/Main:8 log medium"]);
    expect(leaks.rows.filter(({ role }) => role.kind === "file").flatMap(({ related }) => related.map(at))).toEqual(["Flow/Main:6"]);
  });

  it("stands once for all values of an argument, and not at all beside a surer one", () => {
    const two: DesktopHeader = { inputs: ["Address", "Person"], sensitive: ["Address", "Person"] };
    expect(rowsOf(inFlow(two, write(text("%Address% %Person%"))))).toEqual(["Flow/Main:6 file low"]);
    const surer: DesktopHeader = { inputs: ["Address", "Password"], sensitive: ["Address", "Password"] };
    expect(rowsOf(inFlow(surer, write(text("%Address% %Password%"))))).toEqual(["Flow/Main:6 file high"]);
  });

  it("is told behind the place where the mark is lost, nearest first, once for a subflow and a deed", () => {
    const [leak] = inFlow(marked, "SET A TO Address", "SET B TO A", write("B"), log("B"), log("A"), log("A")).lost;
    expect(leak?.related.map(({ message }) => message)).toEqual([
      "From there it may reach 'Main:9' of 'Flow', which writes it to the log.",
      "From there it may reach 'Main:7' of 'Flow', which writes it to a file.",
    ]);
  });

  it("is told behind eight places at most", () => {
    const kinds = [
      log("A"),
      write("A"),
      "Display.ShowMessageDialog.ShowMessage Message: A",
      "Clipboard.SetText Text: A",
      "Excel.WriteToExcel.Write Instance: E Value: A",
      "Database.ExecuteSqlStatement.Execute Connection: C Statement: A",
      "System.RunApplication.RunApplication ApplicationPath: 'a' CommandLineArguments: A",
      "Scripting.RunPowershellScript.RunScript Script: A",
      "System.SetEnvironmentVariable.SetEnvironmentVariable Name: 'x' Value: A",
      "Windows.Registry.SetRegistryValue.SetValue Value: A",
    ];
    const [leak] = inFlow(marked, "SET A TO Address", ...kinds).lost;
    expect(leak?.related).toHaveLength(8);
  });
});

describe("a secret at a row", () => {
  it("is told as what the row does with it", () => {
    const [leak] = inFlow({ inputs: ["Password"], sensitive: ["Password"] }, log("Password")).rows;
    expect(leak).toMatchObject({
      argument: "Message",
      deed: "writes the sensitive input 'Password' to the log",
      onlyMarked: false,
      secret: "sensitive input 'Password'",
    });
  });

  it("is one for each secret and each argument", () => {
    const two: DesktopHeader = { inputs: ["Password", "ApiKey"], sensitive: ["Password", "ApiKey"] };
    expect(rowsOf(inFlow(two, log(text("%Password% %ApiKey%"))))).toEqual(["Flow/Main:6 log high", "Flow/Main:6 log high"]);
    expect(rowsOf(inFlow(two, log(text("%Password% %Password%"))))).toEqual(["Flow/Main:6 log high"]);
  });

  it("is one, however many flows hand it there, with their rows beside it", () => {
    const show = desktop("Show", { inputs: ["Text"] }, log("Text"));
    const callers = ["First", "Second"].map((name) => desktop(name, {}, cyberArk, run("Show", "@Text: A")));
    const { rows } = leaksOf({ desktopFlows: [show, ...callers] });
    const [leak, ...others] = rows.filter(({ role }) => role.kind === "log");
    expect(others).toEqual([]);
    expect(leak?.related.map((related) => `${at(related)}: ${related.message}`)).toEqual([
      "Second/Main:4: The CyberArk password 'A' of the flow 'Second' also gets there.",
    ]);
  });

  it("is one that is written between double quotes, which only people take for a text", () => {
    const key = ["Xk7!mNq2", "vR9zzT4w"].join("$");
    expect(rowsOf(inFlow({}, `SET Password TO "${key}"`, log("Password")))).toEqual(["Flow/Main:5 log high"]);
  });

  it("is one for all members of a value that are read elsewhere, called after the first of them", () => {
    const rows = ["Excel.ReadFromExcel.ReadAllCells Instance: E RangeValue=> Rows", "SET A TO Rows['Password']", "SET B TO Rows['ApiKey']"];
    const leaks = inFlow({}, ...rows, log("Rows")).rows.filter(({ role }) => role.kind === "log");
    expect(leaks.map(({ secret }) => secret)).toEqual(["value 'Rows.Password'"]);
  });

  it("is told at the input of another flow that lacks the mark", () => {
    const show = (sensitive: readonly string[]): DesktopFlowSpec => desktop("Show", { inputs: ["Text"], sensitive }, "SET X TO 1");
    const caller = desktop("Caller", { inputs: ["Password"], sensitive: ["Password"] }, run("Show", "@Text: Password"));
    const entered = (...flows: readonly DesktopFlowSpec[]) =>
      leaksOf({ desktopFlows: flows }).rows.map(
        ({ role, exposedInput }) => `${role.kind} ${exposedInput?.flow.name}/${exposedInput?.port.name}`,
      );
    expect(entered(show([]), caller)).toEqual(["desktop-input Show/Text"]);
    expect(entered(show(["Text"]), caller)).toEqual(["desktop-input undefined/undefined"]);
    expect(entered(caller)).toEqual(["desktop-input undefined/undefined"]);
  });

  it("is none where it is the address that is called, and one where it is a part of that", () => {
    const web = (url: string): string => `Web.InvokeWebService.InvokeWebService Url: ${url} Method: Web.Method.Get`;
    expect(rowsOf(inFlow({ inputs: ["Password"] }, web("Password")))).toEqual([]);
    expect(rowsOf(inFlow({ inputs: ["Password"] }, web(text("https://a.example/?k=%Password%"))))).toEqual(["Flow/Main:5 http medium"]);
  });

  it("is the one at which it begins and not the one that it passes", () => {
    const rows = ["SET Login TO Settings", "SET Password TO Login['Password']", log("Password")];
    const leaks = inFlow({ inputs: ["Settings"], sensitive: ["Settings"] }, ...rows).rows.filter(({ role }) => role.kind === "log");
    expect(leaks.map(({ secret }) => secret)).toEqual(["sensitive input 'Settings'"]);
  });
});

it("a script with a list of sensitive names is a whole flow, also without the other lines of its header", () => {
  const rows = ["File.ReadTextFromFile.ReadText File: 'x' Content=> Note", log("Note"), write("Note")];
  const rowsIn = (...lines: readonly string[]): readonly string[] => {
    const workspace = readWorkspace([containerOf(new Map([["Report.txt", lines.join("\r\n")]]))]);
    return rowsOf(analyse(workspace, defaultAnalysisOptions).values.desktopLeaks());
  };
  expect(rowsIn("@SENSITIVE: [Note]", ...rows)).toEqual(["Report/Main:3 log low", "Report/Main:4 file low"]);
  expect(rowsIn("@@Type: 'Local'", "@SENSITIVE: [Note]", ...rows)).toEqual(["Report/Main:4 log low", "Report/Main:5 file low"]);
  expect(rowsIn(...rows)).toEqual([]);
});

it("a copied subflow that takes a marked output of another flow tells of what shows it, not of what keeps it", () => {
  const launcher = desktop(
    "Launcher",
    { outputs: ["Note"], sensitive: ["Note"] },
    "File.ReadTextFromFile.ReadText File: 'x' Content=> Note",
  );
  const text = [run("Launcher", "@Note=> Received"), log("Received"), write("Received")].join("\r\n");
  const solution = [...solutionFiles({ desktopFlows: [launcher] })].map(([name, content]) => [`solution/${name}`, content] as const);
  const files = new Map([...solution, ["sources/Report.txt", text]]);
  const leaks = analyse(readWorkspace([containerOf(files)]), defaultAnalysisOptions).values.desktopLeaks();
  expect(rowsOf(leaks)).toEqual(["Report/Main:2 log low"]);
});

it("a cloud flow that gives a desktop flow nothing secret leaves nothing in it", () => {
  const leaks = leaksOf({
    flows: [flow("Send", compose("Keep", "x"), desktopFlow("Run", "Post", { Line: "@outputs('Keep')" }))],
    desktopFlows: [desktop("Post", { inputs: ["Line"] }, log("Line"))],
  });
  expect([leaks.rows, leaks.lost, leaks.outputs]).toEqual([[], [], []]);
});
