import { describe, expect, it } from "vitest";
import type { Analysis } from "../../../../src/dataflow/analysis.ts";
import { desktopFlow, guidOf, keyVault } from "../../../../src/testing/actions.ts";
import { desktop } from "../../../../src/testing/desktop.ts";
import { pathNames } from "../../../../src/testing/rule-tester.ts";
import { type DesktopFlowSpec, flow } from "../../../../src/testing/solutions.ts";
import { expectLinear } from "../../../growth.ts";
import { analysedSolutions } from "../../analysed.ts";

const log = (value: string): string => `Logging.LogMessage Message: ${value} LogLevel: Logging.LogLevel.Info`;
const run = (name: string, ...ports: readonly string[]): string => `External.RunFlow FlowId: '${guidOf(name)}' ${ports.join(" ")}`;

function analysed(...desktopFlows: readonly DesktopFlowSpec[]): Analysis {
  return analysedSolutions([{ desktopFlows }]);
}

/** What is written to logs: `flow/row confidence`. */
function logged({ values }: Analysis): readonly string[] {
  return values
    .desktopSecretsReaching("log")
    .map(({ place, confidence }) => `${place.owner?.name}/${place.owner?.operation} ${confidence}`)
    .sort();
}

describe("a value that is merely marked as sensitive", () => {
  const show = desktop("Show", { inputs: ["Text"] }, "SET Line TO $'''Got %Text%'''", log("Line"));
  const caller = (input: string): DesktopFlowSpec =>
    desktop("Caller", { inputs: [input], sensitive: [input] }, run("Show", `@Text: ${input}`));

  it("is reported where a call takes its mark, with what it gets to behind it", () => {
    const analysis = analysed(caller("Address"), show);
    expect(logged(analysis)).toEqual([]);
    const [leak, ...others] = analysis.values.desktopSecretsReaching("desktop-input");
    expect(others).toEqual([]);
    expect(leak?.confidence).toBe("medium");
    expect(leak?.exposedInput?.port.name).toBe("Text");
    expect(leak?.related.map(({ message }) => message)).toEqual([
      "From there it may reach 'Main:6' of 'Show', which writes it to the log.",
    ]);
  });

  it("is reported at the log line as well when its name says that it is a credential", () => {
    expect(logged(analysed(caller("Password"), show))).toEqual(["Show/Main:6 high"]);
  });

  it("is reported where it is logged under its mark", () => {
    expect(logged(analysed(desktop("Flow", { inputs: ["Address"], sensitive: ["Address"] }, log("Address"))))).toEqual([
      "Flow/Main:5 medium",
    ]);
  });

  it("is reported at the first variable without a mark, not at what is made of that", () => {
    const analysis = analysed(
      desktop(
        "Flow",
        { inputs: ["Address"], outputs: ["Status"], sensitive: ["Address"] },
        "SET Copy TO Address",
        log("Copy"),
        "SET Status TO Copy",
      ),
    );
    expect(logged(analysis)).toEqual([]);
    const { lost, outputs } = analysis.values.desktopLeaks();
    expect(lost.map(({ variable }) => variable)).toEqual(["Copy"]);
    expect(outputs).toEqual([]);
  });

  it.each(["Config['DbPassword']", "Config[ 'DbPassword' ]", "Config[$'''DbPassword''']", "Config.DbPassword"])(
    "is more than marked where a member with a credential's name is read of it: %s",
    (read) => {
      const rows = ["SET Config TO Settings", log(`${read} + Config['Server']`)];
      const { values } = analysed(desktop("Flow", { inputs: ["Settings"], sensitive: ["Settings"] }, ...rows));
      expect(values.desktopSecretsReaching("log").map(({ confidence }) => confidence)).toEqual(["medium"]);
    },
  );

  it("is likely a credential where a variable that is marked has a member with a credential's name, wherever its value comes from", () => {
    const rows = ["File.ReadTextFromFile.ReadText File: 'x' Content=> Settings", "SET Config TO Settings", log("Config['DbPassword']")];
    const { values } = analysed(desktop("Flow", { sensitive: ["Settings"] }, ...rows));
    expect(values.desktopSecretsReaching("log").map(({ confidence }) => confidence)).toEqual(["medium"]);
  });

  it.each(["Config['Password2024x']['Host']", "Config['Host']", "Config.Host"])("stays merely marked where another is: %s", (read) => {
    const rows = ["File.ReadTextFromFile.ReadText File: 'x' Content=> Settings", "SET Config TO Settings", log(read)];
    const { values } = analysed(desktop("Flow", { sensitive: ["Settings"] }, ...rows));
    expect(values.desktopSecretsReaching("log").map(({ confidence }) => confidence)).toEqual([]);
  });

  it("is more than marked where a called flow takes it as a credential", () => {
    const signIn = desktop("Sign in", { inputs: ["Password"], sensitive: ["Password"] }, log("Password"));
    const above = desktop("Caller", { inputs: ["Address"], sensitive: ["Address"] }, run("Sign in", "@Password: Address"));
    const analysis = analysed(above, signIn);
    expect(logged(analysis)).toEqual(["Sign in/Main:5 high"]);
    expect(analysis.values.desktopSecretsReaching("log").map(({ path }) => pathNames({ flow: path })[0])).toEqual(["Address"]);
  });

  it("does not stand for the credential that a called flow takes, where it is a part of the text for it", () => {
    const signIn = desktop("Sign in", { inputs: ["Password"], sensitive: ["Password"] }, log("Password"));
    const above = desktop("Caller", { inputs: ["Address"], sensitive: ["Address"] }, run("Sign in", "@Password: $'''To %Address%'''"));
    const analysis = analysed(above, signIn);
    expect(logged(analysis)).toEqual(["Sign in/Main:5 high"]);
    expect(analysis.values.desktopSecretsReaching("log").map(({ path }) => pathNames({ flow: path })[0])).toEqual(["Password"]);
  });

  it("stands for an input that is merely marked as well, also where it is a part of the text for it", () => {
    const show = desktop("Show", { inputs: ["Text"], sensitive: ["Text"] }, log("Text"));
    const above = desktop("Caller", { inputs: ["Address"], sensitive: ["Address"] }, run("Show", "@Text: $'''To %Address%'''"));
    const analysis = analysed(above, show);
    expect(analysis.values.desktopSecretsReaching("log").map(({ path }) => pathNames({ flow: path })[0])).toEqual(["Address"]);
  });

  it("is more than marked where a called flow uses it as a credential, whatever its input is called", () => {
    const row = "SAP.SapLogin.SapLogInOptionSingle Username: 'orders' Password: Entry SapInstance=> Sap";
    const signIn = desktop("Sign in", { inputs: ["Entry"], sensitive: ["Entry"] }, row, log("Entry"));
    const above = desktop("Caller", { inputs: ["Address"], sensitive: ["Address"] }, run("Sign in", "@Entry: Address"));
    expect(logged(analysed(above, signIn))).toEqual(["Sign in/Main:6 high"]);
  });

  it("is not reported as the address of a mail, and as its text with little confidence, once for all rows", () => {
    const mail = "Outlook.SendEmailThroughOutlook.SendEmail Instance: App SendTo: Person Subject: $'''Hello''' Body: Text";
    const { values } = analysed(desktop("Mail", { inputs: ["Person", "Text"], sensitive: ["Person", "Text"] }, mail, mail));
    const leaks = values.desktopSecretsReaching("mail");
    expect(leaks.map(({ argument, confidence, related }) => [argument, confidence, related.length])).toEqual([["Body", "low", 1]]);
  });
});

describe("a credential in a text that calls carry on", () => {
  const header = { inputs: ["Password"], outputs: ["Status"], sensitive: ["Password"] };
  const signIn = desktop("Sign in", header, "SET Status TO $'''No access with %Password%'''");
  const write = desktop("Write", { inputs: ["Line"] }, log("Line"));

  it("stays sure behind one call", () => {
    const caller = desktop("Caller", {}, run("Sign in", "@Status=> Message"), log("Message"));
    expect(logged(analysed(signIn, caller))).toEqual(["Caller/Main:5 high"]);
  });

  it("is likely behind several", () => {
    const caller = desktop("Caller", {}, run("Sign in", "@Status=> Message"), run("Write", "@Line: Message"));
    expect(logged(analysed(signIn, caller, write))).toEqual(["Write/Main:5 medium"]);
  });

  it("stays sure through any number of calls as a whole", () => {
    const back = desktop("Back", { inputs: ["Password"], outputs: ["Copy"], sensitive: ["Password"] }, "SET Copy TO Password");
    const caller = desktop("Caller", {}, run("Back", "@Copy=> Copy"), run("Write", "@Line: Copy"));
    expect(logged(analysed(back, caller, write))).toEqual(["Write/Main:5 high"]);
  });
});

describe("a secret of a cloud flow", () => {
  const value = "@outputs('Get_secret')?['body/value']";
  it.each([
    ["an input that is marked", ["Line"]],
    ["an input that is not", []],
  ])("is reported at the log line behind %s, with its whole trace", (_, sensitive) => {
    const { values } = analysedSolutions([
      {
        flows: [flow("Send", keyVault.getSecret("Get_secret"), desktopFlow("Run", "Post", { Line: value }))],
        desktopFlows: [desktop("Post", { inputs: ["Line"], sensitive }, "SET Text TO $'''Sent %Line%'''", log("Text"))],
      },
    ]);
    const [leak, ...others] = values.desktopSecretsReaching("log");
    expect(others).toEqual([]);
    expect(leak?.confidence).toBe("high");
    expect(pathNames({ flow: leak?.path ?? [] })).toEqual(["Get_secret", "Run", "Line", "Main:5", "Main:6"]);
  });

  it("counts once at a row that two flows hand it to", () => {
    const send = (name: string) => flow(name, keyVault.getSecret("Get_secret"), desktopFlow("Run", "Post", { Line: value }));
    const { values } = analysedSolutions([
      { flows: [send("A"), send("B")], desktopFlows: [desktop("Post", { inputs: ["Line"] }, log("Line"))] },
    ]);
    const [leak, ...others] = values.desktopSecretsReaching("log");
    expect(others).toEqual([]);
    expect(leak?.related.map(({ message, place }) => `${place.owner?.name}: ${message}`)).toEqual([
      "B: The Key Vault secret returned by 'Get_secret' of the flow 'B' also gets there.",
    ]);
  });
});

describe("a connection string", () => {
  const connect = (text: string): string => `Database.Connect ConnectionString: ${text} Connection=> Connection`;
  const insensitive = (...rows: readonly string[]): readonly string[] =>
    analysed(desktop("Flow", { inputs: ["Where", "Entry"] }, ...rows)).desktop.insensitiveInputs.map(
      ({ port, use }) => `${port.name} ${use?.confidence}`,
    );

  it("may hold a password", () => {
    expect(insensitive(connect("Where"))).toEqual(["Where medium"]);
  });

  it("has fields that say what they hold", () => {
    expect(insensitive(connect("$'''Data Source=%Where%;User Id=app;Password=%Entry%;'''"))).toEqual(["Entry high"]);
    expect(insensitive(connect("'Server=' + Where + ';Pwd=' + Entry"))).toEqual(["Entry high"]);
  });
});

it("a variable that loses its mark in several rows is reported once, at the first", () => {
  const { values } = analysed(
    desktop(
      "Flow",
      { inputs: ["Address", "Other"], sensitive: ["Address", "Other"] },
      "SET Text TO Address",
      "SET Text TO Other",
      "SET Text TO Address",
    ),
  );
  const [leak, ...others] = values.desktopLeaks().lost;
  expect(others).toEqual([]);
  expect(leak?.place.owner?.operation).toBe("Main:6");
  expect(leak?.related.map(({ place }) => place.owner?.operation)).toEqual(["Main:7", "Main:8"]);
});

describe("a value that only a name tells of", () => {
  const fromSheet = "Excel.ReadFromExcel.ReadAllCells Instance: Book FirstLineIsHeader: True RangeValue=> Rows";

  it.each<[string, readonly string[], string]>([
    ["a member of a row that is read from somewhere", [fromSheet, log("Rows[0]['SqlPassword']")], "value 'Rows.SqlPassword'"],
    ["the same by way of a variable", [fromSheet, "SET Entry TO Rows[0]['SqlPassword']", log("Entry")], "value 'Rows.SqlPassword'"],
    [
      "the same by way of a variable of that name",
      [fromSheet, "SET Password TO Rows[0]['SqlPassword']", log("Password")],
      "value 'Rows.SqlPassword'",
    ],
    ["the element of a loop", [fromSheet, "LOOP FOREACH Row IN Rows", log("Row['SqlPassword']"), "END"], "value 'Row.SqlPassword'"],
    [
      "a variable that an action fills",
      ["File.ReadTextFromFile.ReadText File: 'x' Content=> ApiToken", log("ApiToken")],
      "variable 'ApiToken'",
    ],
    [
      "a member of a JSON text",
      ["Variables.ConvertJsonToCustomObject Json: Answer CustomObject=> Data", log("Data.access_token")],
      "value 'Data.access_token'",
    ],
  ])("%s is likely a credential", (_, rows, secret) => {
    const leaks = analysed(desktop("Flow", {}, ...rows)).values.desktopSecretsReaching("log");
    expect(leaks.map((leak) => [leak.secret, leak.confidence])).toEqual([[secret, "medium"]]);
  });

  it.each<[string, readonly string[]]>([
    ["another member of the row", [fromSheet, log("Rows[0]['Plant'] + Rows[0]['SqlPassword'].Length")]],
    ["a constant", ["SET PasswordIsSet TO True", "SET Password TO $''''''", log("Password")]],
    ["an item of the repository of controls", [log("appmask['Sign in']['Password']")]],
    [
      "what is encrypted",
      [
        "Cryptography.EncryptText.EncryptText TextToEncrypt: Text EncryptionKey: Key EncryptedText=> EncryptedPassword",
        log("EncryptedPassword"),
      ],
    ],
    ["a list that is made", ["Variables.CreateNewList List=> Passwords", log("Passwords")]],
  ])("%s is none", (_, rows) => {
    expect(logged(analysed(desktop("Flow", {}, ...rows)))).toEqual([]);
  });

  it("a name that may mean a credential does under a mark", () => {
    const leaks = (name: string) => logged(analysed(desktop("Flow", { inputs: [name], sensitive: [name] }, log(name))));
    expect(leaks("MailPass")).toEqual(["Flow/Main:5 high"]);
    expect(leaks("MailText")).toEqual(["Flow/Main:5 medium"]);
  });
});

it.each([
  ["comes out of it likely at most", "$entry = \\'%Password%\\'; Show-Entry $entry", ["medium"]],
  ["stays in it where the script signs in with it", "Connect-App -Secret \\'%Password%\\'", []],
])("what a script was given %s", (_, script, expected) => {
  const run = `Scripting.RunPowershellScript.RunScript Script: $'''${script} ''' ScriptOutput=> Output`;
  const { values } = analysed(desktop("Flow", { inputs: ["Password"], sensitive: ["Password"] }, run, log("Output")));
  expect(values.desktopSecretsReaching("log").map(({ confidence }) => confidence)).toEqual(expected);
  // That it is there is too unsure to ask for a mark.
  expect(values.desktopLeaks().lost).toEqual([]);
});

it("what the designer keeps sensitive by itself loses nothing until it is copied", () => {
  const get = "PowerAutomateSecretVariables.GetCredential CredentialName: 'erp' Credential=> Login";
  const { lost } = analysed(desktop("Flow", {}, get, "SET Entry TO Login.Password")).values.desktopLeaks();
  expect(lost.map(({ variable, confidence }) => `${variable} ${confidence}`)).toEqual(["Entry high"]);
});

it("the fields of a connection string that is put together before say what they hold", () => {
  const { desktop: found } = analysed(
    desktop(
      "Flow",
      { inputs: ["Where", "Entry"] },
      "SET Line TO $'''Data Source=%Where%;Password=%Entry%;'''",
      "Database.Connect ConnectionString: Line Connection=> Connection",
    ),
  );
  expect(found.insensitiveInputs.map(({ port, use }) => `${port.name} ${use?.confidence}`)).toEqual(["Entry high"]);
});

it.each([
  ["the first time that the text has it, though it comes there by a detour", log("$'''%Copy% %Password%'''"), "Copy"],
  ["the first time that the text has it", log("$'''%Password% %Copy%'''"), "Password"],
  ["where it surely is, behind what a script may have made of it", log("$'''%Output% %Password%'''"), "Password"],
])("a secret that a row writes down twice is told of once: %s", (_, row, expected) => {
  const script = "Scripting.RunPowershellScript.RunScript Script: $'''Show-Entry %Password%''' ScriptOutput=> Output";
  const flow = desktop("Flow", { inputs: ["Password"], sensitive: ["Password"] }, "SET Copy TO Password", script, row);
  const [leak, ...others] = analysed(flow).values.desktopSecretsReaching("log");
  expect(others).toEqual([]);
  const { at } = leak?.place ?? {};
  expect(at?.kind === "text" ? flow.script.slice(at.span.start, at.span.end) : undefined).toBe(expected);
});

it("two secrets at one argument are one where the one comes from the other", () => {
  const rows = ["SET Login TO Settings", "SET Password TO Login['Password']", log("Password")];
  const leaks = analysed(desktop("Flow", { inputs: ["Settings"], sensitive: ["Settings"] }, ...rows)).values.desktopSecretsReaching("log");
  expect(leaks.map(({ secret, confidence }) => `${secret} ${confidence}`)).toEqual(["sensitive input 'Settings' medium"]);
});

describe("an answer to a web request", () => {
  const tokenUrl = "https://login.microsoftonline.com/%Tenant%/oauth2/v2.0/token";
  const request = (url: string, body: string): string =>
    `Web.InvokeWebService.InvokeWebService Url: $'''${url}''' Method: Web.Method.Post RequestBody: $'''${body}''' Response=> Answer`;
  const read = "Variables.ConvertJsonToCustomObject Json: Answer CustomObject=> Data";
  const secrets = (...rows: readonly string[]): readonly string[] =>
    analysed(desktop("Flow", { inputs: ["Tenant"] }, ...rows))
      .values.desktopSecretsReaching("log")
      .map(({ secret, confidence }) => `${secret} ${confidence}`);

  it("of a token endpoint holds a token", () => {
    const body = "grant_type=client_credentials&client_secret=%Entry%";
    expect(secrets(request(tokenUrl, body), read, log("Data.access_token"))).toEqual(["access token 'Answer' high"]);
    expect(secrets(request(tokenUrl, body), log("Answer"))).toEqual(["access token 'Answer' high"]);
    expect(secrets(request(tokenUrl, body), read, log("Data.expires_in"))).toEqual([]);
  });

  it("of a vault holds a secret", () => {
    expect(secrets(request("https://kv-erp-prod.vault.azure.net/secrets/sap?api-version=7.4", ""), read, log("Data.value"))).toEqual([
      "Key Vault secret 'Answer' high",
    ]);
  });

  it("of another service is none", () => {
    expect(secrets(request("https://api.contoso.com/orders", ""), log("Answer"))).toEqual([]);
  });
});

it("a long trace through variables that are all logged stays cheap", () => {
  expectLinear((size) => {
    const rows = Array.from({ length: size }, (_, index) => [`SET A${index + 1} TO A${index}['x']`, log(`A${index + 1}`)]).flat();
    const { values } = analysed(desktop("Flow", { inputs: ["Address"], sensitive: ["Address"] }, "SET A0 TO Address", ...rows));
    const { rows: leaks, lost } = values.desktopLeaks();
    expect(leaks.filter(({ role }) => role.kind === "log")).toEqual([]);
    expect(lost.map(({ related }) => related.length)).toEqual([1]);
  }, 200);
});
