import {
  type Confidence,
  type CredentialMatch,
  defineRule,
  describeCredential,
  type PlaintextVariable,
  plaintextVariables,
  rotateNow,
} from "../../src/rule.ts";

export default defineRule({
  code: "SL1003",
  name: "plaintext-secret-variable",
  summary: "An environment variable that is not of type Secret holds a credential.",
  level: "error",
  preset: "recommended",
  securitySeverity: 8.5,
  cwe: [312, 798],
  source: "https://learn.microsoft.com/power-apps/maker/data-platform/environmentvariables-azure-key-vault-secrets",
  since: "0.1.0",
  messages: {
    value:
      "The environment variable '{variable}' holds {label} in plain text: {preview} ({evidence}). Everyone who can read the environment's variables, or gets an export, can use it.",
    used: "The environment variable '{variable}' is not of type Secret, but '{operation}' uses it as a credential. Everyone who can read the environment's variables, or gets an export, can use it.",
  },
  advice: {
    value: `Store the value in Azure Key Vault, and create a variable of type Secret that refers to it. ${rotateNow}`,
    used: "Store the value in Azure Key Vault, and create a variable of type Secret that refers to it. Rotate the credential if it was ever exported.",
  },
  check({ analysis, report }) {
    for (const found of plaintextVariables(analysis)) {
      const { variable, match, use, user, place, related, path } = found;
      report({
        at: place,
        message: match === undefined ? "used" : "value",
        confidence: confidenceOf(found),
        data: {
          variable,
          operation: user?.name ?? "",
          ...(match === undefined ? {} : { ...describeCredential(withUse(match, use)), label: match.label }),
        },
        path,
        related,
      });
    }
  },
});

function withUse(match: CredentialMatch, use: PlaintextVariable["use"]): CredentialMatch {
  return use === undefined ? match : { ...match, evidence: [...match.evidence, "use"] };
}

/** What flows do with the value is the best evidence; a name alone is never more than medium. */
function confidenceOf({ match, use }: PlaintextVariable): Confidence {
  if (use?.strength === "position") return "high";
  if (match === undefined) return "medium";
  return match.confidence === "high" && match.evidence.every((one) => one === "name" || one === "label") ? "medium" : match.confidence;
}
