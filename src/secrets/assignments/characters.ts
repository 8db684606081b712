/** Whether a character opens or closes a quoted text. */
export function isQuote(char: string | undefined): char is string {
  return char === '"' || char === "'";
}

/** The quotes that close what these open in the typography of some language: `„…“`, `«…»`, `「…」`. */
const closingQuotes: Readonly<Record<string, string>> = {
  "„": "“”",
  "“": "”",
  "”": "”",
  "‚": "‘’",
  "‘": "’",
  "«": "»",
  "»": "«»",
  "‹": "›",
  "›": "‹",
  "「": "」",
  "『": "』",
};
/** All of them that open. */
export const openingQuotes = Object.keys(closingQuotes).join("");

/** The quotes that may close what one of typography opens; undefined for any other character. */
export function closingQuotesOf(char: string | undefined): string | undefined {
  return char !== undefined && char > "\u007f" && Object.hasOwn(closingQuotes, char) ? closingQuotes[char] : undefined;
}

/** Behind a run of one character, of which at most so many are passed over. */
export function skip(text: string, at: number, char: string, most: number): number {
  let i = at;
  while (i - at < most && text[i] === char) i++;
  return i;
}

/** Behind the blanks and tabs at a place, of which at most eight are passed over. */
export function skipSpaces(text: string, at: number): number {
  let i = at;
  while (i - at < 8 && (text[i] === " " || text[i] === "\t")) i++;
  return i;
}
