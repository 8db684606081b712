import { defineRule, rowName, rowPlace } from "../../src/rule.ts";

export default defineRule({
  code: "SL7001",
  name: "desktop-insensitive-input",
  summary: "An input of a desktop flow carries a credential and is not marked as sensitive.",
  level: "error",
  preset: "recommended",
  securitySeverity: 7.5,
  cwe: [532, 200],
  source: "https://learn.microsoft.com/power-automate/desktop-flows/manage-variables#sensitive-variables",
  fixable: "safe",
  since: "0.1.0",
  messages: {
    used: "The input '{input}' is what '{row}' authenticates with, and it is not marked as sensitive: the run history and the logs show it.",
    connects:
      "The input '{input}' is what '{row}' connects with, and it is not marked as sensitive: a password in the connection string is shown by the run history and the logs.",
    named: "The input '{input}' is named like a credential, and it is not marked as sensitive: the run history and the logs show it.",
  },
  advice: {
    used: "Open '{flow}' in Power Automate for desktop, right-click the input '{input}' in the variables pane, select Edit and turn on Mark as sensitive.",
    connects:
      "Open '{flow}' in Power Automate for desktop, right-click the input '{input}' in the variables pane, select Edit and turn on Mark as sensitive; or hand over the password in an input of its own.",
    named:
      "Open '{flow}' in Power Automate for desktop, right-click the input '{input}' in the variables pane, select Edit and turn on Mark as sensitive.",
  },
  check({ analysis, report }) {
    for (const { flow, port, named, use } of analysis.desktop.insensitiveInputs) {
      const sure = use?.confidence === "high";
      report({
        at: port.place,
        message: named && !sure ? "named" : use === undefined ? "named" : use.connects ? "connects" : "used",
        ...(sure ? {} : { level: "warning", confidence: "medium", keepLevel: true }),
        data: { input: port.name, flow: flow.name, row: use === undefined ? "" : rowName(use.row) },
        repairs: [{ kind: "mark-sensitive", flow, variable: port.name }],
        related: use === undefined ? [] : [{ message: "It is used as a credential here.", place: rowPlace(use.row) }],
      });
    }
  },
});
