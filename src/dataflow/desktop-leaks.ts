import { createNumbering } from "../collections.ts";
import { type DesktopFlow, type DesktopPort, type DesktopRow, portNamed, rowPlace } from "../desktop-flow/model.ts";
import type { Confidence, FlowStep } from "../linter/finding.ts";
import type { Place } from "../source/place.ts";
import { nameOfSecret, stepsTo } from "./describe.ts";
import { desktopFlowOf, desktopRowOf } from "./desktop-edges.ts";
import type { DesktopRole } from "./desktop-roles.ts";
import type { Fact, Origin, Reach } from "./follow.ts";
import type { ValueNode } from "./graph.ts";
import type { Roles } from "./roles.ts";
import type { VisibilityOf } from "./step-traits.ts";

/** A secret that reaches a row, a variable or an output of a desktop flow: the unit of what 7xxx rules report. */
export interface DesktopLeak {
  readonly origin: Origin;
  /** How a sentence names the secret: `sensitive input 'Password'`. */
  readonly secret: string;
  readonly flow: DesktopFlow;
  readonly place: Place;
  readonly path: readonly FlowStep[];
  /** The less sure of: that it is a secret, that the place has this role. */
  readonly confidence: Confidence;
  readonly fact: Fact;
}

/** A secret that reaches an argument of a row. */
export interface DesktopRowLeak extends DesktopLeak {
  readonly row: DesktopRow;
  /** Name of the argument. */
  readonly argument: string;
  readonly role: DesktopRole;
  /** What the row does with the secret: `writes the sensitive input 'Password' to the log`. */
  readonly deed: string;
}

/** A sensitive value that comes into a variable that is not sensitive. */
export interface LostSensitivity extends DesktopLeak {
  readonly row: DesktopRow;
  readonly variable: string;
}

/** A secret that an output which is not sensitive returns. */
export interface ExposedOutput extends DesktopLeak {
  readonly output: DesktopPort;
}

export interface DesktopLeaks {
  /**
   * One for each origin, row, argument and role. Of values that only a mark on a variable tells of (low confidence), one stands for all that meet at
   * an argument, and none where something surer arrives there too.
   */
  readonly rows: readonly DesktopRowLeak[];
  /** Where sensitivity is lost first, one for each row and variable. */
  readonly lost: readonly LostSensitivity[];
  /** One for each output. */
  readonly outputs: readonly ExposedOutput[];
}

const order: Readonly<Record<Confidence, number>> = { high: 0, medium: 1, low: 2 };

/**
 * Collects what the secrets of a run come to in its desktop flows.
 * @param reaches all places of each origin that counts
 */
export function collectDesktopLeaks(reaches: Iterable<Reach>, roles: Roles, visibility: VisibilityOf): DesktopLeaks {
  const rows = new Map<string, DesktopRowLeak>();
  const lost = new Map<string, LostSensitivity>();
  const outputs = new Map<ValueNode, ExposedOutput>();
  const id = createNumbering();
  const leak = (fact: Fact, flow: DesktopFlow, place: Place, confidence: Confidence): DesktopLeak => ({
    origin: fact.origin,
    get secret() {
      return nameOfSecret(fact);
    },
    flow,
    place,
    get path() {
      return stepsTo(fact, roles, visibility);
    },
    confidence: order[confidence] > order[fact.origin.confidence] ? confidence : fact.origin.confidence,
    fact,
  });

  for (const { origin, facts } of reaches) {
    for (const fact of facts) {
      const flow = desktopFlowOf(fact.node);
      if (flow === undefined) continue;
      const site = fact.via?.edge.desktop;
      const row = desktopRowOf(fact.node);
      if (row !== undefined && site !== undefined) {
        const role = roles.desktop.of(row, site.argument, site.span);
        if (role.kind === "none") continue;
        const key = `${id(origin)},${id(row)},${site.argument.toLowerCase()},${role.kind}`;
        if (!rows.has(key)) rows.set(key, rowLeak(leak(fact, flow, rowPlace(row, site.span), role.confidence), row, site.argument, role));
      } else if (fact.node.kind === "desktop-variable" && site !== undefined && losesSensitivity(fact, flow)) {
        const key = `${id(site.row)},${fact.node.name.toLowerCase()}`;
        const known = lost.get(key);
        if (known === undefined || order[origin.confidence] < order[known.origin.confidence])
          lost.set(
            key,
            withRow(surer(leak(fact, flow, rowPlace(site.row, site.span), "high")), { row: site.row, variable: fact.node.name }),
          );
      } else if (fact.node.kind === "desktop-output" && flow.extent === "flow") {
        const output = portNamed(flow.outputs, fact.node.name);
        const known = outputs.get(fact.node);
        if (output === undefined || output.sensitive) continue;
        if (known === undefined || order[origin.confidence] < order[known.origin.confidence])
          outputs.set(fact.node, withRow(leak(fact, flow, output.place, "high"), { output }));
      }
    }
  }
  return { rows: withoutDoubtfulDoubles([...rows.values()]), lost: [...lost.values()], outputs: [...outputs.values()] };
}

function withoutDoubtfulDoubles(leaks: readonly DesktopRowLeak[]): readonly DesktopRowLeak[] {
  const id = createNumbering();
  const keyOf = ({ row, argument, role }: DesktopRowLeak): string => `${id(row)},${argument.toLowerCase()},${role.kind}`;
  const taken = new Set(leaks.filter(({ confidence }) => confidence !== "low").map(keyOf));
  return leaks.filter((leak) => {
    if (leak.confidence !== "low") return true;
    const key = keyOf(leak);
    if (taken.has(key)) return false;
    taken.add(key);
    return true;
  });
}

function rowLeak(leak: DesktopLeak, row: DesktopRow, argument: string, role: DesktopRole): DesktopRowLeak {
  return withRow(leak, {
    row,
    argument,
    role,
    get deed() {
      return role.deed.replace(/\bit\b/, `the ${leak.secret}`);
    },
  });
}

/** That the mark is lost is not in doubt where only the mark tells that the value is a secret. */
function surer(leak: DesktopLeak): DesktopLeak {
  return leak.confidence === "low" ? withRow(leak, { confidence: "medium" as const }) : leak;
}

/** Adds members without losing the getters. */
function withRow<T extends object, U extends object>(leak: T, more: U): T & U {
  return Object.defineProperties(leak, Object.getOwnPropertyDescriptors(more)) as T & U;
}

/**
 * The value came from a place that protects it, and this variable is the first one that does not. What a flow never protected, an ordinary input or a
 * credential written in a row, is not lost here; an output of the flow is the business of what it returns.
 */
function losesSensitivity(fact: Fact, flow: DesktopFlow): boolean {
  if (flow.extent !== "flow" || fact.origin.basis === "literal") return false;
  const { name } = fact.node;
  if (flow.isSensitive(name) || portNamed(flow.outputs, name) !== undefined || portNamed(flow.inputs, name) !== undefined) return false;
  let isMarked = false;
  for (let before = fact.via?.from; before !== undefined; before = before.via?.from) {
    if (!holds(before.node)) continue;
    if (!isProtected(before.node)) return false;
    isMarked = true;
  }
  // A secret of the cloud side has no mark of its own: the input that takes it has, or lacks, it.
  return isMarked || (fact.origin.basis === "desktop" && fact.origin.node.kind === "desktop-statement");
}

function holds(node: ValueNode): boolean {
  return node.kind === "desktop-variable" || node.kind === "desktop-input" || node.kind === "desktop-output";
}

/** The variable, input or output is marked as sensitive. */
export function isProtected(node: ValueNode): boolean {
  const flow = desktopFlowOf(node);
  if (flow === undefined) return false;
  if (node.kind === "desktop-input") return portNamed(flow.inputs, node.name)?.sensitive === true;
  if (node.kind === "desktop-output") return portNamed(flow.outputs, node.name)?.sensitive === true;
  return flow.isSensitive(node.name);
}

/** The input of another desktop flow that a row hands a secret to, when that input is not marked as sensitive. */
export function exposedInput(fact: Fact, facts: readonly Fact[]): { readonly flow: DesktopFlow; readonly port: DesktopPort } | undefined {
  for (const { node, via } of facts) {
    if (via?.from !== fact || via.edge.call?.direction !== "enter" || isProtected(node)) continue;
    const flow = desktopFlowOf(node);
    const port = flow === undefined ? undefined : portNamed(flow.inputs, node.name);
    if (flow !== undefined && port !== undefined) return { flow, port };
  }
  return undefined;
}
