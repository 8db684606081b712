import { describe, expect, it } from "vitest";
import {
  type ActionSpec,
  appendToArray,
  appendToString,
  childFlow,
  compose,
  filterArray,
  forEach,
  http,
  initializeVariable,
  keyVault,
  mail,
  parseJson,
  raw,
  scope,
  select,
  setVariable,
  tokenRequest,
} from "../../src/testing/actions.ts";
import { buttonTrigger, flow } from "../../src/testing/solutions.ts";
import { analysed, reached } from "./analysed.ts";

const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const value = "@body('Get_secret')?['value']";

/** Whether the secret gets into a mail that reads this. */
function arrives(read: string, ...steps: readonly ActionSpec[]): boolean {
  return reached(analysed(flow("Flow", secret, ...steps, mail("Send", `@{${read}}`)))).includes("Send");
}

describe("what a Compose holds", () => {
  it.each([
    ["outputs('Keep')", true],
    ["body('Keep')", true],
    ["outputs('Keep')?['body']", true],
    ["actions('Keep')", true],
    ["actions('Keep')?['outputs']", true],
    ["actions('Keep')?['status']", false],
    ["body('Other')", false],
  ])("is read by %s: %s", (read, expected) => {
    expect(arrives(read, compose("Keep", value), compose("Other", "x"))).toBe(expected);
  });

  it("by its members too", () => {
    const keep = compose("Keep", { body: value, other: "x" });
    expect([arrives("outputs('Keep')?['body']", keep), arrives("outputs('Keep')?['other']", keep)]).toEqual([true, false]);
    const named = compose("Keep", { key: value, other: "x" });
    expect([arrives("body('Keep')?['key']", named), arrives("body('Keep')?['other']", named)]).toEqual([true, false]);
  });
});

describe("an object with keys that are expressions", () => {
  it.each([
    ["outputs('Keep')", true],
    ["outputs('Keep')?['key']", true],
    ["outputs('Keep')?['key']?['inner']", true],
    ["outputs('Keep')?['key']?['other']", false],
  ])("gives the value under such a key by %s: %s", (read, expected) => {
    const keep = compose("Keep", { "@{variables('name')}": { inner: value, other: "x" } });
    expect(arrives(read, initializeVariable("Name", "name", "key"), keep)).toBe(expected);
  });

  it("has a key without its escape", () => {
    const keep = compose("Keep", { "@@odata.key": value, "@@odata.note": "x" });
    expect([arrives("outputs('Keep')?['@odata.key']", keep), arrives("outputs('Keep')?['@odata.note']", keep)]).toEqual([true, false]);
  });

  it("gives a secret that is a key only as a whole", () => {
    const keep = compose("Keep", { [`@{${value.slice(1)}}`]: 1, other: "x" });
    expect(["outputs('Keep')", "string(outputs('Keep'))", "outputs('Keep')?['other']"].map((read) => arrives(read, keep))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe("the record of a run", () => {
  it.each([
    ["json(string(actions('Keep')))?['outputs']?['key']", true],
    ["json(string(actions('Keep')))?['inputs']?['key']", true],
    ["json(string(actions('Keep')))?['outputs']?['other']", false],
    ["json(string(actions('Keep')))?['status']", false],
    ["coalesce(actions('Keep'), json('{}'))?['outputs']?['key']", true],
    ["first(createArray(actions('Get_secret')))?['outputs']?['body']?['value']", true],
    ["first(createArray(actions('Get_secret')))?['outputs']?['statusCode']", false],
    ["actions('Keep')?[triggerBody()?['part']]", true],
    ["actions('Keep')?[triggerBody()?['part']]?['key']", true],
    ["actions('Keep')?[triggerBody()?['part']]?['other']", false],
  ])("is read by %s: %s", (read, expected) => {
    expect(arrives(read, compose("Keep", { key: value, other: "x" }))).toBe(expected);
  });

  it.each([
    ["json(string(trigger()))?['outputs']?['body']?['text']", true],
    ["json(string(trigger()))?['outputs']?['body']?['other']", false],
  ])("of a trigger is read by %s: %s", (read, expected) => {
    const child = { ...flow("Child", mail("Send", `@{${read}}`)), trigger: buttonTrigger({ text: "Text", other: "Other" }) };
    expect(reached(analysed(flow("Parent", secret, childFlow("Run", "Child", { text: value })), child)).includes("Send")).toBe(expected);
  });
});

describe("what an action in a loop gives is a list outside of it", () => {
  const keep = compose("Keep", { key: value, other: "x" });
  it.each<[string, ActionSpec]>([
    ["a loop", forEach("Loop", "@createArray(1, 2)", keep)],
    ["a scope in a loop", forEach("Loop", "@createArray(1, 2)", scope("Inner", keep))],
  ])("of %s", (_, loop) => {
    expect([arrives("outputs('Keep')[0]?['key']", loop), arrives("outputs('Keep')[0]?['other']", loop)]).toEqual([true, false]);
  });

  it.each<[string, boolean]>([
    ["first(outputs('Keep'))?['key']", true],
    ["first(outputs('Keep'))?['other']", false],
    ["last(outputs('Parse'))?['body/key']", true],
    ["last(outputs('Parse'))?['body/other']", false],
    ["body('Parse')[0]?['key']", true],
    ["body('Parse')[0]?['other']", false],
    ["body('Parse')[0]", true],
    ["outputs('Parse')?['body'][0]['key']", true],
    ["body('Rows')[0][0]?['key']", true],
    ["body('Rows')[0][0]?['other']", false],
    ["body('Keep')[0]?['key']", true],
    ["body('Keep')[0]?['other']", false],
  ])("of which %s reads one: %s", (read, expected) => {
    const rows = select("Rows", "@createArray(1)", { key: value, other: "x" });
    expect(arrives(read, forEach("Loop", "@createArray(1, 2)", keep, parseJson("Parse", "@outputs('Keep')"), rows))).toBe(expected);
  });
});

describe("what was sent is read back from the action that sent it", () => {
  const post = http("Post", { body: { key: value, note: "x" } });
  it.each([
    ["actions('Post')", true],
    ["actions('Post')?['inputs']", true],
    ["actions('Post')?['inputs']?['body']?['key']", true],
    ["actions('Post')?['inputs']?['body']?['note']", false],
    ["actions('Post')?['startTime']", false],
    ["actions('Unknown')?['inputs']", false],
  ])("by %s: %s", (read, expected) => {
    expect(arrives(read, post)).toBe(expected);
  });

  it.each([
    ["result('Steps')", true],
    ["result('Steps')[0]", true],
    ["result('Steps')[0]?['inputs']?['body']?['key']", true],
    ["result('Steps')[0]?['inputs']?['body']?['note']", false],
    ["result('Steps')[0]?['status']", false],
    ["result('Other')", false],
  ])("by the results of the scope around it, %s: %s", (read, expected) => {
    expect(arrives(read, scope("Steps", post), scope("Other", compose("Nothing", "x")))).toBe(expected);
  });
});

describe("an action that reads itself, as tracked properties do,", () => {
  /** Whether a secret gets into what the platform logs of an action with these tracked properties. */
  const tracks = (read: string, spec: ActionSpec): boolean =>
    reached(analysed(flow("Flow", secret, { ...spec, json: { ...spec.json, trackedProperties: { seen: `@${read}` } } }))).includes(
      spec.name,
    );
  const quiet = http("Call", { uri: "https://api.contoso.com/orders" });
  const token = tokenRequest("Call", "grant_type=client_credentials");
  it.each([
    ["its outputs", "action()?['outputs']?['body']?['access_token']", token, true],
    ["its outputs by another name", "outputs('Call')?['body']?['access_token']", token, true],
    ["its outputs without a secret", "action()?['outputs']?['statusCode']", token, false],
    ["all of itself", "action()", token, true],
    ["what is known of its run", "action()?['startTime']", token, false],
    ["another action", "body('Get_secret')?['value']", quiet, true],
    ["nothing that is secret", "action()?['outputs']", quiet, false],
  ])("reads %s: %s", (_, read, spec, expected) => {
    expect(tracks(read, spec)).toBe(expected);
  });
});

describe("what a flow is started with", () => {
  const started = (read: string): boolean =>
    reached(analysed({ ...flow("Flow", mail("Send", `@{${read}}`)), trigger: buttonTrigger({ text: "API key", text_1: "Order" }) }))
      .length > 0;
  it.each([
    ["triggerBody()?['text']", true],
    ["triggerBody()?['text_1']", false],
    ["triggerBody()", true],
    ["triggerOutputs()?['body']?['text']", true],
    ["trigger()?['outputs']?['body']?['text']", true],
    ["trigger()?['outputs']?['body']?['text_1']", false],
    ["trigger()", true],
    ["trigger()?['name']", false],
    ["trigger()?['inputs']", false],
  ])("is read by %s: %s", (read, expected) => {
    expect(started(read)).toBe(expected);
  });
});

describe("what an action that writes a variable gives", () => {
  it.each<[string, ActionSpec, readonly ActionSpec[]]>([
    ["is what it was declared with", initializeVariable("Write", "Key", value), []],
    ["is what it set", setVariable("Write", "Key", value), [initializeVariable("Declare", "Key")]],
    ["is what it appended to a text", appendToString("Write", "Key", value), [initializeVariable("Declare", "Key")]],
    ["is what it appended to a list", appendToArray("Write", "Key", value), [initializeVariable("Declare", "Key", [], "array")]],
  ])("%s", (_, write, before) => {
    expect(arrives("body('Write')?['value']", ...before, write)).toBe(true);
    expect(arrives("body('Write')?['name']", ...before, write)).toBe(false);
  });
});

describe("what a flow answers", () => {
  const answer = raw("Answer", {
    type: "Response",
    inputs: { statusCode: 200, headers: { "x-key": value }, body: { key: value, note: "x" } },
  });
  it.each([
    ["body('Answer')?['key']", true],
    ["body('Answer')?['note']", false],
    ["outputs('Answer')?['statusCode']", false],
  ])("is read by %s: %s", (read, expected) => {
    expect(arrives(read, answer)).toBe(expected);
  });

  it.each([
    ["body('Run')?['key']", true],
    ["body('Run')?['note']", false],
    ["outputs('Run')?['headers']?['x-key']", true],
    ["outputs('Run')?['headers']?['x-note']", false],
    ["outputs('Run')?['statusCode']", false],
  ])("is read by the caller with %s: %s", (read, expected) => {
    const child = {
      ...flow(
        "Child",
        secret,
        raw("Answer", {
          type: "Response",
          inputs: { statusCode: 200, headers: { "x-key": value, "x-note": "x" }, body: { key: value, note: "x" } },
        }),
      ),
      trigger: buttonTrigger({}),
    };
    const parent = flow("Parent", childFlow("Run", "Child"), mail("Send", `@{${read}}`));
    expect(reached(analysed(parent, child)).includes("Send")).toBe(expected);
  });
});

describe("a table of rows with a secret", () => {
  const rows = "@createArray(body('Get_secret'))";
  const table = (inputs: Readonly<Record<string, string | readonly { readonly header: string; readonly value: string }[]>>): ActionSpec =>
    raw("Table", { type: "Table", inputs: { from: rows, format: "CSV", ...inputs } });
  it.each<[string, ActionSpec, boolean]>([
    ["without columns of its own holds it", table({}), true],
    ["with an empty list of columns holds it", table({ columns: [] }), true],
    ["holds the columns that it names", table({ columns: [{ header: "Key", value: "@item()?['value']" }] }), true],
    ["holds no others", table({ columns: [{ header: "Name", value: "@item()?['name']" }] }), false],
  ])("%s: %s", (_, spec, expected) => {
    expect(arrives("body('Table')", spec)).toBe(expected);
  });
});

describe("a row of a list in a loop", () => {
  const inLoop = (spec: ActionSpec, read: string): boolean =>
    reached(analysed(flow("Flow", secret, forEach("Loop", "@createArray(body('Get_secret'))", spec, mail("Send", `@{${read}}`))))).includes(
      "Send",
    );
  const pick = (from: string, map: string): ActionSpec => raw("Pick", { type: "Select", inputs: { from, select: map } });
  it.each<[string, ActionSpec, string, boolean]>([
    ["is the row of the Select", pick("@createArray('a')", "@item()?['value']"), "body('Pick')", false],
    ["is the loop's where the Select reads its list", pick("@createArray(item()?['value'])", "@item()"), "body('Pick')", true],
    ["is that of the Filter array", filterArray("Pick", "@createArray(item())", "@true"), "first(body('Pick'))?['value']", true],
    ["is the loop's in any other action", compose("Pick", "@item()?['value']"), "outputs('Pick')", true],
    ["holds its members apart", compose("Pick", "@item()?['name']"), "outputs('Pick')", false],
  ])("%s", (_, spec, read, expected) => {
    expect(inLoop(spec, read)).toBe(expected);
  });

  it("is nothing outside of any loop", () => {
    expect(arrives("outputs('Pick')", compose("Pick", "@item()?['value']"))).toBe(false);
  });
});

describe("a member whose name is kept elsewhere", () => {
  const named = (text: string): ActionSpec => initializeVariable("Declare", "Key", text);
  it.each<[string, string, readonly ActionSpec[], boolean]>([
    ["in a variable is the one that it names", "body('Get_secret')?[variables('Key')]", [named("name")], false],
    ["in a variable is the secret", "body('Get_secret')?[variables('Key')]", [named("value")], true],
    ["in a Compose is the one that it names", "outputs('Get_secret')?['body']?[outputs('Key')]", [compose("Key", "name")], false],
    ["in another's argument", "concat('a', body('Get_secret')?[toLower(variables('Key'))])", [named("NAME")], false],
    [
      "in a variable that is set again is any",
      "body('Get_secret')?[variables('Key')]",
      [named("name"), setVariable("Set", "Key", "id")],
      true,
    ],
    ["in a variable that only the run knows is any", "body('Get_secret')?[variables('Key')]", [named("@triggerBody()?['key']")], true],
    ["with a slash is no path", "outputs('Get_secret')?[variables('Key')]", [named("body/name")], true],
    ["in a member that is not there is any", "body('Get_secret')?[variables('None')]", [named("name")], true],
  ])("%s", (_, read, steps, expected) => {
    expect(arrives(read, ...steps)).toBe(expected);
  });
});

describe("a variable", () => {
  const several = raw("Declare", {
    type: "InitializeVariable",
    inputs: {
      variables: [
        { name: "Key", type: "string", value },
        { name: "Note", type: "string", value: "x" },
      ],
    },
  });
  it.each([
    ["gives what it was declared with", "variables('key')", [several], true],
    ["gives nothing of what its neighbour was declared with", "variables('Note')", [several], false],
    [
      "of text gives what was appended",
      "variables('Log')",
      [initializeVariable("Declare", "Log"), appendToString("Append", "log", value)],
      true,
    ],
    ["of a list gives what was appended", "variables('Log')", [list(), appendToArray("Append", "Log", { key: value, note: "x" })], true],
    [
      "of a list gives an element's member",
      "variables('Log')[0]?['key']",
      [list(), appendToArray("Append", "Log", { key: value, note: "x" })],
      true,
    ],
    [
      "of a list gives nothing of the other members",
      "variables('Log')[0]?['note']",
      [list(), appendToArray("Append", "Log", { key: value, note: "x" })],
      false,
    ],
    ["that is set gives the new value", "variables('Key')", [several, setVariable("Set", "Key", "x")], false],
    [
      "of a list gives nothing that is no element",
      "variables('Log')?['key']",
      [list(), appendToArray("Append", "Log", { key: value, note: "x" })],
      false,
    ],
    ["that nobody declares gives nothing", "variables('Other')", [several], false],
  ])("%s", (_, read, steps, expected) => {
    expect(arrives(read, ...steps)).toBe(expected);
  });
});

function list(): ActionSpec {
  return initializeVariable("Declare", "Log", [], "array");
}

/** The usual first step of a Catch scope. */
describe("the records that a Filter array keeps of a scope with a secret", () => {
  const kept = (where: string, read = "body('Failed')?[0]?['outputs']"): boolean =>
    arrives(read, scope("Steps", keyVault.getSecret("Get_key", { secure: ["outputs"] })), filterArray("Failed", "@result('Steps')", where));
  it.each([
    ["@equals(item()?['status'], 'Failed')", false],
    ["@equals('TimedOut', item()?['status'])", false],
    ["@equals(item()?['Status'], 'skipped')", false],
    ["@equals(item()?['status'], 'Cancelled')", false],
    ["@equals(item()?['status'], 'ABORTED')", false],
    ["@equals(item()?['status'], 'Waiting')", true],
    ["@equals(item()?['status']?['a'], 'Failed')", true],
    ["@equals(item()?[0], 'Failed')", true],
    ["@not(equals(item()?['status'], 'Succeeded'))", false],
    ["@not(equals('SUCCEEDED', item()?['status']))", false],
    ["@not(equals(item()?['name'], 'Succeeded'))", true],
    ["@not(contains(item()?['status'], 'Succeeded'))", true],
    ["@not(true)", true],
    ["@item()?['failed']", true],
    ["@not(equals(item()?['status'], item()?['other']))", true],
    ["@equals(item()?['status'], item()?['other'])", true],
    ["item()?['status'] is 'Failed'", true],
    ["@or(equals(item()?['status'], 'Failed'), equals(item()?['status'], 'TimedOut'))", false],
    ["@contains(createArray('Failed', 'TimedOut'), item()['status'])", false],
    ["@contains(createArray('Failed', 'Succeeded'), item()['status'])", true],
    ["@contains(createArray('Failed'), item()['name'])", true],
    ["@contains(variables('kinds'), item()['status'])", true],
    ["@and(equals(item()?['status'], 'Failed'), not(empty(item()?['error'])))", false],
    ["@equals(item()?['status'], 'Succeeded')", true],
    ["@not(equals(item()?['status'], 'Failed'))", true],
    ["@not(empty(item()?['status']))", true],
    ["@or(equals(item()?['status'], 'Failed'), equals(item()?['name'], 'Get_key'))", true],
    ["@and(equals(item()?['name'], 'Failed'), not(empty(item()?['error'])))", true],
    ["@equals(item()?['name'], 'Failed')", true],
    ["@equals(item()?['outputs']?['status'], 'Failed')", true],
    ["@equals(variables('status'), 'Failed')", true],
    ["@contains(item()?['status'], 'Failed')", true],
    ["@true", true],
  ])("by %s hold it: %s", (where, expected) => {
    expect(kept(where)).toBe(expected);
  });

  it("are those of the run only: an action whose list happens to have a status keeps all", () => {
    const rows = compose("Rows", [{ status: "Failed", outputs: value }]);
    expect(
      arrives("body('Failed')?[0]?['outputs']", rows, filterArray("Failed", "@outputs('Rows')", "@equals(item()?['status'], 'Failed')")),
    ).toBe(true);
  });

  it("hold their inputs all the same", () => {
    const steps = scope("Steps", http("Post", { body: value }));
    const failed = filterArray("Failed", "@result('Steps')", "@equals(item()?['status'], 'Failed')");
    expect(arrives("body('Failed')?[0]?['inputs']", steps, failed)).toBe(true);
  });
});
