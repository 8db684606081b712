import type { CredentialMatch } from "./credential.ts";
import { type DetectOptions, detectCredentials } from "./detect.ts";
import { credentialName } from "./names.ts";

/** A quote, which is escaped where the script is in another text. */
const quote = String.raw`\\{0,4}["'\x60]`;
const gap = String.raw`\s{0,4}`;
const apart = String.raw`\s{1,4}`;
const variable = String.raw`(?<name>[\w.-]{1,60})`;
const open = String.raw`${gap}\(${gap}`;
const close = String.raw`${gap}\)`;
const comma = `${gap},${gap}`;
const quoted = String.raw`${quote}(?<value>[^"'\x60\r\n\\]{1,200})${quote}`;
/** An argument of a command line: without quotes, or what is in them up to the first space. */
const argument = String.raw`(?:${quote})?(?<value>(?:[^\s"'\\]|\\(?!\\{0,3}["'])){2,200})`;
const member = `(?:${quote})?${variable}(?:${quote})?`;

/**
 * Where scripts and command lines give a value to something that they call by its name: a field of a page or window, an option, a variable of the
 * environment, a value of the registry. The group `name` is what is called, `value` what it is given; without a name, the call itself takes a password.
 */
const givenValues: readonly RegExp[] = [
  // document.getElementById("pwd").value = "…", $("#pwd").val("…"), document.getElementsByName("pwd")[0].setAttribute("value", "…")
  String.raw`(?:getElementById|getElementsByName|querySelector(?:All)?|\$|\bjQuery)${open}\\{0,4}(?<mark>["'\x60])(?<name>[^)\r\n]{1,80}?)\\{0,4}\k<mark>${close}(?:\[\d{1,3}\])?\.(?:value${gap}=|val${open}|setAttribute${open}${quote}value${quote}${gap},)${gap}${quoted}`,
  // session.findById("wnd[0]/usr/pwdRSYST-BCODE").text = "…"
  String.raw`findById${open}${quote}(?<name>[^"'\r\n]{1,160})${quote}[^()\r\n]{0,20}\)\.text${gap}=${gap}${quoted}`,
  // driver.find_element(By.ID, "password").send_keys("…"), FindElement(By.Id("password")).SendKeys("…")
  String.raw`find_?element\w{0,24}${open}(?:By\.\w{1,20}${gap}[,(]${gap})?${quote}(?<name>[^\r\n]{1,120}?)${quote}(?:${close})?${close}${gap}\.send_?keys${open}${quoted}`,
  // page.fill("#password", "…")
  String.raw`\.(?:fill|type)${open}${quote}(?<name>[^\r\n]{1,120}?)${quote}${comma}${quoted}${gap}[,)]`,
  // -pw=…, --password=…, /password:…
  String.raw`(?:^|\s)(?:--?|\/)(?<name>[A-Za-z][\w-]{1,30})[=:]${argument}`,
  // setx API_TOKEN …
  String.raw`\bsetx(?:\.exe)?${apart}(?:\/m${apart})?${member}${apart}(?!\/)${argument}`,
  // [Environment]::SetEnvironmentVariable("API_TOKEN", "…")
  `SetEnvironmentVariable${open}${quote}${variable}${quote}${comma}${quoted}`,
  // reg add … /v DefaultPassword /d …
  String.raw`\breg(?:\.exe)?${apart}add\b[^\r\n]{0,200}?\/v${apart}${member}\s[^\r\n]{0,80}?\/d${apart}${argument}`,
  // Set-ItemProperty … -Name DefaultPassword -Value …
  String.raw`-Name${apart}${member}${apart}(?:-\w{1,20}${apart}\w{1,20}${apart}){0,2}-Value${apart}${quoted}`,
  // "…" | ConvertTo-SecureString
  String.raw`["'](?<value>[^"'\r\n\\$]{1,128})${quote}${gap}\|${gap}ConvertTo-SecureString`,
  // requests.get(…, auth=("user", "…")), HTTPBasicAuth("user", "…"), server.login("user", "…")
  String.raw`(?:\bauth${gap}=${gap}|HTTPBasicAuth|HttpNtlmAuth|\.login)\(${gap}[rb]?${quote}[^"'\r\n]{1,128}["']${comma}[rb]?${quoted}${close}`,
].map((pattern) => new RegExp(pattern, "dgi"));

/** Credentials that a script or a command line gives to what it calls by a credential's name. */
export function credentialsGivenInScript(text: string, options: DetectOptions = {}): readonly CredentialMatch[] {
  return givenValues.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const value = match.groups?.value ?? "";
      const [from = 0] = match.indices?.groups?.value ?? [];
      const name = fieldNameIn(match.groups?.name ?? "password");
      return detectCredentials(value, { position: "named", name }, options).map((found) => ({
        ...found,
        span: { start: found.span.start + from, end: found.span.end + from },
      }));
    }),
  );
}

/** The end of a selector names the field. */
const longestSelector = 200;

/**
 * The field's name in what addresses it: `Kennwort` of `Input password 'Kennwort'`, `pwd` of `form#login input#pwd`, `password` of
 * `wnd[0]/usr/pwdRSYST-BCODE` and of `input[type="password"]`.
 */
export function fieldNameIn(selector: string): string {
  const key = selector.slice(-longestSelector);
  if (/^(?:pw|pass|passwd)$/i.test(key)) return "password";
  const quoted = /'([^']+)'\s*$/.exec(key)?.[1];
  // The designer calls a field of a page by its type and its name.
  if (/^input password\b/i.test(key) && credentialName(quoted ?? "")?.strength !== "strong") return "password";
  if (quoted !== undefined) return quoted;
  if (/\btype\s*=\s*["']?password\b|\/pwd[A-Z_-]/.test(key)) return "password";
  return /(?:#|\bname\s*=\s*["']?|\bid\s*=\s*["']?)([\w-]+)["'\]]*\s*$/.exec(key)?.[1] ?? key;
}
