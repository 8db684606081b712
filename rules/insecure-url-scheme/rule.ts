import {
  type Analysis,
  defineRule,
  desktopUrls,
  insecureAddresses,
  insecureConnectors,
  type Operation,
  operationPlace,
  type RelatedPlace,
  type Report,
  rowPlace,
} from "../../src/rule.ts";

export default defineRule({
  code: "SL8002",
  name: "insecure-url-scheme",
  summary: "A call is sent over http, without encryption.",
  level: "error",
  preset: "recommended",
  securitySeverity: 6.0,
  cwe: [319],
  source: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app#access-to-outbound-calls",
  since: "0.1.0",
  messages: {
    plain: "'{operation}' calls {address} without encryption: others on the network can read and change what is sent.",
    credential: "'{operation}' sends a credential to {address} without encryption: others on the network can read and use it.",
    variable: "'{operation}' calls {address}, the value of the environment variable '{variable}', without encryption.",
    connector: "The custom connector '{connector}' calls its service over http, without encryption.",
  },
  advice: {
    plain: "Use the service's https address.",
    credential: "Use the service's https address, and rotate the credential if this call has ever run.",
    variable: "Set the variable to the service's https address.",
    connector: "Set the connector's scheme to https.",
  },
  check({ analysis, report }) {
    const found = new Map<string, { first: Report<"plain" | "credential" | "variable">; others: RelatedPlace[] }>();
    for (const { operation, address, place, path, variable } of insecureAddresses(analysis)) {
      const withCredential = sendsCredential(operation, analysis);
      const key = JSON.stringify([place.source.path, place.source.file, place.at]);
      const known = found.get(key);
      if (known !== undefined) {
        known.others.push({ message: `'${operation.name}' calls it too.`, place: operationPlace(operation) });
        if (withCredential) found.set(key, { ...known, first: { ...known.first, level: "error" } });
        continue;
      }
      found.set(key, {
        first: {
          at: place,
          message: variable !== undefined ? "variable" : withCredential ? "credential" : "plain",
          level: withCredential ? "error" : "warning",
          data: { operation: operation.name, address, variable: variable ?? "" },
          path,
        },
        others: [],
      });
    }
    for (const { row, name, insecure, withSecret, place } of desktopUrls(analysis)) {
      if (insecure === undefined) continue;
      const key = JSON.stringify([place.source.path, place.source.file, place.at]);
      const known = found.get(key);
      const message = withSecret ? "credential" : "plain";
      const level = withSecret ? "error" : "warning";
      const finding = { at: place, message, level, data: { operation: name, address: insecure } } as const;
      if (known === undefined) {
        found.set(key, { first: finding, others: [] });
        continue;
      }
      known.others.push({ message: `'${name}' calls it too.`, place: rowPlace(row) });
      if (withSecret) found.set(key, { ...known, first: finding });
    }
    for (const { first, others } of found.values()) report({ ...first, related: others });
    for (const { connector, place } of insecureConnectors(analysis.workspace)) {
      report({ at: place, message: "connector", level: "warning", data: { connector: connector.displayName } });
    }
  },
});

const credentialRoles = new Set(["authentication", "credential", "authorization-header", "request", "url"]);

/** A secret reaches the operation, or a credential is written in it. */
function sendsCredential(operation: Operation, { values, credentials, uses }: Analysis): boolean {
  return (
    values.leaksAt(operation).some((leak) => credentialRoles.has(leak.role.kind) && leak.confidence !== "low") ||
    credentials.some((hit) => hit.operation === operation && hit.match.confidence !== "low") ||
    uses.some((use) => use.operation === operation && use.strength === "position")
  );
}
