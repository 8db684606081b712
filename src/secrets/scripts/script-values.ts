import { once } from "../../collections.ts";
import { type Confidence, lowestConfidence } from "../../findings/confidence.ts";
import { type GroupMatch, namedGroup } from "../../matching/named-group.ts";
import { type Span, shifted, spansMeet } from "../../source/place.ts";
import type { CredentialMatch, LiteralContext } from "../credential.ts";
import { type DetectOptions, detectCredentials } from "../detect.ts";
import { placeholder } from "../harmless/placeholders.ts";
import { looksGeneratedKey, tellsByItself } from "../judge.ts";
import { credentialName } from "../names/credential-name.ts";
import { mostCandidates } from "../search/candidates.ts";
import { scriptStretches } from "../search/script-hints.ts";
import { insertedValues } from "./inserted-values.ts";
import { joinedCredentials } from "./joined-credentials.ts";
import { literalSpan } from "./joined-pieces.ts";
import { type JoinedTextReader, joinedTexts } from "./joined-texts.ts";
import { credentialArguments } from "./script-calls.ts";
import { assignmentsIn, variablesOf } from "./script-variables.ts";
import { splitCredentials } from "./split-credentials.ts";

/** A quote, which is escaped where the script is in another text. */
const quote = String.raw`\\{0,4}["'\x60]`;
const gap = String.raw`\s{0,4}`;
const apart = String.raw`\s{1,4}`;
const variable = String.raw`(?<name>[\w.-]{1,60})`;
const open = String.raw`${gap}\(${gap}`;
const close = String.raw`${gap}\)`;
const comma = `${gap},${gap}`;
const quoted = String.raw`${quote}(?<value>[^"'\x60\r\n\\]{1,200})${quote}`;
/** A text, or a variable that may hold one, an element of it, or what it is joined to. */
const given = String.raw`(?:${quoted}|(?<variable>\$?[A-Za-z_]\w{0,60})(?=[ \t]{0,4}(?:[;,)}\]\r\n+&]|\\[rn]|$)|[.[(]))`;
/** An argument of a command line: without quotes, or what is in them up to the first space. */
const argument = String.raw`(?:${quote})?(?<value>(?:[^\s"'\\]|\\(?!\\{0,3}["'])){2,200})`;
const member = `(?:${quote})?${variable}(?:${quote})?`;
/**
 * A field of a page, by what it is called: `document.getElementById("pwd")`, `formContext.getAttribute("new_pwd")`, `$("#pwd")`,
 * `form.elements["pwd"]`, `page.locator("#pwd")`.
 */
const field = String.raw`(?:(?:getElementById|getElementsByName|querySelector(?:All)?|waitForSelector|namedItem|getAttribute|locator|find_?elements?\w{0,24}|\$|\bjQuery|\.all(?:\.item)?)${open}(?:By\.\w{1,20}${gap}[,(]${gap})?|\belements\[${gap}|\bget_?by_?(?:label|placeholder|test_?id)${open})\\{0,4}(?<mark>["'\x60])(?<name>[^)\r\n]{1,80}?)\\{0,4}\k<mark>(?:(?:${close}){1,2}|${gap}\])(?:\[\d{1,3}\])?`;
/** Puts a text into a field: `.value = "…"`, `.val("…")`, `.setAttribute("value", "…")`, `.send_keys("…")`, `.fill("…")`. */
const filledWith = String.raw`\.(?:value${gap}=|(?:val|set_?value|send_?keys|fill|type)${open}|setAttribute${open}${quote}value${quote}${gap},)${gap}`;
const fieldVariable = String.raw`(?<![\w.$])\$?(?<variable>[A-Za-z_]\w{0,60})`;
/** What is assigned to a variable that holds a field: `document.getElementById("pwd")` */
const heldField = new RegExp(String.raw`[^;=\r\n"'\x60]{0,80}?${field}`, "iy");
/** `pwd.value = "…"`, `valueSetter.call(pwd, "…")` */
const filledVariables = [
  fieldVariable + filledWith + quoted,
  String.raw`\.call${open}\$?(?<variable>[A-Za-z_]\w{0,60})${comma}${quoted}`,
].map((pattern) => new RegExp(pattern, "dgi"));

/**
 * Where scripts and command lines give a value to something that they call by its name: a field of a page or window, an option, a variable of the
 * environment, a value of the registry. The group `name` is what is called, `value` what it is given; without a name, the call itself takes a
 * password.
 */
const givenValues: readonly RegExp[] = [
  // document.getElementById("pwd").value = "…", $("#pwd").val("…"), document.getElementsByName("pwd")[0].setAttribute("value", "…")
  field + filledWith + given,
  // valueSetter.call(document.querySelector("#pwd"), "…")
  String.raw`\.call${open}(?:[\w.]{1,60}\.)?${field}${comma}${given}`,
  // document.evaluate("//input[@id='pwd']", document, null, 9, null).singleNodeValue.value = "…"
  String.raw`\.evaluate${open}\\{0,4}(?<mark>["'\x60])(?<name>[^)\r\n]{1,80}?)\\{0,4}\k<mark>[^;\r\n]{0,80}?\.singleNodeValue${filledWith}${given}`,
  // if (input.type === "password") input.value = "…"
  String.raw`\.(?:type|name|id)(?<=(?<object>[A-Za-z_$][\w$.]{0,40}(?:[[(]\w{1,20}[\])])?)\.(?:type|name|id))${gap}={1,3}${gap}${quote}(?<name>[^"'\r\n\\]{1,60})${quote}[^]{0,120}?\k<object>\.value${gap}=${gap}${given}`,
  // inputs.find(input => input.type === "password").value = "…"
  String.raw`\.(?:type|name|id)${gap}={2,3}${gap}${quote}(?<name>[^"'\r\n\\]{1,60})${quote}${close}\.value${gap}=${gap}${given}`,
  // session.findById("wnd[0]/usr/pwdRSYST-BCODE").text = "…"
  String.raw`findById${open}${quote}(?<name>[^"'\r\n]{1,160})${quote}[^()\r\n]{0,20}\)\.text${gap}=${gap}${given}`,
  // driver.find_element(By.ID, "password").send_keys("…"), FindElement(By.Id("password")).SendKeys("…")
  String.raw`find_?element\w{0,24}${open}(?:By\.\w{1,20}${gap}[,(]${gap})?${quote}(?<name>[^\r\n]{1,120}?)${quote}(?:${close})?${close}${gap}\.send_?keys${open}${given}`,
  // page.fill("#password", "…"), setValue("password", "…")
  String.raw`(?<![A-Za-z])(?:fill|type|set_?value|set_?text|enter_?text|input_?text)${open}${quote}(?<name>[^\r\n]{1,120}?)${quote}${comma}${given}${gap}[,)]`,
  // -pw=…, --password=…, /password:…
  String.raw`(?:^|\s)(?:--?|\/)(?<name>[A-Za-z][\w-]{1,30})[=:]${argument}`,
  // setx API_TOKEN …
  String.raw`\bsetx(?:\.exe)?${apart}(?:\/m${apart})?${member}${apart}(?!\/)${argument}`,
  // [Environment]::SetEnvironmentVariable("API_TOKEN", "…")
  `SetEnvironmentVariable${open}${quote}${variable}${quote}${comma}${given}`,
  // reg add … /v DefaultPassword /d …
  String.raw`\breg(?:\.exe)?${apart}add\b[^\r\n]{0,200}?\/v${apart}${member}\s[^\r\n]{0,80}?\/d${apart}${argument}`,
  // Set-ItemProperty … -Name DefaultPassword -Value …
  String.raw`-Name${apart}${member}${apart}(?:-\w{1,20}${apart}\w{1,20}${apart}){0,2}-Value${apart}${quoted}`,
  // "Server=erp;Password=" & "…", "password=" + encodeURIComponent("…")
  `(?<name>[A-Za-z][A-Za-z_-]{1,24}(?: [A-Za-z]{2,10})?) ?[=:] ?${quote}${gap}[+&]${gap}(?:(?:[A-Za-z]{1,20}\\.){0,3}(?:encodeURIComponent|encodeURI|escape|EscapeDataString|UrlEncode|quote(?:_plus)?)${open})?[@frb]?${quoted}`,
  // cx_Oracle.connect("user/…@host/service")
  String.raw`\.connect${open}${quote}[\w$#.-]{1,40}\/(?<value>[^"'\x60\s\/\\]{1,60})@[\w.-]{1,80}(?::\d{1,5})?(?:\/[\w.]{1,60})?${quote}`,
  // "…" | ConvertTo-SecureString
  String.raw`["'](?<value>[^"'\r\n\\$]{1,128})${quote}${gap}\|${gap}ConvertTo-SecureString`,
  // ConvertTo-SecureString … -AsPlainText, without quotes
  String.raw`ConvertTo-SecureString${apart}(?:-String${apart})?(?<value>[^\s$("'@{-][^\s"'()\\]{3,128})(?=${apart}-AsPlainText)`,
].map((pattern) => new RegExp(pattern, "dgi"));

/** Where only what a value looks like can tell: `var key = "…"`, and a field that is called by its number, `inputs[1].value = "…"`. */
const plainValues: readonly {
  readonly pattern: RegExp;
  readonly name: string;
  readonly counts: (value: string) => boolean;
  readonly most: Confidence;
}[] = [
  {
    pattern: new RegExp(
      String.raw`(?:(?:\b(?:var|let|const|string|dim|set)|\bbyte\[\])\s{1,4}|(?:^|[\n;{(])[ \t]*(?:[A-Za-z]\w{0,30}\.)?)\$?_?(?:my_?|the_?)?key(?:_?(?:bytes|data|str|string|text))?${gap}(?::${gap}string${gap})?=${gap}(?:[\w.]{1,60}(?:GetBytes|FromBase64String|FromHexString)${open})?[@rb]?${quoted}`,
      "dgi",
    ),
    name: "secret key",
    counts: looksGeneratedKey,
    most: "medium",
  },
  {
    pattern: new RegExp(String.raw`\bFromBase64String${open}${quoted}`, "dg"),
    name: "secret key",
    counts: isKeyInBase64,
    most: "medium",
  },
  {
    pattern: new RegExp(String.raw`\bCryptoJS\.enc\.\w{2,10}\.parse${open}${quoted}`, "dg"),
    name: "secret key",
    counts: looksGeneratedKey,
    most: "medium",
  },
  {
    pattern: new RegExp(String.raw`\[\w{1,20}\]\.value${gap}=${gap}${quoted}`, "dgi"),
    name: "password",
    counts: looksTyped,
    most: "low",
  },
  // pyautogui.write("…"), keyboard.write("…")
  {
    pattern: new RegExp(String.raw`\b(?:pyautogui|keyboard|pywinauto\.keyboard)\.(?:type)?write${open}r?${quoted}`, "dgi"),
    name: "password",
    counts: looksTyped,
    most: "low",
  },
  // WshShell.SendKeys "…{ENTER}", [System.Windows.Forms.SendKeys]::SendWait("…")
  {
    pattern: new RegExp(
      String.raw`(?:\b[A-Za-z]\w{0,30}\.SendKeys|\bSendKeys(?:\]::|\.)SendWait)(?:${open}|[ \t]{1,4})${quote}(?:[^"'\r\n\\]{0,80}(?:\{TAB\}|\t))?(?<value>[^"'{}~\t\r\n\\]{6,64})(?:\{(?:ENTER|TAB)\}|~)?${quote}`,
      "dgi",
    ),
    name: "password",
    counts: looksTyped,
    most: "low",
  },
];

/** Where nothing says what is typed, only characters that people put into passwords alone. */
function looksTyped(value: string): boolean {
  return tellsByItself(value, "password") && /[^A-Za-z0-9]/.test(value);
}

/** Of the length of a key of AES or HMAC: what else programs keep in base64 is longer, an initialisation vector is shorter. */
function isKeyInBase64(value: string): boolean {
  return [24, 32, 48, 64].includes(Buffer.from(value, "base64").length) && looksGeneratedKey(value);
}

/** Credentials that a script or a command line gives to what it calls by a credential's name, or in a place that is made for one. */
export function credentialsGivenInScript(text: string, options: DetectOptions = {}): readonly CredentialMatch[] {
  const found = ({ start, end }: Span, name: string): readonly CredentialMatch[] =>
    detectCredentials(text.slice(start, end), { position: "named", name }, options).map((match) => ({
      ...match,
      span: shifted(match.span, start),
    }));
  const reader = joinedTexts(text);
  const named = givenValues.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const value = namedGroup(match, "value") ?? writtenIn(reader, namedGroup(match, "variable"));
      return value === undefined ? [] : found(value, fieldNameIn(match.groups?.name ?? "password"));
    }),
  );
  const fields = variablesOf(text, ({ from }) => {
    heldField.lastIndex = from;
    const name = heldField.exec(text)?.groups?.name;
    return name === undefined ? undefined : fieldNameIn(name);
  });
  const throughVariables = filledVariables.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const value = namedGroup(match, "value");
      const name = fields(match.groups?.variable ?? "", match.index);
      return value === undefined || name === undefined ? [] : found(value, name);
    }),
  );
  const positional = credentialArguments(text).flatMap((argument) =>
    placeholder(text.slice(argument.start, argument.end)) === undefined ? found(argument, argument.name) : [],
  );
  const inserted = insertedValues(text).flatMap((value) => found(value, value.name));
  const plain = plainValues.flatMap(({ pattern, name, counts, most }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const value = namedGroup(match, "value");
      if (value === undefined || !counts(value.text)) return [];
      return found(value, name).map((one) => ({ ...one, confidence: lowestConfidence(one.confidence, most) }));
    }),
  );
  const joined = joinedCredentials(text, options);
  const split = splitCredentials(text, options);
  return withoutDoubles([...split, ...named, ...throughVariables, ...positional, ...joined, ...inserted, ...plain]);
}

/** Where the text is written that a variable of a script holds. */
function writtenIn(reader: JoinedTextReader, variable: GroupMatch | undefined): Span | undefined {
  const joined = variable && reader.expression(variable.start);
  return joined && literalSpan(joined);
}

/** All credentials of a script: those that tell by themselves or by the names beside them, and those that it gives to what it calls. */
export function credentialsInScript(
  text: string,
  options: DetectOptions = {},
  context: LiteralContext = { position: "other" },
): readonly CredentialMatch[] {
  const all = [
    ...splitCredentials(text, options),
    ...detectCredentials(text, context, options),
    ...credentialsGivenInScript(text, options),
  ];
  const isAssigned = assignedNames(text);
  return withoutDoubles(all.filter(({ span }) => !isAssigned(text.slice(span.start, span.end))));
}

/** A script gives a value in quotes, by an equals sign or behind a blank; many a name and query has none of these. */
const valueMark = /["'`=\s]/;

/**
 * All credentials of a text that is anything, perhaps a script or one that holds a script. Other than in a script, a word that something is called a
 * password for may be a label or a sentence: what is given to a call has to look like a credential.
 */
export function credentialsInText(text: string, context: LiteralContext, options: DetectOptions = {}): readonly CredentialMatch[] {
  const stretches = scriptStretches(text.length);
  const detected = detectCredentials(text, context, options, (at) => stretches.add(at));
  const scripts = stretches.all.filter(({ start, end }) => valueMark.test(text.slice(start, end)));
  const given = scripts.flatMap(({ start, end }) =>
    credentialsGivenInScript(text.slice(start, end), options).flatMap((match) => {
      const span = shifted(match.span, start);
      if (match.confidence === "low") return [];
      return match.evidence.includes("shape") || tellsByItself(text.slice(span.start, span.end), match.kind) ? [{ ...match, span }] : [];
    }),
  );
  return given.length === 0 ? detected : withoutDoubles([...detected, ...given]);
}

/** Tells whether a text is a variable that a script sets: `$Orders2024` may be a password elsewhere. */
function assignedNames(script: string): (text: string) => boolean {
  const names = once(() => new Set(assignmentsIn(script).map(({ name }) => name.replace(/^\$/, "").toLowerCase())));
  return (text) => /^\$\w{1,60}$/.test(text) && names().has(text.slice(1).toLowerCase());
}

/** Of matches that overlap, the first; no more of one text than {@link mostCandidates}. */
function withoutDoubles(all: readonly CredentialMatch[]): readonly CredentialMatch[] {
  const matches: CredentialMatch[] = [];
  for (const match of all) {
    if (matches.some(({ span }) => spansMeet(span, match.span))) continue;
    matches.push(match);
    if (matches.length === mostCandidates) break;
  }
  return matches;
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
  const quoted = /'([^']+)'\s*$/.exec(key)?.[1]?.replace(calledField, "");
  // The designer calls a field of a page by its type and its name.
  if (/^input password\b/i.test(key) && credentialName(quoted ?? "")?.strength !== "strong") return "password";
  if (quoted !== undefined) return quoted;
  if (/\btype\s*=\s*["']?password\b|\/pwd[A-Z_-]/.test(key)) return "password";
  return /(?:#|\bname\s*=\s*["']?|\bid\s*=\s*["']?)([\w-]+)["'\]]*\s*$/.exec(key)?.[1] ?? key.replace(calledField, "");
}

/** `Password field`, `Passwortfeld`: what it is called is before the word. (A variable of that name holds the address of the field.) */
const calledField = /(?<=\w)[\s_-]*(?:\b(?:entry|input|text)[\s_-]+)?(?:field|feld)\s*$/i;
