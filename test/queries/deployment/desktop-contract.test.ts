import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/json.ts";
import { desktopContractProblems } from "../../../src/queries/deployment/desktop-contract.ts";
import { type ActionSpec, compose, connector, desktopFlow, guidOf, http } from "../../../src/testing/actions.ts";
import { type DesktopHeader, desktop } from "../../../src/testing/desktop.ts";
import { flow } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../dataflow/analysed.ts";

const header: DesktopHeader = { inputs: { Order: "", Area: "north" }, outputs: ["Result", "Status"] };

/** What does not fit, as `caller: kind port (what there is)`. */
function problems(
  callers: { readonly actions?: readonly ActionSpec[]; readonly rows?: readonly string[] },
  called = header,
): readonly string[] {
  const analysis = analysedSolutions([
    {
      flows: callers.actions === undefined ? [] : [flow("Send", ...callers.actions)],
      desktopFlows: [desktop("Post", called), ...(callers.rows === undefined ? [] : [desktop("Caller", {}, ...callers.rows)])],
    },
  ]);
  return desktopContractProblems(analysis).map(
    ({ caller, kind, port, known, called: { name } }) => `${caller}: ${kind} ${port} of ${name} (${known.join(", ")})`,
  );
}

describe("a cloud flow that runs a desktop flow", () => {
  const run = (inputs: Readonly<Record<string, string>>): ActionSpec => desktopFlow("Run", "Post", inputs);
  const inDataverse = (inputs?: string): ActionSpec =>
    connector("Run", "shared_commondataserviceforapps", "PerformBoundAction", {
      entityName: "workflows",
      actionName: "Microsoft.Dynamics.CRM.RunDesktopFlow",
      recordId: guidOf("Post"),
      "item/runMode": "unattended",
      ...(inputs === undefined ? {} : { "item/inputs": inputs }),
    });
  const request = (body: JsonObject): ActionSpec =>
    http("Run", {
      uri: `https://contoso.crm.dynamics.com/api/data/v9.2/workflows(${guidOf("Post")})/Microsoft.Dynamics.CRM.RunDesktopFlow`,
      body,
    });
  it.each<[string, readonly ActionSpec[], readonly string[]]>([
    ["fits", [run({ Order: "1" })], []],
    ["fits in other letters, with what may be left out", [run({ ORDER: "1", area: "south" })], []],
    ["lacks an input", [run({})], ["Run: missing-input Order of Post (Order, Area)"]],
    ["gives one that is not there", [run({ Order: "1", Number: "2" })], ["Run: unknown-input Number of Post (Order, Area)"]],
    ["reads outputs that are there", [run({ Order: "1" }), compose("Keep", "@outputs('Run')?['body/result']")], []],
    [
      "reads one that is not there, once for an action",
      [
        run({ Order: "1" }),
        compose("Keep", "@concat(outputs('Run')?['body/Code'], body('Run')?['code'])"),
        compose("Log", "@body('Run')?['Code']"),
      ],
      ["Keep: unknown-output Code of Post (Result, Status)", "Log: unknown-output Code of Post (Result, Status)"],
    ],
    [
      "runs it by Dataverse, which answers with the id of the run",
      [inDataverse(`{"Order": "1"}`), compose("Keep", "@outputs('Run')?['body/flowsessionId']")],
      [],
    ],
    ["runs it by a request", [request({ runMode: "attended", inputs: `{"Order": "1"}` })], []],
    ["runs it by a request without inputs", [request({ runMode: "attended" })], ["Run: missing-input Order of Post (Order, Area)"]],
    ["runs it by Dataverse without inputs", [inDataverse()], ["Run: missing-input Order of Post (Order, Area)"]],
    [
      "reads two that are not there",
      [run({ Order: "1" }), compose("Keep", { a: "@body('Run')?['Code']", b: "@body('Run')?['Text']" })],
      ["Keep: unknown-output Code of Post (Result, Status)", "Keep: unknown-output Text of Post (Result, Status)"],
    ],
    [
      "reads all of it, and its status",
      [run({ Order: "1" }), compose("Keep", "@concat(body('Run'), outputs('Run')?['statusCode'], outputs('Run')?['headers/x'])")],
      [],
    ],
    ["reads another action", [run({ Order: "1" }), http("Get"), compose("Keep", "@body('Get')?['Code']")], []],
    ["runs another one", [desktopFlow("Run", "Other", { Number: "1" }), compose("Keep", "@body('Run')?['Code']")], []],
  ])("%s", (_, actions, expected) => {
    expect(problems({ actions })).toEqual(expected);
  });
});

describe("a desktop flow that runs another one", () => {
  const run = (ports: string, id = guidOf("Post")): string => `External.RunFlow FlowId: '${id}' ${ports}`;
  it.each<[string, string, readonly string[]]>([
    ["fits", run("@Order: 1 @Result=> A"), []],
    ["fits, with its id as people write it", run("@order: 1 @RESULT=> A", `{${guidOf("Post").toUpperCase()}}`), []],
    ["lacks an input", run("@Result=> A"), ["Main:4: missing-input Order of Post (Order, Area)"]],
    ["gives one that is not there", run("@Order: 1 @Number: 2"), ["Main:4: unknown-input Number of Post (Order, Area)"]],
    ["reads one that is not there", run("@Order: 1 @Code=> A"), ["Main:4: unknown-output Code of Post (Result, Status)"]],
    ["takes what every run gives", run("@Order: 1 Status=> A"), []],
    ["runs another one", run("@Number: 2", guidOf("Other")), []],
    ["is switched off", `DISABLE ${run("@Number: 2")}`, []],
  ])("%s", (_, row, expected) => {
    expect(problems({ rows: [row] })).toEqual(expected);
  });
});

it("without desktop flows there is nothing to fit", () => {
  expect(desktopContractProblems(analysedSolutions([{ flows: [flow("Send", desktopFlow("Run", "Post", { Number: "1" }))] }]))).toEqual([]);
});
