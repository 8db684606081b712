import type { Shape } from "./shape.ts";

interface ArgumentForm {
  /** What it does not begin with, and what it never holds, besides spaces and quotes. */
  readonly first?: string;
  readonly never?: string;
  readonly flags?: string;
}

/** The argument of a command behind its option, in quotes or not: they are escaped where the command is in a text of JSON. */
function argument(option: string, least: number, { first, never = "", flags = "" }: ArgumentForm): RegExp {
  const start = first === undefined ? "" : `(?![${first}])`;
  return new RegExp(String.raw`${option}(?:\\{0,4}["'])?(?<secret>${start}(?:[^\s"'\\${never}]|\\(?!\\{0,3}["'])){${least},128})`, flags);
}

/** An option whose argument may be right behind it, and which may be in quotes with it: ` -pSecret1`, ` "-pSecret1"`. */
function attached(option: string, blanks = ""): string {
  return String.raw`(?: ${option}${blanks}|["']${option}(?=[^\s"'\\]))`;
}

/** What such an option begins with. */
function withMarks(...options: readonly string[]): readonly string[] {
  return options.flatMap((option) => [" ", '"', "'"].map((mark) => mark + option));
}

interface CommandLine extends Omit<Shape, "id" | "label"> {
  /** The programs or statements, or what tells that an argument is a password. */
  readonly which: string;
  readonly noun?: "secret";
}

/** Each program has its own option for a password. */
const programs: readonly CommandLine[] = [
  {
    which: "az",
    noun: "secret",
    keywords: ["-p "],
    pattern: argument("-p {1,3}", 8, { first: "-" }),
    check: "after-az",
    source: "https://learn.microsoft.com/cli/azure/authenticate-azure-cli-service-principal",
  },
  {
    which: "curl",
    // The name may be right behind the short option: `-uorders:…`. (PowerShell's `curl -uri:` is another program.)
    keywords: [" -u", "-u ", '-u"', "-u'", "--user ", "--proxy-user "],
    edge: "none",
    pattern:
      /(?: -u(?!r[il]:|ser-?agent:)|(?<![A-Za-z0-9_-])-(?:u(?: |(?=["']))|-user |-proxy-user )) {0,3}(?:\\{0,4}["'])?[^\s:"'\\]{1,128}:(?!\/\/)(?<secret>[^\s"'\\]{1,128})/,
    check: "after-curl",
    source: "https://curl.se/docs/manpage.html#-u",
  },
  {
    which: "net use",
    keywords: ["net use", "net1 use"],
    anyCase: true,
    pattern:
      /net1? use {1,3}(?:[A-Za-z*]:? {1,3})?(?:\\?["'][^"'\r\n]{1,200}["']|\\{2,8}[^\s"']{1,200}) {1,3}(?:\/user:["']?[^\s"']{1,100}["']? {1,3})?["']?(?<secret>(?!\/)[^\s"']{1,128})["']?/i,
    check: "command-argument",
    source: "https://learn.microsoft.com/windows-server/administration/windows-commands/net-use",
  },
  {
    which: "sqlcmd, bcp",
    keywords: withMarks("-P"),
    pattern: argument(attached("-P", " {0,3}"), 1, { first: "-" }),
    edge: "none",
    check: "after-sqlcmd",
    source: "https://learn.microsoft.com/sql/tools/sqlcmd/sqlcmd-utility",
  },
  {
    which: "cmdkey",
    keywords: ["/pass:"],
    anyCase: true,
    pattern: argument("/pass:", 1, { never: "%", flags: "i" }),
    edge: "none",
    check: "command-argument",
    source: "https://learn.microsoft.com/windows-server/administration/windows-commands/cmdkey",
  },
  {
    which: "schtasks",
    keywords: ["/rp "],
    anyCase: true,
    pattern: argument("/rp {1,3}", 1, { first: "/", never: "%", flags: "i" }),
    edge: "none",
    check: "command-argument",
    source: "https://learn.microsoft.com/windows-server/administration/windows-commands/schtasks-create",
  },
  {
    which: "PuTTY, plink, pscp",
    keywords: ["-pw "],
    pattern: argument("-pw {1,3}", 4, { first: "$-", never: "%" }),
    check: "command-argument",
    source: "https://the.earth.li/~sgtatham/putty/0.83/htmldoc/Chapter3.html#using-cmdline-pw",
  },
  {
    which: "sshpass",
    keywords: ["sshpass "],
    pattern: argument("sshpass {1,3}-p {0,3}", 1, { never: "$" }),
    check: "command-argument",
    source: "https://linux.die.net/man/1/sshpass",
  },
  {
    which: "docker, oc, PsExec, tabcmd",
    keywords: ["-p "],
    pattern: argument("-p {1,3}", 4, { first: "-" }),
    check: "after-login",
    source: "https://learn.microsoft.com/sysinternals/downloads/psexec",
  },
  {
    which: "beside a user's name",
    keywords: ["-p ", "/p ", "-p=", "/p:"],
    anyCase: true,
    pattern: argument("[-/]p(?: {1,3}|[:=])", 6, { first: "-/", flags: "i" }),
    confidence: "medium",
    check: "after-user",
    source: "https://learn.microsoft.com/sql/tools/sqlcmd/sqlcmd-utility",
  },
  {
    which: "certutil, signtool",
    keywords: ["-p ", "/p "],
    anyCase: true,
    pattern: argument("[-/]p {1,3}", 4, { first: "-/", flags: "i" }),
    check: "after-certificate-tool",
    source: "https://learn.microsoft.com/windows-server/administration/windows-commands/certutil",
  },
  {
    which: "OpenSSL",
    keywords: ["-passin ", "-passout ", "-pass "],
    pattern: argument("-pass(?:in|out)? {1,3}(?:\\\\{0,4}[\"'])?pass:", 1, { first: "$%" }),
    check: "command-argument",
    source: "https://docs.openssl.org/master/man1/openssl-passphrase-options/",
  },
  {
    which: "PDFtk",
    keywords: ["input_pw ", "user_pw ", "owner_pw "],
    pattern: argument("(?:input|user|owner)_pw {1,3}", 4, { never: "%" }),
    check: "typed-password",
    source: "https://www.pdflabs.com/docs/pdftk-man-page/",
  },
  {
    which: "Db2",
    keywords: ["connect to "],
    anyCase: true,
    pattern: argument(String.raw`connect to {1,3}[\w$#@.-]{1,40} {1,3}user {1,3}[\w$#@.\\-]{1,64} {1,3}using {1,3}`, 4, {
      never: "%",
      flags: "i",
    }),
    check: "typed-password",
    source: "https://www.ibm.com/docs/db2/11.5?topic=commands-connect",
  },
  {
    which: "7-Zip, RAR, MySQL",
    keywords: withMarks("-p", "-hp"),
    pattern: argument(attached("-h?p"), 4, { first: "-" }),
    edge: "none",
    check: "after-archiver",
    source: "https://dev.mysql.com/doc/refman/8.4/en/command-line-options.html",
  },
  {
    which: "net user",
    keywords: ["net user ", "net1 user "],
    anyCase: true,
    pattern: /net1? user {1,3}["']?[^\s"'/]{1,64}["']? {1,3}["']?(?<secret>(?!\/)[^\s"']{4,128})["']?(?=\s{0,3}(?:\/|[\r\n&|]|$))/i,
    check: "typed-password",
    source: "https://learn.microsoft.com/windows-server/administration/windows-commands/net-user",
  },
  {
    which: "rasdial",
    keywords: ["rasdial"],
    anyCase: true,
    pattern:
      /rasdial(?:\.exe)?["']? {1,3}(?:\\{0,4}["'][^"'\r\n\\]{1,100}\\{0,4}["']|[^\s"'/]{1,100}) {1,3}["']?[^\s"'/*]{1,64}["']? {1,3}["']?(?<secret>(?!\/)[^\s"']{1,128})["']?/i,
    check: "command-argument",
    source: "https://learn.microsoft.com/windows-server/administration/windows-commands/rasdial",
  },
  {
    which: "SQL*Plus and Oracle's tools",
    keywords: ["sqlplus", "sqlldr", "expdp", "impdp", "exp ", "imp ", "rman "],
    anyCase: true,
    pattern:
      /(?:(?:sqlplus|sqlldr|expdp|impdp)(?:\.exe)?["']? {1,3}(?:-[a-z]{1,10} {1,3}){0,3}|(?:exp|imp|rman target) {1,3}(?=[^\s/]{1,62}\/[^\s@/]{3,60}@)|(?:exp|imp|expdp|impdp|sqlldr)(?:\.exe)? {1,3}(?:[^\r\n&|]{0,100} )?userid=)["']?[a-z][\w$#]{0,60}\/(?<secret>[^\s"'@/]{3,60})(?=[@\s"']|$)/i,
    check: "command-argument",
    source: "https://docs.oracle.com/en/database/oracle/oracle-database/19/sqpug/starting-SQL-Plus.html",
  },
  {
    which: "keytool, jarsigner",
    keywords: ["-storepass ", "-keypass ", "-srcstorepass ", "-deststorepass ", "-srckeypass ", "-destkeypass "],
    pattern: argument("-(?:src|dest)?(?:store|key)pass {1,3}", 4, { first: "-", never: "%$" }),
    check: "command-argument",
    source: "https://docs.oracle.com/en/java/javase/21/docs/specs/man/keytool.html",
  },
  {
    which: "lftp",
    keywords: ["lftp "],
    pattern: argument(String.raw`lftp {1,3}(?:-[a-z] {1,3}\S{1,100} {1,3}){0,3}?(?:-u|--user) {1,3}["']?[\w.@-]{1,64},`, 1, {
      never: "%$",
    }),
    check: "command-argument",
    source: "https://lftp.yar.ru/lftp-man.html",
  },
  {
    which: "a script for ftp",
    keywords: ["echo user ", "echo pass ", "quote pass ", "literal pass "],
    anyCase: true,
    pattern: argument(String.raw`(?:echo user {1,3}[\w.@\\-]{1,64}|(?:echo|quote|literal) pass) {1,3}`, 4, { never: "%$>&|", flags: "i" }),
    check: "typed-password",
    source: "https://learn.microsoft.com/windows-server/administration/windows-commands/ftp",
  },
  {
    which: "Samba",
    keywords: [" -U "],
    pattern: argument(String.raw` -U {1,3}["']?[\w.@\\-]{1,64}%`, 1, { never: "%$" }),
    edge: "none",
    check: "after-samba",
    source: "https://www.samba.org/samba/docs/current/man-html/smbclient.1.html",
  },
  {
    which: "LDAP",
    keywords: [" -w "],
    pattern: argument(" -w {1,3}", 1, { first: "-", never: "%$" }),
    edge: "none",
    check: "after-ldap",
    source: "https://www.openldap.org/software/man.cgi?query=ldapsearch",
  },
  {
    which: "az keyvault",
    noun: "secret",
    keywords: ["keyvault secret set "],
    pattern: argument(String.raw`keyvault secret set [^\r\n|&;]{0,200}?--value[ =]{1,3}`, 4, { first: "-", never: "%$" }),
    check: "command-argument",
    source: "https://learn.microsoft.com/cli/azure/keyvault/secret#az-keyvault-secret-set",
  },
  {
    which: "bitsadmin",
    keywords: ["/setcredentials "],
    anyCase: true,
    pattern: argument(
      String.raw`\/setcredentials {1,3}["']?[^\s"']{1,100}["']? {1,3}(?:server|proxy) {1,3}\w{1,20} {1,3}["']?[^\s"']{1,100}["']? {1,3}`,
      1,
      {
        never: "%$",
        flags: "i",
      },
    ),
    edge: "none",
    check: "command-argument",
    source: "https://learn.microsoft.com/windows-server/administration/windows-commands/bitsadmin-setcredentials",
  },
  {
    which: "Xpdf, Poppler",
    keywords: ["-upw ", "-opw "],
    pattern: argument("-[uo]pw {1,3}", 4, { first: "-", never: "%$" }),
    check: "typed-password",
    source: "https://www.xpdfreader.com/pdftotext-man.html",
  },
  {
    which: "zip, unzip",
    keywords: [" -P "],
    pattern: argument(" -P {1,3}", 4, { first: "-", never: "%$" }),
    edge: "none",
    check: "after-zip",
    source: "https://infozip.sourceforge.net/",
  },
  {
    which: "VeraCrypt",
    keywords: ["veracrypt"],
    anyCase: true,
    pattern: argument(String.raw`veracrypt(?:\.exe)?["']? [^\r\n|&]{0,200}?(?:\/p(?:assword)?|-p) {1,3}`, 4, {
      first: "-/",
      never: "%$",
      flags: "i",
    }),
    check: "command-argument",
    source: "https://veracrypt.io/en/Command%20Line%20Usage.html",
  },
  {
    which: "SendEmail",
    keywords: ["-xp "],
    pattern: argument("-xp {1,3}", 4, { first: "-", never: "%$" }),
    check: "typed-password",
    source: "https://github.com/mogaal/sendemail",
  },
  {
    which: "netsh",
    keywords: ["hostednetwork "],
    anyCase: true,
    pattern: argument(String.raw`hostednetwork [^\r\n|&]{0,120}?key=`, 8, { never: "%$", flags: "i" }),
    check: "command-argument",
    source: "https://learn.microsoft.com/windows/win32/nativewifi/using-wireless-hosted-network-and-internet-connection-sharing",
  },
  {
    which: "dtexec",
    keywords: ["dtexec"],
    anyCase: true,
    pattern: argument(String.raw`dtexec(?:\.exe)?["']? [^\r\n|&]{0,300}?[-/]de(?:crypt)? {1,3}`, 1, {
      first: "-/",
      never: "%$",
      flags: "i",
    }),
    check: "command-argument",
    source: "https://learn.microsoft.com/sql/integration-services/packages/dtexec-utility",
  },
  {
    which: "piped into a program",
    keywords: ["echo "],
    pattern: argument("echo {1,3}", 4, { first: "-/", never: "%$|" }),
    check: "piped-password",
    source: "https://docs.docker.com/reference/cli/docker/login/#password-stdin",
  },
];

/** Statements that create users. */
const statements: readonly CommandLine[] = [
  {
    which: "CREATE USER",
    keywords: ["create user ", "alter user ", "create role ", "alter role ", "grant "],
    anyCase: true,
    // MySQL creates users where they are granted something, too: GRANT SELECT ON crm.* TO 'erp'@'%' IDENTIFIED BY '…'.
    pattern:
      /(?:(?:create|alter) (?:user|role) {1,3}(?:if not exists {1,3})?|grant [^;]{1,160}? to {1,3}(?=\\{0,4}["'`]))[^\s;]{1,100}\s{1,4}identified (?:with \S{1,40} )?by {1,3}(?:values? {1,3})?\\{0,4}["']?(?<secret>(?!:|values? )[^\s"'\\%;,<>&]{4,60})/i,
    check: "command-argument",
    source: "https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/CREATE-USER.html",
  },
  {
    which: "sp_addlogin, sp_addlinkedsrvlogin",
    keywords: ["sp_addlogin", "sp_addlinkedsrvlogin"],
    anyCase: true,
    pattern:
      /sp_add(?:login\s{1,4}N?'[^'\r\n]{1,128}'|linkedsrvlogin\s{1,4}(?:(?:N?'[^'\r\n]{0,128}'|NULL|true|false)\s{0,4},\s{0,4}){3}(?:N?'[^'\r\n]{0,128}'|NULL))\s{0,4},\s{0,4}N?'(?<secret>[^'\r\n]{1,128})'/i,
    edge: "none",
    check: "command-argument",
    source: "https://learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-addlinkedsrvlogin-transact-sql",
  },
];

/** Passwords on the command lines of programs, and in statements that create users. */
export const commandLineShapes: readonly Shape[] = [...labelled("on a command line", programs), ...labelled("in a statement", statements)];

function labelled(where: string, forms: readonly CommandLine[]): readonly Shape[] {
  return forms.map(({ which, noun = "password", ...form }) => ({
    ...form,
    id: "command-line-password",
    label: `a ${noun} ${where} (${which})`,
  }));
}
