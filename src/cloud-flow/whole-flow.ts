/**
 * Where a file has the whole flow that a definition is of: it is the document, or an item of a list of flows, below `value` as the APIs answer or by
 * itself as command lines print it.
 */
export function wholeFlowAt(definition: readonly string[]): readonly string[] {
  const isIndex = (step: string | undefined): boolean => step !== undefined && /^\d+$/.test(step);
  if (definition[0] === "value" && isIndex(definition[1])) return definition.slice(0, 2);
  return isIndex(definition[0]) ? definition.slice(0, 1) : [];
}
