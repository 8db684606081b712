import type { ActionCall } from "../../../desktop-flow/robin/ast.ts";
import { argumentNamed, constantText, isSameName, plainValue, stepKey } from "../../../desktop-flow/robin/walk.ts";
import type { Step } from "../../graph/path.ts";
import { type Delimiter, delimiters, mostValues, stepOf } from "../../strings/delimited-text.ts";

/** The places of the values in a text that an action splits at a delimiter which is written in the row, in their order; none where it is not. */
export function splitPlaces(call: ActionCall): readonly Step[] {
  const pattern = argumentNamed(call.arguments, "IsRegEx")?.value;
  const isPattern = pattern === undefined ? undefined : plainValue(pattern);
  if (isPattern !== undefined && !(isPattern.kind === "boolean" && !isPattern.value)) return [];
  const delimiter = delimiterOf(call);
  return delimiter === undefined ? [] : Array.from({ length: mostValues }, (_, index) => stepOf(delimiter, index));
}

function delimiterOf({ arguments: given }: ActionCall): Delimiter | undefined {
  const custom = argumentNamed(given, "CustomDelimiter")?.value;
  if (custom !== undefined) {
    const text = constantText(custom)?.replaceAll("\r\n", "\n");
    // A blank beside the delimiter belongs to it.
    return delimiters.find((one) => text === one || text?.trim() === one);
  }
  const times = argumentNamed(given, "DelimiterTimes")?.value;
  const standard = argumentNamed(given, "StandardDelimiter")?.value;
  const value = standard === undefined ? undefined : plainValue(standard);
  const last = value?.kind === "reference" ? value.path.at(-1) : undefined;
  const name = last === undefined ? undefined : stepKey(last);
  if (times !== undefined && !(times.kind === "number" && times.value === 1)) return undefined;
  return typeof name !== "string" ? undefined : isSameName(name, "NewLine") ? "\n" : isSameName(name, "Tab") ? "\t" : undefined;
}
