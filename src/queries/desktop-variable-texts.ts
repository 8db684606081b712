import { operationPlace } from "../cloud-flow/model.ts";
import type { Analysis } from "../dataflow/analysis.ts";
import { desktopRowOf } from "../dataflow/desktop/graph/nodes.ts";
import { keepsText } from "../dataflow/graph/graph.ts";
import type { NamedVariable } from "../desktop-flow/local-variables.ts";
import { type DesktopRow, portNamed, rowPlace } from "../desktop-flow/model.ts";
import { constantText } from "../desktop-flow/robin/walk.ts";
import type { Place } from "../source/place.ts";

/** A text that somebody wrote down, and where. */
export interface VariableText {
  readonly text: string;
  readonly place: Place;
  /** The variable holds nothing but this text; otherwise it is a piece of what a cloud flow puts together. */
  readonly isWhole: boolean;
}

/**
 * The texts that a variable can hold that a row of a desktop flow uses, as far as somebody wrote them down: in SET rows, as the default of an input,
 * in the flow that fills the input.
 */
export function textsOfVariable(row: DesktopRow, variable: NamedVariable, analysis: Analysis): readonly VariableText[] {
  return analysis.values.desktopOriginsOf(row, variable).flatMap((origin): readonly VariableText[] => {
    if (!origin.trace.every(({ mode }) => keepsText(mode))) return [];
    if (origin.kind === "literal") {
      const { text, operation, path, span, mode } = origin;
      return [{ text, place: operationPlace(operation, path, span), isWhole: keepsText(mode) }];
    }
    if (origin.kind !== "other") return [];
    const writer = desktopRowOf(origin.node);
    if (writer?.statement.kind === "set") {
      const { value } = writer.statement;
      const text = constantText(value);
      return text === undefined ? [] : [{ text, place: rowPlace(writer, value), isWhole: true }];
    }
    const port = origin.node.kind === "desktop-input" ? portNamed(row.desktopFlow.inputs, origin.node.name) : undefined;
    return port?.defaultValue === undefined ? [] : [{ ...port.defaultValue, isWhole: true }];
  });
}
