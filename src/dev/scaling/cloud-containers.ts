import type { JsonObject } from "../../json.ts";
import {
  after,
  compose,
  condition,
  filterArray,
  forEach,
  http,
  initializeVariable,
  scope,
  select,
  setVariable,
  switchOn,
  until,
} from "../../testing/actions.ts";
import { type ActionSubject, mostLevels, nest, use } from "./cloud-parts.ts";
import { many, numbered } from "./subject.ts";

/** Scopes, conditions, switches and loops. */
export const containers: readonly ActionSubject[] = [
  ["scopes in scopes", (n, { expression }) => [nest(n, use(`@${expression}`), scope)], mostLevels],
  [
    "conditions in conditions",
    (n, { expression }) => [nest(n, use(`@${expression}`), (name, inner) => condition(name, `@equals(${expression},'x')`, [inner]))],
    mostLevels,
  ],
  [
    "loops in loops",
    (n, { expression }) => [nest(n, use(`@${expression}`), (name, inner) => forEach(name, `@createArray(${expression})`, inner))],
    mostLevels,
  ],
  ["scopes side by side", (n, { expression }) => many(n, (i) => scope(`Scope_${i}`, compose(`Step_${i}`, `@${expression}`)))],
  [
    "conditions one after the other",
    (n, { expression }) =>
      many(n, (i) =>
        condition(`If_${i}`, `@equals(${expression},'${i}')`, [compose(`Then_${i}`, `@${expression}`)], [compose(`Else_${i}`, "x")]),
      ),
  ],
  [
    "rows of one condition",
    (n, { expression }) => [condition("If", { and: many(n, (i) => ({ equals: [`@${expression}`, `${i}`] })) }, [])],
  ],
  [
    "groups in groups of one condition",
    (n, { expression }) => [
      condition(
        "If",
        many(n, (i) => i).reduce<JsonObject>((group) => ({ and: [group, { equals: [`@${expression}`, "x"] }] }), { equals: ["a", "b"] }),
        [],
      ),
    ],
    mostLevels,
  ],
  [
    "cases of a switch",
    (n, { expression }) => [
      switchOn(
        "Switch",
        `@${expression}`,
        numbered(n, (i) => [compose(`Case_step_${i}`, `@${expression}`)]),
      ),
    ],
  ],
  [
    "cases that each set the variable",
    (n, { expression }) => [
      initializeVariable("Init", "v"),
      switchOn(
        "Switch",
        "@triggerBody()?['text']",
        numbered(n, (i) => [setVariable(`Set_${i}`, "v", i % 2 === 0 ? `@${expression}` : `@{variables('v')}${i}`)]),
      ),
      use("@variables('v')"),
    ],
  ],
  [
    "loops one after the other",
    (n, { expression }) => many(n, (i) => forEach(`Loop_${i}`, `@createArray(${expression})`, compose(`Item_${i}`, `@items('Loop_${i}')`))),
  ],
  [
    "loops over the result of the one before",
    (n, { expression }) =>
      many(n, (i) => [
        select(`Select_${i}`, i === 0 ? `@createArray(${expression})` : `@body('Select_${i - 1}')`, {
          key: `@item()?['key']`,
          all: "@item()",
        }),
        forEach(`Loop_${i}`, `@body('Select_${i}')`, compose(`Item_${i}`, `@items('Loop_${i}')?['key']`)),
      ]).flat(),
  ],
  [
    "loops that wait",
    (n, { expression }) => [
      initializeVariable("Init", "v"),
      ...many(n, (i) => until(`Until_${i}`, `@equals(variables('v'),${expression})`, setVariable(`Set_${i}`, "v", `@${expression}`))),
    ],
  ],
  [
    "actions in a scope whose result is read",
    (n, { expression }) => [
      scope("Try", ...many(n, (i) => compose(`Step_${i}`, `@${expression}`))),
      filterArray("Failed", "@result('Try')", "@equals(item()['status'],'Failed')"),
      compose("Told", "@body('Failed')"),
    ],
  ],
  [
    "scopes whose results are read",
    (n, { expression }) =>
      many(n, (i) => [scope(`Try_${i}`, compose(`Step_${i}`, `@${expression}`)), compose(`Told_${i}`, `@result('Try_${i}')`)]).flat(),
  ],
  [
    "handlers of failures that read a variable",
    (n, { expression }) => [
      initializeVariable("Init", "v"),
      ...many(n, (i) => [
        after(http(`Call_${i}`), { [i === 0 ? "Init" : `Call_${i - 1}`]: ["Succeeded"] }),
        after(compose(`Tell_${i}`, "@variables('v')"), { [`Call_${i}`]: ["Failed"] }),
      ]).flat(),
      ...many(40, (i) => after(setVariable(`Set_${i}`, "v", `@${expression}`), { [`Call_${Math.min(i, n - 1)}`]: ["Succeeded"] })),
    ],
  ],
];
