import { describe, expect, it } from "vitest";
import { secretTraces } from "../../../src/queries/traces/secret-traces.ts";
import {
  childFlow,
  compose,
  desktopFlow,
  http,
  initializeVariable,
  keyVault,
  mail,
  respond,
  tokenRequest,
} from "../../../src/testing/actions.ts";
import { githubToken, password } from "../../../src/testing/credentials.ts";
import { desktop } from "../../../src/testing/desktop.ts";
import { buttonTrigger, flow, type SolutionSpec } from "../../../src/testing/solutions.ts";
import { analysedSolutions } from "../../dataflow/analysed.ts";

/** The secrets of each flow, where they begin, and what the flow does with them. */
function traces(spec: SolutionSpec): Readonly<Record<string, readonly string[]>> {
  const found = secretTraces(analysedSolutions([spec]));
  return Object.fromEntries(
    [...found].map(([{ name }, list]) => [
      name,
      list.map(({ origin, begins, uses }) => {
        const home = begins === undefined ? "nowhere" : begins.name;
        const done = uses.map(
          ({ at, deed, kind, shown }) => `${at} ${deed} (${kind}${shown === undefined ? "" : shown ? ", shown" : ", hidden"})`,
        );
        return [`${origin.name} of ${home}`, ...done].join("; ");
      }),
    ]),
  );
}

const secret = keyVault.getSecret("Get_secret");
const value = "@body('Get_secret')?['value']";

describe("the secrets of a flow are", () => {
  it.each<[string, SolutionSpec, Readonly<Record<string, readonly string[]>>]>([
    ["none where it has none", { flows: [flow("Flow", compose("Keep", "x"))] }, {}],
    ["what it reads, though nothing is done with it", { flows: [flow("Flow", secret)] }, { Flow: ["Get_secret of Flow"] }],
    [
      "what it reads, and what is done with it",
      {
        flows: [flow("Flow", secret, compose("Copy", value), http("Send", { authentication: { type: "Raw", value: "@outputs('Copy')" } }))],
      },
      {
        Flow: [
          "Get_secret of Flow; Copy copies it (data, shown); Send authenticates with it in the authentication field 'value' (request, hidden)",
        ],
      },
    ],
    [
      "each by itself",
      { flows: [flow("Flow", secret, tokenRequest("Token", "x"), mail("Tell", `@{body('Token')?['access_token']}@{${value.slice(1)}}`))] },
      {
        Flow: [
          "Get_secret of Flow; Tell sends it in the input 'emailMessage/Body' (message, shown)",
          "Token of Flow; Tell sends it in the input 'emailMessage/Body' (message, shown)",
        ],
      },
    ],
    [
      "an input, where something is done with it",
      { flows: [{ ...flow("Flow", compose("Copy", "@triggerBody()?['text']")), trigger: buttonTrigger({ text: "API key" }) }] },
      { Flow: ["API key of Flow; Copy copies it (data, shown)"] },
    ],
    [
      "no input with which nothing is done",
      { flows: [{ ...flow("Flow", compose("Copy", "x")), trigger: buttonTrigger({ text: "API key" }) }] },
      {},
    ],
    ["no text with which nothing is done", { flows: [flow("Flow", initializeVariable("Declare", "Password", password()))] }, {}],
    [
      "a text that is written, where something is done with it",
      { flows: [flow("Flow", initializeVariable("Declare", "Password", password()), compose("Copy", "@variables('Password')"))] },
      { Flow: ["Declare of Flow; Copy copies it (data, shown)"] },
    ],
    [
      "texts that are written in the fields that use them",
      {
        flows: [
          flow(
            "Flow",
            http("Call", {
              headers: { "x-api-key": password() },
              authentication: { type: "Basic", username: "orders", password: password(1) },
            }),
            http("Hidden", { body: { client_secret: password(2) } }, { secure: ["inputs"] }),
          ),
        ],
      },
      {
        Flow: [
          "Call of Flow; Call sends it in the header 'x-api-key' (request, shown)",
          "Call of Flow; Call authenticates with it in the authentication field 'password' (request, hidden)",
          "Hidden of Flow; Hidden sends it in the body (request, hidden)",
        ],
      },
    ],
    [
      "a secure parameter",
      { flows: [{ ...flow("Flow", compose("Copy", "x")), parameters: { Key: { type: "securestring" } } }] },
      { Flow: ["Key of Flow"] },
    ],
    [
      "the value of a variable of the environment, which begins nowhere",
      {
        variables: [{ schemaName: "new_Key", defaultValue: githubToken() }],
        flows: [flow("Flow", compose("Copy", "@parameters('Key (new_Key)')"))],
      },
      { Flow: ["new_Key of nowhere; Copy copies it (data, shown)"] },
    ],
    [
      "those that pass through it",
      {
        flows: [
          flow("Parent", secret, childFlow("Run", "Child", { text: value })),
          {
            ...flow("Child", compose("In", "@triggerBody()?['text']"), respond("Out", { x: "1" })),
            trigger: buttonTrigger({ text: "Input" }),
          },
        ],
      },
      {
        Parent: ["Get_secret of Parent; Run passes it to the child flow as input 'Input' (child-flow, shown)"],
        Child: ["Get_secret of Parent; In copies it (data, shown)"],
      },
    ],
    [
      "those of a desktop flow",
      {
        flows: [flow("Flow", secret, desktopFlow("Run", "Robot", { Key: value }))],
        desktopFlows: [
          desktop(
            "Robot",
            { inputs: ["Key"], outputs: ["Out"] },
            "SET Out TO Key",
            "Display.ShowMessageDialog.ShowMessage Title: $'''x''' Message: Key",
          ),
        ],
      },
      {
        Flow: ["Get_secret of Flow; Run passes it to the desktop flow as input 'Key' (desktop-flow, shown)"],
        Robot: [
          "Get_secret of Flow; Main:6 stores it in 'Out' (variable); Main:7 shows it in a dialog (message, shown); Out returns it in an output that is not sensitive (variable, shown)",
        ],
      },
    ],
  ])("%s", (_, spec, expected) => {
    expect(traces(spec)).toEqual(expected);
  });
});

it("a secret that an operation returns is one of its flow, though nothing is done with it", () => {
  const reads = (read: string) => http("Send", { method: read });
  expect(traces({ flows: [flow("Flow", http("Call"), reads("@body('Call')?['client_secret']"))] })).toEqual({
    Flow: ["client_secret of Flow"],
  });
  const started = { ...flow("Flow", reads("@triggerBody()?['text']")), trigger: buttonTrigger({ text: "API key" }) };
  expect(traces({ flows: [started] })).toEqual({});
});

describe("a row of a desktop flow shows a secret to others, or not:", () => {
  const web = "Web.InvokeWebService.InvokeWebService";
  it.each<[string, string]>([
    ["variable", "SET A TO Key"],
    ["log, shown", "Logging.LogMessage Message: Key"],
    ["log, shown", "EXIT Code: 1 ErrorMessage: Key"],
    ["message, shown", "Display.ShowMessageDialog.ShowMessage Message: Key"],
    ["message, shown", "Email.SendEmail.SendEmail Body: Key"],
    ["store, shown", "File.WriteText File: $'''C:\\\\a.txt''' TextToWrite: Key"],
    ["store, shown", "Excel.WriteToExcel.Write Instance: E Value: Key"],
    ["store, shown", "Clipboard.SetText Text: Key"],
    ["store, shown", "Database.ExecuteSqlStatement.ConnectAndExecute Statement: $'''select '%Key%' '''"],
    ["request, shown", `${web} Url: $'''https://a.example/?k=%Key%''' Method: Web.Method.Get`],
    ["request", `${web} Url: U CustomHeaders: $'''X-Source: %Key%'''`],
    ["request", `${web} Url: U CustomHeaders: $'''Authorization: Bearer %Key%'''`],
    ["action", "Cmd.Write Command: Key"],
  ])("%s: %s", (traits, row) => {
    const spec = {
      flows: [flow("Flow", secret, desktopFlow("Run", "Robot", { Key: value }))],
      desktopFlows: [desktop("Robot", { inputs: ["Key"], sensitive: ["Key", "A"] }, row)],
    };
    expect(traces(spec).Robot?.map((trace) => /\(([^()]*)\)$/.exec(trace)?.[1])).toEqual([traits]);
  });
});
