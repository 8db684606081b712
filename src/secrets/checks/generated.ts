import { unknownPart } from "../../unknown-part.ts";
import { isSpelledOut, looksGenerated } from "../harmless/not-secret.ts";
import { type CheckContext, type CheckResult, good } from "./check.ts";

const sample: CheckResult = { confidence: "low", remark: "a well-known sample", firm: true };

/** Beginnings of keys that vendors publish: the storage and Cosmos DB emulators, AWS's documentation, the Logic Apps documentation. */
const sampleStarts = ["hcqgkYc9ebgN", "Eby8vdM02xNO", "C2y6yDjf5/R+", "AKIAIOSFODNN", "AKIAI44QH8DH", "wJalrXUtnFEMI"];

function isSample(secret: string): boolean {
  return sampleStarts.some((start) => secret.startsWith(start));
}

/** Whatever is no sample. */
export function checkSample(secret: string): CheckResult {
  return isSample(secret) ? sample : good;
}

/** Random enough for a form that has a mark of its own: no sentence, and not a few characters over and over. */
export function checkRandom(secret: string): CheckResult | undefined {
  if (isSample(secret)) return sample;
  return isSpelledOut(secret) || new Set(secret).size < Math.min(8, secret.length / 2) ? undefined : good;
}

/** Random enough for a form without much of a mark. */
export function checkGenerated(secret: string): CheckResult | undefined {
  if (isSample(secret)) return sample;
  return looksGenerated(secret, Math.min(16, secret.length)) ? good : undefined;
}

/** Tokens of letters alone have both cases. */
export function checkMixedCase(secret: string): CheckResult | undefined {
  const body = secret.slice(secret.lastIndexOf("_") + 1);
  return /[a-z]/.test(body) && /[A-Z]/.test(body) && new Set(body).size >= 8 ? good : undefined;
}

/** The body of a key is base64 over many lines; dots and angle brackets are a documentation's. */
export function checkKeyBody(secret: string, { text, start }: CheckContext): CheckResult | undefined {
  if (secret.includes(unknownPart)) return undefined;
  const letters = secret.replace(/[^A-Za-z0-9+/]/g, "").length;
  if (letters < 40 || /\.\.\.|…|<[a-z]/i.test(secret.slice(0, 400))) return undefined;
  const before = text.slice(Math.max(0, start - 60), start);
  // Another key may end right in front of this one.
  const head = before.slice(Math.max(0, before.lastIndexOf("-----BEGIN ")));
  const encrypted = /ENCRYPTED/.test(head + secret.slice(0, 120));
  return encrypted ? { confidence: "medium", remark: "protected by a passphrase", firm: true } : good;
}
