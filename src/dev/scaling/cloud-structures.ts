import type { JsonObject } from "../../json.ts";
import { compose, filterArray, forEach, htmlTable, http, join, mail, parseJson, raw, select } from "../../testing/actions.ts";
import { type ActionSubject, mostLevels, use } from "./cloud-parts.ts";
import { joined, many, numbered } from "./subject.ts";

/** Objects, lists, bodies and what parses them. */
export const structures: readonly ActionSubject[] = [
  ["members of one object", (n, { text }) => [compose("Object", numbered(n, text)), use("@outputs('Object')?['m1']")]],
  [
    "members of one object named like credentials",
    (n, { text }) => [
      compose(
        "Object",
        numbered(n, text, (i) => `password${i}`),
      ),
      use("@outputs('Object')?['password1']"),
    ],
  ],
  [
    "objects in objects",
    (n, { text }) => [
      compose(
        "Object",
        many(n, (i) => i).reduce<JsonObject | string>((inner) => ({ a: inner }), text(0)),
      ),
    ],
    300,
  ],
  [
    "elements of one list",
    (n, { text }) => [
      compose("List", many(n, text)),
      use("@first(outputs('List'))"),
      forEach("Loop", "@outputs('List')", use("@items('Loop')", "Use_item")),
    ],
  ],
  [
    "objects in one list",
    (n, { text }) => [
      compose(
        "List",
        many(n, (i) => ({ user: `u${i}`, password: text(i) })),
      ),
      use("@outputs('List')[0]?['password']"),
      forEach("Loop", "@outputs('List')", use("@items('Loop')?['password']", "Use_item")),
    ],
  ],
  [
    "elements of a list, each used",
    (n, { text }) => [compose("List", many(n, text)), ...many(n, (i) => use(`@outputs('List')[${i}]`, `Use_${i}`))],
  ],
  [
    "columns of a select",
    (n, { expression }) => [
      select(
        "Select",
        "@triggerBody()?['rows']",
        numbered(n, () => `@${expression}`),
      ),
      htmlTable("Table", "@body('Select')"),
      mail("Mail", "@{body('Table')}"),
    ],
  ],
  [
    "selects of selects",
    (n, { expression }) =>
      many(n, (i) => select(`Select_${i}`, i === 0 ? `@createArray(${expression})` : `@body('Select_${i - 1}')`, { a: "@item()" })),
  ],
  [
    "filters and joins",
    (n, { expression }) =>
      many(n, (i) => [
        filterArray(
          `Filter_${i}`,
          i === 0 ? `@createArray(${expression})` : `@split(body('Join_${i - 1}'),',')`,
          `@equals(item(),${expression})`,
        ),
        join(`Join_${i}`, `@body('Filter_${i}')`, ","),
      ]).flat(),
  ],
  ["headers of a call", (n, { text }) => [http("Call", { headers: numbered(n, text, (i) => `x-api-key-${i}`) })]],
  ["queries of a call", (n, { text }) => [http("Call", { queries: numbered(n, text, (i) => `code${i}`) })]],
  ["members of a body", (n, { text }) => [http("Call", { body: numbered(n, text, (i) => `password${i}`) })]],
  [
    "properties of a schema",
    (n, { expression }) => [
      raw("Parse", {
        type: "ParseJson",
        inputs: {
          content: `@${expression}`,
          schema: {
            type: "object",
            properties: numbered(
              n,
              () => ({ type: "string" }),
              (i) => `password${i}`,
            ),
          },
        },
      }),
      ...many(Math.ceil(n / 10), (i) => compose(`Read_${i}`, `@body('Parse')?['password${i}']`)),
    ],
  ],
  [
    "schemas in schemas",
    (n, { expression }) => [
      raw("Parse", {
        type: "ParseJson",
        inputs: {
          content: `@${expression}`,
          schema: many(n, (i) => i).reduce<JsonObject>((inner) => ({ type: "object", properties: { a: inner } }), { type: "string" }),
        },
      }),
      compose("Read", `@body('Parse')${"?['a']".repeat(n)}`),
    ],
    mostLevels,
  ],
  [
    "parsed texts one after the other",
    (n, { expression }) => many(n, (i) => parseJson(`Parse_${i}`, i === 0 ? `@${expression}` : `@body('Parse_${i - 1}')?['a']`)),
  ],
  [
    "parsed written text, read member by member",
    (n, { text }) => [
      parseJson("Parse", `{${joined(n, (i) => `"password${i}":"${text(i)}"`, ",")}}`),
      ...many(n, (i) => use(`@body('Parse')?['password${i}']`, `Use_${i}`)),
    ],
  ],
  [
    "written text, parsed by each reader",
    (n, { text }) => [
      compose("Text", `{${joined(n, (i) => `"password${i}":"${text(i)}"`, ",")}}`),
      ...many(n, (i) => use(`@json(outputs('Text'))?['password${i}']`, `Use_${i}`)),
    ],
  ],
];
