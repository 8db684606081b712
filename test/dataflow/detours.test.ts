import { describe, expect, it } from "vitest";
import {
  type ActionSpec,
  childFlow,
  compose,
  condition,
  forEach,
  initializeVariable,
  keyVault,
  mail,
  parseJson,
  respond,
  scope,
  select,
  setVariable,
} from "../../src/testing/actions.ts";
import { buttonTrigger, type FlowSpec, flow } from "../../src/testing/solutions.ts";
import { analysed, reached } from "./analysed.ts";

const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const value = "body('Get_secret')?['value']";

/** Ways on which what an expression makes of the secret gets into a mail. */
const detours: Readonly<Record<string, (expression: string) => readonly FlowSpec[]>> = {
  directly: (expression) => [flow("Flow", secret, mail("Send", expression))],
  "in scopes and a condition": (expression) => [
    flow("Flow", scope("First", secret), scope("Then", condition("If", "@equals(1, 1)", [mail("Send", expression)]))),
  ],
  "through Compose": (expression) => [flow("Flow", secret, compose("Copy", expression), mail("Send", "@outputs('Copy')"))],
  "through a variable": (expression) => [
    flow(
      "Flow",
      initializeVariable("Declare", "text", ""),
      secret,
      setVariable("Set", "text", expression),
      mail("Send", "@variables('text')"),
    ),
  ],
  "through a member that Parse JSON reads": (expression) => [
    flow("Flow", secret, parseJson("Parse", { a: expression, b: "x" }), mail("Send", "@body('Parse')?['a']")),
  ],
  "through the rows of a loop": (expression) => [
    flow(
      "Flow",
      secret,
      select("Rows", "@createArray(1)", { a: expression }),
      forEach("Loop", "@body('Rows')", mail("Send", "@items('Loop')?['a']")),
    ),
  ],
  "into a child flow": (expression) => [
    flow("Parent", secret, childFlow("Run", "Child", { text: expression })),
    child(mail("Send", "@triggerBody()?['text']"), respond("Respond", {})),
  ],
  "out of a child flow": (expression) => [
    flow("Parent", childFlow("Run", "Child", { text: "x" }), mail("Send", "@body('Run')?['a']")),
    child(secret, respond("Respond", { a: expression, b: "x" })),
  ],
};

function child(...actions: readonly ActionSpec[]): FlowSpec {
  return { name: "Child", trigger: buttonTrigger({ text: "Text" }), actions };
}

/** Expressions, and whether what they give reveals the secret. */
const expressions: readonly (readonly [string, boolean])[] = [
  [value, true],
  [`concat('key ', ${value})`, true],
  [`base64(${value})`, true],
  [`substring(${value}, 0, 3)`, true],
  [`length(${value})`, false],
  [`if(empty(${value}), 'no', 'yes')`, false],
  [`if(equals(1, 1), ${value}, 'no')`, true],
  [`split(concat('user;', ${value}), ';')[0]`, false],
  [`split(concat('user;', ${value}), ';')[1]`, true],
  [`join(take(createArray('a', ${value}), 1), ',')`, false],
  [`join(take(createArray('a', ${value}), 2), ',')`, true],
  [`join(skip(createArray(${value}, 'a'), 1), ',')`, false],
  [`string(setProperty(json('{}'), 'a', ${value}))`, true],
  [`string(setProperty(json('{}'), ${value}, 'a'))`, true],
  [`setProperty(json('{"b":"1"}'), 'a', ${value})?['b']`, false],
  [`string(removeProperty(setProperty(json('{"b":"1"}'), 'a', ${value}), 'a'))`, false],
  [`union(json('{"b":"1"}'), json(concat('{"a":"', ${value}, '"}')))?['b']`, false],
  [`xpath(xml(concat('<a><b>', ${value}, '</b></a>')), 'string(/a/b)')`, true],
  [`xpath(xml(concat('<a><b>', ${value}, '</b><c>x</c></a>')), 'string(/a/c)')`, false],
  [`xpath(xml(concat('<a><b>', ${value}, '</b><c>x</c></a>')), 'string(/a)')`, true],
  [`xpath(xml(concat('<a><b>', ${value}, '</b><c>x</c></a>')), 'concat(//b, //c)')`, true],
  [`xpath(xml(concat('<a><b>', ${value}, '</b><c>x</c></a>')), '//b/text() | //c')`, true],
  [`xpath(xml(concat('<a><b>', ${value}, '</b><c>x</c></a>')), 'string(//d)')`, true],
  [`xpath(xml(concat('<a c="', ${value}, '"><c>x</c></a>')), 'string(//@c)')`, true],
  [`xpath(xml(concat('<a><c>x<c>', ${value}, '</c></c></a>')), 'string(//c)')`, true],
  [`xpath(xml(json(concat('{"a":{"b":"', ${value}, '","c":"x"}}'))), 'string(/a/b)')`, true],
  [`xpath(xml(json(concat('{"a":{"b":"', ${value}, '","c":"x"}}'))), '//c/text()')`, false],
  [`xpath(xml(json(concat('{"a":{"c":[{"b":"', ${value}, '"}]}}'))), 'string(/a/c)')`, true],
  [`xpath(xml(json(concat('{"a":{"c":"x","', triggerBody()?['text'], '":"', ${value}, '"}}'))), 'string(//c)')`, true],
  [`xpath(xml(json(concat('{"a":{"b":"', ${value}, '","c":"x"}}'))), triggerBody()?['text'])`, true],
  [`setProperty(json('{"cd":"1"}'), 'ab', ${value})?[concat('c', 'd')]`, false],
  [`setProperty(json('{"cd":"1"}'), 'ab', ${value})?[toLower('AB')]`, true],
  [`setProperty(json('{"cd":"1"}'), concat('a', 'b'), ${value})?['cd']`, false],
  [`setProperty(json('{"cd":"1"}'), 'ab', ${value})?[triggerBody()?['text']]`, true],
];

describe.each(Object.entries(detours))("a secret that an expression takes %s into a mail", (_, flows) => {
  it.each(expressions)("%s reveals it: %s", (expression, reveals) => {
    expect(reached(analysed(...flows(`@${expression}`))).includes("Send")).toBe(reveals);
  });
});
