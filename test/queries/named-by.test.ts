import { describe, expect, it } from "vitest";
import { type NameOrigins, namedBy, writtenPieces } from "../../src/queries/named-by.ts";
import type { Span } from "../../src/source/place.ts";
import {
  type ActionSpec,
  appendToString,
  childFlow,
  compose,
  connector,
  http,
  initializeVariable,
  mail,
  respond,
  select,
} from "../../src/testing/actions.ts";
import { buttonTrigger, type FlowSpec, flow, type SolutionSpec } from "../../src/testing/solutions.ts";
import { analysedSolutions, operationNamed } from "../dataflow/analysed.ts";

type Analysis = ReturnType<typeof analysedSolutions>;

const parameters: NonNullable<FlowSpec["parameters"]> = {
  Name: { type: "String", defaultValue: "erp" },
  Empty: { type: "String", defaultValue: "" },
  Number: { type: "Int", defaultValue: 5 },
};
const analysedFlow = (rest: SolutionSpec, ...actions: readonly ActionSpec[]): Analysis =>
  analysedSolutions([{ variables: [{ schemaName: "new_Name" }], flows: [{ ...flow("Flow", ...actions), parameters }], ...rest }]);

/** As `text`, `text (medium)` for one that is not sure to be the whole name, and `{variable}`. */
function shown({ literals, variables }: NameOrigins): readonly string[] {
  return [
    ...literals.map(({ text, confidence }) => (confidence === "high" ? text : `${text} (${confidence})`)),
    ...variables.map((name) => `{${name}}`),
  ].sort();
}

/** What names the input 'name' of an action. */
function namesOf(name: string, ...before: readonly ActionSpec[]): readonly string[] {
  const analysis = analysedFlow({}, ...before, connector("Use", "shared_contoso", "Get", { name }));
  return shown(namedBy(analysis, operationNamed(analysis, "Use"), ["inputs", "parameters", "name"]));
}

/** What names the part of an address that an expression gives. */
function namesInAddress(expression: string, ...before: readonly ActionSpec[]): readonly string[] {
  const uri = `https://api.contoso.com/@{${expression}}/x/@{variables('other')}`;
  const analysis = analysedFlow({}, ...before, initializeVariable("Other", "other", "not this"), http("Use", { uri }));
  const start = uri.indexOf(expression);
  return shown(
    namedBy(analysis, operationNamed(analysis, "Use"), ["inputs", "uri"], { spans: [{ start, end: start + expression.length }] }),
  );
}

const keep = compose("Keep", "erp");
const variable = (value = "erp"): ActionSpec => initializeVariable("Declare", "name", value);
const given = "triggerBody()?['x']";

describe("a name is written down", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["where it is used", namesOf("erp"), ["erp"]],
    ["in a Compose", namesOf("@outputs('Keep')", keep), ["erp"]],
    ["in a Compose, as all of a text", namesOf("@{outputs('Keep')}", keep), ["erp"]],
    ["in a variable", namesOf("@variables('name')", variable()), ["erp"]],
    ["in a member", namesOf("@outputs('Keep')?['Key']", compose("Keep", { key: "erp", other: "crm" })), ["erp"]],
    ["in a member of letters of another case", namesOf("@outputs('keep')?['KEY']", compose("Keep", { Key: "@{'erp'}" })), ["erp"]],
    ["in an expression, elsewhere", namesOf("@outputs('Keep')", compose("Keep", "@if(true, 'erp', 'crm')")), ["crm", "erp"]],
    ["in either branch", namesOf("@if(true, 'erp', 'crm')"), ["crm", "erp"]],
    ["in a default of the flow", namesOf("@parameters('Name')"), ["erp"]],
    ["in a default, by way of a variable", namesOf("@variables('name')", variable("@parameters('Name')")), ["erp"]],
    ["in an environment variable", namesOf("@parameters('Name (new_Name)')"), ["{new_Name}"]],
    ["not where it is empty", namesOf("@if(true, '', 'crm')"), ["crm"]],
    ["not in a default that is empty", namesOf("@parameters('Empty')"), []],
    ["not in a default that is no text", namesOf("@parameters('Number')"), []],
    ["not where it is given at run time", namesOf(`@${given}`), []],
  ])("%s", (_, names, expected) => {
    expect(names).toEqual(expected);
  });
});

describe("of a name that is put together", () => {
  const appended = [initializeVariable("Declare", "name", ""), appendToString("A", "name", "kv-"), appendToString("B", "name", "orders")];
  it.each<[string, readonly string[], readonly string[]]>([
    ["the longest piece stands for it", namesOf(`@concat('kv-', 'orders-', ${given})`), ["orders- (medium)"]],
    ["the longest piece stands for it, wherever it is", namesOf(`@concat(${given}, 'kv', '-orders')`), ["-orders (medium)"]],
    ["a piece that is written elsewhere", namesOf(`@concat(outputs('Keep'), ${given})`, keep), ["erp (medium)"]],
    [
      "a piece that was put together elsewhere",
      namesOf("@outputs('Keep')", compose("Keep", `@concat('erp-', ${given})`)),
      ["erp- (medium)"],
    ],
    ["a part of a text", namesOf("@substring(outputs('Keep'), 1)", keep), ["erp (medium)"]],
    ["the longest of what is appended to it", namesOf("@variables('name')", ...appended), ["orders (medium)"]],
    ["a default of the flow", namesOf(`@concat(parameters('Name'), ${given})`), ["erp (medium)"]],
    ["no piece, where an environment variable takes part", namesOf("@concat('erp-', parameters('Name (new_Name)'))"), ["{new_Name}"]],
    ["no piece beside a whole name", namesOf(`@if(true, 'erp', concat('orders-', ${given}))`), ["erp"]],
  ])("%s", (_, names, expected) => {
    expect(names).toEqual(expected);
  });
});

describe("of an address, only what an expression gives is the name", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["that is written elsewhere", namesInAddress("outputs('Keep')", keep), ["erp"]],
    ["that is in a variable", namesInAddress("variables('name')", variable()), ["erp"]],
    ["that is a default", namesInAddress("parameters('Name')"), ["erp"]],
    ["that is in an environment variable", namesInAddress("parameters('Name (new_Name)')"), ["{new_Name}"]],
    ["that is put together elsewhere", namesInAddress("outputs('Keep')", compose("Keep", `@concat('erp-', ${given})`)), ["erp- (medium)"]],
    [
      "that is a default in part, elsewhere",
      namesInAddress("outputs('Keep')", compose("Keep", `@concat(parameters('Name'), ${given})`)),
      ["erp (medium)"],
    ],
    ["that is a text in it", namesInAddress("'erp'"), ["erp"]],
    ["that is a piece of it", namesInAddress(`concat('erp-', ${given})`), ["erp- (medium)"]],
    ["that is a piece of it, deeper", namesInAddress(`toLower(concat('erp-', ${given}))`), ["erp- (medium)"]],
    ["that is one of what a function is given", namesInAddress(`coalesce(${given}, concat('e', 'rp'))`), ["erp"]],
  ])("%s", (_, names, expected) => {
    expect(names).toEqual(expected);
  });

  it.each([
    `if(${given}, 'erp', ${given})`,
    `coalesce(${given}, 'erp')`,
    `first(createArray('erp', ${given}))`,
    `last(createArray(${given}, 'erp'))`,
    `first(array(coalesce(${given}, 'erp')))`,
    `json(coalesce(${given}, 'erp'))`,
    `string(coalesce(${given}, 'erp'))`,
    `toLower(coalesce(${given}, 'erp'))`,
    `TOUPPER(coalesce(${given}, 'erp'))`,
    `trim(coalesce(${given}, 'erp'))`,
    `uriComponent(coalesce(${given}, 'erp'))`,
    `encodeUriComponent(coalesce(${given}, 'erp'))`,
  ])("as a whole from %s", (expression) => {
    expect(namesInAddress(expression)).toEqual(["erp"]);
  });

  it.each([`concat(coalesce(${given}, 'erp'))`, `replace(${given}, 'x', 'erp')`, `coalesce(concat(${given}, 'erp'), ${given})`])(
    "in pieces from %s",
    (expression) => {
      expect(namesInAddress(expression)).toContain("erp (medium)");
    },
  );
});

describe("a name", () => {
  it("counts only as far as it can be one", () => {
    const analysis = analysedFlow({}, connector("Use", "shared_contoso", "Get", { name: "@if(true, 'erp', parameters('Name'))" }));
    const operation = operationNamed(analysis, "Use");
    const kept: string[] = [];
    const found = namedBy(analysis, operation, ["inputs", "parameters", "name"], { keep: (text) => kept.push(text) > 1 });
    expect(kept).toEqual(["erp", "erp"]);
    expect(found.literals).toHaveLength(1);
  });

  it("comes with the parameter whose default it is", () => {
    const analysis = analysedFlow({}, connector("Use", "shared_contoso", "Get", { name: "@parameters('Name')" }));
    const { literals } = namedBy(analysis, operationNamed(analysis, "Use"), ["inputs", "parameters", "name"]);
    expect(literals.map(({ parameter, place }) => [parameter?.name, place.at.kind === "json" ? place.at.pointer.at(-1) : ""])).toEqual([
      ["Name", "defaultValue"],
    ]);
  });

  /** The steps from where a name is written to the last action, as `place: what happens there`. */
  function wayOf(analysis: Analysis, operation: string, path: readonly string[]): readonly string[] {
    const [literal] = namedBy(analysis, operationNamed(analysis, operation, "Flow"), path).literals;
    return (literal?.path ?? []).map(({ message, place: { owner } }) => `${owner?.operation ?? owner?.name}: ${message}`);
  }

  it("has no way where it is written in its place", () => {
    const analysis = analysedFlow({}, connector("Use", "shared_contoso", "Get", { name: "erp" }));
    expect(wayOf(analysis, "Use", ["inputs", "parameters", "name"])).toEqual([]);
  });

  it("has a way through each action that hands it on, in words that fit a name", () => {
    const body = (name: string): ActionSpec => mail("Use", name);
    expect(
      wayOf(
        analysedFlow({}, compose("First", "erp"), initializeVariable("Second", "name", "@outputs('First')"), body("@variables('name')")),
        "Use",
        ["inputs", "parameters", "emailMessage/Body"],
      ),
    ).toEqual(["First: holds the name", "Second: stores it in the variable 'name'", "Use: uses it in the input 'emailMessage/Body'"]);
  });

  it("has a way through what is no use of its own, and through a called flow", () => {
    const child = { ...flow("Child", respond("Answer", { name: "@triggerBody()?['text']" })), trigger: buttonTrigger({ text: "Name" }) };
    const analysis = analysedSolutions([
      {
        flows: [
          flow(
            "Flow",
            compose("First", "erp"),
            childFlow("Run", "Child", { text: "@outputs('First')" }),
            select("List", "@createArray(1)", { name: "@body('Run')?['name']" }),
            http("Use", { method: "@first(body('List'))?['name']" }),
          ),
          child,
        ],
      },
    ]);
    expect(wayOf(analysis, "Use", ["inputs", "method"])).toEqual([
      "First: holds the name",
      "Run: passes it to the child flow as input 'Name'",
      "Answer: returns it to the caller",
      "List: puts it into its result",
      "Use: uses it in the method",
    ]);
  });
});

it("the texts of an address are those that take part in what its expressions give", () => {
  const expression = "concat(outputs('Keep'), variables('name'))";
  const uri = `https://api.contoso.com/@{${expression}}/@{parameters('Name')}`;
  const analysis = analysedFlow({}, compose("Keep", "erp-"), variable("orders"), http("Use", { uri }));
  const span: Span = { start: uri.indexOf(expression), end: uri.indexOf(expression) + expression.length };
  const pieces = (test: (text: string) => boolean): readonly string[] =>
    writtenPieces(analysis, operationNamed(analysis, "Use"), ["inputs", "uri"], [span], test).map(
      ({ text, confidence, path }) => `${text} ${confidence} ${path.length}`,
    );
  expect([...pieces(() => true)].sort()).toEqual(["erp- high 2", "orders high 2"]);
  expect(pieces((text) => text === "orders")).toEqual(["orders high 2"]);
});
