/** A text with `*` for any run of characters; comparison is without letter case. */
export interface Wildcard {
  readonly test: (text: string) => boolean;
  /** How much of the pattern is literal: of two that match, the one with more says more. */
  readonly literalLength: number;
}

const MAX_TEXT = 2000;

/**
 * Reads a wildcard. `*` is any run of characters but `stop`, `**` any run at all; without `stop` they are the same.
 * Texts beyond 2,000 characters never match, so that no pattern can run away. Nothing is compiled before it is needed:
 * the tables hold hundreds of patterns, and one run needs few.
 */
export function wildcard(pattern: string, stop = ""): Wildcard {
  const lower = pattern.toLowerCase();
  const literalLength = pattern.replaceAll("*", "").length;
  if (literalLength === pattern.length) return { test: (text) => text.toLowerCase() === lower, literalLength };
  const start = lower.slice(0, lower.indexOf("*"));
  const end = lower.slice(lower.lastIndexOf("*") + 1);
  let expression: RegExp | undefined;
  const test = (text: string): boolean => {
    if (text.length > MAX_TEXT) return false;
    const given = text.toLowerCase();
    if (!given.startsWith(start) || !given.endsWith(end)) return false;
    expression ??= compile(lower, stop);
    return expression.test(given);
  };
  return { test, literalLength };
}

function compile(pattern: string, stop: string): RegExp {
  const any = stop === "" ? ".*" : `[^${stop}]*`;
  const parts = pattern.split(/(\*+)/).map((part) => {
    if (part.startsWith("**")) return ".*";
    return part.startsWith("*") ? any : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`, "s");
}
