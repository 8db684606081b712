import {
  type Analysis,
  compileRegularExpression,
  connectorVaults,
  defineRule,
  isReplacedLater,
  type Place,
  placeKey,
  readSecretReference,
  stageOf,
  stagesOf,
  vaultFacts,
  vaultIn,
  vaultsInSettings,
} from "../../src/rule.ts";

const defaultPattern = "^kv-[a-z0-9-]+-(dev|test|prod)$";

export default defineRule({
  code: "SL4009",
  name: "vault-name-convention",
  summary: "The name of a vault breaks the naming convention, or names another environment.",
  level: "warning",
  preset: "strict",
  securitySeverity: 2.0,
  cwe: [1099],
  source: "https://learn.microsoft.com/azure/cloud-adoption-framework/ready/azure-best-practices/resource-naming",
  since: "0.1.0",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      pattern: {
        type: "string",
        format: "regex",
        default: defaultPattern,
        description:
          "Regular expression that the names of vaults match. A `vaultPattern` of an environment in the configuration replaces it there.",
      },
    },
  },
  messages: {
    pattern: "The name of the vault '{vault}' does not match the naming convention {pattern}.",
    environment: "The settings of '{environment}' refer to the vault '{vault}', whose name says '{stage}'.",
  },
  advice: {
    pattern: "Use a vault with a matching name (vaults cannot be renamed), or set this rule's option 'pattern' to your convention.",
    environment: "Set the vault of '{environment}' here.",
  },
  check({ analysis, options, report }) {
    const general = compileRegularExpression(typeof options.pattern === "string" ? options.pattern : defaultPattern);
    const own = new Map(
      analysis.workspace.environments.flatMap(({ name, vaultPattern }) =>
        vaultPattern === undefined ? [] : [[name.toLowerCase(), compileRegularExpression(vaultPattern)] as const],
      ),
    );
    for (const { vault, place, environment } of vaultsIn(analysis)) {
      const ownPattern = environment === undefined ? undefined : own.get(environment.toLowerCase());
      const pattern = ownPattern ?? general;
      if (!pattern.test(vault)) {
        report({ at: place, message: "pattern", data: { vault, pattern: pattern.source } });
        continue;
      }
      if (environment === undefined || ownPattern !== undefined) continue;
      // `kv-testdata-prod` and `kv-test-data-prod` are both vaults of production.
      const stages = stagesOf(vault);
      const stage = stages.at(-1);
      const expected = stageOf(environment);
      if (stage === undefined || expected === undefined || stages.includes(expected)) continue;
      report({ at: place, message: "environment", data: { environment, vault, stage } });
    }
  },
});

interface NamedVault {
  readonly vault: string;
  readonly place: Place;
  readonly environment: string | undefined;
}

/** Every place that names a vault, each vault once for its place. */
function vaultsIn(analysis: Analysis): readonly NamedVault[] {
  const { workspace } = analysis;
  const { vaults, vaultVariables } = vaultFacts(analysis);
  const found: NamedVault[] = [...vaults, ...connectorVaults(workspace)].map(({ vault, place }) => ({
    vault,
    place,
    environment: undefined,
  }));
  for (const { environmentVariables } of workspace.solutions) {
    for (const variable of environmentVariables) {
      const values = [...variable.values, ...(variable.defaultValue === undefined ? [] : [variable.defaultValue])];
      for (const { text, place } of values) {
        if (isReplacedLater(text)) continue;
        const vault = vaultVariables.has(variable.schemaName.toLowerCase())
          ? (vaultIn(text) ?? text)
          : (readSecretReference(text)?.vault ?? vaultIn(text));
        if (vault !== undefined) found.push({ vault, place, environment: undefined });
      }
    }
  }
  for (const settings of workspace.settings) {
    for (const { vault, place } of vaultsInSettings(settings, vaultVariables))
      found.push({ vault, place, environment: settings.environment });
  }
  const seen = new Set<string>();
  return found.filter(({ place }) => {
    const key = placeKey(place);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
