import { defineRule, desktopCertificateChecks, operationPlace, uncheckedScripts, uncheckedSettings } from "../../src/rule.ts";

/** As the designer of desktop flows calls the setting `AcceptUntrustedCertificates`; the machine decides whom it trusts. */
const desktopAdvice = "In the action, turn off 'Accept untrusted certificates', and give the server a certificate that the machine trusts.";

export default defineRule({
  code: "SL8003",
  name: "disabled-certificate-check",
  summary: "The check of the server's certificate is turned off.",
  level: "warning",
  preset: "recommended",
  securitySeverity: 6.5,
  cwe: [295],
  source: "https://cwe.mitre.org/data/definitions/295.html",
  since: "0.1.0",
  messages: {
    setting:
      "'{operation}' turns off the check of the server's certificate ({setting}), so it would send its data and credentials to any server that answers.",
    connector:
      "The code of the custom connector '{connector}' accepts every certificate, so it would send its data and credentials to any server that answers.",
  },
  advice: {
    setting: "Change '{setting}' so that certificates are checked, and give the server a certificate that the platform trusts.",
    connector: "Remove the callback that accepts every certificate, and give the server a certificate that the platform trusts.",
  },
  check({ analysis, report }) {
    for (const { operation, path, setting, span } of uncheckedSettings(analysis.workspace)) {
      report({ at: operationPlace(operation, path, span), message: "setting", data: { operation: operation.name, setting } });
    }
    for (const { name, input, place } of desktopCertificateChecks(analysis)) {
      report({
        at: place,
        message: "setting",
        advice: input === "AcceptUntrustedCertificates" ? desktopAdvice : undefined,
        data: { operation: name, setting: input },
      });
    }
    for (const { connector, place } of uncheckedScripts(analysis.workspace)) {
      report({ at: place, message: "connector", data: { connector: connector.displayName } });
    }
  },
});
