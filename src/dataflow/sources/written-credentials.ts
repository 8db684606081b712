import type { DeployedValue } from "../../cloud-flow/deployed-values.ts";
import type { DesignerNode } from "../../cloud-flow/designer-nodes.ts";
import { type CloudFlow, flowOwner, flowPlace, type Operation, operationPlace, parameterPlace } from "../../cloud-flow/model.ts";
import type { StaticResult } from "../../cloud-flow/static-results.ts";
import { textAt, valueAt } from "../../json.ts";
import type { CredentialMatch } from "../../secrets/credential.ts";
import {
  descriptionCredentials,
  type FlowLiteral,
  flowLiterals,
  type LiteralOptions,
  type ParameterLiteral,
  parameterLiterals,
  type StaticResultLiteral,
  staticResultLiterals,
} from "../../secrets/flows/flow-literals.ts";
import { type NodeLiteral, nodeLiterals } from "../../secrets/flows/node-literals.ts";
import type { Place } from "../../source/place.ts";
import type { Origin } from "../following/follow.ts";
import type { ValueGraph } from "../graph/graph.ts";
import { type Path, pathKey, pathOf } from "../graph/path.ts";
import { variableNode } from "../graph/variable-node.ts";
import { placeInJsonText } from "../strings/json-text.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type DeployedCredential, deployedCredentials } from "./deployed-credentials.ts";

/** A credential that is in a flow, found by its shape, its position or its use. */
export interface CredentialHit {
  readonly match: CredentialMatch;
  readonly place: Place;
  readonly flow: CloudFlow;
  /** The operation that holds it; undefined for a parameter's default, a step of the workflow designer and the flow's description. */
  readonly operation: Operation | undefined;
  /** Path of the string below the operation's object, or below the parameter's default. */
  readonly path: readonly string[];
  readonly assembled: boolean;
  /** The parameter whose default it is, and the environment variable that it is the value of. */
  readonly parameter: ParameterLiteral["parameter"] | undefined;
  /** The static result that it is in; `path` is then that of the string in its outputs. */
  readonly staticResult: StaticResult | undefined;
  /** The step of the workflow designer that it is in; `path` is then that of the string in its configuration. */
  readonly node?: DesignerNode;
  /** The member that it is of a text that is JSON, where that is known. */
  readonly member?: Path | undefined;
  /** What the deployment of a template writes there: nothing of the credential is in the file. */
  readonly deployed?: DeployedValue;
}

/** A credential that is written in a flow, with its text. */
export interface WrittenCredential {
  readonly hit: CredentialHit;
  /** The secret itself, empty where it is not in the file: only ever handed to the redactor. */
  readonly secret: string;
  /** Pieces of it that are written elsewhere. */
  readonly parts: FlowLiteral["parts"];
}

/**
 * The credentials in a flow's operations, parameters, description, static results and steps of the workflow designer, and those that its
 * deployment writes into it, in this order.
 */
export function* writtenCredentials(flow: CloudFlow, options: LiteralOptions): Generator<WrittenCredential> {
  const inOperations = new Set<string>();
  for (const literal of flowLiterals(flow, options)) {
    inOperations.add(literal.secret);
    yield { hit: hitOfLiteral(literal), secret: literal.secret, parts: literal.parts };
  }
  for (const literal of parameterLiterals(flow, options)) yield { hit: hitOfParameter(literal), secret: literal.secret, parts: [] };
  for (const match of descriptionCredentials(flow, options)) {
    const secret = flow.description?.slice(match.span.start, match.span.end) ?? "";
    yield { hit: hitOfDescription(flow, match), secret, parts: [] };
  }
  for (const literal of staticResultLiterals(flow, options))
    yield { hit: hitOfStaticResult(flow, literal), secret: literal.secret, parts: [] };
  for (const literal of nodeLiterals(flow, options)) {
    // The action that a step was made into has it, too: that is the finding.
    if (!inOperations.has(literal.secret)) yield { hit: hitOfNode(flow, literal), secret: literal.secret, parts: [] };
  }
  for (const credential of deployedCredentials(flow, options.sensitiveNames))
    yield { hit: hitOfDeployment(flow, credential), secret: "", parts: [] };
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

function hitOfNode(flow: CloudFlow, { node, path, match, span }: NodeLiteral): CredentialHit {
  return {
    match,
    place: {
      source: flow.source,
      at: { kind: "json", pointer: [...node.pointer, ...path], span },
      // A maker knows the step, not the trigger that holds it.
      owner: { ...flowOwner(flow), operation: node.name === "" ? node.trigger.name : node.name },
    },
    flow,
    operation: undefined,
    path,
    assembled: false,
    parameter: undefined,
    staticResult: undefined,
    node,
  };
}

function hitOfParameter({ flow, parameter, path, match, span }: ParameterLiteral): CredentialHit {
  return {
    match,
    place: parameterPlace(flow, parameter, path, span),
    flow,
    operation: undefined,
    path,
    assembled: false,
    parameter,
    staticResult: undefined,
  };
}

function hitOfDeployment(flow: CloudFlow, { value, match, place, operation, path, parameter }: DeployedCredential): CredentialHit {
  return { match, place, flow, operation, path, assembled: false, parameter, staticResult: undefined, deployed: value };
}

function hitOfDescription(flow: CloudFlow, match: CredentialMatch): CredentialHit {
  const holder = textAt(flow.definition, "description") === undefined ? ["properties"] : flow.pointer;
  const place = flowPlace(flow, [...holder, "description"], match.span);
  return { match, place, flow, operation: undefined, path: [], assembled: false, parameter: undefined, staticResult: undefined };
}

/**
 * Written credentials as origins, because values that flow on from them are secrets. An environment variable is one origin, however many flows
 * repeat its value.
 */
export function literalOrigins(credentials: readonly CredentialHit[], graph: ValueGraph, workspace: Workspace): readonly Origin[] {
  const origins: Origin[] = [];
  const seen = new Set<string>();
  for (const hit of credentials) {
    const { match, place, flow, operation, parameter, staticResult, deployed } = hit;
    // A parameter is followed as one, by its type or by its use.
    if (deployed !== undefined && operation === undefined) continue;
    // Nothing reads the description of a flow, what only its designer knows, or a static result that is switched off or left over.
    const isDescription = operation === undefined && parameter === undefined && staticResult === undefined;
    if (match.confidence === "low" || isDescription || staticResult?.enabled === false) continue;
    const node =
      operation !== undefined
        ? graph.node(staticResult === undefined ? "inputs" : "outputs", operation)
        : parameter?.schemaName !== undefined
          ? variableNode(parameter.schemaName, flow, workspace, graph)
          : graph.node("parameter", flow, parameter?.name ?? "");
    const path = pathOfLiteral(hit);
    const key = `${node.id}${pathKey(path)}`;
    if (operation === undefined && seen.has(key)) continue;
    seen.add(key);
    origins.push({
      label: "hardcoded",
      what: match.label.replace(/^(?:an?|the) /, ""),
      name: operation?.name ?? parameter?.schemaName ?? parameter?.name ?? "",
      basis: "literal",
      confidence: match.confidence,
      node,
      parts: [{ path }],
      place,
    });
  }
  return origins;
}

/** Where a written credential is in its value. In a text that is JSON, that is the member that holds it, so that the other members are no secrets. */
function pathOfLiteral({ place: { at }, operation, path, parameter, member }: CredentialHit): Path {
  if (member !== undefined) return [...pathOf(...path), ...member];
  // The path of a string in a static result leads to nothing here: it is followed as a whole.
  const text = valueAt(operation === undefined ? parameter?.defaultValue : operation.json, path);
  const inText = typeof text === "string" && at.kind === "json" && at.span !== undefined ? placeInJsonText(text, at.span) : [];
  return [...pathOf(...path), ...inText];
}
