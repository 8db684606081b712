import type { Shape } from "./shape.ts";

const connectionStrings = "https://www.connectionstrings.com/";
const azureStorage = "https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string";
const serviceBus = "https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas";
const uriSyntax = "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1";
/** The user and the password in front of the address of an Oracle database, which no path precedes. */
const oracleLogin = String.raw`(?<![\w/.@-])[A-Za-z][\w$#]{0,29}\/(?<secret>[^\s"'@/\\]{4,60})`;

/** The numbers from one to another: how far the address of a database may be behind the name of its user. */
function distances(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Texts whose structure says where a secret is: keys, tokens, headers, connection strings, addresses. */
export const structureShapes: readonly Shape[] = [
  {
    id: "private-key",
    label: "a private key",
    keywords: ["-----BEGIN "],
    // Line ends may be real ones, or written as \n.
    pattern:
      /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:\\{1,4}[rn]|\s){0,8}(?<secret>[^-\s\\](?:[^-]|-(?!----)){40,20000})/,
    edge: "none",
    check: "key-body",
    source: "https://www.rfc-editor.org/rfc/rfc7468",
  },
  {
    id: "private-key",
    label: "a private key",
    // DER in base64 without the lines around it: RSA in PKCS #8 and PKCS #1.
    keywords: ["IBADANBgkqhkiG9w0BAQEFAAS", "IBAAKCA", "IBAAKBgQ"],
    before: [6],
    pattern: /MII[A-Z][A-Za-z0-9+/]{2}IBA(?:DANBgkqhkiG9w0BAQEFAAS|AKCA[QYg]EA|AKBgQ)[A-Za-z0-9+/]{200,}={0,2}/,
    edge: "base64",
    source: "https://www.rfc-editor.org/rfc/rfc5208",
  },
  {
    id: "private-key",
    label: "a PuTTY private key",
    keywords: ["Private-Lines: "],
    pattern: /Private-Lines: \d{1,4}(?:\\{1,4}[rn]|\s){1,4}(?<secret>[A-Za-z0-9+/=\s]{40,8000})/,
    edge: "none",
    source: "https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html",
  },
  {
    id: "jwt",
    label: "a JSON web token",
    keywords: ["eyJ", "ewog"],
    // Bodies are bounded so that a token of megabytes is no token.
    pattern: /(?<![A-Za-z0-9_.-])e[A-Za-z0-9_-]{10,4000}\.e[A-Za-z0-9_-]{10,16000}\.(?:[A-Za-z0-9_-]{0,4000})(?![A-Za-z0-9_-])/,
    edge: "none",
    check: "jwt",
    source: "https://www.rfc-editor.org/rfc/rfc7519",
  },
  {
    id: "basic-credentials",
    label: "a user name and password (basic authentication)",
    // Programs give the scheme and the rest as two arguments: new AuthenticationHeaderValue("Basic", "…").
    keywords: ["basic ", 'basic",', 'basic\\",'],
    anyCase: true,
    pattern: /basic(?: {1,4}|\\?", {0,4}\\?")(?<secret>[A-Za-z0-9+/_-]{6,1000}={0,2})(?![A-Za-z0-9+/_=-])/i,
    check: "basic-credentials",
    source: "https://www.rfc-editor.org/rfc/rfc7617",
  },
  {
    id: "encoded-password",
    label: "a password",
    // What programs encode for a basic header: btoa("user:…"), Encoding.ASCII.GetBytes("user:…"), b64encode(b"user:…").
    keywords: ["btoa(", "GetBytes(", "Buffer.from(", "b64encode(", "Base64Encode(", "EncodeBase64("],
    pattern:
      /(?:btoa|GetBytes|Buffer\.from|b64encode|Base64Encode|EncodeBase64)\(\s{0,4}[b$]?\\{0,4}["'`][^"'`\\\s:/{}]{1,100}:(?<secret>[^"'`\\\s{}/][^"'`\\\s{}]{5,200})(?=\\{0,4}["'`])/,
    edge: "none",
    confidence: "medium",
    check: "mixed-password",
    source: "https://www.rfc-editor.org/rfc/rfc7617",
  },
  {
    id: "netrc-password",
    label: "a password in a .netrc file",
    keywords: ["machine ", "default login "],
    pattern:
      /(?:machine {1,8}[\w.:-]{1,253}\s{1,8}login|default login)\s{1,8}(?!(?:anonymous|ftp)\s)[^\s"'\\]{1,128}\s{1,8}password\s{1,8}(?<secret>[^\s"'\\$%<{][^\s"'\\]{3,127})/,
    check: "command-argument",
    source: "https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html",
  },
  {
    id: "bearer-token",
    label: "an access token",
    keywords: ["bearer ", 'bearer",', 'bearer\\",'],
    anyCase: true,
    pattern: /bearer(?: {1,4}|\\?", {0,4}\\?")(?<secret>[A-Za-z0-9._~+/=-]{20,4000})/i,
    confidence: "medium",
    check: "generated",
    wrapper: true,
    source: "https://www.rfc-editor.org/rfc/rfc6750",
  },
  {
    id: "oauth-signature",
    label: "the secrets of an OAuth signature",
    // That of the method PLAINTEXT: the secrets of the client and of the token, joined. No other one has the sign between them.
    keywords: ["oauth_signature="],
    pattern: /oauth_signature=\\{0,4}"?(?<secret>[^\s"'%&\\,]{8,200}(?:%26|&)[^\s"'%&\\,=]{0,200})(?=\\{0,4}"|[\s,]|$)/,
    edge: "none",
    check: "generated",
    source: "https://www.rfc-editor.org/rfc/rfc5849#section-3.4.4",
  },
  {
    id: "azure-storage-key",
    label: "an Azure Storage account key",
    keywords: ["AccountKey"],
    anyCase: true,
    pattern: /AccountKey\s{0,2}=\s{0,2}(?<secret>[A-Za-z0-9+/]{86}==)/i,
    edge: "none",
    check: "sample",
    source: azureStorage,
  },
  {
    id: "azure-shared-access-key",
    label: "a shared access key (Service Bus, Event Hubs, IoT or Notification Hubs)",
    keywords: ["SharedAccessKey"],
    anyCase: true,
    pattern: /SharedAccessKey\s{0,2}=\s{0,2}(?<secret>[A-Za-z0-9+/]{43}=)/i,
    edge: "none",
    check: "not-placeholder",
    source: serviceBus,
  },
  {
    id: "connection-string-password",
    label: "a password in a connection string",
    keywords: ["password=", "pwd=", "password =", "pwd ="],
    anyCase: true,
    pattern:
      /(?<![,A-Za-z0-9_-])(?:password|pwd)\s?=\s{0,2}(?:["'{]|&(?:quot|apos|#3[49]|#x2[27]);)?(?<secret>(?:[^;"'{}\r\n&<>]|&(?!(?:amp|quot|apos|lt|gt|#\d{1,4}|#x[\da-f]{1,4});|[\w.%-]{1,60}=)){1,200})/i,
    edge: "none",
    check: "connection-string",
    source: connectionStrings,
  },
  {
    id: "connection-string-password",
    label: "a client secret in a connection string",
    keywords: ["ClientSecret=", "Client Secret="],
    anyCase: true,
    pattern:
      /(?<![,A-Za-z0-9_-])Client ?Secret=(?<secret>(?:[^;"'{}\r\n&<>]|&(?!(?:amp|quot|apos|lt|gt|#\d{1,4}|#x[\da-f]{1,4});|[\w.%-]{1,60}=)){8,200})/i,
    edge: "none",
    check: "connection-string",
    source: "https://learn.microsoft.com/power-apps/developer/data-platform/xrm-tooling/use-connection-strings-xrm-tooling-connect",
  },
  ...[
    // erp/…@db.contoso.com:1521/ORCL, jdbc:oracle:thin:erp/…@db.contoso.com:1521:ORCL
    { keywords: [":1521"], pattern: new RegExp(String.raw`${oracleLogin}@(?:\/\/)?[\w.-]{1,100}:1521`), before: distances(8, 196) },
    // erp/…@//db.contoso.com/ORCL
    {
      keywords: ["@//"],
      pattern: new RegExp(String.raw`${oracleLogin}@\/\/[\w.-]{1,100}(?::\d{2,5})?\/\w`),
      before: distances(6, 91),
    },
    // erp/…@(DESCRIPTION=(ADDRESS=…))
    { keywords: ["@(DESCRIPTION"], pattern: new RegExp(String.raw`${oracleLogin}@\(DESCRIPTION`), before: distances(6, 91) },
  ].map(
    (form): Shape => ({
      id: "connection-string-password",
      label: "a password in a connection string",
      ...form,
      edge: "none",
      check: "command-argument",
      source: "https://docs.oracle.com/en/database/oracle/oracle-database/19/netag/configuring-naming-methods.html",
    }),
  ),
  {
    id: "connection-string-password",
    label: "a password in a .pgpass file",
    keywords: [":5432:"],
    pattern: /:5432:(?:\*|[\w$-]{1,63}):[\w$.-]{1,63}:(?<secret>[^\s:"'\\]{4,128})(?=["'\s\\]|$)/,
    edge: "none",
    check: "typed-password",
    source: "https://www.postgresql.org/docs/current/libpq-pgpass.html",
  },
  {
    id: "redis-password",
    label: "a Redis password",
    keywords: [",password="],
    anyCase: true,
    pattern: /,password=(?<secret>[^,;\s"'<>]{8,200})(?=,|["'\s]|$)/i,
    edge: "none",
    check: "not-placeholder",
    source: "https://stackexchange.github.io/StackExchange.Redis/Configuration",
  },
  {
    id: "url-password",
    label: "a password",
    keywords: ["://"],
    // The secret may hold characters that should have been encoded, but no slash, quote or space. A port, too, is followed by `?` and `#`.
    pattern: /:\/\/[^\s/?#@:"'<>`\\]{0,128}:(?<secret>(?!\d{1,5}[?#])[^\s/@"'<>`\\]{1,256})@[A-Za-z0-9[\uFFFC]/,
    edge: "none",
    check: "url-password",
    inUrl: true,
    source: uriSyntax,
  },
  {
    id: "key-in-path",
    label: "an API key",
    // Behind a step of the path that says so: https://api.example.com/v2/apikey/…/forecast
    keywords: ["api", "access", "auth"].flatMap((kind) =>
      ["key", "token"].flatMap((what) => ["", "_", "-"].map((sign) => `/${kind}${sign}${what}/`)),
    ),
    anyCase: true,
    pattern: /\/(?:api|access|auth)[_-]?(?:key|token)\/(?<secret>(?=[A-Za-z._~-]{0,200}\d)[A-Za-z0-9._~-]{20,200})(?![\w.~%:@!$*+=-])/i,
    edge: "none",
    confidence: "medium",
    check: "random",
    inUrl: true,
    source: "https://www.rfc-editor.org/rfc/rfc3986#section-3.3",
  },
  {
    id: "encoded-member",
    label: "a credential in encoded JSON",
    // JSON in links and in attributes of pages: ms-powerautomate:/console/flow/run?inputArguments=%7B%22Password%22%3A%22…%22%7D
    keywords: ["%22%3A", "%22:", "&quot;:", "&#34;:"],
    anyCase: true,
    pattern:
      /(?<quote>%22|&quot;|&#34;)(?:%3A|:)(?:%20|[+ ]){0,2}\k<quote>(?<secret>(?:[^\s"'%<>\\&]|%(?!22)[0-9A-F]{2}|&amp;){4,256})(?=\k<quote>)/i,
    edge: "none",
    check: "encoded-member",
    source: "https://learn.microsoft.com/power-automate/desktop-flows/run-desktop-flows-url-shortcuts",
  },
  {
    id: "secure-string-literal",
    label: "a password in a PowerShell script",
    keywords: ["ConvertTo-SecureString"],
    anyCase: true,
    pattern:
      /ConvertTo-SecureString\s{1,4}(?:-AsPlainText\s{1,4}|-Force\s{1,4}|-String\s{1,4}){0,3}\\?(?<quote>["'])(?<secret>[^"'\r\n\\]{1,256})\\?["']/i,
    check: "command-argument",
    source: "https://learn.microsoft.com/powershell/module/microsoft.powershell.security/convertto-securestring",
  },
  {
    id: "network-credential",
    label: "a password in a script",
    keywords: ["NetworkCredential("],
    anyCase: true,
    pattern:
      /NetworkCredential\(\s{0,4}(?:\\?["'][^"'\r\n]{1,128}["']|[$\w.]{1,60})\s{0,4},\s{0,4}\\?(?<quote>["'])(?<secret>[^"'\r\n\\]{1,256})\\?["']/i,
    edge: "none",
    check: "command-argument",
    source: "https://learn.microsoft.com/dotnet/api/system.net.networkcredential",
  },
  {
    id: "remote-call-password",
    label: "a password (Odoo)",
    keywords: ["login", "authenticate", "execute"],
    pattern:
      /(?:login|authenticate|execute(?:_kw)?)\\{0,4}"\s{0,8},\s{0,8}\\{0,4}"args\\{0,4}"\s{0,4}:\s{0,4}\[\s{0,8}\\{0,4}"[^"\\\r\n]{1,64}\\{0,4}"\s{0,4},\s{0,8}(?:\\{0,4}"[^"\\\r\n]{1,128}\\{0,4}"|\d{1,9})\s{0,4},\s{0,8}\\{0,4}"(?<secret>[^"\\\r\n]{4,128})\\{0,4}"/,
    edge: "none",
    check: "command-argument",
    source: "https://www.odoo.com/documentation/18.0/developer/howtos/web_services.html",
  },
  {
    id: "remote-call-password",
    label: "a password (Odoo)",
    // The third parameter, behind the database and the user: <methodName>authenticate</methodName><params><param><value><string>…
    keywords: ["<methodName>"],
    pattern:
      /<methodName>\s{0,4}(?:login|authenticate|execute(?:_kw)?)\s{0,4}<\/methodName>\s{0,8}<params>(?:\s{0,8}<param>\s{0,8}<value>\s{0,8}(?:<\w{1,8}>)?[^<>]{1,128}(?:<\/\w{1,8}>)?\s{0,8}<\/value>\s{0,8}<\/param>){2}\s{0,8}<param>\s{0,8}<value>\s{0,8}(?:<string>)?(?<secret>[^<>\s]{4,128})/,
    edge: "none",
    check: "command-argument",
    source: "https://www.odoo.com/documentation/18.0/developer/reference/external_api.html",
  },
  {
    id: "otp-seed",
    label: "the seed of one-time passwords",
    keywords: ["otpauth://"],
    pattern:
      /otpauth:\/\/[ht]otp\/[^\s?"'<>]{1,200}\?(?:[a-z]{1,20}=[^\s&"'<>]{0,100}&(?:amp;)?){0,6}secret=(?<secret>[A-Za-z2-7]{16,128})/,
    source: "https://github.com/google/google-authenticator/wiki/Key-Uri-Format",
  },
];
