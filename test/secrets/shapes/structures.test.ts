import { describe, expect, it } from "vitest";
import { detectCredentials } from "../../../src/secrets/detect.ts";
import { filler } from "../../../src/testing/credentials.ts";
import { writtenAs } from "../forms.ts";
import { seeded } from "../pattern-sample.ts";
import { plainQuotes, writings } from "../writings.ts";

const secret = ["Wn", "48213", "Kx7q"].join("-");

/** Whether the secret, and nothing else, is found by its surroundings; `#` stands for it in the text. */
function found(text: string, value = secret): boolean {
  const whole = text.replace("#", value);
  const matches = detectCredentials(whole, { position: "other" }, { now: Date.UTC(2026, 0, 1) }).filter(({ evidence }) =>
    evidence.includes("shape"),
  );
  return matches.length === 1 && matches.every(({ span }) => whole.slice(span.start, span.end) === value);
}

/** What stands around a password, for which there is a `#`. */
const surroundings: readonly string[] = [
  "ConvertTo-SecureString '#'",
  'ConvertTo-SecureString "#" -AsPlainText',
  "convertto-securestring   -String '#' -AsPlainText -Force",
  "ConvertTo-SecureString -AsPlainText -Force -String '#'",
  'ConvertTo-SecureString \\"#\\" -AsPlainText',
  'New-Object System.Net.NetworkCredential("svc", "#")',
  "NetworkCredential( 'svc' ,'#' )",
  "NetworkCredential($user, '#')",
  'NetworkCredential(\\"svc\\", \\"#\\")',
  "az login -u svc -p #",
  'az login -u svc -p "#"',
  "az login -u svc -p   '#'",
  "curl -u svc:# https://a.example",
  'curl -u"svc:#" https://a.example',
  "curl -u'svc:#' https://a.example",
  'curl --user "svc:#" https://a.example',
  "curl --proxy-user svc:# https://a.example",
  "net use Z: \\\\srv\\share # /user:svc",
  "net use * \\\\srv\\share #",
  "NET1 USE \\\\srv\\share /user:svc #",
  'net use Z "\\\\srv\\my share" "#"',
  "net use \\\\\\\\srv\\\\share /user:'svc' '#'",
  "machine erp.contoso.com login svc password #",
  "machine erp.contoso.com\n  login svc\n  password #",
  "default login svc password #",
  "sqlcmd -S a -P #",
  'bcp a in b -P   "#"',
  "cmdkey /add:srv /user:svc /pass:#",
  'cmdkey /add:srv /user:svc /PASS:"#"',
  "schtasks /create /ru svc /rp #",
  "schtasks /create /ru svc /RP   '#'",
  "plink -ssh svc@srv -pw #",
  'pscp -pw   "#" a b',
  "sshpass -p # ssh a",
  "sshpass   -p'#' ssh a",
  "docker login -u svc -p # a.example",
  "oc login -u svc -p '#'",
  "psexec64 \\\\srv -u svc -p # cmd",
  "C:\\erp\\erp.exe -u svc -p #",
  '"erp.exe" /u svc /p "#"',
  "erp /user:svc /env:test /P:#",
  "erp -U contoso\\svc -p=#",
  "certutil -f -p # -importpfx c.pfx",
  'signtool sign /f c.pfx /p "#" a.exe',
  "openssl pkcs12 -in c.pfx -passin pass:# -out k.pem",
  'openssl rsa -passout "pass:#"',
  "pdftk a.pdf input_pw # output b.pdf",
  "pdftk a.pdf output b.pdf owner_pw # user_pw PROMPT",
  "db2 connect to ERP user svc using #",
  "ms-powerautomate:/console/flow/run?workflowName=a&inputArguments=%7B%22Password%22%3A%22#%22%7D",
  "run?inputArguments=%7b%22User%22:%22svc%22,%22portal%20password%22:%20%22#%22%7d",
  '<a href="run?inputArguments={&quot;User&quot;:&quot;svc&quot;,&quot;Password&quot;: &quot;#&quot;}">',
  "7z x a.7z -p#",
  '7z x a.7z -p"#"',
  '7z x a.7z "-p#"',
  "& 'C:\\Tools\\7z.exe' x a.7z '-p#' -y",
  'sqlcmd -U svc "-P#"',
  "rar x -hp# a.rar",
  "net user svc # /add",
  "net1 user 'svc' \"#\"",
  "keytool -list -keystore k.jks -storepass #",
  "keytool -importkeystore -srcstorepass # -deststorepass PROMPT",
  "lftp -u svc,# sftp://a",
  "lftp -p 22 --user svc,# a",
  "echo user svc #>> ftp.txt",
  "quote PASS #",
  "smbclient //srv/share -U svc%#",
  "ldapsearch -x -D cn=svc -w # -b dc=a",
  'az keyvault secret set --vault-name a --name b --value "#"',
  "bitsadmin /setcredentials job server basic svc #",
  "pdftotext -upw # a.pdf",
  "unzip -P # a.zip",
  "zip -r -P # a.zip b",
  "unrar x -p# a.rar",
  'veracrypt.exe /v a.hc /l X /p "#" /q',
  "sendEmail -f a -xu svc -xp #",
  "netsh wlan set hostednetwork ssid=a key=#",
  "dtexec /f a.dtsx /Decrypt #",
  "echo # | docker login -u svc --password-stdin",
  "echo #| anydesk.exe 123456789 --with-password",
  'CREATE USER erp IDENTIFIED BY "#";',
  "ALTER USER erp IDENTIFIED BY # ACCOUNT UNLOCK",
  "create user 'svc'@'%'\n  identified with caching_sha2 by '#'",
  "EXEC sp_addlogin 'svc', N'#'",
  "EXEC sp_addlinkedsrvlogin 'erp', 'false', NULL, 'svc', '#'",
  "exp svc/#@ORCL file=a.dmp",
  "rman target svc/#@ORCL",
  "sqlplus svc/#@ORCL",
  "sqlplus.exe -S -L svc/#",
  'expdp "svc/#@ORCL" full=y',
  "srv.redis.cache.windows.net:6380,password=#,ssl=True",
  "srv.redis.cache.windows.net:6380,password=#",
  '"srv.redis.cache.windows.net:6380,password=#"',
  "Server=a;User Id=svc;Password=#;Encrypt=True",
  "Server=a;User Id=svc;pwd = #",
  'Server=a;Password="#";Database=b',
  "Server=a;Password={#};Database=b",
  "AuthType=ClientSecret;Url=a;ClientId=b;ClientSecret=#",
  "AuthType=ClientSecret;Url=a;ClientId=b;Client Secret=#",
  'btoa("svc:#")',
  "var basic = btoa( 'svc:#' );",
  'Convert.ToBase64String(Encoding.ASCII.GetBytes("svc:#"))',
  "Buffer.from(`svc:#`).toString('base64')",
  "base64.b64encode(b'svc:#')",
  'btoa(\\"svc:#\\")',
  'request.setRequestHeader "Authorization", "Basic " & Base64Encode("svc:#")',
  "exp userid=svc/#@ORCL file=a.dmp",
  "sqlldr control=a.ctl userid=svc/#",
  "svc/#@db.contoso.com:1521/ORCL",
  "svc/#@//db.contoso.com:1521/ORCL",
  "svc/#@//db.contoso.com/ORCL",
  "svc/#@(DESCRIPTION=(ADDRESS=(HOST=db)))",
  'connect("svc/#@db:1521/ORCL")',
  "jdbc:oracle:thin:svc/#@db:1521:ORCL",
  "GRANT SELECT ON crm.* TO 'svc'@'%' IDENTIFIED BY '#';",
  "create user if not exists 'svc'@'%' identified by '#'",
  "<methodName>authenticate</methodName><params><param><value><string>erp</string></value></param><param><value>svc</value></param><param><value><string>#</string></value></param></params>",
  "<methodName>execute_kw</methodName>\n<params><param><value>erp</value></param><param><value><int>2</int></value></param> <param><value>#</value></param></params>",
  "db.contoso.com:5432:erp:svc:#",
  "*:5432:*:svc:#\n",
  "https://svc:#@a.example",
  "amqps://:#@a.example",
  "sftp://svc:#@[::1]/a",
  "sftp://svc:#@\uFFFC/a",
];

describe("a password is found by what stands around it", () => {
  it.each(surroundings)("%s", (text) => {
    expect(found(text)).toBe(true);
  });

  it.each(surroundings)("%s, and not where a variable stands there", (text) => {
    const variables = ["%ERP_PW1%", "{{ErpPw1234}}", "@{variables('Pw1')}"];
    for (const value of variables) expect([value, found(text, value)]).toEqual([value, false]);
  });

  it.each([
    "ConvertTo-SecureStringX '#'",
    "ConvertTo-SecureString #",
    "ConvertTo-SecureString -Key '#'",
    "NetworkCredential('svc', #)",
    "NetworkCredential('#')",
    "az logout -p #",
    "curl -ux #",
    "net use Z: #",
    "net use \\\\srv\\share /user:# ",
    "sqlcmd -p #",
    "sqlcmd -PX #",
    "cmdkey /passX:#",
    "schtasks /rpx #",
    "plink -pwx #",
    "sshpass -e # ssh",
    "docker logout -p #",
    "erp -p #",
    "erp -u -p #",
    "erp -u svc\n-p #",
    "erp -u svc -p C:\\#",
    "certutil -importpfx #",
    "mkcert -p #",
    "pass:#",
    "input_pw_#",
    "connect to ERP using #",
    "inputArguments=%7B%22Order%22%3A%22#%22%7D",
    "inputArguments=%7B%22Password%22%3A%22#",
    'inputArguments={"Order":"#"}',
    "{&quot;Order&quot;:&quot;#&quot;}",
    "{&quot;Password&quot;:&quot;#%22}",
    "7z x a.7z -x#",
    '7z x a.7z "-p"+#',
    "sqlplus svc@#",
    "exp svc/#",
    "https://a.example/?userid=svc/#",
    "import x where userid=svc/#",
    "lftp -u svc #",
    "echo user #",
    "ssh -U svc%#",
    "grep -w # a.txt",
    "az keyvault secret show --value #",
    "cp -P # a.zip",
    "echo # | findstr a",
    "echo # > a.txt",
    "rows are identified by #",
    "create user svc identified by :#",
    "create user svc identified by values :#",
    "db:5432:erp:#",
    "it is known to everyone identified by #",
    "docs/svc/#@db:1521/ORCL",
    "https://a.example/svc/#@//b.example/c",
    "svc/#@db:1522/ORCL",
    "svc/#@//db.contoso.com",
    "<methodName>search</methodName><params><param><value>a</value></param><param><value>b</value></param><param><value>#</value></param></params>",
    "<methodName>login</methodName><params><param><value>a</value></param><param><value>#</value></param></params>",
    "identified by the number",
    "EXEC sp_addlinkedsrvlogin 'erp', 'false', NULL, '#'",
    "netsh wlan show profile name=a key=#",
    ";password=#",
    "Server=a;User Id=svc;Password={pw};Database=b",
    "Server=a;User Id=svc;Password={0};Database=b",
    "xpassword=#;a=b",
    "btoa(svc:#)",
    'btoa("#")',
    'btoa("svc:" + "#")',
    'GetBytes("https://#")',
    'GetBytes("svc: #")',
    'getBytes("svc:{#}")',
    "https://svc:#",
    "https://svc:# @a.example",
    "https://svc/x:#@a.example",
    "https://svc:#@-",
  ])("not %s", (text) => {
    expect(found(text)).toBe(false);
  });

  it.each<[string, number]>([
    ["az login --service-principal -p #", 8],
    ["plink svc@srv -pw #", 4],
    ["docker login -p #", 4],
    ["erp -u svc -p #", 6],
    ["7z x a.7z -p#", 4],
    ["net user svc #", 4],
    ["a,password=#,ssl=True", 8],
    ["Server=a;ClientSecret=#", 8],
    ['btoa("svc:#")', 6],
  ])("%s, of at least %d characters", (text, least) => {
    expect([found(text, "Wn-48213Kx7q".slice(0, least)), found(text, "Wn-48213Kx7q".slice(0, least - 1))]).toEqual([true, false]);
  });
});

/** `~` is one space, where there cannot be more. */
function inWritings(line: string, quotes?: readonly string[]): readonly string[] {
  return writings(line, quotes).map((text) => text.replaceAll("~", " "));
}

it.each(["5432", "8080:80", "8080:80/tcp", "orders2", "./erp.Orders-2", "Erp-Orders", "%PW%", "$env:PW1"])(
  "%s behind the option for a user's name is no password",
  (value) => {
    expect(found("tool -u svc -p #", value)).toBe(false);
  },
);

it.each(["anonymous", "ftp"])("what anybody may sign in with is no password: %s", (user) => {
  expect(found(`default login ${user} password #`)).toBe(false);
  expect(found(`machine erp.contoso.com login ${user} password #`)).toBe(false);
});

it("a password in JSON with numbered entities is found", () => {
  const quoted = (text: string): string => `&#34;${text}&#34;`;
  const matches = detectCredentials(`{${quoted("portal-password")}:${quoted(secret)}}`, { position: "other" });
  expect(matches.map(({ preview, kind }) => [kind, preview.endsWith(`(${secret.length})`)])).toEqual([["encoded-member", true]]);
});

it.each(["your-password", "%PW%", "Password", "{{Password}}", "0b7a5b1e-4f0c-4a5c-9c39-8f0a4d2f6b1e"])(
  "%s in the arguments of a link is no password",
  (value) => {
    expect(found("run?inputArguments=%7B%22Password%22%3A%22#%22%7D", value)).toBe(false);
  },
);

describe("a password is found however its surroundings are quoted and spaced", () => {
  it.each([
    'ConvertTo-SecureString "#"',
    'ConvertTo-SecureString -String "#" -AsPlainText -Force',
    'ConvertTo-SecureString -AsPlainText -Force "#"',
    'ConvertTo-SecureString -Force -AsPlainText -String "#"',
    'New-Object Net.NetworkCredential(_"svc"_,_"#"_)',
  ])("%s", (line) => {
    for (const text of inWritings(line)) expect([text, found(text)]).toEqual([text, true]);
  });

  it.each([
    'az~login -u svc -p "#"',
    "az~login -u svc -p # --tenant a",
    'curl -u "svc:#" https://a.example',
    'curl --user "svc:#"',
    'curl --proxy-user "svc:#"',
    'sqlcmd -S a -U svc -P "#"',
    'bcp a in b -U svc -P "#"',
    'cmdkey /add:a /user:b /pass:"#"',
    'schtasks /create /tn a /rp "#"',
    'plink -ssh a -pw "#"',
    'sshpass -p "#" ssh a',
    "sshpass -p_# ssh a",
    'docker~login -u svc -p "#" a.example',
    'psexec64 -u svc -p "#" cmd',
    'tabcmd~login -u svc -p "#"',
    'mysqldump -u svc -p"#" a',
    'rar a -hp"#" a.rar',
  ])("%s", (line) => {
    for (const text of inWritings(line)) expect([text, found(text)]).toEqual([text, true]);
  });

  it.each([
    'net~use Z: "\\\\srv\\share" "#"',
    'net~use * "\\\\srv\\share" /user:"svc" "#"',
    'net1~use "\\\\srv\\my share" "#" /persistent:no',
    "net~use \\\\srv\\share #",
    'net~user "svc" "#" /add',
    'net1~user svc "#"',
    'sqlplus "svc/#"@ORCL',
    'sqlplus.exe -S -L "svc/#@ORCL"',
    'sqlldr "svc/#" control=a',
    'impdp "svc/#" full=y',
    'Server=a;User~Id=svc;Password=_"#";Database=b',
    'Server=a;User~Id=svc;pwd~=_"#"',
    "DefaultEndpointsProtocol=https;Server=a;Client~Secret=#;a=b",
  ])("%s", (line) => {
    for (const text of inWritings(line, plainQuotes)) expect([text, found(text)]).toEqual([text, true]);
  });
});

describe("a key of a connection string, however it is spaced", () => {
  it.each([
    ["AccountKey_=_", "{b86}==", "azure-storage-key"],
    ["SharedAccessKey_=_", "{b43}=", "azure-shared-access-key"],
  ])("%s%s", (before, form, kind) => {
    for (const lead of writings(before, plainQuotes)) {
      const { text } = writtenAs(form, seeded(31));
      const [match, ...others] = detectCredentials(`Endpoint=sb://a;${lead}${text};a=b`, { position: "other" });
      expect([lead, match?.kind, match?.span]).toEqual([lead, kind, { start: 16 + lead.length, end: 16 + lead.length + text.length }]);
      expect(others).toEqual([]);
    }
  });
});

it.each([
  "net use Z: \\\\srv\\share # /user:svc",
  "net use \\\\srv\\share /user:svc #",
  "schtasks /create /ru svc /rp #",
  "net user svc #",
  'rasdial "My VPN" svc #',
])("a password with a star and a slash in it is found as a whole: %s", (text) => {
  expect(found(text, ["Wn", "48*213/Kx7q"].join("-"))).toBe(true);
  // It asks for the password.
  expect(found(text, "*")).toBe(false);
});

describe("the signature of a request that is signed by nothing but its secrets", () => {
  const secrets = [filler(24), filler(32)] as const;

  it.each([
    `oauth_signature="${secrets.join("%26")}"`,
    `oauth_signature=${secrets.join("&")},`,
    `oauth_signature="${secrets[0]}%26", oauth_version="1.0"`,
  ])("is found: %s", (text) => {
    const [match] = detectCredentials(`OAuth oauth_signature_method="PLAINTEXT", ${text}`, { position: "other" });
    expect(match?.kind).toBe("oauth-signature");
  });

  it("is told from those that are made of the request", () => {
    expect(detectCredentials(`oauth_signature="${filler(27)}%3D"`, { position: "other" })).toEqual([]);
  });
});
