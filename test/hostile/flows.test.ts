import { describe, expect, test } from "vitest";
import {
  type ActionSpec,
  appendToString,
  childFlow,
  compose,
  forEach,
  http,
  initializeVariable,
  keyVault,
  parallel,
  raw,
  respond,
  after as runAfter,
  scope,
  setVariable,
} from "../../src/testing/actions.ts";
import { password } from "../../src/testing/credentials.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { buttonTrigger, flow, solutionFiles } from "../../src/testing/solutions.ts";
import { writeZip } from "../../src/testing/zip-writer.ts";
import { codesOf, lintArchive, lintFolder, lintGrowing, lintSolution, problemsOf } from "./host.ts";

const many = <T>(count: number, make: (index: number) => T): readonly T[] => Array.from({ length: count }, (_, index) => make(index));
const secret = keyVault.getSecret("Get_secret");
const readSecret = "body('Get_secret')?['value']";

describe("expressions", () => {
  const million = 1_000_000;
  test.each([
    ["opening parentheses", `@${"(".repeat(million)}`],
    ["calls inside one another", `@${"string(".repeat(million / 7)}`],
    ["closed calls inside one another", `@${"concat(".repeat(400)}${readSecret}${")".repeat(400)}`],
    ["arguments", `@concat(${`${readSecret},`.repeat(million / 30)}'')`],
    ["segments", `@{${readSecret}} `.repeat(million / 32)],
    ["unfinished segments", "@{".repeat(million / 2)],
    ["quotes", `@${"'".repeat(million + 1)}`],
    ["keys", `@body('Get_secret')${"?['value']".repeat(million / 10)}`],
    ["one key", `@body('Get_secret')?['${"a/".repeat(million / 2)}']`],
    ["nested conditions", `@${"if(true,".repeat(300)}${readSecret}${",1)".repeat(300)}`],
    ["lists in lists", `@${"createArray(".repeat(300)}${readSecret}${")".repeat(300)}`],
    ["lists that double", `@json(concat(${many(2000, () => `string(createArray(${readSecret},${readSecret}))`).join()}))`],
    ["objects in objects", `@${many(300, () => "setProperty(json('{}'),'a',").join("")}${readSecret}${")".repeat(300)}`],
    ["members by queries of XML", many(8_000, (index) => `@{xpath(xml(body('Get_secret')),'string(//apiKey${index})')}`).join(";")],
    ["members of first elements", many(8_000, (index) => `@{first(body('Get_secret')?['value'])?['apiKey${index}']}`).join(";")],
    ["plain text", "a".repeat(5 * million)],
    ["base64 of itself", Buffer.from("a".repeat(3 * million)).toString("base64")],
    ["JSON in JSON", many(12, () => 0).reduce((text) => JSON.stringify({ a: text }), readSecret)],
  ])("of a megabyte of %s", async (_name, text) => {
    const run = await lintSolution(
      {
        flows: [
          flow(
            "Hostile",
            secret,
            compose("Hold", text),
            http("Call", { uri: text, headers: { Authorization: text }, body: { a: text } }),
            setVariable("Set", "x", text),
          ),
        ],
      },
      { time: 10_000, memory: 500 },
    );
    expect(run.code).not.toBe(2);
    expect(run.stdout.length).toBeLessThan(5 * million);
  });
});

/** What a crowd of so many pairs has on each side. */
const sideOf = (pairs: number): number => Math.round(Math.sqrt(pairs));

describe("many", () => {
  const sizes = { time: 10_000, memory: 500 };
  test.each<[string, number, (size: number) => readonly ActionSpec[]]>([
    ["actions", 50_000, (size) => many(size, (index) => parallel(compose(`Step_${index}`, "x")))],
    ["actions one after the other", 6000, (size) => many(size, (index) => compose(`Step_${index}`, "@triggerBody()?['text']"))],
    [
      "actions that hand a secret on",
      1000,
      (size) => [
        secret,
        ...many(size, (index) => compose(`Step_${index}`, index === 0 ? `@${readSecret}` : `@outputs('Step_${index - 1}')`)),
      ],
    ],
    ["readers of one secret", 1500, (size) => [secret, ...many(size, (index) => compose(`Step_${index}`, `@${readSecret}`))]],
    [
      "writes of one variable",
      1000,
      (size) => [
        initializeVariable("Init", "x"),
        secret,
        ...many(size, (index) => appendToString(`Add_${index}`, "x", `@{${readSecret}}`)),
        compose("Read", "@variables('x')"),
      ],
    ],
    [
      "variables that hand a secret on",
      800,
      (size) => [
        secret,
        ...many(size, (index) => initializeVariable(`Init_${index}`, `v${index}`)),
        ...many(size, (index) => setVariable(`Set_${index}`, `v${index}`, index === 0 ? `@${readSecret}` : `@variables('v${index - 1}')`)),
      ],
    ],
    [
      "keys that come from all of a crowd of actions",
      160_000,
      (pairs) => {
        const size = sideOf(pairs);
        return [
          initializeVariable("Init", "v"),
          ...many(size, (index) =>
            setVariable(`Set_${index}`, "v", `@concat(outputs('Copy_${index}'), outputs('Copy_${(index * 7) % size}'))`),
          ),
          ...many(size, (index) => compose(`Copy_${index}`, `@{variables('v')}${index}`)),
          ...many(size, (index) => http(`Call_${index}`, { headers: { "x-api-key": `@{outputs('Copy_${index}')}` } })),
        ];
      },
    ],
    [
      "passwords of which each is used everywhere",
      62_500,
      (pairs) => {
        const size = sideOf(pairs);
        return [
          initializeVariable("Init", "v"),
          ...many(size, (index) => parallel(setVariable(`Set_${index}`, "v", password(index)))),
          ...many(size, (index) =>
            http(`Call_${index}`, {
              uri: "https://api.contoso.com",
              authentication: { type: "Basic", username: "a", password: "@variables('v')" },
            }),
          ),
        ];
      },
    ],
    [
      "secrets that are handed on together",
      4900,
      (pairs) => {
        const size = sideOf(pairs);
        return [
          ...many(size, (index) => keyVault.getSecret(`Get_secret_${index}`)),
          compose("Step_0", `@concat(${many(size, (index) => `body('Get_secret_${index}')?['value']`).join()})`),
          ...many(size, (index) => compose(`Step_${index + 1}`, `@outputs('Step_${index}')`)),
        ];
      },
    ],
    [
      "members of a body that are secrets",
      4000,
      (size) => [secret, http("Call", { body: Object.fromEntries(many(size, (index) => [`m${index}`, `@${readSecret}`])) })],
    ],
    ["secrets", 600, (size) => many(size, (index) => keyVault.getSecret(`Get_secret_${index}`))],
    [
      "steps that are read by result()",
      2000,
      (size) => [
        scope("Try", secret, ...many(size, (index) => parallel(compose(`Step_${index}`, "x")))),
        ...many(50, (index) => compose(`Read_${index}`, "@result('Try')")),
      ],
    ],
    [
      "hardcoded passwords",
      1200,
      (size) =>
        many(size, (index) =>
          parallel(
            http(`Call_${index}`, {
              uri: "https://api.contoso.com",
              authentication: { type: "Basic", username: "a", password: password(index) },
            }),
          ),
        ),
    ],
    [
      "copies that wait for all before them",
      360_000,
      (pairs) => [
        secret,
        ...many(sideOf(pairs), (index) =>
          runAfter(
            compose(`Step_${index}`, `@${readSecret}`),
            Object.fromEntries(many(index, (before) => [`Step_${before}`, ["Succeeded"]])),
          ),
        ),
      ],
    ],
    ["expressions that cannot be read", 2000, (size) => many(size, (index) => parallel(compose(`Step_${index}`, "@concat(")))],
    ["missing steps", 2000, (size) => many(size, (index) => parallel(compose(`Step_${index}`, `@outputs('Gone_${index}')`)))],
  ])("%s", async (_name, size, actionsOf) => {
    const run = await lintGrowing((some) => ({ flows: [flow("Many", ...actionsOf(some))] }), size, sizes);
    expect(run.code).not.toBe(2);
  });

  test("passwords of many lengths that begin alike, and names that repeat their beginning", async () => {
    const flows = [
      flow(
        "Many",
        secret,
        ...many(100, (index) =>
          parallel(
            http(`Call_${index}`, {
              uri: "https://api.contoso.com",
              authentication: { type: "Basic", username: "a", password: `Zx9!${"Zx9!".repeat(index)}q7` },
            }),
          ),
        ),
        ...many(50, (index) => compose(`${"Zx9!".repeat(10_000)}${index}`, `@${readSecret}`)),
      ),
    ];
    // A name that repeats a few characters would reach the limit of compression first.
    const members = [...solutionFiles({ flows })].map(([name, content]) => ({ name, content, stored: true }));
    const run = await lintArchive(writeZip(members), sizes);
    expect(run.code).toBe(1);
    expect(codesOf(run)).toContain("SL1001");
  });

  test("flows that call one another", async () => {
    const flowsOf = (count: number) =>
      many(count, (index) => ({
        ...flow(
          `Flow ${index}`,
          keyVault.getSecret("Get_secret"),
          ...many(count, (other) => childFlow(`Run_${other}`, `Flow ${other}`, { text: `@${readSecret}` })),
          respond("Answer", { text: "@triggerBody()?['text']" }),
        ),
        trigger: buttonTrigger({ text: "Text" }),
      }));
    const run = await lintGrowing((calls) => ({ flows: flowsOf(sideOf(calls)) }), 900, sizes);
    expect(run.code).toBe(1);
  });

  test("flows that have one id, and call it", async () => {
    const definition = {
      triggers: { manual: { type: "Request", kind: "Button" } },
      actions: { Run: { type: "Workflow", inputs: { host: { workflowReferenceName: "0c3d1e2f-5a6b-4c7d-8e9f-0a1b2c3d4e5f" } } } },
    };
    const content = JSON.stringify({ properties: { definition } });
    const filesOf = (count: number) =>
      Object.fromEntries(many(count, (index) => [`Workflows/Copy${index}-0C3D1E2F-5A6B-4C7D-8E9F-0A1B2C3D4E5F.json`, content]));
    const run = await lintGrowing((count) => ({ files: filesOf(count) }), 2000, sizes);
    expect(run.code).not.toBe(2);
  });

  test("environment variables and connection references", async () => {
    const run = await lintGrowing(
      (count) => ({
        flows: [flow("Use", ...many(count, (index) => parallel(compose(`Read_${index}`, `@parameters('V ${index} (new_V${index})')`))))],
        variables: many(count, (index) => ({ schemaName: `new_V${index}`, defaultValue: "x", value: "y" })),
        references: many(count * 2, (index) => ({ logicalName: `new_ref_${index}`, connector: "shared_keyvault" })),
      }),
      500,
      sizes,
    );
    expect(run.code).not.toBe(2);
  });
});

describe("suppressions", () => {
  test.each([
    ["repeated", "solutionlint-disable hardcoded-credential -- x\n".repeat(30_000)],
    ["of rules that do not exist", `solutionlint-disable ${many(50_000, (index) => `rule-${index}`).join(",")} -- x`],
    [
      "with a megabyte of spaces",
      `solutionlint-disable${" ".repeat(500_000)}\n solutionlint-disable x${" ".repeat(300_000)}--${" -".repeat(100_000)}`,
    ],
  ])("%s are read in time", async (_name, description) => {
    const run = await lintSolution({ flows: [{ ...flow("Noted", secret), description }] }, { time: 10_000 });
    expect(codesOf(run)).toContain("SL2001");
    expect(run.findings.length).toBeLessThan(2500);
  });
});

describe("cycles", () => {
  test.each<[string, readonly ActionSpec[]]>([
    [
      "in runAfter",
      [runAfter(compose("A", `@outputs('B')`), { B: ["Succeeded"] }), runAfter(compose("B", "@outputs('A')"), { A: ["Succeeded"] })],
    ],
    ["of an action with itself", [runAfter(compose("A", "@outputs('A')"), { A: ["Succeeded"] })]],
    [
      "of variables",
      [
        secret,
        initializeVariable("X", "x", `@{${readSecret}}`),
        initializeVariable("Y", "y"),
        setVariable("XY", "x", "@variables('y')"),
        setVariable("YX", "y", "@variables('x')"),
        setVariable("XX", "x", "@concat(variables('x'), variables('x'))"),
      ],
    ],
    ["of a loop over itself", [forEach("Loop", "@items('Loop')", compose("Inner", "@items('Loop')"))]],
    ["of a scope that reads its result", [scope("Try", secret, compose("Read", "@result('Try')"))]],
  ])("%s end", async (_name, actions) => {
    expect((await lintSolution({ flows: [flow("Cycle", ...actions)] })).code).not.toBe(2);
  });

  test("of child flows end, with what comes round", async () => {
    const round = (name: string, next: string) => ({
      ...flow(
        name,
        keyVault.getSecret("Get_secret"),
        childFlow("Next", next, { text: `@concat(triggerBody()?['text'], ${readSecret})` }),
        respond("Answer", { text: "@body('Next')?['text']" }),
      ),
      trigger: buttonTrigger({ text: "Text" }),
    });
    const run = await lintSolution({ flows: [round("A", "B"), round("B", "C"), round("C", "A"), round("Self", "Self")] });
    expect(codesOf(run)).toContain("SL3008");
  });
});

describe("nesting", () => {
  const nest = (depth: number, inner: ActionSpec, wrap: (name: string, inner: ActionSpec) => ActionSpec): ActionSpec =>
    many(depth, (index) => index).reduce((action, index) => wrap(`Level_${index}`, action), inner);

  test.each([
    ["as deep as the designer allows", 8, true],
    ["ten times as deep", 90, true],
    ["deeper than anybody can see", 250, true],
    ["deeper than JSON is read", 2000, false],
  ])("%s", async (_name, depth, isRead) => {
    const call = http("Call", { uri: "https://api.contoso.com", authentication: { type: "Basic", username: "a", password: password() } });
    const run = await lintSolution({ flows: [flow("Deep", nest(depth, call, scope))] });
    expect(codesOf(run).includes("SL1001")).toBe(isRead);
    // What is not looked at is told.
    if (!isRead) expect(problemsOf(run)).not.toEqual([]);
    expect(run.stdout).not.toContain(password());
  });

  test("of loops that read one another", async () => {
    const inner = compose("Inner", many(60, (index) => `@{items('Level_${index}')}`).join(""));
    const loops = nest(60, inner, (name, action) =>
      forEach(name, `@createArray(${readSecret}, items('Level_${Number(name.slice(6)) + 1}'))`, action),
    );
    expect((await lintSolution({ flows: [flow("Deep", secret, loops)] }, { time: 10_000 })).code).not.toBe(2);
  });
});

describe("names that mean something to JavaScript", () => {
  const words = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "__defineGetter__", "length"];

  test.each(words)("%s is a name like any other", async (word) => {
    const solution = (name: string) => ({
      uniqueName: name,
      variables: [{ schemaName: name, defaultValue: "https://api.contoso.com", value: "x" }],
      flows: [
        {
          ...flow(
            name,
            initializeVariable("Init", name),
            keyVault.getSecret(name),
            setVariable("Set", name, `@body('${name}')?['value']`),
            compose(
              "Read",
              `@concat(variables('${name}'), parameters('${name} (${name})'), ${name}('x'), body('${name}')?['${name}'], triggerBody()?['${name}'])`,
            ),
            raw("Object", JSON.parse(`{"type":"Compose","inputs":{"${name}":"@variables('${name}')"}}`)),
            http("Call", { uri: "https://api.contoso.com", headers: JSON.parse(`{"${name}":"@{variables('${name}')}"}`) }),
            childFlow("Run", name, JSON.parse(`{"${name}":"@variables('${name}')"}`)),
            respond("Answer", JSON.parse(`{"${name}":"@variables('${name}')"}`)),
          ),
          trigger: buttonTrigger(JSON.parse(`{"${name}":"${name}"}`)),
        },
      ],
      desktopFlows: [
        desktop(
          `${name} robot`,
          { inputs: [name] },
          `SET ${name} TO $'''%${name}%'''`,
          `Logging.LogMessage Message: ${name} LogLevel: Logging.LogLevel.Info`,
          `CALL ${name}`,
          `FUNCTION ${name} GLOBAL`,
          "END FUNCTION",
        ),
      ],
    });
    const strange = await lintSolution(solution(word));
    const plain = await lintSolution(solution("plainword"));
    const sketch = (run: typeof plain, name: string): readonly string[] =>
      run.findings
        .map(({ code, level, message }) => `${code} ${level} ${message}`.replaceAll(name, "NAME").replaceAll(`(${name.length})`, ""))
        .sort();
    expect(plain.findings.length).toBeGreaterThan(5);
    expect(sketch(strange, word)).toEqual(sketch(plain, "plainword"));
  });
});

describe("desktop flows", () => {
  test.each([
    ["nested blocks", `${"IF A = 1 THEN\n".repeat(5000)}${"END\n".repeat(5000)}`],
    ["nested parentheses", `SET A TO ${"(".repeat(100_000)}1${")".repeat(100_000)}`],
    ["nested texts", `SET A TO ${"$'''%".repeat(20_000)}`],
    ["variables that hand on", `SET V0 TO Password\n${many(5000, (index) => `SET V${index + 1} TO V${index}`).join("\n")}`],
    [
      "subflows that call one another",
      `CALL S0\n${many(300, (index) => `FUNCTION S${index} GLOBAL\n${many(20, (other) => `CALL S${(index * 7 + other) % 300}`).join("\n")}\nEND FUNCTION`).join("\n")}`,
    ],
    ["a subflow that calls itself", "CALL A\nFUNCTION A GLOBAL\nCALL A\nSET X TO X + X\nEND FUNCTION"],
    ["a text of five megabytes", `SET A TO $'''${"a".repeat(5_000_000)}'''`],
    ["one row of operators", `SET A TO 1${" + A".repeat(100_000)}`],
    [
      "a script that signs in over and over",
      `Scripting.RunPowershellScript.RunPowershellScript Script: $'''${many(8_000, (index) => `s.login(\\"user\\", \\"Qx7!m${index}kP\\")`).join("\n")}''' ScriptOutput=> R`,
    ],
    [
      "passwords in one variable, each logged",
      many(200, (index) => `SET Pw TO $'''${password(index)}'''\nLogging.LogMessage Message: Pw LogLevel: Logging.LogLevel.Info`).join(
        "\n",
      ),
    ],
    ["a row of many arguments", `Display.ShowMessage ${many(30_000, (index) => `A${index}: Password`).join(" ")}`],
    [
      "a list of many elements",
      `SET A TO [${many(30_000, () => "Password").join(", ")}]\nLogging.LogMessage Message: A LogLevel: Logging.LogLevel.Info`,
    ],
    ["chains of members", `SET A TO Password${".x".repeat(50_000)}\nSET B TO Password${"[0]".repeat(50_000)}`],
    [
      "jumps between rows that hand on",
      `${many(1500, (index) => `LABEL L${index}\nSET V${index % 50} TO V${(index * 7) % 50}\nGOTO L${(index * 13) % 1500}`).join("\n")}\nSET V3 TO Password`,
    ],
    ["labels and jumps", many(3000, (index) => `LABEL L${index}\nGOTO L${(index * 13) % 3000}`).join("\n")],
  ])("with %s", async (_name, rows) => {
    const run = await lintSolution(
      { desktopFlows: [desktop("Robot", { inputs: ["Password"], sensitive: ["Password"] }, rows)] },
      { time: 12_000, memory: 700 },
    );
    expect(run.code).not.toBe(2);
  });

  test.each<[string, number, (size: number) => string]>([
    ["rows", 100_000, (size) => "SET A TO $'''x'''\n".repeat(size)],
    [
      "handlers of errors",
      600,
      (size) =>
        many(size, (index) => `Logging.LogMessage Message: Password\nON ERROR REPEAT 1 TIMES WAIT 2\nSET V${index} TO Password\nEND`).join(
          "\n",
        ),
    ],
    [
      "cases of a switch",
      800,
      (size) => `SWITCH Password\n${many(size, (index) => `CASE = ${index}\nSET V${index} TO Password`).join("\n")}\nEND`,
    ],
    ["arguments of one row", 12_000, (size) => `Custom.DoIt ${many(size, (index) => `Argument${index}: Password`).join(" ")} Result=> A`],
    ["outputs of one row", 6000, (size) => `Custom.DoIt Text: Password ${many(size, (index) => `Out${index}=> V${index}`).join(" ")}`],
    ["rows of a table without heads", 16_000, (size) => `SET A TO { ${many(size, (index) => `['user${index}', Password]`).join(", ")} }`],
    [
      "copies through the clipboard",
      600,
      (size) => many(size, (index) => `Clipboard.SetText Text: Password\nClipboard.GetText Text=> V${index}`).join("\n"),
    ],
  ])("with a growing number of %s", async (_name, size, rowsOf) => {
    const run = await lintGrowing(
      (some) => ({ desktopFlows: [desktop("Robot", { inputs: ["Password"], sensitive: ["Password"] }, rowsOf(some))] }),
      size,
      { time: 10_000, memory: 500 },
    );
    expect(run.code).not.toBe(2);
  });
});

describe("a flow", () => {
  /** More than the arguments of one call can be. */
  const count = 150_000;
  const numbered = (make: (index: number) => unknown): Readonly<Record<string, unknown>> =>
    Object.fromEntries(many(count, (index) => [`n${index}`, make(index)]));
  const wait = { type: "Wait", inputs: {} };

  test.each([
    ["secure parameters", { parameters: numbered(() => ({ type: "SecureString" })), actions: { wait } }],
    [
      "actions below a note that suppresses",
      { actions: { all: { type: "Scope", description: "solutionlint-disable secret-in-log -- x", actions: numbered(() => wait) } } },
    ],
  ])("with 150,000 %s", async (_name, definition) => {
    const { code } = await lintFolder({ "flow.json": JSON.stringify({ definition }) }, { time: 20_000, memory: 700 });
    expect(code).toBeLessThan(2);
  });
});
