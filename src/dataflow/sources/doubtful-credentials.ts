import { operationPlace, parameterPlace } from "../../cloud-flow/model.ts";
import { append, remember } from "../../collections.ts";
import { isMoreConfident } from "../../findings/confidence.ts";
import { confirmedByUse } from "../../secrets/confirmed-by-use.ts";
import { valueKey } from "../../source/place.ts";
import type { ValueOrigin } from "../following/origins.ts";
import type { Judge, UseStrength } from "./judge-by-use.ts";
import type { CredentialHit, WrittenCredential } from "./written-credentials.ts";

/** Credentials that are doubtful where they are written, until a place made for one takes them. */
export interface DoubtfulCredentials {
  /** A value that arrives unchanged in a place made for a credential. */
  noteUse(origin: ValueOrigin, strength: UseStrength): void;
  /** Those that were used so far, with what their use makes of them. */
  readonly confirmed: ReadonlyMap<CredentialHit, CredentialHit>;
}

/** The doubtful ones of written credentials. */
export function doubtfulCredentials(credentials: readonly WrittenCredential[], judge: Judge): DoubtfulCredentials {
  // By the string that holds them, and their text: a string can hold the same one twice.
  const doubtful = new Map<string, Map<string, WrittenCredential[]>>();
  for (const credential of credentials) {
    const { match, place, staticResult } = credential.hit;
    if (match.confidence === "high" || staticResult !== undefined) continue;
    append(
      remember(doubtful, valueKey(place), () => new Map<string, WrittenCredential[]>()),
      credential.secret,
      credential,
    );
  }
  const confirmed = new Map<CredentialHit, CredentialHit>();
  return {
    noteUse(origin, strength) {
      const written = doubtful.size === 0 ? undefined : whereWritten(origin);
      if (written === undefined) return;
      for (const { hit, secret } of doubtful.get(written.key)?.get(written.text) ?? []) {
        const use = judge(secret, strength);
        if (use === "placeholder" || use === "harmless") continue;
        const match = confirmedByUse(hit.match, use);
        const known = confirmed.get(hit)?.match ?? hit.match;
        if (isMoreConfident(match.confidence, known.confidence)) confirmed.set(hit, { ...hit, match });
      }
    },
    confirmed,
  };
}

/** The string in which a value is written, and its text. */
function whereWritten(origin: ValueOrigin): { readonly key: string; readonly text: string } | undefined {
  if (origin.kind === "literal") return { key: valueKey(operationPlace(origin.operation, origin.path)), text: origin.text };
  if (origin.kind !== "parameter" || typeof origin.parameter.defaultValue !== "string") return undefined;
  return { key: valueKey(parameterPlace(origin.flow, origin.parameter)), text: origin.parameter.defaultValue };
}
