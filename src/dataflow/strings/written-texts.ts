import { constantLookup, type FlowConstants, flowConstants } from "../../cloud-flow/constants.ts";
import type { Call, Expression, Template } from "../../cloud-flow/expression/ast.ts";
import { type ConstantLookup, foldExpression, foldedText, foldTemplate } from "../../cloud-flow/expression/fold.ts";
import { asReference, canonicalReference } from "../../cloud-flow/expression/references.ts";
import { parameterNamed } from "../../cloud-flow/lookups.ts";
import type { CloudFlow, Operation } from "../../cloud-flow/model.ts";
import { remember } from "../../collections.ts";
import { isObject, type Json, objectAt, textAt } from "../../json.ts";
import { unknownPart } from "../../unknown-part.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** Reads strings such as the URL of a request: what is only known at run time is in the result as U+FFFC. */
export interface WrittenTexts {
  /** What a string of a flow always gives, as far as it is written somewhere in the run. */
  always(flow: CloudFlow, text: string): string;
  /**
   * What a string may give where the flow chooses between texts: with the first one of every choice, or with the last. Enough to tell what kind of
   * service an address belongs to, where each environment has its own.
   */
  example(flow: CloudFlow, text: string, choice: Choice): string;
}

/** Which of several texts is taken: `if(equals(…), 'https://dev.…', 'https://prod.…')`, a variable that each case of a switch sets. */
export type Choice = "first" | "last";

/** Most variables, Composes and parameters that are looked up for one string. */
const maxLookups = 50;
/** Longest text of a parameter or variable that is taken in. */
const longestText = 8_192;

interface Reader {
  readonly constants: FlowConstants;
  /** Gives the texts of what is no constant of the flow itself. */
  readonly outside: ConstantLookup;
}

/**
 * Reads strings together with what they take from parameters, environment variables, and variables or Composes that hold written texts.
 */
export function writtenTexts(parse: (text: string) => Template, workspace: Pick<Workspace, "variableOf">): WrittenTexts {
  const readers = { always: new Map<CloudFlow, Reader>(), first: new Map<CloudFlow, Reader>(), last: new Map<CloudFlow, Reader>() };

  function readerOf(flow: CloudFlow, choice: Choice | undefined): Reader {
    const outside: ConstantLookup = (expression) =>
      textOfParameter(flow, expression, workspace) ?? (choice === undefined ? undefined : chosenText(expression, choice));
    const constants = flowConstants(flow, parse, { outside, inPart: true });
    const lookUp: ConstantLookup = (expression) => constantLookup(constants)(expression) ?? outside(expression);

    function chosenText(expression: Expression, which: Choice): string | undefined {
      if (expression.kind !== "call" || expression.dereferences.length > 0) return undefined;
      const branches = branchesOf(expression);
      if (branches !== undefined) return pick(branches, which, (branch) => foldedText(foldExpression(branch, lookUp)));
      const name = variableName(expression);
      return name === undefined ? undefined : chosenValue(name, which);
    }

    const chosen = new Map<string, string | undefined>();
    function chosenValue(name: string, which: Choice): string | undefined {
      if (chosen.has(name)) return chosen.get(name);
      // Variables may be set to each other in a circle: what is being read gives nothing.
      chosen.set(name, undefined);
      const values = (flow.variables.get(name) ?? []).flatMap((writer) => writtenValue(writer, name) ?? []);
      const text = pick(values, which, (value) => foldedText(foldTemplate(parse(value), lookUp)));
      if (text !== undefined && text.length <= longestText) chosen.set(name, text);
      return chosen.get(name);
    }
    return { constants, outside };
  }

  function read(flow: CloudFlow, text: string, choice?: Choice): string {
    const { constants, outside } = remember(readers[choice ?? "always"], flow, () => readerOf(flow, choice));
    const texts = constantLookup(constants);
    let lookups = 0;
    const lookUp = (expression: Expression): string | undefined =>
      ++lookups > maxLookups ? undefined : (texts(expression) ?? outside(expression));
    return foldedText(foldTemplate(parse(text), lookUp));
  }

  return {
    always: (flow, text) => read(flow, text),
    example: read,
  };
}

/** The values between which an expression chooses. */
function branchesOf({ name, arguments: args }: Call): readonly Expression[] | undefined {
  switch (name.toLowerCase()) {
    case "if":
      return args.slice(1, 3);
    case "coalesce":
      return args;
    default:
      return undefined;
  }
}

/** The first or last of several that has anything written in it. */
function pick<T>(choices: readonly T[], which: Choice, textOf: (choice: T) => string): string | undefined {
  for (const choice of which === "first" ? choices : [...choices].reverse()) {
    const text = textOf(choice);
    if (text.replaceAll(unknownPart, "").trim() !== "") return text;
  }
  return undefined;
}

function variableName(call: Call): string | undefined {
  const [name] = call.arguments;
  return call.name.toLowerCase() === "variables" && name?.kind === "string" ? name.value.toLowerCase() : undefined;
}

/** The text that an operation sets a variable to. */
function writtenValue({ type, inputs }: Operation, name: string): string | undefined {
  if (type === "setvariable") return textAt(inputs, "value");
  if (type !== "initializevariable" || !isObject(inputs) || !Array.isArray(inputs.variables)) return undefined;
  const own = inputs.variables.find((entry: Json) => textAt(entry, "name")?.toLowerCase() === name);
  return textAt(objectAt(own), "value");
}

function textOfParameter(flow: CloudFlow, expression: Expression, { variableOf }: Pick<Workspace, "variableOf">): string | undefined {
  const reference = expression.kind === "call" ? asReference(expression) : undefined;
  if (reference === undefined) return undefined;
  const { node, name, path } = canonicalReference(reference);
  const parameter = node === "parameter" && name !== undefined && path.length === 0 ? parameterNamed(flow, name) : undefined;
  if (parameter === undefined) return undefined;
  const { schemaName, defaultValue } = parameter;
  const declared = schemaName === undefined ? undefined : variableOf(schemaName, flow)?.variable;
  const text = declared?.values[0]?.text ?? declared?.defaultValue?.text;
  const found = text ?? (typeof defaultValue === "string" && defaultValue !== "" ? defaultValue : undefined);
  return found !== undefined && found.length <= longestText ? found : undefined;
}
