import { describe, expect, it } from "vitest";
import { desktop } from "../../../../src/testing/desktop.ts";
import { analysedSolutions } from "../../analysed.ts";

const text = (value: string): string => `$'''${value}'''`;
/** All kinds of characters, as in a password; and all but a sign. */
const typed = "Sommer!2024x";
const plain = "Sommer2024x";

/** What is found in the only row, as `confidence text`. */
function found(row: string): readonly string[] {
  const { desktop: known } = analysedSolutions([{ desktopFlows: [desktop("Flow", { inputs: ["Order"] }, row)] }]);
  return known.credentials.map(({ match, place: { source, at } }) => {
    const marked = at.kind === "text" ? source.text().slice(at.span.start, at.span.end) : "";
    return `${match.confidence} ${marked}`;
  });
}

describe("a macro is given a password", () => {
  const macro = (value: string): string => `Excel.RunMacro Instance: Xl Macro: ${text(value)}`;
  it.each<[string, string, readonly string[]]>([
    ["that looks like one", `Login;${typed}`, [`medium ${typed}`]],
    ["between others", `Login;orders;${typed};1`, [`medium ${typed}`]],
    ["in blanks", `Login; orders ; ${typed} `, [`medium ${typed}`]],
    ["twice", `Login;${typed};x;${typed}`, [`medium ${typed}`, `medium ${typed}`]],
    ["behind a user's name, with less to tell it", `Login;orders;${plain}`, [`low ${plain}`]],
    ["to unlock something", `UnprotectSheet;Orders;${typed}`, [`medium ${typed}`]],
    ["not in front of others, with less to tell it", `Login;${plain};orders`, []],
    ["not by itself, with less to tell it", `Login;${plain}`, []],
    ["not to unlock something, with less to tell it", `Unprotect;Orders;${plain}`, []],
    ["not where it is read", "Login;orders;%Order%", []],
    ["not words", "Login;orders;customers", []],
    ["not a number of an order", "Login;orders;ORDER2024X", []],
    ["not a number in small letters", "Login;orders;order2024x", []],
    ["not a sentence", `Login;orders;${plain} and more`, []],
    ["not a sentence that begins so", `Login;${typed} and more`, []],
    ["not by another macro", `Report;orders;${typed}`, []],
    ["not where only what it is given is called so", `Report;Login;${typed}`, []],
    ["not without values", "Login", []],
  ])("%s", (_, value, expected) => {
    expect(found(macro(value))).toEqual(expected);
  });

  it.each([
    ...[
      "login",
      "Log_in",
      "LogOn",
      "log_on",
      "SignIn",
      "sign_in",
      "Connect",
      "authenticate",
      "Anmelden",
      "Verbinden",
      "connexion",
      "conexion",
    ],
    ...["Password", "SetPwd", "Protect", "UnlockAll", "Kennwort", "senha", "contrasena"],
  ])("by the macro %s", (name) => {
    expect(found(macro(`Module1.${name};orders;${typed}`))).toEqual([`medium ${typed}`]);
  });

  it("not in another argument", () => {
    expect(found(`Excel.RunMacro Instance: ${text(`Login;orders;${typed}`)} Macro: 'Report'`)).toEqual([]);
  });
});

describe("a file of commands for FTP holds a password", () => {
  const file = (value: string): string => `File.WriteText File: 'ftp.txt' TextToWrite: ${text(value)}`;
  it.each<[string, string, readonly string[]]>([
    ["behind the user", `open ftp.contoso.com\nuser orders ${typed}\nbinary`, [`medium ${typed}`]],
    ["behind the user, in other letters and blanks", `  OPEN ftp.contoso.com\r\n\tUser  orders\t${typed} \r\nBYE`, [`medium ${typed}`]],
    ["behind a user of a domain", `user contoso.com\\\\orders ${typed}\nput a.txt`, [`medium ${typed}`]],
    ["in the lines below open", `open ftp.contoso.com\norders\n${typed}\nput a.txt`, [`medium ${typed}`]],
    ["in the lines below open, with blanks", `open ftp.contoso.com \r\n orders \r\n ${typed}\r\nquit`, [`medium ${typed}`]],
    ["for each server", `open a.example\na\n${typed}\nopen b.example\nb\nWinter!2024x`, [`medium ${typed}`, "medium Winter!2024x"]],
    ["not where nothing else is a command", `user orders ${typed}`, []],
    ["not where it is read", "open ftp.contoso.com\nuser orders %Order%\nbinary", []],
    ["not a word", "open questions\nuser orders customers\nbinary", []],
    ["not behind two names", `open a.example\nuser orders and ${typed}\nbinary`, []],
    ["not a line further down", `open a.example\na\nb\n${typed}\nbinary`, []],
  ])("%s", (_, value, expected) => {
    expect(found(file(value))).toEqual(expected);
  });

  it.each([
    "open x",
    "put a.txt",
    "mput a b",
    "get a.txt",
    "mget *",
    "lcd C:/x",
    "binary",
    "ascii",
    "prompt",
    "quit",
    "bye",
    "put a b c",
    "put   a.txt\tb.txt",
  ])("beside the command '%s'", (command) => {
    expect(found(file(`user orders ${typed}\n${command}`))).toEqual([`medium ${typed}`]);
  });
  it.each(["put", "putt a", "binary file", "quite", "put a b c d", "the quit"])("not beside '%s'", (line) => {
    expect(found(file(`user orders ${typed}\n${line}`))).toEqual([]);
  });
});

describe("a program is given a password behind a word", () => {
  const start = (line: string): string =>
    `System.RunApplication.RunApplication ApplicationPath: 'C:/Tools/export.exe' CommandLineArguments: ${text(line)}`;
  it.each<[string, string, readonly string[]]>([
    ["that ends in a mark", "orders Sommer2024!", ["low Sommer2024!"]],
    ["with an at sign within", "orders Sommer@2024", ["low Sommer@2024"]],
    ["with both", "orders Sommer@2024!", ["low Sommer@2024!"]],
    ["with a hyphen", "orders Som-mer2024!", ["low Som-mer2024!"]],
    ["in quotes", '\\"orders\\" \\"Sommer2024!\\"', ["low Sommer2024!"]],
    ["behind others", "/run a.b@contoso Sommer2024! now", ["low Sommer2024!"]],
    ["not as the first", "Sommer2024! orders", []],
    ["not with a mark within", "orders Som!mer2024", []],
    ["not behind a path", "C:/orders Sommer2024!", []],
    ["not behind a letter", "o Sommer2024!", []],
    ["not an address", "orders Sommer1@contoso.com", []],
    ["not where it is no password", "orders sommer2024!", []],
    ["not where it is read", "orders Sommer%Order%!", []],
  ])("%s", (_, line, expected) => {
    expect(found(start(line))).toEqual(expected);
  });

  it("not to another action", () => {
    expect(found(`System.RunProgram CommandLineArguments: ${text("orders Sommer2024!")}`)).toEqual([]);
  });
});

describe("keys sign in", () => {
  const keys = (value: string): string => `MouseAndKeyboard.SendKeys.FocusAndSendKeys TextToSend: ${text(value)}`;
  it.each(["admin", "Administrator", "root", "sa", "sysadmin"])("as %s, with any word", (user) => {
    expect(found(keys(`${user}{Tab}customers{Return}`))).toEqual(["low customers"]);
    expect(found(keys(`${user}{Tab}customers{Enter}`))).toEqual(["low customers"]);
    expect(found(keys(`${user}s{Tab}customers{Return}`))).toEqual([]);
    expect(found(keys(`${user}{Tab}cus{Return}`))).toEqual([]);
    expect(found(keys(`${user}{Tab}cus tomers{Return}`))).toEqual([]);
    expect(found(keys(`${user}{Tab}customers`))).toEqual([]);
  });

  it.each<[string, string, readonly string[]]>([
    ["with a letter and a digit", "orders{Tab}north22{Return}", ["low north22"]],
    ["with a user of a domain", "contoso\\\\orders{Tab}north22{Return}", ["low north22"]],
    ["not with letters alone", "orders{Tab}northern{Return}", []],
    ["not with digits alone", "orders{Tab}20242024{Return}", []],
    ["not with a short one", "orders{Tab}nor22{Return}", []],
    ["not with a path", "orders{Tab}north22/a{Return}", []],
    ["not with a file", "orders{Tab}north22.txt{Return}", []],
    ["not with one letter as the user", "o{Tab}north22{Return}", []],
    ["not with a placeholder", "orders{Tab}<password1>{Return}", []],
    ["not where a Tab leaves the field that gets it", `${typed}{Tab}`, []],
    ["not where more words follow", `{Tab}${typed} and more{Return}`, []],
    ["not where something else is typed first", "{Home}orders{Tab}north22{Return}", []],
    ["not where something else is typed behind", "orders{Tab}north22{Return}{Tab}", []],
  ])("%s", (_, value, expected) => {
    expect(found(keys(value))).toEqual(expected);
  });
});

describe("a field that nothing names", () => {
  const field = (screen: string, name: string, value: string, input = "Control"): string =>
    `WebAutomation.PopulateTextField.PopulateTextField BrowserInstance: B ${input}: appmask['${screen}']['${name}'] Text: ${text(value)}`;
  it.each([
    ...[
      "Input",
      "input text",
      "Edit",
      "text",
      "textbox",
      "Text box",
      "text area",
      "text field",
      "text input",
      "text edit",
      "Field",
      "Feld",
    ],
    ...["Eingabe", "Eingabefeld", "champ", "campo", "Caja de texto", "Edit 2", "edit_2", "Edit-2", "edit #2", "2"],
  ])("may be called %s", (name) => {
    expect(found(field("Orders", name, typed))).toEqual([`low ${typed}`]);
  });
  it.each(["Edit order", "inputs", "my text", "text boxes", "Order 2", "Edit 2 a"])("is not called %s", (name) => {
    expect(found(field("Orders", name, typed))).toEqual([]);
  });
});

describe("a user's name and a password", () => {
  it.each([
    ...["Cred", "creds", "Credential", "ErpCredentials", "Login", "Log_in", "LogOn", "LoginData", "login_info", "LogonDetails"],
    ...[
      "Zugangsdaten",
      "ErpAnmeldedaten",
      "credenciais",
      "credenciales",
      "identifiants",
      "Auth",
      "erp_auth",
      "ERP2Login",
      "SapCreds",
      "sap_cred",
    ],
  ])("are in the variable %s", (name) => {
    expect(found(`SET ${name} TO ${text(`orders:${typed}`)}`)).toEqual([`medium ${typed}`]);
  });
  it.each(["LoginUrl", "Author", "Credits", "Sacred", "IsSacred"])("are not in the variable %s", (name) => {
    expect(found(`SET ${name} TO ${text(`orders:${typed}`)}`)).toEqual([]);
  });

  it.each([":", ";", "|", ",", " : ", "; ", " |"])("have '%s' between them", (between) => {
    expect(found(`SET Creds TO ${text(`orders${between}${typed}`)}`)).toEqual([`medium ${typed}`]);
  });
  it.each(["/", "=", "-", " ", ":  "])("do not have '%s' between them", (between) => {
    expect(found(`SET Creds TO ${text(`orders${between}${typed}`)}`)).toEqual([]);
  });

  it.each([
    "$'''a:Sommer!2024x'''",
    "$'''the ERP, orders:Sommer!2024x'''",
    "$'''orders:So!24'''",
    "$'''orders:Sommer2024 and more'''",
    "$'''orders:Sommer !2024x'''",
    "['orders', Order]",
    "['orders']",
    "Order",
  ])("are not in %s", (value) => {
    expect(found(`SET Creds TO ${value}`)).toEqual([]);
  });
});
