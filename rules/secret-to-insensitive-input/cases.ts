import {
  childFlow,
  compose,
  connector,
  desktopFlow,
  desktopFlowWithObject,
  guidOf,
  http,
  initializeVariable,
  keyVault,
  raw,
  scope,
  setVariable,
} from "../../src/testing/actions.ts";
import { callbackUrl } from "../../src/testing/credentials.ts";
import { desktop } from "../../src/testing/desktop.ts";
import { defineCases } from "../../src/testing/rule-tester.ts";
import { buttonTrigger, type FlowSpec, flow, httpTrigger } from "../../src/testing/solutions.ts";
import rule from "./rule.ts";

const secured = { secure: ["inputs", "outputs"] };
const secret = keyVault.getSecret("Get_secret", { secure: ["outputs"] });
const value = "@{body('Get_secret')?['value']}";
const parent = (...inputs: readonly string[]): FlowSpec =>
  flow("Get orders", secret, childFlow("Run_child", "Call ERP", Object.fromEntries(inputs.map((input) => [input, value])), secured));
const child = (secure?: readonly string[]): FlowSpec => ({
  ...flow("Call ERP", http("Call_ERP", { headers: { "x-api-key": "@triggerBody()?['text']" } }, secured)),
  trigger: buttonTrigger({ text: "Credential", text_1: "Order" }, secure),
});
const overHttp = flow("Get orders", secret, http("Call_flow", { uri: callbackUrl(guidOf("Call ERP")), body: { key: value } }, secured));
const byWebhook = flow(
  "Get orders",
  secret,
  raw("Call_flow", {
    type: "HttpWebhook",
    inputs: { subscribe: { method: "POST", uri: callbackUrl(guidOf("Call ERP")), body: { key: value } } },
    runtimeConfiguration: { secureData: { properties: ["inputs", "outputs"] } },
  }),
);
const byUrl = flow("Call ERP", http("Call_ERP", { headers: { "x-api-key": "@triggerBody()?['key']" } }, secured));
const signIn = "SAP.SapLogin.SapLogInOptionSingle Client: $'''100''' Username: $'''orders''' Password: Code SapInstance=> Sap";
const hiding = { runtimeConfiguration: { secureData: { properties: ["outputs"] } } };
const caller = flow("Post invoice", secret, desktopFlow("Run_desktop_flow", "Post invoice (desktop)", { Order: "1", Key: value }, secured));
const runDesktop = `External.RunFlow FlowId: '${guidOf("Post invoice (desktop)")}'`;
const called = (...sensitive: readonly string[]) =>
  desktop("Post invoice (desktop)", { inputs: ["Order", "Key"], sensitive }, "SET Text TO $'''%Order%'''");

export default defineCases(rule, {
  example: {
    wrong: {
      name: "the trigger of the child flow shows what it receives",
      solution: { flows: [parent("text"), child()] },
      findings: [
        {
          message: "child",
          at: "Run_child/inputs/body/text",
          in: "Get orders",
          level: "error",
          confidence: "high",
          path: ["Get_secret", "Run_child"],
          related: 1,
          says: "child flow 'Call ERP'",
          repairs: [],
        },
      ],
    },
    right: { name: "the trigger of the child flow is secured", solution: { flows: [parent("text"), child(["inputs", "outputs"])] } },
  },
  valid: [
    {
      name: "a sensitive member of the object of all inputs of a desktop flow",
      solution: {
        flows: [flow("Post invoice", secret, desktopFlowWithObject("Run", "Post invoice (desktop)", { Order: "1", Key: value }, secured))],
        desktopFlows: [called("Key")],
      },
    },
    { name: "Secure Outputs alone hide what a trigger receives", solution: { flows: [parent("text"), child(["outputs"])] } },
    { name: "the input of the desktop flow is sensitive", solution: { flows: [caller], desktopFlows: [called("Key")] } },
    {
      name: "the desktop flow that another one runs has a sensitive input",
      solution: {
        desktopFlows: [
          desktop("Post invoices", { inputs: ["Secret"], sensitive: ["Secret"] }, `${runDesktop} @Order: $'''1''' @Key: Secret`),
          called("Key"),
        ],
      },
    },
    {
      name: "a flow that is called over HTTP has a secured trigger",
      solution: { flows: [overHttp, { ...byUrl, trigger: httpTrigger(hiding) }] },
    },
    { name: "a service that is no flow of the run", solution: { flows: [overHttp, flow("Post orders")] } },
    { name: "a called flow that is not in the run is unresolved-reference", flow: parent("text") },
    {
      name: "what is handed over is no secret",
      solution: {
        flows: [flow("Get orders", secret, childFlow("Run_child", "Call ERP", { text: "@{body('Get_secret')?['name']}" })), child()],
      },
    },
  ],
  invalid: [
    {
      name: "an input that the desktop flow signs in with: the use is told here",
      solution: {
        flows: [caller],
        desktopFlows: [
          desktop(
            "Post invoice (desktop)",
            { inputs: ["Order", "Key"] },
            "SAP.SapLogin.SapLogInOptionSingle Username: 'orders' Password: Key SapInstance=> Sap",
          ),
        ],
      },
      findings: [
        {
          message: "desktop",
          at: "Run_desktop_flow/inputs/parameters/item/Key",
          level: "error",
          related: ["not marked as sensitive", "used as a credential here"],
          repairs: ["mark 'Key' as sensitive"],
        },
      ],
    },
    {
      name: "a member of the object of all inputs of a desktop flow",
      solution: {
        flows: [flow("Post invoice", secret, desktopFlowWithObject("Run", "Post invoice (desktop)", { Order: "1", Key: value }, secured))],
        desktopFlows: [called()],
      },
      findings: [{ message: "desktop", at: "Run/inputs/parameters/item/Key", path: ["Get_secret", "Run"], says: "the input 'Key'" }],
    },
    {
      name: "a member of the object that an expression makes for all inputs",
      solution: {
        flows: [
          flow(
            "Post invoice",
            secret,
            desktopFlowWithObject("Run", "Post invoice (desktop)", "@setProperty(json('{}'),'Key',body('Get_secret')?['value'])", secured),
          ),
        ],
        desktopFlows: [called()],
      },
      findings: [{ message: "desktop", at: "Run/inputs/parameters/item", path: ["Get_secret", "Run"], says: "the input 'Key'" }],
    },
    {
      name: "a webhook subscribes at a flow whose trigger shows what it receives",
      solution: { flows: [byWebhook, { ...byUrl, trigger: httpTrigger() }] },
      findings: [
        {
          message: "http",
          at: "Call_flow/inputs/subscribe/body/key",
          in: "Get orders",
          level: "error",
          related: 1,
          says: "calls the flow 'Call ERP'",
          repairs: [],
        },
      ],
    },
    {
      name: "the trigger of a flow that is called over HTTP shows what it receives",
      solution: { flows: [overHttp, { ...byUrl, trigger: httpTrigger() }] },
      findings: [
        {
          message: "http",
          at: "Call_flow/inputs/body/key",
          in: "Get orders",
          level: "error",
          confidence: "high",
          path: ["Get_secret", "Call_flow"],
          related: 1,
          says: "calls the flow 'Call ERP'",
        },
      ],
    },
    {
      name: "an input of a desktop flow that is not sensitive",
      solution: { flows: [caller], desktopFlows: [called("Order")] },
      findings: [
        {
          message: "desktop",
          at: "Run_desktop_flow/inputs/parameters/item/Key",
          level: "error",
          confidence: "high",
          path: ["Get_secret", "Run_desktop_flow"],
          says: "the input 'Key' of the desktop flow 'Post invoice (desktop)'",
          related: ["This input is not marked as sensitive."],
        },
      ],
    },
    {
      name: "Secure Inputs of the trigger do not hide what it receives",
      solution: { flows: [parent("text"), child(["inputs"])] },
      findings: [{ message: "child", at: "Run_child/inputs/body/text", related: 1 }],
    },
    {
      name: "a secret in two inputs of one call is told once",
      solution: { flows: [parent("text", "text_1"), child()] },
      findings: [{ message: "child", at: "Run_child/inputs/body/text" }],
    },
    {
      name: "several calls hand a secret to one trigger",
      solution: {
        flows: [
          flow(
            "Get orders",
            secret,
            childFlow("Run_child", "Call ERP", { text: value }, secured),
            childFlow("Run_again", "Call ERP", { text: value }, secured),
            childFlow("Run_last", "Call ERP", { text: value }, secured),
          ),
          child(),
        ],
      },
      findings: [
        {
          message: "child",
          at: "Run_child/inputs/body/text",
          related: ["This trigger lacks Secure Outputs.", "'Run_again' passes it as well.", "'Run_last' passes it as well."],
        },
      ],
    },
    {
      name: "of several calls the surest one",
      solution: {
        flows: [
          flow(
            "Get orders",
            scope("Try", secret),
            childFlow("Run_child", "Call ERP", { text: "@{result('Try')}" }, secured),
            compose("Key", value),
            compose("Same", "@outputs('Key')"),
            childFlow("Run_again", "Call ERP", { text: "@{outputs('Same')}" }, secured),
          ),
          child(),
        ],
      },
      findings: [
        {
          message: "child",
          at: "Run_again/inputs/body/text",
          level: "error",
          confidence: "high",
          related: ["This trigger lacks Secure Outputs.", "'Run_child' passes it as well."],
        },
      ],
    },
    {
      name: "a secret in two inputs of a desktop flow, of which one is sensitive",
      solution: {
        flows: [
          flow(
            "Post invoice",
            secret,
            desktopFlow("Run_desktop_flow", "Post invoice (desktop)", { Key: value, Order: `key ${value}` }, secured),
          ),
        ],
        desktopFlows: [called("Key")],
      },
      findings: [{ message: "desktop", at: "Run_desktop_flow/inputs/parameters/item/Order", says: "the input 'Order'" }],
    },
    {
      name: "from a desktop flow to another one",
      solution: {
        desktopFlows: [
          desktop("Post invoices", { inputs: ["Secret"], sensitive: ["Secret"] }, `${runDesktop} @Order: $'''1''' @Key: Secret`),
          called("Order"),
        ],
      },
      findings: [
        {
          message: "row",
          at: "Main:5",
          in: "Post invoices",
          level: "error",
          says: "the input 'Key'",
          related: 1,
          repairs: ["mark 'Key' as sensitive"],
        },
      ],
    },
    {
      name: "a value of a desktop flow that is merely marked as sensitive",
      solution: {
        desktopFlows: [desktop("Post invoices", { sensitive: ["Box"] }, "SET Box TO 1", `${runDesktop} @Order: Box @Key: 1`), called()],
      },
      findings: [{ message: "row", at: "Main:5", in: "Post invoices", level: "note", confidence: "low", says: "'Order'" }],
    },
    {
      name: "with what the other flow does with it",
      solution: {
        desktopFlows: [
          desktop("Post invoices", { sensitive: ["Box"] }, "SET Box TO 1", `${runDesktop} @Order: Box @Key: 1`),
          desktop(
            "Post invoice (desktop)",
            { inputs: ["Order", "Key"] },
            "Logging.LogMessage Message: Order LogLevel: Logging.LogLevel.Info",
          ),
        ],
      },
      findings: [
        {
          message: "row",
          at: "Main:5",
          in: "Post invoices",
          related: [
            "This input is not marked as sensitive.",
            "From there it may reach 'Main:6' of 'Post invoice (desktop)', which writes it to the log.",
          ],
        },
      ],
    },
    {
      name: "in the text of all inputs that Dataverse takes, which holds others, too",
      solution: {
        flows: [
          flow(
            "Get orders",
            secret,
            connector(
              "Run",
              "shared_commondataserviceforapps",
              "PerformBoundAction",
              {
                entityName: "workflows",
                actionName: "Microsoft.Dynamics.CRM.RunDesktopFlow",
                recordId: guidOf("Post invoice (desktop)"),
                "item/inputs": `{"Order": "4711", "Key": "${value}"}`,
              },
              secured,
            ),
          ),
        ],
        desktopFlows: [desktop("Post invoice (desktop)", { inputs: ["Order", "Key"] })],
      },
      findings: [{ message: "desktop", at: "Run/inputs/parameters/item/inputs", says: "'Key'", repairs: ["mark 'Key' as sensitive"] }],
    },
    {
      name: "in the text of all inputs in the body of a request to Dataverse",
      solution: {
        flows: [
          flow(
            "Get orders",
            secret,
            http(
              "Run",
              {
                method: "POST",
                uri: `https://contoso.crm.dynamics.com/api/data/v9.2/workflows(${guidOf("Post invoice (desktop)")})/Microsoft.Dynamics.CRM.RunDesktopFlow`,
                body: { runMode: "unattended", inputs: `{"Order": "4711", "Key": "${value}"}` },
              },
              secured,
            ),
          ),
        ],
        desktopFlows: [desktop("Post invoice (desktop)", { inputs: ["Order", "Key"] })],
      },
      findings: [{ message: "desktop", at: "Run/inputs/body/inputs", says: "'Key'", repairs: ["mark 'Key' as sensitive"] }],
    },
    {
      name: "through a variable, to a child flow in another solution",
      solutions: [
        {
          uniqueName: "Parent",
          flows: [
            flow(
              "Get orders",
              secret,
              initializeVariable("Init_key", "key"),
              setVariable("Set_key", "key", value),
              childFlow("Run_child", "Call ERP", { text: "@variables('key')" }, secured),
            ),
          ],
        },
        { uniqueName: "Child", flows: [child()] },
      ],
      findings: [
        {
          message: "child",
          at: "Run_child/inputs/body/text",
          path: ["Get_secret", "Set_key", "Run_child"],
          advises: "turn on Secure Inputs and Secure Outputs.",
        },
      ],
    },
    {
      name: "a trigger input that is named like a credential, handed on",
      solution: {
        flows: [
          {
            ...flow("Start", childFlow("Run_child", "Call ERP", { text: "@triggerBody()?['text']" }, secured), compose("Done", "")),
            trigger: buttonTrigger({ text: "Password" }, ["inputs", "outputs"]),
          },
          child(),
        ],
      },
      findings: [{ message: "child", at: "Run_child/inputs/body/text", level: "warning", confidence: "medium" }],
    },
    {
      name: "a likely credential for an input that a desktop flow surely signs in with, and for one that it does not",
      solution: {
        flows: [
          {
            ...flow(
              "Start",
              desktopFlow("Run", "Sign in", { Code: "@triggerBody()?['text']", Remark: "@triggerBody()?['text']" }, secured),
            ),
            trigger: buttonTrigger({ text: "Password" }, ["inputs", "outputs"]),
          },
        ],
        desktopFlows: [desktop("Sign in", { inputs: ["Code", "Remark"] }, signIn)],
      },
      findings: [
        { message: "desktop", at: "Run/inputs/parameters/item/Code", level: "error", confidence: "high", related: 2 },
        { message: "desktop", at: "Run/inputs/parameters/item/Remark", level: "warning", confidence: "medium", related: 1 },
      ],
    },
    {
      name: "a marked value for an input of another desktop flow that surely signs in with it",
      solution: {
        desktopFlows: [
          desktop("Sign in", { inputs: ["Code"] }, signIn),
          desktop("Orders", { inputs: ["Entry"], sensitive: ["Entry"] }, `External.RunFlow FlowId: '${guidOf("Sign in")}' @Code: Entry`),
        ],
      },
      findings: [{ message: "row", at: "Main:5", in: "Orders", level: "error", confidence: "high", related: 2 }],
    },
  ],
});
