import type { Json } from "../json.ts";
import {
  type ActionSpec,
  appendToArray,
  childFlow,
  compose,
  condition,
  connector,
  desktopFlow,
  environmentSecret,
  filterArray,
  forEach,
  guidOf,
  http,
  initializeVariable,
  keyVault,
  mail,
  parseJson,
  raw,
  response,
  scope,
  select,
  setVariable,
  switchOn,
  terminate,
  tokenRequest,
  until,
} from "../testing/actions.ts";
import { buttonTrigger, type FlowSpec } from "../testing/solutions.ts";
import { drawFrom, type Random } from "./random.ts";
import { operations, type SampleOperation } from "./sample-operations.ts";

/** What the flows of one generated solution share. */
export interface SampleWorld {
  readonly random: Random;
  /** Names of environment variables as flows use them: `Display name (schema_name)`. */
  readonly variables: readonly [string, ...string[]];
  /** Display names of flows that are called by others. */
  readonly childFlows: readonly string[];
  readonly desktopFlows: readonly string[];
}

/** Actions of a flow, as in 277 different flows of public solutions: half have up to 13, one in a hundred 500 and more. */
const actionCounts: readonly (readonly [number, number])[] = [
  [0, 1],
  [0.1, 3],
  [0.25, 6],
  [0.5, 13],
  [0.75, 28],
  [0.9, 75],
  [0.95, 109],
  [0.99, 300],
  [1, 500],
];

/**
 * A realistic cloud flow; the kinds of its actions are as frequent as in public solutions.
 * @param size number of its actions, about; by default one that is as frequent as in public solutions
 */
export function sampleFlow(name: string, world: SampleWorld, size = drawFrom(actionCounts, world.random)): FlowSpec {
  const { random } = world;
  const flow: Building = { ...world, readable: [], variables: [], environment: world.variables, loops: [], actions: 0 };
  const start: ActionSpec[] = [];
  for (let i = Math.min(6, Math.ceil(size / 8)); i > 0; i--) {
    const variable = `var${flow.variables.length + 1}`;
    start.push(initializeVariable(nextName(flow, "Initialize_variable"), variable, random.chance(0.5) ? "" : valueText(flow)));
    flow.variables.push(variable);
  }
  return {
    name,
    trigger: buttonTrigger({ text: "Order number", text_1: "Customer", number: "Amount" }),
    actions: [...start, ...block(Math.max(1, size - start.length), 0, flow), ...secretPart(flow)].map(identified),
  };
}

interface Building extends Omit<SampleWorld, "variables"> {
  /** Actions whose outputs can be read at this point. */
  readonly readable: string[];
  readonly variables: string[];
  readonly environment: SampleWorld["variables"];
  /** Loops around this point, outermost first. */
  readonly loops: string[];
  actions: number;
}

function nextName(flow: Building, kind: string): string {
  flow.actions++;
  return `${kind}_${flow.actions}`;
}

/** The designer writes an id into every action. */
function identified(action: ActionSpec): ActionSpec {
  return { ...action, json: { ...action.json, metadata: { operationMetadataId: guidOf(action.name) } } };
}

/** Names of members that the expressions read. */
const members = ["Title", "ID", "Status", "value", "createdon", "emailaddress1", "OrderNumber", "Modified", "mail", "displayName"] as const;

/** A reference to something that can be read here. */
function reference(flow: Building): string {
  const { random, readable, variables, loops, environment } = flow;
  const member = random.pick([...members]);
  const action = readable.length === 0 ? undefined : readable[random.between(Math.max(0, readable.length - 12), readable.length - 1)];
  const variable = variables.length === 0 ? undefined : variables[random.between(0, variables.length - 1)];
  const loop = loops.at(-1);
  const kind = random.weighted([
    ["body", 30],
    ["outputs", 22],
    ["variable", 20],
    ["item", 14],
    ["trigger", 12],
    ["parameter", 4],
  ]);
  if (kind === "body" && action !== undefined) return `body('${action}')?['${member}']`;
  if (kind === "outputs" && action !== undefined) return `outputs('${action}')?['body/${member}']`;
  if (kind === "variable" && variable !== undefined) return `variables('${variable}')`;
  if (kind === "item" && loop !== undefined) return `items('${loop}')?['${member}']`;
  if (kind === "parameter") return `parameters('${random.pick([...environment])}')`;
  return `triggerBody()?['${random.pick(["text", "text_1", "number"])}']`;
}

function expression(flow: Building): string {
  const value = reference(flow);
  return flow.random.weighted<() => string>([
    [() => value, 62],
    [() => `concat('Order ', ${value}, ' / ', ${reference(flow)})`, 8],
    [() => `formatDateTime(${value}, 'yyyy-MM-dd')`, 6],
    [() => `if(equals(${value}, ''), 'none', ${reference(flow)})`, 6],
    [() => `coalesce(${value}, ${reference(flow)})`, 5],
    [() => `toLower(trim(${value}))`, 4],
    [() => `first(split(${value}, ';'))`, 4],
    [() => `length(${value})`, 3],
    [() => `string(json(${value}))`, 2],
  ])();
}

/** What is in an input: mostly one expression, else text, text with expressions, or a longer text. */
function valueText(flow: Building): string {
  return flow.random.weighted<() => string>([
    [() => `@${expression(flow)}`, 40],
    [() => `@{${expression(flow)}}`, 12],
    [() => `Order @{${expression(flow)}} was changed by @{${expression(flow)}}`, 10],
    [() => flow.random.pick(["Open", "Succeeded", "true", "100", "accounts", "https://contoso.sharepoint.com/sites/orders"]), 36],
    [() => mailText(flow), 2],
  ])();
}

function mailText(flow: Building): string {
  const row = `<tr><td style="padding: 4px 8px; border: 1px solid #ddd">@{${reference(flow)}}</td><td>@{${reference(flow)}}</td></tr>`;
  return `<p>Dear colleague,</p><p>these orders need your attention. Please check them until @{formatDateTime(utcNow(), 'yyyy-MM-dd')}.</p><table>${row.repeat(4)}</table><p class="editor-paragraph">Kind regards<br>the order team</p>`;
}

function comparison(flow: Building): Json {
  return { and: [{ equals: [`@${expression(flow)}`, "Open"] }, { not: { equals: [`@${expression(flow)}`, ""] } }] };
}

/** Deepest nesting; the designer allows eight. */
const maxDepth = 4;

/** Actions one after the other, `budget` of them in all depths. */
function block(budget: number, depth: number, flow: Building): ActionSpec[] {
  const actions: ActionSpec[] = [];
  for (let left = budget; left > 0; ) {
    const inner = Math.min(left - 1, flow.random.between(1, 12));
    const container = inner > 0 && depth < maxDepth ? flow.random.weighted(containerWeights) : "none";
    const made = container === "none" ? simpleAction(flow) : containerAction(container, inner, depth, flow);
    actions.push(depth === 0 ? made : identified(made));
    // What a called flow returns is its own affair.
    if (container === "none" && !made.name.startsWith("Run_a_")) flow.readable.push(made.name);
    left -= 1 + (container === "none" ? 0 : inner);
  }
  return actions;
}

type ContainerKind = "if" | "scope" | "foreach" | "switch" | "until" | "none";

/** In 100 actions of public flows there are about 8 conditions, 6 scopes, 6 loops and a switch. */
const containerWeights: readonly [readonly [ContainerKind, number], ...(readonly [ContainerKind, number])[]] = [
  ["none", 76],
  ["if", 9],
  ["scope", 7],
  ["foreach", 6],
  ["switch", 1],
  ["until", 0.3],
];

function containerAction(kind: Exclude<ContainerKind, "none">, budget: number, depth: number, flow: Building): ActionSpec {
  const actions = (count: number): ActionSpec[] => block(count, depth + 1, flow);
  switch (kind) {
    case "if": {
      const name = nextName(flow, "Condition");
      const test = comparison(flow);
      const otherwise = flow.random.chance(0.5) ? Math.floor(budget / 3) : 0;
      return condition(name, test, actions(budget - otherwise), actions(otherwise));
    }
    case "scope":
      return scope(nextName(flow, "Scope"), ...actions(budget));
    case "foreach": {
      const name = nextName(flow, "Apply_to_each");
      const list = `@${reference(flow)}`;
      flow.loops.push(name);
      const inside = actions(budget);
      flow.loops.pop();
      return forEach(name, list, ...inside);
    }
    case "switch": {
      const name = nextName(flow, "Switch");
      const on = `@${reference(flow)}`;
      const part = Math.ceil(budget / 3);
      return switchOn(name, on, { Open: actions(part), Closed: actions(part) }, actions(Math.max(0, budget - 2 * part)));
    }
    case "until":
      return until(nextName(flow, "Do_until"), `@equals(${reference(flow)}, 'Done')`, ...actions(budget));
  }
}

function simpleAction(flow: Building): ActionSpec {
  const { random } = flow;
  const value = (): string => valueText(flow);
  const variable = flow.variables.length === 0 ? undefined : flow.variables[random.between(0, flow.variables.length - 1)];
  return random.weighted<() => ActionSpec>([
    [() => connectorAction(flow), 56],
    [() => compose(nextName(flow, "Compose"), value()), 14],
    [
      () =>
        variable === undefined
          ? compose(nextName(flow, "Compose"), value())
          : setVariable(nextName(flow, "Set_variable"), variable, value()),
      15,
    ],
    [() => filterArray(nextName(flow, "Filter_array"), `@${reference(flow)}`, `@equals(item()?['Status'], ${reference(flow)})`), 5],
    [() => select(nextName(flow, "Select"), `@${reference(flow)}`, { Title: "@item()?['Title']", Number: "@item()?['ID']" }), 4],
    [() => parseJson(nextName(flow, "Parse_JSON"), `@${reference(flow)}`), 3],
    [() => appendToArray(nextName(flow, "Append_to_array"), variable ?? "list", { id: `@${reference(flow)}`, text: value() }), 3],
    [
      () => http(nextName(flow, "HTTP"), { headers: { "Content-Type": "application/json" }, body: { order: value(), customer: value() } }),
      1.5,
    ],
    [() => terminate(nextName(flow, "Terminate"), value()), 2],
    [() => response(nextName(flow, "Response"), { result: value() }), 1],
    [
      () =>
        raw(nextName(flow, "Add_days"), {
          type: "Expression",
          kind: "AddToTime",
          inputs: { baseTime: "@utcNow()", interval: 1, timeUnit: "Day" },
        }),
      0.5,
    ],
    [() => otherFlow(flow), 2],
  ])();
}

function otherFlow(flow: Building): ActionSpec {
  const { random, childFlows, desktopFlows } = flow;
  const called = random.chance(0.7) ? childFlows : desktopFlows;
  const target = called[random.between(0, called.length - 1)];
  if (target === undefined) return connectorAction(flow);
  return called === childFlows
    ? childFlow(nextName(flow, "Run_a_Child_Flow"), target, { text: valueText(flow), number: valueText(flow) })
    : desktopFlow(nextName(flow, "Run_a_desktop_flow"), target, { Customer: valueText(flow), OrderNumber: valueText(flow) });
}

function connectorAction(flow: Building): ActionSpec {
  const { name, connector: id, operation, parameters } = flow.random.pick([...operations] as [SampleOperation, ...SampleOperation[]]);
  return connector(nextName(flow, name), id, operation, Object.fromEntries(parameters.map((key) => [key, valueText(flow)])));
}

/** In one flow of sixteen a secret is used, well or badly. */
function secretPart(flow: Building): readonly ActionSpec[] {
  const { random } = flow;
  if (!random.chance(1 / 16)) return [];
  const secure = { secure: ["inputs", "outputs"] };
  const name = (kind: string): string => nextName(flow, kind);
  return random.weighted<() => readonly ActionSpec[]>([
    [
      () => {
        const get = name("Get_secret");
        return [keyVault.getSecret(get, secure), http(name("Call_ERP"), { headers: { "x-api-key": `@body('${get}')?['value']` } }, secure)];
      },
      3,
    ],
    [
      () => {
        const get = name("Get_secret");
        const step = name("Compose_key");
        return [
          keyVault.getSecret(get),
          compose(step, `@body('${get}')?['value']`),
          http(name("Call_ERP"), { headers: { "x-api-key": `@outputs('${step}')` } }),
        ];
      },
      3,
    ],
    [
      () => {
        const get = name("Read_secret");
        const variable = flow.variables[0];
        if (variable === undefined) return [environmentSecret(get)];
        return [
          environmentSecret(get, secure),
          setVariable(name("Set_key"), variable, `@outputs('${get}')?['body/EnvironmentVariableSecretValue']`),
          http(name("Call_ERP"), { headers: { Authorization: `Bearer @{variables('${variable}')}` } }),
        ];
      },
      3,
    ],
    [() => [http(name("Call_ERP"), { headers: { "x-api-key": madeUpKey(random) } })], 2],
    [() => [tokenRequest(name("Get_token"), `grant_type=client_credentials&client_id=orders&client_secret=${madeUpKey(random)}`)], 1],
    [
      () => {
        const get = name("Get_secret");
        return [keyVault.getSecret(get, { secretName: "erp-api-key" }), mail(name("Send_key"), `The key is @{body('${get}')?['value']}`)];
      },
      1,
    ],
  ])();
}

/** Letters and digits that are a credential by where they are, and nowhere accepted. */
function madeUpKey(random: Random): string {
  return Array.from({ length: 40 }, () => "abcdefghjkmnpqrstuvwxyz23456789".charAt(random.between(0, 30))).join("");
}
