import type { ActionCall } from "../../../desktop-flow/robin/ast.ts";
import { argumentNamed, constantText } from "../../../desktop-flow/robin/walk.ts";
import type { DesktopActionFacts } from "../../../knowledge/desktop-actions.ts";
import { type DesktopLeaf, leavesOfValue } from "./values.ts";

/** What Replace text takes out of a text: all of it, or the values of variables. */
export type TakenOut = "all" | readonly DesktopLeaf[];

/** A regular expression that any text consists of. */
const anything = /^(?:\.|\\S|\[\\s\\S\]|\(\.\))[+*]?$/;

/** What a row replaces by a text that is written in it: `Replace %Password% by ***`, or every character by a star. */
export function takenOut(call: ActionCall, facts: DesktopActionFacts | undefined): TakenOut {
  if (facts?.id !== "Text.Replace") return [];
  const replacement = argumentNamed(call.arguments, "ReplaceWith")?.value;
  const found = argumentNamed(call.arguments, "TextToFind")?.value;
  if (replacement === undefined || found === undefined || constantText(replacement) === undefined) return [];
  const isPattern = argumentNamed(call.arguments, "IsRegEx")?.value;
  if (isPattern?.kind === "boolean" && isPattern.value && anything.test(constantText(found) ?? "")) return "all";
  return leavesOfValue(found).filter(({ mode }) => mode === "copy");
}
