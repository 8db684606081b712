import type { JsonObject } from "../../json.ts";
import {
  type ActionSpec,
  after,
  appendToArray,
  appendToString,
  childFlow,
  compose,
  condition,
  connector,
  desktopFlow,
  filterArray,
  forEach,
  htmlTable,
  http,
  initializeVariable,
  join,
  keyVault,
  mail,
  mocked,
  parallel,
  parseJson,
  raw,
  respond,
  response,
  scope,
  select,
  setVariable,
  switchOn,
  tokenRequest,
  until,
} from "../../testing/actions.ts";
import { password } from "../../testing/credentials.ts";
import { desktop } from "../../testing/desktop.ts";
import { buttonTrigger, type FlowSpec, flow, httpTrigger, type SolutionSpec, solutionFiles } from "../../testing/solutions.ts";
import { joined, many, type Subject, type Tint } from "./subject.ts";

type ActionsOf = (size: number, tint: Tint) => readonly ActionSpec[];

const numbered = <T>(
  count: number,
  make: (index: number) => T,
  name = (index: number): string => `m${index}`,
): Readonly<Record<string, T>> => Object.fromEntries(many(count, (index) => [name(index), make(index)]));
const basic = (value: string): JsonObject => ({ authentication: { type: "Basic", username: "orders", password: value } });
/** A call that signs in with a value, so that where it comes from is looked for. */
const use = (value: string, name = "Use"): ActionSpec => http(name, basic(value));
const nest = (depth: number, inner: ActionSpec, wrap: (name: string, inner: ActionSpec) => ActionSpec): ActionSpec =>
  many(depth, (index) => index).reduce((action, index) => wrap(`Level_${index}`, action), inner);
const wrapped = (count: number, before: string, inner: string, behind: string): string =>
  before.repeat(count) + inner + behind.repeat(count);

/** The depth at which JSON is refused is some hundreds, and each level of actions has two or three. */
const mostLevels = 120;
const mostCalls = 400;

const actions: readonly (readonly [string, ActionsOf, number?])[] = [
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
  ...actions.map(
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
