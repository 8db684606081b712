import { isObject, type JsonObject, parsedJson } from "../../json.ts";
import { unknownPart } from "../../unknown-part.ts";
import { looksGenerated } from "../harmless/not-secret.ts";
import { placeholder } from "../harmless/placeholders.ts";
import type { CheckContext, CheckResult } from "./check.ts";

/** Day of a time, as a report shows it: `2021-03-04`. */
export function day(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** Signature of the token that jwt.io shows, which half of all tutorials copy, and a part of its payload. */
const sampleSignature = "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
const sampleSubject = /"sub":\s?"1234567890"/;

/** A token of which the header names an algorithm. Says when it has expired, is a tutorial's or is not signed. */
export function checkJwt(token: string, { now }: CheckContext): CheckResult | undefined {
  const [head = "", body = "", signature = ""] = token.split(".");
  const header = objectOf(decode(head));
  if (header === undefined || !(typeof header.alg === "string" || typeof header.enc === "string")) return undefined;
  const payloadText = decode(body);
  if (signature === sampleSignature || (payloadText !== undefined && sampleSubject.test(payloadText)))
    return { confidence: "low", remark: "a well-known sample", firm: true };
  if (String(header.alg).toLowerCase() === "none") return { confidence: "low", remark: "not signed (algorithm none)", firm: true };
  if (signature.length < 20) return undefined;
  const expiry = objectOf(payloadText)?.exp;
  if (typeof expiry === "number" && expiry > 0 && expiry < 8e9 && expiry * 1000 < now)
    return { confidence: "medium", remark: `expired on ${day(expiry * 1000)}`, firm: true };
  return {};
}

/** What the standard for basic authentication signs in with: https://www.rfc-editor.org/rfc/rfc7617 */
const samplePair = "Aladdin:open sesame";

/** `user:password` in base64, readable, with a password that somebody wrote out. */
export function checkBasicCredentials(encoded: string): CheckResult | undefined {
  const decoded = decode(encoded);
  if (decoded === undefined || decoded.includes(unknownPart)) return undefined;
  if (decoded === samplePair) return { confidence: "low", remark: "a well-known sample", firm: true };
  const colon = decoded.indexOf(":");
  if (colon < 0 || !/^[\x20-\x7e\u00a0-\uffff]+$/.test(decoded) || decoded.includes("\ufffd")) return undefined;
  const user = decoded.slice(0, colon);
  const password = decoded.slice(colon + 1);
  // Some services take their key as the user name, with no password or a constant.
  const keyIsUser = password === "" || password.toLowerCase() === "x" || /^api_?token$/i.test(password);
  if (keyIsUser && !looksGenerated(user)) return undefined;
  const secret = keyIsUser ? user : password;
  const guess = placeholder(secret);
  if (guess === "certain") return undefined;
  // `username:password` as in the documentation.
  if (guess === "likely" && placeholder(user) !== undefined) return undefined;
  return guess === "likely" ? { confidence: "low", remark: "looks like a placeholder", firm: true } : {};
}

function decode(text: string): string | undefined {
  if (text === "" || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined;
  return Buffer.from(text, "base64").toString("utf8");
}

function objectOf(text: string | undefined): JsonObject | undefined {
  const value = text === undefined ? undefined : parsedJson(text);
  return isObject(value) ? value : undefined;
}
