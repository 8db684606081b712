import type { Template } from "../cloud-flow/expression/ast.ts";
import { createTemplateCache } from "../cloud-flow/expression/template.ts";
import { type CloudFlow, flowOwner, flowPlace, type Operation, operationPlace } from "../cloud-flow/model.ts";
import type { StaticResult } from "../cloud-flow/static-results.ts";
import { append, remember } from "../collections.ts";
import type { DesktopFlow } from "../desktop-flow/model.ts";
import { textAt } from "../json.ts";
import type { ConnectorTable } from "../knowledge/connectors.ts";
import type { DesktopActionTable } from "../knowledge/desktop-actions.ts";
import type { CredentialMatch } from "../secrets/credential.ts";
import {
  descriptionCredentials,
  type FlowLiteral,
  flowLiterals,
  type LiteralOptions,
  type ParameterLiteral,
  parameterLiterals,
  type StaticResultLiteral,
  staticResultLiterals,
} from "../secrets/flow-literals.ts";
import type { Place } from "../source/place.ts";
import { type ComponentCredentials, componentCredentials } from "./components/component-credentials.ts";
import { customConnectorTable } from "./components/custom-connector-table.ts";
import { type CredentialSite, credentialSites } from "./credential-sites.ts";
import { type CredentialUse, credentialUses } from "./credential-use.ts";
import {
  createDesktopCalls,
  type DesktopAnalysis,
  type DesktopCallIndex,
  desktopAnalysis,
  desktopOrigins,
  desktopUsesOf,
} from "./desktop/analysis.ts";
import { fillsSensitiveInput, linkDesktopFlow } from "./desktop/calls.ts";
import { createDesktopGraph } from "./desktop/edges.ts";
import { desktopScopes } from "./desktop/scopes.ts";
import { type CallIndex, createCallIndex, flowsAround, linkCalledFlow } from "./graph/calls.ts";
import { createFlowEdges, type FlowEdges } from "./graph/flow-edges.ts";
import { createScanner, type FlowScan, readingOf } from "./graph/flow-scan.ts";
import { defaultMaxSteps, type Origin } from "./graph/follow.ts";
import { createGraph, type GraphBuilder, type ValueGraph, type ValueNode } from "./graph/graph.ts";
import { type InsensitiveInput, insensitiveInput } from "./graph/insensitive-input.ts";
import type { Leak } from "./graph/leaks.ts";
import { createRunOrder } from "./graph/order.ts";
import { meets, pathOf } from "./graph/path.ts";
import { calledUrl } from "./graph/trigger-urls.ts";
import { createValueFlow, type ValueFlow } from "./graph/values.ts";
import { variableHome, variableNode } from "./graph/variable-node.ts";
import { writtenTexts } from "./graph/written-texts.ts";
import { createRoles, type Roles } from "./roles.ts";
import { flowSources, partPath } from "./sources.ts";
import type { Workspace } from "./workspace.ts";

/** A credential that stands in a flow, found by its shape, its position or its use. */
export interface CredentialHit {
  readonly match: CredentialMatch;
  readonly place: Place;
  readonly flow: CloudFlow;
  /** The operation that holds it; undefined for a parameter's default and the flow's description. */
  readonly operation: Operation | undefined;
  /** Path of the string below the operation's object. */
  readonly path: readonly string[];
  readonly assembled: boolean;
  /** The parameter whose default it is, and the environment variable that it is the value of. */
  readonly parameter: ParameterLiteral["parameter"] | undefined;
  /** The static result that it stands in; `path` is then that of the string in its outputs. */
  readonly staticResult: StaticResult | undefined;
}

export interface AnalysisOptions {
  readonly sensitiveNames: readonly string[];
  /** Connectors that the user describes. */
  readonly connectors?: ConnectorTable;
  /** Desktop actions that the user describes. */
  readonly desktopActions?: DesktopActionTable;
  /** Most places that all secrets together are followed to. */
  readonly maxSteps: number;
  /** Called with every secret text that is found, so that no report can hold it. */
  readonly onSecret: (secret: string, preview: string) => void;
}

export const defaultAnalysisOptions: AnalysisOptions = { sensitiveNames: [], maxSteps: defaultMaxSteps, onSecret: () => {} };

/** What is known about a run once its values have been followed: the basis of all rules. */
export interface Analysis {
  readonly workspace: Workspace;
  readonly scanOf: (flow: CloudFlow) => FlowScan;
  readonly calls: CallIndex;
  readonly roles: Roles;
  readonly credentials: readonly CredentialHit[];
  /** Credentials outside of flows. */
  readonly components: ComponentCredentials;
  /** What ends in a place made for a credential, and where it comes from. */
  readonly uses: readonly CredentialUse[];
  readonly values: ValueFlow;
  /** What is known about desktop flows. */
  readonly desktop: DesktopAnalysis;
  /** The input of a called flow that a leak goes to, when it does not hide what it takes. */
  insensitiveInput(leak: Leak): InsensitiveInput | undefined;
  readonly options: AnalysisOptions;
}

/** Reads all flows of the workspace, finds credentials and sources, and follows them. Never throws. */
export function analyse(workspace: Workspace, options: AnalysisOptions = defaultAnalysisOptions): Analysis {
  const read = createTemplateCache(readingOf);
  const parse = (text: string): Template => read(text).template;
  const writtenText = writtenTexts(parse, workspace);
  const roles = createRoles({ ...customConnectorTable(workspace), ...options.connectors }, options.desktopActions, writtenText);
  const calls = createCallIndex(workspace, (operation) => calledUrl(operation, writtenText));
  const scanOf = createScanner(read);
  const desktopCalls = createDesktopCalls(workspace, roles.desktop);
  const graph = flowGraph(workspace, calls, desktopCalls, scanOf, roles);
  const literalOptions: LiteralOptions = {
    sensitiveNames: options.sensitiveNames,
    parse,
    isCredentialParameter: (operation, parameter) =>
      roles.takesCredential(operation, parameter) || fillsSensitiveInput(operation, parameter, desktopCalls),
    isSecretOutput: (operation, path) => roles.secretOutputs(operation).some((output) => meets(partPath(output), pathOf(...path))),
  };

  let credentials: CredentialHit[] = [];
  const pieces: (readonly [hit: CredentialHit, parts: FlowLiteral["parts"]])[] = [];
  const origins: Origin[] = [];
  const sites: CredentialSite[] = [];
  for (const flow of workspace.cloudFlows) {
    for (const literal of flowLiterals(flow, literalOptions)) {
      options.onSecret(literal.secret, literal.match.preview);
      const hit = hitOfLiteral(literal);
      credentials.push(hit);
      if (literal.parts.length > 0) pieces.push([hit, literal.parts]);
    }
    for (const literal of parameterLiterals(flow, literalOptions)) {
      options.onSecret(literal.secret, literal.match.preview);
      credentials.push(hitOfParameter(literal));
    }
    for (const match of descriptionCredentials(flow, literalOptions)) {
      options.onSecret(flow.description?.slice(match.span.start, match.span.end) ?? "", match.preview);
      credentials.push(hitOfDescription(flow, match));
    }
    for (const literal of staticResultLiterals(flow, literalOptions)) {
      options.onSecret(literal.secret, literal.match.preview);
      credentials.push(hitOfStaticResult(flow, literal));
    }
    // All that has to be asked of every flow is asked here, while its strings are at hand.
    const scan = scanOf(flow);
    origins.push(
      ...flowSources(
        scan,
        roles,
        graph,
        options.sensitiveNames,
        (operation) => desktopCalls.calledFlow(operation) !== undefined || calls.calledFlow(operation) !== undefined,
      ),
    );
    sites.push(...credentialSites(scan, roles, desktopCalls, options.sensitiveNames));
  }
  origins.push(...literalOrigins(credentials, graph, workspace));
  const desktop = desktopOrigins(workspace, roles, graph, options);
  origins.push(...desktop.origins);

  const first = createValueFlow(origins, graph, roles, scanOf, options.maxSteps);
  const found = credentialUses(workspace, sites, scanOf, first, graph, options);
  const written = new Set(credentials.map(stringOf));
  // A password that a header puts together with a name is told where it is written.
  const byUse = new Set(found.literals.map(stringOf));
  const isToldByUse = ({ operation, path }: FlowLiteral["parts"][number]): boolean =>
    byUse.has(stringOf({ place: operationPlace(operation, path) }));
  const retold = new Set(pieces.filter(([, parts]) => parts.some(isToldByUse)).map(([{ place }]) => place));
  credentials = credentials.filter(({ place }) => !retold.has(place));
  credentials.push(...found.literals.filter((hit) => !written.has(stringOf(hit))));
  const used = desktopUsesOf(workspace, desktop.credentials, first, roles, graph, options);
  const more = [...found.origins, ...literalOrigins(found.literals, graph, workspace), ...used.origins];
  const kept = origins.filter((origin) => !used.replaced.has(origin) && !retold.has(origin.place));
  const values = more.length === 0 ? first : createValueFlow([...kept, ...more], graph, roles, scanOf, options.maxSteps, first);
  const desktopFindings = desktopAnalysis(desktopCalls, [...desktop.credentials, ...used.credentials], used.insensitiveInputs);
  return {
    workspace,
    scanOf,
    calls,
    roles,
    credentials,
    components: componentCredentials(workspace, options),
    uses: found.uses,
    values,
    desktop: desktopFindings,
    insensitiveInput: (leak) => insensitiveInput(leak, calls, desktopFindings.port),
    options,
  };
}

/** Names the string of the run in which a credential stands. */
function stringOf({ place: { source, at } }: Pick<CredentialHit, "place">): string {
  return [source.path, source.file, ...(at.kind === "json" ? at.pointer : [at.span.start])].join("\u0001");
}

/** The graph of the run; a flow joins it when one of its nodes is first asked for. */
function flowGraph(
  workspace: Workspace,
  calls: CallIndex,
  desktopCalls: DesktopCallIndex,
  scanOf: (flow: CloudFlow) => FlowScan,
  roles: Roles,
): ValueGraph {
  const scopes = desktopScopes(workspace.desktopFlows);
  const desktop = createDesktopGraph(desktopCalls, roles.desktop, scopes);
  const joined = new Map<CloudFlow, FlowEdges>();
  let bindings: ReadonlyMap<string, readonly CloudFlow[]> | undefined;
  const join = (flow: CloudFlow, graph: GraphBuilder): FlowEdges =>
    remember(joined, flow, () =>
      createFlowEdges(scanOf(flow), createRunOrder(flow), graph, {
        variable: (schemaName) => variableNode(schemaName, flow, workspace, graph),
        linkCall(operation) {
          linkCalledFlow(operation, calls, graph);
          linkDesktopFlow(operation, desktopCalls, graph);
        },
      }),
    );
  return createGraph(
    (node, side, graph) => {
      if (node.kind === "environment-variable") {
        for (const flow of flowsBinding(node)) join(flow, graph);
        return;
      }
      desktop.prepare(node, graph);
      for (const flow of [...flowsAround(node, calls), ...desktop.cloudFlowsAround(node)]) join(flow, graph);
      if (node.flow !== undefined) join(node.flow, graph).prepare(node, side);
    },
    (script) => scopes.ownerOf(script as DesktopFlow),
  );

  function flowsBinding({ name, owner }: ValueNode): readonly CloudFlow[] {
    bindings ??= bindingIndex(workspace.cloudFlows);
    const flows = bindings.get(name.toLowerCase()) ?? [];
    return flows.filter((flow) => variableHome(name, flow, workspace) === owner);
  }
}

/** Flows by the environment variables that their parameters are bound to. */
function bindingIndex(flows: readonly CloudFlow[]): ReadonlyMap<string, readonly CloudFlow[]> {
  const index = new Map<string, CloudFlow[]>();
  for (const flow of flows) {
    for (const { schemaName } of flow.parameters) {
      if (schemaName === undefined) continue;
      const key = schemaName.toLowerCase();
      if (index.get(key)?.at(-1) !== flow) append(index, key, flow);
    }
  }
  return index;
}

function hitOfLiteral(literal: FlowLiteral): CredentialHit {
  const { operation, path, key, match, span, assembled } = literal;
  return {
    match,
    place: operationPlace(operation, path, span, key),
    flow: operation.flow,
    operation,
    path,
    assembled,
    parameter: undefined,
    staticResult: undefined,
  };
}

function hitOfStaticResult(flow: CloudFlow, { result, path, match, span }: StaticResultLiteral): CredentialHit {
  const { operation, pointer } = result;
  return {
    match,
    place: {
      source: flow.source,
      at: { kind: "json", pointer: [...pointer, ...path], span },
      owner: flowOwner(flow, operation),
    },
    flow,
    operation,
    path,
    assembled: false,
    parameter: undefined,
    staticResult: result,
  };
}

function hitOfParameter({ flow, parameter, path, match, span }: ParameterLiteral): CredentialHit {
  return {
    match,
    place: flowPlace(flow, [...parameter.pointer, ...path], span),
    flow,
    operation: undefined,
    path: [],
    assembled: false,
    parameter,
    staticResult: undefined,
  };
}

/** Credentials in the solution are secrets that flow on; an environment variable is one origin, however many flows repeat its value. */
function literalOrigins(credentials: readonly CredentialHit[], graph: ValueGraph, workspace: Workspace): readonly Origin[] {
  const origins: Origin[] = [];
  const seen = new Set<object>();
  for (const { match, place, flow, operation, path, parameter, staticResult } of credentials) {
    // Nothing reads a flow's description, and a static result that is switched off, or left over, comes out of nothing.
    const isDescription = operation === undefined && parameter === undefined && staticResult === undefined;
    if (match.confidence === "low" || isDescription || staticResult?.enabled === false) continue;
    const node =
      operation !== undefined
        ? graph.node(staticResult === undefined ? "inputs" : "outputs", operation)
        : parameter?.schemaName !== undefined
          ? variableNode(parameter.schemaName, flow, workspace, graph)
          : graph.node("parameter", flow, parameter?.name ?? "");
    if (operation === undefined && seen.has(node)) continue;
    seen.add(node);
    origins.push({
      label: "hardcoded",
      what: match.label.replace(/^an? /, ""),
      name: operation?.name ?? parameter?.schemaName ?? parameter?.name ?? "",
      basis: "literal",
      confidence: match.confidence,
      node,
      parts: [{ path: pathOf(...path) }],
      place,
    });
  }
  return origins;
}

function hitOfDescription(flow: CloudFlow, match: CredentialMatch): CredentialHit {
  const holder = textAt(flow.definition, "description") === undefined ? ["properties"] : flow.pointer;
  const place = flowPlace(flow, [...holder, "description"], match.span);
  return { match, place, flow, operation: undefined, path: [], assembled: false, parameter: undefined, staticResult: undefined };
}
