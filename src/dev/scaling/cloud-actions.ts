import {
  after,
  compose,
  connector,
  http,
  initializeVariable,
  keyVault,
  mail,
  parallel,
  parseJson,
  raw,
  respond,
  response,
  scope,
  tokenRequest,
} from "../../testing/actions.ts";
import { password } from "../../testing/credentials.ts";
import { type ActionSubject, basic, mostLevels, nest, use } from "./cloud-parts.ts";
import { joined, many, numbered } from "./subject.ts";

/** Actions and calls, and what is written about them. */
export const actions: readonly ActionSubject[] = [
  ["actions one after the other", (n, { expression }) => many(n, (i) => compose(`Step_${i}`, `@${expression}`))],
  ["actions side by side", (n, { expression }) => many(n, (i) => parallel(compose(`Step_${i}`, `@${expression}`)))],
  [
    "actions that hand a value on",
    (n, { expression }) => [
      ...many(n, (i) => compose(`Step_${i}`, `@${i === 0 ? expression : `outputs('Step_${i - 1}')`}`)),
      use(`@outputs('Step_${n - 1}')`),
    ],
  ],
  [
    "actions that each read the two before",
    (n, { expression }) =>
      many(n, (i) => compose(`Step_${i}`, i < 2 ? `@${expression}` : `@concat(outputs('Step_${i - 1}'),outputs('Step_${i - 2}'))`)),
  ],
  [
    "actions that read one at random",
    (n, { expression }) => many(n, (i) => compose(`Step_${i}`, i < 2 ? `@${expression}` : `@{outputs('Step_${(i * 7919) % i}')} ${i}`)),
  ],
  ["calls that sign in", (n, { expression }) => many(n, (i) => http(`Call_${i}`, basic(`@${expression}`)))],
  [
    "calls of different hosts with the value in a header",
    (n, { expression }) =>
      many(n, (i) => http(`Call_${i}`, { uri: `https://api${i}.contoso.com/orders`, headers: { "x-api-key": `@${expression}` } })),
  ],
  [
    "calls with the value in the address",
    (n, { text }) => many(n, (i) => http(`Call_${i}`, { uri: `https://api.contoso.com/orders?code=${text(i)}` })),
  ],
  [
    "calls that answer calls",
    (n, { expression }) =>
      many(n, (i) =>
        http(`Call_${i}`, {
          headers: { Authorization: i === 0 ? `Bearer @{${expression}}` : `Bearer @{body('Call_${i - 1}')?['access_token']}` },
        }),
      ),
  ],
  [
    "token requests",
    (n, { text }) => many(n, (i) => tokenRequest(`Call_${i}`, `grant_type=client_credentials&client_id=orders&client_secret=${text(i)}`)),
  ],
  ["mails with the value", (n, { text }) => many(n, (i) => mail(`Mail_${i}`, `<p>${text(i)}</p>`))],
  ["secrets read", (n) => many(n, (i) => keyVault.getSecret(`Get_secret_${i}`, { secretName: `erp-${i}` }))],
  [
    "secrets read and each used",
    (n) => many(n, (i) => [keyVault.getSecret(`Get_secret_${i}`), use(`@body('Get_secret_${i}')?['value']`, `Use_${i}`)]).flat(),
  ],
  [
    "secrets in one text",
    (n) => [
      ...many(n, (i) => keyVault.getSecret(`Get_secret_${i}`)),
      compose(
        "All",
        joined(n, (i) => `@{body('Get_secret_${i}')?['value']};`),
      ),
      compose("Again", "@outputs('All')"),
    ],
  ],
  ["values used as passwords of one call after the other", (n) => many(n, (i) => http(`Call_${i}`, basic(password(i))))],
  [
    "operations of many connectors",
    (n, { expression }) =>
      many(n, (i) => connector(`Run_${i}`, `shared_erp${i}`, `Post${i}`, { key: `@${expression}`, password: `@${expression}` })),
  ],
  [
    "members of one text, each used",
    (n) => [
      compose("Accounts", `{${joined(n, (i) => `"m${i}":"${password(i)}"`, ",")}}`),
      parseJson("Parse", "@outputs('Accounts')"),
      ...many(n, (i) => use(`@body('Parse')?['m${i}']`, `Use_${i}`)),
    ],
  ],
  [
    "members of several texts, each used in turn",
    (n) => [
      ...many(80, (text) => compose(`Accounts_${text}`, `{${joined(Math.ceil(n / 80), (i) => `"m${i}":"${password(i)}"`, ",")}}`)),
      ...many(n, (i) => use(`@json(outputs('Accounts_${i % 80}'))?['m${Math.floor(i / 80)}']`, `Use_${i}`)),
    ],
  ],
  [
    "parameters of one operation",
    (n, { expression }) => [
      connector(
        "Run",
        "shared_erp",
        "Post",
        numbered(
          n,
          () => `@${expression}`,
          (i) => `body/key${i}`,
        ),
      ),
    ],
  ],
  ["keys behind one another", (n, { expression }) => [use(`@${expression}${"?['value']".repeat(n)}`)]],
  ["parts of one key", (n) => [use(`@triggerBody()?['${joined(n, (i) => `a${i}`, "/")}']`)]],
  ["members of an answer", (n) => [http("Call", {}), ...many(n, (i) => use(`@body('Call')?['data']?['password${i}']`, `Use_${i}`))]],
  [
    "answers to the caller",
    (n, { expression }) => [
      respond(
        "Answer",
        numbered(n, () => `@${expression}`),
      ),
    ],
  ],
  ["responses", (n, { expression }) => many(n, (i) => parallel(response(`Answer_${i}`, { key: `@${expression}` })))],
  [
    "actions that wait for all before them",
    (n, { expression }) =>
      many(n, (i) =>
        after(
          compose(`Step_${i}`, `@${expression}`),
          numbered(
            i,
            () => ["Succeeded"],
            (j) => `Step_${j}`,
          ),
        ),
      ),
    1500,
  ],
  [
    "missing actions with names alike",
    (n, { expression }) =>
      many(n, (i) => [
        parallel(compose(`Compose_order_${i}`, `@${expression}`)),
        parallel(compose(`Read_${i}`, `@outputs('Compose_ordre_${i}')`)),
      ]).flat(),
  ],
  [
    "missing variables with names alike",
    (n, { expression }) => [
      ...many(n, (i) => initializeVariable(`Init_${i}`, `varOrder${i}`, `@${expression}`)),
      ...many(n, (i) => compose(`Read_${i}`, `@variables('varOrdre${i}')`)),
    ],
  ],
  ["expressions that cannot be read", (n) => many(n, (i) => parallel(compose(`Step_${i}`, "@concat(")))],
  [
    "characters of an action's name",
    (n, { expression }) => [compose("a".repeat(n), `@${expression}`), use(`@outputs('${"a".repeat(n)}')`)],
  ],
  [
    "actions with long names that begin alike",
    (n, { expression }) => many(n, (i) => compose(`${"Get_the_orders_of_the_customer_".repeat(6)}${i}`, `@${expression}`)),
  ],
  ["unused keys of an operation's inputs", (n, { text }) => [raw("Custom", { type: "Custom", inputs: numbered(n, text) })]],
  [
    "authentications",
    (n, { text }) =>
      many(n, (i) => http(`Call_${i}`, { authentication: { type: "ActiveDirectoryOAuth", tenant: "x", clientId: "y", secret: text(i) } })),
  ],
  [
    "notes that suppress",
    (n, { expression }) =>
      many(n, (i) =>
        compose(`Step_${i}`, `@${expression}`, { note: "solutionlint-disable secret-in-data-operation, hardcoded-credential -- known" }),
      ),
  ],
  [
    "notes that suppress nothing",
    (n) => many(n, (i) => compose(`Step_${i}`, "x", { note: "solutionlint-disable secret-in-log -- known" })),
  ],
  [
    "notes of scopes around all",
    (n, { expression }) => [
      nest(n, scope("All", ...many(10, (i) => compose(`Step_${i}`, `@${expression}`))), (name, inner) => ({
        ...scope(name, inner),
        json: { ...scope(name, inner).json, description: "solutionlint-disable secret-in-data-operation -- known" },
      })),
    ],
    mostLevels,
  ],
  ["secured actions", (n, { expression }) => many(n, (i) => http(`Call_${i}`, basic(`@${expression}`), { secure: ["inputs", "outputs"] }))],
  [
    "secured actions whose values are copied",
    (n, { expression }) =>
      many(n, (i) => [
        http(`Call_${i}`, { body: { a: `@${expression}` } }, { secure: ["inputs", "outputs"] }),
        compose(`Copy_${i}`, `@body('Call_${i}')`),
      ]).flat(),
  ],
];
