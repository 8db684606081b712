import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import rule from "./rule.ts";

const header = { inputs: ["Password"], sensitive: ["Password"] };

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the password is written to a file",
      desktop: desktop("Post order", header, "File.WriteText File: $'''C:\\\\Orders\\\\session.txt''' TextToWrite: Password"),
      findings: [{ message: "stored", at: "Main:5", level: "error" }],
    },
    right: {
      name: "the result of the order is written, not the password",
      desktop: desktop("Post order", header, "File.WriteText File: $'''C:\\\\Orders\\\\result.txt''' TextToWrite: $'''Order posted'''"),
    },
  },
  valid: [
    {
      name: "what is encrypted reveals nothing",
      desktop: desktop(
        "Post order",
        { ...header, inputs: ["Password", "EncryptionKey"], sensitive: ["Password", "EncryptionKey"] },
        "Cryptography.EncryptText.EncryptText TextToEncrypt: Password EncryptionKey: EncryptionKey EncryptedText=> Packed",
        "File.WriteText File: $'''C:\\\\Orders\\\\packed.txt''' TextToWrite: Packed",
      ),
    },
    {
      name: "a variable that another subflow has set anew since it held the password",
      desktop: desktop(
        "Post order",
        header,
        "CALL 'Sign in'",
        "CALL Report",
        "FUNCTION 'Sign in' GLOBAL",
        "Text.Trim Text: Password TrimOption: Text.TrimOption.Both TrimmedText=> Result",
        "SAP.SapLogin.SapLogInOptionSingle Username: $'''orders''' Password: Result SapInstance=> Sap",
        "END FUNCTION",
        "FUNCTION Report GLOBAL",
        "Excel.ReadFromExcel.ReadCell Instance: Excel StartColumn: 1 StartRow: 1 CellValue=> Result",
        "LABEL Again",
        "File.WriteText File: $'''C:\\\\Orders\\\\result.txt''' TextToWrite: Result",
        "ON ERROR",
        "GOTO Again",
        "END",
        "END FUNCTION",
      ),
    },
    {
      name: "parts of a decrypted document, which are what they are called",
      desktop: desktop(
        "Post order",
        { inputs: ["Code"], sensitive: ["Code", "Plain"] },
        "Cryptography.DecryptText.DecryptTextWithAES TextToDecrypt: Text DecryptionKey: Code DecryptedText=> Plain",
        "Variables.ConvertJsonToCustomObject Json: Plain CustomObject=> Order",
        "LOOP FOREACH File IN Order['Attachments']",
        "    File.ConvertFromBase64 Base64Text: File.ContentBytes File: $'''C:\\\\Orders\\\\%File.Name%'''",
        "END",
        "File.WriteText File: $'''C:\\\\Orders\\\\last.txt''' TextToWrite: Order['Customer']['City']",
      ),
    },
  ],
  invalid: [
    {
      name: "what another subflow leaves in a variable",
      desktop: desktop(
        "Post order",
        header,
        "CALL 'Sign in'",
        "CALL Report",
        "FUNCTION 'Sign in' GLOBAL",
        "Text.Trim Text: Password TrimOption: Text.TrimOption.Both TrimmedText=> Result",
        "END FUNCTION",
        "FUNCTION Report GLOBAL",
        "File.WriteText File: $'''C:\\\\Orders\\\\result.txt''' TextToWrite: Result",
        "SET Result TO $'''Order posted'''",
        "END FUNCTION",
      ),
      findings: [{ message: "stored", at: "Report:11", level: "error" }],
    },
    {
      name: "a part of a decrypted document that is called like a credential, an element of a decrypted list, and all of it",
      desktop: desktop(
        "Post order",
        { inputs: ["Code"], sensitive: ["Code", "Plain"] },
        "Cryptography.DecryptText.DecryptTextWithAES TextToDecrypt: Text DecryptionKey: Code DecryptedText=> Plain",
        "Variables.ConvertJsonToCustomObject Json: Plain CustomObject=> Login",
        "File.WriteText File: $'''C:\\\\Orders\\\\last.txt''' TextToWrite: Login['Password']",
        "Text.SplitText.SplitWithDelimiter Text: Plain CustomDelimiter: $''';''' IsRegEx: False Result=> Pieces",
        "File.WriteText File: $'''C:\\\\Orders\\\\last.txt''' TextToWrite: Pieces[1]",
        "File.WriteText File: $'''C:\\\\Orders\\\\last.txt''' TextToWrite: Login",
      ),
      findings: [
        { message: "stored", at: "Main:7", level: "warning" },
        { message: "stored", at: "Main:9", level: "warning" },
        { message: "stored", at: "Main:10", level: "warning" },
      ],
    },
    {
      name: "by way of a list into a worksheet",
      desktop: desktop(
        "Post order",
        header,
        "Variables.CreateNewList List=> Cells",
        "Variables.AddItemToList Item: Password List: Cells NewList=> Cells",
        "LOOP FOREACH Cell IN Cells",
        "    Excel.WriteToExcel.WriteCell Instance: Excel Value: Cell Column: 1 Row: 1",
        "END",
      ),
      findings: [{ message: "stored", at: "Main:8", path: ["Password", "Main:6", "Main:7", "Main:8"] }],
    },
    {
      name: "clipboard and environment variable",
      desktop: desktop(
        "Post order",
        header,
        "Clipboard.SetText Text: Password",
        "System.SetEnvironmentVariable.SetEnvironmentVariable Name: $'''SESSION''' Value: Password",
      ),
      findings: [
        { message: "copied", at: "Main:5", says: "clipboard" },
        { message: "stored", at: "Main:6", says: "environment variable" },
      ],
    },
    {
      name: "a value that is merely marked as sensitive",
      desktop: desktop(
        "Post order",
        { inputs: ["OrderText"], sensitive: ["OrderText"] },
        "File.WriteText File: $'''C:\\\\Orders\\\\last.txt''' TextToWrite: OrderText",
      ),
      findings: [{ message: "marked", at: "Main:5", level: "note", confidence: "low" }],
    },
    {
      name: "a member of a marked object that is named like a password, behind one that is not",
      desktop: desktop(
        "Post order",
        { inputs: ["Systems"], sensitive: ["Systems", "System"] },
        "LOOP FOREACH System IN Systems",
        "    File.WriteText File: $'''C:\\\\Orders\\\\systems.ini''' TextToWrite: $'''%System['Name']%=%System['Password']%'''",
        "END",
      ),
      findings: [{ message: "stored", at: "Main:6", level: "warning", confidence: "medium" }],
    },
  ],
});
