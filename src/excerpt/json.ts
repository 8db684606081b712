import type { CloudFlow } from "../cloud-flow/model.ts";
import { code, type ExcerptLine, type ExcerptPart, marked, masked, omittedText } from "../findings/excerpt.ts";
import { credentialName } from "../secrets/names/credential-name.ts";
import type { JsonChild, JsonIndex, JsonNode } from "../source/json-position.ts";
import type { LineIndex } from "../source/line-index.ts";
import type { JsonAt } from "../source/place.ts";
import { namePart } from "./names.ts";
import { templateParts } from "./template.ts";
import { isKnownValue } from "./vocabulary.ts";

/** A JSON document and what is known about it. */
export interface JsonDocument {
  readonly text: string;
  readonly index: JsonIndex;
  readonly lines: LineIndex;
  /** The flow that it defines, for the names of its variables and actions. */
  readonly flow: CloudFlow | undefined;
  /** Whether a text is the name of a component of the run, in a member that holds such names. */
  isName(member: string, text: string): boolean;
}

/** Members shown on either side of the one on the way to the place. */
const mostBeside = 3;
/** Members shown of an object that is itself the place. */
const mostInside = 8;
/** Objects beside the way are shown when they hold no more than this, and no other objects. */
const mostSmall = 4;
/** Members of an operation that say nothing about its values. */
const unimportant: ReadonlySet<string> = new Set(["metadata", "runAfter"]);
/** Levels shown above a place that is in no operation. */
const levelsAbove = 2;

/**
 * What is around a place: the operation that holds it, with the members next to the way down to it; laid out anew, since most exports
 * write a flow on one line.
 */
export function jsonLines(document: JsonDocument, at: JsonAt): readonly ExcerptLine[] {
  const { index, lines } = document;
  const target = index.locate(at).pointer;
  const top = topOf(target);
  const shown: ExcerptLine[] = [];

  function write(depth: number, parts: readonly ExcerptPart[], offset?: number): void {
    const number = offset === undefined ? {} : { number: lines.positionAt(offset).line };
    shown.push({ ...number, parts: depth === 0 ? parts : [code("  ".repeat(depth)), ...parts] });
  }

  function member(child: JsonChild, steps: readonly string[], depth: number, comma: string): void {
    const isTarget = steps.length === target.length && isOnWay(steps, target);
    const node = index.node(steps);
    const key = child.key === undefined ? [] : namePart(child.step, '"');
    const isKeyMarked = isTarget && (at.key === true || node?.kind !== "other");
    const head = child.key === undefined ? [] : [...(isKeyMarked ? marked(key) : key), code(": ")];
    const start = (child.key ?? child.span).start;
    if (node === undefined || node.kind === "other") {
      write(depth, [...head, ...scalarParts(document, child, steps, isTarget ? at : undefined), code(comma)], start);
      return;
    }
    const [open, close] = node.kind === "object" ? ["{", "}"] : ["[", "]"];
    const inner = isEntered(node, steps, target, index) ? membersToShow(node, steps, target) : undefined;
    if (inner === undefined || inner.length === 0) {
      write(depth, [...head, code(inner === undefined ? `${open} ${omittedText} ${close}${comma}` : `${open}${close}${comma}`)], start);
      return;
    }
    write(depth, [...head, code(open)], start);
    for (const one of inner) {
      if (one === undefined) write(depth + 1, [code(omittedText)]);
      else member(one, [...steps, one.step], depth + 1, one === inner.at(-1) ? "" : ",");
    }
    write(depth, [code(close + comma)]);
  }

  const frame = index.node(top);
  if (frame === undefined) return [];
  const [last] = top.slice(-1);
  const own = last === undefined ? undefined : index.node(top.slice(0, -1))?.children.findLast(({ step }) => step === last);
  member(own ?? { step: "", key: undefined, span: frame.span }, top, 0, "");
  return shown;
}

/** Whether steps are the first ones, or all, of those to the place. */
function isOnWay(steps: readonly string[], target: readonly string[]): boolean {
  return steps.length <= target.length && steps.every((step, depth) => step === target[depth]);
}

/** Whether steps lead to the inputs of an operation that is itself the place: they are what it is about. */
function isInputsOf(target: readonly string[], steps: readonly string[]): boolean {
  return steps.length === target.length + 1 && steps.at(-1) === "inputs" && isOperation(target);
}

/**
 * Whether the members of an object or list are shown: on the way to the place, in the inputs of an operation that is the place, and of small
 * values beside those, which say what an action does: its host, its kind of sign-in. Empty ones look the same either way.
 */
function isEntered({ children }: JsonNode, steps: readonly string[], target: readonly string[], index: JsonIndex): boolean {
  if (children.length === 0 || isOnWay(steps, target) || isInputsOf(target, steps)) return true;
  const holder = steps.slice(0, -1);
  return (
    (isOnWay(holder, target) || isInputsOf(target, holder)) &&
    children.length <= mostSmall &&
    children.every(({ step }) => index.node([...steps, step])?.kind === "other")
  );
}

/** The members to show; `undefined` stands for a run of those that are left out. */
function membersToShow(node: JsonNode, steps: readonly string[], target: readonly string[]): readonly (JsonChild | undefined)[] {
  const next = isOnWay(steps, target) ? target[steps.length] : undefined;
  const onWay = next === undefined ? -1 : node.kind === "array" ? Number(next) : node.children.findIndex(({ step }) => step === next);
  const isImportant = ({ step }: JsonChild): boolean => !(isOperation(steps) && unimportant.has(step));
  const isImportantAt = (position: number): boolean => {
    const child = node.children[position];
    return child !== undefined && isImportant(child);
  };
  const list: (JsonChild | undefined)[] = [];
  let from = 0;
  for (const position of [...positionsOf(node, onWay, isImportant), node.children.length]) {
    // Lists can be long, and most of what is left out of them is the first that is looked at.
    let left = from;
    while (left < position && !isImportantAt(left)) left++;
    if (left < position) list.push(undefined);
    const child = node.children[position];
    if (child !== undefined) list.push(child);
    from = position + 1;
  }
  return list;
}

/** Which members are shown, in order: those next to the one on the way and the type, or the first ones where none is on the way. */
function positionsOf({ kind, children }: JsonNode, onWay: number, isImportant: (child: JsonChild) => boolean): readonly number[] {
  if (onWay < 0) {
    return children
      .slice(0, mostInside + unimportant.size)
      .flatMap((child, position) => (isImportant(child) ? [position] : []))
      .slice(0, mostInside);
  }
  const type = kind === "array" ? -1 : children.findIndex(({ step }) => step === "type");
  const first = Math.max(0, onWay - mostBeside);
  const near = children.slice(first, onWay + mostBeside + 1).flatMap((child, index) => {
    const position = first + index;
    return position === type || (position !== onWay && !isImportant(child)) ? [] : [position];
  });
  return (type < 0 ? near : [...near, type]).toSorted((a, b) => a - b);
}

/** Where the excerpt begins: the innermost operation, parameter or reference of a flow around the place, else some levels above it. */
function topOf(target: readonly string[]): readonly string[] {
  for (let depth = target.length - 1; depth > 0; depth--) {
    const holder = target[depth - 1];
    const isDeclaration = (holder === "parameters" && target[depth - 2] === "definition") || holder === "connectionReferences";
    if (isOperation(target.slice(0, depth + 1)) || isDeclaration) return target.slice(0, depth + 1);
  }
  return target.slice(0, Math.max(0, target.length - levelsAbove));
}

/** Whether a pointer leads to a trigger or an action. */
function isOperation(steps: readonly string[]): boolean {
  const holder = steps.at(-2);
  return holder === "actions" || holder === "triggers";
}

/** @param at the place, where it is this value or its name */
function scalarParts(
  document: JsonDocument,
  { span }: JsonChild,
  steps: readonly string[],
  at: JsonAt | undefined,
): readonly ExcerptPart[] {
  const raw = document.text.slice(span.start, span.end);
  const holder = steps.findLast((step) => !/^\d+$/.test(step)) ?? "";
  const isMarked = at !== undefined && at.key !== true;
  const parts = valueParts(document, holder, raw, isMarked ? at.span : undefined, isMarked);
  return isMarked && !parts.some((part) => part.marked === true) ? marked(parts) : parts;
}

function valueParts(
  { flow, isName }: JsonDocument,
  holder: string,
  raw: string,
  span: JsonAt["span"],
  isMarked: boolean,
): readonly ExcerptPart[] {
  if (!raw.startsWith('"')) return [literal(raw, isMarked || credentialName(holder) !== undefined)];
  const text = decoded(raw);
  if (text === "") return [code('""')];
  if (text === undefined) return [code('"'), masked, code('"')];
  if (isKnownValue(holder, text)) return [code(`"${text}"`)];
  const isVariable = holder === "name" && flow?.variables.has(text.toLowerCase()) === true;
  if (isVariable || isName(holder, text)) return namePart(text, '"');
  return [code('"'), ...templateParts(text, flow, span), code('"')];
}

/** A number or word. Two digits are no PIN, unless they are where one would. */
function literal(raw: string, isCredential: boolean): ExcerptPart {
  if (/^(?:true|false|null)$/.test(raw)) return code(raw);
  return !isCredential && /^-?\d{1,2}$/.test(raw) ? code(raw) : masked;
}

function decoded(raw: string): string | undefined {
  try {
    return String(JSON.parse(raw));
  } catch {
    return undefined;
  }
}
