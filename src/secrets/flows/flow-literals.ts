import { flowConstants } from "../../cloud-flow/constants.ts";
import type { Template } from "../../cloud-flow/expression/ast.ts";
import { foldsToItself } from "../../cloud-flow/expression/fold.ts";
import { mayHoldExpression } from "../../cloud-flow/expression/template.ts";
import type { CloudFlow, FlowParameter, Operation } from "../../cloud-flow/model.ts";
import { type StaticResult, staticResultsOf } from "../../cloud-flow/static-results.ts";
import { visitStrings } from "../../cloud-flow/strings.ts";
import { triggerInputsOf } from "../../cloud-flow/trigger-inputs.ts";
import { valueAt, visitTexts } from "../../json.ts";
import type { Span } from "../../source/place.ts";
import type { CredentialMatch, LiteralContext } from "../credential.ts";
import { countsByPosition, detectCredentials, isSilent } from "../detect.ts";
import { credentialName } from "../names/credential-name.ts";
import { appendedLiterals } from "./appended-literals.ts";
import {
  comparedContext,
  contextOf,
  type InputTitles,
  innermostName,
  isSoughtText,
  nameBeside,
  parameterLabel,
} from "./literal-context.ts";
import {
  assembledCredentials,
  hashtableCredentials,
  hitIn,
  type TemplateHit,
  templateCredentials,
  textCredentials,
} from "./template-literals.ts";

/** A credential that is written in an operation of a flow. */
export interface FlowLiteral extends Omit<TemplateHit, "within"> {
  readonly operation: Operation;
  /** Path of the string below the operation's object, as spelled. */
  readonly path: readonly string[];
  readonly key: boolean;
}

/** One that may be all in the text of another string. */
type FlowHit = FlowLiteral & Pick<TemplateHit, "within">;

/** A credential that is the default of a flow's parameter. */
export interface ParameterLiteral {
  readonly flow: CloudFlow;
  readonly parameter: FlowParameter;
  /** Path of the string below the default, when that is an object or array. */
  readonly path: readonly string[];
  readonly match: CredentialMatch;
  readonly span: Span;
  readonly secret: string;
}

/** A credential in the outputs that a maker has written for an action. */
export interface StaticResultLiteral {
  readonly result: StaticResult;
  /** Path of the string in the outputs. */
  readonly path: readonly string[];
  readonly match: CredentialMatch;
  readonly span: Span;
  readonly secret: string;
}

/** What the search for credentials in flows needs to know. */
export interface LiteralOptions {
  readonly sensitiveNames: readonly string[];
  /** Says which outputs of an operation are secrets. */
  isSecretOutput(operation: Operation, path: readonly string[]): boolean;
  /** Says which connector parameters take a credential. */
  isCredentialParameter(operation: Operation, parameter: string): boolean;
  parse(text: string): Template;
}

/** Shortest text that can hold a credential by its shape alone. */
const shortest = 8;

/** Finds the credentials that are written in a flow's operations, each once for its place. */
export function flowLiterals(flow: CloudFlow, options: LiteralOptions): readonly FlowLiteral[] {
  const found: FlowHit[] = [];
  const hitsAt = createStringSearch(flow, options);
  found.push(...defaultsOfInputs(flow, options));
  for (const operation of flow.operations) {
    visitStrings(operation, (text, path, key) => {
      for (const hit of hitsAt(operation, text, path, key)) found.push({ operation, path, key, ...hit });
    });
    for (const hit of hitsInName(operation.name, options)) found.push({ operation, path: [], key: true, ...hit });
    const { note = "" } = operation;
    for (const match of detectCredentials(note, { position: "other" }, options))
      found.push({ operation, path: ["description"], key: false, ...hitIn(note, match) });
  }
  for (const literal of appendedLiterals(flow, options)) found.push({ ...literal, key: false });
  return withoutAssembled(found).map(whereWritten).filter(firstOfItsPlace());
}

/** The defaults of what the trigger asks for: else its schema is structure. A doubtful one is a sample that shows what is asked for. */
function defaultsOfInputs(flow: CloudFlow, options: LiteralOptions): readonly FlowHit[] {
  const [operation] = flow.triggers;
  if (operation === undefined) return [];
  return triggerInputsOf(flow).flatMap(({ name, title, defaultValue: text = "" }) => {
    const path = ["inputs", "schema", "properties", name, "default"];
    return textCredentials(text, { position: "named", name: title }, false, options)
      .filter(({ match }) => match.confidence !== "low")
      .map((hit) => ({
        operation,
        path,
        key: false,
        ...hit,
      }));
  });
}

type StringSearch = (operation: Operation, text: string, path: readonly string[], key: boolean) => readonly TemplateHit[];

const nothing: readonly TemplateHit[] = [];

/** Searches the strings of a flow's operations. */
function createStringSearch(flow: CloudFlow, options: LiteralOptions): StringSearch {
  const constants = flowConstants(flow, options.parse);
  const titles: InputTitles = new Map(triggerInputsOf(flow).map(({ name, title }) => [name, title]));
  const askedFor = [...titles.keys()].filter((name) => credentialName(titles.get(name) ?? "", options.sensitiveNames) !== undefined);
  return (operation, text, path, key) => {
    if (text === "" || isPlumbing(path)) return nothing;
    const context = comparedContext(operation, path, options.parse, titles) ?? contextOf(operation, path, key, options);
    if (context.position === "other" && text.length < shortest) return nothing;
    // Here nearly every string of a run ends.
    const silent = !countsByPosition(context, options) && isSilent(text, options) && !askedFor.some((name) => text.includes(`${name}'`));
    if (!mayHoldExpression(text)) return silent ? nothing : textCredentials(text, context, isSoughtText(path), options);
    const template = options.parse(text);
    // A doubled quote in a literal is one character of its value; in all others the value is what is written.
    if (silent && foldsToItself(template) && !text.includes("''")) return assembledCredentials(template, context, constants, options);
    if (template.kind === "literal") {
      // An escaped text (`@@…`): offsets are those of the unescaped one, one or a few characters off.
      const hits = textCredentials(template.text, context, false, options);
      return hits.map((hit) => ({ ...hit, span: { start: 0, end: text.length } }));
    }
    return [
      ...templateCredentials(template, context, constants, options, titles),
      ...hashtableCredentials(template, text, context, options),
    ];
  };
}

/** Names are made of words: only a form tells. */
function hitsInName(name: string, options: LiteralOptions): readonly TemplateHit[] {
  if (isSilent(name, options)) return nothing;
  return detectCredentials(name, { position: "other" }, options)
    .filter(({ evidence, confidence }) => evidence.includes("shape") && confidence !== "low")
    .map((match) => hitIn(name, match));
}

/** One that is all in the text of a variable or a Compose action is a finding there, whichever text tells what it is. */
function whereWritten(literal: FlowHit): FlowHit {
  const { parts, within, match } = literal;
  const [part] = parts;
  if (within === undefined || part === undefined) return literal;
  const { operation, path } = part;
  const text = valueAt(operation.json, path);
  // A text that an expression gives has no offsets in what is written.
  const span = text === part.text ? within : { start: 0, end: typeof text === "string" ? text.length : 0 };
  return { ...literal, operation, path, key: false, span, match: { ...match, evidence: [...match.evidence, "use"] }, parts: [] };
}

function firstOfItsPlace(): (literal: FlowHit) => boolean {
  const seen = new Set<string>();
  return (literal) => {
    const string = stringOf(literal);
    const place = `${string}\u0001${literal.span.start}`;
    // One that is put together in a string which has one of its own is the same.
    if (seen.has(place) || (literal.assembled && literal.within !== undefined && seen.has(string))) return false;
    seen.add(place).add(string);
    return true;
  };
}

/** A password in a variable that is also put into a header in base64 is one credential: the one that is written, proven by its use. */
function withoutAssembled(found: readonly FlowHit[]): readonly FlowHit[] {
  const written = new Set(found.filter(({ parts }) => parts.length === 0).map(stringOf));
  const used = new Set<string>();
  const kept = found.filter(({ match, parts }) => {
    const known = parts.map(stringOf).filter((part) => written.has(part));
    if (match.confidence === "high") for (const part of known) used.add(part);
    return known.length === 0;
  });
  return kept.map((literal) => (used.has(stringOf(literal)) ? { ...literal, match: provenByUse(literal.match) } : literal));
}

function provenByUse(match: CredentialMatch): CredentialMatch {
  return { ...match, confidence: match.confidence === "low" ? "low" : "high", evidence: [...match.evidence, "use"] };
}

function stringOf({ operation, path }: { readonly operation: Operation; readonly path: readonly string[] }): string {
  return [...operation.pointer, ...path].join("\u0001");
}

/** Connection data that the platform writes. */
function isPlumbing(path: readonly string[]): boolean {
  return path[0] === "inputs" && (path[1] === "host" || path[1] === "schema");
}

/** Credentials in the text that makers write as the description of a flow. */
export function descriptionCredentials({ description }: CloudFlow, options: LiteralOptions): readonly CredentialMatch[] {
  return description === undefined ? [] : detectCredentials(description, { position: "other" }, options);
}

/**
 * Finds the credentials among the defaults of a flow's parameters: inline values, and the current values of environment variables that
 * exports write there.
 */
export function parameterLiterals(flow: CloudFlow, options: LiteralOptions): readonly ParameterLiteral[] {
  const found: ParameterLiteral[] = [];
  for (const parameter of flow.parameters) {
    const { defaultValue } = parameter;
    if (defaultValue === undefined || parameter.name === "$connections" || parameter.name === "$authentication") continue;
    visitTexts(defaultValue, [], (text, path) => {
      for (const match of detectCredentials(text, parameterContext(parameter, path), options)) {
        found.push({ flow, parameter, path, match, span: match.span, secret: text.slice(match.span.start, match.span.end) });
      }
    });
  }
  return found;
}

function parameterContext(parameter: FlowParameter, path: readonly string[]): LiteralContext {
  if (path.length === 0) {
    const secure = parameter.type === "securestring" || parameter.type === "secureobject";
    return secure ? { position: "credential", name: parameter.name } : { position: "named", name: parameterLabel(parameter) };
  }
  const name = nameBeside(parameter.defaultValue ?? null, path) ?? innermostName(path);
  return { position: "named", name: name ?? parameterLabel(parameter) };
}

/** Finds the credentials in a flow's static results, in use or not. */
export function staticResultLiterals(flow: CloudFlow, options: LiteralOptions): readonly StaticResultLiteral[] {
  return staticResultsOf(flow).flatMap((result) => {
    const found: StaticResultLiteral[] = [];
    visitTexts(result.outputs, [], (text, path) => {
      if (text === "") return;
      const name = nameBeside(result.outputs, path) ?? innermostName(path) ?? result.name;
      const isSecret = result.operation !== undefined && options.isSecretOutput(result.operation, path);
      const context: LiteralContext = { position: isSecret ? "credential" : "named", name };
      for (const match of detectCredentials(text, context, options)) {
        found.push({ result, path, match, span: match.span, secret: text.slice(match.span.start, match.span.end) });
      }
    });
    return found;
  });
}
