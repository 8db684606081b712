/** A change of a regular expression's pattern: what is from `start` up to `end` is replaced. */
export interface PatternMutant {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** One part of a pattern: an escape, the opening of a group or of a class, a count, or a single character. */
const part = /\\u\{[^}]*\}|\\[\s\S]|\(\?<?[=!]|\(\?(?:<[^>]*>|:)|\[\^?|\{\d+(?:,\d*)?\}\??|[*+?]\??|[\s\S]/gu;
const opposites: Readonly<Record<string, string>> = {
  "\\d": "\\D",
  "\\D": "\\d",
  "\\w": "\\W",
  "\\W": "\\w",
  "\\s": "\\S",
  "\\S": "\\s",
  "\\b": "\\B",
  "\\B": "\\b",
  "(?=": "(?!",
  "(?!": "(?=",
  "(?<=": "(?<!",
  "(?<!": "(?<=",
  "[": "[^",
  "[^": "[",
};

/** What can be changed in a pattern: anchors and counts are left out, classes and conditions are turned into their opposites. */
export function patternMutants(pattern: string): readonly PatternMutant[] {
  const found: PatternMutant[] = [];
  let inClass = false;
  for (const { 0: text, index } of pattern.matchAll(part)) {
    const change = (replacement: string): void => {
      found.push({ start: index, end: index + text.length, replacement });
    };
    const opposite = opposites[text];
    if (inClass) {
      if (text === "]") inClass = false;
      else if (opposite !== undefined && text.startsWith("\\") && text !== "\\b") change(opposite);
      continue;
    }
    if (opposite !== undefined) change(opposite);
    if (text === "^" || text === "$" || /^(?:[*+?]|\{\d)/.test(text)) change("");
    inClass = text === "[" || text === "[^";
  }
  return found;
}
