import { type CloudFlow, type Operation, operationPlace } from "../../cloud-flow/model.ts";
import { type DesktopFlow, portNamed, rowPlace } from "../../desktop-flow/model.ts";
import type { FlowStep } from "../../findings/finding.ts";
import type { Place } from "../../source/place.ts";
import { desktopFlowOf } from "../desktop/graph/nodes.ts";
import type { Fact, Origin } from "../following/follow.ts";
import type { ValueNode } from "../graph/graph.ts";
import { pathKey } from "../graph/path.ts";
import { type Role, type Roles, rowsMember } from "../roles.ts";
import { traitsOf, type VisibilityOf } from "./step-traits.ts";

/**
 * How a finding's sentence names the secret at a fact: `refresh token returned by 'Get_Token'`, with the flow that it comes from where that
 * is another one: makers give their actions the same names in all flows.
 * @param readings all that is read there of a secret with several parts, of which a fact tells one
 */
export function nameOfSecret(fact: Fact, readings: readonly Fact[] = []): string {
  const what = whatBegins(rootOf(fact));
  const others = new Set(readings.filter(isReadByName).map((one) => whatBegins(rootOf(one))));
  others.delete(what);
  const home = flowOf(fact.origin.node);
  const name = nameOfOrigin(fact.origin, others.size === 0 ? what : `${what} (and ${[...others].join(" and ")})`);
  return home === undefined || home === flowOf(fact.node) ? name : `${name} of the flow '${home.name}'`;
}

/** Where a trace begins. */
function rootOf(fact: Fact): Fact {
  return startOf(fact).first[0]?.fact ?? fact;
}

/** Whether an expression on the trace reads the part of the secret by its name: an object around it need not hold all parts that it may have. */
function isReadByName(fact: Fact): boolean {
  const name = rootOf(fact).path.at(-1);
  for (let { via } = fact; via !== undefined; { via } = via.from) {
    if (via.edge.site !== undefined && via.edge.read.at(-1) === name) return true;
  }
  return false;
}

/** What begins at a fact, which can be a part of what its origin gives: the refresh token of a token endpoint's response. */
function whatBegins({ origin, path }: Fact): string {
  return origin.parts.find((part) => pathKey(part.path) === pathKey(path))?.what ?? origin.what;
}

/** The flow that a value is in; undefined for the value of an environment variable. */
export function flowOf(node: ValueNode): CloudFlow | DesktopFlow | undefined {
  return node.flow ?? desktopFlowOf(node);
}

/** How a finding's sentence names the secret: `Key Vault secret returned by 'Get_secret'`. */
export function nameOfOrigin(origin: Origin, what: string = origin.what): string {
  const { name, node } = origin;
  switch (origin.basis) {
    case "operation":
      return `${what} ${node.operation?.isTrigger === true ? "received" : "returned"} by '${name}'`;
    case "trigger-input":
      return `trigger input '${name}'`;
    case "named-setting":
      return `app setting '${name}'`;
    case "named-output":
      return `value '${name}' from '${node.operation?.name ?? ""}'`;
    case "secure-parameter":
      return `secure parameter '${name}'`;
    case "literal":
      return `${what} hardcoded in '${name}'`;
    case "used-as-credential":
      return `credential in ${kindOfHolder(origin)}'${name}'`;
    case "made":
      return `credential made by '${name}'`;
    case "callback-url":
      return `callback URL created by '${name}'`;
    case "desktop":
    case "desktop-mark":
      return `${what} '${name}'`;
  }
}

/** What the name of an origin is of, where a reader would look for an action of that name. */
function kindOfHolder(origin: Origin): string {
  const setting = kindOfSetting(origin);
  if (setting !== undefined) return `the ${setting} `;
  return isTriggerInput(origin) ? "the trigger input " : "";
}

/** What has no place in the flow, which names it where it reads it. */
function kindOfSetting({ node }: Origin): string | undefined {
  if (node.kind === "app-setting") return "app setting";
  return node.kind === "app-parameter" ? "parameter" : undefined;
}

function isTriggerInput({ node, name }: Origin): boolean {
  return node.operation?.isTrigger === true && node.operation.name !== name;
}

function beginning(fact: Fact): string {
  const { origin } = fact;
  switch (origin.basis) {
    case "operation":
      return `returns the ${whatBegins(fact)}`;
    case "trigger-input":
      return `receives '${origin.name}'`;
    case "named-setting":
      return `reads the app setting '${origin.name}'`;
    case "named-output":
      return `returns '${origin.name}'`;
    case "secure-parameter":
      return `holds a secure value`;
    case "literal":
      return `holds the ${origin.what}`;
    case "used-as-credential": {
      const setting = kindOfSetting(origin);
      if (setting !== undefined) return `reads the ${setting} '${origin.name}'`;
      return isTriggerInput(origin)
        ? `receives '${origin.name}', which is used as a credential`
        : `holds a value that is used as a credential`;
    }
    case "made":
      return `generates a value that is used as a credential`;
    case "callback-url":
      return `creates the callback URL`;
    case "desktop":
    case "desktop-mark":
      return origin.node.kind === "desktop-statement" ? `gets the ${origin.what}` : `holds the ${origin.what} '${origin.name}'`;
  }
}

/** What an operation does with a value at a place of its inputs, without the name of the operation. */
export function actionOf(role: Role, operation: Operation): string {
  switch (role.kind) {
    case "authentication":
    case "credential":
      return `authenticates with it in the ${role.member}`;
    case "authorization-header":
    case "request":
      return `sends it in the ${role.member}`;
    case "url":
      return `puts it into the ${role.member}`;
    case "data-operation":
      if (role.member === rowsMember) return "takes its rows from it";
      return operation.type === "parsejson" ? "parses it" : operation.type === "compose" ? "copies it" : "puts it into its result";
    case "variable":
      return `stores it in the ${role.member}`;
    case "log":
      return `writes it to the ${role.member}`;
    case "store":
      return `stores it from the ${role.member}`;
    case "message":
      return `sends it in the ${role.member}`;
    case "response":
      return "returns it to the caller";
    case "child-flow-input":
      return `passes it to the child flow as ${role.member}`;
    case "desktop-input":
      return `passes it to the desktop flow as ${role.member}`;
    case "condition":
      return "compares it";
    case "switch":
      return "switches on it";
    case "loop":
      return "loops over it";
    case "none":
      return "receives it";
  }
}

/** Most steps that a path shows at either end; of longer ones the middle is left out, and counted. */
const stepsAtEnd = 10;

/**
 * The trace of a secret to a fact as steps of a finding: where it begins, every operation whose expression passes it on, and the calls it
 * crosses.
 */
export function stepsTo(fact: Fact, roles: Roles, visibility: VisibilityOf): readonly FlowStep[] {
  const { first, count } = startOf(fact);
  const last = lastSteps(fact, Math.min(stepsAtEnd, count - first.length));
  const leftOut = count - first.length - last.length;
  return [...first, ...last].map(({ fact: at, step }, index) => ({
    message: step.message(roles),
    place: step.place,
    ...traitsOf(at, roles, visibility),
    ...(leftOut > 0 && index === first.length - 1 ? { leftOut } : {}),
  }));
}

/** What happens to a value at a fact. */
interface TraceStep {
  readonly place: Place;
  message(roles: Roles): string;
}

/** A fact at which a finding's path has a step. */
interface FactWithStep {
  readonly fact: Fact;
  readonly step: TraceStep;
}

/** What is known of a trace up to one of its facts. */
interface TraceStart {
  /** Its first steps. */
  readonly first: readonly FactWithStep[];
  /** Number of all its steps. */
  readonly count: number;
}

/** Live as long as the facts. */
const starts = new WeakMap<Fact, TraceStart>();

/** Ways share their beginnings, so what is known at a fact is made of what is known at the one before: linear in the facts of a run. */
function startOf(fact: Fact): TraceStart {
  const unknown: Fact[] = [];
  let start: TraceStart | undefined;
  for (let current: Fact | undefined = fact; current !== undefined && start === undefined; current = current.via?.from) {
    start = starts.get(current);
    if (start === undefined) unknown.push(current);
  }
  let known = start ?? { first: [], count: 0 };
  for (const next of unknown.reverse()) {
    const step = stepAt(next);
    if (step !== undefined) {
      const { first, count } = known;
      known = { first: count < stepsAtEnd ? [...first, { fact: next, step }] : first, count: count + 1 };
    }
    starts.set(next, known);
  }
  return known;
}

/** The last steps of the trace to a fact, in their order. */
function lastSteps(fact: Fact, count: number): readonly FactWithStep[] {
  const last: FactWithStep[] = [];
  for (let current: Fact | undefined = fact; current !== undefined && last.length < count; current = current.via?.from) {
    const step = stepAt(current);
    if (step !== undefined) last.push({ fact: current, step });
  }
  return last.reverse();
}

/** What happens to a value at a fact; undefined where it only moves within an operation or a row. */
function stepAt(fact: Fact): TraceStep | undefined {
  const { origin, node, path, via } = fact;
  if (via === undefined) return { message: () => beginning(fact), place: origin.place };
  const { site, call, desktop } = via.edge;
  const { operation } = node;
  if (site !== undefined) {
    return {
      message: (roles) => actionOf(roles.of(site.operation, site.path), site.operation),
      place: operationPlace(site.operation, site.path, site.span, site.key),
    };
  }
  if (operation !== undefined) {
    const place = operationPlace(operation);
    if (node.kind === "result") return { message: () => "lists it among the results of its actions", place };
    if (call?.direction === "enter") return { message: () => "receives it", place };
    if (call?.direction === "return") return { message: () => "gets it back from the called flow", place };
  }
  const flow = desktopFlowOf(node);
  if (flow !== undefined && call?.direction === "enter") {
    const port = portNamed(flow.inputs, node.name);
    return port === undefined ? undefined : { message: () => `receives it in the input '${port.name}'`, place: port.place };
  }
  if (desktop === undefined) return undefined;
  const { row, argument, span } = desktop;
  if (call?.direction === "return") return { message: () => "gets it back from the called desktop flow", place: rowPlace(row, span) };
  return node.kind === "desktop-statement"
    ? { message: (roles) => roles.desktop.of(row, argument, span, path).deed, place: rowPlace(row, span) }
    : undefined;
}

/** Where the expression is that puts a secret into an operation's inputs; undefined for places that no expression fills. */
export function placeOfFact(fact: Fact): Place | undefined {
  const site = fact.via?.edge.site;
  return site === undefined ? undefined : operationPlace(site.operation, site.path, site.span, site.key);
}
