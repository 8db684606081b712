import { describe, expect, it } from "vitest";
import type { Call } from "../../../src/cloud-flow/expression/ast.ts";
import { asReference, canonicalReference } from "../../../src/cloud-flow/expression/references.ts";
import { parseTemplate } from "../../../src/cloud-flow/expression/template.ts";
import { anyStep, type Path, stepsOf } from "../../../src/dataflow/graph/path.ts";
import { type Leaf, leavesOf } from "../../../src/dataflow/strings/evaluate.ts";

const written = (path: Path): string => path.map((step) => (step === anyStep ? "*" : step)).join("/");

function place(call: Call, suffix: Path = []): string {
  const reference = asReference(call);
  if (reference === undefined) throw new Error("Not a reference.");
  const { node, name, path } = canonicalReference(reference);
  return [name ?? node, written([...stepsOf(path), ...suffix])].filter((part) => part !== "").join("/");
}

/** A leaf as `<place read> <what is left of it>`, then where it goes, what is left out and what is taken out of the text. */
function show(leaf: Leaf): string {
  const what = leaf.kind === "read" ? place(leaf.call, leaf.suffix) : leaf.kind === "made" ? "made" : `'${leaf.text}'`;
  const extra =
    leaf.kind === "read"
      ? [...leaf.except.map((step) => `without ${written([step])}`), ...leaf.redacts.map((call) => `minus ${place(call)}`)]
      : [];
  return [`${what} ${leaf.mode}`, ...(leaf.write.length > 0 ? [`at ${written(leaf.write)}`] : []), ...extra].join(", ");
}

/** What is read by an expression; literals left out. */
function reads(expression: string): readonly string[] {
  return leavesOf(parseTemplate(expression))
    .filter((leaf) => leaf.kind === "read")
    .map(show);
}

const secret = "body('S')?['value']";
const other = "body('O')";

describe("a template", () => {
  it("is the value itself when it is one expression", () => {
    expect(reads(`@${secret}`)).toEqual(["S/body/value copy"]);
  });

  it("is the text of a value when it is one segment", () => {
    expect(reads(`@{${secret}}`)).toEqual(["S/body/value whole"]);
  });

  it("contains its segments when there is more text", () => {
    expect(reads(`Bearer @{${secret}}, @{${other}}`)).toEqual(["S/body/value derived", "O/body derived"]);
    expect(leavesOf(parseTemplate(`Bearer @{${secret}}`)).map(show)).toEqual(["'Bearer ' derived", "S/body/value derived"]);
  });

  it("is a literal when it holds no expression", () => {
    expect(leavesOf(parseTemplate("plain")).map(show)).toEqual(["'plain' copy"]);
    expect(leavesOf(parseTemplate("@@{plain}")).map(show)).toEqual(["'@{plain}' copy"]);
  });

  it("gives its readable prefix when it is malformed", () => {
    expect(reads(`@concat(${secret}, `)).toEqual(["S/body/value derived"]);
  });

  it("says where each leaf stands in the string", () => {
    const [, leaf] = leavesOf(parseTemplate(`Bearer @{${secret}}`));
    expect(leaf?.span).toEqual({ start: "Bearer @{".length, end: "Bearer @{".length + secret.length });
  });
});

describe("functions that reveal nothing of their arguments", () => {
  it.each(["length", "empty", "bool", "utf8Length", "isInt", "uriHost", "not", "LENGTH"])("%s", (name) => {
    expect(reads(`@${name}(${secret})`)).toEqual([]);
  });

  it.each(["equals", "greater", "contains", "startsWith", "endsWith", "indexOf", "and", "or"])("%s", (name) => {
    expect(reads(`@${name}(${secret}, ${other})`)).toEqual([]);
  });
});

describe("functions that reveal their arguments", () => {
  it.each(["base64", "toUpper", "uriComponent", "encodeUriComponent", "split", "chunk", "int", "dataUri", "BASE64"])(
    "%s in a form that can be turned back",
    (name) => {
      expect(reads(`@${name}(${secret}, ',')`)).toEqual(["S/body/value derived"]);
    },
  );

  it.each(["trim", "decodeBase64", "uriComponentToString", "DATAURITOSTRING"])("%s as another text", (name) => {
    expect(reads(`@${name}(${secret})`)).toEqual(["S/body/value recoded"]);
  });

  it.each(["substring", "slice", "uriPath", "uriQuery"])("%s in part", (name) => {
    expect(reads(`@${name}(${secret}, 0)`)).toEqual(["S/body/value partial"]);
  });

  it("concat reveals all of them", () => {
    expect(reads(`@concat(${secret}, '-', ${other})`)).toEqual(["S/body/value derived", "O/body derived"]);
  });

  it("a function that is not known reveals all of them", () => {
    expect(reads(`@frobnicate(1, ${secret}, ${other})`)).toEqual(["S/body/value derived", "O/body derived"]);
  });

  it("what is left is the least of all functions on the way", () => {
    expect(reads(`@substring(base64(${secret}), 0, 2)`)).toEqual(["S/body/value partial"]);
    expect(reads(`@base64(substring(${secret}, 0, 2))`)).toEqual(["S/body/value partial"]);
  });
});

describe("functions that choose", () => {
  it("if gives one of its branches, never its condition", () => {
    expect(reads(`@if(empty(${secret}), 'missing', 'ok')`)).toEqual([]);
    expect(reads(`@if(equals(1, 1), ${secret}, ${other})`)).toEqual(["S/body/value copy", "O/body copy"]);
    expect(reads(`@if(${secret}, ${other}, 1)`)).toEqual(["O/body copy"]);
  });

  it("coalesce gives any of its arguments, and what is read of it", () => {
    expect(reads(`@coalesce(${other}, body('P'))?['name']`)).toEqual(["O/body/name copy", "P/body/name copy"]);
  });

  it("coalesce gives nothing behind what is never null", () => {
    expect(leavesOf(parseTemplate(`@coalesce('a', ${secret})`)).map(show)).toEqual(["'a' copy"]);
    expect(reads(`@coalesce(${other}, '', ${secret})`)).toEqual(["O/body copy"]);
    expect(reads(`@coalesce(concat(${other}, '-'), ${secret})`)).toEqual(["O/body derived"]);
    expect(reads(`@coalesce(toLower('A'), ${secret})`)).toEqual([]);
  });

  it("coalesce gives what comes behind null, and behind what may be null", () => {
    expect(reads(`@coalesce(null, ${secret})`)).toEqual(["S/body/value copy"]);
    expect(reads(`@coalesce(json('null'), ${secret})`)).toEqual(["S/body/value copy"]);
    expect(reads(`@coalesce(json(concat('nu', 'll')), ${secret})`)).toEqual(["S/body/value copy"]);
    expect(reads(`@coalesce(createArray(${other})[0], ${secret})`)).toEqual(["O/body copy", "S/body/value copy"]);
    expect(reads(`@coalesce(if(true, null, 'a'), ${secret})`)).toEqual(["S/body/value copy"]);
  });

  it("max and min give any of their arguments", () => {
    expect(reads(`@max(${secret}, ${other})`)).toEqual(["S/body/value copy", "O/body copy"]);
  });
});

describe("functions that build lists", () => {
  it("createArray puts each argument at its position", () => {
    expect(reads(`@createArray(${secret}, ${other})`)).toEqual(["S/body/value copy, at 0", "O/body copy, at 1"]);
  });

  it("an element of createArray is that argument only", () => {
    expect(reads(`@createArray(${secret}, ${other})[1]?['name']`)).toEqual(["O/body/name copy"]);
    expect(reads(`@createArray(${secret}, ${other})[variables('i')]`)).toEqual(["S/body/value copy", "O/body copy"]);
  });

  it("array makes a list of one", () => {
    expect(reads(`@array(${secret})`)).toEqual(["S/body/value copy, at 0"]);
    expect(reads(`@array(${other})[0]?['name']`)).toEqual(["O/body/name copy"]);
  });

  it("first reads what the index 0 does, last whichever element", () => {
    expect(reads(`@first(${other})?['name']`)).toEqual(["O/body/0/name copy"]);
    expect(reads(`@last(${other})?['name']`)).toEqual(["O/body/*/name copy"]);
  });

  it("first and last of createArray are the argument that is there", () => {
    expect(reads(`@first(createArray(${other}, ${secret}))?['name']`)).toEqual(["O/body/name copy"]);
    expect(reads(`@last(createArray(${other}, ${secret}))`)).toEqual(["S/body/value copy"]);
    expect(reads(`@last(createArray(createArray(1, ${other}), createArray(2, ${secret})))[1]`)).toEqual(["S/body/value copy"]);
    expect(reads(`@first(createArray(${other}, ${secret})[1])`)).toEqual(["S/body/value/0 copy"]);
    expect(reads("@first(createArray())")).toEqual([]);
  });

  it.each(["skip", "reverse", "sort"])("%s keeps the elements, not their positions", (name) => {
    expect(reads(`@${name}(${other}, 1)[0]?['name']`)).toEqual(["O/body/*/name copy"]);
    expect(reads(`@${name}(${other}, 1)`)).toEqual(["O/body/* copy, at *"]);
    expect(reads(`@${name}(createArray(${secret}, ${other}), int('1'))`)).toEqual(["S/body/value copy, at *", "O/body copy, at *"]);
  });

  it.each<[string, readonly string[]]>([
    ["take(LIST, 1)", ["S/body/value copy, at 0"]],
    ["take(LIST, 2)[1]", ["O/body copy"]],
    ["take(LIST, 1)[1]", []],
    ["take(LIST, 0)", []],
    ["take(LIST, 9)", ["S/body/value copy, at 0", "O/body copy, at 1", "P/body copy, at 2"]],
    ["skip(LIST, 1)", ["O/body copy, at 0", "P/body copy, at 1"]],
    ["skip(LIST, 1)[0]?['name']", ["O/body/name copy"]],
    ["skip(LIST, 3)", []],
    ["first(skip(LIST, 1))", ["O/body copy"]],
    ["last(take(LIST, 2))", ["O/body copy"]],
    ["last(skip(LIST, 3))", []],
    ["take(Skip(LIST, 1), 1)", ["O/body copy, at 0"]],
    ["join(take(LIST, 1), ',')", ["S/body/value derived"]],
    ["first(take(body('O'), 1))", ["O/body/0 copy"]],
    ["first(skip(body('O'), 1))", ["O/body/* copy"]],
  ])("what is left of written elements: %s", (expression, expected) => {
    expect(reads(`@${expression.replace("LIST", `createArray(${secret}, ${other}, body('P'))`)}`)).toEqual(expected);
  });

  it("take keeps the elements and their positions", () => {
    expect(reads(`@take(${other}, 1)[0]?['name']`)).toEqual(["O/body/0/name copy"]);
    expect(reads(`@take(${other}, 1)`)).toEqual(["O/body copy"]);
  });

  it.each(["union", "intersection"])("%s joins the elements of all lists", (name) => {
    expect(reads(`@${name}(${other}, createArray(${secret}))[0]`)).toEqual(["O/body/* copy", "S/body/value copy"]);
    expect(reads(`@${name}(${other}, body('P'))?['name']`)).toEqual(["O/body/name copy", "P/body/name copy"]);
    expect(reads(`@${name}(${other}, body('P'))`)).toEqual(["O/body copy", "P/body copy"]);
    expect(reads(`@${name}(${other}, createArray(${secret}))`)).toEqual(["O/body/* copy, at *", "S/body/value copy, at *"]);
  });

  it.each<[string, readonly string[]]>([
    [`@split(concat('user;', ${secret}), ';')[0]`, ["'user' copy"]],
    [`@first(split(concat('a', 'b;', 'c;', ${secret}), ';'))`, ["'ab' copy"]],
    [`@split(concat('a;b;', ${secret}), ';')[1]`, ["'b' copy"]],
    [`@concat(split(concat('a;', ${secret}), ';')[0], '-')`, ["'a' derived", "'-' derived"]],
    [`@split(concat('a;b', ${secret}), ';')[1]`, ["'a;b' derived", "S/body/value derived"]],
    [`@split(concat('a', ${secret}, ';b'), ';')[0]`, ["'a' derived", "S/body/value derived", "';b' derived"]],
    [`@split(concat('a;', ${secret}), ';')[variables('i')]`, ["'a;' derived", "S/body/value derived"]],
    [`@last(split(concat('a;', ${secret}), ';'))`, ["'a;' derived", "S/body/value derived"]],
    [`@split(concat('a;', ${secret}), ';')`, ["'a;' derived", "S/body/value derived"]],
    [`@split(concat('a;', ${secret}), variables('separator'))[0]`, ["'a;' derived", "S/body/value derived"]],
    [`@split(concat('a;-', ${secret}), ';--')[0]`, ["'a;-' derived", "S/body/value derived"]],
    [`@split(concat('aa', ${secret}), '')[0]`, ["'aa' derived", "S/body/value derived"]],
  ])("of a text that is split, a piece that ends before what is read is written down: %s", (expression, expected) => {
    expect(leavesOf(parseTemplate(expression)).map(show)).toEqual(expected);
  });

  it("join makes one text of the elements and the separator", () => {
    expect(reads(`@join(${other}, ${secret})`)).toEqual(["O/body/* derived", "S/body/value derived"]);
  });
});

describe("functions that change objects", () => {
  it.each(["setProperty", "addProperty"])("%s puts the value at the name", (name) => {
    expect(reads(`@${name}(${other}, 'Key', ${secret})`)).toEqual(["O/body copy, without key", "S/body/value copy, at key"]);
  });

  it.each(["setProperty", "addProperty"])("of %s a member is the value, or what was there", (name) => {
    expect(reads(`@${name}(${other}, 'key', ${secret})?['KEY']`)).toEqual(["S/body/value copy"]);
    expect(reads(`@${name}(${other}, 'key', ${secret})?['name']`)).toEqual(["O/body/name copy"]);
  });

  it("setProperty with a computed name can be any member", () => {
    expect(reads(`@setProperty(${other}, variables('k'), ${secret})`)).toEqual(["O/body copy", "k derived", "S/body/value copy, at *"]);
    expect(reads(`@setProperty(${other}, variables('k'), ${secret})?['name']`)).toEqual(["O/body/name copy", "S/body/value copy"]);
  });

  it.each(["setProperty", "addProperty"])("%s shows a computed name to who sees the whole object", (name) => {
    expect(reads(`@${name}(${other}, ${secret}, 'x')`)).toEqual(["O/body copy", "S/body/value derived"]);
    expect(reads(`@string(${name}(json('{}'), concat('key ', ${secret}), 'x'))`)).toEqual(["S/body/value derived"]);
    expect(reads(`@${name}(${other}, ${secret}, 'x')?['name']`)).toEqual(["O/body/name copy"]);
  });

  it("setProperty takes the place of an earlier one", () => {
    expect(reads(`@setProperty(setProperty(${other}, 'key', ${secret}), 'key', '')`)).toEqual(["O/body copy, without key"]);
  });

  it("removeProperty leaves a member out", () => {
    expect(reads("@removeProperty(body('S'), 'value')")).toEqual(["S/body copy, without value"]);
    expect(reads("@removeProperty(body('S'), 'value')?['value']")).toEqual([]);
    expect(reads("@removeProperty(body('S'), 'value')?['name']")).toEqual(["S/body/name copy"]);
    expect(reads("@removeProperty(body('S'), variables('k'))")).toEqual(["S/body copy"]);
  });

  it("several of them leave out all their members", () => {
    expect(reads("@removeProperty(removeProperty(body('S'), 'id'), 'value')")).toEqual(["S/body copy, without value, without id"]);
  });

  it("removing a member of a text's structure leaves it out of the text", () => {
    expect(reads("@base64(string(removeProperty(body('S'), 'value')))")).toEqual(["S/body derived, without value"]);
  });

  it("mergeObjects holds the members of both", () => {
    expect(reads(`@mergeObjects(${other}, body('P'))?['name']`)).toEqual(["O/body/name copy", "P/body/name copy"]);
  });
});

describe("text and structure", () => {
  it("json of a string is the structure again", () => {
    expect(reads("@json(string(body('S')))?['name']")).toEqual(["S/body/name copy"]);
    expect(reads("@json(body('S'))?['name']")).toEqual(["S/body/name copy"]);
  });

  it.each([
    "base64ToString",
    "decodeBase64",
    "base64ToBinary",
    "dataUriToString",
    "decodeDataUri",
    "uriComponentToString",
    "decodeUriComponent",
    "trim",
  ])("json of a text that %s gives keeps the member that is read", (name) => {
    expect(reads(`@json(${name}(body('S')?['text']))?['name']`)).toEqual(["S/body/text/name recoded"]);
  });

  it("of a text that is encoded first, any member can hold any part", () => {
    expect(reads("@json(base64ToString(base64(string(body('S')))))?['name']")).toEqual(["S/body derived"]);
  });

  it("a string is one text of all of it", () => {
    expect(reads("@string(body('S'))")).toEqual(["S/body whole"]);
  });

  it.each<[text: string, read: readonly string[]]>([
    [`{"user": "erp", "key": "@{${secret}}"}`, ["S/body/value derived, at key"]],
    [
      `[{"Key": "Bearer @{${secret}}@{${other}}"}, @{${other}}]`,
      ["S/body/value derived, at 0/key", "O/body derived, at 0/key", "O/body derived, at 1"],
    ],
    [` {"@{${secret}}": "@{${other}}"}`, ["S/body/value derived", "O/body derived"]],
    [`{"a": "@{${secret}}"`, ["S/body/value derived"]],
    [`{@{${secret}}}`, ["S/body/value derived"]],
    [`@{${secret}}{"a": "@{${other}}"}`, ["S/body/value derived", "O/body derived"]],
    [`"@{${secret}} and more"`, ["S/body/value derived"]],
    [`{"number": 90071992000001, "key": "@{${secret}}"}`, ["S/body/value derived"]],
    [`@concat('{"user": "', ${other}, '", "key": "', ${secret}, '"}')`, ["O/body derived, at user", "S/body/value derived, at key"]],
    [`@json(concat('{"user": "', ${other}, '", "key": "', ${secret}, '"}'))?['user']`, ["O/body derived"]],
    [`@json(concat('{"s": {"key": "', ${secret}, '"}}'))?['s']`, ["S/body/value derived, at key"]],
    [`@removeProperty(json(concat('{"user": "', ${other}, '", "key": "', ${secret}, '"}')), 'key')`, ["O/body derived, at user"]],
    [`@concat(string(body('S')), '{"a": "', ${secret}, '"}')`, ["S/body derived", "S/body/value derived"]],
    [`@{concat('{"user": "', ${other}, '", "key": "', ${secret}, '"}')}`, ["O/body derived, at user", "S/body/value derived, at key"]],
    [`@string(createArray(json(concat('{"key": "', ${secret}, '"}'))))`, ["S/body/value derived, at 0/key"]],
    [`@{concat('{"key": "', ${secret}, '"}')} sent`, ["S/body/value derived"]],
    [`@base64(concat('{"key": "', ${secret}, '"}'))`, ["S/body/value derived"]],
  ])("the places in a text that is JSON are known: %s", (text, read) => {
    expect(reads(text)).toEqual(read);
  });

  it("of a text that was put together otherwise, any member can hold any part", () => {
    expect(reads("@json(concat('{\"a\":', string(body('S')), '}'))?['a']")).toEqual(["S/body derived"]);
    expect(reads(`@json(concat(variables('start'), string(${secret}), '}'))?['a']`)).toEqual(["start derived", "S/body/value derived"]);
  });

  it("a list or an object written as a text keeps its places, and loses them inside another text", () => {
    expect(reads(`@string(setProperty(json('{}'), 'key', ${secret}))`)).toEqual(["S/body/value whole, at key"]);
    expect(reads(`@concat(string(createArray(${secret})), '')`)).toEqual(["S/body/value derived"]);
  });

  it("xml and xpath make one text of all of it", () => {
    expect(reads(`@xpath(xml(json(string(body('S')))), '//x')`)).toEqual(["S/body derived"]);
    expect(reads(`@xpath(xml(json(string(body('S')))), variables('query'))`)).toEqual(["S/body derived"]);
  });

  it.each<[query: string, read: string]>([
    ['string(//*[local-name()="sessionId"])', "S/body/sessionid copy"],
    ["//*[local-name()='sessionId']/text()", "S/body/sessionid derived"],
    ["/s:Envelope/s:Body/m:Login/m:version/text()", "S/body/version derived"],
    ["string(//item[2]/@sessionKey)", "S/body/sessionkey copy"],
    ["//LoginResult/text()", "S/body derived"],
    ["string(/)", "S/body derived"],
    ["//item[@kind='a']", "S/body derived"],
    ["substring-after(//session, ':')", "S/body derived"],
  ])("a query of an answer reads the member that it selects: %s", (query, read) => {
    expect(reads(`@xpath(xml(body('S')), '${query.replaceAll("'", "''")}')`)).toEqual([read]);
    expect(reads(`@xpath(body('S'), '${query.replaceAll("'", "''")}')`)).toEqual([read]);
  });

  it("an element of the texts that a query lists is one of them as it is written", () => {
    const texts = "xpath(xml(body('S')), '//sessionId/text()')";
    expect(reads(`@first(${texts})`)).toEqual(["S/body/sessionid copy"]);
    expect(reads(`@${texts}[0]`)).toEqual(["S/body/sessionid copy"]);
    expect(reads(`@join(${texts}, ',')`)).toEqual(["S/body/sessionid derived"]);
    expect(reads(`@first(xpath(xml(body('S')), '//sessionId'))`)).toEqual(["S/body/sessionid derived"]);
  });

  it("a number of nodes reveals none of them", () => {
    expect(reads(`@xpath(xml(body('S')), 'count(//x)')`)).toEqual([]);
  });
});

describe("replace", () => {
  it("reveals the text and the replacement", () => {
    expect(reads(`@replace(${secret}, 'a', ${other})`)).toEqual(["S/body/value derived", "O/body derived"]);
  });

  it("takes out what it replaces by a fixed text", () => {
    expect(reads(`@replace(string(${other}), ${secret}, '***')`)).toEqual(["O/body derived, minus S/body/value"]);
  });

  it("takes nothing out when the replacement is not fixed", () => {
    expect(reads(`@replace(${other}, ${secret}, variables('x'))`)).toEqual(["O/body derived", "x derived"]);
  });

  it("takes nothing out when only a form of it is replaced", () => {
    expect(reads(`@replace(${other}, base64(${secret}), '***')`)).toEqual(["O/body derived"]);
  });
});

describe("what is written in an expression", () => {
  it.each<[string, readonly string[]]>([
    ["@5", ["'5' copy"]],
    ["@true", ["'true' copy"]],
    ["@null", []],
    ["@'a'", ["'a' copy"]],
    ["@{5}", ["'5' whole"]],
    ["@guid()", ["made copy"]],
    ["@{guid()}", ["made whole"]],
    ["@concat(guid(), 'Aa1')", ["made derived", "'Aa1' derived"]],
    ["@toLower('KV-Orders')", ["'kv-orders' copy"]],
    ["@first(split('a;b', ';'))", ["'a' copy"]],
    ["@concat('a', 'b')", ["'ab' copy"]],
    ["@base64(concat('a', 'b'))", ["'YWI=' copy"]],
    [`@concat('a', ${other})`, ["'a' derived", "O/body derived"]],
    [`@{'a'}@{${other}}`, ["'a' derived", "O/body derived"]],
    [`@json('{"a": "b"}')?['A']`, ["'b' copy"]],
    [`@json('{"a": "b"}')?['c']`, []],
    ["@json('plain')", ["'plain' copy"]],
    ["@if(true, 'a', 'b')", ["'a' copy", "'b' copy"]],
    ["@coalesce(null, 'a')", ["'a' copy"]],
    ["@createArray('a', 'b')", ["'a' copy, at 0", "'b' copy, at 1"]],
    ["@createArray('a', 'b')[1]", ["'b' copy"]],
    ["@setProperty(json('{}'), 'Key', 'a')", ["'{}' copy", "'a' copy, at key"]],
    ["@length('abc')", []],
    ["@equals('a', 'b')", []],
    [`@replace(${other}, 'a', 'b')`, ["O/body derived", "'b' derived"]],
    [`@join(${other}, ';')`, ["O/body/* derived", "';' derived"]],
    ["@frobnicate('a', null)", ["'a' derived"]],
  ])("%s", (expression, expected) => {
    expect(leavesOf(parseTemplate(expression)).map(show)).toEqual(expected);
  });
});
