import { constantLookup, flowConstants } from "../../cloud-flow/constants.ts";
import { completeText, foldTemplate } from "../../cloud-flow/expression/fold.ts";
import { parseTemplate } from "../../cloud-flow/expression/template.ts";
import type { Operation } from "../../cloud-flow/model.ts";
import type { Analysis } from "../../dataflow/analysis.ts";
import { valueAt } from "../../json.ts";
import { vaultIn } from "../../solution/secret-reference.ts";
import type { Span } from "../../source/place.ts";
import { type NameOrigins, type NameSearch, namedBy } from "../named-by.ts";

/**
 * Where the name of a vault or a secret comes from, which is hardcoded only as a whole: what is known at run time only makes another name of every text beside it,
 * so that none of them counts. Texts that always give one name together are that name, at the longest of them.
 */
export function wholeNames(analysis: Analysis, operation: Operation, path: readonly string[], search: NameSearch = {}): NameOrigins {
  const { spans, keep } = search;
  const origins = namedBy(analysis, operation, path, search);
  const [first] = origins.literals;
  // An address has the whole name of its vault.
  if (first?.isPart !== true || vaultIn(first.text) !== undefined) return origins;
  const name = constantAt(operation, path, spans);
  if (name !== undefined && name !== "" && keep?.(name) !== false)
    return { ...origins, literals: [{ ...first, text: name, isPart: false }] };
  return origins.isWritten ? origins : { ...origins, literals: [] };
}

/** The text at a place of an operation, or in stretches of it, if variables that are set once and Compose actions say all of it. */
function constantAt({ flow, json }: Operation, path: readonly string[], spans: readonly Span[] | undefined): string | undefined {
  const text = valueAt(json, path);
  if (typeof text !== "string") return undefined;
  const pieces = foldTemplate(parseTemplate(text), constantLookup(flowConstants(flow, parseTemplate)));
  const isAsked = ({ start, end }: Span): boolean => spans?.some((span) => start >= span.start && end <= span.end) !== false;
  return completeText(pieces.filter(isAsked));
}
