import { desktopCallMembers, writtenDesktopFlowId } from "../cloud-flow/desktop-call.ts";
import type { CloudFlow, FlowConnection } from "../cloud-flow/model.ts";
import { distinct, distinctBy } from "../collections.ts";
import type { Analysis } from "../dataflow/analysis.ts";
import { titleOf } from "../dataflow/desktop/roles/roles.ts";
import { leavesOfValue } from "../dataflow/desktop/values/values.ts";
import { nameOfOrigin } from "../dataflow/traces/describe.ts";
import { type DesktopFlow, type DesktopPort, type DesktopRow, rowName } from "../desktop-flow/model.ts";
import { actionCallsOf, constantText } from "../desktop-flow/robin/walk.ts";
import { compareTexts } from "../findings/sort.ts";
import { isObject, textAt } from "../json.ts";
import { desktopReferences, referenceUses } from "../queries/deployment/reference-uses.ts";
import { variableUses } from "../queries/deployment/variable-uses.ts";
import { type SecretTrace, secretTraces } from "../queries/traces/secret-traces.ts";
import { solutionIdentity } from "../solution/identity.ts";
import type { Solution } from "../solution/model.ts";
import type {
  CalledFlow,
  CloudFlowItem,
  CredentialItem,
  DesktopFlowItem,
  Inventory,
  PortItem,
  SecretItem,
  SolutionInventory,
} from "./model.ts";
import { vaultSecrets } from "./vault-secrets.ts";

/**
 * Lists what the solutions of a run hold.
 * @param redact takes secrets out of every text: names are written by strangers, too.
 */
export function collectInventory(analysis: Analysis, redact: (text: string) => string): Inventory {
  const { workspace } = analysis;
  const traces = secretTraces(analysis);
  const references = referenceUses(analysis);
  const variables = variableUses(analysis).declared;
  const ordered = workspace.solutions.toSorted(
    (a, b) => compareTexts(a.container.path, b.container.path) || compareTexts(a.container.prefix + a.root, b.container.prefix + b.root),
  );
  const inventoryOf = (solution: Solution): SolutionInventory => {
    const cloudFlows = workspace.cloudFlows.filter((flow) => workspace.solutionOf(flow) === solution);
    const desktopFlows = workspace.desktopFlows.filter((flow) => workspace.solutionOf(flow) === solution);
    return {
      solution: solutionIdentity(solution),
      connectionReferences: solution.connectionReferences.map((reference) => ({
        logicalName: reference.logicalName,
        displayName: reference.displayName,
        connector: reference.connector ?? null,
        connectorId: reference.connectorId,
        usedBy: distinct(references.get(reference) ?? []),
      })),
      environmentVariables: solution.environmentVariables.map((variable) => ({
        schemaName: variable.schemaName,
        displayName: variable.displayName,
        type: variable.type,
        hasDefault: variable.defaultValue !== undefined && variable.defaultValue.text !== "",
        hasValue: variable.values.some(({ text }) => text !== ""),
        usedBy: distinct((variables.get(variable) ?? []).map(({ flow }) => flow.name)),
      })),
      customConnectors: solution.customConnectors.map(({ name, displayName }) => ({ name, displayName })),
      cloudFlows: cloudFlows.map((flow) => cloudFlowItem(flow, analysis, traces.get(flow) ?? [])),
      desktopFlows: desktopFlows.map((flow) => desktopFlowItem(flow, solution, analysis, traces.get(flow) ?? [])),
      vaultSecrets: vaultSecrets(analysis, solution),
      requires: distinctBy(
        solution.dependencies.map(({ solution: provider, kind, name }) => ({ solution: provider, kind, name })),
        (one) => JSON.stringify(one),
      ),
    };
  };
  return redactTexts({ solutions: ordered.map(inventoryOf) }, redact);
}

function cloudFlowItem(flow: CloudFlow, { calls, desktop, workspace }: Analysis, traces: readonly SecretTrace[]): CloudFlowItem {
  const runs = flow.actions.flatMap((action): readonly CalledFlow[] => {
    const child = calls.calledId(action);
    if (child !== undefined)
      return [{ at: action.name, kind: "cloud-flow", id: child, name: calls.calledFlow(action)?.name ?? null, mode: null }];
    if (writtenDesktopFlowId(action) === undefined) return [];
    const id = desktop.calls.calledId(action) ?? null;
    const { members } = desktopCallMembers(action);
    const mode = textAt(members, "runMode") ?? textAt(members, "item/runMode");
    const name = desktop.calls.calledFlow(action)?.name ?? workflowName(workspace.solutions, id);
    return [{ at: action.name, kind: "desktop-flow", id, name, mode: mode === undefined || mode.startsWith("@") ? null : mode }];
  });
  return {
    name: flow.name,
    id: flow.id ?? null,
    file: flow.source.file,
    triggers: flow.triggers.map(({ name, type, kind, call }) => ({
      name,
      type: kind === "" ? type : `${type}/${kind}`,
      connector: call?.connector ?? null,
      operation: call?.operationId ?? null,
    })),
    actions: flow.actions.length,
    connections: flow.connections.map(({ connector, binding, referenceName }: FlowConnection) => ({
      connector: connector ?? null,
      binding,
      reference: referenceName ?? null,
    })),
    runs,
    secrets: traces.map((trace) => secretItem(trace, flow)),
  };
}

function workflowName(solutions: readonly Solution[], id: string | null): string | null {
  return solutions.flatMap(({ workflows }) => workflows).find((workflow) => workflow.id === id)?.name ?? null;
}

function desktopFlowItem(
  flow: DesktopFlow,
  solution: Solution,
  { desktop, roles }: Analysis,
  traces: readonly SecretTrace[],
): DesktopFlowItem {
  const running = flow.rows.filter(({ statement }) => !statement.disabled);
  const workflow = solution.workflows.find(({ id, category }) => category === "desktop-flow" && id !== undefined && id === flow.id);
  return {
    name: flow.name,
    id: flow.id ?? null,
    file: flow.source.file,
    subflows: flow.script.functions.length + (flow.extent === "flow" ? 1 : 0),
    actions: running.reduce((sum, { statement }) => sum + actionCallsOf(statement).length, 0),
    inputs: flow.inputs.map(portItem),
    outputs: flow.outputs.map(portItem),
    references: workflow === undefined ? [] : distinct(desktopReferences(workflow)),
    credentials: running.flatMap((row) => credentialItems(row, roles)),
    runs: running.flatMap((row) =>
      actionCallsOf(row.statement).flatMap((call): readonly CalledFlow[] => {
        if (roles.desktop.actionFacts(call)?.calls !== "desktop-flow") return [];
        const called = desktop.calls.calledFlowOf(row, call);
        return [
          { at: rowName(row), kind: "desktop-flow", id: desktop.calls.calledIdOf(call) ?? null, name: called?.name ?? null, mode: null },
        ];
      }),
    ),
    secrets: traces.map((trace) => secretItem(trace, flow)),
  };
}

function portItem({ name, type, required, sensitive, defaultValue }: DesktopPort): PortItem {
  return { name, type: type ?? null, required, sensitive, hasDefault: defaultValue !== undefined };
}

/** What a row authenticates with, and the credentials that it gets. */
function credentialItems(row: DesktopRow, roles: Analysis["roles"]): readonly CredentialItem[] {
  return actionCallsOf(row.statement).flatMap((call): readonly CredentialItem[] => {
    const facts = roles.desktop.actionFacts(call);
    if (facts === undefined) return [];
    const about = { at: rowName(row), action: titleOf(call) };
    const made = facts.source.length > 0 && call.outputs.length > 0 ? [{ ...about, argument: null, from: [] }] : [];
    const taken = call.arguments
      .filter(({ name, value }) => facts.credential.some((one) => one.toLowerCase() === name.toLowerCase()) && constantText(value) !== "")
      .map(({ name, value }) => {
        const variables = distinct(leavesOfValue(value).map((leaf) => leaf.name));
        return { ...about, argument: name, from: variables.length > 0 ? variables : ["a text that is written in the row"] };
      });
    return [...made, ...taken];
  });
}

function secretItem({ origin, begins, uses }: SecretTrace, flow: CloudFlow | DesktopFlow): SecretItem {
  return {
    secret: nameOfOrigin(origin),
    from: origin.name,
    fromFlow: begins === undefined || begins === flow ? null : begins.name,
    confidence: origin.confidence,
    uses: uses.map(({ at, deed, kind, shown }) => ({ at, deed, kind, visible: shown ?? null })),
  };
}

/** The same value with every text in it redacted. */
function redactTexts<T>(value: T, redact: (text: string) => string): T {
  if (typeof value === "string") return redact(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => redactTexts(item, redact)) as T;
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redactTexts(item, redact)])) as T;
}
