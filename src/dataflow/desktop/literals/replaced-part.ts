import type { ActionCall } from "../../../desktop-flow/robin/ast.ts";
import { argumentNamed, constantText } from "../../../desktop-flow/robin/walk.ts";
import type { DesktopActionFacts } from "../../../knowledge/desktop-actions.ts";
import { detectCredentials } from "../../../secrets/detect.ts";

/** Looks like a generated credential wherever it stands, so that only its place in a text decides whether a value there is one. */
export const standIn = ["kV9xQ2mZ7rT4", "wB8nL3pY6sH1"].join("");

/**
 * The kind of credential that Replace text puts into a text, as far as the text says so around the part that is replaced: `Server=erp;Password=##`.
 * Undefined where it says nothing, and where the text is not written in the row.
 */
export function kindOfReplacement(
  call: ActionCall,
  argument: string,
  facts: DesktopActionFacts | undefined,
  sensitiveNames: readonly string[],
): string | undefined {
  if (facts?.id !== "Text.Replace" || !/^replacewith$/i.test(argument)) return undefined;
  const [text, part] = ["Text", "TextToFind"].map((name) => {
    const value = argumentNamed(call.arguments, name)?.value;
    return value === undefined ? undefined : constantText(value);
  });
  if (text === undefined || part === undefined || part === "") return undefined;
  const filled = text.replaceAll(part, standIn);
  const match = detectCredentials(filled, { position: "other" }, { sensitiveNames }).find(
    ({ span, confidence }) => confidence !== "low" && filled.slice(span.start, span.end) === standIn,
  );
  return match?.kind;
}
