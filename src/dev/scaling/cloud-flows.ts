import { childFlow, compose, desktopFlow, http, mocked, respond } from "../../testing/actions.ts";
import { password } from "../../testing/credentials.ts";
import { desktop } from "../../testing/desktop.ts";
import { buttonTrigger, type FlowSpec, flow, httpTrigger, type SolutionSpec, solutionFiles } from "../../testing/solutions.ts";
import { actions } from "./cloud-actions.ts";
import { containers } from "./cloud-containers.ts";
import { expressions } from "./cloud-expressions.ts";
import { use } from "./cloud-parts.ts";
import { structures } from "./cloud-structures.ts";
import { variables } from "./cloud-variables.ts";
import { joined, many, numbered, type Subject, type Tint } from "./subject.ts";

/** Solutions with so many flows, or with so much of what a flow has besides actions. */
const solutions: readonly (readonly [string, (size: number, tint: Tint) => SolutionSpec, number?])[] = [
  [
    "flows",
    (n, { prelude, expression }) => ({ flows: many(n, (i) => flow(`Flow ${i}`, ...prelude, compose("Step", `@${expression}`))) }),
    8000,
  ],
  [
    "flows of one name",
    (n, { prelude, expression }) => ({
      flows: many(n, (i) => ({
        ...flow(`Flow ${i}`, ...prelude, compose("Step", `@${expression}`)),
        name: `Flow${" ".repeat(i % 50)}${Math.floor(i / 50)}`,
      })),
    }),
    4000,
  ],
  [
    "parameters of a flow",
    (n, tint) => ({
      flows: [
        {
          ...flow("F", ...tint.prelude, ...many(n, (i) => compose(`Read_${i}`, `@parameters('key${i}')`)), use("@parameters('key0')")),
          parameters: numbered(
            n,
            (i) => ({ type: "String", defaultValue: tint.text(i) }),
            (i) => `key${i}`,
          ),
        },
      ],
    }),
  ],
  [
    "secure parameters of a flow, used",
    (n, tint) => ({
      flows: [
        {
          ...flow("F", ...many(n, (i) => use(`@parameters('key${i}')`, `Use_${i}`))),
          parameters: numbered(
            n,
            (i) => ({ type: "SecureString", defaultValue: tint.text(i) }),
            (i) => `key${i}`,
          ),
        },
      ],
    }),
  ],
  [
    "connections of a flow",
    (n, { prelude }) => ({
      flows: [
        {
          ...flow("F", ...prelude),
          connections: numbered(n, (i) => ({
            runtimeSource: "embedded",
            connection: { connectionReferenceLogicalName: `new_r${i}` },
            api: { name: "shared_keyvault" },
          })),
        },
      ],
      references: many(n, (i) => ({ logicalName: `new_r${i}`, connector: "shared_keyvault" })),
    }),
  ],
  [
    "static results",
    (n, { prelude, text }) => ({
      flows: [
        {
          ...flow("F", ...prelude, ...many(n, (i) => mocked(http(`Call_${i}`), `Http${i}`))),
          staticResults: numbered(
            n,
            (i) => ({ body: { password: text(i) } }),
            (i) => `Http${i}`,
          ),
        },
      ],
    }),
  ],
  [
    "inputs of a trigger, read",
    (n) => ({
      flows: [
        {
          ...flow("F", ...many(n, (i) => use(`@triggerBody()?['key${i}']`, `Use_${i}`))),
          trigger: buttonTrigger(
            numbered(
              n,
              (i) => ({ title: `Password ${i}`, format: "password" as const }),
              (i) => `key${i}`,
            ),
          ),
        },
      ],
    }),
  ],
  [
    "readers of an input of an HTTP trigger",
    (n, { prelude }) => ({
      flows: [{ ...flow("F", ...prelude, ...many(n, (i) => use(`@triggerBody()?['password${i}']`, `Use_${i}`))), trigger: httpTrigger() }],
    }),
  ],
  [
    "flows that hand a value on",
    (n, { prelude, expression }) => ({
      flows: many(
        n,
        (i): FlowSpec => ({
          ...flow(
            `Flow ${i}`,
            ...(i === 0 ? prelude : []),
            childFlow("Run", `Flow ${i + 1}`, { text: i === 0 ? `@${expression}` : "@triggerBody()?['text']" }),
            compose("Told", "@body('Run')?['text']"),
            respond("Answer", { text: "@body('Run')?['text']" }),
          ),
          trigger: buttonTrigger({ text: "Text" }),
        }),
      ),
    }),
  ],
  [
    "callers of one flow",
    (n, { prelude, expression }) => ({
      flows: [
        {
          ...flow("Child", use("@triggerBody()?['text']"), respond("Answer", { text: "@triggerBody()?['text']" })),
          trigger: buttonTrigger({ text: "Text" }),
        },
        ...many(n, (i) =>
          flow(`Flow ${i}`, ...prelude, childFlow("Run", "Child", { text: `@${expression}` }), compose("Told", "@body('Run')?['text']")),
        ),
      ],
    }),
  ],
  [
    "calls of one flow",
    (n, { prelude, text }) => ({
      flows: [
        {
          ...flow("Child", use("@triggerBody()?['text']"), respond("Answer", { text: "@triggerBody()?['text']" })),
          trigger: buttonTrigger({ text: "Text" }),
        },
        flow(
          "Main",
          ...prelude,
          ...many(n, (i) => [childFlow(`Run_${i}`, "Child", { text: text(i) }), compose(`Told_${i}`, `@body('Run_${i}')?['text']`)]).flat(),
        ),
      ],
    }),
  ],
  [
    "calls of one desktop flow",
    (n, { prelude, text }) => ({
      flows: [
        flow(
          "Main",
          ...prelude,
          ...many(n, (i) => [
            desktopFlow(`Run_${i}`, "Robot", { Password: text(i) }),
            compose(`Told_${i}`, `@body('Run_${i}')?['Result']`),
          ]).flat(),
        ),
      ],
      desktopFlows: [
        desktop(
          "Robot",
          { inputs: ["Password"], outputs: ["Result"] },
          "SET Result TO Password",
          "Logging.LogMessage Message: Password LogLevel: Logging.LogLevel.Info",
        ),
      ],
    }),
  ],
  [
    "inputs of a desktop flow",
    (n, { prelude, text }) => ({
      flows: [
        flow(
          "Main",
          ...prelude,
          desktopFlow(
            "Run",
            "Robot",
            numbered(n, text, (i) => `In${i}`),
          ),
        ),
      ],
      desktopFlows: [
        desktop(
          "Robot",
          { inputs: many(n, (i) => `In${i}`), sensitive: many(n, (i) => `In${i}`) },
          ...many(n, (i) => `Logging.LogMessage Message: In${i} LogLevel: Logging.LogLevel.Info`),
        ),
      ],
    }),
  ],
  [
    "desktop flows that are called",
    (n, { prelude, text }) => ({
      flows: [flow("Main", ...prelude, ...many(n, (i) => desktopFlow(`Run_${i}`, `Robot ${i}`, { Password: text(i) })))],
      desktopFlows: many(n, (i) =>
        desktop(`Robot ${i}`, { inputs: ["Password"] }, "Logging.LogMessage Message: Password LogLevel: Logging.LogLevel.Info"),
      ),
    }),
  ],
  [
    "missing outputs of a desktop flow",
    (n, { prelude }) => ({
      flows: [
        flow("Main", ...prelude, desktopFlow("Run", "Robot", {}), ...many(n, (i) => compose(`Told_${i}`, `@body('Run')?['Resutl${i}']`))),
      ],
      desktopFlows: [desktop("Robot", { outputs: many(n, (i) => `Result${i}`) }, "SET Result0 TO 1")],
    }),
  ],
  [
    "environment variables, read by one text",
    (n, { prelude }) => ({
      flows: [
        flow(
          "F",
          ...prelude,
          compose(
            "All",
            joined(n, (i) => `@{parameters('Key ${i} (new_Key${i})')}`),
          ),
          use("@outputs('All')"),
        ),
      ],
      variables: many(n, (i) => ({ schemaName: `new_Key${i}`, value: password(i) })),
    }),
    1000,
  ],
  [
    "triggers",
    (n, { prelude }) => ({
      flows: [{ ...flow("F", ...prelude) }],
      files: {
        "Workflows/T-0C3D1E2F-5A6B-4C7D-8E9F-0A1B2C3D4E5F.json": JSON.stringify({
          properties: {
            definition: { triggers: numbered(n, () => ({ type: "Request", kind: "Http", inputs: { schema: {} } })), actions: {} },
          },
        }),
      },
    }),
  ],
  [
    "lines of a flow's description that suppress",
    (n, { prelude, expression }) => ({
      flows: [
        {
          ...flow("F", ...prelude, ...many(n, (i) => compose(`Step_${i}`, `@${expression}`))),
          description: joined(n, (i) => `solutionlint-disable secret-in-data-operation -- reason ${i}`, "\n"),
        },
      ],
    }),
  ],
];

/** Cloud flows, and the desktop flows that they call. */
export const cloudFlows: readonly Subject[] = [
  ...[...actions, ...containers, ...variables, ...expressions, ...structures].map(
    ([name, actionsOf, most]): Subject => ({
      name: `cloud: ${name}`,
      files: (size, tint) =>
        solutionFiles({
          flows: [{ ...flow("Orders", ...tint.prelude, ...actionsOf(size, tint)), trigger: buttonTrigger({ text: "Text" }) }],
        }),
      ...(most !== undefined && { most }),
    }),
  ),
  ...solutions.map(
    ([name, specOf, most]): Subject => ({
      name: `cloud: ${name}`,
      files: (size, tint) => solutionFiles(specOf(size, tint)),
      ...(most !== undefined && { most }),
    }),
  ),
];
