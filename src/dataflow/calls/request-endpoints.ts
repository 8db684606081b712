import { readableText } from "../../cloud-flow/expression/fold.ts";
import type { Operation } from "../../cloud-flow/model.ts";
import { isMoreConfident } from "../../findings/confidence.ts";
import { isObject, type Json, memberIgnoringCase, textAt } from "../../json.ts";
import { type EndpointCall, type EndpointFacts, endpointFacts, unknownEndpoint } from "../../knowledge/endpoints.ts";
import type { OperationFacts } from "../../knowledge/facts.ts";
import { vaultDomain } from "../../solution/secret-reference.ts";
import { unknownPart } from "../../unknown-part.ts";
import type { WrittenTexts } from "../strings/written-texts.ts";

/**
 * What is known about the endpoint of the request that an HTTP action sends, or a connector operation that sends any request.
 * @param facts on the connector operation
 * @param texts reads addresses and bodies that are written elsewhere in the run
 * @returns undefined where no request is sent
 */
export function endpointOf(
  operation: Operation,
  facts: OperationFacts | undefined,
  texts: WrittenTexts | undefined,
): EndpointFacts | undefined {
  const request = requestOf(operation, facts);
  if (request === undefined) return undefined;
  const here = requestAsRead(request, readableText);
  const found = endpointFacts(here);
  const isKnown = found.id !== unknownEndpoint;
  if (isKnown && found.confidence === "high") return found;
  const isOpen = here.url.includes(unknownPart) || here.body?.includes(unknownPart) === true;
  const elsewhere = texts !== undefined && isOpen ? writtenElsewhere(operation, request, texts) : undefined;
  // What the run writes elsewhere tells the host, where the path alone only makes it likely which service is meant.
  if (elsewhere !== undefined && (!isKnown || isMoreConfident(elsewhere.confidence, found.confidence))) return elsewhere;
  return !isKnown && asksForVaultToken(operation) ? endpointFacts({ ...here, url: someVault }) : found;
}

/** Texts of a request, as an action holds them. */
interface RequestTexts {
  readonly url: string;
  readonly method: string | undefined;
  readonly body: string | undefined;
}

/** The request as the operation has it. */
function requestOf({ inputs, call }: Operation, facts: OperationFacts | undefined): RequestTexts | undefined {
  const url = textAt(inputs, "uri") ?? textAt(inputs, "subscribe", "uri");
  if (url !== undefined) return { url, method: textAt(inputs, "method"), body: textOf(isObject(inputs) ? inputs.body : undefined) };
  const request = facts?.request;
  if (call === undefined || request === undefined) return undefined;
  const part = (name: string): string | undefined => textOf(memberIgnoringCase(call.parameters, name)?.value);
  const address = part(request.url);
  return address === undefined ? undefined : { url: address, method: part(request.method), body: part(request.body) };
}

function textOf(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What is known about an endpoint whose address or body is put together elsewhere, or is one of several. */
function writtenElsewhere({ flow }: Operation, request: RequestTexts, texts: WrittenTexts): EndpointFacts | undefined {
  const known = (read: (text: string) => string): EndpointFacts | undefined => {
    const facts = endpointFacts(requestAsRead(request, read));
    return facts.id === unknownEndpoint ? undefined : facts;
  };
  const always = known((text) => texts.always(flow, text));
  if (always !== undefined) return always;
  return known((text) => texts.example(flow, text, "first")) ?? known((text) => texts.example(flow, text, "last"));
}

function requestAsRead({ url, method, body }: RequestTexts, read: (text: string) => string): EndpointCall {
  return {
    url: read(url),
    method: method === undefined ? undefined : read(method),
    body: body === undefined ? undefined : read(body),
  };
}

/** A vault of whatever name. */
const someVault = `https://${unknownPart}.vault.azure.net/`;

/** What a token for Key Vault is requested for: its address, or the id that its application has in every tenant. */
const vaultAudience = new RegExp(`^(?:https://${vaultDomain.source}/?|cfa8b339-82a2-471a-a3c9-0fc0be7a4093)$`, "i");

/** The token is one for Key Vault, wherever the request goes. */
export function asksForVaultToken({ inputs }: Operation): boolean {
  return vaultAudience.test(textAt(inputs, "authentication", "audience") ?? "");
}
