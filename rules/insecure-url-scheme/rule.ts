import {
  type Analysis,
  defineRule,
  desktopUrls,
  type FlowStep,
  insecureAddresses,
  insecureConnectorAddresses,
  insecureConnectors,
  type Operation,
  operationPlace,
  type Place,
  placeKey,
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
    policy:
      "The policy '{name}' of the custom connector '{connector}' makes it call {address}, without encryption: others on the network can read and change what is sent.",
    parameter:
      "The connection parameter '{name}' of the custom connector '{connector}' is {address}, without encryption: others on the network can read what is sent there.",
  },
  advice: {
    plain: "Use the service's https address.",
    credential: "Use the service's https address, and rotate the credential if this call has ever run.",
    variable: "Set the variable to the service's https address.",
    connector: "Set the connector's scheme to https.",
    policy: "In the definition of the connector, give the policy an https address.",
    parameter: "Give the parameter the service's https address.",
  },
  check({ analysis, report }) {
    // One address that several calls take is one finding, told by a call that sends a credential where there is one.
    const byAddress = new Map<string, [InsecureCall, ...InsecureCall[]]>();
    for (const call of insecureCalls(analysis)) {
      const known = byAddress.get(placeKey(call.at));
      if (known === undefined) byAddress.set(placeKey(call.at), [call]);
      else known.push(call);
    }
    for (const calls of byAddress.values()) {
      const told = calls.find(({ withCredential }) => withCredential) ?? calls[0];
      const { name: operation, address, at, path, variable, withCredential } = told;
      report({
        at,
        message: variable !== undefined ? "variable" : withCredential ? "credential" : "plain",
        level: withCredential ? "error" : "warning",
        data: { operation, address, variable: variable ?? "" },
        path,
        related: calls.filter((call) => call !== told).map(({ name, caller }) => ({ message: `'${name}' calls it too.`, place: caller })),
      });
    }
    for (const { connector, place } of insecureConnectors(analysis.workspace)) {
      report({ at: place, message: "connector", level: "warning", data: { connector: connector.displayName } });
    }
    for (const { connector, place, part, name, address } of insecureConnectorAddresses(analysis.workspace)) {
      report({ at: place, message: part, level: "warning", data: { connector: connector.displayName, name, address } });
    }
  },
});

/** An action or a row that calls an address over http. */
interface InsecureCall {
  readonly name: string;
  readonly caller: Place;
  readonly address: string;
  /** Where the scheme is written. */
  readonly at: Place;
  readonly path: readonly FlowStep[];
  /** The environment variable whose value the address is. */
  readonly variable: string | undefined;
  readonly withCredential: boolean;
}

function insecureCalls(analysis: Analysis): readonly InsecureCall[] {
  return [
    ...insecureAddresses(analysis).map(({ operation, address, place, path, variable }) => ({
      name: operation.name,
      caller: operationPlace(operation),
      address,
      at: place,
      path,
      variable,
      withCredential: sendsCredential(operation, analysis),
    })),
    ...desktopUrls(analysis).flatMap(({ row, name, insecure, withSecret, place }) =>
      insecure === undefined
        ? []
        : [{ name, caller: rowPlace(row), address: insecure, at: place, path: [], variable: undefined, withCredential: withSecret }],
    ),
  ];
}

const credentialRoles = new Set(["authentication", "credential", "authorization-header", "request", "url"]);

/** A secret reaches the operation, or a credential is written in it. */
function sendsCredential(operation: Operation, { values, credentials, uses }: Analysis): boolean {
  return (
    values.leaksAt(operation).some((leak) => credentialRoles.has(leak.role.kind) && leak.confidence !== "low") ||
    credentials.some((hit) => hit.operation === operation && hit.match.confidence !== "low") ||
    uses.some((use) => use.operation === operation && use.strength === "position")
  );
}
