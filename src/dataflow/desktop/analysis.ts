import { addAll, append } from "../../collections.ts";
import { type DesktopFlow, type DesktopPort, type DesktopRow, portNamed, rowName } from "../../desktop-flow/model.ts";
import { isMoreConfident } from "../../findings/confidence.ts";
import { confirmedByUse } from "../../secrets/confirmed-by-use.ts";
import { spansMeet } from "../../source/place.ts";
import type { AnalysisOptions } from "../analysis-options.ts";
import type { Origin } from "../following/follow.ts";
import type { ValueGraph, ValueNode } from "../graph/graph.ts";
import type { DesktopPorts } from "../leaks/insensitive-input.ts";
import type { Roles } from "../roles.ts";
import type { ValueFlow } from "../value-flow.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { DesktopCallIndex } from "./calls/calls.ts";
import type { DesktopContractProblem } from "./calls/contract-problem.ts";
import { type DesktopCredential, desktopLiterals } from "./literals/literals.ts";
import { namedValues } from "./sources/named.ts";
import { desktopSources, isNamedAsCredential, unexplainedVariables, usedInput } from "./sources/origins.ts";
import { type DesktopUses, desktopUses, type InputUse } from "./sources/uses.ts";
import { localSubflowOf } from "./variables/live-ranges.ts";

/** What is known about the desktop flows of a run, apart from the values that flow through them. */
export interface DesktopAnalysis {
  readonly calls: DesktopCallIndex;
  readonly credentials: readonly DesktopCredential[];
  /** Inputs that carry a credential and are not marked as sensitive. */
  readonly insensitiveInputs: readonly InsensitiveCredential[];
  /** Outputs that cloud flows read although the desktop flow has no such output; found while the strings of the cloud flows are read. */
  readonly unknownOutputs: readonly DesktopContractProblem[];
  /** The input of the desktop flow that an operation runs; undefined when the flow is not in the run or has no such input. */
  readonly port: DesktopPorts;
}

/** An input that carries a credential and is not marked as sensitive. */
export interface InsensitiveCredential {
  readonly flow: DesktopFlow;
  readonly port: DesktopPort;
  /** Its name says that it is a credential. */
  readonly named: boolean;
  /** The row that authenticates with it; undefined where only its name tells. */
  readonly use: InputUse | undefined;
}

/** The run that desktop flows are read in. */
export interface DesktopRun {
  readonly workspace: Workspace;
  readonly roles: Roles;
  readonly graph: ValueGraph;
  readonly options: AnalysisOptions;
  /** Most places that are looked at in search of what is used as a credential. */
  readonly maxSteps: number;
}

/** First step: the credentials that are written in scripts, and the secrets that come into them. */
export function desktopOrigins({ workspace: { desktopFlows, solutions }, roles, graph, options }: DesktopRun): {
  readonly credentials: readonly DesktopCredential[];
  readonly origins: readonly Origin[];
} {
  const credentials: DesktopCredential[] = [];
  const origins: Origin[] = [];
  const reading = {
    roles: roles.desktop,
    graph,
    sensitiveNames: options.sensitiveNames,
    secretVariables: new Set(
      solutions
        .flatMap(({ environmentVariables }) => environmentVariables.filter(({ type }) => type === "secret"))
        .flatMap(({ schemaName, displayName }) => [schemaName.toLowerCase(), displayName.toLowerCase()]),
    ),
  };
  for (const flow of desktopFlows) {
    for (const credential of desktopLiterals(flow, { sensitiveNames: options.sensitiveNames, roles: roles.desktop })) {
      options.onSecret(credential.secret);
      credentials.push(credential);
    }
    for (const { sensitive, defaultValue } of flow.inputs) {
      // Never quoted by a rule, and kept out of every other text as well.
      if (sensitive && defaultValue !== undefined) options.onSecret(defaultValue.text);
    }
    addAll(origins, desktopSources(flow, reading));
  }
  return { credentials, origins: [...origins, ...literalOrigins(credentials, graph)] };
}

/** What desktop flows use as credentials, wherever it comes from. */
export function usesInDesktopFlows({ workspace, roles, graph, options, maxSteps }: DesktopRun): DesktopUses {
  return desktopUses(workspace.desktopFlows, graph, { roles: roles.desktop, sensitiveNames: options.sensitiveNames }, maxSteps);
}

/** Whether a desktop flow surely signs in with all that an input holds. */
export function signsInWith(input: DesktopPort, { inputs }: DesktopUses): boolean {
  const use = inputs.get(input);
  return use?.confidence === "high" && use.fields === undefined && use.paths.some((path) => path.length === 0);
}

/**
 * Second step, once those secrets have been followed: what is a credential by its use, and sensitive variables whose values come from nowhere
 * that is known.
 * @returns all credentials that are written, origins to be followed as well, and origins that they replace
 */
export function desktopOriginsByUse(
  known: readonly DesktopCredential[],
  first: ValueFlow,
  uses: DesktopUses,
  run: DesktopRun,
): {
  readonly credentials: readonly DesktopCredential[];
  readonly origins: readonly Origin[];
  readonly replaced: ReadonlySet<Origin>;
  readonly insensitiveInputs: readonly InsensitiveCredential[];
} {
  const { graph, options, workspace } = run;
  if (workspace.desktopFlows.length === 0) return { credentials: known, origins: [], replaced: new Set(), insensitiveInputs: [] };
  const { added, confirmed } = literalsByUse(known, uses);
  for (const { secret } of added) options.onSecret(secret);
  const inputs = usedInputs(first, uses, run);
  const confirmedPlaces = new Set([...confirmed.keys()].map(({ place }) => place));
  return {
    credentials: [...known.map((one) => confirmed.get(one) ?? one), ...added],
    origins: [
      ...inputs.origins,
      ...usedVariables(first, uses, inputs.origins, run),
      ...literalOrigins([...added, ...confirmed.values()], graph),
    ],
    replaced: new Set([...first.origins.filter(({ place }) => confirmedPlaces.has(place)), ...inputs.replaced]),
    insensitiveInputs: inputs.insensitive,
  };
}

/** Literals that are credentials by their use: those that nothing else found, and those that were doubtful, with what their use makes of them. */
function literalsByUse(
  known: readonly DesktopCredential[],
  { literals }: DesktopUses,
): { readonly added: readonly DesktopCredential[]; readonly confirmed: ReadonlyMap<DesktopCredential, DesktopCredential> } {
  const knownIn = new Map<DesktopRow | undefined, DesktopCredential[]>();
  for (const credential of known) append(knownIn, credential.row, credential);
  const added: DesktopCredential[] = [];
  const confirmed = new Map<DesktopCredential, DesktopCredential>();
  for (const found of literals) {
    const met = knownIn.get(found.row)?.filter(({ place }) => placesMeet(place, found.place)) ?? [];
    if (met.length === 0) added.push(found);
    for (const one of met) {
      if (one.encrypted || one.secret !== found.secret) continue;
      const match = confirmedByUse(one.match, found.match);
      if (isMoreConfident(match.confidence, one.match.confidence)) confirmed.set(one, { ...one, match });
    }
  }
  return { added, confirmed };
}

/** Inputs that are credentials by their use, what that replaces, and inputs that should be marked as sensitive and are not. */
function usedInputs(
  first: ValueFlow,
  uses: DesktopUses,
  { workspace: { desktopFlows }, graph, options }: DesktopRun,
): { readonly origins: readonly Origin[]; readonly replaced: readonly Origin[]; readonly insensitive: readonly InsensitiveCredential[] } {
  const origins: Origin[] = [];
  const replaced: Origin[] = [];
  const insensitive: InsensitiveCredential[] = [];
  const byNode = new Map(first.origins.filter(({ node }) => node.kind === "desktop-input").map((origin) => [origin.node, origin]));
  for (const flow of desktopFlows) {
    for (const port of flow.inputs) {
      const use = uses.inputs.get(port);
      const weaker = byNode.get(graph.node("desktop-input", flow, port.name));
      if (use !== undefined && (weaker === undefined || use.confidence === "high")) {
        // A name applies to the whole input, and so does a mark, which says no more of other members than that they are secret.
        const standsBeside = weaker?.basis === "desktop-mark" && use.paths.every((path) => path.length > 0);
        const isWhole = weaker !== undefined && !standsBeside;
        origins.push(usedInput(flow, port, isWhole ? { ...use, paths: [[]] } : use, graph, uses.narrowed));
        if (isWhole) replaced.push(weaker);
      }
      const named = isNamedAsCredential(port, options.sensitiveNames);
      if (!port.sensitive && flow.extent === "flow" && (use !== undefined || named)) insensitive.push({ flow, port, named, use });
    }
  }
  return { origins, replaced, insensitive };
}

/**
 * Variables that no secret has reached and that hold one nevertheless: by their mark, their name or their use.
 * @param ofInputs what begins at inputs
 */
function usedVariables(
  first: ValueFlow,
  uses: DesktopUses,
  ofInputs: readonly Origin[],
  { workspace: { desktopFlows }, roles, graph, options }: DesktopRun,
): readonly Origin[] {
  const reached = reachedVariables(first);
  const isReached = ({ id }: ValueNode): boolean => reached.has(id);
  const origins: Origin[] = [];
  for (const flow of desktopFlows) {
    addAll(origins, unexplainedVariables(flow, isReached, graph, options.sensitiveNames));
    addAll(origins, namedValues(flow, isReached, graph, roles.desktop, options.sensitiveNames));
  }
  const told = new Set([...ofInputs, ...origins].map(({ node }) => node));
  for (const { flow, node, path, place } of uses.variables) {
    const { name } = node;
    // What is marked, or is a secret already, is followed from where it begins.
    if (reached.has(node.id) || told.has(node) || flow.isSensitive(name, localSubflowOf(node, flow))) continue;
    origins.push({
      label: "credential-named",
      what: "credential",
      name: [name, ...path.filter((step) => typeof step === "string" && !/^\d+$/.test(step))].join("."),
      basis: "desktop",
      confidence: "medium",
      node,
      parts: [{ path }],
      place,
      narrowed: uses.narrowed,
    });
  }
  return origins;
}

function placesMeet({ at: a }: DesktopCredential["place"], { at: b }: DesktopCredential["place"]): boolean {
  return a.kind === "text" && b.kind === "text" && spansMeet(a.span, b.span);
}

function reachedVariables(values: ValueFlow): ReadonlySet<number> {
  const reached = new Set<number>();
  for (const origin of values.origins) {
    for (const { node } of values.reachOf(origin).facts) if (node.kind === "desktop-variable") reached.add(node.id);
  }
  return reached;
}

/** Collects what rules ask about desktop flows apart from their values. */
export function desktopAnalysis(
  calls: DesktopCallIndex,
  credentials: readonly DesktopCredential[],
  insensitiveInputs: readonly InsensitiveCredential[],
  unknownOutputs: readonly DesktopContractProblem[],
): DesktopAnalysis {
  return {
    calls,
    credentials,
    insensitiveInputs,
    unknownOutputs,
    port(operation, input) {
      const flow = calls.calledFlow(operation);
      const port = flow === undefined ? undefined : portNamed(flow.inputs, input);
      return flow === undefined || port === undefined ? undefined : { flow, port };
    },
  };
}

/** Credentials in rows as origins, because values flow on from them. What is written in a disabled row goes nowhere. */
function literalOrigins(credentials: readonly DesktopCredential[], graph: ValueGraph): readonly Origin[] {
  return credentials.flatMap(({ row, match, paths, place, holder }): readonly Origin[] => {
    // A script or command rarely prints what it signs in with.
    if (row === undefined || paths.length === 0 || holder === "script" || row.statement.disabled || match.confidence === "low") return [];
    return [
      {
        label: "hardcoded",
        what: match.label.replace(/^an? /, ""),
        name: rowName(row),
        basis: "literal",
        confidence: match.confidence,
        node: graph.node("desktop-statement", row),
        parts: paths.map((path) => ({ path })),
        place,
      },
    ];
  });
}
