import { type Confidence, comparableSettings, defineRule, type Place, readSecretReference } from "../../src/rule.ts";

export default defineRule({
  code: "SL4008",
  name: "secret-name-drift",
  summary: "A secret variable refers to differently named secrets in different environments.",
  level: "warning",
  preset: "recommended",
  securitySeverity: 3.0,
  cwe: [1051],
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/environmentvariables-azure-key-vault-secrets",
  since: "0.1.0",
  messages: {
    drift: "The secret variable '{variable}' refers to '{first}' in '{firstEnvironment}' and to '{second}' in '{secondEnvironment}'.",
  },
  advice: {
    drift:
      "Give the secret the same name in every environment's vault. Then only the vault differs, and a value left over from another environment is easy to see.",
  },
  check({ analysis, report }) {
    for (const group of comparableSettings(analysis.workspace)) {
      const seen = new Map<string, Named>();
      const drifts = new Map<string, { first: Named; others: Named[] }>();
      for (const { environment, settings, confidence } of group) {
        for (const { schemaName, value, valuePlace } of settings.variables) {
          const secret = readSecretReference(value)?.secret;
          if (secret === undefined) continue;
          const key = schemaName.toLowerCase();
          const named: Named = { variable: schemaName, environment, secret, place: valuePlace, confidence };
          const first = seen.get(key);
          if (first === undefined) seen.set(key, named);
          else if (first.secret.toLowerCase() !== secret.toLowerCase() && first.environment.toLowerCase() !== environment.toLowerCase()) {
            const known = drifts.get(key);
            if (known === undefined) drifts.set(key, { first, others: [named] });
            else known.others.push(named);
          }
        }
      }
      for (const { first, others } of drifts.values()) {
        const [second, ...more] = others;
        if (second === undefined) continue;
        report({
          at: second.place,
          message: "drift",
          confidence: second.confidence,
          data: {
            variable: second.variable,
            first: first.secret,
            firstEnvironment: first.environment,
            second: second.secret,
            secondEnvironment: second.environment,
          },
          related: [first, ...more].map(({ environment, secret, place }) => ({ message: `In ${environment} it is '${secret}'.`, place })),
        });
      }
    }
  },
});

interface Named {
  readonly variable: string;
  readonly environment: string;
  readonly secret: string;
  readonly place: Place;
  readonly confidence: Confidence;
}
