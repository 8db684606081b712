import type { CredentialMatch } from "./credential.ts";
import { type DetectOptions, detectCredentials } from "./detect.ts";

/**
 * Where scripts and command lines give a value to something that they call by its name: a field of a page or window, an option, a variable of the
 * environment, a value of the registry. The group `name` is what is called, `value` what it is given; without a name, the call itself takes a password.
 */
const givenValues: readonly RegExp[] = [
  // document.getElementById("pwd").value = "…"
  /(?:getElementById|getElementsByName|querySelector)\s{0,4}\(\s{0,4}\\?["'`](?<name>[^"'`)]{1,80})\\?["'`]\s{0,4}\)(?:\[\d{1,3}\])?\.value\s{0,4}=\s{0,4}\\?["'`](?<value>[^"'`\r\n\\]{1,200})\\?["'`]/dg,
  // session.findById("wnd[0]/usr/pwdRSYST-BCODE").text = "…"
  /findById\s{0,4}\(\s{0,4}\\?["'](?<name>[^"'\r\n]{1,160})\\?["'][^()\r\n]{0,20}\)\.text\s{0,4}=\s{0,4}\\?["'](?<value>[^"'\r\n\\]{1,200})\\?["']/dgi,
  // driver.find_element(By.ID, "password").send_keys("…"), FindElement(By.Id("password")).SendKeys("…")
  /find_?element\w{0,24}\s{0,4}\(\s{0,4}(?:By\.\w{1,20}\s{0,4}[,(]\s{0,4})?\\?["'](?<name>[^\r\n]{1,120}?)\\?["']\s{0,4}\)?\s{0,4}\)\s{0,4}\.send_?keys\s{0,4}\(\s{0,4}\\?["'](?<value>[^"'\r\n\\]{1,200})\\?["']/dgi,
  // page.fill("#password", "…")
  /\.(?:fill|type)\s{0,4}\(\s{0,4}\\?["'](?<name>[^\r\n]{1,120}?)\\?["']\s{0,4},\s{0,4}\\?["'](?<value>[^"'\r\n\\]{1,200})\\?["']\s{0,4}[,)]/dg,
  // -pw=…, --password=…, /password:…
  /(?:^|\s)(?:--?|\/)(?<name>[A-Za-z][\w-]{1,30})[=:]["']?(?<value>[^\s"']{1,200})/dg,
  // setx API_TOKEN …
  /\bsetx(?:\.exe)?\s{1,4}(?:\/m\s{1,4})?["']?(?<name>[A-Za-z]\w{1,60})["']?\s{1,4}["']?(?<value>[^\s"'/][^\s"']{1,200})/dgi,
  // [Environment]::SetEnvironmentVariable("API_TOKEN", "…")
  /SetEnvironmentVariable\s{0,4}\(\s{0,4}\\?["'](?<name>[\w.-]{1,60})\\?["']\s{0,4},\s{0,4}\\?["'](?<value>[^"'\r\n\\]{1,200})\\?["']/dgi,
  // reg add … /v DefaultPassword /d …
  /\breg(?:\.exe)?\s{1,4}add\b[^\r\n]{0,200}?\/v\s{1,4}["']?(?<name>[\w.-]{1,60})["']?\s[^\r\n]{0,80}?\/d\s{1,4}["']?(?<value>[^\s"']{1,200})/dgi,
  // Set-ItemProperty … -Name DefaultPassword -Value …
  /-Name\s{1,4}["']?(?<name>[\w.-]{1,60})["']?\s{1,4}(?:-\w{1,20}\s{1,4}\w{1,20}\s{1,4}){0,2}-Value\s{1,4}\\?["'](?<value>[^"'\r\n\\]{1,200})\\?["']/dgi,
  // "…" | ConvertTo-SecureString
  /["'](?<value>[^"'\r\n\\$]{1,128})\\?["']\s{0,4}\|\s{0,4}ConvertTo-SecureString/dgi,
  // requests.get(…, auth=("user", "…")), HTTPBasicAuth("user", "…"), server.login("user", "…")
  /(?:\bauth\s{0,2}=\s{0,2}|HTTPBasicAuth|HttpNtlmAuth|\.login)\(\s{0,4}[rb]?\\?["'][^"'\r\n]{1,128}["']\s{0,4},\s{0,4}[rb]?\\?["'](?<value>[^"'\r\n\\]{1,128})\\?["']\s{0,4}\)/dg,
];

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
  if (quoted !== undefined) return quoted;
  if (/\btype\s*=\s*["']?password\b|\/pwd[A-Z_-]/.test(key)) return "password";
  return /(?:#|\bname\s*=\s*["']?|\bid\s*=\s*["']?)([\w-]+)["'\]]*\s*$/.exec(key)?.[1] ?? key;
}
