import { isObject, type Json, memberIgnoringCase, objectAt } from "../json.ts";
import type { Call, Dereference, Expression, NumberLiteral, Template } from "./expression/ast.ts";
import { type ConstantLookup, completeText, foldedText, foldTemplate } from "./expression/fold.ts";
import { operationsNamed } from "./lookups.ts";
import type { CloudFlow, Operation } from "./model.ts";

/** A text that a reference always gives, and where it is written. */
export interface FlowConstant {
  readonly text: string;
  readonly operation: Operation;
  /** Path of the string below the operation's object. */
  readonly path: readonly string[];
  /** Other constants that the string takes in, each once, up to {@link mostNamed}. */
  readonly takesIn: readonly FlowConstant[];
  /** It is a piece of the text that the string gives: `outputs('Split')[1]` of `split('user;…', ';')`. */
  readonly isPiece?: true;
}

/** Whether the text of a constant is written nowhere by itself, because an expression makes it of other constants, or takes a piece of one. */
export function isPutTogether({ text, takesIn, isPiece }: FlowConstant): boolean {
  if (isPiece === true) return true;
  const [only] = takesIn;
  return only !== undefined && (takesIn.length > 1 || only.text !== text || isPutTogether(only));
}

/** The constant whose string makes the text, past those that hand it on as it is. */
export function makerOf(constant: FlowConstant): FlowConstant {
  const [only] = constant.takesIn;
  return only !== undefined && constant.takesIn.length === 1 && only.text === constant.text ? makerOf(only) : constant;
}

/** The constant that an expression refers to, if it is a reference to one. */
export type FlowConstants = (expression: Expression) => FlowConstant | undefined;

/** Constants made of constants are followed this far. */
const deepest = 8;
/** Longest constant: one that doubles itself from variable to variable must not become a way to use up memory. */
const longest = 8_192;
/** Most characters of constants that one string may take in. */
const mostTakenIn = 100_000;

/** Most constants that are kept as those which a string takes in: no password is made of more. */
const mostNamed = 16;

/** How constants are read. */
export interface ConstantOptions {
  /** Gives the texts of references outside the flow itself, such as its parameters. */
  readonly outside?: ConstantLookup;
  /** Texts that are written in part are given too, with U+FFFC for what is only known at run time: enough to tell where a URL leads. */
  readonly inPart?: boolean;
}

/** Finds what a flow's references always give: variables that are set once, and Compose actions with a written text. */
export function flowConstants(
  flow: CloudFlow,
  parse: (text: string) => Template,
  { outside, inPart = false }: ConstantOptions = {},
): FlowConstants {
  const known = new Map<string, FlowConstant | undefined>();
  let depth = 0;

  function constantOf(expression: Expression): FlowConstant | undefined {
    if (expression.kind !== "call" || depth >= deepest) return undefined;
    const kind = expression.name.toLowerCase();
    if (kind !== "variables" && kind !== "outputs") return undefined;
    const name = expression.arguments[0];
    if (name?.kind !== "string" || expression.arguments.length !== 1) return undefined;
    const lowerName = name.value.toLowerCase();
    // Most references are to what is never a constant: nothing is allocated for those.
    if (!(kind === "variables" ? isWrittenOnce(lowerName, flow) : isCompose(lowerName, flow))) return undefined;
    const { steps, element } = staticSteps(expression);
    if (steps === undefined) return undefined;
    const key = [kind, lowerName, ...steps, ...(element === undefined ? [] : [`#${element.key.value}`])].join("\u0001");
    if (known.has(key)) return known.get(key);
    // Variables may refer to each other in a circle: a reference that is being resolved is not a constant.
    known.set(key, undefined);
    const written = kind === "variables" ? initialValue(flow, name.value) : composedValue(flow, name.value);
    const found = written === undefined ? undefined : constantAt(memberOf(written, steps), element);
    known.set(key, found);
    return found;
  }

  function constantAt(written: WrittenValue | undefined, element: ElementStep | undefined): FlowConstant | undefined {
    if (typeof written?.value !== "string") return undefined;
    const { operation, path, value } = written;
    const template = element === undefined ? parse(value) : elementOf(parse(value), element);
    if (template === undefined) return undefined;
    depth++;
    const takesIn: FlowConstant[] = [];
    const own = constantLookup(constantOf, (_, constant) => {
      if (takesIn.length < mostNamed && !takesIn.includes(constant)) takesIn.push(constant);
    });
    const pieces = foldTemplate(template, (expression) => own(expression) ?? outside?.(expression));
    depth--;
    const text = inPart ? foldedText(pieces) : completeText(pieces);
    if (text === undefined || text.length > longest) return undefined;
    return { text, operation, path, takesIn, ...(element === undefined ? {} : { isPiece: true }) };
  }

  return constantOf;
}

function isWrittenOnce(lowerName: string, { variables }: CloudFlow): boolean {
  return variables.get(lowerName)?.length === 1;
}

function isCompose(lowerName: string, { byName }: CloudFlow): boolean {
  return byName.get(lowerName)?.some(({ type }) => type === "compose") === true;
}

/** A value and where it is written. */
interface WrittenValue extends Pick<FlowConstant, "operation" | "path"> {
  readonly value: Json | undefined;
}

/** What a variable that is never set again is initialised with. */
function initialValue(flow: CloudFlow, name: string): WrittenValue | undefined {
  const writers = flow.variables.get(name.toLowerCase()) ?? [];
  const [operation] = writers;
  if (operation === undefined || writers.length !== 1 || operation.type !== "initializevariable") return undefined;
  const list = isObject(operation.inputs) ? operation.inputs.variables : undefined;
  if (!Array.isArray(list)) return undefined;
  const index = list.findIndex((entry: Json) => objectAt(entry)?.name?.toString().toLowerCase() === name.toLowerCase());
  return { operation, path: ["inputs", "variables", String(index), "value"], value: objectAt(list[index])?.value };
}

function composedValue(flow: CloudFlow, name: string): WrittenValue | undefined {
  const [operation, second] = operationsNamed(flow, name);
  return operation?.type === "compose" && second === undefined ? { operation, path: ["inputs"], value: operation.inputs } : undefined;
}

function memberOf(written: WrittenValue, steps: readonly string[]): WrittenValue | undefined {
  let { path, value } = written;
  for (const step of steps) {
    const member = isObject(value) ? memberIgnoringCase(value, step) : undefined;
    if (member === undefined) return undefined;
    path = [...path, member.key];
    value = member.value;
  }
  return { ...written, path, value };
}

/**
 * The texts of constants for one string, as folding asks for them, up to a bound.
 * @param used is called with each.
 */
export function constantLookup(constants: FlowConstants, used?: (expression: Expression, constant: FlowConstant) => void): ConstantLookup {
  let left = mostTakenIn;
  return (expression) => {
    const constant = constants(expression);
    if (constant === undefined || constant.text.length > left) return undefined;
    left -= constant.text.length;
    used?.(expression, constant);
    return constant.text;
  };
}

/** A step into an array by a number that is written down. */
type ElementStep = Dereference & { readonly key: NumberLiteral };

/** The members that are read of a call's result, when their names are written down, and the element that is read of the last one. */
function staticSteps({ dereferences }: Call): { readonly steps: readonly string[] | undefined; readonly element: ElementStep | undefined } {
  const last = dereferences.at(-1);
  const element = last !== undefined && isElementStep(last) ? last : undefined;
  const steps = (element === undefined ? dereferences : dereferences.slice(0, -1)).map(({ key }) =>
    key.kind === "string" ? key.value : undefined,
  );
  return { steps: steps.every((step) => step !== undefined) ? steps : undefined, element };
}

function isElementStep(step: Dereference): step is ElementStep {
  return step.key.kind === "number";
}

/** The element of a list that a call makes: what `outputs('Split')[1]` reads. */
function elementOf(template: Template, element: ElementStep): Template | undefined {
  if (template.kind !== "expression" || template.expression.kind !== "call" || template.expression.dereferences.length > 0)
    return undefined;
  return { ...template, expression: { ...template.expression, dereferences: [element] } };
}
