import { isObject, type Json, memberIgnoringCase, objectAt } from "../json.ts";
import type { Call, Expression, Template } from "./expression/ast.ts";
import { type ConstantLookup, constantText, foldedText, foldTemplate } from "./expression/fold.ts";
import { operationsNamed } from "./lookups.ts";
import type { CloudFlow, Operation } from "./model.ts";

/** A text that a reference always gives, and where it is written. */
export interface FlowConstant {
  readonly text: string;
  readonly operation: Operation;
  /** Path of the string below the operation's object. */
  readonly path: readonly string[];
}

/** The constant that an expression refers to, if it is a reference to one. */
export type FlowConstants = (expression: Expression) => FlowConstant | undefined;

/** Constants made of constants are followed this far. */
const deepest = 8;
/** Longest constant: one that doubles itself from variable to variable must not become a way to use up memory. */
const longest = 8_192;
/** Most characters of constants that one string may take in. */
const mostTakenIn = 100_000;

/** How constants are read. */
export interface ConstantOptions {
  /** Gives the texts of what is no constant of the flow itself, such as its parameters. */
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
    if (!(kind === "variables" ? isWrittenOnce(lowerName) : isCompose(lowerName))) return undefined;
    const steps = staticSteps(expression);
    if (steps === undefined) return undefined;
    const key = [kind, lowerName, ...steps].join("\u0001");
    if (known.has(key)) return known.get(key);
    // Variables may refer to each other in a circle: what is being found out is no constant.
    known.set(key, undefined);
    depth++;
    const found = kind === "variables" ? variableText(name.value, steps) : composedText(name.value, steps);
    depth--;
    known.set(key, found);
    return found;
  }

  function isWrittenOnce(lowerName: string): boolean {
    return flow.variables.get(lowerName)?.length === 1;
  }

  function isCompose(lowerName: string): boolean {
    return flow.byName.get(lowerName)?.some(({ type }) => type === "compose") === true;
  }

  function variableText(name: string, steps: readonly string[]): FlowConstant | undefined {
    const writers = flow.variables.get(name.toLowerCase()) ?? [];
    const [operation] = writers;
    if (operation === undefined || writers.length !== 1 || operation.type !== "initializevariable") return undefined;
    const list = isObject(operation.inputs) ? operation.inputs.variables : undefined;
    if (!Array.isArray(list)) return undefined;
    const index = list.findIndex((entry: Json) => objectAt(entry)?.name?.toString().toLowerCase() === name.toLowerCase());
    return textBelow(operation, ["inputs", "variables", String(index), "value"], objectAt(list[index])?.value, steps);
  }

  function composedText(name: string, steps: readonly string[]): FlowConstant | undefined {
    const [operation, second] = operationsNamed(flow, name);
    if (operation?.type !== "compose" || second !== undefined) return undefined;
    return textBelow(operation, ["inputs"], operation.inputs, steps);
  }

  function textBelow(
    operation: Operation,
    path: readonly string[],
    value: Json | undefined,
    steps: readonly string[],
  ): FlowConstant | undefined {
    const [step, ...rest] = steps;
    if (step !== undefined) {
      const member = isObject(value) ? memberIgnoringCase(value, step) : undefined;
      return member === undefined ? undefined : textBelow(operation, [...path, member.key], member.value, rest);
    }
    if (typeof value !== "string") return undefined;
    const own = textsOf(constantOf);
    const pieces = foldTemplate(parse(value), (expression) => own(expression) ?? outside?.(expression));
    const text = inPart ? foldedText(pieces) : constantText(pieces);
    return text === undefined || text.length > longest ? undefined : { text, operation, path };
  }

  return constantOf;
}

/**
 * The texts of constants for one string, as folding asks for them, up to a bound.
 * @param used is called with each.
 */
export function textsOf(constants: FlowConstants, used?: (expression: Expression, constant: FlowConstant) => void): ConstantLookup {
  let left = mostTakenIn;
  return (expression) => {
    const constant = constants(expression);
    if (constant === undefined || constant.text.length > left) return undefined;
    left -= constant.text.length;
    used?.(expression, constant);
    return constant.text;
  };
}

/** The members that are read of a call's result, when their names are written down. */
function staticSteps(call: Call): readonly string[] | undefined {
  const steps = call.dereferences.map(({ key }) => (key.kind === "string" ? key.value : undefined));
  return steps.every((step) => step !== undefined) ? steps : undefined;
}
