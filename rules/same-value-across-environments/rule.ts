import { comparableSettings, defineRule, isReplacedLater, type Place, vaultIn } from "../../src/rule.ts";

export default defineRule({
  code: "SL6005",
  name: "same-value-across-environments",
  summary: "Two environments share a connection or an endpoint.",
  level: "warning",
  preset: "strict",
  securitySeverity: 3.0,
  cwe: [653],
  source: "https://learn.microsoft.com/power-platform/alm/conn-ref-env-variables-build-tools",
  since: "0.1.0",
  messages: {
    connection: "'{name}' is bound to the same connection in '{first}' and '{second}'.",
    endpoint: "'{name}' has the same address in '{first}' and '{second}', so both environments work on the same data.",
  },
  advice: {
    connection: "Create a connection in each environment, for an account of its own, and set its id here.",
    endpoint: "Set the address of '{second}' here. If the environments really share the service, suppress this finding with that reason.",
  },
  check({ analysis, report }) {
    for (const group of comparableSettings(analysis.workspace)) {
      const seen = new Map<string, { environment: string; place: Place }>();
      const reported = new Set<string>();
      for (const { environment, settings, confidence } of group) {
        for (const { kind, name, value, place } of sharedCandidates(settings)) {
          const key = `${kind}\u0001${name.toLowerCase()}\u0001${value.toLowerCase()}`;
          const first = seen.get(key);
          if (first === undefined) seen.set(key, { environment, place });
          else if (
            first.environment.toLowerCase() !== environment.toLowerCase() &&
            !reported.has(`${key}\u0001${environment.toLowerCase()}`)
          ) {
            reported.add(`${key}\u0001${environment.toLowerCase()}`);
            report({
              at: place,
              message: kind,
              confidence,
              data: { name, first: first.environment, second: environment },
              related: [{ message: `The same in ${first.environment}.`, place: first.place }],
            });
          }
        }
      }
    }
  },
});

interface Candidate {
  readonly kind: "connection" | "endpoint";
  readonly name: string;
  readonly value: string;
  readonly place: Place;
}

/** Addresses that are the same for everybody. */
const common =
  /^https:\/\/(?:login\.(?:microsoftonline|windows|live)\.\w+|graph\.microsoft\.com|management\.azure\.com|[\w.-]*\.microsoft\.com)(?:[/?#]|$)/i;

/** Connection ids and addresses. A vault is shared-vault's business. */
function sharedCandidates({
  references,
  variables,
}: {
  readonly references: readonly { readonly logicalName: string; readonly connectionId: string; readonly connectionPlace: Place }[];
  readonly variables: readonly { readonly schemaName: string; readonly value: string; readonly valuePlace: Place }[];
}): readonly Candidate[] {
  return [
    ...references
      .filter(({ connectionId }) => connectionId !== "" && !isReplacedLater(connectionId))
      .map(({ logicalName, connectionId, connectionPlace }) => ({
        kind: "connection" as const,
        name: logicalName,
        value: connectionId,
        place: connectionPlace,
      })),
    ...variables
      .filter(
        ({ value }) => /^https?:\/\/[^/]/i.test(value) && !isReplacedLater(value) && !common.test(value) && vaultIn(value) === undefined,
      )
      .map(({ schemaName, value, valuePlace }) => ({
        kind: "endpoint" as const,
        name: schemaName,
        value: value.replace(/(?<!\/)\/+$/, ""),
        place: valuePlace,
      })),
  ];
}
