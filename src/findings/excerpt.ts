/**
 * A few lines of the code around a place, without its texts: what is in quotes, comments and elements is replaced by `•••`, because any
 * of it could be a secret.
 */
export interface Excerpt {
  /** What it is written in. */
  readonly language: "json" | "xml" | "robin";
  /** In the order of the file, laid out anew where the language is JSON or XML. */
  readonly lines: readonly ExcerptLine[];
}

/** One line of an excerpt. */
export interface ExcerptLine {
  /** Where it is in the file, 1-based; absent for a line that stands for others. */
  readonly number?: number;
  /** From left to right. */
  readonly parts: readonly ExcerptPart[];
}

/** A stretch of a line. */
export interface ExcerptPart {
  /** What is shown. */
  readonly text: string;
  /** `name`: a member, element, argument or the like; `masked`: stands for a text that is not shown; `code`: everything else. */
  readonly kind: "code" | "name" | "masked";
  /** Belongs to the place itself. */
  readonly marked?: boolean;
}

/** Stands for a text that is not shown, whatever its length. */
export const maskedText = "•••";

/** Stands for lines that are left out. */
export const omittedText = "…";

/** Punctuation, operators and words of the language. */
export const code = (text: string): ExcerptPart => ({ kind: "code", text });
/** A name that the excerpt may show. */
export const name = (text: string): ExcerptPart => ({ kind: "name", text });
/** A text that the excerpt does not show. */
export const masked: ExcerptPart = { kind: "masked", text: maskedText };

/** The same parts, as those of the place itself. */
export function marked(parts: readonly ExcerptPart[]): readonly ExcerptPart[] {
  return parts.map((part) => ({ ...part, marked: true }));
}
