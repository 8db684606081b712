import { appendToArray, appendToString, compose, forEach, initializeVariable, parallel, raw, setVariable } from "../../testing/actions.ts";
import { type ActionSubject, use } from "./cloud-parts.ts";
import { joined, many, numbered } from "./subject.ts";

/** Variables, and what is assigned to them. */
export const variables: readonly ActionSubject[] = [
  ["variables", (n, { expression }) => many(n, (i) => initializeVariable(`Init_${i}`, `v${i}`, `@${expression}`))],
  [
    "variables declared by one action",
    (n, { expression }) => [
      raw("Init", {
        type: "InitializeVariable",
        inputs: { variables: many(n, (i) => ({ name: `v${i}`, type: "string", value: `@${expression}` })) },
      }),
      ...many(n, (i) => compose(`Read_${i}`, `@variables('v${i}')`)),
    ],
  ],
  [
    "variables that hand a value on",
    (n, { expression }) => [
      ...many(n, (i) => initializeVariable(`Init_${i}`, `v${i}`)),
      ...many(n, (i) => setVariable(`Set_${i}`, `v${i}`, `@${i === 0 ? expression : `variables('v${i - 1}')`}`)),
      use(`@variables('v${n - 1}')`),
    ],
  ],
  [
    "variables in a ring",
    (n, { expression }) => [
      ...many(n, (i) => initializeVariable(`Init_${i}`, `v${i}`, `@${expression}`)),
      ...many(n, (i) => setVariable(`Set_${i}`, `v${i}`, `@variables('v${(i + 1) % n}')`)),
      use("@variables('v0')"),
    ],
  ],
  [
    "variables set from two others",
    (n, { expression }) => [
      ...many(n, (i) => initializeVariable(`Init_${i}`, `v${i}`, i === 0 ? `@${expression}` : "")),
      ...many(n, (i) => setVariable(`Set_${i}`, `v${i}`, `@concat(variables('v${(i * 7) % n}'),variables('v${(i * 13 + 1) % n}'))`)),
      use(`@variables('v${n - 1}')`),
    ],
  ],
  [
    "variables in one text",
    (n, { expression }) => [
      ...many(n, (i) => initializeVariable(`Init_${i}`, `v${i}`, `@${expression}`)),
      compose(
        "All",
        joined(n, (i) => `@{variables('v${i}')} `),
      ),
      use("@outputs('All')"),
    ],
  ],
  [
    "assignments to one variable",
    (n, { expression, text }) => [
      initializeVariable("Init", "v"),
      ...many(n, (i) => setVariable(`Set_${i}`, "v", i % 2 === 0 ? text(i) : `@${expression}`)),
      use("@variables('v')"),
    ],
  ],
  [
    "assignments and readers of one variable",
    (n, { expression, text }) => [
      initializeVariable("Init", "v"),
      ...many(n, (i) => [
        setVariable(`Set_${i}`, "v", i % 2 === 0 ? text(i) : `@${expression}`),
        compose(`Read_${i}`, "@variables('v')"),
      ]).flat(),
      use("@variables('v')"),
    ],
  ],
  [
    "assignments and readers side by side",
    (n, { expression, text }) => [
      initializeVariable("Init", "v"),
      ...many(n, (i) => [
        parallel(setVariable(`Set_${i}`, "v", i % 2 === 0 ? text(i) : `@${expression}`)),
        parallel(compose(`Read_${i}`, "@variables('v')")),
      ]).flat(),
    ],
  ],
  [
    "uses of a variable that is set as often",
    (n, { text }) => [
      initializeVariable("Init", "v"),
      ...many(n, (i) => [setVariable(`Set_${i}`, "v", text(i)), use("@variables('v')", `Use_${i}`)]).flat(),
    ],
  ],
  [
    "assignments of a variable to itself",
    (n, { text }) => [
      initializeVariable("Init", "v"),
      compose("Copy", "@variables('v')"),
      ...many(n, (i) => [compose(`Old_${i}`, "@variables('v')"), setVariable(`Set_${i}`, "v", `@{outputs('Old_${i}')}${text(i)}`)]).flat(),
      use("@variables('v')"),
    ],
  ],
  [
    "appends to a text",
    (n, { text }) => [initializeVariable("Init", "v"), ...many(n, (i) => appendToString(`Add_${i}`, "v", text(i))), use("@variables('v')")],
  ],
  [
    "appends to a list",
    (n, { expression }) => [
      initializeVariable("Init", "v", [], "array"),
      ...many(n, (i) => appendToArray(`Add_${i}`, "v", { key: `@${expression}`, no: i })),
      forEach("Loop", "@variables('v')", use("@items('Loop')?['key']")),
    ],
  ],
  [
    "appends of credentials' names to a list",
    (n, { text }) => [
      initializeVariable("Init", "v", [], "array"),
      ...many(n, (i) => appendToArray(`Add_${i}`, "v", { user: `u${i}`, password: text(i) })),
      use("@first(variables('v'))?['password']"),
    ],
  ],
  [
    "members of a variable, read",
    (n, { text }) => [
      initializeVariable("Init", "v", numbered(n, text), "object"),
      ...many(n, (i) => compose(`Read_${i}`, `@variables('v')?['m${i}']`)),
    ],
  ],
  [
    "members of an object, read by passwords",
    (n, { text }) => [
      compose(
        "Settings",
        numbered(n, text, (i) => `password${i}`),
      ),
      ...many(n, (i) => use(`@outputs('Settings')?['password${i}']`, `Use_${i}`)),
    ],
  ],
];
