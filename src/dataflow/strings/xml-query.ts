/** The name of what the last step selects: an element or attribute, or what a condition asks the name to be. */
const lastStep =
  /(?:(?:^|\/|::|@)(?:[\w.-]{1,60}:)?([A-Za-z_][\w.-]{0,60})|\*\[\s{0,4}(?:local-)?name\(\s{0,2}\.?\s{0,2}\)\s{0,4}=\s{0,4}["'](?:[\w.-]{1,60}:)?([A-Za-z_][\w.-]{0,60})["']\s{0,4}\])(?:\[\s{0,2}\d{1,4}\s{0,2}\])?(?:\/text\(\s{0,2}\))?(?:\[\s{0,2}\d{1,4}\s{0,2}\])?\s{0,4}\)?\s{0,4}$/;

/** Services give a token or a session under such names, too: what they select may be all that the document holds. */
const mayBeAll = /(?:result|return|response|string|value|data|output|text|content|message|body|node|item|ticket)s?$/i;

/** Longest query whose end is looked at. */
const longestQuery = 400;

/**
 * The name of the element or attribute that a query of XPath selects: `sessionId` for `string(//*[local-name()='sessionId'])`.
 * @returns undefined where it is not plain, or the name says nothing about what is selected
 */
export function selectedMember(query: string): string | undefined {
  const [, step, asked] = lastStep.exec(query.slice(-longestQuery)) ?? [];
  const name = step ?? asked;
  return name === undefined || mayBeAll.test(name) ? undefined : name;
}
