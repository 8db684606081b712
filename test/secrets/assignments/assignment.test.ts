import { describe, expect, it } from "vitest";
import { assignmentAt } from "../../../src/secrets/assignments/assignment.ts";
import { escapedQuotes, plainQuotes, writings } from "../writings.ts";

/** What is read around a stretch of a name: `name = value`, and how it is written. Undefined where nothing is assigned. */
function read(text: string, hint = "password"): string | undefined {
  const start = text.toLowerCase().indexOf(hint);
  const found = assignmentAt(text, start, start + hint.length, []);
  if (found === undefined) return undefined;
  const marks = [found.quoted && "quoted", found.query && "query", found.cut && "cut"].filter((mark) => mark !== false);
  return [`${found.name} = ${text.slice(found.start, found.end)}`, ...marks].join(", ");
}

describe("a value behind a name is read", () => {
  it.each<[string, string, string | undefined]>([
    ["of JSON", '{"password": "a b", "x": 1}', "password = a b, quoted"],
    ["of JSON in a string of JSON", String.raw`{\"password\":\"ab\"}`, "password = ab, quoted"],
    ["of JSON in a string of a string", String.raw`{\\\"password\\\": \\\"a\\\"}`, "password = a, quoted"],
    ["with an escaped quote in it", String.raw`{"password": "a\"b", "x": "y"}`, String.raw`password = a\"b, quoted`],
    ["with an escaped quote in it, in a string of JSON", String.raw`{\"password\": \"a\\\"b\"}`, String.raw`password = a\\\"b, quoted`],
    ["with a backslash in it", String.raw`{"password": "a\nb"}`, String.raw`password = a\nb, quoted`],
    ["with a backslash at its end", String.raw`password = 'a\\b'`, String.raw`password = a\\b, quoted`],
    ["with a name in single quotes", "{'password': 'ab'}", "password = ab, quoted"],
    ["of a number", '{"password": 4711}', "password = 4711"],
    ["of a script", "password = 'ab'", "password = ab, quoted"],
    ["of a line that is left out", "#password = ab", "password = ab"],
    ["of a line that is left out, in quotes", "#password='ab'", "password = ab, quoted"],
    ["of a script, typed", '$password="ab"', "password = ab, quoted"],
    ["of a string with a prefix", '$password = @"ab"', "password = ab, quoted"],
    ["of a string with a prefix that only looks like one", "password = nab", "password = nab"],
    ["of a hash table", "@{ Password => 'ab' }", "Password = ab, quoted"],
    ["of a declaration", "password := 'ab'", "password = ab, quoted"],
    ["of a constant of Visual Basic", 'Const PASSWORD As String = "ab"', "Const PASSWORD = ab, quoted"],
    ["of a variable of Visual Basic that is made elsewhere", 'Dim password As String = GetIt("ab")', undefined],
    ["of a variable with a type", 'let password: string = "ab";', "let password = ab, quoted"],
    ["of a variable with a type, in Python", 'password: Optional[str] = r"ab"', "password = ab, quoted"],
    ["of a variable with two types", "password: string | null = 'ab'", "password = ab, quoted"],
    ["in front of another pair", 'password: ab name="x"', "password = ab"],
    ["of an index", "headers['password'] = 'ab'", "password = ab, quoted"],
    ["of a call with an index", "Item(\"password\") = 'ab'", "password = ab, quoted"],
    ["between three quotes", "password = '''ab'''", "password = ab, quoted"],
    ["between three quotes, behind a sign", "password = $'''ab 'c' '''", "password = ab 'c' , quoted"],
    ["of Power Fx", 'Set(password, "ab")', "password = ab, quoted"],
    ["of a form", "user=a&password=a%20b&x=y", "password = a%20b, query"],
    ["of a form, at its start", "password=ab&x=y", "password = ab, query"],
    ["of a form, with the sign of fragments in it", "user=a&password=ab#c&x=y", "password = ab#c, query"],
    ["of a form, behind another text", 'get("https://x.example/?a=b", "&password=ab#c")', "password = ab#c, query"],
    ["of an address of JDBC", "jdbc:mysql://x.example/a?user=b&password=ab#c&x=y", "password = ab#c, query"],
    ["of a form, escaped as XML", "user=a&amp;password=ab&amp;x=y", "password = ab, query"],
    ["of a query", "https://x.example/?password=a;b#c", "password = a;b, query"],
    ["of a fragment", "https://x.example/#password=ab", "password = ab, query"],
    ["of a connection string", "Server=x;Password=ab;Database=y", "Password = ab"],
    ["of a connection string, at its start", "Password=ab; Server=x", "Password = ab"],
    ["of a line", "user: a\npassword: ab\n", "password = ab"],
    ["of a sentence", "The password: ab, and the name.", "The password = ab"],
    ["of a sentence without a sign", "my password is ab", "my password = ab"],
    ["at the end of a sentence", "It is password=ab. Then", "It is password = ab"],
    ["with a comma in it", "x password=a,b c", "x password = a,b"],
    ["with a bracket in it", "(password = a)b)", "password = a)b"],
    ["in parentheses", "(password = ab)", "password = ab"],
    ["before an escaped line break", String.raw`password: ab\nx: y`, "password = ab"],
    ["with a backslash in it, bare", String.raw`password: a\b`, String.raw`password = a\b`],
    ["of an element", "<Password>ab</Password>", "Password = ab, quoted"],
    ["of an element with a prefix", "<d:Password>ab</d:Password>", "Password = ab, quoted"],
    ["of an element with attributes, between spaces", '<Password type="x">  a b  </Password>', "Password = a b, quoted"],
    ["of an element in that of its name", "<Password><Value>ab</Value><PlainText>x</PlainText></Password>", "Password = ab, quoted"],
    ["of an element in that of its name, with a prefix", "<Password>\n  <d:string x='y'>ab</d:string></Password>", "Password = ab, quoted"],
    ["of an element in that of its name that is no value", "<Password><Length>ab</Length></Password>", undefined],
    ["of a constant of PHP", "define('DB_PASSWORD', 'ab')", "DB_PASSWORD = ab, quoted"],
    ["of a parameter of SQL", 'AddWithValue("@password", "ab")', "password = ab, quoted"],
    ["of the default of an argument", 'add_argument("-p", "--password", type=str, default="ab")', "password = ab, quoted"],
    ["of the default of an option", "@click.option('--password', default='ab')", "password = ab, quoted"],
    ["of an element with marked data", "<Password><![CDATA[a<b]]></Password>", "Password = a, quoted"],
    ["of marked data up to its end", "<Password><![CDATA[ab]]></Password>", "Password = ab, quoted"],
    ["of an attribute", '<x password="ab"/>', "x password = ab, quoted"],
    ["of a setting", '<add key="Password" value="ab" />', "Password = ab, quoted"],
    ["of a setting with a note", '<add key="Password" comment = "SAP" value = "ab" />', "Password = ab, quoted"],
    ["of what a page says about itself", '<meta name="password" content="ab">', "password = ab, quoted"],
    ["of what a page says about itself, the other way round", '<meta content="ab" name="password">', "password = ab, quoted"],
    ["of a field, before its name", "<input value='ab' type='hidden' name='password'/>", "password = ab, quoted"],
    ["of a setting, before its key", '<add value="ab" key="password" />', "password = ab, quoted"],
    ["of a setting, before its key, in a string of JSON", String.raw`<add value=\"ab\" key=\"password\"/>`, "password = ab, quoted"],
    ["of a member before that with its name", '{"value": "ab", "name": "password"}', "password = ab, quoted"],
    ["of a member of XML-RPC", "<member><name>password</name><value><string>ab</string></value></member>", "password = ab, quoted"],
    [
      "of an element beside that of its name",
      "<item>\n <k:Key>password</k:Key>\n <k:Value x='1'>ab</k:Value>\n</item>",
      "password = ab, quoted",
    ],
    ["of a property list", "<key>password</key>\n\t<string>ab</string>", "password = ab, quoted"],
    ["of an element that is no value", "<name>password</name><type>ab</type>", undefined],
    ["of an element whose text is a label", "<label>password</label><value>ab</value>", undefined],
    ["of the element before", '<add value="ab" key="user" /><add key="password" />', undefined],
    ["of the object before", '[{"value": "ab"}, {"name": "password"}]', undefined],
    ["of a member that is no value", '{"label": "ab", "name": "password"}', undefined],
    ["in German quotes", "password: „ab“, x", "password = ab"],
    ["in English quotes", "password: “ab” x", "password = ab"],
    ["in French quotes", "password : « ab » x", "password = ab"],
    ["in Japanese quotes", "password:「ab」x", "password = ab"],
    ["in quotes behind words", "the password is „ab“.", "the password = ab"],
    ["in quotes right behind the name", "password「ab」です", "password = ab"],
    ["in quotes that hold prose", "password : « ab ? » x", undefined],
    ["behind a quote that nothing closes", "password: „ab x", "password = „ab"],
    ["in a quotation that goes on in the next line", "password: „ab\nx“", "password = „ab"],
    ["in empty quotes", "password: „“ x", undefined],
    ["of a property", '<property name="Password" of-type="Text" usage="input" default-value="ab" />', "Password = ab, quoted"],
    ["of a setting with a default", '<add name="Password" defaultValue="ab" />', "Password = ab, quoted"],
    ["of a setting with an element", '<setting name="Password" x="y"><value>ab</value></setting>', "Password = ab, quoted"],
    ["of a pair whose name is of several words", '{"title": "the WiFi password", "value": "ab"}', "the WiFi password = ab, quoted"],
    ["of a pair in columns of a publisher", '{ new_name: "the password", new_value: "ab" }', "the password = ab, quoted"],
    ["of a pair in a formula", '{Name: "the password", Type: "text", Value: "ab"}', "the password = ab, quoted"],
    ["of a setting with a text", '<setting name="Password" x="y">ab</setting>', "Password = ab, quoted"],
    ["behind what languages say about it there", "mot de password provisoire : ab", "mot de password = ab"],
    ["of a sentence that says it behind the name", "la password temporal es ab", "la password = ab"],
    ["of a sentence that says it behind the name, and a colon", "password tymczasowe to: ab", "password = ab"],
    ["behind a dash", "password – ab", "password = ab"],
    ["behind one more word of its name", "password SAP: ab", "password SAP = ab"],
    ["behind one more word of its name, in quotes", '{"password SAP": "a b"}', "password SAP = a b, quoted"],
    ["behind a word and what leads to it", "password de la VPN: ab", "password = ab"],
    ["behind a word that takes its meaning", "password policy: ab", undefined],
    ["behind two more words", "password one two: ab", undefined],
    ["of a sentence, right behind the name", `with the password ${"ab1".repeat(9)} for it`, `with the password = ${"ab1".repeat(9)}`],
    ["of a pair", '{"name": "password", "value": "ab"}', "password = ab, quoted"],
    ["of a sentence that asks to use it", "Use password: ab", "password = ab"],
    ["of a part of a form", 'Content-Disposition: form-data; name="password"\r\n\r\na b\r\n--x', "password = a, query"],
    ["of a part of a form that has a type", 'form-data; name="password"\nContent-Type: text/plain\n\nab', "password = ab, query"],
    ["of a box that is compared", 'If(txtPassword.Text = "a b", Navigate(Home))', "txtPassword = a b, quoted"],
    ["of a box of a page that is compared", "if (password.value === 'ab')", "password = ab, quoted"],
    ["of a parameter", '{"password": {"value": "ab"}}', "password = ab, quoted"],
    ["of a parameter with a type", '{"password": {\n  "type": "securestring",\n  "defaultValue": "ab"}}', "password = ab, quoted"],
    ["of a parameter, escaped", String.raw`{\"password\":{\"value\":\"ab\"}}`, "password = ab, quoted"],
    ["behind the kind of sign-in", '{"type": "password", "key": "ab"}', "password = ab, quoted"],
    ["of a pair, escaped", String.raw`{\"key\":\"password\",\"value\":\"ab\"}`, "password = ab, quoted"],
    ["of a pair in lines", "- name: password\n  value: ab", "password = ab"],
    ["of a pair in lines, with a path", "- name: Authentication/Password\n  adx_value: ab", "Password = ab"],
    ["of a header that a script sets", 'request.setRequestHeader("password", "ab")', "password = ab, quoted"],
    ["of a variable of the environment", 'os.getenv("password", "ab")', "password = ab, quoted"],
    ["of a pair that a program makes", 'new KeyValuePair<string, string>("password", "ab")', "password = ab, quoted"],
    ["of a pair of a list", '[["accept", "cd"], ["password", "ab"]]', "password = ab, quoted"],
    ["of a longer list", '["password", "ab", "cd"]', undefined],
    ["of a box that something else is in", 'If(txtPassword.Text <> "ab", Notify("x"))', "txtPassword = ab, quoted"],
    ["of a box without blanks around", 'If(Trim(txtPassword.Text) = "ab", true)', "txtPassword = ab, quoted"],
    ["of a field that is compared", "if (password.value !== 'ab')", "password = ab, quoted"],
    ["of a pair of a dictionary", '{ "password", "ab" },', "password = ab, quoted"],
    ["of a header that VBScript sets", 'request.setRequestHeader "password", "ab"', "password = ab, quoted"],
    ["of a field that a script fills", 'password.value = "ab"', "password = ab, quoted"],
    ["of a field of a window", 'password.Text = "ab"', "password = ab, quoted"],
    ["of an option", "tool --password ab", "password = ab"],
    ["of an option in quotes", "Connect -Password 'a b'", "Password = a b, quoted"],
    ["of an option of Windows", "tool /password ab", "password = ab"],
    ["of an option with an equals sign", "tool --password=ab", "password = ab"],
  ])("%s", (_, text, expected) => {
    expect(read(text)).toBe(expected);
  });

  describe("however it is spelled", () => {
    const quoted = "password = ab, quoted";
    it.each([
      'Set( password, "ab")',
      'set(password, "ab")',
      'Set(password , "ab")',
      '{"password" : "ab"}',
      '{"password":\t"ab"}',
      "headers['password']='ab'",
      'Item("password")="ab"',
      'password:="ab"',
      "password=>'ab'",
      'password.VALUE="ab"',
      'password.text == "ab"',
      'password.value  ===  "ab"',
      'x.setRequestHeader( "password", "ab")',
      'x.setRequestHeader(\t"password" , "ab")',
      'Headers.Add("password", "ab")',
      'data.append("password", "ab")',
      'map.set("password", "ab")',
      'localStorage.setItem("password", "ab")',
      'x.TryAddWithoutValidation("password", "ab")',
      'x.SetRequestHeader\t"password", "ab"',
      '{"password", "ab"}',
      '{ "password" , "ab" }',
      String.raw`{ \"password\", \"ab\" }`,
    ])("%s", (text) => {
      expect(read(text)?.replace(String.raw`ab\"`, "ab")).toBe(quoted);
    });

    it.each(["name", "key", "id", "field", "header", "parameter", "variable", "title", "label", "style"])(
      "beside the member '%s'",
      (member) => {
        for (const value of ["value", "val", "defaultValue", "content", "Value"]) {
          expect(read(`{"${member}": "password", "${value}": "ab"}`)).toBe(quoted);
          expect(read(`{ "${member}" : "password" , "${value}" : "ab" }`)).toBe(quoted);
          expect(read(`{${member}:'password',${value}:'ab'}`)).toBe(quoted);
          expect(read(String.raw`{\"${member}\": \"password\", \"${value}\": \"ab\"}`)).toBe(quoted);
          expect(read(`{"${member}": "password", "a": "x y", "b": true, "c": 12, "${value}": "ab"}`)).toBe(quoted);
          expect(read(`{"${member}": "password", "a": 1, "b": 2, "c": 3, "d": 4, "${value}": "ab"}`)).toBeUndefined();
          expect(read(`{"${member}": "password", "a": {}, "${value}": "ab"}`)).toBeUndefined();
          expect(read(`{"${member}": "password", "other${value}": "ab"}`)).toBeUndefined();
        }
      },
    );

    it.each([
      "value",
      "val",
      "secureValue",
      "secure_value",
      "defaultValue",
      "default_value",
      "stringValue",
      "string_value",
      "#text",
      "VALUE",
    ])("in the member '%s' of what it names", (value) => {
      expect(read(`{"password":{"${value}":"ab"}}`)).toBe(quoted);
      expect(read(`{"password" : { "${value}" : "ab" } }`)).toBe(quoted);
      expect(read(`{"password": {"type": "string", "isSecure": true, "order": 12, "${value}": "ab"}}`)).toBe(quoted);
      expect(read(`{"password": {"x": null,\n    "${value}": "ab"}}`)).toBe(quoted);
      expect(read(String.raw`{\"password\": {\"${value}\": \"ab\"}}`)).toBe(quoted);
      expect(read(`{"password": {"a": 1, "b": 2, "c": 3, "d": 4, "${value}": "ab"}}`)).not.toBe(quoted);
    });

    it.each(["type", "kind", "scheme", "authType", "Type"])("behind the member '%s'", (kind) => {
      expect(read(`{"${kind}": "password", "key": "ab"}`)).toBe(quoted);
      expect(read(`{ "${kind}" : "password" , "Key" : "ab" }`)).toBe(quoted);
      expect(read(String.raw`{\"${kind}\": \"password\", \"key\": \"ab\"}`)).toBe(quoted);
      expect(read(`{"${kind}": "password", "value": "ab"}`)).toBeUndefined();
      expect(read(`{"${kind}": "password", "keys": "ab"}`)).toBeUndefined();
    });

    it.each(["key", "name", "id", "Key"])("beside the attribute '%s'", (attribute) => {
      expect(read(`<add ${attribute}="password" value="ab"/>`)).toBe(quoted);
      expect(read(`<add ${attribute} = "password"  value = "ab"/>`)).toBe(quoted);
      expect(read(`<add ${attribute}='password' a="x y" b='1' default-value='ab'/>`)).toBe(quoted);
      expect(read(`<add ${attribute}="password" defaultvalue="ab"/>`)).toBe(quoted);
      expect(read(`<setting ${attribute}="password">\n  <value>ab</value></setting>`)).toBe(quoted);
      expect(read(`<setting ${attribute}="password"> ab </setting>`)).toBe(quoted);
      expect(read(`<add ${attribute}="password" values="ab"/>`)).toBeUndefined();
      expect(read(`<add my${attribute}x="password" value="ab"/>`)).toBeUndefined();
    });

    it.each(["name", "key", "variable", "Name"])("in the line below '%s'", (member) => {
      for (const value of ["value", "Value", "new_value"]) {
        expect(read(`${member}: password\n${value}: ab`)).toBe("password = ab");
        expect(read(`- ${member} : "a/b/password"\r\n  ${value} : ab`)?.endsWith("password = ab")).toBe(true);
        expect(read(`${member}: init:Topic.password\n${value}: ab`)?.endsWith("password = ab")).toBe(true);
        expect(read(`${member}: password\n\n${value}: ab`)).toBeUndefined();
        expect(read(`${member}: password\nother: ab`)).toBeUndefined();
        expect(read(`${member}s: password\n${value}: ab`)).toBeUndefined();
      }
    });

    it.each([
      ...["for", "of", "für", "von", "vom", "zu", "zum", "zur", "der", "des", "pour", "de", "du", "del", "della", "para", "do", "da", "di"],
      ...["per", "voor", "van", "til", "till"],
    ])("behind a name and '%s'", (preposition) => {
      expect(read(`password ${preposition} svc-erp: ab`)).toBe("password = ab");
      expect(read(`password ${preposition} the ERP of Contoso = ab`)).toBeUndefined();
      expect(read(`password ${preposition} the new ERP = ab`)).toBe("password = ab");
      expect(read(`password  ${preposition} svc-erp is ab`)).toBe("password = ab");
      expect(read(`password ${preposition} the new ERP lautet: ab`)).toBe("password = ab");
      expect(read(`password ${preposition} svc-erp with ab`)).toBeUndefined();
    });

    it.each([
      ...["is", "Is", "IS", "ist", "Ist", "lautet", "luidt", "est", "es", "é", "è", "jest", "är", "er", "is:", "is :", "é:"],
      ...["eq", "EQ", "to", "TO"],
    ])("behind '%s'", (said) => {
      expect(read(`password ${said} ab`)).toBe("password = ab");
      expect(read(`password  ${said}  ab`)).toBe("password = ab");
    });
    it.each(["was", "this", "isnt", "iss", "eqs", "too", "in"])("not behind '%s'", (word) => {
      expect(read(`password ${word} ab`)).toBeUndefined();
    });

    it.each(["b", "strong", "i", "em", "u", "span", "font", "code", "p", "div", "td", "th", "li", "dd", "dt"])("in markup: %s", (tag) => {
      expect(read(`<${tag}>password</${tag}>: ab`)).toBe("password = ab");
      expect(read(`<${tag}>password</${tag}>&nbsp;<br/> : ab`)).toBe("password = ab");
      expect(read(`password: <${tag} class="x">ab</${tag}>`)).toBe("password = ab");
      const isCell = /^(?:td|th|dt)$/.test(tag);
      expect(read(`<${tag}>password</${tag}><td>ab</td>`)).toBe(isCell ? "password = ab" : undefined);
      const isEmphasis = /^(?:b|strong|code|i|em|u)$/.test(tag);
      expect(read(`password <${tag}>ab</${tag}>`)).toBe(isEmphasis ? "password = ab" : undefined);
    });
  });

  it("behind the scheme of an authorization", () => {
    expect(read("Authorization: Bearer ab", "authorization")).toBe("Authorization = ab");
    expect(read("Authorization: Bearers ab", "authorization")).toBe("Authorization = Bearers");
    expect(read("Authorization: Bearer", "authorization")).toBe("Authorization = Bearer");
    expect(read("Token: Bearer ab", "token")).toBe("Token = Bearer");
  });

  it("together with up to two words before its name", () => {
    expect(read("the new client secret: ab", "secret")).toBe("new client secret = ab");
    expect(read("the skip token: ab", "token")).toBe(undefined);
    const value = "ab1".repeat(9);
    expect(read(`use API key ${value}`, "key")).toBe(`API key = ${value}`);
    expect(read(`use the row key ${value}`, "key")).toBe(undefined);
  });

  it("up to a bound", () => {
    expect(read(`x password=${"a".repeat(511)} `)).not.toContain("cut");
    expect(read(`x password=${"a".repeat(512)} `)).toContain("cut");
    expect(read(`password = "${"a".repeat(4095)}"`)).toContain("quoted");
    expect(read(`password = "${"a".repeat(4096)}"`)).toBeUndefined();
    expect(read(`<Password>${"a".repeat(4095)}</Password>`)).toContain("quoted");
    expect(read(`<Password>${"a".repeat(4097)}</Password>`)).toBeUndefined();
  });
});

describe("nothing is read", () => {
  it.each([
    ["of a comparison", "if (password == 'ab')"],
    ["of a match", "password =~ /ab/"],
    ["of a scope", "password::ab"],
    ["of an address", "password://ab"],
    ["of an empty text", "password = ''"],
    ["of an empty text, between three quotes", "password = ''''''"],
    ["of an empty element", "<Password></Password>"],
    ["of an element without a text", "<Password/>"],
    ["of an element without an end", "<Password"],
    ["of a text without an end", "password = 'ab"],
    ["of a text without an end, between three quotes", "password = '''ab"],
    ["of an object", "password: {a: 1}"],
    ["of a list", "password = [a]"],
    ["of a call", "password = (a)"],
    ["of a resource's name", "arn:aws:password:ab"],
    ["of a word in a sentence", "my password was changed"],
    ["of an option without an argument", "tool --password --other"],
    ["of an option before a pipe", "tool --password | x"],
    ["of an option at the end", "tool --password"],
    ["of a path", "a/password ab"],
    ["of another call", 'Get(password, "ab")'],
    ["of a list of names", "'password', 'ab'"],
    ["of a pair without a value", '{"name": "password", "type": "ab"}'],
    ["of a pair that is none", '{"title": "x", "y": 1, "z": ["password", "value": "ab"]}'],
    ["of a line without a value", "- name: password\n  type: ab"],
    ["of a line that is no pair", "password\n  value: ab"],
    ["of an attribute without a value", '<add key="Password" type="ab" />'],
    ["of an attribute that is none", '<add x="Password" value="ab" />'],
    ["of nothing", "password = "],
    ["of nothing in a form", "a=b&password=&x=y"],
  ])("%s", (_, text) => {
    expect(read(text)).toBeUndefined();
  });
});

/** Every quoting and spacing in which a value is read as the same. */
function expectInWritings(line: string, expected: string, quotes?: readonly string[]): void {
  for (const text of writings(line, quotes)) expect([text, read(text.replaceAll("~", "_"))]).toEqual([text, expected]);
}

describe("a quoted value is read however it is quoted and spaced", () => {
  it.each([
    '{"password"_:_"ab"}',
    'password_=_"ab"',
    'password_:=_"ab"',
    'password_=>_"ab"',
    'headers["password"]_=_"ab"',
    'Item("password")_=_"ab"',
    'setx["password"]_:_"ab"',
  ])("%s", (line) => expectInWritings(line, "password = ab, quoted"));

  it.each(["name", "key", "id", "field", "header", "parameter", "variable", "title", "label", "style", "Name", "KEY", "fieldName"])(
    "behind its %s",
    (naming) => {
      expectInWritings(`{"${naming}"_:_"password"_,_"value"_:_"ab"}`, "password = ab, quoted");
    },
  );

  it.each(["value", "val", "defaultValue", "content", "VALUE"])("as its %s", (member) => {
    expectInWritings(`{"name"_:_"password"_,_"${member}"_:_"ab"}`, "password = ab, quoted");
  });

  it.each([
    '"type"_:_"string"_,',
    '"required"_:_true_,',
    '"required"_:_false_,',
    '"unit"_:_null_,',
    '"order"_:_12_,',
    '"type"_:_""_,_"required"_:_true_,_"order"_:_1234567890_,',
  ])("behind %s", (between) => {
    expectInWritings(`{"name"_:_"password"_,_${between}_"value"_:_"ab"}`, "password = ab, quoted");
  });

  it.each([
    '{"type": "password", "name": "ab"}',
    '{"style": "password", "key": "ab"}',
    '{"name": "password", "a": 1, "b": 2, "c": 3, "d": 4, "value": "ab"}',
    '{"name": "password", "type": {"a": "b"}, "value": "ab"}',
    '{"name": "password", "type": "string"}, {"x": 1, "value": "ab"}',
    '{"name": "password", "values": "ab"}',
    '{"name": "password", "text": "ab"}',
    '{"surname of": "x", "y", "password", "value": "ab"}',
    '"name": "x, password", "value": "ab"',
  ])("but not in %s", (text) => expect(read(text)).toBeUndefined());

  it.each([
    "setRequestHeader",
    "headers.append",
    "headers.Add",
    "headers.set",
    "localStorage.setItem",
    "Headers.TryAddWithoutValidation",
    "addHeader",
  ])("as an argument of %s", (call) => expectInWritings(`${call}(_"password",_"ab")`, "password = ab, quoted"));

  it.each(["get(", "Headers.Remove(", "add"])("but not of %s", (call) => expect(read(`${call}"password", "ab")`)).toBeUndefined());

  it.each(["key", "name", "id", "Name"])("in markup, behind the attribute %s", (naming) => {
    for (const member of ["value", "defaultValue", "VALUE"]) {
      expectInWritings(`<add ${naming}_=_"password" ${member}_=_"ab" />`, "password = ab, quoted");
    }
    expectInWritings(`<setting ${naming}_=_"password">_<value>_ab_</value>`, "password = ab, quoted", plainQuotes);
    expectInWritings(`<setting ${naming}="password" serializeAs="String">_<value>ab</value>`, "password = ab, quoted", plainQuotes);
  });

  it.each([
    '<add key="password" other="ab" />',
    '<add keys="password" value="ab" />',
    '<setting name="password"><other>ab</other>',
    '<a name="password"></a><value>ab</value>',
  ])("but not in %s", (text) => expect(read(text)).toBeUndefined());

  it.each(["@", "$", "N", "n", "u", "U", "r", "R", "b", "B"])("behind the prefix %s of a string", (prefix) => {
    expectInWritings(`password_=_${prefix}"ab"`, "password = ab, quoted", plainQuotes);
  });

  it("in elements, whatever their prefix and attributes", () => {
    for (const tag of ["password", "d:password", "a.b-c:password", "password x='y'", "ns_1:password type='z'"]) {
      expect([tag, read(`<${tag}>ab</`)]).toEqual([tag, "password = ab, quoted"]);
      expect([tag, read(`<${tag}> \n ab \t</`)]).toEqual([tag, "password = ab, quoted"]);
      expect([tag, read(`<${tag}><![CDATA[ab]]></`)]).toEqual([tag, "password = ab, quoted"]);
    }
  });

  it("up to the quote that closes, and not an escaped one", () => {
    for (const quote of [...plainQuotes, ...escapedQuotes]) {
      expect(read(`password = ${quote}a b; c, d${quote} e`)).toBe("password = a b; c, d, quoted");
      expect(read(`password = ${quote}ab`)).toBeUndefined();
      expect(read(`password = ${quote}${quote}`)).toBeUndefined();
    }
  });
});

describe("a value is read behind what is said of it", () => {
  it.each(["for", "of", "für", "von", "pour", "de", "para", "voor", "til", "FOR"])("password %s …:", (word) => {
    for (const whom of ["SAP", "svc-erp", "the SAP system", "svc_erp on prod"]) {
      for (const sign of [":", " :", " =", "："]) expect(read(`password ${word} ${whom}${sign} Wn-48213`)).toBe("password = Wn-48213");
    }
    expect(read(`password ${word} one two three four: Wn-48213`)).toBeUndefined();
    expect(read(`password ${word} SAP, Wn-48213`)).toBeUndefined();
  });

  it.each(["password (SAP): ab", "password (of the test system) = ab", "password  (x)  ：ab"])("%s", (text) =>
    expect(read(text)).toBe("password = ab"),
  );
  it.each(["password () : ab", "password (a(b)): ab", "password (SAP) ab", "password from SAP: ab"])("but not %s", (text) =>
    expect(read(text)).toBeUndefined(),
  );

  it.each(["is", "ist", "lautet", "est", "es", "IS", "eq", "to"])("password %s …", (word) => {
    for (const lead of [`password ${word} `, `password  ${word}  `]) {
      expect(read(`the ${lead}Wn-48213 now`)).toBe("the password = Wn-48213");
      expect(read(`${lead}'Wn 48213'`)).toBe("password = Wn 48213, quoted");
    }
    expect(read(`password ${word}`)).toBeUndefined();
    expect(read(`password ${word}Wn-48213`)).toBeUndefined();
    expect(read(`password x${word} Wn-48213`)).toBeUndefined();
  });

  it("also without a word, where it has all kinds of characters", () => {
    expect(read("the password Wn#48213 now")).toBe("the password = Wn#48213");
    expect(read("the password Wn+48213, then")).toBe("the password = Wn+48213");
    for (const text of ["password Wn-48213 now", "password Wn#abcde", "password wn#48213", "password Wn#4821", "password Wn#48(213)"])
      expect(read(text)).toBeUndefined();
  });

  it("also with a colon", () => {
    expect(read("password is: ab")).toBe("password = ab");
    expect(read("password ist : ab")).toBe("password = ab");
  });
});

describe("a value is read behind markup", () => {
  const tags = ["b", "strong", "i", "em", "u", "span", "font", "code", "p", "div", "br", "td", "th", "tr", "dt", "dd", "li", "B"];
  it.each(tags)("<%s>", (tag) => {
    expect(read(`<${tag}>password</${tag}>: ab`)).toBe("password = ab");
    expect(read(`<${tag} class="x">password</${tag}>：ab`)).toBe("password = ab");
    expect(read(`password: <${tag}>ab</${tag}>`)).toBe("password = ab");
    expect(read(`password:<${tag} style="a: b"> <${tag}/>ab</${tag}>`)).toBe("password = ab");
  });
  it.each(["&nbsp;", "\u00a0", "**", "&nbsp; &nbsp;", "</b> <br/>", "</td>\n<td>"])("%j", (between) => {
    expect(read(`password:${between}ab`)).toBe("password = ab");
    expect(read(`password${between}: ab`)).toBe("password = ab");
  });
  it.each(["b", "strong", "code", "i", "em", "u"])("that makes it stand out: <%s>", (tag) => {
    expect(read(`password <${tag}>ab</${tag}>`)).toBe("password = ab");
    expect(read(`password: x <${tag}>ab</${tag}>`)).toBe("password = x");
    expect(read(`<${tag}>password</${tag}> ab`)).toBeUndefined();
  });
  it("in the cell beside the one that holds the name", () => {
    expect(read("<tr><td>password</td><td>ab</td></tr>")).toBe("password = ab");
    expect(read("<tr><th>password</th>\n  <td class='x'>ab</td></tr>")).toBe("password = ab");
    expect(read("<dl><dt>password</dt><dd>ab</dd></dl>")).toBe("password = ab");
    expect(read("<p>password</p><p>ab</p>")).toBeUndefined();
    expect(read("<td><b>password</b></td><td>ab</td>")).toBe("password = ab");
    expect(read("<input>password</input>: ab")).toBeUndefined();
  });
});

describe("a name is", () => {
  it.each([
    "password2",
    "password_1",
    "my-password",
    "PASSWORD",
    "db2Password",
    "Z_password9",
    "az0-password",
    "größenpassword",
    "пассpassword",
  ])("%s", (name) => expect(read(`${name} = ab`, "password")).toBe(`${name} = ab`));
  it("ended by every other sign", () => {
    for (const sign of "!\"#$%&'()*+,./:;<=>?@[]^`{|}~ \n")
      expect([sign, read(`x${sign}password = ab`)?.includes("password = ab")]).toEqual([sign, true]);
  });
});

describe("a bare value ends", () => {
  it.each<[string, string]>([
    ["password: a;b", "password = a"],
    ["password: a|b", "password = a"],
    ["password: a,b", "password = a"],
    [" password=x, a", "password = x"],
    [" password=x,", "password = x"],
    [" password=x,,y", "password = x"],
    [" password=x,y", "password = x,y"],
    ["password: a'b", "password = a"],
    ['password: a"b', "password = a"],
    ["password: a`b", "password = a"],
    ["password: a<b", "password = a"],
    ["password: a>b", "password = a"],
    ["password: a&b", "password = a"],
    ["password: a\tb", "password = a"],
    ["password: a)", "password = a"],
    ["password: a) b", "password = a"],
    ["password: a})", "password = a"],
    ["password: a],", "password = a"],
    ["password: a);", "password = a"],
    ["password: a).", "password = a"],
    ["password: a)b", "password = a)b"],
    ["password: a. B", "password = a"],
    ["password: a.", "password = a."],
    ["password: a.b", "password = a.b"],
    ["password: a\\n", "password = a"],
    ["password: a\\r", "password = a"],
    ["password: a\\t", "password = a"],
    ['password: a\\"', "password = a"],
    ["password: a\\'", "password = a"],
    ["password: a\\b", "password = a\\b"],
    ["?password=a;b,c)d|e&f", "password = a;b,c)d|e, query"],
    ["?password=a#b", "password = a, query"],
    ["?password=a.", "password = a., query"],
  ])("%j", (text, expected) => expect(read(text)).toBe(expected));

  it.each(["password: . b", "password: {a", "password: [a", "password: (a", "?password=(a"])("and there is none in %s", (text) =>
    expect(read(text)).toBeUndefined(),
  );
});

describe("the argument of an option", () => {
  it.each(["tool --password ab", "tool -password ab", "tool /password ab", "'/password ab", "/password ab", 'tool --password  "ab"'])(
    "%s",
    (text) => expect(read(text)).toMatch(/^password = ab/),
  );
  it.each([
    "tool --password -b",
    "tool --password /b",
    "tool --password |b",
    "tool --password ;b",
    "tool --password &b",
    "tool --password )b",
    "tool --password }b",
    "tool --password ]b",
    "x/password ab",
  ])("is none in %s", (text) => expect(read(text)).toBeUndefined());
});

describe("a form or a query", () => {
  it.each(["?", "&", "#", "a=b&", "a=b&amp;"])("goes on behind %s", (before) =>
    expect(read(`${before}password=ab`)).toBe("password = ab, query"),
  );
  it.each(["a;", "a ", "(", "x?y "])("does not behind %s", (before) => expect(read(`${before}password=ab`)).toMatch(/password = ab$/));
  it.each(["password=ab", "password=ab;c", "password=ab&c;d=e"])("begins with %s", (text) => expect(read(text)).toMatch(/, query$/));
  it.each(["password=ab;Server=x", "password=ab; User Id=x", "password =ab", 'password="ab"', "password='ab'", "password= ab"])(
    "does not with %s",
    (text) => expect(read(text)).not.toMatch(/query/),
  );
});

describe("the scheme before a value is passed over", () => {
  it.each(["Bearer", "basic", "Token", "ApiKey", "Bot", "SSWS"])("%s", (scheme) => {
    for (const lead of [`Authorization: ${scheme} `, `x Authorization=${scheme}  `, `Proxy-Authorization : ${scheme} `])
      expect([lead, read(`${lead}ab`, "authorization")?.endsWith("uthorization = ab")]).toEqual([lead, true]);
  });

  it("of a service, before a word with digits", () => {
    const key = `${"a".repeat(8)}48.${"b".repeat(8)}:fx`;
    expect(read(`Authorization: Contoso-Key ${key}`, "authorization")).toBe(`Authorization = ${key}`);
    expect(read(`Authorization: ${key}`, "authorization")).toBe(`Authorization = ${key}`);
    expect(read("Authorization: requested for orders-of-contoso", "authorization")).toBe("Authorization = requested");
    expect(read("Authorization: contact 425-555-0100", "authorization")).toBe("Authorization = contact");
  });
});

describe("pairs in lines", () => {
  it.each([
    "name: password\nvalue: ab",
    "key: password\r\n  value: ab",
    "variable : password\n\tvalue : ab",
    'name: "password\n  adx_value: ab',
    "name: Site/Auth/Password\n  value: ab",
    "name: Auth.Password\n  value: ab",
    "- Name: password\n  Value: ab",
  ])("%j", (text) => expect(read(text)?.toLowerCase()).toBe("password = ab"));
  it.each([
    "title: password\n  value: ab",
    "name: password\n\n  value: ab",
    "name: password\n  new_other: ab",
    "name: password\n  a value: ab",
  ])("none in %j", (text) => expect(read(text)).toBeUndefined());
});
