import { defineRule, hasSecureOutputs, leakReport, type Operation } from "../../src/rule.ts";

const adviceForToken = "Do not keep it: get a new one where it is used. A refresh token, if that takes one, belongs in Key Vault.";
const hideOutputs = "If it has to be stored, turn on Secure Outputs in the settings of '{operation}', too.";

export default defineRule({
  code: "SL3004",
  name: "secret-persisted",
  summary: "A secret is written to a row, item, file, queue or other store.",
  level: "error",
  preset: "recommended",
  securitySeverity: 8.0,
  cwe: [312, 922],
  source: "https://learn.microsoft.com/power-automate/guidance/coding-guidelines/use-secure-inputs-outputs-triggers",
  since: "0.1.0",
  messages: {
    echoed:
      "'{operation}' stores the {secret} from the {member}, and returns what it stored, so the outputs in the run history show it, too. Everyone with access to that data can read it; secure settings hide it only in the run history.",
    handed:
      "'{operation}' hands the {secret} from the {member} to a script that runs in a workbook, which can write it there. Everyone with access to that data can read it then; Secure Inputs hides it only in the run history.",
    stored:
      "'{operation}' stores the {secret} from the {member}. Everyone with access to that data can read it; Secure Inputs hides it only in the run history.",
  },
  advice: {
    handed: "Let the script do without the secret: read it where it is used.",
    echoed: `Keep the secret only in Key Vault: store its name instead, and read the value where it is used. ${hideOutputs}`,
    stored: "Keep the secret only in Key Vault: store its name instead, and read the value where it is used.",
  },
  check({ analysis, values, report }) {
    for (const leak of values.secretsReaching("store")) {
      const { operation } = leak;
      const isEchoed = analysis.roles.facts(operation)?.echoes === true && !hasSecureOutputs(operation);
      const leaked = leakReport(leak);
      report({
        message: isEchoed ? "echoed" : runsScript(operation) ? "handed" : "stored",
        ...leaked,
        advice: leaked.advice ?? (leak.origin.label === "token" && !runsScript(operation) ? forToken(isEchoed) : undefined),
      });
    }
  },
});

/** "Run script" of Excel: what becomes of a value is for the script to say. */
function runsScript({ call }: Operation): boolean {
  return /^Run\w*Script/i.test(call?.operationId ?? "");
}

/** No vault holds what a service has just issued. */
function forToken(isEchoed: boolean): string {
  return isEchoed ? `${adviceForToken} ${hideOutputs}` : adviceForToken;
}
