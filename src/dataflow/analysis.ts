import type { Template } from "../cloud-flow/expression/ast.ts";
import { createTemplateCache } from "../cloud-flow/expression/template.ts";
import { type CloudFlow, type Operation, operationPlace } from "../cloud-flow/model.ts";
import { triggerInputsOf } from "../cloud-flow/trigger-inputs.ts";
import { addAll, append, once } from "../collections.ts";
import type { LiteralOptions } from "../secrets/flows/flow-literals.ts";
import { type Span, spansMeet, valueKey } from "../source/place.ts";
import { type AnalysisOptions, defaultAnalysisOptions } from "./analysis-options.ts";
import { type CallIndex, createCallIndex } from "./calls/calls.ts";
import { calledUrl } from "./calls/trigger-urls.ts";
import { type ComponentCredentials, componentCredentials } from "./components/component-credentials.ts";
import { customConnectorTable } from "./components/custom-connector-table.ts";
import { logicAppValues } from "./components/logic-app-values.ts";
import { otherComponents } from "./components/other-components.ts";
import type { OtherComponents } from "./components/other-credential.ts";
import { unparsedCredentials } from "./components/unparsed-files.ts";
import {
  type DesktopAnalysis,
  desktopAnalysis,
  desktopOrigins,
  desktopOriginsByUse,
  signsInWith,
  usesInDesktopFlows,
} from "./desktop/analysis.ts";
import { createDesktopCalls, type DesktopCallIndex, filledCredentialInput } from "./desktop/calls/calls.ts";
import type { DesktopContractProblem } from "./desktop/calls/contract-problem.ts";
import { unknownOutputs } from "./desktop/calls/unknown-outputs.ts";
import type { Origin } from "./following/follow.ts";
import type { ScannedGraph } from "./following/origins.ts";
import { meets, pathKey, pathOf } from "./graph/path.ts";
import { type InsensitiveInput, insensitiveInput } from "./leaks/insensitive-input.ts";
import type { Leak } from "./leaks/leaks.ts";
import { createRoles, type Roles } from "./roles.ts";
import { createRunGraph } from "./run-graph.ts";
import { type CredentialSite, credentialSites, type FilledCredentialInput } from "./sources/credential-sites.ts";
import { type CredentialUse, type CredentialUses, credentialUses } from "./sources/credential-use.ts";
import { flowSources, namedSettings, partPath } from "./sources/flow-sources.ts";
import { type NamedRead, namedReads, tracedMembers } from "./sources/named-members.ts";
import { type CredentialHit, literalOrigins, type WrittenCredential, writtenCredentials } from "./sources/written-credentials.ts";
import { createScanner, type FlowScan, readingOf } from "./strings/flow-scan.ts";
import { writtenTexts } from "./strings/written-texts.ts";
import { createValueFlow, type ValueFlow } from "./value-flow.ts";
import { mergeProblems } from "./workspace/merge-problems.ts";
import type { Workspace, WorkspaceProblem } from "./workspace/workspace.ts";

/** What is known about a run once its values have been followed: the basis of all rules. */
export interface Analysis {
  readonly workspace: Workspace;
  readonly scanOf: (flow: CloudFlow) => FlowScan;
  readonly calls: CallIndex;
  readonly roles: Roles;
  readonly credentials: readonly CredentialHit[];
  /** Credentials outside of flows. */
  readonly components: ComponentCredentials;
  /** Credentials in components that nothing else reads. The components are read at the first call. */
  otherComponents(): OtherComponents;
  /** All that could not be read, or was not analysed. */
  problems(): readonly WorkspaceProblem[];
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
  const run = createRun(workspace, options);
  const { graph, calls, roles, scanOf, desktopCalls } = run;
  const desktopUses = usesInDesktopFlows(run);
  const flows = readFlows(run, (operation, parameter) =>
    filledCredentialInput(operation, parameter, desktopCalls, (input) => signsInWith(input, desktopUses)),
  );
  const desktop = desktopOrigins(run);
  const begun = [...originsOfFlows(flows, run), ...desktop.origins];

  // What is a credential only by its use is found once the other secrets have been followed, and then followed as well.
  const first = createValueFlow(begun, run);
  const found = credentialUses(flows.sites, flows.written, first, run);
  const { credentials, replaced } = withLiteralsByUse(flows.written, found);
  const used = desktopOriginsByUse(desktop.credentials, first, desktopUses, run);
  const byUse = literalOrigins([...found.literals, ...found.confirmed.values()], graph, workspace);
  const more = withNew([...found.origins, ...byUse, ...used.origins], flows.settings);
  const kept = begun.filter((origin) => !used.replaced.has(origin) && !replaced.has(origin.place));
  const values = more.length === 0 ? first : createValueFlow([...kept, ...more], run, first);
  const desktopFindings = desktopAnalysis(desktopCalls, used.credentials, used.insensitiveInputs, flows.missingOutputs);
  const others = once((): OtherComponents => {
    const read = [otherComponents(workspace, options), logicAppValues(workspace, credentials, options)];
    const inComponents = read.flatMap((one) => one.credentials);
    const problems = read.flatMap((one) => one.problems);
    return {
      credentials: [...inComponents, ...unparsedCredentials([...workspace.problems, ...problems], inComponents, options)],
      problems,
    };
  });
  return {
    workspace,
    scanOf,
    calls,
    roles,
    credentials,
    components: componentCredentials(workspace, options),
    otherComponents: others,
    problems: () => mergeProblems([...workspace.problems, ...others().problems]),
    uses: found.uses,
    values,
    desktop: desktopFindings,
    insensitiveInput: (leak) => insensitiveInput(leak, calls, desktopFindings.port),
    options,
  };
}

/** What answers questions about the values of a run. */
interface Run extends ScannedGraph {
  readonly workspace: Workspace;
  readonly options: AnalysisOptions;
  readonly parse: (text: string) => Template;
  readonly calls: CallIndex;
  readonly desktopCalls: DesktopCallIndex;
  readonly roles: Roles;
  readonly maxSteps: number;
}

function createRun(workspace: Workspace, options: AnalysisOptions): Run {
  const templates = createTemplateCache(readingOf);
  const parse = (text: string): Template => templates.read(text).template;
  const texts = writtenTexts(parse, workspace);
  const calls = createCallIndex(workspace, (operation) => calledUrl(operation, texts));
  const connectors = { ...customConnectorTable(workspace), ...options.connectors };
  const roles = createRoles(connectors, options.desktopActions, texts, (operation, input) =>
    titleOfInput(calls.calledFlow(operation), input),
  );
  const parts = {
    workspace,
    options,
    parse,
    calls,
    desktopCalls: createDesktopCalls(workspace, roles.desktop),
    roles,
    scanOf: createScanner(templates),
    maxSteps: options.maxSteps,
  };
  return { ...parts, graph: createRunGraph(parts) };
}

function titleOfInput(called: CloudFlow | undefined, input: string): string | undefined {
  return called === undefined ? undefined : triggerInputsOf(called).find(({ name }) => name.toLowerCase() === input.toLowerCase())?.title;
}

/** What is read from the cloud flows of a run before any value is followed. */
interface FlowFacts {
  readonly written: readonly WrittenCredential[];
  readonly origins: readonly Origin[];
  /** Settings of the app that are secret by their names. */
  readonly settings: readonly Origin[];
  readonly reads: readonly NamedRead[];
  readonly sites: readonly CredentialSite[];
  readonly missingOutputs: readonly DesktopContractProblem[];
}

/** Reads everything that has to be known about every flow, in one pass, while its strings are in memory. */
function readFlows(run: Run, filledInput: FilledCredentialInput): FlowFacts {
  const { workspace, options, roles, graph, scanOf, desktopCalls } = run;
  const { sensitiveNames } = options;
  const literalOptions: LiteralOptions = {
    sensitiveNames,
    parse: run.parse,
    isCredentialParameter: (operation, parameter) =>
      roles.takesCredential(operation, parameter) || filledInput(operation, parameter) !== undefined,
    isSecretOutput: (operation, path) => roles.secretOutputs(operation).some((output) => meets(partPath(output), pathOf(...path))),
  };
  const written: WrittenCredential[] = [];
  const origins: Origin[] = [];
  const settings: Origin[] = [];
  const reads: NamedRead[] = [];
  const sites: CredentialSite[] = [];
  const missingOutputs: DesktopContractProblem[] = [];
  for (const flow of workspace.cloudFlows) {
    const scan = scanOf(flow);
    for (const credential of writtenCredentials(flow, literalOptions)) {
      options.onSecret(credential.secret);
      written.push(credential);
    }
    addAll(origins, flowSources(scan, { roles, graph, sensitiveNames, isFollowed: (operation) => isFollowed(operation, run) }));
    addAll(settings, namedSettings(scan, graph, sensitiveNames));
    addAll(reads, namedReads(scan, sensitiveNames));
    addAll(sites, credentialSites(scan, roles, filledInput, sensitiveNames));
    addAll(missingOutputs, unknownOutputs(scan, desktopCalls));
  }
  return { written, origins, settings, reads, sites, missingOutputs };
}

/** Whether what an operation returns is followed into the flow that it calls. */
function isFollowed(operation: Operation, { calls, desktopCalls }: Run): boolean {
  return desktopCalls.calledFlow(operation) !== undefined || calls.calledFlow(operation) !== undefined;
}

/** Where secrets begin in cloud flows, as far as this can be known before any value is followed. */
function originsOfFlows({ written, origins, reads }: FlowFacts, run: Run): readonly Origin[] {
  const isKnown = (operation: Operation): boolean => isFollowed(operation, run) || run.roles.secretOutputs(operation).length > 0;
  const all = withNew(origins, tracedMembers(reads, run, isKnown));
  const literals = literalOrigins(
    written.map(({ hit }) => hit),
    run.graph,
    run.workspace,
  );
  const writtenNodes = new Set(literals.map(({ node }) => node));
  // A secure parameter whose value is written in the flow is reported as a written credential.
  return [...all.filter(({ basis, node }) => basis !== "secure-parameter" || !writtenNodes.has(node)), ...literals];
}

/** Adds the origins whose parts are not among those of the first list. */
function withNew(origins: readonly Origin[], more: readonly Origin[]): readonly Origin[] {
  const places = new Set(origins.flatMap(placesOf));
  return [...origins, ...more.filter((origin) => !placesOf(origin).some((place) => places.has(place)))];
}

function placesOf({ node, parts }: Origin): readonly string[] {
  return parts.map(({ path }) => `${node.id}${pathKey(path)}`);
}

/**
 * Adds the literals that are credentials by their use, and says of doubtful ones what their use makes of them. A password that a header joins to
 * a user's name is then reported where it is written, and no longer where it is joined. What begins at those places has other origins now: they
 * are `replaced`.
 */
function withLiteralsByUse(
  written: readonly WrittenCredential[],
  { literals: byUse, confirmed }: Pick<CredentialUses, "literals" | "confirmed">,
): { readonly credentials: readonly CredentialHit[]; readonly replaced: ReadonlySet<CredentialHit["place"]> } {
  const usedStrings = new Set(byUse.map(({ place }) => valueKey(place)));
  const isUsed = ({ operation, path }: WrittenCredential["parts"][number]): boolean =>
    usedStrings.has(valueKey(operationPlace(operation, path)));
  const joined = new Set(written.filter(({ parts }) => parts.some(isUsed)).map(({ hit }) => hit.place));
  const hits = written.map(({ hit }) => confirmed.get(hit) ?? hit);
  const writtenIn = new Map<string, CredentialHit[]>();
  for (const hit of hits) append(writtenIn, valueKey(hit.place), hit);
  const isNew = (hit: CredentialHit): boolean =>
    // Of a string, only the members of a text that is JSON are credentials each by itself.
    writtenIn
      .get(valueKey(hit.place))
      ?.some((other) => hit.member === undefined || stretchesMeet(hit.place.at.span, other.place.at.span)) !== true;
  return {
    credentials: [...hits.filter(({ place }) => !joined.has(place)), ...byUse.filter(isNew)],
    replaced: new Set([...joined, ...[...confirmed.keys()].map(({ place }) => place)]),
  };
}

/** Whether two stretches of a string have a character in common; where none is given all of the string is meant. */
function stretchesMeet(a: Span | undefined, b: Span | undefined): boolean {
  return a === undefined || b === undefined || spansMeet(a, b);
}
