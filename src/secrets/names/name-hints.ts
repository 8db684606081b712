import {
  keyPhrases,
  keyPieces,
  keyWords,
  passwordPhrases,
  passwordPieces,
  passwordWords,
  secretPieces,
  secretWords,
  tokenPieces,
  tokenWords,
} from "./name-words.ts";
import { fold, withoutLonger } from "./words.ts";

/** Pieces that every name of a credential has one of, as written and folded; what holds a shorter one is left out. */
export function nameHints(): readonly string[] {
  const phraseEnds = passwordPhrases.map((phrase) => phrase.slice(phrase.lastIndexOf(" ") + 1));
  const words = [
    "pass",
    "pw",
    "secret",
    "token",
    "key",
    "auth",
    "cred",
    "bearer",
    "pfx",
    "sas_",
    "code=",
    "appid=",
    "clave",
    "zugangsdaten",
    "anmeldedaten",
    "identifiants",
    ...passwordWords,
    ...passwordPieces,
    ...phraseEnds,
    ...secretWords,
    ...secretPieces,
    ...tokenWords,
    ...tokenPieces,
    ...keyPieces,
    ...keyWords,
    ...keyPhrases.flatMap(spellings),
  ];
  return withoutLonger(words.flatMap((word) => [word.toLowerCase(), fold(word)]).filter((word) => word.length >= 2));
}

/** A phrase as texts, columns and variables have it: `clave de api`, `clave_de_api`, `clave-de-api`, `claveDeApi`. */
function spellings(phrase: string): readonly string[] {
  return [" ", "_", "-", ""].map((between) => phrase.replaceAll(" ", between));
}
