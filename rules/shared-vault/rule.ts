import {
  type Confidence,
  comparableSettings,
  defineRule,
  listInWords,
  type Place,
  type RelatedPlace,
  vaultFacts,
  vaultsInSettings,
} from "../../src/rule.ts";

export default defineRule({
  code: "SL4007",
  name: "shared-vault",
  summary: "The deployment settings of two environments refer to the same vault.",
  level: "error",
  preset: "recommended",
  securitySeverity: 6.0,
  cwe: [653],
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/environmentvariables-azure-key-vault-secrets",
  since: "0.1.0",
  messages: {
    shared:
      "The environments {environments} use the same vault '{vault}': whoever can change the secrets of one can change those of the other, and a leak in one is a leak in both.",
  },
  advice: {
    shared: "Create a vault for each environment, with the same secret names, and set it in the settings of that environment.",
  },
  check({ analysis, report }) {
    const named = vaultFacts(analysis).vaultVariables;
    for (const group of comparableSettings(analysis.workspace)) {
      const uses = new Map<string, { environment: string; vault: string; place: Place; variable: string; confidence: Confidence }[]>();
      for (const { environment, settings, confidence } of group) {
        for (const { vault, place, variable } of vaultsInSettings(settings, named)) {
          const list = uses.get(vault.toLowerCase()) ?? [];
          list.push({ environment, vault, place, variable, confidence });
          uses.set(vault.toLowerCase(), list);
        }
      }
      for (const list of uses.values()) {
        const environments = [...new Map(list.map(({ environment }) => [environment.toLowerCase(), environment])).values()];
        const [first] = list;
        const second = list.find(({ environment }) => environment.toLowerCase() !== first?.environment.toLowerCase());
        if (first === undefined || second === undefined) continue;
        const related: RelatedPlace[] = list
          .filter((one) => one !== second)
          .map(({ environment, variable, place }) => ({ message: `'${variable}' of ${environment} refers to it.`, place }));
        report({
          at: second.place,
          message: "shared",
          confidence: second.confidence,
          data: { environments: listInWords(environments), vault: second.vault },
          related,
        });
      }
    }
  },
});
