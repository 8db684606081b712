import { escapeXml } from "../../source/xml-text.ts";
import { compose, http, initializeVariable, parseJson } from "../../testing/actions.ts";
import { desktop } from "../../testing/desktop.ts";
import { type DesktopFlowSpec, type FlowSpec, flow, solutionFiles } from "../../testing/solutions.ts";
import { quoted } from "./desktop-parts.ts";
import { joined, many, type Subject, type Tint } from "./subject.ts";

/** A text that holds so many values. */
type TextOf = (size: number, value: (index: number) => string) => string;

/** Letters and digits without a pattern, the same every time. */
function noise(length: number, alphabet: string): string {
  let state = 7;
  let text = "";
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    text += alphabet.charAt((state >>> 16) % alphabet.length);
  }
  return text;
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const base64Alphabet = `${letters}0123456789+/`;

const kinds: readonly (readonly [string, TextOf, number?])[] = [
  ["a URL's parameters", (n, v) => `https://api.contoso.com/orders?${joined(n, (i) => `code${i}=${encodeURIComponent(v(i))}`, "&")}`],
  ["a URL's path", (n, v) => `https://api.contoso.com/${joined(n, (i) => `key/${encodeURIComponent(v(i))}`, "/")}`],
  ["URLs", (n, v) => joined(n, (i) => `https://user:${encodeURIComponent(v(i))}@api${i}.contoso.com/orders`, " ")],
  [
    "signed URLs",
    (n, v) => joined(n, (i) => `https://x${i}.blob.core.windows.net/a?sv=2022&se=2030&sig=${encodeURIComponent(v(i))}`, "\n"),
  ],
  ["a form", (n, v) => joined(n, (i) => `password${i}=${v(i)}`, "&")],
  ["JSON members", (n, v) => `{${joined(n, (i) => `"password${i}":"${v(i)}"`, ",")}}`],
  ["JSON members, indented", (n, v) => `{\n${joined(n, (i) => `  "password${i}": "${v(i)}"`, ",\n")}\n}`],
  ["JSON elements", (n, v) => `[${joined(n, (i) => `{"name":"Password","value":"${v(i)}"}`, ",")}]`],
  [
    "JSON in JSON in JSON",
    (n, v) => many(Math.floor(Math.log2(n)), (i) => i).reduce((text, i) => JSON.stringify({ password: v(i), a: text }), "x"),
  ],
  [
    "JSON members in JSON in JSON",
    (n, v) => JSON.stringify({ a: JSON.stringify({ b: `{${joined(n, (i) => `"password${i}":"${v(i)}"`, ",")}}` }) }),
  ],
  ["JSON that does not end", (n, v) => joined(n, (i) => `{"password${i}":"${v(i)}",`)],
  ["brackets", (n) => "{[".repeat(n)],
  ["XML elements", (n, v) => `<a>${joined(n, (i) => `<password${i}>${v(i)}</password${i}>`)}</a>`],
  ["XML attributes", (n, v) => `<a ${joined(n, (i) => `password${i}="${v(i)}"`, " ")} />`],
  ["XML settings", (n, v) => joined(n, (i) => `<add key="Password${i}" value="${v(i)}" />`, "\n")],
  ["XML, escaped", (n, v) => joined(n, (i) => `&lt;password${i}&gt;${v(i)}&lt;/password${i}&gt;`)],
  ["XML that does not end", (n, v) => joined(n, (i) => `<password${i}>${v(i)}`)],
  ["HTML fields", (n, v) => joined(n, (i) => `<tr><td>Password ${i}</td><td>${v(i)}</td></tr>`)],
  ["HTML inputs", (n, v) => joined(n, (i) => `<input type="password" name="p${i}" value="${v(i)}">`)],
  ["a connection string", (n, v) => `Server=sql;${joined(n, (i) => `Password${i}=${v(i)}`, ";")}`],
  [
    "connection strings",
    (n, v) => joined(n, (i) => `Server=tcp:sql${i}.database.windows.net;User ID=orders;Password=${v(i)};Encrypt=True`, "\n"),
  ],
  [
    "account keys",
    (n, v) => joined(n, (i) => `DefaultEndpointsProtocol=https;AccountName=a${i};AccountKey=${v(i)};EndpointSuffix=core.windows.net`, "\n"),
  ],
  ["CSV", (n, v) => `user;password\n${joined(n, (i) => `u${i};${v(i)}`, "\n")}`],
  ["CSV with many columns", (n, v) => `${joined(n, (i) => `password${i}`, ",")}\n${joined(n, v, ",")}`],
  ["PowerShell", (n, v) => joined(n, (i) => `$p${i} = ConvertTo-SecureString "${v(i)}" -AsPlainText -Force`, "\n")],
  ["PowerShell in one line", (n, v) => joined(n, (i) => `Connect-Orders -Credential (New-Object PSCredential("u${i}", "${v(i)}"))`, "; ")],
  ["JavaScript", (n, v) => joined(n, (i) => `const password${i} = "${v(i)}"; signIn("u", password${i});`, "\n")],
  ["JavaScript without line ends", (n, v) => joined(n, (i) => `k.login("u${i}","${v(i)}")`, ";")],
  ["calls in calls of a script", (n, v) => `${"login(".repeat(n)}"u","${v(0)}"${")".repeat(n)}`],
  ["parts of a script's text, added", (n, v) => `password = ${joined(n, (i) => `"${v(i)}"`, " + ")}`],
  ["VBScript", (n, v) => joined(n, (i) => `conn.Open "Provider=x;Password=${v(i)}"`, "\r\n")],
  ["SQL", (n, v) => joined(n, (i) => `create login l${i} with password = '${v(i)}';`, "\n")],
  ["SQL rows", (n, v) => `insert into users (name, password) values ${joined(n, (i) => `('u${i}', '${v(i)}')`, ", ")}`],
  [
    "SQL columns",
    (n, v) => `insert into users (${joined(n, (i) => `password${i}`, ", ")}) values (${joined(n, (i) => `'${v(i)}'`, ", ")})`,
  ],
  ["Python", (n, v) => joined(n, (i) => `session.auth = ("u${i}", "${v(i)}")`, "\n")],
  ["C#", (n, v) => joined(n, (i) => `var c${i} = new NetworkCredential("u", "${v(i)}");`, "\n")],
  ["commands", (n, v) => joined(n, (i) => `curl -u svc${i}:${v(i)} https://api.contoso.com`, "\n")],
  ["options of one command", (n, v) => `erp.exe ${joined(n, (i) => `--password${i} ${v(i)}`, " ")}`],
  ["YAML", (n, v) => joined(n, (i) => `password${i}: ${v(i)}`, "\n")],
  ["YAML lists", (n, v) => joined(n, (i) => `- name: PASSWORD\n  value: ${v(i)}`, "\n")],
  ["INI", (n, v) => joined(n, (i) => `[s${i}]\npassword=${v(i)}`, "\n")],
  ["headers", (n, v) => joined(n, (i) => `Authorization: Bearer ${v(i)}`, "\r\n")],
  ["basic credentials", (n, v) => joined(n, (i) => `Authorization: Basic ${Buffer.from(`u:${v(i)}`).toString("base64")}`, "\n")],
  ["tokens", (n, v) => joined(n, (i) => `eyJ${noise(20, letters)}.eyJ${v(i)}.${noise(20, letters)}`, " ")],
  ["private keys", (n, v) => joined(n, (i) => `-----BEGIN ${["PRIVATE", "KEY"].join(" ")}-----\n${v(i)}\n`)],
  ["sentences", (n, v) => joined(n, (i) => `The password of user ${i} is ${v(i)}.`, " ")],
  ["names without values", (n) => "password: ".repeat(n)],
  ["names and equals signs", (n) => "password=".repeat(n)],
  ["equals signs", (n) => "=".repeat(n)],
  ["colons", (n) => ": ".repeat(n)],
  ["spaces behind a name", (n, v) => `password${" ".repeat(n)}= ${v(0)}`],
  ["spaces", (n) => " ".repeat(n)],
  ["line ends", (n) => "\r\n".repeat(n)],
  ["quotes", (n) => `'"`.repeat(n)],
  ["backslashes", (n) => "\\".repeat(n)],
  ["escapes", (n) => '\\"'.repeat(n)],
  ["percent escapes", (n) => "%2B%3D".repeat(n)],
  ["percent escapes of percent signs", (n) => `%${"25".repeat(n)}3D`],
  ["entities", (n) => "&amp;amp;".repeat(n)],
  ["one letter", (n) => "a".repeat(n)],
  ["noise", (n) => noise(n, base64Alphabet)],
  ["words of noise", (n) => joined(n, (i) => noise(12 + (i % 30), letters), " ")],
  ["base64 of JSON", (n, v) => Buffer.from(`{${joined(n, (i) => `"password${i}":"${v(i)}"`, ",")}}`).toString("base64")],
  ["base64 texts", (n, v) => joined(n, (i) => Buffer.from(`user${i}:${v(i)}`).toString("base64"), " ")],
  [
    "base64 of base64 of base64",
    (n, v) =>
      many(Math.floor(Math.log(n) / Math.log(4 / 3)), (i) => i).reduce((text) => Buffer.from(text).toString("base64"), `user:${v(0)}`),
  ],
  ["hexadecimal digits", (n) => noise(n, "0123456789abcdef")],
  ["ids", (n) => joined(n, (i) => `${String(i).padStart(8, "0")}-1a2b-4c3d-8e4f-0123456789ab`, ",")],
  ["humps", (n) => "aBcD".repeat(n)],
  ["underscores", (n) => "a_".repeat(n)],
  ["hyphens", (n) => "a-".repeat(n)],
  ["dots", (n) => "a.".repeat(n)],
  ["slashes", (n) => "a/".repeat(n)],
  ["names in names", (n) => "passwordSecretKeyToken".repeat(n)],
  ["placeholders", (n) => joined(n, (i) => `password=<your password ${i}>`, "\n")],
  ["placeholders of other kinds", (n) => joined(n, (i) => `password=\${P${i}}; secret={{s${i}}}; key=#{k${i}}#; token=__t${i}__`, "\n")],
  ["asterisks", (n) => `password=${"*".repeat(n)}`],
  ["mail addresses", (n) => joined(n, (i) => `user${i}@contoso.com`, ";")],
  ["surrogate pairs", (n) => "\u{1F511}".repeat(n)],
  ["combining characters", (n) => `password=a${"\u0301".repeat(n)}`],
  ["formulas of Power Fx", (n, v) => joined(n, (i) => `Set(varPassword${i}, "${v(i)}")`, ";")],
  ["members in members of a name", (n, v) => `${"a.b[0].".repeat(n)}password = "${v(0)}"`],
  ["comments of a script", (n, v) => joined(n, (i) => `// password: ${v(i)}`, "\n")],
  ["comments that do not end", (n) => "/* password ".repeat(n)],
  ["texts of a script that do not end", (n) => `password = "`.repeat(n)],
  ["templates of a script", (n) => `password = \`${"${".repeat(n)}`],
  ["heredocs", (n, v) => joined(n, (i) => `$p${i} = @"\n${v(i)}\n"@`, "\n")],
];

const basic = { authentication: { type: "Basic", username: "orders", password: "@outputs('Text')" } };

/** A text at the places of a cloud flow. */
function inActions(text: string, { prelude }: Tint): FlowSpec {
  return flow(
    "Orders",
    ...prelude,
    compose("Text", text),
    http("Call", { uri: "https://api.contoso.com", headers: { Authorization: text, "X-Data": text }, body: text }),
    initializeVariable("Init", "settings", text),
    parseJson("Parse", "@variables('settings')"),
    http("Use", basic),
    http("Use_member", { headers: { "x-api-key": "@body('Parse')?['password1']" } }),
  );
}

/** A text as the literal of an expression. */
function inExpressions(text: string, { prelude, expression }: Tint): FlowSpec {
  const literal = `'${text.replaceAll("'", "''")}'`;
  return flow(
    "Orders again",
    ...prelude,
    compose("Text", `@concat(${literal},${expression},${literal})`),
    compose("Decoded", `@json(base64ToString(${literal}))`),
    http("Use", basic),
  );
}

/** A text at the places of a desktop flow. */
function inRows(text: string, { rows }: Tint): DesktopFlowSpec {
  const literal = quoted(text);
  return desktop(
    "Robot",
    { inputs: ["Password"], sensitive: ["Password"] },
    ...rows,
    `SET A TO ${literal}`,
    "Logging.LogMessage Message: A LogLevel: Logging.LogLevel.Info",
    `Scripting.RunPowershellScript.RunPowershellScript Script: ${literal} ScriptOutput=> R`,
    `Scripting.RunJavascript.RunJavascript Script: ${literal} ScriptOutput=> S`,
    `Web.InvokeWebService.InvokeWebService Url: A Method: Web.Method.Post RequestBody: A CustomHeaders: ${literal} Response=> T`,
    "Database.Connect.Connect ConnectionString: A Connection=> C",
    `File.WriteText File: F TextToWrite: ${literal}`,
    "Text.SplitText.SplitWithDelimiter Text: A CustomDelimiter: $''';''' IsRegEx: False Result=> P",
    "SAP.SapLogin.SapLogInOptionSingle Username: P[0] Password: P[1] SapInstance=> Sap",
  );
}

/** A text in the files of other components. */
function inFiles(text: string): Readonly<Record<string, string>> {
  const escaped = escapeXml(text);
  return {
    "WebResources/new_orders.js": text,
    "WebResources/new_orders.htm": text,
    "Other/settings.json": JSON.stringify({ password: text, text }),
    "CanvasApps/new_orders_DocumentUri.msapp!/Src/App.pa.yaml": `OnStart: =Set(varToken, "${text.replaceAll('"', '""')}")`,
    "botcomponents/new_agent.topic.Orders/data": text,
    "SdkMessageProcessingSteps/step1.xml": `<SdkMessageProcessingStep><Configuration>${escaped}</Configuration></SdkMessageProcessingStep>`,
    "powerpagecomponents/1/powerpagecomponent.xml": `<powerpagecomponent><content>${escaped}</content><name>Authentication/Key</name></powerpagecomponent>`,
    "Workflows/Welcome-3F2504E0-4F89-11D3-9A0C-0305E82C3301.xaml": `<a><InArgument>[New Object() { "${escaped}" }]</InArgument></a>`,
  };
}

/** Texts of many kinds, each at all places at which texts are read. */
export const texts: readonly Subject[] = kinds.map(
  ([name, textOf, most]): Subject => ({
    name: `text: ${name}`,
    files: (size, tint) =>
      solutionFiles({
        flows: [inActions(textOf(size, tint.text), tint), inExpressions(textOf(size, tint.plainText), tint)],
        desktopFlows: [inRows(textOf(size, tint.desktopText), tint)],
        files: inFiles(textOf(size, tint.plainText)),
      }),
    ...(most !== undefined && { most }),
  }),
);
