import { percentDecoded } from "../../percent-encoding.ts";
import { unknownPart } from "../../unknown-part.ts";
import type { CheckContext, CheckResult } from "./check.ts";
import { day } from "./decoded.ts";

/** How far around a signature the other parameters of its URL are looked for. */
const reach = 1500;

/** Parameters of signed URLs that say what they are good for. */
const telling = /(?:^|[?&;])(api-version|se|skn|sp|sr|sv|x-(?:amz|goog)-(?:date|expires))=([^&;\s"'<>\\]{0,300})/gi;

/** The telling parameters around a signature, by lower-case name, percent-decoded as far as that goes. */
function parametersAround({ text, start, end }: CheckContext): ReadonlyMap<string, string> {
  const before = text.slice(Math.max(0, start - reach), start);
  const from = Math.max(...[" ", "\n", "\t", '"', "'", "<", ">", "\\"].map((char) => before.lastIndexOf(char))) + 1;
  const [behind = ""] = /^[^\s"'<>\\]*/.exec(text.slice(end, end + reach)) ?? [];
  const found = new Map<string, string>();
  for (const part of [before.slice(from), behind]) {
    for (const [, name = "", value = ""] of part.matchAll(telling)) found.set(name.toLowerCase(), percentDecoded(value));
  }
  return found;
}

/**
 * `sig=` of a shared access signature (storage: `sv`, `se`, `sp`; messaging: `sr`, `se`, `skn`), of a flow's callback URL (`sp`, `sv`),
 * or of an unknown kind.
 * Says when it has expired and when it only reads.
 * Parameters: https://learn.microsoft.com/rest/api/storageservices/create-service-sas
 */
export function checkSharedAccessSignature(secret: string, context: CheckContext): CheckResult | undefined {
  if (secret.includes(unknownPart)) return undefined;
  const parameters = parametersAround(context);
  const known = ["sv", "se", "sr", "skn", "api-version", "sp"].filter((name) => parameters.has(name)).length;
  const expiry = expiryOf(parameters.get("se") ?? "");
  const permissions = parameters.get("sp") ?? "";
  const readOnly = permissions === "r" || permissions === "rl" || permissions === "l";
  if (expiry !== undefined && expiry < context.now) {
    return { confidence: "low", remark: readOnly ? `read-only, expired on ${day(expiry)}` : `expired on ${day(expiry)}`, firm: true };
  }
  if (readOnly)
    return { confidence: "medium", remark: expiry === undefined ? "read-only" : `read-only, valid until ${day(expiry)}`, firm: true };
  return known > 0 ? {} : { confidence: "medium" };
}

/** A date and time, or seconds since 1970. */
function expiryOf(text: string): number | undefined {
  if (/^\d{9,11}$/.test(text)) return Number(text) * 1000;
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** Presigned URLs of AWS and Google Cloud: valid for some seconds after a date, both of which are beside the signature. */
export function checkPresignedUrl(secret: string, context: CheckContext): CheckResult | undefined {
  const parameters = parametersAround(context);
  const value = (name: string): string => parameters.get(`x-amz-${name}`) ?? parameters.get(`x-goog-${name}`) ?? "";
  const stamp = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(value("date"));
  const seconds = Number(value("expires"));
  if (stamp === null || !Number.isSafeInteger(seconds) || seconds <= 0 || seconds > 1e9)
    return secret.includes(unknownPart) ? undefined : { confidence: "medium" };
  const [, year, month, date, hour, minute, second] = stamp.map(Number);
  const expiry = Date.UTC(year ?? 0, (month ?? 1) - 1, date, hour, minute, second) + seconds * 1000;
  return expiry < context.now ? { confidence: "low", remark: `expired on ${day(expiry)}`, firm: true } : {};
}
