import type { FlowParameter, Operation } from "../cloud-flow/model.ts";
import { flowPlace, operationPlace } from "../cloud-flow/model.ts";
import type { Confidence, FlowStep } from "../linter/finding.ts";
import type { Place, Span } from "../source/place.ts";
import type { Analysis } from "./analysis.ts";
import { actionOf } from "./describe.ts";
import type { Edge } from "./graph.ts";
import type { ValueOrigin } from "./origins.ts";

/** A literal that names something (a vault, a secret) and the operation that uses the name. */
export interface NameLiteral {
  readonly text: string;
  readonly operation: Operation;
  /** Where the literal stands. */
  readonly place: Place;
  /** The way from the literal to the use; empty when it stands there itself. */
  readonly path: readonly FlowStep[];
  readonly confidence: Confidence;
  /** The parameter whose default it is, which no environment variable fills. */
  readonly parameter: FlowParameter | undefined;
}

/** Where a name comes from. */
export interface NameOrigins {
  readonly literals: readonly NameLiteral[];
  /** Schema names of environment variables. */
  readonly variables: readonly string[];
}

/**
 * Where the text at a place of an operation comes from, as far as it is a name that somebody wrote down.
 * A name that is put together counts as written down only when no environment variable takes part in it.
 * @param spans only what the expressions in these stretches of the string give
 */
export function namedBy(
  analysis: Analysis,
  operation: Operation,
  path: readonly string[],
  spans?: readonly Span[],
  keep: (text: string) => boolean = () => true,
): NameOrigins {
  const literals: NameLiteral[] = [];
  const pieces: NameLiteral[] = [];
  const variables: string[] = [];
  for (const origin of analysis.values.originsOf(operation, path)) {
    if (spans !== undefined && !isThrough(origin, operation, path, spans)) continue;
    if (origin.kind === "environment-variable") variables.push(origin.schemaName);
    else if (origin.kind === "literal" && origin.text !== "" && keep(origin.text)) {
      const whole = isWhole(analysis, origin, spans !== undefined);
      (whole ? literals : pieces).push(literalUse(analysis, origin, operation, whole ? "high" : "medium"));
    } else if (origin.kind === "parameter") {
      const { parameter, flow } = origin;
      if (parameter.schemaName !== undefined) variables.push(parameter.schemaName);
      else if (typeof parameter.defaultValue === "string" && parameter.defaultValue !== "" && keep(parameter.defaultValue)) {
        const place = flowPlace(flow, parameter.pointer);
        literals.push({
          text: parameter.defaultValue,
          operation,
          place,
          path: stepsOf(analysis, origin.way, place),
          confidence: "high",
          parameter,
        });
      }
    }
  }
  if (literals.length === 0 && variables.length === 0 && pieces.length > 0) {
    const [longest] = [...pieces].sort((a, b) => b.text.length - a.text.length);
    if (longest !== undefined) literals.push(longest);
  }
  return { literals, variables };
}

/** The value passes through one of the stretches of the operation's string. */
function isThrough(origin: ValueOrigin, operation: Operation, path: readonly string[], spans: readonly Span[]): boolean {
  const inside = (span: Span | undefined): boolean =>
    span !== undefined && spans.some((outer) => span.start >= outer.start && span.end <= outer.end);
  const last = origin.way.at(-1)?.site;
  if (last !== undefined) return last.operation === operation && samePath(last.path, path) && inside(last.span);
  return origin.kind === "literal" && origin.operation === operation && samePath(origin.path, path) && inside(origin.span);
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((step, index) => step.toLowerCase() === b[index]?.toLowerCase());
}

/** The literal is the whole name: nothing on its way adds to it. The last step does when the name is a part of a longer text there. */
function isWhole(analysis: Analysis, origin: ValueOrigin & { readonly kind: "literal" }, partOfText: boolean): boolean {
  const way = partOfText ? origin.way.slice(0, -1) : origin.way;
  if (way.some((edge) => edge.mode !== "copy" && edge.mode !== "whole")) return false;
  if (origin.span === undefined) return true;
  const { span } = origin;
  const scan = analysis.scanOf(origin.operation.flow);
  const site = (scan.sitesOf.get(origin.operation) ?? []).find((candidate) => samePath(candidate.path, origin.path));
  const leaf = site === undefined ? undefined : scan.leaves(site).find((one) => one.span.start === span.start && one.span.end === span.end);
  return leaf === undefined || leaf.mode === "copy" || leaf.mode === "whole" || (partOfText && origin.way.length === 0);
}

function literalUse(
  analysis: Analysis,
  origin: ValueOrigin & { readonly kind: "literal" },
  operation: Operation,
  confidence: Confidence,
): NameLiteral {
  const place = operationPlace(origin.operation, origin.path, origin.span);
  return { text: origin.text, operation, place, path: stepsOf(analysis, origin.way, place), confidence, parameter: undefined };
}

/** The way of a name as steps of a finding. */
function stepsOf(analysis: Analysis, way: readonly Edge[], place: Place): readonly FlowStep[] {
  const steps: FlowStep[] = way.flatMap((edge) => {
    if (edge.site === undefined) return [];
    const { operation, path, span, key } = edge.site;
    const role = analysis.roles.of(operation, path);
    const message =
      role.kind === "none" ? `uses it in the ${path.at(-1) ?? "inputs"}` : actionOf(role, operation).replace("sends it in", "uses it in");
    return [{ message, place: operationPlace(operation, path, span, key) }];
  });
  return steps.length === 0 ? [] : [{ message: "holds the name", place }, ...steps];
}
