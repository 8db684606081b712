import type { Span } from "../../source/place.ts";
import { tellsByItself } from "../judge.ts";
import { literalSpan } from "./joined-pieces.ts";
import { type JoinedTextReader, joinedTexts } from "./joined-texts.ts";

/** A credential that is an argument of a call, known by the call and its position. */
export interface GivenArgument extends Span {
  /** What the argument is for the call. */
  readonly name: string;
}

/** A call of a script that signs in. */
interface SigningCall {
  /** Up to where the arguments begin, behind the parenthesis or without one. */
  readonly callee: RegExp;
  /** What the credential is for the call, where it depends on what is given by that. */
  readonly name: string | ((given: string) => string);
  /** The position of the credential among the arguments; undefined where this call takes none. */
  readonly position: (args: readonly Argument[]) => number | undefined;
  /** What the script has to hold besides. */
  readonly besides?: RegExp;
}

interface Argument {
  /** As written, without quotes. */
  readonly text: string;
  /** The place of the literal that it is, or that its variable holds; undefined for anything else. */
  readonly literal: Span | undefined;
}

/** `f(` in most languages, `f ` in VBScript, `-ArgumentList ` in PowerShell. */
const open = String.raw`\s{0,2}\(`;
const openOrSpace = String.raw`(?:${open}|[ \t]{1,4})`;

const second = (args: readonly Argument[]): number | undefined => (args.length >= 2 ? 1 : undefined);

/** Libraries that take any text for a key are given passwords, too. */
function keyOrPassword(given: string): string {
  return tellsByItself(given, "password") && !tellsByItself(given, "key") ? "password" : "secret key";
}

const signingCalls: readonly SigningCall[] = [
  // requests.get(…, auth=("user", "…")), HTTPBasicAuth("user", "…"), new UsernamePasswordCredentials("user", "…")
  {
    callee: new RegExp(
      String.raw`(?:(?:\b|_)auth\s{0,2}=\s{0,2}\(|(?:HTTP(?:Basic|Digest|Ntlm|Proxy)Auth(?:enticator)?|\bBasicAuth|UsernamePasswordCredentials|UserPassCredentials?|PasswordAuthentication)${open})`,
      "gi",
    ),
    name: "password",
    position: second,
  },
  // UserCredential("user", "…"), acquire_token_by_username_password("user", "…", scopes); new UsernamePasswordCredential("user", "…", tenant, client), in Python
  // UsernamePasswordCredential(client, "user", "…")
  {
    callee: new RegExp(String.raw`\b(?:UserCredential|acquire_token_(?:for_user|by_username_password))${open}`, "g"),
    name: "password",
    position: second,
  },
  {
    callee: new RegExp(String.raw`\bUsernamePasswordCredential${open}`, "g"),
    name: "password",
    position: (args) => (args.length === 3 ? 2 : second(args)),
  },
  // ClientCredential("client", "…"), ClientSecretCredential(tenant, "client", "…")
  {
    callee: new RegExp(String.raw`\b(?:ClientCredential|acquire_token_for_app)${open}`, "g"),
    name: "client secret",
    position: second,
  },
  {
    callee: new RegExp(String.raw`\bClientSecretCredential${open}`, "g"),
    name: "client secret",
    position: (args) => (args.length >= 3 ? 2 : undefined),
  },
  // boto3.Session("AKIA…", "…")
  {
    callee: new RegExp(String.raw`\bboto3\.Session${open}`, "g"),
    name: "secret access key",
    position: (args) => (/^A[KS]IA/.test(args[0]?.text ?? "") ? second(args) : undefined),
  },
  // http.SetCredentials "user", "…", 0
  { callee: /\.SetCredentials[ \t]{1,4}/gi, name: "password", position: second },
  // SMBConnection("user", "…", "client", "host"), ldap.simple_bind_s("cn=user", "…")
  { callee: new RegExp(String.raw`\b(?:SMBConnection|simple_bind(?:_s)?)${open}`, "g"), name: "password", position: second },
  // Connection(server, "cn=user,dc=contoso", "…") of ldap3
  {
    callee: new RegExp(String.raw`(?<![\w.])(?:ldap3\.)?Connection${open}`, "g"),
    name: "password",
    position: (args) => (args.length >= 3 && /^(?:cn|uid)=|^[\w.-]{1,60}\\|@\w/i.test(args[1]?.text ?? "") ? 2 : undefined),
    besides: /\bldap|\bdc=/i,
  },
  // New-Object DirectoryServices.DirectoryEntry("LDAP://…", "user", "…"); locator.ConnectServer("host", "root\\cimv2", "user", "…")
  {
    callee: new RegExp(String.raw`\bDirectoryEntry(?:${open}|\s{1,4}-ArgumentList\s{1,4}(?:@?\()?)`, "gi"),
    name: "password",
    position: (args) => (args.length >= 3 ? 2 : undefined),
  },
  {
    callee: new RegExp(String.raw`\.ConnectServer${openOrSpace}`, "gi"),
    name: "password",
    position: (args) => (args.length >= 4 ? 3 : undefined),
  },
  // New-Object System.Net.NetworkCredential("user", "…"), New-Object … -ArgumentList "user", "…"; [System.Net.NetworkCredential]::new("user", "…")
  {
    callee: new RegExp(String.raw`NetworkCredential(?:(?:\]::new)?${open}|\s{1,4}-ArgumentList\s{1,4}(?:@?\()?)`, "gi"),
    name: "password",
    position: second,
  },
  // smtp.login("user", "…"), login("user", "…"), client.setCredentials("user", "…")
  {
    callee: new RegExp(`(?<![A-Za-z])(?:log_?[io]n|sign_?in|authenticate|set_?credentials)${open}`, "gi"),
    name: "password",
    position: (args) => (args.length === 2 ? 1 : undefined),
  },
  // reader.decrypt("…"), with which a PDF is opened
  {
    callee: new RegExp(String.raw`\.decrypt${open}`, "gi"),
    name: "password",
    position: (args) => (args.length === 1 ? 0 : undefined),
    besides: /\bpypdf|\bpdf_?(?:file_?)?reader/i,
  },
  // session.Initialize("…") of Lotus Notes
  {
    callee: new RegExp(String.raw`\b\w{0,30}(?:notes|session)\w{0,10}\.Initialize${openOrSpace}`, "gi"),
    name: "password",
    position: (args) => (args.length === 1 ? 0 : undefined),
  },
  // ConvertTo-SecureString $text, ConvertTo-SecureString "$($settings.text)"
  {
    callee: /ConvertTo-SecureString\s{1,4}(?:-AsPlainText\s{1,4}|-Force\s{1,4}|-String\s{1,4}){0,3}(?="?\$)/gi,
    name: "password",
    position: (args) => (args.length === 1 ? 0 : undefined),
  },
  // pymysql.connect("host", "user", "…", "database"), cx_Oracle.connect("user", "…", "host"), ssh.connect("host", 22, "user", "…")
  {
    callee: new RegExp(String.raw`\b(?:cx_oracle|oracledb)\.connect${open}`, "gi"),
    name: "password",
    position: second,
  },
  {
    callee: new RegExp(
      String.raw`\b(?:pymysql|mysqldb|mysql|mysql\.connector|pymssql|mysqli_connect|new mysqli)(?:\.connect)?${open}`,
      "gi",
    ),
    name: "password",
    position: (args) => (args.length >= 3 ? 2 : undefined),
  },
  // Of a list, the elements count: jaydebeapi.connect("driver", "address", ["user", "…"])
  {
    callee: new RegExp(String.raw`(?<!\b(?:cx_oracle|oracledb|pymysql|mysqldb|mysql|connector|pymssql))\.connect${open}`, "gi"),
    name: "password",
    position: (args) =>
      args.length >= 4 && (/^\d{1,5}$/.test(args[1]?.text ?? "") || /^jdbc:/i.test(args[1]?.text ?? "")) ? 3 : undefined,
  },
  // new SshClient("host", 22, "user", "…"), new PasswordAuthenticationMethod("user", "…")
  {
    callee: new RegExp(String.raw`\b(?:Ssh|Sftp|Scp)Client${open}`, "g"),
    name: "password",
    position: (args) => (/^\d{1,5}$/.test(args[1]?.text ?? "") ? 3 : 2),
  },
  { callee: new RegExp(String.raw`\bPasswordAuthenticationMethod${open}`, "g"), name: "password", position: second },
  // ftplib.FTP("host", "user", "…")
  {
    callee: new RegExp(String.raw`\bFTP(?:_TLS)?${open}`, "g"),
    name: "password",
    position: (args) => (args.length >= 3 ? 2 : undefined),
  },
  // conn.Open "DSN=erp", "user", "…"; http.open("GET", "address", false, "user", "…"); Workbooks.Open("a.xlsx", 0, True, 5, "…")
  {
    callee: new RegExp(String.raw`\.open${openOrSpace}`, "gi"),
    name: "password",
    position: (args) => {
      if (args.length >= 5) return 4;
      return args.length === 3 && /(?:provider|dsn|data source|driver|server)\s?=/i.test(args[0]?.text ?? "") ? 2 : undefined;
    },
  },
  // conn.Open address, "user", "…"
  {
    callee: /\b\w{0,20}(?:con|cn|db|ado)\w{0,20}\.open[ \t]{1,4}(?=[A-Za-z_])/gi,
    name: "password",
    position: (args) => (args.length === 3 ? 2 : undefined),
  },
  // network.MapNetworkDrive "Z:", "\\server\share", False, "user", "…"
  {
    callee: new RegExp(String.raw`\.MapNetworkDrive${openOrSpace}`, "gi"),
    name: "password",
    position: (args) => (args.length >= 5 ? 4 : undefined),
  },
  // sheet.Unprotect "…"
  {
    callee: new RegExp(String.raw`\.(?:un)?protect${openOrSpace}`, "gi"),
    name: "password",
    position: (args) => (args.length >= 1 ? 0 : undefined),
  },
  // new AuthenticationHeaderValue("Bearer", "…")
  {
    callee: new RegExp(String.raw`\bAuthenticationHeaderValue${open}`, "gi"),
    name: "access token",
    position: (args) => (/^(?:bearer|token|apikey|key|ssws)$/i.test(args[0]?.text ?? "") && args.length === 2 ? 1 : undefined),
  },
  // new HMACSHA256(Encoding.UTF8.GetBytes("…")), hmac.new(b"…", …), crypto.createHmac("sha256", "…")
  {
    callee: new RegExp(
      String.raw`(?<!\bCryptoJS\.)\bHMAC(?:SHA\d{1,3}|MD5)(?:\]::new)?${open}(?:[\w.:\[\]]{1,60}(?:GetBytes|FromBase64String)${open})?`,
      "gi",
    ),
    name: "secret key",
    position: (args) => (args.length >= 1 ? 0 : undefined),
  },
  // keyring.set_password("service", "user", "…"); workbook.SaveAs "a.xlsx", 51, "…"
  {
    callee: new RegExp(String.raw`(?:\bkeyring\.set_password|\.SaveAs)${openOrSpace}`, "gi"),
    name: "password",
    position: (args) => (args.length >= 3 ? 2 : undefined),
  },
  // crypto.subtle.importKey("raw", encoder.encode("…"), …)
  {
    callee: new RegExp(
      String.raw`\bimportKey${open}\s{0,4}["']raw["']\s{0,2},\s{0,8}(?:[\w.() ]{1,60}\.(?:encode|from|parse)${open})?`,
      "g",
    ),
    name: "secret key",
    position: (args) => (args.length >= 1 ? 0 : undefined),
  },
  // Fernet(b"…")
  { callee: new RegExp(String.raw`\bFernet${open}`, "g"), name: "secret key", position: (args) => (args.length === 1 ? 0 : undefined) },
  // new AzureKeyCredential("…"), new StorageSharedKeyCredential("account", "…"), TwilioClient.Init("sid", "…")
  {
    callee: new RegExp(
      String.raw`\b(?:AzureKeyCredential|AzureSasCredential|ApiKeyCredential|ApiKeyServiceClientCredentials|CognitiveServicesCredentials)${open}`,
      "g",
    ),
    name: "secret key",
    position: (args) => (args.length === 1 ? 0 : undefined),
  },
  {
    callee: new RegExp(
      String.raw`\b(?:StorageSharedKeyCredential|AzureNamedKeyCredential|TwilioClient\.Init|TwilioRestClient)${open}`,
      "g",
    ),
    name: "secret key",
    position: second,
  },
  // CryptoJS.HmacSHA256(message, "…"), CryptoJS.AES.encrypt(text, "…"), jwt.sign(claims, "…"), jwt.encode(claims, "…", …)
  {
    callee: new RegExp(
      String.raw`(?:\bCryptoJS\.(?:Hmac\w{2,10}|(?:AES|DES|TripleDES|Rabbit|RC4)\.(?:en|de)crypt)|\bjwt\.(?:sign|verify|encode|decode))${open}`,
      "gi",
    ),
    name: keyOrPassword,
    position: second,
  },
  { callee: new RegExp(String.raw`\bhmac\.new${open}`, "g"), name: "secret key", position: (args) => (args.length >= 1 ? 0 : undefined) },
  { callee: new RegExp(String.raw`\bcreateHmac${open}`, "g"), name: "secret key", position: second },
];

/** The credentials that the calls of a script are given as literals. */
export function credentialArguments(text: string): readonly GivenArgument[] {
  const reader = joinedTexts(text);
  return signingCalls.flatMap(({ callee, name, position, besides }) => {
    if (besides?.test(text) === false) return [];
    return [...text.matchAll(callee)].flatMap((match) => {
      const args = argumentsAt(text, match.index + match[0].length, reader);
      const at = position(args);
      const literal = at === undefined ? undefined : args[at]?.literal;
      if (literal === undefined) return [];
      return [{ ...literal, name: typeof name === "string" ? name : name(text.slice(literal.start, literal.end)) }];
    });
  });
}

/** Bounds that keep a pass over many calls linear. */
const longestCall = 600;
const mostArguments = 8;

/** The arguments from a place on: up to the parenthesis that closes the call, or the end of the line where nothing opened it. */
function argumentsAt(text: string, from: number, reader: JoinedTextReader): readonly Argument[] {
  const limit = Math.min(text.length, from + longestCall);
  const args: Argument[] = [];
  let at = from;
  while (at < limit && args.length < mostArguments) {
    at = skipBlanks(text, at, limit);
    // The elements of a list are arguments of their own.
    while (text[at] === "[" && at < limit) at = skipBlanks(text, at + 1, limit);
    const argument = literalAt(text, at, limit);
    const end = argumentEnd(text, argument === undefined ? at : argument.end + argument.quotes, limit);
    if (end === at && text[end] !== ",") break;
    // What is behind a literal makes another value of it, unless it only encodes it.
    const isWhole =
      argument !== undefined && /^\s*(?:\.encode\([^()]{0,20}\)\s*)?\]?\)?\s*$/.test(text.slice(argument.end + argument.quotes, end));
    const written = argument === undefined ? text.slice(at, end).trim() : text.slice(argument.start, argument.end);
    const literal = isWhole ? { start: argument.start, end: argument.end } : undefined;
    // A variable may be all of what is in quotes.
    args.push({
      text: written,
      literal: literal !== undefined && !/[{$]/.test(written) ? literal : (writtenFor(text, at, end, reader) ?? literal),
    });
    if (text[end] !== ",") break;
    at = end + 1;
  }
  return args;
}

/** The literal behind an argument that is a variable, an element of one, or joins texts. */
function writtenFor(text: string, at: number, end: number, reader: JoinedTextReader): Span | undefined {
  const joined = reader.expression(at);
  const isAll = joined !== undefined && /^(?:\s*\]?\)?\s*$|\s{1,4}-)/.test(text.slice(joined.end, Math.max(end, joined.end)));
  const span = isAll ? literalSpan(joined) : undefined;
  return span === undefined || !/^[^\r\n]+$/.test(text.slice(span.start, span.end)) ? undefined : span;
}

/** A text in quotes, which are escaped where the script is inside of another text. */
function literalAt(text: string, from: number, limit: number): (Span & { readonly quotes: number }) | undefined {
  const opening = /[@$bBrRuUfFN]{0,2}(\\{0,4}["'\x60])/y;
  opening.lastIndex = from;
  const mark = opening.exec(text)?.[1];
  if (mark === undefined) return undefined;
  const start = opening.lastIndex;
  const end = text.indexOf(mark, start);
  return end <= start || end >= limit || /[\r\n]/.test(text.slice(start, end)) ? undefined : { start, end, quotes: mark.length };
}

/** The comma or closing sign that ends an argument, or the end of its line. */
function argumentEnd(text: string, from: number, limit: number): number {
  let depth = 0;
  for (let at = from; at < limit; at++) {
    const char = text[at];
    if (char === "(" || char === "[" || char === "{") depth++;
    else if (char === ")" || char === "]" || char === "}") {
      if (depth === 0 && char !== "]") return at;
      if (depth > 0) depth--;
    } else if (depth === 0 && (char === "," || char === ";" || char === "\r" || char === "\n")) return at;
    else if (char === '"' || char === "'") {
      const end = text.indexOf(char, at + 1);
      if (end < 0) return limit;
      at = end;
    }
  }
  return limit;
}

function skipBlanks(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && /\s/.test(text.charAt(at))) at++;
  return at;
}
