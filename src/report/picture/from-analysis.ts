import type { CloudFlow } from "../../cloud-flow/model.ts";
import { append } from "../../collections.ts";
import type { Analysis } from "../../dataflow/analysis.ts";
import { desktopFlowOf, desktopRowOf } from "../../dataflow/desktop/graph/nodes.ts";
import type { Fact, Origin } from "../../dataflow/following/follow.ts";
import type { Roles } from "../../dataflow/roles.ts";
import { actionOf, nameOfOrigin } from "../../dataflow/traces/describe.ts";
import { traitsOf } from "../../dataflow/traces/step-traits.ts";
import type { Workspace } from "../../dataflow/workspace/workspace.ts";
import { type DesktopFlow, rowName } from "../../desktop-flow/model.ts";
import type { StepTraits } from "../../findings/finding.ts";
import { type BoxVisit, createPictureBuilder } from "./builder.ts";
import { type Picture, showsOf } from "./model.ts";

/** Which paths are drawn. */
export interface SecretPictureOptions {
  /** Only the traces that pass through this flow. */
  readonly flow?: CloudFlow | DesktopFlow;
  readonly title: string;
  /** Takes secrets out of every text. */
  readonly redact: (text: string) => string;
}

/** The traces of all secrets of a run, or of those that pass through one flow, as one drawing: what every leak and every use adds, each step once. */
export function pictureOfSecrets({ workspace, values }: Analysis, { flow, title, redact }: SecretPictureOptions): Picture {
  const builder = createPictureBuilder();
  const passes = flow === undefined ? () => true : passesThrough(flow);
  const boxes = new Map<Fact, string>();
  const titleOf = flowTitles(workspace);
  for (const { triggers, actions } of workspace.cloudFlows) {
    for (const operation of [...triggers, ...actions]) {
      for (const { fact } of values.leaksAt(operation)) if (passes(fact)) addTrace(fact);
    }
  }
  const { rows, lost, outputs } = values.desktopLeaks();
  for (const { fact } of [...rows, ...lost, ...outputs]) if (passes(fact)) addTrace(fact);
  return builder.picture(redact(title));

  /** Walks back to the first fact that is drawn already, then forward again. */
  function addTrace(end: Fact): void {
    const missing: Fact[] = [];
    let current: Fact | undefined = end;
    for (; current !== undefined && !boxes.has(current); current = current.via?.from) missing.push(current);
    for (const fact of missing.reverse()) boxes.set(fact, addFact(fact));
  }

  function addFact(fact: Fact): string {
    const from = fact.via === undefined ? undefined : boxes.get(fact.via.from);
    // The Response stands for what a flow returns.
    if (from !== undefined && fact.node.kind === "return") return from;
    const traits = traitsOf(fact, values.roles, values);
    const id = box(boxOf(fact, traits, titleOf));
    if (from !== undefined) builder.arrow(from, id, redact(labelOf(fact, values.roles)));
    else if (traits.kind === "vault") builder.arrow(box(vaultOf(fact.origin)), id, redact(`returns the ${fact.origin.what}`));
    return id;
  }

  function box(visit: BoxVisit): string {
    const { title: name, subtitle = "", note = "" } = visit;
    return builder.box({ ...visit, title: redact(name), subtitle: redact(subtitle), note: redact(note) });
  }
}

/** Names of flows; those of one name are told apart by where their solutions are, or else by their files. */
function flowTitles({ cloudFlows, desktopFlows, solutionOf }: Workspace): (flow: CloudFlow | DesktopFlow) => string {
  const byName = new Map<string, (CloudFlow | DesktopFlow)[]>();
  for (const flow of [...cloudFlows, ...desktopFlows]) append(byName, flow.name, flow);
  return (flow) => {
    const namesakes = byName.get(flow.name) ?? [];
    if (namesakes.length < 2) return flow.name;
    const isAlone = namesakes.every((other) => other === flow || solutionOf(other) !== solutionOf(flow));
    const { container, root } = solutionOf(flow);
    const where = isAlone ? `${container.path}/${container.prefix}${root}` : `${flow.source.path}/${flow.source.file}`;
    return `${flow.name} (${where.replace(/!?\/+$/, "")})`;
  };
}

/** Whether the trace to a fact passes through a flow; each fact is looked at once. */
function passesThrough(flow: CloudFlow | DesktopFlow): (fact: Fact) => boolean {
  const known = new Map<Fact, boolean>();
  return (end) => {
    const trace: Fact[] = [];
    let passed = false;
    for (let current: Fact | undefined = end; current !== undefined; current = current.via?.from) {
      const before = known.get(current);
      if (before !== undefined) {
        passed = before;
        break;
      }
      trace.push(current);
    }
    for (const fact of trace.reverse()) {
      passed ||= fact.node.flow === flow || desktopFlowOf(fact.node) === flow;
      known.set(fact, passed);
    }
    return passed;
  };
}

function vaultOf({ what }: Origin): BoxVisit {
  const title = /^Key Vault\b/.test(what) ? "Key Vault" : what.charAt(0).toUpperCase() + what.slice(1);
  return { key: `vault ${title}`, kind: "vault", title, shows: "closed" };
}

/** Where a trace begins, in the box that bears the name of its operation already. */
function beginning(origin: Origin): string {
  return origin.name === origin.node.operation?.name ? origin.what : nameOfOrigin(origin);
}

/** The box of an operation or a row for everything that happens in it; a variable, parameter or port has one of its own. */
function boxOf(
  { node, via, origin }: Fact,
  { kind = "action", shown }: StepTraits,
  titleOf: (flow: CloudFlow | DesktopFlow) => string,
): BoxVisit {
  const { operation } = node;
  const flow = node.flow ?? desktopFlowOf(node);
  const row = desktopRowOf(node);
  const name = operation?.name ?? (row === undefined ? node.name : rowName(row));
  const place = operation !== undefined ? operation.pointer : row !== undefined ? [`row ${node.id}`] : [name.toLowerCase()];
  return {
    key: JSON.stringify([flow?.source.path, flow?.source.file, place]),
    kind: kind === "vault" ? "action" : kind,
    title: name === "" ? (flow?.name ?? node.kind) : name,
    subtitle: flow === undefined ? "" : titleOf(flow),
    note: via === undefined && kind !== "vault" ? beginning(origin) : "",
    shows: showsOf(shown),
  };
}

function labelOf({ via, node }: Fact, roles: Roles): string {
  const edge = via?.edge;
  if (edge?.site !== undefined) return actionOf(roles.of(edge.site.operation, edge.site.path), edge.site.operation);
  if (edge?.desktop !== undefined && node.kind === "desktop-statement")
    return roles.desktop.of(edge.desktop.row, edge.desktop.argument, edge.desktop.span).deed;
  if (edge?.call?.direction === "enter") return "receives it";
  if (edge?.call?.direction === "return") return "gets it back from the called flow";
  return node.kind === "result" ? "is part of its result" : "";
}
