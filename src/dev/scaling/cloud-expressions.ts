import { compose, http, mail } from "../../testing/actions.ts";
import { type ActionSubject, mostCalls, use, wrapped } from "./cloud-parts.ts";
import { joined, many } from "./subject.ts";

/** Expressions in a text, and functions in one another. */
export const expressions: readonly ActionSubject[] = [
  [
    "expressions in one text",
    (n, { expression }) => [
      compose(
        "Text",
        joined(n, (i) => `@{${expression}} and ${i};`),
      ),
      use("@outputs('Text')"),
    ],
  ],
  [
    "expressions in the text of a body, as JSON",
    (n, { text }) => [http("Call", { body: `{${joined(n, (i) => `"password${i}":"${text(i)}"`, ",")}}` })],
  ],
  [
    "expressions in the text of a body, as a form",
    (n, { text }) => [http("Call", { body: joined(n, (i) => `password${i}=${text(i)}`, "&") })],
  ],
  [
    "different expressions in one mail",
    (n, { expression }) => [
      mail(
        "Mail",
        joined(n, (i) => `<td>@{substring(${expression},${i},1)}</td>`),
      ),
    ],
  ],
  [
    "arguments of concat",
    (n, { expression }) => [compose("Text", `@concat(${joined(n, (i) => `${expression},'${i}'`, ",")})`), use("@outputs('Text')")],
  ],
  [
    "arguments of concat that make JSON",
    (n, { expression }) => [
      compose("Text", `@json(concat('{',${joined(n, (i) => `'"password${i}":"',${expression},'",'`, ",")},'"z":1}'))`),
      use("@outputs('Text')?['password1']"),
      compose("Read", "@outputs('Text')?['password2']"),
    ],
  ],
  [
    "arguments of coalesce",
    (n, { expression }) => [use(`@coalesce(${joined(n, (i) => (i % 2 === 0 ? expression : `triggerBody()?['t${i}']`), ",")})`)],
  ],
  [
    "elements of createArray, joined",
    (n, { expression }) => [
      compose("Text", `@join(createArray(${joined(n, () => expression, ",")}),';')`),
      use("@split(outputs('Text'),';')[1]"),
    ],
  ],
  ["calls in calls", (n, { expression }) => [use(`@${wrapped(n, "concat(", expression, ",'x')")}`)], mostCalls],
  [
    "conditions in conditions of an expression",
    (n, { expression }) => [use(`@${wrapped(n, "if(equals(1,2),", expression, `,${expression})`)}`)],
    mostCalls,
  ],
  [
    "replacements in replacements",
    (n, { expression }) => [compose("Text", `@${wrapped(n, "replace(", expression, ",'a','b')")}`), use("@outputs('Text')")],
    mostCalls,
  ],
  [
    "members set in members",
    (n, { expression }) => [
      compose("Text", `@${wrapped(n, "setProperty(", "json('{}')", `,'password',${expression})`)}`),
      use("@outputs('Text')?['password']"),
    ],
    mostCalls,
  ],
  [
    "unions of objects",
    (n, { expression }) => [
      compose("Text", `@${wrapped(n, "union(", "json('{}')", `,json(concat('{"password":"',${expression},'"}')))`)}`),
      use("@outputs('Text')?['password']"),
    ],
    mostCalls,
  ],
  [
    "replacements one after the other",
    (n, { expression }) => [
      ...many(n, (i) => compose(`Step_${i}`, i === 0 ? `@${expression}` : `@replace(outputs('Step_${i - 1}'),'a${i}','b')`)),
      use(`@outputs('Step_${n - 1}')`),
    ],
  ],
  [
    "encodings one after the other",
    (n, { expression }) => [
      ...many(n, (i) =>
        compose(
          `Step_${i}`,
          i === 0 ? `@${expression}` : i % 2 === 0 ? `@base64ToString(outputs('Step_${i - 1}'))` : `@base64(outputs('Step_${i - 1}'))`,
        ),
      ),
      use(`@outputs('Step_${n - 1}')`),
    ],
  ],
  [
    "texts made longer one after the other",
    (n, { text }) => [
      ...many(n, (i) => compose(`Step_${i}`, i === 0 ? text(0) : `@{outputs('Step_${i - 1}')};${text(i)}`)),
      use(`@outputs('Step_${n - 1}')`),
    ],
  ],
  [
    "objects made larger one after the other",
    (n, { expression }) => [
      ...many(n, (i) => compose(`Step_${i}`, i === 0 ? {} : `@setProperty(outputs('Step_${i - 1}'),'password${i}',${expression})`)),
      use(`@outputs('Step_${n - 1}')?['password3']`),
    ],
  ],
  [
    "values split, and each part used",
    (n, { expression }) => [
      compose("Text", `@concat(${joined(n, () => expression, ",';',")})`),
      ...many(n, (i) => use(`@split(outputs('Text'),';')[${i}]`, `Use_${i}`)),
    ],
  ],
  [
    "parts of a written text, each used",
    (n, { text }) => [compose("Text", joined(n, text, ";")), ...many(n, (i) => use(`@split(outputs('Text'),';')[${i}]`, `Use_${i}`))],
  ],
];
