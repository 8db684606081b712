import {
  keyNouns,
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
    "zugangsdaten",
    "anmeldedaten",
    "identifiants",
    "κωδικός",
    ...passwordWords,
    ...passwordPieces,
    ...phraseEnds,
    ...secretWords,
    ...secretPieces,
    ...tokenWords,
    ...tokenPieces,
    ...keyPieces,
    ...keyWords,
    ...keyNouns,
  ];
  return withoutLonger(words.flatMap((word) => [word.toLowerCase(), fold(word)]).filter((word) => word.length >= 2));
}
