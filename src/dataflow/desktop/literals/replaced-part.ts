import { append, remember } from "../../../collections.ts";
import type { DesktopFlow } from "../../../desktop-flow/model.ts";
import type { ActionCall, Expression, Target } from "../../../desktop-flow/robin/ast.ts";
import { actionCallsOf, argumentNamed, constantText, isSameName, plainValue } from "../../../desktop-flow/robin/walk.ts";
import type { DesktopActionFacts } from "../../../knowledge/desktop-actions.ts";
import { detectCredentials } from "../../../secrets/detect.ts";

/** Looks like a generated credential wherever it stands, so that only its place in a text decides whether a value there is one. */
export const standIn = ["kV9xQ2mZ7rT4", "wB8nL3pY6sH1"].join("");

/**
 * The kind of credential that Replace text puts into a text, as far as the text says so around the part that is replaced: `Server=erp;Password=##`.
 * Undefined where it says nothing, and where the text is written neither in the row nor in others that set its variable.
 */
export function kindOfReplacement(
  flow: DesktopFlow,
  call: ActionCall,
  argument: string,
  facts: DesktopActionFacts | undefined,
  sensitiveNames: readonly string[],
): string | undefined {
  if (facts?.id !== "Text.Replace" || !isSameName(argument, "ReplaceWith")) return undefined;
  const text = argumentNamed(call.arguments, "Text")?.value;
  const found = argumentNamed(call.arguments, "TextToFind")?.value;
  const part = found === undefined ? undefined : constantText(found);
  if (text === undefined || part === undefined || part === "") return undefined;
  for (const template of textsHeld(text, () => remember(templates, flow, () => templatesIn(flow)))) {
    if (!template.includes(part)) continue;
    const filled = template.replaceAll(part, standIn);
    const match = detectCredentials(filled, { position: "other" }, { sensitiveNames }).find(
      ({ span }) => filled.slice(span.start, span.end) === standIn,
    );
    if (match !== undefined) return match.kind;
  }
  return undefined;
}

type Templates = ReadonlyMap<string, readonly string[]>;

const templates = new WeakMap<DesktopFlow, Templates>();

/** Bounds: a text is searched once for each row that replaces something in it. */
const mostTemplates = 8;
const longestTemplate = 10_000;

/**
 * The texts that rows write into each variable, by its name in small letters. What Replace text makes of one holds the parts that it does not replace: a
 * template is filled step by step.
 */
function templatesIn({ rows }: DesktopFlow): Templates {
  const written = new Map<string, string[]>();
  const write = (target: Target, texts: readonly string[]): void => {
    if (target.kind !== "reference") return;
    const name = target.name.toLowerCase();
    for (const text of texts) {
      const known = written.get(name) ?? [];
      if (known.length < mostTemplates && text.length <= longestTemplate && !known.includes(text)) append(written, name, text);
    }
  };
  for (const { statement } of rows) {
    if (statement.kind === "set")
      write(
        statement.target,
        textsHeld(statement.value, () => written),
      );
    for (const { module, action, arguments: given, outputs } of actionCallsOf(statement)) {
      const text = isSameName(`${module}.${action}`, "Text.Replace") ? argumentNamed(given, "Text")?.value : undefined;
      if (text === undefined) continue;
      const texts = textsHeld(text, () => written);
      for (const { target } of outputs) write(target, texts);
    }
  }
  return written;
}

/** The texts that a value is known to hold: what is written there, or in its variable. */
function textsHeld(value: Expression, written: () => Templates): readonly string[] {
  const plain = plainValue(value);
  const text = constantText(plain);
  if (text !== undefined) return [text];
  return plain.kind === "reference" && plain.path.length === 0 ? (written().get(plain.name.toLowerCase()) ?? []) : [];
}
