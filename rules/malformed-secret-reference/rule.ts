import {
  type Analysis,
  defineRule,
  describeCredential,
  isReplacedLater,
  type Place,
  readSecretReference,
  rotateNow,
} from "../../src/rule.ts";

export default defineRule({
  code: "SL4006",
  name: "malformed-secret-reference",
  summary: "The value of a secret environment variable is not a reference to a Key Vault secret.",
  level: "error",
  preset: "recommended",
  securitySeverity: 7.0,
  cwe: [312, 798],
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/environmentvariables-azure-key-vault-secrets",
  since: "0.1.0",
  messages: {
    credential:
      "The value of the secret variable '{variable}' is {label} itself: {preview}. It must be the path of a Key Vault secret; this text is stored and exported in plain text.",
    malformed: "The value of the secret variable '{variable}' is not the path of a Key Vault secret, so flows cannot read it.",
  },
  advice: {
    credential: `Store the credential in Azure Key Vault, and set the variable to the secret's path. ${rotateNow}`,
    malformed:
      "Set it to /subscriptions/<subscription id>/resourceGroups/<resource group>/providers/Microsoft.KeyVault/vaults/<vault>/secrets/<secret>.",
  },
  check({ analysis, report }) {
    for (const { variable, text, place } of secretValues(analysis)) {
      const credential = analysis.components.variables.find((one) => one.value.place === place && one.match.confidence !== "low");
      if (credential !== undefined) {
        report({
          at: credential.place,
          message: "credential",
          confidence: credential.match.confidence,
          data: { variable, label: credential.match.label, preview: describeCredential(credential.match).preview },
        });
      } else if (readSecretReference(text) === undefined && !isCredential(analysis, place)) {
        report({ at: place, message: "malformed", confidence: "medium", data: { variable } });
      }
    }
  },
});

interface SecretValue {
  readonly variable: string;
  readonly text: string;
  readonly place: Place;
}

/** Values of secret variables in definitions, value files and settings, without those that a pipeline fills in. */
function secretValues({ workspace }: Analysis): readonly SecretValue[] {
  const packed = workspace.solutions.flatMap(({ environmentVariables }) =>
    environmentVariables.flatMap((variable) =>
      variable.type !== "secret"
        ? []
        : [...variable.values, ...(variable.defaultValue === undefined ? [] : [variable.defaultValue])].map(({ text, place }) => ({
            variable: variable.schemaName,
            text,
            place,
          })),
    ),
  );
  const set = workspace.settings.flatMap(({ variables }) =>
    variables.flatMap(({ schemaName, value, valuePlace }) =>
      workspace.variables.get(schemaName.toLowerCase())?.[0]?.variable.type === "secret"
        ? [{ variable: schemaName, text: value, place: valuePlace }]
        : [],
    ),
  );
  return [...packed, ...set].filter(({ text }) => text.trim() !== "" && !isReplacedLater(text));
}

/** A credential in a settings file is a finding of its own. */
function isCredential({ components }: Analysis, place: Place): boolean {
  return components.settings.some(({ setting, match }) => setting?.valuePlace === place && match.confidence !== "low");
}
