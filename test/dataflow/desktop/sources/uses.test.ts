import { describe, expect, it } from "vitest";
import { guidOf } from "../../../../src/testing/actions.ts";
import { apiKey } from "../../../../src/testing/credentials.ts";
import { type DesktopHeader, desktop } from "../../../../src/testing/desktop.ts";
import { analysedSolutions } from "../../analysed.ts";

/** A text that only its use makes a credential. */
const entry = "north22east";
const signIn = (value: string): string => `SAP.SapLogin.SapLogInOptionSingle Username: 'orders' Password: ${value} SapInstance=> Sap`;
const custom = (value: string): string => `ContosoErp.SignIn Password: ${value}`;
const connect = (value: string): string => `Database.Connect.Connect ConnectionString: ${value} Connection=> C`;
const send = (value: string): string =>
  `Web.InvokeWebService.InvokeWebService Url: 'https://erp.contoso.com' CustomHeaders: ${value} Response=> R`;
const log = (value: string): string => `Logging.LogMessage Message: ${value} LogLevel: Logging.LogLevel.Info`;
const text = (value: string): string => `$'''${value}'''`;

/** The first row stands in line 5. */
function found(...rows: readonly string[]): readonly string[] {
  const { desktop: known } = analysedSolutions([{ desktopFlows: [desktop("Flow", { inputs: ["Order"] }, ...rows)] }]);
  return known.credentials
    .map(({ row, member, match }) => `${row?.statement.line}: ${member}, ${match.confidence}, ${match.evidence.join()}`)
    .sort();
}

describe("a text is a credential where it is used as one", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["by way of a variable", [`SET A TO '${entry}'`, signIn("A")], ["5: A, high, use"]],
    ["by a row that never runs", [`SET A TO '${entry}'`, "SET B TO A", "EXIT", "SET C TO B", signIn("C")], ["5: A, high, use"]],
    [
      "not by a row that never runs, of what a variable holds one after the other",
      [`SET A TO '${entry}'`, log("A"), "SET A TO ''", "EXIT", signIn("A")],
      [],
    ],
    ["by way of several", [`SET A TO '${entry}'`, "SET B TO A", signIn("B")], ["5: A, high, use"]],
    ["as an element of a list", [`SET A TO ['Contoso Ltd.', '${entry}']`, signIn("A[1]")], ["5: A, high, use"]],
    ["as any element", [`SET A TO ['${entry}']`, signIn("A[Order]")], ["5: A, high, use"]],
    ["as the element of a loop", [`LOOP FOREACH A IN ['${entry}']`, signIn("A"), "END"], ["5: A, high, use"]],
    ["as a member of an object", [`SET A TO {'Host': 'Contoso Ltd.', 'Entry': '${entry}'}`, signIn("A['entry']")], ["5: A, high, use"]],
    [
      "as a member of a member",
      [`SET A TO {'Erp': {'Host': 'Contoso Ltd.', 'Entry': '${entry}'}}`, signIn("A.Erp.Entry")],
      ["5: A, high, use"],
    ],
    [
      "as a cell by the name of its column",
      [`SET A TO {^['Host', 'Entry'], ['Contoso Ltd.', '${entry}']}`, signIn("A[0]['Entry']")],
      ["5: A, high, use"],
    ],
    ["as a cell by its number", [`SET A TO {^['Host', 'Entry'], ['Contoso Ltd.', '${entry}']}`, signIn("A[0][1]")], ["5: A, high, use"]],
    [
      "as a member of a JSON text",
      [
        `SET A TO ${text(`{"erp": {"host": "Contoso Ltd.", "entry": "${entry}"}}`)}`,
        "Variables.ConvertJsonToCustomObject Json: A CustomObject=> B",
        signIn("B.erp.entry"),
        signIn("B.erp.pin"),
      ],
      ["5: A, high, use"],
    ],
    [
      "as each of more members of a JSON text than a search otherwise tells apart",
      [
        `SET A TO ${text(`{${Array.from({ length: 300 }, (_, index) => `"entry${index}": "north${index}east"`).join(", ")}}`)}`,
        "Variables.ConvertJsonToCustomObject Json: A CustomObject=> B",
        ...Array.from({ length: 300 }, (_, index) => signIn(`B.entry${index}`)),
      ],
      Array.from({ length: 300 }, () => "5: A, high, use"),
    ],
    [
      "as a member of each element of a JSON text",
      [
        `SET A TO ${text(`[{"Entry": "${entry}"}, {"Entry": "south33west"}]`)}`,
        "Variables.ConvertJsonToCustomObject Json: A CustomObject=> B",
        "LOOP FOREACH C IN B",
        signIn("C.Entry"),
        "END",
      ],
      ["5: A, high, use", "5: A, high, use"],
    ],
    [
      "as one element of a JSON text",
      [
        `SET A TO ${text(`["Contoso Ltd.", "${entry}"]`)}`,
        "Variables.ConvertJsonToCustomObject Json: A CustomObject=> B",
        signIn("B[1]"),
        signIn("B.Entry"),
      ],
      ["5: A, high, use"],
    ],
    [
      "as any cell of a row",
      [`SET A TO {['Contoso Ltd.', '${entry}']}`, "LOOP FOREACH B IN A", signIn("B[1]"), "END"],
      ["5: A, high, use"],
    ],
    ["as a part of what a SET puts together", [`SET A TO '${entry}'`, "SET B TO $'''%A%'''", signIn("B")], ["5: A, high, use"]],
    ["when a text action has changed it", [`SET A TO '${entry}'`, "Text.Trim Text: A TrimmedText=> B", signIn("B")], ["5: A, high, use"]],
    ["as a part of a text that a SET makes", [`SET A TO '${entry}'`, "SET B TO $'''%A%!%Order%'''", signIn("B")], ["5: A, high, use"]],
    [
      "when an action has made another text of it",
      [`SET A TO '${entry}'`, "Text.ChangeCase Text: A NewCase: Text.TextCaseOption.UpperCase Result=> B", signIn("B")],
      ["5: A, high, use"],
    ],
    ["with less certainty where only a name tells of the use", [`SET A TO '${entry}'`, custom("A")], ["5: A, medium, use"]],
    ["as surely as the surest use tells", [`SET A TO '${entry}'`, custom("A"), signIn("A")], ["5: A, high, use"]],
    ["in whichever order", [`SET A TO '${entry}'`, signIn("A"), custom("A")], ["5: A, high, use"]],
    ["as the password in a connection string", [`SET A TO '${entry}'`, connect(text("Server=sql01;Password=%A%;"))], ["5: A, high, use"]],
    [
      "as the password in a connection string that is put together before",
      [`SET A TO '${entry}'`, `SET B TO ${text("Server=sql01;Password=%A%;")}`, connect("B")],
      ["5: A, high, use"],
    ],
    ["in place of what an input has by default", [`SET Order TO '${entry}'`, signIn("Order")], ["5: Order, high, use"]],
    ["not where it is set after the use", [signIn("Order"), `SET Order TO '${entry}'`], []],
    ["though it is short", ["SET A TO 'x7!q'", signIn("A")], ["5: A, high, use"]],
    ["with little certainty when it may be a stand-in", ["SET A TO 'changeme'", signIn("A")], ["5: A, low, use"]],
  ])("%s", (_, rows, expected) => {
    expect(found(...rows)).toEqual(expected);
  });

  it("is one where it is written in the headers that a variable holds, by what each is for", () => {
    const rows = [`SET A TO ${text(`Accept: a/b\nCookie: lang=de; JSESSIONID=${apiKey(3)}`)}`, send("A")];
    expect(found(...rows)).toEqual(["5: A, medium, name"]);
  });

  it("is one where it is written in a list that is joined to headers", () => {
    const join = (list: string): string =>
      `Text.JoinText.JoinWithDelimiter List: ${list} StandardDelimiter: Text.StandardDelimiter.NewLine DelimiterTimes: 1 Result=> H`;
    const lines = `['Accept: a/b', 'Cookie: lang=de; JSESSIONID=${apiKey(3)}']`;
    expect(found(`SET A TO ${lines}`, join("A"), send("H"))).toEqual(["5: A, medium, name"]);
    expect(found(join(lines), send("H"))).toEqual(["5: List, medium, name"]);
    expect(found(`SET A TO ${lines}`, send("A[0]"))).toEqual([]);
    expect(found(`SET A TO ${lines}`, send("A[1]"))).toEqual(["5: A, medium, name"]);
    expect(found(`SET A TO ${lines}`, join("A"), log("H"))).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ["another element", [`SET A TO ['${entry}', Order]`, signIn("A[1]")]],
    ["another member", [`SET A TO {'Host': '${entry}', 'Entry': Order}`, signIn("A['Entry']")]],
    ["another cell", [`SET A TO {^['Host', 'Entry'], ['${entry}', Order]}`, signIn("A[0]['Entry']")]],
    ["a row of a table as a whole", [`SET A TO {['Contoso Ltd.', '${entry}']}`, signIn("A[0]")]],
    ["another row of a table", [`SET A TO {[Order], ['${entry}']}`, signIn("A[0][0]")]],
    ["a cell of a table without a head, by a name", [`SET A TO {['Contoso Ltd.', '${entry}']}`, signIn("A[0]['Entry']")]],
    [
      "another member of a JSON text",
      [
        `SET A TO ${text(`{"erp": {"host": "${entry}", "entry": ""}, "entry": 5}`)}`,
        "Variables.ConvertJsonToCustomObject Json: A CustomObject=> B",
        signIn("B.erp.entry"),
        signIn("B.entry"),
        signIn("B.entry.host"),
      ],
    ],
    [
      "a member of a text that is no JSON",
      [`SET A TO ${text(`{"entry": "${entry}"`)}`, "Variables.ConvertJsonToCustomObject Json: A CustomObject=> B", signIn("B.entry")],
    ],
    ["the head of a table", [`SET A TO {^['${entry}', 'Entry'], [Order, Order]}`, signIn("A[0][0]")]],
    ["another part of a connection string", [`SET A TO '${entry}'`, connect(text("Server=%A%;Trusted_Connection=yes"))]],
    [
      "another part of a connection string that is put together before",
      [`SET A TO '${entry}'`, `SET B TO ${text("Server=%A%;Trusted_Connection=yes")}`, connect("B")],
    ],
    ["a connection string without a password", ["SET A TO 'Server=sql01;Trusted_Connection=yes'", connect("A")]],
    ["what an action makes of its arguments", [`Text.Reverse Text: '${entry}' ReversedText=> A`, signIn("A")]],
    ["a text of three characters", ["SET A TO 'abc'", signIn("A")]],
    ["a text of three characters that is no word", ["SET A TO ' x7! '", signIn("A")]],
    ["a stand-in", ["SET A TO '<your password>'", signIn("A")]],
    ["the scheme of another header", ["SET A TO ' basic '", signIn("A")]],
    ["a word of the language", ["SET A TO 'True'", signIn("A")]],
    ["the scheme of a header", ["SET A TO 'Bearer'", signIn("A")]],
    ["what is used by a row that is switched off", [`SET A TO '${entry}'`, `DISABLE ${signIn("A")}`]],
    ["what is set by a row that is switched off", [`DISABLE SET A TO '${entry}'`, signIn("A")]],
    ["the length of it", [`SET A TO '${entry}'`, signIn("A.Length")]],
  ])("%s is none", (_, rows) => {
    expect(found(...rows)).toEqual([]);
  });

  it("is followed to wherever else it goes, and what is beside it is not", () => {
    const rows = [`SET A TO {'Host': 'Contoso Ltd.', 'Entry': '${entry}'}`, signIn("A['Entry']"), log("A['Host']"), log("A['Entry']")];
    const { values } = analysedSolutions([{ desktopFlows: [desktop("Flow", {}, ...rows)] }]);
    expect(values.desktopSecretsReaching("log").map(({ place }) => place.owner?.operation)).toEqual(["Main:7"]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    [
      "a cell, by the number of its column",
      [`SET A TO {^['Host', 'Entry'], ['Contoso Ltd.', '${entry}']}`, signIn("A[0]['Entry']"), log("A[0][0]"), log("A[0][1]")],
      ["Main:7"],
    ],
    [
      "a cell, by the name of its column",
      [`SET A TO {^['Host', 'Entry'], ['Contoso Ltd.', '${entry}']}`, signIn("A[0][1]"), log("A[0]['Host']"), log("A[0]['Entry']")],
      ["Main:7"],
    ],
    [
      "each part of a text that is used somewhere",
      [
        `SET A TO '${entry},Contoso Ltd.,${entry}'`,
        "Text.SplitText.SplitWithDelimiter Text: A CustomDelimiter: ',' IsRegEx: False Result=> B",
        signIn("B[0]"),
        signIn("B[2]"),
        log("B[0]"),
        log("B[1]"),
        log("B[2]"),
      ],
      ["Main:8", "Main:10"],
    ],
  ])("%s, is followed", (_, rows, expected) => {
    const { values } = analysedSolutions([{ desktopFlows: [desktop("Flow", {}, ...rows)] }]);
    expect(values.desktopSecretsReaching("log").map(({ place }) => place.owner?.operation)).toEqual(expected);
  });

  it("is told once, whatever tells of it", () => {
    const password = ["Tr0ub", "4dor", "!x9"].join("");
    expect(found(`SET Password TO '${password}'`, signIn("Password"))).toHaveLength(1);
    expect(found(`SET A TO '${entry}'`, signIn("A"), signIn("A"), custom("A"))).toHaveLength(1);
  });
});

describe("an input is a credential where it is used as one", () => {
  /** As `input: confidence, line of the row that says so`, with the members that are meant, and whether it is a connection string. */
  function used(...rows: readonly string[]): readonly string[] {
    const { desktop: known } = analysedSolutions([{ desktopFlows: [desktop("Flow", { inputs: ["Order", "Entry"] }, ...rows)] }]);
    return known.insensitiveInputs.map(({ port, use }) => {
      const members = (use?.paths ?? []).map((path) => path.map(String).join(".")).sort();
      return [
        `${port.name}: ${use?.confidence}, ${use?.row.statement.line}`,
        ...(members.join() === "" ? [] : members),
        ...(use?.fields === undefined ? [] : [use.fields]),
      ].join(", ");
    });
  }
  const encode = (value: string): readonly string[] => [
    `Scripting.RunPowershellScript.RunScript Script: ${text(`[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("${value}"))`)} ScriptOutput=> B`,
  ];
  const basic = `Web.InvokeWebService.InvokeWebService Url: 'https://erp.contoso.com' CustomHeaders: ${text("Authorization: Basic %B%")} Response=> R`;
  const members = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => signIn(`Entry['m${index}']`));

  it.each<[string, readonly string[], readonly string[]]>([
    ["as all of it", [signIn("Entry")], ["Entry: high, 6"]],
    ["by way of a variable", ["SET A TO Entry", signIn("A")], ["Entry: high, 7"]],
    ["by way of a text that is put together", ["SET A TO $'''%Entry%!'''", signIn("A")], ["Entry: high, 7"]],
    ["by a member of it", [signIn("Entry['Key']")], ["Entry: high, 6, key"]],
    ["by a member of what was copied", ["SET A TO Entry['Sap']", signIn("A['Key']")], ["Entry: high, 7, sap.key"]],
    ["by two members of it", [signIn("Entry['Key']"), signIn("Entry['Pin']")], ["Entry: high, 6, key, pin"]],
    ["once by a member that is used twice", [signIn("Entry['Key']"), signIn("Entry['KEY']")], ["Entry: high, 6, key"]],
    [
      "by sixteen members, each by itself",
      members(16),
      [
        `Entry: high, 6, ${members(16)
          .map((_, at) => `m${at}`)
          .sort()
          .join(", ")}`,
      ],
    ],
    ["by so many members that all of it is meant", members(17), ["Entry: high, 6"]],
    ["with less certainty where only a name tells", [custom("Entry")], ["Entry: medium, 6"]],
    ["with the row that says it most surely", [custom("Entry"), signIn("Entry")], ["Entry: high, 7"]],
    ["with the first row that says it as surely", [signIn("Entry"), signIn("Entry"), custom("Entry")], ["Entry: high, 6"]],
    ["as a connection string", [connect("Entry")], ["Entry: medium, 6, connection string"]],
    ["as the password of one", [connect(text("Server=sql01;Password=%Entry%;"))], ["Entry: high, 6"]],
    [
      "as the password of one that is put together before",
      [`SET A TO ${text("Server=sql01;Password=%Entry%;")}`, connect("A")],
      ["Entry: high, 6"],
    ],
    ["not as another part of one", [`SET A TO ${text("Server=%Entry%;Password=x;")}`, connect("A")], []],
    ["by a row that never runs", ["EXIT", "SET A TO Entry", signIn("A")], ["Entry: high, 8"]],
    ["not in a row that is switched off", [`DISABLE ${signIn("Entry")}`], []],
    ["as headers", [send("Entry")], ["Entry: medium, 6, headers"]],
    ["as headers that a formula reads", [send("$fx'=Entry'")], ["Entry: medium, 6, headers"]],
    [
      "as a header that is put together before",
      [`SET A TO ${text("X-Tenant: %Order%\nX-Api-Key: %Entry%")}`, send("A")],
      ["Entry: high, 6"],
    ],
    [
      "as what is behind the scheme of one",
      [`SET A TO ${text("Authorization: %Order% %Entry%")}`, send("A")],
      ["Order: high, 7", "Entry: high, 7"],
    ],
    [
      "as a header that is joined to others",
      ["SET A TO Order + $'''\n'''", "SET B TO A + 'X-Api-Key: ' + Entry", send("B")],
      ["Order: medium, 9, headers", "Entry: high, 8"],
    ],
    ["not as another header", [`SET A TO ${text("Accept: a/b\nX-Tenant: %Entry%")}`, send("A")], []],
    ["not as the user's name in front of the password", [...encode("%Order%:%Entry%"), basic], ["Entry: high, 7"]],
    ["not as that name where a formula joins both", ["SET A TO Order + ':' + Entry", ...encode("%A%"), basic], ["Entry: high, 8"]],
    ["not as that name, however the sum is written", ["SET A TO Order+$''':'''+Entry", ...encode("%A%"), basic], ["Entry: high, 8"]],
    ["not as that name in a text of Power Fx", [`SET A TO $fx'\${Order}:\${Entry}'`, ...encode("%A%"), basic], ["Entry: high, 8"]],
    [
      "as what is behind another value with a colon in the text",
      [...encode("%Order%: %Entry%"), basic],
      ["Order: high, 7", "Entry: high, 7"],
    ],
    [
      "each of two that may be meant",
      ["IF Order = 1 THEN", "SET A TO Entry", "ELSE", "SET A TO Order", "END", signIn("A")],
      ["Order: high, 11", "Entry: high, 11"],
    ],
  ])("%s", (_, rows, expected) => {
    expect(used(...rows)).toEqual(expected);
  });

  it("of another flow that it is handed to, in each flow", () => {
    const run = (name: string, input: string): string => `External.RunFlow FlowId: '${guidOf(name)}' ${input}`;
    const flows = [
      desktop("Outer", { inputs: ["Code"] }, run("Inner", "@Entry: Code")),
      desktop("Inner", { inputs: ["Entry", "Order"] }, signIn("Entry")),
      desktop("Other", { inputs: ["Code"] }, run("Inner", "@Order: Code")),
    ];
    const { desktop: known } = analysedSolutions([{ desktopFlows: flows }]);
    expect(known.insensitiveInputs.map(({ flow, port }) => `${flow.name}/${port.name}`)).toEqual(["Inner/Entry", "Outer/Code"]);
  });
});

describe("what an action gives is a credential where it is used as one", () => {
  const read = (variable: string): string => `File.ReadTextFromFile.ReadText File: 'x' Content=> ${variable}`;
  /** The secrets that begin in a variable because of their use, as `name at line`. */
  function begin(header: DesktopHeader, ...rows: readonly string[]): readonly string[] {
    const { values } = analysedSolutions([{ desktopFlows: [desktop("Flow", header, ...rows)] }]);
    return values.origins
      .filter(({ what }) => what === "credential")
      .map(({ name, confidence, place: { owner } }) => `${name} at ${owner?.operation}, ${confidence}`);
  }
  it.each<[string, DesktopHeader, readonly string[], readonly string[]]>([
    ["in the variable that holds it", {}, [read("A"), signIn("A")], ["A at Main:4, medium"]],
    ["in a member of the variable", {}, ["ContosoErp.Read Data=> A", signIn("A['Rows'][0]['Entry']")], ["A.rows.entry at Main:4, medium"]],
    [
      "in a place of the variable that only the run knows",
      {},
      ["ContosoErp.Read Data=> A", signIn("A[Order]['Entry']")],
      ["A.entry at Main:4, medium"],
    ],
    ["once, however often it is used", {}, [read("A"), signIn("A"), signIn("A")], ["A at Main:4, medium"]],
    ["not by a name alone", {}, [read("A"), custom("A")], []],
    ["not where the maker marked it", { sensitive: ["A"] }, [read("A"), signIn("A")], []],
    ["not where its name says so already", {}, [read("Password"), signIn("Password")], []],
    ["not where it is a secret already", {}, ["Display.InputDialog InputType: Display.InputType.Password UserInput=> A", signIn("A")], []],
  ])("%s", (_, header, rows, expected) => {
    expect(begin(header, ...rows)).toEqual(expected);
  });
});
