import { expect, it } from "vitest";
import { connectionStringPhrases, keyPhrases, passwordPhrases, seedPhrases } from "../../../src/secrets/names/name-words.ts";
import { vocabularyOf } from "../../../src/secrets/names/vocabulary.ts";
import { wordsOf } from "../../../src/secrets/names/words.ts";

const prepared = [...vocabularyOf().phrases.values()].flat().map(({ words }) => words);

it.each([...passwordPhrases, ...connectionStringPhrases, ...keyPhrases, ...seedPhrases])(
  "%s is looked for by the words that a name of it has",
  (phrase) => {
    expect(prepared).toContainEqual(wordsOf(phrase));
  },
);
