import { type Operation, operationPlace } from "../../cloud-flow/model.ts";
import { requestAddresses } from "../../cloud-flow/request-types.ts";
import type { Analysis } from "../../dataflow/analysis.ts";
import type { FlowStep } from "../../findings/finding.ts";
import { valueAt } from "../../json.ts";
import type { Place } from "../../source/place.ts";
import { namedBy } from "../named-by.ts";
import { readAddress, spanInString } from "../vaults/address-text.ts";

/** A call that is not encrypted. */
export interface InsecureAddress {
  readonly operation: Operation;
  /** `http://host` as far as it can be read, without path and query. */
  readonly address: string;
  /** Where the scheme is written. */
  readonly place: Place;
  readonly path: readonly FlowStep[];
  /** Environment variable whose value it is. */
  readonly variable: string | undefined;
}

/** The machine itself, and the metadata service of a virtual machine, which the host answers and which has no other address. */
const local = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|[\w.-]+\.localhost|169\.254\.169\.254)(?::|$)/i;

/**
 * Whether an address does not leave the machine: what is sent there crosses no network.
 * @param address from behind its scheme on; who signs in may stand before the host
 */
export function isLocalAddress(address: string): boolean {
  const authority = address.split(/[/?#]/, 1)[0] ?? "";
  return local.test(authority.slice(authority.lastIndexOf("@") + 1));
}

/** HTTP requests, webhooks and connector parameters that take an address whose scheme is `http`, wherever the address is written. */
export function insecureAddresses(analysis: Analysis): readonly InsecureAddress[] {
  return analysis.workspace.cloudFlows.flatMap((flow) =>
    flow.operations.flatMap((operation) => addressPaths(operation).flatMap((path) => insecureAt(analysis, operation, path))),
  );
}

const noPaths: readonly (readonly string[])[] = [];

function addressPaths(operation: Operation): readonly (readonly string[])[] {
  const addresses = requestAddresses(operation);
  if (addresses.length > 0) return addresses;
  // Other parameters hold addresses as data: a link in a mail, a namespace. The data set of SharePoint is the address of a site.
  if (operation.call === undefined) return noPaths;
  return Object.keys(operation.call.parameters)
    .filter((name) => /(?:^|\/)(?:url|uri|endpoint|baseurl|request\/url)$|^dataset$/i.test(name))
    .map((name) => ["inputs", "parameters", name]);
}

function insecureAt(analysis: Analysis, operation: Operation, path: readonly string[]): readonly InsecureAddress[] {
  const text = valueAt(operation.json, path);
  if (typeof text !== "string") return [];
  const read = readAddress(text);
  const here = insecurePart(read.folded);
  if (here !== undefined) {
    const start = read.folded.indexOf(here);
    const end = start + here.length;
    const span = read.folded === text ? { start, end } : spanInString(read, start, end);
    return [{ operation, address: here, place: operationPlace(operation, path, span), path: [], variable: undefined }];
  }
  const [first] = read.pieces;
  if (first === undefined || first.known) return [];
  // The scheme is written where the beginning of the address comes from.
  const { literals, variables } = namedBy(analysis, operation, path, {
    spans: [first],
    keep: (one) => insecurePart(one) !== undefined,
  });
  return [
    ...literals.map((literal) => ({
      operation,
      address: insecurePart(literal.text) ?? "",
      place: literal.place,
      path: literal.path,
      variable: undefined,
    })),
    ...variables.flatMap((name): readonly InsecureAddress[] => {
      const variable = analysis.workspace.variableOf(name, operation.flow)?.variable;
      const values = [...(variable?.values ?? []), ...(variable?.defaultValue === undefined ? [] : [variable.defaultValue])];
      const value = values.find((one) => insecurePart(one.text) !== undefined);
      if (value === undefined) return [];
      return [{ operation, address: insecurePart(value.text) ?? "", place: value.place, path: [], variable: name }];
    }),
  ];
}

/** Scheme and host of an address that goes over http to another machine; undefined for other addresses. */
export function insecurePart(text: string): string | undefined {
  const match = /^\s*(http:\/\/(?:#\{[^{}#\s]{1,200}\}#|[^/?#\s])*)/i.exec(text);
  return match?.[1] === undefined || isLocalAddress(match[1].slice("http://".length)) ? undefined : match[1];
}
