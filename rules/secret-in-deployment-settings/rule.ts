import { defineRule, describeCredential, rotateNow } from "../../src/rule.ts";

export default defineRule({
  code: "SL6004",
  name: "secret-in-deployment-settings",
  summary: "A deployment settings file contains a credential.",
  level: "error",
  preset: "recommended",
  securitySeverity: 9.0,
  cwe: [312, 798],
  source: "https://learn.microsoft.com/power-platform/alm/conn-ref-env-variables-build-tools",
  since: "0.1.0",
  messages: {
    credential:
      "{label} is the value of '{variable}' in the settings of '{environment}': {preview} ({evidence}). Everyone who can read the file or the repository can use it.",
    other:
      "{label} is in the settings of '{environment}', at '{variable}': {preview} ({evidence}). Everyone who can read the file or the repository can use it.",
    comment:
      "{label} is in a comment in the settings of '{environment}': {preview} ({evidence}). What is commented out is still in the file, and everyone who can read the file or the repository can use it.",
  },
  advice: {
    credential: `Store it in Azure Key Vault, make '{variable}' a variable of type Secret, and set the secret's path here; or let the pipeline fill in the value. ${rotateNow}`,
    other: `Remove it from the file, and let the pipeline fill it in from one of its own secrets. ${rotateNow}`,
    comment: `Delete the comment. ${rotateNow}`,
  },
  check({ analysis, report }) {
    for (const { settings, setting, name, inComment, match, place } of analysis.components.settings) {
      report({
        at: place,
        message: inComment === true ? "comment" : setting === undefined ? "other" : "credential",
        confidence: match.confidence,
        data: {
          ...describeCredential(match),
          variable: name,
          environment: settings.environment ?? (settings.source.file || settings.source.path).split("/").at(-1) ?? "",
        },
      });
    }
  },
});
