import { append } from "../../collections.ts";
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
  readonly passwordEnds: readonly string[];
  readonly secret: ReadonlySet<string>;
  readonly secretEnds: readonly string[];
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
    passwordEnds: passwordWords.map(fold).filter((word) => word.length >= 5),
    secret: set(secretWords),
    // `secret` itself ends names of which the beginning says which secret it is.
    secretEnds: secretWords.map(fold).filter((word) => word.length >= 9),
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
  };
  return built;
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
