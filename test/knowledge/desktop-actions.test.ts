import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createDesktopActionLookup } from "../../src/knowledge/desktop-actions.ts";

const desktopActionFacts = createDesktopActionLookup();

const facts = (id: string): ReturnType<typeof desktopActionFacts> => {
  const [module = "", action = "", selector] = id.split(".");
  return desktopActionFacts(module, action, selector);
};

describe("the facts about desktop actions", () => {
  it.each([
    ["Database.ExecuteSqlStatement.ConnectAndExecute", ["ConnectionString"]],
    ["Database.Connect", ["ConnectionString"]],
    ["Email.SendEmail.AuthenticateAndSend", ["Password"]],
    ["FTP.OpenSecureConnection.ConnectWithSftpPrivateKeyAndPassPhrase", ["Password", "PrivateKeyPassPhrase"]],
    ["Web.InvokeWebService.InvokeWebServiceUseAuth", ["Password"]],
    ["LLM.InvokeLLM", ["ApiKey"]],
    ["GoogleCognitive.LabelDetectionGoogle.LabelDetectionFromFile", ["APIKey"]],
    ["MicrosoftCognitive.SpellCheckMicrosoft", ["SubscriptionKey"]],
    // Typed text is what a password is for, and ordinary text as well.
    ["MouseAndKeyboard.SendKeys.FocusAndSendKeys", []],
  ])("%s takes credentials in %j", (id, credential) => {
    expect(facts(id)?.credential).toEqual(credential);
  });

  it.each([
    ["Logging.LogMessage", "Message", "log"],
    ["Display.ShowMessageDialog.ShowMessage", "Message", "message-box"],
    ["File.WriteText", "TextToWrite", "file"],
    ["System.SetEnvironmentVariable", "Value", "environment"],
    ["Clipboard.SetText", "Text", "clipboard"],
    ["Excel.WriteToExcel.WriteCell", "Value", "spreadsheet"],
    ["Excel.WriteCell", "Value", "spreadsheet"],
    ["Database.ExecuteSqlStatement.Execute", "Statement", "database"],
    ["Outlook.SendEmailThroughOutlook.SendEmail", "Body", "mail"],
    ["Web.InvokeWebService.InvokeWebService", "RequestBody", "http"],
    ["FTP.UploadFiles", "Files", "ftp"],
    ["System.RunApplication.RunApplication", "CommandLineArguments", "command-line"],
    ["Scripting.RunPowershellScript.RunScript", "Script", "script"],
    ["Scripting.RunPowershellScript.RunPowershellScript", "Script", "script"],
    ["WorkQueues.EnqueueWorkQueueItem.WithoutUniqueId", "Value", "work-queue"],
    ["LLM.InvokeLLM", "UserPrompt", "cloud"],
    ["WebAutomation.PopulateTextField.PopulateTextFieldUsePhysicalKeyboard", "Text", "typing"],
    ["UIAutomation.PopulateTextField.PopulateTextField", "Text", "typing"],
  ])("%s %s ends in %s", (id, input, kind) => {
    expect(facts(id)?.sink[input]).toBe(kind);
  });

  it.each([
    ["Email.Send", "Body", "mail"],
    ["Display.ShowMessage", "Message", "message-box"],
    ["System.RunDOSCommand", "DOSCommandOrApplication", "command-line"],
    ["File.WriteCSV", "VariableToWrite", "file"],
  ])("finds '%s' of older scripts, which write the variant in place of the action", (id, input, kind) => {
    expect(facts(id)?.sink[input]).toBe(kind);
  });

  it("finds actions in any letter case", () => {
    expect(desktopActionFacts("LOGGING", "logmessage")?.id).toBe("Logging.LogMessage");
  });

  it("prefers the full id, then the action, then the module", () => {
    expect(facts("Workstation.TakeScreenshot.TakeScreenshotAndSaveToFile")?.stores).toBe("file");
    expect(facts("Workstation.TakeScreenshot.TakeScreenshotOfSomethingNew")?.stores).toBe("clipboard");
    expect(facts("IBMCognitive.Whatever")?.id).toBe("IBMCognitive.*");
  });

  it.each(["Acme.DoIt", "Excel.ResizeColumnsOrRows.AutofitAll", "Logging.Other", ".", "constructor.__proto__"])(
    "knows nothing about %s",
    (id) => {
      expect(facts(id)).toBeUndefined();
    },
  );

  it("knows sources, some only by an argument", () => {
    expect(facts("Cyberark.GetPassword.GetPassword")?.source.map((one) => [one.output, one.sensitive])).toEqual([
      ["PlainTextPassword", false],
      ["Password", true],
      ["Response", false],
    ]);
    expect(facts("Display.InputDialog")?.source).toEqual([
      {
        output: "UserInput",
        what: "typed password",
        when: { input: "InputType", value: "Password" },
        sensitive: false,
        confidence: "high",
      },
    ]);
    expect(facts("PowerAutomateSecretVariables.GetCredential")?.source[0]).toMatchObject({
      output: "*",
      sensitive: true,
      confidence: "high",
    });
    expect(facts("Cryptography.DecryptText.DecryptTextWithAES")?.source[0]?.output).toBe("DecryptedText");
  });

  it("knows what transforms, changes and ends a value", () => {
    expect(facts("Text.Replace")?.carries).toEqual({ Result: ["Text", "ReplaceWith"] });
    expect(facts("Variables.AddItemToList")?.mutates).toEqual({ List: ["Item"] });
    expect(facts("Variables.ClearList")?.clears).toEqual(["List"]);
    expect(facts("Cryptography.EncryptText.EncryptTextWithAES")?.ends).toContain("EncryptedText");
    expect(facts("Cryptography.HashTextWithKey")?.ends).toEqual(["HashedText"]);
    // Without a key, a hash of a short secret can be found out by trying.
    expect(facts("Cryptography.HashText")?.carries).toEqual({ HashedText: ["TextToHash"] });
  });

  it("knows requests, calls and switched off certificate checks", () => {
    expect(facts("Web.InvokeWebService.InvokeWebServicePost")).toMatchObject({
      http: { Url: "url", RequestBody: "body", CustomHeaders: "headers" },
      trust: { AcceptUntrustedCertificates: "True" },
    });
    expect(facts("External.RunFlow")?.calls).toBe("desktop-flow");
    expect(facts("External.InvokeCloudConnector")?.calls).toBe("connector");
  });
});

describe("a user's own desktop actions", () => {
  const own = createDesktopActionLookup({
    "ContosoVault.GetPassword": { source: [{ output: "Password", what: "vault password" }] },
    "Logging.*": { sink: { Message: "cloud" } },
  });

  it("are known by any letter case, with what they leave out", () => {
    expect(own("contosovault", "GETPASSWORD", "Any")).toMatchObject({
      source: [{ output: "Password", what: "vault password", confidence: "high" }],
      credential: [],
    });
  });

  it("win over the built-in ones, of which the rest stays", () => {
    expect(own("Logging", "LogMessage")?.sink).toEqual({ Message: "cloud" });
    expect(own("File", "WriteText")?.sink.TextToWrite).toBe("file");
  });
});

describe("the table of desktop actions", () => {
  const file = new URL("../../src/knowledge/data/desktop-actions.json", import.meta.url);
  const { sources, actions, note, plain } = JSON.parse(readFileSync(file, "utf8")) as {
    sources: Record<string, string>;
    actions: Record<string, { from?: string; credential?: string[]; ends?: string[]; carries?: object; sink?: object }>;
    note: string;
    plain: Record<string, string[]>;
  };

  it("names the author and the licence of what it builds on", () => {
    expect(note).toMatch(/JoeG592\/pad-robin-action-kb.*CC BY 4\.0/);
  });

  it("refers to sources that exist", () => {
    expect(Object.values(actions).filter((action) => action.from !== undefined && sources[action.from] === undefined)).toEqual([]);
  });

  it("writes no id twice in different letter case", () => {
    const ids = Object.keys(actions).map((id) => id.toLowerCase());
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it("tells of no action that it is plain and has facts, and of none twice", () => {
    const find = createDesktopActionLookup();
    const all = Object.entries(plain).flatMap(([module, names]) => names.map((name): [string, string] => [module, name]));
    expect(all.filter(([module, name]) => find(module, name) !== undefined)).toEqual([]);
    expect(new Set(all.map((one) => one.join(".").toLowerCase())).size).toBe(all.length);
  });

  it("lets no output both carry and end a value, and no credential input leak", () => {
    const conflicts = Object.entries(actions).filter(
      ([, action]) =>
        action.ends?.some((output) => output in (action.carries ?? {})) || action.credential?.some((input) => input in (action.sink ?? {})),
    );
    expect(conflicts.map(([id]) => id)).toEqual([]);
  });
});
