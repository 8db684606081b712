import type { Confidence } from "../findings/confidence.ts";
import { splitCamelCase } from "../matching/camel-case.ts";
import type { NounTable, VerbTable } from "./connector-table.ts";
import type { SinkKind } from "./facts.ts";

/** What a verb or an HTTP method says about an operation. */
export interface Guess {
  readonly sink: SinkKind;
  readonly confidence: Confidence;
}

/**
 * Guesses what becomes of the inputs of an operation that no table knows: by the first verb of its name, else by the method.
 * Reading and removing keep nothing, writing ends where the connector's kind says or else what is written, sending ends in a message.
 */
export function guessOperation(
  call: { readonly operation?: string; readonly method?: string },
  kind: SinkKind | undefined,
  { verbs, nouns }: { readonly verbs: VerbTable; readonly nouns: NounTable },
): Guess {
  const known: Confidence = kind === undefined ? "low" : "medium";
  const name = call.operation === undefined ? [] : words(call.operation);
  const effect = effectOfName(name, verbs) ?? effectOfMethod(call.method);
  if (effect === "read" || effect === "remove") return { sink: "none", confidence: known };
  if (effect === "write") return { sink: kind ?? writtenThing(name, nouns) ?? "use", confidence: known };
  if (effect === "send") return { sink: kind === undefined || kind === "none" || kind === "use" ? "message" : kind, confidence: "low" };
  return { sink: "use", confidence: "low" };
}

function writtenThing(name: readonly string[], nouns: NounTable): SinkKind | undefined {
  if (name.some((word) => nouns.message.includes(word))) return "message";
  return name.some((word) => nouns.store.includes(word)) ? "store" : undefined;
}

function effectOfName(name: readonly string[], verbs: VerbTable): keyof VerbTable | undefined {
  for (const word of name) {
    if (verbs.read.includes(word)) return "read";
    if (verbs.remove.includes(word)) return "remove";
    if (verbs.write.includes(word)) return "write";
    if (verbs.send.includes(word)) return "send";
  }
  return undefined;
}

function effectOfMethod(method: string | undefined): keyof VerbTable | undefined {
  const name = method?.toLowerCase();
  if (name === "get" || name === "head" || name === "options") return "read";
  if (name === "delete") return "remove";
  return name === "post" || name === "put" || name === "patch" ? "write" : undefined;
}

/** `GetOnNewItems_V2` gives `get on new items v 2`; bounded, for names are not. */
function words(name: string): string[] {
  return splitCamelCase(name.slice(0, 200))
    .split(/[^A-Za-z]+/)
    .map((word) => word.toLowerCase());
}
