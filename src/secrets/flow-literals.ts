import type { Expression, Template } from "../cloud-flow/expression/ast.ts";
import { type FoldedPiece, foldedText, foldsToItself, foldTemplate, unknownPart } from "../cloud-flow/expression/fold.ts";
import { mayHoldExpression } from "../cloud-flow/expression/template.ts";
import type { CloudFlow, FlowParameter, Operation } from "../cloud-flow/model.ts";
import { visitStrings } from "../cloud-flow/sites.ts";
import { remember } from "../collections.ts";
import { textAt } from "../json.ts";
import type { Span } from "../source/place.ts";
import type { CredentialMatch, LiteralContext } from "./credential.ts";
import { countsByPosition, detectCredentials, isSilent } from "./detect.ts";

/** A credential that is written in an operation of a flow. */
export interface FlowLiteral {
  readonly operation: Operation;
  /** Path of the string below the operation's object, as spelled. */
  readonly path: readonly string[];
  readonly key: boolean;
  readonly match: CredentialMatch;
  /** Where the secret is written in the decoded string; when it is put together from pieces, the first of them. */
  readonly span: Span;
  /** The secret itself: only ever handed to the redactor. */
  readonly secret: string;
  /** Put together by an expression (`concat`, interpolation). */
  readonly assembled: boolean;
}

/** A credential that is the default of a flow's parameter. */
export interface ParameterLiteral {
  readonly flow: CloudFlow;
  readonly parameter: FlowParameter;
  readonly match: CredentialMatch;
  readonly span: Span;
  readonly secret: string;
}

export interface LiteralOptions {
  readonly sensitiveNames: readonly string[];
  /** Says which connector parameters take a credential. */
  isCredentialParameter(operation: Operation, parameter: string): boolean;
  parse(text: string): Template;
}

/** Shortest text that can hold a credential by its shape alone. */
const shortest = 8;

/** Finds the credentials that are written in a flow's operations, each once for its place. */
export function flowLiterals(flow: CloudFlow, options: LiteralOptions): readonly FlowLiteral[] {
  const found: FlowLiteral[] = [];
  for (const operation of [...flow.triggers, ...flow.actions]) {
    visitStrings(operation, (text, path, key) => {
      if (text === "" || isPlumbing(path)) return;
      const context = contextOf(operation, path, key, options);
      if (context.position === "other" && text.length < shortest) return;
      // Here nearly every string of a run ends.
      const silent = !countsByPosition(context, options) && isSilent(text, options);
      if (!mayHoldExpression(text)) {
        if (silent) return;
        for (const match of detectCredentials(text, context, options)) {
          const secret = text.slice(match.span.start, match.span.end);
          found.push({ operation, path, key, match, span: match.span, secret, assembled: false });
        }
        return;
      }
      const template = options.parse(text);
      // A doubled quote in a literal is one character of its value; in all others the value is what is written.
      if (silent && foldsToItself(template) && !text.includes("''")) return;
      if (template.kind === "literal") {
        // An escaped text (`@@…`): offsets are those of the unescaped one, one or a few characters off.
        for (const match of detectCredentials(template.text, context, options)) {
          const secret = template.text.slice(match.span.start, match.span.end);
          found.push({ operation, path, key, match, span: { start: 0, end: text.length }, secret, assembled: false });
        }
        return;
      }
      for (const hit of inTemplate(template, context, options)) found.push({ operation, path, key, ...hit });
    });
  }
  return found;
}

type TemplateHit = Pick<FlowLiteral, "match" | "span" | "secret" | "assembled">;

/** Credentials in a string with expressions: in the text that it gives, and in string literals that are no direct part of that text. */
function inTemplate(template: Template, context: LiteralContext, options: LiteralOptions): readonly TemplateHit[] {
  const pieces = foldTemplate(template);
  const hits: TemplateHit[] = [];
  if (pieces.some((piece) => piece.known && piece.text.length > 0)) {
    const text = foldedText(pieces);
    for (const match of detectCredentials(text, context, options)) {
      const secret = text.slice(match.span.start, match.span.end);
      if (secret.includes(unknownPart)) continue;
      const { span, assembled } = sourceSpan(pieces, match.span);
      hits.push({ match, span, secret, assembled });
    }
  }
  const covered = hits.map((hit) => hit.span);
  for (const literal of stringLiterals(template)) {
    if (literal.value.length < shortest || covered.some((span) => span.start < literal.end && literal.start < span.end)) continue;
    for (const match of detectCredentials(literal.value, { position: "other" }, options)) {
      const start = literal.start + 1 + match.span.start;
      hits.push({
        match,
        span: { start, end: start + (match.span.end - match.span.start) },
        secret: literal.value.slice(match.span.start, match.span.end),
        assembled: false,
      });
    }
  }
  return hits;
}

/** Where a stretch of the folded text is written. */
function sourceSpan(pieces: readonly FoldedPiece[], span: Span): { readonly span: Span; readonly assembled: boolean } {
  let offset = 0;
  const touched: { readonly piece: FoldedPiece; readonly offset: number }[] = [];
  for (const piece of pieces) {
    if (offset < span.end && offset + piece.text.length > span.start) touched.push({ piece, offset });
    offset += piece.text.length;
  }
  const [first] = touched;
  if (first === undefined) return { span: { start: 0, end: 0 }, assembled: false };
  const assembled = touched.length > 1 || !first.piece.verbatim;
  if (!first.piece.verbatim) return { span: { start: first.piece.start, end: first.piece.end }, assembled };
  const start = first.piece.start + Math.max(0, span.start - first.offset);
  const end = first.piece.start + Math.min(first.piece.text.length, span.end - first.offset);
  return { span: { start, end }, assembled };
}

function stringLiterals(template: Template): readonly { readonly value: string; readonly start: number; readonly end: number }[] {
  const found: { value: string; start: number; end: number }[] = [];
  const visit = (expression: Expression): void => {
    if (expression.kind === "string") found.push(expression);
    else if (expression.kind === "call") {
      for (const argument of expression.arguments) visit(argument);
    } else if (expression.kind === "error") {
      for (const readable of expression.readable) visit(readable);
    }
  };
  if (template.kind === "expression") visit(template.expression);
  else if (template.kind === "interpolation") for (const part of template.parts) if (part.kind !== "text") visit(part);
  return found;
}

/** Connection data that the platform writes: `host`, and the `authentication` of connector actions is told apart by its value. */
function isPlumbing(path: readonly string[]): boolean {
  return path[0] === "inputs" && (path[1] === "host" || path[1] === "schema");
}

/** Members of an HTTP action's `authentication` object that hold nothing but a credential. */
const credentialMembers = new Set(["password", "secret", "pfx"]);

const other: LiteralContext = { position: "other" };

/** What the position of a string says about it. */
export function contextOf(
  operation: Operation,
  path: readonly string[],
  key: boolean,
  options: Pick<LiteralOptions, "isCredentialParameter">,
): LiteralContext {
  if (key) return other;
  const [top, member] = path;
  if (top === "inputs") {
    if (operation.type.endsWith("variable")) return variableContext(operation, path, lastName(path));
    // The whole input of a Compose: its only name is the action's.
    if (member === undefined) return { position: "named", name: operation.name.replaceAll("_", " ") };
    const leaf = path[2];
    if (member === "parameters" && leaf !== undefined && operation.call !== undefined) {
      if (options.isCredentialParameter(operation, path.length === 3 ? leaf : path.slice(2).join("/")))
        return { position: "credential", name: lastPart(leaf) };
    }
  }
  return remember(contexts, path, () => contextOfPath(path));
}

/** Contexts that the path alone gives, by the path: equal paths are one array, see `visitStrings`. */
const contexts = new WeakMap<readonly string[], LiteralContext>();

function contextOfPath(path: readonly string[]): LiteralContext {
  const [top, member, leaf] = path;
  const name = lastName(path);
  if (top !== "inputs") return { position: "other", ...(name === undefined ? {} : { name }) };
  switch (member) {
    case "authentication":
      if (leaf !== undefined && credentialMembers.has(leaf.toLowerCase())) return { position: "credential", name: leaf };
      if (leaf?.toLowerCase() === "value") return { position: "named", name: "Authorization" };
      return { position: "other", ...(leaf === undefined ? {} : { name: leaf }) };
    case "uri":
    case "path":
      return { position: "url", name: member };
    default:
      return name === undefined ? other : { position: "named", name };
  }
}

function variableContext(operation: Operation, path: readonly string[], leaf: string | undefined): LiteralContext {
  const index = path[1] === "variables" ? path[2] : undefined;
  const variable = index === undefined ? textAt(operation.inputs, "name") : textAt(operation.inputs, "variables", index, "name");
  const valueDepth = index === undefined ? 2 : 4;
  if (path.length <= valueDepth) {
    return leaf?.toLowerCase() === "value" && variable !== undefined ? { position: "named", name: variable } : { position: "other" };
  }
  return { position: "named", name: leaf ?? variable ?? "" };
}

/** The innermost member name: array indices have none. */
function lastName(path: readonly string[]): string | undefined {
  for (let i = path.length - 1; i > 0; i--) {
    const step = path[i];
    if (step !== undefined && !/^\d+$/.test(step)) return lastPart(step);
  }
  return undefined;
}

/** `Password` of a flattened connector parameter such as `item/Password`. */
function lastPart(step: string): string {
  const slash = step.lastIndexOf("/");
  return slash < 0 ? step : step.slice(slash + 1);
}

/** Finds the credentials among the defaults of a flow's parameters: inline values, and the current values of environment variables that exports write there. */
export function parameterLiterals(flow: CloudFlow, options: LiteralOptions): readonly ParameterLiteral[] {
  const found: ParameterLiteral[] = [];
  for (const parameter of flow.parameters) {
    const text = parameter.defaultValue;
    if (typeof text !== "string" || text === "" || parameter.name === "$connections" || parameter.name === "$authentication") continue;
    const secure = parameter.type === "securestring" || parameter.type === "secureobject";
    const context: LiteralContext = secure
      ? { position: "credential", name: parameter.name }
      : { position: "named", name: parameterLabel(parameter) };
    for (const match of detectCredentials(text, context, options)) {
      found.push({ flow, parameter, match, span: match.span, secret: text.slice(match.span.start, match.span.end) });
    }
  }
  return found;
}

/** The display part of `Display name (schema_name)`. */
export function parameterLabel(parameter: FlowParameter): string {
  const { name, schemaName } = parameter;
  return schemaName !== undefined && name.endsWith(`(${schemaName})`) ? name.slice(0, -schemaName.length - 2).trim() || schemaName : name;
}
