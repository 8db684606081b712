import { describe, expect, it } from "vitest";
import { assignmentAt } from "../../src/secrets/embedded.ts";

/** What is read around a stretch of a name: `name = value`, and how it is written. Undefined where nothing is assigned. */
function read(text: string, hint = "password"): string | undefined {
  const start = text.toLowerCase().indexOf(hint);
  const found = assignmentAt(text, start, start + hint.length, []);
  if (found === undefined) return undefined;
  const marks = [found.quoted && "quoted", found.query && "query", found.cut && "cut"].filter((mark) => mark !== false);
  return [`${found.name} = ${text.slice(found.start, found.end)}`, ...marks].join(", ");
}

describe("a value behind a name is read", () => {
  it.each([
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
    ["of a script, typed", '$password="ab"', "password = ab, quoted"],
    ["of a string with a prefix", '$password = @"ab"', "password = ab, quoted"],
    ["of a string with a prefix that only looks like one", "password = nab", "password = nab"],
    ["of a hash table", "@{ Password => 'ab' }", "Password = ab, quoted"],
    ["of a declaration", "password := 'ab'", "password = ab, quoted"],
    ["of an index", "headers['password'] = 'ab'", "password = ab, quoted"],
    ["of a call with an index", "Item(\"password\") = 'ab'", "password = ab, quoted"],
    ["between three quotes", "password = '''ab'''", "password = ab, quoted"],
    ["between three quotes, behind a sign", "password = $'''ab 'c' '''", "password = ab 'c' , quoted"],
    ["of Power Fx", 'Set(password, "ab")', "password = ab, quoted"],
    ["of a form", "user=a&password=a%20b&x=y", "password = a%20b, query"],
    ["of a form, at its start", "password=ab&x=y", "password = ab, query"],
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
    ["of an element with marked data", "<Password><![CDATA[a<b]]></Password>", "Password = a, quoted"],
    ["of marked data up to its end", "<Password><![CDATA[ab]]></Password>", "Password = ab, quoted"],
    ["of an attribute", '<x password="ab"/>', "x password = ab, quoted"],
    ["of a setting", '<add key="Password" value="ab" />', "Password = ab, quoted"],
    ["of a setting with a default", '<add name="Password" defaultValue="ab" />', "Password = ab, quoted"],
    ["of a setting with an element", '<setting name="Password" x="y"><value>ab</value></setting>', "Password = ab, quoted"],
    ["of a pair", '{"name": "password", "value": "ab"}', "password = ab, quoted"],
    ["of a pair, escaped", String.raw`{\"key\":\"password\",\"value\":\"ab\"}`, "password = ab, quoted"],
    ["of a pair in lines", "- name: password\n  value: ab", "password = ab"],
    ["of a pair in lines, with a path", "- name: Authentication/Password\n  adx_value: ab", "Password = ab"],
    ["of a header that a script sets", 'request.setRequestHeader("password", "ab")', "password = ab, quoted"],
    ["of an option", "tool --password ab", "password = ab"],
    ["of an option in quotes", "Connect -Password 'a b'", "Password = a b, quoted"],
    ["of an option of Windows", "tool /password ab", "password = ab"],
    ["of an option with an equals sign", "tool --password=ab", "password = ab"],
  ])("%s", (_, text, expected) => {
    expect(read(text)).toBe(expected);
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
