import { describe, expect, it } from "vitest";
import { joinedTexts } from "../../../src/secrets/scripts/joined-texts.ts";
import { unknownPart } from "../../../src/unknown-part.ts";
import { expectLinear } from "../../growth.ts";

/** The text of the expression behind `§`, with `?` for what only the run knows. */
function textOf(script: string): string | undefined {
  const from = script.indexOf("§");
  return joinedTexts(script.replace("§", "")).expression(from)?.text.replaceAll(unknownPart, "?");
}

describe("the text that an expression of a script gives", () => {
  it.each([
    ['§"a" + "b"', "ab"],
    ['§("a" + "b")', "ab"],
    ["§'a' & \"b\"", "ab"],
    ['u = "svc"\nf(§u + ":" + "x")', "svc:x"],
    ['f(§u + ":" + "x")', "?:x"],
    ['u = "svc"; p = u + ":x"; f(§p)', "svc:x"],
    ['p = "a"; p = p + "b"; f(§p)', "ab"],
    ['const u = "svc", q = "x";\n§`${u}:${ q }`', "svc:x"],
    ["§`${user.name}:x`", "?:x"],
    ['u = "svc"\n§f"{u}:{load()}"', "svc:?"],
    ['var u = "svc";\n§$"{u}:x"', "svc:x"],
    ["$u = 'svc'\n§\"$($u):$u\"", "svc:svc"],
    ["$u = 'svc'\n§\"${u}:x\"", "svc:x"],
    ['§"svc:$x"', "svc:$x"],
    ["§'svc:{x}'", "svc:{x}"],
    ['§"{0}:{1}" -f "a","b")', "a:b"],
    ['§("{1}:{0}" -f $a, "b")', "b:?"],
    ['§"{}:{}".format("a", b)', "a:?"],
    ['§("%s:%s" % ("a", "b")).encode("utf-8")', "a:b"],
    ['§"a".encode() + b"b"', "ab"],
    ['§Text.ToBinary("a" & "b", 0)', "ab"],
    ['§[Text.Encoding]::UTF8.GetBytes("a")', "a"],
    ['§unescape(encodeURIComponent("a" + "b"))', "ab"],
    ['§"a".replace("a", "b")', "?"],
    ['§load("a") + "b"', "?b"],
    ['u = "a".slice(1)\n§u', "?"],
    ['u = x ? "a" : "b"\n§u', "?"],
    ['u.v = "a"\n§u.v', "?"],
    ['u = ["a"]\n§u[0]', "a"],
    ['§\\"a\\" + \\"b\\"', "ab"],
    ['let k = "a", s = k in §k', "a"],
    ['§"a"\n  & "b"', "ab"],
    ['$u = "a"\n& "b" -c §$u', "a"],
    ['§"a" +', "a?"],
    ['§"a', "?"],
    ["§", undefined],
    ['a = b + b; b = a + a; §a + "x"', "??x"],
  ])("%s", (script, text) => {
    expect(textOf(script)).toBe(text);
  });

  it.each([
    ...[
      "encodeURIComponent",
      "unescape",
      "atob",
      "b64decode",
      "GetBytes",
      "ToBinary",
      "utf8ToBytes",
      "encode",
      "bytes",
      "bytearray",
      "str",
      "String",
      "CStr",
    ],
    ...["Text.ToBinary", "[Text.Encoding]::UTF8.GetBytes", "window.unescape", "cstr", "STR "],
  ])("the same in another form: %s", (name) => {
    expect(textOf(`§${name}("a" + "b") + "c"`)).toBe("abc");
    expect(textOf(`§${name}( "a", x, f(y)) + "c"`)).toBe("ac");
    expect(textOf(`§${name}s("a") + "c"`)).toBe("?c");
    expect(textOf(`§x${name}`)).toBe("?");
  });

  it.each([
    ...[".encode()", ".toString()", ".trim()", ".strip()", ".valueOf()", ".decode()", ".ENCODE()", " .encode( )"],
    ...['.encode("utf-8")', "['x'].encode('ascii')".slice(5), ".encode().strip()"],
  ])("the same behind the method %s", (method) => {
    expect(textOf(`§"a"${method} + "b"`)).toBe("ab");
    expect(textOf(`u = "a"${method}\n§u + "b"`)).toBe("ab");
  });

  it.each([".toString(16)", ".upper()", ".encodes()", ".trim", ".strip(x)", "[0]", ".length"])("nothing known behind %s", (method) => {
    expect(textOf(`§"a"${method} + "b"`)).toBe("?b");
  });

  it.each(["", ";", ",", "#", "}", ")", "\r", "\n", " // x", " in x", " as x", String.raw`\n`, String.raw`\r`, "    ;"])(
    "what a variable holds where its value ends in %j",
    (end) => {
      const script = `u = "a"${end}`;
      expect(textOf(`${script}${end === "" || end.startsWith(" ") ? "\n" : ""}§u + "b"`)).toBe("ab");
    },
  );
  it.each([" || x", " - x", " if x", " inside", " is x", "     ;", " * 2", " ? x : y"])("nothing of a value with %j behind it", (end) => {
    expect(textOf(`u = "a"${end}\n§u + "b"`)).toBe("?b");
  });

  it.each([
    ['§"a"&"b"', "ab"],
    ['§"a"\n  + "b"', "ab"],
    ['§"a" += "b"', "a"],
    ['§"a" ++ "b"', "a"],
    ['§"a" && "b"', "a"],
    ['§"a" &= "b"', "a"],
    ['§"a" - "b"', "a"],
    ['§"%s" %("a")', "a"],
    ['§"%s:%d" % ("a", 1)', "a:?"],
    ['§"{0:N}" -f "a"', "a"],
    ['§"{0}{0}" -f "a"', "aa"],
    ['§"{2}" -f "a"', "?"],
    ['§"{}" -format "a"', "{}"],
    ['§"{}".formats("a")', "?"],
    ['§"{}".format("a").strip() + "b"', "ab"],
    ['§"a %"', "a %"],
    ['$u = "s"\n§"${u}:$u:$($u):$u.x:$u"', "s:$u:s:s.x:s"],
    ['$u = "s"\n§"$u:x $us $(load $u)"', "$u:x $us ?"],
    ['u = "s"\n§f"{u}{ u }{{x}}"', "ss{?}"],
    ['u = "s"\n§`${ u }${u+1}$u{u}`', "ss?$u{u}"],
    ['u = "s"\n§"{u}"', "{u}"],
    ['u = "s"\n§u(1) + "b"', "?b"],
    ['u = "s"\n§u::x + "b"', "?b"],
    ['u = "s"\n§u.x + "b"', "?b"],
    ['u = "s"\n§xu + "b"', "?b"],
    ["$u = 's'\n§${u} + 'b'", "sb"],
  ])("exactly as it is written: %s", (script, text) => {
    expect(textOf(script)).toBe(text);
  });

  it.each([
    ['l = ["a", "b"]\n§l[1]', "b"],
    ['l = ("a", "b")\n§l[1] + "c"', "bc"],
    ['l = Array("a", "b")\n§l(0)', "a"],
    ['§Array("a", "b")(1)', "b"],
    ['§Split("a;b", ";")(1)', "b"],
    ['l = Split("a;b;c", ";", -1, vbTextCompare)\n§l(2)', "c"],
    ['l = Split("a;b", ";")\n§l(2)', "?"],
    ['l = Split(text, ";")\n§l(0)', "?"],
    ['l = Array("a;b", ";")\n§l(0)', "a;b"],
    ['§"a;b".split(";")[1] + "c"', "bc"],
    ['§"a;b".split(";")[2]', "?"],
    ['§"a;b".split(";") + "c"', "?c"],
    ['§"a;b".split(/;/).at(-1)', "b"],
    ['§"a||b".Split("||")[0]', "a"],
    ['t = "a;b" + ";c"\nl = t.split(";", 3)\n§l[1] + l[-1]', "bc"],
    ['t = f"{user}:a"\n§t.split(":")[1]', "a"],
    ['§\\"a;b\\".split(\\";\\")[1]', "b"],
    ['u, p = "a;b".split(";")\n§p', "b"],
    ['p = "a;b".split(";")\n§p', "?"],
    ['p, u = "a;b".split(";")\n§p', "a"],
    ['(u, p) = "a;b".split(";")\n§p', "b"],
    ['const [ u, p ] = "a;b".split(";");\n§u + p', "ab"],
    ['const [p] = "a;b".split(";");\n§p', "a"],
    ['u, p, q = "a;b".split(";")\n§q', "?"],
    ['u, p = "a;b"\n§p', "?"],
    ['u, p = "a", "b"\n§p + u', "ba"],
    ['const [u, p] = ["a", "b" + u];\n§p', "b?"],
    ["($u, $p) = ('a', 'b')\n§$p", "b"],
    ['var u, p = "a";\n§p', "a"],
    ['let u, p = "a;b".split(";");\n§p', "?"],
    ['l[p] = "a;b".split(";")\n§p', "?"],
    ['call(u, p = "a")\n§p', "a"],
    ["$l = 'a;b'.Split(';')\n§\"x$($l[1])y$( $l[0] )\"", "xbya"],
    ["l = 'a;b'.split(';')\n§`x${l[1]}${ l[0] }${l[1] + u}`", "xbab?"],
    ["m = {'k': 'a'}\n§f\"{m['k']}{m['k']:>4}\"", "a?"],
    ['q = 1, p = "a;b".split(";")\n§p', "?"],
    ["§('a;b' -split ';')[1]", "b"],
    ["§('a|b' -split '\\|')[0]", "a"],
    ["$l = 'a;b' -split ';'\n§$l[1]", "b"],
    ["$u, $p = 'a;b'.Split(';')\n§$p", "b"],
    ["$u, $p, $q = 'a;b' -csplit ';'\n§$q", "?"],
    ["§('a;b' -splits ';')[1]", "?"],
    ['l = "a;b".split(";")\n§l.x', "?"],
    ['l = "a;b"\n§l(1)', "?"],
    ["$l = @('a', 'b')\n§$l[1]", "b"],
    ['l = [\n  "a",\n  "b",\n]\n§l[1]', "b"],
    ['l = ["a,b", ["c", "d"], "e"]\n§l[2]', "e"],
    ['l = ["a", load("b", "c"), "d"]\n§l[2]', "d"],
    [String.raw`l = [\"a\", \"b\"]; §l[1]`, "b"],
    ['m = {"k": "a", "l": "b"}\n§m["l"]', "b"],
    ["m = { K: 'a' + 'b', l: 1 };\n§m.k", "ab"],
    ["m = {'k': 'a'}\n§m.get('k')", "a"],
    ['m = dict(k="a", l="b")\n§m["l"]', "b"],
    ["$m = @{ k = 'a'; l = 'b' }\n§$m.l", "b"],
    ["$m = @{\n  k = 'a'\n  l = 'b'\n}\n§$m.l", "b"],
    ['u = "x"; l = [u]; u = "y"; §l[0]', "x"],
    ['u = "x"; m = {k: "a" + u}; §m.k', "ax"],
  ])("of a list or map, what is read of it: %s", (script, text) => {
    expect(textOf(script)).toBe(text);
  });

  it.each([
    'l = ["a"]\n§l[1]',
    'l = ["a"]\n§l[i]',
    'l = ["a"]\n§l[0].length',
    'l = ["a" * 2]\n§l[0]',
    'l = ["a"\n§l[0]',
    'l = load(["a"])\n§l[0]',
    'm = {"k": "a"}\n§m["l"]',
    'm = {"k": "a"}\n§m[0]',
    'm = {"k": "a"}\n§m.k()',
    'm = {"k": {"l": "a"}}\n§m.l',
    'm = ["k"]\n§m.k',
    'm.n = {"k": "a"}\n§m.k',
    `l = ["a", ${" ".repeat(1_000)}"b"]\n§l[1]`,
  ])("nothing that is not written there: %s", (script) => {
    expect(textOf(script)).toBe("?");
  });

  it.each([
    ['§["tool", "-p", x])', "tool -p ?"],
    ['§"tool", ["-p", "x"])', "tool -p x"],
    ["§('-p', 'x')", "-p x"],
    ["$x = 'a'\n§-p, $x", "? a"],
    ["§)", "?"],
  ])("as the words of a command line: %s", (script, text) => {
    const from = script.indexOf("§");
    expect(joinedTexts(script.replace("§", "")).words(from).text.replaceAll(unknownPart, "?")).toBe(text);
  });

  it.each([
    ['Concatenate(§"a", b, "c")', "a?c"],
    ['Concatenate(§"a " & "b", $"{c}d")', "a b?d"],
    ["concat(§'a')", "a"],
    ["concat(§)", "?"],
  ])("as the arguments of a function that joins them: %s", (script, text) => {
    const from = script.indexOf("§");
    expect(joinedTexts(script.replace("§", "")).concatenated(from).text.replaceAll(unknownPart, "?")).toBe(text);
  });

  it.each([
    '"a" + ',
    "a = a + a;",
    'f("{}".format(',
    "((((",
    '"{0}" -f "a", ',
    'a = "$a$a$a$a"; ',
    "`${a}",
    "x.y(",
    "a = [a[0], a[1]];",
    "a = {b: a.b, c: [",
    "a[0](",
    'a = "b;c".split(";");a[1]+',
    'a, a = "b;a".split(";")\na;',
    'Split("a;b", ',
  ])("is read in a time that grows with the script's length: %s", (piece) => {
    expectLinear((size) => {
      const script = piece.repeat(size);
      const reader = joinedTexts(script);
      for (let at = 0; at < script.length; at += piece.length) {
        reader.expression(at);
        reader.words(at);
        reader.concatenated(at);
      }
    }, 800);
  });
});
