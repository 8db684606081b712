import { describe, expect, it, test } from "vitest";
import { anyStep, type Path } from "../../../src/dataflow/graph/path.ts";
import {
  type JsonPieces,
  jsonPiecesOf,
  placedTextsIn,
  placeInJsonText,
  placesInFormText,
  placesInJsonText,
  placesInXmlText,
  textsInJson,
} from "../../../src/dataflow/strings/json-text.ts";
import { expectLinear } from "../../growth.ts";

const json = '{"Vault":"kv-dev","list":[{"n":1},{"n":2}],"none":null,"text":"{\\"key\\":\\"k\\"}"}';

test.each<[string, string, Path, readonly string[]]>([
  ["a member, whatever its case", json, ["vault"], ["kv-dev"]],
  ["an element", json, ["list", "0", "n"], ["1"]],
  ["a structure as text", json, ["list"], ['[{"n":1},{"n":2}]']],
  ["nothing where there is nothing", json, ["other"], []],
  ["nothing of null", json, ["none"], []],
  ["all of a text, whatever is read of it", json, ["vault", "x"], ["kv-dev"]],
  ["a member of a text that is JSON again", json, ["text", "key"], ["k"]],
  ["all where no member is asked for", json, [], [json]],
  ["every element where any is meant", json, ["list", anyStep, "n"], ["1", "2"]],
  ["all of a text that is no JSON", "{oops", ["vault"], ["{oops"]],
  ["all of a plain text", "kv-dev", ["vault"], ["kv-dev"]],
])("%s", (_, text, path, expected) => {
  expect(textsInJson(text, path)).toEqual(expected);
});

test("a member is told with its place in the text, and its path; what is no single member has none", () => {
  const text = '{"Erp": {"Key": "a\\"b"}, "n": 12}';
  const found = (path: Path) =>
    placedTextsIn(text, path).map(({ text: value, member }) => [
      value,
      member && text.slice(member.span.start, member.span.end),
      member?.path,
    ]);
  expect(found(["erp", "key"])).toEqual([['a"b', 'a\\"b', ["erp", "key"]]]);
  expect(found(["n"])).toEqual([["12", "12", ["n"]]]);
  expect(found(["erp"])).toEqual([['{"Key":"a\\"b"}', undefined, undefined]]);
  expect(found([])).toEqual([[text, undefined, undefined]]);
});

test("thousands of members of one text are asked for in time that grows with their number", () => {
  const textOf = (size: number): string =>
    JSON.stringify(Object.fromEntries(Array.from({ length: size }, (_, at) => [`m${at}`, `v${at}`])));
  expectLinear((size) => {
    const text = textOf(size);
    for (let at = 0; at < size; at++) textsInJson(text, [`m${at}`]);
  }, 1_000);
});

test("a text that is too long is not read as JSON", () => {
  const long = `{"a":"${"x".repeat(99_992)}"}`;
  expect(long).toHaveLength(100_000);
  expect(textsInJson(long, ["a"])[0]).toHaveLength(99_992);
  expect(textsInJson(`${long} `, ["a"])).toEqual([`${long} `]);
});

/** The place of each expression of a text, which `@` stands for. */
function places(text: string): readonly string[] | undefined {
  const parts = text.split(/(@)/).map((part) => (part === "@" ? undefined : part));
  const found = placesInJsonText(parts);
  return found?.filter((_, index) => parts[index] === undefined).map((path) => path.map(String).join("/"));
}

describe("an expression in a text that is JSON stands", () => {
  it.each<[string, string, readonly string[] | undefined]>([
    ["in a member", '{"user": "erp", "Key": "@"}', ["key"]],
    ["in a part of a member", '{"key": "Bearer @ and @"}', ["key", "key"]],
    ["in a member that is no text", '{"key": @, "other": [@]}', ["key", "other/0"]],
    ["in a member of a member", '{"a": {"b": [{"c": "@"}]}}', ["a/b/0/c"]],
    ["in a list", '["x", "@"]', ["1"]],
    ["in the name of a member", '{"@": "x", "a": {"b@": "@"}}', ["", "a", "a"]],
    ["behind space", ' \n{"key": "@"}', ["key"]],
    ["nowhere, where the text is no JSON", '{"key": @x}', undefined],
    ["nowhere, where the text is a plain one", '"@"', undefined],
    ["nowhere, where the text begins with it", '@{"key": 1}', undefined],
    ["nowhere, where the text looks like what stands for it", '{"key": "@", "n": 90071992}', undefined],
  ])("%s", (_, text, expected) => {
    expect(places(text)).toEqual(expected);
  });

  it("or nowhere, where it is nested too deep", () => {
    const nested = (depth: number): string => `${'{"a":'.repeat(depth)}"@"${"}".repeat(depth)}`;
    expect(places(nested(65))).toEqual([Array.from({ length: 65 }, () => "a").join("/")]);
    expect(places(nested(66))).toEqual([""]);
  });

  it("in a text of space and expressions alone, nowhere", () => {
    expect(placesInJsonText([" ", undefined])).toBeUndefined();
    expect(placesInJsonText([])).toBeUndefined();
  });
});

test.each<[string, string, Path]>([
  ["of a member", '{"Auth":{"Key":"#"},"url":"https://a"}', ["auth", "key"]],
  ["of a part of a member", '{"list":[{"text":"key=#;x"}]}', ["list", "0", "text"]],
  ["of a text that is no JSON", "key=#", []],
  ["of JSON that is cut off", '{"key":"#"', []],
])("the place in a text that is JSON: %s", (_name, text, place) => {
  const start = text.indexOf("#");
  const secret = "Wn-4711-x";
  expect(placeInJsonText(text.replace("#", secret), { start, end: start + secret.length })).toEqual(place);
});

/** The place of each expression of a form, which `@` stands for. */
function fields(text: string): readonly string[] | undefined {
  const parts = text.split(/(@)/).map((part) => (part === "@" ? undefined : part));
  return placesInFormText(parts)
    ?.filter((_, index) => parts[index] === undefined)
    .map((path) => path.map(String).join("/"));
}

describe("an expression in a text that is a form stands", () => {
  it.each<[string, string, readonly string[] | undefined]>([
    ["in a field", "grant_type=password&Password=@", ["password"]],
    ["in each of several fields, on lines of their own", "user=@\n&password=a@b\n&scope=x", ["user", "password"]],
    ["nowhere, where there is one field", "password=@", undefined],
    ["nowhere, where a field has no name", "a=1&@", undefined],
    ["nowhere, where the text is a sentence", "user & password are @", undefined],
    ["nowhere, where the text looks like what stands for it", "a=90071992&password=@", undefined],
  ])("%s", (_, text, expected) => {
    expect(fields(text)).toEqual(expected);
  });
});

describe("an expression in a text that is XML stands", () => {
  it.each<[string, string, readonly string[] | undefined]>([
    ["in the element that it begins", " <a><n:Password x='1'> @</n:Password></a>", ["password"]],
    ["nowhere behind other text", "<a><Password>x@</Password></a>", [""]],
    ["nowhere behind an end", "<a></b>@</a>", [""]],
    ["nowhere, where the text begins with another character", "x<Password>@</Password>", undefined],
    ["nowhere, where the text begins with it", "@<Password>", undefined],
  ])("%s", (_, text, expected) => {
    const parts = text.split(/(@)/).map((part) => (part === "@" ? undefined : part));
    const found = placesInXmlText(parts);
    expect(found?.filter((_path, index) => parts[index] === undefined).map((path) => path.map(String).join("/"))).toEqual(expected);
  });
});

describe("what a text that is JSON says itself", () => {
  /** The pieces at a path of a text in which `@` stands for an expression, each with the number of its part. */
  const pieces = (text: string, path: Path): readonly string[] | undefined =>
    spoken(jsonPiecesOf(text.split(/(@)/).map((part) => (part === "@" ? undefined : part)))?.(path));
  const spoken = (found: JsonPieces | undefined): readonly string[] | undefined =>
    found && [...found].flatMap(([part, texts]) => texts.map((text) => `${part} ${text}`));

  it.each<[string, string, Path, readonly string[] | undefined]>([
    ["of a member", '{"user":"erp","key":"@"}', ["user"], ["0 erp"]],
    ["behind an expression", '{"key":"@","user":"erp"}', ["user"], ["2 erp"]],
    ["of a member that is an expression", '{"user":"erp","key":"@"}', ["key"], []],
    ["around the expressions of a member", '{"user":"erp","key":"Basic @:@!"}', ["key"], ["0 Basic ", "2 :", "4 !"]],
    ["of a number next to an expression", '{"limit":12,"key":@}', ["limit"], ["0 12"]],
    ["of all members below", '{"to":{"user":"erp","key":"a@"}}', ["to"], ["0 erp", "0 a"]],
    ["of every element", '[{"key":"a@"},{"key":"b"}]', [anyStep, "key"], ["0 a", "2 b"]],
    ["of a text with quotes", '{"user":"a\\"b","key":"@"}', ["user"], ['0 a"b']],
    ["of a member that is not there", '{"user":"erp","key":"@"}', ["other"], []],
    ["where a name is computed", '{"user":"erp","@":"x"}', ["user"], undefined],
    ["where it is no JSON", "key=@", ["key"], undefined],
    ["where it is nested too deep", `${'{"a":'.repeat(80)}"@"${"}".repeat(80)}`, ["a"], undefined],
  ])("%s", (_, text, path, expected) => {
    expect(pieces(text, path)).toEqual(expected);
  });

  it.each<[string, string, readonly string[]]>([
    ["out of the order of the text", '{"2":"b","key":"@","1":"a"}', ["2 a", "0 b"]],
    ["twice", '{"a":"x","key":"@","b":"x"}', ["0 x", "2 x"]],
    ["in another spelling, which no part has", '{"a":1e3,"key":"@","b":"x"}', ["-1 1000", "2 x"]],
  ])("of members %s", (_, text, expected) => {
    expect(pieces(text, [anyStep])).toEqual(expected);
  });

  it("read in time that grows with the text", () => {
    expectLinear((size) => {
      const members = Array.from({ length: size }, (_, index) => [
        `${index === 0 ? "{" : '",'}"m${index}":"a`,
        undefined,
        `", "n${index}":"b`,
      ]);
      return jsonPiecesOf([...members.flat(), '"}'])?.([anyStep]);
    }, 500);
  });
});
