import { addAll } from "../collections.ts";
import type { Json, JsonObject } from "../json.ts";
import type { JsonChild, JsonIndex, JsonNode } from "../source/json-position.ts";
import type { Span } from "../source/place.ts";
import type { TextEdit } from "./text-edit.ts";

/** One thing that is to be different in a JSON document. Pointers are unescaped steps. */
export type JsonChange =
  /** The value at the pointer; objects on the way to it are made where they are missing. */
  | { readonly kind: "set"; readonly pointer: readonly string[]; readonly value: Json }
  /** The member or element is taken out. */
  | { readonly kind: "remove"; readonly pointer: readonly string[] }
  /** A stretch of the string at the pointer, in offsets of the decoded text. */
  | { readonly kind: "splice"; readonly pointer: readonly string[]; readonly span: Span; readonly text: string };

/** The changes of a document below one value, merged by where they are. */
interface Patch {
  value: Json | undefined;
  removed: boolean;
  readonly splices: { readonly span: Span; readonly text: string }[];
  readonly below: Map<string, Patch>;
}

/** How a document writes what is inside an object or array. */
interface Style {
  /** The line end and indentation before each child; empty when children are on one line. */
  readonly lead: string;
  /** What one level of indentation adds to a line. */
  readonly unit: string;
  /** Line end and indentation before the closing bracket. */
  readonly close: string;
  readonly colon: string;
  /** Between two children on one line, without the comma. */
  readonly gap: string;
}

/**
 * The smallest text edits that make the changes: what is not changed keeps its bytes, new members follow the last one and look like their
 * neighbours. Changes are merged by pointer, so that several of them can touch one object.
 * @returns undefined when a change has no place in the document (a step leads through something that is not an object, or the string is not
 * there), or when two changes want different values at one pointer.
 */
export function jsonEdits(index: JsonIndex, changes: readonly JsonChange[]): readonly TextEdit[] | undefined {
  const root = newPatch();
  for (const change of changes) if (!addChange(root, change)) return undefined;
  const edits: TextEdit[] = [];
  return editNode({ text: index.text, index, edits }, [], root, documentStyle(index)) ? edits : undefined;
}

interface Editing {
  readonly text: string;
  readonly index: JsonIndex;
  readonly edits: TextEdit[];
}

function newPatch(): Patch {
  return { value: undefined, removed: false, splices: [], below: new Map() };
}

/** `false` when another change wants another value there. */
function addChange(root: Patch, change: JsonChange): boolean {
  let patch = root;
  for (const step of change.pointer) {
    let next = patch.below.get(step);
    if (next === undefined) {
      next = newPatch();
      patch.below.set(step, next);
    }
    patch = next;
  }
  if (change.kind === "set") {
    if (patch.value !== undefined && !isSame(patch.value, change.value)) return false;
    patch.value = change.value;
  } else if (change.kind === "remove") patch.removed = true;
  else patch.splices.push({ span: change.span, text: change.text });
  return true;
}

/** Makes the edits of a value that exists; `false` when they have no place. */
function editNode(editing: Editing, pointer: readonly string[], patch: Patch, around: Style): boolean {
  const { index, text, edits } = editing;
  const node = index.node(pointer);
  if (node === undefined) return false;
  if (patch.value !== undefined) {
    addAll(edits, valueEdits(text, node, patch.value, around));
    return true;
  }
  for (const { span, text: inserted } of patch.splices) {
    if (text.charAt(node.span.start) !== '"') return false;
    edits.push({ span: index.locate({ kind: "json", pointer, span }).span, text: JSON.stringify(inserted).slice(1, -1) });
  }
  if (patch.below.size === 0) return true;
  if (node.kind === "other") return false;
  const style = styleOf(text, node, around);
  const removed = new Set<number>();
  const inserted: string[] = [];
  for (const [step, below] of patch.below) {
    const children = node.places().get(step) ?? [];
    if (below.removed && below.value === undefined) {
      for (const at of children) removed.add(at);
    } else if (children.length > 0) {
      if (!editNode(editing, [...pointer, step], below, style)) return false;
    } else if (!onlyRemoves(below)) {
      const value = newValue(below);
      if (value === undefined || node.kind === "array") return false;
      inserted.push(`${JSON.stringify(step)}${style.colon}${format(value, inner(style))}`);
    }
  }
  addAll(edits, childEdits(node, removed, inserted, style));
  return true;
}

/** The value that changes below something missing amount to. */
function newValue(patch: Patch): Json | undefined {
  if (patch.value !== undefined) return patch.value;
  if (patch.splices.length > 0 || patch.removed) return undefined;
  const made: Record<string, Json> = {};
  for (const [step, below] of patch.below) {
    if (onlyRemoves(below)) continue;
    const value = newValue(below);
    if (value === undefined) return undefined;
    made[step] = value;
  }
  return made;
}

/** What is to be taken out of something missing is not there: nothing is to be done. */
function onlyRemoves({ value, removed, splices, below }: Patch): boolean {
  if (value !== undefined || splices.length > 0) return false;
  return removed || (below.size > 0 && [...below.values()].every(onlyRemoves));
}

/** Takes children out, by where they are, and puts new ones after the last that stays; the commas go with what they separate. */
function childEdits(node: JsonNode, removed: ReadonlySet<number>, inserted: readonly string[], style: Style): readonly TextEdit[] {
  const { children, span } = node;
  let firstKept = 0;
  while (removed.has(firstKept)) firstKept++;
  let lastKept = children.length - 1;
  while (removed.has(lastKept)) lastKept--;
  const first = children[firstKept];
  const last = children[lastKept];
  if (first === undefined || last === undefined) {
    if (removed.size === 0 && inserted.length === 0) return [];
    const inside = inserted.length === 0 ? "" : `${style.lead}${inserted.join(`,${style.lead || style.gap}`)}${style.close}`;
    return [{ span: { start: span.start + 1, end: span.end - 1 }, text: inside }];
  }
  const edits: TextEdit[] = [];
  const start = (child: JsonChild): number => (child.key ?? child.span).start;
  const [head] = children;
  if (head !== undefined && head !== first) edits.push({ span: { start: start(head), end: start(first) }, text: "" });
  if (inserted.length > 0) {
    const text = inserted.map((one) => `,${style.lead || style.gap}${one}`).join("");
    edits.push({ span: { start: last.span.end, end: last.span.end }, text });
  }
  for (const at of removed) {
    const [before, child] = [children[at - 1], children[at]];
    if (before !== undefined && child !== undefined && at > firstKept)
      edits.push({ span: { start: before.span.end, end: child.span.end }, text: "" });
  }
  return edits;
}

/** Replaces a value; of an array that only grows or shrinks the elements that stay keep their text. */
function valueEdits(text: string, node: JsonNode, value: Json, around: Style): readonly TextEdit[] {
  const present: unknown = JSON.parse(text.slice(node.span.start, node.span.end));
  if (isSame(present, value)) return [];
  if (Array.isArray(present) && Array.isArray(value) && present.length > 0 && value.length > 0) {
    const style = styleOf(text, node, around);
    const kept = present.filter((element) => value.some((one: Json) => isSame(element, one)));
    if (kept.length > 0 && kept.every((element, index) => isSame(element, value[index]))) {
      const removed = new Set(present.flatMap((element, index) => (kept.includes(element) ? [] : [index])));
      const added = value.slice(kept.length).map((one: Json) => format(one, inner(style)));
      return childEdits(node, removed, added, style);
    }
  }
  return [{ span: node.span, text: format(value, inner(around)) }];
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** For containers that do not show it: a document whose first colon is not followed by a blank is taken for one without any. */
function documentStyle(index: JsonIndex): Style {
  const first = index.node([])?.children[0];
  const isDense = first?.key !== undefined && first.span.start === first.key.end + 1;
  return { lead: "", unit: "  ", close: "", colon: isDense ? ":" : ": ", gap: isDense ? "" : " " };
}

/** A line is tried at its beginning alone, or a long one would take quadratic time. */
const lastLine = /(?<![^\r\n])[^\r\n]*$/;

/** Looks at the first child for how children are written; an empty container is written like what is around it, one level deeper. */
function styleOf(text: string, node: JsonNode, around: Style): Style {
  const [first, second] = node.children;
  if (first === undefined) return inner(around);
  const lead = text.slice(node.span.start + 1, (first.key ?? first.span).start);
  const close = text.slice(node.children.at(-1)?.span.end, node.span.end - 1);
  const colon = first.key === undefined ? around.colon : text.slice(first.key.end, first.span.start);
  if (!/[\r\n]/.test(lead)) {
    const gap = second === undefined ? around.gap : text.slice(first.span.end, (second.key ?? second.span).start).replace(/^\s*,/, "");
    return { lead: "", unit: around.unit, close: "", colon, gap: /[\r\n]/.test(gap) ? " " : gap };
  }
  const own = lastLine.exec(close)?.[0] ?? "";
  const indentation = lastLine.exec(lead)?.[0] ?? "";
  const unit = indentation.startsWith(own) && indentation.length > own.length ? indentation.slice(own.length) : around.unit;
  const lineEnd = /\r\n|\r|\n/.exec(lead)?.[0] ?? "\n";
  return { lead: lineEnd + indentation, unit, close: lineEnd + own, colon, gap: around.gap };
}

/** The style of a container that is written where a child is. */
function inner(style: Style): Style {
  return style.lead === "" ? { ...style, close: "" } : { ...style, lead: style.lead + style.unit, close: style.lead };
}

/** @param style That of the value's own children. */
function format(value: Json, style: Style): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const children = isList
    ? value.map((one: Json) => format(one, inner(style)))
    : Object.entries(value as JsonObject).flatMap(([key, one]) =>
        one === undefined ? [] : [`${JSON.stringify(key)}${style.colon}${format(one, inner(style))}`],
      );
  const [open, close] = isList ? "[]" : "{}";
  return children.length === 0
    ? `${open}${close}`
    : `${open}${style.lead}${children.join(`,${style.lead || style.gap}`)}${style.close}${close}`;
}
