import { describe, expect, it } from "vitest";
import { credentialArguments } from "../../../src/secrets/scripts/script-calls.ts";

/** What calls of a script are given, as `name: text`. */
function given(script: string): readonly string[] {
  return credentialArguments(script).map(({ start, end, name }) => `${name}: ${script.slice(start, end)}`);
}

/** The literals 1 to `count`, each as `"v1"`. */
const values = (count: number): string => Array.from({ length: count }, (_, index) => `"v${index + 1}"`).join(", ");

describe("of the arguments of a call, the password is", () => {
  /** By the call: how many arguments there are, and which of them is told. */
  it.each<[string, Readonly<Record<number, number | undefined>>]>([
    ["auth=(§)", { 1: undefined, 2: 2, 3: 2 }],
    ["auth = ( §)", { 2: 2 }],
    ["HTTPBasicAuth(§)", { 1: undefined, 2: 2 }],
    ["HTTPDigestAuth(§)", { 2: 2 }],
    ["HttpNtlmAuth(§)", { 2: 2 }],
    ["HTTPProxyAuth (§)", { 2: 2 }],
    ["BasicAuth(§)", { 2: 2 }],
    ["new UsernamePasswordCredentials(§)", { 1: undefined, 2: 2 }],
    ["new UserPassCredential(§)", { 2: 2 }],
    ["new HttpBasicAuthenticator(§)", { 2: 2 }],
    ["UserCredential(§)", { 1: undefined, 2: 2 }],
    ["app.acquire_token_by_username_password(§)", { 2: 2, 3: 2 }],
    ["context.acquire_token_for_user(§)", { 2: 2 }],
    ["UsernamePasswordCredential(§)", { 2: 2, 3: 3, 4: 2 }],
    ["http.SetCredentials §", { 1: undefined, 3: 2 }],
    ["new PasswordAuthentication(§)", { 2: 2 }],
    ["[System.Net.NetworkCredential]::new(§)", { 1: undefined, 2: 2, 3: 2 }],
    ["New-Object NetworkCredential -ArgumentList @(§)", { 2: 2 }],
    ["New-Object NetworkCredential -ArgumentList §", { 2: 2 }],
    ["smtp.login(§)", { 1: undefined, 2: 2, 3: undefined }],
    ["log_on(§)", { 2: 2 }],
    ["SignIn(§)", { 2: 2 }],
    ["sign_in (§)", { 2: 2 }],
    ["client.setCredentials(§)", { 2: 2, 3: undefined }],
    ["Authenticate(§)", { 2: 2 }],
    ["pypdf; reader.decrypt(§)", { 1: 1, 2: undefined }],
    ["PdfReader; reader.decrypt(§)", { 1: 1 }],
    ["pdf_file_reader; reader.decrypt(§)", { 1: 1 }],
    ["reader.decrypt(§)", { 1: undefined }],
    ["session.Initialize(§)", { 1: 1, 2: undefined }],
    ["notesSession1.Initialize §", { 1: 1 }],
    ["cx_Oracle.connect(§)", { 1: undefined, 2: 2, 3: 2, 4: 2 }],
    ["oracledb.connect(§)", { 2: 2 }],
    ["pymysql.connect(§)", { 2: undefined, 3: 3, 4: 3 }],
    ["MySQLdb.connect(§)", { 3: 3 }],
    ["mysql.connector.connect(§)", { 3: 3 }],
    ["pymssql.connect(§)", { 2: undefined, 3: 3 }],
    ["mysqli_connect(§)", { 3: 3 }],
    ["new mysqli(§)", { 3: 3 }],
    ["ssh.connect(§)", { 2: undefined, 4: undefined }],
    ["new SshClient(§)", { 2: undefined, 3: 3, 4: 3 }],
    ["new SftpClient(§)", { 3: 3 }],
    ["new ScpClient(§)", { 3: 3 }],
    ["new PasswordAuthenticationMethod(§)", { 1: undefined, 2: 2 }],
    ["FTP(§)", { 2: undefined, 3: 3 }],
    ["ftplib.FTP_TLS(§)", { 3: 3 }],
    ["conn.Open §", { 3: undefined, 4: undefined, 5: 5, 6: 5 }],
    ["http.open(§)", { 3: undefined, 5: 5 }],
    ["net.MapNetworkDrive §", { 4: undefined, 5: 5, 6: 5 }],
    ["net.MapNetworkDrive(§)", { 5: 5 }],
    ["sheet.Protect §", { 1: 1, 2: 1 }],
    ["SMBConnection(§)", { 1: undefined, 2: 2, 4: 2 }],
    ["ldap.simple_bind_s(§)", { 2: 2 }],
    ["New-Object DirectoryServices.DirectoryEntry(§)", { 2: undefined, 3: 3 }],
    ["New-Object DirectoryServices.DirectoryEntry -ArgumentList §", { 3: 3 }],
    ["locator.ConnectServer(§)", { 2: undefined, 3: undefined, 4: 4 }],
    ["sheet.unprotect(§)", { 1: 1 }],
  ])("%s", (call, expected) => {
    for (const [count, told] of Object.entries(expected))
      expect([count, given(call.replace("§", values(Number(count))))]).toEqual([
        count,
        told === undefined ? [] : [`password: "v${told}"`.replaceAll('"', "")],
      ]);
  });

  it.each<[string, string]>([
    ['Connection(server, "cn=orders,dc=contoso", "v", auto_bind=True)', "password: v"],
    [String.raw`import ldap3; ldap3.Connection(server, "contoso\orders", "v")`, "password: v"],
    ['import ldap3; Connection(server, "orders@contoso.com", "v")', "password: v"],
    ['ssh.connect("erp", 22, "orders", "v")', "password: v"],
    ['jaydebeapi.connect("driver", "jdbc:db2://erp", ["orders", "v"])', "password: v"],
    ['new SshClient("erp", 22, "orders", "v")', "password: v"],
    ['conn.Open "DSN=erp", "orders", "v"', "password: v"],
    ['oConn.Open address, "orders", "v"', "password: v"],
    ['ClientCredential("orders", "v")', "client secret: v"],
    ['new ClientSecretCredential(tenant, "orders", "v")', "client secret: v"],
    ['context.acquire_token_for_app("orders", "v")', "client secret: v"],
    [`boto3.Session("${["AK", "IA"].join("")}ORDERS", "v")`, "secret access key: v"],
    ['conn.open("Data Source = erp", "orders", "v")', "password: v"],
    ['conn.Open "Provider=x", "orders", "v"', "password: v"],
    ['conn.Open "Driver=x", "orders", "v"', "password: v"],
    ['conn.Open "Server=x", "orders", "v"', "password: v"],
    ['new AuthenticationHeaderValue("Bearer", "v")', "access token: v"],
    ['new AuthenticationHeaderValue("apikey", "v")', "access token: v"],
    ['new HMACSHA256(Encoding.UTF8.GetBytes("v"))', "secret key: v"],
    ['[HMACMD5]::new([Convert]::FromBase64String("v"))', "secret key: v"],
    ['new HMACSHA1("v")', "secret key: v"],
    ['hmac.new("v", body)', "secret key: v"],
    ['crypto.createHmac("sha256", "v")', "secret key: v"],
    ['x = "v"\nConvertTo-SecureString -String -Force -AsPlainText $x'.replace("x =", "$x ="), "password: v"],
  ])("%s", (script, expected) => {
    expect(given(script)).toEqual([expected]);
  });

  it.each([
    'Connection(server, "orders", "v") # ldap',
    'Connection(server, "orders@contoso.com", "v")',
    'SqlConnection(server, "cn=orders,dc=contoso", "v")',
    'ssh.connect("erp", "x", "orders", "v")',
    'ssh.connect("erp", 22, "orders")',
    'pymysql.connect("erp", "orders", v, "w")',
    'new SshClient("erp", 22, "orders")',
    'conn.Open "GET", "orders", "v"',
    'conn.Open "DSN=erp", "orders"',
    'oConn.Open address, "orders"',
    'window.open address, "orders", "v"',
    'new ClientSecretCredential(tenant, "orders")',
    'boto3.Session("orders", "v")',
    'new AuthenticationHeaderValue("Basic", "v")',
    'new AuthenticationHeaderValue("Bearer", "v", "w")',
    'createHmac("v")',
    'plugin("orders", "v")',
    'catalogin("orders", "v")',
    'sshClient("erp", "orders", "v")',
    'ftp("erp", "orders", "v")',
    'xhmac.newer("v")',
    'reader.decrypt("v") # pdf',
  ])("none: %s", (script) => {
    expect(given(script)).toEqual([]);
  });
});

describe("an argument", () => {
  it.each<[string, readonly string[]]>([
    ['login("a", "b")', ["b"]],
    ["login('a', 'b')", ["b"]],
    ["login(`a`, `b`)", ["b"]],
    ['login(b"a", rb"b")', ["b"]],
    ['login(@"a", $"b")', ["b"]],
    [String.raw`login(\"a\", \"b\")`, ["b"]],
    ['login(\n  "a",\n  "b"\n)', ["b"]],
    ['login("a", "b".encode("utf-8"))', ["b"]],
    ['login(find("x", "y"), "b")', ["b"]],
    ['login(list[1, 2], "b")', ["b"]],
    ['login({ x: 1, y: 2 }, "b")', ["b"]],
    ["login(find('),'), \"b\")", ["b"]],
    ['login(["a", "b"])', ["b"]],
    ['login("a, x", "b, y")', ["b, y"]],
    ['p = "b"\nlogin("a", p)', ["b"]],
    ['$p = "b"; login("a", $p)', ["b"]],
    ['p = "b"\nlogin("a", p.encode())', ["b"]],
    ['p = "b"\nlogin("a", p + x)', []],
    ['p = "b"\nlogin("a", p.x)', []],
    ['login("a", "b" + x)', []],
    ['login("a", "b".upper())', []],
    ['login("a", "b', []],
    ['login("a", "b\nc")', []],
    ['login("a", "")', []],
    ['login("a"; "b")', []],
    ['login("a")\n, "b")', []],
    [`login("a", ${" ".repeat(700)}"b")`, []],
  ])("%s", (script, expected) => {
    expect(given(script)).toEqual(expected.map((text) => `password: ${text}`));
  });
});
