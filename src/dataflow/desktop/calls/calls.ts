import { desktopCallMembers, isDesktopCall, takesAllInputs, writtenDesktopFlowId } from "../../../cloud-flow/desktop-call.ts";
import type { CloudFlow, Operation } from "../../../cloud-flow/model.ts";
import { append } from "../../../collections.ts";
import { type DesktopFlow, type DesktopPort, type DesktopRow, portNamed } from "../../../desktop-flow/model.ts";
import type { ActionCall } from "../../../desktop-flow/robin/ast.ts";
import { actionCallsOf, argumentNamed, constantText } from "../../../desktop-flow/robin/walk.ts";
import { isObject } from "../../../json.ts";
import { credentialName } from "../../../secrets/names/credential-name.ts";
import type { GraphBuilder } from "../../graph/graph.ts";
import { pathOf } from "../../graph/path.ts";
import { createNameResolver, type NameSite } from "../../workspace/name-resolution.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { DesktopRoles } from "../roles/roles.ts";

/** Which cloud flow or desktop flow runs which desktop flow, by workflow id, across all solutions of the run. */
export interface DesktopCallIndex {
  /** Id of the desktop flow that an operation runs, in lower case; undefined for other operations and ids that are computed. */
  calledId(operation: Operation): string | undefined;
  /** The desktop flow that an operation runs. */
  calledFlow(operation: Operation): DesktopFlow | undefined;
  /** The same where the run holds several exports of that flow, each of which could be meant. */
  calledFlows(operation: Operation): readonly DesktopFlow[];
  /** The same for an action of a desktop flow. */
  calledIdOf(call: ActionCall): string | undefined;
  calledFlowOf(row: DesktopRow, call: ActionCall): DesktopFlow | undefined;
  calledFlowsOf(row: DesktopRow, call: ActionCall): readonly DesktopFlow[];
  cloudCallers(flow: DesktopFlow): readonly Operation[];
  /** The cloud flows that run desktop flows of the run. */
  readonly callingFlows: ReadonlySet<CloudFlow>;
  desktopCallers(flow: DesktopFlow): readonly DesktopRow[];
}

/** Finds which desktop flow each operation of a cloud flow, and each script, runs. */
export function createDesktopCalls(
  { desktopFlows, cloudFlows, solutionOf }: Pick<Workspace, "desktopFlows" | "cloudFlows" | "solutionOf">,
  { actionFacts }: Pick<DesktopRoles, "actionFacts">,
): DesktopCallIndex {
  const cloudCallers = new Map<DesktopFlow, Operation[]>();
  const desktopCallers = new Map<DesktopFlow, DesktopRow[]>();
  const callingFlows = new Set<CloudFlow>();
  const siteOf = (flow: CloudFlow | DesktopFlow): NameSite => ({ solution: solutionOf(flow), source: flow.source });
  const byId = createNameResolver<DesktopFlow>(siteOf);
  for (const flow of desktopFlows) if (flow.id !== undefined) byId.add(flow.id, flow);
  const find = (id: string | undefined, caller: CloudFlow | DesktopFlow): readonly DesktopFlow[] =>
    id === undefined ? [] : byId.resolve(id, siteOf(caller));
  const index: DesktopCallIndex = {
    calledId: (operation) => plainId(writtenDesktopFlowId(operation)),
    calledFlow: (operation) => index.calledFlows(operation)[0],
    calledFlows: (operation) => find(index.calledId(operation), operation.flow),
    calledIdOf(call) {
      if (actionFacts(call)?.calls !== "desktop-flow") return undefined;
      const id = argumentNamed(call.arguments, "FlowId");
      return id === undefined ? undefined : plainId(constantText(id.value));
    },
    calledFlowOf: (row, call) => index.calledFlowsOf(row, call)[0],
    calledFlowsOf: (row, call) => find(index.calledIdOf(call), row.desktopFlow),
    cloudCallers: (flow) => cloudCallers.get(flow) ?? [],
    callingFlows,
    desktopCallers: (flow) => desktopCallers.get(flow) ?? [],
  };
  for (const flow of cloudFlows) {
    for (const action of flow.actions) {
      for (const called of index.calledFlows(action)) {
        append(cloudCallers, called, action);
        callingFlows.add(flow);
      }
    }
  }
  for (const flow of desktopFlows) {
    for (const row of flow.rows) {
      for (const call of actionCallsOf(row.statement)) {
        if (row.statement.disabled) continue;
        for (const called of index.calledFlowsOf(row, call)) append(desktopCallers, called, row);
      }
    }
  }
  return index;
}

function plainId(text: string | undefined): string | undefined {
  if (text === undefined || text.startsWith("@")) return undefined;
  return text
    .split("/")
    .at(-1)
    ?.replace(/[{}\s]/g, "")
    .toLowerCase();
}

/** Joins a cloud flow's action to the inputs and outputs of the desktop flow it runs: `item/<input>` goes in, `body/<output>` comes back. */
export function linkDesktopFlow(operation: Operation, calls: DesktopCallIndex, graph: GraphBuilder): void {
  for (const called of calls.calledFlows(operation)) linkFlow(operation, called, graph);
}

/** What an action passes to the desktop flow that it runs. */
export interface PassedInputs {
  /** Each input that is written by its name, and the path to its value below the action's inputs. */
  readonly named: readonly { readonly name: string; readonly path: readonly string[] }[];
  /** Path to one expression for all inputs, whose members only run time knows. */
  readonly computed: readonly string[] | undefined;
}

/**
 * The designer writes a parameter `item/<input>` for each input; in code view they can be the members of one object `item`, or an expression for it.
 * Dataverse takes a JSON text, whose members are read as those of a value.
 */
export function passedInputs(operation: Operation): PassedInputs {
  const named: { readonly name: string; readonly path: readonly string[] }[] = [];
  let computed: readonly string[] | undefined;
  const { members, path: at } = desktopCallMembers(operation);
  for (const [parameter, value] of Object.entries(members)) {
    const path = [...at, parameter];
    if (!takesAllInputs(operation, parameter)) {
      if (isDesktopCall(operation) && parameter.toLowerCase().startsWith("item/"))
        named.push({ name: parameter.slice("item/".length), path });
    } else if (isObject(value)) for (const name of Object.keys(value)) named.push({ name, path: [...path, name] });
    else if (value !== null && value !== "") computed = path;
  }
  return { named, computed };
}

function linkFlow(operation: Operation, called: DesktopFlow, graph: GraphBuilder): void {
  const { named, computed } = passedInputs(operation);
  const all = called.inputs.flatMap(({ names }) => names.map((name) => ({ name, path: [...(computed ?? []), name] })));
  for (const { name, path } of computed === undefined ? named : [...named, ...all]) {
    const port = portNamed(called.inputs, name);
    if (port === undefined) continue;
    graph.edge({
      from: graph.node("inputs", operation),
      read: pathOf(...path),
      to: graph.node("desktop-input", called, port.name),
      write: [],
      mode: "copy",
      call: { at: operation, direction: "enter" },
    });
  }
  if (!isDesktopCall(operation)) return;
  for (const port of called.outputs) {
    for (const name of port.names) {
      graph.edge({
        from: graph.node("desktop-output", called, port.name),
        read: [],
        to: graph.node("outputs", operation),
        write: pathOf("body", name),
        mode: "copy",
        call: { at: operation, direction: "return" },
      });
    }
  }
}

/** The input of a desktop flow that a parameter of a Run desktop flow action fills. */
export function inputOf(called: DesktopFlow, parameter: string): ReturnType<typeof portNamed> {
  return parameter.toLowerCase().startsWith("item/") ? portNamed(called.inputs, parameter.slice("item/".length)) : undefined;
}

const identity = /user|login|e-?mail|account|benutzer|konto|utilisateur|compte|usuario|cuenta|gebruiker/i;

/** Whether an input takes the name or address of a user. Makers mark these as sensitive too, but they are no credentials. */
export function namesUser({ names }: Pick<DesktopPort, "names">): boolean {
  return names.some((name) => identity.test(name) && credentialName(name) === undefined);
}

/**
 * What the input of a desktop flow takes that is made for a credential: `sign-in` where the flow signs in with it, `sensitive` where it is merely marked, for more
 * than a name.
 */
export type CredentialInput = "sign-in" | "sensitive";

/** Whether a parameter of a Run desktop flow action fills an input that is made for a credential. */
export function filledCredentialInput(
  operation: Operation,
  parameter: string,
  calls: DesktopCallIndex,
  signsInWith: (input: DesktopPort) => boolean,
): CredentialInput | undefined {
  const called = isDesktopCall(operation) ? calls.calledFlow(operation) : undefined;
  const input = called === undefined ? undefined : inputOf(called, parameter);
  if (input === undefined) return undefined;
  return signsInWith(input) ? "sign-in" : input.sensitive && !namesUser(input) ? "sensitive" : undefined;
}
