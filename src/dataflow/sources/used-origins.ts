import { type Operation, operationPlace, parameterPlace } from "../../cloud-flow/model.ts";
import { type TriggerInput, triggerInputsOf } from "../../cloud-flow/trigger-inputs.ts";
import { once } from "../../collections.ts";
import { tokenMembers } from "../../knowledge/endpoints.ts";
import { parameterLabel } from "../../secrets/flows/literal-context.ts";
import type { Place } from "../../source/place.ts";
import type { Origin } from "../following/follow.ts";
import type {
  LiteralOrigin,
  MadeOrigin,
  OtherOrigin,
  OutputsOrigin,
  ParameterOrigin,
  SettingOrigin,
  VariableOrigin,
} from "../following/origins.ts";
import type { ValueGraph, ValueNode } from "../graph/graph.ts";
import { type Path, pathOf } from "../graph/path.ts";
import type { ValueFlow } from "../value-flow.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { UseStrength } from "./judge-by-use.ts";

/** An origin of a value that is a secret by its use alone. */
function usedAsCredential(origin: Omit<Origin, "label" | "what" | "basis"> & Partial<Pick<Origin, "basis">>): Origin {
  return { label: "credential-named", what: "value", basis: "used-as-credential", ...origin };
}

/**
 * A password that the flow makes (`concat(guid(), 'Aa1')`), or a placeholder that a template's author left where the user is to write a secret:
 * the secret's trace begins there.
 */
export function beginningAt(
  { operation, path }: LiteralOrigin | MadeOrigin,
  basis: "made" | "used-as-credential",
  graph: ValueGraph,
): Origin {
  return usedAsCredential({
    basis,
    name: operation.name,
    confidence: "medium",
    node: graph.node("inputs", operation),
    parts: [{ path: pathOf(...path) }],
    place: operationPlace(operation, path),
  });
}

/** The parameter of a flow. */
export function parameterOrigin({ flow, parameter, path }: ParameterOrigin, strength: UseStrength, graph: ValueGraph): Origin {
  return usedAsCredential({
    name: parameterLabel(parameter),
    confidence: strength === "position" ? "high" : "medium",
    node: graph.node("parameter", flow, parameter.name),
    parts: [{ path }],
    place: parameterPlace(flow, parameter),
  });
}

/** The environment variable; undefined where nothing in the run binds it. */
export function variableOrigin(
  { schemaName, node, path }: VariableOrigin,
  strength: UseStrength,
  workspace: Workspace,
): Origin | undefined {
  const declared = workspace.variables.get(schemaName.toLowerCase())?.find(({ solution }) => solution === node.owner);
  // What a parameter gives of a secret variable is the path of the secret in its vault.
  if (declared?.variable.type === "secret") return undefined;
  const place = declared?.variable.place ?? placeOfBinding(schemaName, node, workspace);
  if (place === undefined) return undefined;
  return usedAsCredential({
    name: schemaName,
    confidence: strength === "position" ? "high" : "medium",
    node,
    parts: [{ path }],
    place,
  });
}

/** The setting of an app. It has no place in a definition, so it begins where the flow first reads it on this trace. */
export function settingOrigin({ node, path, trace }: SettingOrigin, strength: UseStrength): Origin | undefined {
  const site = trace.find((edge) => edge.site !== undefined)?.site;
  if (site === undefined) return undefined;
  return usedAsCredential({
    name: node.name,
    confidence: strength === "position" ? "high" : "medium",
    node,
    parts: [{ path }],
    place: operationPlace(site.operation, site.path, site.span, site.key),
  });
}

/** The result of a desktop flow that is not part of the run. What it does is unknown, so the secret begins in what it returns. */
export function desktopResult({ trace }: OtherOrigin): Origin | undefined {
  const returned = trace.findLast(({ from }) => from.kind === "desktop-output");
  if (returned?.to.operation === undefined) return undefined;
  const { to, write } = returned;
  return usedAsCredential({
    name: returned.to.operation.name,
    confidence: "medium",
    node: to,
    parts: [{ path: write }],
    place: operationPlace(returned.to.operation),
  });
}

/** The outputs of an operation or trigger; undefined where the tables say which of them are secrets, and name others. */
export function outputsOrigin({ operation, path }: OutputsOrigin, graph: ValueGraph, known: ValueFlow): Origin | undefined {
  const node = graph.node("outputs", operation);
  // What the tables know of an operation says which of its outputs are secrets; the others (`name`, `expires_in`) are none. A service of no standard
  // answers a sign-in under names of its own.
  if (known.origins.some((other) => other.basis === "operation" && other.node === node && !mayAnswerOtherwise(other, path)))
    return undefined;
  const input = inputAt(operation, path);
  const place = input === undefined ? operationPlace(operation) : operationPlace(operation, ["inputs", "schema", "properties", input.name]);
  return usedAsCredential({ name: input?.title ?? operation.name, confidence: "medium", node, parts: [{ path }], place });
}

/** Whether an operation is only likely to return a token, and what is read of it is none of what such answers hold beside the token. */
function mayAnswerOtherwise({ label, confidence }: Origin, path: Path): boolean {
  const last = path.at(-1);
  if (label !== "token" || confidence === "high" || typeof last !== "string") return false;
  return path.length > 2 || !harmlessMembers().has(last);
}

const harmlessMembers = once(() => new Set([...tokenMembers().harmless].map((name) => name.toLowerCase())));

/** The input of a trigger whose value is at a path of its outputs. */
function inputAt({ isTrigger, flow }: Operation, [member, name]: Path): TriggerInput | undefined {
  if (!isTrigger || member !== "body") return undefined;
  return triggerInputsOf(flow).find((input) => input.name.toLowerCase() === name);
}

/** Where a flow is bound to the variable, when the run does not hold its definition. */
function placeOfBinding(schemaName: string, { owner }: ValueNode, { cloudFlows, solutionOf }: Workspace): Place | undefined {
  for (const flow of cloudFlows.filter((one) => solutionOf(one) === owner)) {
    const parameter = flow.parameters.find((candidate) => candidate.schemaName?.toLowerCase() === schemaName.toLowerCase());
    if (parameter !== undefined) return parameterPlace(flow, parameter);
  }
  return undefined;
}
