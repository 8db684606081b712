import { describe, expect, it } from "vitest";
import type { Analysis } from "../../../src/dataflow/analysis.ts";
import type { JsonObject } from "../../../src/json.ts";
import {
  type ActionSpec,
  appendToArray,
  appendToString,
  childFlow,
  compose,
  filterArray,
  forEach,
  htmlTable,
  http,
  initializeVariable,
  join,
  keyVault,
  mail,
  parallel,
  parseJson,
  raw,
  respond,
  response,
  scope,
  select,
  setVariable,
  tokenRequest,
  until,
} from "../../../src/testing/actions.ts";
import { buttonTrigger, flow } from "../../../src/testing/solutions.ts";
import { expectLinear } from "../../growth.ts";
import { analysed, analysedSolutions, reached, waysOf } from "../analysed.ts";

const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const value = "body('Get_secret')?['value']";

/** Whether the Key Vault secret gets into the mail at the end. */
function arrives(body: string, ...steps: readonly ActionSpec[]): boolean {
  return reached(analysed(flow("Flow", secret, ...steps, mail("Send", body)))).includes("Send");
}

const secretInside = (...steps: readonly ActionSpec[]) => waysOf(analysed(flow("Flow", secret, ...steps)));

describe("one place, however it is written", () => {
  it.each([
    `@${value}`,
    "@body('Get_secret')['value']",
    "@body('Get_secret').value",
    "@body('Get_secret')?.value",
    "@outputs('Get_secret')?['body/value']",
    "@outputs('Get_secret')?['body']?['value']",
    "@outputs('Get_secret')?['body']['VALUE']",
    "@actions('Get_secret').outputs.body.value",
    "@actions('Get_secret')?['outputs']?['body/value']",
    "@actionBody('Get_secret')?['value']",
    "@Body('get_secret')?['value']",
    "@body('Get_secret')",
    "@outputs('Get_secret')",
    "@actions('Get_secret')",
    "@body('Get_secret')[variables('key')]",
  ])("%s holds the secret", (reference) => expect(arrives(reference)).toBe(true));

  it.each([
    "@body('Get_secret')?['name']",
    "@body('Get_secret')?['id']",
    "@outputs('Get_secret')?['body/version']",
    "@outputs('Get_secret')?['statusCode']",
    "@outputs('Get_secret')?['headers']?['Date']",
    "@actions('Get_secret')?['status']",
    "@actions('Get_secret')?['inputs']",
    "@body('Get_secrets')?['value']",
    `@length(${value})`,
    `@if(empty(${value}), 'missing', 'ok')`,
    "body('Get_secret')?['value']",
    "@@{body('Get_secret')?['value']}",
  ])("%s does not", (reference) => expect(arrives(reference)).toBe(false));
});

describe("through data operations", () => {
  it("a Compose keeps the members of an object apart", () => {
    const copy = compose("Copy", { key: `@${value}`, note: "ERP" });
    expect(arrives("@outputs('Copy')?['key']", copy)).toBe(true);
    expect(arrives("@outputs('Copy')", copy)).toBe(true);
    expect(arrives("@outputs('Copy')?['note']", copy)).toBe(false);
  });

  it("a Compose keeps the elements of a list apart", () => {
    const copy = compose("Copy", ["ERP", { key: `@${value}` }]);
    expect(arrives("@outputs('Copy')[1]?['key']", copy)).toBe(true);
    expect(arrives("@last(outputs('Copy'))", copy)).toBe(true);
    expect(arrives("@first(outputs('Copy'))", copy)).toBe(false);
    expect(arrives("@outputs('Copy')[0]", copy)).toBe(false);
  });

  it("the body of a Compose is taken for its outputs", () => {
    expect(arrives("@body('Copy')", compose("Copy", `@${value}`))).toBe(true);
  });

  it("a computed name of a member can be any", () => {
    const copy = compose("Copy", { [`@{${value}}`]: "ERP" });
    expect(arrives("@outputs('Copy')", copy)).toBe(true);
  });

  it("a copy of the whole body is read like the body", () => {
    const copy = compose("Copy", "@body('Get_secret')");
    expect(arrives("@outputs('Copy')?['value']", copy)).toBe(true);
    expect(arrives("@outputs('Copy')?['name']", copy)).toBe(false);
  });

  it("Parse JSON keeps the members of what it parses apart", () => {
    const parse = parseJson("Parse", "@body('Get_secret')");
    expect(arrives("@body('Parse')?['value']", parse)).toBe(true);
    expect(arrives("@body('Parse')?['name']", parse)).toBe(false);
  });

  it("a secret that is parsed is in every member", () => {
    expect(arrives("@body('Parse')?['code']", parseJson("Parse", `@${value}`))).toBe(true);
  });

  it.each([
    ...["username", "user_name", "userPrincipalName", "loginName", "user", "email"],
    ...["clientId", "client_id", "appId", "app_id", "applicationId", "application_id", "tenant", "tenantId", "tenant_id"],
    ...["host", "hostName", "server", "serverName", "port", "database", "url", "uri", "baseUrl", "base_url", "endpoint"],
    ...["tokenUrl", "token_url", "tokenEndpoint", "token_endpoint", "instanceUrl", "instance_url"],
    ...["resource", "audience", "scope", "grantType", "grant_type"],
  ])("a secret that is parsed is not in the member %s", (member) => {
    const parse = parseJson("Parse", `@${value}`);
    expect(arrives(`@body('Parse')?['${member}']`, parse)).toBe(false);
    expect(arrives(`@body('Parse')?['${member}']?['key']`, parse)).toBe(true);
    expect(arrives(`@json(${value})?['${member}']`)).toBe(false);
    expect(arrives(`@json(${value})?['key']`)).toBe(true);
  });

  describe("the address in a secret that is parsed", () => {
    const called = (inputs: JsonObject, member = "url"): boolean =>
      reached(analysed(flow("Flow", secret, http("Call", { uri: `@{json(${value})?['${member}']}`, ...inputs })))).includes("Call");

    it.each<[string, JsonObject]>([
      ["nothing else", {}],
      ["a body that is no credential", { body: { total: 1 }, headers: { "Content-Type": "application/json" } }],
      ["a plain reference", { uri: `@json(${value})?['uri']` }],
    ])("is the secret where a request is called by it and has %s", (_, inputs) => expect(called(inputs)).toBe(true));

    it.each<[string, JsonObject]>([
      ["signs in", { authentication: { type: "ManagedServiceIdentity" } }],
      ["sends a key", { headers: { "x-api-key": "@variables('x')" } }],
      ["sends an authorization", { headers: { Authorization: "Bearer x" } }],
      ["asks for a token", { body: "grant_type=client_credentials&client_secret=x" }],
      ["sends a password", { body: { user: "x", password: "@variables('x')" } }],
      ["calls an address below it", { uri: `@{json(${value})?['url']}/orders` }],
    ])("is none where the request %s", (_, inputs) => expect(called(inputs)).toBe(false));

    it("is none by another name", () => expect(called({}, "host")).toBe(false));

    it("is none where it is only mentioned", () => expect(arrives(`@json(${value})?['url']`)).toBe(false));
  });

  it("Select maps rows member by member", () => {
    const rows = select("Rows", "@createArray(body('Get_secret'))", { key: "@item()?['value']", name: "@item()?['name']" });
    expect(arrives("@first(body('Rows'))?['key']", rows)).toBe(true);
    expect(arrives("@body('Rows')", rows)).toBe(true);
    expect(arrives("@first(body('Rows'))?['name']", rows)).toBe(false);
  });

  it("Select can map to a plain list", () => {
    expect(arrives("@body('Rows')[0]", select("Rows", "@createArray(body('Get_secret'))", "@item()?['value']"))).toBe(true);
    expect(arrives("@body('Rows')[0]", select("Rows", "@createArray(body('Get_secret'))", "@item()?['name']"))).toBe(false);
  });

  it("in a loop, the row of a Select is still its own", () => {
    const rows = select("Rows", "@createArray(body('Get_secret'))", "@item()?['value']");
    const loop = forEach("Loop", "@createArray('a', 'b')", rows, mail("Send", "@body('Rows')"));
    expect(reached(analysed(flow("Flow", secret, loop)))).toContain("Send");
  });

  it("Filter array keeps elements, and tells nothing by its condition", () => {
    const filter = filterArray("Filter", "@createArray(body('Get_secret'))", "@not(empty(item()))");
    expect(arrives("@first(body('Filter'))?['value']", filter)).toBe(true);
    expect(arrives("@first(body('Filter'))?['name']", filter)).toBe(false);
    expect(arrives("@body('Filter')", filterArray("Filter", "@createArray('a')", `@equals(item(), ${value})`))).toBe(false);
  });

  it("Join and Create table make a text of all elements", () => {
    expect(arrives("@body('Text')", join("Text", `@createArray('a', ${value})`, ", "))).toBe(true);
    expect(arrives("@body('Text')", join("Text", "@createArray('a', 'b')", `@{${value}}`))).toBe(true);
    expect(arrives("@body('Table')", htmlTable("Table", "@createArray(body('Get_secret'))"))).toBe(true);
  });

  it("Create table with columns holds those columns only", () => {
    const table = (column: string) =>
      raw("Table", {
        type: "Table",
        inputs: { from: "@createArray(body('Get_secret'))", format: "HTML", columns: [{ header: "Column", value: column }] },
      });
    expect(arrives("@body('Table')", table("@item()?['value']"))).toBe(true);
    expect(arrives("@body('Table')", table("@item()?['name']"))).toBe(false);
  });
});

describe("through functions", () => {
  it("a member that is removed does not go along", () => {
    expect(arrives("@string(removeProperty(body('Get_secret'), 'value'))")).toBe(false);
    expect(arrives("@string(removeProperty(body('Get_secret'), 'name'))")).toBe(true);
    expect(arrives("@outputs('Copy')", compose("Copy", "@removeProperty(removeProperty(body('Get_secret'), 'id'), 'value')"))).toBe(false);
  });

  it("a member that is overwritten does not go along", () => {
    expect(arrives("@string(setProperty(body('Get_secret'), 'value', ''))")).toBe(false);
  });

  it("what is put into a list inside a text can be anywhere in what is parsed of it", () => {
    const copy = compose("Copy", `@concat('{"list":', string(createArray(${value})), '}')`);
    expect(arrives("@json(outputs('Copy'))?['list']", copy)).toBe(true);
  });

  it("a text from which the secret is taken out is harmless", () => {
    const answer = tokenRequest("Get_Token", "grant_type=client_credentials", { secure: ["outputs"] });
    expect(arrives(`@replace(string(body('Get_secret')), ${value}, '***')`)).toBe(false);
    expect(arrives("@replace(string(body('Get_Token')), body('Get_Token')?['access_token'], '***')?['refresh_token']", answer)).toBe(true);
  });
});

describe("an element that moves in its list is found at its new place", () => {
  const list = compose("List", ["ERP", `@${value}`]);
  it.each<[string, readonly string[], readonly string[]]>([
    ["skip(outputs('List'), 1)", ["[0]", "[1]", ""], []],
    ["reverse(outputs('List'))", ["[0]", "[1]", ""], []],
    ["sort(outputs('List'))", ["[0]", "[1]", ""], []],
    [`sort(createArray(body('Get_secret'), 'x'), 'id')`, ["[1]?['value']", ""], ["[1]?['name']"]],
    [`union(createArray('ERP'), createArray(${value}))`, ["[1]", ""], []],
    [`union(outputs('List'), createArray('ERP'))`, ["[0]", ""], []],
    [`intersection(outputs('List'), createArray(${value}))`, ["[0]", ""], []],
    ["take(outputs('List'), 2)", ["[1]", ""], ["[0]"]],
    [`union(json('{"a":"x"}'), setProperty(json('{}'), 'b', ${value}))`, ["?['b']", ""], ["?['a']"]],
  ])("of %s", (expression, holding, others) => {
    const moved = compose("Moved", `@${expression}`);
    for (const read of holding) expect([read, arrives(`@outputs('Moved')${read}`, list, moved)]).toEqual([read, true]);
    for (const read of others) expect([read, arrives(`@outputs('Moved')${read}`, list, moved)]).toEqual([read, false]);
  });
});

describe("through variables", () => {
  const declare = (type = "string") => initializeVariable("Declare", "x", type === "array" ? [] : "", type);

  it("a value that is set is read", () => {
    expect(arrives("@variables('x')", declare(), setVariable("Set", "x", `@${value}`))).toBe(true);
    expect(arrives("@variables('x')", initializeVariable("Declare", "x", `@${value}`))).toBe(true);
    expect(arrives("@body('Set')?['value']", declare(), setVariable("Set", "x", `@${value}`))).toBe(true);
  });

  it("a value that is overwritten on the only way is not", () => {
    expect(arrives("@variables('x')", declare(), setVariable("Set", "x", `@${value}`), setVariable("Clear", "x", ""))).toBe(false);
  });

  it("a value that is overwritten beside or in a loop still is", () => {
    const set = setVariable("Set", "x", `@${value}`);
    expect(arrives("@variables('x')", declare(), set, parallel(setVariable("Clear", "x", "")))).toBe(true);
    expect(arrives("@variables('x')", declare(), set, forEach("Loop", "@createArray(1)", setVariable("Clear", "x", "")))).toBe(true);
  });

  it("a value that is written at the end of a loop is read at its beginning", () => {
    const steps = (end: ActionSpec) =>
      flow("Flow", secret, declare(), until("Loop", "@equals(1, 1)", mail("Send", "@variables('x')"), end));
    expect(reached(analysed(steps(setVariable("Set", "x", `@${value}`))))).toContain("Send");
    expect(reached(analysed(steps(setVariable("Set", "x", "harmless"))))).toEqual([]);
  });

  it("members of an object variable stay apart", () => {
    const set = setVariable("Set", "x", { key: `@${value}`, note: "ERP" });
    expect(arrives("@variables('x')?['key']", declare("object"), set)).toBe(true);
    expect(arrives("@variables('x')?['note']", declare("object"), set)).toBe(false);
  });

  it("what is appended joins what is there", () => {
    expect(arrives("@variables('x')", declare(), appendToString("Append", "x", `@${value}`), appendToString("More", "x", "."))).toBe(true);
    expect(
      arrives("@first(variables('x'))?['key']", declare("array"), appendToArray("Append", "x", { key: `@${value}`, note: "ERP" })),
    ).toBe(true);
    expect(
      arrives("@first(variables('x'))?['note']", declare("array"), appendToArray("Append", "x", { key: `@${value}`, note: "ERP" })),
    ).toBe(false);
  });

  it("other variables are not touched", () => {
    expect(arrives("@variables('y')", declare(), initializeVariable("Other", "y", ""), setVariable("Set", "x", `@${value}`))).toBe(false);
  });

  it("a variable that is written very often is followed all the same", () => {
    const writes = Array.from({ length: 70 }, (_, index) => setVariable(`Set_${index}`, "x", index === 35 ? `@${value}` : "harmless"));
    expect(arrives("@variables('x')", declare(), ...writes)).toBe(true);
    const harmless = writes.map((write) => setVariable(write.name, "x", "harmless"));
    expect(arrives("@variables('x')", declare(), ...harmless)).toBe(false);
  });

  it("a variable that is written and read very often stays cheap", () => {
    expectLinear((size) => {
      const writes = Array.from({ length: size }, (_, index) => setVariable(`Set_${index}`, "x", `@concat(variables('y'), '${index}')`));
      const back = Array.from({ length: size }, (_, index) => setVariable(`Back_${index}`, "y", `@concat(variables('x'), '${index}')`));
      const analysis = analysed(flow("Flow", secret, declare(), initializeVariable("Other", "y", `@${value}`), ...writes, ...back));
      expect(reached(analysis)).toHaveLength(2 * size + 1);
    }, 100);
  });
});

describe("through loops and scopes", () => {
  const list = `@createArray(body('Get_secret'), json('{}'))`;

  it.each(["@items('Loop')?['value']", "@item()?['value']", "@items('loop')", "@{items('Loop')?['value']}"])(
    "%s is the element",
    (reference) => {
      expect(reached(analysed(flow("Flow", secret, forEach("Loop", list, mail("Send", reference)))))).toContain("Send");
    },
  );

  it("a harmless member of the element stays harmless", () => {
    expect(reached(analysed(flow("Flow", secret, forEach("Loop", list, mail("Send", "@items('Loop')?['name']")))))).not.toContain("Send");
  });

  it("item() is the element of the innermost loop, items() of the named one", () => {
    const inner = (reference: string) =>
      reached(analysed(flow("Flow", secret, forEach("Outer", list, forEach("Inner", "@createArray('a')", mail("Send", reference))))));
    expect(inner("@items('Outer')?['value']")).toContain("Send");
    expect(inner("@item()?['value']")).not.toContain("Send");
  });

  it("seen from outside, the outputs of an action in a loop are a list", () => {
    const loop = forEach("Loop", list, compose("Copy", { key: "@items('Loop')?['value']", name: "@items('Loop')?['name']" }));
    expect(arrives("@first(outputs('Copy'))?['key']", loop)).toBe(true);
    expect(arrives("@outputs('Copy')[0]?['key']", loop)).toBe(true);
    expect(arrives("@outputs('Copy')", loop)).toBe(true);
    expect(arrives("@outputs('Copy')[0]?['name']", loop)).toBe(false);
    const kept = (member: string) =>
      arrives(`@first(variables('Keep'))?['${member}']`, loop, initializeVariable("Keep it", "Keep", "@outputs('Copy')", "array"));
    expect([kept("key"), kept("name")]).toEqual([true, false]);
  });

  it("the result of a scope holds the inputs and outputs of what it ran, with its name and status", () => {
    const inside = scope("Scope", compose("Copy", `@${value}`), http("Call", { body: `@${value}` }));
    expect(arrives("@result('Scope')", inside)).toBe(true);
    expect(arrives("@first(result('Scope'))?['inputs']", inside)).toBe(true);
    expect(arrives("@result('Scope')[0]?['outputs']", inside)).toBe(true);
    expect(arrives("@result('Scope')[0]?['status']", inside)).toBe(false);
    expect(arrives("@result('Scope')", scope("Scope", compose("Copy", "harmless")))).toBe(false);
  });

  it("the way through the result of a scope names the scope", () => {
    const call = http("Call", { body: `@${value}` }, { secure: ["inputs"] });
    expect(secretInside(scope("Try", call), mail("Send", "@{result('Try')}"))).toEqual([
      "Get_secret > Call",
      "Get_secret > Call > Try > Send",
    ]);
  });

  it("the result of a scope holds its own actions only, not those further in", () => {
    expect(arrives("@result('Outer')", scope("Outer", scope("Inner", compose("Copy", `@${value}`))))).toBe(false);
    expect(arrives("@result('Inner')", scope("Outer", scope("Inner", compose("Copy", `@${value}`))))).toBe(true);
  });

  it("the result of a loop holds a list of outputs", () => {
    const loop = forEach("Loop", list, compose("Copy", "@items('Loop')?['value']"));
    expect(arrives("@first(result('Loop'))?['outputs']", loop)).toBe(true);
  });

  it("where two actions have one name, both are meant", () => {
    const branches = raw("If", {
      type: "If",
      expression: "@equals(1, 1)",
      actions: { Copy: { type: "Compose", inputs: `@${value}`, runAfter: {} } },
      else: { actions: { Copy: { type: "Compose", inputs: "harmless", runAfter: {} } } },
    });
    expect(arrives("@outputs('Copy')", branches)).toBe(true);
  });
});

describe("the way that is shown", () => {
  it("is the shortest one, step by step", () => {
    expect(secretInside(compose("A", `@${value}`), compose("B", "@outputs('A')"), mail("Send", `@{outputs('B')} @{outputs('A')}`))).toEqual(
      ["Get_secret > A", "Get_secret > A > B", "Get_secret > A > Send"],
    );
  });

  it("is a surer one before a shorter one", () => {
    const inside = scope("Scope", http("Call", { body: `@${value}` }));
    const analysis = analysed(
      flow(
        "Flow",
        secret,
        inside,
        compose("A", `@${value}`),
        compose("B", "@outputs('A')"),
        mail("Send", "@{result('Scope')} @{outputs('B')}"),
      ),
    );
    expect(waysOf(analysis)).toContain("Get_secret > A > B > Send");
    expect(analysis.values.secretsReaching("message").map((leak) => leak.confidence)).toEqual(["high"]);
  });
});

it("a value that is not sure to be a secret goes round a loop once", () => {
  const round = until(
    "Repeat",
    "@false",
    compose("Copy", "@variables('Text')"),
    setVariable("Set", "Text", "@{result('Scope')} @{outputs('Copy')}"),
  );
  const { values } = analysed(
    flow("Flow", initializeVariable("Init", "Text", ""), secret, scope("Scope", http("Call", { body: `@{${value}}` })), round),
  );
  expect(values.origins).toHaveLength(1);
  for (const origin of values.origins) expect(values.reachOf(origin).facts.length).toBeLessThan(20);
});

describe("child flows", () => {
  const echo = {
    ...flow("Echo", compose("Inside", "@triggerBody()?['text']"), respond("Answer", { text: "@{outputs('Inside')}", note: "done" })),
    trigger: buttonTrigger({ text: "Text" }),
  };
  const caller = (name: string, text: string, ...more: readonly ActionSpec[]) =>
    flow(name, secret, childFlow("Run", "Echo", { text }), ...more);

  it("take the value in and give it back", () => {
    const analysis = analysed(caller("Parent", `@{${value}}`, mail("Send", "@body('Run')?['text']")), echo);
    expect(waysOf(analysis)).toEqual([
      "Get_secret > Run",
      "Get_secret > Run > manual > Inside",
      "Get_secret > Run > manual > Inside > Answer",
      "Get_secret > Run > manual > Inside > Answer > Run > Send",
    ]);
  });

  it("keep the members of their answer apart", () => {
    const analysis = analysed(caller("Parent", `@{${value}}`, mail("Send", "@outputs('Run')?['body/note']")), echo);
    expect(reached(analysis)).not.toContain("Send");
  });

  it("give it back only to the flow that it came from", () => {
    const analysis = analysed(
      caller("Parent", `@{${value}}`, mail("Send", "@body('Run')?['text']")),
      caller("Other", "harmless", mail("Send_other", "@body('Run')?['text']")),
      echo,
    );
    expect(reached(analysis)).toContain("Send");
    expect(reached(analysis)).not.toContain("Send_other");
  });

  it("give it back only to the call that it came from", () => {
    const twice = flow(
      "Parent",
      secret,
      childFlow("Run_one", "Echo", { text: `@{${value}}` }),
      childFlow("Run_two", "Echo", { text: "harmless" }),
      mail("Send_one", "@body('Run_one')?['text']"),
      mail("Send_two", "@body('Run_two')?['text']"),
    );
    const names = reached(analysed(twice, echo));
    expect(names).toContain("Send_one");
    expect(names).not.toContain("Send_two");
  });

  it("give their own secrets back to every caller", () => {
    const child = { ...flow("Child", secret, respond("Answer", { key: `@{${value}}` })), trigger: buttonTrigger({}) };
    const parent = (name: string) => flow(name, childFlow(`Run_${name}`, "Child"), mail(`Send_${name}`, `@body('Run_${name}')?['key']`));
    expect(reached(analysed(parent("A"), parent("B"), child))).toEqual(["Answer", "Send_A", "Send_B"]);
  });

  it("can stand in another solution of the run", () => {
    const parent = caller("Parent", `@{${value}}`);
    expect(
      reached(
        analysedSolutions([
          { uniqueName: "One", flows: [parent] },
          { uniqueName: "Two", flows: [echo] },
        ]),
      ),
    ).toContain("Inside");
    expect(reached(analysedSolutions([{ uniqueName: "One", flows: [parent] }]))).toEqual(["Run"]);
  });

  it("are those of the own solution, where two exports hold the same ids", () => {
    const leaky = { uniqueName: "Contoso", flows: [caller("Parent", `@{${value}}`), echo] };
    const repaired = { uniqueName: "Contoso", flows: [caller("Parent", "harmless"), echo] };
    const analysis = analysedSolutions([repaired, leaky]);
    const paths = analysis.values.secretsReaching("data-operation").map(({ operation }) => operation.flow.source.path);
    expect(paths).toEqual(["solution2.zip"]);
  });

  it("are followed through many levels", () => {
    const level = (index: number) => ({
      ...flow(`Level_${index}`, childFlow("Down", `Level_${index + 1}`, { text: "@triggerBody()?['text']" })),
      trigger: buttonTrigger({ text: "Text" }),
    });
    const deepest = { ...flow("Level_12", mail("Send", "@triggerBody()?['text']")), trigger: buttonTrigger({ text: "Text" }) };
    const parent = flow("Parent", secret, childFlow("Down", "Level_0", { text: `@{${value}}` }));
    const analysis = analysed(parent, ...Array.from({ length: 12 }, (_, index) => level(index)), deepest);
    expect(reached(analysis)).toContain("Send");
  });

  it("may call themselves", () => {
    const recursive = {
      ...flow(
        "Again",
        childFlow("Run", "Again", { text: "@concat(triggerBody()?['text'], '.')" }),
        respond("Answer", { text: "@body('Run')?['text']" }),
      ),
      trigger: buttonTrigger({ text: "Text" }),
    };
    const parent = flow("Parent", secret, childFlow("Start", "Again", { text: `@{${value}}` }));
    expect(reached(analysed(parent, recursive))).toEqual(["Run", "Start"]);
  });

  it("may call one another", () => {
    const half = (name: string, other: string) => ({
      ...flow(
        name,
        childFlow(`Run_${other}`, other, { text: "@triggerBody()?['text']" }),
        respond(`Answer_${name}`, { text: `@coalesce(body('Run_${other}')?['text'], triggerBody()?['text'])` }),
      ),
      trigger: buttonTrigger({ text: "Text" }),
    });
    const parent = flow("Parent", secret, childFlow("Start", "Ping", { text: `@{${value}}` }), mail("Send", "@body('Start')?['text']"));
    expect(reached(analysed(parent, half("Ping", "Pong"), half("Pong", "Ping")))).toEqual([
      "Answer_Ping",
      "Answer_Pong",
      "Run_Ping",
      "Run_Pong",
      "Send",
      "Start",
    ]);
  });

  it("get whole bodies and headers too", () => {
    const child = { ...flow("Child", compose("Inside", "@triggerOutputs()?['headers']?['x-key']")), trigger: buttonTrigger({}) };
    const parent = flow(
      "Parent",
      secret,
      raw("Run", {
        ...childFlow("Run", "Child").json,
        inputs: { ...(childFlow("Run", "Child").json.inputs as object), headers: { "x-key": `@{${value}}` } },
      }),
    );
    expect(reached(analysed(parent, child))).toContain("Inside");
  });

  it("answer with the body of a Response", () => {
    const child = { ...flow("Child", secret, response("Answer", `@${value}`)), trigger: buttonTrigger({}) };
    expect(reached(analysed(flow("Parent", childFlow("Run", "Child"), mail("Send", "@body('Run')")), child))).toContain("Send");
  });
});

describe("a limit", () => {
  const copies = Array.from({ length: 50 }, (_, index) => compose(`Copy_${index}`, `@${value}`));

  it("cuts following off, and says so", () => {
    const analysis = analysedSolutions([{ flows: [flow("Flow", secret, ...copies)] }], { maxSteps: 10 });
    expect(analysis.values.truncated.map(({ name }) => name)).toEqual(["Get_secret"]);
    expect(reached(analysis)).toHaveLength(9);
  });

  it("is not told of when it is not reached", () => {
    const analysis = analysed(flow("Flow", secret, ...copies));
    expect(analysis.values.truncated).toEqual([]);
    expect(reached(analysis)).toHaveLength(50);
  });
});

describe("values that go round", () => {
  const members = Array.from({ length: 8 }, (_, index) => index);

  it("are widened where they would be in ever more members of themselves", () => {
    const around = Object.fromEntries(members.map((index) => [`m${index}`, "@variables('x')"]));
    const analysis = analysed(
      flow(
        "Flow",
        initializeVariable("Init", "x"),
        initializeVariable("Init_y", "y"),
        secret,
        setVariable("Begin", "x", `@${value}`),
        until("Loop", "@false", compose("Wrap", around), setVariable("Again", "x", "@outputs('Wrap')")),
        mail("Send", "@variables('x')?['m1']?['m5']?['m2']?['m7']?['m3']"),
        mail("Send_other", "@variables('y')"),
      ),
    );
    expect(factsOf(analysis)).toBeLessThan(1000);
    expect(reached(analysis)).toContain("Send");
    expect(reached(analysis)).not.toContain("Send_other");
  });

  it("are widened where each call leads through every other", () => {
    const round = (index: number) => ({
      ...flow(
        `Flow ${index}`,
        ...members.map((other) => childFlow(`Run_${other}`, `Flow ${other}`, { text: "@triggerBody()?['text']" })),
        respond("Answer", { text: `@concat(triggerBody()?['text'], ${members.map((other) => `body('Run_${other}')?['text']`).join()})` }),
      ),
      trigger: buttonTrigger({ text: "Text" }),
    });
    const begin = flow("Begin", secret, childFlow("Run", "Flow 0", { text: `@${value}` }), mail("Send", "@body('Run')?['text']"));
    const analysis = analysed(begin, ...members.map(round));
    expect(factsOf(analysis)).toBeLessThan(30_000);
    expect(reached(analysis)).toContain("Send");
  });

  function factsOf({ values }: Analysis): number {
    expect(values.truncated).toEqual([]);
    return values.origins.reduce((sum, origin) => sum + values.reachOf(origin).facts.length, 0);
  }
});
