import type { Operation } from "../../cloud-flow/model.ts";
import { requestAddresses } from "../../cloud-flow/request-types.ts";
import { isObject, type Json, memberIgnoringCase, textAt } from "../../json.ts";
import { credentialName } from "../../secrets/names/credential-name.ts";
import { type Edge, keepsText } from "../graph/graph.ts";
import { pathKey, pathOf } from "../graph/path.ts";

/**
 * Whether an edge makes the address that a request calls, and the request signs in with nothing else. An address that is kept as a secret, and that
 * is enough to make the call, is a signed one: it is the secret.
 */
export function isCalledByAddressAlone({ to, write, mode }: Edge): boolean {
  const { operation } = to;
  if (to.kind !== "inputs" || operation === undefined || !keepsText(mode)) return false;
  const place = pathKey(write);
  const at = requestAddresses(operation).find((path) => pathKey(pathOf(...path)) === place);
  return at !== undefined && isOneValue(textAt(operation.json, ...at) ?? "") && !signsIn(operation);
}

/** Nothing is put before or behind what the expression reads. */
function isOneValue(text: string): boolean {
  return /^@(?:\{[^{}]*\}|[^{}]*)$/.test(text.trim()) && !/\b(?:concat|format|join|replace|uri\w*)\(/i.test(text);
}

/** Whether a request has a credential besides its address: a sign-in, a header for one, or a member of its body or query that is named like one. */
function signsIn({ inputs }: Operation): boolean {
  if (!isObject(inputs)) return false;
  return [inputs, inputs.subscribe, inputs.unsubscribe].some(
    (request) =>
      isObject(request) &&
      (memberIgnoringCase(request, "authentication") !== undefined ||
        ["headers", "queries", "body"].some((part) => namesCredential(memberIgnoringCase(request, part)?.value, 0))),
  );
}

const deepest = 8;

function namesCredential(value: Json | undefined, depth: number): boolean {
  if (typeof value === "string") return /\b(?:client_?secret|password|pwd|api_?key|token|assertion)\b/i.test(value);
  if (typeof value !== "object" || value === null || depth > deepest) return false;
  return Object.entries(value).some(
    ([name, member]) => /authorization$/i.test(name) || credentialName(name) !== undefined || namesCredential(member, depth + 1),
  );
}
