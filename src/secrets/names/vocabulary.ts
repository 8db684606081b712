import { append, distinct } from "../../collections.ts";
import type { CredentialNameKind } from "./credential-name-kind.ts";
import {
  authorizationHolders,
  clientWords,
  codedThings,
  connectionStringPhrases,
  connectionStringWords,
  headNegatives,
  keyCompounds,
  keyedThings,
  keyKinds,
  keyNegatives,
  keyPhrases,
  keyWords,
  passwordPhrases,
  passwordWords,
  pinKinds,
  qualifiers,
  requiringWords,
  secretWords,
  seedPhrases,
  stateWords,
  strongWords,
  tailNegatives,
  tailNeutrals,
  tokenKinds,
  tokenNegatives,
  tokenWords,
  weakWords,
} from "./name-words.ts";
import { fold } from "./words.ts";

/** The words that names are judged by, prepared to be looked up. */
export interface Vocabulary {
  readonly password: ReadonlySet<string>;
  readonly secret: ReadonlySet<string>;
  readonly client: ReadonlySet<string>;
  readonly token: ReadonlySet<string>;
  readonly tokenKind: ReadonlySet<string>;
  readonly tokenNegative: ReadonlySet<string>;
  readonly key: ReadonlySet<string>;
  readonly keyKind: ReadonlySet<string>;
  readonly keyNegative: ReadonlySet<string>;
  readonly keyedThing: ReadonlySet<string>;
  readonly keyCompound: ReadonlySet<string>;
  readonly pinKind: ReadonlySet<string>;
  readonly connectionString: ReadonlySet<string>;
  readonly strong: ReadonlySet<string>;
  readonly weak: ReadonlySet<string>;
  readonly tailNegative: ReadonlySet<string>;
  readonly tailNeutral: ReadonlySet<string>;
  readonly qualifier: ReadonlySet<string>;
  readonly codedThing: ReadonlySet<string>;
  readonly headNegative: ReadonlySet<string>;
  readonly requiring: ReadonlySet<string>;
  readonly authorizationHolder: ReadonlySet<string>;
  /** By their last words. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
  readonly ends: WordEnds;
}

/** What words that are written as one end in, `userpassword`, with what it means. */
interface WordEnds {
  readonly kinds: ReadonlyMap<string, CredentialNameKind>;
  /** The lengths that they have, longest first: an end is looked up for each of these instead of being compared with all. */
  readonly lengths: readonly number[];
}

/** Words that mean a credential together. */
interface Phrase {
  readonly words: readonly string[];
  readonly kind: CredentialNameKind;
}

let built: Vocabulary | undefined;

/** The vocabulary, made at the first use. */
export function vocabularyOf(): Vocabulary {
  if (built !== undefined) return built;
  const set = (list: readonly string[]): ReadonlySet<string> => new Set(list.map(fold));
  const phrases = (list: readonly string[], kind: CredentialNameKind): readonly Phrase[] =>
    list.map((phrase) => ({ words: phraseWords(phrase), kind }));
  built = {
    password: set(passwordWords),
    secret: set(secretWords),
    client: set(clientWords),
    token: set(tokenWords),
    tokenKind: set(tokenKinds),
    tokenNegative: set(tokenNegatives),
    key: set(keyWords),
    keyKind: set(keyKinds),
    keyNegative: set(keyNegatives),
    keyedThing: set(keyedThings),
    keyCompound: set(keyCompounds),
    pinKind: set(pinKinds),
    connectionString: set(connectionStringWords),
    strong: set(strongWords),
    weak: set(weakWords),
    tailNegative: set([...stateWords, ...tailNegatives]),
    tailNeutral: set(tailNeutrals),
    qualifier: set(qualifiers),
    codedThing: set(codedThings),
    headNegative: set(headNegatives),
    requiring: set(requiringWords),
    authorizationHolder: set(authorizationHolders),
    phrases: byLastWord([
      ...phrases(passwordPhrases, "password"),
      ...phrases(connectionStringPhrases, "connection-string"),
      ...phrases(keyPhrases, "api-key"),
      ...phrases(seedPhrases, "secret"),
    ]),
    ends: endsOf([
      ...passwordWords.filter((word) => fold(word).length >= 5).map((word) => [word, "password"] as const),
      // `secret` itself ends names of which the beginning says which secret it is.
      ...secretWords.filter((word) => fold(word).length >= 9).map((word) => [word, "secret"] as const),
      ...keyCompounds.map((word) => [word, "api-key"] as const),
      ...connectionStringWords.map((word) => [word, "connection-string"] as const),
    ]),
  };
  return built;
}

function endsOf(words: readonly (readonly [string, CredentialNameKind])[]): WordEnds {
  const kinds = new Map(words.map(([word, kind]) => [fold(word), kind]));
  return { kinds, lengths: distinct([...kinds.keys()].map(({ length }) => length)).sort((a, b) => b - a) };
}

/** The longest end of a word that means a credential. */
export function endOf(word: string, { kinds, lengths }: WordEnds): { readonly end: string; readonly kind: CredentialNameKind } | undefined {
  for (const length of lengths) {
    if (length > word.length) continue;
    const end = word.slice(word.length - length);
    const kind = kinds.get(end);
    if (kind !== undefined) return { end, kind };
  }
  return undefined;
}

/** The words of a phrase as `wordsOf` finds them in a name: the lists have nothing but lower case, spaces and digits. */
function phraseWords(phrase: string): readonly string[] {
  return fold(phrase).replace(/\d/g, "").split(" ");
}

function byLastWord(phrases: readonly Phrase[]): Vocabulary["phrases"] {
  const sorted = new Map<string, Phrase[]>();
  for (const phrase of phrases) append(sorted, phrase.words.at(-1) ?? "", phrase);
  return sorted;
}
