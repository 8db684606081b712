import { connectorDocuments } from "../../dataflow/components/connector-documents.ts";
import type { Workspace } from "../../dataflow/workspace/workspace.ts";
import { isObject } from "../../json.ts";
import type { CustomConnector } from "../../solution/model.ts";
import type { Place } from "../../source/place.ts";
import { isLocalAddress } from "./insecure-addresses.ts";

/** A custom connector and the place in its definition that says something about how it calls its service. */
export interface ConnectorPlace {
  readonly connector: CustomConnector;
  readonly place: Place;
}

/** Custom connectors whose definition allows no other scheme than `http`. */
export function insecureConnectors(workspace: Workspace): readonly ConnectorPlace[] {
  return connectorDocuments(workspace).flatMap(({ connector, role, document, at }) => {
    if (role !== "openapi" || !isObject(document)) return [];
    const { schemes } = document;
    const list = Array.isArray(schemes) ? schemes.filter((scheme): scheme is string => typeof scheme === "string") : [];
    const isPlain = list.length > 0 && list.every((scheme) => scheme.toLowerCase() === "http");
    const host = typeof document.host === "string" ? document.host : "";
    return isPlain && !isLocalAddress(host) ? [{ connector, place: at(["schemes"]) }] : [];
  });
}

/** Code of custom connectors that accepts every certificate. */
export function uncheckedScripts(workspace: Workspace): readonly ConnectorPlace[] {
  const unchecked =
    /ServerCertificate(?:Custom)?ValidationCallback\s*\+?=\s*(?:HttpClientHandler\.DangerousAcceptAnyServerCertificateValidator|\([^)]*\)\s*=>\s*(?:true|\{\s*return\s+true)|delegate\b[^{]*\{\s*return\s+true)\b|DangerousAcceptAnyServerCertificateValidator/;
  return workspace.solutions.flatMap(({ customConnectors }) =>
    customConnectors.flatMap((connector) =>
      connector.files.flatMap(({ role, source }) => {
        if (role !== "script") return [];
        const match = unchecked.exec(textOf(() => source.text()));
        if (match === null) return [];
        const span = { start: match.index, end: match.index + match[0].length };
        const { owner } = connector.place;
        return [{ connector, place: { source, at: { kind: "text" as const, span }, ...(owner === undefined ? {} : { owner }) } }];
      }),
    ),
  );
}

function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
