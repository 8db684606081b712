import type { CloudFlow, Operation } from "../../cloud-flow/model.ts";
import { append } from "../../collections.ts";
import { textAt } from "../../json.ts";
import { lastPart } from "../../slash-path.ts";
import type { GraphBuilder, ValueNode } from "../graph/graph.ts";
import { pathOf } from "../graph/path.ts";
import { createNameResolver, type NameSite } from "../workspace/name-resolution.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { calledByUrl, idsInUrls } from "./trigger-urls.ts";

/** Which flows call which: by workflow id or by the URL of a trigger, in both directions, across all solutions of the run. */
export interface CallIndex {
  /** Id of the child flow that a Run a Child Flow action calls, in lower case. */
  calledId(operation: Operation): string | undefined;
  /** The flow that an operation calls, as its child or over HTTP. */
  calledFlow(operation: Operation): CloudFlow | undefined;
  /** The same where the run holds several exports of the called flow, each of which could be meant. */
  calledFlows(operation: Operation): readonly CloudFlow[];
  callersOf(flow: CloudFlow): readonly Operation[];
  /** The flow is a child flow whose answers go to flows in the run only: it has callers, and nothing outside can start it by a URL. */
  answersCallersOnly(flow: CloudFlow): boolean;
}

/** @param urlOf tells the URL that an HTTP action calls, as far as the run knows it */
export function createCallIndex(
  workspace: Pick<Workspace, "cloudFlows" | "solutionOf">,
  urlOf: (operation: Operation) => string | undefined,
): CallIndex {
  const flowsCalledBy = calleeResolver(workspace, urlOf);
  const called = new Map<Operation, readonly CloudFlow[]>();
  const callers = new Map<CloudFlow, Operation[]>();
  for (const flow of workspace.cloudFlows) {
    for (const action of flow.actions) {
      const meant = flowsCalledBy(action);
      if (meant.length === 0) continue;
      called.set(action, meant);
      for (const callee of meant) append(callers, callee, action);
    }
  }
  return {
    calledId,
    calledFlow: (operation) => called.get(operation)?.[0],
    calledFlows: (operation) => called.get(operation) ?? [],
    callersOf: (flow) => callers.get(flow) ?? [],
    answersCallersOnly: (flow) => callers.has(flow) && flow.triggers.every((trigger) => trigger.kind !== "http"),
  };
}

function calledId({ type, inputs }: Operation): string | undefined {
  if (type !== "workflow") return undefined;
  const id = textAt(inputs, "host", "workflowReferenceName") ?? textAt(inputs, "host", "workflow", "id");
  return id === undefined ? undefined : lastPart(id).replace(/[{}]/g, "").toLowerCase();
}

/** Tells which flows of the run an action calls: by their ids, by the names of workflows beside its own, or by their URLs. */
function calleeResolver(
  { cloudFlows, solutionOf }: Pick<Workspace, "cloudFlows" | "solutionOf">,
  urlOf: (operation: Operation) => string | undefined,
): (action: Operation) => readonly CloudFlow[] {
  const siteOf = (flow: CloudFlow): NameSite => ({ solution: solutionOf(flow), source: flow.source });
  const byId = createNameResolver(siteOf);
  const byUrlId = createNameResolver(siteOf);
  const byLogicApp = createNameResolver(siteOf);
  const inApps = new Map<string, CloudFlow>();
  for (const flow of cloudFlows) {
    if (flow.id !== undefined) byId.add(flow.id, flow);
    if (flow.logicApp !== undefined) byLogicApp.add(flow.logicApp.toLowerCase(), flow);
    const app = logicAppOf(flow);
    if (app !== undefined) inApps.set(`${app.key}${app.workflow}`, flow);
    for (const id of new Set(idsInUrls(flow))) byUrlId.add(id, flow);
  }
  return (action) => {
    const id = calledId(action);
    if (id === undefined) {
      const url = urlOf(action);
      const urlId = url === undefined ? undefined : calledByUrl(url);
      return urlId === undefined ? [] : byUrlId.resolve(urlId, siteOf(action.flow));
    }
    const site = siteOf(action.flow);
    const app = logicAppOf(action.flow);
    const sibling = app === undefined ? undefined : inApps.get(`${app.key}${id}`);
    if (sibling !== undefined) return [sibling];
    const isPath = /\/Microsoft\.Logic\/workflows\//i.test(textAt(action.inputs, "host", "workflow", "id") ?? "");
    const deployed = isPath ? byLogicApp.resolve(id, site) : [];
    return deployed.length === 0 ? byId.resolve(id, site) : deployed;
  };
}

/** The Standard logic app that a workflow is in, whose workflows call one another by the names of their folders. */
function logicAppOf({ source }: CloudFlow): { readonly key: string; readonly workflow: string } | undefined {
  const { app, workflow } = /^(?<app>(?:.*\/)?)(?<workflow>[^/]+)\/workflow\.json$/i.exec(source.file)?.groups ?? {};
  return app === undefined || workflow === undefined ? undefined : { key: `${source.path}\0${app}`, workflow: workflow.toLowerCase() };
}

/** Parts of a request that the trigger of the called flow gives on. */
export const requestParts: readonly string[] = ["body", "headers", "queries"];

/** Where the request is that an operation sends: a webhook has one to subscribe by. */
export function requestPath({ type }: Operation): readonly string[] {
  return type === "httpwebhook" ? ["inputs", "subscribe"] : ["inputs"];
}

/**
 * Joins an action that calls a flow to the trigger and the response of that flow. What a webhook gives is not the answer to its request,
 * but comes later from whoever calls it.
 */
export function linkCalledFlow(operation: Operation, calls: CallIndex, graph: GraphBuilder): void {
  for (const called of calls.calledFlows(operation)) linkFlow(operation, called, graph);
}

function linkFlow(operation: Operation, child: CloudFlow, graph: GraphBuilder): void {
  for (const trigger of child.triggers) {
    for (const member of requestParts) {
      graph.edge({
        from: graph.node("inputs", operation),
        read: pathOf(...requestPath(operation), member),
        to: graph.node("outputs", trigger),
        write: pathOf(member),
        mode: "copy",
        call: { at: operation, direction: "enter" },
      });
    }
  }
  if (operation.type === "httpwebhook") return;
  graph.edge({
    from: graph.node("return", child),
    read: [],
    to: graph.node("outputs", operation),
    write: [],
    mode: "copy",
    call: { at: operation, direction: "return" },
  });
}

/** Flows whose edges must be known before those of a node are complete: its own, and for entry and exit points the callers'. */
export function flowsAround(node: ValueNode, calls: CallIndex): readonly CloudFlow[] {
  if (node.flow === undefined) return [];
  const crossing = node.kind === "return" || (node.kind === "outputs" && node.operation?.isTrigger === true);
  return crossing ? [node.flow, ...calls.callersOf(node.flow).map((operation) => operation.flow)] : [node.flow];
}
