import type { Call, Expression, Template } from "../../cloud-flow/expression/ast.ts";
import { functionInfo } from "../../cloud-flow/expression/functions.ts";
import { dereferencePath } from "../../cloud-flow/expression/references.ts";
import { isReference, isWholeCall, writtenText } from "../../cloud-flow/expression/written.ts";
import type { Span } from "../../source/place.ts";
import { combineModes, type EdgeMode, keepsPlaces } from "../graph/graph.ts";
import { anyStep, isElementStep, type Path, readThrough, type Step, stepsOf } from "../graph/path.ts";
import { elementsOf, isList, isNeverNull, literalKey, textsOf, writtenPiece } from "./arguments.ts";
import { jsonPiecesOf, placesInJsonText, textsInJson } from "./json-text.ts";
import { isOneText, parsedText, selectedMember, selectedParts } from "./xml-query.ts";

/** What a template's value is made of. */
export type Leaf = ReadLeaf | LiteralLeaf | MadeLeaf;

/** Something is read from elsewhere. */
export interface ReadLeaf {
  readonly kind: "read";
  readonly call: Call;
  /** What is read of the call's result. */
  readonly suffix: Path;
  readonly mode: EdgeMode;
  /** Where in the template's value it goes; empty for the value as a whole. */
  readonly write: Path;
  /** Members that are not read along. */
  readonly except: readonly Step[];
  /** References that a `replace(text, X, '…')` around it takes out of the text. */
  readonly redacts: readonly Call[];
  readonly span: Span;
}

/** A text, number or boolean that is written in the template itself. */
export interface LiteralLeaf {
  readonly kind: "literal";
  readonly text: string;
  readonly mode: EdgeMode;
  readonly write: Path;
  /** Where it is in the string. */
  readonly span: Span;
}

/** A value that a function makes up: `guid()`, `rand(1, 9)`. */
export interface MadeLeaf {
  readonly kind: "made";
  readonly mode: EdgeMode;
  readonly write: Path;
  readonly span: Span;
}

interface Context {
  readonly suffix: Path;
  readonly mode: EdgeMode;
  readonly write: Path;
  readonly except: readonly Step[];
  readonly redacts: readonly Call[];
}

const start: Context = { suffix: [], mode: "copy", write: [], except: [], redacts: [] };

/**
 * What the value of a template is made of, function by function (`functions.ts`): arguments that a function does not reveal are left out,
 * members that are not read are left out. Unknown functions carry all their arguments.
 */
export function leavesOf(template: Template): readonly Leaf[] {
  const leaves: Leaf[] = [];
  if (template.kind === "literal") {
    leaves.push({ kind: "literal", text: template.text, mode: "copy", write: [], span: { start: 0, end: template.text.length } });
  } else if (template.kind === "expression") {
    evaluate(template.expression, start, leaves);
  } else {
    const only = template.parts.length === 1;
    const inside: Context = { ...start, mode: only ? "whole" : "derived" };
    const places = placesInJsonText(template.parts.map((part) => (part.kind === "text" ? part.value : undefined)));
    for (const [index, part] of template.parts.entries()) {
      if (part.kind === "text") leaves.push({ kind: "literal", text: part.value, mode: "derived", write: [], span: spanOf(part) });
      else evaluate(part, { ...inside, write: places?.[index] ?? [] }, leaves);
    }
  }
  return leaves;
}

function spanOf(node: { readonly start: number; readonly end: number }): Span {
  return { start: node.start, end: node.end };
}

function evaluate(expression: Expression, context: Context, leaves: Leaf[]): void {
  switch (expression.kind) {
    case "string":
      leaves.push({ kind: "literal", text: expression.value, mode: context.mode, write: context.write, span: spanOf(expression) });
      return;
    case "number":
    case "boolean":
      leaves.push({ kind: "literal", text: String(expression.value), mode: context.mode, write: context.write, span: spanOf(expression) });
      return;
    case "null":
      return;
    case "error":
      for (const part of expression.readable) evaluate(part, { ...context, mode: combineModes(context.mode, "derived") }, leaves);
      return;
    case "call":
      evaluateCall(expression, context, leaves);
  }
}

function evaluateCall(call: Call, outer: Context, leaves: Leaf[]): void {
  const context: Context =
    call.dereferences.length === 0 ? outer : { ...outer, suffix: [...stepsOf(dereferencePath(call)), ...outer.suffix] };
  const name = call.name.toLowerCase();
  const info = functionInfo(name);
  if (info?.effect === "reference" || info?.effect === "source") {
    // The call's own dereferences stay with the call: `suffix` is only what surrounding functions read of it.
    const { suffix, mode, write, except, redacts } = outer;
    leaves.push({ kind: "read", call, suffix, mode, write, except, redacts, span: spanOf(call) });
    return;
  }
  const written = outer.suffix.length === 0 ? writtenText(call) : undefined;
  if (written !== undefined) {
    leaves.push({ kind: "literal", text: written, mode: context.mode, write: context.write, span: spanOf(call) });
    return;
  }
  const listed = elementsOf(call);
  if (listed !== undefined) {
    listOf(listed, context, leaves);
    return;
  }
  const special = Object.hasOwn(structural, name) ? structural[name] : undefined;
  if (special !== undefined) {
    special(call.arguments, context, leaves);
    return;
  }
  if (name === "guid" || name === "rand") {
    leaves.push({ kind: "made", mode: context.mode, write: context.write, span: spanOf(call) });
    return;
  }
  const effect = info?.effect ?? "derive";
  if (effect === "none") return;
  const carried =
    info === undefined || info.carries === "all" ? call.arguments : info.carries.flatMap((index) => call.arguments[index] ?? []);
  for (const argument of carried) {
    if (effect === "passthrough") evaluate(argument, context, leaves);
    else evaluate(argument, flat(context, effect === "partial" ? "partial" : "derived"), leaves);
  }
}

/** The argument as one text: what was read of its structure no longer matters. */
function flat(context: Context, mode: EdgeMode): Context {
  return { ...context, suffix: [], except: [], mode: combineModes(context.mode, mode) };
}

/** Where a member of what the context builds goes: a text has no members, so there all of it goes to one place. */
function memberAt(context: Context, step: Step): Path {
  return keepsPlaces(context.mode) ? [...context.write, step] : context.write;
}

type Evaluator = (args: readonly Expression[], context: Context, leaves: Leaf[]) => void;

/** Functions that build, take apart or change structure: they know which member comes from which argument. */
const structural: Readonly<Record<string, Evaluator>> = {
  array(args, context, leaves) {
    const [step, ...rest] = context.suffix;
    for (const argument of args) {
      if (step === undefined) evaluate(argument, { ...context, write: memberAt(context, "0") }, leaves);
      else evaluate(argument, { ...context, suffix: rest }, leaves);
    }
  },
  coalesce(args, context, leaves) {
    const last = args.findIndex(isNeverNull);
    for (const argument of last < 0 ? args : args.slice(0, last + 1)) evaluate(argument, context, leaves);
  },
  first: ([list], context, leaves) => elementAt(list, 0, context, leaves),
  last: ([list], context, leaves) => elementAt(list, -1, context, leaves),
  split(args, context, leaves) {
    const [text, separator] = args;
    if (text === undefined) return;
    const piece = separator?.kind === "string" ? writtenPiece(text, separator.value, context.suffix[0]) : undefined;
    if (piece === undefined) evaluate(text, flat(context, "derived"), leaves);
    else leaves.push({ kind: "literal", text: piece, mode: context.mode, write: context.write, span: spanOf(text) });
  },
  skip: elements,
  reverse: elements,
  sort: elements,
  union: allElements,
  intersection: allElements,
  if(args, context, leaves) {
    for (const argument of args.slice(1)) evaluate(argument, context, leaves);
  },
  // `string` and `json` are inverse: `json(string(x))` is x again. A text that is not parsed again is one value.
  json(args, context, leaves) {
    const [text] = args;
    if (text?.kind !== "string") {
      if (text !== undefined) evaluate(text, context, leaves);
      return;
    }
    for (const value of textsInJson(text.value, context.suffix)) evaluate({ ...text, value }, context, leaves);
  },
  string(args, context, leaves) {
    for (const argument of args.slice(0, 1)) {
      evaluate(argument, context.suffix.length > 0 ? context : { ...context, mode: combineModes(context.mode, "whole") }, leaves);
    }
  },
  base64tostring: sameText,
  base64tobinary: sameText,
  decodebase64: sameText,
  datauritostring: sameText,
  datauritobinary: sameText,
  decodedatauri: sameText,
  uricomponenttostring: sameText,
  uricomponenttobinary: sameText,
  decodeuricomponent: sameText,
  trim: sameText,
  trimbyteordermark: sameText,
  xml(args, context, leaves) {
    for (const argument of args.slice(0, 1)) evaluate(argument, flat(context, "derived"), leaves);
  },
  concat(args, context, leaves) {
    const texts = textsOf(args);
    const places = placesInJsonText(texts);
    const pieces = context.suffix.length === 0 ? undefined : jsonPiecesOf(texts)?.(context.suffix);
    const inside = flat(context, "derived");
    for (const [index, argument] of args.entries()) {
      if (pieces !== undefined && argument.kind === "string") {
        for (const value of pieces.get(index) ?? []) evaluate({ ...argument, value }, inside, leaves);
        continue;
      }
      // Where the text is JSON, what is read of it after `json()` need not be all of it.
      const rest = readThrough(places?.[index] ?? [], context.suffix);
      const [member] = rest ?? [];
      if (rest === undefined || (member !== undefined && context.except.includes(member))) continue;
      evaluate(argument, keepsPlaces(context.mode) ? { ...inside, write: [...context.write, ...rest] } : inside, leaves);
    }
  },
  xpath(args, context, leaves) {
    const [document, query] = args;
    // These give a number or a truth value, never a text of the document.
    if (query?.kind === "string" && /^\s*(?:count|string-length|boolean|not)\s*\(/i.test(query.value)) return;
    const read = document === undefined ? undefined : parsedText(document);
    if (read === undefined) return;
    const member = query?.kind === "string" ? selectedMember(query.value) : undefined;
    const selected = member === undefined ? undefined : selectedParts(read, member);
    if (selected !== undefined) for (const part of selected) evaluate(part, flat(context, "derived"), leaves);
    else if (member === undefined || !isWholeReference(read)) evaluate(read, flat(context, "derived"), leaves);
    else
      evaluate(read, { ...flat(context, isOneText(query, context.suffix) ? "copy" : "derived"), suffix: [member.toLowerCase()] }, leaves);
  },
  setproperty: overwrite,
  addproperty: overwrite,
  removeproperty(args, context, leaves) {
    const [object, name] = args;
    if (object === undefined) return;
    const removed = literalKey(name);
    if (removed !== undefined && context.suffix[0] === removed) return;
    evaluate(object, context.suffix.length > 0 || removed === undefined ? context : without(context, removed), leaves);
  },
  replace(args, context, leaves) {
    const [text, found, replacement] = args;
    const inside = flat(context, "derived");
    const redacts = replacement?.kind === "string" && found !== undefined ? referencesIn(found) : [];
    if (text !== undefined) evaluate(text, { ...inside, redacts: [...inside.redacts, ...redacts] }, leaves);
    if (replacement !== undefined) evaluate(replacement, inside, leaves);
  },
  join(args, context, leaves) {
    const [list, separator] = args;
    if (list !== undefined) evaluate(list, { ...flat(context, "derived"), suffix: [anyStep] }, leaves);
    if (separator !== undefined) evaluate(separator, flat(context, "derived"), leaves);
  },
};

function isWholeReference(expression: Expression): boolean {
  return expression.kind === "call" && isReference(expression);
}

/** The text of a file or message in another form: what is read of it once it is parsed has the same name there. */
function sameText(args: readonly Expression[], context: Context, leaves: Leaf[]): void {
  for (const argument of args.slice(0, 1)) evaluate(argument, { ...context, mode: combineModes(context.mode, "recoded") }, leaves);
}

/** A list of these elements. */
function listOf(elements: readonly Expression[], context: Context, leaves: Leaf[]): void {
  const [step, ...rest] = context.suffix;
  elements.forEach((element, index) => {
    if (step === undefined) evaluate(element, { ...context, write: memberAt(context, String(index)) }, leaves);
    else if (step === anyStep || step === String(index)) evaluate(element, { ...context, suffix: rest }, leaves);
  });
}

/** @param position 0 for the first element, -1 for the last */
function elementAt(list: Expression | undefined, position: 0 | -1, context: Context, leaves: Leaf[]): void {
  if (list === undefined) return;
  const listed = isWholeCall(list) ? elementsOf(list) : undefined;
  const element = listed?.at(position);
  const step = position === 0 ? "0" : anyStep;
  if (listed === undefined) evaluate(list, { ...context, suffix: [step, ...context.suffix] }, leaves);
  else if (element !== undefined) evaluate(element, context, leaves);
}

/** Functions that keep the elements of a list, but not their positions. */
function elements(args: readonly Expression[], context: Context, leaves: Leaf[]): void {
  moved(args.slice(0, 1), context, true, leaves);
}

/** The elements of several lists, or the members of several objects. */
function allElements(args: readonly Expression[], context: Context, leaves: Leaf[]): void {
  moved(args, context, args.some(isList), leaves);
}

/** @param isOfLists the values are lists, so that what is at a position of one of them is at another one of the result */
function moved(args: readonly Expression[], context: Context, isOfLists: boolean, leaves: Leaf[]): void {
  const [step, ...rest] = context.suffix;
  const inside: Context =
    step === undefined && isOfLists
      ? { ...context, suffix: [anyStep], write: memberAt(context, anyStep) }
      : { ...context, suffix: isElementStep(step) ? [anyStep, ...rest] : context.suffix };
  for (const argument of args) evaluate(argument, inside, leaves);
}

function overwrite(args: readonly Expression[], context: Context, leaves: Leaf[]): void {
  const [object, name, value] = args;
  const key = literalKey(name);
  const [step, ...rest] = context.suffix;
  if (object !== undefined && (key === undefined || step !== key)) {
    evaluate(object, step !== undefined || key === undefined ? context : without(context, key), leaves);
  }
  // Who sees the whole object sees what its members are called, too.
  if (name !== undefined && key === undefined && step === undefined) evaluate(name, flat(context, "derived"), leaves);
  if (value === undefined) return;
  if (step === undefined) {
    if (key === undefined || !context.except.includes(key))
      evaluate(value, { ...context, except: [], write: memberAt(context, key ?? anyStep) }, leaves);
  } else if (key === undefined || step === key || step === anyStep) evaluate(value, { ...context, suffix: rest }, leaves);
}

function without(context: Context, key: Step): Context {
  return context.except.includes(key) ? context : { ...context, except: [...context.except, key] };
}

function referencesIn(expression: Expression): readonly Call[] {
  if (expression.kind !== "call") return [];
  return isReference(expression) ? [expression] : [];
}
