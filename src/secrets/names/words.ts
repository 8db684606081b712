/** Letters that Unicode does not take apart into a base letter and a mark. */
const plainLetters: Readonly<Record<string, string>> = {
  ł: "l",
  ø: "o",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  đ: "d",
  ð: "d",
  ı: "i",
  ħ: "h",
  þ: "th",
};

/**
 * Lower case without accents and other marks, so that `Hasło`, `haslo` and `HASLO` are one word. Both sides of every comparison are
 * folded.
 */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[łøßæœđðıħþ]/g, (letter) => plainLetters[letter] ?? letter);
}

/** Whether a text has no character beyond U+007F. */
export function isAscii(text: string): boolean {
  return !beyondAscii.test(text);
}

const beyondAscii = /[^\0-\x7f]/;

/**
 * The words of a name or a sentence, folded: split at everything that is no letter, where the case changes (`apiKey2`, `API_key` and
 * `api-key` are `api`, `key`), and where letters without cases meet those of Latin script (`ログインPW`).
 * Digits separate words and are left out.
 */
export function wordsOf(text: string): readonly string[] {
  // Patterns for letters of all scripts are slow, and take long to compile.
  const ascii = isAscii(text);
  const spaced = ascii
    ? text.replace(/([a-z])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$2 ")
    : text
        .normalize("NFKC")
        .replace(/(\p{Ll})(?=\p{Lu})|(\p{Lu})(?=\p{Lu}\p{Ll})|(\p{Lo})(?=[A-Za-z])|([A-Za-z])(?=\p{Lo})/gu, "$1$2$3$4 ");
  return fold(spaced)
    .split(ascii ? /[^a-z]+/ : /[^\p{L}]+/u)
    .filter((word) => word !== "");
}

/** The letters and digits of a name, folded and joined: `X-Api-Key` is `xapikey`. */
export function squeezed(name: string): string {
  const folded = fold(name);
  return isAscii(folded) ? folded.replace(/[^a-z0-9]+/g, "") : folded.replace(/[^\p{L}\p{N}]+/gu, "");
}

/** The entries of a list in a text: separated by commas, wrapped anywhere; a line that begins with `#` is a remark. */
export function list(text: string): readonly string[] {
  return text
    .replace(/^\s*#.*$/gm, ",")
    .split(",")
    .map((entry) => entry.trim().replace(/\s+/g, " "))
    .filter((entry) => entry !== "");
}

/** Those of some words that hold no other one of them: whoever looks for all of them in a text finds the same places by these. */
export function withoutLonger(words: Iterable<string>): readonly string[] {
  const all = new Set(words);
  return [...all].filter((word) => !holdsShorter(word, all));
}

/** Asks for each piece of the word instead of for each of the others: words are short, and many. */
function holdsShorter(word: string, all: ReadonlySet<string>): boolean {
  for (let start = 0; start < word.length; start++) {
    // The word itself is none of its pieces.
    const last = start === 0 ? word.length - 1 : word.length;
    for (let end = start + 1; end <= last; end++) if (all.has(word.slice(start, end))) return true;
  }
  return false;
}
