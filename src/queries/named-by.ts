import type { Expression } from "../cloud-flow/expression/ast.ts";
import { parseTemplate } from "../cloud-flow/expression/template.ts";
import { isSetPerEnvironment } from "../cloud-flow/logic-app.ts";
import { type FlowParameter, type Operation, operationPlace, parameterPlace } from "../cloud-flow/model.ts";
import type { Analysis } from "../dataflow/analysis.ts";
import type { ValueOrigin } from "../dataflow/following/origins.ts";
import { type Edge, keepsText } from "../dataflow/graph/graph.ts";
import { actionOf } from "../dataflow/traces/describe.ts";
import type { Confidence } from "../findings/confidence.ts";
import type { FlowStep } from "../findings/finding.ts";
import { type Json, textAt, valueAt } from "../json.ts";
import type { Place, Span } from "../source/place.ts";
import { unknownPart } from "../unknown-part.ts";

/** A literal that names something (a vault, a secret) and the operation that uses the name. */
export interface NameLiteral {
  readonly text: string;
  readonly operation: Operation;
  /** Where the literal is. */
  readonly place: Place;
  /** The trace from the literal to the use; empty when it is there itself. */
  readonly path: readonly FlowStep[];
  readonly confidence: Confidence;
  /** The parameter whose default it is, which no environment variable fills. */
  readonly parameter: FlowParameter | undefined;
  /** It is not the name itself, but one of the texts that the name is put together from or cut out of. */
  readonly isPart?: boolean;
}

/** Where a name comes from. */
export interface NameOrigins {
  readonly literals: readonly NameLiteral[];
  /** Schema names of environment variables. */
  readonly variables: readonly string[];
  /** Nothing takes part that is known at run time only. */
  readonly isWritten: boolean;
}

/** Which names are looked for. */
export interface NameSearch {
  /** Only what the expressions in these stretches of the string give; without it, what all of the string is. */
  readonly spans?: readonly Span[];
  /** Only these texts. */
  keep?(text: string): boolean;
}

/**
 * Where the text at a place of an operation comes from, as far as it is a name that somebody wrote down.
 * A name that is put together counts as written down only when no environment variable takes part in it: then the longest of its pieces stands for
 * it.
 */
export function namedBy(
  analysis: Analysis,
  operation: Operation,
  path: readonly string[],
  { spans, keep = () => true }: NameSearch = {},
): NameOrigins {
  const origins = analysis.values.originsOf(operation, path, spans);
  const variables = origins.flatMap((origin) => {
    if (origin.kind === "environment-variable") return origin.schemaName;
    return origin.kind === "parameter" ? (origin.parameter.schemaName ?? []) : [];
  });
  const added = new Set(origins.flatMap(({ trace }) => trace.flatMap((edge) => variableOf(edge, appending) ?? [])));
  const isAddedTo = (trace: readonly Edge[]): boolean => trace.some((edge) => added.has(variableOf(edge, setting) ?? ""));
  const found = origins.flatMap((origin): readonly NameLiteral[] => {
    if (origin.kind === "literal") {
      if (origin.text === "" || origin.text.includes(unknownPart) || !keep(origin.text)) return [];
      const isName = isWhole(analysis, origin, spans) && !isAddedTo(origin.trace);
      return [literalUse(analysis, origin, operation, isName ? "high" : "medium")];
    }
    if (origin.kind !== "parameter") return [];
    const { parameter, flow, trace } = origin;
    const { schemaName, defaultValue: text } = parameter;
    if (schemaName !== undefined || isSetPerEnvironment(flow, parameter) || typeof text !== "string" || text === "" || !keep(text))
      return [];
    const place = parameterPlace(flow, parameter);
    const confidence = addsNothing(trace, spans) && !isAddedTo(trace) ? "high" : "medium";
    return [{ text, operation, place, path: stepsOf(analysis, trace, place), confidence, parameter }];
  });
  const whole = found.filter(({ confidence }) => confidence === "high");
  const isWritten = origins.every(({ kind }) => writtenKinds.has(kind));
  if (whole.length > 0 || variables.length > 0) return { literals: whole, variables, isWritten };
  const [longest] = found.toSorted((a, b) => b.text.length - a.text.length);
  return { literals: longest === undefined ? [] : [{ ...longest, isPart: true }], variables, isWritten };
}

const writtenKinds: ReadonlySet<ValueOrigin["kind"]> = new Set(["literal", "parameter", "environment-variable"]);

/** The texts that take part in what is at a place of an operation, as all of it or as pieces, as far as `keep` takes them. */
export function writtenPieces(
  analysis: Analysis,
  operation: Operation,
  path: readonly string[],
  spans: readonly Span[],
  keep: (text: string) => boolean,
): readonly NameLiteral[] {
  return analysis.values
    .originsOf(operation, path, spans)
    .flatMap((origin) => (origin.kind === "literal" && keep(origin.text) ? [literalUse(analysis, origin, operation, "high")] : []));
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((step, index) => step.toLowerCase() === b[index]?.toLowerCase());
}

/** Nothing on a trace changes a name. Where it is a part of a longer text, the last step adds that, and only what is done to the part counts. */
function addsNothing(trace: readonly Edge[], spans: readonly Span[] | undefined): boolean {
  const last = spans === undefined ? undefined : trace.at(-1);
  if (spans === undefined || last === undefined) return trace.every(({ mode }) => keepsText(mode));
  const { site } = last;
  if (site !== undefined && !isKept(valueAt(site.operation.json, site.path), site.span, spans)) return false;
  return trace.slice(0, -1).every(({ mode }) => keepsText(mode));
}

const appending: ReadonlySet<string> = new Set(["appendtostringvariable"]);
const setting: ReadonlySet<string> = new Set(["setvariable", "initializevariable"]);

/** The variable through which a value goes from an operation of these types that writes it, in lower case. */
function variableOf({ from: { operation }, read }: Edge, types: ReadonlySet<string>): string | undefined {
  if (operation === undefined || !types.has(operation.type)) return undefined;
  const holder = operation.type === "initializevariable" ? read.slice(0, -1).map(String) : ["inputs"];
  return textAt(valueAt(operation.json, holder), "name")?.toLowerCase();
}

/** The literal is the whole name. */
function isWhole(analysis: Analysis, origin: ValueOrigin & { readonly kind: "literal" }, spans: readonly Span[] | undefined): boolean {
  const { operation, path, span } = origin;
  if (!addsNothing(origin.trace, spans)) return false;
  // What is appended to a text is a piece of it.
  if (operation.type === "appendtostringvariable") return false;
  if (span === undefined) return true;
  if (spans !== undefined && origin.trace.length === 0) return isKept(valueAt(operation.json, path), span, spans);
  const scan = analysis.scanOf(operation.flow);
  const site = (scan.sitesOf.get(operation) ?? []).find((candidate) => samePath(candidate.path, path));
  const leaf = site === undefined ? undefined : scan.leaves(site).find((one) => one.span.start === span.start && one.span.end === span.end);
  return leaf === undefined || keepsText(leaf.mode);
}

/** Functions that give one of their arguments, at most in other letters. */
const keeping = new Set([
  "if",
  "coalesce",
  "first",
  "last",
  "createarray",
  "array",
  "json",
  "string",
  "tolower",
  "toupper",
  "trim",
  "uricomponent",
  "encodeuricomponent",
]);

/** A literal or a reference in one of the expressions of a text is what the expression gives, not a piece of it. */
function isKept(text: Json | undefined, literal: Span, spans: readonly Span[]): boolean {
  if (typeof text !== "string") return false;
  const template = parseTemplate(text);
  const roots = template.kind === "expression" ? [template.expression] : template.kind === "literal" ? [] : template.parts;
  const isInside = ({ start, end }: Span, outer: Span): boolean => start >= outer.start && end <= outer.end;
  const descend = (expression: Expression, isAsked: boolean): boolean => {
    if (!isInside(literal, expression)) return false;
    const asked = isAsked || spans.some(({ start, end }) => start === expression.start && end === expression.end);
    // What functions make of nothing but literals is one text.
    if (expression.kind !== "call" || (literal.start === expression.start && literal.end === expression.end)) return asked;
    if (asked && !keeping.has(expression.name.toLowerCase())) return false;
    return expression.arguments.some((argument) => descend(argument, asked));
  };
  return roots.some((part) => part.kind !== "text" && descend(part, false));
}

function literalUse(
  analysis: Analysis,
  origin: ValueOrigin & { readonly kind: "literal" },
  operation: Operation,
  confidence: Confidence,
): NameLiteral {
  const place = operationPlace(origin.operation, origin.path, origin.span);
  return { text: origin.text, operation, place, path: stepsOf(analysis, origin.trace, place), confidence, parameter: undefined };
}

/** The trace of a name as steps of a finding. */
function stepsOf(analysis: Analysis, trace: readonly Edge[], place: Place): readonly FlowStep[] {
  const steps: FlowStep[] = trace.flatMap((edge) => {
    if (edge.site === undefined) return [];
    const { operation, path, span, key } = edge.site;
    const role = analysis.roles.of(operation, path);
    const message =
      role.kind === "none" ? `uses it in the ${path.at(-1) ?? "inputs"}` : actionOf(role, operation).replace("sends it in", "uses it in");
    return [{ message, place: operationPlace(operation, path, span, key) }];
  });
  return steps.length === 0 ? [] : [{ message: "holds the name", place }, ...steps];
}
