import { type CloudFlow, type Operation, operationPlace } from "../../cloud-flow/model.ts";
import { type DesktopFlow, portNamed, rowPlace } from "../../desktop-flow/model.ts";
import type { FlowStep } from "../../linter/finding.ts";
import type { Place } from "../../source/place.ts";
import { desktopFlowOf } from "../desktop/edges.ts";
import { type Fact, type Origin, wayTo } from "../graph/follow.ts";
import type { ValueNode } from "../graph/graph.ts";
import { pathKey } from "../graph/path.ts";
import type { Role, Roles } from "../roles.ts";
import { traitsOf, type VisibilityOf } from "./step-traits.ts";

/**
 * How a finding's sentence names the secret at a fact: `refresh token returned by 'Get_Token'`, with the flow that it comes from where that
 * is another one: makers give their actions the same names in all flows.
 */
export function nameOfSecret(fact: Fact): string {
  const [root] = wayTo(fact);
  const part = fact.origin.parts.find((candidate) => root !== undefined && pathKey(candidate.path) === pathKey(root.path));
  const home = flowOf(fact.origin.node);
  const name = nameOfOrigin(fact.origin, part?.what);
  return home === undefined || home === flowOf(fact.node) ? name : `${name} of the flow '${home.name}'`;
}

function flowOf(node: ValueNode): CloudFlow | DesktopFlow | undefined {
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
    case "named-output":
      return `value '${name}' from '${node.operation?.name ?? ""}'`;
    case "secure-parameter":
      return `secure parameter '${name}'`;
    case "literal":
      return `${what} hardcoded in '${name}'`;
    case "used-as-credential":
      return `credential in '${name}'`;
    case "callback-url":
      return `callback URL created by '${name}'`;
    case "desktop":
    case "desktop-mark":
      return `${what} '${name}'`;
  }
}

function beginning(origin: Origin): string {
  switch (origin.basis) {
    case "operation":
      return `returns the ${origin.what}`;
    case "trigger-input":
      return `receives '${origin.name}'`;
    case "named-output":
      return `returns '${origin.name}'`;
    case "secure-parameter":
      return `holds a secure value`;
    case "literal":
      return `holds the ${origin.what}`;
    case "used-as-credential":
      return `holds a value that is used as a credential`;
    case "callback-url":
      return `creates the callback URL`;
    case "desktop":
    case "desktop-mark":
      return origin.node.kind === "desktop-statement" ? `gets the ${origin.what}` : `holds the ${origin.what}`;
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

/** Most steps that a path shows; of longer ones the middle is left out. */
const maxSteps = 20;

/** A way without a middle that no finding would show: most of its facts are steps, and a long one would be described in vain. */
function endsOf(way: readonly Fact[]): readonly Fact[] {
  const kept = maxSteps * 3;
  return way.length <= kept * 2 ? way : [...way.slice(0, kept), ...way.slice(way.length - kept)];
}

/**
 * The way of a secret to a fact as steps of a finding: where it begins, every operation whose expression passes it on, and the calls it
 * crosses.
 */
export function stepsTo(fact: Fact, roles: Roles, visibility: VisibilityOf): readonly FlowStep[] {
  const steps: FlowStep[] = [];
  for (const current of endsOf(wayTo(fact))) {
    const traits = traitsOf(current, roles, visibility);
    if (current.via === undefined) {
      steps.push({ message: beginning(current.origin), place: current.origin.place, ...traits });
      continue;
    }
    const { edge } = current.via;
    if (edge.site !== undefined) {
      const { operation, path } = edge.site;
      steps.push({
        message: actionOf(roles.of(operation, path), operation),
        place: placeOfFact(current) ?? operationPlace(operation),
        ...traits,
      });
    } else if (current.node.kind === "result" && current.node.operation !== undefined) {
      steps.push({ message: "lists it among the results of its actions", place: operationPlace(current.node.operation), ...traits });
    } else if (edge.call?.direction === "enter" && current.node.operation !== undefined) {
      steps.push({ message: "receives it", place: operationPlace(current.node.operation), ...traits });
    } else if (edge.call?.direction === "return" && current.node.operation !== undefined) {
      steps.push({ message: "gets it back from the called flow", place: operationPlace(current.node.operation), ...traits });
    } else {
      const step = desktopStep(current, roles);
      if (step !== undefined) steps.push({ ...step, ...traits });
    }
  }
  return steps.length <= maxSteps ? steps : [...steps.slice(0, maxSteps / 2), ...steps.slice(steps.length - maxSteps / 2)];
}

/** What a desktop flow does with a value at a fact; undefined where it only moves within a row. */
function desktopStep(fact: Fact, roles: Roles): FlowStep | undefined {
  const edge = fact.via?.edge;
  if (edge === undefined) return undefined;
  const flow = desktopFlowOf(fact.node);
  if (flow !== undefined && edge.call?.direction === "enter") {
    const port = portNamed(flow.inputs, fact.node.name);
    return port === undefined ? undefined : { message: `receives it in the input '${port.name}'`, place: port.place };
  }
  if (edge.desktop === undefined) return undefined;
  const { row, argument, span } = edge.desktop;
  if (edge.call?.direction === "return") return { message: "gets it back from the called desktop flow", place: rowPlace(row, span) };
  return fact.node.kind === "desktop-statement"
    ? { message: roles.desktop.of(row, argument, span, fact.path).deed, place: rowPlace(row, span) }
    : undefined;
}

/** Where the expression is that puts a secret into an operation's inputs; undefined for places that no expression fills. */
export function placeOfFact(fact: Fact): Place | undefined {
  const site = fact.via?.edge.site;
  return site === undefined ? undefined : operationPlace(site.operation, site.path, site.span, site.key);
}
